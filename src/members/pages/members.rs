//! Who is asked, by when, and how far each has come.

use super::{Visit, languages};
use crate::app::App;
use crate::calendar;
use crate::consultations::read_day;
use crate::error::{Error, FieldError, Problem};
use crate::i18n::Lang;
use crate::members::ask::{self, Asked};
use crate::members::hold::{self, Beginning};
use crate::members::round::{DUE_ON, MESSAGE, Member, Round, State, WHOLE, who_asks};
use crate::members::wanted::{self, Told};
use crate::right::Right;
use crate::session::guard::DeskAccess;
use crate::submissions::draft::takes_input;
use crate::web::components::{Choices, Crumb, ErrorLink, Fact, TextInput};
use crate::web::faces::field_text;
use crate::web::form::Form;
use crate::web::layout::Page;
use crate::web::{render_with, see_other};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "members/templates/members.html")]
struct MembersPage {
    page: Page,
    crumbs: Vec<Crumb>,
    csrf: String,
    action: String,
    /// What was just done.
    done: Option<String>,
    /// What stands in the way of asking anybody: the text, and where it is mended.
    cannot: Option<(String, String, String)>,
    begin: Option<BeginForm>,
    round: Option<RoundPart>,
}

struct BeginForm {
    due_on: TextInput,
    message: TextInput,
    language: Choices,
}

struct RoundPart {
    facts: Vec<Fact>,
    message: String,
    members: Vec<Row>,
    /// «3 av 7 har levert.»
    count: String,
    has_ended: bool,
    /// What whoever coordinates can do; `None` for the others, and when nothing is taken any more.
    acts: Option<Acts>,
}

struct Acts {
    /// How many would be reminded now.
    due: usize,
    due_on: TextInput,
    name: TextInput,
    email: TextInput,
    list: TextInput,
    /// The list was sent and something in it must be mended.
    is_list_open: bool,
}

struct Row {
    id: Uuid,
    name: String,
    email: String,
    tag: (&'static str, String),
    note: Option<String>,
    takes_part: bool,
}

/// What was typed, and what is wrong with it.
#[derive(Default)]
struct Typed {
    day: Option<String>,
    message: String,
    language: Option<Lang>,
    name: String,
    email: String,
    list: String,
    /// The number of the line that each of those who were sent stands on.
    lines: Vec<usize>,
    faults: Vec<FieldError>,
}

impl Typed {
    fn read(form: &Form) -> Self {
        let text = |name: &str| form.get(name).unwrap_or_default().to_owned();
        Self {
            day: form.get(DUE_ON).map(str::to_owned),
            message: text(MESSAGE),
            language: form.get("language").and_then(Lang::parse),
            name: text("name"),
            email: text("email"),
            list: text("list"),
            ..Self::default()
        }
    }

    fn fault(&self, lang: Lang, at: &str) -> Option<String> {
        let found = self.faults.iter().find(|fault| fault.at == at);
        found.map(|fault| field_text(lang, fault))
    }

    /// The control that a fault is about, and what is said of it: a line of the list by its number.
    fn told(&self, lang: Lang, fault: &FieldError) -> (String, String) {
        let text = field_text(lang, fault);
        let mut steps = fault.at.splitn(3, '/');
        let (first, n, what) = (steps.next(), steps.next(), steps.next());
        match (first, n.and_then(|n| n.parse::<usize>().ok()), what) {
            (Some("members"), Some(n), _) if !self.list.is_empty() => {
                let line = self.lines.get(n).copied().unwrap_or(n + 1);
                let text = lang.with2("members-line", ("line", line), ("text", &text));
                ("list".to_owned(), text)
            }
            (Some("members"), Some(_), Some(what)) => (what.to_owned(), text),
            (Some("members"), None, _) if self.list.is_empty() => ("name".to_owned(), text),
            (Some("members"), None, _) => ("list".to_owned(), text),
            _ => (fault.at.clone(), text),
        }
    }
}

/// The words in the address after something was done.
const DONE: [&str; 7] = [
    "begynt",
    "spurt",
    "ingen-nye",
    "minnet",
    "dag",
    "ut",
    "avsluttet",
];

pub(super) async fn show(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, access, &req).await?;
    page(&visit, &req, Typed::default(), StatusCode::OK).await
}

pub(super) async fn press(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    let known = [
        DUE_ON, MESSAGE, "language", "name", "email", "list", "gjor", "ut",
    ];
    form.expect(&known, &[])?;
    let visit = Visit::enter(&app, access, &req).await?;
    // Letters go to whatever addresses are typed: the network's limit holds as it does for beginning.
    app.rate_limit
        .check(req.peer_addr().map(|a| a.ip()), req.headers())?;
    let mut typed = Typed::read(&form);
    match act(&visit, &form, &mut typed).await {
        Ok(done) => Ok(see_other(
            &visit.path(&format!("/medlemmer?gjort={done}#gjort")),
        )),
        Err(error) if error.problem == Problem::Invalid => {
            typed.faults = error.fields;
            page(&visit, &req, typed, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error),
    }
}

/// Does what the pressed button says; the word of what was done.
async fn act(visit: &Visit, form: &Form, typed: &mut Typed) -> Result<&'static str, Error> {
    let (app, desk, consultation) = (&visit.app, &visit.desk, &visit.consultation);
    let actor = visit.access.actor();
    if let Some(id) = form.filled("ut") {
        let id = id.parse().map_err(|_| Error::new(Problem::NotFound))?;
        ask::take_out(app, desk.id, id, actor).await?;
        return Ok("ut");
    }
    match form.filled("gjor") {
        Some("begynn") => {
            let beginning = Beginning {
                due_on: day(typed)?,
                message: typed.message.clone(),
                language: typed.language.unwrap_or(visit.lang),
                by: visit.access.link.id,
            };
            hold::begin(app, desk, consultation, beginning).await?;
            Ok("begynt")
        }
        Some("dag") => {
            hold::move_day(app, desk, consultation, day(typed)?, actor).await?;
            Ok("dag")
        }
        Some("en") => {
            let told = Told {
                name: typed.name.clone(),
                email: typed.email.clone(),
            };
            typed.list.clear();
            asked(ask::ask(app, desk, consultation, wanted::check(&[told])?, actor).await?)
        }
        Some("liste") => {
            let lines = wanted::lines(&typed.list);
            let (numbers, told): (Vec<usize>, Vec<Told>) = lines.into_iter().unzip();
            typed.lines = numbers;
            if told.is_empty() {
                let fault = FieldError::new("list", "error-members-nobody");
                return Err(Error::invalid(vec![fault]));
            }
            asked(ask::ask(app, desk, consultation, wanted::check(&told)?, actor).await?)
        }
        Some("minn") => {
            ask::remind(app, desk, actor).await?;
            Ok("minnet")
        }
        Some("avslutt") => {
            hold::end(app, desk.id, actor).await?;
            Ok("avsluttet")
        }
        _ => Err(Error::invalid(vec![FieldError::new(
            WHOLE,
            "error-members-what",
        )])),
    }
}

fn asked(asked: Asked) -> Result<&'static str, Error> {
    Ok(match asked.asked {
        0 => "ingen-nye",
        _ => "spurt",
    })
}

fn day(typed: &Typed) -> Result<chrono::NaiveDate, Error> {
    read_day(typed.day.as_deref().unwrap_or_default())
        .map_err(|code| Error::invalid(vec![FieldError::new(DUE_ON, code)]))
}

async fn page(
    visit: &Visit,
    req: &HttpRequest,
    typed: Typed,
    status: StatusCode,
) -> Result<HttpResponse, Error> {
    let lang = visit.lang;
    let found = hold::look(&visit.app, visit.desk.id).await?;
    if visit.desk.umbrella.is_some() {
        return Err(Problem::NotFound.into());
    }
    let told = typed.faults.iter().map(|fault| typed.told(lang, fault));
    let errors = told.map(|(at, text)| ErrorLink::field(&at, text)).collect();
    let may_ask = visit.may(Right::Coordinate) && takes_input(&visit.consultation, visit.now);
    let cannot = may_ask.then(|| cannot(visit)).flatten();
    let may_ask = may_ask && cannot.is_none();
    let title = lang.t("members-title");
    let shown = MembersPage {
        page: visit.page("/medlemmer", title.clone()).errors(errors),
        crumbs: visit.crumbs(vec![], &title),
        csrf: visit.access.csrf.clone(),
        action: visit.path("/medlemmer"),
        done: done(lang, req),
        cannot,
        begin: (may_ask && found.is_none()).then(|| begin_form(visit, &typed)),
        round: found.map(|(round, members)| round_part(visit, &round, &members, may_ask, &typed)),
    };
    Ok(render_with(status, &shown))
}

fn done(lang: Lang, req: &HttpRequest) -> Option<String> {
    let query = req.query_string();
    let said = query
        .split('&')
        .find_map(|pair| pair.strip_prefix("gjort="))?;
    let word = DONE.into_iter().find(|word| *word == said)?;
    Some(lang.t(&format!("members-done-{word}")))
}

/// What stands in the way, and the page where it is mended.
fn cannot(visit: &Visit) -> Option<(String, String, String)> {
    let error = who_asks(&visit.desk).err()?;
    let fault = error.fields.first()?;
    let (rest, text) = match fault.code {
        "error-members-who" => ("/avsender", "sender-title"),
        "error-members-confirm" => ("/lagre", "members-confirm-link"),
        _ => ("", "svar-back-to-parts"),
    };
    let lang = visit.lang;
    Some((field_text(lang, fault), visit.path(rest), lang.t(text)))
}

fn day_input(visit: &Visit, typed: &Typed, label: &str, stands: String) -> TextInput {
    let lang = visit.lang;
    let last = visit.desk.deadline_on(&visit.consultation);
    let value = typed.day.clone().unwrap_or(stands);
    TextInput {
        kind: "date",
        ..TextInput::new(DUE_ON, lang.t(label), value)
            .hint(lang.with1("members-day-hint", "day", visit.day(last)))
            .error(typed.fault(lang, DUE_ON))
    }
}

fn begin_form(visit: &Visit, typed: &Typed) -> BeginForm {
    let lang = visit.lang;
    BeginForm {
        due_on: day_input(visit, typed, "members-day", String::new()),
        message: TextInput::new(MESSAGE, lang.t("members-message"), typed.message.as_str())
            .hint(lang.t("members-message-hint"))
            .error(typed.fault(lang, MESSAGE)),
        language: languages(lang, typed.language.unwrap_or(lang)),
    }
}

fn round_part(
    visit: &Visit,
    round: &Round,
    members: &[Member],
    may_ask: bool,
    typed: &Typed,
) -> RoundPart {
    let lang = visit.lang;
    let there = members.iter().filter(|member| member.takes_part());
    let handed_over = there.clone().filter(|m| m.handed_over.is_some()).count();
    let fact = |key: &str, text: String| Fact::new(lang.t(key), text);
    let mut facts = vec![
        fact("members-day", visit.day(round.due_on)),
        fact("members-language", round.language.name().to_owned()),
    ];
    if let Some(at) = round.ended_at {
        facts.push(fact("members-ended", calendar::date_time(lang, at)));
    }
    RoundPart {
        facts,
        message: round.message.clone(),
        count: lang.with2(
            "members-heard",
            ("n", handed_over),
            ("asked", there.count()),
        ),
        has_ended: round.ended_at.is_some(),
        members: members.iter().map(|member| row(lang, member)).collect(),
        acts: may_ask.then(|| acts(visit, round, members, typed)),
    }
}

fn acts(visit: &Visit, round: &Round, members: &[Member], typed: &Typed) -> Acts {
    let lang = visit.lang;
    let of = |control: &str| {
        let told = typed.faults.iter().map(|fault| typed.told(lang, fault));
        let texts: Vec<String> = told
            .filter(|(at, _)| at == control)
            .map(|(_, text)| text)
            .collect();
        (!texts.is_empty()).then(|| texts.join("\n"))
    };
    let list = of("list");
    Acts {
        due: members
            .iter()
            .filter(|m| m.may_be_reminded(visit.now))
            .count(),
        due_on: day_input(visit, typed, "members-new-day", round.due_on.to_string()),
        name: TextInput::new("name", lang.t("members-name"), typed.name.as_str()).error(of("name")),
        email: TextInput::new("email", lang.t("sender-email"), typed.email.as_str())
            .email()
            .error(of("email")),
        is_list_open: list.is_some() || !typed.list.is_empty(),
        list: TextInput::new("list", lang.t("members-list"), typed.list.as_str())
            .hint(lang.t("members-list-hint"))
            .error(list),
    }
}

fn row(lang: Lang, member: &Member) -> Row {
    let state = member.state();
    let color = match state {
        State::HandedOver | State::HandedOverLate => "success",
        State::Begun => "info",
        State::Asked | State::Opened | State::TakenOut => "neutral",
    };
    let when = |at| calendar::date_time(lang, at);
    let note = match (&member.handed_over, member.reminded.last()) {
        (Some(last), _) if member.has_more() => {
            Some(lang.with1("members-more-since", "when", when(last.at)))
        }
        (Some(last), _) => Some(lang.with1("members-last", "when", when(last.at))),
        (None, Some(at)) => Some(lang.with1("members-reminded", "when", when(*at))),
        (None, None) => Some(lang.with1("members-asked-when", "when", when(member.asked_at))),
    };
    Row {
        id: member.id,
        name: member.name.clone(),
        email: member.email.clone(),
        tag: (color, lang.t(&format!("members-state-{}", state.word()))),
        note,
        takes_part: member.takes_part(),
    }
}
