//! Tokens of the one who asks. Making one is for people in a browser: a program that got hold of a token must
//! not be able to make itself another (docs/decisions/0041).

use crate::accounts::tokens::{Token, end_token, tokens_of};
use crate::app::App;
use crate::error::{Error, Problem};
use crate::programs::{NoBody, answer};
use crate::session::staff::StaffAccess;
use crate::web::in_path;
use crate::web::openapi::{Operation, Response};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A token, without what its program shows.
#[derive(Serialize, ToSchema)]
struct TokenView {
    id: Uuid,
    name: String,
    scopes: Vec<&'static str>,
    /// It opens nothing else.
    consultation: Option<String>,
    created_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
    /// To the hour.
    used_at: Option<DateTime<Utc>>,
    ended_at: Option<DateTime<Utc>>,
}

#[derive(Serialize, ToSchema)]
struct TokensView {
    items: Vec<TokenView>,
}

pub fn list_doc() -> Operation {
    Operation {
        id: "listTokens",
        summary: "List one's tokens",
        description: "All those of the owner of the token that is shown, the newest first, whatever their roles and whatever consultation the \
            token is for. What a program shows is never given again.",
        responses: vec![Response::of::<TokensView>(200, "The tokens.")],
        ..Operation::default()
    }
}

pub async fn list(app: Data<App>, staff: StaffAccess) -> Result<HttpResponse, Error> {
    let owner = staff.staff_id;
    let tokens = app.db.read(move |conn| tokens_of(conn, owner)).await?;
    let mut items = Vec::with_capacity(tokens.len());
    for token in tokens {
        items.push(view(&app, token).await?);
    }
    answer(&TokensView { items })
}

async fn view(app: &App, token: Token) -> Result<TokenView, Error> {
    let consultation = match token.consultation_id {
        Some(id) => Some(app.consultations.get(&app.db, id).await?.slug.clone()),
        None => None,
    };
    Ok(TokenView {
        id: token.id,
        scopes: token.scopes.iter().map(|scope| scope.as_str()).collect(),
        consultation,
        created_at: token.created_at,
        expires_at: token.expires_at,
        used_at: token.used_at,
        ended_at: token.ended_at,
        name: token.name,
    })
}

pub fn end_doc() -> Operation {
    Operation {
        id: "endToken",
        summary: "End a token",
        description: "At once; one's own, whatever one's roles and whatever consultation the token that asks is for, or anybody's, where \
            it is an administrator's and for all consultations. The token that asks may always end itself, also without the scope.",
        responses: vec![Response::empty(204, "It opens nothing any more.")],
        ..Operation::default()
    }
}

pub async fn end(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    _: NoBody,
) -> Result<HttpResponse, Error> {
    let id = in_path(&req, "token_id").parse();
    let id = id.map_err(|_| Error::new(Problem::NotFound))?;
    end_token(&app, &staff, id).await?;
    Ok(HttpResponse::NoContent().finish())
}
