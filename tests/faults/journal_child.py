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
import shutil
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from rehab_tui.clock import ManualClock, SystemClock
from rehab_tui.errors import RehabError
from rehab_tui.journal import locking, schema
from rehab_tui.journal.backup import back_up, backups, backups_folder, is_sound
from rehab_tui.journal.migrate import prepare
from rehab_tui.journal.records import Note, Pain
from rehab_tui.journal.restore import restore
from rehab_tui.journal.store import Journal

sys.dont_write_bytecode = True  # below a limit it is cut short, and other programs read it

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


CHANGES = frozenset({"os.rename", "os.remove", "os.link", "os.utime", "os.mkdir", "os.chmod",
                     "shutil.copyfile"})  # fmt: skip
"""What the interpreter announces before it changes a folder."""


class Dying(sqlite3.Connection):
    """A connection whose process is killed at the n-th statement, copy or change of a folder."""

    left = 0

    @classmethod
    def one_less(cls) -> None:
        cls.left -= 1
        if cls.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def execute(self, *args: Any) -> sqlite3.Cursor:
        self.one_less()
        return super().execute(*args)

    def backup(self, *args: Any, **more: Any) -> None:
        self.one_less()
        super().backup(*args, **more)


def announced(event: str, args: tuple[Any, ...]) -> None:
    if event in CHANGES or (event == "open" and args[2] & (os.O_WRONLY | os.O_RDWR)):
        Dying.one_less()


def sweep(work: Callable[[], object], check: Callable[[bool], None]) -> int:
    """Do `work` in children that are killed at their first, second, ... statement or file.

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
            sys.addaudithook(announced)
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


def log_in_version_1(path: Path) -> None:
    """What `log` writes as its number 0, as a program of the first schema wrote it."""
    stamp = "2026-11-20T07:30:00.000Z"
    same = f"'{stamp}', 0, '2026-11-20', '{stamp}', '{stamp}', 'd'"
    columns = "id, at, offset_min, day, created, updated, device"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"INSERT INTO act VALUES (1, '{stamp}', 'logged 0', NULL, 'd', NULL)")
        entries: list[tuple[str, str, object]] = [("pain", "level", 0), ("note", "text", "0 ")]
        for number, (kind, column, value) in enumerate(entries):
            identifier = f"{number:036d}"
            row = {"id": identifier, column: value}
            more, marks = (", moment", ", 'now'") if kind == "pain" else ("", "")
            connection.execute(
                f"INSERT INTO {kind} ({columns}, {column}{more}) "
                f"VALUES ('{identifier}', {same}, ?{marks})",
                (value,),
            )
            connection.execute(
                "INSERT INTO act_row VALUES (1, ?, ?, ?, NULL, ?)",
                (number, kind, identifier, json.dumps(row)),
            )


def sweep_migrate(path: Path) -> int:
    """From the first schema to the next: each step is whole or absent, and nothing is lost."""
    steps = (*schema.STEPS, NEXT_STEP)
    schema.STEPS = steps[:1]
    prepare(path, SystemClock(), create=True, wait=1.0)
    log_in_version_1(path)
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
        assert set(map(tuple, copies(path))) == {(0,)}  # each of them whole
        shutil.rmtree(backups_folder(path))
        path.write_bytes(old)

    return sweep(lambda: open_journal(path), check)


def copies(path: Path) -> list[list[int]]:
    """The numbers in each backup, the newest first; each must be whole."""
    found = []
    for backup in backups(path):
        assert is_sound(backup), backup
        with closing(sqlite3.connect(backup.path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            rows = connection.execute("SELECT text FROM note ORDER BY id").fetchall()
        found.append([int(text.split()[0]) for (text,) in rows])
    return found


def sweep_backup(path: Path) -> int:
    """A backup is whole or absent, the last good one stays, and the journal is as it was."""
    journal = open_journal(path)
    log(journal, 0)
    for days in (300, 299):
        back_up(path, "daily", NOW - timedelta(days=days), 1.0)
    log(journal, 1)
    kept = path.parent / "kept"
    shutil.copytree(backups_folder(path), kept)

    def check(ended: bool) -> None:
        assert logged(path) == [0, 1]
        found = copies(path)
        assert found in ([[0], [0]], [[0, 1], [0], [0]], [[0, 1], [0]])
        assert not ended or found == [[0, 1], [0]]
        back_up(path, "asked", NOW, 1.0)  # what was left behind hinders nobody
        assert copies(path)[0] == [0, 1]
        shutil.rmtree(backups_folder(path))
        shutil.copytree(kept, backups_folder(path))

    return sweep(lambda: back_up(path, "daily", NOW, 1.0), check)


def sweep_restore(path: Path) -> int:
    """A restore happens wholly or not at all, and never without a copy of what was there."""
    journal = open_journal(path)
    log(journal, 0)
    backup = back_up(path, "asked", NOW - timedelta(days=1), 1.0)
    log(journal, 1)
    now = path.read_bytes()
    kept = path.parent / "kept"
    shutil.copytree(backups_folder(path), kept)

    def check(ended: bool) -> None:
        found = logged(path)
        assert found == [0] or (found == [0, 1] and not ended)
        assert found == [0, 1] or copies(path) == [[0, 1], [0]]
        shutil.rmtree(backups_folder(path))
        shutil.copytree(kept, backups_folder(path))
        path.write_bytes(now)

    return sweep(lambda: restore(path, backup, ManualClock(NOW), 1.0), check)


def sweep_restore_over_damage(path: Path) -> int:
    """What was damaged is there, or set aside, or both; the journal never just goes missing."""
    log(open_journal(path), 0)
    backup = back_up(path, "asked", NOW - timedelta(days=1), 1.0)
    damaged = b"damaged" * 1000
    path.write_bytes(damaged)

    def check(ended: bool) -> None:
        if path.read_bytes() == damaged:
            assert not ended
        else:
            assert logged(path) == [0]
            [aside] = path.parent.glob("*set-aside*.sqlite3")
            assert aside.read_bytes() == damaged
        for aside in path.parent.glob("*set-aside*"):
            aside.unlink()
        path.write_bytes(damaged)

    return sweep(lambda: restore(path, backup, ManualClock(NOW), 1.0), check)


def full_backup(path: Path) -> list[str]:
    """Try to make and to restore backups on a disk that has no room.

    Returns:
        what was said each time.
    """
    journal = open_journal(path)
    log(journal, 0)
    first = back_up(path, "asked", NOW, 1.0)
    log(journal, 1)
    before, size, said = path.read_bytes(), path.stat().st_size, []
    for limit in (0, 1, 50, 5000, size // 2, size - 1):
        for work in (
            lambda: back_up(path, "daily", NOW, 1.0),
            lambda: restore(path, first, ManualClock(NOW), 1.0),
        ):
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
            try:
                work()
            except RehabError as error:
                said.append(str(error))
            finally:
                resource.setrlimit(
                    resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
                )
            assert path.read_bytes() == before
            assert copies(path) == [[0]]
    return said


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
    from rehab_tui.journal.check import check
    from rehab_tui.practice.care import daily_backup

    if os.getuid() == 0:
        os.setuid(65534)
    assert check(path, SystemClock(), 1.0).findings == ()
    assert daily_backup(open_journal(path)) is None
    said = [str(len(open_journal(path).entries(Note)))]
    for attempt in (
        lambda: log(open_journal(path), 1),
        lambda: open_journal(path.with_name("new.sqlite3")),
        lambda: open_journal(path.parent / "below" / "new.sqlite3"),
        lambda: open_journal(path.parent / "closed" / "journal.sqlite3"),
        lambda: back_up(path, "daily", NOW, 1.0),
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
