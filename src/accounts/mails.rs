//! The letter that lets a member of staff in.

use super::{store, wanted};
use crate::address::{EmailAddress, Mailbox};
use crate::app::App;
use crate::calendar;
use crate::db::Conn;
use crate::error::Error;
use crate::i18n::Lang;
use crate::mail::Letter;
use crate::outbox::Message;
use askama::Template;

#[derive(Template)]
#[template(path = "accounts/templates/letter.txt", escape = "none")]
struct TextLetter<'a> {
    words: &'a Words,
}

#[derive(Template)]
#[template(path = "accounts/templates/letter.html")]
struct HtmlLetter<'a> {
    words: &'a Words,
}

/// What stands in both.
struct Words {
    lang: Lang,
    subject: String,
    lead: [String; 2],
    action: String,
    link: String,
    after: [String; 2],
    owner: String,
}

/// The letter that a row of the outbox owes; `None` when it is no longer worth sending.
pub fn render(app: &App, conn: &mut Conn, message: &Message) -> Result<Option<Letter>, Error> {
    let link = store::get_sign_in(conn, message.about)?;
    let member = store::find(conn, link.staff_id)?.filter(|member| member.is_active());
    let Some(member) = member.filter(|_| link.is_open(app.clock.now())) else {
        return Ok(None);
    };
    let token = link.token(&app.keys);
    let token = token.map_err(|e| Error::internal(e.to_string()))?;
    let lang = message.language;
    let until = calendar::clock_time(lang, link.expires_at);
    let words = Words {
        lang,
        subject: lang.t("letter-sign-in-subject"),
        lead: [
            lang.with("letter-sign-in-hello", &[("name", &member.name)]),
            lang.t("letter-sign-in-lead"),
        ],
        action: lang.t("letter-sign-in-action"),
        link: app.url(&lang.path(&format!("{}/{token}", wanted::SIGN_IN))),
        after: [
            lang.with("letter-sign-in-once", &[("time", &until)]),
            lang.t("letter-sign-in-not-you"),
        ],
        owner: app.site.owner.clone(),
    };
    letter(message, words).map(Some)
}

fn letter(message: &Message, words: Words) -> Result<Letter, Error> {
    let failed = |e: askama::Error| Error::internal(e.to_string());
    let text = TextLetter { words: &words }.render().map_err(failed)?;
    let html = HtmlLetter { words: &words }.render().map_err(failed)?;
    let address = EmailAddress::parse(&message.recipient);
    Ok(Letter {
        from: None,
        to: Mailbox {
            name: String::new(),
            address: address.map_err(|e| Error::internal(e.to_string()))?,
        },
        reply_to: None,
        subject: words.subject,
        text,
        html: Some(html),
        message_id: message.message_id.clone(),
        in_reply_to: None,
        attachments: vec![],
        language: words.lang.code(),
    })
}
