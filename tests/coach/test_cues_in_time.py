"""Cues of a session that runs: what is foretold, what is passed, what is left out."""

from __future__ import annotations

from dataclasses import replace

from coach_builders import (
    BREATHS,
    after,
    courses,
    heard,
    prescription,
    programmes,
    put,
    quick,
    reps,
    seconds,
    started,
    with_ticks,
)
from hypothesis import given
from hypothesis import strategies as st

from rehab_tui.coach import model as m
from rehab_tui.coach.cues import cues_of, due, upcoming
from rehab_tui.coach.engine import advance, begin, resume_at
from rehab_tui.coach.model import Event, Prescription
from rehab_tui.coach.timeline import compile_steps


def beforehand(*plan: Prescription) -> list[tuple[str, float, float, str]]:
    """Where the next exercise is named, in the steps of all of them."""
    session = advance(begin(plan), m.Tick(0.0))[0]
    named = []
    while session.status is m.Status.RUNNING:
        step = session.steps[session.position]
        named += [
            (step.kind.value, cue.at - (session.moment or 0.0), cue.within, cue.text)
            for cue in upcoming(session, 1e9)
            if cue.kind == "next"
        ]
        session = put(session, m.GoOn)
    return named


def test_the_next_exercise_is_named_before_it_begins() -> None:
    plank = prescription(
        seconds(30), id="plank", position="prone", purpose="stretch", fetch=("mat", "towel")
    )
    lying = prescription(reps(2, sets=3, rest=30), fetch=("mat",))
    told = "Plank, on the belly. Fetch: towel."
    assert beforehand(lying, plank) == [
        ("rest", 0.0, 27.0, f"After this set: {told}"),
        ("check", 0.0, 8.0, f"Next: {told}"),
    ]
    assert beforehand(lying) == []
    turned = replace(lying, dose=replace(lying.dose, sets=1, sides="each", rest=0))
    assert beforehand(turned, prescription(reps(2), fetch=("mat",))) == [
        ("switch", 0.0, 2.0, "After this set: Bridge, on the back."),
        ("check", 0.0, 7.0, "Next: Bridge, on the back."),
    ]


def test_what_is_left_out_is_not_named() -> None:
    plan = [prescription(reps(1), id=name, cues=()) for name in ("a", "b", "c")]
    steps = tuple(step for step in compile_steps(plan) if step.item != 1)
    cues = heard(replace(begin(plan), steps=steps), [m.Tick(0.0), m.Tick(1000.0)])
    assert [cue.text for cue in cues if cue.kind == "next"] == ["Next: C, on the back."]


def test_upcoming_gives_absolute_deadlines_of_what_runs() -> None:
    session = after(started(prescription(reps()), at=50.0), 8.5)
    assert [(cue.at, cue.text) for cue in upcoming(session, 100.0)] == [(59.0, "1")]
    assert not [*upcoming(session, 58.9)]
    assert not [*upcoming(put(session, m.Pause), 100.0)]
    assert not [*upcoming(begin([prescription(reps())]), 100.0)]
    assert not [*upcoming(resume_at([], []), 100.0)]
    fresh = started(prescription(reps()), at=50.0)
    assert [cue.kind for cue in upcoming(fresh, 50.0)] == ["name", "setup"]


def test_a_pause_moves_the_deadlines() -> None:
    session = put(after(started(prescription(reps()), at=0.0), 5), m.Pause)
    session = put(after(session, 100), m.Resume)
    assert [cue.at for cue in upcoming(session, 1e9)] == [107, 108, 109]


def test_one_call_passes_the_cues_of_every_step_it_spans() -> None:
    plan = prescription(reps(1), purpose="mobility", breath=BREATHS[3], cues=())
    cues = heard(begin([plan]), [m.Tick(0.0), m.Tick(100.0)])
    assert [(cue.at, cue.kind) for cue in cues] == [
        (0, "name"), (0, "setup"), (7, "last_three"), (8, "last_three"), (9, "last_three"),
        (10, "go"), (10, "rep"), (10, "phase"), (12, "hold"), (13, "phase"), (16, "check"),
        (23, "done"),
    ]  # fmt: skip
    assert {cue.subject for cue in cues} == {"bridge"}
    assert cues[-1].text == "All done. Well done."


def test_leaving_says_that_it_is_saved() -> None:
    cues = heard(begin([prescription(reps())]), [m.Tick(0.0), m.Leave(1.0)])
    assert [cue.text for cue in cues][-1] == "Left before the first set."
    cues = heard(begin([prescription(reps())]), [m.Tick(0.0), m.Leave(20.0)])
    assert [cue.text for cue in cues][-1] == "Saved as far as you went."
    assert [cue.subject for cue in heard(begin([]), [m.Tick(0.0)])] == [""]


def test_reps_counted_by_key_are_said() -> None:
    plan = prescription(reps(3), counted=True, cues=())
    keys = [m.Tick(0.0), m.GoOn(1.0), m.RepDone(2.0), m.RepDone(3.0), m.UndoRep(4.0)]
    cues = [cue for cue in heard(begin([plan]), keys) if cue.at >= 1]
    assert [(cue.at, cue.kind, cue.text) for cue in cues] == [
        (1, "go", "Begin"),
        (2, "rep", "1"),
        (3, "rep", "2"),
    ]
    plan = prescription(reps(3, sides="alternate"), counted=True, cues=())
    cues = [cue for cue in heard(begin([plan]), keys[:-1]) if cue.at >= 2]
    assert [cue.text for cue in cues] == ["1", "Left", "1", "Right"]


def test_a_swap_names_the_new_exercise() -> None:
    events = [m.Tick(0.0), m.Tick(20.0), m.Replace(21.0, prescription(reps(), id="plank"))]
    cues = [cue for cue in heard(begin([prescription(reps())]), events) if cue.at >= 21]
    assert [(cue.kind, cue.text) for cue in cues][:1] == [("name", "Plank")]


def test_a_step_that_began_before_a_swap_speaks_of_the_old_exercise() -> None:
    plan = (prescription(reps(1, sets=2, rest=20)),)
    events = [m.Tick(0.0), m.Tick(15.0), m.Replace(17.0, prescription(reps(1), id="plank"))]
    cues = [cue for cue in heard(begin(plan), events) if cue.at >= 16]
    assert [(cue.kind, cue.subject) for cue in cues] == [
        ("rest", "bridge"), ("set", "bridge"), ("name", "plank"), ("set", "plank"),
        ("setup", "plank"),
    ]  # fmt: skip


@quick
@given(programmes, courses(), st.lists(st.floats(0, 1), min_size=1, max_size=4))
def test_what_is_heard_does_not_depend_on_the_size_of_ticks(
    plan: tuple[Prescription, ...], events: list[Event], shares: list[float]
) -> None:
    large = heard(begin(plan), events)
    assert heard(begin(plan), with_ticks(events, shares)) == large
    assert [cue.at for cue in large] == sorted(cue.at for cue in large)


@quick
@given(programmes)
def test_every_cue_lies_within_its_step_and_says_something(plan: tuple[Prescription, ...]) -> None:
    for step in compile_steps(plan):
        cues = cues_of(step, plan[step.item], step.seconds)
        assert cues
        assert all(cue.text and cue.at >= 0 for cue in cues)
        assert step.seconds is None or all(cue.at < step.seconds for cue in cues)


@quick
@given(programmes, st.integers(0, 12), st.floats(0.1, 20))
def test_what_is_foretold_is_what_comes(
    plan: tuple[Prescription, ...], skipped: int, ahead: float
) -> None:
    session = advance(begin(plan), m.Tick(0.0))[0]
    for _ in range(skipped):
        session = put(session, m.GoOn)
    if session.moment is None or session.position >= len(session.steps):
        return
    until = session.moment + ahead
    later, effects = advance(session, m.Tick(until))
    foretold = [cue for cue in upcoming(session, later.moment or 0.0) if cue.at > session.moment]
    end = effects[0].at if effects else until
    came = [cue for cue in due(session, later, effects) if cue.at < end or not effects]
    assert foretold == came
