//! Whether a receipt was issued here and is unchanged. Whoever asks has the receipt, or its number and checksum: nothing more
//! is told than what stands there.

use super::look_over::look_at_one;
use super::store;
use crate::app::App;
use crate::db::Conn;
use crate::error::{Error, FieldError};
use crate::keys::Keys;
use crate::receipt_log;
use crate::submissions::receipt::{Receipt, Unverified, Verified, verify};
use crate::submissions::{StoredReceipt, receipts_by_number};
use crate::text::{single_line, unhex};
use chrono::{DateTime, Utc};

/// What is said of a receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It was issued here, and is as it was then.
    Issued(Box<Issued>),
    /// It was issued here, and what was received under its number is gone or is another. This must not be. With the receipt
    /// where whoever asks has shown it.
    Gone(Option<Box<Receipt>>),
    /// It is whole in itself, and nothing like it was issued here.
    Unknown { number: String },
    /// It is no receipt, or one that was changed.
    Broken(Unverified),
}

impl Verdict {
    /// The receipt, when it was issued here.
    pub fn receipt(&self) -> Option<&Receipt> {
        match self {
            Self::Issued(issued) => Some(&issued.receipt),
            Self::Gone(receipt) => receipt.as_deref(),
            Self::Unknown { .. } | Self::Broken(_) => None,
        }
    }
}

/// A receipt that was issued here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issued {
    pub receipt: Receipt,
    pub place: Option<Placed>,
}

/// Where it is in the log of its case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// Which leaf, from 0.
    pub leaf: u64,
    /// The last head that was published, when it holds the leaf: how many leaves, and when.
    pub published: Option<(u64, DateTime<Utc>)>,
    /// Nothing wrong was found with the log.
    pub is_whole: bool,
}

/// Of a file as it was downloaded, or came with the letter.
pub async fn check_file(app: &App, file: &str) -> Result<Verdict, Error> {
    // Some editors put a mark before what they save.
    let verified = match verify(file.trim_start_matches('\u{feff}')) {
        Ok(verified) => verified,
        Err(why) => return Ok(Verdict::Broken(why)),
    };
    let is_ours = is_ours(&app.keys, &verified);
    let read = move |conn: &mut Conn| look_up(conn, &verified, is_ours);
    app.db.read_at_once(read).await
}

/// Whether the file shows that it is in a log that was signed with one of these keys.
pub fn is_ours(keys: &Keys, verified: &Verified) -> bool {
    let proved = verified.proved.as_ref();
    proved.is_some_and(|proved| {
        let mut ours = keys.receipt_logs();
        ours.any(|pair| receipt_log::public(&pair) == *proved.key.public())
    })
}

/// Of a receipt that is whole in itself; `is_ours` when it shows a head that was signed here.
pub fn look_up(conn: &mut Conn, verified: &Verified, is_ours: bool) -> Result<Verdict, Error> {
    let receipt = &verified.receipt;
    let gone = || Ok(Verdict::Gone(Some(Box::new(receipt.clone()))));
    let all = receipts_by_number(conn, &receipt.number)?;
    let sum = unhex(&verified.sha256);
    let Some(stored) = all.into_iter().find(|one| Some(one.sha256) == sum) else {
        return match is_ours {
            true => gone(),
            false => Ok(Verdict::Unknown {
                number: receipt.number.clone(),
            }),
        };
    };
    let proved = verified.proved.as_ref().filter(|_| is_ours);
    match issued(conn, &stored)? {
        // Entered as another leaf than it was signed as, or as none: the log was written anew.
        Some((_, leaf)) if proved.is_some_and(|proved| leaf != Some(proved.leaf)) => gone(),
        Some((issued, _)) => Ok(Verdict::Issued(Box::new(issued))),
        None => gone(),
    }
}

/// The controls of a number and a checksum.
pub const NUMBER: &str = "nummer";
pub const SUM: &str = "kontrollsum";

/// Of a number and a checksum as they stand in a letter, on a page or in print: spaces between the digits do not matter.
/// Faults are told under `at_number` and `at_sum`.
pub async fn check_sum(
    app: &App,
    (number, sum): (&str, &str),
    (at_number, at_sum): (&str, &str),
) -> Result<Verdict, Error> {
    let number = as_issued(number);
    let digits: String = sum.chars().filter(|c| !c.is_whitespace()).collect();
    let sum = unhex(&digits.to_ascii_lowercase());
    let mut faults = Vec::new();
    if number.is_empty() {
        faults.push(FieldError::new(at_number, "error-receipt-number"));
    }
    if sum.is_none() {
        faults.push(FieldError::new(at_sum, "error-receipt-sum"));
    }
    if !faults.is_empty() {
        return Err(Error::invalid(faults));
    }
    let read = move |conn: &mut Conn| {
        let all = receipts_by_number(conn, &number)?;
        let Some(stored) = all.into_iter().find(|stored| Some(stored.sha256) == sum) else {
            let number = number.clone();
            return Ok(Verdict::Unknown { number });
        };
        Ok(match issued(conn, &stored)? {
            Some((issued, _)) => Verdict::Issued(Box::new(issued)),
            None => Verdict::Gone(None),
        })
    };
    app.db.read_at_once(read).await
}

/// A number as it is issued, also where it was said and typed otherwise: «24/13304-h17». Before its last part stands what the
/// case is called, which may well have the same letters.
fn as_issued(number: &str) -> String {
    let number = single_line(number);
    let is_digits = |no: &str| !no.is_empty() && no.bytes().all(|b| b.is_ascii_digit());
    let parts = number.rsplit_once("-h").filter(|(_, no)| is_digits(no));
    let issued = parts.map(|(case, no)| format!("{case}-H{no}"));
    issued.unwrap_or(number)
}

/// What is told of a receipt that is here, and its leaf as it is kept; none when it, its leaf or what is kept of the answer
/// is another than it was.
fn issued(
    conn: &mut Conn,
    stored: &StoredReceipt,
) -> Result<Option<(Issued, Option<receipt_log::Hash>)>, Error> {
    let in_log = receipt_log::leaf_of(conn, stored.version_id)?;
    let leaf = in_log.as_ref().map(|(_, leaf)| leaf);
    if look_at_one(conn, stored.version_id, leaf)?.is_some() {
        return Ok(None);
    }
    let receipt = Receipt::parse(&stored.document).map_err(|e| Error::internal(e.to_string()))?;
    let Some((series, leaf)) = in_log else {
        let place = None;
        return Ok(Some((Issued { receipt, place }, None)));
    };
    let published = receipt_log::last_published(conn, series)?.map(|last| last.published);
    let published = published.filter(|head| head.size > leaf.leaf);
    let faults = store::faults(conn, series)?;
    let place = Some(Placed {
        leaf: leaf.leaf,
        published: published.map(|head| (head.size, head.at)),
        is_whole: faults.iter().all(|found| found.gone_at.is_some()),
    });
    Ok(Some((
        Issued { receipt, place },
        leaf.nodes.first().copied(),
    )))
}
