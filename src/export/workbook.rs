//! The workbook (XLSX): a sheet with all answers, a sheet for each part with those that said something to it,
//! apart from them those that are not confirmed, and the texts that are too long for a cell in pieces. Rows go
//! to temporary files as they come, so memory does not grow with them. Every text is written as text: nothing
//! in a cell is ever a formula.

use super::cells::{Cell, CellKind, fits, looks_like_formula, pieces};
use super::columns::{Column, Table};
use super::picture::Record;
use crate::calendar;
use crate::error::{Error, Problem};
use crate::i18n::Lang;
use crate::web::made::Halt;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};
use std::collections::HashSet;
use std::io::Write;
use std::path::Path;

/// What a sheet holds, the headings included.
const MOST_ROWS: usize = 1_048_576;
/// Fast, and a few per cent larger than the smallest; at 1 the file is half as large again.
const COMPRESSION: u8 = 3;
/// From here on a sheet may grow beyond what a zip file holds without its extension for large ones.
const LARGE: usize = 100_000;

pub struct WorkbookFile {
    table: Table,
    workbook: Workbook,
    styles: Styles,
    all: Sheet,
    parts: Vec<Sheet>,
    unconfirmed: Option<Sheet>,
    long: Option<Sheet>,
    taken: HashSet<String>,
}

struct Styles {
    heading: Format,
    text: Format,
    /// A text that looks like a formula: a program must not make one of it when somebody edits the cell.
    quoted: Format,
    number: Format,
    day: Format,
    instant: Format,
}

struct Sheet {
    sheet: Worksheet,
    name: String,
    columns: u16,
    /// The next row.
    row: u32,
}

impl Styles {
    fn new() -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        let text = top().set_text_wrap();
        Self {
            heading: text
                .clone()
                .set_bold()
                .set_border_bottom(FormatBorder::Thin),
            quoted: text.clone().set_quote_prefix(),
            text,
            number: top().set_num_format("0"),
            day: top().set_num_format("dd.mm.yyyy"),
            instant: top().set_num_format("dd.mm.yyyy hh:mm:ss"),
        }
    }

    fn of(&self, kind: CellKind) -> &Format {
        match kind {
            CellKind::Text => &self.text,
            CellKind::Number => &self.number,
            CellKind::Day => &self.day,
            CellKind::Instant => &self.instant,
        }
    }
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
        let mut workbook = Workbook::new();
        workbook.set_tempdir(scratch).map_err(fault)?;
        workbook.set_zip_compression_level(COMPRESSION);
        workbook.use_zip_large_file(rows > LARGE);
        let (lang, styles, mut taken) = (table.lang, Styles::new(), HashSet::new());
        let wide: Vec<&Column> = table.wide().collect();
        let mut sheet = |name: &str, columns: &[&Column]| {
            let name = sheet_name(name, &mut taken);
            Sheet::new(&mut workbook, name, columns, &styles)
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
            workbook,
            styles,
            taken,
            table,
        })
    }

    pub fn rows(&mut self, records: &[Record]) -> Result<(), Halt> {
        records.iter().try_for_each(|record| self.record(record))
    }

    fn record(&mut self, record: &Record) -> Result<(), Halt> {
        let Self {
            table,
            workbook,
            styles,
            all,
            parts,
            unconfirmed,
            long,
            taken,
        } = self;
        let mut long = Long {
            workbook,
            styles,
            sheet: long,
            taken,
            lang: table.lang,
        };
        let number = table.number(record).unwrap_or_default();
        let mut settled = |column: &Column| {
            let cell = table.cell(column, record);
            long.settle(cell, &number, column)
        };
        let fixed = table
            .fixed
            .iter()
            .map(&mut settled)
            .collect::<Result<Vec<_>, _>>()?;
        let mut of_parts = Vec::with_capacity(table.parts.len());
        for part in &table.parts {
            of_parts.push(
                part.columns
                    .iter()
                    .map(&mut settled)
                    .collect::<Result<Vec<_>, _>>()?,
            );
        }
        let wide = fixed.iter().chain(of_parts.iter().flatten());
        if record.entry.is_none() {
            return match unconfirmed {
                Some(sheet) => sheet.add(wide, styles),
                None => Ok(()),
            };
        }
        all.add(wide, styles)?;
        for ((part, sheet), cells) in table.parts.iter().zip(parts).zip(&of_parts) {
            if part.is_answered(&record.content) {
                sheet.add(fixed.iter().chain(cells), styles)?;
            }
        }
        Ok(())
    }

    /// Writes the file; nothing is written before.
    pub fn save(mut self, out: impl Write + Send) -> Result<(), Halt> {
        let sheets = [self.all]
            .into_iter()
            .chain(self.parts)
            .chain(self.unconfirmed)
            .chain(self.long);
        for sheet in sheets {
            self.workbook.push_worksheet(sheet.finished()?);
        }
        self.workbook.save_to_writer(out).map_err(fault)
    }
}

impl Sheet {
    fn new(
        workbook: &mut Workbook,
        name: String,
        columns: &[&Column],
        styles: &Styles,
    ) -> Result<Self, Halt> {
        let headings = columns
            .iter()
            .map(|column| (column.header.as_str(), column.width, column.kind()));
        Self::with_headings(workbook, name, headings, styles)
    }

    fn with_headings<'h>(
        workbook: &mut Workbook,
        name: String,
        headings: impl Iterator<Item = (&'h str, u16, CellKind)>,
        styles: &Styles,
    ) -> Result<Self, Halt> {
        let mut sheet = workbook
            .new_worksheet_with_constant_memory()
            .map_err(fault)?;
        sheet.set_name(&name).map_err(fault)?;
        sheet.set_freeze_panes(1, 0).map_err(fault)?;
        let mut columns = 0;
        for (heading, width, kind) in headings {
            sheet
                .set_column_width(columns, f64::from(width))
                .map_err(fault)?;
            // Its cells take it from here: a format for each cell would be looked up for each.
            sheet
                .set_column_format(columns, styles.of(kind))
                .map_err(fault)?;
            let format = &styles.heading;
            // A heading is one line that somebody wrote, far below what a cell holds.
            sheet
                .write_string_with_format(0, columns, heading, format)
                .map_err(fault)?;
            columns += 1;
        }
        Ok(Self {
            sheet,
            name,
            columns,
            row: 1,
        })
    }

    fn add<'c>(
        &mut self,
        cells: impl Iterator<Item = &'c Cell<'c>>,
        styles: &Styles,
    ) -> Result<(), Halt> {
        let row = self.row;
        for (column, cell) in (0u16..).zip(cells) {
            let sheet = &mut self.sheet;
            match cell {
                Cell::Empty => continue,
                Cell::Text(text) if looks_like_formula(text) => {
                    let format = &styles.quoted;
                    sheet.write_string_with_format(row, column, text.as_ref(), format)
                }
                Cell::Text(text) => sheet.write_string(row, column, text.as_ref()),
                #[expect(clippy::cast_precision_loss, reason = "numbers of answers and seconds")]
                Cell::Number(n) => sheet.write_number(row, column, *n as f64),
                Cell::Day(day) => sheet.write_datetime(row, column, day),
                Cell::Instant(at) => {
                    let shown = calendar::oslo(*at).naive_local();
                    let whole = chrono::SubsecRound::trunc_subsecs(shown, 0);
                    sheet.write_datetime(row, column, whole)
                }
            }
            .map_err(fault)?;
        }
        self.row += 1;
        Ok(())
    }

    fn finished(mut self) -> Result<Worksheet, Halt> {
        if self.columns > 0 {
            self.sheet
                .autofilter(0, 0, self.row - 1, self.columns - 1)
                .map_err(fault)?;
        }
        Ok(self.sheet)
    }
}

/// The sheet of texts that no cell holds, made when the first one comes.
struct Long<'w> {
    workbook: &'w mut Workbook,
    styles: &'w Styles,
    sheet: &'w mut Option<Sheet>,
    taken: &'w mut HashSet<String>,
    lang: Lang,
}

impl Long<'_> {
    /// The cell itself, or where its text stands.
    fn settle<'c>(
        &mut self,
        cell: Cell<'c>,
        number: &str,
        column: &Column,
    ) -> Result<Cell<'c>, Halt> {
        match cell {
            Cell::Text(text) if !fits(&text) => {
                let (from, to, sheet) = self.keep(&text, number, &column.header)?;
                let values: [(&str, &dyn crate::i18n::Value); 4] = [
                    ("n", &text.chars().count()),
                    ("sheet", &sheet),
                    ("from", &from.to_string()),
                    ("to", &to.to_string()),
                ];
                Ok(Cell::text(self.lang.with("export-long", &values)))
            }
            cell => Ok(cell),
        }
    }

    /// Writes the pieces; their first and last row as people count them.
    fn keep(&mut self, text: &str, number: &str, header: &str) -> Result<(u32, u32, String), Halt> {
        let sheet = match self.sheet.take() {
            Some(sheet) => sheet,
            None => self.begin()?,
        };
        let sheet = self.sheet.insert(sheet);
        let (first, pieces) = (sheet.row, pieces(text));
        let of = pieces.len();
        for (no, piece) in pieces.into_iter().enumerate() {
            let cells = [
                Cell::text(number),
                Cell::text(header),
                Cell::text(format!("{}/{of}", no + 1)),
                Cell::text(piece),
            ];
            sheet.add(cells.iter(), self.styles)?;
        }
        Ok((first + 1, sheet.row, sheet.name.clone()))
    }

    fn begin(&mut self) -> Result<Sheet, Halt> {
        let name = sheet_name(&self.lang.t("export-sheet-long"), self.taken);
        let keys = [("number", 16), ("label", 40), ("piece", 9), ("text", 100)];
        let headings = keys.map(|(key, width)| (self.lang.t(&format!("export-col-{key}")), width));
        let headings = headings.iter();
        let headings = headings.map(|(text, width)| (text.as_str(), *width, CellKind::Text));
        Sheet::with_headings(self.workbook, name, headings, self.styles)
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

fn fault(error: XlsxError) -> Halt {
    Halt::Failed(Error::internal(format!("the workbook: {error}")))
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
