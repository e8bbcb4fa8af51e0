from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from practice_stage import START, Stage, catalogue

from rehab_tui.catalogue.model import Equipment, Exercise
from rehab_tui.clock import ManualClock
from rehab_tui.coach import model as m
from rehab_tui.coach.engine import begin
from rehab_tui.coach.model import Prescription, SetFinished, Status, StepKind
from rehab_tui.errors import BusyError
from rehab_tui.journal.records import Pain, SessionRecord, SetRecord
from rehab_tui.practice.keeping import JournalKeeper
from rehab_tui.practice.player import CLOCKS_APART, LONGEST_TICK, Player
from rehab_tui.practice.unkept import RETRY_SECONDS
from rehab_tui.programme.choose import choose
from rehab_tui.programme.flare import calm_list
from rehab_tui.programme.profile import Profile


class Notebook:
    """A keeper that remembers, and that can be made to fail."""

    def __init__(self) -> None:
        self.kept: list[tuple[str, int]] = []
        self.busy = False

    def sets(self, finished: SetFinished) -> None:
        if self.busy:
            raise BusyError("somebody else is writing")
        self.kept += [(finished.prescription.exercise.id, r.number) for r in finished.results]

    def rated(self, exercise: str, rating: m.Rated) -> None:
        if self.busy:
            raise BusyError("somebody else is writing")
        self.kept.append((f"{rating.question} {exercise}", int(rating.value)))

    def counted(self, exercise: str, by_key: bool) -> None:
        if self.busy:
            raise BusyError("somebody else is writing")
        self.kept.append((f"counted {exercise}", int(by_key)))

    def hurt(self, exercise: str) -> None:
        if self.busy:
            raise BusyError("somebody else is writing")
        self.kept.append(("hurt", len(exercise)))


def known(name: str) -> Exercise:
    return catalogue().exercises[name]


def of(*names: str) -> tuple[Prescription, ...]:
    return tuple(Prescription(known(name), known(name).dose) for name in names)


class Play:
    """A player over a clock that moves only when told."""

    def __init__(self, *names: str, keeper: Notebook | None = None, **options: Any) -> None:
        self.clock = ManualClock(START)
        self.notes = keeper
        self.player = Player(
            begin(of(*names)), self.clock, catalogue(), frozenset(), keeper, **options
        )
        self.player.tick()

    def pass_(self, seconds: float, tick: float = 1.0) -> None:
        for _ in range(round(seconds / tick)):
            self.clock.advance(tick)
            self.player.tick()

    def until(self, kind: StepKind) -> None:
        for _ in range(5000):
            step = self.player.view.step
            if step is not None and step.kind is kind:
                return
            self.pass_(0.5, 0.5)
        raise AssertionError(kind)


# --- time


def test_a_session_plays_to_its_end_and_keeps_everything() -> None:
    play = Play("heel-raise", keeper=Notebook())
    play.pass_(400)
    assert play.player.over
    assert play.player.session.status is Status.FINISHED
    assert play.notes is not None
    assert play.notes.kept == [("heel-raise", 1), ("heel-raise", 2)]
    assert play.player.tick() == ()
    assert play.player.next_moment() is None


@pytest.mark.parametrize(("late", "slept"), [(LONGEST_TICK, False), (LONGEST_TICK + 0.1, True)])
def test_a_late_tick_means_that_the_machine_slept(late: float, slept: bool) -> None:
    play = Play("heel-raise")
    play.pass_(5)
    active = play.player.session.active
    play.clock.advance(late)
    play.player.tick()
    assert play.player.slept is slept
    assert (play.player.session.status is Status.PAUSED) is slept
    assert play.player.session.active == pytest.approx(active + (0 if slept else late), abs=1e-5)


@pytest.mark.parametrize("way", [1, -1])
@pytest.mark.parametrize(("apart", "slept"), [(CLOCKS_APART, False), (CLOCKS_APART + 0.1, True)])
def test_clocks_that_disagree_mean_it_too(apart: float, slept: bool, way: int) -> None:
    play = Play("heel-raise")
    play.clock.shift_wall(way * apart)
    play.clock.advance(1)
    play.player.tick()
    assert play.player.slept is slept
    play.clock.advance(1)
    play.player.tick()
    assert not play.player.slept, "said once"


def test_a_pause_may_last_as_long_as_it_likes() -> None:
    play = Play("heel-raise")
    play.player.toggle_pause()
    play.clock.advance(3600)
    play.player.tick()
    assert not play.player.slept
    play.player.toggle_pause()
    assert play.player.session.status is Status.RUNNING


def test_a_key_after_a_sleep_finds_the_session_paused() -> None:
    play = Play("heel-raise")
    play.pass_(2)
    play.clock.advance(100)
    effects = play.player.send(m.Stop)
    assert play.player.slept
    assert play.player.session.status is Status.STOPPED
    assert effects == ()
    assert play.player.session.active == pytest.approx(2, abs=1e-5)


def test_a_preview_saves_nothing_and_never_sleeps() -> None:
    play = Play("heel-raise", longest_tick=float("inf"))
    play.clock.advance(200)
    play.player.tick()
    assert not play.player.slept
    play.clock.advance(300)
    play.player.tick()
    play.player.keep()
    assert play.player.over
    assert play.player.trouble is None


def test_the_next_moment_is_the_next_cue_or_the_steps_end() -> None:
    clock = ManualClock(START)
    player = Player(begin(of("heel-raise")), clock, catalogue(), longest_tick=float("inf"))
    assert player.next_moment() is None, "not before the first tick"
    player.tick()
    times = []
    while not player.over:
        moment = player.next_moment()
        assert moment is not None
        assert moment > clock.monotonic()
        clock.advance(moment - clock.monotonic())
        player.tick()
        times.append(moment)
        assert len(times) < 500
    assert len(player.session.results) == 2
    assert times == sorted(times)
    player.take_cues()
    assert player.take_cues() == ()


def test_cues_are_handed_out_once_each_at_its_time() -> None:
    play = Play("heel-raise")
    play.pass_(200)
    cues = play.player.take_cues()
    assert cues
    assert [c.at for c in cues] == sorted(c.at for c in cues)
    assert play.player.take_cues() == ()


# --- keeping


def test_a_keeper_that_fails_keeps_the_results_and_tries_again() -> None:
    book = Notebook()
    play = Play("heel-raise", "neck-rotation", keeper=book)
    book.busy = True
    play.until(StepKind.REST)
    assert str(play.player.trouble) == "somebody else is writing"
    assert book.kept == []
    play.player.send(m.NextExercise)
    book.busy = False
    play.pass_(RETRY_SECONDS + 1)
    assert play.player.trouble is None
    assert book.kept == [("heel-raise", 1)]


def test_a_cue_is_heard_before_the_disk_is_waited_for() -> None:
    told: list[str] = []

    class Slow(Notebook):
        def sets(self, finished: SetFinished) -> None:
            told.append("written")

    play = Play("heel-raise", keeper=Slow())
    play.player.hear = lambda: told.extend(cue.kind for cue in play.player.take_cues())
    play.until(StepKind.REST)
    assert told.index("rest") < told.index("written")
    assert told.count("written") == 1
    assert not play.player.take_cues(), "each is heard once"


def test_what_failed_is_not_tried_at_every_tick() -> None:
    tries = []

    class Counting(Notebook):
        def sets(self, finished: SetFinished) -> None:
            tries.append(play.clock.monotonic())
            super().sets(finished)

    book = Counting()
    play = Play("heel-raise", keeper=book)
    book.busy = True
    play.until(StepKind.REST)
    play.pass_(5, 0.1)
    assert 4 <= len(tries) <= 7
    book.busy = False
    play.player.keep()
    assert book.kept == [("heel-raise", 1)]
    play.player.keep()
    assert len(book.kept) == 1


def test_results_are_written_in_order_and_with_their_own_exercise() -> None:
    book = Notebook()
    play = Play("wall-push-up", "neck-rotation", keeper=book)
    play.until(StepKind.CHECK)
    book.busy = True
    play.player.answer(True)
    assert play.player.view.step is not None
    assert play.player.view.step.question == "pain"
    play.player.answer(4)
    play.player.send(m.Back)
    play.player.send(m.Back)
    play.player.send(m.Back)
    swap = play.player.swaps()[0].prescription
    play.player.replace(swap)
    assert play.player.session.prescriptions[0].exercise.id == swap.exercise.id
    book.busy = False
    play.player.keep()
    rated = [("two_more wall-push-up", 1), ("pain wall-push-up", 4)]
    assert book.kept[:4] == [("wall-push-up", 1), ("wall-push-up", 2), *rated]


def test_the_journal_is_the_keeper(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    today, record = stage.begin("heel-raise", "pursed-lip-breathing")
    keeper = JournalKeeper(stage.practice, record)
    player = Player(
        begin(today.prescriptions), stage.clock, stage.practice.catalogue, frozenset(), keeper
    )
    player.tick()
    while not player.over:
        stage.clock.advance(1)
        player.tick()
        if player.view.step and player.view.step.question == "two_more":
            player.answer(False)
        elif player.view.step and player.view.step.question == "pain":
            player.answer(2)
    sets = stage.journal.entries(SetRecord)
    assert [(s.exercise, s.number, s.two_more) for s in sets] == [
        ("heel-raise", 1, None), ("heel-raise", 2, False), ("pursed-lip-breathing", 1, None),
    ]  # fmt: skip
    assert [(p.level, p.exercise) for p in stage.journal.entries(Pain)] == [(2, "heel-raise")]
    kept = stage.journal.get(SessionRecord, record.id)
    assert kept is not None
    assert kept.state == "running", "who drives the session writes its end"


# --- keys


def test_easier_and_back() -> None:
    play = Play("glute-bridge")
    play.until(StepKind.SET)
    gentle = play.player.easier()
    assert gentle is not None
    assert (gentle.variant, gentle.dose.reps) == ("easier", 6)
    play.player.replace(replace(gentle, counted=True))
    lower = play.player.easier()
    assert lower is not None
    assert lower.exercise.id == "pelvic-tilt"
    back = play.player.harder()
    assert back == replace(of("glute-bridge")[0], counted=True)


def test_an_easier_way_that_was_prescribed_is_as_hard_as_it_gets() -> None:
    gentle = replace(of("heel-raise")[0], variant="easier")
    player = Player(begin([gentle]), ManualClock(START), catalogue())
    player.tick()
    assert player.harder() is None


def test_easier_after_harder_is_the_prescribed_one() -> None:
    play = Play("heel-raise")
    for step in (play.player.harder, play.player.easier):
        other = step()
        assert other is not None
        play.player.replace(other)
    assert play.player.session.prescriptions == of("heel-raise")


def test_the_original_of_a_careful_way_may_be_taken_back() -> None:
    flags = frozenset({"osteoporosis"})
    careful = [
        (wanted, chosen)
        for exercise in catalogue().exercises.values()
        if exercise.care & flags and not exercise.avoid & flags
        for wanted in [Prescription(exercise, exercise.dose)]
        for chosen in choose([wanted], catalogue(), Profile(flags=flags)).prescriptions
        if chosen.exercise is exercise
    ]
    assert careful
    for wanted, chosen in careful:
        assert chosen.variant == "easier"
        for calm in (False, True):
            player = Player(
                begin([chosen]), ManualClock(START), catalogue(), flags, calm=calm
            )  # fmt: skip
            player.tick()
            back = player.harder()
            assert back == (None if calm else replace(wanted, warning=chosen.warning))
        forbidden = frozenset({*flags, *wanted.exercise.avoid})
        if wanted.exercise.avoid:
            player = Player(begin([chosen]), ManualClock(START), catalogue(), forbidden)
            player.tick()
            assert player.harder() is None


def test_a_calm_session_stays_on_its_list() -> None:
    doses = {exercise.id: dose for exercise, dose in calm_list(catalogue())}
    for name, dose in doses.items():
        one = Prescription(known(name), dose)
        calm = Player(begin([one]), ManualClock(START), catalogue(), calm=True)
        calm.tick()
        assert calm.harder() is None
        choices = calm.swaps()
        assert not any(choice.kind == "harder" for choice in choices)
        assert all(choice.prescription.exercise.id in doses for choice in choices)
        for swap in (choice.prescription for choice in choices):
            if swap.exercise.id == name:
                assert swap.dose == dose, "with another thing from the house"
                continue
            assert (swap.dose.reps or 0) <= (doses[swap.exercise.id].reps or 0)
            assert (swap.dose.seconds or 0) <= (doses[swap.exercise.id].seconds or 0)
            assert swap.dose.sets == 1
        easier = calm.easier()
        assert easier is None or easier.exercise.id in doses


def test_easier_does_not_repeat_what_is_in_the_session() -> None:
    alone, both = Play("thread-the-needle"), Play("thread-the-needle", "open-book")
    lower = alone.player.easier()
    assert lower is not None
    assert lower.exercise.id == "open-book"
    assert both.player.easier() is None


def test_harder_is_the_records_own() -> None:
    more = Play("heel-raise").player.harder()
    assert more is not None
    assert more.variant == "harder"


def test_swaps_leave_out_what_is_there() -> None:
    play = Play("neck-half-rolls", "neck-rotation")
    swaps = [choice.prescription for choice in play.player.swaps()]
    others = [one for one in swaps if one.exercise.id != "neck-half-rolls"]
    assert others
    assert "neck-rotation" not in {one.exercise.id for one in others}
    assert {one.instead_of for one in others} == {"neck-half-rolls"}


def test_what_is_barred_for_today_is_neither_swapped_in_nor_stepped_down_to() -> None:
    free = Play("thread-the-needle")
    offered = {choice.prescription.exercise.id for choice in free.player.swaps()}
    swaps = frozenset(offered - {"thread-the-needle"})  # with another thing from the house
    barred = Play("thread-the-needle", barred=swaps | {"open-book"})
    assert swaps
    assert not swaps & {choice.prescription.exercise.id for choice in barred.player.swaps()}
    lower = barred.player.easier()
    assert lower is None or lower.exercise.id not in swaps


def test_a_thing_from_the_house_changes_nothing_but_the_reason() -> None:
    play = Play("stick-shoulder-raise")
    (choice,) = [one for one in play.player.swaps() if one.kind == "no gear"]
    assert "a broom handle or an umbrella in place of the light stick" in choice.words
    assert replace(choice.prescription, reason=None) == of("stick-shoulder-raise")[0]
    play.player.replace(choice.prescription)
    assert all(one.kind != "no gear" for one in play.player.swaps()), "it is chosen already"


def test_what_comes_in_is_new_unless_it_is_known() -> None:
    for known_before, new in ((("scapular-squeeze",), False), ((), True)):
        play = Play("band-row", known=known_before)
        choices = {one.prescription.exercise.id: one for one in play.player.swaps()}
        assert choices["scapular-squeeze"].prescription.new is new


def test_down_twice_and_up_twice_is_where_it_was() -> None:
    for new in (False, True):
        one = replace(of("bird-dog")[0], new=new)
        player = Player(begin([one]), ManualClock(START), catalogue())
        player.tick()
        way = [one]
        for _ in range(2):
            lower = player.easier()
            assert lower is not None
            player.replace(lower)
            way.append(lower)
        assert [p.exercise.id for p in way] == ["bird-dog", "bird-dog", "cat-cow"]
        assert way[2].new, "nobody has done it yet"
        while len(way) > 1:
            upper = player.harder()
            way.pop()
            assert upper == way[-1]
            player.replace(upper)


def test_counting_by_key() -> None:
    play = Play("heel-raise", keeper=Notebook())
    play.until(StepKind.SET)
    counted = play.player.recounted()
    assert counted is not None
    assert counted.counted
    play.player.replace(counted)
    play.until(StepKind.SET)
    for _ in range(10):
        play.clock.advance(1)
        play.player.send(m.RepDone)
    assert play.notes is not None
    assert play.notes.kept == [("heel-raise", 1)]
    assert Play("pursed-lip-breathing").player.recounted() is None


def test_ten_seconds_more() -> None:
    play = Play("pursed-lip-breathing")
    before = play.player.view.left
    play.player.add_time(10)
    assert before is not None
    assert play.player.view.left == pytest.approx(before + 10, abs=1e-5)


def test_after_the_end_there_is_nothing_to_change() -> None:
    play = Play("pursed-lip-breathing")
    play.player.send(m.Leave)
    assert play.player.over
    player = Player(begin(()), ManualClock(START), catalogue())
    player.tick()
    assert player.over
    assert (player.easier(), player.harder(), player.recounted(), player.swaps()) == (
        None, None, None, [],
    )  # fmt: skip


# --- what hurt


def stopped_by_pain(play: Play) -> str:
    """A sharp pain in the present set, and on with the next exercise."""
    play.until(StepKind.SET)
    now = play.player.view.prescription
    assert now is not None
    play.player.send(m.Stop)
    play.player.bar(now.exercise.id)
    play.player.send(m.CarryOn)
    play.player.send(m.NextExercise)
    play.player.send(m.Resume)
    return now.exercise.id


def test_back_does_not_lead_into_what_hurt() -> None:
    play = Play("heel-raise", "glute-bridge", "cat-cow")
    assert not play.player.back_is_barred
    stopped_by_pain(play)
    assert play.player.back_is_barred
    for _ in range(3):
        play.player.send(m.Back)
        assert play.player.view.item == 1
        play.clock.advance(0.2)
    play.pass_(3)
    assert not play.player.back_is_barred, "to the start of this step"
    play.player.send(m.NextExercise)
    assert not play.player.back_is_barred
    play.player.send(m.Back)
    assert play.player.view.item == 1


def test_what_hurt_is_not_offered_again_in_this_session() -> None:
    play = Play("cat-cow", "bird-dog")
    play.player.replace(next(iter(play.player.swaps())).prescription)
    hurt = stopped_by_pain(play)
    offered = [choice.prescription for choice in play.player.swaps()]
    offered += [one for one in (play.player.easier(), play.player.harder()) if one is not None]
    assert hurt not in {one.exercise.id for one in offered}
    alone = Play("glute-bridge")
    gentle = alone.player.easier()
    assert gentle is not None
    alone.player.replace(gentle)
    lower = alone.player.easier()
    assert lower is not None
    alone.player.bar(lower.exercise.id)
    now = alone.player.easier()
    assert now is None or now.exercise.id != lower.exercise.id
    alone.player.replace(lower)
    alone.player.bar("glute-bridge")
    up = alone.player.harder()
    assert up is None or up.exercise.id != "glute-bridge", "nor is it the way back up"


def test_what_hurt_and_was_still_to_come_once_more_is_left_out() -> None:
    play = Play("heel-raise", "cat-cow", "heel-raise", "glute-bridge")
    stopped_by_pain(play)
    assert play.player.view.item == 1
    play.player.send(m.NextExercise)
    assert play.player.view.item == 3
    assert not play.player.back_is_barred
    play.player.send(m.Back)
    assert play.player.view.item == 1, "as if it had never been there"


# --- what there is nothing to change of


def test_at_a_question_there_is_nothing_to_change() -> None:
    play = Play("glute-bridge", "cat-cow")
    assert not play.player.asks
    play.until(StepKind.CHECK)
    player = play.player
    assert player.asks
    before = player.session
    assert (player.easier(), player.harder(), player.recounted(), player.swaps()) == (
        None, None, None, [],
    )  # fmt: skip
    assert player.recount() == ()
    assert player.session == before


def test_what_lacks_its_gear_never_comes_in() -> None:
    band = (Equipment("resistance band"),)
    names = ("lowest", "lower", "a", "upper", "other")
    bare = {name: replace(known("heel-raise"), id=name, name=name, easier=None, harder=None,
                          alternatives={}) for name in names}  # fmt: skip
    made = {
        name: one if name in ("lowest", "a") else replace(one, equipment=band)
        for name, one in bare.items()
    }
    small = replace(catalogue(), exercises=made, chains={"chain": names[:4]})
    for gear, comes in ((frozenset({"band"}), True), (None, True), (frozenset(), False)):
        gentle = Prescription(made["a"], made["a"].dose, variant="easier")
        player = Player(begin([gentle]), ManualClock(START), small, equipment=gear)
        player.tick()
        lower = player.easier()
        assert lower is not None
        assert lower.exercise.id == ("lower" if comes else "lowest")
        swaps = {choice.prescription.exercise.id for choice in player.swaps()}
        assert ("other" in swaps) is comes
        base = Player(begin([replace(gentle, variant="base")]), ManualClock(START), small,
                      equipment=gear)  # fmt: skip
        base.tick()
        assert (base.harder() is not None) is comes


def test_a_calm_way_down_has_its_calm_dose_too() -> None:
    doses = {exercise.id: dose for exercise, dose in calm_list(catalogue())}
    seen = 0
    for name in doses:
        start = Prescription(known(name), known(name).dose, variant="easier")
        player = Player(begin([start]), ManualClock(START), catalogue(), calm=True)
        player.tick()
        lower = player.easier()
        for one in (lower, *(choice.prescription for choice in player.swaps())):
            if one is not None and one.exercise.id != name:
                seen += 1
                assert (one.dose.reps or 0) <= (doses[one.exercise.id].reps or 0)
                assert (one.dose.seconds or 0) <= (doses[one.exercise.id].seconds or 0)
                assert one.exercise == known(one.exercise.id)
    assert seen
