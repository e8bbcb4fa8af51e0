"""What a rating of pain in a running session leads to (PM3)."""

from __future__ import annotations

from pathlib import Path

import pytest
from practice_stage import START, Stage, catalogue

from rehab_tui.clock import ManualClock
from rehab_tui.coach.engine import begin
from rehab_tui.coach.model import Prescription, StepKind
from rehab_tui.journal.records import SessionRecord, StopEvent
from rehab_tui.journal.undo import undo
from rehab_tui.practice import sessions
from rehab_tui.practice.overview import overview
from rehab_tui.practice.player import Circumstances, Player
from rehab_tui.programme.limits import USUAL, Limits
from rehab_tui.programme.rules.in_session import Then
from rehab_tui.programme.stops import PAIN, REASONS, STOP_TODAY, answers_for

NAMES = ("cat-cow", "pelvic-tilt", "bird-dog")


def rated(
    *pains: int, limits: Limits = USUAL, sharp: str = "", names: tuple[str, ...] = NAMES
) -> Player:
    """A session of three exercises, the first of them rated; one may have been stopped before."""
    exercises = [catalogue().exercises[name] for name in names]
    clock = ManualClock(START)
    session = begin(tuple(Prescription(one, one.dose) for one in exercises))
    about = Circumstances(limits=limits)
    player = Player(session, clock, catalogue(), circumstances=about, longest_tick=1000.0)
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


def hurting(stage: Stage, *names: str) -> tuple[SessionRecord, Player]:
    """A written session, the pain of its first two exercises rated in red."""
    today, record = stage.begin(*names)
    player = sessions.player_for(stage.practice, record, begin(today.prescriptions))
    player.tick()
    for _ in range(2):
        while player.view.step is None or player.view.step.question != "pain":
            stage.clock.advance(1.0)
            player.tick()
        player.answer(8)
    return record, player


def test_the_second_red_closes_the_next_session_until_it_is_answered(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    record, player = hurting(stage, "cat-cow", "pelvic-tilt", "bird-dog")
    (stopped,) = stage.practice.journal.entries(StopEvent)
    assert (stopped.reason, stopped.tier, stopped.session) == (PAIN.id, STOP_TODAY, record.id)
    assert stopped.exercise == "pelvic-tilt"
    assert player.over
    player.answer(2)
    assert len(stage.practice.journal.entries(StopEvent)) == 1
    sessions.end(stage.practice, record, "finished", 60)
    locked = stage.today("cat-cow").locked
    assert locked is not None
    assert "much pain a second time" in overview(stage.practice).locked_words
    assert [answer for answer, _ in answers_for(locked)] == ["seen", "explained"]
    sessions.answer_stop(stage.practice, locked, "explained")
    assert stage.today("cat-cow").locked is None


def test_undo_takes_the_session_back_and_its_stop_stays_to_be_answered(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    record, _ = hurting(stage, "cat-cow", "pelvic-tilt")
    sessions.end(stage.practice, record, "finished", 60)
    assert undo(stage.practice.journal) is not None
    assert stage.practice.journal.entries(SessionRecord) == []
    assert stage.today("cat-cow").locked is not None


def test_a_second_red_that_comes_late_leaves_the_next_exercise(tmp_path: Path) -> None:
    names = ("cat-cow", "pelvic-tilt", "bird-dog", "diaphragmatic-breathing")
    player = rated(6, names=names)
    for _ in range(200):
        if player.view.item == 2:
            break
        player._clock.advance(1.0)  # type: ignore[attr-defined]
        player.tick()
    assert player.view.kind is StepKind.READY
    player.answer(7)
    assert player.then is Then.END
    assert left(player) == ["diaphragmatic-breathing"]


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
