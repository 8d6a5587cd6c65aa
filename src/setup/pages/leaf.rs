//! The parts that are one form each: the case and its dates, the texts, a chapter or råd, the general fields.
//! What was typed is always saved, right or not; what cannot stand is shown at once, what is not written yet only
//! when it is asked for.

mod items;
mod view;

use super::gone::{Gone, gone};
use super::sheet::{Draw, Item, Overtaken, apply};
use super::visit::{Frame, Visit, place};
use crate::app::App;
use crate::error::{Error, Problem};
use crate::i18n::Lang;
use crate::session::staff::StaffAccess;
use crate::setup::check::Weight;
use crate::setup::manuscript::Manuscript;
use crate::setup::working_copy::Saved;
use crate::web::components::ErrorLink;
use crate::web::form::Form;
use crate::web::layout::Page;
use crate::web::{in_path, render_with, see_other};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde_json::Value;
use std::collections::HashMap;

pub use view::{control_name, general_name};

/// One form.
enum Leaf {
    About,
    Texts,
    /// A chapter or a råd, by its key.
    Entry(String),
    General,
}

#[derive(Template)]
#[template(path = "setup/templates/leaf.html")]
struct LeafPage {
    page: Page,
    frame: Frame,
    action: String,
    items: Vec<Item>,
    version: i64,
    /// Somebody was first: what stands there now.
    overtaken: Option<Overtaken>,
    /// What was typed in controls that somebody has removed.
    gone: Vec<Gone>,
    /// The råd before and after.
    around: Vec<(String, String)>,
}

fn given_back(lang: Lang, items: &[Item], form: &Form) -> Vec<Gone> {
    let typed = gone(items, form);
    let one = |(name, value): &(&str, &str)| Gone {
        name: (*name).to_owned(),
        label: items::label_of(lang, name, &typed),
        value: (*value).to_owned(),
    };
    typed.iter().map(one).collect()
}

/// A form that is shown again, and why.
struct Again<'a> {
    form: &'a Form,
    overtaken: bool,
}

pub async fn show_about(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    show(&app, staff, &req, Leaf::About).await
}

pub async fn save_about(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    save(&app, staff, &req, &form, Leaf::About).await
}

pub async fn show_texts(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    show(&app, staff, &req, Leaf::Texts).await
}

pub async fn save_texts(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    save(&app, staff, &req, &form, Leaf::Texts).await
}

pub async fn show_general(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    show(&app, staff, &req, Leaf::General).await
}

pub async fn save_general(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    save(&app, staff, &req, &form, Leaf::General).await
}

fn entry(req: &HttpRequest) -> Leaf {
    Leaf::Entry(in_path(req, "key").to_owned())
}

pub async fn show_entry(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    show(&app, staff, &req, entry(&req)).await
}

pub async fn save_entry(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    save(&app, staff, &req, &form, entry(&req)).await
}

async fn show(
    app: &App,
    staff: StaffAccess,
    req: &HttpRequest,
    leaf: Leaf,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(app, staff, req).await?;
    leaf.page(app, &visit, None, StatusCode::OK)
}

async fn save(
    app: &App,
    staff: StaffAccess,
    req: &HttpRequest,
    form: &Form,
    leaf: Leaf,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(app, staff, req).await?;
    let seen = form
        .get("version")
        .and_then(|v| v.parse().ok())
        .unwrap_or(0);
    let mut values = leaf.view(visit.m())?.ok_or(Problem::NotFound)?;
    let items = leaf.items(&leaf.draw(&visit, values.clone(), None), &visit);
    apply(&items, form, &mut values);
    let mut new = leaf.put(visit.m(), values)?;
    if let Some(act) = form.get("gjor") {
        let published = visit.published.as_ref();
        let published = published.map(|c| Manuscript::of_published(c, Vec::new()));
        leaf.act(&mut new, act, published.as_ref());
    }
    match visit.save(app, seen, new).await? {
        Saved::Overtaken => {
            let again = Again {
                form,
                overtaken: true,
            };
            let visit = Visit::enter(app, visit.staff, req).await?;
            leaf.page(app, &visit, Some(again), StatusCode::CONFLICT)
        }
        Saved::Done => {
            let visit = Visit::enter(app, visit.staff, req).await?;
            let has_acted = form.get("gjor").is_some_and(|act| act != "lagre");
            if has_acted || leaf.wrong(&visit).is_empty() {
                return Ok(see_other(&visit.href(&leaf.below())));
            }
            let again = Again {
                form,
                overtaken: false,
            };
            leaf.page(app, &visit, Some(again), StatusCode::UNPROCESSABLE_ENTITY)
        }
    }
}

impl Leaf {
    /// The path below the working copy's.
    fn below(&self) -> String {
        match self {
            Self::About => "/om".to_owned(),
            Self::Texts => "/tekster".to_owned(),
            Self::General => "/felter".to_owned(),
            Self::Entry(key) => format!("/raad/{key}"),
        }
    }

    fn part(&self) -> &'static str {
        match self {
            Self::About => "/om",
            Self::Texts => "/tekster",
            Self::General => "/felter",
            Self::Entry(_) => "/raad",
        }
    }

    /// What cannot stand on this page, by control.
    fn wrong(&self, visit: &Visit) -> Vec<(String, String)> {
        let here = self.below();
        let findings = visit.findings();
        let wrong = findings.iter().filter(|f| f.weight == Weight::Wrong);
        wrong
            .map(|finding| (place(visit.m(), &finding.at), finding))
            .filter(|(place, _)| place.page == here)
            .map(|(place, finding)| (place.control, visit.text(finding)))
            .collect()
    }

    fn draw<'a>(&self, visit: &Visit, values: Value, typed: Option<&'a Form>) -> Draw<'a> {
        let faults: HashMap<String, String> = match typed {
            Some(_) => self.wrong(visit).into_iter().collect(),
            None => HashMap::new(),
        };
        Draw {
            lang: visit.lang,
            values,
            typed,
            faults,
        }
    }

    fn page(
        &self,
        app: &App,
        visit: &Visit,
        again: Option<Again<'_>>,
        status: StatusCode,
    ) -> Result<HttpResponse, Error> {
        let values = self.view(visit.m())?.ok_or(Problem::NotFound)?;
        let typed = again.as_ref().map(|again| again.form);
        let items = self.items(&self.draw(visit, values.clone(), typed), visit);
        let overtaken = again
            .as_ref()
            .filter(|again| again.overtaken)
            .map(|again| Overtaken::of(&items, again.form, &values));
        let gone = match &again {
            Some(again) if again.overtaken => given_back(visit.lang, &items, again.form),
            _ => Vec::new(),
        };
        let wrong = again
            .as_ref()
            .filter(|a| !a.overtaken)
            .map(|_| self.wrong(visit));
        let errors = wrong.unwrap_or_default();
        let errors = errors
            .into_iter()
            .map(|(control, text)| ErrorLink::field(&control, text));
        let title = self.title(visit);
        let own = matches!(self, Self::Entry(_)).then(|| title.clone());
        let page = visit
            .page(app, &self.below(), title)
            .errors(errors.collect());
        Ok(render_with(
            status,
            &LeafPage {
                page,
                frame: visit.frame(self.part(), own),
                action: visit.href(&self.below()),
                items,
                version: visit.copy.version,
                overtaken,
                gone,
                around: self.around(visit),
            },
        ))
    }

    fn title(&self, visit: &Visit) -> String {
        let lang = visit.lang;
        match self {
            Self::About => lang.t("setup-about"),
            Self::Texts => lang.t("setup-texts"),
            Self::General => lang.t("setup-general"),
            Self::Entry(key) => entry_name(visit, visit.m(), key),
        }
    }

    /// The råd or chapters on both sides, for who goes through them in order.
    fn around(&self, visit: &Visit) -> Vec<(String, String)> {
        let Self::Entry(key) = self else {
            return Vec::new();
        };
        let keys: Vec<&str> = visit
            .m()
            .chapters
            .iter()
            .flat_map(|c| {
                std::iter::once(c.key.as_str()).chain(c.advice.iter().map(|a| a.key.as_str()))
            })
            .collect();
        let at = keys.iter().position(|other| other == key).unwrap_or(0);
        let near = [at.checked_sub(1), Some(at + 1)];
        let near = near.into_iter().flatten().filter_map(|n| keys.get(n));
        near.map(|key| {
            (
                visit.href(&format!("/raad/{key}")),
                entry_name(visit, visit.m(), key),
            )
        })
        .collect()
    }
}

/// «Råd 3: Tittelen», «Kapittel 1: Tittelen», or by their keys before they have one.
pub fn entry_name(visit: &Visit, m: &Manuscript, key: &str) -> String {
    let lang = visit.lang;
    let name = |kind: &str, number: &str, title: &str| {
        let title = if title.is_empty() {
            lang.t("setup-untitled")
        } else {
            title.to_owned()
        };
        let number = if number.is_empty() { "none" } else { number };
        lang.with(kind, &[("number", &number), ("title", &title)])
    };
    m.chapters
        .iter()
        .find_map(|chapter| {
            if chapter.key == key {
                return Some(name(
                    "setup-chapter-name",
                    &chapter.number,
                    &chapter.title.nb,
                ));
            }
            let advice = chapter.advice.iter().find(|advice| advice.key == key)?;
            Some(name("setup-advice-name", &advice.number, &advice.title.nb))
        })
        .unwrap_or_else(|| key.to_owned())
}
