"""`rehab remind`: the file, what it says on the way, and what it refuses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from cli_run import Rehab, a_home, a_rehab
from icalendar import Calendar

rehab, home = a_rehab, a_home


def events(file: Path) -> dict[str, Any]:
    page: Any = Calendar.from_ical(file.read_bytes())
    return {str(one["UID"]): one for one in page.walk("VEVENT")}


def test_made_again_after_a_change_it_takes_the_place_of_the_first(
    rehab: Rehab, home: Path
) -> None:
    file = home / "rehab.ics"
    ran = rehab("remind", "--ics", str(file))
    assert (ran.code, ran.out.split()) == (0, ["Written:", str(file)])
    assert "Days: Monday, Wednesday, Friday" in ran.err
    assert "Time: 18:00, as 0 sessions in 12 weeks say too little" in ran.err
    before = events(file)
    assert rehab("profile", "set", "days=tue,sat").code == 0
    assert rehab("remind", "--ics", str(file), "--at", "7:30", "--ahead", "15").code == 0
    after = events(file)
    assert list(before) == list(after)
    (event,) = after.values()
    assert (event["DTSTART"].dt.hour, event["DTSTART"].dt.minute) == (7, 30)
    assert event["RRULE"]["BYDAY"] == ["TU", "SA"]
    assert [a["TRIGGER"].dt.total_seconds() for a in event.walk("VALARM")] == [-900]


def test_without_a_file_the_calendar_alone_is_data(rehab: Rehab) -> None:
    ran = rehab("remind")
    assert ran.out.startswith("BEGIN:VCALENDAR")
    assert ran.out.rstrip().endswith("END:VCALENDAR")
    assert "Time zone:" in ran.err


@pytest.mark.parametrize(
    ("option", "value", "advice"), [("--at", "25:00", "7:30"), ("--ahead", "soon", "0 to 1440")]
)
def test_what_cant_be_read_is_told(rehab: Rehab, option: str, value: str, advice: str) -> None:
    ran = rehab("remind", option, value)
    assert (ran.code, ran.out) == (2, "")
    assert option in ran.err
    assert advice in ran.err
