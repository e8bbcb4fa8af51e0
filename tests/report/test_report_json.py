from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from report_example import FIRST, LAST, REPORTS, built, example, foreign

from each import each
from hostile import HOSTILE
from rehab_tui.report.as_json import render_json
from rehab_tui.report.facts import ReportInputs
from rehab_tui.report.model import Report

SUMMARY_KEYS = ["n", "median", "min", "max"]
TELLING = ["changes", "links", "trends", "words", "stops", "decisions"]


def no_constant(name: str) -> None:
    raise AssertionError(f"{name} is no JSON")


def parsed(report: Report) -> dict[str, Any]:
    found = json.loads(render_json(report), parse_constant=no_constant)
    assert isinstance(found, dict)
    return found


def test_json_has_exactly_the_documented_keys() -> None:
    document = parsed(example())
    assert list(document) == [
        "schema", "from", "to", "weeks", "changes", "links", "pairs", "trends", "function_change",
        "global_change", "words", "stops", "decisions", "treatments", "milestones", "times", "kept",
        "sleep_efficiency", "days", "missing",
    ]  # fmt: skip
    assert (document["schema"], document["from"], document["to"]) == (1, "2026-12-14", "2027-01-20")
    for week in document["weeks"]:
        assert list(week) == [
            "week", "start", "sessions", "pain", "pain_worst", "mood", "sleep_minutes",
            "sleep_quality", "function", "effort", "stops", "intervals",
        ]  # fmt: skip
        assert list(week["sessions"]) == ["done", "partly", "elsewhere", "planned", "minutes"]
        assert all(list(week[name]) == SUMMARY_KEYS for name in list(week)[3:-2])
    change = document["changes"][0]
    assert list(change) == [
        "measure", "rule", "baseline", "week", "n", "median", "points", "percent", "verdict",
        "small_numbers", "against", "text",
    ]  # fmt: skip
    assert list(change["baseline"]) == ["from", "to", "n", "median"]


def test_what_is_told_has_its_words() -> None:
    document = parsed(example())
    assert all(part["text"] for name in TELLING for part in document[name])
    assert all(document[name]["text"] for name in ("function_change", "times", "kept"))
    sleep, _ = document["links"]
    assert (sleep["name"], sleep["n"], sleep["effective_n"], sleep["rho"]) == (
        "sleep", 31, 19.5, -0.38,
    )  # fmt: skip
    assert document["pairs"] == {"sleep": 31, "session": 19, "mood": 30}
    assert document["stops"][0]["at"] == "18:20:00"
    assert document["function_change"]["activities"][0]["first"] == {
        "day": "2026-12-14", "value": 3,
    }  # fmt: skip


def test_json_of_an_empty_journal_has_nulls_and_every_week() -> None:
    document = parsed(built(ReportInputs(), FIRST, LAST))
    assert [week["week"] for week in document["weeks"]] == [
        "2026-W51", "2026-W52", "2026-W53", "2027-W01", "2027-W02", "2027-W03",
    ]  # fmt: skip
    for week in document["weeks"]:
        assert week["pain"] == {"n": 0, "median": None, "min": None, "max": None}
        assert week["sessions"]["done"] == week["stops"] == 0
    assert all(document[name] == [] for name in (*TELLING, "treatments", "milestones"))
    assert document["function_change"] is document["times"] is document["sleep_efficiency"] is None


@settings(max_examples=50)
@given(REPORTS)
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
        assert ("pain" in week["intervals"]) == (row.pain.interval is not None)


@each("hostile", HOSTILE)
def test_foreign_text_is_escaped_and_kept(hostile: str) -> None:
    """Nothing but printable ASCII and line ends; every character comes back."""
    text = render_json(foreign(hostile))
    assert text.isascii()
    assert text.replace("\n", "").isprintable()
    activities = parsed(foreign(hostile))["function_change"]["activities"]
    assert activities[0]["activity"] == hostile or "\ud83d\ude00" in hostile


def test_what_is_no_number_is_refused() -> None:
    report = example()
    trends = (replace(report.trends[0], slope=float("nan")),)
    with pytest.raises(ValueError, match="NaN"):
        render_json(replace(report, trends=trends))
