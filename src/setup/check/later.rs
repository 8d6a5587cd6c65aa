//! What a published consultation must keep: answers stand on it. The import refuses the same; here it is said
//! at the field, before anybody presses the button.

use super::{Check, Weight};
use crate::consultations::{Choice, Consultation, FieldKind};
use crate::setup::manuscript::Field;
use crate::text::is_blank;
use chrono::NaiveDate;

pub fn check(check: &mut Check<'_>, old: &Consultation) {
    let m = check.m;
    if is_blank(&m.change_note.nb) {
        check.put(
            Weight::Missing,
            "/change_note/nb",
            "setup-lacks-change-note",
        );
    }
    if m.professional_change.is_empty() {
        check.put(
            Weight::Missing,
            "/professional_change",
            "setup-lacks-professional",
        );
    }
    let (published_on, deadline_on) = old.demo.map_or((old.published_on, old.deadline_on), |d| {
        (d.published_on, d.deadline_on)
    });
    let on = |text: &str| text.parse::<NaiveDate>().ok();
    if on(&m.published_on).is_some_and(|day| day != published_on) {
        check.wrong("/published_on", "setup-wrong-published-on-moved");
    }
    if on(&m.deadline_on).is_some_and(|day| day < deadline_on) {
        check.wrong("/deadline_on", "setup-wrong-deadline-earlier");
    }
    if m.kind() != old.kind {
        check.wrong("/kind", "setup-wrong-kind-changed");
    }
    if old.owner.org_no.as_deref() != Some(m.owner.org_no.replace(' ', "").as_str()) {
        check.wrong("/owner/org_no", "setup-wrong-owner-changed");
    }
    for (i, chapter) in m.chapters.iter().enumerate() {
        for (j, advice) in chapter.advice.iter().enumerate() {
            for (n, new) in advice.fields.iter().enumerate() {
                let key = format!("{}.{}", advice.key, new.key);
                field(
                    check,
                    old,
                    &format!("/chapters/{i}/advice/{j}/fields/{n}"),
                    &key,
                    new,
                );
            }
        }
    }
    for (n, new) in m.general_fields.iter().enumerate() {
        field(check, old, &format!("/general_fields/{n}"), &new.key, new);
    }
}

fn field(check: &mut Check<'_>, old: &Consultation, at: &str, key: &str, new: &Field) {
    let Some((_, known)) = old.find_field(key) else {
        return;
    };
    if known.kind == FieldKind::Text {
        let is_lower = new
            .limit
            .parse::<u32>()
            .is_ok_and(|limit| limit < known.limit);
        if is_lower {
            let values = vec![("n", known.limit.to_string())];
            check.put_with(
                Weight::Wrong,
                &format!("{at}/limit"),
                "setup-wrong-limit-lower",
                values,
            );
        }
    }
    for choice in &known.choices {
        option(check, at, choice, new);
    }
}

/// A published choice may have been chosen: its words stay.
fn option(check: &mut Check<'_>, at: &str, choice: &Choice, new: &Field) {
    let place = new
        .options
        .iter()
        .position(|option| option.key == choice.key);
    let values = vec![("label", choice.label.nb.clone())];
    match place {
        None => check.put_with(
            Weight::Wrong,
            &format!("{at}/label/nb"),
            "setup-wrong-choice-gone",
            values,
        ),
        Some(n) if new.options[n].label.nb != choice.label.nb => check.put_with(
            Weight::Wrong,
            &format!("{at}/options/{n}/label/nb"),
            "setup-wrong-choice-changed",
            values,
        ),
        Some(_) => {}
    }
}
