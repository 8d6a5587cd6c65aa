//! The whole text of a sent version, part by part, from its receipt or from what is stored.

use super::parts::foreign;
use super::review_rows::{Said, tag};
use crate::consultations::{Advice, Consultation, Field};
use crate::i18n::{Lang, Value};
use crate::submissions::receipt::{Receipt, Supported};

/// What was sent of one part.
pub struct SentPart {
    /// The råd's key; none for what is about no råd.
    pub key: Option<String>,
    pub name: String,
    pub title: String,
    pub title_lang: Option<Lang>,
    pub no_comment: bool,
    /// «Støtter det Eksempelforbundet skriver om rådet (24/13304-H17)».
    pub endorsed: Vec<String>,
    pub tags: Vec<(&'static str, String)>,
    pub texts: Vec<Said>,
}

/// What was written or chosen, by the field's key.
pub struct Sent<'a> {
    pub answers: Vec<(&'a str, Option<&'a str>, Option<&'a str>)>,
    pub no_comment: &'a [String],
    pub supports: &'a [Supported],
}

impl<'a> Sent<'a> {
    pub fn of(receipt: &'a Receipt) -> Self {
        let answers = receipt.answers.iter();
        Self {
            answers: answers
                .map(|a| (a.field.as_str(), a.text.as_deref(), a.choice.as_deref()))
                .collect(),
            no_comment: &receipt.no_comment,
            supports: &receipt.supports,
        }
    }
}

/// Every part that was answered, in the order of the proposal.
pub fn parts(lang: Lang, consultation: &Consultation, sent: &Sent<'_>) -> Vec<SentPart> {
    let of_advice = consultation
        .advice_ever()
        .filter_map(|advice| of_advice(lang, consultation, advice, sent));
    let mut parts: Vec<SentPart> = of_whole(lang, sent).into_iter().chain(of_advice).collect();
    let general = said(lang, consultation.fields_ever_of(None), sent);
    if !general.is_empty() {
        parts.push(SentPart {
            key: None,
            name: String::new(),
            title: lang.t("svar-general"),
            title_lang: None,
            no_comment: false,
            endorsed: Vec::new(),
            tags: general.tags,
            texts: general.texts,
        });
    }
    parts
}

/// The answers that are supported in whole.
fn of_whole(lang: Lang, sent: &Sent<'_>) -> Option<SentPart> {
    let whole = sent.supports.iter().filter(|one| one.advice.is_none());
    let endorsed: Vec<String> = whole.map(|one| support(lang, one)).collect();
    (!endorsed.is_empty()).then(|| SentPart {
        key: None,
        name: String::new(),
        title: lang.t("endorse-others"),
        title_lang: None,
        no_comment: false,
        endorsed,
        tags: Vec::new(),
        texts: Vec::new(),
    })
}

fn support(lang: Lang, one: &Supported) -> String {
    let said: [(&str, &dyn Value); 3] = [
        ("name", &one.name),
        ("number", &one.number),
        ("version", &one.version),
    ];
    lang.with(
        match one.advice {
            None => "supports-whole",
            Some(_) => "supports-here",
        },
        &said,
    )
}

fn of_advice(
    lang: Lang,
    consultation: &Consultation,
    advice: &Advice,
    sent: &Sent<'_>,
) -> Option<SentPart> {
    let no_comment = sent.no_comment.contains(&advice.key);
    let said = said(lang, consultation.fields_ever_of(Some(advice)), sent);
    let here = sent.supports.iter().filter(|one| {
        let keys = one.advice.as_ref();
        keys.is_some_and(|keys| keys.contains(&advice.key))
    });
    let endorsed: Vec<String> = here.map(|one| support(lang, one)).collect();
    (no_comment || !endorsed.is_empty() || !said.is_empty()).then(|| SentPart {
        key: Some(advice.key.clone()),
        name: lang.with("svar-advice", &[("number", &advice.number)]),
        title: advice.title.get(lang).to_owned(),
        title_lang: foreign(&advice.title, lang),
        no_comment,
        endorsed,
        tags: said.tags,
        texts: said.texts,
    })
}

#[derive(Default)]
struct OfFields {
    tags: Vec<(&'static str, String)>,
    texts: Vec<Said>,
}

impl OfFields {
    fn is_empty(&self) -> bool {
        self.tags.is_empty() && self.texts.is_empty()
    }
}

fn said<'c>(lang: Lang, fields: impl Iterator<Item = &'c Field>, sent: &Sent<'_>) -> OfFields {
    let mut all = OfFields::default();
    for field in fields {
        let mut answers = sent.answers.iter();
        let Some((_, text, choice)) = answers.find(|(key, ..)| *key == field.key) else {
            continue;
        };
        all.tags
            .extend(choice.and_then(|key| tag(lang, field, key)));
        let label_lang = foreign(&field.label, lang);
        all.texts.extend(text.map(|text| Said {
            excerpt: None,
            ..Said::new(lang, field.label.get(lang), label_lang, text)
        }));
    }
    all
}
