//! What a whole answer says, read against the consultation: every fault is found, each with its pointer.

use super::asked::AnswerInput;
use crate::consultations::{Advice, Consultation, FieldKind};
use crate::error::{Error, FieldError};
use crate::submissions::desk::{Answer, Content};
use crate::submissions::draft::{self, Written};
use std::collections::HashMap;
use uuid::Uuid;

/// What was said, in the order of the proposal, and where each field stood in the array.
pub fn content(
    consultation: &Consultation,
    said: Vec<AnswerInput>,
) -> Result<(Content, HashMap<Uuid, usize>), Error> {
    let mut gathered = Gathered {
        consultation,
        fields: HashMap::new(),
        no_comment: HashMap::new(),
        faults: vec![],
    };
    for (n, answer) in said.into_iter().enumerate() {
        if let Err((member, code)) = gathered.take(n, answer) {
            gathered
                .faults
                .push(FieldError::new(format!("/answers/{n}{member}"), code));
        }
    }
    gathered.finish()
}

/// What has been read of the array so far.
struct Gathered<'c> {
    consultation: &'c Consultation,
    fields: HashMap<Uuid, (usize, Option<Answer>)>,
    no_comment: HashMap<Uuid, usize>,
    faults: Vec<FieldError>,
}

/// Which member is wrong, and how.
type Fault = (&'static str, &'static str);

impl<'c> Gathered<'c> {
    fn take(&mut self, n: usize, said: AnswerInput) -> Result<(), Fault> {
        match said {
            AnswerInput {
                field: Some(key),
                text,
                choice,
                advice: None,
                no_comment: None,
            } => self.take_field(n, &key, text, choice),
            AnswerInput {
                field: None,
                text: None,
                choice: None,
                advice: Some(key),
                no_comment: Some(true),
            } => self.take_no_comment(n, &key),
            _ => Err(("", "error-neither")),
        }
    }

    fn take_field(
        &mut self,
        n: usize,
        key: &str,
        text: Option<String>,
        choice: Option<String>,
    ) -> Result<(), Fault> {
        let (_, field) = self
            .consultation
            .find_field(key)
            .ok_or(("/field", "error-not-offered"))?;
        let at = match (&text, &choice) {
            (Some(_), Some(_)) => return Err(("", "error-both")),
            (None, None) => return Err(("", "error-neither")),
            (Some(_), None) => "/text",
            (None, Some(_)) => "/choice",
        };
        if self.fields.contains_key(&field.id) {
            return Err(("/field", "error-repeated"));
        }
        let empty_choice = choice.as_deref() == Some("");
        let written = Written {
            base: 0,
            text,
            choice,
        };
        let saved = match draft::checked(field, written, at) {
            Ok(saved) if !empty_choice => saved,
            Ok(_) => return Err((at, "error-not-offered")),
            Err(fault) => {
                let fault = FieldError {
                    at: format!("/answers/{n}{at}"),
                    ..fault
                };
                self.faults.push(fault);
                return Ok(());
            }
        };
        let is_empty = saved.text.is_none() && saved.choice.is_none();
        let answer = (!is_empty).then(|| Answer {
            field: field.clone(),
            text: saved.text,
            choice: saved.choice,
        });
        self.fields.insert(field.id, (n, answer));
        Ok(())
    }

    fn take_no_comment(&mut self, n: usize, key: &str) -> Result<(), Fault> {
        let advice = self
            .consultation
            .find_advice(key)
            .ok_or(("/advice", "error-not-offered"))?;
        match self.no_comment.insert(advice.id, n) {
            Some(_) => Err(("/advice", "error-repeated")),
            None => Ok(()),
        }
    }

    fn finish(mut self) -> Result<(Content, HashMap<Uuid, usize>), Error> {
        let mut content = Content::default();
        let mut places = HashMap::new();
        for (advice, field) in self.consultation.fields() {
            let Some((n, answer)) = self.fields.remove(&field.id) else {
                continue;
            };
            if advice.is_some_and(|a: &Advice| self.no_comment.contains_key(&a.id)) {
                let at = if field.kind == FieldKind::Text {
                    "text"
                } else {
                    "choice"
                };
                self.faults.push(FieldError::new(
                    format!("/answers/{n}/{at}"),
                    "error-beside-no-comment",
                ));
            }
            places.insert(field.id, n);
            content.answers.extend(answer);
        }
        let without = self
            .consultation
            .advice()
            .filter(|a| self.no_comment.contains_key(&a.id));
        content.no_comment = without.cloned().collect();
        match self.faults.is_empty() {
            true => Ok((content, places)),
            false => Err(Error::invalid(self.faults)),
        }
    }
}
