//! Staff read answers: the list, a råd, filters and words, the first screenful and one far back.

use crate::grown::Took;
use crate::looks;
use crate::program::EXAMPLE;
use crate::seeded::{Seeded, WORDS};
use crate::support::many::add_answers;
use hoering::clock::Clock;
use hoering::db::Conn;
use hoering::settings::DatabaseUrl;
use std::collections::BTreeSet;

/// What is looked at, below the list of answers. Words are known once they were looked for.
const PAGES: [(&str, &str); 10] = [
    ("list", ""),
    ("list, far back", "?etter=500"),
    ("sender", "?avsender=person"),
    ("standing and channel", "?status=for-sent&kanal=api"),
    ("days", "?fra=2020-01-01&til=2040-12-31"),
    ("råd", "/rad/r1"),
    ("råd, far back", "/rad/r1?etter=500"),
    ("råd and stance", "/rad/r1?holdning=r1.standpunkt%3Astotter"),
    ("a rare word", "?q=eneste77"),
    ("two common words", TWO_WORDS),
];
/// The same when another answer has come before each look.
const ANEW: [(&str, &str); 4] = [
    ("another came: list", ""),
    ("another came: days", "?fra=2020-01-01&til=2040-12-31"),
    ("another came: a rare word", "?q=eneste77"),
    ("another came: two common words", TWO_WORDS),
];
const TWO_WORDS: &str = "/rad/r1?q=kommunen+ansvar";
/// Common words. What they begin with are more words than are kept, so that nobody has looked for the next two.
const COMMON: [&str; 8] = [
    "kommunen",
    "tjenesten",
    "ansvar",
    "brukere",
    "samarbeid",
    "tydelig",
    "ressurser",
    "kompetanse",
];

pub fn measure(seeded: &Seeded) -> Vec<Took> {
    let (server, mut client) = seeded.serve();
    let path = |rest: &str| format!("/saksbehandling/horinger/{EXAMPLE}/innspill{rest}");
    let mut took = vec![looks::first(
        &server,
        &mut client,
        "first look after start",
        &path(""),
    )];
    for (name, rest) in PAGES {
        took.push(looks::many(&server, &mut client, name, |_| path(rest)));
    }
    let beginnings = COMMON
        .iter()
        .flat_map(|word| (3..=word.len()).map(|n| &word[..n]));
    let beginnings: BTreeSet<&str> = beginnings.collect();
    let beginnings: Vec<&str> = beginnings.into_iter().collect();
    let two = |n: usize| [0, 1].map(|more| beginnings[(2 * n + more) % beginnings.len()]);
    let name = "first for two common words";
    took.push(looks::many(&server, &mut client, name, |n| {
        path(&format!("/rad/r1?q={}", two(n).join("+")))
    }));
    let url = DatabaseUrl::parse(server.database.url()).expect("a database URL");
    let mut conn = Conn::open(&url).expect("a database");
    for (name, rest) in ANEW {
        took.push(looks::many(&server, &mut client, name, |_| {
            add_answers(&mut conn, EXAMPLE, 1, WORDS, Clock::system().now());
            path(rest)
        }));
    }
    took
}
