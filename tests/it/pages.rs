//! What pages and probes promise whoever asks for them.

use crate::invitations::press;
use crate::support::app::{EXAMPLE, TestApp};
use crate::support::respondent::Respondent;
use hoering::role::Role;

#[test]
fn a_page_that_is_not_there_says_so_in_the_readers_language() {
    let app = TestApp::start();
    let answer = app.client().get("/nn/finst-ikkje").send();
    assert_eq!(answer.status, 404);
    assert!(answer.text().contains("Vi finn ikkje sida"));
    assert_eq!(
        answer.header("content-type"),
        Some("text/html; charset=utf-8")
    );
}

#[test]
fn every_tab_of_a_consultation_leads_to_a_page_that_is_called_the_same() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Admin);
    for prefix in ["", "/nn"] {
        let first = staff.get(&format!("{prefix}/saksbehandling/horinger/{EXAMPLE}"));
        let (_, tabs) = first
            .text()
            .split_once("<nav class=\"tabs\"")
            .expect("tabs");
        let (tabs, _) = tabs.split_once("</nav>").expect("their end");
        let links = tabs.split("<a ").skip(1).map(|link| {
            let (_, rest) = link.split_once("href=\"").expect("an address");
            let (href, rest) = rest.split_once('"').expect("its end");
            let (_, rest) = rest.split_once('>').expect("a text");
            (href, rest.split('<').next().expect("its end"))
        });
        let links: Vec<(&str, &str)> = links.collect();
        assert_eq!(links.len(), 9, "{tabs}");
        for (href, text) in links {
            let page = staff.get(href);
            let (_, rest) = page.text().split_once("<h1").expect("a heading");
            let (_, rest) = rest.split_once('>').expect("its text");
            assert!(rest.starts_with(text), "{href}: «{text}»");
        }
    }
}

#[test]
fn the_start_page_says_how_long_the_browser_holds_the_answer_and_how_to_come_back() {
    let app = TestApp::start();
    for (prefix, words, how) in [
        (
            "",
            "i 24 timer etter at du sist brukte det",
            "«Lagre og fortsett senere»",
        ),
        (
            "/nn",
            "i 24 timar etter at du sist brukte det",
            "«Lagre og hald fram seinare»",
        ),
    ] {
        let page = app
            .client()
            .get(&format!("{prefix}/horinger/{EXAMPLE}/svar"))
            .send();
        assert!(
            page.text().contains(words) && page.text().contains(how),
            "{}",
            page.text()
        );
    }
}

#[test]
fn whoever_never_asked_for_a_link_is_told_so_by_the_page_that_asks_for_it() {
    let app = TestApp::start();
    let path = format!("/svar/{}", Respondent::begin(&app).desk);
    for (prefix, words) in [
        ("", "Har du aldri bedt om en lenke"),
        ("/nn", "Har du aldri bede om ei lenkje"),
    ] {
        let refused = app.client().get(&format!("{prefix}{path}")).send();
        assert_eq!(refused.status, 401);
        assert!(refused.text().contains(words), "{}", refused.text());
    }
}

#[test]
fn a_refused_form_shows_every_text_that_was_typed_however_short() {
    let app = TestApp::start();
    let desk = Respondent::begin(&app).desk;
    let fields = [
        ("csrf", "gammel"),
        ("v.r1.tekst", "0"),
        ("r1.tekst", "Enig."),
        ("v.r1.begrunnelse", "0"),
        ("r1.begrunnelse", "To\nlinjer."),
        ("gjor", "neste"),
    ];
    let refused = press(&mut app.client(), &format!("/svar/{desk}/raad/r1"), &fields);
    assert_eq!(refused.status, 401);
    let page = refused.text();
    let hides = |name: &str| page.contains(&format!("<input type=\"hidden\" name=\"{name}\""));
    assert!(page.contains("name=\"r1.tekst\" value=\"Enig.\""), "{page}");
    assert!(!hides("r1.tekst") && !hides("r1.begrunnelse"));
    assert!(hides("v.r1.tekst") && hides("gjor") && hides("csrf"));
    let who = [
        ("csrf", "gammel"),
        ("person", "kari"),
        ("email", "k@x.example"),
        ("versjon", "0a"),
    ];
    let refused = press(&mut app.client(), &format!("/svar/{desk}/avsender"), &who);
    let page = refused.text();
    assert!(page.contains("name=\"person\" value=\"kari\""), "{page}");
    assert!(!page.contains("type=\"hidden\" name=\"person\""));
    assert!(page.contains("type=\"hidden\" name=\"versjon\""));
}

#[test]
fn an_address_with_a_slash_too_many_leads_to_the_page_on_this_host() {
    let app = TestApp::start();
    for (typed, page) in [
        (
            format!("/horinger/{EXAMPLE}/"),
            format!("/horinger/{EXAMPLE}"),
        ),
        (
            format!("/nn/horinger/{EXAMPLE}/"),
            format!("/nn/horinger/{EXAMPLE}"),
        ),
        ("/nn/".to_owned(), "/nn".to_owned()),
    ] {
        let led = app
            .client()
            .get(&typed)
            .header("X-Forwarded-Host", "annet.example")
            .send();
        assert_eq!(
            (led.status, led.header("location")),
            (307, Some(page.as_str()))
        );
        assert_eq!(app.client().post(&typed).form(&[]).send().status, 405);
    }
}

#[test]
fn the_contact_page_says_in_which_letters_the_link_stands() {
    let app = TestApp::start();
    let page = app.client().get("/kontakt").send();
    assert!(page.text().contains("da du sendte inn"));
    assert!(!page.text().contains("da du begynte"));
}
