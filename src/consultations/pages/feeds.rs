//! What calendars and feed readers fetch: deadlines and meetings as iCalendar, and what is new as Atom (RFC 4287).
//! Only what everybody may see; kept like the public pages.

use super::meetings::{kind_name, when};
use super::shown;
use crate::app::App;
use crate::calendar;
use crate::consultations::consultation::Consultation;
use crate::consultations::deadline_file::{SaidDeadline, deadline_event, last_named, named};
use crate::consultations::list::{ListQuery, list};
use crate::consultations::meetings::Meeting;
use crate::error::Error;
use crate::i18n::{Lang, Value};
use crate::web::atom::{self, Entry, Feed};
use crate::web::cache::Rendered;
use crate::web::ical::{self, Event, When};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Months, Utc};
use std::sync::Arc;

/// The latest deadlines, at most.
const MOST: u32 = 200;
/// A deadline that passed longer ago is history: the list of consultations has it.
const KEPT: Months = Months::new(12);

/// `/kalender.ics`
pub async fn calendar(app: Data<App>, req: HttpRequest) -> Result<HttpResponse, Error> {
    shown(&app, &req, Some("calendar".into()), async |lang, now| {
        let host = app.host();
        let mut events = Vec::new();
        for consultation in recent(&app, now).await? {
            let url = app.url(&address_of(&consultation, lang));
            let said = SaidDeadline::to_all(&consultation);
            events.push(deadline_event(&consultation, said, lang, &url, &host));
            let meetings = consultation.meetings.iter();
            events.extend(meetings.map(|meeting| event(&consultation, meeting, lang, &url, &host)));
        }
        let name = lang.t("calendar-name");
        let file = ical::calendar(&host, Some(&name), &events);
        Ok(Rendered::new(file, ical::MEDIA_TYPE))
    })
    .await
}

/// The consultations with the latest deadlines, those of the last year among them.
async fn recent(app: &App, now: DateTime<Utc>) -> Result<Vec<Arc<Consultation>>, Error> {
    let today = calendar::oslo_date(now);
    let since = today.checked_sub_months(KEPT).unwrap_or(today);
    let query = ListQuery {
        stage: None,
        words: String::new(),
        after: None,
        limit: MOST,
        today,
    };
    let listed = app.db.read(move |conn| list(conn, &query)).await?;
    let mut found = Vec::new();
    for summary in listed.items {
        if summary.deadline_on >= since {
            found.push(app.consultations.get(&app.db, summary.id).await?);
        }
    }
    Ok(found)
}

fn event(c: &Consultation, meeting: &Meeting, lang: Lang, url: &str, host: &str) -> Event {
    let said = &meeting.said;
    let about = said.about.as_ref().map(|about| about.get(lang).to_owned());
    let description = [
        Some(named(c, lang)),
        about,
        said.link.clone(),
        Some(url.to_owned()),
    ];
    let description: Vec<String> = description.into_iter().flatten().collect();
    let changed = usize::try_from(meeting.version - 1).unwrap_or_default();
    let (versions, named_at) = last_named(c);
    let summary: [(&str, &dyn Value); 3] = [
        ("kind", &kind_name(lang, said.kind)),
        ("title", &said.title.get(lang)),
        ("name", &c.title.get(lang)),
    ];
    Event {
        uid: format!("{}@{host}", meeting.id),
        sequence: changed + versions,
        said_at: named_at.map_or(meeting.changed_at, |at| at.max(meeting.changed_at)),
        when: When::Time(said.starts_at, said.ends_at),
        summary: lang.with("ics-meeting", &summary),
        description: description.join("\n"),
        place: said.place.clone(),
        url: url.to_owned(),
        cancelled: meeting.cancelled_at.is_some(),
        reminds: false,
    }
}

/// `/horinger.atom`
pub async fn atom(app: Data<App>, req: HttpRequest) -> Result<HttpResponse, Error> {
    shown(&app, &req, Some("atom".into()), async |lang, now| {
        let mut entries = Vec::new();
        for consultation in recent(&app, now).await? {
            let url = app.url(&address_of(&consultation, lang));
            entries.extend(news(&consultation, lang, &url));
        }
        let own = app.url(&lang.path("/horinger.atom"));
        let feed = Feed {
            lang,
            title: lang.t("feed-title"),
            author: app.site.owner.clone(),
            id: own.clone(),
            own,
            page: app.url(&lang.path("/")),
        };
        Ok(Rendered::new(atom::feed(feed, entries)?, atom::MEDIA_TYPE))
    })
    .await
}

/// The consultation's page.
fn address_of(consultation: &Consultation, lang: Lang) -> String {
    lang.path(&format!("/horinger/{}", consultation.slug))
}

/// What is new in a consultation: published, changed, extended, and its meetings.
pub fn news<'a>(c: &'a Consultation, lang: Lang, url: &'a str) -> impl Iterator<Item = Entry> + 'a {
    let until = calendar::long_date(lang, c.deadline_on);
    let versions = c.versions.iter().map(move |version| {
        let note = version.change_note.as_ref().map(|note| note.get(lang));
        let key = if version.no == 1 {
            "feed-published"
        } else {
            "feed-changed"
        };
        Entry {
            id: format!("urn:uuid:{}#{}", c.id, version.no),
            at: version.published_at,
            title: lang.with(key, &[("name", &named(c, lang))]),
            summary: note.map_or_else(
                || lang.with("ics-until", &[("date", &until)]),
                ToOwned::to_owned,
            ),
            href: url.to_owned(),
        }
    });
    let moved = c.deadline_changes.iter().map(move |change| {
        let date = calendar::long_date(lang, change.new_on);
        let said: [(&str, &dyn Value); 2] = [("name", &named(c, lang)), ("date", &date)];
        Entry {
            id: format!("urn:uuid:{}#{}", c.id, change.new_on),
            at: change.at,
            title: lang.with("feed-extended", &said),
            summary: change.reason.get(lang).to_owned(),
            href: url.to_owned(),
        }
    });
    let meetings = c.meetings.iter().map(move |meeting| {
        let key = match meeting.cancelled_at {
            Some(_) => "feed-meeting-cancelled",
            None => "feed-meeting",
        };
        let title = meeting.said.title.get(lang);
        let said: [(&str, &dyn Value); 2] = [("title", &title), ("name", &named(c, lang))];
        Entry {
            id: format!("urn:uuid:{}", meeting.id),
            at: meeting.changed_at,
            title: lang.with(key, &said),
            summary: when(lang, &meeting.said),
            href: url.to_owned(),
        }
    });
    versions.chain(moved).chain(meetings)
}
