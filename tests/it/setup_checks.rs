//! What set-up says to whoever is at it: images, the second person, the way to a copy.

use crate::setup::{base, save, saved, version, write_47329};
use crate::support::app::{EXAMPLE, TestApp};
use crate::support::staff::Staff;
use hoering::role::Role;

#[test]
fn an_image_without_words_is_found_where_it_stands_and_a_draft_leaves_its_images_behind() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let at = write_47329(&mut staff);
    let advice = format!("{at}/raad/r1");
    let refused = save(
        &mut staff,
        &advice,
        &[("body.nb", "Se ![ ](kart.png) her.")],
    );
    assert_eq!(refused.status, 422);
    let checks = staff.get(&format!("{at}/kontroll"));
    let found =
        format!("href=\"{advice}#body.nb\">Et bilde mangler tekst for den som ikke ser det.");
    assert!(checks.text().contains(&found), "{}", checks.text());
    saved(
        &mut staff,
        &advice,
        &[("body.nb", "Se ![Kart over hønsehus](kart.png) her.")],
    );

    let path = format!("{at}/utkast");
    let text = "# Kapittel\n\n## Råd 1: Se\n\nFør ![ ](x.png) etter.\n";
    let found = staff.post(&path, &[("tekst", text), ("gjor", "les")]);
    for said in ["Filen har 1 bilde. Bilder tas ikke med.", "Før  etter."] {
        assert!(found.text().contains(said), "{said}: {}", found.text());
    }
    assert!(!found.text().contains("x.png"), "{}", found.text());
}

#[test]
fn whoever_cannot_publish_alone_is_told_to_ask_another_and_not_for_another_role() {
    let app = TestApp::start_with(&[("HOERING_PUBLISHING_SECOND_PERSON", "true")]);
    let (mut writer, mut other) = (app.staff(Role::Leader), app.staff(Role::Admin));
    let at = write_47329(&mut writer);
    let path = format!("{at}/publiser");
    let refused = save(&mut other, &path, &[("gjor", "publiser")]);
    assert_eq!(refused.status, 403);
    assert!(
        refused.text().contains("Dette må en annen publisere"),
        "{}",
        refused.text()
    );
    assert!(
        !refused.text().contains("administrator"),
        "{}",
        refused.text()
    );
    // Somebody else than the one who wrote may ask.
    saved(&mut other, &path, &[("gjor", "be")]);
    let page = writer.get(&path);
    assert!(
        page.text()
            .contains("En annen ber om at dette blir godkjent."),
        "{}",
        page.text()
    );
    assert!(!version(&page).is_empty());
}

#[test]
fn what_is_being_changed_can_be_copied_all_the_same() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let at = base(EXAMPLE);
    let way = format!("href=\"/saksbehandling/oppsett/ny?kopi={EXAMPLE}\"");
    for opened in [false, true] {
        if opened {
            assert_eq!(staff.post(&at, &[]).status, 303);
        }
        let page = staff.get(&at);
        assert!(page.text().contains(&way), "{opened}: {}", page.text());
    }
}

#[test]
fn what_the_register_cannot_tell_is_said_without_a_word_of_files() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let at = write_47329(&mut staff);
    let fields = [
        ("linje.0", "Alle landets kommuner"),
        ("valg.0", "alle:municipalities"),
        ("linje.1", "Kommunene"),
        ("valg.1", "alle:municipalities"),
        ("gjor", "ta-inn"),
    ];
    saved(&mut staff, &format!("{at}/instanser"), &fields);
    saved(
        &mut staff,
        &format!("{at}/om"),
        &[("follows", "finnes-ikke")],
    );
    let checks = staff.get(&format!("{at}/kontroll"));
    for said in [
        "«Kommunene» og «Alle landets kommuner» står for samme instans",
        "Det finnes ingen høring på adressen «finnes-ikke»",
    ] {
        assert!(checks.text().contains(said), "{said}: {}", checks.text());
    }
    for word in ["på linje", "«count»", "«slug»"] {
        assert!(!checks.text().contains(word), "{word}: {}", checks.text());
    }
}

/// A copy of the example, 24/13304, as another case.
fn copy_of_example(staff: &mut Staff) -> String {
    let fields = [
        ("kopi", EXAMPLE),
        ("tittel", "En kopi"),
        ("slag", "høring"),
        ("referanse", "26/8"),
        ("adresse", ""),
    ];
    let made = staff.post("/saksbehandling/oppsett/ny", &fields);
    made.header("location").expect("a way").to_owned()
}

const CAME_ALONG: &str = "fulgte med kopien og er dokumentene til den tidligere høringen, 24/13304";

#[test]
fn documents_that_came_with_a_copy_are_said_to_be_the_earlier_ones_until_they_are_looked_over() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Admin);
    let at = copy_of_example(&mut staff);
    let (checks, documents) = (format!("{at}/kontroll"), format!("{at}/dokumenter"));
    let page = staff.get(&checks);
    assert!(page.text().contains(CAME_ALONG), "{}", page.text());
    // Saving a part says nothing of its documents.
    saved(&mut staff, &documents, &[("gjor", "lagre")]);
    assert!(staff.get(&checks).text().contains(CAME_ALONG));
    let said = [("sett-over", "ja"), ("gjor", "lagre")];
    saved(&mut staff, &documents, &said);
    let page = staff.get(&checks);
    assert!(!page.text().contains(CAME_ALONG), "{}", page.text());
    let page = staff.get(&documents);
    assert!(
        page.text().contains("value=\"ja\" checked"),
        "{}",
        page.text()
    );
}

#[test]
fn documents_of_what_was_no_copy_are_not_asked_about() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Admin);
    assert_eq!(staff.post(&base(EXAMPLE), &[]).status, 303);
    let page = staff.get(&format!("{}/dokumenter", base(EXAMPLE)));
    assert!(!page.text().contains("sett-over"), "{}", page.text());
    let page = staff.get(&format!("{}/kontroll", base(EXAMPLE)));
    assert!(
        !page.text().contains("fulgte med kopien"),
        "{}",
        page.text()
    );
}

#[test]
fn a_text_of_a_copy_that_names_the_earlier_deadline_is_told_of_until_it_is_put_right() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Admin);
    let at = copy_of_example(&mut staff);
    let (checks, texts) = (format!("{at}/kontroll"), format!("{at}/tekster"));
    let told = "nevner 1. august 2024, som var fristen i den tidligere høringen, 24/13304";
    for (text, is_told) in [
        ("Fristen er 1. august 2024.", true),
        ("Svar innen 01.08.2024.", true),
        ("Svar innen 10. juni 2026.", false),
    ] {
        let words = [("letter.nb", text), ("letter.nn", text)];
        saved(&mut staff, &texts, &words);
        let page = staff.get(&checks);
        let finding = format!("«Høringsbrev» {told}");
        assert_eq!(page.text().contains(&finding), is_told, "{}", page.text());
    }
}
