"""What the lines of a session do: commands, answers, numbers, and what hurt."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from cli_run import the_catalogue
from cli_stage import Script, Stage, prescriptions
from driver_stage import SHORT, Keeper, Told, a_clock, check_at, drive, what_is_told

from rehab_tui.catalogue.dose import dose_text
from rehab_tui.catalogue.model import Catalogue
from rehab_tui.cli.driver import COMMANDS, PAUSED, Driver
from rehab_tui.cli.plain_words import Spoken
from rehab_tui.coach.engine import begin
from rehab_tui.coach.model import Status
from rehab_tui.coach.timeline import planned_seconds
from rehab_tui.errors import BusyError
from rehab_tui.practice.player import LEFT_FOR_TODAY, NOTHING_TO_CHANGE, Player
from rehab_tui.programme.stops import Reason, Sign
from rehab_tui.voice.sinks import Silence

catalogue = the_catalogue
clock = a_clock
told = what_is_told


# --- commands --------------------------------------------------------------
def test_pause_and_go_on(catalogue: Catalogue, clock: Stage, told: Told) -> None:
    todo = prescriptions(catalogue, ["shoulder-rolls"], SHORT)
    drive(catalogue, clock, todo, (2.0, "p"), (60.0, ""))
    assert clock.since == pytest.approx(planned_seconds(todo) + 58, abs=0.01)
    assert told.lines.count(PAUSED) == 1
    assert "Going on." in told.lines


def test_next_back_and_leave(catalogue: Catalogue, clock: Stage, told: Told) -> None:
    todo = prescriptions(catalogue, ["shoulder-rolls", "sit-to-stand"], SHORT)
    how, player = drive(catalogue, clock, todo, (3.0, "n"), (4.0, "b"), (5.0, "q"))
    assert (how, player.session.status) == ("left", Status.LEFT)
    assert told.lines[-1] == "Left before the first set."
    assert told.lines.count("Sit to stand") == 1


def test_ten_seconds_more_and_less(catalogue: Catalogue, clock: Stage, told: Told) -> None:
    todo = prescriptions(catalogue, ["pursed-lip-breathing"])
    drive(catalogue, clock, todo, (12.0, "+"), (13.0, "+"), (14.0, "-"))
    assert clock.since == pytest.approx(planned_seconds(todo) + 10, abs=0.01)


@pytest.mark.parametrize("way", ["e", "h", "s"])
def test_easier_harder_and_swap_say_what_comes(
    catalogue: Catalogue, clock: Stage, told: Told, way: str
) -> None:
    todo = prescriptions(catalogue, ["cat-cow"])
    _, player = drive(catalogue, clock, todo, (2.0, way), (8.0, "q"))
    said = next(text for at, text in told.at if at == 2.0)
    (now,) = player.session.prescriptions
    if now == todo[0]:
        assert said.startswith(("There is no ", "Nothing else "))
    else:
        assert said.startswith((f"{now.exercise.name}: ", f"{now.exercise.name}, "))
        assert dose_text(now.dose) in said
        assert now.exercise is not todo[0].exercise or now.variant in said


def test_a_number_takes_another_of_the_swaps_that_were_named(
    catalogue: Catalogue, clock: Stage, told: Told
) -> None:
    todo = prescriptions(catalogue, ["cat-cow", "heel-raise"])
    lines = ((2.0, "1"), (3.0, "s"), (4.0, "2"), (5.0, "99"), (6.0, "9" * 5000), (8.0, "q"))
    _, player = drive(catalogue, clock, todo, *lines)
    offered = [text for at, text in told.at if at == 3.0]
    assert offered[1].startswith("1 ")
    assert offered[2].startswith("2 ")
    now = player.session.prescriptions[0]
    assert offered[2].startswith(f"2 {now.exercise.name}, ")
    assert now.instead_of == "cat-cow"
    assert "you chose" in (now.reason or "")
    assert [at for at, text in told.at if text == "No number is asked for now."] == [2, 5, 6]


def test_what_was_offered_for_one_exercise_is_none_for_the_next(
    catalogue: Catalogue, clock: Stage, told: Told
) -> None:
    todo = prescriptions(catalogue, ["cat-cow", "heel-raise"])
    _, player = drive(catalogue, clock, todo, (2.0, "s"), (3.0, "n"), (4.0, "1"), (8.0, "q"))
    assert player.session.prescriptions[1] == todo[1]
    assert "No number is asked for now." in told.lines


def test_the_voice_is_switched_by_a_line(catalogue: Catalogue, clock: Stage, told: Told) -> None:
    drive(catalogue, clock, prescriptions(catalogue, ["cat-cow"]), (2.0, "v"), (3.0, "v"), (4, "q"))
    assert [text for text in told.lines if text.startswith("Speech")] == [
        "Speech is on.",
        "Speech is off.",
    ]


def test_speech_that_is_not_there_is_never_called_on(
    catalogue: Catalogue, clock: Stage, told: Told
) -> None:
    class Mute(Silence):
        @property
        def trouble(self) -> str | None:  # type: ignore[override]
            return "No speech program was found." if self.speechless else None

        @property
        def speechless(self) -> bool:  # type: ignore[override]
            return self.sound.speech

    todo = prescriptions(catalogue, ["cat-cow"])
    drive(catalogue, clock, todo, (2.0, "v"), (4.0, "v"), (5.0, "q"), sink=Mute())
    assert "Speech is on." not in told.lines
    assert told.lines.count("No speech program was found.") == 1
    assert "Speech is off." in told.lines


def test_an_easier_way_says_how_it_goes(catalogue: Catalogue, clock: Stage, told: Told) -> None:
    exercise = next(
        e for e in catalogue.exercises.values() if e.easier and not e.easier.to and e.easier.say
    )
    drive(catalogue, clock, prescriptions(catalogue, [exercise.id]), (2.0, "e"), (8.0, "q"))
    assert exercise.easier is not None
    assert f"  {exercise.easier.say}" in told.lines


def test_cues_are_listed_and_nothing_else_happens(
    catalogue: Catalogue, clock: Stage, told: Told
) -> None:
    todo = prescriptions(catalogue, ["sit-to-stand"], SHORT)
    drive(catalogue, clock, todo, (2.0, "c"))
    at = [n for n, (moment, _) in enumerate(told.at) if moment == 2.0]
    exercise = todo[0].exercise
    assert [told.lines[n] for n in at] == [*exercise.cues, exercise.caution]
    assert clock.since == pytest.approx(planned_seconds(todo), abs=0.01)


@pytest.mark.parametrize("typed", ["hello", "??", "nn", "ß"])
def test_what_is_no_command_pauses(
    catalogue: Catalogue, clock: Stage, told: Told, typed: str
) -> None:
    todo = prescriptions(catalogue, ["shoulder-rolls"], SHORT)
    drive(catalogue, clock, todo, (2.0, typed), (30.0, ""))
    assert told.lines[told.lines.index(COMMANDS) + 1] == PAUSED
    assert clock.since == pytest.approx(planned_seconds(todo) + 28, abs=0.01)


def test_digits_answer_a_question(catalogue: Catalogue, clock: Stage, told: Told) -> None:
    todo = prescriptions(catalogue, ["sit-to-stand"], SHORT)
    keeper = Keeper()
    two_more = check_at(todo, "two_more")
    drive(catalogue, clock, todo, (3.0, "4"), (two_more, "y"), (two_more + 1, "11"),
          (two_more + 2, "10"), keeper=keeper)  # fmt: skip
    assert [(one.question, one.value) for one in keeper.ratings] == [
        ("two_more", True), ("pain", 10),
    ]  # fmt: skip
    assert "No number is asked for now." in told.lines
    assert "That is 0 to 10." in told.lines
    assert told.lines.count("answer saved") == 2
    assert any(
        "(y or n; goes on by itself in 7 seconds, or with an empty line)" in text
        for text in told.lines
    )


# --- what hurt, questions, numbers


def unwritten_stops() -> tuple[list[str | None], Callable[..., int]]:
    """A place for stops, where the writing fails."""
    asked: list[str | None] = []

    def told(item: int | None, why: Reason, sign: Sign | None) -> int:
        asked.append(why.id)
        raise BusyError("another program is writing", "Try again.")

    return asked, told


def test_back_into_what_hurt_is_refused_even_if_the_stop_could_not_be_written(
    catalogue: Catalogue, clock: Stage, told: Told
) -> None:
    todo = prescriptions(catalogue, ["heel-raise", "glute-bridge"])
    spoken = Spoken("set saved")
    player = Player(begin(todo), clock, catalogue, spoken)
    lines = Script(clock, (15.0, "!"), "1", "n", (16.0, "b"), (17.0, "s"), (19.0, "q"))
    asked, write_down = unwritten_stops()
    Driver(player, spoken, clock, lines, write_down).run()
    assert asked == ["sharp"]
    assert LEFT_FOR_TODAY in told.lines
    assert player.view.item == 1
    assert player.session.prescriptions[0] == todo[0]
    assert "heel-raise" not in {one.exercise.id for one in player.session.prescriptions[1:]}


@pytest.mark.parametrize("typed", ["e", "h", "s", "t"])
def test_at_a_question_a_command_changes_nothing_and_says_so(
    catalogue: Catalogue, clock: Stage, told: Told, typed: str
) -> None:
    todo = prescriptions(catalogue, ["glute-bridge", "cat-cow"], SHORT)
    for question in ("two_more", "pain"):
        if question not in {step.question for step in begin(todo).steps if step.item == 0}:
            continue
        at = check_at(todo, question)
        stage = Stage()
        told.clock, told.at = stage, []
        _, player = drive(catalogue, stage, todo, (at, typed), (at + 1, "q"))
        assert [text for when, text in told.at if when == at] == [NOTHING_TO_CHANGE]
        assert player.session.prescriptions == tuple(todo)


@pytest.mark.parametrize("between", ["c", "p", "", "+", "hello"])
def test_the_numbers_of_a_swap_expire_with_the_next_command(
    catalogue: Catalogue, clock: Stage, told: Told, between: str
) -> None:
    todo = prescriptions(catalogue, ["cat-cow", "heel-raise"])
    typed = ((2.0, "s"), (3.0, between), (3.5, "1"), (4.0, "q"))
    drive(catalogue, clock, todo, *typed)
    assert [text for at, text in told.at if at == 3.5][:1] == ["No number is asked for now."]


def test_the_numbers_of_a_swap_expire_when_a_set_begins(
    catalogue: Catalogue, clock: Stage, told: Told
) -> None:
    todo = prescriptions(catalogue, ["cat-cow", "heel-raise"])
    drive(catalogue, clock, todo, (2.0, "s"), (45.0, "1"), (46.0, "q"))
    assert [text for at, text in told.at if at == 45.0][-1:] == ["No number is asked for now."]


def test_a_number_never_brings_what_may_not_come_in_by_now(
    catalogue: Catalogue, clock: Stage, told: Told
) -> None:
    todo = prescriptions(catalogue, ["cat-cow", "heel-raise"])
    spoken = Spoken("set saved")
    player = Player(begin(todo), clock, catalogue, spoken)
    player.tick()
    driver = Driver(player, spoken, clock, Script(clock))
    driver._command("s")
    first = player.swaps(todo[0])[0]
    player.bar(first.prescription.exercise.id)
    before = player.session.prescriptions
    driver._command("1")
    assert player.session.prescriptions == before
    assert told.lines[-1] == "No number is asked for now."
    driver._command("2")
    assert player.session.prescriptions != before
