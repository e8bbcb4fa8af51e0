"""Pregnancy and the time after a birth (rules PG1 to PG5, PP1 to PP5)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Final

from rehab_tui.days import full, with_weekday
from rehab_tui.programme.decision import Decision, Effect
from rehab_tui.programme.holds import LONGEST_HOLD
from rehab_tui.programme.profile import SUPINE_DAY, THIRD_DAY, Profile, gestation
from rehab_tui.programme.rules.gentle import gentle_only
from rehab_tui.programme.rules.rule import Case, Rule
from rehab_tui.programme.screening import PREGNANCY_CARE
from rehab_tui.programme.stages import (
    BELLY_DAY,
    BLEEDING_DAYS,
    CAESAREAN_DAY,
    CHECK_DAY,
    EFFORT_CAPS,
    LOAD_DAY,
    SECOND_DAY,
    StageId,
    allows,
    last_bleeding,
    stage,
)
from rehab_tui.programme.words import named, on_day

ACOG = "ACOG Committee Opinion 804 (2020)"
SIGNS, NO_SIGN = "signs", "none"
SIGNS_DAYS = 7
SIGNS_TWICE = 2

_BARS: dict[StageId, str] = {
    "PG2": "nobody lies on the belly from week 14 on",
    "PG3": "nobody lies on the belly or flat on the back from week 28 on",
    "PP1": "the first three weeks after a birth are for breathing and easy movement",
    "PP3": f"heavier strength waits until day {LOAD_DAY} after the birth",
}
_INFORMS: dict[StageId, str] = {
    "PG1": "go by feel, stay cool, and never hold the breath",
    "PG2": "have a support within reach; up from lying flat as soon as it feels wrong",
    "PG3": "a wider stance, a support within reach, and nothing held for long",
    "PP1": "small doses, only when comfortable; squeeze for 2 to 3 seconds at most",
    "PP3": "step by step: breathe out as you lift, and nothing that leaks, bulges or drags",
    "PP4": "strength may grow now; running only without leaking, heaviness, doming or pain",
}
_BLED: Final = "for a few days after more bleeding it is breathing and easy movement again"
_BLED_TOLD: Final = (
    "small doses, only when comfortable, and please tell your midwife or doctor of the bleeding"
)


def _words(of: StageId, profile: Profile, today: date) -> tuple[str, str]:
    """What a stage tells, and why an exercise waits in it (empty where none does).

    Load waits for the check, after a caesarean for the surgeon's word (PP2), and for their day.
    """
    born = profile.birth
    if of == "PP1" and born is not None and (today - born).days >= BELLY_DAY:
        return _BLED_TOLD, _BLED
    if of != "PP2":
        return _INFORMS[of], _BARS.get(of, "")
    if profile.caesarean:
        known, day = profile.birth_cleared, f"day {CAESAREAN_DAY} after the caesarean"
        word, key = "the surgeon allows it", "birth-cleared"
    else:
        known, day = profile.birth_check, f"day {CHECK_DAY} after the birth"
        word, key = "the check after the birth is done", "birth-check"
    if known:
        return f"no load yet: it waits until {day}", f"load waits until {day}"
    told = f"no load yet: tell the coach when {word} (rehab profile set {key}=yes)"
    return told, f"load waits until {word}"


def _stage(of: StageId) -> Callable[[Case], Iterator[Decision]]:
    """What a stage has to say, and what of the catalogue it bars, from swaps as well."""

    def fire(case: Case) -> Iterator[Decision]:
        today = case.now.day
        if stage(case.profile, today, last_bleeding(case.history, today)) != of:
            return
        said, why = _words(of, case.profile, today)
        cap = f"; effort {EFFORT_CAPS[of]} of 10 at most" if of in EFFORT_CAPS else ""
        yield Decision(of, said + cap, basis="M", rests_on=_entries(case))
        for exercise in case.catalogue.exercises.values():
            flagged = (exercise.avoid | exercise.care) & case.profile.flags
            # In a pregnancy a flag has its own swap, which is better than nothing.
            if allows(of, exercise) or (of.startswith("PG") and flagged):
                continue
            yield Decision(
                of, f"{exercise.name} waits: {why}", basis="M", exercise=exercise.id,
                effect=Effect(exercise=exercise.id, leave_out=True, holds=True),
            )  # fmt: skip

    return fire


def _entries(case: Case) -> tuple[str, ...]:
    """The dates of the profile that a stage is reckoned from."""
    profile, today = case.profile, case.now.day
    day = gestation(profile.due, profile.birth, today)
    if day is not None and profile.due is not None:
        return (f"birth expected on {full(profile.due)}: week {_weeks(day)} today",)
    if profile.birth is None:
        return ()
    bled = last_bleeding(case.history, today)
    lately = () if bled is None else (f"more bleeding, told on {full(bled)}",)
    return (f"birth on {full(profile.birth)}: day {(today - profile.birth).days} today", *lately)


def _needs_clearance(case: Case) -> Iterator[Decision]:
    """PG5."""
    profile = case.profile
    if "pregnant" in profile.flags and PREGNANCY_CARE in profile.yes and profile.cleared != "yes":
        reason = "breathing and easy movement only, until your maternity team has agreed to more"
        yield from gentle_only(case, "PG5", reason, "M")


def _signs(case: Case) -> Iterator[Decision]:
    """PP5: what leaked, bulged or dragged is one level down when it comes next."""
    for one in case.prescriptions:
        name = one.exercise.id
        last = next((s for s in reversed(case.history.in_order) if s.of(name) is not None), None)
        found = last and last.of(name)
        if last is None or not found or not found.signs:
            continue
        said = " and ".join(sorted(found.signs))
        yield Decision(
            "PP5", f"{named(name, case.catalogue)}: {said} last time: one level down today",
            exercise=name,
            effect=Effect(exercise=name, level_down=True, holds=True),
            rests_on=(f"{on_day(last)}: {said}",),
        )  # fmt: skip
    times = _times(case)
    if len(times) >= SIGNS_TWICE:
        yield Decision(
            "PP5",
            "such signs came more than once this week: a physiotherapist for pelvic health can "
            "help; please show this to one",
            rests_on=tuple(times),
        )


def _times(case: Case) -> list[str]:
    """The signs of the last days in words: each session's, and those of no exercise."""
    since = case.now.day - timedelta(days=SIGNS_DAYS)
    found = [
        (session.day, on_day(session)) for session in case.history.in_order
        if since < session.day <= case.now.day and any(one.signs for one in session.exercises)
    ]  # fmt: skip
    found += [
        (one.day, f"{one.answer}, told on {with_weekday(one.day)}") for one in case.history.told
        if one.question == SIGNS and not one.about and one.answer not in (None, NO_SIGN)
        and since < one.day <= case.now.day
    ]  # fmt: skip
    return [words for _, words in sorted(found)]


def _weeks(days: int) -> str:
    return f"{days // 7}+{days % 7}"


RULES: tuple[Rule, ...] = (
    Rule(
        "PG4", 4, "elsewhere",
        "a warning sign in pregnancy is ticked at STOP or in the screening",
        "the session is over; the next one opens after the maternity team's answer",
        "S", ACOG, where="programme/stops.py",
    ),
    Rule(
        "PG5", 4, "bar",
        "pregnant, and the maternity team has asked for care with exercise",
        "breathing and easy movement only until they have agreed",
        "S", f"older lists [S]; {ACOG} [M]", _needs_clearance,
    ),
    Rule(
        "PG1", 5, "bar",
        f"pregnant, up to {_weeks(SECOND_DAY - 1)} weeks",
        f"as usual, by feel; no held breath; effort at most {EFFORT_CAPS['PG1']}",
        "M", ACOG, _stage("PG1"),
    ),
    Rule(
        "PG2", 5, "bar",
        f"pregnant, {_weeks(SECOND_DAY)} to {_weeks(THIRD_DAY - 1)} weeks",
        f"nothing on the belly; from {_weeks(SUPINE_DAY)} what is done flat on the back gives way "
        f"to another position; effort at most {EFFORT_CAPS['PG2']}",
        "M", ACOG, _stage("PG2"),
    ),
    Rule(
        "PG3", 5, "bar",
        f"pregnant, from {_weeks(THIRD_DAY)} weeks on",
        f"nothing flat on the back; strength held for {LONGEST_HOLD:.0f} s at most; effort at most "
        f"{EFFORT_CAPS['PG3']}",
        "M", ACOG, _stage("PG3"),
    ),
    Rule(
        "PP1", 5, "bar",
        f"after a birth, up to day {BELLY_DAY - 1}; with more bleeding until PP4 for "
        f"{BLEEDING_DAYS} days again",
        "breathing, pelvic floor, pelvic tilt, ankle pumps, easy movement, short walks",
        "C", "", _stage("PP1"),
    ),
    Rule(
        "PP2", 5, "bar",
        f"from day {BELLY_DAY} until PP3: until the check is done, after a caesarean until the "
        "surgeon allows load",
        "deep belly, bent-knee work and longer walks come in",
        "C", "", _stage("PP2"),
    ),
    Rule(
        "PP3", 5, "bar",
        f"check done and day {CHECK_DAY} or later; after a caesarean the surgeon's word and day "
        f"{CAESAREAN_DAY}",
        "bridge, clamshell and rows, step by step; heavier strength waits",
        "S", "Goom, Donnelly, Brockwell 2019 (expert opinion)", _stage("PP3"),
    ),
    Rule(
        "PP4", 5, "bar",
        f"as before, and day {LOAD_DAY} or later",
        "the caesarean's flag ends; heavier strength comes back",
        "S", "Goom, Donnelly, Brockwell 2019 (expert opinion)", _stage("PP4"),
    ),
    Rule(
        "PP5", 6, "ease",
        f"leaking, heaviness, doming, pain or more bleeding in an exercise; {SIGNS_TWICE} times "
        f"in {SIGNS_DAYS} days, in one or not",
        "one level down the next time; then a physiotherapist for pelvic health is suggested",
        "C", "", _signs,
    ),
)  # fmt: skip
