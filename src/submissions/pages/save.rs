//! Saving one part: by a pressed button, or by the script while somebody writes.

use super::conflict::{self, Clash};
use super::locked::LockNotice;
use super::parts::Part;
use super::posted::{MARK, Posted, mark_word, version_name};
use super::visit::Visit;
use super::write::{self, Around, Beside};
use crate::app::App;
use crate::error::{Error, FieldError, Problem};
use crate::right::Right;
use crate::session::guard::DeskAccess;
use crate::submissions::desk::Mark;
use crate::submissions::draft::{self, Asks, Knows, Marking, Save};
use crate::submissions::store::{FieldSave, FieldSaved};
use crate::web::faces::{field_text, wants_json};
use crate::web::form::Form;
use crate::web::warned::{WARNED, Warned};
use crate::web::{in_path, render_with, see_other};
use actix_web::http::StatusCode;
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
    let part = Part::find(&visit.consultation, in_path(&req, "key"))?;
    visit.access.write_in(part.key())?;
    let posted = Posted::read(part, &form)?;
    let by_script = wants_json(&req);
    let stored = match store(&visit, part, &posted).await {
        Ok(Ok(stored)) => stored,
        Ok(Err(faults)) => return refused(&visit, part, &posted, &faults, by_script).await,
        Err(error) if error.problem == Problem::Locked => {
            return locked(&visit, part, &posted, by_script, error).await;
        }
        Err(error) => return Err(error),
    };
    if by_script {
        return to_script(&visit, part, &posted, &stored).await;
    }
    if !stored.clashes(part).is_empty() {
        return stored.conflict(&visit, part).await;
    }
    // A warning is seen before the next page is: the same press again goes on.
    let warned = stored.warns_of(part);
    if stored.asks.is_none() && warned.is_new(&form) {
        let at = warned.controls().first().map_or("", |(at, _)| *at);
        let path = format!("/raad/{}#{at}", part.key());
        return Ok(see_other(&visit.path(&path)));
    }
    let goes_to = goes_to(&visit, part, &form);
    if stored.asks.is_some() {
        let done = form.filled("gjor").unwrap_or_default();
        return Ok(see_other(&ask(&visit, part, done)));
    }
    Ok(see_other(&goes_to))
}

/// What became of a part's fields.
struct Stored {
    saves: Vec<FieldSave>,
    outcomes: Vec<FieldSaved>,
    /// *Ingen merknad* was chosen over a text: that is asked, and not stored until it has been.
    asks: Option<Asks>,
    /// The mark that the form is to say of itself from now on, when it has set one.
    mark: Option<&'static str>,
}

impl Stored {
    fn clashes(&self, part: Part<'_>) -> Vec<Clash> {
        conflict::met(part, &self.saves, &self.outcomes)
    }

    /// What looks like a national identity number.
    fn warns_of(&self, part: Part<'_>) -> Warned {
        Warned::of(self.saves.iter().filter_map(|save| {
            let field = part.fields().find(|f| f.id == save.field_id)?;
            Some((&field.key, "", save.text.as_deref()?))
        }))
    }

    async fn conflict(&self, visit: &Visit, part: Part<'_>) -> Result<HttpResponse, Error> {
        let visit = visit.again().await?;
        conflict::page(&visit, part, self.clashes(part)).await
    }
}

/// Stores what was sent, or says every fault and stores nothing.
async fn store(
    visit: &Visit,
    part: Part<'_>,
    posted: &Posted,
) -> Result<Result<Stored, Vec<FieldError>>, Error> {
    let saves = match posted.check() {
        Ok(saves) => saves,
        Err(faults) => return Ok(Err(faults)),
    };
    let marking = match hides_anew(visit, part, posted, &saves) {
        // The page was drawn with the mark, and something else stands under it now: that is asked, too.
        true => Some(Marking::Nothing),
        false => posted.marking(),
    };
    let advice = part.advice().map(|advice| advice.id);
    let (desk, by) = (visit.desk.id, visit.access.link.id);
    let save = Save {
        fields: saves.clone(),
        marks: advice.zip(marking).into_iter().collect(),
        form: true,
        knows: Knows::Drawn(posted.seen.clone()),
    };
    let saved = draft::save(&visit.app, desk, by, save).await?;
    let asks = match marking {
        Some(Marking::Nothing) if posted.no_comment => Some(Asks::Said),
        _ => saved.asks,
    };
    let mark = match asks {
        Some(_) => Some(Marking::Nothing),
        None => marking,
    };
    Ok(Ok(Stored {
        saves,
        outcomes: saved.fields,
        asks,
        mark: mark.map(mark_word),
    }))
}

/// What became of the fields of a page where another button was pressed than one that saves.
pub(super) enum OnTheWay {
    Stored,
    Asks,
    /// The page with both texts.
    Clashes(HttpResponse),
    Faulty(Vec<FieldError>),
}

/// Stores the fields that came along: whatever is pressed on the page, what was typed in it is not lost.
pub(super) async fn on_the_way(
    visit: &Visit,
    part: Part<'_>,
    posted: &Posted,
) -> Result<OnTheWay, Error> {
    if posted.is_bare() || visit.access.write_in(part.key()).is_err() {
        return Ok(OnTheWay::Stored);
    }
    Ok(match store(visit, part, posted).await? {
        Err(faults) => OnTheWay::Faulty(faults),
        Ok(stored) if !stored.clashes(part).is_empty() => {
            OnTheWay::Clashes(stored.conflict(visit, part).await?)
        }
        Ok(stored) if stored.asks.is_some() => OnTheWay::Asks,
        Ok(_) => OnTheWay::Stored,
    })
}

/// The page of the part again, or what must be asked about it first.
pub(super) fn back_to(visit: &Visit, part: Part<'_>, on_the_way: &OnTheWay) -> String {
    match on_the_way {
        OnTheWay::Asks => ask(visit, part, ""),
        _ => visit.path(&format!("/raad/{}", part.key())),
    }
}

/// The page that asks; `done` is the button that was pressed.
pub(super) fn ask(visit: &Visit, part: Part<'_>, done: &str) -> String {
    let done = word(done);
    visit.path(&format!("/raad/{}/ingen-merknad?gjor={done}", part.key()))
}

/// Whether the page was drawn with *ingen merknad*, and a text that it would hide is another now.
fn hides_anew(visit: &Visit, part: Part<'_>, posted: &Posted, saves: &[FieldSave]) -> bool {
    let is_new = |save: &FieldSave| {
        let stands = visit.desk.fields.get(&save.field_id);
        let stands = stands.and_then(|field| field.text.as_deref());
        save.text.is_some() && save.text.as_deref() != stands
    };
    let was_marked = part.advice().and_then(|advice| visit.desk.mark(advice));
    let was_marked = matches!(was_marked, Some(Mark::NoComment { .. }));
    posted.no_comment && was_marked && saves.iter().any(is_new)
}

/// Where the pressed button leads; without one the page is shown again.
pub(super) fn goes_to(visit: &Visit, part: Part<'_>, form: &Form) -> String {
    let around = Around::of(visit, part);
    let page_of = |p: Part<'_>| visit.path(&format!("/raad/{}", p.key()));
    match form.filled("gjor") {
        Some("neste") => around.next.map_or_else(|| visit.last_path(), page_of),
        Some("forrige") => around.previous.map_or_else(|| visit.path(""), page_of),
        Some("senere") if visit.may(Right::Coordinate) => visit.path("/lagre"),
        Some("senere") => visit.path(""),
        _ => {
            let cleared = form.filled("fjern").unwrap_or_default();
            let field = part.fields().find(|f| f.key == cleared);
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

async fn refused(
    visit: &Visit,
    part: Part<'_>,
    posted: &Posted,
    faults: &[FieldError],
    by_script: bool,
) -> Result<HttpResponse, Error> {
    if !by_script {
        let beside = Beside::read(visit, part).await?;
        let again = write::page(visit, part, &beside, Some(posted), faults);
        return Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &again));
    }
    let first = faults.first().map(|fault| field_text(visit.lang, fault));
    let message = visit
        .lang
        .with("svar-not-saved", &[("why", &first.unwrap_or_default())]);
    let said = serde_json::json!({ "message": message });
    Ok(HttpResponse::UnprocessableEntity().json(said))
}

/// Locked meanwhile: all that was typed is on the page that says so.
async fn locked(
    visit: &Visit,
    part: Part<'_>,
    posted: &Posted,
    by_script: bool,
    error: Error,
) -> Result<HttpResponse, Error> {
    let visit = visit.again().await?;
    if by_script {
        let Some(lock) = LockNotice::of(&visit) else {
            return Err(error);
        };
        let (locked, how) = (("locked", &lock.heading), ("how", &lock.how));
        let message = visit.lang.with2("lock-not-saved", locked, how);
        // As a problem: its type tells the script that there are no two texts here.
        return Err(error.beside("message", message.into()));
    }
    let beside = Beside::read(&visit, part).await?;
    let page = write::page(&visit, part, &beside, Some(posted), &[]);
    Ok(render_with(StatusCode::CONFLICT, &page))
}

/// What `assets/autosave.js` expects.
async fn to_script(
    before: &Visit,
    part: Part<'_>,
    posted: &Posted,
    stored: &Stored,
) -> Result<HttpResponse, Error> {
    let visit = before.again().await?;
    let together = visit.together().await?;
    let people = visit.people(&together);
    let (mut versions, mut saved) = (BTreeMap::new(), BTreeMap::new());
    for (save, outcome) in stored.saves.iter().zip(&stored.outcomes) {
        let (FieldSaved::Saved { version } | FieldSaved::Unchanged { version }) = outcome else {
            continue;
        };
        let Some(field) = part.fields().find(|f| f.id == save.field_id) else {
            continue;
        };
        versions.insert(version_name(field), version.to_string());
        let state = visit.desk.field(field);
        // Where the form has an older one, it is told of the newer elsewhere.
        let text = people.saved(&state).filter(|_| state.version == *version);
        saved.extend(text.map(|text| (field.key.as_str(), text)));
    }
    if part.advice().is_some() {
        saved.insert(MARK, people.marked(part).unwrap_or_default());
    }
    versions.extend(stored.mark.map(|word| (MARK.to_owned(), word.to_owned())));
    let warned = stored.warns_of(part);
    if !warned.is_empty() {
        versions.insert(WARNED.to_owned(), warned.value());
    }
    let mut said = serde_json::json!({ "version": versions, "saved": saved });
    if let Some(clash) = stored.clashes(part).first() {
        let newer = people.newer(clash.theirs());
        said["message"] = format!("{newer} {}", visit.lang.t("conflict-both-kept")).into();
        return Ok(HttpResponse::Conflict().json(said));
    }
    said["saved_at_text"] = visit.saved_text(visit.now).into();
    let no_comment = |visit: &Visit| {
        let mark = part.advice().and_then(|advice| visit.desk.mark(advice));
        matches!(mark, Some(Mark::NoComment { .. }))
    };
    let is_lifted = no_comment(before) && !no_comment(&visit);
    if let Some(asks) = stored.asks {
        let key = match asks {
            Asks::Endorsed => "save-asks-endorsed",
            Asks::Said => "save-asks",
        };
        said["message"] = visit.say().t(key).into();
    } else if is_lifted && posted.drawn_mark() != Some(mark_word(Marking::NoComment)) {
        said["message"] = visit.say().t("save-lifted").into();
    } else if !warned.is_empty() {
        said["message"] = visit.lang.t("national-id-field").into();
    }
    Ok(HttpResponse::Ok().json(said))
}
