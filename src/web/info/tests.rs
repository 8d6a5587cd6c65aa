//! Every fixed page answers in both languages and says what it must.

use actix_web::body::MessageBody;
use actix_web::test::TestRequest;

use super::*;
use crate::web::layout::tests::site;

fn html(path: &str) -> (u16, String) {
    let request = TestRequest::with_uri(path).to_http_request();
    let answer = futures_util::FutureExt::now_or_never(show(request, site().into())).unwrap();
    let status = answer.status().as_u16();
    let bytes = answer.into_body().try_into_bytes().unwrap_or_default();
    (status, String::from_utf8(bytes.to_vec()).unwrap())
}

#[test]
fn every_page_has_one_heading_and_is_there_in_both_languages() {
    for info in Info::ALL {
        for lang in Lang::ALL {
            let (status, html) = html(&lang.path(info.path()));
            assert_eq!(status, 200, "{info:?} {lang}");
            assert_eq!(html.matches("<h1").count(), 1, "{info:?} {lang}");
            assert!(
                html.contains(&format!("<html lang=\"{lang}\"")),
                "{info:?} {lang}"
            );
            assert!(
                !html.contains(" style=") && !html.contains("<style"),
                "{info:?} {lang}"
            );
        }
    }
}

#[test]
fn both_languages_of_a_page_say_the_same_number_of_things() {
    for info in Info::ALL {
        let [nb, nn] = Lang::ALL.map(|lang| html(&lang.path(info.path())).1);
        for element in ["<h2", "<p", "<li", "<tr", "<a "] {
            let (in_nb, in_nn) = (nb.matches(element).count(), nn.matches(element).count());
            assert_eq!(in_nb, in_nn, "{element} on {info:?}");
        }
    }
}

#[test]
fn the_privacy_notice_says_how_long_things_are_kept() {
    let (_, html) = html("/personvern");
    assert!(html.contains("Slettes 30 dager etter fristen"));
    assert!(html.contains("postmottak@eksempel.invalid"));
}

#[test]
fn the_footer_of_every_page_leads_to_pages_that_are_there() {
    let (_, page) = html("/nn/kontakt");
    let footer = page.split("<footer").nth(1).unwrap();
    for rest in footer.split("href=\"").skip(1) {
        let href = rest.split('"').next().unwrap();
        let path = href.strip_prefix("/nn").unwrap();
        let mut rows = crate::routes::table().iter();
        assert!(rows.any(|row| row.path == path), "{href}");
    }
}

#[test]
fn a_path_of_none_of_them_is_not_found() {
    assert_eq!(html("/nn/finst-ikkje").0, 404);
}
