"""An exercise in words for looking it up: a line for the list, and the whole page."""

from __future__ import annotations

from textual.content import Content

from rehab_tui.catalogue.dose import dose_brief
from rehab_tui.catalogue.lists import FLAGS, STOP_FLAGS
from rehab_tui.catalogue.model import Catalogue, Exercise
from rehab_tui.practice.exercises import dose_lines, facts_of
from rehab_tui.programme import variants
from rehab_tui.text import clean
from rehab_tui.tui.widgets.entries import Entry

DOSE = "Dose"
"""The heading of `facts_of` that has another place here."""


def why_not(exercise: Exercise, flags: frozenset[str]) -> str:
    """What of the profile speaks against it, in words; empty when nothing does."""
    shutting = sorted(flags & STOP_FLAGS) or variants.against(exercise, flags)
    return " and ".join(FLAGS[flag] for flag in shutting)


def entry_of(exercise: Exercise, catalogue: Catalogue, flags: frozenset[str]) -> Entry:
    """Its name, and below it the dose, whose it is, or why it is not for this person."""
    against = why_not(exercise, flags)
    if against:
        return Entry(exercise.name, f"not for you: {against}", dim=True)
    dose = dose_brief(exercise.dose)
    if exercise.id in catalogue.replaced:
        return Entry(exercise.name, f"yours instead · {dose}")
    return Entry(exercise.name, f"yours · {dose}" if exercise.id in catalogue.own else dose)


def page_of(exercise: Exercise, catalogue: Catalogue, flags: frozenset[str]) -> Content:
    """Everything about it: the dose and what this person must know first."""
    dose = " · ".join(dose_lines(exercise.dose, exercise.verbs))
    parts: list[str | tuple[str, str]] = [(f"{clean(exercise.name)}\n", "bold")]
    parts.append((f"{clean(dose)}\n", "$quiet"))
    against, warning = why_not(exercise, flags), variants.warning_for(exercise, flags)
    if against:
        parts += ["\n", (f"Not for you now, as you told us: {against}.\n", "$warning bold")]
    elif warning:
        parts += ["\n", (f"{clean(warning)}\n", "$warning")]
    facts = [fact for fact in facts_of(exercise, catalogue) if fact[0] != DOSE]
    for heading, lines in facts:
        said = "\n".join(clean(line) for line in lines)
        parts += ["\n", (clean(heading), "$accent"), "\n", said, "\n"]
    return Content.assemble(*parts)
