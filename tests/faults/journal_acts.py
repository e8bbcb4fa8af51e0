"""What can be done to a journal, by name: here, or in a process that is killed in the midst of it.

Started as a program it waits for acts on standard input, and forks a child for each, so that an
interpreter has to start only once.
"""

from __future__ import annotations

import functools
import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

from journal_child import Dying, announced

from rehab_tui.clock import ManualClock
from rehab_tui.errors import RehabError
from rehab_tui.journal import rows
from rehab_tui.journal import undo as taking_back
from rehab_tui.journal.append import Entry, append
from rehab_tui.journal.backup import back_up, backups
from rehab_tui.journal.records import (
    CheckIn,
    DecisionRecord,
    DoneElsewhere,
    Function,
    Note,
    Pain,
    ProfileAnswer,
    SessionRecord,
    SetRecord,
    Sleep,
    StopEvent,
    Treatment,
)
from rehab_tui.journal.restore import restore
from rehab_tui.journal.store import Journal
from rehab_tui.practice.exchange import bring_in

Ended = Literal["done", "refused", "killed"]
REFUSED = 3
WAIT = 1.0


# --- entries -------------------------------------------------------------------------------------
def log(journal: Journal, text: str, level: int) -> None:
    at = journal.clock.now()
    with journal.act("logged") as act:
        act.add(Note(at=at, text=text))
        act.add(Pain(at=at, level=level))


def log_at_once(journal: Journal, level: int) -> None:
    entries: list[Entry] = [
        ("pain", {"level": level, "moment": "now"}),
        ("mood", {"level": 1 + level % 5}),
    ]
    assert append(str(journal.path), "logged at once", entries, journal.clock.now()) is not None


def log_much(journal: Journal, text: str, level: int) -> None:
    at = journal.clock.now()
    with journal.act("logged much") as act:
        act.add(Sleep(at=at, minutes=60 * level, quality=3))
        act.add(Function(at=at, activity=text, level=level))
        act.add(Treatment(at=at, what="heat", minutes=10))
        act.add(DoneElsewhere(at=at, minutes=20, what=text))


def answer(journal: Journal, key: str, value: str | None) -> None:
    with journal.act("answered") as act:
        act.add(ProfileAnswer(at=journal.clock.now(), key=key, value=value))


def edit(
    journal: Journal,
    kind: str,
    identifier: str,
    change: dict[str, Any],
    in_group: str | None = None,
) -> None:
    with journal.act("edited", group=in_group) as act:
        act.change(replace(act.current(rows.TYPES[kind], identifier), **change))


def delete(journal: Journal, kind: str, identifier: str) -> None:
    with journal.act("deleted") as act:
        act.remove(rows.TYPES[kind].kind, identifier)


def remember(journal: Journal, key: str, value: str) -> None:
    journal.remember(key, value)


# --- a session: one group ------------------------------------------------------------------------
def begin(journal: Journal, session: str, sets: int, rule: str) -> None:
    at = journal.clock.now()
    with journal.act("began", group=session) as act:
        act.add(SessionRecord(at=at, id=session, sets=sets))
        act.add(DecisionRecord(at=at, rule=rule, reason="so", session=session))


def save_set(journal: Journal, session: str, number: int, reps: int, before: str) -> None:
    one = SetRecord(
        at=journal.clock.now(), id=before, session=session, item=0, exercise="x", number=number,
        reps=reps, reps_prescribed=8,
    )  # fmt: skip
    with journal.act("did a set", group=session) as act:
        if before:
            act.change(one)
        else:
            act.add(one)


def tell(journal: Journal, session: str, level: int) -> None:
    at = journal.clock.now()
    with journal.act("told", group=session) as act:
        act.add(CheckIn(at=at, moment="after", effort=level, session=session))
        act.add(Pain(at=at, level=level, moment="worst", session=session))


def stop(journal: Journal, session: str | None, text: str) -> None:
    with journal.act("stopped", group=session) as act:
        act.add(StopEvent(at=journal.clock.now(), reason=text, session=session))


def end(journal: Journal, session: str, state: Literal["finished", "left"], seconds: int) -> None:
    with journal.act("ended", group=session) as act:
        found = act.current(SessionRecord, session)
        act.change(replace(found, state=state, seconds=seconds))


# --- back, and copies ----------------------------------------------------------------------------
def undo(journal: Journal) -> None:
    taking_back.undo(journal)


def copy(journal: Journal, why: Literal["asked", "daily"]) -> None:
    back_up(journal.path, why, journal.clock.now(), WAIT)


def put_back(journal: Journal, backup: str) -> None:
    [made] = [one for one in backups(journal.path) if one.name == backup]
    restore(journal.path, made, journal.clock, WAIT)


def take_in(journal: Journal, file: str) -> None:
    bring_in(journal, BytesIO(Path(file).read_bytes()), "other")


ACTS: dict[str, Callable[..., None]] = {
    one.__name__: one
    for one in (
        log, log_at_once, log_much, answer, edit, delete, remember, begin, save_set, tell, stop,
        end,
        undo, copy, put_back, take_in,
    )
}  # fmt: skip


def do(journal: Journal, name: str, given: dict[str, Any]) -> Ended:
    """Do an act in this process."""
    try:
        ACTS[name](journal, **given)
    except RehabError:
        return "refused"
    return "done"


# --- and die at it -------------------------------------------------------------------------------
class Mortal:
    """A process that does acts, each in a child that is killed at its n-th statement or file."""

    def __enter__(self) -> Mortal:
        self._process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )  # fmt: skip
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._process.communicate()

    def do(self, journal: Journal, name: str, given: dict[str, Any], left: int) -> Ended:
        """Do an act; its process is killed before its `left`-th statement or change of a folder."""
        asked, told = self._process.stdin, self._process.stdout
        assert asked is not None
        assert told is not None
        at = journal.clock.now().isoformat()
        print(json.dumps([str(journal.path), at, name, given, left]), file=asked, flush=True)
        status = int(told.readline())
        ends: dict[int, Ended] = {0: "done", REFUSED: "refused", -signal.SIGKILL: "killed"}
        return ends[status]


def _mortal(path: str, at: str, name: str, given: dict[str, Any], left: int) -> int:
    journal = Journal(Path(path), ManualClock(datetime.fromisoformat(at)), WAIT)
    Dying.left = left
    sqlite3.connect = functools.partial(sqlite3.connect, factory=Dying)  # type: ignore[assignment]
    sys.addaudithook(announced)
    return REFUSED if do(journal, name, given) == "refused" else 0


def serve() -> None:
    """Do what is asked, a line each, until there is no more."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            status = 1
            try:
                status = _mortal(*json.loads(line))
            finally:
                if status == 1:
                    sys.excepthook(*sys.exc_info())
                os._exit(status)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    serve()
