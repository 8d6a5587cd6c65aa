//! Those who give an answer together with the body whose desk it is: who was asked, what each has said, and for which
//! content it holds. Pure rules; `store/cosigners.rs` has the SQL, and the slice `cosigners` asks and is answered.

use super::approval::Stood;
use super::compare::Side;
use super::receipt::checksum;
use crate::i18n::Lang;
use crate::ids;
use crate::mail::Mailer;
use crate::outbox::NewMessage;
use chrono::{DateTime, Utc};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use utoipa::ToSchema;
use uuid::Uuid;

/// Where a co-signer's link lands.
pub const COSIGNING: &str = "medunderskrift";

/// The letter to a co-signer when the answer is sent; it is about the co-signer, and its slot names the version.
pub const SENT_LETTER: &str = "cosigner_sent";

/// The letter to a co-signer when the answer is taken back; it is about the co-signer, and its slot names the decision.
pub const WITHDRAWN_LETTER: &str = "cosigner_withdrawn";

/// The letter to a co-signer when the deadline has passed and nothing was sent; it is about the co-signer, and its slot names
/// the deadline.
pub const NOT_SENT_LETTER: &str = "cosigner_not_sent";

/// What a co-signer said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    Confirmed,
    Declined,
    TakenBack,
}

impl Says {
    const ALL: [Self; 3] = [Self::Confirmed, Self::Declined, Self::TakenBack];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Declined => "declined",
            Self::TakenBack => "taken_back",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|says| says.as_str() == text)
    }
}

/// What a co-signer said once, and of which content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    pub id: Uuid,
    pub says: Says,
    /// Who says it for the body.
    pub name: Option<String>,
    pub role: Option<String>,
    /// To whoever coordinates the answer.
    pub message: Option<String>,
    pub content_sha256: Vec<u8>,
    /// The sent version that it was said of; or else which saved texts stood at the desk.
    pub version_id: Option<Uuid>,
    pub stood: Option<Stood>,
    pub at: DateTime<Utc>,
}

/// A body that was asked to give the answer together with others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cosigner {
    pub id: Uuid,
    pub desk_id: Uuid,
    pub name: String,
    pub org_no: Option<String>,
    /// Its place in the register, when it was found there.
    pub body_id: Option<Uuid>,
    /// Where its link went.
    pub email: String,
    pub language: Lang,
    pub asked_at: DateTime<Utc>,
    /// When the button of a link of its was pressed first.
    pub opened_at: Option<DateTime<Utc>>,
    /// What it said, the oldest first.
    pub replies: Vec<Reply>,
    /// When the answer was last taken back by its sender: what was confirmed until then was of what nobody stands behind.
    pub released_at: Option<DateTime<Utc>>,
}

/// How far a co-signer has come with a content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CosignerState)]
pub enum State {
    Asked,
    Opened,
    /// It stands behind this very content.
    Confirmed,
    /// It has confirmed another content, and not this one.
    ConfirmedEarlier,
    Declined,
    TakenBack,
}

impl State {
    /// The end of its text's key.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Opened => "opened",
            Self::Confirmed => "confirmed",
            Self::ConfirmedEarlier => "earlier",
            Self::Declined => "declined",
            Self::TakenBack => "taken-back",
        }
    }

    pub const fn color(self) -> &'static str {
        match self {
            Self::Confirmed => "success",
            Self::ConfirmedEarlier => "warning",
            Self::Declined | Self::TakenBack => "danger",
            Self::Asked | Self::Opened => "neutral",
        }
    }

    /// It has not said what it says of the content that stands.
    pub const fn is_waited_for(self) -> bool {
        matches!(self, Self::Asked | Self::Opened | Self::ConfirmedEarlier)
    }
}

impl Cosigner {
    /// The newest confirmation of this content, unless it was taken back since.
    pub fn confirmed(&self, content: &[u8; 32]) -> Option<&Reply> {
        let holds = self.holding();
        holds.iter().rfind(|reply| reply.content_sha256 == content)
    }

    /// Confirmations that were not taken back, nor the answer with them.
    fn holding(&self) -> &[Reply] {
        let has_ended = |r: &Reply| r.says != Says::Confirmed || self.released_at >= Some(r.at);
        let ended = self.replies.iter().rposition(has_ended);
        &self.replies[ended.map_or(0, |at| at + 1)..]
    }

    /// It had confirmed what was taken back, and nothing since.
    pub fn is_released(&self) -> bool {
        let last = self.replies.last();
        last.is_some_and(|last| last.says == Says::Confirmed) && self.holding().is_empty()
    }

    /// The newest confirmation of whatever content, unless it was taken back since.
    pub fn last_confirmed(&self) -> Option<&Reply> {
        self.holding().last()
    }

    pub fn state(&self, content: &[u8; 32]) -> State {
        if self.confirmed(content).is_some() {
            return State::Confirmed;
        }
        match self.replies.last().map(|reply| reply.says) {
            Some(Says::Confirmed) => State::ConfirmedEarlier,
            Some(Says::Declined) => State::Declined,
            Some(Says::TakenBack) => State::TakenBack,
            None if self.opened_at.is_some() => State::Opened,
            None => State::Asked,
        }
    }
}

/// Tells one content from another, wherever it was read, what it supports and the files that go with it: by the keys of its
/// fields, not by their order.
pub fn content_sha256(side: &Side) -> [u8; 32] {
    let fields: BTreeMap<_, _> = side.fields.iter().collect();
    let no_comment: BTreeSet<_> = side.no_comment.iter().collect();
    // Where no file goes with it it is what it was before any could: confirmations go on holding.
    let all = match side.attached.is_empty() {
        true => serde_json::json!([fields, no_comment, side.endorsed]),
        false => serde_json::json!([fields, no_comment, side.endorsed, side.attached]),
    };
    checksum(&all.to_string())
}

/// Those who were asked to give an answer that is being sent, and its content.
pub(super) struct Joint {
    pub asked: Vec<Cosigner>,
    content: [u8; 32],
}

impl Joint {
    pub fn new(asked: Vec<Cosigner>, content: &Side) -> Self {
        Self {
            content: content_sha256(content),
            asked,
        }
    }

    /// Who stands behind exactly this content, in the order in which they were asked.
    pub fn signed(&self) -> impl Iterator<Item = &Cosigner> {
        self.asked
            .iter()
            .filter(|one| one.confirmed(&self.content).is_some())
    }

    pub fn names(&self) -> Vec<String> {
        self.signed().map(|one| one.name.clone()).collect()
    }

    /// All are told that it was sent, and whether with them.
    pub fn letters(&self, version: Uuid, mailer: &Mailer, at: DateTime<Utc>) -> Vec<NewMessage> {
        let letter = |to: &Cosigner| {
            let id = ids::new(at);
            NewMessage {
                id,
                kind: SENT_LETTER,
                about: to.id,
                slot: version.to_string(),
                recipient: to.email.clone(),
                language: to.language,
                message_id: mailer.message_id(SENT_LETTER, id),
                at,
            }
        };
        self.asked.iter().map(letter).collect()
    }
}

/// A letter of this kind to everybody who was asked for it, but those who have said that they stand not behind it.
pub fn told(
    asked: &[Cosigner],
    (kind, slot): (&'static str, &str),
    mailer: &Mailer,
    at: DateTime<Utc>,
) -> Vec<NewMessage> {
    let is_in = |one: &&Cosigner| {
        let last = one.replies.last();
        last.is_none_or(|reply| reply.says == Says::Confirmed)
    };
    let letter = |to: &Cosigner| {
        let id = ids::new(at);
        NewMessage {
            id,
            kind,
            about: to.id,
            slot: slot.to_owned(),
            recipient: to.email.clone(),
            language: to.language,
            message_id: mailer.message_id(kind, id),
            at,
        }
    };
    asked.iter().filter(is_in).map(letter).collect()
}

/// Own answer or one given together with others, as the receipt and the desk say it.
pub const fn capacity(is_joint: bool) -> &'static str {
    match is_joint {
        true => "joint",
        false => "own",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attachments::Named;
    use crate::submissions::endorsement::Endorsed;

    fn side(texts: &[(&str, &str)], no_comment: &[&str]) -> Side {
        let said = texts
            .iter()
            .map(|(key, text)| ((*key).to_owned(), (Some((*text).to_owned()), None)));
        Side {
            fields: said.collect(),
            no_comment: no_comment.iter().map(|key| (*key).to_owned()).collect(),
            endorsed: BTreeSet::new(),
            attached: BTreeSet::new(),
        }
    }

    fn cosigner(said: &[(Says, &Side)]) -> Cosigner {
        let at = DateTime::UNIX_EPOCH;
        let reply = |(says, content): &(Says, &Side)| Reply {
            id: ids::new(at),
            says: *says,
            name: None,
            role: None,
            message: None,
            content_sha256: content_sha256(content).to_vec(),
            version_id: None,
            stood: None,
            at,
        };
        Cosigner {
            id: ids::new(at),
            desk_id: ids::new(at),
            name: "Elveby lag".into(),
            org_no: None,
            body_id: None,
            email: "post@elveby.example".into(),
            language: Lang::Nb,
            asked_at: at,
            opened_at: None,
            replies: said.iter().map(reply).collect(),
            released_at: None,
        }
    }

    #[test]
    fn a_content_is_known_by_what_it_says_and_not_by_the_order_in_which_it_was_read() {
        let one = side(&[("a", "x"), ("b", "y")], &["r2", "r3"]);
        let other = side(&[("b", "y"), ("a", "x")], &["r3", "r2"]);
        assert_eq!(content_sha256(&one), content_sha256(&other));
        let mut supports = one.clone();
        supports.endorsed.insert(Endorsed {
            advice: None,
            number: "24/13304-H17".into(),
            name: "Eksempelforbundet".into(),
            version: 1,
        });
        let mut with_file = one.clone();
        with_file.attached.insert(Named {
            name: "vedtak.pdf".into(),
            sha256: "0f".repeat(32),
        });
        for different in [
            supports,
            with_file,
            side(&[("a", "y"), ("b", "x")], &["r2", "r3"]),
            side(&[("a", "x"), ("b", "y")], &["r2"]),
            side(&[("a", "x"), ("b", "y"), ("c", "")], &["r2", "r3"]),
        ] {
            assert_ne!(content_sha256(&one), content_sha256(&different));
        }
    }

    #[test]
    fn a_confirmation_holds_for_its_content_alone_and_until_it_is_taken_back() {
        let (a, b) = (side(&[("a", "x")], &[]), side(&[("a", "y")], &[]));
        let state = |said: &[(Says, &Side)], of: &Side| cosigner(said).state(&content_sha256(of));
        assert_eq!(state(&[], &a), State::Asked);
        let confirmed = [(Says::Confirmed, &a)];
        assert_eq!(state(&confirmed, &a), State::Confirmed);
        assert_eq!(state(&confirmed, &b), State::ConfirmedEarlier);
        // Both were confirmed: the text may change back.
        let both = [(Says::Confirmed, &a), (Says::Confirmed, &b)];
        assert_eq!(state(&both, &a), State::Confirmed);
        assert_eq!(state(&both, &b), State::Confirmed);
        let taken_back = [(Says::Confirmed, &a), (Says::TakenBack, &b)];
        assert_eq!(state(&taken_back, &a), State::TakenBack);
        let again = [
            (Says::Confirmed, &a),
            (Says::Declined, &a),
            (Says::Confirmed, &b),
        ];
        assert_eq!(state(&again, &a), State::ConfirmedEarlier);
        assert_eq!(state(&again, &b), State::Confirmed);
    }

    #[test]
    fn a_confirmation_ends_with_the_answer_that_is_taken_back() {
        let text = side(&[("a", "x")], &[]);
        let content = content_sha256(&text);
        let mut one = cosigner(&[(Says::Confirmed, &text)]);
        one.released_at = Some(DateTime::UNIX_EPOCH);
        assert_eq!(one.state(&content), State::ConfirmedEarlier);
        assert!(one.is_released() && one.last_confirmed().is_none());
        one.replies.push(Reply {
            at: DateTime::UNIX_EPOCH + chrono::TimeDelta::hours(1),
            ..one.replies[0].clone()
        });
        assert_eq!(one.state(&content), State::Confirmed);
        assert!(!one.is_released());
    }
}
