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
use std::fmt::{Display, Write as _};
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// What a sheet holds, the headings included.
pub const MOST_ROWS: usize = 1_048_576;
/// The fastest: the texts are compressed while somebody waits, and smaller takes twice the time or more.
const COMPRESSION: i64 = 1;
/// Bytes of the largest part. A zip file holds more only by its extension for large ones, which LibreOffice and others do not
/// read; nor would any program for tables open so much.
const MOST_BYTES: u64 = u32::MAX as u64 - (1 << 20);
/// Short texts come again and again (groups, counties, choices): the first so many are remembered.
const REMEMBERED: usize = 10_000;
/// Bytes of what counts as short.
const SHORT: usize = 48;
/// Bytes of shared texts that are compressed together.
const TOGETHER: usize = 1 << 16;
/// Bytes that are written to and read from a temporary file at once.
const BUFFER: usize = 1 << 16;

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

const STYLES: &str = include_str!("xlsx/styles.xml");

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

/// What stands in a cell, ready for any number of sheets: its XML behind the number of its row. Nothing where it is empty.
#[derive(Clone, Copy)]
pub struct Value {
    xml: [u8; Self::MOST],
    length: usize,
}

impl Value {
    /// With an integer of twenty signs.
    const MOST: usize = 48;
    const EMPTY: Self = Self {
        xml: [0; Self::MOST],
        length: 0,
    };

    fn new(style: Style, value: impl Display) -> Result<Self, Halt> {
        Self::write(style, value).map_err(fault)
    }

    fn write(style: Style, value: impl Display) -> io::Result<Self> {
        let mut xml = [0; Self::MOST];
        let mut rest = xml.as_mut_slice();
        match style {
            Style::Text => rest.write_all(b"\" t=\"s\"")?,
            Style::Heading | Style::Quoted => write!(rest, "\" s=\"{}\" t=\"s\"", style as u8)?,
            Style::Number | Style::Day | Style::Instant => {
                write!(rest, "\" s=\"{}\"", style as u8)?
            }
        }
        write!(rest, "><v>{value}</v></c>")?;
        let length = Self::MOST - rest.len();
        Ok(Self { xml, length })
    }

    fn xml(&self) -> &[u8] {
        &self.xml[..self.length]
    }
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
    /// Bytes of shared texts in the file, and the most of a part.
    written: u64,
    most: u64,
    sheets: Vec<Sheet>,
    scratch: PathBuf,
    /// The row that is being written.
    row: Vec<u8>,
}

struct Sheet {
    name: String,
    /// How a cell of each column begins: `<c r="A`.
    columns: Vec<String>,
    /// What the sheet says of its columns.
    cols: String,
    rows: BufWriter<Scratch>,
    count: usize,
    /// Bytes of its rows.
    written: u64,
}

impl XlsxFile {
    /// `scratch` takes the temporary files.
    pub fn begin(scratch: &Path) -> Result<Self, Halt> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(COMPRESSION));
        let mut zip = ZipWriter::new(Scratch::buffered(scratch)?);
        // In this order programs that look at a file's beginning know what it is.
        part(
            &mut zip,
            "_rels/.rels",
            options,
            &relations(&[("officeDocument", "xl/workbook.xml".to_owned())]),
        )?;
        part(&mut zip, "xl/styles.xml", options, STYLES)?;
        zip.start_file("xl/sharedStrings.xml", options)
            .map_err(fault)?;
        Ok(Self {
            zip,
            options,
            texts: format!("{DECLARATION}<sst xmlns=\"{MAIN}\">").into_bytes(),
            known: HashMap::new(),
            next_text: 0,
            written: 0,
            most: MOST_BYTES,
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
            columns.push(format!("<c r=\"{}", column(columns.len())));
            let (no, style) = (columns.len(), Style::of(heading.kind) as usize);
            // As wide as so many digits and the space beside them.
            let width = f64::from(heading.width) + 0.710_937_5;
            let _ = write!(
                cols,
                "<col min=\"{no}\" max=\"{no}\" width=\"{width}\" style=\"{style}\" customWidth=\"1\"/>"
            );
            cells.push(self.shared(heading.text, Style::Heading)?);
        }
        self.sheets.push(Sheet {
            name,
            columns,
            cols,
            rows: Scratch::buffered(&self.scratch)?,
            count: 0,
            written: 0,
        });
        let sheet = SheetNo(self.sheets.len() - 1);
        self.row(sheet, cells.iter())?;
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
    ///
    /// # Errors
    ///
    /// [`Problem::TooLarge`] when there are more texts than a file holds.
    pub fn value(&mut self, cell: &Cell<'_>) -> Result<Value, Halt> {
        let value = match cell {
            Cell::Empty => Value::EMPTY,
            Cell::Text(text) => self.text(text)?,
            Cell::Number(n) => Value::new(Style::Number, n)?,
            Cell::Day(day) => match serial(*day) {
                Some(days) => Value::new(Style::Day, days)?,
                None => self.text(&day.to_string())?,
            },
            Cell::Instant(at) => {
                let shown = calendar::oslo(*at).naive_local();
                match serial(shown.date()) {
                    Some(days) => {
                        let passed = f64::from(shown.num_seconds_from_midnight()) / 86_400.0;
                        Value::new(Style::Instant, f64::from(days) + passed)?
                    }
                    None => self.text(&shown.format("%Y-%m-%d %H:%M:%S").to_string())?,
                }
            }
        };
        Ok(value)
    }

    fn text(&mut self, text: &str) -> Result<Value, Halt> {
        self.shared(
            text,
            match looks_like_formula(text) {
                true => Style::Quoted,
                false => Style::Text,
            },
        )
    }

    fn shared(&mut self, text: &str, style: Style) -> Result<Value, Halt> {
        let is_short = text.len() <= SHORT;
        if is_short && let Some(no) = self.known.get(text) {
            return Value::new(style, no);
        }
        let no = self.next_text;
        if is_short && self.known.len() < REMEMBERED {
            self.known.insert(text.into(), no);
        }
        self.next_text += 1;
        push_shared(&mut self.texts, text);
        if self.texts.len() > TOGETHER {
            grow(&mut self.written, self.texts.len(), self.most)?;
            self.zip.write_all(&self.texts).map_err(fault)?;
            self.texts.clear();
        }
        Value::new(style, no)
    }

    /// A row of as many cells as there are headings.
    ///
    /// # Errors
    ///
    /// [`Problem::TooLarge`] when there are more than a sheet or a file holds.
    pub fn row<'v>(
        &mut self,
        sheet: SheetNo,
        values: impl Iterator<Item = &'v Value>,
    ) -> Result<(), Halt> {
        let sheet = &mut self.sheets[sheet.0];
        if sheet.count == MOST_ROWS {
            return Err(Error::because(Problem::TooLarge, "more rows than a sheet has").into());
        }
        sheet.count += 1;
        let mut number = itoa::Buffer::new();
        let number = number.format(sheet.count).as_bytes();
        let row = &mut self.row;
        row.clear();
        push(row, [b"<row r=\"", number, b"\">"]);
        for (begin, value) in sheet.columns.iter().zip(values) {
            if value.length > 0 {
                push(row, [begin.as_bytes(), number, value.xml()]);
            }
        }
        row.extend_from_slice(b"</row>");
        grow(&mut sheet.written, row.len(), self.most)?;
        sheet.rows.write_all(row).map_err(fault)
    }

    /// Gives out the whole file; nothing is given out before.
    pub fn finish(mut self, out: &mut impl Write) -> Result<(), Halt> {
        self.texts.extend_from_slice(b"</sst>");
        self.zip.write_all(&self.texts).map_err(fault)?;
        let (mut zip, options) = (self.zip, self.options);
        for (no, sheet) in (1..).zip(&mut self.sheets) {
            zip.start_file(format!("xl/worksheets/sheet{no}.xml"), options)
                .map_err(fault)?;
            sheet.write(&mut zip, no == 1).map_err(fault)?;
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
        file.rewind().map_err(fault)?;
        Ok(file.get_mut().copy(out)?)
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
        self.rows.get_mut().copy(out)?;
        out.write_all(b"</sheetData>")?;
        if let Some(range) = self.range() {
            write!(out, "<autoFilter ref=\"{}\"/>", range.replace('$', ""))?;
        }
        out.write_all(b"</worksheet>")
    }

    /// «$A$1:$Q$427», all that there is.
    fn range(&self) -> Option<String> {
        let last = column(self.columns.len().checked_sub(1)?);
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
        "{DECLARATION}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OF_DOCUMENT}\"><bookViews><workbookView/></bookViews>\
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
        "{DECLARATION}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
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
    format!("{DECLARATION}<Relationships xmlns=\"{OF_PACKAGE}\">{all}</Relationships>")
}

fn part(
    zip: &mut ZipWriter<BufWriter<Scratch>>,
    name: &str,
    options: SimpleFileOptions,
    xml: &str,
) -> Result<(), Halt> {
    zip.start_file(name, options).map_err(fault)?;
    zip.write_all(xml.as_bytes()).map_err(fault)
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
fn serial(day: NaiveDate) -> Option<i32> {
    let is_known = day >= FIRST_DAY && day.year() <= LAST_YEAR;
    let days = is_known.then(|| (day - DAY_0).num_days())?;
    i32::try_from(days).ok()
}

/// Notes that a part grows by so many bytes, if it may.
fn grow(written: &mut u64, bytes: usize, most: u64) -> Result<(), Halt> {
    *written = written.saturating_add(u64::try_from(bytes).unwrap_or(u64::MAX));
    match *written <= most {
        true => Ok(()),
        false => Err(Error::because(Problem::TooLarge, "more than a part of a file holds").into()),
    }
}

fn push(out: &mut Vec<u8>, pieces: [&[u8]; 3]) {
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
    let mut rest = text.as_bytes();
    while let Some(at) = next_watched(rest) {
        let (before, found) = rest.split_at(at);
        out.extend_from_slice(before);
        let mut length = 1;
        match (found[0], forbidden(found)) {
            (b'&', _) => out.extend_from_slice(b"&amp;"),
            (b'<', _) => out.extend_from_slice(b"&lt;"),
            (b'>', _) => out.extend_from_slice(b"&gt;"),
            (b'_', _) if is_code(found) => out.extend_from_slice(b"_x005F_"),
            (_, Some((unit, bytes))) => {
                out.extend_from_slice(format!("_x{unit:04X}_").as_bytes());
                length = bytes;
            }
            (other, None) => out.push(other),
        }
        rest = &found[length..];
    }
    out.extend_from_slice(rest);
}

/// What XML cannot hold and this begins with: its number, and how many bytes it is.
fn forbidden(bytes: &[u8]) -> Option<(u16, usize)> {
    match bytes {
        [0xEF, 0xBF, 0xBE, ..] => Some((0xFFFE, 3)),
        [0xEF, 0xBF, 0xBF, ..] => Some((0xFFFF, 3)),
        [byte, ..] if is_control(*byte) => Some((u16::from(*byte), 1)),
        _ => None,
    }
}

fn is_control(byte: u8) -> bool {
    byte < b' ' && !matches!(byte, b'\t' | b'\n')
}

/// Where the next sign is with which something that XML cannot hold may begin. Most texts have few of them, and are looked
/// through many signs at a time.
fn next_watched(bytes: &[u8]) -> Option<usize> {
    const AT_ONCE: usize = 32;
    let is_watched =
        |byte: &u8| is_control(*byte) || matches!(byte, b'&' | b'<' | b'>' | b'_' | 0xEF);
    let has_one = |chunk: &[u8]| {
        chunk
            .iter()
            .fold(false, |found, byte| found | is_watched(byte))
    };
    let chunk = bytes.chunks(AT_ONCE).position(has_one)?;
    let from = chunk * AT_ONCE;
    bytes[from..]
        .iter()
        .position(is_watched)
        .map(|at| from + at)
}

/// Whether it looks like `_xHHHH_`, whose end may also be the beginning of one that we write.
fn is_code(bytes: &[u8]) -> bool {
    let [b'_', b'x', a, b, c, d, end @ ..] = bytes else {
        return false;
    };
    let is_hex = [a, b, c, d].iter().all(|digit| digit.is_ascii_hexdigit());
    is_hex && (end.starts_with(b"_") || forbidden(end).is_some())
}

fn in_attribute(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    push_escaped(&mut out, text);
    String::from_utf8_lossy(&out).replace('"', "&quot;")
}

/// What goes wrong before the file is given out is ours, whatever it is: nobody who takes the workbook has gone.
fn fault(error: impl Into<ZipError>) -> Halt {
    let internal = |error: &dyn Display| Error::internal(format!("the workbook: {error}"));
    Halt::Failed(match error.into() {
        ZipError::Io(error) => error.downcast().unwrap_or_else(|error| internal(&error)),
        error => internal(&error),
    })
}

/// A temporary file that is gone when it is closed. What goes wrong with it passes.
struct Scratch(File);

impl Scratch {
    fn buffered(folder: &Path) -> io::Result<BufWriter<Self>> {
        let file = tempfile::tempfile_in(folder).map(Self).map_err(own)?;
        Ok(BufWriter::with_capacity(BUFFER, file))
    }

    /// Gives out what is in it, from where it stands.
    fn copy(&mut self, out: &mut impl Write) -> io::Result<()> {
        io::copy(&mut BufReader::with_capacity(BUFFER, self), out).map(drop)
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
    fn a_part_that_would_be_larger_than_programs_read_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut file = XlsxFile::begin(folder.path()).expect("a file");
        let heading = Heading {
            text: "Innspill",
            width: 20,
            kind: CellKind::Text,
        };
        let sheet = file.sheet("Alle".to_owned(), [heading].into_iter());
        let sheet = sheet.expect("a sheet");
        file.most = 200_000;
        let is_too_large =
            |error: &Halt| matches!(error, Halt::Failed(e) if e.problem == Problem::TooLarge);
        let long = "x".repeat(1_000);
        let mut values = (0..500).map(|_| file.value(&Cell::text(&*long)));
        let refused = values.find_map(Result::err).expect("an end of texts");
        assert!(is_too_large(&refused));
        let value = Value::new(Style::Number, 1).expect("a number");
        let mut rows = (0..10_000).map(|_| file.row(sheet, [value].iter()));
        let refused = rows.find_map(Result::err).expect("an end of rows");
        assert!(is_too_large(&refused));
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
        assert_eq!(written("_x0041\u{ffff}"), "_x005F_x0041_xFFFF_");
        assert_eq!(written("Čálloságat 🫐_"), "Čálloságat 🫐_");
    }
}
