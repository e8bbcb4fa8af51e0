from __future__ import annotations

import csv
import io
import re

from hypothesis import given, settings
from report_example import REPORTS, example, foreign

from each import each
from hostile import HOSTILE
from rehab_tui.report.as_csv import HEADER, render_csv
from rehab_tui.report.build import MEASURES
from rehab_tui.report.model import Report
from rehab_tui.text import clean, no_formula


def rows(report: Report) -> list[dict[str, str]]:
    text = render_csv(report)
    assert text.count("\r\n") == text.count("\n")
    table = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    assert tuple(table.fieldnames or ()) == HEADER
    found = list(table)
    assert all(None not in row and None not in row.values() for row in found)
    return found


@settings(max_examples=50)
@given(REPORTS)
def test_the_table_says_what_the_report_says(report: Report) -> None:
    found = {(row["week"], row["measure"]): row for row in rows(report)}
    assert len(found) == len(report.weeks) * (len(MEASURES) + 6)
    for week in report.weeks:
        for measure in MEASURES:
            row, one = found[week.week.label, measure], week.of(measure)
            assert row["start"] == week.week.start.isoformat()
            assert row["n"] == str(one.n)
            for name, value in (("median", one.median), ("min", one.low), ("max", one.high)):
                assert (float(row[name]) if row[name] else None) == value
        done = found[week.week.label, "sessions_done"]
        assert done["value"] == str(week.sessions.done)
        planned = found[week.week.label, "sessions_planned"]["value"]
        assert (int(planned) if planned else None) == week.sessions.planned


def test_an_activity_has_its_first_and_its_last_rating() -> None:
    found = [row for row in rows(example()) if row["activity"]]
    assert [(row["week"], row["measure"], row["activity"], row["value"]) for row in found[:2]] == [
        ("2026-W51", "function_first", "getting up from the sofa", "3"),
        ("2027-W02", "function_last", "getting up from the sofa", "6"),
    ]


@each("hostile", HOSTILE)
def test_foreign_text_is_no_formula_and_steers_nothing(hostile: str) -> None:
    """What a spreadsheet would run."""
    report = foreign(hostile)
    named = [row["activity"] for row in rows(report) if row["measure"] == "function_first"]
    assert named == [no_formula(clean(hostile))] * 2
    for name in named:
        assert not re.match(r"\s*[=+\-@]", name)
        assert clean(name) == name
