"""The one door to the SQLite file: settings, transactions, and errors put into words.

A connection lives for one reading or one act. So a restored file, another program or a thread
of the app never meets a stale handle, and nothing has to be closed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from rehab_tui.errors import BusyError, DataError, RehabError
from rehab_tui.journal import schema
from rehab_tui.journal.locking import locked
from rehab_tui.journal.pragmas import ALWAYS, FOR_READING, FOR_WRITING, secure

_RESTORE = "Nothing was changed. 'rehab journal restore' puts a backup in its place."
_WORDS: dict[int, tuple[type[RehabError], str, str]] = {
    sqlite3.SQLITE_BUSY: (
        BusyError, "another program is using the journal", "Try again in a moment.",
    ),
    sqlite3.SQLITE_FULL: (
        RehabError, "the disk is full; nothing was saved", "Free some space, then try again.",
    ),
    sqlite3.SQLITE_IOERR: (
        RehabError, "the disk could not be read or written",
        "Check that it isn't full and is still there, then try again; nothing was half saved.",
    ),
    sqlite3.SQLITE_READONLY: (
        RehabError, "the journal is read-only; nothing was saved",
        "Check who owns the file and its folder.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        RehabError, "the journal can't be opened", "Check who owns the file and its folder.",
    ),
    sqlite3.SQLITE_CONSTRAINT: (
        DataError, "a value lies outside what the journal can keep; nothing was saved",
        "Check the values and try again.",
    ),
    sqlite3.SQLITE_NOTADB: (
        DataError, "this is not a journal: not an SQLite file, or a damaged one", _RESTORE,
    ),
}  # fmt: skip
_WORDS[sqlite3.SQLITE_LOCKED] = _WORDS[sqlite3.SQLITE_BUSY]
_WORDS[sqlite3.SQLITE_PERM] = _WORDS[sqlite3.SQLITE_CANTOPEN]


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what SQLite raises inside the block into one line about `path`.

    The original error is dropped: some of its texts quote what a person wrote.
    """
    try:
        yield
    except DataError as error:
        error.where = error.where or str(path)
        raise
    except (sqlite3.Error, UnicodeDecodeError) as error:  # a message that quotes damaged bytes
        raise _in_words(error, path) from None


def _in_words(error: Exception, path: Path) -> RehabError:
    # Errors of the Python layer (text that isn't UTF-8, say) carry no code: damage.
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    name = getattr(error, "sqlite_errorname", type(error).__name__)
    kind, what, todo = _WORDS.get(
        code & 0xFF, (DataError, "the journal is damaged or incomplete", _RESTORE)
    )
    return kind(f"{what} ({name})", todo, where=str(path))


@contextmanager
def connected(path: Path, wait: float, *, new: bool = False) -> Iterator[sqlite3.Connection]:
    """A connection to a journal of any version, as safe as SQLite goes, closed after the block.

    Args:
        path: the real path.
        wait: seconds to wait for a lock that another program holds.
        new: the file is there, and empty: a journal is to be made in it.

    Raises:
        DataError: when the file belongs to another program, or to a newer one of ours.
        RehabError: whatever SQLite says inside the block, in words.
    """
    with translated(path), closing(_connect(path, wait)) as connection:
        if not new:  # before a setting, for which SQLite reads the whole schema
            version_of(connection, path)
        secure(connection, *ALWAYS)
        yield connection


def _connect(path: Path, wait: float) -> sqlite3.Connection:
    uri = f"{path.as_uri()}?mode=rw"
    return sqlite3.connect(uri, timeout=wait, isolation_level=None, uri=True)


def version_at(path: Path, wait: float) -> int:
    """The schema version of the journal at `path`, of whose schema nothing is read.

    Raises:
        DataError: when the file belongs to another program, or to a newer one of ours.
        RehabError: when it can't be opened, or nothing of it can be read.
    """
    with translated(path), closing(_connect(path, wait)) as connection:
        return version_of(connection, path)


def version_of(connection: sqlite3.Connection, path: Path) -> int:
    """The schema version of a journal.

    Raises:
        DataError: when the file belongs to another program, or to a newer one of ours.
    """
    (owner,) = connection.execute("PRAGMA application_id").fetchone()
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    known = schema.version()
    if owner != schema.APPLICATION_ID or found < 1:
        raise DataError(
            "this SQLite file was not made by rehab",
            "Nothing was changed. Move it away, or set REHAB_DATA_DIR to another folder.",
            where=str(path),
        )
    if found > known:
        raise DataError(
            f"the journal has schema version {found}, this program knows version {known}",
            "Nothing was changed. Update rehab to open it.",
            where=str(path),
        )
    return int(found)


def secure_for_writing(connection: sqlite3.Connection) -> None:
    """Make and check the settings of a writing connection."""
    secure(connection, FOR_WRITING)


@contextmanager
def reading(path: Path, wait: float) -> Iterator[sqlite3.Connection]:
    """A connection that can only read; rows come as `sqlite3.Row`.

    A write that a crash cut short is rolled back by the first reader, hence not `mode=ro`.

    Raises:
        DataError: when the file is no journal of this version, or is damaged.
        BusyError: when another program kept it locked for longer than `wait` seconds.
    """
    with connected(path, wait) as connection:
        _expect_current(connection, path)
        secure(connection, FOR_READING)
        connection.row_factory = sqlite3.Row
        yield connection


@contextmanager
def writing(path: Path, wait: float) -> Iterator[sqlite3.Connection]:
    """One durable transaction: committed after the block, rolled back if it raises anything.

    Raises:
        BusyError: when others kept writing for longer than `wait` seconds.
        RehabError: when it can't be written; the file is then as it was.
    """
    with locked(path, wait), connected(path, wait) as connection:
        _expect_current(connection, path)
        secure_for_writing(connection)
        connection.row_factory = sqlite3.Row
        with transaction(connection):
            yield connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """BEGIN IMMEDIATE, then COMMIT; ROLLBACK if the block or the commit fails."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def _expect_current(connection: sqlite3.Connection, path: Path) -> None:
    if version_of(connection, path) != schema.version():
        raise DataError(
            "the journal was put back to an older version meanwhile",
            "Close rehab and start it again.",
            where=str(path),
        )
