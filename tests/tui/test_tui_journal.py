"""The journal in the app: looking, filtering, a session, foreign text and odd windows."""

from __future__ import annotations

import re
import threading
from datetime import timedelta
from typing import Any
from unicodedata import category

import pytest
from journal_stage import a_session, chosen, fill, opened, pick, ready, some
from rich.style import Style
from tui_harness import MONDAY, Drive, a_practice, clock_of, drive, entries, the_catalogue

from hostile import HOSTILE
from rehab_tui.journal.records import (
    Note,
    SessionRecord,
    SetRecord,
    Sleep,
)
from rehab_tui.practice.context import Practice
from rehab_tui.practice.entries import delete
from rehab_tui.practice.log import log
from rehab_tui.text import clean
from rehab_tui.tui.screens import journal
from rehab_tui.tui.screens.journal import JournalScreen
from rehab_tui.tui.widgets.timeline import Timeline

pytestmark = pytest.mark.long

practice = a_practice
catalogue = the_catalogue


# --- looking ------------------------------------------------------------------------------------


async def test_an_empty_journal_invites(practice: Practice) -> None:
    async with drive(practice) as d:
        await opened(d)
        assert "Nothing is here yet, and that is fine." in d.text()
        assert "Press a to note how you are" in d.flat()
        assert "d delete" not in d.rows()[-1], "only keys that have something to do"
        await d.press("down", "end", "pagedown", "l", "h", "d", "e", "enter", "home")
        assert d.shown == "JournalScreen"
        await d.press("q")
        await d.screen("TodayScreen")
        assert "J journal" in d.rows()[-1]


async def test_entries_stand_below_their_day_newest_first(practice: Practice) -> None:
    some(practice)
    async with drive(practice) as d:
        await opened(d)
        said = [" ".join(row.split()) for row in d.rows()[2:12]]
        assert [row.removeprefix("› ") for row in said] == [
            "Mon 23 Nov · today", "08:05 Pain 2, left knee", "07:05 Mood 4 of 5, good", "",
            "Sun 22 Nov · yesterday", "08:05 Sleep 6 h 40 min", "07:05 Note slept on the sofa",
            "", "Sat 21 Nov", "08:05 Pain 3, neck, stiff",
        ]  # fmt: skip
        assert "1 of 5" in d.rows()[0]


async def test_the_cursor_goes_where_the_keys_say(practice: Practice) -> None:
    told = some(practice)[::-1]
    async with drive(practice) as d:
        await opened(d)
        for key, place in [
            ("down", 1), ("j", 2), ("up", 1), ("k", 0), ("right", 2), ("l", 4), ("left", 2),
            ("end", 4), ("h", 2), ("home", 0), ("pagedown", 4), ("pageup", 0), ("up", 0),
        ]:  # fmt: skip
            await d.press(key)
            assert chosen(d) == told[place], key
            assert f"{place + 1} of 5" in d.rows()[0]


async def test_what_is_pressed_before_the_list_is_there_moves_once_it_is(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = some(practice)[::-1]
    read, go_on = journal._list, threading.Event()

    def slow(*arguments: Any) -> Any:
        assert go_on.wait(20)
        return read(*arguments)

    monkeypatch.setattr(journal, "_list", slow)
    async with drive(practice) as d:
        await d.until(lambda: "This week" in d.text() and "· week" in d.text(), "today")
        await d.press("J")
        await d.screen("JournalScreen")
        await d.press("down", "l", "down", "d")
        go_on.set()
        await d.screen("PickScreen")
        assert "Delete this entry?" in d.text(), "what nobody saw yet is shown before it goes"
        await d.press("n")
        await d.screen("JournalScreen")
        await ready(d)
        assert chosen(d) == told[3]
        await d.press("up")
        assert chosen(d) == told[2]


async def test_help_and_the_list_of_everything_know_it(practice: Practice) -> None:
    async with drive(practice) as d:
        await opened(d)
        await d.press("question_mark")
        await d.screen("HelpScreen")
        assert "Take the last change back" in d.text()
        await d.press("q", "q")
        await d.screen("TodayScreen")
        names = [one.title for one in d.app.get_system_commands(d.app.screen)]
        assert "Journal" in names


async def test_a_long_journal_is_read_as_far_as_it_is_seen(practice: Practice) -> None:
    now = practice.clock.now()
    told = [Note(at=now - timedelta(hours=7 * n), text=f"number {n}") for n in range(400)]
    log(practice, told)
    async with drive(practice) as d:
        await opened(d)
        screen = d.app.screen
        assert isinstance(screen, JournalScreen)
        for key, number in [("end", 399), ("pageup", None), ("pageup", None), ("home", 0)]:
            await d.press(key)
            await ready(d)
            at = screen.query_one(Timeline).at
            assert number in (None, at)
            assert f"number {at}" in next(row for row in d.rows() if "›" in row)
            assert len(screen._records) < 150
            assert d.rows()[2].strip()[:3] in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
        seen = set()
        for _ in range(60):
            seen |= set(re.findall(r"number (\d+)", d.text()))
            await d.press("pagedown")
            await ready(d)
        assert seen == {str(n) for n in range(400)}, "no page leaves one out"


# --- the filter ---------------------------------------------------------------------------------


async def test_typing_finds_and_escape_brings_all_back(practice: Practice) -> None:
    some(practice)
    async with drive(practice) as d:
        await opened(d)
        await d.press("slash", *"sofa")
        await d.until(lambda: "1 of 1" in d.rows()[0])
        await d.until(lambda: isinstance(chosen(d), Note))
        await d.press("enter", "slash", *" zzz")
        await d.until(lambda: "No entry fits 'sofa zzz'" in d.flat())
        await d.press("escape", "escape")
        await d.until(lambda: "of 5" in d.rows()[0])
        await d.press("escape")
        await d.screen("TodayScreen")


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("kind:pain", 2), ("site:knee", 1), ("kind:mood,note", 2), ("from:2026-11-22", 4),
        ("to:2026-11-21", 1), ("kind:pain from:2026-11-22 knee", 1), ("PAIN", 2),
    ],
)  # fmt: skip
async def test_the_words_of_journal_list_filter(practice: Practice, line: str, count: int) -> None:
    some(practice)
    async with drive(practice) as d:
        await opened(d)
        await d.press("slash", *line)
        await d.until(lambda: f" of {count} " in f"{d.rows()[0]} ")


async def test_a_filter_that_cant_be_read_says_why_and_leaves_the_list(practice: Practice) -> None:
    some(practice)
    async with drive(practice) as d:
        await opened(d)
        await d.press("slash", *"kind:pian")
        await d.until(lambda: "There is no kind of entry 'pian'. Did you mean pain?" in d.flat())
        await d.until(lambda: "of 5" in d.rows()[0])
        await d.press("backspace", "backspace", "backspace", *"ain")
        await d.until(lambda: "of 2" in d.rows()[0])
        assert "no kind" not in d.text()


async def test_what_was_told_in_a_session_lies_in_it_until_it_is_looked_for(
    practice: Practice,
) -> None:
    a_session(practice)
    async with drive(practice) as d:
        await opened(d)
        assert "1 of 2" in d.rows()[0], "the session and its stop"
        await d.press("slash", *"kind:set")
        await d.until(lambda: "of 3" in d.rows()[0])
        await d.until(lambda: "1 of cat-cow, 8 of 10 reps" in d.flat())


# --- a session ----------------------------------------------------------------------------------


async def session_opened(d: Drive) -> None:
    await opened(d)
    await d.until(lambda: chosen(d) is not None)
    while not isinstance(chosen(d), SessionRecord):
        await d.press("down")
    assert "enter open" in d.rows()[-1]
    await d.press("enter")
    await d.screen("JournalSessionScreen")
    await d.until(lambda: "Before" in d.text(), "the session")


async def test_a_session_opens_with_its_sets_pains_and_answers(practice: Practice) -> None:
    a_session(practice)
    async with drive(practice, size=(80, 40)) as d:
        await session_opened(d)
        said = [" ".join(row.split()).removeprefix("› ") for row in d.rows()]
        wanted = [
            "Session of Mon 23 Nov, 06:05", "Sciatica, gentle start",
            "06:05 Session finished, 10 min", "Before",
            "06:05 Pain 3, lower back, before a session",
            "Cat-cow", "06:06 Set 1 8 of 10 reps", "06:07 Set 2 8 of 10 reps", "Glute bridge",
            "06:08 Set 1 8 of 10 reps", "06:08 Pain 5, with glute-bridge", "Stopped",
            "06:08 Stop something else", "After", "06:08 Check-in effort 4",
        ]  # fmt: skip
        assert [row for row in said if row][: len(wanted)] == wanted
        await d.press("q")
        await d.screen("JournalScreen")


async def test_a_set_is_edited_in_its_session(practice: Practice) -> None:
    a_session(practice)
    async with drive(practice, size=(80, 40)) as d:
        await session_opened(d)
        await d.press("down", "down", "enter")
        await d.screen("FormScreen")
        assert "Seconds" not in d.text(), "it was prescribed in reps"
        await fill(d, reps="10")
        await d.press("enter")
        await d.until(lambda: "Set 1 10 of 10 reps" in d.flat())
        one = chosen(d)
        assert isinstance(one, SetRecord)
        assert one.reps == 10
        await pick(d, "d", "y")
        await d.until(lambda: "Set 1 10 of 10 reps" not in d.flat())
        await pick(d, "u", "u")
        await d.until(lambda: "Set 1 10 of 10 reps" in d.flat())


async def test_a_whole_session_is_deleted_and_brought_back(practice: Practice) -> None:
    a_session(practice)
    async with drive(practice) as d:
        await session_opened(d)
        await d.until(lambda: d.app.screen.check_action("undo", ()))
        await d.press("d")
        await d.screen("PickScreen")
        assert "Its sets and what was told in it go with it" in d.flat()
        await d.press("y")
        await d.screen("JournalScreen")
        await d.until(lambda: "of 1 " in f"{d.rows()[0]} ", "the stop stays")
        assert not entries(practice, SetRecord)
        await pick(d, "u", "u")
        await d.until(lambda: "of 2" in d.rows()[0])
    assert len(entries(practice, SetRecord)) == 3


async def test_a_session_that_goes_meanwhile(practice: Practice) -> None:
    session = a_session(practice)
    async with drive(practice) as d:
        await session_opened(d)
        delete(practice, [session])
        await d.press("e")
        await d.screen("FormScreen")
        await fill(d, effort="3")
        await d.press("enter")
        await d.screen("PickScreen")
        await d.press("l")
        await d.until(lambda: d.shown == "JournalScreen")


# --- foreign text and odd windows ---------------------------------------------------------------


def harmless(d: Drive) -> bool:
    """Whether no character on the screen steers a terminal."""
    shown = {category(char) for row in d.rows() for char in row}
    return not shown & {"Cc", "Cf", "Cs", "Zl", "Zp"}


async def test_hostile_text_is_only_ever_shown(practice: Practice) -> None:
    now = practice.clock.now()
    texts = [text for text in HOSTILE if text.strip()]
    log(practice, [Note(at=now - timedelta(minutes=n), text=t) for n, t in enumerate(texts)])
    async with drive(practice, size=(80, 60)) as d:
        await opened(d)
        while True:
            assert harmless(d)
            here = chosen(d)
            await d.press("pagedown")
            await ready(d)
            if chosen(d) == here:
                break
        await d.press("home")
        for _ in range(0, len(texts), 9):
            await ready(d)
            await d.until(lambda: d.app.screen.check_action("undo", ()))
            await d.press("d")
            await d.screen("PickScreen")
            assert harmless(d)
            await d.press("n")
            await d.screen("JournalScreen")
            await d.until(lambda: d.app.screen.check_action("undo", ()), "nothing else asked")
            await ready(d)
            one = chosen(d)
            if isinstance(one, Note) and clean(one.text) == one.text:
                await d.press("e")
                await d.screen("FormScreen")
                assert harmless(d)
                await d.press("escape")
                await d.screen("JournalScreen")
            await d.press(*["down"] * 9)
        await d.press("slash")
        for text in texts[::7]:
            await d.paste(text)
            assert harmless(d)
    assert len(entries(practice, Note)) == len(texts)


async def test_a_small_window_loses_nothing(practice: Practice) -> None:
    some(practice)
    async with drive(practice) as d:
        await opened(d)
        await d.press("down", "down")
        one = chosen(d)
        for size in [(59, 19), (20, 5), (3, 1), (20, 5), (44, 10), (200, 60)]:
            await d.resize(*size)
            await ready(d)
            assert chosen(d) == one
            if size[0] >= 20:
                assert "›" in d.text()
        await d.resize(20, 5)
        await d.press("up", "end", "pageup")
        await ready(d)
        for key, shown in (("a", "PickScreen"), ("d", "PickScreen"), ("e", "FormScreen")):
            await d.press(key)
            await d.screen(shown)
            await d.press("escape")
            await d.screen("JournalScreen")
            await ready(d)
        await d.press("slash", "escape")
        await d.resize(80, 24)
        await ready(d)
        assert "Mon 23 Nov · today" in d.text()


async def test_other_colours_are_seen_at_once(practice: Practice) -> None:
    some(practice)
    async with drive(practice) as d:
        await opened(d)
        for theme in ("rehab-light", "rehab-contrast", "rehab-dark"):
            d.app.theme = theme
            await d.settle()
            timeline = d.app.screen.query_one(Timeline)
            wanted = Style(color=d.app.theme_variables["quiet"]).color
            drawn = {one.style.color for one in timeline.render_line(1) if one.style}
            assert wanted in drawn, theme


async def test_a_new_day_is_told(practice: Practice) -> None:
    some(practice)
    async with drive(practice) as d:
        await opened(d)
        clock_of(practice).advance(86_400)
        screen = d.app.screen
        assert isinstance(screen, JournalScreen)
        screen._look()
        await d.until(lambda: "Mon 23 Nov · yesterday" in d.text())
        screen._look()
        assert not screen.reading, "at rest nothing is read"


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_of_a_night_everything_can_be_read(practice: Practice, size: tuple[int, int]) -> None:
    night = Sleep(
        at=MONDAY, minutes=430, quality=3, bed="22:30", wake="06:45", latency=25, awake=40,
        awakenings=3,
    )  # fmt: skip
    log(practice, [Note(at=MONDAY.replace(minute=1), text="short"), night])
    async with drive(practice) as d:
        await opened(d)
        await d.resize(*size)
        for words in ("22:30 to 06:45", "25 min to fall asleep", "awake 40 min", "woke 3 times"):
            assert words in d.flat()
        await d.press("down")
        assert "woke 3 times" not in d.flat(), "what has room in its line is not said twice"
