//! The program as a process of its own: for tests that kill it, stop it or look at it from outside.

use super::client::Client;
use super::database::{Backend, Database};
use super::mailbox::Mailbox;
use super::temp_dir::TempDir;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Output, Stdio};

/// The program with a data folder and a database that outlive it. The example is loaded at the first start.
pub struct House {
    serves_by: &'static str,
    settings: Vec<(String, String)>,
    pub folder: TempDir,
    pub database: Database,
}

impl House {
    pub fn new() -> Self {
        let house = Self::not_migrated();
        if Backend::chosen() == Backend::Postgres {
            let migrated = house.run(&["migrate"]);
            assert!(migrated.status.success(), "{}", said(&migrated));
        }
        house
    }

    /// Over a database that holds nothing at all.
    pub fn not_migrated() -> Self {
        Self {
            serves_by: "serve",
            settings: Vec::new(),
            folder: TempDir::new(),
            database: Database::empty(Backend::chosen()),
        }
    }

    /// Started by another command.
    pub fn serving_by(mut self, command: &'static str) -> Self {
        self.serves_by = command;
        self
    }

    /// One more variable for every command from here on.
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.settings.push((name.to_owned(), value.into()));
        self
    }

    /// The program with the house's settings and no others; its log goes to the file `log`.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hoering"));
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("HOERING_")) {
            command.env_remove(name);
        }
        let log = File::options()
            .create(true)
            .append(true)
            .open(self.log_file())
            .expect("a log");
        command
            .current_dir(self.folder.path())
            .envs(self.settings())
            .stderr(log);
        command
    }

    /// What its commands are told by the environment.
    pub fn settings(&self) -> Vec<(String, String)> {
        let mut all = vec![
            (
                "HOERING_DATA_DIR".to_owned(),
                self.folder.path().display().to_string(),
            ),
            (
                "HOERING_DATABASE_URL".to_owned(),
                self.database.url().to_owned(),
            ),
            ("HOERING_LISTEN".to_owned(), "127.0.0.1:0".to_owned()),
            (
                "HOERING_FREE_SPACE_UPLOADS_PERCENT".to_owned(),
                "0".to_owned(),
            ),
            (
                "HOERING_FREE_SPACE_WRITES_PERCENT".to_owned(),
                "0".to_owned(),
            ),
        ];
        all.extend(self.settings.iter().cloned());
        all
    }

    /// Runs a command to its end.
    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command()
            .args(arguments)
            .stderr(Stdio::piped())
            .output()
            .expect("the program runs")
    }

    pub fn start(&self) -> Process {
        Process::start(self.command().arg(self.serves_by))
    }

    pub fn log(&self) -> String {
        std::fs::read_to_string(self.log_file()).unwrap_or_default()
    }

    fn log_file(&self) -> PathBuf {
        self.folder.path().join("log")
    }

    pub fn mailbox(&self) -> Mailbox {
        Mailbox(self.folder.path().join("mail"))
    }
}

/// A port that nobody listens on.
pub fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("its address").port()
}

/// What a command said on both outputs.
pub fn said(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    text(&output.stdout) + &text(&output.stderr)
}

/// Looks again and again until it is so: for what another process does in its own time.
pub fn until<T>(mut found: impl FnMut() -> Option<T>) -> T {
    loop {
        if let Some(found) = found() {
            return found;
        }
        std::thread::yield_now();
    }
}

/// A running server; killed when dropped.
pub struct Process {
    child: Child,
    pub address: SocketAddr,
}

impl Process {
    /// Starts the command and waits until it has printed the address that it listens on.
    pub fn start(command: &mut Command) -> Self {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut lines = BufReader::new(child.stdout.take().expect("a piped output")).lines();
        let address = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| address_in(&line));
        let Some(address) = address else {
            let status = child.wait().expect("the program's end");
            panic!("the program ended before it listened: {status}");
        };
        // Read on, so that the program never waits for a full pipe.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, address }
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    pub fn client(&self) -> Client {
        Client::new(self.address)
    }

    /// SIGTERM, and nothing more: the program is on its way out.
    pub fn tell_to_stop(&self) {
        let sent = Command::new("kill")
            .args(["-TERM", &self.id().to_string()])
            .status();
        assert!(sent.expect("kill runs").success());
    }

    /// Waits for the end that the program chooses.
    pub fn end(mut self) -> ExitStatus {
        self.child.wait().expect("the program's end")
    }

    /// `kill -9`: no code of the program runs any more.
    pub fn kill(mut self) {
        self.child.kill().expect("the program can be killed");
        self.child.wait().expect("the program's end");
    }

    /// SIGTERM, then wait for the end that the program chooses.
    pub fn stop(self) -> ExitStatus {
        self.tell_to_stop();
        self.end()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Already gone after `kill` and `stop`.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn address_in(line: &str) -> Option<SocketAddr> {
    let (_, rest) = line.split_once("http://")?;
    let end = rest
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ':')))
        .unwrap_or(rest.len());
    rest[..end].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Talks as the program does, then lives until it is told to end: `cat` ends with its pipe.
    fn talker(on_term: &str) -> Process {
        let script = format!(
            "trap '{on_term}' TERM; coproc cat
             echo starting; echo 'Pages: http://127.0.0.1:8080/ (development)'; wait"
        );
        Process::start(Command::new("bash").args(["-c", &script]))
    }

    #[test]
    fn the_address_is_taken_from_the_line_that_names_it() {
        let process = talker("");
        assert_eq!(process.address.to_string(), "127.0.0.1:8080");
        process.kill();
    }

    #[test]
    fn a_polite_stop_lets_the_program_choose_its_exit_code() {
        assert_eq!(talker("exit 3").stop().code(), Some(3));
    }
}
