//! The pages of the development mailbox: the list, one letter, its HTML part and its attachments.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{Method, header},
    web::{self, Data},
};
use askama::Template;
use serde::Deserialize;

use super::{
    Listing, directory,
    letter::{OpenLetter, Piece},
    open,
};
use crate::{
    app::App,
    calendar,
    error::{Error, Problem},
    i18n::{self, Lang},
    web::{
        components::{Crumb, Fact, Pages},
        layout::Page,
        render,
        route::{Access, Face, RouteDef},
    },
};

const LIST: &str = "/utvikling/post";

/// As every page, and the letter's own HTML in a frame.
const LETTER_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
     font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// What was sent may look as it likes, and do nothing: no script, no form, nothing from elsewhere, an origin of its own.
const HTML_POLICY: &str = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; \
     style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'";

const FILE_POLICY: &str = "sandbox; default-src 'none'";

/// The rows of the route table.
pub fn routes() -> Vec<RouteDef> {
    let row =
        |path, face, handler| RouteDef::new(Method::GET, path, Access::Development, face, handler);
    vec![
        row(LIST, Face::Page, || web::get().to(list)),
        row("/utvikling/post/{name}", Face::Page, || {
            web::get().to(letter)
        }),
        row("/utvikling/post/{name}/html", Face::Plain, || {
            web::get().to(html)
        }),
        row(
            "/utvikling/post/{name}/vedlegg/{number}",
            Face::Plain,
            || web::get().to(attachment),
        ),
    ]
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    side: Option<usize>,
}

#[derive(Template)]
#[template(path = "mailbox/templates/list.html")]
struct ListPage {
    page: Page,
    crumbs: Vec<Crumb>,
    letters: Vec<OpenLetter>,
    total: usize,
    pages: Pages,
}

#[derive(Template)]
#[template(path = "mailbox/templates/letter.html")]
struct LetterPage {
    page: Page,
    crumbs: Vec<Crumb>,
    facts: Vec<Fact>,
    letter: OpenLetter,
}

async fn list(
    request: HttpRequest,
    app: Data<App>,
    asked: web::Query<Asked>,
) -> Result<HttpResponse, Error> {
    let directory = directory(&app.settings).ok_or(Problem::NotFound)?;
    let number = asked.side.unwrap_or(1).max(1);
    let listing = off_thread(move || Listing::read(&directory, number)).await?;
    let listing =
        listing.map_err(|error| Error::internal(format!("the mailbox cannot be read: {error}")))?;
    let last = listing.pages();
    if number > last {
        return Err(Problem::NotFound.into());
    }
    let lang = language(&request);
    let address = |page: usize| {
        if page == 1 {
            LIST.to_owned()
        } else {
            format!("{LIST}?side={page}")
        }
    };
    let title = lang.t("mailbox-title");
    Ok(render(&ListPage {
        crumbs: vec![
            Crumb::to(lang.path("/"), lang.t("site-name")),
            Crumb::here(title.clone()),
        ],
        page: Page::new(&app.site, lang, &address(number), title).private(),
        letters: listing.letters,
        total: listing.total,
        pages: Pages::new(number, last, |page| lang.path(&address(page))),
    }))
}

async fn letter(
    request: HttpRequest,
    app: Data<App>,
    name: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let letter = find(&app, name.into_inner()).await?;
    let lang = language(&request);
    let title = match letter.subject.as_str() {
        "" => lang.t("mailbox-no-subject"),
        subject => subject.to_owned(),
    };
    let mut response = render(&LetterPage {
        crumbs: vec![
            Crumb::to(lang.path("/"), lang.t("site-name")),
            Crumb::to(lang.path(LIST), lang.t("mailbox-title")),
            Crumb::here(title.clone()),
        ],
        page: Page::new(&app.site, lang, &format!("{LIST}/{}", letter.name), title).private(),
        facts: facts(&letter, lang),
        letter,
    });
    let policy = header::HeaderValue::from_static(LETTER_POLICY);
    response
        .headers_mut()
        .insert(header::CONTENT_SECURITY_POLICY, policy);
    Ok(response)
}

async fn html(app: Data<App>, name: web::Path<String>) -> Result<HttpResponse, Error> {
    let html = find(&app, name.into_inner())
        .await?
        .html
        .ok_or(Problem::NotFound)?;
    Ok(HttpResponse::Ok()
        .content_type(header::ContentType::html())
        .insert_header((header::CONTENT_SECURITY_POLICY, HTML_POLICY))
        // A link in the frame opens as it would from a mail program: in a tab of its own.
        .body(format!("<!doctype html><base target=\"_blank\">{html}")))
}

async fn attachment(
    app: Data<App>,
    path: web::Path<(String, usize)>,
) -> Result<HttpResponse, Error> {
    let (name, number) = path.into_inner();
    let letter = find(&app, name).await?;
    let index = number.checked_sub(1).ok_or(Problem::NotFound)?;
    let attached = letter
        .attachments
        .into_iter()
        .nth(index)
        .ok_or(Problem::NotFound)?;
    let plain = |c: char| {
        if c.is_ascii_alphanumeric() || ".-_ ".contains(c) {
            c
        } else {
            '_'
        }
    };
    let name: String = attached.name.chars().map(plain).collect();
    Ok(HttpResponse::Ok()
        .content_type(header::ContentType::octet_stream())
        .insert_header((
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ))
        .insert_header((header::CONTENT_SECURITY_POLICY, FILE_POLICY))
        .body(attached.bytes))
}

async fn find(app: &App, name: String) -> Result<OpenLetter, Error> {
    let directory = directory(&app.settings).ok_or(Problem::NotFound)?;
    let found = off_thread(move || open(&directory, &name)).await?;
    found.ok_or_else(|| Problem::NotFound.into())
}

/// Reading files blocks.
async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Error> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| Error::internal(error.to_string()))
}

fn language(request: &HttpRequest) -> Lang {
    Lang::of_path(request.path()).0
}

fn facts(letter: &OpenLetter, lang: Lang) -> Vec<Fact> {
    let when = letter.sent_at.map(|at| calendar::date_time(lang, at));
    [
        ("mailbox-from", Some(letter.from.clone())),
        ("mailbox-to", Some(letter.to.clone())),
        ("mailbox-reply-to", letter.reply_to.clone()),
        ("mailbox-sent", when),
    ]
    .into_iter()
    .filter_map(|(term, text)| Some(Fact::new(lang.t(term), text?)))
    .collect()
}

impl OpenLetter {
    fn address(&self, lang: &Lang) -> String {
        lang.path(&format!("{LIST}/{}", self.name))
    }

    /// The part of the letter that has no language of its own in the path.
    fn part(&self, part: &str) -> String {
        format!("{LIST}/{}/{part}", self.name)
    }

    fn when(&self, lang: &Lang) -> String {
        self.sent_at
            .map(|at| calendar::date_time(*lang, at))
            .unwrap_or_default()
    }

    /// In kilobytes, at least one.
    fn size(&self, index: &usize) -> String {
        let bytes = self
            .attachments
            .get(*index)
            .map_or(0, |attached| attached.bytes.len());
        i18n::number(bytes.div_ceil(1000) as u64)
    }
}
