//! A råd that is taken out while people answer it: what they wrote stays theirs, is sent, and stands in
//! receipt and letter under the name it had.

use crate::support::app::TestApp;
use crate::support::client::Client;
use crate::support::respondent::{EMAIL, Respondent, letter_token};
use serde_json::{Value, json};

const GONE: &str = "r5.tekst";
const WRITTEN: &str = "Dette skrev vi til råd 5.";

/// The fields of a receipt's answers, in its order.
fn fields(receipt: &Value) -> Vec<&str> {
    let answers = receipt["receipt"]["answers"].as_array().expect("answers");
    answers
        .iter()
        .map(|a| a["field"].as_str().expect("a field"))
        .collect()
}

/// A browser that has pressed the button of the newest letter, and the address of the answer.
fn visiting(app: &TestApp, respondent: &Respondent) -> (Client, String) {
    let mut client = app.client();
    let landing = format!("/lenke/{}", letter_token(app, EMAIL));
    let pressed = client
        .post(&landing)
        .header("Sec-Fetch-Site", "same-origin")
        .form(&[])
        .send();
    assert_eq!(pressed.status, 303, "{}", pressed.text());
    (client, format!("/svar/{}", respondent.desk))
}

#[test]
fn what_was_written_to_a_raad_that_is_taken_out_is_shown_and_sent() {
    let app = TestApp::start();
    let mut respondent = Respondent::confirmed(&app);
    respondent.write(GONE, 0, WRITTEN);
    app.retire("r5");
    let (mut client, desk) = visiting(&app, &respondent);
    for page in ["", "/se-over", "/raad/r5"] {
        let shown = client.get(&format!("{desk}{page}")).send();
        assert_eq!(shown.status, 200, "{page}");
        assert!(
            shown.text().contains("Råd 5 (tatt ut av utkastet)"),
            "{page}"
        );
    }
    let review = client.get(&format!("{desk}/se-over")).send();
    assert!(review.text().contains(WRITTEN));
    let parts = respondent.draft();
    assert!(parts.to_string().contains(WRITTEN), "{parts}");

    assert_eq!(respondent.send("sendt").status, 201);
    let receipt = respondent.receipt(1);
    assert_eq!(
        fields(&receipt),
        ["r1.tekst", GONE],
        "the one that is gone comes last"
    );
    assert_eq!(receipt["receipt"]["proposal_version"], 2);
    let shown = client.get(&format!("{desk}/kvittering")).send();
    assert!(shown.text().contains(WRITTEN), "{}", shown.text());
}

#[test]
fn a_receipt_shows_the_proposal_that_was_answered_whatever_is_published_later() {
    let app = TestApp::start();
    let mut respondent = Respondent::ready_to_send(&app);
    respondent.write(GONE, 0, WRITTEN);
    assert_eq!(respondent.send("sendt").status, 201);
    app.retire("r5");
    // Confirmed after the change: the order is that of what was answered.
    respondent.confirm(&app, EMAIL);
    let receipt = respondent.receipt(1);
    assert_eq!(fields(&receipt), ["r1.tekst", GONE]);
    assert_eq!(receipt["receipt"]["proposal_version"], 1);
    app.deliver_letters();
    let letters = app.mailbox.letters_to(EMAIL);
    let letter = letters.last().expect("the receipt");
    assert!(letter.text.contains(WRITTEN), "{}", letter.text);
    assert!(
        !letter.text.contains(GONE),
        "a key is no heading: {}",
        letter.text
    );
    let (mut client, desk) = visiting(&app, &respondent);
    let shown = client.get(&format!("{desk}/kvittering")).send();
    assert!(shown.text().contains(WRITTEN));
    assert!(
        !shown.text().contains("tatt ut av utkastet"),
        "it was there"
    );
}

#[test]
fn a_proposal_that_changed_while_the_answer_was_seen_over_is_shown_before_anything_is_sent() {
    let app = TestApp::start();
    let mut respondent = Respondent::confirmed(&app);
    respondent.write(GONE, 0, WRITTEN);
    let (mut client, desk) = visiting(&app, &respondent);
    let review = client.get(&format!("{desk}/se-over")).send();
    let value = |name: &str| {
        let rest = review
            .text()
            .split(&format!("name=\"{name}\" value=\""))
            .nth(1);
        let rest = rest.unwrap_or_else(|| panic!("no {name}"));
        rest.split('"').next().expect("a value").to_owned()
    };
    app.retire("r5");
    let pressed = client
        .post(&format!("{desk}/send"))
        .header("Sec-Fetch-Site", "same-origin")
        .form(&[
            ("csrf", value("csrf").as_str()),
            ("nokkel", value("nokkel").as_str()),
            ("versjon", value("versjon").as_str()),
        ])
        .send();
    assert_eq!(pressed.status, 409, "{}", pressed.text());
    assert!(pressed.text().contains(WRITTEN));
    assert_eq!(respondent.get("/submission").status, 404);
}

#[test]
fn a_program_may_still_change_what_it_wrote_to_a_raad_that_is_taken_out() {
    let app = TestApp::start();
    let mut respondent = Respondent::ready_to_send(&app);
    respondent.write(GONE, 0, WRITTEN);
    app.retire("r5");
    let removed = respondent.put_field(GONE, 1, &json!({ "text": "" }));
    assert_eq!(removed.status, 200, "{}", removed.text());
    assert!(!respondent.draft().to_string().contains(WRITTEN));
}

/// The example without the fields that every råd has beside its text, and without the general one.
fn without_single_fields() -> String {
    let file = include_str!("../../examples/24-13304/hoering.toml");
    let mut left = file.to_owned();
    for (begins, key) in [
        ("default_field", "begrunnelse"),
        ("general_field", "generelt"),
    ] {
        let from = left
            .find(&format!("[[{begins}]]\nkey = \"{key}\"\n"))
            .expect("a field of the example");
        let next = left[from + 1..].find("\n[[").expect("more after it") + from + 2;
        left.replace_range(from..next, "");
    }
    left
}

#[test]
fn what_stands_in_a_field_that_is_taken_out_can_be_read_and_changed_and_removed_where_it_was_written()
 {
    let app = TestApp::start();
    let mut respondent = Respondent::confirmed(&app);
    let (long, general) = ("Vi mener det. ".repeat(300), "Dette gjelder alt.");
    respondent.write("r1.begrunnelse", 0, &long);
    respondent.write("generelt", 0, general);
    app.publish_changed(&without_single_fields());

    // Programs see both, each in its part.
    let draft = respondent.draft();
    let part = |key: Value| {
        let parts = draft["parts"].as_array().expect("parts").iter();
        let mut of = parts.filter(|part| part["advice"] == key);
        of.next()
            .unwrap_or_else(|| panic!("a part: {draft}"))
            .clone()
    };
    assert_eq!(
        part(json!("r1"))["fields"].as_array().map(Vec::len),
        Some(3)
    );
    assert_eq!(
        part(json!("r2"))["fields"].as_array().map(Vec::len),
        Some(2),
        "nothing was written"
    );
    assert_eq!(part(json!("r1"))["status"], "too_long");
    assert_eq!(part(Value::Null)["fields"][0]["text"], general);

    // The page that names what is wrong leads to where it can be mended.
    let (mut client, desk) = visiting(&app, &respondent);
    let review = client.get(&format!("{desk}/se-over")).send();
    assert!(
        review.text().contains("/raad/r1#r1.begrunnelse"),
        "{}",
        review.text()
    );
    let page = client.get(&format!("{desk}/raad/r1")).send();
    for said in [
        "id=\"r1.begrunnelse\"",
        "Vi mener det.",
        "er tatt ut av utkastet",
    ] {
        assert!(page.text().contains(said), "{said}: {}", page.text());
    }
    let untouched = client.get(&format!("{desk}/raad/r2")).send();
    assert!(
        !untouched.text().contains("r2.begrunnelse"),
        "{}",
        untouched.text()
    );
    let last = client.get(&format!("{desk}/raad/generelt")).send();
    assert_eq!(last.status, 200);
    assert!(last.text().contains(general) && last.text().contains("er tatt ut av utkastet"));

    let save = |client: &mut Client, part: &str, field: &str, text: &str| {
        let path = format!("{desk}/raad/{part}");
        let page = client.get(&path).send();
        let value = |name: &str| {
            let rest = page
                .text()
                .split(&format!("name=\"{name}\" value=\""))
                .nth(1);
            let rest = rest.unwrap_or_else(|| panic!("no {name}: {}", page.text()));
            rest.split('"').next().expect("a value").to_owned()
        };
        let version = format!("v.{field}");
        let (csrf, seen) = (value("csrf"), value(&version));
        let fields = [
            ("csrf", csrf.as_str()),
            (version.as_str(), seen.as_str()),
            (field, text),
        ];
        let saved = client
            .post(&path)
            .header("Sec-Fetch-Site", "same-origin")
            .form(&fields)
            .send();
        assert_eq!(saved.status, 303, "{}", saved.text());
    };
    save(&mut client, "r1", "r1.begrunnelse", "Kort.");
    save(&mut client, "generelt", "generelt", "");
    assert_eq!(respondent.send("sendt").status, 201);
    let receipt = respondent.receipt(1);
    assert_eq!(fields(&receipt), ["r1.tekst", "r1.begrunnelse"]);
    let answers = receipt["receipt"]["answers"].as_array().expect("answers");
    assert!(
        answers.iter().any(|answer| answer["text"] == "Kort."),
        "{receipt}"
    );
}

#[test]
fn no_comment_to_the_rest_keeps_what_stands_in_a_field_that_is_taken_out() {
    let app = TestApp::start();
    let mut respondent = Respondent::confirmed(&app);
    respondent.write("r3.begrunnelse", 0, "Bare her.");
    app.publish_changed(&without_single_fields());
    let marked = respondent.post("/no-comments").json(&json!({})).send();
    assert!(marked.status < 300, "{}", marked.text());
    let marked = marked.json()["advice"].to_string();
    assert!(marked.contains("r2") && !marked.contains("r3"), "{marked}");
    assert_eq!(respondent.send("sendt").status, 201);
    assert!(fields(&respondent.receipt(1)).contains(&"r3.begrunnelse"));
}
