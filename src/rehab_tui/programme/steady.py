"""Standing sure (PR10): what is never offered to those who might fall, or feel their feet badly."""

from __future__ import annotations

from rehab_tui.catalogue.model import Exercise

UNSTEADY = frozenset({"falls_risk", "neuropathy", "vertigo"})
BACKWARD = frozenset({"split-lunge-supported"})
"""Exercises (ids) that step backwards."""
LET_GO = frozenset({"sit-to-stand", "split-lunge-supported"})
"""Exercises (ids), besides those for the balance, whose harder way lets go of the support."""


def no_harder_way(exercise: Exercise, flags: frozenset[str]) -> bool:
    """Whether its harder way is none for this person, as all those of balance exercises are none.

    They close the eyes, turn the head, let go of the support or soften the floor.
    """
    risky = exercise.purpose == "balance" or exercise.id in LET_GO
    return risky and bool(UNSTEADY & flags)


def steps_back(exercise: Exercise, flags: frozenset[str]) -> bool:
    """Whether it is not for this person at all, as it steps backwards."""
    return exercise.id in BACKWARD and bool(UNSTEADY & flags)
