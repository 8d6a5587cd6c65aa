//! What a published consultation must keep: answers stand on it. The import refuses the same; here it is said
//! at the field, before anybody presses the button.

use super::{Check, DAY, Weight};
use crate::consultations::{Choice, Consultation, FieldKind};
use crate::setup::manuscript::{Field, PutBack, Words, word};
use crate::text::{CaseRef, is_blank};
use chrono::NaiveDate;

pub fn check(check: &mut Check<'_>, old: &Consultation) {
    note(check, old);
    case(check, old);
    keys(check, old);
    let m = check.m;
    for (i, chapter) in m.chapters.iter().enumerate() {
        for (j, advice) in chapter.advice.iter().enumerate() {
            for (n, new) in advice.fields.iter().enumerate() {
                let at = format!("/chapters/{i}/advice/{j}/fields/{n}");
                let key = format!("{}.{}", advice.key, new.key);
                field(check, old, &at, &key, new);
            }
        }
    }
    for (n, new) in m.general_fields.iter().enumerate() {
        field(check, old, &format!("/general_fields/{n}"), &new.key, new);
    }
    put_back(check);
}

/// What is new, said anew.
fn note(check: &mut Check<'_>, old: &Consultation) {
    let m = check.m;
    let last = old.versions.last().and_then(|v| v.change_note.as_ref());
    if is_blank(&m.change_note.nb) {
        let at = "/change_note/nb";
        check.put(Weight::Missing, at, "setup-lacks-change-note");
    } else if last.is_some_and(|last| Words::of(last) == m.change_note) {
        check.wrong("/change_note/nb", "setup-wrong-change-note-same");
    }
    if m.professional_change.is_empty() {
        let at = "/professional_change";
        check.put(Weight::Missing, at, "setup-lacks-professional");
    }
}

/// Owner, reference and deadline are what the consultation is.
fn case(check: &mut Check<'_>, old: &Consultation) {
    let m = check.m;
    let deadline_on = old.demo.map_or(old.deadline_on, |d| d.deadline_on);
    let on = |text: &str| text.parse::<NaiveDate>().ok();
    if on(&m.deadline_on).is_some_and(|day| day < deadline_on) {
        check.wrong("/deadline_on", "setup-wrong-deadline-earlier");
    }
    if old.owner.org_no.as_deref() != Some(m.owner.org_no.replace(' ', "").as_str()) {
        check.wrong("/owner/org_no", "setup-wrong-owner-changed");
    }
    let known = old.reference.as_deref();
    let known = known.and_then(|known| CaseRef::parse(known).ok());
    if known.is_some_and(|known| CaseRef::parse(&m.reference).ok() != Some(known)) {
        let values = vec![("reference", old.reference.clone().unwrap_or_default())];
        check.put_with(
            Weight::Wrong,
            "/reference",
            "setup-wrong-reference-changed",
            values,
        );
    }
}

/// A chapter or råd that was taken out does not come back as something else.
fn keys(check: &mut Check<'_>, old: &Consultation) {
    let m = check.m;
    let is_reused = |key: &String, is_there: bool| !is_there && m.used_keys.contains(key);
    for (i, chapter) in m.chapters.iter().enumerate() {
        let is_there = old.chapters.iter().any(|known| known.key == chapter.key);
        if is_reused(&chapter.key, is_there) {
            let at = format!("/chapters/{i}/title/nb");
            check.wrong(&at, "setup-wrong-key-used");
        }
        for (j, advice) in chapter.advice.iter().enumerate() {
            if is_reused(&advice.key, old.find_advice(&advice.key).is_some()) {
                let at = format!("/chapters/{i}/advice/{j}/title/nb");
                check.wrong(&at, "setup-wrong-key-used");
            }
        }
    }
}

/// What stands as it is published, whatever was written there before.
fn put_back(check: &mut Check<'_>) {
    let m = check.m;
    for PutBack { at, was } in &m.put_back {
        let group = at.strip_prefix("/groups/").and_then(|n| n.parse().ok());
        let number = |at: usize| ("n", (at + 1).to_string());
        let (code, values) = match (at.as_str(), group) {
            // Nothing stood there.
            ("/published_on" | "/deadline_on", _) if was.is_empty() => continue,
            ("/published_on", _) => ("setup-warn-put-back-day", vec![(DAY, was.clone())]),
            ("/deadline_on", _) => ("setup-warn-put-back-deadline", vec![(DAY, was.clone())]),
            ("/kind", _) => ("setup-warn-put-back-kind", Vec::new()),
            (_, Some(n)) if was.is_empty() => ("setup-warn-put-back-group", vec![number(n)]),
            (_, Some(n)) => {
                let values = vec![number(n), ("name", was.clone())];
                ("setup-warn-put-back-group-name", values)
            }
            _ => continue,
        };
        check.put_with(Weight::Warning, at, code, values);
    }
}

fn field(check: &mut Check<'_>, old: &Consultation, at: &str, key: &str, new: &Field) {
    let Some((_, known)) = old.find_field(key) else {
        if check.m.used_keys.iter().any(|used| used == key) {
            check.wrong(&format!("{at}/label/nb"), "setup-wrong-field-key-used");
        }
        return;
    };
    if word(known.kind) != new.kind {
        return check.wrong(&format!("{at}/label/nb"), "setup-wrong-field-kind");
    }
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
    let places: Vec<usize> = known
        .choices
        .iter()
        .filter_map(|choice| place_of(choice, new))
        .collect();
    let is_one_after_another = places.windows(2).all(|two| two[0] + 1 == two[1]);
    if known.kind == FieldKind::Scale
        && places.len() == known.choices.len()
        && !is_one_after_another
    {
        check.wrong(&format!("{at}/label/nb"), "setup-wrong-scale-order");
    }
}

fn place_of(choice: &Choice, new: &Field) -> Option<usize> {
    let mut options = new.options.iter();
    options.position(|option| option.key == choice.key)
}

/// A published choice may have been chosen: its words stay.
fn option(check: &mut Check<'_>, at: &str, choice: &Choice, new: &Field) {
    let Some(n) = place_of(choice, new) else {
        return check.put_with(
            Weight::Wrong,
            &format!("{at}/label/nb"),
            "setup-wrong-choice-gone",
            vec![("label", choice.label.nb.clone())],
        );
    };
    let (old, new) = (&choice.label, &new.options[n].label);
    // What was never said in nynorsk may be said now.
    let nn = old.nn.as_deref().map(|old| ("nn", old, &new.nn));
    for (language, old, new) in [("nb", old.nb.as_str(), &new.nb)].into_iter().chain(nn) {
        if new.trim() != old {
            check.put_with(
                Weight::Wrong,
                &format!("{at}/options/{n}/label/{language}"),
                "setup-wrong-choice-changed",
                vec![("label", old.to_owned())],
            );
        }
    }
}
