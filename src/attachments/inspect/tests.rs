//! A corpus of what should and should not be sent, made here, and a search for what nobody thought of.

use super::*;
use flate2::Compression;
use flate2::write::DeflateEncoder;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::{FileOptions, SimpleFileOptions};

fn looked(bytes: &[u8]) -> Looked {
    inspect(&mut Cursor::new(bytes)).unwrap()
}

const DOCX_TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;

fn deflated() -> SimpleFileOptions {
    FileOptions::default().compression_method(CompressionMethod::Deflated)
}

use zip::CompressionMethod;

type Entries<'a> = &'a [(&'a str, &'a [u8])];

fn packed(entries: Entries<'_>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(*name, deflated()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn docx(more: Entries<'_>) -> Vec<u8> {
    let mut entries = vec![
        ("[Content_Types].xml", DOCX_TYPES.as_bytes()),
        ("word/document.xml", b"<w:document/>".as_slice()),
    ];
    entries.extend(more);
    packed(&entries)
}

fn odt(more: Entries<'_>) -> Vec<u8> {
    let mut entries = vec![
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.text".as_slice(),
        ),
        ("content.xml", b"<office:document-content/>"),
    ];
    entries.extend(more);
    packed(&entries)
}

fn pdf(more: &str) -> Vec<u8> {
    format!("%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R {more} >>\n%%EOF\n")
        .into_bytes()
}

fn png(width: u32, height: u32, after: &[u8]) -> Vec<u8> {
    let mut bytes = PNG_START.to_vec();
    let mut chunk = |name: &[u8], held: &[u8]| {
        bytes.extend_from_slice(&u32::try_from(held.len()).unwrap().to_be_bytes());
        bytes.extend_from_slice(name);
        bytes.extend_from_slice(held);
        bytes.extend_from_slice(&[0; 4]);
    };
    let mut size = width.to_be_bytes().to_vec();
    size.extend_from_slice(&height.to_be_bytes());
    size.extend_from_slice(&[8, 6, 0, 0, 0]);
    chunk(b"IHDR", &size);
    chunk(b"IDAT", &[1, 2, 3]);
    chunk(b"IEND", &[]);
    bytes.extend_from_slice(after);
    bytes
}

const PNG_START: &[u8] = picture::PNG;

fn jpeg(width: u16, height: u16, comment: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0xFF, 0xD8, 0xFF, 0xFE];
    bytes.extend_from_slice(&(u16::try_from(comment.len()).unwrap() + 2).to_be_bytes());
    bytes.extend_from_slice(comment);
    bytes.extend_from_slice(&[0xFF, 0xC0, 0, 11, 8]);
    bytes.extend_from_slice(&height.to_be_bytes());
    bytes.extend_from_slice(&width.to_be_bytes());
    bytes.extend_from_slice(&[1, 1, 0x11, 0, 0xFF, 0xDA, 0, 2, 0xFF, 0xD9]);
    bytes
}

/// An archive whose directory says of one entry what is not so.
fn lying(entry: &[u8], said: u32) -> Vec<u8> {
    let mut bytes = docx(&[("word/media/a.xml", entry)]);
    let real = u32::try_from(entry.len()).unwrap().to_le_bytes();
    let mut at = 0;
    while let Some(found) = find(&bytes[at..], &real) {
        bytes[at + found..at + found + 4].copy_from_slice(&said.to_le_bytes());
        at += found + 4;
    }
    bytes
}

#[test]
fn what_can_be_sent_is_known_by_its_content() {
    for (bytes, kind) in [
        (pdf(""), Kind::Pdf),
        (docx(&[]), Kind::Docx),
        (
            docx(&[("word/embeddings/tall.xlsx", &packed(&[("a", b"b")]))]),
            Kind::Docx,
        ),
        (odt(&[]), Kind::Odt),
        (b"Bl\xC3\xA5b\xC3\xA6r\r\n".to_vec(), Kind::Text),
        (b"\xEF\xBB\xBFMerknad < 3 og > 2\n".to_vec(), Kind::Text),
        ("å".repeat(PIECE).into_bytes(), Kind::Text),
        (png(5_000, 10_000, b""), Kind::Png),
        (jpeg(8_000, 6_000, b"Foto: Kari Eksempel"), Kind::Jpeg),
    ] {
        assert_eq!(looked(&bytes), Ok(kind));
    }
}

#[test]
fn what_is_none_of_the_kinds_is_refused_whatever_it_is_called() {
    for bytes in [
        b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>1</script></svg>".to_vec(),
        b"\xEF\xBB\xBF <?xml version=\"1.0\"?><svg/>".to_vec(),
        b"<!DOCTYPE html><p>hei".to_vec(),
        b"Hei <SCRIPT src=x>".to_vec(),
        b"MZ\x90\0\x03".to_vec(),
        b"#!/bin/sh\nrm -rf /".to_vec(),
        b"{\\rtf1 Hei}".to_vec(),
        b"GIF89a\x01\0\x01\0".to_vec(),
        b"Bl\xE5b\xE6r".to_vec(),
        // Cut off within a letter.
        b"Bl\xC3".to_vec(),
        b"tekst\0med null".to_vec(),
        packed(&[("a.txt", b"a")]),
        packed(&[(
            "[Content_Types].xml",
            b"<Types>spreadsheetml.sheet.main+xml</Types>",
        )]),
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 gammelt".to_vec(),
    ] {
        let shown = String::from_utf8_lossy(&bytes[..bytes.len().min(20)]).into_owned();
        assert_eq!(looked(&bytes), Err(Refusal::Kind), "{shown}");
    }
    assert_eq!(looked(b""), Err(Refusal::Empty));
}

#[test]
fn what_cannot_be_opened_without_a_password_is_refused() {
    let mut locked = docx(&[]);
    // The flag of an encrypted entry, in every head of one.
    for mark in [b"PK\x03\x04".as_slice(), b"PK\x01\x02"] {
        let flags = if mark[2] == 3 { 6 } else { 8 };
        let mut at = 0;
        while let Some(found) = find(&locked[at..], mark) {
            locked[at + found + flags] |= 1;
            at += found + 4;
        }
    }
    let mut ole = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    ole.extend("EncryptedPackage".bytes().flat_map(|b| [b, 0]));
    let manifest = b"<manifest:encryption-data manifest:checksum=\"x\"/>";
    for bytes in [
        pdf("/Encrypt 12 0 R"),
        pdf("/Encrypt<< /Filter /Standard >>"),
        locked,
        odt(&[("META-INF/manifest.xml", manifest)]),
        ole,
    ] {
        assert_eq!(looked(&bytes), Err(Refusal::Encrypted));
    }
    // A text about it is no key.
    assert_eq!(looked(&pdf("(om /Encrypt i PDF)")), Ok(Kind::Pdf));
}

#[test]
fn a_key_that_lies_across_two_pieces_is_seen() {
    for before in [PIECE - 20, PIECE - 12, PIECE - 4, 3 * PIECE - 9] {
        let mut bytes = b"%PDF-1.7\n".to_vec();
        bytes.resize(before, b' ');
        bytes.extend_from_slice(b"/Encrypt 7 0 R\n%%EOF");
        assert_eq!(looked(&bytes), Err(Refusal::Encrypted), "{before}");
    }
}

#[test]
fn macros_and_programs_inside_are_refused() {
    let with_macros = DOCX_TYPES.replace(
        "openxmlformats-officedocument.wordprocessingml.document.main",
        "ms-word.document.macroEnabled.main",
    );
    for bytes in [
        docx(&[("word/vbaProject.bin", b"x")]),
        docx(&[("WORD/VBAPROJECT.BIN", b"x")]),
        docx(&[("word/activeX/activeX1.xml", b"x")]),
        docx(&[("word/embeddings/regneark.xlsm", b"x")]),
        docx(&[("word/embeddings/start.exe", b"x")]),
        odt(&[("Basic/Standard/Module1.xml", b"x")]),
        odt(&[("Scripts/python/a.py", b"x")]),
        packed(&[
            ("[Content_Types].xml", with_macros.as_bytes()),
            ("word/document.xml", b"x"),
        ]),
    ] {
        assert_eq!(looked(&bytes), Err(Refusal::Macros));
    }
}

#[test]
fn a_bomb_is_refused_whether_or_not_it_says_what_it_is() {
    let zeros = vec![0; 20 << 20];
    let many: Vec<String> = (0..2_001).map(|n| format!("word/{n}")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|n| (n.as_str(), b"".as_slice())).collect();
    for (what, bytes) in [
        ("large", docx(&[("word/media/a.xml", &zeros)])),
        ("lies", lying(&zeros, 1_000)),
        ("many", docx(&many)),
        (
            "nested",
            docx(&[("word/media/b.bin", &packed(&[("a", b"b")]))]),
        ),
        (
            "entities",
            docx(&[("word/a.xml", b"<!DOCTYPE a [<!ENTITY b \"c\">]>")]),
        ),
        ("overlap", overlapping()),
    ] {
        let found = looked(&bytes);
        let is_refused = matches!(found, Err(Refusal::Bomb | Refusal::Broken));
        assert!(is_refused, "{what}: {found:?}");
    }
}

/// Many entries that are one: each head of the directory leads to the same bytes (as in Fifield's bomb).
fn overlapping() -> Vec<u8> {
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
    packed.write_all(&vec![7; 900_000]).unwrap();
    let packed = packed.finish().unwrap();
    let (length, plain) = (u32::try_from(packed.len()).unwrap(), 900_000_u32);
    let mut out = b"PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0\0\0\0\0".to_vec();
    out.extend(length.to_le_bytes());
    out.extend(plain.to_le_bytes());
    out.extend([1, 0, 0, 0, b'a']);
    out.extend(&packed);
    let directory = out.len();
    for _ in 0..200 {
        out.extend(b"PK\x01\x02\x14\0\x14\0\0\0\x08\0\0\0\0\0\0\0\0\0");
        out.extend(length.to_le_bytes());
        out.extend(plain.to_le_bytes());
        out.extend([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, b'a']);
    }
    let long = u32::try_from(out.len() - directory).unwrap();
    out.extend(b"PK\x05\x06\0\0\0\0\xC8\0\xC8\0");
    out.extend(long.to_le_bytes());
    out.extend(u32::try_from(directory).unwrap().to_le_bytes());
    out.extend([0, 0]);
    out
}

#[test]
fn a_picture_that_nobody_can_look_at_is_refused_by_its_head_alone() {
    for bytes in [
        png(50_000, 50_000, b""),
        png(u32::MAX, u32::MAX, b""),
        jpeg(50_000, 50_000, b""),
        jpeg(65_535, 800, b""),
    ] {
        assert_eq!(looked(&bytes), Err(Refusal::Picture));
    }
    for broken in [
        png(0, 5, b""),
        jpeg(0, 5, b""),
        png(5, 5, b"")[..40].to_vec(),
    ] {
        assert_eq!(looked(&broken), Err(Refusal::Broken));
    }
}

#[test]
fn what_is_two_things_at_once_is_refused() {
    let zip = packed(&[("a.txt", b"hei")]);
    let joined = |first: Vec<u8>| [first, zip.clone()].concat();
    for (what, bytes) in [
        ("pdf and zip", joined(pdf(""))),
        ("png and zip", joined(png(5, 5, b""))),
        ("jpeg and zip", joined(jpeg(5, 5, b""))),
        ("text and zip", joined(b"hei ".to_vec())),
        ("png and more", png(5, 5, b"<html>")),
        ("jpeg and page", jpeg(5, 5, b"<html><script>")),
        ("jpeg and pdf", jpeg(5, 5, b"%PDF-1.7")),
        ("text and pdf", b"hei %PDF-1.7".to_vec()),
    ] {
        let found = looked(&bytes);
        let is_refused = matches!(found, Err(Refusal::Ambiguous | Refusal::Kind));
        assert!(is_refused, "{what}: {found:?}");
    }
}

#[test]
fn links_and_ways_out_of_a_package_are_refused() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("[Content_Types].xml", deflated()).unwrap();
    zip.write_all(DOCX_TYPES.as_bytes()).unwrap();
    zip.add_symlink("word/document.xml", "/etc/passwd", deflated())
        .unwrap();
    let linked = zip.finish().unwrap().into_inner();
    assert_eq!(looked(&linked), Err(Refusal::Paths));
    for name in [
        "../ut.xml",
        "/etc/passwd",
        "word/../../a",
        "C:\\a.xml",
        "word\\..\\a",
    ] {
        assert_eq!(
            looked(&docx(&[(name, b"x")])),
            Err(Refusal::Paths),
            "{name}"
        );
    }
}

#[test]
fn whatever_comes_it_is_looked_at_to_the_end_and_what_is_taken_is_taken_again() {
    // Every file of the corpus with bytes turned, cut off and put together, by a sequence that is always the same.
    let corpus = [
        pdf("/Encrypt 1 0 R"),
        pdf(""),
        docx(&[("word/a.xml", &[b' '; 5_000])]),
        odt(&[]),
        png(40, 40, b""),
        jpeg(40, 40, b"hei"),
        "blåbær".as_bytes().to_vec(),
        overlapping(),
    ];
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = |most: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % u64::try_from(most.max(1)).unwrap()).unwrap()
    };
    for _ in 0..4_000 {
        let mut bytes = corpus[next(corpus.len())].clone();
        for _ in 0..=next(6) {
            match next(5) {
                0 => bytes.truncate(next(bytes.len() + 1)),
                1 => bytes.extend_from_slice(&corpus[next(corpus.len())]),
                2 => bytes
                    .splice(0..0, (0..next(9)).map(|n| u8::try_from(n).unwrap()))
                    .for_each(drop),
                _ if bytes.is_empty() => {}
                3 => {
                    let at = next(bytes.len());
                    bytes[at] = u8::try_from(next(256)).unwrap();
                }
                _ => {
                    let at = next(bytes.len());
                    bytes[at] = [0, 0xFF, 0x7F, 0x80][next(4)];
                }
            }
        }
        let first = looked(&bytes);
        assert_eq!(first, looked(&bytes));
        if let Ok(kind) = first {
            let is_right = match kind {
                Kind::Pdf => bytes.starts_with(b"%PDF-"),
                Kind::Docx | Kind::Odt => bytes.starts_with(b"PK\x03\x04"),
                Kind::Png => bytes.ends_with(b"IEND\0\0\0\0") || bytes.starts_with(PNG_START),
                Kind::Jpeg => bytes.starts_with(b"\xFF\xD8\xFF"),
                Kind::Text => std::str::from_utf8(&bytes).is_ok_and(|text| !text.contains('\0')),
            };
            assert!(is_right, "{kind:?}");
        }
    }
}
