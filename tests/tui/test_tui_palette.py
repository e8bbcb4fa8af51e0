"""Ctrl-P: whatever a key does can be found by its name, on every screen."""

from __future__ import annotations

import pytest
from tui_harness import a_practice, drive

from rehab_tui.practice.context import Practice

practice = a_practice

WAYS = {
    "Progress": ("ProgressScreen", "The weeks in words, and back"),
    "Journal": ("JournalScreen", "Note something"),
    "Exercises": ("ExercisesScreen", "Do this exercise now"),
    "Why, and the plan": ("PlanScreen", "Choose another programme"),
    "Questions people ask": ("AnswersScreen", "Questions people ask"),
    "Help": ("HelpScreen", "Questions people ask"),
}


@pytest.mark.long
@pytest.mark.parametrize("name", WAYS)
async def test_each_screen_is_reached_and_has_its_own_keys_by_name(
    practice: Practice, name: str
) -> None:
    screen, own = WAYS[name]
    async with drive(practice) as d:
        await d.until(lambda: "week 1" in d.text())
        found = {one.title: one for one in d.app.get_system_commands(d.app.screen)}
        d.app.call_next(found[name].callback)
        await d.screen(screen)
        found = {one.title: one for one in d.app.get_system_commands(d.app.screen)}
        assert own in found
        assert not {"Down", "Up", "Back"} & set(found)


@pytest.mark.long
async def test_a_name_that_is_typed_does_what_its_key_does(practice: Practice) -> None:
    async with drive(practice) as d:
        await d.until(lambda: "week 1" in d.text())
        await d.press("ctrl+p")
        await d.screen("CommandPalette")
        await d.press(*"log mood")
        await d.until(lambda: "Its key: m" in d.text(), "the command")
        await d.press("enter")
        await d.screen("QuestionsScreen")


@pytest.mark.long
async def test_help_opens_from_every_screen(practice: Practice) -> None:
    async with drive(practice) as d:
        await d.until(lambda: "week 1" in d.text())
        for key, screen in (("g", "ProgressScreen"), ("J", "JournalScreen"), ("w", "PlanScreen"),
                            ("e", "ExercisesScreen")):  # fmt: skip
            await d.press(key)
            await d.screen(screen)
            await d.until(lambda: "? help" in d.flat(), f"the hint on {screen}")
            await d.press("?")
            await d.screen("HelpScreen")
            await d.press("q", "q")
            await d.screen("TodayScreen")
        await d.press("enter")
        await d.screen("QuestionsScreen")
        await d.press("?")
        await d.screen("HelpScreen")


async def test_an_empty_plan_says_what_to_do_next(practice: Practice) -> None:
    async with drive(practice) as d:
        await d.until(lambda: "week 1" in d.text())
        await d.press("w")
        await d.until(lambda: "no plan of your own yet" in d.flat(), "the hint")
        assert "c chooses another programme" in d.flat()
