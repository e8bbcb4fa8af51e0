"""`rehab profile`: who this is for."""

from __future__ import annotations

from typing import Annotated

import typer

from rehab_tui.catalogue.lists import FLAGS
from rehab_tui.cli import setup
from rehab_tui.cli.terminal import write, write_pair
from rehab_tui.practice import profile as acts

app = typer.Typer(help="Who this is for: flags, equipment, side.")


@app.callback(invoke_without_command=True)
def _profile(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        show()


@app.command("show")
def show() -> None:
    """Show what the coach knows of you, and what it could know."""
    known = acts.answers(setup.practice(create=False))
    for key, value in known.items():
        write(f"{key}: {value}")
    if not known:
        write(
            "Nothing is set. By a flag, exercises are left out, swapped or eased where it matters."
        )
    write("")
    write("flags: rehab profile set FLAG, rehab profile set --clear FLAG")
    for flag, words in FLAGS.items():
        write_pair(flag.replace("_", "-"), words)
    write("")
    write("answers: rehab profile set KEY=VALUE")
    for key, words in acts.KEYS.items():
        write_pair(key, words)


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
