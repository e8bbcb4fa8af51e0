"""The therapist's page: sound, harmless, one side, and nothing of what is unsafe left out."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from page_example import PAYLOADS, crowded, hostile, usual
from report_example import CAUSAL, FIRST, GOLDEN, INPUTS, LAST, example

from paper import Page, needs_chromium, sides
from rehab_tui.programme.stops import REASONS
from rehab_tui.report.build import build_report
from rehab_tui.report.facts import ReportInputs, StopFact
from rehab_tui.report.model import SessionCounts, WeekRow
from rehab_tui.report.page.facts import PageFacts, Question
from rehab_tui.report.page.lists import CELLS
from rehab_tui.report.page.markup import dated, lines, shown
from rehab_tui.report.page.page import (
    LEAST_LINES,
    LINES,
    PLOT_LINES,
    SAFETY_CELLS,
    layout,
    render_page,
)
from rehab_tui.report.page.plots import dates, ratings_plot, sessions_plot, weeks_in_a_pile
from rehab_tui.report.page.safety import safety_items
from rehab_tui.report.plot import plot
from rehab_tui.report.weeks import Week

EMPTY = PageFacts(
    report=build_report(ReportInputs(), FIRST, LAST), inputs=ReportInputs(), made=LAST
)


# --- sound and harmless --------------------------------------------------------------------------
@pytest.mark.parametrize("facts", [usual(), crowded(), EMPTY], ids=["usual", "crowded", "empty"])
def test_a_page_is_sound_and_asks_for_nothing(facts: PageFacts) -> None:
    page = Page(render_page(facts))
    assert page.tags.count("h1") == 1
    assert page.tags.count("style") == 1


@pytest.mark.parametrize("payload", PAYLOADS)
def test_foreign_text_stays_text_wherever_it_stands(payload: str) -> None:
    rendered = render_page(hostile(payload))
    page = Page(rendered)
    assert sorted(set(page.tags)) == sorted(set(Page(render_page(hostile("plain words"))).tags))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", rendered)
    assert len(rendered) < 90_000


def test_no_hostile_string_gets_out_of_its_place(hostile_strings: tuple[str, ...]) -> None:
    for text in hostile_strings:
        rendered = render_page(hostile(text))
        Page(rendered)
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", rendered)


def test_a_payload_is_read_as_it_was_typed() -> None:
    page = Page(render_page(replace(usual(), questions=[Question(LAST, '<b>&amp; "why"</b>')])))
    assert '<b>&amp; "why"</b>' in page.text


def test_only_its_own_style_is_allowed() -> None:
    rendered = render_page(usual())
    style = re.search("<style>(.*?)</style>", rendered, re.DOTALL)
    assert style is not None
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in rendered
    assert "unsafe-inline" not in rendered
    assert " style=" not in rendered


def test_long_texts_are_clipped_and_cleaned_before_they_are_escaped() -> None:
    assert shown("<" * 9, 4) == "&lt;&lt;&lt;…"
    assert shown("a\x1bb\nc") == "a\ufffdb c"


# --- what it says --------------------------------------------------------------------------------
def test_what_is_read_first() -> None:
    text = Page(render_page(usual())).text
    places = [
        text.index(words)
        for words in (
            "Desk low back", "Therapist: A. Example", "Sessions done", "6 of 18 planned", "6 → 4",
            "4 → 6.5", "2 stops", "Stopped: dizzy or faint", "Pain at rest 0 none",
            "Function, then and now",
            "Changes of dose", "Heat 5 times", "Not recorded in this time", "What the figures can",
        )
    ]  # fmt: skip
    assert places == sorted(places)
    assert "Therapist: A. Example, review on 15 Feb 2027" in text
    assert "May I carry shopping again?" in text
    assert "Glute bridge: 12 reps (accepted) – The last two went well (PR1)" in text
    assert "answered on 19 Dec 2026: it had a plain reason" in text
    assert "Glute bridge since 18 Dec 2026 (sharp pain)" in text
    assert "Made by rehab on 20 Jan 2027" in text


def test_no_word_of_a_cause() -> None:
    for facts in (usual(), replace(usual(), changes=()), EMPTY):
        assert not CAUSAL.search(Page(render_page(facts)).text)


def test_a_name_is_printed_only_where_one_is_given() -> None:
    assert 'Name: <span class="line"></span>' in render_page(usual())
    assert "Name: <b>Ada</b>" in render_page(replace(usual(), name="Ada"))


def test_an_empty_journal_has_a_page_too() -> None:
    text = Page(render_page(EMPTY)).text
    assert "Too few ratings for a median." in text
    assert "No stop, no warning word, nothing put aside in this time." in text
    assert "No activity was rated twice." in text
    assert "▼" in text


def test_days_before_the_first_entry_are_not_missing() -> None:
    late = replace(example(), first=FIRST - timedelta(days=70))
    text = Page(render_page(replace(usual(), report=late))).text
    assert "14 Dec 2026 to 20 Jan 2027" in text
    assert "of 38 days with an entry" in text


def test_an_open_stop_comes_first_wherever_it_lies() -> None:
    before = StopFact(FIRST - timedelta(days=400), "chest", sign="ST1a", tier=1)
    facts = replace(usual(), open_outside=[before])
    first = safety_items(facts)[0]
    assert first.when == "9 Nov 2025"
    assert "emergency sign" in first.what
    assert "not answered yet: sessions are closed" in first.what
    assert "1 not answered yet" in Page(render_page(facts)).text


def test_a_day_has_its_year_where_it_could_be_another() -> None:
    assert dated(LAST - timedelta(days=200), LAST) == "4 Jul"
    assert dated(LAST - timedelta(days=400), LAST) == "16 Dec 2025"
    assert dated(LAST + timedelta(days=1), LAST) == "21 Jan 2027"


# --- one side ------------------------------------------------------------------------------------
def test_what_is_unsafe_is_never_cut() -> None:
    facts = crowded(stops=60)
    facts = replace(facts, aside=[*facts.aside] * 15)
    text = Page(render_page(facts)).text
    for reason in REASONS:
        for sign in reason.signs:
            assert sign.words.removeprefix("none of these: ")[:35] in text
    for word in facts.report.words:
        assert word.quality.replace("-", " ").capitalize() in text
    assert text.count("a word about everything t…") >= len(facts.aside)
    assert "osteoporosis, high blood pressure, numb feet, a heart condition" in text


def test_lists_say_how_many_they_leave_out() -> None:
    facts = replace(crowded(stops=2), aside=(), flags=(), open_outside=())
    facts = replace(facts, report=replace(facts.report, words=()))
    text = Page(render_page(facts)).text
    assert re.search("Questions for you.*and [0-9]+ more.*Changes of dose", text, re.DOTALL)
    assert re.search("Changes of dose.*and [0-9]+ more.*Treatments", text, re.DOTALL)


def test_plots_give_way_to_what_is_unsafe() -> None:
    assert Page(render_page(crowded(stops=2))).text.count("no clear trend") < 5
    assert "No room for:" in Page(render_page(crowded())).text
    assert "No room for:" not in Page(render_page(usual())).text


@pytest.mark.parametrize("safety", range(45))
def test_the_lines_of_a_side_are_shared_out(safety: int) -> None:
    rows, room = layout(safety)
    assert safety + room + PLOT_LINES * rows == LINES + PLOT_LINES * 3
    assert room >= LEAST_LINES or rows == 0


@pytest.mark.parametrize("stops", [0, 1, 5, 12])
@pytest.mark.parametrize("bare", [True, False])
def test_no_column_is_longer_than_its_room(stops: int, bare: bool) -> None:
    facts = crowded(stops=stops)
    if bare:
        facts = replace(facts, aside=(), flags=(), open_outside=())
        facts = replace(facts, report=replace(facts.report, words=()))
    rendered = render_page(facts)
    safety = sum(lines(one.length, SAFETY_CELLS) for one in safety_items(facts))
    _, room = layout(safety)
    columns = rendered.split('<section class="two">')[1].split("<footer>")[0]
    for column in columns.split("<div>")[1:]:
        taken = column.count("<h2>") + 1 + column.count('<p class="row">')
        for item in re.findall("<li>(.*?)</li>", column):
            taken += lines(len(re.sub("<[^>]*>", "", item)), CELLS)
        assert taken <= max(room, LEAST_LINES) + 2


# --- plots ---------------------------------------------------------------------------------------
DRAWN: dict[str, Callable[[], str]] = {
    "page-pain.svg": lambda: ratings_plot(
        plot("pain", INPUTS, FIRST, LAST, columns=84, baseline=example().baseline), "Pain at rest"
    ),
    "page-sessions.svg": lambda: sessions_plot(
        FIRST, LAST, example().weeks, [FIRST + timedelta(days=4)], "Sessions"
    ),
}


@pytest.mark.parametrize("name", DRAWN)
def test_the_plots_are_drawn_as_they_were(name: str) -> None:
    golden = GOLDEN / name
    assert DRAWN[name]() + "\n" == golden.read_text(encoding="utf-8"), (
        "PYTHONPATH=src python tests/report/test_page.py"
    )


def test_every_rating_is_a_dot_and_a_gap_is_empty() -> None:
    drawn = plot("pain", INPUTS, FIRST, LAST, columns=84)
    svg = ratings_plot(drawn, "t")
    assert svg.count("h.01") == len(INPUTS.pain)
    empty = ratings_plot(plot("mood", ReportInputs(), FIRST, LAST, columns=84), "t")
    assert "h.01" not in empty


def test_dates_are_few_however_long_the_time() -> None:
    for days in (1, 6, 7, 40, 84, 400, 3650, 7280):
        named = dates(FIRST + timedelta(days=2), days)
        assert len(named) <= 7
        assert all(0 <= tick.at < days for tick in named)
    assert [tick.label for tick in dates(FIRST, 84)][:2] == ["14 Dec", "28 Dec"]
    assert dates(FIRST, 3650)[0].label == "Dec 2026"


def test_sessions_of_many_weeks_are_told_together() -> None:
    assert [weeks_in_a_pile(n) for n in (1, 53, 54, 520)] == [1, 1, 2, 10]
    weeks = [
        WeekRow(Week(FIRST + timedelta(weeks=n)), SessionCounts(done=1, planned=3))
        for n in range(520)
    ]
    svg = sessions_plot(FIRST, FIRST + timedelta(weeks=520), weeks, (), "t")
    assert svg.count('fill="#111"/>') == 52
    assert ">30<" in svg


# --- in a browser --------------------------------------------------------------------------------
@pytest.mark.long
@needs_chromium
@pytest.mark.parametrize(
    "facts",
    [usual(), crowded(), crowded(3650, stops=12), hostile("what somebody typed " * 200), EMPTY],
    ids=["usual", "crowded", "ten years", "long words", "empty"],
)
def test_a_browser_prints_one_side(facts: PageFacts, tmp_path: Path) -> None:
    assert sides(render_page(facts), tmp_path) == 1


if __name__ == "__main__":
    for name, draw in DRAWN.items():
        (GOLDEN / name).write_text(draw() + "\n", encoding="utf-8")
