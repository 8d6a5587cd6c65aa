//! The letters about an answer: the link to what was saved, the request to confirm, the receipt.

mod asked;
mod later;

pub use asked::is_only_a_name;

use super::decide::STANDING_LETTER;
use super::desk::{Desk, in_force};
use super::draft::takes_input;
use super::infected::INFECTED_LETTER;
use super::links::SAVED_LETTER;
use super::overdue::{LOCKED_LETTER, MEETING_LETTER, contributor_of_slot};
use super::pages::supported_text;
use super::pages::{cosigner_facts, receipt_lines};
use super::receipt::{OnBehalf, Receipt, hex};
use super::send::{CONFIRM_LETTER, RECEIPT_LETTER};
use super::store::{self, StoredVersion};
use super::submit::receipt_file;
use super::told::{BODY_SLOT, CLAIMED_LETTER};
use super::umbrella::Umbrella;
use super::withdraw::{SUPPORT_LETTER, WITHDRAWN_LETTER};
use crate::address::{EmailAddress, Mailbox};
use crate::app::App;
use crate::calendar;
use crate::colleagues::ASKED_LETTER;
use crate::consultations::{Consultation, Whose, at_version};
use crate::db::Conn;
use crate::error::{Error, Problem};
use crate::i18n::{Lang, Value};
use crate::mail::{Attachment, Letter};
use crate::outbox::Message;
use crate::session::{self, LinkKind};
use askama::Template;
use chrono::NaiveDate;
use std::sync::Arc;
use uuid::Uuid;

/// What every letter about a consultation says.
pub struct About {
    pub lang: Lang,
    pub consultation: Arc<Consultation>,
    pub owner: String,
    /// Reference and title, as in the subject.
    pub name: String,
    pub link: String,
    leads: Leads,
    pub deadline: String,
    /// The deadline in force for whoever reads it.
    pub deadline_on: NaiveDate,
    /// What the example's dates really were, said in every letter about it.
    pub demo: Option<String>,
}

/// Where the link of a letter leads.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Leads {
    /// Where its button says.
    There,
    /// To where the link of this body's invitation is asked for: whoever reads the letter has none of their own any more.
    ToLostLink(String),
    /// To the consultation alone: the link that went to the address was ended.
    Nowhere,
}

#[derive(Template)]
#[template(path = "submissions/templates/letter.txt", escape = "none")]
struct TextLetter<'a> {
    about: &'a About,
    lead: &'a [String],
    action: &'a str,
    after: &'a [String],
}

#[derive(Template)]
#[template(path = "submissions/templates/letter.html")]
struct HtmlLetter<'a> {
    about: &'a About,
    title: &'a str,
    lead: &'a [String],
    action: &'a str,
    after: &'a [String],
}

/// The letter that a row of the outbox owes; `None` for a kind that is not about answers.
pub fn render(app: &App, conn: &mut Conn, message: &Message) -> Result<Option<Letter>, Error> {
    match message.kind.as_str() {
        SAVED_LETTER => saved(app, conn, message),
        CONFIRM_LETTER => confirm(app, conn, message),
        RECEIPT_LETTER => receipt(app, conn, message).map(Some),
        CLAIMED_LETTER => claimed(app, conn, message).map(Some),
        STANDING_LETTER => standing(app, conn, message),
        ASKED_LETTER => asked::render(app, conn, message),
        WITHDRAWN_LETTER => later::withdrawn(app, conn, message),
        SUPPORT_LETTER => later::support_withdrawn(app, conn, message),
        MEETING_LETTER => later::meeting_passed(app, conn, message),
        LOCKED_LETTER => later::still_locked(app, conn, message),
        INFECTED_LETTER => later::infected(app, conn, message),
        _ => Ok(None),
    }
}

/// No longer due when its link was ended before it went out.
fn saved(app: &App, conn: &mut Conn, message: &Message) -> Result<Option<Letter>, Error> {
    let desk = store::get_desk(conn, message.about)?;
    if session::live_letter_link(conn, desk.id, &message.recipient)?.is_none() {
        return Ok(None);
    }
    let about = about(app, conn, message, desk.id, desk.consultation_id)?;
    let lang = about.lang;
    let who = desk
        .sender
        .on_behalf
        .unwrap_or(OnBehalf::Person)
        .addressed();
    let said: [(&str, &dyn Value); 2] = [("name", &about.name), ("who", &who)];
    let lead = vec![
        lang.with("letter-saved-lead", &said),
        about.deadline.clone(),
    ];
    let after = vec![
        lang.with("letter-link-many-times", &said),
        lang.with("letter-link-personal", &said),
    ];
    let subject = lang.with("letter-saved-subject", &said);
    letter(
        message,
        &about,
        subject,
        Parts {
            lead,
            action: lang.t("letter-saved-action"),
            after,
        },
    )
    .map(Some)
}

/// No longer due when the answer has its number, or when the link that confirms was ended before it went out.
fn confirm(app: &App, conn: &mut Conn, message: &Message) -> Result<Option<Letter>, Error> {
    let version = version(conn, message.about)?;
    if version.receipt.is_some() {
        return Ok(None);
    }
    let desk = version.desk_id.unwrap_or_default();
    if session::live_letter_link(conn, desk, &message.recipient)?.is_none() {
        return Ok(None);
    }
    let about = about_version(app, conn, message, &version)?;
    let lang = about.lang;
    let received = calendar::date_time(lang, version.received_at);
    let who = version.sender.on_behalf.addressed();
    let said: [(&str, &dyn Value); 3] = [("name", &about.name), ("when", &received), ("who", &who)];
    let lead = vec![
        lang.with("letter-confirm-lead", &said),
        lang.with("letter-confirm-why", &said),
    ];
    let after = vec![lang.with("letter-confirm-not-you", &said)];
    let subject = lang.with("letter-confirm-subject", &said);
    letter(
        message,
        &about,
        subject,
        Parts {
            lead,
            action: lang.t("letter-confirm-action"),
            after,
        },
    )
    .map(Some)
}

fn receipt(app: &App, conn: &mut Conn, message: &Message) -> Result<Letter, Error> {
    let (version, others) = versions(conn, message.about)?;
    let stored = version
        .receipt
        .clone()
        .ok_or_else(|| Error::internal("a receipt letter without a receipt"))?;
    let issued = Receipt::parse(&stored.document).map_err(|e| Error::internal(e.to_string()))?;
    let about = about_version(app, conn, message, &version)?;
    let lang = about.lang;
    let who = issued.sender.on_behalf.addressed();
    let sent = match &issued.sender.body {
        Some(body) if message.slot == BODY_SLOT => {
            let person = &issued.sender.person;
            let said: [(&str, &dyn Value); 3] =
                [("body", body), ("name", &about.name), ("who", person)];
            lang.with("letter-receipt-body", &said)
        }
        _ => lang.with(
            "letter-receipt-lead",
            &[("name", &about.name), ("who", &who)],
        ),
    };
    let mut lead = vec![
        sent,
        lang.with("letter-receipt-number", &[("number", &stored.number)]),
        lang.with(
            "letter-receipt-time",
            &[("when", &calendar::date_time(lang, version.received_at))],
        ),
        lang.with(
            "letter-receipt-versions",
            &[
                ("version", &issued.version),
                ("proposal", &issued.proposal_version),
            ],
        ),
        lang.with(
            "letter-receipt-checksum",
            &[("sum", &grouped(&hex(&stored.sha256)))],
        ),
    ];
    lead.extend(cosigner_facts(lang, &issued).map(|fact| format!("{}: {}", fact.term, fact.text)));
    if let Some(seconds) = version.late_seconds {
        let late = calendar::how_late(lang, chrono::TimeDelta::seconds(seconds));
        lead.push(lang.with("letter-receipt-late", &[("late", &late)]));
        // What came in time stands beside a late one, as on the receipt's page.
        if let Some(stands) = others.iter().rfind(|v| v.late_seconds.is_none()) {
            lead.push(lang.with("receipt-supplement", &[("no", &stands.no)]));
        }
    }
    let desk = version.desk_id.map(|id| store::get_desk(conn, id));
    let desk = desk.transpose()?.filter(Desk::is_minutes);
    let is_open_for_minutes = |now| {
        desk.as_ref()
            .is_some_and(|desk| !desk.is_late(&about.consultation, now))
    };
    let change = match app.clock.now() {
        now if !takes_input(&about.consultation, now) => "svar-closed",
        now if is_open_for_minutes(now) => "svar-minutes-change",
        now if now >= calendar::closes_at(about.deadline_on) => "svar-can-supplement",
        _ => "letter-receipt-change",
    };
    let mut after = vec![
        lang.with(change, &[("who", &who)]),
        lang.t("letter-receipt-file"),
        String::new(),
    ];
    let answered = at_version(conn, &about.consultation, version.proposal_version)?;
    after.extend(full_text(&answered, lang, &issued));
    if !issued.attachments.is_empty() {
        after.extend([String::new(), lang.t("files-title")]);
        after.extend(receipt_lines(lang, &issued.attachments));
    }
    let subject = lang.with("letter-receipt-subject", &[("number", &stored.number)]);
    let mut letter = letter(
        message,
        &about,
        subject,
        Parts {
            lead,
            action: lang.t("letter-receipt-action"),
            after,
        },
    )?;
    letter.attachments.push(Attachment {
        name: format!("kvittering-{}.json", stored.number.replace('/', "-")),
        media_type: "application/json".into(),
        bytes: receipt_file(conn, &stored)?.into_bytes(),
    });
    Ok(letter)
}

/// What staff have decided of a late version, and why. No longer due when they have decided otherwise since.
fn standing(app: &App, conn: &mut Conn, message: &Message) -> Result<Option<Letter>, Error> {
    let Some(decided) = store::find_decision(conn, message.about)? else {
        return Ok(None);
    };
    let (version, others) = versions(conn, decided.version_id)?;
    let stored = version
        .receipt
        .clone()
        .ok_or_else(|| Error::internal("a decision on an answer without a number"))?;
    let receipt = Receipt::parse(&stored.document).map_err(|e| Error::internal(e.to_string()))?;
    let about = about_version(app, conn, message, &version)?;
    let lang = about.lang;
    let late = chrono::TimeDelta::seconds(version.late_seconds.unwrap_or_default());
    let late = calendar::how_late(lang, late);
    let said: [(&str, &dyn Value); 4] = [
        ("number", &stored.number),
        ("name", &about.name),
        ("late", &late),
        ("owner", &about.owner),
    ];
    let (subject, decision) = match decided.counts {
        true => ("letter-standing-counts-subject", "letter-standing-counts"),
        false => ("letter-standing-not-subject", "letter-standing-not"),
    };
    let mut lead = vec![
        lang.with("letter-standing-lead", &said),
        lang.with(decision, &said),
        lang.with1("letter-deadline-reason", "reason", &decided.reason),
    ];
    let in_time = others.iter().rfind(|v| v.late_seconds.is_none());
    if let Some(in_time) = in_time.filter(|_| !decided.counts) {
        lead.push(lang.with1("letter-standing-in-time", "no", in_time.no));
    }
    let after = vec![
        lang.t("letter-standing-kept"),
        lang.with1(
            "letter-invitation-reply",
            "who",
            receipt.sender.on_behalf.addressed(),
        ),
    ];
    let subject = lang.with(subject, &said);
    let action = lang.t("letter-receipt-action");
    let parts = Parts {
        lead,
        action,
        after,
    };
    letter(message, &about, subject, parts).map(Some)
}

/// To a registered body: somebody answers in its name, without its link. Nothing of what was written, and no
/// link that opens it.
fn claimed(app: &App, conn: &mut Conn, message: &Message) -> Result<Letter, Error> {
    let found = store::number_of(conn, message.about)?;
    let Some((consultation, Some(number))) = found else {
        return Err(Error::internal("a claim in an answer without a number"));
    };
    let consultation = app.consultations.get_with(conn, consultation)?;
    let lang = message.language;
    let path = lang.path(&format!("/horinger/{}", consultation.slug));
    let about = About::new(lang, consultation, app.url(&path));
    let lead = vec![
        lang.with(
            "letter-claimed-lead",
            &[("name", &about.name), ("number", &number)],
        ),
        lang.t("letter-claimed-why"),
    ];
    let after = vec![lang.t("letter-claimed-after")];
    let subject = lang.with("letter-claimed-subject", &[("name", &about.name)]);
    let action = lang.t("letter-claimed-action");
    letter(
        message,
        &about,
        subject,
        Parts {
            lead,
            action,
            after,
        },
    )
}

/// Groups of eight, so that two people can compare them by voice.
pub fn grouped(hex: &str) -> String {
    hex.as_bytes()
        .chunks(8)
        .map(|c| String::from_utf8_lossy(c))
        .collect::<Vec<_>>()
        .join(" ")
}

/// All that was sent, under the names of its fields.
pub fn full_text(consultation: &Consultation, lang: Lang, issued: &Receipt) -> Vec<String> {
    let mut lines = vec![lang.t("letter-receipt-full-text")];
    for answer in &issued.answers {
        let Some((advice, field)) = consultation.find_field_ever(&answer.field) else {
            lines.push(answer.field.clone());
            lines.extend(answer.text.clone());
            continue;
        };
        let heading = match advice {
            Some(a) => format!(
                "{} – {}",
                lang.with("letter-advice", &[("n", &a.number)]),
                field.label.get(lang)
            ),
            None => field.label.get(lang).to_owned(),
        };
        let chosen = answer.choice.as_ref().map(|key| {
            let label = field
                .choices
                .iter()
                .find(|c| c.key == *key)
                .map(|c| c.label.get(lang));
            label.unwrap_or(key).to_owned()
        });
        lines.push(format!("{heading}:"));
        lines.extend(chosen);
        lines.extend(answer.text.clone());
        lines.push(String::new());
    }
    for key in &issued.no_comment {
        let number = consultation
            .find_advice_ever(key)
            .map_or(key.as_str(), |a| a.number.as_str());
        let name = lang.with("letter-advice", &[("n", &number)]);
        lines.push(format!("{name}: {}", lang.t("letter-no-comment")));
    }
    let supports = issued.supports.iter();
    lines.extend(supports.map(|one| supported_text(lang, consultation, one)));
    lines
}

fn version(conn: &mut Conn, id: Uuid) -> Result<StoredVersion, Error> {
    Ok(versions(conn, id)?.0)
}

/// A version, and the others of the same answer in their order.
fn versions(conn: &mut Conn, id: Uuid) -> Result<(StoredVersion, Vec<StoredVersion>), Error> {
    let owner = store::owner_of_version(conn, id)?.ok_or_else(|| Error::new(Problem::NotFound))?;
    let mut versions = store::versions_of(conn, owner.0)?;
    let at = versions.iter().position(|v| v.id == id);
    let version = versions.remove(at.ok_or_else(|| Error::new(Problem::NotFound))?);
    Ok((version, versions))
}

fn about_version(
    app: &App,
    conn: &mut Conn,
    message: &Message,
    version: &StoredVersion,
) -> Result<About, Error> {
    let desk = version
        .desk_id
        .ok_or_else(|| Error::internal("an answer without a desk has no link"))?;
    about(app, conn, message, desk, version.consultation_id)
}

fn about(
    app: &App,
    conn: &mut Conn,
    message: &Message,
    desk: Uuid,
    consultation: Uuid,
) -> Result<About, Error> {
    let consultation = app.consultations.get_with(conn, consultation)?;
    let (link, place) = match message.slot.as_str() {
        // What the body itself is told leads to the page where its invitation does.
        BODY_SLOT => (
            session::live_link_of(conn, desk, LinkKind::Invitation)?,
            "invitasjon",
        ),
        slot if contributor_of_slot(slot).is_some() => {
            let id = contributor_of_slot(slot).unwrap_or_default();
            (session::live_link_of_contributor(conn, id)?, "lenke")
        }
        _ => (
            session::live_letter_link(conn, desk, &message.recipient)?,
            "lenke",
        ),
    };
    let lang = message.language;
    let (path, leads) = match link {
        Some(link) => {
            let token = link.token(&app.keys);
            let token = token.map_err(|e| Error::internal(e.to_string()))?;
            (format!("/{place}/{token}"), Leads::There)
        }
        // It was ended meanwhile, by staff or by those who write: what is acknowledged is acknowledged all the same.
        None => match store::body_of(conn, desk)? {
            Some(body) => (
                format!("/horinger/{}/lenke", consultation.slug),
                Leads::ToLostLink(body.name),
            ),
            None => (format!("/horinger/{}", consultation.slug), Leads::Nowhere),
        },
    };
    let own = store::own_deadline(conn, desk)?;
    let about = About::new(lang, consultation, app.url(&lang.path(&path)));
    Ok(About { leads, ..about }.with_own_deadline(own))
}

/// The link in a letter to someone who may answer, the body's name when it was invited, and the answer.
pub struct LinkOf {
    pub link: String,
    pub name: Option<String>,
    pub desk: Desk,
    /// It opens the answer; else it leads to where a lost link is asked for.
    pub opens: bool,
}

impl LinkOf {
    /// What its button says.
    pub fn action(&self, lang: Lang, opens: &str) -> String {
        lang.t(if self.opens {
            opens
        } else {
            "letter-link-lost-action"
        })
    }

    /// How the answer is opened by somebody who has no link of their own.
    pub fn how(&self, lang: Lang) -> Option<String> {
        let body = self.name.as_ref().filter(|_| !self.opens)?;
        Some(lang.with1("letter-link-lost", "body", body))
    }
}

/// The live link of whoever this letter goes to: the body's own, or the one that was sent to this address.
/// `None` when the desk or its link is gone.
pub fn link_of(
    app: &App,
    conn: &mut Conn,
    whose: Whose,
    message: &Message,
) -> Result<Option<LinkOf>, Error> {
    let (link, place) = match whose {
        Whose::All => return Ok(None),
        Whose::Invited(id) => match store::desk_of_invited(conn, id)? {
            Some(desk) => (
                session::live_link_of(conn, desk, LinkKind::Invitation)?,
                "invitasjon",
            ),
            None => return Ok(None),
        },
        Whose::Desk(id) => (
            session::live_letter_link(conn, id, &message.recipient)?,
            "lenke",
        ),
    };
    let Some(link) = link else { return Ok(None) };
    let token = link
        .token(&app.keys)
        .map_err(|e| Error::internal(e.to_string()))?;
    let path = message.language.path(&format!("/{place}/{token}"));
    let desk = store::get_desk(conn, link.desk_id)?;
    Ok(Some(LinkOf {
        link: app.url(&path),
        name: desk.body.as_ref().map(|body| body.name.clone()),
        desk,
        opens: true,
    }))
}

/// The same for whoever stands as sender, by the link that was sent to this address. The sender of an invited body's answer
/// may have told an address that no link went to: they open it by the body's link, which is sent to its own address alone.
pub fn link_of_sender(
    app: &App,
    conn: &mut Conn,
    desk: Uuid,
    message: &Message,
) -> Result<Option<LinkOf>, Error> {
    if let Some(own) = link_of(app, conn, Whose::Desk(desk), message)? {
        return Ok(Some(own));
    }
    let desk = store::get_desk(conn, desk)?;
    let Some(body) = &desk.body else {
        return Ok(None);
    };
    let consultation = app.consultations.get_with(conn, desk.consultation_id)?;
    let path = format!("/horinger/{}/lenke", consultation.slug);
    Ok(Some(LinkOf {
        link: app.url(&message.language.path(&path)),
        name: Some(body.name.clone()),
        desk,
        opens: false,
    }))
}

/// The same for somebody who was asked to write along in an answer.
pub fn link_of_contributor(
    app: &App,
    conn: &mut Conn,
    id: Uuid,
    message: &Message,
) -> Result<Option<LinkOf>, Error> {
    let Some(link) = session::live_link_of_contributor(conn, id)? else {
        return Ok(None);
    };
    let token = link.token(&app.keys);
    let token = token.map_err(|e| Error::internal(e.to_string()))?;
    let path = message.language.path(&format!("/lenke/{token}"));
    let desk = store::get_desk(conn, link.desk_id)?;
    Ok(Some(LinkOf {
        link: app.url(&path),
        name: desk.body.as_ref().map(|body| body.name.clone()),
        desk,
        opens: true,
    }))
}

impl About {
    pub fn new(lang: Lang, consultation: Arc<Consultation>, link: String) -> Self {
        let title = consultation.title.get(lang);
        let name = match &consultation.reference {
            Some(reference) => format!("{reference}: {title}"),
            None => title.to_owned(),
        };
        let demo = consultation.demo.as_ref().map(|dates| {
            let published = calendar::long_date(lang, dates.published_on);
            let deadline = calendar::long_date(lang, dates.deadline_on);
            lang.with(
                "letter-demo",
                &[("published", &published), ("deadline", &deadline)],
            )
        });
        Self {
            lang,
            owner: consultation.owner.name.get(lang).to_owned(),
            name,
            link,
            leads: Leads::There,
            deadline: deadline_line(lang, consultation.deadline_on),
            deadline_on: consultation.deadline_on,
            demo,
            consultation,
        }
    }

    /// For someone who has been given a deadline of their own: the later of the two is theirs.
    pub fn with_own_deadline(mut self, own: Option<NaiveDate>) -> Self {
        self.deadline_on = in_force(self.consultation.deadline_on, own);
        self.deadline = deadline_line(self.lang, self.deadline_on);
        self
    }
}

impl About {
    /// What is done by the link, where it opens the answer.
    fn by_link(&self, text: String) -> Option<String> {
        (self.leads == Leads::There).then_some(text)
    }

    /// What the button says, and what is said of the link where it does not open the answer.
    fn with_leads(&self, mut parts: Parts) -> Parts {
        let lang = self.lang;
        let (action, how) = match &self.leads {
            Leads::There => return parts,
            Leads::ToLostLink(body) => (
                "letter-link-lost-action",
                lang.with1("letter-link-lost", "body", body),
            ),
            Leads::Nowhere => ("letter-link-ended-action", lang.t("letter-link-ended")),
        };
        parts.action = lang.t(action);
        parts.after.insert(0, how);
        parts
    }

    /// For a member: the one day that is its own; the consultation's is the umbrella organisation's.
    pub fn set_member_day(&mut self, umbrella: &Umbrella) {
        self.deadline_on = umbrella.due_on;
        let day = calendar::weekday_date(self.lang, umbrella.due_on);
        self.deadline = self.lang.with2(
            "letter-member-day-line",
            ("umbrella", &umbrella.name),
            ("day", &day),
        );
    }
}

fn deadline_line(lang: Lang, on: NaiveDate) -> String {
    lang.with1("letter-deadline", "when", calendar::weekday_date(lang, on))
}

/// The paragraphs before and after the button.
pub struct Parts {
    pub lead: Vec<String>,
    pub action: String,
    pub after: Vec<String>,
}

/// Text and HTML of one letter, with whom it is answered to.
pub fn letter(
    message: &Message,
    about: &About,
    subject: String,
    parts: Parts,
) -> Result<Letter, Error> {
    let failed = |e: askama::Error| Error::internal(e.to_string());
    let Parts {
        lead,
        action,
        after,
    } = about.with_leads(parts);
    let text = TextLetter {
        about,
        lead: &lead,
        action: &action,
        after: &after,
    }
    .render()
    .map_err(failed)?;
    let html = HtmlLetter {
        about,
        title: &subject,
        lead: &lead,
        action: &action,
        after: &after,
    }
    .render()
    .map_err(failed)?;
    let address =
        |text: &str| EmailAddress::parse(text).map_err(|e| Error::internal(e.to_string()));
    let to = Mailbox {
        name: String::new(),
        address: address(&message.recipient)?,
    };
    let reply_to = Mailbox {
        name: about.owner.clone(),
        address: address(&about.consultation.owner.reply_address)?,
    };
    Ok(Letter {
        from: None,
        to,
        reply_to: Some(reply_to),
        subject,
        text,
        html: Some(html),
        message_id: message.message_id.clone(),
        in_reply_to: None,
        attachments: vec![],
        language: about.lang.code(),
    })
}
