"""Stop: the screen stands still, one short question, and then only what is needed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Literal

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from rehab_tui.errors import RehabError
from rehab_tui.programme.stops import (
    EMERGENCY,
    REASONS,
    Reason,
    Sign,
    may_go_on,
    words_for,
)
from rehab_tui.tui.screens.once import Once
from rehab_tui.tui.widgets.bars import Keys

StopAnswer = Literal["mistake", "go on", "end"]
StopTold = Callable[[int | None, Reason, Sign | None], Awaitable[int]]
"""Writes a stop event; returns how many sharp pains this session had before it."""


class StopScreen(Once[StopAnswer]):
    """Asks what it is, then what exactly, then says what to do. Nothing here is weighed."""

    AUTO_FOCUS = ""

    def __init__(self, told: StopTold, item: int | None) -> None:
        super().__init__()
        self._told = told
        self._item = item
        self._reason: Reason | None = None
        self._answer: StopAnswer | None = None
        self._trouble = ""
        self._may_go_on = False

    def compose(self) -> ComposeResult:
        """A question or an advice, and its lines."""
        with Vertical(id="stop"):
            yield Static(id="question")
            yield Static(id="lines")
        yield Keys(())

    def on_mount(self) -> None:
        """Ask the first question."""
        lines = [(reason.key, reason.words) for reason in REASONS]
        self._ask("You stopped. What is it?", [*lines, ("0", "pressed by mistake: carry on")])

    async def on_key(self, event: events.Key) -> None:
        """One key answers; other keys do nothing here."""
        if event.key.startswith("ctrl+"):
            return
        event.stop()
        if self._answer is not None:
            self._close(event.key)
        elif self._reason is None:
            await self._first(event.key)
        else:
            await self._second(event.key)

    async def _first(self, key: str) -> None:
        if key == "0":
            self.dismiss("mistake")
            return
        reason = next((r for r in REASONS if r.key == key), None)
        if reason is None:
            return
        if not reason.signs:
            await self._tell(reason, None)
            return
        self._reason = reason
        lines = [(str(i), sign.words) for i, sign in enumerate(reason.signs, 1)]
        self._ask("Is any of these so?", lines)

    async def _second(self, key: str) -> None:
        assert self._reason is not None
        place = int(key) - 1 if key.isdecimal() else -1
        if 0 <= place < len(self._reason.signs):
            await self._tell(self._reason, self._reason.signs[place])

    async def _tell(self, reason: Reason, sign: Sign | None) -> None:
        before = 0
        try:
            before = await self._told(self._item, reason, sign)
        except RehabError as error:
            self._trouble = str(error)
        self._may_go_on = may_go_on(reason, sign, before)
        self._answer = "end"
        words = words_for(reason, sign, before)
        tier = sign.tier if sign is not None else reason.tier
        emergency = tier == EMERGENCY
        self.set_class(emergency, "emergency")
        self.query_one("#question", Static).update(Content(words[0]))
        rest = list(words[1:])
        if self._trouble and not emergency:
            rest.append(f"(Not written down: {self._trouble})")
        self.query_one("#lines", Static).update(Content("\n\n".join(rest)))
        keys = [("enter", "end here")]
        if self._may_go_on:
            keys.insert(0, ("→", "go on with the next exercise"))
        self.query_one(Keys).say([] if emergency else keys)

    def _close(self, key: str) -> None:
        if key == "enter":
            self.dismiss("end")
        elif self._may_go_on and key in ("right", "n", "pagedown"):
            self.dismiss("go on")

    def _ask(self, question: str, lines: list[tuple[str, str]]) -> None:
        self.query_one("#question", Static).update(Content(question))
        parts: list[str | tuple[str, str]] = []
        for key, words in lines:
            parts += [(f" {key} ", "$accent bold"), f" {words}\n\n"]
        self.query_one("#lines", Static).update(Content.assemble(*parts))
