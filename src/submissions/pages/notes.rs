//! Notes between colleagues, beside a part of the answer and beside the whole of it. They are never sent.

use super::parts::Part;
use super::people::People;
use super::posted::{NOTE, NOTE_AWAY, Posted};
use super::save::{self, OnTheWay};
use super::tasks;
use super::visit::Visit;
use super::write::{self, Beside};
use super::{respond, see};
use crate::app::App;
use crate::colleagues::notes::{self, LONGEST, Note};
use crate::error::{Error, FieldError};
use crate::session::guard::DeskAccess;
use crate::submissions::receipt::OnBehalf;
use crate::web::faces::field_text;
use crate::web::form::Form;
use crate::web::warned::{WARNED, Warned};
use crate::web::{in_path, render, render_with, see_other};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use uuid::Uuid;

/// What the template draws.
pub(super) struct NotesPanel {
    pub action: String,
    pub notes: Vec<ShownNote>,
    pub typed: String,
    pub fault: Option<String>,
    /// What was typed looks like a national identity number.
    pub warned: Warned,
    pub longest: usize,
    lang: crate::i18n::Lang,
}

pub(super) struct ShownNote {
    pub id: Uuid,
    pub who: String,
    pub when: String,
    pub text: String,
    /// It is the reader's own, and can be taken away.
    pub is_own: bool,
}

impl NotesPanel {
    /// None for somebody who answers for themselves alone and has nobody to write to.
    pub fn of(visit: &Visit, people: &People<'_>, notes: &[Note], page: &str) -> Option<Self> {
        let is_alone = visit.desk.sender.on_behalf == Some(OnBehalf::Person)
            && !people.together.is_shared()
            && notes.is_empty();
        let me = visit.access.link.id;
        let shown = |note: &Note| ShownNote {
            id: note.id,
            who: people.begins_or_you(note.by),
            when: visit.when(note.at),
            text: note.text.clone(),
            is_own: note.by == me || people.is_colleague_and_me(note.by),
        };
        (!is_alone).then(|| Self {
            action: format!("{page}/notat"),
            notes: notes.iter().map(shown).collect(),
            typed: String::new(),
            fault: None,
            warned: Warned::default(),
            longest: LONGEST,
            lang: visit.lang,
        })
    }

    /// With what was typed and could not be stored.
    pub fn typed(mut self, typed: &str, faults: &[FieldError]) -> Self {
        typed.clone_into(&mut self.typed);
        self.warned = warned(typed);
        let fault = faults.iter().find(|fault| fault.at == NOTE);
        self.fault = fault.map(|fault| field_text(self.lang, fault));
        self
    }
}

fn warned(note: &str) -> Warned {
    Warned::of([(NOTE, "", note)])
}

/// The button beside a part: what stands in its fields is saved on the way.
pub(super) async fn of_part(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, access, &req).await?;
    let part = Part::find(&visit.consultation, in_path(&req, "key"))?;
    let posted = Posted::read(part, &form)?;
    let wanted = match Wanted::read(&form) {
        Ok(wanted) => wanted,
        Err(fault) => return refused(&visit, part, &posted, &[fault]).await,
    };
    if wanted.warned().is_new(&form) {
        let beside = Beside::read(&visit, part).await?;
        return Ok(render(&write::page(
            &visit,
            part,
            &beside,
            Some(&posted),
            &[],
        )));
    }
    let on_the_way = save::on_the_way(&visit, part, &posted).await?;
    if let OnTheWay::Faulty(faults) = &on_the_way {
        return refused(&visit, part, &posted, faults).await;
    }
    let back = format!("{}#notater", save::back_to(&visit, part, &on_the_way));
    let done = wanted.carry_out(&visit, Some(part.key()), &back).await?;
    match on_the_way {
        OnTheWay::Clashes(page) => Ok(page),
        _ => Ok(done),
    }
}

async fn refused(
    visit: &Visit,
    part: Part<'_>,
    posted: &Posted,
    faults: &[FieldError],
) -> Result<HttpResponse, Error> {
    let beside = Beside::read(visit, part).await?;
    let again = write::page(visit, part, &beside, Some(posted), faults);
    Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &again))
}

/// The button beside the task list: a note on the whole answer.
pub(super) async fn of_whole(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&[NOTE, NOTE_AWAY, WARNED], &[])?;
    let visit = Visit::enter(&app, access, &req).await?;
    let typed = form.get(NOTE).unwrap_or_default();
    match Wanted::read(&form) {
        Ok(wanted) if wanted.warned().is_new(&form) => {
            tasks::show_with(&visit, StatusCode::OK, typed, &[]).await
        }
        Ok(wanted) => {
            let back = format!("{}#notater", visit.path(""));
            wanted.carry_out(&visit, None, &back).await
        }
        Err(fault) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            tasks::show_with(&visit, status, typed, &[fault]).await
        }
    }
}

/// What was pressed.
enum Wanted {
    Written(String),
    Away(Uuid),
    /// What was to be taken away is no note.
    Nothing,
}

impl Wanted {
    fn read(form: &Form) -> Result<Self, FieldError> {
        match form.filled(NOTE_AWAY) {
            Some(id) => Ok(id.parse().map_or(Self::Nothing, Self::Away)),
            None => {
                let typed = form.get(NOTE).unwrap_or_default();
                notes::checked(typed, NOTE).map(Self::Written)
            }
        }
    }

    fn warned(&self) -> Warned {
        match self {
            Self::Written(text) => warned(text),
            Self::Away(_) | Self::Nothing => Warned::default(),
        }
    }

    async fn carry_out(
        self,
        visit: &Visit,
        part: Option<&str>,
        back: &str,
    ) -> Result<HttpResponse, Error> {
        let (app, by) = (&visit.app, &visit.access.link);
        match self {
            Self::Written(text) => {
                let done = see(back);
                let stored = notes::write(app, by, part, text, None, move |_| done.clone());
                Ok(respond(stored.await?))
            }
            Self::Away(id) => {
                notes::take_away(app, by, id).await?;
                Ok(see_other(back))
            }
            Self::Nothing => Ok(see_other(back)),
        }
    }
}
