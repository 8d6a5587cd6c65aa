//! Staff read what was answered: every number on the pages is a count of the database, every filter stands in
//! the address, and whoever may not read is told nothing.

use crate::support::answers::{a_person, an_organisation, content};
use crate::support::app::{EXAMPLE, ROUND, TestApp};
use crate::support::database::Backend;
use crate::support::invited::Wanted;
use crate::support::many::add_answers;
use crate::support::respondent::{Respondent, key};
use crate::support::staff::{Staff, audited};
use diesel::{QueryableByName, RunQueryDsl, sql_query, sql_types::BigInt};
use hoering::bodies::Kind;
use hoering::review;
use hoering::role::Role;
use serde_json::json;

pub const LIST: &str = "/saksbehandling/horinger/24-13304/innspill";

/// Every kind of sender: two invited bodies, one that says it is the first of them, an organisation, a person
/// who asks that something be withheld, one who came too late, and one who never confirmed.
pub struct Scene {
    pub app: TestApp,
    pub municipality: i64,
    pub claim: i64,
    pub person: i64,
    pub late: i64,
}

pub fn scene() -> Scene {
    let app = TestApp::start();
    let mut fjellvik = Wanted::new("Fjellvik kommune", Some("post@fjellvik.example"));
    fjellvik.county_no = Some("46".to_owned());
    let society = Wanted::new("Eksempelforeningen", Some("post@forening.example"));
    let invited = app.invite_with_letters(&[fjellvik, society.kind(Kind::Organisation)]);
    let municipality = app.answer_invited(
        &invited[0],
        &content("Vi støtter <b>rådet</b> & mer.", "stotter"),
    );
    app.answer_invited(&invited[1], &content("Rådet er uklart.", "stotter-ikke"));
    let answers = |text: &str, stance: &str| json!({ "answers": content(text, stance) });
    let claim = app.send_confirmed(
        &an_organisation("Fjellvik kommune", "ukjent@eksempel.example"),
        &answers("Vi sier at vi er kommunen.", "stotter"),
    );
    app.send_confirmed(
        &an_organisation("Uinvitert lag", "lag@eksempel.example"),
        &answers("Vi hørte om det.", "stotter-med-endringer"),
    );
    let person = app.send_confirmed(
        &a_person("ola@eksempel.example"),
        &json!({ "answers": [{ "field": "r2.tekst", "text": "Bare om råd to." }], "withhold_reason": "Det gjelder en sak." }),
    );
    app.send_unconfirmed(
        &a_person("glemt@eksempel.example"),
        &answers("Aldri bekreftet.", "stotter"),
    );
    app.pass_deadline();
    let late = app.send_confirmed(
        &a_person("sen@eksempel.example"),
        &answers("Dette kom for sent.", "stotter"),
    );
    Scene {
        app,
        municipality,
        claim,
        person,
        late,
    }
}

pub fn page(staff: &mut Staff, path: &str) -> String {
    let page = staff.get(path);
    assert_eq!(page.status, 200, "{path}: {}", page.text());
    assert_eq!(page.header("cache-control"), Some("no-store"), "{path}");
    page.text().to_owned()
}

/// «Viser 1–3 av 3 innspill».
pub fn found(page: &str) -> usize {
    let heading = page
        .split("<h2 ")
        .find(|part| part.contains("innspill</h2>"));
    let heading = heading.unwrap_or_else(|| panic!("no number in {page}"));
    let heading = heading.split("</h2>").next().expect("its end");
    if heading.contains("Ingen") {
        return 0;
    }
    let words: Vec<&str> = heading.split(' ').collect();
    words[words.len() - 2]
        .parse()
        .unwrap_or_else(|_| panic!("{heading}"))
}

/// The number behind a value of a control.
pub fn number_of(page: &str, control: &str, value: &str) -> Option<usize> {
    let boxes = format!("name=\"{control}\" value=\"{value}\"");
    let of_box = || {
        let rest = page.split(&boxes).nth(1)?;
        rest.split("num\">(").nth(1)?.split(')').next()
    };
    let of_select = || {
        let rest = page
            .split(&format!("<select class=\"ds-input\" id=\"{control}\""))
            .nth(1)?;
        let rest = rest.split("</select>").next()?;
        let option = rest.split(&format!("<option value=\"{value}\"")).nth(1)?;
        option
            .split("</option>")
            .next()?
            .rsplit('(')
            .next()?
            .split(')')
            .next()
    };
    of_box().or_else(of_select)?.parse().ok()
}

#[derive(QueryableByName)]
struct Counted {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// A count of numbered answers with what stands of each, by plain SQL.
pub fn count(app: &TestApp, and: &str) -> usize {
    let sql = format!(
        "SELECT count(*) AS n FROM submission s
         JOIN submission_version v ON v.submission_id = s.id AND v.no = s.current_version
         LEFT JOIN body b ON b.id = s.body_id
         WHERE s.number IS NOT NULL AND {and}"
    );
    let n = app
        .database(|conn| sql_query(sql).get_result::<Counted>(conn))
        .expect("a count")
        .n;
    usize::try_from(n).expect("a number")
}

const CHOSE: &str = "EXISTS (SELECT 1 FROM answer a JOIN field f ON f.id = a.field_id \
                     WHERE a.submission_version_id = v.id AND f.key = 'r1.standpunkt' AND a.choice = ";

#[test]
fn every_filter_takes_what_plain_sql_counts_and_says_so_beside_its_value() {
    let scene = scene();
    let app = &scene.app;
    let mut staff = app.staff(Role::Reader);
    let all = page(&mut staff, LIST);
    assert_eq!(found(&all), count(app, "1 = 1"));
    let said_to = |advice: &str| {
        format!(
            "(EXISTS (SELECT 1 FROM answer a JOIN field f ON f.id = a.field_id JOIN advice d ON d.id = f.advice_id \
              WHERE a.submission_version_id = v.id AND d.key = '{advice}') OR EXISTS (SELECT 1 FROM no_comment n \
              JOIN advice d ON d.id = n.advice_id WHERE n.submission_version_id = v.id AND d.key = '{advice}'))"
        )
    };
    let filters = [
        (
            "avsender",
            "municipality",
            "b.kind = 'municipality'".to_owned(),
        ),
        (
            "avsender",
            "organisation",
            "b.kind = 'organisation'".to_owned(),
        ),
        (
            "avsender",
            "claimed",
            "s.body_id IS NULL AND s.claimed_body_id IS NOT NULL".to_owned(),
        ),
        ("fylke", "46", "b.county_no = '46'".to_owned()),
        ("status", "teller", "s.standing = 'counts'".to_owned()),
        ("status", "for-sent", "s.standing = 'late'".to_owned()),
        ("ankomst", "i-tide", "v.late_seconds IS NULL".to_owned()),
        (
            "ankomst",
            "etter-fristen",
            "v.late_seconds IS NOT NULL".to_owned(),
        ),
        ("kanal", "api", "s.channel = 'api'".to_owned()),
        ("utkast", "1", "v.proposal_version = 1".to_owned()),
        ("raad", "r1", said_to("r1")),
        ("raad", "r2", said_to("r2")),
    ];
    for (control, value, sql) in filters {
        let expected = count(app, &sql);
        assert!(expected > 0, "{control}={value} would prove nothing");
        let shown = page(&mut staff, &format!("{LIST}?{control}={value}"));
        assert_eq!(found(&shown), expected, "{control}={value}");
        if let Some(told) = number_of(&all, control, value) {
            assert_eq!(told, expected, "beside {control}={value}");
        }
    }
    let of_first = page(&mut staff, &format!("{LIST}/rad/r1"));
    for stance in ["stotter", "stotter-med-endringer", "stotter-ikke"] {
        let expected = count(app, &format!("{CHOSE}'{stance}')"));
        let value = format!("r1.standpunkt:{stance}");
        assert_eq!(number_of(&of_first, "holdning", &value), Some(expected));
        let query = format!("holdning=r1.standpunkt%3A{stance}");
        assert_eq!(
            found(&page(&mut staff, &format!("{LIST}/rad/r1?{query}"))),
            expected
        );
        assert_eq!(
            found(&page(&mut staff, &format!("{LIST}?raad=r1&{query}"))),
            expected
        );
    }
    let no_comment = page(&mut staff, &format!("{LIST}/rad/r2?holdning=ingen-merknad"));
    let marked = "EXISTS (SELECT 1 FROM no_comment n WHERE n.submission_version_id = v.id)";
    assert_eq!(found(&no_comment), count(app, marked));
}

#[test]
fn values_of_one_control_add_up_and_controls_narrow_each_other() {
    let scene = scene();
    let mut staff = scene.app.staff(Role::Reader);
    let two = page(
        &mut staff,
        &format!("{LIST}?avsender=municipality&avsender=claimed"),
    );
    assert_eq!(found(&two), 2);
    // What another sender would show is still said; what another county would show is not, within these.
    assert_eq!(number_of(&two, "avsender", "organisation"), Some(1));
    let none = page(
        &mut staff,
        &format!("{LIST}?avsender=organisation&fylke=46"),
    );
    assert_eq!(found(&none), 0);
    assert!(none.contains("Ingen innspill passer") && none.contains("Nullstill"));
    assert!(!page(&mut staff, LIST).contains("Nullstill"));
}

#[test]
fn an_answer_that_nobody_confirmed_is_shown_apart_and_in_no_number() {
    let scene = scene();
    let mut staff = scene.app.staff(Role::Reader);
    let all = page(&mut staff, LIST);
    assert!(all.contains("Ikke bekreftet: 1 innspill"), "{all}");
    assert_eq!(found(&all), 6);
    let of_first = page(&mut staff, &format!("{LIST}/rad/r1"));
    assert!(!of_first.contains("Aldri bekreftet."));
}

#[test]
fn the_answers_to_a_rad_stand_whole_side_by_side_and_escaped() {
    let scene = scene();
    let mut staff = scene.app.staff(Role::Reader);
    let of_first = page(&mut staff, &format!("{LIST}/rad/r1"));
    assert!(
        of_first.contains("Vi støtter &#60;b&#62;rådet&#60;/b&#62; &#38; mer."),
        "{of_first}"
    );
    for text in [
        "Rådet er uklart.",
        "Vi hørte om det.",
        "Dette kom for sent.",
        "2 timer etter fristen",
    ] {
        assert!(of_first.contains(text), "{text}");
    }
    assert!(of_first.contains("Oppgir å være en registrert instans"));
    assert!(!of_first.contains("Bare om råd to."));
    let of_second = page(&mut staff, &format!("{LIST}/rad/r2"));
    assert!(of_second.contains("Bare om råd to.") && of_second.contains("Ingen merknad"));
    assert_eq!(staff.get(&format!("{LIST}/rad/finnes-ikke")).status, 404);
}

#[test]
fn one_answer_is_shown_with_all_that_staff_may_know() {
    let scene = scene();
    let mut staff = scene.app.staff(Role::Reader);
    let invited = page(&mut staff, &format!("{LIST}/{}", scene.municipality));
    for text in [
        "Fjellvik kommune",
        "kari@fjellvik.example",
        "Se invitasjonen",
        "Kontrollsum",
        "Versjon 1: Teller",
    ] {
        assert!(invited.contains(text), "{text}: {invited}");
    }
    let claim = page(&mut staff, &format!("{LIST}/{}", scene.claim));
    assert!(claim.contains("Ikke kontrollert hvem som svarer"));
    assert!(claim.contains("ukjent@eksempel.example (bekreftet)"));
    let late = page(&mut staff, &format!("{LIST}/{}", scene.late));
    assert!(late.contains("Kom for sent") && late.contains("2 timer etter fristen"));
    let file = staff.get(&format!("{LIST}/{}/kvittering.json", scene.municipality));
    assert_eq!(file.json()["receipt"]["version"], 1);
    assert_eq!(staff.get(&format!("{LIST}/999")).status, 404);
    assert_eq!(staff.get(&format!("{LIST}/x")).status, 404);
}

#[test]
fn reading_an_answer_that_asks_to_be_withheld_is_told_to_the_audit_once_a_view() {
    let scene = scene();
    let mut staff = scene.app.staff(Role::Reader);
    let told = |app: &TestApp| app.database(|conn| audited(conn, "submission.withheld_read"));
    page(&mut staff, LIST);
    page(&mut staff, &format!("{LIST}/rad/r1"));
    page(&mut staff, &format!("{LIST}/{}", scene.claim));
    assert_eq!(told(&scene.app).len(), 0);
    page(&mut staff, &format!("{LIST}/rad/r2"));
    let one = page(&mut staff, &format!("{LIST}/{}", scene.person));
    assert!(one.contains("Det gjelder en sak."));
    let told = told(&scene.app);
    assert_eq!(told.len(), 2);
    assert!(
        told.iter()
            .all(|entry| entry.actor == format!("staff:{}", staff.id))
    );
}

#[test]
fn the_audit_is_told_of_a_claim_in_a_version_that_does_not_stand_whichever_version_is_read() {
    let app = TestApp::start();
    let numbers = app.send_with_claims_elsewhere();
    let (mut staff, mut program) = (app.staff(Role::Reader), app.reader());
    let told = || app.database(|conn| audited(conn, "submission.withheld_read").len());
    page(&mut staff, LIST);
    let of_first = page(&mut staff, &format!("{LIST}/rad/r1"));
    assert!(of_first.contains("Det som kom i tide.") && !of_first.contains("og unntatt."));
    assert_eq!(told(), 0, "what stands asks nothing");
    let mut n = 0;
    for (number, claims) in numbers.into_iter().zip([2, 1]) {
        let one = page(&mut staff, &format!("{LIST}/{number}?vis={claims}"));
        assert!(one.contains("Et barn er nevnt."), "{one}");
        let receipt = format!("/answers/{number}/versions/{claims}/receipt");
        assert_eq!(program.ask("GET", &receipt).status, 200);
        let whole = program.read(&format!("/answers/{number}"));
        assert!(whole.to_string().contains("og unntatt."), "{whole}");
        n += 3;
        assert_eq!(told(), n, "version {claims} of {number}");
    }
}

#[test]
fn a_claim_that_comes_after_the_answer_was_looked_at_is_heard_of() {
    let app = TestApp::start();
    let mut respondent = Respondent::confirmed(&app);
    assert_eq!(respondent.send(&key("first")).status, 201);
    let mut staff = app.staff(Role::Reader);
    let told = || app.database(|conn| audited(conn, "submission.withheld_read").len());
    let exported = |staff: &mut Staff| {
        let file = "/saksbehandling/horinger/24-13304/eksport/fil?format=json";
        assert_eq!(staff.get(file).status, 200);
    };
    page(&mut staff, &format!("{LIST}/1"));
    exported(&mut staff);
    assert_eq!(told(), 0);
    app.pass_deadline();
    respondent.ask_to_withhold(Some("Et barn er nevnt."));
    let late = respondent.rewrite_and_send("r1.tekst", "Et tillegg.", &key("second"));
    assert_eq!(late.status, 201, "{}", late.text());
    let mut staff = app.staff(Role::Reader);
    page(&mut staff, &format!("{LIST}/1"));
    assert_eq!(told(), 1);
    exported(&mut staff);
    assert_eq!(told(), 2);
}

#[test]
fn whoever_has_no_role_on_the_consultation_reads_nothing() {
    let scene = scene();
    scene.app.import_round();
    let mut other = scene.app.staff_on(ROUND, Role::Leader);
    for rest in ["", "/rad/r1", "/1", "/1/kvittering.json"] {
        assert_eq!(other.get(&format!("{LIST}{rest}")).status, 403, "{rest}");
    }
    let mut reader = scene.app.staff_on(EXAMPLE, Role::Reader);
    assert_eq!(found(&page(&mut reader, LIST)), 6);
}

#[test]
fn what_was_sent_again_shows_the_version_that_stands_and_every_other() {
    let app = TestApp::start();
    let wanted = Wanted::new("Fjellvik kommune", Some("post@fjellvik.example"));
    let invited = app.invite_with_letters(&[wanted]);
    let number = app.answer_invited(&invited[0], &content("Først skrev vi dette.", "stotter"));
    let mut respondent = app.invited_respondent(&invited[0]);
    let again = |respondent: &mut Respondent, n: i64, text: &str| {
        respondent.put_field("r1.tekst", n, &json!({ "text": text }));
        let sent = respondent.send(&key(&format!("again-{n}")));
        assert_eq!(sent.status, 201, "{}", sent.text());
    };
    again(&mut respondent, 1, "Så skrev vi dette.");
    app.pass_deadline();
    again(&mut respondent, 2, "Til slutt et tillegg.");
    let mut staff = app.staff(Role::Reader);
    let of_first = page(&mut staff, &format!("{LIST}/rad/r1"));
    assert_eq!(found(&of_first), 1);
    assert!(of_first.contains("Så skrev vi dette."));
    let one = page(&mut staff, &format!("{LIST}/{number}"));
    assert!(one.contains("Så skrev vi dette.") && !one.contains("Til slutt et tillegg."));
    assert!(one.contains("Tillegg etter fristen") && one.contains("Erstattet"));
    let supplement = page(&mut staff, &format!("{LIST}/{number}?vis=3"));
    assert!(
        supplement.contains("Til slutt et tillegg.")
            && supplement.contains("En annen versjon gjelder")
    );
    assert_eq!(staff.get(&format!("{LIST}/{number}?vis=4")).status, 404);
}

#[test]
fn all_that_are_not_confirmed_are_counted_and_the_newest_are_shown_where_the_overview_leads() {
    let app = TestApp::start();
    app.send_unconfirmed(
        &a_person("ola@eksempel.example"),
        &json!({ "answers": content("Aldri bekreftet.", "stotter") }),
    );
    let id = match Backend::chosen() {
        Backend::Postgres => "gen_random_uuid()",
        Backend::Sqlite => "randomblob(16)",
    };
    app.execute(&format!(
        "INSERT INTO submission (id, consultation_id, case_series_id, channel, current_version, standing, created_at) \
         WITH RECURSIVE many (k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM many WHERE k < 100) \
         SELECT {id}, s.consultation_id, s.case_series_id, s.channel, 1, s.standing, s.created_at FROM submission s, many"
    ));
    app.execute(&format!(
        "INSERT INTO submission_version (id, submission_id, no, received_at, deadline_on, proposal_version, sender, language) \
         SELECT {id}, s.id, 1, v.received_at, v.deadline_on, v.proposal_version, v.sender, v.language \
         FROM submission s, submission_version v WHERE s.desk_id IS NULL"
    ));
    let mut staff = app.staff(Role::Reader);
    let folded = page(&mut staff, LIST);
    assert!(folded.contains("id=\"ikke-bekreftet\"><summary>Ikke bekreftet: 101 innspill"));
    assert!(folded.contains("De 100 nyeste vises."));
    let overview = page(&mut staff, "/saksbehandling/horinger/24-13304");
    let way = format!("href=\"{LIST}?ubekreftede=ja#ikke-bekreftet\"");
    assert!(overview.contains(&way), "{overview}");
    let open = page(&mut staff, &format!("{LIST}?ubekreftede=ja"));
    assert!(open.contains("id=\"ikke-bekreftet\" open><summary>"));
    let told = app.reader().read("/unconfirmed-answers");
    assert_eq!(told["total"], 101);
    assert_eq!(told["items"].as_array().map(Vec::len), Some(100));
    assert_eq!(told["has_more"], true);
}

#[test]
fn an_answer_to_a_rad_that_was_taken_out_is_read_all_the_same() {
    let app = TestApp::start();
    let body =
        json!({ "answers": [{ "field": "r5.tekst", "text": "Om det som senere forsvant." }] });
    let number = app.send_confirmed(&a_person("ola@eksempel.example"), &body);
    app.retire("r5");
    let mut staff = app.staff(Role::Reader);
    let of_it = page(&mut staff, &format!("{LIST}/rad/r5"));
    assert!(of_it.contains("tatt ut av utkastet") && of_it.contains("Om det som senere forsvant."));
    assert!(of_it.contains("/horinger/24-13304/versjoner/1#del-r5"));
    let one = page(&mut staff, &format!("{LIST}/{number}"));
    assert!(one.contains("Om det som senere forsvant."));
}

/// The numbers of the answers on a page, in their order.
fn numbers_on(page: &str) -> Vec<i64> {
    let rows = page.split("num nowrap\">24/13304-H").skip(1);
    rows.map(|row| {
        row.split('<')
            .next()
            .and_then(|n| n.parse().ok())
            .expect("a number")
    })
    .collect()
}

fn way(page: &str, rel: &str) -> Option<String> {
    let rest = page.split(&format!("rel=\"{rel}\" href=\"")).nth(1)?;
    Some(
        rest.split('"')
            .next()
            .expect("an address")
            .replace("&#38;", "&"),
    )
}

#[test]
fn pages_follow_each_other_in_both_ways_and_what_comes_meanwhile_moves_nothing() {
    let app = TestApp::start();
    let now = app.clock.now();
    app.database(|conn| add_answers(conn, EXAMPLE, 130, 10, now));
    let mut staff = app.staff(Role::Reader);
    let first = page(&mut staff, &format!("{LIST}?kanal=skjema"));
    let second_way = way(&first, "next").expect("older ones");
    app.database(|conn| add_answers(conn, EXAMPLE, 3, 10, now));
    let second = page(&mut staff, &second_way);
    let third_way = way(&second, "next");
    let back = page(&mut staff, &way(&second, "prev").expect("newer ones"));
    assert_eq!(numbers_on(&back), numbers_on(&first));
    let mut all = numbers_on(&first);
    all.extend(numbers_on(&second));
    assert_eq!(third_way, None);
    let expected: Vec<i64> = (0..130)
        .rev()
        .filter(|k| k % 4 != 0)
        .map(|k| k + 1)
        .collect();
    assert_eq!(all, expected);
    assert_eq!(found(&second), 99);
    // One answer has its neighbours among those that are looked for.
    let one = page(&mut staff, &format!("{LIST}/{}?kanal=skjema", expected[5]));
    let neighbour = |rel| way(&one, rel).expect("a neighbour");
    assert!(neighbour("prev").ends_with(&format!("/{}?kanal=skjema", expected[4])));
    assert!(neighbour("next").ends_with(&format!("/{}?kanal=skjema", expected[6])));
}

/// Where each råd of a list leads to, with the number beside it.
fn parts_of(page: &str) -> Vec<(String, usize)> {
    let lines = page.split("<li><a href=\"").skip(1);
    let lines = lines.filter_map(|line| {
        let (href, rest) = line.split_once('"')?;
        let n = rest.split("muted num\">").nth(1)?.split(' ').next()?;
        let n = n.parse().ok()?;
        href.contains("/rad/")
            .then(|| (href.replace("&amp;", "&"), n))
    });
    lines.collect()
}

#[test]
fn beside_each_rad_stands_what_it_shows_whatever_else_is_looked_for() {
    let app = TestApp::start();
    let now = app.clock.now();
    // One chunk of words, and some that are not indexed yet.
    app.database(|conn| add_answers(conn, EXAMPLE, 260, 12, now));
    app.block_on(review::keep_index(&app.app))
        .expect("an index");
    app.execute(
        "INSERT INTO no_comment (submission_version_id, advice_id) SELECT v.id, a.id FROM submission_version v \
         JOIN submission s ON s.id = v.submission_id JOIN advice a ON a.key IN ('r1', 'r2') \
         WHERE s.number % 9 = 0 AND NOT EXISTS (SELECT 1 FROM answer w JOIN field f ON f.id = w.field_id \
         WHERE w.submission_version_id = v.id AND f.advice_id = a.id)",
    );
    let mut staff = app.staff(Role::Reader);
    for filter in [
        "q=ansvar",
        "q=ansvar+tydelig",
        "q=ansvar&raad=r2",
        "raad=r1&holdning=r1.standpunkt%3Astotter",
        "raad=r1&holdning=ingen-merknad",
        "q=kommunen&holdning=ingen-merknad",
        "q=ansvar&raad=r1&holdning=r1.standpunkt%3Astotter",
    ] {
        let list = page(&mut staff, &format!("{LIST}?{filter}"));
        let links = parts_of(&list);
        assert!(links.len() > 3, "{filter}: {links:?}");
        for (href, n) in links {
            assert_eq!(found(&page(&mut staff, &href)), n, "{filter}: {href}");
        }
        let others = filter.split('&').filter(|pair| !pair.starts_with("raad="));
        let others: Vec<&str> = others.collect();
        for part in ["r1", "r2", "r3", "generelt"] {
            let Some(n) = number_of(&list, "raad", part) else {
                continue;
            };
            let chosen = format!("{LIST}?{}&raad={part}", others.join("&"));
            assert_eq!(found(&page(&mut staff, &chosen)), n, "{filter}: {part}");
        }
    }
}

#[test]
fn the_description_of_files_names_every_control_of_the_filter() {
    let Scene { app, .. } = scene();
    // A control with one value is there when that is chosen.
    let shown = page(
        &mut app.staff(Role::Reader),
        &format!("{LIST}?stottes=nei&stotte=noe"),
    );
    let (_, form) = shown.split_once("role=\"search\">").expect("the filter");
    let (form, _) = form.split_once("</form>").expect("its end");
    let described = include_str!("../../docs/export.md");
    let row = described
        .lines()
        .find(|line| line.starts_with("| the filter's |"));
    let row = row.expect("the row of the filter");
    let names = form.split(" name=\"").skip(1);
    let names: Vec<&str> = names.filter_map(|rest| rest.split('"').next()).collect();
    assert!(
        names.contains(&"stottes") && names.contains(&"q"),
        "{names:?}"
    );
    for name in names {
        assert!(row.contains(&format!("`{name}`")), "{name}: {row}");
    }
}

#[test]
fn another_server_sees_what_was_sent_and_decided_at_once() {
    let scene = scene();
    let other = scene.app.beside(&[]);
    let mut staff = other.staff(Role::Reader);
    assert_eq!(found(&page(&mut staff, LIST)), 6);
    let body = json!({ "answers": content("Enda en.", "stotter") });
    scene
        .app
        .send_confirmed(&a_person("enda@eksempel.example"), &body);
    assert_eq!(found(&page(&mut staff, LIST)), 7);
    // However a standing is changed, it is seen.
    scene
        .app
        .execute("UPDATE submission SET standing = 'withdrawn' WHERE standing = 'late'");
    let all = page(&mut staff, LIST);
    assert_eq!(
        number_of(&all, "status", "trukket"),
        Some(count(&other, "s.standing = 'withdrawn'"))
    );
}

/// The controls of the days, and the link to what was found as a file.
fn days_of(page: &str) -> (Vec<String>, &str) {
    let inputs = page
        .split("<input ")
        .filter(|input| input.contains("name=\"fra\"") || input.contains("name=\"til\""));
    let inputs = inputs.map(|input| input.split('>').next().expect("an end").to_owned());
    let export = page
        .split("<a href=\"")
        .find(|link| link.contains("/eksport?"))
        .expect("a way to the files");
    (inputs.collect(), export.split('"').next().expect("an end"))
}

#[test]
fn days_stand_in_the_address_and_in_the_controls_and_go_on_with_every_link() {
    let scene = scene();
    let mut staff = scene.app.staff(Role::Reader);
    let query = "fra=1.3.2026&til=2026-03-31";
    for path in [format!("{LIST}?{query}"), format!("{LIST}/rad/r1?{query}")] {
        let shown = page(&mut staff, &path);
        assert!(!shown.contains("id=\"feil\"") && shown.contains("Nullstill"));
        let (inputs, export) = days_of(&shown);
        assert!(inputs[0].contains("type=\"date\"") && inputs[0].contains("value=\"2026-03-01\""));
        assert!(inputs[1].contains("value=\"2026-03-31\""), "{inputs:?}");
        let escaped = query.replace('&', "&#38;");
        assert!(export.contains(&escaped), "{export}");
        let one = format!("innspill/{}?{escaped}", scene.municipality);
        assert!(shown.contains(&one), "{one} in {shown}");
    }
    let form = staff.get(&format!(
        "/saksbehandling/horinger/24-13304/eksport?{query}"
    ));
    for text in [
        "Mottatt fra og med",
        "1. mars 2026",
        "Mottatt til og med",
        "31. mars 2026",
    ] {
        assert!(form.text().contains(text), "{text}");
    }
}

#[test]
fn what_is_no_day_takes_nothing_and_is_asked_for_again_as_it_was_typed() {
    let scene = scene();
    let mut staff = scene.app.staff(Role::Reader);
    let crossed = "Den siste datoen er før den første.";
    for (query, kept, said) in [
        (
            "fra=i+g%C3%A5r&avsender=person",
            ["i går", ""],
            "Skriv datoen som dag, måned og år",
        ),
        (
            "fra=2026-03-01&til=31.02.2026",
            ["2026-03-01", "31.02.2026"],
            "Skriv datoen som dag, måned og år",
        ),
        (
            "fra=2026-03-02&til=2026-03-01",
            ["2026-03-02", "2026-03-01"],
            crossed,
        ),
        (
            "til=%22%3E%3Cb%3E",
            ["", "&#34;&#62;&#60;b&#62;"],
            "Skriv datoen som dag, måned og år",
        ),
    ] {
        for path in [format!("{LIST}?{query}"), format!("{LIST}/rad/r1?{query}")] {
            let shown = page(&mut staff, &path);
            assert_eq!(found(&shown), 0, "{path}");
            let summary = shown.split("id=\"feil\"").nth(1).expect("what is wrong");
            let summary = summary.split("</section>").next().expect("its end");
            assert!(summary.contains(said), "{path}: {summary}");
            let (inputs, _) = days_of(&shown);
            for (input, kept) in inputs.iter().zip(kept) {
                assert!(
                    input.contains(&format!("value=\"{kept}\"")),
                    "{path}: {input}"
                );
            }
            assert!(inputs.iter().any(|input| input.contains("aria-invalid")));
            assert!(
                shown.contains("Innspillene vises når det som står øverst på siden, er rettet.")
            );
        }
        let file = staff.get(&format!(
            "/saksbehandling/horinger/24-13304/eksport/fil?format=jsonl&{query}"
        ));
        assert_eq!((file.status, file.text()), (200, ""), "{query}");
    }
    let nynorsk = page(
        &mut staff,
        &format!("/nn{LIST}?fra=2026-03-02&til=2026-03-01"),
    );
    assert!(nynorsk.contains("Den siste datoen er før den første. Byt dei om"));
}

#[test]
fn the_field_of_a_day_that_must_be_mended_is_there_before_anybody_has_answered() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Reader);
    for path in [LIST.to_owned(), format!("{LIST}/rad/r1")] {
        let empty = page(&mut staff, &path);
        assert!(empty.contains("Det har ikke kommet noen innspill ennå."));
        let shown = page(&mut staff, &format!("{path}?fra=i+g%C3%A5r"));
        assert!(told(&shown).contains("href=\"#fra\""), "{path}");
        assert!(shown.contains("id=\"fra\""), "{path}: {shown}");
    }
}

/// What stands in the summary of what is wrong.
pub fn told(page: &str) -> &str {
    let summary = page.split("id=\"feil\"").nth(1).expect("what is wrong");
    summary.split("</section>").next().expect("its end")
}

#[test]
fn a_value_that_there_is_not_takes_nothing_on_any_page_or_file_and_is_told() {
    let scene = scene();
    let mut staff = scene.app.staff(Role::Reader);
    for (query, word) in [
        ("kanal=xx", "xx"),
        ("fylke=99", "99"),
        ("avsender=kommune", "kommune"),
        ("holdning=x", "x"),
        (
            "holdning=r1.standpunkt%3Afinnes-ikke",
            "r1.standpunkt:finnes-ikke",
        ),
        ("status=ukjent", "ukjent"),
        ("vedtak=tull", "tull"),
        ("ankomst=snart", "snart"),
        ("gruppe=77", "77"),
        ("utkast=9", "9"),
        ("utkast=ni", "ni"),
    ] {
        for path in [format!("{LIST}?{query}"), format!("{LIST}/rad/r1?{query}")] {
            let shown = page(&mut staff, &path);
            assert_eq!(found(&shown), 0, "{path}");
            let told = told(&shown);
            assert!(
                told.contains(&format!("«{word}» finnes ikke")),
                "{path}: {told}"
            );
            // The link takes it away.
            let href = told.split("href=\"").nth(1).expect("a link");
            let href = href.split('"').next().expect("its end").to_owned();
            assert!(found(&page(&mut staff, &href)) > 0, "{href}");
        }
        let export = "/saksbehandling/horinger/24-13304/eksport";
        let form = page(&mut staff, &format!("{export}?{query}"));
        assert!(
            told(&form).contains(&format!("«{word}» finnes ikke")),
            "{query}"
        );
        let file = staff.get(&format!("{export}/fil?format=jsonl&{query}"));
        assert_eq!((file.status, file.text()), (200, ""), "{query}");
    }
    // Beside a value that there is, it takes nothing more.
    let shown = page(
        &mut staff,
        &format!("{LIST}?avsender=person&avsender=kommune"),
    );
    assert_eq!(found(&shown), 2);
    let beside = "«kommune» finnes ikke. Det andre du valgte der, er tatt med.";
    assert!(told(&shown).contains(beside), "{}", told(&shown));
    // Where that takes none, taking the other away shows none either.
    let none = page(
        &mut staff,
        &format!("{LIST}?avsender=meeting&avsender=kommune"),
    );
    assert!(none.contains("Ingen innspill passer med det du leter etter."));
    let first = page(&mut staff, &format!("{LIST}?avsender=kommune"));
    assert!(first.contains("Innspillene vises når"), "{first}");
}

#[test]
fn an_answer_is_counted_against_the_version_that_it_answers() {
    let app = TestApp::start();
    let two =
        json!([{ "field": "r1.tekst", "text": "Én." }, { "field": "r5.tekst", "text": "To." }]);
    app.send_confirmed(
        &a_person("for@eksempel.example"),
        &json!({ "answers": two }),
    );
    app.retire("r5");
    let one = json!([{ "field": "r1.tekst", "text": "Én." }]);
    app.send_confirmed(
        &a_person("etter@eksempel.example"),
        &json!({ "answers": one }),
    );
    let json = app
        .client()
        .get("/api/v1/consultations/24-13304")
        .send()
        .json();
    let chapters = json["chapters"].as_array().expect("chapters").iter();
    let advice = chapters.map(|c| c["advice"].as_array().expect("råd").len());
    let now: usize = advice.sum();
    let mut staff = app.staff(Role::Reader);
    let shown = page(&mut staff, LIST);
    for said in [format!("2 av {} råd", now + 1), format!("1 av {now} råd")] {
        assert!(shown.contains(&said), "{said}: {shown}");
    }
}
