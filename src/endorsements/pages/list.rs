//! The answers that can be supported: by name and number, with search.

use crate::app::App;
use crate::calendar;
use crate::endorsements::shared::{SharedAnswer, list};
use crate::error::Error;
use crate::session::guard::DeskAccess;
use crate::submissions::draft::takes_input;
use crate::submissions::pages::AtDesk;
use crate::web::components::Crumb;
use crate::web::layout::Page;
use crate::web::query::Query;
use crate::web::render;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

const ON_A_PAGE: usize = 25;

#[derive(Template)]
#[template(path = "endorsements/templates/list.html")]
struct ListPage {
    page: Page,
    crumbs: Vec<Crumb>,
    action: String,
    lead: String,
    words: String,
    /// There are so many that one looks for them.
    is_long: bool,
    items: Vec<Item>,
    next: Option<String>,
    first: Option<String>,
    /// Why there is nothing.
    empty: String,
}

struct Item {
    href: String,
    name: String,
    number: String,
    received: String,
    /// It is supported here.
    is_endorsed: bool,
}

pub(super) async fn show(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = AtDesk::enter(&app, access, &req).await?;
    let query = Query::of(&req)?;
    let words = query.get("q").unwrap_or_default().trim().to_owned();
    let after = query.get("etter").and_then(|number| number.parse().ok());
    let (desk, consultation) = (&visit.desk, &visit.consultation);
    let after_no = after.unwrap_or(0);
    let listed = list(&app, desk, consultation, &words, after_no, ON_A_PAGE).await?;
    let lang = visit.lang;
    let title = lang.t("endorse-title");
    let address = |after: Option<i64>| {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        if !words.is_empty() {
            query.append_pair("q", &words);
        }
        if let Some(after) = after {
            query.append_pair("etter", &after.to_string());
        }
        match query.finish().as_str() {
            "" => "/stotte".to_owned(),
            query => format!("/stotte?{query}"),
        }
    };
    let empty = match (takes_input(consultation, visit.now), words.is_empty()) {
        (false, _) => visit.say().t("svar-closed"),
        (true, true) => visit.say().t("endorse-none"),
        (true, false) => lang.with1("endorse-none-found", "words", &words),
    };
    Ok(render(&ListPage {
        page: visit.page(&address(after), title.clone()),
        crumbs: visit.crumbs(vec![], &title),
        action: visit.path("/stotte"),
        lead: visit.say().t("endorse-lead"),
        is_long: !words.is_empty() || after.is_some() || listed.next.is_some(),
        items: listed.answers.iter().map(|one| item(&visit, one)).collect(),
        next: listed.next.map(|number| visit.path(&address(Some(number)))),
        first: after.map(|_| visit.path(&address(None))),
        empty,
        words,
    }))
}

fn item(visit: &AtDesk, one: &SharedAnswer) -> Item {
    let mut endorsed = visit.desk.endorsements.iter();
    Item {
        href: visit.path(&format!("/stotte/{}", one.number)),
        name: one.name.clone(),
        number: one.reference.clone(),
        received: calendar::date_time(visit.lang, one.received_at),
        is_endorsed: endorsed.any(|here| here.of.submission_id == one.submission_id),
    }
}
