"""Pregnancy and the weeks after a birth: the stage of a day, and what it allows (PG1-PG3, PP1-PP4).

Days count from the birth, and from the first day of the pregnancy (the due date less 40 weeks). At
most one stage holds at a time. Flags do most of the work in a pregnancy (`profile` sets them by the
day); this adds what has no flag.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from rehab_tui.catalogue.lists import PREG_LATE
from rehab_tui.catalogue.model import Exercise, Programme
from rehab_tui.programme.history import History
from rehab_tui.programme.profile import SCAR_DAYS, THIRD_DAY, Profile, gestation

StageId = Literal["PG1", "PG2", "PG3", "PP1", "PP2", "PP3", "PP4"]
"""The stages by the rule that describes them."""

SECOND_DAY = 14 * 7
"""14+0 weeks: the second third of a pregnancy begins."""
BELLY_DAY = 21
"""From this day after the birth the deep belly comes in (PP2)."""
CHECK_DAY, CAESAREAN_DAY = 42, 56
"""From this day the check, or after a caesarean the surgeon's word, opens the next stage (PP3)."""
LOAD_DAY = SCAR_DAYS
"""From this day on heavier strength comes back (PP4)."""
BLEEDING_DAYS = 3
"""So many days more bleeding leads back to the first stage (PP1), until PP4."""
BLEEDING = "bleeding"
EFFORT_CAPS: dict[StageId, int] = {"PG1": 5, "PG2": 5, "PG3": 4}
"""Effort 0-10 that a session should not go above."""

_ALWAYS = frozenset({"breathing", "relaxation"})
_EARLY = frozenset({"brisk-walk", "pelvic-floor-long", "pelvic-floor-quick", "pelvic-tilt"})
_EARLY_REGIONS = frozenset({"neck", "shoulder", "elbow-wrist-hand", "thoracic", "ankle-foot"})
_UPRIGHT = frozenset({"seated", "standing", "supine"})
_BELLY = frozenset({"bent-knee-fallout", "deep-belly-draw-in", "march-warm-up"})
_HEAVY = frozenset({
    "bird-dog", "counter-plank", "dead-bug", "marching-bridge", "mini-squat", "modified-curl-up",
    "pallof-press", "pelvic-floor-sit-to-stand", "shoulder-press-light", "side-plank-knees",
    "split-lunge-supported", "step-up", "straight-leg-raise", "wall-sit",
})  # fmt: skip
"""Strength that waits for `LOAD_DAY`. House lists, made from the stages' examples."""


def stage(profile: Profile, today: date, bled: date | None = None) -> StageId | None:
    """The stage on a day; None without a pregnancy or a birth that the profile knows.

    Args:
        profile: read for that day.
        today: the local day.
        bled: the last day on which more bleeding was told of.
    """
    day = gestation(profile.due, profile.birth, today)
    # A pregnancy that is only declared has no date: a known birth is the end of it.
    if day is None and profile.birth is not None and profile.birth <= today:
        return _after_birth(profile, (today - profile.birth).days, today, bled)
    if PREG_LATE in profile.flags:
        return "PG3"
    if "preg_supine" in profile.flags or (day is not None and SECOND_DAY <= day < THIRD_DAY):
        return "PG2"
    return "PG1" if "pregnant" in profile.flags else None


def _after_birth(profile: Profile, day: int, today: date, bled: date | None) -> StageId:
    if day < BELLY_DAY:
        return "PP1"
    checked = _checked(profile, day)
    lately = bled is not None and 0 <= (today - bled).days < BLEEDING_DAYS
    if lately and not (checked and day >= LOAD_DAY):
        return "PP1"
    if not checked:
        return "PP2"
    return "PP3" if day < LOAD_DAY else "PP4"


def _checked(profile: Profile, day: int) -> bool:
    if profile.caesarean:
        return profile.birth_cleared and day >= CAESAREAN_DAY
    return profile.birth_check and day >= CHECK_DAY


def last_bleeding(history: History, today: date) -> date | None:
    """The last day on which more bleeding was told of, in a session or by itself."""
    days = [one.day for one in history.told if (one.question, one.answer) == ("signs", BLEEDING)]
    days += [s.day for s in history.sessions if any(BLEEDING in one.signs for one in s.exercises)]
    return max((day for day in days if day <= today), default=None)


def allows(now: StageId, exercise: Exercise) -> bool:
    """Whether a stage has room for an exercise; the profile's flags speak for themselves."""
    if now in ("PG2", "PG3"):
        flat = now == "PG3" and exercise.position == "supine"
        return exercise.position != "prone" and not flat
    if now in ("PP1", "PP2"):
        early = exercise.id in _EARLY or (now == "PP2" and exercise.id in _BELLY)
        return early or _gentle_after_birth(now, exercise)
    return now != "PP3" or exercise.id not in _HEAVY


def _gentle_after_birth(now: StageId, exercise: Exercise) -> bool:
    if exercise.purpose in _ALWAYS:
        return True
    if exercise.purpose != "mobility" or exercise.position not in _UPRIGHT:
        return False
    return now == "PP2" or exercise.region in _EARLY_REGIONS


def allowed_phase(programme: Programme, profile: Profile, today: date) -> int | None:
    """The highest phase (from 0) of a programme keyed by the weeks since a birth.

    Without a birth date, or a check, the third phase stays closed.

    Args:
        programme: any; None is the answer for one that is not keyed by a birth.
        profile: read for that day.
        today: the local day.
    """
    if programme.phases[0].key != "birth":
        return None
    now = stage(profile, today) if profile.birth is not None else None
    steps = {"PP1": 0, "PP3": 2, "PP4": 3}
    return min(steps.get(now or "", 1), len(programme.phases) - 1)


def first_phase(programme: Programme, profile: Profile, today: date) -> int:
    """The phase (from 0) to begin a programme in.

    One keyed by a birth begins with its second phase for those who come to it later than the first
    is for.
    """
    return min(1, allowed_phase(programme, profile, today) or 0)
