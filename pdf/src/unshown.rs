//! Characters that cannot be shown: no font has them, or the standards forbid them. Each stands as its code in the text,
//! and the document says so; nothing is left out.

use crate::job::{Block, Job, Line, Look, Span};
use std::collections::BTreeSet;

/// Forbidden whatever the fonts have: without a meaning that everybody knows.
pub fn is_forbidden(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        '\u{FEFF}' | '\u{E000}'..='\u{F8FF}' | '\u{FDD0}'..='\u{FDEF}' | '\u{F0000}'.. => true,
        _ => c.is_control() || u32::from(c) & 0xFFFE == 0xFFFE,
    }
}

/// What people write here, which is shown without any doubt.
pub fn is_common(c: char) -> bool {
    matches!(c, '\0'..='\u{24F}' | '\u{370}'..='\u{45F}' | '\u{1E00}'..='\u{1EFF}' | '\u{2010}'..='\u{2027}' | '€' | '≤' | '≥')
}

/// Marks, joiners and variants, which are nothing without the sign before them.
fn is_joined(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{200C}' | '\u{200D}'
        | '\u{20D0}'..='\u{20FF}' | '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}' | '\u{1F3FB}'..='\u{1F3FF}'
        | '\u{E0000}'..='\u{E0FFF}')
}

/// «[U+1F600]».
fn code(c: char) -> String {
    format!("[U+{:04X}]", u32::from(c))
}

/// Every one of them as its code, and a paragraph after the title that names them.
pub fn spell_out(job: &mut Job, unshown: &BTreeSet<char>) {
    if unshown.is_empty() {
        return;
    }
    job.each_text(&mut |text| {
        if text.contains(|c| unshown.contains(&c)) {
            let mut is_spelled = false;
            let spelled = text.chars().map(|c| {
                is_spelled = unshown.contains(&c) || (is_spelled && is_joined(c));
                match is_spelled {
                    true => code(c),
                    false => c.to_string(),
                }
            });
            *text = spelled.collect();
        }
    });
    let codes: Vec<String> = unshown.iter().map(|c| code(*c)).collect();
    let note = Span {
        text: format!("{} {}", job.words.unshown, codes.join(" ")),
        bold: true,
        italic: false,
        breaks: false,
    };
    let after_title = job
        .blocks
        .iter()
        .position(|block| !matches!(block, Block::Paragraph(line) if line.look == Look::Title));
    let note = Block::Paragraph(Line {
        look: Look::Body,
        spans: vec![note],
        lang: None,
    });
    let at = after_title.unwrap_or(job.blocks.len());
    job.blocks.insert(at, note);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_to_a_sign_that_is_spelled_out_is_spelled_out_with_it() {
        let mut job = Job {
            title: "a\u{301} 😀\u{FE0F}\u{301}!".to_owned(),
            author: String::new(),
            keywords: Vec::new(),
            lang: "nb-NO".to_owned(),
            made_at: (2026, 3, 2, 9, 0, 0),
            running: String::new(),
            words: crate::job::Words {
                page: String::new(),
                unshown: "Ikke vist:".to_owned(),
            },
            blocks: Vec::new(),
        };
        spell_out(&mut job, &BTreeSet::from(['😀']));
        assert_eq!(job.title, "a\u{301} [U+1F600][U+FE0F][U+0301]!");
        let Some(Block::Paragraph(note)) = job.blocks.first() else {
            panic!("nothing is said");
        };
        assert_eq!(note.spans[0].text, "Ikke vist: [U+1F600]");
    }

    #[test]
    fn what_has_no_meaning_of_its_own_is_forbidden_and_letters_are_not() {
        for c in [
            '\u{FEFF}',
            '\u{E001}',
            '\u{FFFE}',
            '\u{1FFFF}',
            '\u{7}',
            '\u{10FFFD}',
        ] {
            assert!(is_forbidden(c), "{c:?}");
        }
        for c in ['\n', '\t', 'ŋ', '\u{AD}', '\u{FFFD}', '😀', '中'] {
            assert!(!is_forbidden(c), "{c:?}");
        }
    }
}
