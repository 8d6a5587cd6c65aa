//! The cases of other consultations: a reference that is used already, which somebody must say is a new round of the
//! case, and texts that name another case: a copy brings them along, and answers would be marked with it.

use super::check::{Finding, Weight};
use super::manuscript::Manuscript;
use super::store;
use crate::consultations::{self, Key};
use crate::db::Conn;
use crate::error::Error;
use crate::text::CaseRef;

/// A case that no consultation here has is left alone: it may be a date, or anybody's. So is one of what waits for its day
/// alone, where whoever reads this does not work on all: that it is coming is not for them to learn.
pub fn findings(conn: &mut Conn, m: &Manuscript, everywhere: bool) -> Result<Vec<Finding>, Error> {
    let own = CaseRef::parse(&m.reference).ok();
    let mut found = Vec::new();
    for (at, text) in texts(m) {
        for case in named(text) {
            let is_own = own.as_ref().is_some_and(|own| own.same_case(&case));
            if is_own || !is_known(conn, &case, everywhere)? {
                continue;
            }
            found.push(Finding {
                at: at.to_owned(),
                code: "setup-warn-other-case",
                values: vec![("reference", case.to_string())],
                weight: Weight::Warning,
            });
        }
    }
    Ok(found)
}

fn is_known(conn: &mut Conn, case: &CaseRef, everywhere: bool) -> Result<bool, Error> {
    for (slug, _) in consultations::find_of_case(conn, case)? {
        let found = consultations::load(conn, &Key::from(slug.as_str()), None)?;
        if found.is_some_and(|found| everywhere || found.is_public()) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The reference of something new that others have, where nobody has said that it is a new round of their case.
pub fn same_case(conn: &mut Conn, m: &Manuscript) -> Result<Vec<Finding>, Error> {
    let Ok(own) = CaseRef::parse(&m.reference) else {
        return Ok(Vec::new());
    };
    let mut earlier = consultations::find_of_case(conn, &own)?;
    earlier.retain(|(slug, _)| *slug != m.slug);
    let follows = m.follows.trim();
    let is_told = earlier.iter().any(|(slug, _)| slug == follows);
    if let Some((slug, written)) = earlier.first().filter(|_| !is_told) {
        let values = vec![
            (
                "reference",
                written.clone().unwrap_or_else(|| own.to_string()),
            ),
            ("slug", slug.clone()),
        ];
        return Ok(vec![Finding {
            at: "/follows".to_owned(),
            code: "setup-wrong-same-case",
            values,
            weight: Weight::Wrong,
        }]);
    }
    let is_published = |slug: &str| earlier.iter().any(|(known, _)| known == slug);
    let others = store::list(conn)?.into_iter();
    let others = others.filter(|other| other.slug != m.slug && !is_published(&other.slug));
    let others = others.filter(|other| {
        CaseRef::parse(&other.manuscript.reference).is_ok_and(|case| case.same_case(&own))
    });
    let finding = |slug: String| Finding {
        at: "/reference".to_owned(),
        code: "setup-warn-same-case",
        values: vec![("reference", own.to_string()), ("slug", slug)],
        weight: Weight::Warning,
    };
    Ok(others.map(|other| finding(other.slug)).collect())
}

/// Those that tell people how to answer.
pub fn texts(m: &Manuscript) -> [(&'static str, &str); 6] {
    [
        ("/ingress/nb", &m.ingress.nb),
        ("/ingress/nn", &m.ingress.nn),
        ("/letter/nb", &m.letter.nb),
        ("/letter/nn", &m.letter.nn),
        ("/background/nb", &m.background.nb),
        ("/background/nn", &m.background.nn),
    ]
}

/// The cases that a text names, each once.
fn named(text: &str) -> Vec<CaseRef> {
    let mut cases: Vec<CaseRef> = Vec::new();
    let words = text.split(|c: char| !c.is_ascii_digit() && c != '/');
    for case in words.filter_map(|word| CaseRef::parse(word).ok()) {
        if !cases.iter().any(|known| known.same_case(&case)) {
            cases.push(case);
        }
    }
    cases
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_is_found_wherever_it_stands_in_a_text_and_once() {
        let text = "Merk svaret «24/13304». Sak 2024/13304 gjelder 2019–2022, og/eller 22/47329, 1. halvår.";
        let cases: Vec<String> = named(text).iter().map(CaseRef::to_string).collect();
        assert_eq!(cases, ["24/13304", "22/47329"]);
    }
}
