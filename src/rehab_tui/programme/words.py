"""Words that the rules share: how much less, which session, which exercise."""

from __future__ import annotations

from rehab_tui.catalogue.model import Catalogue
from rehab_tui.programme.history import PastSession

_LESS = {0.25: "three quarters less", 0.5: "half as much", 0.75: "a quarter less", 1.0: "no less"}


def less(factor: float) -> str:
    """How much less a factor (0 to 1) makes of a dose: "a quarter less", "40 % less"."""
    return _LESS.get(factor, f"{round(100 * (1 - factor))} % less")


def on_day(session: PastSession) -> str:
    """A session by its day: "session of Tue 3 Nov"."""
    return f"session of {session.day:%a} {session.day.day} {session.day:%b}"


def named(exercise: str, catalogue: Catalogue) -> str:
    """The name of an exercise, its id where the catalogue no longer has it."""
    known = catalogue.exercises.get(exercise)
    return exercise if known is None else known.name
