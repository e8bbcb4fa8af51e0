"""The words that lead through an exercise as it was prescribed: its usual way, easier or harder.

A variant that only words tell (sit instead of kneeling) replaces the usual setup and cues, which
would contradict it; one that only changes the dose comes on top of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rehab_tui.catalogue.lists import in_words
from rehab_tui.catalogue.model import Exercise, Variant
from rehab_tui.coach.model import Prescription

WORDS_A_SECOND = 2.5
"""How fast words for somebody who gets into place are spoken and taken in. This app's rule."""
COUNTED_IN_SECONDS = 3.0
"""After the last word there is time to be counted in."""

_HELD = frozenset({"stretch", "strength", "balance"})
"""Purposes whose positions are held."""


def variant_of(prescription: Prescription) -> Variant | None:
    """The easier or the harder way that is prescribed; None for the usual one."""
    if prescription.variant == "easier":
        return prescription.exercise.easier
    return prescription.exercise.harder if prescription.variant == "harder" else None


def told_only(prescription: Prescription) -> bool:
    """Whether only the variant's words say what to do: the figure shows the usual way."""
    variant = variant_of(prescription)
    return variant is not None and variant.dose is None


def same_place(one: Prescription, other: Prescription) -> bool:
    """Whether somebody who is in place for `one` is in place for `other` as well."""
    if one.exercise.id != other.exercise.id:
        return False
    return one.variant == other.variant or not (told_only(one) or told_only(other))


def setup_words(prescription: Prescription) -> str:
    """How to get into place; what the plan notes about it comes first."""
    note = prescription.note.strip()
    end = "" if not note or note[-1] in ".!?" else "."
    return f"{note}{end} {_place_words(prescription)}".strip()


def _place_words(prescription: Prescription) -> str:
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


def spoken_seconds(text: str) -> float:
    """About how long a text takes to hear or to read, in seconds."""
    return len(text.split()) / WORDS_A_SECOND


def opening_words(prescription: Prescription) -> tuple[str, ...]:
    """What is told while getting into place, in this order: its warning, how to get there."""
    words = (prescription.warning or "", setup_words(prescription))
    return tuple(text for text in words if text)


def told_at(texts: Sequence[str], share: float) -> str:
    """Which of the texts is told when `share` (0 to 1) of the time for all of them is over."""
    total = sum(map(spoken_seconds, texts))
    told = 0.0
    for text in texts:
        told += spoken_seconds(text)
        if share * total < told:
            return text
    return texts[-1] if texts else ""


def settling_seconds(prescription: Prescription) -> float:
    """How long somebody who does not know an exercise takes to hear what is told, and to follow."""
    return sum(map(spoken_seconds, opening_words(prescription))) + COUNTED_IN_SECONDS


def held_words(exercise: Exercise) -> str:
    """What is done for a stretch of time without a breathing pattern: "Hold", "Stay"; or empty.

    Empty where it is a movement (a march), or may be one. The voice and the screen go by it alike.
    """
    figure = exercise.figure
    if figure is not None and (figure.cycle or figure.driver == "time"):
        return ""
    if exercise.purpose in _HELD:
        return "Hold"
    return "" if figure is None else "Stay"


def newcomer_words(prescription: Prescription) -> tuple[str, ...]:
    """What helps with a new exercise besides: how it goes at home, and how to check oneself.

    None where a variant that only words tell takes the place of the way that they speak of.
    """
    if not prescription.new or told_only(prescription):
        return ()
    exercise = prescription.exercise
    return tuple(text for text in (exercise.home, exercise.self_check) if text)


def in_the_lead_in(prescription: Prescription, seconds: float) -> Iterator[tuple[float, str]]:
    """Those of the `newcomer_words` that a lead-in has time for, each with its second.

    They come after everything else that is said in it, and before it counts down.

    Args:
        prescription: What the lead-in leads to.
        seconds: The planned length of the lead-in.
    """
    before = (prescription.exercise.name, *opening_words(prescription))
    at = sum(map(spoken_seconds, before))
    for text in newcomer_words(prescription):
        end = at + spoken_seconds(text)
        if end <= seconds - COUNTED_IN_SECONDS:
            yield at, text
            at = end


def side_words(exercise: Exercise, side: str) -> str:
    """What a side means for an exercise: `Left leg`; `Right arm, left leg`; `Left side`."""
    other = "right" if side == "left" else "left"
    return re.sub(r"\bother\b", other, f"{side.capitalize()} {exercise.side}")


def rep_side(exercise: Exercise, side: str) -> str:
    """The same, as short as the count of a rep needs it: `Left leg`; `Left`."""
    words = side_words(exercise, side).partition(",")[0]
    return side.capitalize() if exercise.side == "side" else words


def to_fetch(prescription: Prescription, now: Prescription) -> tuple[str, ...]:
    """What the next exercise needs besides what the present one does."""
    lying_there = now.exercise.fetch
    return tuple(thing for thing in prescription.exercise.fetch if thing not in lying_there)


def next_words(prescription: Prescription, now: Prescription) -> str:
    """Tells the next exercise beforehand, as in `Bird-dog, on hands and knees. Fetch: mat.`.

    What the present one needs lies there already.
    """
    exercise, things = prescription.exercise, to_fetch(prescription, now)
    fetch = f" Fetch: {', '.join(things)}." if things else ""
    return f"{exercise.name}, {in_words(exercise.position)}.{fetch}"
