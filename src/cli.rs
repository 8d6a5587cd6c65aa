//! The commands of the program: what can be typed, what help says, and those that need no server.

mod backup;
mod check_config;
mod keys;
mod outbox;
mod run;
mod staff;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

pub use check_config::{check_config, complaint};
pub use keys::make_key;
pub use outbox::Outbox;
pub use run::run;
pub use staff::Staff;

#[derive(Debug, Parser)]
#[command(
    name = "hoering",
    version,
    about = "Public consultations: drafts published, input received råd by råd, receipts that can be checked",
    after_long_help = "\
Settings come from config/development.toml or config/production.toml (or the file given with --config) and,
over that, from variables: the key `listen` is HOERING_LISTEN. config/default.toml lists every key.

Without anything said, `hoering` is a server for development on http://127.0.0.1:8080, with an SQLite
database and letters as files in ./data. HOERING_PROFILE=production refuses what is unsafe for others;
`hoering check-config` tells what that is.

Exit codes: 0 done · 1 not done, the reason stands above · 2 wrong use, or settings that stop the start"
)]
pub struct Cli {
    /// Read settings from this file, instead of the one of the profile in ./config
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,

    #[command(subcommand)]
    command: Option<Command>,
}

impl Cli {
    /// Serving is what the program is for, so it needs no word.
    pub fn chosen(self) -> Command {
        self.command.unwrap_or(Command::Serve)
    }
}

#[derive(Debug, PartialEq, Eq, Subcommand)]
pub enum Command {
    /// Answer requests and send letters, until told to stop (this is what happens without a command)
    ///
    /// Prints the address of the pages when it listens. SIGTERM lets requests in flight finish, then ends with 0.
    /// With SQLite the database is made and migrated at the start; with PostgreSQL run `hoering migrate` first.
    Serve,

    /// Publish a consultation from a file, or a new version of one
    ///
    /// An identical file changes nothing. A changed one becomes the next version, with its change note. Changes that
    /// would alter what people have answered are refused, and everything that is wrong is named at once, with its line
    /// and what to do. Dates are taken as they stand in the file.
    Import(Import),

    /// Bring the tables of the database up to this version of the program
    ///
    /// Does nothing when they are. Use a database role that owns the tables; `serve` needs less.
    Migrate,

    /// Say whether the program could start with these settings, and show what they come to
    ///
    /// Names every problem at once, each with where it was said and what to do. Passwords are not shown.
    CheckConfig,

    /// Take bodies into the register from a CSV file
    Bodies(Bodies),

    /// Say who the staff are and what they may do
    ///
    /// Works while the server runs, which sees it at the next request. Every change leaves an entry in the audit.
    Staff(Staff),

    /// Make a key file, or add a new key to one
    ///
    /// Links, forms and sessions are derived from the key with the highest version; older keys keep the links that
    /// people already have working. Restart the program afterwards. Keep the file apart from the database and its
    /// backups: who has both can open every link.
    Keys(Keys),

    /// Write a backup into a new folder; the server may run
    ///
    /// The database as of one moment, and the attachments that it speaks of, with a sum for each file. Everything that
    /// was acknowledged before is in it. The key file is not: keep that by itself. With PostgreSQL its own program
    /// `pg_dump` must be on the path. docs/operations.md has the whole chapter.
    Backup(BackupTo),

    /// Bring a backup back, into an empty database and an empty storage
    ///
    /// Looks at every sum first, and at the number of rows afterwards. Nothing is sent from what was restored until
    /// `hoering outbox release`. With PostgreSQL its own program `pg_restore` must be on the path.
    Restore(RestoreFrom),

    /// Say what waits to be sent; after a restore, let it go
    ///
    /// After a restore the outbox is frozen: letters and webhooks are owed, and nothing leaves. What was owed before the
    /// backup may have been sent since by the server that was lost.
    Outbox(Outbox),

    /// Ask the running server whether it is well, and end with 0 if so
    ///
    /// Asks on the address it listens on, for a service manager or a container.
    Health,

    /// Print the route table as JSON, for suites that visit every page
    #[command(hide = true)]
    Routes,

    /// Serve, and acknowledge what is not stored yet: for the crash test, which must find it out
    #[cfg(debug_assertions)]
    #[command(hide = true)]
    ServeTooEarly,

    /// Write all that was sent in a consultation as one package for the archive
    ///
    /// A ZIP with a folder for each version of each answer: the message (arkivmelding.xml), its main document, the receipt
    /// and the attachments; and the documents of the consultation. docs/archive.md tells what stands where.
    Archive(Archive),

    /// Check a receipt, or all logs of receipts
    ///
    /// Of a file: recomputes its checksum and its way to the signed head of its case's log, without a network. Compares it
    /// with --checksum, the key with --key, or all of it with the database. docs/receipt.md tells how to do the same
    /// without this program. With --logs: looks over the logs in the database, every receipt and every answer.
    Verify(Verify),
}

#[derive(Debug, PartialEq, Eq, Args)]
pub struct Import {
    /// The consultation, as docs/import-format.md describes it
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}

#[derive(Debug, PartialEq, Eq, Args)]
pub struct Bodies {
    #[command(subcommand)]
    pub asked: BodiesCommand,
}

#[derive(Debug, PartialEq, Eq, Subcommand)]
pub enum BodiesCommand {
    /// Take over a whole file, or nothing of it when something is wrong
    ///
    /// Everything that must be mended is named at once, with its row and column.
    Import {
        /// The bodies, as docs/register-format.md describes them
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

#[derive(Debug, PartialEq, Eq, Args)]
pub struct Keys {
    /// The key file; it is made when it is not there
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}

#[derive(Debug, PartialEq, Eq, Args)]
pub struct Archive {
    /// The consultation, as its address names it
    #[arg(value_name = "SLUG")]
    pub slug: String,

    /// The package; refused when it is there already
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}

#[derive(Debug, PartialEq, Eq, Args)]
pub struct BackupTo {
    /// A folder that does not exist yet, or is empty
    #[arg(value_name = "FOLDER")]
    pub to: PathBuf,
}

#[derive(Debug, PartialEq, Eq, Args)]
pub struct RestoreFrom {
    /// The folder that `hoering backup` made
    #[arg(value_name = "FOLDER")]
    pub from: PathBuf,
}

#[derive(Debug, PartialEq, Eq, Args)]
pub struct Verify {
    /// The receipt as it was downloaded (JSON), or - for standard input
    #[arg(value_name = "FILE", required_unless_present = "logs")]
    pub file: Option<PathBuf>,

    /// The checksum to compare with: 64 hexadecimal digits, spaces between them do not matter
    #[arg(long, value_name = "SHA-256", conflicts_with = "database", value_parser = checksum)]
    pub checksum: Option<[u8; 32]>,

    /// The key that the log is signed with, as the service publishes it
    #[arg(long, value_name = "KEY")]
    pub key: Option<String>,

    /// Compare with the receipt of the same number in the database of the settings
    #[arg(long)]
    pub database: bool,

    /// Look over all logs of receipts in the database of the settings
    #[arg(long, conflicts_with_all = ["file", "checksum", "key", "database"])]
    pub logs: bool,
}

/// A checksum as it stands on a receipt, in groups or in one.
fn checksum(text: &str) -> Result<[u8; 32], String> {
    let digits: Vec<u32> = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .filter_map(|c| c.to_digit(16))
        .collect();
    let others = text
        .chars()
        .any(|c| !c.is_whitespace() && !c.is_ascii_hexdigit());
    if digits.len() != 64 || others {
        return Err("a checksum is 64 hexadecimal digits".to_owned());
    }
    let mut bytes = [0; 32];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks(2)) {
        *byte = u8::try_from(pair[0] * 16 + pair[1]).unwrap_or_default();
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    fn typed(line: &str) -> Result<Cli, clap::Error> {
        Cli::try_parse_from(line.split_whitespace())
    }

    #[test]
    fn the_commands_hold_together() {
        Cli::command().debug_assert();
    }

    #[test]
    fn without_a_command_the_program_serves_also_with_settings_from_a_file() {
        assert_eq!(typed("hoering").unwrap().chosen(), Command::Serve);
        let cli = typed("hoering check-config --config x.toml").unwrap();
        assert_eq!(cli.config, Some(PathBuf::from("x.toml")));
        assert_eq!(cli.chosen(), Command::CheckConfig);
    }

    #[test]
    fn only_a_build_for_debugging_can_acknowledge_too_early() {
        let known = typed("hoering serve-too-early").is_ok();
        assert_eq!(known, cfg!(debug_assertions));
    }

    #[test]
    fn a_checksum_is_taken_as_it_stands_on_a_receipt() {
        let plain = "0123456789abcdef".repeat(4);
        let grouped = plain
            .to_uppercase()
            .as_bytes()
            .chunks(8)
            .map(String::from_utf8_lossy)
            .collect::<Vec<_>>()
            .join(" ");
        assert_eq!(checksum(&plain), checksum(&grouped));
        assert_eq!(checksum(&plain).unwrap()[..2], [0x01, 0x23]);
        for wrong in [
            "",
            "0",
            &plain[1..],
            &format!("{plain}0"),
            &plain.replace('0', "g"),
        ] {
            assert!(checksum(wrong).is_err(), "{wrong}");
        }
        assert!(typed("hoering verify a.json --database --checksum 00").is_err());
    }

    #[test]
    fn every_command_says_in_help_what_it_is_for() {
        for command in Cli::command().get_subcommands() {
            assert!(command.get_about().is_some(), "{}", command.get_name());
        }
        let help = Cli::command().render_long_help().to_string();
        for word in [
            "serve",
            "import",
            "migrate",
            "check-config",
            "staff",
            "keys",
            "backup",
            "restore",
            "outbox",
            "health",
            "verify",
            "--config",
            "HOERING_",
        ] {
            assert!(help.contains(word), "{word}");
        }
    }
}
