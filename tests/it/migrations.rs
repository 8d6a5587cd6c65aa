//! Holds the two sets of migrations together with each other and with `schema.rs`: the same steps, a way
//! back from each, and on the database under test exactly the tables that the program reads and writes.

use crate::support::app::TestApp;
use crate::support::database::{Backend, Database};
use diesel::{QueryableByName, RunQueryDsl, sql_query, sql_types};
use hoering::db::{self, Conn};
use hoering::settings::DatabaseUrl;
use std::collections::BTreeSet;
use std::path::Path;

/// One `table.column type` a line, ` null` behind it where that is allowed.
const SQLITE_COLUMNS: &str = "
    SELECT t.name || '.' || c.name || ' ' || lower(c.type) || iif(c.\"notnull\", '', ' null') AS line
    FROM sqlite_master t, pragma_table_info(t.name) c
    WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name NOT LIKE '\\_\\_%' ESCAPE '\\'";
const POSTGRES_COLUMNS: &str = "
    SELECT table_name || '.' || column_name || ' ' || data_type
        || CASE is_nullable WHEN 'YES' THEN ' null' ELSE '' END AS line
    FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name NOT LIKE '\\_\\_%'";

/// Everything else that a migration makes: constraints, indexes, triggers.
const SQLITE_RULES: &str = "SELECT name || ': ' || coalesce(sql, '') AS line FROM sqlite_master";
const POSTGRES_RULES: &str = "
    SELECT conrelid::regclass || ': ' || pg_get_constraintdef(oid) AS line FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT proname || ': ' || prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace";

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = sql_types::Text)]
    line: String,
}

fn open(database: &Database) -> Conn {
    let url = DatabaseUrl::parse(database.url()).expect("a URL of ours");
    Conn::open(&url).expect("the database answers")
}

fn lines(conn: &mut Conn, sqlite: &str, postgres: &str) -> BTreeSet<String> {
    let query = match conn {
        Conn::Sqlite(_) => sqlite,
        Conn::Pg(_) => postgres,
    };
    let found: Vec<Line> = sql_query(query).load(conn).expect("the catalogue");
    found.into_iter().map(|line| line.line).collect()
}

/// What the database should hold by `schema.rs`, written as the catalogue writes it.
fn declared(schema: &str, backend: Backend) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut table = "";
    let lines = schema.lines().map(str::trim);
    for line in lines.filter(|line| !line.starts_with("diesel::joinable!")) {
        if let Some((name, _)) = line.split_once(" (").filter(|_| line.ends_with(") {")) {
            table = name;
        }
        let Some((column, kind)) = line.trim_end_matches(',').split_once(" -> ") else {
            continue;
        };
        let required = kind
            .strip_prefix("Nullable<")
            .and_then(|k| k.strip_suffix('>'));
        let held = held_as(required.unwrap_or(kind), backend);
        let null = if required.is_some() { " null" } else { "" };
        found.insert(format!("{table}.{column} {held}{null}"));
    }
    found
}

/// How a column type of `schema.rs` is called by the database.
fn held_as(kind: &str, backend: Backend) -> &'static str {
    let (sqlite, postgres) = match kind {
        "UuidCol" => ("blob", "uuid"),
        "InstantCol" => ("text", "timestamp with time zone"),
        "JsonCol" => ("text", "jsonb"),
        "Text" => ("text", "text"),
        "Date" => ("text", "date"),
        "Binary" => ("blob", "bytea"),
        "Integer" => ("integer", "integer"),
        "BigInt" => ("integer", "bigint"),
        "Bool" => ("integer", "boolean"),
        other => panic!("no database type for {other}: add it here"),
    };
    match backend {
        Backend::Sqlite => sqlite,
        Backend::Postgres => postgres,
    }
}

#[test]
fn the_database_holds_exactly_what_the_program_declares() {
    let backend = Backend::chosen();
    let database = Database::empty(backend);
    let mut conn = open(&database);
    db::migrate(&mut conn).expect("up");
    let held = lines(&mut conn, SQLITE_COLUMNS, POSTGRES_COLUMNS);
    let declared = declared(include_str!("../../src/db/schema.rs"), backend);
    let missing: Vec<_> = declared.difference(&held).collect();
    let surplus: Vec<_> = held.difference(&declared).collect();
    assert!(
        missing.is_empty() && surplus.is_empty(),
        "declared, not held: {missing:#?}\nheld, not declared: {surplus:#?}"
    );
}

#[test]
fn up_down_and_up_again_gives_the_same_house() {
    let database = Database::empty(Backend::chosen());
    let mut conn = open(&database);
    let rules = |conn: &mut Conn| lines(conn, SQLITE_RULES, POSTGRES_RULES);
    let columns = |conn: &mut Conn| lines(conn, SQLITE_COLUMNS, POSTGRES_COLUMNS);

    assert!(!db::pending(&mut conn).expect("pending").is_empty());
    db::migrate(&mut conn).expect("up");
    assert!(db::pending(&mut conn).expect("pending").is_empty());
    let first = (columns(&mut conn), rules(&mut conn));
    db::revert_all(&mut conn).expect("down");
    assert_eq!(columns(&mut conn), BTreeSet::new());
    db::migrate(&mut conn).expect("up again");
    assert_eq!((columns(&mut conn), rules(&mut conn)), first);
}

#[test]
fn every_step_but_the_first_goes_down_and_up_in_a_house_with_people_in_it() {
    let app = TestApp::start();
    let mut client = app.client();
    let begun = client
        .post("/horinger/24-13304/svar")
        .header("Sec-Fetch-Site", "same-origin")
        .form(&[("on_behalf", "person")])
        .send();
    let desk = begun.header("location").expect("a desk").to_owned();
    let ups = files("sqlite");
    let steps = ups.iter().filter(|file| file.ends_with("/up.sql")).count();
    app.database(|conn| db::redo(conn, steps - 1).expect("down and up"));
    assert_eq!(
        client.get(&desk).send().status,
        200,
        "the session holds its link"
    );
}

/// What is wrong with these two sets, each a list of `folder/file` names.
fn differences(sqlite: &BTreeSet<String>, postgres: &BTreeSet<String>) -> Vec<String> {
    let only = |here: &BTreeSet<String>, there: &BTreeSet<String>, name: &str| {
        here.difference(there)
            .map(|file| format!("only in {name}: {file}"))
            .collect::<Vec<_>>()
    };
    let mut found = only(sqlite, postgres, "sqlite");
    found.extend(only(postgres, sqlite, "postgres"));
    for up in sqlite
        .iter()
        .filter_map(|file| file.strip_suffix("/up.sql"))
    {
        if !sqlite.contains(&format!("{up}/down.sql")) {
            found.push(format!("no way back: {up}"));
        }
    }
    found
}

fn files(backend: &str) -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("migrations")
        .join(backend);
    let entries = |path: &Path| {
        std::fs::read_dir(path)
            .map(|entries| entries.map(|entry| entry.expect("an entry").path()))
            .map(Iterator::collect::<Vec<_>>)
            .unwrap_or_default()
    };
    entries(&folder)
        .iter()
        .flat_map(|step| entries(step))
        .map(|file| {
            file.strip_prefix(&folder)
                .expect("a file inside")
                .display()
                .to_string()
        })
        .collect()
}

#[test]
fn both_databases_have_the_same_migrations() {
    assert_eq!(
        differences(&files("sqlite"), &files("postgres")),
        Vec::<String>::new()
    );
}

#[test]
fn a_step_for_one_database_alone_or_without_a_way_back_is_found() {
    let set = |files: &[&str]| files.iter().map(|f| (*f).to_owned()).collect();
    let found = differences(
        &set(&["1/up.sql", "1/down.sql", "2/up.sql"]),
        &set(&["1/up.sql", "1/down.sql", "3/up.sql"]),
    );
    assert_eq!(
        found,
        [
            "only in sqlite: 2/up.sql",
            "only in postgres: 3/up.sql",
            "no way back: 2"
        ]
    );
}
