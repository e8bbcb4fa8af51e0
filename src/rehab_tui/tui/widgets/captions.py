"""The words of the session screen: its title, the cue, the question, what comes next."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from rehab_tui.coach.guidance import (
    form_cues,
    next_words,
    opening_words,
    to_fetch,
    told_at,
    told_only,
)
from rehab_tui.coach.model import Prescription, Status, StepKind
from rehab_tui.coach.view import View
from rehab_tui.practice.questions import TEN_KEY
from rehab_tui.text import clean


def title(view: View) -> str:
    """The exercise, its variant, the set and the side."""
    if view.prescription is None:
        return ""
    variant = {"easier": " · easier", "harder": " · harder"}.get(view.prescription.variant, "")
    variant += ", not as drawn" if told_only(view.prescription) else ""
    sides = {"both": "", "left": " · left", "right": " · right"}[view.side]
    sets = f" · set {view.number} of {view.sets}" if view.sets > 1 and view.number else ""
    return f"{view.prescription.exercise.name}{variant}{sets}{sides}"


def cue(view: View, remark: str, trouble: str) -> Content:
    """The line to read from the mat.

    Args:
        view: this moment.
        remark: what a key was answered with, empty when nothing is to be said.
        trouble: why something is not saved yet, empty when all is.
    """
    prescription = view.prescription
    if prescription is None:
        return Content("")
    paused = view.status is Status.PAUSED
    if view.kind is StepKind.CHECK and view.step is not None and not (paused and remark):
        return _question(view.step.question or "pain", prescription)
    if trouble:
        return Content.styled(clean(f"Not saved yet: {trouble}"), "$warning")
    opening = view.kind is StepKind.READY and view.number <= 1
    if remark and (paused or not (opening and prescription.warning)):
        return Content(clean(remark))
    if opening:
        text = told_at(opening_words(prescription), _over(view))
        return Content.styled(clean(text), "$warning" if text == prescription.warning else "")
    cues = form_cues(prescription)
    return Content(clean(cues[((view.rep or 1) - 1) % len(cues)]))


def _over(view: View) -> float:
    """How much of a step is over, 0 to 1."""
    length = view.step.seconds if view.step is not None else None
    return 0.0 if not length or view.left is None else max(0.0, 1.0 - view.left / length)


def following(view: View, prescriptions: Sequence[Prescription]) -> Content:
    """What comes next, and what to fetch for it."""
    if view.next_item is None:
        return Content.styled("Last one.", "$quiet")
    assert view.prescription is not None
    coming = prescriptions[view.next_item]
    nothing = "" if to_fetch(coming, view.prescription) else " Fetch nothing."
    words = clean(f"Next: {next_words(coming, view.prescription)}{nothing}")
    asked = view.kind is StepKind.CHECK  # it is what matters then
    return Content.styled(words, "$foreground bold" if asked else "$quiet")


def _question(question: str, prescription: Prescription) -> Content:
    if question == "two_more":
        return Content.assemble(
            ("Could you have done two more?  ", "bold"), ("y", "$accent bold"), " yes  ",
            ("n", "$accent bold"), " no",
        )  # fmt: skip
    name = clean(prescription.exercise.name)
    return Content.assemble(
        (f"The most pain in {name}?  ", "bold"), ("0", "$accent bold"), " none  to  ",
        ("9", "$accent bold"), "  and  ", (TEN_KEY, "$accent bold"), " for 10, worst imaginable",
    )  # fmt: skip
