//! Invitations as a program of staff sees and sends them, and the own invitation of a body as its program has
//! it, held against the pages.

use crate::api_bodies::{Program, fault, tag};
use crate::body_lists::{add as put_on, new_list, set_state};
use crate::invitations::{
    LIST as PAGE, do_for, fjellvik, invitation_path, press, round_with, send_all, state_on_screen,
    with_letter,
};
use crate::support::app::{EXAMPLE, TestApp};
use crate::support::invited::Wanted;
use crate::support::tables;
use hoering::role::Role;
use hoering::server;
use serde_json::{Value, json};

const LIST: &str = "/api/v1/staff/consultations/lettere-a-svare/invitations";
const ACTS: &str = "/api/v1/staff/consultations/lettere-a-svare/invitations/acts";
const OWN: &str = "/api/v1/invitation";
const POST: &str = "post@fjellvik.example";

fn many(n: usize) -> Vec<Wanted> {
    let one = |n: usize| {
        Wanted::new(
            &format!("Instans {n:02}"),
            Some(&format!("post@i{n}.example")),
        )
    };
    (0..n).map(one).collect()
}

/// The token in the path of an invitation.
fn token(path: &str) -> &str {
    path.rsplit('/').next().expect("a token")
}

fn ids(page: &Value) -> Vec<String> {
    let items = page["items"].as_array().expect("items").iter();
    items
        .map(|item| item["id"].as_str().expect("an id").to_owned())
        .collect()
}

#[test]
fn every_invited_body_is_listed_with_its_state_and_the_counts_of_the_page() {
    let mut wanted = many(24);
    wanted.push(Wanted::new("Uten adresse", None));
    wanted[4].county_no = Some("46".to_owned());
    let (app, invited) = round_with(&[], &wanted);
    let mut staff = app.staff(Role::Officer);
    for at in &invited[..3] {
        do_for(&mut staff, "send", at.id, "k");
    }
    app.deliver_letters();
    let path = invitation_path(&app, "post@i1.example");
    press(&mut app.client(), &format!("{path}/svarer-ikke"), &[]);
    let told = [("adresse", "ny@i0.example"), ("melding", "")];
    let path = invitation_path(&app, "post@i0.example");
    press(&mut app.client(), &format!("{path}/feil-mottaker"), &told);
    let mut program = Program::of(&app, Role::Reader);
    let page = program.get(&format!("{LIST}?limit=10"));
    assert_eq!(
        page["counts"],
        json!({
            "total": 25, "sent": 0, "cosigned": 0, "started": 0, "declined": 1, "handed_over": 2, "queued": 0,
            "failed": 0, "not_sent": 21, "no_address": 1,
        })
    );
    assert_eq!((&page["found"], &page["reported"]), (&json!(25), &json!(1)));
    let first = &page["items"][0];
    assert_eq!(
        (&first["state"], &first["link"]),
        (&json!("handed_over"), &json!("open"))
    );
    assert_eq!(first["letter"]["recipient"], "post@i0.example");
    assert_eq!(first["reports"][0]["address"], "ny@i0.example");
    assert_eq!(
        first["acts"],
        json!(["send_again", "new_link", "close_link"])
    );
    let mut all = ids(&page);
    let mut next = page["next_cursor"].clone();
    while let Some(cursor) = next.as_str() {
        let page = program.get(&format!("{LIST}?limit=10&cursor={cursor}"));
        all.extend(ids(&page));
        next = page["next_cursor"].clone();
    }
    let expected: Vec<String> = invited.iter().map(|one| one.id.to_string()).collect();
    assert_eq!(all, expected);
    for (query, found) in [
        ("state=declined", 1),
        ("state=missing", 24),
        ("county=46", 1),
        ("group=later&q=instans+1", 12),
        ("group=0", 0),
        ("kind=organisation", 0),
        ("reported=true", 1),
    ] {
        assert_eq!(
            program.get(&format!("{LIST}?{query}"))["found"],
            found,
            "{query}"
        );
    }
    for bad in ["state=svart", "group=x", "reported=ja", "county=99"] {
        let answer = program.ask("GET", &format!("{LIST}?{bad}"), &[], None);
        assert_eq!(answer.status, 400, "{bad}");
    }
}

#[test]
fn letters_are_sent_for_all_who_are_looked_for_and_the_same_key_sends_none_twice() {
    let mut wanted = many(3);
    wanted.push(Wanted::new("Uten adresse", None));
    let (app, invited) = round_with(&[], &wanted);
    let mut program = Program::of(&app, Role::Officer);
    let key = [("Idempotency-Key", "k")];
    let send = json!({ "act": "send", "matching": {} });
    for _ in 0..2 {
        let done = program.ask("POST", ACTS, &key, Some(&send));
        assert_eq!(
            done.json(),
            json!({ "done": 3, "others": 1 }),
            "{}",
            done.text()
        );
        app.deliver_letters();
    }
    let again = json!({ "act": "send_again", "ids": [invited[0].id] });
    let reused = program.ask("POST", ACTS, &key, Some(&again));
    assert_eq!(
        reused.json()["title"],
        "The key was used with another payload"
    );
    // The slot of the first letter has this name, too.
    let key = [("Idempotency-Key", "1")];
    for _ in 0..2 {
        let done = program.ask("POST", ACTS, &key, Some(&again));
        assert_eq!(done.json()["done"], 1);
        app.deliver_letters();
    }
    assert_eq!(app.mailbox.letters_to("post@i0.example").len(), 2);
    assert_eq!(app.mailbox.letters_to("post@i1.example").len(), 1);
    let nobody = program.post(ACTS, &json!({ "act": "send" }));
    assert_eq!(
        fault(&nobody),
        ("/ids".into(), "error-ids-or-matching".into())
    );
    let unknown = program.post(
        ACTS,
        &json!({ "act": "send", "matching": { "state": "svart" } }),
    );
    assert_eq!(fault(&unknown).0, "/matching/state");
    let mut reader = Program::of(&app, Role::Reader);
    assert_eq!(reader.post(ACTS, &send).status, 403);
}

#[test]
fn a_link_is_closed_and_replaced_and_the_screen_says_so() {
    let (app, invited, path) = with_letter(fjellvik());
    let mut program = Program::of(&app, Role::Officer);
    let mut staff = app.staff(Role::Reader);
    let id = invited.id;
    let act = |act: &str| json!({ "act": act, "ids": [id] });
    assert_eq!(program.post(ACTS, &act("close_link")).json()["done"], 1);
    assert!(state_on_screen(&mut staff, &invited).contains("Lenken er stengt"));
    let one = program.get(&format!("{LIST}/{id}"));
    assert_eq!(one["invitation"]["link"], "closed");
    assert_eq!(
        Program::with(&app, token(&path))
            .ask("GET", OWN, &[], None)
            .status,
        410
    );
    assert_eq!(program.post(ACTS, &act("new_link")).json()["done"], 1);
    app.deliver_letters();
    let new = invitation_path(&app, POST);
    assert_eq!(
        Program::with(&app, token(&new)).get(OWN)["name"],
        invited.name
    );
    let one = program.get(&format!("{LIST}/{id}"));
    assert_eq!(one["events"][0]["recipient"], POST);
    assert_eq!(one["events"].as_array().expect("events").len(), 2);
}

#[test]
fn more_are_invited_with_a_reason_by_ids_or_by_a_list_that_is_locked() {
    let app = TestApp::start();
    let bodies = app.register(&[
        Wanted::new("Bjørkelaget", Some("post@bjork.example")),
        Wanted::new("Ærfuglforbundet", None),
    ]);
    let mut staff = app.staff(Role::Leader);
    let list = new_list(&mut staff, "To til");
    put_on(&mut staff, &list, &bodies);
    let list_id = list.rsplit('/').next().expect("an id");
    let mut program = Program::of(&app, Role::Leader);
    let path = LIST.replace("lettere-a-svare", EXAMPLE);
    let reason = json!({ "nb": "Kom med da målgruppen ble utvidet." });
    let done = program.post(&path, &json!({ "bodies": [bodies[0]], "reason": reason }));
    assert_eq!(
        done.json(),
        json!({ "added": 1, "invited": 0, "closed": 0 }),
        "{}",
        done.text()
    );
    let blank = program.post(
        &path,
        &json!({ "bodies": [bodies[1]], "reason": { "nb": " " } }),
    );
    assert_eq!(
        fault(&blank),
        ("/reason/nb".into(), "error-add-reason".into())
    );
    let by_list = json!({ "list": list_id, "reason": reason });
    assert_eq!(program.post(&path, &by_list).status, 428);
    let seen = format!("/api/v1/staff/body-lists/{list_id}");
    let invite = |program: &mut Program, tag: &str| {
        program.ask("POST", &path, &[("If-Match", tag)], Some(&by_list))
    };
    let of_draft = tag(&program.ask("GET", &seen, &[], None));
    let draft = invite(&mut program, &of_draft);
    assert_eq!(
        fault(&draft),
        ("/list".into(), "error-list-not-ready".into())
    );
    set_state(&mut staff, &list, "ready");
    let late = invite(&mut program, &of_draft);
    assert_eq!(
        (late.status, &late.json()["current"]["state"]),
        (412, &json!("ready"))
    );
    let ready = tag(&program.ask("GET", &seen, &[], None));
    let done = invite(&mut program, &ready);
    assert_eq!(
        done.json(),
        json!({ "added": 1, "invited": 1, "closed": 0 }),
        "{}",
        done.text()
    );
    assert_eq!(program.get(&seen)["state"], "locked");
    let page = staff.get(&format!(
        "{}?q=bj%C3%B8rkelaget",
        PAGE.replace("lettere-a-svare", EXAMPLE)
    ));
    assert!(page.text().contains("Kom med da målgruppen ble utvidet."));
    let found = program.get(&format!("{path}?group=later"));
    assert_eq!(found["items"][0]["reason"]["nb"], reason["nb"]);
    assert_eq!(
        Program::of(&app, Role::Officer)
            .post(&path, &by_list)
            .status,
        403
    );
}

#[test]
fn what_inviting_more_would_do_is_told_as_on_the_page_and_nothing_is_done() {
    let app = TestApp::start();
    let bodies = app.register(&[
        Wanted::new("Bjørkelaget", Some("post@bjork.example")),
        Wanted::new("Ærfuglforbundet", None),
    ]);
    let mut staff = app.staff(Role::Leader);
    let list = new_list(&mut staff, "To til");
    put_on(&mut staff, &list, &bodies);
    let list_id = list.rsplit('/').next().expect("an id");
    let mut program = Program::of(&app, Role::Leader);
    let add = LIST.replace("lettere-a-svare", EXAMPLE);
    let look = format!("{add}/look-over");
    let reason = json!({ "nb": "Kom med da målgruppen ble utvidet." });
    program.post(&add, &json!({ "bodies": [bodies[0]], "reason": reason }));

    let before = app.database(tables::contents);
    let looked = program.post(&look, &json!({ "bodies": bodies }));
    let expected = json!({
        "list": null,
        "new": [{ "id": bodies[1], "name": "Ærfuglforbundet", "address": null }],
        "without_address": 1,
        "invited": [{ "id": bodies[0], "name": "Bjørkelaget", "address": "post@bjork.example" }],
        "closed": [],
    });
    assert_eq!(looked.json(), expected, "{}", looked.text());
    let draft = program.post(&look, &json!({ "list": list_id }));
    assert_eq!(
        fault(&draft),
        ("/list".into(), "error-list-not-ready".into())
    );
    let after = app.database(tables::contents);
    for table in ["invited", "body_list", "audit", "outbox", "revision"] {
        assert_eq!(before[table], after[table], "{table}");
    }

    set_state(&mut staff, &list, "ready");
    let looked = program.post(&look, &json!({ "list": list_id })).json();
    assert_eq!(looked["new"], expected["new"]);
    assert_eq!(looked["list"]["state"], "ready", "it is not locked by this");
    let page = staff.post(
        &format!("{}/legg-til", PAGE.replace("lettere-a-svare", EXAMPLE)),
        &[("liste", list_id)],
    );
    let version = crate::invitations::hidden(page.text(), "versjon");
    assert_eq!(looked["list"]["version"].to_string(), version);
    for body in &bodies {
        let name = app.database(|conn| hoering::bodies::find_many(conn, &[*body]));
        let name = name.expect("a body")[0].own_name().to_owned();
        assert!(page.text().contains(&name), "{name}");
    }
    let nobody = json!({ "list": "0198c0de-0000-7000-8000-000000000000" });
    assert_eq!(program.post(&look, &nobody).status, 404);
    let both = program.post(&look, &json!({ "list": list_id, "bodies": bodies }));
    assert_eq!(
        fault(&both),
        ("/list".into(), "error-bodies-or-list".into())
    );
    let mut officer = Program::of(&app, Role::Officer);
    assert_eq!(
        officer.post(&look, &json!({ "bodies": bodies })).status,
        403
    );
}

#[test]
fn an_address_is_corrected_over_the_version_that_was_seen_and_a_report_dealt_with() {
    let (app, invited, path) = with_letter(fjellvik());
    let told = [("adresse", ""), ("melding", "Vi er slått sammen.")];
    press(&mut app.client(), &format!("{path}/feil-mottaker"), &told);
    let mut program = Program::of(&app, Role::Officer);
    let one = format!("{LIST}/{}", invited.id);
    let whole = program.get(&one);
    let report = whole["invitation"]["reports"][0]["id"]
        .as_str()
        .expect("an id");
    let handled = format!("{one}/reports/{report}/handled");
    assert_eq!(program.ask("PUT", &handled, &[], None).status, 204);
    assert_eq!(program.get(&one)["invitation"]["reports"], json!([]));
    let address = format!("{one}/address");
    let new = json!({ "address": "ny@fjellvik.example" });
    let seen = format!("\"{}\"", whole["body_version"]);
    let bad = program.put(&address, &seen, &json!({ "address": "ingen adresse" }));
    assert_eq!(fault(&bad), ("/address".into(), "error-email".into()));
    let done = program.put(&address, &seen, &new);
    assert_eq!(
        done.json()["invitation"]["address"],
        new["address"],
        "{}",
        done.text()
    );
    let late = program.put(&address, &seen, &json!({ "address": POST }));
    assert_eq!((late.status, &late.json()["current"]), (412, &done.json()));
    let page = app
        .staff(Role::Reader)
        .get(&format!("{PAGE}/{}", invited.id));
    assert!(page.text().contains("ny@fjellvik.example"));
}

#[test]
fn an_invited_bodys_program_begins_its_answer_with_the_token_of_its_letter() {
    let (app, invited, path) = with_letter(fjellvik());
    let mut program = Program::with(&app, token(&path));
    let before = app.database(tables::contents);
    let own = program.get(OWN);
    assert!(
        app.database(tables::contents) == before,
        "reading changes nothing"
    );
    assert_eq!(
        (&own["name"], &own["consultation"]),
        (&json!(invited.name), &json!("lettere-a-svare"))
    );
    assert_eq!(
        (&own["begun_at"], &own["open"]),
        (&Value::Null, &json!(true))
    );
    let begun = program.post(&format!("{OWN}/draft"), &json!({}));
    assert!(begun.json()["begun_at"].is_string(), "{}", begun.text());
    assert!(state_on_screen(&mut app.staff(Role::Reader), &invited).contains("Begynt"));
    assert_eq!(
        app.database(tables::contents)["session"].len(),
        before["session"].len()
    );
    let draft = format!("/api/v1/drafts/{}", own["draft"].as_str().expect("an id"));
    let field = format!("{draft}/fields/erfaring");
    let written = program.put(&field, "\"0\"", &json!({ "text": "Vi støtter forslaget." }));
    assert_eq!(written.status, 200, "{}", written.text());
    let desk = draft.rsplit('/').next().expect("an id");
    let mut browser = app.client();
    let started = press(&mut browser, &path, &[]);
    assert_eq!(
        started.header("location"),
        Some(format!("/svar/{desk}").as_str())
    );
    let page = browser.get(&format!("/svar/{desk}/raad/generelt")).send();
    assert!(page.text().contains("Vi støtter forslaget."));
}

#[test]
fn an_invited_bodys_program_declines_takes_it_back_and_says_who_the_right_recipient_is() {
    let (app, invited, path) = with_letter(fjellvik());
    let mut program = Program::with(&app, token(&path));
    let mut staff = app.staff(Role::Reader);
    let decline = format!("{OWN}/decline");
    for _ in 0..2 {
        assert_eq!(program.ask("PUT", &decline, &[], None).status, 204);
    }
    assert!(state_on_screen(&mut staff, &invited).contains("Skal ikke svare"));
    assert!(program.get(OWN)["declined_at"].is_string());
    assert_eq!(program.ask("DELETE", &decline, &[], None).status, 204);
    assert!(state_on_screen(&mut staff, &invited).contains("Levert"));
    program.ask("PUT", &decline, &[], None);
    program.post(&format!("{OWN}/draft"), &json!({}));
    assert!(state_on_screen(&mut staff, &invited).contains("Begynt"));
    let reports = format!("{OWN}/reports");
    let long = json!({ "address": "ingen", "note": "a".repeat(1001) });
    let refused = program.post(&reports, &long);
    let faults = refused.json()["errors"].clone();
    let at: Vec<_> = faults
        .as_array()
        .expect("faults")
        .iter()
        .map(|f| &f["pointer"])
        .collect();
    assert_eq!(at, ["/address", "/note"]);
    let said = json!({ "address": "ny@fjordvik.example", "note": "Vi er slått sammen." });
    assert_eq!(program.post(&reports, &said).status, 204);
    let page = staff.get(&format!("{PAGE}/{}", invited.id));
    assert!(page.text().contains("ny@fjordvik.example") && page.text().contains(POST));
}

#[test]
fn nobody_without_the_token_of_an_invitation_sees_or_does_anything_there() {
    let (app, invited, path) = with_letter(fjellvik());
    let answer_link = crate::support::respondent::Respondent::begin(&app).token;
    let before = app.database(tables::contents);
    for (token, status) in [("a".repeat(43), 401), (answer_link, 404)] {
        let mut program = Program::with(&app, &token);
        assert_eq!(program.ask("GET", OWN, &[], None).status, status);
        assert_eq!(
            program
                .ask("PUT", &format!("{OWN}/decline"), &[], None)
                .status,
            status
        );
    }
    assert_eq!(app.client().get(OWN).send().status, 401);
    assert!(app.database(tables::contents) == before);
    app.execute("UPDATE consultation SET status = 'concluded'");
    app.execute("UPDATE revision SET value = value + 1");
    app.block_on(server::refresh(&app.app)).expect("a look");
    let mut program = Program::with(&app, token(&path));
    assert_eq!(program.get(OWN)["open"], false);
    assert_eq!(
        program.post(&format!("{OWN}/draft"), &json!({})).status,
        409
    );
    assert_eq!(
        program
            .ask("PUT", &format!("{OWN}/decline"), &[], None)
            .status,
        409
    );
    let send = json!({ "act": "send_again", "ids": [invited.id] });
    assert_eq!(
        Program::of(&app, Role::Officer).post(ACTS, &send).status,
        409
    );
}

#[test]
fn a_letter_that_was_given_up_is_tried_again() {
    let (app, invited) = round_with(&[], &[fjellvik()]);
    send_all(&app, &mut app.staff(Role::Officer));
    app.execute("UPDATE outbox SET state = 'parked', sent_at = NULL, reply = '550 unknown'");
    let mut program = Program::of(&app, Role::Officer);
    let one = format!("{LIST}/{}", invited[0].id);
    assert_eq!(program.get(&one)["invitation"]["state"], "failed");
    let release = json!({ "act": "release", "matching": { "state": "failed" } });
    assert_eq!(program.post(ACTS, &release).json()["done"], 1);
    assert_eq!(program.get(&one)["invitation"]["state"], "queued");
}
