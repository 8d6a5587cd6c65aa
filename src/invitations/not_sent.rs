//! A letter on the morning after the deadline to everyone who has an answer in their hands that was not sent, or was changed
//! after it was, and to those who were to stand behind one that was not: each may think that another did it. What was written is kept for a time, and can still be sent.

use super::unsent::{Draft, Unsent, drafts, owe};
use crate::app::App;
use crate::calendar;
use crate::consultations::Consultation;
use crate::db::Conn;
use crate::error::Error;
use crate::i18n::Value;
use crate::mail::Letter;
use crate::outbox::Message;
use crate::submissions::cosigners::Cosigner;
use crate::submissions::mails::{Parts, letter};
use crate::submissions::submit::has_unsent_changes;
use crate::submissions::{cosigners_at, get_desk, letters_about, saved_since_sent, taken_back};
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

/// What was begun before its deadline and has something written in it, or was sent and then changed before it, and of which
/// nobody was told yet.
fn due(
    conn: &mut Conn,
    consultation: &Consultation,
    today: NaiveDate,
) -> Result<Vec<Draft>, Error> {
    let has_passed = |on: NaiveDate| on < today && today <= on + AFTER;
    let mut changed = saved_since_sent(conn, consultation.id)?;
    changed.extend(taken_back(conn, consultation.id)?);
    let mut drafts = drafts(conn, consultation, &changed, has_passed, |_| true)?;
    let desks: Vec<Uuid> = drafts.iter().map(|draft| draft.desk).collect();
    let told = letters_about(conn, NOT_SENT_LETTER, &desks)?;
    let mut due = Vec::new();
    for mut draft in drafts.drain(..) {
        let passed = calendar::closes_at(draft.on);
        let since = |at: &DateTime<Utc>| *at >= passed;
        if told
            .get(&draft.desk)
            .is_some_and(|all| all.iter().any(since))
        {
            continue;
        }
        let desk = get_desk(conn, draft.desk)?;
        let is_unsent = match desk.sent {
            Some(_) => has_unsent_changes(conn, &desk, consultation, passed)?,
            None => desk.created_at < passed,
        };
        if desk.content(consultation).is_empty() {
            continue;
        }
        if desk.is_joint && desk.stands().is_none() {
            draft.cosigners = cosigners_at(conn, desk.id)?;
        }
        match is_unsent {
            true => due.push(draft),
            // It was taken back and left as it was. Whoever has confirmed it anew since waits for it.
            false => {
                let confirmed = |one: &Cosigner| one.last_confirmed().is_some();
                draft.cosigners.retain(confirmed);
                due.push(draft.for_cosigners_alone());
            }
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
    let number = unsent
        .desk
        .sent
        .as_ref()
        .and_then(|sent| sent.number.clone());
    let number = number.as_ref();
    let said: [(&str, &dyn Value); 6] = [
        ("name", &about.name),
        ("until", &until),
        ("owner", &about.owner),
        ("days", &days),
        ("who", &unsent.who()),
        ("number", &number.map_or("", String::as_str)),
    ];
    // What was taken back does not count beside it.
    let counts = unsent.desk.stands().is_some();
    let key = match counts {
        true => "letter-changes-not-sent",
        false => "letter-not-sent",
    };
    let say = |end: &str| lang.with(&format!("{key}-{end}"), &said);
    // What was sent is kept.
    let kept = unsent.desk.sent.is_none().then(|| say("kept"));
    let after = kept.into_iter().chain([
        say("no-answer"),
        lang.with("letter-invitation-reply", &said),
    ]);
    let lead = match number.is_some() && !counts {
        true => lang.with("letter-withdrawn-not-sent-lead", &said),
        false => say("lead"),
    };
    let lead = [lead].into_iter().chain(unsent.which(lang));
    let parts = Parts {
        lead: lead.chain([say("late")]).collect(),
        action: unsent.to.action(lang, "letter-not-sent-action"),
        after: after.chain(unsent.to.how(lang)).collect(),
    };
    letter(message, &about, say("subject"), parts).map(Some)
}
