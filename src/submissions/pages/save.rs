//! Saving one part: by a pressed button, or by the script while somebody writes.

use super::conflict::{self, Clash};
use super::parts::Part;
use super::posted::{Posted, version_name};
use super::visit::Visit;
use super::write::{self, Around};
use crate::app::App;
use crate::error::{Error, FieldError};
use crate::session::guard::DeskAccess;
use crate::submissions::desk::Mark;
use crate::submissions::draft::{self, Marking, Save};
use crate::submissions::store::{FieldSave, FieldSaved};
use crate::text;
use crate::web::faces::field_text;
use crate::web::form::Form;
use crate::web::{in_path, render_with, see_other};
use actix_web::http::{StatusCode, header};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use std::collections::BTreeMap;

pub(super) async fn save(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, access, &req).await?;
    let key = in_path(&req, "key");
    let part = Part::find(&visit.consultation, key)?;
    visit.access.write_in(part.key())?;
    let posted = Posted::read(part, &form)?;
    let by_script = wants_json(&req);
    let saves = match posted.check() {
        Ok(saves) => saves,
        Err(faults) => return Ok(refused(&visit, part, &posted, &faults, by_script)),
    };
    // Text under *ingen merknad* would not be sent: that is asked, not assumed.
    let asks = posted.no_comment && asks_first(&visit, part, &saves);
    // Until that is answered the text is sent, also where the script had stored the mark before the text.
    let marking = match asks {
        true => Marking::Nothing,
        false => posted.marking(),
    };
    let mark = part.advice().map(|advice| (advice.id, marking));
    let fields = saves.clone();
    let by = visit.access.link.id;
    let outcomes = draft::save(&app, visit.desk.id, by, Save { fields, mark }).await?;
    let clashes = conflict::met(part, &saves, &outcomes);
    if by_script {
        return Ok(to_script(&visit, part, (&saves, &outcomes), &clashes, asks));
    }
    if !clashes.is_empty() {
        let visit = visit.again().await?;
        let part = Part::find(&visit.consultation, key)?;
        return Ok(conflict::page(&visit, part, clashes));
    }
    let goes_to = goes_to(&visit, part, &form);
    if asks {
        let done = form.filled("gjor").unwrap_or_default();
        let ask = format!("/raad/{}/ingen-merknad?gjor={}", part.key(), word(done));
        return Ok(see_other(&visit.path(&ask)));
    }
    Ok(see_other(&goes_to))
}

fn wants_json(req: &HttpRequest) -> bool {
    let accept = req.headers().get(header::ACCEPT);
    let accept = accept.and_then(|v| v.to_str().ok()).unwrap_or("");
    accept.contains("application/json") && !accept.contains("text/html")
}

/// Whether *ingen merknad* would hide text that the writer has not said this of before.
fn asks_first(visit: &Visit, part: Part<'_>, saves: &[FieldSave]) -> bool {
    let stored = |id| visit.desk.fields.get(&id).and_then(|f| f.text.clone());
    let was_marked = matches!(
        part.advice().and_then(|a| visit.desk.mark(a)),
        Some(Mark::NoComment { .. })
    );
    part.fields().iter().any(|field| {
        let saved = saves.iter().find(|s| s.field_id == field.id);
        let now = saved.map_or_else(|| stored(field.id), |s| s.text.clone());
        let is_new = !was_marked || now != stored(field.id);
        is_new && now.is_some_and(|t| !text::is_blank(&t))
    })
}

/// Where the pressed button leads; without one the page is shown again.
pub(super) fn goes_to(visit: &Visit, part: Part<'_>, form: &Form) -> String {
    let around = Around::of(visit, part);
    let page_of = |p: Part<'_>| visit.path(&format!("/raad/{}", p.key()));
    match form.filled("gjor") {
        Some("neste") => around.next.map_or_else(|| visit.last_path(), page_of),
        Some("forrige") => around.previous.map_or_else(|| visit.path(""), page_of),
        Some("senere") if visit.desk.umbrella.is_some() => visit.path(""),
        Some("senere") => visit.path("/lagre"),
        _ => {
            let cleared = form.filled("fjern").unwrap_or_default();
            let field = part.fields().iter().find(|f| f.key == cleared);
            let at = field.map_or_else(String::new, |f| format!("#{}", f.key));
            format!("{}{at}", page_of(part))
        }
    }
}

/// Only the words of our own buttons go into an address.
pub(super) fn word(done: &str) -> &'static str {
    ["neste", "forrige", "senere"]
        .into_iter()
        .find(|w| *w == done)
        .unwrap_or("")
}

fn refused(
    visit: &Visit,
    part: Part<'_>,
    posted: &Posted,
    faults: &[FieldError],
    by_script: bool,
) -> HttpResponse {
    if !by_script {
        let again = write::page(visit, part, Some(posted), faults);
        return render_with(StatusCode::UNPROCESSABLE_ENTITY, &again);
    }
    let first = faults.first().map(|fault| field_text(visit.lang, fault));
    let message = visit
        .lang
        .with("svar-not-saved", &[("why", &first.unwrap_or_default())]);
    HttpResponse::UnprocessableEntity().json(serde_json::json!({ "message": message }))
}

/// What `assets/autosave.js` expects.
fn to_script(
    visit: &Visit,
    part: Part<'_>,
    (saves, outcomes): (&[FieldSave], &[FieldSaved]),
    clashes: &[Clash],
    asks: bool,
) -> HttpResponse {
    if !clashes.is_empty() {
        let message = visit.lang.t("save-conflict");
        return HttpResponse::Conflict().json(serde_json::json!({ "message": message }));
    }
    let mut versions = BTreeMap::new();
    for (save, outcome) in saves.iter().zip(outcomes) {
        let (FieldSaved::Saved { version } | FieldSaved::Unchanged { version }) = outcome else {
            continue;
        };
        let field = part.fields().iter().find(|f| f.id == save.field_id);
        versions.extend(field.map(|f| (version_name(f), version.to_string())));
    }
    let saved_at = visit.saved_text(visit.now);
    let mut said = serde_json::json!({ "saved_at_text": saved_at, "version": versions });
    if asks {
        said["message"] = visit.lang.t("save-asks").into();
    }
    HttpResponse::Ok().json(said)
}
