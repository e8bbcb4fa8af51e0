"""A long list of entries, read window by window."""

from __future__ import annotations

import tempfile
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehab_tui.clock import ManualClock
from rehab_tui.errors import DataError
from rehab_tui.journal import rows
from rehab_tui.journal.paged import list_entries, number_of, read_window, stamp_of
from rehab_tui.journal.records import (
    CheckIn,
    DecisionRecord,
    Kind,
    Mood,
    Note,
    Pain,
    Record,
    SessionRecord,
    SetRecord,
    StopEvent,
)
from rehab_tui.journal.store import Journal

NOW = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
AT = st.builds(
    lambda minutes, hours: (NOW - timedelta(minutes=minutes)).astimezone(
        timezone(timedelta(hours=hours))
    ),
    st.integers(0, 6_000),
    st.sampled_from([0, -9, 11]),
)
ENTRY = st.one_of(
    st.builds(Pain, at=AT, level=st.integers(0, 10)),
    st.builds(Mood, at=AT, level=st.integers(1, 5)),
    st.builds(Note, at=AT, text=st.sampled_from(["a", "stairs", "both"])),
)


def new_journal(folder: str | Path) -> Journal:
    return Journal.open(Path(folder) / "journal.sqlite3", ManualClock(NOW))


def add(journal: Journal, *records: Record) -> list[Record]:
    with journal.act("test") as act:
        return [act.add(one) for one in records]


def in_order(records: list[Record]) -> list[Record]:
    """By local day, then moment, then id; the newest first."""
    return sorted(records, key=lambda one: (one.day, rows.stamp(one.at), one.id), reverse=True)


@settings(max_examples=12)
@given(st.lists(ENTRY, max_size=25), st.data())
def test_windows_side_by_side_are_exactly_the_list(told: list[Record], data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        journal = new_journal(folder)
        kept = add(journal, *told)
        gone = data.draw(st.sets(st.sampled_from(kept), max_size=3)) if kept else set()
        for one in gone:
            with journal.act("removed") as act:
                act.remove(one.kind, one.id)
        wanted = in_order([one for one in kept if one not in gone])
        paged = list_entries(journal)
        size = data.draw(st.integers(1, 9))
        windows = [
            read_window(journal, paged, first, size) for first in range(0, len(wanted) + 1, size)
        ]
        assert [one for window in windows for one in window] == wanted
        assert len(paged) == len(wanted)
        assert [number_of(journal, paged, one) for one in wanted] == list(range(len(wanted)))
        assert all(number_of(journal, paged, one) is None for one in gone)
        by_day = [(day, len(list(ones))) for day, ones in groupby(wanted, lambda one: one.day)]
        assert list(paged.days) == by_day


@settings(max_examples=12)
@given(
    st.lists(ENTRY, max_size=15),
    st.lists(st.sampled_from(["pain", "mood", "note"]), unique=True),
    st.none() | st.dates(date(2026, 11, 15), date(2026, 11, 21)),
    st.none() | st.dates(date(2026, 11, 15), date(2026, 11, 21)),
    st.booleans(),
)
def test_kinds_days_and_a_rule_of_ones_own(
    told: list[Record], kinds: list[Kind], start: date | None, end: date | None, asked: bool
) -> None:
    def admits(one: Record) -> bool:
        return getattr(one, "level", 5) % 2 == 1

    with tempfile.TemporaryDirectory() as folder:
        journal = new_journal(folder)
        kept = add(journal, *told)
        paged = list_entries(journal, kinds, start, end, admits=admits if asked else None)
        assert read_window(journal, paged, 0, 99) == in_order(
            [
                one
                for one in kept
                if (not kinds or one.kind in kinds)
                and (start is None or one.day >= start)
                and (end is None or one.day < end)
                and (not asked or admits(one))
            ]
        )


def test_what_is_shown_with_a_session_can_be_left_out(tmp_path: Path) -> None:
    journal = new_journal(tmp_path)
    [session] = add(journal, SessionRecord(at=NOW))
    parts = add(
        journal,
        Pain(at=NOW, level=3, moment="before", session=session.id),
        Mood(at=NOW, level=3, session=session.id),
        CheckIn(at=NOW, session=session.id, moment="after"),
        DecisionRecord(at=NOW, rule="G2", reason="why", session=session.id),
        SetRecord(
            at=NOW, session=session.id, item=0, exercise="x", number=1, reps=1, reps_prescribed=1
        ),
    )
    by_themselves = add(
        journal,
        Pain(at=NOW, level=2),
        Pain(at=NOW, level=2, moment="morning", session=session.id),
        CheckIn(at=NOW, session=session.id, moment="morning", stiffness="same"),
        Note(at=NOW, text="hello", session=session.id),
        StopEvent(at=NOW, reason="other", session=session.id),
        DecisionRecord(at=NOW, rule="GA1", reason="why", answer="accepted"),
    )
    every = read_window(journal, list_entries(journal), 0, 99)
    assert every == in_order([session, *parts, *by_themselves])
    alone = read_window(journal, list_entries(journal, parts=False), 0, 99)
    assert alone == in_order([session, *by_themselves])


def test_what_was_removed_meanwhile_is_none_and_the_stamp_another(tmp_path: Path) -> None:
    journal = new_journal(tmp_path)
    first, last = add(journal, Mood(at=NOW - timedelta(days=1), level=1), Mood(at=NOW, level=2))
    paged = list_entries(journal)
    assert paged.stamp == stamp_of(journal)
    with journal.act("removed") as act:
        act.remove("mood", last.id)
    assert read_window(journal, paged, 0, 5) == [None, first]
    assert paged.stamp != stamp_of(journal)
    assert read_window(journal, paged, 2, 5) == []
    assert read_window(journal, paged, -3, 1) == [None]


def test_an_entry_that_never_was_here_has_no_number(tmp_path: Path) -> None:
    """As one has that came with a merge and went with it."""
    here, there = new_journal(tmp_path / "here"), new_journal(tmp_path / "there")
    add(here, Mood(at=NOW, level=1))
    [other] = add(there, Mood(at=NOW, level=1))
    assert number_of(here, list_entries(here), other) is None


def test_a_missing_journal_has_no_entries(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path / "none.sqlite3", ManualClock(NOW), create=False)
    paged = list_entries(journal, admits=lambda _: True)
    assert (len(paged), paged.days, paged.stamp) == (0, (), None)
    assert read_window(journal, paged, 0, 10) == []
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_entry_is_told(tmp_path: Path) -> None:
    journal = new_journal(tmp_path)
    add(journal, Mood(at=NOW, level=2))
    with journal.writing() as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("UPDATE mood SET level = 9")
    paged = list_entries(journal)
    with pytest.raises(DataError):
        read_window(journal, paged, 0, 1)
    with pytest.raises(DataError):
        list_entries(journal, admits=lambda _: True)
