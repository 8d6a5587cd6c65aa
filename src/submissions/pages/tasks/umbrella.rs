//! What the task list says of members: at a member's desk to whom its input goes, at an umbrella organisation's how many
//! have been heard.

use crate::calendar;
use crate::right::Right;
use crate::submissions::draft::takes_input;
use crate::submissions::pages::parts::TaskList;
use crate::submissions::pages::visit::Visit;
use crate::submissions::receipt::OnBehalf;

/// To whom a member's input goes, and how it stands.
pub struct ToUmbrella {
    pub name: String,
    /// «Innspill til Frivillig Fjellvik».
    pub heading: String,
    pub goes_to: String,
    pub message: String,
    /// What has become of it, or that it is late: colour and text.
    pub stands: Option<(&'static str, String)>,
    /// Where it is handed over; absent when nothing more is taken, or nothing is written.
    pub hand_over: Option<(String, String)>,
}

pub fn to_umbrella(visit: &Visit, list: &TaskList) -> Option<ToUmbrella> {
    let (lang, umbrella) = (visit.lang, visit.desk.umbrella.as_ref()?);
    let name = &umbrella.name;
    let handed_over = umbrella.handed_over.map(|last| {
        let when = calendar::date_time(lang, last.at);
        let key = match last.late {
            true => "members-handed-over-late-when",
            false => "members-handed-over-when",
        };
        (
            "success",
            lang.with2(key, ("umbrella", name), ("when", &when)),
        )
    });
    let takes_input = takes_input(&visit.consultation, visit.now);
    let stands = match umbrella.has_ended {
        // It is said loudly that nothing was handed over.
        _ if handed_over.is_none() && visit.unsent().is_some() => None,
        _ if !takes_input => Some(("info", lang.with1("members-closed", "umbrella", name))),
        true => Some(("info", lang.with1("members-round-over", "umbrella", name))),
        false if handed_over.is_some() => handed_over,
        false => umbrella
            .is_late(visit.now)
            .then(|| ("warning", lang.with1("members-late", "umbrella", name))),
    };
    let is_open =
        takes_input && !umbrella.has_ended && list.tasks.last().is_some_and(|t| t.href.is_some());
    let owner = visit.consultation.owner.name.get(lang);
    Some(ToUmbrella {
        heading: lang.with1("members-input-to", "umbrella", name),
        goes_to: lang.with2("members-goes-to", ("umbrella", name), ("owner", owner)),
        message: umbrella.message.clone(),
        stands,
        hand_over: is_open.then(|| {
            let text = lang.with1("members-hand-over-to", "umbrella", name);
            (visit.last_path(), text)
        }),
        name: name.clone(),
    })
}

/// Where members are asked and heard: for whoever may ask them, and for everybody here once they have been.
pub fn members(visit: &Visit) -> Option<(String, String)> {
    let lang = visit.lang;
    let href = visit.path("/medlemmer");
    if let Some(heard) = &visit.heard {
        let (asked, n) = (heard.asked(), heard.handed_over());
        return Some((
            href,
            lang.with2("members-link-have", ("n", n), ("asked", asked)),
        ));
    }
    let is_person = visit.desk.sender.on_behalf == Some(OnBehalf::Person);
    let may_ask = visit.access.link.right == Right::Coordinate
        && !is_person
        && !visit.desk.is_minutes()
        && !visit.is_late()
        && takes_input(&visit.consultation, visit.now);
    may_ask.then(|| (href, lang.t("members-ask-link")))
}
