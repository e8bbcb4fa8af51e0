from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rehab_tui.report.build import MEASURES
from rehab_tui.report.sparkline import (
    ASCII,
    BLOCKS,
    SCALES,
    Marks,
    Scale,
    marks,
    pointwise,
    sparkline,
    weekly,
)
from rehab_tui.report.weeks import NOTHING, summarise

PAIN = SCALES["pain"]
both = st.sampled_from([ASCII, BLOCKS])


def test_the_ends_of_the_scale_are_the_ends_of_the_blocks() -> None:
    assert sparkline([0, 10, None, 5], PAIN) == "▁█·▅"
    assert sparkline([1, 3, 5], SCALES["mood"]) == "▁▅█"
    assert sparkline([1, None, 5], SCALES["mood"], ASCII) == "_.#"


def test_a_gap_is_no_low_value() -> None:
    assert sparkline([None], PAIN) != sparkline([0], PAIN)


def test_the_scale_is_the_measures_and_not_the_datas() -> None:
    assert sparkline([4, 5], PAIN) == sparkline([4, 5, 10, 0], PAIN)[:2]


def test_what_lies_outside_is_drawn_at_the_edge() -> None:
    assert sparkline([100, 700], SCALES["sleep_minutes"]) == "▁█"


def test_weeks_with_too_few_ratings_have_their_own_mark() -> None:
    weeks = [summarise([6, 6, 7, 7]), summarise([9, 9, 9]), NOTHING]
    assert weekly(weeks, PAIN) == "▆∘·"
    assert weekly(weeks, PAIN, ASCII) == "*o."


def test_single_ratings_keep_their_order_and_their_weeks() -> None:
    assert pointwise([summarise([0, 10]), NOTHING, summarise([5])], PAIN) == "▁█·▅"


def test_every_measure_has_a_scale() -> None:
    assert set(SCALES) == set(MEASURES)
    assert all(scale.low < scale.high for scale in SCALES.values())


def test_the_ascii_marks_are_ascii_and_all_marks_differ() -> None:
    assert marks(True) == ASCII
    assert marks(False) == BLOCKS
    for chars in (ASCII, BLOCKS):
        drawn = chars.levels + chars.gap + chars.few
        assert len(set(drawn)) == len(drawn) == 10
    assert (ASCII.levels + ASCII.gap + ASCII.few).isascii()


@given(st.lists(st.floats(-5, 15)), both)
def test_higher_values_never_draw_lower(values: list[float], chars: Marks) -> None:
    drawn = sparkline(sorted(values), PAIN, chars)
    heights = [chars.levels.index(one) for one in drawn]
    assert heights == sorted(heights)


@given(st.lists(st.none() | st.integers(0, 10)), both)
def test_one_character_for_each_value(values: list[int | None], chars: Marks) -> None:
    drawn = sparkline(values, Scale(0, 10), chars)
    assert len(drawn) == len(values)
    assert [one == chars.gap for one in drawn] == [value is None for value in values]
