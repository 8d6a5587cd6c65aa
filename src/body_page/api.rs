//! The body's own page for programs: what it was asked, and the secret address of its calendar and feed.

use super::asked::{self, Asked, SavedBy, State};
use super::feed::{self, Feed};
use crate::app::App;
use crate::error::Error;
use crate::i18n::Lang;
use crate::programs::{NoBody, answer};
use crate::right::Right;
use crate::session::guard::DeskAccess;
use crate::web::openapi::{Operation, Response};
use crate::web::route::{Access, RouteDef};
use actix_web::HttpResponse;
use actix_web::http::Method;
use actix_web::web::{Data, delete, get, put};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

pub fn routes() -> Vec<RouteDef> {
    const BODY: &str = "/api/v1/drafts/{desk}/body";
    const FEED: &str = "/api/v1/drafts/{desk}/body/feed";
    let access = Access::Desk(Right::Coordinate);
    vec![
        RouteDef::api(Method::GET, BODY, access, || get().to(read), read_doc),
        RouteDef::api(Method::PUT, FEED, access, || put().to(make), make_doc),
        RouteDef::api(Method::DELETE, FEED, access, || delete().to(end), end_doc),
    ]
}

/// A body and everything that it was asked.
#[derive(Serialize, ToSchema)]
struct BodyPage {
    name: String,
    /// What is open first and by deadline, then the latest first.
    consultations: Vec<BodyConsultation>,
    /// Null while there is no secret address.
    feed: Option<BodyFeed>,
}

#[derive(Serialize, ToSchema)]
struct BodyConsultation {
    /// The consultation's slug.
    consultation: String,
    reference: Option<String>,
    /// When it was asked.
    asked_at: DateTime<Utc>,
    /// Open to the end of this day in Oslo, for this body.
    deadline_on: NaiveDate,
    state: State,
    /// It is about the answer that is given together with others; the body's own may stand beside it.
    joint: bool,
    /// The number of its answer.
    number: Option<String>,
    /// The number of an answer that others have sent, and that it stands behind.
    cosigned: Option<String>,
    sent_at: Option<DateTime<Utc>>,
    /// Those who write, as far as they have told their names.
    writers: Vec<String>,
    saved_at: Option<DateTime<Utc>>,
    /// Who saved last, where they have a name.
    saved_by: Option<String>,
    /// The draft, for whoever has its link.
    draft: Option<Uuid>,
}

/// Where calendars and feed readers fetch it. Whoever has the addresses reads dates and titles.
#[derive(Serialize, ToSchema)]
struct BodyFeed {
    calendar: String,
    news: String,
    made_at: DateTime<Utc>,
}

impl BodyFeed {
    fn of(app: &App, feed: &Feed) -> Result<Self, Error> {
        let (calendar, news) = feed.addresses(app, Lang::Nb)?;
        Ok(Self {
            calendar,
            news,
            made_at: feed.made_at,
        })
    }
}

impl From<Asked> for BodyConsultation {
    fn from(asked: Asked) -> Self {
        let (state, deadline_on) = (asked.state, asked.deadline_on);
        let cosigned = asked.row.cosigned;
        let desk = asked.row.desk;
        let draft = desk.as_ref().map(|desk| desk.id);
        let joint = desk.as_ref().is_some_and(|desk| desk.is_joint);
        let (sent, writers, saved) = desk.map_or((None, vec![], None), |desk| {
            (desk.sent, desk.writers, desk.saved)
        });
        let (number, sent_at) = sent.map(|(number, _, at)| (number, at)).unzip();
        let (saved_at, saved_by) = saved.map(|saved| (saved.at, saved.by)).unzip();
        let saved_by = match saved_by {
            Some(SavedBy::Named(name)) => Some(name),
            _ => None,
        };
        Self {
            consultation: asked.consultation.slug.clone(),
            reference: asked.consultation.reference.clone(),
            asked_at: asked.row.added_at,
            deadline_on,
            state,
            joint,
            number,
            cosigned,
            sent_at,
            writers,
            saved_at,
            saved_by,
            draft,
        }
    }
}

pub fn read_doc() -> Operation {
    Operation {
        id: "readBodyPage",
        summary: "Read everything that the body was asked",
        description: "For whoever coordinates its answer to one of them.",
        responses: vec![Response::of::<BodyPage>(
            200,
            "What it was asked, and how its answers stand.",
        )],
        ..Operation::default()
    }
}

async fn read(app: Data<App>, access: DeskAccess) -> Result<HttpResponse, Error> {
    let body = asked::body_of(&app, &access).await?;
    let all = asked::all(&app, body.body_id).await?;
    let feed = feed::find(&app, body.body_id).await?;
    let own = access.desk_id();
    let consultations = all.into_iter().map(|asked| {
        let asked = BodyConsultation::from(asked);
        let draft = asked.draft.filter(|draft| *draft == own);
        BodyConsultation { draft, ..asked }
    });
    answer(&BodyPage {
        name: body.name,
        consultations: consultations.collect(),
        feed: feed.map(|feed| BodyFeed::of(&app, &feed)).transpose()?,
    })
}

pub fn make_doc() -> Operation {
    Operation {
        id: "makeBodyFeed",
        summary: "Make the secret address of the body's calendar and feed",
        description: "The one that there is already stays; end it first for another.",
        responses: vec![Response::of::<BodyFeed>(200, "The addresses.")],
        ..Operation::default()
    }
}

async fn make(app: Data<App>, access: DeskAccess, _: NoBody) -> Result<HttpResponse, Error> {
    let body = asked::body_of(&app, &access).await?.body_id;
    let feed = feed::make(&app, body, access.actor()).await?;
    answer(&BodyFeed::of(&app, &feed)?)
}

pub fn end_doc() -> Operation {
    Operation {
        id: "endBodyFeed",
        summary: "End the secret address",
        responses: vec![Response::empty(204, "Nothing is found there from now on.")],
        ..Operation::default()
    }
}

async fn end(app: Data<App>, access: DeskAccess, _: NoBody) -> Result<HttpResponse, Error> {
    let body = asked::body_of(&app, &access).await?.body_id;
    feed::end(&app, body, access.actor()).await?;
    Ok(HttpResponse::NoContent().finish())
}
