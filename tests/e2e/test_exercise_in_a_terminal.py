"""A figure that plays in a real terminal, and what it leaves behind."""

from __future__ import annotations

import re
import signal
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs a POSIX terminal", allow_module_level=True)

import termios

from app_terminal import RUN, Terminal, terminal

pytestmark = pytest.mark.long

SHOW = (*RUN, "exercises", "show", "march-warm-up", "--animate")
COLOUR = re.compile(rb"\x1b\[[0-9;]*m")
HIDE, SHOWN = b"\x1b[?25l", b"\x1b[?25h"


def attributes(opened: Terminal) -> list[object]:
    return termios.tcgetattr(opened.child.child_fd)


def moving(opened: Terminal) -> None:
    """Until it was drawn a few times over itself."""
    opened.until("q ends it")
    opened.until(lambda: opened.raw.count(b"A\r") > 3)


def read_to_the_end(opened: Terminal) -> None:
    for _ in range(1000):
        if not opened.read():
            return
    raise AssertionError("it never ended")


@pytest.mark.parametrize(
    ("ending", "code"),
    [("q", 0), ("Q", 0), ("\x03", 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)],
)
def test_however_it_ends_the_terminal_is_as_before(
    tmp_path: Path, ending: str | signal.Signals, code: int
) -> None:
    with terminal(tmp_path, *SHOW) as opened:
        before = attributes(opened)
        moving(opened)
        assert attributes(opened) != before
        assert opened.screen.cursor.hidden
        if isinstance(ending, str):
            opened.press(ending)
        else:
            opened.child.kill(ending)
        read_to_the_end(opened)
        assert opened.raw.rfind(SHOWN) > opened.raw.rfind(HIDE) >= 0
        assert attributes(opened) == before
        assert opened.ended() == code
        assert b"Traceback" not in opened.raw


def test_it_stays_in_place_and_within_the_terminal(tmp_path: Path) -> None:
    with terminal(tmp_path, *SHOW, columns=80, lines=24) as opened:
        moving(opened)
        assert opened.text().count("q ends it") == 1
        assert "march-warm-up" in opened.text()
        opened.screen.resize(12, 40)
        opened.resize(40, 12)
        seen = len(opened.raw)
        opened.until(lambda: opened.raw[seen:].count(b"A\r") > 3)
        assert opened.text().count("q ends it") == 1
        opened.press("\x1a")  # Ctrl-Z would leave the shell without a cursor
        seen = len(opened.raw)
        opened.until(lambda: opened.raw[seen:].count(b"A\r") > 3)
        opened.press("q")
        assert opened.ended() == 0


def test_no_colour_and_no_braille_where_they_are_not_wanted(tmp_path: Path) -> None:
    plain = ("/usr/bin/env", "NO_COLOR=1", "LC_ALL=C", *SHOW)
    with terminal(tmp_path, *plain) as opened:
        moving(opened)
        opened.press("q")
        assert opened.ended() == 0
        assert opened.raw.isascii()
        assert not COLOUR.search(opened.raw)
    with terminal(tmp_path, *SHOW) as opened:
        moving(opened)
        assert COLOUR.search(opened.raw)
        opened.press("q")
        assert opened.ended() == 0
