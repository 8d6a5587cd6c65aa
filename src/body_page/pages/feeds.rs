//! What calendars and feed readers fetch at a body's secret address: its deadlines as iCalendar, what is new as Atom.

use crate::app::App;
use crate::body_page::asked::{self, Asked};
use crate::body_page::feed;
use crate::consultations::{SaidDeadline, Whose, deadline_event, deadlines_for, news as news_of};
use crate::error::Error;
use crate::i18n::Lang;
use crate::web::atom::{self, Entry, Feed};
use crate::web::{ical, in_path};
use actix_web::http::header;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use uuid::Uuid;

struct Asker {
    lang: Lang,
    body: Uuid,
    all: Vec<Asked>,
}

impl Asker {
    async fn of(app: &App, req: &HttpRequest) -> Result<Self, Error> {
        let body = feed::body_behind(app, in_path(req, "token")).await?;
        Ok(Self {
            lang: Lang::of_path(req.path()).0,
            body,
            all: asked::all(app, body).await?,
        })
    }

    fn url(&self, app: &App, asked: &Asked) -> String {
        let path = format!("/horinger/{}", asked.consultation.slug);
        app.url(&self.lang.path(&path))
    }
}

/// Nobody between keeps what a secret address leads to.
fn private(body: String, media_type: &'static str) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(media_type)
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .body(body)
}

/// `/virksomhet/{token}/frister.ics`
pub async fn calendar(app: Data<App>, req: HttpRequest) -> Result<HttpResponse, Error> {
    let asker = Asker::of(&app, &req).await?;
    let (lang, host) = (asker.lang, app.host());
    let mut events = Vec::with_capacity(asker.all.len());
    for asked in asked::invitations(&asker.all) {
        let (consultation, invited) = (asked.consultation.id, asked.row.invited_id);
        let read = move |conn: &mut _| deadlines_for(conn, consultation, Whose::Invited(invited));
        let moved = app.db.read(read).await?;
        let said = SaidDeadline::to_one(&asked.consultation, &moved);
        let url = asker.url(&app, asked);
        events.push(deadline_event(&asked.consultation, said, lang, &url, &host));
    }
    let name = lang.t("body-page-calendar-name");
    let file = ical::calendar(&host, Some(&name), &events);
    Ok(private(file, ical::MEDIA_TYPE))
}

/// `/virksomhet/{token}/horinger.atom`
pub async fn news(app: Data<App>, req: HttpRequest) -> Result<HttpResponse, Error> {
    let asker = Asker::of(&app, &req).await?;
    let lang = asker.lang;
    let mut entries = Vec::new();
    for asked in asked::invitations(&asker.all) {
        let url = asker.url(&app, asked);
        entries.extend(news_of(&asked.consultation, lang, &url));
    }
    for asked in &asker.all {
        entries.extend(own(lang, asked, &asker.url(&app, asked)));
    }
    let feed = Feed {
        lang,
        title: lang.t("body-page-calendar-name"),
        author: app.site.owner.clone(),
        // Each body's own, whatever address it is fetched at: the name must not be the secret.
        id: format!(
            "{}#virksomhet-{}",
            app.url(&lang.path("/horinger.atom")),
            asker.body
        ),
        own: app.url(req.path()),
        page: app.url(&lang.path("/")),
    };
    Ok(private(atom::feed(feed, entries)?, atom::MEDIA_TYPE))
}

/// What the body itself did: sent an answer, took it back.
fn own(lang: Lang, asked: &Asked, url: &str) -> Vec<Entry> {
    let desk = asked.row.desk.as_ref();
    let sent = desk.and_then(|desk| Some((desk, desk.sent.as_ref()?)));
    let Some((desk, (number, _, at))) = sent else {
        return Vec::new();
    };
    let what = if desk.is_joint { "felles-svar" } else { "svar" };
    let entry = |id: String, at: DateTime<Utc>, key: &str| Entry {
        id: format!("urn:uuid:{}#{id}", asked.row.invited_id),
        at,
        title: lang.with1(key, "number", number),
        summary: asked.consultation.title.get(lang).to_owned(),
        href: url.to_owned(),
    };
    let taken_back = desk.withdrawn_at.map(|at| {
        let id = format!("{what}-trukket-{}", at.timestamp());
        entry(id, at, "body-page-news-withdrawn")
    });
    let sent = entry(what.to_owned(), *at, "body-page-news-sent");
    std::iter::once(sent).chain(taken_back).collect()
}
