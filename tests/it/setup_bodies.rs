//! Who is invited: the list of a letter as it stands, counted as the register is today, and those whom no letter can
//! reach.

use crate::invitations::hidden;
use crate::setup::{base, begun, publish, save, saved, write_47329};
use crate::support::app::{EXAMPLE, TestApp};
use crate::support::client::Answer;
use crate::support::invited::Wanted;
use crate::support::staff::Staff;
use hoering::role::Role;

/// The list of the letter in case 24/13304, as it stands there: 58 lines in three groups, two of them with a heading.
const LETTER: &str = include_str!("../data/letter-24-13304.txt");

/// A line as it was found: its text, and what is answered already.
struct Line {
    text: String,
    answer: Option<String>,
    choices: Vec<String>,
}

fn lines(page: &Answer) -> Vec<Line> {
    let value = |html: &str| {
        let text = html.split("value=\"").nth(1)?.split('"').next()?;
        Some(text.replace("&#38;", "&").replace("&#39;", "'"))
    };
    let rows = page.text().split("name=\"linje.").skip(1);
    rows.map(|row| {
        let inputs = || row.split("<input").skip(1);
        let checked = inputs().find(|input| {
            input
                .split('>')
                .next()
                .is_some_and(|i| i.contains(" checked"))
        });
        Line {
            text: value(row).expect("a line"),
            answer: checked.and_then(value),
            choices: inputs()
                .filter(|i| i.contains("radio"))
                .filter_map(value)
                .collect(),
        }
    })
    .collect()
}

fn read(staff: &mut Staff, at: &str, text: &str) -> Vec<Line> {
    let path = format!("{at}/instanser");
    let page = save(staff, &path, &[("liste", text), ("gjor", "les")]);
    assert_eq!(page.status, 200, "{}", page.text());
    lines(&page)
}

/// Takes the lines in, the open ones as `answer` says.
fn take(staff: &mut Staff, at: &str, lines: &[Line], answer: impl Fn(&Line) -> String) {
    let mut fields = vec![("gjor".to_owned(), "ta-inn".to_owned())];
    for (n, line) in lines.iter().enumerate() {
        fields.push((format!("linje.{n}"), line.text.clone()));
        let given = line.answer.clone().unwrap_or_else(|| answer(line));
        fields.push((format!("valg.{n}"), given));
    }
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    saved(staff, &format!("{at}/instanser"), &fields);
}

#[test]
fn the_letter_as_it_stands_finds_its_bodies_asks_what_is_not_sure_and_guesses_none() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let at = begun(&mut staff, "En høring", "26/4");
    let found = read(&mut staff, &at, LETTER);
    assert_eq!(found.len(), 60, "58 lines and two headings");
    let asked: Vec<&str> = found
        .iter()
        .filter(|line| line.answer.is_none())
        .map(|line| line.text.as_str())
        .collect();
    assert_eq!(
        asked,
        [
            "Statsforvaltere",
            "Foreninger og organisasjoner",
            "Angstringen?",
            "Fellesorganisasjonen",
            "Kirkens bymisjon",
            "LEVE Norge, (inkl Unge LEVE)",
            "Kompetansesentre/tjenester",
            "Regionalt kompetansesenter for rusmiddelforskning i Helse Vest (KORFOR",
        ]
    );
    let sure = found.iter().filter_map(|line| line.answer.as_deref());
    let (bodies, others): (Vec<&str>, Vec<&str>) = sure.partition(|a| a.starts_with("instans:"));
    assert_eq!(bodies.len(), 50);
    assert_eq!(others, ["alle:municipalities", "alle:health_authorities"]);
    take(&mut staff, &at, &found, |line| match line.text.as_str() {
        "Foreninger og organisasjoner" | "Kompetansesentre/tjenester" => "overskrift".to_owned(),
        _ => line.choices[0].clone(),
    });
    let page = staff.get(&format!("{at}/instanser"));
    assert!(
        page.text().contains("426 instanser blir invitert"),
        "{}",
        page.text()
    );
}

#[test]
fn no_bullet_is_lost_as_a_heading_and_no_heading_invites_all_of_a_kind() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let at = begun(&mut staff, "En høring", "26/4");
    let text = "Departementer\n\n• Kunnskapsdepartementet\n• Finansdepartementet\n\nKommuner\nOslo kommune\nBergen kommune\n\n\
                Fylkeskommuner\nVestland fylkeskommune\n\nStatsforvaltere\nStatsforvalteren i Rogaland";
    let found = read(&mut staff, &at, text);
    let answers: Vec<&str> = found
        .iter()
        .map(|line| line.answer.as_deref().unwrap_or("?"))
        .map(|answer| answer.split(':').next().unwrap_or_default())
        .collect();
    assert_eq!(
        answers,
        [
            "overskrift",
            "ny",
            "ny",
            "overskrift",
            "instans",
            "instans",
            "overskrift",
            "instans",
            "overskrift",
            "instans"
        ]
    );
}

#[test]
fn short_names_several_groups_and_numbers_alone_are_asked_about() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let at = begun(&mut staff, "En høring", "26/4");
    let text = "KS\nFHI\nSERAF\nAlle landets kommuner, fylkeskommuner og statsforvaltere\nAlle departementer\n983744516";
    let found = read(&mut staff, &at, text);
    assert!(found.iter().all(|line| line.answer.is_none()));
    let is_body = |line: &Line| line.choices[0].starts_with("instans:");
    let offered: Vec<bool> = found.iter().map(is_body).collect();
    assert_eq!(offered, [true, true, true, false, false, true]);
    take(&mut staff, &at, &found, |line| match is_body(line) {
        true => line.choices[0].clone(),
        false => "hopp".to_owned(),
    });
    let file = staff.get(&format!("{at}/hoering.toml"));
    for line in [
        "{ text = \"KS\", name = \"KS – Kommunesektorens organisasjon\", org_no = \"971032146\" }",
        "{ text = \"FHI\", name = \"Folkehelseinstituttet\", org_no = \"983744516\" }",
        "{ text = \"Folkehelseinstituttet\", org_no = \"983744516\" }",
    ] {
        assert!(file.text().contains(line), "{line}: {}", file.text());
    }
    let checks = staff.get(&format!("{at}/kontroll"));
    let twice = "«Folkehelseinstituttet» og «FHI» står for samme instans";
    assert!(checks.text().contains(twice), "{}", checks.text());
}

#[test]
fn a_copy_counts_the_register_as_it_is_now() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Admin);
    app.execute("UPDATE body SET closed_on = '2026-01-01' WHERE municipality_no = '0301'");
    let fields = [
        ("kopi", EXAMPLE),
        ("tittel", "En kopi"),
        ("slag", "høring"),
        ("referanse", "26/8"),
        ("adresse", ""),
    ];
    let made = staff.post("/saksbehandling/oppsett/ny", &fields);
    let at = made.header("location").expect("a way").to_owned();
    let dates = [
        ("published_on", "2026-03-02"),
        ("deadline_on", "2026-06-10"),
    ];
    saved(&mut staff, &format!("{at}/om"), &dates);
    let page = staff.get(&format!("{at}/instanser"));
    assert!(page.text().contains("356 instanser"), "{}", page.text());
    publish(&mut staff, &at);
    let public = app.client().get("/horinger/26-8").send();
    assert!(public.text().contains("425"), "{}", public.text());
    // What is published stays as it was.
    assert_eq!(staff.post(&base(EXAMPLE), &[]).status, 303);
    let page = staff.get(&format!("{}/instanser", base(EXAMPLE)));
    assert!(page.text().contains("357 instanser"), "{}", page.text());
}

#[test]
fn a_line_that_was_asked_about_and_not_answered_is_asked_about_again_and_never_taken_as_sure() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let at = begun(&mut staff, "En høring", "26/4");
    let text = "Oslo kommune\n\nBrukerorganisasjoner og slikt\nBergen kommune\nTrondheim kommune";
    let found = read(&mut staff, &at, text);
    let open = found.iter().filter(|line| line.answer.is_none());
    let open: Vec<&str> = open.map(|line| line.text.as_str()).collect();
    assert_eq!(open, ["Brukerorganisasjoner og slikt"]);
    let mut fields = vec![("gjor".to_owned(), "ta-inn".to_owned())];
    for (n, line) in found.iter().enumerate() {
        fields.push((format!("linje.{n}"), line.text.clone()));
        fields.extend(
            line.answer
                .clone()
                .map(|answer| (format!("valg.{n}"), answer)),
        );
    }
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    for _ in 0..2 {
        let again = save(&mut staff, &format!("{at}/instanser"), &fields);
        assert_eq!(again.status, 422, "{}", again.text());
        let open = lines(&again);
        let open = open.iter().filter(|line| line.answer.is_none());
        assert_eq!(open.count(), 1, "{}", again.text());
    }
}

#[test]
fn a_body_that_is_asked_already_is_not_listed_anew_in_a_later_version() {
    let app = TestApp::start();
    let mut staff = app.staff_on(EXAMPLE, Role::Leader);
    let at = base(EXAMPLE);
    assert_eq!(staff.post(&at, &[]).status, 303);
    let found = read(&mut staff, &at, "Oslo kommune");
    take(&mut staff, &at, &found, |_| "ny".to_owned());
    let page = staff.get(&format!("{at}/kontroll"));
    assert!(
        page.text().contains("står for samme instans"),
        "{}",
        page.text()
    );
}

#[test]
fn those_whom_no_letter_can_reach_are_named_with_the_way_to_mend_it() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    app.register(&[
        Wanted::new("Ærfuglforbundet", Some("post@erfugl.example")),
        Wanted::new("Bjørkelaget", None),
    ]);
    let at = write_47329(&mut staff);
    let found = read(
        &mut staff,
        &at,
        "Ærfuglforbundet\nBjørkelaget\nEt helt nytt lag",
    );
    take(&mut staff, &at, &found, |_| "ny".to_owned());
    let said = "2 mottakere mangler e-post: Bjørkelaget, Et helt nytt lag. Legg inn adressen i instansregisteret";
    for page in ["kontroll", "publiser", "instanser"] {
        let page = staff.get(&format!("{at}/{page}"));
        assert!(page.text().contains(said), "{}", page.text());
    }
    let page = staff.get(&format!("{at}/instanser"));
    let way = "href=\"/saksbehandling/instanser?mangler=adresse\"";
    assert!(page.text().contains(way), "{}", page.text());
    publish(&mut staff, &at);
}

#[test]
fn a_consultation_that_invites_nobody_is_published_only_when_somebody_has_said_so() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let at = write_47329(&mut staff);
    let bodies = format!("{at}/instanser");
    saved(&mut staff, &bodies, &[("gjor", "lagre")]);
    let checks = staff.get(&format!("{at}/kontroll"));
    let lacks = "Ingen er på listen over høringsinstanser. Før dem opp, eller kryss av";
    assert!(checks.text().contains(lacks), "{}", checks.text());
    let version = hidden(staff.get(&bodies).text(), "version");
    let pressed = [("version", version.as_str()), ("gjor", "publiser")];
    assert_eq!(staff.post(&format!("{at}/publiser"), &pressed).status, 409);
    saved(&mut staff, &bodies, &[("ingen", "ja"), ("gjor", "lagre")]);
    let page = staff.get(&bodies);
    assert!(
        page.text().contains("value=\"ja\" checked"),
        "{}",
        page.text()
    );
    publish(&mut staff, &at);
}

#[test]
fn what_else_stands_on_a_line_hides_no_body_and_is_no_part_of_its_name() {
    let app = TestApp::start();
    app.register(&[
        Wanted::new("Fjordlaget", Some("post@fjordlaget.example")),
        Wanted::new("Rovern", None),
    ]);
    let mut staff = app.staff(Role::Leader);
    let at = begun(&mut staff, "En høring", "26/31");
    let list = "Fjordlaget\tpost@fjordlaget.example\n\
                Fjordlaget <post@fjordlaget.example>\n\
                Rovern v/Kari Nordmann\n\
                Arbeidsliv\tRovern\n\
                Rovern; Fjordlaget\n\
                En helt ny forening\tny@forening.example\n";
    let found = read(&mut staff, &at, list);
    let is_body = |line: &Line| {
        line.answer
            .as_deref()
            .is_some_and(|a| a.starts_with("instans:"))
    };
    assert!(is_body(&found[0]) && is_body(&found[1]));
    for line in &found[2..5] {
        assert_eq!(line.answer, None, "{}: nothing is guessed", line.text);
        assert!(
            line.choices
                .iter()
                .any(|choice| choice.starts_with("instans:")),
            "{}",
            line.text
        );
    }
    assert_eq!(
        found[5].answer, None,
        "the address has no place on the list"
    );
    take(&mut staff, &at, &found, |line| {
        match line.text.starts_with("En helt") {
            true => "ny".to_owned(),
            false => "hopp".to_owned(),
        }
    });
    let page = staff.get(&format!("{at}/instanser"));
    assert!(page.text().contains("En helt ny forening"));
    assert!(
        !page.text().contains("ny@forening.example"),
        "no part of the name: {}",
        page.text()
    );
}

#[test]
fn a_list_is_numbered_as_it_pleases_and_no_number_is_part_of_a_name() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let at = begun(&mut staff, "En høring", "26/32");
    for list in [
        "1.\u{a0}Alfalaget\n2.\u{a0}Betalaget\n",
        "2) Alfalaget\n3) Betalaget\n",
        "3\tAlfalaget\n4\tBetalaget\n",
        "b) Alfalaget\nc) Betalaget\n",
        "12. Alfalaget\n13. Betalaget\n",
    ] {
        let texts: Vec<String> = read(&mut staff, &at, list)
            .into_iter()
            .map(|l| l.text)
            .collect();
        assert_eq!(texts, ["Alfalaget", "Betalaget"], "{list:?}");
    }
    let alone = read(&mut staff, &at, "22. juli-senteret\nBetalaget\n");
    assert_eq!(alone[0].text, "22. juli-senteret");
}

#[test]
fn a_list_that_is_too_long_is_refused_whole_and_stands_where_it_was_pasted() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let at = begun(&mut staff, "En høring", "26/33");
    let list: String = (0..1_001).map(|n| format!("Laget nummer {n}\n")).collect();
    let refused = save(
        &mut staff,
        &format!("{at}/instanser"),
        &[("liste", &list), ("gjor", "les")],
    );
    assert_eq!(refused.status, 422);
    for said in ["mer enn 1\u{a0}000 linjer", "Laget nummer 1000"] {
        assert!(refused.text().contains(said), "{said}");
    }
}

#[test]
fn a_list_copied_from_word_is_read_with_its_own_spaces_signs_and_numbers() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let at = begun(&mut staff, "En høring", "26/34");
    let list = "\u{f0b7}\u{a0}Alle\u{a0}landets\u{a0}357\u{a0}kommuner\n\
                \u{f0a7}\tStatsforvalterne\u{2003}(10)\n\
                ●\u{a0}Folkehelse\u{ad}instituttet 983\u{a0}744\u{a0}516\u{b}\
                —\u{2003}Oslo\u{a0}kommune\u{2028}\
                o\u{a0}En\u{a0}ny\u{a0}for\u{200b}ening\u{2003}ny@forening.example\u{a0}";
    let found = read(&mut staff, &at, list);
    let answers: Vec<&str> = found
        .iter()
        .map(|line| line.answer.as_deref().unwrap_or("?"))
        .map(|answer| answer.split(':').next().unwrap_or_default())
        .collect();
    assert_eq!(answers, ["alle", "alle", "instans", "instans", "?"]);
    assert_eq!(found[4].text, "En ny forening ny@forening.example");
}

#[test]
fn a_group_whose_number_is_not_the_registers_is_asked_about_and_stands_first() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let at = begun(&mut staff, "En høring", "26/35");
    let list = "Alle kommuner (357)\nAlle fylkeskommuner\nFylkesmennene\nLandets kommuner (356)\n\
                Kommuner med sykehus\nHøgskoler med helsefaglig utdanning";
    let found = read(&mut staff, &at, list);
    let answers: Vec<Option<&str>> = found.iter().map(|line| line.answer.as_deref()).collect();
    assert_eq!(
        answers,
        [
            Some("alle:municipalities"),
            Some("alle:county_authorities"),
            Some("alle:county_governors"),
            None,
            None,
            None
        ]
    );
    for line in &found[3..5] {
        assert_eq!(line.choices[0], "alle:municipalities", "{}", line.text);
    }
}

#[test]
fn a_body_is_found_by_its_names_in_sami_and_asked_about_by_others() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let at = begun(&mut staff, "En høring", "26/36");
    let list = "Sámediggi\nRomssa fylkkasuohkan\nFinnmárkku fylkkasuohkan\nKárášjoga gielda";
    let found = read(&mut staff, &at, list);
    for line in &found[..3] {
        let answer = line.answer.as_deref().unwrap_or_default();
        assert!(answer.starts_with("instans:"), "{}", line.text);
    }
    assert_eq!(found[3].answer, None);
    assert!(found[3].choices[0].starts_with("instans:"));
    take(&mut staff, &at, &found, |line| line.choices[0].clone());
    let file = staff.get(&format!("{at}/hoering.toml"));
    for number in ["974760347", "930068128", "830090282", "963376030"] {
        assert!(file.text().contains(number), "{number}: {}", file.text());
    }
}

#[test]
fn an_address_that_is_not_the_registers_is_told_of_beside_the_body() {
    let app = TestApp::start();
    app.register(&[Wanted::new("Fjordlaget", Some("post@fjordlaget.example"))]);
    let mut staff = app.staff(Role::Leader);
    let at = begun(&mut staff, "En høring", "26/37");
    let mut page = |list: &str| {
        let fields = [("liste", list), ("gjor", "les")];
        save(&mut staff, &format!("{at}/instanser"), &fields)
    };
    let other = page("Fjordlaget ny@fjordlaget.example");
    let said = "Adressen ny@fjordlaget.example blir ikke med på listen. Brevet går til adressen i registeret";
    assert!(other.text().contains(said), "{}", other.text());
    let same = page("Fjordlaget Post@fjordlaget.example");
    assert!(!same.text().contains("blir ikke med"), "{}", same.text());
}

#[test]
fn one_new_name_in_small_and_large_letters_is_one_body() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let at = begun(&mut staff, "En høring", "26/38");
    let found = read(&mut staff, &at, "Ny forening æøå\nny forening ÆØÅ");
    take(&mut staff, &at, &found, |_| "ny".to_owned());
    let page = staff.get(&format!("{at}/instanser"));
    assert!(!page.text().contains("ny forening ÆØÅ"), "{}", page.text());
    // Under another heading it is asked about.
    let found = read(&mut staff, &at, "Andre lag:\nNY forening æøå");
    take(&mut staff, &at, &found, |_| "ny".to_owned());
    let checks = staff.get(&format!("{at}/kontroll"));
    let twice = "«NY forening æøå» og «Ny forening æøå» står for samme instans";
    assert!(checks.text().contains(twice), "{}", checks.text());
}

#[test]
fn several_bodies_on_one_line_are_listed_each_by_itself_when_somebody_says_so_and_no_page_number_is()
 {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let at = begun(&mut staff, "En høring", "26/39");
    let list = "Oslo kommune, Bergen kommune og Trondheim kommune\nside 2 av 3\n\
                \"Stavanger kommune\" <post@stavanger.example>; Drammen kommune <post@drammen.example>\n\
                Fjordsykehuset HF, Fjellsykehuset HF og Byens hospital HF";
    let found = read(&mut staff, &at, list);
    let answers: Vec<&str> = found
        .iter()
        .map(|line| line.answer.as_deref().unwrap_or("?"))
        .map(|answer| answer.split(':').next().unwrap_or_default())
        .collect();
    assert_eq!(answers, ["?", "hopp", "instans", "instans", "?"]);
    assert_eq!(found[0].choices[0], "flere");
    assert!(!found[4].choices.contains(&"flere".to_owned()));
    take(&mut staff, &at, &found, |line| {
        match line.text.starts_with("Fjord") {
            true => "hopp".to_owned(),
            false => line.choices[0].clone(),
        }
    });
    let page = staff.get(&format!("{at}/instanser"));
    let invited = "5 instanser blir invitert";
    assert!(page.text().contains(invited), "{}", page.text());
    let file = staff.get(&format!("{at}/hoering.toml"));
    for name in ["Oslo", "Bergen", "Trondheim", "Stavanger", "Drammen"] {
        let line = format!("text = \"{name} kommune\", org_no = \"");
        assert!(file.text().contains(&line), "{name}: {}", file.text());
    }
}
