"""Copies of the journal: made by SQLite, read again before they count, thinned by age.

A backup is an SQLite file like the journal itself, with its SHA-256 beside it. Its file carries the
journal's own time of change, so that whether there is anything new to copy is seen by `stat` alone,
whatever the clock says.
"""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Literal, get_args

from rehab_tui.errors import CHECK_FOLDER, DataError, RehabError, refused
from rehab_tui.journal.database import connected, translated
from rehab_tui.journal.files import made_aside
from rehab_tui.journal.locking import locked
from rehab_tui.journal.pragmas import ALWAYS, secure

Why = Literal["daily", "asked", "migration", "import", "restore"]
"""What a backup was made for: the day, a person who asked, or what was about to be done."""

KEPT_ALL = timedelta(days=7)
KEPT_WEEKLY = timedelta(days=92)
"""Of older ones than this one a month stays, of younger ones than that all do."""

_STAMP = "%Y-%m-%dT%H%M%SZ"
_STEM = rf"(\d{{4}}-\d\d-\d\dT\d{{6}}Z)-({'|'.join(get_args(Why))})(-\d+)?\."
_NAME = re.compile(_STEM + "sqlite3")
_OURS = re.compile(r"\.?" + _STEM)
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of the journal; `at` is when it was made, aware, in UTC."""

    path: Path
    at: datetime
    why: Why

    @property
    def name(self) -> str:
        """What a person calls it by."""
        return self.path.stem


def backups_folder(journal: Path) -> Path:
    """The folder with the copies of `journal`, beside it."""
    return journal.with_name("backups")


def checksum_path(backup: Path) -> Path:
    """The file with a backup's SHA-256, in the form that `sha256sum -c` reads."""
    return backup.with_name(f"{backup.name}.sha256")


def backups(journal: Path) -> list[Backup]:
    """The backups of the journal at this real path, the newest first; none is opened."""
    folder = backups_folder(journal)
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in entries]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise _not_reached(error, folder) from None
    found = [_named(folder / name) for name in names]
    return sorted(filter(None, found), key=lambda one: (one.at, one.path.name), reverse=True)


def _named(path: Path) -> Backup | None:
    parts = _NAME.fullmatch(path.name)
    if parts is None:
        return None
    try:
        at = datetime.fromisoformat(parts[1])  # `strptime` loads a calendar's words first
    except ValueError:
        return None
    why: Why = parts[2]  # type: ignore[assignment]
    return Backup(path, at, why)


def due(journal: Path, now: datetime) -> bool:
    """Whether the journal was changed since its last copy and has none of today yet.

    Only looks: a folder and a `stat` of each copy in it.
    """
    try:
        changed = journal.stat().st_mtime_ns
        return not any(
            one.at.astimezone(now.tzinfo).date() == now.date()
            or one.path.stat().st_mtime_ns == changed
            for one in backups(journal)
        )
    except OSError:
        return False


def back_up(journal: Path, why: Why, now: datetime, wait: float) -> Backup:
    """Copy the journal, believe the copy only after having read it, and thin out the old ones.

    Args:
        journal: its real path; a journal of any version of the schema.
        why: what the copy is for.
        now: the present, aware.
        wait: seconds to wait for other programs.

    Returns:
        the new backup.

    Raises:
        DataError: when the journal is damaged: then there is no copy, and no other is touched.
        BusyError: when others kept it, or the backups, locked.
        RehabError: when the copy can't be written.
    """
    from rehab_tui.paths import fsync_folder, make_private_folder, write_whole

    folder = backups_folder(journal)
    make_private_folder(folder)
    with _reaching(folder), locked(folder / "backups", wait):
        _tidy(folder)
        path = _free_name(folder, why, now)
        changed = journal.stat().st_mtime_ns  # before: a change meanwhile is one to copy later
        with made_aside(path.with_suffix(".new")) as copy:
            _copy(journal, copy, wait)
            _expect_sound(copy, journal)
            os.utime(copy, ns=(changed, changed))
            line = f"{sha256(copy)}  {path.name}\n"
            write_whole(checksum_path(path), line.encode("ascii"), replace=True)
            copy.replace(path)
        fsync_folder(folder)
        for old in to_remove(backups(journal), now, is_sound):
            old.path.unlink(missing_ok=True)
            checksum_path(old.path).unlink(missing_ok=True)
    return Backup(path, now.astimezone(UTC).replace(microsecond=0), why)


def to_remove(
    found: Sequence[Backup], now: datetime, sound: Callable[[Backup], bool]
) -> list[Backup]:
    """Which backups have become too many.

    All of the last week stay; then the newest sound one of each ISO week, up to three months; then
    of each month. What a person asked for stays. Where none is sound nothing is removed, so that
    the last sound one stays wherever the clock was set to.

    Args:
        found: all backups, the newest first.
        now: the present.
        sound: whether one is as it was made; only asked where there are several.
    """
    spans: dict[tuple[int, ...], list[Backup]] = {}
    for one in found:
        age = now - one.at
        if one.why == "asked" or age <= KEPT_ALL:
            continue
        week = one.at.isocalendar()
        span = (*week[:2], 1) if age <= KEPT_WEEKLY else (one.at.year, one.at.month)
        spans.setdefault(span, []).append(one)
    surplus: list[Backup] = []
    for several in spans.values():
        if len(several) > 1 and (stays := next(filter(sound, several), None)) is not None:
            surplus += [one for one in several if one is not stays]
    return surplus


def is_sound(backup: Backup) -> bool:
    """Whether a backup's bytes are those that were made."""
    return not trouble(backup)


def trouble(backup: Backup, copy: Path | None = None) -> str:
    """What is wrong with a backup's bytes, in a few words; empty when they are those made.

    Args:
        backup: which one.
        copy: a copy of it, to look at in its stead.
    """
    try:
        noted = checksum_path(backup.path).read_bytes()[:64]
    except OSError:
        return "its checksum is missing"
    try:
        found = sha256(copy or backup.path)
    except OSError as error:
        return f"it can't be read ({error.strerror})"
    return "" if found.encode() == noted else "changed or cut off since it was made"


def sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _copy(journal: Path, copy: Path, wait: float) -> None:
    with (
        connected(journal, wait) as source,
        translated(copy),
        closing(sqlite3.connect(copy, isolation_level=None)) as target,
    ):
        secure(target, *ALWAYS)
        source.backup(target)


def _expect_sound(copy: Path, journal: Path) -> None:
    with connected(copy, 0.0) as connection:
        found = [row[0] for row in connection.execute("PRAGMA integrity_check")]
        if found != ["ok"] or connection.execute("PRAGMA foreign_key_check").fetchone():
            raise DataError(
                "the journal is damaged, so no copy of it was made",
                "Nothing was changed. See 'rehab journal check'.",
                where=str(journal),
            )


def _free_name(folder: Path, why: Why, now: datetime) -> Path:
    stamp = now.astimezone(UTC).strftime(_STAMP)
    for number in count(1):
        path = folder / f"{stamp}-{why}{f'-{number}' if number > 1 else ''}.sqlite3"
        if not os.path.lexists(path):
            return path
    raise AssertionError("numbers never end")


def _tidy(folder: Path) -> None:
    """Remove what a crash left behind: half a copy, a checksum without its copy."""
    for path in list(folder.iterdir()):
        ours = _OURS.match(path.name) and not path.is_dir()
        checksum = path.suffix == ".sha256" and path.with_suffix("").exists()
        if ours and not checksum and _named(path) is None:
            path.unlink(missing_ok=True)


@contextmanager
def _reaching(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _not_reached(error, folder) from None


def _not_reached(error: OSError, folder: Path) -> RehabError:
    where = error.filename or str(folder)
    return refused("the backups can't be reached", error, where=where, todo=CHECK_FOLDER)
