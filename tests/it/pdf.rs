//! PDF for everyone: the form and the receipt as files that people who do not see can read and archives can keep, with
//! every sign that was written; made by a process that takes no more than it may.

use crate::extension::extend;
use crate::support::app::{EXAMPLE, TestApp, now};
use crate::support::client::Answer;
use crate::support::pdf::{Pdf, is_left_out, letters, program, run};
use crate::support::process::said;
use crate::support::respondent::{
    EMAIL, NEXT_ADVICE, REASON, Respondent, SCALE, TEXT, problem, sender,
};
use futures_util::FutureExt;
use hoering::document::{Document, Look, Span};
use hoering::error::Problem;
use hoering::i18n::Lang;
use hoering::pdf::PdfMaker;
use hoering::role::Role;
use hoering::settings;
use serde_json::json;
use std::time::Duration;

const FRIST: &str = "/saksbehandling/horinger/24-13304/frist";

/// Signs of every kind that is written here, those among them that mean something to whatever makes the file, and a
/// word that is wider than a page.
fn every_sign() -> String {
    let mut text = String::from(
        "«Blåbærøl» på Åse; Čáhppes Đ đ Ŋŋ Šš Ŧŧ Žž Áá, Kven: Ä ä Ö ö.\n\n  Innrykk\tog tabulator – 1–2 % § 5-1 «½» ≥ €\n\
         #panic(\"x\") $x^2$ *fet* _kursiv_ @ref <etikett> // kommentar /* */ = Overskrift\n- punkt + tall \\u{1F600} ~ ` ```\n\
         fi ffi fl -- --- ... \"sitat\" 'apostrof' https://kommune.example/en/lang/adresse/som/ikke/faar/plass?paa=linjen&her=1\n\
         Привет, Ελληνικά, Łódź, naïve, Ἀθῆναι\n",
    );
    text.push_str(&"Lang".repeat(100));
    text.push('\n');
    for n in 0.. {
        let word = format!("ord{} ", n * 7_919 % 10_007);
        if text.chars().count() + word.chars().count() >= 3_996 {
            break;
        }
        text.push_str(&word);
    }
    text.push_str("Ende");
    text
}

fn pdf(answer: &Answer) -> Pdf {
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.header("content-type"), Some("application/pdf"));
    let kept = answer.header("content-disposition").expect("a name");
    assert!(
        kept.starts_with("attachment") && kept.contains(".pdf"),
        "{kept}"
    );
    Pdf::of(&answer.body)
}

/// There is nothing to say to the next råd.
fn mark(respondent: &mut Respondent) {
    let path = format!("/advice/{NEXT_ADVICE}/no-comment");
    assert_eq!(respondent.request("PUT", &path).send().status, 204);
}

/// Somebody who has written in several ways, and sent.
fn sent(app: &TestApp, text: &str) -> Respondent {
    let mut respondent = Respondent::begin_with(app, &json!({ "sender": sender() }));
    respondent.write(TEXT, 0, text);
    respondent.write(REASON, 0, "Fordi.");
    let chosen = json!({ "choice": "stotter" });
    assert_eq!(respondent.put_field(SCALE, 0, &chosen).status, 200);
    mark(&mut respondent);
    respondent.have_link_sent(EMAIL);
    respondent.confirm(app, EMAIL);
    assert_eq!(respondent.send("sendes-som-pdf").status, 201);
    respondent
}

#[test]
fn the_form_empty_or_written_and_the_receipt_keep_to_the_standards_in_both_languages() {
    if is_left_out() {
        return;
    }
    let app = TestApp::start();
    let mut desk = sent(&app, &every_sign());
    let forms = [
        (
            format!("/horinger/{EXAMPLE}/svarskjema.pdf"),
            "nb-NO",
            "Høringsfrist",
        ),
        (
            format!("/nn/horinger/{EXAMPLE}/svarskjema.pdf"),
            "nn-NO",
            "Høyringsfrist",
        ),
    ];
    for (path, lang, said) in forms {
        let file = pdf(&app.client().get(&path).send());
        file.is_as_it_must_be();
        assert!(file.text().contains(said), "{said}");
        assert!(String::from_utf8_lossy(&file.plain()).contains(&format!("/Lang ({lang})")));
        let info = file.info();
        assert!(
            info.contains("Svarskjema") && info.contains("24/13304"),
            "{info}"
        );
    }
    for (language, words) in [
        ("nb", ["Mottatt", "Dette er sendt inn"]),
        ("nn", ["Motteke", "Dette er sendt inn"]),
    ] {
        let receipt = format!("/submission/versions/1/receipt-pdf?language={language}");
        let file = pdf(&desk.get(&receipt));
        file.is_as_it_must_be();
        let text = file.text();
        for word in words {
            assert!(text.contains(word), "{word}: {text}");
        }
        let info = file.info();
        assert!(info.contains("Kvittering 24/13304-H1"), "{info}");
        assert!(info.contains("Keywords:        24/13304-H1\n"), "{info}");
        pdf(&desk.get(&format!("/pdf-form?language={language}"))).is_as_it_must_be();
    }
    let wrong = desk.get("/pdf-form?language=se");
    assert_eq!(problem(&wrong), "malformed-request");
}

#[test]
fn the_checker_fails_the_same_file_without_its_tags() {
    if is_left_out() {
        return;
    }
    let app = TestApp::start();
    let path = format!("/api/v1/consultations/{EXAMPLE}/pdf-form");
    let file = pdf(&app.client().get(&path).send());
    let plain = file.plain();
    let change = |bytes: &[u8], from: &str, to: &str| {
        assert_eq!(from.len(), to.len());
        let at = bytes.windows(from.len()).position(|w| w == from.as_bytes());
        let at = at.unwrap_or_else(|| panic!("{from} is not there"));
        [&bytes[..at], to.as_bytes(), &bytes[at + to.len()..]].concat()
    };
    let untagged = change(&plain, "/StructTreeRoot ", "/WtructTreeRoot ");
    let untagged = Pdf::of(&change(&untagged, "/Marked true", "/Warked true"));
    for standard in ["pdf-ua-1", "pdf-a-2a"] {
        assert!(!untagged.breaks(standard).is_empty(), "{standard}");
        // It is the tags that it misses, not what was done to reach them.
        assert!(Pdf::of(&plain).breaks(standard).is_empty(), "{standard}");
    }
}

#[test]
fn every_sign_of_a_full_field_stands_in_the_files() {
    if is_left_out() {
        return;
    }
    let app = TestApp::start();
    let text = every_sign();
    assert!((3_900..=4_000).contains(&text.chars().count()));
    let mut desk = sent(&app, &text);
    let receipt = pdf(&desk.get("/submission/versions/1/receipt-pdf"));
    let written = letters(&text);
    assert!(receipt.letters().contains(&written), "{}", receipt.text());
    // In a table the names of its columns stand between two pages.
    let form = pdf(&desk.get("/pdf-form"));
    let says = form.letters();
    for word in text.split_whitespace().filter(|word| word.len() < 60) {
        assert!(says.contains(word), "{word}");
    }
}

#[test]
fn what_no_font_has_stands_as_its_code_and_the_file_says_so() {
    if is_left_out() {
        return;
    }
    let app = TestApp::start();
    let mut desk = sent(&app, "Bra \u{1F600}! 中 og \u{E001} med a\u{301}\u{35D}.");
    for (language, said) in [
        ("nb", "Noen tegn kan ikke vises"),
        ("nn", "Nokre teikn kan ikkje visast"),
    ] {
        let rest = format!("/submission/versions/1/receipt-pdf?language={language}");
        let file = pdf(&desk.get(&rest));
        file.is_as_it_must_be();
        let text = file.text();
        assert!(text.contains(said), "{text}");
        assert!(
            letters(&text).contains("Bra[U+1F600]![U+4E2D]og[U+E001]med"),
            "{text}"
        );
        assert!(letters(&text).contains("[U+1F600]"), "{text}");
    }
    let mut other = Respondent::begin(&app);
    other.write(TEXT, 0, "Uten noe uvanlig.");
    assert!(!pdf(&other.get("/pdf-form")).text().contains("Noen tegn"));
}

#[test]
fn the_form_says_as_pdf_what_it_says_as_a_word_file() {
    if is_left_out() {
        return;
    }
    let app = TestApp::start();
    let mut desk = Respondent::begin(&app);
    desk.write(TEXT, 0, "En linje.\nOg en til.");
    let word = desk.get("/word-form").body;
    let says = pdf(&desk.get("/pdf-form")).letters();
    let xml = crate::word::document(&word);
    let paragraphs = xml.split("</w:p>").map(|paragraph| {
        let texts = paragraph.split("<w:t xml:space=\"preserve\">").skip(1);
        let texts = texts.filter_map(|rest| rest.split("</w:t>").next());
        letters(&texts.collect::<String>())
    });
    // How it is written in and comes back is of the Word file alone.
    let own = [
        "Kode:",
        "Velgén:",
        "Velgher",
        "Detteerhelehøringen",
        "Skrivsvarene",
        "Ikkeendrekodene",
        "Lastoppfilen",
    ];
    let mut compared = 0;
    for paragraph in paragraphs.filter(|p| !p.is_empty()) {
        if own.iter().any(|begins| paragraph.starts_with(begins)) {
            continue;
        }
        let unescaped = paragraph.replace("&quot;", "\"").replace("&apos;", "'");
        let unescaped = unescaped
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&");
        assert!(says.contains(&unescaped), "{unescaped}");
        compared += 1;
    }
    assert!(compared > 100, "{compared}");
}

#[test]
fn the_receipt_of_an_earlier_version_says_which_one_stands() {
    if is_left_out() {
        return;
    }
    let app = TestApp::start();
    let mut desk = sent(&app, "Den første.");
    assert_eq!(
        desk.rewrite_and_send(TEXT, "Den andre.", "sendes-igjen-1")
            .status,
        201
    );
    let first = pdf(&desk.get("/submission/versions/1/receipt-pdf")).text();
    assert!(first.contains("Den første.") && first.contains("Det er versjon 2 som gjelder."));
    let second = pdf(&desk.get("/submission/versions/2/receipt-pdf")).text();
    assert!(second.contains("Den andre.") && !second.contains("som gjelder"));
    assert_eq!(desk.get("/submission/versions/3/receipt-pdf").status, 404);
    // Staff have the same file.
    let mut staff = app.staff(Role::Reader);
    let answer = format!("/saksbehandling/horinger/{EXAMPLE}/innspill/1");
    let page = staff.get(&format!("{answer}?vis=1"));
    assert!(
        page.text()
            .contains(&format!("{answer}/kvittering.pdf?vis=1"))
    );
    let file = pdf(&staff.get(&format!("{answer}/kvittering.pdf?vis=1")));
    assert_eq!(file.text(), first);
}

#[test]
fn the_empty_form_is_made_anew_when_the_deadline_is_moved() {
    if is_left_out() {
        return;
    }
    let app = TestApp::start();
    let path = format!("/horinger/{EXAMPLE}/svarskjema.pdf");
    let before = pdf(&app.client().get(&path).send()).text();
    assert!(!before.contains("30. juni 2027"), "{before}");
    let moved = extend(&mut app.staff(Role::Leader), FRIST, "2027-06-30", "flyttes");
    assert_eq!(moved.status, 303, "{}", moved.text());
    let after = pdf(&app.client().get(&path).send()).text();
    assert!(after.contains("30. juni 2027"), "{after}");
}

#[test]
fn without_the_program_the_pages_say_so_and_offer_to_print() {
    let app = TestApp::start_with(&[("HOERING_PDF", "")]);
    let mut desk = sent(&app, "Noe.");
    let path = format!("/horinger/{EXAMPLE}");
    for (lang, says) in [("", "lager ikke PDF"), ("/nn", "lagar ikkje PDF")] {
        let page = app.client().get(&format!("{lang}{path}")).send();
        let page = page.text();
        assert!(page.contains(says) && page.contains("data-print"), "{page}");
        assert!(!page.contains("svarskjema.pdf") && page.contains("svarskjema.docx"));
        let asked = app
            .client()
            .get(&format!("{lang}{path}/svarskjema.pdf"))
            .send();
        assert_eq!(asked.status, 404);
        assert!(asked.text().contains("er ikk"), "{}", asked.text());
    }
    for rest in ["/pdf-form", "/submission/versions/1/receipt-pdf"] {
        assert_eq!(problem(&desk.get(rest)), Problem::NoPdf.slug(), "{rest}");
    }
}

/// A document that takes long: so many paragraphs.
fn long(paragraphs: usize) -> Document {
    let mut document = Document::new("Lang", "", Lang::Nb);
    for n in 0..paragraphs {
        let words = format!("Avsnitt {n}. {}", "Og mer å lese om saken. ".repeat(20));
        document.paragraph(Look::Body, vec![Span::plain(words)], None);
    }
    document
}

fn handed(document: &Document) -> Vec<u8> {
    let mut job = serde_json::to_value(document).expect("a document");
    job["made_at"] = json!([2026, 3, 2, 9, 0, 0]);
    job["words"] = json!({ "page": "Side {n} av {m}", "unshown": "Vises ikke:" });
    job.to_string().into_bytes()
}

/// More than a minute's work, and more than a gibibyte.
const TOO_LONG: usize = 60_000;

#[test]
fn a_document_that_wants_more_time_or_memory_than_it_may_is_ended_and_a_small_one_is_not() {
    if is_left_out() {
        return;
    }
    let (small, large) = (handed(&long(3)), handed(&long(TOO_LONG)));
    for limit in [["--seconds", "5"], ["--megabytes", "256"]] {
        let made = run(&limit, &small);
        assert!(
            made.status.success() && made.stdout.starts_with(b"%PDF"),
            "{}",
            said(&made)
        );
        let ended = run(&limit, &large);
        // By the system, not by itself.
        assert_eq!(ended.status.code(), None, "{limit:?}: {:?}", ended.status);
        assert!(ended.stdout.is_empty());
    }
}

#[test]
fn what_is_no_document_is_told_with_its_own_code_and_makes_no_file() {
    if is_left_out() {
        return;
    }
    let mut unknown: serde_json::Value = serde_json::from_slice(&handed(&long(1))).expect("JSON");
    unknown["markup"] = json!("#panic()");
    for (input, says) in [
        (b"not JSON".to_vec(), "line 1 column"),
        (b"{}".to_vec(), "missing field"),
        (unknown.to_string().into_bytes(), "markup"),
    ] {
        let ended = run(&[], &input);
        assert_eq!(ended.status.code(), Some(3));
        assert!(ended.stdout.is_empty());
        assert!(said(&ended).contains(says), "{}", said(&ended));
    }
    assert_eq!(run(&["--file", "x"], b"").status.code(), Some(2));
}

fn maker(time: Duration) -> PdfMaker {
    PdfMaker::new(settings::Pdf {
        program: Some(program()),
        time,
        megabytes: 1_024,
        at_once: 1,
    })
}

#[test]
fn one_that_takes_too_long_is_given_up_and_the_next_is_made() {
    if is_left_out() {
        return;
    }
    let app = TestApp::start();
    app.block_on(async {
        let (small, large) = (long(1), long(TOO_LONG));
        let impatient = maker(Duration::from_secs(1));
        let refused = impatient
            .make(&large, now(), None)
            .await
            .expect_err("too long");
        assert_eq!(refused.problem, Problem::PdfNotMade);
        assert!(
            maker(Duration::from_secs(60))
                .make(&small, now(), None)
                .await
                .is_ok()
        );
    });
}

#[test]
fn so_many_wait_half_of_them_from_one_network_and_more_are_asked_to_come_again() {
    if is_left_out() {
        return;
    }
    let app = TestApp::start();
    app.block_on(async {
        let (small, large) = (long(1), long(TOO_LONG));
        let maker = maker(Duration::from_secs(60));
        let network = |no: u8| Some([no; 8]);
        let is_refused = async |from| {
            let asked = maker.make(&small, now(), from).now_or_never();
            let refused = asked.expect("an answer at once").expect_err("no place");
            assert_eq!(refused.problem, Problem::PdfNotMade);
        };
        // Nothing goes on but by asking.
        let mut waiting = Vec::new();
        let begin = |from| {
            let mut one = Box::pin(maker.make(&large, now(), from));
            assert!(one.as_mut().now_or_never().is_none());
            one
        };
        // One is made and eight may wait: five of the nine from the first network.
        waiting.extend((0..5).map(|_| begin(network(1))));
        is_refused(network(1)).await;
        waiting.extend([
            begin(network(2)),
            begin(network(2)),
            begin(network(3)),
            begin(None),
        ]);
        is_refused(network(4)).await;
        // Whoever goes away gives the place back, and their process ends.
        drop(waiting);
        assert!(maker.make(&small, now(), network(1)).await.is_ok());
    });
}

#[test]
fn a_rad_without_a_comment_is_ticked_and_what_was_chosen_has_its_cross() {
    if is_left_out() {
        return;
    }
    let app = TestApp::start();
    let mut desk = Respondent::begin(&app);
    let chosen = json!({ "choice": "stotter" });
    assert_eq!(desk.put_field(SCALE, 0, &chosen).status, 200);
    mark(&mut desk);
    let text = pdf(&desk.get("/pdf-form")).text();
    let ticked: Vec<&str> = text
        .lines()
        .filter(|line| line.contains('\u{2612}'))
        .collect();
    assert_eq!(ticked.len(), 2, "{text}");
    assert!(
        ticked.iter().any(|line| line.contains("Støtter")),
        "{ticked:?}"
    );
    assert!(text.contains('\u{2610}'), "{text}");
}
