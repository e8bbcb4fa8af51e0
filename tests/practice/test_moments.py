"""How a day and a time are read, in every zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typed_values import BERLIN, NOW, TEXTS, refusal

from rehab_tui.errors import UsageError
from rehab_tui.practice import moments

LORD_HOWE = ZoneInfo("Australia/Lord_Howe")
APIA = ZoneInfo("Pacific/Apia")


def when(text: str, now: datetime = NOW) -> str:
    return moments.parse_when(text, now).isoformat(timespec="minutes")


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("now", "2026-11-23T09:00+01:00"),
        ("7:30", "2026-11-23T07:30+01:00"),
        ("9:00", "2026-11-23T09:00+01:00"),
        ("today 7:30", "2026-11-23T07:30+01:00"),
        ("yesterday", "2026-11-22T12:00+01:00"),
        ("Yesterday  21:00", "2026-11-22T21:00+01:00"),
        ("mon", "2026-11-16T12:00+01:00"),
        ("mon 7:30", "2026-11-23T07:30+01:00"),
        ("mon 0:00", "2026-11-23T00:00+01:00"),
        ("mon 9:30", "2026-11-16T09:30+01:00"),
        ("sunday", "2026-11-22T12:00+01:00"),
        ("tue", "2026-11-17T12:00+01:00"),
        ("thurs 23:59", "2026-11-19T23:59+01:00"),
        ("0m ago", "2026-11-23T09:00+01:00"),
        ("30m ago", "2026-11-23T08:30+01:00"),
        ("2h ago", "2026-11-23T07:00+01:00"),
        ("1h30 ago", "2026-11-23T07:30+01:00"),
        ("90 minutes ago", "2026-11-23T07:30+01:00"),
        ("1 day ago", "2026-11-22T12:00+01:00"),
        ("3 days ago 7:30", "2026-11-20T07:30+01:00"),
        ("2 weeks ago", "2026-11-09T12:00+01:00"),
        ("2026-11-20", "2026-11-20T12:00+01:00"),
        ("2026-11-20 07:30", "2026-11-20T07:30+01:00"),
        ("2026-11-20T07:30", "2026-11-20T07:30+01:00"),
        ("2026-07-01 7:30", "2026-07-01T07:30+02:00"),
        ("2000-01-01", "2000-01-01T12:00+01:00"),
        ("2024-02-29", "2024-02-29T12:00+01:00"),
    ],
)
def test_when(text: str, at: str) -> None:
    assert when(text) == at


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("9:01", "'9:01' is still to come"),
        ("today", "without a time means noon"),
        ("0 days ago", "without a time means noon"),
        ("tomorrow", "is still to come"),
        ("2026-11-24", "is still to come"),
        ("2027-01-01", "is still to come"),
        ("9999-12-31 23:59", "is still to come"),
        ("1999-12-31", "is before the year 2000"),
        ("0001-01-01", "is before the year 2000"),
        ("0000-01-01", "is not a day of the calendar"),
        ("9999 weeks ago", "is before the year 2000"),
        ("2026-02-29", "is not a day of the calendar"),
        ("2026-13-01", "is not a day of the calendar"),
        ("24:00", "is not a time of day"),
        ("mon 7:60", "is not a time of day"),
        ("yesteday", "Did you mean yesterday?"),
        ("last night", "Write it as yesterday 21:00"),
        ("5", "is not a moment I can read"),
        ("7pm", "is not a moment I can read"),
        ("mont7:30", "is not a moment I can read"),
        ("2h", "is not a moment I can read"),
        ("20.11.2026", "is not a moment I can read"),
        ("2026-11-20T07:30:00Z", "is not a moment I can read"),
        ("", "is not a moment I can read"),
        ("  ", "is not a moment I can read"),
        ("٧:30", "is not a moment I can read"),
        ("2026-03-29 02:30", "the clocks at home skipped 02:30"),
        ("\x1b]52;c;x\x07", "'\ufffd]52;c;x\ufffd' is not a moment"),
    ],
)
def test_when_refused(text: str, words: str) -> None:
    error = refusal(moments.parse_when, text, NOW)
    assert words in str(error)
    assert error.where == "--at"


def test_today_without_a_time_is_noon_once_that_is_past() -> None:
    assert when("today", NOW.replace(hour=12)) == "2026-11-23T12:00+01:00"
    assert when("0 days ago", NOW.replace(hour=13)) == "2026-11-23T12:00+01:00"


def test_todays_weekday_without_a_time_is_a_week_ago_all_day() -> None:
    assert when("mon", NOW.replace(hour=1)) == "2026-11-16T12:00+01:00"
    assert when("mon", NOW.replace(hour=23)) == "2026-11-16T12:00+01:00"


def test_an_hour_that_came_twice_means_the_first() -> None:
    second = datetime(2026, 10, 25, 2, 15, fold=1, tzinfo=BERLIN)
    assert when("2:30", second) == "2026-10-25T02:30+02:00"
    assert when("sun 2:30", second) == "2026-10-25T02:30+02:00"
    assert when("now", second) == "2026-10-25T02:15+01:00"
    assert when("1h ago", second) == "2026-10-25T02:15+02:00"
    assert when("2h ago", second) == "2026-10-25T01:15+02:00"
    first = second.replace(fold=0)
    assert "still to come" in str(refusal(moments.parse_when, "2:30", first))


def test_half_an_hour_of_summer_time() -> None:
    now = datetime(2026, 10, 4, 9, 0, tzinfo=LORD_HOWE)
    assert when("1:59", now) == "2026-10-04T01:59+10:30"
    assert when("2:30", now) == "2026-10-04T02:30+11:00"
    assert "skipped 02:15" in str(refusal(moments.parse_when, "2:15", now))
    assert when("7h ago", now) == "2026-10-04T01:30+10:30"
    autumn = datetime(2026, 4, 5, 9, 0, tzinfo=LORD_HOWE)
    assert when("1:45", autumn) == "2026-04-05T01:45+11:00"


def test_a_day_that_never_was() -> None:
    now = datetime(2011, 12, 31, 13, 0, tzinfo=APIA)
    assert "never was" in str(refusal(moments.parse_when, "yesterday", now))
    assert "never was" in str(refusal(moments.parse_when, "2011-12-30 08:00", now))
    assert when("2 days ago", now) == "2011-12-29T12:00-10:00"
    assert when("14h ago", now) == "2011-12-29T23:00-10:00"
    assert when("today", now) == "2011-12-31T12:00+14:00"


def test_the_years_edge() -> None:
    now = datetime(2027, 1, 1, 8, 0, tzinfo=BERLIN)
    assert when("yesterday", now) == "2026-12-31T12:00+01:00"
    assert when("fri", now) == "2026-12-25T12:00+01:00"


def test_the_home_zone_can_be_given() -> None:
    bare = NOW.astimezone(timezone(timedelta(hours=1)))

    def berlin(moment: datetime) -> datetime:
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=BERLIN).astimezone(UTC)
        return moment.astimezone(BERLIN)

    at = moments.parse_when("2026-07-01 7:30", bare, berlin)
    assert at.isoformat() == "2026-07-01T07:30:00+02:00"


def test_a_bare_offset_that_is_the_machines_follows_the_machines_rules() -> None:
    summer, winter = (datetime(2026, month, 1, 12).astimezone() for month in (7, 1))
    now = datetime(2026, 11, 23, 9).astimezone()
    assert moments.parse_when("2026-07-01", now) == summer
    assert moments.parse_when("2026-01-01", now) == winter


def test_a_bare_offset_from_elsewhere_holds_for_all_days() -> None:
    here = datetime(2026, 11, 23, 9).astimezone().utcoffset() or timedelta()
    elsewhere = timezone(here + timedelta(minutes=17))
    at = moments.parse_when("2026-07-01", datetime(2026, 11, 23, 9, tzinfo=elsewhere))
    assert at == datetime(2026, 7, 1, 12, tzinfo=elsewhere)


def test_now_needs_its_offset() -> None:
    with pytest.raises(ValueError, match="offset"):
        moments.parse_when("now", NOW.replace(tzinfo=None))


MOMENTS = st.datetimes(
    datetime(2000, 1, 2),  # noqa: DTZ001 - the strategy adds the zone
    datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([BERLIN, LORD_HOWE, APIA, UTC, ZoneInfo("America/St_Johns")]),
)  # fmt: skip
WORDS = st.builds(
    lambda day, clock: f"{day} {clock}".strip(),
    st.sampled_from(
        ["", "today", "yesterday", "mon", "wednesday", "sun", "2 days ago", "1 week ago", "5h ago",
         "70 min ago", "2011-12-30", "2026-03-29", "2026-10-25", "2099-12-31"]
    ),
    st.just("") | st.builds("{:d}:{:02d}".format, st.integers(0, 24), st.integers(0, 60)),
)  # fmt: skip


@given(WORDS | TEXTS, MOMENTS)
def test_when_is_never_in_the_future_and_never_before_2000(text: str, now: datetime) -> None:
    try:
        at = moments.parse_when(text, now)
    except UsageError:
        return
    assert at.astimezone(UTC) <= now.astimezone(UTC)
    assert at.year >= moments.EARLIEST_YEAR
    assert at.utcoffset() == at.astimezone(now.tzinfo).utcoffset()


@given(MOMENTS, st.integers(0, 20_000))
def test_what_happened_can_be_typed_as_its_date(now: datetime, minutes: int) -> None:
    past = (now.astimezone(UTC) - timedelta(minutes=minutes)).astimezone(now.tzinfo)
    if past.year < moments.EARLIEST_YEAR:
        return
    at = moments.parse_when(f"{past:%Y-%m-%d %H:%M}", now)
    whole = past.replace(second=0, microsecond=0, fold=0)
    assert at.astimezone(UTC) == whole.astimezone(UTC)


def test_say_when() -> None:
    def said(text: str) -> str:
        return moments.say_when(moments.parse_when(text, NOW), NOW)

    assert said("7:30") == "today 07:30"
    assert said("yesterday 21:00") == "yesterday 21:00"
    assert said("2026-11-20 7:30") == "Fri 20 Nov 2026 07:30 (3 days ago)"
    assert moments.say_when(NOW + timedelta(days=2), NOW) == "Wed 25 Nov 2026 09:00"
    assert moments.say_when(NOW + timedelta(days=1), NOW) == "Tue 24 Nov 2026 09:00"
