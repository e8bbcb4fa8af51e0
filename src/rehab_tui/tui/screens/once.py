"""A screen that ends once, however many keys arrive in one reading."""

from __future__ import annotations

from textual.await_complete import AwaitComplete
from textual.screen import Screen, ScreenResultType


class Once(Screen[ScreenResultType]):
    """A screen whose second end is nothing: Textual alone would take the screen below it away."""

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """End with a result; nothing when it has ended already or another screen is above."""
        return super().dismiss(result) if self.is_current else AwaitComplete()
