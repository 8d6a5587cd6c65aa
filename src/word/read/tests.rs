//! Files in the shapes that Word makes of a form while people work on it, and files that nobody should send.

use super::*;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        file.start_file(*name, SimpleFileOptions::default())
            .unwrap();
        file.write_all(content.as_bytes()).unwrap();
    }
    file.finish().unwrap().into_inner()
}

fn document(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"urn:w\" xmlns:w14=\"urn:w14\"><w:body>{body}</w:body></w:document>"
    )
}

fn read_body(body: &str) -> Contents {
    read(&package(&[("word/document.xml", &document(body))])).unwrap()
}

fn row(cells: &[&str]) -> String {
    let cells: String = cells.iter().map(|c| format!("<w:tc>{c}</w:tc>")).collect();
    format!("<w:tbl><w:tr>{cells}</w:tr></w:tbl>")
}

fn words(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn p(inner: &str) -> String {
    format!("<w:p>{inner}</w:p>")
}

/// The text of the second cell of the only row.
fn answer(cell: &str) -> (String, Vec<String>, Remarks) {
    let contents = read_body(&row(&[&p(&words("Kode")), cell]));
    let [Piece::Row(cells)] = contents.pieces.as_slice() else {
        panic!("{:?}", contents.pieces)
    };
    (cells[1].text(), cells[1].names.clone(), contents.remarks)
}

#[test]
fn words_in_many_runs_are_one_text() {
    let cell = p(&format!(
        "{}<w:proofErr w:type=\"spellStart\"/><w:r><w:rPr><w:b/></w:rPr><w:t>mer</w:t></w:r><w:proofErr w:type=\"spellEnd\"/>\
         <w:r><w:lastRenderedPageBreak/><w:t>knad &amp; &#248;</w:t></w:r><w:hyperlink><w:r><w:t>lenke</w:t></w:r></w:hyperlink>",
        words("En ")
    ));
    assert_eq!(answer(&cell).0, "En merknad & ølenke");
}

#[test]
fn tracked_changes_are_read_as_accepted_and_counted() {
    let cell = p(&format!(
        "{}<w:ins w:id=\"1\"><w:r><w:t>nye </w:t></w:r></w:ins><w:del w:id=\"2\"><w:r><w:delText>gamle </w:delText></w:r></w:del>{}\
         <w:moveFrom><w:r><w:t>flyttet</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t> hit</w:t></w:r></w:moveTo>",
        words("de "),
        words("ordene")
    ));
    let (text, _, remarks) = answer(&cell);
    assert_eq!(text, "de nye ordene hit");
    assert_eq!(remarks.tracked, 4);
}

#[test]
fn a_paragraph_whose_mark_was_deleted_goes_on_in_the_next() {
    let mark = "<w:pPr><w:rPr><w:del w:id=\"3\"/></w:rPr></w:pPr>";
    let cell = format!(
        "{}{}",
        p(&format!("{mark}{}", words("første "))),
        p(&words("og resten"))
    );
    assert_eq!(answer(&cell).0, "første og resten");
    // At the end of a cell there is nothing to go on in.
    assert_eq!(answer(&p(&format!("{mark}{}", words("alene")))).0, "alene");
}

#[test]
fn a_row_that_was_deleted_is_gone_before_anybody_has_accepted_it() {
    let gone = "<w:tr><w:trPr><w:del w:id=\"1\"/></w:trPr><w:tc><w:p><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p></w:tc></w:tr>";
    let contents = read_body(&format!(
        "<w:tbl>{gone}<w:tr><w:tc>{}</w:tc></w:tr></w:tbl>",
        p(&words("står"))
    ));
    assert_eq!(contents.pieces.len(), 1);
}

#[test]
fn soft_breaks_and_tabs_and_hyphens_are_what_they_look_like() {
    let cell = p(
        "<w:pPr><w:tabs><w:tab w:val=\"left\" w:pos=\"720\"/></w:tabs></w:pPr><w:r><w:t>en</w:t><w:br/><w:t>to</w:t><w:tab/><w:t>tre</w:t><w:noBreakHyphen/><w:t>fire</w:t><w:softHyphen/><w:t>fem</w:t><w:cr/></w:r>",
    );
    assert_eq!(answer(&cell).0, "en\nto\ttre\u{2011}fire\u{AD}fem\n");
}

#[test]
fn paragraphs_are_lines_and_items_keep_their_marks() {
    let item = |list: u8, text: &str| {
        p(&format!(
            "<w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>{}",
            words(text)
        ))
    };
    let numbering = "<w:numbering xmlns:w=\"urn:w\"><w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"decimal\"/></w:lvl></w:abstractNum><w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>";
    let cell = format!(
        "{}{}{}{}",
        p(&words("a")),
        item(1, "b"),
        item(2, "c"),
        item(2, "d")
    );
    let file = package(&[
        ("word/document.xml", &document(&row(&["<w:p/>", &cell]))),
        ("word/numbering.xml", numbering),
    ]);
    let contents = read(&file).unwrap();
    let Piece::Row(cells) = &contents.pieces[0] else {
        panic!("{contents:?}")
    };
    assert_eq!(cells[1].text(), "a\n- b\n1. c\n2. d");
}

#[test]
fn the_names_of_a_cell_are_those_in_it_and_those_round_it() {
    let inside = format!(
        "<w:bookmarkStart w:id=\"1\" w:name=\"hf_1\"/><w:sdt><w:sdtPr><w:alias w:val=\"r1\"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt><w:bookmarkEnd w:id=\"1\"/>",
        p(&words("tekst"))
    );
    assert_eq!(answer(&inside).1, ["hf_1", "r1"]);
    // Word puts the control round the whole cell, and the bookmark between two cells.
    let around = format!(
        "<w:tbl><w:tr><w:tc>{}</w:tc><w:bookmarkStart w:id=\"1\" w:name=\"hf_1\"/><w:sdt><w:sdtPr><w:alias w:val=\"r1\"/></w:sdtPr><w:sdtContent><w:tc>{}</w:tc></w:sdtContent></w:sdt></w:tr></w:tbl>",
        p(""),
        p(&words("tekst"))
    );
    let contents = read_body(&around);
    let [Piece::Row(cells)] = contents.pieces.as_slice() else {
        panic!("{contents:?}")
    };
    assert_eq!((cells[0].names.len(), cells[1].names.len()), (0, 2));
    // One round the whole table names no cell.
    let whole = format!(
        "<w:sdt><w:sdtPr><w:alias w:val=\"alt\"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
        row(&[&p("")])
    );
    let contents = read_body(&whole);
    assert!(matches!(&contents.pieces[0], Piece::Row(cells) if cells[0].names.is_empty()));
}

#[test]
fn what_a_control_asks_for_is_nobodys_text() {
    for prompt in [
        "Klikk eller trykk her for å skrive inn tekst.",
        "Click or tap here  to enter text.",
        " ",
    ] {
        let (text, names, _) = answer(&showing(&p(&words(prompt))));
        assert_eq!((text.as_str(), names.len()), ("", 1));
    }
}

fn showing(content: &str) -> String {
    format!(
        "<w:sdt><w:sdtPr><w:alias w:val=\"r1\"/><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )
}

#[test]
fn what_a_control_shows_as_its_prompt_and_is_none_is_not_lost() {
    let content = format!("{}{}", p(&words("Vi støtter ")), p(&words("rådet.")));
    let contents = read_body(&row(&[&p(&words("Kode")), &showing(&content)]));
    let [Piece::Shown(text), Piece::Row(cells)] = contents.pieces.as_slice() else {
        panic!("{:?}", contents.pieces)
    };
    assert_eq!(
        (text.trim(), cells[1].text().trim()),
        ("Vi støtter \nrådet.", "")
    );
}

#[test]
fn a_file_that_was_set_into_the_text_is_told_of() {
    let (text, _, remarks) = answer(&format!("<w:altChunk r:id=\"rId7\"/>{}", p("")));
    assert_eq!((text.as_str(), remarks.inserted), ("", 1));
}

#[test]
fn a_control_that_was_deleted_leaves_its_text() {
    let cell = format!(
        "<w:bookmarkStart w:id=\"1\" w:name=\"hf_1\"/>{}",
        p(&words("tekst"))
    );
    assert_eq!(answer(&cell).0, "tekst");
    assert_eq!(answer(&p(&words("bare tekst"))).0, "bare tekst");
}

#[test]
fn a_table_in_a_cell_is_text_of_that_cell_with_its_names() {
    let inner = row(&[
        &p(&words("a")),
        &format!(
            "<w:bookmarkStart w:id=\"2\" w:name=\"hf_2\"/>{}",
            p(&words("b"))
        ),
    ]);
    let (text, names, remarks) = answer(&format!("{inner}{}", p("")));
    assert_eq!(text, "a\tb\n");
    assert_eq!(names, ["hf_2"]);
    assert_eq!(remarks.tables, 1);
}

#[test]
fn text_boxes_are_read_once_and_hidden_text_is_told_of() {
    let boxed = format!(
        "<mc:AlternateContent xmlns:mc=\"urn:mc\"><mc:Choice><w:drawing><wp:docPr xmlns:wp=\"urn:wp\" id=\"1\"/><w:txbxContent>{0}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict>{0}</w:pict></mc:Fallback></mc:AlternateContent>",
        p(&words("i boksen"))
    );
    let cell = p(&format!(
        "<w:r>{boxed}</w:r>{}<w:r><w:rPr><w:vanish/></w:rPr><w:t>skjult</w:t></w:r><w:r><w:sym w:font=\"Wingdings\" w:char=\"F0E0\"/></w:r>",
        words("utenfor")
    ));
    let (text, _, remarks) = answer(&cell);
    assert_eq!(text, "i boksen\nutenfor\u{FFFD}");
    assert_eq!((remarks.hidden, remarks.symbols, remarks.images), (1, 1, 0));
}

#[test]
fn what_older_programs_show_is_read_where_there_is_nothing_else() {
    let alternative = |inner: &str| {
        format!("<w:r><mc:AlternateContent xmlns:mc=\"urn:mc\">{inner}</mc:AlternateContent></w:r>")
    };
    let old = |text: &str| format!("<mc:Fallback><w:t>{text}</w:t></mc:Fallback>");
    let new = |text: &str| format!("<mc:Choice Requires=\"x\"><w:t>{text}</w:t></mc:Choice>");
    let both = |inner: &str| format!("{}{}", new(inner), old("gammel"));
    let cell = p(&[
        alternative(&old("alene ")),
        alternative(&both("ny ")),
        // Each for itself, also within another.
        alternative(&both(&format!("</w:t>{}<w:t>", alternative(&old("inni "))))),
        alternative(&old("sist")),
    ]
    .concat());
    assert_eq!(answer(&cell).0, "alene ny inni sist");
}

#[test]
fn text_that_is_struck_through_is_read_and_told_of() {
    let run =
        |look: &str, inner: &str| format!("<w:r><w:rPr>{look}</w:rPr><w:t>{inner}</w:t></w:r>");
    let cell = p(&[
        run("<w:strike/>", "strøket "),
        run("<w:dstrike w:val=\"true\"/>", "to ganger "),
        run("<w:strike w:val=\"0\"/>", "ikke strøket "),
        run("<w:dstrike w:val=\"false\"/>", "heller ikke"),
        // Nothing is written in the one, and the other is left out.
        run("<w:strike/>", " "),
        run("<w:strike/><w:vanish/>", "skjult"),
    ]
    .concat());
    let (text, _, remarks) = answer(&cell);
    assert_eq!(text, "strøket to ganger ikke strøket heller ikke ");
    assert_eq!((remarks.struck, remarks.hidden), (2, 1));
    // The mark of a paragraph alone has no text.
    let mark = "<w:pPr><w:rPr><w:strike/></w:rPr></w:pPr>";
    let (_, _, remarks) = answer(&p(&format!("{mark}{}", words("står"))));
    assert_eq!(remarks.struck, 0);
}

#[test]
fn what_stands_above_and_below_the_line_stays_a_number_of_its_own_or_is_told_of() {
    let run =
        |look: &str, inner: &str| format!("<w:r><w:rPr>{look}</w:rPr><w:t>{inner}</w:t></w:r>");
    let above = "<w:vertAlign w:val=\"superscript\"/>";
    let below = "<w:position w:val=\"-2\"/><w:sz w:val=\"19\"/>";
    let cell = p(&[
        words("10"),
        run(above, "6"),
        words(" CO"),
        run(below, "2"),
        words(" 10"),
        run(above, "0,5"),
        // Only says where a note is.
        format!("<w:r><w:rPr>{above}</w:rPr><w:footnoteReference/><w:t>1</w:t></w:r>"),
    ]
    .concat());
    let (text, _, remarks) = answer(&cell);
    assert_eq!((text.as_str(), remarks.raised), ("10⁶ CO₂ 100,51", 1));
    // The mark of a paragraph alone has no text.
    let mark = format!("<w:pPr><w:rPr>{above}</w:rPr></w:pPr>");
    let (text, _, remarks) = answer(&p(&format!("{mark}{}", words("2"))));
    assert_eq!((text.as_str(), remarks.raised), ("2", 0));
    // Also where a control says of what somebody wrote that it is empty.
    let power = p(&[words("10"), run(above, "6")].concat());
    let contents = read_body(&row(&[&p(&words("Kode")), &showing(&power)]));
    let [Piece::Shown(text), _] = contents.pieces.as_slice() else {
        panic!("{:?}", contents.pieces)
    };
    assert_eq!(text.trim(), "10⁶");
}

#[test]
fn an_equation_keeps_its_powers_and_is_told_of_where_there_is_more_to_it_than_its_text() {
    let part =
        |name: &str, inner: &str| format!("<m:{name}><m:r><m:t>{inner}</m:t></m:r></m:{name}>");
    let math = |inner: &str| format!("<m:oMath xmlns:m=\"urn:m\">{inner}</m:oMath>");
    let power = math(&[part("e", "10"), part("sup", "6")].concat());
    let fraction = [part("num", "1"), part("den", "2")].concat();
    let half = math(&format!("<m:f>{fraction}</m:f>"));
    let (text, _, remarks) = answer(&p(&[power, words(" "), half].concat()));
    assert_eq!((text.as_str(), remarks.equations), ("10⁶ 12", 1));
}

#[test]
fn notes_stand_by_themselves_and_what_is_between_tables_too() {
    let file = package(&[
        (
            "word/document.xml",
            &document(&format!("{}{}", p(&words("mellom")), row(&[&p("")]))),
        ),
        (
            "word/footnotes.xml",
            &format!(
                "<w:footnotes xmlns:w=\"urn:w\"><w:footnote>{}</w:footnote></w:footnotes>",
                p(&words("en note"))
            ),
        ),
    ]);
    let contents = read(&file).unwrap();
    assert_eq!(contents.pieces[0], Piece::Paragraph("mellom".to_owned()));
    assert_eq!(contents.notes, [Piece::Paragraph("en note".to_owned())]);
}

#[test]
fn heads_and_feet_of_pages_stand_by_themselves() {
    let margin = |name: &str, text: &str| {
        let text = p(&words(text));
        format!("<w:{name} xmlns:w=\"urn:w\">{text}</w:{name}>")
    };
    let relation = |id: u8, kind: &str, part: &str| {
        format!("<Relationship Id=\"r{id}\" Type=\"urn:x/{kind}\" Target=\"{part}\"/>")
    };
    let relations = [
        relation(1, "header", "header1.xml"),
        relation(2, "header", "header2.xml"),
        relation(3, "footer", "footer1.xml"),
        relation(4, "header", "gone.xml"),
    ];
    let file = package(&[
        ("word/document.xml", &document(&p(&words("selve teksten")))),
        (
            "word/_rels/document.xml.rels",
            &format!("<Relationships>{}</Relationships>", relations.concat()),
        ),
        ("word/header1.xml", &margin("hdr", "sak 24/13304")),
        ("word/header2.xml", &margin("hdr", "vi er uenige")),
        ("word/footer1.xml", &margin("ftr", "se også vedlegget")),
    ]);
    let contents = read(&file).unwrap();
    assert_eq!(
        contents.pieces,
        [Piece::Paragraph("selve teksten".to_owned())]
    );
    let said = ["sak 24/13304", "vi er uenige", "se også vedlegget"];
    let said = said.map(|text| Piece::Paragraph(text.to_owned()));
    assert_eq!(contents.margins, said);
}

#[test]
fn the_text_is_found_where_other_programs_put_it() {
    let relations = "<Relationships xmlns=\"urn:r\"><Relationship Id=\"r\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"/word/document2.xml\"/></Relationships>";
    let file = package(&[
        ("_rels/.rels", relations),
        ("word/document2.xml", &document(&p(&words("her")))),
    ]);
    assert_eq!(
        read(&file).unwrap().pieces,
        [Piece::Paragraph("her".to_owned())]
    );
}

#[test]
fn what_is_no_word_file_is_refused() {
    let entity = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"b\">]><w:document xmlns:w=\"urn:w\"><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>";
    let fetched = entity.replace("\"b\"", "SYSTEM \"file:///etc/passwd\"");
    for bad in [
        b"not a file".to_vec(),
        package(&[("word/other.xml", "<a/>")]),
        package(&[("word/document.xml", entity)]),
        package(&[("word/document.xml", &fetched)]),
        package(&[("word/document.xml", "<w:document><w:body><w:p>")]),
    ] {
        assert_eq!(read(&bad).err(), Some(NotRead::NotWord));
    }
}

/// The bytes that a file says it has are not believed, nor unpacked beyond the most that a text can be.
#[test]
fn bombs_are_refused() {
    let many = "<w:p/>".repeat(512 * 1024);
    let bomb = package(&[("word/document.xml", &document(&many))]);
    assert!(bomb.len() < 24 * 1024);
    assert_eq!(read(&bomb).err(), Some(NotRead::TooLarge));
    // It says of itself that it is small.
    let mut liar = bomb.clone();
    for (mark, at) in [
        (b"PK\x01\x02".as_slice(), 24),
        (b"PK\x03\x04".as_slice(), 22),
    ] {
        let start = liar.windows(4).rposition(|w| w == mark).unwrap();
        liar[start + at..start + at + 4].copy_from_slice(&1_000_u32.to_le_bytes());
    }
    assert!(read(&liar).is_err());
    let deep = format!(
        "{}{}",
        "<w:sdt>".repeat(100_000),
        "</w:sdt>".repeat(100_000)
    );
    let deep = package(&[("word/document.xml", &document(&deep))]);
    assert_eq!(read(&deep).err(), Some(NotRead::TooLarge));
    let names: Vec<String> = (0..6_000).map(|n| format!("x{n}")).collect();
    let entries: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    assert_eq!(read(&package(&entries)).err(), Some(NotRead::TooLarge));
    // Attributes without end are looked through once.
    let attributes: String = (0..100_000).map(|n| format!(" a{n}=\"1\"")).collect();
    let wide = document(&format!("<w:p><w:bookmarkStart{attributes}/></w:p>"));
    assert!(read(&package(&[("word/document.xml", &wide)])).is_ok());
}

/// Numbers that are the same in each run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(most.max(1)).unwrap()).unwrap()
    }
}

const PIECES: &[&str] = &[
    "<w:p>",
    "</w:p>",
    "<w:tbl>",
    "</w:tbl>",
    "<w:tr>",
    "</w:tr>",
    "<w:tc>",
    "</w:tc>",
    "<w:sdt>",
    "</w:sdt>",
    "<w:r>",
    "</w:r>",
    "<w:t>",
    "</w:t>",
    "<w:del/>",
    "<w:ins>",
    "</w:ins>",
    "<w:vMerge/>",
    "<w:showingPlcHdr/>",
    "&#x0;",
    "&amp;",
    "<w:pPr>",
    "</w:pPr>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<w:br/>",
    "<w:alias w:val=\"r1\"/>",
    "\u{0}",
    "æ",
    "<w:bookmarkStart w:name=\"hf_1\"/>",
];

/// What comes in is torn, doubled and mixed in many ways: it is read or refused, and no text of it is ever more than
/// the file has.
#[test]
fn whatever_comes_is_read_or_refused() {
    let whole = document(&format!(
        "{}{}",
        p(&words("mellom")),
        row(&[
            &p(&words("Kode r1:abc")),
            &format!(
                "<w:bookmarkStart w:id=\"1\" w:name=\"hf_1\"/><w:sdt><w:sdtPr><w:alias w:val=\"r1\"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
                p(&words("tekst &amp; mer"))
            ),
        ])
    ));
    let mut dice = Dice(0x5EED_0001);
    let mut were_read = 0;
    for _ in 0..3_000 {
        let mut xml: Vec<char> = whole.chars().collect();
        for _ in 0..=dice.below(6) {
            let at = dice.below(xml.len());
            match dice.below(4) {
                0 => {
                    let to = (at + dice.below(40)).min(xml.len());
                    xml.drain(at..to);
                }
                1 => {
                    let piece = PIECES[dice.below(PIECES.len())];
                    xml.splice(at..at, piece.chars());
                }
                2 => {
                    let to = (at + dice.below(80)).min(xml.len());
                    let copy: Vec<char> = xml[at..to].to_vec();
                    let into = dice.below(xml.len());
                    xml.splice(into..into, copy);
                }
                _ => xml.truncate(at.max(1)),
            }
        }
        let xml: String = xml.into_iter().collect();
        if let Ok(contents) = read(&package(&[("word/document.xml", &xml)])) {
            were_read += 1;
            let of = |piece: &Piece| match piece {
                Piece::Heading(text) | Piece::Paragraph(text) => text.len(),
                Piece::Row(cells) => cells.iter().map(|cell| cell.text().len()).sum(),
                Piece::Shown(text) => text.len(),
            };
            let length: usize = contents.pieces.iter().map(of).sum();
            assert!(length <= 4 * xml.len(), "{xml}");
        }
    }
    assert!(
        were_read > 50,
        "only {were_read} were read: nothing is shown by this"
    );
}

#[test]
fn broken_bytes_are_read_or_refused() {
    let whole = package(&[("word/document.xml", &document(&p(&words("tekst"))))]);
    let mut dice = Dice(0x5EED_0002);
    for _ in 0..2_000 {
        let mut bytes = whole.clone();
        for _ in 0..=dice.below(8) {
            let at = dice.below(bytes.len());
            match dice.below(3) {
                0 => bytes[at] = u8::try_from(dice.below(256)).unwrap(),
                1 => bytes.truncate(at.max(1)),
                _ => {
                    let end = (at + dice.below(20)).min(bytes.len());
                    bytes.drain(at..end);
                }
            }
            if bytes.is_empty() {
                break;
            }
        }
        let _ = read(&bytes);
    }
}
