//! The tabs over the pages by which staff work on one consultation. Each slice has its own page; this is the
//! one place that knows them all, so that every page leads to every other.

use crate::i18n::Lang;
use crate::role::Role;
use crate::session::staff::StaffAccess;
use crate::web::layout::{TabLink, Tabs};
use uuid::Uuid;

/// A page of staff about one consultation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// *Oversikt*: how many have answered, when, and what was chosen.
    Overview,
    /// *Innspill*: what was answered.
    Answers,
    /// *Eksport*: the answers as files.
    Export,
    /// *Invitasjoner*: who is asked, and what became of their letters.
    Bodies,
    /// *Frist*: the deadline, who has another, and what came after it.
    Deadline,
    /// *Møter*: conferences and oral hearings.
    Meetings,
    /// *Oppsett*: what is being written, and how it is published.
    Setup,
    /// *Medarbeidere*: who has a role on it.
    Staff,
    /// *Webhooks*: other systems that are told of it.
    Webhooks,
}

impl Tab {
    /// In the order in which they stand.
    const ALL: &[Self] = &[
        Self::Overview,
        Self::Answers,
        Self::Export,
        Self::Bodies,
        Self::Deadline,
        Self::Meetings,
        Self::Setup,
        Self::Staff,
        Self::Webhooks,
    ];

    /// What stands after `/saksbehandling/horinger/{slug}`, the key of its text, and the least role that its
    /// page asks for.
    const fn row(self) -> (&'static str, &'static str, Role) {
        match self {
            Self::Overview => ("", "tab-overview", Role::Reader),
            Self::Answers => ("/innspill", "tab-answers", Role::Reader),
            Self::Export => ("/eksport", "tab-export", Role::Reader),
            Self::Bodies => ("/invitasjoner", "tab-bodies", Role::Reader),
            Self::Deadline => ("/frist", "tab-deadline", Role::Reader),
            Self::Meetings => ("/moter", "tab-meetings", Role::Reader),
            Self::Setup => ("/oppsett", "tab-setup", Role::Leader),
            Self::Staff => ("/medarbeidere", "tab-staff", Role::Leader),
            Self::Webhooks => ("/webhooks", "tab-webhooks", Role::Leader),
        }
    }

    /// The path of its page, without language.
    pub fn path(self, slug: &str) -> String {
        format!("/saksbehandling/horinger/{slug}{}", self.row().0)
    }
}

/// The tabs of a consultation, published or not, that this member of staff may open; `current` is where they are.
pub fn tabs(
    on: (Uuid, &str),
    reference: Option<&str>,
    title: &str,
    staff: &StaffAccess,
    lang: Lang,
    current: Tab,
) -> Tabs {
    let (consultation, slug) = on;
    let role = staff.role_on(consultation);
    let open = Tab::ALL.iter().filter(|tab| role >= Some(tab.row().2));
    let link = |tab: &Tab| TabLink {
        href: lang.path(&tab.path(slug)),
        text: lang.t(tab.row().1),
        current: *tab == current,
    };
    Tabs {
        title: title.to_owned(),
        reference: reference.map(ToOwned::to_owned),
        links: open.map(link).collect(),
    }
}
