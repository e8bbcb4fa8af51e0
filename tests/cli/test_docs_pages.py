"""Every command on a page of docs/ works as it stands."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from cli_run import Rehab, a_home, a_rehab

pytestmark = pytest.mark.long

rehab, home = a_rehab, a_home

DOCS = Path(__file__).parents[2] / "docs"
FILES_OF_THEIR_OWN = {"plan.md", "several-devices.md", "writing-exercises.md"}
"""Pages whose examples need files that they speak of; the rooms' own tests run those."""
PAGES = sorted(DOCS.glob("*.md"))
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
EXAMPLES = [
    (page.name, line.removeprefix("$ "))
    for page in PAGES
    if page.name not in {"commands.md", *FILES_OF_THEIR_OWN}
    for block in BLOCK.findall(page.read_text(encoding="utf-8"))
    for line in block.splitlines()
    if line.startswith("$ rehab")
]
QUICKLY = {"rehab start --plain": ("--preview",)}
"""What would take its ten minutes otherwise."""


@pytest.mark.parametrize(("page", "example"), EXAMPLES)
def test_each_example_works(
    rehab: Rehab, home: Path, monkeypatch: pytest.MonkeyPatch, page: str, example: str
) -> None:
    monkeypatch.chdir(home)
    assert rehab("log", "-m", "3").code == 0
    words = [word.replace("~", str(home)) for word in shlex.split(example)[1:]]
    ran = rehab(*words, *QUICKLY.get(example, ()), stdin=b"a quiet day\n")
    assert ran.code in ((0, 1) if words == ["doctor"] else (0,)), ran.err
    assert ran.out
