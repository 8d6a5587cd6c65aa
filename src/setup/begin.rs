//! A new working copy: from nothing, or as a copy of what is published.

use super::manuscript::{Manuscript, Words};
use super::store;
use super::working_copy::{Begun, By, begin, manuscript_of};
use crate::app::App;
use crate::consultations::{self, Key, ListQuery};
use crate::db::Conn;
use crate::error::{Error, Problem};
use crate::text::CaseRef;
use chrono::NaiveDate;

/// What an address may be called at most.
const LONGEST_SLUG: usize = 60;

/// What was typed, and what is wrong with it.
#[derive(Default, Clone)]
pub struct Typed {
    pub copy: String,
    pub title: String,
    pub kind: String,
    pub reference: String,
    pub same_case: String,
    pub address: String,
    pub faults: Vec<(&'static str, &'static str)>,
    /// The earlier round of the same case.
    pub earlier: Option<String>,
}

/// What is published at this address, to be copied.
pub async fn original(app: &App, slug: &str) -> Result<Manuscript, Error> {
    let slug = slug.to_owned();
    let found = app.db.read(move |conn| manuscript_of(conn, &slug)).await?;
    found.ok_or_else(|| Problem::NotFound.into())
}

/// Makes the working copy; or what was typed, with what is wrong.
pub fn make(
    conn: &mut Conn,
    mut typed: Typed,
    original: Option<Manuscript>,
    today: NaiveDate,
    by: By,
) -> Result<Result<String, Typed>, Error> {
    if typed.title.is_empty() {
        typed.faults.push(("tittel", "setup-lacks-title"));
    }
    let reference = match typed.reference.as_str() {
        "" => None,
        text => match CaseRef::parse(text) {
            Ok(reference) => Some(reference),
            Err(_) => {
                typed.faults.push(("referanse", "setup-wrong-reference"));
                None
            }
        },
    };
    let mut follows = String::new();
    if let Some(reference) = &reference
        && let Some((slug, written)) = consultations::find_of_case(conn, reference)?
            .into_iter()
            .next()
    {
        typed.earlier = Some(written.unwrap_or_else(|| slug.clone()));
        match typed.same_case.as_str() {
            "ja" => follows = slug,
            "nei" => typed.faults.push(("referanse", "setup-reference-other")),
            _ => typed.faults.push(("samme", "setup-same-case-answer")),
        }
    }
    let wanted = match (typed.address.as_str(), &reference) {
        ("", Some(reference)) => slugged(&reference.to_string()),
        ("", None) => slugged(&typed.title),
        (address, _) => address.to_owned(),
    };
    let slug = if typed.address.is_empty() {
        free(conn, &wanted)?
    } else {
        wanted
    };
    // Without a title there is none yet.
    let is_made = typed.address.is_empty() && typed.title.is_empty();
    if !is_made && (slug.is_empty() || slug != slugged(&slug)) {
        typed.faults.push(("adresse", "setup-wrong-address"));
    }
    if !typed.faults.is_empty() {
        return Ok(Err(typed));
    }
    let mut m = match original {
        Some(original) => original.as_new(&slug),
        None => like_the_last(conn, today)?,
    };
    m.slug.clone_from(&slug);
    m.title = Words::both(&typed.title, "");
    m.reference = reference.map(|r| r.to_string()).unwrap_or_default();
    m.follows = follows;
    if typed.copy.is_empty() {
        m.kind = if typed.kind == "innspillsrunde" {
            "innspillsrunde"
        } else {
            "høring"
        }
        .to_owned();
    }
    match begin(conn, &m, by)? {
        Begun::Done => Ok(Ok(slug)),
        Begun::Taken => {
            typed.faults.push(("adresse", "setup-address-taken"));
            Ok(Err(typed))
        }
    }
}

/// Empty but for owner and contact, which are as a rule those of the consultation before.
fn like_the_last(conn: &mut Conn, today: NaiveDate) -> Result<Manuscript, Error> {
    let query = ListQuery {
        stage: None,
        words: String::new(),
        after: None,
        limit: 1,
        today,
    };
    let listed = consultations::list(conn, &query)?.items;
    let mut new = Manuscript::default();
    if let Some(last) = listed.first()
        && let Some(last) = consultations::load(conn, &Key::Id(last.id), None)?
    {
        let known = Manuscript::of_published(&last, Vec::new());
        (new.owner, new.contact) = (known.owner, known.contact);
    }
    Ok(new)
}

/// Small letters and digits with dashes between.
fn slugged(text: &str) -> String {
    let mut slug = String::new();
    for c in text.to_lowercase().chars() {
        match c {
            'æ' => slug.push_str("ae"),
            'ø' => slug.push('o'),
            'å' => slug.push('a'),
            c if c.is_ascii_alphanumeric() => slug.push(c),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
        if slug.len() >= LONGEST_SLUG {
            break;
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// This address, or the first free one after it: «24-1», «24-1-2».
fn free(conn: &mut Conn, wanted: &str) -> Result<String, Error> {
    let mut slug = wanted.to_owned();
    let mut n = 1;
    while store::find(conn, &slug)?.is_some()
        || consultations::load(conn, &Key::from(slug.as_str()), None)?.is_some()
    {
        n += 1;
        slug = format!("{wanted}-{n}");
    }
    Ok(slug)
}
