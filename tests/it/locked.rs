//! A text that is locked while a council treats it: nothing of what would be sent is changed, nobody is shut out, and whoever
//! locked it is asked when the meeting has been.

use crate::adoption::{browser, colleague, page, remind, submit};
use crate::extension::at;
use crate::invitations::{csrf, hidden};
use crate::support::app::{EXAMPLE, TestApp};
use crate::support::respondent::{
    ADVICE, EMAIL, Respondent, TEXT, letter_token, problem, submissions_of, whole_answer,
};
use hoering::right::Right;
use serde_json::{Value, json};

#[test]
fn while_it_is_locked_nothing_that_would_be_sent_is_changed_and_all_that_was_typed_is_kept() {
    let app = TestApp::start();
    let mut respondent = Respondent::confirmed(&app);
    let mut writer = colleague(&app, &respondent.desk, "Ola Moen", Right::Write, &[]);
    let (mut browser_of, desk) = (
        browser(&app, &writer.token),
        format!("/svar/{}", respondent.desk),
    );
    let before = page(&mut browser_of, &format!("{desk}/raad/{ADVICE}"));
    let lock = json!({ "treated_in": "formannskapet", "meets_on": "2026-06-12" });
    let locked = respondent.request("PUT", "/lock").json(&lock).send();
    assert_eq!(locked.json()["lock"]["treated_in"], "formannskapet");

    let version = respondent.draft()["version"].as_i64().expect("a version");
    let etag = format!("\"{version}\"");
    let patch = json!({ "sender": { "role": "Lege" } });
    let mut whole = whole_answer("Et annet svar.");
    whole["sender"]["person"] = json!("Kari");
    let bearer = respondent.bearer();
    let whole = respondent
        .client
        .post(&submissions_of(EXAMPLE))
        .header("Authorization", &bearer)
        .header("Idempotency-Key", "whole")
        .json(&whole)
        .send();
    for refused in [
        writer.put_field(TEXT, 1, &json!({ "text": "Noe annet." })),
        writer.put_field("r1.standpunkt", 0, &json!({ "choice": "stotter" })),
        writer
            .request("PUT", &format!("/advice/{ADVICE}/no-comment"))
            .send(),
        writer
            .request("PUT", &format!("/advice/{ADVICE}/ready"))
            .send(),
        writer.post("/no-comments").send(),
        writer
            .request("POST", &format!("/fields/{TEXT}/versions/1"))
            .header("If-Match", "\"0\"")
            .send(),
        respondent
            .request("PATCH", "")
            .header("If-Match", &etag)
            .json(&patch)
            .send(),
        respondent
            .post("/link")
            .json(&json!({ "email": "ny@kommune.example" }))
            .send(),
        whole,
    ] {
        assert_eq!(problem(&refused), "locked", "{}", refused.text());
        assert_eq!(refused.json()["lock"]["meets_on"], "2026-06-12");
    }
    assert_eq!(respondent.draft()["version"], version);

    // A page that was open since before: refused, and every word is there.
    let fields = [
        ("v.r1.tekst", "1"),
        (TEXT, "En lang tekst fra Ola."),
        ("gjor", "neste"),
    ];
    let path = format!("{desk}/raad/{ADVICE}");
    let kept = submit(&mut browser_of, &path, &csrf(&before), &fields);
    assert_eq!(kept.status, 409);
    assert!(
        kept.text().contains("En lang tekst fra Ola."),
        "{}",
        kept.text()
    );
    let says = "Teksten er låst til behandling i formannskapet 12. juni 2026";
    assert!(kept.text().contains(says));
    // The script of such a page is told that it is locked, which is no meeting of two texts.
    let token = csrf(&before);
    let mut by_script = vec![("csrf", token.as_str())];
    by_script.extend(fields);
    let told = browser_of
        .post(&path)
        .header("Sec-Fetch-Site", "same-origin")
        .header("Accept", "application/json")
        .form(&by_script)
        .send();
    assert_eq!(problem(&told), "locked", "{}", told.text());
    let message = format!(
        "Ikke lagret. {says}. Ingenting kan endres nå. Den som samordner innspillet, kan låse opp teksten."
    );
    assert_eq!(told.json()["message"], message);
    assert!(kept.text().contains("kan låse opp teksten"));
    let read = page(&mut browser_of, &path);
    assert!(read.contains(says) && read.contains("Rådet er klart."));
    assert!(!read.contains("data-autosave"));

    // The same link to the same address, and what stands there is sent.
    respondent.have_link_sent(EMAIL);
    assert_eq!(respondent.send("while-locked").status, 201);
    let opened = respondent.request("DELETE", "/lock").send();
    assert_eq!(opened.json()["lock"], Value::Null);
    writer.write(TEXT, 1, "En lang tekst fra Ola.");
}

#[test]
fn only_whoever_coordinates_locks_and_unlocks() {
    let app = TestApp::start();
    let respondent = Respondent::ready_to_send(&app);
    let mut sender = colleague(&app, &respondent.desk, "Eva Lie", Right::Send, &[]);
    let lock = json!({ "treated_in": "rådet" });
    let refused = sender.request("PUT", "/lock").json(&lock).send();
    assert_eq!(problem(&refused), "right-missing");
    let mut other = colleague(&app, &respondent.desk, "Per Ås", Right::Coordinate, &[]);
    let locked = other.request("PUT", "/lock").json(&lock).send();
    assert_eq!(locked.json()["lock"]["locked_by"], "Per Ås");
    let refused = sender.request("DELETE", "/lock").send();
    assert_eq!(problem(&refused), "right-missing");
}

#[test]
fn whoever_locked_the_text_until_a_meeting_is_asked_once_when_it_has_been() {
    let app = TestApp::start();
    let mut respondent = Respondent::confirmed(&app);
    let lock = |respondent: &mut Respondent, day: &str| {
        let lock = json!({ "treated_in": "formannskapet", "meets_on": day });
        let locked = respondent.request("PUT", "/lock").json(&lock).send();
        assert_eq!(locked.status, 200, "{}", locked.text());
    };
    let asked = || {
        let letters = app.mailbox.letters_to(EMAIL);
        let told = letters.iter().map(|letter| letter.subject.as_str());
        told.filter(|subject| subject.starts_with("Møtet har vært"))
            .count()
    };
    lock(&mut respondent, "2026-03-12");
    app.clock.set(at("2026-03-12T10:00:00Z"));
    remind(&app);
    assert_eq!(asked(), 0, "it is today");
    app.clock.set(at("2026-03-13T10:00:00Z"));
    remind(&app);
    remind(&app);
    assert_eq!(asked(), 1);
    // Another meeting is another question; one that was unlocked is none.
    lock(&mut respondent, "2026-03-20");
    app.clock.set(at("2026-03-21T10:00:00Z"));
    remind(&app);
    assert_eq!(asked(), 2);
    lock(&mut respondent, "2026-03-25");
    respondent.request("DELETE", "/lock").send();
    app.clock.set(at("2026-03-26T10:00:00Z"));
    remind(&app);
    assert_eq!(asked(), 2);
}

#[test]
fn what_is_pasted_stays_on_the_page_when_the_text_is_unlocked_there() {
    let app = TestApp::start();
    let mut respondent = Respondent::confirmed(&app);
    let lock = json!({ "treated_in": "formannskapet" });
    let locked = respondent.request("PUT", "/lock").json(&lock).send();
    assert_eq!(locked.status, 200, "{}", locked.text());
    let mut client = browser(&app, &respondent.token);
    let path = format!("/svar/{}/vedtatt-tekst", respondent.desk);
    let form = page(&mut client, &path);
    let unlock = format!("{path}/laas-opp");
    assert!(form.contains(&format!("formaction=\"{unlock}\"")), "{form}");
    let (token, base) = (csrf(&form), hidden(&form, "v.r1.tekst"));
    let fields = [
        ("v.r1.tekst", base.as_str()),
        (TEXT, "Den vedtatte teksten."),
    ];
    let opened = submit(&mut client, &unlock, &token, &fields);
    assert_eq!(opened.status, 200, "{}", opened.text());
    assert!(opened.text().contains("Den vedtatte teksten."));
    assert_eq!(respondent.get("/approval").json()["lock"], Value::Null);
    let seen = hidden(opened.text(), "sett");
    let save = [&fields[..], &[("sett", seen.as_str()), ("gjor", "lagre")]].concat();
    let saved = submit(&mut client, &path, &token, &save);
    assert_eq!(saved.status, 303, "{}", saved.text());
    let stands = respondent.get(&format!("/fields/{TEXT}")).json();
    assert_eq!(stands["text"], "Den vedtatte teksten.");
    // Whoever writes along pastes there, too, and unlocks nothing.
    let mut writer = colleague(&app, &respondent.desk, "Ola Moen", Right::Write, &[]);
    let mut theirs = browser(&app, &writer.token);
    let token = csrf(&page(&mut theirs, &path));
    assert_eq!(submit(&mut theirs, &unlock, &token, &fields).status, 403);
    assert_eq!(writer.get("/approval").status, 200);
}

#[test]
fn whoever_locked_the_text_before_telling_an_address_has_the_link_sent_and_is_not_shut_out() {
    let app = TestApp::start();
    let mut writer = Respondent::begin(&app);
    writer.write(TEXT, 0, "Rådet er klart.");
    let lock = json!({ "treated_in": "formannskapet", "meets_on": "2026-06-12" });
    let locked = writer.request("PUT", "/lock").json(&lock).send();
    assert_eq!(locked.status, 200, "{}", locked.text());
    let (mut client, path) = (
        browser(&app, &writer.token),
        format!("/svar/{}/lagre", writer.desk),
    );
    let asked = page(&mut client, &path);
    let sent = submit(&mut client, &path, &csrf(&asked), &[("email", EMAIL)]);
    assert_eq!(sent.status, 303, "{}", sent.text());
    let mut again = Respondent {
        client: app.client(),
        desk: writer.desk.clone(),
        token: letter_token(&app, EMAIL),
    };
    assert_eq!(again.draft()["sender"]["email"], EMAIL);
    let approval = again.get("/approval").json();
    assert_eq!(approval["lock"]["treated_in"], "formannskapet");

    // It goes there again, and no other address is asked for while it could not be told.
    let kept = page(&mut client, &path);
    assert!(
        kept.contains("Adressen kan ikke endres så lenge teksten er låst"),
        "{kept}"
    );
    assert!(!kept.contains("type=\"email\""), "{kept}");
    assert_eq!(hidden(&kept, "email"), EMAIL);
    let same = submit(&mut client, &path, &csrf(&kept), &[("email", EMAIL)]);
    assert_eq!(same.status, 303, "{}", same.text());
    let other = [("email", "ny@kommune.example")];
    assert_eq!(submit(&mut client, &path, &csrf(&kept), &other).status, 409);
}
