"""What the journal's screens have in common: a list of entries, its keys, and its acts."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from rehab_tui.journal.records import Kind, Record, SetRecord
from rehab_tui.practice.entries import WAYS
from rehab_tui.practice.said import NAMES, say, say_amount, say_value
from rehab_tui.text import clean
from rehab_tui.tui import journal_acts
from rehab_tui.tui.ahead import Ahead
from rehab_tui.tui.host import Host, host, still_here, troubles
from rehab_tui.tui.screens.once import Place, asking
from rehab_tui.tui.widgets.timeline import GONE, Shown, Timeline, Tone

MOVES: tuple[BindingType, ...] = (
    Binding("down,j", "move(1)", "Next"),
    Binding("up,k", "move(-1)", "The one before"),
    Binding("right,l", "leap(1)", "Next day or part"),
    Binding("left,h", "leap(-1)", "The day or part before"),
    Binding("pagedown,space", "page(1)", "A page down"),
    Binding("pageup", "page(-1)", "A page up"),
    Binding("home", "end(-1)", "First"),
    Binding("end", "end(1)", "Last"),
)
_TONES: dict[Kind, Tone] = {"session": "strong", "stop": "warning"}
ACTS = ("add", "edit", "open", "delete", "undo", "leave", "back_out", "filter")


class ListScreen(Place):
    """A screen with a `Timeline`; those that inherit say what stands in it."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self) -> None:
        super().__init__()
        self.ahead = Ahead(lambda: not self.reading)

    @property
    @abstractmethod
    def reading(self) -> bool:
        """Whether something is still to be read for what is shown: keys wait for it."""

    @property
    @abstractmethod
    def chosen(self) -> Record | None:
        """The entry under the cursor, if it was read."""

    @abstractmethod
    def show_again(self, record: Record | None) -> None:
        """Read again what is shown, with the cursor at an entry, or where it is."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While one thing is asked nothing else begins."""
        if action in ACTS:
            return not asking(self.app) and super().check_action(action, parameters)
        return super().check_action(action, parameters)

    def on_listed_moved(self) -> None:
        """What has no room in a line stands below the list."""
        self.say_whole()

    def on_resize(self) -> None:
        """Another width has room for other lines."""
        self.call_after_refresh(self.say_whole)

    @property
    def may_change(self) -> bool:
        """Whether the entry under the cursor is of a kind that can be changed."""
        return self.chosen is None or self.chosen.kind in WAYS

    def say_whole(self) -> None:
        """All of the entry under the cursor, where its line cuts it short."""
        if still_here(self):
            words = self.query_one(Timeline).cut
            self.query_one("#whole", Static).update(Content(clean(words, lines=True)))

    def action_move(self, way: int) -> None:
        """Up or down the list."""
        timeline = self.query_one(Timeline)
        self.ahead.when_there(lambda: timeline.move(timeline.at + way))

    def action_leap(self, way: int) -> None:
        """To the next heading, or the one before."""
        timeline = self.query_one(Timeline)
        self.ahead.when_there(lambda: timeline.leap(way))

    def action_page(self, way: int) -> None:
        """A page up or down the list."""
        timeline = self.query_one(Timeline)
        self.ahead.when_there(lambda: timeline.turn(way))

    def action_end(self, way: int) -> None:
        """The first or the last of the list."""
        timeline = self.query_one(Timeline)
        self.ahead.when_there(lambda: timeline.move(timeline.count if way > 0 else 0))

    def action_edit(self) -> None:
        """Change the entry under the cursor."""
        self._with_chosen(self._edit)

    def action_delete(self) -> None:
        """Delete the entry under the cursor."""
        self._with_chosen(lambda record: self.act(lambda app: journal_acts.delete(app, record)))

    def action_undo(self) -> None:
        """Take the last change back."""
        self.ahead.in_turn(lambda: self.act(journal_acts.take_back))

    def _edit(self, record: Record) -> None:
        self.act(lambda app: journal_acts.edit(app, record))

    def _with_chosen(self, does: Callable[[Record], None]) -> None:
        """Do something with the entry under the cursor, once it is known which one that is."""

        def known() -> None:
            if (record := self.chosen) is not None:
                does(record)

        self.ahead.when_there(known)

    def act(self, does: Callable[[Host], Awaitable[Record | bool | None]]) -> None:
        """Do something to the journal, unless something is being done; then show what holds now."""
        if not asking(self.app):
            self._act(does)

    @work(exclusive=True, group="flow")
    async def _act(self, does: Callable[[Host], Awaitable[Record | bool | None]]) -> None:
        app = host(self)
        with troubles(app):
            done = await does(app)
            if self.is_attached:
                self.show_again(done if isinstance(done, Record) else None)

    def action_leave(self) -> None:
        """Back."""
        self.dismiss()


def shown(record: Record | None, *, below_exercise: bool = False) -> Shown:
    """An entry as a line; a set may stand below the name of its exercise."""
    if record is None:
        return GONE
    name, words = NAMES[record.kind], say_value(record)
    if below_exercise and isinstance(record, SetRecord):
        name, words = f"{name} {record.number}", say_amount(record)
    tone = _TONES.get(record.kind, "plain")
    return Shown(f"{record.at:%H:%M}", name, words, say(record), tone)
