"""A terminal that takes no more output (Ctrl-S, a frozen connection): the app still ends."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs a POSIX terminal", allow_module_level=True)

pytest.importorskip("pexpect")
pytest.importorskip("pyte")
from app_terminal import PATIENCE, RUN, Terminal, terminal

pytestmark = pytest.mark.long

FULL = 8.0
"""Seconds in which a moving figure surely fills the terminal, and Textual's own queue behind it."""
SLOWEST_END = 15.0


def gone(t: Terminal) -> int:
    """How the process ended; fails when it goes on."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        ended = os.waitid(os.P_PID, t.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        if ended is not None:
            return ended.si_status if ended.si_code == os.CLD_EXITED else -ended.si_status
        time.sleep(0.05)
    os.kill(t.pid, signal.SIGKILL)
    raise AssertionError("it goes on")


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGHUP, None])
def test_it_ends(tmp_path: Path, told: signal.Signals | None) -> None:
    command = (*RUN, "start", "--minutes", "60", "--preview")
    with terminal(tmp_path, *command) as t:
        t.until("Marching")
        time.sleep(FULL)  # nobody reads
        began = time.monotonic()
        if told is None:
            t.vanish()
        else:
            t.child.kill(told)
        code = gone(t)
        assert code == 128 + (told or signal.SIGHUP)
        assert time.monotonic() - began < SLOWEST_END
