//! What is announced of a meeting, as programs of staff read and write it.

use crate::consultations::consultation::Texts;
use crate::consultations::meetings::{Announcement, Meeting, MeetingKind};
use crate::error::Error;
use crate::web::json;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

/// A meeting as it is announced.
#[derive(Serialize, ToSchema)]
#[schema(as = StaffMeeting)]
pub struct MeetingView {
    id: Uuid,
    /// Raised by every change; stands in the ETag.
    pub version: i32,
    kind: MeetingKind,
    title: Texts,
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    place: Option<String>,
    /// Where it is followed or signed up to.
    link: Option<String>,
    /// Markdown.
    about: Option<Texts>,
    cancelled_at: Option<DateTime<Utc>>,
    changed_at: DateTime<Utc>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = StaffMeetings)]
pub struct MeetingViews {
    pub items: Vec<MeetingView>,
}

/// What is announced of a meeting.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MeetingInput {
    #[serde(deserialize_with = "json::word")]
    kind: MeetingKind,
    #[serde(deserialize_with = "json::object")]
    #[validate(nested)]
    title: MeetingTitle,
    /// To the second, between the years 2000 and 2200.
    starts_at: DateTime<Utc>,
    /// Later than `starts_at`.
    ends_at: DateTime<Utc>,
    /// Where it is. A meeting has a place, a link or both.
    #[serde(default)]
    #[schema(max_length = 200)]
    #[validate(length(max = 200))]
    place: Option<String>,
    /// Where it is followed or signed up to.
    #[serde(default)]
    #[schema(max_length = 500, pattern = "^https://")]
    #[validate(length(max = 500))]
    link: Option<String>,
    /// Markdown.
    #[serde(default, deserialize_with = "json::object_or_null")]
    #[validate(nested)]
    about: Option<MeetingAbout>,
}

/// What a meeting is called, on one line.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MeetingTitle {
    #[schema(min_length = 1, max_length = 200)]
    #[validate(length(min = 1, max = 200))]
    nb: String,
    #[serde(default)]
    #[schema(max_length = 200)]
    #[validate(length(max = 200))]
    nn: Option<String>,
}

/// What is told about a meeting, as Markdown.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MeetingAbout {
    #[schema(min_length = 1, max_length = 4000)]
    #[validate(length(min = 1, max = 4000))]
    nb: String,
    #[serde(default)]
    #[schema(max_length = 4000)]
    #[validate(length(max = 4000))]
    nn: Option<String>,
}

impl From<MeetingInput> for Announcement {
    fn from(asked: MeetingInput) -> Self {
        Self {
            kind: asked.kind,
            title: Texts {
                nb: asked.title.nb,
                nn: asked.title.nn,
            },
            starts_at: asked.starts_at,
            ends_at: asked.ends_at,
            place: asked.place,
            link: asked.link,
            about: asked.about.map(|about| Texts {
                nb: about.nb,
                nn: about.nn,
            }),
        }
    }
}

impl From<Meeting> for MeetingView {
    fn from(meeting: Meeting) -> Self {
        let said = meeting.said;
        Self {
            id: meeting.id,
            version: meeting.version,
            kind: said.kind,
            title: said.title,
            starts_at: said.starts_at,
            ends_at: said.ends_at,
            place: said.place,
            link: said.link,
            about: said.about,
            cancelled_at: meeting.cancelled_at,
            changed_at: meeting.changed_at,
        }
    }
}

/// The faults of an announcement, where they stand in a body.
pub fn in_body(mut error: Error) -> Error {
    for fault in &mut error.fields {
        let at = match fault.at.as_str() {
            "title_nb" => "/title/nb",
            "title_nn" => "/title/nn",
            "about_nb" => "/about/nb",
            "about_nn" => "/about/nn",
            "date" | "from" => "/starts_at",
            "to" => "/ends_at",
            _ => continue,
        };
        at.clone_into(&mut fault.at);
    }
    json::in_body(error)
}
