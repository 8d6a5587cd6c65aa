//! «Kontroller en kvittering»: a file or a number and a checksum, and what is said of it.

use crate::app::App;
use crate::calendar;
use crate::error::{Error, Problem};
use crate::i18n::{Lang, Value};
use crate::receipts::check::{Issued, NUMBER, SUM, Verdict, check_file, check_sum};
use crate::submissions::receipt::{Receipt, Unverified};
use crate::web::components::{Crumb, ErrorLink, Fact, TextInput};
use crate::web::faces::field_text;
use crate::web::form::Form;
use crate::web::layout::{Nav, Page};
use crate::web::{render, render_with};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use chrono::{DateTime, Utc};

/// The control of the file.
const FILE: &str = "fil";

#[derive(Template)]
#[template(path = "receipts/templates/check.html")]
struct CheckPage {
    page: Page,
    crumbs: Vec<Crumb>,
    action: String,
    file_error: Option<String>,
    number: TextInput,
    sum: TextInput,
    said: Option<Said>,
    /// What whoever has the receipt knows.
    facts: Vec<Fact>,
    /// The log of its case.
    log: Option<String>,
}

/// What is said of a receipt.
struct Said {
    color: &'static str,
    heading: String,
    texts: Vec<String>,
}

pub(super) async fn show(app: Data<App>, req: HttpRequest) -> Result<HttpResponse, Error> {
    let lang = Lang::of_path(req.path()).0;
    Ok(render(&page(&app, lang, ("", ""), Vec::new())))
}

/// The page, with what was typed and what was wrong with it: each with the control's name.
fn page(
    app: &App,
    lang: Lang,
    (number, sum): (&str, &str),
    faults: Vec<(String, String)>,
) -> CheckPage {
    let title = lang.t("receipts-check-title");
    let of = |name: &str| {
        let mut all = faults.iter();
        all.find(|(at, _)| at == name).map(|(_, text)| text.clone())
    };
    let errors = faults.iter().map(|(at, text)| ErrorLink::field(at, text));
    CheckPage {
        page: Page::new(&app.site, lang, "/kvitteringer", title.clone())
            .nav(Nav::Consultations)
            .errors(errors.collect()),
        crumbs: vec![
            Crumb::to(lang.path("/"), lang.t("nav-consultations")),
            Crumb::here(title),
        ],
        action: lang.path("/kvitteringer"),
        file_error: of(FILE),
        number: TextInput::new(NUMBER, lang.t("receipts-number"), number)
            .hint(lang.t("receipts-number-hint"))
            .autocomplete("off")
            .error(of(NUMBER)),
        sum: TextInput::new(SUM, lang.t("receipts-sum"), sum)
            .hint(lang.t("receipts-sum-hint"))
            .autocomplete("off")
            .error(of(SUM)),
        said: None,
        facts: Vec::new(),
        log: None,
    }
}

pub(super) async fn check(
    app: Data<App>,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&[NUMBER, SUM], &[])?;
    let lang = Lang::of_path(req.path()).0;
    let number = form.get(NUMBER).unwrap_or_default();
    let sum = form.get(SUM).unwrap_or_default();
    let typed = (number, sum);
    let unfit = |faults| {
        let page = page(&app, lang, typed, faults);
        Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
    };
    let is_typed = !number.trim().is_empty() || !sum.trim().is_empty();
    let verdict = match form.file(FILE) {
        Some(file) => match std::str::from_utf8(&file.bytes) {
            Ok(text) => check_file(&app, text).await?,
            Err(error) => Verdict::Broken(Unverified::NotJson(error.to_string())),
        },
        None if is_typed => match check_sum(&app, typed, typed_at()).await {
            Ok(verdict) => verdict,
            Err(error) if error.problem == Problem::Invalid => {
                let faults = error.fields.iter();
                let told =
                    |fault: &crate::error::FieldError| (fault.at.clone(), field_text(lang, fault));
                return unfit(faults.map(told).collect());
            }
            Err(error) => return Err(error),
        },
        None => return unfit(vec![(FILE.to_owned(), lang.t("receipts-nothing"))]),
    };
    let mut page = page(&app, lang, typed, Vec::new());
    page.said = Some(said(lang, &verdict));
    if let Some(receipt) = verdict.receipt() {
        page.facts = facts(lang, receipt);
        page.log = Some(log_of(lang, receipt));
    }
    Ok(render(&page))
}

const fn typed_at() -> (&'static str, &'static str) {
    (NUMBER, SUM)
}

fn said(lang: Lang, verdict: &Verdict) -> Said {
    let plain = |color, heading, texts: &[&str]| Said {
        color,
        heading: lang.t(heading),
        texts: texts.iter().map(|key| lang.t(key)).collect(),
    };
    match verdict {
        Verdict::Issued(issued) => of_issued(lang, issued),
        Verdict::Gone(_) => plain("danger", "receipts-gone", &["receipts-gone-text"]),
        Verdict::Unknown { number } => Said {
            texts: vec![lang.with("receipts-unknown-text", &[("number", number)])],
            ..plain("warning", "receipts-unknown", &[])
        },
        Verdict::Broken(Unverified::NotJson(_) | Unverified::NotAReceipt(_)) => plain(
            "warning",
            "receipts-no-receipt",
            &["receipts-no-receipt-text"],
        ),
        Verdict::Broken(_) => plain("danger", "receipts-changed", &["receipts-changed-text"]),
    }
}

fn of_issued(lang: Lang, issued: &Issued) -> Said {
    let mut texts = vec![lang.t("receipts-issued-text")];
    if let Some(place) = &issued.place {
        let no = place.leaf + 1;
        texts.push(match place.published {
            Some((size, at)) => {
                let when = calendar::date_time(lang, at);
                let said: [(&str, &dyn Value); 3] = [("no", &no), ("size", &size), ("when", &when)];
                lang.with("receipts-in-log", &said)
            }
            None => lang.with("receipts-in-log-soon", &[("no", &no)]),
        });
        if !place.is_whole {
            texts.push(lang.t("receipts-log-fault"));
        }
    }
    Said {
        color: "success",
        heading: lang.t("receipts-issued"),
        texts,
    }
}

fn log_of(lang: Lang, receipt: &Receipt) -> String {
    lang.path(&format!(
        "/horinger/{}/kvitteringer",
        receipt.consultation.slug
    ))
}

/// What whoever has the receipt knows; of what was written, nothing.
fn facts(lang: Lang, receipt: &Receipt) -> Vec<Fact> {
    let received: Option<DateTime<Utc>> = receipt.received_at.parse().ok();
    let received = received.map(|at| {
        let day = calendar::long_date(lang, calendar::oslo_date(at));
        let time = calendar::exact_time(lang, at);
        lang.with("receipt-when", &[("day", &day), ("time", &time)])
    });
    let in_time = match receipt.late_seconds {
        None => lang.t("receipts-in-time"),
        Some(late) => {
            let late = calendar::how_late(lang, chrono::TimeDelta::seconds(late));
            lang.with("receipt-late", &[("late", &late)])
        }
    };
    let deadline = calendar::long_date(lang, receipt.deadline_on);
    let consultation = &receipt.consultation.title;
    vec![
        Fact::new(lang.t("receipts-number"), receipt.number.clone()),
        Fact::new(lang.t("receipt-version"), receipt.version.to_string()),
        Fact::new(lang.t("receipts-consultation"), consultation.clone()),
        Fact::new(lang.t("receipt-received"), received.unwrap_or_default()),
        Fact::new(lang.t("receipt-deadline"), deadline),
        Fact::new(lang.t("receipts-when-it-came"), in_time),
    ]
}
