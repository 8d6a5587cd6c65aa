//! Exported files, read as programs for tables read them.

use super::client::Answer;
use super::staff::Staff;
use calamine::{Data, Reader, Xlsx};
use std::collections::BTreeMap;
use std::io::Cursor;

pub const EXPORT: &str = "/saksbehandling/horinger/24-13304/eksport";

/// Rows of cells, the headings first.
pub type Grid = Vec<Vec<String>>;

/// Sheets by name.
pub type Sheets = BTreeMap<String, Grid>;

pub fn fetch(staff: &mut Staff, query: &str) -> Answer {
    let file = staff.get(&format!("{EXPORT}/fil?{query}"));
    assert_eq!(
        file.status,
        200,
        "{query}: {}",
        String::from_utf8_lossy(&file.body)
    );
    file
}

pub fn csv_of(bytes: &[u8]) -> Grid {
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    let text = text.strip_prefix('\u{feff}').expect("a byte order mark");
    let reader = csv::ReaderBuilder::new()
        .delimiter(b';')
        .has_headers(false)
        .from_reader(text.as_bytes());
    let row = |row: Result<csv::StringRecord, csv::Error>| {
        row.expect("a row as long as the first")
            .iter()
            .map(str::to_owned)
            .collect()
    };
    reader.into_records().map(row).collect()
}

/// A CSV cell's text: one apostrophe before it is not its own.
pub fn undone(cell: &str) -> &str {
    cell.strip_prefix('\'').unwrap_or(cell)
}

pub fn workbook(bytes: &[u8]) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes.to_vec())).expect("a workbook")
}

/// Every cell of every sheet. No cell is a formula.
pub fn sheets_of(bytes: &[u8]) -> Sheets {
    let mut book = workbook(bytes);
    let names = book.sheet_names();
    let sheet = |name: String| {
        let formulas = book.worksheet_formula(&name).expect("its formulas");
        let formula = formulas.used_cells().next();
        assert!(formula.is_none(), "a formula in {name}: {formula:?}");
        let range = book.worksheet_range(&name).expect("a sheet");
        (
            name,
            range
                .rows()
                .map(|row| row.iter().map(shown).collect())
                .collect(),
        )
    };
    names.into_iter().map(sheet).collect()
}

fn shown(cell: &Data) -> String {
    match cell {
        Data::DateTime(at) => at.as_datetime().expect("a time").to_string(),
        other => other.to_string(),
    }
}

/// The cells under a heading.
pub fn column<'g>(grid: &'g Grid, heading: &str) -> Vec<&'g str> {
    let at = grid[0].iter().position(|cell| cell == heading);
    let at = at.unwrap_or_else(|| panic!("no «{heading}» in {:?}", grid[0]));
    grid[1..].iter().map(|row| row[at].as_str()).collect()
}
