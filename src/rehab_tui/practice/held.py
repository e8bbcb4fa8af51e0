"""Exercises that rest after a stop or a warning pain, until the person lets them come back."""

from __future__ import annotations

from rehab_tui.days import with_weekday
from rehab_tui.errors import NotFoundError
from rehab_tui.journal.records import DecisionRecord
from rehab_tui.practice.context import Practice
from rehab_tui.practice.past import read_history
from rehab_tui.practice.past_answers import CLEAR_RULE, CLEARED, CLEARED_WORDS
from rehab_tui.programme.history import Held, History
from rehab_tui.programme.stops import why_held
from rehab_tui.programme.words import named


def held(practice: Practice, history: History | None = None) -> tuple[tuple[Held, str], ...]:
    """Each exercise that rests, by the day since, with a line about it.

    Args:
        practice: clock, catalogue and journal.
        history: the digest of the journal, where it has been read already.
    """
    past = history or read_history(practice.journal)
    return tuple((one, _line(practice, one)) for one in past.held)


def clear(practice: Practice, exercise: str) -> None:
    """Let an exercise (its id) come back, as the person says; one transaction.

    Raises:
        NotFoundError: when it does not rest.
    """
    if all(one.exercise != exercise for one in read_history(practice.journal).held):
        raise NotFoundError(f"{exercise} does not rest", "There is nothing to do.")
    with practice.journal.act("let an exercise come back") as act:
        act.add(
            DecisionRecord(
                at=practice.clock.now(),
                rule=CLEAR_RULE,
                reason=CLEARED_WORDS,
                exercise=exercise,
                change=CLEARED,
                answer="accepted",
            )
        )


def _line(practice: Practice, one: Held) -> str:
    name, why = named(one.exercise, practice.catalogue), why_held(one.reason)
    return f"{name} rests since {with_weekday(one.day)}" + (f": {why}" if why else "")
