//! What the API says of itself: the OpenAPI document and the page of its problems.

use crate::app::App;
use crate::error::Error;
use crate::routes;
use crate::web::cache::Rendered;
use crate::web::openapi::{Operation, Response, document, schema_of};
use crate::web::problems;
use crate::web::route::{Access, Face, RouteDef};
use actix_web::http::Method;
use actix_web::web::{self, Data};
use actix_web::{HttpRequest, HttpResponse};

pub fn routes() -> Vec<RouteDef> {
    let (read, all) = (Method::GET, Access::Anyone);
    vec![
        RouteDef::api(
            read.clone(),
            "/api/v1/openapi.json",
            all,
            || web::get().to(openapi),
            openapi_doc,
        ),
        RouteDef::new(read, "/api/problems", all, Face::Plain, || {
            web::get().to(show_problems)
        }),
    ]
}

/// An OpenAPI 3.1 document.
#[derive(utoipa::ToSchema)]
#[allow(dead_code, reason = "describes the document; serde_json makes it")]
struct OpenApiDocument {
    openapi: String,
    info: serde_json::Value,
    paths: serde_json::Value,
}

fn openapi_doc() -> Operation {
    Operation {
        id: "readOpenApi",
        summary: "This document",
        responses: vec![Response {
            status: 200,
            description: "The OpenAPI document of the API.",
            schema: Some(schema_of::<OpenApiDocument>()),
            files: &[],
            headers: &["ETag"],
        }],
        ..Operation::default()
    }
}

async fn openapi(app: Data<App>, req: HttpRequest) -> HttpResponse {
    let kept = app.pages.get(req.path()).unwrap_or_else(|| {
        let document = document(routes::table(), &app.settings.base_url).to_string();
        let rendered = Rendered::new(document, "application/json");
        app.pages
            .put(req.path().to_owned(), app.pages.revision(), rendered)
    });
    kept.respond(&req)
}

async fn show_problems() -> Result<HttpResponse, Error> {
    let page = problems::page().map_err(|e| Error::internal(e.to_string()))?;
    Ok(HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .body(page))
}
