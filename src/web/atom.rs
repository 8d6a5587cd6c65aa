//! Feeds (Atom, RFC 4287), for whoever wants to be told what is new. Owns the format; what is new is the caller's.

use crate::error::Error;
use crate::i18n::Lang;
use askama::Template;
use chrono::{DateTime, SecondsFormat, Utc};

pub const MEDIA_TYPE: &str = "application/atom+xml; charset=utf-8";
const MOST_ENTRIES: usize = 50;

/// One thing that is new.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The same for ever, and another's never.
    pub id: String,
    pub at: DateTime<Utc>,
    pub title: String,
    pub summary: String,
    pub href: String,
}

impl Entry {
    fn updated(&self) -> String {
        stamp(self.at)
    }
}

fn stamp(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// What a feed says of itself.
pub struct Feed {
    pub lang: Lang,
    pub title: String,
    pub author: String,
    /// The feed's name for ever.
    pub id: String,
    /// Where it is fetched.
    pub own: String,
    /// The page that it is about.
    pub page: String,
}

#[derive(Template)]
#[template(path = "web/atom.xml")]
struct File {
    feed: Feed,
    updated: String,
    entries: Vec<Entry>,
}

/// The text with a mark for every character that XML 1.0 has no way to write, however it is escaped: one of them would
/// make the whole file unreadable.
fn legible(text: &str) -> String {
    let is_written = |c: char| match c {
        '\t' | '\n' | '\r' => true,
        c => c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}'),
    };
    let written = |c: char| {
        if is_written(c) {
            c
        } else {
            char::REPLACEMENT_CHARACTER
        }
    };
    text.chars().map(written).collect()
}

/// The feed with the newest of these first.
pub fn feed(feed: Feed, mut entries: Vec<Entry>) -> Result<String, Error> {
    for text in entries
        .iter_mut()
        .flat_map(|e| [&mut e.title, &mut e.summary])
    {
        *text = legible(text);
    }
    let feed = Feed {
        title: legible(&feed.title),
        author: legible(&feed.author),
        ..feed
    };
    entries.sort_by(|a, b| (b.at, &b.id).cmp(&(a.at, &a.id)));
    entries.truncate(MOST_ENTRIES);
    let newest = entries.first().map(|entry| entry.at);
    let file = File {
        feed,
        updated: stamp(newest.unwrap_or_default()),
        entries,
    };
    file.render().map_err(|e| Error::internal(e.to_string()))
}
