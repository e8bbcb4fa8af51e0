"""Coming back after a pause (rules G1 to G4).

A gap is the local days since the last session that counts as done. Thresholds and factors are this
app's own, built on how strength is lost and regained; a factor is laid on reps and seconds once
and never on top of another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rehab_tui.catalogue.model import Dose
from rehab_tui.programme.decision import Decision

SHORT_GAP = 8
LONG_GAP = 15
VERY_LONG_GAP = 29

SHORT_FACTOR = 0.75
WEEKLY_FACTORS = (0.5, 0.75, 1.0)
"""After a long gap: the factor of the first week, of the second, of the third.

The phase is the previous one in all three; from the fourth week on everything is as before the gap
(house rule: a level that the person had taken before comes back by itself, nothing above it).
"""

LEAST_SECONDS = 10
LEAST_HOLD = 2.0


@dataclass(frozen=True, slots=True)
class Easing:
    """How far a gap eases a session.

    `factor` is laid on reps and seconds, `phases_back` is 0 or 1. `first` is True for the first
    session after the gap, whose warm-up is never cut.
    """

    factor: float
    phases_back: int
    first: bool
    decision: Decision


def ease_after_gap(done_days: Iterable[date], today: date, phase: int = 0) -> Easing | None:
    """The easing that a gap asks for today, or None.

    Where a short gap falls into the weeks after a long one, the stronger easing holds.

    Args:
        done_days: local days of the sessions that count as done, in any order.
        today: the local day of the session that is about to be done.
        phase: the phase the person stands in, from 0; the first has none before it.
    """
    days = sorted(day for day in done_days if day <= today)
    if not days:
        return None
    gap = (today - days[-1]).days
    if gap >= LONG_GAP:
        return _after_long_gap(gap, 0, phase, first=True)
    coming_back = _still_coming_back(days, today, phase)
    if gap < SHORT_GAP:
        return coming_back
    if coming_back is not None and coming_back.factor <= SHORT_FACTOR:
        return replace(coming_back, first=True)
    reason = f"{gap} days since the last session: a quarter less today"
    back = coming_back.phases_back if coming_back is not None else 0
    return Easing(SHORT_FACTOR, back, True, Decision("G2", reason))


def settled_since_gap(done_days: Iterable[date]) -> bool:
    """Whether two sessions were done since the last gap of 8 days or more (no progress before)."""
    days = sorted(done_days)
    return len(days) < 2 or (days[-1] - days[-2]).days < SHORT_GAP


def _still_coming_back(days: Sequence[date], today: date, phase: int) -> Easing | None:
    for earlier, later in zip(reversed(days[:-1]), reversed(days[1:]), strict=True):
        gap = (later - earlier).days
        if gap >= LONG_GAP:
            return _after_long_gap(gap, (today - later).days // 7, phase, first=False)
    return None


def _after_long_gap(gap: int, week: int, phase: int, *, first: bool) -> Easing | None:
    """The easing of a week (from 0) after a long gap; None when it changes nothing any more."""
    back = min(phase, 1)
    factor = WEEKLY_FACTORS[week] if week < len(WEEKLY_FACTORS) else None
    if factor is None or (factor == 1.0 and not back):
        return None
    share = {0.5: "half the dose", 0.75: "three quarters of the dose"}.get(factor, "the whole dose")
    where = f"one phase back and {share}" if back else share
    rule = "G4" if gap >= VERY_LONG_GAP else "G3"
    reason = f"back after {gap} days: {where} this week, then step by step"
    return Easing(factor, back, first, Decision(rule, reason))


def ease(dose: Dose, factor: float) -> Dose:
    """`dose` with its reps or its seconds times `factor` (0 to 1).

    Reps are rounded down and at least 1; a single long rep has its hold shortened instead, to whole
    seconds and at least 2 s. Seconds are rounded down to 5 s and at least 10 s. Sets stay as they
    are. Nothing ever grows.
    """
    if factor >= 1.0:
        return dose
    if dose.reps is not None and dose.reps > 1:
        return replace(dose, reps=max(1, int(dose.reps * factor)))
    if dose.tempo is not None:
        effort, hold, back = dose.tempo
        held = hold if hold <= LEAST_HOLD else max(LEAST_HOLD, float(int(hold * factor)))
        return replace(dose, tempo=(effort, held, back))
    if dose.seconds is not None and dose.seconds > LEAST_SECONDS:
        return replace(dose, seconds=max(LEAST_SECONDS, int(dose.seconds * factor) // 5 * 5))
    return dose
