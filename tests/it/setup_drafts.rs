//! A draft in Markdown that is read on the pages of a working copy: what its headings become, and what merging does.

use crate::setup::{begun, version};
use crate::support::app::TestApp;
use crate::support::client::Answer;
use crate::support::staff::Staff;
use hoering::role::Role;

/// The draft as it stands in the form.
fn own_form(page: &Answer) -> String {
    let (_, rest) = page
        .text()
        .split_once("name=\"utkast\" rows=\"20\">\n")
        .unwrap_or_else(|| panic!("a draft: {}", page.text()));
    let (text, _) = rest.split_once("</textarea>").expect("an end");
    text.to_owned()
}

fn read(staff: &mut Staff, at: &str, text: &str) -> Answer {
    let fields = [("tekst", text), ("gjor", "les")];
    let found = staff.post(&format!("{at}/utkast"), &fields);
    assert_eq!(found.status, 200, "{}", found.text());
    found
}

fn act(staff: &mut Staff, at: &str, (page, act): (&Answer, &str)) -> Answer {
    let (own, seen) = (own_form(page), version(page));
    let fields = [
        ("utkast", own.as_str()),
        ("version", seen.as_str()),
        ("gjor", act),
    ];
    staff.post(&format!("{at}/utkast"), &fields)
}

fn taken_in(staff: &mut Staff, at: &str, page: &Answer) -> String {
    let taken = act(staff, at, (page, "bruk"));
    assert_eq!(taken.status, 303, "{}", taken.text());
    let file = staff.get(&format!("{at}/hoering.toml"));
    file.text().to_owned()
}

#[test]
fn råd_that_are_merged_have_body_with_body_and_rationale_with_rationale() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let at = begun(&mut staff, "En høring", "26/5");
    let text = "# A\n\n## Råd 1: Se\n\nTekst 1.\n\n### Begrunnelse\n\nFordi 1.\n\n## Råd 2: Høre\n\nTekst 2.\n\n### Begrunnelse\n\nFordi 2.\n";
    let found = read(&mut staff, &at, text);
    let merged = act(&mut staff, &at, (&found, "sammen:1"));
    let file = taken_in(&mut staff, &at, &merged);
    for wanted in [
        "body.nb = \"\"\"\nTekst 1.\n\n### Høre\n\nTekst 2.\n",
        "rationale.nb = \"\"\"\nFordi 1.\n\n#### Høre\n\nFordi 2.\n",
    ] {
        assert!(file.contains(wanted), "{wanted}: {file}");
    }
}

#[test]
fn a_heading_that_only_begins_like_the_name_of_a_field_stays_in_the_body() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let at = begun(&mut staff, "En høring", "26/5");
    let text = "# A\n\n## Råd 1: Se\n\nEn.\n\n### Praktisk hjelp i hjemmet\n\nTo.\n\n### Målgruppe\n\nTre.\n";
    let found = read(&mut staff, &at, text);
    let file = taken_in(&mut staff, &at, &found);
    let body =
        "body.nb = \"\"\"\nEn.\n\n### Praktisk hjelp i hjemmet\n\nTo.\n\n### Målgruppe\n\nTre.\n";
    assert!(file.contains(body), "{file}");
    assert!(!file.contains("practice"), "{file}");
}

#[test]
fn headings_with_the_same_number_are_told_of() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let at = begun(&mut staff, "En høring", "26/5");
    let found = read(
        &mut staff,
        &at,
        "# 1 A\n\n## 1.1 Se\n\nEn.\n\n## 1.1 Høre\n\nTo.\n",
    );
    let told = "1 overskrift har samme nummer som en annen";
    assert!(found.text().contains(told), "{}", found.text());
    assert_eq!(
        own_form(&found),
        "# A\n\n## Se\n\nEn.\n\n## 1.1 Høre\n\nTo."
    );
}

#[test]
fn titles_stay_with_their_råd_when_the_text_is_corrected_beside_them() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let at = begun(&mut staff, "En høring", "26/5");
    let found = read(
        &mut staff,
        &at,
        "# A\n\n## Se\n\nT1.\n\n## Høre\n\nT2.\n\n## Lukte\n\nT3.\n",
    );
    let mark = found.text().split_once("name=\"lest\" value=\"");
    let mark = mark.and_then(|(_, rest)| rest.split('"').next());
    let (mark, seen) = (mark.expect("a mark"), version(&found));
    // The first råd is deleted in the text, and the last is renamed in its field.
    let shown = ["Se", "Høre", "Lukte"];
    let names = [0, 1, 2].map(|n| (format!("vist.{n}"), format!("tittel.{n}")));
    let mut fields = vec![
        (
            "utkast",
            "# A\r\n\r\n## Høre\r\n\r\nT2.\r\n\r\n## Lukte\r\n\r\nT3.",
        ),
        ("lest", mark),
        ("version", seen.as_str()),
        ("gjor", "bruk"),
    ];
    for ((was, is), title) in names.iter().zip(shown) {
        let typed = if title == "Lukte" {
            "Lukte godt"
        } else {
            title
        };
        fields.extend([(was.as_str(), title), (is.as_str(), typed)]);
    }
    let again = staff.post(&format!("{at}/utkast"), &fields);
    assert_eq!(again.status, 200, "nothing is taken in unseen");
    assert!(again.text().contains("så den er lest på nytt"));
    let file = taken_in(&mut staff, &at, &again);
    let places = ["Høre", "T2.", "Lukte godt", "T3."].map(|text| file.find(text).expect(text));
    assert!(places.is_sorted(), "{file}");
    assert!(!file.contains("\"Se\"") && !file.contains("T1."), "{file}");
}
