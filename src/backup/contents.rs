//! What a database holds, so that a restored one can be compared with what it was made of. Whatever else must be the same
//! in both is added here: it is then written into the manifest and compared.

use crate::db::{Conn, snapshot};
use crate::error::Error;
use crate::receipt_log;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contents {
    /// The migrations that it has.
    pub migrations: Vec<String>,
    /// How many rows are in each table.
    pub rows: BTreeMap<String, i64>,
    /// The last signed head of the log of each case's receipts, by the id of the case's series.
    pub log_heads: BTreeMap<Uuid, String>,
}

impl Contents {
    /// Of a database as it is seen by this connection; ask within one transaction while others write.
    pub fn of(conn: &mut Conn) -> Result<Self, Error> {
        Ok(Self {
            migrations: snapshot::migrated(conn)?,
            rows: snapshot::rows(conn)?,
            log_heads: receipt_log::last_heads(conn)?
                .into_iter()
                .map(|(series, head)| (series, head.note))
                .collect(),
        })
    }

    pub fn all_rows(&self) -> i64 {
        self.rows.values().sum()
    }

    /// What is not the same in the other, in words.
    pub fn differences(&self, other: &Self) -> Vec<String> {
        let mut found = Vec::new();
        if self.migrations != other.migrations {
            found.push("migrations".to_owned());
        }
        let tables = self.rows.keys().chain(other.rows.keys());
        for table in tables.collect::<std::collections::BTreeSet<_>>() {
            let of = |contents: &Self| contents.rows.get(table).copied().unwrap_or_default();
            let (ours, theirs) = (of(self), of(other));
            if ours != theirs {
                found.push(format!("{table}: {theirs} rows instead of {ours}"));
            }
        }
        if self.log_heads != other.log_heads {
            found.push("the heads of the logs of receipts".to_owned());
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contents(rows: &[(&str, i64)]) -> Contents {
        let rows = rows.iter().map(|(table, n)| ((*table).to_owned(), *n));
        Contents {
            migrations: vec!["1".into()],
            rows: rows.collect(),
            log_heads: BTreeMap::new(),
        }
    }

    #[test]
    fn what_differs_is_named() {
        let made_of = contents(&[("answer", 3), ("body", 1)]);
        let mut found = contents(&[("answer", 2), ("body", 1), ("more", 4)]);
        found.migrations.clear();
        found.log_heads.insert(Uuid::nil(), "head".into());
        assert_eq!(
            made_of.differences(&found),
            [
                "migrations",
                "answer: 2 rows instead of 3",
                "more: 4 rows instead of 0",
                "the heads of the logs of receipts",
            ]
        );
        assert!(made_of.differences(&made_of).is_empty());
    }
}
