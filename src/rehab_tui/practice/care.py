"""The journal's backups: made by themselves, on request, and put back."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Thread

from rehab_tui.clock import Clock
from rehab_tui.errors import DataError, NotFoundError, RehabError, UsageError
from rehab_tui.journal.backup import Backup, back_up, backups, due
from rehab_tui.journal.store import WAIT, Journal
from rehab_tui.paths import Paths
from rehab_tui.practice.context import Practice, shipped_catalogue
from rehab_tui.text import quote

SHORT_WAIT = 2.0
"""Seconds that the daily backup waits for other programs; there is another day."""


def daily_backup(journal: Journal) -> Backup | None:
    """Back the journal up if it was changed and has no backup of today yet.

    Made where nobody waits for it: once the app stands, after a report, after a plain session. What
    hinders it is left for `rehab doctor` to tell: no session should fail for want of a backup.

    Returns:
        the backup; None when none was due, or none could be made.
    """
    with suppress(RehabError):
        now = journal.clock.now()
        if due(journal.path, now):
            return back_up(journal.path, "daily", now, SHORT_WAIT)
    return None


def begin_daily_backup(journal: Journal) -> Thread:
    """`daily_backup` in a thread of its own, for which the program waits at its end."""
    thread = Thread(target=partial(daily_backup, journal), name="backup")
    thread.start()
    return thread


def backup_now(paths: Paths, clock: Clock) -> Backup:
    """Make a backup, because the person asks.

    Raises:
        NotFoundError: when there is no journal.
        RehabError: when none can be made, with the next step.
    """
    path = journal_path(paths)
    if not path.exists():
        raise NotFoundError(
            "there is no journal yet", "It begins with the first entry.", where=str(path)
        )
    return back_up(path, "asked", clock.now(), WAIT)


def journal_path(paths: Paths) -> Path:
    """Where the journal really is, links followed."""
    return Path(os.path.realpath(paths.journal))


def find_backup(paths: Paths, name: str) -> Backup:
    """The backup that a person names: its name, its file, or the beginning of either.

    Raises:
        NotFoundError: when there is none of this name.
        UsageError: when several begin so.
    """
    wanted = name.replace("\\", "/").rpartition("/")[2]
    known = backups(journal_path(paths))
    exact = [one for one in known if wanted in (one.name, one.path.name)]
    found = exact or [one for one in known if wanted and one.name.startswith(wanted)]
    if not found:
        raise NotFoundError(
            f"there is no backup {quote(name)}", "'rehab journal restore' lists them."
        )
    if len(found) > 1:
        raise UsageError(
            f"{len(found)} backups begin with {quote(name)}", "Name more of it, as it is listed."
        )
    return found[0]


@dataclass(frozen=True, slots=True)
class Difference:
    """What a restore changes for one kind: entries, and the newest one's moment, now and then."""

    kind: str
    now: int
    then: int
    newest_now: str | None
    newest_then: str | None


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a restore would change; `damage` says why the journal of now can't be read, or ""."""

    differences: tuple[Difference, ...]
    damage: str


def outlook(paths: Paths, backup: Backup) -> Outlook:
    """Compare a backup with the journal of now.

    Raises:
        DataError: when the backup is no journal, or damaged.
        BusyError: when others kept the journal locked.
    """
    from rehab_tui.journal.restore import Tally, tally

    then, now, damage = tally(backup.path, WAIT), dict[str, Tally](), ""
    path = journal_path(paths)
    if path.exists():
        try:
            now = tally(path, WAIT)
        except DataError as error:
            damage = error.what
    nothing = Tally(0, None)
    pairs = ((kind, now.get(kind, nothing), held) for kind, held in then.items())
    return Outlook(
        tuple(
            Difference(kind, here.count, held.count, here.newest, held.newest)
            for kind, here, held in pairs
            if here.count or held.count
        ),
        damage,
    )


def restore_backup(paths: Paths, backup: Backup, clock: Clock) -> tuple[Backup | None, Path | None]:
    """Put a backup in the journal's place, as `journal.restore.restore` does.

    Returns:
        the backup of the journal that was there, and where it was set aside if it was damaged.

    Raises:
        BusyError: when a session is running.
        RehabError: as `journal.restore.restore` does.
    """
    from rehab_tui.journal.restore import restore
    from rehab_tui.practice.alone import refuse_a_second

    path = journal_path(paths)
    refuse_a_second(Practice(clock, shipped_catalogue, Journal(path, clock)))
    done = restore(path, backup, clock, WAIT)
    return done.before, done.aside
