from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, timezone
from itertools import pairwise
from statistics import median
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehab_tui.journal import records as r
from rehab_tui.journal.vocabulary import AT_REST
from rehab_tui.practice.demo import demo_records
from rehab_tui.practice.demo_programme import MOBILITY_STARTER, DemoItem

LAST = date(2026, 11, 22)
T = TypeVar("T", bound=r.Record)


def of(records: Sequence[r.Record], kind: type[T]) -> list[T]:
    return [record for record in records if isinstance(record, kind)]


def rest_by_week(records: Sequence[r.Record]) -> dict[date, list[int]]:
    weeks: defaultdict[date, list[int]] = defaultdict(list)
    for pain in of(records, r.Pain):
        if pain.moment in AT_REST:
            weeks[pain.day - timedelta(days=pain.day.weekday())].append(pain.level)
    return weeks


@pytest.fixture(scope="module", params=[1, 2, 3, 7, 99])
def story(request: pytest.FixtureRequest) -> list[r.Record]:
    return demo_records(LAST, seed=request.param)


def test_the_same_seed_tells_the_same_story() -> None:
    assert demo_records(LAST, seed=7) == demo_records(LAST) != demo_records(LAST, seed=8)


def test_every_kind_of_entry_is_in(story: list[r.Record]) -> None:
    kinds = Counter(record.kind for record in story)
    assert set(kinds) == {
        "pain", "mood", "sleep", "function", "treatment", "done_elsewhere", "note", "session",
        "set", "check_in", "stop", "decision",
    }  # fmt: skip
    assert 400 < len(story) < 1200


def test_twelve_iso_weeks_in_order_of_time(story: list[r.Record]) -> None:
    assert [one.at for one in story] == sorted(one.at for one in story)
    assert story[0].day == date(2026, 8, 31)
    assert story[-1].day <= LAST


def test_there_is_a_holiday_and_there_are_forgotten_days(story: list[r.Record]) -> None:
    days = sorted({record.day for record in story})
    gaps = [(later - earlier).days - 1 for earlier, later in pairwise(days)]
    assert sum(gap >= 9 for gap in gaps) == 1
    assert any(0 < gap < 9 for gap in gaps)


def test_there_is_a_flare_and_it_ebbs(story: list[r.Record]) -> None:
    weeks = {week: median(levels) for week, levels in rest_by_week(story).items()}
    flare = LAST - timedelta(days=LAST.weekday(), weeks=7)
    assert weeks[flare] >= 6
    assert weeks[max(weeks)] < weeks[flare]
    assert weeks[flare] > weeks[flare - timedelta(weeks=1)]


def test_there_is_one_stop_and_it_is_answered(story: list[r.Record]) -> None:
    (stop,) = of(story, r.StopEvent)
    assert stop.tier == 4
    assert stop.answer
    assert stop.answered is not None
    assert stop.answered > stop.at
    (session,) = [one for one in of(story, r.SessionRecord) if one.state == "stopped"]
    assert stop.session == session.id


def test_what_the_stop_put_aside_was_brought_back(story: list[r.Record]) -> None:
    [stop] = [one for one in story if isinstance(one, r.StopEvent)]
    [back] = [one for one in story if isinstance(one, r.DecisionRecord) and one.rule == "PM3"]
    assert (back.exercise, back.at, back.change) == (stop.exercise, stop.answered, "held=no")


def test_pain_eases_slowly_over_many_people() -> None:
    first: list[float] = []
    last: list[float] = []
    for seed in range(20):
        weeks = rest_by_week(demo_records(LAST, seed=seed))
        first.append(median(weeks[min(weeks)]))
        last.append(median(weeks[max(weeks)]))
    assert 1.5 <= median(first) - median(last) <= 4


def test_pain_of_one_day_resembles_the_day_before() -> None:
    """Noise that lasts: neighbouring days differ less than days far apart."""
    near: list[float] = []
    far: list[float] = []
    for seed in range(20):
        by_day: defaultdict[date, list[int]] = defaultdict(list)
        for pain in of(demo_records(LAST, seed=seed), r.Pain):
            if pain.moment in AT_REST and pain.day >= date(2026, 10, 26):
                by_day[pain.day].append(pain.level)
        levels = {day: sum(found) / len(found) for day, found in by_day.items()}
        for distance, found in ((1, near), (9, far)):
            pairs = ((day, day + timedelta(days=distance)) for day in levels)
            found += [abs(levels[a] - levels[b]) for a, b in pairs if b in levels]
    assert sum(near) / len(near) < 0.9 * sum(far) / len(far)


def test_sets_belong_to_their_session_and_follow_what_was_prescribed(
    story: list[r.Record],
) -> None:
    sessions = {session.id: session for session in of(story, r.SessionRecord)}
    sets: defaultdict[str, list[r.SetRecord]] = defaultdict(list)
    for one in of(story, r.SetRecord):
        sets[one.session].append(one)
    assert set(sets) == set(sessions)
    assert len(sessions) == len(of(story, r.SessionRecord))
    for key, done in sets.items():
        session = sessions[key]
        assert UUID(key).version == 7
        assert 1 <= len(done) <= session.sets
        assert (len(done) == session.sets) or session.state in ("left", "stopped")
        assert [one.at for one in done] == sorted(one.at for one in done)
        assert session.at < done[0].at
        assert done[-1].at <= session.at + timedelta(seconds=session.seconds)
        assert len({(one.item, one.number, one.side) for one in done}) == len(done)
        assert session.phase is not None
        items = MOBILITY_STARTER[session.phase - 1]
        for one in done:
            assert one.exercise == items[one.item].exercise
            assert (one.side == "both") == (items[one.item].sides != "each")
            assert (one.reps is None) == (one.reps_prescribed is None)
            assert (one.reps or one.seconds or 0) > 0
            assert (one.reps or 0) <= (one.reps_prescribed or 0) <= (items[one.item].reps or 0)


def test_answers_point_at_sessions_and_worst_is_never_below_before(
    story: list[r.Record],
) -> None:
    known = {session.id for session in of(story, r.SessionRecord)}
    moments: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for pain in of(story, r.Pain):
        assert pain.site == "lower-back"
        assert (pain.session is None) == (pain.moment == "now")
        if pain.session is not None:
            assert pain.session in known
            assert pain.moment not in moments[pain.session]
            moments[pain.session][pain.moment] = pain.level
    assert set(moments) == known
    for answers in moments.values():
        assert {"before", "worst", "after"} <= set(answers)
        assert answers["worst"] >= answers["before"]
    assert any("morning" not in answers for answers in moments.values())
    assert {one.session for one in of(story, r.CheckIn)} == known


def test_only_sessions_carry_an_id(story: list[r.Record]) -> None:
    assert all(bool(record.id) == (record.kind == "session") for record in story)


def test_nights_add_up(story: list[r.Record]) -> None:
    whole = [night for night in of(story, r.Sleep) if night.bed and night.wake]
    assert whole
    for night in whole:
        bed, wake = (time.fromisoformat(text or "") for text in (night.bed, night.wake))
        in_bed = (wake.hour * 60 + wake.minute - bed.hour * 60 - bed.minute) % 1440
        assert in_bed == (night.minutes or 0) + (night.latency or 0) + (night.awake or 0)


def test_the_first_session_after_the_holiday_is_smaller(story: list[r.Record]) -> None:
    decision = next(one for one in of(story, r.DecisionRecord) if one.rule == "G2")
    sets = [one for one in of(story, r.SetRecord) if one.session == decision.session]
    items = MOBILITY_STARTER[1]
    assert sets[0].seconds == 90
    for one in sets[1:]:
        assert one.reps_prescribed == max(1, (items[one.item].reps or 0) * 3 // 4)


def test_the_prescriptions_copy_is_the_callers() -> None:
    seen: list[tuple[DemoItem, ...]] = []

    def prescribe(items: Sequence[DemoItem]) -> str:
        seen.append(tuple(items))
        return f"[{len(seen)}]"

    sessions = of(demo_records(LAST, prescribe=prescribe), r.SessionRecord)
    assert [one.prescription for one in sessions] == [f"[{n + 1}]" for n in range(len(sessions))]
    assert seen[0] == tuple(MOBILITY_STARTER[0])


def test_other_phases_can_be_given() -> None:
    one = [[DemoItem("cat-cow", 2, 8, None), DemoItem("open-book", 1, 4, None, "left")]]
    records = demo_records(LAST, one)
    assert {record.exercise for record in of(records, r.SetRecord)} == {"cat-cow", "open-book"}
    assert {record.phase for record in of(records, r.SessionRecord)} == {1}


@settings(max_examples=30)
@given(
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    st.integers(0, 10_000),
    st.integers(1, 30),
    st.sampled_from(
        [timezone(timedelta(hours=-9.5)), ZoneInfo("Europe/Berlin"), ZoneInfo("Pacific/Apia")]
    ),
)
def test_nothing_lies_outside_the_time_that_was_asked_for(
    last: date, seed: int, weeks: int, zone: timezone | ZoneInfo
) -> None:
    records = demo_records(last, seed=seed, weeks=weeks, zone=zone)
    monday = last - timedelta(days=last.weekday())
    end = datetime.combine(last, time(23, 59, 59), tzinfo=zone)
    assert all(record.at <= end for record in records)
    assert all(record.day >= monday - timedelta(weeks=weeks - 1) for record in records)
    assert all(record.at.tzinfo is zone for record in records)
    stops = of(records, r.StopEvent)
    assert all(stop.answered is None or stop.answered <= end for stop in stops)


def test_ten_years_are_there_too() -> None:
    records = demo_records(LAST, weeks=520)
    assert len(records) > 30_000
    assert {one.day.year for one in records} == set(range(2016, 2027))


def test_a_stop_on_the_last_evening_is_not_answered_yet() -> None:
    (stop,) = of(demo_records(LAST - timedelta(days=LAST.weekday() - 2), weeks=3), r.StopEvent)
    assert (stop.answer, stop.answered) == (None, None)
