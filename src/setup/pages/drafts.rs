//! «Vi fant 11 råd. Stemmer det?»: a draft in Word or Markdown is read, looked over with buttons, and taken in.
//! What is looked over is a text in the form; nothing is kept before somebody says that it is right.

use super::visit::{Frame, Visit};
use crate::app::App;
use crate::error::Error;
use crate::session::staff::StaffAccess;
use crate::setup::draft::{Before, Draft, Remarks, blocks, look_over};
use crate::setup::draft_file;
use crate::setup::working_copy::Saved;
use crate::web::components::ErrorLink;
use crate::web::form::Form;
use crate::web::layout::Page;
use crate::web::{render_with, see_other};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use std::hash::{DefaultHasher, Hash, Hasher};

#[derive(Template)]
#[template(path = "setup/templates/draft.html")]
struct DraftPage {
    page: Page,
    frame: Frame,
    action: String,
    error: Option<String>,
    pasted: String,
}

#[derive(Template)]
#[template(path = "setup/templates/draft_found.html")]
struct FoundPage {
    page: Page,
    frame: Frame,
    action: String,
    version: i64,
    remarks: Vec<String>,
    carried: String,
    chapters: Vec<ChapterRow>,
    text: String,
    /// By which the text is known again when it comes back.
    mark: String,
    is_overtaken: bool,
    /// What was pressed was meant for råd that the text no longer has.
    is_read_anew: bool,
}

struct ChapterRow {
    title: String,
    advice: Vec<AdviceRow>,
}

struct AdviceRow {
    n: usize,
    title: String,
    /// The first in its chapter has none before it to become part of.
    may_merge: bool,
    /// Where it can be divided: the button's value, and the paragraph that would begin the next.
    cuts: Vec<(String, String)>,
}

pub async fn show(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, staff, &req).await?;
    Ok(page(&app, &visit, None, ""))
}

fn page(app: &App, visit: &Visit, fault: Option<&'static str>, pasted: &str) -> HttpResponse {
    let lang = visit.lang;
    let error = fault.map(|code| lang.t(code));
    let errors = error
        .iter()
        .map(|text| ErrorLink::field("fil", text.clone()));
    let status = if fault.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let shown = DraftPage {
        page: visit
            .page(app, "/utkast", lang.t("setup-draft"))
            .errors(errors.collect()),
        frame: visit.frame("/utkast", None),
        action: visit.href("/utkast"),
        error,
        pasted: pasted.to_owned(),
    };
    render_with(status, &shown)
}

pub async fn change(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, staff, &req).await?;
    let Some(text) = form.get("utkast") else {
        return Ok(read(&app, &visit, &form));
    };
    let mut draft = Draft::parse(text);
    // Titles and buttons are those of the råd that were shown. Where the text was changed since, nothing is done by
    // place: it is read, and shown.
    let is_as_shown = form.get("lest").is_none_or(|shown| shown == mark(&draft));
    let renamed = form.pairs().filter_map(|(name, title)| {
        let n: usize = name.strip_prefix("tittel.")?.parse().ok()?;
        Some((n, form.get(&format!("vist.{n}")), title))
    });
    for (n, shown, title) in renamed {
        if is_as_shown {
            draft.rename(n, title);
        } else if let Some(n) = shown
            .filter(|old| *old != title)
            .and_then(|old| draft.only(old))
        {
            draft.rename(n, title);
        }
    }
    let said = carried(form.get("merknader").unwrap_or_default());
    let act = form.get("gjor").unwrap_or_default();
    let mut steps = act
        .split(':')
        .skip(1)
        .map_while(|step| step.parse::<usize>().ok());
    match act.split(':').next().unwrap_or_default() {
        "sammen" | "del" | "bruk" if !is_as_shown => {
            return Ok(found(&app, &visit, &draft, said, Why::ReadAnew));
        }
        "sammen" => draft.merge(steps.next().unwrap_or(0)),
        "del" => draft.split(steps.next().unwrap_or(0), steps.next().unwrap_or(0)),
        "bruk" => return take_in(&app, visit, &req, &form, &draft, said).await,
        _ => {}
    }
    Ok(found(&app, &visit, &draft, said, Why::Asked))
}

/// Why what was found is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Why {
    Asked,
    /// The text was changed, and what was pressed was meant for what stood there before.
    ReadAnew,
    /// The working copy was saved by somebody else.
    Overtaken,
}

/// Follows from the text, as it is read.
fn mark(draft: &Draft) -> String {
    let mut hasher = DefaultHasher::new();
    draft.text().hash(&mut hasher);
    format!("{:x}", hasher.finish())
}

/// What was given for the first time.
fn read(app: &App, visit: &Visit, form: &Form) -> HttpResponse {
    let pasted = form.get("tekst").unwrap_or_default();
    let given = match form.file("fil") {
        Some(file) => draft_file::read(&file.name, &file.bytes),
        None => Ok((blocks(pasted), Remarks::default())),
    };
    match given {
        Ok((blocks, said)) if !blocks.is_empty() => {
            let (draft, said) = look_over(blocks, said, Before::of(visit.m()));
            found(app, visit, &draft, said, Why::Asked)
        }
        Ok(_) => page(app, visit, Some("setup-draft-empty"), pasted),
        Err(code) => page(app, visit, Some(code), pasted),
    }
}

fn found(app: &App, visit: &Visit, draft: &Draft, said: Remarks, why: Why) -> HttpResponse {
    let lang = visit.lang;
    let n = draft.count();
    let title = lang.with("setup-draft-found", &[("n", &n)]);
    let mut at = 0;
    let mut chapters = Vec::new();
    for chapter in &draft.chapters {
        let mut rows = Vec::new();
        for (place, advice) in chapter.advice.iter().enumerate() {
            let cut = |(p, text): (usize, &String)| {
                let begins: String = text
                    .trim_start_matches('#')
                    .trim_start()
                    .chars()
                    .take(60)
                    .collect();
                (format!("del:{at}:{p}"), begins)
            };
            rows.push(AdviceRow {
                n: at,
                title: advice.title.clone(),
                may_merge: place > 0,
                cuts: advice.body.iter().enumerate().skip(1).map(cut).collect(),
            });
            at += 1;
        }
        chapters.push(ChapterRow {
            title: chapter.title.clone(),
            advice: rows,
        });
    }
    let remark = |key: &str, n: usize| (n > 0).then(|| lang.with(key, &[("n", &n)]));
    let remarks = [
        remark("setup-draft-tracked", said.tracked),
        remark("setup-draft-comments", said.comments),
        remark("setup-draft-skipped", said.skipped_levels),
        remark("setup-draft-images", said.images),
        remark("setup-draft-no-alt", said.images_without_alt),
        remark("setup-draft-footnotes", said.footnotes),
        remark("setup-draft-tables", said.tables),
        remark("setup-draft-same-number", said.same_number),
        remark("setup-draft-renumbered", said.renumbered),
        remark("setup-draft-hidden", said.hidden),
        remark("setup-draft-struck", said.struck),
        remark("setup-draft-raised", said.raised),
        remark("setup-draft-equations", said.equations),
        remark("setup-draft-emphasis", said.emphasis),
        remark("setup-draft-links", said.links),
        remark("setup-draft-symbols", said.symbols),
        remark("setup-draft-contents", said.contents),
    ];
    let shown = FoundPage {
        page: visit.page(app, "/utkast", title.clone()),
        frame: visit.frame("/utkast", Some(title)),
        action: visit.href("/utkast"),
        version: visit.copy.version,
        remarks: remarks.into_iter().flatten().collect(),
        carried: carry(said),
        chapters,
        text: draft.text(),
        mark: mark(draft),
        is_overtaken: why == Why::Overtaken,
        is_read_anew: why == Why::ReadAnew,
    };
    let status = match why {
        Why::Overtaken => StatusCode::CONFLICT,
        Why::Asked | Why::ReadAnew => StatusCode::OK,
    };
    render_with(status, &shown)
}

/// The remarks go with the form: they are of the file, which is not kept.
fn carry(r: Remarks) -> String {
    let all = [
        r.tracked,
        r.comments,
        r.images,
        r.images_without_alt,
        r.footnotes,
        r.skipped_levels,
        r.same_number,
        r.tables,
        r.renumbered,
        r.hidden,
        r.emphasis,
        r.links,
        r.symbols,
        r.contents,
        r.struck,
        r.raised,
        r.equations,
    ];
    all.map(|n| n.to_string()).join(" ")
}

fn carried(text: &str) -> Remarks {
    let mut all = text.split(' ').map(|n| n.parse().unwrap_or(0));
    let mut next = || all.next().unwrap_or(0);
    Remarks {
        tracked: next(),
        comments: next(),
        images: next(),
        images_without_alt: next(),
        footnotes: next(),
        skipped_levels: next(),
        same_number: next(),
        tables: next(),
        renumbered: next(),
        hidden: next(),
        emphasis: next(),
        links: next(),
        symbols: next(),
        contents: next(),
        struck: next(),
        raised: next(),
        equations: next(),
    }
}

async fn take_in(
    app: &App,
    visit: Visit,
    req: &HttpRequest,
    form: &Form,
    draft: &Draft,
    said: Remarks,
) -> Result<HttpResponse, Error> {
    let seen = form
        .get("version")
        .and_then(|v| v.parse().ok())
        .unwrap_or(0);
    let mut new = visit.m().clone();
    draft.add_to(&mut new);
    match visit.save(app, seen, new).await? {
        Saved::Done => Ok(see_other(&visit.href("/raad"))),
        Saved::Overtaken => {
            let visit = Visit::enter(app, visit.staff, req).await?;
            Ok(found(app, &visit, draft, said, Why::Overtaken))
        }
    }
}
