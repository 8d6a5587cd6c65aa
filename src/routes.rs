//! The route table: every path, who may come in, and who answers. The guard, the OpenAPI document, the
//! browser suite and the access test all read it.

use crate::session::guard::guard;
use crate::web::route::{Face, RouteDef};
use actix_web::dev::ServiceRequest;
use actix_web::http::header;
use actix_web::middleware::{Next, from_fn};
use actix_web::web::{self, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, Resource, Route};
use std::collections::BTreeMap;
use std::future::ready;
use std::sync::{Arc, LazyLock};

/// Every route there is.
pub fn table() -> &'static [RouteDef] {
    static TABLE: LazyLock<Vec<RouteDef>> = LazyLock::new(|| {
        let mut rows = Vec::new();
        rows.extend(crate::accounts::routes());
        rows.extend(crate::bodies::routes());
        rows.extend(crate::consultations::routes());
        rows.extend(crate::setup::routes());
        rows.extend(crate::health::routes());
        rows.extend(crate::body_page::routes());
        rows.extend(crate::members::routes());
        rows.extend(crate::cosigners::routes());
        rows.extend(crate::endorsements::routes());
        rows.extend(crate::word::routes());
        rows.extend(crate::receipts::routes());
        rows.extend(crate::submissions::pages::routes());
        rows.extend(crate::invitations::routes());
        rows.extend(crate::deadlines::routes());
        rows.extend(crate::review::routes());
        rows.extend(crate::overview::routes());
        rows.extend(crate::export::routes());
        rows.extend(crate::webhooks::routes());
        rows.extend(crate::mailbox::routes());
        rows.extend(crate::web::info::routes());
        rows.extend(crate::web::assets::routes());
        rows.extend(crate::submissions::api::routes());
        rows.extend(crate::api::routes());
        rows
    });
    &TABLE
}

/// Registers the table; a page also under `/nn`.
pub fn configure(config: &mut ServiceConfig) {
    let mut tree = Tree::default();
    for def in table() {
        tree.at(def.path).defs.push(def);
        if def.face == Face::Page {
            tree.at(&format!("/nn{}", def.path)).defs.push(def);
        }
    }
    // As people write them.
    for path in ["/nn", "/horinger/{slug}", "/nn/horinger/{slug}"] {
        tree.at(path).has_slash = true;
    }
    let home = std::mem::take(&mut tree.defs);
    config.service(resource("/", &home));
    tree.register(config);
}

/// The paths by their segments. Actix asks its resources one after the other, most of them by a regular expression: what
/// begins alike is asked once.
#[derive(Default)]
struct Tree {
    defs: Vec<&'static RouteDef>,
    /// It is found with a slash behind it, too.
    has_slash: bool,
    /// By the next segment. A placeholder comes after all that is written out, since `{` does after letters.
    under: BTreeMap<String, Tree>,
}

impl Tree {
    fn at(&mut self, path: &str) -> &mut Self {
        let segments = path.split('/').filter(|segment| !segment.is_empty());
        segments.fold(self, |at, segment| {
            at.under.entry(segment.to_owned()).or_default()
        })
    }

    fn register(self, config: &mut ServiceConfig) {
        // A scope is not left again: what stands beside a placeholder could be meant by it.
        let is_ambiguous = self.under.keys().any(|segment| segment.starts_with('{'));
        for (segment, tree) in self.under {
            let path = format!("/{segment}");
            let stands_beside = is_ambiguous && !segment.starts_with('{');
            if stands_beside || tree.under.is_empty() {
                tree.register_flat(&path, config);
            } else {
                let inside = |config: &mut ServiceConfig| {
                    tree.own("", config);
                    tree.register(config);
                };
                config.service(web::scope(&path).configure(inside));
            }
        }
    }

    fn register_flat(self, path: &str, config: &mut ServiceConfig) {
        self.own(path, config);
        for (segment, tree) in self.under {
            tree.register_flat(&format!("{path}/{segment}"), config);
        }
    }

    fn own(&self, path: &str, config: &mut ServiceConfig) {
        if self.has_slash {
            config.service(web::resource(format!("{path}/")).get(without_last_slash));
        }
        if !self.defs.is_empty() {
            config.service(resource(path, &self.defs));
        }
    }
}

fn resource(path: &str, defs: &[&'static RouteDef]) -> Resource {
    let mut resource = web::resource(path).default_service(not_allowed(defs));
    for &def in defs {
        let query: Arc<[&'static str]> = def.query_names().into();
        let guarded =
            move |req: ServiceRequest, next: Next<_>| guard(def, Arc::clone(&query), req, next);
        resource = resource.route((def.handler)().wrap(from_fn(guarded)));
    }
    resource
}

/// To the same page on the same host, whatever the request's headers say.
async fn without_last_slash(req: HttpRequest) -> HttpResponse {
    HttpResponse::TemporaryRedirect()
        .insert_header((header::LOCATION, req.path().trim_end_matches('/')))
        .finish()
}

/// The answer to a method that a path does not have says which it has; HEAD goes with GET.
fn not_allowed(defs: &[&'static RouteDef]) -> Route {
    let mut methods: Vec<&str> = defs.iter().map(|def| def.method.as_str()).collect();
    if methods.contains(&"GET") {
        methods.push("HEAD");
    }
    methods.sort_unstable();
    methods.dedup();
    let allow = methods.join(", ");
    web::to(move || {
        let refusal = HttpResponse::MethodNotAllowed()
            .insert_header((header::ALLOW, allow.as_str()))
            .finish();
        ready(refusal)
    })
}

/// The table as JSON: what a suite needs to visit every page.
pub fn as_json() -> String {
    let rows: Vec<_> = table()
        .iter()
        .map(|def| {
            serde_json::json!({
                "method": def.method.as_str(),
                "path": def.path,
                "access": format!("{:?}", def.access).to_lowercase(),
                "kind": format!("{:?}", def.face).to_lowercase(),
            })
        })
        .collect();
    serde_json::Value::from(rows).to_string()
}
