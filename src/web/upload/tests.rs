//! What comes in a form or alone: laid down whole, or not at all.

use super::*;
use futures_util::stream;
use std::sync::atomic::{AtomicUsize, Ordering};

const ALLOWED: Allowance = Allowance {
    file_bytes: 100,
    files: 2,
    time: Duration::from_secs(60),
    window: Duration::from_secs(10),
    least: 1,
};

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path =
            std::env::temp_dir().join(format!("hoering-spool-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn files(&self) -> usize {
        std::fs::read_dir(&self.0).unwrap().count()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn run<T>(work: impl Future<Output = T>) -> T {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    runtime.enable_all().build().unwrap().block_on(work)
}

fn payload(pieces: Vec<Bytes>, goes_on: bool) -> Payload {
    let pieces = stream::iter(pieces.into_iter().map(Ok));
    let rest = match goes_on {
        true => stream::pending().boxed_local(),
        false => stream::empty().boxed_local(),
    };
    Payload::Stream {
        payload: Box::pin(pieces.chain(rest)),
    }
}

fn form(body: &[u8], piece: usize, folder: &Folder) -> Result<(Uploads, Form), Error> {
    let mut headers = HeaderMap::new();
    let said = "multipart/form-data; boundary=x".parse().unwrap();
    headers.insert(CONTENT_TYPE, said);
    let pieces = body.chunks(piece).map(Bytes::copy_from_slice).collect();
    let (n, clock) = (
        AtomicUsize::new(0),
        Clock::fixed(chrono::DateTime::UNIX_EPOCH),
    );
    let name = || n.fetch_add(1, Ordering::Relaxed).to_string();
    let spool = Spool {
        folder: &folder.0,
        name: &name,
    };
    run(read_form(
        &headers,
        payload(pieces, false),
        ALLOWED,
        spool,
        &clock,
    ))
}

fn file(
    pieces: Vec<Bytes>,
    goes_on: bool,
    allowed: Allowance,
    folder: &Folder,
) -> Result<Uploads, Error> {
    let clock = Clock::fixed(chrono::DateTime::UNIX_EPOCH);
    let name = || "a".to_owned();
    let spool = Spool {
        folder: &folder.0,
        name: &name,
    };
    let read = run(read_file(payload(pieces, goes_on), allowed, spool, &clock));
    read.map(|(files, _)| files)
}

const BODY: &str = "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nabc\r\n\
    --x\r\nContent-Disposition: form-data; name=\"fil\"; filename=\"bl\u{e5}.pdf\"\r\nContent-Type: text/html\r\n\r\n\
    linje\r\n--y\r\n\r\n--x\r\nContent-Disposition: form-data; name=\"fil\"; filename=\"\"\r\n\r\n\r\n--x--\r\n";

#[test]
fn a_form_comes_through_byte_for_byte_however_it_is_cut() {
    for piece in [1, 2, 7, 64, 10_000] {
        let folder = Folder::new(&format!("form{piece}"));
        let (files, form) = form(BODY.as_bytes(), piece, &folder).unwrap();
        assert_eq!(form.get("csrf"), Some("abc"));
        let [file] = files.0.as_slice() else {
            panic!("{files:?}");
        };
        assert_eq!(
            (file.name.as_str(), file.control.as_str()),
            ("bl\u{e5}.pdf", "fil")
        );
        assert_eq!(std::fs::read(file.path()).unwrap(), b"linje\r\n--y\r\n");
        assert_eq!(file.size, 12);
        let hash = ring::digest::digest(&SHA256, b"linje\r\n--y\r\n");
        assert_eq!(file.sha256, hash.as_ref());
        drop(files);
        assert_eq!(folder.files(), 0);
    }
}

#[test]
fn wherever_a_form_breaks_off_nothing_is_left_of_it() {
    let folder = Folder::new("broken");
    for end in 0..BODY.len() - 6 {
        assert!(form(&BODY.as_bytes()[..end], 50, &folder).is_err(), "{end}");
        assert_eq!(folder.files(), 0, "{end}");
    }
}

#[test]
fn a_file_that_is_too_large_takes_no_room_and_its_sender_hears_why() {
    let folder = Folder::new("large");
    let pieces = |n: usize| vec![Bytes::from_static(&[b'a'; 50]); n];
    let whole = file(pieces(2), false, ALLOWED, &folder).unwrap();
    assert_eq!(whole.0[0].left_out, None);
    let large = file(pieces(3), false, ALLOWED, &folder);
    drop(whole);
    assert!(large.is_err(), "the name is taken while it is held");
    let large = file(pieces(3), false, ALLOWED, &folder).unwrap();
    assert_eq!(large.0[0].left_out, Some(LeftOut::TooLarge));
    assert_eq!(std::fs::metadata(large.0[0].path()).unwrap().len(), 0);
    drop(large);
    let endless = file(pieces(9), true, ALLOWED, &folder).unwrap_err();
    assert_eq!(endless.problem, Problem::TooLarge);
    assert_eq!(folder.files(), 0);
}

#[test]
fn whoever_sends_too_slowly_or_for_too_long_is_let_go() {
    let folder = Folder::new("slow");
    let soon = Duration::from_millis(1);
    let some = vec![Bytes::from_static(b"abc")];
    for allowed in [
        Allowance {
            window: soon,
            least: 4,
            ..ALLOWED
        },
        Allowance {
            time: soon,
            ..ALLOWED
        },
    ] {
        let slow = file(some.clone(), true, allowed, &folder).unwrap_err();
        assert_eq!(slow.problem, Problem::RequestTimeout);
        assert_eq!(folder.files(), 0);
    }
}

#[test]
fn a_form_has_so_many_files_and_so_much_text() {
    let folder = Folder::new("many");
    let part = "--x\r\nContent-Disposition: form-data; name=\"fil\"; filename=\"a\"\r\n\r\nb\r\n";
    let body = |n: usize| format!("{}--x--\r\n", part.repeat(n));
    assert_eq!(form(body(2).as_bytes(), 99, &folder).unwrap().0.0.len(), 2);
    // Those that come first are kept, and of the others it is known that they came.
    let (many, _) = form(body(4).as_bytes(), 99, &folder).unwrap();
    let left_out: Vec<_> = many.0.iter().map(|file| file.left_out).collect();
    let more = Some(LeftOut::TooMany);
    assert_eq!(left_out, [None, None, more, more]);
    let lies = |file: &Uploaded| std::fs::metadata(file.path()).unwrap().len();
    assert_eq!(many.0.iter().map(lies).sum::<u64>(), 2);
    drop(many);
    let endless = form(body(PARTS + 1).as_bytes(), 9_999, &folder).unwrap_err();
    assert_eq!(endless.problem, Problem::TooLarge);
    // One that is far too large takes no other with it.
    let large = part.replace("\r\nb\r\n", &format!("\r\n{}\r\n", "b".repeat(500)));
    let both = format!("{large}{part}--x--\r\n");
    let (both, _) = form(both.as_bytes(), 99, &folder).unwrap();
    let left_out: Vec<_> = both.0.iter().map(|file| file.left_out).collect();
    assert_eq!(left_out, [Some(LeftOut::TooLarge), None]);
    drop(both);
    let text = format!(
        "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n{}\r\n--x--\r\n",
        "b".repeat(TEXTS + 1)
    );
    let long = form(text.as_bytes(), 9_999, &folder).unwrap_err();
    assert_eq!(long.problem, Problem::TooLarge);
    assert_eq!(folder.files(), 0);
}

#[test]
fn whatever_comes_as_a_form_is_read_or_refused_and_leaves_nothing() {
    let folder = Folder::new("fuzz");
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = |most: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % u64::try_from(most.max(1)).unwrap()).unwrap()
    };
    let mut read = 0;
    for _ in 0..1_500 {
        let mut body = BODY.as_bytes().to_vec();
        for _ in 0..next(5) {
            let at = next(body.len());
            match next(4) {
                0 => body.truncate(at),
                1 => body[at] = u8::try_from(next(256)).unwrap(),
                2 => drop(body.splice(at..at, *b"\r\n--x\r\n")),
                _ => drop(body.splice(at..(at + next(30)).min(body.len()), [])),
            }
            if body.is_empty() {
                break;
            }
        }
        let found = form(&body, 1 + next(80), &folder);
        read += usize::from(found.is_ok());
        if let Ok((files, _)) = found {
            for file in files.0 {
                let lies = std::fs::metadata(file.path()).unwrap().len();
                assert_eq!(
                    lies,
                    if file.left_out.is_some() {
                        0
                    } else {
                        file.size
                    }
                );
            }
        }
        assert_eq!(folder.files(), 0);
    }
    assert!(read > 100, "{read}");
}
