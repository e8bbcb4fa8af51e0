"""Progress: the weeks, as lines that can be taken in at a glance, and the sessions."""

from __future__ import annotations

import asyncio
import re
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from rehab_tui.errors import RehabError
from rehab_tui.practice.lookback import last_sessions
from rehab_tui.practice.weekly import last_weeks, weekly_report
from rehab_tui.report.model import Report
from rehab_tui.report.sparkline import BLOCKS
from rehab_tui.report.text import render_text
from rehab_tui.text import clean
from rehab_tui.tui.host import host, still_here
from rehab_tui.tui.screens.once import Once
from rehab_tui.tui.widgets.bars import Keys, Top

SPANS = (4, 12, 26, 52)
_BARS = re.compile(f"([{BLOCKS.levels}]+)")
KEYS = (("+/-", "weeks"), ("↑↓", "scroll"), ("?", "help"), ("q", "back"))


class ProgressScreen(Once[None]):
    """The weekly report on the screen, with the sessions below it."""

    AUTO_FOCUS = ""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,escape,g", "leave", "Back"),
        Binding("plus,equals_sign,right,l", "span(1)", "More weeks"),
        Binding("minus,left,h", "span(-1)", "Fewer weeks"),
        Binding("down,j", "scroll(2)", "Down"),
        Binding("up,k", "scroll(-2)", "Up"),
        Binding("pagedown,space", "scroll(15)", "Page down"),
        Binding("pageup", "scroll(-15)", "Page up"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._span = 1
        self._report: Report | None = None

    def compose(self) -> ComposeResult:
        """Title, report, keys."""
        yield Top("Progress")
        with VerticalScroll(id="weeks", can_focus=False):
            yield Static(id="report")
            yield Static(id="sessions")
        yield Keys(KEYS)

    def on_mount(self) -> None:
        """Read the journal in the background."""
        self._load()
        self._load_sessions()

    def on_resize(self) -> None:
        """The report is laid out to the width."""
        self._draw()

    @work(exclusive=True)
    async def _load(self) -> None:
        practice = host(self).practice
        first, last = last_weeks(practice.clock.now().date(), SPANS[self._span])
        try:
            self._report = await asyncio.to_thread(weekly_report, practice, first, last)
        except RehabError as error:
            host(self).trouble(error)
            return
        self._draw()

    @work(exclusive=True, group="sessions")
    async def _load_sessions(self) -> None:
        try:
            lines = await asyncio.to_thread(last_sessions, host(self).practice)
        except RehabError as error:
            host(self).trouble(error)
            return
        parts: list[str | tuple[str, str]] = [("Last sessions\n", "$primary")] if lines else []
        for line in lines:
            parts += [f"{clean(line.head)}\n", (f"  {clean(line.exercises)}\n", "$quiet")]
        if still_here(self):
            self.query_one("#sessions", Static).update(Content.assemble(*parts))

    def _draw(self) -> None:
        if self._report is None or not still_here(self):
            return
        self.query_one(Top).say("Progress", f"{SPANS[self._span]} weeks")
        width = max(40, min(self.size.width - 4, 110))
        text = render_text(self._report, width, ascii_only=host(self).ascii_only)
        self.query_one("#report", Static).update(_coloured(clean(text, lines=True)))

    def action_span(self, way: int) -> None:
        """More or fewer weeks."""
        self._span = max(0, min(len(SPANS) - 1, self._span + way))
        self._load()

    def action_scroll(self, lines: int) -> None:
        """Scroll the report."""
        self.query_one("#weeks").scroll_relative(y=lines, animate=False)

    def action_leave(self) -> None:
        """Back to Today."""
        self.dismiss()


def _coloured(text: str) -> Content:
    """The plain report with its title, its headings and its bars picked out."""
    parts: list[str | tuple[str, str]] = []
    for number, line in enumerate(text.splitlines()):
        if number == 0:
            parts.append((line, "bold"))
        elif line.startswith("Week ") or line.endswith((" week", " without)")):
            parts.append((line, "$primary"))
        else:
            parts += [
                (run, "$accent") if run[0] in BLOCKS.levels else run
                for run in _BARS.split(line)
                if run
            ]
        parts.append("\n")
    return Content.assemble(*parts)
