"""Which of the day's decisions is told first."""

from __future__ import annotations

from collections.abc import Iterable

from rehab_tui.programme.decision import Decision
from rehab_tui.programme.flare import RULE as CALM
from rehab_tui.programme.rules import RULES

_OF_ALL = {"FIT", CALM, *(rule.id for rule in RULES if rule.stage == "bar")}
"""What these rules say without naming an exercise is of the whole session, as "no load yet" is."""


def most_telling(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """What changed something, then what only informs, then what only keeps offers back."""
    return tuple(sorted(decisions, key=_place))


def _place(one: Decision) -> int:
    effect = one.effect
    if effect is not None:
        does = effect.leave_out or effect.level_down or effect.factor < 1
        return 0 if does else 2 if effect.holds else 1
    changed = one.change is not None or one.exercise is not None or one.rule in _OF_ALL
    return 0 if changed else 1
