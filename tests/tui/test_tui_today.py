"""Today's card: its columns, its room, and that nothing is scrolled which fits."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from tui_harness import MONDAY, Drive, a_practice, drive, make_practice

from rehab_tui.catalogue.dose import dose_text
from rehab_tui.clock import ManualClock
from rehab_tui.practice import first_run
from rehab_tui.practice.context import Practice, shipped_catalogue
from rehab_tui.practice.demo_place import demo_practice
from rehab_tui.practice.overview import Overview
from rehab_tui.tui.screens import today
from rehab_tui.tui.screens.first_run import FirstRunScreen, _keyed
from rehab_tui.tui.screens.today import TodayScreen

practice = a_practice


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Practice:
    folder: Path = tmp_path_factory.mktemp("demo")
    return demo_practice(folder, shipped_catalogue(), ManualClock(MONDAY))


async def card(d: Drive) -> list[str]:
    """The rows of the card, once it is drawn."""
    await d.until(lambda: "enter starts" in d.text(), "today's card")
    await d.settle()
    return [row.strip("│ ") for row in d.static("#card").splitlines()]


def notices(d: Drive) -> str:
    return " ".join(one.message for one in d.app._notifications)


def doses(d: Drive) -> dict[str, str]:
    screen = d.app.screen
    assert isinstance(screen, TodayScreen)
    assert screen._overview is not None
    return {one.exercise.name: dose_text(one.dose) for one in screen._overview.today.prescriptions}


async def test_the_doses_stand_below_each_other(practice: Practice) -> None:
    async with drive(practice) as d:
        rows = await card(d)
        places = {
            row.index(dose, len(name))
            for name, dose in doses(d).items()
            for row in rows
            if row.startswith(f"{name}  ")
        }
        assert len(places) == 1
        assert places.pop() == max(map(len, doses(d))) + 3


@pytest.mark.long
async def test_no_minutes_are_counted_that_change_nothing(practice: Practice) -> None:
    async with drive(practice) as d:
        whole = await card(d)
        await d.press("plus", "plus")
        await d.until(lambda: "That is the whole session" in notices(d), "why nothing changes")
        await d.press("minus")
        await d.until(lambda: "Fitted to" in d.flat(), "the very first key makes it shorter")
        assert await card(d) != whole
        await d.press(*["minus"] * 4)
        await d.until(lambda: "5 minutes is the least" in notices(d), "the least")


async def test_in_a_large_window_the_lines_stand_apart(practice: Practice) -> None:
    async with drive(practice, size=(120, 40)) as d:
        rows = await card(d)
        first, second = (
            next(n for n, row in enumerate(rows) if row.startswith(name))
            for name in list(doses(d))[:2]
        )
        assert second == first + 2
        await d.resize(80, 24)
        assert (await card(d))[first + 1].startswith(list(doses(d))[1])


async def test_what_fits_is_not_scrolled(demo: Practice) -> None:
    async with drive(demo) as d:
        await card(d)
        assert d.app.screen.query_one("#today").max_scroll_y == 0
        assert "Last " in d.rows()[-2]


async def test_the_tour_lies_over_the_day_of_the_plan_that_was_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Today may be read before the plan is written; then it is read once more."""
    practice = make_practice(tmp_path, shipped_catalogue(), asked=False)
    was_read, read, take = Event(), today._read, first_run.take

    def read_and_say(practice: Practice, minutes: int | None) -> Overview:
        found = read(practice, minutes)
        was_read.set()
        return found

    def take_late(practice: Practice, programme: str) -> object:
        was_read.wait(5)
        return take(practice, programme)

    monkeypatch.setattr(today, "_read", read_and_say)
    monkeypatch.setattr(first_run, "take", take_late)
    async with drive(practice) as d:
        await d.screen("FirstRunScreen")
        while isinstance(screen := d.app.screen, FirstRunScreen):
            hurts = screen._at.id == "conditions" and not screen._ticked
            keys = [key for key, one in _keyed(screen._at.choices) if one.value == "lbp"]
            await d.press(keys[0] if hurts else "enter")
        await d.screen("ProposalScreen")
        was_read.clear()
        await d.press("enter")
        await d.screen("TourScreen")
        await d.until(lambda: "Desk worker's low back" in d.text(), "the plan's first day")


@pytest.mark.long
@pytest.mark.parametrize(("down", "up"), [("down", "up"), ("pagedown", "pageup"), ("end", "home")])
async def test_what_does_not_fit_is_scrolled_to(demo: Practice, down: str, up: str) -> None:
    async with drive(demo, size=(80, 20)) as d:
        place = d.app.screen.query_one("#today")
        await d.until(lambda: place.max_scroll_y > 0, "more than there is room for")
        await d.press(down)
        await d.until(lambda: place.scroll_y > 0, "what is below")
        await d.press(up)
        await d.until(lambda: place.scroll_y == 0, "the top")
