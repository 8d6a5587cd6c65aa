//! `multipart/form-data` (RFC 7578) of a body that has been read whole.

use actix_web::web::Bytes;

/// A control or a file.
pub struct Part {
    pub name: String,
    pub file_name: Option<String>,
    pub bytes: Bytes,
}

/// More parts than any form has: that of a working copy's documents has four for each.
const MOST_PARTS: usize = 1_000;

/// What stands between the parts; `None` for another content type.
pub fn boundary(content_type: &str) -> Option<String> {
    let (kind, parameters) = content_type.split_once(';')?;
    if !kind.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let boundary = parameters.split(';').find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim()
            .eq_ignore_ascii_case("boundary")
            .then(|| value.trim().trim_matches('"').to_owned())
    })?;
    (1..=70).contains(&boundary.len()).then_some(boundary)
}

/// The parts of a body; `None` when it is not whole.
pub fn parts(boundary: &str, body: &Bytes) -> Option<Vec<Part>> {
    let between = format!("\r\n--{boundary}");
    let first = format!("--{boundary}");
    let mut at = match body.starts_with(first.as_bytes()) {
        true => first.len(),
        false => find(body, 0, between.as_bytes())? + between.len(),
    };
    let mut parts = Vec::new();
    loop {
        if body[at..].starts_with(b"--") {
            return Some(parts);
        }
        if !body[at..].starts_with(b"\r\n") || parts.len() == MOST_PARTS {
            return None;
        }
        let head_at = at + 2;
        let head_end = find(body, head_at, b"\r\n\r\n")?;
        let head = std::str::from_utf8(&body[head_at..head_end]).ok()?;
        let (start, end) = (head_end + 4, find(body, head_end + 2, between.as_bytes())?);
        let (name, file_name) = disposition(head)?;
        parts.push(Part {
            name,
            file_name,
            // An empty part ends where its head does.
            bytes: body.slice(start.min(end.max(start))..end.max(start)),
        });
        at = end + between.len();
    }
}

fn find(body: &[u8], from: usize, wanted: &[u8]) -> Option<usize> {
    let found = body.get(from..)?.windows(wanted.len());
    let at = found.enumerate().find(|(_, window)| *window == wanted)?.0;
    Some(from + at)
}

/// The name of the control, and of the file when it is one.
fn disposition(head: &str) -> Option<(String, Option<String>)> {
    let line = head.split("\r\n").find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-disposition")
            .then_some(value)
    })?;
    Some((parameter(line, "name")?, parameter(line, "filename")))
}

/// `name="…"`, where browsers write a quotation mark as %22.
fn parameter(line: &str, name: &str) -> Option<String> {
    let mut rest = line;
    let start = format!("{name}=\"");
    loop {
        let at = rest.find(&start)?;
        let value = &rest[at + start.len()..];
        if rest[..at].ends_with([' ', ';']) {
            let end = value.find('"')?;
            return Some(value[..end].replace("%22", "\""));
        }
        rest = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> Option<Vec<(String, Option<String>, String)>> {
        let parts = parts("x", &Bytes::from(body.to_owned()))?;
        let part = |p: Part| {
            (
                p.name,
                p.file_name,
                String::from_utf8_lossy(&p.bytes).into(),
            )
        };
        Some(parts.into_iter().map(part).collect())
    }

    #[test]
    fn controls_and_files_come_through_byte_for_byte() {
        let found = read(
            "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nabc\r\n\
             --x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a%22b.csv\"\r\nContent-Type: text/csv\r\n\r\n\
             navn\r\n--y\r\n\r\n--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n\r\n--x--\r\n",
        )
        .unwrap();
        let text = |s: &str| s.to_owned();
        assert_eq!(
            found,
            [
                (text("csrf"), None, text("abc")),
                (
                    text("file"),
                    Some(text("a\"b.csv")),
                    text("navn\r\n--y\r\n")
                ),
                (text("text"), None, text("")),
            ]
        );
    }

    #[test]
    fn four_controls_for_each_of_a_hundred_documents_are_read() {
        let part = |n: usize| {
            format!("--x\r\nContent-Disposition: form-data; name=\"documents.{n}\"\r\n\r\nja\r\n")
        };
        let body: String = (0..400).map(part).chain(["--x--\r\n".to_owned()]).collect();
        assert_eq!(read(&body).unwrap().len(), 400);
    }

    #[test]
    fn what_is_cut_off_or_without_a_name_is_refused() {
        for bad in [
            "",
            "--x",
            "--x\r\n",
            "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nabc",
            "--x\r\nContent-Disposition: form-data\r\n\r\nabc\r\n--x--",
        ] {
            assert!(read(bad).is_none(), "{bad:?}");
        }
        assert_eq!(
            boundary("multipart/form-data; boundary=\"a b\"").as_deref(),
            Some("a b")
        );
        assert_eq!(
            boundary("application/x-www-form-urlencoded; boundary=a"),
            None
        );
    }
}
