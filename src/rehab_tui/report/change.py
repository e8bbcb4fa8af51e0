"""When a change of pain is large enough to be worth saying, and in which words.

The sizes follow published important differences on the 0-10 scale (about 2 points or 30 %:
Farrar 2001, Pain 94:149; low back pain: Childs 2005, Spine 30:1331; smaller at low baselines:
doi 10.1055/a-1304-3677). They are figures of groups, and asking for both points and percent is
this app's rule; so the words stay careful, and nothing is ever said to have come from something.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import timedelta
from statistics import median

from rehab_tui.report.model import Baseline, Change, Rating, Verdict, WeekRow
from rehab_tui.report.weeks import LEAST_FOR_MEDIAN
from rehab_tui.report.words import number, span

BASELINE_DAYS = 7
SMALL = 3.0
"""Baseline medians up to here are "small numbers" (rule RP3)."""


def find_baseline(ratings: Sequence[Rating]) -> Baseline | None:
    """The first seven days, from a day with a rating, that hold four ratings or more (rule RP4).

    The seven days from the very first rating are tried first. Later ratings never move it, and it
    is a whole stretch of days rather than the worst one. None while there is no such stretch.
    """
    ordered = sorted(ratings, key=lambda rating: rating.day)
    days = [rating.day for rating in ordered]
    for place, first in enumerate(days):
        if place and days[place - 1] == first:
            continue
        until = bisect_left(days, first + timedelta(days=BASELINE_DAYS))
        if until - place >= LEAST_FOR_MEDIAN:
            return Baseline(
                first=first,
                last=first + timedelta(days=BASELINE_DAYS - 1),
                n=until - place,
                median=float(median(rating.value for rating in ordered[place:until])),
            )
    return None


def judge(baseline: float, current: float) -> Verdict:
    """Compare two medians on the 0-10 pain scale, upwards as downwards (rules RP2, RP3).

    Above a baseline of 3: 2 points and 30 % of the baseline. From 1 to 3: 1 point and 50 %. Below
    1: only a rise of 2 points counts.
    """
    points = abs(current - baseline)
    if baseline > SMALL:
        important = points >= 2 and points * 10 >= baseline * 3
    elif baseline >= 1:
        important = points >= 1 and points * 2 >= baseline
    else:
        important = points >= 2
    if not important:
        return "no clear change"
    return "lower" if current < baseline else "higher"


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
