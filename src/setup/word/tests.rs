//! Files as Word writes them, with what a draft has in it while it is worked on.

use super::*;
use crate::setup::draft::{Before, Draft, look_over};
use crate::setup::manuscript::Manuscript;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const STYLES: &str = r#"
<w:style w:styleId="Overskrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Overskrift2"><w:name w:val="heading 2"/></w:style>
<w:style w:styleId="Egen2"><w:name w:val="Egen overskrift"/><w:basedOn w:val="Overskrift2"/></w:style>
<w:style w:styleId="Egen1"><w:name w:val="Egen"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:styleId="Innhold"><w:name w:val="TOC Heading"/><w:basedOn w:val="Overskrift1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
<w:style w:styleId="Innhold1"><w:name w:val="toc 1"/></w:style>
<w:style w:styleId="Merknad"><w:name w:val="Merknad"/><w:basedOn w:val="Overskrift1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
<w:style w:type="character" w:styleId="Hevet"><w:name w:val="Hevet"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
<w:style w:styleId="Punkt"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="Punkt2"><w:name w:val="List Bullet 2"/><w:pPr><w:numPr><w:numId w:val="8"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="Nummer2"><w:name w:val="List Number 2"/><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>"#;
const NUMBERING: &str = r#"
<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="9"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="10"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1)"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%2."/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="11"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="12"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="8"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="9"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="10"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="11"/></w:num>
<w:num w:numId="5"><w:abstractNumId w:val="11"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
<w:num w:numId="6"><w:abstractNumId w:val="11"/></w:num>
<w:num w:numId="7"><w:abstractNumId w:val="12"/></w:num>
<w:num w:numId="8"><w:abstractNumId w:val="8"/></w:num>"#;

fn file(body: &str) -> Vec<u8> {
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [
        (
            "word/document.xml",
            "document",
            format!("<w:body>{body}</w:body>"),
        ),
        ("word/styles.xml", "styles", STYLES.to_owned()),
        ("word/numbering.xml", "numbering", NUMBERING.to_owned()),
    ];
    for (name, root, inner) in parts {
        file.start_file(name, SimpleFileOptions::default()).unwrap();
        let xml = format!("<w:{root} xmlns:w=\"urn:w\">{inner}</w:{root}>");
        file.write_all(xml.as_bytes()).unwrap();
    }
    file.finish().unwrap().into_inner()
}

fn text(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

fn paragraph(inner: &str) -> String {
    format!("<w:p>{inner}</w:p>")
}

fn styled(style: &str, inner: &str) -> String {
    paragraph(&format!(
        "<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{inner}"
    ))
}

fn item(list: u8, depth: u8, inner: &str) -> String {
    paragraph(&format!(
        "<w:pPr><w:numPr><w:ilvl w:val=\"{depth}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>{}",
        text(inner)
    ))
}

fn read_body(body: &str) -> (Vec<Block>, Remarks) {
    read(&file(body)).unwrap()
}

fn texts(body: &str) -> Vec<String> {
    let blocks = read_body(body).0.into_iter();
    blocks
        .map(|block| match block {
            Block::Heading(level, text) => format!("{} {text}", "#".repeat(level)),
            Block::Text(text) => text,
        })
        .collect()
}

#[test]
fn what_was_moved_stands_once_where_it_came_to_and_what_was_deleted_is_gone() {
    let moved = paragraph(&format!(
        "{}<w:moveFrom>{}</w:moveFrom><w:del><w:r><w:delText>slettet</w:delText><w:tab/></w:r></w:del>{}",
        text("Her "),
        text("FLYTTET"),
        text("står.")
    ));
    let to = paragraph(&format!("<w:moveTo>{}</w:moveTo>", text("FLYTTET")));
    let (blocks, said) = read_body(&format!("{moved}{to}"));
    let written = [
        Block::Text("Her står.".into()),
        Block::Text("FLYTTET".into()),
    ];
    assert_eq!(blocks, written);
    assert_eq!(said.tracked, 3);
}

#[test]
fn a_change_of_style_is_counted_and_the_style_before_it_is_not_the_one_that_holds() {
    let was_heading = paragraph(
        "<w:pPr><w:pPrChange><w:pPr><w:pStyle w:val=\"Overskrift2\"/></w:pPr></w:pPrChange></w:pPr>\
         <w:r><w:rPr><w:rPrChange><w:rPr/></w:rPrChange></w:rPr><w:t>Brødtekst</w:t></w:r>",
    );
    let (blocks, said) = read_body(&was_heading);
    assert_eq!(blocks, [Block::Text("Brødtekst".into())]);
    assert_eq!(said.tracked, 2);
}

#[test]
fn styles_that_are_based_on_headings_or_have_a_level_are_headings() {
    let body = [
        styled("Egen1", &text("Kapittel")),
        styled("Egen2", &text("Råd 1: Varsling")),
        styled("Ukjent", &text("Tekst.")),
    ];
    let found = texts(&body.concat());
    assert_eq!(found, ["# Kapittel", "## Råd 1: Varsling", "Tekst."]);
}

#[test]
fn a_style_that_says_that_it_is_no_heading_is_none_whatever_it_is_based_on() {
    let body = [
        styled("Overskrift1", &text("Kapittel")),
        styled("Merknad", &text("Tekst.")),
    ];
    assert_eq!(texts(&body.concat()), ["# Kapittel", "Tekst."]);
}

#[test]
fn a_table_of_contents_is_left_out_and_told_of() {
    let body = [
        styled("Innhold", &text("Innhold")),
        styled("Innhold1", &text("Kapittel 3")),
        styled("Overskrift1", &text("Kapittel")),
    ];
    assert_eq!(texts(&body.concat()), ["# Kapittel"]);
    assert_eq!(read_body(&body.concat()).1.contents, 1);
}

#[test]
fn a_sign_of_a_font_of_its_own_is_told_of_and_never_lost_silently() {
    let sign = |code: &str| format!("<w:r><w:sym w:font=\"Symbol\" w:char=\"{code}\"/></w:r>");
    let body = paragraph(
        &[&sign("F0B3"), &text("5 og "), &sign("2265"), &text("6")]
            .map(String::as_str)
            .concat(),
    );
    assert_eq!(texts(&body), ["\u{FFFD}5 og ≥6"]);
    assert_eq!(read_body(&body).1.symbols, 1);
}

#[test]
fn a_picture_of_an_older_file_is_counted() {
    let pict = "<w:r><w:pict><v:shape><v:imagedata o:title=\"\"/></v:shape></w:pict></w:r>";
    let said = read_body(&paragraph(&format!("{pict}{}", text("A")))).1;
    assert_eq!((said.images, said.images_without_alt), (1, 1));
}

#[test]
fn a_text_box_comes_in_once_and_is_no_image() {
    let boxed = paragraph(&text("I boksen"));
    let body = paragraph(&format!(
        "{}<w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:docPr/><wps:txbx><w:txbxContent>{boxed}</w:txbxContent></wps:txbx></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><w:txbxContent>{boxed}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>\
         <w:r><w:drawing><wp:docPr descr=\"Et kart\"/></w:drawing></w:r>{}",
        text("Før "),
        text("etter")
    ));
    let (blocks, said) = read_body(&body);
    let written = [
        Block::Text("I boksen".into()),
        Block::Text("Før etter".into()),
    ];
    assert_eq!(blocks, written);
    assert_eq!((said.images, said.images_without_alt), (1, 0));
}

#[test]
fn tables_are_counted() {
    let cell = |inner| format!("<w:tc>{}</w:tc>", paragraph(&text(inner)));
    let body = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell("A"), cell("B"));
    assert_eq!(texts(&body), ["A", "B"]);
    assert_eq!(read_body(&body).1.tables, 1);
}

#[test]
fn lists_keep_their_numbers_and_their_depth_and_zero_is_no_list() {
    let body = [
        item(2, 0, "En"),
        item(2, 1, "Under"),
        item(2, 0, "To"),
        paragraph(&text("1. januar gjelder.")),
        item(2, 0, "Tre"),
        item(0, 0, "Ikke liste"),
        styled("Punkt", &text("Punkt")),
    ];
    assert_eq!(
        texts(&body.concat()),
        [
            "1. En\n   - Under\n2. To",
            "1\\. januar gjelder.",
            "3. Tre",
            "Ikke liste",
            "- Punkt"
        ]
    );
}

#[test]
fn an_item_is_called_what_it_is_called_in_word_so_that_the_text_can_point_to_it() {
    let letters = [
        item(3, 0, "En"),
        item(3, 1, "Under"),
        item(3, 1, "Til"),
        item(3, 0, "To"),
        paragraph(&text("Jf. bokstav b.")),
        item(7, 0, "En"),
        item(7, 1, "Under"),
    ];
    assert_eq!(
        texts(&letters.concat()),
        [
            "- a) En\n  - i. Under\n  - ii. Til\n- b) To",
            "Jf. bokstav b.",
            "1. En\n   - 1\\.1 Under"
        ]
    );
}

#[test]
fn a_list_begins_where_it_says_and_goes_on_after_another_of_its_kind() {
    let body = [
        item(4, 0, "Tre"),
        item(6, 0, "Fire"),
        item(5, 0, "En ny"),
        item(5, 0, "To"),
    ];
    let found = texts(&body.concat());
    assert_eq!(found, ["3. Tre\n4. Fire\n1) En ny\n2) To"]);
    let shown = crate::consultations::markdown::html(&found[0], 2);
    assert_eq!(shown.matches("<ol").count(), 2, "{shown}");
    assert!(shown.contains("<ol start=\"3\">"), "{shown}");
}

#[test]
fn the_styles_that_word_has_for_lists_within_lists_are_within_them() {
    let body = [
        styled("Punkt", &text("En")),
        styled("Punkt2", &text("Under")),
        styled("Punkt", &text("To")),
        styled("Nummer2", &text("Tre")),
        styled("Nummer2", &text("Fire")),
    ];
    let found = texts(&body.concat());
    assert_eq!(
        found,
        ["- En\n  - Under\n- To\n  - 3\\. Tre\n  - 4\\. Fire"]
    );
    let shown = crate::consultations::markdown::html(&found[0], 2);
    assert_eq!(shown.matches("<ul>").count(), 3, "{shown}");
}

#[test]
fn what_is_within_an_item_stands_below_it_however_long_its_number_is() {
    let mut body: String = (0..10).map(|_| item(2, 0, "Punkt")).collect();
    body.push_str(&item(2, 1, "Under"));
    let found = texts(&body);
    assert!(found[0].ends_with("10. Punkt\n    - Under"), "{found:?}");
}

#[test]
fn a_hyphen_that_does_not_break_is_kept() {
    let body = paragraph("<w:r><w:t>e</w:t><w:noBreakHyphen/><w:t>post</w:t></w:r>");
    assert_eq!(texts(&body), ["e\u{2011}post"]);
}

#[test]
fn what_older_programs_show_is_read_where_there_is_nothing_else() {
    let old = "<mc:Fallback><w:t>gammel</w:t></mc:Fallback>";
    let new = "<mc:Choice><w:t>ny</w:t></mc:Choice>";
    let of = |inner: &str| {
        paragraph(&format!(
            "<w:r><mc:AlternateContent xmlns:mc=\"urn:mc\">{inner}</mc:AlternateContent></w:r>"
        ))
    };
    let body = [of(old), of(&format!("{new}{old}"))];
    assert_eq!(texts(&body.concat()), ["gammel", "ny"]);
}

#[test]
fn text_that_is_struck_through_is_taken_along_and_counted() {
    let body = paragraph(
        &[
            run("<w:strike/>", "En "),
            run("<w:dstrike/>", "to "),
            run("<w:strike w:val=\"0\"/>", "tre"),
            run("<w:strike/><w:vanish/>", "skjult"),
        ]
        .concat(),
    );
    assert_eq!(texts(&body), ["En to tre"]);
    let said = read_body(&body).1;
    assert_eq!((said.struck, said.hidden, said.emphasis), (2, 1, 0));
}

fn run(look: &str, inner: &str) -> String {
    format!("<w:r><w:rPr>{look}</w:rPr><w:t xml:space=\"preserve\">{inner}</w:t></w:r>")
}

const ABOVE: &str = "<w:vertAlign w:val=\"superscript\"/>";
const BELOW: &str = "<w:vertAlign w:val=\"subscript\"/>";

#[test]
fn a_number_with_another_above_or_below_it_stays_the_number_that_it_is() {
    let body = [
        styled(
            "Overskrift2",
            &[text("Måling av 10"), run(ABOVE, "6"), run("", " celler")].concat(),
        ),
        paragraph(
            &[
                text("10"),
                run(ABOVE, "-6 "),
                run(&format!("<w:b/>{ABOVE}"), "="),
                run("<w:vertAlign w:val=\"baseline\"/>", "3"),
                run("<w:rStyle w:val=\"Hevet\"/>", "2"),
                run("", ", H"),
                run(BELOW, "2"),
                run("", "O"),
            ]
            .concat(),
        ),
        // As LibreOffice writes it.
        paragraph(
            &[
                text("10"),
                run("<w:position w:val=\"8\"/><w:sz w:val=\"19\"/>", "6"),
                run("<w:position w:val=\"-2\"/><w:sz w:val=\"19\"/>", "i"),
                run("<w:position w:val=\"2\"/>", "7"),
            ]
            .concat(),
        ),
    ];
    assert_eq!(
        texts(&body.concat()),
        ["## Måling av 10⁶ celler", "10⁻⁶ ⁼3², H₂O", "10⁶ᵢ7"]
    );
    assert_eq!(read_body(&body.concat()).1.raised, 0);
}

#[test]
fn what_cannot_be_written_above_the_line_stands_on_it_and_is_told_of() {
    let body = paragraph(
        &[
            text("10"),
            run(ABOVE, "0,5"),
            run(ABOVE, " "),
            run(&format!("<w:vanish/>{ABOVE}"), "0,5"),
            run(BELOW, "maks"),
        ]
        .concat(),
    );
    assert_eq!(texts(&body), ["100,5 maks"]);
    assert_eq!(read_body(&body).1.raised, 2);
}

#[test]
fn the_sign_of_a_footnote_is_as_it_was_written_whatever_height_it_has() {
    let note = format!(
        "<w:r><w:rPr>{ABOVE}</w:rPr><w:footnoteReference w:customMarkFollows=\"1\" w:id=\"2\"/><w:t>*1</w:t></w:r>"
    );
    let body = paragraph(&[text("Tekst"), note].concat());
    assert_eq!(texts(&body), ["Tekst\\*1"]);
    let said = read_body(&body).1;
    assert_eq!((said.footnotes, said.raised), (1, 0));
}

#[test]
fn an_equation_keeps_its_powers_and_is_told_of_where_there_is_more_to_it_than_its_text() {
    let math = |inner: &str| format!("<m:oMath xmlns:m=\"urn:m\">{inner}</m:oMath>");
    let part =
        |name: &str, inner: &str| format!("<m:{name}><m:r><m:t>{inner}</m:t></m:r></m:{name}>");
    let power = |base: &str, above: &str| {
        format!("<m:sSup>{}{}</m:sSup>", part("e", base), part("sup", above))
    };
    let simple = math(&format!(
        "{}<m:sSub>{}{}</m:sSub>",
        power("10", "6"),
        part("e", "x"),
        part("sub", "i")
    ));
    assert_eq!(texts(&paragraph(&simple)), ["10⁶xᵢ"]);
    assert_eq!(read_body(&paragraph(&simple)).1.equations, 0);
    let fraction = math(&format!(
        "<m:f>{}{}</m:f>",
        part("num", "1"),
        part("den", "2")
    ));
    let within = math(&format!(
        "<m:sSup>{}<m:sup>{}</m:sup></m:sSup>",
        part("e", "2"),
        power("3", "2")
    ));
    let body = paragraph(&[fraction, text(" og "), within].concat());
    assert_eq!(texts(&body), ["12 og 23²"]);
    let said = read_body(&body).1;
    assert_eq!((said.equations, said.raised), (1, 1));
}

#[test]
fn hidden_text_is_left_out_and_what_is_lost_of_a_runs_look_is_counted() {
    let body = [
        paragraph(&format!(
            "{}{}",
            text("Synlig."),
            run("<w:vanish/>", " Skjult.")
        )),
        paragraph(&run("<w:vanish w:val=\"0\"/>", "Ikke skjult.")),
        paragraph(&format!(
            "{}{}",
            run("<w:b/><w:i/>", "Fet"),
            run("<w:b w:val=\"false\"/>", " mager")
        )),
        paragraph(&format!(
            "<w:hyperlink r:id=\"r1\" xmlns:r=\"urn:r\">{}</w:hyperlink>",
            text("lenke")
        )),
        styled("Overskrift1", &run("<w:b/>", "Tittel")),
    ];
    let (blocks, said) = read_body(&body.concat());
    let texts: Vec<&str> = blocks
        .iter()
        .map(|block| match block {
            Block::Text(text) | Block::Heading(_, text) => text.as_str(),
        })
        .collect();
    assert_eq!(
        texts,
        ["Synlig.", "Ikke skjult.", "Fet mager", "lenke", "Tittel"]
    );
    assert_eq!((said.hidden, said.emphasis, said.links), (1, 1, 1));
}

#[test]
fn what_begins_a_line_after_a_line_break_is_text_as_at_the_beginning() {
    let lines = ["Frist", "1. august", " ~~~", "===", "# x"];
    let runs: Vec<String> = lines.iter().map(|line| text(line)).collect();
    let body = paragraph(&runs.join("<w:r><w:br/></w:r>"));
    assert_eq!(
        texts(&body),
        ["Frist\\\n1\\. august\\\n \\~\\~\\~\\\n\\===\\\n\\# x"]
    );
}

#[test]
fn a_line_break_is_one_on_the_page_too_wherever_the_draft_goes_on_its_way() {
    let lines = ["Postboks 7", "0130 Oslo ", " ", "Norge"];
    let runs: Vec<String> = lines.iter().map(|line| run("", line)).collect();
    let broken = runs.join("<w:r><w:br/></w:r>");
    let body = [
        styled(
            "Overskrift2",
            "<w:r><w:t>Råd 1:</w:t><w:br/><w:t>Se</w:t></w:r>",
        ),
        paragraph(&broken),
        styled("Punkt", "<w:r><w:t>En</w:t><w:br/><w:t>to</w:t></w:r>"),
    ];
    let (blocks, said) = read_body(&body.concat());
    let (draft, _) = look_over(blocks, said, Before::default());
    let written = "# \u{2026}\n\n## Se\n\nPostboks 7\\\n0130 Oslo\n\nNorge\n\n- En\\\n  to";
    assert_eq!(draft.text(), written);
    let mut m = Manuscript::default();
    Draft::parse(&draft.text()).add_to(&mut m);
    let body = &m.advice().next().unwrap().body.nb;
    let shown = crate::consultations::markdown::html(body, 2);
    assert_eq!(shown.matches("<br").count(), 2, "{shown}");
    assert!(!shown.contains('\\'), "{shown}");
}

fn of_parts(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        file.start_file(*name, SimpleFileOptions::default())
            .unwrap();
        file.write_all(bytes).unwrap();
    }
    file.finish().unwrap().into_inner()
}

fn document_alone() -> String {
    let heading = styled("Overskrift2", &text("Råd 1: Høre"));
    format!(
        "<w:document xmlns:w=\"urn:w\"><w:body>{heading}{}</w:body></w:document>",
        paragraph(&text("Tekst."))
    )
}

fn read_alone(document: Vec<u8>) -> Vec<Block> {
    let file = of_parts(&[("word/document.xml", document)]);
    read(&file).unwrap().0
}

#[test]
fn headings_of_a_file_without_styles_are_found_by_what_word_calls_them() {
    let written = [
        Block::Heading(2, "Råd 1: Høre".into()),
        Block::Text("Tekst.".into()),
    ];
    assert_eq!(read_alone(document_alone().into_bytes()), written);
}

#[test]
fn a_file_in_utf_16_is_read_as_any_other() {
    let marked = format!("\u{feff}{}", document_alone());
    let little = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big = marked.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let usual = read_alone(document_alone().into_bytes());
    assert_eq!(read_alone(little), usual);
    assert_eq!(read_alone(big), usual);
}
