//! Writing an answer: one field saved by many writers at once beside a plain loop that writes the same rows, and the
//! pages of an answer that has been written on for long.

use crate::clients::{Load, Outcome};
use crate::floor::text;
use crate::program::{Prepared, Running};
use crate::report::{Report, Row, median};
use crate::support::client::Client;
use crate::support::database::Backend;
use diesel::prelude::*;
use hoering::db::schema::{desk, desk_field, desk_field_version, field};
use hoering::db::{Conn, Instant, Uid, transaction};
use hoering::each;
use hoering::error::Error;
use hoering::settings::DatabaseUrl;
use std::sync::Arc;
use std::time::{Duration, Instant as Time};
use uuid::Uuid;

const WRITERS: usize = 64;
const DESKS: usize = 200;
const MOST: Duration = Duration::from_secs(15);
const CHARACTERS: usize = 1_500;
/// Saves in one commit of the plain loop.
const SQLITE_BATCH: usize = 50;
const POSTGRES_BATCH: usize = 16;
/// Of the answer that has been written on for long.
const VERSIONS: usize = 500;
const LOOKS: usize = 100;

pub fn measure(backend: Backend, report: &mut Report) {
    let prepared = Prepared::new(backend, DESKS);
    let server = prepared.serve();
    let before = server.usage();
    let outcome = saves(&prepared, &server);
    let n = outcome.answers();
    let cpu = server.usage().ms_since(&before, n);
    let floor = server.paused(|| floor(backend, &prepared, n));
    let name = |what: &str| format!("{backend:?}, {WRITERS} writers: {what}");
    report.note(format!("{}: {outcome}", name("a field saved")));
    let rate = outcome.per_second();
    report.row(Row::plain(name("fields saved"), rate, "/s"));
    report.row(Row::plain(name("p50"), outcome.percentile(0.5), "ms"));
    report.row(Row::at_most(
        name("p99"),
        outcome.percentile(0.99),
        "ms",
        100.0,
        250.0,
    ));
    report.row(Row::plain(name("the same rows in a loop"), floor, "/s"));
    report.row(Row::at_least(
        name("against it"),
        rate / floor,
        "",
        0.5,
        0.25,
    ));
    report.row(Row::plain(name("CPU of the program"), cpu, "ms"));
    let refused = outcome.others_than(200) as f64;
    report.row(Row::at_most(name("refused"), refused, "", 0.0, 0.0));
    opened(backend, &prepared, report);
}

/// Each field of each desk is saved once, from all writers at once.
fn saves(prepared: &Prepared, server: &Running) -> Outcome {
    let (tokens, desks) = (Arc::clone(&prepared.tokens), Arc::clone(&prepared.desks));
    let fields = prepared.fields.clone();
    let body = serde_json::json!({ "text": text(CHARACTERS) }).to_string();
    let load = Load {
        address: server.address(),
        clients: WRITERS,
        duration: MOST,
    };
    load.run(move |n| {
        let (at, field) = (n % desks.len(), fields.get(n / desks.len())?);
        Some(request(&tokens[at], desks[at], field, &body))
    })
}

fn request(token: &str, desk: Uuid, field: &str, body: &str) -> Vec<u8> {
    format!(
        "PUT /api/v1/drafts/{desk}/fields/{field} HTTP/1.1\r\nHost: bench\r\n\
         Authorization: Bearer {token}\r\nIf-Match: \"0\"\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

fn open(url: &str) -> Conn {
    Conn::open(&DatabaseUrl::parse(url).expect("a database URL")).expect("a database")
}

fn text_fields(conn: &mut Conn) -> Vec<Uid> {
    let texts = field::table.filter(field::kind.eq("text"));
    let texts = texts.filter(field::advice_id.is_not_null());
    let ids = texts.order(field::key).select(field::id).load(conn);
    ids.expect("the fields")
}

/// Saves per second by a plain loop on one connection.
fn floor(backend: Backend, prepared: &Prepared, saves: usize) -> f64 {
    let database = prepared.database();
    let mut conn = open(database.url());
    let fields = text_fields(&mut conn);
    let batch = match backend {
        Backend::Sqlite => SQLITE_BATCH,
        Backend::Postgres => POSTGRES_BATCH,
    };
    let text = text(CHARACTERS);
    let begun = Time::now();
    for from in (0..saves).step_by(batch) {
        transaction::write(&mut conn, |conn| {
            for n in from..(from + batch).min(saves) {
                let at = n % prepared.desks.len();
                let round = n / prepared.desks.len();
                let (field, version) = (fields[round % fields.len()], round / fields.len() + 1);
                save(conn, Uid(prepared.desks[at]), field, version as i64, &text)?;
            }
            Ok(())
        })
        .expect("rows");
    }
    saves as f64 / begun.elapsed().as_secs_f64()
}

/// The rows that a save writes.
fn save(conn: &mut Conn, of: Uid, field: Uid, version: i64, text: &str) -> Result<(), Error> {
    let now = Instant(hoering::clock::Clock::system().now());
    diesel::insert_into(desk_field_version::table)
        .values((
            desk_field_version::desk_id.eq(of),
            desk_field_version::field_id.eq(field),
            desk_field_version::version.eq(version),
            desk_field_version::body.eq(text),
            desk_field_version::saved_at.eq(now),
            desk_field_version::link_id.eq(Some(of)),
            desk_field_version::aside.eq(false),
        ))
        .execute(conn)?;
    let values = (
        desk_field::version.eq(version),
        desk_field::body.eq(text),
        desk_field::saved_at.eq(now),
        desk_field::link_id.eq(Some(of)),
    );
    each!(conn, c => diesel::insert_into(desk_field::table)
        .values((desk_field::desk_id.eq(of), desk_field::field_id.eq(field), values))
        .on_conflict((desk_field::desk_id, desk_field::field_id))
        .do_update()
        .set(values)
        .execute(c))?;
    diesel::update(desk::table.filter(desk::id.eq(of)))
        .set((
            desk::version.eq(desk::version + 1),
            desk::touched_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

/// The pages of an answer with so many saved texts behind it.
fn opened(backend: Backend, prepared: &Prepared, report: &mut Report) {
    let database = prepared.database();
    let (mut conn, id) = (open(database.url()), prepared.desks[0]);
    let fields = text_fields(&mut conn);
    transaction::write(&mut conn, |conn| {
        for n in 0..VERSIONS {
            let version = (n / fields.len()) as i64 + 1;
            let text = format!("Utkast {n}. {}", "Kommunen støtter rådet. ".repeat(60));
            save(conn, Uid(id), fields[n % fields.len()], version, &text)?;
        }
        Ok(())
    })
    .expect("rows");
    let server = prepared.serve_over(database);
    let mut client = Client::new(server.address());
    let entered = client
        .post(&format!("/lenke/{}", prepared.tokens[0]))
        .header("Sec-Fetch-Site", "same-origin")
        .form(&[])
        .send();
    assert_eq!(entered.status, 303, "{}", entered.text());
    let field = &prepared.fields[0];
    let part = field.split('.').next().unwrap_or(field);
    for (what, rest) in [
        ("task list", String::new()),
        ("a råd", format!("/raad/{part}")),
        (
            "a field's history",
            format!("/raad/{part}/historikk/{field}"),
        ),
    ] {
        let path = format!("/svar/{id}{rest}");
        let before = server.usage();
        let mut times: Vec<f64> = (0..LOOKS).map(|_| look(&mut client, &path)).collect();
        let cpu = server.usage().ms_since(&before, LOOKS);
        times.sort_by(f64::total_cmp);
        let name = |how: &str| format!("{backend:?}, {VERSIONS} versions, {what}: {how}");
        report.row(Row::at_most(name("p50"), median(&times), "ms", 10.0, 40.0));
        report.row(Row::plain(name("p95"), times[LOOKS * 95 / 100], "ms"));
        report.row(Row::plain(name("CPU"), cpu, "ms"));
    }
}

fn look(client: &mut Client, path: &str) -> f64 {
    let begun = Time::now();
    let page = client.get(path).send();
    assert_eq!(page.status, 200, "{path}: {}", page.text());
    begun.elapsed().as_secs_f64() * 1_000.0
}
