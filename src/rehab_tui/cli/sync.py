"""`rehab sync`: exchanges journals with other devices, through a folder that something carries."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from rehab_tui.cli.terminal import narrate, write
from rehab_tui.clock import SystemClock
from rehab_tui.errors import RehabError, UsageError
from rehab_tui.paths import demo_folder, user_paths
from rehab_tui.practice.context import open_journal
from rehab_tui.text import clean, plural


def sync(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder that is shared.")],
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Say nothing unless something is wrong.")
    ] = False,
) -> None:
    """Bring in what your other devices have written to DIR, and write what is here for them."""
    from rehab_tui.practice import exchange
    from rehab_tui.practice import sync as act

    _refuse_to_mix(folder)
    clock = SystemClock()
    done = act.sync(open_journal(user_paths(), clock), folder)
    if not quiet:
        first, *rest = exchange.summary(done.merged, clock.now())
        if done.others:
            write(f"{plural(done.others, 'other device', 'other devices')}: {first}")
        else:
            write("No other device has written here yet; what is here waits for them.")
        for line in rest:
            write(line)
        for file in done.waiting:
            narrate(f"{file.name} is not all there yet; it is left for the next time.")
    if done.wrong:
        raise SeveralError(done.wrong, quiet=quiet)


def _refuse_to_mix(folder: Path) -> None:
    """A made-up journal goes into no folder that the person's own devices read.

    Raises:
        UsageError: in the shell of a demo, for any folder but one of the demo's own.
    """
    demo = demo_folder(os.environ)
    if demo is not None and not folder.resolve().is_relative_to(demo.resolve()):
        raise UsageError(
            "the made-up journal is kept away from your devices",
            "To try it: mkdir shared, and then rehab sync shared.",
            where=clean(str(folder)),
        )


class SeveralError(RehabError):
    """What is wrong with several files, in lines of its own for each.

    Quietly it names only the files: what a timer prints ends in logs, and a wrong line of a
    journal may quote somebody's health.
    """

    def __init__(self, errors: tuple[RehabError, ...], *, quiet: bool) -> None:
        super().__init__(errors[0].what)
        self.code = errors[0].code
        self._lines = [_only_the_place(one) if quiet else str(one) for one in errors]

    def __str__(self) -> str:
        return "\n".join(self._lines)


def _only_the_place(error: RehabError) -> str:
    return f"{error.where}: this is wrong. Run 'rehab sync' without --quiet to be told why"
