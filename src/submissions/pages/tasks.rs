//! The task list of an answer: how far each part has come, who answers, and what happens to it next.

mod deadline;
mod newer;
mod sent;
mod umbrella;

pub(super) use newer::{Newer, newer, seen_changes};
pub(super) use sent::after_sending;

use super::adoption::adoption_facts;
use super::approval::ApprovalState;
use super::attachments::FileLine;
use super::cosigners::Cosigners;
use super::endorsed::{self, Line};
use super::locked::LockNotice;
use super::notes::NotesPanel;
use super::parts::{Part, TaskList, review_title};
use super::say::Say;
use super::visit::{Unsent, Visit};
use super::who::who_answers;
use crate::app::App;
use crate::colleagues::notes::{self, Note};
use crate::error::{Error, FieldError};
use crate::i18n::Lang;
use crate::right::Right;
use crate::session::guard::DeskAccess;
use crate::submissions::approval::{self, Approval};
use crate::submissions::desk::{Desk, Mark, SenderDetails};
use crate::submissions::draft::{self, Seen};
use crate::submissions::together::Together;
use crate::web::components::{ErrorLink, Fact};
use crate::web::faces::field_text;
use crate::web::form::Form;
use crate::web::layout::Page;
use crate::web::{render_with, see_other};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use deadline::{Deadline, deadline};
use sent::{SentNotice, sent_notice};
use std::sync::Arc;
use umbrella::{ToUmbrella, members, to_umbrella};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "submissions/templates/tasks.html")]
struct TasksPage {
    page: Page,
    say: Say,
    csrf: String,
    base: String,
    heading: String,
    consultation: (String, String),
    list: TaskList,
    newer: Option<Newer>,
    sent: Option<SentNotice>,
    unsent: Option<Unsent>,
    lock: Option<LockNotice>,
    /// How the approval within the body stands, and the page about the body's decision.
    approval: Option<ApprovalState>,
    decision: Option<String>,
    deadline: Deadline,
    sender: Vec<Fact>,
    /// How many råd have no answer yet.
    unanswered: usize,
    /// To the page of the body, for whoever holds the link of its invitation.
    of_body: Option<String>,
    /// Marked together, to be undone in one step: what undoes them and how many.
    batches: Vec<(Uuid, usize)>,
    /// Råd that were not chosen at the start: address, name and its language.
    others: Vec<(String, String, Option<Lang>)>,
    can_review: bool,
    notes: Option<NotesPanel>,
    review: String,
    /// What whoever reads may do: what leads to a refusal is not shown.
    may: May,
    /// To whom a member's input goes.
    umbrella: Option<ToUmbrella>,
    /// To the members whom this answer hears or may, those who give it together or may be asked to, and the answers that
    /// can be supported.
    with_others: Vec<(String, String)>,
    /// The answers that it supports.
    endorsed: Vec<Line>,
    /// Which of its body's two answers it is: the text, and the way to the other.
    which: Option<(String, String, String)>,
    /// The files that go with it; absent where none can.
    files: Option<Vec<FileLine>>,
}

/// What of this page's whoever reads may do.
struct May {
    write: bool,
    /// In every part.
    write_everywhere: bool,
    send: bool,
    coordinate: bool,
}

pub(super) async fn show(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, access, &req).await?.hear().await?;
    show_with(&visit, StatusCode::OK, "", &[]).await
}

/// The page, with a note that was typed and could not be stored.
pub(super) async fn show_with(
    visit: &Visit,
    status: StatusCode,
    typed: &str,
    faults: &[FieldError],
) -> Result<HttpResponse, Error> {
    let together = visit.together().await?;
    let notes = notes::of_part(&visit.app, visit.desk.id, None).await?;
    let mut page = page(visit, &together, &notes).await?;
    page.notes = page.notes.map(|panel| panel.typed(typed, faults));
    let links = faults
        .iter()
        .map(|f| ErrorLink::field(&f.at, field_text(visit.lang, f)));
    page.page = page.page.errors(links.collect());
    Ok(render_with(status, &page))
}

async fn page(visit: &Visit, together: &Together, notes: &[Note]) -> Result<TasksPage, Error> {
    let (desk, lang) = (&visit.desk, visit.lang);
    let approval = match visit.is_of_body() {
        true => {
            let steps = approval::steps(&visit.app, desk.id).await?;
            let approval = Approval::of(&steps, &desk.content(&visit.consultation));
            Some(ApprovalState::of(visit, &approval))
        }
        false => None,
    };
    let list = TaskList::of(visit, together, None);
    let title = lang.t("svar-parts");
    let base = visit.path("");
    Ok(TasksPage {
        notes: NotesPanel::of(visit, &visit.people(together), notes, &base),
        page: visit.page("", title.clone()),
        say: visit.say(),
        csrf: visit.access.csrf.clone(),
        base: visit.path(""),
        heading: title,
        consultation: (
            visit.consultation_path(""),
            visit.consultation.title.get(lang).to_owned(),
        ),
        review: review_title(visit),
        may: May {
            write: visit.may(Right::Write),
            write_everywhere: visit.access.link.may_write_everywhere(),
            send: visit.may(Right::Send),
            coordinate: visit.may(Right::Coordinate),
        },
        can_review: desk.umbrella.is_none() && list.tasks.last().is_some_and(|t| t.href.is_some()),
        umbrella: to_umbrella(visit, &list),
        with_others: [
            members(visit),
            Cosigners::link(visit, Cosigners::of(visit).await?.as_ref()),
            endorsed::way(visit).map(|href| (href, lang.t("endorse-title"))),
        ]
        .into_iter()
        .flatten()
        .collect(),
        which: Cosigners::which(visit),
        endorsed: endorsed::all(visit),
        files: desk
            .umbrella
            .is_none()
            .then(|| FileLine::all(lang, &desk.attachments, &visit.path("/vedlegg"))),
        list,
        newer: newer(visit, ""),
        sent: sent_notice(visit),
        unsent: visit.unsent(),
        lock: LockNotice::of(visit),
        decision: approval.is_some().then(|| decision(visit)),
        approval,
        deadline: deadline(visit),
        sender: who_answers(lang, desk),
        unanswered: desk.unanswered(&visit.consultation).len(),
        of_body: of_body(visit),
        batches: batches(desk),
        others: others(visit),
    })
}

/// How the body's decision stands, in words.
fn decision(visit: &Visit) -> String {
    let told = visit.desk.adoption.as_ref();
    let facts = told.map(|told| adoption_facts(visit.lang, told));
    let said = facts.and_then(|facts| facts.into_iter().next());
    said.map_or_else(|| visit.lang.t("adoption-untold"), |fact| fact.text)
}

fn batches(desk: &Desk) -> Vec<(Uuid, usize)> {
    let mut batches: Vec<(Uuid, usize)> = Vec::new();
    for marked in desk.marks.values() {
        let Mark::NoComment { batch: Some(batch) } = marked.mark else {
            continue;
        };
        match batches.iter_mut().find(|(id, _)| *id == batch) {
            Some((_, n)) => *n += 1,
            None => batches.push((batch, 1)),
        }
    }
    batches.sort_unstable_by_key(|(id, _)| std::cmp::Reverse(*id));
    batches
}

fn others(visit: &Visit) -> Vec<(String, String, Option<Lang>)> {
    let hidden = visit
        .consultation
        .advice()
        .filter(|advice| !visit.desk.shows(advice))
        .filter(|advice| !Part::of(&visit.consultation, Some(advice)).is_written(&visit.desk));
    hidden
        .map(|advice| {
            let path = visit.path(&format!("/raad/{}", advice.key));
            let name = format!("{}. {}", advice.number, advice.title.get(visit.lang));
            let lang = super::parts::foreign(&advice.title, visit.lang);
            (path, name, lang)
        })
        .collect()
}

/// What the link to the body's page says. Whoever was asked to write along has only this answer.
fn of_body(visit: &Visit) -> Option<String> {
    let body = visit.desk.body.as_ref();
    let body = body.filter(|_| visit.may(Right::Coordinate))?;
    Some(visit.lang.with1("body-page-link", "name", &body.name))
}

/// The råd that were not chosen come into the list too.
pub(super) async fn show_all(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&[], &[])?;
    let visit = Visit::enter(&app, access, &req).await?;
    let (by, consultation) = (&visit.access.link, Arc::clone(&visit.consultation));
    let all = |_: &mut SenderDetails, chosen: &mut Vec<String>| chosen.clear();
    draft::revise(&app, by, Seen::Anything, consultation, all).await?;
    Ok(see_other(&visit.path("")))
}
