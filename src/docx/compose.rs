//! Writes a document as a Word file: real headings and lists, tables with a header, a title and a language, and cells
//! that can be found again when the file comes back.

use crate::document::{
    Block, Cell, Control, Document, Item, Line, Look, Span, TICKED, Table, UNTICKED, tag,
};
use crate::i18n::Lang;
use quick_xml::escape::escape;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The file.
pub fn file(document: &Document) -> std::io::Result<Vec<u8>> {
    let mut body = Body::default();
    for block in &document.blocks {
        match block {
            Block::Paragraph(line) => body.paragraph(line),
            Block::Item(item) => body.item(item),
            Block::Table(table) => body.table(table),
        }
    }
    packed(document, &body)
}

/// The name of the style; what each is stands in `styles` below.
fn style(look: Look) -> String {
    match look {
        Look::Body => "Normal".to_owned(),
        Look::Quote => "Quote".to_owned(),
        Look::Title => "Title".to_owned(),
        Look::Heading(level) => format!("Heading{}", level.clamp(1, 6)),
        Look::Cell => "Svar".to_owned(),
        Look::Code => "Kode".to_owned(),
    }
}

/// The text while it is written.
#[derive(Default)]
struct Body {
    xml: String,
    /// The numbers that numbered lists begin with, each by the list's own.
    numbered: Vec<usize>,
    /// Bookmarks and controls have numbers of their own.
    last_id: u32,
}

impl Body {
    fn paragraph(&mut self, line: &Line) {
        let xml = paragraph(&style(line.look), "", &runs(&line.spans, line.lang));
        self.xml.push_str(&xml);
    }

    fn item(&mut self, item: &Item) {
        // The first list of all is the one with bullets.
        let list = item.list.map_or(1, |(list, from)| {
            if self.numbered.len() <= list {
                self.numbered.resize(list + 1, from);
            }
            list + 2
        });
        let number = format!(
            "<w:numPr><w:ilvl w:val=\"{}\"/><w:numId w:val=\"{list}\"/></w:numPr>",
            item.depth.min(8),
        );
        let xml = paragraph("ListParagraph", &number, &runs(&item.spans, item.lang));
        self.xml.push_str(&xml);
    }

    fn table(&mut self, table: &Table) {
        let mut xml = String::from("<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/>");
        let total: u32 = table.widths.iter().sum();
        let _ = write!(
            xml,
            "<w:tblW w:w=\"{total}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"04A0\" \
             w:firstRow=\"{}\" w:lastRow=\"0\" w:firstColumn=\"1\" w:lastColumn=\"0\" w:noHBand=\"0\" w:noVBand=\"1\"/>\
             <w:tblCaption w:val=\"{}\"/></w:tblPr><w:tblGrid>",
            u8::from(!table.header.is_empty()),
            said(&table.caption)
        );
        for width in &table.widths {
            let _ = write!(xml, "<w:gridCol w:w=\"{width}\"/>");
        }
        xml.push_str("</w:tblGrid>");
        if !table.header.is_empty() {
            xml.push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
            for (text, width) in table.header.iter().zip(&table.widths) {
                let line = Line::new(Look::Cell, vec![Span::bold(text)]);
                let shade = "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"E8EDF2\"/>";
                let _ = write!(
                    xml,
                    "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{shade}</w:tcPr>{}</w:tc>",
                    lines(&[line])
                );
            }
            xml.push_str("</w:tr>");
        }
        for row in &table.rows {
            xml.push_str("<w:tr>");
            for (cell, width) in row.iter().zip(&table.widths) {
                let _ = write!(
                    xml,
                    "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>{}</w:tc>",
                    self.cell(cell)
                );
            }
            xml.push_str("</w:tr>");
        }
        // A table must not touch the next.
        xml.push_str("</w:tbl><w:p><w:pPr><w:pStyle w:val=\"Svar\"/></w:pPr></w:p>");
        self.xml.push_str(&xml);
    }

    fn cell(&mut self, cell: &Cell) -> String {
        let (Some(place), Some(control)) = (&cell.place, &cell.control) else {
            return lines(&cell.lines);
        };
        let (bookmark, number) = (self.last_id + 1, self.last_id + 2);
        self.last_id = number;
        let (start, end) = (
            format!(
                "<w:bookmarkStart w:id=\"{bookmark}\" w:name=\"{}\"/>",
                said(&place.bookmark)
            ),
            format!("<w:bookmarkEnd w:id=\"{bookmark}\"/>"),
        );
        let named = format!(
            "<w:alias w:val=\"{0}\"/><w:tag w:val=\"{0}\"/><w:id w:val=\"{number}\"/><w:lock w:val=\"sdtLocked\"/>",
            said(&place.alias)
        );
        let held = |of: &str, text: &str| {
            let text = runs(&[Span::plain(text)], None);
            let control = format!(
                "{start}<w:sdt><w:sdtPr>{named}{of}</w:sdtPr><w:sdtContent>{text}</w:sdtContent></w:sdt>{end}"
            );
            paragraph(&style(Look::Cell), "", &control)
        };
        match control {
            // Without a line it has an empty paragraph.
            Control::Text => format!(
                "{start}<w:sdt><w:sdtPr>{named}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>{end}",
                lines(&cell.lines)
            ),
            Control::Pick {
                none,
                options,
                chosen,
            } => {
                let mut list = String::from("<w:dropDownList>");
                for option in std::iter::once(none).chain(options) {
                    let _ = write!(
                        list,
                        "<w:listItem w:displayText=\"{0}\" w:value=\"{0}\"/>",
                        said(option)
                    );
                }
                list.push_str("</w:dropDownList>");
                held(&list, chosen.and_then(|n| options.get(n)).unwrap_or(none))
            }
            Control::Tick(is_on) => {
                let box_ = format!(
                    "<w14:checkbox><w14:checked w14:val=\"{}\"/><w14:checkedState w14:val=\"2612\" \
                     w14:font=\"MS Gothic\"/><w14:uncheckedState w14:val=\"2610\" w14:font=\"MS Gothic\"/></w14:checkbox>",
                    u8::from(*is_on)
                );
                held(&box_, if *is_on { TICKED } else { UNTICKED })
            }
        }
    }
}

fn packed(of: &Document, body: &Body) -> std::io::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let document = format!(
        "{XML}<w:document {W} xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" \
         xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" mc:Ignorable=\"w14\"><w:body>{}\
         <w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" \
         w:left=\"1134\" w:header=\"709\" w:footer=\"709\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>",
        body.xml
    );
    let core = format!(
        "{XML}<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:creator>{}</dc:creator>\
         <dc:language>{}</dc:language></cp:coreProperties>",
        said(&of.title),
        said(&of.author),
        tag(of.lang)
    );
    let parts = [
        ("[Content_Types].xml", format!("{XML}{CONTENT_TYPES}")),
        ("_rels/.rels", format!("{XML}{RELATIONS}")),
        ("word/document.xml", document),
        (
            "word/_rels/document.xml.rels",
            format!("{XML}{DOCUMENT_RELATIONS}"),
        ),
        ("word/styles.xml", styles(tag(of.lang))),
        ("word/settings.xml", format!("{XML}{SETTINGS}")),
        ("word/numbering.xml", numbering(&body.numbered)),
        ("docProps/core.xml", core),
        ("docProps/custom.xml", custom(&of.properties)),
    ];
    for (name, content) in parts {
        zip.start_file(name, SimpleFileOptions::default())?;
        zip.write_all(content.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

fn lines(lines: &[Line]) -> String {
    // A cell without a paragraph is a broken file.
    if lines.is_empty() {
        return paragraph(&style(Look::Cell), "", "");
    }
    lines
        .iter()
        .map(|line| paragraph(&style(line.look), "", &runs(&line.spans, line.lang)))
        .collect()
}

fn paragraph(style: &str, properties: &str, content: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{properties}</w:pPr>{content}</w:p>")
}

fn runs(spans: &[Span], lang: Option<Lang>) -> String {
    let mut xml = String::new();
    for span in spans {
        xml.push_str("<w:r>");
        if span.bold || span.italic || lang.is_some() {
            xml.push_str("<w:rPr>");
            if span.bold {
                xml.push_str("<w:b/>");
            }
            if span.italic {
                xml.push_str("<w:i/>");
            }
            if let Some(lang) = lang {
                let _ = write!(xml, "<w:lang w:val=\"{}\"/>", tag(lang));
            }
            xml.push_str("</w:rPr>");
        }
        for (n, line) in span.text.split('\n').enumerate() {
            if n > 0 {
                xml.push_str("<w:br/>");
            }
            for (n, text) in line.split('\t').enumerate() {
                if n > 0 {
                    xml.push_str("<w:tab/>");
                }
                if !text.is_empty() {
                    let _ = write!(xml, "<w:t xml:space=\"preserve\">{}</w:t>", said(text));
                }
            }
        }
        if span.breaks {
            xml.push_str("<w:br/>");
        }
        xml.push_str("</w:r>");
    }
    xml
}

/// Text as it may stand in XML: what no XML can hold is shown as such.
fn said(text: &str) -> String {
    let fit: String = text.chars().map(in_xml).collect();
    escape(&fit).into_owned()
}

/// A character as a file can hold it.
pub fn in_xml(c: char) -> char {
    match c {
        '\n' | '\t' => c,
        _ if c.is_control() => ' ',
        '\u{FFFE}' | '\u{FFFF}' => '\u{FFFD}',
        _ => c,
    }
}

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
const CONTENT_TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
    <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
    <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
    <Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
    <Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>\
    <Override PartName=\"/word/settings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml\"/>\
    <Override PartName=\"/word/numbering.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml\"/>\
    <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
    <Override PartName=\"/docProps/custom.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.custom-properties+xml\"/>\
    </Types>";
const RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>\
    <Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
    <Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties\" Target=\"docProps/custom.xml\"/>\
    </Relationships>";
const DOCUMENT_RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>\
    <Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings\" Target=\"settings.xml\"/>\
    <Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering\" Target=\"numbering.xml\"/>\
    </Relationships>";
const SETTINGS: &str = "<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
    <w:defaultTabStop w:val=\"708\"/><w:compat><w:compatSetting w:name=\"compatibilityMode\" \
    w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat></w:settings>";

fn styles(lang: &str) -> String {
    let mut xml = format!(
        "{XML}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Calibri\" w:hAnsi=\"Calibri\" \
         w:cs=\"Calibri\" w:eastAsia=\"Calibri\"/><w:sz w:val=\"22\"/><w:szCs w:val=\"22\"/><w:lang w:val=\"{lang}\" \
         w:eastAsia=\"en-US\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after=\"120\" \
         w:line=\"264\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>\
         <w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:uiPriority \
         w:val=\"99\"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top \
         w:w=\"40\" w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/><w:bottom w:w=\"40\" w:type=\"dxa\"/><w:right \
         w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>"
    );
    let based = |id: &str, name: &str, paragraph: &str, run: &str| {
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/>\
             <w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
        )
    };
    let size = |half_points: u32| {
        format!("<w:b/><w:sz w:val=\"{half_points}\"/><w:szCs w:val=\"{half_points}\"/>")
    };
    xml.push_str(&based(
        "Title",
        "Title",
        "<w:spacing w:after=\"240\"/>",
        &size(44),
    ));
    for (level, points) in [(1_u8, 34), (2, 28), (3, 24), (4, 22), (5, 22), (6, 22)] {
        let paragraph = format!(
            "<w:keepNext/><w:keepLines/><w:spacing w:before=\"240\" w:after=\"80\"/><w:outlineLvl w:val=\"{}\"/>",
            level - 1
        );
        xml.push_str(&based(
            &format!("Heading{level}"),
            &format!("heading {level}"),
            &paragraph,
            &size(points),
        ));
    }
    xml.push_str(&based(
        "ListParagraph",
        "List Paragraph",
        "<w:contextualSpacing/>",
        "",
    ));
    xml.push_str(&based(
        "Quote",
        "Quote",
        "<w:ind w:left=\"567\"/>",
        "<w:i/>",
    ));
    xml.push_str(&based(
        "Svar",
        "Svar",
        "<w:spacing w:before=\"0\" w:after=\"0\"/>",
        "",
    ));
    xml.push_str(&based(
        "Kode",
        "Kode",
        "<w:spacing w:before=\"40\" w:after=\"0\"/>",
        "<w:noProof/><w:color w:val=\"555555\"/><w:sz w:val=\"16\"/><w:szCs w:val=\"16\"/>",
    ));
    xml.push_str(
        "<w:style w:type=\"table\" w:styleId=\"TableGrid\"><w:name w:val=\"Table Grid\"/><w:basedOn \
         w:val=\"TableNormal\"/><w:tblPr><w:tblBorders>",
    );
    for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
        let _ = write!(
            xml,
            "<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"767676\"/>"
        );
    }
    xml.push_str("</w:tblBorders></w:tblPr></w:style></w:styles>");
    xml
}

/// The first list has bullets; each of the others counts from its own number.
fn numbering(numbered: &[usize]) -> String {
    let mut xml = format!("{XML}<w:numbering {W}>");
    for (id, format, text) in [(0, "bullet", "\u{2022}"), (1, "decimal", "")] {
        let _ = write!(
            xml,
            "<w:abstractNum w:abstractNumId=\"{id}\"><w:multiLevelType w:val=\"hybridMultilevel\"/>"
        );
        for level in 0..9 {
            let text = match format {
                "bullet" => text.to_owned(),
                _ => format!("%{}.", level + 1),
            };
            let _ = write!(
                xml,
                "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText \
                 w:val=\"{text}\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"{}\" w:hanging=\"360\"/></w:pPr></w:lvl>",
                720 + 360 * level
            );
        }
        xml.push_str("</w:abstractNum>");
    }
    xml.push_str("<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>");
    for (n, from) in numbered.iter().enumerate() {
        let _ = write!(
            xml,
            "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride \
             w:val=\"{from}\"/></w:lvlOverride></w:num>",
            n + 2
        );
    }
    xml.push_str("</w:numbering>");
    xml
}

fn custom(properties: &[(String, String)]) -> String {
    let mut xml = format!(
        "{XML}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" \
         xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\">"
    );
    for (n, (name, value)) in properties.iter().enumerate() {
        // The numbers below 2 are not for properties.
        let _ = write!(
            xml,
            "<property fmtid=\"{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}\" pid=\"{}\" name=\"{}\"><vt:lpwstr>{}</vt:lpwstr>\
             </property>",
            n + 2,
            said(name),
            said(value)
        );
    }
    xml.push_str("</Properties>");
    xml
}
