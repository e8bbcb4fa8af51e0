"""Exercises, prescriptions and courses of events for the tests of the coach."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import Any, Literal

from hypothesis import settings
from hypothesis import strategies as st

from rehab_tui.catalogue.model import Breath, Dose, Exercise
from rehab_tui.coach import model as m
from rehab_tui.coach.cues import Cue, cues_of, due
from rehab_tui.coach.engine import STRAY_SECONDS, advance, begin
from rehab_tui.coach.model import Effect, Event, Prescription, Session
from rehab_tui.coach.timeline import compile_steps

BREATHS = (
    Breath("Out on the lift, in on the way back.", "out", "easy", "in"),
    Breath("Out up, in at the top, out down.", "out", "in", "out"),
    Breath("In on the opening.", "in", "in", "out"),
    Breath("Natural."),
    Breath("Out all the way.", "out", "out", "out"),
)


def exercise(id: str = "bridge", **changes: Any) -> Exercise:  # noqa: A002
    base = Exercise(
        id=id,
        name=id.replace("-", " ").capitalize(),
        region="lumbar-core",
        position="supine",
        purpose="strength",
        dose=Dose(sets=2, reps=10, tempo=(2, 1, 3), rest=30),
        breath=BREATHS[0],
        setup="Lie on your back, knees bent.",
        cues=("Press the heels down.", "Lift the hips."),
        caution="Lower if the hamstring cramps.",
        good="Working buttocks.",
        warning="Sharp pain.",
    )
    return replace(base, **changes)


def prescription(
    dose: Dose | None = None, *, counted: bool = False, warm_up: bool = False, **changes: Any
) -> Prescription:
    moves = exercise(**changes)
    return Prescription(moves, dose or moves.dose, counted=counted, warm_up=warm_up)


def reps(count: int = 3, **changes: Any) -> Dose:
    return replace(Dose(sets=1, reps=count, tempo=(2, 1, 3)), **changes)


def seconds(count: int = 30, **changes: Any) -> Dose:
    return replace(Dose(sets=1, seconds=count), **changes)


def play(session: Session, events: Iterable[Event]) -> tuple[Session, tuple[Effect, ...]]:
    effects: tuple[Effect, ...] = ()
    for event in events:
        session, more = advance(session, event)
        effects += more
    return session, effects


def started(*prescriptions: Prescription, at: float = 100.0) -> Session:
    return advance(begin(prescriptions), m.Tick(at))[0]


def after(session: Session, passed: float) -> Session:
    assert session.moment is not None
    return advance(session, m.Tick(session.moment + passed))[0]


def put(session: Session, event: type[Event], *arguments: Any) -> Session:
    """The session after an event at its present moment; nobody goes on in the first second."""
    if event is m.GoOn and session.active < STRAY_SECONDS and session.status is m.Status.RUNNING:
        session = after(session, STRAY_SECONDS)
    assert session.moment is not None
    return advance(session, event(session.moment, *arguments))[0]


parts = st.sampled_from((0.0, 0.5, 1.0, 1.1, 2.0, 3.3, 6.0, 10.0))
rests = st.sampled_from((0, 3, 10, 45))
rep_doses = st.builds(
    Dose,
    sets=st.integers(1, 3),
    reps=st.integers(1, 5),
    tempo=st.tuples(st.sampled_from((0.7, 1.0, 2.0, 3.3)), parts, parts),
    rest=rests,
    sides=st.sampled_from(("both", "each", "alternate", "left", "right")),
)
timed_doses = st.builds(
    Dose,
    sets=st.integers(1, 3),
    seconds=st.integers(5, 40),
    pattern=st.none() | st.sampled_from(((4, 0, 6, 0), (4, 4, 4, 4), (1.1, 0.3, 2.2, 0))),
    rest=rests,
    sides=st.sampled_from(("both", "each", "alternate", "left", "right")),
)
exercises = st.builds(
    exercise,
    id=st.sampled_from(("bridge", "bird-dog", "chin-tuck")),
    purpose=st.sampled_from(("strength", "mobility", "breathing", "warm-up")),
    breath=st.sampled_from(BREATHS),
    setup=st.integers(0, 90).map(lambda count: " ".join(["word"] * count)),
    home=st.sampled_from(("", "The bed will do.")),
    self_check=st.sampled_from(("", "In a mirror, both shoulders stay level.")),
)
prescriptions = st.builds(
    Prescription,
    exercise=exercises,
    dose=rep_doses | timed_doses,
    variant=st.sampled_from(("base", "easier", "harder")),
    warm_up=st.booleans(),
    counted=st.booleans(),
    first_side=st.sampled_from(("right", "left")),
    new=st.booleans(),
)
programmes = st.lists(prescriptions, max_size=3).map(tuple)
paced_programmes = st.lists(prescriptions.map(lambda one: replace(one, counted=False)), max_size=3)

gaps = st.sampled_from((0.0, 0.05, 0.15, 0.2, 1.0, 7.0, 33.3, 120.0)) | st.floats(0, 60)
makers = st.one_of(
    *(
        st.just(kind)
        for kind in (
            m.Tick, m.Suspended, m.Pause, m.Resume, m.UndoRep, m.GoOn, m.NextExercise, m.Back,
            m.Stop, m.CarryOn,
        )
    ),
    *(st.just(kind) for kind in (m.Tick, m.Resume, m.CarryOn, m.RepDone, m.RepDone, m.RepDone)),
)  # fmt: skip
makes = st.one_of(
    makers.map(lambda kind: (kind, ())),
    st.tuples(st.just(m.AddTime), st.tuples(st.sampled_from((10.0, -10.0, -3.3)))),
    st.tuples(st.just(m.Replace), st.tuples(prescriptions)),
    st.tuples(st.just(m.Answer), st.tuples(st.sampled_from((0, 7, 11, True, False)))),
)


@st.composite
def courses(draw: st.DrawFn, *, without: tuple[type[Event], ...] = ()) -> list[Event]:
    """Events in order of time; the last one lets an hour pass or leaves."""
    at = draw(st.floats(0, 1e6))
    events: list[Event] = [m.Tick(at)]
    for gap, (kind, arguments) in draw(st.lists(st.tuples(gaps, makes), max_size=25)):
        at += gap
        if kind not in without:
            events.append(kind(at, *arguments))
    events.append(draw(st.sampled_from((m.Tick, m.Leave)))(at + 3600))
    return events


def with_ticks(events: list[Event], shares: list[float]) -> list[Event]:
    """The same course with ticks between its events; none before a suspension."""
    finer = [events[0]]
    for before, event in pairwise(events):
        if not isinstance(event, m.Suspended):
            span = event.at - before.at
            finer += [m.Tick(before.at + share * span) for share in sorted(shares)]
        finer.append(event)
    return finer


QUIET: dict[str, Any] = {"purpose": "mobility"}


def now(session: Session) -> tuple[str, int, str]:
    step = session.steps[session.position]
    return step.kind.value, step.number, step.side


SIDES: tuple[Literal["right", "left"], ...] = ("right", "left")
quick = settings(max_examples=40, deadline=None)


def said(plan: Prescription, place: int = 1) -> list[tuple[float, str, str]]:
    step = compile_steps([plan])[place]
    return [(cue.at, cue.kind, cue.text) for cue in cues_of(step, plan, step.seconds)]


def texts(plan: Prescription, place: int, kind: str) -> list[tuple[float, str]]:
    return [(at, text) for at, one, text in said(plan, place) if one == kind]


def kinds(plan: Prescription, place: int) -> set[str]:
    return {kind for _, kind, _ in said(plan, place)}


def heard(session: Session, events: list[Event]) -> list[Cue]:
    cues: list[Cue] = []
    for event in events:
        before = session
        session, effects = advance(before, event)
        cues += due(before, session, effects)
    return cues
