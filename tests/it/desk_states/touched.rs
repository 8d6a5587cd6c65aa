//! What is written to the database, whoever does it: told, and taken back.

use crate::support::tables::lines;
use diesel::connection::SimpleConnection;
use diesel::{QueryableByName, RunQueryDsl, sql_query, sql_types};
use hoering::db::Conn;
use hoering::each;
use std::collections::BTreeMap;

/// Notes in the database which tables are written to, and what undoes it.
pub struct Touched {
    /// The last thing written that was told of.
    told: i64,
    /// The last before it was told of last.
    before: i64,
}

#[derive(QueryableByName)]
struct Touch {
    #[diesel(sql_type = sql_types::BigInt)]
    id: i64,
    #[diesel(sql_type = sql_types::Text)]
    name: String,
}

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = sql_types::Text)]
    table: String,
    #[diesel(sql_type = sql_types::Text)]
    name: String,
    #[diesel(sql_type = sql_types::Bool)]
    is_key: bool,
}

const COLUMNS_OF_SQLITE: &str = "
    SELECT t.name AS \"table\", c.name AS name, c.pk > 0 AS is_key
    FROM sqlite_master t JOIN pragma_table_info(t.name) c
    WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name <> 'touched'";

/// What these keep from being changed could not be undone. That it is changed is told here.
const GUARDS_OF_SQLITE: &str =
    "SELECT 'DROP TRIGGER ' || name || ';' AS line FROM sqlite_master WHERE type = 'trigger'";

const NOTES_OF_SQLITE: &str = "
    CREATE TABLE touched (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, back TEXT NOT NULL);";

/// A row is found again as a whole: it need not have a key.
const NOTES_OF_POSTGRES: &str = "
    CREATE TABLE touched (id bigserial PRIMARY KEY, name text NOT NULL, back text NOT NULL);
    CREATE FUNCTION note_touched() RETURNS trigger LANGUAGE plpgsql AS $note$
    DECLARE back text := '';
    BEGIN
        IF TG_OP <> 'DELETE' THEN
            back := format('DELETE FROM %1$I t WHERE t = jsonb_populate_record(NULL::%1$I, %2$L);',
                TG_TABLE_NAME, to_jsonb(NEW));
        END IF;
        IF TG_OP <> 'INSERT' THEN
            back := back || format('INSERT INTO %1$I SELECT * FROM jsonb_populate_record(NULL::%1$I, %2$L);',
                TG_TABLE_NAME, to_jsonb(OLD));
        END IF;
        INSERT INTO touched (name, back) VALUES (TG_TABLE_NAME, back);
        RETURN NULL;
    END $note$;";

const WATCH_POSTGRES: &str = "
    SELECT 'CREATE TRIGGER touched AFTER INSERT OR UPDATE OR DELETE ON ' || table_name ||
        ' FOR EACH ROW EXECUTE FUNCTION note_touched();' AS line
    FROM information_schema.tables WHERE table_schema = 'public' AND table_name <> 'touched'";

impl Touched {
    pub fn new(conn: &mut Conn) -> Self {
        match conn {
            Conn::Sqlite(_) => {
                let guards = lines(conn, GUARDS_OF_SQLITE).concat();
                run(conn, &format!("{guards}{NOTES_OF_SQLITE}"));
                let watch = watch_sqlite(conn);
                run(conn, &watch);
            }
            Conn::Pg(_) => {
                run(conn, NOTES_OF_POSTGRES);
                let watch = lines(conn, WATCH_POSTGRES).concat();
                run(conn, &watch);
            }
        }
        Self { told: 0, before: 0 }
    }

    /// The tables that were written to since this was asked last.
    pub fn since(&mut self, conn: &mut Conn) -> Vec<String> {
        let new = format!("SELECT id, name FROM touched WHERE id > {}", self.told);
        let new: Vec<Touch> = sql_query(new).load(conn).expect("what was touched");
        self.before = self.told;
        self.told = new.iter().map(|touch| touch.id).max().unwrap_or(self.told);
        new.into_iter().map(|touch| touch.name).collect()
    }

    /// Undoes what was told last: everything stands as it did before.
    pub fn undo(&mut self, conn: &mut Conn) {
        let back = format!(
            "SELECT back || ';' AS line FROM touched WHERE id > {} ORDER BY id DESC",
            self.before
        );
        let back = lines(conn, &back).join("\n");
        // Nothing else follows from it, neither by a trigger nor by a foreign key.
        let undo = match conn {
            Conn::Sqlite(_) => format!(
                "PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE; {back} COMMIT; PRAGMA foreign_keys = ON;"
            ),
            Conn::Pg(_) => {
                format!("BEGIN; SET LOCAL session_replication_role = replica; {back} COMMIT;")
            }
        };
        run(conn, &undo);
        self.since(conn);
    }
}

/// The triggers that note what is written, with the values as literals in what undoes it.
fn watch_sqlite(conn: &mut Conn) -> String {
    let columns: Vec<Column> = sql_query(COLUMNS_OF_SQLITE).load(conn).expect("columns");
    let mut tables: BTreeMap<&str, Vec<&Column>> = BTreeMap::new();
    for column in &columns {
        tables.entry(&column.table).or_default().push(column);
    }
    let watch = |(table, columns): (&&str, &Vec<&Column>)| {
        let equal = |of: &str, all: &mut dyn Iterator<Item = &&Column>, between: &str| {
            let each = all.map(|c| format!("'\"{0}\" = ' || quote({of}.\"{0}\")", c.name));
            each.collect::<Vec<_>>()
                .join(&format!(" || '{between}' || "))
        };
        let this = equal("NEW", &mut columns.iter().filter(|c| c.is_key), " AND ");
        let as_it_was = equal("OLD", &mut columns.iter(), ", ");
        let values = columns.iter().map(|c| format!("quote(OLD.\"{}\")", c.name));
        let values = values.collect::<Vec<_>>().join(" || ', ' || ");
        let names = columns.iter().map(|c| format!("\"{}\"", c.name));
        let names = names.collect::<Vec<_>>().join(", ");
        [
            ("INSERT", format!("'DELETE FROM {table} WHERE ' || {this}")),
            (
                "UPDATE",
                format!("'UPDATE {table} SET ' || {as_it_was} || ' WHERE ' || {this}"),
            ),
            (
                "DELETE",
                format!("'INSERT INTO {table} ({names}) VALUES (' || {values} || ')'"),
            ),
        ]
        .map(|(does, back)| {
            format!(
                "CREATE TRIGGER touched_{table}_{does} AFTER {does} ON {table} BEGIN
                 INSERT INTO touched (name, back) VALUES ('{table}', {back}); END;\n"
            )
        })
        .concat()
    };
    tables.iter().map(watch).collect()
}

fn run(conn: &mut Conn, statements: &str) {
    each!(conn, c => c.batch_execute(statements)).expect(statements);
}
