//! The desk: an answer while it is written. Its parts, how far each has come, and what stands in the way
//! of sending it. Pure rules; `store.rs` has the SQL.

use super::approval::DeskStep;
use super::endorsement::{DeskEndorsement, Endorsement};
use super::minutes::OfMeeting;
use super::receipt::{Adoption, OnBehalf, Sender, hex};
use super::standing::Standing;
use super::umbrella::Umbrella;
use crate::address::EmailAddress;
use crate::attachments::Attachment;
use crate::calendar;
pub use crate::consultations::GENERAL;
use crate::consultations::{Advice, Consultation, Field, FieldKind};
use crate::error::{Error, FieldError, Problem};
use crate::text;
use chrono::{DateTime, NaiveDate, Utc};
use ring::digest::{SHA256, digest};
use std::collections::HashMap;
use uuid::Uuid;

/// Who answers, as far as it has been told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SenderDetails {
    pub on_behalf: Option<OnBehalf>,
    /// Claimed, not verified.
    pub organisation: Option<String>,
    /// Claimed, not verified; nine digits.
    pub organisation_number: Option<String>,
    pub person: Option<String>,
    pub role: Option<String>,
    pub email: Option<String>,
    /// A private person who does not want the name published.
    pub name_withheld: bool,
    /// Why something in the answer should be withheld.
    pub withhold_reason: Option<String>,
}

/// What stands in a field now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldState {
    /// 0 until something is saved; each save is one higher.
    pub version: i64,
    pub text: Option<String>,
    pub choice: Option<String>,
    pub saved_at: Option<DateTime<Utc>>,
    /// Whose link it was saved by; none for what the program laid out.
    pub by: Option<Uuid>,
}

impl FieldState {
    /// Nothing is left after trimming, nothing is chosen.
    pub fn is_empty(&self) -> bool {
        self.choice.is_none() && self.text.as_deref().is_none_or(text::is_blank)
    }
}

/// What the writer said of a whole råd.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// «Vi er ferdige med dette rådet».
    Ready,
    /// *Ingen merknad*. Text that stands there is kept and not sent.
    NoComment {
        /// Set together with others, to be undone together.
        batch: Option<Uuid>,
    },
}

/// A mark as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marked {
    pub mark: Mark,
    pub at: DateTime<Utc>,
    /// Whose link it was set by; none for what the program laid out.
    pub by: Option<Uuid>,
}

/// The invited body that a desk was made for: who answers is fixed, and what is sent is numbered at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfBody {
    pub invited_id: Uuid,
    pub body_id: Uuid,
    /// As it was invited.
    pub name: String,
    pub org_no: Option<String>,
    pub on_behalf: OnBehalf,
    /// Where it was invited, and in which language; the register may know a newer address.
    pub address_then: Option<String>,
    pub language: crate::i18n::Lang,
    /// When somebody first pressed the button of its link.
    pub begun_at: Option<DateTime<Utc>>,
    /// The desk of its other answer, where it gives both one of its own and one together with others.
    pub other: Option<Uuid>,
}

impl OfBody {
    /// Whatever was told of who answers: it is the body that was invited.
    pub fn fix(&self, told: &mut SenderDetails) {
        told.on_behalf = Some(self.on_behalf);
        told.organisation = Some(self.name.clone());
        told.organisation_number.clone_from(&self.org_no);
        told.name_withheld = false;
    }
}

/// An answer while it is written.
#[derive(Debug, Clone)]
pub struct Desk {
    pub id: Uuid,
    pub consultation_id: Uuid,
    /// The invited body whose answer it is.
    pub body: Option<OfBody>,
    /// The umbrella organisation that it is a member's input to: it is handed over there and never sent.
    pub umbrella: Option<Umbrella>,
    pub sender: SenderDetails,
    /// The address that was confirmed by a pressed link; the same as `sender.email` or another by now.
    pub confirmed_email: Option<String>,
    /// The råd chosen at the start; empty is all.
    pub chosen: Vec<String>,
    pub language: crate::i18n::Lang,
    /// The version of the proposal that was in force when it was begun or last looked at.
    pub proposal_version: i32,
    /// Raised by every change; the draft's ETag.
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub touched_at: DateTime<Utc>,
    /// The deadline that was given to this one alone.
    pub own_deadline: Option<NaiveDate>,
    /// The meeting whose minutes staff write here.
    pub meeting: Option<OfMeeting>,
    /// The step that locked it, while it is treated: nothing of what would be sent is changed.
    pub lock: Option<DeskStep>,
    /// Who has decided on it, or will, as far as it is told.
    pub adoption: Option<Adoption>,
    /// Others were asked to give it together with the body whose it is.
    pub is_joint: bool,
    pub fields: HashMap<Uuid, FieldState>,
    pub marks: HashMap<Uuid, Marked>,
    /// What it supports, as it was chosen.
    pub endorsements: Vec<DeskEndorsement>,
    /// The files that go with it, as they were added.
    pub attachments: Vec<Attachment>,
    pub sent: Option<SentState>,
}

/// What has become of a desk that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentState {
    pub submission_id: Uuid,
    /// `None` until the address is confirmed.
    pub number: Option<String>,
    /// The last version that was sent, and the one that stands.
    pub last_version: i32,
    pub current_version: i32,
    pub standing: String,
    pub received_at: DateTime<Utc>,
}

/// Whether what arrives now from a desk would be late: after the deadline. The minutes of a meeting that was held
/// in time are not, whenever staff get to write them.
pub fn is_late(deadline_on: NaiveDate, held_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    held_at.unwrap_or(now).min(now) >= calendar::closes_at(deadline_on)
}

impl SentState {
    pub fn is_withdrawn(&self) -> bool {
        self.standing == Standing::Withdrawn.as_str()
    }

    /// Whoever decides on what was sent has seen the last of it; `None` does not say.
    ///
    /// # Errors
    /// [`PreconditionFailed`](Problem::PreconditionFailed) where another version was sent since.
    pub fn is_last(&self, seen: Option<i32>) -> Result<(), Error> {
        match seen {
            Some(no) if no != self.last_version => Err(Problem::PreconditionFailed.into()),
            _ => Ok(()),
        }
    }
}

/// The case's deadline or one's own, the later.
pub fn in_force(of_all: NaiveDate, own: Option<NaiveDate>) -> NaiveDate {
    own.map_or(of_all, |own| own.max(of_all))
}

/// The key of the part that a field belongs to: its råd's, or that of the general comments.
pub fn part_key(advice: Option<&Advice>) -> &str {
    advice.map_or(GENERAL, |advice| &advice.key)
}

/// How far a part has come (ux.md, task list).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartStatus {
    NotStarted,
    Started,
    Ready,
    NoComment,
    /// Another answer is supported in it, or in whole; something of one's own may stand beside.
    Endorsed,
    TooLong,
}

impl Desk {
    /// What was sent from it and not taken back.
    pub fn stands(&self) -> Option<&SentState> {
        self.sent.as_ref().filter(|sent| !sent.is_withdrawn())
    }

    /// The deadline in force for it: the case's or its own, the later.
    pub fn deadline_on(&self, consultation: &Consultation) -> NaiveDate {
        in_force(consultation.deadline_on, self.own_deadline)
    }

    /// Staff write the minutes of a meeting here.
    pub fn is_minutes(&self) -> bool {
        self.meeting.is_some()
    }

    /// Something was saved here after what was sent last, and before then.
    pub fn was_changed_since_sent(&self, before: DateTime<Utc>) -> bool {
        let Some(sent) = &self.sent else {
            return false;
        };
        let is_between = |at: &DateTime<Utc>| sent.received_at < *at && *at < before;
        let mut saved = self
            .fields
            .values()
            .filter_map(|field| field.saved_at.as_ref());
        is_between(&self.touched_at) || saved.any(is_between)
    }

    /// What is fixed of who answers, whatever was told: the body that was invited, or the meeting.
    pub fn fix(&self, told: &mut SenderDetails) {
        if let Some(body) = &self.body {
            body.fix(told);
        }
        if let Some(meeting) = &self.meeting {
            meeting.fix(told);
        }
    }

    /// Refuses where nobody approves, locks or decides: a member's input goes to its umbrella organisation, which does.
    pub fn decides(&self) -> Result<(), Error> {
        match self.umbrella {
            Some(_) => Err(Problem::RightMissing.into()),
            None => Ok(()),
        }
    }

    /// What is sent from it now is late.
    pub fn is_late(&self, consultation: &Consultation, now: DateTime<Utc>) -> bool {
        let held_at = self.meeting.as_ref().map(|meeting| meeting.begins_at);
        is_late(self.deadline_on(consultation), held_at, now)
    }

    /// It has more time than the rest.
    pub fn later_deadline(&self, consultation: &Consultation) -> Option<NaiveDate> {
        self.own_deadline
            .filter(|own| *own > consultation.deadline_on)
    }

    pub fn field(&self, field: &Field) -> FieldState {
        self.fields.get(&field.id).cloned().unwrap_or_default()
    }

    pub fn mark(&self, advice: &Advice) -> Option<Mark> {
        self.marks.get(&advice.id).map(|marked| marked.mark)
    }

    pub fn has_no_comment(&self, advice: &Advice) -> bool {
        matches!(self.mark(advice), Some(Mark::NoComment { .. }))
    }

    /// The address is confirmed, or vouched for by the body's link: what is sent is numbered at once.
    pub fn is_confirmed(&self) -> bool {
        let vouched = self.body.is_some() || self.sender.email == self.confirmed_email;
        self.sender.email.is_some() && vouched
    }

    /// Who answers and where the receipt goes, when all of it has been told.
    pub fn complete_sender(&self) -> Result<(Sender, String), Error> {
        self.sender.complete(self.body.as_ref())
    }

    /// How far the writer has come with these fields of a råd, or with the general ones.
    pub fn status<'c>(
        &self,
        advice: Option<&Advice>,
        fields: impl IntoIterator<Item = &'c Field>,
    ) -> PartStatus {
        if advice.is_some_and(|a| self.has_no_comment(a)) {
            return PartStatus::NoComment;
        }
        let (mut is_empty, mut is_too_long) = (true, false);
        for field in fields {
            is_empty &= self.field(field).is_empty();
            is_too_long |= self.surplus(field) > 0;
        }
        if is_too_long {
            return PartStatus::TooLong;
        }
        let ready = advice.is_some_and(|a| self.mark(a) == Some(Mark::Ready));
        match is_empty {
            _ if ready => PartStatus::Ready,
            _ if self.endorsed_on(advice).next().is_some() => PartStatus::Endorsed,
            true => PartStatus::NotStarted,
            false => PartStatus::Started,
        }
    }

    /// Characters over the field's limit; 0 when it fits.
    pub fn surplus(&self, field: &Field) -> usize {
        let state = self.fields.get(&field.id);
        let written = state.and_then(|s| s.text.as_deref()).map_or(0, text::count);
        written.saturating_sub(field.limit as usize)
    }

    /// The råd that are shown in the task list: those chosen, and any with something in them.
    pub fn shows(&self, advice: &Advice) -> bool {
        self.chosen.is_empty() || self.chosen.contains(&advice.key) || self.has_answered(advice)
    }

    /// Something stands there: text, choice, mark, or support of another answer.
    pub fn has_answered(&self, advice: &Advice) -> bool {
        self.marks.contains_key(&advice.id)
            || self.endorses_in(advice)
            || advice.fields.iter().any(|f| !self.field(f).is_empty())
    }

    /// The råd without text, choice or mark: those that «ingen merknader til resten» is about. None, where all of another
    /// answer is supported.
    pub fn unanswered<'c>(&self, consultation: &'c Consultation) -> Vec<&'c Advice> {
        if self.endorses_whole() {
            return Vec::new();
        }
        consultation
            .advice()
            .filter(|a| !self.has_answered(a))
            // What stands in a field that was taken out would be kept back with the mark.
            .filter(|a| {
                let mut ever = consultation.fields_ever_of(Some(a));
                ever.all(|f| self.field(f).is_empty())
            })
            .collect()
    }

    /// What would be sent, in the order of the proposal; råd without comment bring neither text nor choice.
    /// What was written to a råd that has been taken out since is sent, too, and comes last.
    pub fn content(&self, consultation: &Consultation) -> Content {
        let answers = consultation
            .fields_ever()
            .filter(|(advice, _)| !advice.is_some_and(|a| self.has_no_comment(a)))
            .filter_map(|(_, field)| {
                let state = self.fields.get(&field.id).filter(|s| !s.is_empty())?;
                Some(Answer {
                    field: field.clone(),
                    text: state.text.clone(),
                    choice: state.choice.clone(),
                })
            })
            .collect();
        let no_comment = consultation
            .advice_ever()
            .filter(|a| self.has_no_comment(a))
            .cloned()
            .collect();
        let endorsements = self.endorsements.iter();
        Content {
            answers,
            no_comment,
            endorsements: endorsements.map(|one| one.of.clone()).collect(),
            attachments: self.attachments.clone(),
        }
    }
}

/// What is sent: answers in the order of the proposal, the råd without comment, what is supported, and the files that go
/// with it.
#[derive(Debug, Clone, Default)]
pub struct Content {
    pub answers: Vec<Answer>,
    pub no_comment: Vec<Advice>,
    pub endorsements: Vec<Endorsement>,
    pub attachments: Vec<Attachment>,
}

#[derive(Debug, Clone)]
pub struct Answer {
    pub field: Field,
    pub text: Option<String>,
    pub choice: Option<String>,
}

impl Content {
    pub fn is_empty(&self) -> bool {
        self.answers.is_empty()
            && self.no_comment.is_empty()
            && self.endorsements.is_empty()
            && self.attachments.is_empty()
    }

    /// Refuses an empty answer, and each text that is longer than its field allows. `at` names the field
    /// in the caller's way: a JSON pointer or a control.
    pub fn check(&self, at: impl Fn(&Field) -> String) -> Result<(), Error> {
        if self.is_empty() {
            return Err(Problem::NothingWritten.into());
        }
        let too_long: Vec<FieldError> = self
            .answers
            .iter()
            .filter(|a| a.field.kind == FieldKind::Text)
            .filter_map(|a| {
                let written = a.text.as_deref().map_or(0, text::length);
                let surplus = written
                    .checked_sub(a.field.limit as usize)
                    .filter(|n| *n > 0)?;
                let surplus = i64::try_from(surplus).unwrap_or(i64::MAX);
                Some(FieldError::new(at(&a.field), "error-over-limit").with(surplus))
            })
            .collect();
        if too_long.is_empty() {
            Ok(())
        } else {
            Err(Error::of_fields(Problem::OverLimit, too_long))
        }
    }
}

impl SenderDetails {
    /// Names what was told, so that a form can say what it was written over. Texts that are saved meanwhile
    /// raise the desk's version and do not touch this.
    pub fn version(&self) -> String {
        let told = serde_json::json!([
            self.on_behalf.map(OnBehalf::as_str),
            self.organisation,
            self.organisation_number,
            self.person,
            self.role,
            self.email,
            self.name_withheld,
            self.withhold_reason,
        ]);
        hex(digest(&SHA256, told.to_string().as_bytes()).as_ref())
    }

    /// Cleans what people write: names become single lines, the organisation number its nine digits, the
    /// address the one form that it is compared in.
    pub fn cleaned(mut self) -> Self {
        let clean = |value: &mut Option<String>| {
            *value = value
                .take()
                .map(|v| text::single_line(&v))
                .filter(|v| !v.is_empty());
        };
        clean(&mut self.organisation);
        clean(&mut self.person);
        clean(&mut self.role);
        clean(&mut self.email);
        if let Some(Ok(parsed)) = self.email.as_deref().map(EmailAddress::parse) {
            self.email = Some(parsed.as_str().to_owned());
        }
        if let Some(parsed) = self
            .organisation_number
            .as_deref()
            .and_then(|n| text::OrgNo::parse(n).ok())
        {
            self.organisation_number = Some(parsed.as_str().to_owned());
        }
        self.withhold_reason = self
            .withhold_reason
            .map(|r| text::canonical(&r))
            .filter(|r| !text::is_blank(r));
        self
    }

    /// What is wrong with what was told, whether or not all is told. Names are the form's and the API's.
    pub fn faults(&self) -> Vec<FieldError> {
        let mut faults = Vec::new();
        let mut too_long = |value: &Option<String>, at: &str, most: usize| {
            if value.as_deref().is_some_and(|v| text::count(v) > most) {
                faults.push(
                    FieldError::new(at, "error-length").with(i64::try_from(most).unwrap_or(0)),
                );
            }
        };
        too_long(&self.organisation, "organisation", MOST_NAME);
        too_long(&self.person, "person", MOST_NAME);
        too_long(&self.role, "role", MOST_NAME);
        too_long(&self.withhold_reason, "withhold_reason", MOST_REASON);
        if self
            .email
            .as_deref()
            .is_some_and(|e| EmailAddress::parse(e).is_err())
        {
            faults.push(FieldError::new("email", "error-email"));
        }
        if self
            .organisation_number
            .as_deref()
            .is_some_and(|n| text::OrgNo::parse(n).is_err())
        {
            faults.push(FieldError::new("organisation_number", "error-org-no"));
        }
        faults
    }

    /// Everything that must be told before sending; the faults when it is not.
    pub fn complete(&self, of: Option<&OfBody>) -> Result<(Sender, String), Error> {
        let mut faults = self.faults();
        let mut missing = |at: &str| faults.push(FieldError::new(at, "error-missing"));
        if self.on_behalf.is_none() {
            missing("on_behalf");
        }
        if !matches!(self.on_behalf, None | Some(OnBehalf::Person)) && self.organisation.is_none() {
            missing("organisation");
        }
        if self.person.is_none() {
            missing("person");
        }
        if self.email.is_none() {
            missing("email");
        }
        let told = (self.on_behalf, self.person.clone(), self.email.clone());
        let (true, (Some(on_behalf), Some(person), Some(email))) = (faults.is_empty(), told) else {
            return Err(Error::invalid(faults));
        };
        let of_organisation =
            |value: &Option<String>| value.clone().filter(|_| on_behalf != OnBehalf::Person);
        let sender = Sender {
            body: of.map(|body| body.name.clone()),
            on_behalf,
            organisation: of_organisation(&self.organisation),
            organisation_number: of_organisation(&self.organisation_number),
            person,
            role: of_organisation(&self.role),
        };
        Ok((sender, email))
    }
}

pub(super) const MOST_NAME: usize = 200;
const MOST_REASON: usize = 1_000;
