//! The log of receipts of a case with many answers: receipts entered in it, all of it looked over, and one receipt's file
//! checked as its owner would.

use crate::program::{EXAMPLE, Prepared};
use crate::report::{Report, Row, median};
use crate::support::database::Backend;
use crate::support::many::add_answers;
use crate::usage::Usage;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use hoering::db::schema::{
    answer, case_series, field, receipt, submission, submission_version as version,
};
use hoering::db::{Conn, Instant as Stored, Json, Uid, transaction};
use hoering::keys::Keys;
use hoering::receipt_log::{self, Log, NewLeaf, Signer};
use hoering::receipts::look_at_all;
use hoering::settings::DatabaseUrl;
use hoering::submissions::receipt::{
    FORMAT, Receipt, ReceiptAnswer, ReceiptConsultation, checksum, instant_text,
};
use hoering::{insert_rows, submissions};
use std::time::Instant;

const LEAVES: usize = 100_000;
const WORDS: usize = 20;
const AT_ONCE: i64 = 500;
const CHECKS: usize = 200;

fn keys() -> Keys {
    Keys::of_secret([7; 32]).expect("keys")
}

pub fn signer() -> Signer {
    Signer::new("horing.example", keys().receipt_log())
}

pub fn measure(backend: Backend, report: &mut Report) {
    let prepared = Prepared::new(backend, 1);
    let database = prepared.database();
    let url = DatabaseUrl::parse(database.url()).expect("a database URL");
    let mut conn = Conn::open(&url).expect("a database");
    let at: DateTime<Utc> = "2026-03-02T09:00:00Z".parse().expect("an instant");
    add_answers(&mut conn, EXAMPLE, LEAVES, WORDS, at);
    let begun = Instant::now();
    while enter(&mut conn, at) > 0 {}
    let entered = begun.elapsed().as_secs_f64();
    let before = Usage::of(std::process::id());
    let begun = Instant::now();
    let all = look_at_all(&mut conn, &keys()).expect("a look");
    let looked = begun.elapsed().as_secs_f64();
    let cpu = Usage::of(std::process::id()).ms_since(&before, 1) / 1000.0;
    assert_eq!(all.in_logs(), LEAVES as u64);
    assert!(all.is_whole(), "{all:?}");
    let name = |what: &str| format!("{backend:?}, a log of {LEAVES}: {what}");
    let each = |seconds: f64| seconds * 1e6 / LEAVES as f64;
    report.row(Row::plain(
        name("issued and entered, each"),
        each(entered),
        "µs",
    ));
    report.row(Row::at_most(name("looked over"), looked, "s", 30.0, 60.0));
    report.row(Row::plain(
        name("looked over, CPU of the program"),
        cpu,
        "s",
    ));
    let mut proofs = Vec::new();
    for n in 0..CHECKS {
        let leaf = (n * LEAVES / CHECKS) as u64;
        let (document, log) = proof(&mut conn, leaf);
        let begun = Instant::now();
        log.prove(&document).expect("a receipt in the log");
        proofs.push(begun.elapsed().as_secs_f64() * 1e6);
    }
    report.row(Row::at_most(
        name("one receipt proved, p50"),
        median(&proofs),
        "µs",
        500.0,
        2_000.0,
    ));
}

fn proof(conn: &mut Conn, leaf: u64) -> (String, receipt_log::InLog) {
    let (series, _) = series(conn);
    let found = receipt_log::leaves(conn, series.0, &[leaf]).expect("a leaf");
    let id = found[0].version_id;
    let document = receipt::table
        .find(Uid(id))
        .select(receipt::document)
        .first(conn)
        .expect("a receipt");
    let log = receipt_log::in_log(conn, id).expect("a look");
    (document, log.expect("its place"))
}

fn series(conn: &mut Conn) -> (Uid, String) {
    case_series::table
        .filter(case_series::as_written.eq("24/13304"))
        .select((case_series::id, case_series::as_written))
        .first(conn)
        .expect("the case")
}

/// Issues the next receipts and enters them; how many.
fn enter(conn: &mut Conn, at: DateTime<Utc>) -> usize {
    let (series, case) = series(conn);
    transaction::write(conn, |conn| {
        let new = receipts(conn, &case)?;
        let rows: Vec<_> = new
            .iter()
            .map(|(id, issued, document)| {
                (
                    receipt::submission_version_id.eq(*id),
                    receipt::format.eq(FORMAT),
                    receipt::number.eq(&issued.number),
                    receipt::document.eq(document),
                    receipt::sha256.eq(checksum(document).to_vec()),
                    receipt::issued_at.eq(Stored(at)),
                )
            })
            .collect();
        if rows.is_empty() {
            return Ok(0);
        }
        insert_rows!(conn, receipt::table, &rows)?;
        let taken = i64::try_from(new.len()).expect("a count");
        let size = submissions::take_leaves(conn, series.0, taken)?;
        let leaves: Vec<NewLeaf<'_>> = new
            .iter()
            .map(|(id, _, document)| NewLeaf {
                version_id: id.0,
                document,
            })
            .collect();
        let log = Log {
            case_series: series.0,
            case: case.clone(),
        };
        receipt_log::append(conn, &signer(), &log, size, &leaves, at)?;
        Ok(new.len())
    })
    .expect("receipts")
}

type Sent = (Uid, Stored, NaiveDate, Option<i64>, Json, Option<i64>);

/// The receipts of the next versions that have none, as the tables say them.
fn receipts(conn: &mut Conn, case: &str) -> QueryResult<Vec<(Uid, Receipt, String)>> {
    let next: i64 = receipt::table.count().get_result(conn)?;
    let sent: Vec<Sent> = version::table
        .inner_join(submission::table)
        .filter(submission::number.gt(next))
        .order(submission::number)
        .limit(AT_ONCE)
        .select((
            version::id,
            version::received_at,
            version::deadline_on,
            version::late_seconds,
            version::sender,
            submission::number,
        ))
        .load(conn)?;
    let ids: Vec<Uid> = sent.iter().map(|one| one.0).collect();
    let answers: Vec<(Uid, String, Option<String>, Option<String>)> = answer::table
        .inner_join(field::table)
        .filter(answer::submission_version_id.eq_any(&ids))
        .order(field::key)
        .select((
            answer::submission_version_id,
            field::key,
            answer::body,
            answer::choice,
        ))
        .load(conn)?;
    let of = |id: Uid| {
        let own = answers.iter().filter(move |row| row.0 == id).cloned();
        own.map(|(_, field, text, choice)| ReceiptAnswer {
            choice,
            field,
            text,
        })
        .collect()
    };
    let issued = |(id, received_at, deadline_on, late_seconds, sender, number): Sent| {
        let issued = Receipt {
            adoption: None,
            answers: of(id),
            attachments: vec![],
            capacity: "own".into(),
            confidentiality_claim: None,
            consultation: ReceiptConsultation {
                owner: "Eksempeldirektoratet".into(),
                reference: Some(case.to_owned()),
                slug: EXAMPLE.into(),
                title: "Et eksempel".into(),
            },
            cosigners: vec![],
            deadline_on,
            format: FORMAT,
            late_seconds,
            no_comment: vec![],
            number: format!("{case}-H{}", number.expect("a number")),
            proposal_version: 1,
            received_at: instant_text(received_at.0),
            sender: serde_json::from_value(sender.0).expect("a sender"),
            supports: vec![],
            version: 1,
        };
        let document = issued.canonical().expect("a document");
        (id, issued, document)
    };
    Ok(sent.into_iter().map(issued).collect())
}
