//! What is asked for by a word, and refused with what was typed: the answer is the same for a word that stands
//! somewhere as for one that stands nowhere, so that nothing can be found out by asking.

use super::seeds::House;
use super::{asker, everybody};
use crate::support::client::Answer;
use crate::support::scene::askers::{Asker, Who};
use crate::support::scene::canary::Canary;
use hoering::role::Role;

/// Stands nowhere.
const NOWHERE: &str = "kanariingenstedsq";

/// An answer without the word that was asked for, and without what is new each time.
fn without(answer: &Answer, word: &str) -> (u16, String) {
    let headers = answer.headers.iter();
    let headers = headers.filter(|(name, _)| {
        !["date", "etag", "content-length"].contains(&name.to_ascii_lowercase().as_str())
    });
    let mut headers: Vec<String> = headers
        .map(|(name, value)| format!("{name}: {value}\n"))
        .collect();
    headers.sort_unstable();
    let mut text = headers.concat();
    text.push_str(&String::from_utf8_lossy(&answer.body));
    (answer.status, without_ids(&text.replace(word, NOWHERE)))
}

/// Hidden keys are made anew for each form.
fn without_ids(text: &str) -> String {
    let mut parts = text.split("value=\"");
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (value, rest) = part.split_once('"').unwrap_or((part, ""));
        let is_id = value.len() == 36 && value.matches('-').count() == 4;
        whole.push_str(if is_id { "…" } else { value });
        whole.push_str(rest);
    }
    whole
}

/// The addresses that a word can be asked for by.
fn asks(house: &House, word: &str) -> Vec<(&'static str, String)> {
    let slug = house.main.slug;
    let elsewhere = house.world.elsewhere.slug;
    let base = format!("/saksbehandling/horinger/{elsewhere}");
    [
        ("GET", format!("/?q={word}")),
        ("GET", format!("/nn?q={word}&status=processing")),
        ("GET", format!("/api/v1/consultations?q={word}")),
        ("GET", format!("/api/v1/consultations/{word}")),
        ("GET", format!("/api/v1/consultations/{slug}?{word}=1")),
        ("POST", format!("/api/v1/consultations/{word}/submissions")),
        ("GET", format!("/horinger/{word}")),
        ("GET", format!("/horinger/{slug}/raad/{word}")),
        ("GET", format!("/horinger/{slug}/versjoner/{word}")),
        ("PUT", format!("/horinger/{word}")),
        ("GET", format!("/assets/{word}")),
        ("GET", format!("/dokument/{}/{word}.txt", house.copied.0)),
        (
            "GET",
            format!("/dokument/{}/{word}.txt", house.world.draft.document.0),
        ),
        (
            "GET",
            format!(
                "/dokument/{}/brev-{word}.txt",
                house.world.waiting.document.0
            ),
        ),
        ("GET", format!("{base}/innspill?q={word}")),
        ("GET", format!("{base}/innspill/rad/r1?q={word}")),
        ("GET", format!("{base}/invitasjoner?q={word}")),
        ("GET", format!("{base}/eksport/fil?format=csv&q={word}")),
        ("GET", format!("/saksbehandling/instanser?q={word}")),
    ]
    .into()
}

#[test]
fn a_word_that_is_asked_for_is_found_by_nobody_who_may_not_see_it() {
    let house = House::new();
    let mut wrong = Vec::new();
    for who in [
        Who::Nobody,
        Who::DeskElsewhere,
        Who::Elsewhere(Role::Reader),
    ] {
        let known = everybody(&house);
        let (_, holder) = known.into_iter().find(|(w, _)| *w == who).expect("them");
        let mut asker = asker(&house, who, holder);
        let nowhere: Vec<_> = asks(&house, NOWHERE)
            .iter()
            .map(|(method, path)| without(&asker.ask(method, path, &[]), NOWHERE))
            .collect();
        for canary in Canary::ALL {
            let word = canary.word();
            for ((method, path), expected) in asks(&house, &word).iter().zip(&nowhere) {
                if without(&asker.ask(method, path, &[]), &word) != *expected {
                    wrong.push(format!("{who:?} finds {canary:?} by {method} {path}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The public addresses of a consultation.
const PUBLIC: [(&str, &str); 11] = [
    ("GET", "/horinger/{slug}"),
    ("GET", "/nn/horinger/{slug}"),
    ("GET", "/horinger/{slug}/raad/r1"),
    ("GET", "/horinger/{slug}/utkast"),
    ("GET", "/horinger/{slug}/versjoner/1"),
    ("GET", "/horinger/{slug}/frist.ics"),
    ("GET", "/horinger/{slug}/svar"),
    ("POST", "/horinger/{slug}/svar"),
    ("GET", "/api/v1/consultations/{slug}"),
    ("GET", "/api/v1/consultations/{slug}/invited"),
    ("POST", "/api/v1/consultations/{slug}/drafts"),
];

#[test]
fn what_is_not_published_cannot_be_told_from_what_does_not_exist() {
    let house = House::new();
    let app = &house.world.app;
    let none = "finnes-ikke-her";
    for who in [Who::Nobody, Who::Elsewhere(Role::Leader)] {
        let mut asker = Asker::new(&house.world, who, Some(house.main.id), Some(&house.main));
        let for_staff = [
            "",
            "/innspill",
            "/oppsett",
            "/oppsett/visning",
            "/medarbeidere",
            "/eksport/fil",
        ]
        .map(|rest| ("GET", format!("/saksbehandling/horinger/{{slug}}{rest}")));
        let public = PUBLIC.map(|(method, path)| (method, path.to_owned()));
        for (method, path) in public.into_iter().chain(for_staff) {
            let mut told = |slug: &str| {
                let path = path.replace("{slug}", slug);
                let answer = asker.ask(method, &path, &[]);
                let (status, text) = without(&answer, slug);
                (status, text.replace(slug, NOWHERE))
            };
            let expected = told(none);
            for slug in [house.world.waiting.slug, house.world.draft.slug] {
                assert_eq!(told(slug), expected, "{who:?} {method} {path} {slug}");
            }
        }
    }
    let list = app.client().get("/api/v1/consultations?limit=100").send();
    assert!(!list.text().contains(house.world.waiting.slug));
}
