//! How alike a line and a name of the register are: letters that they share, a short name of a long one, the letters
//! that stand for it.

use super::groups::{GOVERNOR, of_kind, sami_kind};
use crate::bodies::fold_name;

/// How alike two names must be, of 100, to be asked about; and two of a kind that the register has all of.
const ALIKE: usize = 55;
const ALIKE_OF_ALL: usize = 25;
/// What weighs as much as likeness: a name that is part of the other, and letters that can stand for it.
const IS_PART: usize = 95;
const IS_WORD: usize = 90;
const BEGINS: usize = 85;
const ABBREVIATES: usize = 60;
/// How long letters that stand for a name are at most.
const LONGEST_ACRONYM: usize = 8;
const SMALL_WORDS: [&str; 9] = ["og", "for", "i", "på", "av", "den", "det", "en", "til"];

/// A name as it is compared: the governor of a county is the same in both languages.
pub fn compared(name: &str) -> String {
    fold_name(name).replace("statsforvaltaren i ", GOVERNOR)
}

/// How near a line is to a name, both as they are compared, where that is enough to ask.
pub fn nearness(line: &str, name: &str, is_acronym: bool) -> Option<usize> {
    [
        alike(line, name),
        part_of(line, name),
        (is_acronym && abbreviates(line, name)).then_some(ABBREVIATES),
    ]
    .into_iter()
    .flatten()
    .max()
}

/// One word in capitals: «KS», «NKVTS».
pub fn is_acronym(text: &str) -> bool {
    let n = text.chars().count();
    (2..=LONGEST_ACRONYM).contains(&n) && text.chars().all(char::is_uppercase)
}

/// How alike two names are, where that is enough to ask. What all of a kind have in common does not count.
fn alike(one: &str, other: &str) -> Option<usize> {
    let (likeness, enough) = match (of_kind(one), of_kind(other)) {
        (Some((word, ..)), Some((other, ..))) if word != other => return None,
        (Some((_, is_whole, one)), Some((.., other))) => {
            let enough = if is_whole { ALIKE_OF_ALL } else { ALIKE };
            (likeness(one, other), enough)
        }
        _ => {
            let own = sami_kind(one).map_or(one, |(_, own)| own);
            (likeness(own, other), ALIKE)
        }
    };
    (likeness >= enough).then_some(likeness)
}

/// What stands between dashes, brackets and commas: «ks», «kommunesektorens organisasjon».
fn parts(name: &str) -> impl Iterator<Item = &str> {
    let parts = name.split(['(', ')', ',', ';', '/']);
    let parts = parts.flat_map(|part| part.split(" - "));
    parts.map(str::trim).filter(|part| part.chars().count() > 1)
}

/// One is called by a part of the other.
fn part_of(line: &str, name: &str) -> Option<usize> {
    if parts(line).any(|of_line| parts(name).any(|of_name| of_line == of_name)) {
        return Some(IS_PART);
    }
    let is_word = |c: char| c.is_alphanumeric();
    if name.split(|c| !is_word(c)).any(|word| word == line) {
        return Some(IS_WORD);
    }
    // «Actis v/Kari Nordmann» begins with a name, as «Mental Helse» begins one.
    let begins = |longer: &str, shorter: &str| {
        let rest = longer.strip_prefix(shorter)?;
        let begins = shorter.chars().count() > 2 && rest.starts_with(|c| !is_word(c));
        begins.then_some(BEGINS)
    };
    begins(name, line).or_else(|| begins(line, name))
}

/// «fhi» for «folkehelseinstituttet», «nsf» for «norsk sykepleierforbund».
fn abbreviates(letters: &str, name: &str) -> bool {
    let letters: Vec<char> = letters.chars().collect();
    let words: Vec<Vec<char>> = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !SMALL_WORDS.contains(word))
        .map(|word| word.chars().collect())
        .collect();
    // Two letters are found in too many a word.
    (letters.len() > 2 || letters.len() == words.len()) && stand_for(&letters, &words)
}

/// The first letter of every word, and as many of those that follow as are needed.
fn stand_for(letters: &[char], words: &[Vec<char>]) -> bool {
    let Some((word, rest)) = words.split_first() else {
        return letters.is_empty();
    };
    if letters.is_empty() || letters[0] != word[0] {
        return false;
    }
    let ends = 1..=letters.len();
    ends.into_iter().any(|end| {
        let mut follow = word[1..].iter();
        let is_within = letters[1..end]
            .iter()
            .all(|letter| follow.any(|known| known == letter));
        is_within && stand_for(&letters[end..], rest)
    })
}

/// How much of two names is the same, of 100: pairs of letters that they share.
fn likeness(one: &str, other: &str) -> usize {
    let (one, other) = (pairs(one), pairs(other));
    if one.is_empty() || other.is_empty() {
        return 0;
    }
    let mut left = other.clone();
    let shared = one
        .iter()
        .filter(|pair| {
            let at = left.iter().position(|known| known == *pair);
            at.map(|at| left.swap_remove(at)).is_some()
        })
        .count();
    200 * shared / (one.len() + other.len())
}

fn pairs(text: &str) -> Vec<(char, char)> {
    let letters: Vec<char> = crate::text::fold(text)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect();
    letters.windows(2).map(|pair| (pair[0], pair[1])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(line: &str, name: &str) -> Option<usize> {
        nearness(&compared(line), &compared(name), is_acronym(line))
    }

    #[test]
    fn names_with_other_marks_are_alike_and_other_names_are_not() {
        assert!(
            likeness(
                "LEVE Norge, (inkl Unge LEVE)",
                "LEVE Norge (inkl. Unge LEVE)"
            ) > 95
        );
        assert!(likeness("Angstringen?", "Angstringen") > 95);
        assert!(likeness("Mental Helse", "Marborg") < ALIKE);
    }

    #[test]
    fn what_all_of_a_kind_are_called_makes_no_two_of_them_alike() {
        assert_eq!(near("Mattilsynet", "Datatilsynet"), None);
        let health = "Helse- og omsorgsdepartementet";
        assert_eq!(near("Finansdepartementet", health), None);
        assert_eq!(near("Viken fylkeskommune", "Vestland fylkeskommune"), None);
        assert_eq!(near("Viken fylkeskommune", "Vik kommune"), None);
        let was_two = "Troms og Finnmark fylkeskommune";
        assert!(near(was_two, "Troms fylkeskommune").is_some());
        assert!(near(was_two, "Troms fylkeskommune") < near(was_two, "Finnmark fylkeskommune"));
    }

    #[test]
    fn a_municipality_is_near_its_sami_name_in_another_case() {
        assert!(near("Kárášjoga gielda", "Kárášjohka").is_some());
        assert!(near("Guovdageainnu suohkan", "Guovdageaidnu").is_some());
        assert_eq!(near("Kárášjoga gielda", "Porsáŋgu"), None);
        assert_eq!(near("Deanu gielda", "Romssa fylkkasuohkan"), None);
    }

    #[test]
    fn a_governor_has_one_name_in_both_languages() {
        let one = compared("Statsforvalteren i Rogaland");
        assert_eq!(one, compared("Statsforvaltaren i Rogaland"));
        assert!(near("Fylkesmannen i Rogaland", "Statsforvalteren i Rogaland").is_some());
    }

    #[test]
    fn short_names_and_letters_are_near_the_names_that_they_stand_for() {
        for (line, name) in [
            ("KS", "KS – Kommunesektorens organisasjon"),
            ("FHI", "Folkehelseinstituttet"),
            (
                "SERAF",
                "Senter for rus- og avhengighetsforskning, UiO (SERAF)",
            ),
            (
                "DFØ",
                "Direktoratet for forvaltning og økonomistyring (DFØ)",
            ),
            ("NSF", "Norsk Sykepleierforbund"),
            ("Folkehelseinstituttet (FHI)", "Folkehelseinstituttet"),
            ("Mental Helse", "Mental Helse Ungdom"),
            ("KS, FO, Actis", "KS – Kommunesektorens organisasjon"),
        ] {
            assert!(near(line, name).is_some(), "{line}: {name}");
        }
        for line in [
            "Actis v/Kari Nordmann",
            "Actis, Oslo",
            "Actis - Rusfeltets samarbeid",
        ] {
            assert!(near(line, "Actis").is_some(), "{line}");
        }
        assert_eq!(near("Actisk forening", "Actis"), None);
        assert_eq!(near("KS", "Kriminalomsorgsdirektoratet"), None);
        assert_eq!(near("FHI", "Frelsesarmeen"), None);
    }
}
