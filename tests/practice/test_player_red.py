"""What a rating of pain in a running session leads to (PM3)."""

from __future__ import annotations

from pathlib import Path

import pytest
from practice_stage import START, Stage, catalogue

from rehab_tui.clock import ManualClock
from rehab_tui.coach.engine import begin
from rehab_tui.coach.model import Prescription, StepKind
from rehab_tui.journal.records import StopEvent
from rehab_tui.practice import sessions
from rehab_tui.practice.player import Player
from rehab_tui.programme.limits import USUAL, Limits
from rehab_tui.programme.rules.in_session import Then
from rehab_tui.programme.stops import REASONS, STOP_TODAY

NAMES = ("cat-cow", "pelvic-tilt", "bird-dog")


def rated(
    *pains: int, limits: Limits = USUAL, sharp: str = "", names: tuple[str, ...] = NAMES
) -> Player:
    """A session of three exercises, the first of them rated; one may have been stopped before."""
    exercises = [catalogue().exercises[name] for name in names]
    clock = ManualClock(START)
    session = begin(tuple(Prescription(one, one.dose) for one in exercises))
    player = Player(session, clock, catalogue(), limits=limits, longest_tick=1000.0)
    player.tick()
    if sharp:
        player.bar(sharp)
    for pain in pains:
        for _ in range(500):
            step = player.view.step
            if step is not None and step.kind is StepKind.CHECK:
                if step.question == "pain":
                    break
                player.answer(False)
            clock.advance(1.0)
            player.tick()
        player.answer(pain)
    return player


@pytest.mark.parametrize(
    ("pains", "then", "reds"),
    [
        ((2,), Then.GO_ON, 0),
        ((3,), Then.SAME, 0),
        ((5,), Then.SAME, 0),
        ((6,), Then.EASIER, 1),
        ((6, 5), Then.SAME, 1),
        ((6, 6), Then.END, 2),
        ((5, 6), Then.EASIER, 1),
        ((7, 0, 9), Then.END, 2),
    ],
)
def test_the_first_red_stops_the_exercise_and_the_second_the_session(
    pains: tuple[int, ...], then: Then, reds: int
) -> None:
    player = rated(*pains)
    assert player.then is then
    assert player.reds == reds


def test_a_sharp_pain_before_it_counts() -> None:
    player = rated(6, sharp="bird-dog")
    assert player.then is Then.END


def test_a_plan_may_stop_earlier() -> None:
    assert rated(4, limits=Limits(pain_amber=3)).then is Then.EASIER


def left(player: Player) -> list[str]:
    """What is still to come, the present exercise included."""
    items = {step.item for step in player.session.steps[player.session.position :]}
    return [player.session.prescriptions[item].exercise.id for item in sorted(items)]


def test_the_second_red_leaves_only_the_breathing() -> None:
    names = ("cat-cow", "pelvic-tilt", "diaphragmatic-breathing", "bird-dog", "body-scan")
    assert left(rated(6, names=names)) == [*names[1:]]
    assert left(rated(6, 5, names=names)) == [*names[2:]]
    player = rated(6, 6, names=names)
    assert left(player) == ["diaphragmatic-breathing", "body-scan"]
    assert player.reds == 2, "what was said counts all the same"


def test_without_breathing_in_it_the_session_is_over() -> None:
    assert not rated(6).over
    assert rated(6, 6).over
    assert rated(6, 6).session.ratings == ((0, 6), (1, 6))


def test_a_resumed_session_remembers_what_was_red(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    practice = stage.practice
    _, record = stage.begin()
    assert sessions.reds(practice, record) == 0
    sessions.rate_pain(practice, record, "cat-cow", 5)
    assert sessions.reds(practice, record) == 0
    sessions.rate_pain(practice, record, "pelvic-tilt", 6)
    assert sessions.reds(practice, record) == 1
    assert sessions.stop(practice, record, "bird-dog", REASONS[0], None) == 1
    assert [one.tier for one in practice.journal.entries(StopEvent)] == [STOP_TODAY]
    assert sessions.reds(practice, record) == 2
