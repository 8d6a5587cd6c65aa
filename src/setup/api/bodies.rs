//! The list of bodies as it stands in a letter: read, asked about, taken in.

use super::view::{Found, WorkingCopyView};
use super::{CHANGE_PROBLEMS, as_seen, saved};
use crate::app::App;
use crate::calendar;
use crate::error::{Error, FieldError};
use crate::programs::{answer, if_match_parameter};
use crate::session::staff::StaffAccess;
use crate::setup::answered::add;
use crate::setup::lists;
use crate::setup::paste::{self, Answer, Candidate, MOST_LINES, Pasted};
use crate::text::{is_blank, single_line};
use crate::web::in_path;
use crate::web::json::{self, Json};
use crate::web::openapi::{Operation, Response, schema_of};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

/// A list as it was written.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BodyListText {
    /// A line for each, a thousand at most.
    #[schema(min_length = 1, max_length = 200_000)]
    #[validate(length(min = 1, max = 200_000))]
    text: String,
}

/// What the lines of a list can mean.
#[derive(Serialize, ToSchema)]
struct BodyListRead {
    lines: Vec<ReadLine>,
}

#[derive(Serialize, ToSchema)]
struct ReadLine {
    text: String,
    /// An e-mail address that stood beside the name. The list has no place for it: it belongs to the body in the register.
    address: Option<String>,
    /// The answer that nobody needs to give; null where somebody must say what is meant.
    meaning: Option<Meaning>,
    /// The bodies of the register that it can be, the likeliest first.
    bodies: Vec<BodyCandidate>,
    /// Those of the register that it names, where it names several and nothing else: they are what `several` means.
    several: Vec<BodyCandidate>,
    /// How many a collective line stands for.
    count: Option<usize>,
}

#[derive(Serialize, ToSchema)]
struct BodyCandidate {
    id: Uuid,
    name: String,
    organisation_number: Option<String>,
}

/// What a line means.
#[derive(Serialize, Deserialize, ToSchema, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
#[schema(as = LineMeaning)]
enum Meaning {
    Heading,
    /// One body of the register.
    Body,
    /// Every body of the register that the line names, each as a line of its own.
    Several,
    /// All of a kind.
    Collective,
    /// Somebody that the register does not have.
    New,
    /// Nothing: it is left out.
    Skip,
}

/// The lines of a list with what they mean.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnsweredList {
    #[serde(deserialize_with = "json::objects")]
    #[schema(min_items = 1, max_items = 1000)]
    #[validate(length(min = 1, max = 1000), nested)]
    lines: Vec<AnsweredLine>,
}

#[derive(Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnsweredLine {
    #[schema(min_length = 1, max_length = 500)]
    #[validate(length(min = 1, max = 500))]
    text: String,
    #[serde(deserialize_with = "json::word")]
    meaning: Meaning,
    /// Which, where the meaning is `body`.
    #[serde(default)]
    body: Option<Uuid>,
}

impl From<&Candidate> for BodyCandidate {
    fn from(candidate: &Candidate) -> Self {
        Self {
            id: candidate.id,
            name: candidate.name.clone(),
            organisation_number: candidate.org_no.clone(),
        }
    }
}

impl From<Pasted> for ReadLine {
    fn from(line: Pasted) -> Self {
        let meaning = |answer| match answer {
            Answer::Body(_) => Meaning::Body,
            Answer::Several => Meaning::Several,
            Answer::Collective => Meaning::Collective,
            Answer::New => Meaning::New,
            Answer::Heading => Meaning::Heading,
            Answer::Skip => Meaning::Skip,
        };
        Self {
            text: line.text,
            address: line.address,
            meaning: line.answer.map(meaning),
            bodies: line.bodies.iter().map(BodyCandidate::from).collect(),
            several: line.several.iter().map(BodyCandidate::from).collect(),
            count: line.collective.map(|(_, n)| n),
        }
    }
}

pub fn read_doc() -> Operation {
    Operation {
        id: "readBodies",
        summary: "Read a list of bodies",
        description: "As it stands in a letter: what each line can mean is looked up in the register. Changes nothing.",
        request: Some(schema_of::<BodyListText>()),
        responses: vec![Response::of::<BodyListRead>(
            200,
            "What the lines can mean.",
        )],
        ..Operation::default()
    }
}

pub async fn read(
    app: Data<App>,
    req: HttpRequest,
    body: Json<BodyListText>,
) -> Result<HttpResponse, Error> {
    let found = Found::read(&app, in_path(&req, "slug"), &req).await?;
    let day = calendar::oslo_date(found.now);
    let lines = paste::lines(&body.value.text).map_err(|fault| {
        let at = "/text".to_owned();
        Error::invalid(vec![FieldError { at, ..fault }])
    })?;
    let lines = app
        .db
        .read(move |conn| paste::read(conn, &lines, day))
        .await?;
    answer(&BodyListRead {
        lines: lines.into_iter().map(ReadLine::from).collect(),
    })
}

pub fn take_in_doc() -> Operation {
    Operation {
        id: "addBodies",
        summary: "Take a list of bodies into a working copy",
        description: "Each line with what it means. The lines stand under the heading before them; one that is there already is not \
                      added again.",
        parameters: vec![
            if_match_parameter("The working copy's ETag, as it was last seen.").required(),
        ],
        request: Some(schema_of::<AnsweredList>()),
        responses: vec![
            Response::of::<WorkingCopyView>(200, "The working copy as it is now.")
                .headers(&["ETag"]),
        ],
        problems: CHANGE_PROBLEMS,
        ..Operation::default()
    }
}

impl AnsweredLine {
    fn answer(&self) -> Option<Answer> {
        match (self.meaning, self.body) {
            (Meaning::Body, Some(id)) => Some(Answer::Body(id)),
            (Meaning::Body, None) | (_, Some(_)) => None,
            (Meaning::Heading, _) => Some(Answer::Heading),
            (Meaning::Several, _) => Some(Answer::Several),
            (Meaning::Collective, _) => Some(Answer::Collective),
            (Meaning::New, _) => Some(Answer::New),
            (Meaning::Skip, _) => Some(Answer::Skip),
        }
    }
}

pub async fn take_in(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    body: Json<AnsweredList>,
) -> Result<HttpResponse, Error> {
    let copy = as_seen(&app, &req).await?.copy;
    let given: Vec<AnsweredLine> = body.value.lines.into_iter().take(MOST_LINES).collect();
    let texts: Vec<String> = given.iter().map(|line| single_line(&line.text)).collect();
    let empty = texts.iter().enumerate().filter(|(_, text)| is_blank(text));
    let mut faults: Vec<FieldError> = empty
        .map(|(n, _)| FieldError::new(format!("/lines/{n}/text"), "error-empty"))
        .collect();
    if !faults.is_empty() {
        return Err(Error::invalid(faults));
    }
    let (day, asked) = (calendar::oslo_date(app.clock.now()), texts.join("\n"));
    let lines = app
        .db
        .read(move |conn| paste::read_lines(conn, &asked, day))
        .await?;
    let mut answers = Vec::new();
    for (n, (line, given)) in lines.iter().zip(&given).enumerate() {
        match given.answer().filter(|answer| answer.fits(line)) {
            Some(answer) => answers.push(answer),
            None => faults.push(FieldError::new(
                format!("/lines/{n}/meaning"),
                "setup-paste-choose",
            )),
        }
    }
    if !faults.is_empty() {
        return Err(Error::invalid(faults));
    }
    let mut new = copy.manuscript;
    add(&mut new, &lines, &answers);
    saved(&app, &staff, &req, copy.version, new).await
}

/// A list of the register.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TakenListInput {
    list: Uuid,
}

pub fn take_list_doc() -> Operation {
    Operation {
        id: "addListOfBodies",
        summary: "Take a list of the register into a working copy",
        description: "One that is ready or locked. Those on it who are in force become lines under its name; what was taken in of it \
                      before gives way. Publishing locks the list.",
        parameters: vec![
            if_match_parameter("The working copy's ETag, as it was last seen.").required(),
        ],
        request: Some(schema_of::<TakenListInput>()),
        responses: vec![
            Response::of::<WorkingCopyView>(200, "The working copy as it is now.")
                .headers(&["ETag"]),
        ],
        problems: CHANGE_PROBLEMS,
        ..Operation::default()
    }
}

pub async fn take_list(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    body: Json<TakenListInput>,
) -> Result<HttpResponse, Error> {
    let copy = as_seen(&app, &req).await?.copy;
    let (id, day) = (body.value.list, calendar::oslo_date(app.clock.now()));
    let found = app.db.read_at_once(move |conn| lists::find(conn, id));
    let unusable = || Error::invalid(vec![FieldError::new("/list", "error-value")]);
    let list = found.await?.ok_or_else(unusable)?;
    let mut new = copy.manuscript;
    list.take_into(&mut new, day);
    saved(&app, &staff, &req, copy.version, new).await
}
