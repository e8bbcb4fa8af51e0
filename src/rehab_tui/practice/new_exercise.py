"""The file that somebody begins an exercise of their own with: right as it is, and explained."""

from __future__ import annotations

import json
import re

from rehab_tui.catalogue.dose import LIMITS, LONGEST_LOAD
from rehab_tui.catalogue.exercises import ID, LEAVE_OUT
from rehab_tui.catalogue.lists import CONDITIONS, FLAGS, POSITIONS, PURPOSES, REGIONS, SIDES
from rehab_tui.catalogue.model import Exercise
from rehab_tui.catalogue.nodes import Node
from rehab_tui.catalogue.problems import Problems
from rehab_tui.errors import UsageError
from rehab_tui.figure.bases import BASES
from rehab_tui.practice.explained import explained

_LISTS = {
    "regions": REGIONS, "positions": POSITIONS, "purposes": PURPOSES, "sides": SIDES,
    "flags": tuple(FLAGS), "bases": tuple(BASES),
}  # fmt: skip

_TEMPLATE = """\
# An exercise of your own. Change what is here, then: rehab exercises check --own FILE
# A line that begins with #word is left out: take its # away to use it. Lines that begin with a
# # and a space explain the field above them. Where a text is long, begin it with >- and go on in
# the lines below, each set in further than the field.
schema: 1
exercises:
  - id: {id}
    # Small letters, digits and hyphens. An id that is there already takes the other's place.
    name: My exercise
    region: hip
    # {regions}
    position: standing
    # {positions}
    purpose: strength
    # {purposes}
    #basis: C
    # How sure it is: S seen in a source, M from memory of one, C your own composition.
    #conditions: [gen, desk]
    # What it is used with: {conditions}

    #equipment: [{{need: sturdy chair, instead: the edge of the bed}}, {{need: resistance band}}]
    # What is needed, and what a household has instead.
    #fetch: [sturdy chair, resistance band]
    # What to lay ready before the session.
    setup: Stand tall behind a chair and rest your hands on its back.
    # How to get into place.
    #home: A kitchen counter will do as well.

    dose: {{sets: 2, reps: 8, tempo: [2, 1, 3], rest: 30, sides: both}}
    # Either sets ({sets}) of reps ({reps}) with their tempo: seconds of effort, hold and return.
    # Or a time, {seconds} seconds: {{sets: 2, seconds: 60}}. For breathing with a pattern, seconds
    # of in, hold, out and hold: {{seconds: 120, pattern: [4, 0, 6, 0]}}.
    # rest, {rest} seconds, is between sets; load is words, such as 2 kg, at most {load} letters.
    # sides: {sides}
    # (each is one side after the other, alternate is rep by rep)
    #verbs: {{effort: Bend, hold: Stay, return: Come up}}
    # What the phases of a rep are called, at most 14 letters each.
    #side: leg
    # What left and right name: leg in front, or arm, other leg where opposite limbs move.
    breath: {{effort: out, hold: easy, return: in, say: Out as you go and in as you return.}}
    # in, out or easy (your own rhythm), and a sentence that says so.

    #posture: Keep your back long.
    cues: [Go slowly., Stay where it feels good.]
    # Two to four, at most 90 letters each.
    #mistakes: ["If your shoulders creep up, let them sink.", "If you hurry, count along."]
    # One to three: what often goes wrong, and what to do then.
    #self_check: In a mirror, both shoulders stay level.
    good: The muscles work, and nothing hurts.
    # What it should feel like.
    warning: Sharp pain, dizziness, or tingling. Stop.
    # What it feels like when it is time to stop.
    caution: Go only as far as you feel safe.
    # How far to go, for everybody.

    flags: {{care: [falls_risk]}}
    # Who takes care and does it in its easier way; and who must not do it: avoid: [vertigo].
    # 'rehab profile show' has these flags in words:
    # {flags}
    #take_care: {{falls_risk: Keep both hands on the chair.}}
    # What those should know besides, each flag one of 'care'.
    #alternatives: {{falls_risk: {leave_out}}}
    # For a flag of yours, the id of another exercise instead, or {leave_out}.
    easier: {{say: "Do half as much, sitting down.", dose: {{sets: 1}}}}
    #harder: {{say: Do one set more., dose: {{sets: 3}}}}
    # What differs from the dose; or another exercise: {{say: March., to: marching-bridge}}

    #figure: {{base: stand, poses: {{A: {{}}, B: {{hip: [-4, 42], trunk: 75}}}}}}
    # A moving figure, from pose A to pose B. Without one a card of the posture is shown.
    # base: {bases}

# Exercises from easy to hard, by id:
# chains: {{my-chain: [an-easy-one, a-harder-one]}}
"""


_COPY = """\
# {name} as it comes with rehab. Change what is different for you. While the id stays as it is,
# yours takes its place, and its flags hold for yours too; each field is explained by
# 'rehab exercises new'.
schema: 1
exercises:
"""


def record_in(text: str, name: str) -> str | None:
    """The lines of one exercise in a file of them, as they stand there; None when it has none."""
    records = re.split("(?m)^(?=  - id: )", re.split("(?m)^chains:", text)[0])
    found = [one for one in records[1:] if one.splitlines()[0] == f"  - id: {name}"]
    return f"{found[0].rstrip()}\n" if found else None


def copy_of(exercise: Exercise, text: str) -> str | None:
    """The text of a new file that begins as a shipped exercise; None when it is none.

    Args:
        exercise: one of the catalogue.
        text: the shipped file.
    """
    record = record_in(text, exercise.id)
    return None if record is None else _COPY.format(name=exercise.name) + record


def template(name: str) -> str:
    """The text of a new file.

    Raises:
        UsageError: when `name` can't be an id.
    """
    problems = Problems("ID")
    ID.read(Node(name, 0, 0), problems, "the id")
    for problem in problems:
        raise UsageError(problem.what, problem.todo)
    limits = {key: f"{low} to {high}" for key, (low, high) in LIMITS.items()}
    lists = {key: ", ".join(names) for key, names in _LISTS.items()}
    conditions = ", ".join(f"{key} ({words})" for key, words in CONDITIONS.items())
    text = _TEMPLATE.format(
        id=json.dumps(name),
        conditions=conditions,
        load=LONGEST_LOAD,
        leave_out=LEAVE_OUT,
        **limits,
        **lists,
    )
    return explained(text)
