"""`rehab profile`: who this is for."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from rehab_tui.catalogue.lists import FLAGS
from rehab_tui.cli import setup
from rehab_tui.cli.terminal import raw_json, write, write_pair
from rehab_tui.practice import profile as acts
from rehab_tui.practice.profile_values import KEYS

app = typer.Typer(help="Who this is for: screening, flags, dates, equipment, side.")


@app.callback(invoke_without_command=True)
def _profile(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        show()


@app.command("show")
def show(
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """Show what the coach knows of you, and what it could know."""
    practice = setup.practice(create=False)
    now = acts.profile_now(practice)
    if as_json:
        raw_json(asdict(now))
        return
    known = acts.answers(practice)
    for key, value in known.items():
        write(f"{key}: {value}")
    if not known:
        write(
            "Nothing is set. By a flag, exercises are left out, swapped or eased where it matters."
        )
    for flag in now.added:
        write(f"counts today as well: {FLAGS[flag]}")
    write("")
    write("screening, one question at a time: rehab profile screen")
    write("flags: rehab profile set FLAG, rehab profile set --clear FLAG")
    for flag, meaning in FLAGS.items():
        write_pair(flag.replace("_", "-"), meaning)
    write("")
    write("answers: rehab profile set KEY=VALUE")
    for name, one in KEYS.items():
        write_pair(name.replace("_", "-"), one.words)


@app.command("set")
def set_(
    given: Annotated[
        list[str] | None, typer.Argument(metavar="FLAG|KEY=VALUE", help="What is so.")
    ] = None,
    clear: Annotated[
        list[str] | None, typer.Option("--clear", metavar="FLAG|KEY", help="What is not so.")
    ] = None,
) -> None:
    """Set flags (with hyphen or underscore) and answers, all at once."""
    for line in acts.change(setup.practice(), given or [], clear or []):
        write(line)


@app.command("screen")
def screen() -> None:
    """Ask what the coach should know, one question a line; all can be skipped."""
    from rehab_tui.cli.ask import Lines
    from rehab_tui.cli.first_run import NOBODY, first_run
    from rehab_tui.clock import SystemClock

    lines = Lines(SystemClock())
    if lines.over:
        write(NOBODY)
        return
    first_run(setup.practice(), lines)
