//! Members of staff: listed, added, given roles, let in and shut out.

use crate::accounts::{self, By, Member, NewMember};
use crate::app::App;
use crate::error::{Error, Problem};
use crate::i18n::Lang;
use crate::idempotency::once;
use crate::programs::{NoBody, answer, claim, give, key_parameter, stored};
use crate::role::Role;
use crate::session::staff::StaffAccess;
use crate::web::in_path;
use crate::web::json::{self, Json};
use crate::web::openapi::{Link, Operation, Response, schema_of};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

/// Somebody who works here.
#[derive(Serialize, ToSchema)]
struct MemberView {
    id: Uuid,
    #[schema(format = "email")]
    email: String,
    name: String,
    /// The language of letters to them.
    language: Lang,
    /// May come in.
    active: bool,
    /// On all consultations.
    role: Option<Role>,
    /// On single ones.
    on_consultations: Vec<RoleView>,
}

#[derive(Serialize, ToSchema)]
struct RoleView {
    /// The consultation's name in addresses.
    consultation: String,
    role: Role,
}

#[derive(Serialize, ToSchema)]
struct MembersView {
    items: Vec<MemberView>,
}

/// Somebody to be added.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMemberInput {
    /// Where the links to sign in go.
    #[schema(min_length = 3, max_length = 254, format = "email")]
    #[validate(length(min = 3, max = 254))]
    email: String,
    /// As colleagues know them.
    #[schema(min_length = 1, max_length = 200)]
    #[validate(length(min = 1, max = 200))]
    name: String,
    #[serde(default, deserialize_with = "json::word")]
    #[schema(default = "nb")]
    language: Lang,
    /// On all consultations.
    #[serde(default, deserialize_with = "json::word_or_null")]
    role: Option<Role>,
}

/// The role that somebody shall have; null takes it back.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RoleInput {
    #[serde(deserialize_with = "json::word_or_null")]
    #[schema(required = true)]
    role: Option<Role>,
}

async fn views(app: &App, members: Vec<Member>) -> Result<Vec<MemberView>, Error> {
    let mut views = Vec::with_capacity(members.len());
    for member in members {
        let mut on_consultations = Vec::new();
        for grant in &member.grants {
            let Some(id) = grant.consultation else {
                continue;
            };
            match app.consultations.get(&app.db, id).await {
                Ok(consultation) => on_consultations.push(RoleView {
                    consultation: consultation.slug.clone(),
                    role: grant.role,
                }),
                // On what waits for its day a role lets do nothing yet.
                Err(error) if error.problem == Problem::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        views.push(MemberView {
            id: member.id,
            active: member.is_active(),
            role: member.role_given(None),
            on_consultations,
            language: member.language,
            email: member.email,
            name: member.name,
        });
    }
    Ok(views)
}

async fn view(app: &App, id: Uuid) -> Result<MemberView, Error> {
    let found = app.db.read(move |conn| accounts::find(conn, id)).await?;
    let member = found.ok_or_else(|| Error::new(Problem::NotFound))?;
    let view = views(app, vec![member]).await?.pop();
    view.ok_or_else(|| Problem::NotFound.into())
}

fn asked(req: &HttpRequest) -> Result<Uuid, Error> {
    let id = in_path(req, "member").parse();
    id.map_err(|_| Problem::NotFound.into())
}

pub fn list_doc() -> Operation {
    Operation {
        id: "listMembers",
        summary: "List the staff",
        description: "Everybody, by name; those who may not come in last.",
        responses: vec![Response::of::<MembersView>(200, "The staff.")],
        links: &[Link {
            name: "first",
            operation: "readMember",
            parameters: &[("member", "$response.body#/items/0/id")],
        }],
        ..Operation::default()
    }
}

pub async fn list(app: Data<App>) -> Result<HttpResponse, Error> {
    let everybody = app.db.read(accounts::list).await?;
    let items = views(&app, everybody).await?;
    answer(&MembersView { items })
}

pub fn list_here_doc() -> Operation {
    Operation {
        id: "listMembersOnConsultation",
        summary: "List who works on a consultation",
        description: "Those who may come in and have a role on it or on all.",
        responses: vec![Response::of::<MembersView>(200, "Who works on it.")],
        ..Operation::default()
    }
}

pub async fn list_here(app: Data<App>, req: HttpRequest) -> Result<HttpResponse, Error> {
    let here = app
        .consultations
        .get(&app.db, in_path(&req, "slug"))
        .await?
        .id;
    let mut everybody = app.db.read(accounts::list).await?;
    everybody.retain(|member| {
        let role = member.role_given(Some(here)).or(member.role_given(None));
        member.is_active() && role.is_some()
    });
    // What they may do elsewhere is no business of this consultation's leaders.
    for member in &mut everybody {
        member
            .grants
            .retain(|grant| grant.consultation.is_none_or(|id| id == here));
    }
    let items = views(&app, everybody).await?;
    answer(&MembersView { items })
}

pub fn read_doc() -> Operation {
    Operation {
        id: "readMember",
        summary: "Read a member of staff",
        responses: vec![Response::of::<MemberView>(200, "The member of staff.")],
        ..Operation::default()
    }
}

pub async fn read(app: Data<App>, req: HttpRequest) -> Result<HttpResponse, Error> {
    answer(&view(&app, asked(&req)?).await?)
}

/// Where somebody who was added is found.
#[derive(Serialize, ToSchema)]
struct AddedMember {
    id: Uuid,
}

pub fn add_doc() -> Operation {
    Operation {
        id: "addMember",
        summary: "Add a member of staff",
        description: "They sign in by a link to their address.",
        parameters: vec![key_parameter(true)],
        request: Some(schema_of::<NewMemberInput>()),
        responses: vec![Response::of::<AddedMember>(201, "Added.").headers(&["Location"])],
        problems: &[Problem::IdempotencyKeyReused, Problem::InFlight],
        links: &[Link {
            name: "read",
            operation: "readMember",
            parameters: &[("member", "$response.body#/id")],
        }],
    }
}

pub async fn add(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    body: Json<NewMemberInput>,
) -> Result<HttpResponse, Error> {
    let asked = body.value;
    let new = NewMember::check(&asked.email, &asked.name, asked.language);
    let new = new.map_err(json::in_body)?;
    let claim = claim(&req, &staff, "addMember", "", &body.received)?;
    let (role, by) = (asked.role, By::staff(&staff, &app));
    let add = move |conn: &mut _| {
        once(conn, Some(&claim), by.at, |conn| {
            let id = accounts::add(conn, &new, by)?;
            accounts::set_role(conn, id, None, role, by)?;
            let location = format!("/api/v1/staff/members/{id}");
            Ok(stored(
                201,
                vec![("location", location)],
                &AddedMember { id },
            ))
        })
    };
    give(app.db.write(add).await.map_err(json::in_body)?)
}

pub fn set_role_doc() -> Operation {
    Operation {
        id: "setRole",
        summary: "Give or take a role on all consultations",
        request: Some(schema_of::<RoleInput>()),
        responses: vec![Response::of::<MemberView>(200, "It stands so now.")],
        ..Operation::default()
    }
}

pub async fn set_role(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    body: Json<RoleInput>,
) -> Result<HttpResponse, Error> {
    set(&app, &staff, asked(&req)?, None, body.value.role).await
}

pub fn set_role_here_doc() -> Operation {
    Operation {
        id: "setRoleOnConsultation",
        summary: "Give or take a role on one consultation",
        request: Some(schema_of::<RoleInput>()),
        responses: vec![Response::empty(204, "It stands so now.")],
        ..Operation::default()
    }
}

pub async fn set_role_here(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    body: Json<RoleInput>,
) -> Result<HttpResponse, Error> {
    let (member, slug) = (asked(&req)?, in_path(&req, "slug"));
    let here = app.consultations.get(&app.db, slug).await?.id;
    set(&app, &staff, member, Some(here), body.value.role).await?;
    Ok(HttpResponse::NoContent().finish())
}

async fn set(
    app: &App,
    staff: &StaffAccess,
    member: Uuid,
    on: Option<Uuid>,
    role: Option<Role>,
) -> Result<HttpResponse, Error> {
    let by = By::staff(staff, app);
    let give = move |conn: &mut _| accounts::set_role(conn, member, on, role, by);
    app.db.write(give).await.map_err(json::in_body)?;
    answer(&view(app, member).await?)
}

pub fn end_doc() -> Operation {
    Operation {
        id: "endAccess",
        summary: "End somebody's access",
        description: "At once: sessions and tokens are gone. The roles stay, should they be let in again.",
        responses: vec![Response::empty(204, "They may no longer come in.")],
        problems: &[Problem::Invalid],
        ..Operation::default()
    }
}

pub async fn end(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    _: NoBody,
) -> Result<HttpResponse, Error> {
    let (id, by) = (asked(&req)?, By::staff(&staff, &app));
    let end = move |conn: &mut _| accounts::disable(conn, id, by);
    app.db.write(end).await.map_err(json::of_whole)?;
    Ok(HttpResponse::NoContent().finish())
}

pub fn open_doc() -> Operation {
    Operation {
        id: "openAccess",
        summary: "Let somebody in again",
        description: "With the roles that they had. Tokens that ended stay so.",
        responses: vec![Response::empty(204, "They may come in.")],
        problems: &[Problem::Invalid],
        ..Operation::default()
    }
}

pub async fn open(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    _: NoBody,
) -> Result<HttpResponse, Error> {
    let (id, by) = (asked(&req)?, By::staff(&staff, &app));
    let open = move |conn: &mut _| accounts::enable(conn, id, by);
    app.db.write(open).await?;
    Ok(HttpResponse::NoContent().finish())
}
