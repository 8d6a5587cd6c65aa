//! The letter with the links that somebody has lost: only to where they are registered.

use crate::app::App;
use crate::db::Conn;
use crate::error::Error;
use crate::i18n::Lang;
use crate::invitations::lost;
use crate::mail::Letter;
use crate::outbox::Message;
use crate::right::Right;
use crate::session::{Link, LinkKind};
use crate::submissions::cosigners::COSIGNING;
use crate::submissions::mails::{About, Parts, letter};

/// Not due where nobody is registered as what was typed.
pub fn render(app: &App, conn: &mut Conn, message: &Message) -> Result<Option<Letter>, Error> {
    let consultation = app.consultations.get_with(conn, message.about)?;
    let now = message.created_at;
    let Some(found) = lost::find(conn, &consultation, &message.recipient, now)? else {
        return Ok(None);
    };
    let lang = message.language;
    let mut urls = Vec::with_capacity(found.links.len());
    for link in &found.links {
        urls.push(url_of(app, lang, link)?);
    }
    let Some((first, more)) = urls.split_first() else {
        return Ok(None);
    };
    let about = About::new(lang, consultation, first.clone());
    let mut after: Vec<String> = more
        .iter()
        .map(|url| lang.with1("letter-lost-more", "url", url))
        .collect();
    after.extend([
        lang.t("letter-lost-personal"),
        lang.t("letter-lost-not-you"),
    ]);
    let parts = Parts {
        lead: vec![
            lang.with1("letter-lost-lead", "name", &about.name),
            about.deadline.clone(),
        ],
        action: lang.t("letter-lost-action"),
        after,
    };
    let subject = lang.with1("letter-lost-subject", "name", &about.name);
    let to = Message {
        recipient: found.to,
        ..message.clone()
    };
    letter(&to, &about, subject, parts).map(Some)
}

fn url_of(app: &App, lang: Lang, link: &Link) -> Result<String, Error> {
    let token = link.token(&app.keys);
    let token = token.map_err(|e| Error::internal(e.to_string()))?;
    let place = match link.kind {
        LinkKind::Invitation => "invitasjon",
        LinkKind::Contributor if link.right == Right::Confirm => COSIGNING,
        LinkKind::Desk | LinkKind::Letter | LinkKind::Contributor => "lenke",
    };
    Ok(app.url(&lang.path(&format!("/{place}/{token}"))))
}
