//! What is wrong with a working copy, and what is worth a thought, each at its value. The rules themselves are
//! those of the file (`consultations/file`), which is read last and may refuse what nothing here has seen.

mod later;
pub(super) mod value;

use super::file::write;
use super::images::images;
use super::manuscript::{Field, Manuscript, Words};
use crate::calendar::{self, Concern, Span};
use crate::consultations::file::{self, Imported, Problem};
use crate::consultations::{Consultation, is_too_far};
use crate::i18n::{Lang, Value};
use crate::text::{DRAFT_CEILING, is_blank};
use chrono::NaiveDate;
use std::collections::HashMap;

pub use value::is_markdown;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Something is not written yet.
    Missing,
    /// What is written cannot stand.
    Wrong,
    /// To think about; it stops nothing.
    Warning,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The JSON pointer of the value.
    pub at: String,
    /// The key of the text.
    pub code: &'static str,
    pub values: Vec<(&'static str, String)>,
    pub weight: Weight,
}

impl Finding {
    pub fn stops(&self) -> bool {
        self.weight != Weight::Warning
    }

    /// In the reader's language.
    pub fn text(&self, lang: Lang) -> String {
        // A number chooses between «tekst» and «tekster».
        let numbers: Vec<Option<u64>> = self
            .values
            .iter()
            .map(|(name, value)| value.parse().ok().filter(|_| matches!(*name, "n" | "days")))
            .collect();
        let mut text = lang.t(name_of(&self.at));
        // The same is said of either language, where it does not say itself which.
        if self.at.ends_with("/nn") && self.code != LACKS_NYNORSK {
            text = format!("{text} ({})", lang.t("setup-in-nn"));
        }
        let values: Vec<(&str, String)> = self
            .values
            .iter()
            .map(|(name, value)| said(name, value, lang))
            .collect();
        let values = values.iter().zip(&numbers);
        let values = values.map(|((name, text), number)| match number {
            Some(number) => (*name, number as &dyn Value),
            None => (*name, text as &dyn Value),
        });
        let values: Vec<(&str, &dyn Value)> =
            values.chain([("text", &text as &dyn Value)]).collect();
        lang.with(self.code, &values)
    }
}

const LACKS_NYNORSK: &str = "setup-warn-lacks-nynorsk";
/// The value that is a day, and is said by the holiday's name.
const HOLIDAY: &str = "holiday";
/// The value that is a day, and is said as people say it.
const DAY: &str = "day";

/// A value in the reader's language.
fn said(name: &'static str, value: &str, lang: Lang) -> (&'static str, String) {
    let day = || value.parse().ok();
    let words = match name {
        HOLIDAY => day()
            .and_then(calendar::holiday)
            .map(|holiday| holiday.name(lang).to_owned()),
        DAY => day().map(|day| calendar::long_date(lang, day)),
        _ => None,
    };
    (name, words.unwrap_or_else(|| value.to_owned()))
}

/// What the field is called that holds the text at a pointer in one language («/title/nn»).
fn name_of(at: &str) -> &'static str {
    match at.rsplit('/').nth(1).unwrap_or_default() {
        "proposal_title" => "setup-proposal-title",
        "product_type" => "setup-product-type",
        "ingress" => "setup-ingress",
        "letter" => "setup-letter",
        "background" => "setup-background",
        "body" => "setup-body",
        "rationale" => "setup-rationale",
        "practice" => "setup-practice",
        "help" => "setup-help",
        "label" => "setup-label",
        "change_note" => "setup-change-note",
        "name" if at.starts_with("/groups/") => "setup-group-name",
        "name" => "setup-owner-name",
        _ => "setup-title-words",
    }
}

/// Everything that is found, errors first. `old` is what is published.
pub fn check(m: &Manuscript, old: Option<&Consultation>, today: NaiveDate) -> Vec<Finding> {
    let mut check = Check {
        m,
        found: Vec::new(),
    };
    check.about();
    check.dates(old.is_none(), today);
    check.status(old, today);
    check.outline();
    check.documents();
    check.bodies(old.is_none());
    check.languages();
    if let Some(old) = old {
        later::check(&mut check, old);
    }
    check
        .found
        .sort_by_key(|finding| finding.weight == Weight::Warning);
    check.found
}

/// The working copy as the import reads it, or what the file's own check still finds, with its place.
pub fn read(
    m: &Manuscript,
    documents: &HashMap<String, Vec<u8>>,
) -> Result<Imported, Vec<(String, Problem)>> {
    let written = write(m);
    file::parse(&written.text, |name| documents.get(name).cloned()).map_err(|problems| {
        let placed = |problem: Problem| (written.at(problem.line).to_owned(), problem);
        problems.into_iter().map(placed).collect()
    })
}

struct Check<'a> {
    m: &'a Manuscript,
    found: Vec<Finding>,
}

impl Check<'_> {
    fn put(&mut self, weight: Weight, at: &str, code: &'static str) {
        self.put_with(weight, at, code, Vec::new());
    }

    fn put_with(
        &mut self,
        weight: Weight,
        at: &str,
        code: &'static str,
        values: Vec<(&'static str, String)>,
    ) {
        self.found.push(Finding {
            at: at.to_owned(),
            code,
            values,
            weight,
        });
    }

    fn wrong(&mut self, at: &str, code: &'static str) {
        self.put(Weight::Wrong, at, code);
    }

    /// A text that must be there in bokmål.
    fn needed(&mut self, at: &str, words: &Words, code: &'static str) {
        if is_blank(&words.nb) {
            self.put(Weight::Missing, &format!("{at}/nb"), code);
        }
    }

    fn about(&mut self) {
        let m = self.m;
        if m.reference.is_empty() {
            if m.is_hearing() {
                self.put(Weight::Missing, "/reference", "setup-lacks-reference");
            }
        } else if !value::is_reference(&m.reference) {
            self.wrong("/reference", "setup-wrong-reference");
        }
        self.needed("/title", &m.title, "setup-lacks-title");
        self.needed("/ingress", &m.ingress, "setup-lacks-ingress");
        self.needed("/owner/name", &m.owner.name, "setup-lacks-owner");
        let numbers = [
            (
                "/owner/org_no",
                &m.owner.org_no,
                value::is_org_no as fn(&str) -> bool,
                "setup-lacks-org-no",
                "setup-wrong-org-no",
            ),
            (
                "/owner/reply_address",
                &m.owner.reply_address,
                value::is_email,
                "setup-lacks-reply",
                "setup-wrong-email",
            ),
        ];
        for (at, text, is_right, lacks, is_wrong) in numbers {
            if text.is_empty() {
                self.put(Weight::Missing, at, lacks);
            } else if !is_right(text) {
                self.wrong(at, is_wrong);
            }
        }
        if m.contact.email.is_empty() && m.contact.phone.is_empty() {
            self.put(Weight::Missing, "/contact/email", "setup-lacks-contact");
        }
        if !m.contact.email.is_empty() && !value::is_email(&m.contact.email) {
            self.wrong("/contact/email", "setup-wrong-email");
        }
        for (at, words) in m.words() {
            for (language, text) in [("nb", &words.nb), ("nn", &words.nn)] {
                if let Some((code, n)) = value::too_long(&at, text) {
                    let at = format!("{at}/{language}");
                    self.put_with(Weight::Wrong, &at, code, vec![("n", n.to_string())]);
                }
            }
            if is_blank(&words.nb) && !is_blank(&words.nn) {
                self.wrong(&format!("{at}/nb"), "setup-wrong-only-nynorsk");
            }
            self.images(&at, words);
        }
    }

    /// Images stand as links with their description: one without any is a link that nobody can read.
    fn images(&mut self, at: &str, words: &Words) {
        for (language, text) in [("nb", &words.nb), ("nn", &words.nn)] {
            let lacking = images(text).iter().filter(|image| !image.has_alt).count();
            if is_markdown(at) && lacking > 0 {
                let values = vec![("n", lacking.to_string())];
                let at = format!("{at}/{language}");
                self.put_with(Weight::Wrong, &at, "setup-wrong-image", values);
            }
        }
    }

    fn dates(&mut self, is_new: bool, today: NaiveDate) {
        let m = self.m;
        let published_on = self.date("/published_on", &m.published_on, "setup-lacks-published-on");
        let deadline_on = self.date("/deadline_on", &m.deadline_on, "setup-lacks-deadline");
        // What is new is published today at the earliest, whatever day was meant.
        let from = match is_new {
            true => m.dated(today).published_on.parse().ok(),
            false => published_on,
        };
        if from != published_on {
            self.put(
                Weight::Warning,
                "/published_on",
                "setup-warn-published-before",
            );
        }
        let Some(deadline_on) = deadline_on else {
            return;
        };
        for concern in calendar::concerns(deadline_on) {
            let (code, holiday) = match concern {
                Concern::Saturday => ("setup-warn-saturday", None),
                Concern::Sunday => ("setup-warn-sunday", None),
                Concern::Holiday(holiday) => ("setup-warn-holiday", Some(holiday)),
                Concern::July => ("setup-warn-july", None),
                Concern::Christmas => ("setup-warn-christmas", None),
                Concern::Easter => ("setup-warn-easter", None),
            };
            let name = holiday.map(|h| (HOLIDAY, h.date.to_string()));
            self.put_with(
                Weight::Warning,
                "/deadline_on",
                code,
                name.into_iter().collect(),
            );
        }
        let (Some(published_on), Some(from)) = (published_on, from) else {
            return;
        };
        if deadline_on <= published_on {
            self.wrong("/deadline_on", "setup-wrong-deadline-order");
        } else if deadline_on <= from {
            self.wrong("/deadline_on", "setup-wrong-deadline-past");
        } else if is_new && is_too_far(deadline_on, today) {
            self.wrong("/deadline_on", "setup-wrong-deadline-far");
        } else if m.is_hearing() && is_blank(&m.short_reason) {
            let days = (deadline_on - from).num_days().to_string();
            match calendar::span(from, deadline_on) {
                Span::TooShort => self.put_with(
                    Weight::Wrong,
                    "/short_reason",
                    "setup-wrong-short",
                    vec![("days", days)],
                ),
                Span::Short => self.put_with(
                    Weight::Warning,
                    "/deadline_on",
                    "setup-warn-short",
                    vec![("days", days)],
                ),
                Span::Normal => {}
            }
        }
    }

    /// Answers are refused from then on: not while somebody can answer in time.
    fn status(&mut self, old: Option<&Consultation>, today: NaiveDate) {
        let m = self.m;
        let stands = old.map_or_else(String::new, |old| old.status.as_str().to_owned());
        let deadline_on =
            old.map_or_else(|| m.deadline_on.parse().ok(), |old| Some(old.deadline_on));
        let is_early = deadline_on.is_some_and(|deadline_on: NaiveDate| today <= deadline_on);
        if m.is_after_deadline() && m.status != stands && is_early {
            self.wrong("/status", "setup-wrong-status-early");
        }
    }

    fn date(&mut self, at: &str, text: &str, lacks: &'static str) -> Option<NaiveDate> {
        if text.is_empty() {
            self.put(Weight::Missing, at, lacks);
            return None;
        }
        let date = text.parse().ok();
        if date.is_none() {
            self.wrong(at, "setup-wrong-date");
        }
        date
    }

    fn outline(&mut self) {
        let m = self.m;
        let (mut chapters, mut numbers) = (HashMap::new(), HashMap::new());
        for (i, chapter) in m.chapters.iter().enumerate() {
            let at = format!("/chapters/{i}");
            self.needed(
                &format!("{at}/title"),
                &chapter.title,
                "setup-lacks-chapter-title",
            );
            self.number(&at, &chapter.number, &mut chapters);
            for (j, advice) in chapter.advice.iter().enumerate() {
                let at = format!("{at}/advice/{j}");
                if !m.is_hearing() {
                    self.wrong(&format!("{at}/title/nb"), "setup-wrong-advice-in-round");
                }
                self.needed(
                    &format!("{at}/title"),
                    &advice.title,
                    "setup-lacks-advice-title",
                );
                self.needed(
                    &format!("{at}/body"),
                    &advice.body,
                    "setup-lacks-advice-body",
                );
                if advice.number.is_empty() {
                    self.put(
                        Weight::Missing,
                        &format!("{at}/number"),
                        "setup-lacks-number",
                    );
                }
                self.number(&at, &advice.number, &mut numbers);
                if advice.fields.is_empty() {
                    self.put(
                        Weight::Missing,
                        &format!("{at}/title/nb"),
                        "setup-lacks-field",
                    );
                }
                for (n, field) in advice.fields.iter().enumerate() {
                    self.field(&format!("{at}/fields/{n}"), field);
                }
            }
        }
        for (n, field) in m.general_fields.iter().enumerate() {
            self.field(&format!("/general_fields/{n}"), field);
        }
        if m.advice().next().is_none() && m.general_fields.is_empty() {
            let at = if m.is_hearing() {
                "/chapters"
            } else {
                "/general_fields"
            };
            self.put(Weight::Missing, at, "setup-lacks-anything");
        }
    }

    fn number(&mut self, at: &str, number: &str, used: &mut HashMap<String, ()>) {
        let at = format!("{at}/number");
        if number.chars().count() > 12 {
            self.wrong(&at, "setup-wrong-number");
        } else if !number.is_empty() && used.insert(number.to_owned(), ()).is_some() {
            let values = vec![("number", number.to_owned())];
            self.put_with(Weight::Wrong, &at, "setup-wrong-same-number", values);
        }
    }

    fn field(&mut self, at: &str, field: &Field) {
        self.needed(&format!("{at}/label"), &field.label, "setup-lacks-label");
        if field.kind == "text" {
            let limit = field.limit.parse::<usize>().unwrap_or(0);
            if !(1..=DRAFT_CEILING).contains(&limit) {
                self.wrong(&format!("{at}/limit"), "setup-wrong-limit");
            }
        } else if field.options.len() < 2 {
            self.put(
                Weight::Missing,
                &format!("{at}/label/nb"),
                "setup-lacks-options",
            );
        }
        for (n, option) in field.options.iter().enumerate() {
            let at = format!("{at}/options/{n}/label");
            self.needed(&at, &option.label, "setup-lacks-option");
        }
    }

    fn documents(&mut self) {
        for (n, document) in self.m.documents.iter().enumerate() {
            let at = format!("/documents/{n}");
            if is_blank(&document.title) {
                self.put(
                    Weight::Missing,
                    &format!("{at}/title"),
                    "setup-lacks-document-title",
                );
            }
            if document.kind == "draft" && !self.m.is_hearing() {
                self.wrong(&format!("{at}/kind"), "setup-wrong-draft-in-round");
            }
        }
        let total: u64 = self.m.documents.iter().map(|d| d.size).sum();
        if total > file::MAX_TOTAL_BYTES {
            self.wrong("/documents", "setup-wrong-documents-size");
        }
    }

    fn bodies(&mut self, is_new: bool) {
        let (mut texts, mut numbers) = (HashMap::new(), HashMap::new());
        let mut total = 0_usize;
        for (i, group) in self.m.groups.iter().enumerate() {
            for (n, line) in group.lines.iter().enumerate() {
                total += 1;
                let at = format!("/groups/{i}/lines/{n}");
                if !line.org_no.is_empty() && !value::is_org_no(&line.org_no) {
                    self.wrong(&at, "setup-wrong-org-no");
                }
                let org_no = line.org_no.replace(' ', "");
                if !org_no.is_empty()
                    && let Some(other) = numbers.insert(org_no, line.text.clone())
                    && other != line.text
                {
                    let values = vec![("line", line.text.clone()), ("other", other)];
                    self.put_with(Weight::Wrong, &at, "setup-wrong-same-body", values);
                }
                if texts.insert(line.text.as_str(), ()).is_some() {
                    let values = vec![("line", line.text.clone())];
                    self.put_with(Weight::Wrong, &at, "setup-wrong-same-line", values);
                }
            }
        }
        if total == 0 {
            let is_meant = !is_new || !self.m.is_hearing() || self.m.nobody_invited;
            let (weight, code) = match is_meant {
                true => (Weight::Warning, "setup-warn-no-bodies"),
                false => (Weight::Missing, "setup-lacks-bodies"),
            };
            self.put(weight, "/groups", code);
        }
    }

    /// A consultation without any nynorsk has made a choice: it is said once.
    fn languages(&mut self) {
        let words = self.m.words();
        let lacking: Vec<_> = words
            .iter()
            .filter(|(_, words)| !is_blank(&words.nb) && is_blank(&words.nn))
            .collect();
        // Labels come in both languages by themselves, and owners have their name once.
        let is_written = |at: &str| !at.ends_with("/label") && at != "/owner/name";
        let filled = words
            .iter()
            .filter(|(at, words)| is_written(at) && !is_blank(&words.nn))
            .count();
        if lacking.is_empty() {
            return;
        }
        let n = lacking.len().to_string();
        if filled <= lacking.len() / 4 {
            self.put_with(
                Weight::Warning,
                "/title/nn",
                "setup-warn-no-nynorsk",
                vec![("n", n)],
            );
            return;
        }
        for (at, _) in lacking {
            self.put(Weight::Warning, &format!("{at}/nn"), LACKS_NYNORSK);
        }
    }
}

impl Manuscript {
    /// As it is published for the first time on this day: not before it, unless it is an old round whose work is
    /// already past its deadline.
    pub fn dated(&self, today: NaiveDate) -> Self {
        let is_passed = |day: NaiveDate| day < today && !self.is_after_deadline();
        let mut dated = self.clone();
        if self.published_on.parse().is_ok_and(is_passed) {
            dated.published_on = today.to_string();
        }
        dated
    }

    /// Its status says that nobody can answer in time any more.
    fn is_after_deadline(&self) -> bool {
        ["processing", "concluded"].contains(&self.status.as_str())
    }

    pub fn is_hearing(&self) -> bool {
        self.kind == "høring"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remark_on_a_text_in_nynorsk_says_so_where_it_does_not_itself() {
        let said = |at: &str, code: &'static str| {
            let finding = Finding {
                at: at.to_owned(),
                code,
                values: vec![("reference", "24/1".to_owned())],
                weight: Weight::Warning,
            };
            finding.text(Lang::Nb)
        };
        let (nb, nn) = (
            said("/letter/nb", "setup-warn-other-case"),
            said("/letter/nn", "setup-warn-other-case"),
        );
        assert!(nb.starts_with("«Høringsbrev»"), "{nb}");
        assert!(nn.starts_with("«Høringsbrev (nynorsk)»"), "{nn}");
        assert_eq!(
            said("/letter/nn", LACKS_NYNORSK),
            "«Høringsbrev» mangler på nynorsk"
        );
    }
}
