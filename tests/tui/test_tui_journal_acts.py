"""The journal in the app: adding, editing, deleting, undoing."""

from __future__ import annotations

import pytest
from journal_stage import chosen, fill, free, opened, pick, ready, some, told
from tui_harness import a_practice, drive, entries, the_catalogue

from rehab_tui.journal.records import (
    Mood,
    Note,
    Pain,
    StopEvent,
    Treatment,
)
from rehab_tui.practice.alone import take_back
from rehab_tui.practice.context import Practice
from rehab_tui.practice.entries import delete
from rehab_tui.practice.log import log
from rehab_tui.tui.screens.journal import JournalScreen

pytestmark = pytest.mark.long

practice = a_practice
catalogue = the_catalogue


async def test_a_pain_is_noted_for_a_moment_that_is_past(practice: Practice) -> None:
    some(practice)
    async with drive(practice) as d:
        await opened(d)
        await pick(d, "a", "p")
        await d.screen("FormScreen")
        await d.press("enter")
        assert "Pain is a whole number from 0 to 10" in d.flat()
        await d.press("6", "down", *"nek", "enter")
        assert "Did you mean neck?" in d.flat()
        await fill(d, site="neck", at="yesterday 21:00")
        assert "pain 6, neck, yesterday 21:00" in d.flat()
        await d.press("enter")
        await d.screen("JournalScreen")
        await d.until(lambda: "2 of 6" not in d.rows()[0] and "of 6" in d.rows()[0])
        await ready(d)
        one = chosen(d)
        assert isinstance(one, Pain)
        assert (one.level, one.site, one.at.hour) == (6, "neck", 21)
        assert told(d, "Saved: pain 6, neck, yesterday 21:00. u takes it back.")


@pytest.mark.parametrize(
    ("key", "fields", "words"),
    [
        ("m", {"mood": "2"}, "mood 2"),
        (
            "s",
            {"sleep": "23:10-6:40", "quality": "3"},
            "sleep 7 h 30 min, quality 3, 23:10 to 06:40",
        ),
        ("f", {"activity": "climbing stairs", "function": "6"}, "climbing stairs: 6 of 10"),
        ("t", {"treatment": "heat", "minutes": "20"}, "heat, 20 min"),
        ("w", {}, "done elsewhere"),
        ("n", {"note": "a good day [bold]"}, "note: a good day [bold]"),
    ],
)
async def test_anything_can_be_noted(
    practice: Practice, key: str, fields: dict[str, str], words: str
) -> None:
    async with drive(practice) as d:
        await opened(d)
        await pick(d, "a", key)
        await d.screen("FormScreen")
        await fill(d, **fields)
        assert words in d.flat()
        await d.press("enter")
        await d.screen("JournalScreen")
        await d.until(lambda: "1 of 1" in d.rows()[0])
        assert told(d, f"Saved: {words}")


async def test_the_questions_of_log_are_asked_one_at_a_time(practice: Practice) -> None:
    async with drive(practice) as d:
        await opened(d)
        await pick(d, "a", "a")
        await d.screen("QuestionsScreen")
        await d.answer(pain="3", mood="4")
        await d.screen("FormScreen")
        assert "pain 3; mood 4, today 08:05" in d.flat()
        await fill(d, at="7:00")
        await d.press("enter")
        await d.screen("JournalScreen")
        await d.until(lambda: "of 2" in d.rows()[0])
        await pick(d, "a", "a")
        await d.screen("QuestionsScreen")
        await d.answer()
        await d.screen("JournalScreen")
        await pick(d, "a", "escape")
        await pick(d, "a", "p")
        await d.screen("FormScreen")
        await d.press("escape")
        await d.screen("JournalScreen")
    assert [one.at.hour for one in entries(practice, Pain)] == [7]


async def test_an_entry_is_edited_and_only_what_was_changed(practice: Practice) -> None:
    some(practice)
    first = entries(practice, Pain)[-1]
    async with drive(practice) as d:
        await opened(d)
        await d.press("enter")
        await d.screen("FormScreen")
        await d.press("enter")
        await d.screen("JournalScreen")
        assert entries(practice, Pain)[-1] == first, "as it was, to the second"
        await free(d)
        await d.press("e")
        await d.screen("FormScreen")
        await fill(d, pain="7", site="", quality="ache", at="yesterday 20:00")
        await d.press("enter")
        await d.screen("JournalScreen")
        await d.until(lambda: told(d, "Now: pain 7, ache, yesterday 20:00."))
        await ready(d)
        one = chosen(d)
        assert isinstance(one, Pain)
        assert (one.level, one.site, one.quality, one.id) == (7, None, "ache", first.id)
        assert "Sun 22 Nov" in d.flat().split("pain 7")[0]


async def test_a_text_of_several_lines_is_not_put_on_one(practice: Practice) -> None:
    log(practice, [Note(at=practice.clock.now(), text="one\ntwo")])
    async with drive(practice) as d:
        await opened(d)
        await d.press("e")
        await d.until(lambda: told(d, "'rehab journal edit' changes it"))
        assert d.shown == "JournalScreen"


async def test_minutes_are_taken_out_by_emptying_their_field(practice: Practice) -> None:
    log(practice, [Treatment(at=practice.clock.now(), what="heat", minutes=20)])
    async with drive(practice) as d:
        await opened(d)
        await d.press("e")
        await d.screen("FormScreen")
        await fill(d, minutes="")
        await d.press("enter")
        await d.until(lambda: entries(practice, Treatment)[0].minutes is None)


async def test_deleting_asks_once_and_undo_brings_it_back(practice: Practice) -> None:
    some(practice)
    async with drive(practice) as d:
        await opened(d)
        await d.press("down", "d")
        await d.screen("PickScreen")
        assert "mood 4, today 07:05. u brings it back." in d.flat()
        await d.press("n")
        await d.screen("JournalScreen")
        assert len(entries(practice, Mood)) == 1
        await pick(d, "d", "y")
        await d.until(lambda: "2 of 4" in d.rows()[0], "the next one is chosen")
        assert not entries(practice, Mood)
        await ready(d)
        await d.press("u")
        await d.screen("PickScreen")
        assert "deleted 1 entry, today 08:05" in d.flat()
        await d.press("u")
        await d.until(lambda: "of 5" in d.rows()[0])
        assert told(d, "Taken back: deleted 1 entry (1 entry).")
    assert len(entries(practice, Mood)) == 1


async def test_there_is_nothing_to_take_back(practice: Practice) -> None:
    while take_back(practice.journal):
        pass
    async with drive(practice) as d:
        await d.until(lambda: d.shown == "FirstRunScreen")
        await d.press("q")
        await d.screen("TourScreen")
        await d.press("q")
        await d.until(lambda: d.shown == "TodayScreen" and "· week" in d.text())
        while take_back(practice.journal):
            pass
        await opened(d)
        await d.press("u")
        await d.until(lambda: told(d, "There is nothing to take back."))


async def test_what_was_deleted_elsewhere_is_told_and_gone(practice: Practice) -> None:
    told_ = some(practice)
    async with drive(practice) as d:
        await opened(d)
        await d.press("e")
        await d.screen("FormScreen")
        delete(practice, [told_[-1]])
        await fill(d, pain="9")
        await d.press("enter")
        await d.until(lambda: "could not be saved" in d.flat())
        await d.press("l")
        await d.until(lambda: d.shown == "JournalScreen" and "of 4" in d.rows()[0])
        delete(practice, [told_[0]])
        screen = d.app.screen
        assert isinstance(screen, JournalScreen)
        screen._look()
        await d.until(lambda: "of 3" in d.rows()[0], "seen at a glance")
        with practice.journal.writing() as connection:
            connection.execute("DELETE FROM pain")
            connection.execute("DELETE FROM sleep")
        await d.press("end", "home", "d")
        assert d.app.is_running


async def test_a_stop_that_waits_for_its_answer_stays(practice: Practice) -> None:
    log(practice, [StopEvent(at=practice.clock.now(), reason="chest", tier=1)])
    async with drive(practice) as d:
        await d.until(lambda: "Please answer this first" in d.text())
        await d.press("J")
        await d.screen("JournalScreen")
        await ready(d)
        assert "enter" not in d.rows()[-1], "what can't be changed is not offered"
        await d.press("e")
        await d.until(lambda: told(d, "stays as it is"))
        await pick(d, "d", "y")
        await d.until(lambda: told(d, "a stop stays until it is answered"))
    assert len(entries(practice, StopEvent)) == 1
