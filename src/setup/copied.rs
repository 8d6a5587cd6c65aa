//! What a copy brings along of the consultation that it was made from, and what nobody may have thought of: its
//! documents, until somebody has looked them over, and its deadline where a text names it.

mod dates;

use super::check::{Finding, Weight};
use super::manuscript::Manuscript;
use super::other_cases::texts;
use crate::calendar;
use crate::consultations::{self, Consultation, Key};
use crate::db::Conn;
use crate::error::Error;
use crate::i18n::Lang;
use chrono::NaiveDate;
use dates::names;

/// What waits for its day is named to those alone who work on all.
pub fn findings(conn: &mut Conn, m: &Manuscript, everywhere: bool) -> Result<Vec<Finding>, Error> {
    if m.copied_from.is_empty() {
        return Ok(Vec::new());
    }
    let earlier = consultations::load(conn, &Key::from(m.copied_from.as_str()), None)?;
    let Some(earlier) = earlier.filter(|earlier| everywhere || earlier.is_public()) else {
        return Ok(Vec::new());
    };
    let mut found: Vec<Finding> = documents(m, &earlier).into_iter().collect();
    found.extend(deadlines(m, &earlier));
    Ok(found)
}

fn reference(earlier: &Consultation) -> String {
    let written = earlier.reference.clone();
    written.unwrap_or_else(|| earlier.slug.clone())
}

fn warning(at: &str, code: &'static str, values: Vec<(&'static str, String)>) -> Finding {
    Finding {
        at: at.to_owned(),
        code,
        values,
        weight: Weight::Warning,
    }
}

/// The documents that are those of the earlier one, byte for byte.
fn documents(m: &Manuscript, earlier: &Consultation) -> Option<Finding> {
    let is_its = |sha256: &str| earlier.documents.iter().any(|known| known.sha256 == sha256);
    let copied = m.documents.iter().filter(|own| is_its(&own.sha256)).count();
    let is_asked = copied > 0 && !m.documents_looked_over;
    is_asked.then(|| {
        let values = vec![("n", copied.to_string()), ("reference", reference(earlier))];
        warning("/documents", "setup-warn-copied-documents", values)
    })
}

/// Every text that names a deadline of the earlier one, which is not that of this.
fn deadlines(m: &Manuscript, earlier: &Consultation) -> Vec<Finding> {
    let own: Option<NaiveDate> = m.deadline_on.parse().ok();
    let mut found = Vec::new();
    for date in deadlines_of(earlier) {
        if own == Some(date) {
            continue;
        }
        for (at, _) in texts(m).iter().filter(|(_, text)| names(text, date, own)) {
            let values = vec![
                ("date", calendar::long_date(Lang::Nb, date)),
                ("reference", reference(earlier)),
            ];
            found.push(warning(at, "setup-warn-copied-deadline", values));
        }
    }
    found
}

/// All that it ever had: texts may name one that was moved since, and those of an example the one that was real.
fn deadlines_of(earlier: &Consultation) -> Vec<NaiveDate> {
    let mut all = vec![earlier.deadline_on];
    all.extend(earlier.demo.map(|demo| demo.deadline_on));
    all.extend(earlier.deadline_changes.iter().map(|change| change.old_on));
    all.sort_unstable();
    all.dedup();
    all
}
