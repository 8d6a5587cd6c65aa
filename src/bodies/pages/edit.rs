//! Adding a body and changing one. What was typed stays when something must be mended, and when somebody
//! else was first.

use super::{PATH, Select, counties, id, kinds, page};
use crate::app::App;
use crate::bodies::body::{Body, Form as LanguageForm, Kind, NewBody};
use crate::bodies::change::{By, Changed};
use crate::bodies::details::{self, COLUMNS, Cells, column_name};
use crate::bodies::store;
use crate::bodies::written::{SUCCESSOR, Successor, Written, add_written, change_written};
use crate::db::Conn;
use crate::error::{Error, FieldError, Problem};
use crate::i18n::Lang;
use crate::idempotency::{Claim, FORM_KEY, Stored, once};
use crate::ids;
use crate::session::staff::StaffAccess;
use crate::web::components::{Choice, ErrorLink, TextInput};
use crate::web::faces::field_text;
use crate::web::form::Form;
use crate::web::layout::Page;
use crate::web::{render, render_with, see_other};
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "bodies/templates/edit.html")]
struct EditPage {
    page: Page,
    csrf: String,
    action: String,
    back: String,
    version: i64,
    /// Makes a press that is repeated the same press.
    key: String,
    kind: Select,
    language: Select,
    county: Select,
    names: Vec<TextInput>,
    numbers: Vec<TextInput>,
    addresses: Vec<TextInput>,
    ending: Vec<TextInput>,
    /// What somebody else made of the fields that differ: the field, and what stands there now.
    overtaken: Vec<(String, String)>,
    is_overtaken: bool,
}

/// What the form holds, what is wrong with it, and which body it is of.
struct Filled<'a> {
    body: Option<Uuid>,
    version: i64,
    cells: Cells,
    successor: String,
    faults: &'a [FieldError],
}

pub(super) async fn begin(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let filled = Filled {
        body: None,
        version: 0,
        cells: Cells::new(),
        successor: String::new(),
        faults: &[],
    };
    let lang = Lang::of_path(req.path()).0;
    Ok(render(&edit_page(&app, &staff, lang, &filled)))
}

pub(super) async fn show(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    path: Path<String>,
) -> Result<HttpResponse, Error> {
    let id = id(&path)?;
    let (body, successor) = app
        .db
        .read(move |conn| {
            let body = store::find(conn, id)?.ok_or(Problem::NotFound)?;
            let successor = successor_of(conn, &body)?;
            Ok((body, successor))
        })
        .await?;
    let filled = Filled {
        body: Some(id),
        version: body.version,
        cells: details::cells(&NewBody::of(&body)),
        successor,
        faults: &[],
    };
    let lang = Lang::of_path(req.path()).0;
    Ok(render(&edit_page(&app, &staff, lang, &filled)))
}

/// As the field has it: the organisation number, or the name of one that has none.
fn successor_of(conn: &mut Conn, body: &Body) -> Result<String, Error> {
    let found = match body.successor_id {
        Some(id) => store::find(conn, id)?,
        None => None,
    };
    let called = found.map(|body| match body.org_no {
        Some(org_no) => org_no,
        None => body.own_name().to_owned(),
    });
    Ok(called.unwrap_or_default())
}

pub(super) async fn add(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    write(app, staff, req, form, None).await
}

pub(super) async fn save(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    path: Path<String>,
    form: Form,
) -> Result<HttpResponse, Error> {
    let id = id(&path)?;
    write(app, staff, req, form, Some(id)).await
}

async fn write(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    form: Form,
    body: Option<Uuid>,
) -> Result<HttpResponse, Error> {
    let own = [SUCCESSOR, "version", FORM_KEY];
    let controls: Vec<&str> = COLUMNS.into_iter().chain(own).collect();
    form.expect(&controls, &[])?;
    let lang = Lang::of_path(req.path()).0;
    let typed = |column: &&'static str| Some((*column, form.get(column)?.to_owned()));
    let mut filled = Filled {
        body,
        version: form
            .get("version")
            .and_then(|v| v.parse().ok())
            .unwrap_or(0),
        cells: COLUMNS.iter().filter_map(typed).collect(),
        successor: form.get(SUCCESSOR).unwrap_or_default().trim().to_owned(),
        faults: &[],
    };
    let (by, seen) = (By::staff(&staff, &app), filled.version);
    let said = format!("{:?} {}", filled.cells, filled.successor);
    let claim = Claim::of_press(&form, staff.staff_id, PATH, &said)?;
    let written = Written {
        cells: filled.cells.clone(),
        successor: Successor::Called(filled.successor.clone()),
    };
    let written = app
        .db
        .write(move |conn| match body {
            None => {
                let once = once(conn, claim.as_ref(), by.at, |conn| {
                    add_written(conn, &written, by).map(Stored::led_to)
                })?;
                let id: Result<Uuid, _> = once.body.parse();
                let lost = |_| Error::internal("a stored answer without its body");
                Ok((id.map_err(lost)?, Changed::Done))
            }
            Some(id) => Ok((id, change_written(conn, id, seen, &written, by)?)),
        })
        .await;
    match written {
        Ok((id, Changed::Done)) => Ok(see_other(&lang.path(&format!("{PATH}/{id}")))),
        Ok((_, Changed::Overtaken(now))) => {
            filled.version = now.version;
            let mut again = edit_page(&app, &staff, lang, &filled);
            again.is_overtaken = true;
            again.overtaken = differing(lang, &filled.cells, &now);
            Ok(render_with(StatusCode::CONFLICT, &again))
        }
        Err(error) if error.problem == Problem::Invalid => {
            filled.faults = &error.fields;
            let again = edit_page(&app, &staff, lang, &filled);
            Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &again))
        }
        Err(error) => Err(error),
    }
}

/// The fields where what stands there now is not what was typed.
fn differing(lang: Lang, typed: &Cells, now: &Body) -> Vec<(String, String)> {
    let now = details::cells(&NewBody::of(now));
    let text = |cells: &Cells, column| -> String {
        let cell: Option<&String> = cells.get(column);
        cell.map(|text| text.trim().to_owned()).unwrap_or_default()
    };
    let differs = COLUMNS.iter().filter(|c| text(typed, *c) != text(&now, *c));
    differs
        .map(|column| (column_name(lang, column), text(&now, column)))
        .collect()
}

fn edit_page(app: &App, staff: &StaffAccess, lang: Lang, filled: &Filled<'_>) -> EditPage {
    let (path, back, title) = match filled.body {
        None => (format!("{PATH}/ny"), PATH.to_owned(), "body-add-title"),
        Some(id) => (
            format!("{PATH}/{id}/endre"),
            format!("{PATH}/{id}"),
            "body-change-title",
        ),
    };
    let errors = filled.faults.iter().map(|fault| {
        let text = field_text(lang, fault);
        ErrorLink::field(
            &fault.at,
            format!("{}: {text}", column_name(lang, &fault.at)),
        )
    });
    let fault = |name: &str| {
        let found = filled.faults.iter().find(|fault| fault.at == name);
        found.map(|fault| field_text(lang, fault))
    };
    let value = |name: &str| filled.cells.get(name).cloned().unwrap_or_default();
    let input =
        |name: &str| TextInput::new(name, column_name(lang, name), value(name)).error(fault(name));
    let hinted =
        |name: &str| input(name).hint(lang.t(&format!("body-{}-hint", name.replace('_', "-"))));
    let none = |chosen: bool| Choice::new("", lang.t("body-choose"), !chosen);
    let kind = Kind::parse(&value("kind"));
    let language = value("language");
    let county = value("county_no");
    let form = |form: &LanguageForm| {
        let name = lang.t(&format!("body-language-{}", form.as_str()));
        let chosen =
            language == form.as_str() || (language.is_empty() && *form == LanguageForm::Neutral);
        Choice::new(form.as_str(), name, chosen)
    };
    EditPage {
        page: page(app, staff, lang, &path, lang.t(title)).errors(errors.collect()),
        csrf: staff.csrf.clone(),
        action: lang.path(&path),
        back: lang.path(&back),
        version: filled.version,
        key: ids::new(app.clock.now()).to_string(),
        kind: Select {
            name: "kind",
            label: lang.t("body-kind"),
            error: fault("kind"),
            choices: std::iter::once(none(kind.is_some()))
                .chain(kinds(lang, kind))
                .collect(),
        },
        language: Select {
            name: "language",
            label: lang.t("body-language"),
            error: fault("language"),
            choices: LanguageForm::ALL.iter().map(form).collect(),
        },
        county: Select {
            name: "county_no",
            label: lang.t("body-county"),
            error: fault("county_no"),
            choices: std::iter::once(none(!county.is_empty()))
                .chain(counties(&county))
                .collect(),
        },
        names: [
            "name", "name_nn", "name_se", "name_sma", "name_smj", "name_fkv", "name_en",
        ]
        .map(input)
        .into(),
        numbers: vec![hinted("org_no"), hinted("municipality_no")],
        addresses: vec![hinted("address"), hinted("contact")],
        ending: vec![
            hinted("closed_on"),
            TextInput::new(
                SUCCESSOR,
                lang.t("body-successor"),
                filled.successor.clone(),
            )
            .hint(lang.t("body-successor-hint"))
            .error(fault(SUCCESSOR)),
        ],
        overtaken: Vec::new(),
        is_overtaken: false,
    }
}
