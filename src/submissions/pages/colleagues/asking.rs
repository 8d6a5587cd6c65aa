//! The form that asks somebody to take part: its controls, and what becomes of it.

use super::{draw, fault_at};
use crate::app::App;
use crate::colleagues::{self, By, Told, Wanted};
use crate::error::{Error, FieldError, Problem};
use crate::i18n::Lang;
use crate::idempotency::Claim;
use crate::ids;
use crate::right::Right;
use crate::session::guard::DeskAccess;
use crate::submissions::desk::GENERAL;
use crate::submissions::pages::keep::limit;
use crate::submissions::pages::parts::foreign;
use crate::submissions::pages::visit::Visit;
use crate::submissions::pages::{respond, see};
use crate::submissions::rights;
use crate::web::components::{Choice, Choices, TextInput};
use crate::web::form::Form;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

/// What a key may be at most; ours are shorter.
const MOST_KEY: usize = 64;

/// What was typed, and what must be mended in it.
pub(super) struct Typed {
    told: Told,
    pub(super) faults: Vec<FieldError>,
}

impl Typed {
    /// Nothing yet; letters are written in the language that is read, unless another is chosen.
    pub(super) fn of_reader(language: Lang) -> Self {
        let told = Told {
            language,
            ..Told::default()
        };
        Self {
            told,
            faults: Vec::new(),
        }
    }
}

/// The controls.
pub(super) struct AskForm {
    pub key: String,
    pub name: TextInput,
    pub email: TextInput,
    pub may: Choices,
    pub parts: Choices,
    pub language: Choices,
}

impl AskForm {
    pub(super) fn of(visit: &Visit, typed: &Typed) -> Self {
        let (lang, told) = (visit.lang, &typed.told);
        let fault = |at: &str| fault_at(lang, &typed.faults, at);
        let input = |name: &str, label: String, value: &str| {
            TextInput::new(name, label, value)
                .autocomplete("off")
                .error(fault(name))
        };
        Self {
            key: ids::new(visit.now).to_string(),
            name: input("name", lang.t("colleagues-name"), &told.name)
                .hint(lang.t("colleagues-name-hint")),
            email: TextInput {
                kind: "email",
                ..input("email", lang.t("sender-email"), &told.email)
            },
            may: may(lang, told.may).error(fault("may")),
            parts: parts(visit, &told.parts).error(fault("parts")),
            language: languages(lang, told.language),
        }
    }
}

/// What somebody may do.
pub(super) fn may(lang: Lang, chosen: Option<Right>) -> Choices {
    let choice = |right: Right| {
        let choice = Choice::new(
            right.as_str(),
            rights::name_of(lang, right),
            chosen == Some(right),
        );
        match right {
            Right::Coordinate => choice.hint(lang.t("right-coordinate-hint")),
            _ => choice,
        }
    };
    let choices = Right::OF_COLLEAGUES.into_iter().map(choice).collect();
    Choices::new("may", lang.t("colleagues-may-question"), choices)
}

/// In which parts; none ticked is all.
pub(super) fn parts(visit: &Visit, chosen: &[String]) -> Choices {
    let (lang, consultation) = (visit.lang, &visit.consultation);
    let is_chosen = |key: &str| chosen.iter().any(|c| c == key);
    let mut choices: Vec<Choice> = consultation
        .advice()
        .map(|advice| {
            let name = format!("{}. {}", advice.number, advice.title.get(lang));
            Choice::new(&advice.key, name, is_chosen(&advice.key))
                .lang(foreign(&advice.title, lang))
        })
        .collect();
    if !consultation.general_fields.is_empty() {
        choices.push(Choice::new(
            GENERAL,
            lang.t("svar-general"),
            is_chosen(GENERAL),
        ));
    }
    Choices::new("parts", lang.t("colleagues-parts-question"), choices)
        .hint(lang.t("colleagues-parts-hint"))
}

fn languages(lang: Lang, chosen: Lang) -> Choices {
    let choices = Lang::ALL.map(|l| Choice::new(l.code(), l.name(), l == chosen));
    Choices::new("language", lang.t("colleagues-language"), choices.into())
}

/// What a form says that somebody may do, and where.
pub(super) fn allowed(form: &Form) -> (Option<Right>, Vec<String>) {
    let may = form.get("may").and_then(Right::parse);
    (may, form.all("parts").map(str::to_owned).collect())
}

pub(in crate::submissions::pages) async fn ask(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&["name", "email", "may", "language", "nokkel"], &["parts"])?;
    let visit = Visit::enter(&app, access, &req).await?;
    limit(&app, &req)?;
    let (may, parts) = allowed(&form);
    let language = form.get("language").and_then(Lang::parse);
    let told = Told {
        name: form.get("name").unwrap_or_default().to_owned(),
        email: form.get("email").unwrap_or_default().to_owned(),
        may,
        parts,
        language: language.unwrap_or(visit.lang),
    };
    let outcome = match Wanted::check(&told, &visit.consultation) {
        Ok(wanted) => owe(&app, &visit, &form, wanted).await,
        Err(error) => Err(error),
    };
    match outcome {
        Err(error) if error.problem == Problem::Invalid => {
            let typed = Typed {
                told,
                faults: error.fields,
            };
            draw(&visit, &typed, None, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        other => other,
    }
}

async fn owe(app: &App, visit: &Visit, form: &Form, wanted: Wanted) -> Result<HttpResponse, Error> {
    let key = form.filled("nokkel").filter(|key| key.len() <= MOST_KEY);
    let key = key.ok_or_else(|| Error::new(Problem::MalformedRequest))?;
    let by = By::link(&visit.access.link);
    let scope = format!("desk:{} askContributor", by.desk_id);
    let claim = Claim::new(scope, key, format!("{wanted:?}").as_bytes());
    let list = visit.path("/medskrivere");
    let done = move |id| see(&format!("{list}?gjort=bedt&hvem={id}"));
    let stored = colleagues::ask(app, by, &visit.consultation, wanted, Some(claim), done).await?;
    Ok(respond(stored))
}
