"""Four screens as text, cell for cell. After a change that is meant, write them anew with

GOLDEN=write pytest tests/tui/test_tui_golden.py

and look at the difference in `tests/tui/golden`.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tui_harness import a_practice, a_session, drive, prescribe, the_catalogue

from rehab_tui.catalogue.model import Catalogue
from rehab_tui.coach.model import StepKind
from rehab_tui.practice.context import Practice

practice = a_practice
catalogue = the_catalogue

FOLDER = Path(__file__).parent / "golden"


def compare(name: str, shown: str) -> None:
    file = FOLDER / f"{name}.txt"
    if os.environ.get("GOLDEN") == "write":
        FOLDER.mkdir(exist_ok=True)
        file.write_text(shown + "\n", encoding="utf-8")
    assert shown + "\n" == file.read_text(encoding="utf-8")


async def test_today(practice: Practice) -> None:
    async with drive(practice) as d:
        await d.until(lambda: "of 3 sessions" in d.text(), "the week")
        await d.settle()
        compare("today-80x24", d.text())


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_a_set(practice: Practice, catalogue: Catalogue, size: tuple[int, int]) -> None:
    bridge = prescribe(catalogue, "glute-bridge", sets=2)
    row = prescribe(catalogue, "band-row", sets=1)
    async with drive(practice, request=a_session(bridge, row), size=size) as d:
        await d.screen("SessionScreen")
        d.play_to(StepKind.SET)
        d.play(1.0)
        await d.settle()
        compare(f"set-{size[0]}x{size[1]}", d.text())


async def test_stop(practice: Practice, catalogue: Catalogue) -> None:
    bridge = prescribe(catalogue, "glute-bridge", sets=2)
    async with drive(practice, request=a_session(bridge)) as d:
        await d.screen("SessionScreen")
        await d.press("!")
        await d.screen("StopScreen")
        compare("stop-80x24", d.text())
