"""The app and `rehab log`, two apps, an import while a session runs."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from cli_process import SECONDS, say, shell

if sys.platform == "win32":
    pytest.skip("needs a POSIX shell and a pty", allow_module_level=True)

pytest.importorskip("pexpect")
pytest.importorskip("pyte")
from app_terminal import Terminal, terminal
from test_plain_process import after_a_set, begun, state

pytestmark = pytest.mark.long


def logged(t: Terminal, level: str) -> None:
    """A pain from Today."""
    t.press("p")
    t.until("How much pain")
    t.press(level)
    t.until("Where")
    t.press("\r")
    t.until(f"pain {level}")


def pains(home: Path) -> list[int]:
    listed = shell("rehab journal list --json --kind pain", home)
    return sorted(one["level"] for one in json.loads(listed.stdout))


def test_the_app_sees_what_was_logged_beside_it_and_loses_none(tmp_path: Path) -> None:
    with terminal(tmp_path) as t:
        t.until("This week")
        ran = shell("rehab log -p 7 && rehab log -p 8 -n beside", tmp_path)
        assert (ran.returncode, ran.stderr) == (0, "")
        t.press("J")
        t.until("beside")
        t.press("q")
        t.until("pain 8")
        logged(t, "2")
        assert shell("rehab undo", tmp_path).returncode == 0
        t.press("g")
        t.until("pain at rest")
        t.press("q")
        t.until("pain 8")
        t.press("q")
        assert t.ended() == 0
    assert pains(tmp_path) == [7, 8]


def test_two_apps_share_a_journal(tmp_path: Path) -> None:
    with terminal(tmp_path) as one, terminal(tmp_path) as other:
        for t, level in ((one, "1"), (other, "2"), (one, "3"), (other, "4")):
            t.until("This week")
            logged(t, level)
        for t in (one, other):
            t.press("g")
            t.until("pain 1 · pain 2 · pain 3 · pain 4")
            t.press("q")
            t.until("This week")
            t.press("q")
            assert t.ended() == 0
    assert pains(tmp_path) == [1, 2, 3, 4]
    assert "all is well" in shell("rehab journal check", tmp_path).stdout.lower()


def test_an_import_while_a_session_runs(tmp_path: Path) -> None:
    """What comes in is there, the session goes on, and each is taken back without the other."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert shell("rehab log -p 6 -n far && rehab log -m 2", elsewhere).returncode == 0
    assert shell(f"rehab journal export -o {tmp_path}/far.jsonl", elsewhere).returncode == 0
    session = begun(tmp_path)
    after_a_set(session)
    ran = shell("rehab journal import far.jsonl", tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert "3 new" in ran.stdout
    assert state(tmp_path) == (["running"], 1)
    say(session, "q\n")
    out, err = session.communicate(timeout=SECONDS)
    assert (session.returncode, err) == (0, ""), out
    assert "Saved as far as you went." in out
    assert state(tmp_path) == (["left"], 1)
    undone = shell("rehab undo", tmp_path)
    assert undone.returncode == 0
    assert "session" in undone.stdout
    assert pains(tmp_path) == [6], "what was imported stays"
    assert shell("rehab undo", tmp_path).returncode == 0
    assert pains(tmp_path) == []
