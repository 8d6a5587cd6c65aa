//! Looking over a log: whether every receipt is as it was entered, what is kept of the answers says the same, and the tree
//! is the one that was signed.

use super::fault::{Fault, FaultKind};
use super::store::{self, Kept};
use crate::app::App;
use crate::db::Conn;
use crate::error::Error;
use crate::keys::Keys;
use crate::receipt_log::{
    self, Frontier, Head, Log, Place, Size, StoredHead, StoredLeaf, VerifyingKey, entry, leaf_hash,
};
use crate::submissions::receipt::Receipt;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use uuid::Uuid;

/// So many leaves are looked at in one reading.
const AT_ONCE: u64 = 500;

/// Where an observer of a log looks, and with which keys.
#[derive(Clone)]
pub struct Looker {
    log: Log,
    /// The public halves of all keys of the key file.
    ours: Vec<[u8; 32]>,
}

impl Looker {
    pub fn new(keys: &Keys, log: Log) -> Self {
        let ours = keys.receipt_logs().map(|pair| receipt_log::public(&pair));
        Self {
            log,
            ours: ours.collect(),
        }
    }

    /// What is wrong with the log's length.
    pub fn length(size: &Size) -> Option<Fault> {
        let published = size.published.filter(|published| *published > size.leaves);
        published.map(|place| Fault {
            kind: FaultKind::Shorter,
            place,
        })
    }

    /// What is wrong with these leaves, and with the heads that end in them.
    pub async fn look(&self, app: &App, leaves: Range<u64>) -> Result<BTreeSet<Fault>, Error> {
        let mut found = BTreeSet::new();
        let Range { start, end } = leaves;
        let mut at = start;
        let mut tree = None;
        while at < end {
            let next = end.min(at + AT_ONCE);
            let (looker, before) = (self.clone(), tree.take());
            let read = move |conn: &mut Conn| looker.part(conn, at..next, before.clone());
            let (after, faults) = app.db.read_at_once(read).await?;
            found.extend(faults);
            tree = Some(after);
            at = next;
        }
        Ok(found)
    }

    /// Whether the log as it is was signed at all.
    pub fn last_head(&self, conn: &mut Conn, size: u64) -> Result<Option<Fault>, Error> {
        let head = receipt_log::head(conn, self.log.case_series, size)?;
        let is_gone = size > 0 && head.is_none();
        Ok(is_gone.then_some(Fault {
            kind: FaultKind::Head,
            place: size,
        }))
    }

    /// The same in one reading, from where the tree has come to; from what is kept of it at first.
    fn part(
        &self,
        conn: &mut Conn,
        leaves: Range<u64>,
        tree: Option<Frontier>,
    ) -> Result<(Frontier, Vec<Fault>), Error> {
        let series = self.log.case_series;
        let mut tree = match tree {
            Some(tree) => tree,
            None => self.edge(conn, leaves.start)?,
        };
        let limit = i64::try_from(leaves.end - leaves.start).unwrap_or(i64::MAX);
        let stored = receipt_log::leaves_from(conn, series, leaves.start, limit)?;
        let versions: Vec<Uuid> = stored.iter().map(|leaf| leaf.version_id).collect();
        let documents = store::documents(conn, &versions)?;
        let kept = store::kept(conn, &versions)?;
        let stored: HashMap<u64, StoredLeaf> =
            stored.into_iter().map(|leaf| (leaf.leaf, leaf)).collect();
        let heads = receipt_log::heads_between(conn, series, (leaves.start, leaves.end))?;
        let heads: HashMap<u64, StoredHead> =
            heads.into_iter().map(|head| (head.size, head)).collect();
        let mut found = Vec::new();
        for at in leaves {
            let mut fault = |kind, place| found.push(Fault { kind, place });
            let Some(leaf) = stored.get(&at) else {
                fault(FaultKind::Tree, at);
                tree.push(Default::default());
                continue;
            };
            let document = documents.get(&leaf.version_id).map(String::as_str);
            if let Some(kind) = of_leaf(leaf, document, kept.get(&leaf.version_id)) {
                fault(kind, at);
            }
            let hash = leaf.nodes.first().copied().unwrap_or_default();
            if tree.push(hash) != leaf.nodes {
                fault(FaultKind::Tree, at);
            }
            let head = heads.get(&tree.size());
            if head.is_some_and(|head| !self.holds(head, &tree)) {
                fault(FaultKind::Head, tree.size());
            }
        }
        Ok((tree, found))
    }

    /// The edge of the tree as it is kept.
    fn edge(&self, conn: &mut Conn, size: u64) -> Result<Frontier, Error> {
        let places = receipt_log::peaks(size);
        let nodes = receipt_log::nodes(conn, self.log.case_series, &places)?;
        let node = |place: Place| nodes.get(&place).copied().unwrap_or_default();
        Ok(Frontier::of(size, node))
    }

    /// Whether a head says what the tree is, and we have signed it.
    fn holds(&self, head: &StoredHead, tree: &Frontier) -> bool {
        let key = VerifyingKey::parse(&head.signed_by);
        let key = key.filter(|key| self.ours.contains(key.public()));
        key.is_some_and(|key| {
            let origin = key.origin(&self.log.case, self.log.case_series);
            let is_as_the_tree = |signed: Head| {
                signed.origin == origin && signed.size == tree.size() && signed.root == tree.root()
            };
            key.open(&head.note).is_some_and(is_as_the_tree)
        })
    }
}

/// Looks over all logs, whole: each with how many leaves it has and what is wrong.
pub fn look_at_all(conn: &mut Conn, keys: &Keys) -> Result<Vec<(Size, BTreeSet<Fault>)>, Error> {
    let mut all = Vec::new();
    for size in receipt_log::sizes(conn)? {
        let looker = Looker::new(keys, size.log.clone());
        let mut found = BTreeSet::from_iter(Looker::length(&size));
        let mut tree = None;
        for start in (0..size.leaves).step_by(AT_ONCE as usize) {
            let part = start..size.leaves.min(start + AT_ONCE);
            let (after, faults) = looker.part(conn, part, tree.take())?;
            found.extend(faults);
            tree = Some(after);
        }
        found.extend(looker.last_head(conn, size.leaves)?);
        all.push((size, found));
    }
    Ok(all)
}

/// What is wrong with what a leaf stands for.
fn of_leaf(leaf: &StoredLeaf, document: Option<&str>, kept: Option<&Kept>) -> Option<FaultKind> {
    let Some(document) = document else {
        return Some(FaultKind::Receipt);
    };
    if leaf.nodes.first() != Some(&leaf_hash(&entry(&leaf.salt, document))) {
        return Some(FaultKind::Receipt);
    }
    let receipt = Receipt::parse(document).ok();
    let same = receipt
        .zip(kept)
        .is_some_and(|(receipt, kept)| kept.is(&receipt));
    (!same).then_some(FaultKind::Answer)
}
