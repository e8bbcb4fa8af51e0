"""Which weeks are compared with which; how large a change has to be is in `programme/change.py`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from rehab_tui.programme.change import SMALL, Baseline, judge
from rehab_tui.report.model import Change, WeekRow
from rehab_tui.report.sentences import change as sentence

__all__ = ["pain_changes", "sentence"]


def pain_changes(baseline: Baseline | None, rows: Sequence[WeekRow]) -> tuple[Change, ...]:
    """The latest week with four ratings at rest against the start, and against the week before it.

    With the start (rules RP1 to RP4) only a week is compared that begins after the baseline's seven
    days. The week right before has to have a median of its own; it is left out where it is the
    start, as nothing new would be told.
    """
    latest = max((n for n, row in enumerate(rows) if row.pain.median is not None), default=None)
    if latest is None:
        return ()
    found = []
    if baseline is not None and rows[latest].week.start > baseline.last:
        found.append(_compare(baseline, rows[latest], "start"))
    before = _as_baseline(rows[latest - 1]) if latest else None
    if before is not None and (baseline is None or before.first != baseline.first):
        found.append(_compare(before, rows[latest], "week before"))
    return tuple(found)


def _as_baseline(row: WeekRow) -> Baseline | None:
    middle = row.pain.median
    if middle is None:
        return None
    return Baseline(row.week.start, row.week.last, row.pain.n, middle)


def _compare(baseline: Baseline, row: WeekRow, against: Literal["start", "week before"]) -> Change:
    current = row.pain.median
    assert current is not None
    points = current - baseline.median
    return Change(
        measure="pain",
        rule="RP2" if baseline.median > SMALL else "RP3",
        baseline=baseline,
        week=row.week,
        n=row.pain.n,
        median=current,
        points=points,
        percent=round(100 * points / baseline.median, 1) if baseline.median >= 1 else None,
        verdict=judge(baseline.median, current),
        against=against,
    )
