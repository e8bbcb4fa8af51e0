"""Much pain before a session: only the calm list, at its own small doses."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from programme_builders import TODAY, catalogue, move, past

from rehab_tui.catalogue.model import Dose, Variant
from rehab_tui.coach.model import Prescription
from rehab_tui.programme.flare import (
    CALM_LIST,
    MUCH_PAIN,
    calm_list,
    calm_session,
    calmed,
    in_a_row,
    not_calm,
)
from rehab_tui.programme.history import History
from rehab_tui.programme.now import Now

TILT = move("pelvic-tilt", dose=Dose(sets=3, reps=12, tempo=(2, 1, 2), rest=30))
BREATHE = move("diaphragmatic-breathing", dose=Dose(seconds=300, pattern=(4, 0, 6, 0)))
LIFT = move("lift", purpose="strength")
KNOWN = catalogue(LIFT, TILT, BREATHE)


def test_the_calm_list_is_what_the_catalogue_has_of_it() -> None:
    assert [(one.id, dose.sets, dose.reps, dose.seconds) for one, dose in calm_list(KNOWN)] == [
        ("diaphragmatic-breathing", 1, None, 120),
        ("pelvic-tilt", 1, 6, None),
    ]
    assert not_calm(KNOWN) == {"lift"}
    assert len(CALM_LIST) == len({name for name, _ in CALM_LIST}) == 6


@pytest.mark.parametrize(("pain", "calm"), [(None, False), (5, False), (6, True), (10, True)])
def test_it_takes_the_place_of_the_session_from_six_on(pain: int | None, calm: bool) -> None:
    found = calm_session(pain, KNOWN)
    assert (found is not None) is calm
    if found is not None:
        assert found.items == calm_list(KNOWN)
        assert (found.decision.rule, found.decision.reason) == (
            "PM4", f"pain {pain} now: breathing and gentle movement only today",
        )  # fmt: skip


def test_what_comes_in_has_no_more_than_its_calm_dose() -> None:
    before = Prescription(LIFT, LIFT.dose, first_side="left", warm_up=True)
    new = Prescription(TILT, TILT.dose, reason="you chose it", above=before)
    found = calmed(new, before, KNOWN, frozenset())
    assert found is not None
    assert (found.exercise, found.dose.sets, found.dose.reps) == (TILT, 1, 6)
    assert (found.reason, found.above, found.instead_of) == ("you chose it", before, "lift")
    assert (found.first_side, found.warm_up) == ("left", True)


def test_what_asks_for_care_comes_in_its_easier_way_or_not_at_all() -> None:
    mine = frozenset({"heart"})
    careful = replace(TILT, care=mine, easier=Variant("Smaller."))
    before = Prescription(LIFT, LIFT.dose)
    known = catalogue(LIFT, careful)
    found = calmed(Prescription(careful, careful.dose), before, known, mine)
    assert found is not None
    assert (found.variant, found.dose.reps) == ("easier", 6)
    none = replace(careful, easier=None)
    assert calmed(Prescription(none, none.dose), before, catalogue(LIFT, none), mine) is None


@pytest.mark.parametrize(
    ("before", "today", "found"),
    [
        (MUCH_PAIN, MUCH_PAIN, 2),
        (MUCH_PAIN - 1, MUCH_PAIN, 0),
        (MUCH_PAIN, MUCH_PAIN - 1, 0),
        (MUCH_PAIN, None, 0),
        (None, 9, 0),
    ],
)
def test_two_days_in_a_row(before: int | None, today: int | None, found: int) -> None:
    history = History((past(3, before=9), past(1, before=before)))
    assert len(in_a_row(history, Now(day=TODAY, pain=today))) == found


def test_a_day_between_is_none_in_a_row_and_the_day_is_named() -> None:
    assert in_a_row(History((past(2, before=9),)), Now(day=TODAY, pain=9)) == ()
    twice = History((past(1, before=7), past(0, before=6)))
    assert in_a_row(twice, Now(day=TODAY)) == (
        "Sun 22 Nov: pain before the session 7",
        "Mon 23 Nov: pain before the session 6",
    )
    tomorrow = Now(day=TODAY + timedelta(days=1), pain=8)
    assert len(in_a_row(twice, tomorrow)) == 2, "of three days the last two"
