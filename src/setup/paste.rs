//! The list of bodies as it stands in a letter: lines become bodies of the register, or questions. A heading is
//! marked as such, or stands alone before its lines; nothing that is not sure is decided here.

use crate::bodies::{self, Kind, fold_name};
use crate::db::Conn;
use crate::error::Error;
use crate::text::single_line;
use chrono::NaiveDate;
use uuid::Uuid;

/// Most lines that are taken at once; a longer list comes in two goes.
pub const MOST_LINES: usize = 1_000;
/// How many candidates are shown for one line.
const MOST_CANDIDATES: usize = 5;
/// How alike two names must be, of 100, to be asked about; and two of a kind that the register has all of.
const ALIKE: usize = 55;
const ALIKE_OF_ALL: usize = 25;

/// One line, and what it can mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pasted {
    pub text: String,
    pub meant: Meant,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meant {
    Heading,
    /// One body has exactly this name.
    Body(Candidate),
    /// All of a kind that are in force today.
    Collective(&'static str, usize),
    /// None has this name, but these are called something like it; or it should be known and is not.
    Unsure(Vec<Candidate>),
    /// The register has nothing like it.
    New,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub id: Uuid,
    pub name: String,
    pub org_no: Option<String>,
}

/// The words that stand for all of a kind, without «alle», «landets» and the like.
const COLLECTIVES: [(&str, Kind, &[&str]); 4] = [
    (
        "municipalities",
        Kind::Municipality,
        &["kommuner", "kommunene", "kommunar", "kommunane"],
    ),
    (
        "county_authorities",
        Kind::CountyAuthority,
        &[
            "fylkeskommuner",
            "fylkeskommunene",
            "fylkeskommunar",
            "fylkeskommunane",
        ],
    ),
    (
        "county_governors",
        Kind::CountyGovernor,
        &[
            "statsforvaltere",
            "statsforvalterne",
            "statsforvaltarar",
            "statsforvaltarane",
        ],
    ),
    (
        "health_authorities",
        Kind::HealthAuthority,
        &[
            "regionale helseforetak",
            "regionale helseforetakene",
            "regionale helseføretak",
            "regionale helseføretaka",
        ],
    ),
];
const ALL: [&str; 8] = [
    "alle",
    "samtlige",
    "landets",
    "landet sine",
    "norges",
    "de",
    "dei",
    "noregs",
];

/// What names of a kind have in common, which makes no two of them alike, and whether the register has all of the
/// kind: a name that it lacks is then asked about, since it is an old one or a wrong one.
const KINDS: [(&str, bool); 5] = [
    ("fylkeskommune", true),
    ("kommune", true),
    ("departementet", false),
    ("direktoratet", false),
    ("tilsynet", false),
];
const GOVERNOR: &str = "statsforvalteren i ";

/// Reads what was pasted.
pub fn read(conn: &mut Conn, text: &str, day: NaiveDate) -> Result<Vec<Pasted>, Error> {
    meanings(conn, lines(text), day)
}

/// The same for lines that were read already; a heading is only what was answered to be one.
pub fn read_lines(conn: &mut Conn, text: &str, day: NaiveDate) -> Result<Vec<Pasted>, Error> {
    let line = |text: &str| LineRead {
        text: text.to_owned(),
        is_marked_heading: false,
        may_be_heading: false,
    };
    meanings(conn, text.lines().map(line).collect(), day)
}

fn meanings(conn: &mut Conn, lines: Vec<LineRead>, day: NaiveDate) -> Result<Vec<Pasted>, Error> {
    let known = bodies::list_names(conn, day)?;
    let mut found = Vec::with_capacity(lines.len());
    for line in lines.into_iter().take(MOST_LINES) {
        let meant = if line.is_marked_heading {
            Meant::Heading
        } else {
            meant(conn, &line, &known, day)?
        };
        found.push(Pasted {
            text: line.text,
            meant,
        });
    }
    Ok(found)
}

struct LineRead {
    text: String,
    is_marked_heading: bool,
    /// Stands alone after an empty line, with lines right below it.
    may_be_heading: bool,
}

fn lines(text: &str) -> Vec<LineRead> {
    const BULLETS: [char; 6] = ['-', '–', '•', '*', '·', '\u{f0b7}'];
    let raw: Vec<&str> = text.lines().collect();
    let is_bullet = |line: &str| {
        let line = line.trim_start();
        line.starts_with(BULLETS) && line.chars().nth(1).is_none_or(char::is_whitespace)
    };
    let has_bullets = raw.iter().any(|line| is_bullet(line));
    let mut found = Vec::new();
    let mut after_gap = true;
    for (n, line) in raw.iter().enumerate() {
        let bullet = is_bullet(line);
        let bare = line.trim().trim_start_matches('#').trim_start();
        let bare = if bullet {
            bare.trim_start_matches(BULLETS)
        } else {
            bare
        };
        let text = single_line(bare.trim_end_matches([',', ';']));
        if text.is_empty() {
            after_gap = true;
            continue;
        }
        let next = raw.get(n + 1).map_or("", |next| next.trim());
        let is_marked_heading = line.trim_start().starts_with('#')
            || text.ends_with(':')
            || (has_bullets && !bullet && is_bullet(next));
        found.push(LineRead {
            text: text.trim_end_matches(':').to_owned(),
            is_marked_heading,
            may_be_heading: after_gap && n > 0 && !next.is_empty(),
        });
        after_gap = false;
    }
    found
}

type Known = (Uuid, Option<String>, String);

fn meant(
    conn: &mut Conn,
    line: &LineRead,
    known: &[Known],
    day: NaiveDate,
) -> Result<Meant, Error> {
    if let Some((word, kind)) = collective(&line.text) {
        let count = bodies::in_force(conn, kind, day)?.len();
        return Ok(Meant::Collective(word, count));
    }
    let folded = compared(&line.text);
    let mut exact: Vec<&Known> = known
        .iter()
        .filter(|(_, _, name)| compared(name) == folded)
        .collect();
    exact.dedup_by_key(|(id, ..)| *id);
    if let [one] = exact.as_slice() {
        return Ok(Meant::Body(candidate(one)));
    }
    let mut near: Vec<(usize, &Known)> = match exact.is_empty() {
        false => exact.into_iter().map(|one| (100, one)).collect(),
        true => known
            .iter()
            .filter_map(|one| Some((alike(&folded, &compared(&one.2))?, one)))
            .collect(),
    };
    near.sort_by(|(a, one), (b, other)| b.cmp(a).then_with(|| one.2.cmp(&other.2)));
    let mut candidates: Vec<Candidate> = Vec::new();
    for (_, one) in near {
        if candidates.iter().all(|known| known.id != one.0) {
            candidates.push(candidate(one));
        }
    }
    candidates.truncate(MOST_CANDIDATES);
    let should_be_known = of_kind(&folded).is_some_and(|(_, is_whole, _)| is_whole);
    Ok(match candidates.is_empty() && !should_be_known {
        false => Meant::Unsure(candidates),
        true if line.may_be_heading => Meant::Heading,
        true => Meant::New,
    })
}

fn candidate((id, org_no, name): &Known) -> Candidate {
    Candidate {
        id: *id,
        name: name.clone(),
        org_no: org_no.clone(),
    }
}

/// Whom the word of a collective line in a file stands for.
pub fn kind_of(word: &str) -> Option<Kind> {
    let found = COLLECTIVES.iter().find(|(known, ..)| *known == word);
    found.map(|(_, kind, _)| *kind)
}

fn collective(text: &str) -> Option<(&'static str, Kind)> {
    let folded = crate::text::fold(text);
    let mut rest = folded.trim_end_matches('.');
    while let Some(shorter) = ALL
        .iter()
        .find_map(|word| rest.strip_prefix(word)?.strip_prefix(' '))
    {
        rest = shorter.trim_start();
    }
    let found = COLLECTIVES.iter().find(|(.., names)| names.contains(&rest));
    found.map(|(word, kind, _)| (*word, *kind))
}

/// A name as it is compared: the governor of a county is the same in both languages.
fn compared(name: &str) -> String {
    fold_name(name).replace("statsforvaltaren i ", GOVERNOR)
}

/// The kind that a name says, whether the register has all of that kind, and what is the name's own.
fn of_kind(compared: &str) -> Option<(&'static str, bool, &str)> {
    let governor = compared.strip_prefix(GOVERNOR);
    let of_kind = |(word, is_whole): &(&'static str, bool)| {
        Some((*word, *is_whole, compared.strip_suffix(word)?))
    };
    governor
        .map(|own| (GOVERNOR, true, own))
        .or_else(|| KINDS.iter().find_map(of_kind))
}

/// How alike two names are, where that is enough to ask. What all of a kind have in common does not count.
fn alike(one: &str, other: &str) -> Option<usize> {
    let (likeness, enough) = match (of_kind(one), of_kind(other)) {
        (Some((word, ..)), Some((other, ..))) if word != other => return None,
        (Some((_, is_whole, one)), Some((.., other))) => {
            let enough = if is_whole { ALIKE_OF_ALL } else { ALIKE };
            (likeness(one, other), enough)
        }
        _ => (likeness(one, other), ALIKE),
    };
    (likeness >= enough).then_some(likeness)
}

/// How much of two names is the same, of 100: pairs of letters that they share.
fn likeness(one: &str, other: &str) -> usize {
    let (one, other) = (pairs(one), pairs(other));
    if one.is_empty() || other.is_empty() {
        return 0;
    }
    let mut left = other.clone();
    let shared = one
        .iter()
        .filter(|pair| {
            let at = left.iter().position(|known| known == *pair);
            at.map(|at| left.swap_remove(at)).is_some()
        })
        .count();
    200 * shared / (one.len() + other.len())
}

fn pairs(text: &str) -> Vec<(char, char)> {
    let letters: Vec<char> = crate::text::fold(text)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect();
    letters.windows(2).map(|pair| (pair[0], pair[1])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_of_a_kind_are_known_by_the_words_that_letters_use() {
        let word = |text: &str| collective(text).map(|(word, _)| word);
        assert_eq!(word("Alle landets kommuner"), Some("municipalities"));
        assert_eq!(
            word("Alle regionale helseforetak"),
            Some("health_authorities")
        );
        assert_eq!(word("Statsforvaltere"), Some("county_governors"));
        assert_eq!(
            word("De regionale helseforetakene"),
            Some("health_authorities")
        );
        assert_eq!(word("Kommunesektorens organisasjon"), None);
        assert_eq!(word("Alle"), None);
    }

    #[test]
    fn headings_are_marked_by_hash_colon_or_by_having_no_bullet_themselves() {
        let read = lines(
            "# Statlige\nDirektoratet\n\nOrganisasjoner:\n- ADHD Norge;\n- A-larm\nFylker\n• Vestland",
        );
        let headings: Vec<&str> = read
            .iter()
            .filter(|line| line.is_marked_heading)
            .map(|line| line.text.as_str())
            .collect();
        assert_eq!(headings, ["Statlige", "Organisasjoner", "Fylker"]);
        assert!(read.iter().any(|line| line.text == "A-larm"));
        assert!(read.iter().any(|line| line.text == "ADHD Norge"));
    }

    #[test]
    fn names_with_other_marks_are_alike_and_other_names_are_not() {
        assert!(
            likeness(
                "LEVE Norge, (inkl Unge LEVE)",
                "LEVE Norge (inkl. Unge LEVE)"
            ) > 95
        );
        assert!(likeness("Angstringen?", "Angstringen") > 95);
        assert!(likeness("Mental Helse", "Marborg") < ALIKE);
    }

    #[test]
    fn what_all_of_a_kind_are_called_makes_no_two_of_them_alike() {
        let alike = |one: &str, other: &str| alike(&compared(one), &compared(other));
        assert_eq!(alike("Mattilsynet", "Datatilsynet"), None);
        let health = "Helse- og omsorgsdepartementet";
        assert_eq!(alike("Finansdepartementet", health), None);
        assert_eq!(alike("Viken fylkeskommune", "Vestland fylkeskommune"), None);
        assert_eq!(alike("Viken fylkeskommune", "Vik kommune"), None);
        let was_two = "Troms og Finnmark fylkeskommune";
        assert!(alike(was_two, "Troms fylkeskommune").is_some());
        assert!(alike(was_two, "Troms fylkeskommune") < alike(was_two, "Finnmark fylkeskommune"));
    }

    #[test]
    fn a_governor_has_one_name_in_both_languages() {
        let one = compared("Statsforvalteren i Rogaland");
        assert_eq!(one, compared("Statsforvaltaren i Rogaland"));
    }
}
