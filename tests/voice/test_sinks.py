"""The bell: where it rings, and that it can be turned off."""

from __future__ import annotations

import pytest

from rehab_tui.coach.model import Step, StepKind
from rehab_tui.voice import Bell


def step(kind: StepKind) -> Step:
    return Step(kind, item=0, number=1, side="both", seconds=10.0)


@pytest.mark.parametrize("kind", list(StepKind))
def test_rings_where_work_rest_or_a_side_begins(kind: StepKind) -> None:
    rung: list[None] = []
    Bell(lambda: rung.append(None), on=True).step(step(kind))
    assert len(rung) == (kind not in (StepKind.READY, StepKind.CHECK))


def test_off_is_silent_and_on_again_rings() -> None:
    rung: list[None] = []
    bell = Bell(lambda: rung.append(None), on=False)
    bell.step(step(StepKind.SET))
    assert rung == []
    bell.on = True
    bell.step(step(StepKind.SET))
    assert rung == [None]
