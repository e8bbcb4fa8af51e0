from __future__ import annotations

import errno
import json
import sys
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from cli_run import Rehab, a_home, a_rehab, one_line

from rehab_tui.cli import terminal
from rehab_tui.clock import SystemClock
from rehab_tui.paths import user_paths
from rehab_tui.practice import alone, sessions
from rehab_tui.practice.context import Practice, open_journal, shipped_catalogue
from rehab_tui.practice.today import plan_today

pytestmark = pytest.mark.long

home = a_home
rehab = a_rehab


# --- report ----------------------------------------------------------------
def test_a_fresh_machine_is_invited_and_left_alone(rehab: Rehab, home: Path) -> None:
    ran = rehab("report")
    assert ran.code == 0
    assert "rehab log" in ran.out
    assert not (home / "data").exists()


def test_the_weeks_as_json(rehab: Rehab) -> None:
    rehab("log", "-p", "4", "--at", "2026-01-07 10:00")
    ran = rehab("report", "--from", "2025-12-29", "--to", "2026-01-11", "--format", "json")
    made = json.loads(ran.out)
    assert ran.out.isascii()
    assert [week["week"] for week in made["weeks"]] == ["2026-W01", "2026-W02"]
    assert [week["pain"]["n"] for week in made["weeks"]] == [0, 1]
    assert made["weeks"][0]["pain"]["max"] is None


def test_the_last_day_is_included(rehab: Rehab) -> None:
    rehab("log", "-p", "4", "--at", "2026-01-07 23:59")
    for last, count in (("2026-01-06", 0), ("2026-01-07", 1)):
        words = ("report", "--weeks", "1", "--to", last, "--format", "json")
        made = json.loads(rehab(*words).out)
        assert sum(week["pain"]["n"] for week in made["weeks"]) == count


@pytest.mark.parametrize(
    "words",
    [
        ("--weeks", "0"), ("--weeks", "1.5"), ("--weeks", "9999"), ("--from", "20260101"),
        ("--from", "2026-02-30"), ("--to", "soon"), ("--format", "pdf"),
        ("--weeks", "2", "--from", "2026-01-01"), ("--from", "2026-02-01", "--to", "2026-01-01"),
        ("--from", "1990-01-01"), ("--from", "2000-01-01"), ("--to", "9999-12-31"),
        ("--to", "0001-01-01"), ("--from", "0001-01-01", "--to", "0001-02-01"),
    ],
)  # fmt: skip
def test_what_a_report_refuses(rehab: Rehab, words: tuple[str, ...]) -> None:
    one_line(rehab("report", *words), 2)


def test_in_a_pipe_it_is_80_wide(rehab: Rehab) -> None:
    rehab("log", "-p", "4", "-m", "3", "-s", "7h", "-f", "getting up from the very low sofa=4")
    for words in (("report",), ("demo",), ("profile",), (), ("start", "--preview")):
        ran = rehab(*words)
        assert ran.out
        assert max(len(line) for line in ran.out.splitlines()) <= 80, words


# --- undo ------------------------------------------------------------------
def test_undo_lists_the_newest_first(rehab: Rehab, home: Path) -> None:
    assert rehab("undo", "--list").out == "There is nothing to take back.\n"
    assert not (home / "data").exists()
    rehab("log", "-p", "4")
    rehab("profile", "set", "pregnant")
    first, second = rehab("undo", "--list").out.splitlines()
    assert "changed the profile" in first
    assert "logged 1 entry" in second
    assert "changed the profile" in rehab("undo").out
    assert "logged 1 entry" in rehab("undo").out


# --- profile ---------------------------------------------------------------
def test_profile_is_shown_set_and_cleared(rehab: Rehab, home: Path) -> None:
    assert "Nothing is set" in rehab("profile").out
    assert not (home / "data").exists()
    assert rehab("profile", "set", "wrist-pain", "side=left").code == 0
    shown = rehab("profile", "show").out
    assert "side: left" in shown
    assert shown.startswith(("side: left", "wrist-pain: "))
    assert rehab("profile", "set", "--clear", "wrist_pain", "--clear", "side").code == 0
    assert "Nothing is set" in rehab("profile").out


def test_one_wrong_answer_changes_nothing(rehab: Rehab, home: Path) -> None:
    for wrong in ("sidee=left", "side=up", "pregnantt", "minutes=4", "minutes=5.0"):
        one_line(rehab("profile", "set", "wrist-pain", wrong), 2)
    one_line(rehab("profile", "set"), 2)
    assert "Nothing is set" in rehab("profile").out


# --- words on the terminal -------------------------------------------------
def test_ascii_where_the_locale_says_so(rehab: Rehab, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_CTYPE", "LANG", "PYTHONUTF8", "PYTHONIOENCODING"):
        monkeypatch.delenv(name, raising=False)
    assert terminal.speaks_unicode()
    assert not rehab("demo").out.isascii()
    monkeypatch.setenv("LANG", "C")
    assert rehab("demo").out.isascii()
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert terminal.speaks_unicode()
    monkeypatch.setenv("LC_ALL", "POSIX")
    assert not terminal.speaks_unicode()
    assert rehab("log", "-n", "zwölf ░").out.isascii()


def test_long_lines_go_on_below(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.write("  " + "word " * 30)
    terminal.write_pair("name", "word " * 30)
    lines = capsys.readouterr().out.splitlines()
    assert all(len(line) <= 80 for line in lines)
    assert [line[:7] for line in lines[:2]] == ["  word ", "  word "]
    assert lines[2].startswith("  name   ")
    assert lines[3].startswith(" " * 25 + "word")


def test_times_are_said_in_local_words(rehab: Rehab) -> None:
    rehab("log", "-p", "4")
    now = datetime.now(UTC).astimezone()
    said = rehab("undo", "--list").out
    assert said.startswith((f"today {now:%H}", "today ", "yesterday "))


def test_a_notice_is_one_harmless_line(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.narrate("a\x1b[31m\nb\x9b")
    assert capsys.readouterr().err in ("a\ufffd[31m b\ufffd\n", "a?[31m b?\n")


def test_undo_leaves_a_session_that_runs_in_another_window(rehab: Rehab, home: Path) -> None:
    rehab("log", "-p", "4")
    clock = SystemClock()
    practice = Practice(clock, shipped_catalogue(), open_journal(user_paths(), clock))
    with alone.take(practice):
        sessions.begin(practice, plan_today(practice, exercises=("cat-cow",)))
        said = one_line(rehab("undo"), 5)
        assert "running in another window of rehab. Finish it there" in said
        assert len(rehab("undo", "--list").out.splitlines()) == 2
    assert "taken back: a session" in rehab("undo").out


class Gone(StringIO):
    """A terminal that went away."""

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        raise OSError(errno.EIO, "Input/output error")


def test_a_bell_on_a_terminal_that_went_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Gone())
    terminal.ring()
    sys.stderr.close()
    terminal.ring()
