"""Readings: what is found, in which order, and what a missing or damaged journal reads as."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from store_stage import NOW, a_clock, a_journal, a_set, add, pain

from rehab_tui.clock import ManualClock
from rehab_tui.errors import DataError, NotFoundError
from rehab_tui.journal.records import Mood, Note, Pain, ProfileAnswer, SessionRecord
from rehab_tui.journal.store import Journal

clock = a_clock
journal = a_journal


def test_entries_come_in_time_order_whatever_the_order_of_writing(journal: Journal) -> None:
    add(journal, pain(9, 1), pain(3, 2), pain(5, 3))
    assert [entry.level for entry in journal.entries(Pain)] == [2, 3, 1]
    assert [entry.level for entry in journal.entries(Pain, newest=2)] == [3, 1]


def test_a_span_of_days_is_half_open_and_local(journal: Journal) -> None:
    early = Pain(at=datetime(2026, 11, 5, 0, 30, tzinfo=NOW.tzinfo), level=8)  # the 4th in UTC
    add(journal, pain(3), early, pain(7))
    span = journal.entries(Pain, date(2026, 11, 5), date(2026, 11, 7))
    assert [entry.level for entry in span] == [8]
    assert journal.entries(Pain, date(2026, 11, 8)) == []
    assert len(journal.entries(Pain, end=date(2026, 11, 8))) == 3


def test_entries_are_chosen_by_their_columns(journal: Journal) -> None:
    add(journal, pain(1, 1, moment="worst"), pain(2, 2, site="knee-left"), pain(3, 3))
    found = journal.entries(Pain, moment="now", site=None)
    assert [entry.level for entry in found] == [3]
    assert [entry.level for entry in journal.entries(Pain, level=(1, 2))] == [1, 2]
    assert journal.entries(Pain, level=()) == []
    with pytest.raises(ValueError, match="no column"):
        journal.entries(Pain, **{"level = 1 OR level": 3})  # type: ignore[arg-type]


def test_values_are_days_and_numbers(journal: Journal) -> None:
    add(journal, pain(2, 4, moment="worst"), pain(2, 2), pain(9, 5, site="knee"))
    assert journal.values(Pain, "level") == [
        (date(2026, 11, 2), 4), (date(2026, 11, 2), 2), (date(2026, 11, 9), 5),
    ]  # fmt: skip
    assert journal.values(Pain, "site", date(2026, 11, 1)) == [(date(2026, 11, 9), "knee")]
    found = journal.values(Pain, "level", end=date(2026, 11, 9), moment=("now", "before"))
    assert found == [(date(2026, 11, 2), 2)]
    with pytest.raises(ValueError, match="no column"):
        journal.values(Pain, "mood")


def test_latest_and_get_and_find(journal: Journal) -> None:
    first, second, mood = add(journal, pain(1), pain(2, 9), Mood(at=NOW, level=4))
    assert journal.latest(Pain) == second
    assert journal.latest(Pain, level=3) == first
    assert journal.latest(Note) is None
    assert journal.get(Pain, first.id) == first
    assert journal.get(Mood, first.id) is None
    assert journal.find(mood.id[:10]) == [first, second, mood]  # made at once
    assert journal.find(second.id[:13]) == [second]
    assert journal.find(mood.id) == [mood]
    assert journal.find("%") == []


def test_the_open_session_is_the_newest_that_still_runs(journal: Journal) -> None:
    assert journal.open_session() is None
    with journal.act("began") as act:
        act.add(a_set(act.add(SessionRecord(at=NOW - timedelta(days=1), state="running"))))
        running = act.add(SessionRecord(at=NOW, state="running"))
        act.add(SessionRecord(at=NOW + timedelta(hours=1), state="finished"))
        sets = [act.add(a_set(running, number)) for number in (2, 1)]
    found = journal.open_session()
    assert found == (running, sets[::-1])
    assert found[1][0].two_more is True  # and not 1


def test_the_profile_is_the_latest_answer_of_each_key(journal: Journal) -> None:
    def answer(key: str, value: str | None, hours: int) -> ProfileAnswer:
        return ProfileAnswer(at=NOW + timedelta(hours=hours), key=key, value=value)

    add(journal, answer("side", "left", 5), answer("side", "right", 2))
    add(journal, answer("pregnant", "yes", 1), answer("pregnant", None, 2), answer("days", "3", 0))
    add(journal, answer("minutes", "10", 0), answer("minutes", "15", 0))
    assert journal.profile() == {"side": "left", "days": "3", "minutes": "15"}


def test_rows_are_whole_and_in_a_stable_order(journal: Journal) -> None:
    with journal.act("session") as act:
        session = act.add(SessionRecord(at=NOW))
        act.add(a_set(session))
        act.add(Note(at=NOW - timedelta(days=3), text="before"))
    found = journal.rows()
    assert [row["kind"] for row in found] == ["note", "session", "set"]
    assert list(found[0]) == [
        "kind", "id", "at", "offset_min", "day", "text", "session", "created", "updated",
        "device", "deleted",
    ]  # fmt: skip
    assert found[2]["two_more"] is True
    assert (found[0]["at"], found[0]["offset_min"]) == ("2026-11-17T06:30:00.000Z", 60)
    assert len({row["device"] for row in found}) == 1
    assert journal.rows("set", "note", start=NOW.date(), end=NOW.date()) == []
    assert [row["kind"] for row in journal.rows("set", "note", start=NOW.date())] == ["set"]


def test_the_newest_rows_are_the_last_of_all(journal: Journal) -> None:
    add(journal, pain(3), Mood(at=NOW, level=3), pain(9), Note(at=NOW, text="last"), pain(1))
    every = journal.rows()
    for newest in range(8):
        assert journal.rows(newest=newest) == every[::-1][:newest][::-1]


def test_a_missing_journal_reads_as_empty_and_is_not_made(
    tmp_path: Path, clock: ManualClock
) -> None:
    journal = Journal.open(tmp_path / "no" / "journal.sqlite3", clock, create=False)
    assert not journal.entries(Pain)
    assert not journal.rows()
    assert not journal.profile()
    assert journal.open_session() is None
    with pytest.raises(NotFoundError), journal.act("logged"):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "damage",
    ["offset_min = 5000", "level = 77", "at = 'never'", "site = CAST(x'ff' AS TEXT)"],
)
def test_a_damaged_entry_is_named_and_not_shown(journal: Journal, damage: str) -> None:
    add(journal, pain(1, 4, exercise="canary"))
    raw = sqlite3.connect(journal.path, isolation_level=None)
    raw.execute("PRAGMA ignore_check_constraints = ON")
    raw.execute(f"UPDATE pain SET {damage}")
    raw.close()
    with pytest.raises(DataError, match="damaged") as caught:
        journal.entries(Pain)
    assert caught.value.where == str(journal.path)
    assert "canary" not in str(caught.value)


def test_many_readings_share_a_connection_and_still_see_what_is_written(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path / "many.sqlite3", ManualClock(NOW))
    with journal.many_readings() as look:
        with look.reading() as first, look.reading() as second:
            assert first is second
        assert look.entries(Mood) == []
        with journal.act("logged") as act:
            act.add(Mood(at=NOW, level=3))
        assert [mood.level for mood in look.entries(Mood)] == [3]
    none = Journal.open(tmp_path / "none.sqlite3", ManualClock(NOW), create=False)
    with none.many_readings() as look:
        assert look.entries(Mood) == []
