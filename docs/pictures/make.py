"""Makes the pictures of the README from the running app: `make pictures`.

A made-up journal, a clock that stands still, and Textual's own SVG export; no terminal is needed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from textual.pilot import Pilot

from rehab_tui.clock import ManualClock
from rehab_tui.coach.view import View
from rehab_tui.config import Config
from rehab_tui.practice.context import shipped_catalogue
from rehab_tui.practice.demo_place import demo_practice
from rehab_tui.tui.app import RehabApp, SessionRequest
from rehab_tui.tui.screens.session import SessionScreen

HERE = Path(__file__).parent
MOMENT = datetime(2026, 11, 18, 8, 5, tzinfo=UTC)
SMALL, LARGE = (80, 24), (120, 40)
EXERCISES = ("glute-bridge", "cat-cow", "pursed-lip-breathing")


def save(app: RehabApp, name: str) -> None:
    """Write what the app shows to NAME.svg."""
    (HERE / f"{name}.svg").write_text(app.export_screenshot(title="rehab"), encoding="utf-8")
    print(f"docs/pictures/{name}.svg")


async def wait_until(pilot: Pilot[None], ready: Callable[[], bool]) -> None:
    """Let the app work until `ready`."""
    while not ready():
        await pilot.pause()


async def screens(folder: Path, theme: str, size: tuple[int, int], tag: str) -> None:
    """Today, Progress, a set in its hold, and Stop, in one theme and size."""
    clock = ManualClock(MOMENT)
    practice = demo_practice(folder, shipped_catalogue(), clock)
    app = RehabApp(practice, Config(theme=theme))  # type: ignore[arg-type]
    async with app.run_test(size=size) as pilot:
        await wait_until(pilot, lambda: not app.workers)
        await pilot.pause()
        save(app, f"today-{tag}")
        await pilot.press("g")
        await pilot.pause()
        await wait_until(pilot, lambda: not app.workers)
        await pilot.pause()
        save(app, f"progress-{tag}")
    request = SessionRequest(exercises=EXERCISES)
    app = RehabApp(practice, Config(theme=theme), request=request)  # type: ignore[arg-type]
    async with app.run_test(size=size) as pilot:
        while not isinstance(app.screen, SessionScreen):
            await pilot.press("enter")
            await pilot.pause()
        await session(app, pilot, clock, tag)


async def session(app: RehabApp, pilot: Pilot[None], clock: ManualClock, tag: str) -> None:
    """Play until the bridge is held, then until a breath is half out, then stop."""
    screen = app.screen
    assert isinstance(screen, SessionScreen)

    async def play(until: Callable[[View], bool]) -> None:
        while not until(screen.player.view):
            clock.advance(0.1)
            screen.player.tick()
        await wait_until(pilot, lambda: app.screen is screen)
        await pilot.pause(0.1)

    await play(lambda v: v.phase == "hold" and v.rep == 4 and v.breath.left < 2.6)
    save(app, f"session-{tag}")
    await play(lambda v: v.item == 2 and v.breath.air == "out" and v.breath.share > 0.5)
    save(app, f"breath-{tag}")
    await pilot.press("exclamation_mark")
    await pilot.pause()
    save(app, f"stop-{tag}")


def main() -> None:
    """Every picture, in the dark and the light theme and at two sizes."""
    for theme, size, tag in (
        ("rehab-dark", SMALL, "dark"),
        ("rehab-light", SMALL, "light"),
        ("rehab-dark", LARGE, "dark-large"),
    ):
        with TemporaryDirectory() as folder:
            asyncio.run(screens(Path(folder), theme, size, tag))


if __name__ == "__main__":
    main()
