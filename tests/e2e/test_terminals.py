"""The app in terminals of every kind, without a locale, a home, a size."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs a POSIX terminal", allow_module_level=True)

pytest.importorskip("pexpect")
pytest.importorskip("pyte")
from app_terminal import RUN, Terminal, terminal

from rehab_tui.clock import SystemClock
from rehab_tui.journal.records import Pain
from rehab_tui.paths import Paths
from rehab_tui.practice.context import open_journal

pytestmark = pytest.mark.long

KINDS = ("xterm-256color", "xterm", "screen", "tmux-256color", "linux", "vt100", "never-heard-of")
WITHOUT_LOCALE = ("-u", "LANG", "-u", "LC_ALL", "-u", "LC_CTYPE")


def pains(home: Path) -> list[int]:
    journal = open_journal(Paths(home / "data", home / "config"), SystemClock())
    return [one.level for one in journal.entries(Pain)]


def used(t: Terminal) -> None:
    """Look at Progress, log a pain, and leave."""
    t.until("This week")
    t.press("g")
    t.until("pain at rest")
    t.press("q")
    t.until("This week")
    t.press("p")
    t.until("How much pain")
    t.press("4")
    t.until("Where")
    t.press("\r")
    t.until("pain 4")
    t.press("q")
    assert t.ended() == 0
    t.assert_restored()


@pytest.mark.parametrize("kind", KINDS)
def test_any_terminal_will_do(tmp_path: Path, kind: str) -> None:
    with terminal(tmp_path, "/usr/bin/env", f"TERM={kind}", *RUN) as t:
        used(t)
    assert pains(tmp_path) == [4]


@pytest.mark.parametrize("given", [("TERM=",), ("TERM=dumb",), ("-u", "TERM")])
def test_one_that_can_not_be_drawn_on_gets_text(tmp_path: Path, given: tuple[str, ...]) -> None:
    with terminal(tmp_path, "/usr/bin/env", *given, *RUN) as t:
        t.until("This week:")
        assert t.ended() == 0
        assert b"\x1b" not in t.raw


@pytest.mark.parametrize("given", [(), ("LC_ALL=C",), ("LC_ALL=POSIX",), ("LC_ALL=xx_YY.UTF-8",)])
def test_without_a_locale_it_goes_on(tmp_path: Path, given: tuple[str, ...]) -> None:
    with terminal(tmp_path, "/usr/bin/env", *WITHOUT_LOCALE, *given, *RUN) as t:
        used(t)
        assert t.raw.isascii() or given not in (("LC_ALL=C",), ("LC_ALL=POSIX",))
    assert pains(tmp_path) == [4]


def test_without_a_home_it_is_one_line(tmp_path: Path) -> None:
    nowhere = ("-u", "HOME", "-u", "REHAB_DATA_DIR", "-u", "REHAB_CONFIG_DIR")
    xdg = ("-u", "XDG_DATA_HOME", "-u", "XDG_CONFIG_HOME")
    here = tmp_path / "here"
    here.mkdir()
    command = ("/usr/bin/env", "-C", str(here), *nowhere, *xdg, *RUN)
    with terminal(tmp_path, *command) as t:
        assert t.ended() == 1
        said = t.raw.decode().splitlines()
    assert len(said) == 1, said
    assert said[0].startswith("rehab: ")
    assert "HOME" in said[0]
    assert list(here.iterdir()) == []


def test_what_the_app_writes_is_for_its_owner_whatever_the_umask(tmp_path: Path) -> None:
    """The backup of the day too, which is made behind the first screen."""
    with terminal(tmp_path, "/bin/sh", "-c", f"umask 000; exec {' '.join(RUN)}") as t:
        used(t)
    made = [tmp_path / "data", *(tmp_path / "data").rglob("*")]
    assert len(made) > 3
    for one in made:
        assert one.stat().st_mode & 0o777 == (0o700 if one.is_dir() else 0o600), one


@pytest.mark.parametrize("size", ["cols 0 rows 0", "cols 1 rows 1", "cols 0 rows 24"])
def test_a_window_without_a_size_is_no_end(tmp_path: Path, size: str) -> None:
    with terminal(tmp_path, "/bin/sh", "-c", f"stty {size}; exec {' '.join(RUN)}") as t:
        t.until(lambda: b"\x1b[?1049h" in t.raw)
        t.until_quiet()
        t.resize(79, 24)
        t.screen.resize(24, 79)
        used(t)
    assert pains(tmp_path) == [4]


def test_a_session_survives_a_window_without_a_size(tmp_path: Path) -> None:
    with terminal(tmp_path, *RUN, "start", "--preview", "--exercise", "glute-bridge") as t:
        t.until("GET READY")
        for columns, lines in ((0, 0), (1, 1), (0, 24), (80, 0)) * 3:
            t.resize(columns, lines)
            t.read()
        t.resize(79, 24)
        t.screen.resize(24, 79)
        t.until(lambda: "STOP" in t.text() and "Glute bridge" in t.text())
        t.press("\x03")
        assert t.ended() == 130
        t.assert_restored()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads the state from /proc")
def test_however_brief_a_ctrl_z_is_the_session_waits(tmp_path: Path) -> None:
    """Too short a while to be taken for a machine that slept."""

    def stopped() -> bool:
        t.read()
        return Path(f"/proc/{t.pid}/stat").read_text().rpartition(")")[2].split()[0] == "T"

    with terminal(tmp_path, *RUN, "start", "--preview", "--exercise", "glute-bridge") as t:
        t.until("GET READY")
        t.press("\x1a")
        t.until(stopped)
        t.until_quiet()
        t.assert_restored()
        t.screen.reset()
        t.child.kill(signal.SIGCONT)
        t.until("PAUSED")
        t.press("\x03")
        assert t.ended() == 130
        t.assert_restored()
