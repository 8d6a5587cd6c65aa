//! The files that go with an answer: added, taken away and put back at its desk, and listed wherever the answer is read.

use super::at_desk::AtDesk;
use crate::app::App;
use crate::attachments::pages::download;
use crate::attachments::{ANSWER_BYTES, Attachment, Kind, MOST, Scan};
use crate::error::{Error, FieldError, Problem};
use crate::i18n::{Lang, Value, number};
use crate::right::Right;
use crate::session::guard::DeskAccess;
use crate::submissions::attach::{self, Added};
use crate::submissions::receipt::ReceiptAttachment;
use crate::submissions::{draft, submit};
use crate::web::components::{Crumb, ErrorLink};
use crate::web::faces::field_text;
use crate::web::form::Form;
use crate::web::layout::Page;
use crate::web::upload::{FILE_BYTES, FILES_AT_ONCE, Uploads};
use crate::web::{in_path, render_with, see_other};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use std::collections::HashSet;
use uuid::Uuid;

/// The control that files are chosen in.
const FILE: &str = "fil";
const DO: &str = "gjor";

/// A file in a list.
pub struct FileLine {
    pub id: String,
    pub name: String,
    /// «PDF, 1,2 MB».
    pub about: String,
    /// Where it is fetched; none of one that is held back.
    pub href: Option<String>,
    /// What whoever reads must know of it.
    pub notes: Vec<String>,
    /// It was attached after sending, and has gone to nobody.
    pub is_unsent: bool,
}

impl FileLine {
    /// `folder` is the address that files of this answer lie under, for whoever reads.
    fn of(lang: Lang, one: &Attachment, folder: &str) -> Self {
        Self::noted(lang, one, folder, ["files-waiting", "files-infected"])
    }

    /// With what is said of a file that waits to be looked at, and of one in which something was found.
    fn noted(lang: Lang, one: &Attachment, folder: &str, [waiting, infected]: [&str; 2]) -> Self {
        let mut notes = Vec::new();
        match one.scan {
            Scan::Waiting => notes.push(lang.t(waiting)),
            Scan::Infected => notes.push(lang.t(infected)),
            Scan::Unasked | Scan::Clean => {}
        }
        if one.is_mended {
            notes.push(lang.t("files-mended"));
        }
        Self {
            id: one.id.to_string(),
            name: one.name.clone(),
            about: about(lang, one.kind, one.size),
            href: (!one.scan.is_held_back()).then(|| format!("{folder}/{}", one.id)),
            notes,
            is_unsent: false,
        }
    }

    /// For whoever reads the answer and not its files.
    pub fn named(lang: Lang, all: &[Attachment]) -> Vec<Self> {
        let line = |one| Self {
            href: None,
            notes: Vec::new(),
            ..Self::of(lang, one, "")
        };
        all.iter().map(line).collect()
    }

    pub fn all(lang: Lang, all: &[Attachment], folder: &str) -> Vec<Self> {
        all.iter().map(|one| Self::of(lang, one, folder)).collect()
    }

    /// For those who read an answer that others give: they can take no file away.
    pub fn for_readers(lang: Lang, all: &[Attachment], folder: &str) -> Vec<Self> {
        let notes = ["files-waiting-read", "files-infected-read"];
        let line = |one| Self::noted(lang, one, folder, notes);
        all.iter().map(line).collect()
    }
}

fn about(lang: Lang, kind: Kind, size: i64) -> String {
    let kind = lang.t(&format!("files-kind-{}", kind.as_str()));
    format!("{kind}, {}", size_text(lang, size))
}

/// «812 kB», «1,2 MB».
pub fn size_text(lang: Lang, bytes: i64) -> String {
    let bytes = u64::try_from(bytes).unwrap_or_default();
    match bytes {
        0..1_000 => lang.with1("files-bytes", "n", bytes),
        1_000..1_000_000 => lang.with1("files-kilobytes", "n", bytes.div_ceil(1_000)),
        _ => {
            let tenths = bytes.div_ceil(100_000);
            let text = format!("{},{}", number(tenths / 10), tenths % 10);
            lang.with1("files-megabytes", "n", text)
        }
    }
}

/// What the receipt says of the files, with their checksums: «vedtak.pdf (1,2 MB), SHA-256 …».
pub fn receipt_lines(lang: Lang, all: &[ReceiptAttachment]) -> Vec<String> {
    let line = |one: &ReceiptAttachment| {
        let size = size_text(lang, one.size);
        let said: [(&str, &dyn Value); 3] = [
            ("name", &one.name),
            ("size", &size),
            ("sha256", &one.sha256),
        ];
        lang.with("files-receipt", &said)
    };
    all.iter().map(line).collect()
}

#[derive(Template)]
#[template(path = "submissions/templates/attachments.html")]
struct AttachmentsPage {
    page: Page,
    crumbs: Vec<Crumb>,
    csrf: String,
    action: String,
    hint: String,
    files: Vec<FileLine>,
    /// Something here was not sent: where it is looked over and sent, while anything is taken.
    unsent: Option<Option<String>>,
    /// Taken away, and can be put back.
    removed: Vec<FileLine>,
    removed_text: String,
    total: Option<String>,
    may_change: bool,
    locked: bool,
    /// What is wrong with what was sent, one for each file.
    faults: Vec<String>,
}

/// What is wrong with a file that was sent: its name and why.
type Fault = (String, FieldError);

async fn page(visit: &AtDesk, status: StatusCode, faults: &[Fault]) -> Result<HttpResponse, Error> {
    let lang = visit.lang;
    let all = attach::all(&visit.app, visit.desk.id).await?;
    let (stay, removed): (Vec<Attachment>, Vec<_>) =
        all.into_iter().partition(|one| one.removed_at.is_none());
    let action = visit.path("/vedlegg");
    let sent = Sent::of(visit).await?;
    let total: i64 = stay.iter().map(|one| one.size).sum();
    let title = lang.t("files-title");
    let said = |(name, fault): &Fault| match name.is_empty() {
        true => field_text(lang, fault),
        false => format!("«{name}»: {}", field_text(lang, fault)),
    };
    let faults: Vec<String> = faults.iter().map(said).collect();
    let links = faults.iter().map(|text| ErrorLink::field(FILE, text));
    let megabytes = |bytes: u64| number(bytes >> 20);
    let limits: [(&str, &dyn Value); 4] = [
        ("one", &megabytes(FILE_BYTES)),
        ("all", &megabytes(ANSWER_BYTES)),
        ("once", &FILES_AT_ONCE),
        ("most", &MOST),
    ];
    let locked = visit.desk.lock.is_some();
    let shown = AttachmentsPage {
        page: visit
            .page("/vedlegg", title.clone())
            .errors(links.collect()),
        crumbs: visit.crumbs(Vec::new(), &title),
        csrf: visit.access.csrf.clone(),
        hint: lang.with("files-hint", &limits),
        total: (stay.len() > 1).then(|| {
            let size = size_text(lang, total);
            lang.with2("files-total", ("n", &stay.len()), ("size", &size))
        }),
        files: sent.lines(lang, &stay, &action),
        unsent: sent.is_behind.then(|| {
            let is_open = draft::takes_input(&visit.consultation, visit.now);
            is_open.then(|| visit.path("/se-over"))
        }),
        removed_text: lang.with("files-removed-text", &limits),
        removed: FileLine::all(lang, &removed, &action),
        may_change: visit.may(Right::Write) && visit.access.link.may_write_everywhere() && !locked,
        locked,
        faults,
        action,
    };
    Ok(render_with(status, &shown))
}

/// What has been sent from the desk, as far as its files are told apart by it.
#[derive(Default)]
struct Sent {
    /// What stands here is not what was sent last.
    is_behind: bool,
    /// The files of every version; none where nothing was sent.
    files: Option<HashSet<Uuid>>,
}

impl Sent {
    async fn of(visit: &AtDesk) -> Result<Self, Error> {
        if visit.desk.sent.is_none() {
            return Ok(Self::default());
        }
        let versions = submit::sent_versions(&visit.app, visit.desk.id).await?;
        let is_as_sent = |last| submit::is_as_sent(&visit.desk, &visit.consultation, last);
        let files = versions.iter().flat_map(|version| &version.attachments);
        Ok(Self {
            is_behind: versions.last().is_some_and(|last| !is_as_sent(last)),
            files: Some(files.map(|one| one.id).collect()),
        })
    }

    fn lines(&self, lang: Lang, all: &[Attachment], folder: &str) -> Vec<FileLine> {
        let is_unsent = |one: &Attachment| {
            let files = self.files.as_ref();
            files.is_some_and(|files| !files.contains(&one.id))
        };
        let line = |one| FileLine {
            is_unsent: is_unsent(one),
            ..FileLine::of(lang, one, folder)
        };
        all.iter().map(line).collect()
    }
}

pub(super) async fn show(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = AtDesk::enter(&app, access, &req).await?;
    // A member's input has no files.
    if visit.desk.umbrella.is_some() {
        return Ok(see_other(&visit.path("")));
    }
    page(&visit, StatusCode::OK, &[]).await
}

/// Each file for itself: one that is refused takes no other with it.
pub(super) async fn add(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    form: Form,
    files: Uploads,
) -> Result<HttpResponse, Error> {
    form.expect(&[], &[])?;
    access.write_everywhere()?;
    let mut faults: Vec<Fault> = Vec::new();
    if files.0.is_empty() {
        let fault = FieldError::new(FILE, "error-file-missing");
        faults.push((String::new(), fault));
    }
    for file in &files.0 {
        let added = Added {
            file,
            name: &file.name,
            at: FILE,
        };
        let done = attach::add(&app, &access.link, added, None, |_| super::see("")).await;
        match done {
            Ok(_) => {}
            Err(error) if is_about_file(&error) => {
                let shown = crate::text::single_line(&file.name);
                faults.extend(error.fields.into_iter().map(|fault| (shown.clone(), fault)));
            }
            Err(error) => return Err(error),
        }
    }
    let visit = AtDesk::enter(&app, access, &req).await?;
    match faults.is_empty() {
        true => Ok(see_other(&visit.path("/vedlegg"))),
        false => page(&visit, StatusCode::UNPROCESSABLE_ENTITY, &faults).await,
    }
}

fn is_about_file(error: &Error) -> bool {
    matches!(error.problem, Problem::Invalid | Problem::TooLarge) && !error.fields.is_empty()
}

pub(super) async fn change(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&[DO], &[])?;
    access.write_everywhere()?;
    let (id, link) = (id(&req)?, access.link.clone());
    let done = match form.filled(DO) {
        Some("angre") => attach::put_back(&app, &link, id).await,
        _ => attach::remove(&app, &link, id).await,
    };
    let visit = AtDesk::enter(&app, access, &req).await?;
    match done {
        Ok(()) => Ok(see_other(&visit.path("/vedlegg"))),
        Err(error) if is_about_file(&error) => {
            let faults = error.fields.into_iter();
            let faults: Vec<Fault> = faults.map(|fault| (String::new(), fault)).collect();
            page(&visit, StatusCode::UNPROCESSABLE_ENTITY, &faults).await
        }
        Err(error) => Err(error),
    }
}

/// The file, for whoever reads the answer.
pub(super) async fn file(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let one = attach::one(&app, access.desk_id(), id(&req)?).await?;
    download(&app, &one).await
}

fn id(req: &HttpRequest) -> Result<Uuid, Error> {
    let id = in_path(req, "attachment").parse();
    id.map_err(|_| Error::new(Problem::NotFound))
}
