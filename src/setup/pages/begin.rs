//! The working copies there are, and a new one: from nothing, or as a copy of what is published. A form that is sent
//! twice begins one.

use super::{LIST, base};
use crate::app::App;
use crate::calendar;
use crate::consultations::{self, Consultation};
use crate::db::Conn;
use crate::error::Error;
use crate::i18n::Lang;
use crate::idempotency::{Claim, Stored, once_unless};
use crate::ids;
use crate::session::staff::StaffAccess;
use crate::setup::begin::{Typed, make, original};
use crate::setup::store;
use crate::setup::working_copy::By;
use crate::text::single_line;
use crate::web::components::{Choice, Choices, ErrorLink, TextInput};
use crate::web::form::Form;
use crate::web::layout::{Nav, Page};
use crate::web::query::Query;
use crate::web::{render, render_with, see_other};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

const PATH: &str = "/saksbehandling/oppsett/ny";

#[derive(Template)]
#[template(path = "setup/templates/list.html")]
struct ListPage {
    page: Page,
    items: Vec<Listed>,
    new_href: String,
}

struct Listed {
    /// «Publiseres mandag 4. mai 2026», where it waits for its day; or that it was called off.
    waits: Option<String>,
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
    let read = |conn: &mut Conn| Ok((store::list(conn)?, consultations::waiting(conn)?));
    let (copies, waiting) = app.db.read(read).await?;
    let waits = |one: &Consultation| {
        if one.is_called_off {
            return lang.t("setup-called-off");
        }
        let day = calendar::weekday_date(lang, one.published_on);
        lang.with1("setup-waits", "day", day)
    };
    // What waits for its day and is not open for change stands first.
    let alone = waiting
        .iter()
        .filter(|one| copies.iter().all(|copy| copy.slug != one.slug));
    let alone: Vec<Listed> = alone
        .map(|one| Listed {
            waits: Some(waits(one)),
            href: lang.path(&base(&one.slug)),
            title: one.title.get(lang).to_owned(),
            reference: one.reference.clone().unwrap_or_default(),
            about: String::new(),
            is_asked: false,
            is_change: false,
        })
        .collect();
    let items = copies.into_iter().map(|copy| {
        let when = calendar::date_time(lang, copy.changed_at);
        let title = match copy.manuscript.title.nb.as_str() {
            "" => copy.slug.clone(),
            title => title.to_owned(),
        };
        let waits = waiting.iter().find(|one| one.slug == copy.slug).map(waits);
        Listed {
            waits,
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
        items: alone.into_iter().chain(items).collect(),
        new_href: lang.path(PATH),
    }))
}

#[derive(Template)]
#[template(path = "setup/templates/begin.html")]
struct BeginPage {
    page: Page,
    csrf: String,
    /// Makes a press that is repeated the same press.
    key: String,
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
        key: ids::new(app.clock.now()).to_string(),
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
    let by = By::staff(&staff, app.clock.now());
    let (today, given) = (calendar::oslo_date(by.at), typed.clone());
    let copied = original.as_ref().map(|m| m.title.nb.clone());
    let claim = Claim::of_press(&form, staff.staff_id, PATH, &format!("{typed:?}"))?;
    let write = move |conn: &mut Conn| {
        once_unless(conn, claim.as_ref(), by.at, |conn| {
            let made = make(conn, given.clone(), original.clone(), today, by)?;
            Ok(made.map(Stored::led_to))
        })
    };
    match app.db.write(write).await? {
        Ok(begun) => Ok(see_other(&lang.path(&base(&begun.body)))),
        Err(refused) => {
            typed = refused;
            let again = page(&app, &staff, lang, &typed, copied);
            Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &again))
        }
    }
}
