"""Times the journal's screen on a generated journal of many entries.

Milliseconds from the key press until the entries are drawn, without a terminal, and the longest
that the screen could not answer meanwhile. Only the ratios mean anything on another machine.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from journals import many_entries
from textual.pilot import Pilot

from rehab_tui.config import Config
from rehab_tui.journal.store import Journal
from rehab_tui.practice import first_run
from rehab_tui.practice.context import Practice, shipped_catalogue
from rehab_tui.tui.app import RehabApp
from rehab_tui.tui.screens.journal import JournalScreen
from rehab_tui.tui.screens.note import Line


async def measure(journal: Journal, runs: int) -> dict[str, list[tuple[float, float]]]:
    """What each key takes, and the longest pause of the screen in it, both in milliseconds."""
    practice = Practice(journal.clock, shipped_catalogue(), journal)
    first_run.save(practice, {})
    app = RehabApp(practice, Config())
    found: dict[str, list[tuple[float, float]]] = {}
    async with app.run_test(size=(120, 40)) as pilot:
        await _settled(pilot)
        for _ in range(runs):
            for name, key in (
                ("open", "J"), ("End", "end"), ("PageUp", "pageup"), ("Home", "home"),
                ("PageDown", "pagedown"),
            ):  # fmt: skip
                found.setdefault(name, []).append(await _timed(pilot, key, lambda: _drawn(app)))
            await pilot.press("slash")
            found.setdefault("filter kind:pain", []).append(await _typed(pilot, app, "kind:pain"))
            found.setdefault("filter a text", []).append(await _typed(pilot, app, "number 77"))
            await pilot.press("escape", "escape")
            await _until(lambda: _drawn(app))
            await pilot.press("q")
            await _settled(pilot)
    return found


async def _settled(pilot: Pilot[None]) -> None:
    """Wait for Today, which reads the whole journal, and until nothing is being read."""
    await pilot.pause(0.2)
    while any(not one.is_finished for one in pilot.app.workers):
        await asyncio.sleep(0.01)
    await pilot.pause()


async def _typed(pilot: Pilot[None], app: RehabApp, text: str) -> tuple[float, float]:
    line = app.screen.query_one(Line)
    for value in ("", text[:-1]):
        line.value, line.cursor_position = value, len(value)
        await pilot.pause()
        await _until(lambda: not _reading(app))
    return await _timed(pilot, text[-1], lambda: _drawn(app))


async def _timed(pilot: Pilot[None], key: str, done: Callable[[], bool]) -> tuple[float, float]:
    longest = 0.0

    async def watch() -> None:
        nonlocal longest
        while True:
            before = time.perf_counter()
            await asyncio.sleep(0)
            longest = max(longest, time.perf_counter() - before)
            await asyncio.sleep(0.001)

    watching = asyncio.create_task(watch())
    began = time.perf_counter()
    pilot.app.simulate_key(key)
    await pilot.pause()
    await _until(done)
    took = time.perf_counter() - began
    watching.cancel()
    return took * 1000, longest * 1000


async def _until(done: Callable[[], bool]) -> None:
    while not done():
        await asyncio.sleep(0.001)


def _reading(app: RehabApp) -> bool:
    return not isinstance(app.screen, JournalScreen) or app.screen.reading


def _drawn(app: RehabApp) -> bool:
    screen = app.screen
    return not _reading(app) and isinstance(screen, JournalScreen) and screen.chosen is not None


def main() -> None:
    """Generate, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        journal = many_entries(Path(folder), asked.entries)
        found = asyncio.run(measure(journal, asked.runs))
    print(f"{asked.entries:,} entries; median of {asked.runs}, and the longest pause of the screen")
    for name, times in found.items():
        median = statistics.median(took for took, _ in times)
        print(f"  {name:<18} {median:7.1f} ms   {max(pause for _, pause in times):6.1f} ms")


if __name__ == "__main__":
    main()
