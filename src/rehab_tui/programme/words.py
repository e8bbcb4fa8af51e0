"""Words that the rules share: how much less, which session, which exercise, which change."""

from __future__ import annotations

from collections.abc import Mapping

from rehab_tui.catalogue.model import Catalogue
from rehab_tui.days import with_weekday
from rehab_tui.programme.history import PastSession
from rehab_tui.units import in_units

_LESS = {0.25: "three quarters less", 0.5: "half as much", 0.75: "a quarter less", 1.0: "no less"}
CHANGES = {
    "sets": "{} sets", "reps": "{} reps", "seconds": "{} seconds", "hold": "hold {} seconds",
    "load": "load {}", "rest": "rest {} seconds", "variant": "in its {} way",
}  # fmt: skip
"""What a dose has, with its value in words."""

_IN_THE_REASON = ("held", "pause")
"""Changes that their reason tells already."""


def less(factor: float) -> str:
    """How much less a factor (0 to 1) makes of a dose: "a quarter less", "40 % less"."""
    return _LESS.get(factor, f"{round(100 * (1 - factor))} % less")


def on_day(session: PastSession) -> str:
    """A session by its day: "session of Tue 3 Nov"."""
    return f"session of {with_weekday(session.day)}"


def named(exercise: str, catalogue: Catalogue) -> str:
    """The name of an exercise, its id where the catalogue no longer has it."""
    return catalogue.names.get(exercise, exercise)


def change_words(change: str, names: Mapping[str, str]) -> str:
    """A decision's `key=value` in words; `names` has those of exercises by their ids.

    `reps=12@1x8` is `12 reps`; empty for what the decision's reason says.
    """
    key, _, value = change.partition("@")[0].partition("=")
    if key in _IN_THE_REASON:
        return ""
    if key == "swap":
        return f"{names.get(value, value)} instead"
    if key == "short":
        return "the short version, for today"
    if key.endswith(".phase") and value.isdecimal():
        return f"phase {int(value) + 1}"
    return CHANGES[key].format(in_units(value)) if key in CHANGES else f"{key} {value}".strip()
