//! A consultation with so many answers, some of them by invited bodies, its words indexed and a reader signed in: what
//! the pages and the files of staff are measured on. Made once for each size.

use crate::program::{EXAMPLE, Running, publish, rest, settings};
use crate::support::client::Client;
use crate::support::database::{Backend, Database, Template};
use crate::support::many::add_answers;
use crate::support::temp_dir::TempDir;
use diesel::{RunQueryDsl, sql_query};
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
use std::time::Instant;

/// Words of each text: some 1,500 characters, to nine or ten of eleven råd.
pub const WORDS: usize = 230;

pub struct Seeded {
    template: Template,
    folder: TempDir,
    cookie: String,
}

impl Seeded {
    pub fn new(backend: Backend, answers: usize) -> Self {
        let folder = TempDir::new();
        let mut cookie = String::new();
        let begun = Instant::now();
        let template = Template::new(backend, |url| {
            let parsed = DatabaseUrl::parse(url).expect("a database URL");
            publish(&parsed);
            let mut conn = Conn::open(&parsed).expect("a database");
            add_answers(&mut conn, EXAMPLE, answers, WORDS, Clock::system().now());
            give_to_invited(&mut conn);
            cookie = sign_in(url, &folder, &mut conn);
            drop(conn);
            rest(url);
        });
        let took = begun.elapsed().as_secs_f64();
        println!("{backend:?}, {answers} answers: seeded and indexed in {took:.0} s");
        Self {
            template,
            folder,
            cookie,
        }
    }

    /// A database like the one that [`Self::serve`] begins with.
    pub fn database(&self) -> Database {
        self.template.copy()
    }

    /// A server that has just started, and its reader.
    pub fn serve(&self) -> (Running, Client) {
        let server = Running::start(self.template.copy(), &self.folder, &[]);
        let mut client = Client::new(server.address());
        client
            .cookies
            .insert("hoering-staff".to_owned(), self.cookie.clone());
        (server, client)
    }
}

/// Every invited body has sent one of the first answers: as many as there are.
fn give_to_invited(conn: &mut Conn) {
    let sql = "UPDATE submission SET body_id = (SELECT t.body_id FROM \
               (SELECT body_id, row_number() OVER (ORDER BY name, id) AS n FROM invited) t WHERE t.n = submission.number) \
               WHERE number <= (SELECT count(*) FROM invited)";
    sql_query(sql).execute(conn).expect("bodies with answers");
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
    runtime
        .block_on(review::keep_index(&app))
        .expect("an index");
    app.db.close();
    token
}
