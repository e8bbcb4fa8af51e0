"""Makes a picture of every screen from the running app: `make pictures`.

The ways through the app are in scenes.py; here is in which looks they are gone, and the page.
Names of pictures make only those: `python docs/pictures/make.py today session`.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from scenes import PICTURES, Stage, pictures

from rehab_tui.config import Theme

HERE = Path(__file__).parent
PAGE = HERE / "README.md"
BY_HAND = "## What was found"
"""From this heading on the page is written by hand, and stays."""


class Look(NamedTuple):
    """A theme and a size, the end of its files' names, and what is shown in it (None: all)."""

    theme: Theme
    size: tuple[int, int]
    tag: str
    only: frozenset[str] | None = None


LIGHT = frozenset({
    "today", "questions", "session", "hold", "breath", "stop", "progress", "journal", "exercises",
})  # fmt: skip
CONTRAST = frozenset({"today", "session", "stop", "progress"})
LOOKS = (
    Look("rehab-dark", (80, 24), "dark"),
    Look("rehab-dark", (120, 40), "dark-large"),
    Look("rehab-light", (80, 24), "light", LIGHT),
    Look("rehab-contrast", (80, 24), "contrast", CONTRAST),
)
HEAD = """\
# Every screen

Made from the running app with made-up data: `make pictures`. Each is shown at 80 by 24 cells, the
size of a plain terminal, and at 120 by 40. [What was found](#what-was-found)
by looking at them stands at the end.
"""


def files() -> set[str]:
    """The names of all pictures, without the ending."""
    return {f"{name}-{look.tag}" for look in LOOKS for name in PICTURES if _in(name, look)}


def page() -> str:
    """The page that shows them all."""
    parts = [
        f"## {title}\n\n![{title}, 80x24]({name}-dark.svg)\n"
        f"![{title}, 120x40]({name}-dark-large.svg)\n"
        for name, (title, _) in PICTURES.items()
    ]
    _, heading, found = PAGE.read_text(encoding="utf-8").partition(BY_HAND)
    return "\n".join([HEAD, *parts, *map(_more, LOOKS[2:]), f"{heading}{found}"])


def _in(name: str, look: Look) -> bool:
    return look.only is None or name in look.only


def _more(look: Look) -> str:
    lines = [f"![{PICTURES[name].title}, {look.tag}]({name}-{look.tag}.svg)" for name in PICTURES
             if _in(name, look)]  # fmt: skip
    title = {"light": "In the light theme", "contrast": "In the theme of strongest contrast"}
    return "\n".join([f"## {title[look.tag]}\n", *lines, ""])


def make(into: Path, wanted: frozenset[str] | None = None) -> None:
    """Every picture, or those that are wanted, in every look that it is shown in."""
    for look in LOOKS:
        only = {name for name in PICTURES if _in(name, look) and (not wanted or name in wanted)}
        with TemporaryDirectory() as folder:
            stage = Stage(Path(folder), into, look.theme, look.size, look.tag, frozenset(only))
            asyncio.run(pictures(stage))


def main() -> None:
    """All of them, or those that are named; then the page."""
    wanted = frozenset(sys.argv[1:])
    if unknown := wanted - PICTURES.keys():
        raise SystemExit(f"no such picture: {', '.join(sorted(unknown))}")
    make(HERE, wanted)
    PAGE.write_text(page(), encoding="utf-8")
    print(f"docs/pictures: {len(files())} pictures")


if __name__ == "__main__":
    main()
