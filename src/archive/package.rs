//! What an archive takes in, as a ZIP: of one version the message and its files; of a case all of them, each in a folder of
//! its own, with the documents of the consultation and the heads of the log.

use super::message::{Archived, Enclosed, message};
use crate::app::App;
use crate::attachments::{self, Attachment, Kind};
use crate::calendar;
use crate::consultations::{Consultation, Document, at_version, file, find_document};
use crate::db::Conn;
use crate::error::{Error, Problem};
use crate::i18n::Lang;
use crate::pdf;
use crate::receipt_log;
use crate::submissions::mails::full_text;
use crate::submissions::pages::{paper_as_sent, receipt_facts, receipt_lines};
use crate::submissions::receipt::{Receipt, hex};
use crate::submissions::submit::receipt_file;
use crate::submissions::{
    StaffDecision, StoredVersion, Withdrawal, decide, ids_by_number, versions_of, withdraw,
};
use crate::text::unhex;
use crate::web::made::Halt;
use chrono::TimeDelta;
use futures_util::StreamExt as _;
use ring::digest::{SHA256, digest};
use std::collections::HashSet;
use std::io::{Seek, Write};
use std::sync::Arc;
use tokio::runtime::Handle;
use uuid::Uuid;
use zip::ZipWriter;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;

/// Files' names in a package.
const MISSING: &str = "mangler.txt";
const MESSAGE: &str = "arkivmelding.xml";
pub const MEDIA_TYPE: &str = "application/zip";

/// What is in the package of a case.
#[derive(Debug, Default)]
pub struct Written {
    pub messages: usize,
    /// Files that the storage has lost: number, version, name and id.
    pub lost: Vec<String>,
}

/// One version, ready to be written.
pub struct OfVersion {
    /// `24-13304-H17-v1`
    pub name: String,
    message: String,
    made: Vec<(String, Vec<u8>)>,
    attached: Vec<(String, Attachment)>,
    /// What is not in the storage any more: number, version, name and id.
    lost: Vec<String>,
}

/// What is known of a version beside what was sent.
struct Beside {
    /// The main document, where PDF is made and of this answer could be.
    pdf: Option<Vec<u8>>,
    withdrawn: Option<Withdrawal>,
    decided: Option<StaffDecision>,
    /// Files that the storage has lost.
    lost: HashSet<Uuid>,
}

impl Beside {
    async fn of(
        app: &App,
        consultation: &Arc<Consultation>,
        version: &StoredVersion,
    ) -> Result<Self, Error> {
        let pdf = match paper_as_sent(app, consultation, version).await {
            Ok(file) => Some(file),
            // The archive gets the text: better than that one answer holds back a whole case.
            Err(error) if matches!(error.problem, Problem::NoPdf | Problem::PdfNotMade) => None,
            Err(error) => return Err(error),
        };
        let lost = attachments::lost(app, &version.attachments).await?;
        Ok(Self {
            lost: lost.iter().map(|one| one.id).collect(),
            pdf,
            withdrawn: withdraw::of_version(app, version.id).await?,
            decided: decide::last_on(app, version.id).await?,
        })
    }
}

/// The version with its message and what is made for it. Not found when it has no receipt yet.
fn of_version(
    conn: &mut Conn,
    consultation: &Arc<Consultation>,
    version: &StoredVersion,
    beside: Beside,
) -> Result<OfVersion, Error> {
    let stored = version
        .receipt
        .as_ref()
        .ok_or_else(|| Error::new(Problem::NotFound))?;
    let receipt = Receipt::parse(&stored.document).map_err(|e| Error::internal(e.to_string()))?;
    let answered = at_version(conn, consultation, version.proposal_version)?;
    let plain = plain(&stored.number);
    let number = &stored.number;
    let mut files = Vec::new();
    let mut made = Vec::new();
    let mut add =
        |title: String, name: String, (media_type, format, is_archival), bytes: Vec<u8>| {
            files.push(Enclosed {
                title,
                stored_as: name.clone(),
                name: name.clone(),
                media_type,
                format,
                sha256: hex(digest(&SHA256, &bytes).as_ref()),
                size: bytes.len() as u64,
                is_archival,
            });
            made.push((name, bytes));
        };
    let (end, kind, main) = match beside.pdf {
        Some(pdf) => ("pdf", (pdf::MEDIA_TYPE, "PDF/A", true), pdf),
        None => {
            let text = main_text(&answered, version, &receipt);
            ("txt", ("text/plain", "TXT", true), text.into_bytes())
        }
    };
    add(
        format!("Høringsuttalelse {number}"),
        format!("uttalelse-{plain}.{end}"),
        kind,
        main,
    );
    add(
        format!("Kvittering {number}"),
        format!("kvittering-{plain}.json"),
        ("application/json", "JSON", false),
        receipt_file(conn, stored)?.into_bytes(),
    );
    let mut attached = Vec::new();
    let (mut held_back, mut lost) = (Vec::new(), Vec::new());
    for (one, no) in version.attachments.iter().zip(1..) {
        if one.scan.is_held_back() {
            held_back.push(one.name.clone());
            continue;
        }
        if beside.lost.contains(&one.id) {
            lost.push(one);
            continue;
        }
        let format = format_of(one.kind);
        let stored_as = format!("vedlegg-{no}.{}", format.to_ascii_lowercase());
        files.push(Enclosed {
            title: one.name.clone(),
            name: one.name.clone(),
            stored_as: stored_as.clone(),
            media_type: one.kind.media_type(),
            format,
            sha256: hex(&one.sha256),
            size: u64::try_from(one.size).unwrap_or_default(),
            is_archival: false,
        });
        attached.push((stored_as, one.clone()));
    }
    let lost_names: Vec<String> = lost.iter().map(|one| one.name.clone()).collect();
    let archived = Archived {
        receipt: &receipt,
        received_at: version.received_at,
        files: &files,
        held_back: &held_back,
        lost: &lost_names,
        withdrawn: beside.withdrawn.as_ref(),
        decided: beside.decided.as_ref(),
        confirmed: version.confirmed.as_ref(),
        is_name_withheld: version.is_name_withheld,
        reference: consultation.reference.as_deref(),
    };
    Ok(OfVersion {
        name: format!("{plain}-v{}", version.no),
        message: message(archived),
        made,
        attached,
        lost: lost
            .iter()
            .map(|one| {
                format!(
                    "{number}, versjon {}: {} ({})",
                    version.no, one.name, one.id
                )
            })
            .collect(),
    })
}

/// The version with everything that is known of it.
pub async fn made(
    app: &App,
    consultation: &Arc<Consultation>,
    version: StoredVersion,
) -> Result<OfVersion, Error> {
    let beside = Beside::of(app, consultation, &version).await?;
    let of = Arc::clone(consultation);
    let read = move |conn: &mut Conn| of_version(conn, &of, &version, beside);
    app.db.read_at_once(read).await
}

/// A number as a part of a file's name.
fn plain(number: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    number.chars().map(plain).collect()
}

const fn format_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Pdf => "PDF",
        Kind::Docx => "DOCX",
        Kind::Odt => "ODT",
        Kind::Text => "TXT",
        Kind::Png => "PNG",
        Kind::Jpeg => "JPEG",
    }
}

/// The answer as text, in bokmål around what was written: where no PDF is made.
fn main_text(answered: &Consultation, version: &StoredVersion, receipt: &Receipt) -> String {
    let lang = Lang::Nb;
    let mut lines = vec![
        format!(
            "Høringsuttalelse {}, versjon {}",
            receipt.number, receipt.version
        ),
        receipt.consultation.title.clone(),
        String::new(),
    ];
    if let Some(seconds) = receipt.late_seconds {
        let late = calendar::how_late(lang, TimeDelta::seconds(seconds));
        lines.push(lang.with1("receipt-late-decided", "late", &late));
    }
    let facts = receipt_facts(lang, version, receipt).into_iter();
    lines.extend(facts.map(|fact| format!("{}: {}", fact.term, fact.text)));
    lines.push(String::new());
    lines.extend(full_text(answered, lang, receipt));
    if !receipt.attachments.is_empty() {
        lines.extend([String::new(), lang.t("files-title")]);
        lines.extend(receipt_lines(lang, &receipt.attachments));
    }
    if let Some(claim) = &receipt.confidentiality_claim {
        lines.extend([String::new(), lang.t("sender-withhold"), claim.clone()]);
    }
    let mut text: String = lines.join("\n");
    text.push('\n');
    text
}

/// Writes a version into a folder of a package, or at its top.
fn write<W: Write + Seek>(
    zip: &mut ZipWriter<W>,
    folder: &str,
    of: &OfVersion,
    app: &App,
    runtime: &Handle,
) -> Result<(), Halt> {
    put(zip, &format!("{folder}{MESSAGE}"), of.message.as_bytes())?;
    for (name, bytes) in &of.made {
        put(zip, &format!("{folder}{name}"), bytes)?;
    }
    for (name, one) in &of.attached {
        zip.start_file(format!("{folder}{name}"), options())
            .map_err(halt)?;
        let named = |mut error: Error| {
            let cause = error.cause.take().unwrap_or_default();
            error.cause = Some(format!("{} of {}: {cause}", name, of.name));
            error
        };
        let read = runtime.block_on(attachments::read(app, one));
        let mut pieces = read.map_err(named)?;
        while let Some(piece) = runtime.block_on(pieces.next()) {
            zip.write_all(&piece.map_err(named)?)?;
        }
    }
    Ok(())
}

fn put<W: Write + Seek>(zip: &mut ZipWriter<W>, name: &str, bytes: &[u8]) -> Result<(), Halt> {
    zip.start_file(name, options()).map_err(halt)?;
    zip.write_all(bytes)?;
    Ok(())
}

fn halt(error: ZipError) -> Halt {
    match error {
        ZipError::Io(error) => error.into(),
        other => Error::internal(other.to_string()).into(),
    }
}

fn options() -> SimpleFileOptions {
    SimpleFileOptions::default().large_file(true)
}

/// A package of one version, to whoever takes it.
pub fn package(out: impl Write, of: &OfVersion, app: &App, runtime: &Handle) -> Result<(), Halt> {
    let mut zip = ZipWriter::new_stream(out);
    write(&mut zip, "", of, app, runtime)?;
    zip.finish().map_err(halt)?;
    Ok(())
}

/// A package of all that was sent in a consultation, oldest number first, with its documents and the heads of the log. `each` is
/// told after each version how many of how many answers are done. A file that the storage has lost is left out, which its message
/// and `mangler.txt` tell; one that is not as it was received ends the work.
pub fn package_of_case(
    out: impl Write,
    consultation: &Arc<Consultation>,
    app: &App,
    runtime: &Handle,
    mut each: impl FnMut(usize, usize),
) -> Result<Written, Halt> {
    let mut zip = ZipWriter::new_stream(out);
    let of = consultation.id;
    let answers: Vec<Uuid> = runtime.block_on(app.db.read(move |conn| ids_by_number(conn, of)))?;
    let mut written = Written::default();
    for (done, id) in answers.iter().copied().enumerate() {
        let read = move |conn: &mut Conn| versions_of(conn, id);
        let mut versions = runtime.block_on(app.db.read_at_once(read))?;
        versions.retain(|version| version.receipt.is_some());
        for version in versions {
            let version = runtime.block_on(made(app, consultation, version))?;
            let folder = format!("innspill/{}/", version.name);
            write(&mut zip, &folder, &version, app, runtime)?;
            written.messages += 1;
            written.lost.extend(version.lost);
        }
        each(done + 1, answers.len());
    }
    for (stored_as, document) in runtime.block_on(documents(app, consultation))? {
        let (sha256, name) = (unhex(&document.sha256), document.file_name);
        let Some(sha256) = sha256 else { continue };
        let read = move |conn: &mut Conn| find_document(conn, &sha256, &name);
        if let Some((_, bytes)) = runtime.block_on(app.db.read(read))? {
            put(&mut zip, &stored_as, &bytes)?;
        }
    }
    let series = consultation.case_series_id;
    let read = move |conn: &mut Conn| receipt_log::publications(conn, series, None, i64::MAX);
    let heads = runtime.block_on(app.db.read(read))?;
    let heads: Vec<String> = heads.into_iter().rev().map(|head| head.head.note).collect();
    put(&mut zip, "kvitteringslogg.txt", heads.join("\n").as_bytes())?;
    if !written.lost.is_empty() {
        put(&mut zip, MISSING, written.lost.join("\n").as_bytes())?;
    }
    zip.finish().map_err(halt)?;
    Ok(written)
}

/// The documents of a consultation, each with its name in the package: those of the newest version, and those that answers to
/// an earlier one were written on and that are no longer there, in the folder of the first version that had them.
async fn documents(
    app: &App,
    newest: &Arc<Consultation>,
) -> Result<Vec<(String, Document)>, Error> {
    let mut named = in_folder("hoering/", newest.documents.clone());
    let same = |one: &Document| (one.sha256.clone(), one.file_name.clone());
    let mut taken: HashSet<(String, String)> = newest.documents.iter().map(same).collect();
    let earlier = newest.versions.iter().map(|version| version.no);
    for no in earlier.filter(|no| *no != newest.version) {
        let of = Arc::clone(newest);
        let read = move |conn: &mut Conn| at_version(conn, &of, no);
        let answered = app.db.read(read).await?;
        let mut only_there = answered.documents.clone();
        only_there.retain(|one| taken.insert(same(one)));
        named.extend(in_folder(&format!("hoering/v{no}/"), only_there));
    }
    Ok(named)
}

/// Each with a name that no other in the folder has.
fn in_folder(folder: &str, documents: Vec<Document>) -> Vec<(String, Document)> {
    let mut names: Vec<String> = documents.iter().map(|one| one.file_name.clone()).collect();
    file::apart(&mut names, |name| name);
    let names = names.into_iter().map(|name| format!("{folder}{name}"));
    names.zip(documents).collect()
}
