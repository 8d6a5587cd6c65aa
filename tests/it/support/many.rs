//! Many answers at once, written set by set behind the program's back: for paging, for the index of words, and
//! for benchmarks. Their texts are drawn from a list of words by their number, the same every time.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use hoering::db::schema::{
    advice, answer, case_series, consultation, field, standing_decision, submission,
    submission_version,
};
use hoering::db::{Conn, Instant, Json, Uid, transaction};
use hoering::error::Error;
use hoering::{ids, insert_rows};
use uuid::Uuid;

const AT_ONCE: usize = 500;
const STANCES: [&str; 3] = ["stotter", "stotter-med-endringer", "stotter-ikke"];

/// Words that many texts have, in the order of how many.
const COMMON: [&str; 24] = [
    "og",
    "i",
    "det",
    "er",
    "for",
    "som",
    "av",
    "til",
    "en",
    "på",
    "med",
    "rådet",
    "kommunen",
    "bør",
    "oppfølging",
    "tjenesten",
    "ansvar",
    "støtter",
    "brukere",
    "samarbeid",
    "tydelig",
    "ressurser",
    "kompetanse",
    "pårørende",
];

/// A text of so many words. Every hundredth word is one of ten thousand, and answer `n` has «eneste» and its number.
fn text(n: usize, field: usize, words: usize) -> String {
    let mut state = (n as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ ((field as u64) << 32);
    let mut text = format!("eneste{n} ");
    for _ in 0..words {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let drawn = (state >> 33) as usize;
        match drawn % 100 {
            0 => text.push_str(&format!("sjelden{} ", drawn / 100 % 10_000)),
            1..4 => text.push_str(&format!("fagord{} ", drawn / 100 % 500)),
            _ => {
                // The first are drawn most.
                let at = (drawn / 100 % 24) * (drawn / 2_400 % 24) / 24;
                text.push_str(COMMON[at]);
                text.push(' ');
            }
        }
    }
    text
}

/// Adds `n` numbered answers to every råd of a consultation, each text of so many words.
pub fn add_answers(conn: &mut Conn, slug: &str, n: usize, words: usize, at: DateTime<Utc>) {
    let (of, series, mut next): (Uid, Uid, i64) = consultation::table
        .inner_join(case_series::table.on(case_series::id.eq(consultation::case_series_id)))
        .filter(consultation::slug.eq(slug))
        .select((consultation::id, case_series::id, case_series::next_number))
        .first(conn)
        .expect("a consultation");
    let fields: Vec<(Uid, String, String)> = field::table
        .inner_join(advice::table.on(advice::id.nullable().eq(field::advice_id)))
        .filter(field::consultation_id.eq(of))
        .order(field::key)
        .select((field::id, field::kind, field::key))
        .load(conn)
        .expect("the fields");
    for from in (0..n).step_by(AT_ONCE) {
        let some: Vec<(usize, Uuid, Uuid)> = (from..n.min(from + AT_ONCE))
            .map(|k| (k, ids::new(at), ids::new(at)))
            .collect();
        transaction::write(conn, |conn| {
            add_some(conn, (of, series, next), &fields, &some, words, at)
        })
        .expect("answers");
        next += some.len() as i64;
    }
}

fn add_some(
    conn: &mut Conn,
    (of, series, next): (Uid, Uid, i64),
    fields: &[(Uid, String, String)],
    some: &[(usize, Uuid, Uuid)],
    words: usize,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    let received = |k: usize| Instant(at + TimeDelta::seconds(k as i64));
    let submissions: Vec<_> = some
        .iter()
        .enumerate()
        .map(|(place, (k, id, _))| {
            (
                submission::id.eq(Uid(*id)),
                submission::consultation_id.eq(of),
                submission::case_series_id.eq(series),
                submission::channel.eq(if k % 4 == 0 { "api" } else { "form" }),
                submission::number.eq(next + place as i64),
                submission::current_version.eq(1),
                submission::standing.eq(if k % 50 == 0 { "late" } else { "counts" }),
                submission::created_at.eq(received(*k)),
            )
        })
        .collect();
    let versions: Vec<_> = some
        .iter()
        .map(|(k, id, version)| {
            let sender = match k % 3 {
                0 => serde_json::json!({ "body": null, "on_behalf": "person", "organisation": null,
                    "organisation_number": null, "person": format!("Person {k}"), "role": null }),
                _ => serde_json::json!({ "body": null, "on_behalf": "organisation",
                    "organisation": format!("Lag {k}"), "organisation_number": null,
                    "person": "Kari", "role": null }),
            };
            (
                submission_version::id.eq(Uid(*version)),
                submission_version::submission_id.eq(Uid(*id)),
                submission_version::no.eq(1),
                submission_version::received_at.eq(received(*k)),
                submission_version::deadline_on.eq(at.date_naive()),
                submission_version::late_seconds.eq((k % 50 == 0).then_some(60_i64)),
                submission_version::proposal_version.eq(1),
                submission_version::sender.eq(Json(sender)),
                submission_version::language.eq("nb"),
            )
        })
        .collect();
    let decisions: Vec<_> = some
        .iter()
        .map(|(k, _, version)| {
            (
                standing_decision::id.eq(Uid(ids::new(at))),
                standing_decision::submission_version_id.eq(Uid(*version)),
                standing_decision::standing.eq(if k % 50 == 0 { "late" } else { "counts" }),
                standing_decision::by_whom.eq("program"),
                standing_decision::at.eq(received(*k)),
            )
        })
        .collect();
    insert_rows!(conn, submission::table, &submissions)?;
    insert_rows!(conn, submission_version::table, &versions)?;
    insert_rows!(conn, standing_decision::table, &decisions)?;
    for some in some.chunks(100) {
        let answers: Vec<_> = some
            .iter()
            .flat_map(|(k, _, version)| {
                let answered = fields.iter().enumerate().filter(move |(at, (_, _, key))| {
                    !key.ends_with(".begrunnelse") && (k + at) % 7 != 0
                });
                answered.map(move |(place, (id, kind, _))| {
                    let is_text = kind == "text";
                    (
                        answer::submission_version_id.eq(Uid(*version)),
                        answer::field_id.eq(*id),
                        answer::body.eq(is_text.then(|| text(*k, place, words))),
                        answer::choice.eq((!is_text).then_some(STANCES[(k + place) % 3])),
                        answer::over_limit.eq(false),
                    )
                })
            })
            .collect();
        insert_rows!(conn, answer::table, &answers)?;
    }
    diesel::update(case_series::table.filter(case_series::id.eq(series)))
        .set(case_series::next_number.eq(next + some.len() as i64))
        .execute(conn)?;
    Ok(())
}
