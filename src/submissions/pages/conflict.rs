//! Two have saved the same field: both texts are shown side by side with what differs, and the writer chooses. Nothing
//! is lost: each was stored as its own version before this page was drawn.

use super::merge::merged;
use super::parts::{Part, foreign};
use super::people::People;
use super::posted::version_name;
use super::say::Say;
use super::visit::Visit;
use crate::app::App;
use crate::consultations::{Field, FieldKind};
use crate::error::{Error, FieldError, Problem};
use crate::i18n::Lang;
use crate::session::guard::DeskAccess;
use crate::submissions::desk::FieldState;
use crate::submissions::draft::{self, Save, Written};
use crate::submissions::store::{FieldSave, FieldSaved};
use crate::text;
use crate::text::differences::{Run, runs};
use crate::web::components::{AnswerField, Choice, Choices, ErrorLink};
use crate::web::faces::field_text;
use crate::web::form::Form;
use crate::web::layout::Page;
use crate::web::{in_path, render_with, see_other};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

/// One field with two texts.
pub(super) struct Clash {
    field: Field,
    /// What stands.
    theirs: FieldState,
    mine: FieldState,
    /// Both in one, to be edited.
    merged: String,
    fault: Option<FieldError>,
}

impl Clash {
    fn new(field: Field, theirs: FieldState, mine: &FieldSave, kept_as: i64) -> Self {
        let mine = FieldState {
            version: kept_as,
            text: mine.text.clone(),
            choice: mine.choice.clone(),
            saved_at: None,
            by: None,
        };
        let merged = merged(
            theirs.text.as_deref().unwrap_or(""),
            mine.text.as_deref().unwrap_or(""),
        );
        Self {
            field,
            theirs,
            mine,
            merged,
            fault: None,
        }
    }

    /// Something else was typed than what the page had put in, and than either text.
    fn is_merged_by_hand(&self) -> bool {
        let said = |state: &FieldState| state.text.clone().unwrap_or_default();
        let (theirs, mine) = (said(&self.theirs), said(&self.mine));
        let made = merged(&theirs, &mine);
        let typed = text::canonical(&self.merged);
        let known = [String::new(), theirs, mine, made];
        let mut known = known.iter().map(|known| text::canonical(known));
        known.all(|known| known.trim() != typed.trim())
    }

    /// What stands.
    pub fn theirs(&self) -> &FieldState {
        &self.theirs
    }
}

#[derive(Template)]
#[template(path = "submissions/templates/conflict.html")]
struct ConflictPage {
    page: Page,
    say: Say,
    csrf: String,
    base: String,
    action: String,
    place: String,
    /// Drawn with what was typed into it.
    is_typed: bool,
    clashes: Vec<Shown>,
}

/// A clash as the template draws it.
struct Shown {
    label: String,
    label_lang: Option<Lang>,
    base: (String, i64),
    mine_name: String,
    mine_version: i64,
    /// «Ola Moen lagret en nyere versjon kl. 14.31.»
    newer: String,
    /// Who wrote what stands, and when.
    saved: Option<String>,
    /// «Teksten til Ola Moen».
    theirs_of: String,
    runs: Vec<Run>,
    /// What is said in words of a text that is not there.
    theirs_empty: bool,
    mine_empty: bool,
    choose: Choices,
    merge: Option<AnswerField>,
}

pub(super) async fn page(
    visit: &Visit,
    part: Part<'_>,
    clashes: Vec<Clash>,
) -> Result<HttpResponse, Error> {
    let together = visit.together().await?;
    let people = visit.people(&together);
    let faults: Vec<ErrorLink> = clashes
        .iter()
        .filter_map(|c| {
            let fault = c.fault.as_ref()?;
            Some(ErrorLink::field(&fault.at, field_text(visit.lang, fault)))
        })
        .collect();
    let status = match faults.is_empty() {
        true => StatusCode::CONFLICT,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let rest = format!("/raad/{}", part.key());
    let title = visit.lang.t("conflict-title");
    let shown = ConflictPage {
        page: visit.page(&rest, title).errors(faults),
        say: visit.say(),
        csrf: visit.access.csrf.clone(),
        base: visit.path(""),
        action: visit.path(&format!("{rest}/valg")),
        place: part.name(visit.lang),
        is_typed: status == StatusCode::UNPROCESSABLE_ENTITY,
        clashes: clashes.iter().map(|c| draw(visit, &people, c)).collect(),
    };
    Ok(render_with(status, &shown))
}

fn draw(visit: &Visit, people: &People<'_>, clash: &Clash) -> Shown {
    let (lang, key) = (visit.lang, &clash.field.key);
    let is_text = clash.field.kind == FieldKind::Text;
    let other = clash.theirs.by.and_then(|by| people.other(by));
    let named = |by: &str, nobody: &str| match &other {
        Some(who) => lang.with1(by, "who", who),
        None => lang.t(nobody),
    };
    let keep = named("conflict-keep-theirs-of", "conflict-keep-theirs");
    let mut choices = vec![
        Choice::new("min", lang.t("conflict-keep-mine"), !is_text),
        Choice::new("deres", keep, false),
    ];
    if is_text {
        choices.push(Choice::new("flett", lang.t("conflict-keep-merged"), true));
    }
    let merge_name = format!("flett.{key}");
    let fault = clash.fault.as_ref().map(|f| field_text(lang, f));
    let merge = AnswerField::new(
        &merge_name,
        lang.t("conflict-merged"),
        &clash.merged,
        clash.field.limit as usize,
    );
    let merge = merge.hint(lang.t("conflict-merged-hint")).error(fault);
    Shown {
        label: clash.field.label.get(lang).to_owned(),
        label_lang: foreign(&clash.field.label, lang),
        base: (version_name(&clash.field), clash.theirs.version),
        mine_name: format!("min.{key}"),
        mine_version: clash.mine.version,
        newer: people.newer(&clash.theirs),
        saved: people.saved(&clash.theirs),
        theirs_of: named("conflict-theirs-of", "conflict-theirs"),
        theirs_empty: clash.theirs.is_empty(),
        mine_empty: clash.mine.is_empty(),
        runs: runs(
            &said(lang, &clash.field, &clash.theirs),
            &said(lang, &clash.field, &clash.mine),
        ),
        choose: Choices::new(&format!("velg.{key}"), lang.t("conflict-choose"), choices),
        merge: is_text.then_some(merge),
    }
}

/// What somebody wrote or chose.
pub(super) fn said(lang: Lang, field: &Field, state: &FieldState) -> String {
    let label = |key: &String| {
        let mut choices = field.choices.iter();
        choices
            .find(|c| c.key == *key)
            .map(|c| c.label.get(lang).to_owned())
    };
    let chosen = state.choice.as_ref().and_then(label);
    state.text.clone().or(chosen).unwrap_or_default()
}

/// The choice is made.
pub(super) async fn choose(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&["velg.*", "min.*", "v.*", "flett.*"], &[])?;
    let visit = Visit::enter(&app, access, &req).await?;
    let key = in_path(&req, "key");
    let part = Part::find(&visit.consultation, key)?;
    visit.access.write_in(part.key())?;
    let (mut saves, mut asides) = (Vec::new(), Vec::new());
    let mut clashes = Vec::new();
    let mut faulty = false;
    for field in part.fields() {
        let Some(chosen) = chosen(&visit, field, &form).await? else {
            continue;
        };
        faulty |= chosen.clash.fault.is_some();
        saves.extend(chosen.save);
        asides.extend(chosen.aside);
        clashes.push(chosen.clash);
    }
    if faulty {
        return page(&visit, part, clashes).await;
    }
    // What is kept beside meets what stands by itself: it is saved over nothing that anybody saw.
    let fields = saves.iter().chain(&asides).cloned().collect();
    let save = Save {
        fields,
        ..Save::default()
    };
    let by = visit.access.link.id;
    let saved = draft::save(&app, visit.desk.id, by, save).await?;
    let again = met(part, &saves, &saved.fields);
    if !again.is_empty() {
        let visit = visit.again().await?;
        let part = Part::find(&visit.consultation, key)?;
        return page(&visit, part, again).await;
    }
    Ok(see_other(&visit.path(&format!("/raad/{}", part.key()))))
}

/// What the form says of one field: what to save, if anything, and the clash it was about.
struct Chosen {
    save: Option<FieldSave>,
    /// Two texts that somebody has merged by hand and then not chosen: kept in the history, where it can be gone back to.
    aside: Option<FieldSave>,
    clash: Clash,
}

/// The version of what nobody has seen: a field that has a text has a higher one.
const UNSEEN: i64 = 0;

async fn chosen(visit: &Visit, field: &Field, form: &Form) -> Result<Option<Chosen>, Error> {
    let number = |name: String| form.filled(&name).and_then(|v| v.parse::<i64>().ok());
    let choice = form.filled(&format!("velg.{}", field.key));
    let (Some(choice), Some(base), Some(mine)) = (
        choice,
        number(version_name(field)),
        number(format!("min.{}", field.key)),
    ) else {
        return Ok(None);
    };
    let merge_name = format!("flett.{}", field.key);
    let merged = form.get(&merge_name).unwrap_or_default().to_owned();
    let (app, desk) = (&visit.app, visit.desk.id);
    let kept = draft::once_saved(app, desk, field, base, mine).await?;
    let kept = kept.ok_or_else(|| Error::new(Problem::NotFound))?;
    let mine = FieldState {
        version: mine,
        text: kept.text.clone(),
        choice: kept.choice.clone(),
        saved_at: None,
        by: None,
    };
    let mut clash = Clash {
        field: field.clone(),
        theirs: visit.desk.field(field),
        mine,
        merged,
        fault: None,
    };
    let is_chosen = choice == "flett";
    let written = Written {
        base: if is_chosen { base } else { UNSEEN },
        text: Some(clash.merged.clone()),
        choice: None,
    };
    let typed = match is_chosen || clash.is_merged_by_hand() {
        true => draft::checked(field, written, &merge_name).map(Some),
        false => Ok(None),
    };
    let (save, aside) = match typed {
        Err(fault) => {
            clash.fault = Some(fault);
            (None, None)
        }
        Ok(merged) if is_chosen => (merged, None),
        Ok(aside) => ((choice == "min").then_some(kept), aside),
    };
    Ok(Some(Chosen { save, aside, clash }))
}

/// The saves that met somebody else's.
pub(super) fn met(part: Part<'_>, saves: &[FieldSave], outcomes: &[FieldSaved]) -> Vec<Clash> {
    let of = |(save, outcome): (&FieldSave, &FieldSaved)| {
        let FieldSaved::Conflict { theirs, kept_as } = outcome else {
            return None;
        };
        let field = part.fields().find(|f| f.id == save.field_id)?;
        Some(Clash::new(field.clone(), theirs.clone(), save, *kept_as))
    };
    saves.iter().zip(outcomes).filter_map(of).collect()
}
