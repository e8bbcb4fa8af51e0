"""A whole plan file, and plans of every sort, for the tests of the plan."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

from hypothesis import strategies as st
from programme_builders import shipped

from rehab_tui.catalogue.dose import LIMITS
from rehab_tui.catalogue.model import Dose, DoseChange, Item
from rehab_tui.catalogue.problems import Problems
from rehab_tui.programme.limits import USUAL, Limits
from rehab_tui.programme.plan import WEEKDAYS, ExerciseChange, Plan, Therapist
from rehab_tui.programme.plan_reader import read_plan

FULL = """\
schema: 1
programme: mobility-starter
days: [mon, wed, fri]
sessions: 3
rounds: 2
minutes: 20
therapist: {name: "Dr. Ada: knees", review: 2027-01-15}
precautions:
  - Never above shoulder height.
changes:
  glute-bridge: {sets: 1, reps: 8, hold: 5, note: Slowly}
  cat-cow: {swap: pelvic-tilt, note: Until June.}
  wall-push-up: {leave_out: true}
limits:
  pain_green: 1
  gap_factor: 0.5
"""

OWN = """\
schema: 1
name: After the knee
sessions: 5
rounds: 2
items:
  - {exercise: quad-set, sets: 2}
  - {exercise: knee-heel-slide}
"""


def read(text: str | bytes) -> Plan:
    """A plan that must be good."""
    problems = Problems("plan.yaml")
    plan = read_plan(text, problems, shipped())
    assert list(map(str, problems)) == []
    assert plan is not None
    return plan


def told(text: str | bytes) -> list[str]:
    """The problems of a text that must not be good, without the file."""
    problems = Problems("f")
    assert read_plan(text, problems, shipped()) is None
    assert problems
    return [str(problem).removeprefix("f:") for problem in problems]


# --- any plan ------------------------------------------------------------------------------------
_IDS = sorted(shipped().exercises)
_words = (
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Cn", "Cf")), max_size=30)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
_parts = st.integers(0, 240).map(lambda half: half / 2)


def _number(name: str) -> st.SearchStrategy[int]:
    low, high = LIMITS[name]
    return st.integers(low, high)


def changes_of(dose: Dose) -> st.SearchStrategy[DoseChange]:
    """Changes that fit a dose."""
    none = st.none()
    tempo = st.tuples(_parts, _parts, _parts.map(lambda part: max(part, 0.5)))
    reps = dose.reps is not None
    return st.builds(
        DoseChange,
        sets=none | _number("sets"),
        reps=(none | _number("reps")) if reps else none,
        seconds=none if reps else none | _number("seconds"),
        tempo=(none | tempo) if reps else none,
        rest=none | _number("rest"),
        sides=none | st.sampled_from(("both", "each", "alternate", "left", "right")),
        load=none | _words,
    )


@st.composite
def _changes(draw: st.DrawFn) -> tuple[str, ExerciseChange]:
    name = draw(st.sampled_from(_IDS))
    note = draw(st.just("") | _words)
    if draw(st.booleans()) and draw(st.booleans()):
        return name, ExerciseChange(leave_out=True, note=note)
    swap = draw(st.none() | st.sampled_from([other for other in _IDS if other != name]))
    dose = shipped().exercises[swap or name].dose
    change = draw(changes_of(dose))
    holds = dose.tempo is not None and change.tempo is None
    hold = draw(st.none() | st.integers(2, 240).map(lambda half: half / 2)) if holds else None
    if change == DoseChange() and hold is None and swap is None and not note:
        note = "Slowly."
    return name, ExerciseChange(change, hold, swap, False, note)


@st.composite
def _items(draw: st.DrawFn) -> tuple[Item, ...]:
    names = draw(st.lists(st.sampled_from(_IDS), min_size=1, max_size=4, unique=True))
    return tuple(Item(n, draw(changes_of(shipped().exercises[n].dose))) for n in names)


@st.composite
def _limits(draw: st.DrawFn) -> Limits:
    if draw(st.booleans()):
        return USUAL
    green = draw(st.integers(1, 4))
    gaps = sorted(draw(st.lists(st.integers(1, 60), min_size=3, max_size=3, unique=True)))
    factor = st.integers(25, 100).map(lambda part: part / 100)
    long, short = sorted((draw(factor), draw(factor)))
    return Limits(
        pain_green=green,
        pain_amber=draw(st.integers(green + 1, 5)),
        gap_short=gaps[0],
        gap_long=gaps[1],
        gap_very_long=gaps[2],
        gap_factor=short,
        long_gap_factor=long,
        morning_factor=draw(factor),
        effort_factor=draw(factor),
        short_version=draw(factor),
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Any plan that a plan file can hold."""
    own = draw(st.booleans())
    items = draw(_items()) if own else ()
    programmes = sorted(shipped().programmes)
    programme = None if own else draw(st.none() | st.sampled_from(programmes))
    days = draw(st.sets(st.sampled_from(WEEKDAYS)))
    most = len(days) or 7
    sessions = draw(st.integers(1, most) if own and not days else st.none() | st.integers(1, most))
    changes = dict(draw(st.lists(_changes(), max_size=4)))
    out = {name for name, change in changes.items() if change.leave_out}
    phases = shipped().programmes[programme].phases if programme else ()
    for asked in (items, *(phase.items for phase in phases)):
        if asked and all(item.exercise in out for item in asked):
            changes.pop(asked[0].exercise)
    return Plan(
        programme=programme,
        items=items,
        name=draw(st.just("") | _words) if own else "",
        sessions=sessions,
        rounds=draw(st.none() | st.integers(1, 6)),
        days=tuple(day for day in WEEKDAYS if day in days),
        minutes=draw(st.none() | st.integers(5, 90)),
        therapist=Therapist(draw(st.just("") | _words), draw(st.none() | st.dates(date(1, 1, 1)))),
        precautions=tuple(draw(st.lists(_words, max_size=2))),
        changes=MappingProxyType(changes),
        limits=draw(_limits()),
    )
