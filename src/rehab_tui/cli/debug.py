"""Keeps the diagnostic log of one command; loaded only where `REHAB_DEBUG` is set."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable

from rehab_tui.cli.listing import COMMANDS
from rehab_tui.cli.terminal import narrate
from rehab_tui.clock import SystemClock
from rehab_tui.errors import RehabError
from rehab_tui.paths import user_paths
from rehab_tui.practice import diagnostics


def begin(arguments: list[str]) -> Callable[[int], None] | None:
    """Begin the log with the command's name, if it is wanted and can be written.

    Returns:
        what ends it, given the exit code; None without a log.
    """
    if not diagnostics.wanted(os.environ):
        return None
    try:
        diagnostics.begin(user_paths())
    except (OSError, RehabError) as error:
        why = error.what if isinstance(error, RehabError) else error.strerror
        narrate(f"rehab: the diagnostic log can't be kept ({why}); all else goes on")
        return None
    name = arguments[0] if arguments else "app"
    known = name in ("app", *COMMANDS)
    there = sys.stdout is not None and sys.stdout.isatty()
    size = shutil.get_terminal_size() if there else None
    diagnostics.note_start(name if known else "other", (size.columns, size.lines) if size else None)
    clock = SystemClock()
    began = clock.monotonic()

    def end(code: int) -> None:
        diagnostics.note("end", exit=code, ms=round(1000 * (clock.monotonic() - began)))
        diagnostics.end()

    return end
