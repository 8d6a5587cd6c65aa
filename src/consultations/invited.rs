//! Who was asked (høringsinstansene): the listed lines become bodies of the register when a consultation is
//! published, and each is written down as it was then. What stands there is never changed; a line that is
//! added later adds its bodies with the reason.

mod store;

use super::consultation::{Group, InvitedBody, Texts, Version};
use super::file::{CollectiveKind, Imported, ListedLine, Problem};
use super::store::from_word;
use crate::audit::{self, Actor, Entry};
use crate::bodies::{self, Body, Kind, NewBody, Source};
use crate::db::Conn;
use crate::error::Error;
use crate::i18n::Lang;
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::{HashMap, HashSet};
use store::{NewInvited, StoredLine};
use uuid::Uuid;

pub use store::{find_invited, invited, list_body_ids as invited_body_ids};

/// Stands for the number of a group where a body was invited after the publishing, beside the list.
pub const ADDED_LATER: i32 = i32::MAX;

/// The word for [`ADDED_LATER`] in addresses.
const LATER: &str = "senere";

/// A group of the list as addresses have it.
pub fn group_word(no: i32) -> String {
    match no {
        ADDED_LATER => LATER.to_owned(),
        no => no.to_string(),
    }
}

pub fn parse_group(word: &str) -> Option<i32> {
    match word {
        LATER => Some(ADDED_LATER),
        no => no.parse().ok(),
    }
}

/// An invited body: what it was called and where it was written to when it was invited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invited {
    pub id: Uuid,
    pub consultation_id: Uuid,
    pub body_id: Uuid,
    /// The line that it stands on; `None` when it was added by hand.
    pub line_id: Option<Uuid>,
    /// Which group that line is in, from 0, and its heading.
    pub group_no: Option<i32>,
    pub group: Option<Texts>,
    pub as_listed: Option<String>,
    pub name: String,
    /// Never for others than staff.
    pub address: Option<String>,
    pub language: Lang,
    /// Why it was added after the publishing.
    pub reason: Option<Texts>,
    pub added_at: DateTime<Utc>,
    pub kind: Kind,
    pub county_no: Option<String>,
    pub org_no: Option<String>,
}

/// What a line asks for, whether it comes from a file, is stored or is being written.
pub struct Asked<'a> {
    pub name: &'a str,
    pub org_no: Option<&'a str>,
    /// All of a kind.
    pub kind: Option<Kind>,
}

/// What a line means in the register.
pub enum AskedFor {
    Bodies(Vec<Uuid>),
    /// A body that the register does not know yet.
    Unknown,
    /// Several are called so.
    Several,
}

impl Asked<'_> {
    pub fn meant(&self, conn: &mut Conn, day: NaiveDate) -> Result<AskedFor, Error> {
        if let Some(kind) = self.kind {
            return Ok(AskedFor::Bodies(bodies::in_force(conn, kind, day)?));
        }
        if let Some(org_no) = self.org_no
            && let Some(body) = bodies::find_by_org_no(conn, org_no)?
        {
            return Ok(AskedFor::Bodies(vec![body.id]));
        }
        let mut called = bodies::find_by_name(conn, self.name, day)?;
        // One with another number is another body of the same name.
        called.retain(|body| self.org_no.is_none() || body.org_no.is_none());
        Ok(match called.as_slice() {
            [] => AskedFor::Unknown,
            [one] => AskedFor::Bodies(vec![one.id]),
            _ => AskedFor::Several,
        })
    }
}

fn kind_of(collective: CollectiveKind) -> Kind {
    match collective {
        CollectiveKind::Municipalities => Kind::Municipality,
        CollectiveKind::CountyAuthorities => Kind::CountyAuthority,
        CollectiveKind::CountyGovernors => Kind::CountyGovernor,
        CollectiveKind::HealthAuthorities => Kind::HealthAuthority,
    }
}

/// What keeps these lines of a file from becoming bodies: a count that does not fit, a name that several
/// have, a body that two lines mean. Looked at before anything is written.
pub fn refused(
    conn: &mut Conn,
    imported: &Imported,
    is_new: impl Fn(usize, &ListedLine) -> bool,
    day: NaiveDate,
) -> Result<Vec<Problem>, Error> {
    let mut problems = Vec::new();
    let mut claimed: HashMap<Uuid, &str> = HashMap::new();
    for (n, group) in imported.file.groups.iter().enumerate() {
        let place = format!("group {}", n + 1);
        for line in group.lines.iter().filter(|line| is_new(n, line)) {
            let asked = Asked {
                name: line.name.as_deref().unwrap_or(&line.text),
                org_no: line.org_no.as_ref().map(|no| no.as_str()),
                kind: line.collective.map(|collective| kind_of(collective.kind)),
            };
            let mut refuse = |what: String, what_to_do: &str| {
                problems.push(imported.problem_at(&place, &what, what_to_do));
            };
            let ids = match asked.meant(conn, day)? {
                AskedFor::Bodies(ids) => ids,
                AskedFor::Unknown => continue,
                AskedFor::Several => {
                    refuse(
                        format!("Registeret har flere instanser som heter «{}».", asked.name),
                        "Skriv «org_no» for den som er ment.",
                    );
                    continue;
                }
            };
            if ids.len() != line.bodies() as usize {
                refuse(
                    format!(
                        "«{}» skal stå for {} instanser, men registeret har {} som gjelder {day}.",
                        line.text,
                        line.bodies(),
                        ids.len()
                    ),
                    "Rett «count», eller rett registeret først.",
                );
            }
            let twice = ids.iter().find_map(|id| claimed.get(id).copied());
            if let Some(other) = twice {
                refuse(
                    format!("«{}» og «{other}» står for samme instans.", line.text),
                    "La instansen stå på listen én gang.",
                );
            }
            claimed.extend(ids.into_iter().map(|id| (id, line.text.as_str())));
        }
    }
    Ok(problems)
}

/// Writes down who is asked by the lines that were added in this version of the proposal.
pub fn freeze(
    conn: &mut Conn,
    consultation_id: Uuid,
    version: i32,
    actor: Actor,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let stored = store::list_lines(conn, consultation_id, version)?;
    if stored.is_empty() {
        return Ok(());
    }
    let day = crate::calendar::oslo_date(now);
    let mut claimed: HashSet<Uuid> = store::list_body_ids(conn, consultation_id)?;
    let mut meant: Vec<(usize, Uuid)> = Vec::new();
    let mut new: Vec<(usize, NewBody)> = Vec::new();
    for (n, line) in stored.iter().enumerate() {
        let ids = match line.asked().meant(conn, day)? {
            AskedFor::Bodies(ids) => ids,
            AskedFor::Unknown => {
                new.push((n, NewBody::named(line.name(), line.org_no.as_deref())));
                continue;
            }
            AskedFor::Several => Vec::new(),
        };
        if ids.len() != usize::try_from(line.expected).unwrap_or_default() {
            // The register has changed since the file was checked: what holds on the day is written down.
            tracing::warn!(line.id = %line.id, found = ids.len(), expected = line.expected, "invited.count_differs");
        }
        let fresh = ids.into_iter().filter(|id| claimed.insert(*id));
        meant.extend(fresh.map(|id| (n, id)));
    }
    let (lines, new): (Vec<usize>, Vec<NewBody>) = new.into_iter().unzip();
    let added = bodies::insert_bodies(conn, &new, Source::Consultation, now)?;
    let entry = |id: &Uuid| Entry {
        at: now,
        actor,
        action: "body.added",
        object_kind: "body",
        object_id: *id,
        detail: Some("consultation".into()),
    };
    audit::record_all(conn, added.iter().map(entry).collect())?;
    meant.extend(lines.into_iter().zip(added));
    if store::is_demo(conn, consultation_id)? {
        bodies::give_example_addresses(conn, now)?;
    }
    write(conn, consultation_id, &stored, meant, now)
}

fn write(
    conn: &mut Conn,
    consultation_id: Uuid,
    lines: &[StoredLine],
    meant: Vec<(usize, Uuid)>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let ids: Vec<Uuid> = meant.iter().map(|(_, id)| *id).collect();
    let found = bodies::find_many(conn, &ids)?;
    let mut rows: Vec<(usize, NewInvited)> = meant
        .iter()
        .zip(&found)
        .map(|((n, _), body)| {
            let line = &lines[*n];
            let reason = line.reason.clone().map(|nb| Texts { nb, nn: None });
            (*n, NewInvited::of(body, Some(line.id), reason))
        })
        .collect();
    rows.sort_by_cached_key(|(n, row)| (*n, bodies::alphabetical(&row.name)));
    let rows: Vec<NewInvited> = rows.into_iter().map(|(_, row)| row).collect();
    store::insert(conn, consultation_id, &rows, now)
}

/// Puts bodies that were added by hand onto the lines that list them by now, so that each stands once; gives those
/// that no line lists.
pub fn put_on_lines(
    conn: &mut Conn,
    groups: &mut [Group],
    mut added: Vec<(Uuid, InvitedBody)>,
    versions: &[Version],
) -> Result<Vec<InvitedBody>, Error> {
    for line in groups.iter_mut().flat_map(|group| &mut group.lines) {
        let is_full = usize::try_from(line.bodies).is_ok_and(|n| n <= line.invited.len());
        let listed_by = versions.iter().find(|version| version.no == line.added_in);
        let (false, Some(version)) = (is_full || added.is_empty(), listed_by) else {
            continue;
        };
        let asked = Asked {
            name: line.name.as_deref().unwrap_or(&line.as_listed),
            org_no: line.org_no.as_deref(),
            kind: line
                .collective
                .as_deref()
                .map(from_word)
                .transpose()?
                .map(kind_of),
        };
        let day = crate::calendar::oslo_date(version.published_at);
        let AskedFor::Bodies(ids) = asked.meant(conn, day)? else {
            continue;
        };
        let (own, others): (Vec<_>, _) = added.into_iter().partition(|(id, _)| ids.contains(id));
        added = others;
        line.invited.extend(own.into_iter().map(|(_, body)| body));
        line.invited
            .sort_by_cached_key(|body| bodies::alphabetical(&body.name));
    }
    Ok(added.into_iter().map(|(_, body)| body).collect())
}

/// Adds bodies after the publishing, with the reason, and tells every server; how many were not invited already.
pub fn add_invited(
    conn: &mut Conn,
    consultation_id: Uuid,
    bodies: &[Body],
    reason: &Texts,
    actor: Actor,
    now: DateTime<Utc>,
) -> Result<usize, Error> {
    super::import::lock(conn)?;
    let mut invited = store::list_body_ids(conn, consultation_id)?;
    let new: Vec<&Body> = bodies
        .iter()
        .filter(|body| invited.insert(body.id))
        .collect();
    if new.is_empty() {
        return Ok(0);
    }
    let row = |body: &&Body| NewInvited::of(body, None, Some(reason.clone()));
    let mut rows: Vec<NewInvited> = new.iter().map(row).collect();
    rows.sort_by_cached_key(|row| bodies::alphabetical(&row.name));
    store::insert(conn, consultation_id, &rows, now)?;
    let entry = |body: &&Body| Entry {
        at: now,
        actor,
        action: "invited.added",
        object_kind: "body",
        object_id: body.id,
        detail: Some(format!("consultation:{consultation_id}")),
    };
    for chunk in new.chunks(store::CHUNK) {
        audit::record_all(conn, chunk.iter().map(entry).collect())?;
    }
    super::import::bump_revision(conn)?;
    Ok(new.len())
}

/// Whether [`complete`] has nothing to do.
pub fn is_complete(conn: &mut Conn) -> Result<bool, Error> {
    Ok(bodies::has_shipped(conn)? && store::list_unfrozen(conn)?.is_empty())
}

/// Makes sure that the register holds what is shipped, and that everything published has its invited bodies
/// written down. Cheap when nothing lacks; must stand in a transaction.
pub fn complete(conn: &mut Conn, now: DateTime<Utc>) -> Result<(), Error> {
    bodies::load_shipped(conn, now)?;
    if store::list_unfrozen(conn)?.is_empty() {
        return Ok(());
    }
    // Another instance may be at it, too.
    super::import::lock(conn)?;
    for (id, newest) in store::list_unfrozen(conn)? {
        for version in 1..=newest {
            freeze(conn, id, version, Actor::Program, now)?;
        }
    }
    Ok(())
}
