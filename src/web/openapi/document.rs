//! The OpenAPI 3.1 document, made of the route table: what is not in the table is not in the document.

use super::{Link, Operation, Parameter, Place, Response, SchemaOf};
use crate::error::Problem;
use crate::web::route::{Access, Face, RouteDef};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// The document of every API route.
pub fn document(routes: &[RouteDef], base_url: &str) -> Value {
    let mut schemas = BTreeMap::from([("Problem".to_owned(), problem_schema(base_url))]);
    let mut paths: BTreeMap<&str, Map<String, Value>> = BTreeMap::new();
    let described = routes.iter().filter(|def| def.face == Face::Api);
    for (def, operation) in described.filter_map(|def| Some((def, def.operation?()))) {
        let item = paths.entry(def.path).or_insert_with(|| path_item(def.path));
        let method = def.method.as_str().to_ascii_lowercase();
        item.insert(
            method,
            described_operation(def, operation, base_url, &mut schemas),
        );
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Høring",
            "summary": "Public consultations: read them, answer them råd by råd, keep the receipt.",
            "description": DESCRIPTION,
            "version": env!("CARGO_PKG_VERSION"),
            "license": { "name": "EUPL-1.2", "identifier": "EUPL-1.2" },
        },
        "servers": [{ "url": base_url }],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "link": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "The token of an answer's personal link, or of an invitation: what stands after /lenke/ or /invitasjon/ \
                        in it.",
                },
                "staff": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "A token that a member of staff has made on the page «Nøkler for programmer». Each operation names \
                        the scope that it asks for; where it names a role (`x-role`), the roles of its owner must allow it, too.",
                },
            },
        },
    })
}

const DESCRIPTION: &str = "Texts are in bokmål and, when given, nynorsk. Times are RFC 3339 in UTC; a name that ends in `_on` is a \
     day in Europe/Oslo. Lengths are Unicode characters of the canonical text: one LF for every kind of line break, other control \
     characters but TAB gone, NFC. What goes wrong is answered as application/problem+json; `type` leads to what it means. \
     `Accept-Language: nn` gives its `detail` in nynorsk.";

fn path_item(path: &str) -> Map<String, Value> {
    let parameters: Vec<Value> = names_in(path)
        .map(|name| {
            let (description, schema) = path_parameter(name);
            json!({ "name": name, "in": "path", "required": true, "description": description, "schema": schema })
        })
        .collect();
    let mut item = Map::new();
    if !parameters.is_empty() {
        item.insert("parameters".to_owned(), parameters.into());
    }
    item
}

/// The names in braces, in order.
fn names_in(path: &str) -> impl Iterator<Item = &str> {
    path.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
}

/// What a name in a path stands for, wherever it stands.
fn path_parameter(name: &str) -> (&'static str, Value) {
    let uuid = json!({ "type": "string", "format": "uuid" });
    let key = json!({ "type": "string", "minLength": 1, "maxLength": 100, "pattern": "^[a-z0-9][a-z0-9._-]*$" });
    match name {
        "desk" => ("The draft's id.", uuid),
        "contributor" => ("The id of somebody who takes part in an answer.", uuid),
        "batch" => ("What was marked together.", uuid),
        "note" => ("The id of a note between colleagues.", uuid),
        "token_id" => ("The id of a token of staff.", uuid),
        "export" => ("The id of an export.", uuid),
        "number" => (
            "An answer's number in its case: what stands after the H.",
            json!({ "type": "integer", "minimum": 1, "maximum": i64::MAX }),
        ),
        "member" => ("The id of a member of staff.", uuid),
        "organisation" => ("The id of a member organisation that was asked.", uuid),
        "webhook" => ("The id of a webhook.", uuid),
        "body" => ("The id of a body in the register.", uuid),
        "report" => ("The id of what was reported of a body.", uuid),
        "import" => ("The id of a file for the register.", uuid),
        "list" => ("The id of a list of bodies.", uuid),
        "invited" => ("The id of an invited body.", uuid),
        "meeting" => ("The id of a meeting.", uuid),
        "request" => ("The id of a request for more time.", uuid),
        "no" => (
            "A version's number.",
            json!({ "type": "integer", "minimum": 1, "maximum": i32::MAX }),
        ),
        "sha256" => (
            "SHA-256 of the bytes, in lower-case hex.",
            json!({ "type": "string", "pattern": "^[0-9a-f]{64}$" }),
        ),
        "slug" => ("The consultation's name in addresses.", key),
        _ => ("A permanent key of the consultation.", key),
    }
}

fn described_operation(
    def: &RouteDef,
    operation: Operation,
    base_url: &str,
    schemas: &mut BTreeMap<String, Value>,
) -> Value {
    let problems = problems_of(def, &operation);
    let mut described = json!({ "operationId": operation.id, "summary": operation.summary });
    if !operation.description.is_empty() {
        described["description"] = operation.description.into();
    }
    match def.access {
        Access::Desk(_) => described["security"] = json!([{ "link": [] }]),
        Access::Start => described["security"] = json!([{}, { "link": [] }]),
        Access::Program(scope, role) => {
            described["security"] = json!([{ "staff": [scope.as_str()] }]);
            described["x-role"] = role.as_str().into();
        }
        Access::OwnTokens(scope) => {
            described["security"] = json!([{ "staff": [scope.as_str()] }]);
        }
        _ => {}
    }
    if !operation.parameters.is_empty() {
        described["parameters"] = operation.parameters.iter().map(parameter).collect();
    }
    if let Some(request) = operation.request {
        described["requestBody"] =
            json!({ "required": true, "content": content(request, schemas) });
    }
    let mut responses = Map::new();
    for (n, response) in operation.responses.into_iter().enumerate() {
        let status = response.status.to_string();
        let mut body = success(response, schemas);
        if n == 0 && !operation.links.is_empty() {
            body["links"] = operation
                .links
                .iter()
                .map(|l| (l.name.to_owned(), link(l)))
                .collect();
        }
        responses.insert(status, body);
    }
    for (status, of_status) in problems {
        responses.insert(status.to_string(), refusal(status, &of_status, base_url));
    }
    described["responses"] = responses.into();
    described
}

fn parameter(parameter: &Parameter) -> Value {
    let place = match parameter.place {
        Place::Query => "query",
        Place::Header => "header",
    };
    let mut described = json!({
        "name": parameter.name,
        "in": place,
        "required": parameter.required,
        "description": parameter.description,
        "schema": parameter.schema,
    });
    // Several values stand in one parameter, with commas between them.
    if parameter.schema["type"] == "array" {
        described["explode"] = false.into();
    }
    described
}

fn link(link: &Link) -> Value {
    let parameters: Map<String, Value> = link
        .parameters
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).into()))
        .collect();
    json!({ "operationId": link.operation, "parameters": parameters })
}

fn content(of: SchemaOf, schemas: &mut BTreeMap<String, Value>) -> Value {
    json!({ of.media_type: { "schema": named(of, schemas) } })
}

/// Keeps the schema and those it needs among the components; what is left is a reference to it.
fn named(of: SchemaOf, schemas: &mut BTreeMap<String, Value>) -> Value {
    let reference = json!({ "$ref": format!("#/components/schemas/{}", of.name) });
    for (name, schema) in of.nested.into_iter().chain([(of.name, of.schema)]) {
        let schema = serde_json::to_value(schema).unwrap_or_default();
        match schemas.entry(name) {
            Entry::Vacant(free) => {
                free.insert(schema);
            }
            // The tests build the document: two types of one name do not get past them.
            Entry::Occupied(known) => debug_assert_eq!(
                known.get(),
                &schema,
                "two different schemas are called {}",
                known.key()
            ),
        }
    }
    reference
}

fn success(response: Response, schemas: &mut BTreeMap<String, Value>) -> Value {
    let mut body = json!({ "description": response.description });
    if !response.files.is_empty() {
        let file = |media: &&str| ((*media).to_owned(), json!({ "schema": {} }));
        body["content"] = response.files.iter().map(file).collect();
    } else if let Some(schema) = response.schema {
        body["content"] = content(schema, schemas);
    }
    if !response.headers.is_empty() {
        body["headers"] = response.headers.iter().map(|name| header(name)).collect();
    }
    body
}

fn header(name: &str) -> (String, Value) {
    let description = match name {
        "Content-Disposition" => "The file's name.",
        "ETag" => "The version, to be sent back in If-Match.",
        "Location" => "Where what was made is found.",
        "Retry-After" => "Seconds to wait before trying again.",
        "WWW-Authenticate" => "How to say who asks.",
        _ => "",
    };
    (
        name.to_owned(),
        json!({ "description": description, "required": true, "schema": { "type": "string" } }),
    )
}

/// Every problem of an operation, by status: its own, and those that follow from what it is.
fn problems_of(def: &RouteDef, operation: &Operation) -> BTreeMap<u16, Vec<Problem>> {
    let mut all = vec![
        Problem::MalformedRequest,
        Problem::Unavailable,
        Problem::Internal,
    ];
    all.extend(operation.problems);
    if def.path.contains('{') {
        all.push(Problem::NotFound);
    }
    if matches!(def.access, Access::Desk(_) | Access::Start) {
        all.extend([Problem::Unauthenticated, Problem::LinkRevoked]);
    }
    if matches!(def.access, Access::Desk(_)) {
        all.push(Problem::RightMissing);
    }
    if matches!(def.access, Access::Program(..) | Access::OwnTokens(_)) {
        all.extend([Problem::Unauthenticated, Problem::ScopeMissing]);
    }
    if matches!(def.access, Access::Program(..)) {
        all.extend([Problem::Forbidden, Problem::TokenTooNarrow]);
    }
    if !def.is_safe() {
        all.extend([Problem::RequestTimeout, Problem::TooLarge]);
        if def.access == Access::Start {
            all.push(Problem::TooMany);
        }
    }
    if def.keeps_files {
        all.push(Problem::NoRoomForFiles);
    }
    if operation.request.is_some() {
        all.extend([Problem::UnsupportedMediaType, Problem::Invalid]);
    }
    let mut by_status: BTreeMap<u16, Vec<Problem>> = BTreeMap::new();
    for problem in all {
        let of_status = by_status.entry(problem.status()).or_default();
        if !of_status.contains(&problem) {
            of_status.push(problem);
        }
    }
    by_status
}

fn refusal(status: u16, problems: &[Problem], base_url: &str) -> Value {
    let types: Vec<String> = problems
        .iter()
        .map(|p| problem_type(base_url, *p))
        .collect();
    let description: Vec<String> = problems
        .iter()
        .map(|p| format!("{} (`{}`).", p.title(), p.slug()))
        .collect();
    let mut body = json!({
        "description": description.join(" "),
        "content": { "application/problem+json": { "schema": {
            "allOf": [
                { "$ref": "#/components/schemas/Problem" },
                { "properties": { "type": { "enum": types }, "status": { "const": status } } },
            ],
        } } },
    });
    let named = match status {
        401 => Some("WWW-Authenticate"),
        429 | 503 => Some("Retry-After"),
        _ => None,
    };
    if let Some(name) = named {
        body["headers"] = [header(name)].into_iter().collect();
    }
    body
}

/// The URI that a problem is known by, and where it is explained.
pub(in crate::web) fn problem_type(base_url: &str, problem: Problem) -> String {
    format!("{base_url}/api/problems#{}", problem.slug())
}

fn problem_schema(base_url: &str) -> Value {
    let types: Vec<String> = Problem::ALL
        .iter()
        .map(|p| problem_type(base_url, *p))
        .collect();
    let text = |description: &str| json!({ "type": "string", "description": description });
    json!({
        "type": "object",
        "description": "What went wrong (RFC 9457).",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": { "type": "string", "format": "uri", "enum": types, "description": "Which problem; leads to what it means." },
            "title": text("The problem in a few words, in English."),
            "status": { "type": "integer", "minimum": 400, "maximum": 599 },
            "detail": text("What it means and what to do, in bokmål or nynorsk."),
            "errors": {
                "type": "array",
                "description": "Each thing to correct.",
                "minItems": 1,
                "items": {
                    "type": "object",
                    "required": ["code", "detail"],
                    "properties": {
                        "pointer": text("Where in the body: a JSON pointer (RFC 6901); empty for the whole."),
                        "parameter": text("Which query parameter."),
                        "header": text("Which header."),
                        "code": text("Which kind of fault: it does not change."),
                        "detail": text("What to do, in bokmål or nynorsk."),
                    },
                },
            },
            "current": { "description": "With precondition-failed: what stands there now." },
            "kept_as": { "type": "integer", "description": "With precondition-failed on a field: the version under which what was sent is kept." },
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::openapi::schema_of;

    /// The schema of a type, under the name of another.
    fn called<T: utoipa::ToSchema>(name: &str) -> SchemaOf {
        let name = name.to_owned();
        SchemaOf {
            name,
            ..schema_of::<T>()
        }
    }

    #[test]
    fn the_same_schema_may_come_again() {
        let mut schemas = BTreeMap::new();
        named(called::<String>("Said"), &mut schemas);
        named(called::<String>("Said"), &mut schemas);
        assert_eq!(schemas.len(), 1);
    }

    #[cfg(debug_assertions)]
    #[test]
    #[should_panic(expected = "two different schemas are called Said")]
    fn two_schemas_of_one_name_do_not_get_past_the_tests() {
        let mut schemas = BTreeMap::new();
        named(called::<String>("Said"), &mut schemas);
        named(called::<i32>("Said"), &mut schemas);
    }
}
