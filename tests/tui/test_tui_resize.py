"""Sizes that come faster than a screen can lay itself out: the last one holds."""

from __future__ import annotations

import asyncio

import pytest
from textual import events
from textual.geometry import Size
from textual.message import Message
from tui_harness import a_practice, a_session, drive, prescribe, the_catalogue

from rehab_tui.catalogue.model import Catalogue
from rehab_tui.practice.context import Practice

MOST = 20
"""Sizes that the screen is told of; without end they would be where it goes wrong."""
practice = a_practice
catalogue = the_catalogue


@pytest.mark.parametrize("in_session", [True, False])
async def test_the_last_of_quick_sizes_holds(
    practice: Practice, catalogue: Catalogue, in_session: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A screen tells itself its new size too, and that word may come after a newer size."""
    request = a_session(prescribe(catalogue, "wall-push-up")) if in_session else None
    async with drive(practice, request=request) as d:
        await d.screen("SessionScreen" if in_session else "TodayScreen")
        screen, told, busy = d.app.screen, asyncio.Event(), asyncio.Event()
        post = screen.post_message
        turns: list[Size] = []

        def posted(message: Message) -> bool:
            if isinstance(message, events.Resize):
                told.set()
                turns.append(message.size)
                return len(turns) < MOST and post(message)
            return post(message)

        async def until_free() -> None:
            await busy.wait()

        monkeypatch.setattr(screen, "post_message", posted)
        screen.call_later(until_free)
        for size in (Size(300, 100), Size(20, 5)):
            told.clear()
            d.app.post_message(events.Resize(size, size))
            await told.wait()
            screen.call_later(lambda: None)  # sizes in a row are taken for one
        busy.set()
        await d.settle()
        assert len(turns) < MOST, "two sizes take turns"
        assert d.app.size == screen.size == Size(20, 5)
        assert screen.has_class("small") is in_session
