//! Whether a receipt was issued here and is unchanged. Whoever asks has the receipt, or its number and checksum: nothing more
//! is told than what stands there.

use super::store;
use crate::app::App;
use crate::db::Conn;
use crate::error::{Error, FieldError};
use crate::keys::Keys;
use crate::receipt_log;
use crate::submissions::receipt::{Receipt, Unverified, verify};
use crate::submissions::{StoredReceipt, receipts_by_number};
use crate::text::{single_line, unhex};
use chrono::{DateTime, Utc};

/// What is said of a receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It was issued here, and is as it was then.
    Issued(Box<Issued>),
    /// It shows a head that was signed here, and what was received under its number is gone or is another. This must not be.
    Gone(Box<Receipt>),
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
            Self::Gone(receipt) => Some(receipt),
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
    let (number, sum) = (verified.receipt.number.clone(), unhex(&verified.sha256));
    let proved = verified.proved.filter(|proved| {
        let ours = |keys: &Keys| {
            keys.receipt_logs()
                .any(|pair| receipt_log::public(&pair) == *proved.key.public())
        };
        ours(&app.keys)
    });
    let leaf = proved.map(|proved| proved.leaf);
    let read = move |conn: &mut Conn| {
        let all = receipts_by_number(conn, &number)?;
        let stored = all.into_iter().find(|stored| Some(stored.sha256) == sum);
        stored.map(|stored| issued(conn, &stored)).transpose()
    };
    let found = app.db.read_at_once(read).await?;
    Ok(match (found, leaf) {
        // Entered as another leaf than it was signed as: the log was written anew.
        (Some((_, Some(kept))), Some(leaf)) if kept != leaf => {
            Verdict::Gone(Box::new(verified.receipt))
        }
        (Some((issued, _)), _) => Verdict::Issued(Box::new(issued)),
        (None, Some(_)) => Verdict::Gone(Box::new(verified.receipt)),
        (None, None) => Verdict::Unknown {
            number: verified.receipt.number,
        },
    })
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
    let digits: String = sum.chars().filter(|c| !c.is_whitespace()).collect();
    let number = single_line(number);
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
    let asked = number.clone();
    let read = move |conn: &mut Conn| {
        let all = receipts_by_number(conn, &asked)?;
        let stored = all.into_iter().find(|stored| Some(stored.sha256) == sum);
        stored.map(|stored| issued(conn, &stored)).transpose()
    };
    let found = app.db.read_at_once(read).await?;
    Ok(match found {
        Some((issued, _)) => Verdict::Issued(Box::new(issued)),
        None => Verdict::Unknown { number },
    })
}

/// What is told of a receipt that is here, and its leaf as it is kept.
fn issued(
    conn: &mut Conn,
    stored: &StoredReceipt,
) -> Result<(Issued, Option<receipt_log::Hash>), Error> {
    let receipt = Receipt::parse(&stored.document).map_err(|e| Error::internal(e.to_string()))?;
    let Some((series, leaf)) = receipt_log::leaf_of(conn, stored.version_id)? else {
        return Ok((
            Issued {
                receipt,
                place: None,
            },
            None,
        ));
    };
    let published = receipt_log::last_published(conn, series)?.map(|last| last.published);
    let published = published.filter(|head| head.size > leaf.leaf);
    let faults = store::faults(conn, series)?;
    let place = Placed {
        leaf: leaf.leaf,
        published: published.map(|head| (head.size, head.at)),
        is_whole: faults.iter().all(|found| found.gone_at.is_some()),
    };
    let issued = Issued {
        receipt,
        place: Some(place),
    };
    Ok((issued, leaf.nodes.first().copied()))
}
