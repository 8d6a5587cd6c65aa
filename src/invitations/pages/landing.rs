//! Where the link of an invitation lands. Opening it changes nothing; the pressed buttons do.

use crate::app::App;
use crate::calendar;
use crate::consultations::Consultation;
use crate::error::{Error, FieldError, Problem};
use crate::i18n::Lang;
use crate::invitations::land::{self, Invitation, Landing, Said};
use crate::session::guard::{MaybeSession, cookie};
use crate::submissions::links::Visitor;
use crate::submissions::pages::{about_until, demo_notice, own_deadline};
use crate::text;
use crate::web::components::{ErrorLink, TextInput};
use crate::web::faces::field_text;
use crate::web::form::Form;
use crate::web::layout::{Nav, Page};
use crate::web::query::Query;
use crate::web::{render, render_with, see_other};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

#[derive(Template)]
#[template(path = "invitations/templates/landing.html")]
struct LandingPage {
    page: Page,
    action: String,
    about: String,
    consultation: String,
    /// It has more time than the rest.
    own_deadline: Option<String>,
    heading: String,
    lead: String,
    /// Who was here before, and when; or that there will be no answer.
    begun: Option<String>,
    declined: Option<String>,
    /// The main button, when something can be done.
    button: Option<String>,
    /// The deadline has passed without an answer: more time can be asked for.
    asks_for_time: bool,
    can_decline: bool,
    decline_text: String,
    /// They have just said that they are not the right recipient.
    reported: bool,
    /// The form for that is open: something in it must be mended.
    is_reporting: bool,
    address: TextInput,
    note: String,
    note_error: Option<String>,
}

#[derive(Template)]
#[template(path = "invitations/templates/replaced.html")]
struct ReplacedPage {
    page: Page,
    text: String,
    /// Where a link that was lost is asked for.
    lost: String,
}

fn token(req: &HttpRequest) -> &str {
    req.match_info().get("token").unwrap_or_default()
}

pub(super) async fn show(app: Data<App>, req: HttpRequest) -> Result<HttpResponse, Error> {
    let lang = Lang::of_path(req.path()).0;
    Ok(match land::find(&app, token(&req)).await? {
        Landing::Live(invitation) => {
            let said = Query::of(&req)?.get("meldt").is_some();
            let mut shown = page(&app, lang, token(&req), &invitation, &Told::default());
            shown.reported = said;
            render(&shown)
        }
        Landing::Replaced {
            masked,
            consultation,
        } => replaced(&app, lang, masked, &consultation),
    })
}

fn replaced(
    app: &App,
    lang: Lang,
    masked: Option<String>,
    consultation: &Consultation,
) -> HttpResponse {
    let text = match &masked {
        Some(address) => lang.with("landing-replaced-to", &[("address", address)]),
        None => lang.t("landing-replaced-ended"),
    };
    let page = Page::new(&app.site, lang, "", lang.t("landing-replaced"))
        .nav(Nav::Consultations)
        .private();
    let lost = lang.path(&format!("/horinger/{}/lenke", consultation.slug));
    render_with(StatusCode::GONE, &ReplacedPage { page, text, lost })
}

/// The control of the second button, which leads to where more time is asked for.
const TO: &str = "til";
const MORE_TIME: &str = "frist";

/// What was typed about the right recipient, and what must be mended in it.
#[derive(Default)]
struct Told {
    address: String,
    note: String,
    faults: Vec<FieldError>,
}

impl Told {
    fn fault(&self, lang: Lang, at: &str) -> Option<String> {
        let found = self.faults.iter().find(|fault| fault.at == at);
        found.map(|fault| field_text(lang, fault))
    }
}

fn page(app: &App, lang: Lang, token: &str, invitation: &Invitation, told: &Told) -> LandingPage {
    let Invitation {
        desk,
        body,
        consultation,
        declined_at,
        ..
    } = invitation;
    let (now, path) = (app.clock.now(), format!("/invitasjon/{token}"));
    let number = desk.stands().and_then(|sent| sent.number.as_ref());
    let withdrawn = desk.sent.as_ref().filter(|sent| sent.is_withdrawn());
    let withdrawn = withdrawn.and_then(|sent| sent.number.as_ref());
    let begun_at = invitation.begun_at();
    let name = &body.name;
    let is_open = invitation.is_open(now);
    let deadline_on = desk.deadline_on(consultation);
    let is_late = now >= calendar::closes_at(deadline_on);
    let (heading, lead) = match number {
        Some(number) => (
            lang.with("landing-invited-sent", &[("body", name)]),
            match is_late {
                true => lang.with("landing-invited-sent-text-late", &[("number", number)]),
                false => lang.with("landing-invited-sent-text", &[("number", number)]),
            },
        ),
        None if !is_open => (
            lang.with("landing-invited", &[("body", name)]),
            lang.t("landing-invited-closed"),
        ),
        None => (
            lang.with("landing-invited", &[("body", name)]),
            lang.with(
                match is_late {
                    true => "landing-invited-text-late",
                    false => "landing-invited-text",
                },
                &[("date", &calendar::long_date(lang, deadline_on))],
            ),
        ),
    };
    let when = |at| calendar::date_time(lang, at);
    let button = match (number, begun_at) {
        (Some(_), _) => Some(lang.t("landing-invited-open")),
        (None, Some(_)) => Some(lang.t("landing-invited-go-on")),
        (None, None) => is_open.then(|| lang.t("landing-invited-start")),
    };
    let unsent = number.is_none();
    let link = |fault: &FieldError| ErrorLink::field(&fault.at, field_text(lang, fault));
    let errors = told.faults.iter().map(link);
    LandingPage {
        page: Page::new(&app.site, lang, &path, heading.clone())
            .nav(Nav::Consultations)
            .notice(demo_notice(lang, consultation))
            .errors(errors.collect())
            .private(),
        action: lang.path(&path),
        about: about_until(lang, consultation, deadline_on),
        consultation: lang.path(&format!("/horinger/{}", consultation.slug)),
        own_deadline: desk
            .later_deadline(consultation)
            .map(|on| own_deadline(lang, Some(body), on)),
        heading,
        lead,
        begun: match withdrawn {
            Some(number) => Some(lang.with1("landing-invited-withdrawn", "number", number)),
            None => begun_at
                .filter(|_| unsent)
                .map(|at| lang.with("landing-invited-begun", &[("when", &when(at))])),
        },
        declined: declined_at
            .filter(|_| unsent)
            .map(|at| lang.with("landing-invited-declined", &[("when", &when(at))])),
        button,
        asks_for_time: unsent && is_open && is_late,
        can_decline: unsent && is_open,
        decline_text: lang.t(match is_late {
            true => "landing-invited-decline-text-late",
            false => "landing-invited-decline-text",
        }),
        reported: false,
        is_reporting: !told.faults.is_empty(),
        address: TextInput::new("adresse", lang.t("landing-report-address"), &told.address)
            .email()
            .autocomplete("off")
            .error(told.fault(lang, "adresse")),
        note: told.note.clone(),
        note_error: told.fault(lang, "melding"),
    }
}

/// The live invitation behind a pressed button; a replaced link opens nothing.
async fn live(app: &App, req: &HttpRequest) -> Result<Invitation, Error> {
    match land::find(app, token(req)).await? {
        Landing::Live(invitation) => Ok(*invitation),
        Landing::Replaced { .. } => Err(Problem::LinkRevoked.into()),
    }
}

pub(super) async fn start(
    app: Data<App>,
    session: MaybeSession,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&[TO], &[])?;
    let invitation = live(&app, &req).await?;
    let rest = match (invitation.desk.stands(), form.get(TO)) {
        (_, Some(MORE_TIME)) => "/frist",
        (Some(_), _) => "/kvittering",
        (None, _) => "",
    };
    let visitor = Visitor::Browser(session.0.as_ref());
    let entered = land::start(&app, invitation, visitor).await?;
    let lang = Lang::of_path(req.path()).0;
    let mut response = see_other(&lang.path(&format!("/svar/{}{rest}", entered.desk_id)));
    if let Some(token) = entered.session_token {
        response
            .add_cookie(&cookie(&app, token))
            .map_err(|e| Error::internal(e.to_string()))?;
    }
    Ok(response)
}

pub(super) async fn report(
    app: Data<App>,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&["adresse", "melding"], &[])?;
    let invitation = live(&app, &req).await?;
    let typed = |name: &str| form.get(name).unwrap_or_default().to_owned();
    let (address, note) = (typed("adresse"), text::canonical(&typed("melding")));
    let lang = Lang::of_path(req.path()).0;
    let said = match Said::check(&address, &note) {
        Ok(said) => said,
        Err(error) => {
            let told = Told {
                address,
                note,
                faults: error.fields,
            };
            let again = page(&app, lang, token(&req), &invitation, &told);
            return Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &again));
        }
    };
    land::report(&app, &invitation, said).await?;
    let path = format!("/invitasjon/{}?meldt=ja", token(&req));
    Ok(see_other(&lang.path(&path)))
}

pub(super) async fn decline(
    app: Data<App>,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&["angre"], &[])?;
    let invitation = live(&app, &req).await?;
    land::decline(&app, &invitation, form.filled("angre").is_none()).await?;
    let lang = Lang::of_path(req.path()).0;
    Ok(see_other(
        &lang.path(&format!("/invitasjon/{}", token(&req))),
    ))
}
