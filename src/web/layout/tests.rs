//! What the frame says about a page.

use askama::Template;

use super::*;

#[derive(Template)]
#[template(
    source = "{% extends \"web/layout.html\" %}{% block main %}<h1>{{ page.title }}</h1>{% endblock %}",
    ext = "html"
)]
struct Plain {
    page: Page,
}

pub(in crate::web) fn site() -> Arc<Site> {
    Arc::new(Site {
        base_url: "https://horing.example".to_owned(),
        owner: "Eksempeldirektoratet".to_owned(),
        contact_email: "postmottak@eksempel.invalid".to_owned(),
        source_url: None,
        draft_days: 30,
        unconfirmed_days: 30,
        makes_pdf: true,
    })
}

fn page(lang: Lang) -> Page {
    Page::new(&site(), lang, "/personvern", "Personvern")
}

#[test]
fn a_page_says_its_language_and_links_to_itself_in_the_other() {
    let html = Plain {
        page: page(Lang::Nn),
    }
    .render()
    .unwrap();
    assert!(html.starts_with("<!doctype html>\n<html lang=\"nn\""));
    assert!(html.contains("<title>Personvern – Høyringar</title>"));
    assert!(html.contains("hreflang=\"nb\" href=\"https://horing.example/personvern\""));
    assert!(html.contains("hreflang=\"nn\" href=\"https://horing.example/nn/personvern\""));
    assert!(html.contains("<a href=\"/personvern\" lang=\"nb\" hreflang=\"nb\">Bokmål</a>"));
    assert!(html.contains("<a href=\"/nn/kontakt\">"));
}

#[test]
fn a_page_with_mistakes_says_so_first_in_its_title() {
    let wrong = page(Lang::Nb).errors(vec![ErrorLink::field("epost", "Skriv en e-postadresse")]);
    assert_eq!(wrong.full_title(), "Feil: Personvern – Høringer");
    assert_eq!(page(Lang::Nb).full_title(), "Personvern – Høringer");
}

#[test]
fn a_page_behind_a_personal_link_is_not_for_search_engines() {
    let html = Plain {
        page: page(Lang::Nb).private(),
    }
    .render()
    .unwrap();
    assert!(html.contains("noindex"));
    assert!(!html.contains("rel=\"alternate\""));
    assert!(html.contains("<a href=\"/nn/personvern\""));
}

#[test]
fn nothing_is_fetched_from_another_host() {
    let html = Plain {
        page: page(Lang::Nb).private(),
    }
    .render()
    .unwrap();
    assert!(!html.contains("http"), "{html}");
}
