"""Where there is nothing to show yet, each screen says what to do next, and with which key."""

from __future__ import annotations

import pytest
from tui_harness import a_practice, drive

from rehab_tui.practice.context import Practice

pytestmark = pytest.mark.long

practice = a_practice


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("g", "Log now: p pain m mood s sleep"),
        ("J", "Press a to note how you are"),
        ("J/zzzz", "No entry fits 'zzzz'. Fewer words find more; esc clears them."),
        ("e/zzzz", "Nothing fits 'zzzz'. Fewer letters find more; escape clears them."),
        ("w", "c chooses another programme, f asks what the coach should know"),
    ],
)
async def test_an_empty_screen_says_what_to_do_next(
    practice: Practice, keys: str, words: str
) -> None:
    async with drive(practice) as d:
        await d.until(lambda: "week 1" in d.text())
        await d.press(keys[0])
        await d.until(lambda: d.shown != "TodayScreen", "the screen")
        await d.press(*keys[1:])
        await d.until(lambda: words in d.flat(), words)


async def test_today_tells_somebody_new_where_to_read(practice: Practice) -> None:
    async with drive(practice) as d:
        await d.until(lambda: "then t shows you around" in d.flat(), "where to read")
        await d.press("?")
        await d.screen("HelpScreen")
        await d.press("t")
        await d.screen("TourScreen")
