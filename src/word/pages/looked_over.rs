//! What a file says, råd by råd, against what stands: nothing is saved before somebody has chosen it here.

use super::send_in;
use crate::app::App;
use crate::calendar;
use crate::consultations::{Consultation, Texts};
use crate::error::{Error, FieldError, Problem};
use crate::i18n::{Lang, number};
use crate::session::guard::DeskAccess;
use crate::submissions::pages::{AtDesk, DiffItem};
use crate::text;
use crate::text::differences::Run;
use crate::web::components::{Crumb, ErrorLink};
use crate::web::faces::field_text;
use crate::web::form::Form;
use crate::web::layout::Page;
use crate::web::{in_path, render_with, see_other};
use crate::word::bring::{Chosen, Taken, find, take_in};
use crate::word::compare::{Compared, State, compare, strayed};
use crate::word::place::Why;
use crate::word::slot::{Said, Slot, What};
use crate::word::store::Kept;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use std::collections::HashSet;
use uuid::Uuid;

/// The hidden controls with what was seen in each place, and the boxes of those that are taken in.
const SEEN: &str = "v.";
const TAKE: &str = "ta-inn";

#[derive(Template)]
#[template(path = "word/templates/looked_over.html")]
struct LookedOverPage {
    page: Page,
    crumbs: Vec<Crumb>,
    csrf: String,
    action: String,
    base: String,
    again: String,
    lead: String,
    /// What was just saved.
    done: Option<String>,
    overtaken: bool,
    /// Where the text is treated, while it is locked.
    locked: bool,
    remarks: Vec<String>,
    /// How many can be taken in.
    offered: usize,
    parts: Vec<PartRow>,
    /// The parts of which the file says what stands.
    same: Option<String>,
    /// Those that the file does not have.
    missing: Vec<String>,
    loose: Vec<LooseRow>,
}

struct PartRow {
    name: String,
    title: String,
    title_lang: Option<Lang>,
    href: String,
    rows: Vec<Row>,
}

struct Row {
    place: String,
    version: i64,
    label: String,
    tag: (&'static str, String),
    /// What to know of it before it is taken.
    notes: Vec<String>,
    /// It is too long to be sent as it is.
    surplus: Option<String>,
    differs: Option<DiffItem>,
    /// What stands in the file and cannot be taken.
    unfit: Option<String>,
    /// It can be taken, and whether it is chosen.
    take: Option<bool>,
}

struct LooseRow {
    heading: String,
    why: String,
    text: String,
}

/// What was pressed, when the page is shown again.
#[derive(Default)]
struct Pressed {
    chosen: Option<HashSet<String>>,
    overtaken: bool,
    faults: Vec<FieldError>,
}

pub(super) async fn show(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = AtDesk::enter(&app, access, &req).await?;
    let Some(kept) = kept(&visit, &req).await? else {
        return Ok(send_in::again(&visit));
    };
    let saved = crate::submissions::pages::query(&req, "lagret");
    let saved = saved.first().and_then(|n| n.parse().ok());
    Ok(page(
        &visit,
        &kept,
        StatusCode::OK,
        saved,
        &Pressed::default(),
    ))
}

/// What was read; none where it is not kept any more, and can be read again from the file alone.
async fn kept(visit: &AtDesk, req: &HttpRequest) -> Result<Option<Kept>, Error> {
    let id: Uuid = in_path(req, "reading")
        .parse()
        .map_err(|_| Problem::NotFound)?;
    match find(&visit.app, &visit.access, id).await {
        Ok(kept) => Ok(Some(kept)),
        Err(error) if error.problem == Problem::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

pub(super) async fn take(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&[&format!("{SEEN}*")], &[TAKE])?;
    let visit = AtDesk::enter(&app, access, &req).await?;
    let Some(kept) = kept(&visit, &req).await? else {
        return Ok(send_in::again(&visit));
    };
    let chosen = chosen(&form)?;
    let places: HashSet<String> = chosen.iter().map(|one| one.place.clone()).collect();
    let mut pressed = Pressed {
        chosen: Some(places),
        ..Pressed::default()
    };
    let taken = match take_in(&app, &visit.access, &kept, &chosen).await {
        Ok(Taken { saved, overtaken }) if overtaken.is_empty() => {
            let path = format!("/word/{}?lagret={}", kept.id, saved.len());
            return Ok(see_other(&visit.path(&path)));
        }
        Ok(_) => {
            pressed.overtaken = true;
            // What met somebody else's is chosen anew, against what stands by now.
            pressed.chosen = None;
            StatusCode::CONFLICT
        }
        Err(error) if error.problem == Problem::Locked => StatusCode::CONFLICT,
        Err(error) if error.problem == Problem::Invalid => {
            pressed.faults = error.fields;
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Err(error) => return Err(error),
    };
    let visit = AtDesk::enter(&app, visit.access, &req).await?;
    Ok(page(&visit, &kept, taken, None, &pressed))
}

fn chosen(form: &Form) -> Result<Vec<Chosen>, Error> {
    let places: HashSet<&str> = form.all(TAKE).collect();
    let one = |place: &str| {
        let name = format!("{SEEN}{place}");
        let version = form.get(&name).and_then(|v| v.parse().ok());
        let version =
            version.ok_or_else(|| Error::invalid(vec![FieldError::new(&name, "error-value")]))?;
        Ok(Chosen {
            place: place.to_owned(),
            version,
        })
    };
    places.into_iter().map(one).collect()
}

fn page(
    visit: &AtDesk,
    kept: &Kept,
    status: StatusCode,
    saved: Option<usize>,
    pressed: &Pressed,
) -> HttpResponse {
    let lang = visit.lang;
    let compared = compare(&visit.consultation, &visit.desk, &kept.reading);
    let rest = format!("/word/{}", kept.id);
    let title = lang.t("word-look-title");
    let is_offered = |c: &&Compared<'_>| c.state.is_brought() && may_write(visit, &c.slot);
    let errors = pressed.faults.iter();
    let errors = errors.map(|fault| ErrorLink::field(&fault.at, field_text(lang, fault)));
    let word = Crumb::to(visit.path("/word"), lang.t("word-page-title"));
    let when = calendar::date_time(lang, kept.at);
    let shown = LookedOverPage {
        page: visit.page(&rest, title.clone()).errors(errors.collect()),
        crumbs: visit.crumbs(vec![word], &title),
        csrf: visit.access.csrf.clone(),
        action: visit.path(&rest),
        base: visit.path(""),
        again: visit.path("/word"),
        lead: lang.with2("word-look-lead", ("file", &kept.file_name), ("when", &when)),
        done: saved.map(|n| lang.with1("word-saved", "n", n)),
        overtaken: pressed.overtaken,
        locked: visit.desk.lock.is_some(),
        remarks: remarks(lang, kept, &visit.consultation),
        offered: compared.iter().filter(is_offered).count(),
        parts: parts(visit, &compared, pressed),
        same: same(lang, &compared),
        missing: missing(lang, &compared),
        loose: loose(visit, kept),
    };
    render_with(status, &shown)
}

fn may_write(visit: &AtDesk, slot: &Slot<'_>) -> bool {
    visit.access.link.may_write_in(slot.part())
}

/// «Råd 6», or the general comments.
fn part_name(lang: Lang, slot: &Slot<'_>) -> String {
    match slot.advice {
        Some(advice) => lang.with1("svar-advice", "number", &advice.number),
        None => lang.t("svar-general"),
    }
}

fn label(lang: Lang, slot: &Slot<'_>) -> String {
    match slot.what {
        What::Field(field) => field.label.get(lang).to_owned(),
        What::NoComment(_) => lang.t("svar-no-comment"),
    }
}

/// What is to be known of the file as a whole.
fn remarks(lang: Lang, kept: &Kept, consultation: &Consultation) -> Vec<String> {
    let reading = &kept.reading;
    let said = reading.remarks;
    let counted = |key: &str, n: usize| (n > 0).then(|| lang.with1(key, "n", n));
    let earlier = reading.version.filter(|no| *no < consultation.version);
    [
        (reading.is_of_another).then(|| lang.t("word-other-consultation")),
        (reading.found.is_empty()).then(|| lang.t("word-nothing-placed")),
        earlier.map(|no| lang.with1("word-earlier-version", "no", no)),
        counted("word-tracked", said.tracked),
        counted("word-comments", said.comments),
        counted("word-images", said.images),
        counted("word-hidden", said.hidden),
        counted("word-struck", said.struck),
        counted("word-raised", said.raised),
        counted("word-equations", said.equations),
        counted("word-tables", said.tables),
        counted("word-symbols", said.symbols),
        counted("word-inserted", said.inserted),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Every part of which the file says something else than what stands.
fn parts(visit: &AtDesk, compared: &[Compared<'_>], pressed: &Pressed) -> Vec<PartRow> {
    let lang = visit.lang;
    let mut parts: Vec<PartRow> = Vec::new();
    let mut last = "";
    for one in compared {
        if matches!(one.state, State::Same | State::Missing) {
            continue;
        }
        let slot = &one.slot;
        if parts.is_empty() || last != slot.part() {
            last = slot.part();
            let title = slot.advice.map(|advice| &advice.title);
            let own = |texts: &Texts| Some(texts.lang(lang)).filter(|own| *own != lang);
            parts.push(PartRow {
                name: part_name(lang, slot),
                title: title.map(|t| t.get(lang).to_owned()).unwrap_or_default(),
                title_lang: title.and_then(own),
                href: visit.path(&format!("/raad/{}", slot.part())),
                rows: Vec::new(),
            });
        }
        if let Some(part) = parts.last_mut() {
            part.rows.push(row(visit, one, pressed));
        }
    }
    parts
}

fn row(visit: &AtDesk, one: &Compared<'_>, pressed: &Pressed) -> Row {
    let lang = visit.lang;
    let place = one.slot.bookmark();
    let may_write = may_write(visit, &one.slot);
    let is_chosen = match &pressed.chosen {
        Some(chosen) => chosen.contains(&place),
        None => one.state == State::Changed,
    };
    let can = one.state.is_brought() && may_write && visit.desk.lock.is_none();
    Row {
        version: one.slot.version(&visit.desk),
        label: label(lang, &one.slot),
        tag: tag(lang, one.state),
        notes: notes(visit, one, may_write),
        surplus: surplus(lang, one),
        differs: differs(lang, one),
        unfit: one.unfit.clone(),
        take: can.then_some(is_chosen),
        place,
    }
}

fn tag(lang: Lang, state: State) -> (&'static str, String) {
    let (color, key) = match state {
        State::Changed => ("info", "word-state-changed"),
        State::Behind => ("neutral", "word-state-behind"),
        State::Both => ("warning", "word-state-both"),
        State::Unfit | State::Contradicted => ("danger", "word-state-unfit"),
        State::Same | State::Missing => ("neutral", "word-state-same"),
    };
    (color, lang.t(key))
}

fn notes(visit: &AtDesk, one: &Compared<'_>, may_write: bool) -> Vec<String> {
    let lang = visit.lang;
    let mut notes = Vec::new();
    let why = match (one.state, one.slot.what) {
        (State::Behind, _) => Some("word-why-behind"),
        (State::Both, _) => Some("word-why-both"),
        (State::Contradicted, _) => Some("word-why-contradicted"),
        (State::Unfit, What::NoComment(_)) => Some("word-why-no-mark"),
        (State::Unfit, What::Field(field)) if field.choices.is_empty() => Some("word-why-ceiling"),
        (State::Unfit, What::Field(_)) => Some("word-why-no-choice"),
        _ => None,
    };
    notes.extend(why.map(|key| lang.t(key)));
    if !may_write {
        notes.push(lang.t("word-why-not-yours"));
    }
    if let Some(Said::Text(said)) = &one.brought {
        let unsent = one
            .slot
            .advice
            .is_some_and(|a| visit.desk.has_no_comment(a));
        if unsent && !text::is_blank(said) {
            notes.push(lang.t("word-under-mark"));
        }
        if text::is_blank(said) {
            notes.push(lang.t("word-empties"));
        }
        if text::looks_like_national_id(said) {
            notes.push(lang.t("national-id-field"));
        }
    }
    notes
}

fn surplus(lang: Lang, one: &Compared<'_>) -> Option<String> {
    let surplus = u64::try_from(one.surplus()).unwrap_or(u64::MAX);
    (surplus > 0).then(|| {
        let said = lang.with1("error-over-limit", "n", number(surplus));
        format!("{said}. {}", lang.t("word-too-long"))
    })
}

fn differs(lang: Lang, one: &Compared<'_>) -> Option<DiffItem> {
    let brought = one.brought.as_ref()?;
    let in_words = |said: &Said| match said {
        Said::Text(text) => Some(text.clone()),
        Said::Choice(choice) => choice.clone(),
        Said::Mark(_) => None,
    };
    let (old, new) = (in_words(&one.stands), in_words(brought));
    match (one.slot.what, brought) {
        (What::Field(field), _) => Some(DiffItem::of(lang, field, old.as_deref(), new.as_deref())),
        (What::NoComment(_), Said::Mark(is_set)) => Some(DiffItem {
            label: lang.t("svar-no-comment"),
            label_lang: None,
            runs: Vec::new(),
            note: Some(lang.t(match is_set {
                true => "changed-no-comment-set",
                false => "changed-no-comment-gone",
            })),
        }),
        _ => None,
    }
}

fn same(lang: Lang, compared: &[Compared<'_>]) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    for one in compared {
        let name = part_name(lang, &one.slot);
        let of_part = compared.iter().filter(|c| c.slot.part() == one.slot.part());
        if !names.contains(&name) && of_part.clone().all(|c| c.state == State::Same) {
            names.push(name);
        }
    }
    (!names.is_empty()).then(|| names.join(", "))
}

fn missing(lang: Lang, compared: &[Compared<'_>]) -> Vec<String> {
    let missing = compared.iter().filter(|c| c.state == State::Missing);
    missing
        .map(|c| format!("{}: {}", part_name(lang, &c.slot), label(lang, &c.slot)))
        .collect()
}

/// What could not be placed.
fn loose(visit: &AtDesk, kept: &Kept) -> Vec<LooseRow> {
    let lang = visit.lang;
    let said = kept.reading.loose.iter().map(|loose| LooseRow {
        heading: match loose.under.is_empty() {
            true => lang.t("word-no-heading"),
            false => loose.under.clone(),
        },
        why: lang.t(match loose.why {
            Why::Outside => "word-loose-outside",
            Why::Unclear => "word-loose-unclear",
            Why::Twice => "word-loose-twice",
            Why::Note => "word-loose-note",
            Why::Margin => "word-loose-margin",
            Why::Shown => "word-loose-shown",
        }),
        text: loose.text.clone(),
    });
    let strayed = strayed(&visit.consultation, &visit.desk, &kept.reading);
    let strayed = strayed.into_iter().map(|(slot, text)| LooseRow {
        heading: format!("{}: {}", part_name(lang, &slot), label(lang, &slot)),
        why: lang.t("word-loose-retired"),
        text: text.to_owned(),
    });
    said.chain(strayed).collect()
}
