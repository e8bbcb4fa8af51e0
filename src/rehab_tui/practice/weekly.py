"""The weekly report: what the journal says of a period, reckoned by `report`."""

from __future__ import annotations

from datetime import date, timedelta

from rehab_tui.practice.context import Practice
from rehab_tui.practice.report_facts import report_facts as report_facts
from rehab_tui.report.build import build_report
from rehab_tui.report.model import Report

DEFAULT_WEEKS = 12


def weekly_report(practice: Practice, first: date, last: date) -> Report:
    """The report of the days from `first` to `last`, both inclusive."""
    return build_report(report_facts(practice, first, last), first, last)


def last_weeks(today: date, weeks: int = DEFAULT_WEEKS) -> tuple[date, date]:
    """The first and the last day of so many ISO weeks, the present one included up to today."""
    monday = today - timedelta(days=today.weekday())
    return monday - timedelta(weeks=weeks - 1), today
