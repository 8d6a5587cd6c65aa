//! The letters to members: who asks, about what, by when, and the member's own link; a reminder; another day. Who answers
//! such a letter writes to the umbrella organisation.

use super::ask::{ASKED_LETTER, REMINDER_LETTER};
use super::hold::DAY_LETTER;
use super::store;
use crate::address::{EmailAddress, Mailbox};
use crate::app::App;
use crate::calendar;
use crate::db::Conn;
use crate::error::Error;
use crate::i18n::Value;
use crate::mail::Letter;
use crate::outbox::Message;
use crate::session::{self, LinkKind};
use crate::submissions::desk::Desk;
use crate::submissions::get_desk;
use crate::submissions::mails::{About, Parts, letter};

/// The letter that a row of the outbox owes. No longer due when the member was taken out, the round was ended, or there
/// is nothing left to remind of.
pub fn render(app: &App, conn: &mut Conn, message: &Message) -> Result<Option<Letter>, Error> {
    let key = match message.kind.as_str() {
        ASKED_LETTER => "asked",
        REMINDER_LETTER => "reminder",
        DAY_LETTER => "day",
        _ => return Ok(None),
    };
    let Some(to) = store::addressed(conn, message.about)? else {
        return Ok(None);
    };
    if key == "reminder" && to.has_handed_over {
        return Ok(None);
    }
    let Some(link) = session::live_link_of(conn, to.desk_id, LinkKind::Contributor)? else {
        return Ok(None);
    };
    let (desk, parent) = (get_desk(conn, to.desk_id)?, get_desk(conn, to.parent_id)?);
    let Some(umbrella) = desk.umbrella else {
        return Ok(None);
    };
    let token = link.token(&app.keys);
    let token = token.map_err(|e| Error::internal(e.to_string()))?;
    let consultation = app.consultations.get_with(conn, desk.consultation_id)?;
    let lang = message.language;
    let path = lang.path(&format!("/lenke/{token}"));
    let mut about = About::new(lang, consultation, app.url(&path));
    about.set_member_day(&umbrella);
    let day = calendar::weekday_date(lang, umbrella.due_on);
    let said: [(&str, &dyn Value); 5] = [
        ("umbrella", &umbrella.name),
        ("member", &to.name),
        ("name", &about.name),
        ("day", &day),
        ("owner", &about.owner),
    ];
    let mut lead = vec![lang.with(&format!("letter-member-{key}-lead"), &said)];
    if key == "asked" && !umbrella.message.is_empty() {
        lead.push(lang.with1("letter-member-message", "umbrella", &umbrella.name));
        let lines = umbrella.message.lines().map(str::trim);
        lead.extend(lines.filter(|line| !line.is_empty()).map(str::to_owned));
    }
    lead.push(lang.with("letter-member-until", &said));
    let after = vec![
        lang.with("letter-member-goes-to", &said),
        lang.t("letter-member-link"),
    ];
    let subject = lang.with(&format!("letter-member-{key}-subject"), &said);
    let parts = Parts {
        lead,
        action: lang.t("letter-member-action"),
        after,
    };
    let mut letter = letter(message, &about, subject, parts)?;
    letter.reply_to = reply_to(&parent, &umbrella.name);
    Ok(Some(letter))
}

fn reply_to(parent: &Desk, name: &str) -> Option<Mailbox> {
    let body = parent.body.as_ref();
    let known = parent
        .confirmed_email
        .as_ref()
        .or(parent.sender.email.as_ref());
    let known = known.or(body.and_then(|body| body.address_then.as_ref()))?;
    Some(Mailbox {
        name: name.to_owned(),
        address: EmailAddress::parse(known).ok()?,
    })
}
