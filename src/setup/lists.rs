//! Lists of bodies (adresselister) in a working copy: who is on one becomes lines of the list under its name, and
//! the list is locked when they are published.

use super::check::{Finding, Weight};
use super::manuscript::{Group, Line, Manuscript, TakenList, Words};
use super::paste::kind_of;
use super::working_copy::By;
use crate::bodies::{self, Body, BodyList, ListState, Outcome, alphabetical, fold_name};
use crate::db::Conn;
use crate::error::{Error, Problem};
use chrono::NaiveDate;
use std::collections::HashSet;
use uuid::Uuid;

/// A list that may be used, and who is on it, by name.
pub struct Usable {
    pub list: BodyList,
    pub members: Vec<Body>,
}

pub fn usable(conn: &mut Conn) -> Result<Vec<BodyList>, Error> {
    let mut lists = bodies::list_all(conn)?;
    lists.retain(|list| list.state.is_usable());
    Ok(lists)
}

/// Nothing for a list that is not there or may not be used.
pub fn find(conn: &mut Conn, id: Uuid) -> Result<Option<Usable>, Error> {
    let list = bodies::find_list(conn, id)?.filter(|list| list.state.is_usable());
    let Some(list) = list else { return Ok(None) };
    let ids = bodies::member_ids(conn, id)?;
    let mut members = bodies::find_many(conn, &ids)?;
    members.sort_by_cached_key(|body| (alphabetical(body.own_name()), body.id));
    Ok(Some(Usable { list, members }))
}

impl Usable {
    /// Makes lines of those on the list who are in force and not listed already. What was taken in of it before
    /// gives way; what was written in its group beside it stays, and so does a group that is published.
    pub fn take_into(&self, m: &mut Manuscript, day: NaiveDate) {
        let is_this = |group: &Group| group.list.as_ref().is_some_and(|l| l.id == self.list.id);
        let before = m.groups.iter().position(is_this);
        if let Some(at) = before {
            m.groups[at].lines.retain(|line| !line.of_list);
        }
        let listed = Listed::of(m);
        let fresh = self.members.iter();
        let fresh = fresh.filter(|body| body.is_in_force(day) && !listed.has(body));
        let lines: Vec<Line> = fresh.map(line).collect();
        let taken = TakenList {
            id: self.list.id,
            version: self.list.version,
        };
        match before {
            Some(at) => {
                m.groups[at].lines.extend(lines);
                m.groups[at].list = Some(taken);
            }
            None => m.groups.push(Group {
                name: Words::both(&self.list.name, ""),
                lines,
                list: Some(taken),
            }),
        }
    }

    /// Those on the list who do not stand in this group.
    pub fn missing_in<'l>(&'l self, group: &'l Group) -> impl Iterator<Item = &'l Body> {
        let is_line = |body: &Body| {
            let new = line(body);
            let mut known = group.lines.iter();
            known.any(|known| (&known.text, &known.org_no) == (&new.text, &new.org_no))
        };
        self.members.iter().filter(move |body| !is_line(body))
    }
}

fn line(body: &Body) -> Line {
    Line {
        text: body.own_name().to_owned(),
        org_no: body.org_no.clone().unwrap_or_default(),
        of_list: true,
        ..Line::default()
    }
}

/// Who stands on the list of the working copy.
struct Listed {
    names: HashSet<String>,
    org_nos: HashSet<String>,
    kinds: Vec<bodies::Kind>,
}

impl Listed {
    fn of(m: &Manuscript) -> Self {
        let lines = || m.groups.iter().flat_map(|group| &group.lines);
        let names = lines().flat_map(|line| [&line.text, &line.name]);
        Self {
            names: names.map(|name| fold_name(name)).collect(),
            org_nos: lines().map(|line| line.org_no.replace(' ', "")).collect(),
            kinds: lines()
                .filter_map(|line| kind_of(&line.collective))
                .collect(),
        }
    }

    fn has(&self, body: &Body) -> bool {
        let by_number = body.org_no.as_ref();
        by_number.is_some_and(|no| self.org_nos.contains(no))
            || self.names.contains(&fold_name(body.own_name()))
            || self.kinds.contains(&body.kind)
    }
}

/// A list that is not any more what was taken in.
pub fn findings(conn: &mut Conn, m: &Manuscript) -> Result<Vec<Finding>, Error> {
    let mut found = Vec::new();
    for (n, group) in m.groups.iter().enumerate() {
        let Some(taken) = &group.list else { continue };
        let list = bodies::find_list(conn, taken.id)?;
        if !list.as_ref().is_some_and(|list| taken.is_still(list)) {
            let name = list.map_or_else(|| group.name.nb.clone(), |list| list.name);
            found.push(Finding {
                at: format!("/groups/{n}"),
                code: "setup-wrong-list-changed",
                values: vec![("name", name)],
                weight: Weight::Wrong,
            });
        }
    }
    Ok(found)
}

impl TakenList {
    /// Locking raises the version once more, and nothing changes a list after it.
    fn is_still(&self, list: &BodyList) -> bool {
        match list.state {
            ListState::Draft => false,
            ListState::Ready => list.version == self.version,
            ListState::Locked => (self.version..=self.version + 1).contains(&list.version),
        }
    }
}

/// Locks the lists whose bodies are published, so that what they held can be looked up for ever. A list that
/// another has changed since it was looked at stops it all.
pub fn lock(conn: &mut Conn, m: &Manuscript, used_by: Uuid, by: By) -> Result<(), Error> {
    let moved = || Error::new(Problem::Unavailable);
    let by = bodies::By {
        actor: by.actor,
        at: by.at,
    };
    for taken in m.groups.iter().filter_map(|group| group.list.as_ref()) {
        let list = bodies::find_list(conn, taken.id)?;
        let list = list.filter(|list| taken.is_still(list)).ok_or_else(moved)?;
        let used_by = format!("consultation:{used_by}");
        match bodies::lock_for(conn, list.id, list.version, used_by, by)? {
            Outcome::Done(_) => {}
            Outcome::Overtaken(_) => return Err(moved()),
        }
    }
    Ok(())
}
