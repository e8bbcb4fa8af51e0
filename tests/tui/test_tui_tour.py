"""The tour: once, after the first questions; one key forward, one back, any time skipped."""

from __future__ import annotations

from pathlib import Path

import pytest
from tui_harness import Drive, a_practice, clock_of, drive, make_practice, the_catalogue

from rehab_tui.catalogue.model import Catalogue
from rehab_tui.config import Config
from rehab_tui.errors import BusyError
from rehab_tui.journal.records import SessionRecord, StopEvent
from rehab_tui.journal.store import Journal
from rehab_tui.practice.context import Practice
from rehab_tui.practice.demo_place import demo_practice
from rehab_tui.practice.tour import CARDS, is_due
from rehab_tui.tui.screens.tour import TourScreen
from rehab_tui.tui.themes import THEMES
from rehab_tui.tui.widgets.figure import FigureView

pytestmark = pytest.mark.long

practice = a_practice
catalogue = the_catalogue


@pytest.fixture
def newcomer(tmp_path: Path, catalogue: Catalogue) -> Practice:
    return make_practice(tmp_path, catalogue, asked=False)


def title(d: Drive) -> str:
    return d.static("#title").split("  ")[0]


async def left(d: Drive) -> None:
    """The first questions, left at once."""
    await d.screen("FirstRunScreen")
    await d.press("q")


async def opened(d: Drive) -> None:
    await d.until(lambda: "week 1" in d.text())
    await d.press("?")
    await d.screen("HelpScreen")
    await d.press("t")
    await d.screen("TourScreen")


async def test_it_comes_once_after_the_first_questions(newcomer: Practice) -> None:
    async with drive(newcomer) as d:
        await left(d)
        await d.screen("TourScreen")
        assert "Marching warm-up" in d.text(), "the real Today is seen above it"
        for card in CARDS:
            assert title(d) == card.title
            await d.press("enter")
        await d.screen("TodayScreen")
        await d.until(lambda: not is_due(newcomer), "the note")
    assert not newcomer.journal.rows(), "it is no entry"
    async with drive(newcomer) as d:
        await left(d)
        await d.screen("TodayScreen")
        await d.settle()
        assert d.shown == "TodayScreen", "never again by itself"


async def test_what_became_of_the_plan_is_told_after_the_tour_not_over_it(
    newcomer: Practice,
) -> None:
    async with drive(newcomer) as d:
        await d.screen("FirstRunScreen")
        for _ in range(60):
            if d.shown != "FirstRunScreen":
                break
            await d.press("enter")
        await d.screen("ProposalScreen")
        await d.press("enter")
        await d.screen("TourScreen")
        assert newcomer.plan.programme == "mobility-starter"
        assert "Your programme is" not in d.flat()
        await d.press("q")
        await d.screen("TodayScreen")
        await d.until(lambda: "Your programme is" in d.flat(), "what was written")


@pytest.mark.parametrize("key", ["q", pytest.param("escape", marks=pytest.mark.long)])
async def test_one_key_skips_it_for_good(newcomer: Practice, key: str) -> None:
    async with drive(newcomer) as d:
        await left(d)
        await d.screen("TourScreen")
        await d.press("right", key)
        await d.screen("TodayScreen")
        await d.until(lambda: not is_due(newcomer), "the note")


async def test_who_saw_it_before_the_questions_end_does_not_see_it_again(
    newcomer: Practice,
) -> None:
    async with drive(newcomer) as d:
        await d.screen("FirstRunScreen")
        await d.press("?")
        await d.screen("HelpScreen")
        await d.press("t")
        await d.screen("TourScreen")
        await d.until(lambda: not is_due(newcomer), "the note")
        await d.press("q", "q")
        await d.screen("TodayScreen")


async def test_a_journal_that_cant_be_written_shows_it_all_the_same(
    newcomer: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise BusyError("the journal is busy", "Try again.")

    monkeypatch.setattr(Journal, "remember", busy)
    async with drive(newcomer) as d:
        await left(d)
        await d.screen("TourScreen")
        await d.until(lambda: "the journal is busy" in d.flat(), "what is wrong")
        await d.press("q")
        await d.screen("TodayScreen")


async def test_it_follows_answers_and_their_proposal(newcomer: Practice) -> None:
    async with drive(newcomer) as d:
        await d.screen("FirstRunScreen")
        await d.press("y", "escape")
        await d.screen("PickScreen")
        await d.press("k")
        await d.screen("TourScreen")
    assert newcomer.profile().cleared == "yes"


async def test_after_a_warning_sign_nothing_follows(newcomer: Practice) -> None:
    async with drive(newcomer) as d:
        await d.screen("FirstRunScreen")
        await d.press("enter", "a", "enter")
        await d.screen("SignScreen")
        await d.press("enter")
        await d.screen("TodayScreen")
        await d.until(lambda: "Please answer this first" in d.text(), "the lock")
        assert d.shown == "TodayScreen"
    assert newcomer.journal.entries(StopEvent)


async def test_nobody_with_a_journal_or_a_session_cut_short_sees_it(
    newcomer: Practice, tmp_path: Path, catalogue: Catalogue
) -> None:
    async with drive(demo_practice(tmp_path / "demo", catalogue, clock_of(newcomer))) as d:
        await d.until(lambda: "This week" in d.text(), "today")
        await d.settle()
        assert d.shown == "TodayScreen"
    with newcomer.journal.act("began") as act:
        act.add(SessionRecord(at=newcomer.clock.now(), state="running", sets=4))
    async with drive(newcomer) as d:
        await d.screen("PickScreen")
        await d.press("escape")
        await d.screen("TodayScreen")


async def test_keys_turn_its_cards_both_ways(practice: Practice) -> None:
    async with drive(practice) as d:
        await opened(d)
        await d.press("left")
        assert title(d) == CARDS[0].title
        await d.press("space", "l", "pagedown")
        assert title(d) == CARDS[3].title
        await d.press("h", "backspace", "pageup", "left")
        assert title(d) == CARDS[0].title
        await d.burst(*["enter"] * (len(CARDS) + 3))
        await d.screen("TodayScreen")


async def test_help_and_the_palette_show_it_again(practice: Practice) -> None:
    async with drive(practice) as d:
        await opened(d)
        await d.press("?")
        await d.screen("HelpScreen")
        assert "Skip the tour" in d.text()
        await d.press("t")
        await d.screen("TourScreen")
        assert len([one for one in d.app.screen_stack if isinstance(one, TourScreen)]) == 1
        await d.press("q")
        await d.screen("TodayScreen")
        found = {one.title: one for one in d.app.get_system_commands(d.app.screen)}
        d.app.call_next(found["The tour"].callback)
        await d.screen("TourScreen")


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12), (30, 8)])
async def test_all_of_it_can_be_read_in_any_window(
    practice: Practice, theme: object, size: tuple[int, int]
) -> None:
    config = Config(theme=getattr(theme, "name", "rehab-dark"), animation=False)
    async with drive(practice, size=size, config=config, ascii_only=size[0] == 40) as d:
        d.app.push_screen(TourScreen())
        await d.screen("TourScreen")
        for place, card in enumerate(CARDS, 1):
            seen = ""
            for _ in range(12):
                seen += d.flat() + " "
                await d.press("down")
            shown = " ".join(seen.split())
            for words in (card.title, f"{place} of {len(CARDS)}", *card.keys):
                assert words in shown, (words, seen)
            for words in (card.words, *card.keys.values()):
                for word in words.split():
                    assert word in shown, (word, seen)
            await d.press("enter")


@pytest.mark.parametrize("animation", [True, False])
async def test_the_figure_moves_unless_it_should_not(practice: Practice, animation: bool) -> None:
    async with drive(practice, config=Config(animation=animation)) as d:
        await opened(d)
        await d.press("enter")
        d.clock.advance(0.1)
        d.app.screen._frame()  # type: ignore[attr-defined]
        before = d.app.screen.query_one(FigureView)._lines
        assert before
        d.clock.advance(1.5)
        d.app.screen._frame()  # type: ignore[attr-defined]
        assert (d.app.screen.query_one(FigureView)._lines != before) is animation
