//! The letters about what happens to an answer after it was sent: it was taken back, the meeting that it was reserved for
//! has been, or something was found in a file of it.

use super::{
    About, Parts, about_version, letter, link_of, link_of_contributor, link_of_sender, version,
};
use crate::app::App;
use crate::attachments;
use crate::calendar;
use crate::consultations::Whose;
use crate::db::Conn;
use crate::error::Error;
use crate::i18n::Value;
use crate::mail::Letter;
use crate::outbox::Message;
use crate::submissions::draft::takes_input;
use crate::submissions::overdue::contributor_of_slot;
use crate::submissions::receipt::Receipt;
use crate::submissions::store::{self, StoredVersion};
use crate::submissions::told::BODY_SLOT;
use uuid::Uuid;

/// The receipt of the version that a letter is about.
fn number_of(version: &StoredVersion) -> Result<(String, Receipt), Error> {
    let stored = version
        .receipt
        .as_ref()
        .ok_or_else(|| Error::internal("a letter about an answer without a number"))?;
    let receipt = Receipt::parse(&stored.document).map_err(|e| Error::internal(e.to_string()))?;
    Ok((stored.number.clone(), receipt))
}

/// It was taken back: why, and that it can be sent anew. It is said even if it has been sent anew since: it happened.
pub(super) fn withdrawn(
    app: &App,
    conn: &mut Conn,
    message: &Message,
) -> Result<Option<Letter>, Error> {
    let Some(withdrawal) = store::find_withdrawal(conn, message.about)? else {
        return Ok(None);
    };
    let version = version(conn, withdrawal.version_id)?;
    let (number, receipt) = number_of(&version)?;
    let about = about_version(app, conn, message, &version)?;
    let lang = about.lang;
    let when = calendar::date_time(lang, withdrawal.at);
    let said: [(&str, &dyn Value); 4] = [
        ("number", &number),
        ("name", &about.name),
        ("when", &when),
        ("who", &receipt.sender.on_behalf.addressed()),
    ];
    let parts = Parts {
        lead: vec![
            lang.with("letter-withdrawn-lead", &said),
            lang.with1("letter-deadline-reason", "reason", &withdrawal.reason),
        ],
        action: lang.t("letter-withdrawn-action"),
        after: about
            .by_link(lang.with("letter-withdrawn-after", &said))
            .into_iter()
            .chain([lang.with("letter-invitation-reply", &said)])
            .collect(),
    };
    let subject = lang.with("letter-withdrawn-subject", &said);
    letter(message, &about, subject, parts).map(Some)
}

/// What an answer supports was taken back. No longer due when another version stands, or the answer was taken back itself.
pub(super) fn support_withdrawn(
    app: &App,
    conn: &mut Conn,
    message: &Message,
) -> Result<Option<Letter>, Error> {
    let Some((by, of)) = store::find_support(conn, message.about)? else {
        return Ok(None);
    };
    let version = version(conn, by)?;
    let (number, receipt) = number_of(&version)?;
    let about = about_version(app, conn, message, &version)?;
    let lang = about.lang;
    let said: [(&str, &dyn Value); 5] = [
        ("number", &number),
        ("name", &about.name),
        ("whose", &of.name),
        ("other", &of.reference),
        ("who", &receipt.sender.on_behalf.addressed()),
    ];
    let parts = Parts {
        lead: vec![
            lang.with("letter-support-lead", &said),
            lang.with("letter-support-own", &said),
            about.deadline.clone(),
        ],
        action: lang.t("letter-withdrawn-action"),
        after: about
            .by_link(lang.with("letter-support-after", &said))
            .into_iter()
            .chain([lang.with("letter-invitation-reply", &said)])
            .collect(),
    };
    let subject = lang.with("letter-support-subject", &said);
    letter(message, &about, subject, parts).map(Some)
}

/// The newest version that a file was sent with and that was acknowledged, and what the file is called in it.
fn sent_with(conn: &mut Conn, file: Uuid) -> Result<Option<(StoredVersion, String)>, Error> {
    for id in attachments::versions_with(conn, file)? {
        let version = version(conn, id)?;
        let one = version.attachments.iter().find(|one| one.id == file);
        let name = one.map(|one| one.name.clone());
        if let Some(name) = name.filter(|_| version.receipt.is_some()) {
            return Ok(Some((version, name)));
        }
    }
    Ok(None)
}

/// Something was found in a file that was sent: it reaches nobody, and a clean one can be sent. The file's name stands in
/// no subject, where it would be read as ours.
pub(super) fn infected(
    app: &App,
    conn: &mut Conn,
    message: &Message,
) -> Result<Option<Letter>, Error> {
    let Some((version, file)) = sent_with(conn, message.about)? else {
        return Ok(None);
    };
    if store::withdrawal_of(conn, version.id)?.is_some() {
        return Ok(None);
    }
    let (number, receipt) = number_of(&version)?;
    let about = about_version(app, conn, message, &version)?;
    let lang = about.lang;
    let said: [(&str, &dyn Value); 4] = [
        ("number", &number),
        ("name", &about.name),
        ("file", &file),
        ("who", &receipt.sender.on_behalf.addressed()),
    ];
    let mut lead = vec![
        lang.with("letter-infected-lead", &said),
        lang.t("letter-infected-kept"),
    ];
    // Once it is concluded nothing is sent any more.
    let after = match takes_input(&about.consultation, app.clock.now()) {
        true => {
            lead.push(about.deadline.clone());
            "letter-infected-after"
        }
        false => "letter-infected-closed",
    };
    let parts = Parts {
        lead,
        action: lang.t("letter-withdrawn-action"),
        after: about
            .by_link(lang.t(after))
            .into_iter()
            .chain([lang.with("letter-invitation-reply", &said)])
            .collect(),
    };
    let subject = lang.with("letter-infected-subject", &said);
    letter(message, &about, subject, parts).map(Some)
}

/// The meeting has been: what came of it is asked. No longer due when that was told meanwhile.
pub(super) fn meeting_passed(
    app: &App,
    conn: &mut Conn,
    message: &Message,
) -> Result<Option<Letter>, Error> {
    if !store::still_waits(conn, message.about)? {
        return Ok(None);
    }
    let version = version(conn, message.about)?;
    let (number, receipt) = number_of(&version)?;
    let Some(reserved) = &version.adoption else {
        return Ok(None);
    };
    let about: About = about_version(app, conn, message, &version)?;
    let lang = about.lang;
    let day = reserved.on.map(|on| calendar::long_date(lang, on));
    let said: [(&str, &dyn Value); 6] = [
        ("number", &number),
        ("name", &about.name),
        ("owner", &about.owner),
        ("body", &reserved.body.clone().unwrap_or_default()),
        ("day", &day.unwrap_or_default()),
        ("who", &receipt.sender.on_behalf.addressed()),
    ];
    // Once it is concluded nothing is sent or taken back any more.
    let (ways, after) = match takes_input(&about.consultation, app.clock.now()) {
        true => ("letter-meeting-ways", "letter-meeting-after"),
        false => ("letter-meeting-ways-closed", "letter-meeting-after-closed"),
    };
    let parts = Parts {
        lead: vec![
            lang.with("letter-meeting-lead", &said),
            lang.with(ways, &said),
        ],
        action: lang.t("letter-meeting-action"),
        after: vec![
            lang.with(after, &said),
            lang.with("letter-invitation-reply", &said),
        ],
    };
    let subject = lang.with("letter-meeting-subject", &said);
    letter(message, &about, subject, parts).map(Some)
}

/// The meeting for which the text was locked has been. No longer due when it was unlocked meanwhile, or locked for another.
pub(super) fn still_locked(
    app: &App,
    conn: &mut Conn,
    message: &Message,
) -> Result<Option<Letter>, Error> {
    let Some(id) = store::desk_locked_by(conn, message.about)? else {
        return Ok(None);
    };
    let desk = store::get_desk(conn, id)?;
    let to = match (contributor_of_slot(&message.slot), &desk.body) {
        (Some(colleague), _) => link_of_contributor(app, conn, colleague, message)?,
        (None, Some(body)) if message.slot == BODY_SLOT => {
            link_of(app, conn, Whose::Invited(body.invited_id), message)?
        }
        (None, _) => link_of_sender(app, conn, id, message)?,
    };
    let (Some(to), Some(lock)) = (to, &desk.lock) else {
        return Ok(None);
    };
    let lang = message.language;
    let consultation = app.consultations.get_with(conn, desk.consultation_id)?;
    let (action, how) = (to.action(lang, "letter-locked-action"), to.how(lang));
    let about = About::new(lang, consultation, to.link).with_own_deadline(desk.own_deadline);
    let day = lock.meets_on.map(|on| calendar::long_date(lang, on));
    let day = day.unwrap_or_default();
    // Where it is treated is not said: nobody has checked what was typed, and it goes to whoever was asked.
    let said: [(&str, &dyn Value); 3] = [("name", &about.name), ("day", &day), ("who", &"dere")];
    let parts = Parts {
        lead: vec![
            lang.with("letter-locked-lead", &said),
            lang.t("letter-locked-ways"),
            about.deadline.clone(),
        ],
        action,
        after: [
            lang.t("letter-locked-after"),
            lang.with("letter-invitation-reply", &said),
        ]
        .into_iter()
        .chain(how)
        .collect(),
    };
    let subject = lang.with("letter-locked-subject", &said);
    letter(message, &about, subject, parts).map(Some)
}
