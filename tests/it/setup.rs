//! A consultation set up by pages: written in parts, checked, published; and what is published changed.

use crate::invitations::hidden;
use crate::support::app::{EXAMPLE, TestApp};
use crate::support::client::Answer;
use crate::support::staff::{Staff, audited};
use crate::support::tables;
use hoering::role::Role;

const NEW: &str = "/saksbehandling/oppsett/ny";

pub fn base(slug: &str) -> String {
    format!("/saksbehandling/horinger/{slug}/oppsett")
}

/// The hidden field that says which version a form was made from.
pub fn version(page: &Answer) -> String {
    let (_, rest) = page
        .text()
        .split_once("name=\"version\" value=\"")
        .unwrap_or_else(|| panic!("a form: {}", page.text()));
    rest.split('"').next().expect("a value").to_owned()
}

/// Opens the page of a part, and saves it with these values.
pub fn save(staff: &mut Staff, path: &str, fields: &[(&str, &str)]) -> Answer {
    let page = staff.get(path);
    assert_eq!(page.status, 200, "{path}: {}", page.text());
    let seen = version(&page);
    let mut whole = vec![("version", seen.as_str())];
    whole.extend(fields);
    staff.post(path, &whole)
}

pub fn saved(staff: &mut Staff, path: &str, fields: &[(&str, &str)]) -> String {
    let answer = save(staff, path, fields);
    assert_eq!(answer.status, 303, "{path}: {}", answer.text());
    answer.header("location").expect("a way").to_owned()
}

/// Presses the button, with everything in order; the working copy is gone then.
pub fn publish(staff: &mut Staff, at: &str) {
    let to = saved(staff, &format!("{at}/publiser"), &[("gjor", "publiser")]);
    assert_eq!(to, at);
    assert!(staff.get(at).text().contains("Åpne for endring"));
}

/// A new working copy; its address.
pub fn begun(staff: &mut Staff, title: &str, reference: &str) -> String {
    let fields = [
        ("kopi", ""),
        ("tittel", title),
        ("slag", "høring"),
        ("referanse", reference),
        ("adresse", ""),
    ];
    let answer = staff.post(NEW, &fields);
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.header("location").expect("a way").to_owned()
}

/// What the directorate for agriculture said publicly of its case 22/47329; the texts that are not in it say so.
pub fn write_47329(staff: &mut Staff) -> String {
    let title = "Høring – forslag til endringer i forskrift om kompensasjon til frivillig førtidsslakting av verpehøns";
    let at = begun(staff, title, "22/47329");
    assert_eq!(at, base("22-47329"));
    saved(
        staff,
        &format!("{at}/om"),
        &[
            ("kind", "høring"),
            ("reference", "22/47329"),
            ("published_on", "2026-03-02"),
            ("deadline_on", "2026-06-10"),
            ("owner.name.nb", "Landbruksdirektoratet"),
            ("owner.name.nn", "Landbruksdirektoratet"),
            ("owner.org_no", "312345676"),
            ("owner.reply_address", "postmottak@landbruk.example"),
            ("contact.email", "postmottak@landbruk.example"),
        ],
    );
    saved(
        staff,
        &format!("{at}/tekster"),
        &[
            ("title.nb", title),
            (
                "ingress.nb",
                "Høringsinnspillene må merkes med ref. 22/47329.",
            ),
            ("product_type.nb", "Forskrift"),
        ],
    );
    saved(
        staff,
        &format!("{at}/raad"),
        &[("ny", "Endringer i forskriften"), ("gjor", "kapittel")],
    );
    let advice = saved(
        staff,
        &format!("{at}/raad"),
        &[("ny.k1", "Forslaget"), ("gjor", "raad:k1")],
    );
    assert_eq!(advice, format!("{at}/raad/r1"));
    saved(
        staff,
        &format!("{at}/instanser"),
        &[("ingen", "ja"), ("gjor", "lagre")],
    );
    saved(
        staff,
        &advice,
        &[
            ("number", "1"),
            ("title.nb", "Forslaget til endringer"),
            ("body.nb", "Teksten til forslaget er ikke funnet."),
        ],
    );
    at
}

#[test]
fn a_chapter_or_rad_without_a_number_is_called_by_its_title_alone() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let at = begun(&mut staff, "En høring", "26/5");
    let outline = format!("{at}/raad");
    let chapter = [("ny", "Innledning"), ("gjor", "kapittel")];
    saved(&mut staff, &outline, &chapter);
    let one = format!("{outline}/k1");
    assert!(staff.get(&one).text().contains(">Kapittel 1: Innledning<"));
    saved(&mut staff, &one, &[("number", "")]);
    assert!(staff.get(&one).text().contains(">Kapittel: Innledning<"));
}

#[test]
fn a_consultation_is_set_up_by_pages_alone_and_everybody_reads_it_once_it_is_published() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let at = write_47329(&mut staff);
    let public = "/horinger/22-47329";
    assert_eq!(
        app.client().get(public).send().status,
        404,
        "nobody sees it yet"
    );
    let checks = staff.get(&format!("{at}/kontroll"));
    assert!(
        checks.text().contains("Ingenting må rettes"),
        "{}",
        checks.text()
    );
    assert!(
        checks
            .text()
            .contains("Ingen er på listen over høringsinstanser")
    );
    saved(
        &mut staff,
        &format!("{at}/publiser"),
        &[("gjor", "publiser")],
    );
    let page = app.client().get(public).send();
    assert_eq!(page.status, 200);
    for wanted in [
        "førtidsslakting av verpehøns",
        "22/47329",
        "Forslaget til endringer",
        "10. juni 2026",
    ] {
        assert!(page.text().contains(wanted), "{wanted}");
    }
    let published = app.database(|conn| audited(conn, "working_copy.published"));
    assert_eq!(published.len(), 1);
    assert_eq!(published[0].actor, format!("staff:{}", staff.id));
    assert!(
        staff.get(&at).text().contains("Åpne for endring"),
        "nothing is being written any more"
    );
}

#[test]
fn a_press_that_is_repeated_begins_one_working_copy() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let key = hidden(staff.get(NEW).text(), "nokkel");
    let fields = [
        ("kopi", ""),
        ("tittel", "En høring"),
        ("slag", "høring"),
        ("referanse", "26/7"),
        ("adresse", ""),
        ("nokkel", key.as_str()),
    ];
    for _ in 0..2 {
        let answer = staff.post(NEW, &fields);
        assert_eq!(answer.status, 303, "{}", answer.text());
        assert_eq!(answer.header("location"), Some(base("26-7").as_str()));
    }
    let begun = app.database(|conn| audited(conn, "working_copy.begun"));
    assert_eq!(begun.len(), 1);
}

#[test]
fn whoever_publishes_what_was_published_is_led_to_what_came_of_it() {
    let app = TestApp::start_with(&[("HOERING_PUBLISHING_SECOND_PERSON", "true")]);
    let (mut one, mut other) = (app.staff(Role::Leader), app.staff(Role::Admin));
    let at = write_47329(&mut one);
    let path = format!("{at}/publiser");
    saved(&mut one, &path, &[("gjor", "be")]);
    let seen = version(&other.get(&path));
    let press = [("version", seen.as_str()), ("gjor", "publiser")];
    for who in [&mut other, &mut one] {
        for _ in 0..2 {
            let pressed = who.post(&path, &press);
            assert_eq!(pressed.status, 303, "{}", pressed.text());
            assert_eq!(pressed.header("location"), Some(at.as_str()));
        }
        assert!(who.get(&at).text().contains("Høringen er publisert"));
    }
    let published = app.database(|conn| audited(conn, "working_copy.published"));
    assert_eq!(published.len(), 1);
    // What nobody published is not there.
    let unknown = [("version", "7"), ("gjor", "publiser")];
    assert_eq!(other.post(&path, &unknown).status, 404);
}

#[test]
fn what_lacks_stands_on_the_check_page_with_the_way_to_its_field() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let at = begun(&mut staff, "En uferdig høring", "26/1");
    let short = save(
        &mut staff,
        &format!("{at}/om"),
        &[
            ("published_on", "2026-03-02"),
            ("deadline_on", "2026-04-04"),
        ],
    );
    assert_eq!(
        short.status, 422,
        "it is saved, and says what must be mended"
    );
    saved(
        &mut staff,
        &format!("{at}/raad"),
        &[("ny", "Kapittel"), ("gjor", "kapittel")],
    );
    saved(
        &mut staff,
        &format!("{at}/raad"),
        &[("ny.k1", "Et råd"), ("gjor", "raad:k1")],
    );
    let checks = staff.get(&format!("{at}/kontroll"));
    for wanted in [
        format!("href=\"{at}/om#short_reason\">Fristen er 33 dager. Under seks uker må begrunnes"),
        format!("href=\"{at}/om#deadline_on\">Fristen er på en lørdag"),
        format!("href=\"{at}/om#deadline_on\">Fristen er i påskeuken"),
        format!("href=\"{at}/tekster#ingress.nb\">Skriv en ingress"),
        format!("href=\"{at}/raad/r1#body.nb\">Et råd mangler tekst"),
    ] {
        assert!(
            checks.text().contains(&wanted),
            "{wanted}: {}",
            checks.text()
        );
    }
    let in_nynorsk = staff.get(&format!("/nn{at}/kontroll"));
    assert!(in_nynorsk.text().contains("Eit råd manglar tekst"));
    let refused = save(
        &mut staff,
        &format!("{at}/kontroll").replace("kontroll", "om"),
        &[("owner.org_no", "123456789")],
    );
    assert_eq!(refused.status, 422);
    assert!(
        refused.text().contains("<title>Feil:")
            && refused.text().contains("href=\"#owner.org_no\"")
    );
    let again = staff.get(&format!("{at}/om"));
    assert!(
        again.text().contains("value=\"123456789\""),
        "what is wrong is saved, too"
    );
}

#[test]
fn who_was_overtaken_sees_both_and_loses_nothing() {
    let app = TestApp::start();
    let (mut one, mut other) = (app.staff(Role::Leader), app.staff(Role::Admin));
    let at = begun(&mut one, "En høring", "26/2");
    let path = format!("{at}/tekster");
    let seen = version(&other.get(&path));
    saved(&mut one, &path, &[("title.nb", "Den enes tittel")]);
    let typed = [
        ("version", seen.as_str()),
        ("title.nb", "Den andres tittel"),
        ("ingress.nb", "Den andres ingress"),
    ];
    let conflict = other.post(&path, &typed);
    assert_eq!(conflict.status, 409);
    for wanted in [
        "\nDen andres tittel</textarea>",
        "Den andres ingress",
        "Den enes tittel",
    ] {
        assert!(
            conflict.text().contains(wanted),
            "{wanted}: {}",
            conflict.text()
        );
    }
    let newer = version(&conflict);
    let mine = [
        ("version", newer.as_str()),
        ("title.nb", "Den andres tittel"),
    ];
    assert_eq!(other.post(&path, &mine).status, 303);
    assert!(
        one.get(&path)
            .text()
            .contains("\nDen andres tittel</textarea>")
    );
}

#[test]
fn a_reference_in_any_form_that_was_used_before_is_a_question_and_the_new_round_follows() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let mut fields = vec![
        ("kopi", ""),
        ("tittel", "Ny runde"),
        ("slag", "høring"),
        ("referanse", "2024/13304"),
    ];
    let asked = staff.post(NEW, &fields);
    assert_eq!(asked.status, 422);
    assert!(
        asked.text().contains("Er dette en ny runde i samme sak?"),
        "{}",
        asked.text()
    );
    fields.push(("samme", "ja"));
    let made = staff.post(NEW, &fields);
    assert_eq!(
        made.header("location"),
        Some(base("2024-13304").as_str()),
        "{}",
        made.text()
    );
    let about = staff.get(&format!("{}/om", base("2024-13304")));
    assert!(
        about.text().contains("name=\"follows\" value=\"24-13304\""),
        "{}",
        about.text()
    );
}

#[test]
fn what_is_published_is_changed_as_a_new_version_with_a_note() {
    let app = TestApp::start();
    let mut staff = app.staff_on(EXAMPLE, Role::Leader);
    let at = base(EXAMPLE);
    assert_eq!(staff.post(&at, &[]).status, 303);
    let advice = format!("{at}/raad/r1");
    let lower = save(&mut staff, &advice, &[("felt.tekst.limit", "3000")]);
    assert_eq!(lower.status, 422, "{}", lower.text());
    assert!(
        lower
            .text()
            .contains("Grensen kan bare heves fra 4\u{a0}000"),
        "{}",
        lower.text()
    );
    saved(
        &mut staff,
        &advice,
        &[
            ("felt.tekst.limit", "5 000"),
            ("title.nb", "Et råd med ny tittel"),
        ],
    );
    let checks = staff.get(&format!("{at}/kontroll"));
    assert!(
        checks.text().contains("Skriv hva som er nytt"),
        "{}",
        checks.text()
    );
    saved(
        &mut staff,
        &format!("{at}/om"),
        &[
            ("change_note.nb", "Råd 1 har ny tittel."),
            ("professional_change", "false"),
        ],
    );
    let before = staff.get(&format!("{at}/publiser"));
    assert!(
        before.text().contains("Versjon 2 blir synlig"),
        "{}",
        before.text()
    );
    saved(
        &mut staff,
        &format!("{at}/publiser"),
        &[("gjor", "publiser")],
    );
    let page = app.client().get("/horinger/24-13304").send();
    assert!(
        page.text().contains("Et råd med ny tittel")
            && page.text().contains("Råd 1 har ny tittel.")
    );
}

#[test]
fn with_a_second_person_the_one_who_asked_cannot_approve() {
    let app = TestApp::start_with(&[("HOERING_PUBLISHING_SECOND_PERSON", "true")]);
    let (mut one, mut other) = (app.staff(Role::Leader), app.staff(Role::Admin));
    let at = write_47329(&mut one);
    let path = format!("{at}/publiser");
    let page = one.get(&path);
    assert!(
        !page.text().contains("value=\"publiser\""),
        "nobody has asked"
    );
    assert_eq!(save(&mut other, &path, &[("gjor", "publiser")]).status, 403);
    saved(&mut one, &path, &[("gjor", "be")]);
    assert_eq!(save(&mut one, &path, &[("gjor", "publiser")]).status, 403);
    assert_eq!(app.client().get("/horinger/22-47329").send().status, 404);
    saved(&mut other, &path, &[("gjor", "publiser")]);
    assert_eq!(app.client().get("/horinger/22-47329").send().status, 200);
    let trail = app.database(|conn| audited(conn, "working_copy."));
    let by = |action: &str| {
        trail
            .iter()
            .find(|entry| entry.action == action)
            .map(|entry| entry.actor.clone())
    };
    assert_eq!(by("working_copy.asked"), Some(format!("staff:{}", one.id)));
    assert_eq!(
        by("working_copy.approved"),
        Some(format!("staff:{}", other.id))
    );
}

#[test]
fn råd_are_moved_by_buttons_also_into_the_next_chapter_and_keep_their_keys() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let at = begun(&mut staff, "En høring", "26/3");
    let path = format!("{at}/raad");
    for title in ["Første", "Andre"] {
        saved(&mut staff, &path, &[("ny", title), ("gjor", "kapittel")]);
    }
    for title in ["Alfa", "Beta"] {
        saved(&mut staff, &path, &[("ny.k1", title), ("gjor", "raad:k1")]);
    }
    saved(&mut staff, &path, &[("gjor", "opp:r2")]);
    saved(&mut staff, &path, &[("gjor", "ned:r1")]);
    let file = staff.get(&format!("{at}/hoering.toml"));
    let order: Vec<&str> = file
        .text()
        .lines()
        .filter(|line| line.starts_with("key = \"k") || line.starts_with("key = \"r"))
        .collect();
    assert_eq!(
        order,
        [
            "key = \"k1\"",
            "key = \"r2\"",
            "key = \"k2\"",
            "key = \"r1\""
        ]
    );
}

/// The 58 lines of the letter of 24/13304, as listed.
fn listed() -> String {
    let file: toml::Table = include_str!("../../examples/24-13304/hoering.toml")
        .parse()
        .expect("the example");
    let mut text = String::new();
    for group in file["group"].as_array().expect("groups") {
        if let Some(name) = group.get("name") {
            text.push_str(&format!("\n{}:\n", name["nb"].as_str().expect("a name")));
        }
        for line in group["line"].as_array().expect("lines") {
            let line = line.as_str().or_else(|| line["text"].as_str());
            text.push_str(&format!("{}\n", line.expect("a text")));
        }
    }
    text
}

#[test]
fn the_list_of_a_letter_finds_its_bodies_asks_where_it_is_not_sure_and_guesses_none() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let at = begun(&mut staff, "En høring", "26/4");
    let path = format!("{at}/instanser");
    let text = listed();
    let page = save(&mut staff, &path, &[("liste", &text), ("gjor", "les")]);
    assert_eq!(page.status, 200, "{}", page.text());
    assert!(
        page.text().contains("357 instanser i registeret i dag"),
        "{}",
        page.text()
    );
    let lines: Vec<&str> = page.text().split("name=\"linje.").skip(1).collect();
    assert_eq!(lines.len(), 60, "58 lines and two headings");
    let unsure: Vec<&str> = page.text().split("data-unsure").skip(1).collect();
    let asked_about: Vec<&str> = unsure
        .iter()
        .filter_map(|row| row.split("value=\"").nth(1)?.split('"').next())
        .collect();
    for wanted in ["Angstringen?", "LEVE Norge, (inkl Unge LEVE)"] {
        assert!(asked_about.contains(&wanted), "{asked_about:?}");
    }
    assert!(asked_about.len() <= 6, "{asked_about:?}");
    // As a browser sends it, with those unanswered.
    let mut fields = Vec::new();
    for (n, line) in lines.iter().enumerate() {
        let value = line
            .split("value=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next())
            .expect("a line");
        fields.push((
            format!("linje.{n}"),
            value.replace("&#38;", "&").replace("&#39;", "'"),
        ));
        let checked = line
            .split("<input")
            .find(|input| input.contains(" checked"));
        let given = checked.and_then(|input| input.split("value=\"").nth(1)?.split('"').next());
        fields.extend(given.map(|given| (format!("valg.{n}"), given.to_owned())));
    }
    fields.push(("gjor".to_owned(), "ta-inn".to_owned()));
    let post = |staff: &mut Staff, fields: &[(String, String)]| {
        let seen = version(&staff.get(&path));
        let mut whole = vec![("version", seen.as_str())];
        whole.extend(
            fields
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str())),
        );
        staff.post(&path, &whole)
    };
    let asked = post(&mut staff, &fields);
    assert_eq!(asked.status, 422);
    assert!(
        asked.text().contains("Hvem er «Angstringen?»?"),
        "{}",
        asked.text()
    );
    for (n, line) in lines.iter().enumerate() {
        if !fields.iter().any(|(name, _)| *name == format!("valg.{n}")) {
            let first = line.split("type=\"radio\"").nth(1).expect("a candidate");
            let value = first
                .split("value=\"")
                .nth(1)
                .and_then(|rest| rest.split('"').next());
            fields.push((format!("valg.{n}"), value.expect("a value").to_owned()));
        }
    }
    assert_eq!(post(&mut staff, &fields).status, 303);
    let page = staff.get(&path);
    assert!(
        page.text().contains("426 instanser blir invitert"),
        "{}",
        page.text()
    );
    let file = staff.get(&format!("{at}/hoering.toml"));
    assert!(
        file.text()
            .contains("{ text = \"Angstringen?\", name = \"Angstringen\" }"),
        "{}",
        file.text()
    );
    assert_eq!(file.text().matches("[[group]]").count(), 3);
}

#[test]
fn what_is_not_ready_is_previewed_with_its_gaps_and_still_not_published() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let at = begun(&mut staff, "Råd om noe", "26/7");
    let front = staff.get(&format!("{at}/visning"));
    assert_eq!(front.status, 200, "{}", front.text());
    for wanted in [
        "Råd om noe",
        "Forhåndsvisning av noe som ikke er ferdig",
        "2. juni 2026",
    ] {
        assert!(front.text().contains(wanted), "{wanted}: {}", front.text());
    }
    assert!(!front.text().contains("Hvorfor fristen er kort"));
    let checks = staff.get(&format!("{at}/kontroll"));
    assert!(
        checks.text().contains("Velg en høringsfrist"),
        "{}",
        checks.text()
    );
}

#[test]
fn the_preview_is_the_public_page_marked_as_what_it_is_and_a_try_at_answering_is_kept_nowhere() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let at = write_47329(&mut staff);
    let front = staff.get(&format!("{at}/visning"));
    assert_eq!(front.status, 200);
    for wanted in [
        "Forhåndsvisning",
        "Forslaget til endringer",
        "10. juni 2026",
    ] {
        assert!(front.text().contains(wanted), "{wanted}: {}", front.text());
    }
    assert_eq!(
        app.client().get(&format!("{at}/visning")).send().status,
        303,
        "only for staff"
    );
    let advice = staff.get(&format!("{at}/visning/raad/r1"));
    assert!(
        advice
            .text()
            .contains("Teksten til forslaget er ikke funnet."),
        "{}",
        advice.text()
    );
    let before = app.database(tables::contents);
    let path = format!("{at}/visning/svar/r1");
    let typed = [
        ("r1.tekst", "Vi støtter forslaget."),
        ("r1.standpunkt", "stotter"),
    ];
    let tried = staff.post(&path, &typed);
    for wanted in [
        "Slik ville kvitteringen sett ut",
        "Vi støtter forslaget.",
        "Ingenting av dette blir lagret",
    ] {
        assert!(tried.text().contains(wanted), "{wanted}: {}", tried.text());
    }
    let long = "a".repeat(4001);
    let refused = staff.post(&path, &[("r1.tekst", long.as_str())]);
    assert!(
        refused.text().contains("Svaret ville ikke blitt sendt"),
        "{}",
        refused.text()
    );
    assert!(
        app.database(tables::contents) == before,
        "nothing is written"
    );
}

#[test]
fn a_whole_answer_is_tried_at_once_and_its_receipt_tells_of_every_part() {
    let app = TestApp::start();
    let mut staff = app.staff_on(EXAMPLE, Role::Leader);
    let at = base(EXAMPLE);
    staff.post(&at, &[]);
    let before = app.database(tables::contents);
    let shown = staff.get(&format!("{at}/visning/svar"));
    for name in ["r1.tekst", "r11.standpunkt", "generelt"] {
        let control = format!("name=\"{name}\"");
        assert!(shown.text().contains(&control), "{name}: {}", shown.text());
    }
    assert!(!shown.text().contains("Slik ville kvitteringen sett ut"));
    let whole = format!("{at}/visning/svar/hele-svaret");
    let typed = [
        ("r1.tekst", "Først dette."),
        ("r11.tekst", "Sist dette."),
        ("generelt", "Og så dette."),
    ];
    let tried = staff.post(&whole, &typed);
    let (_, receipt) = tried
        .text()
        .split_once("Slik ville kvitteringen sett ut")
        .expect("a receipt");
    let (receipt, form) = receipt.split_once("</section>").expect("its end");
    let places = typed.map(|(_, text)| receipt.find(text).expect(text));
    assert!(places.is_sorted(), "as the parts stand: {receipt}");
    for (_, text) in typed {
        assert!(form.contains(text), "what was typed stays: {text}");
    }
    let long = "a".repeat(4001);
    let refused = staff.post(&whole, &[("r11.tekst", long.as_str())]);
    assert!(refused.text().contains("Svaret ville ikke blitt sendt"));
    assert!(app.database(tables::contents) == before);
}

#[test]
fn the_words_that_a_new_version_changes_are_shown_before_it_is_published() {
    let app = TestApp::start();
    let mut staff = app.staff_on(EXAMPLE, Role::Leader);
    let at = base(EXAMPLE);
    staff.post(&at, &[]);
    saved(
        &mut staff,
        &format!("{at}/tekster"),
        &[("title.nb", "Overdoseforebyggende innsats i kommunen")],
    );
    saved(&mut staff, &format!("{at}/raad"), &[("gjor", "fjern:r2")]);
    saved(
        &mut staff,
        &format!("{at}/om"),
        &[
            ("change_note.nb", "Nytt navn."),
            ("professional_change", "false"),
        ],
    );
    let page = staff.get(&format!("{at}/publiser"));
    for wanted in [
        " tatt ut: </span>arbeid<span",
        " nytt: </span>innsats<span",
        "Rådet er tatt ut",
    ] {
        assert!(page.text().contains(wanted), "{wanted}: {}", page.text());
    }
}

#[test]
fn a_draft_in_markdown_is_looked_over_and_taken_in() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let at = begun(&mut staff, "En høring", "26/5");
    let path = format!("{at}/utkast");
    let text = "# Forebygging\n\n## Råd 1: Se\n\nTekst.\n\n### Begrunnelse\n\nFordi.\n\n## Råd 2: Høre\n\nMer.\n\n![](x.png)\n";
    let found = staff.post(&path, &[("tekst", text), ("gjor", "les")]);
    assert_eq!(found.status, 200, "{}", found.text());
    for wanted in ["Vi fant 2 råd. Stemmer det?", "1 bilde mangler tekst"] {
        assert!(found.text().contains(wanted), "{wanted}: {}", found.text());
    }
    let seen = version(&found);
    let own = "# Forebygging\n\n## Se\n\nTekst.\n\n### Begrunnelse\n\nFordi.\n\n## Høre\n\nMer.";
    let merged = staff.post(
        &path,
        &[("utkast", own), ("gjor", "sammen:1"), ("version", &seen)],
    );
    assert!(
        merged.text().contains("Vi fant 1 råd. Stemmer det?"),
        "{}",
        merged.text()
    );
    let typed = [
        ("utkast", own),
        ("tittel.1", "Høre etter"),
        ("gjor", "bruk"),
        ("version", seen.as_str()),
    ];
    let taken = staff.post(&path, &typed);
    assert_eq!(
        taken.header("location"),
        Some(format!("{at}/raad").as_str()),
        "{}",
        taken.text()
    );
    let advice = staff.get(&format!("{at}/raad/r2"));
    assert!(
        advice.text().contains("\nHøre etter</textarea>"),
        "{}",
        advice.text()
    );
    let first = staff.get(&format!("{at}/hoering.toml"));
    assert!(
        first.text().contains("rationale.nb = \"\"\"\nFordi.\n"),
        "{}",
        first.text()
    );
}

#[test]
fn a_reference_that_is_used_is_asked_about_wherever_it_is_written() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let at = begun(&mut staff, "Runde to", "");
    let about = format!("{at}/om");
    let asked = save(&mut staff, &about, &[("reference", "2024/13304")]);
    assert_eq!(asked.status, 422, "{}", asked.text());
    for page in [asked, staff.get(&format!("{at}/kontroll"))] {
        assert!(page.text().contains("er brukt før"), "{}", page.text());
        assert!(page.text().contains("#follows"), "{}", page.text());
    }
    saved(&mut staff, &about, &[("follows", EXAMPLE)]);
    let checks = staff.get(&format!("{at}/kontroll"));
    assert!(!checks.text().contains("er brukt før"), "{}", checks.text());
}

#[test]
fn two_working_copies_with_one_reference_are_told_of_each_other() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let (one, two) = (
        begun(&mut staff, "En", "26/41"),
        begun(&mut staff, "To", "2026/41"),
    );
    for at in [one, two] {
        let checks = staff.get(&format!("{at}/kontroll"));
        assert!(
            checks.text().contains("har også referansen"),
            "{at}: {}",
            checks.text()
        );
    }
}

#[test]
fn what_waits_for_its_day_is_listed_with_the_day_and_what_is_said_of_it_is_true() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let at = write_47329(&mut staff);
    saved(
        &mut staff,
        &format!("{at}/om"),
        &[("published_on", "2026-03-20")],
    );
    publish(&mut staff, &at);
    let list = "/saksbehandling/oppsett";
    let waits = "Publiseres fredag 20. mars 2026";
    assert!(
        staff.get(list).text().contains(waits),
        "{}",
        staff.get(list).text()
    );
    assert_eq!(staff.post(&at, &[]).status, 303);
    assert!(staff.get(list).text().contains(waits));
    let page = staff.get(&at);
    assert!(
        !page
            .text()
            .contains("Ingenting er synlig for andre før du publiserer")
    );
    for said in [
        "blir publisert fredag 20. mars 2026",
        "blir likevel publisert fredag 20. mars 2026",
    ] {
        assert!(page.text().contains(said), "{said}: {}", page.text());
    }
    assert_eq!(app.client().get("/horinger/22-47329").send().status, 404);
}

#[test]
fn what_waits_for_its_day_can_be_called_off_and_is_published_when_somebody_publishes_it_anew() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let at = write_47329(&mut staff);
    let day = [("published_on", "2026-03-20")];
    saved(&mut staff, &format!("{at}/om"), &day);
    publish(&mut staff, &at);
    let stop = format!("{at}/stans");
    assert!(
        staff
            .get(&at)
            .text()
            .contains(&format!("action=\"{stop}\""))
    );
    for again in [false, true] {
        assert_eq!(staff.post(&stop, &[]).status, 303, "again: {again}");
    }
    let trail = app.database(|conn| audited(conn, "consultation.called_off"));
    assert_eq!(trail.len(), 1);
    let page = staff.get(&at);
    assert!(page.text().contains("Publiseringen er stanset"));
    assert!(!page.text().contains(&stop), "{}", page.text());

    app.clock
        .set("2026-03-21T09:00:00Z".parse().expect("an instant"));
    let public = "/horinger/22-47329";
    assert_eq!(app.client().get(public).send().status, 404);
    // Weeks later one signs in anew.
    let mut staff = app.staff(Role::Admin);
    let list = staff.get("/saksbehandling/oppsett");
    assert!(list.text().contains("Publiseringen er stanset"));

    assert_eq!(staff.post(&at, &[]).status, 303);
    let copy = staff.get(&at);
    assert!(copy.text().contains("ikke publisert før du trykker"));
    publish(&mut staff, &at);
    let found = app.client().get(public).send();
    assert!(found.text().contains("21. mars 2026"), "{}", found.text());
    // What everybody sees is not called off.
    assert_eq!(staff.post(&stop, &[]).status, 303);
    assert_eq!(app.client().get(public).send().status, 200);
    assert!(!staff.get(&at).text().contains("stanset"));
}

#[test]
fn a_new_version_without_a_change_is_told_to_be_none() {
    let app = TestApp::start();
    let mut staff = app.staff_on(EXAMPLE, Role::Leader);
    let at = base(EXAMPLE);
    staff.post(&at, &[]);
    let note = [
        ("change_note.nb", "Ingenting."),
        ("professional_change", "true"),
    ];
    saved(&mut staff, &format!("{at}/om"), &note);
    let page = staff.get(&format!("{at}/publiser"));
    assert!(
        page.text().contains("Ingenting er endret"),
        "{}",
        page.text()
    );
    assert!(!page.text().contains("blir synlig"), "{}", page.text());
}

#[test]
fn a_chapter_that_is_removed_leaves_its_råd_where_they_stood() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let at = begun(&mut staff, "En høring", "26/42");
    let path = format!("{at}/raad");
    for title in ["Første", "Andre"] {
        saved(&mut staff, &path, &[("ny", title), ("gjor", "kapittel")]);
    }
    for (chapter, title) in [("k1", "Alfa"), ("k1", "Beta"), ("k2", "Gamma")] {
        let (name, act) = (format!("ny.{chapter}"), format!("raad:{chapter}"));
        saved(&mut staff, &path, &[(&name, title), ("gjor", &act)]);
    }
    saved(&mut staff, &path, &[("gjor", "fjern:k1")]);
    let file = staff.get(&format!("{at}/hoering.toml"));
    let order: Vec<&str> = file
        .text()
        .lines()
        .filter(|l| l.starts_with("key = \"r"))
        .collect();
    assert_eq!(order, ["key = \"r1\"", "key = \"r2\"", "key = \"r3\""]);
}

#[test]
fn a_typed_title_stays_when_another_button_is_pressed() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let at = begun(&mut staff, "En høring", "26/43");
    let path = format!("{at}/raad");
    for title in ["Første", "Andre"] {
        saved(&mut staff, &path, &[("ny", title), ("gjor", "kapittel")]);
    }
    let pressed = save(
        &mut staff,
        &path,
        &[
            ("ny", "Tredje kapittel"),
            ("ny.k2", "Et råd"),
            ("ny.k1", "Lagt til"),
            ("gjor", "raad:k1"),
        ],
    );
    assert_eq!(pressed.status, 200, "{}", pressed.text());
    for kept in ["value=\"Tredje kapittel\"", "value=\"Et råd\""] {
        assert!(pressed.text().contains(kept), "{kept}: {}", pressed.text());
    }
    assert!(pressed.text().contains("Lagt til") && !pressed.text().contains("value=\"Lagt til\""));
}

#[test]
fn a_group_that_is_published_is_called_by_its_name_and_a_holiday_in_the_readers_language() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let at = base(EXAMPLE);
    staff.post(&at, &[]);
    let bodies = staff.get(&format!("{at}/instanser"));
    assert!(bodies.text().contains("Gruppe 2: "), "{}", bodies.text());
    let at = begun(&mut staff, "En høring", "26/44");
    saved(
        &mut staff,
        &format!("{at}/om"),
        &[
            ("published_on", "2026-03-02"),
            ("deadline_on", "2027-05-01"),
        ],
    );
    let checks = staff.get(&format!("/nn{at}/kontroll"));
    assert!(
        checks.text().contains("Offentleg høgtidsdag (1. mai)"),
        "{}",
        checks.text()
    );
}
