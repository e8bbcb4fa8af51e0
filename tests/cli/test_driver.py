"""A session line by line: each line in its moment, what is saved, and when nobody is there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cli_run import the_catalogue
from cli_stage import CTRL_C, Script, Stage, prescriptions
from driver_stage import SHORT, Keeper, Told, a_clock, drive, what_is_told

from rehab_tui.catalogue.model import Catalogue, DoseChange
from rehab_tui.cli.driver import PAUSED, Driver
from rehab_tui.cli.plain_words import Spoken
from rehab_tui.coach.cues import cues_of
from rehab_tui.coach.engine import begin
from rehab_tui.coach.timeline import planned_seconds
from rehab_tui.practice.player import Player
from rehab_tui.voice.choose import wanted as is_wanted
from rehab_tui.voice.settings import Sound

catalogue = the_catalogue
clock = a_clock
told = what_is_told

NAMES = ("neck-rotation", "sit-to-stand", "pursed-lip-breathing", "calf-stretch-wall")


# --- the right moment ------------------------------------------------------
@pytest.mark.long
@pytest.mark.parametrize("name", NAMES)
def test_each_cue_is_written_when_the_clock_shows_its_time(
    catalogue: Catalogue, clock: Stage, told: Told, name: str
) -> None:
    todo = prescriptions(catalogue, [name])
    wanted, start = [], 0.0
    for step in begin(todo).steps:
        assert step.seconds is not None
        cues = cues_of(step, todo[0], step.seconds)
        wanted += [(start + cue.at, cue.text) for cue in cues if is_wanted(cue, Sound())]
        start += step.seconds
    how, _ = drive(catalogue, clock, todo)
    assert how == "finished"
    lines = [(at, text) for at, text in told.at if not text.startswith("set saved")]
    assert [text.split(" (")[0] for _, text in lines] == [
        *(text for _, text in wanted), "All done. Well done.",
    ]  # fmt: skip
    for (at, text), (moment, _) in zip(lines, wanted, strict=False):
        assert moment <= at + 1e-6 <= moment + 0.003, text
    assert clock.since == pytest.approx(planned_seconds(todo), abs=0.01)


def test_no_moment_is_ever_late_while_lines_come_in(
    catalogue: Catalogue, clock: Stage, told: Told
) -> None:
    todo = prescriptions(catalogue, ["pursed-lip-breathing"])
    drive(catalogue, clock, todo)
    alone, told.at = told.at, []
    busy = Stage()
    told.clock = busy
    drive(catalogue, busy, todo, *[(0.37 * n, "c") for n in range(100)])
    shown = {*todo[0].exercise.cues, todo[0].exercise.caution}
    undisturbed, disturbed = (
        [(round(at, 2), text) for at, text in found if text not in shown]
        for found in (alone, told.at)
    )
    assert disturbed == undisturbed


# --- acknowledged means safe -----------------------------------------------
def test_a_set_is_said_to_be_saved_once_it_is(
    catalogue: Catalogue, clock: Stage, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    todo = prescriptions(catalogue, ["sit-to-stand"], DoseChange(sets=2, reps=2))
    keeper = Keeper()
    drive(catalogue, clock, todo, keeper=keeper)
    assert len(keeper.kept) == 2
    saved = [text for text in told.lines if text.startswith("set saved")]
    assert saved == ["set saved: sit-to-stand 1/2", "set saved: sit-to-stand 2/2"]


def test_each_side_is_named(catalogue: Catalogue, clock: Stage, told: Told) -> None:
    drive(catalogue, clock, prescriptions(catalogue, ["calf-stretch-wall"], DoseChange(sets=1)))
    saved = [text for text in told.lines if text.startswith("set saved")]
    assert sorted(saved) == [
        "set saved: calf-stretch-wall 1/1 left", "set saved: calf-stretch-wall 1/1 right",
    ]  # fmt: skip


def test_what_could_not_be_saved_is_said_and_acknowledged_later(
    catalogue: Catalogue, clock: Stage, told: Told
) -> None:
    todo = prescriptions(catalogue, ["shoulder-rolls", "sit-to-stand"], SHORT)
    keeper = Keeper(failures=3)
    drive(catalogue, clock, todo, keeper=keeper)
    trouble = [n for n, text in enumerate(told.lines) if text.startswith("not saved yet")]
    saved = [n for n, text in enumerate(told.lines) if text.startswith("set saved: shoulder")]
    assert len(trouble) == len(saved) == 1
    assert trouble[0] < saved[0]
    assert len(keeper.kept) == 2


def test_a_preview_saves_nothing_and_says_so(
    catalogue: Catalogue, clock: Stage, told: Told
) -> None:
    spoken = Spoken("set done")
    todo = prescriptions(catalogue, ["shoulder-rolls"], SHORT)
    Driver(Player(begin(todo), clock, catalogue, spoken), spoken, clock).run()
    assert "set done: shoulder-rolls 1/1" in told.lines


# --- nobody there ----------------------------------------------------------
def test_a_pause_that_nobody_can_end_ends_the_session(
    catalogue: Catalogue, clock: Stage, told: Told
) -> None:
    todo = prescriptions(catalogue, ["shoulder-rolls"], SHORT)
    how, _ = drive(catalogue, clock, todo, (2.0, "p"))
    assert how == "left"
    assert clock.since < 5


def test_a_counted_set_goes_by_its_tempo_when_nobody_counts(
    catalogue: Catalogue, clock: Stage, told: Told
) -> None:
    (todo,) = prescriptions(catalogue, ["sit-to-stand"], SHORT)
    for open_end in (False, True):
        lines = Script(clock, open_end=open_end)
        keeper = Keeper()
        how, _ = drive(catalogue, clock, [replace(todo, counted=True)], keeper=keeper, lines=lines)
        assert how == "finished"
        assert keeper.kept[0].results[0].reps == 2


def test_a_person_counts_with_empty_lines(catalogue: Catalogue, clock: Stage, told: Told) -> None:
    (todo,) = prescriptions(catalogue, ["sit-to-stand"], DoseChange(sets=1, reps=3))
    lines = Script(clock, (20.0, ""), (22.0, ""), (24.0, ""), terminal=True, open_end=True)
    keeper = Keeper()
    drive(catalogue, clock, [replace(todo, counted=True)], keeper=keeper, lines=lines)
    assert keeper.kept[0].at - clock.origin == pytest.approx(24.0)
    assert [text for at, text in told.at if at in (20.0, 22.0, 24.0)][:2] == ["1", "2"]


@pytest.mark.parametrize("terminal", [True, False])
def test_sleep_is_not_exercise(
    catalogue: Catalogue, clock: Stage, told: Told, terminal: bool
) -> None:
    todo = prescriptions(catalogue, ["shoulder-rolls"], SHORT)
    typed = [(100.0, "")] if terminal else []
    lines = Script(clock, *typed, terminal=terminal, open_end=True)
    slept = False
    wait = Stage.wait

    def sleepy(self: Stage, seconds: float, wake: object) -> None:
        nonlocal slept
        if self.since > 5 and not slept:
            slept = True
            self.advance(40)
        wait(self, seconds, lines.wake)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stage, "wait", sleepy)
        how, player = drive(catalogue, clock, todo, lines=lines)
    assert how == "finished"
    assert "The session waited while the machine slept." in told.lines
    assert (PAUSED in told.lines) is terminal
    assert player.session.active == pytest.approx(planned_seconds(todo), abs=0.1)


def test_ctrl_c_comes_through(catalogue: Catalogue, clock: Stage, told: Told) -> None:
    with pytest.raises(KeyboardInterrupt):
        drive(catalogue, clock, prescriptions(catalogue, ["shoulder-rolls"]), (3.0, CTRL_C))
