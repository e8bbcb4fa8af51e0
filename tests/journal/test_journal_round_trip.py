"""What is added is what is read back, for every kind of entry."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rehab_tui.clock import ManualClock
from rehab_tui.journal import records as r
from rehab_tui.journal import vocabulary as v
from rehab_tui.journal.store import Journal

NOW = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
SESSION = "01a20000-0000-7000-8000-000000000001"
ZONES = [ZoneInfo(name) for name in (
    "Australia/Lord_Howe", "Pacific/Apia", "Pacific/Chatham", "America/New_York", "UTC",
)]  # fmt: skip
# Days with an hour that is missing or comes twice, a week 53, a leap day, midnight at the ends.
EDGES = [datetime(*moment) for moment in (  # noqa: DTZ001 - zones are added below
    (2027, 4, 4, 1, 45), (2026, 10, 4, 2, 10), (2026, 11, 1, 1, 30),
    (2027, 1, 1), (2028, 2, 29, 23, 59, 59, 999_999),
)]  # fmt: skip

MOMENTS = st.one_of(
    st.datetimes(
        min_value=datetime(1950, 1, 1),  # noqa: DTZ001
        max_value=datetime(2150, 1, 1),  # noqa: DTZ001
        timezones=st.one_of(
            st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes))),
            st.sampled_from(ZONES),
        ),
    ),
    st.builds(
        lambda at, zone, fold: at.replace(tzinfo=zone, fold=fold),
        st.sampled_from(EDGES), st.sampled_from(ZONES), st.integers(0, 1),
    ),
)  # fmt: skip
# Hypothesis' own text leaves surrogates out; those are what a broken argument brings.
TEXT = st.text(
    st.one_of(st.characters(), st.sampled_from("\ud800\udcff\x00\x1b\u202e\u0301😀👩‍🦽ß")),
    min_size=1, max_size=20,
)  # fmt: skip
WHOLE = st.integers(0, 1440) | st.none()
SCORE = st.integers(0, 10)
MAYBE_SESSION = st.sampled_from([None, SESSION])


def one_of(words: tuple[str, ...]) -> st.SearchStrategy[str | None]:
    return st.sampled_from([*words, None])


def answers_to(question: str) -> st.SearchStrategy[str | None]:
    allowed = v.ASKED[question]
    return TEXT | st.none() if allowed is None else one_of(allowed)


def build(record_type: type[r.Record], **values: Any) -> st.SearchStrategy[r.Record]:
    return st.builds(record_type, at=MOMENTS, **values)


RECORDS = st.one_of(
    build(
        r.Pain, level=SCORE, site=one_of(v.SITES), quality=one_of(v.QUALITIES),
        moment=st.sampled_from(v.PAIN_MOMENTS), session=MAYBE_SESSION, exercise=TEXT | st.none(),
    ),
    build(r.Mood, level=st.integers(1, 5), session=MAYBE_SESSION),
    build(
        r.Sleep, minutes=st.integers(0, 1440), quality=st.integers(1, 5) | st.none(),
        bed=st.just("22:30") | st.none(), wake=st.just("06:05") | st.none(), latency=WHOLE,
        awakenings=st.integers(0, 100) | st.none(), awake=WHOLE,
    ),
    build(r.Function, activity=TEXT, level=SCORE),
    build(
        r.Treatment, what=st.sampled_from(v.TREATMENTS), minutes=st.integers(1, 1440) | st.none()
    ),
    build(r.DoneElsewhere, minutes=st.integers(1, 1440) | st.none(), what=TEXT | st.just("")),
    build(r.Note, text=TEXT, session=MAYBE_SESSION),
    build(
        r.SessionRecord, state=st.sampled_from(v.SESSION_STATES), programme=TEXT | st.none(),
        phase=SCORE | st.none(), week=SCORE | st.none(), prescription=TEXT,
        sets=st.integers(0, 10_000), seconds=st.integers(0, 86_400), effort=SCORE | st.none(),
    ),
    build(
        r.SetRecord, session=st.just(SESSION), item=SCORE, exercise=TEXT,
        number=st.integers(1, 10_000), side=st.sampled_from(v.SET_SIDES), reps=WHOLE,
        reps_prescribed=st.integers(0, 100_000), seconds=WHOLE, seconds_prescribed=WHOLE,
        load=TEXT | st.none(), variant=TEXT, instead_of=TEXT | st.none(), reason=TEXT | st.none(),
        two_more=st.booleans() | st.none(),
    ),
    build(
        r.CheckIn, session=MAYBE_SESSION, moment=st.sampled_from(v.CHECK_MOMENTS),
        effort=SCORE | st.none(), stiffness=one_of(v.STIFFNESS),
    ),
    st.sampled_from(list(v.ASKED)).flatmap(
        lambda question: build(
            r.CheckIn, session=MAYBE_SESSION, moment=st.just("now"), question=st.just(question),
            about=TEXT | st.just(""), answer=answers_to(question),
        )
    ),
    build(
        r.StopEvent, reason=TEXT, session=MAYBE_SESSION, exercise=TEXT | st.none(),
        sign=TEXT | st.none(), tier=st.integers(1, 5) | st.none(), answer=TEXT | st.none(),
        answered=MOMENTS | st.none(),
    ),
    build(
        r.DecisionRecord, rule=TEXT, reason=TEXT, session=MAYBE_SESSION,
        exercise=TEXT | st.none(), change=TEXT | st.none(), answer=one_of(v.OFFER_ANSWERS),
    ),
    build(r.ProfileAnswer, key=TEXT, value=TEXT | st.none()),
)  # fmt: skip


@cache
def pristine() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "journal.sqlite3"
        with Journal.open(path, ManualClock(NOW)).act("began") as act:
            act.add(r.SessionRecord(at=NOW, id=SESSION))
        return path.read_bytes()


@contextmanager
def fresh_journal() -> Iterator[Journal]:
    """A journal with one session, copied rather than made anew."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "journal.sqlite3"
        path.write_bytes(pristine())
        yield Journal.open(path, ManualClock(NOW))


def mended(text: str) -> str:
    return "".join("\ufffd" if c == "\0" or 0xD800 <= ord(c) < 0xE000 else c for c in text)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(RECORDS, min_size=1, max_size=8))
def test_what_was_added_is_read_back(given_records: list[r.Record]) -> None:
    with fresh_journal() as journal:
        with journal.act("logged") as act:
            kept = [act.add(record) for record in given_records]
        replaced = 0
        for record, stored in zip(given_records, kept, strict=True):
            lost = record.at.astimezone(UTC) - stored.at
            assert timedelta() <= lost < timedelta(milliseconds=1)
            assert stored.at.utcoffset() == record.at.utcoffset()
            assert stored.day == record.day
            for name in record.__dataclass_fields__.keys() - {"id", "at", "answered"}:
                value, now = getattr(record, name), getattr(stored, name)
                assert now == (mended(value) if isinstance(value, str) else value)
                replaced += mended(value).count("\ufffd") if isinstance(value, str) else 0
                replaced -= value.count("\ufffd") if isinstance(value, str) else 0
            assert journal.get(type(record), stored.id) == stored
        assert act.replaced == replaced
        for record_type in r.ENTRY_TYPES:
            expected = [record for record in kept if type(record) is record_type]
            found = [e for e in journal.entries(record_type) if e.id != SESSION]
            assert found == sorted(expected, key=lambda record: (record.at, record.id))
            assert all(e.at.utcoffset() is not None for e in found)


@settings(max_examples=12, deadline=None)
@given(RECORDS, MOMENTS)
def test_a_changed_entry_reads_as_changed(record: r.Record, moved: datetime) -> None:
    with fresh_journal() as journal:
        with journal.act("logged") as act:
            first = act.add(record)
        with journal.act("edited") as act:
            second = act.change(replace(first, at=moved))
        assert journal.get(type(record), first.id) == second
        assert second.day == moved.date()
