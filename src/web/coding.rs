//! How a body is compressed for who asks, and how a client says that it has it already: the same for the
//! front-end files and the public pages.

use actix_web::http::header::{self, HeaderMap};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coding {
    Identity,
    Gzip,
    Brotli,
}

impl Coding {
    /// `Content-Encoding`; none for the bytes as they are.
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Self::Identity => None,
            Self::Gzip => Some("gzip"),
            Self::Brotli => Some("br"),
        }
    }

    /// A strong tag names the bytes, so each coding has its own.
    pub fn tag(self, digest: &str) -> String {
        let suffix = match self {
            Self::Identity => "",
            Self::Gzip => "-gz",
            Self::Brotli => "-br",
        };
        format!("\"{digest}{suffix}\"")
    }
}

/// The best coding that the client takes.
pub fn accepted(headers: &HeaderMap) -> Coding {
    let wanted = |coding: &str| {
        headers
            .get_all(header::ACCEPT_ENCODING)
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .any(|part| {
                let (name, weight) = part.split_once(';').unwrap_or((part, "q=1"));
                let refused = weight
                    .trim()
                    .strip_prefix("q=")
                    .and_then(|q| q.trim().parse::<f32>().ok())
                    .is_some_and(|q| q <= 0.0);
                name.trim().eq_ignore_ascii_case(coding) && !refused
            })
    };
    if wanted("br") {
        Coding::Brotli
    } else if wanted("gzip") {
        Coding::Gzip
    } else {
        Coding::Identity
    }
}

/// Whether the client has what this tag names.
pub fn known(headers: &HeaderMap, tag: &str) -> bool {
    headers
        .get_all(header::IF_NONE_MATCH)
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|part| part.trim().trim_start_matches("W/"))
        .any(|part| part == tag || part == "*")
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    // Writing to memory does not fail.
    let written = encoder.write_all(bytes).and_then(|()| encoder.finish());
    written.unwrap_or_default()
}

/// `quality` 0–11: the best takes a hundred times as long as the middle.
pub fn brotli(bytes: &[u8], quality: u32) -> Vec<u8> {
    let mut packed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut packed, 4096, quality, 22);
    let _ = writer.write_all(bytes);
    drop(writer);
    packed
}
