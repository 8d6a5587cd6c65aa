//! Staff see the numbers: the overview, and the largest of its tables as a file.

use crate::grown::Took;
use crate::looks;
use crate::program::EXAMPLE;
use crate::seeded::Seeded;

pub fn measure(seeded: &Seeded) -> Vec<Took> {
    let (server, mut client) = seeded.serve();
    let path = |rest: &str| format!("/saksbehandling/horinger/{EXAMPLE}{rest}");
    let first = looks::first(
        &server,
        &mut client,
        "overview, first after start",
        &path(""),
    );
    let page = looks::many(&server, &mut client, "overview", |_| path(""));
    let file = looks::many(&server, &mut client, "overview, a table", |_| {
        path("/tall/standpunkt.csv")
    });
    vec![first, page, file]
}
