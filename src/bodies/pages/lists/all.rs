//! Every list, how far it has come and how many are on it; and the form that begins a new one.

use super::{PATH, color, fault, links, may_change, on_it, page, state_name};
use crate::app::App;
use crate::bodies::change::By;
use crate::bodies::lists::{BodyList, create_list, list_all};
use crate::calendar;
use crate::db::Conn;
use crate::error::{Error, FieldError, Problem};
use crate::i18n::Lang;
use crate::idempotency::{Claim, FORM_KEY, Stored, once};
use crate::ids;
use crate::session::staff::StaffAccess;
use crate::web::components::TextInput;
use crate::web::form::Form;
use crate::web::layout::Page;
use crate::web::{render_with, see_other};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

#[derive(Template)]
#[template(path = "bodies/templates/lists.html")]
struct ListsPage {
    page: Page,
    csrf: String,
    action: String,
    /// Makes a press that is repeated the same press.
    key: String,
    lists: Vec<Line>,
    name: TextInput,
    may_change: bool,
}

struct Line {
    href: String,
    name: String,
    facts: String,
    color: &'static str,
    state: String,
}

impl Line {
    fn of(lang: Lang, list: &BodyList) -> Self {
        let date = calendar::long_date(lang, calendar::oslo_date(list.changed_at));
        let changed = lang.with("list-changed", &[("date", &date)]);
        Self {
            href: lang.path(&format!("{PATH}/{}", list.id)),
            name: list.name.clone(),
            facts: format!("{} · {changed}", on_it(lang, list)),
            color: color(list.state),
            state: state_name(lang, list.state),
        }
    }
}

pub(super) async fn show(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    shown(&app, &staff, Lang::of_path(req.path()).0, "", &[]).await
}

async fn shown(
    app: &App,
    staff: &StaffAccess,
    lang: Lang,
    typed: &str,
    faults: &[FieldError],
) -> Result<HttpResponse, Error> {
    let lists = app.db.read(list_all).await?;
    let status = match faults {
        [] => StatusCode::OK,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let all = ListsPage {
        page: page(app, staff, lang, PATH, lang.t("lists-title")).errors(links(lang, faults)),
        csrf: staff.csrf.clone(),
        action: lang.path(PATH),
        key: ids::new(app.clock.now()).to_string(),
        lists: lists.iter().map(|list| Line::of(lang, list)).collect(),
        name: TextInput::new("navn", lang.t("list-name"), typed)
            .hint(lang.t("list-name-hint"))
            .autocomplete("off")
            .error(fault(lang, faults, "navn")),
        may_change: may_change(staff),
    };
    Ok(render_with(status, &all))
}

pub(super) async fn create(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&["navn", FORM_KEY], &[])?;
    let lang = Lang::of_path(req.path()).0;
    let typed = form.get("navn").unwrap_or_default().to_owned();
    let by = By {
        actor: staff.actor(),
        at: app.clock.now(),
    };
    let name = typed.clone();
    let claim = Claim::of_press(&form, staff.staff_id, PATH, &name)?;
    let create = move |conn: &mut Conn| {
        once(conn, claim.as_ref(), by.at, |conn| {
            create_list(conn, &name, by).map(Stored::led_to)
        })
    };
    match app.db.write(create).await {
        Ok(made) => Ok(see_other(&lang.path(&format!("{PATH}/{}", made.body)))),
        Err(error) if error.problem == Problem::Invalid => {
            shown(&app, &staff, lang, &typed, &error.fields).await
        }
        Err(error) => Err(error),
    }
}
