"""Acts and readings."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
import uuid
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from rehab_tui.clock import ManualClock
from rehab_tui.errors import BusyError, DataError, NotFoundError
from rehab_tui.journal.records import (
    CheckIn,
    DecisionRecord,
    Mood,
    Note,
    Pain,
    ProfileAnswer,
    Record,
    SessionRecord,
    SetRecord,
    StopEvent,
)
from rehab_tui.journal.store import Journal
from rehab_tui.journal.undo import acts

NOW = datetime(2026, 11, 20, 7, 30, tzinfo=timezone(timedelta(hours=1)))
NOBODY = "01a20000-0000-7000-8000-000000000009"


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(NOW)


@pytest.fixture
def journal(tmp_path: Path, clock: ManualClock) -> Journal:
    return Journal.open(tmp_path / "journal.sqlite3", clock)


def add(journal: Journal, *records: Record) -> list[Record]:
    with journal.act("logged") as act:
        return [act.add(record) for record in records]


def pain(day: int, level: int = 3, **values: str) -> Pain:
    return Pain(at=NOW.replace(day=day), level=level, **values)  # type: ignore[arg-type]


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


def test_a_change_keeps_the_id_and_moves_the_day(journal: Journal, clock: ManualClock) -> None:
    (entry,) = add(journal, pain(5))
    clock.advance(60)
    with journal.act("edited") as act:
        changed = act.change(replace(entry, at=entry.at - timedelta(days=2)))
    assert journal.entries(Pain) == [changed]
    (row,) = journal.rows()
    assert (row["id"], row["day"]) == (entry.id, "2026-11-03")
    assert row["updated"] > row["created"]


def test_a_correction_is_later_than_what_it_corrects_even_with_the_clock_set_back(
    journal: Journal, clock: ManualClock
) -> None:
    (entry,) = add(journal, pain(5))
    clock.shift_wall(-86_400 * 365)
    with journal.act("edited") as act:
        act.change(replace(entry, at=NOW))
    (row,) = journal.rows()
    assert row["updated"] == "2026-11-20T06:30:00.001Z"


def test_what_is_removed_stays_as_a_tombstone(journal: Journal) -> None:
    kept, gone = add(journal, pain(1), pain(2))
    with journal.act("deleted") as act:
        act.remove("pain", gone.id)
    assert journal.entries(Pain) == [kept]
    assert journal.get(Pain, gone.id) is None
    assert journal.find(gone.id) == []
    assert [row["id"] for row in journal.rows("pain")] == [kept.id]
    assert journal.rows("pain", deleted=True)[1]["deleted"] == "2026-11-20T06:30:00.000Z"


def test_a_set_removed_before_its_session_keeps_its_tombstone(
    journal: Journal, clock: ManualClock
) -> None:
    with journal.act("session") as act:
        session = act.add(SessionRecord(at=NOW))
        gone = act.add(a_set(session))
    for kind, identifier in (("set", gone.id), ("session", session.id)):
        clock.advance(60)
        with journal.act("deleted") as act:
            act.remove(kind, identifier)  # type: ignore[arg-type]
    deleted = {row["kind"]: row["deleted"] for row in journal.rows(deleted=True)}
    assert deleted["set"] < deleted["session"]


def test_a_row_names_the_device_that_wrote_it_last(journal: Journal) -> None:
    with journal.act("logged") as act:
        entry = act.add(pain(1))
    with journal.writing() as raw:  # as if it had come from elsewhere
        raw.execute("UPDATE pain SET device = 'phone'")
    with journal.act("edited") as act:
        act.change(replace(entry, level=7))
    (row,) = journal.rows()
    assert row["device"] == act.device != "phone"


@pytest.mark.parametrize("when", ["never there", "removed"])
def test_what_is_not_there_can_not_be_changed_or_removed(journal: Journal, when: str) -> None:
    (entry,) = add(journal, pain(1))
    if when == "removed":
        with journal.act("deleted") as act:
            act.remove("pain", entry.id)
    else:
        entry = replace(entry, id=NOBODY)
    with pytest.raises(NotFoundError, match=entry.id), journal.act("edited") as act:
        act.change(entry)
    with pytest.raises(NotFoundError, match=entry.id), journal.act("deleted") as act:
        act.remove("pain", entry.id)


def test_an_act_that_fails_leaves_nothing(journal: Journal) -> None:
    def fail(error: type[BaseException]) -> None:
        with journal.act("logged") as act:
            act.add(pain(1))
            raise error

    for error in (ZeroDivisionError, KeyboardInterrupt):
        with pytest.raises(error):
            fail(error)
    assert journal.rows(deleted=True) == []
    assert acts(journal) == []


def test_an_act_without_changes_is_no_act(journal: Journal) -> None:
    with journal.act("looked around"):
        pass
    assert acts(journal) == []


def test_a_session_takes_its_parts_along_but_not_what_the_person_said(journal: Journal) -> None:
    with journal.act("session") as act:
        one, two = act.add(SessionRecord(at=NOW)), act.add(SessionRecord(at=NOW))
        for session in (one, two):
            act.add(a_set(session))
            act.add(CheckIn(at=NOW, session=session.id, moment="after"))
            act.add(DecisionRecord(at=NOW, rule="P1", reason="why", session=session.id))
            act.add(Pain(at=NOW, level=2, session=session.id))
            act.add(StopEvent(at=NOW, reason="chest pain", session=session.id))
    with journal.act("deleted a session") as act:
        act.remove("session", one.id)
    left = [(row["kind"], row.get("session")) for row in journal.rows()]
    assert sorted(kind for kind, of in left if of == one.id) == ["pain", "stop"]
    assert sorted(kind for kind, of in left if of == two.id) == [
        "check_in", "decision", "pain", "set", "stop",
    ]  # fmt: skip


def a_set(session: SessionRecord, number: int = 1) -> SetRecord:
    return SetRecord(
        at=NOW + timedelta(minutes=number), session=session.id, item=0, exercise="bridge",
        number=number, reps_prescribed=10, two_more=True,
    )  # fmt: skip


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


def test_what_can_not_be_kept_is_replaced_and_said(journal: Journal) -> None:
    with journal.act("noted \ud800") as act:
        kept = act.add(Note(at=NOW, text="a\udcffb\x00c 😀 ü"))
    assert kept.text == "a\ufffdb\ufffdc 😀 ü"
    assert act.replaced == 2
    assert acts(journal)[0].label == "noted \ufffd"


def test_a_wrong_reference_is_refused_without_its_words(journal: Journal) -> None:
    with pytest.raises(DataError) as caught, journal.act("noted") as act:
        act.add(Note(at=NOW, text="canary", session=NOBODY))
    assert "a value lies outside" in str(caught.value)
    assert "canary" not in str(caught.value)
    assert str(journal.path) in str(caught.value)
    assert caught.value.__cause__ is None
    assert journal.rows() == []


def test_an_id_is_kept_but_never_twice(journal: Journal) -> None:
    add(journal, replace(pain(1), id=NOBODY))
    assert journal.get(Pain, NOBODY) is not None
    with pytest.raises(DataError):
        add(journal, replace(pain(2), id=NOBODY))
    with pytest.raises(DataError):
        add(journal, replace(pain(2), id="mine"))


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
    "name", ["a?mode=ro", "b#c", "100%41", "ü 😀 'x'", "-rf", os.fsdecode(b"caf\xe9"), "file:x"]
)
def test_a_folder_may_have_any_name(tmp_path: Path, clock: ManualClock, name: str) -> None:
    try:
        (tmp_path / name).mkdir()
    except OSError:  # this file system takes no such name
        (tmp_path / name[:1]).mkdir()
        name = name[:1]
    journal = Journal.open(tmp_path / name / "journal.sqlite3", clock)
    add(journal, pain(1))
    assert len(journal.entries(Pain)) == 1
    assert len(list((tmp_path / name).iterdir())) == 2
    assert len(list(tmp_path.iterdir())) == 1


def test_a_journal_made_meanwhile_is_seen(tmp_path: Path, clock: ManualClock) -> None:
    path = tmp_path / "journal.sqlite3"
    early = Journal.open(path, clock, create=False)
    (entry,) = add(Journal.open(path, clock), pain(1))
    assert early.entries(Pain) == [entry]


def test_an_act_inside_an_act_is_refused_rather_than_waiting_for_itself(
    tmp_path: Path, clock: ManualClock
) -> None:
    journal = Journal.open(tmp_path / "journal.sqlite3", clock, wait=0.01)
    with journal.act("outer") as act:
        act.add(pain(1))
        assert journal.entries(Pain) == []  # readings see the state before
        with pytest.raises(BusyError), journal.act("inner"):
            pass
    assert len(journal.entries(Pain)) == 1


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


def test_logging_loads_no_orm() -> None:
    code = (
        "import rehab_tui.journal.store, rehab_tui.journal.undo, sys; "
        "print([m for m in sys.modules if m.partition('.')[0] in "
        "('sqlmodel', 'sqlalchemy', 'pydantic', 'importlib_resources', 'textual', 'typer')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert done.stdout.strip() == "[]"


def test_the_moment_of_writing_is_the_clock_s(journal: Journal) -> None:
    add(journal, pain(1))
    (act,) = acts(journal)
    assert act.at == NOW
    assert act.at.tzinfo is UTC


@pytest.mark.skipif(sys.platform == "win32", reason="the zone is set in the way of Unix")
@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/St_Johns"])
def test_moments_lie_in_utc_wherever_the_machine_is(
    journal: Journal, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        add(journal, Mood(at=NOW, level=3))
    finally:
        monkeypatch.undo()
        time.tzset()
    [row] = journal.rows()
    assert (row["at"], row["created"]) == ("2026-11-20T06:30:00.000Z",) * 2


def test_a_moment_is_kept_to_its_whole_millisecond(journal: Journal) -> None:
    [mood] = add(journal, Mood(at=NOW.replace(microsecond=500_400), level=3))
    assert mood.at == NOW.replace(microsecond=500_000)
    assert journal.entries(Mood) == [mood]


def test_each_journal_is_on_a_device_of_its_own(journal: Journal, tmp_path: Path) -> None:
    other = Journal.open(tmp_path / "other.sqlite3", ManualClock(NOW), wait=0)
    assert uuid.UUID(journal.device) != uuid.UUID(other.device)
    add(journal, Mood(at=NOW, level=3))
    assert [row["device"] for row in journal.rows()] == [journal.device]
    assert other.wait == 0


def test_an_act_sees_the_entry_as_it_is_now_and_short_ids_find_it(journal: Journal) -> None:
    add(journal, Mood(at=NOW, level=3))
    [mood] = journal.entries(Mood)
    [short] = journal.short_ids([mood.id]).values()
    assert journal.find(short) == [mood]
    with journal.act("changed") as act:
        changed = act.change(replace(mood, level=4))
        assert act.current(Mood, mood.id) == changed
        act.remove("mood", mood.id)
        with pytest.raises(NotFoundError):
            act.current(Mood, mood.id)


def test_what_the_program_notes_is_read_back_and_is_no_entry(journal: Journal) -> None:
    assert journal.recall("toured") is None
    for value in ("once", "twice"):
        journal.remember("toured", value)
        assert journal.recall("toured") == value
    assert (journal.recall("tour"), journal.rows(), acts(journal)) == (None, [], [])


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
