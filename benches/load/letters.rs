//! Twenty thousand invitations that are owed, handed to a mail server that takes all of them; beside that the
//! very same letters, written already, pushed through lettre alone.

use crate::program::{self, Running};
use crate::report::{Report, Row};
use crate::sink::{Sink, Taken};
use crate::support::database::{Backend, Template};
use crate::support::temp_dir::TempDir;
use crate::usage::Postgres;
use diesel::sql_types::Text;
use diesel::{RunQueryDsl, sql_query};
use hoering::audit::Actor;
use hoering::bodies::{self, NewBody, Source};
use hoering::clock::Clock;
use hoering::db::types::{InstantCol, UuidCol};
use hoering::db::{Conn, Instant as At, Uid};
use hoering::ids;
use hoering::invitations::{self, Act};
use hoering::server::compose;
use hoering::settings::Settings;
use lettre::address::Envelope;
use lettre::transport::smtp::PoolConfig;
use lettre::{Address, SmtpTransport, Transport};
use std::time::{Duration, Instant};

const LETTERS: usize = 20_000;
const AT_ONCE: usize = 500;
/// Longer than any run takes.
const PATIENCE: Duration = Duration::from_secs(600);

pub fn measure(backend: Backend, report: &mut Report) {
    let sink = Sink::start();
    let folder = TempDir::new();
    let mail = [(
        "HOERING_SMTP_URL".to_owned(),
        format!("smtp://{}", sink.address),
    )];
    let template = Template::new(backend, |url| {
        let all = program::settings(url, &folder)
            .into_iter()
            .chain(mail.clone());
        let settings = Settings::load(all.collect::<Vec<_>>(), None).expect("settings");
        program::publish(&settings.database_url);
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        runtime.block_on(owe(settings));
        drop(runtime);
        program::rest(url);
    });
    let begun = Instant::now();
    let server = Running::start(template.copy(), &folder, &mail);
    let postgres = (backend == Backend::Postgres).then(|| Postgres::behind(server.database.url()));
    let (before, database) = (server.usage(), postgres.as_ref().map(Postgres::cpu));
    wait_for(&sink, begun);
    let took = begun.elapsed();
    let after = server.usage();
    let name = |what: &str| format!("{backend:?}, {LETTERS} letters: {what}");
    let rate = LETTERS as f64 / took.as_secs_f64();
    report.row(Row::plain(name("sent"), rate, "/s"));
    report.row(Row::plain(name("time"), took.as_secs_f64(), "s"));
    let cpu = after.ms_since(&before, LETTERS);
    report.row(Row::plain(name("CPU of the program, each"), cpu, "ms"));
    if let Some((spent, before)) = postgres.as_ref().map(Postgres::cpu).zip(database) {
        let each = (spent - before).as_secs_f64() * 1000.0 / LETTERS as f64;
        report.row(Row::plain(name("CPU of PostgreSQL, each"), each, "ms"));
    }
    report.row(Row::at_most(
        name("memory at most"),
        after.peak_mb(),
        "MB",
        60.0,
        120.0,
    ));
    drop(server);
    let alone = through_lettre_alone(&sink.kept());
    report.row(Row::plain(
        name("the same through lettre alone"),
        alone,
        "/s",
    ));
    report.row(Row::plain(name("against lettre alone"), rate / alone, ""));
}

/// Registers the bodies, invites them, and lets their letters be owed by the program's own use case.
async fn owe(settings: Settings) {
    let app = compose(settings, Clock::system()).expect("the program");
    let found = app.consultations.get(&app.db, program::EXAMPLE).await;
    let consultation = found.expect("the example");
    for chunk in 0..LETTERS / AT_ONCE {
        let (about, now) = (consultation.id, app.clock.now());
        let new: Vec<NewBody> = (0..AT_ONCE)
            .map(|n| {
                let name = format!("Eksempel {}", chunk * AT_ONCE + n);
                let address = format!("post{}@eksempel.example", chunk * AT_ONCE + n);
                NewBody {
                    official: Some(address),
                    ..NewBody::named(&name, None)
                }
            })
            .collect();
        let invited = app.db.write(move |conn| {
            let registered = bodies::insert_bodies(conn, &new, Source::Staff, now)?;
            let rows = registered.into_iter().zip(&new);
            Ok(rows
                .filter_map(|(body, new)| {
                    Some(invite(conn, about, body, new.official.as_deref()?, now))
                })
                .collect::<Vec<_>>())
        });
        let invited = invited.await.expect("invited bodies");
        let sent = invitations::act(
            &app,
            &consultation,
            Act::Send,
            &invited,
            "1",
            Actor::Operator,
        );
        assert_eq!(sent.await.expect("letters that are owed"), AT_ONCE);
    }
    app.db.close();
}

fn invite(
    conn: &mut Conn,
    consultation: uuid::Uuid,
    body: uuid::Uuid,
    address: &str,
    now: chrono::DateTime<chrono::Utc>,
) -> uuid::Uuid {
    let id = ids::new(now);
    sql_query(
        "INSERT INTO invited (id, consultation_id, body_id, name, address, language, added_at) \
         VALUES ($1, $2, $3, $4, $5, 'nb', $6)",
    )
    .bind::<UuidCol, _>(Uid(id))
    .bind::<UuidCol, _>(Uid(consultation))
    .bind::<UuidCol, _>(Uid(body))
    .bind::<Text, _>("Eksempel")
    .bind::<Text, _>(address)
    .bind::<InstantCol, _>(At(now))
    .execute(conn)
    .expect("an invited body");
    id
}

fn wait_for(sink: &Sink, begun: Instant) {
    while sink.taken() < LETTERS {
        assert!(begun.elapsed() < PATIENCE, "{} of {LETTERS}", sink.taken());
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// One after the other on one connection, as the program sends them; how many in a second.
fn through_lettre_alone(letters: &[Taken]) -> f64 {
    let sink = Sink::start();
    let transport = SmtpTransport::builder_dangerous(sink.address.ip().to_string())
        .port(sink.address.port())
        .pool_config(PoolConfig::new().max_size(1))
        .build();
    let from: Address = "horing@eksempel.example".parse().expect("an address");
    let begun = Instant::now();
    for letter in letters {
        let to = letter.recipient.parse().expect("a recipient");
        let envelope = Envelope::new(Some(from.clone()), vec![to]).expect("an envelope");
        transport
            .send_raw(&envelope, &letter.bytes)
            .expect("a letter that is taken");
    }
    assert_eq!(sink.taken(), letters.len());
    letters.len() as f64 / begun.elapsed().as_secs_f64()
}
