//! Everything that can be read in an answer: its headers, its body as text, and what is packed in it.

use crate::support::client::Answer;
use crate::support::temp_dir::TempDir;
use flate2::read::GzDecoder;
use std::io::{Cursor, Read};
use std::process::Command;
use zip::ZipArchive;

/// Each with what it was read from.
pub fn readable(answer: &Answer) -> Vec<(String, String)> {
    let mut found: Vec<_> = answer
        .headers
        .iter()
        .map(|(name, value)| (format!("header {name}"), value.clone()))
        .collect();
    let body = match answer.header("content-encoding") {
        None => answer.body.clone(),
        Some("gzip") => ungzipped(&answer.body),
        Some("br") => {
            let mut plain = Vec::new();
            brotli::Decompressor::new(answer.body.as_slice(), 4096)
                .read_to_end(&mut plain)
                .expect("brotli");
            plain
        }
        Some(other) => panic!("nothing reads {other}"),
    };
    unpack("body", &body, &mut found);
    found
}

fn unpack(place: &str, bytes: &[u8], found: &mut Vec<(String, String)>) {
    if bytes.starts_with(b"PK\x03\x04") {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
        for at in 0..archive.len() {
            let mut entry = archive.by_index(at).expect("an entry");
            let mut inside = Vec::new();
            let name = format!("{place}/{}", entry.name().expect("its name"));
            entry.read_to_end(&mut inside).expect("its bytes");
            unpack(&name, &inside, found);
        }
    } else if bytes.starts_with(&[0x1f, 0x8b]) {
        unpack(&format!("{place}/gzip"), &ungzipped(bytes), found);
    } else {
        if bytes.starts_with(b"%PDF-") {
            found.push((format!("{place}/pages"), pages(bytes)));
        }
        let text = String::from_utf8_lossy(bytes).into_owned();
        found.push((place.to_owned(), text));
    }
}

/// What a PDF says on its pages and of itself; nothing where it is none but by its beginning.
fn pages(bytes: &[u8]) -> String {
    let folder = TempDir::new();
    let file = folder.path().join("file.pdf");
    std::fs::write(&file, bytes).expect("a file");
    let said = |program: &str, to: &[&str]| {
        let output = Command::new(program).arg(&file).args(to).output();
        let output = output.unwrap_or_else(|e| panic!("{program}: {e}; run scripts/provision"));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    said("pdftotext", &["-"]) + &said("pdfinfo", &[])
}

fn ungzipped(bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    GzDecoder::new(bytes).read_to_end(&mut plain).expect("gzip");
    plain
}
