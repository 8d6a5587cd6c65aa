//! Images in Markdown: where they stand, and whether they have words for those who do not see them.

use std::ops::Range;

/// An image, as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    pub range: Range<usize>,
    pub has_alt: bool,
}

/// Every image of a text; what stands in code is none.
pub fn images(text: &str) -> Vec<Image> {
    let mut found = Vec::new();
    let (mut at, mut in_code) = (0, false);
    while at < text.len() {
        let rest = &text[at..];
        let is_at_start = at == 0 || text.as_bytes()[at - 1] == b'\n';
        let is_fence = is_at_start && rest.trim_start_matches(' ').starts_with("```");
        in_code ^= is_fence;
        if is_fence || in_code {
            at += rest.find('\n').map_or(rest.len(), |end| end + 1);
        } else if let Some((len, has_alt)) = image(rest) {
            found.push(Image {
                range: at..at + len,
                has_alt,
            });
            at += len;
        } else {
            at += plain(rest);
        }
    }
    found
}

/// The text without its images.
pub fn without(text: &str, images: &[Image]) -> String {
    let mut kept = text.to_owned();
    for image in images.iter().rev() {
        kept.replace_range(image.range.clone(), "");
    }
    kept
}

/// How far the next thing goes that is no image: an escaped mark, a span of code, a letter.
fn plain(rest: &str) -> usize {
    let ticks = rest.bytes().take_while(|b| *b == b'`').count();
    if ticks > 0 {
        let span = rest[ticks..].find(&rest[..ticks]);
        return span.map_or(ticks, |end| end + 2 * ticks);
    }
    let letters = if rest.starts_with('\\') { 2 } else { 1 };
    rest.chars().take(letters).map(char::len_utf8).sum()
}

/// The length of an image that begins here, and whether it is described.
fn image(rest: &str) -> Option<(usize, bool)> {
    if rest.starts_with("<img") {
        let len = rest.find('>')? + 1;
        let alt = rest[..len].split("alt=").nth(1).unwrap_or_default();
        let alt = alt.trim_start_matches(['"', '\'']);
        return Some((len, alt.starts_with(|c: char| c.is_alphanumeric())));
    }
    let alt = between(rest.strip_prefix('!')?, '[', ']')?;
    let after = &rest[alt + 3..];
    let target = between(after, '(', ')').or_else(|| between(after, '[', ']'))?;
    let has_alt = !rest[2..alt + 2].trim().is_empty();
    Some((alt + 3 + target + 2, has_alt))
}

/// How much stands between two marks, of which there may be others within.
fn between(text: &str, open: char, close: char) -> Option<usize> {
    let within = text.strip_prefix(open)?;
    let (mut depth, mut is_escaped) = (0_usize, false);
    for (at, c) in within.char_indices() {
        if is_escaped {
            is_escaped = false;
        } else if c == '\\' {
            is_escaped = true;
        } else if c == open {
            depth += 1;
        } else if c == close {
            match depth {
                0 => return Some(at),
                _ => depth -= 1,
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn images_are_found_and_taken_out_and_code_is_left_alone() {
        let text = "Før ![ ](x.png) og ![Et kart](kart_(1).png \"t\") etter, `![](a)` \\![](b).\n\n```\n![](c)\n```\n![Æ][1]<img src=\"d\">";
        let found = images(text);
        let described: Vec<bool> = found.iter().map(|image| image.has_alt).collect();
        assert_eq!(described, [false, true, true, false]);
        let kept = without(text, &found);
        assert_eq!(
            kept,
            "Før  og  etter, `![](a)` \\![](b).\n\n```\n![](c)\n```\n"
        );
    }

    #[test]
    fn what_only_looks_like_an_image_is_none() {
        assert_eq!(images("Se! [her](x) ![uten mål] !["), []);
    }
}
