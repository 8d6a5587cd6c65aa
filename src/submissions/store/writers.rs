//! The SQL of those who answer without having been invited: whom a letter about their answer reaches.

use crate::db::schema::{desk, link, submission};
use crate::db::{Conn, Instant, Uid};
use crate::error::Error;
use crate::i18n::Lang;
use crate::session::LinkKind;
use diesel::prelude::*;
use uuid::Uuid;

/// Somebody who has begun without being invited, and where a letter with a link to the answer went: to the
/// address that was confirmed, else to the last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Writer {
    pub desk_id: Uuid,
    pub address: String,
    pub language: Lang,
    /// How what was sent stands; `None` for a draft.
    pub standing: Option<String>,
}

/// A desk, its confirmed address, its language, an address that a live link to it went to, and how it stands.
type Row = (
    Uid,
    Option<String>,
    String,
    Option<String>,
    Instant,
    Option<String>,
);

/// All of a consultation; only this desk, when one is named.
pub fn writers(
    conn: &mut Conn,
    consultation: Uuid,
    only: Option<Uuid>,
) -> Result<Vec<Writer>, Error> {
    let mut rows = desk::table
        .inner_join(link::table.on(link::desk_id.eq(desk::id)))
        .left_join(submission::table.on(submission::desk_id.eq(desk::id.nullable())))
        .filter(desk::consultation_id.eq(Uid(consultation)))
        .filter(desk::invited_id.is_null())
        // Members are told by the umbrella organisation that asked them.
        .filter(desk::parent_desk_id.is_null())
        .filter(link::kind.eq(LinkKind::Letter.as_str()))
        .filter(link::revoked_at.is_null())
        .order((desk::id, link::created_at, link::id))
        .select((
            desk::id,
            desk::confirmed_email,
            desk::language,
            link::confirms,
            link::created_at,
            submission::standing.nullable(),
        ))
        .into_boxed();
    if let Some(id) = only {
        rows = rows.filter(desk::id.eq(Uid(id)));
    }
    let mut found: Vec<Writer> = Vec::new();
    let mut confirmed = false;
    for (id, confirmed_email, language, address, _, standing) in rows.load::<Row>(conn)? {
        let Some(address) = address else { continue };
        let is_confirmed = confirmed_email.as_ref() == Some(&address);
        let writer = Writer {
            desk_id: id.0,
            address,
            language: Lang::parse(&language).unwrap_or(Lang::Nb),
            standing,
        };
        match found.last_mut() {
            Some(last) if last.desk_id == writer.desk_id => {
                if !confirmed {
                    *last = writer;
                }
                confirmed |= is_confirmed;
            }
            _ => {
                found.push(writer);
                confirmed = is_confirmed;
            }
        }
    }
    Ok(found)
}
