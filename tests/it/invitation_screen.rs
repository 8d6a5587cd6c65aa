//! What staff see of the invitations and do with them: one state for each, counts that add up, filters in the
//! address, and presses that are done once.

use crate::invitations::{
    LIST, answer_at, do_for, fjellvik, hidden, invitation_path, press, round_with, send_all, start,
    state_on_screen, with_letter,
};
use crate::support::app::{EXAMPLE, ROUND, TestApp};
use crate::support::invited::Wanted;
use crate::support::program::Program;
use crate::support::staff::Staff;
use crate::support::tables;
use hoering::bodies::{Form, Kind};
use hoering::role::Role;
use hoering::scope::Scope;
use serde_json::json;

fn many(n: usize) -> Vec<Wanted> {
    (0..n)
        .map(|n| {
            let kind = if n % 2 == 0 {
                Kind::Municipality
            } else {
                Kind::Organisation
            };
            Wanted::new(
                &format!("Instans {n:03}"),
                Some(&format!("post@i{n}.example")),
            )
            .kind(kind)
        })
        .collect()
}

fn page(staff: &mut Staff, query: &str) -> String {
    let page = staff.get(&format!("{LIST}{query}"));
    assert_eq!(page.status, 200, "{}", page.text());
    page.text().to_owned()
}

/// The numbers at the top, in their order.
fn numbers(page: &str) -> Vec<usize> {
    let counts = page.split("id=\"antall\"").nth(1).expect("the counts");
    let counts = counts.split("</ul>").next().expect("their end");
    counts
        .split("<b class=\"num\">")
        .skip(1)
        .map(|part| {
            part.split('<')
                .next()
                .and_then(|n| n.parse().ok())
                .expect("a number")
        })
        .collect()
}

fn rows(page: &str) -> usize {
    page.matches("<th scope=\"row\">").count()
}

#[test]
fn each_invited_body_has_one_state_and_the_counts_add_up() {
    let mut wanted = many(5);
    wanted.push(Wanted::new("Uten adresse", None));
    let (app, invited) = round_with(&[], &wanted);
    let mut staff = app.staff(Role::Officer);
    //                          sent joint begun declined handed queued failed not-sent no-address
    assert_eq!(numbers(&page(&mut staff, "")), [0, 0, 0, 0, 0, 0, 0, 5, 1]);
    for at in &invited[..4] {
        do_for(&mut staff, "send", at.id, "k");
    }
    assert_eq!(numbers(&page(&mut staff, "")), [0, 0, 0, 0, 0, 4, 0, 1, 1]);
    app.deliver_letters();
    assert_eq!(numbers(&page(&mut staff, "")), [0, 0, 0, 0, 4, 0, 0, 1, 1]);
    let paths: Vec<String> = (0..4)
        .map(|n| invitation_path(&app, &format!("post@i{n}.example")))
        .collect();
    let (mut one, mut other) = (app.client(), app.client());
    start(&mut one, &paths[0]);
    let desk = start(&mut other, &paths[1]);
    assert_eq!(
        answer_at(&mut other, &desk, "Ola", "ola@i1.example").status,
        303
    );
    press(&mut one, &format!("{}/svarer-ikke", paths[2]), &[]);
    assert_eq!(numbers(&page(&mut staff, "")), [1, 0, 1, 1, 1, 0, 0, 1, 1]);
    assert!(page(&mut staff, "").contains("6 inviterte"));
}

#[test]
fn what_is_looked_for_stands_in_the_address_fifty_on_a_page() {
    let mut wanted = many(120);
    wanted[3].county_no = Some("46".to_owned());
    wanted[7].county_no = Some("46".to_owned());
    wanted[9].org_no = Some("312345676".to_owned());
    let (app, _) = round_with(&[], &wanted);
    let mut staff = app.staff(Role::Reader);
    for (query, found) in [
        ("", 50),
        ("?side=3", 20),
        ("?side=99", 20),
        ("?type=organisation&side=2", 10),
        ("?fylke=46", 2),
        ("?fylke=46&type=municipality", 0),
        ("?q=instans+01", 12),
        ("?q=INSTANS", 50),
        ("?q=312345676", 1),
        ("?tilstand=svart", 0),
        ("?tilstand=ikke-sendt", 50),
        ("?tilstand=%00&type=x&fylke=%27&side=-1", 50),
    ] {
        let answer = staff.get(&format!("{LIST}{query}"));
        if query.contains("%00") {
            assert_eq!(answer.status, 400, "{query}");
            continue;
        }
        assert_eq!(
            (answer.status, rows(answer.text())),
            (200, found),
            "{query}"
        );
    }
    let filtered = page(&mut staff, "?type=organisation&q=instans");
    assert_eq!(numbers(&filtered).iter().sum::<usize>(), 60);
    assert!(
        filtered.contains("tilstand=svart&#38;type=organisation&#38;q=instans"),
        "{filtered}"
    );
    assert!(filtered.contains("Viser 1–50 av 60"));
}

#[test]
fn all_that_is_looked_for_is_asked_about_first_and_done_once_however_often_it_is_pressed() {
    let (app, _) = round_with(&[], &many(120));
    let mut staff = app.staff(Role::Officer);
    let fields = [
        ("handling", "send"),
        ("hvem", "alle"),
        ("type", "organisation"),
        ("nokkel", "k1"),
    ];
    let asked = staff.post(LIST, &fields);
    assert_eq!(asked.status, 200);
    assert!(
        asked.text().contains("Send invitasjon til 60 instanser?"),
        "{}",
        asked.text()
    );
    assert_eq!(
        app.database(tables::contents)["outbox"].len(),
        0,
        "asking sends nothing"
    );
    let mut yes = fields.to_vec();
    yes.push(("bekreftet", "ja"));
    let done = staff.post(LIST, &yes);
    assert_eq!(
        done.header("location").expect("a place"),
        format!("{LIST}?type=organisation&gjort=send&antall=60")
    );
    assert!(page(&mut staff, "?gjort=send&antall=60").contains("60 invitasjoner er lagt i kø."));
    staff.post(LIST, &yes);
    yes[3].1 = "k2";
    staff.post(LIST, &yes);
    app.deliver_letters();
    let all = app.database(tables::contents);
    for (table, n) in [("outbox", 60), ("desk", 60), ("link", 60)] {
        assert_eq!(all[table].len(), n, "{table}");
    }
    let audited = all["audit"]
        .iter()
        .filter(|row| row.contains("invitation.sent"));
    assert_eq!(audited.count(), 60);
}

#[test]
fn two_presses_at_once_on_two_servers_send_one_letter_each() {
    let (one, _) = round_with(&[], &many(110));
    let other = one.beside(&[]);
    let staff = [one.staff(Role::Officer), other.staff(Role::Officer)];
    std::thread::scope(|scope| {
        for (n, mut staff) in staff.into_iter().enumerate() {
            scope.spawn(move || {
                let key = format!("k{n}");
                let fields = [
                    ("handling", "send"),
                    ("hvem", "alle"),
                    ("bekreftet", "ja"),
                    ("nokkel", key.as_str()),
                ];
                assert_eq!(staff.post(LIST, &fields).status, 303);
            });
        }
    });
    let all = one.database(tables::contents);
    for table in ["outbox", "desk", "link"] {
        assert_eq!(all[table].len(), 110, "{table}");
    }
}

#[test]
fn the_same_press_sends_again_once_and_another_press_once_more_with_the_same_link() {
    let (app, invited, path) = with_letter(fjellvik());
    let mut staff = app.staff(Role::Officer);
    for press in ["k1", "k1", "k2"] {
        assert_eq!(
            do_for(&mut staff, "send-igjen", invited.id, press).status,
            303
        );
        app.deliver_letters();
    }
    let letters = app.mailbox.letters_to("post@fjellvik.example");
    assert_eq!(letters.len(), 3);
    assert!(letters.iter().all(|l| l.text.contains(&path)));
    let ids: std::collections::HashSet<_> = letters.iter().map(|l| &l.message_id).collect();
    assert_eq!(ids.len(), 3);
}

#[test]
fn a_letter_that_waits_is_not_sent_beside_another() {
    let (app, invited) = round_with(&[], &[fjellvik()]);
    let mut staff = app.staff(Role::Officer);
    do_for(&mut staff, "send", invited[0].id, "k");
    for press in ["k1", "k2"] {
        do_for(&mut staff, "send-igjen", invited[0].id, press);
        do_for(&mut staff, "ny-lenke", invited[0].id, press);
    }
    app.deliver_letters();
    assert_eq!(app.mailbox.letters_to("post@fjellvik.example").len(), 1);
    let path = invitation_path(&app, "post@fjellvik.example");
    assert_eq!(
        app.client().get(&path).send().status,
        200,
        "it holds the newest link"
    );
}

#[test]
fn whoever_may_only_read_sees_and_does_nothing_and_others_do_not_even_see() {
    let (app, invited) = round_with(&[], &[fjellvik()]);
    let mut reader = app.staff_on(ROUND, Role::Reader);
    let seen = page(&mut reader, "");
    assert!(seen.contains("Fjellvik kommune") && !seen.contains("name=\"handling\""));
    let one = reader.get(&format!("{LIST}/{}", invited[0].id));
    assert!(one.status == 200 && !one.text().contains("name=\"handling\""));
    assert_eq!(do_for(&mut reader, "send", invited[0].id, "k").status, 403);
    let mut elsewhere = app.staff_on(EXAMPLE, Role::Leader);
    assert_eq!(elsewhere.get(LIST).status, 403);
    assert_eq!(app.client().get(LIST).send().status, 303, "first sign in");
    let of_example = LIST.replace(ROUND, EXAMPLE);
    assert_eq!(
        elsewhere
            .get(&format!("{of_example}/{}", invited[0].id))
            .status,
        404
    );
    let crossed = elsewhere.post(
        &of_example,
        &[
            ("handling", "send"),
            ("hvem", "valgte"),
            ("id", &invited[0].id.to_string()),
            ("nokkel", "k"),
        ],
    );
    assert_eq!(crossed.status, 303);
    assert_eq!(
        app.database(tables::contents)["outbox"].len(),
        0,
        "another consultation's body"
    );
}

#[test]
fn a_press_for_nobody_shows_the_list_again_and_says_what_to_do() {
    let (app, _) = round_with(&[], &[fjellvik()]);
    let mut staff = app.staff(Role::Officer);
    let refused = staff.post(
        LIST,
        &[
            ("handling", "send"),
            ("hvem", "valgte"),
            ("nokkel", "k"),
            ("q", "fjell"),
        ],
    );
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("Velg minst én instans"));
    assert!(
        refused.text().contains("value=\"fjell\""),
        "what was looked for stays"
    );
    for fields in [
        [("handling", "slett"), ("hvem", "alle"), ("nokkel", "k")],
        [("handling", "send"), ("hvem", "alle"), ("nokkel", "")],
    ] {
        assert_eq!(staff.post(LIST, &fields).status, 422);
    }
}

#[test]
fn a_body_without_an_address_is_shown_as_such_and_the_others_still_go() {
    let (app, invited) = round_with(&[], &[fjellvik(), Wanted::new("Uten adresse", None)]);
    let mut staff = app.staff(Role::Officer);
    send_all(&app, &mut staff);
    assert!(state_on_screen(&mut staff, &invited[0]).contains("Levert"));
    assert!(state_on_screen(&mut staff, &invited[1]).contains("Uten adresse"));
}

#[test]
fn nothing_is_sent_when_the_consultation_takes_no_answers() {
    let (app, invited) = round_with(&[], &[fjellvik()]);
    app.execute("UPDATE consultation SET status = 'concluded'");
    app.execute("UPDATE revision SET value = value + 1");
    app.block_on(hoering::server::refresh(&app.app))
        .expect("a look");
    let mut staff = app.staff(Role::Officer);
    // What invites is not there to press; links can still be closed.
    let list = staff.get(LIST).text().to_owned();
    for act in ["send", "send-igjen", "ny-lenke"] {
        assert!(!list.contains(&format!("value=\"{act}\"")), "{act}: {list}");
    }
    assert!(list.contains("value=\"steng-lenke\""), "{list}");
    assert!(list.contains("value=\"prov-igjen\" selected"), "{list}");
    let leader = app.staff(Role::Leader).get(LIST);
    assert!(!leader.text().contains("/legg-til"), "{}", leader.text());
    assert_eq!(do_for(&mut staff, "send", invited[0].id, "k").status, 409);
    assert_eq!(app.database(tables::contents)["outbox"].len(), 0);
}

#[test]
fn a_word_that_means_nothing_takes_nobody_and_is_told() {
    let (app, _) = round_with(&[], &[fjellvik()]);
    let mut staff = app.staff(Role::Officer);
    for (query, control) in [
        ("fylke=99", "Fylke"),
        ("type=x", "Type"),
        ("tilstand=tull", "Hvor det står"),
        ("gruppe=x", "Gruppe"),
        ("melding=nei", ""),
    ] {
        let list = staff.get(&format!("{LIST}?{query}"));
        let (_, word) = query.split_once('=').expect("a word");
        let told = format!("{control}: «{word}» finnes ikke");
        assert!(
            list.text().contains(told.trim_start_matches(": ")),
            "{query}: {}",
            list.text()
        );
        assert!(list.text().contains("Ingen"), "{query}: {}", list.text());
        // Whoever presses for all that are looked for does it for nobody.
        let (control, word) = query.split_once('=').expect("a word");
        let fields = [
            ("handling", "send"),
            ("hvem", "alle"),
            ("bekreftet", "ja"),
            ("nokkel", query),
            (control, word),
        ];
        assert_eq!(staff.post(LIST, &fields).status, 303, "{query}");
        assert_eq!(app.database(tables::contents)["outbox"].len(), 0, "{query}");
    }
}

#[test]
fn every_press_is_audited_by_who_pressed_and_names_no_address() {
    let (app, invited, _) = with_letter(fjellvik());
    let mut staff = app.staff(Role::Officer);
    do_for(&mut staff, "ny-lenke", invited.id, "k");
    let audit = app.database(tables::contents)["audit"].clone();
    let by = staff.id.to_string();
    for action in ["invitation.sent", "invitation.link_replaced"] {
        assert!(
            audit
                .iter()
                .any(|row| row.contains(action) && row.contains(&by)),
            "{action}"
        );
    }
    assert!(audit.iter().all(|row| !row.contains("fjellvik")));
}

#[test]
fn the_screen_is_there_in_nynorsk_too() {
    let (app, invited) = round_with(&[], &[fjellvik().form(Form::Nn)]);
    let mut staff = app.staff(Role::Reader);
    let list = staff.get(&format!("/nn{LIST}"));
    assert!(
        list.text().contains("Ikkje invitert enno"),
        "{}",
        list.text()
    );
    assert_eq!(
        staff.get(&format!("/nn{LIST}/{}", invited[0].id)).status,
        200
    );
}

#[test]
fn how_far_a_body_has_come_is_told_by_its_advice() {
    let app = TestApp::start();
    let invited = app.invite(EXAMPLE, &[fjellvik()]);
    let list = LIST.replace(ROUND, EXAMPLE);
    let mut staff = app.staff(Role::Officer);
    let id = invited[0].id.to_string();
    staff.post(
        &list,
        &[
            ("handling", "send"),
            ("hvem", "valgte"),
            ("id", &id),
            ("nokkel", "k"),
        ],
    );
    app.deliver_letters();
    let mut client = app.client();
    let desk = start(&mut client, &invitation_path(&app, "post@fjellvik.example"));
    let token = crate::invitations::csrf(client.get(&format!("{desk}/avsender")).send().text());
    let fields = [
        ("csrf", token.as_str()),
        ("v.r1.tekst", "0"),
        ("r1.tekst", "Enig."),
        ("v.r1.begrunnelse", "0"),
        ("r1.begrunnelse", ""),
    ];
    assert_eq!(
        press(&mut client, &format!("{desk}/raad/r1"), &fields).status,
        303
    );
    let one = staff.get(&format!("{list}/{id}"));
    assert!(one.text().contains("1 av 11 råd"), "{}", one.text());
}

fn correct(
    staff: &mut Staff,
    one: &str,
    version: &str,
    address: &str,
) -> crate::support::client::Answer {
    staff.post(
        &format!("{one}/adresse"),
        &[("adresse", address), ("versjon", version)],
    )
}

#[test]
fn a_corrected_address_stands_in_the_register_and_the_next_letter_goes_there() {
    let (app, invited, path) = with_letter(fjellvik());
    let mut staff = app.staff(Role::Officer);
    let one = format!("{LIST}/{}", invited.id);
    let version = hidden(staff.get(&one).text(), "versjon");
    let refused = correct(&mut staff, &one, &version, "ikke en adresse");
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("value=\"ikke en adresse\""));
    let done = correct(&mut staff, &one, &version, " Ny@Fjellvik.example ");
    assert_eq!(
        done.header("location").expect("a place"),
        format!("{one}?gjort=adresse")
    );
    let late = correct(&mut staff, &one, &version, "annen@fjellvik.example");
    assert_eq!(late.status, 422, "somebody else had changed it");
    assert!(late.text().contains("value=\"annen@fjellvik.example\""));
    do_for(&mut staff, "send-igjen", invited.id, "k");
    app.deliver_letters();
    let all = app.database(tables::contents);
    let old = all["body_address"]
        .iter()
        .find(|row| row.contains("post@fjellvik.example"));
    assert!(old.expect("it is kept").contains("ended"));
    let outbox: Vec<_> = all["outbox"]
        .iter()
        .filter(|row| row.to_lowercase().contains("ny@fjellvik.example"))
        .collect();
    assert_eq!(outbox.len(), 1);
    assert!(invitation_path(&app, "Ny@fjellvik.example") == path);
}

#[test]
fn a_role_on_one_consultation_does_not_say_where_the_letters_of_all_go() {
    let (app, invited) = round_with(&[], &[fjellvik()]);
    let mut staff = app.staff_on(ROUND, Role::Leader);
    let one = format!("{LIST}/{}", invited[0].id);
    let shown = staff.get(&one);
    let said = "Be en som har en rolle på alle høringer, om å rette den";
    assert!(shown.text().contains(said), "{}", shown.text());
    assert!(!shown.text().contains("name=\"adresse\""));
    let before = app.database(tables::contents);
    let refused = correct(&mut staff, &one, "1", "mitt@eget.example");
    assert_eq!(refused.status, 403);
    assert!(refused.text().contains(said), "{}", refused.text());
    let root = format!("/api/v1/staff/consultations/{ROUND}/invitations");
    let new = json!({ "address": "mitt@eget.example" });
    // Nor does a token for one of somebody who works on all.
    let all = app.staff(Role::Officer);
    let token = app.token_on(all.id, ROUND, &Scope::ALL);
    let mut programs: [Program; 2] = [
        app.program(staff.id, &Scope::ALL, &root),
        app.program_with(&token, &root),
    ];
    for program in &mut programs {
        let rest = format!("/{}/address", invited[0].id);
        let refused = program.seen("PUT", &rest, "\"1\"", Some(&new));
        assert_eq!(refused.status, 403, "{}", refused.text());
        assert_eq!(refused.json()["errors"][0]["code"], "error-address-of-all");
    }
    let after = app.database(tables::contents);
    for table in ["body", "body_address"] {
        assert_eq!(after[table], before[table]);
    }
}

#[test]
fn a_body_that_is_closed_after_it_was_invited_is_said_to_be_and_kinds_have_one_name() {
    let wanted = Wanted::new("Fjellvik vesen", Some("post@vesen.example")).kind(Kind::State);
    let (app, invited) = round_with(&[], &[wanted]);
    let mut staff = app.staff(Role::Officer);
    assert!(!page(&mut staff, "").contains("Nedlagt fra"));
    app.execute("UPDATE body SET closed_on = '2026-01-01' WHERE search_text LIKE 'fjellvik%'");
    let one = format!("/{}", invited[0].id);
    for rest in ["", &one] {
        let shown = page(&mut staff, rest);
        assert!(
            shown.contains("Nedlagt fra 1. januar 2026"),
            "{rest}: {shown}"
        );
        assert!(shown.contains("Statlig virksomhet"), "{rest}: {shown}");
    }
    let register = staff.get("/saksbehandling/instanser?q=fjellvik+vesen");
    assert!(
        register.text().contains("Statlig virksomhet"),
        "{}",
        register.text()
    );
}
