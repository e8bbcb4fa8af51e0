"""What a plot shows: nothing outside the frame, nothing left out, no gap filled."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehab_tui.programme.change import Baseline, important_levels, judge
from rehab_tui.report.facts import (
    ElsewhereFact,
    FunctionFact,
    Rating,
    ReportInputs,
    SessionFact,
    StopFact,
)
from rehab_tui.report.plot import (
    PLOTTED,
    Plot,
    Unit,
    axis_of,
    end_of,
    marks_of,
    plot,
    start_of,
    times,
)

MONDAY = date(2026, 8, 31)
START = Baseline(MONDAY, MONDAY + timedelta(days=6), 5, 6.0)

some_days = st.lists(st.tuples(st.integers(-30, 430), st.integers(0, 10)), max_size=60).map(
    lambda found: [Rating(MONDAY + timedelta(days=day), value) for day, value in sorted(found)]
)
spans = st.integers(1, 420)
widths = st.integers(1, 130)


def pain(*values: tuple[int, int]) -> ReportInputs:
    return ReportInputs(pain=[Rating(MONDAY + timedelta(days=day), value) for day, value in values])


def weeks(inputs: ReportInputs, count: int = 4, columns: int = 70) -> Plot:
    last = MONDAY + timedelta(days=7 * count - 1)
    return plot("pain", inputs, MONDAY, last, columns=columns, baseline=START)


@settings(max_examples=60)
@given(some_days, spans, widths)
def test_everything_lies_inside_the_frame_and_nothing_is_lost(
    ratings: list[Rating], days: int, columns: int
) -> None:
    last = MONDAY + timedelta(days=days - 1)
    inputs = ReportInputs(pain=ratings)
    shown = plot("pain", inputs, MONDAY, last, columns=columns, baseline=START)
    inside = [one for one in ratings if MONDAY <= one.day <= last]
    assert shown.n == len(inside)
    for point in shown.points:
        assert 0 < point.x < days
        assert 0 <= shown.axis.share(point.y) <= 1
    for band in shown.bands:
        assert 0 <= band.start < band.end <= days
        assert 0 <= shown.axis.share(band.low) <= shown.axis.share(band.median)
        assert shown.axis.share(band.median) <= shown.axis.share(band.high) <= 1
    for level in shown.levels:
        assert 0 <= level.start < level.end == days
    assert all(0 <= one.at < days for one in shown.times)
    if shown.raw:
        drawn = sorted((shown.day(point.x), int(point.y)) for point in shown.points)
        assert drawn == sorted(inside)
    else:
        assert len(shown.points) + sum(band.n for band in shown.bands) == len(inside)


@settings(max_examples=60)
@given(some_days, spans, widths)
def test_a_day_or_a_week_without_ratings_is_a_gap(
    ratings: list[Rating], days: int, columns: int
) -> None:
    last = MONDAY + timedelta(days=days - 1)
    shown = plot("pain", ReportInputs(pain=ratings), MONDAY, last, columns=columns)
    rated = {one.day for one in ratings}
    assert {shown.day(point.x) for point in shown.points} <= rated
    for band in shown.bands:
        told = {shown.day(x) for x in range(int(band.start), int(band.end))}
        assert told & rated
    for before, after in pairwise(shown.bands):
        assert before.end <= after.start


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.sampled_from(get_args(Unit)))
def test_units_follow_each_other_without_a_gap(day: date, unit: Unit) -> None:
    start, end = start_of(unit, day), end_of(unit, day)
    assert start <= day < end
    assert start_of(unit, start) == start
    assert start_of(unit, end) == end
    assert start_of(unit, end - timedelta(days=1)) == start


def test_a_week_has_a_band_from_four_ratings_on() -> None:
    three = weeks(pain((0, 4), (1, 5), (2, 6)))
    four = weeks(pain((0, 4), (1, 5), (2, 6), (6, 9)))
    assert (len(three.points), three.bands) == (3, ())
    assert [(band.median, band.low, band.high) for band in four.bands] == [(5.5, 4, 9)]
    assert four.bands[0].coverage == pytest.approx(0.875)


def test_ten_ratings_have_the_interval_of_the_median_and_not_their_range() -> None:
    (band,) = weeks(pain(*((number % 7, value) for number, value in enumerate(range(10))))).bands
    assert (band.low, band.high) == (1, 8)
    assert band.coverage == pytest.approx(0.979, abs=0.001)


def test_the_ratings_of_a_day_stand_side_by_side_in_their_order() -> None:
    points = weeks(pain((2, 7), (2, 3))).points
    assert [(point.x, point.y) for point in points] == [(2.25, 7), (2.75, 3)]


def test_many_years_are_told_by_range_and_median() -> None:
    days = [MONDAY - timedelta(days=number) for number in range(3650)][::-1]
    inputs = ReportInputs(pain=[Rating(day, day.day % 11) for day in days])
    shown = plot("pain", inputs, days[0], days[-1], columns=72)
    assert (shown.raw, shown.unit) == (False, "quarter")
    assert sum(band.n for band in shown.bands) + len(shown.points) == 3650
    assert all((band.low, band.high) == (0, 10) for band in shown.bands[1:-1])
    assert {band.coverage for band in shown.bands} == {None}


def test_a_lone_rating_in_many_years_is_still_a_point() -> None:
    inputs = ReportInputs(pain=[Rating(MONDAY, 3)])
    shown = plot("pain", inputs, MONDAY - timedelta(days=3000), MONDAY, columns=72)
    assert [point.y for point in shown.points] == [3]


def test_the_lines_stand_where_the_rule_turns_and_only_after_the_start() -> None:
    levels = weeks(pain((0, 6))).levels
    assert [(level.y, level.start, level.end) for level in levels] == [(4, 7, 28), (8, 7, 28)]
    assert plot("mood", ReportInputs(), MONDAY, MONDAY, columns=9, baseline=START).levels == ()
    assert weeks(pain((0, 6)), count=1).levels == ()


@given(st.integers(0, 20).map(lambda half: half / 2), st.integers(0, 20).map(lambda half: half / 2))
def test_a_median_on_the_far_side_of_a_line_is_an_important_change(
    start: float, now: float
) -> None:
    lower, higher = important_levels(start)
    assert (judge(start, now) == "lower") == (lower is not None and now <= lower)
    assert (judge(start, now) == "higher") == (higher is not None and now >= higher)


def test_each_activity_is_a_series_of_its_own() -> None:
    told = [FunctionFact(MONDAY, "socks", 3), FunctionFact(MONDAY, "desk", 5)]
    inputs = ReportInputs(functions=[*told, FunctionFact(MONDAY + timedelta(days=7), "socks", 6)])
    shown = plot("function", inputs, MONDAY, MONDAY + timedelta(days=13), columns=70)
    assert shown.series == ("socks", "desk")
    assert [(point.series, point.y) for point in shown.points] == [(0, 3), (1, 5), (0, 6)]


def test_a_day_has_its_most_telling_mark() -> None:
    def on(day: int) -> date:
        return MONDAY + timedelta(days=day)

    inputs = ReportInputs(
        sessions=[SessionFact(on(0), 20, True), SessionFact(on(0), 3, False),
                  SessionFact(on(1), 3, False), SessionFact(on(2), 9, True)],
        elsewhere=[ElsewhereFact(on(1)), ElsewhereFact(on(3), 30)],
        stops=[StopFact(on(2), "dizzy"), StopFact(on(9), "dizzy")],
    )  # fmt: skip
    assert marks_of(inputs, MONDAY, on(6)) == ((0, "done"), (1, "partly"), (2, "stop"),
                                               (3, "elsewhere"))  # fmt: skip


@given(spans, widths)
def test_names_on_the_time_axis_never_touch(days: int, columns: int) -> None:
    columns = max(columns, -(-5 * days // 365))
    found = times(MONDAY, MONDAY + timedelta(days=days - 1), columns)
    for one, after in pairwise(found):
        assert (after.at - one.at) * columns / days >= len(one.label) + 1


@pytest.mark.parametrize(
    ("count", "columns", "names"),
    [
        (1, 72, ["Mon 31", "Tue 1", "Wed 2", "Thu 3", "Fri 4", "Sat 5", "Sun 6"]),
        (4, 72, ["31 Aug", "7 Sep", "14 Sep", "21 Sep"]),
        (4, 20, ["W36", "W37", "W38", "W39"]),
        (19, 60, ["Sep", "Oct", "Nov", "Dec", "2027"]),
        (150, 20, ["2027", "2028", "2029"]),
    ],
)
def test_the_time_axis_is_as_fine_as_there_is_room(
    count: int, columns: int, names: list[str]
) -> None:
    found = times(MONDAY, MONDAY + timedelta(days=7 * count - 1), columns)
    assert [one.label for one in found] == names


@pytest.mark.parametrize("measure", PLOTTED)
def test_a_scale_is_the_measures_own(measure: str) -> None:
    axis = axis_of(measure)  # type: ignore[arg-type]
    places = [axis.share(tick.at) for tick in axis.ticks]
    assert places[0] == 0
    assert places[-1] == 1
    assert places == sorted(places)


def test_only_a_very_long_night_widens_a_scale() -> None:
    assert axis_of("sleep_minutes", 500).high == axis_of("sleep_minutes").high == 720
    assert axis_of("sleep_minutes", 721).high == 960
    assert axis_of("sleep_minutes", 1440).high == 1440
    assert axis_of("pain", 10) == axis_of("pain")


@pytest.mark.parametrize(("days", "columns"), [(-1, 10), (0, 0)])
def test_no_days_or_no_room_is_refused(days: int, columns: int) -> None:
    with pytest.raises(ValueError, match="at least one"):
        plot("pain", ReportInputs(), MONDAY, MONDAY + timedelta(days=days), columns=columns)
