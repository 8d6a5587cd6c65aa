//! The pages of webhooks: who may see which, what is refused with all that was typed, and a press that is repeated.
//! And the page action that concludes a consultation.

use crate::support::app::{EXAMPLE, ROUND, TestApp};
use crate::support::respondent::{Respondent, key, problem, send_whole, whole_answer};
use crate::support::staff::audited;
use crate::webhooks::{ALL, EVERY, frist, register, secret_on};
use hoering::consultations::Status;
use hoering::role::Role;
use hoering::webhooks;

const URL: &str = "https://mottak.example/inn";

fn on(slug: &str) -> String {
    format!("/saksbehandling/horinger/{slug}/webhooks")
}

#[test]
fn a_form_that_is_refused_says_all_that_is_wrong_and_keeps_what_was_typed() {
    let app = TestApp::start();
    let mut leader = app.staff(Role::Leader);
    let empty = leader.get(ALL);
    assert!(empty.text().contains("Ingen webhooks er registrert ennå"));
    let typed = "https://0x7f.1/hemmelig?a=«b»";
    let refused = leader.post(ALL, &[("url", typed), ("nokkel", "k")]);
    assert_eq!(refused.status, 422);
    for said in [
        "Adressen er ikke offentlig",
        "Velg minst én hendelse",
        "value=\"https://0x7f.1/hemmelig?a=«b»\"",
    ] {
        assert!(refused.text().contains(said), "{said}: {}", refused.text());
    }
    let fields = [
        ("url", "mottak"),
        ("events", "answer.received"),
        ("nokkel", "k"),
    ];
    let refused = leader.post(ALL, &fields);
    assert!(
        refused
            .text()
            .contains("id=\"events-2\" name=\"events\" value=\"answer.received\" checked"),
        "{}",
        refused.text()
    );
    let unknown = [("url", URL), ("events", "alt"), ("nokkel", "k")];
    assert_eq!(leader.post(ALL, &unknown).status, 422);
    let all = app.database(|conn| webhooks::list(conn, None));
    assert!(all.expect("a list").is_empty(), "nothing half written");
}

#[test]
fn a_press_that_is_repeated_registers_one_and_shows_the_same_secret() {
    let app = TestApp::start();
    let mut leader = app.staff(Role::Leader);
    let (id, secret) = register(&mut leader, ALL, URL, &EVERY);
    assert_eq!(register(&mut leader, ALL, URL, &EVERY), (id, secret));
    let other = [("url", URL), ("events", "answer.received"), ("nokkel", URL)];
    assert_eq!(
        leader.post(ALL, &other).status,
        422,
        "the key of another press"
    );
    let all = app.database(|conn| webhooks::list(conn, None));
    assert_eq!(all.expect("a list").len(), 1);
    let page = leader.get(&format!("{ALL}/{id}"));
    for said in [
        URL,
        "Alle høringer",
        "Innspill mottatt",
        "Ingenting er sendt ennå",
    ] {
        assert!(page.text().contains(said), "{said}: {}", page.text());
    }
    let nynorsk = leader.get(&format!("/nn{ALL}/{id}"));
    assert!(
        nynorsk.text().contains("Innspel motteke"),
        "{}",
        nynorsk.text()
    );
}

#[test]
fn a_leader_on_one_consultation_has_its_webhooks_and_no_others() {
    let app = TestApp::start();
    app.import_round();
    let mut everywhere = app.staff(Role::Leader);
    let mut own = app.staff_on(ROUND, Role::Leader);
    let (for_all, _) = register(&mut everywhere, ALL, URL, &EVERY);
    let (of_example, _) = register(&mut everywhere, &on(EXAMPLE), "https://a.example/", &EVERY);
    let (of_round, _) = register(&mut own, &on(ROUND), "https://b.example/", &EVERY);
    assert_eq!(own.get(ALL).status, 403);
    assert_eq!(own.get(&on(EXAMPLE)).status, 403);
    let list = own.get(&on(ROUND));
    assert!(list.text().contains("https://b.example/"));
    assert!(!list.text().contains(URL) && !list.text().contains("https://a.example/"));
    for other in [for_all, of_example] {
        let path = format!("{}/{other}", on(ROUND));
        assert_eq!(own.get(&path).status, 404);
        assert_eq!(own.post(&path, &[("gjor", "avslutt")]).status, 404);
    }
    assert_eq!(own.get(&format!("{}/{of_round}", on(ROUND))).status, 200);
    let list = everywhere.get(ALL);
    for url in [URL, "https://a.example/", "https://b.example/"] {
        assert!(list.text().contains(url), "{url}");
    }
    assert_eq!(everywhere.get(&format!("{ALL}/{of_round}")).status, 200);
    let mut officer = app.staff(Role::Officer);
    assert_eq!(officer.get(ALL).status, 403);
    assert_eq!(officer.get(&on(ROUND)).status, 403);
    assert!(
        !officer
            .get("/saksbehandling")
            .text()
            .contains("/saksbehandling/webhooks")
    );
    assert!(
        everywhere
            .get("/saksbehandling")
            .text()
            .contains("/saksbehandling/webhooks")
    );
}

#[test]
fn every_press_leaves_an_entry_in_the_audit_without_the_address() {
    let app = TestApp::start();
    let mut leader = app.staff(Role::Leader);
    let (id, _) = register(&mut leader, ALL, URL, &EVERY);
    let path = format!("{ALL}/{id}");
    for press in [
        "prov",
        "pause",
        "pause",
        "fortsett",
        "ny-nokkel",
        "igjen",
        "avslutt",
        "avslutt",
    ] {
        let pressed = leader.post(&path, &[("gjor", press), ("nokkel", "k")]);
        assert!(
            matches!(pressed.status, 200 | 303),
            "{press}: {}",
            pressed.text()
        );
    }
    let entries = app.database(|conn| audited(conn, "webhook."));
    let said: Vec<&str> = entries.iter().map(|e| e.action.as_str()).collect();
    assert_eq!(
        said,
        [
            "webhook.registered",
            "webhook.tested",
            "webhook.paused",
            "webhook.resumed",
            "webhook.secret_renewed",
            "webhook.ended"
        ]
    );
    assert!(
        entries
            .iter()
            .all(|e| e.object_id == id && e.detail.is_none())
    );
    assert_eq!(leader.post(&path, &[("gjor", "noe")]).status, 400);
}

#[test]
fn a_secret_that_was_overtaken_is_not_shown_again() {
    let app = TestApp::start();
    let mut leader = app.staff(Role::Leader);
    let (id, _) = register(&mut leader, ALL, URL, &EVERY);
    let path = format!("{ALL}/{id}");
    let renew = |key| [("gjor", "ny-nokkel"), ("nokkel", key)];
    assert!(!secret_on(leader.post(&path, &renew("a")).text()).is_empty());
    assert!(!secret_on(leader.post(&path, &renew("b")).text()).is_empty());
    let again = leader.post(&path, &renew("a"));
    assert_eq!(
        (again.status, again.header("location")),
        (303, Some(path.as_str()))
    );
    let fields = [
        vec![("url", URL), ("nokkel", URL)],
        EVERY.iter().map(|event| ("events", *event)).collect(),
    ];
    let again = leader.post(ALL, &fields.concat());
    assert_eq!(
        (again.status, again.header("location")),
        (303, Some(path.as_str()))
    );
}

#[test]
fn staff_conclude_a_consultation_after_the_last_deadline_and_not_before() {
    let app = TestApp::start();
    let mut respondent = Respondent::confirmed(&app);
    let mut leader = app.staff(Role::Leader);
    let (page, path) = (frist(EXAMPLE), format!("{}/status", frist(EXAMPLE)));
    let conclude = [("status", "concluded")];
    let sure = [("status", "concluded"), ("bekreftet", "ja")];
    assert!(
        leader
            .get(&page)
            .text()
            .contains("når den siste fristen er ute")
    );
    for press in [&conclude[..], &sure[..]] {
        let early = leader.post(&path, press);
        assert_eq!(early.status, 422, "{}", early.text());
        assert!(early.text().contains("Den siste fristen er ikke ute ennå"));
    }
    for nothing in ["", "open", "preparing", "slutt"] {
        assert_eq!(
            leader.post(&path, &[("status", nothing)]).status,
            422,
            "{nothing}"
        );
    }
    app.pass_deadline();
    let mut officer = app.staff(Role::Officer);
    assert_eq!(officer.post(&path, &sure).status, 403);
    assert!(
        !officer
            .get(&page)
            .text()
            .contains("Sett som ferdigbehandlet")
    );
    let mut leader = app.staff(Role::Leader);
    assert!(
        leader
            .get(&page)
            .text()
            .contains("Sett som ferdigbehandlet")
    );
    let asked = leader.post(&path, &conclude);
    assert_eq!(asked.status, 200);
    assert!(
        asked.text().contains("Er høringen ferdigbehandlet?"),
        "{}",
        asked.text()
    );
    assert_eq!(status(&app), Status::Open, "asking changes nothing");
    assert_eq!(
        leader.post(&path, &sure).header("location"),
        Some(&*format!("{page}?gjort=concluded"))
    );
    assert_eq!(status(&app), Status::Concluded);
    assert!(
        leader
            .get(&format!("{page}?gjort=concluded"))
            .text()
            .contains("Høringen er nå ferdigbehandlet")
    );
    assert_eq!(
        leader.post(&path, &sure).status,
        303,
        "again changes nothing"
    );
    let back = leader.post(&path, &[("status", "processing"), ("bekreftet", "ja")]);
    assert_eq!(back.status, 422, "never back");
    assert_eq!(problem(&respondent.send(&key("late"))), "not-open");
    let whole = send_whole(&mut app.client(), &key("new"), &whole_answer("Hei"));
    assert_eq!(problem(&whole), "not-open");
    let public = app.client().get(&format!("/horinger/{EXAMPLE}")).send();
    assert!(public.text().contains("Ferdigbehandlet"));
    let entries = app.database(|conn| audited(conn, "consultation.advanced"));
    assert_eq!(entries.len(), 1);
    assert_eq!(entries[0].detail.as_deref(), Some("concluded"));
}

fn status(app: &TestApp) -> Status {
    let found = app.block_on(app.app.consultations.get(&app.app.db, EXAMPLE));
    found.expect("the example").status
}
