//! What has been saved in one field, who saved it, and what each text changed.

use super::desk::FieldState;
use super::store::{self, KeptVersion};
use crate::app::App;
use crate::db::Conn;
use crate::error::Error;
use uuid::Uuid;

/// A text as it was saved, and what it was saved over.
#[derive(Debug, Clone)]
pub struct Entry {
    pub state: FieldState,
    /// It met another that was saved meanwhile, and was kept beside it: it never stood.
    pub aside: bool,
    /// What stood when it came; for the first, nothing.
    pub before: Option<FieldState>,
}

/// Some of a field's history, the newest first.
#[derive(Debug, Clone, Default)]
pub struct History {
    pub entries: Vec<Entry>,
    /// Where to read on: below this version; none at the end.
    pub below: Option<i64>,
}

/// What was saved in a field, below a version when one is named.
pub async fn of_field(
    app: &App,
    desk: Uuid,
    field: Uuid,
    below: Option<i64>,
    limit: u32,
) -> Result<History, Error> {
    app.db
        .read_at_once(move |conn| read(conn, desk, field, below, limit))
        .await
}

fn read(
    conn: &mut Conn,
    desk: Uuid,
    field: Uuid,
    below: Option<i64>,
    limit: u32,
) -> Result<History, Error> {
    let found = store::versions_of_field(conn, desk, field, below, i64::from(limit) + 1)?;
    let shown = found.len().min(limit as usize);
    let (page, rest) = found.split_at(shown);
    let oldest = page.last().map(|kept| kept.state.version);
    let stood = match (oldest, rest.first()) {
        (Some(oldest), Some(_)) => store::stood_before(conn, desk, field, oldest)?,
        _ => None,
    };
    Ok(History {
        entries: with_before(page, stood.as_ref()),
        below: oldest.filter(|_| !rest.is_empty()),
    })
}

/// Each with what stood when it came; `stood` before the oldest of them.
fn with_before(page: &[KeptVersion], stood: Option<&FieldState>) -> Vec<Entry> {
    let mut before = stood.cloned();
    let mut entries = Vec::with_capacity(page.len());
    for kept in page.iter().rev() {
        entries.push(Entry {
            state: kept.state.clone(),
            aside: kept.aside,
            before: before.clone(),
        });
        if !kept.aside {
            before = Some(kept.state.clone());
        }
    }
    entries.reverse();
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_is_told_beside_the_one_that_stood_when_it_came() {
        let kept = |version, aside| KeptVersion {
            state: FieldState {
                version,
                ..FieldState::default()
            },
            aside,
        };
        let page = [kept(5, false), kept(4, true), kept(3, true), kept(2, false)];
        let stood = kept(1, false).state;
        let entries = with_before(&page, Some(&stood));
        let told: Vec<(i64, Option<i64>)> = entries
            .iter()
            .map(|e| (e.state.version, e.before.as_ref().map(|b| b.version)))
            .collect();
        assert_eq!(
            told,
            [(5, Some(2)), (4, Some(2)), (3, Some(2)), (2, Some(1))]
        );
    }
}
