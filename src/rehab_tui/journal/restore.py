"""Putting a backup in the journal's place: what would change, and the change itself."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from rehab_tui.clock import Clock
from rehab_tui.errors import DataError
from rehab_tui.journal import rows
from rehab_tui.journal.backup import Backup, back_up, trouble
from rehab_tui.journal.database import connected, secure_for_writing
from rehab_tui.journal.files import leftovers, made_aside
from rehab_tui.journal.locking import locked
from rehab_tui.journal.migrate import bring_up, reachable

ASIDE = "set-aside"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many entries of a kind there are, and the newest one's moment as the file holds it."""

    count: int
    newest: str | None


@dataclass(frozen=True, slots=True)
class Restored:
    """What became of the journal that was there: a backup, or a damaged file that was set aside.

    Both are None when there was none.
    """

    before: Backup | None
    aside: Path | None


def tally(path: Path, wait: float) -> dict[str, Tally]:
    """What a journal or a backup holds, by kind, removed entries left out.

    Raises:
        DataError: when it is no journal, a newer one, or damaged.
        BusyError: when others kept it locked.
    """
    with connected(path, wait) as connection:
        return {
            kind: Tally(*connection.execute(
                f'SELECT count(*), max("at") FROM "{kind}" WHERE "deleted" IS NULL'
            ).fetchone())
            for kind in rows.TYPES
        }  # fmt: skip


def restore(journal: Path, backup: Backup, clock: Clock, wait: float) -> Restored:
    """Put a backup in the journal's place, all of it or nothing.

    The journal of before is backed up first. One that is too damaged for that is set aside as it
    is. A backup of an older schema is brought to the present one.

    Args:
        journal: its real path, with or without a file there.
        backup: what to put there. It is copied; the copy of before may be what thins it out.
        clock: for the moment of the copy of before.
        wait: seconds to wait for other programs.

    Raises:
        DataError: when the backup is not as it was made; nothing was changed.
        BusyError: when others kept the journal locked.
        RehabError: when it can't be written; the journal is then as it was.
    """
    from rehab_tui.paths import fsync_folder, make_private_folder

    make_private_folder(journal.parent)
    with (
        reachable(journal),
        locked(journal, wait),
        made_aside(journal.with_name(f"{journal.name}.new")) as made,
    ):
        _ready(backup, made)
        before, aside = _kept(journal, clock, wait)
        for left in leftovers(journal):
            # What belongs to a damaged file, or to one that is gone, is not for the new one.
            left.unlink(missing_ok=True)
        made.replace(journal)
        fsync_folder(journal.parent)
    return Restored(before, aside)


def _ready(backup: Backup, made: Path) -> None:
    """Copy the backup to `made`, see that it is the very one that was made, and bring it up."""
    shutil.copyfile(backup.path, made)
    wrong = trouble(backup, made)
    if wrong:
        raise DataError(
            f"this backup can't be used: {wrong}",
            "Nothing was changed. Choose another: 'rehab journal restore' lists them.",
            where=str(backup.path),
        )
    with connected(made, 0.0) as connection:
        secure_for_writing(connection)
        bring_up(connection, made)
    with made.open("rb+") as file:
        os.fsync(file.fileno())


def _kept(journal: Path, clock: Clock, wait: float) -> tuple[Backup | None, Path | None]:
    if not os.path.lexists(journal):
        return None, None
    if not journal.is_file():
        raise DataError("this is not a file", "Move it away, then try again.", where=str(journal))
    try:
        with _nobody_writes(journal, wait):
            return back_up(journal, "restore", clock.now(), wait), None
    except DataError:
        return None, _set_aside(journal, clock)


@contextmanager
def _nobody_writes(journal: Path, wait: float) -> Iterator[None]:
    """Programs that know nothing of our lock wait too; what they left half done is rolled back."""
    with connected(journal, wait) as connection:
        secure_for_writing(connection)  # all of it is in the file then, and nothing beside it
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            connection.execute("ROLLBACK")


def _set_aside(journal: Path, clock: Clock) -> Path:
    """Copy a file that is no sound journal as it is, with what SQLite left beside it."""
    from rehab_tui.paths import write_whole

    stamp = clock.now().astimezone(UTC).strftime("%Y-%m-%dT%H%M%SZ")
    aside = journal.with_name(f"{journal.stem}-{ASIDE}-{stamp}{journal.suffix}")
    pairs = zip(leftovers(journal), leftovers(aside), strict=True)
    for old, new in ((journal, aside), *pairs):
        if old.exists():
            write_whole(new, old.read_bytes(), replace=False)
    return aside
