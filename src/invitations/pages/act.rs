//! The buttons above the list: done at once for those that are ticked, and after a page that says how many
//! for all that are looked for.

use super::Visit;
use super::list::{self, Looked, search};
use crate::app::App;
use crate::error::{Error, FieldError};
use crate::invitations::invite::{self, Act, Whom};
use crate::invitations::overview::Filter;
use crate::session::staff::StaffAccess;
use crate::web::form::Form;
use crate::web::layout::{Nav, Page};
use crate::web::{render, see_other};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "invitations/templates/confirm.html")]
struct ConfirmPage {
    page: Page,
    action: String,
    back: String,
    csrf: String,
    key: String,
    act: &'static str,
    question: String,
    /// What pressing does.
    what: String,
    /// Those that were looked for and whom it does not concern.
    others: Option<String>,
    /// That the deadline has passed, where letters will say so.
    late: Option<String>,
    n: usize,
    pairs: Vec<(&'static str, String)>,
}

/// What a key may be at most; ours are shorter.
const MOST_KEY: usize = 64;

pub(super) async fn press(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    let mut once = vec!["handling", "hvem", "nokkel", "bekreftet", "tilbake"];
    once.extend(Filter::NAMES);
    form.expect(&once, &["id"])?;
    let missing = |at| Error::invalid(vec![FieldError::new(at, "error-missing")]);
    let act = form.filled("handling").and_then(Act::parse);
    let act = act.ok_or_else(|| missing("handling"))?;
    let key = form.filled("nokkel").filter(|key| key.len() <= MOST_KEY);
    let key = key.ok_or_else(|| missing("nokkel"))?.to_owned();
    let visit = Visit::enter(&app, staff, &req).await?;
    let filter = Filter::read(|name| form.get(name));
    let for_all = form.get("hvem") == Some("alle");
    let ticked: Vec<Uuid> = form.all("id").filter_map(|id| id.parse().ok()).collect();
    if !for_all && ticked.is_empty() {
        let looked = Looked {
            filter,
            page: 1,
            done: None,
        };
        let fault = visit.lang.t("invitations-none-chosen");
        return list::page(&app, &visit, looked, Some(fault)).await;
    }
    let whom = match for_all {
        true => Whom::Matching(filter.clone()),
        false => Whom::These(ticked),
    };
    let (ids, meant) = invite::concerned(&app, &visit.consultation, act, &whom).await?;
    if for_all && form.filled("bekreftet").is_none() {
        let page = confirm(&app, &visit, act, &filter, key, (ids.len(), meant));
        return Ok(render(&page));
    }
    let done = invite::act(
        &app,
        &visit.consultation,
        act,
        &ids,
        &key,
        visit.staff.actor(),
    )
    .await?;
    let rest = match form
        .filled("tilbake")
        .and_then(|id| id.parse::<Uuid>().ok())
    {
        Some(id) => format!("/{id}?gjort={}&antall={done}", act.word()),
        None => {
            let query = search(&filter, Some(("gjort", act.word().to_owned())));
            format!("{query}&antall={done}")
        }
    };
    Ok(see_other(&visit.path(&rest)))
}

fn confirm(
    app: &App,
    visit: &Visit,
    act: Act,
    filter: &Filter,
    key: String,
    (n, of): (usize, usize),
) -> ConfirmPage {
    let lang = visit.lang;
    let word = act.word();
    let question = lang.with(&format!("invitations-confirm-{word}"), &[("n", &n)]);
    let others = of - n;
    ConfirmPage {
        page: Page::new(&app.site, lang, "", question.clone())
            .nav(Nav::Work)
            .staff(&visit.staff)
            .tabs(visit.tabs()),
        action: visit.path(""),
        back: visit.path(&search(filter, None)),
        csrf: visit.staff.csrf.clone(),
        key,
        act: word,
        question,
        what: lang.t(&format!("invitations-explain-{word}")),
        others: (others > 0).then(|| lang.with("invitations-others", &[("n", &others)])),
        late: visit.late(app.clock.now()).filter(|_| act.invites()),
        n,
        pairs: filter.pairs(),
    }
}
