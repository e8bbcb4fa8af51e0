"""Who this is for: the few answers that change what may be offered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from rehab_tui.catalogue.lists import CONDITIONS, FLAGS, PREG_LATE, with_implied
from rehab_tui.programme.plan import LEAST_MINUTES, MOST_MINUTES, WEEKDAYS

Cleared = Literal["yes", "no", "understood"]
"""Has a professional cleared this? understood: not asked, "I understand and go on" (SC2)."""

FLAG_KEY = "flag."
"""A flag is stored as the answer `flag.NAME` = "yes"; taking it back removes the answer."""

COUNTED_KEY = "counted."
"""How the sets of an exercise are counted is the answer `counted.ID`: one of `COUNTED`."""

COUNTED: dict[str, bool] = {"key": True, "tempo": False}
"""By key, or by tempo: the answer as it is stored, and whether the person counts."""

EQUIPMENT = ("mat", "band", "weights", "strap", "roller", "ball", "stick", "step")
"""Gear that a profile may name; a word of what an exercise needs says that it is one of them.

What every home has (a chair, a wall, a counter, a bed, a pillow, a towel, a belt) is none.
"""

SIDES = ("left", "right")

SCREEN_KEY = "screen."
"""What was said to a screening question is the answer `screen.ID`: yes or no."""

CONDITION_FLAGS = {
    "copd": "copd",
    "diastasis": "diastasis",
    "osteo": "osteoporosis",
    "pelvic_pain": "pelvic_pain",
    "preg": "pregnant",
    "spinal_stenosis": "spinal_stenosis",
}
"""What a person names as theirs (a tag of the catalogue) that is a flag as well."""
PREGNANCY_DAYS = 280
"""From the first day counted to the due date: 40 weeks."""
SUPINE_DAY, THIRD_DAY = 16 * 7, 28 * 7
"""Days of pregnancy: lying flat is avoided from 16+0 (PG2), no longer done from 28+0 (PG3)."""
SCAR_DAYS = 84
"""So many days after a caesarean its flag ends by itself (PP4)."""
MANY_FALLS = 2
"""So many falls in twelve months are a risk (SC5)."""


@dataclass(frozen=True, slots=True)
class Profile:
    """The profile as the rules see it; None, and an empty value, is what nobody has said.

    `flags` are those declared, those that they imply, and those that a stage adds on the day it was
    read for. `equipment` is the gear at home, of `EQUIPMENT`. `minutes` is the length of a session,
    `sessions` how many a week, `days` on which of `WEEKDAYS`. `counted` says by an exercise's id
    whether its reps are counted by key, where that was chosen. `programme` is what older journals
    chose; the plan file goes before it.

    `screened` is the day of the last screening, `yes` the ids of its questions that were answered
    so. `due` is the day a birth is expected, `birth` the day it was, with the check done after it
    (`birth_check`) and, after a `caesarean`, the surgeon's word (`birth_cleared`). `surgery` is the
    day of the last operation, `surgery_cleared` that load is allowed after it. `blood_pressure` is
    systolic and diastolic at rest in mmHg; `falls` those of the last twelve months; `born` a year.
    `conditions` are tags of the catalogue, `activities` those of the function score.
    """

    flags: frozenset[str] = frozenset()
    side: Literal["left", "right"] | None = None
    equipment: frozenset[str] | None = None
    minutes: int | None = None
    programme: str | None = None
    counted: Mapping[str, bool] = field(default_factory=dict)
    cleared: Cleared | None = None
    screened: date | None = None
    yes: frozenset[str] = frozenset()
    due: date | None = None
    birth: date | None = None
    birth_check: bool = False
    caesarean: bool = False
    birth_cleared: bool = False
    surgery: date | None = None
    surgery_cleared: bool = False
    blood_pressure: tuple[int, int] | None = None
    falls: int | None = None
    born: int | None = None
    conditions: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    sessions: int | None = None


def read_profile(answers: Mapping[str, str], today: date | None = None) -> Profile:
    """The profile from its stored answers; answers that are no longer known are passed over.

    Args:
        answers: the value of each key.
        today: the local day, on which stages (pregnancy, after a birth) add and end flags. None:
            for callers that look at no flags; then only what holds on every day is added.
    """
    birth, due = _day(answers.get("birth")), _day(answers.get("due"))
    falls, caesarean = _number(answers.get("falls")), answers.get("caesarean") == "yes"
    minutes = _number(answers.get("minutes"))
    declared = frozenset(_named(FLAG_KEY, answers, FLAGS))
    conditions = tuple(c for c in answers.get("conditions", "").split(",") if c in CONDITIONS)
    staged = _of_falls(falls) | _of_conditions(conditions, birth)
    if today is not None:
        declared = _still(declared, birth, today)
        staged |= _of_pregnancy(due, birth, today) | _of_scar(caesarean, birth, today)
    side, equipment = answers.get("side"), answers.get("equipment")
    return Profile(
        flags=with_implied(declared | staged),
        side="left" if side == "left" else "right" if side == "right" else None,
        equipment=None if equipment is None else frozenset(equipment.split(",")) & set(EQUIPMENT),
        minutes=minutes if minutes in range(LEAST_MINUTES, MOST_MINUTES + 1) else None,
        programme=answers.get("programme"),
        counted={
            key.removeprefix(COUNTED_KEY): COUNTED[value]
            for key, value in answers.items()
            if key.startswith(COUNTED_KEY) and value in COUNTED
        },
        cleared=next((c for c in get_args(Cleared) if c == answers.get("cleared")), None),
        screened=_day(answers.get("screened")),
        yes=frozenset(
            key.removeprefix(SCREEN_KEY)
            for key, value in answers.items()
            if key.startswith(SCREEN_KEY) and value == "yes"
        ),
        due=due,
        birth=birth,
        birth_check=answers.get("birth_check") == "yes",
        caesarean=caesarean,
        birth_cleared=answers.get("birth_cleared") == "yes",
        surgery=_day(answers.get("surgery")),
        surgery_cleared=answers.get("surgery_cleared") == "yes",
        blood_pressure=_pressure(answers.get("blood_pressure", "")),
        falls=falls,
        born=_number(answers.get("born")),
        conditions=conditions,
        activities=split_activities(answers.get("activities", "")),
        days=tuple(d for d in WEEKDAYS if d in answers.get("days", "").split(",")),
        sessions=_number(answers.get("sessions")),
    )


def split_activities(text: str) -> tuple[str, ...]:
    """The activities in a text that has a semicolon between them, each once."""
    return tuple(dict.fromkeys(a for part in text.split(";") if (a := " ".join(part.split()))))


def gestation(due: date | None, birth: date | None, today: date) -> int | None:
    """The day of pregnancy, 0 its first; None when there is none, or a birth has ended it."""
    if due is None:
        return None
    day = PREGNANCY_DAYS - (due - today).days
    ended = birth is not None and birth <= today and PREGNANCY_DAYS - (due - birth).days >= 0
    return None if ended else max(0, day)


def _of_pregnancy(due: date | None, birth: date | None, today: date) -> frozenset[str]:
    day = gestation(due, birth, today)
    begins = {"pregnant": 0, "preg_supine": SUPINE_DAY, PREG_LATE: THIRD_DAY}
    return frozenset(flag for flag, first in begins.items() if day is not None and day >= first)


def _of_scar(caesarean: bool, birth: date | None, today: date) -> frozenset[str]:
    fresh = caesarean and birth is not None and 0 <= (today - birth).days < SCAR_DAYS
    return frozenset({"csection"} if fresh else ())


def _of_conditions(conditions: tuple[str, ...], birth: date | None) -> frozenset[str]:
    ended = {"pregnant"} if birth is not None else set()
    return frozenset(CONDITION_FLAGS[c] for c in conditions if c in CONDITION_FLAGS) - ended


def _of_falls(falls: int | None) -> frozenset[str]:
    return frozenset({"falls_risk"} if (falls or 0) >= MANY_FALLS else ())


def _still(declared: frozenset[str], birth: date | None, today: date) -> frozenset[str]:
    """What was declared, without the flag that ends by itself."""
    over = birth is not None and (today - birth).days >= SCAR_DAYS
    return declared - {"csection"} if over else declared


def _named(prefix: str, answers: Mapping[str, str], known: Mapping[str, str]) -> list[str]:
    names = (key.removeprefix(prefix) for key in answers if key.startswith(prefix))
    return [name for name in names if name in known]


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        return None


def _number(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch("[0-9]{1,4}", text) else None


def _pressure(text: str) -> tuple[int, int] | None:
    found = re.fullmatch("([0-9]{2,3})/([0-9]{2,3})", text)
    return (int(found[1]), int(found[2])) if found else None
