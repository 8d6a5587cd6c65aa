//! Pictures: how large they are, read from their heads without unpacking anything, and that they end where they should.

use super::super::kind::Kind;
use super::{Looked, Refusal};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};

/// The most pixels: what a good camera takes.
const PIXELS: u64 = 50_000_000;
pub const PNG: &[u8] = b"\x89PNG\r\n\x1A\n";

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

fn bytes<const N: usize>(file: &mut impl Read) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}

pub fn png(file: &mut (impl Read + Seek), size: u64) -> io::Result<Looked> {
    or_broken(png_chunks(file, size))
}

/// Chunk by chunk to the last, which must be the file's end.
fn png_chunks(file: &mut (impl Read + Seek), size: u64) -> io::Result<Looked> {
    let mut at = PNG.len() as u64;
    let mut looked = Err(Refusal::Broken);
    loop {
        file.seek(SeekFrom::Start(at))?;
        let length = u64::from(u32::from_be_bytes(bytes(file)?));
        let name: [u8; 4] = bytes(file)?;
        let is_first = at == PNG.len() as u64;
        match &name {
            b"IHDR" if is_first => {
                let width = u32::from_be_bytes(bytes(file)?);
                let height = u32::from_be_bytes(bytes(file)?);
                looked = measured(width.into(), height.into(), Kind::Png);
                if looked.is_err() {
                    return Ok(looked);
                }
            }
            _ if is_first => return Ok(Err(Refusal::Broken)),
            b"IEND" => {
                return Ok(match at + 12 + length {
                    end if end == size => looked,
                    end if end < size => Err(Refusal::Ambiguous),
                    _ => Err(Refusal::Broken),
                });
            }
            _ => {}
        }
        // Length, name and checksum stand around what it holds.
        at += 12 + length;
        if at > size {
            return Ok(Err(Refusal::Broken));
        }
    }
}

pub fn jpeg(file: &mut (impl Read + Seek), size: u64) -> io::Result<Looked> {
    or_broken(jpeg_segments(file, size))
}

/// Segment by segment to the one that says how large it is.
fn jpeg_segments(file: &mut (impl Read + Seek), size: u64) -> io::Result<Looked> {
    let mut at = 2;
    loop {
        file.seek(SeekFrom::Start(at))?;
        let [mark, kind]: [u8; 2] = bytes(file)?;
        if mark != 0xFF {
            return Ok(Err(Refusal::Broken));
        }
        // Any number of these may stand before a mark.
        if kind == 0xFF {
            at += 1;
            continue;
        }
        let length = u64::from(u16::from_be_bytes(bytes(file)?));
        match kind {
            0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => {
                let _precision: [u8; 1] = bytes(file)?;
                let height = u16::from_be_bytes(bytes(file)?);
                let width = u16::from_be_bytes(bytes(file)?);
                return Ok(measured(width.into(), height.into(), Kind::Jpeg));
            }
            // The picture begins, or ends, before it was said how large it is.
            0xDA | 0xD9 => return Ok(Err(Refusal::Broken)),
            _ if length < 2 || at + 2 + length > size => return Ok(Err(Refusal::Broken)),
            _ => at += 2 + length,
        }
    }
}
