"""Picking up again after days without a session (rules G1 to G5)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import get_args

from rehab_tui.catalogue.model import Programme
from rehab_tui.days import short
from rehab_tui.programme.decision import Decision, Effect
from rehab_tui.programme.gap import Easing, ease_after_gap, settled_since_gap
from rehab_tui.programme.history import History
from rehab_tui.programme.limits import USUAL, Limits
from rehab_tui.programme.now import Now, Since
from rehab_tui.programme.phase import standing
from rehab_tui.programme.profile import Profile
from rehab_tui.programme.rules.rule import Case, Rule

HOLDS_FOR = 2
"""Sessions after a gap before anything is added; `gap.settled_since_gap` counts them."""
_SINCE: dict[str, Since] = {one: one for one in get_args(Since)}


def easing_of(
    programme: Programme | None,
    history: History,
    now: Now,
    limits: Limits = USUAL,
    profile: Profile | None = None,
) -> Easing | None:
    """What a gap asks of today, for the programme's phase that the person stands in.

    Phases that take turns have none before them. A pause that was told is no blame and no credit:
    it changes the words, not the days.
    """
    phase = 0
    if programme is not None:
        place = standing(programme, history, now.day, profile).phase
        phase = place if programme.phases[place].key != "letter" else 0
    done = [session.day for session in history.done]
    easing = ease_after_gap(done, now.day, phase, limits, since_of(history, now))
    if easing is None or not easing.first or not _paused(history, done, now.day):
        return easing
    decision = easing.decision
    reason = f"welcome back from your pause. {decision.reason[:1].upper()}{decision.reason[1:]}"
    return replace(easing, decision=replace(decision, reason=reason))


def since_of(history: History, now: Now) -> tuple[tuple[date, Since], ...]:
    """What has happened in gaps, each with the day on which it was told."""
    told = [
        (one.day, _SINCE[one.answer])
        for one in history.told
        if one.question == "since" and one.answer in _SINCE
    ]
    return (*told, (now.day, now.since)) if now.since is not None else tuple(told)


def _paused(history: History, done: list[date], today: date) -> bool:
    """Whether a pause that was told lies between the last session and today."""
    last = max((day for day in done if day < today), default=None)
    if last is None:
        return False
    between = (last + timedelta(days=n) for n in range(1, (today - last).days))
    return any(pause.holds(day) for day in between for pause in history.pauses)


def _comes_back(case: Case) -> Iterator[Decision]:
    """G2 to G5: the easing itself, or only that nothing is added yet."""
    easing = easing_of(case.programme, case.history, case.now, case.limits, case.profile)
    if easing is not None:
        yield easing.decision
    elif not settled_since_gap((one.day for one in case.history.done), case.limits):
        last, before = sorted((one.day for one in case.history.done), reverse=True)[:2]
        days = (last - before).days
        yield Decision(
            "G2", "just back after a break: this session stays as it is",
            effect=Effect(holds=True), rests_on=(f"gap of {days} days until {short(last)}",),
        )  # fmt: skip


def _only(rule: str) -> Callable[[Case], Iterator[Decision]]:
    def fire(case: Case) -> Iterator[Decision]:
        return (one for one in _comes_back(case) if one.rule == rule)

    return fire


_STRENGTH = "practice pages on how strength is lost and regained; the table is this app's rule"
_SHORT, _LONG, _VERY_LONG = USUAL.gap_short, USUAL.gap_long, USUAL.gap_very_long
_STEPS = (
    f"reps and seconds x {USUAL.long_gap_factor:g} in week 1, x {USUAL.gap_factor:g} in week 2, "
    "full in week 3; sets unchanged"
)

RULES = (
    Rule(
        "G1", 7, "elsewhere", f"0 to {_SHORT} days since the last session that was done",
        "as planned", source=_STRENGTH, where="programme/gap.py",
    ),
    Rule(
        "G2", 7, "ease", f"{_SHORT + 1} to {_LONG} days",
        f"the same phase, reps and seconds x {USUAL.gap_factor:g}; nothing is added for "
        f"{HOLDS_FOR} sessions",
        source=_STRENGTH, fire=_only("G2"),
    ),
    Rule(
        "G3", 7, "ease", f"{_LONG + 1} to {_VERY_LONG} days",
        f"the phase before (the first stays), {_STEPS}", source=_STRENGTH, fire=_only("G3"),
    ),
    Rule(
        "G4", 7, "ease", f"more than {_VERY_LONG} days",
        f"the screening once more, then the phase before (the first stays), {_STEPS}",
        source=_STRENGTH, fire=_only("G4"),
    ),
    Rule(
        "G5", 7, "ease",
        "a gap of any length with fever or an illness, chest symptoms, a new injury, an operation "
        "or a birth in it",
        "the question whether somebody has cleared it comes first, then at least as G3; after an "
        "operation or a birth as G4",
        fire=_only("G5"),
    ),
)  # fmt: skip
