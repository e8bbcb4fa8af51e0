from __future__ import annotations

import json
import re
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_example import CAUSAL, FIRST, GOLDEN, INPUTS, LAST, RENDERED, built, example

from rehab_tui.report.as_json import render_json
from rehab_tui.report.facts import ElsewhereFact, Rating, ReportInputs, SessionFact, StopFact
from rehab_tui.report.model import Report
from rehab_tui.report.table import table
from rehab_tui.report.text import render_text
from rehab_tui.report.words import hours, span

SUMMARY_KEYS = ["n", "median", "min", "max"]


@pytest.mark.parametrize("name", RENDERED)
def test_golden_files(name: str) -> None:
    """After a wanted change: PYTHONPATH=src python tests/report/report_example.py."""
    assert RENDERED[name](example()) == (GOLDEN / name).read_text(encoding="utf-8")


# --- text ----------------------------------------------------------------------------------------

offsets = st.integers(-10, 80)
some = st.lists(
    st.tuples(offsets, st.integers(0, 10)).map(
        lambda pair: Rating(FIRST + timedelta(days=pair[0]), pair[1])
    ),
    max_size=30,
)
reports = st.builds(
    lambda pain, mood, minutes, sessions, walks, length: built(
        ReportInputs(
            pain=pain,
            mood=mood,
            sleep_minutes=[Rating(one.day, one.value * 100) for one in minutes],
            sessions=[SessionFact(one.day, one.value, one.value > 4) for one in sessions],
            elsewhere=[ElsewhereFact(one.day, one.value * 10 or None) for one in walks],
            stops=[StopFact(one.day, "other") for one in walks],
            planned=lambda monday: monday.month,
        ),
        FIRST,
        FIRST + timedelta(days=length),
    ),
    some, some, some, some, some, st.integers(0, 80),
)  # fmt: skip


@given(reports, st.integers(1, 200), st.booleans())
def test_text_fits_its_width_and_claims_no_cause(
    report: Report, width: int, ascii_only: bool
) -> None:
    text = render_text(report, width, ascii_only=ascii_only)
    assert max(map(len, text.splitlines())) <= max(40, width)
    assert not CAUSAL.search(text)
    assert "\x1b" not in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert text.isprintable() or set(filter(lambda one: not one.isprintable(), text)) == {"\n"}
    assert text.isascii() or not ascii_only
    assert all(line == line.rstrip() for line in text.splitlines())


@given(reports)
def test_the_table_has_a_line_for_each_week(report: Report) -> None:
    text = render_text(report)
    if report.days_with_entries and report.first_entry is not None:
        heading, *lines = text.split("\n\n")[1].splitlines()
        assert heading.startswith("Week ")
        assert [line[:8] for line in lines] == [
            row.week.label for row in report.weeks if row.week.last >= report.first_entry
        ]


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
    whole = table(example(), 1000)
    width = max(map(len, whole))
    assert table(example(), width) == whole
    assert max(map(len, table(example(), width - 1))) < width


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
    assert "Nothing was recorded in this time. The last entry is of 19 Jan 2027:" in text
    assert "  rehab report --to 2027-01-19\n" in text


def test_the_title_is_the_callers() -> None:
    assert render_text(example(), title="Four weeks of knees").startswith("Four weeks of knees\n")


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


def test_a_span_says_a_shared_year_once() -> None:
    assert span(date(2026, 8, 31), date(2026, 9, 6)) == "31 Aug to 6 Sep 2026"
    assert span(FIRST, FIRST) == "14 Dec 2026"
    assert span(FIRST, LAST) == "14 Dec 2026 to 20 Jan 2027"


# --- JSON ----------------------------------------------------------------------------------------


def parsed(report: Report) -> dict[str, Any]:
    found = json.loads(render_json(report))
    assert isinstance(found, dict)
    return found


def test_json_has_exactly_the_documented_keys() -> None:
    document = parsed(example())
    assert list(document) == ["schema", "from", "to", "weeks", "changes", "links"]
    assert (document["schema"], document["from"], document["to"]) == (1, "2026-12-14", "2027-01-20")
    for week in document["weeks"]:
        assert list(week) == [
            "week", "start", "sessions", "pain", "pain_worst", "mood", "sleep_minutes",
            "sleep_quality", "function", "effort", "stops",
        ]  # fmt: skip
        assert list(week["sessions"]) == ["done", "partly", "elsewhere", "planned", "minutes"]
        assert all(list(week[name]) == SUMMARY_KEYS for name in list(week)[3:-1])
    (change,) = document["changes"]
    assert list(change) == [
        "measure", "rule", "baseline", "week", "n", "median", "points", "percent", "verdict",
        "small_numbers", "text",
    ]  # fmt: skip
    assert list(change["baseline"]) == ["from", "to", "n", "median"]
    assert document["links"] == []


def test_json_of_an_empty_journal_has_nulls_and_every_week() -> None:
    document = parsed(built(ReportInputs(), FIRST, LAST))
    assert [week["week"] for week in document["weeks"]] == [
        "2026-W51", "2026-W52", "2026-W53", "2027-W01", "2027-W02", "2027-W03",
    ]  # fmt: skip
    for week in document["weeks"]:
        assert week["pain"] == {"n": 0, "median": None, "min": None, "max": None}
        assert week["sessions"]["done"] == week["stops"] == 0


@given(reports)
def test_json_agrees_with_the_report(report: Report) -> None:
    text = render_json(report)
    assert text.isascii()
    assert text.endswith("}\n")
    weeks = parsed(report)["weeks"]
    assert len(weeks) == len(report.weeks)
    for week, row in zip(weeks, report.weeks, strict=True):
        pain = week["pain"]
        assert (pain["n"], pain["min"], pain["max"]) == (row.pain.n, row.pain.low, row.pain.high)
        assert pain["median"] == row.pain.median
        assert (pain["median"] is None) == (pain["n"] < 4)
