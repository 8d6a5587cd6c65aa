//! How a consultation is found by words: its text and the words asked for are folded the same way.

use super::file::ConsultationFile;
use crate::consultations::consultation::Texts;
use crate::text::{CaseRef, fold, seen};

/// The most words of a question that are looked for.
const MOST_WORDS: usize = 8;

/// What is searched of a consultation.
pub fn text_of(file: &ConsultationFile) -> String {
    let mut text = String::new();
    let mut add = |part: &str| {
        text.push_str(&fold(part));
        text.push('\n');
    };
    let mut both = |texts: &Texts| {
        add(&texts.nb);
        texts.nn.iter().for_each(|nn| add(nn));
    };
    both(&file.title);
    both(&file.ingress);
    both(&file.owner.name);
    file.proposal_title.iter().for_each(&mut both);
    file.product_type.iter().for_each(&mut both);
    file.advice().for_each(|advice| both(&advice.title));
    if let Some(reference) = &file.reference {
        add(&reference.to_string());
        add(&case_token(reference));
    }
    add(&file.slug);
    text
}

/// What must all be in the text. A case reference in any written form is one thing to look for.
pub fn words_of(question: &str) -> Vec<String> {
    if let Ok(reference) = CaseRef::parse(&seen(question)) {
        return vec![case_token(&reference)];
    }
    let folded = fold(question);
    folded
        .split_whitespace()
        .take(MOST_WORDS)
        .map(str::to_owned)
        .collect()
}

/// A case by its value, with an end, so that 24/1330 does not find 24/13304.
fn case_token(reference: &CaseRef) -> String {
    format!("sak:{}/{};", reference.year(), reference.sequence())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_beyond_ascii_are_folded() {
        assert_eq!(
            fold("ÆØÅ Čálloságat ŠATTAI Ŋ Ŧ"),
            "æøå čálloságat šattai ŋ ŧ"
        );
        assert_eq!(fold("A\u{30A}"), "å");
    }

    #[test]
    fn a_case_reference_is_looked_for_by_value_in_every_written_form() {
        for written in [
            "24/13304",
            "2024/13304",
            " 24/13304-17 ",
            "24/\u{200B}13304",
        ] {
            assert_eq!(words_of(written), ["sak:2024/13304;"]);
        }
        assert_eq!(
            words_of("Overdose  i KOMMUNEN"),
            ["overdose", "i", "kommunen"]
        );
    }

    #[test]
    fn what_is_copied_with_its_soft_hyphens_is_found() {
        let asked = "\u{FEFF}Overdose\u{AD}føre\u{AD}byggjande\u{200B}";
        assert_eq!(words_of(asked), ["overdoseførebyggjande"]);
    }
}
