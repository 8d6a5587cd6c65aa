//! Staff read many answers: how pages, filters and searches grow from a thousand answers to fifty thousand.

use crate::program::{EXAMPLE, Running, rest, settings};
use crate::report::{Report, Row, median};
use crate::support::client::Client;
use crate::support::database::{Backend, Template};
use crate::support::many::add_answers;
use crate::support::temp_dir::TempDir;
use hoering::accounts::{self, By, NewMember};
use hoering::audit::Actor;
use hoering::clock::Clock;
use hoering::db::Conn;
use hoering::i18n::Lang;
use hoering::keys::Keys;
use hoering::role::Role;
use hoering::server::compose;
use hoering::session::staff;
use hoering::settings::{DatabaseUrl, Settings};
use hoering::{ids, review};
use std::time::{Duration, Instant};

/// The first is what the others are compared with.
const SIZES: [usize; 3] = [1_000, 10_000, 50_000];
/// Words of each text: some thousand characters.
const WORDS: usize = 150;
const LOOKS: usize = 60;

/// What is looked at, below the list of answers.
const PAGES: [(&str, &str); 8] = [
    ("list", ""),
    ("list, deep", "?etter=500"),
    ("sender", "?avsender=person"),
    ("standing and channel", "?status=for-sent&kanal=api"),
    ("råd", "/rad/r1"),
    ("råd and stance", "/rad/r1?holdning=r1.standpunkt%3Astotter"),
    ("a rare word", "?q=eneste77"),
    ("two common words", "/rad/r1?q=kommunen+ansvar"),
];

pub fn measure(backend: Backend, report: &mut Report) {
    let mut first: Vec<(f64, f64)> = Vec::new();
    for size in SIZES {
        let times = of_size(backend, size, report);
        for ((name, _), (at, (p50, p95))) in PAGES.iter().zip(times.iter().enumerate()) {
            report.note(format!(
                "{backend:?}, {size} answers, {name}: {p50:.1} and {p95:.1} ms"
            ));
            if let Some((_, base)) = first.get(at) {
                let name = format!("{backend:?}: {name}, p95 at {size} against {}", SIZES[0]);
                report.row(Row::at_most(name, p95 / base, "", 2.0, 4.0));
            }
        }
        if first.is_empty() {
            first = times;
        }
    }
}

/// The median and the 95th percentile of each page, in milliseconds.
fn of_size(backend: Backend, size: usize, report: &mut Report) -> Vec<(f64, f64)> {
    let folder = TempDir::new();
    let mut cookie = String::new();
    let template = Template::new(backend, |url| {
        let parsed = DatabaseUrl::parse(url).expect("a database URL");
        crate::program::publish(&parsed);
        let now = Clock::system().now();
        let mut conn = Conn::open(&parsed).expect("a database");
        add_answers(&mut conn, EXAMPLE, size, WORDS, now);
        cookie = sign_in(url, &folder, &mut conn);
        drop(conn);
        rest(url);
    });
    let program = Running::start(template.copy(), &folder, &[]);
    let mut client = Client::new(program.address());
    client.cookies.insert("hoering-staff".to_owned(), cookie);
    let times = PAGES
        .iter()
        .map(|(name, rest)| {
            let path = format!("/saksbehandling/horinger/{EXAMPLE}/innspill{rest}");
            let mut times: Vec<f64> = (0..LOOKS)
                .map(|_| {
                    let begun = Instant::now();
                    let page = client.get(&path).send();
                    assert_eq!(page.status, 200, "{name}");
                    begun.elapsed().as_secs_f64() * 1_000.0
                })
                .collect();
            // The first look reads the answers in; it is told of below.
            times.remove(0);
            times.sort_by(f64::total_cmp);
            (median(&times), times[times.len() * 95 / 100])
        })
        .collect();
    let memory = program.usage().resident_mb();
    report.note(format!(
        "{backend:?}, {size} answers: {memory:.0} MB resident"
    ));
    times
}

/// A reader's session, and the words indexed as a running program has them.
fn sign_in(url: &str, folder: &TempDir, conn: &mut Conn) -> String {
    let settings = Settings::load(settings(url, folder), None).expect("settings");
    let app = compose(settings, Clock::system()).expect("the program");
    let now = app.clock.now();
    let by = By {
        actor: Actor::Operator,
        at: now,
    };
    let new = NewMember::check("leser@staff.example", "Leser", Lang::Nb).expect("a reader");
    let id = accounts::add(conn, &new, by).expect("an id");
    accounts::set_role(conn, id, None, Some(Role::Reader), by).expect("a role");
    let session = ids::new(now);
    let token = app
        .keys
        .session_token(app.keys.newest(), session)
        .expect("a token");
    staff::open(conn, session, id, &Keys::token_hash(&token), now).expect("a session");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let begun = Instant::now();
    runtime
        .block_on(review::keep_index(&app))
        .expect("an index");
    assert!(
        begun.elapsed() < Duration::from_secs(600),
        "the index takes too long"
    );
    app.db.close();
    token
}
