//! The e-mail addresses that stand beside names in a list that was pasted, as tables and mail programs write them.

use crate::address::EmailAddress;

/// What an address is called where it is called anything.
const LABELS: [&str; 4] = ["e-post", "E-post", "epost", "Epost"];

fn parsed(word: &str) -> Option<EmailAddress> {
    let is_around = |c: char| matches!(c, '<' | '>' | '(' | ')' | '[' | ']' | ',' | ';' | ':');
    let address = word.trim_matches(is_around);
    let address = address.strip_prefix("mailto:").unwrap_or(address);
    EmailAddress::parse(address).ok()
}

/// A line without the e-mail address that stands last in it, and the address.
pub fn without_address(text: &str) -> (&str, Option<String>) {
    let (before, last) = text.rsplit_once(char::is_whitespace).unwrap_or(("", text));
    // What closes a bracket belongs to the name.
    let is_between = |c: char| {
        c.is_whitespace() || matches!(c, '<' | '(' | '[' | ',' | ';' | ':' | '-' | '–' | '—')
    };
    let mut name = before.trim_end_matches(is_between);
    for word in LABELS {
        let before = name.strip_suffix(word).filter(|n| n.ends_with(is_between));
        name = before.map_or(name, |before| before.trim_end_matches(is_between));
    }
    match parsed(last) {
        Some(address) if !name.is_empty() => {
            (without_quotes(name), Some(address.as_str().to_owned()))
        }
        _ => (text, None),
    }
}

/// Mail programs put the name before an address in quotes.
fn without_quotes(name: &str) -> &str {
    let within = |quote: char| name.strip_prefix(quote)?.strip_suffix(quote);
    let bare = within('"').or_else(|| within('\''));
    bare.map(str::trim)
        .filter(|bare| !bare.is_empty())
        .unwrap_or(name)
}

/// A line as a mail program writes those whom it sends to: each name with its own address is a line, «A <a@b>; C <c@d>».
pub fn recipients(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut begins, mut at, mut has_address) = (0, 0, false);
    for piece in text.split_inclusive([';', ',', '>']) {
        if has_address && has_name(piece) {
            found.push(&text[begins..at]);
            (begins, has_address) = (at, false);
        }
        has_address |= words(piece).any(|word| parsed(word).is_some());
        at += piece.len();
    }
    found.push(&text[begins..]);
    let is_addressed = |line: &&&str| words(line).any(|word| parsed(word).is_some());
    match found.iter().filter(is_addressed).count() > 1 {
        true => found,
        false => vec![text],
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || c == '<')
}

/// Whether anything but addresses stands in a piece of a line.
fn has_name(piece: &str) -> bool {
    let is_label = |word: &str| LABELS.contains(&word.trim_end_matches(':'));
    words(piece).any(|word| {
        word.contains(char::is_alphanumeric) && !is_label(word) && parsed(word).is_none()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_with_an_address_of_its_own_is_a_line() {
        let text = "\"Bergen kommune\" <post@bergen.example>; Trondheim kommune <x@trondheim.example>, <y@trondheim.example>;Actis, Oslo <a@actis.example>; Et lag";
        let found: Vec<(&str, Option<String>)> = recipients(text)
            .into_iter()
            .map(|line| without_address(line.trim_matches([' ', ';', ','])))
            .collect();
        let address = |text: &str| Some(text.to_owned());
        assert_eq!(found[0], ("Bergen kommune", address("post@bergen.example")));
        assert_eq!(found[1].1, address("y@trondheim.example"));
        assert_eq!(found[2], ("Actis, Oslo", address("a@actis.example")));
        assert_eq!(found[3], ("Et lag", None));
        assert_eq!(found.len(), 4);
    }

    #[test]
    fn a_line_with_one_name_is_one_however_many_addresses_it_has() {
        for line in [
            "",
            "Actis, Oslo",
            "Rovern; Fjordlaget",
            "Actis <a@actis.example>, avdeling Oslo",
            "Actis <a@actis.example>; <b@actis.example>",
            "Actis <a@actis.example>, e-post: b@actis.example",
            "Actis\ta@actis.example\tKari\tkari@actis.example",
            "Actis, a@actis.example",
        ] {
            assert_eq!(recipients(line), [line]);
        }
    }
}
