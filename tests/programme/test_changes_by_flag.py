"""What each flag that a programme's own people often have makes of each of its phases.

The golden file was worked out by hand from the swap table, phase by phase, and not by this program.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from programme_builders import shipped

from rehab_tui.catalogue.dose import apply_change
from rehab_tui.catalogue.lists import with_implied
from rehab_tui.coach.model import Prescription
from rehab_tui.programme.choose import Choice, choose
from rehab_tui.programme.profile import Profile

GOLDEN = Path(__file__).parent / "golden" / "changes_by_flag.txt"
LINES = GOLDEN.read_text(encoding="utf-8").splitlines()


def known() -> list[tuple[str, str]]:
    """Every programme with each flag that the file has for it, in the file's order."""
    return list(dict.fromkeys((n, f.rstrip(":")) for n, f, *_ in map(str.split, LINES)))


def chosen(programme: str, phase: int, flags: frozenset[str]) -> Choice:
    catalogue = shipped()
    items = catalogue.programmes[programme].phases[phase].items
    exercises = [(catalogue.exercises[item.exercise], item.change) for item in items]
    wanted = [Prescription(one, apply_change(one.dose, change)) for one, change in exercises]
    return choose(wanted, catalogue, Profile(flags=with_implied(flags)))


def told(prescription: Prescription, flag: str) -> str:
    """What is done instead; the record's own easier way may be another exercise."""
    before = shipped().exercises[prescription.instead_of or ""]
    mine = prescription.exercise.id
    easier = before.easier is not None and before.easier.to == mine
    return "easier" if easier and flag not in before.alternatives else mine


@pytest.mark.parametrize(("programme", "flag"), known())
def test_a_flag_changes_just_what_the_table_says(programme: str, flag: str) -> None:
    found = []
    for number in range(len(shipped().programmes[programme].phases)):
        choice = chosen(programme, number, frozenset({flag}))
        where = f"{programme} {flag} {number + 1}"
        changed = {p.instead_of: told(p, flag) for p in choice.prescriptions if p.instead_of}
        changed |= {p.exercise.id: "easier" for p in choice.prescriptions
                    if p.variant == "easier" and not p.instead_of}  # fmt: skip
        changed |= {out.exercise.id: "left out" for out in choice.left_out}
        found += [f"{where}: {before} -> {now}" for before, now in changed.items()]
    expected = [line for line in LINES if line.startswith(f"{programme} {flag}")]
    assert sorted(found or [f"{programme} {flag}: nothing changes"]) == sorted(expected)
