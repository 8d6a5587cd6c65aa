//! The front page: what is asked of it by its address, and what it shows.

use super::parts::{days_left, stage_color, stage_name, until};
use super::said::Said;
use crate::calendar;
use crate::consultations::consultation::{Kind, Stage};
use crate::consultations::list::{Counts, Cursor, ListQuery, Listed, Summary};
use crate::error::{Error, Problem};
use crate::i18n::Lang;
use crate::text::single_line;
use crate::web::query::Query;
use chrono::{DateTime, NaiveDate, Utc};

/// How many stand on a page of the list, and under each heading where all stages are shown.
const ON_A_PAGE: u32 = 20;
const UNDER_A_HEADING: u32 = 6;
/// More than anybody searches for.
const LONGEST_QUESTION: usize = 200;

const STAGES: [(Stage, &str); 3] = [
    (Stage::Open, "apne"),
    (Stage::Processing, "under-behandling"),
    (Stage::Concluded, "ferdige"),
];

/// What the reader asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    pub words: String,
    pub stage: Option<Stage>,
    pub after: Option<Cursor>,
}

impl Asked {
    pub fn of(query: &Query) -> Result<Self, Error> {
        let words = single_line(query.get("q").unwrap_or_default());
        let stage = match query.get("status").filter(|word| !word.is_empty()) {
            None => None,
            Some(word) => {
                let known = STAGES.iter().find(|(_, known)| *known == word);
                Some(known.ok_or(Problem::NotFound)?.0)
            }
        };
        let after: Option<Cursor> = query
            .get("etter")
            .map(|text| text.parse().map_err(|_| Error::new(Problem::NotFound)))
            .transpose()?;
        if after.is_some() && stage.is_none() {
            return Err(Problem::NotFound.into());
        }
        Ok(Self {
            words: words.chars().take(LONGEST_QUESTION).collect(),
            stage,
            after,
        })
    }

    /// Only what many ask for is kept ready: the words and places that people come up with are endless.
    pub fn is_common(&self) -> bool {
        self.words.is_empty() && self.after.is_none()
    }

    /// The lists to read: of one stage a page, or the beginning of each.
    pub fn queries(&self, today: NaiveDate) -> Vec<(Stage, ListQuery)> {
        let query = |stage, limit| ListQuery {
            stage: Some(stage),
            words: self.words.clone(),
            after: self.after,
            limit,
            today,
        };
        match self.stage {
            Some(stage) => vec![(stage, query(stage, ON_A_PAGE))],
            None => STAGES
                .iter()
                .map(|(stage, _)| {
                    let limit = if *stage == Stage::Open {
                        ON_A_PAGE
                    } else {
                        UNDER_A_HEADING
                    };
                    (*stage, query(*stage, limit))
                })
                .collect(),
        }
    }

    /// The path of the front page that asks for this, without language.
    pub fn path(&self) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        if !self.words.is_empty() {
            query.append_pair("q", &self.words);
        }
        if let Some((_, word)) = STAGES.iter().find(|(stage, _)| Some(*stage) == self.stage) {
            query.append_pair("status", word);
        }
        if let Some(after) = self.after {
            query.append_pair("etter", &after.to_string());
        }
        match query.finish() {
            query if query.is_empty() => "/".to_owned(),
            query => format!("/?{query}"),
        }
    }
}

/// A consultation in the list.
#[derive(Debug, Clone)]
pub struct Item {
    pub href: String,
    pub title: Said,
    pub ingress: Option<Said>,
    pub product: Option<Said>,
    pub owner: Said,
    pub reference: Option<String>,
    pub tag: String,
    pub tag_color: &'static str,
    pub deadline: String,
    /// While it is open.
    pub left: Option<String>,
    pub is_round: bool,
    pub is_demo: bool,
}

impl Item {
    fn of(summary: &Summary, lang: Lang, now: DateTime<Utc>) -> Self {
        let deadline = calendar::long_date(lang, summary.deadline_on);
        let is_open = summary.stage == Stage::Open;
        Self {
            href: lang.path(&format!("/horinger/{}", summary.slug)),
            title: Said::plain(&summary.title, lang),
            ingress: summary.ingress.as_ref().map(|text| Said::line(text, lang)),
            product: summary
                .product_type
                .as_ref()
                .map(|text| Said::plain(text, lang)),
            owner: Said::plain(&summary.owner, lang),
            reference: summary.reference.clone(),
            tag: stage_name(lang, summary.stage),
            tag_color: stage_color(summary.stage),
            deadline: if is_open { until(deadline) } else { deadline },
            left: is_open.then(|| days_left(lang, now, summary.deadline_on)),
            is_round: summary.kind == Kind::InputRound,
            is_demo: summary.demo.is_some(),
        }
    }
}

/// A choice above the list: every stage, or one.
#[derive(Debug, Clone)]
pub struct Tab {
    pub text: String,
    pub count: i64,
    pub href: String,
    pub is_current: bool,
}

/// The consultations of one stage.
#[derive(Debug, Clone)]
pub struct Section {
    pub id: &'static str,
    pub heading: String,
    pub items: Vec<Item>,
    /// What stands there when there are none.
    pub empty: String,
    /// Where all of the stage are listed, when some are left out.
    pub all: Option<(String, String)>,
}

/// Everything below the heading.
#[derive(Debug, Clone)]
pub struct Front {
    pub words: String,
    pub status: &'static str,
    pub tabs: Vec<Tab>,
    pub sections: Vec<Section>,
    /// The next page of one stage, and the way back to its first.
    pub next: Option<String>,
    pub first: Option<String>,
    /// Nothing that was asked for is there.
    pub nothing: Option<String>,
    /// How many were found, where words were searched for.
    pub found: Option<String>,
}

impl Front {
    pub fn of(
        asked: &Asked,
        counts: Counts,
        lists: &[(Stage, Listed)],
        lang: Lang,
        now: DateTime<Utc>,
    ) -> Self {
        let view = View {
            asked,
            counts,
            lang,
            now,
        };
        let shown = asked.stage.map_or(counts.all(), |stage| counts.of(stage));
        let words = &asked.words;
        let next = lists
            .first()
            .and_then(|(_, list)| list.next)
            .filter(|_| asked.stage.is_some());
        let at = |after| {
            lang.path(
                &Asked {
                    after,
                    ..asked.clone()
                }
                .path(),
            )
        };
        let sections: Vec<_> = lists
            .iter()
            .filter_map(|(stage, list)| view.section(*stage, list))
            .collect();
        Self {
            words: words.clone(),
            status: STAGES
                .iter()
                .find(|(s, _)| Some(*s) == asked.stage)
                .map_or("", |(_, w)| w),
            tabs: view.tabs(),
            next: next.map(|cursor| at(Some(cursor))),
            first: asked.after.map(|_| at(None)),
            nothing: sections.is_empty().then(|| view.nothing()),
            sections,
            found: (!words.is_empty() && shown > 0)
                .then(|| lang.with("search-found", &[("n", &shown), ("words", words)])),
        }
    }
}

struct View<'a> {
    asked: &'a Asked,
    counts: Counts,
    lang: Lang,
    now: DateTime<Utc>,
}

impl View<'_> {
    fn tabs(&self) -> Vec<Tab> {
        let tab = |stage: Option<Stage>| {
            let asked = Asked {
                words: self.asked.words.clone(),
                stage,
                after: None,
            };
            Tab {
                text: stage.map_or_else(
                    || self.lang.t("tab-all"),
                    |stage| stage_name(self.lang, stage),
                ),
                count: stage.map_or(self.counts.all(), |stage| self.counts.of(stage)),
                href: self.lang.path(&asked.path()),
                is_current: self.asked.stage == stage,
            }
        };
        let stages = STAGES.iter().map(|(stage, _)| Some(*stage));
        std::iter::once(None).chain(stages).map(tab).collect()
    }

    /// A stage that nothing was found in is left out, but that nothing is open is worth a sentence.
    fn section(&self, stage: Stage, list: &Listed) -> Option<Section> {
        let (id, heading, empty) = match stage {
            Stage::Open => ("apne", "front-open", "front-open-empty"),
            Stage::Processing => (
                "under-behandling",
                "front-processing",
                "front-processing-empty",
            ),
            Stage::Concluded => ("ferdige", "front-concluded", "front-concluded-empty"),
        };
        let is_told = stage == Stage::Open && self.asked.words.is_empty() && self.counts.all() > 0;
        if list.items.is_empty() && !is_told {
            return None;
        }
        let left_out = list.next.is_some() && self.asked.stage.is_none();
        let asked = Asked {
            stage: Some(stage),
            words: self.asked.words.clone(),
            after: None,
        };
        Some(Section {
            id,
            heading: self.lang.t(heading),
            items: list
                .items
                .iter()
                .map(|item| Item::of(item, self.lang, self.now))
                .collect(),
            empty: self.lang.t(empty),
            all: left_out.then(|| {
                let n = self.counts.of(stage);
                (
                    self.lang.path(&asked.path()),
                    self.lang.with("front-show-all", &[("n", &n)]),
                )
            }),
        })
    }

    fn nothing(&self) -> String {
        match (self.asked.words.as_str(), self.asked.stage) {
            ("", None) => self.lang.t("front-nothing-yet"),
            ("", Some(Stage::Open)) => self.lang.t("front-open-empty"),
            ("", Some(Stage::Processing)) => self.lang.t("front-processing-empty"),
            ("", Some(Stage::Concluded)) => self.lang.t("front-concluded-empty"),
            (words, _) => self.lang.with("search-nothing", &[("words", &words)]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn an_address_says_what_was_asked_and_back() {
        let after = Cursor {
            deadline_on: "2024-08-01".parse().unwrap(),
            id: Uuid::nil(),
        };
        let asked = Asked {
            words: "råd & tall".into(),
            stage: Some(Stage::Processing),
            after: Some(after),
        };
        let path = asked.path();
        assert!(
            path.starts_with("/?q=r%C3%A5d+%26+tall&status=under-behandling&etter="),
            "{path}"
        );
        assert_eq!(Asked::default().path(), "/");
    }
}
