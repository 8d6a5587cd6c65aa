//! Whatever happens to a form on its way, no text comes to stand in another field than its own.

use super::*;
use crate::consultations::{Advice, Field, FieldKind, Texts};
use crate::document::{Cell as Made, Control, Document, Line, Look, Place, Span, Table};
use crate::docx::compose::file;
use crate::i18n::Lang;
use crate::ids;
use crate::word::read::read;
use crate::word::slot::What;
use chrono::DateTime;
use std::io::{Cursor, Read, Write};

const FIELDS: usize = 5;

#[test]
fn what_a_control_shows_as_its_prompt_is_not_placed_and_not_lost() {
    let advice = advice();
    let names = Names::among(slots(&advice));
    let contents = Contents {
        pieces: vec![
            Piece::Heading("Råd 1".to_owned()),
            Piece::Shown("Vi støtter rådet.\n".to_owned()),
            Piece::Shown("– Velg –".to_owned()),
        ],
        ..Contents::default()
    };
    let own = [
        Piece::Heading("Råd 1".to_owned()),
        Piece::Paragraph("– Velg –".to_owned()),
    ];
    let known = Known::of(&own, &names);
    let reading = place(&contents, Uuid::nil(), &names, &known);
    let [loose] = reading.loose.as_slice() else {
        panic!("{:?}", reading.loose)
    };
    assert_eq!(
        (loose.under.as_str(), loose.text.as_str(), loose.why),
        ("Råd 1", "Vi støtter rådet.", Why::Shown)
    );
    assert!(reading.found.is_empty());
}

#[test]
fn what_stands_on_every_page_is_shown_once() {
    let said = |text: &str| Piece::Paragraph(text.to_owned());
    let contents = Contents {
        margins: ["Uttalelse", "Vi er uenige", "Vi er uenige", "12"]
            .map(said)
            .to_vec(),
        ..Contents::default()
    };
    let advice = advice();
    let names = Names::among(slots(&advice));
    let known = Known::of(&[said("Uttalelse")], &names);
    let reading = place(&contents, Uuid::nil(), &names, &known);
    let [loose] = reading.loose.as_slice() else {
        panic!("{:?}", reading.loose)
    };
    assert_eq!(
        (loose.text.as_str(), loose.why),
        ("Vi er uenige", Why::Margin)
    );
}

fn advice() -> Advice {
    let field = |n: usize| Field {
        id: ids::new(DateTime::UNIX_EPOCH),
        key: format!("r1.felt{n}"),
        kind: FieldKind::Text,
        label: Texts::default(),
        help: None,
        limit: 4_000,
        choices: Vec::new(),
    };
    Advice {
        id: ids::new(DateTime::UNIX_EPOCH),
        key: "r1".into(),
        number: "1".into(),
        title: Texts::default(),
        example_title: false,
        body: None,
        rationale: None,
        practice: None,
        strength: None,
        fields: (0..FIELDS).map(field).collect(),
        added_in: 1,
        changed_in: 1,
    }
}

fn slots(advice: &Advice) -> Vec<Slot<'_>> {
    let fields = advice.fields.iter();
    fields
        .map(|field| Slot {
            advice: Some(advice),
            what: What::Field(field),
            is_asked: true,
        })
        .collect()
}

/// A word that stands in one field alone.
fn marker(n: usize) -> String {
    format!("ord{n}ende")
}

fn label(n: usize) -> String {
    format!("Innspill nummer {n}")
}

fn form(slots: &[Slot<'_>]) -> Vec<u8> {
    let mut document = Document::new("Skjema", "Eier", Lang::Nb);
    let line = |text: String| Line::new(Look::Cell, vec![Span::plain(text)]);
    let rows = slots.iter().enumerate().map(|(n, slot)| {
        let heading = vec![line(label(n)), line(format!("Kode: {}", slot.code()))];
        vec![
            Made::of(heading),
            Made {
                lines: vec![
                    line(format!("Teksten er {}.", marker(n))),
                    line("Mer av den.".into()),
                ],
                control: Some(Control::Text),
                place: Some(Place {
                    bookmark: slot.bookmark(),
                    alias: slot.code(),
                }),
            },
        ]
    });
    document.table(Table {
        caption: "Felt".into(),
        widths: vec![3_000, 6_000],
        header: vec!["Felt".into(), "Svar".into()],
        rows: rows.collect(),
    });
    file(&document).unwrap()
}

fn placed(contents: &Contents, slots: &[Slot<'_>]) -> Reading {
    let names = Names::among(slots.to_vec());
    let own = read(&form(slots)).unwrap();
    let known = Known::of(&own.pieces, &names);
    place(contents, uuid::Uuid::nil(), &names, &known)
}

/// No field has another's word, and every word that the file has stands in its field or among what was not placed.
fn assert_right(contents: &Contents, slots: &[Slot<'_>], what: &str) {
    let reading = placed(contents, slots);
    let everything: String = contents
        .pieces
        .iter()
        .flat_map(texts)
        .collect::<Vec<_>>()
        .join("\n");
    let loose: Vec<&str> = reading.loose.iter().map(|l| l.text.as_str()).collect();
    for (n, slot) in slots.iter().enumerate() {
        let found = reading.found.get(&slot.bookmark());
        let text = found.map_or("", |found| found.text.as_str());
        for other in (0..FIELDS).filter(|other| *other != n) {
            assert!(
                !text.contains(&marker(other)),
                "{what}: {other} stands in {n}: {contents:#?}"
            );
        }
        let is_shown = text.contains(&marker(n)) || loose.iter().any(|l| l.contains(&marker(n)));
        assert!(
            is_shown || !everything.contains(&marker(n)),
            "{what}: {n} is lost: {contents:#?} {reading:#?}"
        );
    }
}

#[test]
fn a_form_as_it_was_made_comes_back_whole() {
    let advice = advice();
    let slots = slots(&advice);
    let reading = placed(&read(&form(&slots)).unwrap(), &slots);
    assert_eq!(reading.found.len(), FIELDS);
    assert_eq!(reading.loose, []);
    for (n, slot) in slots.iter().enumerate() {
        let expected = format!("Teksten er {}.\nMer av den.", marker(n));
        assert_eq!(reading.found[&slot.bookmark()].text, expected);
    }
}

/// The rows of the form, to be harmed.
fn rows(contents: &mut Contents) -> Vec<&mut Vec<Cell>> {
    let pieces = contents.pieces.iter_mut();
    pieces
        .filter_map(|piece| match piece {
            Piece::Row(cells) if cells.len() == 2 => Some(cells),
            _ => None,
        })
        .skip(1)
        .collect()
}

fn harmed(slots: &[Slot<'_>], harm: impl Fn(&mut Vec<&mut Vec<Cell>>)) -> (Contents, Reading) {
    let mut contents = read(&form(slots)).unwrap();
    harm(&mut rows(&mut contents));
    assert_right(&contents, slots, "harmed");
    let reading = placed(&contents, slots);
    (contents, reading)
}

#[test]
fn each_of_the_three_names_is_enough_alone() {
    let advice = advice();
    let slots = slots(&advice);
    for keep in 0..3 {
        let (_, reading) = harmed(&slots, |rows| {
            for row in rows {
                if keep > 0 {
                    row[0].lines = vec!["Noe annet".into()];
                }
                let is_kept = |name: &String| match keep {
                    1 => name.starts_with("hf_"),
                    2 => !name.starts_with("hf_"),
                    _ => false,
                };
                row[1].names.retain(is_kept);
            }
        });
        assert_eq!(reading.found.len(), FIELDS, "{keep}");
    }
}

#[test]
fn what_does_not_agree_is_shown_and_stands_nowhere() {
    let advice = advice();
    let slots = slots(&advice);
    // The whole cell of another was pasted over this one, its control and its bookmark with it.
    let (_, reading) = harmed(&slots, |rows| {
        let names = rows[0][1].names.clone();
        rows[1][1].names = names;
    });
    assert!(!reading.found.contains_key(&slots[1].bookmark()));
    assert_eq!(reading.loose[0].why, Why::Unclear);
    assert!(reading.loose[0].text.contains(&marker(1)));
}

#[test]
fn the_same_field_twice_is_placed_when_both_say_the_same() {
    let advice = advice();
    let slots = slots(&advice);
    let mut contents = read(&form(&slots)).unwrap();
    let copy = contents.pieces[1].clone();
    contents.pieces.push(copy.clone());
    let reading = placed(&contents, &slots);
    assert!(reading.found.contains_key(&slots[0].bookmark()));
    let Piece::Row(mut cells) = copy else {
        panic!("no row")
    };
    cells[1].lines.push("og mer".into());
    contents.pieces.push(Piece::Row(cells));
    let reading = placed(&contents, &slots);
    assert!(!reading.found.contains_key(&slots[0].bookmark()));
    assert!(reading.loose.iter().all(|l| l.why == Why::Twice));
    assert_right(&contents, &slots, "twice");
}

#[test]
fn the_form_of_another_consultation_with_the_same_keys_is_no_form_of_this_one() {
    let (ours, theirs) = (advice(), advice());
    let (ours, theirs) = (slots(&ours), slots(&theirs));
    let reading = placed(&read(&form(&theirs)).unwrap(), &ours);
    assert!(reading.found.is_empty());
    let shown: String = reading.loose.iter().map(|l| l.text.as_str()).collect();
    assert!((0..FIELDS).all(|n| shown.contains(&marker(n))));
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

/// What programs and people do to tables: names get lost and slide to the cell beside, rows are doubled, put elsewhere
/// and taken out, columns are added, cells made one. As long as the codes stand, no text comes into another's field.
#[test]
fn however_a_form_is_harmed_no_text_comes_into_anothers_field() {
    let advice = advice();
    let slots = slots(&advice);
    let whole = read(&form(&slots)).unwrap().pieces;
    let mut dice = Dice(0x5EED_0003);
    let mut placed_in_all = 0;
    for round in 0..4_000 {
        let mut pieces = whole.clone();
        for _ in 0..=dice.below(5) {
            let (a, b) = (dice.below(pieces.len()), dice.below(pieces.len()));
            let act = dice.below(9);
            match act {
                0 => pieces.swap(a, b),
                1 => {
                    let copy = pieces[a].clone();
                    pieces.insert(b, copy);
                }
                2 if pieces.len() > 2 => {
                    pieces.remove(a);
                }
                3 => pieces.insert(a, Piece::Paragraph("Et avsnitt imellom".into())),
                _ => {
                    // Names that slide from one cell to another.
                    let slid: Vec<String> = match &pieces[b] {
                        Piece::Row(cells) => cells.iter().flat_map(|c| c.names.clone()).collect(),
                        _ => Vec::new(),
                    };
                    let below: Option<Vec<Cell>> = match pieces.get(a + 1) {
                        Some(Piece::Row(cells)) => Some(cells.clone()),
                        _ => None,
                    };
                    let Piece::Row(cells) = &mut pieces[a] else {
                        continue;
                    };
                    let at = dice.below(cells.len());
                    match act {
                        4 => cells[at].names.clear(),
                        5 => cells[at].names.extend(slid),
                        6 => cells.insert(at, Cell::default()),
                        7 => cells[at].is_merged = true,
                        // Two rows become one.
                        _ => cells.extend(below.into_iter().flatten()),
                    }
                }
            }
        }
        let contents = Contents {
            pieces,
            ..Contents::default()
        };
        assert_right(&contents, &slots, &format!("round {round}"));
        placed_in_all += placed(&contents, &slots).found.len();
    }
    assert!(
        placed_in_all > 4_000,
        "{placed_in_all}: hardly anything was placed"
    );
}

/// The bytes of a real form with pieces torn out, doubled and moved: it is refused, or what is placed is right.
#[test]
fn a_torn_form_is_refused_or_placed_rightly() {
    let advice = advice();
    let slots = slots(&advice);
    let bytes = form(&slots);
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes.as_slice())).unwrap();
    let mut xml = String::new();
    zip.by_name("word/document.xml")
        .unwrap()
        .read_to_string(&mut xml)
        .unwrap();
    // Between elements, so that most of what comes is still XML.
    let pieces: Vec<&str> = xml.split_inclusive('>').collect();
    let mut dice = Dice(0x5EED_0004);
    let mut were_read = 0;
    for round in 0..2_500 {
        let mut torn = pieces.clone();
        for _ in 0..=dice.below(2) {
            let at = dice.below(torn.len());
            let end = (at + 1 + dice.below(3)).min(torn.len());
            match dice.below(3) {
                0 => {
                    torn.drain(at..end);
                }
                1 => {
                    let copy: Vec<&str> = torn[at..end].to_vec();
                    torn.splice(at..at, copy);
                }
                // An element and the one that ends it.
                _ => {
                    let name = torn[at].trim_start_matches('<');
                    let name = name.split([' ', '>', '/']).next().unwrap_or_default();
                    let ends = format!("</{name}>");
                    let end = torn
                        .iter()
                        .skip(at)
                        .position(|piece| piece.ends_with(&ends));
                    if let (Some(end), false) = (end, name.is_empty()) {
                        let ending = torn[at + end]
                            .strip_suffix(ends.as_str())
                            .unwrap_or_default();
                        torn[at + end] = ending;
                        torn[at] = "";
                    }
                }
            }
        }
        let mut file = zip::ZipWriter::new(Cursor::new(Vec::new()));
        file.start_file(
            "word/document.xml",
            zip::write::SimpleFileOptions::default(),
        )
        .unwrap();
        file.write_all(torn.concat().as_bytes()).unwrap();
        if let Ok(contents) = read(&file.finish().unwrap().into_inner()) {
            were_read += 1;
            assert_right(&contents, &slots, &format!("round {round}"));
        }
    }
    assert!(
        were_read > 200,
        "only {were_read} were read: nothing is shown by this"
    );
}
