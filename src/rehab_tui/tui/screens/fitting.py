"""A screen that has the size of the window, however fast that changes."""

from __future__ import annotations

from textual import events, on
from textual.screen import Screen, ScreenResultType


class Fitting(Screen[ScreenResultType]):
    """A screen that lays itself out for no size but the window's present one.

    Textual's screens tell themselves their new size after a layout. Where sizes come faster than
    they can be laid out that word stands behind a newer size, brings the old one back, and both
    take turns without end.
    """

    @on(events.Resize)
    def _keep_to_the_window(self, event: events.Resize) -> None:
        """Ask for the present size in the place of one that has passed."""
        now = self.app.size
        if event.size != now:
            event.prevent_default()
            self.post_message(events.Resize(now, now))
