"""What the coach offers: yes, no, and taking a yes back; each is one act of the journal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rehab_tui.catalogue.model import Catalogue, Programme
from rehab_tui.errors import NotFoundError
from rehab_tui.journal.records import DecisionRecord
from rehab_tui.practice.context import Practice
from rehab_tui.practice.past import read_history
from rehab_tui.practice.past_answers import standing as still_standing
from rehab_tui.practice.programmes import present_programme
from rehab_tui.programme.decision import Decision
from rehab_tui.programme.history import Accepted
from rehab_tui.programme.overlay import asked_for, laid_over
from rehab_tui.programme.phase import NEXT_PHASE, phase_change, standing
from rehab_tui.programme.rules.effort import SHORT_VERSION
from rehab_tui.programme.steps import read_step
from rehab_tui.programme.words import named
from rehab_tui.units import in_units

PROGRAMME_KEY = "programme="
"""A change of this key is another programme: the plan file is what changes then."""


@dataclass(frozen=True, slots=True)
class InForce:
    """A change that was accepted and holds today, in words; `id` is the decision's.

    `exercise` is the id that it was accepted for, None for a phase.
    """

    id: str
    day: date
    words: str
    exercise: str | None = None


def answer(practice: Practice, offer: Decision, *, accept: bool) -> list[str]:
    """Write what the person said to an offer.

    Another programme (maintenance, at the end of one) is written into the plan first.

    Returns:
        lines about the plan file, where that was changed.

    Raises:
        RehabError: when the plan can't be written; then the offer stays open.
    """
    lines: list[str] = []
    if accept and offer.change is not None and offer.change.startswith(PROGRAMME_KEY):
        from rehab_tui.practice.plans import choose

        lines = choose(practice, offer.change.removeprefix(PROGRAMME_KEY))
    record = DecisionRecord(
        at=practice.clock.now(),
        rule=offer.rule,
        reason=offer.reason,
        exercise=offer.exercise,
        change=offer.change,
        answer="accepted" if accept else "refused",
    )
    with practice.journal.act("accepted an offer" if accept else "declined an offer") as act:
        act.add(record)
    return lines


def short_version(offers: Iterable[Decision]) -> Decision | None:
    """The offer of a short version for today (PR7), if it is among them."""
    return next((one for one in offers if one.change == SHORT_VERSION), None)


def in_force(practice: Practice) -> list[InForce]:
    """The accepted changes that hold in the present phase, the newest first."""
    history, today = read_history(practice.journal), practice.clock.now().date()
    catalogue, profile = practice.catalogue, practice.profile()
    programme = present_programme(practice)
    now = standing(programme, history, today, profile)
    asked = asked_for(programme.phases[now.phase], catalogue)
    applied = {_key(one) for one in laid_over(asked, history, catalogue, profile).applied}
    applied.add((NEXT_PHASE, None, phase_change(programme, now.phase)))
    records = {(one.rule, one.exercise, change): one for one, change in _accepted(practice)}
    found = [
        InForce(one.id, one.day, _words(one, catalogue, programme, now.phase), one.exercise)
        for key, one in records.items()
        if key in applied
    ]
    return sorted(found, key=lambda one: (one.day, one.id), reverse=True)


def take_back(practice: Practice, id_: str) -> None:
    """Take an accepted change back: from now on all is as it was before it.

    Args:
        practice: clock and journal.
        id_: of the decision, as `in_force` names it.

    Raises:
        NotFoundError: when no such change holds.
    """
    found = next((one for one, _ in _accepted(practice) if one.id == id_), None)
    if found is None:
        raise NotFoundError("there is no such change to take back", "See 'rehab plan show'.")
    record = DecisionRecord(
        at=practice.clock.now(),
        rule=found.rule,
        reason=found.reason,
        exercise=found.exercise,
        change=found.change,
        answer="taken_back",
    )
    with practice.journal.act("took a change back") as act:
        act.add(record)


def _accepted(practice: Practice) -> list[tuple[DecisionRecord, str]]:
    answered = practice.journal.entries(
        DecisionRecord, answer=("accepted", "refused", "taken_back")
    )
    return still_standing(answered, "accepted")


def _key(one: Accepted) -> tuple[str, str | None, str]:
    return one.rule, one.exercise, one.change


def _words(one: DecisionRecord, catalogue: Catalogue, programme: Programme, phase: int) -> str:
    step = read_step(one.change or "")
    if step is None or one.exercise is None:
        return f"the phase '{programme.phases[phase].title}'"
    number = step.value
    said = {
        "range": "a little slower, and as far as it feels easy",
        "reps": f"{number} reps in a set",
        "sets": f"{number} sets",
        "hold": f"held for {number} seconds",
        "seconds": f"{number} seconds",
        "load": in_units(number),
        "variant": "its harder way",
        "swap": f"{named(number, catalogue)} in its place",
    }[step.key]
    return f"{named(one.exercise, catalogue)}: {said}"
