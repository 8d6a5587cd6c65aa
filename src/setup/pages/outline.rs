//! The chapters and råd in their order: added, moved with buttons, numbered, removed, and what is published brought
//! back.

use super::gone::Gone;
use super::leaf::entry_name;
use super::visit::{Frame, Visit, place};
use crate::app::App;
use crate::error::Error;
use crate::session::staff::StaffAccess;
use crate::setup::bring_back;
use crate::setup::manuscript::{Advice, Chapter, Field, Manuscript, Words};
use crate::setup::working_copy::Saved;
use crate::text::{is_blank, single_line};
use crate::web::form::Form;
use crate::web::layout::Page;
use crate::web::{render_with, see_other};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

#[derive(Template)]
#[template(path = "setup/templates/outline.html")]
struct OutlinePage {
    page: Page,
    frame: Frame,
    action: String,
    is_hearing: bool,
    chapters: Vec<Row>,
    new_chapter: String,
    /// The published chapters and råd that are taken out: key and name.
    taken_out: Vec<(String, String)>,
    is_overtaken: bool,
    /// Titles of new råd in chapters that somebody has removed.
    gone: Vec<Gone>,
}

/// The control with the title of a new chapter.
const NEW: &str = "ny";

/// The same of a new råd in a chapter.
fn new_in(chapter: &str) -> String {
    format!("{NEW}.{chapter}")
}

/// A chapter or a råd.
struct Row {
    key: String,
    href: String,
    number: String,
    title: String,
    /// What must still be done with it.
    left: Option<String>,
    is_published: bool,
    may_rise: bool,
    may_sink: bool,
    advice: Vec<Row>,
    /// What was typed as the title of a new råd.
    new_advice: String,
}

pub async fn show(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, staff, &req).await?;
    Ok(page(&app, &visit, Again::No))
}

/// Why the page is shown after a press, and with what.
#[derive(Clone, Copy)]
enum Again<'a> {
    No,
    /// Something else was done than adding what has this control: the titles that were typed stay.
    Titles(&'a Form, &'a str),
    /// Somebody else was first: all that was typed stays.
    Overtaken(&'a Form),
}

impl Again<'_> {
    /// What was typed as the title of something new.
    fn title(self, name: &str) -> String {
        let (form, added) = match self {
            Self::No => return String::new(),
            Self::Titles(form, added) => (form, added),
            Self::Overtaken(form) => (form, ""),
        };
        let typed = form.get(name).filter(|_| name != added);
        typed.unwrap_or_default().to_owned()
    }

    fn number(self, key: &str) -> Option<String> {
        match self {
            Self::Overtaken(form) => form.get(&format!("nummer.{key}")).map(str::to_owned),
            _ => None,
        }
    }
}

fn page(app: &App, visit: &Visit, again: Again<'_>) -> HttpResponse {
    let (lang, m) = (visit.lang, visit.m());
    let findings = visit.findings();
    let row = |key: &str, number: &str, title: &str, is_published: bool| {
        let href = format!("/raad/{key}");
        let own = findings.iter().filter(|f| place(m, &f.at).page == href);
        let n = own.filter(|f| f.stops()).count();
        Row {
            key: key.to_owned(),
            href: visit.href(&href),
            number: again.number(key).unwrap_or_else(|| number.to_owned()),
            title: if title.is_empty() {
                lang.t("setup-untitled")
            } else {
                title.to_owned()
            },
            left: (n > 0).then(|| lang.with("setup-part-lacks", &[("n", &n)])),
            is_published,
            may_rise: true,
            may_sink: true,
            advice: Vec::new(),
            new_advice: again.title(&new_in(key)),
        }
    };
    let old = visit.published.as_ref();
    let chapter = |chapter: &Chapter| {
        let known = old.is_some_and(|c| c.chapters.iter().any(|known| known.key == chapter.key));
        let advice = chapter.advice.iter().map(|advice| {
            let known = old.is_some_and(|c| c.find_advice(&advice.key).is_some());
            row(&advice.key, &advice.number, &advice.title.nb, known)
        });
        Row {
            advice: advice.collect(),
            ..row(&chapter.key, &chapter.number, &chapter.title.nb, known)
        }
    };
    let mut chapters: Vec<Row> = m.chapters.iter().map(chapter).collect();
    limit(&mut chapters);
    let shown = OutlinePage {
        page: visit.page(app, "/raad", lang.t("setup-outline")),
        frame: visit.frame("/raad", None),
        action: visit.href("/raad"),
        is_hearing: m.is_hearing(),
        chapters,
        new_chapter: again.title(NEW),
        taken_out: taken_out(visit),
        gone: match again {
            Again::Overtaken(form) => given_back(visit, form),
            _ => Vec::new(),
        },
        is_overtaken: matches!(again, Again::Overtaken(_)),
    };
    let status = match again {
        Again::Overtaken(_) => StatusCode::CONFLICT,
        _ => StatusCode::OK,
    };
    render_with(status, &shown)
}

fn given_back(visit: &Visit, form: &Form) -> Vec<Gone> {
    let is_there = |key: &str| visit.m().chapters.iter().any(|chapter| chapter.key == key);
    let one = |(name, value): (&str, &str)| {
        let chapter = name.strip_prefix(NEW)?.strip_prefix('.')?;
        (!is_there(chapter) && !is_blank(value)).then(|| Gone {
            name: name.to_owned(),
            label: visit.lang.t("setup-gone-advice"),
            value: value.to_owned(),
        })
    };
    form.pairs().filter_map(one).collect()
}

fn taken_out(visit: &Visit) -> Vec<(String, String)> {
    let Some(published) = published(visit) else {
        return Vec::new();
    };
    let gone = bring_back::taken_out(visit.m(), &published).into_iter();
    let named = gone.map(|key| (key.to_owned(), entry_name(visit, &published, key)));
    named.collect()
}

fn published(visit: &Visit) -> Option<Manuscript> {
    let published = visit.published.as_ref();
    published.map(|c| Manuscript::of_published(c, Vec::new()))
}

/// The first of all cannot rise, the last of all cannot sink.
fn limit(chapters: &mut [Row]) {
    if let Some(first) = chapters.first_mut() {
        first.may_rise = false;
        if let Some(advice) = first.advice.first_mut() {
            advice.may_rise = false;
        }
    }
    if let Some(last) = chapters.last_mut() {
        last.may_sink = false;
        if let Some(advice) = last.advice.last_mut() {
            advice.may_sink = false;
        }
    }
}

pub async fn change(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, staff, &req).await?;
    let seen = form
        .get("version")
        .and_then(|v| v.parse().ok())
        .unwrap_or(0);
    let mut new = visit.m().clone();
    number(&mut new, &form);
    let pressed = form.get("gjor").unwrap_or_default();
    let added = match pressed.split_once(':') {
        Some(("raad", key)) => new_in(key),
        None if pressed == "kapittel" => NEW.to_owned(),
        _ => String::new(),
    };
    let opened = act(&mut new, pressed, &form, published(&visit).as_ref());
    let mut titles = vec![NEW.to_owned()];
    titles.extend(new.chapters.iter().map(|chapter| new_in(&chapter.key)));
    let is_typed = |name: &String| *name != added && form.filled(name).is_some();
    match visit.save(&app, seen, new).await? {
        Saved::Done if titles.iter().any(is_typed) => {
            let visit = Visit::enter(&app, visit.staff, &req).await?;
            Ok(page(&app, &visit, Again::Titles(&form, &added)))
        }
        Saved::Done => {
            let below = opened.map_or("/raad".to_owned(), |key| format!("/raad/{key}"));
            Ok(see_other(&visit.href(&below)))
        }
        Saved::Overtaken => {
            let visit = Visit::enter(&app, visit.staff, &req).await?;
            Ok(page(&app, &visit, Again::Overtaken(&form)))
        }
    }
}

/// The numbers as they were typed.
fn number(m: &mut Manuscript, form: &Form) {
    let typed = |key: &str| form.get(&format!("nummer.{key}")).map(single_line);
    for chapter in &mut m.chapters {
        if let Some(number) = typed(&chapter.key) {
            chapter.number = number;
        }
        for advice in &mut chapter.advice {
            if let Some(number) = typed(&advice.key) {
                advice.number = number;
            }
        }
    }
}

/// What a button does beside saving the numbers; the key of what is to be written now.
fn act(
    m: &mut Manuscript,
    act: &str,
    form: &Form,
    published: Option<&Manuscript>,
) -> Option<String> {
    let (verb, key) = act.split_once(':').unwrap_or((act, ""));
    let chapter_at = m.chapters.iter().position(|chapter| chapter.key == key);
    match verb {
        "kapittel" => {
            let new = Chapter {
                key: m.fresh_key('k'),
                number: (m.chapters.len() + 1).to_string(),
                title: titled(form.get(NEW)),
                ..Chapter::default()
            };
            m.chapters.push(new);
            None
        }
        "raad" => {
            let new = Advice {
                key: m.fresh_key('r'),
                number: next_number(m),
                title: titled(form.get(&new_in(key))),
                fields: Field::template(true),
                ..Advice::default()
            };
            let opened = new.key.clone();
            m.chapters.get_mut(chapter_at?)?.advice.push(new);
            Some(opened)
        }
        "opp" | "ned" => {
            move_by(m, key, verb == "opp");
            None
        }
        "fjern" => {
            if let Some(at) = chapter_at {
                let gone = m.chapters.remove(at);
                // Its råd are not thrown away with it, and stay in their order.
                if let Some(before) = at.checked_sub(1).and_then(|at| m.chapters.get_mut(at)) {
                    before.advice.extend(gone.advice);
                } else if let Some(after) = m.chapters.first_mut() {
                    after.advice.splice(0..0, gone.advice);
                } else if !gone.advice.is_empty() {
                    m.chapters.push(Chapter {
                        title: Words::default(),
                        ..gone
                    });
                }
            } else {
                for chapter in &mut m.chapters {
                    chapter.advice.retain(|advice| advice.key != key);
                }
            }
            None
        }
        "hent" => {
            bring_back::entry(m, published?, key);
            None
        }
        "nummerer" => {
            let mut n = 0;
            for (i, chapter) in m.chapters.iter_mut().enumerate() {
                chapter.number = (i + 1).to_string();
                for advice in &mut chapter.advice {
                    n += 1;
                    advice.number = n.to_string();
                }
            }
            None
        }
        _ => None,
    }
}

fn titled(text: Option<&str>) -> Words {
    Words::both(&single_line(text.unwrap_or_default()), "")
}

fn next_number(m: &Manuscript) -> String {
    let numbers = m
        .advice()
        .filter_map(|advice| advice.number.parse::<u32>().ok());
    (numbers.max().unwrap_or(0) + 1).to_string()
}

/// One place up or down; a råd goes on into the chapter before or after.
fn move_by(m: &mut Manuscript, key: &str, up: bool) {
    if let Some(at) = m.chapters.iter().position(|chapter| chapter.key == key) {
        let to = if up { at.checked_sub(1) } else { Some(at + 1) };
        if let Some(to) = to.filter(|to| *to < m.chapters.len()) {
            m.chapters.swap(at, to);
        }
        return;
    }
    let find = |chapter: &Chapter| chapter.advice.iter().position(|advice| advice.key == key);
    let places = m.chapters.iter().enumerate();
    let Some((i, j)) = places.filter_map(|(i, c)| Some((i, find(c)?))).next() else {
        return;
    };
    let last = m.chapters[i].advice.len() - 1;
    match (up, j) {
        (true, 0) if i > 0 => {
            let advice = m.chapters[i].advice.remove(0);
            m.chapters[i - 1].advice.push(advice);
        }
        (false, at) if at == last && i + 1 < m.chapters.len() => {
            let advice = m.chapters[i].advice.remove(at);
            m.chapters[i + 1].advice.insert(0, advice);
        }
        (true, at) if at > 0 => m.chapters[i].advice.swap(at, at - 1),
        (false, at) if at < last => m.chapters[i].advice.swap(at, at + 1),
        _ => {}
    }
}
