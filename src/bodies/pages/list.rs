//! The register as a list: by name, with search, filters in the address, and what has no address.

use super::{PATH, Select, counties, kind_name, kinds, may_change, page};
use crate::app::App;
use crate::bodies::body::{Body, Kind, county_name};
use crate::bodies::list::{Cursor, ListQuery};
use crate::bodies::store::{count, list};
use crate::error::{Error, FieldError, Problem};
use crate::i18n::Lang;
use crate::session::staff::StaffAccess;
use crate::text::{OrgNo, single_line};
use crate::web::components::Choice;
use crate::web::layout::Page;
use crate::web::paging;
use crate::web::query::Query;
use crate::web::render;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

const ON_A_PAGE: u32 = 50;
const LONGEST_QUESTION: usize = 200;

#[derive(Template)]
#[template(path = "bodies/templates/list.html")]
struct ListPage {
    page: Page,
    action: String,
    words: String,
    kind: Select,
    county: Select,
    without_address: bool,
    found: String,
    items: Vec<Item>,
    next: Option<String>,
    first: Option<String>,
    is_filtered: bool,
    may_change: bool,
}

struct Item {
    href: String,
    name: String,
    facts: Vec<String>,
    address: Option<String>,
    is_closed: bool,
}

pub(super) async fn show(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let lang = Lang::of_path(req.path()).0;
    let asked = Query::of(&req)?;
    let query = read(&asked)?;
    let (wanted, found) = (query.clone(), query.clone());
    let (listed, n) = app
        .db
        .read(move |conn| Ok((list(conn, &wanted)?, count(conn, &found)?)))
        .await?;
    let address = |after: Option<&Cursor>| lang.path(&format!("{PATH}{}", written(&query, after)));
    let path = format!("{PATH}{}", written(&query, query.after.as_ref()));
    let all = |label: &str, chosen: bool| Choice::new("", lang.t(label), !chosen);
    let county_no = query.county_no.clone().unwrap_or_default();
    let today = crate::calendar::oslo_date(app.clock.now());
    Ok(render(&ListPage {
        page: page(&app, &staff, lang, &path, lang.t("bodies-title")),
        action: lang.path(PATH),
        kind: Select {
            name: "kind",
            label: lang.t("body-kind"),
            error: None,
            choices: std::iter::once(all("bodies-all-kinds", query.kind.is_some()))
                .chain(kinds(lang, query.kind))
                .collect(),
        },
        county: Select {
            name: "county",
            label: lang.t("body-county"),
            error: None,
            choices: std::iter::once(all("bodies-all-counties", !county_no.is_empty()))
                .chain(counties(&county_no))
                .collect(),
        },
        without_address: query.without_address,
        found: lang.with("bodies-found", &[("n", &n)]),
        items: listed
            .items
            .iter()
            .map(|body| Item::of(lang, body, body.is_in_force(today)))
            .collect(),
        next: listed.next.as_ref().map(|after| address(Some(after))),
        first: query.after.as_ref().map(|_| address(None)),
        is_filtered: !written(&query, None).is_empty(),
        may_change: may_change(&staff),
        words: query.words,
    }))
}

impl Item {
    fn of(lang: Lang, body: &Body, is_open: bool) -> Self {
        let org_no = body.org_no.as_deref().and_then(|no| OrgNo::parse(no).ok());
        let county = body.county_no.as_deref().and_then(county_name);
        let parallel = body.current_names().skip(1).map(|name| name.text.clone());
        let facts = parallel
            .chain([kind_name(lang, body.kind)])
            .chain(county.map(str::to_owned))
            .chain(org_no.map(|no| no.grouped()));
        Self {
            href: lang.path(&format!("{PATH}/{}", body.id)),
            name: body.own_name().to_owned(),
            facts: facts.collect(),
            address: body.official_address().map(str::to_owned),
            is_closed: !is_open,
        }
    }
}

fn read(asked: &Query) -> Result<ListQuery, Error> {
    let unreadable = |name: &str| {
        let fault = FieldError::new(format!("?{name}"), "error-value");
        Error::of_fields(Problem::MalformedRequest, vec![fault])
    };
    let filled = |name: &str| asked.get(name).filter(|value| !value.is_empty());
    let words = single_line(filled("q").unwrap_or_default());
    if words.chars().count() > LONGEST_QUESTION {
        return Err(unreadable("q"));
    }
    let kind = filled("kind").map(|word| Kind::parse(word).ok_or_else(|| unreadable("kind")));
    let county = filled("county").map(|no| {
        let known = county_name(no).map(|_| no.to_owned());
        known.ok_or_else(|| unreadable("county"))
    });
    let lacks = filled("mangler").map(|what| match what {
        "adresse" => Ok(true),
        _ => Err(unreadable("mangler")),
    });
    Ok(ListQuery {
        words,
        kind: kind.transpose()?,
        county_no: county.transpose()?,
        without_address: lacks.transpose()?.unwrap_or(false),
        after: paging::after(asked)?,
        limit: ON_A_PAGE,
    })
}

/// What is asked for as it stands in an address.
fn written(query: &ListQuery, after: Option<&Cursor>) -> String {
    let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let mut pairs = Vec::new();
    let mut put = |name: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            pairs.push(format!("{name}={value}"));
        }
    };
    put("q", Some(encoded(&query.words)));
    put("kind", query.kind.map(|kind| kind.as_str().to_owned()));
    put("county", query.county_no.clone());
    put(
        "mangler",
        query.without_address.then(|| "adresse".to_owned()),
    );
    put("cursor", after.map(paging::cursor));
    match pairs.is_empty() {
        true => String::new(),
        false => format!("?{}", pairs.join("&")),
    }
}
