//! A disk that is nearly full: files are refused first, then new drafts, and what is begun is written and sent all the same.

use crate::invitations::csrf;
use crate::support::app::{EXAMPLE, TestApp};
use crate::support::database::Backend;
use crate::support::files::{PDF, send_form};
use crate::support::respondent::{
    Respondent, TEXT, drafts_of, key, problem, send_whole, whole_answer,
};
use crate::support::scene::holder::Holder;
use hoering::role::Role;
use serde_json::json;

/// No disk has everything free.
const NO_FILES: (&str, &str) = ("HOERING_FREE_SPACE_UPLOADS_PERCENT", "100");
const NO_DRAFTS: (&str, &str) = ("HOERING_FREE_SPACE_WRITES_PERCENT", "100");

fn is_ready(app: &TestApp) -> String {
    let answer = app.client().get("/health/ready").send();
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.text().to_owned()
}

#[test]
fn where_there_is_no_room_for_files_the_answer_is_written_and_sent_without() {
    let app = TestApp::start_with(&[NO_FILES]);
    let mut kari = Respondent::confirmed_at(&app, EXAMPLE, "kari@a.example");
    let refused = kari.add_file("Vedtak.pdf", PDF);
    assert_eq!(refused.status, 507, "{}", refused.text());
    assert_eq!(problem(&refused), "no-room-for-files");
    let mut client = Holder::new(&app, &kari.desk, &kari.token).client;
    let path = format!("/svar/{}/vedlegg", kari.desk);
    let page = client.get(&path).send();
    let files: &[(&str, &[u8])] = &[("Vedtak.pdf", PDF)];
    let refused = send_form(&mut client, &path, &csrf(page.text()), files);
    assert_eq!(refused.status, 507, "{}", refused.text());
    for said in ["Filer kan ikke tas imot akkurat nå", "sendes uten filer"] {
        assert!(refused.text().contains(said), "{}", refused.text());
    }
    assert!(kari.attachments().is_empty());
    let left = app.block_on(app.app.storage.left_in_spool());
    assert!(left.expect("a list").is_empty(), "nothing was laid down");
    assert_eq!(kari.send("first").status, 201);
}

#[test]
fn a_receipt_is_checked_though_there_is_no_room_for_files() {
    let app = TestApp::start_with(&[NO_FILES]);
    let files: &[(&str, &[u8])] = &[("kvittering.json", b"{}")];
    let page = send_form(&mut app.client(), "/kvitteringer", "", files);
    assert_eq!(page.status, 200, "{}", page.text());
}

#[test]
fn where_the_disk_of_the_database_is_nearly_full_what_is_begun_is_written_and_sent() {
    let app = TestApp::start();
    let mut begun = Respondent::confirmed_at(&app, EXAMPLE, "kari@a.example");
    let full = app.beside(&[NO_DRAFTS]);
    begun.client = full.client();
    let new = full
        .client()
        .post(&drafts_of(EXAMPLE))
        .json(&json!({}))
        .send();
    if Backend::chosen() == Backend::Postgres {
        // Its disk is not ours to ask.
        assert_eq!(new.status, 201, "{}", new.text());
        return;
    }
    assert_eq!(new.status, 503, "{}", new.text());
    assert_eq!(problem(&new), "unavailable");
    assert_eq!(begun.add_file("Vedtak.pdf", PDF).status, 507);
    let again = begun.rewrite_and_send(TEXT, "Rådet er klart.", &key("send"));
    assert_eq!(again.status, 201, "{}", again.text());
    let whole = send_whole(&mut full.client(), &key("hel"), &whole_answer("Enig."));
    assert_eq!(whole.status, 201, "{}", whole.text());
    assert!(is_ready(&full).contains("no drafts begun"));
}

#[test]
fn whoever_can_see_to_it_is_told_that_the_disk_is_nearly_full() {
    let work = |app: &TestApp, role: Role, language: &str| {
        let path = format!("{language}/saksbehandling");
        app.staff(role).get(&path).text().to_owned()
    };
    let roomy = TestApp::start();
    assert_eq!(is_ready(&roomy), "ok\n");
    assert!(!work(&roomy, Role::Admin, "").contains("Disken er nesten full"));
    let app = TestApp::start_with(&[NO_FILES]);
    assert!(is_ready(&app).contains("no files are taken"));
    let told = work(&app, Role::Admin, "");
    assert!(told.contains("Disken er nesten full"), "{told}");
    let told = work(&app, Role::Admin, "/nn");
    assert!(told.contains("Filer blir ikkje tekne imot no"), "{told}");
    assert!(!work(&app, Role::Leader, "").contains("Disken er nesten full"));
}
