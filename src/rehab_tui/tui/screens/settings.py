"""The settings: what there is, how it stands, and where that comes from."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static
from textual.worker import Worker, WorkerError

from rehab_tui.config import Held, Value
from rehab_tui.errors import RehabError
from rehab_tui.practice.settings import WORDS, SettingsFile
from rehab_tui.text import clean
from rehab_tui.tui.host import host, still_here
from rehab_tui.tui.screens.once import Place
from rehab_tui.tui.widgets.bars import Keys, Top
from rehab_tui.tui.widgets.listed import CURSOR
from rehab_tui.units import use_units

KEYS = (("↑↓", "choose"), ("←→", "change"), ("q", "back"), ("backspace", "as it came"),
        ("?", "help"))  # fmt: skip
NAMES = tuple(WORDS)
COLUMN = 20
"""Where the values stand."""
COUNTED = {"minutes": " minutes", "volume": " of 100", "speech_rate": " words a minute"}
"""What a number is a number of."""
MEANT = {
    "theme contrast": "strongest contrast",
    "counts every": "every rep",
    "counts last three": "the last three reps",
    "counts none": "no reps",
    "units metric": "kilograms, centimetres",
    "units imperial": "pounds, inches",
}
"""Values whose own word says too little."""


class SettingsScreen(Place):
    """A line for each setting. What is changed holds at once, and is kept.

    Args:
        settings: where they are kept.
    """

    AUTO_FOCUS = ""
    VERTICAL_BREAKPOINTS = [(0, "-short"), (22, "-tall")]  # noqa: RUF012  (as Textual has it)

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "The setting above"),
        Binding("down,j", "move(1)", "The setting below"),
        Binding("right,l,enter,space,plus,equals_sign", "step(1)", "The next value"),
        Binding("left,h,minus", "step(-1)", "The value before"),
        Binding("backspace,delete", "forget", "As it came, before any change"),
        Binding("q,escape,comma", "leave", "Back"),
    ]

    def __init__(self, settings: SettingsFile) -> None:
        super().__init__()
        self._settings = settings
        self._held: dict[str, Held] = {}
        self._at = 0
        self._one_by_one = asyncio.Lock()
        self._last: Worker[None] | None = None

    def compose(self) -> ComposeResult:
        """Title, the lines, what the chosen one does, keys."""
        yield Top("Settings")
        with VerticalScroll(id="settings", can_focus=False):
            yield Static(id="lines")
            yield Static(id="about")
        yield Keys(KEYS)

    def on_mount(self) -> None:
        """Read the file in the background."""
        self._change(lambda: None)

    def action_move(self, way: int) -> None:
        """Choose another setting."""
        self._at = max(0, min(len(NAMES) - 1, self._at + way))
        self._draw()

    def action_step(self, way: int) -> None:
        """The next value of the chosen setting, or the one before."""
        name = NAMES[self._at]
        self._change(lambda: self._settings.step(name, way))

    def action_forget(self) -> None:
        """Take the chosen setting out of the file."""
        name = NAMES[self._at]
        self._change(lambda: self._settings.forget(name))

    @work(exclusive=True, group="leave")
    async def action_leave(self) -> None:
        """Back, once what was changed holds: the screen below shows it."""
        if self._last is not None:
            with suppress(WorkerError):  # the app ends meanwhile
                await self._last.wait()
        self.dismiss()

    def _change(self, change: Callable[[], object]) -> None:
        self._last = self._changed(change)

    @work(group="settings")
    async def _changed(self, change: Callable[[], object]) -> None:
        app = host(self)
        try:
            async with self._one_by_one:
                await asyncio.to_thread(change)
                held = await asyncio.to_thread(self._settings.held)
                app.config = await asyncio.to_thread(self._settings.load)
        except RehabError as error:
            app.trouble(error)
            return
        self._held = {one.name: one for one in held}
        app.theme = app.config.theme
        use_units(app.config.units)
        self._draw()

    def _draw(self) -> None:
        if not self._held or not still_here(self):
            return
        lines: list[Content] = []
        for place, name in enumerate(NAMES):
            chosen = place == self._at
            said = said_of(name, self._held[name].value)
            lines.append(
                Content.assemble(
                    (CURSOR if chosen else " " * len(CURSOR), "$accent bold"),
                    (f"{WORDS[name][0]:<{COLUMN}}", "bold" if chosen else ""),
                    (said, "$accent bold" if chosen else "$quiet"),
                )
            )
        self.query_one("#lines", Static).update(Content("\n").join(lines))
        one = self._held[NAMES[self._at]]
        self.query_one("#about", Static).update(
            Content.assemble(WORDS[one.name][1], "\n", (origin(one), "$quiet"))
        )


def said_of(name: str, value: Value | None) -> str:
    """A setting's value in words, with what it counts."""
    if value is None:
        return "as your plan says"
    if isinstance(value, bool):
        return "on" if value else "off"
    said = clean(str(value)).removeprefix("rehab-")
    return MEANT.get(f"{name} {said}", f"{said}{COUNTED.get(name, '')}")


def origin(one: Held) -> str:
    """Where a value comes from, in a sentence."""
    if one.origin == "default":
        return "Nothing was changed: this is how it comes."
    if one.kept is not None and one.origin.isupper():
        kept = said_of(one.name, one.kept)
        return f"{one.origin} speaks first; without it the file holds: {kept}."
    if one.origin.isupper():
        return f"{one.origin} says so; what you change here holds without it."
    return f"Kept in {clean(one.origin)}."
