"""What holds for every session and every course of events."""

from __future__ import annotations

from coach_builders import courses, paced_programmes, play, programmes, with_ticks
from hypothesis import given, settings
from hypothesis import strategies as st

from rehab_tui.coach import model as m
from rehab_tui.coach.engine import advance, begin, resume_at
from rehab_tui.coach.model import (
    Ended,
    Event,
    Prescription,
    SetFinished,
    Status,
    StepBegan,
    StepKind,
)
from rehab_tui.coach.timeline import WORK, covers, planned_seconds, step_of, windows_of

quick = settings(max_examples=40, deadline=None)
Plan = tuple[Prescription, ...]


@quick
@given(programmes, courses(), st.lists(st.floats(0, 1), min_size=1, max_size=4))
def test_many_small_ticks_equal_one_large_tick(
    plan: Plan, events: list[Event], shares: list[float]
) -> None:
    assert play(begin(plan), with_ticks(events, shares)) == play(begin(plan), events)


@quick
@given(paced_programmes, st.floats(0, 1e7), st.integers(1, 50))
def test_an_undisturbed_session_lasts_as_long_as_was_planned(
    plan: list[Prescription], start: float, ticks: int
) -> None:
    planned = planned_seconds(plan)
    times = [start + planned * tick / ticks for tick in range(ticks)]
    session, effects = play(begin(plan), [*map(m.Tick, times), m.Tick(start + planned + 1)])
    assert session.status is Status.FINISHED
    assert session.active == planned
    began = [effect for effect in effects if isinstance(effect, StepBegan)]
    assert [effect.step for effect in began] == list(session.steps)
    first = effects[0].at
    for effect, place in zip(began, range(len(began)), strict=True):
        before = sum(step.seconds or 0.0 for step in session.steps[:place])
        assert effect.at - first == before
    assert effects[-1].at - first == planned
    for item, one in enumerate(plan):
        for window in windows_of(one):
            assert any(covers(result, item, window) for result in session.results)


@quick
@given(programmes, courses())
def test_time_counts_only_while_it_runs(plan: Plan, events: list[Event]) -> None:
    session, before = begin(plan), 0.0
    for event in events:
        running = session.status is Status.RUNNING and not isinstance(event, m.Suspended)
        moment = session.moment
        session, effects = advance(session, event)
        gained, before = session.active - before, session.active
        if moment is None or not running:
            assert gained == 0
        elif session.status is not Status.FINISHED:
            assert session.moment is not None
            assert gained == session.moment - moment
        else:
            assert gained == effects[-1].at - moment


@quick
@given(programmes, courses(without=(m.Back, m.Replace)))
def test_the_place_only_goes_forward_without_back(plan: Plan, events: list[Event]) -> None:
    session, position = begin(plan), 0
    for event in events:
        session, _ = advance(session, event)
        assert session.position >= position
        position = session.position


@quick
@given(programmes, courses(without=(m.Back,)))
def test_a_swap_never_goes_back_to_another_set(plan: Plan, events: list[Event]) -> None:
    session, place = begin(plan), (0, 0)
    for event in events:
        session, _ = advance(session, event)
        step = step_of(session)
        if step is not None and step.kind is not StepKind.CHECK:
            assert (step.item, step.number) >= place
            place = step.item, step.number


@quick
@given(programmes, courses())
def test_effects_come_in_order_and_the_end_comes_once(plan: Plan, events: list[Event]) -> None:
    session, effects = play(begin(plan), [*events, m.Leave(1e9), m.Tick(1e9), m.Leave(1e9)])
    ends = [effect for effect in effects if isinstance(effect, Ended)]
    assert ends == list(effects[-1:])
    assert len(ends) == 1
    assert ends[0].how == session.status
    assert [effect.at for effect in effects] == sorted(effect.at for effect in effects)


@quick
@given(programmes, courses())
def test_results_are_unique_and_real(plan: Plan, events: list[Event]) -> None:
    session, effects = play(begin(plan), events)
    keys = [(result.item, result.number, result.side) for result in session.results]
    assert len(keys) == len(set(keys))
    for result in session.results:
        if result.reps is not None:
            assert result.reps_prescribed is not None
            assert 1 <= result.reps <= result.reps_prescribed
            assert result.seconds is result.seconds_prescribed is None
        else:
            assert result.seconds is not None
            assert result.seconds >= 1
    written = {
        (result.item, result.number, result.side): result
        for effect in effects
        if isinstance(effect, SetFinished)
        for result in effect.results
    }
    assert written == dict(zip(keys, session.results, strict=True))


@quick
@given(programmes, courses(without=(m.Back, m.Replace)))
def test_no_set_is_written_twice_nor_more_than_prescribed(plan: Plan, events: list[Event]) -> None:
    session, effects = play(begin(plan), events)
    written = [
        result for effect in effects if isinstance(effect, SetFinished) for result in effect.results
    ]
    assert written == list(session.results)
    prescribed = {
        (item, window.number, side)
        for item, one in enumerate(plan)
        for window in windows_of(one)
        for side in (("right", "left") if window.side == "alternate" else (window.side,))
    }
    assert {(one.item, one.number, one.side) for one in written} <= prescribed


@quick
@given(programmes, courses())
def test_back_never_takes_a_result_away(plan: Plan, events: list[Event]) -> None:
    session = begin(plan)
    keys: set[object] = set()
    for event in events:
        session, _ = advance(session, event)
        now: set[object] = {(one.item, one.number, one.side) for one in session.results}
        assert keys <= now
        keys = now


@quick
@given(programmes, courses(without=(m.Replace,)))
def test_resuming_never_repeats_a_finished_window(plan: Plan, events: list[Event]) -> None:
    done = play(begin(plan), events)[0].results
    session, effects = play(resume_at(plan, done), [m.Tick(0.0), m.Resume(0.0)])
    for at in range(1, 200):
        session, more = play(session, [m.GoOn(at), m.Tick(at + 0.5)])
        effects += more
    finished = {
        (item, window.number, window.side)
        for item, one in enumerate(plan)
        for window in windows_of(one)
        if any(covers(result, item, window) for result in done)
    }
    begun = [
        (effect.step.item, effect.step.number, effect.step.side)
        for effect in effects
        if isinstance(effect, StepBegan) and effect.step.kind in WORK
    ]
    assert not finished & set(begun)
    last = max(((one.item, one.number) for one in done), default=(0, 0))
    assert all(place[:2] >= last for place in begun)
    assert session.status is Status.FINISHED
