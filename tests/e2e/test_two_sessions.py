"""Two windows of rehab on one journal: the second session is refused, looking never is."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from cli_process import SECONDS, begin, say, shell, until

if sys.platform == "win32":
    pytest.skip("needs a POSIX shell and a pty", allow_module_level=True)

pytest.importorskip("pexpect")
pytest.importorskip("pyte")
from app_terminal import terminal
from test_plain_process import SESSION, begun, state

pytestmark = pytest.mark.long

START = "rehab start --plain --exercise shoulder-rolls"
LOOKS = "rehab && rehab report && rehab start --list && rehab start --preview --exercise cat-cow"


def test_a_second_session_is_told_about_the_first(tmp_path: Path) -> None:
    first = begun(tmp_path)
    until(first, "Begin")
    second = shell(f"{START} </dev/null", tmp_path)
    assert (second.returncode, second.stdout) == (5, "")
    assert second.stderr.startswith("rehab: a session is running since ")
    assert f"in another window of rehab (process {first.pid}). Finish it there" in second.stderr
    assert second.stderr.count("\n") == 1
    looks = shell(f"{LOOKS} && rehab log -p 4", tmp_path)
    assert (looks.returncode, "another window" in looks.stderr) == (0, False)
    with terminal(tmp_path) as t:
        t.until("This week")
        t.press("\r")
        t.until("another window")
        assert "cut short" not in t.text()
        t.press("q")
        assert t.ended() == 0
    assert state(tmp_path) == (["running"], 0)
    first.kill()
    first.communicate(timeout=SECONDS)
    lock = tmp_path / "data" / "session.lock"
    assert str(first.pid) in lock.read_text(), "what a dead process left"
    third = shell(f"printf 'k\\n\\n\\n\\nq\\n' | {START}", tmp_path)
    assert "was cut short, 0 of " in third.stdout
    assert (third.returncode, lock.read_text()) == (0, "")
    assert sorted(state(tmp_path)[0]) == ["left", "left"]


def test_of_two_that_ask_at_once_about_one_that_was_cut_short_one_takes_it_up(
    tmp_path: Path,
) -> None:
    first = begun(tmp_path)
    until(first, "Begin")
    first.kill()
    first.communicate(timeout=SECONDS)
    asked = [begin(tmp_path, *SESSION) for _ in range(2)]
    for window in asked:
        until(window, "A session of")
    resumes, discards = asked
    say(resumes, "r\n")
    until(resumes, "Commands:")
    say(discards, "d\n")
    out, err = discards.communicate(timeout=SECONDS)
    assert discards.returncode == 5, (out, err)
    assert f"(process {resumes.pid})" in err
    say(resumes, "q\n")
    out, err = resumes.communicate(timeout=SECONDS)
    assert (resumes.returncode, err) == (0, "")
    assert state(tmp_path)[0] == ["left"]


def test_where_the_lock_can_not_be_made_it_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "data" / "session.lock").mkdir(parents=True)
    ran = shell(f"printf '\\n\\n' | {START}", tmp_path)
    assert ran.returncode == 1
    assert ran.stderr.startswith(f"rehab: {tmp_path}/data/journal.sqlite3: nothing can be written")
    assert ran.stderr.count("\n") == 1
    assert state(tmp_path) == ([], 0)
