"""Small good files, and a way to break them at a marked place."""

from __future__ import annotations

from pathlib import Path

from rehab_tui.catalogue import CatalogueError, load_catalogue
from rehab_tui.catalogue.model import Catalogue

EXERCISES = """\
schema: 1
exercises:
  - id: glute-bridge
    name: Glute bridge
    region: lumbar-core
    position: supine
    purpose: strength
    basis: M
    conditions: [lbp, gen]
    equipment:
      - {need: exercise mat, instead: a folded blanket}
      - {need: a pillow}
    fetch: [mat]
    setup: >-
      Lie on your back
      with bent knees.
    home: A cushion under the head.
    dose: {sets: 2, reps: 10, tempo: [2, 3, 3.5], rest: 45, sides: both, load: 2 kg}
    breath: {effort: out, hold: in, return: easy, say: Breathe out as you lift.}
    posture: Ribs down.
    cues: [Press the feet down., Lift slowly.]
    mistakes: [Arching the back.]
    self_check: A hand on the belly.
    good: Work in the buttocks.
    warning: Sharp pain.
    caution: Go slowly.
    flags: {avoid: [ra_neck], care: [vertigo]}
    alternatives: {vertigo: calm-breathing}
    easier: {say: Lift to half the height., dose: {reps: 6}}
    harder: {say: March., to: marching-bridge}
  - id: marching-bridge
    name: Marching bridge
    region: lumbar-core
    position: supine
    purpose: strength
    setup: Lie on your back.
    dose: {reps: 4, tempo: [2, 1, 2], rest: 30, sides: alternate}
    breath: {say: Keep breathing.}
    cues: [One., Two., Three., Four.]
    good: Work in the buttocks.
    warning: Sharp pain.
    caution: Go slowly.
    easier: {say: Both feet down., to: glute-bridge}
  - id: calm-breathing
    name: Calm breathing
    region: breathing
    position: seated
    purpose: breathing
    setup: Sit well.
    dose: {seconds: 120, pattern: [4, 0, 6, 0]}
    breath: {say: In through the nose.}
    cues: [One., Two.]
    good: Calm.
    warning: Dizziness.
    caution: Never force it.
    harder: {say: Breathe out a little longer.}
"""

PROGRAMMES = """\
schema: 1
programmes:
  - id: starter
    name: Gentle starter
    basis: S
    conditions: [gen]
    weeks: 4
    suits: Everybody.
    expect: Easier mornings.
    weekly_question: How was it?
    goes_on_when: It feels light.
    phases:
      - title: Get moving
        weeks: [1, 2]
        frequency: {at_least: 2, plan: 3, at_most: 4}
        items:
          - {exercise: calm-breathing, seconds: 60}
          - {exercise: glute-bridge, sets: 1, reps: 6}
      - title: Go on
        weeks: [3, 4]
        frequency: {at_least: 3, plan: 3, at_most: 3, rounds: 2, walk_days: 1}
        items:
          - {exercise: glute-bridge}
  - id: after-birth
    name: After birth
    conditions: [pp]
    suits: New mothers.
    expect: Better control.
    phases:
      - title: First weeks
        since_birth: [0, 2]
        frequency: {at_least: 2, plan: 3, at_most: 6}
        items: [{exercise: calm-breathing}]
      - title: Next weeks
        since_birth: [3, 6]
        frequency: {at_least: 2, plan: 3, at_most: 5}
        items: [{exercise: calm-breathing}]
  - id: keep-it
    name: Keep it
    conditions: [gen]
    suits: Those who finished.
    expect: Gains hold.
    phases:
      - title: Week A
        letter: A
        frequency: {at_least: 2, plan: 2, at_most: 2}
        items: [{exercise: glute-bridge}]
      - title: Flare week
        letter: flare
        frequency: {at_least: 3, plan: 5, at_most: 5}
        items: [{exercise: calm-breathing}]
"""

MARK = "^"
"""Stands in a broken text where the problem is expected."""


def load(folder: Path, exercises: str = EXERCISES, programmes: str = PROGRAMMES) -> Catalogue:
    """Write both files and load them."""
    first, second = folder / "exercises.yaml", folder / "programmes.yaml"
    first.write_text(exercises, encoding="utf-8")
    second.write_text(programmes, encoding="utf-8")
    return load_catalogue(first, second)


def problems(folder: Path, exercises: str = EXERCISES, programmes: str = PROGRAMMES) -> list[str]:
    """Every problem of the two files as text, without the folder; empty when there is none."""
    try:
        load(folder, exercises, programmes)
    except CatalogueError as error:
        return [line.removeprefix(f"{folder}/") for line in str(error).split("\n")]
    return []


def broken(good: str, old: str, new: str) -> tuple[str, list[str]]:
    """`good` with `old` exchanged for `new`, and each marked place as `line:column`."""
    assert good.count(old) == 1, f"{good.count(old)} times: {old!r}"
    text = good.replace(old, new)
    places = []
    while MARK in text:
        before, _, after = text.partition(MARK)
        places.append(f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}")
        text = before + after
    return text, places
