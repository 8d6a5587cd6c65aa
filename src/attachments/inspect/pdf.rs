//! PDF: that it ends as one, and whether it is encrypted. That stands in a trailer or the dictionary of a stream of
//! references, which are never compressed, but can be written in many ways.

use super::super::kind::Kind;
use super::{Looked, Refusal, find, pieces};
use std::io::{self, Read, Seek};

pub fn inspect(file: &mut (impl Read + Seek), tail: &[u8]) -> io::Result<Looked> {
    if find(tail, b"%%EOF").is_none() {
        return Ok(Err(Refusal::Broken));
    }
    let mut at = At::Elsewhere;
    let mut is_encrypted = false;
    pieces(file, 0, |piece| {
        is_encrypted = names_encryption(piece, &mut at);
        !is_encrypted
    })?;
    Ok(match is_encrypted {
        true => Err(Refusal::Encrypted),
        false => Ok(Kind::Pdf),
    })
}

const KEY: &[u8] = b"Encrypt";

/// How far `/Encrypt` and what it leads to, `12 0 R` or `<< … >>`, has come.
#[derive(Clone, Copy)]
enum At {
    Elsewhere,
    /// In a name of which so many letters are the key's.
    Name(usize),
    /// In one of its letters, written as a number (`#45` is `E`): its first digit when it has come.
    Escaped(usize, Option<u8>),
    Value(Value),
    /// In a comment before or within the value.
    Comment(Value),
}

#[derive(Clone, Copy)]
enum Value {
    Awaited,
    Angle,
    Number,
    Between,
    Generation,
    Behind,
}

/// Whether the key is there with a value, from where the last piece ended.
fn names_encryption(piece: &[u8], at: &mut At) -> bool {
    let mut rest = piece;
    while let [byte, behind @ ..] = rest {
        rest = behind;
        match next(*at, *byte) {
            Some(At::Elsewhere) => {
                *at = At::Elsewhere;
                let name = rest.iter().position(|b| *b == b'/');
                rest = name.and_then(|n| rest.get(n..)).unwrap_or_default();
            }
            Some(there) => *at = there,
            None => return true,
        }
    }
    false
}

const fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0C | b'\r' | b' ')
}

const fn ends_a_name(byte: u8) -> bool {
    is_space(byte)
        || matches!(
            byte,
            b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
        )
}

/// Where it is behind this byte; none: it was found.
fn next(at: At, byte: u8) -> Option<At> {
    let letter = |read: usize, letter| match KEY.get(read) == Some(&letter) {
        true => At::Name(read + 1),
        false => At::Elsewhere,
    };
    let begun = match byte {
        b'/' => At::Name(0),
        _ => At::Elsewhere,
    };
    Some(match (at, char::from(byte).to_digit(16)) {
        (At::Name(read), _) if ends_a_name(byte) => match read == KEY.len() {
            true => return within(Value::Awaited, byte, begun),
            false => begun,
        },
        (At::Name(read), _) if byte == b'#' => At::Escaped(read, None),
        (At::Name(read), _) => letter(read, byte),
        (At::Escaped(read, first), Some(digit)) => {
            let digit = u8::try_from(digit).unwrap_or_default();
            match first {
                None => At::Escaped(read, Some(digit)),
                Some(first) => letter(read, first << 4 | digit),
            }
        }
        (At::Value(value), _) => return within(value, byte, begun),
        (At::Comment(value), _) => match byte {
            b'\n' | b'\r' => return within(value, byte, begun),
            _ => at,
        },
        (At::Elsewhere | At::Escaped(..), _) => begun,
    })
}

fn within(value: Value, byte: u8, begun: At) -> Option<At> {
    let ended = match value {
        Value::Number => Value::Between,
        Value::Generation => Value::Behind,
        value => value,
    };
    Some(match (value, byte) {
        (Value::Angle, b'<') | (Value::Generation | Value::Behind, b'R') => return None,
        (Value::Angle, _) => begun,
        (_, b'%') => At::Comment(ended),
        (_, byte) if is_space(byte) => At::Value(ended),
        (Value::Awaited, b'<') => At::Value(Value::Angle),
        (Value::Awaited | Value::Number, b'0'..=b'9') => At::Value(Value::Number),
        (Value::Between | Value::Generation, b'0'..=b'9') => At::Value(Value::Generation),
        _ => begun,
    })
}
