//! The list of invited bodies: its groups and lines, and the list as it stands in a letter, pasted. What a line
//! means is asked wherever it is not sure.

use super::gone::{Gone, follow};
use super::sheet::{Draw, Item, Overtaken, apply, manuscript_of, value_of};
use super::visit::{Frame, Visit};
use crate::app::App;
use crate::bodies::{self, BodyList};
use crate::calendar;
use crate::db::Conn;
use crate::error::{Error, FieldError};
use crate::i18n::{Lang, Value};
use crate::session::staff::StaffAccess;
use crate::setup::answered::add;
use crate::setup::lists::{self, Usable};
use crate::setup::manuscript::{Group, Line, Manuscript};
use crate::setup::paste::{self, Answer, Candidate, Pasted};
use crate::setup::recipients;
use crate::setup::working_copy::Saved;
use crate::text::single_line;
use crate::web::components::{Choice, Choices, ErrorLink};
use crate::web::faces::field_text;
use crate::web::form::Form;
use crate::web::layout::Page;
use crate::web::{render_with, see_other};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use std::collections::HashMap;
use uuid::Uuid;

/// The control that chooses a list.
const LIST: &str = "liste-id";

#[derive(Template)]
#[template(path = "setup/templates/bodies.html")]
struct BodiesPage {
    page: Page,
    frame: Frame,
    action: String,
    total: String,
    groups: Vec<GroupRow>,
    /// The lists that may be taken in.
    lists: Option<bodies::Select>,
    lists_href: String,
    /// Nobody stands on the list: whether that is meant.
    nobody: Option<bool>,
    /// Who no letter can be sent to, and the way to those in the register.
    lacks_address: Option<String>,
    register_href: String,
    pasted: String,
    overtaken: Option<Overtaken>,
    gone: Vec<Gone>,
}

struct GroupRow {
    at: usize,
    /// What it is known by, whatever its number.
    mark: String,
    /// «Gruppe 1», with its name where that cannot be changed any more.
    heading: String,
    name: Option<Item>,
    lines: Vec<LineRow>,
    list: Option<ListRow>,
    /// What is published stays as it is.
    is_frozen: bool,
}

/// The list that a group was taken from, and who of it does not stand here.
struct ListRow {
    text: String,
    missing: Option<String>,
}

struct LineRow {
    at: String,
    text: String,
    about: String,
    is_frozen: bool,
}

#[derive(Template)]
#[template(path = "setup/templates/pasted.html")]
struct PastedPage {
    page: Page,
    frame: Frame,
    action: String,
    found: String,
    lines: Vec<PastedRow>,
}

/// A line, what was found, and the question about it.
struct PastedRow {
    at: usize,
    text: String,
    /// The line with its address.
    source: String,
    question: Choices,
    /// What is lost of it.
    remark: Option<String>,
    /// What is answered already.
    answer: String,
    is_sure: bool,
    /// Somebody has yet to answer it.
    is_open: bool,
}

pub async fn show(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, staff, &req).await?;
    page(&app, &visit, Again::No).await
}

/// Why the page is shown after a press, and with what.
#[derive(Clone, Copy)]
enum Again<'a> {
    No,
    /// Something else was done than reading what stands in the field: it stays.
    Pasted(&'a str),
    /// The list is too long to be read at once.
    TooMany(&'a str, &'a [FieldError]),
    /// Somebody else was first: all that was typed stays.
    Overtaken(&'a Form),
}

fn draw<'a>(visit: &Visit, typed: Option<&'a Form>) -> Result<Draw<'a>, Error> {
    Ok(Draw {
        lang: visit.lang,
        values: value_of(visit.m())?,
        typed,
        faults: HashMap::new(),
    })
}

/// How many of the lines of a group are published, and whether its name is.
fn frozen(visit: &Visit, at: usize) -> Option<usize> {
    let old = visit.published.as_ref()?;
    old.groups.get(at).map(|group| group.lines.len())
}

async fn page(app: &App, visit: &Visit, again: Again<'_>) -> Result<HttpResponse, Error> {
    let (lang, m) = (visit.lang, visit.m());
    let (typed, pasted) = match again {
        Again::No => (None, ""),
        Again::Pasted(text) | Again::TooMany(text, _) => (None, text),
        Again::Overtaken(form) => (Some(form), form.get("liste").unwrap_or_default()),
    };
    let marks: Vec<String> = m.groups.iter().map(mark).collect();
    let name = |part: &str, _: &str| name_label(lang, part);
    let followed = typed.map(|form| follow(form, "groups", &marks, name));
    let (typed, gone) = followed.unzip();
    let (usable, taken) = read_lists(app, m).await?;
    let lacks_address = lacks_address(app, visit).await?;
    let is_new = visit.published.is_none();
    let draw = draw(visit, typed.as_ref())?;
    let overtaken = typed
        .as_ref()
        .map(|form| Overtaken::of(&names(visit, &draw), form, &draw.values));
    let group = |(at, group): (usize, &Group)| {
        let published = frozen(visit, at);
        let line = |(n, line): (usize, &Line)| LineRow {
            at: format!("{at}.{n}"),
            text: line.text.clone(),
            about: about(lang, line),
            is_frozen: published.is_some_and(|lines| n < lines),
        };
        let own = group.name.nb.trim();
        GroupRow {
            at,
            mark: marks[at].clone(),
            heading: match published {
                Some(_) if !own.is_empty() => {
                    lang.with2("setup-group-named", ("n", at + 1), ("name", own))
                }
                _ => lang.with1("setup-group", "n", at + 1),
            },
            name: published.is_none().then(|| name_of(&draw, at)),
            lines: group.lines.iter().enumerate().map(line).collect(),
            list: taken.get(&at).map(|list| list_row(visit, list, group)),
            is_frozen: published.is_some(),
        }
    };
    let groups: Vec<GroupRow> = m.groups.iter().enumerate().map(group).collect();
    let faults = match again {
        Again::TooMany(_, faults) => faults,
        _ => &[],
    };
    let status = match again {
        Again::Overtaken(_) => StatusCode::CONFLICT,
        Again::TooMany(..) => StatusCode::UNPROCESSABLE_ENTITY,
        Again::No | Again::Pasted(_) => StatusCode::OK,
    };
    let errors = faults
        .iter()
        .map(|fault| ErrorLink::field("liste", field_text(lang, fault)));
    let shown = BodiesPage {
        page: visit
            .page(app, "/instanser", lang.t("setup-bodies"))
            .errors(errors.collect()),
        frame: visit.frame("/instanser", None),
        action: visit.href("/instanser"),
        total: lang.with("setup-bodies-total", &[("n", &m.body_count())]),
        groups,
        lists: select(lang, usable, typed.as_ref()),
        lists_href: lang.path("/saksbehandling/lister"),
        pasted: pasted.to_owned(),
        nobody: (is_new && is_empty(m)).then_some(match &typed {
            Some(form) => says_nobody(form),
            None => m.nobody_invited,
        }),
        lacks_address,
        register_href: lang.path("/saksbehandling/instanser?mangler=adresse"),
        overtaken,
        gone: gone.unwrap_or_default(),
    };
    Ok(render_with(status, &shown))
}

/// Groups have no key: their name and first line as they were.
fn mark(group: &Group) -> String {
    let first = group.lines.first().map_or("", |line| &line.text);
    format!("{}\t{first}", group.name.nb)
}

fn name_label(lang: Lang, part: &str) -> Option<String> {
    let code = part.strip_prefix("name.")?;
    let in_language = lang.t(&format!("setup-in-{code}"));
    Some(format!("{} ({in_language})", lang.t("setup-group-name")))
}

fn says_nobody(form: &Form) -> bool {
    form.get("ingen") == Some("ja")
}

fn is_empty(m: &Manuscript) -> bool {
    m.groups.iter().all(|group| group.lines.is_empty())
}

async fn lacks_address(app: &App, visit: &Visit) -> Result<Option<String>, Error> {
    let (m, old) = (visit.m().clone(), visit.published.clone());
    let today = calendar::oslo_date(visit.now);
    let read = move |conn: &mut Conn| recipients::findings(conn, &m, old.as_ref(), today);
    let found = app.db.read(read).await?;
    Ok(recipients::lack_address(&found).map(|finding| visit.text(finding)))
}

/// The lists that may be taken in, and those that were, by the number of their group.
async fn read_lists(
    app: &App,
    m: &Manuscript,
) -> Result<(Vec<BodyList>, HashMap<usize, Usable>), Error> {
    let groups = m.groups.iter().enumerate();
    let wanted: Vec<(usize, Uuid)> = groups
        .filter_map(|(at, group)| Some((at, group.list.as_ref()?.id)))
        .collect();
    let read = move |conn: &mut Conn| {
        let mut taken = HashMap::new();
        for (at, id) in wanted {
            taken.extend(lists::find(conn, id)?.map(|list| (at, list)));
        }
        Ok((lists::usable(conn)?, taken))
    };
    app.db.read(read).await
}

fn select(lang: Lang, usable: Vec<BodyList>, typed: Option<&Form>) -> Option<bodies::Select> {
    let chosen = typed.and_then(|form| form.get(LIST));
    let choice = |list: BodyList| {
        let value = list.id.to_string();
        let is_chosen = chosen == Some(value.as_str());
        let text = lang.with2("add-list-choice", ("name", &list.name), ("n", list.members));
        Choice::new(value, text, is_chosen)
    };
    (!usable.is_empty()).then(|| bodies::Select {
        name: LIST,
        label: lang.t("add-list"),
        choices: usable.into_iter().map(choice).collect(),
        error: None,
    })
}

fn list_row(visit: &Visit, taken: &Usable, group: &Group) -> ListRow {
    let (lang, day) = (visit.lang, calendar::oslo_date(visit.now));
    let name = |body: &bodies::Body| match body.is_in_force(day) {
        true => body.own_name().to_owned(),
        false => lang.with1("setup-list-closed", "name", body.own_name()),
    };
    let missing: Vec<String> = taken.missing_in(group).map(name).collect();
    ListRow {
        text: lang.with1("setup-list-taken", "name", &taken.list.name),
        missing: (!missing.is_empty())
            .then(|| lang.with1("setup-list-missing", "names", missing.join(", "))),
    }
}

fn about(lang: Lang, line: &Line) -> String {
    if !line.collective.is_empty() {
        return lang.with("setup-line-collective", &[("n", &line.count)]);
    }
    let own = if line.name == line.text {
        ""
    } else {
        line.name.as_str()
    };
    [own, line.org_no.as_str()]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}

pub async fn change(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, staff, &req).await?;
    let act = form.get("gjor").unwrap_or_default();
    if act == "ta-inn" {
        return take_in(&app, visit, &req, &form).await;
    }
    let mut new = named(&visit, &form)?;
    if act == "ta-inn-liste" {
        take_list(&app, &visit, &mut new, &form).await?;
    }
    if let Some(at) = act.strip_prefix("fjern:") {
        remove(&visit, &mut new, at);
    }
    let text = form.get("liste").unwrap_or_default().to_owned();
    let seen = form
        .get("version")
        .and_then(|v| v.parse().ok())
        .unwrap_or(0);
    let is_pasted = !text.trim().is_empty();
    let asks = act == "les" && is_pasted;
    if new != *visit.m() || seen != visit.copy.version {
        let saved = visit.save(&app, seen, new).await?;
        if saved == Saved::Overtaken {
            let visit = Visit::enter(&app, visit.staff, &req).await?;
            return page(&app, &visit, Again::Overtaken(&form)).await;
        }
    }
    if !is_pasted {
        return Ok(see_other(&visit.href("/instanser")));
    }
    let visit = Visit::enter(&app, visit.staff, &req).await?;
    if !asks {
        return page(&app, &visit, Again::Pasted(&text)).await;
    }
    let day = calendar::oslo_date(visit.now);
    let lines = match paste::lines(&text) {
        Ok(lines) => lines,
        Err(fault) => return page(&app, &visit, Again::TooMany(&text, &[fault])).await,
    };
    let lines = app
        .db
        .read(move |conn| paste::read(conn, &lines, day))
        .await?;
    Ok(pasted(&app, &visit, &lines, None))
}

/// Those on the chosen list become lines. A list that may not be used any more is gone from the page, too.
async fn take_list(app: &App, visit: &Visit, m: &mut Manuscript, form: &Form) -> Result<(), Error> {
    let Some(id) = form.get(LIST).and_then(|id| id.parse().ok()) else {
        return Ok(());
    };
    let found = app.db.read_at_once(move |conn| lists::find(conn, id));
    if let Some(list) = found.await? {
        list.take_into(m, calendar::oslo_date(visit.now));
    }
    Ok(())
}

/// The names of groups that can be changed, each under its number.
fn names(visit: &Visit, draw: &Draw<'_>) -> Vec<Item> {
    let free = (0..visit.m().groups.len()).filter(|at| frozen(visit, *at).is_none());
    let one = |at: usize| {
        let heading = visit.lang.with1("setup-group", "n", at + 1);
        [
            Item::Heading(format!("gruppe-{at}"), heading),
            name_of(draw, at),
        ]
    };
    free.flat_map(one).collect()
}

fn name_of(draw: &Draw<'_>, at: usize) -> Item {
    draw.lines(&format!("groups.{at}.name"), "setup-group-name")
}

/// The groups with the names that were typed.
fn named(visit: &Visit, form: &Form) -> Result<Manuscript, Error> {
    let draw = draw(visit, None)?;
    let mut values = value_of(visit.m())?;
    apply(&names(visit, &draw), form, &mut values);
    let mut new = manuscript_of(values)?;
    if is_empty(&new) {
        new.nobody_invited = says_nobody(form);
    }
    Ok(new)
}

/// Takes away a line («2.14») or a whole group («2»), unless it is published.
fn remove(visit: &Visit, m: &mut Manuscript, at: &str) {
    let (group, line) = at.split_once('.').unwrap_or((at, ""));
    let Ok(at) = group.parse::<usize>() else {
        return;
    };
    let published = frozen(visit, at);
    match line.parse::<usize>() {
        Ok(n) => {
            if let Some(group) = m.groups.get_mut(at)
                && n < group.lines.len()
                && published.is_none_or(|lines| n >= lines)
            {
                group.lines.remove(n);
            }
        }
        Err(_) if at < m.groups.len() && published.is_none() => {
            m.groups.remove(at);
        }
        Err(_) => {}
    }
}

/// What was found, with a question where it is not sure; with `typed`, again with what was answered.
fn pasted(app: &App, visit: &Visit, lines: &[Pasted], typed: Option<&Form>) -> HttpResponse {
    let lang = visit.lang;
    let mut errors = Vec::new();
    let row = |(at, line): (usize, &Pasted)| {
        let name = format!("valg.{at}");
        let choices = choices(lang, line);
        // What was asked is answered by somebody: read anew, without the lines around it, a line may look sure that was not.
        let given = match typed {
            Some(form) => form.get(&name).map(str::to_owned),
            None => sure(line),
        };
        let is_missing = typed.is_some() && given.is_none();
        if is_missing {
            let values = [("line", &line.text as &dyn Value)];
            errors.push(ErrorLink::field(
                &name,
                lang.with("setup-paste-answer", &values),
            ));
        }
        let answer = choices
            .iter()
            .find(|(value, _)| given.as_deref() == Some(value.as_str()))
            // The name itself is not said twice.
            .map(|(_, text)| text.strip_prefix(&line.text).unwrap_or(text).to_owned())
            .unwrap_or_default();
        let choices = choices
            .into_iter()
            .map(|(value, text)| {
                let is_given = given.as_deref() == Some(value.as_str());
                Choice::new(value, text, is_given)
            })
            .collect();
        let error = is_missing.then(|| lang.t("setup-paste-choose"));
        let address = line.address.as_deref().unwrap_or_default();
        let said = |key| lang.with1(key, "address", address);
        PastedRow {
            at,
            text: line.text.clone(),
            source: line.source(),
            remark: line.remark.map(said),
            question: Choices {
                hint: line.hint.map(said),
                ..Choices::new(&name, line.text.clone(), choices).error(error)
            },
            answer,
            is_sure: line.answer.is_some() && !is_missing,
            is_open: given.is_none(),
        }
    };
    let rows: Vec<PastedRow> = lines.iter().enumerate().map(row).collect();
    let unsure = rows.iter().filter(|row| row.is_open).count();
    let values: [(&str, &dyn Value); 2] = [("n", &rows.len()), ("unsure", &unsure)];
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let shown = PastedPage {
        page: visit
            .page(app, "/instanser", lang.t("setup-paste-title"))
            .errors(errors),
        frame: visit.frame("/instanser", Some(lang.t("setup-paste-title"))),
        action: visit.href("/instanser"),
        found: lang.with("setup-paste-found", &values),
        lines: rows,
    };
    render_with(status, &shown)
}

/// The answer that nobody needs to give.
fn sure(line: &Pasted) -> Option<String> {
    let collective = || line.collective.map_or("", |(kind, _)| kind);
    line.answer.map(|answer| match answer {
        Answer::Heading => "overskrift".to_owned(),
        Answer::Body(id) => format!("instans:{id}"),
        Answer::Several => "flere".to_owned(),
        Answer::Collective => format!("alle:{}", collective()),
        Answer::New => "ny".to_owned(),
        Answer::Skip => "hopp".to_owned(),
    })
}

fn choices(lang: Lang, line: &Pasted) -> Vec<(String, String)> {
    let body = |body: &Candidate| {
        let name = match &body.org_no {
            Some(org_no) => format!("{} ({org_no})", body.name),
            None => body.name.clone(),
        };
        (format!("instans:{}", body.id), name)
    };
    let all = line.collective.map(|(kind, n)| {
        let text = lang.with1("setup-paste-collective", "n", n);
        (format!("alle:{kind}"), text)
    });
    let each = (!line.several.is_empty()).then(|| {
        let names: Vec<&str> = line.several.iter().map(|body| body.name.as_str()).collect();
        let text = lang.with1("setup-paste-each", "names", names.join("; "));
        ("flere".to_owned(), text)
    });
    let bodies = line.bodies.iter().map(body);
    let first = each.into_iter().chain(all);
    let mut choices: Vec<(String, String)> = first.chain(bodies).collect();
    for (value, key) in [
        ("ny", "setup-paste-new"),
        ("overskrift", "setup-paste-heading"),
        ("hopp", "setup-paste-skip"),
    ] {
        choices.push((value.to_owned(), lang.t(key)));
    }
    choices
}

async fn take_in(
    app: &App,
    visit: Visit,
    req: &HttpRequest,
    form: &Form,
) -> Result<HttpResponse, Error> {
    let texts: Vec<String> = (0..paste::MOST_LINES)
        .map_while(|at| form.get(&format!("linje.{at}")).map(single_line))
        .collect();
    let day = calendar::oslo_date(visit.now);
    let asked = texts.join("\n");
    // Read again: what a line can mean is not the form's to say.
    let lines = app
        .db
        .read(move |conn| paste::read_lines(conn, &asked, day))
        .await?;
    let answers: Vec<Option<&str>> = (0..lines.len())
        .map(|at| form.get(&format!("valg.{at}")))
        .collect();
    let allowed = |(line, answer): (&Pasted, &Option<&str>)| {
        answer.is_some_and(|answer| {
            choices(visit.lang, line)
                .iter()
                .any(|(value, _)| value == answer)
        })
    };
    if !lines.iter().zip(&answers).all(allowed) {
        return Ok(pasted(app, &visit, &lines, Some(form)));
    }
    let seen = form
        .get("version")
        .and_then(|v| v.parse().ok())
        .unwrap_or(0);
    let mut new = visit.m().clone();
    let answers: Vec<Answer> = answers
        .into_iter()
        .map(|answer| Answer::parse(answer.unwrap_or_default()))
        .collect();
    add(&mut new, &lines, &answers);
    match visit.save(app, seen, new).await? {
        Saved::Done => Ok(see_other(&visit.href("/instanser"))),
        Saved::Overtaken => {
            // Nothing of the answers is lost: they are added to what stands there now.
            let visit = Visit::enter(app, visit.staff, req).await?;
            Ok(pasted(app, &visit, &lines, Some(form)))
        }
    }
}
