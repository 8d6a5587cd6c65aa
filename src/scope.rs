//! What a program may be let do in the name of a member of staff. It never may more than they do: their roles
//! are asked for, too.

/// An area of the work, and whether things in it may be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Answers, the numbers of the overview, exports.
    AnswersRead,
    /// Late answers decided on, minutes written.
    AnswersWrite,
    /// The register of bodies and the lists of them.
    BodiesRead,
    BodiesWrite,
    /// Working copies, deadlines, meetings.
    ConsultationsRead,
    ConsultationsWrite,
    /// Who is asked, and the letters to them.
    InvitationsRead,
    InvitationsWrite,
    /// Who the staff are and what they may do.
    StaffRead,
    StaffWrite,
    /// Where other systems are told of what happens.
    WebhooksRead,
    WebhooksWrite,
}

impl Scope {
    pub const ALL: [Self; 12] = [
        Self::AnswersRead,
        Self::AnswersWrite,
        Self::BodiesRead,
        Self::BodiesWrite,
        Self::ConsultationsRead,
        Self::ConsultationsWrite,
        Self::InvitationsRead,
        Self::InvitationsWrite,
        Self::StaffRead,
        Self::StaffWrite,
        Self::WebhooksRead,
        Self::WebhooksWrite,
    ];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AnswersRead => "answers:read",
            Self::AnswersWrite => "answers:write",
            Self::BodiesRead => "bodies:read",
            Self::BodiesWrite => "bodies:write",
            Self::ConsultationsRead => "consultations:read",
            Self::ConsultationsWrite => "consultations:write",
            Self::InvitationsRead => "invitations:read",
            Self::InvitationsWrite => "invitations:write",
            Self::StaffRead => "staff:read",
            Self::StaffWrite => "staff:write",
            Self::WebhooksRead => "webhooks:read",
            Self::WebhooksWrite => "webhooks:write",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == text)
    }

    /// Whether who holds this may do what asks for the other: who may change an area may read it.
    pub fn covers(self, needed: Self) -> bool {
        let area = |scope: Self| scope.as_str().split_once(':').map(|(area, _)| area);
        self == needed || (self.as_str().ends_with(":write") && area(self) == area(needed))
    }

    /// Several as they are stored: with a space between them.
    pub fn join(scopes: &[Self]) -> String {
        let words: Vec<_> = scopes.iter().map(|scope| scope.as_str()).collect();
        words.join(" ")
    }

    /// What [`Scope::join`] made. A word that no longer means anything lets do nothing.
    pub fn split(text: &str) -> Vec<Self> {
        text.split(' ').filter_map(Self::parse).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_may_change_an_area_may_read_it_and_no_other() {
        for held in Scope::ALL {
            for needed in Scope::ALL {
                let (held_area, held_does) = held.as_str().split_once(':').unwrap();
                let (area, does) = needed.as_str().split_once(':').unwrap();
                let covers = held_area == area && (held_does == does || held_does == "write");
                assert_eq!(held.covers(needed), covers, "{held:?} {needed:?}");
            }
        }
    }

    #[test]
    fn scopes_come_back_as_they_were_stored() {
        assert_eq!(Scope::split(&Scope::join(&Scope::ALL)), Scope::ALL);
        assert_eq!(Scope::split("answers:read gone:read"), [Scope::AnswersRead]);
        assert!(Scope::split("").is_empty());
    }
}
