//! Large files are made in the background: for whoever asked and nobody else, over the death of a worker, on
//! any instance, until they are swept.

use crate::support::answers::{a_person, content};
use crate::support::app::{EXAMPLE, TestApp};
use crate::support::exported::{EXPORT, fetch, sheets_of};
use crate::support::process::{House, until};
use crate::support::respondent::{key, send_whole, whole_answer_to};
use crate::support::staff::{Staff, audited};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::BigInt;
use hoering::accounts::{self, By, NewMember};
use hoering::audit::Actor;
use hoering::db::schema::{export_chunk, export_job};
use hoering::db::types::{InstantCol, UuidCol};
use hoering::db::{Conn, Instant, Uid, transaction};
use hoering::export::{State, work};
use hoering::i18n::Lang;
use hoering::ids;
use hoering::role::Role;
use hoering::schedule;
use hoering::settings::DatabaseUrl;
use serde_json::json;
use uuid::Uuid;

/// Every workbook counts as large.
const SMALL: (&str, &str) = ("HOERING_EXPORT_ANSWERS_AT_ONCE", "0");

fn with_answers(n: usize) -> TestApp {
    let app = TestApp::start_with(&[SMALL]);
    for at in 0..n {
        let text = json!({ "answers": content(&format!("Innspill {at}"), "stotter"), "withhold_reason": "En grunn." });
        app.send_confirmed(&a_person(&format!("a{at}@eksempel.example")), &text);
    }
    app
}

/// Asks for a file as the page does.
fn ask(staff: &mut Staff, query: &str) {
    let asked = staff.post(EXPORT, &[("utvalg", query)]);
    assert_eq!(asked.status, 303, "{}", asked.text());
    let place = asked.header("location").expect("a place");
    assert!(
        place.starts_with(EXPORT) && place.ends_with("#filer"),
        "{place}"
    );
}

/// What a worker does when one waits; whether one did.
fn works(app: &TestApp) -> bool {
    let inner = app.app.clone().into_inner();
    app.block_on(work(&inner)).expect("a round")
}

fn jobs(app: &TestApp) -> Vec<(Uuid, State)> {
    let rows: Vec<(Uid, String)> = app.database(|conn| {
        let jobs = export_job::table.order(export_job::created_at);
        jobs.select((export_job::id, export_job::state))
            .load(conn)
            .expect("the jobs")
    });
    let job = |(id, state): (Uid, String)| (id.0, State::parse(&state).expect("a state"));
    rows.into_iter().map(job).collect()
}

#[test]
fn a_large_workbook_is_made_in_the_background_and_is_the_same_file_for_its_owner_alone() {
    let app = with_answers(2);
    let mut staff = app.staff(Role::Reader);
    let large = staff.get(&format!("{EXPORT}/fil?format=xlsx"));
    assert_eq!(large.status, 200);
    assert!(large.text().contains("Lag regnearket") && large.text().contains("2 innspill"));
    assert!(jobs(&app).is_empty(), "asking changes nothing");
    ask(&mut staff, "format=xlsx");
    // The same button, pressed again.
    ask(&mut staff, "format=xlsx");
    assert_eq!(jobs(&app).len(), 1);
    let (id, state) = jobs(&app)[0];
    assert_eq!(state, State::Queued);
    let page = staff.get(EXPORT);
    assert!(page.text().contains("data-moving") && page.text().contains("I kø"));
    let file = format!("{EXPORT}/{id}/fil");
    assert_eq!(staff.get(&file).status, 404, "it is not made yet");
    let read = |app: &TestApp| app.database(|conn| audited(conn, "submission.withheld_read").len());
    assert_eq!(read(&app), 0);
    assert!(works(&app) && !works(&app));
    assert_eq!((jobs(&app)[0].1, read(&app)), (State::Done, 2));
    assert!(!staff.get(EXPORT).text().contains("data-moving"));
    let made = staff.get(&file);
    assert_eq!(made.status, 200);
    assert_eq!(made.header("cache-control"), Some("no-store"));
    let attached = made.header("content-disposition").expect("a name");
    assert!(
        attached.contains("24-13304-innspill-2026-03-02.xlsx"),
        "{attached}"
    );
    let sheets = sheets_of(&made.body);
    assert_eq!(sheets["Alle innspill"].len(), 3);
    assert_eq!(
        app.database(|conn| audited(conn, "export.fetched").len()),
        1
    );
    for other in [
        &mut app.staff(Role::Leader),
        &mut app.staff_on(EXAMPLE, Role::Officer),
    ] {
        assert_eq!(other.get(&file).status, 404);
        assert_eq!(other.post(&format!("{EXPORT}/{id}"), &[]).status, 404);
        assert!(!other.get(EXPORT).text().contains(&id.to_string()));
    }
    // Another instance has it, too.
    let beside = app.beside(&[]);
    let mut there = beside.signed_in(staff.id);
    assert_eq!(there.get(&file).body, made.body);
    // Whoever may no longer read the consultation does not get it.
    app.give_role(staff.id, None, None);
    assert_eq!(staff.get(&file).status, 403);
}

#[test]
fn other_formats_can_be_made_so_as_well() {
    let app = with_answers(2);
    let mut staff = app.staff(Role::Reader);
    for query in ["format=csv&rader=svar", "format=json"] {
        ask(&mut staff, query);
        assert!(works(&app));
        let (id, _) = *jobs(&app).last().expect("a job");
        let made = staff.get(&format!("{EXPORT}/{id}/fil"));
        assert_eq!(made.body, fetch(&mut staff, query).body);
        app.clock.advance(TimeDelta::seconds(1));
    }
}

#[test]
fn what_nobody_wants_is_not_made_and_what_was_made_is_swept() {
    let app = with_answers(1);
    let mut staff = app.staff(Role::Reader);
    ask(&mut staff, "format=xlsx");
    let (id, _) = jobs(&app)[0];
    assert_eq!(staff.post(&format!("{EXPORT}/{id}"), &[]).status, 303);
    assert!(!works(&app));
    let swept = app.block_on(schedule::sweep(&app.app)).expect("a sweep");
    assert_eq!((swept.exports, jobs(&app).len()), (1, 0));

    ask(&mut staff, "format=xlsx");
    assert!(works(&app));
    let (id, _) = jobs(&app)[0];
    let pieces = |app: &TestApp| -> i64 {
        app.database(|conn| {
            export_chunk::table
                .count()
                .get_result(conn)
                .expect("a count")
        })
    };
    assert_eq!(pieces(&app), 1);
    let begun = app.clock.now();
    app.clock
        .set(begun + TimeDelta::hours(24) - TimeDelta::minutes(1));
    app.block_on(schedule::sweep(&app.app)).expect("a sweep");
    assert_eq!(pieces(&app), 1);
    app.clock
        .set(begun + TimeDelta::hours(24) + TimeDelta::minutes(1));
    let mut again = app.signed_in(staff.id);
    assert_eq!(again.get(&format!("{EXPORT}/{id}/fil")).status, 404);
    app.block_on(schedule::sweep(&app.app)).expect("a sweep");
    assert_eq!((pieces(&app), jobs(&app).len()), (0, 0));
}

/// As a worker leaves it that has died.
fn abandon(app: &TestApp, attempts: i32) {
    let until = app.clock.now() + TimeDelta::seconds(120);
    app.database(|conn| {
        diesel::update(export_job::table)
            .set((
                export_job::state.eq("leased"),
                export_job::lease_until.eq(Some(Instant(until))),
                export_job::attempts.eq(attempts),
            ))
            .execute(conn)
    })
    .expect("a job");
}

#[test]
fn a_job_whose_worker_has_died_is_taken_over_and_in_the_end_given_up_with_a_reason() {
    let app = with_answers(1);
    let mut staff = app.staff(Role::Reader);
    ask(&mut staff, "format=xlsx");
    abandon(&app, 1);
    assert!(!works(&app), "its lease holds still");
    app.clock.set(app.clock.now() + TimeDelta::seconds(121));
    assert!(works(&app));
    assert_eq!(jobs(&app)[0].1, State::Done);

    ask(&mut staff, "format=csv");
    abandon(&app, 3);
    app.clock.set(app.clock.now() + TimeDelta::seconds(121));
    assert!(!works(&app));
    assert_eq!(jobs(&app)[1].1, State::Failed);
    let page = staff.get(EXPORT);
    assert!(
        page.text().contains("Det ble forsøkt tre ganger"),
        "{}",
        page.text()
    );
}

#[test]
fn nobody_has_more_than_five_files_made_at_once() {
    let app = with_answers(0);
    let mut staff = app.staff(Role::Reader);
    for channel in ["skjema", "api", "e-post", "brev", "mote"] {
        ask(&mut staff, &format!("format=csv&kanal={channel}"));
    }
    let refused = staff.post(EXPORT, &[("utvalg", "format=json")]);
    assert_eq!((refused.status, jobs(&app).len()), (429, 5));
    assert_eq!(staff.post(EXPORT, &[]).status, 422);
}

const COPIES: i64 = 5_000;

/// Gives the one answer there is a number, and as many copies as make an export long; asks for that export.
fn prepare(conn: &mut Conn, now: DateTime<Utc>) {
    let first = "SELECT id FROM submission WHERE number = 1";
    sql_query("UPDATE submission SET number = 1, standing = 'counts'")
        .execute(conn)
        .expect("a number");
    transaction::write(conn, |conn| {
        for number in 2..=COPIES {
            let (submission, version) = (Uid(ids::new(now)), Uid(ids::new(now)));
            sql_query(format!(
                "INSERT INTO submission (id, consultation_id, case_series_id, channel, number, current_version, standing, created_at) \
                 SELECT $1, consultation_id, case_series_id, channel, $2, 1, standing, created_at FROM submission WHERE id = ({first})"
            ))
            .bind::<UuidCol, _>(submission)
            .bind::<BigInt, _>(number)
            .execute(conn)?;
            sql_query(format!(
                "INSERT INTO submission_version (id, submission_id, no, received_at, deadline_on, proposal_version, sender, language) \
                 SELECT $1, $2, 1, received_at, deadline_on, proposal_version, sender, language \
                 FROM submission_version WHERE submission_id = ({first})"
            ))
            .bind::<UuidCol, _>(version)
            .bind::<UuidCol, _>(submission)
            .execute(conn)?;
            sql_query(format!(
                "INSERT INTO answer (submission_version_id, field_id, body, over_limit) \
                 SELECT $1, a.field_id, a.body, a.over_limit FROM answer a \
                 JOIN submission_version v ON v.id = a.submission_version_id WHERE v.submission_id = ({first})"
            ))
            .bind::<UuidCol, _>(version)
            .execute(conn)?;
        }
        let by = By { actor: Actor::Operator, at: now };
        let member = NewMember::check("kari@staff.example", "Kari Eksempel", Lang::Nb).expect("a member of staff");
        let staff = accounts::add(conn, &member, by)?;
        sql_query(format!(
            "INSERT INTO export_job (id, consultation_id, staff_id, language, asked, state, attempts, done, total, size, created_at) \
             SELECT $1, consultation_id, $2, 'nb', '?format=xlsx', 'queued', 0, 0, 0, 0, $3 FROM submission WHERE id = ({first})"
        ))
        .bind::<UuidCol, _>(Uid(ids::new(now)))
        .bind::<UuidCol, _>(Uid(staff))
        .bind::<InstantCol, _>(Instant(now))
        .execute(conn)?;
        Ok(())
    })
    .expect("answers and a job");
}

#[test]
fn a_job_that_was_killed_half_way_is_finished_by_the_next_start() {
    let house = House::new();
    let clock = house.folder.path().join("clock");
    let house = house.with("HOERING_CLOCK_FILE", clock.display().to_string());
    let now: DateTime<Utc> = "2026-03-02T09:00:00Z".parse().expect("an instant");
    let set = |at: DateTime<Utc>| {
        let aside = clock.with_extension("aside");
        std::fs::write(&aside, at.to_rfc3339()).expect("the clock");
        std::fs::rename(aside, &clock).expect("the clock");
    };
    set(now);
    let first = house.start();
    let body = whole_answer_to(EXAMPLE, "a@eksempel.example", &"Ord på vei. ".repeat(100));
    until(|| (send_whole(&mut first.client(), &key("a"), &body).status == 201).then_some(()));
    first.kill();
    let url = DatabaseUrl::parse(house.database.url()).expect("a URL of ours");
    let mut conn = Conn::open(&url).expect("the database");
    prepare(&mut conn, now);
    let mut look = || -> (String, i64, i32) {
        let job =
            export_job::table.select((export_job::state, export_job::done, export_job::attempts));
        job.first(&mut conn).expect("the job")
    };
    let second = house.start();
    let (state, done, _) = until(|| Some(look()).filter(|(_, done, _)| *done > 0));
    second.kill();
    assert!(
        state == "leased" && done < COPIES,
        "{state} at {done}: not half-way"
    );
    // The lease of the dead has run out when the next one looks.
    set(now + TimeDelta::minutes(5));
    let third = house.start();
    let (_, done, attempts) = until(|| Some(look()).filter(|(state, ..)| state == "done"));
    drop(third);
    assert_eq!((done, attempts), (COPIES, 2));
    let pieces = export_chunk::table
        .order(export_chunk::no)
        .select(export_chunk::bytes);
    let pieces: Vec<Vec<u8>> = pieces.load(&mut conn).expect("the file");
    let sheets = sheets_of(&pieces.concat());
    assert_eq!(
        i64::try_from(sheets["Alle innspill"].len()).expect("a count"),
        COPIES + 1
    );
}
