"""The plan in the app: why today is as it is, offers, pauses, what rests, another programme."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from plan_stage import NEXT, PLAN, opened, page, page_of, rest, today_says, told, write_plan
from tui_harness import a_practice, clock_of, drive, the_catalogue

from rehab_tui.practice import offers, pauses
from rehab_tui.practice.context import Practice
from rehab_tui.practice.past import read_history
from rehab_tui.practice.plan_file import PlanFile
from rehab_tui.tui.screens.today import LOOKS, TodayScreen

pytestmark = pytest.mark.long

practice = a_practice
catalogue = the_catalogue


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_plan_and_every_reason(practice: Practice, size: tuple[int, int]) -> None:
    write_plan(practice, PLAN)
    rest(practice)
    async with drive(practice, size=size) as d:
        await opened(d)
        said = page_of(d)
        for words in (
            "Desk worker's low back", "Monday, Wednesday, Friday", "Ann Smith", "1 Feb 2027",
            "No bending forward with load", "Cat-cow", "rule PR9, this app's rule",
            "Bird-dog rests since Tue 3 Nov: sharp pain", "Resting   b brings one back",
        ):  # fmt: skip
            assert words in " ".join(said.split()) or words in said, words
        assert "b bring back" in d.rows()[-1]
        assert "t take back" not in d.rows()[-1], "only keys that have something to do"
        await d.press("down", "j", "up", "k", "pagedown", "space", "pageup", "q")
        await d.screen("TodayScreen")


async def test_what_rests_comes_back_after_one_question(practice: Practice) -> None:
    write_plan(practice, PLAN)
    rest(practice)
    async with drive(practice) as d:
        await d.until(today_says(d, "w Bird-dog rests since Tue 3 Nov: sharp pain"))
        await opened(d)
        await d.press("b")
        await d.screen("PickScreen")
        assert "Has it settled, or has somebody looked at it?" in d.flat()
        await d.press("n")
        await d.screen("PlanScreen")
        assert read_history(practice.journal).held
        await d.press("b")
        await d.screen("PickScreen")
        await d.press("y")
        await d.until(lambda: "Resting" not in page_of(d), "it is back")
    assert not read_history(practice.journal).held


async def test_one_of_two_that_rest(practice: Practice) -> None:
    rest(practice, "bird-dog")
    rest(practice, "cat-cow")
    async with drive(practice) as d:
        await opened(d)
        await d.press("b")
        await d.until(lambda: "Which one may come back?" in d.flat())
        await d.press("b", "y")
        await d.until(lambda: len(read_history(practice.journal).held) == 1)
    assert [one.exercise for one in read_history(practice.journal).held] == ["bird-dog"]


async def test_a_pause_is_begun_and_ended(practice: Practice) -> None:
    async with drive(practice) as d:
        await opened(d)
        await d.press("p")
        await d.until(lambda: "A pause, for what?" in d.text())
        await d.press("1")
        await d.until(lambda: "Until when?" in d.text())
        await d.press("3")
        await page(d, "p picks up again")
        [pause] = read_history(practice.journal).pauses
        assert (pause.reason, pause.last) == ("illness", date(2026, 11, 25))
        await d.press("q")
        await d.until(today_says(d, "Paused since Mon 23 Nov (illness), until Wed 25 Nov: w to"))
        assert "Mo =" in d.text()
        await d.press("w")
        await page(d, "p picks up again")
        await d.press("p")
        await d.until(lambda: "Paused" not in page_of(d), "it is over")
        await d.press("p", "2", "escape")
        await d.screen("PlanScreen")
    assert pauses.pause_today(practice) is None


async def test_an_accepted_change_is_taken_back(practice: Practice) -> None:
    write_plan(practice, PLAN)
    offers.answer(practice, NEXT, accept=True)
    async with drive(practice) as d:
        await opened(d)
        assert "Changes that you accepted   t takes one back" in page_of(d)
        await d.press("t")
        await d.until(lambda: "Take it back?" in d.text())
        await d.press("y")
        await d.until(lambda: "Changes that you" not in page_of(d), "it is taken back")
    assert not offers.in_force(practice)


async def test_another_programme_is_chosen_and_what_is_kept_is_told(practice: Practice) -> None:
    write_plan(practice, PLAN)
    async with drive(practice) as d:
        await opened(d)
        await d.press("c")
        await d.screen("ProgrammesScreen")
        assert "yours now" in d.text()
        assert "low back pain" in d.text()
        before = d.static("#suits")
        await d.press("pagedown")
        assert d.static("#suits") != before, "a list that is longer than the screen has pages"
        await d.press("pageup", "down", "j", "k")
        assert d.static("#suits") != before
        await d.press("enter")
        await d.until(lambda: "Take 'Sciatica, gentle start'?" in d.flat())
        assert "is kept" in d.flat()
        await d.press("y")
        await page(d, "Sciatica, gentle start")
        await d.until(lambda: told(d, "It keeps what your plan says of: days"), "what is kept")
        await d.press("c", "q")
        await d.screen("PlanScreen")
    assert practice.plan.programme == "sciatica"
    assert practice.plan.days == ("mon", "wed", "fri")


async def test_the_questions_open_from_here(practice: Practice) -> None:
    async with drive(practice) as d:
        await opened(d)
        await d.press("f")
        await d.screen("FirstRunScreen")
        await d.press("q")
        await d.screen("PlanScreen")
        await d.press("w")
        await d.screen("TodayScreen")


# --- Today --------------------------------------------------------------------------------------


async def test_today_has_the_plans_days_and_the_therapists_words(practice: Practice) -> None:
    write_plan(practice, PLAN)
    async with drive(practice) as d:
        await d.until(today_says(d, "Take care: No bending forward with load.", "Ann Smith"))
        assert "Mo ○ Tu · We ○ Th · Fr ○ Sa · Su ·" in d.flat()
        assert "review on Mon 1 Feb" in d.flat()
        await d.begin()
        d.play(1)
        assert d.shown == "SessionScreen"


async def test_the_checklist_and_the_lead_in_have_the_therapists_words(practice: Practice) -> None:
    write_plan(practice, PLAN)
    async with drive(practice) as d:
        await d.until(today_says(d, "Desk worker's low back"))
        await d.press("enter")
        await d.screen("QuestionsScreen")
        await d.answer()
        await d.screen("ReadyScreen")
        assert "Take care" in d.text()
        assert "No bending forward with load" in d.flat()
        await d.press("enter")
        await d.screen("SessionScreen")
        place = [p.exercise.id for p in d.player.session.prescriptions].index("cat-cow")
        await d.press(*["n"] * place)
        d.play(0.5)
        assert "only as far as it feels easy." in d.static("#cue")


async def test_a_plan_that_is_edited_is_read_again_and_a_mistake_told(practice: Practice) -> None:
    async with drive(practice) as d:
        await d.until(today_says(d, "Gentle mobility starter"))
        screen = d.app.screen
        assert isinstance(screen, TodayScreen)
        write_plan(practice, PLAN)
        screen._look()
        await d.until(today_says(d, "Desk worker's low back"), "the new plan")
        write_plan(practice, PLAN + "oops: 1\n")
        screen._look()
        await d.until(today_says(d, "plan.yaml, line 9", "The last good plan holds"), "its mistake")
        assert "Desk worker's low back" in d.text()
        write_plan(practice, PLAN.replace("desk-low-back", "knee-oa"))
        await d.press("w")
        await page(d, "Knee osteoarthritis")
        await d.press("q")
        await d.until(today_says(d, "Knee osteoarthritis"), "on coming back as well")


async def test_at_rest_nothing_is_read_and_nothing_drawn(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_plan(practice, PLAN)
    async with drive(practice) as d:
        await d.until(today_says(d, "Desk worker's low back"))
        screen = d.app.screen
        assert isinstance(screen, TodayScreen)
        assert screen._looks._interval == LOOKS >= 5
        read: list[str] = []
        monkeypatch.setattr(PlanFile, "content", lambda _: read.append("file"))
        monkeypatch.setattr(TodayScreen, "_load", lambda _: read.append("journal"))
        for _ in range(5):
            screen._look()
        assert not read
        clock_of(practice).advance(86_400)
        screen._look()
        assert read == ["journal"], "a new day is shown"


async def test_rounds_are_counted(practice: Practice) -> None:
    write_plan(practice, PLAN.replace("minutes: 15", "minutes: 15\nrounds: 3"))
    async with drive(practice, size=(120, 40)) as d:
        await d.until(today_says(d, "round 1 of 3", "0 of 3 days"))


async def test_a_key_that_has_nothing_to_act_on_says_so(practice: Practice) -> None:
    async with drive(practice) as d:
        await opened(d)
        for key, words in (
            ("o", "Nothing is offered now."),
            ("b", "No exercise is resting."),
            ("t", "No change was accepted."),
        ):
            await d.press(key)
            await d.until(partial(told, d, words), words)
            assert d.shown == "PlanScreen"
        await d.press("q")
        await d.screen("TodayScreen")
        d.app.clear_notifications()
        await d.press("o")
        await d.until(partial(told, d, "Nothing is offered now."), "the same on Today")
