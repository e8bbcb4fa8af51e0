"""The way through the first run: the questions, what is kept, what is proposed, the tour."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from rehab_tui.errors import RehabError
from rehab_tui.practice import first_run as run
from rehab_tui.practice.tour import is_due
from rehab_tui.tui import flow
from rehab_tui.tui.host import Host
from rehab_tui.tui.screens.first_run import Answered, FirstRunScreen, ProposalScreen, SignScreen
from rehab_tui.tui.screens.tour import TourScreen


async def welcome(app: Host, answered: Callable[[], object]) -> None:
    """The first questions, and once the short tour; nothing more after a warning sign.

    Args:
        app: the app.
        answered: called between the two: the tour lies over the day as it is now.
    """
    well, lines = await _ask(app)
    answered()
    if well and await asyncio.to_thread(is_due, app.practice):
        await app.push_screen_wait(TourScreen())
    _tell(app, lines)


async def ask_first(app: Host) -> None:
    """Ask, keep what was told, and propose a programme; after a warning sign only its words."""
    _, lines = await _ask(app)
    _tell(app, lines)


async def _ask(app: Host) -> tuple[bool, list[str]]:
    """Whether no warning sign was told; and what became of the plan, to be told once it is seen."""
    answered = await app.push_screen_wait(FirstRunScreen())
    if answered is None:
        return True, []
    sign = run.sign_of(answered.told)
    if sign is not None:
        read = app.push_screen(SignScreen(sign), wait_for_dismiss=True)
        kept = await asyncio.to_thread(_tried, app, answered)
        await read
        if not kept:
            await flow.insist(app, _save, app, answered)
        return False, []
    if await flow.insist(app, _save, app, answered) and answered.whole:
        return True, await _propose(app)
    return True, []


async def _propose(app: Host) -> list[str]:
    found = await flow.act(app, run.proposal, app.practice)
    if found is None:
        return []
    programme = await app.push_screen_wait(ProposalScreen(found))
    if programme is None:
        return []
    return await flow.act(app, run.take, app.practice, programme) or []


def _tell(app: Host, lines: list[str]) -> None:
    if lines:
        app.notify("\n".join(lines))


def _save(app: Host, answered: Answered) -> bool:
    run.save(app.practice, answered.told, whole=answered.whole)
    return True


def _tried(app: Host, answered: Answered) -> bool:
    """The words of a warning sign wait for nothing: not for a busy journal either."""
    try:
        return _save(app, answered)
    except RehabError:
        return False
