//! A file for the register as programs of staff get it: what it would do, and what must be mended in it.

use crate::bodies::import::{ChangedRow, Fault, Plan, SHOWN};
use crate::i18n::Lang;
use crate::web::faces::field_text;
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A file that was kept, and what it would do to the register as it is now. All rows are counted; of each kind the
/// first 200 are told.
#[derive(Serialize, ToSchema)]
pub struct ImportView {
    id: Uuid,
    file_name: String,
    /// When it was taken over.
    applied_at: Option<DateTime<Utc>>,
    counts: ImportCounts,
    /// By row, then column.
    faults: Vec<ImportFault>,
    new: Vec<NewRowView>,
    changed: Vec<ChangedRowView>,
}

/// How many rows.
#[derive(Serialize, ToSchema)]
pub struct ImportCounts {
    new: usize,
    changed: usize,
    unchanged: usize,
    /// How many things must be mended.
    faults: usize,
}

/// Something to mend in the file.
#[derive(Serialize, ToSchema)]
pub struct ImportFault {
    /// As a spreadsheet counts: the headings are row 1.
    row: usize,
    column: String,
    /// What stands there.
    cell: String,
    /// Which kind of fault: it does not change.
    code: &'static str,
    /// What to do, in bokmål or nynorsk.
    detail: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = ImportNewRow)]
pub struct NewRowView {
    row: usize,
    name: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = ImportChangedRow)]
pub struct ChangedRowView {
    row: usize,
    /// The body's id.
    body: Uuid,
    name: String,
    columns: Vec<ChangedColumn>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = ImportChangedColumn)]
pub struct ChangedColumn {
    column: &'static str,
    before: String,
    after: String,
}

impl ImportView {
    pub fn of(
        lang: Lang,
        id: Uuid,
        (file_name, applied_at): (String, Option<DateTime<Utc>>),
        plan: &Plan,
    ) -> Self {
        let fault = |fault: &Fault| ImportFault {
            row: fault.row,
            column: fault.error.at.clone(),
            cell: fault.cell.clone(),
            code: fault.error.code,
            detail: field_text(lang, &fault.error),
        };
        let new = plan.new.iter().take(SHOWN);
        Self {
            id,
            file_name,
            applied_at,
            counts: ImportCounts {
                new: plan.new.len(),
                changed: plan.changed.len(),
                unchanged: plan.unchanged,
                faults: plan.faults.len(),
            },
            faults: plan.faults.iter().take(SHOWN).map(fault).collect(),
            new: new
                .map(|(row, new)| NewRowView {
                    row: *row,
                    name: new.names[0].1.clone(),
                })
                .collect(),
            changed: plan
                .changed
                .iter()
                .take(SHOWN)
                .map(ChangedRowView::of)
                .collect(),
        }
    }
}

impl ChangedRowView {
    fn of(changed: &ChangedRow) -> Self {
        let columns = changed.columns.iter();
        Self {
            row: changed.row,
            body: changed.body.id,
            name: changed.body.own_name().to_owned(),
            columns: columns
                .map(|(column, before, after)| ChangedColumn {
                    column,
                    before: before.clone(),
                    after: after.clone(),
                })
                .collect(),
        }
    }
}
