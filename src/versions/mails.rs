//! The letter that says that the proposal has changed: the note, which råd, where the differences are shown, and
//! the reader's own link, which goes on working.

use super::tell::is_open_for;
use crate::app::App;
use crate::consultations::{
    Consultation, Differences, Fact, Kind, Of, SaidDeadline, Whose, at_version, deadlines_for,
    find_version, markdown,
};
use crate::db::Conn;
use crate::error::{Error, Problem};
use crate::i18n::{Lang, Value};
use crate::invitations::{Reader, asked_with};
use crate::mail::Letter;
use crate::outbox::Message;
use crate::submissions::contributor_of_slot;
use crate::submissions::desk::Desk;
use crate::submissions::mails::{About, Parts, letter};
use crate::submissions::receipt::OnBehalf;
use uuid::Uuid;

/// About a new version of the proposal.
pub const VERSION_LETTER: &str = "version";

/// The letter that a row of the outbox owes. None when another says of a newer version, when the reader's
/// deadline has passed, and when the answer, its link or the wish to answer is gone.
pub fn render(app: &App, conn: &mut Conn, message: &Message) -> Result<Option<Letter>, Error> {
    let found = find_version(conn, message.about)?.ok_or_else(|| Error::new(Problem::NotFound))?;
    let reader = Reader::of_slot(&message.slot)
        .ok_or_else(|| Error::internal("a letter about a version to nobody"))?;
    let Some((to, whose)) = reader.link(app, conn, message)? else {
        return Ok(None);
    };
    if found.is_overtaken || has_declined(conn, found.consultation_id, whose)? {
        return Ok(None);
    }
    let known = app.consultations.get_with(conn, found.consultation_id)?;
    let consultation = at_version(conn, &known, found.no)?;
    let moved = deadlines_for(conn, consultation.id, whose)?;
    if !is_open_for(&consultation, &moved, whose, app.clock.now()) {
        return Ok(None);
    }
    if to.desk.umbrella.as_ref().is_some_and(|u| u.has_ended) {
        return Ok(None);
    }
    let sent = to.desk.sent.as_ref();
    if sent.is_some_and(|sent| sent.standing == "withdrawn") {
        return Ok(None);
    }
    let changes = match consultation.version_before() {
        Some(before) => {
            let old = at_version(conn, &known, before.no)?;
            Differences::of(&old, &consultation)
        }
        None => Differences::default(),
    };
    let said = SaidDeadline::to_one(&consultation, &moved);
    let about = About::new(message.language, consultation, to.link);
    let mut about = about.with_own_deadline(Some(said.on()));
    if let Some(umbrella) = &to.desk.umbrella {
        about.set_member_day(umbrella);
    }
    write(app, message, &about, &to.desk, &changes).map(Some)
}

fn has_declined(conn: &mut Conn, consultation: Uuid, whose: Whose) -> Result<bool, Error> {
    let Whose::Invited(id) = whose else {
        return Ok(false);
    };
    let asked = asked_with(conn, consultation, Some(&[id]))?.pop();
    Ok(asked.is_none_or(|asked| asked.declined_at.is_some()))
}

fn write(
    app: &App,
    message: &Message,
    about: &About,
    desk: &Desk,
    changes: &Differences,
) -> Result<Letter, Error> {
    let (lang, c) = (about.lang, &about.consultation);
    let kind = match c.kind {
        Kind::Hearing => "hearing",
        Kind::InputRound => "round",
    };
    let on_behalf = desk.sender.on_behalf.unwrap_or(OnBehalf::Person);
    let said: [(&str, &dyn Value); 4] = [
        ("name", &about.name),
        ("owner", &about.owner),
        ("kind", &kind),
        ("who", &on_behalf.addressed()),
    ];
    let mut lead = vec![lang.with("letter-version-lead", &said)];
    lead.extend(note(lang, c));
    lead.extend(named(lang, changes));
    lead.push(match (&desk.umbrella, contributor_of_slot(&message.slot)) {
        (Some(umbrella), _) => lang.with1("letter-version-member", "umbrella", &umbrella.name),
        (None, Some(_)) if desk.sent.is_some() => lang.t("letter-version-along-sent"),
        (None, Some(_)) => lang.t("letter-version-along-draft"),
        (None, None) if desk.sent.is_some() => lang.with("letter-version-sent", &said),
        (None, None) => lang.with("letter-version-draft", &said),
    });
    // Whoever was asked to write along is one person, whoever answers; a member is a body.
    let reader = match (&desk.umbrella, contributor_of_slot(&message.slot)) {
        (None, Some(_)) => "du",
        _ => on_behalf.addressed(),
    };
    lead.push(about.deadline.clone());
    let path = format!("/horinger/{}/versjoner/{}#endringer", c.slug, c.version);
    let after = vec![
        lang.with1(
            "letter-version-differences",
            "url",
            app.url(&lang.path(&path)),
        ),
        lang.t("letter-deadline-same-link"),
        lang.with1("letter-invitation-reply", "who", reader),
    ];
    let subject = lang.with("letter-version-subject", &said);
    let parts = Parts {
        lead,
        action: lang.t("letter-deadline-action"),
        after,
    };
    letter(message, about, subject, parts)
}

/// What is new, as whoever published it has put it.
fn note(lang: Lang, c: &Consultation) -> Option<String> {
    let note = c.current_version()?.change_note.as_ref()?;
    let words = markdown::plain(note.get(lang));
    Some(lang.with1("letter-version-note", "note", words))
}

/// The råd that are changed, new and taken out; nothing of a kind that there is none of.
fn named(lang: Lang, changes: &Differences) -> Vec<String> {
    let [mut changed, mut new, mut retired] = <[Vec<String>; 3]>::default();
    for one in changes.iter() {
        let Of::Advice { number, title, .. } = &one.of else {
            continue;
        };
        let list = if one.is(&Fact::Added) {
            &mut new
        } else if one.is(&Fact::Retired) {
            &mut retired
        } else {
            &mut changed
        };
        let name = lang.with1("advice-name", "number", number);
        list.push(format!("{name}: {}", title.get(lang)));
    }
    let all = [
        ("letter-version-changed", changed),
        ("letter-version-new", new),
        ("letter-version-retired", retired),
    ];
    all.into_iter()
        .filter(|(_, names)| !names.is_empty())
        .map(|(key, names)| lang.with1(key, "list", names.join("; ")))
        .collect()
}
