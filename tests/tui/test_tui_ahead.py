"""Keys that come while a screen still reads: none is lost, none acts twice, each in its turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from threading import Event
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tui_harness import MONDAY, Drive, a_practice, drive, entries

from rehab_tui.journal.records import Mood, Note
from rehab_tui.practice.context import Practice
from rehab_tui.practice.log import log
from rehab_tui.tui import flow
from rehab_tui.tui.ahead import Ahead
from rehab_tui.tui.screens import exercises, journal, plan, progress, today
from rehab_tui.tui.widgets.timeline import Timeline

pytestmark = pytest.mark.long

practice = a_practice
LONGEST = 20.0


@contextmanager
def held(patch: pytest.MonkeyPatch, module: ModuleType, name: str) -> Iterator[Callable[[], None]]:
    """What reads waits, each time, until it is let go."""
    gate, reads = Event(), getattr(module, name)

    def late(*given: Any) -> Any:
        gate.wait(LONGEST)
        return reads(*given)

    patch.setattr(module, name, late)
    try:
        yield gate.set
    finally:
        gate.set()


async def at_today(d: Drive) -> None:
    await d.until(lambda: "minutes" in d.text(), "today's card")
    await d.until(lambda: not any(w.group == "settle" for w in d.app.workers), "nothing is asked")


# --- the mechanism ------------------------------------------------------------------------------


@given(st.lists(st.sampled_from(["needs", "free", "takes away", "comes"]), max_size=20))
def test_each_acts_once_in_its_turn_and_only_on_what_is_there(steps: list[str]) -> None:
    there, acted, asked = False, [], []
    ahead = Ahead(lambda: there)

    def act(number: int, needs: bool, takes: bool) -> None:
        nonlocal there
        assert there or not needs
        acted.append(number)
        there = there and not takes

    for number, step in enumerate(steps):
        if step == "comes":
            there = True
            ahead.come()
            continue
        asked.append(number)
        needs = step != "free"
        into = ahead.when_there if needs else ahead.in_turn
        into(partial(act, number, needs, step == "takes away"))
    while acted != asked:
        assert asked[: len(acted)] == acted
        before, there = len(acted), True
        ahead.come()
        assert len(acted) > before


# --- Today --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "screen"),
    [
        ("e", "ExercisesScreen"),
        ("J", "JournalScreen"),
        ("w", "PlanScreen"),
        ("g", "ProgressScreen"),
    ],
)
async def test_a_place_opens_while_today_is_first_read(
    practice: Practice, monkeypatch: pytest.MonkeyPatch, key: str, screen: str
) -> None:
    with held(monkeypatch, today, "_read") as go:
        async with drive(practice) as d:
            await d.press(key)
            await d.screen(screen)
            go()


async def test_what_begins_with_today_waits_for_it(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    with held(monkeypatch, today, "_read") as go:
        async with drive(practice) as d:
            await d.press("plus", "plus", "enter")
            assert d.shown == "TodayScreen"
            go()
            await d.screen("QuestionsScreen")
            await d.press("q")
            await d.screen("TodayScreen")
            assert "2" in d.static("#card").splitlines()[0]


async def test_the_first_questions_come_before_a_key_that_was_typed_ahead(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(today, "_is_first_time", lambda _: True)
    with held(monkeypatch, today, "_read") as go:
        async with drive(practice) as d:
            await d.press("enter")
            go()
            await d.screen("FirstRunScreen")


async def test_what_is_asked_at_the_start_waits_until_one_is_back_on_today(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(today, "_is_first_time", lambda _: True)
    with held(monkeypatch, today, "_read") as go:
        async with drive(practice) as d:
            await d.press("e")
            await d.screen("ExercisesScreen")
            go()
            await d.until(lambda: all(w.is_finished for w in d.app.workers), "the reading")
            assert d.shown == "ExercisesScreen"
            await d.press("q")
            await d.screen("FirstRunScreen")


async def test_keys_act_while_today_is_read_again(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with drive(practice) as d:
        await at_today(d)
        await d.press("g")
        await d.screen("ProgressScreen")
        with held(monkeypatch, today, "_read") as go:
            await d.press("q", "e")
            await d.screen("ExercisesScreen")
            go()


# --- the others ---------------------------------------------------------------------------------


async def test_an_act_of_the_plan_waits_for_the_plan(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with drive(practice) as d:
        await at_today(d)
        with held(monkeypatch, plan, "_read") as go:
            await d.press("w")
            await d.screen("PlanScreen")
            await d.press("p")
            assert d.shown == "PlanScreen"
            go()
            await d.screen("PickScreen")
            assert "A pause, for what?" in d.text()


async def test_an_exercise_is_begun_once_it_is_known_whom_it_suits(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with drive(practice) as d:
        await at_today(d)
        with held(monkeypatch, exercises, "_flags_of") as go:
            await d.press("e")
            await d.screen("ExercisesScreen")
            await d.press("down", "enter", "down")
            wanted = d.app.screen._found[1].id  # type: ignore[attr-defined]
            begun: list[object] = []

            async def begin(*_: object, **how: object) -> None:
                begun.append(how["exercises"])

            monkeypatch.setattr(flow, "run_session", begin)
            go()
            await d.until(lambda: begun, "the exercise")
            assert begun == [(wanted,)]


async def test_a_move_before_the_first_plot_is_made_on_it(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    log(practice, [Mood(at=MONDAY.replace(day=day), level=3) for day in (2, 9, 23)])
    async with drive(practice) as d:
        await at_today(d)
        with held(monkeypatch, progress, "look_at") as go:
            await d.press("g")
            await d.screen("ProgressScreen")
            await d.press("3", "left", "left")
            go()
            await d.until(lambda: "Sat 21 Nov" in d.text(), "two days back")


async def test_the_first_day_is_that_of_the_weeks_that_were_asked_for(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    log(practice, [Mood(at=MONDAY.replace(month=month), level=3) for month in (1, 9, 11)])
    async with drive(practice) as d:
        await at_today(d)
        await d.press("g")
        await d.screen("ProgressScreen")
        await d.until(lambda: "Mon 23 Nov" in d.text(), "today")
        with held(monkeypatch, progress, "look_at") as go:
            await d.press("minus", "home")
            go()
            await d.until(lambda: "Mon 2 Nov" in d.text(), "four weeks")


async def test_in_the_journal_a_key_acts_on_what_is_shown_when_it_is_read(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    log(practice, [Note(at=MONDAY.replace(minute=n), text=f"number {n}") for n in range(4)])
    async with drive(practice) as d:
        await at_today(d)
        with held(monkeypatch, journal, "_list") as go:
            await d.press("J")
            await d.screen("JournalScreen")
            await d.press("down", "d", "down")
            go()
            await d.screen("PickScreen")
            second = d.static("#remark")
        await d.press("n")
        await d.screen("JournalScreen")
        assert d.app.screen.query_one(Timeline).at == 2
        await d.press("up", "d")
        await d.screen("PickScreen")
        assert d.static("#remark") == second


async def test_what_was_deleted_is_not_asked_for_again(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    log(practice, [Note(at=MONDAY.replace(minute=n), text=f"number {n}") for n in range(3)])
    async with drive(practice) as d:
        await at_today(d)
        await d.press("J")
        await d.screen("JournalScreen")
        await d.until(lambda: "number 2" in d.text(), "the list")
        await d.press("d")
        await d.screen("PickScreen")
        first = d.static("#remark")
        with held(monkeypatch, journal, "_list") as go:
            await d.press("y")
            await d.screen("JournalScreen")
            await d.until(lambda: len(entries(practice, Note)) == 2, "it is gone")
            await d.until(lambda: d.app.screen.check_action("delete", ()), "nothing is asked")
            await d.press("d")
            assert d.shown == "JournalScreen"
            go()
            await d.screen("PickScreen")
            assert d.static("#remark") != first
