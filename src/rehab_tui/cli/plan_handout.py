"""`rehab plan handout`: the exercises of the plan on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rehab_tui.cli import setup
from rehab_tui.cli.terminal import STANDARD, send, write_whole


def handout(
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Write it there; - is stdout.")
    ] = STANDARD,
    programme: Annotated[
        str | None,
        typer.Option("--programme", metavar="ID", help="Another programme than your plan's."),
    ] = None,
) -> None:
    """Make a sheet to print: each exercise with its pictures, dose and cues."""
    from rehab_tui.practice.handout import exercise_sheet

    practice = setup.practice(create=False)
    sheet = exercise_sheet(practice, programme).encode()
    if output == STANDARD:
        send(sheet)
        return
    from rehab_tui.practice.saving import save

    save(sheet, Path(output), practice.journal.path)
    write_whole(f"Written: {output}")
