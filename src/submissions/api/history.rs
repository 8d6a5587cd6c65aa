//! What has been saved in a field: every version, with who saved it and when.

use super::desk_and_consultation;
use crate::app::App;
use crate::error::{Error, Problem};
use crate::programs::answer;
use crate::session::guard::DeskAccess;
use crate::submissions::history::{self, Entry};
use crate::submissions::together::{self, Together};
use crate::web::openapi::{Link, Operation, Response};
use crate::web::paging;
use crate::web::query::Query;
use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// What has been saved in a field, the newest first.
#[derive(Serialize, ToSchema)]
struct FieldVersions {
    items: Vec<FieldVersion>,
    /// Give it as `cursor` to read on; null on the last page.
    next_cursor: Option<String>,
}

#[derive(Serialize, ToSchema)]
struct FieldVersion {
    version: i64,
    text: Option<String>,
    choice: Option<String>,
    saved_at: Option<DateTime<Utc>>,
    /// Who saved it, as colleagues know them; null for whoever coordinates the answer and has not told their name.
    saved_by: Option<String>,
    /// It met another that was saved meanwhile, and was kept beside it: it never stood in the field.
    aside: bool,
    /// The version that stood when it came; null for the first.
    before: Option<i64>,
}

impl FieldVersion {
    fn of(entry: Entry, together: &Together) -> Self {
        let by = entry.state.by;
        Self {
            version: entry.state.version,
            text: entry.state.text,
            choice: entry.state.choice,
            saved_at: entry.state.saved_at,
            saved_by: by.and_then(|by| together.name(by)).map(str::to_owned),
            aside: entry.aside,
            before: entry.before.map(|state| state.version),
        }
    }
}

pub fn list_doc() -> Operation {
    Operation {
        id: "listFieldVersions",
        summary: "List what was saved in a field",
        description: "Every text that was ever saved, the newest first, those that met another among them. Any of them can be \
                      chosen again by chooseFieldVersion.",
        parameters: paging::parameters(),
        responses: vec![Response::of::<FieldVersions>(200, "Some of the versions.")],
        links: &[Link {
            name: "newest",
            operation: "readFieldVersion",
            parameters: &[
                ("desk", "$request.path.desk"),
                ("key", "$request.path.key"),
                ("no", "$response.body#/items/0/version"),
            ],
        }],
        ..Operation::default()
    }
}

pub async fn list(
    app: Data<App>,
    access: DeskAccess,
    path: Path<(Uuid, String)>,
    query: Query,
) -> Result<HttpResponse, Error> {
    let (limit, below) = (paging::limit(&query)?, paging::after(&query)?);
    let (desk, consultation) = desk_and_consultation(&app, &access).await?;
    let found = consultation.find_field_ever(&path.1);
    let (_, field) = found.ok_or_else(|| Error::new(Problem::NotFound))?;
    let read = history::of_field(&app, desk.id, field.id, below, limit).await?;
    let together = together::read(&app, &desk).await?;
    let entries = read.entries.into_iter();
    answer(&FieldVersions {
        items: entries.map(|e| FieldVersion::of(e, &together)).collect(),
        next_cursor: read.below.map(paging::cursor),
    })
}
