"""docs/report.md must show what the program prints."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from report_example import GOLDEN, example

from rehab_tui.practice.reporting import FORMATS
from rehab_tui.report.as_csv import render_csv
from rehab_tui.report.as_json import render_json
from rehab_tui.report.sections import MOST, before_the_table, below_the_table
from rehab_tui.report.sparkline import ASCII, BLOCKS

PAGE = (Path(__file__).parents[2] / "docs" / "report.md").read_text(encoding="utf-8")
TEXT = (GOLDEN / "text-80.txt").read_text(encoding="utf-8")


def agree(shown: Any, printed: Any) -> None:
    """The same, but that lists of parts are cut, and texts that end in " ...".

    Every key has to be on the page.
    """
    if isinstance(shown, dict):
        assert list(shown) == list(printed)
        for name, value in shown.items():
            agree(value, printed[name])
    elif isinstance(shown, list) and shown and isinstance(shown[0], dict):
        agree(shown[0], printed[0])
    elif isinstance(shown, str) and shown.endswith(" ..."):
        assert printed.startswith(shown.removesuffix("..."))
    else:
        assert shown == printed


def test_the_json_on_the_page_is_the_programs() -> None:
    (block,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    agree(json.loads(block), json.loads(render_json(example())))


def test_the_text_on_the_page_is_the_programs() -> None:
    (begin,) = re.findall(r"```\n(Your weeks\n.*?)```", PAGE, re.DOTALL)
    assert TEXT.startswith(begin)
    (part,) = re.findall(r"```\n(What you can do\n.*?)```", PAGE, re.DOTALL)
    assert part in TEXT


def test_the_table_on_the_page_is_the_programs() -> None:
    (block,) = re.findall(r"```csv\n(.*?)```", PAGE, re.DOTALL)
    assert render_csv(example()).replace("\r\n", "\n").startswith(block)


def test_every_part_and_format_is_on_the_page() -> None:
    for section in (*before_the_table(example()), *below_the_table(example())):
        assert f"| {section.heading} |" in PAGE or f"**{section.heading}**" in PAGE
    table = PAGE[PAGE.index("| `--format` |") : PAGE.index("## Reading it")]
    rows = [line for line in table.splitlines() if line.startswith("| `")][1:]
    assert [name for row in rows for name in re.findall("`(.+?)`", row.split("|")[1])] == list(
        FORMATS
    )
    assert MOST == 8
    assert "the text shows eight lines each" in PAGE


def test_the_marks_on_the_page_are_the_programs() -> None:
    assert f"`{BLOCKS.gap}` is a week without" in PAGE
    assert f"`{BLOCKS.few}` one with fewer" in PAGE
    assert f"`{ASCII.levels}`" in PAGE
    assert f"`{ASCII.gap}` and `{ASCII.few}`" in PAGE
