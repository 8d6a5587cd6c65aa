//! A form with files, in pieces as the network brings them: what is kept is never more than is allowed, and nothing lies
//! about when nobody holds it.
#![no_main]

use actix_web::dev::Payload;
use actix_web::http::header::{CONTENT_TYPE, HeaderMap};
use actix_web::web::Bytes;
use futures_util::{StreamExt as _, stream};
use hoering::clock::Clock;
use hoering::web::upload::{Allowance, Spool, read_form};
use libfuzzer_sys::fuzz_target;
use std::cell::Cell;
use std::path::PathBuf;
use std::sync::LazyLock;
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};

const ALLOWED: Allowance = Allowance {
    file_bytes: 100,
    files: 2,
    time: Duration::from_secs(60),
    window: Duration::from_secs(60),
    least: 0,
};

static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = std::env::temp_dir().join(format!("hoering-fuzz-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for the files");
    folder
});

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    let mut runtime = Builder::new_current_thread();
    runtime.enable_all().build().expect("a runtime")
});

fuzz_target!(|input: (u8, &[u8])| {
    let (piece, body) = input;
    let mut headers = HeaderMap::new();
    let said = "multipart/form-data; boundary=x".parse();
    headers.insert(CONTENT_TYPE, said.expect("a header"));
    let piece = usize::from(piece).max(1);
    let pieces: Vec<_> = body.chunks(piece).map(Bytes::copy_from_slice).collect();
    let payload = Payload::Stream {
        payload: stream::iter(pieces.into_iter().map(Ok)).boxed_local(),
    };
    let clock = Clock::fixed(Default::default());
    let n = Cell::new(0);
    let name = || n.replace(n.get() + 1).to_string();
    let spool = Spool {
        folder: &FOLDER,
        name: &name,
    };
    let read = RUNTIME.block_on(read_form(&headers, payload, ALLOWED, spool, &clock));
    if let Ok((files, _)) = read {
        for file in &files.0 {
            let lies = std::fs::metadata(file.path()).map_or(0, |m| m.len());
            assert!(lies <= ALLOWED.file_bytes, "{lies} bytes were kept");
        }
        let taken = files.0.iter().filter(|file| file.left_out.is_none());
        assert!(taken.count() <= ALLOWED.files);
    }
    let left = std::fs::read_dir(&*FOLDER).expect("the folder").count();
    assert_eq!(left, 0, "files lie about");
});
