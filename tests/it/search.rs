//! Staff search the words of answers: the index, what is not in it yet, and what was kept of earlier searches find the same.

use crate::review::{LIST, Scene, count, found, number_of, page, scene, told};
use crate::support::answers::{a_person, an_organisation, content};
use crate::support::app::{EXAMPLE, TestApp};
use crate::support::invited::Wanted;
use crate::support::many::add_answers;
use crate::support::respondent::{faults, key};
use crate::support::staff::Staff;
use chrono::TimeDelta;
use hoering::review;
use hoering::role::Role;
use serde_json::json;

#[test]
fn a_search_finds_the_same_before_and_after_the_words_are_indexed_and_always_the_newest() {
    let app = TestApp::start();
    let now = app.clock.now();
    app.database(|conn| add_answers(conn, EXAMPLE, 430, 30, now));
    let mut staff = app.staff(Role::Reader);
    let with = |words: &str, field: &str| {
        let hits: Vec<String> = words
            .split(' ')
            .map(|word| {
                format!(
                    "EXISTS (SELECT 1 FROM answer a JOIN field f ON f.id = a.field_id WHERE a.submission_version_id = v.id \
                     AND f.key LIKE '{field}' AND ' ' || a.body LIKE '% {word}%')"
                )
            })
            .collect();
        count(&app, &hits.join(" AND "))
    };
    let look = |staff: &mut Staff| -> Vec<usize> {
        let searches = [
            "Oppfølg",
            "fagord1 KOMMUNEN",
            "eneste42",
            "sjelden",
            "finnesikke",
        ];
        let mut all = Vec::new();
        for words in searches {
            let query: String = words.replace(' ', "+").replace('ø', "%C3%B8");
            all.push(found(&page(staff, &format!("{LIST}?q={query}"))));
            all.push(found(&page(staff, &format!("{LIST}/rad/r1?q={query}"))));
            let folded = words.to_lowercase();
            assert_eq!(all[all.len() - 2], with(&folded, "%"), "{words}");
            assert_eq!(all[all.len() - 1], with(&folded, "r1.%"), "{words} in r1");
        }
        all
    };
    let before = look(&mut staff);
    assert!(before[0] > 0 && before[1] > 0 && before[4] > 0);
    let indexed = |app: &TestApp| {
        app.block_on(review::keep_index(&app.app))
            .expect("an index")
    };
    assert_eq!(indexed(&app), 2);
    assert_eq!(indexed(&app), 0);
    // Asked of a server that has kept nothing of the first searches.
    let other = app.beside(&[]);
    assert_eq!(look(&mut other.staff(Role::Reader)), before);
    // What comes now is found now, by its text and by its sender's name.
    let body = json!({ "answers": content("Vi tenker på Čálloságat og blåbær.", "stotter") });
    app.send_confirmed(
        &an_organisation("Bærplukkerlaget", "lag@eksempel.example"),
        &body,
    );
    for words in [
        "%C4%8C%C3%A1llos%C3%A1gat",
        "BL%C3%85B",
        "b%C3%A6rplukker",
        // In letters and their marks apart, as some systems write them.
        "bla%CC%8Ab",
        "C%CC%8Ca%CC%81llosa%CC%81gat",
    ] {
        assert_eq!(
            found(&page(&mut staff, &format!("{LIST}?q={words}"))),
            1,
            "{words}"
        );
    }
    let of_first = page(&mut staff, &format!("{LIST}/rad/r1?q=bl%C3%A5b"));
    assert!(of_first.contains("<mark>blåbær</mark>"), "{of_first}");
}

#[test]
fn what_was_sent_again_is_found_by_its_new_words_alone() {
    let app = TestApp::start();
    let wanted = Wanted::new("Fjellvik kommune", Some("post@fjellvik.example"));
    let invited = app.invite_with_letters(&[wanted]);
    app.answer_invited(&invited[0], &content("Gammelord står her.", "stotter"));
    let now = app.clock.now();
    app.database(|conn| add_answers(conn, EXAMPLE, 220, 5, now));
    assert_eq!(
        app.block_on(review::keep_index(&app.app))
            .expect("an index"),
        1
    );
    let mut staff = app.staff(Role::Reader);
    let hits = |staff: &mut Staff, word: &str| found(&page(staff, &format!("{LIST}?q={word}")));
    assert_eq!(
        (hits(&mut staff, "gammelord"), hits(&mut staff, "nyord")),
        (1, 0)
    );
    let mut respondent = app.invited_respondent(&invited[0]);
    respondent.put_field("r1.tekst", 1, &json!({ "text": "Nyord står her." }));
    assert_eq!(respondent.send(&key("again-and-again")).status, 201);
    assert_eq!(
        (hits(&mut staff, "gammelord"), hits(&mut staff, "nyord")),
        (0, 1)
    );
    app.database(|conn| add_answers(conn, EXAMPLE, 220, 5, now));
    assert_eq!(
        app.block_on(review::keep_index(&app.app))
            .expect("an index"),
        1
    );
    assert_eq!(
        (hits(&mut staff, "gammelord"), hits(&mut staff, "nyord")),
        (0, 1)
    );
}

#[test]
fn a_search_asked_for_again_finds_what_a_server_that_has_kept_nothing_finds() {
    let app = TestApp::start();
    let wanted = Wanted::new("Fjellvik kommune", Some("post@fjellvik.example"));
    let invited = app.invite_with_letters(&[wanted]);
    app.answer_invited(&invited[0], &content("Oppfølging i kommunen.", "stotter"));
    let now = app.clock.now();
    app.database(|conn| add_answers(conn, EXAMPLE, 260, 12, now));
    let mut staff = app.staff(Role::Reader);
    let look = |staff: &mut Staff| -> Vec<usize> {
        let queries = [
            "?q=kommunen",
            "?q=oppf%C3%B8lging+kommunen",
            "/rad/r1?q=kommunen",
            "/rad/r2?q=kommunen",
            "?q=kommunen&kanal=skjema",
            "?q=fjellvik",
            "?avsender=municipality",
            "?raad=r2",
        ];
        let numbers = |query| {
            let shown = page(staff, &format!("{LIST}{query}"));
            let beside = [("kanal", "skjema"), ("kanal", "api"), ("status", "trukket")];
            let beside = beside.map(|(control, of)| number_of(&shown, control, of).unwrap_or(0));
            [found(&shown)].into_iter().chain(beside)
        };
        queries.into_iter().flat_map(numbers).collect()
    };
    let mut seen = vec![look(&mut staff)];
    let mut happens = |what: &str, staff: &mut Staff| {
        let fresh = look(&mut app.beside(&[]).staff(Role::Reader));
        assert_eq!(look(staff), fresh, "{what}");
        assert_ne!(seen.last(), Some(&fresh), "nothing was changed when {what}");
        seen.push(fresh);
    };
    let body = json!({ "answers": content("Kommunen følger opp.", "stotter") });
    app.send_confirmed(&a_person("ny@eksempel.example"), &body);
    happens("one came", &mut staff);
    let mut respondent = app.invited_respondent(&invited[0]);
    respondent.put_field("r1.tekst", 1, &json!({ "text": "Oppfølging i fylket." }));
    assert_eq!(respondent.send(&key("without-the-word")).status, 201);
    happens("one was sent again without the word", &mut staff);
    respondent.put_field("r2.tekst", 0, &json!({ "text": "Her er kommunen." }));
    assert_eq!(respondent.send(&key("word-elsewhere")).status, 201);
    happens("the word came back elsewhere", &mut staff);
    // More than are looked through one by one, and indexed meanwhile.
    app.database(|conn| add_answers(conn, EXAMPLE, 450, 12, now));
    app.block_on(review::keep_index(&app.app))
        .expect("an index");
    happens("many came", &mut staff);
    app.execute("UPDATE submission SET standing = 'withdrawn' WHERE number % 3 = 0");
    happens("many were changed", &mut staff);
    app.execute("UPDATE body SET kind = 'organisation'");
    app.clock.advance(TimeDelta::minutes(2));
    happens("the register was corrected", &mut staff);
}

#[test]
fn a_word_longer_than_the_index_holds_is_found_where_it_stands_and_nowhere_else() {
    let app = TestApp::start();
    let held = "x".repeat(40);
    for (n, end) in ["", "x", "xyz", "y"].iter().enumerate() {
        let body = json!({ "answers": content(&format!("{held}{end}"), "stotter") });
        app.send_confirmed(&a_person(&format!("lang{n}@eksempel.example")), &body);
    }
    let look = |staff: &mut Staff| {
        for (end, n) in [("", 4), ("x", 2), ("xy", 1), ("y", 1), ("z", 0), ("xx", 0)] {
            for list in [LIST.to_owned(), format!("{LIST}/rad/r1")] {
                let shown = page(staff, &format!("{list}?q={held}{end}"));
                assert_eq!(found(&shown), n, "{end} in {list}");
            }
        }
    };
    look(&mut app.staff(Role::Reader));
    let now = app.clock.now();
    app.database(|conn| add_answers(conn, EXAMPLE, 220, 5, now));
    let chunks = app.block_on(review::keep_index(&app.app));
    assert_eq!(chunks.expect("an index"), 1);
    // A server that has kept nothing of the first searches.
    let other = app.beside(&[]);
    look(&mut other.staff(Role::Reader));
}

#[test]
fn every_word_counts_and_more_words_than_are_looked_for_take_nothing_and_are_told() {
    let Scene { app, .. } = scene();
    let text = "Ett to tre fire fem seks sju åtte ni.";
    app.send_confirmed(
        &a_person("mange@eksempel.example"),
        &json!({ "answers": content(text, "stotter") }),
    );
    let (mut staff, mut program) = (app.staff(Role::Reader), app.reader());
    let eight = "ett+to+tre+fire+fem+seks+sju+%C3%A5tte";
    for (words, n) in [("ni", 1), ("ti", 0)] {
        let query = format!("q={eight}+{words}");
        assert_eq!(found(&page(&mut staff, &format!("{LIST}?{query}"))), n);
        assert_eq!(program.read(&format!("/answers?{query}"))["found"], n);
        let file = "/saksbehandling/horinger/24-13304/eksport/fil?format=jsonl";
        let file = staff.get(&format!("{file}&{query}"));
        assert_eq!(file.text().lines().count(), n, "{query}");
    }
    // However long it is: a passage that several have copied is looked for as it stands.
    let long = format!("q={}", [eight; 10].join("+"));
    assert_eq!(found(&page(&mut staff, &format!("{LIST}?{long}"))), 1);
    assert_eq!(program.read(&format!("/answers?{long}"))["found"], 1);
    let words: Vec<String> = (0..=100).map(|n| format!("o{n}")).collect();
    let query = format!("q={}", words.join("+"));
    for path in [format!("{LIST}?{query}"), format!("{LIST}/rad/r1?{query}")] {
        let shown = page(&mut staff, &path);
        assert_eq!(found(&shown), 0, "{path}");
        assert!(told(&shown).contains("høyst 100 ulike ord"), "{path}");
    }
    let export = "/saksbehandling/horinger/24-13304/eksport";
    let form = page(&mut staff, &format!("{export}?{query}"));
    assert!(told(&form).contains("høyst 100 ulike ord"));
    let file = staff.get(&format!("{export}/fil?format=jsonl&{query}"));
    assert_eq!((file.status, file.text()), (200, ""));
    for path in ["/answers?", "/export?format=jsonl&"] {
        let refused = program.ask("GET", &format!("{path}{query}"));
        assert_eq!(refused.status, 400, "{path}: {}", refused.text());
        let faults = faults(&refused);
        let first = faults
            .first()
            .map(|(at, code)| (at.as_str(), code.as_str()));
        assert_eq!(first, Some(("q", "error-too-many-words")), "{path}");
    }
}

#[test]
fn a_search_for_signs_finds_nothing_and_says_so_and_a_number_finds_its_answer() {
    let scene = scene();
    let mut staff = scene.app.staff(Role::Reader);
    for signs in ["%40%40%40", "%F0%9F%98%80"] {
        let shown = page(&mut staff, &format!("{LIST}?q={signs}"));
        assert_eq!(found(&shown), 0, "{signs}");
        assert!(
            told(&shown).contains("Det er ingenting å søke etter"),
            "{}",
            told(&shown)
        );
        let file = staff.get(&format!(
            "/saksbehandling/horinger/24-13304/eksport/fil?format=jsonl&q={signs}"
        ));
        assert_eq!((file.status, file.text()), (200, ""), "{signs}");
    }
    let person = scene.person;
    for asked in [
        format!("H{person}"),
        format!("h{person}"),
        format!("24%2F13304-H{person}"),
    ] {
        let shown = page(&mut staff, &format!("{LIST}?q={asked}"));
        assert_eq!(found(&shown), 1, "{asked}");
        assert!(
            shown.contains(&format!("24/13304-H{person}</span>")),
            "{asked}"
        );
    }
    for other in ["H999", "25%2F1-H1"] {
        assert_eq!(
            found(&page(&mut staff, &format!("{LIST}?q={other}"))),
            0,
            "{other}"
        );
    }
}
