//! Looks into a file before it is kept: what it is, by its content, and whether it could do harm to whoever opens it. Pure
//! rules over bytes that lie in a file; they read it once or twice, keep little of it in memory, and come to an end.

mod package;
mod picture;

use super::kind::Kind;
use std::io::{self, Read, Seek, SeekFrom};

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    Empty,
    /// None of the kinds that are taken.
    Kind,
    /// It cannot be opened without a password.
    Encrypted,
    Macros,
    /// What it unpacks to, or how much lies in it, is out of all proportion.
    Bomb,
    /// More pixels than anybody can look at.
    Picture,
    /// It begins as one kind and does not go on as it.
    Broken,
    /// It is two kinds at once, depending on who opens it.
    Ambiguous,
    /// There is a link to another file or a way out of it among what it holds.
    Paths,
}

impl Refusal {
    pub const ALL: [Self; 9] = [
        Self::Empty,
        Self::Kind,
        Self::Encrypted,
        Self::Macros,
        Self::Bomb,
        Self::Picture,
        Self::Broken,
        Self::Ambiguous,
        Self::Paths,
    ];

    /// The key of the text that says what to do.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "error-file-empty",
            Self::Kind => "error-file-kind",
            Self::Encrypted => "error-file-encrypted",
            Self::Macros => "error-file-macros",
            Self::Bomb => "error-file-bomb",
            Self::Picture => "error-file-picture",
            Self::Broken => "error-file-broken",
            Self::Ambiguous => "error-file-ambiguous",
            Self::Paths => "error-file-paths",
        }
    }
}

/// What a look came to.
pub type Looked = Result<Kind, Refusal>;

/// As much of the beginning as says what a file is. Programs look for `%PDF-` that far, and browsers for HTML.
const HEAD: usize = 1024;
/// The end of a zip archive, with the longest comment.
const TAIL: usize = 22 + 65_535;
/// Read at once.
const PIECE: usize = 64 << 10;

/// The kind of a file, or why it is not taken. An `Err` of `io` is the disk's.
pub fn inspect(file: &mut (impl Read + Seek)) -> io::Result<Looked> {
    let size = file.seek(SeekFrom::End(0))?;
    if size == 0 {
        return Ok(Err(Refusal::Empty));
    }
    let head = read_at(file, 0, HEAD)?;
    let start = size.saturating_sub(TAIL as u64);
    let tail = read_at(file, start, TAIL)?;
    file.seek(SeekFrom::Start(0))?;
    if head.starts_with(b"PK\x03\x04") {
        return Ok(package::inspect(file, size));
    }
    if head.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
        // What Word writes with a password, and what it wrote before 2007.
        let is_locked = contains_wide(&tail, "EncryptedPackage");
        let is_locked = is_locked || contains_wide(&read_at(file, 0, TAIL)?, "EncryptedPackage");
        return Ok(Err(match is_locked {
            true => Refusal::Encrypted,
            false => Refusal::Kind,
        }));
    }
    let is_zip_too = ends_as_zip(&tail);
    let looked = if head.starts_with(b"%PDF-") {
        pdf(file, &tail)?
    } else if head.starts_with(picture::PNG) {
        picture::png(file, size)?
    } else if head.starts_with(&[0xFF, 0xD8, 0xFF]) {
        picture::jpeg(file, size)?
    } else {
        text(file, &head)?
    };
    Ok(looked.and_then(|kind| {
        let is_pdf_too = kind != Kind::Pdf && find(&head, b"%PDF-").is_some();
        let is_page_too = matches!(kind, Kind::Png | Kind::Jpeg) && is_markup_within(&head);
        match is_zip_too || is_pdf_too || is_page_too {
            true => Err(Refusal::Ambiguous),
            false => Ok(kind),
        }
    }))
}

fn read_at(file: &mut (impl Read + Seek), at: u64, most: usize) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(at))?;
    let mut bytes = Vec::new();
    file.take(most as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|at| at == wanted)
}

/// As OLE writes names: two bytes a letter.
fn contains_wide(bytes: &[u8], name: &str) -> bool {
    let wide: Vec<u8> = name.bytes().flat_map(|b| [b, 0]).collect();
    find(bytes, &wide).is_some()
}

/// A program for zip archives would open it: those look for its end, and not for its beginning.
fn ends_as_zip(tail: &[u8]) -> bool {
    let mut ends = tail.windows(22).enumerate();
    ends.any(|(at, end)| {
        let comment = usize::from(end[20]) | usize::from(end[21]) << 8;
        end.starts_with(b"PK\x05\x06") && at + 22 + comment == tail.len()
    })
}

/// What browsers take for a page, wherever it stands in the beginning.
const MARKUP: [&[u8]; 9] = [
    b"<!doctype",
    b"<html",
    b"<head",
    b"<body",
    b"<script",
    b"<iframe",
    b"<svg",
    b"<?xml",
    b"<?php",
];

fn is_markup_within(head: &[u8]) -> bool {
    let lower = head.to_ascii_lowercase();
    MARKUP.iter().any(|tag| find(&lower, tag).is_some())
}

fn pdf(file: &mut (impl Read + Seek), tail: &[u8]) -> io::Result<Looked> {
    if find(tail, b"%%EOF").is_none() {
        return Ok(Err(Refusal::Broken));
    }
    // Neither the trailer nor the dictionary of a stream of references is ever compressed.
    let mut is_encrypted = false;
    pieces(file, 64, |piece| {
        is_encrypted |= names_encryption(piece);
        !is_encrypted
    })?;
    Ok(match is_encrypted {
        true => Err(Refusal::Encrypted),
        false => Ok(Kind::Pdf),
    })
}

/// `/Encrypt` and what it leads to: `/Encrypt 12 0 R` or `/Encrypt << … >>`.
fn names_encryption(bytes: &[u8]) -> bool {
    const KEY: &[u8] = b"/Encrypt";
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| find(rest, KEY)) {
        at += found + KEY.len();
        let value = bytes.get(at..).unwrap_or_default().trim_ascii_start();
        let is_reference = || {
            let text = String::from_utf8_lossy(&value[..value.len().min(24)]).into_owned();
            let mut words = text.split_ascii_whitespace();
            let number = |word: Option<&str>| {
                word.is_some_and(|word| word.bytes().all(|b| b.is_ascii_digit()))
            };
            number(words.next())
                && number(words.next())
                && words.next().is_some_and(|word| word.starts_with('R'))
        };
        if value.starts_with(b"<<") || is_reference() {
            return true;
        }
    }
    false
}

/// Goes through the file, each piece with the last `overlap` bytes of the one before; until `go_on` says no.
fn pieces(
    file: &mut (impl Read + Seek),
    overlap: usize,
    mut go_on: impl FnMut(&[u8]) -> bool,
) -> io::Result<()> {
    file.seek(SeekFrom::Start(0))?;
    let mut piece = Vec::new();
    loop {
        let kept = piece.len().min(overlap);
        piece.drain(..piece.len() - kept);
        if file.take(PIECE as u64).read_to_end(&mut piece)? == 0 || !go_on(&piece) {
            return Ok(());
        }
    }
}

/// UTF-8 without control characters, that no program takes for anything else.
fn text(file: &mut (impl Read + Seek), head: &[u8]) -> io::Result<Looked> {
    let mut is_text = true;
    file.seek(SeekFrom::Start(0))?;
    let mut piece: Vec<u8> = Vec::new();
    loop {
        let read = file.take(PIECE as u64).read_to_end(&mut piece)?;
        let whole = match std::str::from_utf8(&piece) {
            Ok(_) => piece.len(),
            // The end of the piece may lie within a character; the end of the file must not.
            Err(error) if error.error_len().is_none() && read > 0 => error.valid_up_to(),
            Err(_) => 0,
        };
        let good = |b: &u8| matches!(b, b'\t' | b'\n' | b'\r' | 0x0C | 0x20..=0x7E | 0x80..);
        is_text &= (whole > 0 || piece.is_empty()) && piece.iter().all(good);
        if !is_text || read == 0 {
            break;
        }
        piece.drain(..whole);
    }
    let plain = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let first = plain.trim_ascii_start();
    let is_program = [b"#!".as_slice(), b"{\\rtf", b"%!PS"];
    let is_program = is_program.iter().any(|start| first.starts_with(start));
    Ok(match is_text && !is_program && !is_markup_within(plain) {
        true => Ok(Kind::Text),
        false => Err(Refusal::Kind),
    })
}

#[cfg(test)]
mod tests;
