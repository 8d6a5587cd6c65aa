//! A letter on the morning after the deadline to everyone who has an answer in their hands that was not sent: each may
//! think that another did. What was written is kept for a time, and can still be sent.

use super::unsent::{Draft, Unsent, drafts, owe};
use crate::app::App;
use crate::calendar;
use crate::consultations::Consultation;
use crate::db::Conn;
use crate::error::Error;
use crate::i18n::Value;
use crate::mail::Letter;
use crate::outbox::Message;
use crate::submissions::mails::{Parts, letter};
use crate::submissions::{get_desk, letters_about};
use chrono::{DateTime, Days, NaiveDate, Utc};
use uuid::Uuid;

/// About the desk; its slot is as that of the letter before the deadline.
pub const NOT_SENT_LETTER: &str = "not-sent";

/// So many mornings it is looked for: a server may have stood still on the first.
const AFTER: Days = Days::new(3);

/// Owes every letter that is due today; the same again owes nothing more.
pub async fn tell_not_sent(app: &App) -> Result<(), Error> {
    owe(app, NOT_SENT_LETTER, due).await
}

/// What was begun before its deadline, has something written in it, and of which nobody was told yet.
fn due(
    conn: &mut Conn,
    consultation: &Consultation,
    today: NaiveDate,
) -> Result<Vec<Draft>, Error> {
    let has_passed = |on: NaiveDate| on < today && today <= on + AFTER;
    let mut drafts = drafts(conn, consultation, has_passed, |_| true)?;
    let desks: Vec<Uuid> = drafts.iter().map(|draft| draft.desk).collect();
    let told = letters_about(conn, NOT_SENT_LETTER, &desks)?;
    let mut due = Vec::new();
    for draft in drafts.drain(..) {
        let passed = calendar::closes_at(draft.on);
        let since = |at: &DateTime<Utc>| *at >= passed;
        if told
            .get(&draft.desk)
            .is_some_and(|all| all.iter().any(since))
        {
            continue;
        }
        let desk = get_desk(conn, draft.desk)?;
        if desk.created_at < passed && !desk.content(consultation).is_empty() {
            due.push(draft);
        }
    }
    Ok(due)
}

/// The letter that a row of the outbox owes.
pub fn render(app: &App, conn: &mut Conn, message: &Message) -> Result<Option<Letter>, Error> {
    let Some(unsent) = Unsent::find(app, conn, message)? else {
        return Ok(None);
    };
    if unsent.desk.content(&unsent.consultation).is_empty() {
        return Ok(None);
    }
    let about = unsent.about(message);
    let lang = about.lang;
    let until = calendar::weekday_date(lang, unsent.on);
    let days = app.settings.sweep.drafts_days;
    let said: [(&str, &dyn Value); 5] = [
        ("name", &about.name),
        ("until", &until),
        ("owner", &about.owner),
        ("days", &days),
        ("who", &unsent.who()),
    ];
    let after = [
        lang.with("letter-not-sent-kept", &said),
        lang.with("letter-not-sent-no-answer", &said),
        lang.t("letter-invitation-reply"),
    ];
    let lead = [lang.with("letter-not-sent-lead", &said)].into_iter();
    let lead = lead.chain(unsent.which(lang));
    let parts = Parts {
        lead: lead
            .chain([lang.with("letter-not-sent-late", &said)])
            .collect(),
        action: unsent.to.action(lang, "letter-not-sent-action"),
        after: after.into_iter().chain(unsent.to.how(lang)).collect(),
    };
    let subject = lang.with("letter-not-sent-subject", &said);
    letter(message, &about, subject, parts).map(Some)
}
