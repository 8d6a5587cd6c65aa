//! A small HTTP/1.1 client: keep-alive, cookies, and bytes exactly as a test wants them, broken
//! ones included. It follows no redirect and decompresses nothing, so that tests see what was sent.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// Longer than the server's own limits, so that a test sees the server give up, not the client; and than a hundred thousand rows
/// take on a machine that is busy with something else.
const PATIENCE: Duration = Duration::from_secs(240);

/// One visitor: a connection that is kept open and a jar of cookies.
pub struct Client {
    address: SocketAddr,
    connection: Option<BufReader<TcpStream>>,
    pub cookies: BTreeMap<String, String>,
}

pub struct Request<'a> {
    client: &'a mut Client,
    method: String,
    target: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Client {
    pub fn new(address: SocketAddr) -> Self {
        Self {
            address,
            connection: None,
            cookies: BTreeMap::new(),
        }
    }

    pub fn request(&mut self, method: &str, target: &str) -> Request<'_> {
        Request {
            client: self,
            method: method.to_owned(),
            target: target.to_owned(),
            headers: Vec::new(),
            body: Vec::new(),
        }
    }

    pub fn get(&mut self, target: &str) -> Request<'_> {
        self.request("GET", target)
    }

    pub fn post(&mut self, target: &str) -> Request<'_> {
        self.request("POST", target)
    }

    /// Sends these bytes as they are on a connection of their own and reads one answer.
    pub fn raw(&self, bytes: &[u8]) -> std::io::Result<Answer> {
        let mut connection = self.connect()?;
        connection.get_mut().write_all(bytes)?;
        read_answer(&mut connection, false)
    }

    /// A connection for tests that write a request piece by piece.
    pub fn connect(&self) -> std::io::Result<BufReader<TcpStream>> {
        let stream = TcpStream::connect(self.address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(BufReader::new(stream))
    }

    fn exchange(&mut self, bytes: &[u8], head_only: bool) -> std::io::Result<Answer> {
        if let Some(mut kept) = self.connection.take() {
            // A server may close an idle connection at any time: nothing came back, so ask again.
            let sent = kept.get_mut().write_all(bytes);
            if sent.is_ok() && kept.fill_buf().is_ok_and(|buffer| !buffer.is_empty()) {
                return self.receive(kept, head_only);
            }
        }
        let mut fresh = self.connect()?;
        fresh.get_mut().write_all(bytes)?;
        self.receive(fresh, head_only)
    }

    fn receive(
        &mut self,
        mut connection: BufReader<TcpStream>,
        head_only: bool,
    ) -> std::io::Result<Answer> {
        let answer = read_answer(&mut connection, head_only)?;
        if answer.header("connection") != Some("close") {
            self.connection = Some(connection);
        }
        for cookie in answer.all("set-cookie") {
            self.keep(cookie);
        }
        Ok(answer)
    }

    fn keep(&mut self, cookie: &str) {
        let (pair, attributes) = cookie.split_once(';').unwrap_or((cookie, ""));
        let (name, value) = pair.split_once('=').expect("name=value in Set-Cookie");
        if value.is_empty() || attributes.to_ascii_lowercase().contains("max-age=0") {
            self.cookies.remove(name);
        } else {
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }
}

impl Request<'_> {
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn body(mut self, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self.header("Content-Type", content_type)
    }

    pub fn json(self, value: &serde_json::Value) -> Self {
        self.body("application/json", value.to_string())
    }

    /// A form as a browser sends it: every line break as CR LF.
    pub fn form(self, fields: &[(&str, &str)]) -> Self {
        let pairs: Vec<String> = fields
            .iter()
            .map(|(name, value)| {
                let value = value.replace("\r\n", "\n").replace('\n', "\r\n");
                format!("{}={}", percent_encoded(name), percent_encoded(&value))
            })
            .collect();
        self.body("application/x-www-form-urlencoded", pairs.join("&"))
    }

    /// Sends the request; a connection that breaks is the test's failure.
    pub fn send(self) -> Answer {
        self.try_send().expect("an answer from the server")
    }

    pub fn try_send(self) -> std::io::Result<Answer> {
        let bytes = self.bytes();
        self.client.exchange(&bytes, self.method == "HEAD")
    }

    fn bytes(&self) -> Vec<u8> {
        let mut head = format!("{} {} HTTP/1.1\r\n", self.method, self.target);
        let mut add = |name: &str, value: &str| head.push_str(&format!("{name}: {value}\r\n"));
        add("Host", &self.client.address.to_string());
        for (name, value) in &self.headers {
            add(name, value);
        }
        let cookies = &self.client.cookies;
        if !cookies.is_empty() {
            let pairs: Vec<String> = cookies.iter().map(|(n, v)| format!("{n}={v}")).collect();
            add("Cookie", &pairs.join("; "));
        }
        if !matches!(self.method.as_str(), "GET" | "HEAD") || !self.body.is_empty() {
            add("Content-Length", &self.body.len().to_string());
        }
        head.push_str("\r\n");
        let mut bytes = head.into_bytes();
        bytes.extend_from_slice(&self.body);
        bytes
    }
}

impl Answer {
    /// The first header of this name, written in any case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.all(name).first().copied()
    }

    pub fn all(&self, name: &str) -> Vec<&str> {
        self.headers
            .iter()
            .filter(|(n, _)| n.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
            .collect()
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("a body in UTF-8")
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("JSON, not {error}: {}", self.text()))
    }
}

/// Reads one answer, body and all; `head_only` for the answer to a HEAD request.
pub fn read_answer(connection: &mut impl BufRead, head_only: bool) -> std::io::Result<Answer> {
    let status_line = read_line(connection)?;
    let status = status_line
        .split(' ')
        .nth(1)
        .and_then(|code| code.parse().ok())
        .ok_or_else(|| std::io::Error::other(format!("no status line: {status_line:?}")))?;
    let mut answer = Answer {
        status,
        headers: Vec::new(),
        body: Vec::new(),
    };
    loop {
        let line = read_line(connection)?;
        if line.is_empty() {
            break;
        }
        let (name, value) = line
            .split_once(':')
            .ok_or_else(|| std::io::Error::other(format!("no header: {line:?}")))?;
        answer
            .headers
            .push((name.to_owned(), value.trim().to_owned()));
    }
    if status == 100 {
        return read_answer(connection, head_only);
    }
    if !head_only && !matches!(status, 204 | 304) {
        answer.body = read_body(connection, &answer)?;
    }
    Ok(answer)
}

fn read_body(connection: &mut impl BufRead, answer: &Answer) -> std::io::Result<Vec<u8>> {
    let mut body = Vec::new();
    if answer.header("transfer-encoding") == Some("chunked") {
        loop {
            let size = read_line(connection)?;
            let size = usize::from_str_radix(&size, 16).map_err(std::io::Error::other)?;
            let start = body.len();
            body.resize(start + size, 0);
            connection.read_exact(&mut body[start..])?;
            read_line(connection)?;
            if size == 0 {
                return Ok(body);
            }
        }
    }
    match answer.header("content-length") {
        Some(length) => {
            body.resize(length.parse().map_err(std::io::Error::other)?, 0);
            connection.read_exact(&mut body)?;
        }
        None => {
            connection.read_to_end(&mut body)?;
        }
    }
    Ok(body)
}

fn read_line(connection: &mut impl BufRead) -> std::io::Result<String> {
    let mut line = String::new();
    if connection.read_line(&mut line)? == 0 {
        return Err(std::io::ErrorKind::UnexpectedEof.into());
    }
    line.truncate(line.trim_end_matches(['\r', '\n']).len());
    Ok(line)
}

fn percent_encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' => out.push(byte.into()),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::TcpListener;

    /// A server that says these things, one for each request on one connection, and hands back what it read.
    fn canned(answers: &'static [&'static str]) -> (Client, std::thread::JoinHandle<Vec<String>>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let client = Client::new(listener.local_addr().unwrap());
        let server = std::thread::spawn(move || {
            let (stream, _) = listener.accept().unwrap();
            let mut stream = BufReader::new(stream);
            let mut heard = Vec::new();
            for answer in answers {
                let mut head = String::new();
                while !head.ends_with("\r\n\r\n") {
                    stream.read_line(&mut head).unwrap();
                }
                let length = head.split("Content-Length: ").nth(1);
                let length = length.map_or(0, |l| l.split('\r').next().unwrap().parse().unwrap());
                let mut body = vec![0; length];
                stream.read_exact(&mut body).unwrap();
                heard.push(head + std::str::from_utf8(&body).unwrap());
                stream.get_mut().write_all(answer.as_bytes()).unwrap();
            }
            heard
        });
        (client, server)
    }

    #[test]
    fn two_requests_share_a_connection_and_the_second_carries_the_cookie_of_the_first() {
        let (mut client, server) = canned(&[
            "HTTP/1.1 303 See Other\r\nLocation: /b\r\nSet-Cookie: a=1; Path=/\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n{\"a\":1}",
        ]);
        let first = client.post("/a").form(&[("tekst", "å\nb")]).send();
        assert_eq!((first.status, first.header("location")), (303, Some("/b")));
        assert_eq!(client.get("/b").send().json()["a"], 1);
        let heard = server.join().unwrap();
        assert!(heard[0].ends_with("\r\n\r\ntekst=%C3%A5%0D%0Ab"));
        assert!(heard[1].contains("\r\nCookie: a=1\r\n"));
    }

    #[test]
    fn a_chunked_answer_is_read_whole_and_a_head_has_no_body() {
        let (mut client, _server) = canned(&[
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n",
        ]);
        assert_eq!(client.get("/").send().text(), "abcde");
        assert!(client.request("HEAD", "/").send().body.is_empty());
    }

    #[test]
    fn an_emptied_cookie_is_forgotten() {
        let (mut client, _server) = canned(&[
            "HTTP/1.1 204 No Content\r\nSet-Cookie: a=1\r\n\r\n",
            "HTTP/1.1 204 No Content\r\nSet-Cookie: a=; Max-Age=0\r\n\r\n",
        ]);
        client.get("/").send();
        assert_eq!(client.cookies["a"], "1");
        client
            .get("/")
            .header("Accept", "text/html")
            .json(&serde_json::json!({}))
            .send();
        assert!(client.cookies.is_empty());
    }

    #[test]
    fn raw_bytes_arrive_as_they_are() {
        let (client, server) = canned(&["HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\nno"]);
        let answer = client.raw(b"GET  /a\r\n\r\n").unwrap();
        assert_eq!((answer.status, answer.text()), (400, "no"));
        assert_eq!(server.join().unwrap(), ["GET  /a\r\n\r\n"]);
    }
}
