"""What the app costs in a real terminal of 120x40: its first picture, Today, at rest.

Linux only: what a process uses at a moment is read from /proc.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import shutil
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from commands import MANY, TEN
from machine import REHAB, Cost, Row, clean_env, home

MINIMAL = """
from textual.app import App, ComposeResult
from textual.widgets import Static
class Minimal(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("hello")
Minimal().run()
"""
FLOOR = "minimal Textual app, first picture"
FIRST, TODAY = rb"journal", rb"This week"
QUIT = b"\x11"
LONGEST = 60.0


class Terminal:
    """A program in a pty."""

    def __init__(self, command: tuple[str, ...], env: Mapping[str, str]) -> None:
        self._began = time.perf_counter()
        self.pid, self._end = pty.fork()
        if self.pid == 0:
            os.execve(command[0], command, {**env, "TERM": "xterm-256color"})
        fcntl.ioctl(self._end, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        self.seen = b""

    def read(self, seconds: float, until: Callable[[], bool] = lambda: False) -> int:
        """Take what it draws for so long, or until something holds; the bytes of it."""
        before, end = len(self.seen), time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0 and not until():
            if select.select([self._end], [], [], min(left, 0.2))[0]:
                try:
                    self.seen += os.read(self._end, 65536)
                except OSError:
                    break
        return len(self.seen) - before

    def shows(self, words: bytes) -> Cost:
        """Wait for words, and tell what it took to get there.

        Raises:
            RuntimeError: they never came.
        """
        self.read(LONGEST, lambda: re.search(words, self.seen) is not None)
        if not re.search(words, self.seen):
            raise RuntimeError(f"{words!r} was never drawn")
        wall = (time.perf_counter() - self._began) * 1000
        return Cost(wall, self.cpu())

    def press(self, keys: bytes) -> None:
        """Type."""
        os.write(self._end, keys)

    def cpu(self) -> float:
        """Milliseconds of a core that its threads have used."""
        used = 0
        for task in Path(f"/proc/{self.pid}/task").iterdir():
            with suppress(OSError):
                used += int((task / "schedstat").read_text().split()[0])
        return used / 1e6

    def memory(self) -> float:
        """Megabytes in memory now."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 2**20

    def written(self) -> int:
        """Bytes that it gave to the kernel to write, to files and terminal."""
        lines = Path(f"/proc/{self.pid}/io").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("wchar")).split()[1])

    def spends(self, seconds: float) -> tuple[float, int]:
        """The share of a core, in percent, and the bytes written, over some seconds."""
        cpu, written, began = self.cpu(), self.written(), time.perf_counter()
        self.read(seconds)
        took = time.perf_counter() - began
        return (self.cpu() - cpu) / (took * 10), self.written() - written

    def close(self) -> None:
        """End it."""
        with suppress(OSError):
            self.press(QUIT)
        self.read(5.0, self._gone)
        if not self._gone():
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._end)

    def _gone(self) -> bool:
        with suppress(ChildProcessError):
            return os.waitpid(self.pid, os.WNOHANG)[0] == self.pid
        return True


def first_pictures(folder: Path, runs: int, path: str) -> tuple[list[Row], float]:
    """How long until something is seen, and until Today can be used.

    Args:
        folder: where the journals are.
        runs: how often each is started.
        path: where toolong is looked for, another Textual app that is known for its start.

    Returns:
        the rows, and the megabytes of the minimal app.
    """
    minimal = _minimal(folder)
    floor = Row(FLOOR)
    found = [floor]
    rows = {}
    for name in ("empty", TEN, MANY):
        of = "" if name == "empty" else f", {name}"
        rows[name] = (
            Row(f"app, first picture{of}", FLOOR, 1.5),
            Row(f"app, Today usable{of}", FLOOR, 2.2),
        )
        found += rows[name]
    toolong = shutil.which("tl", path=path)
    other = Row("peer: toolong, first picture", FLOOR)
    if toolong is not None:
        log = folder / "some.log"
        log.write_text("hello\n", encoding="utf-8")
        found.append(other)
    for number in range(-1, runs):  # the first one fills caches
        shown = Terminal(minimal, clean_env())
        cost, memory = shown.shows(b"hello"), shown.memory()
        shown.close()
        if number >= 0:
            floor.costs.append(cost)
        for name, (first, usable) in rows.items():
            app = Terminal(REHAB, home(folder / name))
            both = app.shows(FIRST), app.shows(TODAY)
            app.close()
            if number >= 0:
                first.costs.append(both[0])
                usable.costs.append(both[1])
        if toolong is not None:
            shown = Terminal((toolong, str(log)), clean_env())
            other.costs.append(shown.shows(b"hello"))
            shown.close()
    return found, memory


def _minimal(folder: Path) -> tuple[str, ...]:
    file = folder / "minimal.py"
    file.write_text(MINIMAL, encoding="utf-8")
    return (sys.executable, str(file))


def at_rest(folder: Path, seconds: float) -> list[str]:
    """What the app uses while nobody does anything, and what Textual alone does then."""
    told = []
    for name, command, env, words in (
        ("minimal Textual app", _minimal(folder), clean_env(), b"hello"),
        ("app", REHAB, home(folder / "empty"), TODAY),
    ):
        app = Terminal(command, env)
        app.shows(words)
        app.read(5.0)
        share, written = app.spends(seconds)
        app.close()
        told.append(f"{name} at rest for {seconds:.0f} s: {share:.2f} % of a core, {written} bytes")
    return [told[0], f"{told[1]} written (goals 0.15 %, 0)"]
