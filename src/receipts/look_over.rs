//! Looking over a log: whether every receipt is as it was entered, what is kept of the answers says the same, and the tree
//! is the one that was signed.

use super::fault::{Fault, FaultKind};
use super::store::{self, Kept};
use crate::app::App;
use crate::db::{Conn, transaction};
use crate::error::Error;
use crate::keys::Keys;
use crate::receipt_log::{
    self, Frontier, Head, Log, Place, Size, StoredHead, StoredLeaf, VerifyingKey, entry, leaf_hash,
};
use crate::submissions::StoredReceipt;
use crate::submissions::receipt::{FORMAT, Receipt, checksum};
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

    /// The heads that must be there and are not: of the log as it is, and those that were published.
    pub fn gone_heads(&self, conn: &mut Conn, size: u64) -> Result<Vec<Fault>, Error> {
        let series = self.log.case_series;
        let mut gone = receipt_log::published_without_head(conn, series)?;
        if size > 0 && receipt_log::heads(conn, series, &[size])?.is_empty() {
            gone.push(size);
        }
        let fault = |place| Fault {
            kind: FaultKind::Head,
            place,
        };
        Ok(gone.into_iter().map(fault).collect())
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
        let wanted: Vec<u64> = leaves.clone().collect();
        let stored = receipt_log::leaves(conn, series, &wanted)?;
        let versions: Vec<Uuid> = stored.iter().map(|leaf| leaf.version_id).collect();
        let receipts = store::receipts(conn, &versions)?;
        let kept = store::kept(conn, &versions)?;
        let stored: HashMap<u64, StoredLeaf> =
            stored.into_iter().map(|leaf| (leaf.leaf, leaf)).collect();
        let sizes: Vec<u64> = wanted.iter().map(|leaf| leaf + 1).collect();
        let heads = receipt_log::heads(conn, series, &sizes)?;
        let mut found = Vec::new();
        for at in leaves {
            let mut fault = |kind, place| found.push(Fault { kind, place });
            let Some(leaf) = stored.get(&at) else {
                fault(FaultKind::Tree, at);
                tree.push(Default::default());
                continue;
            };
            let id = &leaf.version_id;
            if let Some(kind) = of_receipt(Some(leaf), receipts.get(id), kept.get(id)) {
                fault(kind, at);
            }
            let hash = leaf.nodes.first().copied().unwrap_or_default();
            if tree.push(hash) != leaf.nodes {
                fault(FaultKind::Tree, at);
            }
            let head = heads.get(&tree.size());
            let holds = |head: &StoredHead| self.holds(head, &tree);
            if head.is_some_and(|head| !head.as_ref().is_some_and(holds)) {
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

/// What looking over all logs has found.
#[derive(Debug)]
pub struct LookedOver {
    /// Each log: how many leaves it has, and what is wrong.
    pub logs: Vec<(Size, BTreeSet<Fault>)>,
    /// How many receipts are kept.
    pub kept: u64,
    /// How many of them are from before there were logs, and have not entered one yet.
    pub waiting: u64,
}

impl LookedOver {
    /// How many receipts are in the logs.
    pub fn in_logs(&self) -> u64 {
        self.logs.iter().map(|(size, _)| size.leaves).sum()
    }

    /// Whether as many receipts are kept as there must be. There may be others where a log is gone with its case.
    pub fn adds_up(&self) -> bool {
        self.kept == self.in_logs() + self.waiting
    }

    pub fn is_whole(&self) -> bool {
        self.adds_up() && self.logs.iter().all(|(_, found)| found.is_empty())
    }
}

/// Looks over all logs, whole.
pub fn look_at_all(conn: &mut Conn, keys: &Keys) -> Result<LookedOver, Error> {
    // As of one moment: answers may come meanwhile.
    let (sizes, mut outside, kept, waiting) = transaction::read(conn, |conn| {
        let sizes = receipt_log::sizes(conn)?;
        let outside = store::without_leaf(conn)?;
        let kept = store::receipts_kept(conn)?;
        Ok((sizes, outside, kept, store::waiting(conn)?))
    })?;
    let mut logs = Vec::new();
    for size in sizes {
        let looker = Looker::new(keys, size.log.clone());
        let mut found = outside.remove(&size.log.case_series).unwrap_or_default();
        found.extend(Looker::length(&size));
        let mut tree = None;
        for start in (0..size.leaves).step_by(AT_ONCE as usize) {
            let part = start..size.leaves.min(start + AT_ONCE);
            let (after, faults) = looker.part(conn, part, tree.take())?;
            found.extend(faults);
            tree = Some(after);
        }
        found.extend(looker.gone_heads(conn, size.leaves)?);
        logs.push((size, found));
    }
    Ok(LookedOver {
        logs,
        kept,
        waiting,
    })
}

/// What is wrong with the receipt of a version as it is now, in its log or in none yet.
pub fn look_at_one(
    conn: &mut Conn,
    version: Uuid,
    leaf: Option<&StoredLeaf>,
) -> Result<Option<FaultKind>, Error> {
    let receipts = store::receipts(conn, &[version])?;
    let kept = store::kept(conn, &[version])?;
    Ok(of_receipt(leaf, receipts.get(&version), kept.get(&version)))
}

/// What is wrong with a receipt, as its leaf, itself and the tables of its answer say.
fn of_receipt(
    leaf: Option<&StoredLeaf>,
    stored: Option<&StoredReceipt>,
    kept: Option<&Kept>,
) -> Option<FaultKind> {
    let Some(stored) = stored else {
        return Some(FaultKind::Receipt);
    };
    let document = &stored.document;
    let is_of =
        |leaf: &StoredLeaf| leaf.nodes.first() == Some(&leaf_hash(&entry(&leaf.salt, document)));
    let receipt = Receipt::parse(document).ok();
    let number = receipt.as_ref().map(|receipt| &receipt.number);
    let is_itself = stored.sha256 == checksum(document) && number == Some(&stored.number);
    if !is_itself || !leaf.is_none_or(is_of) {
        return Some(FaultKind::Receipt);
    }
    // It was issued with its leaf.
    if leaf.is_none() && receipt.as_ref().is_some_and(|one| one.format == FORMAT) {
        return Some(FaultKind::Tree);
    }
    let same = receipt
        .zip(kept)
        .is_some_and(|(receipt, kept)| kept.is(&receipt) && kept.stands_as_it_must());
    (!same).then_some(FaultKind::Answer)
}
