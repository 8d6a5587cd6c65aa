//! The workbook: a sheet with all answers, a sheet for each part with those that said something to it, apart from
//! them those that are not confirmed, and the texts that are too long for a cell in pieces. Every text is written
//! as text: nothing in a cell is ever a formula.

use super::cells::{Cell, CellKind, fits, pieces};
use super::columns::{Column, Table};
use super::picture::Record;
use super::xlsx::{Heading, MOST_ROWS, SheetNo, Value, XlsxFile};
use crate::error::{Error, Problem};
use crate::i18n::Lang;
use crate::web::made::Halt;
use std::collections::HashSet;
use std::io::Write;
use std::path::Path;

pub struct WorkbookFile {
    table: Table,
    file: XlsxFile,
    all: SheetNo,
    parts: Vec<SheetNo>,
    unconfirmed: Option<SheetNo>,
    long: Option<SheetNo>,
    taken: HashSet<String>,
}

impl WorkbookFile {
    /// `scratch` takes the temporary files; `rows` is how many answers will come.
    pub fn new(
        table: Table,
        scratch: &Path,
        rows: usize,
        with_unconfirmed: bool,
    ) -> Result<Self, Halt> {
        if rows >= MOST_ROWS {
            return Err(
                Error::because(Problem::TooLarge, "more answers than a sheet has rows").into(),
            );
        }
        let mut file = XlsxFile::begin(scratch)?;
        let (lang, mut taken) = (table.lang, HashSet::new());
        let wide: Vec<&Column> = table.wide().collect();
        let mut sheet = |name: &str, columns: &[&Column]| {
            let headings = columns.iter().map(|column| Heading {
                text: &column.header,
                width: column.width,
                kind: column.kind(),
            });
            file.sheet(sheet_name(name, &mut taken), headings)
        };
        let all = sheet(&lang.t("export-sheet-all"), &wide)?;
        let mut parts = Vec::with_capacity(table.parts.len());
        for part in &table.parts {
            let columns: Vec<&Column> = table.fixed.iter().chain(&part.columns).collect();
            parts.push(sheet(&part.name, &columns)?);
        }
        let unconfirmed = match with_unconfirmed {
            true => Some(sheet(&lang.t("export-sheet-unconfirmed"), &wide)?),
            false => None,
        };
        Ok(Self {
            all,
            parts,
            unconfirmed,
            long: None,
            file,
            taken,
            table,
        })
    }

    pub fn rows(&mut self, records: &[Record]) -> Result<(), Halt> {
        records.iter().try_for_each(|record| self.record(record))
    }

    fn record(&mut self, record: &Record) -> Result<(), Halt> {
        if record.entry.is_none() && self.unconfirmed.is_none() {
            return Ok(());
        }
        let Self {
            table,
            file,
            all,
            parts,
            unconfirmed,
            long,
            taken,
        } = self;
        let mut long = Long {
            file,
            sheet: long,
            taken,
            lang: table.lang,
        };
        let number = table.number(record).unwrap_or_default();
        let mut values = |columns: &[Column]| -> Result<Vec<Value>, Halt> {
            let settled = |column| long.settle(table.cell(column, record), &number, column);
            columns.iter().map(settled).collect()
        };
        let fixed = values(&table.fixed)?;
        let of_parts = table.parts.iter().map(|part| values(&part.columns));
        let of_parts = of_parts.collect::<Result<Vec<_>, _>>()?;
        let wide = fixed.iter().chain(of_parts.iter().flatten());
        if record.entry.is_none() {
            return match unconfirmed {
                Some(sheet) => file.row(*sheet, wide),
                None => Ok(()),
            };
        }
        file.row(*all, wide)?;
        for ((part, sheet), values) in table.parts.iter().zip(parts).zip(&of_parts) {
            if part.is_answered(&record.content) {
                file.row(*sheet, fixed.iter().chain(values))?;
            }
        }
        Ok(())
    }

    /// Writes the file; nothing is written before.
    pub fn save(self, mut out: impl Write) -> Result<(), Halt> {
        self.file.finish(&mut out)
    }
}

/// The sheet of texts that no cell holds, made when the first one comes.
struct Long<'w> {
    file: &'w mut XlsxFile,
    sheet: &'w mut Option<SheetNo>,
    taken: &'w mut HashSet<String>,
    lang: Lang,
}

impl Long<'_> {
    /// What the cell says, or where its text stands.
    fn settle(&mut self, cell: Cell<'_>, number: &str, column: &Column) -> Result<Value, Halt> {
        match cell {
            Cell::Text(text) if !fits(&text) => {
                let (from, to, sheet) = self.keep(&text, number, &column.header)?;
                let values: [(&str, &dyn crate::i18n::Value); 4] = [
                    ("n", &text.chars().count()),
                    ("sheet", &sheet),
                    ("from", &from.to_string()),
                    ("to", &to.to_string()),
                ];
                let refers = self.lang.with("export-long", &values);
                self.file.value(&Cell::text(refers))
            }
            cell => self.file.value(&cell),
        }
    }

    /// Writes the pieces; their first and last row as people count them.
    fn keep(
        &mut self,
        text: &str,
        number: &str,
        header: &str,
    ) -> Result<(usize, usize, String), Halt> {
        let sheet = match *self.sheet {
            Some(sheet) => sheet,
            None => self.begin()?,
        };
        *self.sheet = Some(sheet);
        let (before, pieces) = (self.file.count(sheet), pieces(text));
        let of = pieces.len();
        for (no, piece) in (1..).zip(pieces) {
            let cells = [
                Cell::text(number),
                Cell::text(header),
                Cell::text(format!("{no}/{of}")),
                Cell::text(piece),
            ];
            let values = cells.iter().map(|cell| self.file.value(cell));
            let values = values.collect::<Result<Vec<_>, _>>()?;
            self.file.row(sheet, values.iter())?;
        }
        let name = self.file.name(sheet).to_owned();
        Ok((before + 1, before + of, name))
    }

    fn begin(&mut self) -> Result<SheetNo, Halt> {
        let name = sheet_name(&self.lang.t("export-sheet-long"), self.taken);
        let keys = [("number", 16), ("label", 40), ("piece", 9), ("text", 100)];
        let headings = keys.map(|(key, width)| (self.lang.t(&format!("export-col-{key}")), width));
        let headings = headings.iter().map(|(text, width)| Heading {
            text,
            width: *width,
            kind: CellKind::Text,
        });
        self.file.sheet(name, headings)
    }
}

/// A name that programs for tables take: at most 31 units, none of their signs, no apostrophe at the ends, and
/// not twice, large or small letters.
fn sheet_name(wanted: &str, taken: &mut HashSet<String>) -> String {
    const MOST: usize = 31;
    let kept = wanted
        .chars()
        .filter(|c| !c.is_control() && *c < '\u{fffe}');
    let kept: String = kept
        .map(|c| if "[]:*?/\\".contains(c) { '-' } else { c })
        .collect();
    let kept = kept.trim_matches(|c: char| c == '\'' || c.is_whitespace());
    // Excel keeps this one for itself.
    let kept = match kept.is_empty() || kept.eq_ignore_ascii_case("history") {
        true => "Ark",
        false => kept,
    };
    for no in 1.. {
        let end = if no == 1 {
            String::new()
        } else {
            format!(" ({no})")
        };
        let mut units = end.len();
        let fits = |c: &char| {
            units += c.len_utf16();
            units <= MOST
        };
        let name: String = kept.chars().take_while(fits).collect();
        let name = format!("{}{end}", name.trim_end_matches('\''));
        if taken.insert(name.to_lowercase()) {
            return name;
        }
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_have_names_that_programs_take_and_that_are_not_the_same() {
        let mut taken = HashSet::new();
        let mut name = |wanted: &str| sheet_name(wanted, &mut taken);
        assert_eq!(name("Råd 1"), "Råd 1");
        assert_eq!(name("RÅD 1"), "RÅD 1 (2)");
        assert_eq!(name("Råd 1/2: [a]*?\\"), "Råd 1-2- -a----");
        assert_eq!(name("'History'"), "Ark");
        assert_eq!(name("\u{1}\u{ffff}"), "Ark (2)");
        let long = "Råd om mye \u{1f600}".repeat(5);
        for _ in 0..12 {
            let name = name(&long);
            assert!(name.encode_utf16().count() <= 31, "{name}");
        }
    }
}
