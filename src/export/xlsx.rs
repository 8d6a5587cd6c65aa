//! A workbook as programs for tables read it: as much of SpreadsheetML (ECMA-376, part 1, chapter 18) as an export
//! needs. A text is put in the file once, in the table of shared texts, and is compressed as it comes; what stands in a
//! cell is its number there, so a text that two sheets show costs no more than one that one sheet shows. The file
//! and the rows of its sheets lie in temporary files until all is there: memory does not grow with them.

use super::cells::{Cell, CellKind, looks_like_formula};
use crate::calendar;
use crate::error::{Error, Problem};
use crate::web::made::Halt;
use chrono::{Datelike, NaiveDate, Timelike};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// What a sheet holds, the headings included.
pub const MOST_ROWS: usize = 1_048_576;
/// The fastest: the texts are compressed while somebody waits, and smaller takes twice the time or more.
const COMPRESSION: i64 = 1;
/// From here on a part may grow beyond what a zip file holds without its extension for large ones, which some
/// programs do not read: so it is not used where it is not needed.
const LARGE: usize = 100_000;
/// Short texts come again and again (groups, counties, choices): the first so many are remembered.
const REMEMBERED: usize = 10_000;
/// Bytes of what counts as short.
const SHORT: usize = 48;
/// Bytes of shared texts that are compressed together.
const TOGETHER: usize = 1 << 16;

/// The day 0 of programs for tables. They count 29 February 1900, which never was: days are told from the day after it.
const DAY_0: NaiveDate = NaiveDate::from_ymd_opt(1899, 12, 30).expect("a day");
const FIRST_DAY: NaiveDate = NaiveDate::from_ymd_opt(1900, 3, 1).expect("a day");
const LAST_YEAR: i32 = 9_999;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OF_DOCUMENT: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const OF_PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The formats of cells, by their place in [`STYLES`].
#[derive(Clone, Copy)]
enum Style {
    /// That of a cell which names none.
    Text,
    Heading,
    /// A text that looks like a formula: a program must not make one of it when somebody edits the cell.
    Quoted,
    Number,
    Day,
    Instant,
}

const STYLES: &str = r#"<numFmts count="2"><numFmt numFmtId="164" formatCode="dd.mm.yyyy"/><numFmt numFmtId="165" formatCode="dd.mm.yyyy hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/><bottom style="thin"><color auto="1"/></bottom><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="0" fontId="1" fillId="0" borderId="1" xfId="0" applyFont="1" applyBorder="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="1" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>"#;

impl Style {
    const fn of(kind: CellKind) -> Self {
        match kind {
            CellKind::Text => Self::Text,
            CellKind::Number => Self::Number,
            CellKind::Day => Self::Day,
            CellKind::Instant => Self::Instant,
        }
    }
}

/// What stands in a cell, ready for any number of sheets.
#[derive(Clone, Copy)]
pub enum Value {
    Empty,
    /// A text by its number, and whether it looks like a formula.
    Text(u32, bool),
    Number(i64),
    /// Days since [`DAY_0`].
    Day(i64),
    /// The same, with the part of the day that had passed.
    Instant(f64),
}

/// One of the sheets of a file.
#[derive(Clone, Copy)]
pub struct SheetNo(usize);

/// What stands above a column, its width in characters, and what its cells are.
pub struct Heading<'h> {
    pub text: &'h str,
    pub width: u16,
    pub kind: CellKind,
}

pub struct XlsxFile {
    zip: ZipWriter<BufWriter<Scratch>>,
    options: SimpleFileOptions,
    /// Shared texts that are not in the file yet.
    texts: Vec<u8>,
    known: HashMap<Box<str>, u32>,
    next_text: u32,
    sheets: Vec<Sheet>,
    scratch: PathBuf,
    /// The row that is being written.
    row: Vec<u8>,
}

struct Sheet {
    name: String,
    /// «A», «B» …
    columns: Vec<String>,
    /// What the sheet says of its columns.
    cols: String,
    rows: BufWriter<Scratch>,
    count: usize,
}

impl XlsxFile {
    /// `scratch` takes the temporary files; `rows` is how many the largest sheet may get.
    pub fn begin(scratch: &Path, rows: usize) -> Result<Self, Halt> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(COMPRESSION))
            .large_file(rows > LARGE);
        let mut zip = ZipWriter::new(BufWriter::new(Scratch::new(scratch)?));
        // In this order programs that look at a file's beginning know what it is.
        part(
            &mut zip,
            "_rels/.rels",
            options,
            &relations(&[("officeDocument", "xl/workbook.xml".to_owned())]),
        )?;
        let styles = format!("<styleSheet xmlns=\"{MAIN}\">{STYLES}</styleSheet>");
        part(&mut zip, "xl/styles.xml", options, &styles)?;
        zip.start_file("xl/sharedStrings.xml", options)
            .map_err(fault)?;
        Ok(Self {
            zip,
            options,
            texts: format!("{DECLARATION}<sst xmlns=\"{MAIN}\">").into_bytes(),
            known: HashMap::new(),
            next_text: 0,
            sheets: Vec::new(),
            scratch: scratch.to_owned(),
            row: Vec::new(),
        })
    }

    /// A sheet behind those that there are, with its headings. The name is one that programs take, and no other sheet's.
    pub fn sheet<'h>(
        &mut self,
        name: String,
        headings: impl Iterator<Item = Heading<'h>>,
    ) -> Result<SheetNo, Halt> {
        let (mut columns, mut cols, mut cells) = (Vec::new(), String::new(), Vec::new());
        for heading in headings {
            columns.push(column(columns.len()));
            let (no, style) = (columns.len(), Style::of(heading.kind) as usize);
            // As wide as so many digits and the space beside them.
            let width = f64::from(heading.width) + 0.710_937_5;
            let _ = write!(
                cols,
                "<col min=\"{no}\" max=\"{no}\" width=\"{width}\" style=\"{style}\" customWidth=\"1\"/>"
            );
            cells.push(self.text(heading.text)?);
        }
        self.sheets.push(Sheet {
            name,
            columns,
            cols,
            rows: BufWriter::new(Scratch::new(&self.scratch)?),
            count: 0,
        });
        let sheet = SheetNo(self.sheets.len() - 1);
        self.write_row(sheet, cells.into_iter(), Some(Style::Heading))?;
        Ok(sheet)
    }

    pub fn name(&self, sheet: SheetNo) -> &str {
        &self.sheets[sheet.0].name
    }

    /// How many rows there are, the headings among them.
    pub fn count(&self, sheet: SheetNo) -> usize {
        self.sheets[sheet.0].count
    }

    /// Puts what the cell says into the file, for rows to refer to.
    pub fn value(&mut self, cell: &Cell<'_>) -> Result<Value, Halt> {
        match cell {
            Cell::Empty => Ok(Value::Empty),
            Cell::Text(text) => self.text(text),
            Cell::Number(n) => Ok(Value::Number(*n)),
            Cell::Day(day) => match serial(*day) {
                Some(days) => Ok(Value::Day(days)),
                None => self.text(&day.to_string()),
            },
            Cell::Instant(at) => {
                let shown = calendar::oslo(*at).naive_local();
                match serial(shown.date()) {
                    #[expect(clippy::cast_precision_loss, reason = "a day of our time")]
                    Some(days) => {
                        let passed = f64::from(shown.num_seconds_from_midnight()) / 86_400.0;
                        Ok(Value::Instant(days as f64 + passed))
                    }
                    None => self.text(&shown.format("%Y-%m-%d %H:%M:%S").to_string()),
                }
            }
        }
    }

    fn text(&mut self, text: &str) -> Result<Value, Halt> {
        let is_short = text.len() <= SHORT;
        let known = is_short.then(|| self.known.get(text)).flatten();
        let no = match known {
            Some(no) => *no,
            None => {
                let no = self.next_text;
                if is_short && self.known.len() < REMEMBERED {
                    self.known.insert(text.into(), no);
                }
                self.next_text += 1;
                push_shared(&mut self.texts, text);
                if self.texts.len() > TOGETHER {
                    self.zip.write_all(&self.texts)?;
                    self.texts.clear();
                }
                no
            }
        };
        Ok(Value::Text(no, looks_like_formula(text)))
    }

    /// A row of as many cells as there are headings.
    ///
    /// # Errors
    ///
    /// [`Problem::TooLarge`] when the sheet is full.
    pub fn row(&mut self, sheet: SheetNo, values: impl Iterator<Item = Value>) -> Result<(), Halt> {
        self.write_row(sheet, values, None)
    }

    fn write_row(
        &mut self,
        sheet: SheetNo,
        values: impl Iterator<Item = Value>,
        style: Option<Style>,
    ) -> Result<(), Halt> {
        let sheet = &mut self.sheets[sheet.0];
        if sheet.count == MOST_ROWS {
            return Err(Error::because(Problem::TooLarge, "more rows than a sheet has").into());
        }
        sheet.count += 1;
        let (mut row_no, mut number) = (itoa::Buffer::new(), itoa::Buffer::new());
        let row_no = row_no.format(sheet.count).as_bytes();
        let row = &mut self.row;
        row.clear();
        push(row, &[b"<row r=\"", row_no, b"\">"]);
        for (column, value) in sheet.columns.iter().zip(values) {
            let own = match value {
                Value::Empty => continue,
                Value::Text(_, true) => Style::Quoted,
                Value::Text(_, false) => Style::Text,
                Value::Number(_) => Style::Number,
                Value::Day(_) => Style::Day,
                Value::Instant(_) => Style::Instant,
            };
            push(row, &[b"<c r=\"", column.as_bytes(), row_no]);
            match style.unwrap_or(own) {
                Style::Text => row.push(b'"'),
                style => push(row, &[b"\" s=\"", &[b'0' + style as u8], b"\""]),
            }
            if matches!(value, Value::Text(..)) {
                row.extend_from_slice(b" t=\"s\"");
            }
            row.extend_from_slice(b"><v>");
            match value {
                Value::Empty => {}
                Value::Text(no, _) => row.extend_from_slice(number.format(no).as_bytes()),
                Value::Number(n) | Value::Day(n) => {
                    row.extend_from_slice(number.format(n).as_bytes());
                }
                Value::Instant(at) => write!(row, "{at}")?,
            }
            row.extend_from_slice(b"</v></c>");
        }
        row.extend_from_slice(b"</row>");
        Ok(sheet.rows.write_all(row)?)
    }

    /// Gives out the whole file; nothing is given out before.
    pub fn finish(mut self, out: &mut impl Write) -> Result<(), Halt> {
        self.texts.extend_from_slice(b"</sst>");
        self.zip.write_all(&self.texts)?;
        let (mut zip, options) = (self.zip, self.options);
        for (no, sheet) in (1..).zip(&mut self.sheets) {
            zip.start_file(format!("xl/worksheets/sheet{no}.xml"), options)
                .map_err(fault)?;
            sheet.write(&mut zip, no == 1)?;
        }
        part(
            &mut zip,
            "xl/workbook.xml",
            options,
            &workbook(&self.sheets),
        )?;
        let of_sheet = |no| ("worksheet", format!("worksheets/sheet{no}.xml"));
        let mut targets: Vec<(&str, String)> = (1..=self.sheets.len()).map(of_sheet).collect();
        targets.push(("styles", "styles.xml".to_owned()));
        targets.push(("sharedStrings", "sharedStrings.xml".to_owned()));
        part(
            &mut zip,
            "xl/_rels/workbook.xml.rels",
            options,
            &relations(&targets),
        )?;
        part(
            &mut zip,
            "[Content_Types].xml",
            options,
            &content_types(self.sheets.len()),
        )?;
        let mut file = zip.finish().map_err(fault)?;
        file.rewind()?;
        io::copy(file.get_mut(), out)?;
        Ok(())
    }
}

impl Sheet {
    fn write(&mut self, out: &mut impl Write, is_first: bool) -> io::Result<()> {
        let selected = if is_first { " tabSelected=\"1\"" } else { "" };
        write!(out, "{DECLARATION}<worksheet xmlns=\"{MAIN}\">")?;
        if let Some(range) = self.range() {
            write!(out, "<dimension ref=\"{}\"/>", range.replace('$', ""))?;
        }
        // The headings stay where they are when somebody scrolls.
        write!(
            out,
            "<sheetViews><sheetView{selected} workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" \
             activePane=\"bottomLeft\" state=\"frozen\"/><selection pane=\"bottomLeft\"/></sheetView></sheetViews>\
             <sheetFormatPr defaultRowHeight=\"15\"/>"
        )?;
        if !self.cols.is_empty() {
            write!(out, "<cols>{}</cols>", self.cols)?;
        }
        out.write_all(b"<sheetData>")?;
        self.rows.rewind()?;
        io::copy(self.rows.get_mut(), out)?;
        out.write_all(b"</sheetData>")?;
        if let Some(range) = self.range() {
            write!(out, "<autoFilter ref=\"{}\"/>", range.replace('$', ""))?;
        }
        out.write_all(b"</worksheet>")
    }

    /// «$A$1:$Q$427», all that there is.
    fn range(&self) -> Option<String> {
        let last = self.columns.last()?;
        Some(format!("$A$1:${last}${}", self.count))
    }
}

fn workbook(sheets: &[Sheet]) -> String {
    let (mut listed, mut filters) = (String::new(), String::new());
    for (at, sheet) in sheets.iter().enumerate() {
        let no = at + 1;
        let name = in_attribute(&sheet.name);
        let _ = write!(
            listed,
            "<sheet name=\"{name}\" sheetId=\"{no}\" r:id=\"rId{no}\"/>"
        );
        if let Some(range) = sheet.range() {
            let quoted = in_attribute(&sheet.name.replace('\'', "''"));
            let _ = write!(
                filters,
                "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"{at}\" hidden=\"1\">'{quoted}'!{range}</definedName>"
            );
        }
    }
    let filters = match filters.is_empty() {
        true => filters,
        false => format!("<definedNames>{filters}</definedNames>"),
    };
    format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OF_DOCUMENT}\"><bookViews><workbookView/></bookViews>\
         <sheets>{listed}</sheets>{filters}</workbook>"
    )
}

fn content_types(sheets: usize) -> String {
    const OF: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    let mut of_sheets = String::new();
    for no in 1..=sheets {
        let _ = write!(
            of_sheets,
            "<Override PartName=\"/xl/worksheets/sheet{no}.xml\" ContentType=\"{OF}.worksheet+xml\"/>"
        );
    }
    format!(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/xl/workbook.xml\" ContentType=\"{OF}.sheet.main+xml\"/>{of_sheets}\
         <Override PartName=\"/xl/styles.xml\" ContentType=\"{OF}.styles+xml\"/>\
         <Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"{OF}.sharedStrings+xml\"/></Types>"
    )
}

/// What a part refers to, each by what it is and where it lies: rId1, rId2 …
fn relations(targets: &[(&str, String)]) -> String {
    let mut all = String::new();
    for (no, (kind, target)) in (1..).zip(targets) {
        let _ = write!(
            all,
            "<Relationship Id=\"rId{no}\" Type=\"{OF_DOCUMENT}/{kind}\" Target=\"{target}\"/>"
        );
    }
    format!("<Relationships xmlns=\"{OF_PACKAGE}\">{all}</Relationships>")
}

fn part(
    zip: &mut ZipWriter<BufWriter<Scratch>>,
    name: &str,
    options: SimpleFileOptions,
    xml: &str,
) -> Result<(), Halt> {
    zip.start_file(name, options).map_err(fault)?;
    zip.write_all(DECLARATION.as_bytes())?;
    Ok(zip.write_all(xml.as_bytes())?)
}

/// «A» for 0, «Z» for 25, «AA» for 26.
fn column(no: usize) -> String {
    let letter = char::from(b'A' + u8::try_from(no % 26).unwrap_or_default());
    match no / 26 {
        0 => letter.to_string(),
        more => format!("{}{letter}", column(more - 1)),
    }
}

/// The number of a day, where programs agree on it.
fn serial(day: NaiveDate) -> Option<i64> {
    let is_known = day >= FIRST_DAY && day.year() <= LAST_YEAR;
    is_known.then(|| (day - DAY_0).num_days())
}

fn push(out: &mut Vec<u8>, pieces: &[&[u8]]) {
    for piece in pieces {
        out.extend_from_slice(piece);
    }
}

/// A text of the table of shared texts. Spaces at its ends are its own.
fn push_shared(out: &mut Vec<u8>, text: &str) {
    let is_at_end = |c: Option<char>| c.is_some_and(char::is_whitespace);
    let kept = is_at_end(text.chars().next()) || is_at_end(text.chars().next_back());
    out.extend_from_slice(match kept {
        true => b"<si><t xml:space=\"preserve\">",
        false => b"<si><t>",
    });
    push_escaped(out, text);
    out.extend_from_slice(b"</t></si>");
}

/// What XML cannot hold is `_xHHHH_` (ST_Xstring, 22.9.2.19), and so is the first sign of a text that looks like that.
fn push_escaped(out: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    let mut from = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let (instead, length): (&[u8], usize) = match byte {
            b'&' => (b"&amp;", 1),
            b'<' => (b"&lt;", 1),
            b'>' => (b"&gt;", 1),
            b'_' if is_code(&bytes[at..]) => (b"_x005F_", 1),
            0xEF if bytes[at..].starts_with("\u{fffe}".as_bytes()) => (b"_xFFFE_", 3),
            0xEF if bytes[at..].starts_with("\u{ffff}".as_bytes()) => (b"_xFFFF_", 3),
            b'\t' | b'\n' => continue,
            0..0x20 => (b"", 1),
            _ => continue,
        };
        out.extend_from_slice(&bytes[from..at]);
        match instead.is_empty() {
            true => {
                // Two digits are enough for these.
                let _ = write!(out, "_x{byte:04X}_");
            }
            false => out.extend_from_slice(instead),
        }
        from = at + length;
    }
    out.extend_from_slice(&bytes[from..]);
}

fn is_code(bytes: &[u8]) -> bool {
    matches!(bytes, [b'_', b'x', code @ .., ] if code.len() >= 5 && code[4] == b'_' && code[..4].iter().all(u8::is_ascii_hexdigit))
}

fn in_attribute(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    push_escaped(&mut out, text);
    String::from_utf8_lossy(&out).replace('"', "&quot;")
}

fn fault(error: ZipError) -> Halt {
    match error {
        ZipError::Io(error) => error.into(),
        error => Halt::Failed(Error::internal(format!("the workbook: {error}"))),
    }
}

/// A temporary file that is gone when it is closed. What goes wrong with it is ours: nobody who takes the workbook has gone.
struct Scratch(File);

impl Scratch {
    fn new(folder: &Path) -> io::Result<Self> {
        tempfile::tempfile_in(folder).map(Self).map_err(own)
    }
}

fn own(error: io::Error) -> io::Error {
    if error.kind() == io::ErrorKind::Interrupted {
        return error;
    }
    io::Error::other(Error::because(
        Problem::Unavailable,
        format!("a temporary file: {error}"),
    ))
}

impl Write for Scratch {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes).map_err(own)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush().map_err(own)
    }
}

impl Read for Scratch {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.0.read(bytes).map_err(own)
    }
}

impl Seek for Scratch {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.0.seek(to).map_err(own)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_that_programs_give_them() {
        let named = [0, 25, 26, 51, 52, 701, 702, 16_383].map(column);
        assert_eq!(named, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"]);
    }

    #[test]
    fn days_have_the_numbers_that_programs_give_them() {
        let day = |y, m, d| serial(NaiveDate::from_ymd_opt(y, m, d).expect("a day"));
        assert_eq!(day(1900, 3, 1), Some(61));
        assert_eq!(day(2026, 3, 2), Some(46_083));
        assert_eq!(day(9_999, 12, 31), Some(2_958_465));
        assert_eq!(
            (day(1900, 2, 28), day(202, 3, 2), day(10_000, 1, 1)),
            (None, None, None)
        );
    }

    #[test]
    fn a_text_is_written_so_that_xml_gives_it_back() {
        let written = |text: &str| {
            let mut out = Vec::new();
            push_escaped(&mut out, text);
            String::from_utf8(out).expect("UTF-8")
        };
        assert_eq!(written("a < b && c > d"), "a &lt; b &amp;&amp; c &gt; d");
        assert_eq!(written("linje\n\tinnrykk"), "linje\n\tinnrykk");
        assert_eq!(written("\u{0}\r\u{1f}"), "_x0000__x000D__x001F_");
        assert_eq!(
            written("\u{fffe}\u{ffff}\u{fffd}｡"),
            "_xFFFE__xFFFF_\u{fffd}｡"
        );
        assert_eq!(
            written("_x0041_ _x00_ _xG041_ __x0041_"),
            "_x005F_x0041_ _x00_ _xG041_ __x005F_x0041_"
        );
        assert_eq!(written("Čálloságat 🫐_"), "Čálloságat 🫐_");
    }
}
