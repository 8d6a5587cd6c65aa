//! «La andre støtte svaret»: what others will see of it, the button, and the one that ends it.

use crate::app::App;
use crate::calendar;
use crate::endorsements::share::{self, Sharing, Supporter, WHOLE};
use crate::error::{Error, FieldError, Problem};
use crate::i18n::Value;
use crate::session::guard::DeskAccess;
use crate::submissions::draft::takes_input;
use crate::submissions::pages::{AtDesk, LAST, SENT_SINCE, last_seen};
use crate::web::components::{Crumb, ErrorLink};
use crate::web::faces::field_text;
use crate::web::form::Form;
use crate::web::layout::Page;
use crate::web::{render_with, see_other};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

#[derive(Template)]
#[template(path = "endorsements/templates/share.html")]
struct SharePage {
    page: Page,
    crumbs: Vec<Crumb>,
    csrf: String,
    action: String,
    number: String,
    /// The version that was sent last, as whoever shares it has seen it.
    last: i32,
    lead: String,
    /// What others will see, and what they will not.
    seen: String,
    unseen: String,
    until: String,
    /// «Delt siden 3. mai 2026 kl. 14.32».
    shared: Option<(String, String)>,
    /// Why it cannot be shared.
    hindrance: Option<String>,
    is_open: bool,
    closed: String,
    /// Who supports it: what, and where theirs is read.
    supporters: Vec<(String, String)>,
}

pub(super) async fn show(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = AtDesk::enter(&app, access, &req).await?;
    let sharing = share::look(&app, &visit.consultation, visit.desk.id).await?;
    page(&visit, sharing, &[], StatusCode::OK)
}

pub(super) async fn press(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&["gjor", LAST], &[])?;
    let visit = AtDesk::enter(&app, access, &req).await?;
    let (id, actor) = (visit.desk.id, visit.access.actor());
    let done = match form.filled("gjor") {
        Some("del") => {
            let seen = last_seen(&form);
            share::share(&app, &visit.consultation, id, actor, seen).await
        }
        Some("slutt") => share::unshare(&app, id, actor).await,
        _ => Err(Error::invalid(vec![FieldError::new(WHOLE, "error-value")])),
    };
    match done {
        Ok(()) => Ok(see_other(&visit.path("/deling"))),
        Err(error) if error.problem == Problem::Invalid => {
            let sharing = share::look(&app, &visit.consultation, id).await?;
            page(
                &visit,
                sharing,
                &error.fields,
                StatusCode::UNPROCESSABLE_ENTITY,
            )
        }
        Err(error) if error.problem == Problem::PreconditionFailed => {
            let visit = AtDesk::enter(&app, visit.access, &req).await?;
            let sharing = share::look(&app, &visit.consultation, id).await?;
            let since = [FieldError::new(WHOLE, SENT_SINCE)];
            page(&visit, sharing, &since, StatusCode::CONFLICT)
        }
        Err(error) => Err(error),
    }
}

fn page(
    visit: &AtDesk,
    sharing: Sharing,
    faults: &[FieldError],
    status: StatusCode,
) -> Result<HttpResponse, Error> {
    let lang = visit.lang;
    let title = lang.t("share-title");
    let faults = faults.iter();
    let errors = faults.map(|fault| ErrorLink::field(WHOLE, field_text(lang, fault)));
    let sent = visit.desk.sent.as_ref();
    let number = sent.and_then(|sent| sent.number.clone());
    let shown = SharePage {
        page: visit
            .page("/deling", title.clone())
            .errors(errors.collect()),
        crumbs: visit.crumbs(vec![], &title),
        csrf: visit.access.csrf.clone(),
        action: visit.path("/deling"),
        number: number.ok_or(Problem::NotFound)?,
        last: sent.map_or(0, |sent| sent.last_version),
        lead: visit.say().t("share-lead"),
        seen: visit.say().t("share-seen"),
        unseen: visit.say().t("share-unseen"),
        until: visit.say().t("share-until"),
        shared: sharing.shared_at.map(|at| {
            let when = calendar::date_time(lang, at);
            (
                lang.with1("share-since", "when", &when),
                visit.say().t("share-goes-on"),
            )
        }),
        hindrance: sharing.hindrance.map(|code| lang.t(code)),
        is_open: takes_input(&visit.consultation, visit.now),
        closed: visit.say().t("svar-closed"),
        supporters: sharing
            .supporters
            .iter()
            .map(|one| {
                (
                    supporter(visit, one),
                    visit.path(&format!("/stotte/{}", one.answer.number)),
                )
            })
            .collect(),
    };
    Ok(render_with(status, &shown))
}

/// «Elveby lag (24/13304-H5) støtter råd 1 og 3».
fn supporter(visit: &AtDesk, one: &Supporter) -> String {
    let (lang, answer) = (visit.lang, &one.answer);
    let Some(advice) = &one.advice else {
        let (name, number) = (("name", &answer.name), ("number", &answer.reference));
        return lang.with2("share-supporter-whole", name, number);
    };
    let numbers: Vec<&str> = advice.iter().map(|(_, number)| number.as_str()).collect();
    let numbers = numbers.join(", ");
    let said: [(&str, &dyn Value); 3] = [
        ("name", &answer.name),
        ("number", &answer.reference),
        ("advice", &numbers),
    ];
    lang.with("share-supporter-advice", &said)
}
