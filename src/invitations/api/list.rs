//! All who were invited: how many stand where, and those that are looked for, a page at a time.

use super::asked;
use super::consultation;
use super::view::InvitationView;
use crate::app::App;
use crate::error::{Error, FieldError, Problem};
use crate::invitations::overview::{Asked, Filter, State};
use crate::invitations::{self, store};
use crate::programs::answer;
use crate::web::openapi::{Link, Operation, Response};
use crate::web::paging;
use crate::web::query::Query;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;
use std::collections::HashMap;
use utoipa::ToSchema;
use uuid::Uuid;

/// A page of those who are looked for, in the order of the list.
#[derive(Serialize, ToSchema)]
#[schema(as = Invitations)]
struct InvitationsView {
    items: Vec<InvitationView>,
    /// How many are found in all.
    found: usize,
    /// How many of those who are looked for, apart from the state, stand where.
    counts: InvitationCounts,
    /// Of how many something waits for staff, whatever is looked for.
    reported: usize,
    /// The `cursor` of the next page; null on the last.
    next_cursor: Option<String>,
}

/// Each body has one state: the numbers add up to `total`.
#[derive(Serialize, ToSchema)]
struct InvitationCounts {
    total: usize,
    sent: usize,
    cosigned: usize,
    started: usize,
    declined: usize,
    handed_over: usize,
    queued: usize,
    failed: usize,
    not_sent: usize,
    no_address: usize,
}

impl InvitationCounts {
    fn of(tally: &HashMap<State, usize>) -> Self {
        let n = |state| tally.get(&state).copied().unwrap_or_default();
        Self {
            total: tally.values().sum(),
            sent: n(State::Sent),
            cosigned: n(State::Cosigned),
            started: n(State::Started),
            declined: n(State::Declined),
            handed_over: n(State::HandedOver),
            queued: n(State::Queued),
            failed: n(State::Failed),
            not_sent: n(State::NotSent),
            no_address: n(State::NoAddress),
        }
    }
}

pub fn list_doc() -> Operation {
    let mut parameters = asked::parameters();
    parameters.extend(paging::parameters());
    Operation {
        id: "listInvitations",
        summary: "List the invited bodies of a consultation",
        description: "With what has become of each, a page at a time, in the order of the list.",
        parameters,
        responses: vec![Response::of::<InvitationsView>(
            200,
            "Those who were found.",
        )],
        links: &[Link {
            name: "first",
            operation: "readInvitation",
            parameters: &[
                ("slug", "$request.path.slug"),
                ("invited", "$response.body#/items/0/id"),
            ],
        }],
        ..Operation::default()
    }
}

pub async fn list(app: Data<App>, req: HttpRequest, query: Query) -> Result<HttpResponse, Error> {
    let (filter, limit) = (asked::query(&query)?, paging::limit(&query)?);
    let consultation = consultation(&app, &req).await?;
    let all = invitations::asked(&app, &consultation).await?;
    let from = match paging::after::<Uuid>(&query)? {
        None => 0,
        Some(last) => {
            all.iter()
                .position(|a| a.id == last)
                .ok_or_else(unreadable)?
                + 1
        }
    };
    let mut view = InvitationsView {
        items: Vec::new(),
        found: all.iter().filter(|asked| filter.takes(asked)).count(),
        counts: InvitationCounts::of(&filter.tally(&all)),
        reported: all.iter().filter(|asked| !asked.reports.is_empty()).count(),
        next_cursor: None,
    };
    let (here, is_last) = page(all, from, &filter, limit as usize);
    if !is_last {
        view.next_cursor = here.last().map(|asked| paging::cursor(asked.id));
    }
    let begun = here.iter().filter(|asked| asked.state() == State::Started);
    let desks: Vec<Uuid> = begun
        .filter_map(|asked| Some(asked.desk.as_ref()?.id))
        .collect();
    let answered = app
        .db
        .read(move |conn| store::answered_advice(conn, &desks))
        .await?;
    view.items.extend(here.into_iter().map(|asked| {
        let desk = asked.desk.as_ref().map(|desk| desk.id);
        let n = desk.and_then(|desk| answered.get(&desk)).copied();
        InvitationView::of(asked, n.unwrap_or_default())
    }));
    answer(&view)
}

/// Those who come next, and whether they are the last.
fn page(all: Vec<Asked>, from: usize, filter: &Filter, limit: usize) -> (Vec<Asked>, bool) {
    let mut rest = all
        .into_iter()
        .skip(from)
        .filter(|asked| filter.takes(asked));
    let here: Vec<Asked> = rest.by_ref().take(limit).collect();
    (here, rest.next().is_none())
}

fn unreadable() -> Error {
    let fault = FieldError::new("?cursor", "error-value");
    Error::of_fields(Problem::MalformedRequest, vec![fault])
}
