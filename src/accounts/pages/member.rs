//! One member of staff: their roles, and whether they may come in.

use super::tokens::Shown;
use super::{STAFF, error_links, fault, roles};
use crate::accounts::{self, By, Member};
use crate::app::App;
use crate::error::{Error, FieldError, Problem};
use crate::i18n::Lang;
use crate::role::Role;
use crate::session::staff::StaffAccess;
use crate::tabs::Tab;
use crate::web::components::{Choices, Crumb, Fact};
use crate::web::form::Form;
use crate::web::layout::{Nav, Page};
use crate::web::{in_path, render, render_with, see_other};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "accounts/templates/member.html")]
struct MemberPage {
    page: Page,
    csrf: String,
    crumbs: Vec<Crumb>,
    facts: Vec<Fact>,
    is_active: bool,
    action: String,
    role: Choices,
    on: Vec<OnOne>,
    tokens: Vec<Shown>,
}

/// A role on one consultation.
struct OnOne {
    title: String,
    role: String,
    /// Where it is changed.
    href: String,
}

pub(super) async fn show(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let (lang, id) = asked(&req)?;
    Ok(render(&page(&app, &staff, lang, id, &[]).await?))
}

fn asked(req: &HttpRequest) -> Result<(Lang, Uuid), Error> {
    let id = in_path(req, "member").parse();
    let id = id.map_err(|_| Error::new(Problem::NotFound))?;
    Ok((Lang::of_path(req.path()).0, id))
}

async fn page(
    app: &App,
    staff: &StaffAccess,
    lang: Lang,
    id: Uuid,
    faults: &[FieldError],
) -> Result<MemberPage, Error> {
    let found = app.db.read(move |conn| accounts::find(conn, id)).await?;
    let member = found.ok_or(Problem::NotFound)?;
    let path = format!("{STAFF}/{id}");
    let given = roles::choices(lang, &Role::ALL, member.role_given(None));
    let state = if member.is_active() {
        "staff-active"
    } else {
        "staff-disabled"
    };
    Ok(MemberPage {
        page: Page::new(&app.site, lang, &path, member.name.clone())
            .nav(Nav::Staff)
            .staff(staff)
            .errors(error_links(lang, faults)),
        csrf: staff.csrf.clone(),
        crumbs: vec![
            Crumb::to(lang.path(STAFF), lang.t("nav-staff")),
            Crumb::here(member.name.clone()),
        ],
        facts: vec![
            Fact::new(lang.t("staff-email"), member.email.clone()),
            Fact::new(lang.t("staff-language"), member.language.name()),
            Fact::new(lang.t("staff-access"), lang.t(state)),
        ],
        is_active: member.is_active(),
        action: lang.path(&path),
        role: Choices::new("role", lang.t("staff-role-everywhere"), given)
            .error(fault(lang, faults, "role")),
        on: on_each(app, &member, lang).await?,
        tokens: Shown::all_of(app, id, lang).await?,
    })
}

async fn on_each(app: &App, member: &Member, lang: Lang) -> Result<Vec<OnOne>, Error> {
    let mut on = Vec::new();
    for grant in &member.grants {
        let Some(id) = grant.consultation else {
            continue;
        };
        let consultation = match app.consultations.get(&app.db, id).await {
            // On what waits for its day a role lets do nothing yet.
            Err(error) if error.problem == Problem::NotFound => continue,
            found => found?,
        };
        on.push(OnOne {
            title: consultation.title.get(lang).to_owned(),
            role: roles::name(lang, grant.role),
            href: lang.path(&Tab::Staff.path(&consultation.slug)),
        });
    }
    Ok(on)
}

pub(super) async fn set_role(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&["role"], &[])?;
    let (lang, id) = asked(&req)?;
    let by = By::staff(&staff, &app);
    let done = match roles::chosen(&form) {
        None => Err(Error::invalid(vec![FieldError::new("role", "error-value")])),
        Some(role) => {
            let change = move |conn: &mut _| accounts::set_role(conn, id, None, role, by);
            app.db.write(change).await
        }
    };
    answer(&app, &staff, lang, id, done).await
}

pub(super) async fn set_access(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&["access"], &[])?;
    let (lang, id) = asked(&req)?;
    let by = By::staff(&staff, &app);
    let done = match form.get("access") {
        Some("end") => {
            let end = move |conn: &mut _| accounts::disable(conn, id, by);
            app.db.write(end).await
        }
        Some("open") => {
            let open = move |conn: &mut _| accounts::enable(conn, id, by);
            app.db.write(open).await
        }
        // The heading of what is asked: its buttons have no place of their own.
        _ => Err(Error::invalid(vec![FieldError::new(
            "tilgang",
            "error-value",
        )])),
    };
    answer(&app, &staff, lang, id, done).await
}

async fn answer(
    app: &App,
    staff: &StaffAccess,
    lang: Lang,
    id: Uuid,
    done: Result<(), Error>,
) -> Result<HttpResponse, Error> {
    match done {
        Ok(()) => Ok(see_other(&lang.path(&format!("{STAFF}/{id}")))),
        Err(error) if error.problem == Problem::Invalid => {
            let again = page(app, staff, lang, id, &error.fields).await?;
            Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &again))
        }
        Err(error) => Err(error),
    }
}
