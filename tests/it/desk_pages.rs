//! The pages of one answer: what two tell of who answers, the choice that the script does not store, and
//! the same answer sent twice.

use crate::adoption::browser;
use crate::extension::at;
use crate::invitations::{csrf, hidden, press, send_from};
use crate::support::app::{EXAMPLE, TestApp};
use crate::support::client::{Answer, Client};
use crate::support::respondent::{ADVICE, EMAIL, Respondent, SCALE, TEXT};
use crate::support::scene::conclude;

/// Presses «Start» for oneself; the desk's path.
fn begin(client: &mut Client) -> String {
    let path = format!("/horinger/{EXAMPLE}/svar");
    let begun = press(client, &path, &[("on_behalf", "person")]);
    assert_eq!(begun.status, 303, "{}", begun.text());
    begun.header("location").expect("a place").to_owned()
}

/// What the page of who answers was drawn with.
struct Asked {
    token: String,
    version: String,
}

fn ask(client: &mut Client, desk: &str) -> Asked {
    let page = client.get(&format!("{desk}/avsender")).send();
    assert_eq!(page.status, 200, "{}", page.text());
    asked_again(&page)
}

fn asked_again(page: &Answer) -> Asked {
    Asked {
        token: csrf(page.text()),
        version: hidden(page.text(), "versjon"),
    }
}

fn tell(client: &mut Client, desk: &str, asked: &Asked, person: &str, email: &str) -> Answer {
    let fields = [
        ("csrf", asked.token.as_str()),
        ("versjon", &asked.version),
        ("person", person),
        ("email", email),
    ];
    press(client, &format!("{desk}/avsender"), &fields)
}

/// Writes in one field as the page's form does; `more` are its other controls.
fn write(client: &mut Client, desk: &str, text: &str, more: &[(&str, &str)]) -> Answer {
    let path = format!("{desk}/raad/{ADVICE}");
    let page = client.get(&path).send();
    let (token, version) = (csrf(page.text()), hidden(page.text(), "v.r1.tekst"));
    let mut fields = vec![("csrf", token.as_str()), ("v.r1.tekst", &version)];
    fields.push((TEXT, text));
    fields.extend(more);
    client
        .post(&path)
        .header("Sec-Fetch-Site", "same-origin")
        .header("Accept", "application/json")
        .form(&fields)
        .send()
}

fn written(app: &TestApp) -> (Client, String) {
    let mut client = app.client();
    let desk = begin(&mut client);
    let saved = write(&mut client, &desk, "Rådet er klart.", &[]);
    assert_eq!(saved.status, 200, "{}", saved.text());
    let asked = ask(&mut client, &desk);
    let told = tell(&mut client, &desk, &asked, "Kari", EMAIL);
    assert_eq!(told.status, 303, "{}", told.text());
    (client, desk)
}

#[test]
fn who_answers_is_not_overwritten_unseen_and_nothing_that_was_typed_is_lost() {
    let app = TestApp::start();
    let mut client = app.client();
    let desk = begin(&mut client);
    let (mine, theirs) = (ask(&mut client, &desk), ask(&mut client, &desk));
    let first = tell(&mut client, &desk, &theirs, "Kari", EMAIL);
    assert_eq!(first.status, 303);
    // A text that was saved meanwhile stands in nobody's way.
    assert_eq!(write(&mut client, &desk, "Enig.", &[]).status, 200);
    let stale = tell(&mut client, &desk, &mine, "Ola", EMAIL);
    assert_eq!(stale.status, 409, "{}", stale.text());
    let page = stale.text();
    assert!(page.contains("Noen andre har lagret noe annet her"));
    assert!(page.contains("Står nå: Kari"), "{page}");
    assert!(page.contains("value=\"Ola\""));
    // The address is the same, and nothing is said of it.
    assert!(!page.contains(&format!("Står nå: {EMAIL}")));
    assert_eq!(
        hidden(
            client.get(&format!("{desk}/avsender")).send().text(),
            "person"
        ),
        "Kari"
    );
    let both_seen = asked_again(&stale);
    let decided = tell(&mut client, &desk, &both_seen, "Ola", EMAIL);
    assert_eq!(decided.status, 303, "{}", decided.text());
    assert_eq!(
        hidden(
            client.get(&format!("{desk}/avsender")).send().text(),
            "person"
        ),
        "Ola"
    );
}

#[test]
fn a_correction_of_what_was_told_over_something_older_overwrites_nothing_either() {
    let app = TestApp::start();
    let mut client = app.client();
    let desk = begin(&mut client);
    let (mine, theirs) = (ask(&mut client, &desk), ask(&mut client, &desk));
    assert_eq!(tell(&mut client, &desk, &theirs, "Kari", EMAIL).status, 303);
    let refused = tell(&mut client, &desk, &mine, "Ola", "ikke en adresse");
    assert_eq!(refused.status, 422);
    let corrected = tell(&mut client, &desk, &asked_again(&refused), "Ola", EMAIL);
    assert_eq!(corrected.status, 409, "{}", corrected.text());
}

#[test]
fn the_same_told_twice_is_no_conflict() {
    let app = TestApp::start();
    let mut client = app.client();
    let desk = begin(&mut client);
    let (mine, theirs) = (ask(&mut client, &desk), ask(&mut client, &desk));
    assert_eq!(tell(&mut client, &desk, &theirs, "Kari", EMAIL).status, 303);
    assert_eq!(tell(&mut client, &desk, &mine, "Kari", EMAIL).status, 303);
}

#[test]
fn the_script_is_told_that_no_comment_over_text_is_not_stored_until_it_has_been_asked_about() {
    let app = TestApp::start();
    let mut client = app.client();
    let desk = begin(&mut client);
    let none = [("v.r1.standpunkt", "0"), (SCALE, "ingen merknad")];
    let alone = write(&mut client, &desk, "", &none);
    assert!(alone.json()["message"].is_null(), "{}", alone.text());
    let over_text = write(&mut client, &desk, "Likevel noe.", &none).json();
    let said = over_text["message"].as_str().expect("a message");
    assert!(said.contains("ikke valget «Ingen merknad»"), "{said}");
    assert_eq!(over_text["version"]["v.r1.tekst"], "1");
    let again = write(&mut client, &desk, "Likevel noe.", &[]).json();
    assert!(again["message"].is_null());
}

#[test]
fn an_equal_answer_that_waits_for_its_address_is_not_sent_again() {
    let app = TestApp::start();
    let (mut client, desk) = written(&app);
    let review = client.get(&format!("{desk}/se-over")).send();
    let (token, version) = (csrf(review.text()), hidden(review.text(), "versjon"));
    let receipt = format!("{desk}/kvittering");
    assert_eq!(
        send_from(&mut client, &desk).header("location"),
        Some(receipt.as_str())
    );
    // The page that was seen over before, from the browser's own store, with any key.
    let fields = [
        ("csrf", token.as_str()),
        ("nokkel", "another"),
        ("versjon", &version),
    ];
    let again = press(&mut client, &format!("{desk}/send"), &fields);
    assert_eq!(
        (again.status, again.header("location")),
        (303, Some(receipt.as_str()))
    );
    assert_eq!(
        client.get(&format!("{receipt}?versjon=2")).send().status,
        404
    );
    app.deliver_letters();
    assert_eq!(app.mailbox.letters_to(EMAIL).len(), 1);
    let review = client.get(&format!("{desk}/se-over")).send();
    assert!(
        !review.text().contains("name=\"nokkel\""),
        "{}",
        review.text()
    );
    assert!(
        review
            .text()
            .contains("Innspillet er lagret, men ikke bekreftet")
    );
}

#[test]
fn an_unconfirmed_answer_is_sent_again_when_it_is_another_and_asks_by_itself_at_another_address() {
    let app = TestApp::start();
    let (mut client, desk) = written(&app);
    assert_eq!(send_from(&mut client, &desk).status, 303);
    let asked = ask(&mut client, &desk);
    let told = tell(&mut client, &desk, &asked, "Kari", "ny@kommune.example");
    assert_eq!(told.status, 303);
    app.deliver_letters();
    assert!(!app.mailbox.letters_to("ny@kommune.example").is_empty());
    let review = client.get(&format!("{desk}/se-over")).send();
    assert!(
        review
            .text()
            .contains("Ingenting er endret siden innspillet ble sendt inn"),
        "{}",
        review.text()
    );
    assert_eq!(
        write(&mut client, &desk, "Rådet er uklart.", &[]).status,
        200
    );
    assert_eq!(send_from(&mut client, &desk).status, 303);
    let second = client.get(&format!("{desk}/kvittering?versjon=2")).send();
    assert_eq!(second.status, 200, "{}", second.text());
}

#[test]
fn nothing_says_that_an_answer_can_be_sent_once_the_consultation_is_concluded() {
    let app = TestApp::start();
    app.clock.set(at("2026-05-20T10:00:00Z"));
    let (mut client, desk) = written(&app);
    let review = client.get(&format!("{desk}/se-over")).send();
    assert!(review.text().contains("fortsatt sende inn"), "late");
    let (token, key) = (csrf(review.text()), hidden(review.text(), "nokkel"));
    conclude(&app, EXAMPLE);
    for rest in ["", "/se-over"] {
        let page = client.get(&format!("{desk}{rest}")).send();
        let said = page.text();
        assert!(said.contains("tar ikke imot innspill"), "{rest}: {said}");
        for not in [
            "fortsatt sende inn",
            "Se over og send inn",
            "Kan gjøres når som helst",
        ] {
            assert!(!said.contains(not), "{rest}, {not}: {said}");
        }
    }
    // Something else was saved meanwhile: that is not sent from here any more.
    let fields = [
        ("csrf", token.as_str()),
        ("nokkel", &key),
        ("versjon", "0.0"),
    ];
    let refused = press(&mut client, &format!("{desk}/send"), &fields);
    assert_eq!(refused.status, 409, "{}", refused.text());
    assert!(refused.text().contains("tar ikke imot innspill nå"));
    assert!(!refused.text().contains("send inn herfra"));
}

#[test]
fn a_browser_that_has_opened_another_answer_since_is_shown_the_way_to_the_link_of_this_one() {
    let app = TestApp::start();
    let (mut client, desk) = written(&app);
    let token = csrf(client.get(&desk).send().text());
    client.cookies.clear();
    begin(&mut client);
    let refused = client.get(&desk).send();
    assert_eq!(refused.status, 401, "{}", refused.text());
    for said in ["Åpne innspillet med lenken din", "href=\"/lenke\""] {
        assert!(refused.text().contains(said), "{said}: {}", refused.text());
    }
    // In the same words where there is nothing.
    let invented = "/svar/0198c0de-0000-7000-8000-000000000000";
    let nowhere = client.get(invented).send();
    assert_eq!(
        (nowhere.status, nowhere.text()),
        (401, refused.text()),
        "nothing tells which answers there are"
    );
    let fields = [("csrf", token.as_str()), ("notat", "Husk møtet.")];
    let kept = press(&mut client, &format!("{desk}/notat"), &fields);
    assert_eq!(kept.status, 401);
    assert!(kept.text().contains("Husk møtet."));
}

#[test]
fn a_form_that_is_older_than_the_session_is_shown_once_more_and_called_nothing_else() {
    let app = TestApp::start();
    let respondent = Respondent::ready_to_send(&app);
    let mut client = browser(&app, &respondent.token);
    let desk = format!("/svar/{}", respondent.desk);
    let old = csrf(client.get(&desk).send().text());
    let note = format!("{desk}/notat");
    let write = |client: &mut Client, token: &str| {
        press(client, &note, &[("csrf", token), ("notat", "Husk møtet.")])
    };
    client.cookies.clear();
    assert_eq!(write(&mut client, &old).status, 401);
    let entered = press(&mut client, &format!("/lenke/{}", respondent.token), &[]);
    assert_eq!(entered.status, 303, "{}", entered.text());
    let asked = write(&mut client, &old);
    assert_eq!(asked.status, 403);
    for said in ["Ett trykk gjenstår", "Fullfør", "Husk møtet."] {
        assert!(asked.text().contains(said), "{said}: {}", asked.text());
    }
    assert!(!asked.text().contains("ikke sendt fra våre sider"));
    assert!(!client.get(&desk).send().text().contains("Husk møtet."));
    assert_eq!(write(&mut client, &csrf(asked.text())).status, 303);
    assert!(client.get(&desk).send().text().contains("Husk møtet."));
    // Whatever comes from elsewhere is told so, and gets no field.
    let refused = client
        .post(&note)
        .header("Sec-Fetch-Site", "cross-site")
        .form(&[("notat", "Fra et annet sted.")])
        .send();
    assert_eq!(refused.status, 403);
    assert!(refused.text().contains("ikke sendt fra våre sider"));
    assert!(!refused.text().contains("name=\"csrf\""));
}
