"""The ways through the running app on which its pictures are taken; see make.py.

A made-up journal, a clock that stands still, and Textual's own SVG export; no terminal is needed.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from textual.pilot import Pilot
from textual.widgets import Input

from rehab_tui.clock import ManualClock
from rehab_tui.coach.model import StepKind
from rehab_tui.coach.view import View
from rehab_tui.config import Config, Theme
from rehab_tui.journal.store import Journal
from rehab_tui.paths import Paths
from rehab_tui.practice import first_run
from rehab_tui.practice.context import Practice, shipped_catalogue
from rehab_tui.practice.demo_place import demo_practice
from rehab_tui.practice.plan_file import PlanFile
from rehab_tui.practice.settings import SettingsFile
from rehab_tui.tui.app import RehabApp, SessionRequest
from rehab_tui.tui.screens.first_run import FirstRunScreen
from rehab_tui.tui.screens.session import SessionScreen

MOMENT = datetime(2026, 11, 18, 8, 5, tzinfo=UTC)
TURNS = 6
"""So often the app is let draw, with nothing being read, before it is looked at."""
MOST_KEYS = 60
"""A way that is longer leads nowhere."""
SESSION = SessionRequest(exercises=("glute-bridge", "figure-four-stretch", "pursed-lip-breathing"))


class Picture(NamedTuple):
    """A heading of the page, and the class of the screen that is shown."""

    title: str
    screen: str


PICTURES = {
    "first-run": Picture("The first questions", "FirstRunScreen"),
    "first-run-several": Picture("A question with several answers", "FirstRunScreen"),
    "first-run-typed": Picture("An answer to type", "FirstRunScreen"),
    "first-run-check": Picture("What wants a look", "FirstRunScreen"),
    "first-run-leave": Picture("Leaving the questions", "PickScreen"),
    "tour": Picture("The tour: a first look", "TourScreen"),
    "tour-session": Picture("The tour: a session", "TourScreen"),
    "sign": Picture("A warning sign in the first questions", "SignScreen"),
    "proposal": Picture("What the questions end with", "ProposalScreen"),
    "today-new": Picture("Today, on the first day", "TodayScreen"),
    "today": Picture("Today", "TodayScreen"),
    "log": Picture("One thing noted from Today", "QuestionsScreen"),
    "questions": Picture("Before a session", "QuestionsScreen"),
    "where": Picture("Where it hurts", "QuestionsScreen"),
    "ready": Picture("What to lay ready", "ReadyScreen"),
    "lead-in": Picture("Getting into place", "SessionScreen"),
    "session": Picture("A set", "SessionScreen"),
    "counted": Picture("A set that is counted by key", "SessionScreen"),
    "pause": Picture("A pause", "SessionScreen"),
    "cues": Picture("Cues and mistakes", "CuesScreen"),
    "swap": Picture("Another exercise instead", "PickScreen"),
    "note": Picture("A note in a session", "NoteScreen"),
    "sound": Picture("What is heard", "SoundScreen"),
    "help-session": Picture("The keys in a session", "HelpScreen"),
    "rest": Picture("A rest", "SessionScreen"),
    "asked": Picture("A question after an exercise", "SessionScreen"),
    "hold": Picture("A hold", "SessionScreen"),
    "sides": Picture("Changing sides", "SessionScreen"),
    "breath": Picture("Breathing", "SessionScreen"),
    "stop": Picture("Stop", "StopScreen"),
    "stop-signs": Picture("Stop: what exactly", "StopScreen"),
    "stop-emergency": Picture("Stop: an emergency", "StopScreen"),
    "stop-sharp": Picture("Stop: a sharp pain", "StopScreen"),
    "check-out": Picture("After a session", "QuestionsScreen"),
    "today-closed": Picture("Today, after a stop that has to be answered first", "TodayScreen"),
    "progress": Picture("Progress: pain", "ProgressScreen"),
    "progress-sleep": Picture("Progress: sleep", "ProgressScreen"),
    "progress-function": Picture("Progress: what you can do", "ProgressScreen"),
    "progress-sessions": Picture("Progress: sessions", "ProgressScreen"),
    "progress-weeks": Picture("Progress: the weeks in words", "ProgressScreen"),
    "progress-new": Picture("Progress, before anything was noted", "ProgressScreen"),
    "journal": Picture("Journal", "JournalScreen"),
    "journal-filter": Picture("Journal: a filter", "JournalScreen"),
    "journal-session": Picture("Journal: one session", "JournalSessionScreen"),
    "journal-add": Picture("Journal: adding an entry", "PickScreen"),
    "journal-form": Picture("Journal: changing an entry", "FormScreen"),
    "journal-new": Picture("Journal, before anything was noted", "JournalScreen"),
    "exercises": Picture("Exercises", "ExercisesScreen"),
    "exercises-search": Picture("Exercises: a search", "ExercisesScreen"),
    "plan": Picture("Why, and the plan", "PlanScreen"),
    "programmes": Picture("Programmes", "ProgrammesScreen"),
    "settings": Picture("Settings", "SettingsScreen"),
    "help": Picture("The keys of a screen", "HelpScreen"),
    "answers": Picture("Questions people ask", "AnswersScreen"),
    "palette": Picture("Everything by name", "CommandPalette"),
}
"""Every screen, in the order of the page."""


class Threads(ThreadPoolExecutor):
    """Where the app reads and writes; `busy` while it does."""

    def __init__(self) -> None:
        super().__init__()
        self.busy: set[Future[Any]] = set()

    def submit(self, function: Any, /, *arguments: Any, **named: Any) -> Future[Any]:
        """As in any pool; what is not done yet is known."""
        future = super().submit(function, *arguments, **named)
        self.busy.add(future)
        future.add_done_callback(self.busy.discard)
        return future


@dataclass
class Set:
    """An app that runs, whose screens are saved under their names and a tag."""

    app: RehabApp
    pilot: Pilot[None]
    clock: ManualClock
    stage: Stage

    async def settle(self) -> None:
        """Let the app read and draw whatever it has to, however long that takes here."""
        for _ in range(TURNS):
            while self.stage.threads.busy:
                await asyncio.sleep(0.005)
            await self.pilot._wait_for_screen()
            await asyncio.sleep(0)
        self.app.screen._on_timer_update()

    async def press(self, *keys: str) -> None:
        """Some keys, one after the other."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def until(self, name: str, key: str) -> None:
        """Press a key until a screen is there."""
        for _ in range(MOST_KEYS):
            if type(self.app.screen).__name__ == name:
                return
            await self.press(key)
        raise ValueError(f"{name} never came")

    async def asked(self, question: str) -> None:
        """Skip questions of the first run until one of them."""
        screen = self.app.screen
        assert isinstance(screen, FirstRunScreen)
        for _ in range(MOST_KEYS):
            if screen._at.id == question:
                return
            await self.press("enter")
        raise ValueError(f"{question} never came")

    async def save(self, name: str) -> None:
        """Write what the app shows to NAME-TAG.svg."""
        if self.stage.wanted is not None and name not in self.stage.wanted:
            return
        for line in self.app.screen.query(Input):
            line.cursor_blink = False
        await self.settle()
        shown = type(self.app.screen).__name__
        if shown != PICTURES[name].screen:
            raise ValueError(f"{name}: {shown} is shown")
        file = self.stage.into / f"{name}-{self.stage.tag}.svg"
        file.write_text(self.app.export_screenshot(title="rehab"), encoding="utf-8")

    async def over(self, key: str, name: str) -> None:
        """What a key lays over the present screen, and back."""
        await self.press(key)
        await self.save(name)
        await self.press("escape")

    async def play(self, until: Callable[[View], bool]) -> None:
        """Let the session pass until its view is so."""
        screen = self.app.screen
        assert isinstance(screen, SessionScreen)
        while not screen.player.over and not until(screen.player.view):
            self.clock.advance(0.1)
            ended = screen.player.tick()
            if screen.player.over:
                screen._act(ended)
        await self.pilot.pause(0.1)


@dataclass(frozen=True)
class Stage:
    """In which theme and size the app is shown, where its files lie, and where pictures go."""

    folder: Path
    into: Path
    theme: Theme
    size: tuple[int, int]
    tag: str
    wanted: frozenset[str] | None = None
    threads: Threads = field(default_factory=Threads)

    @asynccontextmanager
    async def show(
        self, practice: Practice, request: SessionRequest | None = None
    ) -> AsyncIterator[Set]:
        """Run the app."""
        clock = practice.clock
        assert isinstance(clock, ManualClock)
        (self.folder / "config.toml").write_text(f'theme = "{self.theme}"\n', encoding="utf-8")
        settings = SettingsFile(Paths(self.folder, self.folder), {})
        app = RehabApp(practice, Config(theme=self.theme), settings=settings, request=request)
        asyncio.get_running_loop().set_default_executor(self.threads)
        async with app.run_test(size=self.size) as pilot:
            shown = Set(app, pilot, clock, self)
            await shown.settle()
            yield shown

    def demo(self, name: str) -> Practice:
        """Twelve made-up weeks in a folder of their own."""
        return demo_practice(self.folder / name, shipped_catalogue(), ManualClock(MOMENT))

    def new(self, name: str, *, asked: bool) -> Practice:
        """Nothing yet; the first questions are `asked` already, or not."""
        catalogue, clock = shipped_catalogue(), ManualClock(MOMENT)
        folder = self.folder / name
        folder.mkdir()
        plan = PlanFile(folder / "plan.yaml", folder / "kept.yaml", lambda: catalogue)
        practice = Practice(clock, catalogue, Journal.open(folder / "j.sqlite3", clock), plan)
        if asked:
            first_run.save(practice, {})
        return practice


async def at_rest(stage: Stage) -> None:
    """Today, and whatever its keys open."""
    async with stage.show(stage.demo("rest")) as shown:
        await shown.save("today")
        await shown.over("p", "log")
        await shown.press("g")
        for key, name in (("1", "progress"), ("4", "progress-sleep"), ("5", "progress-function"),
                          ("6", "progress-sessions"), ("7", "progress-weeks")):  # fmt: skip
            await shown.press(key)
            await shown.save(name)
        await shown.press("q", "J")
        await shown.save("journal")
        await shown.over("a", "journal-add")
        await shown.press("slash", *"site:lower-back stiff")
        await shown.save("journal-filter")
        await shown.press("escape", "escape", "down")
        await shown.over("e", "journal-form")
        await shown.press("slash", *"kind:session", "enter", "enter")
        await shown.save("journal-session")
    async with stage.show(stage.demo("rest-too")) as shown:
        await shown.press("e")
        await shown.save("exercises")
        await shown.press("slash", *"knee bend")
        await shown.save("exercises-search")
        await shown.press("escape", "escape", "q", "w")
        await shown.save("plan")
        await shown.over("c", "programmes")
        await shown.press("q", "comma")
        await shown.save("settings")
        await shown.press("q")
        await shown.over("ctrl+p", "palette")
        await shown.press("question_mark")
        await shown.save("help")
        await shown.press("a")
        await shown.save("answers")


async def in_session(stage: Stage) -> None:
    """The questions before, a session with all that is done in one, the questions after."""
    async with stage.show(stage.demo("session"), SESSION) as shown:
        await shown.save("questions")
        await shown.press("3")
        await shown.save("where")
        await shown.until("ReadyScreen", "enter")
        await shown.save("ready")
        await shown.press("enter")
        await shown.play(lambda v: (v.left or 0) < 6)
        await shown.save("lead-in")
        await shown.play(lambda v: v.phase == "hold" and v.rep == 4 and v.breath.left < 2.6)
        await shown.save("session")
        await shown.press("space")
        await shown.save("pause")
        for key, name in (("c", "cues"), ("s", "swap"), ("N", "note"), ("v", "sound"),
                          ("question_mark", "help-session")):  # fmt: skip
            await shown.over(key, name)
        await shown.press("space")
        await shown.play(lambda v: v.kind is StepKind.REST and (v.left or 0) < 20)
        await shown.save("rest")
        await shown.play(lambda v: v.kind is StepKind.CHECK)
        await shown.save("asked")
        await shown.play(lambda v: v.item == 1 and v.phase == "hold" and v.count == 9)
        await shown.save("hold")
        await shown.play(lambda v: v.kind is StepKind.SWITCH)
        await shown.save("sides")
        await shown.play(lambda v: v.item == 2 and v.breath.air == "out" and v.breath.share > 0.5)
        await shown.save("breath")
        await shown.play(lambda v: False)
        await shown.settle()
        await shown.save("check-out")


async def counted(stage: Stage) -> None:
    """A set whose reps are counted by key."""
    async with stage.show(stage.demo("counted"), SESSION) as shown:
        await shown.until("SessionScreen", "enter")
        await shown.play(lambda v: v.kind is StepKind.SET)
        await shown.press("t", "enter", "enter", "enter")
        await shown.save("counted")


async def stopped(stage: Stage) -> None:
    """What a stop asks, and what it says."""
    practice = stage.demo("stop")
    async with stage.show(practice, SESSION) as shown:
        await shown.until("SessionScreen", "enter")
        await shown.press("exclamation_mark")
        await shown.save("stop")
        await shown.press("1")
        await shown.save("stop-sharp")
        await shown.press("right", "exclamation_mark", "3")
        await shown.save("stop-signs")
        await shown.press("1")
        await shown.save("stop-emergency")
    async with stage.show(practice) as shown:
        await shown.save("today-closed")


async def begun(stage: Stage) -> None:
    """The first questions, what they end with, and the screens of a journal without entries."""
    async with stage.show(stage.new("asked", asked=False)) as shown:
        await shown.save("first-run")
        await shown.press("y")
        await shown.asked("conditions")
        await shown.press("j", "e")
        await shown.save("first-run-several")
        await shown.over("q", "first-run-leave")
        await shown.asked("born")
        await shown.save("first-run-typed")
        await shown.asked("check")
        await shown.save("first-run-check")
        await shown.until("ProposalScreen", "enter")
        await shown.save("proposal")
        await shown.press("enter")
        await shown.save("tour")
        await shown.press("enter")
        await shown.save("tour-session")
    async with stage.show(stage.new("sign", asked=False)) as shown:
        await shown.press("enter", "a", "enter")
        await shown.save("sign")
    async with stage.show(stage.new("nothing", asked=True)) as shown:
        await shown.save("today-new")
        await shown.press("g")
        await shown.save("progress-new")
        await shown.press("q", "J")
        await shown.save("journal-new")


WAYS = {
    begun: {"first-run", "first-run-several", "first-run-leave", "first-run-typed",
            "first-run-check", "proposal", "tour", "tour-session", "sign", "today-new",
            "progress-new", "journal-new"},
    in_session: {"questions", "where", "ready", "lead-in", "session", "pause", "cues", "swap",
                 "note", "sound", "help-session", "rest", "asked", "hold", "sides", "breath",
                 "check-out"},
    counted: {"counted"},
    stopped: {"stop", "stop-sharp", "stop-signs", "stop-emergency", "today-closed"},
}  # fmt: skip
"""Each way and the pictures on it; what is on none of these is on the way `at_rest`."""


async def pictures(stage: Stage) -> None:
    """Go the ways on which a picture is wanted."""
    elsewhere = set().union(*WAYS.values())
    for way, names in {**WAYS, at_rest: PICTURES.keys() - elsewhere}.items():
        if stage.wanted is None or names & stage.wanted:
            await way(stage)
