from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from cli_run import the_catalogue
from cli_stage import CTRL_C, Script, Stage, prescriptions

from rehab_tui.catalogue.dose import dose_text
from rehab_tui.catalogue.model import Catalogue, DoseChange
from rehab_tui.cli import driver as driving
from rehab_tui.cli import plain_words
from rehab_tui.cli.driver import COMMANDS, PAUSED, Driver
from rehab_tui.cli.plain_words import Spoken
from rehab_tui.coach import model as m
from rehab_tui.coach.cues import cues_of
from rehab_tui.coach.engine import begin
from rehab_tui.coach.model import Prescription, Status
from rehab_tui.coach.timeline import planned_seconds
from rehab_tui.errors import BusyError
from rehab_tui.practice.player import LEFT_FOR_TODAY, NOTHING_TO_CHANGE, Player
from rehab_tui.programme.stops import Reason, Sign
from rehab_tui.voice.choose import wanted as is_wanted
from rehab_tui.voice.settings import Sound
from rehab_tui.voice.sinks import CueSink, Silence

catalogue = the_catalogue

NAMES = ("neck-rotation", "sit-to-stand", "pursed-lip-breathing", "calf-stretch-wall")
SHORT = DoseChange(sets=1, reps=2)


class Told:
    """What a driver printed, each line with the seconds since the clock began."""

    def __init__(self, clock: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
        self.clock = clock
        self.at: list[tuple[float, str]] = []
        for module in (driving, plain_words):
            monkeypatch.setattr(module, "write", self._note)

    def _note(self, text: str) -> None:
        self.at.append((self.clock.since, text))

    @property
    def lines(self) -> list[str]:
        return [text for _, text in self.at]


class Keeper:
    """Keeps, or fails so often first."""

    def __init__(self, failures: int = 0) -> None:
        self.failures = failures
        self.kept: list[m.SetFinished] = []
        self.ratings: list[m.Rated] = []
        self.choices: list[tuple[str, bool]] = []
        self.hurts: list[str] = []

    def sets(self, finished: m.SetFinished) -> None:
        if self.failures:
            self.failures -= 1
            raise BusyError("another program is writing", "Try again.")
        self.kept.append(finished)

    def rated(self, exercise: str, rating: m.Rated) -> None:
        self.ratings.append(rating)

    def counted(self, exercise: str, by_key: bool) -> None:
        self.choices.append((exercise, by_key))

    def hurt(self, exercise: str) -> None:
        self.hurts.append(exercise)


@pytest.fixture
def clock() -> Stage:
    return Stage()


@pytest.fixture
def told(clock: Stage, monkeypatch: pytest.MonkeyPatch) -> Told:
    return Told(clock, monkeypatch)


def drive(
    catalogue: Catalogue,
    clock: Stage,
    todo: Sequence[Prescription],
    *typed: tuple[float, str],
    keeper: Keeper | None = None,
    lines: Script | None = None,
    sink: CueSink | None = None,
) -> tuple[str, Player]:
    spoken = Spoken("set saved", keeper)
    player = Player(begin(todo), clock, catalogue, frozenset(), spoken)
    lines = lines or Script(clock, *typed)
    return Driver(player, spoken, clock, lines, sink=sink).run(), player


@pytest.mark.long
# --- the right moment ------------------------------------------------------
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
    Driver(Player(begin(todo), clock, catalogue, frozenset(), spoken), spoken, clock).run()
    assert "set done: shoulder-rolls 1/1" in told.lines


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


def check_at(todo: Sequence[Prescription], question: str) -> float:
    """A moment within a question."""
    start = 0.0
    for step in begin(todo).steps:
        if step.question == question:
            return start + 1.0
        start += step.seconds or 0.0
    raise AssertionError(question)


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
    player = Player(begin(todo), clock, catalogue, frozenset(), spoken)
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
    player = Player(begin(todo), clock, catalogue, frozenset(), spoken)
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
