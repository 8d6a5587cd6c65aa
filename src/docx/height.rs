//! Text that stands above or below the line. Plain text has only some signs of that kind, and without them a number
//! becomes another: «10⁶» is not «106».

use super::Styles;

/// How high text stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Height {
    #[default]
    OnLine,
    Above,
    Below,
}

/// The signs on the line, and each of them above it; what is typed for a minus is one.
const ABOVE: [&str; 2] = [
    "0123456789+-\u{2212}–=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ",
];
const BELOW: [&str; 2] = [
    "0123456789+-\u{2212}–=()aehijklmnoprstuvx",
    "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ",
];
/// How many letters are written so: more are words, which nobody finds or hears when their letters are signs.
const MOST_LETTERS: usize = 2;

impl Height {
    /// As a run or a style says it.
    pub fn of(align: &str) -> Self {
        match align {
            "superscript" => Self::Above,
            "subscript" => Self::Below,
            _ => Self::OnLine,
        }
    }

    /// As a distance from the line says it.
    fn of_distance(points: &str) -> Self {
        match points.parse::<i32>().unwrap_or(0) {
            0 => Self::OnLine,
            1.. => Self::Above,
            _ => Self::Below,
        }
    }

    /// A text at this height; nothing where a sign of it cannot be written so.
    fn written(self, text: &str) -> Option<String> {
        let [plain, signs] = match self {
            Self::OnLine => return Some(text.to_owned()),
            Self::Above => ABOVE,
            Self::Below => BELOW,
        };
        if text.chars().filter(|c| c.is_alphabetic()).count() > MOST_LETTERS {
            return None;
        }
        let sign = |c: char| match c.is_whitespace() {
            true => Some(c),
            false => {
                let mut pairs = plain.chars().zip(signs.chars());
                pairs.find(|(known, _)| *known == c).map(|(_, sign)| sign)
            }
        };
        text.chars().map(sign).collect()
    }
}

/// How high a run of text stands, from what its properties say one after the other.
#[derive(Default)]
pub struct RunHeight {
    said: Height,
    /// As LibreOffice says it: a distance from the line, and a size of its own.
    distance: Height,
    is_sized: bool,
    /// It only says where a footnote is.
    is_reference: bool,
}

impl RunHeight {
    /// Hears what a run has in it; only what is about its height says something.
    pub fn hear(&mut self, name: &str, value: &str, styles: &Styles) {
        match name {
            "rStyle" => self.said = styles.find(value).height.unwrap_or_default(),
            "vertAlign" => self.said = Height::of(value),
            "position" => self.distance = Height::of_distance(value),
            "sz" => self.is_sized = true,
            "footnoteReference" | "endnoteReference" => self.is_reference = true,
            _ => {}
        }
    }

    pub fn height(&self) -> Height {
        match self.said {
            _ if self.is_reference => Height::OnLine,
            Height::OnLine if self.is_sized => self.distance,
            height => height,
        }
    }
}

/// Writes what a text has from `begins` on at this height. Whether it could be written so: else it stays as it is.
pub fn raise(text: &mut String, begins: usize, height: Height) -> bool {
    let Some(raised) = text.get(begins..) else {
        return true;
    };
    match height.written(raised) {
        Some(signs) => {
            text.replace_range(begins.., &signs);
            true
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_on_the_line_has_its_own_above_and_below() {
        for [plain, signs] in [ABOVE, BELOW] {
            assert_eq!(plain.chars().count(), signs.chars().count());
        }
        assert_eq!(Height::Above.written("-6").as_deref(), Some("⁻⁶"));
        assert_eq!(Height::Above.written("z").as_deref(), Some("ᶻ"));
        assert_eq!(Height::Above.written("W").as_deref(), Some("ᵂ"));
        assert_eq!(Height::Below.written("2 x").as_deref(), Some("₂ ₓ"));
        assert_eq!(Height::OnLine.written("6").as_deref(), Some("6"));
    }

    #[test]
    fn a_text_with_a_sign_that_cannot_be_written_so_is_not_and_a_word_is_none_of_signs() {
        for text in ["0,5", "²", "q", "max"] {
            assert_eq!(Height::Above.written(text), None, "{text}");
        }
        assert_eq!(Height::Below.written("b"), None);
    }
}
