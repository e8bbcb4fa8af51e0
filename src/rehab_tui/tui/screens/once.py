"""A screen that ends once, however many keys arrive in one reading."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual.app import App
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.screen import ScreenResultType

from rehab_tui.tui.host import still_here
from rehab_tui.tui.screens.fitting import Fitting


def asking(app: App[object]) -> bool:
    """Whether one thing is asked or done, screen by screen: between two of them nothing begins."""
    return any(one.group == "flow" and not one.is_finished for one in app.workers)


class Once(Fitting[ScreenResultType]):
    """A screen whose second end is nothing: Textual alone would take the screen below it away.

    Where there is too little room its styles know it by the class `-short`. `ABOUT` is what help
    says of it besides its keys.
    """

    ABOUT: ClassVar[str] = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1", "app.help"),  # what is modal knows none of the app's own keys
    ]

    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]  # noqa: RUF012  (as Textual has it)

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """End with a result; nothing when it has ended already or another screen is above."""
        if not (self.is_current and self.is_attached):
            return AwaitComplete()
        try:
            return super().dismiss(result)
        except asyncio.InvalidStateError:  # whoever asked has gone: there is nobody to answer
            return self.app.pop_screen()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key that was typed ahead, before there was anything to read, means nothing."""
        return still_here(self) and super().check_action(action, parameters)


class Place(Once[None]):
    """A screen to look around on: whoever leaves it for another one loses nothing."""


class Played(Once[ScreenResultType]):
    """A session's screen: it can be stopped from whatever covers it."""

    def action_stop(self) -> None:
        """Stop the session."""
        raise NotImplementedError


class Stopping(Once[ScreenResultType]):
    """What a session is stopped on: there it can't be stopped once more."""
