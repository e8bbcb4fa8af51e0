"""docs/report.md must show what the program prints."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from report_example import GOLDEN, example

from rehab_tui.report.as_json import render_json
from rehab_tui.report.sparkline import ASCII, BLOCKS

PAGE = (Path(__file__).parents[2] / "docs" / "report.md").read_text(encoding="utf-8")


def test_the_json_on_the_page_is_the_programs() -> None:
    (block,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    shown: dict[str, Any] = json.loads(block)
    printed: dict[str, Any] = json.loads(render_json(example()))
    assert shown["weeks"] == printed["weeks"][:1]
    (change,) = shown.pop("changes")
    assert printed["changes"][0]["text"].startswith(change.pop("text").removesuffix(" ..."))
    assert change.items() < printed["changes"][0].items()
    del shown["weeks"]
    assert shown.items() <= printed.items()


def test_the_table_on_the_page_is_the_programs() -> None:
    golden = (GOLDEN / "text-80.txt").read_text(encoding="utf-8")
    (block,) = re.findall(r"```\n(Your weeks\n.*?)```", PAGE, re.DOTALL)
    assert golden.startswith(block)


def test_the_marks_on_the_page_are_the_programs() -> None:
    assert f"`{BLOCKS.gap}` is a week without" in PAGE
    assert f"`{BLOCKS.few}` one with fewer" in PAGE
    assert f"`{ASCII.levels}`" in PAGE
    assert f"`{ASCII.gap}` and `{ASCII.few}`" in PAGE
