//! Finding and reading what others have shared: by whoever writes an answer to the same consultation, as long as that takes
//! answers.

use super::store;
pub use super::store::SharedAnswer;
use crate::app::App;
use crate::consultations::{Consultation, at_version};
use crate::error::{Error, Problem};
use crate::submissions::desk::Desk;
use crate::submissions::draft::takes_input;
use crate::submissions::endorsement::grouped;
use crate::submissions::receipt::Supported;
use crate::submissions::{StoredVersion, versions_of};
use crate::text;
use std::sync::Arc;

/// Some of them, and the number to go on from.
pub struct Listed {
    pub answers: Vec<SharedAnswer>,
    pub next: Option<i64>,
}

/// So many are looked through at once when words are looked for.
const AT_ONCE: i64 = 500;

/// Those whose name or number has these words in it, after this number. A member's input and minutes support nobody.
pub async fn list(
    app: &App,
    desk: &Desk,
    consultation: &Consultation,
    words: &str,
    after: i64,
    most: usize,
) -> Result<Listed, Error> {
    if !desk.can_endorse() {
        return Err(Problem::NotFound.into());
    }
    let mut listed = Listed {
        answers: Vec::new(),
        next: None,
    };
    if !takes_input(consultation, app.clock.now()) {
        return Ok(listed);
    }
    let (but, of) = (desk.id, consultation.id);
    let words: Vec<String> = text::fold(words)
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    app.db
        .read_at_once(move |conn| {
            let mut after = after;
            let at_once = match words.is_empty() {
                true => i64::try_from(most).unwrap_or(AT_ONCE) + 1,
                false => AT_ONCE,
            };
            loop {
                let (found, last) = store::shared_after(conn, of, but, after, at_once)?;
                listed.answers.extend(found.into_iter().filter(|one| {
                    let about = text::fold(&format!("{} {}", one.name, one.reference));
                    words.iter().all(|word| about.contains(word))
                }));
                let Some(last) = last.filter(|_| listed.answers.len() <= most) else {
                    break;
                };
                after = last;
            }
            if listed.answers.len() > most {
                listed.answers.truncate(most);
                listed.next = listed.answers.last().map(|one| one.number);
            }
            Ok(listed)
        })
        .await
}

/// One of them as it is read.
pub struct Shown {
    pub answer: SharedAnswer,
    pub version: StoredVersion,
    /// The consultation as it stood when it was sent.
    pub answered: Arc<Consultation>,
    /// Of what it supports only what is shared, too.
    pub supports: Vec<Supported>,
}

/// The one with this number; `None` when there is none, or it is not shared.
pub async fn find(
    app: &App,
    desk: &Desk,
    consultation: &Arc<Consultation>,
    number: i64,
) -> Result<Option<Shown>, Error> {
    if !desk.can_endorse() || !takes_input(consultation, app.clock.now()) {
        return Ok(None);
    }
    let (but, consultation) = (desk.id, Arc::clone(consultation));
    app.db
        .read_at_once(move |conn| {
            let Some(answer) = store::find_shared(conn, consultation.id, but, number)? else {
                return Ok(None);
            };
            let mut versions = versions_of(conn, answer.submission_id)?.into_iter();
            let stands = versions.find(|version| version.no == answer.version);
            let version = stands.ok_or_else(|| Error::internal("an answer without its version"))?;
            let answered = at_version(conn, &consultation, answer.proposal_version)?;
            let of: Vec<_> = version
                .endorsements
                .iter()
                .map(|one| one.submission_id)
                .collect();
            let shared = store::shared_among(conn, &of)?;
            let mut supports = version.endorsements.clone();
            supports.retain(|one| shared.contains(&one.submission_id));
            Ok(Some(Shown {
                supports: grouped(&supports, &answered),
                answer,
                version,
                answered,
            }))
        })
        .await
}

impl Shown {
    /// The keys of the råd that it says something to: those in which it can be supported.
    pub fn said(&self) -> Vec<String> {
        let advice = self.answered.advice_ever();
        let said = advice.filter(|advice| self.says_of(&advice.key));
        said.map(|advice| advice.key.clone()).collect()
    }

    fn says_of(&self, key: &str) -> bool {
        super::endorse::says_of(&self.answered, &self.version, key)
    }
}
