"""The screening before the first programme: its questions, when it is due, what its answers mean.

The questions are this app's own words; every one may be skipped, and a skipped one is not known: no
verdict rests on it. Thresholds that shut or limit something can't be changed in a plan.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from rehab_tui.programme.history import History
from rehab_tui.programme.limits import USUAL
from rehab_tui.programme.now import Since
from rehab_tui.programme.profile import Profile

Opens = Literal["clinician", "understood"]
"""What opens load after a yes: a clinician's word alone, or also "I understand and go on"."""

SCREENING_DAYS = 365
SURGERY_DAYS = 42
STOP_PRESSURE = (180, 110)
"""Systolic and diastolic in mmHg: above either there is no exercise today (SC3, CO3)."""
ASK_PRESSURE = (160, 90)
"""From either of these on somebody asks first."""
YOUNG, OLD = 20, 55
"""New pain that stays for weeks is looked at below the one age and above the other (ST3)."""

PREGNANCY_CARE = "pregnancy"
NEW_PAIN = "new-pain"
FRESH = "fresh"


@dataclass(frozen=True, slots=True)
class Screened:
    """One screening question that is answered yes or no.

    A yes closes load until what `opens` says, sets the profile flag `flag`, wants a `check` by a
    clinician within days, or informs. `pregnant`: only asked in a pregnancy.
    """

    id: str
    words: str
    opens: Opens | None = None
    flag: str | None = None
    pregnant: bool = False
    check: bool = False

    @property
    def listed(self) -> str:
        """The words as they stand in a list."""
        words = self.words.rstrip("?")
        return words[:1].lower() + words[1:]

    @property
    def said(self) -> str:
        """The words as they stand after "you told us"."""
        return self.listed.removeprefix("in the last year: ")


QUESTIONS: tuple[Screened, ...] = (
    Screened("heart", "A heart condition, or a stroke at any time?", "understood", "heart"),
    Screened("chest", "Pain or pressure in the chest, at rest or when you move?", "clinician"),
    Screened("faint", "In the last year: fainted, or lost your balance from dizziness?",
             "clinician"),
    Screened("breath", "Short of breath while you rest?", "clinician"),
    Screened("supervised", "Exercise only under supervision, as a clinician said?", "understood"),
    Screened(FRESH, "A bone broken in the last six weeks, or a fever just now?", "clinician"),
    Screened("pressure", "High blood pressure?", flag="hypertension"),
    Screened("lung", "A long-term lung disease?", flag="copd"),
    Screened("bones", "Thin bones (osteoporosis)?", flag="osteoporosis"),
    Screened("vertebra", "A broken vertebra, now or ever?", flag="vertebral_fracture"),
    Screened("thinner", "A blood thinner among your medicines?", flag="anticoagulant"),
    Screened("neck", "Rheumatoid arthritis that has reached the neck?", flag="ra_neck"),
    Screened("feet", "Feet that feel numb, say from diabetes?", flag="neuropathy"),
    Screened("eyes", "Glaucoma, or an eye operation lately?", flag="glaucoma"),
    Screened(PREGNANCY_CARE, "Has your maternity team asked you to be careful, or named a risk?",
             "clinician", pregnant=True),
    Screened("weight", "Weight lost for no reason?", check=True),
    Screened("night", "Pain at night that no position eases?", check=True),
    Screened("cancer", "Cancer before, and now a new pain in the spine?", check=True),
    Screened("blades", "A new, steady pain between the shoulder blades?", check=True),
    Screened("blow", "A hard fall or blow (with thin bones any)?", check=True),
    Screened("clumsy", "Hands or steps that grow clumsy, or a weakness that grows?", check=True),
    Screened("locked", "A knee that stays locked?", check=True),
    Screened("leak", "Leaking, heaviness or a bulge since a birth?", check=True),
    Screened(NEW_PAIN, "Is there a new pain that has not settled within two weeks?"),
)  # fmt: skip

CONDITION_REGIONS: dict[str, frozenset[str]] = {
    "ankle": frozenset({"ankle-foot", "balance"}),
    "hand": frozenset({"elbow-wrist-hand"}),
    "hipoa": frozenset({"hip"}),
    "kneeoa": frozenset({"knee"}),
    "lbp": frozenset({"lumbar-core"}),
    "neck": frozenset({"neck"}),
    "sci": frozenset({"lumbar-core", "hip"}),
    "sho": frozenset({"shoulder"}),
}
"""The catalogue regions that what hurts belongs to."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why load waits (`reason`, from the rule `rule`), and what `opens` it."""

    rule: str
    reason: str
    opens: Opens


def screening_due(profile: Profile, history: History, today: date) -> str | None:
    """SC1: why the screening is asked now, in words; None when it is not due.

    It is due before the first session, when the last one is more than 365 days old, and once more
    after a gap of more than 28 days (G4) or one with an illness, an injury, an operation or a birth
    in it (G5). Whoever skipped it before the first session is asked again only after such a gap.
    """
    screened = profile.screened
    if screened is None and not history.sessions:
        return "the screening questions come before the first session"
    if screened is not None and (today - screened).days > SCREENING_DAYS:
        return "the screening questions were last answered more than a year ago"
    told = last_event(history)
    if told is not None and (screened is None or told[0] > screened):
        return "something has happened, and the screening questions were not answered since"
    last = max((session.day for session in history.done), default=today)
    gap = (today - last).days
    if gap <= USUAL.gap_very_long or (screened is not None and screened > last):
        return None
    return f"after {gap} days without a session the screening questions come again"


def last_event(
    history: History, told_now: tuple[date, Since | None] | None = None
) -> tuple[date, str] | None:
    """What happened in the last gap in which something did, and the day it was told (G5).

    Args:
        history: what was told so far.
        told_now: today, and what is answered today.
    """
    told: list[tuple[date, str | None]] = [
        (one.day, one.answer) for one in history.told if one.question == "since"
    ]
    if told_now is not None:
        told.append(told_now)
    events = [(day, answer) for day, answer in told if answer is not None and answer != "nothing"]
    return max(events, default=None)


def too_high(pressure: tuple[int, int] | None, limits: tuple[int, int]) -> bool:
    """Whether a blood pressure (systolic, diastolic, mmHg) is above either limit."""
    return pressure is not None and (pressure[0] > limits[0] or pressure[1] > limits[1])


def asks_first(pressure: tuple[int, int] | None) -> bool:
    """SC3: whether a blood pressure asks for a clinician's word first."""
    return too_high(pressure, (ASK_PRESSURE[0] - 1, ASK_PRESSURE[1] - 1))


def no_exercise(profile: Profile) -> str | None:
    """SC3 and CO3: why there is no exercise at all with this blood pressure, in words, or None."""
    if profile.blood_pressure is None or not too_high(profile.blood_pressure, STOP_PRESSURE):
        return None
    systolic, diastolic = profile.blood_pressure
    return (
        f"no exercise with a blood pressure of {systolic}/{diastolic} at rest: please call your "
        "doctor's practice. Measure again another day, and tell the coach "
        "(rehab profile set blood-pressure=...)"
    )


def is_open(profile: Profile, opens: Opens) -> bool:
    """Whether load is open again."""
    return profile.cleared == "yes" or (opens == "understood" and profile.cleared == "understood")


def advice(profile: Profile) -> Verdict | None:
    """SC2 and SC3: the gravest reason to speak to a clinician first, answered or not; or None."""
    asked = [one for one in QUESTIONS if one.id in profile.yes and one.opens is not None]
    asked = [one for one in asked if one.id not in (PREGNANCY_CARE, FRESH)]
    strict = [one for one in asked if one.opens == "clinician"]
    first = next(iter((*strict, *asked)), None)
    if first is not None:
        reason = f"speak to a clinician first, as you told us: {first.said}"
        return Verdict("SC2", reason, first.opens or "clinician")
    if asks_first(profile.blood_pressure):
        systolic, diastolic = profile.blood_pressure or ASK_PRESSURE
        reason = f"ask a clinician first, with a blood pressure of {systolic}/{diastolic} at rest"
        return Verdict("SC3", reason, "understood")
    return None


def fresh_wound(profile: Profile, today: date) -> str | None:
    """SC4: why load waits after an operation, a fracture or with a fever; None when it does not."""
    if profile.surgery is not None and not profile.surgery_cleared:
        days = (today - profile.surgery).days
        if days < SURGERY_DAYS:
            return (
                f"no load in the first {SURGERY_DAYS // 7} weeks after an operation without a yes"
            )
    if FRESH in profile.yes and profile.cleared != "yes":
        return "no load with a fresh fracture or a fever, until a clinician has agreed"
    return None


def wants_a_check(profile: Profile, today: date) -> str | None:
    """ST3: what is to be looked at by a clinician within days, in words, or None."""
    if profile.cleared == "yes":
        return None
    told = [one.said for one in QUESTIONS if one.check and one.id in profile.yes]
    if told:
        return f"please have this checked in the next days, as you told us: {'; '.join(told)}"
    age = None if profile.born is None else today.year - profile.born
    if NEW_PAIN in profile.yes and age is not None and not YOUNG < age <= OLD:
        return "please have the new pain checked: it has not settled within two weeks"
    return None


def sore_regions(profile: Profile) -> frozenset[str] | None:
    """The regions of what hurts; None when nothing that has one was told: all of them."""
    found = [CONDITION_REGIONS[one] for one in profile.conditions if one in CONDITION_REGIONS]
    return frozenset().union(*found) if found else None
