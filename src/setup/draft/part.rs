//! The parts of a råd in a draft: a heading that is the name of a field begins it, and any other that is not below
//! that one leads back to the body.

/// Where a paragraph of a råd belongs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    #[default]
    Body,
    Rationale,
    Practice,
}

/// What a field is called in a draft, in one language or the other.
const NAMES: [(&str, Part); 5] = [
    ("begrunnelse", Part::Rationale),
    ("grunngiving", Part::Rationale),
    ("grunngjeving", Part::Rationale),
    ("praktisk", Part::Practice),
    ("praktisk gjennomføring", Part::Practice),
];

impl Part {
    /// The field that this is the whole name of, whatever number or colon stands around it.
    pub fn named(title: &str) -> Option<Self> {
        let is_around =
            |c: char| c.is_whitespace() || c.is_ascii_digit() || matches!(c, '.' | ':' | ')');
        let name = title.trim_matches(is_around).to_lowercase();
        let known = NAMES.iter().find(|(known, _)| *known == name);
        known.map(|(_, part)| *part)
    }
}

/// A heading as it stands among the paragraphs of a råd: «### Målgruppe».
pub fn written(level: usize, title: &str) -> String {
    format!("{} {title}", "#".repeat(level))
}

/// The level and the title of a paragraph that is a heading.
pub fn heading(paragraph: &str) -> Option<(usize, &str)> {
    let title = paragraph.trim_start_matches('#');
    let level = paragraph.len() - title.len();
    let title = title.strip_prefix(' ')?;
    (1..=6).contains(&level).then_some((level, title))
}

/// Each paragraph with the part that it belongs to; the names of the fields stand in none.
pub fn divided(paragraphs: &[String]) -> Vec<(Part, &str)> {
    // The fields that are open, each below the one before.
    let mut open: Vec<(usize, Part)> = Vec::new();
    let mut found = Vec::with_capacity(paragraphs.len());
    for paragraph in paragraphs {
        if let Some((level, title)) = heading(paragraph) {
            open.retain(|(above, _)| *above < level);
            if let Some(part) = Part::named(title) {
                open.push((level, part));
                continue;
            }
        }
        let part = open.last().map_or(Part::Body, |(_, part)| *part);
        found.push((part, paragraph.as_str()));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(part: Part, text: &str) -> String {
        let paragraphs: Vec<String> = text.split("\n\n").map(str::to_owned).collect();
        let found = divided(&paragraphs).into_iter();
        let own: Vec<&str> = found
            .filter(|(at, _)| *at == part)
            .map(|(_, p)| p)
            .collect();
        own.join(" / ")
    }

    #[test]
    fn only_a_heading_that_is_the_name_of_a_field_begins_it() {
        for title in [
            "Begrunnelse",
            "Grunngjeving:",
            "BEGRUNNELSE",
            "2.1 Begrunnelse",
            "Begrunnelse 2",
        ] {
            assert_eq!(Part::named(title), Some(Part::Rationale), "{title}");
        }
        for title in ["Praktisk", "Praktisk gjennomføring:"] {
            assert_eq!(Part::named(title), Some(Part::Practice), "{title}");
        }
        for title in ["Praktisk hjelp i hjemmet", "Begrunnelse for unntak", ""] {
            assert_eq!(Part::named(title), None, "{title}");
        }
    }

    #[test]
    fn another_heading_of_the_same_level_leads_back_to_the_body_and_one_below_does_not() {
        let text = "A\n\n### Begrunnelse\n\nB\n\n#### Kunnskap\n\nC\n\n### Målgruppe\n\nD";
        assert_eq!(of(Part::Body, text), "A / ### Målgruppe / D");
        assert_eq!(of(Part::Rationale, text), "B / #### Kunnskap / C");
    }

    #[test]
    fn a_heading_beside_a_field_within_a_field_leads_back_to_that_one() {
        let text = "### Begrunnelse\n\nA\n\n#### Praktisk\n\nB\n\n#### Kunnskapsgrunnlag\n\nC";
        assert_eq!(of(Part::Rationale, text), "A / #### Kunnskapsgrunnlag / C");
        assert_eq!(of(Part::Practice, text), "B");
    }

    #[test]
    fn a_heading_above_the_name_of_a_field_leads_back_to_the_body() {
        let text = "### Tiltak\n\nA\n\n#### Praktisk\n\nB\n\n### Målgruppe\n\nC";
        assert_eq!(of(Part::Body, text), "### Tiltak / A / ### Målgruppe / C");
        assert_eq!(of(Part::Practice, text), "B");
    }
}
