"""A program that makes a sound: far from the terminal, never waited for longer than it may take."""

from __future__ import annotations

import atexit
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress

from rehab_tui.clock import Clock
from rehab_tui.voice.ends import ended, ends_sound, silence

LOOK_SECONDS = 0.02
"""How often a running program is looked at: what is cut off is silent after this."""
LAST_WORD_SECONDS = 2.0
"""At the program's end a sound may go on so long."""
KILLED_SECONDS = 1.0
"""A killed program is waited for no longer; a driver that hangs holds it."""


_running: set[Child] = set()
"""What was started and not yet seen to its end."""


@atexit.register
def _let_out() -> None:
    """Before the program itself ends let out the last word, then end every sound."""
    try:
        for child in tuple(_running):
            child.wait_for_the_last_word()
    except KeyboardInterrupt:  # somebody is in a hurry
        pass
    finally:
        silence()


class Child:
    """One program, started at once in a session of its own, with nothing of the terminal's.

    Args:
        command: An absolute program and its arguments.
        given: What it reads on standard input, a few kilobytes at most: a pipe holds them.
        environment: Its environment.
        clock: What its time is taken by.

    Raises:
        OSError: it can't be started.
    """

    def __init__(
        self, command: Sequence[str], given: bytes, environment: Mapping[str, str], clock: Clock
    ) -> None:
        self._clock = clock
        self.began = clock.monotonic()
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=dict(environment),
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        _running.add(self)
        ends_sound(self.kill)
        assert self._process.stdin is not None
        with suppress(OSError):  # it ended without reading: its exit code tells more
            self._process.stdin.write(given)
        with suppress(OSError):
            self._process.stdin.close()

    def wait(self, seconds: float, cut: threading.Event) -> bool:
        """Wait until it ends, `cut` is set or `seconds` since its beginning are over.

        Returns:
            Whether it has ended.
        """
        while self._process.poll() is None:
            left = self.began + seconds - self._clock.monotonic()
            if left <= 0 or cut.wait(min(left, LOOK_SECONDS)):
                return self._process.poll() is not None
        return True

    def wait_for_the_last_word(self) -> None:
        """Let it finish what is nearly said."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(LAST_WORD_SECONDS)

    def end(self) -> int | None:
        """Kill it if it still runs, with all that it has started.

        Returns:
            Its exit code; None when it had to be killed.
        """
        code = self._process.poll()
        if code is None:
            self.kill()
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(KILLED_SECONDS)
        _running.discard(self)
        ended(self.kill)
        return code

    def kill(self) -> None:
        """Kill it if it still runs, with all that it has started, and don't wait for its end."""
        if self._process.poll() is not None:
            return
        if sys.platform == "win32":
            self._process.kill()
        else:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
