//! PDF: a document is handed to `hoering-pdf`, which runs once for each in a process of its own, with limits, and knows
//! nothing else of this program. Where it is not installed nothing here fails but the making of a PDF.

use crate::document::Document;
use crate::error::{Error, Problem};
use crate::settings::Pdf as Settings;
use chrono::{DateTime, Datelike, Timelike, Utc};
use serde::Serialize;
use std::collections::HashMap;
use std::process::Stdio;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::process::Command;
use tokio::sync::Semaphore;
use tokio::time::timeout;

pub const MEDIA_TYPE: &str = "application/pdf";

/// The most that a file may be: an answer with every field full is a hundredth of it.
const MOST_BYTES: u64 = 32 << 20;
/// So many wait for each that is made; more are asked to come again.
const WAITING_FOR_EACH: usize = 8;

/// The network that it is asked from, as those are told apart where requests are counted; `None` where nobody knows.
type Network = Option<[u8; 8]>;

/// Makes PDF, a few at once.
#[derive(Debug)]
pub struct PdfMaker {
    settings: Settings,
    /// Those that are made or wait, by the networks that they are asked from.
    places: Mutex<HashMap<Network, usize>>,
    /// Those that are made.
    turns: Semaphore,
}

/// Held while one is made or waits.
struct Place<'m> {
    maker: &'m PdfMaker,
    network: Network,
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let mut taken = self.maker.taken();
        if let Some(n) = taken.get_mut(&self.network) {
            *n -= 1;
        }
        taken.retain(|_, n| *n > 0);
    }
}

impl PdfMaker {
    pub fn new(settings: Settings) -> Self {
        let at_once = settings.at_once;
        Self {
            settings,
            places: Mutex::default(),
            turns: Semaphore::new(at_once),
        }
    }

    /// The file. Refused where too many wait, all in all or of one network, and where the document takes more than it
    /// may.
    pub async fn make(
        &self,
        document: &Document,
        now: DateTime<Utc>,
        network: Network,
    ) -> Result<Vec<u8>, Error> {
        if self.settings.program.is_none() {
            return Err(Problem::NoPdf.into());
        }
        let _place = self.place(network)?;
        self.make_in_turn(document, now).await
    }

    /// One network has half of the places at most: whoever asks for all that they get shuts nobody else out.
    fn place(&self, network: Network) -> Result<Place<'_>, Error> {
        let most = self.settings.at_once * (1 + WAITING_FOR_EACH);
        let mut taken = self.taken();
        let all: usize = taken.values().sum();
        let own = taken.entry(network).or_default();
        if all >= most || *own >= most.div_ceil(2) {
            return Err(not_made("too many wait"));
        }
        *own += 1;
        Ok(Place {
            maker: self,
            network,
        })
    }

    fn taken(&self) -> MutexGuard<'_, HashMap<Network, usize>> {
        self.places.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The same for whoever has the time: waits for its turn, however many wait.
    pub async fn make_in_turn(
        &self,
        document: &Document,
        now: DateTime<Utc>,
    ) -> Result<Vec<u8>, Error> {
        if self.settings.program.is_none() {
            return Err(Problem::NoPdf.into());
        }
        let turn = self.turns.acquire().await;
        let _turn = turn.map_err(|e| Error::internal(e.to_string()))?;
        let job = serde_json::to_vec(&Job::of(document, now));
        let job = job.map_err(|e| Error::internal(e.to_string()))?;
        match timeout(self.settings.time, self.run(job)).await {
            Ok(made) => made,
            // The process was let go, which ends it.
            Err(_) => Err(not_made("it took too long")),
        }
    }

    async fn run(&self, job: Vec<u8>) -> Result<Vec<u8>, Error> {
        let program = self.settings.program.as_ref().ok_or(Problem::NoPdf)?;
        // The wall is watched here; this is for a process that nobody watches any more.
        let seconds = (self.settings.time + Duration::from_secs(1)).as_secs();
        let mut child = Command::new(program)
            .args(["--seconds", &seconds.to_string()])
            .args(["--megabytes", &self.settings.megabytes.to_string()])
            .env_clear()
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            // It may repeat what people have written.
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(|e| not_made(&format!("the program does not start: {e}")))?;
        let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(Error::internal("a process without its pipes"));
        };
        let hand_in = async move {
            // One that has ended before it has read everything tells why by its code.
            let _ = input.write_all(&job).await;
        };
        let mut file = Vec::new();
        let mut output = output.take(MOST_BYTES + 1);
        let (_, read) = tokio::join!(hand_in, output.read_to_end(&mut file));
        read.map_err(|e| not_made(&e.to_string()))?;
        if u64::try_from(file.len()).unwrap_or(u64::MAX) > MOST_BYTES {
            return Err(not_made("the file is too large"));
        }
        let ended = child.wait().await.map_err(|e| not_made(&e.to_string()))?;
        match ended.success() {
            true => Ok(file),
            // A code of its own, or the signal of whoever ended it for taking too much.
            false => Err(not_made(&ended.to_string())),
        }
    }
}

fn not_made(why: &str) -> Error {
    Error::because(Problem::PdfNotMade, why)
}

/// What `hoering-pdf` is handed: `pdf/src/job.rs` reads it.
#[derive(Serialize)]
struct Job<'d> {
    #[serde(flatten)]
    document: &'d Document,
    /// Year, month, day, hour, minute, second.
    made_at: (i32, u32, u32, u32, u32, u32),
    words: Words,
}

#[derive(Serialize)]
struct Words {
    page: String,
    unshown: String,
}

impl<'d> Job<'d> {
    fn of(document: &'d Document, now: DateTime<Utc>) -> Self {
        let words = Words {
            page: document.lang.t("pdf-page"),
            unshown: document.lang.t("pdf-unshown"),
        };
        let (date, time) = (now.date_naive(), now.time());
        let (hour, minute, second) = (time.hour(), time.minute(), time.second());
        Self {
            document,
            made_at: (date.year(), date.month(), date.day(), hour, minute, second),
            words,
        }
    }
}
