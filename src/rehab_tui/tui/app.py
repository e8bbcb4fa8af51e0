"""The Textual app: themes, the first screen, signals, and nothing that decides."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual import work
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.screen import Screen
from textual.widgets import Input

from rehab_tui.config import Config
from rehab_tui.errors import ExitCode, RehabError
from rehab_tui.practice.context import Practice
from rehab_tui.practice.diagnostics import note_fault
from rehab_tui.practice.settings import SettingsFile
from rehab_tui.text import clean
from rehab_tui.tui.host import Host
from rehab_tui.tui.palette import everywhere, keys_by_name
from rehab_tui.tui.screens.fitting import Fitting
from rehab_tui.tui.screens.help import HelpScreen
from rehab_tui.tui.screens.once import Played, Stopping
from rehab_tui.tui.screens.today import TodayScreen
from rehab_tui.tui.themes import THEMES, themes_for
from rehab_tui.units import use_units
from rehab_tui.voice.ends import silence

if TYPE_CHECKING:
    from textual.driver import Driver

    from rehab_tui.programme.today import TodaysSession

LONGEST_END = 0.5
"""Seconds in which the app tries to write the rest, and then to end by itself after a signal."""
LAST_GLANCES = 10
"""So often it is waited that long again for the terminal to be given back."""
GLANCE = 1.0
"""Seconds between two looks whether the terminal is there."""
REST_SECONDS = 0.05
"""Between two such tries."""


@dataclass(frozen=True, slots=True)
class SessionRequest:
    """A session to begin at once: by minutes, programme or exercises, or a preview to play."""

    minutes: int | None = None
    programme: str | None = None
    exercises: tuple[str, ...] = ()
    preview: TodaysSession | None = None


class RehabApp(Host):
    """`rehab` on the screen.

    Args:
        practice: clock, catalogue and journal.
        config: theme, animation, sound.
        settings: where the settings are kept; None: they can't be changed from here.
        ascii_only: the terminal has only ASCII characters.
        notice: one quiet line to show at the start, such as where a demo's files are.
        request: a session to begin at once instead of Today; the app ends with it.
        behind: begins, once the first screen stands, what nobody should wait for.
        on_terminal: take the colours that suit the terminal, by how many it has.

    `fault` holds the exception that ended the app, if one did: its values are never drawn.
    """

    TITLE = "rehab"
    CSS_PATH: ClassVar[list[str | PurePath]] = [
        f"styles/{name}.tcss"
        for name in (
            "answers",
            "exercises",
            "first_run",
            "journal",
            "modal",
            "plan",
            "progress",
            "questions",
            "session",
            "settings",
            "stop",
            "today",
            "tour",
        )
    ]

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1", "help", "Help"),
        Binding("ctrl+q", "quit", "Quit", priority=True, show=False),
        Binding("ctrl+c", "interrupt", "Quit", priority=True, show=False),
        Binding("exclamation_mark,x", "stop_session", priority=True, show=False),
        Binding("ctrl+z", "suspend_process", priority=True, show=False),
    ]

    def __init__(
        self,
        practice: Practice,
        config: Config,
        *,
        settings: SettingsFile | None = None,
        ascii_only: bool = False,
        notice: str = "",
        request: SessionRequest | None = None,
        behind: Callable[[], object] | None = None,
        on_terminal: bool = False,
    ) -> None:
        super().__init__(
            practice,
            config,
            settings=settings,
            ascii_only=ascii_only,
            notice=notice,
            behind=behind,
        )
        self.fault: Exception | None = None
        self._request = request
        self._ending: asyncio.Task[None] | None = None
        self._left = threading.Event()
        for theme in themes_for(self.console.color_system if on_terminal else None):
            self.register_theme(theme)
        self.theme = config.theme
        use_units(config.units)

    def get_driver_class(self) -> type[Driver]:
        """Textual's for this system, but one that sleeps while nobody types."""
        driver = super().get_driver_class()
        if sys.platform != "win32" and driver.__name__ == "LinuxDriver":
            from rehab_tui.tui.driver import PatientDriver

            return PatientDriver
        return driver

    def get_default_screen(self) -> Screen[None]:
        """Today; an empty screen under a session that was asked for."""
        return Fitting() if self._request else TodayScreen()

    def on_mount(self) -> None:
        """Listen for the end: Textual alone would leave the terminal as it is."""
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(_note_left)
        if sys.platform != "win32" and not self.is_headless:
            self._listen(loop)
        if self._request is not None:
            self._run_request(self._request)
            self.stands()

    def _listen(self, loop: asyncio.AbstractEventLoop) -> None:
        """End on SIGTERM and SIGHUP, and when the terminal has gone without a word.

        Not by the loop's own handlers: while a terminal takes no more output the loop stands still
        in Textual's queue for it, and such handlers would never be called.
        """

        def end(number: int, _: object = None) -> None:
            self._end_anyway(128 + number)
            loop.call_soon_threadsafe(self._told_to_end, 128 + number)

        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, end)
        if self._writer() is not None:
            watch = partial(self._watch, partial(end, signal.SIGHUP))
            threading.Thread(target=watch, daemon=True, name="rehab-terminal").start()

    def _writer(self) -> threading.Thread | None:
        """Textual's thread that writes to the terminal; it dies with it."""
        writer: threading.Thread | None = getattr(self._driver, "_writer_thread", None)
        return writer

    def _watch(self, gone: Callable[[], None]) -> None:
        """Coming back from Ctrl-Z there is a new writer, a moment after the old one's end."""
        dead = None
        while not self._left.wait(GLANCE):
            writer = self._writer()
            if writer is None or writer.is_alive():
                dead = None
            elif writer is not dead:
                dead = writer
            else:
                if not self._exit:
                    gone()
                return

    def on_unmount(self) -> None:
        """The terminal is given back now; nobody need look at it any more."""
        self._left.set()

    @work
    async def _run_request(self, request: SessionRequest) -> None:
        from rehab_tui.tui import flow

        try:
            if request.preview is not None:
                await flow.preview(self, request.preview)
            else:
                await flow.run_session(
                    self,
                    minutes=request.minutes,
                    programme=request.programme,
                    exercises=request.exercises,
                )
        except RehabError as error:
            self.exit(return_code=int(error.code), message=Text(f"rehab: {clean(str(error))}"))
            return
        self.exit()

    def _handle_exception(self, error: Exception) -> None:
        """End without Textual's crash screen, which would show the values of variables."""
        self.fault = error
        self.exit(return_code=1)

    async def action_quit(self) -> None:
        """Leave; what a session has not written yet is tried once more."""
        await self._write_the_rest()
        self.exit()

    async def action_interrupt(self) -> None:
        """Leave as on Ctrl-C anywhere: like quitting, with the exit code of an interruption."""
        await self._write_the_rest()
        self.exit(return_code=ExitCode.INTERRUPTED)

    async def _write_the_rest(self) -> None:
        silence()
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST_END):
                while self.rest is not None and not self.rest():
                    await asyncio.sleep(REST_SECONDS)

    def _told_to_end(self, code: int) -> None:
        """End as soon as what a session has not written yet is tried once more."""
        self._ending = asyncio.create_task(self._end(code))

    async def _end(self, code: int) -> None:
        try:
            await self._write_the_rest()
        finally:
            self.exit(return_code=code)

    def _end_anyway(self, code: int, glances: int = LAST_GLANCES) -> None:
        """End soon: not even a journal that is locked, with a thread waiting, holds it up."""

        def end() -> None:
            if self.is_running and glances:  # the terminal is not given back yet
                self._end_anyway(code, glances - 1)
            else:
                silence()  # nothing that Python does at its end is done
                os._exit(code)

        timer = threading.Timer(LONGEST_END, end)
        timer.daemon = True
        timer.start()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Stopping is for a session that something covers; elsewhere its keys mean other things."""
        if action == "stop_session":
            return self._covered_session() is not None
        return super().check_action(action, parameters)

    def action_stop_session(self) -> None:
        """Stop the session from whatever covers it: cues, help, a list."""
        session = self._covered_session()
        if session is not None:
            while self.screen is not session:
                self.screen.dismiss()
            session.action_stop()

    def _covered_session(self) -> Played[Any] | None:
        """The session under the present screen, unless a person is typing or has stopped it."""
        if isinstance(self.screen, Played | Stopping) or isinstance(self.focused, Input):
            return None
        return next((s for s in self.screen_stack if isinstance(s, Played)), None)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """What the palette offers; Textual's own themes lack the colours that our screens use."""
        for theme in THEMES:
            name = theme.name.removeprefix("rehab-")
            yield SystemCommand(
                f"Colours: {name}", "For now", partial(setattr, self, "theme", theme.name)
            )
        yield from keys_by_name(self, screen)
        yield from everywhere(self, screen)
        yield SystemCommand("Questions people ask", "Answered", self.action_answers)
        yield SystemCommand("The tour", "What is where, in five cards", self.action_tour)
        yield SystemCommand("Help", "The keys of this screen", self.action_help)
        yield SystemCommand("Quit", "Leave; everything is saved", self.action_quit)

    def action_command_palette(self) -> None:
        """Everything by name; never twice, and never above a session, whose keys are all close."""
        if self._by_name:
            super().action_command_palette()

    @property
    def _by_name(self) -> bool:
        return not any(isinstance(s, CommandPalette | Played) for s in self.screen_stack)

    def action_answers(self) -> None:
        """The page of questions that people ask."""
        from rehab_tui.practice.answers import answers
        from rehab_tui.tui.screens.answers import AnswersScreen  # what reads Markdown is slow

        try:
            self.push_screen(AnswersScreen(answers()))
        except RehabError as error:
            self.trouble(error)

    def action_tour(self) -> None:
        """The tour, over the screen that is shown."""
        from rehab_tui.tui.screens.tour import TourScreen

        if self._by_name and not isinstance(self.screen, TourScreen):
            self.push_screen(TourScreen())

    def action_help(self) -> None:
        """The keys of the screen that is shown."""
        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen, at_rest=self._by_name))


def _note_left(_: asyncio.AbstractEventLoop, about: dict[str, Any]) -> None:
    """An exception that nobody waited for: asyncio would print it, with its values."""
    if isinstance(error := about.get("exception"), Exception):
        note_fault(error, "left")
