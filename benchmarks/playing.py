"""What a session costs in a real terminal of 120x40: in motion, while it holds still, in a pause.

Part of `make benchmarks`; alone, `python benchmarks/playing.py`. Linux only. Each share is of the
processor's time, so that other work of the machine counts little; what it does count for (cold
caches, two threads on one core) the floor shares. Pictures of a rep are kept for the next one: its
first rep is measured apart, what follows is the set from then on.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from machine import clean_env, facts, home
from screen import LONGEST, MINIMAL, Terminal

ENTER, SPACE = b"\r", b" "
MOVES, HOLDS = "glute-bridge", "prone-on-elbows"
"""An exercise with a rep of seconds, breath and all; one that is held for 30 s in every rep."""
HOLDING = "seconds · ".encode()
"""Stands below the digits while they count the seconds of a hold."""
SETTLES, FIRST_REP = 3.0, 6.0
GOALS = {15: 5.0, 20: 6.5}
"""Percent of a core by the pictures a second."""
FLOOR = """
from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget
DOTS = "".join(map(chr, range(0x2801, 0x2900)))
STYLE = Style(color="#88aacc")
class Figure(Widget):
    DEFAULT_CSS = "Figure { width: 60; height: 24; }"
    at = 0
    def on_mount(self) -> None:
        self.set_interval(1 / 15, self.step)
    def step(self) -> None:
        self.at = (self.at + 1) % 100
        self.refresh(Region(0, 0, 60, 24))
    def render_line(self, y: int) -> Strip:
        first = (self.at + 5 * y) % 190
        return Strip([Segment(DOTS[first : first + 60], STYLE)], 60)
class Minimal(App[None]):
    def compose(self) -> ComposeResult:
        yield Figure()
Minimal().run()
"""
AT_RATE = """
from rehab_tui.cli import run
from rehab_tui.tui import showing
from rehab_tui.tui.screens import session
showing.FRAMES = session.FRAMES = {rate}
run()
"""


def floor(folder: Path, seconds: float) -> float:
    """The share that Textual takes for a figure of 60x24 by its line API, 15 times a second."""
    minimal = folder / "figure.py"
    minimal.write_text(FLOOR, encoding="utf-8")
    shown = Terminal((sys.executable, str(minimal)), clean_env())
    shown.read(SETTLES)
    share, _ = shown.spends(seconds)
    shown.close()
    return share


def begun(folder: Path, exercise: str, rate: int | None = None) -> Terminal:
    """An app that plays an exercise, its lead-in begun; with pictures at a rate, or at its own."""
    own = Path(mkdtemp(dir=folder))  # with a session cut short in it the app would ask about that
    events = own / "events.jsonl"
    env = {**home(own), "REHAB_VOICE_EVENTS": str(events), "REHAB_TONES": "on"}
    program = ("-m", "rehab_tui") if rate is None else ("-c", AT_RATE.format(rate=rate))
    app = Terminal((sys.executable, *program, "start", "--exercise", exercise), env)
    end = time.perf_counter() + LONGEST
    while not (events.exists() and events.read_text()) and time.perf_counter() < end:
        app.press(ENTER)  # through check-in and checklist
        app.read(0.5)
    return app


def in_session(folder: Path, seconds: float, minimal: float) -> list[str]:
    """What a session with its figure uses, at several rates, on a still hold and in a pause.

    Args:
        folder: where journals may be made.
        seconds: how long each is watched; a hold, no longer than it lasts.
        minimal: megabytes of a minimal Textual app.
    """
    least = floor(folder, seconds)
    lines = [
        f"Textual's line API, a figure of 60x24, 15 pictures a second: {least:.1f} % of a core"
    ]
    for rate, goal in GOALS.items():
        app = begun(folder, MOVES, rate)
        fresh, _ = app.spends(FIRST_REP)
        app.read(SETTLES)
        share, _ = app.spends(seconds)
        app.close()
        lines.append(
            f"session with its figure, 120x40, {rate} pictures a second, {seconds:.0f} s: "
            f"{share:.1f} % of a core (goal {goal:g}), {share / least:.2f} x that figure; "
            f"in its first rep {fresh:.1f} %"
        )
    app = begun(folder, MOVES)
    app.read(FIRST_REP + SETTLES)
    share, _ = app.spends(seconds)
    lines.append(f"the same, at its own rate: {share:.1f} % of a core")
    memory = app.memory()
    app.press(SPACE)
    app.read(SETTLES)
    still, written = app.spends(seconds)
    app.close()
    lines.append(f"paused: {still:.2f} % of a core (goal 1), {written} bytes written")
    app = begun(folder, HOLDS)
    app.shows(HOLDING)
    app.read(SETTLES)
    held, _ = app.spends(min(seconds, 20.0))
    app.close()
    lines.append(f"on a still hold: {held:.2f} % of a core (goal 1)")
    ratio = memory / minimal
    lines.append(f"memory in it: {memory:.0f} MB, {ratio:.2f} x a minimal Textual app (goal 2.3)")
    return lines


def main() -> None:
    """Measure a session alone, and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--play", type=float, default=30.0, help="seconds of each (30)")
    asked = parser.parse_args()
    print(facts())
    shown = Terminal((sys.executable, "-c", MINIMAL), clean_env())
    shown.shows(b"hello")
    minimal = shown.memory()
    shown.close()
    with TemporaryDirectory() as name:
        for line in in_session(Path(name), asked.play, minimal):
            print(line, flush=True)


if __name__ == "__main__":
    main()
