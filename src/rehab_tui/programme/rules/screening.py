"""What the screening's answers change (rules SC1 to SC6, and ST3 of the stop signs)."""

from __future__ import annotations

from collections.abc import Iterator

from rehab_tui.programme.decision import Decision
from rehab_tui.programme.profile import MANY_FALLS
from rehab_tui.programme.rules.gentle import gentle_only
from rehab_tui.programme.rules.rule import Case, Rule
from rehab_tui.programme.screening import (
    ASK_PRESSURE,
    OLD,
    SCREENING_DAYS,
    STOP_PRESSURE,
    SURGERY_DAYS,
    YOUNG,
    advice,
    fresh_wound,
    is_open,
    last_event,
    no_exercise,
    screening_due,
    sore_regions,
    wants_a_check,
)

GAQ = "Get Active Questionnaire (CSEP), PAR-Q+"
HOW = "'rehab profile screen' asks them"
EVENTS = {
    "ill": "an illness", "chest": "trouble in the chest", "injury": "an injury",
    "surgery": "an operation", "birth": "a birth",
}  # fmt: skip


def shut(case: Case) -> Decision | None:
    """SC3 and CO3: why there is no exercise at all today; None when the screening shuts nothing."""
    reason = no_exercise(case.profile)
    return None if reason is None else Decision("CO3", reason, "S")


def _due(case: Case) -> Iterator[Decision]:
    """SC1."""
    reason = screening_due(case.profile, case.history, case.now.day)
    if reason is not None:
        yield Decision("SC1", f"{reason}: {HOW}")


def _advice(case: Case, rule: str) -> Iterator[Decision]:
    verdict = advice(case.profile)
    if verdict is None or verdict.rule != rule or is_open(case.profile, verdict.opens):
        return
    how = "cleared=yes" if verdict.opens == "clinician" else "cleared=yes or cleared=understood"
    reason = f"{verdict.reason}. Until then breathing and easy movement (rehab profile set {how})"
    yield from gentle_only(case, rule, reason, "S")


def _yes(case: Case) -> Iterator[Decision]:
    """SC2."""
    yield from _advice(case, "SC2")


def _pressure(case: Case) -> Iterator[Decision]:
    """SC3, below the limits that shut everything."""
    yield from _advice(case, "SC3")


def _wound(case: Case) -> Iterator[Decision]:
    """SC4, and the clearance question of G5."""
    profile, now = case.profile, case.now
    reason = fresh_wound(profile, now.day)
    event = last_event(case.history, (now.day, now.since))
    if now.ill:
        reason = "no load with a fever or while you feel ill"
    elif reason is None and event is not None:
        day, what = event
        if profile.screened is None or profile.screened < day:
            reason = f"after {EVENTS.get(what, what)} the screening questions come first: {HOW}"
    if reason is not None:
        yield from gentle_only(case, "SC4", reason)


def _falls(case: Case) -> Iterator[Decision]:
    """SC5; the flag itself is set where the profile is read."""
    standing = [
        one.exercise for one in case.prescriptions
        if one.exercise.purpose == "balance" and one.exercise.position == "standing"
    ]  # fmt: skip
    if standing and (case.profile.falls or 0) >= MANY_FALLS:
        reason = "have somebody near you for the balance exercises, and a support within reach"
        yield Decision("SC5", reason)


def _check_up(case: Case) -> Iterator[Decision]:
    """ST3, as far as the screening asks it."""
    reason = wants_a_check(case.profile, case.now.day)
    if reason is not None:
        yield from gentle_only(case, "ST3", reason, "S", sore_regions(case.profile))


RULES: tuple[Rule, ...] = (
    Rule(
        "SC6", 1, "elsewhere",
        "a sign of ST1 or ST2 is ticked in the screening",
        "what the sign says, at once: it counts as a stop, and locks sessions as one",
        "S", "the sources of the stop signs", where="practice/first_run.py",
    ),
    Rule(
        "SC1", 4, "tell",
        f"no screening yet, one more than {SCREENING_DAYS} days old, after G4 or G5",
        "the screening questions are asked; every one may be skipped",
        "S", GAQ, _due,
    ),
    Rule(
        "SC2", 4, "bar",
        "a yes to heart or stroke, chest pain, fainting or loss of balance, breathless at rest, "
        "or supervised exercise only",
        "speak to a clinician first; breathing and easy movement until then. For heart and "
        "supervised also after 'I understand and go on'",
        "S", GAQ, _yes,
    ),
    Rule(
        "SC3", 4, "bar",
        f"blood pressure at rest {ASK_PRESSURE[0]} or {ASK_PRESSURE[1]} and higher; above "
        f"{STOP_PRESSURE[0]} or {STOP_PRESSURE[1]}",
        "ask first; no exercise today",
        "S", GAQ, _pressure,
    ),
    Rule(
        "SC4", 4, "bar",
        f"an operation less than {SURGERY_DAYS} days ago, a fresh fracture, a fever, trouble in "
        "the chest",
        "no load without a clinician's yes",
        "C", "", _wound,
    ),
    Rule(
        "SC5", 4, "tell",
        f"{MANY_FALLS} or more falls in twelve months",
        "the profile counts as at risk of falls; somebody near for standing balance",
        "C", "", _falls,
    ),
    Rule(
        "ST3", 4, "bar",
        f"a sign that wants a look within days is told in the screening; new pain for two weeks "
        f"under {YOUNG} or over {OLD} years",
        "'please get this checked'; load of that region rests until then",
        "S", "AHCPR, IFOMPT framework 2020 [M]", _check_up,
    ),
)  # fmt: skip
