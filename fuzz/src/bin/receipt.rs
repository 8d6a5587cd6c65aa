//! A receipt's file as whoever checks it brings it: what holds says the same once more when it is written out. The sum that a
//! file states is set right, so that its way to the root of the log is looked at too.
#![no_main]

use hoering::submissions::receipt::{Receipt, checksum, hex, verify};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fn with_its_sum(text: &str) -> Option<String> {
    let mut file: Value = serde_json::from_str(text).ok()?;
    let receipt: Receipt = serde_json::from_value(file.get("receipt")?.clone()).ok()?;
    file["sha256"] = hex(&checksum(&receipt.canonical().ok()?)).into();
    Some(file.to_string())
}

fuzz_target!(|text: &str| {
    for text in [Some(text.to_owned()), with_its_sum(text)]
        .into_iter()
        .flatten()
    {
        let Ok(verified) = verify(&text) else {
            continue;
        };
        let document = verified.receipt.canonical().expect("it was read");
        assert_eq!(hex(&checksum(&document)), verified.sha256);
        let again = verify(&document).map(|again| again.receipt);
        assert_eq!(again.ok(), Some(verified.receipt));
    }
});
