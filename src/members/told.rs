//! Whoever asked for a round hears by letter that a member has handed over, and that all have.

use super::round::Member;
use super::store;
use crate::app::App;
use crate::colleagues;
use crate::db::Conn;
use crate::error::Error;
use crate::i18n::{Lang, Value};
use crate::ids;
use crate::mail::{Letter, Mailer};
use crate::outbox::{self, Message, NewMessage};
use crate::session::{self, Link, LinkKind};
use crate::submissions::desk::Desk;
use crate::submissions::get_desk;
use crate::submissions::links::confirmed_coordinator;
use crate::submissions::mails::{About, Parts, letter};
use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

/// The letter about what a member handed over; it is about the member.
pub const INPUT_LETTER: &str = "member_input";
/// The letter that says that all have; it is about the one who came last.
pub const ALL_LETTER: &str = "member_input_all";

/// Owes the letter about this member, which has just handed over; no more than one in an hour about the same. `first`: it
/// had handed over nothing before.
pub fn owe(
    conn: &mut Conn,
    mailer: &Mailer,
    (parent, member): (Uuid, Uuid),
    first: bool,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let members = store::members_at(conn, parent)?;
    let mut there = members.iter().filter(|member| member.takes_part());
    let all_have = there.all(|m: &Member| m.handed_over.is_some());
    let kind = match first && all_have {
        true => ALL_LETTER,
        false => INPUT_LETTER,
    };
    for told in [INPUT_LETTER, ALL_LETTER] {
        if outbox::count_since(conn, told, member, now - Duration::hours(1))? > 0 {
            return Ok(());
        }
    }
    let parent = get_desk(conn, parent)?;
    let Some((recipient, language)) = reader(conn, &parent)? else {
        return Ok(());
    };
    let id = ids::new(now);
    let letter = NewMessage {
        id,
        kind,
        about: member,
        slot: id.to_string(),
        recipient,
        language,
        message_id: mailer.message_id(kind, id),
        at: now,
    };
    outbox::insert(conn, &letter)
}

/// The letter that a row of the outbox owes. No longer due when the member was taken out, the round was ended, or no link
/// of the reader's opens the answer.
pub fn render(app: &App, conn: &mut Conn, message: &Message) -> Result<Option<Letter>, Error> {
    let Some(of) = store::addressed(conn, message.about)? else {
        return Ok(None);
    };
    let parent = get_desk(conn, of.parent_id)?;
    let Some(link) = link_of(conn, &parent, &message.recipient)? else {
        return Ok(None);
    };
    let Some(umbrella) = get_desk(conn, of.desk_id)?.umbrella else {
        return Ok(None);
    };
    let members = store::members_at(conn, parent.id)?;
    let there = members.iter().filter(|member| member.takes_part());
    let handed_over = there.clone().filter(|m| m.handed_over.is_some()).count();
    let asked = there.count();
    let token = link.token(&app.keys);
    let token = token.map_err(|e| Error::internal(e.to_string()))?;
    let place = match link.kind {
        LinkKind::Invitation => "invitasjon",
        _ => "lenke",
    };
    let lang = message.language;
    let url = app.url(&lang.path(&format!("/{place}/{token}")));
    let consultation = app.consultations.get_with(conn, parent.consultation_id)?;
    let about = About::new(lang, consultation, url).with_own_deadline(parent.own_deadline);
    let said: [(&str, &dyn Value); 3] = [
        ("member", &of.name),
        ("umbrella", &umbrella.name),
        ("name", &about.name),
    ];
    let key = match message.kind.as_str() {
        ALL_LETTER => "all",
        _ => "input",
    };
    let mut lead = vec![lang.with("letter-member-input-lead", &said)];
    lead.push(match key {
        "all" => lang.with1("letter-member-all-have", "asked", asked),
        _ => lang.with2(
            "letter-member-input-count",
            ("n", handed_over),
            ("asked", asked),
        ),
    });
    lead.push(about.deadline.clone());
    let subject = lang.with(&format!("letter-member-{key}-subject"), &said);
    let parts = Parts {
        lead,
        action: lang.t("letter-member-input-action"),
        after: vec![lang.t("letter-member-input-after")],
    };
    letter(message, &about, subject, parts).map(Some)
}

/// Whoever asked, as long as they can still open the answer; else where the umbrella organisation reads.
fn reader(conn: &mut Conn, parent: &Desk) -> Result<Option<(String, Lang)>, Error> {
    let asked_by = asker(conn, parent.id)?;
    if let Some(id) = asked_by.as_ref().and_then(|link| link.contributor_id)
        && let Some(colleague) = colleagues::of_id(conn, id)?
        && colleague.takes_part()
    {
        return Ok(Some((colleague.email, colleague.language)));
    }
    let body = parent.body.as_ref();
    let known = asked_by.and_then(|link| link.confirms);
    let known = match known {
        None => confirmed_coordinator(conn, parent)?,
        known => known,
    };
    let known = known.or_else(|| body.and_then(|body| body.address_then.clone()));
    Ok(known.map(|address| (address, parent.language)))
}

fn asker(conn: &mut Conn, parent: Uuid) -> Result<Option<Link>, Error> {
    let Some(id) = store::asked_by(conn, parent)? else {
        return Ok(None);
    };
    let link = session::link_of_id(conn, id)?;
    Ok(link.filter(|link| link.revoked_at.is_none()))
}

/// The link that opens the answer for the reader of such a letter, wherever they read.
pub fn link_of(conn: &mut Conn, parent: &Desk, recipient: &str) -> Result<Option<Link>, Error> {
    let contributors = colleagues::of_desk(conn, parent.id)?;
    let mut taking_part = contributors.iter().filter(|one| one.takes_part());
    if let Some(one) = taking_part.find(|one| one.email.eq_ignore_ascii_case(recipient)) {
        return session::live_link_of_contributor(conn, one.id);
    }
    let letter = session::live_letter_link(conn, parent.id, recipient)?;
    let of_body = parent.body.as_ref();
    let is_body = of_body.is_some_and(|body| body.address_then.as_deref() == Some(recipient));
    match letter {
        None if is_body => session::live_link_of(conn, parent.id, LinkKind::Invitation),
        letter => Ok(letter),
    }
}
