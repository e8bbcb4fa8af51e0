"""Makes the gallery, every exercise in two to four pictures: `make gallery`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import fields
from html import escape
from itertools import groupby
from pathlib import Path

from rehab_tui.catalogue.lists import REGIONS
from rehab_tui.catalogue.model import Catalogue, Exercise
from rehab_tui.figure import Figure, Inks, scene, svg, telling
from rehab_tui.practice.context import shipped_catalogue

HERE = Path(__file__).parent
WIDTH, HEIGHT, GAP, FOOT = 300, 220, 12, 30
"""Of one picture, the gap between two, and the line with the name; in pixels."""
STYLE = """\
svg { --body: #3d4852; --far: #9aa5b1; --prop: #6f836f; --mark: #b4690a; --paper: #fbfaf7; }
text { font: 15px sans-serif; fill: var(--body); text-anchor: middle; }
@media (prefers-color-scheme: dark) {
  svg { --body: #e9e6df; --far: #8e97ad; --prop: #6f9484; --mark: #f0c27b; --paper: #15181c; }
}"""


def picture(exercise: Exercise, figure: Figure) -> str:
    """Start, end and what is telling between, with the name below; four are in two rows.

    They have the reader's light or dark colours; from three on they are numbered.
    """
    places = telling(figure)
    columns = 3 if len(places) == 3 else 2
    whole = columns * (WIDTH + GAP) - GAP
    high = -(-len(places) // columns) * (HEIGHT + GAP) - GAP
    drawn = ""
    for i, at in enumerate(places):
        x, y = i % columns * (WIDTH + GAP), i // columns * (HEIGHT + GAP)
        number = f'<text x="14" y="22">{i + 1}</text>\n' if len(places) > 2 else ""
        drawn += f'<g transform="translate({x} {y})">\n{_drawn(figure, at)}{number}</g>\n'
    told = "start and end" if len(places) == 2 else f"in {len(places)} pictures"
    return f"""\
<svg xmlns="http://www.w3.org/2000/svg" width="{whole}" height="{high + FOOT}" role="img">
<title>{escape(exercise.name)}: {told}</title>
<style>
{STYLE}
</style>
<rect width="{whole}" height="{high + FOOT}" fill="var(--paper)"/>
{drawn}<text x="{whole / 2:g}" y="{high + 20}">{escape(exercise.name)}</text>
</svg>
"""


def _drawn(figure: Figure, position: float) -> str:
    inks = Inks(*(f"var(--{ink.name})" for ink in fields(Inks)))
    return svg(scene(figure, position), width=WIDTH, height=HEIGHT, inks=inks)


def files(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Every file of the gallery: its name and what it holds."""
    drawn = [exercise for exercise in catalogue.exercises.values() if exercise.figure is not None]
    for exercise in drawn:
        assert exercise.figure is not None
        yield f"{exercise.id}.svg", picture(exercise, exercise.figure)
    drawn.sort(key=lambda exercise: REGIONS.index(exercise.region))
    yield "README.md", "\n".join(_page(drawn)) + "\n"


def _page(exercises: list[Exercise]) -> Iterator[str]:
    yield "# The exercises"
    yield ""
    yield f"All {len(exercises)} of them, in two to four pictures each. In the terminal they move:"
    yield "`rehab exercises show glute-bridge --animate`. Made by `make gallery`."
    for region, some in groupby(exercises, key=lambda exercise: exercise.region):
        yield f"\n## {region.replace('-', ' ').capitalize()}\n"
        yield from (f"![{exercise.name}]({exercise.id}.svg)" for exercise in some)


def main() -> int:
    """Write every file that is not as it should be, and take away what has no exercise."""
    wanted = dict(files(shipped_catalogue()))
    for old in HERE.glob("*.svg"):
        if old.name not in wanted:
            old.unlink()
            print(f"docs/gallery/{old.name} is gone")
    for name, content in wanted.items():
        file = HERE / name
        if not file.exists() or file.read_text(encoding="utf-8") != content:
            file.write_text(content, encoding="utf-8")
            print(f"docs/gallery/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
