//! All answers of a consultation, a line each, and apart from them those that nobody has confirmed.

use super::controls::{Controls, controls, errors, part_name};
use super::row::{Row, sender_name};
use super::{Visit, Ways};
use crate::app::App;
use crate::calendar;
use crate::error::Error;
use crate::review::entry::Sender;
use crate::review::filter::Filter;
use crate::review::find::{Found, Unconfirmed, look, read_senders, unconfirmed};
use crate::session::staff::StaffAccess;
use crate::submissions::receipt::OnBehalf;
use crate::web::layout::Page;
use crate::web::render;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

const ON_A_PAGE: usize = 50;
/// Of those that are not confirmed, the newest are named.
const UNCONFIRMED: usize = 100;
/// What shows them at once, behind the address of the list; else they are folded away.
pub const TO_UNCONFIRMED: &str = "?ubekreftede=ja#ikke-bekreftet";
const OPEN: (&str, &str) = ("ubekreftede", "ja");

#[derive(Template)]
#[template(path = "review/templates/list.html")]
struct ListPage {
    page: Page,
    controls: Controls,
    /// How many answers there are, whatever is looked for.
    total: usize,
    shown: String,
    rows: Vec<Row>,
    ways: Ways,
    /// The råd, each with its answers side by side.
    parts: Vec<PartLink>,
    unconfirmed: Vec<Waiting>,
    unconfirmed_heading: String,
    unconfirmed_more: Option<String>,
    unconfirmed_open: bool,
}

struct PartLink {
    href: String,
    text: String,
    n: usize,
}

/// An answer that is not confirmed.
struct Waiting {
    name: String,
    kind: String,
    received: String,
}

pub(super) async fn show(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, staff, &req).await?;
    let filter = visit.filter();
    let found = look(&app, &visit.consultation, &filter).await?;
    let screen = found.screen(visit.turn(), ON_A_PAGE);
    let senders = read_senders(&app, &screen.entries).await?;
    let waiting = unconfirmed(&app, visit.consultation.id, UNCONFIRMED).await?;
    let query = filter.query(&[]);
    let rows = screen.entries.iter().map(|(at, entry)| {
        let sender = senders.iter().find(|s| s.version_id == entry.version_id);
        Row::of(&visit, entry, sender, found.roster.answered(*at), &query)
    });
    let lang = visit.lang;
    let shown: [(&str, &dyn crate::i18n::Value); 3] = [
        ("from", &screen.from),
        ("to", &screen.to),
        ("n", &found.len()),
    ];
    let n_named = waiting.newest.len();
    Ok(render(&ListPage {
        page: visit
            .page(&app, &query, lang.t("review-title"))
            .errors(errors(&visit, &found.roster, &filter, |filter| {
                visit.path(&filter.query(&[]))
            })),
        controls: controls(
            &visit,
            &found.roster,
            &filter,
            &found.sifted,
            visit.path(""),
            false,
        ),
        total: found.roster.len(),
        shown: lang.with("review-shown", &shown),
        rows: rows.collect(),
        ways: Ways::new(&screen, |pairs| visit.path(&filter.query(pairs))),
        parts: parts(&app, &visit, &filter, &found).await?,
        unconfirmed_open: visit.get(OPEN.0) == Some(OPEN.1),
        unconfirmed_more: (waiting.total > n_named)
            .then(|| lang.with1("review-unconfirmed-more", "n", n_named)),
        unconfirmed_heading: lang.with1("review-unconfirmed", "n", waiting.total),
        unconfirmed: (waiting.newest.iter())
            .map(|one| Waiting::of(&visit, one))
            .collect(),
    }))
}

/// Every råd that something was said to, with the filter going on as far as it means anything there: what was chosen in
/// another råd does not.
async fn parts(
    app: &App,
    visit: &Visit,
    filter: &Filter,
    found: &Found,
) -> Result<Vec<PartLink>, Error> {
    let on = Filter {
        part: None,
        stances: Vec::new(),
        ..filter.clone()
    };
    let elsewhere;
    let goes_on = match filter.stances.is_empty() {
        true => &found.sifted,
        false => {
            elsewhere = look(app, &visit.consultation, &on).await?.sifted;
            &elsewhere
        }
    };
    let query = on.query(&[]);
    let link = |(at, part): (usize, &crate::review::Part)| PartLink {
        href: visit.path(&format!("/rad/{}{query}", part.key)),
        text: part_name(visit, &part.key),
        n: goes_on.tally.parts.get(at).copied().unwrap_or_default(),
    };
    let links = found.roster.parts.iter().enumerate().map(link);
    Ok(links.filter(|link| link.n > 0).collect())
}

impl Waiting {
    fn of(visit: &Visit, one: &Unconfirmed) -> Self {
        let sender = match one.sender.on_behalf {
            OnBehalf::Person => Sender::Person,
            OnBehalf::Organisation | OnBehalf::PublicBody => Sender::Unlisted,
        };
        Self {
            name: one.sender.name().to_owned(),
            kind: sender_name(visit.lang, sender),
            received: calendar::date_time(visit.lang, one.received_at),
        }
    }
}

impl ListPage {
    /// Nothing was answered at all; and nothing stands in the address that must be mended where it is asked for.
    fn is_empty(&self) -> bool {
        self.total == 0 && self.page.errors.is_empty()
    }
}
