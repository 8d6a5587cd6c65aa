//! What each operation of a desk does and where it is refused. Every operation of the route table is here.

use super::scene::{Asker, DUE_ON, First, Things};
use super::{Kind, State};
use crate::support::respondent::{ADVICE, TEXT};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

/// Which parts whoever asks must be let into, beside the right that the row asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    Any,
    /// The first råd.
    Part,
    Everywhere,
}

pub type When = fn(Kind, State) -> bool;

/// Where something is refused, and with which status.
pub type Refused = (When, u16);

const NEVER: When = |_, _| false;
const LOCKED: When = |_, state| matches!(state, State::Locked);
const UNLOCKED: When = |_, state| !matches!(state, State::Locked);
const MEMBER: When = |kind, _| matches!(kind, Kind::Member);
/// A member asks nobody, and neither does whoever is not known yet.
const ASKS_NOBODY: When = |kind, state| MEMBER(kind, state) || NOBODYS(kind, state);
/// Nothing was written since it was handed over.
const HANDED_OVER: When = |kind, state| MEMBER(kind, state) && matches!(state, State::Sent);
const NO_MEMBER: When = |kind, _| !matches!(kind, Kind::Member);
/// Nothing was sent.
const UNSENT: When = |kind, state| matches!(kind, Kind::Member) || !state.is_sent();
/// Nothing has a number.
const UNNUMBERED: When = |kind, state| UNSENT(kind, state) || matches!(state, State::Unconfirmed);
const NOT_UNCONFIRMED: When = |_, state| !matches!(state, State::Unconfirmed);
const UNRESERVED: When = |_, state| !matches!(state, State::Reserved | State::Supplemented);
const WITHDRAWN: When = |_, state| matches!(state, State::Withdrawn);
const CONCLUDED: When = |_, state| state.is_concluded();
/// The answer of nobody who was invited, and of nobody whose address is known.
const NOBODYS: When = |_, state| matches!(state, State::Unconfirmed);
/// No day is left by which members could be asked to be done.
const NO_DAYS: When =
    |_, state| matches!(state, State::Unsent | State::Supplemented | State::SentLate);

pub struct Rule {
    pub id: &'static str,
    /// The status of what is done.
    pub done: u16,
    /// The table in which it leaves something; none for what only reads.
    pub leaves: Option<&'static str>,
    pub reach: Reach,
    pub first: &'static [First],
    pub refused: &'static [Refused],
    /// Where it is as it is asked to be, so that nothing changes.
    pub idle: When,
    pub body: fn(&Asker, &Things, usize) -> Value,
}

const NOTHING: fn(&Asker, &Things, usize) -> Value = |_, _, _| Value::Null;

const fn reads(id: &'static str) -> Rule {
    Rule {
        id,
        done: 200,
        leaves: None,
        reach: Reach::Any,
        first: &[],
        refused: &[],
        idle: NEVER,
        body: NOTHING,
    }
}

const fn does(id: &'static str, done: u16, leaves: &'static str) -> Rule {
    Rule {
        done,
        leaves: Some(leaves),
        ..reads(id)
    }
}

impl Rule {
    const fn first(self, first: &'static [First]) -> Self {
        Self { first, ..self }
    }

    const fn part(self) -> Self {
        Self {
            reach: Reach::Part,
            ..self
        }
    }

    const fn everywhere(self) -> Self {
        Self {
            reach: Reach::Everywhere,
            ..self
        }
    }

    const fn not(self, refused: &'static [Refused]) -> Self {
        Self { refused, ..self }
    }

    const fn idle(self, idle: When) -> Self {
        Self { idle, ..self }
    }

    const fn body(self, body: fn(&Asker, &Things, usize) -> Value) -> Self {
        Self { body, ..self }
    }
}

pub const RULES: &[Rule] = &[
    reads("readDraft"),
    reads("readField"),
    reads("listFieldVersions"),
    reads("readFieldVersion").first(&[First::Versions]),
    reads("readPart"),
    reads("listMoreTime"),
    reads("listContributors"),
    reads("listLetterLinks"),
    reads("readContributor").first(&[First::Colleague]),
    reads("readChanges").not(&[(UNSENT, 404)]),
    reads("listAttachments"),
    reads("readAttachment").first(&[First::Attached]).not(&[(MEMBER, 404)]),
    reads("listNotes"),
    reads("readNote").first(&[First::Note]),
    reads("readSubmission").not(&[(UNSENT, 404)]),
    reads("readReceipt").not(&[(UNNUMBERED, 404)]),
    reads("readReceiptAsPdf").not(&[(UNNUMBERED, 404)]),
    reads("readApproval"),
    reads("readAdoption"),
    reads("listCosigners"),
    reads("readCosignature"),
    reads("readMemberInput").first(&[First::Input]).not(&[(ASKS_NOBODY, 404)]),
    reads("readMemberRound").first(&[First::Round]).not(&[(ASKS_NOBODY, 404)]),
    reads("readHandingOver").not(&[(NO_MEMBER, 404)]),
    reads("readSharing").not(&[(UNNUMBERED, 404)]),
    reads("listSharedAnswers").first(&[First::Endorsed]).not(&[(MEMBER, 404)]),
    reads("readSharedAnswer").first(&[First::Endorsed]).not(&[(MEMBER, 404), (CONCLUDED, 404)]),
    reads("listEndorsements"),
    reads("getDraftAsWord"),
    reads("getDraftAsPdf"),
    reads("readWordReading").first(&[First::Reading]),
    reads("readBodyPage").not(&[(MEMBER, 404), (NOBODYS, 404)]),
    does("writeField", 200, "desk_field").part().body(|_, _, n| json!({ "text": format!("Tekst {n}.") })).not(&[(LOCKED, 409)]),
    does("chooseFieldVersion", 200, "desk_field").part().first(&[First::Versions]).not(&[(LOCKED, 409)]),
    does("setNoComment", 204, "desk_advice").part().not(&[(LOCKED, 409)]),
    does("removeNoComment", 204, "desk_advice").part().first(&[First::NoComment]).not(&[(LOCKED, 409)]),
    does("setReady", 204, "desk_advice").part().not(&[(LOCKED, 409)]),
    does("removeReady", 204, "desk_advice").part().first(&[First::Ready]).not(&[(LOCKED, 409)]),
    does("setNoCommentToTheRest", 201, "desk_advice").everywhere().not(&[(LOCKED, 409)]),
    does("undoNoCommentToTheRest", 204, "desk_advice").everywhere().first(&[First::Batch]).not(&[(LOCKED, 409)]),
    does("changeDraft", 200, "desk").body(|_, _, n| json!({ "sender": { "role": format!("Rolle {n}") } })).not(&[(LOCKED, 409)]),
    does("seeProposal", 204, "desk").everywhere().first(&[First::Behind]).body(|_, _, _| json!({ "version": 2 })),
    does("setHolder", 204, "desk_holder").body(|_, _, _| json!({})).part(),
    does("removeHolder", 204, "desk_holder").part().first(&[First::Held]),
    does("announcePresence", 204, "desk_presence").part(),
    does("writeNote", 201, "desk_note").body(|_, _, n| json!({ "text": format!("Notat {n}.") })),
    does("removeNote", 204, "desk_note").first(&[First::Note]),
    does("addAttachment", 201, "attachment").everywhere().not(&[(MEMBER, 403), (LOCKED, 409)]),
    does("removeAttachment", 204, "attachment").everywhere().first(&[First::Attached]).not(&[(MEMBER, 404), (LOCKED, 409)]),
    does("restoreAttachment", 204, "attachment").everywhere().first(&[First::Detached]).not(&[(MEMBER, 404), (LOCKED, 409)]),
    does("readWordFile", 201, "docx_reading").body(|_, _, _| {
        let file = crate::support::files::docx(&[]);
        json!({ "file_name": "svar.docx", "content": BASE64_STANDARD.encode(file) })
    }),
    does("takeInWordReading", 200, "desk_field").first(&[First::Reading]).body(|asker, all, _| {
        json!({ "places": [{ "place": asker.thing(all, "place"), "version": 0 }] })
    }).not(&[(LOCKED, 409)]),
    does("takeInMemberInput", 200, "desk_field").part().first(&[First::Input]).body(|asker, all, _| {
        json!({ "members": [asker.thing(all, "organisation")] })
    }).not(&[(LOCKED, 409), (ASKS_NOBODY, 422)]),
    does("endorseAnswer", 200, "desk_endorsement").everywhere().first(&[First::Endorsed]).body(|_, _, _| json!({ "version": 1 })).not(&[(LOCKED, 409), (MEMBER, 404), (CONCLUDED, 404)]),
    does("removeEndorsement", 200, "desk_endorsement").part().first(&[First::Endorsed]).not(&[(LOCKED, 409)]).idle(MEMBER),
    does("keepEndorsement", 200, "desk_endorsement").part().first(&[First::Endorsed, First::Unshared]).not(&[(LOCKED, 409), (MEMBER, 404)]),
    does("sendDraft", 201, "submission_version").not(&[(MEMBER, 403), (CONCLUDED, 409)]),
    does("handOver", 200, "member").not(&[(CONCLUDED, 409), (NO_MEMBER, 404)]).idle(HANDED_OVER),
    does("setReadyForApproval", 200, "desk_step").everywhere().not(&[(MEMBER, 403)]),
    does("approveDraft", 200, "desk_step").body(|_, _, _| json!({ "name": "Berit", "role": "Leder" })).not(&[(MEMBER, 403)]),
    does("reopenDraft", 200, "desk_step").not(&[(MEMBER, 403)]),
    does("lockDraft", 200, "desk_step").body(|_, _, _| json!({ "treated_in": "kommunestyret" })).not(&[(MEMBER, 403)]),
    does("unlockDraft", 200, "desk_step").not(&[(MEMBER, 403)]).idle(UNLOCKED),
    does("tellAdoption", 200, "desk").body(|_, _, _| json!({ "kind": "political", "body": "rådet", "on": "2026-02-27" })).not(&[(MEMBER, 403)]),
    does("removeAdoption", 200, "desk").first(&[First::Adoption]).not(&[(MEMBER, 403)]),
    does("confirmAdoption", 200, "adoption_outcome").body(|_, _, _| json!({ "adopted_by": "rådet", "adopted_on": "2026-02-27" })).not(&[(UNRESERVED, 404)]),
    does("withdrawAnswer", 204, "standing_decision").body(|_, _, _| json!({ "reason": "Feil sak." })).not(&[(UNNUMBERED, 404), (CONCLUDED, 409)]).idle(WITHDRAWN),
    does("askForMoreTime", 200, "deadline_request").body(|_, _, _| json!({ "new_on": "2026-06-20", "reason": "Rådet møtes i juni.", "email": "kari@kommune.example" })).not(&[(CONCLUDED, 409)]),
    does("sendLink", 202, "outbox").body(|_, _, n| json!({ "email": format!("nr-{n}@kommune.example") })).not(&[(LOCKED, 409)]),
    does("sendConfirmationAgain", 202, "outbox").body(|_, _, n| json!({ "email": format!("nr-{n}@kommune.example") })).not(&[(NOT_UNCONFIRMED, 404)]),
    does("askContributor", 201, "contributor").body(|_, _, n| json!({ "name": "Per", "email": format!("per-{n}@kommune.example"), "may": "write" })).not(&[(CONCLUDED, 409)]),
    does("changeContributor", 200, "contributor").first(&[First::Colleague]).body(|_, _, _| json!({ "may": "read", "parts": [] })),
    does("endContributor", 204, "contributor").first(&[First::Colleague]),
    does("endLetterLink", 204, "link").first(&[First::InLetter]),
    does("sendContributorLetter", 204, "outbox").first(&[First::Colleague]),
    does("replaceContributorLink", 204, "link").first(&[First::Colleague]),
    does("beginMemberRound", 200, "member_round").body(|_, _, _| json!({ "due_on": DUE_ON, "message": "" })).not(&[(CONCLUDED, 409), (ASKS_NOBODY, 422), (NO_DAYS, 422)]),
    does("moveMemberRound", 200, "member_round").first(&[First::Round]).body(|_, _, _| json!({ "due_on": "2026-03-25" })).not(&[(CONCLUDED, 409), (ASKS_NOBODY, 422), (NO_DAYS, 422)]),
    does("endMemberRound", 204, "member_round").first(&[First::Round]).not(&[(ASKS_NOBODY, 404)]),
    does("askMembers", 200, "member").first(&[First::Round]).body(|_, _, n| json!({ "members": [{ "name": "Nes lag", "email": format!("nes-{n}@lag.example") }] })).not(&[(CONCLUDED, 409), (ASKS_NOBODY, 422)]),
    does("remindMembers", 200, "outbox").first(&[First::Member]).not(&[(CONCLUDED, 409), (ASKS_NOBODY, 422)]),
    does("takeOutMember", 204, "member").first(&[First::Member]).not(&[(ASKS_NOBODY, 404)]),
    does("askCosigner", 200, "cosigner").body(|_, _, n| json!({ "name": format!("Nes {n} lag"), "email": format!("nes-{n}@lag.example") })).not(&[(CONCLUDED, 409), (ASKS_NOBODY, 422)]),
    does("remindCosigners", 200, "outbox").first(&[First::Cosigner]).not(&[(CONCLUDED, 409)]).idle(ASKS_NOBODY),
    does("takeOutCosigner", 204, "contributor").first(&[First::Cosigner]).not(&[(ASKS_NOBODY, 404)]),
    does("sendCosignerLetter", 204, "outbox").first(&[First::Cosigner]).not(&[(ASKS_NOBODY, 404)]),
    does("replaceCosignerLink", 204, "link").first(&[First::Cosigner]).not(&[(ASKS_NOBODY, 404)]),
    does("openOtherAnswer", 200, "desk").not(&[(MEMBER, 422), (NOBODYS, 422), (CONCLUDED, 409)]),
    does("cosign", 200, "cosigner_reply").body(|asker, all, _| json!({ "sha256": asker.thing(all, "sha256"), "name": "Per", "role": "Leder" })).not(&[(CONCLUDED, 409)]),
    does("declineToCosign", 200, "cosigner_reply").body(|_, _, _| json!({ "message": "Vi er uenige." })).not(&[(CONCLUDED, 409)]),
    does("takeBackCosignature", 200, "cosigner_reply").first(&[First::Signed]).not(&[(CONCLUDED, 409)]).idle(WITHDRAWN),
    does("shareAnswer", 200, "submission_share").not(&[(CONCLUDED, 409), (UNNUMBERED, 404), (WITHDRAWN, 422)]),
    does("unshareAnswer", 200, "submission_share").first(&[First::Shared]).not(&[(UNNUMBERED, 404)]).idle(WITHDRAWN),
    does("makeBodyFeed", 200, "body_feed").not(&[(MEMBER, 404), (NOBODYS, 404)]),
    does("endBodyFeed", 204, "body_feed").first(&[First::Feed]).not(&[(MEMBER, 404), (NOBODYS, 404)]),
];

pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}

/// The value of a parameter in the path of an operation or a page.
pub fn parameter(asker: &Asker, all: &Things, path: &str, name: &str) -> String {
    match name {
        "desk" => asker.program.desk.clone(),
        "key" if path.contains("/fields/") => TEXT.to_owned(),
        "key" => ADVICE.to_owned(),
        "field" => TEXT.to_owned(),
        "no" => "1".to_owned(),
        _ => asker.thing(all, name),
    }
}

impl Rule {
    /// The status of what is refused; none where it is done.
    pub fn refuses(&self, kind: Kind, state: State) -> Option<u16> {
        let found = self.refused.iter().find(|(is, _)| is(kind, state));
        found.map(|(_, status)| *status)
    }
}
