"""Sessions for looking back."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rehab_tui.clock import ManualClock
from rehab_tui.errors import BusyError, DataError
from rehab_tui.journal.browse import SessionStory, sessions_with_sets
from rehab_tui.journal.records import CheckIn, Pain, SessionRecord, SetRecord
from rehab_tui.journal.store import Journal

NOW = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal.open(tmp_path / "journal.sqlite3", ManualClock(NOW))


def story(journal: Journal, days_ago: int) -> SessionStory:
    at = NOW - timedelta(days=days_ago)
    with journal.act("a session") as act:
        session = act.add(SessionRecord(at=at, state="finished", sets=2, effort=4))
        sets = [
            act.add(SetRecord(
                at=at + timedelta(minutes=number), session=session.id, item=0, exercise="bridge",
                number=number, reps=8, reps_prescribed=10, load="5 kg", two_more=number == 2,
            ))
            for number in (2, 1)
        ]  # fmt: skip
        check_in = act.add(CheckIn(at=at, session=session.id, moment="after", effort=4))
        pain = act.add(Pain(at=at, level=3, moment="worst", session=session.id))
        act.add(Pain(at=at, level=9))  # not of the session
    return SessionStory(session, tuple(sets[::-1]), (check_in,), (pain,))


def test_sessions_come_newest_first_with_what_belongs_to_them(journal: Journal) -> None:
    stories = [story(journal, days) for days in (5, 1, 3)]
    found = sessions_with_sets(journal.path, 2)
    assert found == [stories[1], stories[2]]


def test_discarded_and_removed_sessions_and_parts_are_left_out(journal: Journal) -> None:
    kept, discarded, removed = (story(journal, days) for days in (1, 2, 3))
    with journal.act("tidied") as act:
        act.change(replace(discarded.session, state="discarded"))
        act.remove("session", removed.session.id)
        act.remove("set", kept.sets[0].id)
    assert sessions_with_sets(journal.path, 10) == [replace(kept, sets=kept.sets[1:])]


def test_a_missing_journal_has_no_sessions(tmp_path: Path) -> None:
    assert sessions_with_sets(tmp_path / "journal.sqlite3", 5) == []
    assert list(tmp_path.iterdir()) == []


def test_browsing_meets_damage_and_locks_like_any_reading(journal: Journal) -> None:
    story(journal, 1)
    raw = sqlite3.connect(journal.path, isolation_level=None)
    raw.execute("BEGIN EXCLUSIVE")
    with pytest.raises(BusyError):
        sessions_with_sets(journal.path, 5, wait=0.01)
    raw.execute("ROLLBACK")
    raw.execute("DROP TABLE check_in")
    raw.close()
    with pytest.raises(DataError) as caught:
        sessions_with_sets(journal.path, 5)
    assert caught.value.where == str(journal.path)
    assert "parameters" not in str(caught.value)
