"""What rests until it is brought back, and pauses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from past_stage import DAY, HEEL, LIPS, decided, past
from practice_stage import START, Stage, a_stage, add

from rehab_tui.errors import NotFoundError, UsageError
from rehab_tui.journal.records import DecisionRecord, Pain, StopEvent
from rehab_tui.practice import pauses
from rehab_tui.practice.held import clear, held
from rehab_tui.programme.history import Held, Pause

stage = a_stage


def test_what_is_taken_back_no_longer_stands(stage: Stage) -> None:
    decided(stage, "reps=12", "accepted", exercise=HEEL)
    decided(stage, "reps=12", "accepted", exercise=LIPS)
    decided(stage, "sets=3", "accepted", exercise=HEEL)
    decided(stage, "reps=12", "taken_back", exercise=HEEL)
    stage.days(1)
    stage.do(HEEL)
    found = [(one.exercise, one.change, one.sessions_since) for one in past(stage).accepted]
    assert found == [(LIPS, "reps=12", 1), (HEEL, "sets=3", 1)]
    decided(stage, "reps=12", "accepted", exercise=HEEL)
    assert [one.sessions_since for one in past(stage).accepted] == [1, 1, 0]


def test_a_stop_and_a_warning_pain_hold_their_exercise_until_cleared(stage: Stage) -> None:
    add(stage, StopEvent(at=START, reason="dizzy", exercise=HEEL), StopEvent(at=START, reason="x"),
        Pain(at=START, level=1, quality="electric", exercise=LIPS),
        Pain(at=START, level=8, quality="ache", exercise="glute-bridge"),
        Pain(at=START, level=8, quality="sharp"))  # fmt: skip
    assert [(one.exercise, one.reason) for one in past(stage).held] == [
        (HEEL, "dizzy"), (LIPS, "electric"),
    ]  # fmt: skip
    words = [line for _, line in held(stage.practice)]
    assert words == [
        "Heel raise rests since Mon 23 Nov: dizzy or faint",
        "Pursed-lip breathing rests since Mon 23 Nov: electric pain",
    ]
    stage.clock.advance(60)
    clear(stage.practice, HEEL)
    assert [one.exercise for one in past(stage).held] == [LIPS]
    stage.clock.advance(60)
    again = StopEvent(at=stage.clock.now(), reason="sharp", exercise=HEEL)
    add(stage, again)
    kept = stage.journal.entries(StopEvent)[-1]
    assert past(stage).held[0] == Held(HEEL, DAY, kept.id, "sharp"), "the newer stop holds it again"


@pytest.mark.parametrize("days", [14, 100, 4000])
def test_what_rests_never_comes_back_by_itself(stage: Stage, days: int) -> None:
    add(stage, StopEvent(at=START - timedelta(days=days), reason="sharp", exercise=HEEL))
    assert [one.exercise for one in past(stage).held] == [HEEL]


def test_only_what_rests_can_come_back(stage: Stage) -> None:
    with pytest.raises(NotFoundError):
        clear(stage.practice, HEEL)
    assert not stage.journal.entries(DecisionRecord)


# --- pauses


def test_a_pause_lasts_until_it_is_ended(stage: Stage) -> None:
    pauses.begin_pause(stage.practice, "illness")
    stage.days(4)
    assert pauses.pause_today(stage.practice) == Pause(DAY, None, "illness")
    assert pauses.end_pause(stage.practice)
    assert past(stage).pauses == (Pause(DAY, DAY + timedelta(days=3), "illness"),)
    assert not pauses.end_pause(stage.practice)


def test_a_pause_with_a_last_day_ends_by_itself_or_before(stage: Stage) -> None:
    until = DAY + timedelta(days=5)
    pauses.begin_pause(stage.practice, "travel", until)
    assert past(stage).pauses == (Pause(DAY, until, "travel"),)
    stage.days(5)
    assert pauses.pause_today(stage.practice) is not None
    stage.days(1)
    assert pauses.pause_today(stage.practice) is None
    pauses.begin_pause(stage.practice, "flare")
    assert past(stage).pauses[0] == Pause(DAY, until, "travel")
    assert pauses.end_pause(stage.practice)
    assert past(stage).pauses == (Pause(DAY, until, "travel"),), "one of no day leaves nothing"


def test_a_new_pause_takes_the_place_of_the_one_that_goes_on(stage: Stage) -> None:
    pauses.begin_pause(stage.practice, "travel", DAY + timedelta(days=9))
    stage.days(2)
    pauses.begin_pause(stage.practice, "flare")
    second = DAY + timedelta(days=2)
    assert past(stage).pauses == (
        Pause(DAY, DAY + timedelta(days=1), "travel"), Pause(second, None, "flare"),
    )  # fmt: skip


@pytest.mark.parametrize(
    "begin",
    [
        lambda practice: pauses.begin_pause(practice, "holiday"),
        lambda practice: pauses.begin_pause(practice, "travel", DAY - timedelta(days=1)),
    ],
)
def test_a_pause_that_can_not_be_is_refused(stage: Stage, begin: Callable[[Any], None]) -> None:
    with pytest.raises(UsageError):
        begin(stage.practice)
    assert not stage.journal.entries(DecisionRecord)
