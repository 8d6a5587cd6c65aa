//! A file for the register: shown before anything is written (what is new, what changes, what is wrong),
//! then taken over whole or not at all.

mod store;
mod table;

use super::body::{Body, NewBody, Source, fold_name};
use super::change::By;
use super::details::{self, COLUMNS, Cells, column_name};
use super::store as register;
use crate::audit::{self, Entry};
use crate::calendar;
use crate::db::Conn;
use crate::error::{Error, FieldError, Problem};
use crate::i18n::Lang;
use crate::text::{OrgNo, single_line};
use crate::web::faces::field_text;
use chrono::{DateTime, Utc};
use ring::digest::{Context, SHA256};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

use store::Kept;
pub use store::sweep as sweep_imports;
use table::Row;
pub use table::armed;

/// Of a long file only so many rows of each kind are shown; all of them are counted, and are in the file to mend.
pub const SHOWN: usize = 200;
const LONGEST_FILE_NAME: usize = 200;

/// What a file would do to the register as it is now.
#[derive(Debug, Default)]
pub struct Plan {
    pub new: Vec<(usize, NewBody)>,
    pub changed: Vec<ChangedRow>,
    pub unchanged: usize,
    /// By row, then column.
    pub faults: Vec<Fault>,
    rows: Vec<Row>,
}

/// A row that changes a body.
#[derive(Debug)]
pub struct ChangedRow {
    pub row: usize,
    pub body: Body,
    pub new: NewBody,
    /// Column, what stands there, what would.
    pub columns: Vec<(&'static str, String, String)>,
}

/// Something to mend in the file.
#[derive(Debug, Clone)]
pub struct Fault {
    pub row: usize,
    pub error: FieldError,
    /// What stands in the cell.
    pub cell: String,
}

/// What came of taking a file over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applied {
    Done {
        new: usize,
        changed: usize,
    },
    /// The register is not as it was when the file was shown.
    Moved,
    /// It was taken over before.
    Already,
    /// Something in it must be mended first.
    Faulty,
}

/// Keeps a file, so that what it would do can be looked at before it is taken over; its id.
pub fn keep(
    conn: &mut Conn,
    staff_id: Uuid,
    name: &str,
    content: &[u8],
    now: DateTime<Utc>,
) -> Result<Uuid, Error> {
    let name = single_line(name);
    let name: String = name.chars().take(LONGEST_FILE_NAME).collect();
    store::insert(conn, staff_id, &name, content, now)
}

/// A file that was kept, and what it would do now.
pub fn look(conn: &mut Conn, id: Uuid) -> Result<(Kept, Plan), Error> {
    let kept = store::find(conn, id)?.ok_or(Problem::NotFound)?;
    let plan = plan(conn, &kept.content)?.map_err(Error::invalid)?;
    Ok((kept, plan))
}

/// The whole of a file that was kept, with what to mend beside each row in words of this language.
pub fn file_to_mend(conn: &mut Conn, id: Uuid, lang: Lang) -> Result<Vec<u8>, Error> {
    let (_, plan) = look(conn, id)?;
    plan.to_mend(|fault| {
        let column = column_name(lang, &fault.error.at);
        let text = field_text(lang, &fault.error);
        format!("{column}: {}.", text.trim_end_matches('.'))
    })
}

/// Reads a file and compares it with the register. `Err`: none of it could be read.
pub fn plan(conn: &mut Conn, bytes: &[u8]) -> Result<Result<Plan, Vec<FieldError>>, Error> {
    let rows = match table::read(bytes) {
        Ok(rows) => rows,
        Err(faults) => return Ok(Err(faults)),
    };
    let known = Known::of(conn, &rows)?;
    let mut planning = Planning {
        known: &known,
        plan: Plan::default(),
        seen: HashMap::new(),
    };
    for row in &rows {
        planning.row(row);
    }
    let mut plan = planning.plan;
    plan.faults.sort_by_key(|fault| {
        let at = fault.error.at.as_str();
        (fault.row, COLUMNS.iter().position(|column| *column == at))
    });
    plan.rows = rows;
    Ok(Ok(plan))
}

/// The bodies of the register that the rows may mean.
struct Known {
    by_org_no: HashMap<String, Uuid>,
    by_municipality_no: HashMap<String, Uuid>,
    by_name: HashMap<String, Vec<Uuid>>,
    bodies: HashMap<Uuid, Body>,
}

impl Known {
    fn of(conn: &mut Conn, rows: &[Row]) -> Result<Self, Error> {
        let org_nos: Vec<String> = rows.iter().filter_map(|row| org_no(&row.cells)).collect();
        let numbers: Vec<String> = rows
            .iter()
            .filter_map(|row| filled(&row.cells, "municipality_no"))
            .filter(|no| no.bytes().all(|b| b.is_ascii_digit()))
            .map(str::to_owned)
            .collect();
        let names: Vec<String> = rows
            .iter()
            .filter_map(|row| filled(&row.cells, "name"))
            .map(fold_name)
            .collect();
        let by_org_no = store::ids_by_org_no(conn, &org_nos)?;
        let by_municipality_no = store::ids_by_municipality_no(conn, &numbers)?;
        let by_name = store::ids_by_name(conn, &names)?;
        let numbered = by_org_no.values().chain(by_municipality_no.values());
        let ids: HashSet<Uuid> = numbered
            .chain(by_name.values().flatten())
            .copied()
            .collect();
        let ids: Vec<Uuid> = ids.into_iter().collect();
        let bodies = register::find_many(conn, &ids)?;
        Ok(Self {
            by_org_no,
            by_municipality_no,
            by_name,
            bodies: bodies.into_iter().map(|body| (body.id, body)).collect(),
        })
    }

    /// The body of the register that a row is about.
    fn meant(&self, cells: &Cells) -> Result<Option<&Body>, FieldError> {
        let no = org_no(cells);
        let by_org_no = no.as_ref().and_then(|no| self.by_org_no.get(no));
        let municipality_no = filled(cells, "municipality_no");
        let by_number = municipality_no.and_then(|no| self.by_municipality_no.get(no));
        if let (Some(one), Some(other)) = (by_org_no, by_number)
            && one != other
        {
            return Err(FieldError::new(
                "municipality_no",
                "error-import-two-bodies",
            ));
        }
        if let Some(id) = by_org_no.or(by_number) {
            return Ok(self.bodies.get(id));
        }
        let Some(name) = filled(cells, "name") else {
            return Ok(None);
        };
        let called = self.by_name.get(&fold_name(name));
        let called = called.into_iter().flatten();
        let mut called = called.filter_map(|id| self.bodies.get(id)).filter(|body| {
            // One with another number is another body of the same name.
            let numbers_agree = no.is_none() || body.org_no.is_none();
            numbers_agree && (municipality_no.is_none() || body.municipality_no.is_none())
        });
        match (called.next(), called.next()) {
            (_, Some(_)) => Err(FieldError::new("name", "error-import-several")),
            (found, None) => Ok(found),
        }
    }
}

fn filled<'a>(cells: &'a Cells, column: &str) -> Option<&'a str> {
    let text = cells.get(column)?.trim();
    (!text.is_empty()).then_some(text)
}

fn org_no(cells: &Cells) -> Option<String> {
    let no = OrgNo::parse(filled(cells, "org_no")?).ok()?;
    Some(no.as_str().to_owned())
}

struct Planning<'a> {
    known: &'a Known,
    plan: Plan,
    /// Which row had this number, name or body first.
    seen: HashMap<String, usize>,
}

impl Planning<'_> {
    fn row(&mut self, row: &Row) {
        if row.is_uneven {
            return self.fault(row, FieldError::new("name", "error-import-cells"));
        }
        let (body, unclear) = match self.known.meant(&row.cells) {
            Ok(body) => (body, None),
            Err(fault) => (None, Some(fault)),
        };
        let before = body.map(NewBody::of);
        let mut cells = before.as_ref().map(details::cells).unwrap_or_default();
        // What the file leaves empty stays as it is.
        let said = row.cells.iter().filter(|(_, text)| !text.trim().is_empty());
        cells.extend(said.map(|(column, text)| (*column, text.clone())));
        let (read, mut faults) = match details::read(&cells) {
            Ok(new) => (Some(new), Vec::new()),
            Err(faults) => (None, faults),
        };
        match unclear {
            // What it leaves empty cannot be known: of the rest every fault is told.
            Some(fault) => {
                faults.retain(|f| f.at != fault.at && filled(&row.cells, &f.at).is_some());
                faults.push(fault);
            }
            None => faults.extend(self.seen_before(row, body, &cells)),
        }
        let mut new = match read {
            Some(new) if faults.is_empty() => new,
            _ => return faults.into_iter().for_each(|fault| self.fault(row, fault)),
        };
        let (Some(body), Some(before)) = (body, before) else {
            return self.plan.new.push((row.no, new));
        };
        new.successor_id = before.successor_id;
        if new == before {
            self.plan.unchanged += 1;
            return;
        }
        let (old, now) = (details::cells(&before), details::cells(&new));
        let text = |cells: &Cells, column| cells.get(column).cloned().unwrap_or_default();
        let both = COLUMNS.map(|column| (column, text(&old, column), text(&now, column)));
        self.plan.changed.push(ChangedRow {
            row: row.no,
            body: body.clone(),
            new,
            columns: both
                .into_iter()
                .filter(|(_, old, now)| old != now)
                .collect(),
        });
    }

    /// Two rows must not be about the same body.
    fn seen_before(&mut self, row: &Row, body: Option<&Body>, cells: &Cells) -> Option<FieldError> {
        let mut claims = Vec::new();
        claims.extend(body.map(|body| ("name", body.id.to_string())));
        let no = org_no(cells);
        claims.extend(no.clone().map(|no| ("org_no", no)));
        let number = filled(cells, "municipality_no");
        claims.extend(number.map(|no| ("municipality_no", format!("k{no}"))));
        if let (None, None, Some(name)) = (body, no, filled(cells, "name")) {
            claims.push(("name", format!("n{}", fold_name(name))));
        }
        let twice = claims
            .iter()
            .find_map(|(column, claim)| Some((*column, *self.seen.get(claim)?)));
        for (_, claim) in claims {
            self.seen.entry(claim).or_insert(row.no);
        }
        let (column, first) = twice?;
        let first = i64::try_from(first).unwrap_or(i64::MAX);
        Some(FieldError::new(column, "error-import-duplicate").with(first))
    }

    fn fault(&mut self, row: &Row, error: FieldError) {
        let cell = row.cells.get(error.at.as_str()).cloned();
        self.plan.faults.push(Fault {
            row: row.no,
            error,
            cell: cell.unwrap_or_default(),
        });
    }
}

impl Plan {
    /// What the file would do, as one number: another register, another plan.
    pub fn fingerprint(&self) -> String {
        let mut hash = Context::new(&SHA256);
        for (row, new) in &self.new {
            hash.update(format!("{row}+{new:?}\n").as_bytes());
        }
        for changed in &self.changed {
            let ChangedRow { row, body, new, .. } = changed;
            hash.update(format!("{row}={}@{}{new:?}\n", body.id, body.version).as_bytes());
        }
        hash.update(format!("{} {}", self.unchanged, self.faults.len()).as_bytes());
        let digest = hash.finish();
        digest.as_ref().iter().map(|b| format!("{b:02x}")).collect()
    }

    pub fn changes_something(&self) -> bool {
        !self.new.is_empty() || !self.changed.is_empty()
    }

    /// The whole file, with what to do about each row that has faults written beside it: to be mended and given
    /// again.
    /// `said` puts a fault into words.
    pub fn to_mend(&self, said: impl Fn(&Fault) -> String) -> Result<Vec<u8>, Error> {
        let bad = |e: csv::Error| Error::internal(e.to_string());
        let used = |column: &&str| self.rows.iter().any(|row| row.cells.contains_key(*column));
        let columns: Vec<&str> = COLUMNS.iter().copied().filter(used).collect();
        let mut writer = csv::WriterBuilder::new()
            .delimiter(b';')
            .from_writer("\u{FEFF}".as_bytes().to_vec());
        let own = [table::ROW_COLUMN, table::FAULT_COLUMN];
        writer
            .write_record(own.iter().chain(&columns))
            .map_err(bad)?;
        for row in &self.rows {
            // They stand by row: a file of nothing but faults is still read once.
            let first = self.faults.partition_point(|fault| fault.row < row.no);
            let own = self.faults[first..]
                .iter()
                .take_while(|fault| fault.row == row.no);
            let faults: Vec<String> = own.map(&said).collect();
            let cell = |column: &&str| row.cells.get(*column).map_or("", String::as_str);
            let cells = columns.iter().map(|column| table::armed(cell(column)));
            let head = [row.no.to_string(), faults.join(" ")];
            writer
                .write_record(head.into_iter().chain(cells))
                .map_err(bad)?;
        }
        writer
            .into_inner()
            .map_err(|e| Error::internal(e.to_string()))
    }
}

/// Takes over a file that was kept, if it still does what was shown.
pub fn apply_kept(conn: &mut Conn, id: Uuid, shown: &str, by: By) -> Result<Applied, Error> {
    register::lock(conn)?;
    let (kept, plan) = look(conn, id)?;
    if kept.applied_at.is_some() {
        return Ok(Applied::Already);
    }
    if plan.fingerprint() != shown {
        return Ok(Applied::Moved);
    }
    if !plan.faults.is_empty() {
        return Ok(Applied::Faulty);
    }
    apply(conn, &plan, by)?;
    store::set_applied(conn, id, by.at)?;
    let (new, changed) = (plan.new.len(), plan.changed.len());
    let entry = Entry {
        at: by.at,
        actor: by.actor,
        action: "register.imported",
        object_kind: "register_import",
        object_id: id,
        detail: Some(format!("{new} new, {changed} changed")),
    };
    audit::record(conn, entry)?;
    Ok(Applied::Done { new, changed })
}

/// Writes what a plan without faults says. Must stand in a transaction.
pub fn apply(conn: &mut Conn, plan: &Plan, by: By) -> Result<(), Error> {
    let new: Vec<NewBody> = plan.new.iter().map(|(_, new)| new.clone()).collect();
    let added = register::insert(conn, &new, Source::Import, by.at)?;
    let today = calendar::oslo_date(by.at);
    let changes: Vec<(&Body, &NewBody)> = plan.changed.iter().map(|c| (&c.body, &c.new)).collect();
    register::update_all(conn, &changes, by.at, today)?;
    let added = added.into_iter().map(|id| ("body.added", id));
    let changed = plan.changed.iter().map(|c| ("body.changed", c.body.id));
    let entry = |(action, object_id): (&'static str, Uuid)| Entry {
        at: by.at,
        actor: by.actor,
        action,
        object_kind: "body",
        object_id,
        detail: Some("import".into()),
    };
    let entries: Vec<Entry> = added.chain(changed).map(entry).collect();
    for chunk in entries.chunks(register::CHUNK) {
        audit::record_all(conn, chunk.to_vec())?;
    }
    Ok(())
}
