"""What is noted days later counts as if it had been noted then."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cli_run import Rehab, a_home, a_rehab, the_catalogue
from cli_stage import practice_in

from rehab_tui.catalogue.model import Catalogue
from rehab_tui.clock import SystemClock
from rehab_tui.practice.past import read_history
from rehab_tui.practice.today import plan_today

pytestmark = pytest.mark.long

catalogue = the_catalogue
home = a_home
rehab = a_rehab
NOW = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
WEEK = (
    *(("-p", f"{level}@knee-left", "-f", f"stairs={9 - level}") for level in (1, 2, 3, 5, 8)),
    ("-p", "8@lower-back:numb", "-m", "2", "-s", "5h", "-t", "heat:15", "-n", "a bad day"),
    ("--done", "40", "-q", "2"),
)
"""Seven days, a line each, at 18:30."""


@pytest.mark.parametrize("programme", ["knee-oa", "mobility-starter"])
def test_the_rules_and_the_report_see_a_late_entry_like_one_of_its_day(
    rehab: Rehab, home: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch, programme: str
) -> None:
    seen = []
    for place in ("then", "late"):
        monkeypatch.setenv("REHAB_DATA_DIR", str(home / place / "data"))
        monkeypatch.setenv("REHAB_CONFIG_DIR", str(home / place / "config"))
        for back, words in zip(range(len(WEEK), 0, -1), WEEK, strict=True):
            at = (NOW - timedelta(days=back)).replace(hour=18, minute=30)
            _now_is(monkeypatch, at if place == "then" else NOW)
            late = ("--at", f"{at:%Y-%m-%d %H:%M}") if place == "late" else ()
            assert rehab("log", *words, *late).code == 0
        _now_is(monkeypatch, NOW)
        practice = practice_in(home / place / "data", catalogue, SystemClock())
        report = json.loads(rehab("report", "--format", "json").out)
        today = plan_today(practice, programme=programme)
        seen.append((read_history(practice.journal), today, report))
    assert seen[0] == seen[1]
    assert seen[0][0].pains
    assert seen[0][2]["weeks"][-1]["pain"]["n"] > 1


def _now_is(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr(SystemClock, "now", lambda _: moment)
