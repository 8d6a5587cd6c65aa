//! What everybody sees of consultations: the pages in both languages, kept ready and never stale, and the
//! same over the API.

use crate::support::app::TestApp;
use crate::support::client::Answer;
use chrono::{DateTime, Utc};
use hoering::audit::Actor;
use hoering::consultations::file;
use hoering::consultations::{ImportOutcome, Terms, import};

const EXAMPLE: &str = include_str!("../../examples/24-13304/hoering.toml");
const ROUND: &str = include_str!("../../examples/innspillsrunde/hoering.toml");

const PAGES: [&str; 5] = [
    "/",
    "/horinger/24-13304",
    "/horinger/24-13304/raad/r3",
    "/horinger/24-13304/utkast",
    "/horinger/24-13304/versjoner/1",
];

fn get(app: &TestApp, path: &str) -> Answer {
    app.client().get(path).send()
}

fn page(app: &TestApp, path: &str) -> String {
    let answer = get(app, path);
    assert_eq!(answer.status, 200, "{path}");
    answer.text().to_owned()
}

fn api(app: &TestApp, path: &str) -> serde_json::Value {
    let answer = get(app, &format!("/api/v1/consultations{path}"));
    assert_eq!(answer.status, 200, "{path}: {}", answer.text());
    answer.json()
}

/// Imports as a second process would, and lets the server look.
fn publish(app: &TestApp, text: &str) -> ImportOutcome {
    let imported = file::parse(text, |name| Some(format!("Innhold i {name}").into_bytes()))
        .unwrap_or_else(|problems| panic!("{problems:#?}"));
    let terms = Terms {
        actor: Actor::Operator,
        now: app.clock.now(),
        moved: None,
    };
    let work = app
        .app
        .db
        .write(move |conn| import(conn, &imported, &terms));
    let outcome = app.block_on(work).expect("an outcome");
    app.block_on(hoering::server::refresh(&app.app))
        .expect("a look");
    outcome
}

fn changed(text: &str) -> String {
    let note = "change_note.nb = \"Språket er rettet.\"\nprofessional_change = false\n\n[owner]";
    text.replacen("[owner]", note, 1).replacen(
        "Forebygging av overdoser",
        "Å forebygge overdoser",
        1,
    )
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

#[test]
fn what_is_concluded_invites_nobody_to_answer() {
    let app = TestApp::start();
    let invites = [
        ("/horinger/24-13304", "Alle er velkomne til å svare"),
        ("/horinger/24-13304", "Slik gir du innspill"),
        ("/horinger/24-13304", "Rådene du kan gi innspill til"),
        ("/horinger/24-13304", "Hvem kan svare"),
        ("/horinger/24-13304", "Svar på annen måte"),
        ("/horinger/24-13304", "men alle kan svare"),
        ("/nn/horinger/24-13304", "Alle er velkomne til å svare"),
    ];
    for (path, text) in invites {
        assert!(page(&app, path).contains(text), "{text}");
    }
    app.execute("UPDATE consultation SET status = 'concluded'");
    app.execute("UPDATE revision SET value = value + 1");
    app.block_on(hoering::server::refresh(&app.app))
        .expect("a look");
    for (path, text) in invites {
        let seen = page(&app, path);
        assert!(!seen.contains(text), "{text}: {seen}");
    }
    assert!(page(&app, "/horinger/24-13304").contains("Rådene i utkastet"));
}

#[test]
fn every_page_is_there_in_both_languages_and_sets_no_cookie() {
    let app = TestApp::start();
    for path in PAGES {
        for (lang, path) in [
            ("nb", path.to_owned()),
            ("nn", format!("/nn{}", path.trim_end_matches('/'))),
        ] {
            let answer = get(&app, &path);
            assert_eq!(answer.status, 200, "{path}");
            assert!(
                answer.text().contains(&format!("<html lang=\"{lang}\"")),
                "{path}"
            );
            assert!(answer.header("set-cookie").is_none(), "{path}");
            assert!(!answer.text().contains("style="), "{path}");
            assert!(!answer.text().contains(" lang=\"\""), "{path}");
        }
    }
}

#[test]
fn the_consultation_says_that_its_dates_are_moved_and_what_they_were() {
    let app = TestApp::start();
    let text = page(&app, "/horinger/24-13304");
    assert!(text.contains("publisert 15. april 2024 og hadde frist 1. august 2024"));
    assert!(text.contains("426 instanser er invitert"));
    assert!(text.contains("Alle landets kommuner (357)"));
    assert!(text.contains("href=\"/horinger/24-13304/svar\""));
    assert_eq!(text.matches("<small>Eksempeltekst</small>").count(), 11);
    let nynorsk = page(&app, "/nn/horinger/24-13304");
    assert!(nynorsk.contains("href=\"/nn/horinger/24-13304/svar\""));
    assert!(!nynorsk.contains("finst berre på bokmål"));
}

#[test]
fn a_page_is_kept_until_something_is_published_and_not_longer() {
    let app = TestApp::start();
    let first = get(&app, "/horinger/24-13304/utkast");
    let tag = first.header("etag").expect("a tag").to_owned();
    let mut client = app.client();
    let again = client
        .get("/horinger/24-13304/utkast")
        .header("If-None-Match", &tag)
        .send();
    assert_eq!((again.status, again.body.len()), (304, 0));
    assert_eq!(
        publish(&app, &changed(EXAMPLE)),
        ImportOutcome::NewVersion(2)
    );
    let now = page(&app, "/horinger/24-13304/utkast");
    assert!(now.contains("Å forebygge overdoser") && now.contains("Språket er rettet."));
    let earlier = page(&app, "/horinger/24-13304/versjoner/1");
    assert!(
        earlier.contains("Dette er en tidligere versjon")
            && earlier.contains("Forebygging av overdoser")
    );
    assert!(!earlier.contains("/svar"));
    assert_eq!(get(&app, "/horinger/24-13304/versjoner/3").status, 404);
}

#[test]
fn after_the_deadline_the_page_says_so_and_takes_late_answers() {
    let app = TestApp::start();
    let deadline = api(&app, "/24-13304")["closes_at"]
        .as_str()
        .expect("an instant")
        .to_owned();
    app.clock.set(at(&deadline) - chrono::Duration::seconds(1));
    assert!(page(&app, "/horinger/24-13304").contains("Siste dag"));
    app.clock.set(at(&deadline));
    let text = page(&app, "/horinger/24-13304");
    assert!(text.contains("Fristen er ute") && text.contains("Send inn for sent innspill"));
    assert_eq!(api(&app, "/24-13304")["status"], "processing");
    assert!(page(&app, "/").contains("Ingen høringer er åpne for innspill"));
    assert_eq!(
        api(&app, "?status=open")["items"].as_array().map(Vec::len),
        Some(0)
    );
}

#[test]
fn a_round_in_bokmal_alone_says_so_in_nynorsk_and_marks_each_text() {
    let app = TestApp::start();
    let round = ROUND
        .replace("2026-11-16", "2026-01-16")
        .replace("2027-02-26", "2026-05-26");
    assert_eq!(publish(&app, &round), ImportOutcome::Created);
    let text = page(&app, "/nn/horinger/lettere-a-svare");
    assert!(text.contains("Noko av teksten finst berre på bokmål"));
    assert!(text.contains("<h1 class=\"ds-heading\" data-size=\"xl\" lang=\"nb\">"));
    assert!(text.contains("Innspelsrunde") && text.contains("Spørsmåla"));
    assert!(!text.contains("Høyringsutkast"));
    assert!(!page(&app, "/horinger/lettere-a-svare").contains("finnes bare på bokmål"));
    page(&app, "/nn/horinger/lettere-a-svare/utkast");
}

#[test]
fn what_is_being_prepared_is_not_there_for_anybody() {
    let app = TestApp::start();
    let later = EXAMPLE
        .replace("slug = \"24-13304\"", "slug = \"senere\"")
        .replace("2024-04-15", "2026-06-01")
        .replace("2024-08-01", "2026-10-01");
    assert_eq!(publish(&app, &later), ImportOutcome::Created);
    for path in [
        "/horinger/senere",
        "/horinger/senere/raad/r1",
        "/horinger/senere/utkast",
        "/horinger/senere/versjoner/1",
        "/horinger/senere/frist.ics",
        "/api/v1/consultations/senere",
        "/api/v1/consultations/senere?version=1",
    ] {
        assert_eq!(get(&app, path).status, 404, "{path}");
    }
    assert!(!page(&app, "/").contains("/horinger/senere"));
    app.clock.set(at("2026-05-31T22:00:00Z"));
    app.block_on(hoering::server::refresh(&app.app))
        .expect("a look");
    assert_eq!(get(&app, "/horinger/senere").status, 200);
}

#[test]
fn the_front_page_is_searched_and_says_when_nothing_is_found() {
    let app = TestApp::start();
    assert!(page(&app, "/?q=F%C3%B8rebyggjande").contains("/horinger/24-13304"));
    assert!(page(&app, "/?q=2024%2F13304").contains("/horinger/24-13304"));
    let nothing = page(&app, "/nn?q=%3Cb%3E");
    assert!(
        nothing.contains("Ingen høyringar for «&#60;b&#62;»"),
        "{nothing}"
    );
    assert!(page(&app, "/?status=ferdige").contains("Ingen høringer er ferdigbehandlet"));
    for path in ["/?status=nei", "/?etter=x", "/?etter=1-2&status=apne"] {
        assert_eq!(get(&app, path).status, 404, "{path}");
    }
    assert_eq!(get(&app, "/?q=%00").status, 400);
}

#[test]
fn an_advice_is_found_by_key_and_by_number_and_leads_to_its_answer_and_its_neighbours() {
    let app = TestApp::start();
    let text = page(&app, "/horinger/24-13304/raad/r3");
    assert_eq!(page(&app, "/horinger/24-13304/raad/3"), text);
    assert!(text.contains("href=\"/horinger/24-13304/svar?raad=r3\""));
    assert!(text.contains("rel=\"prev\" href=\"/horinger/24-13304/raad/r2\""));
    assert!(text.contains("rel=\"next\" href=\"/horinger/24-13304/raad/r4\""));
    assert!(text.contains("Praktisk gjennomføring") && text.contains("<em>Eksempeltekst.</em>"));
    assert_eq!(get(&app, "/horinger/24-13304/raad/r99").status, 404);
}

#[test]
fn a_document_comes_as_an_attachment_that_nothing_can_run_in() {
    let app = TestApp::start();
    let document = api(&app, "/24-13304")["documents"][0].clone();
    let url = document["url"].as_str().expect("an address");
    let path = url.strip_prefix(&app.base_url).expect("ours");
    let answer = get(&app, path);
    assert_eq!(answer.status, 200);
    assert_eq!(
        answer.body.len() as u64,
        document["size"].as_u64().expect("a size")
    );
    let disposition = answer.header("content-disposition").expect("an attachment");
    assert!(disposition.starts_with("attachment; filename=\"hoeringsbrev.txt\""));
    assert!(
        answer
            .header("content-security-policy")
            .expect("a policy")
            .contains("sandbox")
    );
    assert!(
        answer
            .header("cache-control")
            .expect("caching")
            .contains("immutable")
    );
    let other = path.replace("hoeringsbrev", "annet");
    assert_eq!(get(&app, &other).status, 404);
    assert_eq!(
        get(
            &app,
            &format!("/dokument/{}/hoeringsbrev.txt", "0".repeat(64))
        )
        .status,
        404
    );
}

#[test]
fn the_deadline_is_a_calendar_file() {
    let app = TestApp::start();
    let answer = get(&app, "/nn/horinger/24-13304/frist.ics");
    assert_eq!(
        answer.header("content-type"),
        Some("text/calendar; charset=utf-8")
    );
    let text = answer.text();
    assert!(text.contains("SUMMARY:Høyringsfrist: Overdoseførebyggjande arbeid"));
    assert!(text.contains("DTSTART;VALUE=DATE:2026050"), "{text}");
    assert!(text.lines().all(|line| line.len() <= 75));
}

#[test]
fn the_api_gives_both_languages_and_goes_on_by_cursor() {
    let app = TestApp::start();
    for slug in ["a", "b"] {
        let one = EXAMPLE.replace("slug = \"24-13304\"", &format!("slug = \"{slug}\""));
        assert_eq!(publish(&app, &one), ImportOutcome::Created);
    }
    let whole = api(&app, "/24-13304");
    assert_eq!(
        whole["title"]["nn"],
        "Overdoseførebyggjande arbeid i kommunen"
    );
    assert_eq!(
        (whole["demo"].as_bool(), whole["invited"].as_i64()),
        (Some(true), Some(426))
    );
    assert_eq!(whole["true_dates"]["deadline_on"], "2024-08-01");
    let field = &whole["chapters"][0]["advice"][2]["fields"][1];
    assert_eq!(
        (field["key"].as_str(), field["limit"].as_i64()),
        (Some("r3.tekst"), Some(4_000))
    );
    let mut seen = Vec::new();
    let mut query = "?limit=1".to_owned();
    loop {
        let list = api(&app, &query);
        seen.extend(
            list["items"]
                .as_array()
                .expect("items")
                .iter()
                .map(|i| i["slug"].as_str().unwrap_or_default().to_owned()),
        );
        let Some(next) = list["next"].as_str() else {
            break;
        };
        query = format!("?limit=1&cursor={next}");
    }
    seen.sort();
    assert_eq!(seen, ["24-13304", "a", "b"]);
    assert_eq!(
        api(&app, "?q=24/13304&status=open")["items"]
            .as_array()
            .map(Vec::len),
        Some(1)
    );
}

#[test]
fn the_api_names_what_it_does_not_know() {
    let app = TestApp::start();
    for (path, parameter) in [
        ("?limit=0", "limit"),
        ("?limit=101", "limit"),
        ("?status=nei", "status"),
        ("?cursor=x", "cursor"),
        ("?sort=a", "sort"),
        ("/24-13304?version=a", "version"),
        ("/24-13304?x=1", "x"),
    ] {
        let answer = get(&app, &format!("/api/v1/consultations{path}"));
        assert_eq!(answer.status, 400, "{path}");
        assert_eq!(
            answer.header("content-type"),
            Some("application/problem+json"),
            "{path}"
        );
        assert_eq!(answer.json()["errors"][0]["parameter"], parameter, "{path}");
    }
}

#[test]
fn a_title_that_is_copied_with_its_soft_hyphens_is_found() {
    let app = TestApp::start();
    for asked in [
        "Overdosef%C3%B8rebyggjande",
        "Overdosef%C3%B8re%C2%ADbyggjande",
        "%E2%80%8BOverdosef%C3%B8re%C2%ADbyggjande+arbeid",
        "24/%E2%80%8B13304",
    ] {
        let found = page(&app, &format!("/nn?q={asked}"));
        assert!(
            found.contains("href=\"/nn/horinger/24-13304\""),
            "{asked}: {found}"
        );
    }
    let nothing = page(&app, "/nn?q=Overdose%C2%ADbyggjande");
    assert!(!nothing.contains("href=\"/nn/horinger/24-13304\""));
}
