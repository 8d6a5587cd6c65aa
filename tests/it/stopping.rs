//! SIGTERM: no new requests, those in flight are answered, everything acknowledged is stored, exit code 0.

use crate::support::app::EXAMPLE;
use crate::support::client::{Client, read_answer};
use crate::support::process::{House, Process, free_port, until};
use crate::support::respondent::{key, send_whole, submissions_of, whole_answer_to};
use std::io::{BufReader, Write};
use std::net::TcpStream;

/// A request that lacks its last byte, and that byte.
fn half_sent(client: &Client, email: &str) -> (BufReader<TcpStream>, String) {
    let body = whole_answer_to(EXAMPLE, email, "Mens det stoppes.").to_string();
    let (most, last) = body.split_at(body.len() - 1);
    let head = format!(
        "POST {} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nIdempotency-Key: {}\r\n\
         Content-Length: {}\r\n\r\n{most}",
        submissions_of(EXAMPLE),
        key(email),
        body.len()
    );
    let mut connection = client.connect().expect("a connection");
    connection
        .get_mut()
        .write_all(head.as_bytes())
        .expect("sent");
    (connection, last.to_owned())
}

fn is_stopping(house: &House) {
    until(|| house.log().contains("server.stopping").then_some(()));
}

/// Asks until an answer came through the connection before: then the server has read all that was sent on
/// connections that were opened earlier.
fn settled(process: &Process) {
    assert_eq!(process.client().get("/health/live").send().status, 200);
}

#[test]
fn a_request_in_flight_is_answered_and_stored_before_the_end() {
    let house = House::new();
    let process = house.start();
    let mut client = process.client();
    let (mut connection, last) = half_sent(&client, "underveis@eksempel.example");
    // One more that is open and idle must not hold it up.
    assert_eq!(client.get("/").send().status, 200);
    settled(&process);
    process.tell_to_stop();
    is_stopping(&house);
    connection
        .get_mut()
        .write_all(last.as_bytes())
        .expect("sent");
    let answer = read_answer(&mut connection, false).expect("an answer");
    assert_eq!(answer.status, 201, "{}", answer.text());
    assert_eq!(process.end().code(), Some(0));

    let again = house.start();
    let sent = answer.json();
    let read = again
        .client()
        .get(answer.header("location").expect("a place"))
        .header(
            "Authorization",
            &format!("Bearer {}", sent["token"].as_str().expect("a token")),
        )
        .send();
    assert_eq!(
        read.json()["versions"][0]["received_at"],
        sent["received_at"]
    );
    assert_eq!(again.stop().code(), Some(0));
}

#[test]
fn a_body_that_never_ends_does_not_keep_the_program_from_ending() {
    let house = House::new().with("HOERING_SHUTDOWN_SECONDS", "1");
    let process = house.start();
    let (_held, _) = half_sent(&process.client(), "aldri@eksempel.example");
    settled(&process);
    assert_eq!(process.stop().code(), Some(0));
}

#[test]
fn whatever_was_acknowledged_while_it_was_told_to_stop_is_there_afterwards() {
    let house = House::new();
    let process = house.start();
    let address = process.address;
    let acknowledged: Vec<(String, String)> = std::thread::scope(|scope| {
        let clients: Vec<_> = (0..8)
            .map(|n| scope.spawn(move || send_until_it_is_gone(address, n)))
            .collect();
        let log = || std::fs::read_dir(house.mailbox().0).map_or(0, Iterator::count);
        until(|| (log() > 3).then_some(()));
        assert_eq!(process.stop().code(), Some(0));
        clients
            .into_iter()
            .flat_map(|client| client.join().expect("a client"))
            .collect()
    });
    assert!(acknowledged.len() > 3);
    let again = house.start();
    let mut client = again.client();
    for (place, bearer) in &acknowledged {
        let read = client.get(place).header("Authorization", bearer).send();
        assert_eq!(read.status, 200, "{}", read.text());
    }
}

/// What it was told is stored, until nobody answers any more.
fn send_until_it_is_gone(address: std::net::SocketAddr, n: usize) -> Vec<(String, String)> {
    let mut client = Client::new(address);
    let mut acknowledged = Vec::new();
    for round in 0.. {
        let email = format!("k{n}.{round}@eksempel.example");
        let sent = client
            .post(&submissions_of(EXAMPLE))
            .header("Idempotency-Key", &key(&email))
            .json(&whole_answer_to(EXAMPLE, &email, "Ett av mange."))
            .try_send();
        let Ok(answer) = sent else { break };
        if answer.status != 201 {
            assert_eq!(answer.status, 503, "{}", answer.text());
            break;
        }
        let sent = answer.json();
        let token = sent["token"].as_str().expect("a token");
        let place = answer.header("location").expect("a place").to_owned();
        acknowledged.push((place, format!("Bearer {token}")));
    }
    acknowledged
}

#[test]
fn a_mail_server_that_never_answers_does_not_keep_the_program_from_ending() {
    let silent = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = silent.local_addr().expect("its address");
    let house = House::new()
        .with("HOERING_SMTP_URL", format!("smtp://{address}"))
        .with("HOERING_SMTP_SECONDS", "300")
        .with("HOERING_SHUTDOWN_SECONDS", "1");
    let process = house.start();
    let email = "venter@eksempel.example";
    let body = whole_answer_to(EXAMPLE, email, "Brevet henger.");
    let sent = send_whole(&mut process.client(), &key(email), &body);
    assert_eq!(sent.status, 201);
    let _talking = silent.accept().expect("the program, with a letter");
    assert_eq!(process.stop().code(), Some(0));
}

#[test]
fn letters_that_were_owed_when_it_ended_go_out_at_the_next_start() {
    // Nobody takes letters there: the first start owes one and sends none.
    let nowhere = format!("smtp://127.0.0.1:{}", free_port());
    let house = House::new().with("HOERING_SMTP_URL", nowhere);
    let process = house.start();
    let email = "senere@eksempel.example";
    let body = whole_answer_to(EXAMPLE, email, "Brevet kommer.");
    let sent = send_whole(&mut process.client(), &key(email), &body);
    assert_eq!(sent.status, 201);
    assert_eq!(process.stop().code(), Some(0));
    assert!(house.mailbox().letters_to(email).is_empty());

    let clock = house.folder.path().join("clock");
    let house = house
        .with("HOERING_SMTP_URL", "")
        .with("HOERING_CLOCK_FILE", clock.display().to_string());
    let later = chrono::DateTime::parse_from_rfc3339(
        sent.json()["received_at"].as_str().expect("an instant"),
    )
    .expect("an instant")
        + chrono::TimeDelta::hours(1);
    std::fs::write(&clock, later.to_rfc3339()).expect("a clock");
    let again = house.start();
    until(|| (!house.mailbox().letters_to(email).is_empty()).then_some(()));
    assert_eq!(again.stop().code(), Some(0));
    assert_eq!(house.mailbox().letters_to(email).len(), 1);
}
