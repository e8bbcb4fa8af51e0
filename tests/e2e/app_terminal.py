"""A real terminal for the app: a pty, read by an emulator so that tests see what a person sees."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pexpect
import pyte

from rehab_tui.catalogue.model import Catalogue
from rehab_tui.clock import SystemClock
from rehab_tui.paths import Paths
from rehab_tui.practice import first_run
from rehab_tui.practice.context import Practice, open_journal

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30.0
QUIET_READS = 8
"""Seconds to wait for what should come at once; a busy machine takes longer."""
RUN = (sys.executable, "-m", "rehab_tui")


class Terminal:
    """The app in a pty of 80 by 24, and its screen as an emulator draws it."""

    def __init__(self, home: Path, *command: str, columns: int = 80, lines: int = 24) -> None:
        environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("REHAB_", "TEXTUAL"))},
            "PYTHONPATH": str(ROOT / "src"),
            "REHAB_DATA_DIR": str(home / "data"),
            "REHAB_CONFIG_DIR": str(home / "config"),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        environment.pop("LC_ALL", None)
        environment.pop("NO_COLOR", None)
        program, *arguments = command or RUN
        self.child: pexpect.spawn[bytes] = pexpect.spawn(
            program,
            arguments,
            env=environment,
            dimensions=(lines, columns),
            timeout=PATIENCE,
            encoding=None,
        )
        self.screen = pyte.Screen(columns, lines)
        self.raw = b""
        self._stream = pyte.ByteStream(self.screen)

    @property
    def pid(self) -> int:
        """The app's process."""
        pid = self.child.pid
        assert isinstance(pid, int)
        return pid

    def text(self) -> str:
        return "\n".join(self.screen.display)

    def read(self) -> bool:
        """Take what has come; False when the other end is closed."""
        try:
            data = self.child.read_nonblocking(65536, timeout=0.05)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.raw += data
        self._stream.feed(data)
        return True

    def until(self, wanted: str | Callable[[], bool]) -> None:
        """Read on until something is on the screen, or is so."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if wanted in self.text() if isinstance(wanted, str) else wanted():
                return
            if not self.read():
                break
        size = f"{self.screen.columns} by {self.screen.lines}"
        raise AssertionError(f"{wanted} never came, {size}:\n{self.text()}\n{self.raw[-800:]!r}")

    def until_quiet(self) -> None:
        """Read on until nothing more comes for a while: what was drawn before is all there."""
        end = time.monotonic() + PATIENCE
        quiet = 0
        while quiet < QUIET_READS and time.monotonic() < end:
            before = len(self.raw)
            if not self.read():
                break
            quiet = quiet + 1 if len(self.raw) == before else 0

    def press(self, keys: str) -> None:
        self.child.send(keys)

    def resize(self, columns: int, lines: int) -> None:
        self.child.setwinsize(lines, columns)

    def vanish(self) -> None:
        """Close the terminal under the app."""
        pty: Any = vars(self.child)["ptyproc"]  # the types of pexpect don't know it
        pty.fileobj.close()
        pty.closed = self.child.closed = True

    def ended(self) -> int:
        """Read to the end; the exit code, negative for a signal."""
        end = time.monotonic() + PATIENCE
        while self.read() and time.monotonic() < end:
            pass
        self.child.close(force=False)
        if self.child.exitstatus is not None:
            return self.child.exitstatus
        return -(self.child.signalstatus or 0)

    def assert_restored(self) -> None:
        """The alternate screen is left and the cursor shown, each after it was taken."""
        for taken, given in ((b"\x1b[?1049h", b"\x1b[?1049l"), (b"\x1b[?25l", b"\x1b[?25h")):
            assert taken in self.raw
            assert self.raw.rfind(given) > self.raw.rfind(taken)
        assert b"Traceback" not in self.raw


@contextmanager
def terminal(home: Path, *command: str, columns: int = 80, lines: int = 24) -> Iterator[Terminal]:
    """An app that is gone when the test ends, whatever the test did.

    Nobody is asked the first questions: they were skipped before.
    """
    clock = SystemClock()
    journal = open_journal(Paths(home / "data", home / "config"), clock)
    if not journal.profile() and not journal.rows(newest=1):
        first_run.save(
            Practice(clock, Catalogue(MappingProxyType({}), MappingProxyType({})), journal), {}
        )
    opened = Terminal(home, *command, columns=columns, lines=lines)
    try:
        yield opened
    finally:
        if not opened.child.closed:
            opened.child.close(force=True)
