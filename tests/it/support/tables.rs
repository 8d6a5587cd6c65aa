//! Everything that stands in a database, as text: to see that something changed nothing, or is nowhere.

use diesel::{QueryableByName, RunQueryDsl, sql_query, sql_types};
use hoering::db::Conn;
use std::collections::BTreeMap;

/// The rows of every table, by the table's name.
pub type Contents = BTreeMap<String, Vec<String>>;

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = sql_types::Text)]
    line: String,
}

fn lines(conn: &mut Conn, query: &str) -> Vec<String> {
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

/// Where a text stands, as it is or as the bytes of a binary column.
pub fn places_of(contents: &Contents, text: &str) -> Vec<String> {
    let bytes: String = text.bytes().map(|b| format!("{b:02x}")).collect();
    contents
        .iter()
        .flat_map(|(table, rows)| rows.iter().map(move |row| (table, row)))
        .filter(|(_, row)| row.contains(text) || row.to_lowercase().contains(&bytes))
        .map(|(table, row)| format!("{table}: {row}"))
        .collect()
}
