"""What the Progress screen shows: a period with its facts and its report, and single days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from rehab_tui.journal import rows
from rehab_tui.journal.records import DecisionRecord, Kind
from rehab_tui.journal.vocabulary import OFFER_ANSWERS
from rehab_tui.practice.context import Practice
from rehab_tui.practice.past_answers import pauses_of
from rehab_tui.practice.report_facts import report_facts
from rehab_tui.practice.said import say
from rehab_tui.programme.history import Pause
from rehab_tui.report.build import build_report
from rehab_tui.report.facts import ReportInputs
from rehab_tui.report.model import Report

DAY = timedelta(days=1)
TOLD: tuple[Kind, ...] = (
    "sleep", "pain", "mood", "function", "treatment", "done_elsewhere", "session", "stop", "note",
)  # fmt: skip
"""What a day is told by; what is done within a session is told with the session."""


@dataclass(frozen=True, slots=True)
class Look:
    """A period, `first` to `last` inclusive: raw facts, what they come to, and pauses."""

    first: date
    last: date
    facts: ReportInputs
    report: Report
    pauses: tuple[Pause, ...]


def look_at(practice: Practice, first: date, last: date) -> Look:
    """Read a period in one go; a first day before the first entry's week is put off to that week.

    Raises:
        RehabError: when the journal can't be read.
    """
    with practice.many_readings() as look:
        facts = report_facts(look, first, last)
        if facts.first_entry is not None:
            first = max(first, facts.first_entry - facts.first_entry.weekday() * DAY)
        answered = look.journal.entries(DecisionRecord, answer=OFFER_ANSWERS)
    return Look(first, last, facts, build_report(facts, first, last), pauses_of(answered))


def day_in_words(practice: Practice, day: date) -> tuple[tuple[str, str], ...]:
    """The entries of a day, in the order of their moments; people's text as typed.

    Returns:
        the kind of each as the journal names it, and the entry in words.

    Raises:
        RehabError: when the journal can't be read.
    """
    found = practice.journal.rows(*TOLD, start=day, end=day + DAY)
    return tuple((row["kind"], say(rows.to_record(rows.TYPES[row["kind"]], row))) for row in found)
