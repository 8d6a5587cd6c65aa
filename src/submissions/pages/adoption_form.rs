//! The question whether the answer has been decided on in the body: its controls, drawn and read. Each alternative has
//! controls of its own, of which only those of the chosen one are read.

use super::visit::Visit;
use crate::consultations::read_day;
use crate::error::FieldError;
use crate::i18n::Lang;
use crate::submissions::adoption::version_of;
use crate::submissions::desk::Desk;
use crate::submissions::receipt::{Adoption, AdoptionKind, OnBehalf};
use crate::web::components::{Choice, Choices, ErrorLink, TextInput, Undone};
use crate::web::faces::field_text;
use crate::web::form::Form;
use crate::web::warned::{WARNED, Warned};

/// Says that the question stood on the page that is sent.
pub(super) const ASKED: &str = "spurt";
/// Says what was told when the page was drawn.
pub(super) const SEEN: &str = "sett";
const KIND: &str = "behandlet";
/// *Det er ikke aktuelt*.
const NONE: &str = "ikke-aktuelt";

/// The controls, beside the hidden ones of a page.
pub(super) const CONTROLS: [&str; 13] = [
    ASKED,
    SEEN,
    WARNED,
    KIND,
    "vedtatt_av",
    "vedtatt_dato",
    "vedtatt_sak",
    "godkjent_av",
    "godkjent_rolle",
    "godkjent_dato",
    "godkjent_sak",
    "forbehold_i",
    "forbehold_dato",
];

/// The control in which a member of an adoption of this kind is told.
fn control(kind: AdoptionKind, member: &str) -> Option<&'static str> {
    Some(match (kind, member) {
        (AdoptionKind::Political, "body") => "vedtatt_av",
        (AdoptionKind::Political, "on") => "vedtatt_dato",
        (AdoptionKind::Political, "case") => "vedtatt_sak",
        (AdoptionKind::Administrative, "name") => "godkjent_av",
        (AdoptionKind::Administrative, "role") => "godkjent_rolle",
        (AdoptionKind::Administrative, "on") => "godkjent_dato",
        (AdoptionKind::Administrative, "case") => "godkjent_sak",
        (AdoptionKind::Reserved, "body") => "forbehold_i",
        (AdoptionKind::Reserved, "on") => "forbehold_dato",
        _ => return None,
    })
}

/// Bodies are asked; somebody who answers for themselves has nobody who decides.
pub(super) fn is_asked(desk: &Desk) -> bool {
    let on_behalf = desk.sender.on_behalf;
    !desk.is_minutes()
        && matches!(
            on_behalf,
            Some(OnBehalf::PublicBody | OnBehalf::Organisation)
        )
}

/// What stands in the controls.
#[derive(Default, Clone)]
pub(super) struct Typed {
    kind: String,
    values: Vec<(&'static str, String)>,
    faults: Vec<FieldError>,
    /// By whoever sent the form; else it is what was told before.
    is_sent: bool,
}

impl Typed {
    /// As it was told before.
    pub fn of(told: Option<&Adoption>) -> Self {
        let Some(told) = told else {
            return Self::default();
        };
        let day = told.on.map(|day| day.to_string());
        let members = [
            ("body", told.body.as_ref()),
            ("case", told.case.as_ref()),
            ("name", told.name.as_ref()),
            ("role", told.role.as_ref()),
            ("on", day.as_ref()),
        ];
        let values = members
            .into_iter()
            .filter_map(|(member, value)| Some((control(told.kind, member)?, value?.clone())));
        Self {
            kind: told.kind.as_str().to_owned(),
            values: values.collect(),
            faults: Vec::new(),
            is_sent: false,
        }
    }

    pub fn read(form: &Form) -> Self {
        let values = CONTROLS.into_iter().skip(4);
        Self {
            kind: form.get(KIND).unwrap_or_default().to_owned(),
            values: values
                .filter_map(|name| Some((name, form.get(name)?.to_owned())))
                .collect(),
            faults: Vec::new(),
            is_sent: true,
        }
    }

    /// What was typed, where the question is not asked by now.
    pub fn undone(&self, lang: Lang, is_asked: bool) -> Undone {
        let drawn = match is_asked {
            true => CONTROLS.to_vec(),
            false => vec![],
        };
        let chosen = match AdoptionKind::parse(&self.kind) {
            Some(kind) => lang.t(&format!("adoption-{}-organisation", kind.as_str())),
            None => String::new(),
        };
        let sent = self.values.iter().filter(|_| self.is_sent);
        let sent = sent.map(|(at, text)| (*at, lang.t(label(at)), text.clone()));
        let kind = (KIND, lang.t("adoption-fact"), chosen);
        Undone::of(drawn, self.is_sent.then_some(kind).into_iter().chain(sent))
    }

    fn value(&self, control: &str) -> &str {
        let found = self.values.iter().find(|(name, _)| *name == control);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// What was told; nothing where it does not concern the body. A fault when nothing was chosen, or a day is none.
    pub fn told(&mut self) -> Result<Option<Adoption>, ()> {
        if self.kind == NONE {
            return Ok(None);
        }
        let Some(kind) = AdoptionKind::parse(&self.kind) else {
            self.faults
                .push(FieldError::new(KIND, "error-adoption-choose"));
            return Err(());
        };
        let of = |member| control(kind, member).map(|name| self.value(name).trim().to_owned());
        let line = |member| of(member).filter(|value| !value.is_empty());
        let on = match line("on").as_deref().map(read_day) {
            None => None,
            Some(Ok(day)) => Some(day),
            Some(Err(code)) => {
                let at = control(kind, "on").unwrap_or(KIND);
                self.faults.push(FieldError::new(at, code));
                return Err(());
            }
        };
        Ok(Some(Adoption {
            body: line("body"),
            case: line("case"),
            kind,
            name: line("name"),
            on,
            role: line("role"),
        }))
    }

    /// Faults that the use case named by the adoption's members.
    #[must_use]
    pub fn with_faults(mut self, faults: Vec<FieldError>) -> Self {
        let kind = AdoptionKind::parse(&self.kind);
        let at_control = |fault: FieldError| FieldError {
            at: kind
                .and_then(|kind| control(kind, &fault.at))
                .unwrap_or(KIND)
                .to_owned(),
            ..fault
        };
        self.faults.extend(faults.into_iter().map(at_control));
        self
    }

    /// What looks like a national identity number in the controls of what was chosen.
    pub fn warned(&self, lang: Lang) -> Warned {
        let kind = AdoptionKind::parse(&self.kind);
        let chosen = |member| control(kind?, member);
        let told = ["body", "name", "role", "case"]
            .into_iter()
            .filter_map(chosen);
        Warned::of(told.map(|name| (name, lang.t(label(name)), self.value(name))))
    }

    /// For the top of the page.
    pub fn errors(&self, lang: Lang) -> Vec<ErrorLink> {
        let link = |(at, text): (String, String)| ErrorLink::field(&at, text);
        self.faulty(lang).into_iter().map(link).collect()
    }

    /// What is wrong, by its control.
    pub fn faulty(&self, lang: Lang) -> Vec<(String, String)> {
        let told = |fault: &FieldError| {
            let text = field_text(lang, fault);
            let text = match fault.at.as_str() {
                KIND => text,
                at => format!("{}: {text}", lang.t(label(at))),
            };
            (fault.at.clone(), text)
        };
        self.faults.iter().map(told).collect()
    }

    fn input(&self, lang: Lang, name: &str) -> TextInput {
        let fault = self.faults.iter().find(|fault| fault.at == name);
        let value = self.value(name);
        let is_day = name.ends_with("_dato");
        // A browser shows nothing in a control for days of what is none.
        let kind = match (is_day, read_day(value)) {
            (false, _) | (true, Err("error-day")) => "text",
            (true, _) => "date",
        };
        let shown = match read_day(value) {
            Ok(day) if is_day => day.to_string(),
            _ => value.to_owned(),
        };
        TextInput {
            kind,
            ..TextInput::new(name, lang.t(label(name)), shown)
                .error(fault.map(|fault| field_text(lang, fault)))
        }
    }
}

fn label(control: &str) -> &'static str {
    match control {
        "vedtatt_av" => "adoption-by",
        "vedtatt_dato" => "adoption-on",
        "vedtatt_sak" | "godkjent_sak" => "adoption-case",
        "godkjent_av" => "adoption-name",
        "godkjent_rolle" => "adoption-role",
        "godkjent_dato" => "adoption-approved-on",
        "forbehold_i" => "adoption-reserved-in",
        _ => "adoption-reserved-on",
    }
}

/// The question with its controls.
pub(super) struct Question {
    pub kind: Choices,
    pub political: Vec<TextInput>,
    pub administrative: Vec<TextInput>,
    pub reserved: Vec<TextInput>,
    pub warned: Warned,
    pub seen: String,
}

impl Question {
    pub fn of(visit: &Visit, typed: &Typed) -> Self {
        let lang = visit.lang;
        let is_public = visit.desk.sender.on_behalf == Some(OnBehalf::PublicBody);
        let of = if is_public { "public" } else { "organisation" };
        let text = |what: &str| lang.t(&format!("adoption-{what}-{of}"));
        let mut choices: Vec<Choice> = AdoptionKind::ALL
            .into_iter()
            .map(|kind| {
                Choice::new(
                    kind.as_str(),
                    text(kind.as_str()),
                    typed.kind == kind.as_str(),
                )
            })
            .collect();
        if !is_public {
            let is_chosen = typed.kind == NONE;
            choices.push(Choice::new(NONE, lang.t("adoption-none"), is_chosen));
        }
        let fault = typed.faults.iter().find(|fault| fault.at == KIND);
        let fault = fault.map(|fault| field_text(lang, fault));
        let inputs = |names: &[&str]| names.iter().map(|name| typed.input(lang, name)).collect();
        Self {
            kind: Choices::new(KIND, text("question"), choices).error(fault),
            political: inputs(&["vedtatt_av", "vedtatt_dato", "vedtatt_sak"]),
            administrative: inputs(&["godkjent_av", "godkjent_rolle", "godkjent_dato"]),
            reserved: inputs(&["forbehold_i", "forbehold_dato"]),
            warned: typed.warned(lang),
            seen: version_of(visit.desk.adoption.as_ref()),
        }
    }
}
