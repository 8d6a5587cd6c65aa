//! The answers to one råd side by side, or to the general fields: each text whole, with its stance.

use super::controls::{Controls, controls, errors, part_name, values};
use super::one::signatures;
use super::row::Row;
use super::{Visit, Ways};
use crate::app::App;
use crate::consultations::{Advice, Field, GENERAL, Texts, markdown};
use crate::error::{Error, Problem};
use crate::i18n::Lang;
use crate::review::counts::Counts;
use crate::review::entry::{Entry, Said, Standing};
use crate::review::filter::{Filter, Supports, name as control};
use crate::review::find::{Found, SaidText, look};
use crate::review::read::{SideBySide, side_by_side};
use crate::review::store::Supporter;
use crate::review::supporters::{self, Supporters, supporters};
use crate::review::words::{Wanted, marked, wanted};
use crate::session::staff::StaffAccess;
use crate::submissions::pages::choice_tag;
use crate::web::components::Crumb;
use crate::web::layout::Page;
use crate::web::{in_path, render};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

const ON_A_PAGE: usize = 20;

#[derive(Template)]
#[template(path = "review/templates/advice.html")]
struct AdvicePage {
    page: Page,
    heading: String,
    crumbs: Vec<Crumb>,
    previous: Option<PartLink>,
    next: Option<PartLink>,
    /// What the råd says.
    texts: Vec<Prose>,
    counts: Vec<Count>,
    controls: Controls,
    total: usize,
    shown: String,
    /// How many support another answer in this råd, and where they are.
    supporting: Option<(String, String)>,
    answers: Vec<Answer>,
    ways: Ways,
}

struct PartLink {
    href: String,
    text: String,
}

/// A text in Markdown as HTML.
struct Prose {
    heading: Option<String>,
    html: String,
    other: Option<Lang>,
}

/// How many chose something; the link shows them.
struct Count {
    href: String,
    text: String,
    n: usize,
    current: bool,
}

/// One answer to the råd.
struct Answer {
    id: String,
    row: Row,
    no_comment: bool,
    tags: Vec<(&'static str, String)>,
    texts: Vec<Written>,
    /// «Støttet av 12», and who: address and name; apart those who supported what was taken back.
    supported: Vec<(String, Vec<(String, String)>)>,
    /// It answered an earlier version: which, and where that stands.
    earlier: Option<(i32, String)>,
}

struct Written {
    label: String,
    label_lang: Option<Lang>,
    /// As HTML, with what was looked for marked.
    html: String,
}

pub(super) async fn show(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, staff, &req).await?;
    let key = in_path(&req, "key").to_owned();
    let advice = visit.consultation.find_advice_ever(&key);
    if advice.is_none() && key != GENERAL {
        return Err(Problem::NotFound.into());
    }
    let filter = Filter {
        part: Some(key.clone()),
        ..visit.filter()
    };
    let found = look(&app, &visit.consultation, &filter).await?;
    let fields: Vec<&Field> = visit.consultation.fields_ever_of(advice).collect();
    let (turn, actor) = (visit.turn(), visit.staff.actor());
    let SideBySide {
        screen,
        senders,
        said,
    } = side_by_side(&app, &found, turn, ON_A_PAGE, &fields, actor).await?;
    let part = found.roster.part(&key).unwrap_or_default();
    let of = screen.entries.iter().map(|(_, entry)| entry.submission_id);
    let supported = advice.map_or(supporters::Part::Whole, |a| supporters::Part::Advice(a.id));
    let by = supporters(&app, of.collect(), supported).await?;
    let nobody = Supporters::default();
    let query = filter.query(&[]);
    let wanted = wanted(&filter.words);
    let answers = screen.entries.iter().map(|(at, entry)| {
        let sender = senders.iter().find(|s| s.version_id == entry.version_id);
        let of = |s: &&SaidText| s.version_id == entry.version_id;
        let row = Row::of(&visit, entry, sender, found.roster.answered(*at), &query);
        let said: Vec<&SaidText> = said.iter().filter(of).collect();
        Answer::of(&visit, &key, row, entry, (&fields, &wanted), &said)
            .no_comment(found.roster.to_part(*at, part) == Said::NoComment)
            .supported(&visit, by.get(&entry.submission_id).unwrap_or(&nobody))
    });
    let lang = visit.lang;
    let own = on_this_page(&filter);
    let here = format!("/rad/{key}");
    let shown: [(&str, &dyn crate::i18n::Value); 3] = [
        ("from", &screen.from),
        ("to", &screen.to),
        ("n", &found.len()),
    ];
    let rest = format!("{here}{}", own.query(&[]));
    let heading = part_name(&visit, &key);
    // The råd has a page of its own for everybody, which is called as it is.
    let title = lang.with("review-to-part", &[("part", &heading)]);
    let (previous, next) = around(&visit, &key, &own);
    Ok(render(&AdvicePage {
        page: visit.page(&app, &rest, title).errors(errors(
            &visit,
            &found.roster,
            &filter,
            |filter| {
                let own = on_this_page(filter);
                visit.path(&format!("{here}{}", own.query(&[])))
            },
        )),
        heading,
        crumbs: vec![
            Crumb::to(visit.path(""), lang.t("review-title")),
            Crumb::here(short_name(lang, advice)),
        ],
        previous,
        next,
        texts: advice.map(|advice| texts(lang, advice)).unwrap_or_default(),
        counts: counts(&visit, &found, &filter, &here),
        controls: controls(
            &visit,
            &found.roster,
            &filter,
            &found.sifted,
            visit.path(&here),
            true,
        ),
        total: found.roster.len(),
        shown: lang.with("review-shown", &shown),
        supporting: supporting(&visit, &found, part, advice.map(|_| key.as_str())),
        ways: Ways::new(&screen, |pairs| {
            visit.path(&format!("{here}{}", own.query(pairs)))
        }),
        answers: answers.collect(),
    }))
}

/// The filter as this page's address has it: the path names the part.
fn on_this_page(filter: &Filter) -> Filter {
    Filter {
        part: None,
        ..filter.clone()
    }
}

fn short_name(lang: Lang, advice: Option<&Advice>) -> String {
    match advice {
        Some(advice) => lang.with("svar-advice", &[("number", &advice.number)]),
        None => lang.t("svar-general"),
    }
}

/// The part before and the part after, with the filter going on; what was chosen is of this part alone.
fn around(visit: &Visit, key: &str, own: &Filter) -> (Option<PartLink>, Option<PartLink>) {
    let lang = visit.lang;
    let advice = visit.consultation.advice_ever();
    let mut keys: Vec<(&str, String)> = advice
        .map(|advice| (advice.key.as_str(), short_name(lang, Some(advice))))
        .collect();
    if visit.consultation.fields_ever_of(None).next().is_some() {
        keys.push((GENERAL, short_name(lang, None)));
    }
    let on = Filter {
        stances: Vec::new(),
        ..own.clone()
    };
    let query = on.query(&[]);
    let link = |(key, text): &(&str, String)| PartLink {
        href: visit.path(&format!("/rad/{key}{query}")),
        text: text.clone(),
    };
    let at = keys.iter().position(|(k, _)| *k == key);
    let before = at
        .and_then(|at| at.checked_sub(1))
        .and_then(|at| keys.get(at));
    let after = at.and_then(|at| keys.get(at + 1));
    (before.map(link), after.map(link))
}

fn texts(lang: Lang, advice: &Advice) -> Vec<Prose> {
    let prose = |heading: Option<&str>, texts: &Option<Texts>| {
        texts.as_ref().map(|texts| Prose {
            heading: heading.map(|key| lang.t(key)),
            html: markdown::html(texts.get(lang), 3),
            other: foreign(texts, lang),
        })
    };
    let all = [
        prose(None, &advice.body),
        prose(Some("advice-rationale"), &advice.rationale),
        prose(Some("advice-practice"), &advice.practice),
    ];
    all.into_iter().flatten().collect()
}

fn foreign(texts: &Texts, lang: Lang) -> Option<Lang> {
    let own = texts.lang(lang);
    (own != lang).then_some(own)
}

/// How many answers that count support another in this råd alone, or in whole, beside those who say something themselves.
fn supporting(
    visit: &Visit,
    found: &Found,
    part: usize,
    key: Option<&str>,
) -> Option<(String, String)> {
    let n = found.roster.values().counting_support(part);
    let (supports, text) = match key {
        Some(key) => (Supports::Advice(key.to_owned()), "review-supporting"),
        None => (Supports::Whole, "review-supporting-whole"),
    };
    let filter = Filter {
        supports: Some(supports),
        standings: vec![Standing::Counts],
        ..Filter::default()
    };
    let href = visit.path(&filter.query(&[]));
    (n > 0).then(|| (href, visit.lang.with1(text, "n", n)))
}

/// Each stance with its number: a press shows those, and another press all again.
fn counts(visit: &Visit, found: &Found, filter: &Filter, here: &str) -> Vec<Count> {
    let of = Counts {
        consultation: &visit.consultation,
        roster: &found.roster,
        filter,
        tally: &found.sifted.tally,
    };
    let boxes = values(visit, &of, control::STANCE);
    let count = |value: super::controls::Value| {
        let on = Filter {
            stances: Vec::new(),
            ..on_this_page(filter)
        };
        let wanted = [(control::STANCE, value.value)];
        let pairs: &[_] = if value.chosen { &[] } else { &wanted };
        Count {
            href: visit.path(&format!("{here}{}", on.query(pairs))),
            text: value.text,
            n: value.n,
            current: value.chosen,
        }
    };
    boxes.into_iter().map(count).collect()
}

impl Answer {
    fn of(
        visit: &Visit,
        key: &str,
        row: Row,
        entry: &Entry,
        (fields, wanted): (&[&Field], &[Wanted]),
        said: &[&SaidText],
    ) -> Self {
        let lang = visit.lang;
        let (mut tags, mut texts) = (Vec::new(), Vec::new());
        for &field in fields {
            let Some(said) = said.iter().find(|s| s.field_id == field.id) else {
                continue;
            };
            let choice = said.choice.as_deref();
            tags.extend(choice.and_then(|choice| choice_tag(lang, field, choice)));
            texts.extend(said.text.as_ref().map(|text| Written {
                label: field.label.get(lang).to_owned(),
                label_lang: foreign(&field.label, lang),
                html: marked(text, wanted),
            }));
        }
        let is_earlier = entry.proposal < visit.consultation.version;
        let slug = &visit.consultation.slug;
        let place = format!("/horinger/{slug}/versjoner/{}#del-{key}", entry.proposal);
        Self {
            id: format!("svar-{}", entry.number),
            row,
            no_comment: false,
            tags,
            texts,
            supported: Vec::new(),
            earlier: is_earlier.then(|| (entry.proposal, lang.path(&place))),
        }
    }

    fn no_comment(self, no_comment: bool) -> Self {
        Self { no_comment, ..self }
    }

    fn supported(self, visit: &Visit, supporters: &Supporters) -> Self {
        let line = |one: &Supporter| {
            let href = visit.path(&format!("/{}", one.number));
            (href, one.name.clone())
        };
        Self {
            supported: signatures(visit.lang, supporters, line),
            ..self
        }
    }
}
