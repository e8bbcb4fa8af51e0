"""The questions after a stop, line by line. Nothing here is weighed or explained away."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Literal

from rehab_tui.cli.ask import Lines, choose
from rehab_tui.cli.terminal import write
from rehab_tui.clock import Clock
from rehab_tui.errors import RehabError
from rehab_tui.programme.stops import (
    BREATHE_WORDS,
    EMERGENCY,
    ON_TO_NEXT,
    ON_TO_QUESTIONS,
    REASONS,
    Reason,
    Sign,
    may_go_on,
    tier_of,
    words_for,
)

PATIENCE = 120.0
"""Seconds that a pipe has for each of these questions: whoever hurts may be slow."""

Told = Callable[[int | None, Reason, Sign | None], int]
"""Writes a stop event (place of the exercise, reason, sign); returns the sharp pains before it."""

_BY_KEY = {reason.key: reason for reason in REASONS}
_UNANSWERED = replace(next(reason for reason in REASONS if reason.id == "other"), signs=())
"""Nobody answered: there is nobody to ask for signs either."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """What comes of a stop: carry `on` (a mistake), the `next` exercise, or the `end`."""

    what: Literal["on", "next", "end"]
    tier: int | None = None


def stop_questions(
    lines: Lines, clock: Clock, told: Told, item: int | None, last: Callable[[], bool]
) -> Stopped:
    """Ask what it is, write it down and say what to do.

    Without an answer it is kept as "something else", or as the reason that was given. After an
    emergency's words nothing more is said. `last` says, once the stop is told, whether no exercise
    is to come.

    Raises:
        KeyboardInterrupt: on Ctrl-C, but only after the stop is written and its words are said.
        SystemExit: on SIGTERM and SIGHUP, after the stop is written.
    """
    reason: Reason | None = _UNANSWERED
    sign: Sign | None = None
    interrupted = False
    try:
        reason = _reason(lines, clock)
        sign = _sign(reason, lines, clock) if reason is not None else None
    except KeyboardInterrupt:
        interrupted = True
    except SystemExit:  # the terminal is closed: nobody reads on
        if reason is not None:
            with suppress(RehabError):
                told(item, reason, sign)
        raise
    if reason is None:
        return Stopped("on")
    before = _write_down(told, item, reason, sign, last)
    if interrupted:
        raise KeyboardInterrupt
    if may_go_on(reason, sign, before):
        to = ON_TO_QUESTIONS if last() else ON_TO_NEXT
        question = f"n: {to}. An empty line ends here."
        if choose(question, [], {"n", ""}, lines, clock, PATIENCE) == "n":
            return Stopped("next")
    return Stopped("end", tier_of(reason, sign, before))


def _reason(lines: Lines, clock: Clock) -> Reason | None:
    """The reason; None for a press by mistake."""
    shown = [f"{reason.key} {reason.words}" for reason in REASONS]
    answer = choose("You stopped. What is it?", [*shown, "0 pressed by mistake: carry on"],
                    {*_BY_KEY, "0"}, lines, clock, PATIENCE)  # fmt: skip
    return None if answer == "0" else _BY_KEY.get(answer or "", _UNANSWERED)


def _sign(reason: Reason, lines: Lines, clock: Clock) -> Sign | None:
    if not reason.signs:
        return None
    signs = {str(number): sign for number, sign in enumerate(reason.signs, 1)}
    shown = [f"{key} {sign.words}" for key, sign in signs.items()]
    answer = choose("Is any of these so?", shown, signs, lines, clock, PATIENCE)
    return signs.get(answer or "")


def _write_down(
    told: Told, item: int | None, reason: Reason, sign: Sign | None, last: Callable[[], bool]
) -> int:
    """Say what to do and write the stop down; an emergency's words come first, and alone."""
    emergency = tier_of(reason, sign, 0) == EMERGENCY
    if emergency:
        for words in words_for(reason, sign, 0):
            write(words)
    before, trouble = 0, ""
    try:
        before = told(item, reason, sign)
    except RehabError as error:
        trouble = str(error)
    if not emergency:
        for words in (*words_for(reason, sign, before, last=last()), BREATHE_WORDS):
            write(words)
        if trouble:
            write(f"(Not written down: {trouble})")
    return before
