"""The pages name nothing that is not there: links, headings, pictures, commands, options, files."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import typer

from rehab_tui.cli import commands

ROOT = Path(__file__).parents[2]
PAGES = sorted((*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")))
LINK = re.compile(r"\]\(([^)\s]+)\)")
BLOCK = re.compile(r"^```\w*\n(.*?)^```", re.DOTALL | re.MULTILINE)
SPAN = re.compile(r"`(rehab [^`]+)`")
TYPED = re.compile(r"^(?:\$ )?(rehab .+)$|\$\((rehab [^)]+)\)", re.MULTILINE)
MORE = re.compile(r"\s{2,}.*|\s[#|>].*")
"""What stands behind a command on its line: words about it, or where it goes."""
EVERYWHERE = {"-h", "--help"}
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def anchors(page: Path) -> set[str]:
    """What the headings of a page are called in a link, as code hosts do it."""
    told = BLOCK.sub("", text_of(page))
    heads = re.findall(r"^#+ (.+)$", told, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@every_page
def test_each_link_leads_to_a_file_and_to_a_heading(page: Path) -> None:
    for target in LINK.findall(BLOCK.sub("", text_of(page))):
        if target.startswith(("http:", "https:", "mailto:")):
            continue
        name, _, heading = target.partition("#")
        file = (page.parent / name) if name else page
        assert file.exists(), target
        if heading and file.suffix == ".md":
            assert heading in anchors(file), target


@lru_cache(maxsize=1)
def the_commands() -> Any:
    return typer.main.get_group(commands.build())


def wrong_in(typed: str) -> str:
    """The first word of a command line that the program does not know; empty when it knows all."""
    command, known = the_commands(), set(EVERYWHERE)
    words = [word.rstrip(",") for word in shlex.split(typed)[1:]]
    for place, word in enumerate(words):
        known |= {name for one in command.params for name in (*one.opts, *one.secondary_opts)}
        below = getattr(command, "commands", {})
        if word.startswith("-") and not word.lstrip("-")[:1].isdigit():
            if word != "-" and word.partition("=")[0] not in known:
                return word
        elif word in below:
            command = below[word]
        elif below and place == 0 and word.islower() and word.isalpha():
            return word
    return ""


def typed_on(page: Path) -> Iterator[str]:
    text = text_of(page)
    for block in BLOCK.findall(text):
        yield from (MORE.sub("", one or two) for one, two in TYPED.findall(block))
    for span in SPAN.findall(BLOCK.sub("", text)):
        yield from span.split("|")[:1]


@every_page
def test_each_command_and_option_is_one(page: Path) -> None:
    if page.name == "CHANGELOG.md":
        pytest.skip("it tells what was so")
    for typed in typed_on(page):
        wrong = wrong_in(typed.replace("...", ""))
        assert not wrong, f"{typed}: {wrong}"


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("rehab lgo -p 4", "lgo"),
        ("rehab log --pian 4", "--pian"),
        ("rehab plan list --nope", "--nope"),
        ("rehab log -p 4@knee -n -", ""),
        ("rehab report --weeks 4 --help", ""),
    ],
)
def test_a_slip_is_seen(typed: str, wrong: str) -> None:
    assert wrong_in(typed) == wrong


def test_every_page_is_found_from_the_first_one() -> None:
    docs = ROOT / "docs"
    named = {(docs / target).resolve() for target in LINK.findall(text_of(docs / "README.md"))}
    pages = {page.resolve() for page in docs.glob("*.md") if page.name != "README.md"}
    assert pages - named == set()
