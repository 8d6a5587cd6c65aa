//! «Dere støtter svaret fra …», where the answer is written and looked over: one line for each, with how it stands by now.

use super::visit::Visit;
use crate::consultations::{Advice, Consultation};
use crate::i18n::{Lang, Value};
use crate::submissions::draft::takes_input;
use crate::submissions::endorsement::{self, DeskEndorsement, Endorsement, Stand};
use crate::submissions::receipt::Supported;
use crate::web::components::ErrorLink;

/// One that is supported.
pub(super) struct Line {
    pub text: String,
    /// Where it is read, and let go of.
    pub href: String,
    /// What has become of it since it was read.
    pub note: Option<String>,
}

impl Line {
    fn of(visit: &Visit, one: &DeskEndorsement) -> Self {
        let key = match one.of.is_whole() {
            true => "endorse-whole",
            false => "endorse-on-advice",
        };
        let (name, number) = (&one.of.name, &one.of.reference);
        let said: [(&str, &dyn Value); 2] = [("name", name), ("number", number)];
        Self {
            text: visit.say().with(key, &said),
            href: visit.path(&format!("/stotte/{}", one.of.number)),
            note: note(visit, one),
        }
    }
}

/// What is supported in a part, alone or in whole.
pub(super) fn on_part(visit: &Visit, advice: Option<&Advice>) -> Vec<Line> {
    let here = visit.desk.endorsed_on(advice);
    here.map(|one| Line::of(visit, one)).collect()
}

/// What is supported in this råd alone.
pub(super) fn in_advice(visit: &Visit, advice: &Advice) -> Vec<Line> {
    let all = visit.desk.endorsements.iter();
    let here = all.filter(|one| one.of.is_of(advice));
    here.map(|one| Line::of(visit, one)).collect()
}

/// What is supported in whole.
pub(super) fn in_whole(visit: &Visit) -> Vec<Line> {
    let all = visit.desk.endorsements.iter();
    let whole = all.filter(|one| one.of.is_whole());
    whole.map(|one| Line::of(visit, one)).collect()
}

/// Every answer that is supported, a line each.
pub(super) fn all(visit: &Visit) -> Vec<Line> {
    let all: Vec<_> = visit
        .desk
        .endorsements
        .iter()
        .map(|one| one.of.clone())
        .collect();
    let groups = crate::submissions::endorsement::grouped(&all, &visit.consultation);
    let line = |group: &Supported| {
        let mut endorsements = visit.desk.endorsements.iter();
        let one = endorsements.find(|one| one.of.reference == group.number)?;
        let advice = group.advice.as_deref();
        let Some(keys) = advice else {
            return Some(Line::of(visit, one));
        };
        let numbers = numbers(visit.lang, &visit.consultation, keys);
        let said: [(&str, &dyn Value); 4] = [
            ("name", &group.name),
            ("number", &group.number),
            ("n", &keys.len()),
            ("advice", &numbers),
        ];
        Some(Line {
            text: visit.say().with("endorse-advice", &said),
            ..Line::of(visit, one)
        })
    };
    groups.iter().filter_map(line).collect()
}

fn note(visit: &Visit, one: &DeskEndorsement) -> Option<String> {
    let key = match one.stand {
        Stand::AsRead => return None,
        Stand::Newer => "endorse-newer",
        Stand::Unshared => "endorse-unshared",
        Stand::Kept => "endorse-kept",
        Stand::Withdrawn => "endorse-withdrawn",
    };
    Some(visit.say().with1(key, "version", one.of.version))
}

/// What must be let go of, or kept knowingly, before anything is sent.
pub(super) fn blockers(visit: &Visit) -> Vec<ErrorLink> {
    let mut found: Vec<ErrorLink> = Vec::new();
    let stops = visit.desk.endorsements.iter();
    for one in stops.filter(|one| one.stand.stops().is_some()) {
        let href = visit.path(&format!("/stotte/{}", one.of.number));
        let note = note(visit, one).unwrap_or_default();
        if found.iter().all(|link| link.href != href) {
            let (name, number) = (&one.of.name, &one.of.reference);
            found.push(ErrorLink::elsewhere(
                href,
                format!("{name} ({number}): {note}"),
            ));
        }
    }
    found
}

/// The way to the answers that can be supported; none where this one supports nobody.
pub(super) fn way(visit: &Visit) -> Option<String> {
    let is_open = takes_input(&visit.consultation, visit.now);
    (is_open && visit.desk.can_endorse()).then(|| visit.path("/stotte"))
}

/// «3, 6 og 7».
pub fn numbers(lang: Lang, consultation: &Consultation, keys: &[String]) -> String {
    let number = |key: &String| {
        let advice = consultation.find_advice_ever(key);
        advice.map_or_else(|| key.clone(), |advice| advice.number.clone())
    };
    let mut numbers: Vec<String> = keys.iter().map(number).collect();
    match (numbers.pop(), numbers.is_empty()) {
        (Some(last), false) => format!("{} {} {last}", numbers.join(", "), lang.t("list-and")),
        (last, _) => last.unwrap_or_default(),
    }
}

/// What is supported and was taken back since, a line for each.
pub fn withdrawn_support(lang: Lang, endorsements: &[Endorsement]) -> Vec<String> {
    let gone = endorsement::withdrawn(endorsements).into_iter();
    gone.map(|(name, number)| lang.with2("supports-gone", ("name", name), ("number", number)))
        .collect()
}

/// «Støtter svaret fra Eksempelforbundet (24/13304-H17): råd 3 og 7», as it was sent.
pub fn supported_text(lang: Lang, consultation: &Consultation, one: &Supported) -> String {
    let keys = one.advice.as_deref().unwrap_or_default();
    let numbers = numbers(lang, consultation, keys);
    let said: [(&str, &dyn Value); 5] = [
        ("name", &one.name),
        ("number", &one.number),
        ("version", &one.version),
        ("n", &keys.len()),
        ("advice", &numbers),
    ];
    lang.with(
        match one.advice {
            None => "supports-whole",
            Some(_) => "supports-advice",
        },
        &said,
    )
}
