//! See over and send: everything that will be sent, on one page, with the way to change each of it.

use super::adoption_form::{Question, Typed, is_asked};
use super::approval::ApprovalState;
use super::attachments::FileLine;
use super::cosigners::Cosigners;
use super::locked::LockNotice;
use super::parts::review_title;
use super::review_rows::{Row, blockers, national_ids, rest_text, rows, sender_facts};
use super::say::Say;
use super::tasks::{Newer, newer};
use super::visit::{Unsent, Visit};
use crate::app::App;
use crate::colleagues::{self, Contributor};
use crate::error::Error;
use crate::i18n::Lang;
use crate::ids;
use crate::right::Right;
use crate::session::guard::DeskAccess;
use crate::submissions::approval::{self, Approval};
use crate::submissions::draft::takes_input;
use crate::submissions::receipt::OnBehalf;
use crate::web::components::{Fact, Undone};
use crate::web::layout::Page;
use crate::web::{render, see_other};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

#[derive(Template)]
#[template(path = "submissions/templates/review.html")]
pub(super) struct ReviewPage {
    page: Page,
    say: Say,
    csrf: String,
    base: String,
    lead: String,
    rows: Vec<Row>,
    /// The parts without an answer: how many in words, and the way to each.
    rest: Option<Rest>,
    files: Vec<FileLine>,
    may_write: bool,
    sender: Vec<Fact>,
    sender_missing: bool,
    ids: Vec<(String, String)>,
    newer: Option<Newer>,
    lock: Option<LockNotice>,
    /// How the approval within the body stands; absent for somebody who answers for themselves.
    approval: Option<ApprovalState>,
    /// Who gives it together, and who of them has confirmed what stands here.
    cosigners: Option<Cosigners>,
    /// Whether the body has decided on it.
    question: Option<Question>,
    /// What was told of it where that is not asked any more.
    undone: Undone,
    /// Not sent when the deadline passed.
    unsent: Option<Unsent>,
    /// Colleagues are asked to approve there.
    colleagues: Option<String>,
    /// It was sent before, and this is not what was sent.
    is_changed: bool,
    /// What was sent came late, and is in time when it is sent again.
    again: Option<String>,
    publication: String,
    /// What comes after sending: a receipt at once, or a letter first.
    after: Option<String>,
    /// Something was saved since the page was opened that the writer sends from.
    moved: bool,
    unchanged: Option<Unchanged>,
    is_open: bool,
    may_send: bool,
    may_keep: bool,
    /// Whom who may not send can ask to do it.
    ask: Option<String>,
    key: String,
    version: String,
}

/// Nothing changed since it was sent: there is nothing to send.
struct Unchanged {
    color: &'static str,
    heading: String,
    text: String,
    /// The receipt, or the page that waits for the address: address and text.
    to: (String, String),
}

impl Unchanged {
    fn of(visit: &Visit) -> Self {
        let numbered = visit.desk.sent.as_ref().is_some_and(|s| s.number.is_some());
        let (color, heading, text, to) = match numbered {
            true => (
                "success",
                "review-unchanged-heading",
                "review-unchanged",
                "svar-open-receipt",
            ),
            false => (
                "warning",
                "svar-unconfirmed",
                "review-unchanged-unconfirmed",
                "svar-open-unconfirmed",
            ),
        };
        let say = visit.say();
        Self {
            color,
            heading: say.t(heading),
            text: say.t(text),
            to: (visit.path("/kvittering"), say.t(to)),
        }
    }
}

struct Rest {
    text: String,
    parts: Vec<(String, String, Option<Lang>)>,
}

pub(super) async fn show(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, access, &req).await?;
    if visit.desk.umbrella.is_some() {
        return Ok(see_other(&visit.last_path()));
    }
    let typed = Typed::of(visit.desk.adoption.as_ref());
    let mut shown = page(&visit, false, &typed).await?;
    if !shown.may_send {
        let all = app
            .db
            .read(move |conn| colleagues::of_desk(conn, visit.desk.id));
        shown.ask = Some(whom_to_ask(shown.say.lang, &all.await?));
    }
    Ok(render(&shown))
}

/// Whoever coordinates can always send; others by name.
fn whom_to_ask(lang: Lang, all: &[Contributor]) -> String {
    let can_send = |c: &&Contributor| c.takes_part() && c.may >= Right::Send;
    let names: Vec<&str> = all
        .iter()
        .filter(can_send)
        .map(|c| c.name.as_str())
        .collect();
    match names.is_empty() {
        true => lang.t("review-ask-coordinator"),
        false => lang.with1("review-ask", "names", names.join(", ")),
    }
}

/// `typed`: what stands in the controls of the question about the body's decision.
pub(super) async fn page(visit: &Visit, moved: bool, typed: &Typed) -> Result<ReviewPage, Error> {
    let (lang, say) = (visit.lang, visit.say());
    let steps = match visit.is_of_body() {
        true => approval::steps(&visit.app, visit.desk.id).await?,
        false => Vec::new(),
    };
    let content = visit.desk.content(&visit.consultation);
    let approval = Approval::of(&steps, &content);
    let coordinates = visit.access.link.right >= Right::Coordinate;
    let mut errors = blockers(visit);
    errors.extend(typed.errors(lang));
    let undone = typed.undone(lang, is_asked(&visit.desk));
    if !undone.is_empty() {
        let why = (String::new(), lang.t("error-adoption-not-asked"));
        errors.extend(undone.errors(lang, vec![why], "innhold"));
    }
    let (rows, rest) = rows(visit);
    Ok(ReviewPage {
        page: visit.page("/se-over", review_title(visit)).errors(errors),
        csrf: visit.access.csrf.clone(),
        base: visit.path(""),
        lead: lead(visit),
        rows,
        rest: (!rest.is_empty()).then(|| Rest {
            text: rest_text(visit, &rest),
            parts: rest
                .iter()
                .map(|p| {
                    let href = visit.path(&format!("/raad/{}", p.key()));
                    let number = match p.number() {
                        "" => String::new(),
                        number => format!("{number}. "),
                    };
                    let name = format!("{number}{}", p.title(lang));
                    (href, name, p.title_lang(lang))
                })
                .collect(),
        }),
        files: FileLine::all(lang, &visit.desk.attachments, &visit.path("/vedlegg")),
        may_write: visit.access.link.may_write_everywhere(),
        sender: sender_facts(visit),
        sender_missing: visit.desk.complete_sender().is_err(),
        ids: national_ids(visit),
        newer: newer(visit, "se-over"),
        lock: LockNotice::of(visit),
        approval: visit
            .is_of_body()
            .then(|| ApprovalState::of(visit, &approval)),
        cosigners: Cosigners::of(visit).await?,
        question: is_asked(&visit.desk).then(|| Question::of(visit, typed)),
        undone,
        unsent: visit.unsent(),
        colleagues: (coordinates && visit.is_of_body()).then(|| visit.path("/medskrivere")),
        is_changed: visit.is_changed_since_sent(),
        again: visit.in_time_by_now(),
        publication: publication(visit),
        after: after(visit),
        moved,
        unchanged: visit.is_as_sent().then(|| Unchanged::of(visit)),
        may_send: visit.may(Right::Send),
        may_keep: visit.may(Right::Coordinate),
        ask: None,
        is_open: takes_input(&visit.consultation, visit.now),
        key: ids::new(visit.now).to_string(),
        version: seen(visit),
        say,
    })
}

/// What the page showed: the answer as it was saved, and the proposal that it answers. Minutes are renamed by a change of their
/// meeting, which saves nothing.
pub(super) fn seen(visit: &Visit) -> String {
    let seen = format!("{}.{}", visit.desk.version, visit.consultation.version);
    match visit.desk.is_minutes() {
        true => format!("{seen}.{}", visit.desk.sender.version()),
        false => seen,
    }
}

fn lead(visit: &Visit) -> String {
    let say = visit.say();
    let in_time_stands = || {
        let sent = visit.desk.sent.as_ref();
        sent.is_some_and(|s| s.standing == "counts")
    };
    match visit.is_late() {
        _ if !takes_input(&visit.consultation, visit.now) => say.t("svar-closed"),
        _ if visit.is_withdrawn() => say.t("review-lead-withdrawn"),
        false if visit.desk.is_minutes() => say.t("svar-minutes-change"),
        false => say.with("review-lead", &[("deadline", &visit.deadline())]),
        true if in_time_stands() => say.t("review-lead-supplement"),
        true => say.with("review-lead-late", &[("deadline", &visit.deadline())]),
    }
}

fn publication(visit: &Visit) -> String {
    let sender = &visit.desk.sender;
    match (sender.on_behalf, sender.name_withheld) {
        (Some(OnBehalf::Person), true) => visit.say().t("review-public-private"),
        (Some(OnBehalf::Person), false) => visit.say().t("review-public-person"),
        _ => visit.say().t("review-public-body"),
    }
}

fn after(visit: &Visit) -> Option<String> {
    if visit.is_as_sent() {
        return None;
    }
    let email = visit.desk.sender.email.as_ref()?;
    let numbered = visit.desk.sent.as_ref().is_some_and(|s| s.number.is_some());
    let key = match visit.desk.is_confirmed() || numbered {
        true => visit.say().with("review-after", &[("email", email)]),
        false => visit
            .say()
            .with("review-after-confirm", &[("email", email)]),
    };
    Some(key)
}
