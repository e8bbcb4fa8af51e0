"""Standard output is data, standard error is narration; neither ever gets a foreign byte."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from rehab_tui.errors import RehabError
from rehab_tui.text import cell_width, clean, to_ascii, wrap

PIPE_WIDTH = 80
STANDARD = "-"
"""The name of a file that means standard input or output."""
LEAST_WIDTH = 20


def speaks_unicode(stream: TextIO | None = None) -> bool:
    """Whether a stream takes more than ASCII.

    Python writes UTF-8 in the C locale too; whoever sets that locale by name means ASCII.
    """
    if not os.environ.get("PYTHONUTF8") and not os.environ.get("PYTHONIOENCODING"):
        named = (os.environ.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LANG"))
        if next(filter(None, named), "") in ("C", "POSIX"):
            return False
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
    import shutil

    return max(LEAST_WIDTH, shutil.get_terminal_size((PIPE_WIDTH, 24)).columns)


def shown(text: str, *, lines: bool = False) -> str:
    """Text as `write` shows it: to be measured where columns count."""
    safe = clean(text, lines=lines)
    return safe if speaks_unicode() else to_ascii(safe)


def write(text: str) -> None:
    """Data: to standard output, cleaned, in characters that it has, in lines that fit."""
    _put(in_lines(text))


def in_lines(text: str) -> str:
    """Text as `write` puts it: cleaned, in lines that fit."""
    safe = shown(text, lines=True)
    return "".join(f"{line}\n" for line in _fitted(safe.removesuffix("\n"), width()))


def write_pair(name: str, words: str, column: int = 25) -> None:
    """A name and its words, which go on below themselves where the line ends."""
    first, *rest = wrap(clean(words), width() - column)
    write("\n".join([f"  {name:<{column - 3}} {first}", *(" " * column + line for line in rest)]))


def write_whole(text: str) -> None:
    """A line with the name of a file, however long: broken in two it could not be copied."""
    _put(shown(text) + "\n")


def raw(text: str) -> None:
    """Data that is harmless by its making, such as JSON, or what steers the terminal."""
    _put(text)


def raw_json(value: object) -> None:
    """A JSON value for other programs, in lines."""
    import json

    raw(f"{json.dumps(value, indent=2)}\n")


def send(content: bytes) -> None:
    """A whole file as it is, in UTF-8; on a terminal cleaned, for it may hold anybody's words."""
    if sys.stdout.isatty():
        raw(shown(content.decode("utf-8"), lines=True))
        return
    with _told():
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.flush()


def narrate(text: str) -> None:
    """Everything else: one line to standard error."""
    if sys.stderr is None:
        return
    safe = clean(text)
    if not speaks_unicode(sys.stderr):
        safe = to_ascii(safe)
    try:
        sys.stderr.write(f"{safe}\n")
        sys.stderr.flush()
    except OSError:  # nobody is there to be told
        return


def ring() -> None:
    """The terminal's bell, where there is a terminal; it may have gone away."""
    with suppress(OSError, ValueError):
        if sys.stderr is not None and sys.stderr.isatty():
            sys.stderr.write("\a")
            sys.stderr.flush()


def complain(error: RehabError) -> int:
    """An error: one line on standard error, its exit code returned.

    A damaged data file has a line for each of its problems.
    """
    for line in str(error).splitlines():
        narrate(f"rehab: {line}")
    return int(error.code)


def has_terminal() -> bool:
    """Whether a full-screen app can be shown: it reads stdin, draws on stderr, fills no pipe."""
    if os.environ.get("TERM", "") in ("", "dumb") and os.name == "posix":
        return False
    streams: tuple[TextIO | None, ...] = (sys.stdin, sys.stdout, sys.stderr)
    return all(stream is not None and stream.isatty() for stream in streams)


def _fitted(text: str, columns: int) -> list[str]:
    """The lines of cleaned text; a longer one goes on below, as far in as it began."""
    lines: list[str] = []
    for line in text.split("\n"):
        if cell_width(line) <= columns:
            lines.append(line)
            continue
        indent = " " * min(len(line) - len(line.lstrip(" ")), columns // 2)
        lines += [indent + part for part in wrap(line.strip(" "), columns - len(indent))]
    return lines


def _put(text: str) -> None:
    with _told():
        sys.stdout.write(text)
        sys.stdout.flush()


@contextmanager
def _told() -> Iterator[None]:
    """Put into words what keeps standard output from being written."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise RehabError(
            f"the output can't be written ({error.strerror})",
            "What was saved stays saved; see 'rehab undo --list'.",
        ) from None
