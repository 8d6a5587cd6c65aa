//! Those who will be invited by the list of a working copy: how many a collective line stands for today, who no
//! letter can be sent to, and what the register cannot tell apart. What is published already stays as it is.

use super::check::{Finding, Weight};
use super::manuscript::{Line, Manuscript};
use super::paste::kind_of;
use crate::bodies;
use crate::consultations::{Asked, AskedFor, Consultation, invited};
use crate::db::Conn;
use crate::error::Error;
use chrono::NaiveDate;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// How many are named who have no address; the rest are counted.
const MOST_NAMED: usize = 20;
/// What is said of them.
const LACK_ADDRESS: [&str; 2] = ["setup-warn-no-address", "setup-warn-no-address-more"];

/// Whether the line stands on the published list.
fn is_published(old: Option<&Consultation>, group: usize, line: &Line) -> bool {
    let group = old.and_then(|old| old.groups.get(group));
    group.is_some_and(|group| group.lines.iter().any(|old| old.as_listed == line.text))
}

/// Collective lines stand for all of their kind that are in force, as long as they are not published.
pub fn recount(
    conn: &mut Conn,
    m: &mut Manuscript,
    old: Option<&Consultation>,
    today: NaiveDate,
) -> Result<(), Error> {
    for (at, group) in m.groups.iter_mut().enumerate() {
        for line in &mut group.lines {
            let kind = kind_of(&line.collective);
            if let Some(kind) = kind.filter(|_| !is_published(old, at, line)) {
                let n = bodies::in_force(conn, kind, today)?.len();
                line.count = u32::try_from(n).unwrap_or(u32::MAX);
            }
        }
    }
    Ok(())
}

/// What is found about those who would be invited now.
pub fn findings(
    conn: &mut Conn,
    m: &Manuscript,
    old: Option<&Consultation>,
    today: NaiveDate,
) -> Result<Vec<Finding>, Error> {
    let mut found = Vec::new();
    // By which line, and whether that is published.
    let mut claimed: HashMap<Uuid, (String, bool)> = HashMap::new();
    // Who is asked by a line that is published: another may not ask them anew.
    if let Some(old) = old {
        let listed = invited(conn, old.id)?.into_iter();
        let listed = listed.filter(|one| one.line_id.is_some());
        claimed.extend(listed.map(|one| (one.body_id, (one.name, true))));
    }
    let mut without_address: Vec<String> = Vec::new();
    // Those that the register lacks, by name.
    let mut new: HashMap<String, &Line> = HashMap::new();
    for (i, group) in m.groups.iter().enumerate() {
        for (n, line) in group.lines.iter().enumerate() {
            if is_published(old, i, line) {
                continue;
            }
            let mut put = |code, values| {
                found.push(Finding {
                    at: format!("/groups/{i}/lines/{n}"),
                    code,
                    values,
                    weight: Weight::Wrong,
                });
            };
            let line_name = || ("line", line.text.clone());
            match asked(line).meant(conn, today)? {
                AskedFor::Unknown => {
                    without_address.push(line.text.clone());
                    let other = new.insert(bodies::fold_name(asked(line).name), line);
                    if let Some(other) = other.filter(|other| would_be_two(other, line)) {
                        let values = vec![line_name(), ("other", other.text.clone())];
                        put("setup-wrong-same-body", values);
                    }
                }
                AskedFor::Several => put("setup-wrong-several-called", vec![line_name()]),
                AskedFor::Bodies(ids) if ids.is_empty() => {
                    put("setup-wrong-none-of-kind", vec![line_name()]);
                }
                AskedFor::Bodies(ids) => {
                    let twice = ids.iter().find_map(|id| claimed.get(id).cloned());
                    // The same number twice is found without the register.
                    let is_news = |is_published: bool| is_published || line.org_no.is_empty();
                    if let Some((other, _)) = twice.filter(|(_, published)| is_news(*published)) {
                        let values = vec![line_name(), ("other", other)];
                        put("setup-wrong-same-body", values);
                    }
                    without_address.extend(lacking(conn, &ids)?);
                    let by = || (line.text.clone(), false);
                    claimed.extend(ids.into_iter().map(|id| (id, by())));
                }
            }
        }
    }
    found.extend(no_address(without_address));
    Ok(found)
}

/// Whether two new lines of one name would become two bodies. Two numbers say that they are; and the same text twice
/// is found without the register.
fn would_be_two(one: &Line, other: &Line) -> bool {
    one.text != other.text && (one.org_no.is_empty() || other.org_no.is_empty())
}

fn asked(line: &Line) -> Asked<'_> {
    let some = |text: &'_ str| !text.is_empty();
    Asked {
        name: Some(line.name.as_str())
            .filter(|name| some(name))
            .unwrap_or(&line.text),
        org_no: Some(line.org_no.as_str()).filter(|no| some(no)),
        kind: kind_of(&line.collective),
    }
}

/// The names of those whom no letter can be sent to.
fn lacking(conn: &mut Conn, ids: &[Uuid]) -> Result<Vec<String>, Error> {
    let reached: HashSet<Uuid> = bodies::official_addresses(conn, ids)?.into_keys().collect();
    let lacking: Vec<Uuid> = ids
        .iter()
        .copied()
        .filter(|id| !reached.contains(id))
        .collect();
    let found = bodies::find_many(conn, &lacking)?;
    Ok(found
        .iter()
        .map(|body| body.own_name().to_owned())
        .collect())
}

fn no_address(mut names: Vec<String>) -> Option<Finding> {
    names.sort_by_cached_key(|name| bodies::alphabetical(name));
    names.dedup();
    let n = names.len();
    let more = n.saturating_sub(MOST_NAMED);
    names.truncate(MOST_NAMED);
    let mut values = vec![("n", n.to_string()), ("names", names.join(", "))];
    values.extend((more > 0).then(|| ("more", more.to_string())));
    (n > 0).then(|| Finding {
        at: "/groups".to_owned(),
        code: LACK_ADDRESS[usize::from(more > 0)],
        values,
        weight: Weight::Warning,
    })
}

/// What [`findings`] says of those whom no letter can be sent to.
pub fn lack_address(findings: &[Finding]) -> Option<&Finding> {
    let mut found = findings.iter();
    found.find(|finding| LACK_ADDRESS.contains(&finding.code))
}
