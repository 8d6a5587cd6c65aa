//! An answer that was sent as a file to keep: its receipt with the whole text, as PDF, for the case file.

use super::attachments::size_text;
use super::receipt::{facts, grouped, late, parse};
use super::receipt_text::{Sent, SentPart, parts};
use super::say::Say;
use super::visit::decided_text;
use crate::app::App;
use crate::calendar;
use crate::consultations::{Consultation, at_version};
use crate::document::{Cell, Document, Line, Look, Span, Table};
use crate::error::{Error, Problem};
use crate::i18n::Lang;
use crate::pdf;
use crate::submissions::receipt::{Receipt, ReceiptAttachment, hex};
use crate::submissions::{StoredReceipt, StoredVersion, decide, withdraw};
use crate::web::components::Fact;
use crate::web::kept_as;
use actix_web::{HttpRequest, HttpResponse};
use chrono::TimeDelta;
use std::sync::Arc;

/// The columns of what is told of the answer, and of its files, in twentieths of a point.
const FACTS: [u32; 2] = [2_900, 6_738];
const FILES: [u32; 3] = [2_800, 1_300, 5_538];

/// The PDF of a version, for whoever may read it. `current` is the version that stands.
pub async fn paper(
    app: &App,
    req: &HttpRequest,
    lang: Lang,
    newest: &Arc<Consultation>,
    version: &StoredVersion,
    current: i32,
) -> Result<HttpResponse, Error> {
    let stored = version.receipt.as_ref().ok_or(Problem::NotFound)?;
    let receipt = parse(stored)?;
    let notes = notes(app, lang, version, &receipt, current).await?;
    let document = drawn(app, lang, newest, version, notes).await?;
    let network = app.rate_limit.network(req);
    let file = app.pdf.make(&document, app.clock.now(), network);
    let file = file.await?;
    Ok(kept_as(
        &stored.file_name(version.no, "pdf"),
        pdf::MEDIA_TYPE,
        file,
    ))
}

/// The same as it was sent, with nothing of what has become of it since: the archive is told that in its own words.
pub async fn paper_as_sent(
    app: &App,
    newest: &Arc<Consultation>,
    version: &StoredVersion,
) -> Result<Vec<u8>, Error> {
    let document = drawn(app, Lang::Nb, newest, version, Vec::new()).await?;
    app.pdf.make_in_turn(&document, app.clock.now()).await
}

async fn drawn(
    app: &App,
    lang: Lang,
    newest: &Arc<Consultation>,
    version: &StoredVersion,
    notes: Vec<String>,
) -> Result<Document, Error> {
    let stored = version.receipt.as_ref().ok_or(Problem::NotFound)?;
    let receipt = parse(stored)?;
    let (newest, no) = (Arc::clone(newest), version.proposal_version);
    let answered = app
        .db
        .read(move |conn| at_version(conn, &newest, no))
        .await?;
    let paper = Paper {
        lang,
        receipt: &receipt,
        stored,
    };
    Ok(paper.document(notes, facts(lang, version, &receipt), &answered))
}

/// What has become of it: what whoever keeps the file must know beside what was sent.
async fn notes(
    app: &App,
    lang: Lang,
    version: &StoredVersion,
    receipt: &Receipt,
    current: i32,
) -> Result<Vec<String>, Error> {
    if let Some(withdrawal) = withdraw::of_version(app, version.id).await? {
        let say = Say::to_capacity(lang, Some(receipt.sender.on_behalf));
        let when = calendar::date_time(lang, withdrawal.at);
        let text = say.with1("withdrawn-text", "when", &when);
        return Ok(vec![lang.t("withdrawn-heading"), text, withdrawal.reason]);
    }
    let mut notes = Vec::new();
    let mut decided = None;
    if let Some(seconds) = version.late_seconds {
        decided = decide::last_on(app, version.id).await?;
        match &decided {
            None => notes.push(late(lang, seconds)),
            Some(decided) => {
                let late = calendar::how_late(lang, TimeDelta::seconds(seconds));
                let (decided, reason) = decided_text(lang, decided);
                let late = lang.with1("receipt-late-decided", "late", &late);
                notes.extend([late, decided, reason]);
            }
        }
    }
    if version.no != current {
        let key = match version.no > current && decided.is_none() {
            true => "receipt-supplement",
            false => "receipt-replaced",
        };
        notes.push(lang.with1(key, "no", current));
    }
    Ok(notes)
}

struct Paper<'p> {
    lang: Lang,
    receipt: &'p Receipt,
    stored: &'p StoredReceipt,
}

impl Paper<'_> {
    fn document(&self, notes: Vec<String>, facts: Vec<Fact>, answered: &Consultation) -> Document {
        let (lang, receipt) = (self.lang, self.receipt);
        let number = &self.stored.number;
        let title = [
            ("number", number as _),
            ("title", &receipt.consultation.title as _),
        ];
        let title = lang.with("paper-title", &title);
        let mut document = Document::new(&title, "", lang);
        document.keywords.push(number.clone());
        document.paragraph(Look::Title, vec![Span::plain(&title)], None);
        for note in notes {
            document.paragraph(Look::Body, vec![Span::bold(note)], None);
        }
        heading(&mut document, 1, lang.t("receipt-about"), None);
        document.table(self.facts(facts));
        heading(&mut document, 1, lang.t("receipt-checksum"), None);
        let groups = grouped(&hex(&self.stored.sha256)).join(" ");
        document.paragraph(Look::Body, vec![Span::bold(groups)], None);
        document.paragraph(Look::Body, vec![Span::plain(lang.t("paper-proves"))], None);
        heading(&mut document, 1, lang.t("receipt-text"), None);
        for part in parts(lang, answered, &Sent::of(receipt)) {
            self.part(&mut document, part);
        }
        if !receipt.attachments.is_empty() {
            heading(&mut document, 1, lang.t("files-title"), None);
            document.table(self.files());
        }
        if let Some(claim) = &receipt.confidentiality_claim {
            heading(&mut document, 1, lang.t("sender-withhold"), None);
            document.paragraph(Look::Body, vec![Span::plain(claim)], None);
        }
        document
    }

    fn facts(&self, facts: Vec<Fact>) -> Table {
        let (lang, of) = (self.lang, &self.receipt.consultation);
        let own = [
            ("receipt-number", Some(self.stored.number.clone())),
            ("paper-consultation", Some(of.title.clone())),
            ("word-fact-owner", Some(of.owner.clone())),
            ("word-fact-reference", of.reference.clone()),
        ];
        let own = own.into_iter();
        let own = own.filter_map(|(key, text)| Some(Fact::new(lang.t(key), text?)));
        let row = |fact: Fact| vec![cell(Span::bold(fact.term)), cell(Span::plain(fact.text))];
        Table {
            caption: lang.t("receipt-about"),
            widths: FACTS.to_vec(),
            header: Vec::new(),
            rows: own.chain(facts).map(row).collect(),
        }
    }

    fn part(&self, document: &mut Document, part: SentPart) {
        let title = match part.name.is_empty() {
            true => part.title,
            false => format!("{}: {}", part.name, part.title),
        };
        heading(document, 2, title, part.title_lang);
        let no_comment = part.no_comment.then(|| self.lang.t("svar-no-comment"));
        let tags = part.tags.into_iter().map(|(_, text)| text);
        let said = no_comment.into_iter().chain(part.endorsed).chain(tags);
        for text in said {
            document.paragraph(Look::Body, vec![Span::plain(text)], None);
        }
        for said in part.texts {
            heading(document, 3, said.label, said.label_lang);
            document.paragraph(Look::Body, vec![Span::plain(said.text)], None);
        }
    }

    fn files(&self) -> Table {
        let lang = self.lang;
        let row = |one: &ReceiptAttachment| {
            let sum = grouped(&one.sha256).join(" ");
            [one.name.clone(), size_text(lang, one.size), sum].map(|text| cell(Span::plain(text)))
        };
        let rows = self.receipt.attachments.iter();
        Table {
            caption: lang.t("files-title"),
            widths: FILES.to_vec(),
            header: ["paper-file", "paper-size", "receipt-checksum"]
                .map(|key| lang.t(key))
                .to_vec(),
            rows: rows.map(|one| row(one).to_vec()).collect(),
        }
    }
}

fn heading(document: &mut Document, level: u8, text: String, lang: Option<Lang>) {
    document.paragraph(Look::Heading(level), vec![Span::plain(text)], lang);
}

fn cell(span: Span) -> Cell {
    Cell::of(vec![Line::new(Look::Cell, vec![span])])
}
