//! All answers of a consultation, and apart from them those that nobody has confirmed.

use super::asked::{filter_of, parameters, turn};
use super::views::{AnswerView, AnswersView, UnconfirmedOnesView, UnconfirmedView};
use super::views::{counts, cursors};
use crate::app::App;
use crate::error::Error;
use crate::programs::answer;
use crate::review::entry::Entry;
use crate::review::find::{look, read_senders, unconfirmed};
use crate::web::in_path;
use crate::web::openapi::{Link, Operation, Response};
use crate::web::query::Query;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

pub fn list_doc() -> Operation {
    Operation {
        id: "listAnswers",
        summary: "List the answers",
        description: "Those that have a number, the newest first, by the filter of the pages: within one parameter any value \
                      will do, every parameter must be met. `counts` says of each value how many choosing it would show.",
        parameters: parameters(),
        responses: vec![Response::of::<AnswersView>(200, "What was found.")],
        links: &[Link {
            name: "first",
            operation: "readAnswer",
            parameters: &[
                ("slug", "$request.path.slug"),
                ("number", "$response.body#/items/0/number"),
            ],
        }],
        ..Operation::default()
    }
}

pub async fn list(app: Data<App>, req: HttpRequest, query: Query) -> Result<HttpResponse, Error> {
    let (filter, (limit, turn)) = (filter_of(&query)?, turn(&query)?);
    let slug = in_path(&req, "slug");
    let consultation = app.consultations.get(&app.db, slug).await?;
    let found = look(&app, &consultation, &filter).await?;
    let screen = found.screen(turn, limit);
    let senders = read_senders(&app, &screen.entries).await?;
    let view = |(at, entry): &(usize, &Entry)| {
        let sender = senders.iter().find(|s| s.version_id == entry.version_id);
        AnswerView::of(&consultation, &found, (*at, *entry), sender)
    };
    let (next_cursor, previous_cursor) = cursors(&screen);
    answer(&AnswersView {
        total: found.roster.len(),
        found: found.len(),
        counts: counts(&consultation, &found, &filter),
        items: screen.entries.iter().map(view).collect(),
        next_cursor,
        previous_cursor,
    })
}

/// So many are named, as on the page.
const UNCONFIRMED: usize = 100;

pub fn unconfirmed_doc() -> Operation {
    Operation {
        id: "listUnconfirmedAnswers",
        summary: "List the answers that nobody has confirmed",
        description: "How many there are, and the newest hundred. They have no number, no filter takes them and they count nowhere.",
        responses: vec![Response::of::<UnconfirmedOnesView>(200, "Those that wait.")],
        ..Operation::default()
    }
}

pub async fn unconfirmed_ones(app: Data<App>, req: HttpRequest) -> Result<HttpResponse, Error> {
    let slug = in_path(&req, "slug");
    let consultation = app.consultations.get(&app.db, slug).await?;
    let waiting = unconfirmed(&app, consultation.id, UNCONFIRMED).await?;
    answer(&UnconfirmedOnesView {
        total: waiting.total,
        has_more: waiting.total > waiting.newest.len(),
        items: (waiting.newest.iter())
            .map(|one| UnconfirmedView::of(&one.sender, one.received_at))
            .collect(),
    })
}
