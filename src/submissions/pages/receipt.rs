//! The receipt: number, time, versions, the whole text and its checksum, the same whenever it is opened;
//! and the file that anyone can check. An answer that is not confirmed has its own page.

use super::adoption::{adoption_facts, confirmed_facts};
use super::attachments::FileLine;
use super::cosigners::cosigner_facts;
use super::endorsed::withdrawn_support;
use super::paper::paper as paper_of;
use super::receipt_text::{self, Sent, SentPart};
use super::tasks::after_sending;
use super::visit::{Visit, decided_text};
use super::who::on_behalf_text;
use super::{query, unconfirmed};
use crate::app::App;
use crate::calendar;
use crate::consultations::Consultation;
use crate::db::Conn;
use crate::error::{Error, Problem};
use crate::i18n::Lang;
use crate::session::guard::DeskAccess;
use crate::submissions::receipt::{Receipt, Sender, hex};
use crate::submissions::{StoredReceipt, StoredVersion, decide, links, submit, withdraw};
use crate::web::components::Fact;
use crate::web::layout::Page;
use crate::web::{attachment, render};
use actix_web::http::header;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

#[derive(Template)]
#[template(path = "submissions/templates/receipt.html")]
struct ReceiptPage {
    page: Page,
    base: String,
    number: String,
    is_last: bool,
    /// How the page begins: sent in, or an earlier version.
    heading: String,
    late: Option<String>,
    /// What staff have decided of this version, and why.
    decided: Option<(String, String)>,
    /// This version does not stand: why.
    not_standing: Option<String>,
    facts: Vec<Fact>,
    checksum: Vec<String>,
    next: Vec<String>,
    change: Option<String>,
    /// It was taken back: why, and when.
    withdrawn: Option<(String, String)>,
    /// What it supports, and was taken back since.
    support_gone: Vec<String>,
    more: Vec<(String, String)>,
    file: String,
    pdf: String,
    parts: Vec<SentPart>,
    files: Vec<FileLine>,
    claim: Option<String>,
    versions: Vec<VersionLink>,
}

struct VersionLink {
    href: Option<String>,
    text: String,
}

pub(super) async fn show(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, access, &req).await?;
    let versions = submit::sent_versions(&app, visit.desk.id).await?;
    let version = wanted(&req, &versions)?;
    let Some(stored) = &version.receipt else {
        return unconfirmed::page(&visit, version).await;
    };
    let receipt = parse(stored)?;
    let mailed_to = links::receipt_goes_to(&app, version.id).await?;
    let answered = visit.answered(version).await?;
    let decided = match version.late_seconds {
        Some(_) => decide::last_on(&app, version.id).await?,
        None => None,
    };
    let mut page = page(&visit, version, &versions, stored, (&receipt, &answered));
    if let Some(withdrawal) = withdraw::of_version(&app, version.id).await? {
        let when = calendar::date_time(visit.lang, withdrawal.at);
        page.withdrawn = Some((
            visit.say().with1("withdrawn-text", "when", &when),
            withdrawal.reason,
        ));
        page.late = None;
        page.not_standing = None;
    }
    if let Some(decided) = decided {
        let late = version.late_seconds.unwrap_or_default();
        let late = calendar::how_late(visit.lang, chrono::TimeDelta::seconds(late));
        page.late = Some(visit.lang.with1("receipt-late-decided", "late", &late));
        page.decided = Some(decided_text(visit.lang, &decided));
        page.not_standing = other_stands(&visit, version.no);
    }
    if let Some(address) = mailed_to.filter(|_| page.is_last) {
        let mail = visit
            .say()
            .with("receipt-next-mail", &[("email", &address)]);
        page.next.insert(0, mail);
    }
    Ok(render(&page))
}

/// The version in the address, else the last.
fn wanted<'v>(
    req: &HttpRequest,
    versions: &'v [StoredVersion],
) -> Result<&'v StoredVersion, Error> {
    let asked = query(req, "versjon");
    let found = match asked.first() {
        None => versions.last(),
        Some(no) => versions.iter().find(|v| no.parse() == Ok(v.no)),
    };
    found.ok_or_else(|| Problem::NotFound.into())
}

pub(super) fn parse(stored: &StoredReceipt) -> Result<Receipt, Error> {
    Receipt::parse(&stored.document).map_err(|e| Error::internal(e.to_string()))
}

fn page(
    visit: &Visit,
    version: &StoredVersion,
    versions: &[StoredVersion],
    stored: &StoredReceipt,
    (receipt, answered): (&Receipt, &Consultation),
) -> ReceiptPage {
    let (lang, say) = (visit.lang, visit.say());
    let is_last = versions.last().is_some_and(|v| v.no == version.no);
    let heading = match is_last {
        true => say.t("receipt-title"),
        false => lang.with("receipt-earlier-title", &[("no", &version.no)]),
    };
    let rest = format!("/kvittering?versjon={}", version.no);
    ReceiptPage {
        page: visit.page(&rest, format!("{heading} {}", stored.number)),
        base: visit.path(""),
        number: stored.number.clone(),
        is_last,
        heading,
        late: version.late_seconds.map(|seconds| late(lang, seconds)),
        decided: None,
        not_standing: not_standing(visit, version.no),
        facts: facts(lang, version, receipt),
        checksum: grouped(&hex(&stored.sha256)),
        next: next(visit, is_last),
        change: change(visit, is_last),
        withdrawn: None,
        support_gone: withdrawn_support(lang, &version.endorsements),
        more: match is_last {
            true => after_sending(visit),
            false => Vec::new(),
        },
        file: visit.path(&format!("/kvittering.json?versjon={}", version.no)),
        pdf: visit.path(&format!("/kvittering.pdf?versjon={}", version.no)),
        parts: receipt_text::parts(lang, answered, &Sent::of(receipt)),
        files: FileLine::all(lang, &version.attachments, &visit.path("/vedlegg")),
        claim: receipt.confidentiality_claim.clone(),
        versions: links(visit, versions, version.no),
    }
}

pub(super) fn late(lang: Lang, seconds: i64) -> String {
    let late = calendar::how_late(lang, chrono::TimeDelta::seconds(seconds));
    lang.with("receipt-late", &[("late", &late)])
}

/// Another version stands in this one's place.
fn not_standing(visit: &Visit, no: i32) -> Option<String> {
    let sent = visit.desk.sent.as_ref()?;
    let current = sent.current_version;
    if current == no {
        return None;
    }
    Some(match no > current {
        true => visit.lang.with("receipt-supplement", &[("no", &current)]),
        false => visit.lang.with("receipt-replaced", &[("no", &current)]),
    })
}

/// The same when it has been decided.
fn other_stands(visit: &Visit, no: i32) -> Option<String> {
    let current = visit.desk.sent.as_ref()?.current_version;
    (current != no).then(|| visit.lang.with1("receipt-replaced", "no", current))
}

pub fn facts(lang: Lang, version: &StoredVersion, receipt: &Receipt) -> Vec<Fact> {
    let received = calendar::exact_time(lang, version.received_at);
    let day = calendar::long_date(lang, calendar::oslo_date(version.received_at));
    let deadline = calendar::long_date(lang, receipt.deadline_on);
    let mut facts = vec![
        Fact::new(
            lang.t("receipt-received"),
            lang.with("receipt-when", &[("day", &day), ("time", &received)]),
        ),
        Fact::new(lang.t("receipt-deadline"), deadline),
        Fact::new(lang.t("receipt-version"), receipt.version.to_string()),
        Fact::new(
            lang.t("receipt-proposal-version"),
            receipt.proposal_version.to_string(),
        ),
    ];
    facts.extend(sender_facts(lang, &receipt.sender));
    facts.extend(cosigner_facts(lang, receipt));
    let adoption = receipt.adoption.as_ref();
    facts.extend(adoption.map_or_else(Vec::new, |told| adoption_facts(lang, told)));
    let confirmed = version.confirmed.as_ref();
    facts.extend(confirmed.map_or_else(Vec::new, |told| confirmed_facts(lang, told)));
    facts
}

pub fn sender_facts(lang: Lang, sender: &Sender) -> Vec<Fact> {
    let claimed = |text: &String| lang.with("receipt-claimed", &[("text", text)]);
    let mut facts = vec![Fact::new(
        lang.t("sender-on-behalf"),
        on_behalf_text(lang, sender.on_behalf),
    )];
    let mut fact = |term: String, text: Option<String>| {
        facts.extend(text.map(|text| Fact::new(term, text)));
    };
    let invited = |text: &String| lang.with("receipt-invited", &[("text", text)]);
    let organisation = match &sender.body {
        Some(body) => Some(invited(body)),
        None => sender.organisation.as_ref().map(claimed),
    };
    fact(lang.t("sender-organisation"), organisation);
    let of_register = sender.body.is_some();
    let number = sender
        .organisation_number
        .as_ref()
        .map(|number| match of_register {
            true => number.clone(),
            false => claimed(number),
        });
    fact(lang.t("sender-organisation-number"), number);
    fact(lang.t("sender-person"), Some(sender.person.clone()));
    fact(lang.t("sender-role"), sender.role.clone());
    facts
}

/// Eight characters at a time: sixty-four cannot be compared by eye.
pub fn grouped(hex: &str) -> Vec<String> {
    let chars: Vec<char> = hex.chars().collect();
    chars
        .chunks(8)
        .map(|group| group.iter().collect())
        .collect()
}

fn next(visit: &Visit, is_last: bool) -> Vec<String> {
    if !is_last || visit.is_withdrawn() {
        return Vec::new();
    }
    let say = visit.say();
    let mut next: Vec<String> = visit.in_time_by_now().into_iter().collect();
    if !visit.is_late() {
        next.push(match visit.desk.is_minutes() {
            true => say.t("svar-minutes-change"),
            false => say.with("receipt-next-change", &[("deadline", &visit.deadline())]),
        });
    }
    next.push(say.t("receipt-next-read"));
    next.push(say.t("receipt-next-public"));
    next
}

/// «Endre innspillet» until the deadline, a supplement after it.
fn change(visit: &Visit, is_last: bool) -> Option<String> {
    use crate::submissions::draft::takes_input;
    if !is_last || !takes_input(&visit.consultation, visit.now) {
        return None;
    }
    Some(match visit.is_late() {
        _ if visit.is_withdrawn() => visit.lang.t("receipt-send-again"),
        false => visit.lang.t("receipt-change"),
        true => visit.lang.t("receipt-change-late"),
    })
}

fn links(visit: &Visit, versions: &[StoredVersion], shown: i32) -> Vec<VersionLink> {
    if versions.len() < 2 {
        return Vec::new();
    }
    let link = |v: &StoredVersion| {
        let when = calendar::date_time(visit.lang, v.received_at);
        let text = [("no", &v.no as &dyn crate::i18n::Value), ("when", &when)];
        VersionLink {
            href: (v.no != shown).then(|| visit.path(&format!("/kvittering?versjon={}", v.no))),
            text: visit.lang.with("receipt-version-link", &text),
        }
    };
    versions.iter().rev().map(link).collect()
}

impl StoredReceipt {
    /// What its files are called.
    pub(super) fn file_name(&self, version: i32, extension: &str) -> String {
        let plain: String = self
            .number
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
            .collect();
        format!("kvittering-{plain}-v{version}.{extension}")
    }
}

/// The document and its checksum, as a file.
pub(super) async fn file(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let versions = submit::sent_versions(&app, access.desk_id()).await?;
    download(&app, wanted(&req, &versions)?).await
}

/// The same with the whole text, for the case file.
pub(super) async fn paper(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, access, &req).await?;
    let versions = submit::sent_versions(&app, visit.desk.id).await?;
    let version = wanted(&req, &versions)?;
    let sent = visit.desk.sent.as_ref();
    let current = sent.map_or(version.no, |sent| sent.current_version);
    paper_of(
        &app,
        &req,
        visit.lang,
        &visit.consultation,
        version,
        current,
    )
    .await
}

/// The receipt of a version as a file, for whoever may read it.
pub async fn download(app: &App, version: &StoredVersion) -> Result<HttpResponse, Error> {
    let stored = version.receipt.clone().ok_or(Problem::NotFound)?;
    let name = stored.file_name(version.no, "json");
    let read = move |conn: &mut Conn| submit::receipt_file(conn, &stored);
    Ok(HttpResponse::Ok()
        .content_type("application/json")
        .insert_header((header::CONTENT_DISPOSITION, attachment(&name)))
        .body(app.db.read(read).await?))
}
