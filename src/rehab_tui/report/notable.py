"""What a therapist would want to know of the period, and what is worth a glad word."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from rehab_tui.journal.vocabulary import TELLING_QUALITIES, WARNING_QUALITIES
from rehab_tui.programme.adherence import TARGET_SHARE
from rehab_tui.programme.lowering import LOWERING
from rehab_tui.programme.phase import CLEAR_DAYS, EARLY_DAYS, NEXT_PHASE
from rehab_tui.report.facts import DecisionFact, ReportInputs, TreatmentFact, WordFact
from rehab_tui.report.model import (
    FunctionChange,
    Milestone,
    TreatmentCount,
    WarningWord,
    WeekRow,
)


def warning_words(words: Iterable[WordFact], first: date, last: date) -> tuple[WarningWord, ...]:
    """The qualities that warn (rule PM3), and those that do when they are new (rule ST4).

    Args:
        words: in order of time; those before the period tell what is new.
        first: the period's first day.
        last: its last.
    """
    told: defaultdict[str, list[WordFact]] = defaultdict(list)
    for one in sorted(words, key=lambda one: one.day):
        if one.day <= last:
            told[one.quality].append(one)
    found = []
    for quality, facts in told.items():
        new = facts[0].day >= first
        here = [one for one in facts if one.day >= first]
        warns = quality in WARNING_QUALITIES or (new and quality in TELLING_QUALITIES)
        if here and warns:
            found.append(
                WarningWord(
                    quality=quality,
                    first=here[0].day,
                    times=len(here),
                    sites=_frequent(one.site for one in here),
                    exercises=_frequent(one.exercise for one in here),
                    new=new,
                )
            )
    return tuple(sorted(found, key=lambda one: (one.first, one.quality)))


def _frequent(ids: Iterable[str | None]) -> tuple[str, ...]:
    counted = Counter(one for one in ids if one is not None)
    return tuple(sorted(counted, key=lambda one: (-counted[one], one)))


def decisions_that_count(
    decisions: Iterable[DecisionFact], first: date, last: date
) -> tuple[DecisionFact, ...]:
    """Those of the period that changed something or were answered; reasons alone are left out.

    The same thing of the same rule is told once, on the day of the last time, with how often.
    """
    alike: dict[tuple[object, ...], list[DecisionFact]] = {}
    for one in sorted(decisions, key=lambda one: one.day):
        counts = one.change is not None or one.answer is not None or one.rule in LOWERING
        if first <= one.day <= last and counts:
            alike.setdefault((one.rule, one.exercise, one.change, one.answer), []).append(one)
    told = [some[-1]._replace(times=len(some)) for some in alike.values()]
    return tuple(sorted(told, key=lambda one: one.day))


def treatments_used(
    treatments: Iterable[TreatmentFact], first: date, last: date
) -> tuple[TreatmentCount, ...]:
    """How often each was used in the period, the most frequent first."""
    used: defaultdict[str, list[TreatmentFact]] = defaultdict(list)
    for one in treatments:
        if first <= one.day <= last:
            used[one.what].append(one)
    counts = (
        TreatmentCount(what, len(facts), sum(known) if known else None)
        for what, facts in used.items()
        for known in [[one.minutes for one in facts if one.minutes is not None]]
    )
    return tuple(sorted(counts, key=lambda one: (-one.times, one.what)))


def milestones(
    inputs: ReportInputs,
    rows: Sequence[WeekRow],
    function: FunctionChange | None,
    first: date,
    last: date,
) -> tuple[Milestone, ...]:
    """A few true things of the period, by their day; none of them can be lost again."""
    found = (
        *_of_the_beginning(inputs.first_session, rows, last),
        *_phases(inputs.decisions),
        *_of_function(function),
    )
    inside = {one for one in found if first <= one.day <= last}
    return tuple(sorted(inside, key=lambda one: (one.day, one.text)))


def _of_the_beginning(
    began: date | None, rows: Sequence[WeekRow], last: date
) -> Iterator[Milestone]:
    if began is None:
        return
    yield Milestone(began, "The first session.")
    yield Milestone(began + timedelta(days=EARLY_DAYS[0]), "Two weeks since the first session.")
    yield Milestone(began + timedelta(days=CLEAR_DAYS[0]), "Four weeks since the first session.")
    # Whether a week of a later period is the first one, only the weeks before it could tell.
    if rows and began >= rows[0].week.start:
        met = next((row.week.last for row in rows if _met(row)), None)
        if met is not None:
            yield Milestone(min(met, last), "The first week with its target met.")


def _met(row: WeekRow) -> bool:
    planned, done = row.sessions.planned, row.sessions.done
    return planned is not None and 0 < planned * TARGET_SHARE <= done


def _phases(decisions: Iterable[DecisionFact]) -> Iterator[Milestone]:
    for one in decisions:
        if one.rule == NEXT_PHASE and one.answer == "accepted":
            yield Milestone(one.day, "On to the next phase of the programme.")


def _of_function(function: FunctionChange | None) -> Iterator[Milestone]:
    if function is None:
        return
    if function.size is not None and function.points > 0:
        day = max(one.last.day for one in function.activities)
        yield Milestone(day, "More is possible in your own activities than at the start.")
