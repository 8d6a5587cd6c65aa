//! The owner in a working copy. What it is called and where replies go stand once for all that it publishes: what the
//! working copy did not change is as it is today, and what it changes is said, and is for those who work on all.

use super::check::{Finding, Weight};
use super::manuscript::{Manuscript, Owner, Words};
use crate::consultations;
use crate::db::Conn;
use crate::error::Error;

/// The owner with this number as it is today.
fn stored(conn: &mut Conn, org_no: &str) -> Result<Option<Owner>, Error> {
    let org_no = org_no.replace(' ', "");
    let found = consultations::find_owner(conn, &org_no)?;
    Ok(found.map(|owner| Owner {
        name: Words::of(&owner.name),
        org_no,
        reply_address: owner.reply_address,
    }))
}

/// Notes how the owner is known when a working copy is begun.
pub fn note(conn: &mut Conn, m: &mut Manuscript) -> Result<(), Error> {
    m.known_owner = stored(conn, &m.owner.org_no)?.unwrap_or_default();
    Ok(())
}

/// Takes over what others have called the owner since, where the working copy leaves it as it was.
pub fn follow(conn: &mut Conn, m: &mut Manuscript) -> Result<(), Error> {
    if m.known_owner.org_no != m.owner.org_no.replace(' ', "") {
        return Ok(());
    }
    let Some(today) = stored(conn, &m.owner.org_no)? else {
        return Ok(());
    };
    let (owner, known) = (&mut m.owner, &mut m.known_owner);
    if owner.name == known.name {
        owner.name.clone_from(&today.name);
        known.name = today.name;
    }
    if owner.reply_address == known.reply_address {
        owner.reply_address.clone_from(&today.reply_address);
        known.reply_address = today.reply_address;
    }
    Ok(())
}

/// What it changes in an owner who is there: it stops whoever has no role on all consultations.
pub fn findings(conn: &mut Conn, m: &Manuscript, everywhere: bool) -> Result<Vec<Finding>, Error> {
    let Some(today) = stored(conn, &m.owner.org_no)? else {
        return Ok(Vec::new());
    };
    let new = &m.owner;
    let parts = [
        ("/owner/name/nb", &today.name.nb, &new.name.nb),
        ("/owner/name/nn", &today.name.nn, &new.name.nn),
        (
            "/owner/reply_address",
            &today.reply_address,
            &new.reply_address,
        ),
    ];
    let changed = parts.into_iter().filter(|(_, old, new)| old != new);
    let finding = |(at, old, new): (&str, &String, &String)| Finding {
        at: at.to_owned(),
        code: match (everywhere, old.is_empty()) {
            (true, _) => "setup-warn-owner-of-all",
            (false, true) => "setup-wrong-owner-of-all-empty",
            (false, false) => "setup-wrong-owner-of-all",
        },
        values: vec![("old", old.clone()), ("new", new.clone())],
        weight: match everywhere {
            true => Weight::Warning,
            false => Weight::Wrong,
        },
    };
    Ok(changed.map(finding).collect())
}
