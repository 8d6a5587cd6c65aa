//! What differs between two texts, word by word.

use similar::{ChangeTag, TextDiff};

/// A piece of text that is gone, new, or as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Run {
    Same(String),
    Gone(String),
    New(String),
}

impl Run {
    pub fn words(&self) -> &str {
        match self {
            Self::Same(words) | Self::Gone(words) | Self::New(words) => words,
        }
    }

    pub fn is_gone(&self) -> bool {
        matches!(self, Self::Gone(_))
    }

    pub fn is_new(&self) -> bool {
        matches!(self, Self::New(_))
    }
}

/// Words between what both texts begin and end with, in both together, that are compared one by one. Beyond that
/// nobody reads single words, and finding them takes time that grows with the square.
const MOST_WORDS: usize = 8_000;

/// The texts as one: what is only in the old stands before what is only in the new.
pub fn runs(old: &str, new: &str) -> Vec<Run> {
    let (a, b) = (words(old), words(new));
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (rest_a, rest_b) = (a.get(head..).unwrap_or(&[]), b.get(head..).unwrap_or(&[]));
    let both = rest_a.iter().rev().zip(rest_b.iter().rev());
    let tail = both.take_while(|(x, y)| x == y).count();
    let (middle_a, tail_a) = rest_a.split_at(rest_a.len() - tail);
    let middle_b = rest_b.get(..rest_b.len() - tail).unwrap_or(&[]);
    let mut runs = Runs(Vec::new());
    runs.add(ChangeTag::Equal, &a.get(..head).unwrap_or(&[]).concat());
    if middle_a.len() + middle_b.len() > MOST_WORDS {
        runs.add(ChangeTag::Delete, &middle_a.concat());
        runs.add(ChangeTag::Insert, &middle_b.concat());
    } else {
        for change in TextDiff::from_slices(middle_a, middle_b).iter_all_changes() {
            runs.add(change.tag(), change.value());
        }
    }
    runs.add(ChangeTag::Equal, &tail_a.concat());
    runs.0
}

/// Words and what stands between them, in turn: joined they are the text.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let space = first.is_whitespace();
        let end = rest.find(|c: char| c.is_whitespace() != space);
        let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
        words.push(word);
        rest = after;
    }
    words
}

struct Runs(Vec<Run>);

impl Runs {
    /// Makes the last run longer when it is of the same kind.
    fn add(&mut self, tag: ChangeTag, text: &str) {
        if text.is_empty() {
            return;
        }
        match (tag, self.0.last_mut()) {
            (ChangeTag::Equal, Some(Run::Same(run)))
            | (ChangeTag::Delete, Some(Run::Gone(run)))
            | (ChangeTag::Insert, Some(Run::New(run))) => run.push_str(text),
            (ChangeTag::Equal, _) => self.0.push(Run::Same(text.to_owned())),
            (ChangeTag::Delete, _) => self.0.push(Run::Gone(text.to_owned())),
            (ChangeTag::Insert, _) => self.0.push(Run::New(text.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is left of the runs for whoever reads only one of the texts.
    fn side(runs: &[Run], other: impl Fn(&Run) -> bool) -> String {
        let own = runs.iter().filter(|run| !other(run));
        own.map(Run::words).collect()
    }

    #[test]
    fn each_text_is_whole_in_what_is_told_of_both() {
        let long = |word: &str| format!("{word} og mer ").repeat(3_000);
        for (old, new) in [
            ("", ""),
            ("", "Noe\n\nnytt"),
            ("Kommunen bør  handle.", "Kommunen skal handle raskt."),
            ("a b a b", "b a b"),
            (&*long("før"), &*long("etter")),
        ] {
            let runs = runs(old, new);
            assert_eq!(side(&runs, Run::is_new), old);
            assert_eq!(side(&runs, Run::is_gone), new);
        }
    }

    #[test]
    fn a_changed_word_is_gone_and_new_between_what_stands() {
        let same = |text: &str| Run::Same(text.to_owned());
        let wanted = [
            same("Kommunen "),
            Run::Gone("bør".to_owned()),
            Run::New("skal".to_owned()),
            same(" handle."),
        ];
        assert_eq!(
            runs("Kommunen bør handle.", "Kommunen skal handle."),
            wanted
        );
    }
}
