"""Kill -9, full disks, other writers, permissions."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread
from typing import IO, Any

import pytest

from rehab_tui.clock import ManualClock
from rehab_tui.errors import BusyError, ExitCode, RehabError
from rehab_tui.journal import locking
from rehab_tui.journal.records import Mood, Note
from rehab_tui.journal.store import Journal

pytestmark = pytest.mark.long

NOW = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
CHILD = Path(__file__).with_name("journal_child.py")


def start(*arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(CHILD), *map(str, arguments)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip


def outcome(child: subprocess.Popen[str]) -> Any:
    out, err = child.communicate(timeout=60)
    assert child.returncode == 0, err
    return json.loads(out.splitlines()[-1])


def run(*arguments: object) -> Any:
    return outcome(start(*arguments))


def pipe(stream: IO[str] | None) -> IO[str]:
    assert stream is not None
    return stream


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "journal.sqlite3"


@pytest.fixture
def journal(path: Path) -> Journal:
    return Journal.open(path, ManualClock(NOW), wait=0.02)


def log(journal: Journal) -> None:
    with journal.act("logged") as act:
        act.add(Mood(at=NOW, level=3))


def test_kill_9_loses_nothing_acknowledged_and_leaves_no_half(path: Path) -> None:
    assert run("kill", path, 50, 7) > 20


@pytest.mark.parametrize(
    ("what", "least"),
    [
        ("sweep_act", 12),
        ("sweep_create", 60),
        ("sweep_migrate", 60),
        ("sweep_backup", 20),
        ("sweep_restore", 30),
        ("sweep_restore_over_damage", 20),
    ],
)
def test_kill_9_at_every_statement(path: Path, what: str, least: int) -> None:
    """An act, a new journal, a migration, a backup, a restore: all or nothing."""
    assert run(what, path) >= least


def test_processes_that_start_at_once_make_one_journal(path: Path) -> None:
    children = [start("create", path) for _ in range(3)]
    for child in children:
        assert pipe(child.stdout).readline() == "ready\n"
    for child in children:
        pipe(child.stdin).write("go\n")
        pipe(child.stdin).flush()
    assert len({outcome(child) for child in children}) == 1
    assert len(Journal.open(path, ManualClock(NOW)).entries(Note)) == 3


def test_writers_queue_and_lose_nothing(path: Path) -> None:
    children = [start("write", path, 50) for _ in range(4)]
    assert max(outcome(child) for child in children) < 5.0  # seconds; a loaded machine is slow
    assert len(Journal.open(path, ManualClock(NOW)).entries(Note)) == 200


def test_a_lock_file_that_can_not_be_made_is_said(journal: Journal) -> None:
    locking.lock_path(journal.path).unlink()
    locking.lock_path(journal.path).mkdir()
    with pytest.raises(RehabError, match="nothing can be written beside it"):
        log(journal)
    assert journal.entries(Mood) == []


def test_a_full_disk_is_said_and_nothing_is_half_saved(path: Path) -> None:
    said = run("full", path)
    assert len(said) >= 5
    for line in said:
        assert "the disk could not be" in line or "the disk is full" in line
        assert "\n" not in line
        assert str(path) in line


def test_a_full_disk_leaves_no_half_made_backup_and_no_half_restored_journal(path: Path) -> None:
    said = run("full_backup", path)
    assert len(said) == 12
    for line in said:
        assert "\n" not in line
        assert str(path.parent) in line


def test_a_full_disk_leaves_no_half_made_journal(path: Path) -> None:
    assert "the disk could not be" in run("full_create", path)
    assert [p.name for p in path.parent.iterdir()] == [f"{path.name}.lock"]


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users can look into, unlike pytest's own."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)  # noqa: PTH101
        yield Path(folder)


def test_a_read_only_journal_can_be_read(open_folder: Path) -> None:
    path = open_folder / "journal.sqlite3"
    journal = Journal.open(path, ManualClock(NOW))
    with journal.act("noted") as act:
        act.add(Note(at=NOW, text="kept"))
    locking.lock_path(path).unlink()
    (open_folder / "closed").mkdir(mode=0o700)
    if os.getuid():
        (open_folder / "closed").chmod(0)
    path.chmod(0o444)
    open_folder.chmod(0o555)
    try:
        notes, *said = run("read_only", path)
    finally:
        open_folder.chmod(0o755)
        (open_folder / "closed").chmod(0o700)
    assert notes == "1"
    for line in said:
        assert line != "nothing"
        assert str(open_folder) in line
    assert sorted(p.name for p in open_folder.iterdir()) == ["closed", "journal.sqlite3"]


def test_a_lock_of_another_program_is_waited_for_and_then_said(journal: Journal) -> None:
    with closing(sqlite3.connect(journal.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        for use in (lambda: log(journal), lambda: journal.entries(Mood)):
            with pytest.raises(BusyError) as caught:
                use()
            assert caught.value.code == ExitCode.BUSY
            assert "Try again" in str(caught.value)
        with pytest.raises(BusyError):
            Journal.open(journal.path, ManualClock(NOW), wait=0.02)
        other.execute("ROLLBACK")
    log(journal)
    assert len(journal.entries(Mood)) == 1


def test_a_reader_that_stays_makes_a_writer_give_up_cleanly(journal: Journal) -> None:
    with closing(sqlite3.connect(journal.path, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM mood").fetchall()
        with pytest.raises(BusyError):
            log(journal)
        other.execute("COMMIT")
    assert journal.entries(Mood) == []


def test_another_process_holding_the_writers_lock(journal: Journal) -> None:
    child = start("hold", journal.path)
    assert pipe(child.stdout).readline() == "ready\n"
    for _ in range(2):
        with pytest.raises(BusyError):
            log(journal)
    assert journal.entries(Mood) == []  # reading goes on meanwhile
    outcome(child)
    log(Journal(journal.path, ManualClock(NOW), wait=20.0))  # those who gave up let go too
    assert len(journal.entries(Mood)) == 1


def test_a_waiting_writer_is_served_when_its_turn_comes(journal: Journal) -> None:
    patient = Journal(journal.path, ManualClock(NOW), wait=20.0)
    holding, release = Event(), Event()

    def hold() -> None:
        with locking.locked(journal.path, 1.0):
            holding.set()
            release.wait(20.0)

    threads = [Thread(target=hold)]
    threads[0].start()
    assert holding.wait(20.0)
    threads += [Thread(target=log, args=(patient,)) for _ in range(3)]
    for thread in threads[1:]:
        thread.start()
    release.set()
    for thread in threads:
        thread.join(20.0)
    assert len(journal.entries(Mood)) == 3


def test_ctrl_c_while_waiting_lets_go_of_the_lock(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> bool:
        raise KeyboardInterrupt

    with locking.locked(journal.path, 1.0), monkeypatch.context() as patch:
        patch.setattr(Event, "wait", interrupted)
        with pytest.raises(KeyboardInterrupt):
            log(journal)
    log(Journal(journal.path, ManualClock(NOW), wait=20.0))
    assert len(journal.entries(Mood)) == 1


def test_files_are_private_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        folder = tmp_path / "share" / "rehab-tui"
        journal = Journal.open(folder / "journal.sqlite3", ManualClock(NOW))
        with journal.act("logged") as act:
            act.add(Mood(at=NOW, level=3))
            modes = {p.name: p.stat().st_mode & 0o777 for p in folder.iterdir()}
    finally:
        os.umask(before)
    assert modes == dict.fromkeys(
        ["journal.sqlite3", "journal.sqlite3-journal", "journal.sqlite3.lock"], 0o600
    )
    assert folder.stat().st_mode & 0o777 == 0o700
    assert folder.parent.stat().st_mode & 0o777 == 0o700


def test_a_symlinked_journal_survives(journal: Journal, tmp_path: Path) -> None:
    link = tmp_path / "linked" / "journal.sqlite3"
    link.parent.mkdir()
    link.symlink_to(journal.path)
    log(Journal.open(link, ManualClock(NOW)))
    assert link.is_symlink()
    assert [p.name for p in link.parent.iterdir()] == [link.name]
    assert len(journal.entries(Mood)) == 1
