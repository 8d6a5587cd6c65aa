//! A co-signer's page: the whole of what it is asked to stand behind, what it has said, and the buttons to say it.
//! Nothing else of the answer is seen here: neither notes nor history, neither those who write nor other co-signers.

use crate::app::App;
use crate::calendar;
use crate::consultations::{Consultation, at_version};
use crate::cosigners::mails::by_whom;
use crate::cosigners::reply::{By, MESSAGE, NAME, ROLE, Typed, reply};
use crate::cosigners::texts::{Asked, Text, Texts};
use crate::cosigners::wanted::known_as;
use crate::db::Conn;
use crate::error::{Error, FieldError, Problem};
use crate::i18n::Lang;
use crate::right::Right;
use crate::session::guard::DeskAccess;
use crate::submissions::approval::{self, Stood};
use crate::submissions::compare::{Side, compare};
use crate::submissions::cosigners::{COSIGNING, Reply, State, content_sha256};
use crate::submissions::desk::SentState;
use crate::submissions::draft::takes_input;
use crate::submissions::endorsement;
use crate::submissions::pages::{AtDesk, query};
use crate::submissions::pages::{
    DiffPart, FileLine, Sent, SentPart, about_until, grouped, sent_parts,
};
use crate::submissions::receipt::hex;
use crate::submissions::versions_of;
use crate::text::differences::Run;
use crate::web::components::{ErrorLink, Fact, TextInput};
use crate::web::faces::field_text;
use crate::web::form::Form;
use crate::web::layout::Page;
use crate::web::warned::{WARNED, Warned};
use crate::web::{in_path, render_with, see_other};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use std::sync::Arc;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "cosigners/templates/sign.html")]
struct SignPage {
    page: Page,
    about: String,
    lead: String,
    csrf: String,
    action: String,
    done: Option<String>,
    /// Nothing was confirmed: the text is another than the one that was read.
    moved: bool,
    state: Shown,
    /// What was sent was taken back.
    is_withdrawn: bool,
    /// The deadline has passed, and nothing was sent: that, and where the body answers by itself.
    not_sent: Option<(String, String)>,
    /// What proves what was confirmed.
    proof: Vec<Fact>,
    checksum: Vec<String>,
    /// What differs from what was read, or from what was confirmed.
    changed: Vec<DiffPart>,
    text_heading: String,
    parts: Vec<SentPart>,
    files: Vec<FileLine>,
    /// That it stands beside another version, which counts.
    beside: Option<String>,
    /// The other texts that can be confirmed: address and words.
    others: Vec<(String, String)>,
    confirm: Option<ConfirmForm>,
    decline: Option<TextInput>,
    warned: Warned,
    may_take_back: bool,
    is_closed: bool,
    leave: String,
}

/// How it stands with the co-signer.
struct Shown {
    color: &'static str,
    heading: String,
    text: String,
}

struct ConfirmForm {
    /// Of the content that is shown, and which texts it is made of: a later page can tell what differs.
    checksum: String,
    seen: String,
    /// Which of two texts it is.
    which: &'static str,
    inputs: [TextInput; 2],
}

/// What was typed, what is wrong with it, and what had been read.
#[derive(Default)]
struct Given {
    name: String,
    role: String,
    message: String,
    faults: Vec<FieldError>,
    /// What whoever pressed had read, where that stands no more.
    seen: Option<Side>,
    moved: bool,
}

impl Given {
    /// What looks like a national identity number in what a refusal says.
    fn warned(&self, lang: Lang) -> Warned {
        Warned::of([(MESSAGE, lang.t(label_of(MESSAGE)), &self.message)])
    }
}

/// Which text is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Which {
    /// The one that is asked first.
    Asked,
    Supplement,
    Draft,
}

impl Which {
    const ALL: [Self; 3] = [Self::Asked, Self::Supplement, Self::Draft];

    /// Its word in the address.
    const fn word(self) -> &'static str {
        match self {
            Self::Asked => "",
            Self::Supplement => "tillegg",
            Self::Draft => "ny",
        }
    }

    fn of(word: Option<&str>) -> Self {
        let found = Self::ALL.into_iter().find(|one| Some(one.word()) == word);
        found.unwrap_or(Self::Asked)
    }

    fn text(self, texts: &Texts) -> Option<&Text> {
        match self {
            Self::Asked => texts.asked(),
            Self::Supplement => texts.supplement.as_ref(),
            Self::Draft => texts.draft.as_ref(),
        }
    }
}

const DONE: [&str; 3] = ["bekreftet", "avslatt", "trukket"];

/// The co-signer of the path, when a link of its own is shown: somebody who writes here is no co-signer.
fn own(access: &DeskAccess, req: &HttpRequest) -> Result<By, Error> {
    let id: Uuid = in_path(req, "cosigner")
        .parse()
        .map_err(|_| Error::new(Problem::NotFound))?;
    let links = access.session.iter().flat_map(|session| &session.links);
    let mut own = links.filter(|link| link.right == Right::Confirm);
    let link = own.find(|link| link.desk_id == access.desk_id() && link.contributor_id == Some(id));
    let link = link.ok_or_else(|| Error::new(Problem::NotFound))?;
    Ok(By {
        desk_id: access.desk_id(),
        cosigner_id: id,
        actor: crate::audit::Actor::Link(link.id),
    })
}

pub(super) async fn show(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let by = own(&access, &req)?;
    let visit = AtDesk::enter(&app, access, &req).await?;
    let which = Which::of(query(&req, "tekst").first().map(String::as_str));
    page(&visit, &req, by, which, Given::default()).await
}

pub(super) async fn press(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(
        &[
            NAME, ROLE, MESSAGE, "tekst", "sett", "gjor", "hvilken", WARNED,
        ],
        &[],
    )?;
    let by = own(&access, &req)?;
    let visit = AtDesk::enter(&app, access, &req).await?;
    let text = |name: &str| form.get(name).unwrap_or_default().to_owned();
    let (typed, done) = match form.filled("gjor") {
        Some("bekreft") => {
            let confirm = Typed::Confirm {
                checksum: text("tekst"),
                name: text(NAME),
                role: text(ROLE),
            };
            (confirm, DONE[0])
        }
        Some("avsla") => {
            let message = text(MESSAGE);
            (Typed::Decline { message }, DONE[1])
        }
        Some("trekk") => (Typed::TakeBack, DONE[2]),
        _ => return Err(Problem::MalformedRequest.into()),
    };
    let which = Which::of(form.get("hvilken"));
    let mut given = Given {
        name: text(NAME),
        role: text(ROLE),
        message: text(MESSAGE),
        ..Given::default()
    };
    if given.warned(visit.lang).is_new(&form) {
        return page(&visit, &req, by, which, given).await;
    }
    let consultation = Arc::clone(&visit.consultation);
    match reply(&visit.app, consultation, by, typed).await {
        Ok(()) => {
            let which = match which.word() {
                "" => String::new(),
                word => format!("&tekst={word}"),
            };
            let rest = format!("/{COSIGNING}/{}?gjort={done}{which}#gjort", by.cosigner_id);
            Ok(see_other(&visit.path(&rest)))
        }
        Err(error) if error.problem == Problem::Invalid => {
            given.faults = error.fields;
            page(&visit, &req, by, which, given).await
        }
        Err(error) if error.problem == Problem::PreconditionFailed => {
            given.moved = true;
            given.seen = seen(&visit, &text("sett")).await?;
            page(&visit, &req, by, which, given).await
        }
        Err(error) => Err(error),
    }
}

/// What the page had shown, by what its form says of it.
async fn seen(visit: &AtDesk, said: &str) -> Result<Option<Side>, Error> {
    if let Some(no) = said.strip_prefix('v').and_then(|no| no.parse::<i32>().ok()) {
        let Some(sent) = &visit.desk.sent else {
            return Ok(None);
        };
        let submission = sent.submission_id;
        let versions = visit
            .app
            .db
            .read(move |conn| versions_of(conn, submission))
            .await?;
        let version = versions.iter().find(|version| version.no == no);
        return Ok(version.map(Side::from));
    }
    match serde_json::from_str::<Stood>(said) {
        Ok(stood) => as_it_stood(visit, &stood).await.map(Some),
        Err(_) => Ok(None),
    }
}

async fn as_it_stood(visit: &AtDesk, stood: &Stood) -> Result<Side, Error> {
    approval::as_it_stood(&visit.app, visit.desk.id, &visit.consultation, stood).await
}

/// What was confirmed once.
async fn as_confirmed(visit: &AtDesk, reply: &Reply) -> Result<Option<Side>, Error> {
    if let Some(stood) = &reply.stood {
        let side = as_it_stood(visit, stood).await?;
        // What is not kept any more cannot be shown as what it was.
        return Ok((content_sha256(&side).as_slice() == reply.content_sha256).then_some(side));
    }
    let (Some(id), Some(sent)) = (reply.version_id, &visit.desk.sent) else {
        return Ok(None);
    };
    let submission = sent.submission_id;
    let versions = visit
        .app
        .db
        .read(move |conn| versions_of(conn, submission))
        .await?;
    Ok(versions
        .iter()
        .find(|version| version.id == id)
        .map(Side::from))
}

async fn page(
    visit: &AtDesk,
    req: &HttpRequest,
    by: By,
    which: Which,
    given: Given,
) -> Result<HttpResponse, Error> {
    let lang = visit.lang;
    let consultation = Arc::clone(&visit.consultation);
    let read = move |conn: &mut Conn| Asked::read(conn, by.desk_id, by.cosigner_id, &consultation);
    let asked = visit.app.db.read(read).await?;
    let texts = &asked.texts;
    // What is asked for may have been sent, or be gone: then what is asked first is shown.
    let found = which.text(texts).map(|text| (which, text));
    let found = found.or(texts.asked().map(|text| (Which::Asked, text)));
    let (which, text) = found.ok_or(Problem::NotFound)?;
    let one = &asked.cosigner;
    let state = one.state(&text.sha256);
    let is_open = takes_input(&visit.consultation, visit.now);
    let before = match (&given.seen, state) {
        (Some(seen), _) => Some(seen.clone()),
        (None, State::ConfirmedEarlier) => match one.last_confirmed() {
            Some(last) => as_confirmed(visit, last).await?,
            None => None,
        },
        _ => None,
    };
    let changed = before.map(|before| compare(&visit.consultation, &before, &text.side));
    let answered = answered(visit, text).await?;
    let status = match given.faults.is_empty() && !given.moved {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let asks = known_as(&asked.desk).map(str::to_owned);
    let asks = asks.unwrap_or_else(|| lang.t("cosign-somebody"));
    let rest = format!("/{COSIGNING}/{}", one.id);
    let action = visit.path(&rest);
    let errors = given.faults.iter().map(|fault| {
        let label = lang.t(label_of(&fault.at));
        ErrorLink::field(&fault.at, format!("{label}: {}", field_text(lang, fault)))
    });
    let confirmed = one.confirmed(&text.sha256);
    let shown = SignPage {
        page: visit
            .page(&rest, lang.t("cosign-sign-title"))
            .errors(errors.collect()),
        about: about_until(
            lang,
            &visit.consultation,
            asked.desk.deadline_on(&visit.consultation),
        ),
        lead: lang.with2("cosign-sign-lead", ("asks", &asks), ("body", &one.name)),
        csrf: visit.access.csrf.clone(),
        done: done(lang, req),
        moved: given.moved,
        state: shown(lang, (which, state), &asked, &asks),
        is_withdrawn: asked
            .desk
            .sent
            .as_ref()
            .is_some_and(SentState::is_withdrawn),
        not_sent: not_sent(visit, &asked, &asks),
        proof: confirmed.map_or_else(Vec::new, |reply| proof(lang, reply, text)),
        checksum: match confirmed {
            Some(reply) => grouped(&hex(&reply.content_sha256)),
            None => Vec::new(),
        },
        changed: changed.map_or_else(Vec::new, |parts| DiffPart::read(lang, &parts)),
        text_heading: lang.t(match (which, &texts.sent) {
            (Which::Supplement, _) => "cosign-text-supplement",
            (Which::Asked, Some(_)) => "cosign-text-sent",
            (Which::Draft, Some(_)) => "cosign-text-new",
            (_, None) => "cosign-text-draft",
        }),
        beside: (which == Which::Supplement)
            .then(|| texts.sent.as_ref()?.version.as_ref())
            .flatten()
            .map(|stands| lang.with1("cosign-beside", "no", stands.no)),
        parts: parts(lang, &answered, text),
        files: FileLine::for_readers(lang, &text.attachments, &visit.path("/vedlegg")),
        others: others(lang, &asked, which, &action),
        confirm: (is_open && confirmed.is_none() && !text.is_empty())
            .then(|| confirm_form(lang, text, which, &given)),
        decline: (is_open && state != State::Declined).then(|| {
            let fault = fault(lang, &given, MESSAGE);
            TextInput::new(MESSAGE, lang.t(label_of(MESSAGE)), &given.message)
                .hint(lang.with1("cosign-decline-hint", "asks", &asks))
                .error(fault)
        }),
        warned: given.warned(lang),
        may_take_back: is_open && one.last_confirmed().is_some(),
        is_closed: !is_open,
        leave: visit.path("/logg-ut"),
        action,
    };
    Ok(render_with(status, &shown))
}

/// The proposal that the text answers.
async fn answered(visit: &AtDesk, text: &Text) -> Result<Arc<Consultation>, Error> {
    let newest = Arc::clone(&visit.consultation);
    let Some(no) = text.version.as_ref().map(|v| v.proposal_version) else {
        return Ok(newest);
    };
    let read = move |conn: &mut Conn| at_version(conn, &newest, no);
    visit.app.db.read(read).await
}

fn done(lang: Lang, req: &HttpRequest) -> Option<String> {
    let said = query(req, "gjort").into_iter().next()?;
    let word = DONE.into_iter().find(|word| *word == said)?;
    Some(lang.t(&format!("cosign-signed-{word}")))
}

fn shown(lang: Lang, (which, state): (Which, State), asked: &Asked, asks: &str) -> Shown {
    let texts = &asked.texts;
    let mut newer = texts.supplement.iter().chain(&texts.draft);
    let has_newer = newer.any(|text| asked.cosigner.confirmed(&text.sha256).is_some());
    let word = match (state, which) {
        (State::Asked | State::Opened | State::ConfirmedEarlier, Which::Supplement) => "supplement",
        (State::Confirmed, Which::Supplement) => "has-supplement",
        (State::ConfirmedEarlier, _) if asked.cosigner.is_released() => "released",
        (State::ConfirmedEarlier, Which::Asked) if has_newer => "newer",
        (State::Asked | State::Opened, Which::Asked) if texts.sent.is_some() => "sent",
        (State::Asked | State::Opened, _) => "asked",
        (state, _) => state.word(),
    };
    Shown {
        color: match state {
            State::Confirmed => "success",
            State::ConfirmedEarlier => "warning",
            _ => "info",
        },
        heading: lang.t(&format!("cosign-you-{word}")),
        text: lang.with1(&format!("cosign-you-{word}-text"), "asks", asks),
    }
}

/// Whoever believes to have answered with the others must not learn it too late.
fn not_sent(visit: &AtDesk, asked: &Asked, asks: &str) -> Option<(String, String)> {
    let on = asked.desk.deadline_on(&visit.consultation);
    if asked.desk.stands().is_some() || visit.now < calendar::closes_at(on) {
        return None;
    }
    let day = calendar::weekday_date(visit.lang, on);
    let text = visit
        .lang
        .with2("cosign-not-sent", ("asks", asks), ("day", day));
    let own = visit.consultation.slug.as_str();
    Some((text, visit.lang.path(&format!("/horinger/{own}"))))
}

/// Who confirmed what and when; with number and time once it was sent.
fn proof(lang: Lang, reply: &Reply, text: &Text) -> Vec<Fact> {
    let mut facts = vec![Fact::new(
        lang.t("cosign-state-confirmed"),
        by_whom(lang, reply),
    )];
    let Some(version) = &text.version else {
        return facts;
    };
    if let Some(receipt) = &version.receipt {
        facts.push(Fact::new(lang.t("cosign-number"), &receipt.number));
    }
    let received = calendar::date_time(lang, version.received_at);
    facts.push(Fact::new(lang.t("receipt-received"), received));
    facts
}

fn parts(lang: Lang, answered: &Consultation, text: &Text) -> Vec<SentPart> {
    let fields = text.side.fields.iter();
    let no_comment: Vec<String> = text.side.no_comment.iter().cloned().collect();
    let sent = Sent {
        answers: fields
            .map(|(key, (said, choice))| (key.as_str(), said.as_deref(), choice.as_deref()))
            .collect(),
        no_comment: &no_comment,
        supports: &endorsement::grouped(&text.supports, answered),
    };
    sent_parts(lang, answered, &sent)
}

/// Once something was sent, what was sent beside it and what stands at the desk may be other texts: each can be confirmed.
fn others(lang: Lang, asked: &Asked, shown: Which, action: &str) -> Vec<(String, String)> {
    if asked.texts.sent.is_none() {
        return Vec::new();
    }
    let all = Which::ALL.into_iter().filter(|which| *which != shown);
    let all = all.filter(|which| which.text(&asked.texts).is_some());
    let link = |which: Which| match which {
        Which::Asked => (action.to_owned(), lang.t("cosign-see-sent")),
        Which::Supplement => (
            format!("{action}?tekst={}", which.word()),
            lang.t("cosign-see-supplement"),
        ),
        Which::Draft => (
            format!("{action}?tekst={}", which.word()),
            lang.t("cosign-see-new"),
        ),
    };
    all.map(link).collect()
}

/// What a control is called, beside it and in the list of faults.
fn label_of(at: &str) -> &'static str {
    match at {
        NAME => "cosign-your-name",
        ROLE => "cosign-your-role",
        _ => "cosign-decline-message",
    }
}

fn fault(lang: Lang, given: &Given, at: &str) -> Option<String> {
    let found = given.faults.iter().find(|fault| fault.at == at);
    found.map(|fault| field_text(lang, fault))
}

fn confirm_form(lang: Lang, text: &Text, which: Which, given: &Given) -> ConfirmForm {
    let input = |at: &str, value: &str| {
        TextInput::new(at, lang.t(label_of(at)), value).error(fault(lang, given, at))
    };
    let seen = match (&text.version, &text.stood) {
        (Some(version), _) => format!("v{}", version.no),
        (None, stood) => serde_json::to_string(stood).unwrap_or_default(),
    };
    ConfirmForm {
        checksum: text.checksum(),
        seen,
        which: which.word(),
        inputs: [
            input(NAME, &given.name).autocomplete("name"),
            input(ROLE, &given.role).autocomplete("organization-title"),
        ],
    }
}
