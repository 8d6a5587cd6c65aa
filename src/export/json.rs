//! The JSON file: everything that is known of each answer, under names that do not change. `docs/export.md`
//! describes it for programs. One array, or one object a line (JSON Lines).

use super::columns::{email, unconfirmed_kind};
use super::picture::{Picture, Record};
use super::store::Content;
use crate::bodies::COUNTIES;
use crate::consultations::ADDED_LATER;
use crate::error::Error;
use crate::review::Standing;
use crate::submissions::cosigners::capacity;
use crate::submissions::receipt::{Adoption, ReceiptAttachment, Sender, Supported, hex};
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use serde::Serialize;
use std::collections::HashMap;
use uuid::Uuid;

/// How the objects of the file are held together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frame {
    Array,
    Lines,
}

pub struct JsonFile {
    frame: Frame,
    /// Something stands in the file.
    is_begun: bool,
    prefix: String,
    groups: Vec<Option<String>>,
    /// In the order of the proposal: a field's id, its key, and the key of its råd.
    fields: Vec<(Uuid, String, Option<String>)>,
    advice: HashMap<Uuid, String>,
}

#[derive(Serialize)]
struct Answer<'a> {
    number: Option<String>,
    sequence: Option<i64>,
    standing: &'static str,
    channel: &'a str,
    sender_kind: &'static str,
    group: Option<&'a str>,
    group_number: Option<i32>,
    county: Option<&'static str>,
    email: Option<Email<'a>>,
    name_withheld: bool,
    version: Version<'a>,
    other_versions: Vec<OtherVersion<'a>>,
}

/// Adopted as it was sent, after it was sent with reservation.
#[derive(Serialize)]
struct Confirmed<'a> {
    body: &'a str,
    case: Option<&'a str>,
    on: NaiveDate,
}

#[derive(Serialize)]
struct Email<'a> {
    address: &'a str,
    confirmed: bool,
}

#[derive(Serialize)]
struct OtherVersion<'a> {
    standing: &'a str,
    #[serde(flatten)]
    version: Version<'a>,
}

#[derive(Serialize)]
struct Version<'a> {
    version: i32,
    received_at: String,
    deadline_on: NaiveDate,
    late_seconds: Option<i64>,
    proposal_version: i32,
    language: &'a str,
    sender: &'a Sender,
    confidentiality_claim: Option<&'a str>,
    adoption: Option<&'a Adoption>,
    adoption_confirmed: Option<Confirmed<'a>>,
    capacity: &'static str,
    cosigners: &'a [String],
    not_cosigned: &'a [String],
    answers: Vec<Said<'a>>,
    no_comment: Vec<&'a str>,
    supports: &'a [Supported],
    attachments: &'a [ReceiptAttachment],
    receipt_sha256: Option<String>,
}

#[derive(Serialize)]
struct Said<'a> {
    field: &'a str,
    advice: Option<&'a str>,
    text: Option<&'a str>,
    choice: Option<&'a str>,
}

impl JsonFile {
    pub fn new(picture: &Picture, frame: Frame) -> Self {
        let consultation = &picture.consultation;
        let fields = consultation.fields_ever();
        let name = |group: &crate::consultations::Group| group.name.as_ref().map(|n| n.nb.clone());
        Self {
            frame,
            is_begun: false,
            prefix: consultation.number_prefix.clone(),
            groups: consultation.groups.iter().map(name).collect(),
            fields: fields
                .map(|(of, f)| (f.id, f.key.clone(), of.map(|a| a.key.clone())))
                .collect(),
            advice: consultation
                .advice_ever()
                .map(|a| (a.id, a.key.clone()))
                .collect(),
        }
    }

    pub fn head(&self) -> Vec<u8> {
        match self.frame {
            Frame::Array => b"[".to_vec(),
            Frame::Lines => Vec::new(),
        }
    }

    pub fn end(&self) -> Vec<u8> {
        match self.frame {
            Frame::Array => b"\n]\n".to_vec(),
            Frame::Lines => Vec::new(),
        }
    }

    pub fn rows(&mut self, records: &[Record]) -> Result<Vec<u8>, Error> {
        let mut out = Vec::new();
        for record in records {
            if self.frame == Frame::Array {
                let between: &[u8] = if self.is_begun { b",\n" } else { b"\n" };
                out.extend_from_slice(between);
            }
            self.is_begun = true;
            serde_json::to_writer(&mut out, &self.answer(record))
                .map_err(|e| Error::internal(e.to_string()))?;
            if self.frame == Frame::Lines {
                out.push(b'\n');
            }
        }
        Ok(out)
    }

    fn answer<'a>(&'a self, record: &'a Record) -> Answer<'a> {
        let (entry, content) = (record.entry.as_ref(), &record.content);
        let group_number = entry.and_then(|entry| entry.group);
        let group_number = group_number.filter(|no| *no != ADDED_LATER);
        let group = group_number.and_then(|no| self.groups.get(usize::try_from(no).ok()?));
        let kind = entry.map_or_else(|| unconfirmed_kind(content.sender.on_behalf), |e| e.sender);
        let county = entry.and_then(|entry| COUNTIES.get(usize::from(entry.county?)));
        let others = record.others.iter();
        Answer {
            number: entry.map(|entry| format!("{}-H{}", self.prefix, entry.number)),
            sequence: entry.map(|entry| entry.number),
            standing: entry.map_or("unconfirmed", |entry| standing(entry.standing)),
            channel: &content.channel,
            sender_kind: kind.word(),
            group: group.and_then(|name| name.as_deref()),
            group_number,
            county: county.map(|(no, _)| *no),
            email: email(content).map(|(address, confirmed)| Email { address, confirmed }),
            name_withheld: content.is_name_withheld,
            version: self.version(content),
            other_versions: others
                .map(|(content, standing)| OtherVersion {
                    standing,
                    version: self.version(content),
                })
                .collect(),
        }
    }

    fn version<'a>(&'a self, content: &'a Content) -> Version<'a> {
        let said = |(id, field, advice): &'a (Uuid, String, Option<String>)| {
            let (text, choice) = content.answers.get(id)?;
            Some(Said {
                field,
                advice: advice.as_deref(),
                text: text.as_deref(),
                choice: choice.as_deref(),
            })
        };
        let mut no_comment: Vec<&str> = content
            .no_comment
            .iter()
            .filter_map(|id| self.advice.get(id).map(String::as_str))
            .collect();
        no_comment.sort_unstable();
        let together = content.together.as_ref();
        Version {
            version: content.no,
            received_at: instant(content.received_at),
            deadline_on: content.deadline_on,
            late_seconds: content.late_seconds,
            proposal_version: content.proposal,
            language: &content.language,
            sender: &content.sender,
            confidentiality_claim: content.withhold_reason.as_deref(),
            adoption: content.adoption.as_ref(),
            adoption_confirmed: content.confirmed.as_ref().map(|told| Confirmed {
                body: &told.adopted_by,
                case: told.case.as_deref(),
                on: told.adopted_on,
            }),
            capacity: capacity(content.together.is_some()),
            cosigners: together.map_or(&[], |given| &given.confirmed),
            not_cosigned: together.map_or(&[], |given| &given.others),
            answers: self.fields.iter().filter_map(said).collect(),
            no_comment,
            supports: &content.supports,
            attachments: &content.attachments,
            receipt_sha256: content.checksum.as_ref().map(|sum| hex(sum)),
        }
    }
}

/// As in the receipt: UTC, microseconds.
fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Micros, true)
}

const fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Counts => "counts",
        Standing::Late => "late",
        Standing::Supplement => "supplement",
        Standing::Withdrawn => "withdrawn",
        Standing::Duplicate => "duplicate",
    }
}
