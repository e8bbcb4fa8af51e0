"""The last sessions in words."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from practice_stage import Stage

from rehab_tui.clock import ManualClock
from rehab_tui.coach.doses import warm_ups_of
from rehab_tui.journal.records import Pain, SessionRecord, SetRecord, SetSide
from rehab_tui.journal.store import Journal
from rehab_tui.practice import sessions
from rehab_tui.practice.context import Practice, shipped_catalogue
from rehab_tui.practice.demo_place import demo_practice
from rehab_tui.practice.lookback import last_sessions

NOW = datetime(2026, 11, 18, 8, 0, tzinfo=UTC)


def test_a_session_is_told_with_its_sets_effort_and_worst_pain(tmp_path: Path) -> None:
    clock = ManualClock(NOW)
    journal = Journal.open(tmp_path / "journal.sqlite3", clock)
    with journal.act("a session") as act:
        session = act.add(SessionRecord(at=NOW, state="left", sets=5, seconds=610, effort=4))
        sides: tuple[tuple[int, SetSide, int], ...] = (
            (1, "right", 8), (1, "left", 8), (2, "right", 6),
        )  # fmt: skip
        for number, side, reps in sides:
            act.add(
                SetRecord(
                    at=NOW, session=session.id, item=0, exercise="open-book", number=number,
                    side=side, reps=reps, reps_prescribed=8,
                )
            )  # fmt: skip
        act.add(
            SetRecord(
                at=NOW, session=session.id, item=1, exercise="gone", number=1, seconds=45,
                seconds_prescribed=60,
            )
        )  # fmt: skip
        for level in (3, 5):
            act.add(Pain(at=NOW, level=level, moment="worst", session=session.id))
    (line,) = last_sessions(Practice(clock, shipped_catalogue, journal))
    assert line.head == "Wed 18 Nov  10 min  4 of 5 sets  effort 4  worst pain 5  left early"
    assert line.exercises == "Open book 8 + 6, gone 45 s"


def test_the_newest_come_first_and_no_more_than_asked(tmp_path: Path) -> None:
    practice = demo_practice(tmp_path, shipped_catalogue(), ManualClock(NOW))
    lines = last_sessions(practice, 5)
    assert len(lines) == 5
    assert lines == last_sessions(practice, 12)[:5]


@pytest.mark.parametrize(
    ("done", "said"), [((0, 1, 2), False), ((1, 2), True), ((0,), False), ((), False)]
)
def test_a_warm_up_that_was_left_out_is_told(
    tmp_path: Path, done: tuple[int, ...], said: bool
) -> None:
    stage = Stage(tmp_path)
    today, record = stage.begin()
    stage.write(today, record, *done)
    sessions.end(stage.practice, record, "finished", 600)
    [line] = last_sessions(stage.practice)
    assert today.prescriptions[0].warm_up
    assert ("no warm-up" in line.head) is said


def test_damaged_text_tells_of_no_warm_up() -> None:
    for text in ("", "{}", "[1]", '[{"warm_up": 1}]', "[null]"):
        assert warm_ups_of(text) == frozenset()


def test_an_empty_journal_has_none(tmp_path: Path) -> None:
    clock = ManualClock(NOW)
    journal = Journal.open(tmp_path / "journal.sqlite3", clock)
    assert last_sessions(Practice(clock, shipped_catalogue, journal)) == []
