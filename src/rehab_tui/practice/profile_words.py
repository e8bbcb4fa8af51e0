"""One answer of the profile in words, as the journal tells it."""

from __future__ import annotations

from rehab_tui.catalogue.lists import CONDITIONS, FLAGS
from rehab_tui.programme.profile import COUNTED, COUNTED_KEY, FLAG_KEY, SCREEN_KEY
from rehab_tui.programme.screening import QUESTIONS


def in_words(key: str, value: str | None) -> str:
    """What was answered, or that it was taken back; what is not known any more stands for itself.

    Args:
        key: as it is stored.
        value: as it is stored; None takes the answer back.
    """
    flag = FLAGS.get(key.removeprefix(FLAG_KEY)) if key.startswith(FLAG_KEY) else None
    asked = {SCREEN_KEY + one.id: one.said for one in QUESTIONS}.get(key)
    about = flag or asked or _name(key)
    if value is None:
        return f"{about}, taken back"
    if flag and value == "yes":
        return about
    return f"{about}: {_value(key, value)}"


def _name(key: str) -> str:
    if key.startswith(COUNTED_KEY):
        return f"how {key.removeprefix(COUNTED_KEY)} is counted"
    return key.replace("_", " ")


def _value(key: str, value: str) -> str:
    if key == "conditions":
        return ", ".join(CONDITIONS.get(tag, tag) for tag in value.split(",")) or "nothing"
    if key == "equipment":
        return ", ".join(value.split(",")) if value else "nothing"
    return f"by {value}" if key.startswith(COUNTED_KEY) and value in COUNTED else value
