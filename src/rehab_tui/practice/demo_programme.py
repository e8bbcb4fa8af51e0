"""What the made-up person's programme prescribes, for a catalogue that lacks it and for tests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rehab_tui.catalogue.model import Sides


class DemoItem(NamedTuple):
    """One exercise of a phase: `sets` of `reps` or of `seconds`."""

    exercise: str
    sets: int
    reps: int | None
    seconds: int | None
    sides: Sides = "both"


Phases = Sequence[Sequence[DemoItem]]
Prescribe = Callable[[Sequence[DemoItem]], str]
"""The JSON copy of what a session prescribed, as `coach.store` writes it."""

MOBILITY_STARTER: Phases = (
    (
        DemoItem("march-warm-up", 1, None, 120),
        DemoItem("neck-rotation", 1, 4, None, "alternate"),
        DemoItem("shoulder-rolls", 1, 8, None),
        DemoItem("shoulder-shrugs", 1, 8, None),
        DemoItem("seated-trunk-rotation", 1, 5, None, "alternate"),
        DemoItem("ankle-circles", 1, 8, None, "each"),
        DemoItem("sit-to-stand", 1, 6, None),
        DemoItem("calf-stretch-wall", 1, 1, None, "each"),
        DemoItem("pursed-lip-breathing", 1, None, 60),
    ),
    (
        DemoItem("march-warm-up", 1, None, 120),
        DemoItem("neck-half-rolls", 1, 4, None, "alternate"),
        DemoItem("cat-cow", 1, 8, None),
        DemoItem("open-book", 1, 4, None, "each"),
        DemoItem("glute-bridge", 1, 10, None),
        DemoItem("sit-to-stand", 2, 8, None),
        DemoItem("wall-push-up", 1, 8, None),
        DemoItem("heel-raise", 1, 10, None),
        DemoItem("hamstring-strap-stretch", 1, 1, None, "each"),
    ),
    (
        DemoItem("march-warm-up", 1, None, 180),
        DemoItem("cat-cow", 1, 8, None),
        DemoItem("thread-the-needle", 1, 4, None, "each"),
        DemoItem("glute-bridge", 2, 10, None),
        DemoItem("sit-to-stand", 2, 10, None),
        DemoItem("wall-push-up", 2, 8, None),
        DemoItem("band-row", 2, 10, None),
        DemoItem("single-leg-stand", 1, 2, None, "each"),
        DemoItem("hip-flexor-stretch", 1, 1, None, "each"),
        DemoItem("calf-stretch-wall", 1, 1, None, "each"),
    ),
)
"""The programme's three phases, for tests and for a catalogue that lacks it."""
