//! The letter that says that a deadline was moved: from when to when and why, with the reader's own link, which
//! goes on working, and the new day as a calendar file that takes the place of the one before.

use super::settle::whose;
use crate::app::App;
use crate::calendar;
use crate::consultations::{
    MovedDeadline, SaidDeadline, Status, Whose, deadline_file, deadlines_for, find_deadline,
};
use crate::db::Conn;
use crate::error::{Error, Problem};
use crate::i18n::Value;
use crate::invitations::Reader;
use crate::invitations::mails::calendar_attachment;
use crate::mail::Letter;
use crate::outbox::Message;
use crate::submissions::mails::{About, Parts, letter, link_of};
use crate::submissions::{Requests, requests};

/// About a change of a deadline.
pub const DEADLINE_LETTER: &str = "deadline";

/// About somebody who asked for more time and does not get it.
pub const REFUSED_LETTER: &str = "deadline-refused";

/// The letter that a row of the outbox owes. None when the deadline was moved again meanwhile, since another
/// letter says that, or when what it is about has been deleted.
pub fn render(app: &App, conn: &mut Conn, message: &Message) -> Result<Option<Letter>, Error> {
    if message.kind == REFUSED_LETTER {
        return refused(app, conn, message);
    }
    let missing = || Error::new(Problem::NotFound);
    let consultation = find_deadline(conn, message.about)?.ok_or_else(missing)?;
    let reader = Reader::of_slot(&message.slot)
        .ok_or_else(|| Error::internal("a letter about a deadline to nobody"))?;
    let Some((recipient, whose)) = reader.link(app, conn, message)? else {
        return Ok(None);
    };
    let moved = deadlines_for(conn, consultation, whose)?;
    let at = moved.iter().position(|m| m.id == message.about);
    let at = at.ok_or_else(missing)?;
    let change = &moved[at];
    if moved[at + 1..]
        .iter()
        .any(|later| later.whose == change.whose)
    {
        return Ok(None);
    }
    let consultation = app.consultations.get_with(conn, consultation)?;
    let lang = message.language;
    let public = app.url(&lang.path(&format!("/horinger/{}", consultation.slug)));
    let said = SaidDeadline::to_one(&consultation, &moved);
    let about = About::new(lang, consultation, recipient.link).with_own_deadline(Some(said.on()));
    let stands = calendar::long_date(lang, said.on());
    let is_later = said.on() > change.new_on;
    let mut lead = vec![lead(&about, change, recipient.name.as_deref(), is_later)];
    lead.push(lang.with1("letter-deadline-reason", "reason", change.reason.get(lang)));
    if is_later {
        lead.push(lang.with1("letter-deadline-own-stands", "date", &stands));
    }
    let after = vec![
        lang.t("letter-deadline-same-link"),
        lang.with1("letter-invitation-read", "url", &public),
        lang.t("letter-deadline-reply"),
    ];
    // What is in force for whoever reads it, also where the letter is about another.
    let subject = match is_later {
        true => "letter-deadline-subject-own",
        false => "letter-deadline-subject",
    };
    let subject = lang.with(subject, &[("until", &stands), ("name", &about.name)]);
    let file = deadline_file(&about.consultation, said, lang, &public, &app.host());
    let action = lang.t("letter-deadline-action");
    let parts = Parts {
        lead,
        action,
        after,
    };
    let mut letter = letter(message, &about, subject, parts)?;
    letter.attachments.push(calendar_attachment(lang, file));
    Ok(Some(letter))
}

/// `is_later`: a deadline of their own that was given before is later, and stands.
fn lead(about: &About, change: &MovedDeadline, body: Option<&str>, is_later: bool) -> String {
    let lang = about.lang;
    let (old, new) = (
        calendar::long_date(lang, change.old_on),
        calendar::long_date(lang, change.new_on),
    );
    let whom = body.unwrap_or_default();
    let said: [(&str, &dyn Value); 5] = [
        ("name", &about.name),
        ("owner", &about.owner),
        ("body", &whom),
        ("old", &old),
        ("new", &new),
    ];
    let key = match (change.whose, body) {
        (Whose::All, _) if is_later => "letter-deadline-all-others",
        (Whose::All, _) => "letter-deadline-all",
        (_, Some(_)) => "letter-deadline-body",
        (_, None) => "letter-deadline-you",
    };
    lang.with(key, &said)
}

/// That no more time is given, and why; the link is there, since a late answer is taken all the same.
fn refused(app: &App, conn: &mut Conn, message: &Message) -> Result<Option<Letter>, Error> {
    let Some(request) = requests(conn, Requests::One(message.about))?.pop() else {
        return Ok(None);
    };
    let Some(answer) = &request.answer else {
        return Ok(None);
    };
    let whose = whose(&request);
    let Some(recipient) = link_of(app, conn, whose, message)? else {
        return Ok(None);
    };
    let consultation = app.consultations.get_with(conn, request.consultation_id)?;
    let moved = deadlines_for(conn, consultation.id, whose)?;
    let said = SaidDeadline::to_one(&consultation, &moved);
    let lang = message.language;
    let about = About::new(lang, consultation, recipient.link).with_own_deadline(Some(said.on()));
    let wanted = calendar::long_date(lang, request.wanted_on);
    let stands = calendar::long_date(lang, said.on());
    let values: [(&str, &dyn Value); 4] = [
        ("name", &about.name),
        ("owner", &about.owner),
        ("wanted", &wanted),
        ("stands", &stands),
    ];
    let lead = vec![
        lang.with("letter-refused-lead", &values),
        lang.with1("letter-deadline-reason", "reason", answer.reason.get(lang)),
    ];
    let late = match about.consultation.status {
        Status::Concluded => "letter-refused-concluded",
        _ => "letter-refused-late",
    };
    let after = vec![lang.t(late), lang.t("letter-deadline-reply")];
    let subject = lang.with("letter-refused-subject", &values);
    let parts = Parts {
        lead,
        action: lang.t("letter-deadline-action"),
        after,
    };
    letter(message, &about, subject, parts).map(Some)
}
