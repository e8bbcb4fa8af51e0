"""The acts of the profile: show it, change it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rehab_tui.catalogue.lists import FLAGS
from rehab_tui.errors import UsageError
from rehab_tui.journal.records import ProfileAnswer
from rehab_tui.practice.context import Practice
from rehab_tui.practice.profile_values import KEYS, key_named
from rehab_tui.programme.profile import COUNTED, COUNTED_KEY, FLAG_KEY, SCREEN_KEY
from rehab_tui.programme.stages import StageId, stage
from rehab_tui.text import did_you_mean, quote

ENDED_BY_BIRTH = ("due", FLAG_KEY + "pregnant", FLAG_KEY + "preg_supine")
"""What a day of birth takes back, unless it is given with it: the pregnancy is over."""


@dataclass(frozen=True, slots=True)
class ProfileNow:
    """What is known: `flags` as declared, `answers` by their keys as stored.

    `added` are the flags that hold today besides the declared ones (by a date, or by another flag),
    `stage` is where a pregnancy or the time after a birth stands.
    """

    flags: tuple[str, ...]
    answers: dict[str, str]
    added: tuple[str, ...]
    stage: StageId | None


def profile_now(practice: Practice) -> ProfileNow:
    """Read the profile as it is today."""
    told, profile = practice.journal.profile(), practice.profile()
    declared = {key.removeprefix(FLAG_KEY) for key in told if key.startswith(FLAG_KEY)}
    return ProfileNow(
        tuple(sorted(declared)),
        {key: value for key, value in sorted(told.items()) if not key.startswith(FLAG_KEY)},
        tuple(flag for flag in FLAGS if flag in profile.flags - declared),
        stage(profile, practice.clock.now().date()),
    )


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
    """
    set_, cleared = [_setting(practice, one) for one in given], [_clearing(one) for one in clear]
    both = {key for key, _ in set_} & {key for key, _ in cleared}
    if both:
        name = min(both).removeprefix(FLAG_KEY)
        raise UsageError(f"{name} can't be set and cleared at once", "Give one of the two.")
    changes: dict[str, str | None] = dict([*set_, *cleared])
    if not changes:
        raise UsageError("there is nothing to set", "Try: rehab profile set osteoporosis side=left")
    changes = with_consequences(practice, changes)
    now = practice.clock.now()
    with practice.journal.act("changed the profile") as act:
        for key, value in changes.items():
            act.add(ProfileAnswer(at=now, key=key, value=value))
    return [_say(key, value) for key, value in changes.items()]


def with_consequences(
    practice: Practice, changes: Mapping[str, str | None]
) -> dict[str, str | None]:
    """The changes (stored key to value, None takes it back), and what follows from them.

    A day of birth takes back the pregnancy that it ended, unless one is told of with it.
    """
    found = dict(changes)
    if found.get("birth"):
        known = practice.journal.profile()
        for key in ENDED_BY_BIRTH:
            if key in known:
                found.setdefault(key, None)
    return found


def remember_counting(practice: Practice, exercise: str, *, by_key: bool) -> None:
    """Keep how the reps of an exercise (its id) are counted from now on; one transaction."""
    value = next(word for word, is_key in COUNTED.items() if is_key is by_key)
    with practice.journal.act("chose how to count") as act:
        act.add(ProfileAnswer(at=practice.clock.now(), key=COUNTED_KEY + exercise, value=value))


def _say(key: str, value: str | None) -> str:
    flag = key.removeprefix(FLAG_KEY)
    name = flag.replace("_", "-")
    words = FLAGS.get(flag, name) if key.startswith(FLAG_KEY) else name
    if value is None:
        return f"cleared: {words}"
    return f"set: {words}" if key.startswith(FLAG_KEY) else f"set: {words} {value}"


def _setting(practice: Practice, text: str) -> tuple[str, str]:
    typed, equals, value = text.partition("=")
    if not equals:
        return _flag(text), "yes"
    name = key_named(typed)
    if name is None:
        raise UsageError(f"there is no answer {quote(typed)}", did_you_mean(typed, _names()) or (
            f"There are: {', '.join(_names())}."
        ))  # fmt: skip
    return KEYS[name].stored, KEYS[name].read(value, practice.clock.now().date())


def _clearing(text: str) -> tuple[str, None]:
    name = key_named(text)
    if name is not None:
        return KEYS[name].stored, None
    told = text == "screened" or text.startswith((COUNTED_KEY, SCREEN_KEY))
    return (text, None) if told else (_flag(text), None)


def _flag(text: str) -> str:
    name = text.replace("-", "_")
    if name not in FLAGS:
        todo = did_you_mean(name, FLAGS) or "'rehab profile show' lists them."
        raise UsageError(f"there is no flag {quote(text)}", todo)
    return FLAG_KEY + name


def _names() -> list[str]:
    return [name.replace("_", "-") for name in KEYS]
