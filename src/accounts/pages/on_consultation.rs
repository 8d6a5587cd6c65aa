//! Who has a role on one consultation. Its leaders give and take them; administrators everywhere.

use super::{error_links, fault, roles};
use crate::accounts::{self, By, Member};
use crate::app::App;
use crate::error::{Error, FieldError, Problem};
use crate::i18n::Lang;
use crate::role::Role;
use crate::session::staff::StaffAccess;
use crate::tabs::Tab;
use crate::web::components::{Choice, Choices};
use crate::web::form::Form;
use crate::web::layout::{Nav, Page};
use crate::web::{in_path, render, render_with, see_other};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use uuid::Uuid;

/// Administrators are so everywhere.
const GIVEN_HERE: [Role; 3] = [Role::Reader, Role::Officer, Role::Leader];

#[derive(Template)]
#[template(path = "accounts/templates/on_consultation.html")]
struct OnConsultationPage {
    page: Page,
    csrf: String,
    action: String,
    people: Vec<Person>,
    member: Choices,
    role: Choices,
}

struct Person {
    name: String,
    email: String,
    role: String,
    everywhere: bool,
}

/// What was chosen in the form.
#[derive(Default)]
struct Chosen {
    member: Option<Uuid>,
    role: Option<Option<Role>>,
}

pub(super) async fn show(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let shown = page(&app, &staff, &req, &Chosen::default(), &[]).await?;
    Ok(render(&shown))
}

async fn page(
    app: &App,
    staff: &StaffAccess,
    req: &HttpRequest,
    chosen: &Chosen,
    faults: &[FieldError],
) -> Result<OnConsultationPage, Error> {
    let lang = Lang::of_path(req.path()).0;
    let slug = in_path(req, "slug");
    let path = Tab::Staff.path(slug);
    let consultation = app.consultations.get(&app.db, slug).await?;
    let everybody = app.db.read(accounts::list).await?;
    let active: Vec<&Member> = everybody.iter().filter(|m| m.is_active()).collect();
    let people = active
        .iter()
        .flat_map(|member| people_of(member, consultation.id, lang))
        .collect();
    let members = active
        .iter()
        .map(|m| Choice::new(m.id, &m.name, chosen.member == Some(m.id)).hint(&m.email))
        .collect();
    let role = chosen.role.unwrap_or(Some(Role::Officer));
    Ok(OnConsultationPage {
        page: Page::new(&app.site, lang, &path, lang.t("staff-on-title"))
            .nav(Nav::Work)
            .staff(staff)
            .tabs(consultation.tabs(staff, lang, Tab::Staff))
            .errors(error_links(lang, faults)),
        csrf: staff.csrf.clone(),
        action: lang.path(&path),
        people,
        member: Choices::new("member", lang.t("staff-whom"), members)
            .error(fault(lang, faults, "member")),
        role: Choices::new(
            "role",
            lang.t("staff-role-here"),
            roles::choices(lang, &GIVEN_HERE, role),
        )
        .error(fault(lang, faults, "role")),
    })
}

fn people_of(member: &Member, consultation: Uuid, lang: Lang) -> Vec<Person> {
    let person = |role: Role, everywhere| Person {
        name: member.name.clone(),
        email: member.email.clone(),
        role: roles::name(lang, role),
        everywhere,
    };
    let here = member.role_given(Some(consultation));
    let everywhere = member.role_given(None);
    let here = here.map(|role| person(role, false));
    let everywhere = everywhere.map(|role| person(role, true));
    here.into_iter().chain(everywhere).collect()
}

pub(super) async fn set_role(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&["member", "role"], &[])?;
    let chosen = Chosen {
        member: form.get("member").and_then(|id| id.parse().ok()),
        role: roles::chosen(&form),
    };
    match store(&app, &staff, in_path(&req, "slug"), &chosen).await {
        Ok(()) => Ok(see_other(req.path())),
        Err(error) if error.problem == Problem::Invalid => {
            let again = page(&app, &staff, &req, &chosen, &error.fields).await?;
            Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &again))
        }
        Err(error) => Err(error),
    }
}

async fn store(app: &App, staff: &StaffAccess, slug: &str, chosen: &Chosen) -> Result<(), Error> {
    let (member, role) = match (chosen.member, chosen.role) {
        (Some(member), Some(role)) => (member, role),
        (member, role) => {
            let mut faults = Vec::new();
            if member.is_none() {
                faults.push(FieldError::new("member", "error-staff-whom"));
            }
            if role.is_none() {
                faults.push(FieldError::new("role", "error-value"));
            }
            return Err(Error::invalid(faults));
        }
    };
    let consultation = app.consultations.get(&app.db, slug).await?.id;
    let by = By::staff(staff, app);
    app.db
        .write(move |conn| accounts::set_role(conn, member, Some(consultation), role, by))
        .await
}
