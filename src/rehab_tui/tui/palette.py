"""What the command palette offers: everything that a key does somewhere, by its name."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from typing import Any

from textual.actions import parse
from textual.app import SystemCommand
from textual.binding import Binding
from textual.command import CommandPalette
from textual.screen import Screen

from rehab_tui.tui.host import Host, troubles
from rehab_tui.tui.screens.help import NAMES
from rehab_tui.tui.screens.once import Place
from rehab_tui.tui.screens.today import OPENS, TodayScreen

Act = Callable[[Host], Awaitable[object]]
MOVES = frozenset({"move", "scroll", "page", "edge", "end", "read", "region", "turn", "leap",
                   "dismiss", "leave", "back_out", "app.quit", "answers", "tour"})  # fmt: skip
"""What only moves about in a screen, or leaves it, or is offered by the app itself."""


def keys_by_name(app: Host, screen: Screen[Any]) -> Iterator[SystemCommand]:
    """A command for each thing that a key of this screen does now, but for moving about."""
    for binding in _named(screen):
        key = binding.key.split(",")[0]
        yield SystemCommand(
            binding.tooltip or binding.description,
            f"Its key: {NAMES.get(key, key)}",
            partial(app.run_action, binding.action, screen),
        )


def everywhere(app: Host, screen: Screen[Any]) -> Iterator[SystemCommand]:
    """What else can be begun or opened: all of it, but while a question waits for its answer."""
    first, *above = app.screen_stack
    free = all(isinstance(one, Place | CommandPalette) for one in above)
    if not isinstance(first, TodayScreen) or not free:
        return
    today: TodayScreen = first
    here = {binding.description for binding in _named(screen)}
    if screen is not today:
        for binding in _named(today):
            if binding.action.partition("(")[0] in OPENS and binding.description not in here:
                does = partial(_open, app, today, binding.action)
                yield SystemCommand(binding.description, "From Today", does)
    for title, (words, act) in ACTS.items():
        if title not in here and today.check_action("start", ()):
            yield SystemCommand(title, words, partial(_begin, app, today, act))


def _named(screen: Screen[Any]) -> Iterator[Binding]:
    """The keys of a screen that can be used now and do more than move about."""
    for binding in screen.BINDINGS:
        if isinstance(binding, Binding) and binding.description:
            _, name, parameters = parse(binding.action)
            moves = binding.action.partition("(")[0] in MOVES
            if not moves and screen.check_action(name, parameters):
                yield binding


def _leave_places(app: Host) -> None:
    for _ in app.screen_stack[1:]:
        if isinstance(app.screen, Place):
            app.screen.dismiss()


async def _open(app: Host, today: TodayScreen, action: str) -> None:
    _leave_places(app)
    await app.run_action(action, today)


def _begin(app: Host, today: TodayScreen, act: Act) -> None:
    async def begun() -> None:
        with troubles(app):
            await act(app)
        today.show_again()

    _leave_places(app)
    app.run_worker(begun(), group="flow", exclusive=True)


# --- what other screens do, from anywhere -------------------------------------------------------


async def _note(app: Host) -> None:
    from rehab_tui.tui import journal_acts

    await journal_acts.add(app)


async def _take_back(app: Host) -> None:
    from rehab_tui.tui import journal_acts

    await journal_acts.take_back(app)


async def _choose(app: Host) -> None:
    from rehab_tui.tui import plan_acts

    await plan_acts.choose(app)


async def _pause(app: Host) -> None:
    from rehab_tui.practice.plans import plan_now
    from rehab_tui.tui import plan_acts

    await plan_acts.pause(app, (await asyncio.to_thread(plan_now, app.practice)).pause)


async def _bring_back(app: Host) -> None:
    from rehab_tui.practice.held import held
    from rehab_tui.tui import plan_acts

    if resting := await asyncio.to_thread(held, app.practice):
        await plan_acts.bring_back(app, resting)
    else:
        app.notify("No exercise is resting.")


async def _take_change_back(app: Host) -> None:
    from rehab_tui.practice.plans import plan_now
    from rehab_tui.tui import plan_acts

    if accepted := (await asyncio.to_thread(plan_now, app.practice)).accepted:
        await plan_acts.take_back(app, accepted)
    else:
        app.notify("No change was accepted.")


ACTS: dict[str, tuple[str, Act]] = {
    "Note something": ("From the journal", _note),
    "Take the last change back": ("From the journal", _take_back),
    "Pause, or pick up again": ("From the plan", _pause),
    "Choose another programme": ("From the plan", _choose),
    "Bring an exercise back": ("From the plan", _bring_back),
    "Take an accepted change back": ("From the plan", _take_change_back),
}
"""What can be done wherever one is, named as on the screen whose key does it."""
