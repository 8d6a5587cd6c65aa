//! The columns of a table: what stands above each, and what stands in it for an answer.

use super::asked::{Asked, Group};
use super::cells::{Cell, CellKind};
use super::picture::{Picture, Record};
use super::store::Content;
use super::wording::{Wording, field_label, part_name};
use crate::bodies::{COUNTIES, kind_name};
use crate::consultations::{ADDED_LATER, Advice, Consultation, Field, FieldKind};
use crate::i18n::Lang;
use crate::review::{Adoption, Channel, Sender, Standing};
use crate::submissions::receipt::{self, AdoptionKind, OnBehalf, Supported, hex};
use chrono::NaiveDate;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// The columns about the answer, then those of each part.
pub struct Table {
    pub lang: Lang,
    pub fixed: Vec<Column>,
    pub parts: Vec<Part>,
    pub wording: Wording,
    groups: Vec<Option<String>>,
    prefix: String,
}

/// A råd or the general fields.
pub struct Part {
    /// «Råd 6».
    pub name: String,
    pub advice_id: Option<Uuid>,
    /// Those that go out.
    pub fields: Vec<Field>,
    pub columns: Vec<Column>,
}

pub struct Column {
    pub header: String,
    /// In characters, as programs for tables count a column's width.
    pub width: u16,
    /// Of the field, or of the råd whose *ingen merknad* it is; empty where it is about the whole answer.
    key: String,
    what: What,
}

impl Column {
    pub fn kind(&self) -> CellKind {
        match self.what {
            What::Sequence | What::LateSeconds | What::Version | What::Proposal => CellKind::Number,
            What::Deadline | What::AdoptedOn => CellKind::Day,
            What::Received => CellKind::Instant,
            _ => CellKind::Text,
        }
    }
}

enum What {
    Number,
    Sequence,
    Name,
    OnBehalf,
    OrganisationNumber,
    Person,
    Role,
    Email,
    EmailState,
    NameWithheld,
    Kind,
    Group,
    County,
    Received,
    Deadline,
    LateSeconds,
    Version,
    Proposal,
    Language,
    Channel,
    Standing,
    Withheld,
    Adoption,
    AdoptedBy,
    AdoptedOn,
    AdoptionCase,
    Capacity,
    Cosigners,
    NotCosigned,
    Checksum,
    Supports,
    Attachments,
    Text(Uuid),
    Choice(Uuid),
    NoComment(Uuid),
}

/// The end of a heading's key, the column's width, and what stands in it.
type Heading = (&'static str, u16, fn() -> What);

/// Among all columns in which a person's name may stand: whoever takes out the one takes out the other.
const NAME_WITHHELD: Heading = ("name-withheld", 14, || What::NameWithheld);

/// The columns of each group that are about the answer as a whole.
fn of_group(group: Group) -> &'static [Heading] {
    match group {
        Group::Sender => &[
            ("name", 34, || What::Name),
            NAME_WITHHELD,
            ("on-behalf", 16, || What::OnBehalf),
            ("org-no", 14, || What::OrganisationNumber),
            ("capacity", 12, || What::Capacity),
            ("cosigners", 34, || What::Cosigners),
            ("not-cosigned", 34, || What::NotCosigned),
        ],
        Group::Contact => &[
            ("person", 24, || What::Person),
            ("role", 20, || What::Role),
            ("email", 30, || What::Email),
            ("email-state", 14, || What::EmailState),
            NAME_WITHHELD,
        ],
        Group::Listing => &[
            ("kind", 20, || What::Kind),
            ("group", 24, || What::Group),
            ("county", 16, || What::County),
        ],
        Group::Times => &[
            ("received", 19, || What::Received),
            ("deadline", 12, || What::Deadline),
            ("late", 14, || What::LateSeconds),
        ],
        Group::Version => &[
            ("version", 9, || What::Version),
            ("proposal", 9, || What::Proposal),
            ("language", 9, || What::Language),
        ],
        Group::Channel => &[("channel", 10, || What::Channel)],
        Group::Standing => &[
            ("standing", 20, || What::Standing),
            ("withheld", 24, || What::Withheld),
            ("adoption", 24, || What::Adoption),
            ("adopted-by", 24, || What::AdoptedBy),
            ("adopted-on", 12, || What::AdoptedOn),
            ("adoption-case", 16, || What::AdoptionCase),
        ],
        Group::Receipt => &[
            ("checksum", 66, || What::Checksum),
            ("attachments", 34, || What::Attachments),
        ],
        Group::Stance => &[("supports", 40, || What::Supports)],
        Group::Text | Group::NoComment => &[],
    }
}

const TEXT_WIDTH: u16 = 60;
const CHOICE_WIDTH: u16 = 18;

impl Table {
    pub fn of(picture: &Picture) -> Self {
        let (asked, lang) = (&picture.asked, picture.lang);
        let consultation = &picture.consultation;
        let column = |key: &str, width, what| Column {
            header: lang.t(&format!("export-col-{key}")),
            width,
            key: String::new(),
            what,
        };
        let mut fixed = vec![
            column("number", 16, What::Number),
            column("sequence", 7, What::Sequence),
        ];
        // What stands in several groups is there once.
        let mut seen = HashSet::new();
        for group in Group::ALL.iter().filter(|group| is_taken(asked, **group)) {
            let columns = of_group(*group).iter();
            let columns = columns.filter(|(key, ..)| seen.insert(*key));
            fixed.extend(columns.map(|(key, width, what)| column(key, *width, what())));
        }
        let advice = consultation.advice_ever().map(Some).chain([None]);
        let parts = advice.filter_map(|advice| Part::of(consultation, advice, asked, lang));
        let mut parts: Vec<Part> = parts.collect();
        tell_apart(&mut parts);
        let name = |group: &crate::consultations::Group| {
            group.name.as_ref().map(|name| name.get(lang).to_owned())
        };
        Self {
            lang,
            fixed,
            parts,
            wording: Wording::of(lang, consultation, &picture.versions),
            groups: consultation.groups.iter().map(name).collect(),
            prefix: consultation.number_prefix.clone(),
        }
    }

    /// Every column of a row that is a whole answer.
    pub fn wide(&self) -> impl Iterator<Item = &Column> {
        let parts = self.parts.iter().flat_map(|part| &part.columns);
        self.fixed.iter().chain(parts)
    }

    pub fn number(&self, record: &Record) -> Option<String> {
        let number = record.entry.as_ref()?.number;
        Some(format!("{}-H{number}", self.prefix))
    }

    pub fn group(&self, no: i32) -> Option<String> {
        if no == ADDED_LATER {
            return Some(self.lang.t("invitations-added-later"));
        }
        let named = self.groups.get(usize::try_from(no).ok()?)?;
        let numbered = || self.lang.with("invitations-group", &[("no", &(no + 1))]);
        Some(named.clone().unwrap_or_else(numbered))
    }

    /// «Eksempelforbundet (24/13304-H17): råd 3, 7», one behind the other.
    fn supports(&self, content: &Content) -> String {
        let one = |one: &Supported| {
            let extent = match &one.advice {
                None => self.lang.t("export-supports-whole"),
                Some(keys) => {
                    let number = |key: &String| self.wording.number(content.proposal, key);
                    let numbers: Vec<String> = keys.iter().map(number).collect();
                    self.lang
                        .with1("export-supports-advice", "advice", numbers.join(", "))
                }
            };
            format!("{} ({}): {extent}", one.name, one.number)
        };
        let all: Vec<String> = content.supports.iter().map(one).collect();
        all.join("; ")
    }

    pub fn cell<'r>(&self, column: &Column, record: &'r Record) -> Cell<'r> {
        let (lang, content, entry) = (self.lang, &record.content, record.entry.as_ref());
        let sender = &content.sender;
        let yes = |is: bool| match is {
            true => Cell::text(lang.t("export-yes")),
            false => Cell::Empty,
        };
        match &column.what {
            What::Number => self.number(record).map_or(Cell::Empty, Cell::text),
            What::Sequence => entry.map_or(Cell::Empty, |entry| Cell::number(entry.number)),
            What::Name => Cell::text(name(sender)),
            What::OnBehalf => Cell::text(on_behalf(lang, sender.on_behalf)),
            What::OrganisationNumber => Cell::of(sender.organisation_number.as_deref()),
            What::Person => Cell::text(sender.person.as_str()),
            What::Role => Cell::of(sender.role.as_deref()),
            What::Email => Cell::of(email(content).map(|(address, _)| address)),
            What::EmailState => email(content).map_or(Cell::Empty, |(_, is_confirmed)| {
                Cell::text(lang.t(match is_confirmed {
                    true => "export-email-confirmed",
                    false => "export-email-told",
                }))
            }),
            What::NameWithheld => yes(content.is_name_withheld),
            What::Kind => Cell::text(match entry {
                Some(entry) => kind(lang, entry.sender),
                None => kind(lang, unconfirmed_kind(sender.on_behalf)),
            }),
            What::Group => {
                let group = entry.and_then(|entry| self.group(entry.group?));
                group.map_or(Cell::Empty, Cell::text)
            }
            What::County => Cell::of(entry.and_then(|entry| county(entry.county?))),
            What::Received => Cell::Instant(content.received_at),
            What::Deadline => Cell::Day(content.deadline_on),
            What::LateSeconds => content.late_seconds.map_or(Cell::Empty, Cell::Number),
            What::Version => Cell::number(content.no),
            What::Proposal => Cell::number(content.proposal),
            What::Language => Cell::text(content.language.as_str()),
            What::Channel => Cell::text(match Channel::of_stored(&content.channel) {
                Some(channel) => lang.t(&format!("review-channel-{}", channel.word())),
                None => content.channel.clone(),
            }),
            What::Standing => Cell::text(standing(lang, entry.map(|entry| entry.standing))),
            What::Withheld => Cell::of(content.withhold_reason.as_deref()),
            What::Adoption => match &content.adoption {
                Some(told) => Cell::text(adoption(lang, told, content.confirmed.is_some())),
                None => Cell::Empty,
            },
            What::AdoptedBy => Cell::of(adopted_by(content)),
            What::AdoptedOn => adopted_on(content).map_or(Cell::Empty, Cell::Day),
            What::AdoptionCase => Cell::of(adoption_case(content)),
            What::Capacity => Cell::text(lang.t(match content.together {
                Some(_) => "export-capacity-joint",
                None => "export-capacity-own",
            })),
            What::Cosigners => names(content.together.as_ref().map(|given| &given.confirmed)),
            What::NotCosigned => names(content.together.as_ref().map(|given| &given.others)),
            What::Checksum => content
                .checksum
                .as_ref()
                .map_or(Cell::Empty, |sum| Cell::text(hex(sum))),
            What::Supports => Cell::text(self.supports(content)),
            What::Attachments => {
                let all = content.attachments.iter();
                let all: Vec<String> = all.map(|one| one.name.clone()).collect();
                names(Some(&all))
            }
            What::Text(field) => Cell::of(
                content
                    .answers
                    .get(field)
                    .and_then(|said| said.0.as_deref()),
            ),
            What::Choice(field) => {
                let said = content.answers.get(field);
                let choice = said.and_then(|said| said.1.as_deref());
                choice.map_or(Cell::Empty, |choice| {
                    let label = self.wording.choice(content.proposal, *field, choice);
                    Cell::text(label.to_owned())
                })
            }
            What::NoComment(advice) => yes(content.no_comment.contains(advice)),
        }
    }
}

/// Two fields may be called the same: then each heading says its key, too.
fn tell_apart(parts: &mut [Part]) {
    let mut times: HashMap<String, usize> = HashMap::new();
    for column in parts.iter().flat_map(|part| &part.columns) {
        *times.entry(column.header.clone()).or_default() += 1;
    }
    for column in parts.iter_mut().flat_map(|part| &mut part.columns) {
        if times.get(&column.header).is_some_and(|times| *times > 1) {
            column.header = format!("{} ({})", column.header, column.key);
        }
    }
}

/// The standing is there, asked for or not, where something that does not count is in the file.
fn is_taken(asked: &Asked, group: Group) -> bool {
    asked.has(group) || (group == Group::Standing && asked.unconfirmed)
}

impl Part {
    fn of(
        consultation: &Consultation,
        advice: Option<&Advice>,
        asked: &Asked,
        lang: Lang,
    ) -> Option<Self> {
        let name = part_name(lang, consultation, advice);
        let fields = consultation.fields_ever_of(advice);
        let fields = fields.filter(|field| asked.fields.has(advice, field));
        let fields: Vec<Field> = fields.cloned().collect();
        let mut columns = Vec::new();
        for field in &fields {
            let (is_taken, width, what) = match field.kind {
                FieldKind::Text => (asked.has(Group::Text), TEXT_WIDTH, What::Text(field.id)),
                FieldKind::Scale | FieldKind::Choice => (
                    asked.has(Group::Stance),
                    CHOICE_WIDTH,
                    What::Choice(field.id),
                ),
            };
            if is_taken {
                columns.push(Column {
                    header: format!("{name}: {}", field_label(lang, consultation, field)),
                    width,
                    key: field.key.clone(),
                    what,
                });
            }
        }
        let is_marked = asked.has(Group::NoComment) && asked.fields.has_part(advice);
        if let Some(advice) = advice.filter(|_| is_marked) {
            columns.push(Column {
                header: format!("{name}: {}", lang.t("svar-no-comment")),
                width: CHOICE_WIDTH,
                key: advice.key.clone(),
                what: What::NoComment(advice.id),
            });
        }
        (!columns.is_empty()).then(|| Self {
            name,
            advice_id: advice.map(|advice| advice.id),
            fields,
            columns,
        })
    }

    /// Something was said to it.
    pub fn is_answered(&self, content: &Content) -> bool {
        let said = self
            .fields
            .iter()
            .any(|field| content.answers.contains_key(&field.id));
        said || self
            .advice_id
            .is_some_and(|id| content.no_comment.contains(&id))
    }
}

/// The body or organisation, or else the person.
pub fn name(sender: &receipt::Sender) -> &str {
    let named = sender.body.as_ref().or(sender.organisation.as_ref());
    named.unwrap_or(&sender.person)
}

/// The address, and whether it was confirmed.
pub fn email(content: &Content) -> Option<(&str, bool)> {
    let confirmed = content
        .confirmed_email
        .as_deref()
        .map(|address| (address, true));
    confirmed.or_else(|| content.email.as_deref().map(|address| (address, false)))
}

/// One below the other: no name has a line break.
fn names<'r>(names: Option<&Vec<String>>) -> Cell<'r> {
    let names = names.filter(|names| !names.is_empty());
    names.map_or(Cell::Empty, |names| Cell::text(names.join("\n")))
}

fn on_behalf(lang: Lang, whom: OnBehalf) -> String {
    lang.t(&format!(
        "export-on-behalf-{}",
        whom.as_str().replace('_', "-")
    ))
}

pub fn unconfirmed_kind(whom: OnBehalf) -> Sender {
    match whom {
        OnBehalf::Person => Sender::Person,
        OnBehalf::Organisation | OnBehalf::PublicBody => Sender::Unlisted,
    }
}

pub fn kind(lang: Lang, sender: Sender) -> String {
    match sender {
        Sender::Invited(kind) => kind_name(lang, kind),
        other => lang.t(&format!("review-sender-{}", other.word())),
    }
}

pub fn standing(lang: Lang, standing: Option<Standing>) -> String {
    match standing {
        Some(standing) => lang.t(&format!("review-standing-{}", standing.word())),
        None => lang.t("svar-tag-unconfirmed"),
    }
}

fn adoption(lang: Lang, told: &receipt::Adoption, is_confirmed: bool) -> String {
    let adoption = match told.kind {
        AdoptionKind::Political => Adoption::Decided,
        AdoptionKind::Administrative => Adoption::Approved,
        AdoptionKind::Reserved if is_confirmed => Adoption::Confirmed,
        AdoptionKind::Reserved => Adoption::Reserved,
    };
    lang.t(&format!("review-adoption-{}", adoption.word()))
}

/// Of what was confirmed since, what was told then.
fn adopted_by(content: &Content) -> Option<&str> {
    let confirmed = content.confirmed.as_ref().map(|c| c.adopted_by.as_str());
    let told = content.adoption.as_ref();
    confirmed.or_else(|| told.and_then(|a| a.body.as_deref().or(a.name.as_deref())))
}

fn adopted_on(content: &Content) -> Option<NaiveDate> {
    let confirmed = content.confirmed.as_ref().map(|c| c.adopted_on);
    confirmed.or_else(|| content.adoption.as_ref().and_then(|a| a.on))
}

fn adoption_case(content: &Content) -> Option<&str> {
    let confirmed = content.confirmed.as_ref().and_then(|c| c.case.as_deref());
    let told = content.adoption.as_ref();
    confirmed.or_else(|| told.and_then(|a| a.case.as_deref()))
}

/// A county by its place among all of them.
fn county(at: u8) -> Option<&'static str> {
    COUNTIES.get(usize::from(at)).map(|(_, name)| *name)
}
