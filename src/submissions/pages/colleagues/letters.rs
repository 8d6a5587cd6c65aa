//! The links to the answer that stand in letters: what was sent to somebody's address opens it as well as what colleagues were
//! asked by. Whoever coordinates sees them, and ends what must not open it any more.

use crate::app::App;
use crate::calendar;
use crate::colleagues::Contributor;
use crate::error::{Error, Problem};
use crate::right::Right;
use crate::session::guard::DeskAccess;
use crate::submissions::links;
use crate::submissions::pages::say::Say;
use crate::submissions::pages::visit::Visit;
use crate::web::components::Fact;
use crate::web::form::Form;
use crate::web::layout::Page;
use crate::web::{in_path, render, see_other};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use uuid::Uuid;

/// One of them.
pub(super) struct InLetters {
    pub id: Uuid,
    pub address: String,
    /// The reader came by it.
    pub is_self: bool,
    pub facts: Vec<Fact>,
    /// Where it is ended; absent for whoever must not.
    pub end: Option<String>,
}

/// All of them, for whoever coordinates.
pub(super) async fn all(visit: &Visit, asked: &[Contributor]) -> Result<Vec<InLetters>, Error> {
    if !visit.may(Right::Coordinate) {
        return Ok(Vec::new());
    }
    let (lang, own) = (visit.lang, &visit.access.link);
    let all = links::in_letters(&visit.app, visit.desk.id).await?;
    let shown = all.into_iter().map(|one| {
        let whose = one.contributor_id;
        let whose = whose.and_then(|id| asked.iter().find(|c| c.id == id));
        let opens = match whose {
            Some(whose) => lang.with1("colleagues-link-of", "name", &whose.name),
            None => lang.t("colleagues-link-whole"),
        };
        InLetters {
            id: one.id,
            is_self: one.id == own.id,
            facts: vec![
                Fact::new(lang.t("colleagues-link-opens"), opens),
                Fact::new(
                    lang.t("colleagues-link-made"),
                    calendar::date_time(lang, one.made_at),
                ),
            ],
            end: links::may_end(own, &one)
                .then(|| visit.path(&format!("/lenker/{}/avslutt", one.id))),
            address: one.address,
        }
    });
    Ok(shown.collect())
}

/// The control that says that the question was seen.
const ASKED: &str = "sett";

/// Before the last link in letters is ended: what that means, and how another address gets one first.
#[derive(Template)]
#[template(path = "submissions/templates/last_link.html")]
struct LastLinkPage {
    page: Page,
    say: Say,
    csrf: String,
    base: String,
    action: String,
    address: String,
}

fn question(visit: &Visit, id: Uuid, address: String) -> LastLinkPage {
    LastLinkPage {
        page: visit.page("/medskrivere", visit.lang.t("last-link-title")),
        say: visit.say(),
        csrf: visit.access.csrf.clone(),
        base: visit.path(""),
        action: visit.path(&format!("/lenker/{id}/avslutt")),
        address,
    }
}

pub(in crate::submissions::pages) async fn end(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&[ASKED], &[])?;
    let visit = Visit::enter(&app, access, &req).await?;
    let id = in_path(&req, "letter_link").parse();
    let id: Uuid = id.map_err(|_| Error::new(Problem::NotFound))?;
    if form.get(ASKED).is_none() {
        let last = links::last_in_letters(&app, &visit.access.link, &visit.desk, id).await?;
        if let Some(address) = last {
            return Ok(render(&question(&visit, id, address)));
        }
    }
    links::end_letter_link(&app, &visit.access, id).await?;
    let list = format!("/medskrivere?gjort=avsluttet&hvem={id}");
    Ok(see_other(&visit.path(&list)))
}
