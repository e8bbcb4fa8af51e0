"""Exercises as JSON, for other programs: a row for the list, a record of one."""

from __future__ import annotations

from typing import Any

from rehab_tui.catalogue.dose import apply_change, dose_text
from rehab_tui.catalogue.model import Catalogue, Exercise, Variant


def row(exercise: Exercise, catalogue: Catalogue) -> dict[str, Any]:
    """What a list has of an exercise; `own` is the name of the person's file, or None."""
    return {
        "id": exercise.id,
        "name": exercise.name,
        "region": exercise.region,
        "position": exercise.position,
        "purpose": exercise.purpose,
        "dose": dose_text(exercise.dose),
        "equipment": [{"need": one.need, "instead": one.instead} for one in exercise.equipment],
        "conditions": list(exercise.conditions),
        "avoid": sorted(exercise.avoid),
        "care": sorted(exercise.care),
        "own": catalogue.own.get(exercise.id),
    }


def record(exercise: Exercise, catalogue: Catalogue) -> dict[str, Any]:
    """The row and all the rest, but for the figure itself."""
    chains = [list(chain) for chain in catalogue.chains.values() if exercise.id in chain]
    verbs, breath = exercise.verbs, exercise.breath
    return {
        **row(exercise, catalogue),
        "replaces": exercise.id in catalogue.replaced,
        "tempo": exercise.dose.tempo,
        "pattern": exercise.dose.pattern,
        "rest": exercise.dose.rest,
        "verbs": {"effort": verbs.effort, "hold": verbs.hold, "return": verbs.back},
        "side": exercise.side,
        "breath": {
            "effort": breath.effort, "hold": breath.hold, "return": breath.back, "say": breath.say,
        },
        "fetch": list(exercise.fetch),
        "setup": exercise.setup,
        "home": exercise.home,
        "posture": exercise.posture,
        "cues": list(exercise.cues),
        "mistakes": list(exercise.mistakes),
        "self_check": exercise.self_check,
        "good": exercise.good,
        "warning": exercise.warning,
        "caution": exercise.caution,
        "take_care": dict(exercise.take_care),
        "alternatives": dict(exercise.alternatives),
        "easier": _variant(exercise, exercise.easier),
        "harder": _variant(exercise, exercise.harder),
        "chain": chains[0] if chains else [],
        "basis": exercise.basis,
        "figure": exercise.figure is not None,
    }  # fmt: skip


def _variant(exercise: Exercise, variant: Variant | None) -> dict[str, str | None] | None:
    if variant is None:
        return None
    dose = dose_text(apply_change(exercise.dose, variant.dose)) if variant.dose else None
    return {"say": variant.say, "to": variant.to, "dose": dose}
