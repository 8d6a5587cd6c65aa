//! What is seen over before sending: each answered part as it will be sent, and what stands in the way.

use super::endorsed::{self, Line};
use super::parts::{Part, foreign, shown};
use super::sender::named;
use super::visit::{News, Visit};
use super::who::who_answers;
use crate::consultations::{Field, FieldKind};
use crate::i18n::{Lang, number};
use crate::right::Right;
use crate::submissions::desk::SenderDetails;
use crate::submissions::minutes;
use crate::text;
use crate::web::components::{ErrorLink, Fact};
use crate::web::warned::Warned;

/// A part in the list.
pub(super) struct Row {
    /// «Råd 6».
    pub name: String,
    pub title: String,
    pub title_lang: Option<Lang>,
    pub href: String,
    pub news: Option<News>,
    pub no_comment: bool,
    /// What is supported in it.
    pub endorsed: Vec<Line>,
    /// Text stands there that is not sent.
    pub keeps_text: bool,
    /// What was chosen: colour and words.
    pub tags: Vec<(&'static str, String)>,
    pub texts: Vec<Said>,
    pub faults: Vec<String>,
    pub may_write: bool,
}

/// What was written in one field.
pub struct Said {
    pub label: String,
    pub label_lang: Option<Lang>,
    pub text: String,
    /// The beginning of a long text, with what its whole is called.
    pub excerpt: Option<(String, String)>,
}

/// Longer texts are folded on the screen, never on paper.
const FOLDED_FROM: usize = 900;
const EXCERPT: usize = 400;

impl Said {
    pub fn new(lang: Lang, label: &str, label_lang: Option<Lang>, text: &str) -> Self {
        let length = text::count(text);
        let excerpt = (length > FOLDED_FROM).then(|| {
            let beginning: String = text.chars().take(EXCERPT).collect();
            let cut = beginning
                .rfind(char::is_whitespace)
                .unwrap_or(beginning.len());
            let beginning = beginning.get(..cut).unwrap_or(&beginning).to_owned();
            let n = number(u64::try_from(length).unwrap_or(0));
            (beginning, lang.with("review-whole-text", &[("n", &n)]))
        });
        Self {
            label: label.to_owned(),
            label_lang,
            text: text.to_owned(),
            excerpt,
        }
    }
}

/// The answered parts, in order, and the rest.
pub(super) fn rows<'v>(visit: &'v Visit) -> (Vec<Row>, Vec<Part<'v>>) {
    let answered = |part: &Part<'_>| {
        let marked = part.advice().is_some_and(|a| visit.desk.has_no_comment(a));
        let endorsed = part.advice().is_some_and(|a| visit.desk.endorses_in(a));
        marked || endorsed || part.is_written(&visit.desk)
    };
    let parts = shown(&visit.consultation, &visit.desk, None);
    let (answered, rest): (Vec<_>, Vec<_>) = parts.into_iter().partition(answered);
    let whole = endorsed::in_whole(visit);
    // What supports another answer in whole has answered every part.
    let rest = match whole.is_empty() {
        true => rest,
        false => Vec::new(),
    };
    let whole = (!whole.is_empty()).then(|| endorsing(visit, whole));
    let answered = answered.iter().map(|p| row(visit, *p));
    (whole.into_iter().chain(answered).collect(), rest)
}

/// The answers that are supported in whole, before the parts.
fn endorsing(visit: &Visit, endorsed: Vec<Line>) -> Row {
    Row {
        name: String::new(),
        title: visit.lang.t("endorse-others"),
        title_lang: None,
        href: visit.path("/stotte"),
        news: None,
        no_comment: false,
        endorsed,
        keeps_text: false,
        tags: Vec::new(),
        texts: Vec::new(),
        faults: Vec::new(),
        may_write: visit.access.link.may_write_everywhere(),
    }
}

pub(super) fn row(visit: &Visit, part: Part<'_>) -> Row {
    let (desk, lang) = (&visit.desk, visit.lang);
    let no_comment = part.advice().is_some_and(|a| desk.has_no_comment(a));
    let mut row = Row {
        name: match part {
            Part::Advice(..) | Part::Retired(..) => part.name(lang),
            Part::General(..) => String::new(),
        },
        title: part.title(lang),
        title_lang: part.title_lang(lang),
        href: visit.path(&format!("/raad/{}", part.key())),
        news: visit.news(part),
        no_comment,
        endorsed: part
            .advice()
            .map_or_else(Vec::new, |advice| endorsed::in_advice(visit, advice)),
        keeps_text: no_comment && part.fields().any(|f| desk.field(f).text.is_some()),
        tags: Vec::new(),
        texts: Vec::new(),
        faults: Vec::new(),
        may_write: visit.may_write(part),
    };
    for field in part.fields().filter(|_| !no_comment) {
        let state = desk.field(field);
        row.tags.extend(
            state
                .choice
                .as_deref()
                .and_then(|key| tag(lang, field, key)),
        );
        let label_lang = foreign(&field.label, lang);
        let said = |text: &String| Said::new(lang, field.label.get(lang), label_lang, text);
        row.texts.extend(state.text.as_ref().map(said));
        let surplus = desk.surplus(field);
        row.faults.extend((surplus > 0).then(|| {
            let label = field.label.get(lang);
            lang.with("review-too-long", &[("n", &surplus), ("label", &label)])
        }));
    }
    row
}

/// A scale runs from agreement to disagreement; other choices have no colour.
pub fn tag(lang: Lang, field: &Field, key: &str) -> Option<(&'static str, String)> {
    let at = field.choices.iter().position(|c| c.key == key)?;
    let color = match (field.kind, at) {
        (FieldKind::Scale, 0) => "success",
        (FieldKind::Scale, at) if at + 1 == field.choices.len() => "danger",
        (FieldKind::Scale, _) => "warning",
        _ => "neutral",
    };
    Some((color, field.choices[at].label.get(lang).to_owned()))
}

/// Everything that must be mended before sending, each with its way there.
pub(super) fn blockers(visit: &Visit) -> Vec<ErrorLink> {
    let (lang, desk) = (visit.lang, &visit.desk);
    let mut found = Vec::new();
    let meeting = desk.meeting.as_ref();
    let stops = meeting.and_then(|m| minutes::stops(m.begins_at, m.is_cancelled, visit.now));
    found.extend(stops.map(|code| ErrorLink::elsewhere(visit.path(""), lang.t(code))));
    let content = desk.content(&visit.consultation);
    if content.is_empty() {
        let text = visit.say().t("review-nothing-written");
        found.push(ErrorLink::elsewhere(visit.path(""), text));
    }
    for (advice, field) in visit.consultation.fields_ever() {
        let surplus = desk.surplus(field);
        if surplus == 0 || advice.is_some_and(|a| desk.has_no_comment(a)) {
            continue;
        }
        let part = Part::of(&visit.consultation, advice);
        let label = field.label.get(lang);
        let text = lang.with("review-too-long", &[("n", &surplus), ("label", &label)]);
        let href = visit.path(&format!("/raad/{}#{}", part.key(), field.key));
        found.push(ErrorLink::elsewhere(
            href,
            format!("{}: {text}", part.name(lang)),
        ));
    }
    found.extend(endorsed::blockers(visit));
    // Whoever may not say who answers cannot mend it.
    if let (true, Err(error)) = (visit.may(Right::Send), desk.complete_sender()) {
        found.extend(error.fields.iter().map(|fault| {
            let href = visit.path(&format!("/avsender?fra=se-over#{}", fault.at));
            ErrorLink::elsewhere(href, named(lang, fault))
        }));
    }
    found
}

/// Where a text holds what looks like a national identity number: a warning, never a stop.
pub(super) fn national_ids(visit: &Visit) -> Vec<(String, String)> {
    let (lang, desk) = (visit.lang, &visit.desk);
    let mut found = Vec::new();
    for (advice, field) in visit.consultation.fields_ever() {
        let text = desk.field(field).text.unwrap_or_default();
        if advice.is_some_and(|a| desk.has_no_comment(a)) || !text::looks_like_national_id(&text) {
            continue;
        }
        let part = Part::of(&visit.consultation, advice);
        let href = visit.path(&format!("/raad/{}#{}", part.key(), field.key));
        let text = format!("{}: {}", part.name(lang), field.label.get(lang));
        found.push((href, text));
    }
    for file in desk.attachments.iter().filter(|f| f.removed_at.is_none()) {
        if text::looks_like_national_id(&file.name) {
            found.push((visit.path("/vedlegg"), file.name.clone()));
        }
    }
    if visit.may(Right::Send) {
        let in_sender = sender_ids(lang, &desk.sender);
        found.extend(in_sender.controls().into_iter().map(|(at, label)| {
            let href = visit.path(&format!("/avsender?fra=se-over#{at}"));
            (href, label.to_owned())
        }));
    }
    let told = desk.adoption.as_ref();
    let lines = told.map(|a| [&a.body, &a.case, &a.name, &a.role]);
    let is_one = |line: &&Option<String>| line.as_deref().is_some_and(text::looks_like_national_id);
    if lines.is_some_and(|lines| lines.iter().any(is_one)) {
        found.push((visit.path("/vedtak"), lang.t("adoption-title")));
    }
    found
}

/// The same among what is told of who answers.
pub(super) fn sender_ids(lang: Lang, sender: &SenderDetails) -> Warned {
    let told = [
        ("organisation", &sender.organisation, "sender-organisation"),
        ("person", &sender.person, "sender-person"),
        ("role", &sender.role, "sender-role"),
        (
            "withhold_reason",
            &sender.withhold_reason,
            "sender-withhold",
        ),
    ];
    let told = told.into_iter();
    Warned::of(told.filter_map(|(at, value, label)| Some((at, lang.t(label), value.as_deref()?))))
}

/// «7 råd og generelle kommentarer», as far as they are unanswered.
pub(super) fn rest_text(visit: &Visit, rest: &[Part<'_>]) -> String {
    let advice = rest.iter().filter(|p| p.advice().is_some()).count();
    let general = rest.len() > advice;
    match (advice, general) {
        (0, _) => visit.lang.t("svar-general"),
        (n, true) => visit.lang.with("review-rest-and-general", &[("n", &n)]),
        (n, false) => visit.lang.with("review-rest", &[("n", &n)]),
    }
}

pub(super) fn sender_facts(visit: &Visit) -> Vec<Fact> {
    who_answers(visit.lang, &visit.desk)
}
