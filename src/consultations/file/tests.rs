//! The examples are read without errors, and a bad file yields all its errors at once.

use std::path::PathBuf;

use super::*;

fn example(name: &str) -> Imported {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("examples")
        .join(name)
        .join("hoering.toml");
    read(&path).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

fn no_documents(_: &str) -> Option<Vec<u8>> {
    None
}

fn problems(text: &str) -> Vec<String> {
    match parse(text, no_documents) {
        Ok(imported) => panic!("without errors: {imported:?}"),
        Err(problems) => problems.iter().map(Problem::to_string).collect(),
    }
}

/// The smallest høring; tests change a line of it or add to it.
const SMALL: &str = r#"format = 1
kind = "høring"
reference = "24/1"
slug = "liten"
published_on = 2024-04-15
deadline_on = 2024-08-01
title.nb = "Liten høring"
title.nn = "Lita høyring"
ingress.nb = "Kort."
ingress.nn = "Kort."
owner = { name = { nb = "Eksempeldirektoratet", nn = "Eksempeldirektoratet" }, org_no = "312345676", reply_address = "post@direktorat.example" }
contact = { email = "post@direktorat.example" }
[[general_field]]
key = "generelt"
kind = "text"
label.nb = "Generelt"
label.nn = "Generelt"
"#;

fn with_line(number: usize, line: &str) -> String {
    let mut lines: Vec<&str> = SMALL.lines().collect();
    lines[number - 1] = line;
    lines.join("\n")
}

fn only_problem(text: &str) -> String {
    let mut found = problems(text);
    assert_eq!(found.len(), 1, "{found:#?}");
    found.remove(0)
}

fn warnings(text: &str) -> Vec<String> {
    let imported = parse(text, no_documents).unwrap_or_else(|problems| panic!("{problems:#?}"));
    imported.warnings.iter().map(Problem::to_string).collect()
}

#[test]
fn the_example_holds_the_facts_of_its_source() {
    let Imported { file, warnings, .. } = example("24-13304");
    assert_eq!(warnings, []);
    assert_eq!(file.reference.as_ref().unwrap().to_string(), "24/13304");
    assert_eq!(file.deadline_on.to_string(), "2024-08-01");
    let lines: Vec<usize> = file.groups.iter().map(|group| group.lines.len()).collect();
    assert_eq!(lines, [6, 36, 16]);
    assert_eq!(file.lines().count(), 58);
    assert_eq!(file.body_count(), 426);
    assert_eq!(file.documents.len(), 4);
}

#[test]
fn the_example_has_eleven_advice_in_three_chapters_each_with_the_same_fields() {
    let file = example("24-13304").file;
    let in_chapters: Vec<usize> = file
        .chapters
        .iter()
        .map(|chapter| chapter.advice.len())
        .collect();
    assert_eq!(in_chapters, [6, 5, 0]);
    let made_up: Vec<bool> = file
        .chapters
        .iter()
        .map(|chapter| chapter.example_title)
        .collect();
    assert_eq!(made_up, [false, true, false]);
    for (advice, number) in file.advice().zip(1..) {
        assert_eq!(advice.key, format!("r{number}"));
        assert_eq!(advice.number, number.to_string());
        assert!(advice.example_title);
        let keys: Vec<&str> = advice
            .fields
            .iter()
            .map(|field| field.key.as_str())
            .collect();
        assert_eq!(keys, ["standpunkt", "tekst", "begrunnelse"]);
        assert_eq!(advice.fields[1].kind, FieldKind::Text { limit: 4_000 });
        for text in [
            Some(&advice.body),
            advice.rationale.as_ref(),
            advice.practice.as_ref(),
        ] {
            assert!(text.unwrap().nb.starts_with("*Eksempeltekst.*"));
            assert!(
                text.unwrap()
                    .nn
                    .as_deref()
                    .unwrap()
                    .starts_with("*Eksempeltekst.*")
            );
        }
    }
}

#[test]
fn the_input_round_has_questions_and_no_advice_and_says_once_that_nynorsk_is_missing() {
    let Imported { file, warnings, .. } = example("innspillsrunde");
    assert_eq!(file.kind, Kind::InputRound);
    assert_eq!(file.reference, None);
    assert_eq!(file.advice().count(), 0);
    assert_eq!(file.general_fields.len(), 4);
    assert_eq!(file.general_fields[0].kind.options().len(), 5);
    assert_eq!(
        file.general_fields[2].kind,
        FieldKind::Text { limit: 4_000 }
    );
    assert_eq!(warnings.len(), 1, "{warnings:#?}");
    assert!(warnings[0].what.contains("nynorsk"));
}

#[test]
fn the_same_file_reads_the_same_and_a_changed_document_does_not() {
    assert_eq!(example("24-13304").file, example("24-13304").file);
    let text = format!(
        "{SMALL}[[document]]\nkind = \"letter\"\nlanguage = \"nb\"\ntitle = \"Brev\"\nfile = \"a/brev.txt\"\n"
    );
    let with = |bytes: &'static str| parse(&text, |_| Some(bytes.into())).unwrap().file;
    assert_eq!(with("x"), with("x"));
    assert_ne!(with("x"), with("y"));
    assert_eq!(with("x").documents[0].file_name, "brev.txt");
}

#[test]
fn a_bad_file_yields_all_its_errors_at_once_each_with_its_line() {
    let found = problems(include_str!("../../../tests/data/bad-consultation.toml"));
    let expected = include_str!("../../../tests/data/bad-consultation.expected.txt");
    assert_eq!(found.join("\n"), expected.trim_end());
    assert!(found.len() >= 12);
}

#[test]
fn broken_syntax_is_reported_with_what_else_is_wrong_but_not_with_what_follows_from_it() {
    let text = with_line(5, "published_on = 2024-02-30").replace("\"24/1\"", "\"24-1\"");
    let found = problems(&text);
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(found[0].starts_with("linje 3, kolonne 13: «reference» er ikke et saksnummer"));
    assert!(found[1].starts_with("linje 5, kolonne 16: Datoen finnes ikke."));
    let unclosed = only_problem(&with_line(13, "[[general_field"));
    assert!(unclosed.starts_with("linje 13"), "{unclosed}");
}

#[test]
fn a_file_that_is_not_toml_at_all_still_gets_lines_and_words() {
    for text in [
        "",
        "Hei\nHei\n",
        "{\"format\": 1}",
        "\0",
        "= = =",
        "[[[[",
        "a.b.c = \"\"\"",
        "\u{FEFF}",
    ] {
        for problem in parse(text, no_documents).unwrap_err() {
            assert!(problem.line >= 1 && problem.column >= 1);
            assert!(!problem.what.is_empty() && !problem.what_to_do.is_empty());
        }
    }
}

#[test]
fn a_file_cut_off_anywhere_is_reported_and_never_more_than_that() {
    let text = include_str!("../../../examples/24-13304/hoering.toml");
    let cuts = text.char_indices().map(|(at, _)| at).step_by(701);
    for at in cuts {
        let (before, after) = text.split_at(at);
        assert!(parse(before, no_documents).is_err(), "{at}");
        assert!(parse(after, no_documents).is_err(), "{at}");
    }
}

#[test]
fn a_deadline_under_six_weeks_needs_a_reason() {
    let short = with_line(6, "deadline_on = 2024-05-24");
    assert!(only_problem(&short).contains("under seks uker"));
    let reasoned = with_line(
        6,
        "deadline_on = 2024-05-24\nshort_reason = \"Loven trer i kraft 1. juni.\"",
    );
    assert_eq!(warnings(&reasoned), Vec::<String>::new());
}

#[test]
fn a_deadline_is_warned_about_when_it_is_short_or_on_an_awkward_day() {
    assert_eq!(
        warnings(&with_line(6, "deadline_on = 2024-07-06")),
        [
            "linje 6, kolonne 15: Fristen er på en lørdag. Velg gjerne en vanlig arbeidsdag.",
            "linje 6, kolonne 15: Fristen er i juli, når mange har ferie. Velg gjerne en vanlig arbeidsdag.",
            "linje 6, kolonne 15: Fristen er 82 dager. Normalt er den minst tre måneder. \
             Sett en senere frist, eller skriv grunnen i «short_reason».",
        ]
    );
}

#[test]
fn an_own_field_takes_the_place_of_the_default_one_with_its_key() {
    let text = format!(
        "{SMALL}
[[default_field]]\nkey = \"a\"\nkind = \"text\"\nlabel = \"A\"
[[default_field]]\nkey = \"b\"\nkind = \"text\"\nlabel = \"B\"
[[chapter]]\nkey = \"k\"\ntitle = \"K\"
[[chapter.advice]]\nkey = \"r1\"\nnumber = 1\ntitle = \"R\"\nbody = \"R\"
[[chapter.advice.field]]\nkey = \"c\"\nkind = \"text\"\nlabel = \"C\"
[[chapter.advice.field]]\nkey = \"a\"\nkind = \"text\"\nlabel = \"A\"\nlimit = 500
[[chapter.advice]]\nkey = \"r2\"\nnumber = \"1.1\"\ntitle = \"R\"\nbody = \"R\"\ndefault_fields = false
"
    );
    let imported = parse(&text, no_documents).unwrap();
    let advice: Vec<&Advice> = imported.file.advice().collect();
    let keys: Vec<&str> = advice[0]
        .fields
        .iter()
        .map(|field| field.key.as_str())
        .collect();
    assert_eq!(keys, ["a", "b", "c"]);
    assert_eq!(advice[0].fields[0].kind, FieldKind::Text { limit: 500 });
    assert_eq!(advice[1].fields, []);
    assert_eq!(imported.line_of("r1.a"), 40);
    assert_eq!(imported.line_of("r2"), 45);
}

#[test]
fn documents_stay_below_the_import_file_and_are_what_they_say() {
    let document = |file: &str| {
        format!(
            "{SMALL}[[document]]\nkind = \"paper\"\nlanguage = \"nb\"\ntitle = \"Notat\"\nfile = '{file}'\n"
        )
    };
    let bytes = |_: &str| Some(b"%PDF-1.7\n%%EOF\n".to_vec());
    assert!(parse(&document("notat.pdf"), bytes).is_ok());
    for file in [
        "../notat.pdf",
        "/etc/notat.pdf",
        "a\\notat.pdf",
        "C:/notat.pdf",
        "notat.html",
        "notat",
        "notat.docx",
    ] {
        assert!(parse(&document(file), bytes).is_err(), "{file}");
    }
    for (file, bytes) in [
        ("notat.txt", b"\xFF".as_slice()),
        ("notat.txt", b"<html><script>1</script></html>"),
        ("notat.docx", b"PK\x03\x04"),
        ("notat.pdf", b"%PDF-1.7\n%%EOF\nPK\x05\x06"),
    ] {
        let problems = parse(&document(file), |_| Some(bytes.to_vec())).unwrap_err();
        assert!(problems[0].what.contains(file), "{problems:?}");
    }
    let large = |_: &str| Some([b"%PDF-".to_vec(), vec![0; 21 << 20], b"%%EOF".to_vec()].concat());
    let problems = parse(&document("notat.pdf"), large).unwrap_err();
    assert!(problems[0].what.contains("20 MiB"));
}

#[test]
fn a_link_out_of_the_folder_is_not_followed() {
    let dir = std::env::temp_dir().join(format!("hoering-import-{}", std::process::id()));
    let inner = dir.join("inner");
    std::fs::create_dir_all(&inner).unwrap();
    std::fs::write(dir.join("secret.txt"), "x").unwrap();
    std::os::unix::fs::symlink(dir.join("secret.txt"), inner.join("brev.txt")).unwrap();
    let text = format!(
        "{SMALL}[[document]]\nkind = \"letter\"\nlanguage = \"nb\"\ntitle = \"B\"\nfile = \"brev.txt\"\n"
    );
    std::fs::write(inner.join("h.toml"), text).unwrap();
    let problems = read(&inner.join("h.toml")).unwrap_err();
    std::fs::remove_dir_all(&dir).unwrap();
    assert!(problems[0].what.contains("finnes ikke"), "{problems:#?}");
}

#[test]
fn a_file_that_is_not_utf_8_or_not_there_says_so() {
    let path = std::env::temp_dir().join(format!("hoering-latin1-{}.toml", std::process::id()));
    std::fs::write(&path, b"format = 1\ntitle = \"H\xF8ring\"\n").unwrap();
    let problems = read(&path).unwrap_err();
    std::fs::remove_file(&path).unwrap();
    assert_eq!((problems[0].line, problems[0].column), (2, 11));
    assert_eq!(read(&path).unwrap_err().len(), 1);
}

#[test]
fn texts_are_canonical_and_lose_only_the_lines_round_them() {
    let text = with_line(9, "ingress.nb = \"\"\"\n\n  Hei\r\na\u{030A}  \n\n\"\"\"");
    let file = parse(&text, no_documents).unwrap().file;
    assert_eq!(file.ingress.nb, "  Hei\nå");
}

#[test]
fn the_example_in_the_documentation_is_read_without_a_warning() {
    let page = include_str!("../../../docs/import-format.md");
    let text = page.split("```").nth(1).unwrap();
    let text = text.strip_prefix("toml\n").unwrap();
    assert_eq!(warnings(text), Vec::<String>::new());
}
