//! nginx with the same bytes as a static file, where it is installed.

use crate::support::temp_dir::TempDir;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

pub struct Nginx {
    child: Child,
    pub address: SocketAddr,
    _folder: TempDir,
}

impl Nginx {
    /// `None` when this machine has no nginx.
    pub fn start(page: &[u8]) -> Option<Self> {
        let folder = TempDir::new();
        std::fs::write(folder.path().join("page.html"), page).expect("the page as a file");
        let free = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let address = free.local_addr().expect("its address");
        drop(free);
        let root = folder.path().display();
        let config = format!(
            "daemon off; worker_processes auto; pid {root}/pid; error_log {root}/errors;
             events {{ worker_connections 1024; }}
             http {{ access_log off; sendfile on; keepalive_requests 100000000; default_type text/html;
               client_body_temp_path {root}/a; proxy_temp_path {root}/b; fastcgi_temp_path {root}/c;
               uwsgi_temp_path {root}/d; scgi_temp_path {root}/e;
               server {{ listen {address}; root {root}; }} }}"
        );
        let file = folder.path().join("nginx.conf");
        std::fs::write(&file, config).expect("a configuration");
        let child = Command::new("nginx")
            .arg("-c")
            .arg(&file)
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let nginx = Self {
            child: child.ok()?,
            address,
            _folder: folder,
        };
        let begun = Instant::now();
        while TcpStream::connect(address).is_err() {
            assert!(
                begun.elapsed() < Duration::from_secs(5),
                "nginx does not listen"
            );
            std::thread::sleep(Duration::from_millis(20));
        }
        Some(nginx)
    }
}

impl Drop for Nginx {
    /// Politely, so that its workers end with it.
    fn drop(&mut self) {
        let id = self.child.id().to_string();
        let _ = Command::new("kill").args(["-TERM", &id]).status();
        let _ = self.child.wait();
    }
}
