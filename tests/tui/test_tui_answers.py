"""The questions that people ask: reached by `?` from every screen at rest, question by question."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tui_harness import a_practice, a_session, drive, prescribe, the_catalogue

from rehab_tui.catalogue.model import Catalogue
from rehab_tui.practice.answers import answers
from rehab_tui.practice.context import Practice

pytestmark = pytest.mark.long

practice = a_practice
catalogue = the_catalogue

HEADINGS = re.findall(r"^## (.*)$", answers(), re.MULTILINE)


async def test_every_question_is_reached_in_order(practice: Practice) -> None:
    async with drive(practice, size=(80, 24)) as d:
        await d.screen("TodayScreen")
        await d.press("question_mark")
        await d.screen("HelpScreen")
        await d.press("a")
        await d.screen("AnswersScreen")
        await d.until(lambda: HEADINGS[0] in d.text(), "the first question")
        for heading in HEADINGS[:-2]:
            await d.press("n")
            assert heading in "\n".join(d.rows()[1:4])
        await d.press("b")
        assert HEADINGS[-4] in "\n".join(d.rows()[1:4])
        await d.press("q")
        await d.screen("TodayScreen")


async def test_in_a_session_there_is_no_time_to_read(
    practice: Practice, catalogue: Catalogue
) -> None:
    request = a_session(prescribe(catalogue, "glute-bridge"))
    async with drive(practice, request=request) as d:
        await d.screen("SessionScreen")
        await d.press("question_mark")
        await d.screen("HelpScreen")
        assert "Questions people ask" not in d.text()
        await d.press("a")
        assert d.shown == "HelpScreen"


def test_the_page_comes_along_and_points_only_at_what_is_there() -> None:
    docs = Path(__file__).parents[2] / "docs"
    for target in re.findall(r"\]\(([^)]+)\)", answers()):
        assert (docs / target.partition("#")[0]).is_file(), target


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("notice", "Weeks 4 to 6"), ("Which pain", "sharp, electric"), ("missed a week", "8 to 14"),
        ("time of day", "rehab remind"), ("other treatments", "rehab log -t"),
        ("Pregnant", "midwife"), ("doing it right", "mirror"),
        ("how long do I go on", "maintenance"),
    ],
)  # fmt: skip
def test_it_answers_what_people_ask_first(question: str, answer: str) -> None:
    parts = [part for part in answers().split("\n## ") if question in part.partition("\n")[0]]
    assert len(parts) == 1
    assert answer in parts[0]
