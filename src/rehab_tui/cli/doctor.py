"""`rehab doctor`: what is well with this machine and these files, and what to do about the rest."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from rehab_tui.cli.terminal import raw, speaks_unicode, write
from rehab_tui.clock import SystemClock
from rehab_tui.errors import ExitCode, RehabError
from rehab_tui.paths import user_paths
from rehab_tui.practice.doctor import Told, examine
from rehab_tui.text import clean, plural

LEAST_SIZE = (60, 20)
"""Columns and rows that the app needs."""
_MARK = {"ok": "ok   ", "hint": "hint ", "wrong": "WRONG"}
_COLUMN = 16


def doctor(
    sync: Annotated[
        Path | None, typer.Option("--sync", metavar="DIR", help="Look at the folder of sync too.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """Look at versions, files, sound and the terminal; exit code 1 if something is wrong."""
    found = [*_files(sync), *_terminal()]
    wrong = sum(one.state == "wrong" for one in found)
    if as_json:
        raw(json.dumps([asdict(one) for one in found], indent=2) + "\n")
    else:
        for one in found:
            write(f"{_MARK[one.state]}  {one.about:<{_COLUMN}}{one.words}")
            if one.todo:
                write(f"{'':7}{'':{_COLUMN}}{one.todo}")
        write(plural(wrong, "thing is", "things are") + " wrong." if wrong else "All is well.")
    if wrong:
        raise typer.Exit(ExitCode.FAILURE)


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
