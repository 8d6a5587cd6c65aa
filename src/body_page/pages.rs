//! The body's own page, and its calendar and feed. Owns the rows of the route table.

mod feeds;

use super::asked::{self, Asked, SavedBy, State};
use super::feed;
use crate::app::App;
use crate::calendar;
use crate::error::Error;
use crate::i18n::Lang;
use crate::right::Right;
use crate::session::guard::DeskAccess;
use crate::web::components::{Crumb, Fact};
use crate::web::form::Form;
use crate::web::layout::{Nav, Page};
use crate::web::route::{Access, Face, RouteDef};
use crate::web::{render, see_other};
use actix_web::http::Method;
use actix_web::web::{Data, get, post};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

const PAGE: &str = "/svar/{desk}/virksomheten";

/// The rows of the table.
pub fn routes() -> Vec<RouteDef> {
    let file =
        |path, handler| RouteDef::new(Method::GET, path, Access::Token, Face::Plain, handler);
    vec![
        RouteDef::get(PAGE, Access::Desk(Right::Coordinate), || get().to(show)),
        RouteDef::post(PAGE, Access::Desk(Right::Coordinate), || post().to(press))
            .does("body_page::feed::make", "makeBodyFeed")
            .does("body_page::feed::end", "endBodyFeed"),
        file("/virksomhet/{token}/frister.ics", || {
            get().to(feeds::calendar)
        }),
        file("/nn/virksomhet/{token}/frister.ics", || {
            get().to(feeds::calendar)
        }),
        file("/virksomhet/{token}/horinger.atom", || {
            get().to(feeds::news)
        }),
        file("/nn/virksomhet/{token}/horinger.atom", || {
            get().to(feeds::news)
        }),
    ]
}

#[derive(Template)]
#[template(path = "body_page/templates/page.html")]
struct BodyPage {
    page: Page,
    crumbs: Vec<Crumb>,
    csrf: String,
    action: String,
    count: String,
    items: Vec<Item>,
    /// How an answer is opened that this browser may not open, and what the body is known by where its link is asked for.
    other: String,
    who: String,
    /// Calendar and feed, when there is an address.
    feed: Option<(String, String)>,
    made: Option<String>,
}

/// One consultation as the page shows it.
struct Item {
    title: String,
    href: String,
    tag: (String, &'static str),
    facts: Vec<Fact>,
    /// To the answer, where this browser may open it; else where its link is asked for, once it has one.
    open: Option<String>,
    ask: Option<String>,
    /// It is this one that the browser came by.
    is_here: bool,
}

pub(super) async fn show(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let body = asked::body_of(&app, &access).await?;
    let lang = Lang::of_path(req.path()).0;
    let all = asked::all(&app, body.body_id).await?;
    let feed = feed::find(&app, body.body_id).await?;
    let made = feed.as_ref().map(|feed| {
        let day = calendar::long_date(lang, calendar::oslo_date(feed.made_at));
        lang.with1("body-page-feed-made", "day", day)
    });
    let feed = feed.map(|feed| feed.addresses(&app, lang)).transpose()?;
    let neutral = path_of(&access);
    Ok(render(&BodyPage {
        page: Page::new(
            &app.site,
            lang,
            &neutral,
            lang.with1("body-page-title", "name", &body.name),
        )
        .nav(Nav::Consultations)
        .private(),
        crumbs: vec![
            Crumb::to(
                lang.path(&format!("/svar/{}", access.desk_id())),
                lang.t("svar-back-to-parts"),
            ),
            Crumb::here(body.name.clone()),
        ],
        csrf: access.csrf.clone(),
        action: lang.path(&neutral),
        count: lang.with1("body-page-count", "n", asked::invitations(&all).count()),
        items: all.iter().map(|asked| item(lang, asked, &access)).collect(),
        other: lang.with1("body-page-ask-link", "name", &body.name),
        who: body.org_no.unwrap_or(body.name),
        feed,
        made,
    }))
}

fn path_of(access: &DeskAccess) -> String {
    PAGE.replace("{desk}", &access.desk_id().to_string())
}

fn item(lang: Lang, asked: &Asked, access: &DeskAccess) -> Item {
    let consultation = &asked.consultation;
    let desk = asked.row.desk.as_ref();
    let links = access.session.as_ref().map(|session| &session.links);
    let opens = desk.filter(|desk| links.is_some_and(|links| asked::opens(links, desk.id)));
    let fact = |key: &str, text: String| Fact::new(lang.t(key), text);
    let mut facts = Vec::new();
    if let Some(reference) = &consultation.reference {
        facts.push(fact("body-page-reference", reference.clone()));
    }
    if desk.is_some_and(|desk| desk.is_joint) {
        facts.push(fact("body-page-kind", lang.t("body-page-joint")));
    }
    facts.push(fact(
        "receipt-deadline",
        calendar::weekday_date(lang, asked.deadline_on),
    ));
    if let Some((number, _, at)) = desk.and_then(|desk| desk.sent.as_ref()) {
        let when = calendar::date_time(lang, *at);
        let text = lang.with2("body-page-sent", ("number", number), ("when", &when));
        facts.push(fact("body-page-answer", text));
    }
    if let Some(number) = &asked.row.cosigned {
        let text = lang.with1("body-page-cosigned", "number", number);
        facts.push(fact("body-page-joint", text));
    }
    if let Some(text) = desk.and_then(|desk| pen(lang, desk)) {
        facts.push(fact("body-page-pen", text));
    }
    Item {
        title: consultation.title.get(lang).to_owned(),
        href: lang.path(&format!("/horinger/{}", consultation.slug)),
        tag: (
            lang.t(&format!("body-page-state-{}", asked.state.word())),
            color(asked.state),
        ),
        facts,
        open: opens.map(|desk| lang.path(&format!("/svar/{}", desk.id))),
        ask: desk.map(|_| lang.path(&format!("/horinger/{}/lenke", consultation.slug))),
        is_here: desk.is_some_and(|desk| desk.id == access.desk_id()),
    }
}

/// Who writes, and who saved last.
fn pen(lang: Lang, desk: &asked::RowDesk) -> Option<String> {
    let nameless = || lang.t("body-page-coordinator");
    let mut writers = desk.writers.clone();
    if desk.is_nameless {
        writers.insert(0, nameless());
    }
    let writers = (!writers.is_empty()).then(|| writers.join(", "));
    let saved = desk.saved.as_ref().map(|saved| {
        let when = calendar::date_time(lang, saved.at);
        let name = match &saved.by {
            SavedBy::Named(name) => name.clone(),
            SavedBy::Nameless => nameless(),
            SavedBy::Program => return lang.with1("svar-saved", "when", when),
        };
        lang.with2("body-page-saved-by", ("name", &name), ("when", &when))
    });
    let both: Vec<String> = writers.into_iter().chain(saved).collect();
    (!both.is_empty()).then(|| both.join(". "))
}

const fn color(state: State) -> &'static str {
    match state {
        State::Sent | State::Cosigned => "success",
        State::Begun | State::NotSent => "warning",
        State::NotBegun | State::Declined | State::Withdrawn => "neutral",
    }
}

/// Makes the secret address, or ends it.
pub(super) async fn press(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&["gjor"], &[])?;
    let body = asked::body_of(&app, &access).await?.body_id;
    match form.filled("gjor") {
        Some("avslutt") => feed::end(&app, body, access.actor()).await?,
        _ => {
            feed::make(&app, body, access.actor()).await?;
        }
    }
    let lang = Lang::of_path(req.path()).0;
    Ok(see_other(
        &lang.path(&format!("{}#abonner", path_of(&access))),
    ))
}
