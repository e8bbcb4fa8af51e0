"""`rehab log`: quick entries, all given ones in one transaction."""

from __future__ import annotations

import sys
from collections import Counter
from typing import Annotated

import typer
from typer._click.core import Context

from rehab_tui.cli.entries import Given, save
from rehab_tui.cli.help_page import Command
from rehab_tui.clock import SystemClock
from rehab_tui.errors import UsageError


class Entries(Command):
    """Each value is an entry: of two for an option that takes one, none is dropped unsaid."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read the line as ever, when no such option is in it twice.

        Raises:
            UsageError: one is.
        """
        _, _, given = self.make_parser(ctx).parse_args(args=list(args))
        for option, times in Counter(given).items():
            if times > 1 and not (getattr(option, "multiple", False) or option.name == "as_json"):
                raise UsageError(
                    "it is given more than once", "Give it once.", where=max(option.opts, key=len)
                )
        return super().parse_args(ctx, args)


KIND = Entries


def log(
    pain: Annotated[
        list[str] | None,
        typer.Option("-p", "--pain", metavar="N[@SITE][:QUALITY]", help="Pain 0-10, say 4@knee."),
    ] = None,
    mood: Annotated[
        str | None, typer.Option("-m", "--mood", metavar="1..5", help="Mood, 5 is very good.")
    ] = None,
    sleep: Annotated[
        str | None,
        typer.Option("-s", "--sleep", metavar="DURATION|BED-WAKE", help="6h30 or 23:10-6:40."),
    ] = None,
    quality: Annotated[
        str | None, typer.Option("-q", "--quality", metavar="1..5", help="How well you slept.")
    ] = None,
    latency: Annotated[
        str | None, typer.Option("--latency", metavar="MIN", help="Minutes to fall asleep.")
    ] = None,
    awake: Annotated[
        str | None, typer.Option("--awake", metavar="MIN", help="Minutes awake in the night.")
    ] = None,
    wakings: Annotated[
        str | None, typer.Option("--wakings", metavar="N", help="How often you woke.")
    ] = None,
    function: Annotated[
        list[str] | None,
        typer.Option("-f", "--function", metavar="ACTIVITY=N", help="0 unable, 10 as before."),
    ] = None,
    treatment: Annotated[
        list[str] | None,
        typer.Option("-t", "--treatment", metavar="KIND[:MIN]", help="heat, ice, massage, ..."),
    ] = None,
    morning: Annotated[
        str | None,
        typer.Option("--morning", metavar="0..10", help="Pain on the morning after a session."),
    ] = None,
    done: Annotated[
        str | None,
        typer.Option("--done", metavar="[MIN]", help="A walk or a session elsewhere."),
    ] = None,
    note: Annotated[
        str | None,
        typer.Option("-n", "--note", metavar="TEXT|-", help="A note; - reads standard input."),
    ] = None,
    at: Annotated[
        str | None, typer.Option("--at", metavar="WHEN", help="yesterday 21:00, mon, 2h ago.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the entries as JSON.")] = False,
) -> None:
    """Log pain, mood, sleep and more, all at once. On a terminal, without any: asks."""
    given = Given(
        pain=tuple(pain or ()),
        mood=mood,
        sleep=sleep,
        quality=quality,
        latency=latency,
        awake=awake,
        wakings=wakings,
        function=tuple(function or ()),
        treatment=tuple(treatment or ()),
        morning=morning,
        done=done,
        note=note,
        at=at,
        as_json=as_json,
    )
    if given == Given(at=at, as_json=as_json) and sys.stdin is not None and sys.stdin.isatty():
        from rehab_tui.cli.log_asked import ask_and_save

        ask_and_save(SystemClock(), as_json=as_json, at=at)
    else:
        save(given)
