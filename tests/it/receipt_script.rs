//! `docs/verify_receipt.py` was written from `docs/receipt.md` alone: it agrees with the program on what a
//! receipt's checksum is, so that text and program say the same.

use crate::support::temp_dir::TempDir;
use hoering::receipt_log::{Frontier, Head, InLog, Signer, entry, leaf_hash};
use hoering::submissions::receipt::{
    FORMAT, OnBehalf, Receipt, ReceiptAnswer, ReceiptAttachment, ReceiptConsultation, Sender,
    Supported, checksum, file_text, hex, verify,
};
use ring::signature::Ed25519KeyPair;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use uuid::Uuid;

/// Whether to leave this out; only somebody without Python who says so does.
fn left_out() -> bool {
    let out = std::env::var("HOERING_TEST_RECEIPT_SCRIPT").is_ok_and(|said| said == "no");
    if out {
        eprintln!("left out because HOERING_TEST_RECEIPT_SCRIPT=no");
    }
    out
}

/// What the script says, and whether it ended well.
fn script(file: &Path, given: Option<&str>) -> (bool, String) {
    let output = Command::new("python3")
        .arg(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/docs/verify_receipt.py"
        ))
        .arg(file)
        .args(given)
        .output()
        .expect("python3 runs; without it, say HOERING_TEST_RECEIPT_SCRIPT=no");
    let said = [output.stdout, output.stderr].concat();
    (
        output.status.success(),
        String::from_utf8_lossy(&said).into_owned(),
    )
}

/// Every character that JSON treats in its own way, and some that it does not.
fn nasty() -> String {
    let controls: String = (0..=0x1Fu8).map(char::from).collect();
    format!(
        "{controls}\"\\/\u{7f}\u{80}\u{2028}\u{feff}\u{e000}\u{10ffff}«blåbær» 🫐 a\u{30a} </script>"
    )
}

fn receipt(text: &str) -> Receipt {
    let some = |text: &str| Some(text.to_owned());
    Receipt {
        adoption: None,
        answers: vec![
            ReceiptAnswer {
                choice: None,
                field: "r10.tekst".into(),
                text: some(text),
            },
            ReceiptAnswer {
                choice: some("delvis"),
                field: "r2.syn".into(),
                text: None,
            },
        ],
        attachments: vec![],
        capacity: "own".into(),
        confidentiality_claim: some(text),
        consultation: ReceiptConsultation {
            owner: "Eksempeldirektoratet".into(),
            reference: some("24/1"),
            slug: "eksempel".into(),
            title: text.into(),
        },
        cosigners: vec![],
        deadline_on: "2024-08-01".parse().unwrap(),
        format: FORMAT,
        late_seconds: Some(0),
        no_comment: vec!["r9".into(), "r1".into()],
        number: "24/1-H17".into(),
        proposal_version: 2,
        received_at: "2024-08-01T22:00:00.000001Z".into(),
        sender: Sender {
            body: None,
            on_behalf: OnBehalf::PublicBody,
            organisation: some("Eksempel kommune"),
            organisation_number: None,
            person: "Kari Eksempel".into(),
            role: some(text),
        },
        supports: vec![],
        version: 3,
    }
}

/// Its place between two others in the log of its case.
fn in_log(document: &str) -> InLog {
    let pair = Ed25519KeyPair::from_seed_unchecked(&[7; 32]).expect("a pair");
    let signer = Signer::new("horing.example", Arc::new(pair));
    let salt = [5; 32];
    let (before, after) = (leaf_hash(b"before"), leaf_hash(b"after"));
    let mut tree = Frontier::of(0, |_| [0; 32]);
    for leaf in [before, leaf_hash(&entry(&salt, document)), after] {
        tree.push(leaf);
    }
    let head = Head {
        origin: signer.key().origin("24/1", Uuid::from_u128(7)),
        size: tree.size(),
        root: tree.root(),
        at: "2024-08-01T22:00:01Z".parse().expect("an instant"),
    };
    InLog {
        head: signer.sign(&head),
        index: 1,
        key: signer.key().to_string(),
        path: vec![hex(&before), hex(&after)],
        salt: hex(&salt),
    }
}

/// The file of a receipt, as it is downloaded.
fn whole_file(document: &str) -> String {
    let log = in_log(document);
    file_text(document, &checksum(document), Some(&log)).expect("a file")
}

#[test]
fn the_script_written_from_the_description_agrees_with_the_program() {
    if left_out() {
        return;
    }
    let folder = TempDir::new();
    let file = folder.path().join("kvittering.json");
    let mut crowded = receipt("x");
    crowded.late_seconds = Some(i64::from(i32::MAX));
    crowded.attachments = vec![ReceiptAttachment {
        name: nasty(),
        sha256: "0".repeat(64),
        size: 9_007_199_254_740_991,
    }];
    crowded.cosigners = vec!["Å".into(), "A".into()];
    crowded.supports = [None, Some(vec!["r1".to_owned()])]
        .map(|advice| Supported {
            advice,
            name: nasty(),
            number: "24/1-H3".into(),
            version: 1,
        })
        .to_vec();
    for receipt in [receipt(""), receipt(&nasty()), crowded] {
        let document = receipt.canonical().unwrap();
        let sum = checksum(&document);
        let as_sent = whole_file(&document);
        let value: serde_json::Value = serde_json::from_str(&as_sent).unwrap();
        for text in [as_sent, serde_json::to_string_pretty(&value).unwrap()] {
            std::fs::write(&file, &text).unwrap();
            let (good, said) = script(&file, None);
            assert!(good && said.contains(&hex(&sum)), "{said}");
            assert!(said.contains("receipt 2 of 3"), "{said}");
            let key = in_log(&document).key;
            assert!(script(&file, Some(&key)).0);
            assert!(!script(&file, Some(&key.replace("horing", "annen"))).0);
            assert!(verify(&text).is_ok_and(|v| v.proved.is_some()));
        }
        std::fs::write(&file, &document).unwrap();
        let spaced = hex(&sum).to_uppercase().replace('A', " A");
        assert!(script(&file, Some(&spaced)).0);
        assert!(!script(&file, Some(&"0".repeat(64))).0);
    }
}

#[test]
fn a_receipt_with_one_changed_byte_fails_in_both() {
    if left_out() {
        return;
    }
    let folder = TempDir::new();
    let file = folder.path().join("kvittering.json");
    let document = receipt("Blåbær og bringebær").canonical().unwrap();
    let text = whole_file(&document);
    for (from, to) in [
        ("Blåbær", "Blabær"),
        ("24/1-H17", "24/1-H71"),
        ("000001Z", "000002Z"),
        ("\"late_seconds\":0", "\"late_seconds\":null"),
        ("\"late_seconds\":0", "\"late_seconds\":0.0"),
        ("[\"r9\",\"r1\"]", "[\"r1\",\"r9\"]"),
        ("\"format\":2", "\"format\":1"),
        ("\"index\":1", "\"index\":0"),
        ("\"salt\":\"05", "\"salt\":\"06"),
        ("\\n3\\n", "\\n4\\n"),
        ("horing.example/24/1", "horing.example/24/2"),
        (",\"log\":", ",\"lag\":"),
        ("\"sha256\":\"", "\"sha256\":\"0"),
    ] {
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text, "{to}");
        std::fs::write(&file, &changed).unwrap();
        let (good, said) = script(&file, None);
        assert!(!good && said.starts_with("Not verified"), "{to}: {said}");
        assert!(verify(&changed).is_err(), "{to}");
    }
}

#[test]
fn the_example_of_the_description_has_the_checksum_that_stands_beside_it() {
    let text = include_str!("../../docs/receipt.md");
    let from = text.find("{\"adoption\"").expect("the example");
    let (example, rest) = text[from..].split_once("```").expect("its end");
    let found = verify(&example.replace('\n', "")).unwrap();
    assert!(rest.contains(&format!("Its SHA-256: `{}`", found.sha256)));
    assert_eq!(
        found.receipt.canonical().unwrap(),
        example.replace('\n', "")
    );
}

#[test]
fn a_receipt_with_any_byte_changed_fails_by_the_script() {
    if left_out() {
        return;
    }
    let folder = TempDir::new();
    let file = folder.path().join("kvittering.json");
    let text = whole_file(&receipt("Blåbær").canonical().unwrap());
    // Every byte is tried in the program's own test; here those that are as far apart as this.
    for at in (0..text.len()).step_by(43) {
        let mut bytes = text.clone().into_bytes();
        bytes[at] ^= 1;
        std::fs::write(&file, &bytes).unwrap();
        let (good, said) = script(&file, None);
        assert!(!good && said.starts_with("Not verified"), "{at}: {said}");
    }
}

#[test]
fn a_receipt_from_before_the_log_holds_without_it_in_both() {
    if left_out() {
        return;
    }
    let folder = TempDir::new();
    let file = folder.path().join("kvittering.json");
    let of_format = |format| Receipt {
        format,
        ..receipt("Blåbær")
    };
    for (format, holds) in [(1, true), (2, false), (3, false)] {
        let document = of_format(format).canonical().unwrap();
        let text = file_text(&document, &checksum(&document), None).unwrap();
        std::fs::write(&file, &text).unwrap();
        assert_eq!(script(&file, None).0, holds, "{format}");
        assert_eq!(verify(&text).is_ok(), holds, "{format}");
    }
}
