//! A receiver of webhooks: a real HTTP server on loopback that takes what is posted, and answers as a test says.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::{ServerConfig, ServerConnection, StreamOwned};

/// How the next request is answered; 204 when nothing is said.
#[derive(Debug, Clone)]
pub enum Reply {
    Status(u16),
    /// 302 to this address.
    Redirect(String),
    /// The connection stays open and nothing comes.
    Silence,
    /// The connection is closed without an answer.
    Hangup,
    /// Bytes as they are.
    Raw(Vec<u8>),
}

/// A request that came.
#[derive(Debug, Clone)]
pub struct Posted {
    pub line: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Posted {
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(n, _)| n == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    pub fn id(&self) -> &str {
        self.header("webhook-id")
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).expect("JSON")
    }

    pub fn kind(&self) -> String {
        self.json()["type"].as_str().expect("a type").to_owned()
    }
}

#[derive(Default)]
struct State {
    replies: VecDeque<Reply>,
    posted: Vec<Posted>,
    /// Connections that are kept in silence.
    held: Vec<TcpStream>,
    is_over: bool,
}

pub struct Receiver {
    pub address: SocketAddr,
    state: Arc<Mutex<State>>,
    thread: Option<JoinHandle<()>>,
}

impl Receiver {
    pub fn start() -> Self {
        Self::on("127.0.0.1:0", None)
    }

    /// Where a test wants it.
    pub fn at(address: &str) -> Self {
        Self::on(address, None)
    }

    /// Speaking TLS with the certificate and key that lie in this folder (`leaf.pem`, `leaf.key`).
    pub fn with_tls(folder: &Path) -> Self {
        let certificate =
            CertificateDer::from_pem_file(folder.join("leaf.pem")).expect("a certificate");
        let key = PrivateKeyDer::from_pem_file(folder.join("leaf.key")).expect("its key");
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("versions of TLS")
            .with_no_client_auth()
            .with_single_cert(vec![certificate], key)
            .expect("a server with a certificate");
        Self::on("127.0.0.1:0", Some(Arc::new(config)))
    }

    fn on(address: &str, tls: Option<Arc<ServerConfig>>) -> Self {
        let listener = TcpListener::bind(address).expect("a port");
        let address = listener.local_addr().expect("its address");
        let state = Arc::<Mutex<State>>::default();
        let shared = Arc::clone(&state);
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming() {
                if shared.lock().expect("the state").is_over {
                    return;
                }
                let Ok(stream) = stream else { continue };
                let (shared, tls) = (Arc::clone(&shared), tls.clone());
                std::thread::spawn(move || serve(stream, tls, &shared));
            }
        });
        Self {
            address,
            state,
            thread: Some(thread),
        }
    }

    pub fn url(&self) -> String {
        format!("http://{}/inn?k=1", self.address)
    }

    /// How the next requests are answered, one after the other.
    pub fn answers(&self, replies: &[Reply]) {
        let mut state = self.state.lock().expect("the state");
        state.replies.extend(replies.iter().cloned());
    }

    /// What has come, in the order it came.
    pub fn posted(&self) -> Vec<Posted> {
        self.state.lock().expect("the state").posted.clone()
    }

    /// The types of what has come.
    pub fn kinds(&self) -> Vec<String> {
        self.posted().iter().map(Posted::kind).collect()
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        let held = {
            let mut state = self.state.lock().expect("the state");
            state.is_over = true;
            std::mem::take(&mut state.held)
        };
        drop(held);
        // Wakes the thread that accepts.
        drop(TcpStream::connect(self.address));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn serve(stream: TcpStream, tls: Option<Arc<ServerConfig>>, state: &Mutex<State>) {
    let kept = stream.try_clone().expect("the same connection");
    let Some(config) = tls else {
        return answer(stream, kept, state);
    };
    let connection = ServerConnection::new(config).expect("a connection");
    answer(StreamOwned::new(connection, stream), kept, state);
}

fn answer(stream: impl Read + Write, kept: TcpStream, state: &Mutex<State>) {
    let mut stream = BufReader::new(stream);
    // Somebody who looked and went away, or who does not trust our certificate.
    let Some(posted) = read(&mut stream) else {
        return;
    };
    let reply = {
        let mut state = state.lock().expect("the state");
        state.posted.push(posted);
        state.replies.pop_front().unwrap_or(Reply::Status(204))
    };
    let bytes = match reply {
        Reply::Status(status) => {
            format!("HTTP/1.1 {status} Said\r\nContent-Length: 0\r\n\r\n").into_bytes()
        }
        Reply::Redirect(to) => {
            format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n")
                .into_bytes()
        }
        Reply::Silence => {
            state.lock().expect("the state").held.push(kept);
            return;
        }
        Reply::Hangup => return,
        Reply::Raw(bytes) => bytes,
    };
    let stream = stream.get_mut();
    let _ = stream.write_all(&bytes).and_then(|()| stream.flush());
}

fn read(stream: &mut impl BufRead) -> Option<Posted> {
    let mut line = String::new();
    stream.read_line(&mut line).ok()?;
    let mut headers = Vec::new();
    loop {
        let mut header = String::new();
        stream.read_line(&mut header).ok()?;
        let Some((name, value)) = header.trim_end().split_once(':') else {
            break;
        };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length = length.map_or(0, |(_, n)| n.parse().expect("a length"));
    let mut body = vec![0; length];
    stream.read_exact(&mut body).ok()?;
    let is_whole = !line.is_empty();
    is_whole.then(|| Posted {
        line: line.trim_end().to_owned(),
        headers,
        body,
    })
}
