"""Effort, poor days, and the day between loads (rules PR6 to PR8)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from rehab_tui.catalogue.lists import in_words
from rehab_tui.programme.decision import Decision, Effect
from rehab_tui.programme.limits import USUAL
from rehab_tui.programme.now import Now
from rehab_tui.programme.rules.rule import Case, Rule
from rehab_tui.programme.words import less, on_day

TOO_HARD = 8
SHORT_NIGHT = 300
"""Minutes."""
WORST = 1
"""Of sleep and of mood, 1 to 5."""
SHORT_VERSION = "short=yes"
LOAD, LOADED = "strength", 5
"""A load is a strength exercise in a session of this effort or more."""


def _too_hard(case: Case) -> Iterator[Decision]:
    """PR6."""
    last = case.history.in_order[-1:]
    for session in last:
        if session.effort is not None and session.effort >= TOO_HARD:
            factor = case.limits.effort_factor
            yield Decision(
                "PR6", f"the last session took an effort of {session.effort}: {less(factor)} today",
                effect=Effect(factor=factor, holds=True),
                rests_on=(f"{on_day(session)}: effort {session.effort}",),
            )  # fmt: skip


def _poor_day(case: Case) -> Iterator[Decision]:
    """PR7: an offer, and what it does once it is taken; for today only."""
    why = tuple(_poor(case.now))
    if not why:
        return
    factor, history = case.limits.short_version, case.history
    taken = any(
        (one.rule, one.change, one.day) == ("PR7", SHORT_VERSION, case.now.day)
        for one in history.accepted
    )
    declined = any(
        (one.rule, one.change) == ("PR7", SHORT_VERSION) and not one.sessions_since
        for one in history.refused
    )
    if taken:
        yield Decision(
            "PR7", f"the short version today, as you chose: {less(factor)}",
            effect=Effect(factor=factor, holds=True), rests_on=why,
        )  # fmt: skip
    elif not declined:
        yield Decision(
            "PR7", f"{' and '.join(why)}: would a short version suit you today ({less(factor)})?",
            change=SHORT_VERSION, offer=True, rests_on=why,
        )  # fmt: skip


def _poor(now: Now) -> Iterator[str]:
    if now.slept is not None and now.slept < SHORT_NIGHT:
        yield "a short night"
    elif now.sleep_quality == WORST:
        yield "a night of poor sleep"
    if now.mood == WORST:
        yield "a hard day"


def _day_between(case: Case) -> Iterator[Decision]:
    """PR8."""
    yesterday = case.now.day - timedelta(days=1)
    known = case.catalogue.exercises
    loaded: dict[str, str] = {}
    for session in case.history.in_order:
        if session.day != yesterday or (session.effort or 0) < LOADED:
            continue
        for one in session.exercises:
            exercise = known.get(one.exercise)
            if exercise is not None and exercise.purpose == LOAD and one.sets:
                loaded[exercise.region] = f"{on_day(session)}: effort {session.effort}"
    for region, entry in sorted(loaded.items()):
        yield Decision(
            "PR8",
            f"{in_words(region)}: strength work was yesterday, so today it rests and the rest "
            "goes on",
            effect=Effect(region=region, purpose=LOAD, leave_out=True), rests_on=(entry,),
        )  # fmt: skip


RULES = (
    Rule(
        "PR6", 8, "ease", f"effort of the last session {TOO_HARD} or more",
        f"this time reps and seconds x {USUAL.effort_factor:g}", fire=_too_hard,
    ),
    Rule(
        "PR7", 10, "ease",
        f"slept less than {SHORT_NIGHT // 60} hours, or sleep {WORST} of 5, or mood {WORST} of 5",
        f"the short version is offered, reps and seconds x {USUAL.short_version:g}; for today only",
        fire=_poor_day,
    ),
    Rule(
        "PR8", 10, "ease",
        f"strength exercises of a region were done yesterday, at an effort of {LOADED} or more",
        "today those of that region are left out; extra days carry mobility, breathing and nerve "
        "exercises",
        basis="S", source="ACSM 1998, 2011: 48 hours between; the effort is this app's rule",
        fire=_day_between,
    ),
)  # fmt: skip
