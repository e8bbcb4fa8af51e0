"""Progress: plots, a calendar, the weeks in words; every key, every size, the words of a day."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from rich.style import Style
from test_tui_golden import compare
from tui_harness import BRAILLE, MONDAY, Drive, a_practice, drive, make_practice, the_catalogue

from hostile import HOSTILE
from rehab_tui.catalogue.model import Catalogue
from rehab_tui.clock import ManualClock
from rehab_tui.journal.records import DoneElsewhere, Function, Mood, Note, Pain, Record, Sleep
from rehab_tui.practice.context import Practice
from rehab_tui.practice.demo_place import demo_practice
from rehab_tui.practice.log import log
from rehab_tui.practice.pauses import begin_pause
from rehab_tui.tui.screens.progress import SHORT, VIEWS, ProgressScreen
from rehab_tui.tui.widgets.calendar import Calendar
from rehab_tui.tui.widgets.plot import PlotView

practice = a_practice
catalogue = the_catalogue


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue) -> Practice:
    """Twelve made-up weeks; tests only read them."""
    return demo_practice(tmp_path_factory.mktemp("demo"), catalogue, ManualClock(MONDAY))


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue) -> Practice:
    folder = tmp_path_factory.mktemp("years")
    return demo_practice(folder, catalogue, ManualClock(MONDAY), weeks=520)


def said(practice: Practice, *records: Record) -> None:
    log(practice, records)


async def opened(d: Drive) -> ProgressScreen:
    await d.screen("TodayScreen")
    await d.press("g")
    await d.screen("ProgressScreen")
    await settled(d)
    assert isinstance(d.app.screen, ProgressScreen)
    return d.app.screen


async def settled(d: Drive) -> None:
    """Everything is read, laid out and drawn."""

    def still() -> bool:
        laid_out = all(one.size.width for one in d.app.screen.query(PlotView) if one.display)
        return laid_out and all(worker.is_finished for worker in d.app.workers)

    for _ in range(2):  # a layout asks for a drawing, which may read a day
        await d.until(still, "the reading")
        await d.settle()


async def pressed(d: Drive, *keys: str) -> None:
    await d.press(*keys)
    await settled(d)


def view_of(d: Drive) -> str:
    """The chosen word of the second row."""
    found = re.search("‹(.*?)›", d.rows()[1])
    assert found, d.rows()[1]
    return found.group(1)


async def test_it_looks_so(demo: Practice) -> None:
    async with drive(demo) as d:
        await opened(d)
        compare("progress-80x24", d.text())
        await pressed(d, "6")
        compare("progress-sessions-80x24", d.text())


async def test_every_view_has_its_key(demo: Practice) -> None:
    async with drive(demo) as d:
        await opened(d)
        assert view_of(d) == "pain at rest"
        for number, name in enumerate(VIEWS, start=1):
            await pressed(d, str(number))
            assert view_of(d) == name
        await pressed(d, "tab")
        assert view_of(d) == "pain at rest"
        await pressed(d, "shift+tab")
        assert view_of(d) == "weeks"
        assert "Your weeks" in d.text()
        await pressed(d, "4", "w")
        assert view_of(d) == "weeks"
        await pressed(d, "w")
        assert view_of(d) == "sleep"
        await pressed(d, "g")
        await d.screen("TodayScreen")


async def test_a_day_is_told_in_words(practice: Practice) -> None:
    now = practice.clock.now()
    yesterday = now - timedelta(days=1)
    said(practice, Pain(at=yesterday, level=7, site="knee-left"), Note(at=now, text="Slept badly"))
    said(practice, Mood(at=now - timedelta(days=8), level=2))
    async with drive(practice) as d:
        await opened(d)
        assert d.static("#day").startswith("Mon 23 Nov 2026: ")
        assert "Slept badly" in d.static("#day")
        await pressed(d, "left")
        assert d.static("#day").startswith("Sun 22 Nov 2026: pain 7, ")
        await pressed(d, "h")
        assert d.static("#day") == "Sat 21 Nov 2026: nothing noted"
        await pressed(d, "l", "right", "right", "right")
        assert d.static("#day").startswith("Mon 23 Nov"), "nothing lies ahead"
        await pressed(d, "shift+left", "left")
        assert d.static("#day").startswith("Sun 15 Nov 2026: mood 2")
        await pressed(d, "L")
        assert d.static("#day").startswith("Sun 22 Nov")
        await pressed(d, "H", "H", "H")
        assert d.static("#day").startswith("Mon 9 Nov"), "the first entry's week is the first"
        await pressed(d, "end")
        assert d.static("#day").startswith("Mon 23 Nov")
        await pressed(d, "home")
        assert d.static("#day").startswith("Mon 9 Nov")


@pytest.mark.long
async def test_what_is_looked_at_stands_first_in_a_full_day(demo: Practice) -> None:
    first = {"1": "pain", "3": "mood", "4": "sleep", "6": "session"}
    async with drive(demo) as d:
        await opened(d)
        for view, words in first.items():
            await pressed(d, view, "home")
            assert d.static("#day").partition(": ")[2].startswith(words), view
            assert len(d.static("#day").splitlines()) == 3


@pytest.mark.long
async def test_the_days_that_are_shown_go_with_the_cursor(demo: Practice) -> None:
    async with drive(demo) as d:
        await opened(d)
        assert "7 Sep to 23 Nov" in d.rows()[0]
        await pressed(d, "minus", "minus")
        assert "16 Nov to 22 Nov" in d.rows()[0], "the week of the last entry"
        assert "+/- a week" in d.rows()[-1]
        await pressed(d, "shift+left")
        assert "9 Nov to 15 Nov" in d.rows()[0]
        assert "Wed 11" in d.text()
        await pressed(d, "plus")
        assert "19 Oct to 15 Nov" in d.rows()[0]
        await pressed(d, "plus", "plus", "plus", "plus")
        assert "+/- all" in d.rows()[-1]


@pytest.mark.long
async def test_in_the_calendar_a_step_aside_is_a_week(practice: Practice) -> None:
    now = practice.clock.now()
    for days in (0, 3, 15):
        said(practice, DoneElsewhere(at=now - timedelta(days=days), minutes=20))
    async with drive(practice) as d:
        await opened(d)
        await pressed(d, "6")
        assert "◆ elsewhere" in d.text()
        assert "[◆]" in d.text()
        await pressed(d, "left", "up")
        assert d.static("#day").startswith("Sun 15 Nov")
        await pressed(d, "down", "left")
        assert d.static("#day").startswith("Mon 9 Nov")


@pytest.mark.long
async def test_paused_days_are_marked(practice: Practice) -> None:
    said(practice, Mood(at=practice.clock.now() - timedelta(days=6), level=3))
    begin_pause(practice, "illness")
    async with drive(practice) as d:
        await opened(d)
        await pressed(d, "6")
        assert "= paused" in d.text()


async def test_an_empty_journal_invites_and_logs(practice: Practice) -> None:
    async with drive(practice) as d:
        await opened(d)
        assert "Nothing noted yet" in d.text()
        assert "After a week" in d.text()
        await pressed(d, "left", "home", "plus", "6", "down", "w", "1")
        assert "Nothing noted yet" in d.text()
        await d.press("p")
        await d.screen("QuestionsScreen")
        await d.press("4", "enter")
        await d.screen("ProgressScreen")
        await settled(d)
        assert d.static("#day").startswith("Mon 23 Nov 2026: pain 4")
        assert "1 rating" in d.static("#said")
        assert BRAILLE.search(d.text())


@pytest.mark.long
async def test_three_entries_are_three_points_and_nothing_more(practice: Practice) -> None:
    now = practice.clock.now()
    said(practice, *(Pain(at=now - timedelta(minutes=one), level=5) for one in (1, 2, 3)))
    async with drive(practice) as d:
        await opened(d)
        assert "median" not in d.rows()[2]
        assert d.static("#said").startswith("3 ratings; a week's median is told from 4 on")
        await pressed(d, "3")
        assert "nothing noted in this time" in d.text()
        await pressed(d, "5")
        assert "It is asked for after a session" in d.static("#said")


@pytest.mark.long
async def test_a_measure_without_ratings_shows_its_scale(practice: Practice) -> None:
    said(practice, Sleep(at=practice.clock.now(), minutes=800))
    async with drive(practice) as d:
        await opened(d)
        await pressed(d, "4")
        assert "16 h" in d.text(), "a very long night widens the scale"
        await pressed(d, "2")
        assert "Worst pain: nothing noted" in d.static("#said")


@pytest.mark.long
async def test_the_words_are_those_of_the_report(demo: Practice) -> None:
    async with drive(demo, size=(120, 40)) as d:
        await opened(d)
        assert "an important change" in d.text()
        assert "Pain at rest: median" in d.static("#said")
        await pressed(d, "w")
        report = " ".join(d.static("#report").split())
        await pressed(d, "1")
        first = " ".join(d.static("#said").split("\n\n")[0].split())
        assert first in report


@pytest.mark.long
async def test_nothing_is_drawn_twice_while_it_is_still(
    demo: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with drive(demo) as d:
        await opened(d)
        made: list[str] = []
        monkeypatch.setattr(PlotView, "show", lambda self, lines: made.append("plot"))
        monkeypatch.setattr(Calendar, "show", lambda self, lines: made.append("calendar"))
        d.clock.advance(30)
        for _ in range(5):
            await d.settle()
        d.app.screen.query_one(PlotView).draw()
        assert made == []
        await pressed(d, "left")
        assert made == ["plot"]


@pytest.mark.long
async def test_another_theme_is_seen_at_once(demo: Practice) -> None:
    async with drive(demo) as d:
        await opened(d)

        def styles() -> set[Style]:
            return {style for line in d.app.screen.query_one(PlotView)._lines for _, style in line}

        dark = styles()
        d.app.theme = "rehab-light"
        await settled(d)
        assert not styles() & dark


@pytest.mark.long
@pytest.mark.parametrize("size", [(120, 40), (60, 20), (40, 12), (20, 5), (1, 1)])
async def test_every_size(demo: Practice, size: tuple[int, int]) -> None:
    async with drive(demo) as d:
        await opened(d)
        for view in range(1, 8):
            await pressed(d, str(view))
            await d.resize(*size)
            for row in d.rows():
                assert len(row) <= size[0]
            if size == (40, 12) and view < 6:
                assert "larger window" in d.flat()
            if size[0] >= 60:
                assert "q back" in d.rows()[-1]
                assert view == len(VIEWS) or d.rows()[2].strip()
            await d.resize(80, 24)
            await settled(d)
            assert view_of(d) == VIEWS[view - 1]


@pytest.mark.long
@pytest.mark.parametrize("text", [HOSTILE[0], HOSTILE[-1]])
async def test_foreign_words_stay_words(practice: Practice, text: str) -> None:
    said(practice, Function(at=practice.clock.now(), activity=text, level=4))
    said(practice, Note(at=practice.clock.now(), text=text))
    async with drive(practice) as d:
        await opened(d)
        await pressed(d, "5")
        for row in d.rows():
            assert row.isprintable()
            assert "\x1b" not in row


@pytest.mark.long
async def test_only_ascii(demo: Practice) -> None:
    async with drive(demo, ascii_only=True) as d:
        await opened(d)
        for view in range(1, 8):
            await pressed(d, str(view))
            assert all(row.isascii() for row in d.rows()), d.text()
            if view < 6:
                assert "o" in "".join(row[6:] for row in d.rows()[3:12])


@pytest.mark.long
async def test_ten_years_are_told_by_quarters(years: Practice) -> None:
    async with drive(years) as d:
        await opened(d)
        await pressed(d, "plus", "plus")
        assert "+/- all" in d.rows()[-1]
        assert "quarter's median" in d.rows()[2]
        assert re.search(r"1 Oct to 31 Dec 2026: \d+ ratings, median", d.static("#day"))
        await pressed(d, "left")
        assert d.static("#day").startswith("1 Jul to 30 Sep 2026")
        await pressed(d, "shift+right")
        assert d.static("#day").startswith("1 Oct to 31 Dec 2026")
        await pressed(d, "home")
        assert "2016" in d.static("#day")
        await pressed(d, "6")
        assert " of 521 weeks" in d.rows()[2]


@pytest.mark.long
async def test_what_is_logged_elsewhere_meanwhile_comes_with_the_next_key(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    practice = make_practice(tmp_path, catalogue)
    said(practice, Mood(at=practice.clock.now() - timedelta(days=1), level=3))
    async with drive(practice) as d:
        await opened(d)
        await d.press("m")
        await d.screen("QuestionsScreen")
        await d.press("escape")
        await d.screen("ProgressScreen")
        await settled(d)
        await pressed(d, "3", "right")
        assert d.static("#day") == "Mon 23 Nov 2026: nothing noted"


@pytest.mark.long
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_every_sentence_below_a_plot_begins_a_short_line(
    demo: Practice, size: tuple[int, int]
) -> None:
    async with drive(demo, size=size) as d:
        await opened(d)
        for view in "123456":
            await pressed(d, view)
            lines = d.static("#said").splitlines()
            assert max(map(len, lines)) <= SHORT
            assert not any(re.search(r"[.?!] [A-Z]", line) for line in lines), lines
            assert lines[-1].endswith("."), lines
            assert d.rows()[-1].split(), "the keys are there"


@pytest.mark.long
async def test_of_the_weeks_in_words_home_and_end_are_top_and_end(demo: Practice) -> None:
    async with drive(demo) as d:
        screen = await opened(d)
        await pressed(d, "w")
        place, day = screen.query_one("#weeks"), screen._cursor
        await pressed(d, "end")
        assert place.scroll_y == place.max_scroll_y > 0
        await pressed(d, "left", "L")
        assert place.scroll_y == place.max_scroll_y
        await pressed(d, "home")
        assert place.scroll_y == 0
        assert screen._cursor == day, "a cursor that nobody sees stays where it is"
