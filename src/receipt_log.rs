//! The log of the receipts of a case: each receipt is a leaf of a tree of hashes (RFC 6962) that only grows, and whoever has
//! a signed head of it can be shown that a receipt is in it and that nothing was taken out since. `docs/receipt.md`
//! describes it for everybody who wants to check.
//!
//! A leaf is the hash of a salt and the receipt's document: the log tells nothing of an answer to those who have not got it.

mod note;
mod store;
mod tree;

pub use note::{Head, Signer, VerifyingKey, public};
pub use store::{
    Entered, Published, Size, StoredHead, StoredLeaf, entered, head, heads, last_heads,
    last_published, leaf_of, leaves, nodes, publications, publish, published_without_head, sizes,
};
pub use tree::{Frontier, Hash, Place, is_consistent, leaf_hash, peaks};

use crate::app::App;
use crate::db::Conn;
use crate::error::Error;
use crate::ids;
use crate::text::{hex, unhex};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use uuid::Uuid;

/// The log of one case.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Log {
    /// The series of the case's numbers.
    pub case_series: Uuid,
    /// The case as its numbers begin: `24/13304`.
    pub case: String,
}

/// A receipt that enters its log.
#[derive(Debug, Clone, Copy)]
pub struct NewLeaf<'a> {
    pub version_id: Uuid,
    /// The canonical document.
    pub document: &'a str,
}

/// Whoever signs here.
pub fn signer(app: &App) -> Signer {
    Signer::new(&app.host(), app.keys.receipt_log())
}

/// What is hashed to a leaf.
pub fn entry(salt: &[u8; 32], document: &str) -> Vec<u8> {
    [&salt[..], document.as_bytes()].concat()
}

/// Adds leaves to a log that has `size` of them, and signs what it is then. Whoever calls holds the series' row since it
/// was told the size.
pub fn append(
    conn: &mut Conn,
    signer: &Signer,
    log: &Log,
    size: u64,
    new: &[NewLeaf<'_>],
    at: DateTime<Utc>,
) -> Result<(), Error> {
    if new.is_empty() {
        return Ok(());
    }
    let edge = store::nodes(conn, log.case_series, &tree::peaks(size))?;
    // A row that is gone stops nobody from sending: the root is another then, and whoever looks the log over finds it.
    let mut tree = Frontier::of(size, |place| edge.get(&place).copied().unwrap_or_default());
    let mut rows = Vec::with_capacity(new.len());
    for leaf in new {
        let salt = ids::secret();
        let at = tree.size();
        let filled = tree.push(leaf_hash(&entry(&salt, leaf.document)));
        rows.push(StoredLeaf {
            leaf: at,
            version_id: leaf.version_id,
            salt,
            nodes: filled,
        });
    }
    store::insert_leaves(conn, log.case_series, &rows)?;
    sign(conn, signer, log, &tree, at)
}

/// Signs the log as it is.
pub fn sign(
    conn: &mut Conn,
    signer: &Signer,
    log: &Log,
    tree: &Frontier,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    let head = Head {
        origin: signer.key().origin(&log.case, log.case_series),
        size: tree.size(),
        root: tree.root(),
        at,
    };
    let stored = StoredHead {
        size: head.size,
        at,
        note: signer.sign(&head),
        signed_by: signer.key().to_string(),
    };
    store::insert_head(conn, log.case_series, &stored)
}

/// How a receipt's file shows that the receipt is in the log of its case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InLog {
    /// The signed head of the log, as it was when the receipt had been entered.
    pub head: String,
    /// Which leaf it is, from 0.
    pub index: u64,
    /// The key that the head is signed with, as it is published.
    pub key: String,
    /// From the leaf to the root: the hashes beside the way.
    pub path: Vec<String>,
    pub salt: String,
}

/// What a receipt's file has proved: the receipt is in this log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proved {
    pub head: Head,
    pub key: VerifyingKey,
    pub index: u64,
    pub leaf: Hash,
}

/// Why a file does not show that its receipt is in the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unproved {
    #[error("its key is not one")]
    Key,
    #[error("its head was not signed with its key")]
    Head,
    #[error("its salt or its path is not written as hashes are")]
    Malformed,
    #[error("its leaf and path do not lead to the root that was signed")]
    OtherRoot,
}

impl InLog {
    /// Whether it shows that a receipt with this document is in the log whose head it brings.
    pub fn prove(&self, document: &str) -> Result<Proved, Unproved> {
        let key = VerifyingKey::parse(&self.key).ok_or(Unproved::Key)?;
        let head = key.open(&self.head).ok_or(Unproved::Head)?;
        let salt = unhex(&self.salt).ok_or(Unproved::Malformed)?;
        let path: Option<Vec<Hash>> = self.path.iter().map(|hash| unhex(hash)).collect();
        let path = path.ok_or(Unproved::Malformed)?;
        let leaf = leaf_hash(&entry(&salt, document));
        let root = tree::root_by_path(leaf, self.index, head.size, &path);
        if root != Some(head.root) {
            return Err(Unproved::OtherRoot);
        }
        Ok(Proved {
            head,
            key,
            index: self.index,
            leaf,
        })
    }
}

/// How the receipt of a version shows that it is in its log: always the same. `None` while it is not in it.
pub fn in_log(conn: &mut Conn, version: Uuid) -> Result<Option<InLog>, Error> {
    let Some((case_series, leaf)) = store::leaf_of(conn, version)? else {
        return Ok(None);
    };
    // A head that somebody has taken out keeps no receipt from being sent; looking over the log finds it.
    let Some(head) = store::head_with(conn, case_series, leaf.leaf)? else {
        return Ok(None);
    };
    let path = path_of(conn, case_series, |node| {
        tree::inclusion(leaf.leaf, head.size, node)
    })?;
    Ok(Some(InLog {
        head: head.note,
        index: leaf.leaf,
        key: head.signed_by,
        path: path.iter().map(|hash| hex(hash)).collect(),
        salt: hex(&leaf.salt),
    }))
}

/// The proof that the log at one size begins with what it was at a smaller one.
pub fn consistency_of(
    conn: &mut Conn,
    case_series: Uuid,
    (old, new): (u64, u64),
) -> Result<Vec<Hash>, Error> {
    path_of(conn, case_series, |node| tree::consistency(old, new, node))
}

/// A proof, its nodes read in one go: asked for once to learn which they are, and again with what they are.
fn path_of(
    conn: &mut Conn,
    case_series: Uuid,
    proof: impl Fn(&mut dyn FnMut(Place) -> Hash) -> Vec<Hash>,
) -> Result<Vec<Hash>, Error> {
    let mut places = Vec::new();
    proof(&mut |place| {
        places.push(place);
        Hash::default()
    });
    let nodes: HashMap<Place, Hash> = store::nodes(conn, case_series, &places)?;
    Ok(proof(&mut |place| {
        nodes.get(&place).copied().unwrap_or_default()
    }))
}
