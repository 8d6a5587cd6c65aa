//! Who is asked to stand behind the answer, and how far each has come.

use crate::address::masked;
use crate::app::App;
use crate::calendar;
use crate::cosigners::ask::{self, in_the_way};
use crate::cosigners::both;
use crate::cosigners::mails::by_whom;
use crate::cosigners::texts::Texts;
use crate::cosigners::wanted::{
    EMAIL, NAME, ORG_NO, Told, WHOLE, Wanted, check_all, lines, who_asks,
};
use crate::error::{Error, FieldError, Problem};
use crate::i18n::Lang;
use crate::right::Right;
use crate::session::guard::DeskAccess;
use crate::submissions::cosigners::{Cosigner, Says, State};
use crate::submissions::cosigners_at;
use crate::submissions::draft::takes_input;
use crate::submissions::pages::{AtDesk, query};
use crate::web::components::{Choice, Choices, Crumb, TextInput, Undone};
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
#[template(path = "cosigners/templates/ask.html")]
struct AskPage {
    page: Page,
    crumbs: Vec<Crumb>,
    csrf: String,
    action: String,
    /// What was just done.
    done: Option<String>,
    /// What stands in the way of asking anybody: the text, and where it is mended.
    cannot: Option<(String, String, String)>,
    count: String,
    rows: Vec<Row>,
    form: Option<AskForm>,
    /// How many would be reminded now; absent where nobody is.
    due: Option<usize>,
    /// The body's other answer: heading, text and button.
    other: Option<[String; 3]>,
    /// What nobody can be asked with by now.
    undone: Undone,
}

struct Row {
    id: Uuid,
    name: String,
    tag: (&'static str, String),
    lines: Vec<String>,
    message: Option<String>,
    may_change: bool,
}

struct AskForm {
    name: TextInput,
    org_no: TextInput,
    email: TextInput,
    language: Choices,
    /// Several at once.
    list: TextInput,
    is_list_open: bool,
}

/// The words in the address after something was done.
const DONE: [&str; 9] = [
    "spurt",
    "spurt-for",
    "spurt-alle",
    "ingen-nye",
    "minnet",
    "ingen",
    "sendt",
    "ny",
    "ut",
];

/// The control for several at once.
const LIST: &str = "list";

/// What was typed, and what is wrong with it.
#[derive(Default)]
struct Typed {
    told: Told,
    list: String,
    faults: Vec<FieldError>,
}

impl Typed {
    /// The control that a fault is about, and what is said of it: a line of the list by its number.
    fn told(&self, lang: Lang, fault: &FieldError) -> (String, String) {
        let text = field_text(lang, fault);
        if self.list.is_empty() || fault.at == WHOLE {
            return (fault.at.clone(), text);
        }
        let place = fault.at.split('/').nth(1).and_then(|n| n.parse().ok());
        // Of one alone the fault has no place.
        let place: usize = place.unwrap_or_default();
        let line = lines(&self.list, lang).get(place).map(|(line, _)| *line);
        let text = match line {
            Some(line) => lang.with2("members-line", ("line", line), ("text", &text)),
            None => text,
        };
        (LIST.to_owned(), text)
    }

    /// What was typed, where nobody can be asked by now.
    fn undone(&self, lang: Lang, has_form: bool) -> Undone {
        let drawn = match has_form {
            true => vec![NAME, ORG_NO, EMAIL, LIST],
            false => vec![],
        };
        let sent = [
            (NAME, "cosign-name", &self.told.name),
            (ORG_NO, "cosign-org-no", &self.told.organisation_number),
            (EMAIL, "cosign-email", &self.told.email),
            (LIST, "cosign-list", &self.list),
        ];
        let sent = sent.map(|(at, label, text)| (at, lang.t(label), text.clone()));
        Undone::of(drawn, sent)
    }
}

pub(super) async fn show(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = AtDesk::enter(&app, access, &req).await?;
    let typed = Typed {
        told: Told {
            language: visit.lang,
            ..Told::default()
        },
        ..Typed::default()
    };
    page(&visit, &req, typed, StatusCode::OK).await
}

pub(super) async fn press(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(
        &[
            NAME, ORG_NO, EMAIL, "language", LIST, "gjor", "send", "ny", "ut",
        ],
        &[],
    )?;
    let visit = AtDesk::enter(&app, access, &req).await?;
    // Letters go to whatever addresses are typed: the network's limit holds as it does for beginning.
    app.rate_limit.check(&req)?;
    let text = |name: &str| form.get(name).unwrap_or_default().to_owned();
    let told = Told {
        name: text(NAME),
        organisation_number: text(ORG_NO),
        email: text(EMAIL),
        language: form
            .get("language")
            .and_then(Lang::parse)
            .unwrap_or(visit.lang),
    };
    if form.get("gjor") == Some("begge") {
        let (app, access) = (&visit.app, &visit.access);
        let other = both::open(app, visit.desk.id, &visit.consultation, access).await?;
        return Ok(see_other(
            &visit.lang.path(&format!("/svar/{}", other.desk)),
        ));
    }
    match act(&visit, &form, &told).await {
        Ok(done) => Ok(see_other(
            &visit.path(&format!("/medunderskrivere?gjort={done}#gjort")),
        )),
        Err(error) if error.problem == Problem::Invalid => {
            let (list, faults) = (text(LIST), error.fields);
            let typed = Typed { told, list, faults };
            page(&visit, &req, typed, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error),
    }
}

/// Does what the pressed button says; the word of what was done.
async fn act(visit: &AtDesk, form: &Form, told: &Told) -> Result<&'static str, Error> {
    let (app, desk, consultation) = (&visit.app, &visit.desk, &visit.consultation);
    let actor = visit.access.actor();
    let id = |name: &str| {
        let id = form.filled(name)?;
        Some(id.parse().map_err(|_| Error::new(Problem::NotFound)))
    };
    if let Some(id) = id("ut") {
        ask::take_out(app, desk.id, id?, actor).await?;
        return Ok("ut");
    }
    if let Some(id) = id("send") {
        ask::send_again(app, desk.id, id?, false, actor).await?;
        return Ok("sendt");
    }
    if let Some(id) = id("ny") {
        ask::send_again(app, desk.id, id?, true, actor).await?;
        return Ok("ny");
    }
    if form.get("gjor") == Some("minn") {
        let n = ask::remind(app, desk.id, consultation.clone(), actor).await?;
        return Ok(if n == 0 { "ingen" } else { "minnet" });
    }
    let is_list = form.get("gjor") == Some("liste");
    let wanted = match is_list {
        true => {
            let list = lines(form.get(LIST).unwrap_or_default(), told.language);
            let list: Vec<Told> = list.into_iter().map(|(_, told)| told).collect();
            if list.is_empty() {
                let fault = FieldError::new(LIST, "error-cosigner-name");
                return Err(Error::invalid(vec![fault]));
            }
            check_all(&list)?
        }
        false => vec![Wanted::check(told)?],
    };
    let asked = ask::ask(app, desk, consultation, wanted, actor).await?;
    Ok(match (is_list, asked.iter().any(|one| one.is_new)) {
        (false, true) => "spurt",
        (false, false) => "spurt-for",
        (true, true) => "spurt-alle",
        (true, false) => "ingen-nye",
    })
}

async fn page(
    visit: &AtDesk,
    req: &HttpRequest,
    typed: Typed,
    status: StatusCode,
) -> Result<HttpResponse, Error> {
    let (lang, now) = (visit.lang, visit.now);
    let (desk, consultation) = (visit.desk.clone(), visit.consultation.clone());
    let (all, texts, due) = visit
        .app
        .db
        .read(move |conn| {
            let all = cosigners_at(conn, desk.id)?;
            let due = ask::due(conn, &desk, &consultation, now)?.len();
            Ok((all, Texts::read(conn, &desk, &consultation)?, due))
        })
        .await?;
    let is_open = takes_input(&visit.consultation, now);
    let may_ask = visit.may(Right::Coordinate) && is_open;
    let cannot = may_ask.then(|| cannot(visit)).flatten();
    let may_change = may_ask && cannot.is_none();
    let undone = typed.undone(lang, may_change);
    let faults = typed.faults.iter().map(|fault| typed.told(lang, fault));
    let errors = undone.errors(lang, faults.collect(), "innhold");
    let title = lang.t("cosign-title");
    let confirmed = all.iter().filter(|one| holds(one, &texts)).count();
    let shown = AskPage {
        crumbs: visit.crumbs(Vec::new(), &title),
        page: visit.page("/medunderskrivere", title).errors(errors),
        csrf: visit.access.csrf.clone(),
        action: visit.path("/medunderskrivere"),
        done: done(lang, req),
        cannot,
        count: lang.with2("cosign-count", ("n", confirmed), ("of", all.len())),
        rows: all
            .iter()
            .map(|one| row(lang, one, &texts, may_change))
            .collect(),
        form: may_change.then(|| form(lang, &typed)),
        due: (may_change && !all.is_empty()).then_some(due),
        other: other(visit),
        undone,
    };
    Ok(render_with(status, &shown))
}

fn done(lang: Lang, req: &HttpRequest) -> Option<String> {
    let said = query(req, "gjort").into_iter().next()?;
    let word = DONE.into_iter().find(|word| *word == said)?;
    Some(lang.t(&format!("cosign-done-{word}")))
}

/// The way to the answer that the body gives beside this one, or may give.
fn other(visit: &AtDesk) -> Option<[String; 3]> {
    let body = visit.desk.body.as_ref()?;
    let is_open = takes_input(&visit.consultation, visit.now);
    if !visit.may(Right::Coordinate) || (body.other.is_none() && !is_open) {
        return None;
    }
    let which = if visit.desk.is_joint { "own" } else { "joint" };
    let does = if body.other.is_some() {
        "open"
    } else {
        "begin"
    };
    let say = |key: &str| visit.lang.t(&format!("both-{which}-{key}"));
    Some([say("heading"), say("text"), say(does)])
}

/// What stands in the way, and the page where it is mended.
fn cannot(visit: &AtDesk) -> Option<(String, String, String)> {
    let error = who_asks(&visit.desk).err()?;
    let fault = in_the_way(&error)?;
    let (rest, text) = match fault.code {
        "error-cosigners-who" => ("/avsender", "sender-title"),
        "error-cosigners-confirm" => ("/lagre", "members-confirm-link"),
        "error-cosigners-other" => ("/medunderskrivere#begge", "both-own-to-other"),
        _ => ("", "svar-back-to-parts"),
    };
    let lang = visit.lang;
    Some((field_text(lang, fault), visit.path(rest), lang.t(text)))
}

/// It stands behind what stands of what was sent, or behind what stands now where nothing was.
fn holds(one: &Cosigner, texts: &Texts) -> bool {
    let asked = texts.asked();
    asked.is_some_and(|text| one.state(&text.sha256) == State::Confirmed)
}

fn row(lang: Lang, one: &Cosigner, texts: &Texts, may_change: bool) -> Row {
    let asked = texts.asked().map_or([0; 32], |text| text.sha256);
    let state = one.state(&asked);
    let mut lines = vec![match one.body_id {
        Some(_) => lang.with1("cosign-in-register", "email", masked(&one.email)),
        None => lang.with1("cosign-not-in-register", "email", &one.email),
    }];
    let last = one.replies.last();
    lines.push(match last {
        Some(last) if last.says == Says::Confirmed => by_whom(lang, last),
        Some(last) => lang.with1("cosign-replied", "when", calendar::date_time(lang, last.at)),
        None => lang.with1(
            "cosign-asked",
            "when",
            calendar::date_time(lang, one.asked_at),
        ),
    });
    if let Some(beside) = &texts.supplement {
        let key = match one.confirmed(&beside.sha256) {
            Some(_) => "cosign-has-supplement",
            None => "cosign-has-no-supplement",
        };
        lines.push(lang.t(key));
    }
    if let (Some(_), Some(draft)) = (&texts.sent, &texts.draft)
        && one.confirmed(&draft.sha256).is_some()
    {
        lines.push(lang.t("cosign-has-new-text"));
    }
    Row {
        id: one.id,
        name: one.name.clone(),
        tag: (
            state.color(),
            lang.t(&format!("cosign-state-{}", state.word())),
        ),
        lines,
        message: last.and_then(|last| last.message.clone()),
        may_change,
    }
}

fn form(lang: Lang, typed: &Typed) -> AskForm {
    let told_of = typed.faults.iter().map(|fault| typed.told(lang, fault));
    let told_of: Vec<(String, String)> = told_of.collect();
    let fault = |at: &str| {
        let found: Vec<&str> = told_of
            .iter()
            .filter(|(of, _)| of == at)
            .map(|(_, text)| text.as_str())
            .collect();
        (!found.is_empty()).then(|| found.join("\n"))
    };
    let told = &typed.told;
    let input = |at: &str, key: &str, value: &str| {
        TextInput::new(at, lang.t(&format!("cosign-{key}")), value).error(fault(at))
    };
    let choices = Lang::ALL.map(|one| Choice::new(one.code(), one.name(), one == told.language));
    AskForm {
        name: input(NAME, "name", &told.name),
        org_no: input(ORG_NO, "org-no", &told.organisation_number)
            .hint(lang.t("cosign-org-no-hint")),
        email: input(EMAIL, "email", &told.email)
            .hint(lang.t("cosign-email-hint"))
            .email(),
        language: Choices::new("language", lang.t("cosign-language"), choices.to_vec())
            .hint(lang.t("cosign-language-hint")),
        is_list_open: !typed.list.is_empty() || fault(LIST).is_some(),
        list: input(LIST, "list", &typed.list).hint(lang.t("cosign-list-hint")),
    }
}
