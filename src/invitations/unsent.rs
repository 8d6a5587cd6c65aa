//! A letter some days before the deadline to everyone who has begun an answer and not sent it: the body at its own
//! address, whoever answers uninvited where a letter with their link went. Once for each deadline in force.

use super::audience::Recipient;
use super::{Asked, asked_with, store};
use crate::app::App;
use crate::calendar;
use crate::consultations::{
    Consultation, MovedDeadline, SaidDeadline, Status, Whose, deadlines_for, deadlines_of,
};
use crate::db::Conn;
use crate::error::Error;
use crate::i18n::Value;
use crate::ids;
use crate::mail::{Letter, Mailer};
use crate::outbox::{self, Message, NewMessage};
use crate::submissions::draft::find as find_desk;
use crate::submissions::mails::{About, Parts, letter, link_of};
use crate::submissions::receipt::OnBehalf;
use crate::submissions::writers;
use chrono::{DateTime, Days, NaiveDate, Utc};
use uuid::Uuid;

/// About the desk. Its slot names the deadline in force: the change that made it so, or the consultation where nothing
/// was moved.
pub const UNSENT_LETTER: &str = "unsent";

/// So many days before.
const BEFORE: Days = Days::new(7);

/// Owes every letter that is due today; the same again owes nothing more.
pub async fn remind_unsent(app: &App) -> Result<(), Error> {
    let now = app.clock.now();
    let today = calendar::oslo_date(now);
    let open = app.db.read(store::open_consultations).await?;
    for id in open {
        let consultation = app.consultations.get(&app.db, id).await?;
        let due = app
            .db
            .read(move |conn| due(conn, &consultation, today))
            .await?;
        if due.is_empty() {
            continue;
        }
        let letters: Vec<NewMessage> = due
            .into_iter()
            .map(|due| due.letter(&app.mailer, now))
            .collect();
        app.db
            .write(move |conn| outbox::insert_all(conn, &letters))
            .await?;
        app.letters_due.notify_one();
    }
    Ok(())
}

/// Somebody who is reminded, of which desk, and the deadline in force for it.
struct Due {
    desk: Uuid,
    deadline: Uuid,
    to: Recipient,
}

impl Due {
    fn letter(self, mailer: &Mailer, at: DateTime<Utc>) -> NewMessage {
        let id = ids::new(at);
        NewMessage {
            id,
            kind: UNSENT_LETTER,
            about: self.desk,
            slot: self.deadline.to_string(),
            recipient: self.to.address,
            language: self.to.language,
            message_id: mailer.message_id(UNSENT_LETTER, id),
            at,
        }
    }
}

/// Who has begun and not sent, and whose deadline comes within these days.
fn due(conn: &mut Conn, consultation: &Consultation, today: NaiveDate) -> Result<Vec<Due>, Error> {
    let moved = deadlines_of(conn, consultation.id)?;
    let is_near = |on: NaiveDate| today <= on && on <= today + BEFORE;
    if !is_near(consultation.deadline_on) && !moved.iter().any(|m| is_near(m.new_on)) {
        return Ok(Vec::new());
    }
    let mut due = Vec::new();
    let mut add = |desk: Uuid, whose: Whose, to: Option<Recipient>| {
        let (deadline, on) = in_force(consultation, &moved, whose);
        let to = to.filter(|_| is_near(on));
        due.extend(to.map(|to| Due { desk, deadline, to }));
    };
    for asked in asked_with(conn, consultation.id, None)? {
        if let Some(desk) = asked
            .desk
            .as_ref()
            .map(|desk| desk.id)
            .filter(|_| is_unsent(&asked))
        {
            add(desk, Whose::Invited(asked.id), Recipient::invited(asked));
        }
    }
    for writer in writers(conn, consultation.id, None)? {
        if writer.standing.is_none() {
            let (desk, to) = (writer.desk_id, Recipient::from(writer));
            add(desk, Whose::Desk(desk), Some(to));
        }
    }
    Ok(due)
}

/// Begun by a link that still opens it, not sent, no answer given together with others, and not said that it will not be.
fn is_unsent(asked: &Asked) -> bool {
    let is_begun = asked.desk.as_ref().is_some_and(|desk| desk.is_begun());
    let has_answered = !asked.sent.is_empty() || asked.cosigned.is_some();
    is_begun && asked.has_link() && !has_answered && asked.declined_at.is_none()
}

/// The deadline in force for one, and what made it so.
fn in_force(
    consultation: &Consultation,
    moved: &[MovedDeadline],
    whose: Whose,
) -> (Uuid, NaiveDate) {
    let own = moved
        .iter()
        .filter(|m| m.whose == whose || m.whose == Whose::All);
    let last = own.max_by_key(|m| m.new_on);
    let last = last.filter(|m| m.new_on >= consultation.deadline_on);
    last.map_or((consultation.id, consultation.deadline_on), |m| {
        (m.id, m.new_on)
    })
}

/// The letter that a row of the outbox owes. No longer due when it was sent meanwhile, when another deadline holds, or
/// when the answer, its link or the wish to answer is gone.
pub fn render(app: &App, conn: &mut Conn, message: &Message) -> Result<Option<Letter>, Error> {
    let Some(desk) = find_desk(conn, message.about)? else {
        return Ok(None);
    };
    let consultation = app.consultations.get_with(conn, desk.consultation_id)?;
    let whose = match &desk.body {
        Some(body) => Whose::Invited(body.invited_id),
        None => Whose::Desk(desk.id),
    };
    let moved = deadlines_for(conn, consultation.id, whose)?;
    let (deadline, on) = in_force(&consultation, &moved, whose);
    let is_over = app.clock.now() >= calendar::closes_at(on);
    let is_overtaken = deadline.to_string() != message.slot;
    if is_overtaken || is_over || desk.sent.is_some() || consultation.status != Status::Open {
        return Ok(None);
    }
    if let Whose::Invited(id) = whose {
        let asked = asked_with(conn, consultation.id, Some(&[id]))?.pop();
        if !asked.is_some_and(|asked| is_unsent(&asked)) {
            return Ok(None);
        }
    }
    let Some(to) = link_of(app, conn, whose, message)? else {
        return Ok(None);
    };
    let said = SaidDeadline::to_one(&consultation, &moved);
    let about = About::new(message.language, consultation, to.link);
    let about = about.with_own_deadline(Some(said.on()));
    let lang = about.lang;
    let who = to.desk.sender.on_behalf.unwrap_or(OnBehalf::Person);
    let until = calendar::long_date(lang, on);
    let said: [(&str, &dyn Value); 3] = [
        ("name", &about.name),
        ("until", &until),
        ("who", &who.addressed()),
    ];
    let parts = Parts {
        lead: vec![
            lang.with("letter-unsent-lead", &said),
            about.deadline.clone(),
        ],
        action: lang.t("letter-unsent-action"),
        after: vec![
            lang.with("letter-unsent-after", &said),
            lang.t("letter-invitation-reply"),
        ],
    };
    let subject = lang.with("letter-unsent-subject", &said);
    letter(message, &about, subject, parts).map(Some)
}
