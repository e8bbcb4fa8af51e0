"""The Exercises screen: found by typing, looked at, done with one key."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest
from test_tui_golden import compare
from test_tui_sizes_and_text import CHUNKS, assert_harmless, hostile_catalogue
from textual import events
from textual.widgets import Input
from tui_harness import Drive, a_practice, drive, entries, make_practice, the_catalogue

from hostile import HOSTILE
from rehab_tui.catalogue.lists import FLAGS, REGIONS
from rehab_tui.catalogue.model import Catalogue
from rehab_tui.coach.model import StepKind
from rehab_tui.config import Config
from rehab_tui.journal.records import SessionRecord
from rehab_tui.practice.context import Practice
from rehab_tui.practice.profile import change
from rehab_tui.tui.screens.exercises import ExercisesScreen
from rehab_tui.tui.widgets.entries import Entries
from rehab_tui.tui.widgets.figure import FigureView

pytestmark = pytest.mark.long

practice = a_practice
catalogue = the_catalogue


async def look(d: Drive) -> ExercisesScreen:
    """From Today to the Exercises, with the profile read."""
    await d.until(lambda: "week 1" in d.text(), "today")
    await d.press("e")
    await d.screen("ExercisesScreen")
    screen = d.app.screen
    assert isinstance(screen, ExercisesScreen)
    await d.until(lambda: screen._flags is not None, "the profile")
    return screen


def shown(screen: ExercisesScreen) -> str:
    assert screen._shown is not None
    return screen._shown.id


def moves(screen: ExercisesScreen) -> bool:
    return screen._timer._active.is_set()


def figure(screen: ExercisesScreen) -> list[str]:
    region = screen.query_one(FigureView)
    return [region.render_line(y).text for y in range(region.size.height)]


def with_own(catalogue: Catalogue) -> Catalogue:
    """An own exercise without a figure, and one in the place of a shipped one."""
    base = catalogue.exercises["glute-bridge"]
    dose = replace(base.dose, sets=1, reps=None, tempo=None, seconds=20)
    mine = replace(
        base, id="aa-mine", name="My lie-down", purpose="mobility", position="prone",
        figure=None, dose=dose, easier=None, harder=None,
    )  # fmt: skip
    return replace(
        catalogue,
        exercises=MappingProxyType({mine.id: mine, **catalogue.exercises}),
        own=MappingProxyType({mine.id: "mine.yaml", base.id: "mine.yaml"}),
        replaced=frozenset({base.id}),
    )


# --- finding ------------------------------------------------------------------------------------


async def test_typing_narrows_at_once_and_escape_clears(practice: Practice) -> None:
    total = len(practice.catalogue.exercises)
    async with drive(practice) as d:
        screen = await look(d)
        assert f"{total} of {total}" in d.text()
        await d.press("slash", "b", "r", "i", "d", "g", "e")
        assert "to the list" in d.rows()[-1]
        assert shown(screen) == "glute-bridge"
        assert all("bridge" in one.name.casefold() for one in screen._found[:2])
        assert f"{len(screen._found)} of {total}" in d.text()
        await d.press("down")
        second = shown(screen)
        assert second == screen._found[1].id, "the arrows move the list while typing"
        await d.press("enter")
        assert screen.focused is None
        assert d.shown == "ExercisesScreen", "enter in the search only goes to the list"
        assert "enter start" in d.rows()[-1]
        await d.press("slash", "q")
        assert "Nothing fits 'bridgeq'." in d.flat()
        assert "escape clears" in d.flat()
        assert f"0 of {total}" in d.text()
        assert not moves(screen)
        await d.press("enter", "enter", "down", "pageup", "end", "space")
        assert d.shown == "ExercisesScreen", "nothing found, nothing to start"
        await d.press("slash", "backspace", "escape")
        assert screen.query_one(Input).value == "bridge", "the first escape only leaves the field"
        await d.press("down")
        assert shown(screen) == second
        await d.press("escape")
        assert screen.query_one(Input).value == ""
        assert f"{total} of {total}" in d.text()
        assert shown(screen) == second, "the cursor stays with what was found"
        await d.press("escape")
        await d.screen("TodayScreen")


async def test_regions_go_round_and_join_the_search(practice: Practice) -> None:
    async with drive(practice) as d:
        screen = await look(d)
        for key, region in (("right", "neck"), ("l", "shoulder"), ("left", "neck")):
            await d.press(key)
            assert f"‹{region}›" in d.text()
            assert {one.region for one in screen._found} == {region}
        await d.press("h", "left")
        assert f"‹{REGIONS[-1]}›" in d.text(), "in sight, however long the line"
        await d.press("slash", "z", "z", "enter")
        assert f"in {REGIONS[-1]}." in d.flat()
        assert "shows another region" in d.flat()
        await d.press("escape")
        assert "‹all›" in d.text()
        assert len(screen._found) == len(practice.catalogue.exercises)
        await d.press("q")
        await d.screen("TodayScreen")


async def test_every_key_of_the_list(practice: Practice) -> None:
    ids = list(practice.catalogue.exercises)
    async with drive(practice) as d:
        screen = await look(d)
        page = screen.query_one(Entries).page
        assert page >= 8
        for key, at in (
            ("down", 1), ("j", 2), ("up", 1), ("k", 0), ("k", 0), ("pagedown", page),
            ("pagedown", 2 * page), ("pageup", page), ("end", len(ids) - 1), ("down", len(ids) - 1),
            ("home", 0),
        ):  # fmt: skip
            await d.press(key)
            assert shown(screen) == ids[at], key
            assert any(row.startswith("› ") for row in d.rows()), "the cursor is in sight"
        words = screen.query_one("#page")
        await d.press("space", "space")
        assert words.scroll_y > 0
        down = words.scroll_y
        await d.press("b")
        assert words.scroll_y < down
        await d.press("shift+space")
        assert words.scroll_y == 0
        await d.press("space", "down")
        assert words.scroll_y == 0, "another exercise is read from its beginning"
        await d.pilot.click(Entries, offset=(5, 4))
        assert shown(screen) == ids[2]
        for wheel, at in ((events.MouseScrollDown, 3), (events.MouseScrollUp, 2)):
            entries = screen.query_one(Entries)
            entries.post_message(wheel(entries, 5, 4, 0, 1, 0, False, False, False))
            await d.settle()
            assert shown(screen) == ids[at]
        await d.press("tab")
        assert screen.focused is None, "only the key of the search leads to it"
        await d.press("slash", "tab")
        assert screen.focused is None
        await d.press("question_mark")
        await d.screen("HelpScreen")
        assert "Do this exercise now" in d.text()


# --- the figure ---------------------------------------------------------------------------------


async def test_the_figure_moves_with_the_tempo_only_while_it_is_seen(practice: Practice) -> None:
    async with drive(practice) as d:
        screen = await look(d)
        await d.press("slash", *"glute", "enter")
        before = figure(screen)
        d.clock.advance(2.0)
        screen._frame()
        top = figure(screen)
        assert top != before, "two seconds of effort lead to the top"
        d.clock.advance(2.0)
        screen._frame()
        assert figure(screen) == top, "it is held"
        assert moves(screen)
        await d.press("question_mark")
        await d.screen("HelpScreen")
        assert not moves(screen)
        await d.press("q")
        await d.screen("ExercisesScreen")
        assert moves(screen)
        await d.resize(20, 5)
        assert not moves(screen)
        await d.resize(80, 24)
        assert moves(screen)
        d.app.theme = "rehab-light"
        await d.settle()
        assert d.app.fault is None


async def test_without_animation_it_stands_in_its_end_pose(practice: Practice) -> None:
    async with drive(practice, config=Config(animation=False), ascii_only=True) as d:
        screen = await look(d)
        await d.press("slash", *"glute", "enter")
        assert not moves(screen)
        still = figure(screen)
        d.clock.advance(1.0)
        screen._frame()
        assert figure(screen) == still
        assert all(row.isascii() for row in d.rows())
        assert any("#" in row for row in still)


# --- doing it -----------------------------------------------------------------------------------


async def test_enter_does_just_this_one_and_comes_back_to_its_row(practice: Practice) -> None:
    async with drive(practice) as d:
        screen = await look(d)
        await d.press("right", "right", "down", "down")
        exercise = shown(screen)
        await d.burst("enter", "enter", "enter")
        await d.screen("QuestionsScreen")
        await d.answer()
        await d.screen("ReadyScreen")
        await d.press("enter")
        await d.screen("SessionScreen")
        assert [p.exercise.id for p in d.player.session.prescriptions] == [exercise]
        d.play_to(StepKind.REST)
        await d.press("q")
        await d.screen("QuestionsScreen")
        await d.press("q")
        await d.screen("ExercisesScreen")
        assert d.app.screen is screen
        assert shown(screen) == exercise
        await d.until(lambda: screen.check_action("start", ()), "the way's end")
        assert len(entries(practice, SessionRecord)) == 1
        await d.press("enter")
        await d.screen("QuestionsScreen")


async def test_what_must_be_avoided_says_why_and_never_starts(practice: Practice) -> None:
    change(practice, ["osteoporosis"], [])
    why = FLAGS["osteoporosis"]
    async with drive(practice) as d:
        screen = await look(d)
        found = practice.catalogue.exercises.values()
        avoided = next(one for one in found if "osteoporosis" in one.avoid)
        await d.press("slash", *avoided.id, "enter")
        assert shown(screen) == avoided.id
        assert f"not for you: {why}" in d.text()
        assert f"Not for you now, as you told us: {why}." in d.flat()
        await d.press("enter")
        await d.until(lambda: f"{avoided.name} is not for you now" in d.flat(), "the reason")
        assert d.shown == "ExercisesScreen"
        d.app.clear_notifications()
        care = next(one for one in found if "osteoporosis" in one.care - one.avoid)
        await d.press("escape", "slash", *care.id, "enter")
        assert f"Take care, as you told us: {why}" in d.flat()
        await d.press("enter")
        await d.screen("QuestionsScreen")


async def test_nothing_starts_while_a_doctor_comes_first(practice: Practice) -> None:
    change(practice, ["dvt-suspected"], [])
    async with drive(practice) as d:
        await d.until(lambda: "Nothing to do today" in d.text(), "today")
        await d.press("e")
        await d.screen("ExercisesScreen")
        await d.until(lambda: "Not for you now" in d.text(), "the profile")
        await d.press("enter")
        assert d.shown == "ExercisesScreen"


# --- one's own ----------------------------------------------------------------------------------


async def test_own_exercises_are_marked_and_have_a_posture_card(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    practice = make_practice(tmp_path, with_own(catalogue))
    async with drive(practice) as d:
        screen = await look(d)
        assert shown(screen) == "aa-mine"
        await d.press("right")
        assert "2 of 121" in d.text() or "2 of 120" in d.text(), "the first shelf is one's own"
        await d.press("left")
        assert "yours" in d.rows()[2]
        assert "yours · 20 s" in d.text()
        assert "on the belly" in d.text()
        assert not moves(screen), "a card stands still"
        await d.press("slash", *"glute", "enter")
        assert "yours instead" in d.text()
        await d.press("escape", "home", "enter")
        await d.screen("QuestionsScreen")
        await d.answer()
        await d.screen("ReadyScreen")
        await d.press("enter")
        await d.screen("SessionScreen")
        await d.until(lambda: "on the belly" in d.text(), "the same card in the session")
        card = d.app.screen.query_one(FigureView)
        assert any(card.render_line(y).text.strip() for y in range(card.size.height - 1))
        d.play_to(StepKind.HOLD)
        d.play(0.5)
        await d.until(lambda: "KEEP GOING" in d.text(), "no HOLD: it may be one of movement")


async def test_hostile_own_exercises(tmp_path: Path, catalogue: Catalogue) -> None:
    texts = {f"evil-{n}": "[/]" + "".join(s[:24] for s in chunk) for n, chunk in enumerate(CHUNKS)}
    evil = {
        name: replace(hostile_catalogue(catalogue, text).exercises["glute-bridge"], id=name)
        for name, text in texts.items()
    }
    own = replace(
        catalogue,
        exercises=MappingProxyType({**catalogue.exercises, **evil}),
        own=MappingProxyType(texts),
    )
    async with drive(make_practice(tmp_path, own)) as d:
        screen = await look(d)
        await d.press("slash", *"evil-", "enter")
        for name in texts:
            assert shown(screen) == name
            assert "[/]" in d.text(), "markup is shown as typed"
            for _ in range(3):
                assert_harmless(d)
                await d.press("space")
            await d.press("down")
        await d.press("slash")
        for text in HOSTILE[:30]:
            screen.query_one(Input).value = ""
            await d.paste(text)
            assert_harmless(d)
        assert "Nothing fits" in d.text()


# --- sizes, the palette, the screen as text -----------------------------------------------------


async def test_every_size_and_four_of_them_as_text(practice: Practice) -> None:
    async with drive(practice) as d:
        screen = await look(d)
        await d.press("slash", *"bridge", "enter")
        d.clock.advance(1.5)
        for width, height in ((120, 40), (60, 20), (59, 20), (60, 15), (20, 5), (1, 1), (80, 24)):
            await d.resize(width, height)
            screen._frame()
            await d.settle()
            assert shown(screen) == "glute-bridge"
            small = width < 60 or height < 16
            assert screen.query_one("#one").display is not small
            for row in d.rows():
                assert len(row) <= width
            if height >= 5:
                assert any(row.startswith("› ") for row in d.rows())
            if not small:
                for part in (Entries, FigureView):
                    assert screen.region.contains_region(screen.query_one(part).region)
            if (width, height) in ((80, 24), (120, 40), (60, 20), (20, 5)):
                compare(f"exercises-{width}x{height}", d.text())
        region = screen.query_one(FigureView).region
        assert region.width >= 48
        assert region.height >= 10
        assert "q back" in d.rows()[-1]


async def test_the_palette_leads_there_but_not_out_of_a_question(practice: Practice) -> None:
    async with drive(practice) as d:
        await d.until(lambda: "week 1" in d.text(), "today")
        commands = {c.title: c for c in d.app.get_system_commands(d.app.screen)}
        d.app.call_next(commands["Exercises"].callback)
        await d.screen("ExercisesScreen")
        await d.press("q")
        await d.screen("TodayScreen")
        await d.press("enter")
        await d.screen("QuestionsScreen")
        assert "Exercises" not in {c.title for c in d.app.get_system_commands(d.app.screen)}


async def test_other_colours_are_seen_at_once(practice: Practice) -> None:
    async with drive(practice, config=Config(animation=False)) as d:
        screen = await look(d)

        def colours() -> set[object]:
            drawn = [*screen.query_one(Entries)._lines, *screen.query_one(FigureView)._lines]
            return {style.color for line in drawn for _, style in line if style.color}

        dark = colours()
        d.app.theme = "rehab-light"
        await d.settle()
        assert not colours() & dark
