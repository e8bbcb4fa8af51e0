"""Which cues are heard, joined how, and with which tone."""

from __future__ import annotations

from dataclasses import replace
from math import inf

import pytest
from voice_stage import cue

from rehab_tui.catalogue.model import Dose
from rehab_tui.coach.cues import Cue, CueKind, cues_of
from rehab_tui.coach.engine import begin
from rehab_tui.coach.model import Prescription, Step, StepKind
from rehab_tui.coach.speaking import seconds_to_say
from rehab_tui.coach.timeline import WORK, next_item
from rehab_tui.config import Config
from rehab_tui.practice.context import shipped_catalogue
from rehab_tui.voice.choose import (
    LATEST,
    Rank,
    Utterance,
    seconds_of,
    utterances,
    works,
)
from rehab_tui.voice.floor import Schedule, Spoken
from rehab_tui.voice.settings import Sound, sound_of

ALL = Sound(speech=True, tones=True, bell=True, breath=True)
SPEECH = Sound(speech=True)
TONES = Sound(tones=True, breath=True)


def heard(
    *cues: Cue, sound: Sound = SPEECH, now: float = 0.0
) -> list[tuple[str | None, str | None]]:
    return [(one.text, one.tone) for one in utterances(cues, sound, now)]


def words(*cues: Cue, sound: Sound = SPEECH) -> str | None:
    (one,) = utterances(cues, sound, 0.0)
    return one.text


def test_a_new_exercise_is_one_utterance_with_the_warning_before_the_set_up() -> None:
    (one,) = utterances(
        [
            cue("setup", "Lie on your back."), cue("name", "Bridge"),
            cue("warning", "Stop at pain."), cue("side", "Left side"),
        ],
        SPEECH, 0.0,
    )  # fmt: skip
    assert one.text == "Bridge. Left side. Stop at pain."
    assert (one.rank, one.urgent, one.until) == (Rank.SAFETY, True, LATEST)
    assert one.then == Utterance("Lie on your back.", None, 0.0, Rank.SETUP, inf)


def test_a_set_up_without_a_name_is_not_lost() -> None:
    (one,) = utterances([cue("name", " "), cue("setup", "Lie down.")], SPEECH, 0.0)
    assert (one.text, one.then, one.until) == ("Lie down.", None, LATEST)


@pytest.mark.parametrize(
    ("cues", "said"),
    [
        ([cue("switch", "Change sides"), cue("side", "Left side")], "Change sides. Left side"),
        ([cue("rest", "Rest, 30 seconds"), cue("side", "Then the left side")],
         "Rest, 30 seconds. Then the left side"),
        ([cue("go", "Begin"), cue("rep", "1"), cue("phase", "Lift")], "Begin. 1. Lift"),
        ([cue("go", "Begin"), cue("rep", "1"), cue("phase", "Turn your head slowly")],
         "Begin. Turn your head slowly"),
        ([cue("rep", "2"), cue("phase", "Lift"), cue("form", "Press the heels down.")], "2. Lift"),
        ([replace(cue("in", "In"), needed=True), cue("form", "Let your jaw go loose, and wait.")],
         "In"),
        ([cue("rest", "Rest, 45 seconds"), cue("set", "Then set 2 of 2")],
         "Rest, 45 seconds. Then set 2 of 2"),
        ([cue("name", "Bridge"), cue("set", "Set 2 of 2")], "Bridge. Set 2 of 2"),
        ([cue("rep", "2"), cue("phase", "Lift"), cue("halfway", "Halfway")], "2. Halfway. Lift"),
        ([cue("side", "Right arm"), cue("rep", "4"), cue("phase", "Reach"),
          cue("halfway", "Halfway")], "Right arm. Halfway. Reach"),
        ([cue("rep", "2"), cue("phase", "Lift your left arm as far up as it goes")], "2"),
        ([cue("phase", "Lift your left arm as far up as it goes, and stay")],
         "Lift your left arm as far up as it goes, and stay"),
        ([cue("side", "Right"), cue("rep", "3")], "Right. 3"),
        ([cue("form", "Soft shoulders."), cue("last_three", "3")], "3"),
        ([cue("last_three", "1"), cue("go", "Begin")], "Begin"),
    ],
)  # fmt: skip
def test_what_comes_together_is_said_together(cues: list[Cue], said: str) -> None:
    assert words(*cues) == said
    assert words(*reversed(cues)) == said


def test_breath_is_heard_when_asked_for() -> None:
    cues = [cue("phase", "Lift"), cue("in", "In")]
    assert words(*cues) == "Lift"
    assert heard(cues[1]) == []
    breathing = replace(SPEECH, breath=True)
    assert words(*cues, sound=breathing) == "Lift. In"


def test_breathing_by_a_pattern_is_heard_whatever_the_settings() -> None:
    exercise = next(iter(shipped_catalogue().exercises.values()))
    boxed = Prescription(exercise, Dose(sets=1, seconds=32, pattern=(4, 4, 4, 4)))
    (step,) = [step for step in begin([boxed]).steps if step.kind is StepKind.BREATHE]
    air = [one for one in cues_of(step, boxed, 32.0) if one.kind in ("in", "out", "hold")]
    assert len(air) > 6
    assert all(utterances([one], SPEECH, one.at, working=True) for one in air)
    assert not utterances([cue("in", "In")], SPEECH, 0.0, working=True), "beside a rep it is not"


@pytest.mark.parametrize(
    ("counts", "rep", "three"),
    [("every", "4", "3"), ("last three", None, "3"), ("none", None, None)],
)
def test_counts(counts: str, rep: str | None, three: str | None) -> None:
    sound = replace(ALL, counts=counts)  # type: ignore[arg-type]
    assert heard(cue("rep", "4"), sound=sound) == ([(rep, None)] if rep else [])
    closing = heard(replace(cue("rep", "9"), closing=True), sound=sound)
    assert closing == ([("9", None)] if three else []), "the last three of a set of reps"
    assert heard(cue("last_three", "3"), sound=sound) == ([(three, "tick")] if three else [])


def test_what_comes_next_follows_the_question_or_is_not_begun() -> None:
    """It never speaks over anything, and is never cut off by the step's end."""
    question = cue("check", "Worst pain, 0 to 10?", 5.0)
    told = replace(cue("next", "Next: Plank, on the belly.", 5.0), within=7.0)
    for cues in ([question, told], [told, question]):
        (one,) = utterances(cues, SPEECH, 5.0)
        assert (one.text, one.urgent) == (question.text, True)
        assert one.then is not None
        assert (one.then.text, one.then.rank, one.then.urgent) == (told.text, Rank.SETUP, False)
        assert one.then.until + seconds_to_say(told.text, SPEECH.rate) == 5.0 + 7.0
    assert utterances([question, told], TONES, 5.0) == []
    (alone,) = utterances([told], SPEECH, 5.0)
    assert alone.text == told.text
    slow = Schedule()
    (one,) = utterances([question, told], replace(SPEECH, rate=80), 5.0)
    slow.offer([one], 5.0, 80)
    assert slow.until(60.0, 80) == [], "there is no time left for it at this rate"


def test_whatever_is_to_be_minded_every_phase_of_the_first_set_is_heard() -> None:
    """What to do, and the air where it is the exercise, is never dropped for what to mind."""
    for name, exercise in shipped_catalogue().exercises.items():
        plan = Prescription(exercise, exercise.dose, new=True)
        step = next(step for step in begin([plan]).steps if step.kind in WORK)
        alone, minded = (_heard_of(step, plan, form=kind) for kind in (False, True))
        assert alone <= minded, name
        assert {kind for _, kind in minded - alone} <= {"form"}, name


def _heard_of(step: Step, plan: Prescription, *, form: bool) -> set[tuple[float, str]]:
    """Which moments of a step are heard, with or without what is to be minded."""
    schedule, heard, working = Schedule(), [], False
    cues = [c for c in cues_of(step, plan, step.seconds) if form or c.kind != "form"]
    for at in sorted({one.at for one in cues}):
        now = [one for one in cues if one.at == at]
        said = utterances(now, SPEECH, at, working=working)
        working = works(now, working)
        heard += schedule.offer(said, at, SPEECH.rate)
    heard += schedule.until(inf, SPEECH.rate)
    spoken = [one.utterance for one in heard if isinstance(one, Spoken)]
    return {(one.at, "form" if one.rank is Rank.FORM else "other") for one in spoken}


def test_what_to_mind_is_not_begun_when_it_can_not_be_ended() -> None:
    mind = replace(cue("form", "Soft shoulders."), within=1.8)
    (one,) = utterances([mind], SPEECH, 0.0)
    assert one.until == pytest.approx(1.8 - seconds_to_say(mind.text, SPEECH.rate))
    (slow,) = utterances([mind], replace(SPEECH, rate=80), 0.0)
    assert slow.until < 0


def test_there_is_time_to_name_each_shipped_exercise() -> None:
    shipped = list(shipped_catalogue().exercises.values())
    plan = [Prescription(one, replace(one.dose, sets=1)) for one in shipped]
    session, heard = begin(plan), 0
    for step in session.steps:
        item = next_item(session, step)
        if step.question != "pain" or item is None:
            continue
        (one,) = utterances(cues_of(step, plan[step.item], step.seconds, plan[item]), SPEECH, 0.0)
        schedule = Schedule()
        schedule.offer([one], 0.0, SPEECH.rate)
        said = schedule.until(60.0, SPEECH.rate)
        assert said, (step.seconds, one)
        assert said[0].start + said[0].seconds <= (step.seconds or 0)  # type: ignore[union-attr]
        heard += 1
    assert heard > 50


@pytest.mark.parametrize(
    ("kind", "tone"),
    [
        ("name", None), ("side", None), ("setup", None), ("warning", None), ("go", "begin"),
        ("rep", None), ("phase", None), ("hold", "begin"), ("in", "in"), ("out", "out"),
        ("form", None), ("halfway", "halfway"), ("last_three", "tick"), ("rest", "rest"),
        ("switch", "switch"), ("check", None), ("done", "done"),
    ],
)  # fmt: skip
def test_each_kind_has_its_tone(kind: CueKind, tone: str | None) -> None:
    assert heard(cue(kind, "x"), sound=TONES) == ([(None, tone)] if tone else [])
    assert heard(cue(kind, "x"), sound=Sound()) == []
    ((text, with_words),) = heard(cue(kind, "x"), sound=ALL)
    assert (text, with_words) == ("x", None if tone in ("in", "out") else tone)


def test_a_hold_begins_a_set_or_is_a_phase_of_a_rep() -> None:
    hold = [cue("hold", "Hold, 30 seconds")]
    (first,) = utterances(hold, ALL, 0.0)
    (phase,) = utterances(hold, ALL, 0.0, working=True)
    assert (first.tone, first.bell, first.rank, first.urgent) == ("begin", True, Rank.CHANGE, True)
    assert (phase.tone, phase.bell, phase.rank, phase.urgent) == (None, False, Rank.COUNT, False)
    both = [cue("go", "Begin"), cue("hold", "Hold", 0.2)]
    assert [one.tone for one in utterances(both, ALL, 0.2)] == ["begin", None]
    assert works([cue("rep", "1")], False)
    assert not works([cue("rep", "1"), cue("rest", "Rest")], True)
    assert works([cue("last_three", "1")], True)


@pytest.mark.parametrize("kind", ["go", "rest", "switch"])
def test_the_bell_rings_at_what_has_to_be_noticed(kind: CueKind) -> None:
    (one,) = utterances([cue(kind, "x")], Sound(bell=True), 0.0)
    assert (one.bell, one.text, one.tone) == (True, None, None)
    assert heard(cue("done", "x"), cue("rep", "1", 0.1), sound=Sound(bell=True), now=0.1) == []


def test_what_is_late_is_left_out() -> None:
    cues = [cue("rep", "2", 10.25), cue("rep", "1", 10.0)]
    assert heard(*cues, now=10.375) == [("1", None), ("2", None)]
    assert heard(*cues, now=10.5) == [("2", None)]
    assert heard(*cues, now=11.0) == []


@pytest.mark.parametrize(
    ("text", "measured"),
    [
        ("3", 0.69), ("Begin", 0.82), ("2. Stand up. Out.", 2.36),
        ("Breathe out through pursed lips", 1.86),
        ("Slide your feet back until they are below your knees.", 3.03),
    ],
)  # fmt: skip
def test_estimates_are_near_what_espeak_takes(text: str, measured: float) -> None:
    assert seconds_to_say(text, 160) == pytest.approx(measured, rel=0.3)
    assert seconds_to_say(text, 80) == 2 * seconds_to_say(text, 160)
    assert seconds_to_say("文" * 10, 160) > 2 * seconds_to_say("x" * 10, 160)


def test_a_tone_comes_before_the_words() -> None:
    (one,) = utterances([cue("go", "Begin")], ALL, 0.0)
    assert seconds_of(one, 160) == pytest.approx(0.2 + seconds_to_say("Begin", 160))


def test_the_settings_ask_for_it() -> None:
    assert sound_of(Config()) == Sound()
    assert sound_of(
        Config(sound="bell", speech=True, tones=True, volume=5, speech_rate=90, counts="none",
               breath_cues=True)
    ) == Sound(True, True, True, 5, 90, "none", True)  # fmt: skip


def test_no_such_sound() -> None:
    for wrong in ({"volume": 101}, {"volume": -1}, {"rate": 79}, {"rate": 301}):
        with pytest.raises(ValueError, match="no such sound"):
            Sound(**wrong)  # type: ignore[arg-type]
