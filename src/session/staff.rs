//! Sessions of staff and tokens of their programs, and what the guard asks of both at every request: access
//! that was ended is ended at once, because nothing of it is kept in memory or in the cookie.

mod store;

pub use store::{
    end_session, end_sessions_of, find_session, find_token, open, roles_of, see, sweep,
};

use super::guard::{ask_for_csrf, bearer_hash, cookie_named};
use crate::app::App;
use crate::audit::Actor;
use crate::error::{Error, Problem};
use crate::i18n::Lang;
use crate::keys::Keys;
use crate::role::Role;
use crate::scope::Scope;
use crate::web::faces;
use crate::web::layout::StaffMenu;
use crate::web::route::{Access, RouteDef};
use actix_web::cookie::{Cookie, time::Duration as CookieAge};
use actix_web::dev::ServiceRequest;
use actix_web::http::header;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse, dev::Payload};
use chrono::{DateTime, Duration, Utc};
use std::future::{Ready, ready};
use uuid::Uuid;

/// A session ends when it has rested so long …
pub const IDLE_LIFE: Duration = Duration::minutes(30);
/// … and in any case so long after the signing in.
pub const LONGEST_LIFE: Duration = Duration::hours(10);
/// How often a session in use is written down as seen …
const SEEN_EVERY: Duration = Duration::minutes(1);
/// … and a token as used.
const USED_EVERY: Duration = Duration::hours(1);

/// A member of staff who is signed in, or whose program asks, and what they may do.
#[derive(Debug, Clone)]
pub struct StaffAccess {
    pub staff_id: Uuid,
    pub name: String,
    pub email: String,
    pub language: Lang,
    /// Live grants: the consultation, or all of them, and the role.
    pub roles: Vec<(Option<Uuid>, Role)>,
    /// The hidden field for this session's forms; empty for a program.
    pub csrf: String,
    by: Credential,
    /// The grants that their token leaves out.
    left_out: Vec<(Option<Uuid>, Role)>,
}

/// What they showed.
#[derive(Debug, Clone, Copy)]
enum Credential {
    Session { id: Uuid, secret_sha256: [u8; 32] },
    Token(Uuid),
}

impl StaffAccess {
    /// The highest role on this consultation, whether given for it or for all.
    pub fn role_on(&self, consultation: Uuid) -> Option<Role> {
        highest(&self.roles, Some(consultation))
    }

    /// The highest role that was given for all consultations.
    pub fn role(&self) -> Option<Role> {
        highest(&self.roles, None)
    }

    pub fn actor(&self) -> Actor {
        match self.by {
            Credential::Session { .. } => Actor::Staff(self.staff_id),
            Credential::Token(token) => Actor::StaffToken {
                staff: self.staff_id,
                token,
            },
        }
    }

    /// The browser's session; `None` for a program.
    pub fn session_id(&self) -> Option<Uuid> {
        match self.by {
            Credential::Session { id, .. } => Some(id),
            Credential::Token(_) => None,
        }
    }
}

/// The highest role of these grants on this consultation, or on all.
fn highest(roles: &[(Option<Uuid>, Role)], on: Option<Uuid>) -> Option<Role> {
    let reaches = |of: Option<Uuid>| of.is_none() || of == on;
    let roles = roles.iter().filter(|(of, _)| reaches(*of));
    roles.map(|(_, role)| *role).max()
}

impl From<&StaffAccess> for StaffMenu {
    fn from(access: &StaffAccess) -> Self {
        Self {
            name: access.name.clone(),
            csrf: access.csrf.clone(),
            role: access.role(),
        }
    }
}

impl FromRequest for StaffAccess {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let missing = || Error::internal("this handler stands on a route without a rule for staff");
        ready(req.extensions().get::<Self>().cloned().ok_or_else(missing))
    }
}

/// Lets in whom the row of the table lets in. A path that names a published consultation (`{slug}`) asks for
/// the role there; any other path for the role everywhere.
pub(super) async fn admit(
    def: &RouteDef,
    req: &ServiceRequest,
    app: &Data<App>,
) -> Result<(), Error> {
    let (access, needed) = match def.access {
        Access::Program(scope, role) => (shown_token(def, req, app, scope).await?, Some(role)),
        Access::OwnTokens(scope) => (shown_token(def, req, app, scope).await?, None),
        Access::Staff(role) => (session(req, app).await?, Some(role)),
        _ => (session(req, app).await?, None),
    };
    if let Some(needed) = needed {
        ask_for_role(req, app, &access, needed).await?;
    }
    if let (false, Credential::Session { secret_sha256, .. }) = (def.is_safe(), access.by) {
        ask_for_csrf(req, app, &secret_sha256)?;
    }
    req.extensions_mut().insert(access);
    Ok(())
}

async fn session(req: &ServiceRequest, app: &Data<App>) -> Result<StaffAccess, Error> {
    let found = signed_in(req.request(), app).await?;
    found.ok_or_else(|| Problem::SignedOut.into())
}

async fn ask_for_role(
    req: &ServiceRequest,
    app: &Data<App>,
    access: &StaffAccess,
    needed: Role,
) -> Result<(), Error> {
    let on = match req.match_info().get("slug") {
        Some(slug) => match app.consultations.get(&app.db, slug).await {
            Ok(consultation) => Some(consultation.id),
            // What is being prepared belongs to those who work everywhere; the handler says what is there.
            Err(error) if error.problem == Problem::NotFound => {
                access.role().ok_or(error)?;
                None
            }
            Err(error) => return Err(error),
        },
        None => None,
    };
    let suffices = |roles: &[_]| highest(roles, on) >= Some(needed);
    match (suffices(&access.roles), suffices(&access.left_out)) {
        (true, _) => Ok(()),
        (false, true) => Err(Problem::TokenTooNarrow.into()),
        (false, false) => Err(Problem::Forbidden.into()),
    }
}

/// Whose token a program showed, if it lets do this.
async fn shown_token(
    def: &RouteDef,
    req: &ServiceRequest,
    app: &Data<App>,
    needed: Scope,
) -> Result<StaffAccess, Error> {
    let without = |told| Error::new(Problem::Unauthenticated).told(told);
    let missing = || without("problem-unauthenticated-staff");
    let hash = bearer_hash(req)
        .map_err(|_| missing())?
        .ok_or_else(missing)?;
    let now = app.clock.now();
    let read = move |conn: &mut _| {
        let Some(found) = store::find_token(conn, &hash, now)? else {
            return Ok(None);
        };
        let roles = store::roles_of(conn, found.staff_id)?;
        Ok(Some((found, roles)))
    };
    let found = app.db.read(read).await?;
    let (token, mut roles) = found.ok_or_else(|| without("problem-unauthenticated-staff-ended"))?;
    let mut left_out = Vec::new();
    let has_scope = token.scopes.iter().any(|held| held.covers(needed));
    if !has_scope && !is_about_itself(def, req, token.id) {
        return Err(Problem::ScopeMissing.into());
    }
    if let Some(only) = token.consultation_id {
        left_out.clone_from(&roles);
        roles.retain(|(of, _)| of.is_none_or(|id| id == only));
        roles.iter_mut().for_each(|(of, _)| *of = Some(only));
    }
    if token.used_at.is_none_or(|at| now - at >= USED_EVERY) {
        let id = token.id;
        // A database that cannot be written must not keep anybody from reading.
        let noted = app.db.write(move |conn| store::note_use(conn, id, now));
        if let Err(error) = noted.await {
            tracing::warn!(error = %error, "token.use_not_noted");
        }
    }
    Ok(StaffAccess {
        staff_id: token.staff_id,
        name: token.name,
        email: token.email,
        language: token.language,
        roles,
        csrf: String::new(),
        by: Credential::Token(token.id),
        left_out,
    })
}

/// The token that is shown is the one that the path names.
fn is_about_itself(def: &RouteDef, req: &ServiceRequest, shown: Uuid) -> bool {
    let named = req.match_info().get("token_id");
    let named = named.and_then(|id| id.parse::<Uuid>().ok());
    matches!(def.access, Access::OwnTokens(_)) && named == Some(shown)
}

/// Whoever asks for a page of staff without being signed in is led to sign in, and from there back to it.
pub(super) fn way_in(def: &RouteDef, req: &HttpRequest, error: &Error) -> Option<HttpResponse> {
    let asks = error.problem == Problem::SignedOut && def.is_safe() && !faces::wants_json(req);
    if !asks {
        return None;
    }
    let mut back = url::form_urlencoded::Serializer::new(String::new());
    back.append_pair("til", &req.uri().to_string());
    let sign_in = Lang::of_path(req.path()).0.path("/saksbehandling/logg-inn");
    let way = format!("{sign_in}?{}", back.finish());
    let mut response = HttpResponse::SeeOther();
    Some(response.insert_header((header::LOCATION, way)).finish())
}

/// Who the request's cookie belongs to, if they may still come in.
pub async fn signed_in(req: &HttpRequest, app: &Data<App>) -> Result<Option<StaffAccess>, Error> {
    let Some(cookie) = req.cookie(cookie_name(app)) else {
        return Ok(None);
    };
    let secret_sha256 = Keys::token_hash(cookie.value());
    let now = app.clock.now();
    let found = app
        .db
        .read(move |conn| {
            let Some(found) = store::find_session(conn, &secret_sha256, now)? else {
                return Ok(None);
            };
            let roles = store::roles_of(conn, found.staff_id)?;
            Ok(Some((found, roles)))
        })
        .await?;
    let Some((found, roles)) = found else {
        return Ok(None);
    };
    if now - found.seen_at >= SEEN_EVERY {
        let id = found.session_id;
        // A database that cannot be written must not keep anybody from reading.
        if let Err(error) = app.db.write(move |conn| store::see(conn, id, now)).await {
            tracing::warn!(error = %error, "session.not_extended");
        }
    }
    Ok(Some(StaffAccess {
        staff_id: found.staff_id,
        name: found.name,
        email: found.email,
        language: found.language,
        roles,
        csrf: app.keys.csrf(&secret_sha256),
        by: Credential::Session {
            id: found.session_id,
            secret_sha256,
        },
        left_out: Vec::new(),
    }))
}

fn cookie_name(app: &App) -> &'static str {
    if app.settings.is_https() {
        "__Host-hoering-staff"
    } else {
        "hoering-staff"
    }
}

/// The cookie of a session of staff.
pub fn cookie(app: &App, token: String) -> Cookie<'static> {
    cookie_named(app, cookie_name(app), token, LONGEST_LIFE)
}

/// The cookie that ends it in the browser.
pub fn ended_cookie(app: &App) -> Cookie<'static> {
    let mut ended = cookie(app, String::new());
    ended.set_max_age(CookieAge::ZERO);
    ended
}

/// A session as stored, and whose it is.
#[derive(Debug, Clone)]
pub struct StoredSession {
    pub session_id: Uuid,
    pub staff_id: Uuid,
    pub name: String,
    pub email: String,
    pub language: Lang,
    pub seen_at: DateTime<Utc>,
}

/// A live token as stored, and whose it is.
#[derive(Debug, Clone)]
pub struct StoredToken {
    pub id: Uuid,
    pub staff_id: Uuid,
    pub name: String,
    pub email: String,
    pub language: Lang,
    pub scopes: Vec<Scope>,
    /// It opens nothing else.
    pub consultation_id: Option<Uuid>,
    pub used_at: Option<DateTime<Utc>>,
}
