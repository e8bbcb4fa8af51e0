"""Days without sessions on purpose: for an illness, a journey, a flare. No penalty, no credit."""

from __future__ import annotations

from datetime import date

from rehab_tui.errors import UsageError
from rehab_tui.journal.records import DecisionRecord
from rehab_tui.practice.context import Practice
from rehab_tui.practice.past import read_history
from rehab_tui.practice.past_answers import PAUSE_END, PAUSE_KEY, PAUSE_RULE, UNTIL
from rehab_tui.programme.history import Pause

REASONS: dict[str, str] = {
    "illness": "an illness",
    "travel": "a journey",
    "flare": "a flare",
    "other": "another reason",
}
"""What a pause may be for, with the words that a person reads."""


def begin_pause(practice: Practice, reason: str, until: date | None = None) -> None:
    """Begin a pause today; one that still goes on ends with it. One transaction.

    Args:
        practice: clock, catalogue and journal.
        reason: one of `REASONS`.
        until: its last day, or None as long as nobody ends it.

    Raises:
        UsageError: an unknown reason, or a last day that is past.
    """
    if reason not in REASONS:
        raise UsageError(f"a pause is for one of: {', '.join(REASONS)}", "Name one of these.")
    today = practice.clock.now().date()
    if until is not None and until < today:
        todo = "Give a day from today on, or none."
        raise UsageError(f"'{until}' is past", todo, where="--until")
    last = f"{UNTIL}{until.isoformat()}" if until is not None else ""
    words = f"a pause for {REASONS[reason]}"
    _write(practice, "began a pause", f"{PAUSE_KEY}{reason}{last}", words)


def end_pause(practice: Practice) -> bool:
    """End the pause that goes on, from today on; False when there is none."""
    if pause_today(practice) is None:
        return False
    _write(practice, "ended a pause", f"{PAUSE_KEY}{PAUSE_END}", "the pause is over")
    return True


def pause_today(practice: Practice) -> Pause | None:
    """The pause that today lies in, or None."""
    today = practice.clock.now().date()
    pauses = read_history(practice.journal).pauses
    return next((one for one in reversed(pauses) if one.holds(today)), None)


def _write(practice: Practice, label: str, change: str, reason: str) -> None:
    with practice.journal.act(label) as act:
        act.add(
            DecisionRecord(
                at=practice.clock.now(),
                rule=PAUSE_RULE,
                reason=reason,
                change=change,
                answer="accepted",
            )
        )
