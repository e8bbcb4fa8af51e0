"""The writers' lock: who can't wait is told at once, and leaves nothing behind."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from rehab_tui.errors import BusyError
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
