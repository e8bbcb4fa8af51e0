"""The report in each of its formats: what it shows is read from the journal, then rendered.

A format is one entry of `FORMATS`; what renders it is loaded when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from rehab_tui.practice.context import Practice
from rehab_tui.practice.weekly import weekly_report

Render = Callable[[Practice, date, date], str]
"""A period, both days inclusive, as the whole text of a file."""


def as_text(
    practice: Practice, first: date, last: date, width: int = 80, *, ascii_only: bool = False
) -> str:
    """Plain text in lines of at most `width` characters."""
    from rehab_tui.report.text import render_text

    return render_text(weekly_report(practice, first, last), width, ascii_only=ascii_only)


def as_json(practice: Practice, first: date, last: date) -> str:
    """JSON, schema 1."""
    from rehab_tui.report.as_json import render_json

    return render_json(weekly_report(practice, first, last))


def as_csv(practice: Practice, first: date, last: date) -> str:
    """A table with a row for each week and measure."""
    from rehab_tui.report.as_csv import render_csv

    return render_csv(weekly_report(practice, first, last))


def as_markdown(practice: Practice, first: date, last: date) -> str:
    """Markdown, for a web page or a letter."""
    from rehab_tui.report.as_md import render_md

    return render_md(weekly_report(practice, first, last))


def as_html(practice: Practice, first: date, last: date) -> str:
    """The therapist's page."""
    from rehab_tui.practice.page import therapists_page

    return therapists_page(practice, first, last)


def as_fhir(practice: Practice, first: date, last: date) -> str:
    """A FHIR R4 bundle."""
    from rehab_tui.practice.fhir import fhir_bundle

    return fhir_bundle(practice, first, last)


FORMATS: Mapping[str, Render] = MappingProxyType(
    {
        "text": as_text,
        "json": as_json,
        "csv": as_csv,
        "md": as_markdown,
        "html": as_html,
        "fhir": as_fhir,
    }
)
