//! The guard before every handler: reads the body, and lets in whom the route table lets in.
//!
//! What a handler needs of it comes as extractors: [`DeskAccess`], [`MaybeSession`], `Form`, `Json`.

use super::staff;
use super::store::{self, Link};
use crate::app::App;
use crate::error::{Error, Problem};
use crate::ids;
use crate::keys::Keys;
use crate::right::Right;
use crate::web::body::{self, Allowance, Received};
use crate::web::form::{CSRF, Form, FreshCsrf};
use crate::web::origin;
use crate::web::query::{self, Query};
use crate::web::route::{Access, Face, RouteDef};
use crate::web::upload::{self, Spool};
use actix_web::body::MessageBody;
use actix_web::cookie::{Cookie, SameSite, time::Duration as CookieAge};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::header;
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use chrono::{DateTime, Duration, Utc};
use std::future::{Ready, ready};
use std::sync::Arc;
use uuid::Uuid;

/// A browser's session.
#[derive(Debug, Clone)]
pub struct Session {
    pub id: Uuid,
    pub secret_sha256: [u8; 32],
    pub links: Vec<Link>,
    /// The desks that a link it holds opened until that was ended.
    ended: Vec<Uuid>,
    expires_at: DateTime<Utc>,
}

/// A live link to the desk in the path, and how it was shown.
#[derive(Debug, Clone)]
pub struct DeskAccess {
    pub link: Link,
    /// `None` for a program with a bearer token.
    pub session: Option<Session>,
    /// The hidden field for this session's forms; empty for a program.
    pub csrf: String,
}

impl DeskAccess {
    pub fn desk_id(&self) -> Uuid {
        self.link.desk_id
    }

    pub fn actor(&self) -> crate::audit::Actor {
        crate::audit::Actor::Link(self.link.id)
    }

    /// Refuses whoever may not write in this part of the answer.
    pub fn write_in(&self, part: &str) -> Result<(), Error> {
        match self.link.may_write_in(part) {
            true => Ok(()),
            false => Err(Problem::RightMissing.into()),
        }
    }

    /// Refuses whoever may not write in every part.
    pub fn write_everywhere(&self) -> Result<(), Error> {
        match self.link.may_write_everywhere() {
            true => Ok(()),
            false => Err(Problem::RightMissing.into()),
        }
    }
}

/// Refuses a link that lets its holder do less than this.
fn ask_for_right(link: &Link, needed: Right) -> Result<(), Error> {
    match link.right >= needed {
        true => Ok(()),
        false => Err(Problem::RightMissing.into()),
    }
}

/// The session of a browser that may have none.
#[derive(Debug, Clone, Default)]
pub struct MaybeSession(pub Option<Session>);

macro_rules! from_extensions {
    ($what:ty, $missing:expr) => {
        impl FromRequest for $what {
            type Error = Error;
            type Future = Ready<Result<Self, Error>>;

            fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
                ready(
                    req.extensions()
                        .get::<Self>()
                        .cloned()
                        .ok_or_else(|| $missing),
                )
            }
        }
    };
}
from_extensions!(
    DeskAccess,
    Error::internal("a desk's handler stands on a route without Access::Desk")
);
from_extensions!(
    MaybeSession,
    Error::internal("this route's access rule reads no session")
);

/// The middleware of one route.
pub async fn guard<B: MessageBody + 'static>(
    def: &'static RouteDef,
    query: Arc<[&'static str]>,
    mut req: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    match admit(def, &query, &mut req).await {
        Ok(renewed) => {
            let mut response = next.call(req).await?.map_into_left_body();
            if let Some(cookie) = renewed
                && !response.headers().contains_key(header::SET_COOKIE)
            {
                response.response_mut().add_cookie(&cookie)?;
            }
            Ok(response)
        }
        Err(error) => match staff::way_in(def, req.request(), &error) {
            Some(way) => Ok(req.into_response(way).map_into_right_body()),
            None => Ok(req.error_response(error).map_into_right_body()),
        },
    }
}

/// Checks everything; a cookie to send along when the session's life was extended.
async fn admit(
    def: &'static RouteDef,
    query: &[&str],
    req: &mut ServiceRequest,
) -> Result<Option<Cookie<'static>>, Error> {
    let app = app(req)?;
    if def.access == Access::Development && !app.settings.shows_development_pages() {
        return Err(Problem::NotFound.into());
    }
    if def.is_safe() {
        check_address(def, query, req)?;
        return admit_to(def, req, &app).await;
    }
    if def.takes_files {
        return admit_with_files(def, query, req, &app).await;
    }
    if def.file_bytes.is_some() {
        ask_who_sends(def, req, &app).await?;
    }
    if def.keeps_files && def.face != Face::Page {
        app.room.ask_for_file()?;
    }
    read_body(def, req, &app).await?;
    // A form may have text beside its file, which the refusal gives back; so much is held in memory, and not on the disk.
    let has_file = req.extensions().get::<Form>().is_some_and(Form::has_files);
    if def.keeps_files && has_file {
        app.room.ask_for_file()?;
    }
    check_address(def, query, req)?;
    if def.face == Face::Page {
        origin::check(req.headers(), &app.settings.base_url)?;
    }
    let renewed = admit_to(def, req, &app).await?;
    // Where a file may come with it, that was asked before it was read.
    let asked = def.access == Access::Start && def.file_bytes.is_some();
    if matches!(def.access, Access::Start | Access::Token) && !asked {
        app.rate_limit.check(req.request())?;
    }
    Ok(renewed)
}

/// Nobody fills the disk with files before it is known who sends them, from where, and that they may.
async fn admit_with_files(
    def: &'static RouteDef,
    query: &[&str],
    req: &mut ServiceRequest,
    app: &Data<App>,
) -> Result<Option<Cookie<'static>>, Error> {
    check_address(def, query, req)?;
    match (def.face, def.access) {
        (Face::Page, Access::Desk(right)) => {
            origin::check(req.headers(), &app.settings.base_url)?;
            held(right, req, app).await?;
        }
        (Face::Page, _) => return Err(Error::internal("files come to desks alone")),
        _ => admit_to(def, req, app).await.map(drop)?,
    }
    app.rate_limit.check(req.request())?;
    let permit = app.uploads.try_acquire();
    let _permit = permit.map_err(|_| Error::new(Problem::TooMany))?;
    lay_down(def, req, app).await?;
    match def.face {
        Face::Page => admit_to(def, req, app).await,
        Face::Api | Face::Plain => Ok(None),
    }
}

async fn lay_down(def: &RouteDef, req: &mut ServiceRequest, app: &App) -> Result<(), Error> {
    let name = || ids::new(app.clock.now()).to_string();
    let spool = Spool {
        folder: app.storage.spool(),
        name: &name,
    };
    if def.face == Face::Page && !upload::is_multipart(req.headers()) {
        // A form without files: what else it holds, and that it holds none.
        read_body(def, req, app).await?;
        req.extensions_mut().insert(upload::Uploads::default());
        return Ok(());
    }
    app.room.ask_for_file()?;
    let (allowed, payload) = ((&app.settings.files).into(), req.take_payload());
    if def.face == Face::Page {
        let headers = req.headers().clone();
        let read = upload::read_form(&headers, payload, allowed, spool, &app.clock);
        let (files, form) = read.await?;
        req.extensions_mut().insert(form);
        req.extensions_mut().insert(files);
    } else {
        let (files, received) = upload::read_file(payload, allowed, spool, &app.clock).await?;
        req.extensions_mut().insert(received);
        req.extensions_mut().insert(files);
    }
    Ok(())
}

/// Nobody fills the memory with a file before it is known who sends it, and from where; where anybody may, nobody does it often.
async fn ask_who_sends(def: &RouteDef, req: &ServiceRequest, app: &Data<App>) -> Result<(), Error> {
    if def.face == Face::Page {
        origin::check(req.headers(), &app.settings.base_url)?;
    }
    match (def.access, def.face) {
        (Access::Desk(right), Face::Page) => {
            let session = session_of(req, app).await?;
            let session = session.ok_or_else(|| Error::new(Problem::Unauthenticated))?;
            ask_for_right(&strongest_link(&session, req)?, right)
        }
        (Access::Desk(_), _) => admit_to(def, req, app).await.map(drop),
        (Access::Start, _) => app.rate_limit.check(req.request()),
        (_, Face::Page) => {
            let staff = staff::signed_in(req.request(), app).await?;
            staff.map(drop).ok_or_else(|| Problem::SignedOut.into())
        }
        _ => staff::admit(def, req, app).await.map(drop),
    }
}

/// Neither path nor query may hold what cannot be meant; a program's query is exactly what is known.
fn check_address(def: &RouteDef, query: &[&str], req: &ServiceRequest) -> Result<(), Error> {
    if !query::is_clean(req.uri().path()) || !query::is_clean(req.query_string()) {
        return Err(Problem::MalformedRequest.into());
    }
    if def.face == Face::Api {
        Query::parse(req.query_string())?.expect(query)?;
    }
    Ok(())
}

fn app(req: &ServiceRequest) -> Result<Data<App>, Error> {
    req.app_data::<Data<App>>()
        .cloned()
        .ok_or_else(|| Error::internal("the server was built without App"))
}

/// The body goes into the extensions before anything is checked, so that a refusal can give it back.
async fn read_body(def: &RouteDef, req: &mut ServiceRequest, app: &App) -> Result<(), Error> {
    let allowed = Allowance {
        bytes: def.file_bytes.unwrap_or(app.settings.limits.body_bytes),
        time: app.settings.limits.body_time,
    };
    let mut payload = req.take_payload();
    let received = body::read(&mut payload, allowed, &app.clock).await?;
    if def.face == Face::Page {
        let content_type = req
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|v| v.to_str().ok())
            .unwrap_or("");
        let form = match def.file_bytes {
            Some(_) => Form::parse_with_files(content_type, &received)?,
            None => Form::parse(content_type, &received)?,
        };
        req.extensions_mut().insert(form);
    }
    req.extensions_mut().insert::<Received>(received);
    Ok(())
}

async fn admit_to(
    def: &RouteDef,
    req: &ServiceRequest,
    app: &Data<App>,
) -> Result<Option<Cookie<'static>>, Error> {
    match (def.access, def.face) {
        (Access::Anyone | Access::Development, _) => Ok(None),
        (Access::Start | Access::Token, Face::Page) => {
            let session = session_of(req, app).await?;
            req.extensions_mut().insert(MaybeSession(session));
            Ok(None)
        }
        (Access::Start | Access::Token, _) => {
            let link = bearer(req, app).await?;
            req.extensions_mut().insert(MaybeBearer(link));
            Ok(None)
        }
        (Access::SignedIn | Access::Staff(_) | Access::Program(..) | Access::OwnTokens(_), _) => {
            staff::admit(def, req, app).await?;
            Ok(None)
        }
        (Access::Desk(right), Face::Page) => admit_session(def, right, req, app).await,
        (Access::Desk(right), _) => {
            let link = bearer(req, app)
                .await?
                .ok_or_else(|| Error::new(Problem::Unauthenticated))?;
            let access = DeskAccess {
                link,
                session: None,
                csrf: String::new(),
            };
            if access.desk_id() != desk_in_path(req)? {
                return Err(Problem::NotFound.into());
            }
            ask_for_right(&access.link, right)?;
            if !def.is_safe() {
                note_opened(&access.link, app).await?;
            }
            req.extensions_mut().insert(access);
            Ok(None)
        }
    }
}

/// Whoever was asked to take part and only ever works by a program presses no button: the first thing that they do with
/// their link opens it, and from then on they are written to as the others are.
async fn note_opened(link: &Link, app: &Data<App>) -> Result<(), Error> {
    let Some(contributor) = link.contributor_id.filter(|_| link.is_unopened) else {
        return Ok(());
    };
    let now = app.clock.now();
    app.db
        .write(move |conn| store::note_opened(conn, contributor, now))
        .await
}

/// The link of a program that may have shown one.
#[derive(Debug, Clone, Default)]
pub struct MaybeBearer(pub Option<Link>);
from_extensions!(
    MaybeBearer,
    Error::internal("this route's access rule reads no bearer token")
);

/// The session of a browser, and its strongest link to the desk in the path, which must have this right.
async fn held(
    right: Right,
    req: &ServiceRequest,
    app: &Data<App>,
) -> Result<(Session, Link), Error> {
    let (session, link) = session_and_link(req, app).await?;
    ask_for_right(&link, right)?;
    Ok((session, link))
}

async fn session_and_link(req: &ServiceRequest, app: &Data<App>) -> Result<(Session, Link), Error> {
    let session = session_of(req, app)
        .await?
        .ok_or_else(|| Error::new(Problem::Unauthenticated))?;
    let link = strongest_link(&session, req)?;
    Ok((session, link))
}

async fn admit_session(
    def: &RouteDef,
    right: Right,
    req: &ServiceRequest,
    app: &Data<App>,
) -> Result<Option<Cookie<'static>>, Error> {
    let (session, link) = session_and_link(req, app).await?;
    let csrf = app.keys.csrf(&session.secret_sha256);
    if !def.is_safe() {
        ask_for_csrf(req, app, &session.secret_sha256)?;
    }
    ask_for_right(&link, right)?;
    let renewed = extend(req, app, &session).await?;
    req.extensions_mut().insert(DeskAccess {
        link,
        session: Some(session),
        csrf,
    });
    Ok(renewed)
}

/// Whoever holds several links to the desk in the path may what the strongest lets them. Whoever held one that was ended is told
/// so; nobody else learns whether there is such a desk: a browser that holds links to others is told what one without any is,
/// since it may have held this one before it lost its cookie.
fn strongest_link(session: &Session, req: &ServiceRequest) -> Result<Link, Error> {
    let desk = desk_in_path(req)?;
    let held = session.links.iter().filter(|l| l.desk_id == desk);
    let strongest = held.max_by_key(|l| (l.right, l.parts.is_empty()));
    let none = match session.ended.contains(&desk) {
        true => Problem::LinkRevoked,
        false => Problem::Unauthenticated,
    };
    strongest.cloned().ok_or_else(|| none.into())
}

/// The form must hold the hidden field of its own session.
pub(super) fn ask_for_csrf(
    req: &ServiceRequest,
    app: &App,
    secret_sha256: &[u8; 32],
) -> Result<(), Error> {
    let extensions = req.extensions();
    let sent = extensions.get::<Form>().and_then(|form| form.get(CSRF));
    if sent.is_some_and(|sent| app.keys.csrf_matches(secret_sha256, sent)) {
        return Ok(());
    }
    // It came from our own pages, from before this session: pressed again, it is taken.
    drop(extensions);
    let fresh = FreshCsrf(app.keys.csrf(secret_sha256));
    req.extensions_mut().insert(fresh);
    Err(Problem::CrossSite.into())
}

fn desk_in_path(req: &ServiceRequest) -> Result<Uuid, Error> {
    req.match_info()
        .get("desk")
        .and_then(|id| id.parse().ok())
        .ok_or_else(|| Problem::NotFound.into())
}

async fn session_of(req: &ServiceRequest, app: &Data<App>) -> Result<Option<Session>, Error> {
    let Some(cookie) = req.cookie(cookie_name(app)) else {
        return Ok(None);
    };
    let secret_sha256 = Keys::token_hash(cookie.value());
    let now = app.clock.now();
    app.db
        .read(move |conn| {
            let Some((id, expires_at)) = store::find_session(conn, &secret_sha256, now)? else {
                return Ok(None);
            };
            let all = store::session_links(conn, id)?.into_iter();
            let (links, ended): (Vec<_>, Vec<_>) = all.partition(|l| l.revoked_at.is_none());
            Ok(Some(Session {
                id,
                secret_sha256,
                links,
                ended: ended.into_iter().map(|link| link.desk_id).collect(),
                expires_at,
            }))
        })
        .await
}

/// At most one write an hour for a session in use.
async fn extend(
    req: &ServiceRequest,
    app: &Data<App>,
    session: &Session,
) -> Result<Option<Cookie<'static>>, Error> {
    let now = app.clock.now();
    if session.expires_at - now > super::SESSION_LIFE - Duration::hours(1) {
        return Ok(None);
    }
    let id = session.id;
    // A database that cannot be written must not keep anybody from reading their own text.
    if let Err(error) = app.db.write(move |conn| store::extend(conn, id, now)).await {
        tracing::warn!(error = %error, "session.not_extended");
    }
    Ok(req
        .cookie(cookie_name(app))
        .map(|c| cookie(app, c.value().to_owned())))
}

/// The hash of the token that a program showed, when it showed one.
pub(super) fn bearer_hash(req: &ServiceRequest) -> Result<Option<[u8; 32]>, Error> {
    let Some(value) = req.headers().get(header::AUTHORIZATION) else {
        return Ok(None);
    };
    let token = value
        .to_str()
        .ok()
        .and_then(|v| v.split_once(' '))
        .filter(|(s, _)| s.eq_ignore_ascii_case("bearer"));
    let (_, token) = token.ok_or_else(|| Error::new(Problem::Unauthenticated))?;
    Ok(Some(Keys::token_hash(token.trim())))
}

async fn bearer(req: &ServiceRequest, app: &Data<App>) -> Result<Option<Link>, Error> {
    let Some(hash) = bearer_hash(req)? else {
        return Ok(None);
    };
    match app
        .db
        .read(move |conn| store::find_link(conn, &hash))
        .await?
    {
        None => Err(Problem::Unauthenticated.into()),
        Some(link) if link.revoked_at.is_some() => Err(Problem::LinkRevoked.into()),
        Some(link) => Ok(Some(link)),
    }
}

/// `__Host-` binds the cookie to this host over TLS; plain http (development) cannot have it.
fn cookie_name(app: &App) -> &'static str {
    if app.settings.is_https() {
        "__Host-hoering"
    } else {
        "hoering"
    }
}

/// The session's cookie: the only one, strictly necessary, set when somebody begins to write.
pub fn cookie(app: &App, token: String) -> Cookie<'static> {
    cookie_named(app, cookie_name(app), token, super::SESSION_LIFE)
}

pub(super) fn cookie_named(
    app: &App,
    name: &'static str,
    token: String,
    life: Duration,
) -> Cookie<'static> {
    Cookie::build(name, token)
        .path("/")
        .http_only(true)
        .secure(app.settings.is_https())
        .same_site(SameSite::Lax)
        .max_age(CookieAge::seconds(life.num_seconds()))
        .finish()
}

/// The cookie that ends a session in the browser.
pub fn ended_cookie(app: &App) -> Cookie<'static> {
    let mut ended = cookie(app, String::new());
    ended.set_max_age(CookieAge::ZERO);
    ended
}
