//! «Jeg har ikke fått lenken»: whoever names a body or an address has the links sent to where they are registered.
//!
//! What is answered tells nothing of who is there. Neither does how long it takes: whatever was typed, the request
//! owes one letter in one statement, and only the worker that writes letters looks whether there is anything to say.

use super::store;
use crate::address::EmailAddress;
use crate::app::App;
use crate::bodies::{self, fold_name};
use crate::calendar;
use crate::consultations::Consultation;
use crate::db::Conn;
use crate::error::{Error, FieldError};
use crate::i18n::Lang;
use crate::ids;
use crate::keys::Keys;
use crate::outbox::{self, NewMessage};
use crate::session::{self, Link, LinkKind};
use crate::submissions::links;
use crate::submissions::receipt::hex;
use crate::text::{self, OrgNo};
use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

/// The letter with the links that somebody has lost. It is about a consultation, and its recipient is what was typed:
/// to whom it goes, if to anybody, is found out when it is written.
pub const LOST_LETTER: &str = "lost-link";

/// The control, and the member of a body, that says who asks.
pub const WHO: &str = "who";
pub const LONGEST: usize = 254;

/// What was typed is kept so long, sent or not: as long as letters are tried.
const KEPT: Duration = Duration::days(3);

/// Asks for the links of whoever was typed: once in an hour for each, and the same is answered each time.
pub async fn ask(
    app: &App,
    consultation: &Consultation,
    typed: &str,
    language: Lang,
) -> Result<(), Error> {
    let who = read(typed)?;
    let now = app.clock.now();
    let id = ids::new(now);
    let letter = NewMessage {
        id,
        kind: LOST_LETTER,
        about: consultation.id,
        slot: slot(&who, now),
        recipient: who,
        language,
        message_id: app.mailer.message_id(LOST_LETTER, id),
        at: now,
    };
    let owe = move |conn: &mut Conn| outbox::insert(conn, &letter);
    app.db.write(owe).await?;
    app.letters_due.notify_one();
    Ok(())
}

/// The same for the same in the same hour; what was typed stands in the row once.
fn slot(who: &str, now: DateTime<Utc>) -> String {
    let asked = format!("{} {}", now.format("%Y-%m-%dT%H"), who.to_lowercase());
    hex(&Keys::token_hash(&asked))
}

/// What was typed in the form that it is looked up in: an address, a number, or a name.
///
/// As long as it may be as it came: what the API's schema forbids is forbidden, also where it would be shorter cleaned.
fn read(typed: &str) -> Result<String, Error> {
    let came = typed.chars().count();
    let typed = text::single_line(typed);
    let fault = match came {
        _ if text::is_blank(&typed) => FieldError::new(WHO, "error-missing"),
        n if n > LONGEST => {
            let most = i64::try_from(LONGEST).unwrap_or(i64::MAX);
            FieldError::new(WHO, "error-length").with(most)
        }
        _ => {
            let address = EmailAddress::parse(&typed).map(|a| a.as_str().to_owned());
            let number = OrgNo::parse(&typed).map(|n| n.as_str().to_owned());
            return Ok(address.or(number).unwrap_or_else(|_| fold_name(&typed)));
        }
    };
    Err(Error::invalid(vec![fault]))
}

/// Links, and the registered address that they are sent to.
pub(super) struct Found {
    pub to: String,
    pub links: Vec<Link>,
}

/// What there is to send, if anything, to whoever was typed.
pub(super) fn find(
    conn: &mut Conn,
    consultation: &Consultation,
    who: &str,
    now: DateTime<Utc>,
) -> Result<Option<Found>, Error> {
    let here = consultation.id;
    if EmailAddress::parse(who).is_err() {
        let bodies = bodies_called(conn, who, now)?;
        let invited = store::invited_of_bodies(conn, here, &bodies)?;
        return Ok(of_bodies(conn, here, &invited)?.filter(|_| invited.len() == 1));
    }
    let address = who.to_lowercase();
    let own = links::live_links_to(conn, here, &address)?;
    let invited = store::invited_at(conn, here, &address)?;
    let of_body = of_bodies(conn, here, &invited)?;
    let Some((to, _)) = own.first().cloned() else {
        return Ok(of_body);
    };
    // One box, however each of them has written it: the body's as the register has it.
    let own = own.into_iter();
    let own = own.filter(|(address, _)| address.eq_ignore_ascii_case(&to));
    let mut links: Vec<Link> = own.map(|(_, link)| link).collect();
    Ok(Some(match of_body {
        Some(body) if body.to.eq_ignore_ascii_case(&to) => {
            links.extend(body.links);
            Found { to: body.to, links }
        }
        _ => Found { to, links },
    }))
}

/// The registered bodies of this number or name.
fn bodies_called(conn: &mut Conn, who: &str, now: DateTime<Utc>) -> Result<Vec<Uuid>, Error> {
    if OrgNo::parse(who).is_ok() {
        let found = bodies::find_by_org_no(conn, who)?;
        return Ok(found.into_iter().map(|body| body.id).collect());
    }
    let named = bodies::find_by_name(conn, who, calendar::oslo_date(now))?;
    Ok(named.into_iter().map(|body| body.id).collect())
}

/// The live links of these invited bodies, to where the first of them is written to now.
fn of_bodies(conn: &mut Conn, here: Uuid, invited: &[Uuid]) -> Result<Option<Found>, Error> {
    let mut found: Option<Found> = None;
    if invited.is_empty() {
        return Ok(None);
    }
    for asked in store::asked(conn, here, Some(invited))? {
        let (Some(to), Some(desk)) = (asked.address, asked.desk) else {
            continue;
        };
        let link = session::live_link_of(conn, desk.id, LinkKind::Invitation)?;
        match (&mut found, link) {
            (None, Some(link)) => {
                let links = vec![link];
                found = Some(Found { to, links });
            }
            (Some(found), Some(link)) if found.to.eq_ignore_ascii_case(&to) => {
                found.links.push(link);
            }
            _ => {}
        }
    }
    Ok(found)
}

/// Forgets what was typed some days ago; how many.
pub fn sweep(conn: &mut Conn, now: DateTime<Utc>) -> Result<usize, Error> {
    outbox::forget_of_kind(conn, LOST_LETTER, now - KEPT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_read_as_an_address_a_number_or_a_name() {
        let read = |typed: &str| read(typed).ok();
        assert_eq!(
            read(" Kari@Kommune.Example ").as_deref(),
            Some("Kari@kommune.example")
        );
        assert_eq!(read("974 760 673").as_deref(), Some("974760673"));
        assert_eq!(
            read("Fjellvik  KOMMUNE").as_deref(),
            Some("fjellvik kommune")
        );
        assert_eq!(read(" \u{200b}"), read(""));
        assert!(read(&"a".repeat(255)).is_none());
    }
}
