//! What the mailbox shows, and where it is not.

use std::path::PathBuf;

use actix_web::{
    App as Actix,
    body::to_bytes,
    http::header,
    test as actix_test,
    web::{self, Data},
};

use super::*;
use crate::{
    address::{EmailAddress, Mailbox},
    clock::Clock,
    mail::{Attachment, Letter, Mailer},
    server,
};
use letter::{Piece, pieces};

/// A mailbox of its own with some letters, removed when the test is over.
struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Self {
        let path =
            std::env::temp_dir().join(format!("hoering-mailbox-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        Self(path)
    }

    fn settings(&self, more: &[(&str, &str)]) -> Settings {
        let directory = self.0.display().to_string();
        let said = [("HOERING_DATA_DIR", directory.as_str())];
        let said = said
            .iter()
            .chain(more)
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Settings::load(said, None).unwrap()
    }

    fn send(&self, letters: usize) {
        let clock = Clock::fixed("2024-08-01T12:32:00Z".parse().unwrap());
        let mailer = Mailer::new(&self.settings(&[]), clock.clone()).unwrap();
        for number in 0..letters {
            clock.advance(chrono::Duration::minutes(1));
            let letter = letter(&mailer, number);
            mailer.deliver_now(&mailer.compose(&letter).unwrap());
        }
    }

    /// The answer to a request: status, policy, body.
    async fn get(&self, settings: Settings, path: &str) -> (u16, String, String) {
        fs::create_dir_all(&self.0).unwrap();
        let app = Data::new(server::compose(settings, Clock::system()).unwrap());
        let mut actix = Actix::new().app_data(app);
        for route in routes() {
            for prefix in ["", "/nn"] {
                let resource = web::resource(format!("{prefix}{}", route.path));
                actix = actix.service(resource.route((route.handler)()));
            }
        }
        let service = actix_test::init_service(actix).await;
        let request = actix_test::TestRequest::get().uri(path).to_request();
        let response = actix_test::call_service(&service, request).await;
        let policy = response.headers().get(header::CONTENT_SECURITY_POLICY);
        let policy = policy
            .map(|policy| policy.to_str().unwrap().to_owned())
            .unwrap_or_default();
        let status = response.status().as_u16();
        let body = to_bytes(response.into_body()).await.unwrap();
        (status, policy, String::from_utf8_lossy(&body).into_owned())
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn letter(mailer: &Mailer, number: usize) -> Letter {
    let address = EmailAddress::parse("kari@mottaker.example").unwrap();
    Letter {
        from: None,
        to: Mailbox {
            name: "<b>Kari</b>".to_owned(),
            address,
        },
        reply_to: None,
        subject: format!("Brev nummer {number} <script>"),
        text: "Hei <b>du</b>.\n\nhttp://127.0.0.1:8080/lenke/abc\n".to_owned(),
        html: Some("<script>alert(1)</script><p>Hei på deg</p>".to_owned()),
        message_id: mailer.message_id("receipt", uuid::Uuid::from_u128(number as u128)),
        in_reply_to: None,
        attachments: vec![Attachment {
            name: "frist.ics".to_owned(),
            media_type: "text/calendar; charset=utf-8".to_owned(),
            bytes: b"BEGIN:VCALENDAR\r\n".to_vec(),
        }],
        language: "nn",
    }
}

const NEWEST: &str =
    "/utvikling/post/20240801T130200000000Z-001-receipt.0000000000000000000000000000001d.eml";

#[tokio::test]
async fn the_list_shows_the_newest_first_page_by_page_in_both_languages() {
    let place = Place::new("list");
    place.send(30);
    let (status, _, first) = place.get(place.settings(&[]), "/utvikling/post").await;
    assert_eq!(status, 200);
    assert_eq!(first.matches("Brev nummer").count(), 25);
    assert!(first.find("Brev nummer 29").unwrap() < first.find("Brev nummer 5").unwrap());
    assert!(first.contains("30 brev") && first.contains("href=\"/utvikling/post?side=2\""));
    assert!(!first.contains("<script>") && !first.contains("<b>Kari"));
    let (status, _, second) = place
        .get(place.settings(&[]), "/nn/utvikling/post?side=2")
        .await;
    assert_eq!((status, second.matches("Brev nummer").count()), (200, 5));
    assert!(second.contains("<html lang=\"nn\"") && second.contains("href=\"/nn/utvikling/post\""));
    for beyond in [
        "/utvikling/post?side=3",
        "/utvikling/post?side=18446744073709551615",
    ] {
        assert_eq!(place.get(place.settings(&[]), beyond).await.0, 404);
    }
}

#[tokio::test]
async fn an_empty_mailbox_says_so() {
    let place = Place::new("empty");
    let (status, _, body) = place.get(place.settings(&[]), "/utvikling/post").await;
    assert_eq!(status, 200);
    assert!(body.contains("Det er ingen brev ennå"));
}

#[tokio::test]
async fn a_letter_is_shown_with_its_link_and_its_html_in_a_frame_that_can_do_nothing() {
    let place = Place::new("letter");
    place.send(30);
    let (status, policy, body) = place.get(place.settings(&[]), NEWEST).await;
    assert_eq!(status, 200);
    assert!(body.contains("<a href=\"http://127.0.0.1:8080/lenke/abc\">"));
    assert!(
        body.contains(&format!("src=\"{NEWEST}/html\"")) && body.contains("sandbox=\"allow-popups")
    );
    assert!(body.contains("Auto-Submitted: auto-generated") && body.contains("frist.ics"));
    assert!(
        !body.contains("<script>") && !body.contains("Hei <b>"),
        "{body}"
    );
    assert!(policy.contains("default-src 'none'") && policy.contains("frame-src 'self'"));

    let (status, policy, html) = place
        .get(place.settings(&[]), &format!("{NEWEST}/html"))
        .await;
    assert_eq!(status, 200);
    assert!(html.contains("<p>Hei på deg</p>"));
    assert!(
        policy.starts_with("sandbox")
            && !policy.contains("allow-scripts")
            && policy.contains("'none'")
    );

    let (status, policy, file) = place
        .get(place.settings(&[]), &format!("{NEWEST}/vedlegg/1"))
        .await;
    assert_eq!((status, file.as_str()), (200, "BEGIN:VCALENDAR\r\n"));
    assert!(policy.starts_with("sandbox"));
    for missing in ["vedlegg/0", "vedlegg/2", "vedlegg/x"] {
        assert_eq!(
            place
                .get(place.settings(&[]), &format!("{NEWEST}/{missing}"))
                .await
                .0,
            404
        );
    }
}

#[tokio::test]
async fn a_name_that_leads_elsewhere_finds_nothing() {
    let place = Place::new("elsewhere");
    place.send(1);
    fs::write(place.0.join("secret.eml"), "Subject: x\r\n\r\nx").unwrap();
    for name in [
        "..%2Fsecret.eml",
        "%2e%2e%2fsecret.eml",
        "../secret.eml",
        ".eml",
        "no.eml",
        "keys.toml",
        "a%00.eml",
    ] {
        let (status, _, _) = place
            .get(place.settings(&[]), &format!("/utvikling/post/{name}"))
            .await;
        assert_eq!(status, 404, "{name}");
    }
}

#[tokio::test]
async fn the_mailbox_is_not_there_when_letters_go_to_a_mail_server_or_in_production() {
    let place = Place::new("absent");
    place.send(30);
    let smtp = place.settings(&[("HOERING_SMTP_URL", "smtps://mail.example")]);
    let mut production = place.settings(&[]);
    production.profile = crate::settings::Profile::Production;
    assert!(directory(&production).is_none());
    for path in [
        "/utvikling/post",
        NEWEST,
        &format!("{NEWEST}/html"),
        &format!("{NEWEST}/vedlegg/1"),
    ] {
        assert_eq!(place.get(smtp.clone(), path).await.0, 404, "{path}");
    }
}

#[test]
fn a_link_ends_where_its_address_ends() {
    let link = |text: &str| Piece::Link(text.to_owned());
    let words = |text: &str| Piece::Words(text.to_owned());
    assert_eq!(
        pieces("Se https://a.example/x?y=1. Eller (http://b.example)!"),
        [
            words("Se "),
            link("https://a.example/x?y=1"),
            words(". Eller ("),
            link("http://b.example"),
            words(")!")
        ]
    );
    assert_eq!(
        pieces("https://a.example\nhttps://b.example"),
        [
            link("https://a.example"),
            words("\n"),
            link("https://b.example")
        ]
    );
    assert_eq!(
        pieces("javascript:alert(1)"),
        [words("javascript:alert(1)")]
    );
    assert_eq!(pieces(""), []);
}
