"""Drives the app without a terminal: a clock that stands still, a journal of its own, one key
after another. Time passes only in `Drive.play`.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

import pytest
from textual import events
from textual.geometry import Size
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

from rehab_tui.catalogue.model import Catalogue, Dose
from rehab_tui.clock import ManualClock
from rehab_tui.coach.cues import Cue
from rehab_tui.coach.model import Prescription, StepKind
from rehab_tui.coach.view import View
from rehab_tui.config import Config
from rehab_tui.journal.records import Record
from rehab_tui.journal.store import Journal
from rehab_tui.practice import first_run
from rehab_tui.practice.context import Practice, shipped_catalogue
from rehab_tui.practice.plan_file import PlanFile
from rehab_tui.practice.player import Player
from rehab_tui.practice.settings import SettingsFile
from rehab_tui.programme.today import TodaysSession
from rehab_tui.tui.app import RehabApp, SessionRequest
from rehab_tui.tui.screens.questions import QuestionsScreen
from rehab_tui.tui.screens.session import SessionScreen
from rehab_tui.voice.settings import Sound
from rehab_tui.voice.sinks import Silence

MONDAY = datetime(2026, 11, 23, 8, 5, tzinfo=ZoneInfo("Europe/Berlin"))
BRAILLE = re.compile("[\u2801-\u28ff]")
"""A cell with a dot in it."""
TURNS = 1500
"""Times to look before something that should come is given up: seconds, on a busy machine."""
SETTLING = 3
CHARACTERS = {"space": " ", "exclamation_mark": "!", "question_mark": "?", "plus": "+"}
"""What keys with a name type, where a test types them."""

R = TypeVar("R", bound=Record)


def make_practice(folder: Path, catalogue: Catalogue, *, asked: bool = True) -> Practice:
    """A journal of its own; nobody is asked the first questions unless a test wants them."""
    clock = ManualClock(MONDAY)
    journal = Journal.open(folder / "journal.sqlite3", clock)
    plan = PlanFile(folder / "plan.yaml", folder / "kept" / "plan.yaml", lambda: catalogue)
    practice = Practice(clock, catalogue, journal, plan)
    if asked:
        first_run.save(practice, {})
    return practice


@pytest.fixture(scope="session")
def the_catalogue() -> Catalogue:
    """The shipped catalogue; test modules name it `catalogue`."""
    return _shipped()


@pytest.fixture
def a_practice(tmp_path: Path) -> Practice:
    """A new journal of its own; test modules name it `practice`."""
    return make_practice(tmp_path, _shipped())


@lru_cache(maxsize=1)
def _shipped() -> Catalogue:
    return shipped_catalogue()


def clock_of(practice: Practice) -> ManualClock:
    assert isinstance(practice.clock, ManualClock)
    return practice.clock


def entries(practice: Practice, kind: type[R]) -> list[R]:
    return practice.journal.entries(kind)


def prescribe(catalogue: Catalogue, exercise: str, **dose: object) -> Prescription:
    """An exercise of the catalogue with a short dose."""
    found = catalogue.exercises[exercise]
    changed: Dose = replace(found.dose, **dose)  # type: ignore[arg-type]
    return Prescription(found, changed)


def a_session(*prescriptions: Prescription) -> SessionRequest:
    """A session of just these, at once, with nothing written: the preview."""
    return SessionRequest(preview=TodaysSession(prescriptions))


class Ears(Silence):
    """A sink that remembers what it was handed, and in `told` all that happened, in order."""

    def __init__(self) -> None:
        self.sound = Sound(speech=True)
        self.trouble: str | None = None
        self.speechless = False
        self.heard: list[tuple[Cue, float]] = []
        self.told: list[str] = []

    def cues(self, cues: Sequence[Cue], now: float) -> None:
        self.heard += [(cue, now) for cue in cues]
        self.told += [cue.kind for cue in cues]

    def hush(self) -> None:
        self.told.append("hush")


@dataclass
class Drive:
    """An app that runs, and everything a test does with it."""

    app: RehabApp
    pilot: Pilot[None]
    clock: ManualClock

    # --- keys and screens ---------------------------------------------------

    async def press(self, *keys: str) -> None:
        """One key after the other, each fully handled."""
        for key in keys:
            await self.burst(key)

    async def burst(self, *keys: str) -> None:
        """Keys that arrive in one reading, as a held key or an impatient hand sends them."""
        driver = self.app._driver
        assert driver is not None
        for key in keys:
            single = len(key) == 1
            typed = key if single else CHARACTERS.get(key)
            event = events.Key(_character_to_key(key) if single else key, typed)
            event.set_sender(self.app)
            driver.send_message(event)
        await self.settle()

    async def paste(self, text: str) -> None:
        """Hand over a text as a terminal does that was told to paste."""
        self.app.post_message(events.Paste(text))
        await self.settle()

    async def settle(self) -> None:
        """Let every message be handled; sleeps for nothing, as Pilot's own waiting does."""
        for _ in range(SETTLING):
            if self.app.is_running:
                await self.pilot._wait_for_screen()
                await asyncio.sleep(0)
        if self.app.is_running:
            self.app.screen._on_timer_update()

    @property
    def shown(self) -> str:
        """The present screen's class."""
        return type(self.app.screen).__name__

    async def until(self, condition: Callable[[], object], what: str = "") -> None:
        """Let the app work until it is so."""
        for _ in range(TURNS):
            if condition():
                return
            assert self.app.fault is None, repr(self.app.fault)
            await self.settle()
            if condition():
                return
            await asyncio.sleep(0.003)
        raise AssertionError(f"never came: {what or condition}; {self.shown}:\n{self.text()}")

    async def screen(self, name: str) -> None:
        """Wait for a screen, and until it is drawn."""
        await self.until(lambda: self.shown == name and self.app.screen.is_mounted, name)
        if name == "TodayScreen":
            await self.until(lambda: self.app.screen.check_action("start", ()), "a way's end")
        await self.settle()

    async def resize(self, width: int, height: int) -> None:
        await self.pilot.resize_terminal(width, height)
        await self.settle()

    # --- what is on the screen ----------------------------------------------

    def rows(self) -> list[str]:
        """The screen as text, row by row, overlays and all."""
        screen: Screen[object] = self.app.screen
        return [strip.text for strip in screen._compositor.render_strips(Size(*self.app.size))]

    def text(self) -> str:
        return "\n".join(row.rstrip() for row in self.rows())

    def flat(self) -> str:
        """The screen's words without its line breaks and borders."""
        return " ".join(self.text().translate(str.maketrans("│╭╮╰╯─━▁", " " * 8)).split())

    def static(self, selector: str) -> str:
        """What one text of the present screen says."""
        return str(self.app.screen.query_one(selector, Static).render())

    # --- a session ----------------------------------------------------------

    @property
    def session(self) -> SessionScreen:
        for screen in self.app.screen_stack:
            if isinstance(screen, SessionScreen):
                return screen
        raise AssertionError(f"no session: {self.shown}")

    @property
    def player(self) -> Player:
        return self.session._player

    @property
    def view(self) -> View:
        return self.player.view

    def play(self, seconds: float, step: float = 2.5) -> None:
        """Let time pass, frame by frame."""
        while seconds > 0:
            self.clock.advance(min(step, seconds))
            self.session._frame()
            seconds -= step

    def play_to(self, kind: StepKind, *, item: int | None = None) -> None:
        """Play on to the next step of a kind."""
        for _ in range(2000):
            view = self.view
            if view.kind is kind and item in (None, view.item):
                return
            self.play(0.5)
        raise AssertionError(f"no {kind} came")

    async def play_out(self) -> None:
        """Play the session to its end."""
        session, player = self.session, self.player
        for turn in range(5000):
            if player.over or session not in self.app.screen_stack:
                break
            self.play(2.5)
            if turn % 25 == 0:
                await self.settle()
        await self.until(lambda: session not in self.app.screen_stack, "the session's end")

    async def answer(self, **keys: str) -> None:
        """Answer the questions by their ids as long as there are any; Enter skips the others."""
        while isinstance(screen := self.app.screen, QuestionsScreen):
            await self.press(keys.get(screen._questions[screen._at].id, "enter"))

    async def begin(self, **answers: str) -> None:
        """From Today, or an app with a request, through check-in and checklist."""
        if self.shown == "TodayScreen":
            await self.until(lambda: "minutes" in self.text(), "today's card")
            await self.press("enter")
        await self.screen("QuestionsScreen")
        await self.answer(**answers)
        await self.screen("ReadyScreen")
        await self.press("enter")
        await self.screen("SessionScreen")


@asynccontextmanager
async def drive(
    practice: Practice,
    *,
    size: tuple[int, int] = (80, 24),
    config: Config | None = None,
    settings: SettingsFile | None = None,
    request: SessionRequest | None = None,
    ascii_only: bool = False,
    notice: str = "",
    fault: bool = False,
) -> AsyncIterator[Drive]:
    """Run the app; a fault of its own fails the test unless `fault` says that one is meant."""
    config = config or Config()
    app = RehabApp(
        practice, config, settings=settings, request=request, ascii_only=ascii_only, notice=notice
    )
    async with app.run_test(size=size, notifications=True) as pilot:
        driven = Drive(app, pilot, clock_of(practice))
        await driven.settle()
        yield driven
        app.exit(app.return_value, app.return_code or 0)
    if app.fault is not None and not fault:
        raise app.fault
