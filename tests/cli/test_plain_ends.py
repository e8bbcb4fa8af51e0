"""However a plain session ends: what is heard stops, and what was said and done is kept or told."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import test_plain
from cli_run import the_catalogue
from cli_stage import CTRL_C
from test_plain import Home

from rehab_tui.cli.driver import Driver
from rehab_tui.coach.cues import Cue
from rehab_tui.errors import BusyError
from rehab_tui.journal import records as r
from rehab_tui.journal.undo import undo
from rehab_tui.practice import alone, sessions
from rehab_tui.practice.keeping import TakenBackError
from rehab_tui.voice.sinks import Silence

pytestmark = pytest.mark.long

catalogue = the_catalogue
home = test_plain.home


class Ears(Silence):
    """What a sink was told, in order; its last word is as long as one likes."""

    def __init__(self, *, patient: bool = True) -> None:
        super().__init__()
        self.told: list[str] = []
        self._patient = patient

    def cues(self, cues: Sequence[Cue], now: float) -> None:
        self.told += [cue.kind for cue in cues]

    def hush(self) -> None:
        self.told.append("hush")

    def close(self) -> None:
        self.told.append("close")

    def join(self, seconds: float) -> bool:
        self.told.append("join")
        return self._patient


@pytest.fixture
def ears(home: Home) -> Ears:
    ears = Ears()
    home.sink = ears
    return ears


def test_a_session_that_was_done_has_its_last_word(home: Home, ears: Ears) -> None:
    home.start()
    assert ears.told[-3:] == ["done", "close", "join"]
    assert "hush" not in ears.told


def test_a_last_word_that_has_no_end_is_cut_off(home: Home) -> None:
    home.sink = ears = Ears(patient=False)
    home.start()
    assert ears.told[-3:] == ["close", "join", "hush"]


def test_leaving_is_silent(home: Home, ears: Ears) -> None:
    home.start((20.0, "q"))
    assert ears.told[-3:] == ["hush", "close", "join"]


@pytest.mark.parametrize("end", ["ctrl-c", "signal"])
def test_an_end_from_without_is_silent_before_anything_is_written(
    home: Home, ears: Ears, end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = sessions.end

    def ended(*arguments: object) -> object:
        assert ears.told[-1] == "hush"
        return real(*arguments)  # type: ignore[arg-type]

    def signalled(_: object) -> None:
        ears.told.append("go")
        raise SystemExit(143)

    monkeypatch.setattr(sessions, "end", ended)
    if end == "signal":
        monkeypatch.setattr(Driver, "run", signalled)
    with pytest.raises((KeyboardInterrupt, SystemExit)):
        home.start((20.0, CTRL_C))
    assert "go" in ears.told
    assert ears.told[-1] == "hush"


def test_ctrl_c_in_the_check_out_is_silent(home: Home, ears: Ears) -> None:
    with pytest.raises(KeyboardInterrupt):
        home.start("", "", "", (80.0, "q"), (81.0, "7"), (82.0, CTRL_C))
    assert ears.told.count("hush") >= 2
    assert ears.told[-1] == "hush"


def test_answers_are_kept_when_another_window_was_quicker(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def take(_: object) -> None:
        raise BusyError("a session is running in another window of rehab")

    monkeypatch.setattr(alone, "take", take)
    with pytest.raises(BusyError):
        home.start("4", "", "6h30")
    assert [(one.level, one.moment) for one in home.all(r.Pain)] == [(4, "now")]
    assert [one.minutes for one in home.all(r.Sleep)] == [390]
    assert home.all(r.SessionRecord) == []


@pytest.mark.parametrize("end", [(), ((200.0, "q"),)], ids=["done", "left"])
def test_a_session_that_was_taken_back_is_told(home: Home, end: tuple[test_plain.Typed]) -> None:
    class Undo(Silence):
        """Another program, of an age that knows no lock, undoes it once a set is saved."""

        def cues(self, cues: Sequence[Cue], now: float) -> None:
            if home.all(r.SetRecord):
                undo(home.practice.journal)

    home.sink = Undo()
    with pytest.raises(TakenBackError) as told:
        home.start(*end)
    assert "not saved yet: this session was taken back meanwhile" in home.printed
    assert str(told.value).startswith("this session was taken back meanwhile")
    assert home.practice.journal.rows() == []
    assert not alone.runs_elsewhere(home.practice)
