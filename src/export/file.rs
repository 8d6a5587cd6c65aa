//! Making a file out of a picture: read a chunk, write it, say how far it has come, and again. Runs on a thread
//! that may block; whoever takes what is written sets the pace.

use super::asked::Format;
use super::columns::Table;
use super::csv::CsvFile;
use super::json::{Frame, JsonFile};
use super::picture::{Picture, Record};
use super::workbook::WorkbookFile;
use crate::calendar;
use crate::db::Db;
use crate::web::made::Halt;
use std::io::Write;
use std::path::Path;

/// What a file is made of and with.
pub struct Making<'m> {
    pub picture: &'m Picture,
    pub db: &'m Db,
    /// For temporary files.
    pub scratch: &'m Path,
}

impl Making<'_> {
    /// `went_on` is told how many answers have been gone through, and may say that it is enough.
    pub fn write(
        &self,
        mut out: impl Write + Send,
        mut went_on: impl FnMut(usize) -> Result<(), Halt>,
    ) -> Result<(), Halt> {
        let picture = self.picture;
        let frame = match picture.asked.format {
            Format::Json => Frame::Array,
            Format::JsonLines => Frame::Lines,
            Format::Csv => {
                let asked = &picture.asked;
                let file = CsvFile::new(Table::of(picture), asked.rows, |group| asked.has(group));
                out.write_all(&file.head()?)?;
                return self.each(&mut went_on, |records| {
                    Ok(out.write_all(&file.rows(records)?)?)
                });
            }
            Format::Workbook => {
                let table = Table::of(picture);
                let with_unconfirmed = picture.asked.unconfirmed;
                let mut file =
                    WorkbookFile::new(table, self.scratch, picture.len(), with_unconfirmed)?;
                self.each(&mut went_on, |records| file.rows(records))?;
                return file.save(out);
            }
        };
        let mut file = JsonFile::new(picture, frame);
        out.write_all(&file.head())?;
        self.each(&mut went_on, |records| {
            Ok(out.write_all(&file.rows(records)?)?)
        })?;
        Ok(out.write_all(&file.end())?)
    }

    fn each(
        &self,
        went_on: &mut impl FnMut(usize) -> Result<(), Halt>,
        mut take: impl FnMut(&[Record]) -> Result<(), Halt>,
    ) -> Result<(), Halt> {
        let mut from = 0;
        while from < self.picture.len() {
            let (records, to) = self
                .db
                .read_blocking(|conn| self.picture.read(conn, from))?;
            take(&records)?;
            from = to;
            went_on(from)?;
        }
        Ok(())
    }
}

/// «24-13304-innspill-2026-03-02.xlsx»: letters and digits that every system takes.
pub fn file_name(picture: &Picture) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let prefix: String = picture
        .consultation
        .number_prefix
        .chars()
        .map(plain)
        .collect();
    let what = match picture.asked.filter.is_set() {
        true => "utvalg",
        false => "innspill",
    };
    let day = calendar::oslo_date(picture.begun_at);
    let end = picture.asked.format.word();
    format!("{prefix}-{what}-{day}.{end}")
}

pub const fn media_type(format: Format) -> &'static str {
    match format {
        Format::Workbook => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Format::Csv => "text/csv; charset=utf-8",
        Format::Json => "application/json",
        Format::JsonLines => "application/jsonl",
    }
}
