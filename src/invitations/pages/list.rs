//! The list of all who were invited: how many stand where, what is looked for, and what can be done with those
//! that are chosen. Everything that is looked for stands in the address.

use super::Visit;
use super::row::{Row, state_key};
use crate::app::App;
use crate::bodies::{COUNTIES, Kind, kind_name};
use crate::consultations::group_word;
use crate::error::Error;
use crate::i18n::Lang;
use crate::ids;
use crate::invitations::invite::Act;
use crate::invitations::overview::{Asked, Filter, State, Wanted};
use crate::invitations::{asked, store};
use crate::session::staff::StaffAccess;
use crate::submissions::pages::demo_notice;
use crate::web::components::{ErrorLink, Pages};
use crate::web::layout::{Nav, Page};
use crate::web::render_with;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use chrono::{DateTime, Utc};
use std::collections::HashMap;
use std::fmt::Write as _;
use uuid::Uuid;

/// Bodies on a page.
const ON_A_PAGE: usize = 50;

#[derive(Template)]
#[template(path = "invitations/templates/list.html")]
struct ListPage {
    page: Page,
    action: String,
    csrf: String,
    key: String,
    /// What was just done.
    done: Option<String>,
    total: usize,
    counts: Vec<Count>,
    /// What waits to be handled: how many, and where they are shown.
    reported: Option<(String, String)>,
    /// Letters are on their way: the script looks again.
    moving: bool,
    unsent: usize,
    groups: Vec<Choice>,
    kinds: Vec<Choice>,
    counties: Vec<Choice>,
    words: String,
    state: Option<&'static str>,
    only_reported: bool,
    is_filtered: bool,
    /// Who is here, where that is not one of the states.
    only: Option<String>,
    /// The filter as hidden fields.
    pairs: Vec<(&'static str, String)>,
    found: usize,
    shown: String,
    rows: Vec<Row>,
    pages: Pages,
    may_act: bool,
    /// Where more are invited.
    add_href: Option<String>,
    acts: Vec<Choice>,
    /// That the deadline has passed, where letters can be sent all the same.
    late: Option<String>,
}

/// One number at the top: its text, its address, whether it is what is looked for.
struct Count {
    href: String,
    text: String,
    n: usize,
    current: bool,
    color: &'static str,
}

/// An alternative of a drop-down list.
struct Choice {
    value: String,
    text: String,
    chosen: bool,
}

/// The controls of the address, each once.
pub(super) fn query(req: &HttpRequest) -> HashMap<String, String> {
    url::form_urlencoded::parse(req.query_string().as_bytes())
        .into_owned()
        .collect()
}

pub(super) async fn show(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, staff, &req).await?;
    let query = query(&req);
    let filter = Filter::read(|name| query.get(name).map(String::as_str));
    let looked = Looked {
        page: query
            .get("side")
            .and_then(|no| no.parse().ok())
            .unwrap_or(1),
        done: done(&visit, &query),
        filter,
    };
    page(&app, &visit, looked, None).await
}

/// «12 invitasjoner er lagt i kø»: from the address that the press led to.
fn done(visit: &Visit, query: &HashMap<String, String>) -> Option<String> {
    let n: usize = query.get("antall")?.parse().ok()?;
    let key = match query.get("gjort")?.as_str() {
        "lagt-til" => "invitations-done-added".to_owned(),
        word => format!("invitations-done-{}", Act::parse(word)?.word()),
    };
    Some(visit.lang.with(&key, &[("n", &n)]))
}

/// What the page is about now.
pub(super) struct Looked {
    pub filter: Filter,
    pub page: usize,
    pub done: Option<String>,
}

/// The page; with a fault it is the answer to a form that could not be taken.
pub(super) async fn page(
    app: &App,
    visit: &Visit,
    looked: Looked,
    fault: Option<String>,
) -> Result<HttpResponse, Error> {
    let all = asked(app, &visit.consultation).await?;
    let Looked { filter, page, done } = looked;
    let found: Vec<&Asked> = all.iter().filter(|asked| filter.takes(asked)).collect();
    let last = found.len().div_ceil(ON_A_PAGE).max(1);
    let page = page.clamp(1, last);
    let here = &found[(page - 1) * ON_A_PAGE..found.len().min(page * ON_A_PAGE)];
    let rows = rows(app, visit, here).await?;
    let status = match fault {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let errors = fault
        .into_iter()
        .map(|text| ErrorLink::field("velg-alle", text));
    let lang = visit.lang;
    let errors = errors.chain(strange(lang, &filter));
    let frame = Page::new(
        &app.site,
        lang,
        &visit.neutral(&search(&filter, None)),
        lang.t("invitations-title"),
    )
    .nav(Nav::Work)
    .notice(demo_notice(lang, &visit.consultation))
    .errors(errors.collect())
    .staff(&visit.staff)
    .tabs(visit.tabs());
    let shown: [(&str, &dyn crate::i18n::Value); 3] = [
        (
            "from",
            &if here.is_empty() {
                0
            } else {
                (page - 1) * ON_A_PAGE + 1
            },
        ),
        ("to", &((page - 1) * ON_A_PAGE + here.len())),
        ("n", &found.len()),
    ];
    let list = ListPage {
        page: frame,
        action: visit.path(""),
        csrf: visit.staff.csrf.clone(),
        key: ids::new(app.clock.now()).to_string(),
        done,
        total: all
            .iter()
            .filter(|a| filter.takes_apart_from_state(a))
            .count(),
        counts: counts(visit, &all, &filter),
        reported: reported(visit, &all),
        moving: all.iter().any(|a| a.state() == State::Queued),
        unsent: match Act::Send.is_possible(&visit.consultation, app.clock.now()) {
            true => all.iter().filter(|a| Act::Send.concerns(a)).count(),
            false => 0,
        },
        groups: groups(visit, &all, &filter),
        kinds: kinds(visit, &filter),
        counties: counties(&filter),
        words: filter.words.clone(),
        state: filter.state.map(Wanted::word),
        only_reported: filter.reported,
        is_filtered: filter != Filter::default(),
        only: filter.state.and_then(|wanted| only(visit, wanted)),
        pairs: filter.pairs(),
        found: found.len(),
        shown: lang.with("invitations-shown", &shown),
        rows,
        pages: Pages::new(page, last, |no| {
            visit.path(&search(&filter, Some(("side", no.to_string()))))
        }),
        may_act: visit.may_act(),
        add_href: (visit.may_add() && Act::Send.is_possible(&visit.consultation, app.clock.now()))
            .then(|| visit.path("/legg-til")),
        acts: acts(visit, app.clock.now()),
        late: visit.late(app.clock.now()),
    };
    Ok(render_with(status, &list))
}

/// The filter as the query of an address.
pub(super) fn search(filter: &Filter, more: Option<(&str, String)>) -> String {
    let mut query = String::new();
    let pairs = filter.pairs().into_iter().chain(more);
    for (n, (name, value)) in pairs.enumerate() {
        let value: String = url::form_urlencoded::byte_serialize(value.as_bytes()).collect();
        let _ = write!(query, "{}{name}={value}", if n == 0 { '?' } else { '&' });
    }
    query
}

async fn rows(app: &App, visit: &Visit, here: &[&Asked]) -> Result<Vec<Row>, Error> {
    let begun = here.iter().filter(|a| a.state() == State::Started);
    let desks: Vec<Uuid> = begun.filter_map(|a| Some(a.desk.as_ref()?.id)).collect();
    let answered = app
        .db
        .read(move |conn| store::answered_advice(conn, &desks))
        .await?;
    let of = visit.consultation.advice().count();
    let row = |asked: &&Asked| {
        let desk = asked.desk.as_ref();
        let n = desk.and_then(|desk| answered.get(&desk.id)).copied();
        let href = visit.path(&format!("/{}", asked.id));
        Row::of(visit.lang, asked, href, (n.unwrap_or(0), of))
    };
    Ok(here.iter().map(row).collect())
}

/// Who is here, where that is not one of the states.
fn only(visit: &Visit, wanted: Wanted) -> Option<String> {
    let key = match wanted {
        Wanted::One(_) => return None,
        Wanted::Missing => "invitations-of-missing",
        Wanted::Heard => "invitations-of-heard",
        Wanted::Counted => "invitations-of-counted",
        Wanted::Joined => "invitations-of-joined",
        Wanted::NotCounted => "invitations-of-not-counted",
    };
    Some(visit.lang.t(key))
}

fn counts(visit: &Visit, all: &[Asked], filter: &Filter) -> Vec<Count> {
    let tally = filter.tally(all);
    let count = |state: State| Count {
        href: {
            let wanted = Filter {
                state: Some(Wanted::One(state)),
                ..filter.clone()
            };
            visit.path(&search(&wanted, None))
        },
        text: visit.lang.t(&state_key(state)),
        n: tally.get(&state).copied().unwrap_or_default(),
        current: filter.state == Some(Wanted::One(state)),
        color: super::row::color(state),
    };
    State::ALL.into_iter().map(count).collect()
}

fn reported(visit: &Visit, all: &[Asked]) -> Option<(String, String)> {
    let n = all.iter().filter(|a| !a.reports.is_empty()).count();
    let wanted = Filter {
        reported: true,
        ..Filter::default()
    };
    (n > 0).then(|| {
        let text = visit.lang.with("invitations-reported", &[("n", &n)]);
        (visit.path(&search(&wanted, None)), text)
    })
}

fn groups(visit: &Visit, all: &[Asked], filter: &Filter) -> Vec<Choice> {
    let mut groups: Vec<Choice> = Vec::new();
    for asked in all {
        let no = asked.group_no();
        let value = group_word(no);
        if groups.last().is_some_and(|last| last.value == value) {
            continue;
        }
        let text = match &asked.group {
            Some((_, Some(name))) => name.get(visit.lang).to_owned(),
            Some((no, None)) => visit.lang.with("invitations-group", &[("no", &(no + 1))]),
            None => visit.lang.t("invitations-added-later"),
        };
        groups.push(Choice {
            chosen: filter.group == Some(no),
            value,
            text,
        });
    }
    groups
}

fn kinds(visit: &Visit, filter: &Filter) -> Vec<Choice> {
    let choice = |kind: &Kind| Choice {
        value: kind.as_str().to_owned(),
        text: kind_name(visit.lang, *kind),
        chosen: filter.kind == Some(*kind),
    };
    Kind::ALL.iter().map(choice).collect()
}

fn counties(filter: &Filter) -> Vec<Choice> {
    let choice = |(no, name): &(&str, &str)| Choice {
        value: (*no).to_owned(),
        text: (*name).to_owned(),
        chosen: filter.county.as_deref() == Some(*no),
    };
    COUNTIES.iter().map(choice).collect()
}

fn acts(visit: &Visit, now: DateTime<Utc>) -> Vec<Choice> {
    // Where nobody can be invited, not the one that takes something away.
    let usual = match Act::Send.is_possible(&visit.consultation, now) {
        true => Act::Send,
        false => Act::Release,
    };
    let choice = |act: Act| Choice {
        value: act.word().to_owned(),
        text: visit.lang.t(&format!("invitations-act-{}", act.word())),
        chosen: act == usual,
    };
    let possible = Act::ALL.into_iter();
    let possible = possible.filter(|act| act.is_possible(&visit.consultation, now));
    possible.map(choice).collect()
}

/// What was looked for and means nothing.
fn strange(lang: Lang, filter: &Filter) -> Vec<ErrorLink> {
    let link = |(control, word): &(&'static str, String)| {
        let label = lang.t(match *control {
            "gruppe" => "invitations-group-name",
            "type" => "invitations-type",
            "fylke" => "invitations-county",
            "melding" => "report-heading",
            _ => "invitations-state",
        });
        // The states are a list of links.
        let at = match *control {
            "tilstand" | "melding" => "tilstander",
            select => select,
        };
        let said = lang.with2("invitations-strange", ("control", &label), ("word", word));
        ErrorLink::field(at, said)
    };
    filter.unknown.iter().map(link).collect()
}
