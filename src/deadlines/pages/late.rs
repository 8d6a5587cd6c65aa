//! What came after the deadline: who, how late, how it stands, and the form by which staff decide on one or on
//! several with one reason. Who was overtaken sees what the other has decided, and keeps what was typed.

use super::Visit;
use super::parts::{Typed, key_of, staff_names};
use crate::accounts;
use crate::app::App;
use crate::calendar;
use crate::consultations::{REASON, read_reason};
use crate::db::Conn;
use crate::error::{Error, FieldError};
use crate::i18n::Lang;
use crate::idempotency::{Claim, Stored};
use crate::ids;
use crate::role::Role;
use crate::session::staff::StaffAccess;
use crate::submissions::decide::{Chosen, Decided, Decision, decide, late_answers};
use crate::submissions::{Numbered, StaffDecision, VersionOf};
use crate::web::components::{Choice, Choices, ErrorLink, TextInput};
use crate::web::form::Form;
use crate::web::layout::Page;
use crate::web::query::Query;
use crate::web::{render_with, see_other};
use actix_web::http::{StatusCode, header};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use chrono::TimeDelta;
use std::collections::HashMap;

/// The controls.
const CHOSEN: &str = "id";
const WHAT: &str = "avgjorelse";

#[derive(Template)]
#[template(path = "deadlines/templates/late.html")]
struct LatePage {
    page: Page,
    csrf: String,
    key: String,
    action: String,
    back: String,
    done: Option<String>,
    undecided: String,
    rows: Vec<Row>,
    may_decide: bool,
    /// What somebody else has decided of those that were chosen.
    overtaken: Vec<String>,
    what: Choices,
    reason: TextInput,
}

/// A late answer.
struct Row {
    /// The version and the decision that was seen: what the box sends.
    value: String,
    chosen: bool,
    number: String,
    version: Option<String>,
    who: String,
    late: String,
    /// The deadline was moved since, for all or for this one, and it came before that.
    before_new: bool,
    standing: String,
    color: &'static str,
    /// When, by whom and why it was decided.
    decided: Option<(String, String)>,
}

/// What was chosen and typed in the form.
#[derive(Default)]
struct Filled {
    chosen: Vec<String>,
    counts: Option<bool>,
    typed: Typed,
}

pub(super) async fn show(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, staff, &req).await?;
    let done = Query::of(&req)?
        .get("antall")
        .and_then(|n| n.parse::<usize>().ok());
    let done = done.map(|n| visit.lang.with1("late-done", "n", n));
    page(&app, &visit, done, Filled::default(), &[]).await
}

/// The box of a late version: what was seen of it stands behind it.
fn value_of(version: &VersionOf) -> String {
    let seen = version.decision.as_ref().map(|d| d.id.to_string());
    format!("{} {}", version.id, seen.unwrap_or_default())
}

fn read_value(value: &str) -> Option<Chosen> {
    let (version, seen) = value.split_once(' ')?;
    Some(Chosen {
        version_id: version.parse().ok()?,
        seen: match seen {
            "" => None,
            seen => Some(seen.parse().ok()?),
        },
    })
}

pub(super) async fn press(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&[WHAT, REASON, "nokkel"], &[CHOSEN])?;
    let visit = Visit::enter(&app, staff, &req).await?;
    let mut filled = Filled {
        chosen: form.all(CHOSEN).map(str::to_owned).collect(),
        counts: match form.get(WHAT) {
            Some("teller") => Some(true),
            Some("teller-ikke") => Some(false),
            _ => None,
        },
        typed: Typed::of(&form),
    };
    let mut chosen: Vec<Chosen> = filled.chosen.iter().filter_map(|v| read_value(v)).collect();
    chosen.sort_unstable_by_key(|c| c.version_id);
    chosen.dedup_by_key(|c| c.version_id);
    let mut faults = Vec::new();
    if chosen.is_empty() {
        faults.push(FieldError::new(CHOSEN, "error-late-none"));
    }
    if filled.counts.is_none() {
        faults.push(FieldError::new(WHAT, "error-late-what"));
    }
    let reason = read_reason(&filled.typed.reason).map_err(|fault| faults.push(fault));
    let (Some(counts), Ok(reason)) = (filled.counts.filter(|_| faults.is_empty()), reason) else {
        filled.typed = filled.typed.wrong(faults);
        return page(&app, &visit, None, filled, &[]).await;
    };
    let (n, key) = (chosen.len(), key_of(&form)?);
    let to = visit.path(&format!("/sene?antall={n}"));
    let scope = format!("staff:{} {}", visit.staff.staff_id, visit.neutral("/sene"));
    let claim = Claim::new(
        scope,
        key,
        format!("{chosen:?} {counts} {reason}").as_bytes(),
    );
    let done = Stored {
        status: StatusCode::SEE_OTHER.as_u16(),
        headers: vec![(header::LOCATION.to_string(), to.clone())],
        body: String::new(),
    };
    let decision = Decision {
        chosen,
        counts,
        reason,
        actor: visit.staff.actor(),
    };
    match decide(&app, visit.consultation.id, decision, claim, done).await? {
        Decided::Done(_) => Ok(see_other(&to)),
        Decided::Overtaken(answers) => page(&app, &visit, None, filled, &answers).await,
    }
}

async fn page(
    app: &App,
    visit: &Visit,
    done: Option<String>,
    filled: Filled,
    overtaken: &[Numbered],
) -> Result<HttpResponse, Error> {
    let (lang, now) = (visit.lang, app.clock.now());
    let answers = late_answers(app, visit.consultation.id).await?;
    let read = |conn: &mut Conn| accounts::list(conn);
    let staff = staff_names(app.db.read(read).await?);
    let rows: Vec<Row> = answers
        .iter()
        .map(|answer| Row::of(visit, answer, &staff, &filled.chosen))
        .collect::<Result<_, _>>()?;
    let undecided = answers.iter().filter_map(Numbered::late);
    let undecided = undecided.filter(|late| late.decision.is_none()).count();
    let overtaken: Vec<String> = overtaken
        .iter()
        .map(|answer| overtaken_text(visit, answer, &staff))
        .collect::<Result<_, _>>()?;
    let status = match (overtaken.is_empty(), filled.typed.faults.is_empty()) {
        (false, _) => StatusCode::CONFLICT,
        (true, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (true, true) => StatusCode::OK,
    };
    let choice = |value: &str, key: &str, counts| {
        Choice::new(value, lang.t(key), filled.counts == Some(counts))
    };
    let what = Choices::new(
        WHAT,
        lang.t("late-what"),
        vec![
            choice("teller", "late-do-counts", true),
            choice("teller-ikke", "late-do-not", false),
        ],
    );
    let errors = match filled.typed.errors(lang) {
        // The last of them has been decided or extended away meanwhile: there is nothing to choose.
        errors if rows.is_empty() && !errors.is_empty() => {
            vec![ErrorLink::elsewhere("#innhold", lang.t("late-none"))]
        }
        errors => errors,
    };
    let shown = LatePage {
        page: visit
            .page(app, "/sene", lang.t("late-title"))
            .errors(errors),
        csrf: visit.staff.csrf.clone(),
        key: ids::new(now).to_string(),
        action: visit.path("/sene"),
        back: visit.path(""),
        done,
        undecided: lang.with1("late-undecided", "n", undecided),
        rows,
        may_decide: visit.has(Role::Officer),
        overtaken,
        what: what.error(filled.typed.fault(lang, WHAT)),
        reason: filled
            .typed
            .reason_input(lang, "deadline-reason", "late-reason-hint"),
    };
    Ok(render_with(status, &shown))
}

fn overtaken_text(
    visit: &Visit,
    answer: &Numbered,
    staff: &HashMap<String, String>,
) -> Result<String, Error> {
    let row = Row::of(visit, answer, staff, &[])?;
    let when = row
        .decided
        .map(|(when, reason)| format!("{when}. {reason}"));
    let said: [(&str, &dyn crate::i18n::Value); 4] = [
        ("number", &row.number),
        ("body", &row.who),
        ("standing", &row.standing),
        ("when", &when.unwrap_or_default()),
    ];
    Ok(visit.lang.with("late-overtaken-one", &said))
}

impl Row {
    fn of(
        visit: &Visit,
        answer: &Numbered,
        staff: &HashMap<String, String>,
        chosen: &[String],
    ) -> Result<Self, Error> {
        let lang = visit.lang;
        let late = answer
            .late()
            .or(answer.versions.last())
            .ok_or_else(|| Error::internal("an answer without versions"))?;
        let sender = Numbered::sender(late)?;
        let who = sender.body.or(sender.organisation).unwrap_or(sender.person);
        let value = value_of(late);
        let by = TimeDelta::seconds(late.late_seconds.unwrap_or_default());
        let deadline = calendar::long_date(lang, late.deadline_on);
        let of_all = visit.consultation.deadline_on;
        let (standing, color) = standing(lang, answer, late.decision.as_ref());
        Ok(Self {
            chosen: chosen.iter().any(|c| c.starts_with(&late.id.to_string())),
            value,
            number: answer.number.clone(),
            version: (answer.versions.len() > 1)
                .then(|| lang.with1("late-version", "no", late.sent.no)),
            who,
            late: lang.with2(
                "late-by",
                ("late", &calendar::how_late(lang, by)),
                ("deadline", &deadline),
            ),
            before_new: answer.came_before_current_deadline(late, of_all),
            standing,
            color,
            decided: late.decision.as_ref().map(|decided| {
                let known = staff.get(&decided.by_whom).cloned();
                let by = known.unwrap_or_else(|| lang.t("deadline-by-operator"));
                let when = calendar::date_time(lang, decided.at);
                let when = lang.with2("late-decided", ("when", &when), ("who", &by));
                (when, decided.reason.clone())
            }),
        })
    }
}

/// How it stands, in words, and the colour of the words.
fn standing(
    lang: Lang,
    answer: &Numbered,
    decided: Option<&StaffDecision>,
) -> (String, &'static str) {
    let no = answer.current_version;
    let beside = answer.late().is_some_and(|late| late.sent.no != no);
    match (decided.map(|d| d.counts), beside) {
        (None, false) => (lang.t("late-is-late"), "warning"),
        (None, true) => (lang.with1("late-is-supplement", "no", no), "warning"),
        (Some(true), _) => (lang.t("late-counts"), "success"),
        (Some(false), false) => (lang.t("late-not"), "neutral"),
        (Some(false), true) => (lang.with1("late-not-supplement", "no", no), "neutral"),
    }
}
