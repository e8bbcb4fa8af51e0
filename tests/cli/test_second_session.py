"""`rehab start` beside a session that runs elsewhere, and after an exercise has vanished."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType

import pytest
from cli_run import Rehab, a_rehab, one_line, the_catalogue
from cli_stage import Script, Stage, practice_in

from rehab_tui.catalogue.model import Catalogue
from rehab_tui.cli import plain, setup
from rehab_tui.clock import SystemClock
from rehab_tui.journal.locking import session_path
from rehab_tui.journal.records import SessionRecord, SetRecord
from rehab_tui.practice import alone, sessions
from rehab_tui.practice.today import plan_today

pytestmark = pytest.mark.long

rehab = a_rehab
catalogue = the_catalogue

Typed = Callable[..., str]
START = ("start", "--plain", "--exercise", "shoulder-rolls")


def test_a_second_is_refused_and_looking_is_not(
    rehab: Rehab, tmp_path: Path, catalogue: Catalogue
) -> None:
    (tmp_path / "data").mkdir()
    practice = practice_in(tmp_path / "data", catalogue, Stage(SystemClock().now()))
    with alone.take(practice):
        assert "Finish it there" in one_line(rehab(*START), 5)
        for look in ((), ("start", "--list"), ("start", "--preview", "--exercise", "cat-cow"),
                     ("report",), ("log", "-p", "3"), ("profile",)):  # fmt: skip
            ran = rehab(*look)
            assert ran.code == 0
            assert "another window" not in ran.out + ran.err
        assert practice.journal.entries(SessionRecord) == []
        session_path(practice.journal.path).write_text("damaged \x1b[2J")
        assert "\x1b" not in one_line(rehab(*START), 5)


@pytest.fixture
def typed(
    rehab: Rehab, tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> Typed:
    """A session that is played at once, with lines at set times; `known` is the catalogue."""

    def run(*lines: tuple[float, str] | str, known: Catalogue = catalogue, of: str) -> str:
        clock = Stage()
        practice = practice_in(tmp_path, known, clock)
        monkeypatch.setattr(setup, "practice", lambda **_: practice)
        monkeypatch.setattr(plain, "Lines", lambda *_: Script(clock, *lines))
        ran = rehab("start", "--plain", "--exercise", of)
        assert (ran.code, ran.err) == (0, "")
        return ran.out

    return run


def test_a_vanished_exercise_is_named_and_the_rest_is_resumed(
    typed: Typed, tmp_path: Path, catalogue: Catalogue
) -> None:
    practice = practice_in(tmp_path, catalogue, Stage())
    sessions.begin(practice, plan_today(practice, exercises=("cat-cow", "heel-raise")))
    left = {key: value for key, value in catalogue.exercises.items() if key != "cat-cow"}
    poorer = Catalogue(MappingProxyType(left), catalogue.programmes)
    said = typed("r", known=poorer, of="heel-raise")
    assert "no longer in the catalogue, left out: cat-cow" in said
    assert {one.exercise for one in practice.journal.entries(SetRecord)} == {"heel-raise"}
    assert [one.state for one in practice.journal.entries(SessionRecord)] == ["finished"]
    assert not alone.runs_elsewhere(practice), "let go at the end"


@pytest.mark.parametrize("keys", ["t", "tt"])
def test_a_line_chooses_how_reps_are_counted(
    typed: Typed, keys: str, tmp_path: Path, catalogue: Catalogue
) -> None:
    switches = [(20.0 + n, key) for n, key in enumerate(keys)]
    said = typed("", "", *switches, (25.0, "q"), of="heel-raise")
    assert "An empty line counts each rep." in said
    assert ("The tempo counts." in said) is (keys == "tt")
    practice = practice_in(tmp_path, catalogue, Stage())
    [again] = plan_today(practice, exercises=("heel-raise",)).prescriptions
    assert again.counted is (keys == "t")


def test_where_there_are_no_reps_it_says_so(typed: Typed) -> None:
    said = typed("", "", "", (5.0, "t"), (6.0, "q"), of="box-breathing")
    assert "There are no reps to count here." in said
