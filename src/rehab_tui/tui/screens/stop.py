"""Stop: the screen stands still, one short question, and then only what is needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from rehab_tui.programme.stops import (
    EMERGENCY,
    ON_TO_NEXT,
    ON_TO_QUESTIONS,
    REASONS,
    Reason,
    Sign,
    may_go_on,
    tier_of,
    words_for,
)
from rehab_tui.text import wrap
from rehab_tui.tui.host import still_here
from rehab_tui.tui.screens.once import Stopping
from rehab_tui.tui.widgets.bars import Keys
from rehab_tui.tui.widgets.calm import CalmBreath

StopAnswer = Literal["mistake", "go on", "end"]
FIRST = "You stopped. What is it?"
HELP = "Press the key in front of what fits."
TINY = (40, 11)
"""Columns and rows below which only the keys are shown, each with a word."""
ROOMY = (76, 24)
"""Columns and rows from which the lines of a question stand apart."""
TALL = 30
"""Rows from which everything stands in the middle."""
WIDEST, KEY = 76, 4
"""Columns of the page (as in the styles), and of a key with what is around it."""
AROUND, MARGIN = 6, 12
"""Rows and columns that the lines don't have: padding, question, bar of keys; padding and key."""
StopTold = Callable[[int | None, Reason, Sign | None], int]
"""Takes a stop to write it, first the reason alone, then with the sign that was asked for.

Returns how many sharp pains this session had before it.
"""


class StopScreen(Stopping[StopAnswer]):
    """Asks what it is, then what exactly, then says what to do. Nothing here is weighed.

    `last` says, once the stop is told, whether no exercise is to come.
    """

    AUTO_FOCUS = ""

    def __init__(self, told: StopTold, item: int | None, last: Callable[[], bool]) -> None:
        super().__init__()
        self._told = told
        self._item = item
        self._last = last
        self._reason: Reason | None = None
        self._answer: StopAnswer | None = None
        self._may_go_on = False
        self._question = ""
        self._lines: list[tuple[str, str]] = []

    def compose(self) -> ComposeResult:
        """A question or an advice, and its lines."""
        with Vertical(id="stop"):
            yield Static(id="question")
            yield Static(id="lines")
            yield CalmBreath("calm")
        yield Keys(())

    def on_mount(self) -> None:
        """Ask the first question; what was said before would only cover it."""
        self.app.clear_notifications()
        self._begin()

    def _begin(self) -> None:
        lines = [(reason.key, reason.words) for reason in REASONS]
        self._ask(FIRST, [*lines, ("0", "pressed by mistake: carry on")])

    def on_key(self, event: events.Key) -> None:
        """One key answers; other keys do nothing here."""
        if event.key.startswith("ctrl+") or not still_here(self):
            return
        event.stop()
        if self._answer is not None:
            self._close(event.key)
        elif event.key in ("question_mark", "f1"):
            self._help()
        elif self._reason is None:
            self._first(event.key)
        else:
            self._second(event.key)

    def _help(self) -> None:
        """All that there is to know stands here; nothing is laid over it."""
        if not self._question.endswith(HELP):
            self._ask(f"{self._question} {HELP}", self._lines)

    def _first(self, key: str) -> None:
        if key == "0":
            self.dismiss("mistake")
            return
        reason = next((r for r in REASONS if r.key == key), None)
        if reason is None:
            return
        if not reason.signs:
            self._tell(reason, None)
            return
        self._told(self._item, reason, None)  # whoever goes now has said this much
        self._reason = reason
        lines = [(str(i), sign.words) for i, sign in enumerate(reason.signs, 1)]
        self._ask("Is any of these so?", lines)

    def _second(self, key: str) -> None:
        assert self._reason is not None
        place = int(key) - 1 if key.isdecimal() else -1
        if 0 <= place < len(self._reason.signs):
            self._tell(self._reason, self._reason.signs[place])

    def _tell(self, reason: Reason, sign: Sign | None) -> None:
        before, last = self._told(self._item, reason, sign), self._last()
        self._may_go_on = may_go_on(reason, sign, before)
        self._answer = "end"
        words = words_for(reason, sign, before, last=last)
        emergency = tier_of(reason, sign, before) == EMERGENCY
        self.set_class(emergency, "emergency")
        self.query_one("#question", Static).update(Content(words[0]))
        self.query_one("#lines", Static).update(Content("\n\n".join(words[1:])))
        keys = [("enter", "end here")]
        if self._may_go_on:
            keys.insert(0, ("→", ON_TO_QUESTIONS if last else ON_TO_NEXT))
        self.query_one(Keys).say([] if emergency else keys)
        self.query_one(Keys).display = True
        if not emergency:
            self.query_one(CalmBreath).begin()

    def _close(self, key: str) -> None:
        if key == "enter":
            self.dismiss("end")
        elif self._may_go_on and key in ("right", "n", "pagedown"):
            self.dismiss("go on")

    def on_resize(self, event: events.Resize) -> None:
        """In a small window the lines stand close, so that none of them is out of sight."""
        self.set_class(event.size.width < ROOMY[0] or event.size.height < ROOMY[1], "small")
        self.set_class(event.size.height >= TALL, "tall")
        self.set_class(event.size.width < TINY[0] or event.size.height < TINY[1], "tiny")
        self.query_one(Keys).display = self._answer is not None or not self.has_class("tiny")
        if self._answer is None:
            self._draw_lines()

    def _ask(self, question: str, lines: list[tuple[str, str]]) -> None:
        self._question = question
        self._lines = lines
        self.query_one(Keys).say([("?", "help")])
        self._draw_lines()

    def _draw_lines(self) -> None:
        if self.has_class("tiny"):
            self._draw_keys()
            return
        self.query_one("#question", Static).update(Content(self._question))
        gap = "\n" if self.has_class("small") or self._close_together() else "\n\n"
        parts: list[str | tuple[str, str]] = []
        for key, words in self._lines:
            hung = f"\n{' ' * KEY}".join(self._rows(words))
            parts += [(f" {key} ", "$accent bold"), f" {hung}{gap}"]
        self.query_one("#lines", Static).update(Content.assemble(*parts))

    def _rows(self, words: str) -> list[str]:
        """A line broken to the width beside its key."""
        return wrap(words, max(1, min(WIDEST - KEY, self.size.width - MARGIN)))

    def _close_together(self) -> bool:
        """Whether the lines have no room to stand apart."""
        rows = sum(len(self._rows(words)) + 1 for _, words in self._lines)
        return rows > self.size.height - AROUND

    def _draw_keys(self) -> None:
        """What can be pressed, where there is no room for more."""
        if not self._question.startswith(FIRST):
            self.query_one("#question", Static).update(Content("Is any so?"))
            keys = f"{self._lines[0][0]} to {self._lines[-1][0]}"
            words = f"Make the window larger to read, or press {keys}."
            self.query_one("#lines", Static).update(Content(words))
            return
        short = {reason.key: reason.id for reason in REASONS} | {"0": "mistake"}
        parts: list[str | tuple[str, str]] = []
        for key, _ in self._lines:
            parts += [(key, "$accent bold"), f"\u00a0{short.get(key, '')} "]
        self.query_one("#question", Static).update(Content("What is it?"))
        self.query_one("#lines", Static).update(Content.assemble(*parts))
