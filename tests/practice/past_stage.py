"""What a past is made of, and how it is read."""

from __future__ import annotations

from datetime import date
from typing import Any

from practice_stage import Stage, add

from rehab_tui.journal.records import DecisionRecord
from rehab_tui.practice.past import read_history
from rehab_tui.programme.history import History, PastExercise, PastSession

HEEL, LIPS = "heel-raise", "pursed-lip-breathing"
DAY = date(2026, 11, 23)


def past(stage: Stage) -> History:
    return read_history(stage.journal)


def last(stage: Stage) -> PastSession:
    return past(stage).sessions[-1]


def of(stage: Stage, exercise: str = HEEL) -> PastExercise:
    found = last(stage).of(exercise)
    assert found is not None
    return found


def decided(stage: Stage, change: str, answer: str, **values: Any) -> None:
    stage.clock.advance(60)
    at = stage.clock.now()
    add(stage, DecisionRecord(at=at, rule="PR1", reason="x", change=change, answer=answer,
                              **values))  # fmt: skip
