//! Who answers: for whom, name and role, the address for the receipt, how a private person's name is shown,
//! and a claim that something should be withheld. What is told is stored as it is; all of it is asked before
//! sending. Two who tell it at one time see what both have told.

use super::locked::LockNotice;
use super::review_rows::sender_ids;
use super::say::Say;
use super::start::for_whom;
use super::visit::Visit;
use super::who::on_behalf_text;
use crate::app::App;
use crate::error::{Error, FieldError, Problem};
use crate::i18n::Lang;
use crate::session::guard::DeskAccess;
use crate::submissions::desk::SenderDetails;
use crate::submissions::draft::{self, Seen};
use crate::submissions::receipt::OnBehalf;
use crate::web::components::{Choice, Choices, ErrorLink, TextInput};
use crate::web::faces::field_text;
use crate::web::form::Form;
use crate::web::layout::Page;
use crate::web::warned::{WARNED, Warned};
use crate::web::{render, render_with, see_other};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use std::sync::Arc;

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
    /// What was told when the page was drawn: saving over anything else shows both.
    version: String,
    /// Somebody else has told otherwise meanwhile.
    overtaken: bool,
    /// The invited body or the meeting, and why its name is not changed here: who answers is not asked.
    fixed: Option<(String, String)>,
    on_behalf: Choices,
    organisation: [TextInput; 2],
    person: TextInput,
    role: TextInput,
    email: TextInput,
    shown: Choices,
    withhold: Withhold,
    lock: Option<LockNotice>,
    /// Where a national identity number seems to stand.
    warned: Warned,
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
    let version = sender.version();
    let drawing = Drawing::of(&visit, &version);
    Ok(render(&page(&visit, &sender, &drawing, from)))
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
    drawing: &Drawing<'_>,
    from: &'static str,
) -> SenderPage {
    let (lang, say) = (visit.lang, visit.say());
    let errors = drawing
        .faults
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
        version: drawing.version.to_owned(),
        overtaken: !drawing.stands.is_empty(),
        fixed: fixed(visit),
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
        shown: name_shown(lang, sender.name_withheld).error(drawing.fault("name_shown")),
        withhold: Withhold {
            text: sender.withhold_reason.clone().unwrap_or_default(),
            error: drawing.fault("withhold_reason"),
        },
        lock: LockNotice::of(visit),
        warned: sender_ids(lang, sender),
    }
}

fn fixed(visit: &Visit) -> Option<(String, String)> {
    let said = |name: &String, why| (name.clone(), visit.lang.t(why));
    let (body, meeting) = (visit.desk.body.as_ref(), visit.desk.meeting.as_ref());
    let body = body.map(|body| said(&body.name, "sender-body-fixed"));
    body.or_else(|| Some(said(&meeting?.name, "sender-meeting-fixed")))
}

/// What is said at the controls.
struct Drawing<'a> {
    lang: Lang,
    version: &'a str,
    faults: &'a [FieldError],
    /// The controls in which somebody else has told something else, and what.
    stands: Vec<(&'static str, String)>,
}

impl<'a> Drawing<'a> {
    fn of(visit: &Visit, version: &'a str) -> Self {
        Self {
            lang: visit.lang,
            version,
            faults: &[],
            stands: Vec::new(),
        }
    }

    fn fault(&self, name: &str) -> Option<String> {
        if let Some((_, text)) = self.stands.iter().find(|(at, _)| *at == name) {
            let text = self.lang.with("sender-stands", &[("text", text)]);
            return Some(text);
        }
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

/// Where what stands is not what was told here.
fn differing(
    lang: Lang,
    stands: &SenderDetails,
    told: &SenderDetails,
) -> Vec<(&'static str, String)> {
    let on_behalf = |of: &SenderDetails| of.on_behalf.map(|o| on_behalf_text(lang, o));
    let shown = |of: &SenderDetails| {
        Some(match of.name_withheld {
            true => lang.t("sender-shown-private"),
            false => lang.t("sender-shown-named"),
        })
    };
    let pair = |of: fn(&SenderDetails) -> &Option<String>| (of(stands).clone(), of(told).clone());
    let all = [
        ("on_behalf", (on_behalf(stands), on_behalf(told))),
        ("organisation", pair(|s| &s.organisation)),
        ("organisation_number", pair(|s| &s.organisation_number)),
        ("person", pair(|s| &s.person)),
        ("role", pair(|s| &s.role)),
        ("email", pair(|s| &s.email)),
        ("name_shown", (shown(stands), shown(told))),
        ("withhold_reason", pair(|s| &s.withhold_reason)),
    ];
    let differ = all.into_iter().filter(|(_, (stands, told))| stands != told);
    differ
        .map(|(at, (stands, _))| (at, stands.unwrap_or_else(|| lang.t("conflict-empty"))))
        .collect()
}

fn name_shown(lang: Lang, withheld: bool) -> Choices {
    let choices = vec![
        Choice::new("named", lang.t("sender-shown-named"), !withheld),
        Choice::new("private", lang.t("sender-shown-private"), withheld)
            .hint(lang.t("sender-shown-private-hint")),
    ];
    Choices::new("name_shown", lang.t("sender-shown-question"), choices)
}

const CONTROLS: [&str; 11] = [
    "on_behalf",
    "organisation",
    "organisation_number",
    "person",
    "role",
    "email",
    "name_shown",
    "withhold_reason",
    "fra",
    "versjon",
    WARNED,
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
    let seen = form.get("versjon").unwrap_or_default().to_owned();
    let (by, consultation) = (&visit.access.link, Arc::clone(&visit.consultation));
    let new = told.clone();
    let tell = move |sender: &mut SenderDetails, _: &mut Vec<String>| sender.clone_from(&new);
    match draft::revise(&app, by, Seen::Sender(seen.clone()), consultation, tell).await {
        // A warning is seen before the next page is: the same press again goes on.
        Ok(desk) if sender_ids(visit.lang, &desk.sender).is_new(&form) => {
            let from = if from == "se-over" {
                "?fra=se-over"
            } else {
                ""
            };
            Ok(see_other(&visit.path(&format!("/avsender{from}"))))
        }
        Ok(_) => {
            let back = if from == "se-over" { "/se-over" } else { "" };
            Ok(see_other(&visit.path(back)))
        }
        Err(error) if error.problem == Problem::PreconditionFailed => {
            let visit = visit.again().await?;
            let stands = &visit.desk.sender;
            let (told, version) = (told.cleaned(), stands.version());
            let drawing = Drawing {
                stands: differing(visit.lang, stands, &told),
                ..Drawing::of(&visit, &version)
            };
            let both = page(&visit, &told, &drawing, from);
            Ok(render_with(StatusCode::CONFLICT, &both))
        }
        Err(error) if error.problem == Problem::Locked => {
            // Nothing that was typed is lost: it can be saved when the text is open again.
            let visit = visit.again().await?;
            let drawing = Drawing::of(&visit, &seen);
            let kept = page(&visit, &told, &drawing, from);
            Ok(render_with(StatusCode::CONFLICT, &kept))
        }
        Err(error) if error.problem == Problem::Invalid => {
            // Still over what was seen first: nobody is overwritten by a correction.
            let drawing = Drawing {
                faults: &error.fields,
                ..Drawing::of(&visit, &seen)
            };
            let again = page(&visit, &told, &drawing, from);
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
