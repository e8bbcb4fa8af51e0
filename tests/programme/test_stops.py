from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from programme_builders import TODAY

from rehab_tui.programme import stops
from rehab_tui.programme.history import OpenStop
from rehab_tui.programme.stops import REASONS, Reason, Sign

BY_ID = {reason.id: reason for reason in REASONS}
CASES = [(reason, sign) for reason in REASONS for sign in (None, *reason.signs)]


def tier_of(reason: Reason, sign: Sign | None) -> int | None:
    return sign.tier if sign else reason.tier


def open_stop(tier: int, days_ago: int = 0, name: str = "x") -> OpenStop:
    return OpenStop(name, TODAY - timedelta(days=days_ago), tier, None, "dizzy")


def test_keys_and_ids_are_unique_and_0_is_left_for_a_mistake() -> None:
    assert [reason.key for reason in REASONS] == list("123456")
    assert len(BY_ID) == len(REASONS)


def test_every_sign_of_an_emergency_says_so_in_its_id() -> None:
    for reason in REASONS:
        for sign in reason.signs:
            assert sign.id.startswith({1: "ST1", 2: "ST2", 4: "ST4", None: "none"}[sign.tier]), sign
        if reason.signs:
            assert reason.signs[-1].words.startswith("none of these")


@pytest.mark.parametrize(("reason", "sign"), CASES)
@pytest.mark.parametrize("sharp_before", [0, 1])
def test_the_words_follow_the_tier(reason: Reason, sign: Sign | None, sharp_before: int) -> None:
    words = stops.words_for(reason, sign, sharp_before)
    tier = tier_of(reason, sign)
    assert words
    emergency = stops.CRISIS_WORDS if sign and sign.id == "ST1m" else stops.EMERGENCY_WORDS
    assert (words == emergency) is (tier == 1), "an emergency stands alone"
    assert (words == stops.SAME_DAY_WORDS) is (tier == 2)
    assert (words == stops.STOP_WORDS) is (tier == 4)


@pytest.mark.parametrize(("reason", "sign"), CASES)
def test_only_what_has_no_tier_may_go_on(reason: Reason, sign: Sign | None) -> None:
    assert stops.may_go_on(reason, sign, 0) is (tier_of(reason, sign) is None)


def test_a_second_sharp_pain_ends_the_session() -> None:
    sharp, other = BY_ID["sharp"], BY_ID["other"]
    assert stops.may_go_on(sharp, None, 0)
    assert not stops.may_go_on(sharp, None, 1)
    assert stops.may_go_on(other, None, 1)
    assert stops.words_for(sharp, None, 0) == stops.SHARP_WORDS
    assert stops.words_for(sharp, None, 1) == stops.AGAIN_WORDS
    assert stops.words_for(other, None, 1) == stops.OTHER_WORDS
    assert stops.words_for(sharp, None, 0, last=True) == stops.SHARP_LAST_WORDS
    assert stops.words_for(sharp, None, 1, last=True) == stops.AGAIN_WORDS
    assert stops.words_for(other, None, 1, last=True) == stops.OTHER_LAST_WORDS


def test_every_emergency_sign_of_the_lists_can_be_ticked() -> None:
    ticked = {sign.id for reason in REASONS for sign in reason.signs if sign.tier == 1}
    assert ticked == {f"ST1{letter}" for letter in "abcdefghijklm"}


@pytest.mark.parametrize(
    ("words", "tier"),
    [
        ("calf swollen", 2), ("feeling ill", 2), ("hot, swollen joint", 2), ("foot that drops", 2),
        ("dark, cola-coloured", 2), ("wound that opens", 2), ("38.0 °C", 2), ("growing tight", 2),
        ("any bleeding", 2), ("fluid that leaks", 2), ("light-headed", 4), ("heart stumbles", 4),
        ("out of breath", 4), ("new tingling", 4), ("gave way or locked", 4), ("or sick", 4),
        ("steps fast growing clumsy", 1), ("calf together with this", 1), ("numb between", 1),
    ],
)  # fmt: skip
def test_what_can_be_ticked_has_its_tier(words: str, tier: int) -> None:
    found = {s.tier for reason in REASONS for s in reason.signs if words in s.words}
    assert found == {tier}


def test_despair_is_met_with_people_to_talk_to_and_nothing_else() -> None:
    other = BY_ID["other"]
    [despair] = [sign for sign in other.signs if sign.id == "ST1m"]
    assert stops.words_for(other, despair, 0) == stops.CRISIS_WORDS
    assert not stops.may_go_on(other, despair, 0)


def test_an_unanswered_chest_question_is_an_emergency() -> None:
    assert stops.words_for(BY_ID["chest"], None, 0) == stops.EMERGENCY_WORDS


@pytest.mark.parametrize(
    ("tier", "locks"), [(1, True), (2, True), (3, False), (4, True), (5, False)]
)
def test_what_locks(tier: int, locks: bool) -> None:
    assert (stops.lock([open_stop(tier)]) is not None) is locks


def test_no_stop_no_lock() -> None:
    assert stops.lock([]) is None


@given(st.lists(st.tuples(st.sampled_from([1, 2, 3, 4]), st.integers(0, 9)), max_size=6))
def test_the_gravest_locks_then_the_newest(made: list[tuple[int, int]]) -> None:
    found = stops.lock([open_stop(tier, days) for tier, days in made])
    closing = [one for one in made if one[0] != 3]
    best = (found.tier, (TODAY - found.day).days) if found else None
    assert best == min(closing, default=None)


@pytest.mark.parametrize(
    ("tier", "reason", "opening"),
    [
        (1, "chest", {"seen"}),
        (2, "numb", {"seen"}),
        (4, "dizzy", {"seen", "explained"}),
        (1, "screening", {"seen"}),
        (2, "screening", {"seen"}),
    ],
)
def test_which_answers_open(tier: int, reason: str, opening: set[str]) -> None:
    told = replace(open_stop(tier), reason=reason)
    assert {value for value, _ in stops.answers_for(told)} == opening
    for answer in ("seen", "explained", "", "Seen", None):
        assert stops.opens(tier, answer) is (answer in opening)


def test_every_reason_and_sign_has_words() -> None:
    for reason in stops.KNOWN.values():
        assert stops.reason_words(reason.id) == reason.words
        for sign in reason.signs:
            assert sign.id not in stops.sign_words(reason.id, sign.id)
    assert stops.sign_words("screening", "ST1e")[0].startswith("numb between the legs")
    assert (stops.reason_words("later"), stops.sign_words("later", "ST9")) == ("later", ("ST9",))


def test_the_lock_says_what_to_do() -> None:
    decision = stops.lock_decision(open_stop(4, 2))
    assert decision.rule == "ST5"
    assert "21 Nov" in decision.words
    assert "this app's rule" in decision.words


@pytest.mark.parametrize(("reason", "sign"), CASES)
@pytest.mark.parametrize("sharp_before", [0, 1, 2])
def test_the_tier_is_the_signs_else_the_reasons(
    reason: Reason, sign: Sign | None, sharp_before: int
) -> None:
    again = reason.id == "sharp" and sharp_before
    expected = stops.STOP_TODAY if again else tier_of(reason, sign)
    assert stops.tier_of(reason, sign, sharp_before) == expected
    assert stops.may_go_on(reason, sign, sharp_before) is (expected is None)
