"""Bringing a file to this program's schema: looking at it, creating it, migrating it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from rehab_tui.clock import Clock
from rehab_tui.errors import DataError, RehabError
from rehab_tui.journal import rows, schema
from rehab_tui.journal.database import (
    connected,
    secure_for_writing,
    transaction,
    translated,
    version_of,
)
from rehab_tui.journal.ids import new_id
from rehab_tui.journal.locking import locked


def prepare(path: Path, clock: Clock, *, create: bool, wait: float) -> Path:
    """See that `path` can be used as a journal of the present schema.

    Args:
        path: where the person's journal is; a symbolic link is followed.
        clock: for the moment of creation.
        create: make a new journal if there is none.
        wait: seconds to wait for other writers.

    Returns:
        the real path. Nothing is there if `create` is False and nothing was.

    Raises:
        DataError: when something else than a journal is there; it stays as it is.
    """
    real = Path(os.path.realpath(path))
    with reachable(real):
        if real.exists():
            _open(real, wait)
        else:
            _expect_fresh_place(path, real)
            if create:
                _create(real, clock, wait)
    return real


@contextmanager
def reachable(path: Path) -> Iterator[None]:
    """Put into words what the operating system says of `path` inside the block."""
    try:
        yield
    except OSError as error:
        raise RehabError(
            f"the journal can't be reached ({error.strerror})",
            "Check that its folder is yours and that the disk isn't full or read-only.",
            where=error.filename or str(path),
        ) from None


def _open(path: Path, wait: float) -> None:
    _expect_file(path)
    with connected(path, wait) as connection:
        found = version_of(connection, path)
    _keep_private(path)
    if found < schema.version():
        _migrate(path, wait)


def _expect_fresh_place(path: Path, real: Path) -> None:
    """A journal that went missing is not a new user."""
    if path.is_symlink():
        raise DataError(
            f"this link leads to {real}, where nothing is",
            "Connect the drive it lies on, or remove the link.",
            where=str(path),
        )
    if _size(rollback_journal(real)):
        raise DataError(
            "the journal is gone, but its rollback file is still here",
            f"Put the journal back, or move {rollback_journal(real).name} away to start anew.",
            where=str(path),
        )


def _expect_file(path: Path) -> None:
    # By stat alone: opening and closing the file ourselves would drop SQLite's locks on it.
    if not path.is_file():
        raise DataError(
            "this is not a file",
            "Move it away, or set REHAB_DATA_DIR to another folder.",
            where=str(path),
        )
    if not _size(path):
        raise DataError(
            "the journal is empty (0 bytes): something has cut it off",
            "Put back a copy from before, or move the file away to start anew.",
            where=str(path),
        )


def _keep_private(path: Path) -> None:
    """A journal that was copied here by hand may be open to others."""
    if path.stat().st_mode & 0o077:
        with suppress(OSError):  # it may be somebody else's
            path.chmod(0o600)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def rollback_journal(path: Path) -> Path:
    """Where SQLite keeps the old pages while it writes."""
    return path.with_name(f"{path.name}-journal")


def _create(path: Path, clock: Clock, wait: float) -> None:
    """Make a journal aside and move it into place, so that nobody ever sees a half-made one."""
    from rehab_tui.paths import fsync_folder, make_private_folder

    make_private_folder(path.parent)
    with locked(path, wait):
        if path.exists():  # another process was quicker
            return
        with _private_file(path.with_name(f"{path.name}.new")) as made:
            with connected(made, wait) as connection:
                secure_for_writing(connection)
                with transaction(connection):
                    build(connection, clock)
            made.replace(path)
        fsync_folder(path.parent)


def build(connection: sqlite3.Connection, clock: Clock) -> None:
    """Write the whole schema and this device's name into an empty database."""
    connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    for number in range(1, schema.version() + 1):
        _apply(connection, number)
    now = clock.now()
    connection.executemany(
        "INSERT INTO meta (key, value) VALUES (?, ?)",
        [("device", new_id(now)), ("created", rows.stamp(now))],
    )


def _apply(connection: sqlite3.Connection, number: int) -> None:
    for statement in schema.STEPS[number - 1]:
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {number}")


def _migrate(path: Path, wait: float) -> None:
    with locked(path, wait), connected(path, wait) as connection:
        found = version_of(connection, path)
        if found == schema.version():  # another process was quicker
            return
        secure_for_writing(connection)
        _back_up(connection, path, found)
        for number in range(found + 1, schema.version() + 1):
            with transaction(connection):
                _apply(connection, number)


def backup_path(path: Path, version: int) -> Path:
    """The copy that is made before a journal of this schema version is migrated."""
    return path.with_name(f"{path.stem}-before-migration-{version}{path.suffix}")


def _back_up(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """Copy the journal beside itself, and believe the copy only after having read it."""
    from rehab_tui.paths import fsync_folder

    with _private_file(backup_path(path, version).with_suffix(".new")) as copy:
        with translated(copy), closing(sqlite3.connect(copy, isolation_level=None)) as target:
            connection.backup(target)
        with connected(copy, 0.0) as check:
            found = [row[0] for row in check.execute("PRAGMA integrity_check")]
            if found != ["ok"] or version_of(check, copy) != version:
                raise DataError(
                    "the journal is damaged, so it was not brought to the new version",
                    "Nothing was changed. Put back a copy from before, if you have one.",
                    where=str(path),
                )
        copy.replace(backup_path(path, version))
    fsync_folder(path.parent)


@contextmanager
def _private_file(path: Path) -> Iterator[Path]:
    """A new empty file that only its owner can read; removed unless the block moves it away."""
    _remove(path)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        yield path
    finally:
        _remove(path)


def _remove(path: Path) -> None:
    """Remove what an error or an earlier crash left behind."""
    rollback_journal(path).unlink(missing_ok=True)
    path.unlink(missing_ok=True)
