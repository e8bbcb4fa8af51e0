"""`rehab demo`: twelve weeks of a believable made-up journal, in a temporary place."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from rehab_tui.cli.demo_shell import command, shell_of
from rehab_tui.cli.ending import ended_by_signals
from rehab_tui.cli.terminal import has_terminal, narrate, speaks_unicode, write
from rehab_tui.cli.weeks import show
from rehab_tui.clock import SystemClock
from rehab_tui.errors import RehabError, UsageError
from rehab_tui.paths import Paths
from rehab_tui.practice.context import Practice, shipped_catalogue
from rehab_tui.practice.demo_place import demo_practice
from rehab_tui.practice.settings import SettingsFile
from rehab_tui.practice.weekly import last_weeks

NOTICE = "This is a made-up journal in a temporary place. Nothing of it is kept."
IN_SHELL = (
    "Every command works on it here: rehab report, rehab log -p 3, rehab undo, rehab -h.\n"
    "You are in an empty folder, which goes with it. To leave: exit, or Ctrl-D."
)


def demo(
    shell: Annotated[
        bool, typer.Option("--shell", help="Open your shell there, to try every command.")
    ] = False,
) -> None:
    """Look around in twelve made-up weeks; your own journal is not touched."""
    if shell and not _typed_into():
        raise UsageError(
            "a shell needs a terminal", "Without one try 'rehab demo'.", where="--shell"
        )
    with ended_by_signals(), _place() as place:
        folder = Path(place)
        paths = Paths(folder / "data", folder / "config")
        practice = demo_practice(paths.data, shipped_catalogue(), SystemClock())
        if shell:
            _open_shell(folder)
        elif has_terminal():
            _open_app(practice, paths)
        else:
            narrate(NOTICE)
            show(practice, *last_weeks(practice.clock.now().date()))


def _place() -> TemporaryDirectory[str]:
    """Where the demo is; what a program left running there may hold up nobody's leaving."""
    return TemporaryDirectory(prefix="rehab-demo-", ignore_cleanup_errors=True)


def _open_app(practice: Practice, paths: Paths) -> None:
    from rehab_tui.cli.screen import run_app

    settings = SettingsFile(paths, os.environ)
    run_app(
        practice,
        settings.load(),
        settings=settings,
        ascii_only=not speaks_unicode(),
        notice=NOTICE,
    )


def _typed_into() -> bool:
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def _open_shell(folder: Path) -> None:
    """Let the person's shell run until they leave it; Ctrl-C there is the shell's own matter.

    Raises:
        RehabError: when it can't be run.
    """
    here = folder / "here"
    here.mkdir()
    words, around = command(shell_of(os.environ), folder, os.environ)
    write(f"{NOTICE}\n{IN_SHELL}")
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        subprocess.run(words, env=around, cwd=here, check=False)
    except OSError as error:
        raise RehabError(
            f"your shell can't be opened ({error.strerror})", "Set SHELL to one.", where="SHELL"
        ) from None
    finally:
        signal.signal(signal.SIGINT, before)
    write("The made-up journal is gone; yours is as it was.")
