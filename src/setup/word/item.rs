//! An item of a list of Word as Markdown has it, so that the page shows the mark that Word shows: Markdown numbers a
//! list by its first item alone, and knows no letters.

use crate::docx::Mark;

/// An item that is written.
#[derive(Debug)]
pub struct Item {
    depth: usize,
    /// «-», «3.», or «1)» where another list begins right after one with dots.
    pub mark: String,
    /// The number that it shows by its mark.
    number: Option<usize>,
    /// What it is marked by in Word, where Markdown has no such mark: it stands first in its text.
    pub said: Option<String>,
    /// How far in its own text stands, and the items within it.
    pub within: usize,
}

impl Item {
    /// The next item after these, of which those stay that it is within.
    pub fn after(items: &mut Vec<Self>, mark: Mark, depth: usize) -> Self {
        let mut beside = None;
        while let Some(last) = items.pop_if(|item| item.depth >= depth) {
            beside = Some(last);
        }
        let above = items.last();
        let cannot_begin = |n: usize| match &beside {
            Some(beside) => beside.said.is_some(),
            // Right below a text, Markdown takes no other number for the beginning of a list.
            None => above.is_some() && n != 1,
        };
        let (mark, number, said) = match mark {
            Mark::Bullet => ("-".to_owned(), None, None),
            Mark::Number(n) if cannot_begin(n) => ("-".to_owned(), None, Some(format!("{n}."))),
            Mark::Number(n) => (numbered(n, beside.as_ref()), Some(n), None),
            Mark::Other(said) => ("-".to_owned(), None, Some(said)),
        };
        let within = above.map_or(0, |above| above.within) + mark.len() + 1;
        Self {
            depth,
            mark,
            number,
            said,
            within,
        }
    }
}

/// A number that does not follow the one before begins a list of its own, which Markdown knows by another sign.
fn numbered(n: usize, beside: Option<&Item>) -> String {
    let before = beside.and_then(|item| Some((item.number?, item.mark.ends_with('.'))));
    let has_dot = match before {
        Some((before, has_dot)) => has_dot == (n == before + 1),
        None => true,
    };
    format!("{n}{}", if has_dot { '.' } else { ')' })
}

/// Whether a block is a list as it is written here; what is only text has no such mark.
pub fn is_list(block: &str) -> bool {
    let number = block.trim_start_matches(|c: char| c.is_ascii_digit());
    let has_number = number.len() < block.len();
    block.starts_with("- ")
        || (has_number && (number.starts_with(". ") || number.starts_with(") ")))
}
