//! What becomes of a joint answer once it was to be sent: who stands behind which version, what taking back and a supplement
//! do, what staff see, and what those are told who were asked.

use super::*;

/// After the deadline.
const LATE: &str = "2026-05-20T10:00:00Z";

#[test]
fn what_was_confirmed_can_be_taken_back_also_after_it_was_sent() {
    let mut together = Together::with_two();
    let mut signer = together.signer(ELVEBY);
    signer.confirm();
    together.send("first");
    assert_eq!(together.signatures(), 1);
    let back = signer.take_back();
    assert_eq!(back.status, 200, "{}", back.text());
    assert_eq!(back.json()["sent"]["state"], "taken_back");
    assert_eq!(together.signatures(), 0);
    assert_eq!(signer.take_back().status, 200, "again it changes nothing");
    let taken_back = together
        .app
        .database(|conn| audited(conn, "cosigner.taken_back"));
    assert_eq!(taken_back.len(), 1);
    // What was issued stays as it was; staff see how it is now.
    assert_eq!(together.receipt(1)["cosigners"], json!(["Elveby lag"]));
    let mut reader = together.app.reader();
    let answer = reader.read("/answers/1");
    assert_eq!(answer["cosigners"][0]["state"], "taken_back");
    assert_eq!(answer["answer"]["cosigners"], 0);
    signer.confirm();
    assert_eq!(together.signatures(), 1);
}

#[test]
fn a_new_text_can_be_confirmed_before_it_is_sent_beside_the_one_that_was_sent() {
    let mut together = Together::with_two();
    let mut signer = together.signer(ELVEBY);
    signer.confirm();
    together.send("first");
    let stands = together.program.get("/fields/r1.tekst").json();
    let version = stands["version"].as_i64().expect("a version");
    together
        .program
        .write(TEXT, version, "Vi støtter rådet fullt ut.");
    let seen = signer.page();
    assert!(
        seen.contains("Dere har bekreftet denne teksten"),
        "what was sent stands"
    );
    assert!(seen.contains("?tekst=ny"));
    let new = format!("{}?tekst=ny", signer.path);
    assert!(page(&mut signer.browser, &new).contains("fullt ut"));
    let draft = signer.read()["draft"]["sha256"].clone();
    assert_eq!(signer.confirm_this(&draft).status, 200);
    assert!(
        together
            .page("/medunderskrivere")
            .contains("Har bekreftet den nye teksten")
    );
    assert_eq!(together.signatures(), 1);
    together.send("second");
    assert_eq!(together.receipt(2)["cosigners"], json!(["Elveby lag"]));
    assert_eq!(together.signatures(), 1);
}

#[test]
fn what_was_confirmed_ends_with_the_answer_and_the_draft_of_a_new_one_is_confirmed_anew() {
    let mut together = Together::with_two();
    let mut elveby = together.signer(ELVEBY);
    elveby.confirm();
    together.send("first");
    together.withdraw();
    let landing = {
        let path = format!("/medunderskrift/{}", elveby.program.token);
        together.app.client().get(&path).send()
    };
    assert_eq!(landing.status, 200, "{}", landing.text());
    let page = elveby.page();
    for said in [
        "Svaret som ble sendt inn, er trukket",
        "Bekreftelsen deres gjelder ikke lenger",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    // The same text is no answer of theirs before they say so.
    together.app.clock.advance(chrono::TimeDelta::hours(1));
    together.send("second");
    assert_eq!(together.signatures(), 0);
    together.withdraw();
    together.app.clock.advance(chrono::TimeDelta::hours(1));
    elveby.confirm();
    together.app.clock.advance(chrono::TimeDelta::hours(1));
    together.send("third");
    assert_eq!(together.signatures(), 1);
    together.app.clock.advance(chrono::TimeDelta::hours(1));
    together.withdraw();
    // Of the second it had confirmed nothing.
    let told = letters(&together.app, ELVEBY).into_iter();
    let told: Vec<bool> = told
        .filter(|(subject, _)| subject.contains("er trukket"))
        .map(|(_, text)| text.contains("hadde bekreftet svaret"))
        .collect();
    assert_eq!(told, [true, false, true]);
}

#[test]
fn whoever_was_to_stand_behind_an_answer_hears_that_it_was_not_sent() {
    let together = Together::with_two();
    together.signer(ELVEBY).confirm();
    let mut fjell = together.signer(FJELL);
    assert!(fjell.decline("Vi svarer selv.").status < 300);
    together.app.deliver_letters();
    // The morning after the example's deadline, 4 May.
    together.app.clock.set(at("2026-05-05T07:30:00Z"));
    for _ in 0..2 {
        let round = schedule::remind(&together.app.app);
        together.app.block_on(round).expect("letters");
    }
    let told = |to: &str| {
        let all = letters(&together.app, to).into_iter();
        let of_kind = all.filter(|(subject, _)| subject.contains("IKKE sendt inn"));
        of_kind.map(|(_, text)| text).collect::<Vec<_>>()
    };
    let [text] = &told(ELVEBY)[..] else {
        panic!("{:?}", told(ELVEBY));
    };
    for said in [
        "Elveby lag hadde bekreftet svaret",
        "har Elveby lag ikke svart",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert_eq!(told(FJELL), [""; 0], "it had let go of it");
    let page = together.signer(ELVEBY).page();
    assert!(page.contains("Svaret er IKKE sendt inn"), "{page}");
}

#[test]
fn an_answer_that_waits_for_its_address_is_given_together_once_it_is_confirmed() {
    let mut together = Together::with_two();
    together.signer(ELVEBY).confirm();
    let new = "ny@forbundet.example";
    let draft = together.program.draft();
    let changed = together
        .program
        .request("PATCH", "")
        .header("If-Match", &format!("\"{}\"", draft["version"]))
        .json(&json!({ "sender": {
            "on_behalf": "organisation", "organisation": "Eksempelforbundet", "person": "Kari", "email": new,
        } }))
        .send();
    assert_eq!(changed.status, 200, "{}", changed.text());
    let sent = together.program.send("waits");
    assert_eq!(sent.json()["number"], Value::Null, "{}", sent.text());
    let told = |app: &TestApp| letters(app, FJELL).len();
    assert_eq!(
        told(&together.app),
        1,
        "nothing is sent in anybody's name yet"
    );
    together.program.confirm(&together.app, new);
    let receipt = together.receipt(1);
    assert_eq!(receipt["capacity"], "joint");
    assert_eq!(receipt["cosigners"], json!(["Elveby lag"]));
    assert_eq!(told(&together.app), 2);
}

#[test]
fn an_invited_body_that_has_confirmed_has_answered_and_one_that_has_not_is_missing() {
    let app = TestApp::start();
    let invited = app.invite(
        EXAMPLE,
        &[
            Wanted::new("Byen kommune", Some(BYEN)),
            Wanted::new("Dalen kommune", Some("post@dalen.example")),
        ],
    );
    let mut together = Together::on(app);
    together.ask("Byen kommune", "x@x.example");
    together.ask("Dalen kommune", "x@x.example");
    let list = format!("/saksbehandling/horinger/{EXAMPLE}/invitasjoner?gruppe=senere");
    let mut staff = together.app.staff(Role::Officer);
    let mut state = |id| {
        let page = staff.get(&list);
        let row = page
            .text()
            .split(&format!("id=\"s-{id}\""))
            .nth(1)
            .expect("a row");
        row.split("</td>").next().expect("a cell").to_owned()
    };
    let (byen, dalen) = (invited[0].id, invited[1].id);
    let mut signer = together.signer(BYEN);
    signer.confirm();
    assert!(!state(byen).contains("felles svar"), "nothing was sent");
    together.send("first");
    assert!(state(byen).contains("Med i felles svar") && state(byen).contains("-H1"));
    assert!(state(dalen).contains("Ikke invitert"), "{}", state(dalen));
    let mut reader = together.app.reader();
    let share = reader.read("/overview")["figures"]["invited"].clone();
    assert_eq!(share["cosigned"]["count"], 1);
    let missing = share["missing"]["count"].as_u64().expect("a number");
    let all = share["invited"]["count"].as_u64().expect("a number");
    assert_eq!(missing + 1, all);
    let mut body = its_own(&together.app, byen);
    let read = body.get("/body").json();
    let asked = &read["consultations"][0];
    assert_eq!(asked["state"], "cosigned", "{read}");
    assert!(text_of(&asked["cosigned"]).ends_with("-H1"), "{read}");
    let mut browser = together.app.client();
    press(&mut browser, &format!("/invitasjon/{}", body.token), &[]);
    let shown = page(&mut browser, &format!("/svar/{}/virksomheten", body.desk));
    assert!(shown.contains("Med i felles svar"), "{shown}");
    signer.take_back();
    let read = body.get("/body").json();
    assert_eq!(read["consultations"][0]["state"], "begun", "{read}");
    assert!(!state(byen).contains("felles svar"));
    let share = reader.read("/overview")["figures"]["invited"].clone();
    assert_eq!(share["cosigned"]["count"], 0);
    assert_eq!(share["missing"]["count"], all);
}

#[test]
fn when_a_joint_answer_is_taken_back_those_who_were_asked_are_told_what_they_can_do_themselves() {
    let mut together = Together::with_two();
    assert_eq!(together.ask("Byen lag", BYEN).status, 200);
    together.app.deliver_letters();
    together.signer(ELVEBY).confirm();
    let mut byen = together.signer(BYEN);
    assert!(byen.decline("Vi svarer selv.").status < 300);
    let number = text_of(&together.send("first")["number"]);
    together.withdraw();
    together.withdraw();
    let told = |together: &Together, to: &str| {
        let all = letters(&together.app, to).into_iter();
        let of_kind = all.filter(|(subject, _)| subject.contains("er trukket"));
        of_kind.map(|(_, text)| text).collect::<Vec<_>>()
    };
    let [with] = &told(&together, ELVEBY)[..] else {
        panic!("{:?}", told(&together, ELVEBY));
    };
    for said in [
        number.as_str(),
        "Eksempelforbundet trakk det felles svaret",
        "Elveby lag hadde bekreftet svaret",
        "kan gi sitt eget svar",
    ] {
        assert!(with.contains(said), "{said}: {with}");
    }
    assert!(!with.contains("/medunderskrift/"), "{with}");
    assert!(!with.contains("hver for oss"), "{with}");
    let [without] = &told(&together, FJELL)[..] else {
        panic!("{:?}", told(&together, FJELL));
    };
    assert!(without.contains("Fjell lag var bedt om"), "{without}");
    assert_eq!(told(&together, BYEN), [""; 0], "it had let go of it");
    // Sent anew it is told of, and its link works again.
    together.app.clock.advance(chrono::TimeDelta::hours(1));
    together
        .program
        .write(TEXT, 1, "Vi støtter rådet fullt ut.");
    together.send("second");
    let mut elveby = together.signer(ELVEBY);
    elveby.confirm();
    assert_eq!(together.signatures(), 1);
}

#[test]
fn staff_see_who_has_confirmed_and_who_has_not_in_list_answer_and_file() {
    let mut together = Together::with_two();
    together.signer(ELVEBY).confirm();
    together.send("first");
    let mut staff = together.app.staff(Role::Reader);
    let base = format!("/saksbehandling/horinger/{EXAMPLE}/innspill");
    let list = staff.get(&base);
    assert_eq!(list.status, 200, "{}", list.text());
    assert!(
        list.text().contains("Felles svar, 1 medunderskriver"),
        "{}",
        list.text()
    );
    let found = |query: &str| {
        let read = together.app.reader().read(&format!("/answers?{query}"));
        read["found"].clone()
    };
    assert_eq!(
        (found("capacity=joint"), found("capacity=own")),
        (json!(1), json!(0))
    );
    let whole = staff.get(&format!("{base}/1"));
    for said in [
        "Elveby lag",
        "Bekreftet av Ola Moen, Styreleder",
        "Fjell lag",
        "Står ikke i registeret",
    ] {
        assert!(whole.text().contains(said), "{said}: {}", whole.text());
    }
    let grid = csv_of(&fetch(&mut staff, "format=csv").body);
    let column = |name: &str| {
        let at = grid[0].iter().position(|heading| heading == name);
        grid[1][at.expect("a column")].clone()
    };
    assert_eq!(column("Eget eller felles"), "Felles");
    assert_eq!(column("Medunderskrivere"), "Elveby lag");
    assert_eq!(column("Spurt, ikke bekreftet"), "Fjell lag");
    let json: Value = serde_json::from_slice(&fetch(&mut staff, "format=json").body).expect("JSON");
    assert_eq!(json[0]["version"]["capacity"], "joint");
    assert_eq!(json[0]["version"]["cosigners"], json!(["Elveby lag"]));
    assert_eq!(json[0]["version"]["not_cosigned"], json!(["Fjell lag"]));
}

#[test]
fn what_was_sent_as_ones_own_stays_so_when_others_are_asked_until_they_stand_behind_it() {
    let mut together = Together::new();
    together.send("own");
    let mut staff = together.app.staff(Role::Reader);
    let mut reader = together.app.reader();
    let mut capacities = || {
        let mut found = |word: &str| {
            let read = reader.read(&format!("/answers?capacity={word}"));
            read["found"].clone()
        };
        let found = [found("own"), found("joint")];
        let grid = csv_of(&fetch(&mut staff, "format=csv").body);
        let at = grid[0].iter().position(|h| h == "Eget eller felles");
        let json = fetch(&mut staff, "format=json").body;
        let json: Value = serde_json::from_slice(&json).expect("JSON");
        let said = json[0]["version"]["capacity"].clone();
        (found, grid[1][at.expect("a column")].clone(), said)
    };
    let own = ([json!(1), json!(0)], "Eget".to_owned(), json!("own"));
    assert_eq!(capacities(), own);
    assert_eq!(together.ask("Elveby lag", ELVEBY).status, 200);
    assert_eq!(together.receipt(1)["capacity"], "own");
    assert_eq!(capacities(), own, "nothing was sent");
    together.app.deliver_letters();
    together.signer(ELVEBY).confirm();
    assert_eq!(together.signatures(), 1);
    let joint = ([json!(0), json!(1)], "Felles".to_owned(), json!("joint"));
    assert_eq!(capacities(), joint, "it stands behind what was sent");
}

#[test]
fn nothing_is_confirmed_once_the_consultation_is_concluded() {
    let mut together = Together::with_two();
    let mut signer = together.signer(ELVEBY);
    together.send("first");
    together
        .app
        .execute("UPDATE consultation SET status = 'concluded'");
    let seen = signer.read()["sent"]["sha256"].clone();
    let refused = signer.confirm_this(&seen);
    assert_eq!(problem(&refused), "not-open");
    assert_eq!(together.signatures(), 0);
}

#[test]
fn who_was_to_sign_goes_with_a_draft_that_was_never_sent_and_with_an_answer_that_was_never_confirmed()
 {
    for sends in [false, true] {
        let mut together = Together::with_two();
        together.signer(ELVEBY).confirm();
        let said = together.signer(FJELL).decline("Ikke slik det står.");
        assert_eq!(said.status, 200);
        if sends {
            let draft = together.program.draft();
            let changed = together
                .program
                .request("PATCH", "")
                .header("If-Match", &format!("\"{}\"", draft["version"]))
                .json(&json!({ "sender": { "email": "ny@forbundet.example" } }))
                .send();
            assert_eq!(changed.status, 200, "{}", changed.text());
            assert_eq!(together.send("never-confirmed")["number"], Value::Null);
        }
        together.app.deliver_letters();
        together.app.clock.advance(chrono::TimeDelta::days(200));
        let swept = together
            .app
            .block_on(schedule::sweep(&together.app.app))
            .expect("a sweep");
        assert_eq!(
            (swept.drafts, swept.unconfirmed),
            (usize::from(!sends), usize::from(sends))
        );
        let left = together.app.database(contents);
        for table in ["cosigner", "cosigner_reply", "cosignature", "contributor"] {
            assert_eq!(left[table].len(), 0, "{table}");
        }
        for gone in [ELVEBY, FJELL, "Ikke slik det står."] {
            assert_eq!(places_of(&left, gone), Vec::<String>::new());
        }
    }
}

#[test]
fn a_supplement_is_confirmed_beside_what_counts_and_takes_nobodys_confirmation_away() {
    let mut together = Together::with_two();
    let mut elveby = together.signer(ELVEBY);
    elveby.confirm();
    together.send("in-time");
    together.app.clock.set(crate::extension::at(LATE));
    together.browser = crate::adoption::browser(&together.app, &together.program.token);
    let more = together
        .program
        .rewrite_and_send(TEXT, "Vi støtter rådet, og vil ha mer.", "more");
    assert_eq!(more.json()["standing"], "supplement", "{}", more.text());

    // Told as what it is, to each what holds for it.
    for (address, stands) in [
        (ELVEBY, "Elveby lag står bak versjon 1 som før."),
        (FJELL, "Fjell lag har ikke bekreftet versjon 1"),
    ] {
        let told = letters(&together.app, address);
        let of_supplement = told
            .iter()
            .filter(|(about, _)| about.starts_with("Tillegg til felles svar"));
        let texts: Vec<&String> = of_supplement.map(|(_, text)| text).collect();
        assert_eq!(texts.len(), 1, "{told:?}");
        for said in [
            "Det er fortsatt versjon 1 av svaret som teller.",
            stands,
            "ikke bekreftet teksten med tillegget",
        ] {
            assert!(texts[0].contains(said), "{said}: {}", texts[0]);
        }
    }
    assert_eq!(together.states(), ["confirmed", "asked"]);
    assert!(
        together
            .page("/medunderskrivere")
            .contains("1 av 2 har bekreftet svaret.")
    );

    // What is asked first is what counts.
    let mut elveby = together.signer(ELVEBY);
    let seen = elveby.page();
    assert!(seen.contains("Dere har bekreftet denne teksten"), "{seen}");
    assert!(
        !seen.contains("og vil ha mer") && seen.contains("?tekst=tillegg"),
        "{seen}"
    );
    let mut fjell = together.signer(FJELL);
    fjell.confirm();
    assert_eq!(
        (together.states(), together.signatures()),
        (vec!["confirmed".to_owned(); 2], 2)
    );

    let beside = format!("{}?tekst=tillegg", elveby.path);
    let shown = page(&mut elveby.browser, &beside);
    for said in [
        "Dere har ikke bekreftet tillegget",
        "Det er versjon 1 av svaret som teller.",
        "vil ha mer",
    ] {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    let fields = [
        ("csrf", csrf(&shown)),
        ("tekst", hidden(&shown, "tekst")),
        ("sett", hidden(&shown, "sett")),
        ("hvilken", hidden(&shown, "hvilken")),
        ("name", "Ola Moen".to_owned()),
        ("role", "Styreleder".to_owned()),
        ("gjor", "bekreft".to_owned()),
    ];
    let fields = fields
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let pressed = press(&mut elveby.browser, &elveby.path, &fields);
    let leads = pressed.header("location").expect("a place").to_owned();
    assert!(leads.contains("&tekst=tillegg"), "{leads}");
    assert!(page(&mut elveby.browser, &beside).contains("Dere har bekreftet tillegget"));
    let read = elveby.read();
    let says = |text: &str| (read[text]["state"].clone(), read[text]["version"].clone());
    assert_eq!(says("sent"), (json!("confirmed"), json!(1)));
    assert_eq!(says("supplement"), (json!("confirmed"), json!(2)));
    assert_eq!(read["draft"], Value::Null);
    assert_eq!(together.signatures(), 2, "what counts has those it had");
    let told = letters(&together.app, ELVEBY);
    let proves = |(_, text): &(String, String)| text.contains("bak tillegget til svaret");
    assert!(told.iter().any(proves), "{told:?}");
    let told = letters(&together.app, OWN);
    let says =
        |(about, _): &(String, String)| about.starts_with("Elveby lag har bekreftet tillegget");
    assert!(told.iter().any(says), "{told:?}");
    let page = together.page("/medunderskrivere");
    assert!(page.contains("Har også bekreftet tillegget"), "{page}");
    assert!(page.contains("Har ikke bekreftet tillegget"), "{page}");
    let answer = together.app.reader().read("/answers/1");
    assert_eq!(answer["answer"]["cosigners"], 2);
}

#[test]
fn whoever_has_confirmed_a_supplement_alone_is_asked_about_what_counts() {
    let mut together = Together::with_two();
    together.send("in-time");
    together.app.clock.set(crate::extension::at(LATE));
    let more = together
        .program
        .rewrite_and_send(TEXT, "Vi vil ha mer.", "more");
    assert_eq!(more.json()["standing"], "supplement", "{}", more.text());
    let mut elveby = together.signer(ELVEBY);
    let beside = elveby.read()["supplement"]["sha256"].clone();
    assert_eq!(elveby.confirm_this(&beside).status, 200);
    assert_eq!(together.signatures(), 0);
    let seen = elveby.page();
    assert!(
        seen.contains("Dere har bekreftet en nyere tekst, men ikke denne"),
        "{seen}"
    );
    let reminded = together.program.post("/cosigners/reminders").send();
    assert_eq!(reminded.json()["reminded"], 2, "{}", reminded.text());
    let told = letters(&together.app, ELVEBY).into_iter();
    let mut reminders = told.filter(|(about, _)| about.starts_with("Påminnelse"));
    let (_, text) = reminders.next().expect("a reminder");
    assert!(text.contains("Det er også sendt inn et tillegg"), "{text}");
}

/// What an invited body writes by the link of its own invitation.
fn its_own(app: &TestApp, invited: uuid::Uuid) -> Respondent {
    let list = format!("/saksbehandling/horinger/{EXAMPLE}/invitasjoner");
    let id = invited.to_string();
    let sent = app.staff(Role::Officer).post(
        &list,
        &[
            ("handling", "send"),
            ("hvem", "valgte"),
            ("id", &id),
            ("nokkel", "trykk"),
        ],
    );
    assert_eq!(sent.status, 303, "{}", sent.text());
    app.deliver_letters();
    let letters = app.mailbox.letters_to(BYEN).into_iter();
    let link = letters
        .flat_map(|letter| {
            let links = letter.links(&app.base_url).into_iter();
            links.map(str::to_owned).collect::<Vec<_>>()
        })
        .find(|link| link.contains("/invitasjon/"));
    let token = link
        .expect("an invitation")
        .rsplit('/')
        .next()
        .expect("a token")
        .to_owned();
    let id: String = {
        use hoering::db::{Uid, types::UuidCol};
        #[derive(QueryableByName)]
        struct Desk {
            #[diesel(sql_type = UuidCol)]
            id: Uid,
        }
        let sql = "SELECT id FROM desk WHERE invited_id = $1";
        let query = sql_query(sql).bind::<UuidCol, _>(Uid(invited));
        let desk: Desk = app.database(|conn| query.get_result(conn)).expect("a desk");
        desk.id.0.to_string()
    };
    Respondent {
        client: app.client(),
        desk: id,
        token,
    }
}
