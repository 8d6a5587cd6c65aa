//! All answers of a consultation taken out by a worker, as a workbook and as CSV, at three sizes: what it
//! costs, what it needs at most, and how that grows.

use crate::program::{self, EXAMPLE, Running};
use crate::report::{Report, Row};
use crate::support::database::{Backend, Template};
use crate::support::many::add_answers;
use crate::support::temp_dir::TempDir;
use diesel::prelude::*;
use hoering::accounts::{self, By, NewMember};
use hoering::audit::Actor;
use hoering::clock::Clock;
use hoering::db::schema::{consultation, export_job};
use hoering::db::{Conn, Instant as At, Uid, transaction};
use hoering::i18n::Lang;
use hoering::ids;
use hoering::settings::DatabaseUrl;
use std::time::{Duration, Instant};

const SIZES: [usize; 3] = [1_000, 10_000, 50_000];
/// Some 1,500 characters.
const WORDS: usize = 230;
const FORMATS: [&str; 2] = ["xlsx", "csv"];

/// What one file took.
struct Took {
    time: f64,
    cpu: f64,
    megabytes: f64,
}

pub fn measure(backend: Backend, report: &mut Report) {
    let mut took: [Vec<Took>; 2] = Default::default();
    for answers in SIZES {
        let folder = TempDir::new();
        let template = Template::new(backend, |url| {
            let url_read = DatabaseUrl::parse(url).expect("a database URL");
            program::publish(&url_read);
            let mut conn = Conn::open(&url_read).expect("a database");
            add_answers(&mut conn, EXAMPLE, answers, WORDS, Clock::system().now());
            drop(conn);
            program::rest(url);
        });
        for (format, took) in FORMATS.iter().zip(&mut took) {
            let server = Running::start(template.copy(), &folder, &[]);
            let one = make(&server, format);
            let name = |what: &str| format!("{backend:?}, {answers} answers as {format}: {what}");
            report.row(Row::plain(name("time"), one.time, "s"));
            report.row(match (answers, *format) {
                (50_000, "xlsx") => Row::at_most(name("CPU"), one.cpu, "s", 5.0, 30.0),
                (50_000, _) => Row::at_most(name("CPU"), one.cpu, "s", 10.0, 30.0),
                _ => Row::plain(name("CPU"), one.cpu, "s"),
            });
            report.row(Row::plain(name("memory at most"), one.megabytes, "MB"));
            took.push(one);
        }
    }
    for (format, took) in FORMATS.iter().zip(&took) {
        let (first, last) = (&took[0], &took[SIZES.len() - 1]);
        let sizes = (SIZES[SIZES.len() - 1] as f64 / SIZES[0] as f64).ln();
        let grows = |of: fn(&Took) -> f64| (of(last) / of(first)).ln() / sizes;
        let name = |what: &str| format!("{backend:?}, {format}: exponent of {what}");
        report.row(Row::at_most(name("CPU"), grows(|t| t.cpu), "", 1.05, 1.2));
        report.row(Row::at_most(
            name("memory"),
            grows(|t| t.megabytes),
            "",
            0.2,
            0.5,
        ));
    }
}

/// Asks for a file as the page does, and waits until the worker has made it.
fn make(server: &Running, format: &str) -> Took {
    let url = DatabaseUrl::parse(server.database.url()).expect("a database URL");
    let mut conn = Conn::open(&url).expect("a database");
    let before = server.usage();
    let begun = Instant::now();
    let job = ask(&mut conn, format);
    while !is_done(&mut conn, job) {
        std::thread::sleep(Duration::from_millis(50));
    }
    let after = server.usage();
    Took {
        time: begun.elapsed().as_secs_f64(),
        cpu: after.ms_since(&before, 1) / 1000.0,
        megabytes: after.peak_mb(),
    }
}

fn ask(conn: &mut Conn, format: &str) -> Uid {
    let (at, id) = (Clock::system().now(), Uid(ids::new(Clock::system().now())));
    transaction::write(conn, |conn| {
        let by = By {
            actor: Actor::Operator,
            at,
        };
        let member = NewMember::check("kari@staff.example", "Kari Eksempel", Lang::Nb)
            .expect("a member of staff");
        let staff = accounts::add(conn, &member, by)?;
        let of: Uid = consultation::table
            .filter(consultation::slug.eq(EXAMPLE))
            .select(consultation::id)
            .first(conn)?;
        diesel::insert_into(export_job::table)
            .values((
                export_job::id.eq(id),
                export_job::consultation_id.eq(of),
                export_job::staff_id.eq(Uid(staff)),
                export_job::language.eq("nb"),
                export_job::asked.eq(format!("?format={format}")),
                export_job::state.eq("queued"),
                export_job::attempts.eq(0),
                export_job::done.eq(0_i64),
                export_job::total.eq(0_i64),
                export_job::size.eq(0_i64),
                export_job::created_at.eq(At(at)),
            ))
            .execute(conn)?;
        Ok(())
    })
    .expect("a job");
    id
}

fn is_done(conn: &mut Conn, job: Uid) -> bool {
    let state: String = export_job::table
        .filter(export_job::id.eq(job))
        .select(export_job::state)
        .first(conn)
        .expect("the job");
    assert_ne!(state, "failed");
    state == "done"
}
