"""From Today through check-in, session and check-out, and what the journal then holds."""

from __future__ import annotations

import pytest
from tui_harness import a_practice, drive, entries, the_catalogue

from rehab_tui.catalogue.model import Catalogue
from rehab_tui.coach.model import StepKind
from rehab_tui.journal.records import (
    CheckIn,
    DecisionRecord,
    Mood,
    Pain,
    SessionRecord,
    SetRecord,
    Sleep,
)
from rehab_tui.practice.context import Practice
from rehab_tui.practice.sessions import expected_sets
from rehab_tui.practice.today import plan_today
from rehab_tui.tui.app import SessionRequest

pytestmark = pytest.mark.long

practice = a_practice
catalogue = the_catalogue


async def test_from_today_through_every_step_to_today_again(practice: Practice) -> None:
    planned = plan_today(practice, answers={"pain": 3}).prescriptions
    async with drive(practice) as d:
        await d.until(lambda: "March" in d.text(), "today's exercises")
        await d.begin(pain="3", site="f", sleep="7")
        rated = 0
        seen: set[tuple[int | None, StepKind | None]] = set()
        session = d.session
        for turn in range(4000):
            if session not in d.app.screen_stack or d.player.over:
                break
            seen.add((d.view.item, d.view.kind))
            if d.view.kind is StepKind.CHECK and d.view.step and d.view.step.question == "pain":
                await d.press("2")
                rated += 1
            d.play(1.0)
            if turn % 40 == 0:
                await d.pilot.pause()
        await d.screen("QuestionsScreen")
        assert "Well done" in d.text()
        await d.answer(worst="4", after="2", effort="5", mood="4")
        await d.screen("TodayScreen")
        await d.until(
            lambda: "1 of 3 sessions" in d.text() and "mood good" in d.text(), "the new day"
        )
        await d.press("g")
        await d.screen("ProgressScreen")
        await d.press("w")
        await d.until(lambda: "Week" in d.text() and d.static("#sessions"), "the report")
        report, listed = d.static("#report"), d.static("#sessions")

    assert {item for item, _ in seen} == set(range(len(planned)))
    [session_record] = entries(practice, SessionRecord)
    assert session_record.state == "finished"
    assert session_record.effort == 5
    assert session_record.seconds is not None
    assert session_record.seconds > 60
    sets = entries(practice, SetRecord)
    assert len(sets) == session_record.sets == sum(map(expected_sets, planned))
    assert {s.exercise for s in sets} == {p.exercise.id for p in planned}
    assert all(s.reps == s.reps_prescribed and s.seconds == s.seconds_prescribed for s in sets)
    pains = [(p.moment, p.level, p.site) for p in entries(practice, Pain) if p.exercise is None]
    assert pains == [("before", 3, "lower-back"), ("worst", 4, None), ("after", 2, None)]
    by_exercise = [p for p in entries(practice, Pain) if p.exercise]
    assert rated == len(by_exercise) > 3
    assert {p.level for p in by_exercise} == {2}
    assert [m.level for m in entries(practice, Mood)] == [4]
    assert [s.minutes for s in entries(practice, Sleep)] == [420]
    assert [c.effort for c in entries(practice, CheckIn)] == [5]
    assert "PR9" in {decision.rule for decision in entries(practice, DecisionRecord)}
    week = next(line for line in report.splitlines() if line.startswith("2026-W48"))
    assert week.split()[3:6] == ["1", "of", "3"]
    assert week.split()[-5:] == ["3", "4", "4", "7h", "5"], "rest, worst, mood, sleep, effort"
    assert f"{len(sets)} of {len(sets)} sets" in listed
    assert "worst pain 4" in listed
    assert planned[0].exercise.name in listed


async def test_check_in_can_be_skipped_taken_back_and_left(practice: Practice) -> None:
    async with drive(practice) as d:
        await d.until(lambda: "March" in d.text())
        await d.press("enter")
        await d.screen("QuestionsScreen")
        assert "How much pain right now?" in d.text()
        await d.press("4")
        assert "Where is it?" in d.text()
        await d.press("left")
        assert "How much pain right now?" in d.text()
        await d.press("0")
        assert "hours" in d.text(), "without pain nobody asks where it is"
        await d.press("left", "left", "left", "t", "c", "q")
        await d.screen("TodayScreen")
        assert not entries(practice, Pain)
        assert not entries(practice, SessionRecord)
        assert not entries(practice, Sleep)
        await d.press("enter")
        await d.screen("QuestionsScreen")
        await d.press("enter", "enter", "enter")
        await d.screen("ReadyScreen")
        assert "Lay ready" in d.text()
        assert "enter begin" in d.flat()
        await d.press("q")
        await d.screen("TodayScreen")
        assert not entries(practice, SessionRecord)
        assert not entries(practice, Pain)


async def test_not_now_at_the_checklist_keeps_the_answers(practice: Practice) -> None:
    async with drive(practice) as d:
        await d.until(lambda: "March" in d.text())
        await d.press("enter")
        await d.screen("QuestionsScreen")
        await d.answer(pain="2", site="r", sleep="8")
        await d.screen("ReadyScreen")
        await d.press("escape")
        await d.screen("TodayScreen")
        await d.until(lambda: "pain 2" in d.text())
    assert not entries(practice, SessionRecord)
    [pain] = entries(practice, Pain)
    assert (pain.moment, pain.level, pain.session) == ("now", 2, None)
    assert pain.site == "foot", "q is for leaving, so the last site has r"
    assert [s.minutes for s in entries(practice, Sleep)] == [480]


async def test_a_session_that_was_asked_for_ends_the_app(
    practice: Practice, catalogue: Catalogue
) -> None:
    request = SessionRequest(exercises=("glute-bridge", "cat-cow"))
    async with drive(practice, request=request) as d:
        await d.begin()
        await d.press("n", "n")
        await d.screen("QuestionsScreen")
        await d.answer()
        await d.until(lambda: not d.app.is_running, "the end")
    assert d.app.return_code == 0
    [record] = entries(practice, SessionRecord)
    assert record.state == "finished"
    assert record.programme is None


async def test_quick_entries_from_today(practice: Practice) -> None:
    async with drive(practice) as d:
        await d.until(lambda: "March" in d.text())
        await d.press("p")
        await d.screen("QuestionsScreen")
        await d.answer(pain="t", site="a")
        await d.press("m")
        await d.screen("QuestionsScreen")
        await d.answer(mood="5")
        await d.press("s")
        await d.screen("QuestionsScreen")
        await d.answer(sleep="t")
        await d.press("p", "enter")
        await d.press("m", "q")
        await d.press("s", "escape")
        await d.until(lambda: "sleep 10" in d.text(), "the last entries")
    assert [(p.level, p.site) for p in entries(practice, Pain)] == [(10, "head")]
    assert [m.level for m in entries(practice, Mood)] == [5]
    assert [s.minutes for s in entries(practice, Sleep)] == [600]


async def test_minutes_and_help_and_progress(practice: Practice) -> None:
    async with drive(practice) as d:
        await d.until(lambda: "March" in d.text())
        await d.press("plus", "plus")
        await d.press("minus", "minus", "minus", "minus", "minus")
        await d.until(lambda: " 5 minutes" in d.text() or " 4 minutes" in d.text(), "the least")
        await d.press("?")
        await d.screen("HelpScreen")
        assert "coach, not a diagnosis" in d.flat(), "it is seen without scrolling"
        await d.press("?")
        await d.screen("TodayScreen")
        await d.press("g")
        await d.screen("ProgressScreen")
        await d.until(lambda: "Nothing noted yet" in d.text(), "the invitation")
        await d.press("q")
        await d.screen("TodayScreen")
        await d.press("q")
        await d.until(lambda: not d.app.is_running, "the end")
    assert d.app.return_code == 0


async def test_the_palette_offers_only_what_works(practice: Practice) -> None:
    async with drive(practice) as d:
        await d.until(lambda: "week 1" in d.text())
        offered = [command.title for command in d.app.get_system_commands(d.app.screen)]
        assert offered == [
            "Colours: dark", "Colours: light", "Colours: contrast", "Start today's session",
            "Five minutes more", "Five minutes less", "Log pain", "Log mood", "Log sleep",
            "Progress", "Journal", "Exercises", "Why, and the plan", "Answer an offer",
            "The first questions", "Note something", "Take the last change back",
            "Pause, or pick up again", "Choose another programme", "Bring an exercise back",
            "Take an accepted change back", "Questions people ask", "The tour", "Help", "Quit",
        ]  # fmt: skip
        for command in d.app.get_system_commands(d.app.screen):
            if command.title.startswith("Colours"):
                command.callback()
                await d.press("?")
                await d.screen("HelpScreen")
                assert "ctrl+p" in d.static(".modal Static")
                await d.press("q")
                await d.screen("TodayScreen")
        await d.press("ctrl+p")
        await d.screen("CommandPalette")
        await d.press("escape")
        await d.begin()
        await d.press("ctrl+p")
        assert d.shown == "SessionScreen"
        await d.press("?")
        await d.screen("HelpScreen")
        assert "ctrl+p" not in d.static("Static"), "it is refused here"
