"""Coming back after a pause (rules G1 to G5).

A gap is the local days since the last session that counts as done. Thresholds and factors are this
app's own, built on how strength is lost and regained; a factor is laid on reps and seconds once
and never on top of another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rehab_tui.catalogue.model import Dose
from rehab_tui.days import with_weekday
from rehab_tui.programme.decision import Decision, Effect
from rehab_tui.programme.limits import USUAL, Limits
from rehab_tui.programme.now import Since
from rehab_tui.programme.words import less

WEEKS_BACK = 3
"""The phase is the previous one for so many weeks after a long gap, at a factor of its own each.

The last is the whole dose; from the week after on everything is as before the gap (house rule: a
level that the person had taken before comes back by itself, nothing above it).
"""

HAPPENED: dict[Since, str] = {
    "ill": "you were ill", "chest": "you had trouble with your chest",
    "injury": "you hurt yourself", "surgery": "you had an operation",
    "birth": "your baby was born",
}  # fmt: skip
"""What may have happened in a gap (G5), in words. Each is taken for a long gap at least."""

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


@dataclass(frozen=True, slots=True)
class _Return:
    """Coming back: the first `day` that is done after it, None when that is today.

    `rule` and `why` name what it was, the latter in words.
    """

    day: date | None
    rule: str
    why: str


def ease_after_gap(
    done_days: Iterable[date],
    today: date,
    phase: int = 0,
    limits: Limits = USUAL,
    since: Iterable[tuple[date, Since]] = (),
) -> Easing | None:
    """The easing that a gap asks for today, or None.

    Where a short gap falls into the weeks after a long one, the stronger easing holds.

    Args:
        done_days: local days of the sessions that count as done, in any order.
        today: the local day of the session that is about to be done.
        phase: the phase the person stands in, from 0; the first has none before it.
        limits: how many days are a gap, and the factors.
        since: what happened in a gap, each with the day on which it was told (G5).
    """
    days = sorted(day for day in done_days if day <= today)
    back = _last_return(days, today, limits, since)
    coming_back = None if back is None else _after(back, today, phase, limits)
    gap = (today - days[-1]).days if days else 0
    if gap <= limits.gap_short or (back is not None and back.day is None):
        return coming_back
    factor = limits.gap_factor
    if coming_back is not None and coming_back.factor <= factor:
        return replace(coming_back, first=True)
    reason = f"{gap} days since the last session: pick up where it fits, {less(factor)} today"
    steps = coming_back.phases_back if coming_back is not None else 0
    return Easing(factor, steps, True, _decision("G2", reason, factor, f"gap of {gap} days"))


def settled_since_gap(done_days: Iterable[date], limits: Limits = USUAL) -> bool:
    """Whether two sessions were done since the last gap that counts (no progress before)."""
    days = sorted(done_days)
    return len(days) < 2 or (days[-1] - days[-2]).days <= limits.gap_short


def _last_return(
    days: Sequence[date], today: date, limits: Limits, since: Iterable[tuple[date, Since]]
) -> _Return | None:
    """The newest coming back after a long gap, or after something that counts as one."""
    found = [_told(told, what, days) for told, what in since if what != "nothing" and told <= today]
    firsts: list[date | None] = [*days[1:], None] if days else []
    for earlier, later in zip(days, firsts, strict=True):
        gap = ((later or today) - earlier).days
        if gap > limits.gap_long:
            rule = "G4" if gap > limits.gap_very_long else "G3"
            found.append(_Return(later, rule, f"back after {gap} days"))
    return max(found, key=lambda one: (one.day or today, one.rule == "G5"), default=None)


def _told(told: date, what: Since, days: Sequence[date]) -> _Return:
    first = next((day for day in days if day >= told), None)
    return _Return(first, "G5", f"since {HAPPENED[what]}")


def _after(back: _Return, today: date, phase: int, limits: Limits) -> Easing | None:
    """The easing of the weeks after a long gap; None when it changes nothing any more."""
    steps = min(phase, 1)
    week = 0 if back.day is None else (today - back.day).days // 7
    factors = (limits.long_gap_factor, limits.gap_factor, 1.0)
    if week >= WEEKS_BACK or (factors[week] == 1.0 and not steps):
        return None
    factor = factors[week]
    share = {0.5: "half the dose", 0.75: "three quarters of the dose", 1.0: "the whole dose"}.get(
        factor, f"{round(100 * factor)} % of the dose"
    )
    where = f"one phase back and {share}" if steps else share
    reason = f"{back.why}: {where} this week, then step by step"
    if back.rule == "G5" and back.day is None:
        reason += ". If nobody has said yet that you may exercise, please ask first"
    first = today if back.day is None else back.day
    entry = f"{back.why}, first session {with_weekday(first)}"
    return Easing(factor, steps, back.day is None, _decision(back.rule, reason, factor, entry))


def _decision(rule: str, reason: str, factor: float, entry: str) -> Decision:
    return Decision(rule, reason, effect=Effect(factor=factor, holds=True), rests_on=(entry,))


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
