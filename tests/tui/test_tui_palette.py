"""Ctrl-P: whatever a key does can be found by its name, on every screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.app import SystemCommand
from textual.binding import Binding
from textual.command import CommandList
from textual.screen import Screen
from tui_harness import Drive, a_practice, drive

from rehab_tui.paths import Paths
from rehab_tui.practice.context import Practice
from rehab_tui.practice.settings import SettingsFile
from rehab_tui.tui.palette import MOVES
from rehab_tui.tui.screens.exercises import ExercisesScreen
from rehab_tui.tui.screens.help import HelpScreen
from rehab_tui.tui.screens.journal import JournalScreen
from rehab_tui.tui.screens.plan import PlanScreen
from rehab_tui.tui.screens.progress import ProgressScreen
from rehab_tui.tui.screens.settings import SettingsScreen
from rehab_tui.tui.screens.today import TodayScreen

practice = a_practice


@pytest.fixture
def settings(tmp_path: Path) -> SettingsFile:
    return SettingsFile(Paths(tmp_path / "data", tmp_path / "config"), {})


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


def offered(d: Drive) -> dict[str, SystemCommand]:
    found = list(d.app.get_system_commands(d.app.screen))
    titles = [one.title for one in found]
    assert len(set(titles)) == len(titles), "nothing is offered twice"
    return {one.title: one for one in found}


def named(*screens: type[Screen[Any]]) -> set[str]:
    """What the keys of these screens do, but for moving about."""
    return {
        binding.tooltip or binding.description
        for screen in screens
        for binding in screen.BINDINGS
        if isinstance(binding, Binding) and binding.description
        if binding.action.partition("(")[0] not in MOVES
    }


OPENED: dict[str, type[Screen[Any]]] = {
    "g": ProgressScreen, "J": JournalScreen, "e": ExercisesScreen, "w": PlanScreen,
    "comma": SettingsScreen, "question_mark": HelpScreen,
}  # fmt: skip
HERE_ALONE = {
    "The next value", "The value before", "As it came, before any change",  # of a setting
    "Edit; open a session", "Edit", "Delete",  # of the entry under the cursor
    "Filter; enter or escape goes back to the list",
    "Do this exercise now", "Search; enter or escape goes back to the list",
    "The first questions once more",  # elsewhere: the first questions
    "Five minutes more", "Five minutes less",  # of Today
    "The next view: pain, mood, sleep ...", "The one before", "More weeks", "Fewer weeks",
    "The weeks in words, and back",
    *named(ProgressScreen) - named(TodayScreen),
}  # fmt: skip
"""What needs its own screen to be seen."""


@pytest.mark.long
async def test_from_every_place_everything_is_offered(
    practice: Practice, settings: SettingsFile
) -> None:
    everything = named(TodayScreen, *OPENED.values()) - HERE_ALONE
    assert {"Take the last change back", "Pause, or pick up again", "Settings"} <= everything
    async with drive(practice, settings=settings) as d:
        await d.until(lambda: "week 1" in d.text())
        assert everything <= set(offered(d))
        for key, screen in OPENED.items():
            await d.press(key)
            await d.screen(screen.__name__)
            await d.until(lambda: len(d.app.screen.children) > 0, "it is drawn")
            there = set(offered(d))
            assert everything <= there, (screen, everything - there)
            assert named(screen) <= there, (screen, named(screen) - there)
            await d.press("q")
            await d.screen("TodayScreen")


LEADS = {
    "Log sleep": "QuestionsScreen", "Progress": "ProgressScreen", "Journal": "JournalScreen",
    "Settings": "SettingsScreen", "Start today's session": "QuestionsScreen",
    "The first questions": "FirstRunScreen", "Note something": "PickScreen",
    "Take the last change back": "PickScreen", "Pause, or pick up again": "PickScreen",
    "Choose another programme": "ProgrammesScreen", "The tour": "TourScreen",
}  # fmt: skip


@pytest.mark.long
@pytest.mark.parametrize("title", LEADS)
async def test_from_elsewhere_each_leads_where_its_key_does(
    practice: Practice, settings: SettingsFile, title: str
) -> None:
    async with drive(practice, settings=settings) as d:
        await d.until(lambda: "week 1" in d.text())
        await d.press("e")
        await d.screen("ExercisesScreen")
        await d.press("?")
        await d.screen("HelpScreen")
        await d.press("ctrl+p")
        await d.screen("CommandPalette")
        await d.press(*title.lower())
        await d.until(lambda: title in d.text().replace(title.lower(), ""), "the command")
        await d.press("enter")
        await d.screen(LEADS[title])
        if title != "The tour":
            assert "ExercisesScreen" not in [type(one).__name__ for one in d.app.screen_stack]
        if LEADS[title] not in ("ProgressScreen", "JournalScreen", "SettingsScreen", "TourScreen"):
            titles = set(offered(d))
            assert not {"Progress", "Note something"} & titles, "a question waits for its answer"
        await d.press("escape")


async def test_the_chosen_command_is_seen_without_colour(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with drive(practice) as d:
        await d.screen("TodayScreen")
        await d.press("ctrl+p")
        await d.screen("CommandPalette")
        listed = d.app.screen.query_one(CommandList)
        chosen, other = (
            listed.get_visual_style(f"option-list--option{which}") for which in ("-highlighted", "")
        )
        assert (chosen.bold, chosen.underline) == (True, True)
        assert not other.bold
        assert not other.underline


async def test_today_shows_what_was_done_from_elsewhere(practice: Practice) -> None:
    async with drive(practice) as d:
        await d.until(lambda: "week 1" in d.text())
        await d.press("g")
        await d.screen("ProgressScreen")
        d.app.call_next(offered(d)["Pause, or pick up again"].callback)
        await d.screen("PickScreen")
        await d.press("2")
        await d.until(lambda: "Until when" in d.text(), "the second question")
        await d.press("1")
        await d.screen("TodayScreen")
        await d.until(lambda: "to pick up again" in d.flat(), "the pause")


@pytest.mark.long
async def test_what_has_nothing_to_act_on_says_so(practice: Practice) -> None:
    async with drive(practice) as d:
        await d.until(lambda: "week 1" in d.text())
        empty = {
            "Bring an exercise back": "No exercise is resting",
            "Take an accepted change back": "No change was accepted",
        }
        for title, words in empty.items():
            d.app.call_next(offered(d)[title].callback)
            await d.until(lambda words=words: words in d.flat(), words)  # type: ignore[misc]
            await d.until(lambda: d.app.screen.check_action("start", ()), "its end")


async def test_an_empty_plan_says_what_to_do_next(practice: Practice) -> None:
    async with drive(practice) as d:
        await d.until(lambda: "week 1" in d.text())
        await d.press("w")
        await d.until(lambda: "no plan of your own yet" in d.flat(), "the hint")
        assert "c chooses another programme" in d.flat()
