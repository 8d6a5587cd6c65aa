//! A new version of what is published: who is told by letter, once and truly, what the desk says of it, and how
//! everybody sees what is different.

use crate::extension::{at, extend, hoering_is_postgres, letters};
use crate::invitations::{
    answer_at, csrf, fjellvik, invitation_path, press, round_with, send_all, start, with_letter,
};
use crate::setup::{base, saved};
use crate::support::app::{EXAMPLE, ROUND, TestApp};
use crate::support::client::{Answer, Client};
use crate::support::colleague::colleague;
use crate::support::invited::Wanted;
use crate::support::process::House;
use crate::support::respondent::{EMAIL, Respondent, letter_token, person};
use crate::support::staff::Staff;
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};
use hoering::bodies::Form;
use hoering::db::schema::{outbox, proposal_version};
use hoering::right::Right;
use hoering::role::Role;
use serde_json::json;

const CHANGED: &str = "er endret";
const POST: &str = "post@fjellvik.example";

/// A working copy of what is published, with this saved on one of its pages, ready to publish.
fn rewrite(staff: &mut Staff, slug: &str, below: &str, fields: &[(&str, &str)], note: Note) {
    let at = base(slug);
    assert_eq!(staff.post(&at, &[]).status, 303);
    saved(staff, &format!("{at}{below}"), fields);
    let said = [
        ("change_note.nb", note.nb),
        ("change_note.nn", note.nn),
        ("professional_change", note.professional),
    ];
    saved(staff, &format!("{at}/om"), &said);
}

#[derive(Clone, Copy)]
pub struct Note {
    nb: &'static str,
    nn: &'static str,
    professional: &'static str,
}

pub const SUBSTANCE: Note = Note {
    nb: "Teksten er **strammet** inn.",
    nn: "Teksten er **stramma** inn.",
    professional: "true",
};

const WORDING: Note = Note {
    nb: "Språket er rettet.",
    nn: "Språket er retta.",
    professional: "false",
};

fn publish(staff: &mut Staff, slug: &str) -> Answer {
    let path = format!("{}/publiser", base(slug));
    let page = staff.get(&path);
    saved(staff, &path, &[("gjor", "publiser")]);
    page
}

/// The next version of the round, with this ingress; the page that was shown before the press.
fn new_ingress(app: &TestApp, text: &str, note: Note) -> Answer {
    let mut staff = app.staff(Role::Leader);
    rewrite(&mut staff, ROUND, "/tekster", &[("ingress.nb", text)], note);
    publish(&mut staff, ROUND)
}

/// The next version of the example, with another title of its first råd.
pub fn new_title(app: &TestApp, note: Note) -> Answer {
    let mut staff = app.staff(Role::Leader);
    let fields = [
        ("title.nb", "Planer bør ha rutiner"),
        ("title.nn", "Planar bør ha rutinar"),
    ];
    rewrite(&mut staff, EXAMPLE, "/raad/r1", &fields, note);
    publish(&mut staff, EXAMPLE)
}

fn owed(app: &TestApp) -> i64 {
    let count = |conn: &mut _| {
        let letters = outbox::table.filter(outbox::kind.eq("version"));
        letters.count().get_result(conn)
    };
    app.database(count).expect("a count")
}

fn versions(app: &TestApp) -> i64 {
    app.database(|conn| proposal_version::table.count().get_result(conn))
        .expect("a count")
}

fn public(app: &TestApp, path: &str) -> String {
    let page = app.client().get(path).send();
    assert_eq!(page.status, 200, "{path}");
    page.text().to_owned()
}

#[test]
fn bodies_that_have_begun_or_answered_get_one_letter_in_their_language_and_no_others() {
    let wanted = [
        fjellvik(),
        Wanted::new("Nynes kommune", Some("post@nynes.example")).form(Form::Nn),
        Wanted::new("Ikke begynt", Some("post@ikke.example")),
        Wanted::new("Svarer ikke", Some("post@nei.example")),
    ];
    let (app, _) = round_with(&[], &wanted);
    send_all(&app, &mut app.staff(Role::Officer));
    let link = invitation_path(&app, POST);
    let mut theirs = app.client();
    let desk = start(&mut theirs, &link);
    let sent = answer_at(&mut theirs, &desk, "Ola", "ola@fjellvik.example");
    assert_eq!(sent.status, 303, "{}", sent.text());
    start(
        &mut app.client(),
        &invitation_path(&app, "post@nynes.example"),
    );
    let declining = invitation_path(&app, "post@nei.example");
    press(&mut app.client(), &format!("{declining}/svarer-ikke"), &[]);
    let page = new_ingress(&app, "Noe annet enn før.", SUBSTANCE);
    let told = "Én med utkast og én som har sendt inn, får e-post om hva som er nytt.";
    assert!(page.text().contains(told), "{}", page.text());
    assert_eq!(owed(&app), 2);
    let letter = &letters(&app, POST, CHANGED)[0];
    for said in [
        "Dette er nytt: Teksten er strammet inn.",
        "Innspillet dere har sendt inn, gjelder som før.",
        "Høringsfristen er fredag 26. februar 2027",
        &link,
        &format!("{}/horinger/{ROUND}/versjoner/2#endringer", app.base_url),
    ] {
        assert!(letter.text.contains(said), "{said}\n{}", letter.text);
    }
    let nynorsk = &letters(&app, "post@nynes.example", "er endra")[0];
    for said in [
        "Dette er nytt: Teksten er stramma inn.",
        "De har begynt på eit innspel.",
        &format!("{}/nn/horinger/{ROUND}/versjoner/2#endringer", app.base_url),
    ] {
        assert!(nynorsk.text.contains(said), "{said}\n{}", nynorsk.text);
    }
    for nobody in ["post@ikke.example", "post@nei.example"] {
        assert!(letters(&app, nobody, CHANGED).is_empty(), "{nobody}");
    }
    app.deliver_letters();
    assert_eq!(letters(&app, POST, CHANGED).len(), 1);
}

#[test]
fn who_has_begun_uninvited_is_told_which_raad_when_a_letter_has_reached_them_before() {
    let app = TestApp::start();
    let mut draft = Respondent::begin_with(&app, &json!({ "sender": person("du@b.example") }));
    draft.have_link_sent("du@b.example");
    let mut sent = Respondent::confirmed(&app);
    assert_eq!(sent.send("sendt").status, 201);
    Respondent::begin_with(&app, &json!({ "sender": person("aldri@b.example") }));
    let page = new_title(&app, SUBSTANCE);
    let told = "Én med utkast og én som har sendt inn, får e-post";
    assert!(page.text().contains(told), "{}", page.text());
    let letter = &letters(&app, "du@b.example", CHANGED)[0];
    for said in [
        "Endret: Råd 1: Planer bør ha rutiner",
        "Du har begynt på et innspill.",
        &format!("/lenke/{}", letter_token(&app, "du@b.example")),
    ] {
        assert!(letter.text.contains(said), "{said}\n{}", letter.text);
    }
    assert!(!letter.text.contains("Råd 2"), "{}", letter.text);
    assert_eq!(letters(&app, EMAIL, CHANGED).len(), 1);
    assert!(letters(&app, "aldri@b.example", CHANGED).is_empty());
    assert_eq!(owed(&app), 2);
}

#[test]
fn colleagues_who_may_write_and_have_opened_the_answer_hear_of_it_and_the_page_counts_them() {
    let app = TestApp::start();
    let draft = Respondent::confirmed(&app);
    let asked = |name, may| {
        let colleague = colleague(&app, &draft.desk, name, may, &[]);
        let link = format!("/lenke/{}", colleague.program.token);
        assert_eq!(press(&mut app.client(), &link, &[]).status, 303);
    };
    asked("Ola Moen", Right::Write);
    asked("Eva Vik", Right::Read);
    colleague(&app, &draft.desk, "Har Ikke Apnet", Right::Send, &[]);
    let page = new_title(&app, SUBSTANCE);
    let told = "Én som skriver sammen med dem, får den også.";
    assert!(page.text().contains(told), "{}", page.text());
    let letter = &letters(&app, "ola.moen@kommune.example", CHANGED)[0];
    for said in [
        "Endret: Råd 1: Planer bør ha rutiner",
        "Du er med på et innspill som ikke er sendt inn.",
        "/lenke/",
    ] {
        assert!(letter.text.contains(said), "{said}\n{}", letter.text);
    }
    for nobody in ["eva.vik@kommune.example", "har.ikke.apnet@kommune.example"] {
        assert!(letters(&app, nobody, CHANGED).is_empty(), "{nobody}");
    }
    assert_eq!(owed(&app), 2);
}

#[test]
fn a_colleague_who_only_ever_works_by_a_program_hears_of_it_once_something_was_done() {
    let app = TestApp::start();
    let draft = Respondent::confirmed(&app);
    let asked = |name| colleague(&app, &draft.desk, name, Right::Write, &[]).program;
    let (mut writes, mut looks) = (asked("Ola Moen"), asked("Eva Vik"));
    assert_eq!(looks.get("").status, 200, "looking changes nothing");
    writes.write("r2.tekst", 0, "Skrevet av et program.");
    let page = new_title(&app, SUBSTANCE);
    let told = "Én som skriver sammen med dem, får den også.";
    assert!(page.text().contains(told), "{}", page.text());
    assert_eq!(letters(&app, "ola.moen@kommune.example", CHANGED).len(), 1);
    assert!(letters(&app, "eva.vik@kommune.example", CHANGED).is_empty());
}

#[test]
fn a_change_of_wording_is_no_reason_for_a_letter_and_the_page_says_so() {
    let app = TestApp::start();
    let mut draft = Respondent::begin_with(&app, &json!({ "sender": person("du@b.example") }));
    draft.have_link_sent("du@b.example");
    let page = new_title(&app, WORDING);
    let told = "Ingen får e-post, for bare ordlyden er endret.";
    assert!(page.text().contains(told), "{}", page.text());
    assert_eq!(owed(&app), 0);
}

#[test]
fn where_nobody_can_change_an_answer_before_the_deadline_the_page_says_that_nobody_is_told() {
    let app = TestApp::start();
    let page = new_title(&app, SUBSTANCE);
    assert!(
        page.text()
            .contains("Ingen får e-post, for ingen har et innspill"),
        "{}",
        page.text()
    );
    assert_eq!(owed(&app), 0);
}

#[test]
fn the_import_of_a_file_tells_too_and_the_same_file_again_tells_nobody() {
    let (app, _, path) = with_letter(fjellvik());
    start(&mut app.client(), &path);
    let clock = tempfile_with(&app, "clock", &app.clock.now().to_rfc3339());
    let house = House::not_migrated()
        .with("HOERING_DATABASE_URL", app.database_url())
        .with("HOERING_CLOCK_FILE", clock);
    let text = include_str!("../../examples/innspillsrunde/hoering.toml");
    let note =
        "change_note.nb = \"Ny frist for veilederen.\"\nprofessional_change = true\n\n[owner]";
    let text = text
        .replacen("published_on = 2026-11-16", "published_on = 2026-01-05", 1)
        .replacen("spør om erfaringer", "spør om råd", 1)
        .replacen("[owner]", note, 1);
    let file = tempfile_with(&app, "runde.toml", &text);
    for (said, told) in [("Published version 2", 1), ("Nothing has changed", 1)] {
        let done = house.run(&["import", &file]);
        let out = String::from_utf8_lossy(&done.stdout).into_owned();
        assert!(
            done.status.success(),
            "{}",
            String::from_utf8_lossy(&done.stderr)
        );
        assert!(out.contains(said), "{out}");
        assert_eq!(owed(&app), told);
    }
    let letter = &letters(&app, POST, CHANGED)[0];
    assert!(
        letter.text.contains("Ny frist for veilederen."),
        "{}",
        letter.text
    );
}

/// A file beside the letters; its path.
fn tempfile_with(app: &TestApp, name: &str, text: &str) -> String {
    let folder = app.mailbox.0.parent().expect("a folder");
    let path = folder.join(name);
    std::fs::write(&path, text).expect("a file");
    path.display().to_string()
}

#[test]
fn a_letter_about_a_version_is_owed_in_the_transaction_that_publishes_it() {
    let (app, _, path) = with_letter(fjellvik());
    start(&mut app.client(), &path);
    app.execute(match hoering_is_postgres(&app) {
        true => "CREATE FUNCTION full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'full'; END $$; CREATE TRIGGER no_room BEFORE INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION full();",
        false => "CREATE TRIGGER no_room BEFORE INSERT ON outbox BEGIN SELECT RAISE(ABORT, 'full'); END;",
    });
    let mut staff = app.staff(Role::Leader);
    rewrite(
        &mut staff,
        ROUND,
        "/tekster",
        &[("ingress.nb", "Ny.")],
        SUBSTANCE,
    );
    let before = versions(&app);
    let path = format!("{}/publiser", base(ROUND));
    let refused = crate::setup::save(&mut staff, &path, &[("gjor", "publiser")]);
    assert!(refused.status >= 500, "{}", refused.status);
    assert_eq!(versions(&app), before, "no version without its letters");
    app.execute(match hoering_is_postgres(&app) {
        true => "DROP TRIGGER no_room ON outbox",
        false => "DROP TRIGGER no_room",
    });
    publish(&mut staff, ROUND);
    assert_eq!((versions(&app), owed(&app)), (before + 1, 1));
}

#[test]
fn a_letter_that_was_overtaken_by_a_newer_version_is_not_sent() {
    let (app, _, path) = with_letter(fjellvik());
    start(&mut app.client(), &path);
    new_ingress(&app, "Den andre.", SUBSTANCE);
    let third = Note {
        nb: "Og en gang til.",
        ..SUBSTANCE
    };
    new_ingress(&app, "Den tredje.", third);
    // Of wording alone no letter says anything: it takes no other's place.
    new_ingress(&app, "Den fjerde.", WORDING);
    assert_eq!(owed(&app), 2);
    let told = letters(&app, POST, CHANGED);
    assert_eq!(told.len(), 1);
    assert!(told[0].text.contains("Og en gang til."), "{}", told[0].text);
}

#[test]
fn after_the_deadline_only_those_hear_of_it_who_have_more_time() {
    let other = Wanted::new("Nabo kommune", Some("post@nabo.example"));
    let (app, invited) = round_with(&[], &[fjellvik(), other]);
    send_all(&app, &mut app.staff(Role::Officer));
    for address in [POST, "post@nabo.example"] {
        start(&mut app.client(), &invitation_path(&app, address));
    }
    let mut leader = app.staff(Role::Leader);
    let one = format!("{}/instanser/{}", crate::extension::FRIST, invited[0].id);
    assert_eq!(
        extend(&mut leader, &one, crate::extension::NEW, "k").status,
        303
    );
    // Owed before the deadline to both, and written after it.
    new_ingress(&app, "Den andre.", SUBSTANCE);
    assert_eq!(owed(&app), 2);
    app.clock.set(at("2027-02-26T23:00:00Z"));
    assert_eq!(letters(&app, POST, CHANGED).len(), 1);
    assert!(letters(&app, "post@nabo.example", CHANGED).is_empty());
    let third = Note {
        nb: "Og en gang til.",
        ..SUBSTANCE
    };
    let page = new_ingress(&app, "Den tredje.", third);
    let told = "Én med utkast og ingen som har sendt inn, får e-post";
    assert!(page.text().contains(told), "{}", page.text());
    assert_eq!(owed(&app), 3);
}

#[test]
fn a_body_that_begins_after_a_change_is_not_told_that_it_came_since() {
    let (app, _, path) = with_letter(fjellvik());
    new_ingress(&app, "Den andre.", SUBSTANCE);
    let mut theirs = app.client();
    let desk = start(&mut theirs, &path);
    let tasks = theirs.get(&desk).send();
    assert!(!tasks.text().contains("sett-endringer"), "{}", tasks.text());
    let again = Note {
        nb: "Og en gang til.",
        ..SUBSTANCE
    };
    new_ingress(&app, "Den tredje.", again);
    let tasks = theirs.get(&desk).send();
    assert!(tasks.text().contains("sett-endringer"), "{}", tasks.text());
}

#[test]
fn whoever_has_taken_their_answer_back_is_neither_counted_nor_written_to() {
    let (app, _, path) = with_letter(fjellvik());
    let mut theirs = app.client();
    let desk = start(&mut theirs, &path);
    let sent = answer_at(&mut theirs, &desk, "Ola", "ola@fjellvik.example");
    assert_eq!(sent.status, 303, "{}", sent.text());
    let csrf = csrf(theirs.get(&format!("{desk}/trekk")).send().text());
    let taken_back = press(
        &mut theirs,
        &format!("{desk}/trekk"),
        &[("csrf", csrf.as_str()), ("reason", "Feil sak.")],
    );
    assert_eq!(taken_back.status, 303, "{}", taken_back.text());
    let page = new_ingress(&app, "Den andre.", SUBSTANCE);
    assert!(!page.text().contains("Én med utkast"), "{}", page.text());
    assert_eq!(owed(&app), 0);
}

#[test]
fn nobody_is_written_to_who_has_declined_or_whose_draft_is_gone_meanwhile() {
    let (app, _, path) = with_letter(fjellvik());
    start(&mut app.client(), &path);
    let mut draft = Respondent::begin_at(&app, ROUND, &json!({ "sender": person("du@b.example") }));
    draft.have_link_sent("du@b.example");
    new_ingress(&app, "Den andre.", SUBSTANCE);
    assert_eq!(owed(&app), 2);
    press(&mut app.client(), &format!("{path}/svarer-ikke"), &[]);
    app.execute("UPDATE link SET revoked_at = created_at WHERE kind = 'letter'");
    for address in [POST, "du@b.example"] {
        assert!(letters(&app, address, CHANGED).is_empty(), "{address}");
    }
}

/// A browser at the respondent's desk, and the desk's address.
fn visiting(app: &TestApp, respondent: &Respondent) -> (Client, String) {
    let mut client = app.client();
    let landing = format!("/lenke/{}", letter_token(app, EMAIL));
    assert_eq!(press(&mut client, &landing, &[]).status, 303);
    (client, format!("/svar/{}", respondent.desk))
}

#[test]
fn the_desk_marks_the_raad_that_have_changed_until_the_changes_have_been_seen() {
    let app = TestApp::start();
    let respondent = Respondent::confirmed(&app);
    let (mut client, desk) = visiting(&app, &respondent);
    let marked = "Endret 2. mars 2026";
    assert!(!client.get(&desk).send().text().contains(marked));
    new_title(&app, WORDING);
    let tasks = client.get(&desk).send();
    assert_eq!(tasks.text().matches(marked).count(), 1, "{}", tasks.text());
    let differences = format!("href=\"/horinger/{EXAMPLE}/versjoner/2#endret-r1\"");
    for below in ["/raad/r1", "/se-over"] {
        let page = client.get(&format!("{desk}{below}")).send();
        assert!(page.text().contains(marked), "{below}: {}", page.text());
        assert!(
            page.text().contains(&differences),
            "{below}: {}",
            page.text()
        );
    }
    let other = client.get(&format!("{desk}/raad/r2")).send();
    assert!(!other.text().contains("endret-r2"), "{}", other.text());
    let nynorsk = client.get(&format!("/nn{desk}/raad/r1")).send();
    assert!(
        nynorsk.text().contains("Endra 2. mars 2026"),
        "{}",
        nynorsk.text()
    );
    let token = csrf(tasks.text());
    let fields = [("csrf", token.as_str()), ("versjon", "2"), ("fra", "")];
    let seen = press(&mut client, &format!("{desk}/sett-endringer"), &fields);
    assert_eq!(seen.status, 303, "{}", seen.text());
    for below in ["", "/raad/r1", "/se-over"] {
        let page = client.get(&format!("{desk}{below}")).send();
        assert!(!page.text().contains(marked), "{below}");
    }
}

#[test]
fn everybody_sees_word_by_word_what_a_version_changes() {
    let app = TestApp::start();
    let first = format!("/horinger/{EXAMPLE}/versjoner/1");
    assert!(!public(&app, &first).contains("id=\"endringer\""));
    let mut staff = app.staff(Role::Leader);
    let fields = [
        ("felt.tekst.limit", "5 000"),
        (
            "title.nb",
            "Rutiner for å minske risikoen for overdoser bør være del av kommunens planer",
        ),
    ];
    rewrite(&mut staff, EXAMPLE, "/raad/r1", &fields, SUBSTANCE);
    publish(&mut staff, EXAMPLE);
    let page = public(&app, &format!("/horinger/{EXAMPLE}/versjoner/2"));
    let (before, changes) = page.split_once("id=\"endringer\"").expect("the changes");
    assert!(
        before.contains("Teksten er <strong>strammet</strong> inn."),
        "the note comes first"
    );
    let (changes, _) = changes.split_once("id=\"innhald\"").expect("the contents");
    for said in [
        "Endringer fra versjon 1",
        "id=\"endret-r1\"",
        "<del><span class=\"ds-sr-only\" lang=\"nb\"> tatt ut: </span>redusere",
        "<ins><span class=\"ds-sr-only\" lang=\"nb\"> nytt: </span>minske",
        "«Innspill til rådet» tar imot inntil 5\u{a0}000 tegn. Før var det 4\u{a0}000.",
    ] {
        assert!(changes.contains(said), "{said}\n{changes}");
    }
    assert!(!changes.contains("endret-r2"), "{changes}");
    // Where the page's language is as it was, the other one is shown and named.
    let nynorsk = public(&app, &format!("/nn/horinger/{EXAMPLE}/versjoner/2"));
    for said in ["Endringar frå versjon 1", "Tittel (bokmål)", "lang=\"nb\""] {
        assert!(nynorsk.contains(said), "{said}");
    }
}

#[test]
fn a_version_tells_what_is_taken_out_and_whom_to_ask_from_then_on() {
    let app = TestApp::start();
    app.retire("r5");
    let page = public(&app, &format!("/horinger/{EXAMPLE}/versjoner/2"));
    for said in [
        "id=\"endret-r5\"",
        "Rådet er tatt ut",
        "Les versjon 1 slik den var",
    ] {
        assert!(page.contains(said), "{said}");
    }
    let mut staff = app.staff(Role::Leader);
    let fields = [("contact.name", "En annen")];
    rewrite(&mut staff, EXAMPLE, "/om", &fields, WORDING);
    publish(&mut staff, EXAMPLE);
    let page = public(&app, &format!("/horinger/{EXAMPLE}/versjoner/3"));
    assert!(page.contains("En annen"), "{page}");
}
