"""What is said of the figures: exactly, and never as if one thing brought another about (RP11)."""

from __future__ import annotations

from datetime import date, time
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_example import CAUSAL, REPORTS

from rehab_tui.programme.stops import REASONS
from rehab_tui.report import sentences
from rehab_tui.report.facts import DecisionFact, Rating, StopFact
from rehab_tui.report.model import (
    ActivityChange,
    FunctionChange,
    Kept,
    Link,
    LinkName,
    Report,
    Slot,
    TimeOfDay,
    TreatmentCount,
    Trend,
    Trended,
    WarningWord,
)

DAY = date(2026, 12, 4)
NAMES = {"glute-bridge": "Glute bridge", "mini-squat": "Little squat"}
"""The catalogue no longer has step-up."""


# --- trends


def test_a_clear_trend_has_its_size_and_its_range() -> None:
    found = Trend("pain", -0.42, -0.8, -0.1, -0.5, 5, 20, "falling")
    assert sentences.trend(found) == (
        "Pain at rest: falling over 5 weeks (20 ratings), about 0.4 points a week "
        "(rough range 0.1 to 0.8)."
    )
    slow = Trend("pain", 0.0117, 0.004, 0.03, 0.2, 500, 3000, "rising")
    assert "about 0.01 points a week (rough range 0.004 to 0.03)" in sentences.trend(slow)
    sleep = Trend("sleep_minutes", 3.4, 0.6, 8.6, 0.2, 9, 49, "rising")
    assert "about 3 minutes a week (rough range 0.6 to 9)" in sentences.trend(sleep)


def test_a_range_that_holds_no_change_is_no_clear_trend() -> None:
    found = Trend("mood", 0.2, -0.3, 0.5, 0.1, 3, 15, "no clear trend")
    assert sentences.trend(found) == "Mood: no clear trend over 3 weeks (15 ratings)."


def test_several_without_a_clear_trend_share_a_sentence() -> None:
    mood, sleep = (
        Trend(measure, 0.2, -0.3, 0.5, 0.1, 3, 15, "no clear trend")
        for measure in ("mood", "sleep_minutes")
    )
    pain = Trend("pain", -0.42, -0.8, -0.1, -0.5, 5, 20, "falling")
    assert sentences.trends([mood]) == [sentences.trend(mood)]
    assert sentences.trends([mood, pain, sleep]) == [
        sentences.trend(pain),
        "No clear trend: mood (3 weeks, 15 ratings), sleep (3 weeks, 15 ratings).",
    ]


def test_what_the_coach_changed_and_why() -> None:
    offer = DecisionFact(DAY, "PR1", "it went well.", "reps=12@1x8", "glute-bridge", "accepted")
    assert sentences.decision(offer, NAMES) == (
        "Glute bridge: 12 reps. It went well (accepted, rule PR1)"
    )
    back = DecisionFact(DAY, "PM3", "it may come back", "held=no", "step-up", "accepted")
    assert sentences.decision(back, NAMES) == "step-up: it may come back (accepted, rule PM3)"
    swap = DecisionFact(DAY, "FL1", "your knee", "swap=mini-squat", "glute-bridge")
    named = DecisionFact(DAY, "CO1", "step-up in its easier way, as you told us: a new knee",
                         "variant=easier", "step-up")  # fmt: skip
    assert sentences.decision(named, NAMES) == (
        "Step-up in its easier way, as you told us: a new knee (rule CO1)"
    )
    assert sentences.decision(swap, NAMES) == (
        "Glute bridge: Little squat instead. Your knee (rule FL1)"
    )
    less = DecisionFact(DAY, "G2", "a quarter less: 9 days since the last session")
    assert (
        sentences.decision(less, NAMES) == "A quarter less: 9 days since the last session (rule G2)"
    )


def test_treatments_share_a_line() -> None:
    counts = [TreatmentCount("heat", 3, 75), TreatmentCount("ice", 2, None),
              TreatmentCount("massage", 1, 30)]  # fmt: skip
    assert (
        sentences.treatments(counts) == "Heat 3 times (1h15 in all), ice twice, massage once (30m)."
    )


# --- links


def test_a_link_says_what_tended_to_go_together_and_how_sure_that_is() -> None:
    clear = Link("sleep", 41, 38.6, -0.41, -0.65, -0.09)
    assert sentences.link(clear) == (
        "Days after longer sleep tended to have lower pain at rest (rank correlation -0.41, rough "
        "range -0.65 to -0.09, 41 pairs). That may be worth raising with your clinician."
    )
    unclear = Link("session", 54, 54, -0.08, -0.34, 0.19)
    assert sentences.link(unclear) == (
        "No clear link shows between a session and pain at rest on the next morning (rank "
        "correlation -0.08, rough range -0.34 to 0.19, 54 pairs)."
    )


@pytest.mark.parametrize("name", get_args(LinkName))
def test_each_link_has_words_for_both_directions(name: LinkName) -> None:
    up, down = Link(name, 30, 30, 0.5, 0.2, 0.7), Link(name, 30, 30, -0.5, -0.7, -0.2)
    assert "higher pain" in sentences.link(up)
    assert "lower pain" in sentences.link(down)


# --- single parts


def test_stops_are_told_with_their_answer() -> None:
    whole = StopFact(DAY, "dizzy", time(18, 20), "ST4", 4, "glute-bridge", "seen", DAY)
    assert sentences.stop(whole, NAMES) == (
        "Stopped at 18:20: dizzy or faint, in Glute bridge; the session ended; "
        "answered on 4 Dec: seen by a clinician"
    )
    waits = sentences.stop(StopFact(DAY, "numb", sign="ST4", tier=4), {})
    assert waits == "Stopped: numbness or weakness; the session ended; not answered yet"
    assert sentences.stop(StopFact(DAY, "sharp"), {}) == "Stopped: sharp pain", (
        "it asks for no answer"
    )
    for reason in REASONS:
        assert reason.words in sentences.stop(StopFact(DAY, reason.id), {})


def test_words_say_whether_they_are_new() -> None:
    found = WarningWord("giving-way", DAY, 2, ("knee-left",), ("step-up", "mini-squat"), new=True)
    assert sentences.warning_word(found, NAMES) == (
        "Pain told as giving way (new), twice: left knee; in step-up, Little squat"
    )


def test_more_sessions_than_planned_are_no_share_above_all() -> None:
    many = Kept(done=25, planned=20, share=(0.8, 1.0))
    assert "%" not in sentences._share(many)
    few = Kept(done=4, planned=5, share=(0.38, 0.96))
    assert sentences._share(few) == "", "4 of 5 is told as it is"
    assert sentences._share(Kept(done=16, planned=20, share=(0.584, 0.919))) == (
        " (80 %, rough range 58 to 92 %)"
    )


# --- RP11

measures = st.sampled_from(get_args(Trended))
numbers = st.floats(-10, 10).map(lambda value: round(value, 3))
three = st.tuples(numbers, numbers, numbers).map(sorted)
ids = st.lists(st.sampled_from(["knee-left", "step-up", "heat"]), max_size=5).map(tuple)
levels = st.integers(0, 10).map(lambda value: Rating(DAY, value))
reasons = st.sampled_from([*(reason.id for reason in REASONS), "pain", "from-elsewhere"])
verdicts = st.sampled_from(["falling", "rising", "no clear trend"])
activities = st.builds(ActivityChange, st.just("socks"), levels, levels, st.booleans())

said = st.one_of(
    st.builds(
        lambda measure, ends, verdict: sentences.trend(
            Trend(measure, ends[1], ends[0], ends[2], 0.1, 4, 20, verdict)
        ),
        measures, three, verdicts,
    ),
    st.builds(
        lambda name, ends: sentences.link(
            Link(name, 30, 20.0, ends[1] / 10, ends[0] / 10, ends[2] / 10)
        ),
        st.sampled_from(get_args(LinkName)), three,
    ),
    activities.map(sentences.activity),
    st.builds(
        lambda one, first, last, size: sentences.function(
            FunctionChange((one,), first, last, size)
        ),
        activities, numbers, numbers, st.sampled_from(["small", "medium", None]),
    ),
    st.lists(levels, max_size=3).map(sentences.global_change),
    st.builds(
        lambda reason, tier, answer: sentences.stop(
            StopFact(DAY, reason, tier=tier, answer=answer, answered=answer and DAY), {}
        ),
        reasons, st.sampled_from([None, 1, 2, 4]), st.sampled_from([None, "seen", "explained"]),
    ),
    st.builds(
        lambda sites, exercises, times, new: sentences.warning_word(
            WarningWord("sharp", DAY, times, sites, exercises, new), NAMES
        ),
        ids, ids, st.integers(1, 9), st.booleans(),
    ),
    st.sampled_from(["accepted", "refused", "taken_back", None]).map(
        lambda answer: sentences.decision(
            DecisionFact(DAY, "GA1", "went well", "x=1", None, answer), {}
        )
    ),
    st.lists(st.builds(TreatmentCount, st.just("heat"), st.integers(1, 9), st.none())).map(
        sentences.treatments
    ),
    st.builds(
        lambda best: sentences.time_of_day(
            TimeOfDay((Slot("midday", 10, 0, 0, 1), Slot("evening", 12, 2, 2, 3)), best)
        ),
        st.sampled_from(["midday", "evening", None]),
    ),
    st.builds(lambda gap, skipped: sentences.gaps(Kept(gap=gap, skipped=skipped), {}),
              st.none() | st.integers(2, 90), st.just((("step-up", 3),))),
)  # fmt: skip


@settings(max_examples=80)
@given(said)
def test_no_sentence_says_what_comes_from_what(text: str) -> None:
    assert not CAUSAL.search(text)
    assert "nan" not in text
    assert text.isprintable()


@settings(max_examples=40)
@given(REPORTS)
def test_nor_does_any_of_a_whole_report(report: Report) -> None:
    parts = [
        *map(sentences.change, report.changes), *map(sentences.trend, report.trends),
        *map(sentences.link, report.links), *(one.text for one in report.milestones),
        sentences.pairs(report), sentences.kept(report), sentences.gaps(report.kept, {}),
        sentences.efficiency(report.sleep_efficiency), sentences.missing(report),
        sentences.NO_REASON,
    ]  # fmt: skip
    assert not CAUSAL.search(" ".join(parts))
