//! The words that lists of bodies have for whole groups: all municipalities, ministries, and what names of one kind
//! have in common.

use crate::bodies::Kind;
use crate::text::fold;

/// The words that stand for all of a kind, without «alle», «landets» and the like.
const COLLECTIVES: [(&str, Kind, &[&str]); 4] = [
    (
        "municipalities",
        Kind::Municipality,
        &["kommuner", "kommunene", "kommunar", "kommunane"],
    ),
    (
        "county_authorities",
        Kind::CountyAuthority,
        &[
            "fylkeskommuner",
            "fylkeskommunene",
            "fylkeskommunar",
            "fylkeskommunane",
        ],
    ),
    (
        "county_governors",
        Kind::CountyGovernor,
        &[
            "statsforvaltere",
            "statsforvalterne",
            "statsforvaltarar",
            "statsforvaltarane",
        ],
    ),
    (
        "health_authorities",
        Kind::HealthAuthority,
        &[
            "regionale helseforetak",
            "regionale helseforetakene",
            "regionale helseføretak",
            "regionale helseføretaka",
        ],
    ),
];
/// Groups that the register has some of and cannot invite as one.
const OTHERS: [&str; 12] = [
    "departementer",
    "departementene",
    "departement",
    "departementa",
    "direktorater",
    "direktoratene",
    "direktorat",
    "direktorata",
    "tilsyn",
    "tilsynene",
    "helseforetak",
    "helseforetakene",
];
const ALL: [&str; 8] = [
    "alle",
    "samtlige",
    "landets",
    "landet sine",
    "norges",
    "de",
    "dei",
    "noregs",
];

/// What names of a kind have in common, which makes no two of them alike, whether the register has all of the kind
/// (a name that it lacks is then asked about, since it is an old one or a wrong one), and how the kind's headings
/// begin.
const KINDS: [(&str, bool, &str); 6] = [
    ("fylkeskommune", true, "fylkeskommun"),
    ("kommune", true, "kommun"),
    (" rhf", true, "regionale helsef"),
    ("departementet", false, "departement"),
    ("direktoratet", false, "direktorat"),
    ("tilsynet", false, "tilsyn"),
];
pub const GOVERNOR: &str = "statsforvalteren i ";
const FORMER_GOVERNOR: &str = "fylkesmannen i ";

/// Whom the word of a collective line in a file stands for.
pub fn kind_of(word: &str) -> Option<Kind> {
    let found = COLLECTIVES.iter().find(|(known, ..)| *known == word);
    found.map(|(_, kind, _)| *kind)
}

/// A text without the words for «all», and whether it had any.
fn without_all(folded: &str) -> (&str, bool) {
    let mut rest = folded.trim_end_matches('.');
    let mut had_any = false;
    while let Some(shorter) = ALL
        .iter()
        .find_map(|word| rest.strip_prefix(word)?.strip_prefix(' '))
    {
        rest = shorter.trim_start();
        had_any = true;
    }
    (rest, had_any)
}

/// How a line names all of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// «Alle kommuner».
    All,
    /// «Kommunene».
    Them,
    /// «Kommuner», which is a heading as often.
    Bare,
}

/// All of a kind, and how the line names them.
pub fn collective(text: &str) -> Option<(&'static str, Kind, Said)> {
    let folded = fold(text);
    let (rest, had_any) = without_all(&folded);
    let (word, kind, _) = COLLECTIVES
        .iter()
        .find(|(.., names)| names.contains(&rest))?;
    let said = match had_any {
        true => Said::All,
        false if rest.ends_with("ne") || rest.ends_with("ka") => Said::Them,
        false => Said::Bare,
    };
    Some((*word, *kind, said))
}

/// How many groups a line names, of those that can be invited as one and of others.
pub fn named(text: &str) -> usize {
    let folded = fold(text);
    let is_group = |word: &&str| {
        OTHERS.contains(word) || COLLECTIVES.iter().any(|(.., names)| names.contains(word))
    };
    let words = folded.split(|c: char| !c.is_alphanumeric());
    words.filter(is_group).count()
}

/// Whether it begins as a line that means all of something.
pub fn says_all(text: &str) -> bool {
    let folded = fold(text);
    ["alle ", "samtlige ", "landets "]
        .iter()
        .any(|word| folded.starts_with(word))
}

/// Whether a line is the heading of the kind of the name below it: «Kommuner» over «Oslo kommune».
pub fn is_heading_of(text: &str, name: &str) -> bool {
    let heading = fold(text);
    match of_kind(name).filter(|_| named(text) == 1) {
        Some((GOVERNOR, ..)) => heading.starts_with("statsforvalt"),
        Some((kind, ..)) => KINDS
            .iter()
            .any(|(word, _, begins)| *word == kind && heading.starts_with(begins)),
        None => false,
    }
}

/// The kind that a name says as it is compared, whether the register has all of that kind, and the name's own part.
pub fn of_kind(compared: &str) -> Option<(&'static str, bool, &str)> {
    let governor = compared
        .strip_prefix(GOVERNOR)
        .or_else(|| compared.strip_prefix(FORMER_GOVERNOR));
    let of_kind = |(word, is_whole, _): &(&'static str, bool, &str)| {
        Some((*word, *is_whole, compared.strip_suffix(word)?))
    };
    governor
        .map(|own| (GOVERNOR, true, own))
        .or_else(|| KINDS.iter().find_map(of_kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_of_a_kind_are_known_by_the_words_that_letters_use() {
        let word = |text: &str| collective(text).map(|(word, ..)| word);
        assert_eq!(word("Alle landets kommuner"), Some("municipalities"));
        assert_eq!(
            word("Alle regionale helseforetak"),
            Some("health_authorities")
        );
        assert_eq!(word("Statsforvaltere"), Some("county_governors"));
        assert_eq!(
            word("De regionale helseforetakene"),
            Some("health_authorities")
        );
        assert_eq!(word("Kommunesektorens organisasjon"), None);
        assert_eq!(word("Alle"), None);
    }

    #[test]
    fn a_bare_group_is_the_heading_of_its_kind_and_of_no_other() {
        assert!(is_heading_of("Kommuner", "oslo kommune"));
        assert!(is_heading_of("Fylkeskommunar", "vestland fylkeskommune"));
        assert!(is_heading_of(
            "Statsforvaltere",
            "statsforvalteren i rogaland"
        ));
        assert!(is_heading_of("Departementer", "finansdepartementet"));
        assert!(!is_heading_of("Kommuner", "vestland fylkeskommune"));
        assert!(!is_heading_of("Kommuner", "mental helse"));
        assert!(!is_heading_of("Kommunalbanken", "oslo kommune"));
        let governor = "Statsforvalteren i Oslo og Viken";
        assert!(!is_heading_of(governor, "statsforvalteren i rogaland"));
    }

    #[test]
    fn groups_are_counted_wherever_they_stand_in_a_line() {
        let line = "Alle landets kommuner, fylkeskommuner og statsforvaltere";
        assert_eq!(named(line), 3);
        assert_eq!(named("Alle departementer"), 1);
        assert_eq!(named("Landssamanslutninga av nynorskkommunar"), 0);
    }
}
