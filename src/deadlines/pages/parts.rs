//! What the pages of deadlines share: the form that moves one, what should be known of a day, and what has been
//! moved before.

use crate::accounts::Member;
use crate::audit::Actor;
use crate::calendar::{self, Concern};
use crate::consultations::{
    Consultation, LONGEST_REASON, MovedDeadline, NEW_ON, REASON, Texts, read_later_day,
};
use crate::deadlines::extend::REASON_NN;
use crate::error::{Error, FieldError, Problem};
use crate::i18n::{Lang, number};
use crate::web::components::{ErrorLink, TextInput};
use crate::web::faces::field_text;
use crate::web::form::Form;
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::HashMap;

/// What was typed in a form that moves a deadline, and what is wrong with it.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    pub day: String,
    pub reason: String,
    pub reason_nn: String,
    pub faults: Vec<FieldError>,
}

impl Typed {
    pub fn of(form: &Form) -> Self {
        let text = |name| form.get(name).unwrap_or_default().to_owned();
        Self {
            day: text(NEW_ON),
            reason: text(REASON),
            reason_nn: text(REASON_NN),
            faults: Vec::new(),
        }
    }

    #[must_use]
    pub fn wrong(mut self, faults: Vec<FieldError>) -> Self {
        self.faults = faults;
        self
    }

    /// The same, and what is wrong with the day beside this deadline, where that was not looked at yet.
    #[must_use]
    pub fn wrong_beside(
        self,
        mut faults: Vec<FieldError>,
        in_force: NaiveDate,
        now: DateTime<Utc>,
    ) -> Self {
        if faults.iter().all(|fault| fault.at != NEW_ON) {
            faults.extend(read_later_day(&self.day, in_force, now).err());
        }
        self.wrong(faults)
    }

    pub fn errors(&self, lang: Lang) -> Vec<ErrorLink> {
        let link = |fault: &FieldError| ErrorLink::field(&fault.at, field_text(lang, fault));
        self.faults.iter().map(link).collect()
    }

    pub fn fault(&self, lang: Lang, at: &str) -> Option<String> {
        let found = self.faults.iter().find(|fault| fault.at == at);
        found.map(|fault| field_text(lang, fault))
    }

    pub fn day_input(&self, lang: Lang, label: &str) -> TextInput {
        TextInput {
            kind: "date",
            ..TextInput::new(NEW_ON, lang.t(label), self.day.as_str())
                .error(self.fault(lang, NEW_ON))
        }
    }

    /// The reason, in bokmål; drawn as a text area.
    pub fn reason_input(&self, lang: Lang, label: &str, hint: &str) -> TextInput {
        let most = number(u64::try_from(LONGEST_REASON).unwrap_or_default());
        TextInput::new(REASON, lang.t(label), self.reason.as_str())
            .hint(lang.with1(hint, "n", &most))
            .error(self.fault(lang, REASON))
    }

    pub fn reason_nn_input(&self, lang: Lang) -> TextInput {
        TextInput::new(
            REASON_NN,
            lang.t("deadline-reason-nn"),
            self.reason_nn.as_str(),
        )
        .hint(lang.t("deadline-reason-nn-hint"))
        .error(self.fault(lang, REASON_NN))
    }
}

/// What to tell somebody who has chosen this day.
pub fn concern_text(lang: Lang, concern: &Concern) -> String {
    match concern {
        Concern::Saturday => lang.t("deadline-concern-saturday"),
        Concern::Sunday => lang.t("deadline-concern-sunday"),
        Concern::Holiday(holiday) => {
            lang.with1("deadline-concern-holiday", "name", holiday.name(lang))
        }
        Concern::July => lang.t("deadline-concern-july"),
        Concern::Christmas => lang.t("deadline-concern-christmas"),
        Concern::Easter => lang.t("deadline-concern-easter"),
    }
}

/// A deadline that was moved, as a line of a list.
#[derive(Debug, Clone)]
pub struct MovedPart {
    /// Whose it is; for all: nothing.
    pub who: Option<String>,
    pub href: Option<String>,
    pub text: String,
    pub when: String,
    pub reason: String,
    pub reason_lang: Option<Lang>,
}

impl MovedPart {
    pub fn of(lang: Lang, moved: &MovedDeadline, by: &str) -> Self {
        let day = |date| calendar::long_date(lang, date);
        Self {
            who: None,
            href: None,
            text: lang.with2(
                "deadline-moved",
                ("old", &day(moved.old_on)),
                ("new", &day(moved.new_on)),
            ),
            when: lang.with2(
                "deadline-moved-by",
                ("when", &calendar::date_time(lang, moved.at)),
                ("who", by),
            ),
            reason: moved.reason.get(lang).to_owned(),
            reason_lang: foreign(&moved.reason, lang),
        }
    }
}

/// The language of a text when it is not the page's.
pub fn foreign(texts: &Texts, lang: Lang) -> Option<Lang> {
    Some(texts.lang(lang)).filter(|is| *is != lang)
}

/// «Fristen er torsdag 1. august 2024 kl. 23.59.», or that it was.
pub fn stands(lang: Lang, consultation: &Consultation, now: DateTime<Utc>) -> String {
    let day = calendar::weekday_date(lang, consultation.deadline_on);
    let key = match calendar::days_left(now, consultation.deadline_on) {
        Some(_) => "deadline-stands",
        None => "deadline-passed-on",
    };
    lang.with1(key, "day", &day)
}

/// What a key may be at most; ours are shorter.
const MOST_KEY: usize = 64;

/// The key of a press: the same twice is done once.
pub fn key_of(form: &Form) -> Result<String, Error> {
    let key = form.filled("nokkel").filter(|key| key.len() <= MOST_KEY);
    Ok(key
        .ok_or_else(|| Error::new(Problem::MalformedRequest))?
        .to_owned())
}

/// Members of staff by what the audit calls them.
pub fn staff_names(members: Vec<Member>) -> HashMap<String, String> {
    let named = |m: Member| (Actor::Staff(m.id).as_text(), m.name);
    members.into_iter().map(named).collect()
}
