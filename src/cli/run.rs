//! The commands that need settings, a database or the server.

use super::{
    Archive, BodiesCommand, Cli, Command, Import, Outbox, Staff, Verify, backup, check_config,
    complaint, make_key, outbox, staff,
};
use crate::audit::Actor;
use crate::bodies;
use crate::clock::Clock;
use crate::consultations::file::ConsultationFile;
use crate::consultations::{ImportOutcome, Terms, complete, file, import};
use crate::db::{self, Conn, transaction};
use crate::error::Error;
use crate::i18n::Lang;
use crate::keys::Keys;
use crate::mail::Mailer;
use crate::receipts::{self, LookedOver, Verdict};
use crate::server::{Application, compose, make_data_dir};
use crate::settings::{self, Settings};
use crate::submissions::receipt::{hex, instant_text, verify};
use crate::web::faces::field_text;
use crate::web::made::Halt;
use crate::{archive, attachments, deadlines, routes, telemetry, versions};
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

/// The settings stop the start; the same code as clap's for wrong use.
const WRONG_USE: u8 = 2;

pub fn run(cli: Cli) -> ExitCode {
    let config = cli.config.clone();
    match cli.chosen() {
        Command::CheckConfig => check_config(settings::environment(), config.as_deref()),
        Command::Keys(keys) => make_key(&keys.file, &Clock::system()),
        Command::Routes => print_routes(),
        Command::Verify(
            asked @ Verify {
                file: Some(_),
                database: false,
                ..
            },
        ) => told(verified(&asked, None)),
        command => match Settings::load(settings::environment(), config.as_deref()) {
            Ok(settings) => told(with_settings(command, settings)),
            Err(problems) => {
                eprint!("{}", complaint(&problems));
                ExitCode::from(WRONG_USE)
            }
        },
    }
}

/// The last word of a command: what it did, or why not.
fn told(outcome: Result<String, String>) -> ExitCode {
    match outcome {
        Ok(said) => {
            if !said.is_empty() {
                println!("{said}");
            }
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn with_settings(command: Command, settings: Settings) -> Result<String, String> {
    match command {
        Command::Serve => serve(settings),
        #[cfg(debug_assertions)]
        Command::ServeTooEarly => {
            db::acknowledge_too_early();
            serve(settings)
        }
        Command::Import(asked) => import_file(&asked, &settings),
        Command::Bodies(asked) => match asked.asked {
            BodiesCommand::Import { file } => import_bodies(&file, &settings),
        },
        Command::Staff(asked) => say_staff(&asked, &settings),
        Command::Migrate => migrate(&settings),
        Command::Backup(asked) => backup::back_up(&asked.to, &settings),
        Command::Restore(asked) => backup::bring_back(&asked.from, &settings),
        Command::Outbox(asked) => say_outbox(&asked, &settings),
        Command::Health => health(&settings),
        Command::Verify(asked) => verified(&asked, Some(&settings)),
        Command::Archive(asked) => archive_case(&asked, settings),
        Command::CheckConfig | Command::Keys(_) | Command::Routes => Ok(String::new()),
    }
}

fn serve(settings: Settings) -> Result<String, String> {
    telemetry::start(&settings);
    actix_web::rt::System::new().block_on(async move {
        let clock = settings.clock();
        let application = Application::build(settings, clock).await.map_err(shown)?;
        let announcement = announcement(&application);
        let announce = |_| {
            let mut out = std::io::stdout().lock();
            let _ = out
                .write_all(announcement.as_bytes())
                .and_then(|()| out.flush());
        };
        application.run(announce).await.map_err(shown)?;
        // All is stored. What may still hang is a thread that talks to a mail server.
        std::process::exit(0)
    })
}

/// For standard output, where a person and a test find it; the log is on standard error.
fn announcement(application: &Application) -> String {
    let base = application.base_url();
    let mut text = format!("Høring answers at {base}\n");
    let listens = format!("http://{}", application.app.settings.listen);
    if listens != base {
        text.push_str(&format!("It listens on {listens}\n"));
    }
    if application.app.settings.shows_development_pages() {
        text.push_str(&format!(
            "Letters that it sends are shown at {base}/utvikling/post\n"
        ));
    }
    text
}

pub(super) fn shown(error: Error) -> String {
    error
        .cause
        .unwrap_or_else(|| error.problem.title().to_owned())
}

fn open(settings: &Settings) -> Result<Conn, String> {
    make_data_dir(&settings.data_dir).map_err(shown)?;
    Conn::open(&settings.database_url).map_err(shown)
}

/// A database that this version of the program can use.
fn open_current(settings: &Settings) -> Result<Conn, String> {
    let mut conn = open(settings)?;
    if let settings::DatabaseUrl::Sqlite(_) = settings.database_url {
        db::migrate(&mut conn).map_err(shown)?;
    }
    db::schema_is_current(&mut conn).map_err(shown)?;
    Ok(conn)
}

fn import_bodies(file: &Path, settings: &Settings) -> Result<String, String> {
    let name = file.display();
    let bytes = std::fs::read(file).map_err(|e| format!("cannot read {name}: {e}"))?;
    let mut conn = open_current(settings)?;
    let by = bodies::By {
        actor: Actor::Operator,
        at: settings.clock().now(),
    };
    let taken = transaction::write(&mut conn, |c| {
        complete(c, by.at)?;
        let plan = match bodies::plan(c, &bytes)? {
            Ok(plan) => plan,
            Err(faults) => {
                let line = |fault| format!("{name}: {}.", field_text(Lang::Nb, fault));
                let lines: Vec<String> = faults.iter().map(line).collect();
                return Ok(Err(lines.join("\n")));
            }
        };
        if plan.faults.is_empty() {
            bodies::apply(c, &plan, by)?;
            let (new, changed) = (plan.new.len(), plan.changed.len());
            let same = plan.unchanged;
            return Ok(Ok(format!(
                "{new} new, {changed} changed, {same} unchanged."
            )));
        }
        let line = |fault: &bodies::Fault| {
            let text = field_text(Lang::Nb, &fault.error);
            format!("{name}: rad {}, {}: {text}.\n", fault.row, fault.error.at)
        };
        let lines: String = plan.faults.iter().map(line).collect();
        let n = plan.faults.len();
        Ok(Err(format!("{lines}Nothing was imported: {n} to correct.")))
    });
    taken.map_err(shown)?
}

fn say_staff(asked: &Staff, settings: &Settings) -> Result<String, String> {
    staff::staff(&mut open_current(settings)?, asked, settings)
}

fn say_outbox(asked: &Outbox, settings: &Settings) -> Result<String, String> {
    let now = settings.clock().now();
    outbox::outbox(&mut open_current(settings)?, asked, now).map_err(shown)?
}

fn migrate(settings: &Settings) -> Result<String, String> {
    let mut conn = open(settings)?;
    let done = db::migrate(&mut conn).map_err(shown)?;
    let now = settings.clock().now();
    transaction::write(&mut conn, |c| complete(c, now)).map_err(shown)?;
    Ok(match done.as_slice() {
        [] => "The database is up to date.".to_owned(),
        names => format!("Migrated: {}", names.join(", ")),
    })
}

fn import_file(asked: &Import, settings: &Settings) -> Result<String, String> {
    let file_name = asked.file.display();
    let list = |problems: &[file::Problem]| {
        problems
            .iter()
            .map(|p| format!("{file_name}: {p}\n"))
            .collect::<String>()
    };
    let imported = file::read(&asked.file).map_err(|problems| {
        let n = problems.len();
        format!("{}Nothing was imported: {n} to correct.", list(&problems))
    })?;
    eprint!("{}", list(&imported.warnings));
    scan_documents(&imported.file, settings)?;
    let mut conn = open_current(settings)?;
    let terms = Terms {
        actor: Actor::Operator,
        now: settings.clock().now(),
        moved: None,
    };
    let slug = &imported.file.slug;
    let mailer = Mailer::new(settings, settings.clock()).map_err(|e| e.to_string())?;
    let imported = transaction::write(&mut conn, |c| {
        let outcome = import(c, &imported, &terms)?;
        deadlines::tell_of_import(c, &mailer, slug, &outcome, terms.actor, terms.now)?;
        versions::tell_of_import(c, &mailer, slug, &outcome, terms.now)?;
        Ok(outcome)
    });
    match imported.map_err(shown)? {
        ImportOutcome::Created => Ok(format!("Imported: /horinger/{slug}")),
        ImportOutcome::Replaced => Ok(format!(
            "Replaced what was not published yet: /horinger/{slug}"
        )),
        ImportOutcome::Unchanged => Ok("Nothing has changed.".to_owned()),
        ImportOutcome::NewVersion(no) => Ok(format!("Published version {no}: /horinger/{slug}")),
        ImportOutcome::Refused(problems) => {
            let n = problems.len();
            Err(format!(
                "{}Nothing was imported: {n} to correct.",
                list(&problems)
            ))
        }
    }
}

/// Nothing is published that the scanner has not found clean, where there is one.
fn scan_documents(file: &ConsultationFile, settings: &Settings) -> Result<(), String> {
    let Some(clamd) = &settings.files.clamd else {
        return Ok(());
    };
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_all().build().map_err(|e| e.to_string())?;
    for document in &file.documents {
        let look = attachments::is_infected(clamd, document.bytes.clone());
        if runtime.block_on(look).map_err(shown)? {
            let name = &document.file_name;
            return Err(format!(
                "malware was found in {name}. Nothing was imported."
            ));
        }
    }
    Ok(())
}

fn verified(asked: &Verify, settings: Option<&Settings>) -> Result<String, String> {
    match (&asked.file, settings) {
        (Some(file), _) => verify_file(asked, file, settings),
        (None, Some(settings)) => verify_logs(settings),
        (None, None) => Err("nothing to verify was named".to_owned()),
    }
}

fn verify_file(asked: &Verify, file: &Path, settings: Option<&Settings>) -> Result<String, String> {
    let text = read_text(file)?;
    // Some editors put a mark before what they save.
    let verified =
        verify(text.trim_start_matches('\u{feff}')).map_err(|e| format!("Not verified: {e}"))?;
    let number = &verified.receipt.number;
    let mut said = format!(
        "{number}, version {}, SHA-256 {}\n",
        verified.receipt.version, verified.sha256
    );
    if let Some(proved) = &verified.proved {
        let (head, key) = (&proved.head, proved.key.to_string());
        said.push_str(&format!(
            "Receipt {} of the {} in the log {} as it was signed at {} with {key}\n",
            proved.index + 1,
            head.size,
            head.origin,
            instant_text(head.at)
        ));
        if asked.key.as_ref().is_some_and(|given| *given != key) {
            return Err(said + "Not verified: it was signed with another key than was given.");
        }
    } else if asked.key.is_some() {
        return Err(said + "Not verified: the file does not show that it is in a log.");
    }
    if let Some(settings) = settings {
        let keys = Keys::load(&settings.key_file).map_err(|e| e.to_string())?;
        let is_ours = receipts::is_ours(&keys, &verified);
        let mut conn = open(settings)?;
        return match receipts::look_up(&mut conn, &verified, is_ours).map_err(shown)? {
            Verdict::Issued(_) => {
                Ok(said + "Verified: the database holds this receipt, and the answer as it says.")
            }
            Verdict::Gone(_) => Err(
                said + "Not verified: it was issued here, and what the database holds of it is gone or was changed."
            ),
            Verdict::Unknown { .. } | Verdict::Broken(_) => {
                Err(said + "Not verified: the database holds no such receipt for this number.")
            }
        };
    }
    match asked.checksum {
        Some(given) if hex(&given) != verified.sha256 => {
            return Err(said + "Not verified: it is not the checksum that was given.");
        }
        Some(_) => said.push_str("Verified: it is the checksum that was given."),
        None if asked.key.is_some() => {
            said.push_str("Verified: it is in the log that was signed with the key that was given.")
        }
        None if verified.proved.is_some() => said.push_str(
            "The file is consistent in itself. Compare the key with --key, or all with --database.",
        ),
        None if verified.stated => said
            .push_str("The file is consistent in itself. Compare with --checksum or --database."),
        None => {
            said.push_str("The file states no checksum. Compare with --checksum or --database.")
        }
    }
    Ok(said)
}

/// Writes a case as one package; what is half written is taken away again.
fn archive_case(asked: &Archive, settings: Settings) -> Result<String, String> {
    let file = &asked.file;
    let cannot = |e: std::io::Error| format!("cannot write {}: {e}", file.display());
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(cannot)?;
    let clock = settings.clock();
    let app = compose(settings, clock).map_err(shown)?;
    let found = app.consultations.get(&app.db, asked.slug.as_str());
    let consultation = runtime
        .block_on(found)
        .map_err(|_| format!("there is no consultation called {}", asked.slug))?;
    let mut out = std::fs::File::create_new(file).map_err(cannot)?;
    let each = |done, all| eprint!("\r{done} of {all} answers");
    let handle = runtime.handle();
    let written = archive::package_of_case(&mut out, &consultation, &app, handle, each);
    eprintln!();
    match written.and_then(|written| Ok(out.sync_all().map(|()| written)?)) {
        Ok(written) => {
            let mut said = format!("{}: {} messages", file.display(), written.messages);
            if !written.lost.is_empty() {
                let n = written.lost.len();
                said.push_str(&format!(
                    "\n{n} files are not in the storage any more and were left out; mangler.txt names them:"
                ));
            }
            for name in &written.lost {
                said.push_str(&format!("\n{name}"));
            }
            Ok(said)
        }
        Err(why) => {
            let _ = std::fs::remove_file(file);
            Err(match why {
                Halt::Unwanted => format!("cannot write {}", file.display()),
                Halt::Failed(error) => shown(error),
            })
        }
    }
}

/// Looks over all logs of receipts: each with what is wrong with it.
fn verify_logs(settings: &Settings) -> Result<String, String> {
    let keys = Keys::load(&settings.key_file).map_err(|e| e.to_string())?;
    let mut conn = open(settings)?;
    let looked = receipts::look_at_all(&mut conn, &keys).map_err(shown)?;
    let said = looked_over(&looked);
    if !looked.is_whole() {
        return Err(said + "Not verified. docs/operations.md tells what to do.");
    }
    if looked.logs.is_empty() {
        return Ok(said + "Nothing was looked at: there is no log, and no receipt.");
    }
    Ok(said
        + "Verified: every receipt, every answer and every signed head that is kept is as it was.\n\
           The bytes of attachments were not looked at: hoering backup reads them all.")
}

/// What was found, line by line.
fn looked_over(looked: &LookedOver) -> String {
    let mut said = String::new();
    for (size, found) in &looked.logs {
        let (case, leaves) = (&size.log.case, size.leaves);
        said.push_str(&format!("{case}: {leaves} receipts\n"));
        for fault in found {
            said.push_str(&format!("{case}: {fault}\n"));
        }
    }
    let LookedOver { kept, waiting, .. } = looked;
    if *waiting > 0 {
        said.push_str(&format!(
            "{waiting} receipts are from before there were logs: the server enters them when it starts\n"
        ));
    }
    if !looked.adds_up() {
        let in_logs = looked.in_logs();
        said.push_str(&format!(
            "{kept} receipts are kept, and the logs have {in_logs}\n"
        ));
    }
    said
}

fn read_text(path: &Path) -> Result<String, String> {
    let read = if path == Path::new("-") {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).map(|_| text)
    } else {
        std::fs::read_to_string(path)
    };
    read.map_err(|e| format!("cannot read {}: {e}", path.display()))
}

/// Asks the server that listens; no HTTP library for one line.
fn health(settings: &Settings) -> Result<String, String> {
    const PATIENCE: Duration = Duration::from_secs(5);
    let ask = |address: &SocketAddr| -> std::io::Result<String> {
        let mut stream = TcpStream::connect_timeout(address, PATIENCE)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.write_all(
            b"GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        )?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
    };
    let answer =
        ask(&settings.listen).map_err(|e| format!("no answer on {}: {e}", settings.listen))?;
    if answer.starts_with("HTTP/1.1 200") {
        // What else it says of itself stands behind.
        let said = answer.split("\r\n\r\nok").nth(1).unwrap_or_default();
        Ok(format!("well{said}").trim_end().to_owned())
    } else {
        Err("not well".to_owned())
    }
}

/// The route table as JSON, for suites that must visit every page.
fn print_routes() -> ExitCode {
    println!("{}", routes::as_json());
    ExitCode::SUCCESS
}
