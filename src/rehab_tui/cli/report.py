"""`rehab report`: the weeks, honestly."""

from __future__ import annotations

from typing import Annotated

import typer

from rehab_tui.cli.terminal import STANDARD

FORMS = "text|json|csv|md|html|fhir"


def report(
    weeks: Annotated[
        str | None, typer.Option("--weeks", metavar="N", help="How many weeks back (12).")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help="The first day: 2026-09-01.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", metavar="DAY", help="The last day, included.")
    ] = None,
    form: Annotated[str, typer.Option("--format", metavar=FORMS, help="How to write it.")] = "text",
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help="Write it there; - is stdout.")
    ] = STANDARD,
) -> None:
    """Show pain, mood, sleep and sessions week by week."""
    from rehab_tui.cli import weeks as act  # help and completion do without it

    act.give(act.Wanted(weeks, since, until, form, output))
