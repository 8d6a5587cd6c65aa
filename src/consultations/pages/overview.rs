//! The page of a consultation: what it shows beside what all its pages share.

use super::meetings::{kind_name, when};
use super::parts::{FieldPart, Seen};
use super::said::{Download, Said};
use crate::calendar;
use crate::consultations::consultation::{DocumentKind, Group, InvitedBody, Kind, Related, Stage};
use crate::consultations::meetings::Meeting;
use crate::i18n::Lang;
use crate::web::components::{Progress, Step};

/// The invited bodies under one heading.
#[derive(Debug, Clone)]
pub struct GroupPart {
    pub name: Said,
    pub count: String,
    pub lines: Vec<LinePart>,
}

/// A line as listed, and the bodies behind one that stands for several.
#[derive(Debug, Clone)]
pub struct LinePart {
    pub text: String,
    /// Why it was added later.
    pub reason: Option<Said>,
    pub bodies: Vec<String>,
}

/// A consultation before or after this one.
#[derive(Debug, Clone)]
pub struct RelatedPart {
    pub href: String,
    pub title: Said,
    pub reference: Option<String>,
}

impl RelatedPart {
    pub fn of(lang: Lang, related: &Related) -> Self {
        Self {
            href: lang.path(&format!("/horinger/{}", related.slug)),
            title: Said::plain(&related.title, lang),
            reference: related.reference.clone(),
        }
    }
}

/// An extension of the deadline.
#[derive(Debug, Clone)]
pub struct ExtensionPart {
    pub text: String,
    pub reason: Said,
}

/// A conference or an oral hearing.
#[derive(Debug, Clone)]
pub struct MeetingPart {
    pub title: Said,
    pub kind: String,
    pub when: String,
    pub place: Option<String>,
    pub link: Option<String>,
    pub about: Option<Said>,
    pub is_cancelled: bool,
    /// Its day has gone.
    pub is_held: bool,
}

pub fn meetings(seen: &Seen<'_>) -> Vec<MeetingPart> {
    let lang = seen.lang;
    let part = |meeting: &Meeting| {
        let said = &meeting.said;
        MeetingPart {
            title: Said::plain(&said.title, lang),
            kind: kind_name(lang, said.kind),
            when: when(lang, said),
            place: said.place.clone(),
            link: said.link.clone(),
            about: said.about.as_ref().map(|about| Said::html(about, lang, 4)),
            is_cancelled: meeting.cancelled_at.is_some(),
            is_held: meeting.was_held(seen.now),
        }
    };
    seen.consultation.meetings.iter().map(part).collect()
}

pub fn steps(seen: &Seen<'_>) -> Vec<Step> {
    let (lang, c) = (seen.lang, seen.consultation);
    let date = |day| calendar::long_date(lang, day);
    let reached = match seen.stage() {
        Stage::Open => 1,
        Stage::Processing => 2,
        Stage::Concluded => 3,
    };
    let (first, last) = match c.kind {
        Kind::Hearing => ("step-sent", "step-conclude"),
        Kind::InputRound => ("step-sent-round", "step-conclude-round"),
    };
    let all = [
        (first, date(c.published_on)),
        (
            "step-open",
            lang.with("step-open-until", &[("date", &date(c.deadline_on))]),
        ),
        ("step-read", lang.t("step-read-when")),
        (last, lang.t("step-conclude-when")),
    ];
    let step = |(n, (title, when)): (usize, (&str, String))| {
        let progress = match n.cmp(&reached) {
            std::cmp::Ordering::Less => Progress::Done,
            std::cmp::Ordering::Equal => Progress::Now,
            std::cmp::Ordering::Greater => Progress::Later,
        };
        Step::new(lang.t(title), when, progress)
    };
    all.into_iter().enumerate().map(step).collect()
}

pub fn groups(seen: &Seen<'_>) -> Vec<GroupPart> {
    let groups = seen.consultation.groups.iter();
    let listed = groups.map(|group| group_part(seen, group));
    listed.chain(added_part(seen)).collect()
}

/// Those that were invited after the publishing, beside the list.
fn added_part(seen: &Seen<'_>) -> Option<GroupPart> {
    let (lang, added) = (seen.lang, &seen.consultation.added);
    let line = |body: &InvitedBody| {
        let date = calendar::long_date(lang, calendar::oslo_date(body.added_at));
        LinePart {
            text: body.name.clone() + &lang.with("bodies-added", &[("date", &date)]),
            reason: body.reason.as_ref().map(|texts| Said::plain(texts, lang)),
            bodies: Vec::new(),
        }
    };
    (!added.is_empty()).then(|| GroupPart {
        name: Said::own(lang.t("bodies-added-later")),
        count: lang.with("bodies-count", &[("n", &added.len())]),
        lines: added.iter().map(line).collect(),
    })
}

fn group_part(seen: &Seen<'_>, group: &Group) -> GroupPart {
    let lang = seen.lang;
    let unnamed = || match seen.consultation.groups.len() {
        1 => Said::own(lang.t("bodies-only")),
        _ => Said::own(lang.t("bodies-unnamed")),
    };
    let lines = group.lines.iter().map(|line| {
        let mut text = line.as_listed.clone();
        if line.collective.is_some() {
            text.push_str(&format!(" ({})", line.bodies));
        }
        let versions = &seen.consultation.versions;
        let later = versions.iter().find(|v| v.no == line.added_in && v.no > 1);
        let mut reason = None;
        if let Some(version) = later {
            let own = line.invited.first().filter(|_| line.collective.is_none());
            // Invited by hand before it was listed: since then, and for that reason.
            let before = own.filter(|body| body.added_at < version.published_at);
            let at = before.map_or(version.published_at, |body| body.added_at);
            let date = calendar::long_date(lang, calendar::oslo_date(at));
            text.push_str(&lang.with("bodies-added", &[("date", &date)]));
            let texts = before.and_then(|body| body.reason.as_ref());
            reason = texts.map(|texts| Said::plain(texts, lang));
        }
        let bodies = match line.collective {
            Some(_) => line.invited.iter().map(|body| body.name.clone()).collect(),
            None => Vec::new(),
        };
        LinePart {
            text,
            reason,
            bodies,
        }
    });
    GroupPart {
        name: group
            .name
            .as_ref()
            .map_or_else(unnamed, |name| Said::plain(name, lang)),
        count: lang.with("bodies-count", &[("n", &group.invited())]),
        lines: lines.collect(),
    }
}

pub fn extensions(seen: &Seen<'_>) -> Vec<ExtensionPart> {
    let (lang, changes) = (seen.lang, seen.consultation.deadline_changes.iter());
    changes
        .map(|change| {
            let old = calendar::long_date(lang, change.old_on);
            let new = calendar::long_date(lang, change.new_on);
            ExtensionPart {
                text: lang.with("deadline-extended", &[("old", &old), ("new", &new)]),
                reason: Said::plain(&change.reason, lang),
            }
        })
        .collect()
}

/// Documents of some kinds: those in the page's language, or all where there are none.
pub fn downloads(seen: &Seen<'_>, kinds: &[DocumentKind]) -> Vec<Download> {
    let wanted = seen
        .consultation
        .documents
        .iter()
        .filter(|d| kinds.contains(&d.kind));
    let all: Vec<_> = wanted.collect();
    let own = |d: &&_| is_in(d, seen.lang);
    let found: Vec<_> = match all.iter().any(own) {
        true => all.into_iter().filter(|d| is_in(d, seen.lang)).collect(),
        false => all,
    };
    found
        .into_iter()
        .map(|document| download(seen, document))
        .collect()
}

/// A preview fetches its documents from where it lies.
fn download(seen: &Seen<'_>, document: &crate::consultations::Document) -> Download {
    let own = Download::of(document, seen.lang);
    match seen.at {
        Some(at) => Download {
            href: format!("{at}{}", own.href),
            ..own
        },
        None => own,
    }
}

fn is_in(document: &crate::consultations::Document, lang: Lang) -> bool {
    document.language == lang.code()
}

/// Every document, whatever its language.
pub fn all_downloads(seen: &Seen<'_>) -> Vec<Download> {
    let documents = seen.consultation.documents.iter();
    documents.map(|document| download(seen, document)).collect()
}

pub fn questions(seen: &Seen<'_>) -> Vec<FieldPart> {
    let fields = seen.consultation.general_fields.iter();
    fields
        .map(|field| FieldPart::of(seen.lang, field))
        .collect()
}
