//! Finds what looks like a national identity number in a text, so that a page can warn about it.
//! Nothing here keeps, shows or points at the number.

/// Whether the text holds what looks like a Norwegian national identity number (fødselsnummer or D-nummer):
/// eleven digits with a possible date and both control digits right. Ground for a warning, never for a refusal.
pub fn looks_like_national_id(text: &str) -> bool {
    national_ids(text).next().is_some()
}

/// Each of them, to tell one from another: never to be shown or kept.
pub fn national_ids(text: &str) -> impl Iterator<Item = [u32; 11]> {
    let chars: Vec<char> = text.chars().collect();
    (0..chars.len()).filter_map(move |at| {
        let starts_a_number = at == 0 || !chars[at - 1].is_ascii_digit();
        let digits = eleven_digits(&chars[at..]).filter(|_| starts_a_number)?;
        is_national_id(&digits).then_some(digits)
    })
}

/// Eleven digits at the start of the slice, written together or parted as people part a date and a number.
fn eleven_digits(chars: &[char]) -> Option<[u32; 11]> {
    const GROUPS: [usize; 5] = [2, 2, 2, 3, 2];
    let mut digits = [0; 11];
    let (mut at, mut filled) = (0, 0);
    for (group, length) in GROUPS.into_iter().enumerate() {
        let parted = matches!(
            chars.get(at),
            Some(' ' | '\u{00A0}' | '\u{202F}' | '.' | '-' | '\u{2011}' | '–' | '/' | '\n')
        );
        if group > 0 && parted {
            at += 1;
        }
        for _ in 0..length {
            digits[filled] = chars.get(at)?.to_digit(10)?;
            filled += 1;
            at += 1;
        }
    }
    let ends_here = !chars.get(at).is_some_and(char::is_ascii_digit);
    ends_here.then_some(digits)
}

fn is_national_id(digits: &[u32; 11]) -> bool {
    const FIRST: [u32; 10] = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1];
    const SECOND: [u32; 11] = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1];
    let sum = |weights: &[u32]| digits.iter().zip(weights).map(|(d, w)| d * w).sum::<u32>();
    // A D-nummer adds 40 to the day; made-up numbers for tests add 40, 65 or 80 to the month.
    let day = (digits[0] % 4) * 10 + digits[1];
    let month = digits[2] * 10 + digits[3];
    let possible_month = matches!(month, 1..=12 | 41..=52 | 66..=77 | 81..=92);
    digits[0] < 8
        && matches!(day, 1..=31)
        && possible_month
        && sum(&FIRST) % 11 == 0
        && sum(&SECOND) % 11 == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    // Made up as the tax agency makes its test people: the month is raised by 80, so nobody has these.
    const PERSON: &str = "01819010001";
    const D_NUMBER: &str = "41819010186";

    #[test]
    fn a_number_is_seen_alone_in_a_sentence_and_parted() {
        for text in [
            PERSON.to_owned(),
            D_NUMBER.to_owned(),
            format!("Min sønn ({PERSON}) fikk hjelp."),
            "født 018190 10001".to_owned(),
            "født 01.81.90-10001".to_owned(),
            "01 81 90 100 01".to_owned(),
            "018190–10001".to_owned(),
            "018190\n10001".to_owned(),
        ] {
            assert!(looks_like_national_id(&text), "{text}");
        }
    }

    #[test]
    fn months_that_are_raised_for_tests_are_seen_in_every_way_they_are_raised() {
        // By 40, by 80, and by 65 in a D-nummer.
        for text in ["01419010029", "01819010001", "41669000187"] {
            assert!(looks_like_national_id(text), "{text}");
        }
        for text in [
            "018190 10001",
            "018190-10001",
            "01.81.90 100-01",
            "018190\u{A0}10001",
        ] {
            assert!(looks_like_national_id(text), "{text}");
        }
    }

    #[test]
    fn one_control_digit_alone_is_not_enough() {
        // The second is right for what stands before it, the first is not; and the other way.
        for text in ["01819010028", "01819010036", "01819010003"] {
            assert!(!looks_like_national_id(text), "{text}");
        }
    }

    #[test]
    fn other_numbers_are_left_in_peace() {
        for text in [
            "",
            "24/13304",
            "01819010002",
            "01819010011",
            "018190100010",
            "9018190100010",
            "71000110110",
            "tlf. 810 12 345, org.nr. 983 544 622",
            "0181901000",
            "fra 2019–2022 til 2024",
        ] {
            assert!(!looks_like_national_id(text), "{text}");
        }
    }
}
