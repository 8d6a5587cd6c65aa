//! The register of bodies and the lists of them as a program of staff uses them, held against the pages.

use crate::invitations::{fjellvik, press, with_letter};
use crate::support::app::TestApp;
use crate::support::client::{Answer, Client};
use crate::support::invited::Wanted;
use crate::support::staff::audited;
use crate::support::tables;
use chrono::TimeDelta;
use hoering::role::Role;
use hoering::scope::Scope;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const BODIES: &str = "/api/v1/staff/bodies";
const LISTS: &str = "/api/v1/staff/body-lists";

/// A program that acts for somebody with this role.
pub struct Program {
    client: Client,
    bearer: String,
}

impl Program {
    pub fn of(app: &TestApp, role: Role) -> Self {
        let owner = app.staff(role).id;
        Self {
            client: app.client(),
            bearer: format!("Bearer {}", app.token(owner, &Scope::ALL)),
        }
    }

    /// One that shows another token.
    pub fn with(app: &TestApp, token: &str) -> Self {
        Self {
            client: app.client(),
            bearer: format!("Bearer {token}"),
        }
    }

    pub fn get(&mut self, path: &str) -> Value {
        let answer = self.ask("GET", path, &[], None);
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        answer.json()
    }

    pub fn post(&mut self, path: &str, body: &Value) -> Answer {
        self.ask("POST", path, &[], Some(body))
    }

    pub fn put(&mut self, path: &str, tag: &str, body: &Value) -> Answer {
        self.ask("PUT", path, &[("If-Match", tag)], Some(body))
    }

    pub fn ask(
        &mut self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Answer {
        let request = self.client.request(method, path);
        let mut request = request.header("Authorization", &self.bearer);
        for (name, value) in headers {
            request = request.header(name, value);
        }
        match body {
            Some(body) => request.json(body).send(),
            None => request.send(),
        }
    }

    fn send_file(&mut self, content_type: &str, file: &str) -> Answer {
        let path = format!("{BODIES}/imports?file_name=register.csv");
        let request = self.client.post(&path);
        let request = request.header("Authorization", &self.bearer);
        request.body(content_type, file).send()
    }
}

/// What was made is found there.
fn location(made: &Answer) -> String {
    assert_eq!(made.status, 201, "{}", made.text());
    made.header("location").expect("a location").to_owned()
}

pub fn tag(answer: &Answer) -> String {
    answer.header("etag").expect("a version").to_owned()
}

/// Where the first fault is, and which.
pub fn fault(answer: &Answer) -> (String, String) {
    assert_eq!(answer.status, 422, "{}", answer.text());
    let first = &answer.json()["errors"][0];
    let text = |name: &str| first[name].as_str().expect(name).to_owned();
    (text("pointer"), text("code"))
}

fn names(page: &Value) -> Vec<String> {
    let items = page["items"].as_array().expect("items").iter();
    items
        .map(|item| item["name"].as_str().expect("a name").to_owned())
        .collect()
}

#[test]
fn a_program_finds_in_the_register_what_the_page_finds() {
    let app = TestApp::start();
    let mut program = Program::of(&app, Role::Reader);
    let asked = format!("{BODIES}?q=kommune&kind=municipality&county=46&limit=20");
    let mut page = program.get(&asked);
    let found = page["found"].as_u64().expect("a number");
    let mut all = names(&page);
    assert_eq!(all.len(), 20);
    while let Some(cursor) = page["next_cursor"].as_str() {
        page = program.get(&format!("{asked}&cursor={cursor}"));
        all.extend(names(&page));
    }
    let each: BTreeSet<&String> = all.iter().collect();
    assert_eq!((all.len() as u64, each.len() as u64), (found, found));
    let shown = app
        .staff(Role::Reader)
        .get("/saksbehandling/instanser?q=kommune&kind=municipality&county=46");
    for name in &all {
        assert!(shown.text().contains(name.as_str()), "{name}");
    }
    assert!(shown.text().contains(&format!(">{found} ")), "{found}");
}

#[test]
fn what_cannot_be_looked_for_is_refused_by_its_name() {
    let app = TestApp::start();
    let mut program = Program::of(&app, Role::Reader);
    for bad in [
        "kind=planet",
        "county=99",
        "without_address=ja",
        "cursor=%C3%B8",
        "limit=0",
    ] {
        let answer = program.ask("GET", &format!("{BODIES}?{bad}"), &[], None);
        let name = bad.split('=').next().expect("a name");
        assert_eq!(answer.status, 400, "{bad}");
        assert_eq!(answer.json()["errors"][0]["parameter"], name);
    }
    // A cursor that was made by hand holds what no name holds.
    let nul = "MDE5OGMwZGUtMDAwMC03MDAwLTgwMDAtMDAwMDAwMDAwMDAwIAA";
    let answer = program.ask("GET", &format!("{BODIES}?cursor={nul}"), &[], None);
    assert_eq!(answer.status, 400, "{}", answer.text());
}

#[test]
fn a_body_is_added_once_and_changed_only_over_the_version_that_was_seen() {
    let app = TestApp::start();
    let mut program = Program::of(&app, Role::Officer);
    let mut body = json!({
        "kind": "organisation", "name": "Eksempelforbundet", "name_se": "Ovdamearka",
        "org_no": "312345676", "address": "post@forbundet.example", "contact": ["kari@forbundet.example"],
    });
    let once = [("Idempotency-Key", "en")];
    let path = location(&program.ask("POST", BODIES, &once, Some(&body)));
    assert_eq!(
        location(&program.ask("POST", BODIES, &once, Some(&body))),
        path
    );
    let taken = program.post(BODIES, &body);
    assert_eq!(
        fault(&taken),
        ("/org_no".into(), "error-body-org-no-taken".into())
    );
    let read = program.ask("GET", &path, &[], None);
    assert_eq!(
        read.json()["names"][1],
        json!({
            "text": "Ovdamearka", "language": "se", "is_shown": false,
            "valid_from_on": null, "valid_to_on": null,
        })
    );
    body["name"] = "Eksempelforbundet i nord".into();
    body["contact"] = json!([]);
    assert_eq!(program.ask("PUT", &path, &[], Some(&body)).status, 428);
    let changed = program.put(&path, &tag(&read), &body);
    assert_eq!(changed.status, 200, "{}", changed.text());
    let late = program.put(&path, &tag(&read), &body);
    assert_eq!(late.status, 412);
    assert_eq!(late.json()["current"], changed.json());
    body["successor"] = changed.json()["id"].clone();
    body["closed_on"] = "1700-01-01".into();
    let both = program.put(&path, &tag(&changed), &body);
    let faults = both.json()["errors"].clone();
    let at: Vec<_> = faults
        .as_array()
        .expect("faults")
        .iter()
        .map(|f| &f["pointer"])
        .collect();
    assert_eq!(at, ["/closed_on", "/successor"]);
    let id = path.rsplit('/').next().expect("an id");
    let page = app
        .staff(Role::Reader)
        .get(&format!("/saksbehandling/instanser/{id}"));
    assert!(page.text().contains("Eksempelforbundet i nord"));
    let entries = app.database(|conn| audited(conn, "body."));
    let own = entries.iter().filter(|e| e.object_id.to_string() == id);
    let own: Vec<_> = own
        .map(|e| (e.action.as_str(), e.token_id.is_some()))
        .collect();
    assert_eq!(own, [("body.added", true), ("body.changed", true)]);
}

#[test]
fn what_was_reported_of_a_body_is_taken_over_or_dealt_with() {
    let (app, invited, path) = with_letter(fjellvik());
    let mut program = Program::of(&app, Role::Officer);
    let report = |address: &str| {
        let fields = [("adresse", address), ("melding", "Vi er slått sammen.")];
        press(&mut app.client(), &format!("{path}/feil-mottaker"), &fields);
    };
    report("ny@fjordvik.example");
    app.clock.advance(TimeDelta::minutes(1));
    report("");
    let found = program.get(&format!("{BODIES}?q=Fjellvik+kommune"));
    let body = format!(
        "{BODIES}/{}",
        found["items"][0]["id"].as_str().expect("an id")
    );
    let read = program.ask("GET", &body, &[], None);
    let reports = read.json()["reports"].clone();
    assert_eq!(reports[0]["address"], "ny@fjordvik.example");
    let of = |n: usize, end: &str| {
        format!(
            "{body}/reports/{}/{end}",
            reports[n]["id"].as_str().expect("an id")
        )
    };
    // One without an address has nothing to take over.
    assert_eq!(
        program
            .put(&of(1, "taken-over"), &tag(&read), &json!({}))
            .status,
        404
    );
    for _ in 0..2 {
        assert_eq!(program.ask("PUT", &of(1, "handled"), &[], None).status, 204);
    }
    let stale = program.put(&of(0, "taken-over"), "\"0\"", &json!({}));
    assert_eq!(
        (stale.status, &stale.json()["current"]["name"]),
        (412, &json!(invited.name))
    );
    let taken = program.put(&of(0, "taken-over"), &tag(&read), &json!({}));
    assert_eq!(taken.status, 200, "{}", taken.text());
    assert_eq!(taken.json()["address"], "ny@fjordvik.example");
    assert_eq!(taken.json()["reports"], json!([]));
}

#[test]
fn a_file_is_looked_at_mended_and_taken_over_as_on_the_page() {
    let app = TestApp::start();
    let mut program = Program::of(&app, Role::Officer);
    let head = "org_no;name;kind;address\n";
    let good = "312345676;Eksempelforbundet;organisation;post@forbundet.example\n\
        945475056;;;nytt.mottak@kautokeino.example\n";
    let bad = program.send_file(
        "text/csv; charset=utf-8",
        &format!("{head}{good}1;Et annet;planet;\n"),
    );
    let path = location(&bad);
    let look = bad.json();
    assert_eq!(
        look["counts"],
        json!({ "new": 1, "changed": 1, "unchanged": 0, "faults": 2 })
    );
    assert_eq!(
        (&look["faults"][0]["row"], &look["faults"][0]["column"]),
        (&json!(4), &json!("org_no"))
    );
    assert_eq!(
        look["changed"][0]["columns"][0]["after"],
        "nytt.mottak@kautokeino.example"
    );
    assert_eq!(program.get(&path), look);
    let id = path.rsplit('/').next().expect("an id");
    let page = format!("/saksbehandling/instanser/import/{id}/feil.csv");
    let of_page = app.staff(Role::Officer).get(&page);
    let to_mend = program.ask("GET", &format!("{path}/to-mend"), &[], None);
    assert_eq!(to_mend.text(), of_page.text());
    let apply = |program: &mut Program, path: &str, tag: &str| {
        program.ask(
            "PUT",
            &format!("{path}/applied"),
            &[("If-Match", tag)],
            None,
        )
    };
    let refused = apply(&mut program, &path, &tag(&bad));
    assert_eq!(
        fault(&refused),
        (String::new(), "error-import-faulty".into())
    );
    let kept = program.send_file("text/csv", &format!("{head}{good}"));
    let path = location(&kept);
    assert_eq!(
        program
            .ask("PUT", &format!("{path}/applied"), &[], None)
            .status,
        428
    );
    let moved = apply(&mut program, &path, "\"0\"");
    assert_eq!(
        (moved.status, &moved.json()["current"]),
        (412, &kept.json())
    );
    for wrote in [
        json!({ "new": 1, "changed": 1 }),
        json!({ "new": 0, "changed": 0 }),
    ] {
        assert_eq!(apply(&mut program, &path, &tag(&kept)).json(), wrote);
    }
    assert!(program.get(&path)["applied_at"].is_string());
    assert_eq!(program.get(&format!("{BODIES}?q=312345676"))["found"], 1);
}

#[test]
fn what_is_no_file_for_the_register_is_refused_and_not_kept() {
    let app = TestApp::start();
    let mut program = Program::of(&app, Role::Officer);
    assert_eq!(program.send_file("application/json", "{}").status, 415);
    let unknown = program.send_file("text/csv", "farge;name\nrød;Eksempelforbundet\n");
    assert_eq!(
        fault(&unknown),
        (String::new(), "error-import-column".into())
    );
    assert_eq!(
        Program::of(&app, Role::Reader)
            .send_file("text/csv", "name\nA\n")
            .status,
        403
    );
    assert!(app.database(tables::contents)["register_import"].is_empty());
}

#[test]
fn a_list_is_made_filled_named_readied_and_copied_as_on_the_pages() {
    let app = TestApp::start();
    let mut program = Program::of(&app, Role::Officer);
    let own = app.register(&[Wanted::new("Uten adresse", None)]);
    let list = location(&program.post(LISTS, &json!({ "name": "Vestland" })));
    let taken = program.post(LISTS, &json!({ "name": "Vestland" }));
    assert_eq!(
        fault(&taken),
        ("/name".into(), "error-list-name-taken".into())
    );
    let members = format!("{list}/members");
    let state = |state: &str| json!({ "state": state });
    let read = program.ask("GET", &list, &[], None);
    let empty = program.put(&format!("{list}/state"), &tag(&read), &state("ready"));
    assert_eq!(fault(&empty), ("/state".into(), "error-list-empty".into()));
    let matching = json!({ "matching": { "kind": "municipality", "county": "46" } });
    let added = program.post(&members, &matching).json()["added"].as_u64();
    assert_eq!(
        added,
        program.get(&format!("{BODIES}?kind=municipality&county=46"))["found"].as_u64()
    );
    assert_eq!(program.post(&members, &matching).json()["added"], 0);
    assert_eq!(
        program.post(&members, &json!({ "ids": own })).json()["added"],
        1
    );
    assert_eq!(
        names(&program.get(&format!("{members}?without_address=true"))),
        ["Uten adresse"]
    );
    let removals = format!("{members}/removals");
    assert_eq!(
        program.post(&removals, &json!({ "ids": own })).json()["removed"],
        1
    );
    assert_eq!(program.get(&members)["found"].as_u64(), added);
    for nobody in [json!({}), json!({ "ids": own, "matching": {} })] {
        assert_eq!(
            fault(&program.post(&members, &nobody)).1,
            "error-ids-or-matching"
        );
    }
    let read = program.ask("GET", &list, &[], None);
    let name = json!({ "name": "Kommunene i Vestland" });
    let named = program.put(&format!("{list}/name"), &tag(&read), &name);
    assert_eq!((named.status, &named.json()["name"]), (200, &name["name"]));
    let late = program.put(&format!("{list}/state"), &tag(&read), &state("ready"));
    assert_eq!((late.status, &late.json()["current"]), (412, &named.json()));
    let ready = program.put(&format!("{list}/state"), &tag(&named), &state("ready"));
    assert_eq!(ready.json()["state"], "ready");
    let whole = (String::new(), "error-list-state".to_owned());
    assert_eq!(fault(&program.post(&members, &matching)), whole);
    let again = program.put(&format!("{list}/state"), &tag(&ready), &state("ready"));
    assert_eq!(fault(&again), whole);
    let copy = location(&program.post(&format!("{list}/copies"), &json!({ "name": "Kopi" })));
    assert_eq!(program.get(&copy)["members"].as_u64(), added);
    let listed = program.get(LISTS);
    assert_eq!(names(&listed).len(), 2);
    let page = app.staff(Role::Reader).get("/saksbehandling/lister");
    for name in names(&listed) {
        assert!(page.text().contains(&name), "{name}");
    }
}
