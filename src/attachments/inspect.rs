//! Looks into a file before it is kept: what it is, by its content, and whether it could do harm to whoever opens it. Pure
//! rules over bytes that lie in a file; they read it once or twice, keep little of it in memory, and come to an end.

mod package;
mod pdf;
mod picture;

use super::kind::Kind;
use std::io::{self, BufReader, Read, Seek, SeekFrom};

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

/// What a file holds: a kind that goes with answers, or a workbook, which only those who publish may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    Of(Kind),
    Workbook,
}

/// As much of the beginning as says what a file is. Programs look for `%PDF-` that far, and browsers for HTML.
const HEAD: usize = 1024;
/// The end of a zip archive, with the longest comment.
const TAIL: usize = 22 + 65_535;
/// Read at once.
const PIECE: usize = 64 << 10;

/// How a program for PDF, and one for archives, knows what is its own: not by the beginning of a file.
const PDF: &[u8] = b"%PDF-";
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";
const END_OF_ZIP: &[u8] = b"PK\x05\x06";

/// The kind of a file, or why it is not taken. An `Err` of `io` is the disk's.
pub fn inspect(file: &mut (impl Read + Seek)) -> io::Result<Looked> {
    Ok(look(file)?.and_then(|content| match content {
        Content::Of(kind) => Ok(kind),
        Content::Workbook => Err(Refusal::Kind),
    }))
}

/// The same where workbooks may be used, too.
pub fn look(file: &mut (impl Read + Seek)) -> io::Result<Result<Content, Refusal>> {
    let size = file.seek(SeekFrom::End(0))?;
    if size == 0 {
        return Ok(Err(Refusal::Empty));
    }
    let head = read_at(file, 0, HEAD)?;
    let start = size.saturating_sub(TAIL as u64);
    let tail = read_at(file, start, TAIL)?;
    file.seek(SeekFrom::Start(0))?;
    if head.starts_with(b"PK\x03\x04") {
        // One that is stored first of all: a program for PDF opens it.
        return match find(&head, PDF) {
            Some(_) => Ok(Err(Refusal::Ambiguous)),
            None => Ok(package::inspect(file, size, &tail)),
        };
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
    let looked = if head.starts_with(PDF) {
        pdf::inspect(file, &tail)?
    } else if head.starts_with(picture::PNG) {
        picture::png(&mut BufReader::with_capacity(PIECE, &mut *file))?
    } else if head.starts_with(&[0xFF, 0xD8, 0xFF]) {
        picture::jpeg(&mut BufReader::with_capacity(PIECE, &mut *file))?
    } else if is_pdf_behind_blanks(&head) {
        // Some programs open it all the same: whoever sends it believes that it is whole.
        Err(Refusal::Broken)
    } else {
        text(file, &head)?
    };
    let Ok(kind) = looked else {
        return Ok(looked.map(Content::Of));
    };
    let is_page_too = matches!(kind, Kind::Png | Kind::Jpeg) && is_markup_within(&head);
    let is_other_too = is_page_too || find(&tail, END_OF_ZIP).is_some();
    Ok(match is_other_too || is_pdf_too(file, kind)? {
        true => Err(Refusal::Ambiguous),
        false => Ok(Content::Of(kind)),
    })
}

/// A PDF before which a program has written a byte order mark or white space.
fn is_pdf_behind_blanks(head: &[u8]) -> bool {
    let is_blank = |byte: &u8| byte.is_ascii_whitespace() || BYTE_ORDER_MARK.contains(byte);
    let start = head.iter().position(|byte| !is_blank(byte));
    start.is_some_and(|at| head[at..].starts_with(PDF))
}

/// Some programs look for one through the whole of a file, whatever stands before it.
fn is_pdf_too(file: &mut (impl Read + Seek), kind: Kind) -> io::Result<bool> {
    let mut is_pdf = false;
    if kind != Kind::Pdf {
        pieces(file, PDF.len() - 1, |piece| {
            is_pdf |= find(piece, PDF).is_some();
            !is_pdf
        })?;
    }
    Ok(is_pdf)
}

fn read_at(file: &mut (impl Read + Seek), at: u64, most: usize) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(at))?;
    let mut bytes = Vec::new();
    file.take(most as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    let first = wanted.first()?;
    let mut from = 0;
    while let Some(at) = bytes.get(from..)?.iter().position(|b| b == first) {
        if bytes.get(from + at..)?.starts_with(wanted) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}

/// As OLE writes names: two bytes a letter.
fn contains_wide(bytes: &[u8], name: &str) -> bool {
    let wide: Vec<u8> = name.bytes().flat_map(|b| [b, 0]).collect();
    find(bytes, &wide).is_some()
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
