//! What a program can do at a desk that the pages could do alone.

use crate::support::app::TestApp;
use crate::support::respondent::{EMAIL, Respondent, TEXT, confirm, faults, letter_token, problem};
use serde_json::json;

#[test]
fn of_two_texts_that_met_the_one_that_came_too_late_can_be_chosen() {
    let app = TestApp::start();
    let mut respondent = Respondent::begin(&app);
    respondent.write(TEXT, 0, "Først.");
    respondent.write(TEXT, 1, "Kollegaens.");
    let stale = respondent.put_field(TEXT, 1, &json!({ "text": "Min." }));
    let kept = stale.json()["kept_as"].as_i64().expect("a version");
    let path = format!("/fields/{TEXT}/versions/{kept}");
    let choose = |respondent: &mut Respondent, seen: &str| {
        let asked = respondent.post(&path);
        asked.header("If-Match", seen).send()
    };
    assert_eq!(respondent.post(&path).send().status, 428);
    let still_stale = choose(&mut respondent, "\"1\"");
    assert_eq!(problem(&still_stale), "precondition-failed");
    assert_eq!(still_stale.json()["current"]["text"], "Kollegaens.");
    let chosen = choose(&mut respondent, "\"2\"");
    assert_eq!(
        (chosen.status, &chosen.json()["text"]),
        (200, &json!("Min."))
    );
    let stands = respondent.get(&format!("/fields/{TEXT}"));
    assert_eq!(stands.header("etag"), chosen.header("etag"));
    let never = respondent.post(&format!("/fields/{TEXT}/versions/99"));
    assert_eq!(never.header("If-Match", "\"2\"").send().status, 404);
}

#[test]
fn which_version_of_the_proposal_was_seen_is_told_and_never_goes_back() {
    let app = TestApp::start();
    let mut respondent = Respondent::begin(&app);
    let see = |respondent: &mut Respondent, version: i32| {
        let asked = respondent.request("PUT", "/seen-proposal");
        asked.json(&json!({ "version": version })).send()
    };
    let refused = see(&mut respondent, 2);
    assert_eq!(refused.status, 422, "there is none yet");
    assert_eq!(faults(&refused)[0].0, "/version");
    app.retire("r5");
    assert_eq!(respondent.draft()["proposal_version"], 1);
    for seen in [2, 1] {
        assert_eq!(see(&mut respondent, seen).status, 204);
        assert_eq!(respondent.draft()["proposal_version"], 2);
    }
}

#[test]
fn the_letter_that_asks_to_confirm_is_sent_again_to_the_right_address_while_it_is_needed() {
    let app = TestApp::start();
    let mut respondent = Respondent::ready_to_send(&app);
    let again = |respondent: &mut Respondent, email: &str| {
        let asked = respondent.post("/confirmation");
        asked.json(&json!({ "email": email })).send()
    };
    assert_eq!(
        again(&mut respondent, EMAIL).status,
        404,
        "nothing was sent"
    );
    assert_eq!(respondent.send("k1").status, 201);
    let wrong = letter_token(&app, EMAIL);
    let refused = again(&mut respondent, "ikke en adresse");
    assert_eq!(
        (refused.status, faults(&refused)[0].0.as_str()),
        (422, "/email")
    );
    assert_eq!(again(&mut respondent, "rett@kommune.example").status, 202);
    assert_eq!(
        respondent.draft()["sender"]["email"],
        "rett@kommune.example"
    );
    assert_eq!(confirm(&app, &wrong).status, 410);
    let confirmed = respondent.confirm(&app, "rett@kommune.example");
    assert_eq!(confirmed["submission"]["standing"], "counts");
    assert_eq!(again(&mut respondent, EMAIL).status, 404, "nothing waits");
}
