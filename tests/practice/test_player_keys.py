"""What the keys change in a session: easier, harder, swaps, counting, time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from player_stage import Notebook, Play, known, of
from practice_stage import START, catalogue

from rehab_tui.catalogue.model import Catalogue, Equipment
from rehab_tui.clock import ManualClock
from rehab_tui.coach import model as m
from rehab_tui.coach.engine import begin
from rehab_tui.coach.model import Prescription, StepKind
from rehab_tui.practice.player import Circumstances, Player
from rehab_tui.programme.choose import choose
from rehab_tui.programme.flare import calm_list
from rehab_tui.programme.profile import Profile


def at_once(one: Prescription, book: Catalogue | None = None, **about: Any) -> Player:
    """A player of one exercise, about whose person so much is known."""
    clock, circumstances = ManualClock(START), Circumstances(**about)
    return Player(begin([one]), clock, book or catalogue(), circumstances=circumstances)


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
    player = at_once(gentle)
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
            player = at_once(chosen, flags=flags, calm=calm)
            player.tick()
            back = player.harder()
            assert back == (None if calm else replace(wanted, warning=chosen.warning))
        forbidden = frozenset({*flags, *wanted.exercise.avoid})
        if wanted.exercise.avoid:
            player = at_once(chosen, flags=forbidden)
            player.tick()
            assert player.harder() is None


def test_a_calm_session_stays_on_its_list() -> None:
    doses = {exercise.id: dose for exercise, dose in calm_list(catalogue())}
    for name, dose in doses.items():
        one = Prescription(known(name), dose)
        calm = at_once(one, calm=True)
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
    for known_before, new in ((frozenset({"scapular-squeeze"}), False), (frozenset(), True)):
        play = Play("band-row", known=known_before)
        choices = {one.prescription.exercise.id: one for one in play.player.swaps()}
        assert choices["scapular-squeeze"].prescription.new is new


def test_down_twice_and_up_twice_is_where_it_was() -> None:
    for new in (False, True):
        one = replace(of("bird-dog")[0], new=new)
        player = at_once(one)
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
        player = at_once(gentle, small, equipment=gear)
        player.tick()
        lower = player.easier()
        assert lower is not None
        assert lower.exercise.id == ("lower" if comes else "lowest")
        swaps = {choice.prescription.exercise.id for choice in player.swaps()}
        assert ("other" in swaps) is comes
        base = at_once(replace(gentle, variant="base"), small, equipment=gear)
        base.tick()
        assert (base.harder() is not None) is comes


def test_a_calm_way_down_has_its_calm_dose_too() -> None:
    doses = {exercise.id: dose for exercise, dose in calm_list(catalogue())}
    seen = 0
    for name in doses:
        start = Prescription(known(name), known(name).dose, variant="easier")
        player = at_once(start, calm=True)
        player.tick()
        lower = player.easier()
        for one in (lower, *(choice.prescription for choice in player.swaps())):
            if one is not None and one.exercise.id != name:
                seen += 1
                assert (one.dose.reps or 0) <= (doses[one.exercise.id].reps or 0)
                assert (one.dose.seconds or 0) <= (doses[one.exercise.id].seconds or 0)
                assert one.exercise == known(one.exercise.id)
    assert seen
