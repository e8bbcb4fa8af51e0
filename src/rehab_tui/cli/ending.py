"""Signals that end a program, turned into an exception that lets it tidy up."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Within the block SIGTERM and SIGHUP raise `SystemExit(128 + n)`.

    A second one ends the program at once. One that is ignored from outside (`nohup`) stays so.
    """
    numbers = [signal.SIGTERM] if sys.platform == "win32" else [signal.SIGTERM, signal.SIGHUP]
    heard = [number for number in numbers if signal.getsignal(number) is not signal.SIG_IGN]
    before = {number: signal.signal(number, _end) for number in heard}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class Signals:
    """What signals have asked for, to be asked between two waits.

    An exception that is raised by a handler may fall into the middle of a wait, which then fails
    in a way of its own; so the handlers only take notes.
    """

    def __init__(self) -> None:
        self._end: int | None = None
        self._halted = False

    def check(self) -> None:
        """End here if a signal has asked for it.

        Raises:
            SystemExit: with 128 + n, on SIGTERM and SIGHUP.
            KeyboardInterrupt: on Ctrl-C.
        """
        if self._end == signal.SIGINT:
            self._end = None
            raise KeyboardInterrupt
        if self._end is not None:
            raise SystemExit(128 + self._end)

    def halted(self) -> bool:
        """Whether the program was halted (Ctrl-Z) and goes on again; true once."""
        halted, self._halted = self._halted, False
        return halted

    def note_end(self, number: int, frame: FrameType | None) -> None:
        """The first one is noted; a second one ends the program at once."""
        signal.signal(number, signal.default_int_handler if number == signal.SIGINT else _end)
        self._end = number

    def note_halt(self, number: int, frame: FrameType | None) -> None:
        """It goes on again."""
        self._halted = True


@contextmanager
def signals_noted() -> Iterator[Signals]:
    """Within the block signals are noted; what they ask for is done by `Signals.check`.

    Whatever else goes wrong after one that ends the program, such as a terminal that is no longer
    there, it ends with the signal's code.

    Raises:
        SystemExit: a signal asked for it and nobody has checked.
        KeyboardInterrupt: the same for Ctrl-C.
    """
    noted = Signals()
    handlers: dict[int, Callable[[int, FrameType | None], None]] = dict.fromkeys(
        (signal.SIGINT, signal.SIGTERM), noted.note_end
    )
    if sys.platform != "win32":
        handlers |= {signal.SIGHUP: noted.note_end, signal.SIGCONT: noted.note_halt}
    heard = [number for number in handlers if signal.getsignal(number) is not signal.SIG_IGN]
    before = {number: signal.signal(number, handlers[number]) for number in heard}
    try:
        yield noted
    except Exception:
        noted.check()
        raise
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    noted.check()


def _end(number: int, frame: FrameType | None) -> None:
    signal.signal(number, signal.SIG_DFL)
    raise SystemExit(128 + number)
