"""One session at a time: whoever plays one holds a lock that the kernel frees with its process."""

from __future__ import annotations

import json
import os
from datetime import datetime
from threading import Event

from rehab_tui.clock import Clock
from rehab_tui.days import spelled_out
from rehab_tui.errors import BusyError
from rehab_tui.journal.locking import Hold, hold, note_of, session_path
from rehab_tui.journal.store import Journal
from rehab_tui.journal.undo import PastAct, Undone, undo
from rehab_tui.practice.context import Practice

STOP_STAYS = "The stop that was told in it stays."
"""Said where something was taken back (`Undone.stop_stays`)."""
TRIES = 3
BETWEEN_TRIES = 0.01
"""Seconds. Who only looks whether the lock is free has it for a moment too."""


def take(practice: Practice) -> Hold:
    """Take the lock that is held from a session's beginning, or its taking up, to its end.

    Raises:
        BusyError: when a session runs in another process; since when, and what to do.
        RehabError: when nothing can be written beside the journal.
    """
    path, journal = session_path(practice.journal.path), practice.journal.path
    note = json.dumps({"since": practice.clock.now().isoformat(), "process": os.getpid()})
    for attempt in range(TRIES):
        if attempt:
            practice.clock.wait(BETWEEN_TRIES, Event())
        held = hold(path, note, journal)
        if held is not None:
            return held
    raise _busy(practice, note_of(path) or "")


def refuse_a_second(practice: Practice) -> None:
    """Refuse early what `take` would refuse, before anything is asked.

    Raises:
        BusyError: when a session runs in another process.
    """
    note = _note(practice.journal, practice.clock)
    if note is not None:
        raise _busy(practice, note)


def runs_elsewhere(practice: Practice) -> bool:
    """Whether a session runs in another process. Nothing is written, and nothing refused."""
    return _note(practice.journal, practice.clock) is not None


def take_back(journal: Journal) -> Undone | None:
    """Take the last act back (`journal.undo`), but not a session that runs.

    Raises:
        BusyError: when the last act belongs to the session that runs in another process.
        RehabError: as `journal.undo` does.
    """

    def refuse(newest: PastAct) -> None:
        begun = journal.open_session()
        running = begun is not None and newest.group == begun[0].id
        if running and _note(journal, journal.clock) is not None:
            raise BusyError(
                "the last change is a session that is running in another window of rehab",
                "Finish it there, or leave it there with q; then take it back.",
            )

    return undo(journal, refuse)


def _note(journal: Journal, clock: Clock) -> str | None:
    path = session_path(journal.path)
    note = note_of(path)
    for _ in range(TRIES - 1):
        if note is None:
            return None
        clock.wait(BETWEEN_TRIES, Event())
        note = note_of(path)
    return note


def _busy(practice: Practice, note: str) -> BusyError:
    since, process = _read(note, practice.clock.now())
    return BusyError(
        f"a session is running{since} in another window of rehab{process}",
        "Finish it there, or leave it there with q; then start again.",
    )


def _read(note: str, now: datetime) -> tuple[str, str]:
    """The words for since when, and for the process; empty where the note doesn't tell."""
    try:
        told = json.loads(note)
        begun, process = datetime.fromisoformat(told["since"]), int(told["process"])
    except (ValueError, TypeError, KeyError, OverflowError):  # only just being written
        return "", ""
    day = "" if begun.date() == now.date() else f"{spelled_out(begun)}, "
    return f" since {day}{begun:%H:%M}", f" (process {process})"
