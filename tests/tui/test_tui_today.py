"""Today's card: its columns, its room, and that nothing is scrolled which fits."""

from __future__ import annotations

from pathlib import Path

import pytest
from tui_harness import MONDAY, Drive, a_practice, drive

from rehab_tui.catalogue.dose import dose_text
from rehab_tui.clock import ManualClock
from rehab_tui.practice.context import Practice, shipped_catalogue
from rehab_tui.practice.demo_place import demo_practice
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
