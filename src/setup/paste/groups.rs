//! The words that lists of bodies have for whole groups: all municipalities, ministries, and what names of one kind
//! have in common.

use crate::bodies::{Kind, fold_name};

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
            "statsforvalterembeter",
            "statsforvalterembetene",
            "statsforvaltarembete",
            "statsforvaltarembeta",
            // What they were called until 2021.
            "fylkesmenn",
            "fylkesmennene",
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
            "rhf-ene",
            "rhf-a",
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
const ALL: [&str; 9] = [
    "alle",
    "samtlige",
    "samtlege",
    "landets",
    "landet sine",
    "norges",
    "de",
    "dei",
    "noregs",
];
/// What says no more than the group itself does, before and after it.
const NORWEGIAN: [&str; 1] = ["norske"];
const IN_NORWAY: [&str; 5] = [
    " i hele landet",
    " i heile landet",
    " i landet",
    " i norge",
    " i noreg",
];
/// A short name in brackets after the long one.
const SHORT: [&str; 2] = ["rhf", "rhf-ene"];
/// Numbers as words, from two.
const NUMBERS: [&str; 14] = [
    "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv", "tretten",
    "fjorten", "femten",
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
/// What municipalities and county authorities are called in Sami and Kven, the longer first. The register has their
/// own names without it, which the word changes: «Kárášjohka», «Kárášjoga gielda».
const SAMI_KINDS: [&str; 7] = [
    " fylkkasuohkan",
    " fylhkentjïelte",
    " fylkinkomuuni",
    " suohkan",
    " gielda",
    " tjïelte",
    " komuuni",
];
pub const GOVERNOR: &str = "statsforvalteren i ";
const FORMER_GOVERNOR: &str = "fylkesmannen i ";

/// Whom the word of a collective line in a file stands for.
pub fn kind_of(word: &str) -> Option<Kind> {
    let found = COLLECTIVES.iter().find(|(known, ..)| *known == word);
    found.map(|(_, kind, _)| *kind)
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
    /// «Alle kommuner med sykehus»: all or some.
    Part,
    /// «Alle kommuner (356)», where there are 357.
    Miscounted,
}

/// A line that names a whole group.
#[derive(Debug, PartialEq, Eq)]
pub struct Whole {
    pub word: &'static str,
    pub kind: Kind,
    said: Said,
    /// How many there are, as the line has it.
    numbers: Vec<usize>,
}

impl Whole {
    /// How the line names them when there are so many.
    pub fn said_of(&self, count: usize) -> Said {
        match self.numbers.iter().all(|number| *number == count) {
            _ if self.said == Said::Part => Said::Part,
            true => self.said,
            false => Said::Miscounted,
        }
    }
}

/// All of a kind, and how the line names them.
pub fn collective(text: &str) -> Option<Whole> {
    let folded = fold_name(text);
    let (text, counted) = without_brackets(folded.trim_end_matches('.'));
    let stem = Stem::of(text);
    let group = stem.rest;
    let known = |is_it: &dyn Fn(&str) -> bool| {
        COLLECTIVES
            .iter()
            .find(|(.., names)| names.iter().any(|name| is_it(name)))
    };
    let whole = known(&|name| name == group);
    let part = || known(&|name| begins_with_word(group, name)).filter(|_| named(text) == 1);
    let (word, kind, _) = whole.or_else(part)?;
    let said = match whole {
        None => Said::Part,
        Some(_) if stem.says_all => Said::All,
        Some(_) if group.ends_with("ne") || group.ends_with("ka") => Said::Them,
        Some(_) if !stem.numbers.is_empty() => Said::All,
        Some(_) => Said::Bare,
    };
    Some(Whole {
        word,
        kind: *kind,
        said,
        numbers: stem.numbers.into_iter().chain(counted).collect(),
    })
}

fn begins_with_word(text: &str, word: &str) -> bool {
    let rest = text.strip_prefix(word);
    rest.is_some_and(|rest| rest.starts_with(|c: char| !c.is_alphanumeric()))
}

/// A text without what stands in brackets last, where that is a number, which is given, or a short name.
fn without_brackets(text: &str) -> (&str, Option<usize>) {
    let found = text
        .strip_suffix(')')
        .and_then(|text| text.rsplit_once('('));
    let Some((before, within)) = found else {
        return (text, None);
    };
    let (before, within) = (before.trim_end(), within.trim());
    let number = number(
        within
            .trim_end_matches("stk.")
            .trim_end_matches("stk")
            .trim(),
    );
    match number {
        None if SHORT.contains(&within) => (before, None),
        None => (text, None),
        number => (before, number),
    }
}

fn number(word: &str) -> Option<usize> {
    let as_word = NUMBERS.iter().position(|known| *known == word);
    let is_digits = !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    as_word
        .map(|at| at + 2)
        .or_else(|| is_digits.then(|| word.parse().ok()).flatten())
}

/// A line without the words for «all» and the number before the group.
struct Stem<'l> {
    rest: &'l str,
    says_all: bool,
    numbers: Vec<usize>,
}

impl<'l> Stem<'l> {
    fn of(folded: &'l str) -> Self {
        let mut stem = Self {
            rest: folded,
            says_all: false,
            numbers: Vec::new(),
        };
        for end in IN_NORWAY {
            stem.rest = stem.rest.strip_suffix(end).unwrap_or(stem.rest);
        }
        while stem.shorten() {}
        stem
    }

    fn shorten(&mut self) -> bool {
        let mut all = ALL.iter();
        if let Some(shorter) = all.find_map(|word| self.rest.strip_prefix(word)?.strip_prefix(' '))
        {
            (self.rest, self.says_all) = (shorter, true);
            return true;
        }
        let Some((word, shorter)) = self.rest.split_once(' ') else {
            return false;
        };
        let number = number(word);
        if number.is_none() && !NORWEGIAN.contains(&word) {
            return false;
        }
        self.rest = shorter;
        self.numbers.extend(number);
        true
    }
}

/// How many groups a line names, of those that can be invited as one and of others.
pub fn named(text: &str) -> usize {
    let folded = fold_name(text);
    let is_group = |word: &&str| {
        OTHERS.contains(word) || COLLECTIVES.iter().any(|(.., names)| names.contains(word))
    };
    let words = folded.split(|c: char| !c.is_alphanumeric());
    words.filter(is_group).count()
}

/// Whether it begins as a line that means all of something.
pub fn says_all(text: &str) -> bool {
    let folded = fold_name(text);
    ["alle ", "samtlige ", "samtlege ", "landets "]
        .iter()
        .any(|word| folded.starts_with(word))
}

/// Whether a line is the heading of the kind of the name below it: «Kommuner» over «Oslo kommune».
pub fn is_heading_of(text: &str, name: &str) -> bool {
    let heading = fold_name(text);
    match of_kind(name).filter(|_| named(text) == 1) {
        Some((GOVERNOR, ..)) => {
            heading.starts_with("statsforvalt") || heading.starts_with("fylkesm")
        }
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
        .or_else(|| sami_kind(compared).map(|(word, own)| (word, true, own)))
}

/// The same of a name in Sami or Kven.
pub fn sami_kind(compared: &str) -> Option<(&'static str, &str)> {
    let own = |word: &&'static str| Some((*word, compared.strip_suffix(*word)?));
    SAMI_KINDS.iter().find_map(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_of_a_kind_are_known_by_the_words_that_letters_use() {
        let word = |text: &str| collective(text).map(|whole| whole.word);
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

    /// How a line names its group, when there are so many.
    fn said(text: &str, count: usize) -> Option<(&'static str, Said)> {
        let whole = collective(text)?;
        Some((whole.word, whole.said_of(count)))
    }

    #[test]
    fn a_number_that_is_right_is_no_part_of_the_group() {
        for line in [
            "Alle kommuner (357)",
            "Landets kommuner (357)",
            "Landets kommuner (357 stk.)",
            "Alle landets 357 kommuner",
            "Alle landets 357\u{a0}kommunar (357)",
            "Alle norske kommuner",
            "Samtlige kommuner i landet.",
            "357 kommuner",
            "De 357 kommunene",
        ] {
            assert_eq!(
                said(line, 357),
                Some(("municipalities", Said::All)),
                "{line}"
            );
        }
        for line in [
            "Statsforvalterne (10)",
            "Fylkesmennene",
            "Statsforvaltarane (10)",
        ] {
            assert_eq!(
                said(line, 10),
                Some(("county_governors", Said::Them)),
                "{line}"
            );
        }
        for line in ["Alle fylkeskommuner", "De fjorten fylkeskommunene"] {
            assert_eq!(
                said(line, 14),
                Some(("county_authorities", Said::All)),
                "{line}"
            );
        }
        let authorities = Some(("county_authorities", Said::Them));
        assert_eq!(said("Fylkeskommunene", 14), authorities);
        let line = "De fire regionale helseforetakene (RHF)";
        assert_eq!(said(line, 4), Some(("health_authorities", Said::All)));
        assert_eq!(
            said("Kommuner (357)", 357),
            Some(("municipalities", Said::Bare))
        );
    }

    #[test]
    fn a_number_that_is_wrong_is_seen_wherever_it_stands() {
        for line in [
            "Alle kommuner (356)",
            "Alle landets 356 kommuner",
            "Alle 357 kommuner (356)",
            "Kommunene (422)",
            "De fire kommunene",
        ] {
            let miscounted = Some(("municipalities", Said::Miscounted));
            assert_eq!(said(line, 357), miscounted, "{line}");
        }
    }

    #[test]
    fn more_than_the_group_can_be_some_of_it() {
        for line in [
            "Alle kommuner med sykehus",
            "Kommuner i Nord-Troms (5)",
            "Kommunene (unntatt Oslo)",
        ] {
            assert_eq!(
                said(line, 357),
                Some(("municipalities", Said::Part)),
                "{line}"
            );
        }
        assert_eq!(said("Kommuner og fylkeskommuner", 357), None);
        assert_eq!(said("Alliansen av kommuner", 357), None);
        assert_eq!(said("Kommunesektorens organisasjon (357)", 357), None);
    }

    #[test]
    fn a_municipality_has_its_kind_in_sami_too() {
        let own = |name: &str| of_kind(&fold_name(name)).map(|(.., own)| own.to_owned());
        assert_eq!(own("Deanu gielda").as_deref(), Some("deanu"));
        assert_eq!(own("Romssa fylkkasuohkan").as_deref(), Some("romssa"));
        assert_eq!(own("Sámediggi"), None);
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
