"""Long texts on a terminal go through the person's pager; everywhere else they are just written."""

from __future__ import annotations

import os
from contextlib import suppress

from rehab_tui.cli.terminal import has_terminal, in_lines, raw

PAGERS = ("less", "more")
"""What is looked for where `PAGER` names nothing that is there."""
_UNLESS_SET = {"LESS": "-FRX -Psspace goes on, / finds, q leaves$"}
"""less shows colours, leaves the text on the screen, and ends by itself on a single one.

It says how to leave it, where else a colon would stand.
"""
_ALWAYS = {"LESSHISTFILE": "-"}
"""less keeps no file of what was searched for: it may be somebody's health."""


def write_paged(text: str) -> None:
    """Data as `terminal.write` shows it, screen by screen where there is a terminal."""
    page(in_lines(text))


def page(shown: str) -> None:
    """Write a text that is harmless already, screen by screen where there is a terminal."""
    if not (has_terminal() and _page(shown)):
        raw(shown)


def _page(shown: str) -> bool:
    """Show it in a pager; False where it fits on the screen, or there is no pager."""
    import shutil
    import subprocess

    command = _pager()
    if command is None or shown.count("\n") < shutil.get_terminal_size().lines:
        return False
    try:
        environment = {**_UNLESS_SET, **os.environ, **_ALWAYS}
        process = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)
    except OSError:
        return False
    assert process.stdin is not None
    with suppress(OSError, KeyboardInterrupt), process.stdin as pipe:  # who read enough leaves
        pipe.write(shown.encode("utf-8", "replace"))
    while process.returncode is None:
        with suppress(KeyboardInterrupt):  # the pager's own matter
            process.wait()
    return True


def _pager() -> list[str] | None:
    import shlex
    import shutil

    with suppress(ValueError):
        named = shlex.split(os.environ.get("PAGER", ""))
        if named and shutil.which(named[0]):
            return named
    return next(([name] for name in PAGERS if shutil.which(name)), None)
