//! One body: its names and since when, its addresses and their state, its numbers, what took its place.

use super::{PATH, ReportPart, id, kind_name, may_change, page};
use crate::app::App;
use crate::bodies::body::{AddressState, Body, county_name};
use crate::bodies::reports::open_reports;
use crate::bodies::store::find;
use crate::calendar;
use crate::error::{Error, Problem};
use crate::i18n::Lang;
use crate::session::staff::StaffAccess;
use crate::text::OrgNo;
use crate::web::components::Fact;
use crate::web::layout::Page;
use crate::web::render;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

#[derive(Template)]
#[template(path = "bodies/templates/body.html")]
struct BodyPage {
    page: Page,
    back: String,
    change_href: Option<String>,
    facts: Vec<Fact>,
    names: Vec<NameLine>,
    addresses: Vec<AddressLine>,
    successor: Option<(String, String)>,
    lacks_address: bool,
    csrf: String,
    /// This page's own path, with language.
    own: String,
    version: i64,
    reports: Vec<ReportPart>,
    may_change: bool,
}

struct NameLine {
    name: String,
    lang: &'static str,
    about: String,
    has_ended: bool,
}

struct AddressLine {
    address: String,
    about: String,
    color: &'static str,
    state: String,
    note: Option<String>,
}

pub(super) async fn show(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    path: Path<String>,
) -> Result<HttpResponse, Error> {
    let (lang, id) = (Lang::of_path(req.path()).0, id(&path)?);
    let (body, successor, reports) = app
        .db
        .read(move |conn| {
            let body = find(conn, id)?.ok_or(Problem::NotFound)?;
            let successor = match body.successor_id {
                Some(id) => find(conn, id)?,
                None => None,
            };
            let reports = open_reports(conn, &[id])?.remove(&id);
            Ok((body, successor, reports.unwrap_or_default()))
        })
        .await?;
    let own = format!("{PATH}/{id}");
    let title = body.own_name().to_owned();
    Ok(render(&BodyPage {
        page: page(&app, &staff, lang, &own, title),
        back: lang.path(PATH),
        change_href: may_change(&staff).then(|| lang.path(&format!("{own}/endre"))),
        facts: facts(lang, &body),
        names: names(lang, &body),
        addresses: addresses(lang, &body),
        successor: successor.map(|body| {
            let href = lang.path(&format!("{PATH}/{}", body.id));
            (href, body.own_name().to_owned())
        }),
        lacks_address: body.official_address().is_none(),
        csrf: staff.csrf.clone(),
        own: lang.path(&own),
        version: body.version,
        reports: ReportPart::all(lang, &reports),
        may_change: may_change(&staff),
    }))
}

fn facts(lang: Lang, body: &Body) -> Vec<Fact> {
    let none = || lang.t("body-unknown");
    let org_no = body.org_no.as_deref().and_then(|no| OrgNo::parse(no).ok());
    let county = body.county_no.as_deref();
    let county = county.and_then(|no| Some(format!("{} ({no})", county_name(no)?)));
    let language = lang.t(&format!("body-language-{}", body.language.as_str()));
    let mut facts = vec![
        Fact::new(lang.t("body-kind"), kind_name(lang, body.kind)),
        Fact::new(
            lang.t("body-org-no"),
            org_no.map_or_else(none, |no| no.grouped()),
        ),
        Fact::new(lang.t("body-county"), county.unwrap_or_else(none)),
        Fact::new(lang.t("body-language"), language),
    ];
    if let Some(no) = &body.municipality_no {
        facts.insert(2, Fact::new(lang.t("body-municipality-no"), no.clone()));
    }
    if let Some(day) = body.closed_on {
        facts.push(Fact::new(
            lang.t("body-closed-on"),
            calendar::long_date(lang, day),
        ));
    }
    facts
}

fn names(lang: Lang, body: &Body) -> Vec<NameLine> {
    let line = |name: &crate::bodies::Name| {
        let mut about = vec![lang.t(&format!("tongue-{}", name.tongue.as_str()))];
        if name.sort == 0 && name.valid_to.is_none() {
            about.push(lang.t("body-name-shown"));
        }
        let day = |day| calendar::long_date(lang, day);
        about.extend(
            name.valid_from
                .map(|from| lang.with("body-name-from", &[("date", &day(from))])),
        );
        about.extend(
            name.valid_to
                .map(|to| lang.with("body-name-to", &[("date", &day(to))])),
        );
        NameLine {
            name: name.text.clone(),
            lang: name.tongue.as_str(),
            about: about.join(" · "),
            has_ended: name.valid_to.is_some(),
        }
    };
    body.names.iter().map(line).collect()
}

fn addresses(lang: Lang, body: &Body) -> Vec<AddressLine> {
    let line = |address: &crate::bodies::Address| {
        let at = address.ended_at.unwrap_or(address.created_at);
        let date = calendar::long_date(lang, calendar::oslo_date(at));
        let since = match address.ended_at {
            Some(_) => "body-address-until",
            None => "body-address-since",
        };
        let kind = lang.t(&format!("body-address-{}", address.kind.as_str()));
        AddressLine {
            address: address.address.clone(),
            about: format!("{kind} · {}", lang.with(since, &[("date", &date)])),
            color: match address.state {
                AddressState::Active => "success",
                AddressState::Bad => "danger",
                AddressState::Ended => "neutral",
            },
            state: lang.t(&format!("body-address-{}", address.state.as_str())),
            note: address.note.clone(),
        }
    };
    body.addresses.iter().rev().map(line).collect()
}
