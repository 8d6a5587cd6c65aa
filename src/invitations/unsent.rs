//! A letter some days before the deadline to everyone who has begun an answer and not sent it: the body at its own
//! address, whoever answers uninvited where a letter with their link went, whoever stands as sender, and the colleagues who
//! send or coordinate. Once for each deadline in force.

use super::audience::{Reader, Recipient};
use super::{asked_with, store};
use crate::app::App;
use crate::calendar;
use crate::consultations::{
    Consultation, MovedDeadline, SaidDeadline, Status, Whose, deadlines_for, deadlines_of,
};
use crate::db::Conn;
use crate::error::Error;
use crate::i18n::{Lang, Value};
use crate::ids;
use crate::mail::{Letter, Mailer};
use crate::outbox::{self, Message, NewMessage};
use crate::right::Right;
use crate::submissions::cosigners::{self, Cosigner};
use crate::submissions::desk::Desk;
use crate::submissions::draft::find as find_desk;
use crate::submissions::mails::{About, LinkOf, Parts, letter, link_of_sender};
use crate::submissions::receipt::OnBehalf;
use crate::submissions::submit::has_unsent_changes;
use crate::submissions::{CoWriter, co_writers, told_senders, writers};
use chrono::{DateTime, Days, NaiveDate, Utc};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use uuid::Uuid;

/// About the desk. Its slot names the deadline in force: the change that made it so, or the consultation where nothing
/// was moved; and behind it who reads it, where that is another than whose answer it is.
pub const UNSENT_LETTER: &str = "unsent";

/// So many days before.
const BEFORE: Days = Days::new(7);

/// Owes every letter that is due today; the same again owes nothing more.
pub async fn remind_unsent(app: &App) -> Result<(), Error> {
    owe(app, UNSENT_LETTER, due).await
}

/// Owes a letter of this kind about every answer that is due today, consultation by consultation.
pub(super) async fn owe(
    app: &App,
    kind: &'static str,
    due: fn(&mut Conn, &Consultation, NaiveDate) -> Result<Vec<Draft>, Error>,
) -> Result<(), Error> {
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
            .flat_map(|draft| draft.letters(kind, &app.mailer, now))
            .collect();
        app.db
            .write(move |conn| outbox::insert_all(conn, &letters))
            .await?;
        app.letters_due.notify_one();
    }
    Ok(())
}

/// An answer that is begun and not sent, the deadline in force for it, and who has it in their hands.
pub(super) struct Draft {
    pub desk: Uuid,
    whose: Whose,
    pub deadline: Uuid,
    pub on: NaiveDate,
    to: Vec<Recipient>,
    /// Who was to give it together with them, where they are told, too.
    pub cosigners: Vec<Cosigner>,
}

impl Draft {
    /// The letter goes to those who were to stand behind it, and to nobody else.
    pub fn for_cosigners_alone(self) -> Self {
        Self {
            to: Vec::new(),
            ..self
        }
    }

    fn add(&mut self, to: Recipient) {
        let is_same = |there: &Recipient| there.address.eq_ignore_ascii_case(&to.address);
        if !self.to.iter().any(is_same) {
            self.to.push(to);
        }
    }

    fn letters(self, kind: &'static str, mailer: &Mailer, at: DateTime<Utc>) -> Vec<NewMessage> {
        let owner = owner_of(self.whose);
        let about = (cosigners::NOT_SENT_LETTER, &*self.deadline.to_string());
        let together = cosigners::told(&self.cosigners, about, mailer, at);
        let letter = |to: Recipient| {
            let id = ids::new(at);
            NewMessage {
                id,
                kind,
                about: self.desk,
                slot: match owner.as_ref() == Some(&to.reader) {
                    true => self.deadline.to_string(),
                    false => format!("{} {}", self.deadline, to.reader.slot()),
                },
                recipient: to.address,
                language: to.language,
                message_id: mailer.message_id(kind, id),
                at,
            }
        };
        self.to.into_iter().map(letter).chain(together).collect()
    }
}

/// Whose answer it is.
fn owner_of(whose: Whose) -> Option<Reader> {
    match whose {
        Whose::All => None,
        Whose::Invited(id) => Some(Reader::Invited(id)),
        Whose::Desk(id) => Some(Reader::Desk(id)),
    }
}

/// Every answer to a consultation that is begun and not sent, and those of `changed` that were, if this holds of the deadline
/// of any. Of the colleagues those who may what is asked for.
pub(super) fn drafts(
    conn: &mut Conn,
    consultation: &Consultation,
    changed: &HashSet<Uuid>,
    is_due: impl Fn(NaiveDate) -> bool,
    may: impl Fn(Right) -> bool,
) -> Result<Vec<Draft>, Error> {
    let moved = deadlines_of(conn, consultation.id)?;
    if !is_due(consultation.deadline_on) && !moved.iter().any(|m| is_due(m.new_on)) {
        return Ok(Vec::new());
    }
    let mut found: Vec<Draft> = Vec::new();
    let mut places: HashMap<Uuid, usize> = HashMap::new();
    let draft = |desk: Uuid, whose: Whose| {
        let (deadline, on) = in_force(consultation, &moved, whose);
        Draft {
            desk,
            whose,
            deadline,
            on,
            to: Vec::new(),
            cosigners: Vec::new(),
        }
    };
    for asked in asked_with(conn, consultation.id, None)? {
        let sent = asked.sent.iter().map(|answer| answer.desk);
        let changed = sent.filter(|desk| changed.contains(desk));
        for desk in asked.unsent().into_iter().chain(changed) {
            places.insert(desk, found.len());
            let mut one = draft(desk, Whose::Invited(asked.id));
            one.to.extend(Recipient::invited(asked.clone()));
            found.push(one);
        }
    }
    for sender in told_senders(conn, consultation.id)? {
        if let Some(at) = places.get(&sender.desk_id) {
            found[*at].add(Recipient::from(sender));
        }
    }
    for writer in writers(conn, consultation.id, None)? {
        if writer.standing.is_none() || changed.contains(&writer.desk_id) {
            let desk = writer.desk_id;
            places.insert(desk, found.len());
            let mut one = draft(desk, Whose::Desk(desk));
            one.add(Recipient::from(writer));
            found.push(one);
        }
    }
    let hears = |one: &CoWriter| {
        let is_in_hand = one.standing.is_none() || changed.contains(&one.desk_id);
        is_in_hand && !one.is_member && may(one.may)
    };
    for one in co_writers(conn, consultation.id)?.into_iter().filter(hears) {
        // Those of an invited body that has answered, or will not, have nothing to send.
        if one.invited_id.is_some() && !places.contains_key(&one.desk_id) {
            continue;
        }
        let at = *places.entry(one.desk_id).or_insert_with(|| {
            found.push(draft(one.desk_id, Whose::Desk(one.desk_id)));
            found.len() - 1
        });
        found[at].add(Recipient::from(one));
    }
    found.retain(|draft| is_due(draft.on));
    Ok(found)
}

/// Who has begun and not sent, and whose deadline comes within these days.
fn due(
    conn: &mut Conn,
    consultation: &Consultation,
    today: NaiveDate,
) -> Result<Vec<Draft>, Error> {
    let is_near = |on: NaiveDate| today <= on && on <= today + BEFORE;
    let none = HashSet::new();
    drafts(conn, consultation, &none, is_near, |may| may >= Right::Send)
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

/// What a letter about such an answer says, unless it is no longer due: it was sent meanwhile, another deadline holds, the
/// consultation is concluded, or the answer, its link or the wish to answer is gone.
pub(super) struct Unsent {
    pub desk: Desk,
    pub consultation: Arc<Consultation>,
    /// The last day in time, for this answer.
    pub on: NaiveDate,
    pub to: LinkOf,
    moved: Vec<MovedDeadline>,
}

impl Unsent {
    pub fn find(app: &App, conn: &mut Conn, message: &Message) -> Result<Option<Self>, Error> {
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
        let (about, reader) = match message.slot.split_once(' ') {
            Some((about, reader)) => (about, Reader::of_slot(reader)),
            None => (message.slot.as_str(), owner_of(whose)),
        };
        let is_overtaken = deadline.to_string() != about;
        if is_overtaken || consultation.status != Status::Open {
            return Ok(None);
        }
        let passed = calendar::closes_at(on);
        if desk.sent.is_some() && !has_unsent_changes(conn, &desk, &consultation, passed)? {
            return Ok(None);
        }
        if let (Whose::Invited(id), None) = (whose, &desk.sent) {
            let asked = asked_with(conn, consultation.id, Some(&[id]))?.pop();
            if !asked.is_some_and(|asked| asked.unsent().contains(&desk.id)) {
                return Ok(None);
            }
        }
        let to = match reader {
            Some(Reader::Desk(id)) => link_of_sender(app, conn, id, message)?,
            Some(other) => other.link(app, conn, message)?.map(|(to, _)| to),
            None => None,
        };
        Ok(to.map(|to| Self {
            desk,
            consultation,
            on,
            to,
            moved,
        }))
    }

    pub fn about(&self, message: &Message) -> About {
        let said = SaidDeadline::to_one(&self.consultation, &self.moved);
        let consultation = Arc::clone(&self.consultation);
        About::new(message.language, consultation, self.to.link.clone())
            .with_own_deadline(Some(said.on()))
    }

    /// Which of its body's two answers it is, and where the link leads when that is the other.
    pub fn which(&self, lang: Lang) -> Vec<String> {
        if self
            .desk
            .body
            .as_ref()
            .is_none_or(|body| body.other.is_none())
        {
            return Vec::new();
        }
        let which = match self.desk.is_joint {
            true => "letter-unsent-joint",
            false => "letter-unsent-own",
        };
        let leads_there = !self.to.opens || self.to.desk.id == self.desk.id;
        let way = (!leads_there).then(|| lang.t("letter-unsent-other"));
        std::iter::once(lang.t(which)).chain(way).collect()
    }

    pub fn who(&self) -> &'static str {
        let who = self.desk.sender.on_behalf.unwrap_or(OnBehalf::Person);
        who.addressed()
    }
}

/// The letter that a row of the outbox owes.
pub fn render(app: &App, conn: &mut Conn, message: &Message) -> Result<Option<Letter>, Error> {
    let Some(unsent) = Unsent::find(app, conn, message)? else {
        return Ok(None);
    };
    if unsent.desk.sent.is_some() || app.clock.now() >= calendar::closes_at(unsent.on) {
        return Ok(None);
    }
    let about = unsent.about(message);
    let lang = about.lang;
    let until = calendar::long_date(lang, unsent.on);
    let said: [(&str, &dyn Value); 3] = [
        ("name", &about.name),
        ("until", &until),
        ("who", &unsent.who()),
    ];
    let after = [
        lang.with("letter-unsent-after", &said),
        lang.with("letter-invitation-reply", &said),
    ];
    let lead = [lang.with("letter-unsent-lead", &said)].into_iter();
    let lead = lead.chain(unsent.which(lang));
    let parts = Parts {
        lead: lead.chain([about.deadline.clone()]).collect(),
        action: unsent.to.action(lang, "letter-unsent-action"),
        after: after.into_iter().chain(unsent.to.how(lang)).collect(),
    };
    let subject = lang.with("letter-unsent-subject", &said);
    letter(message, &about, subject, parts).map(Some)
}
