//! Equations (ECMA-376, part 1, chapter 22.1). Of how one is built, its text tells powers and indices alone.

use super::Height;

/// The equation that a reader is in, if any.
#[derive(Default)]
pub struct Equation {
    /// Whether there is more to it than its text; none outside of equations.
    is_beyond_text: Option<bool>,
    /// What is above and below the line in it, and where that begins.
    raised: Vec<(Height, usize)>,
}

/// What is known when an element ends.
pub enum Ended {
    /// What is written from here on stands at this height.
    Raised(Height, usize),
    /// An equation with more to it than its text.
    BeyondText,
}

impl Equation {
    /// An element begins where this much is written; `is_open` when its end is to come.
    pub fn start(&mut self, name: &str, written: usize, is_open: bool) {
        if let Some(is_beyond) = &mut self.is_beyond_text {
            *is_beyond |= is_beyond_text(name);
        }
        match name {
            "oMath" if is_open => self.is_beyond_text = Some(false),
            "sup" | "sub" if is_open && self.is_beyond_text.is_some() => {
                let height = match name {
                    "sup" => Height::Above,
                    _ => Height::Below,
                };
                self.raised.push((height, written));
            }
            _ => {}
        }
    }

    pub fn end(&mut self, name: &str) -> Option<Ended> {
        match name {
            "sup" | "sub" => {
                let (height, begins) = self.raised.pop()?;
                Some(Ended::Raised(height, begins))
            }
            "oMath" => {
                let is_beyond = self.is_beyond_text.take() == Some(true);
                is_beyond.then_some(Ended::BeyondText)
            }
            _ => None,
        }
    }

    /// How many powers and indices stand within each other.
    pub fn depth(&self) -> usize {
        self.raised.len()
    }
}

/// Fractions, roots, the brackets that Word draws.
fn is_beyond_text(name: &str) -> bool {
    matches!(
        name,
        "acc" | "bar" | "borderBox" | "d" | "eqArr" | "f" | "func" | "groupChr" | "limLow"
    ) || matches!(name, "limUpp" | "m" | "nary" | "phant" | "rad" | "sPre")
}
