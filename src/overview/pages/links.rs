//! Where the numbers lead: to the list of exactly those that they count.

use super::Visit;
use crate::invitations;
use crate::review::{self, Stance};
use crate::tabs::Tab;
use url::form_urlencoded::Serializer;

impl Visit {
    /// The answers that a filter takes.
    pub(super) fn answers(&self, filter: &review::Filter) -> String {
        let list = Tab::Answers.path(&self.consultation.slug);
        self.lang.path(&format!("{list}{}", filter.query(&[])))
    }

    /// The answers to a råd side by side; with the choices, those who made one of them.
    pub(super) fn to_part(
        &self,
        filter: &review::Filter,
        part: &str,
        choices: &[Stance],
    ) -> String {
        let filter = review::Filter {
            stances: choices.to_vec(),
            ..filter.clone()
        };
        let list = Tab::Answers.path(&self.consultation.slug);
        self.lang
            .path(&format!("{list}/rad/{part}{}", filter.query(&[])))
    }

    /// The invited bodies that a filter takes.
    pub(super) fn bodies(&self, filter: &invitations::Filter) -> String {
        let list = Tab::Bodies.path(&self.consultation.slug);
        let query = Serializer::new(String::new())
            .extend_pairs(filter.pairs())
            .finish();
        self.lang.path(&match query.as_str() {
            "" => list,
            query => format!("{list}?{query}"),
        })
    }

    pub(super) fn bodies_in(&self, state: invitations::Wanted) -> String {
        self.bodies(&invitations::Filter {
            state: Some(state),
            ..invitations::Filter::default()
        })
    }
}
