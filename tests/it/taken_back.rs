//! An answer that its sender takes back: it counts no more, and counts anew when it is sent again.

use crate::adoption::{LATE, browser, page};
use crate::extension::at;
use crate::support::app::{EXAMPLE, TestApp};
use crate::support::respondent::{EMAIL, Respondent, TEXT, problem};
use hoering::role::Role;
use serde_json::{Value, json};

#[test]
fn what_is_taken_back_counts_no_more_and_counts_anew_when_it_is_sent_again() {
    let app = TestApp::start();
    let mut respondent = Respondent::confirmed(&app);
    assert_eq!(respondent.send("first").status, 201);
    let reason = json!({ "reason": "Feil sak." });
    let put = |r: &mut Respondent| {
        r.request("PUT", "/submission/withdrawal")
            .json(&reason)
            .send()
    };
    assert_eq!(put(&mut respondent).status, 204);
    assert_eq!(put(&mut respondent).status, 204, "again it stays so");
    assert_eq!(respondent.submission()["standing"], "withdrawn");
    app.deliver_letters();
    let letters = app.mailbox.letters_to(EMAIL);
    let told = letters
        .iter()
        .filter(|l| l.subject.contains("er trukket"))
        .count();
    assert_eq!(told, 1);
    let mut client = browser(&app, &respondent.token);
    let desk = format!("/svar/{}", respondent.desk);
    let shown = page(&mut client, &format!("{desk}/kvittering"));
    assert!(
        shown.contains("Innspillet er trukket") && shown.contains("Feil sak."),
        "{shown}"
    );
    let mut reader = app.staff(Role::Reader);
    let list = format!("/saksbehandling/horinger/{EXAMPLE}/innspill");
    let one = reader.get(&format!("{list}/1"));
    assert!(
        one.text().contains("Feil sak.") && one.text().contains("av avsender"),
        "{}",
        one.text()
    );
    assert!(
        !reader
            .get(&format!("{list}?status=teller"))
            .text()
            .contains("24/13304-H1")
    );
    assert!(
        reader
            .get(&format!("{list}?status=trukket"))
            .text()
            .contains("24/13304-H1")
    );

    // Unchanged as it is, it can be sent anew.
    let again = respondent.send("again").json();
    assert_eq!(
        (&again["standing"], &again["version"]),
        (&json!("counts"), &json!(2))
    );
    assert_eq!(put(&mut respondent).status, 204);
    app.clock.set(at(LATE));
    let late = respondent.send("late").json();
    assert_eq!(late["standing"], "late", "nothing in time is left to stand");
    assert_eq!(respondent.submission()["current_version"], 3);
}

#[test]
fn nothing_is_taken_back_before_it_has_a_number_without_a_reason_or_when_all_is_concluded() {
    let app = TestApp::start();
    let reason = json!({ "reason": "Feil sak." });
    let put = |r: &mut Respondent, body: &Value| {
        r.request("PUT", "/submission/withdrawal").json(body).send()
    };
    let mut unsent = Respondent::ready_to_send(&app);
    assert_eq!(put(&mut unsent, &reason).status, 404);
    assert_eq!(unsent.send("unconfirmed").status, 201);
    assert_eq!(put(&mut unsent, &reason).status, 404);
    let mut sent = Respondent::confirmed(&app);
    sent.send("sent");
    let refused = put(&mut sent, &json!({ "reason": " " }));
    assert_eq!(refused.json()["errors"][0]["pointer"], "/reason");
    app.execute("UPDATE consultation SET status = 'concluded'");
    assert_eq!(problem(&put(&mut sent, &reason)), "not-open");
}

#[test]
fn a_letter_to_a_person_says_du_to_its_last_line() {
    for language in ["nb", "nn"] {
        let app = TestApp::start();
        let email = "ola@privat.example";
        let sender = json!({ "on_behalf": "person", "person": "Ola", "email": email });
        let told = json!({ "sender": sender, "language": language });
        let mut person = Respondent::begin_with(&app, &told);
        person.write(TEXT, 0, "Jeg er enig.");
        person.have_link_sent(email);
        person.confirm(&app, email);
        assert_eq!(person.send("sent").status, 201);
        let reason = json!({ "reason": "Feil sak." });
        let withdrawn = person.request("PUT", "/submission/withdrawal");
        assert_eq!(withdrawn.json(&reason).send().status, 204);
        app.deliver_letters();
        let letters = app.mailbox.letters_to(email);
        let said = |line: &str| letters.iter().any(|letter| letter.text.contains(line));
        assert!(said("Har du spørsmål, kan du svare"), "{letters:#?}");
        for to_a_body in ["Har dere spørsmål", "Har de spørsmål"] {
            assert!(!said(to_a_body), "{language}: {letters:#?}");
        }
    }
}
