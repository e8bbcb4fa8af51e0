"""Who this is for: the few answers that change what may be offered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from rehab_tui.catalogue.lists import FLAGS, with_implied
from rehab_tui.programme.fit import LEAST_MINUTES, MOST_MINUTES

FLAG_KEY = "flag."
"""A flag is stored as the answer `flag.NAME` = "yes"; taking it back removes the answer."""

COUNTED_KEY = "counted."
"""How the sets of an exercise are counted is the answer `counted.ID`: one of `COUNTED`."""

COUNTED: dict[str, bool] = {"key": True, "tempo": False}
"""By key, or by tempo: the answer as it is stored, and whether the person counts."""

EQUIPMENT = ("mat", "band", "weights", "strap", "roller", "ball", "stick", "step")
"""Gear that a profile may name; a word of what an exercise needs says that it is one of them.

What every home has (a chair, a wall, a counter, a bed, a pillow, a towel, a belt) is none.
"""

SIDES = ("left", "right")

KEYS: dict[str, str] = {
    "side": "the painful side: left or right",
    "equipment": f"the gear at home, with commas: {', '.join(EQUIPMENT)}; empty for none",
    "minutes": "how long a session may take, 5 to 90",
    "programme": "the id of the programme",
}
"""Answers that are not flags, each with the words that explain it."""


@dataclass(frozen=True, slots=True)
class Profile:
    """The profile as the rules see it.

    `flags` includes implied ones. `equipment` is the gear at home, of `EQUIPMENT`; None means that
    nobody has said.
    `minutes` is the length of a session that suits the person, None for the programme's own.
    `counted` says by an exercise's id whether its reps are counted by key, where that was chosen.
    """

    flags: frozenset[str] = frozenset()
    side: Literal["left", "right"] | None = None
    equipment: frozenset[str] | None = None
    minutes: int | None = None
    programme: str | None = None
    counted: Mapping[str, bool] = field(default_factory=dict)


def read_profile(answers: Mapping[str, str]) -> Profile:
    """The profile from its stored answers; answers that are no longer known are passed over."""
    flags = frozenset(
        key.removeprefix(FLAG_KEY)
        for key in answers
        if key.startswith(FLAG_KEY) and key.removeprefix(FLAG_KEY) in FLAGS
    )
    side = answers.get("side")
    equipment = answers.get("equipment")
    minutes = answers.get("minutes", "")
    length = int(minutes) if minutes.isascii() and minutes.isdecimal() else 0
    return Profile(
        flags=with_implied(flags),
        side="left" if side == "left" else "right" if side == "right" else None,
        equipment=None if equipment is None else frozenset(equipment.split(",")) & set(EQUIPMENT),
        minutes=length if LEAST_MINUTES <= length <= MOST_MINUTES else None,
        programme=answers.get("programme"),
        counted={
            key.removeprefix(COUNTED_KEY): COUNTED[value]
            for key, value in answers.items()
            if key.startswith(COUNTED_KEY) and value in COUNTED
        },
    )
