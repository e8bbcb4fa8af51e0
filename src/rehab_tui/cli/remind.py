"""`rehab remind`: the days of the plan for one's own calendar."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rehab_tui.cli import setup
from rehab_tui.cli.terminal import STANDARD, narrate, send, write_whole
from rehab_tui.practice.values import parse_clock, parse_scale

AHEAD = "10"
LONGEST_AHEAD = 24 * 60


def remind(
    output: Annotated[
        str,
        typer.Option(
            "-o", "--output", "--ics", metavar="FILE", help="Write it there; - is stdout."
        ),
    ] = STANDARD,
    at: Annotated[
        str | None, typer.Option("--at", metavar="TIME", help="The time of day, as 7:30.")
    ] = None,
    ahead: Annotated[
        str, typer.Option("--ahead", metavar="N", help="Minutes before it, for the alarm.")
    ] = AHEAD,
) -> None:
    """Make a calendar (iCalendar) of the plan's days, with alarms and the day of the review.

    Give it to your calendar program; made again, it takes the place of the one before.
    """
    from rehab_tui.practice.remind import calendar, reminder
    from rehab_tui.practice.saving import save

    clock = None if at is None else parse_clock(at, option="--at")
    before = parse_scale(ahead, 0, LONGEST_AHEAD, "minutes", option="--ahead")
    practice = setup.practice()
    said = reminder(practice, clock, setup.config().minutes)
    zone = _zone()
    content = calendar(
        said, zone, device=practice.journal.device, made=practice.clock.now(), ahead=before
    )
    for reason in said.reasons:
        narrate(reason)
    narrate(f"Time zone: {zone}." if zone else "Time zone: none; the time is that of your clocks.")
    if output == STANDARD:
        send(content)
    else:
        save(content, Path(output), practice.journal.path)
        write_whole(f"Written: {output}")


def _zone() -> str | None:
    """The name of this machine's time zone; None where it has none."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    from tzlocal import get_localzone_name

    try:
        name = get_localzone_name()
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, LookupError, OSError):
        return None
    return str(name)
