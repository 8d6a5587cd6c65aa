//! The task list of an answer: how far each part has come, who answers, and what happens to it next.

use super::adoption::adoption_facts;
use super::approval::ApprovalState;
use super::cosigners::Cosigners;
use super::endorsed::{self, Line};
use super::locked::LockNotice;
use super::notes::NotesPanel;
use super::parts::{Part, TaskList, review_title};
use super::say::Say;
use super::visit::{Unsent, Visit};
use crate::app::App;
use crate::calendar;
use crate::colleagues::notes::{self, Note};
use crate::error::{Error, FieldError, Problem};
use crate::i18n::Lang;
use crate::right::Right;
use crate::session::LinkKind;
use crate::session::guard::DeskAccess;
use crate::submissions::approval::{self, Approval};
use crate::submissions::desk::{Desk, Mark, SenderDetails};
use crate::submissions::draft::{self, Seen, takes_input};
use crate::submissions::receipt::{Adoption, OnBehalf};
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
use std::sync::Arc;
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
    /// To the members whom this answer hears, or may.
    members: Option<(String, String)>,
    /// To those who give it together, or may be asked to.
    cosigners: Option<(String, String)>,
    /// The answers that it supports, and the way to those that can be supported.
    endorsed: Vec<Line>,
    endorse: Option<String>,
}

/// What of this page's whoever reads may do.
struct May {
    write: bool,
    /// In every part.
    write_everywhere: bool,
    send: bool,
    coordinate: bool,
}

/// To whom a member's input goes, and how it stands.
struct ToUmbrella {
    name: String,
    /// «Innspill til Frivillig Fjellvik».
    heading: String,
    goes_to: String,
    message: String,
    /// What has become of it, or that it is late: colour and text.
    stands: Option<(&'static str, String)>,
    /// Where it is handed over; absent when nothing more is taken, or nothing is written.
    hand_over: Option<(String, String)>,
}

/// What was published since the answer was begun.
pub(super) struct Newer {
    pub version: i32,
    /// The page that shows it, to come back to.
    pub from: &'static str,
    /// Address, and what changed.
    pub changes: Vec<(String, String)>,
    /// Whoever reads may say that it was seen.
    pub can_be_seen: bool,
}

struct SentNotice {
    heading: String,
    text: String,
    link: (String, String),
    /// What else can be done with what was sent.
    more: Vec<(String, String)>,
    color: &'static str,
    /// What staff have decided of what came late, and why.
    decided: Option<(String, String)>,
}

struct Deadline {
    when: String,
    left: Option<String>,
    late: Option<String>,
    /// «Ny frist for Fjellvik kommune: 15. august 2024».
    own: Option<String>,
    /// Where more time is asked for, and what the link says.
    more: Option<(String, String)>,
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
        members: members(visit),
        cosigners: Cosigners::link(visit, Cosigners::of(visit).await?.as_ref()),
        endorsed: endorsed::all(visit),
        endorse: endorsed::way(visit),
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

/// What can be done with what was sent: see what differs, say what the meeting decided, take it back.
pub(super) fn after_sending(visit: &Visit) -> Vec<(String, String)> {
    let lang = visit.lang;
    let is_open = takes_input(&visit.consultation, visit.now);
    let may_send = visit.access.link.right >= Right::Send;
    let is_reserved = visit
        .desk
        .adoption
        .as_ref()
        .is_some_and(Adoption::is_reserved);
    let is_numbered = visit
        .desk
        .sent
        .as_ref()
        .is_some_and(|sent| sent.number.is_some());
    let ways = [
        (visit.is_changed_since_sent(), "/endret", "changed-title"),
        (
            visit.desk.is_joint && !visit.is_withdrawn(),
            "/medunderskrivere",
            "cosign-title",
        ),
        (
            is_open && may_send && is_numbered && !visit.is_withdrawn() && visit.is_of_body(),
            "/deling",
            "share-title",
        ),
        (
            is_reserved && !visit.is_withdrawn(),
            "/vedtak",
            "adoption-follow-up",
        ),
        (
            is_open && may_send && !visit.is_withdrawn(),
            "/trekk",
            "withdraw-title",
        ),
    ];
    let there = ways.into_iter().filter(|(is_there, ..)| *is_there);
    there
        .map(|(_, path, text)| (visit.path(path), lang.t(text)))
        .collect()
}

fn to_umbrella(visit: &Visit, list: &TaskList) -> Option<ToUmbrella> {
    let (lang, umbrella) = (visit.lang, visit.desk.umbrella.as_ref()?);
    let name = &umbrella.name;
    let handed_over = umbrella.handed_over.map(|last| {
        let when = calendar::date_time(lang, last.at);
        let key = match last.late {
            true => "members-handed-over-late-when",
            false => "members-handed-over-when",
        };
        (
            "success",
            lang.with2(key, ("umbrella", name), ("when", &when)),
        )
    });
    let stands = match umbrella.has_ended {
        true => Some(("info", lang.with1("members-round-over", "umbrella", name))),
        false if handed_over.is_some() => handed_over,
        false => umbrella
            .is_late(visit.now)
            .then(|| ("warning", lang.with1("members-late", "umbrella", name))),
    };
    let is_open = !umbrella.has_ended && list.tasks.last().is_some_and(|t| t.href.is_some());
    let owner = visit.consultation.owner.name.get(lang);
    Some(ToUmbrella {
        heading: lang.with1("members-input-to", "umbrella", name),
        goes_to: lang.with2("members-goes-to", ("umbrella", name), ("owner", owner)),
        message: umbrella.message.clone(),
        stands,
        hand_over: is_open.then(|| {
            let text = lang.with1("members-hand-over-to", "umbrella", name);
            (visit.last_path(), text)
        }),
        name: name.clone(),
    })
}

/// Where members are asked and heard: for whoever may ask them, and for everybody here once they have been.
fn members(visit: &Visit) -> Option<(String, String)> {
    let lang = visit.lang;
    let href = visit.path("/medlemmer");
    if let Some(heard) = &visit.heard {
        let (asked, n) = (heard.asked(), heard.handed_over());
        return Some((
            href,
            lang.with2("members-heard", ("n", n), ("asked", asked)),
        ));
    }
    let is_person = visit.desk.sender.on_behalf == Some(OnBehalf::Person);
    let may_ask = visit.access.link.right == Right::Coordinate
        && !is_person
        && !visit.desk.is_minutes()
        && !visit.is_late()
        && takes_input(&visit.consultation, visit.now);
    may_ask.then(|| (href, lang.t("members-ask-link")))
}

/// What the link to the body's page says. Whoever was asked to write along has only this answer.
fn of_body(visit: &Visit) -> Option<String> {
    let body = visit.desk.body.as_ref();
    let body = body.filter(|_| visit.access.link.kind == LinkKind::Invitation)?;
    Some(visit.lang.with1("body-page-link", "name", &body.name))
}

pub(super) fn newer(visit: &Visit, from: &'static str) -> Option<Newer> {
    let seen = visit.desk.proposal_version;
    visit.has_newer_proposal().then(|| Newer {
        version: visit.consultation.version,
        from,
        can_be_seen: visit.may(Right::Write),
        changes: visit
            .consultation
            .versions
            .iter()
            .filter(|v| v.no > seen)
            .map(|v| {
                let path = visit.consultation_path(&format!("/versjoner/{}#endringer", v.no));
                let date = calendar::long_date(visit.lang, calendar::oslo_date(v.published_at));
                let what = visit
                    .lang
                    .with("svar-newer-version", &[("no", &v.no), ("date", &date)]);
                (path, what)
            })
            .collect(),
    })
}

fn sent_notice(visit: &Visit) -> Option<SentNotice> {
    let (say, sent) = (visit.say(), visit.desk.sent.as_ref()?);
    let receipt = visit.path("/kvittering");
    let Some(number) = &sent.number else {
        return Some(SentNotice {
            heading: say.t("svar-unconfirmed"),
            text: say.t("svar-unconfirmed-text"),
            link: (receipt, visit.lang.t("svar-open-unconfirmed")),
            more: Vec::new(),
            color: "warning",
            decided: None,
        });
    };
    if visit.is_withdrawn() {
        let is_open = takes_input(&visit.consultation, visit.now);
        return Some(SentNotice {
            heading: say.with("svar-withdrawn", &[("number", number)]),
            text: say.t(match (is_open, visit.is_late()) {
                (false, _) => "svar-closed",
                (true, true) => "withdraw-again-late",
                (true, false) => "withdraw-again",
            }),
            link: (receipt, visit.lang.t("svar-open-receipt")),
            more: after_sending(visit),
            color: "warning",
            decided: None,
        });
    }
    let heading = say.with("svar-sent-as", &[("number", number)]);
    let text = match (visit.is_changed_since_sent(), visit.is_late()) {
        (true, false) => say.t("svar-changing-sent"),
        (true, true) => say.t("svar-changing-sent-late"),
        (false, false) => say.with("svar-can-change", &[("deadline", &visit.deadline())]),
        (false, true) => say.t("svar-can-supplement"),
    };
    Some(SentNotice {
        heading,
        text,
        link: (receipt, visit.lang.t("svar-open-receipt")),
        more: after_sending(visit),
        color: "info",
        decided: visit.decided_text(),
    })
}

fn deadline(visit: &Visit) -> Deadline {
    let (say, on) = (visit.say(), visit.deadline_on());
    let of_member = visit.desk.umbrella.is_some();
    let late = match takes_input(&visit.consultation, visit.now) {
        // What the day means for a member is said beside whom it writes to.
        _ if of_member => None,
        false if visit.unsent().is_some() => None,
        false => Some(say.t("svar-closed")),
        // What has been sent says by itself what the deadline means for it.
        true if visit.is_late() && visit.desk.sent.is_none() && visit.unsent().is_none() => {
            Some(say.with("svar-late", &[("deadline", &visit.deadline())]))
        }
        true => None,
    };
    let day = calendar::weekday_date(visit.lang, on);
    Deadline {
        when: visit.lang.with("svar-deadline-day", &[("date", &day)]),
        left: calendar::days_left(visit.now, on)
            .map(|days| visit.lang.with("svar-days-left", &[("n", &days)])),
        late,
        own: visit.own_deadline().filter(|_| !of_member),
        more: (!of_member && can_ask(visit) && visit.may(Right::Send)).then(|| {
            let text = match visit.is_late() {
                true => "more-time-late-title",
                false => "more-time-title",
            };
            (visit.path("/frist"), visit.say().t(text))
        }),
    }
}

/// Staff who write minutes have nobody to ask.
fn can_ask(visit: &Visit) -> bool {
    !visit.desk.is_minutes() && takes_input(&visit.consultation, visit.now)
}

/// Who answers, as far as it has been told.
pub(super) fn who_answers(lang: Lang, desk: &Desk) -> Vec<Fact> {
    let sender = &desk.sender;
    let mut facts = Vec::new();
    let mut fact = |term: String, text: Option<String>| {
        facts.extend(text.map(|text| Fact::new(term, text)));
    };
    let on_behalf = sender.on_behalf.map(|what| on_behalf_text(lang, what));
    fact(lang.t("sender-on-behalf"), on_behalf);
    if sender.on_behalf != Some(OnBehalf::Person) {
        fact(lang.t("sender-organisation"), sender.organisation.clone());
        fact(
            lang.t("sender-organisation-number"),
            sender.organisation_number.clone(),
        );
    }
    fact(lang.t("sender-person"), sender.person.clone());
    if sender.on_behalf != Some(OnBehalf::Person) {
        fact(lang.t("sender-role"), sender.role.clone());
    }
    fact(lang.t("sender-email"), sender.email.clone());
    if sender.on_behalf == Some(OnBehalf::Person) && sender.person.is_some() {
        let shown = if sender.name_withheld {
            lang.t("sender-shown-private")
        } else {
            lang.t("sender-shown-named")
        };
        fact(lang.t("sender-shown"), Some(shown));
    }
    fact(lang.t("sender-withhold"), sender.withhold_reason.clone());
    facts
}

pub(super) fn on_behalf_text(lang: Lang, on_behalf: OnBehalf) -> String {
    match on_behalf {
        OnBehalf::Person => lang.t("start-person"),
        OnBehalf::Organisation => lang.t("start-organisation"),
        OnBehalf::PublicBody => lang.t("start-public-body"),
    }
}

fn batches(desk: &Desk) -> Vec<(Uuid, usize)> {
    let mut batches: Vec<(Uuid, usize)> = Vec::new();
    for mark in desk.marks.values() {
        let Mark::NoComment { batch: Some(batch) } = mark else {
            continue;
        };
        match batches.iter_mut().find(|(id, _)| id == batch) {
            Some((_, n)) => *n += 1,
            None => batches.push((*batch, 1)),
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

/// «Jeg har sett endringene».
pub(super) async fn seen_changes(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&["versjon", "fra"], &[])?;
    let visit = Visit::enter(&app, access, &req).await?;
    // The version that stood on the page: one that was published meanwhile has not been seen.
    if let Some(version) = form.filled("versjon").and_then(|v| v.parse().ok()) {
        match draft::see_proposal(&app, &visit.desk, &visit.consultation, version).await {
            Err(error) if error.problem != Problem::Invalid => return Err(error),
            _ => {}
        }
    }
    let back = if form.get("fra") == Some("se-over") {
        "/se-over"
    } else {
        ""
    };
    Ok(see_other(&visit.path(back)))
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
    let (id, consultation) = (visit.desk.id, Arc::clone(&visit.consultation));
    let all = |_: &mut SenderDetails, chosen: &mut Vec<String>| chosen.clear();
    draft::revise(&app, id, Seen::Anything, consultation, all).await?;
    Ok(see_other(&visit.path("")))
}
