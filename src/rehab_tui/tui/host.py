"""What every screen may ask of the app: the practice, the settings, and to show trouble."""

from __future__ import annotations

from textual.app import App
from textual.dom import DOMNode

from rehab_tui.config import Config
from rehab_tui.errors import RehabError
from rehab_tui.practice.context import Practice


class Host(App[None]):
    """The app as its screens see it.

    Args:
        practice: clock, catalogue and journal.
        config: theme, animation, sound.
        ascii_only: the terminal has only ASCII characters.
    """

    def __init__(self, practice: Practice, config: Config, *, ascii_only: bool = False) -> None:
        super().__init__()
        self.practice = practice
        self.config = config
        self.ascii_only = ascii_only

    @property
    def moves(self) -> bool:
        """Whether figures move."""
        return self.config.animation and self.animation_level != "none"

    def trouble(self, error: RehabError) -> None:
        """Show an error in one line; the app goes on."""
        self.notify(str(error), severity="error", markup=False, timeout=12)


def host(node: DOMNode) -> Host:
    """The app that a screen or a widget belongs to."""
    app = node.app
    assert isinstance(app, Host)
    return app
