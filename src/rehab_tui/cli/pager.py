"""Long texts on a terminal go through the person's pager; everywhere else they are just written."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from contextlib import suppress

from rehab_tui.cli.terminal import fitted, has_terminal, raw

PAGERS = ("less", "more")
"""What is looked for where `PAGER` names nothing that is there."""
_LESS = {"LESS": "FRX", "LESSHISTFILE": "-"}
"""Ends by itself on a single screen, and keeps no file of what was searched for."""


def page(text: str) -> None:
    """Show a text as `terminal.write` would, screen by screen where there is a terminal."""
    shown = fitted(text)
    command = _pager() if has_terminal() else None
    if command is None or shown.count("\n") < shutil.get_terminal_size().lines:
        raw(shown)
        return
    try:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, env={**_LESS, **os.environ, "LESSHISTFILE": "-"}
        )
    except OSError:
        raw(shown)
        return
    assert process.stdin is not None
    with suppress(OSError), process.stdin as pipe:  # whoever has read enough leaves
        pipe.write(shown.encode("utf-8", "replace"))
    while True:
        try:
            process.wait()
            return
        except KeyboardInterrupt:  # the pager's own matter
            continue


def _pager() -> list[str] | None:
    with suppress(ValueError):
        named = shlex.split(os.environ.get("PAGER", ""))
        if named and shutil.which(named[0]):
            return named
    return next(([name] for name in PAGERS if shutil.which(name)), None)
