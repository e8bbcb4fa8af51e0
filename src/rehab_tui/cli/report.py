"""`rehab report`: the weeks, honestly."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import typer

from rehab_tui.cli import setup
from rehab_tui.cli.terminal import narrate, send, speaks_unicode, width, write
from rehab_tui.errors import UsageError
from rehab_tui.practice.care import daily_backup
from rehab_tui.practice.context import Practice
from rehab_tui.practice.moments import EARLIEST_YEAR, parse_day
from rehab_tui.practice.reporting import FORMATS, as_text
from rehab_tui.practice.values import parse_scale
from rehab_tui.practice.weekly import DEFAULT_WEEKS, last_weeks
from rehab_tui.text import did_you_mean, quote

MOST_WEEKS = 1040
STANDARD = "-"


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
    form: Annotated[
        str, typer.Option("--format", metavar="|".join(FORMATS), help="How to write it.")
    ] = "text",
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help="Write it there; - is stdout.")
    ] = STANDARD,
) -> None:
    """Show pain, mood, sleep and sessions week by week."""
    if form not in FORMATS:
        raise UsageError(
            f"there is no format {quote(form)}",
            f"{did_you_mean(form, FORMATS)} There are: {', '.join(FORMATS)}.".lstrip(),
            where="--format",
        )
    practice = setup.practice(create=False)
    first, last = _period(practice, weeks, since, until)
    if output == STANDARD:
        show(practice, first, last, form)
    else:
        _save(practice, FORMATS[form](practice, first, last), output)
    daily_backup(practice.journal)


def show(practice: Practice, first: date, last: date, form: str = "text") -> None:
    """Print the report of a period."""
    if form == "text":
        write(as_text(practice, first, last, width(), ascii_only=not speaks_unicode()))
    else:
        send(FORMATS[form](practice, first, last).encode())


def _save(practice: Practice, text: str, output: str) -> None:
    from rehab_tui.practice.saving import save

    save(text.encode(), Path(output), practice.journal.path)
    narrate(f"Written: {output}")


def _period(
    practice: Practice, weeks: str | None, since: str | None, until: str | None
) -> tuple[date, date]:
    today = practice.clock.now().date()
    count = DEFAULT_WEEKS
    if weeks is not None:
        if since is not None:
            raise UsageError("--weeks and --from say two things", "Give one of them.")
        count = parse_scale(weeks, 1, MOST_WEEKS, "weeks", option="--weeks")
    last = _day(until, today, "--to") if until is not None else today
    first = _day(since, today, "--from") if since is not None else last_weeks(last, count)[0]
    if first > last:
        raise UsageError("the first day is after the last", "Swap --from and --to.")
    if last - first > timedelta(weeks=MOST_WEEKS):
        raise UsageError(f"that is more than {MOST_WEEKS} weeks", "Choose a shorter period.")
    return first, last


def _day(text: str, today: date, option: str) -> date:
    day = parse_day(text, option=option)
    if not EARLIEST_YEAR <= day.year <= today.year + 1:
        raise UsageError(
            f"a report of {day} has nothing to show", "Name a day of your journal.", where=option
        )
    return day
