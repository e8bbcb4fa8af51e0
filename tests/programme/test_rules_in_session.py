from __future__ import annotations

import pytest

from rehab_tui.programme.limits import Limits
from rehab_tui.programme.rules.in_session import Then, after_rating


@pytest.mark.parametrize(
    ("pain", "reds_before", "then"),
    [
        (0, 0, Then.GO_ON),
        (2, 1, Then.GO_ON),
        (3, 0, Then.SAME),
        (5, 2, Then.SAME),
        (6, 0, Then.EASIER),
        (6, 1, Then.END),
        (10, 3, Then.END),
    ],
)
def test_what_follows_on_a_rating(pain: int, reds_before: int, then: Then) -> None:
    assert after_rating(pain, reds_before) is then


def test_the_plans_limits_hold() -> None:
    strict = Limits(pain_green=1, pain_amber=3)
    assert [after_rating(pain, 0, strict) for pain in (1, 2, 3, 4)] == [
        Then.GO_ON, Then.SAME, Then.SAME, Then.EASIER,
    ]  # fmt: skip
