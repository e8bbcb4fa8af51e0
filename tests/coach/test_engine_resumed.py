"""A session that is taken up again, and what hurt in it."""

from __future__ import annotations

import pytest
from coach_builders import QUIET, after, now, play, prescription, put, reps

from rehab_tui.coach import model as m
from rehab_tui.coach.engine import advance, begin, resume_at
from rehab_tui.coach.model import Ended, SetFinished, SetResult, Status, StepBegan, StepKind


def test_resuming_stands_before_the_first_window_still_to_be_done() -> None:
    plan = (
        prescription(reps(2, sets=2, rest=20)),
        prescription(reps(2, sides="each"), id="bird-dog"),
    )
    full, effects = play(begin(plan), [m.Tick(0.0), m.Tick(1000.0)])
    written = [effect.results for effect in effects if isinstance(effect, SetFinished)]
    places = []
    for count in range(len(written) + 1):
        results = tuple(one for results in written[:count] for one in results)
        session = resume_at(plan, results)
        places.append(
            (session.steps[session.position].item, *now(session))
            if session.position < len(session.steps)
            else None
        )
        if count < len(written):
            assert session.status is Status.PAUSED
    assert places == [
        (0, "ready", 1, "both"),
        (0, "ready", 2, "both"),
        (1, "ready", 1, "right"),
        (1, "ready", 1, "left"),
        None,
    ]
    assert full.status is Status.FINISHED


def test_resuming_with_nothing_left_ends_with_the_first_event() -> None:
    session = resume_at([prescription(reps(2))], [SetResult(0, 1, "both", 2, 2, None, None)])
    session, effects = advance(session, m.Tick(7.0))
    assert effects == (Ended(7.0, Status.FINISHED),)
    assert len(session.results) == 1


def test_resuming_waits_for_the_person() -> None:
    session = resume_at([prescription(reps(2))], [])
    session, effects = advance(session, m.Tick(7.0))
    assert [type(effect) for effect in effects] == [StepBegan]
    assert after(session, 60).elapsed == 0
    assert after(put(session, m.Resume), 3).elapsed == 3


def three() -> tuple[m.Prescription, ...]:
    names = ("bridge", "plank", "bird-dog")
    return tuple(prescription(reps(2, sets=2), id=name, **QUIET) for name in names)


@pytest.mark.parametrize(
    ("done", "hurt", "item", "number"),
    [
        ([], {"bridge"}, 1, 1),
        ([(0, 1)], {"bridge"}, 1, 1),
        ([(0, 1)], {"plank"}, 2, 1),
        ([], {"plank"}, 2, 1),
        ([(1, 1)], {"bridge"}, 1, 2),
        ([(0, 1)], {"gone"}, 0, 2),
        ([(0, 1)], {"bridge", "bird-dog"}, None, 0),
    ],
)
def test_what_hurt_is_left_out_when_resuming(
    done: list[tuple[int, int]], hurt: set[str], item: int | None, number: int
) -> None:
    results = [SetResult(at, set_, "both", 2, 2, None, None) for at, set_ in done]
    plan = three()
    session = resume_at(plan, results, hurt)
    assert not {plan[step.item].exercise.id for step in session.steps} & hurt
    if item is None:
        assert session.position == len(session.steps)
        return
    assert session.status is Status.PAUSED
    step = session.steps[session.position]
    assert (step.kind, step.item, step.number) == (StepKind.READY, item, number)
    session, _ = advance(session, m.Resume(5.0))
    assert after(session, 1000).status is Status.FINISHED


def test_what_hurt_does_not_come_a_second_time_either() -> None:
    plan = (*three(), three()[0])
    session = resume_at(plan, [SetResult(1, 2, "both", 2, 2, None, None)], {"bridge"})
    assert [step.item for step in session.steps if step.kind is StepKind.SET] == [1, 1, 2, 2]
    assert session.steps[session.position].item == 2
