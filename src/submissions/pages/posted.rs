//! What a sent form says of one part: read strictly, then checked for saving.

use super::parts::Part;
use crate::consultations::{Field, FieldKind};
use crate::error::{Error, FieldError};
use crate::submissions::draft::{self, Marking, Written};
use crate::submissions::store::FieldSave;
use crate::web::form::Form;
use crate::web::warned::WARNED;
use std::collections::HashMap;
use uuid::Uuid;

/// The value that says «ingen merknad»; a choice's key has no space.
pub(super) const NO_COMMENT: &str = "ingen merknad";
/// Where a råd has no scale, a box of its own.
pub(super) const NO_COMMENT_BOX: &str = "ingen";

/// The hidden control with the version of a field that the page showed.
pub(super) fn version_name(field: &Field) -> String {
    format!("v.{}", field.key)
}

/// What was sent for a part, before it is checked.
pub(super) struct Posted {
    fields: Vec<(Field, Written)>,
    /// The version of each field that the page showed.
    pub seen: HashMap<Uuid, i64>,
    pub no_comment: bool,
    pub ready: bool,
    /// The mark that the page was drawn with.
    drawn: Option<String>,
    /// A note to colleagues that may be half written: stored by its own button alone.
    pub note: String,
}

/// The mark that the page was drawn with: a form that has the same says nothing of it.
pub(super) const MARK: &str = "merke";
/// A note to colleagues, and the one that is taken away.
pub(super) const NOTE: &str = "notat";
pub(super) const NOTE_AWAY: &str = "slett";
/// Who shall write the part.
pub(super) const HOLDER: &str = "skrives_av";

impl Posted {
    /// Refuses names that the page does not have, and a field without its version.
    pub fn read(part: Part<'_>, form: &Form) -> Result<Self, Error> {
        let mut names: Vec<String> = [
            "ferdig",
            NO_COMMENT_BOX,
            "gjor",
            "fjern",
            MARK,
            NOTE,
            NOTE_AWAY,
            HOLDER,
            WARNED,
        ]
        .map(str::to_owned)
        .to_vec();
        for field in part.fields() {
            names.extend([field.key.clone(), version_name(field)]);
        }
        let known: Vec<&str> = names.iter().map(String::as_str).collect();
        form.expect(&known, &[])?;
        let scale = scale_of(part);
        let cleared = |f: &&Field| form.get("fjern") == Some(f.key.as_str());
        let in_scale = scale
            .filter(|f| !cleared(f))
            .is_some_and(|f| form.get(&f.key) == Some(NO_COMMENT));
        let no_comment =
            part.advice().is_some() && (in_scale || form.get(NO_COMMENT_BOX) == Some("ja"));
        let mut fields = Vec::new();
        for field in part.fields() {
            fields.extend(written(field, form, no_comment)?.map(|w| (field.clone(), w)));
        }
        Ok(Self {
            fields,
            seen: seen(part, form)?,
            no_comment,
            ready: form.get("ferdig") == Some("ja"),
            drawn: form.get(MARK).map(str::to_owned),
            note: form.get(NOTE).unwrap_or_default().to_owned(),
        })
    }

    /// What is to be saved, or every fault.
    pub fn check(&self) -> Result<Vec<FieldSave>, Vec<FieldError>> {
        let mut faults = Vec::new();
        let mut saves = Vec::new();
        for (field, written) in &self.fields {
            match draft::checked(field, written.clone(), &field.key) {
                Ok(save) => saves.push(save),
                Err(fault) => faults.push(fault),
            }
        }
        if faults.is_empty() {
            Ok(saves)
        } else {
            Err(faults)
        }
    }

    /// The form had nothing of the part's own.
    pub fn is_bare(&self) -> bool {
        self.fields.is_empty()
    }

    pub fn written(&self, field: &Field) -> Option<&Written> {
        let mut all = self.fields.iter();
        all.find(|(f, _)| f.id == field.id).map(|(_, w)| w)
    }

    /// The mark that the page was drawn with, in one of our own words.
    pub fn drawn_mark(&self) -> Option<&'static str> {
        let drawn = self.drawn.as_deref()?;
        MARKS.into_iter().find(|word| *word == drawn)
    }

    /// What is to become of the mark of the råd; none where the form says nothing else than the page did.
    pub fn marking(&self) -> Option<Marking> {
        let marking = match (self.no_comment, self.ready) {
            (true, _) => Marking::NoComment,
            (false, true) => Marking::Ready,
            (false, false) => Marking::Nothing,
        };
        let is_as_drawn = self.drawn.as_deref() == Some(mark_word(marking));
        (!is_as_drawn).then_some(marking)
    }
}

/// The words of [`mark_word`].
const MARKS: [&str; 3] = ["ingen", "ferdig", ""];

/// A mark as the form has it.
pub(super) fn mark_word(marking: Marking) -> &'static str {
    match marking {
        Marking::NoComment => "ingen",
        Marking::Ready => "ferdig",
        Marking::Nothing | Marking::NotNoComment | Marking::NotReady => "",
    }
}

/// The version of each field that a page showed.
pub(super) fn seen(part: Part<'_>, form: &Form) -> Result<HashMap<Uuid, i64>, Error> {
    let mut seen = HashMap::new();
    for field in part.fields() {
        if let Some(version) = base_of(field, form)? {
            seen.insert(field.id, version);
        }
    }
    Ok(seen)
}

fn base_of(field: &Field, form: &Form) -> Result<Option<i64>, Error> {
    let name = version_name(field);
    let Some(base) = form.get(&name) else {
        return Ok(None);
    };
    let base = base.parse::<i64>();
    base.map(Some)
        .map_err(|_| Error::invalid(vec![FieldError::new(&name, "error-value")]))
}

/// *Ingen merknad* leaves what was chosen before as it is, so that undoing it brings that back.
fn written(field: &Field, form: &Form, no_comment: bool) -> Result<Option<Written>, Error> {
    let sent = form.get(&field.key).map(str::to_owned);
    let Some(base) = base_of(field, form)? else {
        // Nobody knows what it was written over. A mark is none of the field's own.
        return match sent {
            Some(_) if !no_comment || field.kind == FieldKind::Text => {
                let fault = FieldError::new(&field.key, "error-version-missing");
                Err(Error::invalid(vec![fault]))
            }
            _ => Ok(None),
        };
    };
    Ok(match field.kind {
        FieldKind::Text => sent.map(|text| Written {
            base,
            text: Some(text),
            choice: None,
        }),
        FieldKind::Scale | FieldKind::Choice if no_comment => None,
        FieldKind::Scale | FieldKind::Choice => {
            let cleared = form.get("fjern") == Some(field.key.as_str());
            Some(Written {
                base,
                text: None,
                choice: sent.filter(|_| !cleared),
            })
        }
    })
}

/// The first scale of a råd: there *ingen merknad* stands beside the other stances.
pub(super) fn scale_of(part: Part<'_>) -> Option<&Field> {
    let mut fields = part.asked().iter();
    fields
        .find(|f| f.kind == FieldKind::Scale)
        .filter(|_| part.advice().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consultations::{Advice, Choice, Texts};
    use crate::ids;
    use crate::web::body::Received;
    use chrono::DateTime;

    fn field(key: &str, kind: FieldKind) -> Field {
        let choice = Choice {
            key: "ja".into(),
            label: Texts::default(),
        };
        Field {
            id: ids::new(DateTime::UNIX_EPOCH),
            key: key.into(),
            kind,
            label: Texts::default(),
            help: None,
            limit: 10,
            choices: vec![choice],
        }
    }

    fn advice() -> Advice {
        Advice {
            id: ids::new(DateTime::UNIX_EPOCH),
            key: "r1".into(),
            number: "1".into(),
            title: Texts::default(),
            example_title: false,
            body: None,
            rationale: None,
            practice: None,
            strength: None,
            fields: vec![
                field("r1.syn", FieldKind::Scale),
                field("r1.tekst", FieldKind::Text),
            ],
            added_in: 1,
            changed_in: 1,
        }
    }

    fn posted(advice: &Advice, body: &str) -> Result<Posted, Error> {
        let body = Received {
            bytes: body.as_bytes().to_vec().into(),
            at: DateTime::UNIX_EPOCH,
        };
        let form = Form::parse("application/x-www-form-urlencoded", &body)?;
        Posted::read(Part::Advice(advice, &[]), &form)
    }

    #[test]
    fn a_field_without_its_version_is_refused_and_never_passed_over() {
        let advice = advice();
        let sent = posted(&advice, "v.r1.tekst=3&r1.tekst=a").unwrap();
        let saves = sent.check().unwrap();
        assert_eq!(saves.len(), 1);
        assert_eq!((saves[0].base, saves[0].text.as_deref()), (3, Some("a")));
        for body in ["r1.tekst=a", "v.r1.tekst=3&r1.tekst=a&r1.syn=ja"] {
            let refused = posted(&advice, body).map(|_| ()).unwrap_err();
            assert_eq!(refused.fields[0].code, "error-version-missing", "{body}");
        }
    }

    #[test]
    fn ingen_merknad_leaves_the_stance_and_clearing_takes_both_away() {
        let advice = advice();
        let none = posted(&advice, "v.r1.syn=1&r1.syn=ingen+merknad").unwrap();
        assert!(none.no_comment && none.check().unwrap().is_empty());
        let cleared = "v.r1.syn=1&r1.syn=ingen+merknad&fjern=r1.syn";
        let cleared = posted(&advice, cleared).unwrap();
        assert!(!cleared.no_comment);
        assert_eq!(cleared.check().unwrap()[0].choice, None);
    }

    #[test]
    fn ingen_merknad_goes_before_ferdig_and_no_box_is_no_mark() {
        let advice = advice();
        let marking = |body: &str| posted(&advice, body).unwrap().marking();
        assert_eq!(
            marking("r1.syn=ingen+merknad&ferdig=ja"),
            Some(Marking::NoComment)
        );
        assert_eq!(marking("ferdig=ja"), Some(Marking::Ready));
        assert_eq!(marking(""), Some(Marking::Nothing));
        // As the page was drawn: a colleague may have set another meanwhile.
        assert_eq!(marking("merke="), None);
        assert_eq!(marking("merke=ferdig&ferdig=ja"), None);
        assert_eq!(marking("merke=ferdig"), Some(Marking::Nothing));
    }

    #[test]
    fn strange_and_repeated_controls_are_refused() {
        let advice = advice();
        for body in [
            "x=1",
            "v.r1.tekst=1&r1.tekst=a&r1.tekst=b",
            "v.r1.tekst=en&r1.tekst=a",
        ] {
            assert!(posted(&advice, body).is_err(), "{body}");
        }
    }
}
