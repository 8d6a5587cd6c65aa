//! Serves an answer of the program again from memory, header by header and byte by byte, with nothing to
//! compute: the ceiling of a page. A process of its own, so that its CPU time can be told apart.

use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::{App, HttpResponse, HttpServer, web};
use std::path::Path;

/// The command-line argument that turns the bench into this server; the next one names the file.
pub const ARGUMENT: &str = "memory-server";

/// Headers that the server makes itself.
const OWN: [&str; 4] = ["content-length", "date", "connection", "transfer-encoding"];

/// What the file holds: header lines, an empty line, the body.
pub fn write(file: &Path, headers: &[(String, String)], body: &[u8]) {
    let mut bytes = Vec::new();
    for (name, value) in headers {
        if !OWN.contains(&name.to_ascii_lowercase().as_str()) {
            bytes.extend(format!("{name}: {value}\n").into_bytes());
        }
    }
    bytes.push(b'\n');
    bytes.extend_from_slice(body);
    std::fs::write(file, bytes).expect("a file for the memory server");
}

pub fn run(file: &Path) -> std::io::Result<()> {
    let (headers, page) = read(&std::fs::read(file)?);
    actix_web::rt::System::new().block_on(async move {
        let server = HttpServer::new(move || {
            let (headers, page) = (headers.clone(), page.clone());
            App::new().default_service(web::to(move || {
                let (headers, page) = (headers.clone(), page.clone());
                async move {
                    let mut response = HttpResponse::Ok();
                    for header in headers {
                        response.insert_header(header);
                    }
                    response.body(page)
                }
            }))
        })
        .bind(("127.0.0.1", 0))?;
        println!("http://{}", server.addrs()[0]);
        server.run().await
    })
}

fn read(file: &[u8]) -> (Vec<(HeaderName, HeaderValue)>, web::Bytes) {
    let mut rest = file;
    let mut headers = Vec::new();
    loop {
        let end = rest.iter().position(|b| *b == b'\n').expect("a line");
        let (line, tail) = (&rest[..end], &rest[end + 1..]);
        rest = tail;
        if line.is_empty() {
            return (headers, web::Bytes::copy_from_slice(rest));
        }
        let colon = line.iter().position(|b| *b == b':').expect("a header");
        let name = HeaderName::from_bytes(&line[..colon]).expect("a name");
        let value = HeaderValue::from_bytes(line[colon + 1..].trim_ascii()).expect("a value");
        headers.push((name, value));
    }
}
