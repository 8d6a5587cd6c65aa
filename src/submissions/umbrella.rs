//! An umbrella organisation and its members, as the pages of an answer show them: whose member a desk is, and what
//! members have handed over to it. Asking, handing over and merging are in `members`.

use super::desk::{Content, Desk};
use super::store;
use crate::app::App;
use crate::calendar;
use crate::consultations::{Advice, Consultation, Field};
use crate::db::Conn;
use crate::error::Error;
use crate::i18n::Lang;
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Whom a member's desk is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Umbrella {
    pub member_id: Uuid,
    /// What it is called now.
    pub name: String,
    /// To the end of this day in Oslo.
    pub due_on: NaiveDate,
    /// What it wrote to its members.
    pub message: String,
    pub handed_over: Option<HandedOver>,
    /// It takes nothing more.
    pub has_ended: bool,
}

impl Umbrella {
    pub fn is_late(&self, now: DateTime<Utc>) -> bool {
        now >= calendar::closes_at(self.due_on)
    }
}

/// The last time that a member handed over what it had written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HandedOver {
    /// How many times it has.
    pub no: i32,
    pub at: DateTime<Utc>,
    pub late: bool,
}

/// One field of what is handed over, or a råd without comment.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct HandedField {
    pub field_id: Option<Uuid>,
    pub advice_id: Option<Uuid>,
    pub text: Option<String>,
    pub choice: Option<String>,
}

/// What would be handed over now, in an order of its own, so that it can be compared.
pub fn to_hand_over(content: &Content) -> Vec<HandedField> {
    let answers = content.answers.iter().map(|answer| HandedField {
        field_id: Some(answer.field.id),
        advice_id: None,
        text: answer.text.clone(),
        choice: answer.choice.clone(),
    });
    let without = content.no_comment.iter().map(|advice| HandedField {
        field_id: None,
        advice_id: Some(advice.id),
        text: None,
        choice: None,
    });
    let mut all: Vec<HandedField> = answers.chain(without).collect();
    all.sort();
    all
}

/// Whether what stands at a member's desk is not what it handed over last; `false` while nothing was.
pub async fn is_changed(
    app: &App,
    desk: &Desk,
    consultation: &Consultation,
) -> Result<bool, Error> {
    let Some(umbrella) = &desk.umbrella else {
        return Ok(false);
    };
    let (Some(last), id) = (umbrella.handed_over, umbrella.member_id) else {
        return Ok(false);
    };
    let read = move |conn: &mut Conn| store::handed_over_by(conn, id, last.no);
    let handed_over = app.db.read(read).await?;
    Ok(handed_over != to_hand_over(&desk.content(consultation)))
}

/// What the members of the umbrella organisation whose desk it is have handed over, as far as it stands now.
#[derive(Debug, Clone, Default)]
pub struct Heard {
    pub(super) asked: usize,
    /// Who has said something, by field and by råd without comment.
    pub(super) by_field: HashMap<Uuid, HashSet<Uuid>>,
    pub(super) without_comment: HashMap<Uuid, HashSet<Uuid>>,
    /// Whose input was taken into each field, each of them as it was last, in the order in which it was.
    pub(super) sources: HashMap<Uuid, Vec<Source>>,
}

/// A member whose text was taken into a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    pub member_id: Uuid,
    pub name: String,
    pub at: DateTime<Utc>,
    /// The version of the field that it made.
    pub version: i64,
}

impl Heard {
    pub fn asked(&self) -> usize {
        self.asked
    }

    /// How many have handed over something.
    pub fn handed_over(&self) -> usize {
        let all = self.by_field.values().chain(self.without_comment.values());
        all.flatten().collect::<HashSet<_>>().len()
    }

    /// How many have said something of this part.
    pub fn on<'c>(
        &self,
        advice: Option<&Advice>,
        fields: impl IntoIterator<Item = &'c Field>,
    ) -> usize {
        let marked = advice.and_then(|advice| self.without_comment.get(&advice.id));
        let written = fields
            .into_iter()
            .filter_map(|field| self.by_field.get(&field.id));
        let all: HashSet<&Uuid> = written.chain(marked).flatten().collect();
        all.len()
    }

    /// Whose input was taken into a field. What became of it there since nobody has kept.
    pub fn sources(&self, field: Uuid) -> &[Source] {
        self.sources.get(&field).map_or(&[], Vec::as_slice)
    }

    /// The same in words, of a field that stands in this version; `None` where nothing was taken in.
    pub fn said_sources(&self, lang: Lang, field: Uuid, version: i64) -> Option<String> {
        let sources = self.sources(field);
        let from = sources.iter().map(|source| {
            let when = calendar::date_time(lang, source.at);
            lang.with2("members-source", ("name", &source.name), ("when", &when))
        });
        let names = from.collect::<Vec<_>>().join(", ");
        let key = match sources.iter().any(|s| is_rewritten(sources, s, version)) {
            true => "members-taken-from-rewritten",
            false => "members-taken-from",
        };
        (!sources.is_empty()).then(|| lang.with1(key, "names", names))
    }
}

/// Whether the field was saved since a member's text was taken in, other than by taking in more, which is put behind it.
pub fn is_rewritten(sources: &[Source], one: &Source, version: i64) -> bool {
    let later: HashSet<i64> = sources
        .iter()
        .map(|source| source.version)
        .filter(|taken| one.version < *taken && *taken <= version)
        .collect();
    version - one.version > i64::try_from(later.len()).unwrap_or(i64::MAX)
}

/// What members have handed over to this desk; `None` when none were asked.
pub async fn heard(app: &App, desk: Uuid) -> Result<Option<Heard>, Error> {
    app.db.read(move |conn| store::heard(conn, desk)).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(version: i64) -> Source {
        Source {
            member_id: Uuid::nil(),
            name: "Elveby lag".into(),
            at: DateTime::UNIX_EPOCH,
            version,
        }
    }

    #[test]
    fn what_is_taken_in_behind_it_rewrites_nothing_and_what_is_saved_does() {
        let sources = [source(2), source(3)];
        assert!(!is_rewritten(&sources, &sources[0], 3));
        assert!(!is_rewritten(&sources, &sources[1], 3));
        assert!(is_rewritten(&sources, &sources[0], 4));
        assert!(is_rewritten(&sources, &sources[1], 4));
        let apart = [source(2), source(4)];
        assert!(is_rewritten(&apart, &apart[0], 4), "saved between");
        assert!(!is_rewritten(&apart, &apart[1], 4));
    }
}
