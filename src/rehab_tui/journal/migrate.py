"""Bringing a file to this program's schema: looking at it, creating it, migrating it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from rehab_tui.clock import Clock
from rehab_tui.errors import CHECK_FOLDER, DataError, refused
from rehab_tui.journal import rows, schema
from rehab_tui.journal.database import (
    connected,
    secure_for_writing,
    transaction,
    version_at,
    version_of,
)
from rehab_tui.journal.files import leftovers, made_aside
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
            _open(real, clock, wait)
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
        where = error.filename or str(path)
        raise refused(
            "the journal can't be reached", error, where=where, todo=CHECK_FOLDER
        ) from None


def _open(path: Path, clock: Clock, wait: float) -> None:
    expect_file(path)
    found = version_at(path, wait)
    _keep_private(path)
    if found < schema.version():
        _migrate(path, clock, wait)


def _expect_fresh_place(path: Path, real: Path) -> None:
    """A journal that went missing is not a new user."""
    if path.is_symlink():
        raise DataError(
            f"this link leads to {real}, where nothing is",
            "Connect the drive it lies on, or remove the link.",
            where=str(path),
        )
    for left in filter(_size, leftovers(real)):
        raise DataError(
            "the journal is gone, but what SQLite keeps beside it is still here",
            f"Put the journal back, or move {left.name} (a rollback file) away to start anew.",
            where=str(path),
        )


def expect_file(path: Path) -> None:
    """Refuse what is no file, or an empty one: a journal that was cut off is not a new user."""
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
            "'rehab journal restore' puts a backup in its place; move the file away to start anew.",
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


def _create(path: Path, clock: Clock, wait: float) -> None:
    """Make a journal aside and move it into place, so that nobody ever sees a half-made one."""
    from rehab_tui.paths import fsync_folder, make_private_folder

    make_private_folder(path.parent)
    with locked(path, wait):
        if path.exists():  # another process was quicker
            return
        with made_aside(path.with_name(f"{path.name}.new")) as made:
            with connected(made, wait, new=True) as connection:
                secure_for_writing(connection)
                with transaction(connection):
                    build(connection, clock)
            made.replace(path)
        fsync_folder(path.parent)


def build(connection: sqlite3.Connection, clock: Clock, version: int | None = None) -> None:
    """Write the whole schema (of an older version if one is named) and this device's name."""
    connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    for number in range(1, (version or schema.version()) + 1):
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


def _migrate(path: Path, clock: Clock, wait: float) -> None:
    from rehab_tui.journal.backup import back_up

    with locked(path, wait), connected(path, wait) as connection:
        if version_of(connection, path) == schema.version():  # another process was quicker
            return
        secure_for_writing(connection)
        back_up(path, "migration", clock.now(), wait)
        bring_up(connection, path)


def bring_up(connection: sqlite3.Connection, path: Path) -> None:
    """Bring an older journal to the present schema, each step whole or absent."""
    for number in range(version_of(connection, path) + 1, schema.version() + 1):
        with transaction(connection):
            _apply(connection, number)
