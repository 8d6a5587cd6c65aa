//! Reading the overview.

use super::asked::Lists;
use super::views::{Name, OverviewView};
use crate::app::App;
use crate::error::{Error, Problem};
use crate::overview::figures::Figures;
use crate::overview::read::read as read_all;
use crate::overview::stance::Stances;
use crate::overview::timeline::Timeline;
use crate::programs::answer;
use crate::web::controls::fault;
use crate::web::in_path;
use crate::web::openapi::{Operation, Parameter, Response};
use crate::web::query::Query;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde_json::json;

/// How many of the first choices of a scale are counted together.
const FIRST: &str = "first_choices";
const MOST_FIRST: usize = 100;

pub fn read_doc() -> Operation {
    Operation {
        id: "readOverview",
        summary: "Read the numbers of a consultation",
        description: "How many have answered, who has not, when answers came and what was chosen in each group. With each \
                      number stands the address of the list that it counts. Numbers of answers are of those that count.",
        parameters: vec![Parameter::query(
            FIRST,
            "How many choices of each scale, from the first, are counted together: always one and never all.",
            json!({ "type": "integer", "minimum": 1, "maximum": MOST_FIRST, "default": 2 }),
        )],
        responses: vec![Response::of::<OverviewView>(200, "The numbers.")],
        ..Operation::default()
    }
}

pub async fn read(app: Data<App>, req: HttpRequest, query: Query) -> Result<HttpResponse, Error> {
    let first = first_choices(&query)?;
    let slug = in_path(&req, "slug");
    let consultation = app.consultations.get(&app.db, slug).await?;
    let read = read_all(&app, &consultation).await?;
    let now = app.clock.now();
    let figures = Figures::of(&consultation, &read);
    let stances = Stances::of(&consultation, &read.roster);
    let lists = Lists {
        slug: &consultation.slug,
    };
    let name = |among: &_| Name::of(&consultation, *among);
    answer(&OverviewView {
        stage: consultation.stage(now).into(),
        deadline_on: consultation.deadline_on,
        figures: lists.figures(&figures),
        over_time: lists.time(&Timeline::of(&consultation, &read, now)),
        groups: lists.groups(&consultation, &figures),
        counties: lists.counties(&figures),
        among: stances.among.iter().map(name).collect(),
        scales: lists.scales(&stances, first),
        advice: lists.advice(&stances),
        supporting: lists.supporting(&stances),
    })
}

fn first_choices(query: &Query) -> Result<Option<usize>, Error> {
    let Some(given) = query.get(FIRST) else {
        return Ok(None);
    };
    let first = given.parse().ok().filter(|n| (1..=MOST_FIRST).contains(n));
    let refused = || Error::of_fields(Problem::MalformedRequest, vec![fault(FIRST)]);
    first.map(Some).ok_or_else(refused)
}
