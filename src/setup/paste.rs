//! The list of bodies as it stands in a letter: lines become bodies of the register, or questions. A heading is
//! marked as such, or stands over bullets or over names of its own kind; nothing that is not sure is decided here.

mod addressed;
mod alike;
mod groups;
mod marks;
mod page_number;
mod plural;
mod several;

use crate::bodies;
use crate::db::Conn;
use crate::error::{Error, FieldError};
use crate::text::{OrgNo, single_line};
use addressed::{recipients, without_address};
use alike::{compared, is_acronym, nearness};
use chrono::NaiveDate;
use groups::Said;
use marks::{Numbering, plain};
use page_number::is_page_number;
use plural::is_plural;
use several::Several;
use uuid::Uuid;

pub use groups::kind_of;

/// Most lines that are taken at once; a longer list is refused, and comes in two goes.
pub const MOST_LINES: usize = 1_000;
/// Said of a body that the register lacks, beside whose name an address stands.
const HINT_ADDRESS: &str = "setup-paste-address";
/// How many candidates are shown for one line.
const MOST_CANDIDATES: usize = 5;

/// One line, and what it can mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pasted {
    pub text: String,
    /// An e-mail address that stood beside the name.
    pub address: Option<String>,
    /// What it means, where nobody needs to say it.
    pub answer: Option<Answer>,
    /// Those of the register that it can be, the likeliest first.
    pub bodies: Vec<Candidate>,
    /// Those of the register that it names, where it names several and nothing else.
    pub several: Vec<Candidate>,
    /// All of a kind that are in force today, where it can mean them: the word of a file, and how many.
    pub collective: Option<(&'static str, usize)>,
    /// The key of the text that says why it is asked about.
    pub hint: Option<&'static str>,
    /// The key of the text that says what is lost of it.
    pub remark: Option<&'static str>,
}

/// What a line means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// This body of the register.
    Body(Uuid),
    /// Every body of the register that the line names.
    Several,
    /// All of the kind that the line names.
    Collective,
    /// Somebody that the register does not have.
    New,
    Heading,
    /// Nothing: it is left out.
    Skip,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub id: Uuid,
    pub name: String,
    pub org_no: Option<String>,
}

impl Pasted {
    /// What is said of the address that stood in the line, when letters go to `known`.
    fn lost(&self, known: Option<&str>) -> Option<&'static str> {
        let written = self.address.as_deref()?;
        let is_known = known.is_some_and(|known| known.eq_ignore_ascii_case(written));
        let is_told = self.hint == Some(HINT_ADDRESS) || self.answer == Some(Answer::Heading);
        (!is_known && !is_told).then_some("setup-paste-address-known")
    }

    /// The line as it is read again.
    pub fn source(&self) -> String {
        match &self.address {
            Some(address) => format!("{} {address}", self.text),
            None => self.text.clone(),
        }
    }
}

/// What the lines mean that were read from what was pasted.
pub fn read(conn: &mut Conn, lines: &[LineRead], day: NaiveDate) -> Result<Vec<Pasted>, Error> {
    meanings(conn, lines, day)
}

/// The same for lines that were read already; where they stood is not known any more.
pub fn read_lines(conn: &mut Conn, text: &str, day: NaiveDate) -> Result<Vec<Pasted>, Error> {
    let text = plain(text);
    // One for each that was given, whatever is left of it.
    let given = text.split('\n').filter(|_| !text.is_empty());
    let lines: Vec<LineRead> = given.map(LineRead::of).collect();
    meanings(conn, &lines, day)
}

fn meanings(conn: &mut Conn, lines: &[LineRead], day: NaiveDate) -> Result<Vec<Pasted>, Error> {
    let register: Vec<Known> = bodies::list_names(conn, day)?
        .into_iter()
        .map(|(id, org_no, name)| Known {
            compared: compared(&name),
            body: Candidate { id, name, org_no },
        })
        .collect();
    let mut found = Vec::with_capacity(lines.len());
    for line in lines {
        let collective = match groups::collective(&line.text) {
            Some(whole) => {
                let count = bodies::in_force(conn, whole.kind, day)?.len();
                Some((whole.word, count, whole.said_of(count)))
            }
            None => None,
        };
        found.push(line.meant(&register, collective));
    }
    tell_of_addresses(conn, &mut found)?;
    Ok(found)
}

/// The list has no place for an address: where letters go to another, it is said.
fn tell_of_addresses(conn: &mut Conn, found: &mut [Pasted]) -> Result<(), Error> {
    let sure = |line: &Pasted| match line.answer {
        Some(Answer::Body(id)) => line.address.is_some().then_some(id),
        _ => None,
    };
    let ids: Vec<Uuid> = found.iter().filter_map(sure).collect();
    let known = bodies::official_addresses(conn, &ids)?;
    for line in found {
        let its = sure(line).and_then(|id| known.get(&id));
        let lost = line.lost(its.map(String::as_str));
        line.remark = line.remark.or(lost);
    }
    Ok(())
}

/// A name of the register.
struct Known {
    compared: String,
    body: Candidate,
}

/// A line as it was written.
#[derive(Default)]
pub struct LineRead {
    text: String,
    address: Option<String>,
    place: Place,
    /// The line below it, over empty ones.
    next: String,
}

/// Where a line stands, which says something of what it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Place {
    /// Among others.
    #[default]
    Within,
    /// First after an empty line, with lines right below it.
    First,
    /// Without a bullet, over lines that have one.
    OverBullets,
    /// The same right below a line that has one: the heading of the next, or a name whose bullet was lost.
    BetweenBullets,
    /// Marked as a heading.
    Heading,
}

/// The lines of what was pasted that have something in them; refused when they are too many.
pub fn lines(text: &str) -> Result<Vec<LineRead>, FieldError> {
    let lines = all_lines(text);
    match lines.len() <= MOST_LINES {
        true => Ok(lines),
        false => Err(FieldError::new("liste", "setup-paste-many")
            .with(i64::try_from(MOST_LINES).unwrap_or(i64::MAX))),
    }
}

fn all_lines(text: &str) -> Vec<LineRead> {
    let text = plain(text);
    let raw: Vec<&str> = text.lines().collect();
    let numbering = Numbering::of(&raw);
    let mut found = Vec::new();
    let mut after_gap = true;
    let mut after_bullet = false;
    for (n, line) in raw.iter().enumerate() {
        let (bare, has_bullet) = numbering.without_bullet(line);
        let texts = recipients(bare).into_iter().map(as_listed);
        let texts: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
        let Some(text) = texts.first() else {
            after_gap = true;
            continue;
        };
        let below = raw.get(n + 1).copied().unwrap_or_default();
        let next = raw[n + 1..].iter().find(|line| !line.trim().is_empty());
        let (next, is_over_bullets) =
            next.map_or(("", false), |next| numbering.without_bullet(next));
        let place = if line.trim_start().starts_with('#') || text.ends_with(':') {
            Place::Heading
        } else if has_bullet || texts.len() > 1 {
            Place::Within
        } else if is_over_bullets && after_bullet && !after_gap {
            Place::BetweenBullets
        } else if is_over_bullets {
            Place::OverBullets
        } else if after_gap && n > 0 && !below.trim().is_empty() {
            Place::First
        } else {
            Place::Within
        };
        let below = texts.iter().skip(1).cloned();
        let below = below.chain(std::iter::once(as_listed(next)));
        found.extend(texts.iter().zip(below).map(|(text, next)| LineRead {
            place,
            next,
            ..LineRead::of(text.trim_end_matches(':'))
        }));
        after_gap = false;
        after_bullet = has_bullet;
    }
    found
}

/// What stands between columns, as a line says it.
const COLUMN: char = ';';

/// A line as it is listed: its columns with a semicolon between them.
fn as_listed(text: &str) -> String {
    let columns = text.trim_end().trim_end_matches([',', COLUMN]);
    let one_space = |column: &str| column.split_whitespace().collect::<Vec<_>>().join(" ");
    let columns = columns.split(['\t', COLUMN]).map(one_space);
    let columns: Vec<String> = columns.filter(|column| !column.is_empty()).collect();
    columns.join("; ")
}

impl LineRead {
    fn of(text: &str) -> Self {
        let (name, address) = without_address(text);
        Self {
            text: name.to_owned(),
            address,
            ..Self::default()
        }
    }

    /// The columns of the line, as names are compared; none where it has one.
    fn columns(&self) -> Vec<String> {
        match self.text.contains(COLUMN) {
            true => self.text.split(COLUMN).map(compared).collect(),
            false => Vec::new(),
        }
    }

    fn meant(&self, register: &[Known], collective: Option<(&'static str, usize, Said)>) -> Pasted {
        let line = compared(&self.text);
        let is_over_its_kind = groups::is_heading_of(&self.text, &compared(&self.next));
        let asked = |hint| (None, Some(hint));
        let whole = collective.filter(|(.., said)| *said != Said::Part);
        let mut bodies = Vec::new();
        let mut several = Several::default();
        let is_page = is_page_number(&self.text);
        let (answer, hint) = if is_page {
            (Some(Answer::Skip), None)
        } else if self.place == Place::Heading {
            (Some(Answer::Heading), None)
        } else if let Some((.., said)) = whole {
            match said {
                Said::All => (Some(Answer::Collective), None),
                _ if is_over_its_kind => (Some(Answer::Heading), None),
                Said::Miscounted => asked("setup-paste-count"),
                Said::Them if self.place == Place::Within => (Some(Answer::Collective), None),
                _ => asked("setup-paste-bare"),
            }
        } else if let Some((number, name)) = numbered(&self.text) {
            bodies = candidates(register, |known| {
                let is_its = known.body.org_no.as_deref() == Some(number.as_str());
                let by_name = || nearness(&compared(&name), &known.compared, false);
                is_its.then_some(101).or_else(by_name)
            });
            let is_its_name = |known: &&Known| {
                known.compared == compared(&name)
                    && known.body.org_no.as_deref() == Some(number.as_str())
            };
            match register.iter().find(is_its_name) {
                Some(known) => (Some(Answer::Body(known.body.id)), None),
                None => asked("setup-paste-number"),
            }
        } else {
            bodies = candidates(register, |known| (known.compared == line).then_some(100));
            match bodies.as_slice() {
                [] => {
                    let is_acronym = is_acronym(&self.text);
                    several = Several::of(&self.text, register);
                    let named = several.bodies.iter().map(|body| compared(&body.name));
                    let columns: Vec<String> = self.columns().into_iter().chain(named).collect();
                    bodies = candidates(register, |known| {
                        let whole = nearness(&line, &known.compared, is_acronym);
                        let near = |column: &String| match *column == known.compared {
                            true => Some(100),
                            false => nearness(column, &known.compared, false),
                        };
                        columns.iter().filter_map(near).chain(whole).max()
                    });
                    match self.unknown(&line, &several, bodies.is_empty(), is_over_its_kind) {
                        Ok(answer) => (Some(answer), None),
                        Err(Some("setup-paste-group")) if collective.is_some() => {
                            asked("setup-paste-some")
                        }
                        Err(hint) => (None, hint),
                    }
                }
                [_] if self.is_over_bullets() => asked("setup-paste-place"),
                [one] => (Some(Answer::Body(one.id)), None),
                _ => (None, None),
            }
        };
        Pasted {
            text: self.text.clone(),
            address: self.address.clone(),
            answer,
            bodies,
            several: several.bodies,
            collective: collective.map(|(word, n, _)| (word, n)),
            hint,
            remark: is_page.then_some("setup-paste-page"),
        }
    }

    fn is_over_bullets(&self) -> bool {
        matches!(self.place, Place::OverBullets | Place::BetweenBullets)
    }

    /// What a line means that is not the name of anybody in the register; or why it is asked about.
    fn unknown(
        &self,
        line: &str,
        several: &Several,
        is_like_none: bool,
        is_over_its_kind: bool,
    ) -> Result<Answer, Option<&'static str>> {
        let groups = groups::named(&self.text);
        let should_be_known = groups::of_kind(line).is_some_and(|(_, is_whole, _)| is_whole);
        let mut names = self.text.split(',').map(compared);
        let is_like_a_name = names.any(|name| groups::of_kind(&name).is_some())
            || several.is_likely
            || is_doubtful(&self.text)
            || is_acronym(&self.text)
            || self.address.is_some();
        // Between bullets it may be one of them: there only what names many is a heading.
        let is_heading = match self.place {
            Place::OverBullets => groups < 2,
            Place::BetweenBullets => groups == 1 || groups == 0 && is_plural(&self.text),
            _ => false,
        };
        match is_like_none {
            _ if is_over_its_kind => Ok(Answer::Heading),
            true if is_heading && !is_like_a_name => Ok(Answer::Heading),
            _ if groups > 1 => Err(Some("setup-paste-several")),
            _ if !several.bodies.is_empty() => Err(Some("setup-paste-named")),
            _ if self.text.contains(COLUMN) => Err(Some("setup-paste-columns")),
            _ if groups > 0 || groups::says_all(&self.text) => Err(Some("setup-paste-group")),
            _ if several.is_likely => Err(Some("setup-paste-enumerated")),
            false if self.is_over_bullets() => Err(Some("setup-paste-place")),
            _ if self.place != Place::First && is_plural(&self.text) => {
                Err(Some("setup-paste-plural"))
            }
            false => Err(None),
            true if should_be_known => Err(Some("setup-paste-unknown")),
            true if is_doubtful(&self.text) => Err(Some("setup-paste-doubtful")),
            true if is_acronym(&self.text) => Err(Some("setup-paste-short")),
            true if self.place == Place::First || self.is_over_bullets() => {
                Err(Some("setup-paste-place"))
            }
            true if self.address.is_some() => Err(Some(HINT_ADDRESS)),
            // A date, a number, a line across the page: no name has no letter.
            true if self.text.contains('@') || !self.text.contains(char::is_alphabetic) => {
                Err(None)
            }
            true => Ok(Answer::New),
        }
    }
}

/// Whoever wrote it was not sure, or it is not whole, or it has somebody else in it.
fn is_doubtful(text: &str) -> bool {
    let count = |sign| text.matches(sign).count();
    text.contains('?') || count('(') != count(')') || text.to_lowercase().contains("(inkl")
}

/// Those of the register that are near enough, the nearest first, each once.
fn candidates(register: &[Known], nearness: impl Fn(&Known) -> Option<usize>) -> Vec<Candidate> {
    let near = register.iter();
    let mut near: Vec<(usize, &Candidate)> = near
        .filter_map(|known| Some((nearness(known)?, &known.body)))
        .collect();
    near.sort_by(|(a, one), (b, other)| b.cmp(a).then_with(|| one.name.cmp(&other.name)));
    let mut candidates: Vec<Candidate> = Vec::new();
    for (_, one) in near {
        if candidates.iter().all(|known| known.id != one.id) {
            candidates.push(one.clone());
        }
    }
    candidates.truncate(MOST_CANDIDATES);
    candidates
}

/// An organisation number that stands in a line, and the rest of it.
fn numbered(text: &str) -> Option<(String, String)> {
    let from = text.find(|c: char| c.is_ascii_digit())?;
    let to = text.rfind(|c: char| c.is_ascii_digit())? + 1;
    let number = OrgNo::parse(&text[from..to]).ok()?;
    let is_between =
        |c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | ';' | ':' | '-' | '–' | '—');
    let before = text[..from].trim_end_matches(is_between);
    let after = text[to..].trim_start_matches(is_between);
    let rest = single_line(&format!("{before} {after}"));
    Some((number.as_str().to_owned(), rest))
}

#[cfg(test)]
mod tests;
