//! The two faces of an error: `application/problem+json` (RFC 9457) for programs, a page for people that
//! gives back all that they had written. Also the headers that every answer carries.

use super::form::{CSRF, Form, FreshCsrf};
use super::layout::{Page, Site};
use super::upload::is_multipart;
use super::warned::WARNED;
use crate::error::{Error, FILE, FieldError, Problem};
use crate::i18n::Lang;
use crate::telemetry::loggable_path;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{HttpMessage, HttpRequest, HttpResponse, ResponseError};
use askama::Template;
use std::sync::Arc;
use std::time::Instant;

/// The bare status; [`dress`] gives it its face.
impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.problem.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status_code())
    }
}

/// The outermost middleware of the application: faces, headers, the log of requests. A HEAD is asked of
/// the handlers as a GET; the server sends no body to it.
pub async fn dress<B: MessageBody + 'static>(
    mut req: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let began = Instant::now();
    let method = req.method().clone();
    if method == Method::HEAD {
        req.head_mut().method = Method::GET;
    }
    let response = next.call(req).await?.map_into_boxed_body();
    let (request, response) = response.into_parts();
    let mut response = match error_of(&response) {
        Some(error) => {
            match error.problem {
                Problem::Internal | Problem::Unavailable | Problem::FileLost => {
                    tracing::error!(error = %error, "request.failed");
                }
                // It was asked for more than there is room for.
                Problem::PdfNotMade => tracing::warn!(error = %error, "request.failed"),
                _ => {}
            }
            with_face(&request, &error, response)
        }
        None => response,
    };
    secure(request.path(), response.headers_mut());
    log(&method, request.path(), response.status(), began);
    Ok(ServiceResponse::new(request, response))
}

/// One line for each request that wrote or failed; reading is logged at debug.
fn log(method: &Method, path: &str, status: StatusCode, began: Instant) {
    let (path, status) = (loggable_path(path), status.as_u16());
    let micros = u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX);
    if status >= 400 || (method != Method::GET && method != Method::HEAD) {
        tracing::info!(http.method = %method, http.path = %path, http.status = status, micros, "request");
    } else {
        tracing::debug!(http.method = %method, http.path = %path, http.status = status, micros, "request");
    }
}

/// Ours, or what actix says by status alone.
fn error_of(response: &HttpResponse) -> Option<Error> {
    if let Some(error) = response.error() {
        return Some(match error.as_error::<Error>() {
            Some(ours) => ours.clone(),
            None if response.status().is_server_error() => Error::internal(error.to_string()),
            None if response.status() == StatusCode::NOT_FOUND => Problem::NotFound.into(),
            None => Error::because(Problem::MalformedRequest, error.to_string()),
        });
    }
    (response.status() == StatusCode::METHOD_NOT_ALLOWED).then(|| Problem::MethodNotAllowed.into())
}

fn with_face(request: &HttpRequest, error: &Error, bare: HttpResponse) -> HttpResponse {
    let path = request.path();
    let site = request.app_data::<Data<Site>>();
    let mut dressed = match site {
        Some(site) if !path.starts_with("/api/") && !wants_json(request) => {
            page(request, &site.clone().into_inner(), error)
        }
        site => problem_json(request, site.map_or("", |s| s.base_url.as_str()), error),
    };
    for name in [header::ALLOW, header::SET_COOKIE] {
        for value in bare.headers().get_all(&name) {
            dressed.headers_mut().append(name.clone(), value.clone());
        }
    }
    let retry = match error.problem {
        Problem::TooMany => Some("60"),
        Problem::Unavailable | Problem::PdfNotMade => Some("10"),
        _ => None,
    };
    if let Some(seconds) = retry {
        dressed
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from_static(seconds));
    }
    if error.problem == Problem::Unauthenticated && path.starts_with("/api/") {
        dressed
            .headers_mut()
            .insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    dressed
}

/// A program rather than a person, wherever it asks.
pub fn wants_json(request: &HttpRequest) -> bool {
    request
        .headers()
        .get(header::ACCEPT)
        .and_then(|v| v.to_str().ok())
        .is_some_and(|accept| accept.contains("application/json") && !accept.contains("text/html"))
}

fn problem_json(request: &HttpRequest, base_url: &str, error: &Error) -> HttpResponse {
    let lang = reader_language(request);
    let problem = error.problem;
    // The script of a page says it to whoever writes there.
    let own = |part: &str| format!("problem-{}-{part}", problem.slug());
    let detail = match (request.path().starts_with("/api/"), error.detail) {
        (true, Some(told)) => told.to_owned(),
        (true, None) => own("detail"),
        (false, _) => own("body"),
    };
    let mut body = serde_json::json!({
        "type": super::openapi::problem_type(base_url, problem),
        "title": problem.title(),
        "status": problem.status(),
        "detail": lang.with1(&detail, "file", named(error)),
    });
    if !error.fields.is_empty() {
        let errors: Vec<_> = error.fields.iter().map(|f| fault(lang, f)).collect();
        body["errors"] = errors.into();
    }
    for (name, value) in error.beside.iter().flat_map(|beside| beside.iter()) {
        body[name] = value.clone();
    }
    // The script of a page that was open before this session goes on with it.
    if let Some(FreshCsrf(fresh)) = request.extensions().get::<FreshCsrf>() {
        body[CSRF] = fresh.as_str().into();
    }
    HttpResponse::build(error.status_code())
        .insert_header((header::CONTENT_TYPE, "application/problem+json"))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(body.to_string())
}

/// The file that a problem is about.
fn named(error: &Error) -> &str {
    let beside = error.beside.as_ref();
    let name = beside.and_then(|beside| beside.get(FILE));
    name.and_then(|name| name.as_str()).unwrap_or_default()
}

/// A fault in the body has its JSON pointer; one in the query or a header, the name of that.
fn fault(lang: Lang, f: &FieldError) -> serde_json::Value {
    let (place, at) = match (f.at.strip_prefix('?'), f.at.strip_suffix(':')) {
        (Some(name), _) => ("parameter", name.to_owned()),
        (_, Some(name)) => ("header", name.to_owned()),
        _ => ("pointer", pointer(&f.at)),
    };
    serde_json::json!({ place: at, "code": f.code, "detail": field_text(lang, f) })
}

fn pointer(at: &str) -> String {
    if at.is_empty() || at.starts_with('/') {
        at.to_owned()
    } else {
        format!("/{at}")
    }
}

/// What to do about one fault, in the reader's language.
pub fn field_text(lang: Lang, error: &FieldError) -> String {
    let n = crate::i18n::number(u64::try_from(error.n.unwrap_or(0)).unwrap_or(0));
    lang.with(error.code, &[("n", &n)])
}

/// The path's language for pages; for programs what they accept.
pub fn reader_language(request: &HttpRequest) -> Lang {
    if !request.path().starts_with("/api/") {
        return Lang::of_path(request.path()).0;
    }
    let accepts = request
        .headers()
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|v| v.to_str().ok())
        .unwrap_or("");
    let first = accepts
        .split(',')
        .map(str::trim)
        .find(|l| l.starts_with("nn") || l.starts_with("nb"));
    if first.is_some_and(|l| l.starts_with("nn")) {
        Lang::Nn
    } else {
        Lang::Nb
    }
}

/// A control and what stood in it, sent again so that nothing that was typed is lost.
struct Kept {
    name: String,
    value: String,
    shown: Shown,
}

/// How a kept control is shown.
#[derive(PartialEq, Eq)]
enum Shown {
    /// Nobody typed it: versions, keys, pressed buttons, what was chosen among a form's own words.
    Not,
    Line,
    Text,
}

impl Shown {
    fn of(name: &str, value: &str) -> Self {
        match value {
            _ if NOT_TYPED.contains(&name) || OF_FIELDS.iter().any(|of| name.starts_with(of)) => {
                Self::Not
            }
            _ if value.chars().count() > 60 || value.contains('\n') => Self::Text,
            _ => Self::Line,
        }
    }
}

/// Controls of our forms in which nobody types.
const NOT_TYPED: [&str; 43] = [
    CSRF,
    WARNED,
    "sett",
    "spurt",
    "behandlet",
    "versjon",
    "nokkel",
    "gjor",
    "fjern",
    "fra",
    "ferdig",
    "ingen",
    "svar",
    "angre",
    "raad",
    "on_behalf",
    "name_shown",
    "handling",
    "hvem",
    "id",
    "key",
    "token",
    "access",
    "role",
    "language",
    "member",
    "version",
    "shown",
    "bekreftet",
    "til",
    "tilbake",
    "tilstand",
    "kind",
    "county_no",
    "gruppe",
    "fylke",
    "utvalg",
    "slett",
    "merke",
    "skrives_av",
    "may",
    "parts",
    "ny",
];
/// What such controls begin with that belong to one field: its version, the kept text's, what was chosen.
const OF_FIELDS: [&str; 3] = ["v.", "min.", "velg."];

#[derive(Template)]
#[template(path = "web/error.html")]
struct ErrorPage {
    page: Page,
    body: String,
    faults: Vec<String>,
    kept: Vec<Kept>,
    /// What is pressed to send it again.
    button: String,
    /// Somebody typed some of it; else there is only a button to be pressed again.
    is_typed: bool,
    /// Files came along, which no page can give back: they are chosen again, where they were.
    had_files: bool,
    action: String,
    /// Where staff whose session has ended sign in, beside this page and what it keeps.
    sign_in: Option<String>,
    /// Where whoever has no link that opens asks for it.
    lost: Option<String>,
}

fn page(request: &HttpRequest, site: &Arc<Site>, error: &Error) -> HttpResponse {
    let lang = reader_language(request);
    let key = |part: &str| format!("problem-{}-{part}", error.problem.slug());
    let extensions = request.extensions();
    let fresh = extensions.get::<FreshCsrf>();
    let kept = extensions.get::<Form>().map(|form| kept_of(form, fresh));
    let mut kept = kept.unwrap_or_default();
    let is_typed = kept.iter().any(|one| one.shown != Shown::Not);
    let had_files = is_multipart(request.headers());
    // Pressed again without its files, the form would only be refused for that.
    if had_files && !is_typed {
        kept.clear();
    }
    // It came from our own pages, and was drawn before this session: the next press is taken.
    let is_once_more = fresh.is_some() && !kept.is_empty();
    let (title, body, button) = match is_once_more {
        true => (
            lang.t("kept-once-more-title"),
            lang.t("kept-once-more-body"),
            lang.t("kept-once-more"),
        ),
        false => (
            lang.t(&key("title")),
            lang.with1(&key("body"), "file", named(error)),
            lang.t("kept-again"),
        ),
    };
    let shown = ErrorPage {
        page: Page::new(site, lang, "", title).private(),
        body,
        button,
        faults: error.fields.iter().map(|f| field_text(lang, f)).collect(),
        kept,
        is_typed,
        had_files,
        action: request.uri().path().to_owned(),
        sign_in: (error.problem == Problem::SignedOut)
            .then(|| lang.path("/saksbehandling/logg-inn")),
        lost: matches!(
            error.problem,
            Problem::Unauthenticated | Problem::LinkRevoked
        )
        .then(|| lang.path("/lenke")),
    };
    let mut response = super::render_with(error.status_code(), &shown);
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn kept_of(form: &Form, fresh: Option<&FreshCsrf>) -> Vec<Kept> {
    form.pairs()
        .map(|(name, value)| match fresh {
            Some(FreshCsrf(fresh)) if name == CSRF => (name, fresh.as_str()),
            _ => (name, value),
        })
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| Kept {
            name: name.to_owned(),
            value: value.to_owned(),
            shown: Shown::of(name, value),
        })
        .collect()
}

const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; \
     connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Where links from letters land, and secret addresses lead: a token stands in the path.
const LANDINGS: [&str; 5] = [
    "/lenke/",
    "/medunderskrift/",
    "/invitasjon/",
    "/virksomhet/",
    "/saksbehandling/logg-inn/",
];
/// Not for search engines.
const PRIVATE: [&str; 2] = ["/svar/", "/saksbehandling"];

/// Set where a handler has not said otherwise.
fn secure(path: &str, headers: &mut HeaderMap) {
    let mut default = |name: HeaderName, value: &'static str| {
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    };
    let plain = Lang::of_path(path).1;
    let is_landing = LANDINGS.iter().any(|start| plain.starts_with(start));
    default(header::CONTENT_SECURITY_POLICY, POLICY);
    default(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    default(
        header::REFERRER_POLICY,
        if is_landing {
            "strict-origin"
        } else {
            "same-origin"
        },
    );
    default(
        header::STRICT_TRANSPORT_SECURITY,
        "max-age=63072000; includeSubDomains",
    );
    default(
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    );
    default(
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    );
    default(
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), browsing-topics=()",
    );
    default(header::CACHE_CONTROL, "no-store");
    if is_landing || PRIVATE.iter().any(|start| plain.starts_with(start)) {
        default(HeaderName::from_static("x-robots-tag"), "noindex");
    }
}
