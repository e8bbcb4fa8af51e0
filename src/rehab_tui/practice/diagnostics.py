"""The diagnostic log that `REHAB_DEBUG=1` keeps: events of the program, nothing of the person.

An exception is told by its type and by its places in the program; its message and the variables
around it may hold somebody's health and are never looked at. Without the variable nothing is
loaded and nothing is written.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from rehab_tui.errors import RehabError
from rehab_tui.paths import Paths, make_private_folder, open_regular
from rehab_tui.text import clean

if TYPE_CHECKING:
    from logging import Logger

MOST_BYTES = 64 * 1024
"""How long the log may become before it is put aside; one older part is kept beside it."""
SHOWN_LINES = 300
"""So many of the newest lines go into a bundle."""
DEEPEST = 12
"""So many of an exception's places in the program are named, the innermost ones."""

_OFF = frozenset({"", "0", "off", "no", "false"})
_PACKAGE = Path(__file__).resolve().parents[1]
_HARMLESS = r"(?![/~])[A-Za-z0-9_.,:+<>/ -]{0,1000}"
"""What a fact may consist of: names of the program's own, versions, sizes; no path of a disk."""

_log: Logger | None = None


def wanted(environment: Mapping[str, str]) -> bool:
    """Whether `REHAB_DEBUG` asks for a log."""
    return environment.get("REHAB_DEBUG", "").lower() not in _OFF


def begin(paths: Paths) -> None:
    """Open the log; from here on `note` and `note_fault` write to it.

    Raises:
        RehabError: when its folder can't be made.
        OSError: when it can't be opened.
    """
    global _log
    import logging
    import time
    from io import TextIOWrapper
    from logging.handlers import RotatingFileHandler

    class Private(RotatingFileHandler):
        def _open(self) -> TextIOWrapper:
            flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
            file = open_regular(Path(self.baseFilename), flags)
            return TextIOWrapper(os.fdopen(file, "ab"), encoding="ascii")

        def shouldRollover(self, record: logging.LogRecord) -> bool:  # noqa: N802
            """Another process may have put the log aside meanwhile; it is not put aside twice."""
            if self.stream is not None and self._is_moved(self.stream.fileno()):
                moved, self.stream = self.stream, self._open()
                moved.close()
            return bool(super().shouldRollover(record))

        def _is_moved(self, opened: int) -> bool:
            try:
                return not os.path.samestat(Path(self.baseFilename).stat(), os.fstat(opened))
            except FileNotFoundError:
                return True

        def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
            """A log that can't be written, such as on a full disk, holds nobody up."""

    make_private_folder(paths.log.parent)
    handler = Private(paths.log, maxBytes=MOST_BYTES, backupCount=1)
    form = logging.Formatter("%(asctime)sZ %(process)d %(message)s", "%Y-%m-%dT%H:%M:%S")
    form.converter = time.gmtime
    handler.setFormatter(form)
    log = logging.Logger("rehab", logging.DEBUG)  # nobody else's, and not among those of logging
    log.addHandler(handler)
    _log = log


def end() -> None:
    """Close the log, if there is one."""
    global _log
    if _log is not None:
        for handler in _log.handlers:
            with suppress(OSError):
                handler.close()
        _log = None


def note(event: str, **facts: str | int) -> None:
    """Write one event, if there is a log.

    Args:
        event: what happened, in a word.
        facts: names and numbers of the program's own. Anything else is left out.
    """
    if _log is not None:
        said = [f"{name}={_harmless(str(value))}" for name, value in facts.items()]
        _log.debug("%s", " ".join((event, *said)))


def note_fault(error: BaseException, event: str = "fault") -> None:
    """Write what went wrong and where in the program, if there is a log."""
    if _log is None:
        return
    for one in _chain(error):
        number = getattr(one, "errno", None)
        facts = {"type": type(one).__name__, "at": ",".join(places(one.__traceback__))}
        if isinstance(number, int):
            facts["errno"] = str(number)
        if isinstance(one, RehabError):
            facts["exit"] = str(int(one.code))
        note(event, **facts)
        event = "because"


def places(traceback: TracebackType | None) -> list[str]:
    """Where it was, from the outside in: `file:line:function` of the program's own files.

    Of a file that is not, only the innermost one is named, without its folder.
    """
    found: list[str] = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        file = Path(code.co_filename)
        own = file.is_relative_to(_PACKAGE)
        if own or traceback.tb_next is None:
            name = file.relative_to(_PACKAGE).as_posix() if own else file.name
            found.append(f"{name}:{traceback.tb_lineno}:{code.co_name}")
        traceback = traceback.tb_next
    return found[-DEEPEST:]


def read_log(paths: Paths) -> list[str]:
    """The newest lines of the log, oldest first; none where there is no log that can be read."""
    lines: list[str] = []
    for file in (paths.log.with_name(f"{paths.log.name}.1"), paths.log):
        with suppress(OSError), os.fdopen(open_regular(file, os.O_RDONLY), "rb") as part:
            lines += part.read(2 * MOST_BYTES).decode("ascii", "replace").splitlines()
    return [clean(line) for line in lines[-SHOWN_LINES:]]


def note_start(command: str, size: tuple[int, int] | None) -> None:
    """Write what is running here: which command, on which machine, in which terminal."""
    from rehab_tui import __version__

    note(
        "begin",
        command=command,
        rehab=__version__,
        python=".".join(map(str, sys.version_info[:3])),
        system=sys.platform,
        size="none" if size is None else f"{size[0]}x{size[1]}",
    )


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    following: BaseException | None = error
    while following is not None and id(following) not in seen:
        seen.add(id(following))
        yield following
        following = following.__cause__ or following.__context__


def _harmless(value: str) -> str:
    return value.replace(" ", "-") if re.fullmatch(_HARMLESS, value) else "?"
