//! «Skrives av …»: who writes a part, agreed between colleagues. Everybody who may write can write all the same.

use super::parts::Part;
use super::people::People;
use super::posted::{HOLDER, Posted};
use super::save::{self, OnTheWay};
use super::visit::Visit;
use super::write::{self, Beside};
use crate::app::App;
use crate::colleagues::holders::{self, Holder};
use crate::error::{Error, FieldError};
use crate::session::guard::DeskAccess;
use crate::web::components::{Choice, Choices};
use crate::web::form::Form;
use crate::web::{in_path, render_with, see_other};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

/// The values that name no contributor.
const ME: &str = "meg";
const NOBODY: &str = "ingen";

/// What the template draws.
pub(super) struct HolderPanel {
    pub action: String,
    pub held: Option<String>,
    pub choices: Choices,
}

impl HolderPanel {
    /// None where nobody else takes part.
    pub fn of(people: &People<'_>, part: Part<'_>, page: &str) -> Option<Self> {
        let (lang, key) = (people.lang(), part.key());
        let now = people.together.holder(key);
        if people.together.contributors().next().is_none() && now.is_none() {
            return None;
        }
        let me = people.me();
        let mut choices = vec![Choice::new(ME, lang.t("holder-me"), now == Some(me))];
        let writers = people.together.contributors();
        for contributor in writers.filter(|one| one.may_write_in(key)) {
            let holder = Holder::Contributor(contributor.id);
            if holder != me {
                let id = contributor.id.to_string();
                choices.push(Choice::new(id, &contributor.name, now == Some(holder)));
            }
        }
        choices.push(Choice::new(NOBODY, lang.t("holder-nobody"), now.is_none()));
        Some(Self {
            action: format!("{page}/skrives-av"),
            held: people.held(key),
            choices: Choices::new(HOLDER, lang.t("holder-who"), choices),
        })
    }
}

/// What stands in the fields is saved on the way.
pub(super) async fn choose(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, access, &req).await?;
    let part = Part::find(&visit.consultation, in_path(&req, "key"))?;
    visit.access.write_in(part.key())?;
    let posted = Posted::read(part, &form)?;
    let holder = match form.filled(HOLDER) {
        // Nothing was chosen: it stays as it is.
        None => None,
        Some(ME) => Some(Some(Holder::of(&visit.access.link))),
        Some(NOBODY) => Some(None),
        Some(id) => {
            let id = id
                .parse()
                .map_err(|_| Error::invalid(vec![FieldError::new(HOLDER, "error-value")]))?;
            Some(Some(Holder::Contributor(id)))
        }
    };
    let on_the_way = save::on_the_way(&visit, part, &posted).await?;
    if let OnTheWay::Faulty(faults) = &on_the_way {
        let beside = Beside::read(&visit, part).await?;
        let again = write::page(&visit, part, &beside, Some(&posted), faults);
        return Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &again));
    }
    if let Some(holder) = holder {
        holders::hold(&visit.app, visit.desk.id, part.key(), holder).await?;
    }
    match on_the_way {
        OnTheWay::Clashes(page) => Ok(page),
        other => Ok(see_other(&save::back_to(&visit, part, &other))),
    }
}
