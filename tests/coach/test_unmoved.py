"""For how long a picture of the session stays as it is, so that none need be drawn meanwhile."""

from __future__ import annotations

from math import ceil

import pytest
from coach_builders import (
    BREATHS,
    after,
    prescription,
    programmes,
    put,
    reps,
    seconds,
    started,
)
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rehab_tui.coach import model as m
from rehab_tui.coach.engine import advance, begin
from rehab_tui.coach.model import Prescription, Session, StepKind
from rehab_tui.coach.motion import motion_of, unmoved
from rehab_tui.coach.view import View, look
from rehab_tui.figure import Figure

LEAD_IN = 10
STANDS = Figure(view="side", path=(), poses=())
FIGURES = (
    None,
    STANDS,
    Figure(view="side", path=(), poses=(), cycle=True),
    Figure(view="side", path=(), poses=(), driver="time"),
    Figure(view="side", path=(), poses=(), driver="breath"),
)
HELD = prescription(reps(2, tempo=(2, 30, 2)))


def shown(view: View, figure: Figure | None) -> object:
    """What is seen of a moment, the way's slow bar apart."""
    return (
        motion_of(view, figure), view.breath.air, view.breath.lungs, view.kind, view.number,
        view.side, view.rep, view.phase, view.count, view.halfway, view.last_three,
        ceil(view.total_left),
    )  # fmt: skip


@settings(max_examples=60)
@given(
    programmes.filter(bool), st.integers(0, 12), st.floats(0, 40), st.sampled_from(FIGURES),
    st.floats(0, 1),
)  # fmt: skip
@example((HELD,), 1, 7.3, STANDS, 0.999)
@example((prescription(seconds(45)),), 1, 22.25, STANDS, 0.999)
@example((prescription(reps(2, tempo=(2, 4.5, 2))),), 1, 2.2, STANDS, 0.999)
@example((prescription(seconds(30, pattern=(1.1, 0.3, 2.2, 0))),), 1, 1.15, STANDS, 0.999)
def test_nothing_is_seen_to_change_while_it_is_unmoved(
    plan: tuple[Prescription, ...], skipped: int, into: float, figure: Figure | None, share: float
) -> None:
    session = advance(begin(plan), m.Tick(0.0))[0]
    for _ in range(skipped):
        session = put(session, m.GoOn)
    session = after(session, into)
    now = session.moment or 0.0
    view = look(session, now)
    lasts = unmoved(view, figure)
    assert 0.0 <= lasts <= 1.0
    if lasts > 0:
        later = look(session, now + share * (lasts - 1e-6))
        assert shown(later, figure) == shown(view, figure)


def held(session: Session, passed: float) -> float:
    return unmoved(look(after(session, LEAD_IN + passed)), STANDS)


@pytest.mark.parametrize(
    ("passed", "lasts"),
    [(1.0, 0.0), (2.0, 1.0), (2.25, 0.75), (31.5, 0.5), (33.0, 0.0)],
)
def test_a_hold_rests_from_second_to_second_and_the_way_there_does_not(
    passed: float, lasts: float
) -> None:
    assert held(started(HELD), passed) == pytest.approx(lasts)


def test_what_still_moves_in_a_hold_is_drawn() -> None:
    view = look(after(started(HELD), LEAD_IN + 10.5))
    assert [unmoved(view, figure) for figure in FIGURES] == [0.5, 0.5, 0.0, 0.0, 0.5]
    into_its_pose = look(after(started(prescription(seconds(30))), LEAD_IN + 1.5))
    assert unmoved(into_its_pose, STANDS) == 0.0
    breathing = prescription(reps(2, tempo=(4, 4, 4)), breath=BREATHS[1])
    assert breathing.exercise.breath.hold == "in"
    assert held(started(breathing), 6.5) == 0.0, "the breath goes on"


def test_a_lead_in_a_pause_and_the_end_are_no_holds() -> None:
    session = started(HELD)
    assert look(session).kind is StepKind.READY
    assert unmoved(look(session), STANDS) == 0.0
    assert unmoved(look(put(after(session, LEAD_IN + 9.5), m.Pause)), STANDS) == 0.0
    assert unmoved(look(put(session, m.Leave)), STANDS) == 0.0
    assert unmoved(look(begin([])), None) == 0.0
