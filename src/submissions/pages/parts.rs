//! The parts of an answer as the writer meets them: each råd, and the general comments.

use super::people::People;
use super::visit::Visit;
use crate::consultations::{Advice, Consultation, Field, Texts};
use crate::error::{Error, Problem};
use crate::i18n::Lang;
use crate::right::Right;
use crate::submissions::desk::{Desk, GENERAL, PartStatus};
use crate::submissions::draft::takes_input;
use crate::submissions::together::Together;
use crate::web::components::{Task, Tone};

/// One page to write on.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part<'c> {
    Advice(&'c Advice, Gone<'c>),
    /// Taken out since somebody wrote to it.
    Retired(&'c Advice, Gone<'c>),
    General(&'c [Field], Gone<'c>),
}

/// The single fields that were taken out of what is there still, each with the key of its råd.
type Gone<'c> = &'c [(Option<String>, Field)];

impl<'c> Part<'c> {
    pub fn find(consultation: &'c Consultation, key: &str) -> Result<Self, Error> {
        match consultation.find_advice_ever(key) {
            Some(advice) => Ok(Self::of(consultation, Some(advice))),
            None if consultation.has_part_ever(key) => Ok(Self::of(consultation, None)),
            None => Err(Problem::NotFound.into()),
        }
    }

    /// The part of a råd, or the general comments.
    pub fn of(consultation: &'c Consultation, advice: Option<&'c Advice>) -> Self {
        let gone = consultation.retired.fields.as_slice();
        match advice {
            Some(advice) if consultation.find_advice(&advice.key).is_some() => {
                Self::Advice(advice, gone)
            }
            Some(advice) => Self::Retired(advice, gone),
            None => Self::General(&consultation.general_fields, gone),
        }
    }

    pub fn advice(self) -> Option<&'c Advice> {
        match self {
            Self::Advice(advice, _) | Self::Retired(advice, _) => Some(advice),
            Self::General(..) => None,
        }
    }

    /// The fields that whoever begins now is asked.
    pub fn asked(self) -> &'c [Field] {
        match self {
            Self::Advice(advice, _) | Self::Retired(advice, _) => &advice.fields,
            Self::General(fields, _) => fields,
        }
    }

    /// The same, and those that were taken out since somebody wrote in them.
    pub fn fields(self) -> impl Iterator<Item = &'c Field> + Clone {
        let (Self::Advice(_, gone) | Self::Retired(_, gone) | Self::General(_, gone)) = self;
        let key = self.advice().map(|advice| advice.key.as_str());
        let gone = gone.iter().filter(move |(of, _)| of.as_deref() == key);
        self.asked().iter().chain(gone.map(|(_, field)| field))
    }

    /// The fields on its page: what was taken out stands there for those who have written in it, so that it can be
    /// read, changed and emptied as long as it would be sent.
    pub fn drawn(self, desk: &Desk) -> impl Iterator<Item = &'c Field> {
        self.fields()
            .filter(move |field| !self.is_gone(field) || desk.field(field).version > 0)
    }

    /// The field was taken out of a part that is there still.
    pub fn is_gone(self, field: &Field) -> bool {
        self.asked().iter().all(|asked| asked.id != field.id)
    }

    /// Text or choice stands in one of its fields.
    pub fn is_written(self, desk: &Desk) -> bool {
        self.fields().any(|field| !desk.field(field).is_empty())
    }

    pub fn key(self) -> &'c str {
        self.advice().map_or(GENERAL, |a| a.key.as_str())
    }

    /// «6»; the general comments have none.
    pub fn number(self) -> &'c str {
        self.advice().map_or("", |a| a.number.as_str())
    }

    pub fn title(self, lang: Lang) -> String {
        match self {
            Self::Advice(advice, _) | Self::Retired(advice, _) => advice.title.get(lang).to_owned(),
            Self::General(..) => lang.t("svar-general"),
        }
    }

    /// The title's language when it is not the page's.
    pub fn title_lang(self, lang: Lang) -> Option<Lang> {
        self.advice().and_then(|a| foreign(&a.title, lang))
    }

    /// «Råd 6», or the general comments' own name.
    pub fn name(self, lang: Lang) -> String {
        match self {
            Self::Advice(advice, _) => lang.with("svar-advice", &[("number", &advice.number)]),
            Self::Retired(advice, _) => {
                lang.with("svar-advice-retired", &[("number", &advice.number)])
            }
            Self::General(..) => lang.t("svar-general"),
        }
    }

    /// General comments have no mark of their own: they are done when every question has an answer.
    pub fn status(self, desk: &Desk) -> PartStatus {
        let status = desk.status(self.advice(), self.fields());
        let all_answered = || self.asked().iter().all(|f| !desk.field(f).is_empty());
        match (self, status) {
            (Self::General(..), PartStatus::Started) if all_answered() => PartStatus::Ready,
            _ => status,
        }
    }
}

/// The language of a text where it is not the page's own: what `lang` must say there.
pub(super) fn foreign(texts: &Texts, lang: Lang) -> Option<Lang> {
    let written = texts.lang(lang);
    (written != lang).then_some(written)
}

/// The parts in the task list; `also` is shown even if it was not chosen.
pub(super) fn shown<'c>(
    consultation: &'c Consultation,
    desk: &Desk,
    also: Option<&str>,
) -> Vec<Part<'c>> {
    let is_shown = |part: &Part<'_>| {
        let is_chosen = match *part {
            Part::Advice(advice, _) => desk.shows(advice),
            Part::Retired(advice, _) => desk.has_answered(advice),
            Part::General(fields, _) => !fields.is_empty(),
        };
        is_chosen || part.is_written(desk) || also == Some(part.key())
    };
    let advice = consultation.advice_ever().map(Some);
    let parts = advice.chain([None]);
    let parts = parts.map(|advice| Part::of(consultation, advice));
    parts.filter(is_shown).collect()
}

/// The task list beside a page, and how far one has come.
pub(super) struct TaskList {
    /// What whoever looks at it writes: first where the list stands alone, in its place beside a page.
    pub mine: Vec<Task>,
    pub tasks: Vec<Task>,
    pub done: usize,
    pub total: usize,
    pub progress: String,
}

impl TaskList {
    pub fn of(visit: &Visit, together: &Together, current: Option<&str>) -> Self {
        let (desk, lang) = (&visit.desk, visit.lang);
        let people = visit.people(together);
        let parts = shown(&visit.consultation, desk, current);
        let done = parts.iter().filter(|p| is_done(p.status(desk))).count();
        let is_first = |part: &Part<'_>| current.is_none() && people.holds(part.key());
        let (mut mine, mut tasks) = (Vec::new(), Vec::new());
        for part in &parts {
            let list = if is_first(part) {
                &mut mine
            } else {
                &mut tasks
            };
            list.push(task(visit, &people, *part, current));
        }
        tasks.push(review_task(visit));
        Self {
            done,
            total: parts.len(),
            progress: lang.with("svar-progress", &[("done", &done), ("total", &parts.len())]),
            mine,
            tasks,
        }
    }
}

fn task(visit: &Visit, people: &People<'_>, part: Part<'_>, current: Option<&str>) -> Task {
    let lang = visit.lang;
    let status = part.status(&visit.desk);
    let mut about = Vec::new();
    if !is_done(status) {
        about.extend(people.held(part.key()));
    }
    if current.is_none() {
        about.extend(people.last_saved(part));
    }
    about.extend(people.notes(Some(part.key())));
    Task {
        number: match part {
            // Another råd may have its number by now.
            Part::Retired(..) => String::new(),
            _ => part.number().to_owned(),
        },
        title: match part {
            Part::Retired(..) => part.name(lang),
            _ => part.title(lang),
        },
        title_lang: match part {
            Part::Retired(..) => None,
            _ => part.title_lang(lang),
        },
        href: Some(visit.path(&format!("/raad/{}", part.key()))),
        status: status_text(lang, status),
        note: visit.news(part).map(|news| news.text),
        about,
        yours: visit.is_asked_about(part).then(|| lang.t("svar-your-part")),
        tone: tone(status),
        current: current == Some(part.key()),
    }
}

/// The last task; it cannot start before something is written.
fn review_task(visit: &Visit) -> Task {
    let content = visit.desk.content(&visit.consultation);
    let empty = content.is_empty();
    let lang = visit.lang;
    let umbrella = visit.desk.umbrella.as_ref();
    let is_open = takes_input(&visit.consultation, visit.now);
    let status = match umbrella {
        _ if empty => "svar-status-not-yet",
        Some(umbrella) if umbrella.has_ended || !is_open => "members-status-closed",
        None if !is_open => "svar-status-closed",
        _ => "svar-status-can-review",
    };
    Task {
        number: String::new(),
        title: match umbrella {
            Some(umbrella) => lang.with1("members-hand-over-to", "umbrella", &umbrella.name),
            None => review_title(visit),
        },
        title_lang: None,
        note: None,
        about: Vec::new(),
        yours: None,
        href: (!empty).then(|| visit.last_path()),
        status: lang.t(status),
        tone: Tone::Quiet,
        current: false,
    }
}

/// Who may not send looks it over, as everybody does where nothing is taken any more.
pub(super) fn review_title(visit: &Visit) -> String {
    match visit.may(Right::Send) && takes_input(&visit.consultation, visit.now) {
        true => visit.lang.t("svar-review"),
        false => visit.lang.t("svar-look-over"),
    }
}

fn is_done(status: PartStatus) -> bool {
    matches!(
        status,
        PartStatus::Ready | PartStatus::NoComment | PartStatus::Endorsed
    )
}

pub(super) fn status_text(lang: Lang, status: PartStatus) -> String {
    match status {
        PartStatus::NotStarted => lang.t("svar-status-not-started"),
        PartStatus::Started => lang.t("svar-status-started"),
        PartStatus::Ready => lang.t("svar-status-ready"),
        PartStatus::NoComment => lang.t("svar-no-comment"),
        PartStatus::Endorsed => lang.t("svar-status-endorsed"),
        PartStatus::TooLong => lang.t("svar-status-too-long"),
    }
}

fn tone(status: PartStatus) -> Tone {
    match status {
        PartStatus::NotStarted => Tone::Quiet,
        PartStatus::Started => Tone::Begun,
        PartStatus::Ready | PartStatus::NoComment | PartStatus::Endorsed => Tone::Done,
        PartStatus::TooLong => Tone::Wrong,
    }
}
