"""`rehab doctor`: what is well with this machine and these files, and what to do about the rest."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from rehab_tui.cli.terminal import (
    PIPE_WIDTH,
    narrate,
    raw_json,
    speaks_unicode,
    width,
    write,
    write_whole,
)
from rehab_tui.clock import SystemClock
from rehab_tui.errors import ExitCode, RehabError, UsageError
from rehab_tui.paths import user_paths
from rehab_tui.practice.care import journal_path
from rehab_tui.practice.diagnostics import read_log
from rehab_tui.practice.doctor import Told, examine
from rehab_tui.practice.saving import save
from rehab_tui.text import clean, plural, wrap

LEAST_SIZE = (60, 20)
"""Columns and rows that the app needs."""
_MARK = {"ok": "ok   ", "hint": "hint ", "wrong": "WRONG"}
_COLUMN = 16
_IN_JSON = ("about", "state", "words", "todo")


def doctor(
    sync: Annotated[
        Path | None, typer.Option("--sync", metavar="DIR", help="Look at the folder of sync too.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
    bundle: Annotated[
        Path | None,
        typer.Option("--bundle", metavar="FILE", help="Write it, with the log, for a report."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Write the bundle without asking.")] = False,
) -> None:
    """Look at versions, files, sound and the terminal; exit code 1 if something is wrong."""
    found = [*_files(sync), *_terminal()]
    if bundle is not None:
        if as_json:
            raise UsageError("--bundle and --json say two things", "Give one of them.")
        _write_bundle(_bundle(found), bundle, yes=yes)
        return
    wrong = sum(one.state == "wrong" for one in found)
    if as_json:
        told = [{name: getattr(one, name) for name in _IN_JSON} for one in found]
        raw_json(told)
    else:
        for line in _lines(found, width()):
            write(line)
        write(plural(wrong, "thing is", "things are") + " wrong." if wrong else "All is well.")
    if wrong:
        raise typer.Exit(ExitCode.FAILURE)


def _lines(found: list[Told], columns: int) -> Iterator[str]:
    """What was found, each in lines of at most so many columns where its words allow it."""
    below = " " * len(f"{_MARK['ok']}  {'':<{_COLUMN}}")
    for one in found:
        said = [
            row
            for words in (one.words, one.todo)
            for row in wrap(words, columns - len(below))
            if row
        ]
        first, *more = said or [""]
        yield f"{_MARK[one.state]}  {one.about:<{_COLUMN}}{first}"
        for row in more:
            yield below + row


def _bundle(found: list[Told]) -> str:
    """What may be attached to a report: no paths, nothing that a person wrote."""
    try:
        log = read_log(user_paths())
    except RehabError:  # there is no folder that it could be in; that stands among the rest
        log = []
    told = _lines([one.for_others() for one in found], PIPE_WIDTH)
    title = "What 'rehab doctor' says, without paths and without anything that you wrote:"
    if log:
        kept = "The newest lines of the diagnostic log (UTC):"
    else:
        kept = "There is no diagnostic log. With REHAB_DEBUG=1 set, the next command begins one."
    return "\n".join([title, "", *told, "", kept, *log, ""])


def _write_bundle(text: str, file: Path, *, yes: bool) -> None:
    """Show the bundle, ask, and write it.

    Raises:
        UsageError: nobody is there to be asked; nothing is written.
    """
    write(text)
    if not yes:
        if sys.stdin is None or not sys.stdin.isatty():
            raise UsageError(
                "nothing was written: nobody is there to say yes", "Add --yes.", where="--bundle"
            )
        from rehab_tui.cli.ask import Lines, choose

        clock = SystemClock()
        if choose("Write this to the file? (y or n)", (), ("y", "n"), Lines(clock), clock) != "y":
            narrate("rehab: nothing was written.")
            raise typer.Exit(ExitCode.FAILURE)
    save(text.encode(), file, journal_path(user_paths()))
    write_whole(f"Written: {file}")


def _files(sync: Path | None) -> list[Told]:
    try:
        paths = user_paths()
    except RehabError as error:
        return [Told("folders", "wrong", error.what, error.todo)]
    return examine(paths, os.environ, SystemClock(), sync)


def _terminal() -> Iterator[Told]:
    kind = clean(os.environ.get("TERM", ""))
    if kind in ("", "dumb") and os.name == "posix":
        todo = "Use a terminal with a screen for the app; 'rehab start --plain' runs without."
        yield Told("terminal", "hint", kind or "TERM is not set", todo)
    else:
        yield Told("terminal", "ok", kind or "Windows")
    yield Told("colours", "ok", _colours(kind))
    if speaks_unicode():
        yield Told("unicode", "ok", clean(sys.stdout.encoding or ""))
    else:
        todo = "Set a locale with UTF-8, such as LANG=C.UTF-8; figures are drawn in ASCII now."
        yield Told("unicode", "hint", "only ASCII", todo)
    if not sys.stdout.isatty():
        yield Told("size", "ok", "not a terminal")
        return
    columns, rows = shutil.get_terminal_size()
    if columns < LEAST_SIZE[0] or rows < LEAST_SIZE[1]:
        todo = "The app needs {}x{}, and is better at 80x24 or more.".format(*LEAST_SIZE)
        yield Told("size", "hint", f"{columns}x{rows}", todo)
    else:
        yield Told("size", "ok", f"{columns}x{rows}")


def _colours(kind: str) -> str:
    if os.environ.get("NO_COLOR"):
        return "off, as NO_COLOR asks"
    if os.environ.get("COLORTERM") in ("truecolor", "24bit") or os.name == "nt":
        return "16 million"
    return "256" if "256" in kind else "few; nothing depends on them"
