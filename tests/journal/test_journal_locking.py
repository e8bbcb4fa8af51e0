"""The writers' lock: who can't wait is told at once, and leaves nothing behind."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

import pytest

from rehab_tui.errors import BusyError, RehabError
from rehab_tui.journal import locking
from rehab_tui.journal.locking import locked


def test_who_can_not_wait_is_told_at_once_and_leaves_no_thread(tmp_path: Path) -> None:
    journal = tmp_path / "journal.sqlite3"
    with locked(journal, 0):
        before = threading.active_count()
        for _ in range(20):
            with pytest.raises(BusyError), locked(journal, 0):
                pytest.fail("two have the lock")
        assert threading.active_count() == before
    with locked(journal, 0):
        pass


def test_who_can_wait_gets_it_when_it_is_let_go(tmp_path: Path) -> None:
    journal = tmp_path / "journal.sqlite3"
    got = threading.Event()

    def write() -> None:
        with locked(journal, 10):
            got.set()

    waiting = threading.Thread(target=write)
    with locked(journal, 0):
        waiting.start()
        assert not got.wait(0.05)
    waiting.join(10)
    assert got.is_set()


def test_those_who_look_do_not_see_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "session.lock"
    path.write_text("left by a dead process")
    seen: list[str | None] = []
    taken = locking._taken

    def look_twice(handle: int, *, shared: bool = False) -> bool:
        mine = taken(handle, shared=shared)
        if len(seen) == 0:
            seen.append("")
            seen.append(locking.note_of(path))
        return mine

    monkeypatch.setattr(locking, "_taken", look_twice)
    assert locking.note_of(path) is None
    assert seen[1] is None
    held = locking.hold(path, "mine", tmp_path)
    assert held is not None
    with held:
        assert locking.note_of(path) == "mine"


@pytest.mark.skipif(sys.platform == "win32", reason="FIFOs")
def test_what_is_no_regular_file_is_not_waited_for(tmp_path: Path) -> None:
    journal = tmp_path / "journal.sqlite3"
    for path in (locking.session_path(journal), locking.lock_path(journal)):
        os.mkfifo(path)
    assert locking.note_of(locking.session_path(journal)) is None
    with pytest.raises(RehabError, match="no regular file"):
        locking.hold(locking.session_path(journal), "mine", journal)
    with pytest.raises(RehabError, match="no regular file"), locked(journal, 0):
        pytest.fail("nothing is locked")
