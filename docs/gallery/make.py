"""Makes the gallery, a picture of every exercise at its start and its end: `make gallery`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import Path

from rehab_tui.catalogue.lists import REGIONS
from rehab_tui.catalogue.model import Catalogue, Exercise
from rehab_tui.figure import Figure, scene, svg
from rehab_tui.practice.context import shipped_catalogue

HERE = Path(__file__).parent
WIDTH, HEIGHT, GAP, FOOT = 300, 220, 12, 30
"""Of one of the two pictures, the gap between them, and the line with the name; in pixels."""
STYLE = """\
svg { --body: #3d4852; --far: #9aa5b1; --prop: #6f836f; --mark: #b4690a; --paper: #fbfaf7; }
text { font: 15px sans-serif; fill: var(--body); text-anchor: middle; }
@media (prefers-color-scheme: dark) {
  svg { --body: #e9e6df; --far: #8e97ad; --prop: #6f9484; --mark: #f0c27b; --paper: #15181c; }
}"""


def picture(exercise: Exercise, figure: Figure) -> str:
    """Start and end side by side, with the name below; in the reader's light or dark colours."""
    whole = 2 * WIDTH + GAP
    start, end = (_drawn(figure, position) for position in (0.0, 0.5 if figure.cycle else 1.0))
    return f"""\
<svg xmlns="http://www.w3.org/2000/svg" width="{whole}" height="{HEIGHT + FOOT}" role="img">
<title>{escape(exercise.name)}: start and end</title>
<style>
{STYLE}
</style>
<rect width="{whole}" height="{HEIGHT + FOOT}" fill="var(--paper)"/>
{start}<g transform="translate({WIDTH + GAP} 0)">
{end}</g>
<text x="{whole / 2:g}" y="{HEIGHT + 20}">{escape(exercise.name)}</text>
</svg>
"""


def _drawn(figure: Figure, position: float) -> str:
    inks = {ink: f"var(--{ink})" for ink in ("body", "far", "prop", "mark", "paper")}
    return svg(scene(figure, position), width=WIDTH, height=HEIGHT, **inks)


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
    yield f"All {len(exercises)} of them, at their start and their end. In the terminal they move:"
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
