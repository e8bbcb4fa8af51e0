"""The parts of a report below its figures, in a calm order; the same for every view in words.

A part that has nothing to say is left out. Names and words may hold foreign text: views clean them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rehab_tui.days import full, span
from rehab_tui.report import sentences
from rehab_tui.report.model import Report
from rehab_tui.report.words import number

TITLE = "Your weeks"
MOST = 8
"""Lines of one list; the latest are shown, and how many came before them is said."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, what was on a day, or what is said of something by its name."""

    words: str
    day: date | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A short heading and what stands below it."""

    heading: str
    lines: tuple[Line, ...]


def begun(report: Report) -> Report:
    """The report without the time before the journal's first entry: those are no missing days."""
    first = report.first_entry
    if first is None or first <= report.first or first > report.last:
        return report
    weeks = tuple(row for row in report.weeks if row.week.last >= first)
    return replace(report, first=first, weeks=weeks)


def period(report: Report) -> str:
    """The days of the report, and how many of them have an entry."""
    weeks = len(report.weeks)
    return (
        f"{span(report.first, report.last)}, {weeks} {'week' if weeks == 1 else 'weeks'}; "
        f"days with an entry: {report.days_with_entries} of {report.days}"
    )


def silence(last_entry: date) -> str:
    """What is said of a period without any entry."""
    return f"Nothing was recorded in this time. The last entry is of {full(last_entry)}."


def before_the_table(report: Report) -> list[Section]:
    """The latest week beside the start and the week before it."""
    return _filled([("Then and now", _changes(report))])


def below_the_table(report: Report) -> list[Section]:
    """Everything else."""
    return _filled(
        [
            (
                "What you did",
                _told(sentences.kept(report), sentences.gaps(report.kept, report.names)),
            ),
            ("Over the weeks", _over_the_weeks(report)),
            ("What you can do", _function(report)),
            ("Stops and warning words", _warnings(report)),
            ("What the coach changed", _decisions(report)),
            ("Milestones", [Line(one.text, one.day) for one in report.milestones]),
            ("Treatments", _told(sentences.treatments(report.treatments))),
            ("What went together", _links(report)),
            ("Time of day", _told(sentences.time_of_day(report.times) if report.times else "")),
            ("Not in these figures", _told(sentences.missing(report))),
        ]
    )


def _filled(parts: Iterable[tuple[str, Sequence[Line]]]) -> list[Section]:
    return [Section(heading, tuple(lines)) for heading, lines in parts if lines]


def _told(*said: str) -> list[Line]:
    return [Line(one) for one in said if one]


def _changes(report: Report) -> list[Line]:
    if report.changes or not report.count("pain"):
        return _told(*map(sentences.change, report.changes))
    base = report.baseline
    if base is None:
        return _told("Too few pain ratings to compare weeks yet: it takes four within seven days.")
    return _told(
        f"Pain at rest at the start ({span(base.first, base.last)}): median "
        f"{number(base.median)}, {base.n} ratings. A later week with four ratings can be "
        "compared with it."
    )


def _over_the_weeks(report: Report) -> list[Line]:
    return _told(*sentences.trends(report.trends), sentences.efficiency(report.sleep_efficiency))


def _function(report: Report) -> list[Line]:
    lines = []
    if (change := report.function_change) is not None:
        shown = change.activities[:MOST]
        lines += [Line(f"{sentences.activity(one)}.", name=one.activity) for one in shown]
        if more := len(change.activities) - len(shown):
            lines.append(Line(f"And {more} more."))
        lines += _told(sentences.function(change))
    return [*lines, *_told(sentences.global_change(report.global_change))]


def _warnings(report: Report) -> list[Line]:
    stops = [(one.day, sentences.stop(one, report.names)) for one in report.stops]
    words = [(one.first, sentences.warning_word(one, report.names)) for one in report.words]
    return [*_latest(stops), *_latest(words)]


def _decisions(report: Report) -> list[Line]:
    told = [(one.day, sentences.decision(one, report.names)) for one in report.decisions]
    return list(_latest(told))


def _latest(dated: Sequence[tuple[date, str]]) -> Iterator[Line]:
    """The latest few, oldest of them first."""
    ordered = sorted(dated, key=lambda pair: pair[0])
    if (earlier := len(ordered) - MOST) > 0:
        yield Line(f"{earlier} earlier, not shown here.")
    for day, words in ordered[-MOST:]:
        yield Line(f"{words}.", day)


def _links(report: Report) -> list[Line]:
    told = [sentences.link(one) for one in report.links]
    return _told(*told, sentences.NO_REASON if told else "", sentences.pairs(report))
