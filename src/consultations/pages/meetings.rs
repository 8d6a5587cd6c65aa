//! The pages by which staff announce meetings about a proposal, change them and cancel them. What was typed
//! stays when something must be mended, and when somebody else was first. A form that is sent twice announces once.

use super::parts::Seen;
use crate::app::App;
use crate::calendar;
use crate::consultations::consultation::{Consultation, Texts, arrival};
use crate::consultations::meetings::{
    self, Announcement, By, Changed, Meeting, MeetingKind, announce, cancel, change,
};
use crate::db::Conn;
use crate::error::{Error, FieldError, Problem};
use crate::i18n::Lang;
use crate::idempotency::{Claim, FORM_KEY, Stored, once};
use crate::ids;
use crate::role::Role;
use crate::session::staff::StaffAccess;
use crate::tabs::Tab;
use crate::text;
use crate::web::components::{Choice, Choices, ErrorLink, TextInput};
use crate::web::faces::field_text;
use crate::web::form::Form;
use crate::web::layout::{Nav, Page};
use crate::web::route::{Access, RouteDef};
use crate::web::{in_path, render, render_with, see_other};
use actix_web::http::StatusCode;
use actix_web::web::{Data, get, post};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use chrono::{DateTime, NaiveDate, NaiveTime, Timelike, Utc};
use std::sync::Arc;

const LIST: &str = "/saksbehandling/horinger/{slug}/moter";
const ONE: &str = "/saksbehandling/horinger/{slug}/moter/{meeting}";
/// The controls of the form.
const CONTROLS: [&str; 13] = [
    "kind", "title_nb", "title_nn", "date", "from", "end_date", "to", "place", "link", "about_nb",
    "about_nn", "version", FORM_KEY,
];

/// The rows of the route table.
pub fn routes() -> Vec<RouteDef> {
    let (reads, acts) = (Access::Staff(Role::Reader), Access::Staff(Role::Officer));
    let off = "/saksbehandling/horinger/{slug}/moter/{meeting}/avlys";
    vec![
        RouteDef::get(LIST, reads, || get().to(list)),
        RouteDef::post(LIST, acts, || post().to(add))
            .does("consultations::meetings::announce", "announceMeeting"),
        RouteDef::get(ONE, acts, || get().to(show)),
        RouteDef::post(ONE, acts, || post().to(save))
            .does("consultations::meetings::change", "changeMeeting"),
        RouteDef::post(off, acts, || post().to(call_off))
            .does("consultations::meetings::cancel", "cancelMeeting"),
    ]
}

#[derive(Template)]
#[template(path = "consultations/templates/meetings.html")]
struct MeetingsPage {
    page: Page,
    csrf: String,
    rows: Vec<Row>,
    may_act: bool,
    action: String,
    /// Makes a press that is repeated the same press.
    key: String,
    form: FormParts,
}

#[derive(Template)]
#[template(path = "consultations/templates/meeting.html")]
struct MeetingPage {
    page: Page,
    csrf: String,
    back: String,
    action: String,
    off: String,
    form: FormParts,
    /// Somebody else changed it, or cancelled it: what stands there now.
    now: Option<Row>,
    is_cancelled: bool,
    /// It is too late to cancel it.
    has_begun: bool,
}

impl MeetingPage {
    fn changed(&self) -> &'static str {
        match self.is_cancelled {
            true => "meeting-is-cancelled",
            false => "meeting-overtaken",
        }
    }
}

struct Row {
    title: String,
    kind: String,
    when: String,
    place: Option<String>,
    link: Option<String>,
    is_cancelled: bool,
    is_held: bool,
    href: String,
    /// Once it has begun: where its minutes are written.
    minutes: Option<String>,
}

/// The form as it is drawn.
struct FormParts {
    version: i32,
    kind: Choices,
    titles: [TextInput; 2],
    times: [TextInput; 4],
    where_to: [TextInput; 2],
    texts: [Area; 2],
}

/// A field for several lines.
struct Area {
    name: &'static str,
    label: String,
    hint: String,
    text: String,
    error: Option<String>,
}

/// What was typed, by the name of its control.
#[derive(Default)]
struct Typed(Vec<(&'static str, String)>);

impl Typed {
    fn of(form: &Form) -> Self {
        let value = |name: &'static str| Some((name, form.get(name)?.to_owned()));
        Self(CONTROLS.iter().filter_map(|name| value(name)).collect())
    }

    fn of_meeting(meeting: &Meeting) -> Self {
        let said = &meeting.said;
        let local = |at| calendar::oslo(at).naive_local();
        let (from, to) = (local(said.starts_at), local(said.ends_at));
        let last_day = match to.date() == from.date() {
            true => String::new(),
            false => to.date().to_string(),
        };
        let or_empty = |text: Option<&String>| text.cloned().unwrap_or_default();
        let about = said.about.as_ref();
        Self(vec![
            ("kind", said.kind.as_str().to_owned()),
            ("title_nb", said.title.nb.clone()),
            ("title_nn", or_empty(said.title.nn.as_ref())),
            ("date", from.date().to_string()),
            ("from", typed_time(from.time())),
            ("end_date", last_day),
            ("to", typed_time(to.time())),
            ("place", or_empty(said.place.as_ref())),
            ("link", or_empty(said.link.as_ref())),
            ("about_nb", or_empty(about.map(|a| &a.nb))),
            ("about_nn", or_empty(about.and_then(|a| a.nn.as_ref()))),
            ("version", meeting.version.to_string()),
        ])
    }

    fn get(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(n, _)| *n == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// Canonical, without space at the ends; `None` when nothing is left.
    fn filled(&self, name: &str) -> Option<String> {
        let text = text::canonical(self.get(name)).trim().to_owned();
        (!text.is_empty()).then_some(text)
    }

    fn version(&self) -> i32 {
        self.get("version").parse().unwrap_or(0)
    }

    /// The instant that the control names on that day; nothing where the day is what must be mended.
    fn instant(
        &self,
        name: &str,
        day: Option<NaiveDate>,
    ) -> Result<Option<DateTime<Utc>>, &'static str> {
        let time = time(self.get(name)).ok_or("error-meeting-time")?;
        let Some(day) = day else { return Ok(None) };
        let at = calendar::instant_in_oslo(day, time);
        at.map(Some).ok_or("error-meeting-skipped")
    }

    /// What it says, or every control that says nothing that can be understood.
    fn read(&self) -> Result<Announcement, Vec<FieldError>> {
        let mut faults = Vec::new();
        let kind = MeetingKind::parse(self.get("kind"));
        if kind.is_none() {
            faults.push(FieldError::new("kind", "error-meeting-kind"));
        }
        let first = date(self.get("date"));
        if first.is_none() {
            faults.push(FieldError::new("date", "error-meeting-date"));
        }
        let last = match self.filled("end_date") {
            None => first,
            Some(day) => date(&day),
        };
        if last.is_none() && first.is_some() {
            faults.push(FieldError::new("end_date", "error-meeting-date"));
        }
        let mut instant = |name, day| match self.instant(name, day) {
            Ok(at) => at,
            Err(code) => {
                faults.push(FieldError::new(name, code));
                None
            }
        };
        let (starts_at, ends_at) = (instant("from", first), instant("to", last));
        let (Some(kind), Some(starts_at), Some(ends_at)) = (kind, starts_at, ends_at) else {
            return Err(faults);
        };
        let texts = |nb, nn| Texts {
            nb: self.filled(nb).unwrap_or_default(),
            nn: self.filled(nn),
        };
        let about = texts("about_nb", "about_nn");
        Ok(Announcement {
            kind,
            title: texts("title_nb", "title_nn"),
            starts_at,
            ends_at,
            place: self.filled("place"),
            link: self.filled("link"),
            about: (about != Texts::default()).then_some(about),
        })
    }
}

/// As a browser shows it: seconds, which programs may have given, where there are any.
fn typed_time(time: NaiveTime) -> String {
    let shape = match time.second() {
        0 => "%H:%M",
        _ => "%H:%M:%S",
    };
    time.format(shape).to_string()
}

/// As a browser sends it, or as people write it.
fn date(typed: &str) -> Option<NaiveDate> {
    let typed = typed.trim();
    let shapes = ["%Y-%m-%d", "%d.%m.%Y"];
    let read = |shape| NaiveDate::parse_from_str(typed, shape).ok();
    shapes.into_iter().find_map(read)
}

fn time(typed: &str) -> Option<NaiveTime> {
    let typed = typed.trim();
    let shapes = ["%H:%M", "%H.%M", "%H:%M:%S"];
    let read = |shape| NaiveTime::parse_from_str(typed, shape).ok();
    shapes.into_iter().find_map(read)
}

/// What every page of it stands on.
struct Visit<'a> {
    app: &'a App,
    staff: StaffAccess,
    consultation: Arc<Consultation>,
    lang: Lang,
}

impl<'a> Visit<'a> {
    async fn enter(app: &'a App, staff: StaffAccess, req: &HttpRequest) -> Result<Self, Error> {
        let slug = in_path(req, "slug");
        Ok(Self {
            app,
            consultation: app.consultations.get(&app.db, slug).await?,
            staff,
            lang: Lang::of_path(req.path()).0,
        })
    }

    fn neutral(&self, rest: &str) -> String {
        format!("{}{rest}", Tab::Meetings.path(&self.consultation.slug))
    }

    fn path(&self, rest: &str) -> String {
        self.lang.path(&self.neutral(rest))
    }

    fn by(&self) -> By {
        By {
            actor: self.staff.actor(),
            at: self.app.clock.now(),
        }
    }

    fn page(&self, rest: &str, title: &str, faults: &[FieldError]) -> Page {
        let link = |fault: &FieldError| ErrorLink::field(&fault.at, field_text(self.lang, fault));
        let (lang, staff) = (self.lang, &self.staff);
        let seen = Seen {
            consultation: &self.consultation,
            lang,
            now: self.app.clock.now(),
            at: None,
        };
        Page::new(&self.app.site, lang, &self.neutral(rest), lang.t(title))
            .nav(Nav::Work)
            .staff(staff)
            .tabs(self.consultation.tabs(staff, lang, Tab::Meetings))
            .notice(seen.demo_notice())
            .errors(faults.iter().map(link).collect())
    }

    fn row(&self, meeting: &Meeting) -> Row {
        let lang = self.lang;
        let now = self.app.clock.now();
        let on = self.consultation.deadline_on;
        let takes_answers = arrival(self.consultation.status, on, now).is_some();
        let has_begun = meeting.cancelled_at.is_none() && meeting.has_begun(now);
        Row {
            title: meeting.said.title.get(lang).to_owned(),
            kind: kind_name(lang, meeting.said.kind),
            when: when(lang, &meeting.said),
            place: meeting.said.place.clone(),
            link: meeting.said.link.clone(),
            is_cancelled: meeting.cancelled_at.is_some(),
            is_held: meeting.was_held(now),
            href: self.path(&format!("/{}", meeting.id)),
            minutes: (has_begun && takes_answers)
                .then(|| self.path(&format!("/{}/referat", meeting.id))),
        }
    }

    fn list(&self, typed: &Typed, faults: &[FieldError]) -> MeetingsPage {
        MeetingsPage {
            page: self.page("", "meetings-title", faults),
            csrf: self.staff.csrf.clone(),
            rows: self
                .consultation
                .meetings
                .iter()
                .map(|m| self.row(m))
                .collect(),
            may_act: self.staff.role_on(self.consultation.id) >= Some(Role::Officer),
            action: self.path(""),
            key: ids::new(self.app.clock.now()).to_string(),
            form: form_parts(self.lang, typed, faults),
        }
    }

    fn one(&self, meeting: &Meeting, typed: &Typed, faults: &[FieldError]) -> MeetingPage {
        let id = meeting.id;
        MeetingPage {
            has_begun: meeting.has_begun(self.app.clock.now()),
            page: self.page(&format!("/{id}"), "meeting-change-title", faults),
            csrf: self.staff.csrf.clone(),
            back: self.path(""),
            action: self.path(&format!("/{id}")),
            off: self.path(&format!("/{id}/avlys")),
            form: form_parts(self.lang, typed, faults),
            now: None,
            is_cancelled: false,
        }
    }
}

/// «tirsdag 12. mai 2026 kl. 10.00–13.00»; both days where it ends on another:
/// «fredag 30. april 2027 kl. 09.00 – lørdag 1. mai 2027 kl. 15.00»
pub(super) fn when(lang: Lang, said: &Announcement) -> String {
    let at = |instant| {
        let day = calendar::weekday_date(lang, calendar::oslo_date(instant));
        format!("{day} {}", calendar::clock_time(lang, instant))
    };
    let from = at(said.starts_at);
    let (first, last) = said.days();
    match first == last {
        true => format!("{from}–{}", calendar::oslo(said.ends_at).format("%H.%M")),
        false => format!("{from} – {}", at(said.ends_at)),
    }
}

pub(super) fn kind_name(lang: Lang, kind: MeetingKind) -> String {
    lang.t(&format!("meeting-kind-{}", kind.as_str()))
}

fn form_parts(lang: Lang, typed: &Typed, faults: &[FieldError]) -> FormParts {
    let fault = |name: &str| {
        let found = faults.iter().find(|fault| fault.at == name);
        found.map(|fault| field_text(lang, fault))
    };
    let key = |name: &str| format!("meeting-{}", name.replace('_', "-"));
    let input =
        |name: &str| TextInput::new(name, lang.t(&key(name)), typed.get(name)).error(fault(name));
    let hinted = |name: &str| input(name).hint(lang.t(&format!("{}-hint", key(name))));
    let of_kind = |name: &str, kind| TextInput {
        kind,
        ..input(name)
    };
    let choice = |kind: MeetingKind| {
        let chosen = typed.get("kind") == kind.as_str();
        Choice::new(kind.as_str(), kind_name(lang, kind), chosen)
    };
    let area = |name: &'static str| Area {
        name,
        label: lang.t(&key(name)),
        hint: lang.t("meeting-about-hint"),
        text: typed.get(name).to_owned(),
        error: fault(name),
    };
    FormParts {
        version: typed.version(),
        kind: Choices::new(
            "kind",
            lang.t("meeting-kind"),
            MeetingKind::ALL.map(choice).into(),
        )
        .error(fault("kind")),
        titles: [input("title_nb"), hinted("title_nn")],
        times: [
            of_kind("date", "date"),
            of_kind("from", "time"),
            TextInput {
                kind: "date",
                ..hinted("end_date")
            },
            of_kind("to", "time"),
        ],
        where_to: [
            hinted("place"),
            TextInput {
                kind: "url",
                ..hinted("link")
            },
        ],
        texts: [area("about_nb"), area("about_nn")],
    }
}

async fn list(app: Data<App>, staff: StaffAccess, req: HttpRequest) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, staff, &req).await?;
    Ok(render(&visit.list(&Typed::default(), &[])))
}

async fn add(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&CONTROLS, &[])?;
    let visit = Visit::enter(&app, staff, &req).await?;
    let typed = Typed::of(&form);
    let refused = |faults: &[FieldError]| {
        let again = visit.list(&typed, faults);
        Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &again))
    };
    let said = match typed.read() {
        Ok(said) => said,
        Err(faults) => return refused(&faults),
    };
    let (consultation, by) = (visit.consultation.id, visit.by());
    let claim = Claim::of_press(
        &form,
        visit.staff.staff_id,
        &visit.neutral(""),
        &format!("{said:?}"),
    )?;
    let announced = app.db.write(move |conn| {
        once(conn, claim.as_ref(), by.at, |conn| {
            announce(conn, consultation, &said, by).map(Stored::led_to)
        })
    });
    match announced.await {
        Ok(_) => {
            app.consultations.refresh(&app.db, by.at).await?;
            Ok(see_other(&visit.path("")))
        }
        Err(error) if error.problem == Problem::Invalid => refused(&error.fields),
        Err(error) => Err(error),
    }
}

/// The meeting of the path, as it stands in the database.
async fn meeting(visit: &Visit<'_>, req: &HttpRequest) -> Result<Meeting, Error> {
    let id = in_path(req, "meeting")
        .parse()
        .map_err(|_| Problem::NotFound)?;
    let consultation = visit.consultation.id;
    let found = visit
        .app
        .db
        .read(move |conn| meetings::find(conn, consultation, id))
        .await?;
    found.ok_or_else(|| Problem::NotFound.into())
}

async fn show(app: Data<App>, staff: StaffAccess, req: HttpRequest) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, staff, &req).await?;
    let meeting = meeting(&visit, &req).await?;
    let mut shown = visit.one(&meeting, &Typed::of_meeting(&meeting), &[]);
    if meeting.cancelled_at.is_some() {
        shown.is_cancelled = true;
        shown.now = Some(visit.row(&meeting));
    }
    Ok(render(&shown))
}

async fn save(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&CONTROLS, &[])?;
    let visit = Visit::enter(&app, staff, &req).await?;
    let meeting = meeting(&visit, &req).await?;
    let id = meeting.id;
    let typed = Typed::of(&form);
    let refused = |faults: &[FieldError]| {
        let again = visit.one(&meeting, &typed, faults);
        Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &again))
    };
    let said = match typed.read() {
        Ok(said) => said,
        Err(faults) => return refused(&faults),
    };
    let (one, seen, by) = ((visit.consultation.id, id), typed.version(), visit.by());
    let changed = app.db.write(move |conn| change(conn, one, seen, &said, by));
    match changed.await {
        Ok(Changed::Done) => {
            app.consultations.refresh(&app.db, by.at).await?;
            Ok(see_other(&visit.path("")))
        }
        Ok(Changed::Overtaken(now)) => {
            let mut again = visit.one(&now, &typed, &[]);
            again.form.version = now.version;
            again.is_cancelled = now.cancelled_at.is_some();
            again.now = Some(visit.row(&now));
            Ok(render_with(StatusCode::CONFLICT, &again))
        }
        Err(error) if error.problem == Problem::Invalid => refused(&error.fields),
        Err(error) => Err(error),
    }
}

async fn call_off(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&[], &[])?;
    let visit = Visit::enter(&app, staff, &req).await?;
    let (consultation, by) = (visit.consultation.id, visit.by());
    let meeting = meeting(&visit, &req).await?;
    let id = meeting.id;
    let off = move |conn: &mut Conn| cancel(conn, consultation, id, by);
    match app.db.write(off).await {
        Ok(()) => {
            app.consultations.refresh(&app.db, by.at).await?;
            Ok(see_other(&visit.path("")))
        }
        Err(error) if error.problem == Problem::Invalid => {
            let typed = Typed::of_meeting(&meeting);
            let again = visit.one(&meeting, &typed, &error.fields);
            Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &again))
        }
        Err(error) => Err(error),
    }
}
