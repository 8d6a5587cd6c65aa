//! Lines that mean several without naming any: «Høgskoler med helsefaglig utdanning», «Regionsentrene». Nobody can be
//! written to by them, so they are asked about, though some bodies have such names.

use crate::bodies::fold_name;

/// Words that end what a name is about.
const STOPS: [&str; 24] = [
    "-", "av", "etter", "for", "fra", "frå", "hos", "i", "innan", "innen", "innenfor", "med",
    "mellom", "mot", "om", "på", "som", "til", "under", "uten", "utan", "utenfor", "ved", "over",
];
/// How words end that say «the» of several, and words that end so by chance.
const DEFINITE: [&str; 3] = ["ene", "ane", "erne"];
const BY_CHANCE: [&str; 7] = [
    "scene", "hygiene", "fjordane", "moderne", "eksterne", "interne", "fjerne",
];
/// How words end that are one body each, when there are several of them: in bokmål, and in nynorsk where that differs.
const SEVERAL: [&str; 66] = [
    "aktører",
    "aktørar",
    "ambassader",
    "arbeidsgivere",
    "arbeidsgjevarar",
    "avdelinger",
    "avdelingar",
    "barnehager",
    "barnehagar",
    "bedrifter",
    "biskoper",
    "biskopar",
    "bispedømmer",
    "distrikter",
    "domstoler",
    "domstolar",
    "enheter",
    "einingar",
    "etater",
    "etatar",
    "fakulteter",
    "foreninger",
    "foreiningar",
    "forvaltere",
    "forvaltarar",
    "føretaka",
    "foretaka",
    "grupper",
    "instanser",
    "instansar",
    "institusjoner",
    "institusjonar",
    "institutter",
    "klinikker",
    "komiteer",
    "komitéer",
    "komitear",
    "kontorer",
    "laboratorier",
    "leverandører",
    "leverandørar",
    "menigheter",
    "miljøer",
    "museer",
    "myndigheter",
    "nemnder",
    "ombud",
    "ombuda",
    "omboda",
    "organisasjoner",
    "organisasjonar",
    "produsenter",
    "produsentar",
    "retter",
    "samskipnader",
    "selskaper",
    "sentra",
    "sentre",
    "skoler",
    "skolar",
    "skular",
    "stiftelser",
    "tjenester",
    "tenester",
    "universiteter",
    "virksomheter",
];
/// Words before several of what is written the same when it is one: «Private sykehus».
const BEFORE_SEVERAL: [&str; 19] = [
    "aktuelle",
    "andre",
    "berørte",
    "fylkeskommunale",
    "interkommunale",
    "kommunale",
    "lokale",
    "nasjonale",
    "offentlige",
    "offentlege",
    "private",
    "regionale",
    "relevante",
    "statlige",
    "statlege",
    "større",
    "ulike",
    "utvalgte",
    "øvrige",
];

/// Whether a line means several of a kind, as far as its words tell.
pub fn is_plural(text: &str) -> bool {
    let folded = fold_name(text);
    let about = folded.split(['(', ',', ';', ':', '/']).next();
    let words: Vec<&str> = about.unwrap_or_default().split(' ').collect();
    let about: Vec<&str> = words
        .into_iter()
        .take_while(|word| !STOPS.contains(word))
        .filter(|word| !word.is_empty())
        .collect();
    let Some((last, before)) = about.split_last() else {
        return false;
    };
    begins_with_the(text) || is_several(last) || is_before_several(before.first(), about.get(1))
}

/// «De regionale komiteene», and not «De Unge».
fn begins_with_the(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let is_the = matches!(words.next(), Some("De" | "de" | "Dei" | "dei"));
    is_the
        && words
            .next()
            .is_some_and(|word| word.starts_with(char::is_lowercase))
}

fn is_several(word: &str) -> bool {
    let ends = |ends: &[&str]| ends.iter().any(|end| word.ends_with(end));
    let is_definite = word.chars().count() > 5 && ends(&DEFINITE) && !ends(&BY_CHANCE);
    is_definite || ends(&SEVERAL)
}

/// «Private barnehagers landsforbund» is one body, of several.
fn is_before_several(first: Option<&&str>, second: Option<&&str>) -> bool {
    let is_whose = |word: &&str| ["ers", "ars", "nes"].iter().any(|end| word.ends_with(end));
    first.is_some_and(|word| BEFORE_SEVERAL.contains(word))
        && second.is_none_or(|word| !is_whose(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_are_known_by_the_word_that_the_line_is_about() {
        for line in [
            "Høgskoler med helsefaglig utdanning",
            "Universiteter og høyskoler",
            "De regionale komiteene for medisinsk og helsefaglig forskningsetikk",
            "Dei regionale komiteane",
            "Regionsentrene for barn og unges psykiske helse",
            "Pasient- og brukerombudene",
            "Pasient-\u{a0}og brukarombod\u{ad}a",
            "Kompetansesentre/tjenester",
            "Private sykehus",
            "Regionale kompetansesentra (RVTS)",
            "Andre organisasjonar",
        ] {
            assert!(is_plural(line), "{line}");
        }
    }

    #[test]
    fn one_body_is_not_several_though_its_name_tells_of_them() {
        for line in [
            "",
            "–",
            "Barn av rusmisbrukere",
            "Foreningen for tjenester i nord",
            "Nasjonalt senter for e-helse",
            "Den Nationale Scene",
            "Sparebanken Sogn og Fjordane",
            "Private Barnehagers Landsforbund",
            "Kommunenes Sentralforbund",
            "Pasient- og brukerombudet i Oslo og Akershus",
            "De Unge",
            "Voksne for Barn",
            "Stiftelsen Kirkens Bymisjon",
            "Ny forening",
        ] {
            assert!(!is_plural(line), "{line}");
        }
    }
}
