"""Standing sure: what is no way for those who might fall, or feel their feet badly."""

from __future__ import annotations

import pytest
from programme_builders import move

from rehab_tui.programme.steady import BACKWARD, LET_GO, UNSTEADY, no_harder_way, steps_back


@pytest.mark.parametrize("flag", sorted(UNSTEADY))
def test_no_letting_go_no_closed_eyes_no_steps_back(flag: str) -> None:
    mine = frozenset({flag, "kneeling"})
    assert no_harder_way(move("stand", purpose="balance"), mine)
    assert all(no_harder_way(move(name, purpose="strength"), mine) for name in LET_GO)
    assert not no_harder_way(move("bridge", purpose="strength"), mine)
    assert all(steps_back(move(name), mine) for name in BACKWARD)
    assert not steps_back(move("stand", purpose="balance"), mine)


def test_everybody_else_may() -> None:
    others = frozenset({"kneeling"})
    assert not no_harder_way(move("stand", purpose="balance"), others)
    assert not any(steps_back(move(name), others) for name in BACKWARD)
