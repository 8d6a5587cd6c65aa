//! What stands in each form.

use super::Leaf;
use super::view::fields_of;
use crate::consultations::{Consultation, Field as PublishedField, FieldKind};
use crate::i18n::Lang;
use crate::setup::manuscript::Field;
use crate::setup::pages::sheet::{Draw, Item};
use crate::setup::pages::visit::Visit;
use std::collections::HashSet;

const KINDS: [(&str, &str); 2] = [
    ("høring", "setup-kind-hearing"),
    ("innspillsrunde", "setup-kind-round"),
];
const STRENGTHS: [(&str, &str); 3] = [
    ("", "setup-strength-none"),
    ("bør", "setup-strength-should"),
    ("skal", "setup-strength-shall"),
];
const YES_NO: [(&str, &str); 2] = [("true", "setup-yes"), ("false", "setup-no")];

impl Leaf {
    pub(super) fn items(&self, draw: &Draw<'_>, visit: &Visit) -> Vec<Item> {
        match self {
            Self::About => about(draw, visit),
            Self::Texts => texts(draw),
            Self::General => {
                let mut items = vec![Item::Note(draw.lang.t("setup-general-note"))];
                fields(
                    draw,
                    &visit.m().general_fields,
                    None,
                    visit.published.as_ref(),
                    &mut items,
                );
                items
            }
            Self::Entry(key) => entry(draw, visit, key),
        }
    }
}

fn about(draw: &Draw<'_>, visit: &Visit) -> Vec<Item> {
    let heading = |id: &str, key: &str| Item::Heading(id.to_owned(), draw.lang.t(key));
    let mut items = Vec::new();
    if visit.published.is_some() {
        items.push(heading("endring", "setup-change"));
        items.push(draw.areas("change_note", "setup-change-note", 3));
        items.push(draw.radios("professional_change", "setup-professional", &YES_NO));
        items.push(heading("saken", "setup-case"));
        items.push(draw.hinted("reference", "setup-reference"));
        // Written while it waited for its day, or by a program: it must be possible to mend.
        if is_another_followed(visit) {
            items.push(draw.hinted("follows", "setup-follows"));
        }
    } else {
        items.push(heading("saken", "setup-case"));
        items.push(draw.radios("kind", "setup-kind", &KINDS));
        items.push(draw.hinted("reference", "setup-reference"));
        items.push(draw.hinted("follows", "setup-follows"));
    }
    items.push(heading("datoer", "setup-dates"));
    if visit.published.is_none() {
        items.push(draw.date("published_on", "setup-published-on"));
    }
    if visit.published.is_none() {
        items.push(draw.date("deadline_on", "setup-deadline"));
    } else {
        items.push(Item::Note(draw.lang.t("setup-deadline-elsewhere")));
    }
    items.push(draw.area("short_reason", draw.lang.t("setup-short-reason"), 3, None));
    items.push(heading("avsender", "setup-owner"));
    items.push(draw.lines("owner.name", "setup-owner-name"));
    items.push(draw.line("owner.org_no", "setup-org-no"));
    items.push(draw.email("owner.reply_address", "setup-reply"));
    items.push(heading("kontakt", "setup-contact"));
    items.push(draw.line("contact.name", "setup-contact-name"));
    items.push(draw.email("contact.email", "setup-contact-email"));
    items.push(draw.line("contact.phone", "setup-contact-phone"));
    items
}

/// The working copy says that it follows another than what is published says.
fn is_another_followed(visit: &Visit) -> bool {
    let published = visit.published.as_ref().and_then(|c| c.follows.as_ref());
    visit.m().follows != published.map_or("", |follows| follows.slug.as_str())
}

fn texts(draw: &Draw<'_>) -> Vec<Item> {
    vec![
        Item::Note(draw.lang.t("setup-markdown")),
        draw.titles("title", "setup-title-words"),
        draw.titles("proposal_title", "setup-proposal-title"),
        draw.lines("product_type", "setup-product-type"),
        draw.areas("ingress", "setup-ingress", 4),
        draw.areas("letter", "setup-letter", 12),
        draw.areas("background", "setup-background", 10),
    ]
}

fn entry(draw: &Draw<'_>, visit: &Visit, key: &str) -> Vec<Item> {
    let m = visit.m();
    let mut items = vec![
        draw.line("number", "setup-number"),
        draw.titles("title", "setup-entry-title"),
    ];
    if m.chapters.iter().any(|chapter| chapter.key == key) {
        items.push(draw.areas("body", "setup-chapter-body", 8));
        return items;
    }
    items.push(draw.radios("strength", "setup-strength", &STRENGTHS));
    items.push(draw.areas("body", "setup-body", 8));
    items.push(draw.areas("rationale", "setup-rationale", 8));
    items.push(draw.areas("practice", "setup-practice", 8));
    let own = fields_of(m, key).unwrap_or_default();
    fields(draw, own, Some(key), visit.published.as_ref(), &mut items);
    items
}

/// The fields to answer in, each with its buttons; then those that add one.
fn fields(
    draw: &Draw<'_>,
    fields: &[Field],
    advice: Option<&str>,
    published: Option<&Consultation>,
    items: &mut Vec<Item>,
) {
    let lang = draw.lang;
    for (n, field) in fields.iter().enumerate() {
        let key = &field.key;
        let number = n + 1;
        let kind = lang.t(&format!("setup-field-{}", field.kind));
        let name = lang.with("setup-field-name", &[("n", &number), ("kind", &kind)]);
        items.push(Item::Heading(format!("felt.{key}"), name.clone()));
        let full = advice.map_or_else(|| key.clone(), |advice| format!("{advice}.{key}"));
        let known = published.and_then(|c| c.find_field(&full));
        if known.is_some() {
            items.push(Item::Note(lang.t("setup-field-published")));
        }
        items.push(draw.lines(&format!("felt.{key}.label"), "setup-label"));
        items.push(draw.areas(&format!("felt.{key}.help"), "setup-help", 2));
        if field.kind == "text" {
            items.push(draw.hinted(&format!("felt.{key}.limit"), "setup-limit"));
        }
        for option in &field.options {
            let at = format!("felt.{key}.options.{}.label", option.key);
            items.push(draw.lines(&at, "setup-option"));
        }
        let mut buttons = Vec::new();
        if n > 0 {
            buttons.push((format!("opp:{key}"), lang.t("setup-up"), name.clone()));
        }
        if n + 1 < fields.len() {
            buttons.push((format!("ned:{key}"), lang.t("setup-down"), name.clone()));
        }
        let (remove, question) = (format!("fjern:{key}"), lang.t("setup-remove-field"));
        let asked = known.is_some().then(|| Item::Asked {
            question: question.clone(),
            means: lang.t("setup-remove-field-published"),
            value: remove.clone(),
            about: name.clone(),
        });
        if asked.is_none() {
            buttons.push((remove, question, name));
        }
        items.push(Item::Buttons(buttons));
        items.extend(asked);
    }
    let gone = published_fields(published, advice);
    let gone = gone.filter(|(key, _)| fields.iter().all(|field| field.key != *key));
    let gone: Vec<(&str, &PublishedField)> = gone.collect();
    // What would be asked anew beside it would part the answers in two.
    let has_lost_stance = gone.iter().any(|(_, known)| known.kind == FieldKind::Scale);
    let mut add: Vec<(String, String, String)> = gone
        .into_iter()
        .map(|(key, known)| {
            let label = known.label.get(lang);
            let text = lang.with1("setup-bring-back-field", "label", label);
            (format!("hent:{key}"), text, String::new())
        })
        .collect();
    add.push((
        "tekstfelt".to_owned(),
        lang.t("setup-add-text"),
        String::new(),
    ));
    if advice.is_some() {
        let lacks = |template| !Field::lacking(template, fields, &HashSet::new()).is_empty();
        if lacks(vec![Field::stance()]) && !has_lost_stance {
            add.push((
                "standpunkt".to_owned(),
                lang.t("setup-add-stance"),
                String::new(),
            ));
        }
        if lacks(Field::template(false)) {
            add.push((
                "mal".to_owned(),
                lang.t("setup-add-template"),
                String::new(),
            ));
        }
    }
    items.push(Item::Heading(
        "flere-felt".to_owned(),
        lang.t("setup-more-fields"),
    ));
    items.push(Item::Buttons(add));
}

/// What a control that is there no more was called, after the name of its field, where that is among what was typed.
pub(super) fn label_of(lang: Lang, name: &str, typed: &[(&str, &str)]) -> String {
    let steps: Vec<&str> = name.split('.').collect();
    let (field, own) = match steps.as_slice() {
        ["felt", key, own @ ..] => (Some(*key), own),
        own => (None, own),
    };
    let label = match own.first().copied().unwrap_or_default() {
        "label" => lang.t("setup-label"),
        "help" => lang.t("setup-help"),
        "limit" => lang.t("setup-limit"),
        "options" => lang.t("setup-option"),
        "kind" => lang.t("setup-kind"),
        "follows" => lang.t("setup-follows"),
        "published_on" => lang.t("setup-published-on"),
        "deadline_on" => lang.t("setup-deadline"),
        _ => name.to_owned(),
    };
    let label = match own.last().copied() {
        Some(code @ ("nb" | "nn")) => format!("{label} ({})", lang.t(&format!("setup-in-{code}"))),
        _ => label,
    };
    match field {
        Some(key) => {
            let own = format!("felt.{key}.label.nb");
            let called = typed.iter().find(|(name, _)| *name == own);
            let called = called.map_or(key, |(_, text)| *text);
            format!("{called} – {label}")
        }
        None => label,
    }
}

/// The published fields of a råd, or the general ones, by their keys there.
fn published_fields<'c>(
    published: Option<&'c Consultation>,
    advice: Option<&'c str>,
) -> impl Iterator<Item = (&'c str, &'c PublishedField)> {
    let fields = published.into_iter().flat_map(Consultation::fields);
    fields.filter_map(move |(of, field)| {
        let own = of.map(|of| of.key.as_str());
        let key = match own {
            Some(of) => field.key.strip_prefix(of)?.strip_prefix('.')?,
            None => field.key.as_str(),
        };
        (own == advice).then_some((key, field))
    })
}
