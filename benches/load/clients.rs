//! Many clients on one thread of their own: each keeps its connection and sends its next request when
//! the last one is answered. Bounded in time; counts every answer by status and its latency.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fmt;
use std::net::SocketAddr;
use std::rc::Rc;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A server that takes longer has stopped; so does the benchmark.
const PATIENCE: Duration = Duration::from_secs(30);

pub struct Load {
    pub address: SocketAddr,
    pub clients: usize,
    pub duration: Duration,
}

#[derive(Default)]
pub struct Outcome {
    elapsed: Duration,
    /// Of every answer, in microseconds; sorted once the round is over.
    latencies: Vec<u32>,
    pub statuses: BTreeMap<u16, usize>,
}

impl Load {
    /// `request(n)` gives the bytes of the nth request of all; none ends the client that asked.
    pub fn run<F>(&self, request: F) -> Outcome
    where
        F: Fn(usize) -> Option<Vec<u8>> + Send + 'static,
    {
        let (address, clients, duration) = (self.address, self.clients, self.duration);
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .expect("a runtime");
            let tasks = tokio::task::LocalSet::new();
            tasks.block_on(&runtime, all(address, clients, duration, Rc::new(request)))
        });
        thread.join().expect("the clients end")
    }
}

async fn all<F>(address: SocketAddr, clients: usize, duration: Duration, request: Rc<F>) -> Outcome
where
    F: Fn(usize) -> Option<Vec<u8>> + 'static,
{
    let begun = Instant::now();
    let until = begun + duration;
    let next = Rc::new(Cell::new(0));
    let running: Vec<_> = (0..clients)
        .map(|_| {
            let (request, next) = (Rc::clone(&request), Rc::clone(&next));
            let request = move || {
                let n = next.get();
                next.set(n + 1);
                request(n)
            };
            tokio::task::spawn_local(one(address, until, request))
        })
        .collect();
    let mut outcome = Outcome::default();
    for client in running {
        outcome.add(client.await.expect("a client's end").expect("an answer"));
    }
    outcome.elapsed = begun.elapsed();
    outcome.latencies.sort_unstable();
    outcome
}

async fn one(
    address: SocketAddr,
    until: Instant,
    request: impl Fn() -> Option<Vec<u8>>,
) -> std::io::Result<Outcome> {
    let mut stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let mut outcome = Outcome::default();
    let mut buffer = Vec::new();
    while Instant::now() < until {
        let Some(bytes) = request() else { break };
        let sent = Instant::now();
        stream.write_all(&bytes).await?;
        let answered = tokio::time::timeout(PATIENCE, answer(&mut stream, &mut buffer));
        let status = answered.await.map_err(|_| std::io::ErrorKind::TimedOut)??;
        let latency = u32::try_from(sent.elapsed().as_micros()).unwrap_or(u32::MAX);
        outcome.latencies.push(latency);
        *outcome.statuses.entry(status).or_default() += 1;
    }
    Ok(outcome)
}

/// Reads one answer whole and returns its status. It must say its length.
async fn answer(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> std::io::Result<u16> {
    buffer.clear();
    let mut expected = None;
    while expected.is_none_or(|length| buffer.len() < length) {
        if stream.read_buf(buffer).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        if expected.is_none() {
            expected = whole_length(buffer);
        }
    }
    let status = buffer
        .get(9..12)
        .and_then(|code| std::str::from_utf8(code).ok());
    status
        .and_then(|code| code.parse().ok())
        .ok_or_else(|| std::io::Error::other("no status"))
}

/// Head and body together, once the head has arrived.
fn whole_length(buffer: &[u8]) -> Option<usize> {
    let head = buffer.windows(4).position(|end| end == b"\r\n\r\n")? + 4;
    let text = std::str::from_utf8(&buffer[..head]).ok()?;
    let length = text.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        let found = name.eq_ignore_ascii_case("content-length");
        found.then(|| value.trim().parse::<usize>().ok())?
    });
    Some(head + length.unwrap_or(0))
}

impl Outcome {
    pub fn answers(&self) -> usize {
        self.latencies.len()
    }

    pub fn per_second(&self) -> f64 {
        self.answers() as f64 / self.elapsed.as_secs_f64()
    }

    /// The latency that this share of the answers did not exceed, in milliseconds.
    pub fn percentile(&self, share: f64) -> f64 {
        let last = self.latencies.len().saturating_sub(1);
        let at = (last as f64 * share).round() as usize;
        f64::from(self.latencies.get(at).copied().unwrap_or(0)) / 1000.0
    }

    pub fn others_than(&self, status: u16) -> usize {
        let others = self.statuses.iter().filter(|(s, _)| **s != status);
        others.map(|(_, n)| n).sum()
    }

    pub fn must_all_be(&self, status: u16) {
        assert!(
            self.others_than(status) == 0 && self.answers() > 0,
            "not all {status}: {self}"
        );
    }

    fn add(&mut self, other: Self) {
        self.latencies.extend(other.latencies);
        for (status, count) in other.statuses {
            *self.statuses.entry(status).or_default() += count;
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:.0}/s, p50 {:.2} p99 {:.2} max {:.2} ms, {:?}",
            self.per_second(),
            self.percentile(0.5),
            self.percentile(0.99),
            self.percentile(1.0),
            self.statuses
        )
    }
}
