//! The list of bodies as it was pasted, with the answers to what each line means: the lines go into the groups of a
//! manuscript.

use super::manuscript::{Group, Line, Manuscript, Words};
use super::paste::{Answer, Candidate, Pasted};
use crate::bodies;
use crate::text::OrgNo;
use uuid::Uuid;

impl Answer {
    /// As a form says it.
    pub fn parse(text: &str) -> Self {
        match text.split_once(':').unwrap_or((text, "")) {
            ("hopp", _) => Self::Skip,
            ("overskrift", _) => Self::Heading,
            ("instans", id) => id.parse().map_or(Self::New, Self::Body),
            ("alle", _) => Self::Collective,
            ("flere", _) => Self::Several,
            _ => Self::New,
        }
    }

    /// Whether the line can mean that.
    pub fn fits(self, line: &Pasted) -> bool {
        match self {
            Self::Body(id) => body(line, id).is_some(),
            Self::Collective => line.collective.is_some(),
            Self::Several => !line.several.is_empty(),
            Self::New | Self::Heading | Self::Skip => true,
        }
    }
}

fn body(line: &Pasted, id: Uuid) -> Option<&Candidate> {
    line.bodies.iter().find(|body| body.id == id)
}

/// The lines as they were answered, under the headings that stand before them.
pub fn add(m: &mut Manuscript, lines: &[Pasted], answers: &[Answer]) {
    let mut heading = String::new();
    for (line, answer) in lines.iter().zip(answers) {
        let new = match answer {
            Answer::Skip => continue,
            Answer::Heading => {
                heading.clone_from(&line.text);
                continue;
            }
            Answer::Body(id) => vec![of_body(line, *id)],
            Answer::Several => line.several.iter().map(of_candidate).collect(),
            Answer::Collective => vec![of_collective(line)],
            Answer::New => vec![Line {
                text: line.text.clone(),
                ..Line::default()
            }],
        };
        let group = m.groups.iter().rposition(|group| group.name.nb == heading);
        let at = group.unwrap_or_else(|| {
            m.groups.push(Group {
                name: Words::both(&heading, ""),
                ..Group::default()
            });
            m.groups.len() - 1
        });
        let lines = &mut m.groups[at].lines;
        for new in new {
            match lines.iter_mut().find(|known| is_same(known, &new)) {
                // Whoever writes it stands there by that, too, whatever becomes of the list.
                Some(known) => known.of_list = false,
                None => lines.push(new),
            }
        }
    }
}

/// Whether two lines are one: of a body that has no number, the letters may be small or large.
fn is_same(one: &Line, other: &Line) -> bool {
    let has_name_alone = |line: &Line| {
        [&line.name, &line.org_no, &line.collective]
            .into_iter()
            .all(String::is_empty)
    };
    let are_names = has_name_alone(one) && has_name_alone(other);
    one.text == other.text
        || are_names && bodies::fold_name(&one.text) == bodies::fold_name(&other.text)
}

fn of_body(line: &Pasted, id: Uuid) -> Line {
    let found = body(line, id);
    // A number alone is no name to be listed by.
    let named = found.filter(|_| OrgNo::parse(&line.text).is_ok());
    let text = named.map_or(&line.text, |body| &body.name);
    let is_same = |body: &&Candidate| bodies::fold_name(&body.name) == bodies::fold_name(text);
    Line {
        text: text.clone(),
        name: found
            .filter(|body| !is_same(body))
            .map(|body| body.name.clone())
            .unwrap_or_default(),
        org_no: found
            .and_then(|body| body.org_no.clone())
            .unwrap_or_default(),
        ..Line::default()
    }
}

/// One of several on a line is listed by its own name.
fn of_candidate(body: &Candidate) -> Line {
    Line {
        text: body.name.clone(),
        org_no: body.org_no.clone().unwrap_or_default(),
        ..Line::default()
    }
}

fn of_collective(line: &Pasted) -> Line {
    let (collective, n) = line.collective.unwrap_or_default();
    Line {
        text: line.text.clone(),
        collective: collective.to_owned(),
        count: u32::try_from(n).unwrap_or(u32::MAX),
        ..Line::default()
    }
}
