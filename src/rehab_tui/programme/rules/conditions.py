"""Conditions (rules CO1 to CO12) and standing sure (PR10).

Most of them are marks on the exercises, which `programme/choose.py` acts on by the profile's flags.
"""

from __future__ import annotations

from collections.abc import Iterator

from rehab_tui.catalogue.model import Mark
from rehab_tui.programme.decision import Decision, Effect
from rehab_tui.programme.holds import LONGEST_HOLD
from rehab_tui.programme.profile import SCAR_DAYS
from rehab_tui.programme.rules.rule import Case, Rule
from rehab_tui.programme.screening import ASK_PRESSURE, STOP_PRESSURE, SURGERY_DAYS
from rehab_tui.programme.steady import UNSTEADY, steps_back

FLAGGED = "programme/choose.py"
_OPERATED = frozenset({"hip_replacement", "shoulder_surgery"})


def _still_so(case: Case) -> Iterator[Decision]:
    """CO4: a flag of an operation long ago stays until the person takes it back."""
    profile = case.profile
    over = profile.surgery is not None and (case.now.day - profile.surgery).days >= SCAR_DAYS
    for flag in sorted(profile.flags & _OPERATED) if over else ():
        name = flag.replace("_", "-")
        yield Decision(
            "CO4",
            f"the operation is {SCAR_DAYS // 7} weeks ago or more: once your surgeon has released "
            f"you, rehab profile set --clear {name}",
        )


def _steady(case: Case) -> Iterator[Decision]:
    """PR10; harder ways are closed in `programme/steady.py`."""
    for exercise in case.catalogue.exercises.values():
        # What its own record says of a flag, a swap, is better than nothing.
        if steps_back(exercise, case.profile.flags - exercise.care):
            yield Decision(
                "PR10", f"{exercise.name} is left out: no steps backwards for you",
                exercise=exercise.id,
                effect=Effect(exercise=exercise.id, leave_out=True, holds=True),
            )  # fmt: skip


def _marked(number: int, flags: str, then: str, basis: Mark = "M", source: str = "") -> Rule:
    """A rule that the marks on the exercises carry out."""
    when = f"the profile says: {flags}"
    return Rule(f"CO{number}", 5, "elsewhere", when, then, basis, source, where=FLAGGED)


RULES: tuple[Rule, ...] = (
    _marked(1, "osteoporosis", "no loaded or far bending and twisting, no curl-ups", "S",
            "Giangregorio 2014 (Too Fit to Fracture)"),
    _marked(2, "a broken vertebra", "as with osteoporosis, and a physiotherapist first", "S",
            "Giangregorio 2014 (Too Fit to Fracture)"),
    Rule(
        "CO3", 5, "elsewhere",
        f"the profile says: high blood pressure or a heart condition; pressure at rest above "
        f"{STOP_PRESSURE[0]}/{STOP_PRESSURE[1]}, from {ASK_PRESSURE[0]}/{ASK_PRESSURE[1]} on",
        f"no breath is held, strength is held for {LONGEST_HOLD:.0f} s at most; no exercise today; "
        "ask first (SC3)",
        "S", "PMC5882444, and a practice page on the limits",
        where="programme/holds.py, programme/rules/screening.py",
    ),
    Rule(
        "CO4", 5, "tell",
        f"after an operation: the flags of hip, knee, shoulder, caesarean; {SCAR_DAYS} days after",
        f"the surgeon's limits go first; no load in the first {SURGERY_DAYS} days without a yes "
        "(SC4); the person says when a flag is over",
        "S", "hospital pages (Sunnybrook and others)", _still_so,
    ),
    _marked(5, "spinal stenosis", "no repeated bending backwards"),
    _marked(6, "bending brings it on; nerve pain now", "no repeated or held bending; no far "
            "stretch of the sore limb"),
    _marked(7, "an arthritis flare; rheumatoid hands or neck", "movement only, half the reps, no "
            "grip load; no far neck movement"),
    _marked(8, "a blood thinner; a clot is suspected", "no deep self-massage; with a suspected "
            "clot nothing at all"),
    _marked(9, "vertigo, glaucoma", "the head stays above the heart; slow neck turns"),
    _marked(10, "numb feet", "shoes on; no ball under the foot without a look at the skin"),
    _marked(11, "two or more falls", "support within reach, somebody near", "S", "Otago"),
    _marked(12, "a lung disease", "the own rhythm, pursed lips, no holds", "S", "MedlinePlus"),
    Rule(
        "PR10", 5, "bar",
        "the profile says: " + ", ".join(sorted(flag.replace("_", " ") for flag in UNSTEADY)),
        "no closed eyes, no head turns, no letting go of the support, no steps backwards",
        "C", "", _steady,
    ),
)  # fmt: skip
