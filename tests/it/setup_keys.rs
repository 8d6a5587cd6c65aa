//! What answers stand on does not change under them: keys are given once, and the words of a choice stay.

use crate::setup::{base, publish, save, saved, write_47329};
use crate::support::app::{EXAMPLE, TestApp};
use crate::support::respondent::{Respondent, key, person, send_whole_to};
use crate::support::staff::Staff;
use hoering::role::Role;
use hoering::scope::Scope;
use serde_json::{Value, json};

const SLUG: &str = "22-47329";

/// Opens what is published for change, with a note; the address of the working copy.
fn opened(staff: &mut Staff, slug: &str, note: &str) -> String {
    let at = base(slug);
    assert_eq!(staff.post(&at, &[]).status, 303);
    saved(
        staff,
        &format!("{at}/om"),
        &[("change_note.nb", note), ("professional_change", "true")],
    );
    at
}

/// The keys of the fields, as the import file has them.
fn field_keys(staff: &mut Staff, at: &str) -> Vec<String> {
    let file = staff.get(&format!("{at}/hoering.toml"));
    let parts = file.text().split("field]]\n").skip(1);
    let key = |part: &str| {
        part.strip_prefix("key = \"")?
            .split('"')
            .next()
            .map(str::to_owned)
    };
    parts.filter_map(key).collect()
}

/// A text field with this name at the end of the first råd.
fn add_field(staff: &mut Staff, at: &str, key: &str, name: &str) {
    let advice = format!("{at}/raad/r1");
    saved(staff, &advice, &[("gjor", "tekstfelt")]);
    saved(staff, &advice, &[(&format!("felt.{key}.label.nb"), name)]);
}

#[test]
fn a_new_field_never_takes_the_key_of_one_that_was_taken_out_and_old_answers_keep_their_question() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let at = write_47329(&mut staff);
    add_field(&mut staff, &at, "felt1", "Hva koster tiltaket?");
    publish(&mut staff, &at);
    let email = "kari@sender.example";
    let answer = json!({
        "sender": person(email),
        "answers": [{ "field": "r1.felt1", "text": "Fem millioner kroner" }],
    });
    let sent = send_whole_to(&mut app.client(), SLUG, &key("kari"), &answer);
    assert_eq!(sent.status, 201, "{}", sent.text());
    Respondent::after(&app, &sent).confirm(&app, email);

    let at = opened(&mut staff, SLUG, "Nytt spørsmål.");
    let advice = format!("{at}/raad/r1");
    saved(&mut staff, &advice, &[("gjor", "fjern:felt1")]);
    saved(&mut staff, &advice, &[("gjor", "fjern:tekst")]);
    add_field(&mut staff, &at, "felt2", "Hvem bør ha ansvaret?");
    saved(&mut staff, &advice, &[("gjor", "mal")]);
    let keys = field_keys(&mut staff, &at);
    assert_eq!(keys, ["tekst2", "standpunkt", "begrunnelse", "felt2"]);
    publish(&mut staff, &at);

    let page = format!("/saksbehandling/horinger/{SLUG}/innspill/rad/r1");
    let beside = staff.get(&page);
    let (before, _) = beside
        .text()
        .split_once("Fem millioner kroner")
        .expect("the answer");
    let asked = |text: &str| before.rfind(text);
    assert!(
        asked("Hva koster tiltaket?") > asked("Hvem bør ha ansvaret?"),
        "{}",
        beside.text()
    );

    // Nobody is stuck with what was taken out before, either.
    let at = opened(&mut staff, SLUG, "Enda et spørsmål.");
    add_field(&mut staff, &at, "felt3", "Når bør det gjelde?");
    publish(&mut staff, &at);
}

#[test]
fn general_fields_and_raad_that_were_taken_out_do_not_lend_their_keys_either() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let at = write_47329(&mut staff);
    let fields = format!("{at}/felter");
    saved(&mut staff, &fields, &[("gjor", "tekstfelt")]);
    saved(&mut staff, &fields, &[("felt.felt1.label.nb", "Annet?")]);
    saved(
        &mut staff,
        &format!("{at}/raad"),
        &[("ny.k1", "To"), ("gjor", "raad:k1")],
    );
    saved(
        &mut staff,
        &format!("{at}/raad/r2"),
        &[("body.nb", "Tekst.")],
    );
    publish(&mut staff, &at);
    let at = opened(&mut staff, SLUG, "Noe er tatt ut.");
    saved(&mut staff, &fields, &[("gjor", "fjern:felt1")]);
    saved(&mut staff, &format!("{at}/raad"), &[("gjor", "fjern:r2")]);
    publish(&mut staff, &at);
    let at = opened(&mut staff, SLUG, "Noe er lagt til.");
    saved(&mut staff, &fields, &[("gjor", "tekstfelt")]);
    saved(
        &mut staff,
        &fields,
        &[("felt.felt2.label.nb", "Noe helt annet?")],
    );
    let advice = saved(
        &mut staff,
        &format!("{at}/raad"),
        &[("ny.k1", "Tre"), ("gjor", "raad:k1")],
    );
    assert_eq!(advice, format!("{at}/raad/r3"));
    saved(&mut staff, &advice, &[("body.nb", "Tekst.")]);
    publish(&mut staff, &at);
}

#[test]
fn the_words_of_a_published_choice_stay_in_both_languages() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let at = write_47329(&mut staff);
    let label = "felt.standpunkt.options.stotter.label.nn";
    let other = "felt.standpunkt.options.stotter-ikke.label.nn";
    saved(&mut staff, &format!("{at}/raad/r1"), &[(other, "")]);
    publish(&mut staff, &at);
    let at = opened(&mut staff, SLUG, "Nynorsken er rettet.");
    let advice = format!("{at}/raad/r1");
    for words in ["Støttar ikkje i det heile", ""] {
        let refused = save(&mut staff, &advice, &[(label, words)]);
        assert_eq!(refused.status, 422, "{words}");
        let said = "Valget «Støttar» er publisert og må ha samme tekst";
        assert!(refused.text().contains(said), "{}", refused.text());
    }
    // What was never said may be said.
    saved(
        &mut staff,
        &advice,
        &[(label, "Støttar"), (other, "Støttar ikkje")],
    );
    publish(&mut staff, &at);
}

#[test]
fn a_published_field_is_taken_out_after_a_question_and_can_be_brought_back_as_it_was() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let at = write_47329(&mut staff);
    publish(&mut staff, &at);
    let at = opened(&mut staff, SLUG, "Noe er tatt ut.");
    let advice = format!("{at}/raad/r1");
    let before = field_keys(&mut staff, &at);
    let asks = staff.get(&advice).text().to_owned();
    assert!(asks.contains("kan det hentes tilbake"), "{asks}");
    saved(&mut staff, &advice, &[("gjor", "fjern:standpunkt")]);
    assert!(!field_keys(&mut staff, &at).contains(&"standpunkt".to_owned()));
    let offers = staff.get(&advice).text().to_owned();
    assert!(offers.contains("value=\"hent:standpunkt\""), "{offers}");
    assert!(!offers.contains("value=\"standpunkt\""), "{offers}");
    saved(&mut staff, &advice, &[("gjor", "hent:standpunkt")]);
    assert_eq!(field_keys(&mut staff, &at), before);
    let offers = staff.get(&advice).text().to_owned();
    assert!(!offers.contains("hent:standpunkt"), "{offers}");
}

/// The keys of chapters and råd in their order, as the import file has them.
fn outline_keys(staff: &mut Staff, at: &str) -> Vec<String> {
    let file = staff.get(&format!("{at}/hoering.toml"));
    let lines = file.text().lines();
    let keys = lines.filter(|line| line.starts_with("key = \"k") || line.starts_with("key = \"r"));
    keys.map(str::to_owned).collect()
}

#[test]
fn a_published_raad_or_chapter_that_was_taken_out_can_be_brought_back_as_it_is_published() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let at = write_47329(&mut staff);
    let outline = format!("{at}/raad");
    let second = [("ny", "Andre kapittel"), ("gjor", "kapittel")];
    saved(&mut staff, &outline, &second);
    for (chapter, title) in [("k1", "To"), ("k1", "Tre"), ("k2", "Fire")] {
        let (name, act) = (format!("ny.{chapter}"), format!("raad:{chapter}"));
        let advice = saved(&mut staff, &outline, &[(&name, title), ("gjor", &act)]);
        saved(&mut staff, &advice, &[("body.nb", "Tekst.")]);
    }
    publish(&mut staff, &at);
    let at = opened(&mut staff, SLUG, "Noe er tatt ut.");
    let before = outline_keys(&mut staff, &at);
    assert_eq!(before.len(), 6, "{before:?}");
    assert!(!staff.get(&outline).text().contains("value=\"hent:"));

    let asks = staff.get(&outline).text().to_owned();
    assert!(asks.contains("kan det hentes tilbake"), "{asks}");
    saved(&mut staff, &outline, &[("gjor", "fjern:r2")]);
    assert_eq!(staff.get(&format!("{outline}/r2")).status, 404);
    let offers = staff.get(&outline).text().to_owned();
    for said in ["value=\"hent:r2\"", "Råd 2: To"] {
        assert!(offers.contains(said), "{said}: {offers}");
    }
    // Twice brings it back once.
    for _ in 0..2 {
        saved(&mut staff, &outline, &[("gjor", "hent:r2")]);
        assert_eq!(outline_keys(&mut staff, &at), before);
    }
    assert!(!staff.get(&outline).text().contains("value=\"hent:"));

    // A chapter takes its råd with it again.
    saved(&mut staff, &outline, &[("gjor", "fjern:k2")]);
    saved(&mut staff, &outline, &[("gjor", "hent:k2")]);
    assert_eq!(outline_keys(&mut staff, &at), before);
    let page = staff.get(&format!("{at}/publiser"));
    assert!(
        page.text().contains("Ingenting er endret"),
        "{}",
        page.text()
    );
}

#[test]
fn the_steps_of_a_published_scale_keep_their_order_one_after_another() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let at = write_47329(&mut staff);
    publish(&mut staff, &at);
    opened(&mut staff, SLUG, "Skalaen er endret.");
    let copies = "/api/v1/staff/working-copies";
    let mut program = app.program(staff.id, &[Scope::ConsultationsWrite], copies);
    let path = format!("/{SLUG}");
    let step = |key: &str| json!({ "key": key, "label": { "nb": key, "nn": key } });
    type Change<'c> = &'c dyn Fn(&mut Vec<Value>);
    let mut is_wrong = |change: Change<'_>| {
        let (copy, tag) = program.read(&path);
        let mut content = copy["content"].clone();
        let fields = &mut content["chapters"][0]["advice"][0]["fields"];
        let mut fields = fields.as_array_mut().expect("fields").iter_mut();
        let scale = fields
            .find(|field| field["kind"] == "scale")
            .expect("a scale");
        change(scale["options"].as_array_mut().expect("options"));
        let saved = program.seen("PUT", &path, &tag, Some(&content));
        assert_eq!(saved.status, 200, "{}", saved.text());
        let (checks, _) = program.read(&format!("{path}/checks"));
        checks.to_string().contains("setup-wrong-scale-order")
    };
    assert!(is_wrong(&|options| options.reverse()));
    assert!(!is_wrong(&|options| options.reverse()));
    assert!(is_wrong(&|options| options.insert(1, step("midt"))));
    assert!(!is_wrong(&|options| {
        options.remove(1);
        options.push(step("vet-ikke"));
    }));
}

#[test]
fn the_note_of_the_version_before_is_no_note() {
    let app = TestApp::start();
    let mut staff = app.staff_on(EXAMPLE, Role::Leader);
    let at = opened(&mut staff, EXAMPLE, "Nytt navn.");
    let texts = format!("{at}/tekster");
    saved(&mut staff, &texts, &[("title.nb", "Et navn")]);
    publish(&mut staff, &at);
    assert_eq!(staff.post(&at, &[]).status, 303);
    saved(&mut staff, &texts, &[("title.nb", "Et annet navn")]);
    let note = [
        ("change_note.nb", "Nytt navn."),
        ("professional_change", "false"),
    ];
    let refused = save(&mut staff, &format!("{at}/om"), &note);
    assert_eq!(refused.status, 422);
    let said = "Dette er merknaden til forrige versjon.";
    assert!(refused.text().contains(said), "{}", refused.text());
}
