//! Where the numbers lead: to the list of exactly those that they count, as programs read it.

use crate::consultations::{ADDED_LATER, parse_group};
use crate::invitations::{self, Wanted};
use crate::review::{self, Stance, address, to_part_address};
use crate::web::controls::{self, Control, alike};
use serde_json::json;

/// The controls of the list of invited bodies that numbers lead to.
const OF_BODIES: &[Control] = &[
    Control {
        name: "state",
        page: "tilstand",
        about: "What has become of it.",
        schema: || json!({ "type": "string" }),
        is_list: false,
        to_page: alike,
        of_page: |word| Wanted::parse(word).map(|wanted| wanted.api_word().to_owned()),
    },
    Control {
        name: "group",
        page: "gruppe",
        about: "The group of the list.",
        schema: || json!({ "type": "string" }),
        is_list: false,
        to_page: alike,
        of_page: |word| match parse_group(word)? {
            ADDED_LATER => Some("later".to_owned()),
            no => Some(no.to_string()),
        },
    },
    Control {
        name: "kind",
        page: "type",
        about: "What kind of body it is.",
        schema: || json!({ "type": "string" }),
        is_list: false,
        to_page: alike,
        of_page: alike,
    },
    Control {
        name: "county",
        page: "fylke",
        about: "The number of its county.",
        schema: || json!({ "type": "string" }),
        is_list: false,
        to_page: alike,
        of_page: alike,
    },
];

/// The lists of one consultation.
pub struct Lists<'a> {
    pub slug: &'a str,
}

impl Lists<'_> {
    /// The answers that a filter takes.
    pub fn answers(&self, filter: &review::Filter) -> String {
        address(self.slug, filter)
    }

    /// The answers to a råd; with the choices, those who made one of them.
    pub fn to_part(&self, filter: &review::Filter, part: &str, choices: &[Stance]) -> String {
        let filter = review::Filter {
            stances: choices.to_vec(),
            ..filter.clone()
        };
        to_part_address(self.slug, part, &filter)
    }

    pub fn unconfirmed(&self) -> String {
        let slug = self.slug;
        format!("/api/v1/staff/consultations/{slug}/unconfirmed-answers")
    }

    /// The invited bodies that a filter takes.
    pub fn bodies(&self, filter: &invitations::Filter) -> String {
        let (slug, query) = (self.slug, controls::query(OF_BODIES, &filter.pairs()));
        format!("/api/v1/staff/consultations/{slug}/invitations{query}")
    }
}
