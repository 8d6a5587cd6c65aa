//! The register to choose from: those that are ticked, or everybody who is looked for, come on the list.

use super::one::{Again, again};
use super::{PATH, id, links, page, whom};
use crate::app::App;
use crate::bodies::change::By;
use crate::bodies::list::ListQuery;
use crate::bodies::lists::{ListState, Outcome, add_members, find_list, members_among};
use crate::bodies::pages::sift::{Item, Sift, Turns, pairs, read, read_from};
use crate::bodies::store::{count, list};
use crate::calendar;
use crate::db::Conn;
use crate::error::{Error, FieldError, Problem};
use crate::i18n::Lang;
use crate::session::staff::StaffAccess;
use crate::web::form::Form;
use crate::web::layout::Page;
use crate::web::query::Query;
use crate::web::{render_with, see_other};
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "bodies/templates/list_add.html")]
struct AddPage {
    page: Page,
    csrf: String,
    action: String,
    back: String,
    list_name: String,
    sift: Sift,
    pairs: Vec<(&'static str, String)>,
    found: i64,
    found_text: String,
    items: Vec<Item>,
    turns: Turns,
}

pub(super) async fn show(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    path: Path<String>,
) -> Result<HttpResponse, Error> {
    let query = read(&Query::of(&req)?)?;
    let lang = Lang::of_path(req.path()).0;
    shown(&app, &staff, lang, id(&path)?, query, &[]).await
}

async fn shown(
    app: &App,
    staff: &StaffAccess,
    lang: Lang,
    id: Uuid,
    query: ListQuery,
    faults: &[FieldError],
) -> Result<HttpResponse, Error> {
    let wanted = query.clone();
    let read = move |conn: &mut Conn| {
        let of = find_list(conn, id)?.ok_or_else(|| Error::new(Problem::NotFound))?;
        let listed = list(conn, &wanted)?;
        let ids: Vec<Uuid> = listed.items.iter().map(|body| body.id).collect();
        let there = members_among(conn, id, &ids)?;
        Ok((of, listed, there, count(conn, &wanted)?))
    };
    let (of, listed, there, found) = app.db.read(read).await?;
    let own = format!("{PATH}/{id}");
    if of.state != ListState::Draft {
        return Ok(see_other(&lang.path(&own)));
    }
    let today = calendar::oslo_date(app.clock.now());
    let path = format!("{own}/legg-til");
    let title = lang.with("list-add-title", &[("name", &of.name)]);
    let status = match faults {
        [] => StatusCode::OK,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let items = listed.items.iter().map(|body| Item {
        is_there: there.contains(&body.id).then(|| lang.t("list-is-on-it")),
        ..Item::of(lang, body, body.is_in_force(today))
    });
    let shown = AddPage {
        page: page(app, staff, lang, &path, title).errors(links(lang, faults)),
        csrf: staff.csrf.clone(),
        action: lang.path(&path),
        back: lang.path(&own),
        list_name: of.name,
        sift: Sift::of(lang, &path, &query),
        pairs: pairs(&query),
        found,
        found_text: lang.with("bodies-found", &[("n", &found)]),
        items: items.collect(),
        turns: Turns::of(lang, &path, &query, listed.next.as_ref()),
    };
    Ok(render_with(status, &shown))
}

pub(super) async fn add(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    path: Path<String>,
    form: Form,
) -> Result<HttpResponse, Error> {
    let (lang, id) = (Lang::of_path(req.path()).0, id(&path)?);
    let Some(whom) = whom(&form)? else {
        let query = read_from(|name| form.get(name), None)?;
        let fault = FieldError::new("velg-alle", "error-list-nobody");
        return shown(&app, &staff, lang, id, query, &[fault]).await;
    };
    let by = By {
        actor: staff.actor(),
        at: app.clock.now(),
    };
    let added = app
        .db
        .write(move |conn| add_members(conn, id, &whom, by))
        .await?;
    match added {
        Outcome::Done(n) => {
            let path = format!("{PATH}/{id}?gjort=lagt-til&antall={n}");
            Ok(see_other(&lang.path(&path)))
        }
        Outcome::Overtaken(_) => {
            let overtaken = Again {
                overtaken: true,
                ..Again::default()
            };
            again(&app, &staff, lang, id, overtaken).await
        }
    }
}
