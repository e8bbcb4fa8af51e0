"""The journal screen in tests: opened, filled, and waited for."""

from __future__ import annotations

from datetime import timedelta

from tui_harness import Drive

from rehab_tui.journal.records import (
    CheckIn,
    Mood,
    Note,
    Pain,
    Record,
    SessionRecord,
    SetRecord,
    Sleep,
    StopEvent,
)
from rehab_tui.practice.context import Practice
from rehab_tui.practice.log import log
from rehab_tui.tui.screens.journal import JournalScreen
from rehab_tui.tui.screens.journal_form import FormScreen
from rehab_tui.tui.screens.journal_list import ListScreen


async def opened(d: Drive) -> None:
    await d.until(lambda: "This week" in d.text() and "· week" in d.text(), "today")
    await d.press("J")
    await d.screen("JournalScreen")
    await ready(d)


async def ready(d: Drive) -> None:
    """Wait until all that is wanted was read and drawn."""
    screen = d.app.screen
    assert isinstance(screen, JournalScreen)
    await d.until(lambda: not screen.reading, "the list")
    await d.until(lambda: not len(screen._paged or ()) or screen.chosen is not None, "entries")
    await d.settle()


async def free(d: Drive) -> None:
    """Wait until nothing is asked any more, and what was changed is read again."""
    await d.until(lambda: d.app.screen.check_action("undo", ()), "the end of what was asked before")
    if isinstance(d.app.screen, JournalScreen):
        await ready(d)


async def pick(d: Drive, key: str, answer: str) -> None:
    """A key that asks something, once nothing else is asked, and the answer."""
    await free(d)
    await d.press(key)
    await d.screen("PickScreen")
    await d.press(answer)


def told(d: Drive, words: str) -> bool:
    """Whether a remark says so, wherever it is drawn."""
    return any(words in one.message for one in d.app._notifications)


def chosen(d: Drive) -> Record | None:
    screen = d.app.screen
    return screen.chosen if isinstance(screen, ListScreen) else None


async def fill(d: Drive, **fields: str) -> None:
    """Type in a form's fields, by their names, in place of what stands there."""
    screen = d.app.screen
    assert isinstance(screen, FormScreen)
    for field, line in zip(screen._fields, screen._lines, strict=True):
        if field.name in fields:
            line.value = fields[field.name]
    await d.settle()


def some(practice: Practice) -> list[Record]:
    """Entries on three days, oldest first."""
    now = practice.clock.now()
    told: list[Record] = [
        Pain(at=now - timedelta(days=2), level=3, site="neck", quality="stiff"),
        Note(at=now - timedelta(days=1, hours=1), text="slept on the sofa"),
        Sleep(at=now - timedelta(days=1), minutes=400),
        Mood(at=now - timedelta(hours=1), level=4),
        Pain(at=now, level=2, site="knee-left"),
    ]
    return list(log(practice, told).records)


def a_session(practice: Practice) -> SessionRecord:
    """A session of two exercises with what was told around it."""
    at = practice.clock.now() - timedelta(hours=2)
    with practice.journal.act("test") as act:
        session = act.add(
            SessionRecord(at=at, state="finished", sets=3, seconds=600, programme="sciatica")
        )
        for minute, (item, exercise, number) in enumerate(
            [(0, "cat-cow", 1), (0, "cat-cow", 2), (1, "glute-bridge", 1)], start=1
        ):
            act.add(
                SetRecord(
                    at=at + timedelta(minutes=minute), session=session.id, item=item,
                    exercise=exercise, number=number, reps=8, reps_prescribed=10,
                )
            )  # fmt: skip
        act.add(Pain(at=at, level=3, site="lower-back", moment="before", session=session.id))
        late = at + timedelta(minutes=3)
        act.add(Pain(at=late, level=5, moment="now", session=session.id, exercise="glute-bridge"))
        act.add(CheckIn(at=late, session=session.id, moment="after", effort=4))
        act.add(CheckIn(at=at, session=session.id, moment="before"))
        act.add(StopEvent(at=late, session=session.id, reason="other", tier=5))
    return session
