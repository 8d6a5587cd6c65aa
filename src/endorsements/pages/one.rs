//! One answer that another has shared, to be read and supported: all of it, or the råd that are ticked. What is supported
//! and is shared no more is shown without its text: to be kept or let go of.

use crate::app::App;
use crate::calendar;
use crate::endorsements::endorse::{self, ADVICE, Extent, Wanted, of};
use crate::endorsements::shared::{Shown, find};
use crate::error::{Error, FieldError, Problem};
use crate::i18n::Value;
use crate::session::guard::DeskAccess;
use crate::submissions::endorsement::{DeskEndorsement, Stand};
use crate::submissions::pages::AtDesk;
use crate::submissions::pages::{FileLine, Sent, SentPart, advice_numbers, sent_parts};
use crate::web::components::{Crumb, ErrorLink};
use crate::web::faces::field_text;
use crate::web::form::Form;
use crate::web::layout::Page;
use crate::web::{in_path, render_with, see_other};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use std::collections::HashSet;
use std::sync::Arc;

/// The control of the råd that are ticked.
const CHOSEN: &str = "raad";

#[derive(Template)]
#[template(path = "endorsements/templates/one.html")]
struct OnePage {
    page: Page,
    crumbs: Vec<Crumb>,
    csrf: String,
    action: String,
    number: String,
    /// When the version came that stands.
    received: Option<String>,
    /// What is supported of it: colour, text, and what has become of it since.
    stands: Option<(&'static str, String, Option<String>)>,
    may_let_go: bool,
    may_keep: bool,
    /// Another version stands than the one that was read.
    moved: bool,
    /// Råd with *ingen merknad* are to be supported: which.
    asks: Option<String>,
    /// Why nothing can be chosen.
    why: Option<String>,
    version: i32,
    may_whole: bool,
    may_advice: bool,
    /// Nothing of one's own can be added where the whole is supported and nothing else.
    add: String,
    parts: Vec<PartRow>,
    /// Files that were sent with it: named, not given out.
    files: Vec<FileLine>,
}

struct PartRow {
    sent: SentPart,
    /// Key and whether it is ticked, where it can be supported.
    choice: Option<(String, bool)>,
}

/// What was pressed and could not be done.
#[derive(Default)]
struct Typed {
    chosen: Option<HashSet<String>>,
    keys: Vec<String>,
    faults: Vec<FieldError>,
    moved: bool,
}

pub(super) async fn show(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = AtDesk::enter(&app, access, &req).await?;
    page(&visit, &req, Typed::default(), StatusCode::OK).await
}

pub(super) async fn press(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&["gjor", "versjon"], &[CHOSEN])?;
    let visit = AtDesk::enter(&app, access, &req).await?;
    let number = number(&req)?;
    let (id, link) = (visit.desk.id, visit.access.link.clone());
    let consultation = Arc::clone(&visit.consultation);
    let keys: Vec<String> = form.all(CHOSEN).map(str::to_owned).collect();
    let version = form.filled("versjon").and_then(|v| v.parse().ok());
    let wanted = |extent, replaces_no_comment| {
        let version = version.ok_or_else(|| Error::new(Problem::MalformedRequest));
        version.map(|version| Wanted {
            number,
            version,
            extent,
            replaces_no_comment,
        })
    };
    let done = match form.filled("gjor") {
        Some("hele") => {
            let wanted = wanted(Extent::Whole, false)?;
            endorse::endorse(&app, consultation, id, link, wanted).await
        }
        Some(word @ ("raad" | "bytt")) => {
            let wanted = wanted(Extent::Advice(keys.clone()), word == "bytt")?;
            endorse::endorse(&app, consultation, id, link, wanted).await
        }
        Some("angre") => endorse::let_go(&app, consultation, id, link, number).await,
        Some("behold") => endorse::keep(&app, consultation, id, link, number).await,
        _ => Err(Error::invalid(vec![FieldError::new(
            ADVICE,
            "error-endorse-choose",
        )])),
    };
    let typed = Typed {
        chosen: Some(keys.iter().cloned().collect()),
        keys,
        ..Typed::default()
    };
    match done {
        // What was let go of may be shared no more: its page would be none.
        Ok(()) if form.filled("gjor") == Some("angre") => Ok(see_other(&visit.path(""))),
        Ok(()) => Ok(see_other(&visit.path(&format!("/stotte/{number}")))),
        Err(error) if error.problem == Problem::PreconditionFailed => {
            let typed = Typed {
                moved: true,
                ..typed
            };
            page(&visit, &req, typed, StatusCode::CONFLICT).await
        }
        Err(error) if error.problem == Problem::Locked => {
            let visit = AtDesk::enter(&app, visit.access, &req).await?;
            page(&visit, &req, typed, StatusCode::CONFLICT).await
        }
        Err(error) if error.problem == Problem::Invalid => {
            let typed = Typed {
                faults: error.fields,
                ..typed
            };
            page(&visit, &req, typed, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error),
    }
}

fn number(req: &HttpRequest) -> Result<i64, Error> {
    let number = in_path(req, "number").parse();
    number.map_err(|_| Problem::NotFound.into())
}

async fn page(
    visit: &AtDesk,
    req: &HttpRequest,
    typed: Typed,
    status: StatusCode,
) -> Result<HttpResponse, Error> {
    let (lang, desk) = (visit.lang, &visit.desk);
    let number = number(req)?;
    let shown = find(&visit.app, desk, &visit.consultation, number).await?;
    let here: Vec<&DeskEndorsement> = of(desk, number).collect();
    let first = here.first();
    let told = match (&shown, first) {
        (Some(shown), _) => (shown.answer.name.clone(), shown.answer.reference.clone()),
        (None, Some(one)) => (one.of.name.clone(), one.of.reference.clone()),
        (None, None) => return Err(Problem::NotFound.into()),
    };
    let (name, reference) = told;
    let link = &visit.access.link;
    let may_write = |key: &str| link.may_write_in(key) && desk.lock.is_none();
    let may_here = desk.lock.is_none()
        && here.iter().all(|one| match &one.of.advice {
            None => link.may_write_everywhere(),
            Some((_, key)) => link.may_write_in(key),
        });
    let rest = format!("/stotte/{number}");
    let list = Crumb::to(visit.path("/stotte"), lang.t("endorse-title"));
    let asks = asks(visit, &typed);
    let errors = errors(visit, &typed, asks.is_some());
    let why = desk.lock.is_some().then(|| lang.t("endorse-locked"));
    let (parts, version) = match &shown {
        Some(shown) => (
            parts(visit, shown, &here, &typed, may_write),
            shown.answer.version,
        ),
        None => (Vec::new(), 0),
    };
    let page = OnePage {
        page: visit.page(&rest, name.clone()).errors(errors),
        crumbs: visit.crumbs(vec![list], &name),
        csrf: visit.access.csrf.clone(),
        action: visit.path(&rest),
        received: shown.as_ref().map(|shown| {
            let when = calendar::date_time(lang, shown.answer.received_at);
            let said: [(&str, &dyn Value); 2] = [("when", &when), ("version", &version)];
            lang.with("endorse-received", &said)
        }),
        number: reference,
        stands: first.map(|one| stands(visit, &here, one)),
        may_let_go: !here.is_empty() && may_here,
        may_keep: first.is_some_and(|one| one.stand == Stand::Unshared) && may_here,
        moved: typed.moved,
        asks,
        why,
        version,
        may_whole: shown.is_some() && link.may_write_everywhere() && desk.lock.is_none(),
        may_advice: parts.iter().any(|part| part.choice.is_some()),
        add: visit.say().t("endorse-add"),
        files: shown.as_ref().map_or_else(Vec::new, |shown| {
            FileLine::named(lang, &shown.version.attachments)
        }),
        parts,
    };
    Ok(render_with(status, &page))
}

/// The råd with *ingen merknad* that are to be supported, as a question.
fn asks(visit: &AtDesk, typed: &Typed) -> Option<String> {
    let is_marked = |fault: &&FieldError| fault.code == "error-endorse-no-comment";
    let marked = typed.faults.iter().filter(is_marked);
    let keys: Vec<String> = marked.filter_map(|fault| key_of(typed, fault)).collect();
    let numbers = advice_numbers(visit.lang, &visit.consultation, &keys);
    let said: [(&str, &dyn Value); 2] = [("n", &keys.len()), ("advice", &numbers)];
    (!keys.is_empty()).then(|| visit.say().with("endorse-asks", &said))
}

/// The råd that a fault is about.
fn key_of(typed: &Typed, fault: &FieldError) -> Option<String> {
    let n: usize = fault.at.strip_prefix("advice/")?.parse().ok()?;
    typed.keys.get(n).cloned()
}

fn errors(visit: &AtDesk, typed: &Typed, asks: bool) -> Vec<ErrorLink> {
    let lang = visit.lang;
    let link = |fault: &FieldError| {
        let text = field_text(lang, fault);
        let id =
            key_of(typed, fault).map_or_else(|| "velg".to_owned(), |key| format!("raad-{key}"));
        ErrorLink::field(&id, text)
    };
    match asks {
        // It is asked where the answer is given.
        true => vec![ErrorLink::field("bytt", lang.t("endorse-asks-heading"))],
        false => typed.faults.iter().map(link).collect(),
    }
}

/// «Dere støtter råd 3 og 7», and what has become of the answer since.
fn stands(
    visit: &AtDesk,
    here: &[&DeskEndorsement],
    first: &DeskEndorsement,
) -> (&'static str, String, Option<String>) {
    let keys: Vec<String> = here
        .iter()
        .filter_map(|one| one.of.advice.as_ref().map(|(_, key)| key.clone()))
        .collect();
    let mut keys = keys;
    keys.sort_by_key(|key| {
        let mut all = visit.consultation.advice_ever();
        all.position(|advice| advice.key == *key)
    });
    let numbers = advice_numbers(visit.lang, &visit.consultation, &keys);
    let (name, number) = (&first.of.name, &first.of.reference);
    let said: [(&str, &dyn Value); 4] = [
        ("name", name),
        ("number", number),
        ("n", &keys.len()),
        ("advice", &numbers),
    ];
    let text = match keys.is_empty() {
        true => visit.say().with("endorse-whole", &said),
        false => visit.say().with("endorse-advice", &said),
    };
    let version: [(&str, &dyn Value); 1] = [("version", &first.of.version)];
    let (color, since) = match first.stand {
        Stand::AsRead => ("success", None),
        Stand::Newer => (
            "warning",
            Some(visit.say().with("endorse-newer-read", &version)),
        ),
        Stand::Unshared => ("warning", Some(visit.say().t("endorse-unshared"))),
        Stand::Kept => ("info", Some(visit.say().t("endorse-kept"))),
        Stand::Withdrawn => ("warning", Some(visit.say().t("endorse-withdrawn"))),
    };
    (color, text, since)
}

/// Each part that was answered, with its box where it can be supported.
fn parts(
    visit: &AtDesk,
    shown: &Shown,
    here: &[&DeskEndorsement],
    typed: &Typed,
    may_write: impl Fn(&str) -> bool,
) -> Vec<PartRow> {
    let version = &shown.version;
    let sent = Sent {
        answers: version
            .answers
            .iter()
            .map(|(key, text, choice)| (key.as_str(), text.as_deref(), choice.as_deref()))
            .collect(),
        no_comment: &version.no_comment,
        supports: &shown.supports,
    };
    let said: HashSet<String> = shown.said().into_iter().collect();
    let stands = |key: &str| {
        here.iter()
            .any(|one| one.of.advice.as_ref().is_some_and(|(_, k)| k == key))
    };
    let row = |part: SentPart| PartRow {
        choice: part
            .key
            .clone()
            .filter(|key| said.contains(key) && may_write(key))
            .map(|key| {
                let ticked = match &typed.chosen {
                    Some(chosen) => chosen.contains(&key),
                    None => stands(&key),
                };
                (key, ticked)
            }),
        sent: part,
    };
    let all = sent_parts(visit.lang, &shown.answered, &sent);
    all.into_iter().map(row).collect()
}
