//! What a page says while the text is locked: where it is treated, who has locked it, and how it is unlocked.

use super::visit::Visit;
use crate::calendar;
use crate::i18n::Lang;
use crate::right::Right;
use crate::submissions::approval::DeskStep;

pub(super) struct LockNotice {
    pub heading: String,
    /// «Låst av Ola Moen 3. juni 2026 kl. 10.12».
    pub by: String,
    pub how: String,
    pub href: String,
    pub link: String,
}

impl LockNotice {
    pub fn of(visit: &Visit) -> Option<Self> {
        let lock = visit.desk.lock.as_ref()?;
        let (lang, say) = (visit.lang, visit.say());
        let (how, link) = match visit.access.link.right >= Right::Coordinate {
            true => ("lock-how-coordinator", "lock-open-link"),
            false => ("lock-how-others", "lock-see-link"),
        };
        Some(Self {
            heading: lang.with1("lock-locked", "where", where_treated(lang, lock)),
            by: locked_by(lang, lock),
            how: say.t(how),
            href: visit.path("/godkjenning#laas"),
            link: lang.t(link),
        })
    }
}

/// «formannskapet 12. juni 2026».
pub(super) fn where_treated(lang: Lang, step: &DeskStep) -> String {
    let treated_in = step.treated_in.clone().unwrap_or_default();
    match step.meets_on {
        Some(on) => format!("{treated_in} {}", calendar::long_date(lang, on)),
        None => treated_in,
    }
}

fn locked_by(lang: Lang, lock: &DeskStep) -> String {
    let when = calendar::date_time(lang, lock.at);
    match &lock.name {
        Some(name) => lang.with2("lock-by", ("name", name), ("when", &when)),
        None => lang.with1("lock-by-coordinator", "when", &when),
    }
}
