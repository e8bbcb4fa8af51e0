"""docs/architecture.md names every room of the house, and nothing that is not there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "src" / "rehab_tui"
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
PICTURE = PAGE.split("```")[1]
OUTSIDE = ("docs/", "data/", "tests/", "benchmarks/")


def test_every_room_is_in_the_picture() -> None:
    rooms = {f"{one.name}/" for one in HOUSE.iterdir() if (one / "__init__.py").exists()}
    alone = {one.name for one in HOUSE.glob("*.py") if not one.name.startswith("__")}
    for name in rooms | alone:
        assert re.search(rf"(?<![\w/]){re.escape(name)}", PICTURE), name


def test_every_group_of_modules_is_on_the_page() -> None:
    for init in HOUSE.rglob("*/*/__init__.py"):
        group = init.parent.relative_to(HOUSE)
        assert f"{group.name}/" in PAGE, group


def test_every_file_that_it_names_is_there() -> None:
    for name in re.findall(r"`([\w/.-]+(?:\.\w+|/))`", PAGE):
        if "/" not in name and not name.endswith((".py", ".md", ".toml", ".yaml")):
            continue
        place = ROOT if name.startswith(OUTSIDE) or (ROOT / name).exists() else HOUSE
        assert (place / name).exists() or name in {"plan.yaml", "session.lock"}, name
