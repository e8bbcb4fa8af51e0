from __future__ import annotations

from datetime import date

import pytest
from practice_stage import Stage, a_stage

from rehab_tui.catalogue.lists import CONDITIONS
from rehab_tui.errors import UsageError
from rehab_tui.journal import undo
from rehab_tui.journal.records import StopEvent
from rehab_tui.practice import first_run as run
from rehab_tui.practice.past import read_history
from rehab_tui.practice.profile import change
from rehab_tui.practice.profile_values import KEYS
from rehab_tui.programme.profile import SCREEN_KEY
from rehab_tui.programme.screening import QUESTIONS
from rehab_tui.programme.stops import EMERGENCY_WORDS, SIGNS, lock
from rehab_tui.programme.suggest import AFTER_BIRTH

stage = a_stage

TODAY = date(2026, 11, 23)


def put(told: dict[str, str]) -> list[str]:
    """The questions that are put to somebody who answers so, and skips the rest."""
    found: list[str] = []
    answered: dict[str, str] = {}
    for question in run.QUESTIONS:
        if question.asked(answered, TODAY):
            found.append(question.id)
            if question.id in told:
                answered[question.id] = told[question.id]
    return found


def ask(identifier: str) -> run.Ask:
    return next(one for one in run.QUESTIONS if one.id == identifier)


# --- what is asked ---------------------------------------------------------
def test_plain_words_for_what_hurts_come_first_and_nothing_is_left_out() -> None:
    choices = ask("conditions").choices
    assert {one.value for one in choices} == set(CONDITIONS) - {"preg", "pp"}
    words = [one.words for one in choices]
    pains = [place for place, one in enumerate(words) if "pain" in one]
    named = [place for place, one in enumerate(words) if "(" in one and "pain" not in one]
    assert max(pains) < min(named)
    for plain in ("knee pain", "hip pain", "low back pain"):
        assert any(one.startswith(plain) for one in words)


def test_a_programme_for_what_was_not_named_is_not_offered(stage: Stage) -> None:
    run.save(stage.practice, {"conditions": "lbp"})
    assert [name for name, _ in run.proposal(stage.practice).others] == ["mobility-starter"]


def test_what_is_grave_comes_first_and_only_what_matters_is_asked() -> None:
    asked = put({})
    assert asked[:2] == ["cleared", "sign"]
    for hidden in ("pregnant_week", "birth", "surgery", "screen.pregnancy", "side", "advice"):
        assert hidden not in asked
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize(
    ("told", "more"),
    [
        ({"expecting": "yes"}, {"pregnant_week", "screen.pregnancy"}),
        ({"gave-birth": "yes"}, {"birth", "caesarean", "birth_check"}),
        ({"gave-birth": "yes", "caesarean": "yes"}, {"birth_cleared"}),
        ({"operated": "yes"}, {"surgery", "surgery_cleared"}),
        ({"conditions": "kneeoa"}, {"side"}),
        ({"conditions": "diastasis,neck"}, {"side"}),
        ({"ask-first": "heart"}, {"advice"}),
        ({"ask-first": "heart,chest"}, {"strict-advice"}),
        ({"ask-first": "none"}, set()),
        ({"blood_pressure": "160/80"}, {"advice"}),
        ({"ask-first": "chest", "cleared": "yes"}, set()),
        ({"ask-first": "heart", "cleared": "no"}, {"advice"}),
    ],
)
def test_one_answer_leads_to_the_next_question(told: dict[str, str], more: set[str]) -> None:
    before = {key: value for key, value in told.items() if key in ("gave-birth",)} or {}
    base = set(put(before)) if len(told) > 1 and before else set(put({}))
    assert set(put(told)) - base == more


@pytest.mark.parametrize("central", ["diastasis", "pelvic_pain", "copd", "relax,gen", "osteo"])
def test_no_side_is_asked_of_what_has_none(central: str) -> None:
    assert "side" not in put({"conditions": central})


@pytest.mark.parametrize(("caesarean", "words"), [("yes", "Beside the"), ("no", "Have you had")])
def test_a_caesarean_is_not_asked_for_twice(caesarean: str, words: str) -> None:
    found = run.put_after({"gave-birth": "yes", "caesarean": caesarean}, TODAY)
    assert [one.text.startswith(words) for one in found if one.id == run.OPERATED] == [True]


def test_a_birth_without_its_day_leads_to_its_programme_too(stage: Stage) -> None:
    """Its third phase, and so all load, stays closed until the day is known."""
    run.save(stage.practice, {"gave-birth": "yes", "conditions": "lbp"})
    run.save(stage.practice, {"gave-birth": "yes"})
    assert stage.practice.profile().conditions == ("pp", "lbp")
    assert run.proposal(stage.practice).suggestion.programme == AFTER_BIRTH
    run.save(stage.practice, {"gave-birth": "yes", "birth": "2026-10-01", "conditions": "lbp"})
    assert stage.practice.profile().conditions == ("lbp",)


@pytest.mark.parametrize(
    ("born", "asked"), [({"born": "1965"}, False), ({"born": "1966"}, True), ({}, True)]
)
def test_somebody_old_is_asked_for_no_pregnancy(born: dict[str, str], asked: bool) -> None:
    for question in (run.EXPECTING, run.GAVE_BIRTH):
        assert (question in put(born)) is asked


def test_what_an_answer_led_to_goes_with_it() -> None:
    """The year was mended after a pregnancy had been told of."""
    told = {"expecting": "yes", "pregnant_week": "2027-05-11", "gave-birth": "yes"}
    assert {"pregnant_week", "screen.pregnancy", "birth"} <= {
        one.id for one in run.put_after(told, TODAY)
    }
    later = {one.id for one in run.put_after(told | {"born": "1940"}, TODAY)}
    assert not later & {*told, "screen.pregnancy", "birth", "caesarean"}


def test_both_sides_alike_is_kept_as_none(stage: Stage) -> None:
    run.save(stage.practice, {"conditions": "neck", "side": "left"})
    run.save(stage.practice, {"side": ask("side").read(stage.practice, "b")})
    assert stage.practice.profile().side is None
    assert "side" not in stage.journal.profile()


def test_what_wants_a_look_is_named(stage: Stage) -> None:
    run.save(stage.practice, {"check": "weight,locked"})
    advice = run.proposal(stage.practice).advice
    assert "in the next days" in advice
    assert "weight lost for no reason; a knee that stays locked" in advice
    run.save(stage.practice, {"check": "none"})
    assert run.proposal(stage.practice).advice == ""


def test_an_operation_asks_nothing_of_a_birth() -> None:
    assert not {"birth", "caesarean"} & set(put({"operated": "yes"}))


def test_every_typed_answer_has_its_reader_and_every_flag_its_question() -> None:
    for question in run.QUESTIONS:
        if not question.choices:
            assert question.id in KEYS
            assert question.hint
    asked = {one.id.removeprefix(SCREEN_KEY) for one in run.QUESTIONS}
    listed = {str(choice.value) for one in run.QUESTIONS for choice in one.choices if one.several}
    assert {one.id for one in QUESTIONS} <= asked | listed


def test_they_are_few() -> None:
    assert len(put({})) <= 18


@pytest.mark.parametrize(
    ("answers", "yes", "flags"),
    [
        ({"ask-first": "none", "have": "none"}, set(), set()),
        ({"ask-first": "heart,chest"}, {"heart", "chest"}, {"heart"}),
        ({"ask-first": "none,faint"}, {"faint"}, set()),
        ({"have": "bones,pressure"}, {"bones", "pressure"}, {"osteoporosis", "hypertension"}),
    ],
)
def test_a_list_says_yes_and_no_to_all_of_it(
    stage: Stage, answers: dict[str, str], yes: set[str], flags: set[str]
) -> None:
    run.save(stage.practice, answers)
    profile = stage.practice.profile()
    assert set(profile.yes) == yes
    assert set(profile.flags) == flags
    said = {key for key in stage.journal.profile() if key.startswith(SCREEN_KEY)}
    assert len(said) == 6 * ("ask-first" in answers) + 8 * ("have" in answers)


def test_a_list_that_was_skipped_says_nothing_and_takes_nothing_back(stage: Stage) -> None:
    run.save(stage.practice, {"have": "bones"})
    run.save(stage.practice, {})
    assert stage.practice.profile().flags == {"osteoporosis"}
    run.save(stage.practice, {"have": "none"})
    assert stage.practice.profile().flags == frozenset()


@pytest.mark.parametrize(
    ("question", "typed", "value"),
    [
        ("cleared", "y", "yes"),
        ("cleared", "No", "no"),
        ("conditions", "2, 1,2", "sho,neck"),
        ("conditions", "neck pain", "neck"),
        ("equipment", "mat,band", "mat,band"),
        ("days", "1,3", "mon,wed"),
        ("pregnant_week", "15+6", "2027-05-11"),
        ("falls", "2", "2"),
        ("activities", "a;  b", "a; b"),
    ],
)
def test_an_answer_is_read_by_key_or_words(
    stage: Stage, question: str, typed: str, value: str
) -> None:
    assert ask(question).read(stage.practice, typed) == value


@pytest.mark.parametrize(
    ("question", "typed"),
    [("cleared", "perhaps"), ("conditions", "1,99"), ("falls", "two"), ("minutes", "4"),
     ("birth", "2027-01-01"), ("sign", str(len(SIGNS) + 1)), ("sign", "0")],
)  # fmt: skip
def test_a_wrong_one_says_what_to_write(stage: Stage, question: str, typed: str) -> None:
    with pytest.raises(UsageError) as caught:
        ask(question).read(stage.practice, typed)
    assert caught.value.what


# --- what is kept ----------------------------------------------------------
def test_all_of_it_is_one_act_with_its_date(stage: Stage) -> None:
    assert run.due(stage.practice) is not None
    run.save(stage.practice, {
        "cleared": "yes", "conditions": "lbp,neck", "side": "left", "operated": "no",
        "gave-birth": "no", "expecting": "no", "ask-first": "heart", "have": "none",
        "falls": "2", "blood_pressure": "135/85", "activities": "a; b", "days": "mon",
        "sessions": "3", "minutes": "15", "equipment": "mat", "born": "1960",
    })  # fmt: skip
    kept = stage.journal.profile()
    assert kept["screened"] == "2026-11-23"
    assert not {"operated", "gave-birth", "expecting", "sign"} & kept.keys()
    profile = stage.practice.profile()
    assert profile.flags == {"heart", "falls_risk"}
    assert (profile.cleared, profile.conditions, profile.side) == ("yes", ("lbp", "neck"), "left")
    assert profile.yes == {"heart"}
    assert run.due(stage.practice) is None
    undo.undo(stage.journal)
    assert stage.journal.profile() == {}


def test_skipping_everything_is_asked_once_and_starts_gently(stage: Stage) -> None:
    run.save(stage.practice, {})
    assert stage.journal.profile() == {"screened": "2026-11-23"}
    assert run.due(stage.practice) is None
    stage.days(365)
    assert run.due(stage.practice) is None
    stage.days(1)
    assert "year" in (run.due(stage.practice) or "")


def test_half_of_the_questions_are_kept_and_the_rest_stays_due(stage: Stage) -> None:
    run.save(stage.practice, {"cleared": "yes"}, whole=False)
    assert stage.journal.profile() == {"cleared": "yes"}
    assert run.due(stage.practice) is not None


def test_answering_again_changes_what_was_answered_and_asks_for_the_clearance(stage: Stage) -> None:
    change(stage.practice, ["osteoporosis", "heart", "pregnant", "due=2027-01-01",
                            "surgery=2026-09-01", "side=left"], [])  # fmt: skip
    stage.clock.advance(1)
    run.save(stage.practice, {"cleared": "yes", "screen.bones": "no", "expecting": "no",
                              "operated": "no"})  # fmt: skip
    kept = stage.journal.profile()
    assert set(kept) == {"flag.heart", "side", "cleared", "screen.bones", "screened"}
    stage.clock.advance(1)
    run.save(stage.practice, {"screen.bones": "yes"})
    assert "cleared" not in stage.journal.profile()
    assert "osteoporosis" in stage.practice.profile().flags


def test_pregnant_without_a_week_counts_and_a_week_becomes_a_date(stage: Stage) -> None:
    run.save(stage.practice, {"expecting": "yes"})
    assert stage.practice.profile().flags == {"pregnant"}
    stage.clock.advance(1)
    week = ask("pregnant_week").read(stage.practice, "20")
    run.save(stage.practice, {"expecting": "yes", "pregnant_week": week})
    assert stage.practice.profile().flags == {"pregnant", "preg_supine"}
    stage.clock.advance(1)
    run.save(stage.practice, {"gave-birth": "yes", "birth": "2026-11-22"})
    assert stage.practice.profile().flags == set()


@pytest.mark.parametrize(("told", "cleared"), [
    ({"ask-first": "chest"}, None),
    ({"ask-first": "chest", "strict-advice": "yes"}, "yes"),
    ({"ask-first": "heart", "advice": "understood"}, "understood"),
])  # fmt: skip
def test_what_opens_load_is_kept(stage: Stage, told: dict[str, str], cleared: str | None) -> None:
    run.save(stage.practice, told)
    assert stage.practice.profile().cleared == cleared
    assert bool(run.proposal(stage.practice).advice) is (cleared is None)


@pytest.mark.parametrize("number", range(1, len(SIGNS) + 1))
def test_a_warning_sign_ends_it_and_locks_sessions(stage: Stage, number: int) -> None:
    told = {"cleared": "yes", "sign": ask("sign").read(stage.practice, str(number))}
    sign = run.sign_of(told)
    assert sign is not None
    assert sign == SIGNS[number - 1]
    run.save(stage.practice, told)
    assert "screened" not in stage.journal.profile()
    (stop,) = stage.journal.entries(StopEvent)
    assert (stop.sign, stop.tier, stop.session) == (sign.id, sign.tier, None)
    locked = lock(read_history(stage.journal).stops)
    assert locked is not None
    said = run.words_of(sign)
    assert said
    assert said == EMERGENCY_WORDS or sign.tier == 2 or sign.id == "ST1m"


def test_of_several_warning_signs_the_gravest_counts(stage: Stage) -> None:
    told = {"sign": ask("sign").read(stage.practice, f"{len(SIGNS)}, 2")}
    assert run.sign_of(told) == SIGNS[1]


# --- what is proposed ------------------------------------------------------
def test_the_proposal_names_its_reason_and_a_small_start(stage: Stage) -> None:
    run.save(stage.practice, {"conditions": "lbp"})
    found = run.proposal(stage.practice)
    assert found.suggestion.programme == "desk-low-back"
    assert "2 or 3 sessions a week of 10 to 15 minutes" in found.start
    assert "not a diagnosis" in found.notice
    assert "not been reviewed by a clinician" in found.notice


def test_hands_begin_with_a_little_every_day_and_it_says_why(stage: Stage) -> None:
    run.save(stage.practice, {"conditions": "hand"})
    start = run.proposal(stage.practice).start
    assert "5 days a week" in start
    assert "stiff joints" in start


def test_much_too_high_a_pressure_is_said_before_anything_else(stage: Stage) -> None:
    run.save(stage.practice, {"blood_pressure": "185/100", "cleared": "yes"})
    assert run.proposal(stage.practice).advice.startswith("No exercise with a blood pressure")
