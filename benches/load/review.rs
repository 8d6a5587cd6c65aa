//! Staff read answers: the list, a råd, filters and words, the first screenful and one far back.

use crate::grown::Took;
use crate::looks;
use crate::program::EXAMPLE;
use crate::seeded::Seeded;

/// What is looked at, below the list of answers. What a filter took is kept until something changes, so that all looks but
/// the first find it there; «anew» is one that nobody has asked for before.
const PAGES: [(&str, &str); 12] = [
    ("list", ""),
    ("list, far back", "?etter=500"),
    ("sender", "?avsender=person"),
    ("standing and channel", "?status=for-sent&kanal=api"),
    ("days", "?fra=2020-01-01&til=2040-12-31"),
    ("råd", "/rad/r1"),
    ("råd, far back", "/rad/r1?etter=500"),
    ("råd and stance", "/rad/r1?holdning=r1.standpunkt%3Astotter"),
    ("a rare word", "?q=eneste77"),
    ("two common words", "/rad/r1?q=kommunen+ansvar"),
    ("anew: days", "?fra=19{n}-01-01"),
    (
        "anew: two common words",
        "/rad/r1?q=kommunen+ansvar&fra=19{n}-01-01",
    ),
];

pub fn measure(seeded: &Seeded) -> Vec<Took> {
    let (server, mut client) = seeded.serve();
    let path = |rest: &str| format!("/saksbehandling/horinger/{EXAMPLE}/innspill{rest}");
    let first = looks::first(&server, &mut client, "first look after start", &path(""));
    let pages = PAGES
        .iter()
        .map(|(name, rest)| looks::many(&server, &mut client, name, &path(rest)));
    [first].into_iter().chain(pages).collect()
}
