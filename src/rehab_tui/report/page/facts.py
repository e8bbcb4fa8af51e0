"""What the therapist's page is made of: plain frozen values; texts are as typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rehab_tui.report.facts import ReportInputs, StopFact
from rehab_tui.report.model import Report


@dataclass(frozen=True, slots=True)
class DoseChange:
    """A change of the dose or the plan: the day, what of which exercise, why, and the rule's id.

    `answer` is what the person said to an offer, in words; empty where nobody was asked. `times`
    counts the same change, the day is that of the last one.
    """

    day: date
    what: str
    why: str
    rule: str
    answer: str = ""
    times: int = 1


@dataclass(frozen=True, slots=True)
class PutAside:
    """An exercise by its name that rests since a day, and why."""

    exercise: str
    since: date
    why: str


@dataclass(frozen=True, slots=True)
class Question:
    """What the person wants to ask, and the day they wrote it down."""

    day: date
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """All that the page is made of.

    `inputs` gives the single ratings of the report's days, `made` is the day of the printing.
    `standing` says where the person is in the programme, `flags` what is to be minded, in words.
    `open_outside` are stops of before or after the period that nobody has answered. `changes` and
    `questions` are newest first.
    """

    report: Report
    inputs: ReportInputs
    made: date
    name: str = ""
    programme: str = ""
    standing: str = ""
    therapist: str = ""
    review: date | None = None
    flags: Sequence[str] = ()
    aside: Sequence[PutAside] = ()
    open_outside: Sequence[StopFact] = ()
    changes: Sequence[DoseChange] = ()
    questions: Sequence[Question] = ()
