//! The numbers that somebody typed before the titles of chapters and råd: «Råd 3: », «Kapittel 2: », «1. », «1.1 ».
//! What only looks like one is part of the title: a year, «3a», «1–2», a date.

/// What one part of a number may have at most; a longer one is a year, or somebody's own.
const MOST_DIGITS: usize = 3;
const ADVICE: [&str; 2] = ["Råd", "RÅD"];
const CHAPTER: [&str; 2] = ["Kapittel", "KAPITTEL"];

/// A number, and the title without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Typed<'t> {
    pub number: &'t str,
    pub title: &'t str,
}

/// «Råd 3: Tittelen».
pub fn named(title: &str) -> Option<Typed<'_>> {
    worded(title, &ADVICE)
}

/// «2 Tittelen», «2. Tittelen», «1.1 Tittelen», «Kapittel 2: Tittelen».
pub fn of_chapter(title: &str) -> Option<Typed<'_>> {
    worded(title, &CHAPTER).or_else(|| bare(title))
}

/// Whether a title says that it is a råd's, also where its number is not a plain one: «Råd 3a», «Råd 1–2».
pub fn says_advice(title: &str) -> bool {
    after(title, &ADVICE).is_some_and(|rest| leading(rest).is_some())
}

/// «1. januar» and «3 grunner» begin with a number and are no numbered titles: those begin with a capital.
pub fn bare(title: &str) -> Option<Typed<'_>> {
    let (number, rest) = leading(title)?;
    let rest = rest.strip_prefix(['.', ':', ')']).unwrap_or(rest);
    let own = rest.trim_start();
    let is_apart = own.len() < rest.len();
    let title = own.strip_prefix(['–', '—', '-']).unwrap_or(own);
    let title = title.trim_start();
    let begins = title.chars().next().filter(|c| c.is_alphabetic());
    let is_title = is_apart && begins.is_some_and(|c| !c.is_lowercase());
    is_title.then_some(Typed { number, title })
}

fn worded<'t>(title: &'t str, words: &[&str]) -> Option<Typed<'t>> {
    let (number, rest) = leading(after(title, words)?)?;
    let title = ended(rest)?;
    Some(Typed { number, title })
}

fn after<'t>(title: &'t str, words: &[&str]) -> Option<&'t str> {
    let rest = words.iter().find_map(|word| title.strip_prefix(word))?;
    let number = rest.trim_start();
    (number.len() < rest.len()).then_some(number)
}

fn leading(text: &str) -> Option<(&str, &str)> {
    let is_part = |c: char| c.is_ascii_digit() || c == '.';
    let rest = text.trim_start_matches(is_part);
    let number = text[..text.len() - rest.len()].trim_end_matches('.');
    let is_plausible = |part: &str| (1..=MOST_DIGITS).contains(&part.len());
    let is_number = number.split('.').all(is_plausible);
    is_number.then(|| text.split_at(number.len()))
}

/// What stands behind the sign that ends a number: a colon, a full stop, a dash with spaces around it, or nothing.
fn ended(rest: &str) -> Option<&str> {
    let bare = rest.trim_start();
    let mut signs = bare.chars();
    let Some(sign) = signs.next() else {
        return Some(bare);
    };
    let title = signs.as_str().trim_start();
    let is_apart = title.is_empty() || title.len() < signs.as_str().len();
    let is_dash = bare.len() < rest.len() && matches!(sign, '–' | '—' | '-');
    // «Råd 1 – 2» are two of them.
    let is_range = title.starts_with(|c: char| c.is_ascii_digit());
    let is_end = match sign {
        ':' => true,
        '.' => is_apart,
        _ => is_dash && is_apart && !is_range,
    };
    is_end.then_some(title)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_advice(title: &str) -> Option<(&str, &str)> {
        named(title).map(|typed| (typed.number, typed.title))
    }

    #[test]
    fn a_number_of_a_råd_ends_with_a_sign() {
        for title in [
            "Råd 3: Se",
            "RÅD 3. Se",
            "Råd 3 – Se",
            "Råd\u{a0}3 - Se",
            "Råd 3:Se",
        ] {
            assert_eq!(of_advice(title), Some(("3", "Se")), "{title}");
        }
        assert_eq!(of_advice("Råd 3"), Some(("3", "")));
        assert_eq!(of_advice("Råd 2.1: Se"), Some(("2.1", "Se")));
    }

    #[test]
    fn what_only_begins_like_a_number_of_a_råd_is_its_title() {
        for title in [
            "Råd 2024-planen",
            "Råd 2024: Planen",
            "Råd 3a: X",
            "Råd 1–2: Felles",
            "Råd 1 – 2: Felles",
            "Råd 1 og 2: Felles",
            "Råd for eldre",
            "Rådet 1: X",
        ] {
            assert_eq!(of_advice(title), None, "{title}");
        }
        assert!(says_advice("Råd 3a: X") && says_advice("Råd 1–2: Felles"));
        assert!(!says_advice("Råd 2024-planen") && !says_advice("Råd for eldre"));
    }

    #[test]
    fn a_number_without_a_word_stands_before_a_capital() {
        let number = |title| of_chapter(title).map(|typed| (typed.number, typed.title));
        assert_eq!(number("1 Konsultasjoner"), Some(("1", "Konsultasjoner")));
        assert_eq!(number("1.1 Kommunen bør"), Some(("1.1", "Kommunen bør")));
        assert_eq!(number("2. Økonomi"), Some(("2", "Økonomi")));
        assert_eq!(number("Kapittel 2: Økonomi"), Some(("2", "Økonomi")));
        for title in [
            "1. januar 2026",
            "3 grunner",
            "1a Tiltak",
            "2024 Planen",
            "1",
        ] {
            assert_eq!(number(title), None, "{title}");
        }
    }
}
