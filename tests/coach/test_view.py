from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from coach_builders import BREATHS, after, courses, prescription, programmes, put, reps, seconds
from coach_builders import started as start
from hypothesis import given, settings
from hypothesis import strategies as st

from rehab_tui.catalogue.model import Breath, Dose
from rehab_tui.coach import model as m
from rehab_tui.coach.breathing import Flow, stretches
from rehab_tui.coach.cues import cues_of
from rehab_tui.coach.engine import advance, begin, resume_at
from rehab_tui.coach.model import Event, Prescription, Session, Status, StepKind
from rehab_tui.coach.timeline import compile_steps, length_of
from rehab_tui.coach.view import BreathNow, RepNow, View, calm_breath, look, rep_at

quick = settings(max_examples=40, deadline=None)


def in_set(plan: Prescription, passed: float) -> View:
    """The view `passed` seconds into the first set."""
    return look(after(start(plan), 10 + passed))


def flows(plan: Prescription, place: int = 1) -> list[tuple[str, float]]:
    step = compile_steps([plan])[place]
    return [(one.flow, one.seconds) for one in stretches(step, plan, step.seconds)]


def test_get_ready_counts_down_and_breathes_easily() -> None:
    session = start(prescription(reps(10, sides="each")), prescription(reps()))
    view = look(session)
    assert (view.kind, view.item, view.number, view.sets) == (StepKind.READY, 0, 1, 1)
    assert (view.side, view.rep, view.reps, view.phase) == ("right", None, None, None)
    assert (view.count, view.left, view.last_three) == (10, 10.0, None)
    assert (view.breath.air, view.figure_position, view.share) == ("easy", 0, 0)
    assert view.next_item == 1
    late = look(after(session, 7.5))
    assert (late.count, late.last_three, late.figure_seconds) == (3, 3, 7.5)
    assert look(after(session, 9.2)).last_three == 1


def test_before_the_first_event_the_first_step_is_shown() -> None:
    view = look(begin([prescription(reps())]), at=1e9)
    assert (view.kind, view.left, view.status) == (StepKind.READY, 10.0, Status.RUNNING)


@pytest.mark.parametrize(
    ("passed", "rep", "phase", "position"),
    [
        (0.0, 1, "effort", 0.0),
        (1.0, 1, "effort", 0.5),
        (2.0, 1, "hold", 1.0),
        (4.5, 1, "return", 0.5),
        (6.0, 2, "effort", 0.0),
        (17.9, 3, "return", 0.1 / 3),
    ],
)
def test_a_rep_goes_through_its_phases(
    passed: float, rep: int, phase: str, position: float
) -> None:
    view = in_set(prescription(reps(3)), passed)
    assert (view.rep, view.reps, view.count, view.phase) == (rep, 3, rep, phase)
    assert view.figure_position == pytest.approx(position, abs=1e-5)
    assert view.left == pytest.approx(18 - passed, abs=1e-5)


@pytest.mark.parametrize(
    ("plan", "half"),
    [
        (prescription(reps(6)), 18),
        (prescription(reps(7)), 24),
        (prescription(Dose(seconds=20)), 10),
        (prescription(Dose(seconds=21)), 10.5),
    ],
)
def test_the_middle_is_shown_when_it_is_told(plan: Prescription, half: float) -> None:
    length = in_set(plan, 0).left
    assert length is not None
    told = next(
        c.at for c in cues_of(compile_steps([plan])[1], plan, length) if c.kind == "halfway"
    )
    assert told == pytest.approx(half, abs=1e-5)
    assert [in_set(plan, half + d).halfway for d in (-0.1, 0.0, 3.9, 4.1)] == [0, 1, 1, 0]


@pytest.mark.parametrize("plan", [prescription(reps(5)), prescription(Dose(seconds=19))])
def test_of_little_nobody_needs_to_know_the_middle(plan: Prescription) -> None:
    assert not any(in_set(plan, second / 4).halfway for second in range(120))


def test_a_phase_of_no_seconds_is_left_out() -> None:
    view = in_set(prescription(reps(3, tempo=(2, 0, 2))), 2.0)
    assert (view.phase, view.figure_position) == ("return", 1.0)
    view = in_set(prescription(reps(3, tempo=(2, 0, 0))), 2.0)
    assert (view.rep, view.phase) == (2, "effort")


def test_a_long_hold_in_a_rep_counts_its_seconds() -> None:
    plan = prescription(reps(2, tempo=(3, 20, 3)))
    assert in_set(plan, 2).count == 1
    assert in_set(plan, 3).count == 20
    assert in_set(plan, 22.5).count == 1
    assert in_set(prescription(reps(2, tempo=(2, 3, 2))), 3).count == 1


def test_alternate_reps_name_their_side() -> None:
    plan = prescription(reps(2, sides="alternate"))
    seen = [in_set(plan, passed) for passed in (0.0, 6.0, 12.0, 18.0)]
    assert [(view.side, view.rep, view.reps) for view in seen] == [
        ("right", 1, 2),
        ("left", 1, 2),
        ("right", 2, 2),
        ("left", 2, 2),
    ]
    assert in_set(replace(plan, first_side="left"), 0).side == "left"
    assert look(start(plan)).side == "right"


def test_a_counted_set_shows_what_was_counted_and_loops_its_figure() -> None:
    session = put(start(prescription(reps(9), counted=True)), m.GoOn)
    session = after(put(session, m.RepDone), 3 + 6 * 20)
    view = look(session)
    assert (view.count, view.rep, view.reps, view.left, view.phase) == (1, 2, 9, None, None)
    assert (view.breath.air, view.figure_position) == ("easy", 1.0)
    assert view.total_left == pytest.approx(8 * 6 + 14)


def test_a_counted_alternate_set_changes_sides_with_the_count() -> None:
    session = put(start(prescription(reps(2, sides="alternate"), counted=True)), m.GoOn)
    seen = [look(session)]
    for at in (1.0, 2.0, 3.0):
        session, _ = advance(session, m.RepDone(200.0 + at))
        seen.append(look(session))
    assert [(view.side, view.rep, view.count) for view in seen] == [
        ("right", 1, 0),
        ("left", 1, 1),
        ("right", 2, 1),
        ("left", 2, 2),
    ]


def test_a_timed_hold_settles_and_counts_down() -> None:
    plan = prescription(seconds(30))
    assert in_set(plan, 1).figure_position == 0.5
    view = in_set(plan, 27.5)
    assert (view.count, view.last_three, view.figure_position) == (3, 3, 1)
    assert (view.rep, view.reps, view.breath.air) == (None, None, "easy")


def test_rest_and_questions_show_the_figure_at_its_start() -> None:
    session = after(start(prescription(reps(1, sets=2, rest=30))), 17)
    view = look(session)
    assert (view.kind, view.number, view.count, view.figure_position) == ("rest", 2, 29, 0)
    check = look(after(session, 29 + 6))
    assert (check.kind, check.count, check.last_three) == ("check", 7, None)


def test_breathing_follows_its_pattern() -> None:
    plan = prescription(seconds(64, pattern=(4, 4, 4, 4)), purpose="breathing")
    seen = [in_set(plan, passed).breath for passed in (1.0, 5.0, 10.0, 15.0, 17.0)]
    assert [breath.air for breath in seen] == ["in", "hold", "out", "hold", "in"]
    assert [breath.lungs for breath in seen] == [0.25, 1.0, 0.5, 0.0, 0.25]
    assert (seen[0].share, seen[0].left) == (0.25, 3.0)
    assert in_set(plan, 1).figure_position == 0.25
    assert in_set(plan, 62).last_three is None


def test_added_time_goes_on_breathing() -> None:
    plan = prescription(seconds(20, pattern=(4, 0, 6, 0)), purpose="breathing")
    session = put(after(start(plan), 10 + 15), m.AddTime, 10.0)
    assert look(after(session, 6)).breath.air == "in"


def test_the_breath_of_a_rep_follows_the_record() -> None:
    assert flows(prescription(reps(2))) == [
        ("out", 2), ("easy", 1), ("in", 3), ("out", 2), ("easy", 1), ("in", 3),
    ]  # fmt: skip


def test_two_phases_of_one_breath_are_one() -> None:
    plan = prescription(reps(2, tempo=(2, 3, 3)), breath=BREATHS[1])
    assert flows(plan) == [("out", 2), ("in", 3), ("out", 5), ("in", 3), ("out", 3)]


def test_a_short_rep_shares_a_breath_with_the_next() -> None:
    plan = prescription(reps(3, tempo=(1, 1, 1)))
    assert flows(plan) == [("in", 3), ("out", 3), ("in", 3)]
    assert flows(prescription(reps(2, tempo=(2, 0, 2)))) == [("out", 2), ("in", 2)] * 2


def test_natural_breathing_stays_natural() -> None:
    for tempo in ((1.0, 0.0, 1.0), (2.0, 1.0, 3.0)):
        plan = prescription(reps(3, tempo=tempo), breath=BREATHS[3])
        assert {flow for flow, _ in flows(plan)} == {"easy"}


def test_a_long_hold_is_never_held_nor_one_long_breath() -> None:
    plan = prescription(reps(1, tempo=(2, 5.5, 2)), breath=Breath("Out.", "out", "out", "in"))
    assert flows(plan) == [("out", 2), ("easy", 5.5), ("in", 2)]
    plan = prescription(reps(1, tempo=(2, 5, 2)), breath=Breath("Out.", "out", "out", "in"))
    assert flows(plan) == [("out", 7), ("in", 2)]


def test_nobody_breathes_out_all_the_time() -> None:
    plan = prescription(reps(9), breath=BREATHS[4])
    assert {flow for flow, _ in flows(plan)} == {"easy"}


def test_easy_breathing_between_two_breaths_out_fills_the_lungs() -> None:
    plan = prescription(reps(2), breath=Breath("Out while pressing.", "out"))
    assert [in_set(plan, passed).breath.lungs for passed in (0, 1, 2, 4, 6)] == [1, 0.5, 0, 0.5, 1]
    assert in_set(plan, 11).breath.lungs == 0


def test_looking_ahead_moves_only_what_runs_and_never_past_the_end() -> None:
    session = after(start(prescription(reps(2)), at=0.0), 12)
    assert look(session, at=13.0).figure_seconds == 3
    assert look(session, at=5.0).figure_seconds == 2
    end = look(session, at=999.0)
    assert (end.rep, end.phase, end.left, end.figure_position) == (2, "return", 0, 0)
    assert look(put(session, m.Pause), at=13.0).figure_seconds == 2
    assert look(put(session, m.Stop), at=13.0).figure_seconds == 2


def test_the_share_and_the_time_left_are_of_the_whole_session() -> None:
    plan = (prescription(reps(5)), prescription(reps(5)))
    session = start(*plan)
    assert look(session).total_left == 10 + 30 + 7 + 7 + 7 + 30 + 14
    half = look(after(session, 52.5))
    assert (half.total_left, half.share) == (52.5, 0.5)


def test_added_time_is_part_of_what_is_left() -> None:
    session = put(after(start(prescription(seconds(30), purpose="mobility")), 15), m.AddTime, 10.0)
    view = look(session)
    assert (view.left, view.total_left, view.share) == (35, 42, 15 / 57)


def test_after_the_end_there_is_nothing_left() -> None:
    view = look(after(start(prescription(reps(1))), 1e4))
    assert (view.status, view.step, view.share, view.total_left) == (Status.FINISHED, None, 1, 0)
    empty = look(resume_at([], []))
    assert (empty.kind, empty.item, empty.breath.air) == (None, None, "easy")


@quick
@given(programmes, courses(), st.floats(0, 50))
def test_every_moment_has_a_picture(
    plan: tuple[Prescription, ...], events: list[Event], ahead: float
) -> None:
    session = begin(plan)
    for event in events:
        session, _ = advance(session, event)
        view = look(session, event.at + ahead)
        assert 0 <= view.share <= 1
        assert 0 <= view.figure_position <= 1
        assert 0 <= view.breath.share <= 1
        assert 0 <= view.breath.lungs <= 1
        assert view.total_left >= 0
        assert view.left is None or view.left >= 0
        if view.kind is StepKind.SET:
            assert view.rep is not None
            assert view.reps is not None
            assert 1 <= view.rep <= view.reps
        else:
            assert (view.rep, view.phase) == (None, None)


def pictures(session: Session, step: float, count: int) -> list[View]:
    assert session.moment is not None
    return [look(session, session.moment + step * place) for place in range(count)]


@quick
@given(programmes, st.integers(0, 20), st.floats(0.01, 0.2))
def test_breath_and_figure_never_jump_within_a_step(
    plan: tuple[Prescription, ...], skipped: int, step: float
) -> None:
    session = advance(begin(plan), m.Tick(0.0))[0]
    for _ in range(skipped):
        session = put(session, m.GoOn)
    if session.status is Status.FINISHED:
        return
    one = session.prescriptions[session.steps[session.position].item]
    dose = one.dose
    shortest = min(seconds for seconds in (*_parts(dose), 2.0) if seconds > 0)
    room = step / shortest + 1e-5
    for before, now in pairwise(pictures(session, step, 60)):
        assert abs(now.breath.lungs - before.breath.lungs) <= 2 * room
        assert now.share >= before.share
        if length_of(session) is not None:
            assert now.total_left <= before.total_left + 1e-9
        if dose.pattern is None and dose.tempo is not None and dose.tempo[2] > 0:
            assert abs(now.figure_position - before.figure_position) <= 2 * room


def _parts(dose: Dose) -> tuple[float, ...]:
    return dose.pattern or dose.tempo or (2.0,)


@quick
@given(programmes)
def test_the_breath_fills_every_paced_step_without_a_gap(plan: tuple[Prescription, ...]) -> None:
    for step in compile_steps(plan):
        made = stretches(step, plan[step.item], step.seconds)
        if not made:
            continue
        assert made[0].start == 0
        assert made[-1].end == pytest.approx(step.seconds)
        for before, now in pairwise(made):
            assert now.start == pytest.approx(before.end)
            assert now.flow != before.flow
            assert now.lungs[0] == before.lungs[1]
        held = [one for one in made if one.flow == "hold"]
        assert not held or step.kind is StepKind.BREATHE


@pytest.mark.parametrize(
    ("passed", "air", "share", "left", "lungs"),
    [
        (-3.0, "in", 0.0, 4.0, 0.0),
        (0.0, "in", 0.0, 4.0, 0.0),
        (1.0, "in", 0.25, 3.0, 0.25),
        (4.0, "out", 0.0, 6.0, 1.0),
        (7.0, "out", 0.5, 3.0, 0.5),
        (10.0, "in", 0.0, 4.0, 0.0),
        (25.5, "out", 0.25, 4.5, 0.75),
    ],
)
def test_a_calm_breath_is_four_seconds_in_and_six_out(
    passed: float, air: Flow, share: float, left: float, lungs: float
) -> None:
    assert calm_breath(passed) == BreathNow(air, share, left, lungs)


def test_nothing_is_left_after_the_end() -> None:
    session = put(after(start(prescription(reps(1))), 12), m.Leave)
    over = look(begin([]))
    assert (over.step, over.item, over.kind, over.prescription) == (None, None, None, None)
    assert (over.number, over.sets, over.side, over.halfway) == (0, 0, "both", False)
    assert (over.figure_position, over.figure_seconds, over.breath) == (0.0, 0.0, BreathNow())
    assert (over.rep, over.reps, over.phase, over.count, over.left) == (None,) * 5
    assert (over.next_item, over.last_three) == (None, None)
    assert look(session).status is Status.LEFT


def test_the_last_moment_of_a_set_belongs_to_its_last_rep() -> None:
    plan = prescription(reps(2))
    step = compile_steps([plan])[1]
    now = rep_at(step, plan.dose, 12.0)
    assert (now.index, now.phase, now.share, now.left) == (1, "return", 1.0, 0.0)
    assert rep_at(step, plan.dose, 11.0).left == 1.0
    counted = replace(step, seconds=None)
    assert rep_at(counted, plan.dose, 12.0) == RepNow(2, "effort", 0.0, 2.0)


def test_three_two_one_are_the_last_three_seconds() -> None:
    session = start(prescription(reps(2)))
    seen = [look(after(session, passed)).last_three for passed in (6.9, 7.0, 8.0, 9.0, 9.9)]
    assert seen == [None, 3, 2, 1, 1]
    assert in_set(prescription(reps(2)), 11.0).last_three is None, "a set is counted in reps"


def test_a_counted_set_is_as_far_as_its_reps() -> None:
    plan = prescription(reps(4, rest=0), counted=True)
    session = put(start(plan), m.GoOn)
    whole = look(session).total_left
    half = look(put(after(put(session, m.RepDone), 1), m.RepDone))
    assert half.share > look(session).share
    assert half.total_left == pytest.approx(whole - 12)
