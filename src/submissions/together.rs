//! Those who write one answer together, as a page or an operation tells of them: what they are called, who holds
//! which part, who is writing where now, how many notes there are.

use super::desk::{Desk, FieldState};
use crate::app::App;
use crate::colleagues::holders::Holder;
use crate::colleagues::presence::{LASTS, Sign};
use crate::colleagues::{self, Contributor};
use crate::consultations::Field;
use crate::error::Error;
use chrono::{DateTime, Duration, Utc};
use std::collections::HashMap;
use uuid::Uuid;

/// Without a script nobody gives a sign of life: who saved so lately is still writing.
const AFTER_SAVING: Duration = Duration::seconds(120);

pub struct Together {
    /// Those who were asked to take part, now or before.
    asked: Vec<Contributor>,
    /// Whose each of their links is.
    links: HashMap<Uuid, Uuid>,
    /// What those who have the whole answer in their hands have told as their own names, by their links.
    names: HashMap<Uuid, String>,
    holders: HashMap<String, Holder>,
    notes: HashMap<Option<String>, usize>,
    signs: Vec<Sign>,
    now: DateTime<Utc>,
}

/// Reads it all at once.
pub async fn read(app: &App, desk: &Desk) -> Result<Together, Error> {
    let (id, now) = (desk.id, app.clock.now());
    app.db
        .read_at_once(move |conn| {
            Ok(Together {
                asked: colleagues::of_desk(conn, id)?,
                links: colleagues::links(conn, id)?,
                names: colleagues::told_names(conn, id)?,
                holders: colleagues::who_holds(conn, id)?,
                notes: colleagues::note_counts(conn, id)?,
                signs: colleagues::signs_since(conn, id, now - LASTS)?,
                now,
            })
        })
        .await
}

impl Together {
    /// Others were asked to take part, now or before.
    pub fn is_shared(&self) -> bool {
        !self.asked.is_empty()
    }

    /// Those who take part now.
    pub fn contributors(&self) -> impl Iterator<Item = &Contributor> {
        self.asked.iter().filter(|c| c.ended_at.is_none())
    }

    /// Whoever holds a link.
    pub fn holder_of(&self, link: Uuid) -> Holder {
        let found = self.links.get(&link).copied();
        found.map_or(Holder::Coordinator, Holder::Contributor)
    }

    /// The name of whoever holds a link; none for a coordinator who has not told it.
    pub fn name(&self, link: Uuid) -> Option<&str> {
        let own = self.names.get(&link).map(String::as_str);
        own.or_else(|| self.holder_name(self.holder_of(link)))
    }

    pub fn holder(&self, part: &str) -> Option<Holder> {
        self.holders.get(part).copied()
    }

    /// The name of somebody; none for a coordinator where it was not told, or where there are several.
    pub fn holder_name(&self, holder: Holder) -> Option<&str> {
        match holder {
            Holder::Coordinator => colleagues::one_name(self.names.values()),
            Holder::Contributor(id) => {
                let mut asked = self.asked.iter();
                asked.find(|c| c.id == id).map(|c| c.name.as_str())
            }
        }
    }

    /// How many notes a part has, or the whole answer.
    pub fn notes(&self, part: Option<&str>) -> usize {
        let found = self.notes.get(&part.map(str::to_owned));
        found.copied().unwrap_or_default()
    }

    /// What was saved last in these fields.
    pub fn last_saved<'c>(
        desk: &Desk,
        fields: impl IntoIterator<Item = &'c Field>,
    ) -> Option<FieldState> {
        let saved = fields.into_iter().map(|field| desk.field(field));
        saved
            .max_by_key(|state| state.saved_at)
            .filter(|state| state.version > 0)
    }

    /// The links that are writing in a part now, and when each last showed it; not this one.
    pub fn writing<'c>(
        &self,
        desk: &Desk,
        part: &str,
        fields: impl IntoIterator<Item = &'c Field>,
        not: Uuid,
    ) -> Vec<(Uuid, DateTime<Utc>)> {
        let here = self.signs.iter().filter(|sign| sign.part == part);
        let mut found: Vec<_> = here.map(|sign| (sign.link, sign.seen_at)).collect();
        // Whoever gives signs of life is where they give them.
        let gives_signs = |link| self.signs.iter().any(|sign| sign.link == link);
        for field in fields {
            let state = desk.field(field);
            let (Some(link), Some(at)) = (state.by, state.saved_at) else {
                continue;
            };
            if self.now - at < AFTER_SAVING && !gives_signs(link) {
                found.push((link, at));
            }
        }
        found.retain(|(link, _)| *link != not);
        found.sort_by_key(|(link, at)| (*link, std::cmp::Reverse(*at)));
        found.dedup_by_key(|(link, _)| *link);
        found
    }
}
