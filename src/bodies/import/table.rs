//! A CSV file as rows of cells by column: separators, quoting and encodings are settled here. What cannot be
//! settled is refused for the whole file; nothing is guessed.

use crate::bodies::details::{COLUMNS, Cells, is_formula};
use crate::error::FieldError;
use crate::text::fold;

/// More rows than any register has; a file beyond it is divided.
pub const MOST_ROWS: usize = 100_000;

/// Columns of the file with what must be mended, which are not read again.
pub const ROW_COLUMN: &str = "rad";
pub const FAULT_COLUMN: &str = "feil";

/// What people call the columns.
const ALSO: [(&str, &str); 9] = [
    ("organisasjonsnummer", "org_no"),
    ("kommunenummer", "municipality_no"),
    ("type", "kind"),
    ("navn", "name"),
    ("målform", "language"),
    ("fylkesnummer", "county_no"),
    ("e-post", "address"),
    ("kontakt", "contact"),
    ("nedlagt", "closed_on"),
];

/// A row that says something.
#[derive(Debug, Clone)]
pub struct Row {
    /// As a spreadsheet counts: the headings are row 1.
    pub no: usize,
    pub cells: Cells,
    /// It has not as many cells as there are headings.
    pub is_uneven: bool,
}

/// Reads the file, or says everything because of which none of it can be read.
pub fn read(bytes: &[u8]) -> Result<Vec<Row>, Vec<FieldError>> {
    let fault = |code| vec![FieldError::new("file", code)];
    let text = decode(bytes).ok_or_else(|| fault("error-import-encoding"))?;
    if text.trim().is_empty() {
        return Err(fault("error-import-empty"));
    }
    let separator = separator(text);
    // One kind of line end, and one at the end, so that lines can be counted.
    let text = text.replace("\r\n", "\n") + "\n";
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut columns = None;
    let (mut rows, mut no) = (Vec::new(), 0);
    let mut record = csv::StringRecord::new();
    loop {
        let before = reader.position().line();
        let is_more = reader.read_record(&mut record);
        if !is_more.map_err(|_| fault("error-import-encoding"))? {
            break;
        }
        no += rows_taken(&record, reader.position().line() - before);
        let Some(columns) = &columns else {
            columns = Some(self::columns(&record)?);
            continue;
        };
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if rows.len() == MOST_ROWS {
            let most = i64::try_from(MOST_ROWS).unwrap_or(i64::MAX);
            return Err(vec![
                FieldError::new("file", "error-import-rows").with(most),
            ]);
        }
        let named = columns.iter().zip(record.iter());
        let cells = named.filter_map(|(column, cell)| Some(((*column)?, unarmed(cell).to_owned())));
        rows.push(Row {
            no,
            cells: cells.collect(),
            is_uneven: record.len() != columns.len(),
        });
    }
    match rows.is_empty() {
        true => Err(fault("error-import-empty")),
        false => Ok(rows),
    }
}

/// How many rows of a spreadsheet these lines are: a record, and the empty ones before it, which the reader
/// passes over. A line break inside a cell makes no row.
fn rows_taken(record: &csv::StringRecord, lines: u64) -> usize {
    let inside: usize = record.iter().map(|cell| cell.matches('\n').count()).sum();
    let lines = usize::try_from(lines).unwrap_or(usize::MAX);
    lines.saturating_sub(inside).max(1)
}

/// UTF-8, with or without its mark. Another encoding could be several, and a name would be wrong.
fn decode(bytes: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(bytes).ok()?;
    Some(text.strip_prefix('\u{FEFF}').unwrap_or(text))
}

/// The separator that gives the most headings that are known.
fn separator(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let known = |separator: &u8| {
        let cells = first.split(char::from(*separator));
        cells.filter(|cell| column(cell).is_some()).count()
    };
    [b',', b';', b'\t']
        .into_iter()
        .max_by_key(known)
        .unwrap_or(b',')
}

/// Which column a heading names; the two of a file to mend name none, and are passed over.
fn columns(headings: &csv::StringRecord) -> Result<Vec<Option<&'static str>>, Vec<FieldError>> {
    let mut found = Vec::with_capacity(headings.len());
    let mut faults = Vec::new();
    let mut fault = |code, no| faults.push(FieldError::new("file", code).with(no));
    for (heading, no) in headings.iter().zip(1..) {
        let column = column(heading);
        let passed = [ROW_COLUMN, FAULT_COLUMN, ""].contains(&fold(heading).as_str());
        if column.is_none() && !passed {
            fault("error-import-column", no);
        }
        if column.is_some() && found.contains(&column) {
            fault("error-import-column-twice", no);
        }
        found.push(column);
    }
    let by = ["org_no", "municipality_no", "name"];
    if !found.iter().flatten().any(|column| by.contains(column)) {
        faults.push(FieldError::new("file", "error-import-headings"));
    }
    match faults.is_empty() {
        true => Ok(found),
        false => Err(faults),
    }
}

fn column(heading: &str) -> Option<&'static str> {
    let heading = fold(heading.trim_matches('"'));
    let also = ALSO.iter().find(|(also, _)| *also == heading);
    let wanted = also.map_or(heading.as_str(), |(_, column)| column);
    COLUMNS.iter().find(|column| **column == wanted).copied()
}

/// A cell so that no spreadsheet takes it for a formula; [`unarmed`] takes the mark off again.
pub fn armed(cell: &str) -> String {
    match is_formula(cell) {
        true => format!("'{cell}"),
        false => cell.to_owned(),
    }
}

fn unarmed(cell: &str) -> &str {
    let inner = cell.strip_prefix('\'').filter(|inner| is_formula(inner));
    inner.unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(bytes: &[u8]) -> &'static str {
        read(bytes).expect_err("a refusal")[0].code
    }

    #[test]
    fn every_separator_and_a_byte_order_mark_are_read() {
        for text in [
            "org_no,name\n312345676,\"Fjellvik, kommune\"\n",
            "\u{FEFF}Organisasjonsnummer;Navn\r\n312345676;Fjellvik, kommune\r\n",
            "org_no\tname\n312345676\tFjellvik, kommune",
        ] {
            let rows = read(text.as_bytes()).unwrap();
            assert_eq!(rows.len(), 1, "{text}");
            assert_eq!(rows[0].cells["name"], "Fjellvik, kommune");
            assert_eq!((rows[0].no, rows[0].is_uneven), (2, false));
        }
    }

    #[test]
    fn a_quoted_line_break_stays_in_its_cell_and_does_not_move_the_rows() {
        for end in ["\n", "\r\n"] {
            let file = "name,kind\n\"a\nb\",state\n\n,\nc,state,x\n\n\nd,state".replace('\n', end);
            let rows = read(file.as_bytes()).unwrap();
            assert_eq!(rows[0].cells["name"], "a\nb");
            assert_eq!((rows[0].no, rows[0].is_uneven), (2, false));
            assert_eq!((rows[1].no, rows[1].is_uneven), (5, true));
            assert_eq!(rows[2].no, 8);
        }
    }

    #[test]
    fn what_cannot_be_read_is_refused_whole_and_told_apart() {
        assert_eq!(code(b""), "error-import-empty");
        assert_eq!(code(b"name,kind\n"), "error-import-empty");
        assert_eq!(code(b"name\nF\xF8rde\n"), "error-import-encoding");
        assert_eq!(code(b"\xFF\xFEn\0a\0"), "error-import-encoding");
        assert_eq!(code(b"name,farge\na,b\n"), "error-import-column");
        assert_eq!(code(b"name,navn\na,b\n"), "error-import-column-twice");
        assert_eq!(code(b"kind\nstate\n"), "error-import-headings");
        let both = read(b"name,farge,lukt\na,b,c\n").expect_err("two headings");
        assert_eq!(both.len(), 2);
        let many = "name\n".to_owned() + &"a\n".repeat(MOST_ROWS + 1);
        assert_eq!(code(many.as_bytes()), "error-import-rows");
    }

    #[test]
    fn a_formula_is_disarmed_for_spreadsheets_and_comes_back_as_it_was() {
        for cell in ["=1+1", "+47", "-a", "@a", "\ta", "\ra"] {
            assert_eq!(armed(cell), format!("'{cell}"));
            assert_eq!(unarmed(&armed(cell)), cell);
        }
        assert_eq!(armed("O'Hara"), "O'Hara");
        assert_eq!(unarmed("'s Gravenhage"), "'s Gravenhage");
    }
}
