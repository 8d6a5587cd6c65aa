//! What every page of one answer stands on: the desk, its consultation, the reader's language, and the
//! band under the header that says whose answer it is and how it stands.

use super::parts::Part;
use super::say::Say;
use crate::app::App;
use crate::calendar;
use crate::consultations::{ChangedPart, Consultation, at_version};
use crate::error::Error;
use crate::i18n::Lang;
use crate::right::Right;
use crate::session::guard::DeskAccess;
use crate::submissions::desk::{Desk, OfBody, SentState};
use crate::submissions::receipt::OnBehalf;
use crate::submissions::send::CONFIRM_LETTER;
use crate::submissions::umbrella::{self, Heard, Umbrella};
use crate::submissions::{StaffDecision, StoredVersion, adoption, decide, draft, links, submit};
use crate::web::layout::{DraftBar, Nav, Page};
use actix_web::HttpRequest;
use actix_web::web::Data;
use chrono::{DateTime, NaiveDate, Utc};
use std::sync::Arc;

/// «Endret 3. mai 2026», and where the differences stand.
pub(super) struct News {
    pub text: String,
    pub href: String,
}

/// The draft that was not sent in time, or what was changed since it was.
pub(super) struct Unsent {
    pub heading: String,
    pub text: String,
    /// Where it is sent all the same; absent where nothing is taken any more.
    pub link: Option<(String, String)>,
}

pub(super) struct Visit {
    pub app: Data<App>,
    pub access: DeskAccess,
    pub desk: Desk,
    pub consultation: Arc<Consultation>,
    pub lang: Lang,
    pub now: DateTime<Utc>,
    /// What stands here is not what was sent or handed over last.
    changed: bool,
    /// It was sent with reservation, and a meeting decides or has decided.
    pub is_reserved: bool,
    /// What staff have decided of the last version, when it came late.
    pub decided: Option<StaffDecision>,
    /// The last version came late, and they have not decided that it counts.
    is_left_late: bool,
    /// What members have handed over, on the pages that ask for it with [`Visit::hear`].
    pub heard: Option<Heard>,
}

impl Visit {
    pub async fn enter(
        app: &Data<App>,
        access: DeskAccess,
        req: &HttpRequest,
    ) -> Result<Self, Error> {
        let desk = draft::read(app, access.desk_id()).await?;
        let consultation = app.consultations.get(&app.db, desk.consultation_id).await?;
        let (mut decided, mut is_reserved, mut is_left_late) = (None, false, false);
        let changed = match &desk.sent {
            None => umbrella::is_changed(app, &desk, &consultation).await?,
            Some(_) => {
                let versions = submit::sent_versions(app, desk.id).await?;
                is_reserved = !adoption::waiting(&desk, &versions).is_empty();
                if let Some(late) = versions.last().filter(|v| v.late_seconds.is_some()) {
                    decided = decide::last_on(app, late.id).await?;
                    is_left_late = decided.as_ref().is_none_or(|decided| !decided.counts);
                }
                match versions.last() {
                    Some(last) if submit::is_as_sent(&desk, &consultation, last) => {
                        waits_elsewhere(app, &desk, last).await?
                    }
                    last => last.is_some(),
                }
            }
        };
        Ok(Self {
            changed,
            is_reserved,
            decided,
            is_left_late,
            heard: None,
            app: app.clone(),
            access,
            desk,
            consultation,
            lang: Lang::of_path(req.path()).0,
            now: app.clock.now(),
        })
    }

    /// With what members have handed over to this answer.
    pub async fn hear(self) -> Result<Self, Error> {
        let heard = umbrella::heard(&self.app, self.desk.id).await?;
        Ok(Self { heard, ..self })
    }

    /// Where it is looked over before it goes to whom it is for.
    pub fn last_path(&self) -> String {
        self.path(match self.desk.umbrella {
            Some(_) => "/lever",
            None => "/se-over",
        })
    }

    /// The consultation as it stood when this version was sent.
    pub async fn answered(&self, version: &StoredVersion) -> Result<Arc<Consultation>, Error> {
        let (newest, no) = (Arc::clone(&self.consultation), version.proposal_version);
        let read = move |conn: &mut _| at_version(conn, &newest, no);
        self.app.db.read(read).await
    }

    /// The desk as it stands by now.
    pub async fn again(&self) -> Result<Self, Error> {
        let desk = draft::read(&self.app, self.desk.id).await?;
        Ok(Self {
            desk,
            app: self.app.clone(),
            access: self.access.clone(),
            consultation: Arc::clone(&self.consultation),
            decided: self.decided.clone(),
            heard: self.heard.clone(),
            ..*self
        })
    }

    /// Whether who reads may do this: what leads to a refusal is not shown.
    pub fn may(&self, right: Right) -> bool {
        self.access.link.right >= right
    }

    /// Whether who reads may write in this part.
    pub fn may_write(&self, part: Part<'_>) -> bool {
        self.access.link.may_write_in(part.key())
    }

    /// Whether who reads was asked about this part and not about others.
    pub fn is_asked_about(&self, part: Part<'_>) -> bool {
        self.access.link.parts.iter().any(|key| key == part.key())
    }

    pub fn say(&self) -> Say {
        Say::to(self.lang, &self.desk.sender)
    }

    /// The address of a page of this answer: `""` is its task list.
    pub fn path(&self, rest: &str) -> String {
        self.lang.path(&self.neutral(rest))
    }

    fn neutral(&self, rest: &str) -> String {
        format!("/svar/{}{rest}", self.desk.id)
    }

    /// The address of a page of the consultation.
    pub fn consultation_path(&self, rest: &str) -> String {
        let path = format!("/horinger/{}{rest}", self.consultation.slug);
        self.lang.path(&path)
    }

    /// The frame of a page of this answer.
    pub fn page(&self, rest: &str, title: impl Into<String>) -> Page {
        Page::new(&self.app.site, self.lang, &self.neutral(rest), title)
            .nav(Nav::Consultations)
            .bar(self.bar())
            .notice(demo_notice(self.lang, &self.consultation))
            .private()
    }

    fn bar(&self) -> DraftBar {
        DraftBar {
            title: self.title(),
            tag: Some(self.tag()),
            about: about_until(self.lang, &self.consultation, self.deadline_on()),
            saved: Some(self.saved_text(self.desk.touched_at)),
        }
    }

    /// «Innspill fra Fjellvik kommune», as far as it has been told.
    fn title(&self) -> String {
        let sender = &self.desk.sender;
        match sender.organisation.as_ref().or(sender.person.as_ref()) {
            Some(name) => self.lang.with("svar-from", &[("name", name)]),
            None => self.say().t("svar-yours"),
        }
    }

    fn tag(&self) -> (String, &'static str) {
        let lang = self.lang;
        let umbrella = self.desk.umbrella.as_ref();
        match &self.desk.sent {
            None if umbrella.is_some_and(|u| u.handed_over.is_some()) => match self.changed {
                true => (lang.t("members-changed-tag"), "warning"),
                false => (lang.t("members-handed-over"), "success"),
            },
            None => (lang.t("svar-tag-draft"), "warning"),
            Some(sent) if sent.number.is_none() => (lang.t("svar-tag-unconfirmed"), "warning"),
            Some(_) if self.is_withdrawn() => (lang.t("svar-tag-withdrawn"), "warning"),
            Some(_) if self.changed => (lang.t("svar-tag-changed"), "warning"),
            Some(_) => (lang.t("svar-tag-sent"), "success"),
        }
    }

    /// It was sent, and what stands here is what was sent last: nothing is gained by sending it. What was taken back can
    /// always be sent anew, and what came late when it would be in time.
    pub fn is_as_sent(&self) -> bool {
        let is_sent = self.desk.sent.is_some() && !self.changed;
        is_sent && !self.is_withdrawn() && !self.is_in_time_by_now()
    }

    /// What was sent last came late and does not count, and there is more time now: sent again as it is, it is in time.
    pub fn is_in_time_by_now(&self) -> bool {
        let has_time = self.now < calendar::closes_at(self.deadline_on());
        let is_open = has_time && draft::takes_input(&self.consultation, self.now);
        self.is_left_late && is_open && !self.is_withdrawn()
    }

    /// The same in words.
    pub fn in_time_by_now(&self) -> Option<String> {
        self.is_in_time_by_now()
            .then(|| self.say().with1("late-again", "deadline", self.deadline()))
    }

    pub fn is_withdrawn(&self) -> bool {
        let sent = self.desk.sent.as_ref();
        sent.is_some_and(SentState::is_withdrawn)
    }

    /// A body answers: somebody in it approves and decides.
    pub fn is_of_body(&self) -> bool {
        let on_behalf = self.desk.sender.on_behalf;
        let is_persons = on_behalf == Some(OnBehalf::Person);
        !is_persons && !self.desk.is_minutes() && self.desk.umbrella.is_none()
    }

    /// Begun before the deadline, and not sent when it passed, or changed before it and not sent anew: said loudly, with the
    /// way to send it all the same.
    pub fn unsent(&self) -> Option<Unsent> {
        let passed = calendar::closes_at(self.deadline_on());
        let was_begun = self.desk.created_at < passed;
        let content = self.desk.content(&self.consultation);
        let is_minutes_in_time = self.desk.is_minutes() && !self.is_late();
        if self.now < passed || is_minutes_in_time || !was_begun || content.is_empty() {
            return None;
        }
        match (&self.desk.umbrella, &self.desk.sent) {
            (Some(umbrella), _) => self.not_handed_over(umbrella),
            (None, Some(sent)) => self.changes_unsent(sent, passed),
            (None, None) => Some(self.not_sent()),
        }
    }

    fn not_sent(&self) -> Unsent {
        let say = self.say();
        let is_open = draft::takes_input(&self.consultation, self.now);
        let text = match is_open {
            true => say.with("unsent-text", &[("deadline", &self.deadline())]),
            false => say.with("unsent-closed", &[("deadline", &self.deadline())]),
        };
        Unsent {
            heading: self.lang.t("unsent-heading"),
            // What was sent once is kept.
            text: match self.desk.sent {
                Some(_) => text,
                None => format!("{text} {}", self.kept()),
            },
            link: is_open.then(|| (self.path("/se-over"), self.lang.t("unsent-link"))),
        }
    }

    fn changes_unsent(&self, sent: &SentState, passed: DateTime<Utc>) -> Option<Unsent> {
        let is_changed = self.changed && self.desk.was_changed_since_sent(passed);
        if sent.number.is_none() || !is_changed {
            return None;
        }
        // Nothing counts beside it: what was written anew is all that there is.
        if sent.is_withdrawn() {
            return Some(self.not_sent());
        }
        let is_open = draft::takes_input(&self.consultation, self.now);
        let key = match is_open {
            true => "unsent-changes-text",
            false => "unsent-changes-closed",
        };
        Some(Unsent {
            heading: self.lang.t("unsent-changes-heading"),
            text: self.say().with(key, &[("deadline", &self.deadline())]),
            link: is_open.then(|| (self.path("/se-over"), self.lang.t("unsent-changes-link"))),
        })
    }

    /// Of a member: what it handed over has come, whatever became of the deadline.
    fn not_handed_over(&self, umbrella: &Umbrella) -> Option<Unsent> {
        let heading = match umbrella.handed_over {
            None => "members-unsent-heading",
            Some(_) if self.changed => "members-unsent-changes-heading",
            Some(_) => return None,
        };
        let is_open = !umbrella.has_ended && draft::takes_input(&self.consultation, self.now);
        let key = match is_open {
            true => "members-unsent-text",
            false => "members-unsent-closed",
        };
        let to = ("umbrella", &umbrella.name);
        let deadline = self.deadline();
        Some(Unsent {
            heading: self.lang.t(heading),
            text: self.lang.with2(key, to, ("deadline", &deadline)),
            link: is_open.then(|| (self.last_path(), self.lang.t("members-unsent-link"))),
        })
    }

    /// What stands here is not what was sent last.
    pub fn is_changed_since_sent(&self) -> bool {
        self.changed
    }

    /// How long what is not sent is kept.
    pub fn kept(&self) -> String {
        let days = self.app.site.draft_days;
        match self.desk.body.is_some() || self.desk.is_minutes() {
            true => self.lang.with1("keep-days-invited", "n", days),
            false => self.lang.with1("keep-days", "n", days),
        }
    }

    /// «Lagret kl. 14.32», with its day when that is not today.
    pub fn saved_text(&self, at: DateTime<Utc>) -> String {
        self.lang.with("svar-saved", &[("when", &self.when(at))])
    }

    /// «kl. 14.32», with its day when that is not today.
    pub fn when(&self, at: DateTime<Utc>) -> String {
        let today = calendar::oslo_date(at) == calendar::oslo_date(self.now);
        if today {
            calendar::clock_time(self.lang, at)
        } else {
            calendar::date_time(self.lang, at)
        }
    }

    pub fn is_late(&self) -> bool {
        self.desk.is_late(&self.consultation, self.now)
    }

    /// What was decided of the last version, when it came late, and why.
    pub fn decided_text(&self) -> Option<(String, String)> {
        let decided = self.decided.as_ref()?;
        Some(decided_text(self.lang, decided))
    }

    /// That this answer has more time than the rest.
    pub fn own_deadline(&self) -> Option<String> {
        let on = self.desk.later_deadline(&self.consultation)?;
        Some(own_deadline(self.lang, self.desk.body.as_ref(), on))
    }

    /// The deadline in force for this answer; a member's is that of its umbrella organisation.
    pub fn deadline_on(&self) -> NaiveDate {
        match &self.desk.umbrella {
            Some(umbrella) => umbrella.due_on,
            None => self.desk.deadline_on(&self.consultation),
        }
    }

    /// «1. august 2024 kl. 23.59».
    pub fn deadline(&self) -> String {
        let date = calendar::long_date(self.lang, self.deadline_on());
        self.lang.with("svar-deadline-day", &[("date", &date)])
    }

    /// What has been done to a råd since this was begun or last looked at.
    pub fn news(&self, part: Part<'_>) -> Option<News> {
        let Part::Advice(advice, _) = part else {
            return None;
        };
        let seen = self.desk.proposal_version;
        let (key, no) = match advice.added_in > seen {
            true => ("svar-advice-new", advice.added_in),
            false => ("svar-advice-changed", advice.changed_in),
        };
        let mut versions = self.consultation.versions.iter();
        let version = versions.find(|v| v.no == no && no > seen)?;
        let day = calendar::long_date(self.lang, calendar::oslo_date(version.published_at));
        let anchor = ChangedPart::anchor(&advice.key);
        Some(News {
            text: self.lang.with1(key, "date", day),
            href: self.consultation_path(&format!("/versjoner/{no}#{anchor}")),
        })
    }

    /// A newer version of the proposal was published since this was begun or last looked at.
    pub fn has_newer_proposal(&self) -> bool {
        self.desk.proposal_version < self.consultation.version
    }
}

/// It waits to be confirmed by another address than the one that stands here now.
async fn waits_elsewhere(app: &App, desk: &Desk, last: &StoredVersion) -> Result<bool, Error> {
    if last.receipt.is_some() {
        return Ok(false);
    }
    let asked = links::letter_goes_to(app, CONFIRM_LETTER, last.id).await?;
    Ok(asked != desk.sender.email)
}

/// Title, reference, deadline.
pub fn about(lang: Lang, consultation: &Consultation) -> String {
    about_until(lang, consultation, consultation.deadline_on)
}

/// The same with the deadline of the one who reads it.
pub fn about_until(lang: Lang, consultation: &Consultation, deadline_on: NaiveDate) -> String {
    let date = calendar::long_date(lang, deadline_on);
    let mut parts = vec![consultation.title.get(lang).to_owned()];
    parts.extend(consultation.reference.clone());
    parts.push(lang.with("svar-until", &[("date", &date)]));
    parts.join(" · ")
}

/// What was decided of a late version, and the reason.
pub fn decided_text(lang: Lang, decided: &StaffDecision) -> (String, String) {
    let day = calendar::long_date(lang, calendar::oslo_date(decided.at));
    let key = match decided.counts {
        true => "receipt-decided-counts",
        false => "receipt-decided-not",
    };
    let reason = lang.with1("letter-deadline-reason", "reason", &decided.reason);
    (lang.with1(key, "day", &day), reason)
}

/// «Ny frist for Fjellvik kommune: 15. august 2024».
pub fn own_deadline(lang: Lang, body: Option<&OfBody>, on: NaiveDate) -> String {
    let date = calendar::long_date(lang, on);
    match body {
        Some(body) => lang.with2(
            "svar-own-deadline-of",
            ("body", &body.name),
            ("date", &date),
        ),
        None => lang.with1("svar-own-deadline", "date", &date),
    }
}

/// What the example's dates really were.
pub fn demo_notice(lang: Lang, consultation: &Consultation) -> Option<String> {
    let dates = consultation.demo?;
    let published = calendar::long_date(lang, dates.published_on);
    let deadline = calendar::long_date(lang, dates.deadline_on);
    Some(lang.with(
        "demo-notice",
        &[("published", &published), ("deadline", &deadline)],
    ))
}
