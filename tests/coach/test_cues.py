from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

import pytest
from coach_builders import (
    BREATHS,
    after,
    courses,
    prescription,
    prescriptions,
    programmes,
    put,
    reps,
    seconds,
    started,
    with_ticks,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from rehab_tui.catalogue.model import Dose, Variant, Verbs
from rehab_tui.coach import model as m
from rehab_tui.coach.cues import Cue, cues_of, due, upcoming
from rehab_tui.coach.engine import advance, begin, resume_at
from rehab_tui.coach.guidance import newcomer_words, spoken_seconds
from rehab_tui.coach.model import Event, Prescription, Session, SetResult
from rehab_tui.coach.said import span
from rehab_tui.coach.speaking import seconds_to_say
from rehab_tui.coach.timeline import compile_steps, lead_in_seconds
from rehab_tui.practice.context import shipped_catalogue

SIDES: tuple[Literal["right", "left"], ...] = ("right", "left")
quick = settings(max_examples=80, deadline=None)


def said(plan: Prescription, place: int = 1) -> list[tuple[float, str, str]]:
    step = compile_steps([plan])[place]
    return [(cue.at, cue.kind, cue.text) for cue in cues_of(step, plan, step.seconds)]


def texts(plan: Prescription, place: int, kind: str) -> list[tuple[float, str]]:
    return [(at, text) for at, one, text in said(plan, place) if one == kind]


def kinds(plan: Prescription, place: int) -> set[str]:
    return {kind for _, kind, _ in said(plan, place)}


def heard(session: Session, events: list[Event]) -> list[Cue]:
    cues: list[Cue] = []
    for event in events:
        before = session
        session, effects = advance(before, event)
        cues += due(before, session, effects)
    return cues


def test_get_ready_names_what_comes_and_counts_down() -> None:
    plan = replace(prescription(reps(sides="each")), warning="Not flat on the back for long.")
    assert said(plan, 0) == [
        (0, "name", "Bridge"),
        (0, "side", "Right side"),
        (0, "warning", "Not flat on the back for long."),
        (0, "setup", "Lie on your back, knees bent."),
        (7, "last_three", "3"),
        (8, "last_three", "2"),
        (9, "last_three", "1"),
    ]
    assert [kind for _, kind, _ in said(prescription(reps(), setup=""), 0)][:2] == [
        "name",
        "last_three",
    ]


HOME, CHECK = "The bed will do as well.", "In a mirror, both shoulders stay level."


def newly(dose: Dose, *, words: int = 2, **changes: Any) -> Prescription:
    texts = {"home": HOME, "self_check": CHECK, "setup": " ".join(["word"] * words), **changes}
    return replace(prescription(dose, **texts), new=True)


def extras(plan: Prescription) -> list[tuple[str, Any, str, str]]:
    """Where the words for newcomers are said."""
    steps = compile_steps([plan])
    return [
        (steps[place].kind.value, at, kind, text)
        for place in range(len(steps))
        for at, kind, text in said(plan, place)
        if text in (HOME, CHECK)
    ]


def test_a_lead_in_with_time_tells_a_newcomer_more() -> None:
    plan = newly(reps())  # name and set-up 3 words, 1.2 s; home 2.4 s, check 2.8 s of 7 s
    assert extras(plan) == [
        ("ready", pytest.approx(1.2, abs=1e-5), "setup", HOME),
        ("ready", pytest.approx(3.6, abs=1e-5), "setup", CHECK),
    ]
    assert extras(replace(plan, new=False)) == []
    told = replace(plan, exercise=replace(plan.exercise, easier=Variant("Sit.")), variant="easier")
    assert extras(told) == [], "they would speak of another way"


def test_what_the_lead_in_has_no_time_for_is_told_nowhere_else() -> None:
    """Nobody films a round from the side in the middle of it."""
    for plan in (newly(reps(6, sets=2), words=35), newly(seconds(60), words=35)):
        assert extras(plan) == []
    assert [(kind, text) for kind, _, _, text in extras(newly(reps(6), words=8))] == [
        ("ready", HOME)
    ]


@pytest.mark.parametrize("pattern", [(4, 0, 6, 0), (4, 4, 4, 4)])
def test_the_air_is_what_breathing_is(pattern: tuple[float, ...]) -> None:
    plan = prescription(seconds(60, pattern=pattern))
    step = compile_steps([plan])[1]
    cues = cues_of(step, plan, step.seconds)
    assert {cue.kind for cue in cues if cue.needed} == {"in", "out"} | (
        {"hold"} & {cue.kind for cue in cues}
    )
    lifted = prescription(reps(3))
    step = compile_steps([lifted])[1]
    assert not any(cue.needed for cue in cues_of(step, lifted, step.seconds))


def test_sides_that_take_turns_by_time_are_said() -> None:
    plan = prescription(seconds(40, sides="alternate"))
    assert texts(plan, 0, "side") == [(0, "The sides take turns")]
    assert texts(prescription(reps(3, sides="alternate")), 0, "side") == []


@quick
@given(prescriptions)
def test_a_newcomer_is_told_each_thing_once_and_in_time(plan: Prescription) -> None:
    told = []
    for step in compile_steps([plan]):
        for cue in cues_of(step, plan, step.seconds):
            if cue.text in newcomer_words(plan):
                told.append(cue.text)
                assert step.seconds is not None
                assert cue.at + spoken_seconds(cue.text) <= step.seconds + 1e-5
    assert len(told) == len(set(told))
    assert plan.new or not told


def test_a_set_up_that_the_lead_in_is_too_short_for_is_there_to_be_read_only() -> None:
    plan = prescription(reps(), setup="Lie on your back. " * 8)
    assert "place" in kinds(plan, 0)
    assert "setup" not in kinds(plan, 0)
    known = replace(plan, new=True)
    assert "setup" in kinds(known, 0)
    assert "place" not in kinds(known, 0)


def test_a_rep_is_counted_phased_and_breathed() -> None:
    plan = prescription(reps(2), cues=("Press the heels down.", "Lift the hips."))
    assert said(plan) == [
        (0, "go", "Begin"),
        (0, "rep", "1"),
        (0, "phase", "Go"),
        (0, "out", "Breathe out through pursed lips"),
        (2, "hold", "Hold"),
        (3, "phase", "Slowly back"),
        (3, "in", "Breathe in through the nose"),
        (6, "rep", "2"),
        (6, "phase", "Go"),
        (6, "out", "Out"),
        (8, "hold", "Hold"),
        (9, "phase", "Slowly back"),
        (9, "in", "In"),
        (pytest.approx(10.1, abs=0.1), "form", "Press the heels down."),
    ]


def test_the_phases_are_called_what_the_exercise_calls_them() -> None:
    plan = prescription(reps(1, tempo=(2, 20, 3)), verbs=Verbs("Lift", "Stay up", "Lower"), cues=())
    assert texts(plan, 1, "phase") == [(0, "Lift"), (22, "Lower")]
    assert texts(plan, 1, "hold") == [(2, "Stay up, 20 seconds. Keep breathing.")]


def test_a_fast_rep_is_only_counted() -> None:
    plan = prescription(reps(2, tempo=(1, 0, 1)), breath=BREATHS[3], cues=())
    assert said(plan) == [(0, "go", "Begin"), (0, "rep", "1"), (2, "rep", "2")]


def test_a_rep_without_effort_or_return_has_no_words_for_them() -> None:
    assert texts(prescription(reps(1, tempo=(5, 0, 0))), 1, "phase") == [(0, "Go")]
    assert texts(prescription(reps(1, tempo=(0, 0, 5))), 1, "phase") == [(0, "Slowly back")]


@pytest.mark.parametrize(
    ("hold", "words"),
    [
        (1, "Hold"),
        (3, "Hold, 3 seconds"),
        (5, "Hold, 5 seconds"),
        (6, "Hold, 6 seconds. Keep breathing."),
    ],
)
def test_a_hold_longer_than_a_breath_says_keep_breathing(hold: float, words: str) -> None:
    assert texts(prescription(reps(1, tempo=(2, hold, 2))), 1, "hold") == [(2, words)]
    assert texts(prescription(reps(1, tempo=(2, hold, 2))), 1, "last_three") == []


def test_a_long_hold_in_a_rep_is_counted_down() -> None:
    plan = prescription(reps(1, tempo=(3, 20, 3)))
    assert texts(plan, 1, "last_three") == [(20, "3"), (21, "2"), (22, "1")]


def test_alternate_reps_say_their_side_and_count_each() -> None:
    plan = replace(prescription(reps(2, sides="alternate")), first_side="left")
    assert texts(plan, 1, "side") == [(0, "Left"), (6, "Right"), (12, "Left"), (18, "Right")]
    assert [text for _, text in texts(plan, 1, "rep")] == ["1", "1", "2", "2"]


def test_the_own_cues_come_once() -> None:
    plan = prescription(reps(4, sets=2, sides="each"))
    count = [len(texts(plan, place, "form")) for place in range(len(compile_steps([plan])))]
    assert count == [0, 2, 0, 0, 0, 0, 0, 0, 0, 0]


@pytest.mark.parametrize("sides", ["both", "each"])
def test_what_has_no_room_in_the_set_is_told_after_it(sides: Any) -> None:
    tight = Dose(sets=2, reps=4, tempo=(2, 0, 2), rest=30, sides=sides)
    plan = prescription(
        tight,
        verbs=Verbs("Up", "Hold", "Down"),
        cues=("Press the heels down into the floor.", "Up."),
    )
    when = {"both": "In the next set", "each": "On this side"}[sides]
    told = [[text for _, text in texts(plan, place, "form")] for place in range(1, 5)]
    assert told == [["Up."], [f"{when}: press the heels down into the floor."], [], []]


def test_nothing_is_told_to_mind_while_something_else_is_said() -> None:
    for exercise in shipped_catalogue().exercises.values():
        plan = Prescription(exercise, exercise.dose, new=True)
        for step in compile_steps([plan]):
            cues = cues_of(step, plan, step.seconds)
            for one in (cue for cue in cues if cue.kind == "form"):
                end = one.at + seconds_to_say(one.text)
                assert end <= one.at + one.within + 1e-5
                others = [cue for cue in cues if cue is not one and cue.kind not in ("in", "out")]
                assert not [cue for cue in others if one.at <= cue.at < end - 1e-5], one


def test_of_every_new_exercise_the_set_up_is_said() -> None:
    for name, exercise in shipped_catalogue().exercises.items():
        plan = Prescription(exercise, exercise.dose, new=True)
        kinds = {cue.kind for cue in cues_of(begin((plan,)).steps[0], plan, lead_in_seconds(plan))}
        assert "setup" in kinds, name
        assert "place" not in kinds, name


def test_a_set_up_longer_than_any_lead_in_is_said_to_a_newcomer() -> None:
    assert "setup" in kinds(newly(reps(), words=130), 0)


def test_each_set_is_named_once_before_it_begins() -> None:
    for rest, places in ((30, {2: "Then set 2 of 2"}), (0, {2: "Set 2 of 2"})):
        plan = prescription(reps(2, sets=2, rest=rest), purpose="breathing")
        named = {
            place: text
            for place in range(len(compile_steps([plan])))
            for _, text in texts(plan, place, "set")
        }
        assert named == places
    turned = prescription(reps(2, sets=2, rest=3, sides="each"))
    assert texts(turned, 2, "set") == []
    assert texts(turned, 4, "set") == [(0, "Set 2 of 2")]
    resumed = resume_at([turned], [SetResult(0, 1, side, 2, 2, None, None) for side in SIDES])
    step = resumed.steps[resumed.position]
    cues = cues_of(step, turned, step.seconds)
    assert [cue.text for cue in cues if cue.kind in ("name", "set")] == ["Bridge", "Set 2 of 2"]


def test_halfway_comes_with_a_rep_and_only_in_longer_sets() -> None:
    assert texts(prescription(reps(5)), 1, "halfway") == []
    assert texts(prescription(reps(7)), 1, "halfway") == [(24, "Halfway")]
    assert texts(prescription(seconds(30)), 1, "halfway") == [(15, "Halfway")]
    assert texts(prescription(seconds(15)), 1, "halfway") == []


def test_a_timed_set_is_held_or_begun() -> None:
    plan = prescription(seconds(30))
    assert texts(plan, 1, "hold") == [(0, "Hold, 30 seconds. Keep breathing.")]
    assert texts(plan, 1, "form") == [
        (8, "Press the heels down."),
        (16, "Lift the hips."),
    ]
    assert texts(plan, 1, "last_three") == [(27, "3"), (28, "2"), (29, "1")]
    walk = prescription(seconds(600), purpose="aerobic")
    assert texts(walk, 1, "go") == [(0, "Begin, 10 minutes")]
    assert texts(prescription(seconds(12)), 1, "form") == []


def test_breathing_is_led_through_its_pattern() -> None:
    plan = prescription(seconds(32, pattern=(4, 4, 4, 4)), purpose="breathing")
    assert said(plan) == [
        (0, "go", "Begin"),
        (0, "in", "Breathe in through the nose"),
        (4, "hold", "Pause"),
        (8, "out", "Breathe out through pursed lips"),
        (12, "hold", "Pause"),
        (16, "in", "In"),
        (16, "halfway", "Halfway"),
        (20, "hold", "Pause"),
        (24, "out", "Out"),
        (28, "hold", "Pause"),
    ]
    assert texts(plan, 0, "set") == [(0, "32 seconds")]
    longer = prescription(seconds(90, pattern=(4, 4, 4, 4)), purpose="breathing")
    minded = [(round(at, 2), text) for at, text in texts(longer, 1, "form")]
    assert minded == [(32.65, "Press the heels down."), (64.65, "Lift the hips.")]


def test_rests_switches_and_questions() -> None:
    plan = prescription(reps(1, sets=2, rest=30, sides="each"))
    assert said(plan, 2)[:2] == [(0, "switch", "Change sides"), (0, "side", "Left side")]
    assert said(plan, 4)[:3] == [
        (0, "rest", "Rest, 30 seconds"),
        (0, "set", "Then set 2 of 2, right side"),
        (27, "last_three", "3"),
    ]
    assert said(plan, 8) == [(0, "check", "Could you have done two more?")]
    assert said(plan, 9) == [(0, "check", "Worst pain, 0 to 10?")]
    short = prescription(reps(1, sets=2, rest=3))
    assert said(short, 2) == [(0, "rest", "Rest, 3 seconds"), (0, "set", "Then set 2 of 2")]


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


@pytest.mark.parametrize("sides", ["both", "alternate"])
def test_the_last_three_reps_are_marked(sides: Any) -> None:
    for count, counted in ((1, False), (5, False), (2, True), (5, True)):
        plan = prescription(reps(count, sides=sides), counted=counted, cues=())
        keys = [m.RepDone(10.0 + at) for at in range(2 * count)]
        cues = heard(begin([plan]), [m.Tick(0.0), m.Tick(10.0), *keys, m.Tick(1000.0)])
        marked = [(int(cue.text), cue.closing) for cue in cues if cue.kind == "rep"]
        assert all(closing == (number > count - 3) for number, closing in marked)
        ends = counted and sides == "both"  # the last rep by key ends the set without a number
        assert {number for number, _ in marked} == set(range(1, count + 1 - ends))


@pytest.mark.parametrize(
    ("names", "right", "rep"),
    [
        ("side", "Right side", "Right"),
        ("leg on top", "Right leg on top", "Right leg on top"),
        ("arm, other leg", "Right arm, left leg", "Right arm"),
    ],
)
def test_a_side_says_what_moves(names: str, right: str, rep: str) -> None:
    plan = prescription(reps(1, sets=2, rest=30, sides="each"), side=names)
    assert texts(plan, 0, "side") == [(0, right)]
    assert texts(plan, 4, "set") == [(0, f"Then set 2 of 2, r{right[1:]}")]
    turns = prescription(reps(1, sides="alternate"), side=names)
    assert texts(turns, 1, "side")[0] == (0, rep)
    left = right.replace("left", "right").replace("Right", "Left")
    assert texts(plan, 2, "side") == [(0, left)]


def test_spans_in_words() -> None:
    assert [span(count) for count in (0, 1, 59.6, 90, 120, 150, 181)] == [
        "0 seconds",
        "1 second",
        "60 seconds",
        "90 seconds",
        "2 minutes",
        "2 minutes 30 seconds",
        "3 minutes 1 second",
    ]


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
