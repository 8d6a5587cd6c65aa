//! What the task list says of the deadline, and where more time is asked for.

use crate::calendar;
use crate::right::Right;
use crate::submissions::draft::takes_input;
use crate::submissions::pages::visit::Visit;

pub struct Deadline {
    pub when: String,
    pub left: Option<String>,
    pub late: Option<String>,
    /// «Ny frist for Fjellvik kommune: 15. august 2024».
    pub own: Option<String>,
    /// Where more time is asked for, and what the link says.
    pub more: Option<(String, String)>,
}

pub fn deadline(visit: &Visit) -> Deadline {
    let (say, on) = (visit.say(), visit.deadline_on());
    let of_member = visit.desk.umbrella.is_some();
    let late = match takes_input(&visit.consultation, visit.now) {
        // What the day means for a member is said beside whom it writes to.
        _ if of_member => None,
        false if visit.unsent().is_some() => None,
        false => Some(say.t("svar-closed")),
        // What has been sent says by itself what the deadline means for it.
        true if visit.is_late() && visit.desk.sent.is_none() && visit.unsent().is_none() => {
            Some(say.with("svar-late", &[("deadline", &visit.deadline())]))
        }
        true => None,
    };
    let day = calendar::weekday_date(visit.lang, on);
    Deadline {
        when: visit.lang.with("svar-deadline-day", &[("date", &day)]),
        left: calendar::days_left(visit.now, on)
            .map(|days| visit.lang.with("svar-days-left", &[("n", &days)])),
        late,
        own: visit.own_deadline().filter(|_| !of_member),
        more: (!of_member && can_ask(visit) && visit.may(Right::Send)).then(|| {
            let text = match visit.is_late() {
                true => "more-time-late-title",
                false => "more-time-title",
            };
            (visit.path("/frist"), visit.say().t(text))
        }),
    }
}

/// Staff who write minutes have nobody to ask.
fn can_ask(visit: &Visit) -> bool {
    !visit.desk.is_minutes() && takes_input(&visit.consultation, visit.now)
}
