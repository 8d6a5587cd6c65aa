//! What somebody who takes part in an answer may do with it, in words; and whose answer it is.

use super::desk::{Desk, GENERAL};
use crate::consultations::Consultation;
use crate::i18n::Lang;
use crate::right::Right;

/// «Kan skrive og sende inn».
pub fn name_of(lang: Lang, may: Right) -> String {
    lang.t(match may {
        Right::Confirm => "right-confirm",
        Right::Read => "right-read",
        Right::Write => "right-write",
        Right::Send => "right-send",
        Right::Coordinate => "right-coordinate",
    })
}

/// «Råd 2, Råd 6, Generelle innspill»; `None` for all of it.
pub fn names_of_parts(lang: Lang, about: &Consultation, parts: &[String]) -> Option<String> {
    let name = |key: &String| match about.find_advice_ever(key) {
        Some(advice) if about.find_advice(key).is_none() => {
            lang.with1("svar-advice-retired", "number", &advice.number)
        }
        Some(advice) => lang.with1("svar-advice", "number", &advice.number),
        None if key == GENERAL => lang.t("svar-general"),
        None => key.clone(),
    };
    let names: Vec<String> = parts.iter().map(name).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// «Du kan skrive i Råd 2. Resten kan du lese.»
pub fn said_to_them(lang: Lang, may: Right, parts: Option<&str>) -> String {
    match (may, parts) {
        (Right::Confirm, _) => lang.t("right-confirm"),
        (Right::Read, None) => lang.t("you-may-read"),
        (Right::Read, Some(parts)) => lang.with1("you-may-read-parts", "parts", parts),
        (Right::Write, None) => lang.t("you-may-write"),
        (Right::Write, Some(parts)) => lang.with1("you-may-write-parts", "parts", parts),
        (Right::Send, _) => lang.t("you-may-send"),
        (Right::Coordinate, _) => lang.t("you-may-coordinate"),
    }
}

/// Whose answer it is, as far as it has been told: the body, else the person.
pub fn whose(desk: &Desk) -> Option<&str> {
    let invited = desk.body.as_ref().map(|body| body.name.as_str());
    let told = desk.sender.organisation.as_deref();
    invited.or(told).or(desk.sender.person.as_deref())
}
