"""The words of a step, each at its time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from coach_builders import BREATHS, SIDES, heard, prescription, reps, said, seconds, texts

from rehab_tui.catalogue.model import Verbs
from rehab_tui.coach import model as m
from rehab_tui.coach.cues import cues_of
from rehab_tui.coach.engine import begin, resume_at
from rehab_tui.coach.model import SetResult
from rehab_tui.coach.said import span
from rehab_tui.coach.timeline import compile_steps


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
