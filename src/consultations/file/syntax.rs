//! Errors of TOML itself, in words for people who do not know TOML.

use toml::de::Error;

use super::problem::Report;

/// What the parser's message begins with, what it means, what to do, and whether the rest of the file may have
/// been read wrongly because of it.
const MEANINGS: [(&str, &str, &str, bool); 14] = [
    (
        "invalid date",
        "Datoen finnes ikke.",
        "Skriv en dato som finnes, slik: 2024-08-01.",
        false,
    ),
    (
        "string values must be quoted",
        "Verdien mangler, eller teksten står uten hermetegn.",
        "Skriv teksten mellom hermetegn: \"…\", eller mellom tre og tre når den går over flere linjer.",
        false,
    ),
    (
        "invalid boolean",
        "Verdien er verken tekst, tall, dato, true eller false.",
        "Skriv true eller false, eller sett hermetegn rundt teksten.",
        false,
    ),
    (
        "unexpected leading zero",
        "Et tall kan ikke begynne med 0.",
        "Fjern nullen, eller sett hermetegn rundt hvis det er en tekst.",
        false,
    ),
    (
        "duplicate key",
        "Nøkkelen eller overskriften er brukt før på samme sted.",
        "Fjern den ene. Lister av deler skrives med doble klammer: [[chapter]].",
        true,
    ),
    (
        "missing escaped value",
        "Omvendt skråstrek (\\) har en egen betydning mellom hermetegn.",
        "Skriv den dobbelt: \\\\, eller bruk enkle hermetegn: '…'.",
        false,
    ),
    (
        "invalid basic string",
        "Teksten slutter ikke med hermetegn på samme linje, eller den har et usynlig styretegn.",
        "Avslutt den med \", og bruk tre hermetegn foran og bak når den går over flere linjer.",
        false,
    ),
    (
        "invalid multi-line basic string",
        "En tekst over flere linjer er ikke avsluttet, eller den har et usynlig styretegn.",
        "Avslutt den med tre hermetegn.",
        true,
    ),
    (
        "invalid unquoted key",
        "Navnet på en nøkkel kan bare ha bokstavene a–z, tall, - og _.",
        "Rett navnet; nøklene står i docs/import-format.md.",
        true,
    ),
    (
        "key with no value",
        "Linjen er ikke «nøkkel = verdi».",
        "Sett = mellom nøkkelen og verdien. En kommentar begynner med #.",
        true,
    ),
    (
        "unclosed table",
        "Overskriften mangler avsluttende klamme.",
        "Avslutt den med ].",
        true,
    ),
    (
        "unclosed array",
        "Listen eller overskriften mangler avsluttende klamme.",
        "Avslutt listen med ], og overskriften til en del med ]].",
        true,
    ),
    (
        "unclosed inline table",
        "En klammeparentes er ikke avsluttet.",
        "Avslutt den med }.",
        true,
    ),
    (
        "missing comma",
        "Det mangler et komma, eller listen er ikke avsluttet på linjen før.",
        "Sett komma mellom delene, og avslutt listen med ] eller }.",
        true,
    ),
];

pub(super) fn report(errors: &[Error], report: &mut Report<'_>) {
    for error in errors {
        let at = error.span().map_or(0, |span| span.start);
        let message = error.message();
        let known = MEANINGS
            .iter()
            .find(|(beginning, ..)| message.starts_with(beginning));
        match known {
            Some((_, what, to_do, shakes)) => {
                report.syntax(at, (*what).to_owned(), (*to_do).to_owned(), *shakes);
            }
            None => report.syntax(
                at,
                format!("Dette er ikke gyldig TOML ({message})."),
                "Se på linjen og linjen før; eksempler står i docs/import-format.md.".to_owned(),
                true,
            ),
        }
    }
}
