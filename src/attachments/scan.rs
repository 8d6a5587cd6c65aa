//! ClamAV looks at each file (`INSTREAM`), after it was added and before it is given out to anybody. While the scanner does
//! not answer, files wait: they are sent, and held back. Documents that staff publish it looks at before they are taken.

use super::Scan;
use super::store;
use crate::app::App;
use crate::audit::{self, Actor, Entry};
use crate::db::Conn;
use crate::error::Error;
use crate::mail::Mailer;
use crate::settings::Clamd;
use crate::storage::{Bytes, Pieces};
use chrono::{DateTime, Utc};
use futures_util::{StreamExt, stream};
use std::io;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpStream, UnixStream};
use tokio::sync::watch;
use uuid::Uuid;

/// How often it is seen whether something waits that nobody has said anything about.
const EVERY: Duration = Duration::from_secs(60);
/// How long the scanner may take for one file.
const PATIENCE: Duration = Duration::from_secs(120);
/// The most of what it says.
const REPLY: u64 = 4_096;

/// What follows when something was found in an attachment, in the transaction that writes it down: whose it is, and who is
/// told, is not known here.
pub type OnFound = fn(&mut Conn, &Mailer, Uuid, DateTime<Utc>) -> Result<(), Error>;

/// Looks at what waits, until told to stop.
pub async fn look_for_malware(
    app: Arc<App>,
    clamd: Clamd,
    on_found: OnFound,
    mut stop: watch::Receiver<bool>,
) {
    while !*stop.borrow() {
        if let Err(error) = look_at_all(&app, &clamd, on_found).await {
            tracing::error!(error = %error, "attachments.not_scanned");
        }
        tokio::select! {
            () = app.scans_due.notified() => {}
            () = tokio::time::sleep(EVERY) => {}
            _ = stop.changed() => {}
        }
    }
}

/// Each that waits, once; one that cannot be looked at just now keeps no other waiting.
pub async fn look_at_all(app: &App, clamd: &Clamd, on_found: OnFound) -> Result<(), Error> {
    let (mut after, mut failed) = (Uuid::nil(), None);
    while let Some(id) = app.db.read(move |conn| store::waiting(conn, after)).await? {
        after = id;
        match look_at(app, clamd, id).await {
            Ok(scan) => write_down(app, id, scan, on_found).await?,
            Err(error) => failed = Some(error),
        }
    }
    failed.map_or(Ok(()), Err)
}

async fn write_down(app: &App, id: Uuid, scan: Scan, on_found: OnFound) -> Result<(), Error> {
    let (now, mailer) = (app.clock.now(), app.mailer.clone());
    let found = move |conn: &mut Conn| {
        if store::set_scan(conn, id, scan)? && scan == Scan::Infected {
            let entry = Entry {
                at: now,
                actor: Actor::Program,
                action: "attachment.infected",
                object_kind: "attachment",
                object_id: id,
                detail: None,
            };
            audit::record(conn, entry)?;
            on_found(conn, &mailer, id, now)?;
        }
        Ok(())
    };
    app.db.write(found).await?;
    app.letters_due.notify_one();
    Ok(())
}

async fn look_at(app: &App, clamd: &Clamd, id: Uuid) -> Result<Scan, Error> {
    look_through(clamd, app.storage.get(id).await?).await
}

/// Whether something is found in a document that is to be published, before it is.
pub async fn is_infected(clamd: &Clamd, bytes: Vec<u8>) -> Result<bool, Error> {
    let pieces = stream::iter([Ok(Bytes::from(bytes))]).boxed();
    Ok(look_through(clamd, pieces).await? == Scan::Infected)
}

async fn look_through(clamd: &Clamd, pieces: Pieces) -> Result<Scan, Error> {
    let work = async {
        match clamd {
            Clamd::Socket(path) => ask(pieces, UnixStream::connect(path).await).await,
            Clamd::Network(host) => ask(pieces, TcpStream::connect(host).await).await,
        }
    };
    let late = |_| Error::internal("the scanner takes too long");
    tokio::time::timeout(PATIENCE, work).await.map_err(late)?
}

async fn ask<S>(mut pieces: Pieces, connected: io::Result<S>) -> Result<Scan, Error>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let broken = |error: io::Error| Error::internal(format!("the scanner: {error}"));
    let mut stream = connected.map_err(broken)?;
    stream.write_all(b"zINSTREAM\0").await.map_err(broken)?;
    while let Some(piece) = pieces.next().await {
        let piece = piece?;
        let length = u32::try_from(piece.len()).map_err(|e| Error::internal(e.to_string()))?;
        stream
            .write_all(&length.to_be_bytes())
            .await
            .map_err(broken)?;
        stream.write_all(&piece).await.map_err(broken)?;
    }
    stream.write_all(&[0; 4]).await.map_err(broken)?;
    let mut reply = Vec::new();
    let mut said = stream.take(REPLY);
    said.read_to_end(&mut reply).await.map_err(broken)?;
    verdict(&String::from_utf8_lossy(&reply))
}

/// «stream: OK», «stream: Eicar-Test-Signature FOUND»; everything else says that it could not look.
fn verdict(reply: &str) -> Result<Scan, Error> {
    let said = reply.trim_matches(['\0', '\n', ' ']);
    match said {
        "stream: OK" => Ok(Scan::Clean),
        _ if said.starts_with("stream: ") && said.ends_with(" FOUND") => Ok(Scan::Infected),
        _ => Err(Error::internal(format!("the scanner says: {said}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_clear_word_of_the_scanner_is_believed() {
        assert_eq!(verdict("stream: OK\0").unwrap(), Scan::Clean);
        let found = verdict("stream: Eicar-Test-Signature FOUND\0").unwrap();
        assert_eq!(found, Scan::Infected);
        for unclear in [
            "",
            "OK",
            "stream: OK FOUND OK",
            "INSTREAM size limit exceeded. ERROR",
            "stream: Can't open file ERROR",
        ] {
            assert!(verdict(unclear).is_err(), "{unclear}");
        }
    }
}
