from __future__ import annotations

import pytest
from hypothesis import example as such_as
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from report_example import FIRST, INPUTS, LAST, REPORTS, built, example, foreign

from each import each
from hostile import HOSTILE
from rehab_tui.report.as_md import render_md
from rehab_tui.report.facts import ReportInputs
from rehab_tui.report.model import Report
from rehab_tui.text import clean

READER = MarkdownIt("gfm-like")
"""Reads tables, strikethrough and bare addresses, as GitHub does."""

HARMLESS = {"text", "text_special", "strong_open", "strong_close", "html_inline"}


def check(text: str) -> list[Token]:
    """No markup but the report's own: headings, lists, one table, bold leads, empty comments."""
    assert clean(text, lines=True) == text
    tokens = READER.parse(text)
    assert {token.tag for token in tokens if token.tag} <= {
        "h1", "h2", "p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td",
    }  # fmt: skip
    inlines = [token for token in tokens if token.type == "inline"]
    for inline in inlines:
        for token in inline.children or ():
            assert token.type in HARMLESS, token
            assert token.type != "html_inline" or token.content == "<!-- -->"
    return inlines


def seen(token: Token) -> str:
    return "".join(
        part.content for part in token.children or () if part.type in ("text", "text_special")
    )


def test_every_part_is_there() -> None:
    text = render_md(example())
    check(text)
    headings = [line[3:] for line in text.splitlines() if line.startswith("## ")]
    assert headings[:3] == ["Then and now", "Week by week", "What you did"]
    assert headings[-1] == "Not in these figures"
    table = [line for line in text.splitlines() if line.startswith("|")]
    assert len(table) == 2 + len(example().weeks)
    assert {line.count("|") for line in table} == {table[0].count("|")}
    assert "- **getting up from the sofa**: 3 on 14 Dec" in text


@settings(max_examples=25)
@given(REPORTS)
def test_any_report_is_read_as_it_is_meant(report: Report) -> None:
    check(render_md(report))


def test_nothing_to_show() -> None:
    assert render_md(built(ReportInputs(), FIRST, LAST)) == (
        "# Your weeks\n\nNothing is in the journal yet.\n"
    )
    silent = render_md(built(INPUTS, LAST.replace(month=4), LAST.replace(month=5)))
    assert silent.endswith("The last entry is of 19 Jan 2027.\n")


@each("hostile", HOSTILE)
def test_foreign_text_is_no_markup(hostile: str) -> None:
    check(render_md(foreign(hostile)))


@pytest.mark.parametrize(
    "text",
    [
        "**x** _y_ ~~z~~ `c`", "[a](http://x.org)", "![a](b)", "<b>x</b>", "a | b", "1. one", "# h",
        "http://x.org/a?b=c", "www.x.org", "me@x.org", "@someone #12", ":skull:", "$x$", "&amp;",
        "\\", "- x", "> x", "[^1]", "==x==", "tail\\",
    ],
)  # fmt: skip
def test_signs_are_shown_as_typed(text: str) -> None:
    inlines = check(render_md(foreign(text)))
    assert f"{text}: 3 on 18 Dec" in "\n".join(map(seen, inlines))


@settings(max_examples=40)
@given(st.text(alphabet="*_`[]()<>!|#@:/.w$&\\~-+=1 aé", max_size=12))
@such_as("www.a")
@such_as("---")
@such_as("###")
def test_any_signs_are_harmless(text: str) -> None:
    check(render_md(foreign(text)))
