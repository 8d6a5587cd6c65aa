//! The working copies there are, and a new one: from nothing, or as a copy of what is published.

use super::{LIST, base};
use crate::app::App;
use crate::calendar;
use crate::consultations::{self, Key, ListQuery};
use crate::db::Conn;
use crate::error::{Error, Problem};
use crate::i18n::Lang;
use crate::session::staff::StaffAccess;
use crate::setup::manuscript::{Manuscript, Words};
use crate::setup::store;
use crate::setup::working_copy::{Begun, By, begin, manuscript_of};
use crate::text::{CaseRef, single_line};
use crate::web::components::{Choice, Choices, ErrorLink, TextInput};
use crate::web::form::Form;
use crate::web::layout::{Nav, Page};
use crate::web::query::Query;
use crate::web::{render, render_with, see_other};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use chrono::NaiveDate;

const PATH: &str = "/saksbehandling/oppsett/ny";
/// What an address may be called at most.
const LONGEST_SLUG: usize = 60;

#[derive(Template)]
#[template(path = "setup/templates/list.html")]
struct ListPage {
    page: Page,
    items: Vec<Listed>,
    new_href: String,
}

struct Listed {
    href: String,
    title: String,
    reference: String,
    about: String,
    is_asked: bool,
    is_change: bool,
}

pub async fn list(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let lang = Lang::of_path(req.path()).0;
    let copies = app.db.read(store::list).await?;
    let items = copies.into_iter().map(|copy| {
        let when = calendar::date_time(lang, copy.changed_at);
        let title = match copy.manuscript.title.nb.as_str() {
            "" => copy.slug.clone(),
            title => title.to_owned(),
        };
        Listed {
            href: lang.path(&base(&copy.slug)),
            title,
            reference: copy.manuscript.reference,
            about: lang.with("setup-saved", &[("when", &when)]),
            is_asked: copy.asked_by.is_some(),
            is_change: copy.base_version.is_some(),
        }
    });
    Ok(render(&ListPage {
        page: Page::new(&app.site, lang, LIST, lang.t("setup-list"))
            .nav(Nav::Work)
            .staff(&staff),
        items: items.collect(),
        new_href: lang.path(PATH),
    }))
}

#[derive(Template)]
#[template(path = "setup/templates/begin.html")]
struct BeginPage {
    page: Page,
    csrf: String,
    action: String,
    copied: Option<String>,
    copy_slug: String,
    title: TextInput,
    kind_question: Option<Choices>,
    reference: TextInput,
    /// The case has been on consultation before.
    same_case: Option<Choices>,
    address: TextInput,
}

/// What was typed, and what is wrong with it.
#[derive(Default, Clone)]
struct Typed {
    copy: String,
    title: String,
    kind: String,
    reference: String,
    same_case: String,
    address: String,
    faults: Vec<(&'static str, &'static str)>,
    /// The earlier round of the same case.
    earlier: Option<String>,
}

pub async fn show(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let lang = Lang::of_path(req.path()).0;
    let mut typed = Typed {
        kind: "høring".to_owned(),
        ..Typed::default()
    };
    let query = Query::of(&req)?;
    let mut copied = None;
    if let Some(slug) = query.get("kopi") {
        let found = original(&app, slug).await?;
        typed.copy = slug.to_owned();
        typed.title = lang.with("setup-copy-of", &[("title", &found.title.nb)]);
        typed.kind.clone_from(&found.kind);
        copied = Some(found.title.nb);
    }
    Ok(render(&page(&app, &staff, lang, &typed, copied)))
}

async fn original(app: &App, slug: &str) -> Result<Manuscript, Error> {
    let slug = slug.to_owned();
    let found = app.db.read(move |conn| manuscript_of(conn, &slug)).await?;
    found.ok_or_else(|| Problem::NotFound.into())
}

fn page(
    app: &App,
    staff: &StaffAccess,
    lang: Lang,
    typed: &Typed,
    copied: Option<String>,
) -> BeginPage {
    let fault = |name: &str| {
        let found = typed.faults.iter().find(|(at, _)| *at == name);
        found.map(|(_, code)| lang.t(code))
    };
    let errors = typed
        .faults
        .iter()
        .map(|(at, code)| ErrorLink::field(at, lang.t(code)));
    let kinds = [
        ("høring", "setup-kind-hearing"),
        ("innspillsrunde", "setup-kind-round"),
    ];
    let kind = |(word, key): &(&str, &str)| Choice::new(*word, lang.t(key), *word == typed.kind);
    let answers = [("ja", "setup-same-case-yes"), ("nei", "setup-same-case-no")];
    let answer =
        |(word, key): &(&str, &str)| Choice::new(*word, lang.t(key), *word == typed.same_case);
    let same_case = typed.earlier.as_ref().map(|earlier| {
        Choices::new(
            "samme",
            lang.t("setup-same-case"),
            answers.iter().map(answer).collect(),
        )
        .hint(lang.with("setup-same-case-hint", &[("earlier", earlier)]))
        .error(fault("samme"))
    });
    BeginPage {
        page: Page::new(&app.site, lang, PATH, lang.t("setup-new"))
            .nav(Nav::Work)
            .staff(staff)
            .errors(errors.collect()),
        csrf: staff.csrf.clone(),
        action: lang.path(PATH),
        kind_question: copied.is_none().then(|| {
            Choices::new(
                "slag",
                lang.t("setup-kind"),
                kinds.iter().map(kind).collect(),
            )
        }),
        copied,
        copy_slug: typed.copy.clone(),
        title: TextInput::new("tittel", lang.t("setup-title-nb"), typed.title.clone())
            .error(fault("tittel")),
        reference: TextInput::new(
            "referanse",
            lang.t("setup-reference"),
            typed.reference.clone(),
        )
        .hint(lang.t("setup-reference-hint"))
        .error(fault("referanse")),
        same_case,
        address: TextInput::new("adresse", lang.t("setup-address"), typed.address.clone())
            .hint(lang.t("setup-address-hint"))
            .error(fault("adresse")),
    }
}

pub async fn create(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    let lang = Lang::of_path(req.path()).0;
    let text = |name: &str| single_line(form.get(name).unwrap_or_default());
    let mut typed = Typed {
        copy: text("kopi"),
        title: text("tittel"),
        kind: text("slag"),
        reference: text("referanse"),
        same_case: text("samme"),
        address: text("adresse"),
        ..Typed::default()
    };
    let original = match typed.copy.as_str() {
        "" => None,
        slug => Some(original(&app, slug).await?),
    };
    let by = By {
        staff_id: staff.staff_id,
        at: app.clock.now(),
    };
    let (today, given) = (calendar::oslo_date(by.at), typed.clone());
    let copied = original.as_ref().map(|m| m.title.nb.clone());
    let made = app
        .db
        .write(move |conn| make(conn, given.clone(), original.clone(), today, by))
        .await?;
    match made {
        Ok(slug) => Ok(see_other(&lang.path(&base(&slug)))),
        Err(refused) => {
            typed = refused;
            let again = page(&app, &staff, lang, &typed, copied);
            Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &again))
        }
    }
}

/// Makes the working copy; or what was typed, with what is wrong.
fn make(
    conn: &mut Conn,
    mut typed: Typed,
    original: Option<Manuscript>,
    today: NaiveDate,
    by: By,
) -> Result<Result<String, Typed>, Error> {
    if typed.title.is_empty() {
        typed.faults.push(("tittel", "setup-lacks-title"));
    }
    let reference = match typed.reference.as_str() {
        "" => None,
        text => match CaseRef::parse(text) {
            Ok(reference) => Some(reference),
            Err(_) => {
                typed.faults.push(("referanse", "setup-wrong-reference"));
                None
            }
        },
    };
    let mut follows = String::new();
    if let Some(reference) = &reference
        && let Some((slug, written)) = consultations::find_of_case(conn, reference)?
            .into_iter()
            .next()
    {
        typed.earlier = Some(written.unwrap_or_else(|| slug.clone()));
        match typed.same_case.as_str() {
            "ja" => follows = slug,
            "nei" => typed.faults.push(("referanse", "setup-reference-other")),
            _ => typed.faults.push(("samme", "setup-same-case-answer")),
        }
    }
    let wanted = match (typed.address.as_str(), &reference) {
        ("", Some(reference)) => slugged(&reference.to_string()),
        ("", None) => slugged(&typed.title),
        (address, _) => address.to_owned(),
    };
    let slug = if typed.address.is_empty() {
        free(conn, &wanted)?
    } else {
        wanted
    };
    // Without a title there is none yet.
    let is_made = typed.address.is_empty() && typed.title.is_empty();
    if !is_made && (slug.is_empty() || slug != slugged(&slug)) {
        typed.faults.push(("adresse", "setup-wrong-address"));
    }
    if !typed.faults.is_empty() {
        return Ok(Err(typed));
    }
    let mut m = match original {
        Some(original) => original.as_new(&slug),
        None => like_the_last(conn, today)?,
    };
    m.slug.clone_from(&slug);
    m.title = Words::both(&typed.title, "");
    m.reference = reference.map(|r| r.to_string()).unwrap_or_default();
    m.follows = follows;
    if typed.copy.is_empty() {
        m.kind = if typed.kind == "innspillsrunde" {
            "innspillsrunde"
        } else {
            "høring"
        }
        .to_owned();
    }
    match begin(conn, &m, by)? {
        Begun::Done => Ok(Ok(slug)),
        Begun::Taken => {
            typed.faults.push(("adresse", "setup-address-taken"));
            Ok(Err(typed))
        }
    }
}

/// Empty but for owner and contact, which are as a rule those of the consultation before.
fn like_the_last(conn: &mut Conn, today: NaiveDate) -> Result<Manuscript, Error> {
    let query = ListQuery {
        stage: None,
        words: String::new(),
        after: None,
        limit: 1,
        today,
    };
    let listed = consultations::list(conn, &query)?.items;
    let mut new = Manuscript::default();
    if let Some(last) = listed.first()
        && let Some(last) = consultations::load(conn, &Key::Id(last.id), None)?
    {
        let known = Manuscript::of_published(&last, Vec::new());
        (new.owner, new.contact) = (known.owner, known.contact);
    }
    Ok(new)
}

/// Small letters and digits with dashes between.
fn slugged(text: &str) -> String {
    let mut slug = String::new();
    for c in text.to_lowercase().chars() {
        match c {
            'æ' => slug.push_str("ae"),
            'ø' => slug.push('o'),
            'å' => slug.push('a'),
            c if c.is_ascii_alphanumeric() => slug.push(c),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
        if slug.len() >= LONGEST_SLUG {
            break;
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// This address, or the first free one after it: «24-1», «24-1-2».
fn free(conn: &mut Conn, wanted: &str) -> Result<String, Error> {
    let mut slug = wanted.to_owned();
    let mut n = 1;
    while store::find(conn, &slug)?.is_some()
        || consultations::load(conn, &Key::from(slug.as_str()), None)?.is_some()
    {
        n += 1;
        slug = format!("{wanted}-{n}");
    }
    Ok(slug)
}
