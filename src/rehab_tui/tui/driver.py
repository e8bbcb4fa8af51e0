"""How keys reach the app: as Textual reads them, but asleep while nobody types.

Textual's own thread looks ten times a second whether something was typed, for as long as the app
is open. That is more than all the rest of an app that only stands there.
"""

from __future__ import annotations

import os
from codecs import getincrementaldecoder
from select import select
from threading import Event
from typing import Any

from textual._xterm_parser import XTermParser
from textual.constants import ESCAPE_DELAY
from textual.drivers.linux_driver import LinuxDriver

SILENCE = ESCAPE_DELAY + 0.02
"""Seconds without a byte after which an escape is the Escape key, not the start of another."""
MOST_BYTES = 4096
USUAL = (80, 24)
"""Columns and rows of a terminal that does not know them."""


class Bell(Event):
    """An event that `select` hears. One lives as long as the app does, so nothing lets go of it."""

    def __init__(self) -> None:
        super().__init__()
        self._hears, self._rings = os.pipe()

    def fileno(self) -> int:
        """What is ready to be read from once it rings."""
        return self._hears

    def set(self) -> None:
        """Ring."""
        super().set()
        os.write(self._rings, b"!")

    def clear(self) -> None:
        """Be still again."""
        if self.is_set():
            super().clear()
            os.read(self._hears, MOST_BYTES)


class PatientDriver(LinuxDriver):
    """Textual's driver for Linux and macOS, that waits for keys instead of asking for them."""

    def __init__(self, *given: Any, **by_name: Any) -> None:
        super().__init__(*given, **by_name)
        self._bell = self.exit_event = Bell()

    def _get_terminal_size(self) -> tuple[int, int]:
        """Columns and rows as the terminal tells them.

        Textual believes `COLUMNS` and `LINES` first: where a shell has handed them on, a window
        that grows or shrinks would never be noticed.
        """
        try:
            columns, lines = os.get_terminal_size(self.fileno)
        except OSError:
            return super()._get_terminal_size()
        return columns or USUAL[0], lines or USUAL[1]

    def run_input_thread(self) -> None:
        """Read what is typed until the bell rings; a byte that is no text does no harm.

        When nothing more can come it ends, as the app does by another way.
        """
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        wait = None
        while not self._bell.is_set():
            ready, _, _ = select([self.fileno, self._bell], [], [], wait)
            if self.fileno in ready:
                if not (read := os.read(self.fileno, MOST_BYTES)):
                    return
                # A part of a letter is no text yet, and no text would end the parser.
                for message in parser.feed(text) if (text := decode(read)) else ():
                    self.process_message(message)
            for message in parser.tick():
                self.process_message(message)
            wait = SILENCE if ready else None
