"""A process that uses the journal and comes to harm, for the tests beside it.

Started as `python journal_child.py COMMAND PATH ...`; prints one JSON value. Where many trials
are needed it forks them itself, so that only one interpreter has to start.
"""

from __future__ import annotations

import functools
import json
import os
import random
import resource
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rehab_tui.clock import SystemClock
from rehab_tui.errors import RehabError
from rehab_tui.journal import locking, schema
from rehab_tui.journal.records import Note, Pain
from rehab_tui.journal.store import Journal

NOW = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
NEXT_STEP = ('ALTER TABLE "mood" ADD COLUMN "why" TEXT', 'CREATE INDEX "w" ON "mood" ("why")')


def open_journal(path: Path, wait: float = 20.0) -> Journal:
    return Journal.open(path, SystemClock(), wait=wait)


def log(journal: Journal, number: int, text: str = "") -> None:
    with journal.act(f"logged {number}") as act:
        act.add(Pain(at=NOW, level=number % 11))
        act.add(Note(at=NOW, text=f"{number} {text}"))


def logged(path: Path) -> list[int]:
    """The numbers of the acts in a journal, each of which must be whole."""
    journal = open_journal(path)
    numbers = [int(note.text.split()[0]) for note in journal.entries(Note)]
    assert [pain.level for pain in journal.entries(Pain)] == [number % 11 for number in numbers]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("SELECT count(*) FROM act").fetchone() == (len(numbers),)
        assert connection.execute("SELECT count(*) FROM act_row").fetchone() == (2 * len(numbers),)
    return numbers


def forked(work: Callable[[], object]) -> int:
    """Start `work` in a child; its exit code is 0 only if it came to its end."""
    child = os.fork()
    if child == 0:
        try:
            work()
            os._exit(0)
        finally:
            os._exit(1)
    return child


def kill(path: Path, trials: str, seed: str) -> int:
    """Kill a writing child at random moments; what it acknowledged must be there.

    Returns:
        how many acts were acknowledged in all.
    """
    chance, number, acknowledged = random.Random(int(seed)), 0, 0
    for _ in range(int(trials)):
        read, write = os.pipe()
        first = number

        def work(first: int = first, write: int = write) -> None:
            journal = open_journal(path)
            for done in range(first, first + 1000):
                log(journal, done)
                os.write(write, b".")

        child = forked(work)
        os.close(write)
        for _ in range(chance.randrange(4)):
            assert os.read(read, 1) == b"."
            number += 1
        until = time.perf_counter() + chance.random() * 0.004
        while time.perf_counter() < until:
            pass
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        number += len(os.read(read, 1 << 16))
        os.close(read)
        found = logged(path) if path.exists() else []
        # The one that was being written may be there too.
        assert found in (list(range(number)), list(range(number + 1))), (number, found)
        acknowledged, number = number, len(found)
    return acknowledged


class Dying(sqlite3.Connection):
    """A connection whose process is killed at the n-th statement."""

    left = 0

    def execute(self, *args: Any) -> sqlite3.Cursor:
        type(self).left -= 1
        if type(self).left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().execute(*args)


def sweep(work: Callable[[], object], check: Callable[[bool], None]) -> int:
    """Do `work` in children that are killed at their first, second, ... statement.

    Args:
        work: what to do.
        check: looks at what is left, told whether the child came to its end.

    Returns:
        how many were killed before one came to its end.
    """
    for statement in range(1, 500):

        def dying(statement: int = statement) -> None:
            Dying.left = statement
            sqlite3.connect = functools.partial(sqlite3.connect, factory=Dying)  # type: ignore[assignment]
            work()

        _, status = os.waitpid(forked(dying), 0)
        check(status == 0)
        if status == 0:
            return statement - 1
        assert os.WTERMSIG(status) == signal.SIGKILL, status
    raise AssertionError("never came to its end")


def sweep_act(path: Path) -> int:
    """An act is whole or absent, wherever it was cut."""
    log(open_journal(path), 0)

    def check(ended: bool) -> None:
        assert logged(path) == ([0, 1] if ended else [0])

    return sweep(lambda: log(Journal(path, SystemClock()), 1), check)


def sweep_create(path: Path) -> int:
    """A journal is whole or absent while it is made."""

    def check(ended: bool) -> None:
        assert path.exists() == ended or logged(path) == []
        assert logged(path) == []
        path.unlink()

    return sweep(lambda: open_journal(path), check)


def sweep_migrate(path: Path) -> int:
    """From the first schema to the next: each step is whole or absent, and nothing is lost."""
    steps = (*schema.STEPS, NEXT_STEP)
    schema.STEPS = steps[:1]
    log(open_journal(path), 0)
    old = path.read_bytes()
    schema.STEPS = steps

    def check(ended: bool) -> None:
        with closing(sqlite3.connect(path)) as connection:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
            asked = [row[1] for row in connection.execute('PRAGMA table_info("check_in")')]
            columns = [row[1] for row in connection.execute('PRAGMA table_info("mood")')]
        assert (version >= 2) == ("question" in asked)
        assert (version == len(steps)) == ("why" in columns)
        assert "check_in_of_step_1" not in tables
        assert version == len(steps) or not ended
        assert logged(path) == [0]  # which migrates what was not
        path.write_bytes(old)

    return sweep(lambda: open_journal(path), check)


def create(path: Path) -> str:
    """Open a journal that isn't there as soon as told to."""
    print("ready", flush=True)
    sys.stdin.readline()
    log(open_journal(path), os.getpid())
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("SELECT value FROM meta WHERE key = 'device'").fetchone()[0])


def write(path: Path, acts: str) -> float:
    """Write many acts.

    Returns:
        the longest time that one took, in seconds.
    """
    journal = open_journal(path)
    longest = 0.0
    for number in range(int(acts)):
        start = time.perf_counter()
        log(journal, number)
        longest = max(longest, time.perf_counter() - start)
    return longest


def full(path: Path) -> list[str]:
    """Try to write on a disk that has no room, in several ways.

    Returns:
        what was said each time.
    """
    journal = open_journal(path)
    log(journal, 0)
    size = path.stat().st_size
    said = []
    for limit in (0, 1, 600, 5000, size // 2, size, size + 5000, size + 50_000):
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
        try:
            log(journal, 1, "x" * 9900)
            log(journal, 2, "x" * 9900)
            with journal.act("logged much") as act:
                for _ in range(9):
                    act.add(Note(at=NOW, text="3" + "x" * 9900))
        except RehabError as error:
            said.append(str(error))
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        assert logged(path) in ([0], [0, 1], [0, 1, 2])
    return said


def full_create(path: Path) -> str:
    """Try to make a journal on a disk that has no room."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (9000, resource.RLIM_INFINITY))
    try:
        open_journal(path)
    except RehabError as error:
        return str(error)
    return ""


def read_only(path: Path) -> list[str]:
    """Use somebody else's journal: reading works, writing says why not."""
    import threading  # noqa: F401 - what is loaded late may not be readable later

    import rehab_tui.paths  # noqa: F401

    if os.getuid() == 0:
        os.setuid(65534)
    said = [str(len(open_journal(path).entries(Note)))]
    for attempt in (
        lambda: log(open_journal(path), 1),
        lambda: open_journal(path.with_name("new.sqlite3")),
        lambda: open_journal(path.parent / "below" / "new.sqlite3"),
        lambda: open_journal(path.parent / "closed" / "journal.sqlite3"),
    ):
        try:
            attempt()
            said.append("nothing")
        except RehabError as error:
            said.append(str(error))
    return said


def hold(path: Path) -> None:
    """Keep the writers' lock until told otherwise."""
    with locking.locked(path, 1.0):
        print("ready", flush=True)
        sys.stdin.readline()


if __name__ == "__main__":
    print(json.dumps(globals()[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])), flush=True)
