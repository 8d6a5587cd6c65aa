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
        (
            docx(&[("word/media/a.png", &png(5_000, 10_000, b""))]),
            Kind::Docx,
        ),
        // Office on the web calls it so.
        (
            packed(&[
                (
                    "[Content_Types].xml",
                    DOCX_TYPES
                        .replace("document.xml", "document2.xml")
                        .as_bytes(),
                ),
                ("word/document2.xml", b"<w:document/>"),
            ]),
            Kind::Docx,
        ),
    ] {
        assert_eq!(looked(&bytes), Ok(kind));
    }
}

#[test]
fn a_workbook_is_one_and_goes_with_no_answer() {
    let types = DOCX_TYPES
        .replace("wordprocessingml.document", "spreadsheetml.sheet")
        .replace("word/document.xml", "xl/workbook.xml");
    let entries: Entries<'_> = &[
        ("[Content_Types].xml", types.as_bytes()),
        ("xl/workbook.xml", b"<workbook/>"),
    ];
    let bytes = packed(entries);
    let found = look(&mut Cursor::new(&bytes)).unwrap();
    assert_eq!(found, Ok(Content::Workbook));
    assert_eq!(looked(&bytes), Err(Refusal::Kind));
    // Nor is one that says so and has none in it.
    let empty = packed(&entries[..1]);
    let found = look(&mut Cursor::new(&empty)).unwrap();
    assert_eq!(found, Err(Refusal::Broken));
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
        pdf("/#45ncrypt 12 0 R"),
        pdf("/Encr#79pt\0<</Filter/Standard>>"),
        pdf("/Encrypt%x\n12 0 R"),
        pdf(&format!("/Encrypt 12%{}\r0 % to\nR", "x".repeat(2 * PIECE))),
        pdf("/Encrypt/Encrypt 12 0 R"),
        locked,
        odt(&[("META-INF/manifest.xml", manifest)]),
        ole,
    ] {
        assert_eq!(looked(&bytes), Err(Refusal::Encrypted));
    }
    // What only looks like a key is none.
    for more in [
        "(om /Encrypt i PDF)",
        "/EncryptMetadata 12 0 R",
        "/Encrypt null /Size 12 0 R",
        "/Encrypt#20 12 0 R",
        "/Encryp 12 0 R",
    ] {
        assert_eq!(looked(&pdf(more)), Ok(Kind::Pdf), "{more}");
    }
}

#[test]
fn a_key_that_lies_across_two_pieces_is_seen() {
    for before in PIECE - 20..=PIECE {
        let mut bytes = b"%PDF-1.7\n".to_vec();
        bytes.resize(before, b' ');
        bytes.extend_from_slice(b"/#45ncrypt 7 0 R\n%%EOF");
        assert_eq!(looked(&bytes), Err(Refusal::Encrypted), "{before}");
    }
}

/// A Word file of which one part more is said to be of this type.
fn typed_as(of: &str) -> Vec<u8> {
    let part = format!("<Override PartName=\"/word/makro.bin\" ContentType=\"{of}\"/></Types>");
    packed(&[
        (
            "[Content_Types].xml",
            DOCX_TYPES.replace("</Types>", &part).as_bytes(),
        ),
        ("word/document.xml", b"x"),
        ("word/makro.bin", b"x"),
    ])
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
        odt(&[("Object 1/Basic/Standard/Module1.xml", b"x")]),
        docx(&[("word\\vbaProject.bin", b"x")]),
        typed_as("application/vnd.ms-word.document.macro&#69;nabled.main+xml"),
        typed_as("application/vnd.ms-office.vbaProject"),
        docx(&[(
            "word/_rels/document.xml.rels",
            b"<Relationships><Relationship Type=\"http://schemas.microsoft.com/office/2006/relationships/vbaProject\" Target=\"makro.bin\"/></Relationships>",
        )]),
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
    let wide: Vec<u8> = "<!DOCTYPE a [<!ENTITY b \"c\">]>"
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
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
        (
            "entities further on",
            docx(&[(
                "word/a.bin",
                format!("<a>{}<!ENTITY b \"c\">", " ".repeat(40_000)).as_bytes(),
            )]),
        ),
        ("entities in UTF-16", docx(&[("word/a.xml", &wide)])),
        ("overlap", overlapping()),
    ] {
        let found = looked(&bytes);
        let is_refused = matches!(found, Err(Refusal::Bomb | Refusal::Broken));
        assert!(is_refused, "{what}: {found:?}");
    }
}

/// The entry called `name~` gets the name of the one before it.
fn with_name_twice(mut bytes: Vec<u8>, name: &str) -> Vec<u8> {
    let other = format!("{}~", &name[..name.len() - 1]);
    let mut at = 0;
    while let Some(found) = find(&bytes[at..], other.as_bytes()) {
        bytes[at + found..at + found + name.len()].copy_from_slice(name.as_bytes());
        at += found + 1;
    }
    bytes
}

#[test]
fn a_package_in_which_a_name_stands_twice_is_refused_whoever_would_open_which() {
    let zeros = vec![0; 20 << 20];
    let enabled = DOCX_TYPES.replace("document.main", "document.macroEnabled.main");
    let types = packed(&[
        ("[Content_Types].xml", enabled.as_bytes()),
        ("[Content_Types].xm~", DOCX_TYPES.as_bytes()),
        ("word/document.xml", b"x"),
    ]);
    let bomb = docx(&[("word/media/a.xml", &zeros), ("word/media/a.xm~", b"<a/>")]);
    for bytes in [
        with_name_twice(types, "[Content_Types].xml"),
        with_name_twice(bomb, "word/media/a.xml"),
        docx(&[("word/media/a.xml", b"x"), ("WORD/media/A.xml", b"y")]),
        docx(&[("word/media/a.xml", b"x"), ("word\\media\\a.xml", b"y")]),
    ] {
        let found = looked(&bytes);
        assert_eq!(found, Err(Refusal::Ambiguous));
    }
    // More in the directory than its end says, and less.
    for n in [1, 3] {
        let mut bytes = docx(&[]);
        let end = bytes.len() - 22;
        bytes[end + 8] = n;
        bytes[end + 10] = n;
        assert_eq!(looked(&bytes), Err(Refusal::Ambiguous), "{n}");
    }
}

#[test]
fn what_a_package_fetches_from_elsewhere_is_refused_and_what_word_leaves_behind_is_not() {
    let leading_to = |target: &str| {
        let of =
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate";
        let relations = format!(
            "<Relationships><Relationship Id=\"rId1\" Type=\"{of}\" Target=\"{target}\" TargetMode=\"External\"/></Relationships>"
        );
        looked(&docx(&[(
            "word/_rels/settings.xml.rels",
            relations.as_bytes(),
        )]))
    };
    for target in [
        "https://mal.example/makro.dotm",
        "HTTP&#58;//mal.example/makro.dotm",
        r"\\mal.example\del\makro.dotm",
        r"\\mal@SSL\del\makro.dotm",
        r"file:///\\192.0.2.7\del\makro.dotm",
        "file://3221225991/del/makro.dotm",
    ] {
        assert_eq!(leading_to(target), Err(Refusal::Paths), "{target}");
    }
    for target in [
        r"file:///C:\Users\Kari\AppData\Roaming\Microsoft\Maler\Brev.dotx",
        r"file:///\\filtjener\maler\Brev.dotm",
        r"C:\Maler\Brev.dotx",
        "Brev.dotx",
    ] {
        assert_eq!(leading_to(target), Ok(Kind::Docx), "{target}");
    }
    // A link that somebody presses is none of these.
    let link = b"<Relationships><Relationship Type=\"http://x/hyperlink\" Target=\"https://elveby.example\" TargetMode=\"External\"/></Relationships>";
    let linked = docx(&[("word/_rels/document.xml.rels", link)]);
    assert_eq!(looked(&linked), Ok(Kind::Docx));
}

#[test]
fn what_says_what_a_package_is_must_be_readable_as_it_stands() {
    let wide = |text: &str| -> Vec<u8> {
        let units = text.encode_utf16().flat_map(u16::to_le_bytes);
        [0xFF, 0xFE].into_iter().chain(units).collect()
    };
    let manifest = wide("<manifest:encryption-data/>");
    let types = wide(DOCX_TYPES);
    for bytes in [
        odt(&[("META-INF/manifest.xml", &manifest)]),
        packed(&[("[Content_Types].xml", &types), ("word/document.xml", b"x")]),
        docx(&[("word/_rels/settings.xml.rels", &wide("<Relationships/>"))]),
    ] {
        assert_eq!(looked(&bytes), Err(Refusal::Broken));
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
    for n in 100..300 {
        out.extend(b"PK\x01\x02\x14\0\x14\0\0\0\x08\0\0\0\0\0\0\0\0\0");
        out.extend(length.to_le_bytes());
        out.extend(plain.to_le_bytes());
        out.extend([3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        out.extend(n.to_string().bytes());
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
        docx(&[("word/media/a.png", &png(50_000, 50_000, b""))]),
        docx(&[("word/media/a.jpg", &jpeg(50_000, 50_000, &[b'x'; 5_000]))]),
        odt(&[("Pictures/a", b"GIF89a\xFF\xFF\xFF\xFF")]),
    ] {
        assert_eq!(looked(&bytes), Err(Refusal::Picture));
    }
    for broken in [
        png(0, 5, b""),
        jpeg(0, 5, b""),
        png(5, 5, b"")[..40].to_vec(),
        jpeg(5, 5, b"")[..jpeg(5, 5, b"").len() - 2].to_vec(),
    ] {
        assert_eq!(looked(&broken), Err(Refusal::Broken));
    }
}

/// A Word file that begins with this, as it is.
fn stored(first: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let plain: SimpleFileOptions =
        FileOptions::default().compression_method(CompressionMethod::Stored);
    let entries: Entries<'_> = &[
        ("a.pdf", first),
        ("[Content_Types].xml", DOCX_TYPES.as_bytes()),
        ("word/document.xml", b"x"),
    ];
    for (name, bytes) in entries {
        zip.start_file(*name, plain).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A Word file with this behind its end, where a comment may be.
fn commented(comment: &[u8]) -> Vec<u8> {
    let mut bytes = docx(&[]);
    let length = u16::try_from(comment.len()).unwrap();
    let at = bytes.len() - 2;
    bytes[at..].copy_from_slice(&length.to_le_bytes());
    bytes.extend_from_slice(comment);
    bytes
}

#[test]
fn what_a_phone_puts_behind_its_picture_is_let_be() {
    let picture = jpeg(4_000, 3_000, b"Exif");
    let film = [b"\0\0\0\x18ftypmp42".as_slice(), &[0x5A; 70_000]].concat();
    let second = jpeg(1_000, 750, b"MPF");
    let trailer = [b"MotionPhoto_Data".as_slice(), &film, b"SEFHx\0\0\0SEFT"].concat();
    for behind in [film, second, trailer, vec![0; 4_000]] {
        let bytes = [picture.clone(), behind].concat();
        assert_eq!(looked(&bytes), Ok(Kind::Jpeg));
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
        (
            "pdf, zip and more",
            [joined(pdf("")), b"\n".to_vec()].concat(),
        ),
        (
            "jpeg, zip and more",
            [joined(jpeg(5, 5, b"")), vec![0; 60_000]].concat(),
        ),
        (
            "jpeg and a pdf further on",
            [jpeg(5, 5, &[b'x'; 2_000]), pdf("")].concat(),
        ),
        (
            "jpeg with a pdf in it",
            jpeg(5, 5, &[&[b'x'; 2_000], pdf("").as_slice()].concat()),
        ),
        ("package with a pdf first", stored(&pdf(""))),
        (
            "document and workbook",
            typed_as("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
        ),
        ("package and pdf", [docx(&[]), pdf("")].concat()),
        ("package and a letter", [docx(&[]), b"\n".to_vec()].concat()),
        ("package with a comment", commented(&pdf(""))),
        ("package behind another", [zip.clone(), docx(&[])].concat()),
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

/// Counts what is read, so that work is bounded and not merely fast here.
struct Counted<'b> {
    bytes: Cursor<&'b [u8]>,
    read: usize,
}

impl Read for Counted<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = self.bytes.read(into)?;
        self.read += n;
        Ok(n)
    }
}

impl Seek for Counted<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.bytes.seek(to)
    }
}

#[test]
fn however_a_file_is_made_not_much_more_of_it_is_read_than_it_has() {
    let chunks: Vec<u8> = [0, 0, 0, 0, b't', b'E', b'X', b't', 0, 0, 0, 0].repeat(100_000);
    let mut pieces = png(5, 5, b"");
    let end = pieces.len() - 12;
    pieces.splice(end..end, chunks);
    let mut segments = jpeg(5, 5, b"");
    let comments: Vec<u8> = [0xFF, 0xFE, 0, 2].repeat(250_000);
    segments.splice(2..2, comments);
    let many: Vec<String> = (0..1_990).map(|n| format!("word/media/{n}.gif")).collect();
    let many: Vec<(&str, &[u8])> = many
        .iter()
        .map(|name| (name.as_str(), b"GIF89a\x01\0\x01\0".as_slice()))
        .collect();
    let noise: Vec<u8> = (0..1_u64 << 20)
        .map(|n| (n.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 56) as u8)
        .collect();
    for (what, bytes) in [
        ("small chunks", pieces),
        ("small segments", segments),
        ("many entries", docx(&many)),
        ("a large entry", docx(&[("word/media/a.bin", &noise)])),
        ("a large text", vec![b'a'; 1 << 20]),
        ("keys", pdf(&"/Encrypt ".repeat(100_000))),
        ("marks", [jpeg(5, 5, b""), vec![0xFF; 1 << 20]].concat()),
    ] {
        let mut counted = Counted {
            bytes: Cursor::new(&bytes),
            read: 0,
        };
        let found = inspect(&mut BufReader::new(&mut counted)).unwrap();
        assert!(found.is_ok(), "{what}: {found:?}");
        // Its head, its tail, its directory, and all of it twice; of each entry no more than some buffers.
        let entries = if what.contains("entries") { 1_992 } else { 3 };
        let most = 2 * bytes.len() + 4 * TAIL + entries * 12 * (8 << 10);
        assert!(counted.read <= most, "{what}: {} of {most}", counted.read);
    }
}

/// What others would take it for, by their own ways of looking.
fn is_one_thing(bytes: &[u8], kind: Kind) -> bool {
    let of = |mark: &[u8]| bytes.windows(mark.len()).any(|at| at == mark);
    let last = &bytes[bytes.len().saturating_sub(TAIL)..];
    let ends_as_zip = last.windows(4).any(|at| at == b"PK\x05\x06");
    let begins = |mark: &[u8]| bytes.starts_with(mark);
    match kind {
        Kind::Pdf => begins(b"%PDF-") && !ends_as_zip,
        Kind::Docx | Kind::Odt => {
            let heads = bytes.windows(4).filter(|at| *at == b"PK\x01\x02").count();
            let archive = zip::ZipArchive::new(Cursor::new(bytes));
            let end = &bytes[bytes.len() - 22..];
            begins(b"PK\x03\x04")
                && archive.is_ok_and(|archive| archive.len() == heads)
                && end.starts_with(b"PK\x05\x06")
                && !bytes[..HEAD.min(bytes.len())]
                    .windows(5)
                    .any(|at| at == b"%PDF-")
        }
        Kind::Png => {
            begins(PNG_START) && bytes[..bytes.len() - 4].ends_with(b"IEND") && !of(b"%PDF-")
        }
        Kind::Jpeg => begins(b"\xFF\xD8\xFF") && of(b"\xFF\xD9") && !of(b"%PDF-") && !ends_as_zip,
        Kind::Text => {
            let text = std::str::from_utf8(bytes);
            text.is_ok_and(|text| !text.contains('\0')) && !of(b"%PDF-")
        }
    }
}

#[test]
fn whatever_comes_it_is_looked_at_to_the_end_and_what_is_taken_is_one_thing() {
    // Every file of the corpus with bytes turned, cut off and put together, by a sequence that is always the same.
    let corpus = [
        pdf("/Encrypt 1 0 R"),
        pdf(""),
        docx(&[("word/a.xml", &[b' '; 5_000])]),
        odt(&[]),
        png(40, 40, b""),
        jpeg(40, 40, b"hei"),
        jpeg(40, 40, &[b'x'; 1_500]),
        stored(&pdf("")),
        "blåbær".as_bytes().to_vec(),
        overlapping(),
    ];
    let mut taken = 0;
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
            match next(8) {
                0 => bytes.truncate(next(bytes.len() + 1)),
                1 | 2 => bytes.extend_from_slice(&corpus[next(corpus.len())]),
                3 => bytes.extend_from_slice(&[b'\n', 0, b' '][..next(4)]),
                4 => {
                    let at = next(bytes.len() + 1);
                    let other = corpus[next(corpus.len())].iter().copied();
                    bytes.splice(at..at, other).for_each(drop);
                }
                5 => bytes
                    .splice(0..0, (0..next(9)).map(|n| u8::try_from(n).unwrap()))
                    .for_each(drop),
                _ if bytes.is_empty() => {}
                6 => {
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
            taken += 1;
            assert!(is_one_thing(&bytes, kind), "{kind:?}");
        }
    }
    assert!(taken > 200, "only {taken} were taken");
}
