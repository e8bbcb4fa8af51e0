"""The words on the screens follow what is done; what was answered is kept."""

from __future__ import annotations

import pytest
from tui_harness import a_practice, a_session, drive, entries, prescribe, the_catalogue

from rehab_tui.catalogue.model import Catalogue
from rehab_tui.coach.model import StepKind
from rehab_tui.journal.records import CheckIn, Pain
from rehab_tui.practice.context import Practice
from rehab_tui.practice.profile import change
from rehab_tui.tui.app import SessionRequest
from rehab_tui.tui.widgets.figure import FigureView

practice = a_practice
catalogue = the_catalogue
EASIER = "Push up with your hands on the armrests"
TWO = SessionRequest(exercises=("sit-to-stand", "calf-stretch-wall"))


async def test_an_easier_way_is_told_through_the_set_and_not_as_drawn(practice: Practice) -> None:
    change(practice, ["hip-replacement"], [])
    async with drive(practice, request=TWO) as d:
        await d.begin()
        await d.until(lambda: "Take care, as you told us: hip replacement" in d.flat())
        assert EASIER not in d.flat(), "there is no room for both at once"
        d.play((d.view.left or 0) - 1)
        await d.until(lambda: EASIER in d.flat() and "Take care" not in d.flat())
        d.play_to(StepKind.SET)
        d.play(7)
        await d.until(lambda: EASIER in d.flat() and "Take care" not in d.flat())
        assert "Cross your arms" not in d.flat()
        assert "not as drawn" in d.flat()
        await d.press("c")
        await d.until(lambda: "Often goes wrong" in d.flat())
        assert EASIER in d.flat()
        assert "Cross your arms" not in d.flat()


async def test_down_and_up_again_the_words_are_those_of_the_exercise(
    practice: Practice, catalogue: Catalogue
) -> None:
    """Bird-dog, its easier way, cat-cow below it, and back: never a word of the other one."""
    dog, cat = catalogue.exercises["bird-dog"], catalogue.exercises["cat-cow"]
    assert dog.easier is not None
    async with drive(practice, request=a_session(prescribe(catalogue, "bird-dog"))) as d:
        await d.screen("SessionScreen")
        await d.press("e")
        assert dog.easier.say[:40] in d.static("#cue")
        await d.press("e")
        assert d.view.prescription is not None
        assert d.view.prescription.exercise.id == "cat-cow"
        d.play(0.5)
        assert cat.setup[:40] in d.static("#cue")
        await d.press("h")
        assert d.view.prescription.exercise.id == "bird-dog"
        d.play(0.5)
        assert dog.easier.say[:40] in d.static("#cue")
        await d.press("h")
        d.play(0.5)
        assert dog.setup[:40] in d.static("#cue")


async def test_a_remark_ends_with_its_exercise(practice: Practice) -> None:
    async with drive(practice, request=TWO) as d:
        await d.begin()
        await d.press("space", "e", "n", "space")
        assert d.view.item == 1
        await d.until(lambda: "Face a wall" in d.flat())
        assert "armrests" not in d.flat()


async def test_leaving_the_check_out_keeps_what_was_answered(practice: Practice) -> None:
    async with drive(practice, request=TWO) as d:
        await d.begin()
        d.play_to(StepKind.SET)
        d.play(30)
        await d.press("q")
        await d.screen("QuestionsScreen")
        await d.press("5", "3", "4", "q")
        await d.until(lambda: entries(practice, CheckIn))
    assert {p.moment: p.level for p in entries(practice, Pain)} == {"worst": 5, "after": 3}
    assert entries(practice, CheckIn)[0].effort == 4


@pytest.mark.long
@pytest.mark.parametrize("size", [(60, 20), (64, 24), (67, 20)])
async def test_the_smallest_window_still_shows_figure_count_and_stop(
    practice: Practice, size: tuple[int, int]
) -> None:
    async with drive(practice, request=TWO, size=size) as d:
        await d.begin()
        d.play_to(StepKind.SET)
        await d.until(lambda: "STAND UP" in d.text() and "! STOP" in d.text())
        assert d.app.screen.query_one(FigureView).size.width >= 30
