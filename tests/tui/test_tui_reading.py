"""A page longer than its window: what is below is told, and no key passes over it."""

from __future__ import annotations

import pytest
from tui_harness import Drive, a_practice, drive, the_catalogue

from rehab_tui.practice.context import Practice
from rehab_tui.practice.ready import Ready
from rehab_tui.tui.screens.ready import ReadyScreen
from rehab_tui.tui.screens.settings import said_of

pytestmark = pytest.mark.long

practice = a_practice
catalogue = the_catalogue


async def laid(d: Drive, lines: int) -> list[bool | None]:
    """The checklist with so many lines; what it ends with comes into the list."""
    await d.until(lambda: "week 1" in d.text())
    ended: list[bool | None] = []
    d.app.push_screen(
        ReadyScreen(Ready(tuple(f"thing {n}" for n in range(lines)), ())), ended.append
    )
    await d.screen("ReadyScreen")
    return ended


async def test_a_page_key_reads_to_the_end_before_it_begins(practice: Practice) -> None:
    async with drive(practice) as d:
        ended = await laid(d, 40)
        await d.until(lambda: "more below" in d.rows()[-1], "that there is more")
        assert "? help" in d.rows()[-1]
        await d.press("pagedown")
        await d.until(lambda: "thing 0" not in d.text(), "the next page")
        assert not ended
        await d.press("end")
        await d.until(lambda: "more below" not in d.rows()[-1], "the end")
        assert "thing 39" in d.text()
        await d.press("home")
        await d.until(lambda: "thing 0" in d.text(), "the top")
        await d.press("end", "pagedown")
        await d.screen("TodayScreen")
        assert ended == [True]


async def test_a_page_that_fits_says_nothing_of_more(practice: Practice) -> None:
    async with drive(practice) as d:
        await laid(d, 3)
        await d.until(lambda: "Space pauses" in d.text(), "the page")
        await d.settle()
        assert "more below" not in d.rows()[-1]


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("volume", 70, "70 of 100"),
        ("speech_rate", 160, "160 words a minute"),
        ("minutes", 15, "15 minutes"),
        ("minutes", None, "as your plan says"),
        ("counts", "every", "every rep"),
        ("units", "imperial", "pounds, inches"),
        ("theme", "rehab-dark", "dark"),
        ("tones", False, "off"),
    ],
)
def test_a_setting_says_what_its_value_counts(name: str, value: object, words: str) -> None:
    assert said_of(name, value) == words  # type: ignore[arg-type]
