//! What a list has between its lines when it was copied from the pages of a letter: their numbers.

use crate::bodies::fold_name;

/// What stands before the number of a page, and between it and that of the last one.
const BEFORE: [&str; 4] = ["side", "sida", "s", "page"];
const BETWEEN: [&str; 2] = ["av", "of"];
/// How many digits the number of a page has at most.
const DIGITS: usize = 3;

/// «3», «Side 2», «side 2 av 3», «2/3», «– 2 –».
pub fn is_page_number(text: &str) -> bool {
    let folded = fold_name(text);
    let words = folded.split(|c: char| c.is_whitespace() || matches!(c, '/' | '|'));
    let words = words.map(|word| word.trim_matches(['-', '.', ':']));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let numbers = match words.as_slice() {
        [before, rest @ ..] if BEFORE.contains(before) => rest,
        all => all,
    };
    match numbers {
        [page] => is_number(page),
        [page, last] => is_number(page) && is_number(last),
        [page, between, last] => is_number(page) && BETWEEN.contains(between) && is_number(last),
        _ => false,
    }
}

fn is_number(word: &str) -> bool {
    (1..=DIGITS).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_numbered_in_many_ways_and_no_body_is_called_so() {
        for page in [
            "3",
            "Side 2",
            "side 2 av 3",
            "Side: 2/3",
            "2/3",
            "2 -",
            "s. 12",
            "Page 2 of 3",
        ] {
            assert!(is_page_number(page), "{page}");
        }
        for other in [
            "",
            "Side",
            "2024",
            "983 744 516",
            "12.03.2026",
            "22. juli-senteret",
            "4H",
            "side 2 av listen",
        ] {
            assert!(!is_page_number(other), "{other}");
        }
    }
}
