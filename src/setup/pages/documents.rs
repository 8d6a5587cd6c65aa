//! The documents of a working copy: added, named, removed. Nobody can fetch them before they are published.

use super::gone::{Gone, follow};
use super::sheet::{Draw, Item, Overtaken, apply, manuscript_of, value_of};
use super::visit::{Frame, Visit};
use crate::app::App;
use crate::error::Error;
use crate::session::staff::StaffAccess;
use crate::setup::documents::keep;
use crate::setup::working_copy::Saved;
use crate::web::components::ErrorLink;
use crate::web::form::Form;
use crate::web::layout::Page;
use crate::web::{render_with, see_other};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use std::collections::HashMap;

const KINDS: [(&str, &str); 3] = [
    ("letter", "setup-document-letter"),
    ("draft", "setup-document-draft"),
    ("paper", "setup-document-paper"),
];
const LANGUAGES: [(&str, &str); 2] = [("nb", "setup-bokmal"), ("nn", "setup-nynorsk")];

#[derive(Template)]
#[template(path = "setup/templates/documents.html")]
struct DocumentsPage {
    page: Page,
    frame: Frame,
    action: String,
    items: Vec<Item>,
    /// Whether somebody has looked over the documents that came with a copy; none where there are none such.
    looked_over: Option<bool>,
    file_error: Option<String>,
    overtaken: Option<Overtaken>,
    gone: Vec<Gone>,
    /// What each document is known by, whatever its number.
    marks: Vec<String>,
    version: i64,
}

pub async fn show(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, staff, &req).await?;
    page(&app, &visit, None, None, StatusCode::OK)
}

fn items(visit: &Visit, typed: Option<&Form>) -> Result<Vec<Item>, Error> {
    let lang = visit.lang;
    let draw = Draw {
        lang,
        values: value_of(visit.m())?,
        typed,
        faults: HashMap::new(),
    };
    let mut items = Vec::new();
    for (n, document) in visit.m().documents.iter().enumerate() {
        items.push(Item::Heading(
            format!("dokument-{n}"),
            document.file.clone(),
        ));
        items.push(draw.line(&format!("documents.{n}.title"), "setup-document-title"));
        items.push(draw.radios(
            &format!("documents.{n}.kind"),
            "setup-document-kind",
            &KINDS,
        ));
        items.push(draw.radios(
            &format!("documents.{n}.language"),
            "setup-document-language",
            &LANGUAGES,
        ));
        let remove = (
            format!("fjern:{n}"),
            lang.t("setup-document-remove"),
            document.file.clone(),
        );
        items.push(Item::Buttons(vec![remove]));
    }
    Ok(items)
}

/// Whether documents may have come with a copy.
fn came_along(visit: &Visit) -> bool {
    !visit.m().copied_from.is_empty() && !visit.m().documents.is_empty()
}

fn says_looked_over(form: &Form) -> bool {
    form.get("sett-over") == Some("ja")
}

fn page(
    app: &App,
    visit: &Visit,
    typed: Option<&Form>,
    fault: Option<&'static str>,
    status: StatusCode,
) -> Result<HttpResponse, Error> {
    let lang = visit.lang;
    let documents = visit.m().documents.iter();
    let marks: Vec<String> = documents
        .map(|one| format!("{}\t{}", one.sha256, one.file))
        .collect();
    let title = |part: &str, mark: &str| {
        let file = mark.split_once('\t').map_or("", |(_, file)| file);
        (part == "title").then(|| format!("{file} – {}", lang.t("setup-document-title")))
    };
    let followed = typed.map(|form| follow(form, "documents", &marks, title));
    let (typed, gone) = followed.unzip();
    let items = items(visit, typed.as_ref())?;
    let overtaken = match &typed {
        Some(form) => Some(Overtaken::of(&items, form, &value_of(visit.m())?)),
        None => None,
    };
    let file_error = fault.map(|code| lang.t(code));
    let errors = file_error
        .iter()
        .map(|text| ErrorLink::field("fil", text.clone()));
    let shown = DocumentsPage {
        page: visit
            .page(app, "/dokumenter", lang.t("setup-documents"))
            .errors(errors.collect()),
        frame: visit.frame("/dokumenter", None),
        action: visit.href("/dokumenter"),
        items,
        looked_over: came_along(visit).then_some(match &typed {
            Some(form) => says_looked_over(form),
            None => visit.m().documents_looked_over,
        }),
        file_error,
        overtaken,
        gone: gone.unwrap_or_default(),
        marks,
        version: visit.copy.version,
    };
    Ok(render_with(status, &shown))
}

pub async fn change(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, staff, &req).await?;
    let seen = form
        .get("version")
        .and_then(|v| v.parse().ok())
        .unwrap_or(0);
    let mut values = value_of(visit.m())?;
    apply(&items(&visit, None)?, &form, &mut values);
    let mut new = manuscript_of(values)?;
    if came_along(&visit) {
        new.documents_looked_over = says_looked_over(&form);
    }
    if let Some(at) = form.get("gjor").and_then(|act| act.strip_prefix("fjern:"))
        && let Some(at) = at
            .parse::<usize>()
            .ok()
            .filter(|at| *at < new.documents.len())
    {
        new.documents.remove(at);
    }
    let mut fault = None;
    if let Some(given) = form.file("fil") {
        let (name, bytes) = (&given.name, given.bytes.to_vec());
        match keep(&app, (name, bytes), &new.documents, visit.now).await? {
            Ok(document) => new.documents.push(document),
            Err(code) => fault = Some(code),
        }
    }
    match visit.save(&app, seen, new).await? {
        Saved::Overtaken => {
            let visit = Visit::enter(&app, visit.staff, &req).await?;
            let fault = fault.or(form.file("fil").map(|_| "setup-document-again"));
            page(&app, &visit, Some(&form), fault, StatusCode::CONFLICT)
        }
        Saved::Done if fault.is_some() => {
            let visit = Visit::enter(&app, visit.staff, &req).await?;
            page(&app, &visit, None, fault, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Saved::Done => Ok(see_other(&visit.href("/dokumenter"))),
    }
}
