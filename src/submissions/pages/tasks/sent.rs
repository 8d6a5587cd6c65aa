//! What the task list says of what was sent, and what can be done with it.

use crate::right::Right;
use crate::submissions::draft::takes_input;
use crate::submissions::pages::visit::Visit;

pub struct SentNotice {
    pub heading: String,
    pub text: String,
    pub link: (String, String),
    /// What else can be done with what was sent.
    pub more: Vec<(String, String)>,
    pub color: &'static str,
    /// What staff have decided of what came late, and why.
    pub decided: Option<(String, String)>,
}

/// What can be done with what was sent: see what differs, say what the meeting decided, take it back.
pub(in crate::submissions::pages) fn after_sending(visit: &Visit) -> Vec<(String, String)> {
    let lang = visit.lang;
    let is_open = takes_input(&visit.consultation, visit.now);
    let may_send = visit.access.link.right >= Right::Send;
    let is_numbered = visit
        .desk
        .sent
        .as_ref()
        .is_some_and(|sent| sent.number.is_some());
    let ways = [
        (
            may_send && visit.is_in_time_by_now(),
            "/se-over",
            "late-again-link",
        ),
        (visit.is_changed_since_sent(), "/endret", "changed-title"),
        (
            visit.desk.is_joint && !visit.is_withdrawn(),
            "/medunderskrivere",
            "cosign-title",
        ),
        (
            is_open && may_send && is_numbered && !visit.is_withdrawn() && visit.is_of_body(),
            "/deling",
            "share-title",
        ),
        (visit.is_reserved, "/vedtak", "adoption-follow-up"),
        (
            is_open && may_send && !visit.is_withdrawn(),
            "/trekk",
            "withdraw-title",
        ),
    ];
    let there = ways.into_iter().filter(|(is_there, ..)| *is_there);
    there
        .map(|(_, path, text)| (visit.path(path), lang.t(text)))
        .collect()
}

pub fn sent_notice(visit: &Visit) -> Option<SentNotice> {
    let (say, sent) = (visit.say(), visit.desk.sent.as_ref()?);
    let receipt = visit.path("/kvittering");
    let Some(number) = &sent.number else {
        return Some(SentNotice {
            heading: say.t("svar-unconfirmed"),
            text: say.t("svar-unconfirmed-text"),
            link: (receipt, visit.lang.t("svar-open-unconfirmed")),
            more: Vec::new(),
            color: "warning",
            decided: None,
        });
    };
    if visit.is_withdrawn() {
        let is_open = takes_input(&visit.consultation, visit.now);
        return Some(SentNotice {
            heading: say.with("svar-withdrawn", &[("number", number)]),
            text: say.t(match (is_open, visit.is_late()) {
                (false, _) => "svar-closed",
                (true, true) => "withdraw-again-late",
                (true, false) => "withdraw-again",
            }),
            link: (receipt, visit.lang.t("svar-open-receipt")),
            more: after_sending(visit),
            color: "warning",
            decided: None,
        });
    }
    let heading = say.with("svar-sent-as", &[("number", number)]);
    let is_closed = !takes_input(&visit.consultation, visit.now);
    let text = match (visit.is_changed_since_sent(), visit.is_late()) {
        _ if is_closed => say.t("svar-closed"),
        (true, false) => say.t("svar-changing-sent"),
        (true, true) => say.t("svar-changing-sent-late"),
        (false, false) if visit.desk.is_minutes() => say.t("svar-minutes-change"),
        (false, false) => say.with("svar-can-change", &[("deadline", &visit.deadline())]),
        (false, true) => say.t("svar-can-supplement"),
    };
    let text = visit.in_time_by_now().unwrap_or(text);
    Some(SentNotice {
        heading,
        text,
        link: (receipt, visit.lang.t("svar-open-receipt")),
        more: after_sending(visit),
        color: "info",
        decided: visit.decided_text(),
    })
}
