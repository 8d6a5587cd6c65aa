//! Starting: every problem of the settings at once, what production refuses, and what it does not show.

use crate::support::app::EXAMPLE;
use crate::support::database::Backend;
use crate::support::process::{House, free_port, said};
use crate::support::respondent::drafts_of;
use serde_json::json;
use std::process::Output;

const WRONG_USE: Option<i32> = Some(2);

fn assert_named(output: &Output, places: &[&str]) {
    let said = said(output);
    assert_eq!(output.status.code(), WRONG_USE, "{said}");
    for place in places {
        assert!(
            said.contains(&format!("- {place}")),
            "{place} is not named: {said}"
        );
    }
    let n = said.lines().filter(|line| line.starts_with("- ")).count();
    assert_eq!(n, places.len(), "{said}");
}

#[test]
fn every_problem_of_the_settings_is_named_at_once_and_nothing_is_started_or_made() {
    let bad = [
        ("HOERING_LISTEN", "somewhere"),
        ("HOERING_WORKERS", "-1"),
        ("HOERING_BODY_SECONDS", "soon"),
        ("HOERING_DATABASE_URL", "mysql://localhost/x"),
        ("HOERING_SMTP_URL", "http://localhost"),
        ("HOERING_KEEP_DRAFT_DAYS", "30"),
    ];
    let house = bad.iter().fold(House::new(), |house, (name, value)| {
        house.with(name, *value)
    });
    for command in ["check-config", "serve", "migrate"] {
        let places = [
            "HOERING_LISTEN",
            "HOERING_WORKERS",
            "HOERING_BODY_SECONDS",
            "HOERING_DATABASE_URL",
            "HOERING_SMTP_URL",
            // An unknown key is a mistyped one.
            "HOERING_KEEP_DRAFT_DAYS",
        ];
        assert_named(&house.run(&[command]), &places);
    }
    assert!(!house.folder.path().join("keys.toml").exists());
}

#[test]
fn a_file_with_settings_is_held_to_the_same() {
    let house = House::new();
    let file = house.folder.path().join("settings.toml");
    std::fs::write(&file, "listn = \"127.0.0.1:0\"\nworkers = \"two\"\n").expect("a file");
    let output = house.run(&["check-config", "--config", &file.display().to_string()]);
    let told = said(&output);
    assert_eq!(output.status.code(), WRONG_USE, "{told}");
    for place in ["listn", "workers"] {
        assert!(told.contains(place), "{told}");
    }
}

#[test]
fn production_with_nothing_said_is_refused_for_all_reasons_at_once() {
    let house = House::new().with("HOERING_PROFILE", "production");
    for command in ["check-config", "serve"] {
        let output = house.run(&[command]);
        let told = said(&output);
        assert_eq!(output.status.code(), WRONG_USE, "{told}");
        for place in ["base_url", "smtp_url", "key_file", "mail_from"] {
            assert!(told.contains(place), "{place}: {told}");
        }
    }
}

#[test]
fn production_refuses_what_would_travel_in_the_clear_or_lead_elsewhere() {
    let house = House::new();
    let keys = house
        .folder
        .path()
        .join("no-such-keys.toml")
        .display()
        .to_string();
    let bad = [
        ("HOERING_PROFILE", "production"),
        ("HOERING_BASE_URL", "http://horing.example"),
        ("HOERING_SMTP_URL", "smtp://post.example:25"),
        ("HOERING_KEY_FILE", keys.as_str()),
        (
            "HOERING_DATABASE_URL",
            "postgresql://u:hemmelig@db.example/hoering",
        ),
        ("HOERING_CLOCK_FILE", "/somewhere/clock"),
        ("HOERING_MAIL_FROM", "Høring <horing@horing.example>"),
        ("PGHOST", "elsewhere.example"),
    ];
    let house = bad
        .iter()
        .fold(house, |house, (name, value)| house.with(name, *value));
    let output = house.run(&["serve"]);
    assert_named(
        &output,
        &[
            "HOERING_BASE_URL",
            "HOERING_SMTP_URL",
            "HOERING_KEY_FILE",
            "HOERING_DATABASE_URL",
            "HOERING_CLOCK_FILE",
            "PGHOST",
        ],
    );
    assert!(!said(&output).contains("hemmelig"));
}

/// As an operator sets it up, behind a proxy that ends TLS.
fn production() -> House {
    let house = House::new();
    let keys = house.folder.path().join("production-keys.toml");
    let made = house.run(&["keys", &keys.display().to_string()]);
    assert!(made.status.success(), "{}", said(&made));
    house
        .with("HOERING_PROFILE", "production")
        .with("HOERING_KEY_FILE", keys.display().to_string())
        .with("HOERING_BASE_URL", "https://horing.example")
        .with(
            "HOERING_SMTP_URL",
            format!("smtps://u:p@127.0.0.1:{}", free_port()),
        )
        .with("HOERING_MAIL_FROM", "Høring <horing@horing.example>")
}

#[test]
fn in_production_there_is_no_mailbox_no_example_and_only_a_cookie_that_is_bound_to_the_host() {
    let house = production();
    let checked = house.run(&["check-config"]);
    assert!(checked.status.success(), "{}", said(&checked));
    let process = house.start();
    let mut client = process.client();
    for page in ["/utvikling/post", "/nn/utvikling/post", "/utvikling/post/1"] {
        assert_eq!(client.get(page).send().status, 404, "{page}");
    }
    let none = client.get("/horinger/24-13304").send();
    assert_eq!(none.status, 404, "production fills nothing in by itself");
    assert_eq!(client.get("/").send().status, 200);

    // Something to answer, brought in while it runs.
    let file = house.folder.path().join("runde.toml");
    let round = include_str!("../../examples/innspillsrunde/hoering.toml");
    let round = round
        .replace("2026-11-16", "2024-01-08")
        .replace("2027-02-26", "2034-02-24");
    std::fs::write(&file, round).expect("a file");
    let imported = house.run(&["import", &file.display().to_string()]);
    assert!(imported.status.success(), "{}", said(&imported));
    crate::support::process::until(|| {
        (client.get("/horinger/lettere-a-svare").send().status == 200).then_some(())
    });
    let begun = client
        .post("/horinger/lettere-a-svare/svar")
        .header("Sec-Fetch-Site", "same-origin")
        .form(&[("on_behalf", "person")])
        .send();
    assert_eq!(begun.status, 303, "{}", begun.text());
    let cookie = begun.header("set-cookie").expect("a session");
    assert!(cookie.starts_with("__Host-"), "{cookie}");
    for attribute in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(attribute), "{cookie}");
    }
    assert!(!cookie.contains("Domain"), "{cookie}");
    let draft = client
        .post(&drafts_of("lettere-a-svare"))
        .json(&json!({}))
        .send();
    let link = draft.json()["link"].to_string();
    assert!(
        link.starts_with("\"https://horing.example/lenke/"),
        "{link}"
    );
    assert_eq!(process.stop().code(), Some(0));
}

#[test]
fn what_a_key_file_lets_others_read_is_refused_in_production() {
    use std::os::unix::fs::PermissionsExt;
    let house = production();
    let keys = house.folder.path().join("production-keys.toml");
    std::fs::set_permissions(&keys, std::fs::Permissions::from_mode(0o644)).expect("a mode");
    let output = house.run(&["serve"]);
    assert_named(&output, &["HOERING_KEY_FILE"]);
}

#[test]
fn serving_refuses_a_postgresql_with_pending_migrations_and_migrates_sqlite_itself() {
    let house = House::new();
    if Backend::chosen() == Backend::Sqlite {
        let process = house.start();
        assert_eq!(process.client().get("/health/ready").send().status, 200);
        return;
    }
    let empty = House::new();
    empty.database.reset();
    let output = empty.run(&["serve"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(
        said(&output).contains("hoering migrate"),
        "{}",
        said(&output)
    );
}

#[test]
fn a_second_server_on_the_same_address_says_why_it_does_not_start() {
    let house = House::new();
    let process = house.start();
    let other = House::new().with("HOERING_LISTEN", process.address.to_string());
    let output = other.run(&["serve"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said(&output).contains("cannot listen on"),
        "{}",
        said(&output)
    );
}

#[test]
fn the_first_start_loads_the_example_and_the_next_leaves_everything_as_it_was() {
    let house = House::new();
    let first = house.start();
    let shown = first.client().get("/api/v1/consultations/24-13304").send();
    assert_eq!(shown.status, 200, "{}", shown.text());
    assert_eq!(shown.json()["demo"], true);
    assert_eq!(first.stop().code(), Some(0));
    let again = house.start();
    let still = again.client().get("/api/v1/consultations/24-13304").send();
    for what in [
        "version",
        "deadline_on",
        "first_published_at",
        "true_dates",
        "title",
    ] {
        assert_eq!(still.json()[what], shown.json()[what], "{what}");
    }
    let health = house
        .command()
        .args(["health"])
        .env("HOERING_LISTEN", again.address.to_string())
        .output()
        .expect("a command");
    assert!(health.status.success());
}

#[test]
fn a_key_file_that_is_not_the_one_of_the_database_is_told_of_at_the_start() {
    let house = House::new();
    let process = house.start();
    let mut client = process.client();
    let begun = client.post(&drafts_of(EXAMPLE)).json(&json!({})).send();
    assert_eq!(begun.status, 201);
    process.stop();
    assert!(!house.log().contains("keys.not_of_this_database"));
    let keys = house.folder.path().join("keys.toml");
    std::fs::remove_file(keys).expect("the key file");
    house.start().stop();
    assert!(house.log().contains("keys.not_of_this_database"));
}
