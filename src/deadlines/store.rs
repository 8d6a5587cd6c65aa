//! The SQL of deadlines: who has a draft, and where a letter about it goes.

use super::audience::{Reader, Recipient};
use crate::consultations::{MovedDeadline, Whose};
use crate::db::schema::{desk, invited, link, submission};
use crate::db::{Conn, Instant, Uid};
use crate::error::Error;
use crate::i18n::Lang;
use crate::session::LinkKind;
use diesel::prelude::*;
use std::collections::HashMap;
use uuid::Uuid;

/// A desk, its confirmed address, its language, and an address that a live link to it went to.
type DraftRow = (Uid, Option<String>, String, Option<String>, Instant);

/// Who has begun without being invited and sent nothing yet, where a letter with a link to the draft went: to
/// the address that was confirmed, else to the last. Only this desk, when one is named.
pub fn drafts(
    conn: &mut Conn,
    consultation: Uuid,
    only: Option<Uuid>,
) -> Result<Vec<Recipient>, Error> {
    let mut rows = desk::table
        .inner_join(link::table.on(link::desk_id.eq(desk::id)))
        .left_join(submission::table.on(submission::desk_id.eq(desk::id.nullable())))
        .filter(desk::consultation_id.eq(Uid(consultation)))
        .filter(desk::invited_id.is_null())
        .filter(link::kind.eq(LinkKind::Letter.as_str()))
        .filter(link::revoked_at.is_null())
        .order((desk::id, link::created_at, link::id))
        .select((
            desk::id,
            desk::confirmed_email,
            desk::language,
            link::confirms,
            link::created_at,
        ))
        .into_boxed();
    rows = match only {
        Some(id) => rows.filter(desk::id.eq(Uid(id))),
        None => rows.filter(submission::id.is_null()),
    };
    let mut found: Vec<Recipient> = Vec::new();
    let mut confirmed = false;
    for (id, confirmed_email, language, address, _) in rows.load::<DraftRow>(conn)? {
        let Some(address) = address else { continue };
        let is_confirmed = confirmed_email.as_ref() == Some(&address);
        let recipient = Recipient {
            reader: Reader::Desk(id.0),
            address,
            language: Lang::parse(&language).unwrap_or(Lang::Nb),
        };
        match found.last_mut() {
            Some(last) if last.reader == recipient.reader => {
                if !confirmed {
                    *last = recipient;
                }
                confirmed |= is_confirmed;
            }
            _ => {
                found.push(recipient);
                confirmed = is_confirmed;
            }
        }
    }
    Ok(found)
}

/// What those are called whose own deadline was moved: the body as it was invited, or who says that the draft is
/// theirs. Nobody for a draft that has been deleted.
pub fn names(conn: &mut Conn, moved: &[MovedDeadline]) -> Result<HashMap<Uuid, String>, Error> {
    let (mut bodies, mut desks) = (vec![], vec![]);
    for change in moved {
        match change.whose {
            Whose::All => {}
            Whose::Invited(id) => bodies.push(Uid(id)),
            Whose::Desk(id) => desks.push(Uid(id)),
        }
    }
    let named: Vec<(Uid, String)> = invited::table
        .filter(invited::id.eq_any(bodies))
        .select((invited::id, invited::name))
        .load(conn)?;
    let drafts: Vec<(Uid, Option<String>, Option<String>)> = desk::table
        .filter(desk::id.eq_any(desks))
        .select((desk::id, desk::claimed_name, desk::person_name))
        .load(conn)?;
    let drafts = drafts.into_iter();
    let drafts = drafts.filter_map(|(id, body, person)| Some((id.0, body.or(person)?)));
    Ok(named
        .into_iter()
        .map(|(id, n)| (id.0, n))
        .chain(drafts)
        .collect())
}
