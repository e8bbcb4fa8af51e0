from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_example import (
    CAUSAL,
    FIRST,
    GOLDEN,
    INPUTS,
    LAST,
    RENDERED,
    REPORTS,
    built,
    example,
    foreign,
    on,
)

from each import each
from hostile import HOSTILE
from rehab_tui.report.facts import Rating, ReportInputs, SessionFact, StopFact
from rehab_tui.report.model import ActivityChange, FunctionChange, Report
from rehab_tui.report.table import columns_of, tables
from rehab_tui.report.text import render_text
from rehab_tui.report.words import hours
from rehab_tui.text import cell_width, clean


@pytest.mark.parametrize("name", RENDERED)
def test_golden_files(name: str) -> None:
    """After a wanted change: PYTHONPATH=src python tests/report/report_example.py."""
    assert RENDERED[name](example()).encode() == (GOLDEN / name).read_bytes()


def check(text: str, width: int, *, ascii_only: bool = False) -> None:
    assert max(map(cell_width, text.splitlines())) <= max(40, width)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert clean(text, lines=True) == text
    assert text.isascii() or not ascii_only
    assert all(line == line.rstrip() for line in text.splitlines())


@settings(max_examples=50)
@given(REPORTS, st.integers(1, 200), st.booleans())
def test_text_fits_its_width_and_claims_no_cause(
    report: Report, width: int, ascii_only: bool
) -> None:
    text = render_text(report, width, ascii_only=ascii_only)
    check(text, width, ascii_only=ascii_only)
    assert not CAUSAL.search(text)


@pytest.mark.parametrize("width", range(40, 161, 8))
def test_every_part_fits_every_width(width: int) -> None:
    for ascii_only in (False, True):
        check(render_text(example(), width, ascii_only=ascii_only), width, ascii_only=ascii_only)


def test_a_long_heading_over_many_ratings_is_broken() -> None:
    nights = [Rating(FIRST + timedelta(weeks=week), 0) for week in range(4) for _ in range(3)]
    report = built(ReportInputs(sleep_minutes=nights), FIRST, FIRST + timedelta(days=77))
    text = render_text(report, 40)
    assert "Each rating in order (· a week without),\nthe last 19\n" in text
    check(text, 40)


def test_no_text_of_a_report_claims_a_cause() -> None:
    for render in RENDERED.values():
        assert not CAUSAL.search(render(example()))


@each("hostile", HOSTILE)
def test_foreign_text_neither_steers_nor_breaks_lines(hostile: str) -> None:
    report = foreign(hostile)
    for width, ascii_only in ((40, False), (80, True), (130, False)):
        check(render_text(report, width, ascii_only=ascii_only), width, ascii_only=ascii_only)


def test_markup_is_shown_as_typed() -> None:
    for text in ("[bold red]x[/]", "<b>", "**x**", ":warning: :skull:"):
        shown = render_text(foreign(text))
        assert f"  {text}: 3 on 18 Dec, 6 on 18 Dec" in shown


@settings(max_examples=50)
@given(REPORTS)
def test_the_table_has_a_line_for_each_week(report: Report) -> None:
    text = render_text(report)
    if report.days_with_entries and report.first_entry is not None:
        for block in (part for part in text.split("\n\n") if part.startswith("Week ")):
            assert [line[:8] for line in block.splitlines()[1:]] == [
                row.week.label for row in report.weeks if row.week.last >= report.first_entry
            ]


def test_parts_come_in_a_calm_order_and_empty_ones_are_left_out() -> None:
    lines = render_text(example()).splitlines()
    headings = [line for line in lines if re.fullmatch("[A-Z][a-z ]+", line)]
    assert headings == [
        "Your weeks", "Then and now", "Median of each week", "What you did", "Over the weeks",
        "What you can do", "Stops and warning words", "What the coach changed", "Milestones",
        "Treatments", "What went together", "Time of day", "Not in these figures",
    ]  # fmt: skip
    text = render_text(built(ReportInputs(mood=[Rating(LAST, 3)]), FIRST, LAST))
    assert [heading for heading in headings if f"\n{heading}\n" in text] == ["Not in these figures"]


def test_two_columns_say_what_one_says() -> None:
    narrow, wide = (
        text[text.index("What you did") :]
        for text in (render_text(example(), 80), render_text(example(), 120))
    )
    assert sorted(wide.split()) == sorted(narrow.split())
    assert len(wide.splitlines()) < 0.7 * len(narrow.splitlines())


def test_a_long_list_shows_its_latest_lines() -> None:
    stops = tuple(StopFact(on(day), "dizzy") for day in range(20))
    activity = ActivityChange("climbing stairs", Rating(on(0), 3), Rating(on(9), 5), False)
    change = FunctionChange((activity,) * 12, 3.0, 5.0, "small")
    text = render_text(replace(example(), stops=stops, function_change=change))
    assert "giving way" in text, "a list of its own"
    assert "12 earlier, not shown here." in text
    assert "  25 Dec  Stopped" not in text
    assert text.count("Stopped: dizzy") == text.count("climbing stairs") == 8
    assert "And 4 more." in text


def test_fifty_two_weeks_and_more_still_fit() -> None:
    early = LAST - timedelta(weeks=520)
    report = built(INPUTS, early, LAST, other=[early])
    text = render_text(report, 80)
    assert max(map(len, text.splitlines())) <= 80
    assert "Median of each week, the last 59" in text


def test_a_long_line_shows_its_latest_part() -> None:
    early = LAST - timedelta(weeks=520)
    pain = [*[Rating(early, 9)] * 4, *[Rating(LAST, 2)] * 4]
    lines = render_text(built(ReportInputs(pain=pain), early, LAST)).splitlines()
    (drawn,) = [line for line in lines if line.startswith("Pain at rest  ")]
    assert "▂  n 8" in drawn
    assert "▇" not in drawn


def test_a_column_stays_where_it_just_fits() -> None:
    (whole,) = tables(example(), 1000)
    width = max(map(len, whole))
    assert tables(example(), width) == [whole]
    first, second = tables(example(), width - 1)
    assert max(map(len, first)) < width
    assert second[0].split() == ["Week", "Quality"]


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_no_figure_of_a_week_is_left_out_for_want_of_room(width: int) -> None:
    report = replace(example(), weeks=tuple(replace(row, stops=1) for row in example().weeks))
    heads = [part for lines in tables(report, width) for part in re.split("  +", lines[0].strip())]
    named = [head for head in heads if head not in ("Week", "Starts")]
    there = [one.head for one in columns_of(report) if one.head not in ("Week", "Starts")]
    assert sorted(named) == sorted(there)
    assert {"Quality", "Function", "Stops"} <= set(named)


def test_a_period_from_within_a_week_says_so() -> None:
    text = render_text(built(INPUTS, FIRST + timedelta(days=1), FIRST + timedelta(days=6)))
    assert "The first week is counted from 15 Dec 2026." in " ".join(text.split())
    assert "counted up to" not in text


def test_a_new_journal_is_not_reproached_for_the_time_before_it() -> None:
    begin = LAST - timedelta(days=3)
    inputs = ReportInputs(
        pain=[Rating(begin, 4), Rating(LAST, 3)], sessions=[SessionFact(LAST, 9, True)],
        planned={LAST - timedelta(days=LAST.weekday()): 3},
    )  # fmt: skip
    text = " ".join(render_text(built(inputs, FIRST, LAST)).split())
    assert "17 Jan to 20 Jan 2027, 2 weeks; days with an entry: 2 of 4" in text
    assert "2027-W01" not in text
    assert "Sessions: 1 of 3 planned done" in text
    assert "2 days have no entry" in text
    assert "The first entry is of 17 Jan 2027." in text


def test_sessions_from_before_a_plan_are_not_set_against_it() -> None:
    inputs = ReportInputs(
        sessions=[SessionFact(FIRST, 9, True), SessionFact(LAST, 9, True)],
        planned={LAST - timedelta(days=LAST.weekday()): 3},
    )
    assert "Sessions: 2 done, 18 minutes" in render_text(built(inputs, FIRST, LAST))


def test_an_empty_journal_invites() -> None:
    text = render_text(built(ReportInputs(), FIRST, LAST))
    assert "  rehab  " in text
    assert "  rehab log -p 3  " in text
    assert not re.search(r"(?<!-p )\b\d", text.replace("0 to 10", ""))


def test_a_silent_period_names_the_last_entry() -> None:
    later = LAST + timedelta(days=30)
    text = render_text(built(INPUTS, later, later + timedelta(days=13)))
    assert "Nothing was recorded in this time. The last entry is of 19 Jan 2027." in text
    assert "  rehab report --to 2027-01-19\n" in text


def test_too_few_ratings_are_shown_as_they_are() -> None:
    report = built(
        ReportInputs(pain=[Rating(FIRST, 5), Rating(FIRST, 0), Rating(FIRST, 7)]), FIRST, FIRST
    )
    text = render_text(report)
    assert "5, 0, 7" in text
    assert "takes four within seven days" in text
    assert "Not recorded in this time: worst pain, mood, sleep" in text
    assert "▅▁▆" in text


def test_a_baseline_waits_for_a_later_week() -> None:
    report = built(ReportInputs(pain=[Rating(FIRST, 5)] * 4), FIRST, LAST)
    assert "median 5, 4 ratings. A later week with four ratings" in " ".join(
        render_text(report).split()
    )


@pytest.mark.parametrize(
    ("minutes", "said"), [(0, "0m"), (45, "45m"), (60, "1h"), (392.5, "6h33"), (425, "7h05")]
)
def test_hours_as_people_say_them(minutes: float, said: str) -> None:
    assert hours(minutes) == said
