"""Today: what to do, how long, and why this dose. The thing to do now is the largest.

The first picture waits for nothing: the rules and the other screens are loaded behind it.
"""

from __future__ import annotations

import asyncio
from importlib import import_module
from math import ceil
from typing import TYPE_CHECKING, ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from rehab_tui.errors import RehabError
from rehab_tui.practice.context import Practice
from rehab_tui.practice.notice import NEW_HERE
from rehab_tui.tui.ahead import Ahead
from rehab_tui.tui.host import host, still_here, troubles
from rehab_tui.tui.screens.fitting import Fitting
from rehab_tui.tui.screens.once import asking
from rehab_tui.tui.widgets.bars import Keys, Top

if TYPE_CHECKING:
    from rehab_tui.practice.overview import Overview

STEP_MINUTES = 5
FITTED = "FIT"
"""The rule that speaks where minutes are too few."""
WHOLE = "That is the whole session; more minutes add nothing."
ROOMY = 30
"""Rows from which the parts of the screen stand apart."""
BESIDE = 14
"""Rows of the screen that the card's own lines don't have."""
LOOKS = 5.0
"""Seconds between two glances at the plan file and at the day."""
KEYS = (
    ("enter", "start"), ("p m s", "log"), ("J", "journal"), ("g", "progress"), ("e", "exercises"),
    ("?", "help"), ("q", "quit"), ("+/-", "time"), ("w", "why, and plan"),
)  # fmt: skip


BEHIND = (
    "rehab_tui.tui.flow", "rehab_tui.tui.first_run", "rehab_tui.tui.screens.exercises",
    "rehab_tui.tui.screens.journal", "rehab_tui.tui.screens.plan",
    "rehab_tui.tui.screens.progress", "rehab_tui.tui.screens.settings",
)  # fmt: skip
"""What the keys of this screen need: loaded once it stands, before anybody has read it."""
OPENS = (
    "start",
    "log",
    "offer",
    "progress",
    "journal",
    "exercises",
    "plan",
    "questions",
    "settings",
)
"""What begins something, or opens another screen."""


class TodayScreen(Fitting[None]):
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
        Binding("J", "journal", "Journal"),
        Binding("e", "exercises", "Exercises"),
        Binding("w", "plan", "Why, and the plan"),
        Binding("o", "offer", "Answer an offer"),
        Binding("f", "questions", "The first questions"),
        Binding("comma", "settings", "Settings"),
        Binding("down,j", "scroll(1)", "Down, where there is more"),
        Binding("up,k", "scroll(-1)", "Up"),
        Binding("pagedown,space,end", "scroll(15)", show=False),
        Binding("pageup,home", "scroll(-15)", show=False),
        Binding("q", "app.quit", "Quit"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._overview: Overview | None = None
        self._minutes: int | None = None
        self._usual: int | None = None
        self._asked = False
        self._reading = False
        self._first = Ahead(lambda: self._asked)
        self._ahead = Ahead(lambda: self._asked and not self._reading)

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
        """Read the journal, then ask the first questions, or about a session that was cut short."""
        self._usual = self._minutes = host(self).config.minutes
        self._looks = self.set_interval(LOOKS, self._look)
        self._load()

    def on_screen_suspend(self) -> None:
        """Under another screen nothing is looked at, and no key waits any more."""
        self._looks.pause()
        self._first.forget()
        self._ahead.forget()

    def on_screen_resume(self) -> None:
        """Something may have changed while another screen was shown, the settings too."""
        usual = host(self).config.minutes
        if usual != self._usual:
            self._usual = self._minutes = usual
        if self._overview is not None:
            self._looks.resume()
            self._load()

    def show_again(self) -> None:
        """Read again what was changed from elsewhere."""
        self._load()

    def _look(self) -> None:
        """Read again when the plan file was edited meanwhile, or a new day has begun."""
        practice = host(self).practice
        edited = practice.plan_file is not None and practice.plan_file.has_changed()
        over = self._overview
        if edited or (over is not None and practice.clock.now().date() != over.day):
            self._load()

    def on_resize(self, event: events.Resize) -> None:
        """The card is drawn to the width, which is known after the layout."""
        self.set_class(event.size.height < ROOMY, "low")
        self.call_after_refresh(self._draw)

    @work(exclusive=True, group="settle")
    async def _settle(self) -> None:
        """Begin with what is to be asked first; where that is nothing, with the keys that waited.

        Whoever goes elsewhere meanwhile is asked when back.
        """
        new = waits = False
        with troubles(host(self)):
            practice = host(self).practice
            new = await asyncio.to_thread(_is_first_time, practice)
            waits = not new and await asyncio.to_thread(_waits, practice)
        if self.app.screen is not self:
            return
        self._asked = True
        if new or waits:
            self._first.forget()
            self._ahead.forget()
            (self._welcome if new else self._take_up)()
        else:
            self._first.come()
            self._ahead.come()

    @work(exclusive=True, group="flow")
    async def _welcome(self) -> None:
        from rehab_tui.tui.first_run import welcome

        with troubles(host(self)):
            await welcome(host(self), self._load)
        self._load()

    @work(exclusive=True, group="flow")
    async def _take_up(self) -> None:
        from rehab_tui.tui import flow

        with troubles(host(self)):
            await flow.settle_unfinished(host(self))
        self._load()

    @work(exclusive=True, group="load")
    async def _load(self) -> None:
        self._reading = True
        try:
            practice = host(self).practice
            self._overview = await asyncio.to_thread(_read, practice, self._minutes)
        except RehabError as error:
            host(self).trouble(error)
            host(self).stands()
            self._first.forget()
            self._ahead.forget()
            return
        self._reading = False
        self._draw()
        if self._asked:
            self._ahead.come()
        elif self.app.screen is self:
            self._settle()
        await asyncio.to_thread(_load_behind)
        host(self).stands()

    # --- keys ---------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Between two screens of one way this screen shows for a moment; nothing else begins."""
        if action == "settings" and host(self).settings is None:
            return False
        if action in OPENS:
            return not asking(self.app)
        return super().check_action(action, parameters)

    def action_start(self) -> None:
        """Check-in, session, check-out."""
        self._first.when_there(self._start)

    @work(exclusive=True, group="flow")
    async def _start(self) -> None:
        from rehab_tui.tui import flow

        stop = self._overview.today.locked if self._overview is not None else None
        with troubles(host(self)):
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
        from rehab_tui.tui import flow

        with troubles(host(self)):
            await flow.log_one(host(self), what)
        self._load()

    def action_minutes(self, way: int) -> None:
        """A shorter or a longer session today."""
        self._first.when_there(lambda: self._change_minutes(way))

    def _change_minutes(self, way: int) -> None:
        if self._overview is None or not self._overview.today.prescriptions:
            return
        from rehab_tui.programme.plan import LEAST_MINUTES, MOST_MINUTES

        today = self._overview.today
        # While it is read anew for other minutes, what is here says nothing of them.
        whole = not self._reading and all(one.rule != FITTED for one in today.decisions)
        now = self._minutes
        if now is None or whole:
            now = ceil(today.seconds / 60 / STEP_MINUTES) * STEP_MINUTES
        wanted = now + way * STEP_MINUTES
        if way > 0 and whole:
            self.notify(WHOLE)
        elif wanted < LEAST_MINUTES:
            self.notify(f"{LEAST_MINUTES} minutes is the least.")
        else:
            self._minutes = min(MOST_MINUTES, wanted)
            self._reading = True
            self._load()

    def action_progress(self) -> None:
        """How it has been going."""
        from rehab_tui.tui.screens.progress import ProgressScreen

        self.app.push_screen(ProgressScreen())

    def action_journal(self) -> None:
        """What was noted, day by day."""
        from rehab_tui.tui.screens.journal import JournalScreen

        self.app.push_screen(JournalScreen())

    def action_exercises(self) -> None:
        """Look exercises up, and do one."""
        from rehab_tui.tui.screens.exercises import ExercisesScreen

        self.app.push_screen(ExercisesScreen())

    def action_plan(self) -> None:
        """All of why, and everything about the plan."""
        from rehab_tui.tui.screens.plan import PlanScreen

        self.app.push_screen(PlanScreen(self._minutes))

    def action_settings(self) -> None:
        """Colours, sounds, times."""
        if (settings := host(self).settings) is not None:
            from rehab_tui.tui.screens.settings import SettingsScreen

            self.app.push_screen(SettingsScreen(settings))

    @work(exclusive=True, group="flow")
    async def action_questions(self) -> None:
        """The first questions, now or once more."""
        from rehab_tui.tui.first_run import ask_first

        with troubles(host(self)):
            await ask_first(host(self))
        self._load()

    def action_scroll(self, way: int) -> None:
        """Scroll the card when it is longer than the screen."""
        self.query_one("#today").scroll_relative(y=way, animate=False)

    def action_offer(self) -> None:
        """Take the short version at once; of anything else ask whether it is wanted."""
        self._ahead.when_there(self._offer)

    @work(exclusive=True, group="flow")
    async def _offer(self) -> None:
        over = self._overview
        if over is None:
            return
        from rehab_tui.tui import flow

        if over.short is not None:
            if await flow.tell_offer(host(self), over.short, accept=True):
                self.notify("The short version, for today.")
        elif not over.today.offers:
            self.notify("Nothing is offered now.")
        else:
            for offer in over.today.offers:
                if not await flow.answer_offer(host(self), offer):
                    break
        self._load()

    # --- drawing ------------------------------------------------------------

    def _draw(self) -> None:
        over = self._overview
        if over is None or not still_here(self):
            return
        from rehab_tui.tui.widgets.card import last, quiet, week

        self.query_one(Top).say("rehab", over.date_words)
        self._draw_card(over)
        self.query_one("#week", Static).update(week(over))
        self.query_one("#last", Static).update(last(over))
        greeting = host(self).notice or (NEW_HERE if over.first_use and not over.asks else "")
        notice, words = self.query_one("#notice", Static), quiet(over, greeting)
        notice.update(words)
        notice.display = bool(words.plain)  # an empty line would be one to scroll to

    def _draw_card(self, over: Overview) -> None:
        """What to do now; with room for it, in lines that stand apart."""
        from rehab_tui.tui.widgets.card import card

        place = self.query_one("#card", Static)
        width = max(20, place.content_size.width)
        shown, many = card(over, width), len(over.today.prescriptions)
        if shown.plain.count("\n") + many + BESIDE <= self.size.height:
            shown = card(over, width, airy=True)
        place.update(shown)
        begins = bool(many) and not over.pause_words and over.today.locked is None
        place.border_subtitle = "enter starts" if begins else ""
        first = ("enter", "answer" if over.today.locked is not None else "start")
        self.query_one(Keys).say((first, *KEYS[1:]))


def _read(practice: Practice, minutes: int | None) -> Overview:
    from rehab_tui.practice.overview import overview

    return overview(practice, minutes)


def _load_behind() -> None:
    for name in BEHIND:
        import_module(name)


def _is_first_time(practice: Practice) -> bool:
    from rehab_tui.practice.first_run import first_time

    return first_time(practice)


def _waits(practice: Practice) -> bool:
    """Whether a session that was cut short may be asked about: an open stop comes first."""
    from rehab_tui.practice.cut_short import unfinished
    from rehab_tui.practice.past import read_history
    from rehab_tui.programme.stops import lock

    return unfinished(practice) is not None and lock(read_history(practice.journal).stops) is None
