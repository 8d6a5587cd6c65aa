//! The shared vectors of counting, and what must hold for any text.

use super::*;

#[derive(serde::Deserialize)]
struct Vector {
    id: String,
    t: String,
    u16: Vec<u16>,
    e: usize,
}

fn vectors() -> Vec<Vector> {
    serde_json::from_str(include_str!("../../tests/data/character-vectors.json")).unwrap()
}

/// Made from a small generator with a fixed seed, over the characters that take part in some rule.
fn generated_texts() -> impl Iterator<Item = String> {
    const ALPHABET: [char; 30] = [
        'a',
        'A',
        'å',
        'ø',
        ' ',
        '\n',
        '\r',
        '\t',
        '\0',
        '\u{07}',
        '\u{0B}',
        '\u{0C}',
        '\u{85}',
        '\u{9F}',
        '\u{2028}',
        '\u{2029}',
        '\u{030A}',
        '\u{0307}',
        '\u{0323}',
        '\u{FB2C}',
        '\u{FEFF}',
        '\u{200D}',
        '\u{202E}',
        '\u{1F600}',
        '\u{1F3FD}',
        '\u{1100}',
        '\u{1161}',
        '\u{11A8}',
        '\u{212B}',
        '\u{FFFD}',
    ];
    let mut state: u64 = 0x2545_F491_4F6C_DD1D;
    let mut next = move |below: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below).unwrap()
    };
    (0..5_000).map(move |_| {
        let length = next(24) as u64;
        (0..length).map(|_| ALPHABET[next(30)]).collect()
    })
}

#[test]
fn all_vectors_have_the_length_that_the_browser_finds() {
    let vectors = vectors();
    assert_eq!(vectors.len(), 25);
    for vector in vectors {
        let text = String::from_utf16_lossy(&vector.u16);
        assert_eq!(count(&text), vector.e, "{}: {}", vector.id, vector.t);
        assert_eq!(canonical(&text).chars().count(), vector.e, "{}", vector.id);
    }
}

#[test]
fn the_canonical_text_of_a_canonical_text_is_itself() {
    for text in generated_texts() {
        let once = canonical(&text);
        assert_eq!(canonical(&once), once, "{text:?}");
        assert_eq!(count(&text), once.chars().count(), "{text:?}");
        let line = single_line(&text);
        assert_eq!(single_line(&line), line, "{text:?}");
    }
}

#[test]
fn what_is_taken_as_canonical_at_sight_is_what_composing_it_gives() {
    let composed = |text: &str| canonical_chars(text).collect::<String>();
    let at_sight: Vec<String> = generated_texts().filter(|t| is_canonical(t)).collect();
    assert!(at_sight.len() > 100);
    for text in at_sight {
        assert_eq!(composed(&text), text);
    }
    assert!(is_canonical(
        "Rådet – «slik det står» – bør endres.\n\tFørst …"
    ));
}

#[test]
fn a_canonical_text_has_no_control_character_but_lf_and_tab() {
    for text in generated_texts() {
        let ok = |c: char| !c.is_control() || c == '\n' || c == '\t';
        assert!(canonical(&text).chars().all(ok), "{text:?}");
    }
}

#[test]
fn every_kind_of_line_break_is_one_line_feed() {
    assert_eq!(
        canonical("a\r\nb\rc\nd\u{0B}e\u{0C}f\u{85}g\u{2028}h\u{2029}i"),
        "a\nb\nc\nd\ne\nf\ng\nh\ni"
    );
    assert_eq!(canonical("a\r\r\n\nb"), "a\n\n\nb");
}

#[test]
fn the_surplus_is_what_lies_beyond_the_limit_and_the_rest_is_the_limit() {
    assert_eq!(surplus("blåbær", 6), None);
    assert_eq!(surplus("blåbær", 3), Some("bær"));
    assert_eq!(surplus("", 0), None);
    assert_eq!(surplus("å", 0), Some("å"));
    let long = canonical(&("a".repeat(3_999) + "\r\nb"));
    assert_eq!(surplus(&long, DEFAULT_LIMIT), Some("b"));
}

#[test]
fn a_text_of_nothing_visible_is_blank() {
    for text in [
        "",
        " \t\r\n",
        "\u{00A0}\u{2003}",
        "\0\u{07}",
        "\u{FEFF}\u{200B}\u{200D}\u{00AD}\u{202E}",
    ] {
        assert!(is_blank(text), "{text:?}");
    }
    for text in [".", " a ", "\u{200B}å", "–"] {
        assert!(!is_blank(text), "{text:?}");
    }
}

#[test]
fn a_name_on_one_line_cannot_break_it_or_turn_it_round() {
    assert_eq!(single_line("  Kari\r\nNes\t "), "Kari Nes");
    assert_eq!(single_line("fil\u{202E}txt.exe\u{2066}\0"), "filtxt.exe");
    assert_eq!(single_line("A\u{030A}se"), "Åse");
    assert_eq!(single_line("\u{FEFF}"), "");
}

#[test]
fn a_text_that_is_shortened_says_that_it_goes_on_and_one_with_room_is_whole() {
    assert_eq!(shortened("Åpent møte", 10), "Åpent møte");
    assert_eq!(shortened("Åpent møte", 9), "Åpent mø…");
    assert_eq!(shortened("Åpent møte", 7), "Åpent…");
}
