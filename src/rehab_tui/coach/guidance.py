"""The words that lead through an exercise as it was prescribed: its usual way, easier or harder.

A variant that only words tell (sit instead of kneeling) replaces the usual setup and cues, which
would contradict it; one that only changes the dose comes on top of them.
"""

from __future__ import annotations

from rehab_tui.catalogue.model import Variant
from rehab_tui.coach.model import Prescription


def variant_of(prescription: Prescription) -> Variant | None:
    """The easier or the harder way that is prescribed; None for the usual one."""
    if prescription.variant == "easier":
        return prescription.exercise.easier
    return prescription.exercise.harder if prescription.variant == "harder" else None


def told_only(prescription: Prescription) -> bool:
    """Whether only the variant's words say what to do: the figure shows the usual way."""
    variant = variant_of(prescription)
    return variant is not None and variant.dose is None


def setup_words(prescription: Prescription) -> str:
    """How to get into place."""
    variant = variant_of(prescription)
    if variant is None:
        return prescription.exercise.setup
    if told_only(prescription):
        return variant.say
    return f"{variant.say} {prescription.exercise.setup}"


def form_cues(prescription: Prescription) -> tuple[str, ...]:
    """What to mind while doing it."""
    variant = variant_of(prescription)
    if variant is None:
        return prescription.exercise.cues
    return (variant.say,) if told_only(prescription) else (variant.say, *prescription.exercise.cues)
