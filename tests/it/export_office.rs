//! Exported files in a real program for tables, LibreOffice without a window: no cell is calculated, no row and
//! no text is lost, on the way through its own format.

use crate::support::answers::{an_organisation, content};
use crate::support::app::{EXAMPLE, TestApp};
use crate::support::exported::{Grid, csv_of, fetch, sheets_of};
use crate::support::many::add_answers;
use crate::support::temp_dir::TempDir;
use calamine::{Data, Ods, Reader};
use hoering::role::Role;
use serde_json::json;
use std::io::Cursor;
use std::path::Path;
use std::process::Command;

/// Whether to leave this out; only somebody without LibreOffice who says so does.
fn left_out() -> bool {
    let out = std::env::var("HOERING_TEST_OFFICE").is_ok_and(|said| said == "no");
    if out {
        eprintln!("left out because HOERING_TEST_OFFICE=no");
    }
    out
}

/// What LibreOffice makes of a file when it opens it, as a file of its own kind.
fn opened(folder: &Path, name: &str, bytes: &[u8], filter: &[&str]) -> Ods<Cursor<Vec<u8>>> {
    let said = convert(folder, name, bytes, "ods", filter);
    let made = std::fs::read(folder.join(name).with_extension("ods"));
    let made = made.unwrap_or_else(|_| panic!("{said}"));
    Ods::new(Cursor::new(made)).expect("a file of LibreOffice's")
}

/// Has LibreOffice make another file of this one, in the same folder; what it said.
fn convert(folder: &Path, name: &str, bytes: &[u8], to: &str, filter: &[&str]) -> String {
    let file = folder.join(name);
    std::fs::write(&file, bytes).expect("a file");
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let run = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", to, "--outdir"])
        .arg(folder)
        .args(filter)
        .arg(&file)
        .output()
        .expect("soffice runs; without it, say HOERING_TEST_OFFICE=no");
    String::from_utf8_lossy(&run.stderr).into_owned()
}

/// Commas, quotes, UTF-8, from the first row; every sheet as a file that has its name.
const EACH_SHEET_AS_CSV: &str =
    "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";

/// The cells of a sheet, none of them a formula.
fn cells(book: &mut Ods<Cursor<Vec<u8>>>, name: &str) -> Vec<Vec<Data>> {
    let formulas = book.worksheet_formula(name).expect("its formulas");
    let formula = formulas.used_cells().find(|(.., text)| !text.is_empty());
    assert!(formula.is_none(), "a formula in {name}: {formula:?}");
    let range = book.worksheet_range(name).expect("a sheet");
    range.rows().map(<[Data]>::to_vec).collect()
}

fn is_same(cell: &Data, expected: &str) -> bool {
    match cell {
        Data::Empty => expected.is_empty(),
        Data::Float(n) => expected.parse() == Ok(*n),
        Data::Int(n) => expected.parse() == Ok(*n),
        Data::DateTimeIso(at) => {
            expected.replace(' ', "T").starts_with(at.as_str()) || *at == expected.replace(' ', "T")
        }
        Data::DateTime(at) => at
            .as_datetime()
            .is_some_and(|at| at.to_string().starts_with(expected)),
        Data::String(text) => text == expected,
        _ => false,
    }
}

fn assert_same(found: &[Vec<Data>], expected: &Grid, sheet: &str) {
    assert_eq!(found.len(), expected.len(), "rows of {sheet}");
    for (n, (row, expected)) in found.iter().zip(expected).enumerate() {
        for (at, text) in expected.iter().enumerate() {
            let cell = row.get(at).unwrap_or(&Data::Empty);
            assert!(
                is_same(cell, text),
                "{sheet}, row {n}, «{}»: {cell:?}, not {text:?}",
                expected[0]
            );
        }
    }
}

const TEXTS: [&str; 11] = [
    "=1+1",
    "+4722222222",
    "-1",
    "@SUM(A1:A9)",
    "=HYPERLINK(\"http://x.example\";\"trykk\")",
    "=cmd|' /C calc'!A0",
    "Čálloságat đŋŧž «æøå ÆØÅ» 🫐",
    "Semikolon; \"sitat\", komma,\n\nto linjeskift",
    "＝fullbredde",
    "'=apostrof",
    "Kode _x0041_ og _x000D_",
];

#[test]
fn libreoffice_finds_every_row_and_text_and_no_formula() {
    if left_out() {
        return;
    }
    let app = TestApp::start();
    for (n, text) in TEXTS.iter().enumerate() {
        let sender = an_organisation(&format!("=Lag {n}"), &format!("lag{n}@eksempel.example"));
        app.send_confirmed(&sender, &json!({ "answers": content(text, "stotter") }));
    }
    let mut staff = app.staff(Role::Reader);
    let folder = TempDir::new();

    let file = fetch(&mut staff, "format=xlsx").body;
    let expected = sheets_of(&file);
    let mut book = opened(folder.path(), "regneark.xlsx", &file, &[]);
    let mut names = book.sheet_names();
    names.sort();
    assert_eq!(names, expected.keys().cloned().collect::<Vec<_>>());
    for (name, grid) in &expected {
        assert_same(&cells(&mut book, name), grid, name);
    }
    let all = format!("{:?}", cells(&mut book, "Alle innspill"));
    assert!(
        TEXTS
            .iter()
            .all(|text| all.contains(format!("{text:?}").trim_matches('"')))
    );

    let file = fetch(&mut staff, "format=csv").body;
    // Semicolons, quotes, UTF-8, from the first row, and let it take for a formula what it would.
    let filter = ["--infilter=CSV:59,34,76,1,,0,false,false,false"];
    let mut book = opened(folder.path(), "verdier.csv", &file, &filter);
    let name = book.sheet_names().remove(0);
    assert_same(&cells(&mut book, &name), &csv_of(&file), "CSV");
}

#[test]
fn libreoffice_opens_a_workbook_of_many_answers_and_finds_every_row() {
    const ANSWERS: usize = 20_001;
    if left_out() {
        return;
    }
    let app = TestApp::start_with(&[("HOERING_EXPORT_ANSWERS_AT_ONCE", "1000000")]);
    let now = app.clock.now();
    app.database(|conn| add_answers(conn, EXAMPLE, ANSWERS, 1, now));
    let mut staff = app.staff(Role::Reader);
    let file = fetch(&mut staff, "format=xlsx&del=r1&valgt=1&kol=tekst").body;
    let folder = TempDir::new();
    let said = convert(folder.path(), "mange.xlsx", &file, EACH_SHEET_AS_CSV, &[]);
    let expected = sheets_of(&file);
    assert_eq!(expected["Alle innspill"].len(), ANSWERS + 1);
    for (sheet, expected) in &expected {
        let made = folder.path().join(format!("mange-{sheet}.csv"));
        let made = std::fs::read(made).unwrap_or_else(|_| panic!("{sheet}: {said}"));
        let mut reader = csv::ReaderBuilder::new();
        let rows = reader.has_headers(false).from_reader(&*made).into_records();
        let rows: Vec<csv::StringRecord> = rows.collect::<Result<_, _>>().expect("CSV");
        assert_eq!(rows.len(), expected.len(), "rows of {sheet}");
        for (row, expected) in rows.iter().zip(expected) {
            assert_eq!(row, expected, "{sheet}");
        }
    }
}
