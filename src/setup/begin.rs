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
#[derive(Debug, Default, Clone)]
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

/// A letter as it is written without marks, where it is one that names here have: Norwegian, Sami and those near by.
fn folded(c: char) -> Option<&'static str> {
    Some(match c {
        'æ' => "ae",
        'å' | 'á' | 'à' | 'â' | 'ä' | 'ã' => "a",
        'č' | 'ç' | 'ć' => "c",
        'đ' | 'ð' => "d",
        'é' | 'è' | 'ê' | 'ë' => "e",
        'ǧ' | 'ǥ' => "g",
        'í' | 'ì' | 'î' | 'ï' => "i",
        'ǩ' => "k",
        'ł' => "l",
        'ŋ' | 'ñ' | 'ń' => "n",
        'ø' | 'ö' | 'ó' | 'ò' | 'ô' | 'õ' => "o",
        'š' | 'ś' => "s",
        'ß' => "ss",
        'ŧ' => "t",
        'þ' => "th",
        'ú' | 'ù' | 'û' | 'ü' => "u",
        'ý' => "y",
        'ž' | 'ʒ' | 'ǯ' | 'ź' => "z",
        _ => return None,
    })
}

/// Small letters and digits with dashes between.
fn slugged(text: &str) -> String {
    let mut slug = String::new();
    for c in text.to_lowercase().chars() {
        match folded(c) {
            Some(plain) => slug.push_str(plain),
            None if c.is_ascii_alphanumeric() => slug.push(c),
            None if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            None => {}
        }
        if slug.len() >= LONGEST_SLUG {
            break;
        }
    }
    // The last letter may have become two.
    slug.truncate(LONGEST_SLUG);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sami_and_other_letters_are_kept_without_their_marks() {
        assert_eq!(slugged("Ŋuohttut ŧđž"), "nuohttut-tdz");
        assert_eq!(slugged("Čálloságat šaddet"), "callosagat-saddet");
        assert_eq!(
            slugged("Blåbær, Ä Ö ð Þór Straße Łódź"),
            "blabaer-a-o-d-thor-strasse-lodz"
        );
    }

    #[test]
    fn an_address_is_its_own_address() {
        let slug = slugged("Høring om nasjonale råd 2026");
        assert_eq!(slug, "horing-om-nasjonale-rad-2026");
        assert_eq!(slugged(&slug), slug);
        let long = slugged(&format!("{}æ", "a".repeat(LONGEST_SLUG - 1)));
        assert_eq!((long.len(), slugged(&long)), (LONGEST_SLUG, long.clone()));
    }
}
