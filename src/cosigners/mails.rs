//! The letters about an answer that several give together: who asks, a reminder, that it was sent, what a co-signer has
//! confirmed, and to whoever coordinates what was said. Who answers a letter to a co-signer writes to the body that asks.

use super::ask::{ASKED_LETTER, OUT_LETTER, REMINDER_LETTER};
use super::reply::{CONFIRMED_LETTER, REPLIED_LETTER, coordinator};
use super::texts::{Text, Texts};
use super::wanted::known_as;
use crate::address::{EmailAddress, Mailbox};
use crate::app::App;
use crate::calendar;
use crate::colleagues;
use crate::consultations::Consultation;
use crate::db::Conn;
use crate::error::Error;
use crate::i18n::{Lang, Value};
use crate::mail::Letter;
use crate::outbox::Message;
use crate::session::{self, LinkKind};
use crate::submissions::cosigners::{
    COSIGNING, Cosigner, NOT_SENT_LETTER, Reply, SENT_LETTER, Says, State, WITHDRAWN_LETTER,
};
use crate::submissions::desk::Desk;
use crate::submissions::mails::{About, Parts, grouped, is_only_a_name, letter};
use crate::submissions::receipt::hex;
use crate::submissions::told::Told;
use crate::submissions::{
    StoredVersion, cosigners_at, find_reply, find_withdrawal, get_desk, versions_of,
    withdrawn_before,
};
use std::sync::Arc;
use uuid::Uuid;

/// The letter that a row of the outbox owes. No longer due when the body was taken out, the answer was taken back, or
/// there is nothing left to ask.
pub fn render(app: &App, conn: &mut Conn, message: &Message) -> Result<Option<Letter>, Error> {
    match message.kind.as_str() {
        ASKED_LETTER => asked(app, conn, message, "asked"),
        REMINDER_LETTER => asked(app, conn, message, "reminder"),
        OUT_LETTER => taken_out(app, conn, message),
        SENT_LETTER => sent(app, conn, message),
        WITHDRAWN_LETTER => withdrawn(app, conn, message),
        NOT_SENT_LETTER => not_sent(app, conn, message),
        CONFIRMED_LETTER => confirmed(app, conn, message),
        REPLIED_LETTER => replied(app, conn, message),
        _ => Ok(None),
    }
}

/// A co-signer, with its link and the answer that it is asked to stand behind.
struct To {
    desk: Desk,
    cosigner: Cosigner,
    consultation: Arc<Consultation>,
    about: About,
    asks: String,
}

impl To {
    fn find(
        app: &App,
        conn: &mut Conn,
        message: &Message,
        id: Uuid,
    ) -> Result<Option<Self>, Error> {
        let (Some(one), Some(link)) = (
            colleagues::of_id(conn, id)?,
            session::live_link_of_contributor(conn, id)?,
        ) else {
            return Ok(None);
        };
        let desk = get_desk(conn, one.desk_id)?;
        let mut all = cosigners_at(conn, desk.id)?.into_iter();
        let Some(cosigner) = all.find(|one| one.id == id) else {
            return Ok(None);
        };
        let token = link.token(&app.keys);
        let token = token.map_err(|e| Error::internal(e.to_string()))?;
        let consultation = app.consultations.get_with(conn, desk.consultation_id)?;
        let lang = message.language;
        let url = app.url(&lang.path(&format!("/{COSIGNING}/{token}")));
        let about = About::new(lang, Arc::clone(&consultation), url);
        let about = about.with_own_deadline(desk.own_deadline);
        let asks = known_as(&desk).map(str::to_owned);
        Ok(Some(Self {
            asks: asks.unwrap_or_else(|| lang.t("cosign-somebody")),
            about,
            consultation,
            cosigner,
            desk,
        }))
    }

    fn said(&self) -> [(&str, &dyn Value); 4] {
        [
            ("asks", &self.asks),
            ("body", &self.cosigner.name),
            ("name", &self.about.name),
            ("owner", &self.about.owner),
        ]
    }

    fn write(
        &self,
        conn: &mut Conn,
        message: &Message,
        key: &str,
        lead: Vec<String>,
        action: &str,
    ) -> Result<Letter, Error> {
        let lang = self.about.lang;
        let after = vec![
            lang.with("letter-cosign-only-this", &self.said()),
            lang.t("letter-cosign-link"),
        ];
        let subject = lang.with(&format!("letter-cosign-{key}-subject"), &self.said());
        let parts = Parts {
            lead,
            action: lang.t(action),
            after,
        };
        let mut letter = letter(message, &self.about, subject, parts)?;
        if let Some((address, _)) = coordinator(conn, &self.desk)? {
            letter.reply_to = EmailAddress::parse(&address).ok().map(|address| Mailbox {
                name: self.asks.clone(),
                address,
            });
        }
        Ok(letter)
    }
}

fn asked(
    app: &App,
    conn: &mut Conn,
    message: &Message,
    key: &str,
) -> Result<Option<Letter>, Error> {
    let Some(to) = To::find(app, conn, message, message.about)? else {
        return Ok(None);
    };
    let texts = Texts::read(conn, &to.desk, &to.consultation)?;
    let state = texts.asked().map(|text| to.cosigner.state(&text.sha256));
    if key == "reminder" && !state.is_some_and(State::is_waited_for) {
        return Ok(None);
    }
    let lang = to.about.lang;
    let mut lead = vec![lang.with(&format!("letter-cosign-{key}-lead"), &to.said())];
    let person = to.desk.sender.person.as_deref();
    let person = person.filter(|name| is_only_a_name(name));
    lead.extend(person.map(|name| lang.with1("letter-cosign-who", "who", name)));
    lead.push(match &texts.sent {
        Some(_) => lang.with("letter-cosign-is-sent", &to.said()),
        None => lang.with("letter-cosign-before", &to.said()),
    });
    let beside = texts.supplement.as_ref();
    lead.extend(beside.map(|_| lang.t("letter-cosign-has-supplement")));
    lead.push(to.about.deadline.clone());
    let letter = to.write(conn, message, key, lead, "letter-cosign-action");
    letter.map(Some)
}

/// No longer due when another version was sent meanwhile.
fn sent(app: &App, conn: &mut Conn, message: &Message) -> Result<Option<Letter>, Error> {
    let Some(to) = To::find(app, conn, message, message.about)? else {
        return Ok(None);
    };
    let texts = Texts::read(conn, &to.desk, &to.consultation)?;
    let Some((text, version)) = texts.all_sent().find_map(|text| {
        let version = text.version.as_ref()?;
        (version.id.to_string() == message.slot).then_some((text, version))
    }) else {
        return Ok(None);
    };
    let lang = to.about.lang;
    let key = match texts.is_beside(version.no) {
        true => "supplement",
        false => "sent",
    };
    let is_with = |text: &Text| to.cosigner.confirmed(&text.sha256).is_some();
    let with = |text: &Text| if is_with(text) { "with" } else { "without" };
    let mut lead = vec![
        lang.with(&format!("letter-cosign-{key}-lead"), &to.said()),
        lang.with(&format!("letter-cosign-{key}-{}", with(text)), &to.said()),
    ];
    if let Some(stands) = texts.sent.as_ref().filter(|_| key == "supplement") {
        let no = stands.version.as_ref().map_or(0, |version| version.no);
        let stands = format!("letter-cosign-stands-{}", with(stands));
        let said = to.said();
        let said: Vec<(&str, &dyn Value)> = said.into_iter().chain([("no", &no as _)]).collect();
        lead.extend([
            lang.with1("letter-cosign-stands", "no", no),
            lang.with(&stands, &said),
        ]);
    }
    lead.extend(receipt_lines(lang, version));
    let letter = to.write(conn, message, key, lead, "letter-cosign-action-read");
    letter.map(Some)
}

fn sent_versions(conn: &mut Conn, desk: &Desk) -> Result<Vec<StoredVersion>, Error> {
    match &desk.sent {
        Some(sent) => versions_of(conn, sent.submission_id),
        None => Ok(Vec::new()),
    }
}

/// Which version stands, where this one was sent after it and stands beside it.
fn beside(desk: &Desk, version: Option<&StoredVersion>) -> Option<i32> {
    let stands = desk.sent.as_ref()?.current_version;
    version.filter(|version| version.no > stands)?;
    Some(stands)
}

/// Number, time and checksum, once the answer has a number.
fn receipt_lines(lang: Lang, version: &StoredVersion) -> Vec<String> {
    let Some(receipt) = &version.receipt else {
        return Vec::new();
    };
    vec![
        lang.with1("letter-receipt-number", "number", &receipt.number),
        lang.with1(
            "letter-receipt-time",
            "when",
            calendar::date_time(lang, version.received_at),
        ),
        lang.with1(
            "letter-receipt-checksum",
            "sum",
            grouped(&hex(&receipt.sha256)),
        ),
    ]
}

fn confirmed(app: &App, conn: &mut Conn, message: &Message) -> Result<Option<Letter>, Error> {
    let Some((whose, reply)) = find_reply(conn, message.about)? else {
        return Ok(None);
    };
    let Some(to) = To::find(app, conn, message, whose)? else {
        return Ok(None);
    };
    let lang = to.about.lang;
    let versions = sent_versions(conn, &to.desk)?;
    let version = versions
        .iter()
        .find(|sent| Some(sent.id) == reply.version_id);
    let beside = beside(&to.desk, version);
    let key = match beside {
        Some(_) => "letter-cosign-confirmed-supplement",
        None => "letter-cosign-confirmed-lead",
    };
    let mut lead = vec![lang.with(key, &to.said())];
    lead.extend(beside.map(|no| lang.with1("letter-cosign-stands", "no", no)));
    lead.extend([
        by_whom(lang, &reply),
        lang.with1(
            "letter-cosign-checksum",
            "sum",
            grouped(&hex(&reply.content_sha256)),
        ),
    ]);
    lead.extend(version.map_or_else(Vec::new, |version| receipt_lines(lang, version)));
    lead.push(lang.with("letter-cosign-holds", &to.said()));
    let letter = to.write(
        conn,
        message,
        "confirmed",
        lead,
        "letter-cosign-action-read",
    );
    letter.map(Some)
}

/// Without a link to the answer, which is no longer the body's to read.
fn taken_out(app: &App, conn: &mut Conn, message: &Message) -> Result<Option<Letter>, Error> {
    let Some(one) = colleagues::of_id(conn, message.about)? else {
        return Ok(None);
    };
    let desk = get_desk(conn, one.desk_id)?;
    let consultation = app.consultations.get_with(conn, desk.consultation_id)?;
    let lang = message.language;
    let url = app.url(&lang.path(&format!("/horinger/{}", consultation.slug)));
    let about = About::new(lang, consultation, url);
    let asks = known_as(&desk).map(str::to_owned);
    let asks = asks.unwrap_or_else(|| lang.t("cosign-somebody"));
    let said: [(&str, &dyn Value); 3] =
        [("asks", &asks), ("body", &one.name), ("name", &about.name)];
    let parts = Parts {
        lead: vec![
            lang.with("letter-cosign-out-lead", &said),
            lang.with("letter-cosign-out-ends", &said),
        ],
        action: lang.t("letter-cosign-out-action"),
        after: vec![lang.with("letter-cosign-out-own", &said)],
    };
    let subject = lang.with("letter-cosign-out-subject", &said);
    letter(message, &about, subject, parts).map(Some)
}

/// The answer was taken back: it leads to where a body answers by itself. It is said even if it has been sent anew since:
/// it happened, and of that it is told by itself.
fn withdrawn(app: &App, conn: &mut Conn, message: &Message) -> Result<Option<Letter>, Error> {
    let withdrawal = match message.slot.parse() {
        Ok(id) => find_withdrawal(conn, id)?,
        Err(_) => None,
    };
    let (Some(withdrawal), Some(one)) = (withdrawal, colleagues::of_id(conn, message.about)?)
    else {
        return Ok(None);
    };
    let desk = get_desk(conn, one.desk_id)?;
    let mut all = cosigners_at(conn, desk.id)?.into_iter();
    let Some(cosigner) = all.find(|there| there.id == one.id) else {
        return Ok(None);
    };
    // What was confirmed of an answer that was taken back before this one ended with that.
    let since = withdrawn_before(conn, desk.id, withdrawal.at)?;
    let is_of_this = |reply: &&Reply| reply.at <= withdrawal.at && Some(reply.at) > since;
    let last = cosigner.replies.iter().rfind(is_of_this);
    let had_confirmed = last.is_some_and(|reply| reply.says == Says::Confirmed);
    let consultation = app.consultations.get_with(conn, desk.consultation_id)?;
    let lang = message.language;
    let url = app.url(&lang.path(&format!("/horinger/{}", consultation.slug)));
    let about = About::new(lang, consultation, url);
    let asks = known_as(&desk).map(str::to_owned);
    let asks = asks.unwrap_or_else(|| lang.t("cosign-somebody"));
    let number = desk.sent.as_ref().and_then(|sent| sent.number.clone());
    let number = number.unwrap_or_default();
    let when = calendar::date_time(lang, withdrawal.at);
    let said: [(&str, &dyn Value); 5] = [
        ("asks", &asks),
        ("body", &one.name),
        ("name", &about.name),
        ("number", &number),
        ("when", &when),
    ];
    let key = if had_confirmed { "with" } else { "without" };
    let parts = Parts {
        lead: vec![
            lang.with("letter-cosign-withdrawn-lead", &said),
            lang.with(&format!("letter-cosign-withdrawn-{key}"), &said),
            about.deadline.clone(),
        ],
        action: lang.t("letter-cosign-withdrawn-action"),
        after: vec![
            lang.with("letter-cosign-withdrawn-own", &said),
            lang.with("letter-cosign-withdrawn-again", &said),
        ],
    };
    let subject = lang.with("letter-cosign-withdrawn-subject", &said);
    let mut letter = letter(message, &about, subject, parts)?;
    if let Some((address, _)) = coordinator(conn, &desk)? {
        letter.reply_to = EmailAddress::parse(&address).ok().map(|address| Mailbox {
            name: asks.clone(),
            address,
        });
    }
    Ok(Some(letter))
}

/// The deadline has passed, and nothing was sent. No longer due when it was sent meanwhile, or has more time.
fn not_sent(app: &App, conn: &mut Conn, message: &Message) -> Result<Option<Letter>, Error> {
    let Some(to) = To::find(app, conn, message, message.about)? else {
        return Ok(None);
    };
    let on = to.desk.deadline_on(&to.consultation);
    if to.desk.stands().is_some() || app.clock.now() < calendar::closes_at(on) {
        return Ok(None);
    }
    let lang = to.about.lang;
    let day = calendar::weekday_date(lang, on);
    let said = to.said();
    let said: Vec<(&str, &dyn Value)> = said.into_iter().chain([("day", &day as _)]).collect();
    let key = match to.cosigner.last_confirmed() {
        Some(_) => "letter-cosign-not-sent-with",
        None => "letter-cosign-not-sent-without",
    };
    let lead = vec![
        lang.with("letter-cosign-not-sent-lead", &said),
        lang.with(key, &said),
        lang.with("letter-cosign-not-sent-own", &said),
        lang.with("letter-cosign-not-sent-late", &said),
    ];
    let letter = to.write(conn, message, "not-sent", lead, "letter-cosign-action-read");
    letter.map(Some)
}

/// «Bekreftet av Kari Moen, daglig leder, 3. mai 2026 kl. 14.31.»
pub fn by_whom(lang: Lang, reply: &Reply) -> String {
    let none = String::new();
    let when = calendar::date_time(lang, reply.at);
    lang.with(
        "cosign-by-whom",
        &[
            ("name", reply.name.as_ref().unwrap_or(&none)),
            ("role", reply.role.as_ref().unwrap_or(&none)),
            ("when", &when),
        ],
    )
}

fn replied(app: &App, conn: &mut Conn, message: &Message) -> Result<Option<Letter>, Error> {
    let Some((whose, reply)) = find_reply(conn, message.about)? else {
        return Ok(None);
    };
    let Some(one) = colleagues::of_id(conn, whose)? else {
        return Ok(None);
    };
    let desk = get_desk(conn, one.desk_id)?;
    let Some(link) = link_of(conn, &desk, &message.recipient)? else {
        return Ok(None);
    };
    let place = match link.kind {
        LinkKind::Invitation => "invitasjon",
        _ => "lenke",
    };
    let token = link.token(&app.keys);
    let token = token.map_err(|e| Error::internal(e.to_string()))?;
    let consultation = app.consultations.get_with(conn, desk.consultation_id)?;
    let lang = message.language;
    let url = app.url(&lang.path(&format!("/{place}/{token}")));
    let about = About::new(lang, consultation, url).with_own_deadline(desk.own_deadline);
    let said: [(&str, &dyn Value); 2] = [("body", &one.name), ("name", &about.name)];
    let versions = sent_versions(conn, &desk)?;
    let version = versions
        .iter()
        .find(|sent| Some(sent.id) == reply.version_id);
    let key = match beside(&desk, version) {
        Some(_) => "supplement".to_owned(),
        None => reply.says.as_str().replace('_', "-"),
    };
    let mut lead = vec![lang.with(&format!("letter-cosign-replied-{key}"), &said)];
    if reply.says == Says::Confirmed {
        lead.push(by_whom(lang, &reply));
    }
    // It is read where everything else of the answer is.
    lead.extend(reply.message.map(|_| lang.t("letter-cosign-has-message")));
    let subject = lang.with(&format!("letter-cosign-replied-{key}-subject"), &said);
    let parts = Parts {
        lead,
        action: lang.t("letter-cosign-action-answer"),
        after: vec![lang.t("letter-cosign-where")],
    };
    letter(message, &about, subject, parts).map(Some)
}

/// The link to the answer that stands in letters to this address: its own, or that of the body's invitation where this is the
/// body's.
fn link_of(conn: &mut Conn, desk: &Desk, to: &str) -> Result<Option<session::Link>, Error> {
    let own = session::live_letter_link(conn, desk.id, to)?;
    let at_body = match &desk.body {
        Some(body) if own.is_none() => Told::invited(conn, body)?.address,
        _ => None,
    };
    match own {
        None if at_body.as_deref() == Some(to) => {
            session::live_link_of(conn, desk.id, LinkKind::Invitation)
        }
        own => Ok(own),
    }
}
