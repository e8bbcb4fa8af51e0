"""Whoever takes every offer of a shipped programme: each takes effect, one step at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from programme_builders import TODAY, past, shipped
from progress_builders import did

from rehab_tui.catalogue.lists import with_implied
from rehab_tui.coach.model import Prescription
from rehab_tui.programme.history import Accepted, History
from rehab_tui.programme.now import Now
from rehab_tui.programme.overlay import asked_for, laid_over
from rehab_tui.programme.profile import Profile
from rehab_tui.programme.rules.progress import MOST_OFFERS, progress
from rehab_tui.programme.rules.rule import Case

ROUNDS = 14
FLAGS = (frozenset[str](), frozenset({"hypertension", "kneeling"}), frozenset({"falls_risk"}))


def differs(before: Prescription, after: Prescription) -> list[str]:
    fields = ("sets", "reps", "seconds", "tempo", "load")
    return [name for name in fields if getattr(before.dose, name) != getattr(after.dose, name)]


@pytest.mark.parametrize("name", list(shipped().programmes))
@pytest.mark.parametrize("flags", FLAGS, ids=("none", "hypertension", "falls"))
def test_every_offer_that_is_taken_has_its_effect(name: str, flags: frozenset[str]) -> None:
    book, profile = shipped(), Profile(flags=with_implied(flags))
    asked = asked_for(book.programmes[name].phases[0], book)
    accepted: tuple[Accepted, ...] = ()
    for number in range(ROUNDS):
        day = TODAY - timedelta(days=8 * (ROUNDS - number))
        before = laid_over(asked, History(accepted=accepted), book, profile)
        done = tuple(did(p.exercise.id, p.dose, variant=p.variant) for p in before.prescriptions)
        sessions = tuple(
            replace(past(0, id=f"s{d}", exercises=done), day=day - timedelta(days=d))
            for d in (5, 3, 1)
        )
        history = History(sessions, accepted=accepted)
        case = Case(
            book, profile, history, Now(day=day),
            prescriptions=before.prescriptions, planned=before.planned,
        )  # fmt: skip
        found = progress(case).offers
        assert len(found) <= MOST_OFFERS
        for offer in found:
            yes = Accepted(offer.rule, offer.change or "", day, offer.exercise, 0)
            after = laid_over(asked, History(accepted=(*accepted, yes)), book, profile)
            assert yes in after.applied
            changed = [
                (a, b)
                for a, b in zip(before.prescriptions, after.prescriptions, strict=True)
                if a != b
            ]
            assert len(changed) == 1
            ((a, b),) = changed
            assert b.exercise is a.exercise or not b.exercise.avoid & profile.flags
            if b.exercise is a.exercise and b.variant == a.variant:
                # a set more lets the reps begin again: they go down, never up with it
                assert differs(a, b) in ([], ["reps"], ["tempo"], ["seconds"], ["load"],
                                         ["sets"], ["sets", "reps"])  # fmt: skip
        accepted = tuple(
            replace(one, sessions_since=one.sessions_since + 3)
            for one in (
                *accepted,
                *(Accepted(o.rule, o.change or "", day, o.exercise, 0) for o in found),
            )
        )
    if not flags and name != "maintenance":
        assert accepted
