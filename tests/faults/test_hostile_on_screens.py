"""More than five hundred hostile texts on every screen of the app.

They stand in whatever a screen can show that somebody wrote: entries of each kind, labels of acts,
own exercises and programmes, the plan, profile, settings, names of files, and what is typed.
"""

from __future__ import annotations

import json
import pkgutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest
from journal_stage import ready
from rich.segment import Segment
from test_tui_sizes_and_text import hostile_catalogue
from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import Input
from tui_harness import Drive, drive, make_practice, the_catalogue

from hostile import MANY, harmless
from rehab_tui.catalogue.model import Catalogue
from rehab_tui.coach.model import StepKind
from rehab_tui.errors import RehabError
from rehab_tui.journal import records as r
from rehab_tui.paths import Paths
from rehab_tui.practice.context import Practice
from rehab_tui.practice.settings import SettingsFile
from rehab_tui.text import clean, storable
from rehab_tui.tui import screens
from rehab_tui.tui.screens.note import Line
from rehab_tui.tui.screens.pick import PickScreen

pytestmark = pytest.mark.long

catalogue = the_catalogue

MARK = "[bold]Q[/bold]"
"""Stands first in every text, and must be seen as typed."""
EACH = 40
TEXTS = [
    MARK + "".join(storable(one[:24])[0] for one in MANY[at : at + EACH])
    for at in range(0, len(MANY), EACH)
]
"""Forty strings in each, so that each of them comes to each screen."""
SIZE = (180, 50)


def every_screen() -> set[str]:
    """The screens that a person can come to: those that nothing else is built upon."""
    found = set[type[Screen[object]]]()
    for module in pkgutil.iter_modules(screens.__path__, f"{screens.__name__}."):
        for one in vars(import_module(module.name)).values():
            if isinstance(one, type) and issubclass(one, Screen) and one.__module__ == module.name:
                found.add(one)
    bases = {base for one in found for base in one.__mro__[1:]}
    return {one.__name__ for one in found if one not in bases} | {"StopScreen"}


class Watched:
    """An app in use, and which of its screens were looked at."""

    def __init__(self, driven: Drive) -> None:
        self.d = driven
        self.seen = set[str]()

    def segments(self) -> Iterator[Segment]:
        screen: Screen[object] = self.d.app.screen
        for strip in screen._compositor.render_strips(Size(*self.d.app.size)):
            yield from strip

    def look(self, *, marked: bool = False) -> None:
        """Nothing on the screen steers, hides, turns, links or styles by itself."""
        for segment in self.segments():
            assert segment.control is None
            assert harmless(segment.text), (self.d.shown, segment.text)
            assert "\n" not in segment.text
            style = segment.style
            assert style is None or (style.link is None and "quit" not in str(style.meta))
        if marked:
            assert MARK in self.d.flat(), (self.d.shown, self.d.text())
        self.seen.add(self.d.shown)

    async def to(self, key: str, screen: str, *, marked: bool = False) -> None:
        """Press a key, and look at the screen that it opens."""
        await self.d.press(key)
        await self.d.screen(screen)
        if marked:
            await self.d.until(lambda: MARK in self.d.flat(), "the text")
        self.look(marked=marked)

    async def back(self) -> None:
        """Back to Today, out of fields and searches too."""
        for _ in range(6):
            if self.d.shown != "TodayScreen":
                await self.d.press("escape")
        await self.d.screen("TodayScreen")

    async def paste(self, text: str) -> None:
        """Put a text into the line that is being typed in."""
        assert isinstance(self.d.app.focused, Input)
        await self.d.paste(text)
        self.look()


@asynccontextmanager
async def watched(practice: Practice, settings: SettingsFile) -> AsyncIterator[Watched]:
    async with drive(practice, settings=settings, size=SIZE) as d:
        yield Watched(d)


# --- what is there -------------------------------------------------------------------------------
def with_own(catalogue: Catalogue, text: str) -> Catalogue:
    """Exercises and programmes that say it everywhere, and come from a file that is called so."""
    evil = hostile_catalogue(catalogue, text)
    own = "glute-bridge"
    return replace(
        evil, exercises={own: evil.exercises[own], **evil.exercises}, own={own: text},
        replaced=frozenset({own}),
    )  # fmt: skip


def write_entries(practice: Practice, text: str) -> None:
    """Entries of each kind, with it in each of their texts; a session with all of them."""
    at = practice.clock.now() - timedelta(hours=2)
    words = text[:900]
    with practice.journal.act(text) as act:
        session = act.add(
            r.SessionRecord(at=at, state="finished", programme=words, sets=1, seconds=60)
        ).id
        for of in (None, session):
            act.add(r.Note(at=at, text=words, session=of))
            act.add(r.Pain(at=at, level=3, exercise=words, session=of))
            act.add(r.StopEvent(at=at, reason="other", exercise=words, session=of, tier=5,
                                answer=words))  # fmt: skip
            act.add(r.DecisionRecord(at=at, rule=words, reason=words, exercise=words, change=words,
                                     session=of))  # fmt: skip
            act.add(r.CheckIn(at=at, moment="after", question="weekly_words", about=words,
                              answer=words, session=of))  # fmt: skip
        act.add(
            r.SetRecord(
                at=at, session=session, item=0, exercise=words, number=1, reps=3,
                reps_prescribed=3, load=words, instead_of=words, reason=words,
            )
        )  # fmt: skip
        act.add(r.DoneElsewhere(at=at, minutes=5, what=words))
        for days in range(20):
            act.add(r.Function(at=at - timedelta(days=days), activity=words[:100], level=3))
        act.add(r.ProfileAnswer(at=at, key="activities", value=words[:100]))


def write_files(folder: Path, text: str, *, good: bool) -> SettingsFile:
    """A plan that says it, or is damaged by it; and settings that are."""
    said = json.dumps(clean(text)[:60], ensure_ascii=False)
    bad = "" if good else f"{json.dumps(text)}: {json.dumps(text)}\n"
    (folder / "plan.yaml").write_text(
        f"schema: 1\nprogramme: mobility-starter\ntherapist:\n  name: {said}\n"
        f"precautions: [{said}]\nchanges:\n  glute-bridge: {{note: {said}}}\n{bad}",
        encoding="utf-8",
    )
    paths = Paths(folder / "data", folder / "config")
    paths.config.mkdir()
    paths.config_file.write_bytes(f"theme = '{text}'\n".encode("utf-8", "replace"))
    return SettingsFile(paths, {})


# --- the ways ------------------------------------------------------------------------------------
async def first_questions(w: Watched, text: str) -> None:
    """The first questions, a programme that is proposed, the tour; then a warning sign."""
    d = w.d
    await d.screen("FirstRunScreen")
    for _ in range(60):
        if d.shown != "FirstRunScreen":
            break
        w.look()
        if (line := d.app.screen.query_one(Line)).display:
            await w.paste(text)
            await d.press("enter")
            w.look()
            line.value = ""
        await d.press("enter")
    await d.screen("ProposalScreen")
    w.look(marked=True)
    await w.to("q", "TourScreen")
    await w.back()
    await w.to("f", "FirstRunScreen")
    await d.press("y", "a")
    await w.to("enter", "SignScreen")


async def at_rest(w: Watched, text: str) -> None:
    """Every screen that is reached from Today."""
    d = w.d
    await d.until(lambda: "· week 1" in d.flat(), "today's card")
    w.look()
    d.app.trouble(RehabError(text, text, where=text))
    d.app.notify(clean(text), markup=False)
    await d.settle()
    w.look(marked=True)
    d.app.clear_notifications()
    await w.to("g", "ProgressScreen")
    for view in "1234567":
        await d.press(view)
        await d.settle()
        w.look()
    await w.to("w", "ProgressScreen")
    await w.back()
    await w.to("w", "PlanScreen", marked=True)
    await w.to("c", "ProgrammesScreen", marked=True)
    await w.back()
    await w.to("e", "ExercisesScreen", marked=True)
    await d.press("slash")
    await w.paste(text)
    await w.back()
    await w.to("comma", "SettingsScreen")
    await w.back()
    await w.to("question_mark", "HelpScreen")
    await w.to("a", "AnswersScreen")
    await w.back()
    await d.press("ctrl+p")
    await d.until(lambda: d.shown == "CommandPalette", "the list of everything")
    await w.paste(text)
    await w.back()


async def in_the_journal(w: Watched, text: str) -> None:
    d = w.d
    await d.press("J")
    await d.screen("JournalScreen")
    await ready(d)
    w.look(marked=True)
    forms = 0
    for _ in range(10):
        await d.press("enter")
        await d.settle()
        w.look()
        if d.shown == "FormScreen":
            forms += 1
            await w.paste(text)
        if d.shown != "JournalScreen":
            await d.press("escape" if d.shown != "JournalSessionScreen" else "q")
        await d.screen("JournalScreen")
        await d.press("down")
        await ready(d)
    assert forms > 2
    await w.to("d", "PickScreen", marked=True)
    await d.press("escape")
    await w.to("u", "PickScreen", marked=True)
    await d.press("escape")
    await d.press("slash")
    await w.paste(text)
    await w.back()


async def in_a_session(w: Watched, text: str) -> None:
    d = w.d
    await d.press("enter")
    for _ in range(80):
        await d.until(lambda: d.shown != "TodayScreen", "the next question")
        await d.settle()
        w.look()
        if d.shown == "SessionScreen":
            break
        await d.press("enter")
    await d.screen("SessionScreen")
    asked = [one.exercise.id for one in d.player.session.prescriptions]
    d.play_to(StepKind.SET, item=asked.index("glute-bridge"))
    await d.settle()
    w.look(marked=True)
    await w.to("c", "CuesScreen", marked=True)
    await d.press("c")
    await w.to("v", "SoundScreen")
    await d.press("v")
    await w.to("s", "PickScreen")
    await d.press("escape")
    await w.to("N", "NoteScreen")
    await w.paste(text)
    await d.press("escape")
    await w.to("exclamation_mark", "StopScreen")
    await d.press("1")
    w.look()
    d.app.push_screen(PickScreen(text, [text, text], remark=text))
    await d.settle()
    w.look(marked=True)


@pytest.mark.parametrize("number", range(len(TEXTS)))
async def test_no_screen_lets_it_through(tmp_path: Path, catalogue: Catalogue, number: int) -> None:
    text = TEXTS[number]
    evil = with_own(catalogue, text)
    settings = write_files(tmp_path, text, good=number % 2 == 0)
    new = make_practice(tmp_path / "new", evil, asked=False)
    async with watched(new, settings) as w:
        await first_questions(w, text)
    seen = w.seen
    practice = make_practice(tmp_path, evil)
    write_entries(practice, text)
    async with watched(practice, settings) as w:
        await at_rest(w, text)
        await in_the_journal(w, text)
        await in_a_session(w, text)
    assert every_screen() - seen - w.seen == set()
