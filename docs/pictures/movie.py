"""Makes the moving picture of the README from the running app: `make pictures`.

The app plays a session on a clock that stands still between two pictures; what is on the screen
becomes one SVG that moves by itself: no script, no font and nothing else from outside. A line of
the screen is written once for each time that it changes.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from html import escape
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from rich.segment import Segment
from textual.geometry import Size

from rehab_tui.clock import ManualClock
from rehab_tui.config import Config
from rehab_tui.practice.context import shipped_catalogue
from rehab_tui.practice.demo_place import demo_practice
from rehab_tui.tui.app import RehabApp, SessionRequest
from rehab_tui.tui.screens.session import SessionScreen
from rehab_tui.tui.themes import THEMES

HERE = Path(__file__).parent
MOMENT = datetime(2026, 11, 18, 8, 5, tzinfo=UTC)
COLUMNS, LINES = 80, 24
RATE = 8
"""Pictures a second."""
SECONDS = 18
"""A lead-in's end, and two repetitions."""
LEAD = 3.0
WIDE, HIGH, SIZE, MARGIN = 8.4, 18.0, 14, 14
"""Of a cell in units of the picture, of its letters, and of the frame around."""
LOOKS = ("dark", "light")


class Look(NamedTuple):
    """The colours of the ground and of plain letters."""

    ground: str
    ink: str


class Run(NamedTuple):
    """Some cells of one line in one look."""

    column: int
    text: str
    colour: str
    bold: bool
    ground: str | None


Line = tuple[Run, ...]


async def pictures(folder: Path, theme: str, look: Look) -> list[list[Line]]:
    """The lines of every picture."""
    clock = ManualClock(MOMENT)
    practice = demo_practice(folder, shipped_catalogue(), clock)
    request = SessionRequest(exercises=("glute-bridge", "cat-cow"))
    app = RehabApp(practice, Config(theme=theme), request=request)  # type: ignore[arg-type]
    shown = []
    async with app.run_test(size=(COLUMNS, LINES)) as pilot:
        while not isinstance(app.screen, SessionScreen):
            await pilot.press("enter")
            await pilot.pause()
        screen = app.screen

        async def pass_by(seconds: float) -> None:
            clock.advance(seconds)
            screen.player.tick()
            screen._draw()
            await pilot.pause()

        while (screen.player.view.left or 0) > LEAD:
            await pass_by(0.5)
        for _ in range(SECONDS * RATE):
            await pass_by(1 / RATE)
            strips = screen._compositor.render_strips(Size(COLUMNS, LINES))
            shown.append([tuple(runs(strip, look)) for strip in strips])
    return shown


def runs(line: Iterable[Segment], look: Look) -> Iterator[Run]:
    """A line in runs of one look, without what nobody sees."""
    column = 0
    for segment in line:
        text, style = segment.text, segment.style
        colour, ground, bold = look.ink, None, False
        if style is not None:
            bold = bool(style.bold)
            if style.color is not None and style.color.triplet is not None:
                colour = style.color.triplet.hex
            if style.bgcolor is not None and style.bgcolor.triplet is not None:
                seen = style.bgcolor.triplet.hex
                ground = None if seen == look.ground else seen
        if text.strip() or ground is not None:
            begin = len(text) - len(text.lstrip())
            shown = text.strip() if ground is None else text
            yield Run(column + (begin if shown != text else 0), shown, colour, bold, ground)
        column += segment.cell_length


def spans(shown: list[list[Line]]) -> Iterator[tuple[int, Line, list[tuple[int, int]]]]:
    """Each line that is ever seen: its row, itself, and from which picture to which (half-open)."""
    for row in range(LINES):
        seen: defaultdict[Line, list[tuple[int, int]]] = defaultdict(list)
        place = 0
        for line, group in groupby(picture[row] for picture in shown):
            length = len(list(group))
            if line:
                seen[line].append((place, place + length))
            place += length
        for line, times in seen.items():
            yield row, line, times


def drawn(row: int, line: Line) -> str:
    """A line as SVG."""
    parts = []
    for run in line:
        x, y = MARGIN + run.column * WIDE, MARGIN + row * HIGH
        width = len(run.text) * WIDE
        if run.ground is not None:
            parts.append(
                f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{HIGH:g}" '
                f'fill="{run.ground}"/>'
            )
        if run.text.strip():
            weight = ' font-weight="bold"' if run.bold else ""
            parts.append(
                f'<text x="{x:g}" y="{y + 13:g}" fill="{run.colour}"{weight} '
                f'textLength="{width:g}" lengthAdjust="spacingAndGlyphs">{escape(run.text)}</text>'
            )
    return "".join(parts)


def moving(times: list[tuple[int, int]], count: int) -> str:
    """That something is seen at these times only, over and over."""
    if times == [(0, count)]:
        return ""
    values, moments = [], []
    place = 0
    for first, last in times:
        if first > place or place == 0 < first:
            values.append("hidden")
            moments.append(place)
        values.append("visible")
        moments.append(first)
        place = last
    if place < count:
        values.append("hidden")
        moments.append(place)
    keys = ";".join(f"{moment / count:.4g}" for moment in moments)
    return (
        f'<animate attributeName="visibility" calcMode="discrete" dur="{count / RATE:g}s" '
        f'repeatCount="indefinite" values="{";".join(values)}" keyTimes="{keys}"/>'
    )


def svg(shown: list[list[Line]], look: Look) -> str:
    """The whole moving picture."""
    width, height = 2 * MARGIN + COLUMNS * WIDE, 2 * MARGIN + LINES * HIGH
    fonts = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace"
    box = f'viewBox="0 0 {width:g} {height:g}" font-family="{fonts}" font-size="{SIZE}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {box} xml:space="preserve">',
        "<title>A guided session: the figure lifts into the bridge, and breathes</title>",
        f'<rect width="100%" height="100%" rx="8" fill="{look.ground}"/>',
    ]
    for row, line, times in spans(shown):
        lines.append(f"<g>{moving(times, len(shown))}{drawn(row, line)}</g>")
    return "\n".join([*lines, "</svg>"]) + "\n"


def main() -> None:
    """Make it, in the dark and in the light colours."""
    for theme in THEMES:
        name = theme.name.removeprefix("rehab-")
        if name not in LOOKS:
            continue
        look = Look(str(theme.background).lower(), str(theme.foreground).lower())
        with TemporaryDirectory() as folder:
            shown = asyncio.run(pictures(Path(folder), theme.name, look))
        target = HERE / f"session-moving-{name}.svg"
        target.write_text(svg(shown, look), encoding="utf-8")
        print(f"docs/pictures/{target.name}: {target.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
