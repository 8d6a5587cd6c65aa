//! Moving a deadline: the form is read, the page that asks once more says who will be told and what is to be
//! known of the day, and the pressed button does it.

use super::parts::{Typed, concern_text, foreign, key_of};
use super::{Visit, overview};
use crate::app::App;
use crate::calendar;
use crate::consultations::{NEW_ON, REASON, Status, Whose};
use crate::db::Conn;
use crate::deadlines::audience::{self, Counts};
use crate::deadlines::extend::{REASON_NN, Wanted, invited, move_deadline};
use crate::error::{Error, Problem};
use crate::i18n::Lang;
use crate::idempotency::{Claim, Stored};
use crate::ids;
use crate::invitations::Asked;
use crate::session::staff::StaffAccess;
use crate::web::components::TextInput;
use crate::web::form::Form;
use crate::web::layout::Page;
use crate::web::{in_path, render, render_with, see_other};
use actix_web::http::{StatusCode, header};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use chrono::NaiveDate;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "deadlines/templates/confirm.html")]
struct ConfirmPage {
    page: Page,
    csrf: String,
    key: String,
    action: String,
    question: String,
    /// From when to when, and for whom.
    what: String,
    /// Who gets a letter, and what everybody sees.
    told: Vec<String>,
    concerns: Vec<String>,
    reason: String,
    reason_lang: Option<Lang>,
    /// The form as it was typed.
    pairs: Vec<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "deadlines/templates/one.html")]
struct OnePage {
    page: Page,
    csrf: String,
    key: String,
    action: String,
    back: String,
    stands: String,
    /// It has got no letter: it is told by its invitation.
    untold: bool,
    /// Why it cannot be given more time any more.
    closed: Option<String>,
    new_on: TextInput,
    reason: TextInput,
    reason_nn: TextInput,
}

pub(super) async fn press_for_all(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, staff, &req).await?;
    match press(&app, &visit, &form, Whose::All, None).await? {
        Pressed::Answered(response) => Ok(response),
        Pressed::Again(typed) => overview::page(&app, &visit, None, typed).await,
    }
}

fn invited_in_path(req: &HttpRequest) -> Result<Uuid, Error> {
    let id = in_path(req, "invited").parse();
    id.map_err(|_| Problem::NotFound.into())
}

/// The body, and the deadline in force for it.
async fn one(app: &App, visit: &Visit, id: Uuid) -> Result<(Asked, NaiveDate), Error> {
    let (consultation, of_all) = (visit.consultation.id, visit.consultation.deadline_on);
    let read = move |conn: &mut Conn| invited(conn, (consultation, of_all), id);
    app.db.read(read).await
}

pub(super) async fn show_for_one(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, staff, &req).await?;
    let (asked, in_force) = one(&app, &visit, invited_in_path(&req)?).await?;
    Ok(one_page(&app, &visit, &asked, in_force, &Typed::default()))
}

pub(super) async fn press_for_one(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, staff, &req).await?;
    let (asked, in_force) = one(&app, &visit, invited_in_path(&req)?).await?;
    let whose = Whose::Invited(asked.id);
    match press(&app, &visit, &form, whose, Some((&asked, in_force))).await? {
        Pressed::Answered(response) => Ok(response),
        Pressed::Again(typed) => Ok(one_page(&app, &visit, &asked, in_force, &typed)),
    }
}

fn one_page(
    app: &App,
    visit: &Visit,
    asked: &Asked,
    in_force: NaiveDate,
    typed: &Typed,
) -> HttpResponse {
    let lang = visit.lang;
    let rest = format!("/instanser/{}", asked.id);
    let title = lang.with1("deadline-one-title", "body", &asked.name);
    let status = match typed.faults.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let day = calendar::weekday_date(lang, in_force);
    let shown = OnePage {
        page: visit.page(app, &rest, title).errors(typed.errors(lang)),
        csrf: visit.staff.csrf.clone(),
        key: ids::new(app.clock.now()).to_string(),
        action: visit.path(&rest),
        back: visit.path(""),
        stands: lang.with2("deadline-one-stands", ("body", &asked.name), ("day", &day)),
        untold: asked.letter.is_none(),
        closed: (visit.consultation.status == Status::Concluded)
            .then(|| lang.t("deadline-concluded")),
        new_on: typed.day_input(lang, "deadline-new"),
        reason: typed.reason_input(lang, "deadline-reason", "deadline-one-reason-hint"),
        reason_nn: typed.reason_nn_input(lang),
    };
    render_with(status, &shown)
}

/// What a press came to.
enum Pressed {
    Answered(HttpResponse),
    /// The form is shown again with what was typed.
    Again(Typed),
}

async fn press(
    app: &App,
    visit: &Visit,
    form: &Form,
    whose: Whose,
    one: Option<(&Asked, NaiveDate)>,
) -> Result<Pressed, Error> {
    form.expect(
        &[NEW_ON, REASON, REASON_NN, "nokkel", "bekreftet", "endre"],
        &[],
    )?;
    let typed = Typed::of(form);
    if form.filled("endre").is_some() {
        return Ok(Pressed::Again(typed));
    }
    let read = Wanted::read(whose, &typed.day, &typed.reason, &typed.reason_nn);
    let wanted = match read {
        Ok(wanted) => wanted,
        Err(faults) => {
            let in_force = one.map_or(visit.consultation.deadline_on, |(_, on)| on);
            let typed = typed.wrong_beside(faults, in_force, app.clock.now());
            return Ok(Pressed::Again(typed));
        }
    };
    let key = key_of(form)?;
    let outcome = match form.filled("bekreftet") {
        None => confirm(app, visit, &wanted, key, one).await,
        Some(_) => done(app, visit, wanted, key).await,
    };
    match outcome {
        Ok(response) => Ok(Pressed::Answered(response)),
        Err(error) if error.problem == Problem::Invalid => {
            Ok(Pressed::Again(typed.wrong(error.fields)))
        }
        Err(error) => Err(error),
    }
}

async fn done(
    app: &App,
    visit: &Visit,
    wanted: Wanted,
    key: String,
) -> Result<HttpResponse, Error> {
    let said = format!("{wanted:?}");
    let scope = format!("staff:{} {}", visit.staff.staff_id, visit.neutral(""));
    let claim = Claim::new(scope, key, said.as_bytes());
    let what = match wanted.whose {
        Whose::All => "alle",
        _ => "instans",
    };
    let to = visit.path(&format!("?gjort={what}"));
    let done = Stored {
        status: StatusCode::SEE_OTHER.as_u16(),
        headers: vec![(header::LOCATION.to_string(), to.clone())],
        body: String::new(),
    };
    let actor = visit.staff.actor();
    let done = move |_| done.clone();
    move_deadline(app, &visit.consultation, wanted, actor, claim, done).await?;
    Ok(see_other(&to))
}

/// The page that asks once more.
async fn confirm(
    app: &App,
    visit: &Visit,
    wanted: &Wanted,
    key: String,
    one: Option<(&Asked, NaiveDate)>,
) -> Result<HttpResponse, Error> {
    let (consultation, lang) = (&visit.consultation, visit.lang);
    let in_force = one.map_or(consultation.deadline_on, |(_, on)| on);
    wanted.check(consultation.status, in_force, app.clock.now())?;
    let (id, whose) = (consultation.id, wanted.whose);
    let read = move |conn: &mut Conn| Ok(audience::counts(&audience::audience(conn, id, whose)?));
    let counts = app.db.read(read).await?;
    let new = calendar::long_date(lang, wanted.new_on);
    let (old_day, new_day) = (
        calendar::long_date(lang, in_force),
        calendar::weekday_date(lang, wanted.new_on),
    );
    let (rest, question, what) = match one {
        None => (
            String::new(),
            lang.with1("deadline-confirm", "new", &new),
            lang.with2(
                "deadline-confirm-what",
                ("old", &old_day),
                ("new", &new_day),
            ),
        ),
        Some((asked, _)) => (
            format!("/instanser/{}", asked.id),
            lang.with2("deadline-confirm-one", ("body", &asked.name), ("new", &new)),
            lang.with2(
                "deadline-confirm-what",
                ("old", &old_day),
                ("new", &new_day),
            ),
        ),
    };
    let nn = wanted.reason.nn.clone().unwrap_or_default();
    Ok(render(&ConfirmPage {
        page: visit.page(app, &rest, question.clone()),
        csrf: visit.staff.csrf.clone(),
        key,
        action: visit.path(&rest),
        question,
        what,
        told: told(lang, counts, one.map(|(asked, _)| asked)),
        concerns: wanted
            .concerns()
            .iter()
            .map(|c| concern_text(lang, c))
            .collect(),
        reason: wanted.reason.get(lang).to_owned(),
        reason_lang: foreign(&wanted.reason, lang),
        pairs: vec![
            (NEW_ON, wanted.new_on.to_string()),
            (REASON, wanted.reason.nb.clone()),
            (REASON_NN, nn),
        ],
    }))
}

/// Who gets a letter, and what everybody sees.
fn told(lang: Lang, counts: Counts, one: Option<&Asked>) -> Vec<String> {
    let along = (counts.along > 0).then(|| lang.with1("setup-told-along", "n", counts.along));
    let Some(asked) = one else {
        let letters = lang.with2(
            "deadline-told-all",
            ("invited", &counts.invited),
            ("drafts", &counts.drafts),
        );
        let mut told = vec![letters];
        told.extend(along);
        told.push(lang.t("deadline-told-public"));
        return told;
    };
    let letter = match (counts.invited, &asked.address) {
        (1.., Some(address)) => lang.with1("deadline-told-body", "address", address),
        _ => lang.t("deadline-told-nobody"),
    };
    let mut told = vec![letter];
    told.extend(along);
    told.push(lang.t("deadline-told-public-one"));
    told
}
