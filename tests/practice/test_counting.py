"""By key or by tempo: chosen with a key, kept in the journal, and used the next time."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from practice_stage import Stage, a_stage, catalogue, finished

from rehab_tui.coach import model as m
from rehab_tui.coach.engine import STRAY_SECONDS, begin
from rehab_tui.coach.model import Prescription, StepKind
from rehab_tui.errors import BusyError
from rehab_tui.journal import undo
from rehab_tui.journal.records import ProfileAnswer, SessionRecord
from rehab_tui.practice import cut_short, sessions
from rehab_tui.practice.keeping import JournalKeeper
from rehab_tui.practice.player import Player
from rehab_tui.practice.profile import answers, change, remember_counting
from rehab_tui.practice.unkept import RETRY_SECONDS
from rehab_tui.programme.counting import as_chosen
from rehab_tui.programme.profile import read_profile

stage = a_stage

ONE = "heel-raise"
BREATH = "pursed-lip-breathing"


def playing(stage: Stage, *exercises: str) -> tuple[SessionRecord, Player]:
    today, record = stage.begin(*exercises)
    player = sessions.player_for(stage.practice, record, begin(today.prescriptions))
    player.tick()
    return record, player


def counted(stage: Stage, *exercises: str) -> list[bool]:
    return [one.counted for one in stage.today(*exercises).prescriptions]


def test_the_choice_holds_for_the_next_session_and_for_its_exercise_alone(stage: Stage) -> None:
    record, player = playing(stage, ONE, "glute-bridge")
    assert counted(stage, ONE) == [False]
    assert player.recount()
    assert player.session.prescriptions[0].counted
    assert counted(stage, ONE, "glute-bridge", BREATH) == [True, False, False]
    programme = stage.today().prescriptions
    assert {p.exercise.id for p in programme if p.counted} <= {ONE}
    sessions.end(stage.practice, record, "finished", 60)
    stage.days(1)
    _, player = playing(stage, ONE)
    assert player.session.steps[1].seconds is None, "it waits for the key from the start"
    player.recount()
    assert counted(stage, ONE) == [False]


def test_in_the_programme_too(stage: Stage) -> None:
    chosen = next(p.exercise.id for p in stage.today().prescriptions if p.dose.reps)
    remember_counting(stage.practice, chosen, by_key=True)
    assert [p.exercise.id for p in stage.today().prescriptions if p.counted] == [chosen]


def test_undo_takes_it_back_and_the_session_before_it(stage: Stage) -> None:
    record, player = playing(stage, ONE)
    player.recount()
    newest = undo.undo(stage.journal)
    assert newest is not None
    assert (newest.label, newest.entries) == ("chose how to count", 1)
    assert counted(stage, ONE) == [False]
    assert stage.journal.get(SessionRecord, record.id) is not None


def test_the_profile_shows_it_in_words_and_clears_it(stage: Stage) -> None:
    remember_counting(stage.practice, ONE, by_key=True)
    remember_counting(stage.practice, "cat-cow", by_key=False)
    shown = {f"counted.{ONE}": "by key", "counted.cat-cow": "by tempo"}
    assert answers(stage.practice) == shown
    assert change(stage.practice, [], [f"counted.{ONE}"]) == [f"cleared: counted.{ONE}"]
    assert counted(stage, ONE) == [False]


def test_what_is_no_answer_is_passed_over() -> None:
    told = {"counted.a": "key", "counted.b": "tempo", "counted.c": "yes", "counted": "key"}
    assert read_profile(told).counted == {"a": True, "b": False}


def test_what_takes_its_place_is_counted_as_it_was_chosen(stage: Stage) -> None:
    remember_counting(stage.practice, "wall-sit", by_key=True)
    other = next(e for e in catalogue().exercises.values() if e.dose.reps and e.id != ONE)
    remember_counting(stage.practice, other.id, by_key=True)
    _, player = playing(stage, ONE)
    player.replace(Prescription(other, other.dose, instead_of=ONE))
    assert player.session.prescriptions[0].counted
    first = stage.today(ONE).prescriptions[0]
    player.replace(first)
    assert not player.session.prescriptions[0].counted
    player.recount()
    player.replace(replace(player.session.prescriptions[0], variant="easier"))
    assert player.session.prescriptions[0].counted, "an easier way is counted as before"


def test_a_choice_that_can_not_be_written_now_is_written_later(stage: Stage) -> None:
    today, record = stage.begin(ONE)

    class Busy(JournalKeeper):
        busy = True

        def counted(self, exercise: str, by_key: bool) -> None:
            if self.busy:
                raise BusyError("somebody else is writing")
            super().counted(exercise, by_key)

    keeper = Busy(stage.practice, record)
    player = sessions.player_for(stage.practice, record, begin(today.prescriptions), keeper)
    player.tick()
    player.recount()
    assert player.trouble is not None
    assert counted(stage, ONE) == [False]
    keeper.busy = False
    stage.clock.advance(RETRY_SECONDS)
    player.tick()
    assert player.trouble is None
    assert counted(stage, ONE) == [True]


def test_where_nothing_is_left_to_count_nothing_is_kept(stage: Stage) -> None:
    _, player = playing(stage, BREATH)
    assert player.recount() == ()
    _, player = playing(stage, ONE)
    player.send(m.Stop)
    player.recount()
    player.send(m.CarryOn)
    player.send(m.Resume)
    stage.clock.advance(STRAY_SECONDS)  # before that a key that goes on is one pressed too often
    while player.view.kind is not StepKind.CHECK:
        player.send(m.GoOn)
    player.recount()
    assert not stage.journal.entries(ProfileAnswer)
    while not player.over:
        player.send(m.GoOn)
    assert player.recount() == ()


def test_a_preview_remembers_nothing(stage: Stage) -> None:
    today = stage.today(ONE)
    player = Player(begin(today.prescriptions), stage.clock, catalogue())
    player.tick()
    player.recount()
    assert player.session.prescriptions[0].counted
    assert not stage.journal.entries(ProfileAnswer)


def test_a_session_that_was_cut_short_right_after_the_choice_goes_on_with_it(
    stage: Stage,
) -> None:
    today, record = stage.begin(ONE, "glute-bridge")
    sessions.save_sets(stage.practice, record, finished(today, 0))
    remember_counting(stage.practice, ONE, by_key=True)
    found = cut_short.unfinished(stage.practice)
    assert found is not None
    assert [one.counted for one in found.prescriptions] == [True, False]
    step = found.resumed.steps[found.resumed.position + 1]
    assert (step.kind, step.number, step.seconds) == (StepKind.SET, 2, None)


@given(
    st.lists(st.sampled_from(sorted(catalogue().exercises)), max_size=6),
    st.dictionaries(st.sampled_from(sorted(catalogue().exercises)), st.booleans()),
)
def test_the_rule_changes_nothing_but_the_way_of_counting(
    names: list[str], chosen: dict[str, bool]
) -> None:
    known = catalogue().exercises
    wanted = tuple(Prescription(known[name], known[name].dose) for name in names)
    laid = as_chosen(wanted, chosen)
    assert tuple(replace(one, counted=False) for one in laid) == wanted
    for one in laid:
        assert one.counted is (one.dose.reps is not None and chosen.get(one.exercise.id, False))
    assert as_chosen(laid, chosen) == laid
