"""What the lines of a session tell and take besides its cues: time, place, notes, answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from cli_run import the_catalogue
from cli_stage import Script, Stage, prescriptions
from driver_stage import SHORT, Keeper, Told, a_clock, check_at, drive, what_is_told

from rehab_tui.catalogue.model import Catalogue, DoseChange
from rehab_tui.cli.driver import EASED, NO_NOTE, PAUSED, Driver
from rehab_tui.cli.plain_words import Spoken
from rehab_tui.coach.engine import begin
from rehab_tui.coach.model import Prescription
from rehab_tui.coach.timeline import planned_seconds
from rehab_tui.errors import BusyError
from rehab_tui.practice.player import Player
from rehab_tui.programme.rules.in_session import AFTER_RATING, Then
from rehab_tui.voice.settings import Sound
from rehab_tui.voice.sinks import Silence

catalogue = the_catalogue
clock = a_clock
told = what_is_told


def at(told: Told, moment: float) -> list[str]:
    return [text for when, text in told.at if when == moment]


def by_key(catalogue: Catalogue, clock: Stage, *typed: tuple[float, str]) -> Keeper:
    """What is kept of a set of four that somebody at a terminal counts, with these lines."""
    keeper = Keeper()
    lines = Script(clock, *typed, terminal=True, open_end=True)
    drive(catalogue, clock, [counted(catalogue)], keeper=keeper, lines=lines)
    return keeper


def counted(catalogue: Catalogue, reps: int = 4) -> Prescription:
    (todo,) = prescriptions(catalogue, ["sit-to-stand"], DoseChange(sets=1, reps=reps))
    return replace(todo, counted=True)


# --- time and place
def test_more_and_less_time_is_said(catalogue: Catalogue, clock: Stage, told: Told) -> None:
    todo = prescriptions(catalogue, ["pursed-lip-breathing"])
    drive(catalogue, clock, todo, (2.0, "+"), (3.0, "-"), (4.0, "-"), (5.0, "q"))
    assert at(told, 2.0) == ["10 seconds more: 18 seconds left."]
    assert at(told, 3.0) == ["10 seconds less: 7 seconds left."]
    assert at(told, 4.0) == ["5 seconds less: 1 second left."]


def test_a_counted_set_has_no_time_to_change(
    catalogue: Catalogue, clock: Stage, told: Told
) -> None:
    by_key(catalogue, clock, (15.0, "+"), (16.0, "q"))
    assert at(told, 15.0) == ["There is no time to change here."]


def test_where_one_is(catalogue: Catalogue, clock: Stage, told: Told) -> None:
    todo = prescriptions(catalogue, ["clamshell", "cat-cow"], DoseChange(sets=2, reps=4))
    total = planned_seconds(todo)
    drive(catalogue, clock, todo, (5.0, "?"), (18.0, "?"), (19.0, "p"), (20.0, "?"), (21.0, "q"))
    lead_in, in_set, paused = at(told, 5.0), at(told, 18.0), at(told, 20.0)
    assert lead_in[:2] == ["Clamshell, set 1 of 2, right knee on top", "5 seconds until it begins"]
    assert in_set[:2] == ["Clamshell, set 1 of 2, right knee on top", "Rep 2 of 4"]
    assert in_set[2].endswith("seconds of this set")
    assert in_set[3].startswith("Next: Cat-cow, on hands and knees")
    minutes, seconds = divmod(round(total - 18.0), 60)
    assert in_set[4] == f"{minutes} minutes {seconds} seconds left altogether"
    assert paused[-1] == "It waits: an empty line goes on."
    assert PAUSED not in paused


def test_where_one_is_while_counting(catalogue: Catalogue, clock: Stage, told: Told) -> None:
    by_key(catalogue, clock, (15.0, ""), (16.0, ""), (17.0, "?"), (18.0, "q"))
    assert "2 of 4 reps counted" in at(told, 17.0)
    assert "Nothing after this one." in at(told, 17.0)


def test_a_counted_rep_is_taken_back(catalogue: Catalogue, clock: Stage, told: Told) -> None:
    typed = ((12.0, "u"), (15.0, ""), (16.0, ""), (17.0, "u"), (18.0, "q"))
    keeper = by_key(catalogue, clock, *typed)
    assert at(told, 12.0) == ["No counted rep to take back."]
    assert at(told, 17.0) == ["Back to 1 of 4."]
    assert keeper.kept[0].results[0].reps == 1


def test_counting_by_the_tempo_again_loses_no_rep(
    catalogue: Catalogue, clock: Stage, told: Told
) -> None:
    typed = ((15.0, ""), (16.0, ""), (17.0, ""), (18.0, "t"), (18.5, "q"))
    keeper = by_key(catalogue, clock, *typed)
    assert keeper.kept[0].results[0].reps == 3
    assert at(told, 18.0) == ["The tempo counts."]


# --- notes and sounds
@pytest.mark.parametrize("word", ["note", "w"])
def test_a_note_is_written_while_it_goes_on(
    catalogue: Catalogue, clock: Stage, told: Told, word: str
) -> None:
    todo = prescriptions(catalogue, ["cat-cow"], SHORT)
    notes: list[str] = []

    def note(text: str) -> None:
        notes.append(text)
        if len(notes) == 2:
            raise BusyError("another program is writing")

    player = Player(begin(todo), clock, catalogue)
    lines = Script(clock, (3.0, f"{word} left knee clicks"), (4.0, f"{word} again"), (5.0, word))
    Driver(player, Spoken(""), clock, lines, note=note).run()
    assert notes == ["left knee clicks", "again"]
    assert at(told, 3.0) == ["Your note is saved."]
    assert at(told, 4.0) == ["Not saved: another program is writing"]
    assert at(told, 5.0) == [NO_NOTE]
    assert clock.since == pytest.approx(planned_seconds(todo), abs=0.01)


def test_each_sound_is_switched(catalogue: Catalogue, clock: Stage, told: Told) -> None:
    sink = Silence()
    typed = ((1.0, "v t"), (2.0, "v b"), (3.0, "v s"), (4.0, "v t"), (5.0, "q"))
    drive(catalogue, clock, prescriptions(catalogue, ["cat-cow"]), *typed, sink=sink)
    said = [at(told, moment) for moment in (1.0, 2.0, 3.0, 4.0)]
    assert said == [["Tones are on."], ["The bell is on."], ["Speech is on."], ["Tones are off."]]
    assert sink.sound == Sound(speech=True, bell=True)


@pytest.mark.parametrize(
    ("sound", "there", "missing"),
    [
        (Sound(), {"1", "2", "Lift", "Lower"}, {"Breathe out through pursed lips", "Out"}),
        (Sound(breath=True), {"Breathe out through pursed lips", "Out", "1"}, set()),
        (Sound(counts="none"), {"Lift"}, {"1", "2", "3"}),
    ],
)
def test_lines_obey_the_settings_for_numbers_and_breath(
    catalogue: Catalogue, clock: Stage, told: Told, sound: Sound,
    there: set[str], missing: set[str],
) -> None:  # fmt: skip
    sink = Silence()
    sink.sound = sound
    todo = prescriptions(catalogue, ["glute-bridge"], DoseChange(sets=1, reps=3))
    drive(catalogue, clock, todo, sink=sink)
    assert there <= set(told.lines)
    assert not missing & set(told.lines)


def test_breathing_by_a_pattern_is_printed_whatever_the_settings(
    catalogue: Catalogue, clock: Stage, told: Told
) -> None:
    drive(catalogue, clock, prescriptions(catalogue, ["box-breathing"]))
    assert told.lines.count("In") > 4


# --- questions
def test_a_late_answer_is_for_the_exercise_before(
    catalogue: Catalogue, clock: Stage, told: Told
) -> None:
    todo = prescriptions(catalogue, ["sit-to-stand", "cat-cow"], SHORT)
    keeper = Keeper()
    pain = check_at(todo, "pain")
    typed = ((pain, "y"), (pain + 10, "4"), (pain + 11, "n"), (pain + 30, "q"))
    _, player = drive(catalogue, clock, todo, *typed, keeper=keeper)
    assert [(one.item, one.question, one.value) for one in keeper.ratings] == [
        (0, "two_more", True), (0, "pain", 4),
    ]  # fmt: skip
    assert player.session.status.value != "running"
    assert "No number is asked for now." not in told.lines


def test_a_question_can_be_kept_open(catalogue: Catalogue, clock: Stage, told: Told) -> None:
    todo = prescriptions(catalogue, ["cat-cow"], SHORT)
    pain = check_at(todo, "pain")
    drive(catalogue, clock, todo, (pain, "+"))
    assert at(told, pain) == ["10 seconds more: 16 seconds left."]
    assert clock.since == pytest.approx(planned_seconds(todo) + 10, abs=0.01)


def rated(catalogue: Catalogue, clock: Stage, names: Sequence[str], *pains: str) -> Keeper:
    *moves, last = names
    todo = (*prescriptions(catalogue, moves, SHORT), *prescriptions(catalogue, [last]))
    keeper, start, typed = Keeper(), 0.0, []
    pains_left = list(pains)
    for step in begin(todo).steps:
        if step.question == "pain" and pains_left:
            typed.append((start + 1.0, pains_left.pop(0)))
            start -= (step.seconds or 0.0) - 1.0  # the answer ends it
        start += step.seconds or 0.0
    drive(catalogue, clock, todo, *typed, keeper=keeper)
    return keeper


def test_the_second_red_writes_a_stop_and_the_first_offers_the_easier_way(
    catalogue: Catalogue, clock: Stage, told: Told
) -> None:
    names = ("glute-bridge", "cat-cow", "glute-bridge", "box-breathing")
    keeper = rated(catalogue, clock, names, "7")
    assert keeper.hurts == []
    assert AFTER_RATING[Then.EASIER] in told.lines
    eased = [text for text in told.lines if text.startswith(EASED)]
    assert len(eased) == 1
    assert "easier" in eased[0]
    told.clock = again = Stage()
    told.at = []
    assert rated(catalogue, again, names, "7", "8").hurts == ["cat-cow"]
    assert "Box breathing" in told.lines
    assert told.lines.count("Glute bridge") == 1


# --- a stop and a halt
def test_a_stop_by_mistake_in_a_pause_leaves_the_pause(
    catalogue: Catalogue, clock: Stage, told: Told
) -> None:
    todo = prescriptions(catalogue, ["cat-cow"], SHORT)
    player = Player(begin(todo), clock, catalogue)
    lines = Script(clock, (3.0, "p"), (4.0, "!"), (5.0, "0"), (60.0, ""))
    Driver(player, Spoken(""), clock, lines, lambda item, reason, sign: 0).run()
    assert told.lines.count(PAUSED) == 2
    assert "Carrying on." not in told.lines
    assert clock.since == pytest.approx(planned_seconds(todo) + 57, abs=0.01)


def test_a_halt_of_a_second_pauses(catalogue: Catalogue, clock: Stage, told: Told) -> None:
    todo = prescriptions(catalogue, ["cat-cow"], SHORT)
    lines = Script(clock, (3.0, "c"), (60.0, ""), terminal=True, open_end=True)
    player = Player(begin(todo), clock, catalogue)
    wait, done = Stage.wait, False

    def halted(self: Stage, seconds: float, wake: object) -> None:
        nonlocal done
        if self.since > 2 and not done:
            done = True
            self.advance(1.0)
            lines.signals.note_halt(0, None)
        wait(self, seconds, lines.wake)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stage, "wait", halted)
        Driver(player, Spoken(""), clock, lines).run()
    assert "The session waited while the machine slept." in told.lines
    assert PAUSED in told.lines
    assert player.session.active == pytest.approx(planned_seconds(todo), abs=0.1)
