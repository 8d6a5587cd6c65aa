//! A working copy that is not ready, with what is missing filled in, so that it can be looked at. Nothing of it is kept,
//! and nothing but the preview is made of it: publishing asks for the real thing.

use super::check::value;
use super::manuscript::{Field, FieldOption, Manuscript, Words};
use crate::calendar::{self, Span};
use crate::text::{DRAFT_CEILING, is_blank};
use chrono::{Days, NaiveDate};

/// What stands where a text is missing.
const GAP: &str = "…";
/// Months that nobody has chosen: three, as a hearing has them.
const DAYS: Days = Days::new(92);
const LIMIT: usize = 4_000;
/// Values that are right and nobody's.
const REFERENCE: &str = "00/1";
const ORG_NO: &str = "000000019";
const EMAIL: &str = "mangler@hoering.invalid";

/// The copy as it would be with a text wherever one is needed, days, and nobody invited where the list is not right.
pub fn sketch(m: &Manuscript, today: NaiveDate, with_groups: bool) -> Manuscript {
    let mut m = m.clone();
    about(&mut m);
    days(&mut m, today);
    let mut last = 0;
    for chapter in &mut m.chapters {
        fill(&mut chapter.title);
        for advice in &mut chapter.advice {
            last += 1;
            fill(&mut advice.title);
            fill(&mut advice.body);
            if advice.number.is_empty() {
                advice.number = format!("{GAP}{last}");
            }
            fields(&mut advice.fields);
        }
    }
    if last == 0 && m.general_fields.is_empty() {
        m.general_fields.push(Field {
            key: "mangler".to_owned(),
            kind: "text".to_owned(),
            ..Field::default()
        });
    }
    fields(&mut m.general_fields);
    for document in &mut m.documents {
        if is_blank(&document.title) {
            document.title.clone_from(&document.file);
        }
    }
    if !with_groups {
        m.groups.clear();
        m.nobody_invited = true;
    }
    m
}

fn about(m: &mut Manuscript) {
    for words in [&mut m.title, &mut m.ingress, &mut m.owner.name] {
        fill(words);
    }
    let is_wrong = !m.reference.is_empty() && !value::is_reference(&m.reference);
    if is_wrong || m.reference.is_empty() && m.is_hearing() {
        REFERENCE.clone_into(&mut m.reference);
    }
    if !value::is_org_no(&m.owner.org_no) {
        ORG_NO.clone_into(&mut m.owner.org_no);
    }
    if !value::is_email(&m.owner.reply_address) {
        EMAIL.clone_into(&mut m.owner.reply_address);
    }
    let contact = &mut m.contact;
    let has_none = contact.email.is_empty() && contact.phone.is_empty();
    if has_none || !contact.email.is_empty() && !value::is_email(&contact.email) {
        EMAIL.clone_into(&mut contact.email);
    }
}

fn days(m: &mut Manuscript, today: NaiveDate) {
    // A day so far away that none comes after it is none.
    let usual =
        |published_on: NaiveDate| Some((published_on, published_on.checked_add_days(DAYS)?));
    let published_on = m.published_on.parse().ok().and_then(usual);
    let (published_on, usual) = published_on.unwrap_or((today, today + DAYS));
    let deadline_on = m.deadline_on.parse().ok();
    let deadline_on = deadline_on.filter(|deadline_on| *deadline_on > published_on);
    let deadline_on = deadline_on.unwrap_or(usual);
    m.published_on = published_on.to_string();
    m.deadline_on = deadline_on.to_string();
    let is_short = calendar::span(published_on, deadline_on) == Span::TooShort;
    if is_short && is_blank(&m.short_reason) {
        GAP.clone_into(&mut m.short_reason);
    }
}

fn fields(all: &mut [Field]) {
    for field in all {
        fill(&mut field.label);
        let limit = field.limit.parse::<usize>().unwrap_or(0);
        if field.kind == "text" && !(1..=DRAFT_CEILING).contains(&limit) {
            field.limit = LIMIT.to_string();
        }
        if field.kind != "text" {
            for no in field.options.len()..2 {
                field.options.push(FieldOption {
                    key: format!("mangler-{no}"),
                    ..FieldOption::default()
                });
            }
        }
        for option in &mut field.options {
            fill(&mut option.label);
        }
    }
}

fn fill(words: &mut Words) {
    if is_blank(&words.nb) {
        words.nb = match is_blank(&words.nn) {
            true => GAP.to_owned(),
            false => words.nn.clone(),
        };
    }
}
