"""One session of the journal: its sets by exercise, and what was told before and after it."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from rehab_tui.days import with_weekday
from rehab_tui.errors import RehabError
from rehab_tui.journal.records import Record, SessionRecord
from rehab_tui.practice.session_page import SessionPage, session_page
from rehab_tui.tui.host import host, still_here
from rehab_tui.tui.screens.journal_list import MOVES, ListScreen, shown
from rehab_tui.tui.widgets.bars import Keys, Top
from rehab_tui.tui.widgets.timeline import Timeline

EDIT = ("enter", "edit")
KEYS = (
    ("d", "delete"), ("u", "undo"), ("?", "help"), ("q", "back"),
    ("↑↓", "choose"), ("←→", "part"),
)  # fmt: skip
WHOLE = "The session"


class JournalSessionScreen(ListScreen):
    """A session's entries, which can be edited and deleted like any other.

    Args:
        session: which one.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,e", "edit", "Edit"),
        Binding("d", "delete", "Delete"),
        Binding("u", "undo", "Take the last change back"),
        *MOVES,
        Binding("q,escape", "leave", "Back"),
    ]

    def __init__(self, session: SessionRecord) -> None:
        super().__init__()
        self._session = session
        self._records: list[Record] = []
        self._reading = True

    def compose(self) -> ComposeResult:
        """Title, list, keys."""
        at = self._session.at
        yield Top(f"Session of {with_weekday(at.date())}, {at:%H:%M}")
        yield Timeline("timeline")
        yield Static(id="whole")
        yield Keys((EDIT, *KEYS))

    def on_mount(self) -> None:
        """Read the session in the background."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self.query_one(Timeline).draw())
        self._load(None)

    @property
    def reading(self) -> bool:
        """Whether what is shown is still to be read."""
        return self._reading

    @property
    def chosen(self) -> Record | None:
        """The entry under the cursor."""
        at = self.query_one(Timeline).at
        return self._records[at] if at < len(self._records) else None

    def show_again(self, record: Record | None) -> None:
        """Read the session again; when it is no longer there, go back."""
        self._load(record)

    def on_listed_moved(self) -> None:
        """Of what was told or decided nothing can be changed."""
        self._say_keys()

    def _say_keys(self) -> None:
        self.query_one(Keys).say((EDIT, *KEYS) if self.may_change else KEYS)

    def on_timeline_wanted(self, event: Timeline.Wanted) -> None:
        """All of a session is here."""
        event.stop()
        self._put()

    @work(exclusive=True, group="load")
    async def _load(self, at: Record | None) -> None:
        self._reading = True
        try:
            page = await asyncio.to_thread(session_page, host(self).practice, self._session.id)
        except RehabError as error:
            host(self).trouble(error)
            self.ahead.forget()
            return
        if not still_here(self):
            return
        if page is None:
            self.notify("This session is no longer in the journal.")
            self.dismiss()
            return
        self._show(page, at)
        self._reading = False
        self.ahead.come()

    def _show(self, page: SessionPage, at: Record | None) -> None:
        timeline = self.query_one(Timeline)
        self._records = [page.session, *(one for part in page.parts for one in part.records)]
        ids = [one.id for one in self._records]
        place = ids.index(at.id) if at is not None and at.id in ids else timeline.at
        groups = [(page.programme or WHOLE, 1)]
        groups += [(part.heading, len(part.records)) for part in page.parts]
        timeline.fill(groups, place, "")
        self._put()

    def _put(self) -> None:
        lines = [shown(one, below_exercise=True) for one in self._records]
        self.query_one(Timeline).put(0, lines)
        self.say_whole()
        self._say_keys()
