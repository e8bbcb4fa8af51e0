"""What can be done to the journal on its screens: each says what it did, and what undoes it."""

from __future__ import annotations

import asyncio

from rehab_tui.journal.records import Kind, Record
from rehab_tui.journal.undo import acts
from rehab_tui.practice import alone, entries, forms, log
from rehab_tui.practice.forms import Filled
from rehab_tui.practice.moments import say_when
from rehab_tui.practice.said import NAMES, say
from rehab_tui.text import plural
from rehab_tui.tui import flow
from rehab_tui.tui.host import Host, troubles
from rehab_tui.tui.screens.journal_form import FormScreen
from rehab_tui.tui.screens.pick import PickScreen
from rehab_tui.tui.screens.questions import QuestionsScreen

ASKED = "Several things, asked one at a time"
NEW_KEYS = "apmsftwn"
TAKES_BACK = "u takes it back."
REPLACED = "Some characters could not be kept and were replaced."


async def add(app: Host) -> Record | None:
    """Ask what to note and when, and save it; the first entry of it, or None."""
    lines = [ASKED, *forms.NEW.values()]
    picked = await app.push_screen_wait(PickScreen("What would you like to note?", lines, NEW_KEYS))
    if picked is None:
        return None
    found = await (_asked(app) if picked == 0 else _filled(app, list(forms.NEW)[picked - 1]))
    if not found:
        return None
    logged = await flow.insist(app, log.log, app.practice, found)
    if logged is None:
        return None
    when = say_when(found[0].at, app.practice.clock.now())
    _told(app, f"Saved: {'; '.join(map(say, logged.records))}, {when}.", logged.replaced)
    return logged.records[0]


async def edit(app: Host, record: Record) -> Record | None:
    """Change an entry in a form; the entry as it is then, or None where nothing was changed."""
    practice, now = app.practice, app.practice.clock.now()

    def read(filled: Filled) -> str:
        return _line(app, forms.preview(practice, record, filled))

    with troubles(app):
        there = forms.fill(record)
        title = f"{NAMES[record.kind]}, {say_when(record.at, now)}"
        fields = forms.fields_of(record.kind, record)
        filled = await app.push_screen_wait(FormScreen(title, fields, there, read))
        change = forms.change_of(record, filled) if filled is not None else None
        if change is None:
            return None
        edited = await flow.insist(app, entries.edit, practice, record, change.typed, change.clear)
        if edited is not None:
            _told(app, f"Now: {_line(app, edited.after)}.", edited.replaced)
            return edited.after
    return None


async def delete(app: Host, record: Record) -> bool:
    """Delete an entry, after one question; whether it was done."""
    remark = _line(app, record)
    if record.kind == "session":
        remark += ".\nIts sets and what was told in it go with it"
    lines = ["Yes, delete it", "Keep it"]
    asked = PickScreen("Delete this entry?", lines, "yn", f"{remark}. u brings it back.")
    if await app.push_screen_wait(asked) != 0:
        return False

    def written() -> bool:
        entries.delete(app.practice, [record])
        return True

    if await flow.act(app, written) is None:
        return False
    app.notify("Deleted. u brings it back.")
    return True


async def take_back(app: Host) -> bool:
    """Take the last change back, after one question; whether it was done."""
    journal = app.practice.journal
    with troubles(app):
        newest = await asyncio.to_thread(acts, journal, 1)
        if not newest:
            app.notify("There is nothing to take back.")
            return False
        now = app.practice.clock.now()
        when = say_when(newest[0].at.astimezone(now.tzinfo), now)
        lines = ["Yes, take it back", "Leave it"]
        asked = PickScreen("Take the last change back?", lines, "un", f"{newest[0].words}, {when}")
        if await app.push_screen_wait(asked) != 0:
            return False
        undone = await asyncio.to_thread(alone.take_back, journal)
        if undone is not None:
            many = plural(undone.entries, "entry", "entries")
            stays = f" {alone.STOP_STAYS}" if undone.stop_stays else ""
            app.notify(f"Taken back: {undone.acts[0].words} ({many}).{stays}")
            return True
    return False


async def _asked(app: Host) -> list[Record]:
    """What was answered to the questions, and when it was."""
    answers = await app.push_screen_wait(QuestionsScreen("Note", log.questions(), keep=True))
    if not answers:
        return []

    def read(filled: Filled) -> str:
        now = app.practice.clock.now()
        found = log.answered(answers, forms.read_when(filled, now))
        return f"{'; '.join(map(say, found))}, {say_when(found[0].at, now)}" if found else ""

    filled = await app.push_screen_wait(
        FormScreen("When was it?", [forms.WHEN], {forms.WHEN.name: forms.NOW}, read)
    )
    if filled is None:
        return []
    return log.answered(answers, forms.read_when(filled, app.practice.clock.now()))


async def _filled(app: Host, kind: Kind) -> list[Record]:
    """What was filled in for one kind of entry."""

    def read(filled: Filled) -> str:
        return _line(app, forms.read_new(kind, filled, app.practice.clock.now()))

    filled = await app.push_screen_wait(
        FormScreen(forms.NEW[kind], forms.fields_of(kind), forms.fill_new(kind), read)
    )
    if filled is None:
        return []
    return [forms.read_new(kind, filled, app.practice.clock.now())]


def _line(app: Host, record: Record) -> str:
    return f"{say(record)}, {say_when(record.at, app.practice.clock.now())}"


def _told(app: Host, words: str, replaced: int) -> None:
    app.notify(" ".join((words, TAKES_BACK, *([REPLACED] if replaced else []))))
