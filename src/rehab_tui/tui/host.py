"""What every screen may ask of the app: the practice, the settings, and to show trouble."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.filter import LineFilter
from textual.notifications import SeverityLevel
from textual.screen import Screen

from rehab_tui.config import Config
from rehab_tui.errors import RehabError
from rehab_tui.practice.context import Practice
from rehab_tui.practice.settings import SettingsFile
from rehab_tui.text import clean
from rehab_tui.tui.only_ascii import OnlyAscii


class Host(App[None]):
    """The app as its screens see it.

    Args:
        practice: clock, catalogue and journal.
        config: theme, animation, sound.
        settings: where the settings are kept; None: they can't be changed from here.
        ascii_only: the terminal has only ASCII characters.
        notice: one quiet line for the first screen.
        behind: begins, once the first screen stands, what nobody should wait for.

    `rest` tries to write what the present session has not written yet, if there is one; it says
    whether nothing is left.
    """

    def __init__(
        self,
        practice: Practice,
        config: Config,
        *,
        settings: SettingsFile | None = None,
        ascii_only: bool = False,
        notice: str = "",
        behind: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self.notice = notice
        self.practice = practice
        self.config = config
        self.settings = settings
        self.ascii_only = ascii_only
        self.rest: Callable[[], bool] | None = None
        self._behind = behind
        self._only_ascii = OnlyAscii(enabled=ascii_only)

    async def on_event(self, event: events.Event) -> None:
        """What is pasted can't steer the terminal that shows it, whatever it is pasted into."""
        if isinstance(event, events.Paste):
            event.text = clean(event.text)
        await super().on_event(event)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own; without Unicode every line passes one more, so that borders do too."""
        own = super().get_line_filters()
        return [*own, self._only_ascii] if self.ascii_only else own

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Show a remark for a while: cleaned, and never read as markup."""
        super().notify(
            clean(message, lines=True),
            title=clean(title),
            severity=severity,
            timeout=timeout,
            markup=False,
        )

    @property
    def moves(self) -> bool:
        """Whether figures move."""
        return self.config.animation and self.animation_level != "none"

    def stands(self) -> None:
        """The first screen is there: begin what has waited for it."""
        behind, self._behind = self._behind, None
        if behind is not None:
            behind()

    def trouble(self, error: RehabError) -> None:
        """Show an error in one line; the app goes on."""
        self.notify(str(error), severity="error", timeout=12)


@contextmanager
def troubles(app: Host) -> Iterator[None]:
    """Show in one line what a reading inside could not do; the way ends there, the app goes on."""
    try:
        yield
    except RehabError as error:
        app.trouble(error)


def host(node: DOMNode) -> Host:
    """The app that a screen or a widget belongs to."""
    app = node.app
    assert isinstance(app, Host)
    return app


def still_here(screen: Screen[Any]) -> bool:
    """Whether a screen can be drawn on: what was read for it may come when it has gone."""
    there = screen.is_mounted and screen.is_attached and bool(screen.children)
    return there and screen in screen.app.screen_stack
