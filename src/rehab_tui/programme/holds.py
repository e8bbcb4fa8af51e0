"""Holds: no breath is held, and no strain is kept up for long, where the profile asks for that."""

from __future__ import annotations

from dataclasses import replace

from rehab_tui.catalogue.lists import FLAGS, PREG_LATE
from rehab_tui.catalogue.model import Dose
from rehab_tui.coach.model import Prescription

NO_BREATH_HOLDS: dict[str, str] = {
    "hypertension": "CO3", "heart": "CO3", "copd": "CO12", "pregnant": "PG1",
}  # fmt: skip
"""Flags with which no breath is held, and the rule that says so."""
SHORT_HOLDS: dict[str, str] = {"hypertension": "CO3", PREG_LATE: "PG3"}
"""Flags with which a strength exercise is held for `LONGEST_HOLD` at most, and the rule."""
LONGEST_HOLD = 10.0
"""Seconds. A stretch or a stance is no strain, and not shortened."""


def breath_holds_off(dose: Dose) -> Dose:
    """The dose with a pattern of breathing in and out alone."""
    if dose.pattern is None:
        return dose
    return replace(dose, pattern=(dose.pattern[0], 0.0, dose.pattern[2], 0.0))


def shorter_hold(dose: Dose) -> Dose:
    """The dose with each rep held for `LONGEST_HOLD` at most."""
    if dose.tempo is None or dose.tempo[1] <= LONGEST_HOLD:
        return dose
    return replace(dose, tempo=(dose.tempo[0], LONGEST_HOLD, dose.tempo[2]))


def unheld(prescription: Prescription, flags: frozenset[str]) -> Prescription:
    """Without breath holds and long strained holds, where the profile asks for that."""
    base = prescription.base_dose
    return replace(
        prescription,
        dose=_unheld(prescription, prescription.dose, flags),
        base_dose=None if base is None else _unheld(prescription, base, flags),
    )


def _unheld(prescription: Prescription, dose: Dose, flags: frozenset[str]) -> Dose:
    if flags & NO_BREATH_HOLDS.keys():
        dose = breath_holds_off(dose)
    if flags & SHORT_HOLDS.keys() and prescription.exercise.purpose == "strength":
        dose = shorter_hold(dose)
    return dose


def why_unheld(prescription: Prescription, flags: frozenset[str]) -> tuple[str, str] | None:
    """The rule and its reason where `unheld` changes something, else None."""
    name, changed = prescription.exercise.name, unheld(prescription, flags).dose
    if changed.pattern != prescription.dose.pattern:
        flag = min(flags & NO_BREATH_HOLDS.keys())
        return NO_BREATH_HOLDS[flag], f"no breath is held in {name}, as you told us: {FLAGS[flag]}"
    if changed.tempo != prescription.dose.tempo:
        flag = min(flags & SHORT_HOLDS.keys())
        said = f", as you told us: {FLAGS[flag]}" if flag in FLAGS else " from week 28 on"
        return SHORT_HOLDS[flag], f"{name} is held for {LONGEST_HOLD:.0f} s at most{said}"
    return None
