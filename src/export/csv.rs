//! The CSV file: UTF-8 with a byte order mark, semicolons, CRLF between rows and the text's own breaks inside
//! quotes (RFC 4180): what Excel in Norwegian opens by a double click.

use super::asked::Rows;
use super::cells::{Cell, defused};
use super::columns::{Column, Part, Table};
use super::picture::Record;
use crate::calendar;
use crate::consultations::{Field, FieldKind};
use crate::error::Error;

pub struct CsvFile {
    table: Table,
    rows: Rows,
    /// Of a row that is one field.
    columns: Vec<LongColumn>,
}

/// What a row about one field says after what it says of the answer.
#[derive(Clone, Copy)]
enum LongColumn {
    Part,
    Title,
    Field,
    Label,
    Text,
    Choice,
    NoComment,
}

/// What was said: in a field, or of a whole råd.
enum Said<'a> {
    Field(&'a Field, &'a (Option<String>, Option<String>)),
    NoComment,
}

const BYTE_ORDER_MARK: &str = "\u{feff}";

impl CsvFile {
    pub fn new(table: Table, rows: Rows, takes: impl Fn(super::asked::Group) -> bool) -> Self {
        use super::asked::Group;
        let mut columns = vec![
            LongColumn::Part,
            LongColumn::Title,
            LongColumn::Field,
            LongColumn::Label,
        ];
        for (group, column) in [
            (Group::Text, LongColumn::Text),
            (Group::Stance, LongColumn::Choice),
            (Group::NoComment, LongColumn::NoComment),
        ] {
            columns.extend(takes(group).then_some(column));
        }
        Self {
            table,
            rows,
            columns,
        }
    }

    pub fn head(&self) -> Result<Vec<u8>, Error> {
        let mut out = Writer::new(BYTE_ORDER_MARK.as_bytes().to_vec());
        match self.rows {
            Rows::Answer => out.row(
                self.table
                    .wide()
                    .map(|column| defused(&column.header).into_owned()),
            )?,
            Rows::Field => {
                let fixed = self.table.fixed.iter().map(|column| column.header.clone());
                let own = self
                    .columns
                    .iter()
                    .map(|column| self.table.lang.t(column.key()));
                out.row(fixed.chain(own))?;
            }
        }
        out.end()
    }

    pub fn rows(&self, records: &[Record]) -> Result<Vec<u8>, Error> {
        let mut out = Writer::new(Vec::new());
        for record in records {
            match self.rows {
                Rows::Answer => {
                    out.row(self.table.wide().map(|column| self.field(column, record)))?
                }
                Rows::Field => self.fields(&mut out, record)?,
            }
        }
        out.end()
    }

    fn field(&self, column: &Column, record: &Record) -> String {
        written(&self.table.cell(column, record))
    }

    fn fields(&self, out: &mut Writer, record: &Record) -> Result<(), Error> {
        let fixed: Vec<String> = self
            .table
            .fixed
            .iter()
            .map(|column| self.field(column, record))
            .collect();
        let version = record.content.proposal;
        for part in &self.table.parts {
            let said = |field| Some(Said::Field(field, record.content.answers.get(&field.id)?));
            let mark = part
                .advice_id
                .filter(|id| record.content.no_comment.contains(id));
            let said = part
                .fields
                .iter()
                .filter_map(said)
                .chain(mark.map(|_| Said::NoComment));
            for said in said.filter(|said| self.is_taken(said)) {
                let own = self
                    .columns
                    .iter()
                    .map(|column| written(&self.long(*column, part, &said, version)));
                out.row(fixed.iter().cloned().chain(own))?;
            }
        }
        Ok(())
    }

    /// Its column was asked for.
    fn is_taken(&self, said: &Said<'_>) -> bool {
        let has = |wanted: fn(&LongColumn) -> bool| self.columns.iter().any(wanted);
        match said {
            Said::NoComment => has(|column| matches!(column, LongColumn::NoComment)),
            Said::Field(field, _) if field.kind == FieldKind::Text => {
                has(|column| matches!(column, LongColumn::Text))
            }
            Said::Field(..) => has(|column| matches!(column, LongColumn::Choice)),
        }
    }

    /// Everything is called what it was called in the version that was answered.
    fn long<'a>(
        &'a self,
        column: LongColumn,
        part: &'a Part,
        said: &Said<'a>,
        version: i32,
    ) -> Cell<'a> {
        let wording = &self.table.wording;
        let advice = part.advice_id.and_then(|id| wording.advice(version, id));
        match (column, said) {
            (LongColumn::Part, _) => Cell::text(advice.map_or(part.name.as_str(), |(n, _)| n)),
            (LongColumn::Title, _) => Cell::of(advice.map(|(_, title)| title)),
            (LongColumn::Field, Said::Field(field, _)) => Cell::text(field.key.as_str()),
            (LongColumn::Label, Said::Field(field, _)) => {
                Cell::of(wording.label(version, field.id))
            }
            (LongColumn::Text, Said::Field(_, (text, _))) => Cell::of(text.as_deref()),
            (LongColumn::Choice, Said::Field(field, (_, Some(choice)))) => {
                Cell::text(wording.choice(version, field.id, choice))
            }
            (LongColumn::NoComment, Said::NoComment) => Cell::text(self.table.lang.t("export-yes")),
            _ => Cell::Empty,
        }
    }
}

impl LongColumn {
    const fn key(self) -> &'static str {
        match self {
            Self::Part => "export-col-part",
            Self::Title => "export-col-title",
            Self::Field => "export-col-field",
            Self::Label => "export-col-label",
            Self::Text => "export-col-text",
            Self::Choice => "export-col-choice",
            Self::NoComment => "svar-no-comment",
        }
    }
}

/// Days and times are written so that every language's Excel knows them: 2026-03-02 10:00:00.
fn written(cell: &Cell<'_>) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => defused(text).into_owned(),
        Cell::Number(n) => n.to_string(),
        Cell::Day(day) => day.to_string(),
        Cell::Instant(at) => calendar::oslo(*at).format("%Y-%m-%d %H:%M:%S").to_string(),
    }
}

struct Writer(csv::Writer<Vec<u8>>);

impl Writer {
    fn new(begun: Vec<u8>) -> Self {
        let mut csv = csv::WriterBuilder::new();
        csv.delimiter(b';')
            .terminator(csv::Terminator::CRLF)
            .flexible(true);
        Self(csv.from_writer(begun))
    }

    fn row(&mut self, fields: impl Iterator<Item = String>) -> Result<(), Error> {
        self.0
            .write_record(fields)
            .map_err(|e| Error::internal(e.to_string()))
    }

    fn end(self) -> Result<Vec<u8>, Error> {
        self.0
            .into_inner()
            .map_err(|e| Error::internal(e.to_string()))
    }
}
