//! A document of a working copy: its bytes are kept by their hash, before anybody can fetch them. What it is
//! called and what it is stands in the manuscript.

use super::manuscript::Document;
use crate::app::App;
use crate::attachments::{self, Refusal};
use crate::consultations::{self, file};
use crate::error::Error;
use crate::text::single_line;
use chrono::{DateTime, Utc};
use ring::digest::{SHA256, digest};

const LONGEST_NAME: usize = 120;

/// Keeps the bytes; why not, otherwise.
pub async fn keep(
    app: &App,
    (name, bytes): (&str, Vec<u8>),
    others: &[Document],
    now: DateTime<Utc>,
) -> Result<Result<Document, &'static str>, Error> {
    let name = single_line(name.rsplit(['/', '\\']).next().unwrap_or_default());
    let (called, looked) = (name.clone(), bytes.clone());
    let look = tokio::task::spawn_blocking(move || file::media_type_of(&called, &looked));
    let media_type = match look.await.map_err(|e| Error::internal(e.to_string()))? {
        Ok(media_type) => media_type,
        Err(Refusal::Kind) => return Ok(Err("setup-wrong-file")),
        Err(why) => return Ok(Err(why.code())),
    };
    let total: u64 = others.iter().map(|d| d.size).sum::<u64>() + bytes.len() as u64;
    if total > file::MAX_TOTAL_BYTES {
        return Ok(Err("setup-wrong-documents-size"));
    }
    // What is published is given out at once: it is not held back, but not taken before it is found clean.
    if let Some(clamd) = &app.settings.files.clamd {
        match attachments::is_infected(clamd, bytes.clone()).await {
            Ok(false) => {}
            Ok(true) => return Ok(Err("setup-wrong-infected")),
            Err(error) => {
                tracing::error!(error = %error, "documents.not_scanned");
                return Ok(Err("setup-wrong-unscanned"));
            }
        }
    }
    let name = unused(&name, others);
    let hash = digest(&SHA256, &bytes).as_ref().to_vec();
    let document = Document {
        kind: "paper".to_owned(),
        language: "nb".to_owned(),
        title: name
            .rsplit_once('.')
            .map_or("", |(stem, _)| stem)
            .to_owned(),
        file: name,
        sha256: hash.iter().map(|b| format!("{b:02x}")).collect(),
        size: bytes.len() as u64,
    };
    app.db
        .write(move |conn| consultations::keep_blob(conn, &hash, media_type, &bytes, now))
        .await?;
    Ok(Ok(document))
}

/// The name, with a number where another document has it.
fn unused(name: &str, others: &[Document]) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let stem: String = stem.replace(':', "-").chars().take(LONGEST_NAME).collect();
    let taken: Vec<String> = others.iter().map(|o| o.file.to_lowercase()).collect();
    let is_taken = |wanted: &str| taken.contains(&wanted.to_lowercase());
    file::unused(&format!("{stem}.{extension}"), is_taken)
}
