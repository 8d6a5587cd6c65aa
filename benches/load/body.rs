//! The own page of a body that was asked in very many consultations, with a draft in every second.

use crate::looks;
use crate::program::{Running, publish, rest, settings};
use crate::report::{Report, Row};
use crate::support::client::Client;
use crate::support::database::{Backend, Template};
use crate::support::temp_dir::TempDir;
use diesel::prelude::*;
use hoering::audit::Actor;
use hoering::clock::Clock;
use hoering::consultations::{self, Consultation, ImportOutcome, Key, Terms};
use hoering::db::schema::{body, invited};
use hoering::db::{Conn, Instant, Uid, transaction};
use hoering::i18n::Lang;
use hoering::ids;
use hoering::keys::Keys;
use hoering::session::{LinkKind, NewLink, insert_link};
use hoering::settings::{DatabaseUrl, Settings};
use hoering::submissions::desk::SenderDetails;
use hoering::submissions::{NewDesk, insert_desks};
use std::sync::Arc;
use uuid::Uuid;

const CONSULTATIONS: usize = 200;
const SLUG: &str = "lettere-a-svare";
const ROUND: &str = include_str!("../../examples/innspillsrunde/hoering.toml");

pub fn measure(backend: Backend, report: &mut Report) {
    let folder = TempDir::new();
    let mut opened = None;
    let template = Template::new(backend, |url| {
        let settings = Settings::load(settings(url, &folder), None).expect("settings");
        publish(&settings.database_url);
        let now = Clock::system().now();
        let keys = Keys::load_or_create(&settings.key_file, now).expect("keys");
        let mut conn = open(url);
        opened = Some(asked_everywhere(&mut conn, &keys));
        drop(conn);
        rest(url);
    });
    let (desk, token) = opened.expect("a desk");
    let server = Running::start(template.copy(), &folder, &[]);
    let mut client = Client::new(server.address());
    let entered = client
        .post(&format!("/invitasjon/{token}"))
        .header("Sec-Fetch-Site", "same-origin")
        .form(&[])
        .send();
    assert_eq!(entered.status, 303, "{}", entered.text());
    let path = format!("/svar/{desk}/virksomheten");
    let name = |how: &str| format!("{backend:?}, a body asked in {CONSULTATIONS}: {how}");
    let took = looks::many(&server, &mut client, "body page", |_| path.clone());
    report.row(Row::at_most(name("p50"), took.p50, "ms", 20.0, 60.0));
    report.row(Row::plain(name("p95"), took.p95, "ms"));
    report.row(Row::plain(name("CPU"), took.cpu, "ms"));
}

fn open(url: &str) -> Conn {
    Conn::open(&DatabaseUrl::parse(url).expect("a database URL")).expect("a database")
}

/// The desk of the first, and the token of its invitation.
fn asked_everywhere(conn: &mut Conn, keys: &Keys) -> (Uuid, String) {
    let register = body::table.order(body::id).select(body::id);
    let body: Uid = register.first(conn).expect("a body of the register");
    let made: Vec<_> = (0..CONSULTATIONS)
        .filter_map(|n| {
            let consultation = import(conn, n);
            transaction::write(conn, |conn| Ok(ask(conn, keys, &consultation, body, n)))
                .expect("an invitation")
        })
        .collect();
    made.into_iter().next().expect("a desk")
}

fn import(conn: &mut Conn, n: usize) -> Arc<Consultation> {
    let slug = format!("{SLUG}-{n}");
    let file = ROUND.replace(SLUG, &slug);
    let file = consultations::file::parse(&file, |_| None).expect("a file without faults");
    let terms = Terms {
        actor: Actor::Operator,
        now: Clock::system().now(),
        moved: None,
    };
    let outcome = transaction::write(conn, |c| consultations::import(c, &file, &terms));
    assert_eq!(outcome.expect("an outcome"), ImportOutcome::Created);
    let found = consultations::load(conn, &Key::from(slug.as_str()), None);
    Arc::new(found.expect("a reading").expect("the consultation"))
}

/// Every second has a draft, and the first of them its link.
fn ask(
    conn: &mut Conn,
    keys: &Keys,
    consultation: &Consultation,
    body: Uid,
    n: usize,
) -> Option<(Uuid, String)> {
    let at = Clock::system().now();
    let id = ids::new(at);
    diesel::insert_into(invited::table)
        .values((
            invited::id.eq(Uid(id)),
            invited::consultation_id.eq(Uid(consultation.id)),
            invited::body_id.eq(body),
            invited::name.eq("Virksomheten"),
            invited::language.eq(Lang::Nb.code()),
            invited::added_at.eq(Instant(at)),
        ))
        .execute(conn)
        .expect("an invited body");
    if n % 2 == 1 {
        return None;
    }
    let desk = NewDesk {
        id: ids::new(at),
        consultation_id: consultation.id,
        sender: SenderDetails::default(),
        chosen: vec![],
        language: Lang::Nb,
        proposal_version: consultation.version,
        of: Some((id, body.0)),
        parent: None,
        is_joint: false,
        at,
    };
    insert_desks(conn, &[&desk]).expect("a desk");
    let (link, token) =
        NewLink::issue(keys, LinkKind::Invitation, desk.id, None, at).expect("a link");
    insert_link(conn, &link).expect("a link");
    Some((desk.id, token))
}
