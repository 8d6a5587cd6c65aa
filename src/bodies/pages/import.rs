//! A file for the register: given, shown with what it would do and everything that is wrong, taken over.

use super::{PATH, id, page};
use crate::app::App;
use crate::bodies::change::By;
use crate::bodies::details::{COLUMNS, column_name};
use crate::bodies::import::{self, Applied, Fault, Plan, SHOWN, apply_kept, file_to_mend, plan};
use crate::error::{Error, FieldError};
use crate::i18n::Lang;
use crate::session::staff::StaffAccess;
use crate::web::components::ErrorLink;
use crate::web::faces::field_text;
use crate::web::form::Form;
use crate::web::layout::Page;
use crate::web::{render, render_with, see_other};
use actix_web::http::{StatusCode, header};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

#[derive(Template)]
#[template(path = "bodies/templates/import.html")]
struct ImportPage {
    page: Page,
    csrf: String,
    action: String,
    back: String,
    text: String,
    error: Option<String>,
    columns: Vec<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "bodies/templates/preview.html")]
struct PreviewPage {
    page: Page,
    csrf: String,
    action: String,
    again: String,
    register: String,
    file_name: String,
    counts: Vec<String>,
    faults: Vec<FaultLine>,
    download: String,
    new: Vec<(usize, String)>,
    changed: Vec<ChangedLine>,
    /// How many are not shown of faults, new and changed.
    more: [Option<usize>; 3],
    fingerprint: String,
    may_confirm: bool,
    is_applied: bool,
    has_moved: bool,
}

struct FaultLine {
    row: usize,
    column: String,
    cell: String,
    text: String,
}

struct ChangedLine {
    row: usize,
    name: String,
    columns: Vec<(String, String, String)>,
}

pub(super) async fn begin(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let lang = Lang::of_path(req.path()).0;
    Ok(render(&import_page(&app, &staff, lang, String::new(), &[])))
}

fn import_page(
    app: &App,
    staff: &StaffAccess,
    lang: Lang,
    text: String,
    faults: &[FieldError],
) -> ImportPage {
    let path = format!("{PATH}/import");
    let texts: Vec<String> = faults.iter().map(|fault| field_text(lang, fault)).collect();
    let error = (!texts.is_empty()).then(|| texts.join(". "));
    let errors = texts
        .iter()
        .map(|text| ErrorLink::field("file", text.clone()));
    ImportPage {
        page: page(app, staff, lang, &path, lang.t("import-title")).errors(errors.collect()),
        csrf: staff.csrf.clone(),
        action: lang.path(&path),
        back: lang.path(PATH),
        columns: COLUMNS
            .map(|column| (column, column_name(lang, column)))
            .into(),
        text,
        error,
    }
}

pub(super) async fn keep(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&["text", "file"], &[])?;
    let lang = Lang::of_path(req.path()).0;
    let text = form.get("text").unwrap_or_default().to_owned();
    let (name, content) = match form.file("file") {
        Some(file) => (file.name.clone(), file.bytes.to_vec()),
        None => (lang.t("import-pasted"), text.clone().into_bytes()),
    };
    let (looked_at, now, staff_id) = (content.clone(), app.clock.now(), staff.staff_id);
    let looked = app.db.read(move |conn| plan(conn, &looked_at)).await?;
    if let Err(faults) = looked {
        let again = import_page(&app, &staff, lang, text, &faults);
        return Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &again));
    }
    let id = app
        .db
        .write(move |conn| import::keep(conn, staff_id, &name, &content, now))
        .await?;
    Ok(see_other(&lang.path(&format!("{PATH}/import/{id}"))))
}

pub(super) async fn show(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    path: Path<String>,
) -> Result<HttpResponse, Error> {
    let lang = Lang::of_path(req.path()).0;
    let shown = preview(&app, &staff, lang, &path, false).await?;
    Ok(render(&shown))
}

async fn preview(
    app: &App,
    staff: &StaffAccess,
    lang: Lang,
    path: &str,
    has_moved: bool,
) -> Result<PreviewPage, Error> {
    let id = id(path)?;
    let (kept, plan) = app.db.read(move |conn| import::look(conn, id)).await?;
    let own = format!("{PATH}/import/{id}");
    let count = |key: &str, n: usize| lang.with(key, &[("n", &n)]);
    let Plan {
        new,
        changed,
        unchanged,
        faults,
        ..
    } = &plan;
    let is_applied = kept.applied_at.is_some();
    Ok(PreviewPage {
        page: page(app, staff, lang, &own, lang.t("import-preview-title")),
        csrf: staff.csrf.clone(),
        action: lang.path(&own),
        again: lang.path(&format!("{PATH}/import")),
        register: lang.path(PATH),
        file_name: kept.file_name,
        counts: vec![
            count("import-new", new.len()),
            count("import-changed", changed.len()),
            count("import-unchanged", *unchanged),
            count("import-faults", faults.len()),
        ],
        faults: faults
            .iter()
            .take(SHOWN)
            .map(|f| fault_line(lang, f))
            .collect(),
        download: lang.path(&format!("{own}/feil.csv")),
        new: new
            .iter()
            .take(SHOWN)
            .map(|(row, new)| (*row, new.names[0].1.clone()))
            .collect(),
        changed: changed
            .iter()
            .take(SHOWN)
            .map(|changed| ChangedLine {
                row: changed.row,
                name: changed.body.own_name().to_owned(),
                columns: changed
                    .columns
                    .iter()
                    .map(|(column, old, new)| (column_name(lang, column), old.clone(), new.clone()))
                    .collect(),
            })
            .collect(),
        more: [faults.len(), new.len(), changed.len()].map(beyond_shown),
        fingerprint: plan.fingerprint(),
        may_confirm: !is_applied && faults.is_empty() && plan.changes_something(),
        is_applied,
        has_moved,
    })
}

fn beyond_shown(n: usize) -> Option<usize> {
    n.checked_sub(SHOWN).filter(|more| *more > 0)
}

fn fault_line(lang: Lang, fault: &Fault) -> FaultLine {
    FaultLine {
        row: fault.row,
        column: column_name(lang, &fault.error.at),
        // What hides in a cell is shown as a mark.
        cell: fault
            .cell
            .replace("\r\n", "\n")
            .chars()
            .map(visible)
            .take(100)
            .collect(),
        text: field_text(lang, &fault.error),
    }
}

fn visible(c: char) -> char {
    match c {
        '\n' | '\r' | '\u{2028}' | '\u{2029}' => '⏎',
        c if c.is_control() || crate::text::is_bidi_control(c) => '\u{FFFD}',
        c => c,
    }
}

pub(super) async fn confirm(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    path: Path<String>,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&["shown"], &[])?;
    let (lang, import) = (Lang::of_path(req.path()).0, id(&path)?);
    let shown = form.get("shown").unwrap_or_default().to_owned();
    let by = By::staff(&staff, &app);
    let applied = app
        .db
        .write(move |conn| apply_kept(conn, import, &shown, by))
        .await?;
    match applied {
        Applied::Done { .. } | Applied::Already => {
            Ok(see_other(&lang.path(&format!("{PATH}/import/{import}"))))
        }
        Applied::Moved | Applied::Faulty => {
            let again = preview(&app, &staff, lang, &path, true).await?;
            Ok(render_with(StatusCode::CONFLICT, &again))
        }
    }
}

pub(super) async fn to_mend(
    app: Data<App>,
    req: HttpRequest,
    path: Path<String>,
) -> Result<HttpResponse, Error> {
    let (lang, id) = (Lang::of_path(req.path()).0, id(&path)?);
    let file = app
        .db
        .read(move |conn| file_to_mend(conn, id, lang))
        .await?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/csv; charset=utf-8"))
        .insert_header((
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"feil.csv\"",
        ))
        .body(file))
}
