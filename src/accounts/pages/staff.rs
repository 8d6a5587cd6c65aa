//! Everybody who works here, and the form that adds one more.

use super::{STAFF, error_links, fault, roles};
use crate::accounts::{self, By, Member, NewMember, set_role};
use crate::app::App;
use crate::error::{Error, FieldError, Problem};
use crate::i18n::Lang;
use crate::role::Role;
use crate::session::staff::StaffAccess;
use crate::web::components::{Choice, Choices, TextInput};
use crate::web::form::Form;
use crate::web::layout::{Nav, Page};
use crate::web::{render, render_with, see_other};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

#[derive(Template)]
#[template(path = "accounts/templates/staff.html")]
struct StaffPage {
    page: Page,
    csrf: String,
    action: String,
    people: Vec<Person>,
    email: TextInput,
    name: TextInput,
    language: Choices,
    role: Choices,
}

struct Person {
    name: String,
    href: String,
    email: String,
    role: String,
    is_active: bool,
}

impl Person {
    fn of(member: Member, lang: Lang) -> Self {
        let on_some = member.grants.iter().any(|g| g.consultation.is_some());
        let role = match member.role_given(None) {
            Some(role) => roles::name(lang, role),
            None if on_some => lang.t("staff-role-on-some"),
            None => lang.t("staff-no-role"),
        };
        Self {
            href: lang.path(&format!("{STAFF}/{}", member.id)),
            is_active: member.is_active(),
            name: member.name,
            email: member.email,
            role,
        }
    }
}

/// What was typed in the form.
struct Typed<'a> {
    email: &'a str,
    name: &'a str,
    language: Lang,
    role: Option<Role>,
}

pub(super) async fn show(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let lang = Lang::of_path(req.path()).0;
    let typed = Typed {
        email: "",
        name: "",
        language: lang,
        role: Some(Role::Officer),
    };
    Ok(render(&page(&app, &staff, lang, &typed, &[]).await?))
}

async fn page(
    app: &App,
    staff: &StaffAccess,
    lang: Lang,
    typed: &Typed<'_>,
    faults: &[FieldError],
) -> Result<StaffPage, Error> {
    let everybody = app.db.read(accounts::list).await?;
    let people = everybody.into_iter().map(|m| Person::of(m, lang)).collect();
    let languages = Lang::ALL
        .into_iter()
        .map(|l| Choice::new(l.code(), l.name(), l == typed.language).lang(Some(l)))
        .collect();
    Ok(StaffPage {
        page: Page::new(&app.site, lang, STAFF, lang.t("nav-staff"))
            .nav(Nav::Staff)
            .staff(staff)
            .errors(error_links(lang, faults)),
        csrf: staff.csrf.clone(),
        action: lang.path(STAFF),
        people,
        email: TextInput {
            kind: "email",
            ..TextInput::new("email", lang.t("staff-email"), typed.email)
        }
        .hint(lang.t("staff-email-hint"))
        .error(fault(lang, faults, "email")),
        name: TextInput::new("name", lang.t("staff-name"), typed.name)
            .error(fault(lang, faults, "name")),
        language: Choices::new("language", lang.t("staff-language"), languages),
        role: Choices::new(
            "role",
            lang.t("staff-role-everywhere"),
            roles::choices(lang, &Role::ALL, typed.role),
        )
        .error(fault(lang, faults, "role")),
    })
}

pub(super) async fn add(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&["email", "name", "language", "role"], &[])?;
    let lang = Lang::of_path(req.path()).0;
    let typed = Typed {
        email: form.get("email").unwrap_or_default(),
        name: form.get("name").unwrap_or_default(),
        language: form.get("language").and_then(Lang::parse).unwrap_or(lang),
        role: roles::chosen(&form).flatten(),
    };
    match store(&app, &staff, &typed).await {
        Ok(href) => Ok(see_other(&lang.path(&href))),
        Err(error) if error.problem == Problem::Invalid => {
            let again = page(&app, &staff, lang, &typed, &error.fields).await?;
            Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &again))
        }
        Err(error) => Err(error),
    }
}

/// The path of the new one's page.
async fn store(app: &App, staff: &StaffAccess, typed: &Typed<'_>) -> Result<String, Error> {
    let new = NewMember::check(typed.email, typed.name, typed.language)?;
    let (role, by) = (typed.role, By::staff(staff, app));
    let id = app
        .db
        .write(move |conn| {
            let id = accounts::add(conn, &new, by)?;
            set_role(conn, id, None, role, by)?;
            Ok(id)
        })
        .await?;
    Ok(format!("{STAFF}/{id}"))
}
