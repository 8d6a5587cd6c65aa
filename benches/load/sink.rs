//! A mail server that takes everything and keeps the first letters: it says what SMTP asks of it and nothing
//! more, so that what is measured is the sender.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

/// So many letters are kept, to be sent again by something else.
pub const KEPT: usize = 2_000;

pub struct Sink {
    pub address: SocketAddr,
    taken: Arc<AtomicUsize>,
    kept: Arc<Mutex<Vec<Taken>>>,
}

#[derive(Clone)]
pub struct Taken {
    pub recipient: String,
    pub bytes: Vec<u8>,
}

impl Sink {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let sink = Self {
            address: listener.local_addr().expect("its address"),
            taken: Arc::default(),
            kept: Arc::default(),
        };
        let (taken, kept) = (Arc::clone(&sink.taken), Arc::clone(&sink.kept));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (taken, kept) = (Arc::clone(&taken), Arc::clone(&kept));
                // A sender that goes away is no fault of ours.
                std::thread::spawn(move || talk(stream, &taken, &kept));
            }
        });
        sink
    }

    pub fn taken(&self) -> usize {
        self.taken.load(Ordering::Acquire)
    }

    pub fn kept(&self) -> Vec<Taken> {
        self.kept.lock().expect("no panic elsewhere").clone()
    }
}

fn talk(stream: TcpStream, taken: &AtomicUsize, kept: &Mutex<Vec<Taken>>) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut out = stream.try_clone()?;
    let mut lines = BufReader::new(stream);
    let (mut line, mut recipient) = (String::new(), String::new());
    out.write_all(b"220 sink.invalid\r\n")?;
    loop {
        line.clear();
        if lines.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let command = line.get(..4).unwrap_or_default().to_ascii_uppercase();
        match command.as_str() {
            "EHLO" => out.write_all(b"250-sink.invalid\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n")?,
            "RCPT" => {
                recipient = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                out.write_all(b"250 ok\r\n")?;
            }
            "DATA" => {
                out.write_all(b"354 go on\r\n")?;
                let bytes = letter(&mut lines)?;
                let n = taken.fetch_add(1, Ordering::AcqRel);
                if n < KEPT {
                    let recipient = std::mem::take(&mut recipient);
                    kept.lock()
                        .expect("no panic elsewhere")
                        .push(Taken { recipient, bytes });
                }
                out.write_all(format!("250 taken {n}\r\n").as_bytes())?;
            }
            "QUIT" => return out.write_all(b"221 bye\r\n"),
            _ => out.write_all(b"250 ok\r\n")?,
        }
    }
}

/// Up to the line with a dot alone, without the dots that were put before others.
fn letter(lines: &mut impl BufRead) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    loop {
        let from = bytes.len();
        if lines.read_until(b'\n', &mut bytes)? == 0 || &bytes[from..] == b".\r\n" {
            bytes.truncate(from);
            return Ok(bytes);
        }
        if bytes[from] == b'.' {
            bytes.remove(from);
        }
    }
}
