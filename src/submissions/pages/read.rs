//! One part where nothing is written now: for whoever may not write in it, and for all while the text is locked. The
//! text as text, without a form for it.

use super::endorsed::{self, Line};
use super::locked::LockNotice;
use super::notes::NotesPanel;
use super::parts::{Part, TaskList, foreign};
use super::review_rows::{Said, tag};
use super::visit::{News, Unsent, Visit};
use super::write::{Around, Beside, Quote, head, place, quote};
use crate::i18n::Lang;
use crate::right::Right;
use crate::submissions::rights::names_of_parts;
use crate::web::layout::Page;
use askama::Template;

#[derive(Template)]
#[template(path = "submissions/templates/read.html")]
pub(super) struct ReadPage {
    page: Page,
    base: String,
    list: TaskList,
    place: String,
    title: String,
    title_lang: Option<Lang>,
    example_title: bool,
    quote: Option<Quote>,
    news: Option<News>,
    /// Why there is no form, where that is not the lock's doing.
    why: Option<String>,
    lock: Option<LockNotice>,
    unsent: Option<Unsent>,
    csrf: String,
    notes: Option<NotesPanel>,
    no_comment: bool,
    /// Who set the mark that it has.
    marked: Option<String>,
    endorsed: Vec<Line>,
    /// What was chosen: colour and words.
    tags: Vec<(&'static str, String)>,
    texts: Vec<Said>,
    /// Address and name of the parts around it.
    previous: Option<(String, String)>,
    next: Option<(String, String)>,
}

pub(super) fn page(visit: &Visit, part: Part<'_>, beside: &Beside) -> ReadPage {
    let (lang, desk) = (visit.lang, &visit.desk);
    let around = Around::of(visit, part);
    let to = |part: Part<'_>| {
        let href = visit.path(&format!("/raad/{}", part.key()));
        (href, part.name(lang))
    };
    let action = visit.path(&format!("/raad/{}", part.key()));
    let people = visit.people(&beside.together);
    let (mut tags, mut texts) = (Vec::new(), Vec::new());
    for field in part.fields() {
        let state = desk.field(field);
        let chosen = state.choice.as_deref();
        tags.extend(chosen.and_then(|key| tag(lang, field, key)));
        let label = field.label.get(lang);
        let said = |text: &String| Said::new(lang, label, foreign(&field.label, lang), text);
        texts.extend(state.text.as_ref().map(said));
    }
    ReadPage {
        page: visit.page(&format!("/raad/{}", part.key()), head(lang, part)),
        base: visit.path(""),
        list: TaskList::of(visit, &beside.together, Some(part.key())),
        place: place(visit, part),
        title: part.title(lang),
        title_lang: part.title_lang(lang),
        example_title: part.advice().is_some_and(|a| a.example_title),
        quote: quote(visit, part),
        news: visit.news(part),
        why: (!visit.may_write(part)).then(|| why(visit)),
        lock: LockNotice::of(visit),
        unsent: visit.unsent(),
        csrf: visit.access.csrf.clone(),
        notes: NotesPanel::of(visit, &people, &beside.notes, &action),
        endorsed: endorsed::on_part(visit, part.advice()),
        marked: people.marked(part),
        no_comment: part.advice().is_some_and(|a| desk.has_no_comment(a)),
        tags,
        texts,
        previous: around.previous.map(to),
        next: around.next.map(to),
    }
}

/// What who reads may do instead.
fn why(visit: &Visit) -> String {
    let (lang, link) = (visit.lang, &visit.access.link);
    match names_of_parts(lang, &visit.consultation, &link.parts) {
        Some(parts) if link.right >= Right::Write => lang.with1("read-write-in", "parts", parts),
        _ => lang.t("read-only"),
    }
}
