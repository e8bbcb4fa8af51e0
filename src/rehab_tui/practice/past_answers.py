"""What the person's answers to decisions leave standing: offers, exercises that rest, pauses."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Literal

from rehab_tui.journal.records import DecisionRecord, Pain, StopEvent
from rehab_tui.programme.history import Held, Pause

CLEAR_RULE, CLEARED, CLEARED_WORDS = "PM3", "held=no", "it may come back"
"""The rule and the change with which a person lets an exercise come back."""
PAUSE_RULE, PAUSE_KEY = "PAUSE", "pause="
PAUSE_END = "end"
UNTIL = ".."
"""Between a pause's reason and its last day."""


def standing(
    answered: Iterable[DecisionRecord], answer: Literal["accepted", "refused"]
) -> list[tuple[DecisionRecord, str]]:
    """The decisions that were answered so and not taken back since, each with its change.

    Args:
        answered: every decision with an answer, in time order.
        answer: which answer.
    """
    found: list[tuple[DecisionRecord, str]] = []
    for one in answered:
        if one.answer == answer and one.change is not None:
            found.append((one, one.change))
        elif one.answer == "taken_back":
            found = [(kept, change) for kept, change in found if _what(kept) != _what(one)]
    return found


def _what(one: DecisionRecord) -> tuple[str, str | None, str | None]:
    return one.rule, one.exercise, one.change


def held_of(
    stops: Iterable[StopEvent], warnings: Iterable[Pain], answered: Iterable[DecisionRecord]
) -> tuple[Held, ...]:
    """The exercises that a stop or a warning pain has put aside, by what did so last.

    Args:
        stops: every stop.
        warnings: every pain of a warning quality.
        answered: every decision with an answer, in time order.
    """
    cleared: dict[str | None, datetime] = {
        one.exercise: one.at
        for one, change in standing(answered, "accepted")
        if (one.rule, change) == (CLEAR_RULE, CLEARED)
    }
    told = [(one.at, one.id, one.exercise, one.reason) for one in stops]
    told += [(one.at, one.id, one.exercise, one.quality or "") for one in warnings]
    found: dict[str, Held] = {}
    for at, id_, exercise, reason in sorted(told, key=lambda one: one[:2]):
        if exercise is not None and not (exercise in cleared and at <= cleared[exercise]):
            found[exercise] = Held(exercise, at.date(), id_, reason)
    return tuple(sorted(found.values(), key=lambda one: (one.day, one.exercise)))


def pauses_of(answered: Iterable[DecisionRecord]) -> tuple[Pause, ...]:
    """The pauses, oldest first. One ends on the day before its end was told, or another began."""
    found: list[Pause] = []
    for one, change in standing(answered, "accepted"):
        if one.rule != PAUSE_RULE or not change.startswith(PAUSE_KEY):
            continue
        if found:
            found[-1:] = _ended(found[-1], one.day)
        reason, _, until = change.removeprefix(PAUSE_KEY).partition(UNTIL)
        if reason != PAUSE_END:
            found.append(Pause(one.day, _day(until), reason))
    return tuple(found)


def _ended(pause: Pause, day: date) -> list[Pause]:
    """A pause that is over by `day`; one that never lasted a day leaves nothing."""
    before = day - timedelta(days=1)
    last = before if pause.last is None else min(pause.last, before)
    return [Pause(pause.first, last, pause.reason)] if last >= pause.first else []


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
