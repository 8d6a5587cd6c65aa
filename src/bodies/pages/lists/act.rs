//! What is pressed on the page of one list.

use super::one::{Again, again};
use super::{PATH, id, seen, whom};
use crate::app::App;
use crate::bodies::change::By;
use crate::bodies::lists::{
    ListState, Outcome, copy_list, remove_members, rename_list, set_list_state,
};
use crate::db::Conn;
use crate::error::{Error, FieldError, Problem};
use crate::i18n::Lang;
use crate::idempotency::{Claim, FORM_KEY, Stored, once};
use crate::session::staff::StaffAccess;
use crate::web::form::Form;
use crate::web::see_other;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use uuid::Uuid;

/// Who pressed, where, and when.
struct Press {
    app: Data<App>,
    staff: StaffAccess,
    lang: Lang,
    id: Uuid,
    by: By,
}

impl Press {
    fn new(
        app: Data<App>,
        staff: StaffAccess,
        req: &HttpRequest,
        list: &str,
    ) -> Result<Self, Error> {
        let by = By {
            actor: staff.actor(),
            at: app.clock.now(),
        };
        Ok(Self {
            lang: Lang::of_path(req.path()).0,
            id: id(list)?,
            by,
            app,
            staff,
        })
    }

    /// The list's page with `rest`, or the page again with what was typed and why not.
    async fn answer(
        &self,
        outcome: Result<Outcome<String>, Error>,
        typed: Again,
    ) -> Result<HttpResponse, Error> {
        let failed = match outcome {
            Ok(Outcome::Done(rest)) => {
                let path = format!("{PATH}/{rest}");
                return Ok(see_other(&self.lang.path(&path)));
            }
            Ok(Outcome::Overtaken(_)) => Again {
                overtaken: true,
                ..typed
            },
            Err(error) if error.problem == Problem::Invalid => Again {
                faults: error.fields,
                ..typed
            },
            Err(error) => return Err(error),
        };
        again(&self.app, &self.staff, self.lang, self.id, failed).await
    }
}

impl<T> Outcome<T> {
    fn map<U>(self, to: impl FnOnce(T) -> U) -> Outcome<U> {
        match self {
            Self::Done(value) => Outcome::Done(to(value)),
            Self::Overtaken(list) => Outcome::Overtaken(list),
        }
    }
}

pub(super) async fn rename(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    path: Path<String>,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&["navn", "versjon"], &[])?;
    let press = Press::new(app, staff, &req, &path)?;
    let typed = form.get("navn").unwrap_or_default().to_owned();
    let (id, seen, name, by) = (press.id, seen(&form), typed.clone(), press.by);
    let done = press
        .app
        .db
        .write(move |conn| rename_list(conn, id, seen, &name, by))
        .await;
    let again = Again {
        name: Some(typed),
        ..Again::default()
    };
    press
        .answer(done.map(|o| o.map(|()| id.to_string())), again)
        .await
}

pub(super) async fn set_state(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    path: Path<String>,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&["tilstand", "versjon"], &[])?;
    let press = Press::new(app, staff, &req, &path)?;
    let next = form.filled("tilstand").and_then(ListState::parse);
    let missing = || Error::invalid(vec![FieldError::new("tilstand", "error-missing")]);
    let next = next.ok_or_else(missing)?;
    let (id, seen, by) = (press.id, seen(&form), press.by);
    let done = press
        .app
        .db
        .write(move |conn| set_list_state(conn, id, seen, next, by))
        .await;
    press
        .answer(done.map(|o| o.map(|()| id.to_string())), Again::default())
        .await
}

pub(super) async fn remove(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    path: Path<String>,
    form: Form,
) -> Result<HttpResponse, Error> {
    let whom = whom(&form)?;
    let press = Press::new(app, staff, &req, &path)?;
    let (id, by) = (press.id, press.by);
    let done = match whom {
        None => {
            let fault = FieldError::new("velg-alle", "error-list-nobody");
            Err(Error::invalid(vec![fault]))
        }
        Some(whom) => {
            press
                .app
                .db
                .write(move |conn| remove_members(conn, id, &whom, by))
                .await
        }
    };
    let rest = |n| format!("{id}?gjort=fjernet&antall={n}");
    press
        .answer(done.map(|o| o.map(rest)), Again::default())
        .await
}

pub(super) async fn copy(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    path: Path<String>,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&["kopi", FORM_KEY], &[])?;
    let press = Press::new(app, staff, &req, &path)?;
    let typed = form.get("kopi").unwrap_or_default().to_owned();
    let (id, name, by) = (press.id, typed.clone(), press.by);
    let path = format!("{PATH}/{id}/kopi");
    let claim = Claim::of_press(&form, press.staff.staff_id, &path, &name)?;
    let copy = move |conn: &mut Conn| {
        once(conn, claim.as_ref(), by.at, |conn| {
            copy_list(conn, id, &name, by).map(Stored::led_to)
        })
    };
    let made = press.app.db.write(copy).await;
    let at_copy = |mut error: Error| {
        // The same rules as for a name, in a field of its own.
        error.fields.iter_mut().for_each(|f| f.at = "kopi".into());
        error
    };
    let done = made.map(|copy| Outcome::Done(copy.body));
    let again = Again {
        copy: Some(typed),
        ..Again::default()
    };
    press.answer(done.map_err(at_copy), again).await
}
