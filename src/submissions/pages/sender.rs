//! Who answers: for whom, name and role, the address for the receipt, how a private person's name is shown,
//! and a claim that something should be withheld. What is told is stored as it is; all of it is asked before
//! sending.

use super::say::Say;
use super::see_other;
use super::start::for_whom;
use super::visit::Visit;
use crate::app::App;
use crate::error::{Error, FieldError, Problem};
use crate::i18n::Lang;
use crate::session::guard::DeskAccess;
use crate::submissions::desk::SenderDetails;
use crate::submissions::draft;
use crate::submissions::receipt::OnBehalf;
use crate::web::components::{Choice, Choices, ErrorLink, TextInput};
use crate::web::faces::field_text;
use crate::web::form::Form;
use crate::web::layout::Page;
use crate::web::{render, render_with};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

#[derive(Template)]
#[template(path = "submissions/templates/sender.html")]
struct SenderPage {
    page: Page,
    say: Say,
    csrf: String,
    action: String,
    back: (String, String),
    /// Where the page was opened from, and goes back to.
    from: &'static str,
    /// The invited body: who answers is not asked.
    body: Option<String>,
    on_behalf: Choices,
    organisation: [TextInput; 2],
    person: TextInput,
    role: TextInput,
    email: TextInput,
    shown: Choices,
    withhold: Withhold,
}

struct Withhold {
    text: String,
    error: Option<String>,
}

pub(super) async fn show(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, access, &req).await?;
    let from = origin(super::query(&req, "fra").first().map(String::as_str));
    let sender = visit.desk.sender.clone();
    Ok(render(&page(&visit, &sender, &[], from)))
}

/// Where to go back to: only our own words.
fn origin(from: Option<&str>) -> &'static str {
    if from == Some("se-over") {
        "se-over"
    } else {
        ""
    }
}

fn page(
    visit: &Visit,
    sender: &SenderDetails,
    faults: &[FieldError],
    from: &'static str,
) -> SenderPage {
    let (lang, say) = (visit.lang, visit.say());
    let drawing = Drawing { lang, faults };
    let errors = faults
        .iter()
        .map(|f| ErrorLink::field(&f.at, named(lang, f)))
        .collect();
    let back = match from {
        "se-over" => (visit.path("/se-over"), lang.t("svar-back-to-review")),
        _ => (visit.path(""), lang.t("svar-back-to-parts")),
    };
    let on_behalf = for_whom(lang, sender.on_behalf);
    SenderPage {
        page: visit
            .page("/avsender", lang.t("sender-title"))
            .errors(errors),
        say,
        csrf: visit.access.csrf.clone(),
        action: visit.path("/avsender"),
        back,
        from,
        body: visit.desk.body.as_ref().map(|body| body.name.clone()),
        on_behalf: on_behalf.error(drawing.fault("on_behalf")),
        organisation: [
            drawing
                .input(
                    "organisation",
                    lang.t("sender-organisation"),
                    &sender.organisation,
                )
                .autocomplete("organization"),
            drawing
                .input(
                    "organisation_number",
                    lang.t("sender-organisation-number-optional"),
                    &sender.organisation_number,
                )
                .hint(lang.t("sender-organisation-hint")),
        ],
        person: drawing
            .input("person", lang.t("sender-person"), &sender.person)
            .autocomplete("name"),
        role: drawing
            .input("role", lang.t("sender-role-optional"), &sender.role)
            .autocomplete("organization-title"),
        email: drawing
            .input("email", lang.t("sender-email"), &sender.email)
            .email()
            .hint(say.t("sender-email-hint")),
        shown: name_shown(lang, sender.name_withheld),
        withhold: Withhold {
            text: sender.withhold_reason.clone().unwrap_or_default(),
            error: drawing.fault("withhold_reason"),
        },
    }
}

struct Drawing<'a> {
    lang: Lang,
    faults: &'a [FieldError],
}

impl Drawing<'_> {
    fn fault(&self, name: &str) -> Option<String> {
        let fault = self.faults.iter().find(|f| f.at == name)?;
        Some(field_text(self.lang, fault))
    }

    fn input(&self, name: &str, label: String, value: &Option<String>) -> TextInput {
        TextInput::new(name, label, value.clone().unwrap_or_default()).error(self.fault(name))
    }
}

/// What is wrong, with the detail's name where the text does not say it.
pub(super) fn named(lang: Lang, fault: &FieldError) -> String {
    let text = field_text(lang, fault);
    let says_it = ["error-email", "error-org-no"].contains(&fault.code);
    match field_name(lang, &fault.at).filter(|_| !says_it) {
        Some(name) => format!("{name}: {text}"),
        None => text,
    }
}

/// What a detail is called on the page.
fn field_name(lang: Lang, at: &str) -> Option<String> {
    Some(match at {
        "on_behalf" => lang.t("start-on-behalf"),
        "organisation" => lang.t("sender-organisation"),
        "organisation_number" => lang.t("sender-organisation-number"),
        "person" => lang.t("sender-person"),
        "role" => lang.t("sender-role"),
        "email" => lang.t("sender-email"),
        "withhold_reason" => lang.t("sender-withhold"),
        _ => return None,
    })
}

fn name_shown(lang: Lang, withheld: bool) -> Choices {
    let choices = vec![
        Choice::new("named", lang.t("sender-shown-named"), !withheld),
        Choice::new("private", lang.t("sender-shown-private"), withheld)
            .hint(lang.t("sender-shown-private-hint")),
    ];
    Choices::new("name_shown", lang.t("sender-shown-question"), choices)
}

const CONTROLS: [&str; 9] = [
    "on_behalf",
    "organisation",
    "organisation_number",
    "person",
    "role",
    "email",
    "name_shown",
    "withhold_reason",
    "fra",
];

pub(super) async fn save(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&CONTROLS, &[])?;
    let visit = Visit::enter(&app, access, &req).await?;
    let from = origin(form.get("fra"));
    let told = told(&form, &visit.desk.sender);
    match draft::tell_sender(&app, visit.desk.id, told.clone(), None).await {
        Ok(()) => {
            let back = if from == "se-over" { "/se-over" } else { "" };
            Ok(see_other(&visit.path(back)))
        }
        Err(error) if error.problem == Problem::Invalid => {
            let again = page(&visit, &told, &error.fields, from);
            Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &again))
        }
        Err(error) => Err(error),
    }
}

/// What the form says; a control that was not sent leaves what was told before.
fn told(form: &Form, before: &SenderDetails) -> SenderDetails {
    let line = |name: &str, before: &Option<String>| match form.get(name) {
        Some(value) => Some(value.to_owned()).filter(|v| !v.trim().is_empty()),
        None => before.clone(),
    };
    let on_behalf = form.get("on_behalf").and_then(OnBehalf::parse);
    SenderDetails {
        on_behalf: on_behalf.or(before.on_behalf),
        organisation: line("organisation", &before.organisation),
        organisation_number: line("organisation_number", &before.organisation_number),
        person: line("person", &before.person),
        role: line("role", &before.role),
        email: line("email", &before.email),
        name_withheld: form
            .get("name_shown")
            .map_or(before.name_withheld, |v| v == "private"),
        withhold_reason: line("withhold_reason", &before.withhold_reason),
    }
}
