//! All answers taken out, as CSV and JSON while they are made, and as a workbook by a worker: what it costs and what
//! it needs at most.

use crate::grown::{Limits, Took};
use crate::looks;
use crate::program::{EXAMPLE, Running};
use crate::report::{Report, Row};
use crate::seeded::Seeded;
use crate::support::client::Client;
use crate::usage::Usage;
use diesel::prelude::*;
use flate2::{Compression, write::DeflateEncoder};
use hoering::db::Conn;
use hoering::db::schema::{answer, export_job};
use hoering::db::types::Uid;
use hoering::settings::DatabaseUrl;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

pub fn measure(seeded: &Seeded, report: &mut Report) -> Vec<Took> {
    let workbook = Limits {
        cpu: Some((5_000.0, 30_000.0)),
        memory: Some((0.2, 0.5)),
        ..Limits::default()
    };
    let streamed = Limits {
        cpu: Some((10_000.0, 30_000.0)),
        ..workbook
    };
    let files: [(&str, &str, Limits); 5] = [
        ("CSV", "format=csv", streamed),
        ("JSON", "format=json", streamed),
        ("JSON, one råd", "format=json&del=r1", streamed),
        ("XLSX", "format=xlsx", workbook),
        ("XLSX, one råd", "format=xlsx&del=r1", workbook),
    ];
    let file = |(name, query, limits): (&str, &str, Limits)| {
        let (server, mut client) = seeded.serve();
        let list = format!("/saksbehandling/horinger/{EXAMPLE}/innspill");
        // What every reader has in memory already.
        looks::first(&server, &mut client, "the answers read in", &list);
        server.forget_peak();
        let before = server.usage();
        let begun = Instant::now();
        match query.contains("xlsx") {
            true => have_made(&server, &mut client, query),
            false => take(&server, &client, query),
        }
        let time = begun.elapsed().as_secs_f64() * 1_000.0;
        let after = server.usage();
        Took {
            name: name.to_owned(),
            p50: time,
            p95: time,
            cpu: after.ms_since(&before, 1),
            peak: after.peak_mb(),
            needed: after.peak_mb() - before.resident_mb(),
            limits,
        }
    };
    let took: Vec<Took> = files.into_iter().map(file).collect();
    let workbook = took.iter().find(|took| took.name == "XLSX");
    let workbook = workbook.map_or(0.0, |took| took.cpu);
    let floor = floor(seeded);
    let name = "XLSX, CPU against its floor, times";
    report.note(format!("the floor of a workbook: CPU {floor:.1} ms"));
    report.row(Row::at_most(name, workbook / floor, "", 2.0, 6.0));
    took
}

/// What a workbook costs, whoever writes it: each text read once, and compressed once as fast as can be; with no XML,
/// no cell, and nothing else of an answer. In milliseconds of processor time.
fn floor(seeded: &Seeded) -> f64 {
    let database = seeded.database();
    let url = DatabaseUrl::parse(database.url()).expect("a database URL");
    let mut conn = Conn::open_reader(&url).expect("a database");
    let of_this_process = || Usage::of(std::process::id());
    let before = of_this_process();
    let versions: Vec<Uid> = answer::table
        .select(answer::submission_version_id)
        .distinct()
        .load(&mut conn)
        .expect("the answers");
    let mut out = DeflateEncoder::new(std::io::sink(), Compression::fast());
    // As many at once as the program reads.
    for some in versions.chunks(100) {
        let texts: Vec<Option<String>> = answer::table
            .filter(answer::submission_version_id.eq_any(some))
            .select(answer::body)
            .load(&mut conn)
            .expect("their texts");
        for text in texts.into_iter().flatten() {
            out.write_all(text.as_bytes()).expect("a text compressed");
        }
    }
    out.finish().expect("all of them");
    of_this_process().ms_since(&before, 1)
}

fn form() -> String {
    format!("/saksbehandling/horinger/{EXAMPLE}/eksport")
}

/// Takes a file as it comes, and keeps nothing of it.
fn take(server: &Running, client: &Client, query: &str) {
    let cookies: Vec<String> = client
        .cookies
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let request = format!(
        "GET {}/fil?{query} HTTP/1.1\r\nHost: bench\r\nCookie: {}\r\nConnection: close\r\n\r\n",
        form(),
        cookies.join("; ")
    );
    let mut stream = TcpStream::connect(server.address()).expect("the server");
    stream.write_all(request.as_bytes()).expect("a request");
    let mut buffer = vec![0; 1 << 18];
    let (mut size, mut end) = (0, Vec::new());
    let mut head = Vec::new();
    loop {
        let n = stream.read(&mut buffer).expect("a file");
        if n == 0 {
            break;
        }
        if head.is_empty() {
            head.extend_from_slice(&buffer[..n.min(12)]);
        }
        size += n;
        end.extend_from_slice(&buffer[n.saturating_sub(5)..n]);
        end.drain(..end.len().saturating_sub(5));
    }
    assert_eq!(head, b"HTTP/1.1 200");
    assert_eq!(end, b"0\r\n\r\n", "a file that broke off");
    println!("{query}: {:.0} MB", size as f64 / 1e6);
}

/// Asks for a file as the page does, and waits until the worker has made it.
fn have_made(server: &Running, client: &mut Client, query: &str) {
    let page = client.get(&form()).send();
    let csrf = page.text().split("name=\"csrf\" value=\"").nth(1);
    let csrf = csrf.and_then(|rest| rest.split('"').next());
    let csrf = csrf.expect("a form").to_owned();
    let asked = format!("?{query}");
    let pressed = client
        .post(&form())
        .header("Sec-Fetch-Site", "same-origin")
        .form(&[("csrf", csrf.as_str()), ("utvalg", asked.as_str())])
        .send();
    assert_eq!(pressed.status, 303, "{}", pressed.text());
    let url = DatabaseUrl::parse(server.database.url()).expect("a database URL");
    let mut conn = Conn::open(&url).expect("a database");
    let size = loop {
        let (state, size): (String, i64) = export_job::table
            .select((export_job::state, export_job::size))
            .first(&mut conn)
            .expect("the job");
        assert_ne!(state, "failed");
        if state == "done" {
            break size;
        }
        std::thread::sleep(Duration::from_millis(50));
    };
    println!("{query}: {:.0} MB", size as f64 / 1e6);
}
