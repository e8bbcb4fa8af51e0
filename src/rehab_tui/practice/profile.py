"""The acts of the profile: show it, change it."""

from __future__ import annotations

from collections.abc import Sequence

from rehab_tui.catalogue.lists import FLAGS
from rehab_tui.errors import UsageError
from rehab_tui.journal.records import ProfileAnswer
from rehab_tui.practice.context import Practice
from rehab_tui.practice.today import check_minutes, find_programme
from rehab_tui.practice.values import parse_scale
from rehab_tui.programme.profile import (
    COUNTED,
    COUNTED_KEY,
    EQUIPMENT,
    FLAG_KEY,
    SIDES,
    Profile,
)
from rehab_tui.text import did_you_mean, quote

__all__ = ["KEYS", "answers", "change", "remember_counting"]

KEYS: dict[str, str] = {
    "side": "the painful side: left or right",
    "equipment": f"the gear at home, with commas: {', '.join(EQUIPMENT)}; empty for none",
    "minutes": "how long a session may take, 5 to 90",
    "programme": "the id of the programme",
}
"""Answers that are not flags, each with the words that explain it."""


def answers(practice: Practice) -> dict[str, str]:
    """What is set: each flag with its words, each answer with its value."""
    return dict(_shown(key, value) for key, value in sorted(practice.journal.profile().items()))


def _shown(key: str, value: str) -> tuple[str, str]:
    flag = key.removeprefix(FLAG_KEY)
    if flag != key and flag in FLAGS:
        return flag.replace("_", "-"), FLAGS[flag]
    if key.startswith(COUNTED_KEY) and value in COUNTED:
        return key, f"by {value}"
    return flag.replace("_", "-"), value


def change(practice: Practice, given: Sequence[str], clear: Sequence[str]) -> list[str]:
    """Set and clear flags and answers in one transaction.

    Returns:
        a line in words for each change.

    Raises:
        UsageError: an unknown flag or key, or a value that it can't have; nothing is changed.
        NotFoundError: an unknown programme.
    """
    set_, cleared = [_setting(practice, one) for one in given], [_clearing(one) for one in clear]
    both = {key for key, _ in set_} & {key for key, _ in cleared}
    if both:
        name = min(both).removeprefix(FLAG_KEY)
        raise UsageError(f"{name} can't be set and cleared at once", "Give one of the two.")
    changes: dict[str, str | None] = dict([*set_, *cleared])
    if not changes:
        raise UsageError("there is nothing to set", "Try: rehab profile set osteoporosis side=left")
    now = practice.clock.now()
    with practice.journal.act("changed the profile") as act:
        for key, value in changes.items():
            act.add(ProfileAnswer(at=now, key=key, value=value))
    return [_say(key, value) for key, value in changes.items()]


def remember_counting(practice: Practice, exercise: str, *, by_key: bool) -> None:
    """Keep how the reps of an exercise (its id) are counted from now on; one transaction."""
    value = next(word for word, is_key in COUNTED.items() if is_key is by_key)
    with practice.journal.act("chose how to count") as act:
        act.add(ProfileAnswer(at=practice.clock.now(), key=COUNTED_KEY + exercise, value=value))


def _say(key: str, value: str | None) -> str:
    name = key.removeprefix(FLAG_KEY)
    words = FLAGS.get(name, name) if key.startswith(FLAG_KEY) else name
    if value is None:
        return f"cleared: {words}"
    return f"set: {words}" if key.startswith(FLAG_KEY) else f"set: {words} {value}"


def _setting(practice: Practice, text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals:
        return _flag(text), "yes"
    if key == "side" and value in SIDES:
        return key, value
    if key == "minutes":
        minutes = parse_scale(value, 1, 999, "minutes", option="minutes")
        check_minutes(minutes)
        return key, str(minutes)
    if key == "equipment":
        return key, ",".join(_equipment(part.strip()) for part in value.split(",") if part)
    if key == "programme":
        return key, find_programme(practice, value, Profile()).id
    if key not in KEYS:
        raise UsageError(f"there is no answer {quote(key)}", did_you_mean(key, KEYS) or _keys())
    raise UsageError(f"{key} can't be {quote(value)}", f"It is {KEYS[key]}.", where=key)


def _clearing(text: str) -> tuple[str, None]:
    known = text in KEYS or text.startswith(COUNTED_KEY)
    return (text, None) if known else (_flag(text), None)


def _flag(text: str) -> str:
    name = text.replace("-", "_")
    if name not in FLAGS:
        todo = did_you_mean(name, FLAGS) or "'rehab profile show' lists them."
        raise UsageError(f"there is no flag {quote(text)}", todo)
    return FLAG_KEY + name


def _equipment(name: str) -> str:
    if name not in EQUIPMENT:
        todo = did_you_mean(name, EQUIPMENT) or f"There are: {', '.join(EQUIPMENT)}."
        raise UsageError(f"{quote(name)} is no equipment that the coach knows", todo)
    return name


def _keys() -> str:
    return f"There are: {', '.join(KEYS)}."
