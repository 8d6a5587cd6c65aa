//! What pages and probes promise whoever asks for them.

use crate::support::app::TestApp;

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
