//! Builds the program and serves it: binds first, so that a test may ask for port 0; stops when told,
//! after what is in flight has been answered and what was queued has been committed.

use crate::app::{App, Kept};
use crate::clock::Clock;
use crate::consultations::{self, Catalogue};
use crate::db::Db;
use crate::error::{Error, Problem};
use crate::keys::Keys;
use crate::mail::Mailer;
use crate::outbox;
use crate::pdf::PdfMaker;
use crate::settings::Settings;
use crate::storage::{Room, Storage};
use crate::submissions::cosigners::{
    NOT_SENT_LETTER as NOT_SENT_TO_COSIGNERS, SENT_LETTER as SENT_TO_COSIGNERS,
    WITHDRAWN_LETTER as WITHDRAWN_FROM_COSIGNERS,
};
use crate::web::cache::PageCache;
use crate::web::faces::dress;
use crate::web::layout::Site;
use crate::web::rate_limit::RateLimit;
use crate::{
    accounts, attachments, cosigners, db, deadlines, export, invitations, members, receipts,
    review, routes, schedule, session, submissions, versions, webhooks,
};
use actix_web::dev::ServerHandle;
use actix_web::middleware::from_fn;
use actix_web::web::{self, Data};
use actix_web::{App as Actix, HttpServer};
use std::net::TcpListener;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Notify, Semaphore, watch};
use tokio::task::JoinHandle;

/// A built program that listens already.
pub struct Application {
    pub app: Data<App>,
    listener: TcpListener,
}

/// Open connections that wait to be accepted.
const BACKLOG: u32 = 4_096;

impl Application {
    /// Binds, opens the database, migrates SQLite, refuses a PostgreSQL with pending migrations.
    pub async fn build(settings: Settings, clock: Clock) -> Result<Self, Error> {
        let listener = TcpListener::bind(settings.listen)
            .map_err(|e| Error::internal(format!("cannot listen on {}: {e}", settings.listen)))?;
        let address = listener
            .local_addr()
            .map_err(|e| Error::internal(e.to_string()))?;
        let settings = settings.bound_to(address);
        prepare(&settings)?;
        let app = Data::new(compose(settings, clock)?);
        app.db.read(db::schema_is_current).await?;
        if let Some(link) = app.db.read(session::newest_link).await?
            && link.token(&app.keys).is_err()
        {
            // It serves all the same: links that people have open by their hash, and new ones are good.
            tracing::error!(file = %app.settings.key_file.display(), "keys.not_of_this_database");
        }
        if let Some(freeze) = app.db.read(outbox::frozen).await? {
            tracing::warn!(since = %freeze.frozen_at, as_of = %freeze.as_of, "outbox.frozen");
        }
        let now = app.clock.now();
        // A disk that takes nothing must not keep the program from showing what it has.
        if !app.db.read(consultations::is_complete).await? {
            app.db
                .write(move |conn| consultations::complete(conn, now))
                .await?;
        }
        if app.settings.load_example
            && app
                .db
                .write(move |conn| consultations::load_example(conn, now))
                .await?
        {
            tracing::info!("example.loaded");
        }
        refresh(&app).await?;
        Ok(Self { app, listener })
    }

    /// The address that pages begin with.
    pub fn base_url(&self) -> &str {
        &self.app.settings.base_url
    }

    /// Serves, sends letters and sweeps until the handle or a signal stops it, then drains.
    pub async fn run(self, on_start: impl FnOnce(ServerHandle)) -> Result<(), Error> {
        let (db, patience) = (self.app.db.clone(), self.app.settings.limits.shutdown_time);
        let (stop, stopped) = watch::channel(false);
        let work = start_work(&self.app, &stopped)?;
        let served = self
            .serve(|handle| {
                stop_when_told(handle.clone());
                on_start(handle);
            })
            .await;
        let _ = stop.send(true);
        let all = async {
            for job in work {
                let _ = job.await;
            }
        };
        // A mail server may keep a letter hanging for minutes: then it goes out again at the next start.
        if tokio::time::timeout(patience, all).await.is_err() {
            tracing::warn!("server.work_left");
        }
        close(db).await?;
        served
    }

    /// Serves until the handle stops it, and does nothing beside: for a test that says itself when letters
    /// go out and when what is old is swept.
    pub async fn run_alone(self, on_start: impl FnOnce(ServerHandle)) -> Result<(), Error> {
        let db = self.app.db.clone();
        let served = self.serve(on_start).await;
        close(db).await?;
        served
    }

    async fn serve(self, on_start: impl FnOnce(ServerHandle)) -> Result<(), Error> {
        let server = serve(self.app, self.listener)?;
        on_start(server.handle());
        server.await.map_err(|e| Error::internal(e.to_string()))
    }
}

async fn close(db: Db) -> Result<(), Error> {
    tokio::task::spawn_blocking(move || db.close())
        .await
        .map_err(|e| Error::internal(e.to_string()))
}

/// SIGTERM and SIGINT: no new connections, what is in flight is answered.
/// From here on the signals are ours, before anybody is told that the server is there.
fn stop_when_told(server: ServerHandle) {
    use tokio::signal::unix::{SignalKind, signal};
    let (Ok(mut term), Ok(mut int)) = (
        signal(SignalKind::terminate()),
        signal(SignalKind::interrupt()),
    ) else {
        return;
    };
    tokio::spawn(async move {
        tokio::select! {
            _ = term.recv() => {}
            _ = int.recv() => {}
        }
        tracing::info!("server.stopping");
        server.stop(true).await;
    });
}

/// Makes the data directory so that nobody else on the machine reads what people wrote.
pub fn make_data_dir(path: &Path) -> Result<(), Error> {
    let mut private = std::fs::DirBuilder::new();
    private.recursive(true).mode(0o700);
    private
        .create(path)
        .map_err(|e| Error::internal(format!("cannot make {}: {e}", path.display())))
}

fn prepare(settings: &Settings) -> Result<(), Error> {
    make_data_dir(&settings.data_dir)?;
    if let crate::settings::DatabaseUrl::Sqlite(_) = settings.database_url {
        let mut conn = db::Conn::open(&settings.database_url)?;
        for name in db::migrate(&mut conn)? {
            tracing::info!(migration = %name, "database.migrated");
        }
    }
    Ok(())
}

/// So many files may be on their way in at once.
const UPLOADS_AT_ONCE: usize = 64;

/// Puts the program together without serving it: for commands, too.
pub fn compose(settings: Settings, clock: Clock) -> Result<App, Error> {
    let keys = if settings.is_production() {
        Keys::load(&settings.key_file)
    } else {
        Keys::load_or_create(&settings.key_file, clock.now())
    };
    let keys = keys.map_err(|e| Error::internal(e.to_string()))?;
    let mailer =
        Mailer::new(&settings, clock.clone()).map_err(|e| Error::internal(e.to_string()))?;
    let db = Db::open(&settings.database_url, settings.database_connections)?;
    let limits = &settings.limits;
    let rate_limit = RateLimit::new(
        limits.rate_per_minute,
        limits.rate_burst,
        settings.trusted_proxies.clone(),
    );
    Ok(App {
        site: Arc::new(site(&settings)),
        rate_limit,
        db,
        clock,
        keys,
        mailer,
        consultations: Catalogue::default(),
        pages: PageCache::default(),
        kept: Kept::default(),
        letters_due: Arc::new(Notify::new()),
        exports_due: Arc::new(Notify::new()),
        pdf: PdfMaker::new(settings.pdf.clone()),
        storage: Storage::open(&settings.files)?,
        room: Room::new(&settings),
        uploads: Semaphore::new(UPLOADS_AT_ONCE),
        scans_due: Arc::new(Notify::new()),
        settings,
    })
}

fn site(settings: &Settings) -> Site {
    Site {
        base_url: settings.base_url.clone(),
        owner: settings.mail.from.name.clone(),
        contact_email: settings.mail.from.address.as_str().to_owned(),
        source_url: None,
        draft_days: settings.sweep.drafts_days,
        unconfirmed_days: settings.sweep.unconfirmed_days,
        makes_pdf: settings.pdf.program.is_some(),
    }
}

/// What goes on beside the requests: letters, exports, webhooks, sweeping, and seeing what others have published.
fn start_work(
    app: &Data<App>,
    stopped: &watch::Receiver<bool>,
) -> Result<Vec<JoinHandle<()>>, Error> {
    let letters = outbox::run(
        app.db.clone(),
        app.clock.clone(),
        app.mailer.clone(),
        letters(app),
        Arc::clone(&app.letters_due),
        stopped.clone(),
    );
    let mut work = vec![
        tokio::spawn(letters),
        tokio::spawn(schedule::run(app.clone().into_inner(), stopped.clone())),
        tokio::spawn(receipts::run(app.clone().into_inner(), stopped.clone())),
        tokio::spawn(watch_published(app.clone(), stopped.clone())),
        tokio::spawn(index_words(app.clone(), stopped.clone())),
    ];
    if let Some(clamd) = &app.settings.files.clamd {
        let (app, clamd) = (app.clone().into_inner(), clamd.clone());
        work.push(tokio::spawn(attachments::look_for_malware(
            app,
            clamd,
            submissions::infected::tell,
            stopped.clone(),
        )));
    }
    for _ in 0..app.settings.exports.workers {
        let exports = export::run(app.clone().into_inner(), stopped.clone());
        work.push(tokio::spawn(exports));
    }
    let courier = webhooks::Courier::new(&app.settings)?;
    for _ in 0..WEBHOOK_WORKERS {
        let app = app.clone().into_inner();
        let told = webhooks::run(app, courier.clone(), stopped.clone());
        work.push(tokio::spawn(told));
    }
    Ok(work)
}

/// So many receivers can keep this instance waiting before others wait for them.
const WEBHOOK_WORKERS: usize = 4;

/// Who writes which letter.
pub fn letters(app: &Data<App>) -> outbox::Renderer {
    let app = app.clone();
    Arc::new(move |conn, message| match message.kind.as_str() {
        invitations::INVITATION_LETTER => invitations::mails::render(&app, conn, message),
        invitations::LOST_LETTER => invitations::mails::render_lost(&app, conn, message),
        deadlines::DEADLINE_LETTER | deadlines::REFUSED_LETTER => {
            deadlines::mails::render(&app, conn, message)
        }
        invitations::UNSENT_LETTER => invitations::render_unsent(&app, conn, message),
        invitations::NOT_SENT_LETTER => invitations::render_not_sent(&app, conn, message),
        invitations::UNCONFIRMED_LETTER | invitations::STILL_UNCONFIRMED_LETTER => {
            invitations::render_unconfirmed(&app, conn, message)
        }
        versions::VERSION_LETTER => versions::mails::render(&app, conn, message),
        accounts::SIGN_IN_LETTER => accounts::mails::render(&app, conn, message),
        members::ASKED_LETTER | members::REMINDER_LETTER | members::DAY_LETTER => {
            members::mails::render(&app, conn, message)
        }
        members::INPUT_LETTER | members::ALL_LETTER => members::told::render(&app, conn, message),
        cosigners::ASKED_LETTER
        | cosigners::REMINDER_LETTER
        | cosigners::OUT_LETTER
        | cosigners::CONFIRMED_LETTER
        | cosigners::REPLIED_LETTER
        | SENT_TO_COSIGNERS
        | NOT_SENT_TO_COSIGNERS
        | WITHDRAWN_FROM_COSIGNERS => cosigners::mails::render(&app, conn, message),
        _ => submissions::mails::render(&app, conn, message),
    })
}

/// How long what another process published may take to be seen here.
const PUBLISHED_WITHIN: Duration = Duration::from_secs(1);

async fn watch_published(app: Data<App>, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        if let Err(error) = refresh(&app).await {
            tracing::error!(error = %error, "published.not_refreshed");
        }
        tokio::select! {
            () = tokio::time::sleep(PUBLISHED_WITHIN) => {}
            _ = stop.changed() => {}
        }
    }
}

/// How often it is seen whether enough answers have come for the words of them to be indexed.
const INDEXED_EVERY: Duration = Duration::from_secs(10);

async fn index_words(app: Data<App>, mut stop: watch::Receiver<bool>) {
    if let Err(error) = review::read_in(&app).await {
        tracing::error!(error = %error, "review.not_read_in");
    }
    while !*stop.borrow() {
        if let Err(error) = review::keep_index(&app).await {
            tracing::error!(error = %error, "review.not_indexed");
        }
        tokio::select! {
            () = tokio::time::sleep(INDEXED_EVERY) => {}
            _ = stop.changed() => {}
        }
    }
}

/// Sees what is published now.
pub async fn refresh(app: &App) -> Result<(), Error> {
    let revision = app.consultations.refresh(&app.db, app.clock.now()).await?;
    app.pages.set_revision(revision);
    Ok(())
}

fn serve(app: Data<App>, listener: TcpListener) -> Result<actix_web::dev::Server, Error> {
    let limits = app.settings.limits.clone();
    let workers = app.settings.workers;
    let site = Data::from(Arc::clone(&app.site));
    let mut server = HttpServer::new(move || {
        Actix::new()
            .app_data(app.clone())
            .app_data(site.clone())
            .configure(routes::configure)
            .default_service(web::to(not_found))
            .wrap(from_fn(dress))
    })
    .backlog(BACKLOG)
    .max_connections(limits.connections / workers.max(1))
    .client_request_timeout(limits.head_time)
    .keep_alive(limits.keep_alive)
    .shutdown_timeout(limits.shutdown_time.as_secs())
    .disable_signals();
    if workers > 0 {
        server = server.workers(workers);
    }
    let server = server
        .listen(listener)
        .map_err(|e| Error::internal(e.to_string()))?;
    Ok(server.run())
}

async fn not_found() -> Result<actix_web::HttpResponse, Error> {
    Err(Problem::NotFound.into())
}
