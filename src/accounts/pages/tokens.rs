//! Tokens of one's own programs: the list, the form that makes one, the page that shows it once, and the
//! button that ends it, which administrators have on the page of each member, too.

use super::{STAFF, error_links, fault};
use crate::accounts::tokens::{
    LIVES, NewToken, Token, USUAL_LIFE, end_token, issue_once, tokens_of,
};
use crate::app::App;
use crate::calendar;
use crate::error::{Error, FieldError, Problem};
use crate::i18n::Lang;
use crate::ids;
use crate::scope::Scope;
use crate::session::staff::StaffAccess;
use crate::web::components::{Choice, Choices, Crumb, TextInput};
use crate::web::form::Form;
use crate::web::layout::Page;
use crate::web::{in_path, render, render_with, see_other};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use uuid::Uuid;

pub(super) const TOKENS: &str = "/saksbehandling/nokler";

#[derive(Template)]
#[template(path = "accounts/templates/tokens.html")]
struct TokensPage {
    page: Page,
    csrf: String,
    key: String,
    action: String,
    tokens: Vec<Shown>,
    name: TextInput,
    scopes: Choices,
    on: TextInput,
    days: Choices,
}

#[derive(Template)]
#[template(path = "accounts/templates/token_made.html")]
struct MadePage {
    page: Page,
    crumbs: Vec<Crumb>,
    label: String,
    secret: String,
    back: String,
}

/// A token in a list.
pub(super) struct Shown {
    pub(super) name: String,
    pub(super) is_live: bool,
    pub(super) facts: String,
    pub(super) used: String,
    pub(super) only_on: Option<String>,
    pub(super) scopes: Vec<String>,
    pub(super) end_action: String,
}

impl Shown {
    async fn of(app: &App, token: Token, lang: Lang) -> Result<Self, Error> {
        let day = |at| calendar::long_date(lang, calendar::oslo_date(at));
        let (made, ends) = (day(token.created_at), day(token.expires_at));
        let is_live = token.is_live(app.clock.now());
        let only_on = match token.consultation_id {
            None => None,
            Some(id) => {
                let found = app.consultations.get(&app.db, id).await?;
                Some(lang.with1("token-only-on", "title", found.title.get(lang)))
            }
        };
        Ok(Self {
            facts: match token.ended_at {
                Some(at) => lang.with1("token-ended", "when", day(at)),
                None if !is_live => lang.with1("token-ran-out", "when", &ends),
                None => lang.with2("token-facts", ("made", &made), ("ends", &ends)),
            },
            used: match token.used_at {
                Some(at) => lang.with1("token-used", "when", day(at)),
                None => lang.t("token-unused"),
            },
            is_live,
            only_on,
            scopes: token.scopes.iter().map(|s| scope_text(lang, *s)).collect(),
            end_action: lang.path(&format!("{TOKENS}/{}/avslutt", token.id)),
            name: token.name,
        })
    }

    /// All of one owner.
    pub(super) async fn all_of(app: &App, staff: Uuid, lang: Lang) -> Result<Vec<Self>, Error> {
        let tokens = app.db.read(move |conn| tokens_of(conn, staff)).await?;
        let mut shown = Vec::with_capacity(tokens.len());
        for token in tokens {
            shown.push(Self::of(app, token, lang).await?);
        }
        Ok(shown)
    }
}

fn scope_text(lang: Lang, scope: Scope) -> String {
    lang.t(&format!("scope-{}", scope.as_str().replace(':', "-")))
}

/// What was typed in the form.
#[derive(Default)]
struct Typed {
    name: String,
    scopes: Vec<Scope>,
    slug: String,
    days: Option<i64>,
}

impl Typed {
    fn of(form: &Form) -> Self {
        Self {
            name: form.get("name").unwrap_or_default().to_owned(),
            scopes: form.all("scope").filter_map(Scope::parse).collect(),
            slug: form.filled("slug").unwrap_or_default().to_owned(),
            days: form.get("days").and_then(|days| days.parse().ok()),
        }
    }

    /// The token to be made; every fault at once.
    async fn check(&self, app: &App, staff: &StaffAccess) -> Result<NewToken, Error> {
        let on = self.consultation(app, staff).await;
        let found = on.as_ref().ok().copied().flatten();
        let checked = NewToken::check(&self.name, self.scopes.clone(), found, self.days);
        match (checked, on) {
            (Ok(new), Ok(_)) => Ok(new),
            (Err(error), Ok(_)) | (Ok(_), Err(error)) => Err(error),
            (Err(mut error), Err(more)) => {
                error.fields.extend(more.fields);
                Err(error)
            }
        }
    }

    async fn consultation(&self, app: &App, staff: &StaffAccess) -> Result<Option<Uuid>, Error> {
        if self.slug.is_empty() {
            return Ok(None);
        }
        let unknown = || Error::invalid(vec![FieldError::new("slug", "error-token-slug")]);
        match app.consultations.get(&app.db, self.slug.as_str()).await {
            Ok(found) if staff.role_on(found.id).is_some() => Ok(Some(found.id)),
            Ok(_) => Err(unknown()),
            Err(error) if error.problem == Problem::NotFound => Err(unknown()),
            Err(error) => Err(error),
        }
    }
}

pub(super) async fn show(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let lang = Lang::of_path(req.path()).0;
    let page = page(&app, &staff, lang, &Typed::default(), &[]).await?;
    Ok(render(&page))
}

async fn page(
    app: &App,
    staff: &StaffAccess,
    lang: Lang,
    typed: &Typed,
    faults: &[FieldError],
) -> Result<TokensPage, Error> {
    let scopes = Scope::ALL.map(|scope| {
        let chosen = typed.scopes.contains(&scope);
        Choice::new(scope.as_str(), scope_text(lang, scope), chosen)
    });
    let days = LIVES.map(|n| {
        let chosen = typed.days.unwrap_or(USUAL_LIFE) == n;
        Choice::new(n.to_string(), lang.with1("token-days-n", "n", n), chosen)
    });
    Ok(TokensPage {
        page: Page::new(&app.site, lang, TOKENS, lang.t("tokens-title"))
            .staff(staff)
            .errors(error_links(lang, faults)),
        csrf: staff.csrf.clone(),
        key: ids::new(app.clock.now()).to_string(),
        action: lang.path(TOKENS),
        tokens: Shown::all_of(app, staff.staff_id, lang).await?,
        name: TextInput::new("name", lang.t("token-name"), typed.name.as_str())
            .hint(lang.t("token-name-hint"))
            .error(fault(lang, faults, "name")),
        scopes: Choices::new("scope", lang.t("token-scope"), scopes.to_vec())
            .hint(lang.t("token-scope-hint"))
            .error(fault(lang, faults, "scope")),
        on: TextInput::new("slug", lang.t("token-on"), typed.slug.as_str())
            .hint(lang.t("token-on-hint"))
            .error(fault(lang, faults, "slug")),
        days: Choices::new("days", lang.t("token-days"), days.to_vec())
            .error(fault(lang, faults, "days")),
    })
}

pub(super) async fn make(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&["name", "slug", "days", "nokkel"], &["scope"])?;
    let lang = Lang::of_path(req.path()).0;
    let typed = Typed::of(&form);
    match press(&app, &staff, &form, &typed).await {
        Ok(secret) => Ok(made(&app, &staff, lang, &typed, secret)),
        Err(error) if error.problem == Problem::Invalid => {
            let again = page(&app, &staff, lang, &typed, &error.fields).await?;
            Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &again))
        }
        Err(error) => Err(error),
    }
}

async fn press(
    app: &App,
    staff: &StaffAccess,
    form: &Form,
    typed: &Typed,
) -> Result<String, Error> {
    let new = typed.check(app, staff).await?;
    let key = form
        .filled("nokkel")
        .ok_or_else(|| Error::new(Problem::MalformedRequest))?;
    issue_once(app, staff, new, key.to_owned()).await
}

/// No way leads to this page but the press: a secret must not stand at an address.
fn made(app: &App, staff: &StaffAccess, lang: Lang, typed: &Typed, secret: String) -> HttpResponse {
    let title = lang.t("token-made");
    let here = Page::new(&app.site, lang, TOKENS, title.clone()).staff(staff);
    render(&MadePage {
        page: here,
        crumbs: vec![
            Crumb::to(lang.path(TOKENS), lang.t("tokens-title")),
            Crumb::here(title),
        ],
        label: lang.with1("token-made-label", "name", typed.name.trim()),
        secret,
        back: lang.path(TOKENS),
    })
}

pub(super) async fn end(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&[], &[])?;
    let id = in_path(&req, "token_id").parse();
    let id = id.map_err(|_| Error::new(Problem::NotFound))?;
    let ended = end_token(&app, &staff, id).await?;
    let lang = Lang::of_path(req.path()).0;
    let back = match ended.staff_id == staff.staff_id {
        true => TOKENS.to_owned(),
        false => format!("{STAFF}/{}", ended.staff_id),
    };
    Ok(see_other(&lang.path(&back)))
}
