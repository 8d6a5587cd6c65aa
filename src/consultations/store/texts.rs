//! The texts of consultations, and those that stand beside their names in lists.

use super::PREPARING;
use crate::consultations::consultation::{Contact, Related, Texts};
use crate::consultations::words::{Words, part};
use crate::db::schema::{consultation, content, proposal_version};
use crate::db::{Conn, Uid};
use crate::error::Error;
use crate::i18n::Lang;
use diesel::prelude::*;
use std::collections::HashMap;

/// The texts of a consultation as they stand in a version: of each the newest that is not newer than it.
pub fn words(conn: &mut Conn, id: Uid, version: i32) -> Result<Words, Error> {
    let rows: Vec<(Uid, i32, String, String, String)> = content::table
        .filter(content::consultation_id.eq(id))
        .filter(content::version_no.le(version))
        .order(content::version_no)
        .select((
            content::entity_id,
            content::version_no,
            content::part,
            content::language,
            content::markdown,
        ))
        .load(conn)?;
    let mut words = Words::default();
    for (entity, no, part, language, text) in rows {
        if let Some(lang) = Lang::parse(&language) {
            words.put(entity.0, part, lang, text);
            words.written_in(entity.0, no);
        }
    }
    Ok(words)
}

type RelatedColumns = (Uid, String, Option<String>);

pub fn followed(conn: &mut Conn, id: Option<Uid>) -> Result<Option<Related>, Error> {
    let Some(id) = id else {
        return Ok(None);
    };
    let rows: Vec<RelatedColumns> = consultation::table
        .filter(consultation::id.eq(id))
        .filter(consultation::status.ne(PREPARING))
        .select((
            consultation::id,
            consultation::slug,
            consultation::reference,
        ))
        .load(conn)?;
    Ok(related(conn, rows)?.pop())
}

/// The consultation with this name, as it stands beside another; of what is not public only its name.
pub fn named(conn: &mut Conn, slug: &str) -> Result<Related, Error> {
    let found = followed_by_name(conn, slug)?;
    Ok(found.unwrap_or_else(|| Related {
        slug: slug.to_owned(),
        title: Texts {
            nb: slug.to_owned(),
            nn: None,
        },
        reference: None,
    }))
}

fn followed_by_name(conn: &mut Conn, slug: &str) -> Result<Option<Related>, Error> {
    let found = consultation::table.filter(consultation::slug.eq(slug));
    let id: Option<Uid> = found.select(consultation::id).first(conn).optional()?;
    followed(conn, id)
}

/// What is told of a consultation beside its texts, and is another in another version.
pub struct Beside {
    pub contact: Contact,
    pub follows: Option<Related>,
    pub short_reason: Option<String>,
}

impl Beside {
    /// As a version has it; none where the version is from before this was kept with it.
    pub fn of(conn: &mut Conn, id: Uid, words: &Words) -> Result<Option<Self>, Error> {
        let line = |part| words.get(id.0, part).map(|texts| texts.nb);
        let contact = Contact {
            name: line(part::CONTACT_NAME),
            email: line(part::CONTACT_EMAIL),
            phone: line(part::CONTACT_PHONE),
        };
        if contact == Contact::default() {
            return Ok(None);
        }
        let follows = match line(part::FOLLOWS) {
            Some(slug) => followed_by_name(conn, &slug)?,
            None => None,
        };
        Ok(Some(Self {
            contact,
            follows,
            short_reason: line(part::SHORT_REASON),
        }))
    }
}

pub fn followers(conn: &mut Conn, id: Uid) -> Result<Vec<Related>, Error> {
    let rows: Vec<RelatedColumns> = consultation::table
        .filter(consultation::follows_id.eq(id))
        .filter(consultation::status.ne(PREPARING))
        .order(consultation::published_on)
        .select((
            consultation::id,
            consultation::slug,
            consultation::reference,
        ))
        .load(conn)?;
    related(conn, rows)
}

fn related(conn: &mut Conn, rows: Vec<RelatedColumns>) -> Result<Vec<Related>, Error> {
    let ids: Vec<Uid> = rows.iter().map(|(id, ..)| *id).collect();
    let words = own_words(conn, &ids)?;
    let related = |(id, slug, reference): RelatedColumns| Related {
        slug,
        title: words.need(id.0, part::TITLE),
        reference,
    };
    Ok(rows.into_iter().map(related).collect())
}

/// What stands in lists of the published consultations: title, ingress and product type.
pub fn own_words(conn: &mut Conn, ids: &[Uid]) -> Result<Words, Error> {
    use proposal_version as v;
    let published: Vec<(Uid, i32)> = v::table
        .filter(v::consultation_id.eq_any(ids))
        .filter(v::published_at.is_not_null())
        .select((v::consultation_id, v::no))
        .load(conn)?;
    let mut newest: HashMap<Uid, i32> = HashMap::new();
    for (id, no) in published {
        let known = newest.entry(id).or_insert(no);
        *known = no.max(*known);
    }
    let rows: Vec<(Uid, i32, String, String, String)> = content::table
        .filter(content::entity_id.eq_any(ids))
        .filter(content::part.eq_any([part::TITLE, part::INGRESS, part::PRODUCT_TYPE]))
        .order(content::version_no)
        .select((
            content::entity_id,
            content::version_no,
            content::part,
            content::language,
            content::markdown,
        ))
        .load(conn)?;
    let mut words = Words::default();
    for (id, no, part, language, text) in rows {
        let shown = newest.get(&id).is_some_and(|newest| no <= *newest);
        if let Some(lang) = Lang::parse(&language).filter(|_| shown) {
            words.put(id.0, part, lang, text);
        }
    }
    Ok(words)
}
