//! Everything that has been saved in one field: by whom, when, what it changed, and the way back to it.

use super::conflict::said;
use super::parts::{Part, foreign};
use super::posted::version_name;
use super::say::Say;
use super::visit::Visit;
use super::{conflict, query};
use crate::app::App;
use crate::consultations::Field;
use crate::error::{Error, Problem};
use crate::i18n::Lang;
use crate::session::guard::DeskAccess;
use crate::submissions::draft::{self, Save};
use crate::submissions::history::{self, Entry};
use crate::text::differences::{Run, runs};
use crate::web::form::Form;
use crate::web::layout::Page;
use crate::web::{in_path, render, see_other};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

/// Versions on one page.
const AT_ONCE: u32 = 10;

#[derive(Template)]
#[template(path = "submissions/templates/history.html")]
struct HistoryPage {
    page: Page,
    say: Say,
    csrf: String,
    action: String,
    back: String,
    place: String,
    label: String,
    label_lang: Option<Lang>,
    /// The control that says which version stood when the page was drawn.
    base: (String, i64),
    entries: Vec<Shown>,
    /// Where older ones are.
    older: Option<String>,
    newest: Option<String>,
    may_write: bool,
}

struct Shown {
    version: i64,
    saved: String,
    /// It stands in the field now.
    stands: bool,
    /// It met another, and never stood.
    aside: bool,
    is_empty: bool,
    runs: Vec<Run>,
    text: String,
}

pub(super) async fn show(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, access, &req).await?;
    let (part, field) = asked(&visit, &req)?;
    let below = match query(&req, "under").first() {
        Some(text) => Some(text.parse().map_err(|_| Error::new(Problem::NotFound))?),
        None => None,
    };
    let read = history::of_field(&app, visit.desk.id, field.id, below, AT_ONCE).await?;
    let together = visit.together().await?;
    let people = visit.people(&together);
    let (lang, rest) = (visit.lang, rest(part, field));
    let stands = visit.desk.field(field);
    let shown = |entry: &Entry| Shown {
        version: entry.state.version,
        saved: people.saved(&entry.state).unwrap_or_default(),
        stands: entry.state.version == stands.version,
        aside: entry.aside,
        is_empty: entry.state.is_empty(),
        runs: runs(
            &before(lang, field, entry),
            &said(lang, field, &entry.state),
        ),
        text: said(lang, field, &entry.state),
    };
    let label = field.label.get(lang).to_owned();
    let values: [(&str, &dyn crate::i18n::Value); 2] =
        [("place", &part.name(lang)), ("field", &label)];
    let title = lang.with("history-title", &values);
    Ok(render(&HistoryPage {
        page: visit.page(&rest, title),
        say: visit.say(),
        csrf: visit.access.csrf.clone(),
        action: visit.path(&rest),
        back: visit.path(&format!("/raad/{}", part.key())),
        place: part.name(lang),
        label_lang: foreign(&field.label, lang),
        label,
        base: (version_name(field), stands.version),
        entries: read.entries.iter().map(shown).collect(),
        older: read
            .below
            .map(|no| format!("{}?under={no}", visit.path(&rest))),
        newest: below.map(|_: i64| visit.path(&rest)),
        may_write: visit.access.write_in(part.key()).is_ok(),
    }))
}

fn before(lang: Lang, field: &Field, entry: &Entry) -> String {
    let before = entry.before.as_ref();
    before.map_or_else(String::new, |state| said(lang, field, state))
}

/// The part and the field that the address names.
fn asked<'v>(visit: &'v Visit, req: &HttpRequest) -> Result<(Part<'v>, &'v Field), Error> {
    let part = Part::find(&visit.consultation, in_path(req, "key"))?;
    let key = in_path(req, "field");
    let field = part.fields().find(|f| f.key == key);
    Ok((part, field.ok_or_else(|| Error::new(Problem::NotFound))?))
}

fn rest(part: Part<'_>, field: &Field) -> String {
    format!("/raad/{}/historikk/{}", part.key(), field.key)
}

/// «Gå tilbake til denne»: saved again over what stood when the page was drawn.
pub(super) async fn go_back(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&["v.*", "versjon"], &[])?;
    let visit = Visit::enter(&app, access, &req).await?;
    let (part, field) = asked(&visit, &req)?;
    visit.access.write_in(part.key())?;
    let number = |name: &str| form.filled(name).and_then(|v| v.parse::<i64>().ok());
    let (Some(base), Some(wanted)) = (number(&version_name(field)), number("versjon")) else {
        return Ok(see_other(&visit.path(&rest(part, field))));
    };
    let (desk, by) = (visit.desk.id, visit.access.link.id);
    let chosen = draft::once_saved(&app, desk, field, base, wanted).await?;
    let chosen = chosen.ok_or_else(|| Error::new(Problem::NotFound))?;
    let saved = draft::save(&app, desk, by, Save::field(chosen.clone())).await?;
    let clashes = conflict::met(part, &[chosen], &saved.fields);
    if !clashes.is_empty() {
        let visit = visit.again().await?;
        return conflict::page(&visit, part, clashes).await;
    }
    let back = format!("/raad/{}#{}", part.key(), field.key);
    Ok(see_other(&visit.path(&back)))
}
