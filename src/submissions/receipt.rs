//! The receipt: one canonical document per sent version, and its checksum. `docs/receipt.md` describes it
//! for everybody who wants to check one; this file is what that text says.
//!
//! The document is canonical JSON (RFC 8785). The structs name their members in alphabetical order, all
//! names are ASCII and all numbers whole, so that serde's compact form *is* the canonical form; a test
//! holds it against sorting.

use crate::attachments::Attachment;
use crate::receipt_log::{InLog, Proved, Unproved};
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use ring::digest::{SHA256, digest};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What `format` says: the receipt is in the log of its case, and its file shows it.
pub const FORMAT: i32 = 2;

/// What it says in receipts that were issued before there was a log. They have entered it since, but may have been
/// downloaded before.
pub const BEFORE_THE_LOG: i32 = 1;

/// The canonical document. Members that this version of the program never fills are there from format 1,
/// empty or null, so that filling them later does not change the format.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    pub adoption: Option<Adoption>,
    pub answers: Vec<ReceiptAnswer>,
    pub attachments: Vec<ReceiptAttachment>,
    /// Own answer or one given together with others.
    pub capacity: String,
    /// Why the sender thinks that something should be withheld; staff decide.
    pub confidentiality_claim: Option<String>,
    pub consultation: ReceiptConsultation,
    pub cosigners: Vec<String>,
    /// The deadline in force for this answer: open to the end of that day in Oslo.
    pub deadline_on: NaiveDate,
    pub format: i32,
    /// Whole seconds after the deadline; null when it came in time.
    pub late_seconds: Option<i64>,
    /// Keys of the råd that the sender has no comment on.
    pub no_comment: Vec<String>,
    pub number: String,
    pub proposal_version: i32,
    /// When the last byte had arrived: UTC, microseconds (RFC 3339).
    pub received_at: String,
    pub sender: Sender,
    /// The answers that it supports. Left out where there are none: no receipt that was issued before is another by it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub supports: Vec<Supported>,
    /// Which version of the answer: 1 is the first that was sent.
    pub version: i32,
}

/// Who has adopted the answer, as its sender says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Adoption {
    /// The council, committee or board that has decided, or will.
    pub body: Option<String>,
    /// The number of its own case.
    pub case: Option<String>,
    pub kind: AdoptionKind,
    /// Who has approved it.
    pub name: Option<String>,
    /// When it was decided or approved; of a reservation, when it will be.
    pub on: Option<NaiveDate>,
    pub role: Option<String>,
}

/// `political`: decided by a council, committee or board. `administrative`: approved by whoever answers for it.
/// `reserved`: sent before the body that decides has met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AdoptionKind {
    Political,
    Administrative,
    Reserved,
}

impl AdoptionKind {
    pub const ALL: [Self; 3] = [Self::Political, Self::Administrative, Self::Reserved];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Political => "political",
            Self::Administrative => "administrative",
            Self::Reserved => "reserved",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// What was written or chosen in one field, in the order of the proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReceiptAnswer {
    pub choice: Option<String>,
    pub field: String,
    pub text: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReceiptAttachment {
    pub name: String,
    pub sha256: String,
    pub size: i64,
}

impl From<&Attachment> for ReceiptAttachment {
    fn from(one: &Attachment) -> Self {
        Self {
            name: one.name.clone(),
            sha256: hex(&one.sha256),
            size: one.size,
        }
    }
}

/// Another answer that this one supports, as its sender had shared it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Supported {
    /// Keys of the råd in which it is supported; null: the whole answer.
    pub advice: Option<Vec<String>>,
    /// The body or organisation that has sent it.
    pub name: String,
    pub number: String,
    /// The version that was read.
    pub version: i32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReceiptConsultation {
    pub owner: String,
    pub reference: Option<String>,
    pub slug: String,
    pub title: String,
}

/// Who answers, as the sender says; an organisation and its number are claimed, not verified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Sender)]
pub struct Sender {
    /// The body that was invited, when the answer came by its link.
    pub body: Option<String>,
    pub on_behalf: OnBehalf,
    pub organisation: Option<String>,
    pub organisation_number: Option<String>,
    pub person: String,
    pub role: Option<String>,
}

impl Sender {
    /// What it is called in lists: the body or organisation, or else the person.
    pub fn name(&self) -> &str {
        let named = self.body.as_ref().or(self.organisation.as_ref());
        named.unwrap_or(&self.person)
    }
}

/// For whom somebody answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OnBehalf {
    Person,
    Organisation,
    PublicBody,
}

impl OnBehalf {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::PublicBody => "public_body",
        }
    }

    /// A person is addressed as «du», a body as «dere»: what texts choose by as `$who`.
    pub const fn addressed(self) -> &'static str {
        match self {
            Self::Person => "du",
            Self::Organisation | Self::PublicBody => "dere",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        [Self::Person, Self::Organisation, Self::PublicBody]
            .into_iter()
            .find(|o| o.as_str() == text)
    }
}

impl Receipt {
    /// The canonical bytes (RFC 8785).
    pub fn canonical(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    pub fn parse(document: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(document)
    }
}

/// RFC 3339, UTC, always six decimals.
pub fn instant_text(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Micros, true)
}

/// SHA-256 of a canonical document.
pub fn checksum(document: &str) -> [u8; 32] {
    let mut sum = [0; 32];
    sum.copy_from_slice(digest(&SHA256, document.as_bytes()).as_ref());
    sum
}

pub use crate::text::hex;

/// Why a file is not a receipt that holds.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unverified {
    #[error("the file is not JSON: {0}")]
    NotJson(String),
    #[error("the file is not a receipt of format {BEFORE_THE_LOG} or {FORMAT}: {0}")]
    NotAReceipt(String),
    #[error("the file says {stated}, its document gives {computed}")]
    OtherChecksum { stated: String, computed: String },
    #[error("the file does not show that the receipt is in the log of its case")]
    NoLog,
    #[error("the file does not show that the receipt is in the log of its case: {0}")]
    NotInLog(#[from] Unproved),
    #[error("the log that the file shows is that of {0}, which is another case")]
    OtherLog(String),
}

/// What [`verify`] found in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    pub receipt: Receipt,
    pub sha256: String,
    /// The file itself stated the checksum, and it is right.
    pub stated: bool,
    /// The file shows that the receipt is in the log of its case.
    pub proved: Option<Proved>,
}

/// The file that people download: the document, its checksum, and how it stands in the log of its case.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReceiptFile {
    pub receipt: Receipt,
    pub sha256: String,
    /// Left out in a receipt of format 1 that has not entered the log yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub log: Option<InLog>,
}

/// The file's text, with the document exactly as it was stored.
pub fn file_text(
    document: &str,
    sha256: &[u8; 32],
    log: Option<&InLog>,
) -> Result<String, serde_json::Error> {
    let log = match log {
        Some(log) => format!(",\"log\":{}", serde_json::to_string(log)?),
        None => String::new(),
    };
    let sha256 = hex(sha256);
    Ok(format!(
        "{{\"receipt\":{document},\"sha256\":\"{sha256}\"{log}}}"
    ))
}

/// Recomputes a file's checksum and its way to the root of the log: either a file as it is downloaded, or the bare
/// document. White space and the order of members do not matter, every character of content does.
pub fn verify(file: &str) -> Result<Verified, Unverified> {
    let mut value: serde_json::Value =
        serde_json::from_str(file).map_err(|e| Unverified::NotJson(e.to_string()))?;
    let not_a_receipt = |e: serde_json::Error| Unverified::NotAReceipt(e.to_string());
    // Read from the text: a member that stands twice is an error there and lost in a value.
    let (receipt, stated): (Receipt, _) = if value.get("format").is_some() {
        (serde_json::from_str(file).map_err(not_a_receipt)?, None)
    } else {
        let file: ReceiptFile = serde_json::from_str(file).map_err(not_a_receipt)?;
        value = value["receipt"].take();
        (file.receipt, Some((file.sha256, file.log)))
    };
    if serde_json::to_value(&receipt).map_err(not_a_receipt)? != value {
        return Err(Unverified::NotAReceipt("a member is missing".into()));
    }
    if ![BEFORE_THE_LOG, FORMAT].contains(&receipt.format) {
        let format = format!("format {}", receipt.format);
        return Err(Unverified::NotAReceipt(format));
    }
    let canonical = receipt
        .canonical()
        .map_err(|e| Unverified::NotAReceipt(e.to_string()))?;
    let computed = hex(&checksum(&canonical));
    let mut proved = None;
    let is_stated = stated.is_some();
    if let Some((stated, log)) = stated {
        if stated != computed {
            return Err(Unverified::OtherChecksum { stated, computed });
        }
        if log.is_none() && receipt.format == FORMAT {
            return Err(Unverified::NoLog);
        }
        let of_file = log.map(|log| log.prove(&canonical)).transpose()?;
        proved = of_file
            .map(|proved| of_case(proved, &receipt.number))
            .transpose()?;
    }
    Ok(Verified {
        receipt,
        sha256: computed,
        stated: is_stated,
        proved,
    })
}

/// A receipt is in the log of the case that its number names.
fn of_case(proved: Proved, number: &str) -> Result<Proved, Unverified> {
    let case = || {
        let (_, of_service) = proved.head.origin.split_once('/')?;
        let (case, id) = of_service.rsplit_once('/')?;
        let is_one = Uuid::try_parse(id).is_ok_and(|parsed| parsed.to_string() == id);
        is_one.then_some(case)
    };
    let case = case();
    let of_number = number.rsplit_once("-H").map(|(case, _)| case);
    match case.is_some() && case == of_number {
        true => Ok(proved),
        false => Err(Unverified::OtherLog(proved.head.origin)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn receipt() -> Receipt {
        Receipt {
            adoption: None,
            answers: vec![ReceiptAnswer {
                choice: None,
                field: "r1.tekst".into(),
                text: Some("«Blåbær»\n\t\"ŋ\" \u{7f}\u{1}".into()),
            }],
            attachments: vec![],
            capacity: "own".into(),
            confidentiality_claim: None,
            consultation: ReceiptConsultation {
                owner: "Helsedirektoratet".into(),
                reference: Some("24/13304".into()),
                slug: "x".into(),
                title: "Overdoseforebyggende arbeid i kommunen".into(),
            },
            cosigners: vec![],
            deadline_on: "2024-08-01".parse().unwrap(),
            format: FORMAT,
            late_seconds: None,
            no_comment: vec!["r2".into()],
            number: "24/13304-H17".into(),
            proposal_version: 1,
            received_at: instant_text("2024-07-30T12:00:00.1Z".parse().unwrap()),
            sender: Sender {
                body: None,
                on_behalf: OnBehalf::Organisation,
                organisation: Some("Eksempelforeningen".into()),
                organisation_number: None,
                person: "Kari".into(),
                role: None,
            },
            supports: vec![],
            version: 1,
        }
    }

    /// RFC 8785 by another way: sort every object's members.
    fn sorted(value: &serde_json::Value) -> String {
        match value {
            serde_json::Value::Object(members) => {
                let mut names: Vec<_> = members.keys().collect();
                names.sort();
                let inner: Vec<_> = names
                    .iter()
                    .map(|n| {
                        format!(
                            "{}:{}",
                            serde_json::Value::from(n.as_str()),
                            sorted(&members[n.as_str()])
                        )
                    })
                    .collect();
                format!("{{{}}}", inner.join(","))
            }
            serde_json::Value::Array(items) => {
                format!(
                    "[{}]",
                    items.iter().map(sorted).collect::<Vec<_>>().join(",")
                )
            }
            other => other.to_string(),
        }
    }

    #[test]
    fn the_document_is_canonical_as_written() {
        let text = receipt().canonical().unwrap();
        assert_eq!(text, sorted(&serde_json::from_str(&text).unwrap()));
        assert!(
            text.contains("\\u0001")
                && text.contains("\u{7f}")
                && text.contains("2024-07-30T12:00:00.100000Z")
        );
    }

    #[test]
    fn an_adoption_is_canonical_as_written_too() {
        let adopted = Receipt {
            adoption: Some(Adoption {
                body: Some("Kommunestyret".into()),
                case: Some("PS 48/26".into()),
                kind: AdoptionKind::Political,
                name: None,
                on: Some("2024-06-12".parse().unwrap()),
                role: None,
            }),
            ..receipt()
        };
        let text = adopted.canonical().unwrap();
        assert_eq!(text, sorted(&serde_json::from_str(&text).unwrap()));
        assert_eq!(Receipt::parse(&text).unwrap(), adopted);
        assert!(verify(&text.replace("political", "by_lot")).is_err());
    }

    #[test]
    fn what_is_supported_is_canonical_as_written_and_left_out_where_nothing_is() {
        let of = |advice: Option<Vec<String>>| Supported {
            advice,
            name: "Eksempelforbundet".into(),
            number: "24/13304-H3".into(),
            version: 2,
        };
        let supporting = Receipt {
            supports: vec![of(None), of(Some(vec!["r1".into(), "r2".into()]))],
            ..receipt()
        };
        let text = supporting.canonical().unwrap();
        assert_eq!(text, sorted(&serde_json::from_str(&text).unwrap()));
        assert_eq!(verify(&text).unwrap().receipt, supporting);
        let without = receipt().canonical().unwrap();
        assert!(!without.contains("supports"));
        let empty = without.replacen(",\"version\":1}", ",\"supports\":[],\"version\":1}", 1);
        assert!(empty.contains("supports") && verify(&empty).is_err());
    }

    #[test]
    fn a_member_left_out_or_said_twice_is_no_receipt() {
        let canonical = receipt().canonical().unwrap();
        assert!(verify(&canonical).is_ok());
        let without = canonical.replacen("\"adoption\":null,", "", 1);
        let twice = canonical.replacen("\"version\":1", "\"version\":2,\"version\":1", 1);
        for file in [without, twice] {
            assert!(
                matches!(verify(&file), Err(Unverified::NotAReceipt(_))),
                "{file}"
            );
        }
    }

    #[test]
    fn a_file_with_other_white_space_verifies_and_any_changed_character_does_not() {
        let issued = Receipt {
            format: BEFORE_THE_LOG,
            ..receipt()
        };
        let canonical = issued.canonical().unwrap();
        let sum = hex(&checksum(&canonical));
        let value: serde_json::Value = serde_json::from_str(&canonical).unwrap();
        let file =
            serde_json::to_string_pretty(&serde_json::json!({ "receipt": value, "sha256": sum }))
                .unwrap();
        assert!(verify(&file).unwrap().stated);
        for (at, c) in file
            .char_indices()
            .filter(|(_, c)| c.is_ascii_alphanumeric())
        {
            let mut other = file.clone();
            let swapped = if c == 'x' {
                "y"
            } else if c.is_ascii_digit() && c != '7' {
                "7"
            } else {
                "x"
            };
            other.replace_range(at..at + 1, swapped);
            assert!(
                verify(&other).is_err(),
                "changing {c:?} at {at} went unnoticed"
            );
        }
    }
}
