//! `docs/verify_webhook.py` was written from `docs/webhooks.md` alone: it believes what the program posts, and
//! nothing that was changed on the way.

use crate::support::app::TestApp;
use crate::support::receiver::{Posted, Receiver};
use crate::support::staff::Staff;
use crate::webhooks::{ALL, EVERY, deliver, happen, register, start};
use hoering::role::Role;
use std::io::Write;
use std::process::{Command, Stdio};

/// Whether to leave this out; only somebody without Python who says so does.
fn left_out() -> bool {
    let out = std::env::var("HOERING_TEST_RECEIPT_SCRIPT").is_ok_and(|said| said == "no");
    if out {
        eprintln!("left out because HOERING_TEST_RECEIPT_SCRIPT=no");
    }
    out
}

/// What the script says of a delivery at this time, and whether it ended well.
fn script(secret: &str, posted: &Posted, now: i64) -> (bool, String) {
    let mut process = Command::new("python3")
        .arg(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/docs/verify_webhook.py"
        ))
        .args([secret, posted.id()])
        .args([
            posted.header("webhook-timestamp"),
            posted.header("webhook-signature"),
        ])
        .arg(now.to_string())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("python3 runs; without it, say HOERING_TEST_RECEIPT_SCRIPT=no");
    let mut body = process.stdin.take().expect("its input");
    body.write_all(&posted.body).expect("a body");
    drop(body);
    let output = process.wait_with_output().expect("an end");
    let said = [output.stdout, output.stderr].concat();
    (
        output.status.success(),
        String::from_utf8_lossy(&said).into_owned(),
    )
}

fn one() -> (TestApp, Staff, String, Posted) {
    let (app, receiver): (TestApp, Receiver) = start();
    let mut leader = app.staff(Role::Leader);
    let (_, secret) = register(&mut leader, ALL, &receiver.url(), &EVERY);
    happen(&app, 3);
    deliver(&app);
    let posted = receiver.posted().remove(0);
    (app, leader, secret, posted)
}

#[test]
fn the_script_written_from_the_description_believes_what_is_posted() {
    if left_out() {
        return;
    }
    let (app, _, secret, posted) = one();
    let now = app.clock.now().timestamp();
    for at in [now, now + 300, now - 300] {
        let (good, said) = script(&secret, &posted, at);
        let expected = format!("consultation.published {}: verified", posted.id());
        assert!(good && said.contains(&expected), "{said}");
    }
    // While a receiver has two secrets, there may be several signatures.
    let mut several = posted.clone();
    for (name, value) in &mut several.headers {
        if name == "webhook-signature" {
            *value = format!("v1,AAAA {value} v2,BBBB");
        }
    }
    assert!(script(&secret, &several, now).0);
}

#[test]
fn what_was_changed_on_the_way_or_kept_for_later_is_not_believed() {
    if left_out() {
        return;
    }
    let (app, _, secret, posted) = one();
    let now = app.clock.now().timestamp();
    let mut changed = posted.clone();
    changed.body = String::from_utf8(posted.body.clone())
        .expect("text")
        .replace("\"version\":3", "\"version\":4")
        .into_bytes();
    assert_ne!(changed.body, posted.body);
    let with = |name: &str, value: &str| {
        let mut other = posted.clone();
        let found = other.headers.iter_mut().find(|(n, _)| n == name);
        value.clone_into(&mut found.expect("a header").1);
        other
    };
    let later = (now + 1).to_string();
    let other_secret = format!("whsec_{}=", "A".repeat(43));
    for (secret, posted, now) in [
        (&secret, changed, now),
        (&secret, with("webhook-id", "another"), now),
        (&secret, with("webhook-timestamp", &later), now),
        (&secret, with("webhook-signature", "v1,AAAA"), now),
        (&other_secret, posted.clone(), now),
        (&secret, posted.clone(), now + 301),
        (&secret, posted.clone(), now - 301),
    ] {
        let (good, said) = script(secret, &posted, now);
        assert!(!good && said.starts_with("Not verified"), "{said}");
    }
}

#[test]
fn the_example_of_the_description_is_signed_with_the_secret_that_stands_below_it() {
    if left_out() {
        return;
    }
    let text = include_str!("../../docs/webhooks.md");
    let (_, example) = text.split_once("```\nPOST").expect("the example");
    let (example, rest) = example.split_once("\n```").expect("its end");
    let (heads, body) = example.split_once("\n\n").expect("a body");
    let heads = heads.lines().filter_map(|line| line.split_once(": "));
    let posted = Posted {
        line: String::new(),
        headers: heads.map(|(n, v)| (n.to_owned(), v.to_owned())).collect(),
        body: body.as_bytes().to_vec(),
    };
    let (_, secret) = rest.split_once("`whsec_").expect("a secret");
    let secret = format!("whsec_{}", secret.split('`').next().expect("its end"));
    let at = posted.header("webhook-timestamp").parse().expect("seconds");
    let (good, said) = script(&secret, &posted, at);
    assert!(good && said.contains("answer.received"), "{said}");
}
