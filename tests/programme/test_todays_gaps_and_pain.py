"""Today after days without a session, and on a day of much pain."""

from __future__ import annotations

import pytest
from programme_builders import TODAY, catalogue, history, move, shipped, starter
from todays_cases import PHASES, doses, names, rules, session, steady, told

from rehab_tui.catalogue.dose import apply_change
from rehab_tui.programme.flare import CALM_LIST, calm_session
from rehab_tui.programme.gap import ease
from rehab_tui.programme.now import Now
from rehab_tui.programme.profile import Profile
from rehab_tui.programme.rules.rule import Case
from rehab_tui.programme.today import todays_session
from rehab_tui.programme.variants import harder


def test_a_short_gap_takes_a_quarter_off_but_not_off_the_warm_up() -> None:
    whole, eased = doses(session(history(7))), doses(session(history(8)))
    assert eased["march-warm-up"] == whole["march-warm-up"]
    assert (whole["shoulder-rolls"].reps, eased["shoulder-rolls"].reps) == (8, 6)
    assert (whole["pursed-lip-breathing"].seconds, eased["pursed-lip-breathing"].seconds) == (
        60,
        45,
    )
    assert rules(session(history(8))) == ["G2"]


@pytest.mark.parametrize(("gap", "rule"), [(15, "G3"), (28, "G3"), (29, "G4")])
def test_a_long_gap_is_one_phase_back_at_half(gap: int, rule: str) -> None:
    today = session(steady(gap))
    assert rules(today) == [rule]
    assert (today.phase, today.week) == (0, 2)
    assert doses(today)["shoulder-rolls"].reps == 4
    assert "one phase back and half" in today.decisions[0].reason


def test_week_by_week_back_to_the_dose_before() -> None:
    seen = []
    for days in (0, 7, 14, 21):
        today = session(steady(*range(0, days + 1, 3), days, days + 30))
        seen.append((today.phase, doses(today)["sit-to-stand"].reps, rules(today)))
    assert seen == [(0, 3, ["G4"]), (0, 4, ["G4"]), (0, 6, ["G4"]), (1, 8, [])]
    assert doses(today) == doses(session(steady(1, 3, 5)))


def test_what_is_swapped_in_is_eased_as_well() -> None:
    flags = frozenset({"ra_neck"})
    second = steady(1)
    long_ago = steady(8)
    whole, eased = session(second, flags=flags), session(long_ago, flags=flags)
    assert names(whole)[1] == names(eased)[1] == "shoulder-rolls"
    assert (whole.prescriptions[1].dose.reps, eased.prescriptions[1].dose.reps) == (10, 7)


def test_the_way_back_from_a_careful_way_is_eased_as_well() -> None:
    flags = frozenset({"osteoporosis", "hip_replacement", "pregnant", "hypertension"})
    seen = 0
    for days in (1, 8):
        for careful in session(steady(days), flags=flags).prescriptions:
            back = harder(careful, shipped(), flags)
            if careful.base_dose is None or back is None or careful.warm_up:
                continue
            plain = next(p for p in PHASES[1].items if p.exercise == careful.exercise.id)
            whole = apply_change(careful.exercise.dose, plain.change)
            assert back.dose == (whole if days == 1 else ease(whole, 0.75))
            seen += 1
    assert seen >= 2


def test_after_a_gap_nothing_is_offered_and_the_warm_up_is_not_cut() -> None:
    ready = history(14, 12, 9, 7, 4, 2)
    assert [offer.rule for offer in session(ready).offers] == ["GA1"]
    assert session(history(22, 20, 17, 15, 12, 8)).offers == ()
    assert doses(session(history(8), minutes=5))["march-warm-up"].seconds == 120
    known = dict.fromkeys(shipped().exercises, TODAY)
    shorter = session(history(7, last_done=known), minutes=5)
    assert doses(shorter)["march-warm-up"].seconds == 105


@pytest.mark.parametrize(
    ("pain", "calm"), [(None, False), (0, False), (5, False), (6, True), (10, True)]
)
def test_much_pain_leaves_the_calm_list_only(pain: int | None, calm: bool) -> None:
    today = session(pain=pain)
    assert ("PM4" in rules(today)) is calm
    known = [name for name, _ in CALM_LIST if name in shipped().exercises]
    assert (names(today) == known) is calm
    assert not any(p.warm_up for p in today.prescriptions) or not calm


def test_with_much_pain_nothing_is_offered_and_the_gap_does_not_speak() -> None:
    assert session(history(14, 12, 9, 7, 4, 2), pain=6).offers == ()
    today = session(history(20), pain=6)
    assert (rules(today), told(today)) == (["PM4"], [])
    assert doses(today)["shoulder-rolls"].reps == 6


def test_flags_hold_for_the_calm_list() -> None:
    today = session(pain=9, flags=frozenset({"copd", "preg_supine", "pregnant"}))
    assert "diaphragmatic-breathing" not in names(today)
    assert "pelvic-tilt" not in names(today)
    assert "cat-cow" not in names(today), "on hands and knees: not on the list"
    assert ("PG2", "pelvic-tilt") in [(d.rule, d.exercise) for d in today.decisions]


def test_the_calm_list_is_as_far_as_the_catalogue_has_it() -> None:
    assert calm_session(5, catalogue()) is None
    assert calm_session(None, catalogue()) is None
    found = calm_session(6, catalogue(move("ankle-circles")))
    assert found is not None
    assert [(e.id, d.sets, d.reps) for e, d in found.items] == [("ankle-circles", 1, 6)]


def test_after_a_gap_the_warm_up_is_not_cut_for_the_minutes() -> None:
    def warm(days: int) -> int | None:
        case = Case(shipped(), Profile(), history(days), Now(day=TODAY), programme=starter())
        first = todays_session(case, 5).prescriptions[0]
        assert first.warm_up
        return first.dose.seconds

    usual, after_a_gap = warm(3), warm(20)
    assert usual is not None
    assert after_a_gap is not None
    assert after_a_gap > usual
