"""Coming back after a pause (rules G1 to G4).

A gap is the local days since the last session that counts as done. Thresholds and factors are this
app's own, built on how strength is lost and regained; a factor is laid on reps and seconds once
and never on top of another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from rehab_tui.catalogue.model import Dose
from rehab_tui.programme.decision import Decision

SHORT_GAP = 8
LONG_GAP = 15
VERY_LONG_GAP = 29

SHORT_FACTOR = 0.75
WEEKLY_FACTORS = (0.5, 0.75)
"""After a long gap: the first week's factor, the second's; then the whole dose."""

LEAST_SECONDS = 10
LEAST_HOLD = 2.0


@dataclass(frozen=True, slots=True)
class Easing:
    """How far a gap eases a session: a factor on reps and seconds, and phases to step back."""

    factor: float
    phases_back: int
    decision: Decision


def ease_after_gap(done_days: Sequence[date], today: date) -> Easing | None:
    """The easing that a gap asks for today, or None.

    Args:
        done_days: local days of the sessions that count as done, in any order.
        today: the local day of the session that is about to be done.
    """
    days = sorted(day for day in done_days if day <= today)
    if not days:
        return None
    gap = (today - days[-1]).days
    if gap >= LONG_GAP:
        return _after_long_gap(gap, 0)
    if gap >= SHORT_GAP:
        return Easing(
            SHORT_FACTOR,
            0,
            Decision("G2", f"{gap} days since the last session: a quarter less today"),
        )
    return _still_coming_back(days, today)


def _still_coming_back(days: Sequence[date], today: date) -> Easing | None:
    for earlier, later in zip(reversed(days[:-1]), reversed(days[1:]), strict=True):
        gap = (later - earlier).days
        if gap >= LONG_GAP:
            week = (today - later).days // 7
            return _after_long_gap(gap, week) if week < len(WEEKLY_FACTORS) else None
    return None


def _after_long_gap(gap: int, week: int) -> Easing:
    factor = WEEKLY_FACTORS[week]
    rule = "G4" if gap >= VERY_LONG_GAP else "G3"
    share = "half the dose" if week == 0 else "three quarters of the dose"
    reason = f"back after {gap} days: one phase back and {share}, then step by step"
    return Easing(factor, 1, Decision(rule, reason))


def ease(dose: Dose, factor: float) -> Dose:
    """`dose` with reps, seconds and holds times `factor`.

    Reps are rounded down and at least 1; seconds are rounded down to 5 s and at least 10 s, holds
    of a rep to whole seconds and at least 2 s. Sets stay as they are. Nothing ever grows.
    """
    if dose.reps is not None and dose.reps > 1:
        return replace(dose, reps=max(1, int(dose.reps * factor)))
    if dose.tempo is not None:
        effort, hold, back = dose.tempo
        held = hold if hold <= LEAST_HOLD else max(LEAST_HOLD, float(int(hold * factor)))
        return replace(dose, tempo=(effort, held, back))
    if dose.seconds is not None and dose.seconds > LEAST_SECONDS:
        return replace(dose, seconds=max(LEAST_SECONDS, int(dose.seconds * factor) // 5 * 5))
    return dose
