//! Pictures: how large they are, read from their heads without unpacking anything, and that they end where they should.
//! Read forward alone, so that a file of nothing but small pieces takes no longer than another.

use super::super::kind::Kind;
use super::{Looked, Refusal};
use std::io::{self, BufRead, ErrorKind, Read};

/// The most pixels: what a good camera takes.
const PIXELS: u64 = 50_000_000;
pub const PNG: &[u8] = b"\x89PNG\r\n\x1A\n";
const JPEG: &[u8] = &[0xFF, 0xD8, 0xFF];
const GIF: &[u8] = b"GIF8";

fn measured(width: u64, height: u64, kind: Kind) -> Looked {
    match width * height {
        0 => Err(Refusal::Broken),
        pixels if pixels > PIXELS => Err(Refusal::Picture),
        _ => Ok(kind),
    }
}

/// What breaks off is a broken picture; everything else is the disk's fault.
fn or_broken(looked: io::Result<Looked>) -> io::Result<Looked> {
    match looked {
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(Err(Refusal::Broken)),
        looked => looked,
    }
}

fn bytes<const N: usize>(from: &mut impl Read) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    from.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn skip(from: &mut impl BufRead, n: u64) -> io::Result<()> {
    let skipped = io::copy(&mut from.take(n), &mut io::sink())?;
    match skipped == n {
        true => Ok(()),
        false => Err(ErrorKind::UnexpectedEof.into()),
    }
}

/// Whether a picture that begins so has more pixels than anybody can look at. Another file is none.
pub fn is_too_large(head: &[u8], from: &mut impl BufRead) -> io::Result<bool> {
    let looked = if head.starts_with(PNG) {
        or_broken(png_chunks(from, false))?
    } else if head.starts_with(JPEG) {
        or_broken(jpeg_segments(from, false))?
    } else if head.starts_with(GIF) {
        or_broken(gif(from))?
    } else {
        return Ok(false);
    };
    Ok(looked == Err(Refusal::Picture))
}

/// Its head alone: none is taken by itself.
fn gif(from: &mut impl BufRead) -> io::Result<Looked> {
    skip(from, 6)?;
    let width = u16::from_le_bytes(bytes(from)?);
    let height = u16::from_le_bytes(bytes(from)?);
    Ok(measured(width.into(), height.into(), Kind::Png))
}

pub fn png(from: &mut impl BufRead) -> io::Result<Looked> {
    or_broken(png_chunks(from, true))
}

/// Chunk by chunk to the last, which must be the file's end.
fn png_chunks(from: &mut impl BufRead, to_the_end: bool) -> io::Result<Looked> {
    skip(from, PNG.len() as u64)?;
    let mut looked = None;
    loop {
        let mut length = u64::from(u32::from_be_bytes(bytes(from)?));
        let name: [u8; 4] = bytes(from)?;
        if looked.is_none() {
            if name != *b"IHDR" || length < 8 {
                return Ok(Err(Refusal::Broken));
            }
            let width = u32::from_be_bytes(bytes(from)?);
            let height = u32::from_be_bytes(bytes(from)?);
            length -= 8;
            let found = measured(width.into(), height.into(), Kind::Png);
            if found.is_err() || !to_the_end {
                return Ok(found);
            }
            looked = Some(found);
        }
        // What it holds, and its checksum.
        skip(from, length + 4)?;
        if name == *b"IEND" {
            return Ok(match from.fill_buf()?.is_empty() {
                true => looked.unwrap_or(Err(Refusal::Broken)),
                false => Err(Refusal::Ambiguous),
            });
        }
    }
}

/// What follows its end is let be: phones put a film, a map of brightness or a second picture there.
pub fn jpeg(from: &mut impl BufRead) -> io::Result<Looked> {
    or_broken(jpeg_segments(from, true))
}

/// Segment by segment to the one that says how large it is, and on to its end.
fn jpeg_segments(from: &mut impl BufRead, to_the_end: bool) -> io::Result<Looked> {
    skip(from, 2)?;
    let mut looked = Err(Refusal::Broken);
    let mut mark = marked(from)?;
    while let Some(kind) = mark {
        // Nothing belongs to these.
        if matches!(kind, 0x01 | 0xD0..=0xD8) {
            mark = marked(from)?;
            continue;
        }
        if kind == 0xD9 {
            return Ok(looked);
        }
        let length = u64::from(u16::from_be_bytes(bytes(from)?));
        let is_size = matches!(kind, 0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF);
        let read = if is_size { 7 } else { 2 };
        if length < read {
            break;
        }
        if is_size {
            let _precision: [u8; 1] = bytes(from)?;
            let height = u16::from_be_bytes(bytes(from)?);
            let width = u16::from_be_bytes(bytes(from)?);
            looked = measured(width.into(), height.into(), Kind::Jpeg);
            if looked.is_err() || !to_the_end {
                return Ok(looked);
            }
        }
        skip(from, length - read)?;
        mark = match kind {
            // The picture begins before it was said how large it is.
            0xDA if looked.is_err() => break,
            0xDA => Some(behind_scan(from)?),
            _ => marked(from)?,
        };
    }
    Ok(Err(Refusal::Broken))
}

/// The mark that stands here; any number of `FF` may stand before it.
fn marked(from: &mut impl BufRead) -> io::Result<Option<u8>> {
    let [begin]: [u8; 1] = bytes(from)?;
    match begin == 0xFF {
        true => filled(from).map(Some),
        false => Ok(None),
    }
}

fn filled(from: &mut impl BufRead) -> io::Result<u8> {
    loop {
        let [kind]: [u8; 1] = bytes(from)?;
        if kind != 0xFF {
            return Ok(kind);
        }
    }
}

/// The mark behind the picture itself, in which `FF 00` is a byte and others mark where it can be taken up again.
fn behind_scan(from: &mut impl BufRead) -> io::Result<u8> {
    loop {
        from.skip_until(0xFF)?;
        let kind = filled(from)?;
        if !matches!(kind, 0x00 | 0xD0..=0xD7) {
            return Ok(kind);
        }
    }
}
