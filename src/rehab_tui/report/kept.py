"""How the period was kept to, told as it was: nothing is a streak."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from rehab_tui.report.facts import SessionFact
from rehab_tui.report.model import Kept, WeekRow
from rehab_tui.report.stats import wilson

MOST_SKIPPED = 3
LEAST_GAP = 2
"""Days from one session to the next that are no gap yet: below, it was every day."""


def kept(
    rows: Sequence[WeekRow],
    sessions: Sequence[SessionFact],
    left_out: Mapping[str, int],
    last: date,
) -> Kept:
    """The whole period from its weeks.

    Args:
        rows: the weeks.
        sessions: those of the period.
        left_out: sets that were left out, by the exercise.
        last: the period's last day.
    """
    weeks = [row.sessions for row in rows]
    done = sum(week.done for week in weeks)
    planned = _planned(rows)
    most = sorted(left_out.items(), key=lambda one: (-one[1], one[0]))
    return Kept(
        done=done,
        partly=sum(week.partly for week in weeks),
        elsewhere=sum(week.elsewhere for week in weeks),
        planned=planned,
        share=wilson(min(done, planned), planned) if planned else None,
        gap=_gap(sessions, last),
        skipped=tuple(most[:MOST_SKIPPED]),
    )


def _planned(rows: Sequence[WeekRow]) -> int | None:
    known = [row.sessions.planned for row in rows if row.sessions.planned is not None]
    beside = any(row.sessions.done for row in rows if row.sessions.planned is None)
    return sum(known) if known and not beside else None


def _gap(sessions: Sequence[SessionFact], last: date) -> int | None:
    days = sorted({one.day for one in sessions})
    longest = max(((b - a).days for a, b in pairwise([*days, last])), default=0) if days else 0
    return longest if longest >= LEAST_GAP else None
