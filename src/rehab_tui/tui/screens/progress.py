"""Progress: one measure at a time as a plot, the sessions as a calendar, the weeks as text."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date, timedelta
from typing import ClassVar, Literal

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from rehab_tui.days import full, span, weekday
from rehab_tui.errors import RehabError
from rehab_tui.practice.daily import Look, day_in_words, look_at
from rehab_tui.practice.lookback import last_sessions
from rehab_tui.report.about import about, unit_in_words
from rehab_tui.report.plot import PLOTTED, Plot, axis_of, marks_of, plot, start_of, units_on
from rehab_tui.report.sentences import gaps, kept
from rehab_tui.report.text import render_text
from rehab_tui.text import clean, clip, sentence_lines, wrap
from rehab_tui.tui import flow
from rehab_tui.tui.ahead import Ahead
from rehab_tui.tui.host import host, still_here, troubles
from rehab_tui.tui.screens.once import Place
from rehab_tui.tui.widgets.bars import Keys, Top
from rehab_tui.tui.widgets.calendar import Calendar, DayKind, Month
from rehab_tui.tui.widgets.chips import Chips
from rehab_tui.tui.widgets.plot import PlotView
from rehab_tui.tui.widgets.weeks import report_content, sessions_content

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
SPANS: tuple[tuple[str, int | None], ...] = (
    ("a week", 1), ("4 weeks", 4), ("12 weeks", 12), ("a year", 52), ("all", None),
)  # fmt: skip
"""How much is shown at once, and how many weeks that is."""
FIRST_SPAN = 2
VIEWS = ("pain at rest", "worst pain", "mood", "sleep", "function", "sessions", "weeks")
"""The plots of `PLOTTED`, then the calendar and the report."""
TOLD_FIRST = ("pain", "pain", "mood", "sleep", "function", "session", "")
"""The kind of entry that each view is of; a full day is cut, and these are never what is cut."""
CALENDAR, REPORT = len(PLOTTED), len(PLOTTED) + 1
SLOW, READING = 0.4, "reading ..."
"""Seconds after which it is said that many years are being read."""
TALL = 30
"""Rows from which on there is room for more words."""
WIDEST, SHORT = 110, 76
"""Columns of the page, and of the sentences below a plot."""
NOTHING_YET = (
    "Nothing noted yet.\n\n"
    "After a week with a few entries you see here how it goes: pain, mood, sleep, what you can "
    "do, and your sessions, day by day.\n\n"
)
LOGS = (("p", " pain   "), ("m", " mood   "), ("s", " sleep   "))

Way = Literal["across", "along", "down"]


class ProgressScreen(Place):
    """One view at a time; a cursor stands at a day, which is told in words."""

    AUTO_FOCUS = ""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "view(1)", "The next view: pain, mood, sleep ..."),
        Binding("shift+tab", "view(-1)", "The one before"),
        *(
            Binding(
                str(n), f"view_at({n - 1})", "A view by its number", tooltip=f"Progress: {view}"
            )
            for n, view in enumerate(VIEWS, 1)
        ),
        Binding("w", "weeks", "The weeks in words, and back"),
        Binding("right,l", "move('across', 1)", "A day on (in columns of weeks: a week)"),
        Binding("left,h", "move('across', -1)", "A day back"),
        Binding("shift+right,L", "move('along', 1)", "A week on"),
        Binding("shift+left,H", "move('along', -1)", "A week back"),
        Binding("down,j", "move('down', 1)", "Down"),
        Binding("up,k", "move('down', -1)", "Up"),
        Binding("pagedown,space", "scroll(15)", "Page down"),
        Binding("pageup", "scroll(-15)", "Page up"),
        Binding("home", "end(-1)", "The first day that is shown, or the top"),
        Binding("end", "end(1)", "Today, or the end"),
        Binding("plus,equals_sign", "span(1)", "More weeks"),
        Binding("minus", "span(-1)", "Fewer weeks"),
        Binding("p", "log('pain')", "Log pain"),
        Binding("m", "log('mood')", "Log mood"),
        Binding("s", "log('sleep')", "Log sleep"),
        Binding("q,escape,g", "leave", "Back"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._view = 0
        self._before = 0
        self._span = FIRST_SPAN
        self._look: Look | None = None
        self._ahead = Ahead(lambda: self._look is not None)
        self._cursor: date | None = None
        self._days: dict[date, tuple[tuple[str, str], ...]] = {}
        self._plot: Plot | None = None
        self._drawn: object = None

    def compose(self) -> ComposeResult:
        """Title, views, the plot with a day and a sentence under it, or calendar or weeks; keys."""
        ascii_only = host(self).ascii_only
        yield Top("Progress")
        yield Chips(VIEWS)
        yield Static(id="invite")
        yield PlotView("plot", ascii_only=ascii_only)
        yield Calendar("calendar", ascii_only=ascii_only)
        with VerticalScroll(id="weeks", can_focus=False):
            yield Static(id="report")
            yield Static(id="sessions")
        yield Static(id="day")
        yield Static(id="said")
        yield Keys((("q", "back"),))

    def on_mount(self) -> None:
        """Read the journal in the background."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self._draw())
        self._load()
        self._load_sessions()

    def on_resize(self, event: events.Resize) -> None:
        """Everything is laid out to the size, which is known after the layout."""
        self.set_class(event.size.height >= TALL, "tall")
        self.call_after_refresh(self._draw)

    def on_plot_view_sized(self) -> None:
        """What a plot leaves out hangs on how wide it is."""
        if self._view < CALENDAR:
            self._draw()

    # --- reading ------------------------------------------------------------

    @work(exclusive=True, group="load")
    async def _load(self) -> None:
        practice, today = host(self).practice, self._today
        slow = self.set_timer(SLOW, lambda: self.query_one(Top).say("Progress", READING))
        try:
            look = await asyncio.to_thread(look_at, practice, *self._frame(today))
        except RehabError as error:
            host(self).trouble(error)
            self._ahead.forget()
            return
        finally:
            slow.stop()
        self._look = look
        if self._cursor is None:
            self._cursor = look.report.last_entry or today
        self._draw()
        self._ahead.come()

    def _frame(self, today: date) -> tuple[date, date]:
        """The weeks to show: as many as wanted, and the cursor's among them."""
        weeks = SPANS[self._span][1]
        if weeks is None:
            return self._first_entry or today, today
        end = start_of("week", today if self._look is None else self._look.last) + WEEK
        if self._cursor is not None:
            least = start_of("week", self._cursor) + WEEK
            end = max(least, min(end, least + (weeks - 1) * WEEK))
        return end - weeks * WEEK, min(end - DAY, today)

    @property
    def _first_entry(self) -> date | None:
        return None if self._look is None else self._look.report.first_entry

    @work(exclusive=True, group="sessions")
    async def _load_sessions(self) -> None:
        try:
            lines = await asyncio.to_thread(last_sessions, host(self).practice)
        except RehabError as error:
            host(self).trouble(error)
            return
        if still_here(self):
            self.query_one("#sessions", Static).update(sessions_content(lines))

    @work(exclusive=True, group="day")
    async def _read_day(self, day: date) -> None:
        try:
            self._days[day] = await asyncio.to_thread(day_in_words, host(self).practice, day)
        except RehabError as error:
            host(self).trouble(error)
            return
        if still_here(self):
            self._draw_day()

    # --- drawing ------------------------------------------------------------

    def _draw(self) -> None:
        look = self._look
        if look is None or not still_here(self):
            return
        empty = look.report.first_entry is None
        shown = (
            "invite" if empty else {CALENDAR: "calendar", REPORT: "weeks"}.get(self._view, "plot")
        )
        for name in ("invite", "plot", "calendar", "weeks"):
            self.query_one(f"#{name}").display = name == shown
        for name in ("day", "said"):
            self.query_one(f"#{name}").display = shown in ("plot", "calendar")
        self.query_one(Chips).choose(self._view, "")
        self.query_one(Top).say("Progress", span(look.first, look.last))
        self.query_one(Keys).say(self._keys(empty))
        {"invite": self._draw_invite, "plot": self._draw_plot, "calendar": self._draw_calendar,
         "weeks": self._draw_weeks}[shown]()  # fmt: skip

    def _keys(self, empty: bool) -> list[tuple[str, str]]:
        log, end = ("p m s", "log"), [("?", "help"), ("q", "back")]
        if empty:
            return [log, *end]
        span = ("+/-", SPANS[self._span][0])
        if self._view == REPORT:
            return [("w", "plot"), ("↑↓", "scroll"), span, *end]
        across = "week" if self._view == CALENDAR else "day"
        return [("tab", "next"), ("←→", across), span, ("w", "words"), *end, log]

    def _draw_invite(self) -> None:
        parts: list[str | tuple[str, str]] = [NOTHING_YET, ("Log now:  ", "$quiet")]
        for key, words in LOGS:
            parts += [(key, "$accent bold"), words]
        self.query_one("#invite", Static).update(Content.assemble(*parts))

    def _draw_plot(self) -> None:
        look, cursor = self._look, self._cursor
        if look is None or cursor is None:
            return
        view, measure = self.query_one(PlotView), PLOTTED[self._view]
        if not view.size.width:  # it says when it has a size
            return
        columns = view.columns_for(axis_of(measure))
        if self._drawn != (look, measure, columns):
            self._drawn = (look, measure, columns)
            last, base = start_of("week", look.last) + 6 * DAY, look.report.baseline
            self._plot = plot(measure, look.facts, look.first, last, columns=columns, baseline=base)
        view.plot(self._plot, (cursor - look.first).days)
        self._say(about(look.report, measure))
        self._draw_day()

    def _draw_calendar(self) -> None:
        look, cursor = self._look, self._cursor
        if look is None or cursor is None:
            return
        days: dict[date, DayKind] = {}
        for number in range((look.last - look.first).days + 1):
            day = look.first + number * DAY
            if any(pause.holds(day) for pause in look.pauses):
                days[day] = "paused"
        days |= {
            look.first + mark.day * DAY: mark.kind
            for mark in marks_of(look.facts, look.first, look.last)
        }
        self.query_one(Calendar).fill(Month(look.report.weeks, days, look.last), cursor)
        self._say([kept(look.report), gaps(look.report.kept, look.report.names)])
        self._draw_day()

    def _draw_weeks(self) -> None:
        look = self._look
        if look is None:
            return
        width = max(40, min(self.size.width - 4, WIDEST))
        text = render_text(look.report, width, ascii_only=host(self).ascii_only)
        self.query_one("#report", Static).update(report_content(clean(text, lines=True)))

    def _say(self, sentences: Sequence[str]) -> None:
        """So many of them as there is room for, each whole; the weeks in words have them all.

        Every sentence begins a line, and lines are short; where there is room what belongs
        together stands apart from the rest.
        """
        tall, width = self.has_class("tall"), min(SHORT, self._width)
        most, gap = max(1, self.size.height // 4 + (1 if tall else -1)), [""] if tall else []
        told = [sentence_lines(clean(one), width) for one in sentences if one]
        lines = told[0] if told else []
        for block in told[1:]:
            if len(lines) + len(gap) + len(block) > most:
                break
            lines = [*lines, *gap, *block]
        if len(lines) > most:
            lines = [*lines[: most - 1], clip(" ".join(lines[most - 1 :]), width)]
        self.query_one("#said", Static).update(Content("\n".join(lines)))

    def _draw_day(self) -> None:
        day = self._cursor
        if day is None:
            return
        if self._plot is not None and self._view < CALENDAR and not self._plot.raw:
            head, _, told = unit_in_words(self._plot, day).partition(": ")
        elif day in self._days:
            entries = sorted(self._days[day], key=lambda one: one[0] != TOLD_FIRST[self._view])
            head, told = f"{weekday(day)} {full(day)}", " · ".join(words for _, words in entries)
        else:
            self._read_day(day)
            return
        words = f"{head}: {clean(told) or 'nothing noted'}"
        text = "\n".join(self._lines(words, 2 if self.has_class("-short") else 3))
        end = len(head) + 1
        shown = Content.assemble((text[:end], "$accent bold"), text[end:])
        self.query_one("#day", Static).update(shown)

    def _lines(self, words: str, most: int) -> list[str]:
        """Clean words in no more lines than there is room for."""
        lines = wrap(words, self._width)
        if len(lines) <= most:
            return lines
        return [*lines[: most - 1], clip(" ".join(lines[most - 1 :]), self._width)]

    @property
    def _width(self) -> int:
        return max(20, min(WIDEST, self.size.width - 2))

    # --- keys ---------------------------------------------------------------

    def action_view(self, way: int) -> None:
        """The next view, round and round."""
        self._show((self._view + way) % len(VIEWS))

    def action_view_at(self, view: int) -> None:
        """One view by its number."""
        self._show(view)

    def action_weeks(self) -> None:
        """The weeks in words, and back to where one was."""
        self._show(self._before if self._view == REPORT else REPORT)

    def _show(self, view: int) -> None:
        if view != self._view:
            self._before, self._view = self._view, view
            self._draw()

    def action_move(self, way: Way, steps: int) -> None:
        """Move the cursor, or scroll the report; the days that are shown go along."""
        self._ahead.when_there(lambda: self._move(way, steps))

    def _move(self, way: Way, steps: int) -> None:
        if self._view == REPORT:
            self.action_scroll(2 * steps if way == "down" else 0)
        elif self._cursor is None or (way == "down" and self._view != CALENDAR):
            return
        elif self._view < CALENDAR and self._plot is not None and not self._plot.raw:
            self._go(units_on(self._plot.unit, self._cursor, steps * (4 if way == "along" else 1)))
        else:
            week = way == "along" or (way == "across" and self._view >= CALENDAR)
            self._go(self._cursor + steps * (WEEK if week else DAY))

    def action_end(self, way: int) -> None:
        """To the first day that is shown, or to today; of the weeks in words, top and end."""
        if self._view == REPORT:
            self.action_scroll(way * self.query_one("#weeks").virtual_size.height)
            return
        self._ahead.when_there(
            lambda: self._go(self._frame(self._today)[0] if way < 0 else self._today)
        )

    def _go(self, day: date) -> None:
        look, first = self._look, self._first_entry
        if look is None or first is None:
            return
        self._cursor = max(start_of("week", first), min(day, self._today))
        if look.first <= self._cursor <= look.last:
            self._draw()
        else:
            self._load()

    @property
    def _today(self) -> date:
        return host(self).practice.clock.now().date()

    @work(group="log")
    async def action_log(self, what: str) -> None:
        """Log one thing, and show the day with it."""
        if not self.is_current:
            return
        with troubles(host(self)):
            await flow.log_one(host(self), what)
        self._days.clear()
        self._cursor = self._today
        self._load()

    def action_span(self, way: int) -> None:
        """More or fewer weeks."""
        span = max(0, min(len(SPANS) - 1, self._span + way))
        if span != self._span:
            self._span = span
            self._load()

    def action_scroll(self, lines: int) -> None:
        """Scroll the report."""
        self.query_one("#weeks").scroll_relative(y=lines, animate=False)

    def action_leave(self) -> None:
        """Back to Today."""
        self.dismiss()
