//! The letter that invites a body: who asks, about what, until when, and the body's own link. The deadline is
//! attached as a calendar file, which holds no personal link; one that has passed is said to have.

mod lost;

pub use lost::render as render_lost;

use super::invite::INVITATION_LETTER;
use super::store;
use crate::app::App;
use crate::calendar;
use crate::consultations::{Kind, SaidDeadline, Whose, deadline_file, deadlines_for};
use crate::db::Conn;
use crate::error::Error;
use crate::i18n::{Lang, Value};
use crate::mail::{Attachment, Letter};
use crate::outbox::{self, Message};
use crate::session::{self, LinkKind};
use crate::submissions::desk_of_invited;
use crate::submissions::mails::{About, Parts, letter};

/// The letter that a row of the outbox owes; `None` for a kind that does not invite, and for a letter that was
/// overtaken by one to another address.
pub fn render(app: &App, conn: &mut Conn, message: &Message) -> Result<Option<Letter>, Error> {
    if message.kind != INVITATION_LETTER {
        return Ok(None);
    }
    let last = outbox::last_recipient(conn, INVITATION_LETTER, message.about)?;
    if last.is_some_and(|address| address != message.recipient) {
        return Ok(None);
    }
    let (consultation, name) = store::consultation_of(conn, message.about)?;
    let consultation = app.consultations.get_with(conn, consultation)?;
    let link = match desk_of_invited(conn, message.about)? {
        Some(desk) => session::live_link_of(conn, desk, LinkKind::Invitation)?,
        None => None,
    };
    let link = link.ok_or_else(|| Error::internal("an invitation without a live link"))?;
    let token = link
        .token(&app.keys)
        .map_err(|e| Error::internal(e.to_string()))?;
    let lang = message.language;
    let path = lang.path(&format!("/invitasjon/{token}"));
    let public = app.url(&lang.path(&format!("/horinger/{}", consultation.slug)));
    let moved = deadlines_for(conn, consultation.id, Whose::Invited(message.about))?;
    let deadline = SaidDeadline::to_one(&consultation, &moved);
    let mut about =
        About::new(lang, consultation, app.url(&path)).with_own_deadline(Some(deadline.on()));
    let is_late = calendar::closes_at(about.deadline_on) <= app.clock.now();
    if is_late {
        let when = calendar::weekday_date(lang, about.deadline_on);
        about.deadline = lang.with1("letter-deadline-was", "when", when);
    }
    let consultation = &about.consultation;
    let kind = match consultation.kind {
        Kind::Hearing => "hearing",
        Kind::InputRound => "round",
    };
    let until = calendar::long_date(lang, about.deadline_on);
    let said: [(&str, &dyn Value); 5] = [
        ("kind", &kind),
        ("name", &about.name),
        ("until", &until),
        ("body", &name),
        ("owner", &about.owner),
    ];
    let lead = vec![
        lang.with("letter-invitation-lead", &said),
        match is_late {
            true => lang.with1("letter-invitation-late", "until", &until),
            false => about.deadline.clone(),
        },
        lang.t("letter-invitation-several"),
    ];
    let after = vec![
        lang.t("letter-invitation-forward"),
        lang.t("letter-invitation-decline"),
        lang.with("letter-invitation-read", &[("url", &public)]),
        lang.with1("letter-invitation-reply", "who", "dere"),
    ];
    let subject = match is_late {
        true => lang.with("letter-invitation-late-subject", &said),
        false => lang.with("letter-invitation-subject", &said),
    };
    let action = lang.t("letter-invitation-action");
    let file = deadline_file(consultation, deadline, lang, &public, &app.host());
    let parts = Parts {
        lead,
        action,
        after,
    };
    let mut letter = letter(message, &about, subject, parts)?;
    if !is_late {
        letter.attachments.push(calendar_attachment(lang, file));
    }
    Ok(Some(letter))
}

/// A deadline as a file that calendars take.
pub fn calendar_attachment(lang: Lang, file: String) -> Attachment {
    Attachment {
        name: format!("{}.ics", lang.t("letter-invitation-file")),
        media_type: "text/calendar; charset=utf-8".into(),
        bytes: file.into_bytes(),
    }
}
