"""The limits that a plan may set: what they are where it says nothing, and what fits together."""

from __future__ import annotations

import pytest

from rehab_tui.programme.limits import FACTOR, GAP, PAIN, USUAL, Limits


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"pain_green": 5}, "pain_green has to be below pain_amber"),
        ({"pain_amber": 2}, "pain_green has to be below pain_amber"),
        ({"gap_short": 14}, "have to grow in this order"),
        ({"gap_long": 28}, "have to grow in this order"),
        ({"gap_very_long": 14}, "have to grow in this order"),
        ({"long_gap_factor": 0.8}, "long_gap_factor can't be above gap_factor"),
        ({"gap_factor": 0.45}, "long_gap_factor can't be above gap_factor"),
    ],
)
def test_what_does_not_fit_together_is_refused(changes: dict[str, float], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Limits(**changes)  # type: ignore[arg-type]


def test_what_just_fits() -> None:
    assert Limits(pain_green=4).pain_green == 4
    assert Limits(gap_short=13, gap_long=14, gap_very_long=15).gap_long == 14
    assert Limits(long_gap_factor=0.75).long_gap_factor == USUAL.gap_factor


def test_the_bounds_go_by_the_kind_of_limit() -> None:
    kinds = {"pain_amber": PAIN, "gap_short": GAP, "gap_factor": FACTOR, "short_version": FACTOR}
    assert {name: Limits.bounds()[name] for name in kinds} == kinds
