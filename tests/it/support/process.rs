//! The program as a process of its own: for tests that kill it, stop it or look at it from outside.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, ExitStatus, Stdio};

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

    /// `kill -9`: no code of the program runs any more.
    pub fn kill(mut self) {
        self.child.kill().expect("the program can be killed");
        self.child.wait().expect("the program's end");
    }

    /// SIGTERM, then wait for the end that the program chooses.
    pub fn stop(mut self) -> ExitStatus {
        let sent = Command::new("kill")
            .args(["-TERM", &self.id().to_string()])
            .status();
        assert!(sent.expect("kill runs").success());
        self.child.wait().expect("the program's end")
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
