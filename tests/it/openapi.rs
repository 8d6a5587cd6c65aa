//! The OpenAPI document: whole, true to the route table, and of use to a program that reads only it.

use crate::support::app::TestApp;
use hoering::routes;
use hoering::web::openapi::document;
use hoering::web::route::Face;
use serde_json::Value;
use std::collections::BTreeSet;

fn described() -> Value {
    document(routes::table(), "https://horing.example")
}

fn operations(document: &Value) -> Vec<(String, &Value)> {
    let paths = document["paths"].as_object().expect("paths");
    paths
        .iter()
        .flat_map(|(path, item)| {
            let methods = item.as_object().expect("an item").iter();
            methods
                .filter(|(name, _)| *name != "parameters")
                .map(move |(method, operation)| (format!("{method} {path}"), operation))
        })
        .collect()
}

#[test]
fn every_api_route_is_described_once_with_an_id_of_its_own() {
    let document = described();
    let ids: Vec<&str> = operations(&document)
        .iter()
        .map(|(_, o)| o["operationId"].as_str().expect("an id"))
        .collect();
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len(), "{ids:?}");
    let rows = routes::table().iter().filter(|def| def.face == Face::Api);
    let without: Vec<&str> = rows
        .clone()
        .filter(|def| def.operation.is_none())
        .map(|def| def.path)
        .collect();
    assert!(without.is_empty(), "without an Operation: {without:?}");
    assert_eq!(rows.count(), ids.len());
}

#[test]
fn every_reference_leads_somewhere_and_every_path_parameter_is_described() {
    let document = described();
    let text = document.to_string();
    for part in text.split("\"$ref\":\"").skip(1) {
        let reference = part.split('"').next().expect("a reference");
        let pointer = reference.trim_start_matches('#');
        assert!(document.pointer(pointer).is_some(), "{reference}");
    }
    for (path, item) in document["paths"].as_object().expect("paths") {
        let named: Vec<&str> = item["parameters"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|p| p["name"].as_str().expect("a name"))
            .collect();
        let in_path: Vec<&str> = path
            .split('{')
            .skip(1)
            .map(|p| p.split('}').next().expect("a name"))
            .collect();
        assert_eq!(named, in_path, "{path}");
    }
}

#[test]
fn links_lead_to_operations_that_exist() {
    let document = described();
    let all = operations(&document);
    let ids: BTreeSet<&str> = all
        .iter()
        .map(|(_, o)| o["operationId"].as_str().expect("an id"))
        .collect();
    for (name, operation) in &all {
        let responses = operation["responses"].as_object().expect("responses");
        for link in responses
            .values()
            .filter_map(|r| r["links"].as_object())
            .flat_map(|l| l.values())
        {
            let to = link["operationId"].as_str().expect("an operation");
            assert!(ids.contains(to), "{name} leads to {to}");
        }
    }
}

#[test]
fn what_is_refused_is_described_as_a_problem_and_a_missing_token_too() {
    let document = described();
    for (name, operation) in operations(&document) {
        for (status, response) in operation["responses"].as_object().expect("responses") {
            let is_refusal = status.as_str() >= "400";
            let content = &response["content"];
            assert_eq!(
                content["application/problem+json"].is_object(),
                is_refusal,
                "{name} {status}"
            );
        }
        let needs_token = operation["security"] == serde_json::json!([{ "link": [] }]);
        assert_eq!(
            name.contains("/drafts/{desk}"),
            needs_token,
            "{name}: {}",
            operation["security"]
        );
        if needs_token {
            assert!(operation["responses"]["401"].is_object(), "{name}");
        }
    }
}

#[test]
fn the_answers_that_staff_read_are_described_with_every_sender_and_a_question_of_any_length() {
    let document = described();
    let sender = &document["components"]["schemas"]["StaffAnswer"]["properties"]["sender"];
    let said = sender["description"].as_str().expect("a description");
    for word in ["claimed", "unlisted", "person", "meeting"] {
        assert!(said.contains(&format!("`{word}`")), "{word}: {said}");
    }
    let operations = operations(&document);
    let mut operations = operations.iter();
    let list = operations.find(|(_, operation)| operation["operationId"] == "listAnswers");
    let parameters = list.expect("the list").1["parameters"].as_array();
    let mut parameters = parameters.expect("parameters").iter();
    let question = parameters.find(|parameter| parameter["name"] == "q");
    let question = question.expect("what is looked for");
    assert!(question["schema"]["maxLength"].is_null(), "{question}");
    let said = question["description"].as_str().expect("a description");
    assert!(said.contains("at most 100 different words"), "{said}");
}

#[test]
fn it_is_served_with_the_address_of_this_server() {
    let app = TestApp::start();
    let served = app.client().get("/api/v1/openapi.json").send();
    assert_eq!(
        (served.status, served.header("content-type")),
        (200, Some("application/json"))
    );
    assert_eq!(served.json(), document(routes::table(), &app.base_url));
    let etag = served.header("etag").expect("a tag").to_owned();
    let known = app
        .client()
        .get("/api/v1/openapi.json")
        .header("If-None-Match", &etag)
        .send();
    assert_eq!(known.status, 304);
}
