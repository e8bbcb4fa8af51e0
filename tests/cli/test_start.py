from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_run import Rehab, a_home, a_rehab, one_line, the_catalogue
from cli_stage import practice_in

from rehab_tui.catalogue.model import Catalogue
from rehab_tui.cli import start
from rehab_tui.clock import SystemClock
from rehab_tui.practice import sessions
from rehab_tui.practice.context import Practice
from rehab_tui.programme.stops import REASONS

pytestmark = pytest.mark.long

catalogue = the_catalogue
home = a_home
rehab = a_rehab


def test_the_list_is_json_and_writes_nothing(rehab: Rehab, home: Path) -> None:
    ran = rehab("start", "--list", "--minutes", "10")
    listed = json.loads(ran.out)
    assert ran.out.isascii()
    assert list(listed) == ["items", "left_out", "decisions"]
    assert all(list(i) == ["id", "name", "dose", "instead_of", "warning"] for i in listed["items"])
    assert {"FIT"} <= {out["rule"] for out in listed["left_out"]}
    assert {d["rule"] for d in listed["decisions"]}
    assert not (home / "data").exists()


def test_just_these_in_this_order(rehab: Rehab) -> None:
    words = ("start", "--list", "--exercise", "sit-to-stand", "--exercise", "cat-cow")
    assert [i["id"] for i in json.loads(rehab(*words).out)["items"]] == ["sit-to-stand", "cat-cow"]


def test_the_usual_length_is_a_setting(rehab: Rehab, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = json.loads(rehab("start", "--list").out)["items"]
    monkeypatch.setenv("REHAB_MINUTES", "5")
    assert len(json.loads(rehab("start", "--list").out)["items"]) < len(whole)
    assert json.loads(rehab("start", "--list", "--minutes", "90").out)["items"] == whole
    monkeypatch.setenv("REHAB_MINUTES", "4")
    assert "REHAB_MINUTES" in one_line(rehab("start", "--list"), 2)


@pytest.mark.parametrize("words", [("--minutes", "5"), ("--exercise", "cat-cow", "--plain")])
def test_a_preview_in_a_pipe_takes_no_time_and_saves_nothing(
    rehab: Rehab, home: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    def waits(*_: object) -> None:
        raise AssertionError("it waited")

    monkeypatch.setattr(SystemClock, "wait", waits)
    ran = rehab("start", "--preview", *words)
    assert ran.code == 0
    assert "All done. Well done." in ran.out
    assert "nothing was saved" in ran.out
    assert "set saved" not in ran.out
    assert not (home / "data").exists()


def test_a_preview_is_at_least_twenty_times_as_fast() -> None:
    assert start.PREVIEW_PACE >= 20


def test_without_a_terminal_today_is_printed(rehab: Rehab, home: Path) -> None:
    ran = rehab()
    assert ran.code == 0
    assert "This week:" in ran.out
    assert "rehab start --plain" in ran.err
    assert not (home / "data").exists()


@pytest.fixture
def locked(home: Path, catalogue: Catalogue) -> Practice:
    (home / "data").mkdir(mode=0o700)
    practice = practice_in(home / "data", catalogue, SystemClock())
    sessions.stop(practice, None, None, REASONS[3], REASONS[3].signs[0])
    return practice


@pytest.mark.parametrize("words", [(), ("--plain",), ("--preview",), ("--list",)], ids=" ".join)
def test_a_locked_day_says_why_and_is_no_error(
    rehab: Rehab, locked: Practice, words: tuple[str, ...]
) -> None:
    ran = rehab("start", *words)
    assert ran.code == 0
    assert "stop" in ran.out
    assert "sit-to-stand" not in ran.out
    assert "All done" not in ran.out
