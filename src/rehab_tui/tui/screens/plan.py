"""The plan: where one stands, why today is as it is, and what can be changed about it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from rehab_tui.catalogue.model import Catalogue
from rehab_tui.errors import RehabError
from rehab_tui.practice.context import Practice
from rehab_tui.practice.held import held
from rehab_tui.practice.plan_page import decided, plan_pairs, reasons, say_accepted, say_pause
from rehab_tui.practice.plans import PlanNow, plan_now
from rehab_tui.practice.today import plan_today
from rehab_tui.programme.history import Held
from rehab_tui.programme.today import TodaysSession
from rehab_tui.text import capital, clean, wrap
from rehab_tui.tui import plan_acts
from rehab_tui.tui.ahead import Ahead
from rehab_tui.tui.first_run import ask_first
from rehab_tui.tui.host import Host, host, still_here, troubles
from rehab_tui.tui.screens.once import Place, asking
from rehab_tui.tui.widgets.bars import Keys, Top

WIDEST = 96
"""Columns of text; longer lines are hard to read."""
NARROWEST, GAP = 50, 4
"""Columns of each half, and between them, where today's reasons stand beside the plan."""
COLUMN = 13
"""Where the words beside a name begin."""
NONE_YET = (
    "You have no plan of your own yet; this is what everybody begins with. c chooses another "
    "programme, f asks what the coach should know and proposes one."
)
AS_IT_IS = "Today is as your programme has it; no rule changed anything."
NOTHING = {
    "o": "Nothing is offered now.", "b": "No exercise is resting.", "t": "No change was accepted.",
}  # fmt: skip
"""What is said where a key has nothing to act on."""

Parts = list[str | tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Read:
    """What the screen shows."""

    now: PlanNow
    today: TodaysSession
    held: tuple[tuple[Held, str], ...]


class PlanScreen(Place):
    """The plan and the reasons of today, to scroll through.

    Args:
        minutes: the length of the session that Today shows; None for the plan's.
    """

    AUTO_FOCUS = ""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "act('o')", "Answer an offer"),
        Binding("b", "act('b')", "Bring an exercise back"),
        Binding("t", "act('t')", "Take an accepted change back"),
        Binding("p", "act('p')", "Pause, or pick up again"),
        Binding("c", "act('c')", "Choose another programme"),
        Binding("f", "act('f')", "The first questions once more"),
        Binding("down,j", "scroll(1)", "Down"),
        Binding("up,k", "scroll(-1)", "Up"),
        Binding("pagedown,space", "scroll(15)", "Page down"),
        Binding("pageup", "scroll(-15)", "Page up"),
        Binding("home", "scroll(-1000)", "To the top"),
        Binding("end", "scroll(1000)", "To the end"),
        Binding("q,escape,w", "leave", "Back"),
    ]

    def __init__(self, minutes: int | None = None) -> None:
        super().__init__()
        self._minutes = minutes
        self._read: _Read | None = None
        self._reading = True
        self._ahead = Ahead(lambda: not self._reading)

    def compose(self) -> ComposeResult:
        """Title, the page, keys."""
        yield Top("Why, and your plan")
        with VerticalScroll(id="plan", can_focus=False), Container(id="page"):
            yield Static(id="stand")
            yield Static(id="why")
        yield Keys((("q", "back"),))

    def on_mount(self) -> None:
        """Read the journal and the plan in the background."""
        self._load()

    def on_resize(self) -> None:
        """The page is laid out to the width."""
        self.call_after_refresh(self._draw)

    @work(exclusive=True, group="load")
    async def _load(self) -> None:
        self._reading = True
        try:
            self._read = await asyncio.to_thread(_read, host(self).practice, self._minutes)
        except RehabError as error:
            host(self).trouble(error)
            self._ahead.forget()
            return
        self._reading = False
        self._draw()
        self._ahead.come()

    # --- keys ---------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While one thing is asked nothing else begins."""
        if action in ("act", "leave"):
            return not asking(self.app) and super().check_action(action, parameters)
        return super().check_action(action, parameters)

    def action_act(self, key: str) -> None:
        """Do what a key stands for, once it is known what holds now; then show that."""
        self._ahead.when_there(lambda: None if asking(self.app) else self._act(key))

    @work(exclusive=True, group="flow")
    async def _act(self, key: str) -> None:
        read = self._read
        if read is None:
            return
        there = {"o": read.today.offers, "b": read.held, "t": read.now.accepted}
        if not there.get(key, True):
            self.notify(NOTHING[key])
            return
        acts: dict[str, Callable[[Host], Awaitable[object]]] = {
            "o": lambda app: plan_acts.answer_offers(app, read.today.offers),
            "b": lambda app: plan_acts.bring_back(app, read.held),
            "t": lambda app: plan_acts.take_back(app, read.now.accepted),
            "p": lambda app: plan_acts.pause(app, read.now.pause),
            "c": plan_acts.choose,
            "f": ask_first,
        }
        with troubles(host(self)):
            await acts[key](host(self))
        self._load()

    def action_scroll(self, lines: int) -> None:
        """Scroll the page."""
        self.query_one("#plan").scroll_relative(y=lines, animate=False)

    def action_leave(self) -> None:
        """Back to Today."""
        self.dismiss()

    # --- drawing ------------------------------------------------------------

    def _draw(self) -> None:
        if self._read is None or not still_here(self):
            return
        width = self.query_one("#plan").content_size.width - 2
        beside = width >= 2 * NARROWEST + GAP
        self.set_class(beside, "beside")
        width = max(20, min(WIDEST, (width - GAP) // 2 if beside else width))
        catalogue = host(self).practice.catalogue
        self.query_one("#stand", Static).update(_stand(self._read, catalogue, width))
        self.query_one("#why", Static).update(_why(self._read, catalogue, width))
        self.query_one(Keys).say(_keys(self._read))


def _read(practice: Practice, minutes: int | None) -> _Read:
    return _Read(plan_now(practice), plan_today(practice, minutes=minutes), held(practice))


def _keys(read: _Read) -> list[tuple[str, str]]:
    """The keys that have something to do now."""
    keys = [
        ("o", "offers", bool(read.today.offers)),
        ("b", "bring back", bool(read.held)),
        ("t", "take back", bool(read.now.accepted)),
        ("p", "pick up again" if read.now.pause else "pause", True),
        ("c", "programme", True),
        ("f", "questions", True),
        ("?", "help", True),
        ("q", "back", True),
        ("↑↓", "scroll", True),
    ]
    return [(key, words) for key, words, useful in keys if useful]


def _stand(read: _Read, catalogue: Catalogue, width: int) -> Content:
    """Where one stands, what rests, what was accepted, and what is offered."""
    now, today = read.now, read.today
    parts: Parts = [(f"{clean(now.programme.name)}\n", "bold")]
    for name, words in plan_pairs(now, catalogue):
        parts += _pair(name, words, width)
    if now.trouble:
        parts += ["\n", ("\n".join(wrap(clean(now.trouble), width)), "$warning"), "\n"]
    elif now.file is not None and not now.there:
        parts += ["\n", ("\n".join(wrap(NONE_YET, width)), "$quiet"), "\n"]
    if now.pause is not None:
        parts += _list("Paused", "p picks up again", [say_pause(now)], width)
    parts += _list("Resting", "b brings one back", (words for _, words in read.held), width)
    accepted = map(say_accepted, now.accepted)
    parts += _list("Changes that you accepted", "t takes one back", accepted, width)
    parts += _blocks("Only if you say yes", "o answers",
                     [decided(one, catalogue) for one in today.offers], width)  # fmt: skip
    return Content.assemble(*parts)


def _why(read: _Read, catalogue: Catalogue, width: int) -> Content:
    """Why today is as it is."""
    why = reasons(read.today, catalogue) or [[AS_IT_IS]]
    return Content.assemble(*_blocks("Today, and why", "", why, width)[1:])


def _pair(name: str, words: str, width: int) -> Parts:
    lines = wrap(clean(words), max(10, width - COLUMN))
    hang = f"\n{' ' * COLUMN}"
    return [(f"{name:<{COLUMN}}", "$quiet"), hang.join(lines), "\n"]


def _head(title: str, hint: str) -> Parts:
    key, _, does = hint.partition(" ")
    parts: Parts = ["\n", (title, "$primary bold")]
    return [*parts, "   ", (key, "$accent bold"), (f" {does}", "$quiet"), "\n"] if hint else [
        *parts, "\n"
    ]  # fmt: skip


def _list(title: str, hint: str, lines: Iterable[str], width: int) -> Parts:
    said = [f"{row}\n" for line in lines for row in _hung(capital(line), width)]
    return [*_head(title, hint), *said] if said else []


def _blocks(title: str, hint: str, blocks: Sequence[Sequence[str]], width: int) -> Parts:
    """Each block's first line, and quietly below it what it does and rests on."""
    if not blocks:
        return []
    parts = _head(title, hint)
    for first, *below in blocks:
        parts += [f"{row}\n" for row in _hung(first, width)]
        parts += [(f"{row}\n", "$quiet") for line in below for row in _hung(line, width, 4)]
    return parts


def _hung(line: str, width: int, indent: int = 0) -> list[str]:
    """A line broken to the width, its further rows two cells in."""
    rows = wrap(clean(line.strip()), max(10, width - indent - 2))
    return [f"{' ' * (indent + (2 if place else 0))}{row}" for place, row in enumerate(rows)]
