from __future__ import annotations

from datetime import date, timedelta

import pytest

from rehab_tui.programme.lowering import LOWERING
from rehab_tui.programme.rules import RULES
from rehab_tui.report.facts import DecisionFact, FunctionFact, ReportInputs, TreatmentFact, WordFact
from rehab_tui.report.functions import function_change
from rehab_tui.report.model import SessionCounts, TreatmentCount, WarningWord, WeekRow
from rehab_tui.report.notable import (
    decisions_that_count,
    milestones,
    treatments_used,
    warning_words,
)
from rehab_tui.report.weeks import Week

FIRST = date(2026, 11, 2)
LAST = FIRST + timedelta(days=41)


def on(number: int) -> date:
    return FIRST + timedelta(days=number)


# --- words that warn


def test_a_word_has_its_first_day_its_places_and_its_exercises() -> None:
    facts = [
        WordFact(on(9), "sharp", "knee-left", "step-up"),
        WordFact(on(3), "sharp", "knee-right", None),
        WordFact(on(20), "sharp", "knee-left", "mini-squat"),
        WordFact(on(99), "electric"),
    ]
    assert warning_words(facts, FIRST, LAST) == (
        WarningWord(
            "sharp", on(3), 3, ("knee-left", "knee-right"), ("mini-squat", "step-up"), True
        ),
    )


@pytest.mark.parametrize("quality", ["numb", "tingling", "giving-way", "locking"])
def test_some_words_warn_only_when_they_are_new(quality: str) -> None:
    (found,) = warning_words([WordFact(on(1), quality)], FIRST, LAST)
    assert found.new
    assert warning_words([WordFact(on(-90), quality), WordFact(on(1), quality)], FIRST, LAST) == ()


@pytest.mark.parametrize("quality", ["sharp", "electric", "spreading"])
def test_others_warn_each_time(quality: str) -> None:
    facts = [WordFact(on(-90), quality), WordFact(on(1), quality)]
    (found,) = warning_words(facts, FIRST, LAST)
    assert (found.new, found.times, found.first) == (False, 1, on(1))


@pytest.mark.parametrize("quality", ["ache", "stiff", "tight", "burning", "heavy"])
def test_soreness_is_no_warning(quality: str) -> None:
    assert warning_words([WordFact(on(1), quality)], FIRST, LAST) == ()


# --- decisions and treatments


def test_only_decisions_that_changed_something_or_were_answered() -> None:
    reason = DecisionFact(on(1), "PM1", "green")
    changed = DecisionFact(on(3), "PM2", "one level down", "variant=easier", "step-up")
    answered = DecisionFact(on(2), "GA1", "the next phase", None, None, "refused")
    outside = DecisionFact(on(-1), "PM2", "before", "sets=2")
    found = decisions_that_count([changed, reason, answered, outside], FIRST, LAST)
    assert found == (answered, changed)


def test_what_a_rule_took_away_by_itself_is_told_once_with_how_often() -> None:
    eased = DecisionFact(on(1), "G2", "a quarter less: nine days since the last session")
    again = eased._replace(day=on(5), reason="a quarter less: ten days since the last session")
    other = DecisionFact(on(3), "PM5", "a quarter less: the morning after")
    found = decisions_that_count([again, other, eased], FIRST, LAST)
    assert found == (other, again._replace(times=2))


def test_the_rules_that_lower_are_those_of_the_stages_that_do() -> None:
    assert {rule.id for rule in RULES if rule.stage in ("bar", "ease")} == LOWERING


def test_treatments_are_counted_with_the_minutes_that_are_known() -> None:
    facts = [
        TreatmentFact(on(1), "heat", 20), TreatmentFact(on(2), "heat"), TreatmentFact(on(3), "ice"),
        TreatmentFact(on(-1), "ice", 10), TreatmentFact(on(2), "heat", 15),
    ]  # fmt: skip
    assert treatments_used(facts, FIRST, LAST) == (
        TreatmentCount("heat", 3, 35),
        TreatmentCount("ice", 1, None),
    )


# --- milestones


def weeks(*done: int, planned: int | None = 3) -> list[WeekRow]:
    return [
        WeekRow(Week(on(7 * n)), SessionCounts(done=one, planned=planned))
        for n, one in enumerate(done)
    ]


def said(
    inputs: ReportInputs, rows: list[WeekRow] | None = None, last: date = LAST
) -> list[tuple[date, str]]:
    found = milestones(inputs, rows or [], None, FIRST, last)
    return [(one.day, one.text) for one in found]


def test_the_beginning_and_the_weeks_after_it() -> None:
    assert said(ReportInputs(first_session=on(1))) == [
        (on(1), "The first session."),
        (on(15), "Two weeks since the first session."),
        (on(29), "Four weeks since the first session."),
    ]
    assert said(ReportInputs(first_session=on(-20))) == [
        (on(8), "Four weeks since the first session.")
    ]
    assert said(ReportInputs()) == []


def test_the_first_week_with_its_target_met() -> None:
    begun = ReportInputs(first_session=on(1))
    met = "The first week with its target met."
    assert (on(20), met) in said(begun, weeks(1, 2, 3, 3))
    assert met not in [text for _, text in said(begun, weeks(1, 2, 2))]
    assert met not in [text for _, text in said(begun, weeks(9, planned=None))]
    assert (on(16), met) in said(begun, weeks(1, 2, 3), last=on(16)), "the present week, once met"


def test_of_an_earlier_beginning_nobody_knows_which_week_was_the_first() -> None:
    later = ReportInputs(first_session=on(-400))
    assert said(later, weeks(3, 3, 3)) == []


def test_a_phase_that_was_taken_and_function_that_rose() -> None:
    taken = DecisionFact(on(5), "GA1", "went well", "x.phase=1", None, "accepted")
    assert said(ReportInputs(decisions=[taken, taken._replace(answer="refused", day=on(9))])) == [
        (on(5), "On to the next phase of the programme.")
    ]
    for level, told in ((4, False), (5, True), (1, False)):
        facts = [FunctionFact(on(0), "stairs", 3), FunctionFact(on(14), "stairs", level)]
        change = function_change(facts, FIRST, LAST)
        found = milestones(ReportInputs(), [], change, FIRST, LAST)
        assert [one.day for one in found] == ([on(14)] if told else [])
