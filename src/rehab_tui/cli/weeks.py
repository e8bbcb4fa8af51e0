"""What `rehab report` does, once it is known what is wanted: it is read, rendered, written."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from rehab_tui.cli import setup
from rehab_tui.cli.pager import write_paged
from rehab_tui.cli.terminal import STANDARD, send, speaks_unicode, width, write_whole
from rehab_tui.errors import UsageError
from rehab_tui.practice.context import Practice
from rehab_tui.practice.moments import EARLIEST_YEAR, parse_day
from rehab_tui.practice.reporting import FORMATS, as_text
from rehab_tui.practice.values import parse_scale
from rehab_tui.practice.weekly import DEFAULT_WEEKS, last_weeks
from rehab_tui.text import did_you_mean, quote

MOST_WEEKS = 1040


class Wanted(NamedTuple):
    """What was typed for each option of `rehab report`, unread."""

    weeks: str | None = None
    since: str | None = None
    until: str | None = None
    form: str = "text"
    output: str = STANDARD


def give(wanted: Wanted) -> None:
    """Write the report, and back the journal up where that is due.

    Raises:
        UsageError: an option that can't be read; nothing is written.
        RehabError: when the journal can't be read or the file can't be written.
    """
    if wanted.form not in FORMATS:
        raise UsageError(
            f"there is no format {quote(wanted.form)}",
            f"{did_you_mean(wanted.form, FORMATS)} There are: {', '.join(FORMATS)}.".lstrip(),
            where="--format",
        )
    practice = setup.practice(create=False)
    first, last = _period(practice, wanted)
    if wanted.output == STANDARD:
        show(practice, first, last, wanted.form)
    else:
        _save(practice, FORMATS[wanted.form](practice, first, last), wanted.output)

    from rehab_tui.practice.care import daily_backup  # when the person has their report

    daily_backup(practice.journal)


def show(practice: Practice, first: date, last: date, form: str = "text") -> None:
    """Print the report of a period."""
    if form == "text":
        write_paged(as_text(practice, first, last, width(), ascii_only=not speaks_unicode()))
    else:
        send(FORMATS[form](practice, first, last).encode())


def _save(practice: Practice, text: str, output: str) -> None:
    from pathlib import Path

    from rehab_tui.practice.saving import save

    save(text.encode(), Path(output), practice.journal.path)
    write_whole(f"Written: {output}")


def _period(practice: Practice, wanted: Wanted) -> tuple[date, date]:
    weeks, since, until, *_ = wanted
    today = practice.clock.now().date()
    count = DEFAULT_WEEKS
    if weeks is not None:
        if since is not None:
            raise UsageError("--weeks and --from say two things", "Give one of them.")
        count = parse_scale(weeks, 1, MOST_WEEKS, "weeks", option="--weeks")
    last = _day(until, today, "--to") if until is not None else today
    first = _day(since, today, "--from") if since is not None else last_weeks(last, count)[0]
    if first > last:
        raise UsageError("--from comes after --to", "Turn the two around.")
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
