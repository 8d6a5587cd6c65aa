//! Everything that stands in a database, as text: to see that something changed nothing, or is nowhere.

use diesel::{QueryableByName, RunQueryDsl, sql_query, sql_types};
use hoering::db::Conn;
use std::collections::{BTreeMap, HashSet};

/// The rows of every table, by the table's name.
pub type Contents = BTreeMap<String, Vec<String>>;

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = sql_types::Text)]
    line: String,
}

/// The only column of what is asked for, which is called `line`.
pub fn lines(conn: &mut Conn, query: &str) -> Vec<String> {
    let found: Vec<Line> = sql_query(query)
        .load(conn)
        .unwrap_or_else(|e| panic!("{query}: {e}"));
    found.into_iter().map(|row| row.line).collect()
}

pub fn contents(conn: &mut Conn) -> Contents {
    let tables = match conn {
        Conn::Sqlite(_) => {
            "SELECT name AS line FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        }
        Conn::Pg(_) => {
            "SELECT table_name::text AS line FROM information_schema.tables WHERE table_schema = 'public'"
        }
    };
    lines(conn, tables)
        .into_iter()
        .map(|table| {
            let mut rows = rows_of(conn, &table);
            rows.sort();
            (table, rows)
        })
        .collect()
}

/// Every column that can hold text or bytes, as the database's catalogue has it. SQLite keeps dates and ids in
/// such columns, too; what its name says is one is none.
pub fn columns_of_text(conn: &mut Conn) -> Vec<String> {
    let query = match conn {
        Conn::Sqlite(_) => {
            "SELECT t.name || '.' || c.name AS line FROM sqlite_master t, pragma_table_info(t.name) c
             WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name NOT LIKE '\\_\\_%' ESCAPE '\\'
             AND (c.type = 'TEXT' AND c.name NOT IN ('at', 'as_of', 'lease_until', 'owed_since', 'valid_from', 'valid_to')
                  AND c.name NOT LIKE '%\\_at' ESCAPE '\\' AND c.name NOT LIKE '%\\_on' ESCAPE '\\'
               OR c.type = 'BLOB' AND c.name NOT IN ('id', 'about', 'batch') AND c.name NOT LIKE '%\\_id' ESCAPE '\\'
                  AND c.name NOT LIKE '%\\_by' ESCAPE '\\')"
        }
        Conn::Pg(_) => {
            "SELECT table_name || '.' || column_name AS line FROM information_schema.columns
             WHERE table_schema = 'public' AND table_name NOT LIKE '\\_\\_%'
             AND data_type NOT IN ('uuid', 'date', 'timestamp with time zone', 'integer', 'bigint', 'boolean')"
        }
    };
    lines(conn, query)
}

/// What stands in a column; bytes as hexadecimal digits.
pub fn column(conn: &mut Conn, name: &str) -> Vec<String> {
    let (table, column) = name.split_once('.').expect("a table and a column");
    let text = match conn {
        Conn::Sqlite(_) => format!("quote({column})"),
        Conn::Pg(_) => format!("coalesce({column}::text, '')"),
    };
    lines(conn, &format!("SELECT {text} AS line FROM {table}"))
}

/// Bytes stand there as hexadecimal digits.
fn rows_of(conn: &mut Conn, table: &str) -> Vec<String> {
    if let Conn::Pg(_) = conn {
        return lines(conn, &format!("SELECT t::text AS line FROM {table} t"));
    }
    let columns = lines(
        conn,
        &format!("SELECT 'quote(' || name || ')' AS line FROM pragma_table_info('{table}')"),
    );
    let row = columns.join(" || ',' || ");
    lines(conn, &format!("SELECT {row} AS line FROM {table}"))
}

/// The rows that are in one and not in the other, with the name of their table.
pub fn differences(one: &Contents, other: &Contents) -> Vec<String> {
    let missing = |from: &Contents, of: &Contents| -> Vec<String> {
        let rows = of
            .iter()
            .filter(|(table, rows)| from.get(*table) != Some(*rows));
        rows.flat_map(|(table, rows)| {
            let known: HashSet<&String> = from.get(table).into_iter().flatten().collect();
            let new = rows.iter().filter(move |row| !known.contains(row));
            new.map(move |row| format!("{table}: {row}"))
        })
        .collect()
    };
    let mut all = missing(one, other);
    all.extend(missing(other, one));
    all
}

/// Whether a value of a column holds a text, as it is or as the bytes of a binary column.
pub fn holds(value: &str, text: &str) -> bool {
    let bytes: String = text.bytes().map(|b| format!("{b:02x}")).collect();
    value.contains(text) || value.to_lowercase().contains(&bytes)
}

/// Where a text stands, as it is or as the bytes of a binary column.
pub fn places_of(contents: &Contents, text: &str) -> Vec<String> {
    contents
        .iter()
        .flat_map(|(table, rows)| rows.iter().map(move |row| (table, row)))
        .filter(|(_, row)| holds(row, text))
        .map(|(table, row)| format!("{table}: {row}"))
        .collect()
}
