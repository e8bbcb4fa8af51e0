"""The app beside a session that runs in another process, and how reps are counted again."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest
from tui_harness import a_practice, drive, entries

from rehab_tui.catalogue.model import Catalogue
from rehab_tui.coach.model import StepKind
from rehab_tui.errors import ExitCode
from rehab_tui.journal.records import SessionRecord
from rehab_tui.practice import alone, sessions
from rehab_tui.practice.context import Practice
from rehab_tui.practice.today import plan_today
from rehab_tui.tui.app import SessionRequest

pytestmark = pytest.mark.long

practice = a_practice
TWO = SessionRequest(exercises=("glute-bridge", "cat-cow"))


async def test_what_is_alive_elsewhere_is_neither_asked_about_nor_doubled(
    practice: Practice,
) -> None:
    sessions.begin(practice, plan_today(practice))
    with alone.take(practice):
        async with drive(practice) as d:
            await d.screen("TodayScreen")
            await d.until(lambda: "minutes" in d.text(), "today's card")
            assert d.shown == "TodayScreen"
            await d.press("enter")
            await d.until(lambda: "another window of rehab" in d.text(), "the refusal")
            assert d.shown == "TodayScreen"
            await d.press("g")
            await d.screen("ProgressScreen")
    assert [one.state for one in entries(practice, SessionRecord)] == ["running"]


async def test_a_session_that_was_asked_for_ends_with_the_code_for_busy(
    practice: Practice,
) -> None:
    with alone.take(practice):
        async with drive(practice, request=TWO) as d:
            await d.until(lambda: not d.app.is_running, "the end")
            assert d.app.return_code == ExitCode.BUSY
    assert entries(practice, SessionRecord) == []


async def test_the_lock_is_held_from_beginning_to_end_and_not_in_the_check_out(
    practice: Practice,
) -> None:
    async with drive(practice, request=TWO) as d:
        await d.screen("QuestionsScreen")
        assert not alone.runs_elsewhere(practice), "nobody is in a session yet"
        await d.begin(pain="2")
        assert alone.runs_elsewhere(practice)
        d.play_to(StepKind.REST)
        await d.press("q")
        await d.screen("QuestionsScreen")
        assert not alone.runs_elsewhere(practice)


async def test_it_is_let_go_when_the_app_ends_in_the_middle_and_then_resumed(
    practice: Practice,
) -> None:
    async with drive(practice, request=TWO) as d:
        await d.begin(pain="2")
    assert not alone.runs_elsewhere(practice)
    known = practice.catalogue
    left = {key: value for key, value in known.exercises.items() if key != "glute-bridge"}
    poorer = replace(practice, source=Catalogue(MappingProxyType(left), known.programmes))
    async with drive(poorer) as d:
        await d.screen("PickScreen")
        await d.press("r")
        await d.screen("SessionScreen")
        assert alone.runs_elsewhere(practice)
        assert "out: glute-bridge" in d.text()
        assert d.player.session.prescriptions[0].exercise.id == "cat-cow"


async def test_a_question_that_was_open_when_another_window_resumed_settles_nothing(
    practice: Practice,
) -> None:
    sessions.begin(practice, plan_today(practice))
    async with drive(practice) as d:
        await d.screen("PickScreen")
        with alone.take(practice):
            await d.press("r")
            await d.until(lambda: "another window of rehab" in d.text(), "the refusal")
            await d.screen("TodayScreen")
    assert [one.state for one in entries(practice, SessionRecord)] == ["running"]


async def test_how_reps_are_counted_is_remembered(practice: Practice) -> None:
    async with drive(practice, request=TWO) as d:
        await d.begin(pain="2")
        await d.press("t")
        assert "Enter counts each rep." in d.flat()
    assert [one.counted for one in plan_today(practice, exercises=TWO.exercises).prescriptions] == [
        True, False,
    ]  # fmt: skip
    with_it = plan_today(practice, exercises=TWO.exercises)
    async with drive(practice, request=SessionRequest(preview=with_it)) as d:
        await d.screen("SessionScreen")
        d.play_to(StepKind.SET)
        assert "ENTER" in d.text()
        await d.press("t")
        assert "The tempo counts again." in d.flat()
    assert plan_today(practice, exercises=TWO.exercises) == with_it, "a preview keeps nothing"
