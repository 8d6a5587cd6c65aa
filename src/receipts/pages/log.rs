//! The log of a consultation's receipts: the heads that were published, what they are signed with, and what was found wrong.

use crate::app::App;
use crate::calendar;
use crate::consultations::Consultation;
use crate::error::Error;
use crate::i18n::Lang;
use crate::receipt_log::Entered;
use crate::receipts::fault::Found;
use crate::receipts::log::{LogPage, page};
use crate::web::components::Crumb;
use crate::web::layout::{Nav, Page};
use crate::web::query::Query;
use crate::web::{in_path, paging, render};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use std::sync::Arc;
use uuid::Uuid;

/// So many heads on a page.
const AT_ONCE: u32 = 50;

#[derive(Template)]
#[template(path = "receipts/templates/log.html")]
struct ShownLog {
    page: Page,
    crumbs: Vec<Crumb>,
    check: String,
    keys: Vec<String>,
    origin: String,
    /// What is wrong now, and what was.
    faults: Vec<String>,
    mended: Vec<String>,
    heads: Vec<Row>,
    older: Option<String>,
    is_first: bool,
}

struct Row {
    when: String,
    size: u64,
    note: String,
    closes: Option<String>,
}

async fn find(app: &App, req: &HttpRequest) -> Result<Arc<Consultation>, Error> {
    app.consultations.get(&app.db, in_path(req, "slug")).await
}

pub(super) async fn show(app: Data<App>, req: HttpRequest) -> Result<HttpResponse, Error> {
    let lang = Lang::of_path(req.path()).0;
    let consultation = find(&app, &req).await?;
    let query = Query::of(&req)?;
    query.expect(&["cursor"])?;
    let before = paging::after(&query)?;
    let log = page(&app, &consultation, before, AT_ONCE).await?;
    Ok(render(&shown(
        &app,
        lang,
        &consultation,
        log,
        before.is_none(),
    )))
}

fn shown(
    app: &App,
    lang: Lang,
    consultation: &Consultation,
    log: LogPage,
    is_first: bool,
) -> ShownLog {
    let below = format!("/horinger/{}", consultation.slug);
    let path = format!("{below}/kvitteringer");
    let title = lang.t("receipts-log-title");
    let text = |found: &Found| fault_text(lang, found);
    let (now, mended): (Vec<&Found>, Vec<&Found>) =
        log.faults.iter().partition(|found| found.gone_at.is_none());
    let last = log.heads.last().filter(|_| log.has_more);
    ShownLog {
        page: Page::new(&app.site, lang, &path, title.clone()).nav(Nav::Consultations),
        crumbs: vec![
            Crumb::to(lang.path("/"), lang.t("nav-consultations")),
            Crumb::to(lang.path(&below), consultation.title.get(lang)),
            Crumb::here(title),
        ],
        check: lang.path("/kvitteringer"),
        keys: log.keys,
        origin: log.origin,
        faults: now.into_iter().map(text).collect(),
        mended: mended.into_iter().map(text).collect(),
        heads: log
            .heads
            .iter()
            .map(|head| row(lang, consultation.id, head))
            .collect(),
        older: last.map(|head| {
            let cursor = paging::cursor(head.id);
            format!("{}?cursor={cursor}", lang.path(&path))
        }),
        is_first,
    }
}

fn fault_text(lang: Lang, found: &Found) -> String {
    let key = format!("receipts-fault-{}", found.fault.kind.as_str());
    let place = match found.fault.kind.counts_leaves() {
        true => found.fault.place,
        false => found.fault.place + 1,
    };
    let when = calendar::date_time(lang, found.found_at);
    let mut text = lang.with(&key, &[("place", &place), ("when", &when)]);
    if let Some(gone) = found.gone_at {
        let gone = calendar::date_time(lang, gone);
        text = format!(
            "{text} {}",
            lang.with1("receipts-fault-gone", "when", &gone)
        );
    }
    text
}

/// A head, of the log that all consultations of the case share: one says only of its own deadline that it has passed.
fn row(lang: Lang, of: Uuid, head: &Entered) -> Row {
    let closes = head.published.closes.filter(|(closed, _)| *closed == of);
    Row {
        when: calendar::date_time(lang, head.published.at),
        size: head.head.size,
        note: head.head.note.clone(),
        closes: closes.map(|(_, on)| {
            let day = calendar::long_date(lang, on);
            lang.with1("receipts-closing", "day", &day)
        }),
    }
}
