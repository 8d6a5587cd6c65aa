//! The letter to somebody who is asked to take part in an answer: who asks, whose answer it is, what they may do, and
//! a link of their own.

use super::{About, Parts, letter};
use crate::app::App;
use crate::colleagues;
use crate::db::Conn;
use crate::error::Error;
use crate::mail::Letter;
use crate::outbox::Message;
use crate::session;
use crate::submissions::rights::{names_of_parts, said_to_them, whose};
use crate::submissions::store;

/// No longer due when whoever was asked was taken out meanwhile.
pub(super) fn render(
    app: &App,
    conn: &mut Conn,
    message: &Message,
) -> Result<Option<Letter>, Error> {
    let Some(asked) = colleagues::of_id(conn, message.about)? else {
        return Ok(None);
    };
    let Some(link) = session::live_link_of_contributor(conn, asked.id)? else {
        return Ok(None);
    };
    let token = link.token(&app.keys);
    let token = token.map_err(|e| Error::internal(e.to_string()))?;
    let desk = store::get_desk(conn, asked.desk_id)?;
    let consultation = app.consultations.get_with(conn, desk.consultation_id)?;
    let lang = message.language;
    let url = app.url(&lang.path(&format!("/lenke/{token}")));
    let about = About::new(lang, consultation, url).with_own_deadline(desk.own_deadline);
    let parts = names_of_parts(lang, &about.consultation, &asked.parts);
    let mut lead = vec![lang.with1("letter-asked-lead", "name", &about.name)];
    let claimed = whose(&desk).filter(|name| desk.body.is_some() || is_only_a_name(name));
    lead.extend(claimed.map(|name| lang.with1("letter-asked-whose", "whose", name)));
    let asks = match asked.asked_by {
        // Of the other answer, from where they came themselves.
        Some(id) => colleagues::of_id(conn, id)?.filter(|one| one.desk_id == desk.id),
        None => None,
    };
    let names = colleagues::told_names(conn, desk.id)?;
    let colleague = asks.as_ref().map(|one| one.name.as_str());
    let asks = colleague.or_else(|| colleagues::one_name(names.values()));
    let asks = asks.filter(|name| is_only_a_name(name) && Some(*name) != claimed);
    lead.extend(asks.map(|name| lang.with1("letter-asked-who", "who", name)));
    lead.push(said_to_them(lang, asked.may, parts.as_deref()));
    lead.push(about.deadline.clone());
    let after = vec![
        lang.t("letter-asked-no-account"),
        lang.t("letter-asked-personal"),
        lang.t("letter-asked-not-you"),
    ];
    let subject = lang.with1("letter-asked-subject", "name", &about.name);
    let action = lang.t("letter-asked-action");
    let parts = Parts {
        lead,
        action,
        after,
    };
    letter(message, &about, subject, parts).map(Some)
}

/// Nobody has checked what was told of who answers, and anybody can have the letter sent to anybody: nothing in it
/// may lead elsewhere than to us. Mail programs make links of what looks like an address.
pub fn is_only_a_name(told: &str) -> bool {
    let chars: Vec<char> = told.chars().collect();
    let dots_inside = chars.windows(3).any(|around| match around {
        [before, '.', after] => before.is_alphanumeric() && after.is_alphanumeric(),
        _ => false,
    });
    !dots_inside && !told.contains(['/', '\\', '@', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leads_elsewhere_is_no_name() {
        for name in [
            "Fjellvik kommune",
            "St. Eksempels hospital",
            "Kari N. Eksempel",
        ] {
            assert!(is_only_a_name(name), "{name}");
        }
        for other in [
            "www.vinn.example",
            "se https://vinn.example",
            "kari@x.example",
            "vinn.example/ja",
        ] {
            assert!(!is_only_a_name(other), "{other}");
        }
    }
}
