"""A slow breath to follow when nothing else is to be done."""

from __future__ import annotations

from rich.style import Style

from rehab_tui.coach.view import calm_breath
from rehab_tui.programme.stops import BREATHE_WORDS
from rehab_tui.tui.host import host
from rehab_tui.tui.widgets.lines import Lines
from rehab_tui.tui.widgets.pacer import BREATH_WORDS, swell

FRAMES = 12
"""A second."""
WIDTH, ROWS = 32, 4


class CalmBreath(Lines):
    """In through the nose, out through pursed lips; where nothing moves, the words alone."""

    DEFAULT_CSS = "CalmBreath { height: 6; display: none; }"

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._began = 0.0

    def begin(self) -> None:
        """Show it, with a breath in first."""
        self._began = host(self).practice.clock.monotonic()
        self.display = True
        if host(self).moves:
            self.set_interval(1 / FRAMES, self._draw)
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        style = Style(color=self.app.theme_variables["primary"])
        if not host(self).moves:
            self.show([((BREATHE_WORDS, style),)])
            return
        breath = calm_breath(host(self).practice.clock.monotonic() - self._began)
        shape = swell(breath.lungs, min(WIDTH, self.size.width), ROWS, host(self).ascii_only)
        self.show([((BREATH_WORDS[breath.air], style),), *(((row, style),) for row in shape)])
