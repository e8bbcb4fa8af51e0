"""Standard output is data, standard error is narration; neither ever gets a foreign byte."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from typing import TextIO

from rehab_tui.errors import RehabError
from rehab_tui.text import clean, to_ascii

PIPE_WIDTH = 80


def speaks_unicode(stream: TextIO | None = None) -> bool:
    """Whether a stream takes more than ASCII."""
    encoding = (stream or sys.stdout).encoding or "ascii"
    try:
        "█⣿·".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def width() -> int:
    """Columns to write in: the terminal's, 80 in a pipe."""
    if not sys.stdout.isatty():
        return PIPE_WIDTH
    return max(20, shutil.get_terminal_size((PIPE_WIDTH, 24)).columns)


def write(text: str, *, end: str = "\n") -> None:
    """Data: to standard output, cleaned, in characters that it has."""
    _put(sys.stdout, text, end)


def narrate(text: str) -> None:
    """Everything else: to standard error."""
    _put(sys.stderr, text, "\n")


def _put(stream: TextIO, text: str, end: str) -> None:
    safe = clean(text, lines=True)
    if not speaks_unicode(stream):
        safe = to_ascii(safe)
    stream.write(safe + end)
    stream.flush()


def raw(text: str) -> None:
    """Data that is ASCII by its making, such as JSON."""
    sys.stdout.write(text)
    sys.stdout.flush()


def complain(error: RehabError) -> int:
    """An error: its lines on standard error, its exit code returned."""
    for line in str(error).splitlines():
        narrate(f"rehab: {line}")
    return int(error.code)


def has_terminal() -> bool:
    """Whether a full-screen app can be shown: Textual draws on stderr and reads stdin."""
    streams: Iterable[TextIO | None] = (sys.stdin, sys.stderr)
    if os.environ.get("TERM", "") in ("", "dumb") and os.name == "posix":
        return False
    return all(stream is not None and stream.isatty() for stream in streams)
