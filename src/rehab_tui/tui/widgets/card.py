"""What the first screen says: the card with what to do now, the week, and quiet lines below it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from rehab_tui.catalogue.dose import dose_text
from rehab_tui.coach.model import Prescription
from rehab_tui.practice.overview import Overview
from rehab_tui.text import capital, cell_width, clean, clip, plural, wrap

WHY_LINES = 3
WHY = "w why"
GAP = 3
"""Columns between the exercises and their doses."""
MARKS = {
    "done": "●", "partly": "◐", "elsewhere": "◆", "paused": "=", "planned": "○", "free": "○",
    "rest": "·",
}  # fmt: skip

Parts = list[str | tuple[str, str]]


def card(over: Overview, width: int, *, airy: bool = False) -> Content:
    """What to do now, or what comes before it; where there is room, its lines stand apart."""
    today = over.today
    if today.locked is not None:
        return Content.assemble(
            ("Please answer this first", "bold"), "\n\n", clean(over.locked_words), "\n\n",
            ("enter", "$accent bold"), " answers",
        )  # fmt: skip
    parts: Parts = [(clean(over.title), "bold")]
    if over.pause_words:
        return Content.assemble(
            *parts, "\n\n", f"{clean(over.pause_words)}: ", ("w", "$accent bold"),
            " to pick up again.\n", ("Nothing is expected of you until then.", "$quiet"),
        )  # fmt: skip
    if today.prescriptions:
        minutes = plural(max(1, round(today.seconds / 60)), "minute", "minutes")
        parts.append((f"  ·  {minutes}", "$accent bold"))
    if over.round_words:
        parts.append((f"  ·  {over.round_words}", "$quiet"))
    free = width - Content.assemble(*parts).cell_length - cell_width(WHY)
    if free > 1:
        parts += [" " * free, ("w", "$accent bold"), (WHY[1:], "$quiet")]
    parts.append("\n")
    if not today.prescriptions:
        parts.append("\nNothing to do today.")
    return Content.assemble(
        *parts, *_exercises(today.prescriptions, width, airy=airy), *_offers(over, width),
        *_why(over),
    )  # fmt: skip


def _exercises(prescriptions: Sequence[Prescription], width: int, *, airy: bool) -> Parts:
    """Names, and beside them the doses in a column that the eye finds without a jump."""
    doses = [_dose(one) for one in prescriptions]
    names = [clean(one.exercise.name) for one in prescriptions]
    widest = max(map(cell_width, doses), default=0)
    column = min(max(map(cell_width, names), default=0), max(8, width - widest - GAP))
    parts: Parts = []
    for name, dose in zip(names, doses, strict=True):
        shown = clip(name, column)
        gap = " " * (column - cell_width(shown) + GAP)
        parts += ["\n\n" if airy and parts else "\n", shown, gap, (dose, "$quiet")]
    return parts


def _dose(prescription: Prescription) -> str:
    easier = "easier · " if prescription.variant == "easier" else ""
    return easier + clean(dose_text(prescription.dose))


def _offers(over: Overview, width: int) -> Parts:
    """At most two; the key opens the first, the second comes after it."""
    parts: Parts = ["\n"] if over.today.offers else []
    for place, offer in enumerate(over.today.offers):
        rows = wrap(clean(f"{offer.words}."), width - 3)
        parts += ["\n", ("o" if place == 0 else " ", "$accent bold"), "  ", "\n   ".join(rows)]
    return parts


def _why(over: Overview) -> Parts:
    shown, more = over.why[:WHY_LINES], len(over.why) - WHY_LINES
    parts: Parts = ["\n"] if shown else []
    parts += [(f"\n{clean(why)}", "$quiet") for why in shown]
    if more > 0:
        parts += [(f"\nand {more} more: ", "$quiet"), ("w", "$accent bold")]
    return parts


def week(over: Overview) -> Content:
    """The days of this week with their marks, and what was done of what is planned."""
    parts: Parts = [("This week   ", "$quiet")]
    for day in over.week:
        still = day.state in ("free", "rest")
        style = "$accent bold" if day.today else "$quiet" if still else "$foreground"
        parts += [(f"{day.name} {MARKS[day.state]}", style), "  "]
    parts.append((f" {over.week_words}", "$quiet"))
    if over.kept_words:
        parts.append((f"\nSo far      {over.kept_words}", "$quiet"))
    return Content.assemble(*parts)


def last(over: Overview) -> Content:
    """The last pain, mood and sleep."""
    return Content.styled(clean(f"Last        {over.last_words}"), "$quiet")


def quiet(over: Overview, greeting: str) -> Content:
    """A line for each thing to know; what is wrong with a file comes before a greeting."""
    parts: Parts = [f"{clean(over.trouble)}\n"] if over.trouble else []
    if over.asks:
        parts += [("f", "$accent bold"), f"  {capital(over.asks)}\n"]
    for line in over.care:
        parts += [clean(line), "\n"]
    for line in over.held:
        parts += [("w", "$accent bold"), f"  {clean(line)}\n"]
    parts.append("" if over.trouble else clean(greeting))
    return Content.assemble(*parts)
