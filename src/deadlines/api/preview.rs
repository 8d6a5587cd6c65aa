//! What moving a deadline would mean: asked before it is moved.

use super::moves::{ToldCounts, consultation};
use crate::app::App;
use crate::calendar::Concern;
use crate::consultations::{NEW_ON, Texts, Whose, read_day};
use crate::db::Conn;
use crate::deadlines::audience::{audience, counts};
use crate::deadlines::extend::{Wanted, invited};
use crate::error::{Error, FieldError, Problem};
use crate::i18n::Lang;
use crate::programs::answer;
use crate::web::openapi::{Operation, Parameter, Response};
use crate::web::query::Query;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use chrono::NaiveDate;
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

/// What moving it would mean.
#[derive(Serialize, ToSchema)]
struct DeadlinePreview {
    old_on: NaiveDate,
    new_on: NaiveDate,
    told: ToldCounts,
    /// What should be known of the day: it stops nothing.
    concerns: Vec<ConcernView>,
}

/// What should be known of a day.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "kind")]
#[schema(as = DayConcern)]
enum ConcernView {
    Saturday,
    Sunday,
    Holiday { name: Texts },
    July,
    Christmas,
    Easter,
}

impl From<Concern> for ConcernView {
    fn from(concern: Concern) -> Self {
        match concern {
            Concern::Saturday => Self::Saturday,
            Concern::Sunday => Self::Sunday,
            Concern::Holiday(holiday) => Self::Holiday {
                name: Texts {
                    nb: holiday.name(Lang::Nb).to_owned(),
                    nn: Some(holiday.name(Lang::Nn).to_owned()),
                },
            },
            Concern::July => Self::July,
            Concern::Christmas => Self::Christmas,
            Concern::Easter => Self::Easter,
        }
    }
}

pub fn preview_doc() -> Operation {
    let day = json!({ "type": "string", "format": "date" });
    let id = json!({ "type": "string", "format": "uuid" });
    Operation {
        id: "previewDeadline",
        summary: "See what moving a deadline would mean",
        description: "Who would get a letter, and what should be known of the day. Changes nothing.",
        parameters: vec![
            Parameter::query(NEW_ON, "The day that is wanted.", day).required(),
            Parameter::query("invited", "Only for this body; otherwise for all.", id),
        ],
        responses: vec![Response::of::<DeadlinePreview>(200, "What it would mean.")],
        problems: &[Problem::Invalid, Problem::NotOpen],
        ..Operation::default()
    }
}

pub async fn preview(app: Data<App>, req: HttpRequest) -> Result<HttpResponse, Error> {
    let found = consultation(&app, &req).await?;
    let query = Query::of(&req)?;
    let in_query = |mut error: Error| {
        for fault in &mut error.fields {
            fault.at = format!("?{NEW_ON}");
        }
        error
    };
    let new_on = read_day(query.get(NEW_ON).unwrap_or_default())
        .map_err(|code| in_query(Error::invalid(vec![FieldError::new(NEW_ON, code)])))?;
    let one = query.get("invited").map(str::parse::<Uuid>).transpose();
    let one = one.map_err(|_| Error::new(Problem::NotFound))?;
    let wanted = Wanted {
        whose: one.map_or(Whose::All, Whose::Invited),
        new_on,
        reason: Texts::default(),
    };
    let (id, of_all, whose) = (found.id, found.deadline_on, wanted.whose);
    let read = move |conn: &mut Conn| {
        let in_force = match one {
            Some(one) => invited(conn, (id, of_all), one)?.1,
            None => of_all,
        };
        Ok((in_force, counts(&audience(conn, id, whose)?)))
    };
    let (old_on, told) = app.db.read(read).await?;
    let checked = wanted.check(found.status, old_on, app.clock.now());
    checked.map_err(in_query)?;
    answer(&DeadlinePreview {
        old_on,
        new_on,
        told: told.into(),
        concerns: wanted
            .concerns()
            .into_iter()
            .map(ConcernView::from)
            .collect(),
    })
}
