"""Which programme is proposed, and why: by what the person says, never a diagnosis."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rehab_tui.catalogue.lists import CONDITIONS
from rehab_tui.catalogue.model import Frequency, Programme
from rehab_tui.programme.profile import Profile
from rehab_tui.programme.stages import stage

STARTER, AFTER_BIRTH = "mobility-starter", "postpartum-core"
BIRTH_DAYS = 365
"""So long after a birth its programme is proposed, whatever else hurts. This app's rule."""
DAILY = 5
"""From so many sessions a week on a phase is one of small daily pieces."""

PICK: dict[str, str] = {
    "sci": "sciatica",
    "lbp": "desk-low-back",
    "desk": "desk-low-back",
    "neck": "neck-shoulder",
    "sho": "neck-shoulder",
    "kneeoa": "knee-oa",
    "hipoa": "hip-oa",
    "hand": "hand-arthritis",
    "ra": "hand-arthritis",
    "ankle": "ankle-balance",
    "falls": "ankle-balance",
    "pp": AFTER_BIRTH,
}
"""The programme that is made for what a person names, by the catalogue's tag."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The id of a programme, and the reason as a sentence."""

    programme: str
    reason: str


def suggest(profile: Profile, today: date) -> Suggestion:
    """The programme to propose.

    A pregnancy and a birth go before what hurts; leg pain goes before back pain; otherwise what the
    person named first.
    """
    now = stage(profile, today)
    if now is not None and now.startswith("PG"):
        reason = (
            "There is no programme for a pregnancy here. The gentle starter fits it: what does "
            "not suit your week is replaced or left out."
        )
        return Suggestion(STARTER, reason)
    if profile.birth is not None and 0 <= (today - profile.birth).days <= BIRTH_DAYS:
        reason = "You gave birth in the last year: belly and pelvic floor come first, step by step."
        return Suggestion(AFTER_BIRTH, reason)
    named = next(_in_order(profile.conditions), None)
    if named is not None:
        return Suggestion(PICK[named], f"You named: {CONDITIONS[named]}. This one is made for it.")
    if profile.conditions:
        told = ", ".join(CONDITIONS[one] for one in profile.conditions)
        reason = f"There is no programme for this alone ({told}); a gentle start for all of you."
        return Suggestion(STARTER, reason)
    return Suggestion(STARTER, "A gentle start for all of you, as you named nothing that hurts.")


def _in_order(conditions: tuple[str, ...]) -> Iterator[str]:
    if "sci" in conditions:
        yield "sci"
    yield from (one for one in conditions if one in PICK)


def start_words(programme: Programme, sessions: int | None = None) -> str:
    """How much to begin with (PR9), and why where the first phase comes in daily pieces.

    `sessions` is how many a week the person has told already.
    """
    frequency = programme.phases[0].frequency
    if frequency.plan >= DAILY:
        return (
            f"It begins with short, easy pieces on {frequency.plan} days a week: a little and "
            f"often suits stiff joints better than much at once. {frequency.at_least} is a start."
        )
    if sessions is not None and sessions <= frequency.plan:
        return (
            f"{_often(sessions)} a week, as you said, is a good start. More is your choice later."
        )
    return (
        f"Begin small: {_least(frequency)} sessions a week of 10 to 15 minutes. More days are your "
        "choice later."
    )


def _often(sessions: int) -> str:
    return "Once" if sessions == 1 else f"{sessions} times"


def _least(frequency: Frequency) -> str:
    least, plan = frequency.at_least, frequency.plan
    return str(plan) if least >= plan else f"{least} or {plan}"
