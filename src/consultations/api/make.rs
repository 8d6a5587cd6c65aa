//! Makes what programs read of a consultation ([`super::view`]).

use super::view::*;
use crate::calendar;
use crate::consultations::consultation as c;
use crate::consultations::consultation::{Consultation, FieldKind, arrival};
use crate::consultations::list::{Listed, Summary};
use crate::consultations::meetings::Meeting;
use crate::consultations::pages::document_path;
use crate::web::paging;
use chrono::{DateTime, Utc};

impl From<c::TrueDates> for TrueDatesView {
    fn from(dates: c::TrueDates) -> Self {
        Self {
            published_on: dates.published_on,
            deadline_on: dates.deadline_on,
        }
    }
}

/// Makes whole addresses of paths.
pub struct Addresses<'a> {
    pub base_url: &'a str,
}

impl Addresses<'_> {
    fn consultation(&self, slug: &str) -> String {
        format!("{}/horinger/{slug}", self.base_url)
    }

    pub fn list(&self, listed: Listed) -> ListView {
        ListView {
            items: listed
                .items
                .into_iter()
                .map(|item| self.summary(item))
                .collect(),
            next: listed.next.map(paging::cursor),
        }
    }

    fn summary(&self, item: Summary) -> SummaryView {
        SummaryView {
            url: self.consultation(&item.slug),
            slug: item.slug,
            reference: item.reference,
            kind: item.kind,
            status: item.stage,
            title: item.title,
            ingress: item.ingress,
            product_type: item.product_type,
            owner: item.owner,
            published_on: item.published_on,
            deadline_on: item.deadline_on,
            demo: item.demo.is_some(),
            true_dates: item.demo.map(Into::into),
        }
    }

    pub fn whole(&self, found: &Consultation, now: DateTime<Utc>) -> ConsultationView {
        let is_received = arrival(found.status, found.deadline_on, now).is_some();
        ConsultationView {
            slug: found.slug.clone(),
            url: self.consultation(&found.slug),
            reference: found.reference.clone(),
            number_prefix: found.number_prefix.clone(),
            kind: found.kind,
            status: found.stage(now),
            takes_answers: is_received,
            demo: found.demo.is_some(),
            true_dates: found.demo.map(Into::into),
            owner: owner(&found.owner),
            contact: contact(&found.contact),
            product_type: found.product_type.clone(),
            title: found.title.clone(),
            proposal_title: found.proposal_title.clone(),
            ingress: found.ingress.clone(),
            letter: found.letter.clone(),
            background: found.background.clone(),
            published_on: found.published_on,
            deadline_on: found.deadline_on,
            closes_at: calendar::closes_at(found.deadline_on),
            deadline_changes: found.deadline_changes.iter().map(deadline_change).collect(),
            short_reason: found.short_reason.clone(),
            version: found.version,
            versions: found.versions.iter().map(version).collect(),
            first_published_at: found.first_published(),
            last_professional_change_at: found.last_professional_change(),
            follows: found.follows.as_ref().map(|related| self.related(related)),
            followed_by: found
                .followed_by
                .iter()
                .map(|related| self.related(related))
                .collect(),
            chapters: found
                .chapters
                .iter()
                .map(|ch| self.chapter(&found.slug, ch))
                .collect(),
            general_fields: found.general_fields.iter().map(field).collect(),
            documents: found
                .documents
                .iter()
                .map(|document| self.document(document))
                .collect(),
            groups: found.groups.iter().map(group).collect(),
            invited: found.invited(),
            meetings: found.meetings.iter().map(meeting).collect(),
        }
    }

    fn related(&self, related: &c::Related) -> RelatedView {
        RelatedView {
            slug: related.slug.clone(),
            url: self.consultation(&related.slug),
            title: related.title.clone(),
            reference: related.reference.clone(),
        }
    }

    fn chapter(&self, slug: &str, chapter: &c::Chapter) -> ChapterView {
        ChapterView {
            key: chapter.key.clone(),
            number: chapter.number.clone(),
            title: chapter.title.clone(),
            example_title: chapter.example_title,
            body: chapter.body.clone(),
            advice: chapter
                .advice
                .iter()
                .map(|advice| self.advice(slug, advice))
                .collect(),
        }
    }

    fn advice(&self, slug: &str, advice: &c::Advice) -> AdviceView {
        AdviceView {
            key: advice.key.clone(),
            number: advice.number.clone(),
            url: format!("{}/raad/{}", self.consultation(slug), advice.key),
            title: advice.title.clone(),
            example_title: advice.example_title,
            strength: advice.strength,
            body: advice.body.clone(),
            rationale: advice.rationale.clone(),
            practice: advice.practice.clone(),
            fields: advice.fields.iter().map(field).collect(),
        }
    }

    fn document(&self, document: &c::Document) -> DocumentView {
        DocumentView {
            kind: document.kind,
            language: document.language.clone(),
            title: document.title.clone(),
            file_name: document.file_name.clone(),
            sha256: document.sha256.clone(),
            size: document.size,
            media_type: document.media_type.clone(),
            url: format!("{}{}", self.base_url, document_path(document)),
        }
    }
}

fn owner(owner: &c::Owner) -> OwnerView {
    OwnerView {
        name: owner.name.clone(),
        org_no: owner.org_no.clone(),
        reply_address: owner.reply_address.clone(),
    }
}

fn contact(contact: &c::Contact) -> ContactView {
    ContactView {
        name: contact.name.clone(),
        email: contact.email.clone(),
        phone: contact.phone.clone(),
    }
}

fn deadline_change(change: &c::DeadlineChange) -> DeadlineChangeView {
    DeadlineChangeView {
        old_on: change.old_on,
        new_on: change.new_on,
        reason: change.reason.clone(),
        at: change.at,
    }
}

fn version(version: &c::Version) -> VersionView {
    VersionView {
        no: version.no,
        published_at: version.published_at,
        professional_change: version.professional_change,
        change_note: version.change_note.clone(),
    }
}

fn field(field: &c::Field) -> FieldView {
    let choice = |choice: &c::Choice| ChoiceView {
        key: choice.key.clone(),
        label: choice.label.clone(),
    };
    FieldView {
        key: field.key.clone(),
        kind: field.kind,
        label: field.label.clone(),
        help: field.help.clone(),
        limit: (field.kind == FieldKind::Text).then_some(field.limit),
        choices: field.choices.iter().map(choice).collect(),
    }
}

fn group(group: &c::Group) -> GroupView {
    let line = |line: &c::ListedLine| LineView {
        as_listed: line.as_listed.clone(),
        name: line.name.clone(),
        org_no: line.org_no.clone(),
        collective: line.collective.clone(),
        bodies: line.bodies,
        added_in: line.added_in,
    };
    GroupView {
        name: group.name.clone(),
        invited: group.invited(),
        lines: group.lines.iter().map(line).collect(),
    }
}

fn meeting(meeting: &Meeting) -> MeetingView {
    let said = &meeting.said;
    MeetingView {
        kind: said.kind,
        title: said.title.clone(),
        starts_at: said.starts_at,
        ends_at: said.ends_at,
        place: said.place.clone(),
        link: said.link.clone(),
        about: said.about.clone(),
        cancelled: meeting.cancelled_at.is_some(),
    }
}

pub fn invited(found: &Consultation) -> InvitedView {
    let body = |body: &c::InvitedBody| InvitedBodyView {
        name: body.name.clone(),
        org_no: body.org_no.clone(),
        kind: body.kind,
        added_at: body.added_at,
        reason: body.reason.clone(),
    };
    let line = |line: &c::ListedLine| InvitedLineView {
        as_listed: line.as_listed.clone(),
        bodies: line.invited.iter().map(body).collect(),
    };
    let group = |group: &c::Group| InvitedGroupView {
        name: group.name.clone(),
        lines: group.lines.iter().map(line).collect(),
    };
    InvitedView {
        slug: found.slug.clone(),
        invited: found.invited(),
        groups: found.groups.iter().map(group).collect(),
        added: found.added.iter().map(body).collect(),
    }
}
