//! Files as people send them: small ones of every kind that is taken, and the form that brings them.

use super::client::{Answer, Client};
use super::respondent::{Respondent, text_of};
use serde_json::Value;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub const PDF: &[u8] =
    b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n";

/// A PDF of this many bytes.
pub fn pdf_of(bytes: usize) -> Vec<u8> {
    let mut pdf = b"%PDF-1.7\n".to_vec();
    pdf.resize(bytes - 6, b' ');
    pdf.extend_from_slice(b"%%EOF\n");
    pdf
}

pub fn packed(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        let started = zip.start_file(*name, SimpleFileOptions::default());
        started.expect("an entry");
        zip.write_all(bytes).expect("bytes");
    }
    zip.finish().expect("an archive").into_inner()
}

const TYPES: &[u8] = b"<Types><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";

pub fn docx(more: &[(&str, &[u8])]) -> Vec<u8> {
    let mut entries = vec![
        ("[Content_Types].xml", TYPES),
        ("word/document.xml", b"<w:document/>".as_slice()),
    ];
    entries.extend(more);
    packed(&entries)
}

/// The head of a PNG with so many pixels, and its end.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend(b"\x08\x06\0\0\0\0\0\0\0\0\0\0\0IEND\0\0\0\0");
    bytes
}

/// A form with files, as a browser sends it.
pub fn form(csrf: &str, files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body =
        format!("--grense\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{csrf}\r\n")
            .into_bytes();
    for (name, bytes) in files {
        let head = format!(
            "--grense\r\nContent-Disposition: form-data; name=\"fil\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
        );
        body.extend(head.into_bytes());
        body.extend_from_slice(bytes);
        body.extend(b"\r\n");
    }
    body.extend(b"--grense--\r\n");
    body
}

/// Sends the form of a page with these files.
pub fn send_form(client: &mut Client, path: &str, csrf: &str, files: &[(&str, &[u8])]) -> Answer {
    client
        .post(path)
        .header("Sec-Fetch-Site", "same-origin")
        .body("multipart/form-data; boundary=grense", form(csrf, files))
        .send()
}

/// The address that a file of this name is sent to.
pub fn to(name: &str) -> String {
    let mut encoded = String::from("/attachments?name=");
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' => encoded.push(byte.into()),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

impl Respondent {
    /// Adds a file as a program does it.
    pub fn add_file(&mut self, name: &str, bytes: &[u8]) -> Answer {
        self.post(&to(name))
            .body("application/octet-stream", bytes)
            .send()
    }

    /// The same for one that is taken; its id.
    pub fn attach(&mut self, name: &str, bytes: &[u8]) -> String {
        let added = self.add_file(name, bytes);
        assert_eq!(added.status, 201, "{}", added.text());
        text_of(&added.json()["id"])
    }

    /// What goes with the answer now.
    pub fn attachments(&mut self) -> Vec<Value> {
        let all = self.get("/attachments").json();
        all["items"].as_array().expect("items").clone()
    }
}
