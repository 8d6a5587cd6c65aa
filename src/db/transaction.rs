//! Beginning, committing and nesting transactions, the same on both databases.

use super::Conn;
use crate::error::Error;
use diesel::Connection;
use diesel::connection::{AnsiTransactionManager, TransactionManager};

type Manager = <Conn as Connection>::TransactionManager;

/// SQLite begins IMMEDIATE: a deferred transaction that reads first fails at once when it comes to write
/// while another writes, whatever the busy timeout says.
pub fn begin(conn: &mut Conn) -> Result<(), Error> {
    match conn {
        Conn::Sqlite(c) => AnsiTransactionManager::begin_transaction_sql(c, "BEGIN IMMEDIATE")?,
        Conn::Pg(_) => Manager::begin_transaction(conn)?,
    }
    Ok(())
}

pub fn commit(conn: &mut Conn) -> Result<(), Error> {
    Ok(Manager::commit_transaction(conn)?)
}

pub fn rollback(conn: &mut Conn) -> Result<(), Error> {
    Ok(Manager::rollback_transaction(conn)?)
}

/// Runs `work` so that its failure undoes only itself. Must stand inside [`begin`].
#[allow(
    clippy::disallowed_methods,
    reason = "nested, so it is a savepoint and not a deferred BEGIN"
)]
pub fn savepoint<T>(
    conn: &mut Conn,
    work: impl FnOnce(&mut Conn) -> Result<T, Error>,
) -> Result<T, Error> {
    conn.transaction(work)
}

/// A transaction of its own on a connection of the caller's (commands, the start-up).
pub fn write<T>(
    conn: &mut Conn,
    work: impl FnOnce(&mut Conn) -> Result<T, Error>,
) -> Result<T, Error> {
    begin(conn)?;
    match work(conn) {
        Ok(value) => {
            commit(conn)?;
            Ok(value)
        }
        Err(error) => {
            rollback(conn)?;
            Err(error)
        }
    }
}

/// Several readings of the same moment, whatever is written meanwhile.
pub fn read<T>(
    conn: &mut Conn,
    work: impl FnOnce(&mut Conn) -> Result<T, Error>,
) -> Result<T, Error> {
    match conn {
        Conn::Sqlite(c) => AnsiTransactionManager::begin_transaction_sql(c, "BEGIN DEFERRED")?,
        Conn::Pg(c) => AnsiTransactionManager::begin_transaction_sql(
            c,
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        )?,
    }
    let outcome = work(conn);
    let ended = rollback(conn);
    let value = outcome?;
    ended?;
    Ok(value)
}
