"""In which words a change of pain is told; how large it has to be is in `programme/change.py`.

The sizes are figures of groups; so the words stay careful, and nothing is ever said to have come
from something.
"""

from __future__ import annotations

from collections.abc import Sequence

from rehab_tui.programme.change import SMALL, Baseline, judge
from rehab_tui.report.model import Change, WeekRow
from rehab_tui.report.words import number, span


def pain_change(baseline: Baseline | None, rows: Sequence[WeekRow]) -> Change | None:
    """The latest week with four ratings at rest against the baseline (rules RP1 to RP4).

    Only a week that begins after the baseline's seven days is compared. None when there is none.
    """
    if baseline is None:
        return None
    for row in reversed(rows):
        if row.week.start <= baseline.last:
            return None
        if row.pain.median is not None:
            return _compare(baseline, row, row.pain.median)
    return None


def _compare(baseline: Baseline, row: WeekRow, current: float) -> Change:
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
    )


def sentence(change: Change) -> str:
    """A change in plain words, with its figures; several sentences on one line."""
    before, now = change.baseline, change
    figures = (
        f"Pain at rest: median {number(before.median)} at the start "
        f"({span(before.first, before.last)}, {before.n} ratings), {number(now.median)} in week "
        f"{now.week.label} ({now.n} ratings)"
    )
    if not now.points:
        size = "the same"
    else:
        size = f"{number(abs(now.points))} {_points(now.points)} "
        size += "lower" if now.points < 0 else "higher"
        if now.percent is not None:
            size += f" ({abs(now.percent):.0f} %)"
    return f"{figures}: {size}. {_weight(change)}"


def _weight(change: Change) -> str:
    small = " Small numbers: one point weighs much here." if change.small_numbers else ""
    if change.verdict == "no clear change":
        return f"No clear change.{small}"
    words = f"A change of a size many people call important.{small}"
    if change.verdict == "lower":
        return f"{words} Many people begin in a bad week, so some drop often comes by itself."
    return f"{words} It may be worth talking over with your clinician."


def _points(points: float) -> str:
    return "point" if abs(points) == 1 else "points"
