"""A calendar of the plan's days: what it says, read back by a calendar's own reader."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from rehab_tui.catalogue.model import Catalogue
from rehab_tui.clock import ManualClock
from rehab_tui.journal.records import Pain, SessionRecord, SessionState
from rehab_tui.journal.store import Journal
from rehab_tui.practice import pauses
from rehab_tui.practice.context import Practice, shipped_catalogue
from rehab_tui.practice.plan_file import PlanFile
from rehab_tui.practice.profile import change
from rehab_tui.practice.remind import SPREAD, USUAL, Reminder, calendar, reminder
from rehab_tui.programme.plan import WEEKDAYS

BERLIN = "Europe/Berlin"
MONDAY = datetime(2026, 10, 19, 9, 0, tzinfo=ZoneInfo(BERLIN))
"""The clocks go back on the Sunday after."""
DEVICE = "0192f0c1-7b1e-7000-8000-000000000001"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return shipped_catalogue()


@pytest.fixture
def practice(tmp_path: Path, catalogue: Catalogue) -> Practice:
    clock = ManualClock(MONDAY)
    plan = PlanFile(tmp_path / "plan.yaml", tmp_path / "kept.yaml", lambda: catalogue)
    return Practice(clock, catalogue, Journal.open(tmp_path / "j.sqlite3", clock), plan)


def write_plan(practice: Practice, text: str) -> None:
    assert practice.plan_file is not None
    practice.plan_file.path.write_text(f"schema: 1\n{text}", encoding="utf-8")


def began(
    practice: Practice,
    *hours: tuple[int, int],
    state: SessionState = "finished",
    rise: int | None = None,
) -> None:
    with practice.journal.act("sessions") as act:
        for back, (hour, minute) in enumerate(hours, 1):
            at = (MONDAY - timedelta(days=back)).replace(hour=hour, minute=minute)
            session = act.add(SessionRecord(at=at, state=state))
            if rise is not None:
                act.add(Pain(at=at, level=2, moment="before", session=session.id))
                act.add(Pain(at=at, level=2 + rise, moment="worst", session=session.id))


def events(content: bytes) -> dict[str, Any]:
    page: Any = Calendar.from_ical(content)
    return {str(one["UID"]): one for one in page.walk("VEVENT")}


def made(said: Reminder, zone: str | None = BERLIN, ahead: int = 10) -> dict[str, Any]:
    return events(calendar(said, zone, device=DEVICE, made=MONDAY, ahead=ahead))


def the_session(said: Reminder, zone: str | None = BERLIN) -> Any:
    return next(one for one in made(said, zone).values() if "RRULE" in one)


def moments(event: Any, n: int) -> Iterator[datetime]:
    start = event["DTSTART"].dt
    rule = rrulestr(event["RRULE"].to_ical().decode(), dtstart=start)
    return (at for at, _ in zip(rule, range(n), strict=False))


def test_the_plan_says_days_length_and_review(practice: Practice) -> None:
    write_plan(
        practice,
        "programme: desk-low-back\ndays: [tue, fri]\nminutes: 20\n"
        'therapist: {name: "Ann; Smith, PT", review: 2026-12-01}\n',
    )
    said = reminder(practice, time(7, 30))
    assert (said.days, said.minutes, said.first) == (("tue", "fri"), 20, date(2026, 10, 20))
    session = the_session(said)
    found = list(moments(session, 4))
    assert [(at.date().isoformat(), at.hour, at.minute) for at in found] == [
        ("2026-10-20", 7, 30), ("2026-10-23", 7, 30), ("2026-10-27", 7, 30), ("2026-10-30", 7, 30),
    ]  # fmt: skip
    offsets = [at.utcoffset() for at in found]
    assert offsets == [timedelta(hours=2)] * 2 + [timedelta(hours=1)] * 2
    review = next(one for one in made(said).values() if "RRULE" not in one)
    assert review["DTSTART"].dt == date(2026, 12, 1)
    assert str(review["SUMMARY"]) == "See Ann; Smith, PT again"
    assert [a["TRIGGER"].dt for a in review.walk("VALARM")] == [timedelta(hours=-15)]


def test_the_zone_comes_along(practice: Practice) -> None:
    page: Any = Calendar.from_ical(
        calendar(reminder(practice), BERLIN, device=DEVICE, made=MONDAY, ahead=0)
    )
    assert [str(zone["TZID"]) for zone in page.walk("VTIMEZONE")] == [BERLIN]
    assert the_session(reminder(practice), None)["DTSTART"].dt.tzinfo is None


def test_made_again_it_is_the_same_event(practice: Practice) -> None:
    before = set(made(reminder(practice)))
    change(practice, ["days=sun"], [])
    after = set(made(reminder(practice, time(6, 0))))
    assert before == after
    other = calendar(reminder(practice), BERLIN, device=DEVICE[:-1] + "2", made=MONDAY, ahead=10)
    assert not before & set(events(other))


def test_days_are_the_persons_or_spread(practice: Practice) -> None:
    assert reminder(practice).days == ("mon", "wed", "fri")
    assert "spread over the week" in reminder(practice).reasons[0]
    change(practice, ["days=sat,sun"], [])
    assert reminder(practice).days == ("sat", "sun")
    assert "as you chose" in reminder(practice).reasons[0]


def test_spread_days_are_as_many_as_asked_for() -> None:
    for count, named in SPREAD.items():
        days = named.split()
        assert len(set(days)) == len(days) == count
        assert days == [day for day in WEEKDAYS if day in days]


def test_the_time_is_that_of_the_sessions(practice: Practice) -> None:
    began(practice, (7, 50), (8, 10), (8, 20), (20, 0))
    said = reminder(practice)
    assert said.at == USUAL
    assert "4 sessions in 12 weeks say too little" in said.reasons[1]
    assert "this app's rule" in said.reasons[1]
    began(practice, (8, 16))
    said = reminder(practice)
    assert said.at == time(8, 15)
    assert "mostly began" in said.reasons[1]
    assert len(said.reasons) == 2, "one time of day alone is compared with none"
    assert reminder(practice, time(12, 0)).at == time(12)


def test_the_best_kept_time_is_proposed_and_told_of_in_figures(practice: Practice) -> None:
    began(practice, *[(7, 40)] * 14)
    began(practice, *[(9, 0)] * 2, state="left")
    began(practice, *[(19, 30)] * 5)
    began(practice, *[(20, 0)] * 3, state="left")
    began(practice, (21, 0), state="stopped")
    began(practice, *[(12, 0)] * 4)
    said = reminder(practice)
    assert said.at == time(7, 30)
    assert "as your morning sessions mostly began" in said.reasons[1]
    finished, *more = said.reasons[2:]
    assert finished == (
        "Sessions that you finished, by when you began them: morning 14 of 16, evening 5 of 9. "
        "None stands out."
    )
    assert more == [
        "Sessions that a stop ended: morning 0 of 16, evening 1 of 9.",
        "Told from 5 sessions at a time of day on; this app's rule.",
    ]
    asked = reminder(practice, time(6, 15))
    assert asked.at == time(6, 15)
    assert asked.reasons[2:] == said.reasons[2:]


def test_one_that_stands_out_is_named_and_pain_is_told_where_it_was_rated(
    practice: Practice,
) -> None:
    began(practice, *[(18, 30)] * 20, rise=0)
    began(practice, *[(8, 0)] * 10, state="left", rise=2)
    said = reminder(practice)
    assert said.at == time(18, 30)
    assert "evening 20 of 20, morning 0 of 10. Most often: evening." in said.reasons[2]
    assert "morning 2 (n 10), evening 0 (n 20)" in said.reasons[-1]
    words = " ".join(said.reasons).lower()
    for causal in ("because", "due to", "leads to", "better for you", "should", "cause"):
        assert causal not in words


def test_old_sessions_and_those_still_open_do_not_count(practice: Practice) -> None:
    began(practice, *[(7, 0)] * 9, state="running")
    with practice.journal.act("long ago") as act:
        for back in range(9):
            at = MONDAY - timedelta(weeks=13, days=back)
            act.add(SessionRecord(at=at, state="finished"))
    assert reminder(practice).at == USUAL


def test_a_pause_is_left_out(practice: Practice) -> None:
    change(practice, ["days=mon,thu"], [])
    pauses.begin_pause(practice, "travel", date(2026, 10, 27))
    said = reminder(practice)
    assert said.skipped == (date(2026, 10, 19), date(2026, 10, 22), date(2026, 10, 26))
    left = the_session(said)["EXDATE"]
    skipped = [one.dt for part in left for one in part.dts]
    assert set(skipped) <= set(moments(the_session(said), 3))
    assert len(skipped) == 3


@settings(max_examples=25)
@given(
    text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200),
    at=st.times(),
    days=st.sets(st.sampled_from(WEEKDAYS), min_size=1),
)
def test_any_words_come_back_as_they_were(text: str, at: time, days: set[str]) -> None:
    first = date(2026, 10, 19)
    chosen = tuple(day for day in WEEKDAYS if day in days)
    while WEEKDAYS[first.weekday()] not in chosen:
        first += timedelta(days=1)
    said = Reminder(
        title=text, words=text, days=chosen, at=at.replace(second=0, microsecond=0, fold=0),
        minutes=15, first=first, skipped=(), review=None, therapist="", reasons=(),
    )  # fmt: skip
    session = the_session(said, None)
    assert str(session["SUMMARY"]) == text
    assert session["DTSTAMP"].dt == MONDAY.astimezone(UTC)
    assert {WEEKDAYS[moment.weekday()] for moment in moments(session, 7)} == days
