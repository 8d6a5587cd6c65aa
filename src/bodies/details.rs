//! What is said of a body, column by column of a file or field by field of a form: read with the same rules
//! and the same words for what must be mended.

use super::body::{Form, Kind, NewBody, Tongue, county_name};
use crate::address::EmailAddress;
use crate::error::FieldError;
use crate::i18n::Lang;
use crate::text::{OrgNo, is_invisible};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// The columns of a file (`docs/register-format.md`), which are the names of the form's fields.
pub const COLUMNS: [&str; 15] = [
    "org_no",
    "municipality_no",
    "kind",
    "name",
    "name_nn",
    "name_se",
    "name_sma",
    "name_smj",
    "name_fkv",
    "name_en",
    "language",
    "county_no",
    "address",
    "contact",
    "closed_on",
];

/// What a column is called for people.
pub fn column_name(lang: Lang, column: &str) -> String {
    lang.t(&format!("body-{}", column.replace('_', "-")))
}

/// Names beside the one that is shown.
const PARALLEL: [(&str, Tongue); 6] = [
    ("name_nn", Tongue::Nn),
    ("name_se", Tongue::Se),
    ("name_sma", Tongue::Sma),
    ("name_smj", Tongue::Smj),
    ("name_fkv", Tongue::Fkv),
    ("name_en", Tongue::En),
];

const LONGEST_NAME: usize = 300;

/// What stands in each column; one that is not there is empty.
pub type Cells = BTreeMap<&'static str, String>;

/// Reads what was said; every fault is named at once, by its column.
pub fn read(cells: &Cells) -> Result<NewBody, Vec<FieldError>> {
    let mut reading = Reading {
        cells,
        faults: Vec::new(),
    };
    let new = reading.all();
    match (new, reading.faults) {
        (Some(new), faults) if faults.is_empty() => Ok(new),
        (_, faults) => Err(faults),
    }
}

struct Reading<'a> {
    cells: &'a Cells,
    faults: Vec<FieldError>,
}

impl Reading<'_> {
    fn all(&mut self) -> Option<NewBody> {
        let kind = self.word("kind", "error-body-kind", Kind::parse);
        let language = match self.filled("language") {
            None => Some(Form::Neutral),
            Some(_) => self.word("language", "error-body-language", Form::parse),
        };
        let main = self.name("name");
        if main.is_none() && self.filled("name").is_none() {
            self.fault("name", "error-body-name");
        }
        let parallel = PARALLEL.map(|(column, tongue)| Some((tongue, self.name(column)?)));
        let org_no = self.parsed("org_no", "error-org-no", |text| {
            OrgNo::parse(text).ok().map(|no| no.as_str().to_owned())
        });
        let is_municipality = kind == Some(Kind::Municipality);
        let municipality_no = self.parsed("municipality_no", "error-body-municipality-no", |no| {
            let digits = no.len() == 4 && no.bytes().all(|b| b.is_ascii_digit());
            (digits && is_municipality).then(|| no.to_owned())
        });
        let county_no = self.parsed("county_no", "error-body-county", |no| {
            county_name(no).map(|_| no.to_owned())
        });
        let address = |text: &str| {
            EmailAddress::parse(text)
                .ok()
                .map(|a| a.as_str().to_owned())
        };
        let official = self.parsed("address", "error-email", address);
        let contact = self.parsed("contact", "error-email", |text| {
            let parts = text.split([';', ',', ' ']).filter(|part| !part.is_empty());
            parts.map(address).collect::<Option<Vec<_>>>()
        });
        let closed_on = self.parsed("closed_on", "error-body-date", |text| {
            NaiveDate::parse_from_str(text, "%Y-%m-%d")
                .or_else(|_| NaiveDate::parse_from_str(text, "%d.%m.%Y"))
                .ok()
                .filter(|day| (1800..=2200).contains(&chrono::Datelike::year(day)))
        });
        let language = language?;
        let tongue = match language {
            Form::Nn => Tongue::Nn,
            Form::Nb | Form::Neutral => Tongue::Nb,
        };
        let names = std::iter::once((tongue, main?));
        Some(NewBody {
            org_no,
            municipality_no,
            kind: kind?,
            county_no,
            language,
            names: names.chain(parallel.into_iter().flatten()).collect(),
            official,
            contact: contact.unwrap_or_default(),
            closed_on,
            successor_id: None,
        })
    }

    fn fault(&mut self, column: &str, code: &'static str) {
        self.faults.push(FieldError::new(column, code));
    }

    fn filled(&self, column: &str) -> Option<&str> {
        let text = self.cells.get(column)?.trim();
        (!text.is_empty()).then_some(text)
    }

    fn parsed<T>(
        &mut self,
        column: &'static str,
        code: &'static str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.filled(column)?;
        if hides_something(text) {
            self.fault(column, "error-body-hidden");
            return None;
        }
        let read = parse(text);
        if read.is_none() {
            self.fault(column, code);
        }
        read
    }

    fn word<T>(
        &mut self,
        column: &'static str,
        code: &'static str,
        parse: fn(&str) -> Option<T>,
    ) -> Option<T> {
        if self.filled(column).is_none() {
            self.fault(column, code);
        }
        self.parsed(column, code, |text| parse(&text.to_lowercase()))
    }

    fn name(&mut self, column: &'static str) -> Option<String> {
        let name: String = self.filled(column)?.nfc().collect();
        if hides_something(&name) {
            self.fault(column, "error-body-hidden");
        } else if is_formula(&name) {
            self.fault(column, "error-body-formula");
        } else if name.chars().count() > LONGEST_NAME {
            let most = i64::try_from(LONGEST_NAME).unwrap_or(i64::MAX);
            self.faults
                .push(FieldError::new(column, "error-length").with(most));
        } else {
            return Some(name);
        }
        None
    }
}

/// Line breaks, control characters and what turns the direction of writing: a name could show as another.
fn hides_something(text: &str) -> bool {
    let hidden =
        |c: char| c.is_control() || is_invisible(c) || matches!(c, '\u{2028}' | '\u{2029}');
    text.chars().any(hidden)
}

/// What a spreadsheet would take for a formula when it opens a file with it.
pub fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
}

/// A body column by column, as it would be written in a file.
pub fn cells(new: &NewBody) -> Cells {
    let mut cells = Cells::new();
    let mut put = |column: &'static str, text: Option<&str>| {
        if let Some(text) = text {
            cells.insert(column, text.to_owned());
        }
    };
    put("org_no", new.org_no.as_deref());
    put("municipality_no", new.municipality_no.as_deref());
    put("kind", Some(new.kind.as_str()));
    put("name", new.names.first().map(|(_, name)| name.as_str()));
    for (column, tongue) in PARALLEL {
        let found = new.names.iter().skip(1).find(|(of, _)| *of == tongue);
        put(column, found.map(|(_, name)| name.as_str()));
    }
    put("language", Some(new.language.as_str()));
    put("county_no", new.county_no.as_deref());
    put("address", new.official.as_deref());
    let contact = new.contact.join(", ");
    put("contact", Some(contact.as_str()).filter(|c| !c.is_empty()));
    let closed_on = new.closed_on.map(|day| day.to_string());
    put("closed_on", closed_on.as_deref());
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(pairs: &[(&'static str, &str)]) -> Vec<(String, &'static str)> {
        let cells = pairs.iter().map(|(c, t)| (*c, (*t).to_owned())).collect();
        let faults = read(&cells).expect_err("faults");
        faults.into_iter().map(|f| (f.at, f.code)).collect()
    }

    #[test]
    fn every_fault_is_named_at_once_with_its_column() {
        let found = faults(&[
            ("kind", "planet"),
            ("name", "Fjellvik\nkommune"),
            ("name_se", "=HYPERLINK(1)"),
            ("org_no", "123456789"),
            ("municipality_no", "12"),
            ("county_no", "99"),
            ("address", "postmottak"),
            ("contact", "a@b.example; c"),
            ("closed_on", "i fjor"),
            ("language", "dansk"),
        ]);
        let columns: Vec<&str> = found.iter().map(|(at, _)| at.as_str()).collect();
        for column in [
            "kind",
            "name",
            "name_se",
            "org_no",
            "municipality_no",
            "county_no",
            "address",
            "contact",
            "closed_on",
            "language",
        ] {
            assert!(columns.contains(&column), "{column}: {found:?}");
        }
    }

    #[test]
    fn what_hides_in_a_name_is_refused_and_not_taken_out_in_silence() {
        for name in ["a\u{0}b", "a\u{202E}b", "a\rb", "a\u{200F}b", "a\u{2028}b"] {
            let found = faults(&[("kind", "state"), ("name", name)]);
            assert_eq!(
                found,
                [("name".to_owned(), "error-body-hidden")],
                "{name:?}"
            );
        }
    }

    #[test]
    fn a_body_read_from_its_own_cells_is_the_same() {
        let pairs = [
            ("org_no", "312 345 676"),
            ("kind", "Municipality"),
            ("name", " Fjellvik kommune "),
            ("name_se", "Várri"),
            ("language", "nn"),
            ("county_no", "56"),
            ("address", "post@fjellvik.example"),
            ("contact", "a@b.example;c@d.example"),
            ("closed_on", "31.12.2027"),
        ];
        let given: Cells = pairs.iter().map(|(c, t)| (*c, (*t).to_owned())).collect();
        let new = read(&given).unwrap();
        assert_eq!(new.names[0], (Tongue::Nn, "Fjellvik kommune".to_owned()));
        assert_eq!(new.org_no.as_deref(), Some("312345676"));
        assert_eq!(read(&cells(&new)).unwrap(), new);
    }
}
