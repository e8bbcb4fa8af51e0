"""The exercise sheet as HTML: sound, harmless, every exercise whole."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from page_example import PAYLOADS

from paper import Page, needs_chromium, sides
from rehab_tui.catalogue.model import Exercise
from rehab_tui.figure import posture_card
from rehab_tui.practice.context import shipped_catalogue
from rehab_tui.report.page.handout import Card, HandoutFacts, render_handout


@cache
def exercise(name: str) -> Exercise:
    return shipped_catalogue().exercises[name]


def card(name: str = "glute-bridge") -> Card:
    one = exercise(name)
    assert one.figure is not None
    return Card(
        name=one.name, dose="2 sets of 10", pace=["Lift 2 s, lower 3 s", "Rest 45 s in between"],
        setup=one.setup, cues=one.cues, breath=one.breath.say, stop_if=one.warning, needs="mat",
        figure=one.figure,
    )  # fmt: skip


FACTS = HandoutFacts(
    programme="Desk low back", standing="Week 2 of 8, 3 sessions a week", made=date(2026, 11, 23),
    green=2, amber=5, cards=(card(), card("thread-the-needle")),
)  # fmt: skip


def hostile(text: str) -> HandoutFacts:
    strange = replace(
        card(), name=text, dose=text, pace=[text], setup=text, cues=[text], breath=text,
        stop_if=text, needs=text, side=text, warning=text, note=text,
    )  # fmt: skip
    return replace(
        FACTS, cards=(strange,), programme=text, standing=text, name=text, days=text,
        therapist=text, precautions=(text,), left_out=((text, text),), changed=(text,),
    )  # fmt: skip


def test_a_sheet_has_each_exercise_with_its_pictures_and_words() -> None:
    rendered = render_handout(FACTS)
    page = Page(rendered)
    assert page.tags.count("svg") == page.tags.count("figure") == 2 + 3
    assert "1. Glute bridge" in page.text
    assert "Lift 2 s, lower 3 s. Rest 45 s in between." in page.text
    for one in FACTS.cards:
        for words in (one.setup, *one.cues, one.breath, one.stop_if):
            assert words in page.text
    assert "up to 2 is fine; up to 5 do no more than this" in page.text
    assert re.search(r"\.card \{[^}]*break-inside: avoid", rendered)


def test_pictures_go_from_start_to_end() -> None:
    text = re.sub(r"\s+", " ", Page(render_handout(FACTS)).text)
    assert "Glute bridge: start Start → Glute bridge: end end" in text
    assert text.count("then →") == 1
    still = replace(card(), figure=posture_card("supine"), still=True)
    alone = Page(render_handout(replace(FACTS, cards=(still,))))
    assert alone.tags.count("figure") == 1
    assert "→" not in alone.text


def test_the_other_side_is_another_picture() -> None:
    right, left = (
        render_handout(replace(FACTS, cards=(replace(card("thread-the-needle"), drawn_side=side),)))
        for side in ("right", "left")
    )
    assert right != left


@pytest.mark.parametrize("payload", PAYLOADS)
def test_foreign_text_stays_text(payload: str) -> None:
    rendered = render_handout(hostile(payload))
    assert sorted(set(Page(rendered).tags)) == sorted(
        set(Page(render_handout(hostile("words"))).tags)
    )
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", rendered)


def test_what_the_therapist_wrote_is_printed() -> None:
    facts = replace(
        FACTS, cards=(replace(card(), note="Only as high as it feels easy."),), therapist="Ada",
        review=date(2027, 1, 15), precautions=("No kneeling.",), days="Monday, Friday",
    )  # fmt: skip
    text = Page(render_handout(facts)).text
    assert "Only as high as it feels easy." in text
    assert "Therapist: Ada, review on 15 Jan 2027" in text
    assert text.index("No kneeling.") < text.index("Pain while you do")
    assert "Week 2 of 8, 3 sessions a week. Monday, Friday" in text


def test_without_exercises_it_says_why() -> None:
    text = Page(render_handout(replace(FACTS, cards=(), closed="Your stop is still open."))).text
    assert "No exercise for now" in text
    assert "Your stop is still open." in text
    assert "No exercise for now" not in Page(render_handout(FACTS)).text


@pytest.mark.long
@needs_chromium
def test_a_browser_prints_a_few_sides(tmp_path: Path) -> None:
    facts = replace(FACTS, cards=tuple(FACTS.cards) * 3)
    assert 2 <= sides(render_handout(facts), tmp_path) <= 3
