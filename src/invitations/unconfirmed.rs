//! Letters about an answer that was sent and waits for its address to be confirmed: some days before its deadline, and after it
//! until when it can still be. Each once, to the address that it waits for and to nobody else: who has sent it takes it for
//! done, and it is deleted with all that was written.

use super::store;
use crate::app::App;
use crate::calendar;
use crate::consultations::{Consultation, Whose};
use crate::db::Conn;
use crate::error::Error;
use crate::i18n::Value;
use crate::ids;
use crate::mail::{Letter, Mailer};
use crate::outbox::{self, Message, NewMessage};
use crate::submissions::desk::{Desk, SentState, in_force};
use crate::submissions::draft::find as find_desk;
use crate::submissions::links;
use crate::submissions::mails::{About, Parts, letter, link_of};
use crate::submissions::receipt::OnBehalf;
use crate::submissions::send::SENDER_SLOT;
use crate::submissions::{get_desk, unconfirmed};
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};

/// Before the deadline; about the desk.
pub const UNCONFIRMED_LETTER: &str = "unconfirmed";

/// After it; likewise.
pub const STILL_UNCONFIRMED_LETTER: &str = "still-unconfirmed";

/// So many days before …
const BEFORE: Days = Days::new(7);
/// … and so many mornings after: a server may have stood still on the first.
const AFTER: Days = Days::new(3);

/// So long the letter that asks to confirm is enough.
const PAUSE: TimeDelta = TimeDelta::days(1);

/// Owes every letter that is due today; the same again owes nothing more.
pub async fn remind_unconfirmed(app: &App) -> Result<(), Error> {
    let now = app.clock.now();
    let open = app.db.read(store::open_consultations).await?;
    for id in open {
        let consultation = app.consultations.get(&app.db, id).await?;
        let mailer = app.mailer.clone();
        let due = app
            .db
            .read(move |conn| due(conn, &consultation, &mailer, now))
            .await?;
        if due.is_empty() {
            continue;
        }
        app.db
            .write(move |conn| outbox::insert_all(conn, &due))
            .await?;
        app.letters_due.notify_one();
    }
    Ok(())
}

fn due(
    conn: &mut Conn,
    consultation: &Consultation,
    mailer: &Mailer,
    now: DateTime<Utc>,
) -> Result<Vec<NewMessage>, Error> {
    let mut letters = Vec::new();
    for (id, own, received_at) in unconfirmed(conn, consultation.id)? {
        let on = in_force(consultation.deadline_on, own);
        let kind = kind_due(on, received_at, now).filter(|_| received_at + PAUSE <= now);
        let Some(kind) = kind else { continue };
        let desk = get_desk(conn, id)?;
        let Some(recipient) = links::awaited(conn, &desk)? else {
            continue;
        };
        let id = ids::new(now);
        letters.push(NewMessage {
            id,
            kind,
            about: desk.id,
            slot: SENDER_SLOT.to_owned(),
            recipient,
            language: desk.language,
            message_id: mailer.message_id(kind, id),
            at: now,
        });
    }
    Ok(letters)
}

/// Which of them is due today. What came after its deadline has time of its own.
fn kind_due(on: NaiveDate, received_at: DateTime<Utc>, now: DateTime<Utc>) -> Option<&'static str> {
    let today = calendar::oslo_date(now);
    let since = on.max(calendar::oslo_date(received_at));
    if today <= on {
        return (on <= today + BEFORE).then_some(UNCONFIRMED_LETTER);
    }
    (since < today && today <= since + AFTER).then_some(STILL_UNCONFIRMED_LETTER)
}

/// The last day on which it can be confirmed: the sweep looks at the deadline, and at when somebody last did something.
fn until(desk: &Desk, sent: &SentState, on: NaiveDate, kept: u32) -> NaiveDate {
    let last = desk.touched_at.max(sent.received_at);
    on.max(calendar::oslo_date(last)) + Days::new(kept.into())
}

/// The letter that a row of the outbox owes. No longer due when it was confirmed meanwhile, waits for another address, or has
/// another deadline.
pub fn render(app: &App, conn: &mut Conn, message: &Message) -> Result<Option<Letter>, Error> {
    let Some(desk) = find_desk(conn, message.about)? else {
        return Ok(None);
    };
    if links::awaited(conn, &desk)?.as_ref() != Some(&message.recipient) {
        return Ok(None);
    }
    let to = link_of(app, conn, Whose::Desk(desk.id), message)?;
    let (Some(to), Some(sent)) = (to, &desk.sent) else {
        return Ok(None);
    };
    let consultation = app.consultations.get_with(conn, desk.consultation_id)?;
    let on = desk.deadline_on(&consultation);
    let has_passed = app.clock.now() >= calendar::closes_at(on);
    if has_passed != (message.kind == STILL_UNCONFIRMED_LETTER) {
        return Ok(None);
    }
    let about = About::new(message.language, consultation, to.link);
    let about = about.with_own_deadline(desk.own_deadline);
    let lang = about.lang;
    let when = calendar::date_time(lang, sent.received_at);
    let deadline = calendar::weekday_date(lang, on);
    let kept = app.settings.sweep.unconfirmed_days;
    let until = calendar::weekday_date(lang, until(&desk, sent, on, kept));
    let who = desk.sender.on_behalf.unwrap_or(OnBehalf::Person);
    let said: [(&str, &dyn Value); 5] = [
        ("name", &about.name),
        ("when", &when),
        ("deadline", &deadline),
        ("until", &until),
        ("who", &who.addressed()),
    ];
    let why = lang.with("letter-confirm-why", &said);
    let (lead, subject) = match has_passed {
        true => (
            vec![
                lang.with("letter-still-unconfirmed-lead", &said),
                why,
                lang.with("letter-still-unconfirmed-until", &said),
            ],
            "letter-still-unconfirmed-subject",
        ),
        false => (
            vec![
                lang.with("letter-unconfirmed-lead", &said),
                why,
                about.deadline.clone(),
            ],
            "letter-unconfirmed-subject",
        ),
    };
    let parts = Parts {
        lead,
        action: lang.t("letter-confirm-action"),
        after: vec![lang.with("letter-confirm-not-you", &said)],
    };
    let subject = lang.with(subject, &said);
    letter(message, &about, subject, parts).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap_or_default()
    }

    #[test]
    fn what_came_after_its_deadline_is_asked_about_in_the_days_after_it_came() {
        let on = calendar::oslo_date(at("2026-05-04T12:00:00Z"));
        let in_time = at("2026-05-04T12:00:00Z");
        let late = at("2026-05-20T12:00:00Z");
        let due = |received_at, now| kind_due(on, received_at, at(now));
        let still = Some(STILL_UNCONFIRMED_LETTER);
        assert_eq!(due(in_time, "2026-05-05T12:00:00Z"), still);
        assert_eq!(due(in_time, "2026-05-09T12:00:00Z"), None);
        assert_eq!(due(late, "2026-05-20T13:00:00Z"), None);
        assert_eq!(due(late, "2026-05-21T12:00:00Z"), still);
    }
}
