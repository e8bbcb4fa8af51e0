"""Today: what to do, how long, and why this dose. The thing to do now is the largest."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from rehab_tui.catalogue.dose import dose_text
from rehab_tui.errors import RehabError
from rehab_tui.practice.context import Practice
from rehab_tui.practice.cut_short import unfinished
from rehab_tui.practice.notice import NEW_HERE
from rehab_tui.practice.overview import Overview, overview
from rehab_tui.practice.past import read_history
from rehab_tui.programme.fit import LEAST_MINUTES, MOST_MINUTES
from rehab_tui.programme.stops import lock
from rehab_tui.text import clean, clip
from rehab_tui.tui import flow
from rehab_tui.tui.host import host, still_here
from rehab_tui.tui.screens.exercises import ExercisesScreen
from rehab_tui.tui.screens.pick import PickScreen
from rehab_tui.tui.screens.progress import ProgressScreen
from rehab_tui.tui.widgets.bars import Keys, Top

STEP_MINUTES = 5
WHY_LINES = 3
KEYS = (
    ("enter", "start"), ("+/-", "time"), ("p m s", "log"), ("e", "exercises"),
    ("g", "progress"), ("?", "help"), ("q", "quit"),
)  # fmt: skip


class TodayScreen(Screen[None]):
    """The first screen: one card, the week's days, the last entries."""

    AUTO_FOCUS = ""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "start", "Start today's session"),
        Binding("plus,equals_sign", "minutes(1)", "Five minutes more"),
        Binding("minus", "minutes(-1)", "Five minutes less"),
        Binding("p", "log('pain')", "Log pain"),
        Binding("m", "log('mood')", "Log mood"),
        Binding("s", "log('sleep')", "Log sleep"),
        Binding("g", "progress", "Progress"),
        Binding("e", "exercises", "Exercises"),
        Binding("o", "offer", "Answer an offer"),
        Binding("down,j", "scroll(1)", show=False),
        Binding("up,k", "scroll(-1)", show=False),
        Binding("q", "app.quit", "Quit"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._overview: Overview | None = None
        self._minutes: int | None = None

    def compose(self) -> ComposeResult:
        """Top line, card, week, last entries, keys."""
        yield Top("rehab")
        with VerticalScroll(id="today", can_focus=False):
            yield Static(id="card")
            yield Static(id="week")
            yield Static(id="last")
            yield Static(id="notice")
        yield Keys(KEYS)

    def on_mount(self) -> None:
        """Read the journal, then ask about a session that was cut short."""
        self._minutes = host(self).config.minutes
        self._load()
        self._settle()

    def on_screen_resume(self) -> None:
        """Something may have changed while another screen was shown."""
        if self._overview is not None:
            self._load()

    def on_resize(self) -> None:
        """The card is drawn to the width, which is known after the layout."""
        self.call_after_refresh(self._draw)

    @work(exclusive=True, group="settle")
    async def _settle(self) -> None:
        with flow.troubles(host(self)):
            if await asyncio.to_thread(_waits, host(self).practice):
                self._take_up()

    @work(exclusive=True, group="flow")
    async def _take_up(self) -> None:
        with flow.troubles(host(self)):
            await flow.settle_unfinished(host(self))
        self._load()

    @work(exclusive=True, group="load")
    async def _load(self) -> None:
        try:
            practice = host(self).practice
            self._overview = await asyncio.to_thread(overview, practice, self._minutes)
        except RehabError as error:
            host(self).trouble(error)
            return
        self._draw()

    # --- keys ---------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Between two screens of one way this screen shows for a moment; nothing else begins."""
        if action in ("start", "log", "offer", "progress", "exercises"):
            return not any(w.group == "flow" and not w.is_finished for w in self.app.workers)
        return super().check_action(action, parameters)

    @work(exclusive=True, group="flow")
    async def action_start(self) -> None:
        """Check-in, session, check-out."""
        self.workers.cancel_group(self, "settle")  # the way itself begins with it
        stop = self._overview.today.locked if self._overview is not None else None
        with flow.troubles(host(self)):
            if stop is not None:
                await flow.unlock_today(host(self))
            else:
                await flow.run_session(host(self), minutes=self._minutes)
        self._load()

    @work(group="log")
    async def action_log(self, what: str) -> None:
        """Log one thing with one key."""
        if not self.is_current:
            return
        with flow.troubles(host(self)):
            await flow.log_one(host(self), what)
        self._load()

    def action_minutes(self, way: int) -> None:
        """A shorter or a longer session today."""
        if self._overview is None:
            return
        now = self._minutes or round(self._overview.today.seconds / 60 / STEP_MINUTES) * (
            STEP_MINUTES
        )
        self._minutes = max(LEAST_MINUTES, min(MOST_MINUTES, now + way * STEP_MINUTES))
        self._load()

    def action_progress(self) -> None:
        """How it has been going."""
        self.app.push_screen(ProgressScreen())

    def action_exercises(self) -> None:
        """Look exercises up, and do one."""
        if self._overview is not None:
            self.workers.cancel_group(self, "settle")  # a session begun there begins with it
            self.app.push_screen(ExercisesScreen())

    def action_scroll(self, way: int) -> None:
        """Scroll the card when it is longer than the screen."""
        self.query_one("#today").scroll_relative(y=way, animate=False)

    @work(exclusive=True, group="flow")
    async def action_offer(self) -> None:
        """Take or decline what the coach offers."""
        if self._overview is None or not self._overview.today.offers:
            return
        offer = self._overview.today.offers[0]
        lines = ["Yes, from the next session on", "Not yet"]
        picked = await self.app.push_screen_wait(PickScreen(offer.words, lines, "yn"))
        if picked is not None:
            await flow.answer_offer(host(self), offer, accept=picked == 0)
            self._load()

    # --- drawing ------------------------------------------------------------

    def _draw(self) -> None:
        if self._overview is None or not still_here(self):
            return
        self.query_one(Top).say("rehab", self._overview.date_words)
        card = self.query_one("#card", Static)
        card.update(self._card(self._overview, max(20, card.content_size.width)))
        greeting = host(self).notice or (NEW_HERE if self._overview.first_use else "")
        notice = self._overview.trouble or greeting
        self.query_one("#notice", Static).update(Content(clean(notice)))
        self.query_one("#week", Static).update(_week(self._overview))
        self.query_one("#last", Static).update(_last(self._overview))

    def _card(self, over: Overview, width: int) -> Content:
        today = over.today
        parts: list[str | tuple[str, str]] = []
        if today.locked is not None:
            parts += [
                ("Please answer this first", "bold"),
                "\n\n",
                clean(over.locked_words),
                "\n\n",
                ("enter", "$accent bold"),
                " answers",
            ]
            return Content.assemble(*parts)
        parts.append((clean(over.title), "bold"))
        if today.prescriptions:
            minutes = max(1, round(today.seconds / 60))
            parts.append((f"  ·  {minutes} minutes", "$accent bold"))
        parts.append("\n\n")
        for prescription in today.prescriptions:
            easier = "easier · " if prescription.variant == "easier" else ""
            dose = easier + clean(dose_text(prescription.dose))
            name = clip(clean(prescription.exercise.name), max(8, width - len(dose) - 4))
            gap = " " * max(2, width - len(name) - len(dose))
            parts += [name, gap, (dose, "$quiet"), "\n"]
        if not today.prescriptions:
            parts.append("Nothing to do today.\n")
        for offer in today.offers:
            parts += ["\n", ("o", "$accent bold"), f"  {clean(offer.words)}\n"]
        whys = [decision.words for decision in today.decisions]
        shown, more = whys[:WHY_LINES], len(whys) - WHY_LINES
        if shown:
            parts.append("\n")
        for why in shown:
            parts.append((f"{clean(why)}\n", "$quiet"))
        if more > 0:
            parts.append((f"and {more} more, shown before you start\n", "$quiet"))
        return Content.assemble(*parts)


def _waits(practice: Practice) -> bool:
    """Whether a session that was cut short may be asked about: an open stop comes first."""
    return unfinished(practice) is not None and lock(read_history(practice.journal).stops) is None


def _week(over: Overview) -> Content:
    parts: list[str | tuple[str, str]] = [("This week   ", "$quiet")]
    for day in over.week:
        mark = {"done": "●", "partly": "◐", "elsewhere": "◆", "free": "○"}[day.state]
        style = "$accent bold" if day.today else "$foreground" if day.state != "free" else "$quiet"
        parts += [(f"{day.name} {mark}", style), "  "]
    parts.append((f" {over.week_words}", "$quiet"))
    return Content.assemble(*parts)


def _last(over: Overview) -> Content:
    return Content.styled(clean(f"Last        {over.last_words}"), "$quiet")
