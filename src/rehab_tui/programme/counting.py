"""By key or by tempo: how the reps of an exercise are counted, as the person chose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from rehab_tui.coach.model import Prescription


def as_chosen(
    prescriptions: Iterable[Prescription], counted: Mapping[str, bool]
) -> tuple[Prescription, ...]:
    """Prescriptions with the way of counting that was chosen for their exercise.

    Args:
        prescriptions: what is to be done; a timed dose has nothing to count and stays as it is.
        counted: by an exercise's id whether its reps are counted by key; others stay as they are.
    """
    return tuple(
        one
        if one.dose.reps is None
        else replace(one, counted=counted.get(one.exercise.id, one.counted))
        for one in prescriptions
    )
