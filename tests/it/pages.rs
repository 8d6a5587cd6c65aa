//! What pages and probes promise whoever asks for them.

use crate::support::app::{EXAMPLE, TestApp};
use crate::support::respondent::Respondent;

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
