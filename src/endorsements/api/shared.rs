//! What others have shared, for programs: found by name and number, and read.

use super::{desk_and_consultation, number};
use crate::app::App;
use crate::endorsements::shared::{SharedAnswer, find, list};
use crate::error::{Error, Problem};
use crate::programs::answer;
use crate::session::guard::DeskAccess;
use crate::submissions::api::SaidView;
use crate::submissions::receipt::Supported;
use crate::web::openapi::{Link, Operation, Parameter, Response};
use crate::web::paging;
use crate::web::query::Query;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

/// Answers that others have shared, in the order of their numbers.
#[derive(Serialize, ToSchema)]
struct SharedAnswers {
    items: Vec<SharedAnswerView>,
    /// Give it as `cursor` to read on; null on the last page.
    next_cursor: Option<String>,
}

/// An answer that its sender has shared.
#[derive(Serialize, ToSchema)]
#[schema(as = SharedAnswer)]
struct SharedAnswerView {
    /// In its case: what stands after the H.
    number: i64,
    /// The whole number: «24/13304-H17».
    reference: String,
    /// The body or organisation.
    name: String,
    /// The version that stands.
    version: i32,
    received_at: DateTime<Utc>,
    proposal_version: i32,
}

/// The same with what it says.
#[derive(Serialize, ToSchema)]
struct SharedAnswerWhole {
    answer: SharedAnswerView,
    answers: Vec<SaidView>,
    /// Keys of the råd that the sender has no comment on.
    no_comment: Vec<String>,
    /// The answers that it supports and that are shared, too.
    supports: Vec<Supported>,
    /// Keys of the råd in which it can be supported.
    advice: Vec<String>,
}

impl From<&SharedAnswer> for SharedAnswerView {
    fn from(one: &SharedAnswer) -> Self {
        Self {
            number: one.number,
            reference: one.reference.clone(),
            name: one.name.clone(),
            version: one.version,
            received_at: one.received_at,
            proposal_version: one.proposal_version,
        }
    }
}

pub fn list_doc() -> Operation {
    let mut parameters = paging::parameters();
    parameters.push(Parameter::query(
        "q",
        "Words that must all stand in the name or the number.",
        json!({ "type": "string" }),
    ));
    Operation {
        id: "listSharedAnswers",
        summary: "List the answers that can be supported",
        description: "Of the same consultation, but one's own. None when it takes no more answers.",
        parameters,
        responses: vec![Response::of::<SharedAnswers>(
            200,
            "What others have shared.",
        )],
        links: &[Link {
            name: "read",
            operation: "readSharedAnswer",
            parameters: &[
                ("desk", "$request.path.desk"),
                ("number", "$response.body#/items/0/number"),
            ],
        }],
        ..Operation::default()
    }
}

pub async fn list_them(
    app: Data<App>,
    access: DeskAccess,
    query: Query,
) -> Result<HttpResponse, Error> {
    let (limit, after) = (paging::limit(&query)?, paging::after::<i64>(&query)?);
    let words = query.get("q").unwrap_or_default();
    let (desk, consultation) = desk_and_consultation(&app, &access).await?;
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    let after = after.unwrap_or(0);
    let listed = list(&app, &desk, &consultation, words, after, most).await?;
    answer(&SharedAnswers {
        items: listed.answers.iter().map(SharedAnswerView::from).collect(),
        next_cursor: listed.next.map(paging::cursor),
    })
}

pub fn read_doc() -> Operation {
    Operation {
        id: "readSharedAnswer",
        summary: "Read an answer that can be supported",
        description: "The version that stands. Not found when it is not shared.",
        responses: vec![Response::of::<SharedAnswerWhole>(200, "What it says.")],
        ..Operation::default()
    }
}

pub async fn read(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let number = number(&req)?;
    let (desk, consultation) = desk_and_consultation(&app, &access).await?;
    let found = find(&app, &desk, &consultation, number).await?;
    let shown = found.ok_or_else(|| Error::new(Problem::NotFound))?;
    let in_order = shown.answered.fields_ever().filter_map(|(_, field)| {
        let mut answers = shown.version.answers.iter();
        let (_, text, choice) = answers.find(|(key, ..)| *key == field.key)?;
        Some(SaidView {
            field: field.key.clone(),
            text: text.clone(),
            choice: choice.clone(),
        })
    });
    let without = shown.answered.advice_ever().map(|advice| &advice.key);
    let without = without.filter(|key| shown.version.no_comment.contains(key));
    answer(&SharedAnswerWhole {
        answer: SharedAnswerView::from(&shown.answer),
        answers: in_order.collect(),
        no_comment: without.cloned().collect(),
        advice: shown.said(),
        supports: shown.supports.clone(),
    })
}
