"""Makes a picture of every screen from the running app: `make pictures`.

A made-up journal, a clock that stands still, and Textual's own SVG export; no terminal is needed.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from textual.pilot import Pilot

from rehab_tui.clock import ManualClock
from rehab_tui.coach.model import StepKind
from rehab_tui.coach.view import View
from rehab_tui.config import Config, Theme
from rehab_tui.journal.store import Journal
from rehab_tui.paths import Paths
from rehab_tui.practice.context import Practice, shipped_catalogue
from rehab_tui.practice.demo_place import demo_practice
from rehab_tui.practice.settings import SettingsFile
from rehab_tui.tui.app import RehabApp, SessionRequest
from rehab_tui.tui.screens.session import SessionScreen

HERE = Path(__file__).parent
MOMENT = datetime(2026, 11, 18, 8, 5, tzinfo=UTC)
SMALL, LARGE = (80, 24), (120, 40)
SESSION = SessionRequest(exercises=("glute-bridge", "cat-cow", "pursed-lip-breathing"))
TITLES = {
    "first-run": "The first questions",
    "proposal": "What they end with",
    "today": "Today",
    "questions": "Before a session",
    "ready": "What to lay ready",
    "session": "A set, in its hold",
    "pause": "A pause",
    "rest": "A rest",
    "breath": "Breathing",
    "stop": "Stop",
    "check-out": "After a session",
    "progress": "Progress: pain",
    "progress-sleep": "Progress: sleep",
    "progress-sessions": "Progress: sessions",
    "journal": "Journal",
    "exercises": "Exercises",
    "plan": "Why, and the plan",
    "settings": "Settings",
    "help": "The keys of a screen",
    "answers": "Questions people ask",
}
LIGHT = frozenset({"today", "progress", "session", "breath", "stop"})
"""What is shown in the light theme too."""


@dataclass
class Set:
    """An app that runs, whose screens are saved under their names and a tag."""

    app: RehabApp
    pilot: Pilot[None]
    clock: ManualClock
    tag: str
    wanted: frozenset[str] | None

    async def settle(self) -> None:
        """Let the app read and draw whatever it has to."""
        for _ in range(3):
            while any(not w.is_finished and w.group in ("load", "settle")
                      for w in self.app.workers):  # fmt: skip
                await self.pilot.pause()
            await self.pilot.pause(0.05)

    async def press(self, *keys: str) -> None:
        """Some keys, one after the other."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def until(self, name: str, key: str) -> None:
        """Press a key until a screen is there."""
        while type(self.app.screen).__name__ != name:
            await self.press(key)

    async def save(self, name: str) -> None:
        """Write what the app shows to NAME-TAG.svg."""
        if self.wanted is not None and name not in self.wanted:
            return
        await self.settle()
        picture = self.app.export_screenshot(title="rehab")
        (HERE / f"{name}-{self.tag}.svg").write_text(picture, encoding="utf-8")
        print(f"docs/pictures/{name}-{self.tag}.svg")

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
    """In which theme, size and folder the app is shown."""

    folder: Path
    theme: Theme
    size: tuple[int, int]
    tag: str
    wanted: frozenset[str] | None = None

    @asynccontextmanager
    async def show(
        self, practice: Practice, request: SessionRequest | None = None
    ) -> AsyncIterator[Set]:
        """Run the app."""
        clock = practice.clock
        assert isinstance(clock, ManualClock)
        settings = SettingsFile(Paths(self.folder, self.folder), {})
        app = RehabApp(practice, Config(theme=self.theme), settings=settings, request=request)
        async with app.run_test(size=self.size) as pilot:
            shown = Set(app, pilot, clock, self.tag, self.wanted)
            await shown.settle()
            yield shown


async def at_rest(stage: Stage, practice: Practice) -> None:
    """Today, and whatever its keys open."""
    async with stage.show(practice) as shown:
        await shown.save("today")
        for key, name in (("g", "progress"), ("J", "journal"), ("e", "exercises"), ("w", "plan"),
                          ("comma", "settings")):  # fmt: skip
            await shown.press(key)
            await shown.save(name)
            if name == "progress":
                await shown.press("4")
                await shown.save("progress-sleep")
                await shown.press("6")
                await shown.save("progress-sessions")
            await shown.press("q")
        await shown.press("question_mark")
        await shown.save("help")
        await shown.press("a")
        await shown.save("answers")


async def in_session(stage: Stage, practice: Practice) -> None:
    """The questions before, a session with a pause and a rest, a breath, the questions after."""
    async with stage.show(practice, SESSION) as shown:
        await shown.save("questions")
        await shown.until("ReadyScreen", "enter")
        await shown.save("ready")
        await shown.until("SessionScreen", "enter")
        await shown.play(lambda v: v.phase == "hold" and v.rep == 4 and v.breath.left < 2.6)
        await shown.save("session")
        await shown.press("space")
        await shown.save("pause")
        await shown.press("space")
        await shown.play(lambda v: v.kind is StepKind.REST and (v.left or 0) < 20)
        await shown.save("rest")
        await shown.play(lambda v: v.item == 2 and v.breath.air == "out" and v.breath.share > 0.5)
        await shown.save("breath")
        await shown.play(lambda v: False)
        await shown.settle()
        await shown.save("check-out")


async def stopped(stage: Stage, practice: Practice) -> None:
    """What a stop asks, and the signs that it lists."""
    async with stage.show(practice, SESSION) as shown:
        await shown.until("SessionScreen", "enter")
        await shown.press("exclamation_mark")
        await shown.save("stop")


async def first_run(stage: Stage) -> None:
    """The first question, and the proposal at the end."""
    clock = ManualClock(MOMENT)
    journal = Journal.open(stage.folder / "new.sqlite3", clock)
    async with stage.show(Practice(clock, shipped_catalogue(), journal)) as shown:
        await shown.save("first-run")
        while "Take it" not in shown.app.export_screenshot() and (
            type(shown.app.screen).__name__ == "FirstRunScreen"
        ):
            await shown.press("enter")
        await shown.save("proposal")


async def pictures(stage: Stage) -> None:
    """Every screen of one stage."""
    practice = demo_practice(stage.folder / "demo", shipped_catalogue(), ManualClock(MOMENT))
    await at_rest(stage, practice)
    await stopped(stage, demo_practice(stage.folder / "stop", shipped_catalogue(),
                                       ManualClock(MOMENT)))  # fmt: skip
    await in_session(stage, practice)
    await first_run(stage)


def page() -> str:
    """The page that shows them all."""
    head = "# Every screen\n\nMade from the running app with made-up data: `make pictures`.\n"
    parts = [
        f"## {title}\n\n![{title}, 80x24]({name}-dark.svg)\n"
        f"![{title}, 120x40]({name}-dark-large.svg)\n"
        for name, title in TITLES.items()
    ]
    light = [f"![{TITLES[name]}, light]({name}-light.svg)" for name in TITLES if name in LIGHT]
    return "\n".join([head, *parts, "## In the light theme\n", *light, ""])


def main() -> None:
    """Every picture in the dark theme at two sizes, the main ones in the light one."""
    looks: tuple[tuple[Theme, tuple[int, int], str, frozenset[str] | None], ...] = (
        ("rehab-dark", SMALL, "dark", None),
        ("rehab-light", SMALL, "light", LIGHT),
        ("rehab-dark", LARGE, "dark-large", None),
    )
    for theme, size, tag, wanted in looks:
        with TemporaryDirectory() as folder:
            asyncio.run(pictures(Stage(Path(folder), theme, size, tag, wanted)))
    (HERE / "README.md").write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
