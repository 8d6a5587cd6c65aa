//! Text that stands above or below the line. Plain text has only some signs of that kind, and without them a number
//! becomes another: «10⁶» is not «106».

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
    pub fn of_distance(points: &str) -> Self {
        match points.parse::<i32>().unwrap_or(0) {
            0 => Self::OnLine,
            1.. => Self::Above,
            _ => Self::Below,
        }
    }

    /// A text at this height; nothing where a sign of it cannot be written so.
    pub fn written(self, text: &str) -> Option<String> {
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
