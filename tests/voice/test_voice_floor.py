"""Never two at once, never late, and a warning before every count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st
from voice_stage import cue

from rehab_tui.coach.cues import Cue, CueKind
from rehab_tui.voice.choose import LATEST, Rank, Utterance, utterances, works
from rehab_tui.voice.floor import CutOff, Floor, Heard, Schedule, Spoken
from rehab_tui.voice.settings import Sound

SPEECH = Sound(speech=True)
FRAME = 1 / 15


def utterance(text: str, rank: Rank, at: float = 0.0, *, urgent: bool = False) -> Utterance:
    return Utterance(text, None, at, rank, at + LATEST, urgent)


@dataclass
class Said:
    """One utterance with its beginning and its end."""

    start: float
    end: float
    utterance: Utterance
    cut: bool = False


def listen(cues: Sequence[Cue], sound: Sound, frame: float = FRAME) -> list[Said]:
    """What is heard when a screen hands these cues over once a frame."""
    schedule, working, heard = Schedule(), False, list[Heard]()
    left, now = sorted(cues, key=lambda one: one.at), 0.0
    while left:
        ready = [one for one in left if one.at <= now]
        left = left[len(ready) :]
        said = utterances(ready, sound, now, working=working)
        working = works(ready, working)
        heard += schedule.offer(said, now, sound.rate)
        now = max(now + frame, left[0].at if left else 0.0)
    return timed([*heard, *schedule.until(float("inf"), sound.rate)])


def timed(heard: Sequence[Heard]) -> list[Said]:
    made: list[Said] = []
    for one in heard:
        if isinstance(one, CutOff):
            assert made[-1].end >= one.start
            made[-1].end, made[-1].cut = one.start, True
        else:
            made.append(Said(one.start, one.start + one.seconds, one.utterance))
    return made


def texts(heard: Sequence[Said]) -> list[str | None]:
    return [one.utterance.text for one in heard]


SOUNDS = st.builds(
    Sound,
    speech=st.booleans(), tones=st.booleans(), bell=st.just(False),
    rate=st.integers(80, 300),
    counts=st.sampled_from(["every", "last three", "none"]), breath=st.booleans(),
)  # fmt: skip
CUES = st.lists(
    st.builds(
        cue,
        st.sampled_from(get_args(CueKind)),
        st.integers(1, 40).map(lambda count: " ".join(["word"] * count)) | st.text(max_size=30),
        st.floats(0, 30) | st.integers(0, 30).map(float),
    ),
    max_size=40,
)


@given(CUES, SOUNDS, st.floats(0.01, 1.0))
def test_never_two_at_once_and_never_late(cues: list[Cue], sound: Sound, frame: float) -> None:
    heard = listen(cues, sound, frame)
    for before, after in pairwise(heard):
        assert before.end <= after.start
    for one in heard:
        assert one.utterance.text or one.utterance.tone
        late = one.start - one.utterance.at
        assert late >= 0
        if one.utterance.rank is not Rank.SETUP:  # it goes on from the name
            assert late <= LATEST
    setups = [place for place, one in enumerate(heard) if one.utterance.rank is Rank.SETUP]
    for place in setups:
        follows = place > 0 and heard[place - 1].utterance.then == heard[place].utterance
        assert follows or heard[place].start <= heard[place].utterance.until


@given(
    st.lists(
        st.builds(
            cue,
            st.sampled_from([kind for kind in get_args(CueKind) if kind not in ("name", "setup")]),
            st.just("word word word"),
            st.floats(0.0, 20.0),
        ).filter(lambda one: one.kind != "warning"),
        max_size=40,
    ),
    st.integers(80, 300),
    st.floats(0.0, 12.0),
)
def test_a_warning_is_heard_to_its_end_whatever_comes(
    others: list[Cue], rate: int, at: float
) -> None:
    lead = [cue("name", "Bridge", at), cue("warning", "Stop when it hurts", at)]
    heard = listen([*lead, *others], Sound(speech=True, rate=rate))
    (said,) = [one for one in heard if "Stop when it hurts" in (one.utterance.text or "")]
    assert said.start - at <= FRAME + 1e-9
    assert not said.cut


def test_a_count_is_dropped_while_something_longer_is_said() -> None:
    cues = [cue("form", "Let the heel behind you sink into the floor."), cue("rep", "2", 1.0)]
    assert texts(listen(cues, SPEECH)) == ["Let the heel behind you sink into the floor."]


def test_a_count_that_can_begin_in_time_waits() -> None:
    cues = [cue("rep", "1"), cue("rep", "2", 0.5)]
    first, second = listen(cues, SPEECH)
    assert second.start == first.end
    assert second.start > second.utterance.at


def test_the_last_three_come_before_form_but_after_the_set_up() -> None:
    said = listen([cue("form", "Let the shoulders go as soft as they can."),
                   cue("last_three", "3", 1.0)], SPEECH)  # fmt: skip
    assert [(one.utterance.text, one.cut) for one in said][1:] == [("3", False)]
    assert said[0].cut
    said = listen([cue("name", "Bridge"), cue("setup", "Lie down now. " * 8),
                   cue("last_three", "3", 2.0), cue("go", "Begin", 5.0)], SPEECH)  # fmt: skip
    assert [one.utterance.rank for one in said] == [Rank.SAFETY, Rank.SETUP, Rank.CHANGE]
    assert (said[1].cut, said[2].start) == (True, 5.0)


def test_a_new_exercise_silences_even_the_warning_of_the_one_before() -> None:
    said = listen([cue("name", "Bridge"), cue("warning", "Stop when it hurts."),
                   cue("name", "Squat", 0.5)], SPEECH)  # fmt: skip
    assert [(one.utterance.text, one.cut) for one in said] == [
        ("Bridge. Stop when it hurts.", True), ("Squat", False),
    ]  # fmt: skip


def test_what_waits_gives_way_to_what_matters_as_much() -> None:
    floor = Floor(utterance("Warning", Rank.SAFETY))
    floor, cut = floor.offer(utterance("Rest", Rank.CHANGE, urgent=True))
    assert (floor.waiting and floor.waiting.text, cut) == ("Rest", False)
    floor, _ = floor.offer(utterance("1", Rank.COUNT, 0.3))
    assert floor.waiting is not None
    assert floor.waiting.text == "Rest"
    floor, _ = floor.offer(utterance("2", Rank.COUNT, 0.5))  # Rest is too late by now
    assert floor.waiting is not None
    assert floor.waiting.text == "2"
    assert floor.turn(0.9).present is not None
    assert floor.turn(0.91) == Floor()


def test_hush_is_silence() -> None:
    schedule = Schedule()
    lead = utterance("Bridge", Rank.SAFETY)
    lead = replace(lead, then=utterance("Lie down", Rank.SETUP))
    (begun,) = schedule.offer([lead], 0.0, 160)
    assert isinstance(begun, Spoken)
    assert schedule.hush(0.1) == [CutOff(0.1)]
    assert schedule.until(99.0, 160) == []
    assert schedule.hush(99.0) == []
    assert Floor(lead, lead.then).hushed() == Floor(lead)


def test_a_tone_is_left_out_where_the_words_would_be_late() -> None:
    begin = Utterance("Begin", "begin", 0.0, Rank.CHANGE, LATEST)
    assert Floor(None, begin).turn(0.1).present == begin
    late = Floor(None, begin).turn(0.3).present
    assert late == replace(begin, tone=None)
    only = replace(begin, text=None)
    assert Floor(None, only).turn(0.3).present == only
