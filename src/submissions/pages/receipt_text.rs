//! The whole text of a sent version, part by part, from its receipt or from what is stored.

use super::parts::foreign;
use super::review_rows::{Said, tag};
use crate::consultations::{Advice, Consultation, Field};
use crate::i18n::Lang;

/// What was sent of one part.
pub struct SentPart {
    pub name: String,
    pub title: String,
    pub title_lang: Option<Lang>,
    pub no_comment: bool,
    pub tags: Vec<(&'static str, String)>,
    pub texts: Vec<Said>,
}

/// What was written or chosen, by the field's key.
pub struct Sent<'a> {
    pub answers: Vec<(&'a str, Option<&'a str>, Option<&'a str>)>,
    pub no_comment: &'a [String],
}

/// Every part that was answered, in the order of the proposal.
pub fn parts(lang: Lang, consultation: &Consultation, sent: &Sent<'_>) -> Vec<SentPart> {
    let mut parts: Vec<SentPart> = consultation
        .advice_ever()
        .filter_map(|advice| of_advice(lang, consultation, advice, sent))
        .collect();
    let general = said(lang, consultation.fields_ever_of(None), sent);
    if !general.is_empty() {
        parts.push(SentPart {
            name: String::new(),
            title: lang.t("svar-general"),
            title_lang: None,
            no_comment: false,
            tags: general.tags,
            texts: general.texts,
        });
    }
    parts
}

fn of_advice(
    lang: Lang,
    consultation: &Consultation,
    advice: &Advice,
    sent: &Sent<'_>,
) -> Option<SentPart> {
    let no_comment = sent.no_comment.contains(&advice.key);
    let said = said(lang, consultation.fields_ever_of(Some(advice)), sent);
    (no_comment || !said.is_empty()).then(|| SentPart {
        name: lang.with("svar-advice", &[("number", &advice.number)]),
        title: advice.title.get(lang).to_owned(),
        title_lang: foreign(&advice.title, lang),
        no_comment,
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
