"""The settings in the app: what is changed holds at once, and is kept."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from tui_harness import Drive, a_practice, drive, the_catalogue

from rehab_tui.paths import Paths
from rehab_tui.practice.context import Practice, spelled
from rehab_tui.practice.settings import WORDS, SettingsFile
from rehab_tui.tui.host import Host
from rehab_tui.units import use_units

pytestmark = pytest.mark.long

practice = a_practice
catalogue = the_catalogue


@pytest.fixture
def settings(tmp_path: Path) -> SettingsFile:
    return SettingsFile(Paths(tmp_path / "data", tmp_path / "config"), {})


async def opened(d: Drive) -> Host:
    await d.screen("TodayScreen")
    await d.press("comma")
    await d.screen("SettingsScreen")
    await d.until(lambda: "Colours" in d.text(), "the settings")
    assert isinstance(d.app, Host)
    return d.app


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 20)])
async def test_every_setting_is_there(
    practice: Practice, settings: SettingsFile, size: tuple[int, int]
) -> None:
    async with drive(practice, settings=settings, size=size) as d:
        await opened(d)
        await d.until(lambda: all(name in d.text() for name, _ in WORDS.values()), "all of them")
        for _, about in WORDS.values():
            await d.until(partial(lambda words: words in d.flat(), about), about)
            await d.press("down")


async def test_what_is_changed_holds_at_once_and_is_kept(
    practice: Practice, settings: SettingsFile
) -> None:
    async with drive(practice, settings=settings) as d:
        app = await opened(d)
        await d.press("right")
        await d.until(lambda: app.theme == "rehab-light", "the light colours")
        await d.press("down", "space")
        await d.until(lambda: not app.moves, "still pictures")
        assert settings.load().theme == "rehab-light"
        assert not settings.load().animation
        await d.press("backspace")
        await d.until(lambda: app.moves, "moving pictures")
        assert "animation" not in settings.paths.config_file.read_text()
        await d.press("q")
        await d.screen("TodayScreen")


async def test_a_variable_is_told(practice: Practice, settings: SettingsFile) -> None:
    said = SettingsFile(settings.paths, {"REHAB_THEME": "rehab-contrast"})
    async with drive(practice, settings=said, config=said.load()) as d:
        app = await opened(d)
        await d.until(lambda: "REHAB_THEME says so" in d.flat(), "where it comes from")
        await d.press("right")
        await d.until(lambda: "the file holds: light" in d.flat(), "what the file holds")
        assert app.theme == "rehab-contrast"


async def test_a_damaged_file_is_told_and_left_as_it_is(
    practice: Practice, settings: SettingsFile
) -> None:
    async with drive(practice, settings=settings) as d:
        await opened(d)
        settings.paths.config.mkdir()
        settings.paths.config_file.write_text("theme =\n")
        await d.press("right")
        await d.until(lambda: "TOML" in d.text(), "what is wrong")
        assert settings.paths.config_file.read_text() == "theme =\n"


async def test_many_keys_at_once_are_all_counted(
    practice: Practice, settings: SettingsFile
) -> None:
    async with drive(practice, settings=settings) as d:
        await opened(d)
        await d.press("down", "down")
        await d.burst("right", "right", "right", "right")
        await d.until(lambda: settings.load().minutes == 20, "four steps")


async def test_what_today_shows_follows(practice: Practice, settings: SettingsFile) -> None:
    async with drive(practice, settings=settings) as d:
        await d.until(lambda: "12 minutes" in d.text(), "today")
        await opened(d)
        await d.burst("down", "down", "right", "q")
        await d.screen("TodayScreen")
        await d.until(lambda: "12 minutes" not in d.text(), "the shorter session")
        assert "4 minutes" in d.text() or "5 minutes" in d.text()
        await d.press("plus")
        await d.until(lambda: "9 minutes" in d.text() or "10 minutes" in d.text(), "more for now")
        await d.press("comma")
        await d.screen("SettingsScreen")
        await d.press("q")
        await d.screen("TodayScreen")
        await d.settle()
        assert "9 minutes" in d.text() or "10 minutes" in d.text(), "nothing was set meanwhile"


async def test_units_are_said_at_once(practice: Practice, settings: SettingsFile) -> None:
    spelt = replace(practice, source=spelled(lambda: practice.catalogue))
    async with drive(spelt, settings=settings) as d:
        await opened(d)
        await d.press(*["down"] * list(WORDS).index("units"), "right")
        await d.until(lambda: settings.load().units == "imperial", "pounds")
        await d.press("q")
        await d.screen("TodayScreen")
        await d.press("e")
        await d.screen("ExercisesScreen")
        await d.press("slash", *"light arm curl", "enter")
        seen = ""
        for _ in range(12):
            seen += d.flat()
            await d.press("space")
        assert " lb" in seen
        assert " kg" not in seen
    use_units("metric")
