from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehab_tui.catalogue.dose import (
    LIMITS,
    apply_change,
    dose_text,
    faults,
    merge,
    windows,
    work_seconds,
)
from rehab_tui.catalogue.model import Dose, DoseChange, Sides

REPS = Dose(sets=2, reps=10, tempo=(2, 3, 3), rest=45)
TIMED = Dose(seconds=60)


@pytest.mark.parametrize(
    ("dose", "seconds", "count"),
    [
        (REPS, 205, 2),
        (replace(REPS, sides="each"), 455, 4),
        (replace(REPS, sides="alternate"), 365, 2),
        (replace(REPS, sides="left"), 205, 2),
        (replace(REPS, sets=1), 80, 1),
        (TIMED, 60, 1),
        (replace(TIMED, sets=3, rest=20), 220, 3),
        (replace(TIMED, sides="each"), 120, 2),
        (replace(TIMED, sides="each", rest=10), 130, 2),
        (replace(TIMED, sides="alternate"), 60, 1),
        (Dose(seconds=180, pattern=(4, 0, 6, 0)), 180, 1),
    ],
)
def test_how_long_a_dose_takes(dose: Dose, seconds: float, count: int) -> None:
    assert work_seconds(dose) == seconds
    assert windows(dose) == count


@pytest.mark.parametrize(
    ("dose", "words"),
    [
        (REPS, "2 sets of 10"),
        (replace(REPS, sets=1, reps=5, sides="each"), "1 set of 5 each side"),
        (replace(REPS, sides="alternate"), "2 sets of 10 each side"),
        (replace(REPS, sides="left"), "2 sets of 10 on the left"),
        (replace(REPS, load="2 kg"), "2 sets of 10, 2 kg"),
        (replace(REPS, sides="each", load="red band"), "2 sets of 10 each side, red band"),
        (
            replace(REPS, sets=1, reps=1, tempo=(3, 25, 3), sides="each"),
            "hold 25 seconds each side",
        ),
        (replace(REPS, sets=2, reps=3, tempo=(1, 10, 1)), "hold 6 times 10 seconds"),
        (replace(REPS, tempo=(1, 9, 1)), "2 sets of 10"),
        (TIMED, "60 seconds"),
        (replace(TIMED, seconds=119), "119 seconds"),
        (replace(TIMED, seconds=120), "2 minutes"),
        (replace(TIMED, seconds=180), "3 minutes"),
        (replace(TIMED, seconds=128), "2 minutes 8 seconds"),
        (replace(TIMED, seconds=121), "2 minutes 1 second"),
        (replace(TIMED, sides="each"), "60 seconds each side"),
        (replace(TIMED, sides="alternate"), "60 seconds"),
        (replace(TIMED, sets=2, seconds=30, sides="right"), "2 sets of 30 seconds on the right"),
    ],
)
def test_a_dose_in_words(dose: Dose, words: str) -> None:
    assert dose_text(dose) == words


def test_a_change_exchanges_what_it_names_and_nothing_else() -> None:
    assert apply_change(REPS, DoseChange()) == REPS
    change = DoseChange(3, 8, None, (1, 0, 1), None, 0, "each", "1 kg")
    assert apply_change(REPS, change) == Dose(3, 8, None, (1, 0, 1), None, 0, "each", "1 kg")
    assert apply_change(TIMED, DoseChange(seconds=30, pattern=(4, 0, 6, 0))) == Dose(
        seconds=30, pattern=(4, 0, 6, 0)
    )


@pytest.mark.parametrize(
    ("dose", "change", "said"),
    [
        (REPS, DoseChange(seconds=60), "a dose has 'reps' or 'seconds', not both"),
        (TIMED, DoseChange(reps=5), "a dose has 'reps' or 'seconds', not both"),
        (TIMED, DoseChange(tempo=(1, 1, 1)), "a 'tempo' goes with 'reps' only"),
        (REPS, DoseChange(pattern=(1, 1, 1, 1)), "a 'pattern' goes with 'seconds' only"),
        (REPS, DoseChange(tempo=(0, 0, 0)), "the parts of 'tempo' add up to nothing"),
        (REPS, DoseChange(tempo=(0, -1, 2)), "a part of 'tempo' is out of range"),
        (REPS, DoseChange(tempo=(0, float("nan"), 2)), "a part of 'tempo' is out of range"),
        (REPS, DoseChange(sets=11), "'sets' must be from 1 to 10"),
        (REPS, DoseChange(reps=0), "'reps' must be from 1 to 100"),
        (TIMED, DoseChange(seconds=1801), "'seconds' must be from 5 to 1800"),
        (REPS, DoseChange(rest=-1), "'rest' must be from 0 to 300"),
    ],
)
def test_a_change_that_leaves_no_dose_is_refused(dose: Dose, change: DoseChange, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        apply_change(dose, change)


def test_a_dose_needs_reps_with_a_tempo_or_seconds() -> None:
    assert [name for name, _, _ in faults(Dose())] == [""]
    assert [name for name, _, _ in faults(Dose(reps=5))] == ["reps"]
    assert list(faults(REPS)) == list(faults(TIMED)) == []


_PARTS = st.floats(0, 120) | st.integers(0, 120)
_SIDES: st.SearchStrategy[Sides] = st.sampled_from(("both", "each", "alternate", "left", "right"))
_CHANGES = st.builds(
    DoseChange,
    sets=st.none() | st.integers(-1, 12),
    reps=st.none() | st.integers(-1, 120),
    seconds=st.none() | st.integers(0, 2000),
    tempo=st.none() | st.tuples(_PARTS, _PARTS, _PARTS),
    pattern=st.none() | st.tuples(_PARTS, _PARTS, _PARTS, _PARTS),
    rest=st.none() | st.integers(-1, 400),
    sides=st.none() | _SIDES,
    load=st.none() | st.just("2 kg"),
)


@given(st.sampled_from((REPS, TIMED)), _CHANGES)
def test_what_a_change_makes_is_a_dose_or_refused(dose: Dose, change: DoseChange) -> None:
    try:
        changed = apply_change(dose, change)
    except ValueError:
        assert list(faults(merge(dose, change)))
        return
    assert not list(faults(changed))
    assert (changed.reps is None) == (dose.reps is None)
    assert all(
        low <= value <= high
        for name, (low, high) in LIMITS.items()
        if (value := getattr(changed, name)) is not None
    )
    assert 0 < work_seconds(changed) < 24 * 3600 * 10
    assert windows(changed) in (changed.sets, 2 * changed.sets)
    assert apply_change(changed, change) == changed
    assert dose_text(changed)
