"""Gentle only: breathing and easy movement, until somebody has agreed to more."""

from __future__ import annotations

from collections.abc import Iterator

from rehab_tui.catalogue.model import Exercise, Mark
from rehab_tui.programme.decision import Decision, Effect
from rehab_tui.programme.rules.rule import Case

GENTLE = frozenset({"breathing", "mobility", "relaxation"})
"""Purposes without load."""


def is_gentle(exercise: Exercise) -> bool:
    """Whether it may be offered while load waits for a clinician's word."""
    return exercise.purpose in GENTLE


def gentle_only(
    case: Case, rule: str, reason: str, basis: Mark = "C", regions: frozenset[str] | None = None
) -> Iterator[Decision]:
    """The reason, and every exercise that waits for it, all or in some regions.

    All of the catalogue, so that nothing that waits comes in as a swap either.
    """
    waiting = [
        exercise
        for exercise in case.catalogue.exercises.values()
        if not is_gentle(exercise) and (regions is None or exercise.region in regions)
    ]
    yield Decision(rule, reason, basis)
    for exercise in waiting:
        yield Decision(
            rule, f"{exercise.name} waits: easy movement only for now", basis, exercise.id,
            effect=Effect(exercise=exercise.id, leave_out=True, holds=True),
        )  # fmt: skip
