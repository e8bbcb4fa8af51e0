"""Stop: still at once, asked shortly, never weighed; an emergency's words stand alone."""

from __future__ import annotations

import pytest
from tui_harness import Drive, a_practice, drive, entries

from rehab_tui.coach.model import Status, StepKind
from rehab_tui.config import Config
from rehab_tui.errors import RehabError
from rehab_tui.journal.records import SessionRecord, SetRecord, StopEvent
from rehab_tui.practice import sessions
from rehab_tui.practice.context import Practice
from rehab_tui.practice.today import plan_today
from rehab_tui.programme.stops import (
    AGAIN_WORDS,
    EMERGENCY,
    EMERGENCY_WORDS,
    ON_TO_QUESTIONS,
    OTHER_LAST_WORDS,
    REASONS,
    SHARP_WORDS,
    Reason,
    Sign,
    words_for,
)
from rehab_tui.tui.app import SessionRequest
from rehab_tui.tui.screens.stop import StopScreen

pytestmark = pytest.mark.long

practice = a_practice

TWO = SessionRequest(exercises=("glute-bridge", "cat-cow"))
ANSWERS = [(reason, sign) for reason in REASONS for sign in (reason.signs or (None,))]


def flat(words: tuple[str, ...]) -> str:
    return " ".join(" ".join(words).split())


async def stopped_in_the_set(d: Drive) -> None:
    d.play_to(StepKind.SET)
    d.play(3)
    await d.press("!")
    await d.screen("StopScreen")


async def say(d: Drive, reason: Reason, sign: Sign | None) -> None:
    await d.press(reason.key)
    if sign is not None:
        await d.press(str(reason.signs.index(sign) + 1))


async def test_by_mistake_stores_nothing_and_holds_nothing(practice: Practice) -> None:
    async with drive(practice, request=TWO) as d:
        await d.begin()
        d.play_to(StepKind.SET)
        d.play(8)
        before = d.player.session
        for key in ("!", "x"):
            await d.press(key)
            await d.screen("StopScreen")
            d.clock.advance(90)
            await d.press("7", "a", "enter", "escape", "q", "!", "space")
            assert d.shown == "StopScreen", "only an answer goes on"
            await d.press("0")
            await d.screen("SessionScreen")
            after = d.player.session
            assert after.status is Status.PAUSED
            assert (after.position, after.elapsed) == (before.position, before.elapsed)
            assert after.results == before.results
            assert "PAUSED" in d.text()
        await d.press("space", "q")
        await d.screen("QuestionsScreen")
    assert not entries(practice, StopEvent)
    assert plan_today(practice).locked is None


async def test_every_answer_shows_its_words_and_an_emergency_nothing_else(
    practice: Practice,
) -> None:
    told: list[tuple[str, str | None]] = []

    def tell(item: int | None, reason: Reason, sign: Sign | None) -> int:
        told.append((reason.id, sign.id if sign else None))
        return 0

    async with drive(practice) as d:
        for reason, sign in ANSWERS:
            ended: list[str | None] = []
            d.app.notify("a remark of before")
            d.app.push_screen(StopScreen(tell, 0, lambda: False), ended.append)
            await d.screen("StopScreen")
            assert all(one.words in d.flat() for one in REASONS)
            await d.press("7", "t", "enter", reason.key)
            if sign is not None:
                assert all(one.words in d.flat() for one in reason.signs), reason.id
                await d.press("0", "9", str(reason.signs.index(sign) + 1))
            tier = sign.tier if sign is not None else reason.tier
            words = flat(words_for(reason, sign, 0))
            if tier == EMERGENCY:
                assert d.flat() == words, "nothing else is shown"
            else:
                assert d.flat().startswith(words)
                assert "end here" in d.flat()
            await d.press("a", "q", "escape", "space", "0", "1", "!", "x", "question_mark")
            if tier is not None:
                await d.press("right", "n")
            assert not ended
            await d.press("enter")
            assert ended == ["end"]
    first = [(reason.id, None) for reason, _ in ANSWERS]
    then = [[(reason.id, sign.id)] if sign else [] for reason, sign in ANSWERS]
    assert told == [said for one, more in zip(first, then, strict=True) for said in (one, *more)]


async def test_it_ends_with_a_breath_to_follow_but_for_an_emergency(practice: Practice) -> None:
    async with drive(practice, request=TWO) as d:
        await d.begin()
        await stopped_in_the_set(d)
        assert "breathe" not in d.flat()
        await say(d, REASONS[0], None)
        await d.until(lambda: "breathe in, through the nose" in d.flat(), "a breath in first")
        d.clock.advance(5)
        await d.until(lambda: "breathe out, pursed lips" in d.flat(), "the breath turns")
        await d.press("enter")


async def test_where_nothing_moves_the_breath_is_told_in_words(practice: Practice) -> None:
    async with drive(practice, config=Config(animation=False), request=TWO) as d:
        await d.begin()
        await stopped_in_the_set(d)
        await say(d, REASONS[0], None)
        await d.until(lambda: "slowly out through pursed lips" in d.flat(), "the words")
        await d.press("enter")


@pytest.mark.parametrize(("reason", "sign"), [ANSWERS[0], ANSWERS[5], ANSWERS[10], ANSWERS[-3]])
async def test_an_answer_is_stored_with_its_tier(
    practice: Practice, reason: Reason, sign: Sign | None
) -> None:
    tier = sign.tier if sign is not None else reason.tier
    async with drive(practice, request=TWO) as d:
        await d.begin()
        await stopped_in_the_set(d)
        await say(d, reason, sign)
        await d.press("enter")
        if tier is None:
            await d.screen("QuestionsScreen")
            await d.answer()
        await d.until(lambda: not d.app.is_running, "the end")
    [event] = entries(practice, StopEvent)
    assert (event.reason, event.tier) == (reason.id, tier)
    assert event.sign == (sign.id if sign else None)
    assert event.exercise == "glute-bridge"
    [record] = entries(practice, SessionRecord)
    assert record.state == "stopped"
    assert (plan_today(practice).locked is not None) == (tier is not None)


async def test_a_stop_keeps_sessions_closed_until_it_is_answered(practice: Practice) -> None:
    async with drive(practice) as d:
        await d.begin()
        await stopped_in_the_set(d)
        await say(d, REASONS[3], REASONS[3].signs[0])
        await d.until(lambda: entries(practice, StopEvent))
        await d.press("enter")
        await d.screen("TodayScreen")
        await d.until(lambda: "Please answer this first" in d.text(), "the lock")
        assert "minutes" not in d.static("#card")
        for leave in ("q", "escape"):
            await d.press("enter")
            await d.screen("PickScreen")
            await d.press(leave)
            await d.screen("TodayScreen")
        assert entries(practice, StopEvent)[0].answer is None
        await d.press("enter")
        await d.screen("PickScreen")
        assert "plain reason" not in d.flat(), "an emergency is answered by a clinician only"
        await d.press("2", "1")
        await d.screen("TodayScreen")
        await d.until(lambda: "Please answer" not in d.text(), "the way is open")
        assert "Marching" in d.text()
    [event] = entries(practice, StopEvent)
    assert event.answer == "seen"
    assert event.answered is not None


async def test_a_session_asked_for_meets_the_lock_too(practice: Practice) -> None:
    sessions.stop(practice, None, None, REASONS[1], REASONS[1].signs[4])
    async with drive(practice, request=TWO) as d:
        await d.screen("PickScreen")
        assert "How did it go on?" in d.text()
        await d.press("q")
        await d.until(lambda: not d.app.is_running, "the end")
    assert not entries(practice, SessionRecord)
    async with drive(practice, request=TWO) as d:
        await d.screen("PickScreen")
        await d.press("2")
        await d.screen("QuestionsScreen")
        assert "before you start" in d.text().lower()
    assert entries(practice, StopEvent)[0].answer == "explained"


async def test_sharp_pain_leaves_the_exercise_and_the_second_ends_it(practice: Practice) -> None:
    async with drive(practice, request=TWO) as d:
        await d.begin()
        await stopped_in_the_set(d)
        await d.press("1")
        await d.until(lambda: flat(SHARP_WORDS) in d.flat())
        await d.press("right")
        await d.screen("SessionScreen")
        assert (d.view.item, d.view.status) == (1, Status.PAUSED)
        await d.press("space")
        await stopped_in_the_set(d)
        await d.press("6")
        await d.press("8")
        await d.until(lambda: flat(OTHER_LAST_WORDS) in d.flat())
        assert ON_TO_QUESTIONS in d.flat()
        assert "next exercise" not in d.flat()
        await d.press("right")
        await d.screen("QuestionsScreen")
    [record] = entries(practice, SessionRecord)
    assert record.state == "finished", "the last exercise was left: nothing is left to do"


async def test_two_sharp_pains_end_it(practice: Practice) -> None:
    async with drive(practice, request=TWO) as d:
        await d.begin()
        await stopped_in_the_set(d)
        await d.press("1")
        await d.until(lambda: flat(SHARP_WORDS) in d.flat())
        await d.press("n")
        await d.screen("SessionScreen")
        await d.press("space")
        await stopped_in_the_set(d)
        await d.press("1")
        await d.until(lambda: flat(AGAIN_WORDS) in d.flat())
        await d.press("right", "n", "pagedown", "space")
        assert d.shown == "StopScreen"
        await d.press("enter")
        await d.until(lambda: not d.app.is_running, "the end")
    [record] = entries(practice, SessionRecord)
    assert record.state == "stopped"
    assert [stop.tier for stop in entries(practice, StopEvent)] == [None, 4]
    assert len(entries(practice, SetRecord)) <= 1


async def test_an_emergency_is_shown_before_anything_is_written(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The words never wait for the disk; what can't be written now is written later."""
    full = True
    real = sessions.stop

    def stop(*arguments: object, event: str) -> int:
        if full:
            raise RehabError("the disk is full", "Make room.")
        return real(*arguments, event=event)  # type: ignore[arg-type]

    monkeypatch.setattr(sessions, "stop", stop)
    async with drive(practice, request=TWO) as d:
        await d.begin()
        await stopped_in_the_set(d)
        await d.press("4", "1")
        assert d.flat() == flat(EMERGENCY_WORDS)
        await d.press("enter")
        await d.screen("PickScreen")
        assert "the disk is full" in d.flat()
        full = False
        await d.press("t")
        await d.until(lambda: not d.app.is_running, "the end")
    [event] = entries(practice, StopEvent)
    assert event.tier == EMERGENCY
    assert plan_today(practice).locked is not None


@pytest.mark.parametrize("reason", REASONS[4:], ids=lambda one: one.id)
async def test_the_second_question_fits_the_least_window(
    practice: Practice, reason: Reason
) -> None:
    async with drive(practice, request=TWO) as d:
        await d.begin()
        await stopped_in_the_set(d)
        for width, height in ((60, 20), (80, 24), (120, 40)):
            await d.resize(width, height)
            assert "pressed by mistake" in d.flat(), (width, height)
        await d.press(reason.key)
        for width, height in ((60, 20), (80, 24), (120, 40)):
            await d.resize(width, height)
            for sign in reason.signs:
                assert sign.words in d.flat(), (width, height)


async def test_back_does_not_lead_into_what_hurt(practice: Practice) -> None:
    async with drive(practice, request=TWO) as d:
        await d.begin()
        await stopped_in_the_set(d)
        await d.press("1")
        await d.until(lambda: flat(SHARP_WORDS) in d.flat())
        await d.press("right")
        await d.screen("SessionScreen")
        await d.press("space")
        for key in ("left", "pageup"):
            await d.press(key)
            assert d.view.item == 1
            assert "That one is left for today." in d.text()
        swaps = [choice.prescription.exercise.id for choice in d.player.swaps()]
        assert "glute-bridge" not in swaps


async def test_at_a_question_there_is_nothing_to_change(practice: Practice) -> None:
    async with drive(practice, request=TWO) as d:
        await d.begin()
        d.play_to(StepKind.CHECK)
        before = d.player.session.prescriptions
        for key in ("e", "h", "s", "t"):
            if key == "t" and d.view.step is not None and d.view.step.question == "pain":
                continue  # ten
            await d.press("c")
            await d.screen("CuesScreen")
            await d.press("escape")
            await d.screen("SessionScreen")
            await d.press(key)
            assert d.shown == "SessionScreen"
            assert "There is nothing to change at a question." in d.text(), key
        assert d.player.session.prescriptions == before


@pytest.mark.long
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 20)])
async def test_what_is_asked_hangs_behind_its_key(
    practice: Practice, size: tuple[int, int]
) -> None:
    async with drive(practice, size=size) as d:
        await d.begin()
        await d.press("exclamation_mark")
        await d.screen("StopScreen")
        await d.press("2")
        rows = d.static("#lines").splitlines()
        assert any("swallowing" in row for row in rows)
        assert all(row[:4].strip().isdecimal() or not row[:4].strip() for row in rows), rows
        assert all(in_row.strip() in d.text() for in_row in rows)
