//! One list: who is on it, what is worth knowing before it is ready, and what can be done with it.

use super::{PATH, color, fault, id, links, may_change, on_it, page, state_name};
use crate::app::App;
use crate::bodies::body::Body;
use crate::bodies::list::{ListQuery, Listed, Standing};
use crate::bodies::lists::{BodyList, ListState, find_list};
use crate::bodies::pages::sift::{Item, ON_A_PAGE, Sift, Turns, pairs, read};
use crate::bodies::store::{count, list};
use crate::calendar;
use crate::db::Conn;
use crate::error::{Error, FieldError, Problem};
use crate::i18n::Lang;
use crate::ids;
use crate::session::staff::StaffAccess;
use crate::web::components::TextInput;
use crate::web::layout::Page;
use crate::web::query::Query;
use crate::web::render_with;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use chrono::NaiveDate;
use uuid::Uuid;

/// So many of those that want looking at are named; the rest are counted.
const NAMED: u32 = 10;

#[derive(Template)]
#[template(path = "bodies/templates/list_one.html")]
struct OnePage {
    page: Page,
    csrf: String,
    /// Makes a press that is repeated the same press.
    key: String,
    back: String,
    /// The list's own path, with language.
    own: String,
    version: i64,
    state: ListState,
    tag: (&'static str, String),
    on_it: String,
    about: String,
    done: Option<String>,
    overtaken: Option<String>,
    without_address: Noted,
    closed: Noted,
    sift: Sift,
    pairs: Vec<(&'static str, String)>,
    found: i64,
    found_text: String,
    items: Vec<Item>,
    turns: Turns,
    /// Without the field's error it holds the list's own name.
    name: TextInput,
    copy: TextInput,
    may_change: bool,
}

impl OnePage {
    fn is_draft(&self) -> bool {
        self.state == ListState::Draft
    }

    fn is_locked(&self) -> bool {
        self.state == ListState::Locked
    }
}

/// Bodies on the list that want looking at.
struct Noted {
    heading: String,
    names: Vec<(String, String)>,
    more: Option<String>,
}

/// What was typed, what was wrong with it, and what somebody else did meanwhile.
#[derive(Default)]
pub(super) struct Again {
    pub faults: Vec<FieldError>,
    pub name: Option<String>,
    pub copy: Option<String>,
    /// Somebody else was first.
    pub overtaken: bool,
}

struct Found {
    list: BodyList,
    listed: Listed,
    n: i64,
    without_address: (Vec<Body>, i64),
    closed: (Vec<Body>, i64),
}

pub(super) async fn show(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    path: Path<String>,
) -> Result<HttpResponse, Error> {
    let lang = Lang::of_path(req.path()).0;
    let asked = Query::of(&req)?;
    let done = asked.get("gjort").and_then(|what| {
        let n: usize = asked.get("antall")?.parse().ok()?;
        let key = match what {
            "lagt-til" => "list-done-added",
            "fjernet" => "list-done-removed",
            _ => return None,
        };
        Some(lang.with(key, &[("n", &n)]))
    });
    let query = read(&asked)?;
    shown(
        &app,
        &staff,
        lang,
        id(&path)?,
        query,
        done,
        Again::default(),
    )
    .await
}

/// The page again, after something that could not be done.
pub(super) async fn again(
    app: &App,
    staff: &StaffAccess,
    lang: Lang,
    id: Uuid,
    again: Again,
) -> Result<HttpResponse, Error> {
    let query = ListQuery {
        limit: ON_A_PAGE,
        ..ListQuery::default()
    };
    shown(app, staff, lang, id, query, None, again).await
}

fn find(conn: &mut Conn, id: Uuid, query: &ListQuery, today: NaiveDate) -> Result<Found, Error> {
    let found = find_list(conn, id)?.ok_or_else(|| Error::new(Problem::NotFound))?;
    let mut noted = |query: ListQuery| -> Result<(Vec<Body>, i64), Error> {
        let query = ListQuery {
            in_list: Some(id),
            limit: NAMED,
            ..query
        };
        Ok((list(conn, &query)?.items, count(conn, &query)?))
    };
    let without_address = noted(ListQuery {
        without_address: true,
        ..ListQuery::default()
    })?;
    let closed = noted(ListQuery {
        standing: Some(Standing::Closed(today)),
        ..ListQuery::default()
    })?;
    Ok(Found {
        listed: list(conn, query)?,
        n: count(conn, query)?,
        list: found,
        without_address,
        closed,
    })
}

async fn shown(
    app: &App,
    staff: &StaffAccess,
    lang: Lang,
    id: Uuid,
    query: ListQuery,
    done: Option<String>,
    again: Again,
) -> Result<HttpResponse, Error> {
    let query = ListQuery {
        in_list: Some(id),
        ..query
    };
    let today = calendar::oslo_date(app.clock.now());
    let wanted = query.clone();
    let read = move |conn: &mut Conn| find(conn, id, &wanted, today);
    let found = app.db.read(read).await?;
    let status = match (again.overtaken, again.faults.as_slice()) {
        (true, _) => StatusCode::CONFLICT,
        (false, []) => StatusCode::OK,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let own = format!("{PATH}/{id}");
    let Found {
        list,
        listed,
        n,
        without_address,
        closed,
    } = found;
    let state = state_name(lang, list.state);
    let copied = || lang.with("list-copy-of", &[("name", &list.name)]);
    let shown = OnePage {
        page: page(app, staff, lang, &own, list.name.clone()).errors(links(lang, &again.faults)),
        csrf: staff.csrf.clone(),
        key: ids::new(app.clock.now()).to_string(),
        back: lang.path(PATH),
        own: lang.path(&own),
        version: list.version,
        state: list.state,
        on_it: on_it(lang, &list),
        about: lang.t(&format!("list-about-{}", list.state.as_str())),
        done,
        overtaken: again.overtaken.then(|| {
            let said: [(&str, &dyn crate::i18n::Value); 2] =
                [("name", &list.name), ("state", &state)];
            lang.with("list-overtaken-means", &said)
        }),
        tag: (color(list.state), state),
        without_address: Noted::of(lang, "list-noted-address", without_address),
        closed: Noted::of(lang, "list-noted-closed", closed),
        sift: Sift::of(lang, &own, &query),
        pairs: pairs(&query),
        found: n,
        found_text: lang.with("bodies-found", &[("n", &n)]),
        items: listed
            .items
            .iter()
            .map(|body| Item::of(lang, body, body.is_in_force(today)))
            .collect(),
        turns: Turns::of(lang, &own, &query, listed.next.as_ref()),
        copy: TextInput::new(
            "kopi",
            lang.t("list-copy-name"),
            again.copy.unwrap_or_else(copied),
        )
        .autocomplete("off")
        .error(fault(lang, &again.faults, "kopi")),
        name: TextInput::new("navn", lang.t("list-name"), again.name.unwrap_or(list.name))
            .autocomplete("off")
            .error(fault(lang, &again.faults, "navn")),
        may_change: may_change(staff),
    };
    Ok(render_with(status, &shown))
}

impl Noted {
    fn of(lang: Lang, key: &str, (bodies, n): (Vec<Body>, i64)) -> Self {
        let name = |body: &Body| {
            let href = lang.path(&format!("{}/{}", super::super::PATH, body.id));
            (href, body.own_name().to_owned())
        };
        let names: Vec<(String, String)> = bodies.iter().map(name).collect();
        let rest = n - i64::try_from(names.len()).unwrap_or(n);
        Self {
            heading: lang.with(key, &[("n", &n)]),
            names,
            more: (rest > 0).then(|| lang.with("list-noted-more", &[("n", &rest)])),
        }
    }
}
