//! The parts that several pages of a consultation share: addresses, deadline card, lists of råd, versions.

use super::said::Said;
use crate::calendar;
use crate::consultations::consultation::{
    Advice, Chapter, Consultation, Field, FieldKind, Kind, Stage, Strength, Version, arrival,
};
use crate::i18n::{Lang, number};
use crate::web::components::{Crumb, DeadlineCard, Fact};
use chrono::{DateTime, NaiveDate, Utc};

/// A consultation seen in a language at a moment.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    pub consultation: &'a Consultation,
    pub lang: Lang,
    pub now: DateTime<Utc>,
    /// Where its pages lie when it is only a preview of them.
    pub at: Option<&'a str>,
}

impl Seen<'_> {
    /// The path of the consultation's page, or of one below it, without language.
    pub fn path(&self, below: &str) -> String {
        match self.at {
            Some(at) => format!("{at}{below}"),
            None => format!("/horinger/{}{below}", self.consultation.slug),
        }
    }

    pub fn href(&self, below: &str) -> String {
        self.lang.path(&self.path(below))
    }

    pub fn advice_href(&self, advice: &Advice) -> String {
        self.href(&format!("/raad/{}", advice.key))
    }

    /// Where an answer begins, with this råd chosen; none when nothing is received any more.
    pub fn start_href(&self, advice: Option<&Advice>) -> Option<String> {
        let chosen = advice
            .map(|a| format!("?raad={}", a.key))
            .unwrap_or_default();
        self.takes_answers()
            .then(|| self.href(&format!("/svar{chosen}")))
    }

    pub fn takes_answers(&self) -> bool {
        let c = self.consultation;
        arrival(c.status, c.deadline_on, self.now).is_some()
    }

    pub fn stage(&self) -> Stage {
        self.consultation.stage(self.now)
    }

    pub fn crumbs(&self, here: Option<String>) -> Vec<Crumb> {
        let lang = self.lang;
        let title = self.consultation.title.get(lang);
        let front = Crumb::to(lang.path("/"), lang.t("nav-consultations"));
        match here {
            None => vec![front, Crumb::here(title)],
            Some(here) => vec![front, Crumb::to(self.href(""), title), Crumb::here(here)],
        }
    }

    /// That the dates of an example are moved, and what they really were.
    pub fn demo_notice(&self) -> Option<String> {
        let demo = self.consultation.demo?;
        let published = calendar::long_date(self.lang, demo.published_on);
        let deadline = calendar::long_date(self.lang, demo.deadline_on);
        let dates: [(&str, &dyn crate::i18n::Value); 2] =
            [("published", &published), ("deadline", &deadline)];
        Some(self.lang.with("demo-notice", &dates))
    }

    pub fn card(&self) -> DeadlineCard {
        let (lang, c) = (self.lang, self.consultation);
        let deadline = calendar::long_date(lang, c.deadline_on);
        let late = lang.with("deadline-late-note", &[("date", &deadline)]);
        let (left, note, action) = match self.stage() {
            Stage::Open => (
                days_left(lang, self.now, c.deadline_on),
                lang.t("deadline-resume-note"),
                lang.t("send-answer"),
            ),
            Stage::Processing => (lang.t("deadline-passed"), late, lang.t("send-late-answer")),
            Stage::Concluded => (
                lang.t("concluded"),
                lang.t("deadline-concluded-note"),
                String::new(),
            ),
        };
        let start = self.start_href(None);
        // Once the deadline has passed, more time is asked for where an answer is begun.
        let more_time = start.clone().filter(|_| self.stage() == Stage::Processing);
        let more_time = more_time.map(|href| (href, lang.t("more-time-late-title")));
        DeadlineCard {
            heading: lang.t("deadline"),
            when: until(calendar::weekday_date(lang, c.deadline_on)),
            left,
            gone: (self.stage() == Stage::Open).then(|| self.gone()),
            actions: start
                .map(|href| (href, action))
                .into_iter()
                .chain(more_time)
                .collect(),
            note: Some(note),
            lost: self
                .at
                .is_none()
                .then(|| (self.href("/lenke"), lang.t("lost-title"))),
        }
    }

    /// How much of the time has gone, in percent.
    fn gone(&self) -> u8 {
        let c = self.consultation;
        let whole = (c.deadline_on - c.published_on).num_days().max(1);
        let gone = (calendar::oslo_date(self.now) - c.published_on).num_days();
        u8::try_from((gone * 100 / whole).clamp(0, 100)).unwrap_or(100)
    }

    pub fn facts(&self) -> Vec<Fact> {
        let (lang, c) = (self.lang, self.consultation);
        let on = |at: Option<DateTime<Utc>>| {
            at.map(|at| calendar::long_date(lang, calendar::oslo_date(at)))
                .unwrap_or_default()
        };
        let fact = |term: &str, text: String| Fact {
            term: lang.t(term),
            text,
        };
        let all = [
            fact("deadline", until(calendar::long_date(lang, c.deadline_on))),
            fact("fact-status", stage_name(lang, self.stage())),
            fact("fact-reference", c.reference.clone().unwrap_or_default()),
            fact("fact-owner", c.owner.name.get(lang).to_owned()),
            fact(
                "fact-who",
                match self.stage() {
                    Stage::Concluded => String::new(),
                    _ => lang.t("everyone"),
                },
            ),
            fact(
                "fact-product",
                c.product_type
                    .as_ref()
                    .map(|t| t.get(lang).to_owned())
                    .unwrap_or_default(),
            ),
            fact("fact-first", on(c.first_published())),
            fact("fact-last", on(c.last_professional_change())),
        ];
        all.into_iter()
            .filter(|fact| !fact.text.is_empty())
            .collect()
    }

    pub fn chapters(&self) -> Vec<ChapterPart> {
        let chapters = self.consultation.chapters.iter();
        chapters
            .map(|chapter| ChapterPart::of(self, chapter))
            .collect()
    }

    /// Whether something that the reader sees is not in the page's language.
    pub fn lacks_language(&self) -> bool {
        let (lang, c) = (self.lang, self.consultation);
        let own = [
            Some(&c.title),
            c.ingress.as_ref(),
            c.background.as_ref(),
            c.letter.as_ref(),
        ];
        let chapters = c
            .chapters
            .iter()
            .flat_map(|ch| [Some(&ch.title), ch.body.as_ref()]);
        let advice = c.advice().flat_map(|a| {
            [
                Some(&a.title),
                a.body.as_ref(),
                a.rationale.as_ref(),
                a.practice.as_ref(),
            ]
        });
        let fields = c
            .fields()
            .flat_map(|(_, f)| [Some(&f.label), f.help.as_ref()]);
        let all = own.into_iter().chain(chapters).chain(advice).chain(fields);
        all.flatten().any(|text| !text.has(lang))
    }

    pub fn versions(&self) -> Vec<VersionPart> {
        let versions = self.consultation.versions.iter().rev();
        versions
            .map(|version| VersionPart::of(self, version))
            .collect()
    }
}

/// The end of a day, said in words.
pub fn until(day: String) -> String {
    format!("{day} kl.\u{a0}23.59")
}

pub fn days_left(lang: Lang, now: DateTime<Utc>, deadline_on: NaiveDate) -> String {
    let days = calendar::days_left(now, deadline_on).unwrap_or(0);
    lang.with("days-left", &[("n", &days)])
}

pub fn stage_name(lang: Lang, stage: Stage) -> String {
    lang.t(match stage {
        Stage::Open => "stage-open",
        Stage::Processing => "stage-processing",
        Stage::Concluded => "stage-concluded",
    })
}

pub fn stage_color(stage: Stage) -> &'static str {
    match stage {
        Stage::Open => "success",
        Stage::Processing => "warning",
        Stage::Concluded => "neutral",
    }
}

pub fn strength_name(lang: Lang, strength: Strength) -> String {
    lang.t(match strength {
        Strength::Should => "strength-should",
        Strength::Shall => "strength-shall",
    })
}

/// A råd in a list, and whole.
#[derive(Debug, Clone)]
pub struct AdvicePart {
    pub key: String,
    pub number: String,
    pub title: Said,
    pub is_example: bool,
    pub strength: Option<String>,
    pub href: String,
    pub start: Option<String>,
    pub body: Option<Said>,
    pub rationale: Option<Said>,
    pub practice: Option<Said>,
}

impl AdvicePart {
    /// `top` is the level of headings inside its texts.
    pub fn of(seen: &Seen<'_>, advice: &Advice, top: u8) -> Self {
        let html = |texts: &Option<_>| {
            texts
                .as_ref()
                .map(|texts| Said::html(texts, seen.lang, top))
        };
        Self {
            key: advice.key.clone(),
            number: advice.number.clone(),
            title: Said::plain(&advice.title, seen.lang),
            is_example: advice.example_title,
            strength: advice.strength.map(|s| strength_name(seen.lang, s)),
            href: seen.advice_href(advice),
            start: seen.start_href(Some(advice)),
            body: html(&advice.body),
            rationale: html(&advice.rationale),
            practice: html(&advice.practice),
        }
    }
}

#[derive(Debug, Clone)]
pub struct ChapterPart {
    pub key: String,
    pub number: Option<String>,
    pub title: Said,
    pub is_example: bool,
    pub body: Option<Said>,
    pub advice: Vec<AdvicePart>,
}

impl ChapterPart {
    fn of(seen: &Seen<'_>, chapter: &Chapter) -> Self {
        Self {
            key: chapter.key.clone(),
            number: chapter.number.clone(),
            title: Said::plain(&chapter.title, seen.lang),
            is_example: chapter.example_title,
            body: chapter
                .body
                .as_ref()
                .map(|body| Said::html(body, seen.lang, 3)),
            advice: chapter
                .advice
                .iter()
                .map(|advice| AdvicePart::of(seen, advice, 5))
                .collect(),
        }
    }
}

/// What a field asks, before one answers.
#[derive(Debug, Clone)]
pub struct FieldPart {
    pub label: Said,
    /// «Inntil 4 000 tegn», «Ett av: …».
    pub about: String,
}

impl FieldPart {
    pub fn of(lang: Lang, field: &Field) -> Self {
        let about = match field.kind {
            FieldKind::Text => lang.with("field-limit", &[("n", &field.limit)]),
            FieldKind::Scale | FieldKind::Choice => {
                let labels: Vec<&str> = field.choices.iter().map(|c| c.label.get(lang)).collect();
                lang.with("field-choices", &[("choices", &labels.join(", "))])
            }
        };
        Self {
            label: Said::plain(&field.label, lang),
            about,
        }
    }
}

/// One line of the list of versions.
#[derive(Debug, Clone)]
pub struct VersionPart {
    pub name: String,
    pub href: String,
    pub when: String,
    pub what: String,
    pub note: Option<Said>,
    pub is_shown: bool,
}

impl VersionPart {
    fn of(seen: &Seen<'_>, version: &Version) -> Self {
        let lang = seen.lang;
        let what = match (version.no, version.professional_change) {
            (1, _) => "version-first",
            (_, true) => "version-professional",
            (_, false) => "version-editorial",
        };
        Self {
            name: version_name(lang, version.no),
            href: seen.href(&format!("/versjoner/{}", version.no)),
            when: calendar::long_date(lang, calendar::oslo_date(version.published_at)),
            what: lang.t(what),
            note: version
                .change_note
                .as_ref()
                .map(|note| Said::html(note, lang, 3)),
            is_shown: version.no == seen.consultation.version,
        }
    }
}

pub fn version_name(lang: Lang, no: i32) -> String {
    lang.with("version-name", &[("n", &no)])
}

/// «11 råd», with the reading time; or how many questions an innspillsrunde asks.
pub fn size(seen: &Seen<'_>) -> String {
    let (lang, c) = (seen.lang, seen.consultation);
    let advice = c.advice().count();
    let first = match c.kind {
        Kind::Hearing => lang.with("size-advice", &[("n", &advice)]),
        Kind::InputRound => lang.with("size-questions", &[("n", &c.general_fields.len())]),
    };
    let texts = c.chapters.iter().filter_map(|ch| ch.body.as_ref()).chain(
        c.advice()
            .flat_map(|a| [a.body.as_ref(), a.rationale.as_ref(), a.practice.as_ref()])
            .flatten(),
    );
    let words: usize = texts
        .map(|text| text.get(lang).split_whitespace().count())
        .sum();
    let minutes = words.div_ceil(WORDS_A_MINUTE).max(1);
    format!("{first} {}", lang.with("size-minutes", &[("n", &minutes)]))
}

/// Slow, because a draft is read to be answered.
const WORDS_A_MINUTE: usize = 150;

/// The limit that every text field has, if they all have the same.
pub fn common_limit(c: &Consultation) -> Option<String> {
    let mut limits = c
        .fields()
        .filter(|(_, f)| f.kind == FieldKind::Text)
        .map(|(_, f)| f.limit);
    let first = limits.next()?;
    limits
        .all(|limit| limit == first)
        .then(|| number(u64::from(first)))
}
