//! The register as a list: by name, with search, filters in the address, and what has no address.

use super::sift::{Item, Sift, Turns, read, written};
use super::{PATH, may_change, page};
use crate::app::App;
use crate::bodies::store::{count, list};
use crate::error::Error;
use crate::i18n::Lang;
use crate::session::staff::StaffAccess;
use crate::web::layout::Page;
use crate::web::query::Query;
use crate::web::render;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

#[derive(Template)]
#[template(path = "bodies/templates/list.html")]
struct ListPage {
    page: Page,
    sift: Sift,
    found: String,
    items: Vec<Item>,
    turns: Turns,
    may_change: bool,
}

pub(super) async fn show(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let lang = Lang::of_path(req.path()).0;
    let asked = Query::of(&req)?;
    let query = read(&asked)?;
    let (wanted, found) = (query.clone(), query.clone());
    let (listed, n) = app
        .db
        .read(move |conn| Ok((list(conn, &wanted)?, count(conn, &found)?)))
        .await?;
    let path = format!("{PATH}{}", written(&query, query.after.as_ref()));
    let today = crate::calendar::oslo_date(app.clock.now());
    Ok(render(&ListPage {
        page: page(&app, &staff, lang, &path, lang.t("bodies-title")),
        found: lang.with("bodies-found", &[("n", &n)]),
        items: listed
            .items
            .iter()
            .map(|body| Item::of(lang, body, body.is_in_force(today)))
            .collect(),
        turns: Turns::of(lang, PATH, &query, listed.next.as_ref()),
        may_change: may_change(&staff),
        sift: Sift::of(lang, PATH, &query),
    }))
}
