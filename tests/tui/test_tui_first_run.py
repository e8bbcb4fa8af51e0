"""The first run in the app: one key answers, Enter skips, back goes back, nothing is forced."""

from __future__ import annotations

from pathlib import Path

import pytest
from tui_harness import Drive, clock_of, drive, entries, make_practice, the_catalogue

from rehab_tui.catalogue.model import Catalogue
from rehab_tui.journal.records import Note, StopEvent
from rehab_tui.practice import first_run as run
from rehab_tui.practice.context import Practice
from rehab_tui.practice.tour import note_shown
from rehab_tui.programme.stops import EMERGENCY_WORDS, SAME_DAY_WORDS
from rehab_tui.tui.screens.first_run import FirstRunScreen, _keyed

pytestmark = pytest.mark.long

catalogue = the_catalogue


@pytest.fixture
def practice(tmp_path: Path, catalogue: Catalogue) -> Practice:
    made = make_practice(tmp_path, catalogue, asked=False)
    note_shown(made)
    return made


def question(d: Drive) -> run.Ask:
    assert isinstance(d.app.screen, FirstRunScreen)
    return d.app.screen._at


def asked(d: Drive) -> str:
    return question(d).id


async def to(d: Drive, question: str) -> None:
    """Skip up to a question."""
    for _ in range(3 * len(run.QUESTIONS)):
        if asked(d) == question:
            return
        await d.press("enter")
    raise AssertionError(question)


async def skip_the_rest(d: Drive) -> None:
    for _ in range(3 * len(run.QUESTIONS)):
        if d.shown != "FirstRunScreen":
            break
        await d.press("enter")
    await d.screen("ProposalScreen")


async def test_it_opens_by_itself_once_and_one_key_leaves_it(practice: Practice) -> None:
    async with drive(practice) as d:
        await d.screen("FirstRunScreen")
        assert "Has a professional cleared you" in d.text()
        assert "back" not in d.rows()[-1], "nothing is before the first"
        await d.press("q")
        await d.screen("TodayScreen")
        await d.until(lambda: "f The screening questions" in d.flat(), "the quiet line")
        assert practice.journal.profile() == {}
        await d.press("f")
        await d.screen("FirstRunScreen")
    with practice.journal.act("wrote") as act:
        act.add(Note(at=practice.clock.now(), text="here"))
    async with drive(practice) as d:
        await d.until(lambda: "13 minutes" in d.text() or "12 minutes" in d.text())
        await d.settle()
        assert d.shown == "TodayScreen", "whoever has begun is not asked by force"


async def test_answers_are_given_taken_back_and_kept(practice: Practice) -> None:
    async with drive(practice) as d:
        await d.screen("FirstRunScreen")
        await d.press("y")
        assert asked(d) == "sign"
        await d.press("left")
        assert asked(d) == "cleared"
        await d.press("n")
        await to(d, "conditions")
        keys = {str(choice.value): key for key, choice in _keyed(question(d).choices)}
        await d.press(keys["neck"], keys["lbp"], keys["ankle"], keys["neck"])
        assert "[1] low back pain" in d.text()
        assert "[2] a sprained ankle" in d.text()
        assert "[ ] neck pain" in d.text()
        await d.press("enter")
        assert asked(d) == "side"
        await d.press("left")
        assert "[1] low back pain" in d.text(), "back shows what was ticked"
        await d.press("enter", "r")
        await skip_the_rest(d)
        assert "Desk worker's low back" in d.text()
        assert "You named: low back pain" in d.flat()
        assert "a coach, not a diagnosis" in d.flat()
        assert "Fits as well" in d.text()
        await d.press("enter")
        await d.screen("TodayScreen")
        await d.until(lambda: "Desk worker's low back" in d.text(), "the new programme")
    profile = practice.profile()
    assert (profile.cleared, profile.conditions) == ("no", ("lbp", "ankle"))
    assert (profile.side, profile.screened) == ("right", practice.clock.now().date())
    assert practice.plan.programme == "desk-low-back"


async def test_another_programme_or_none_is_taken_as_well(practice: Practice) -> None:
    async with drive(practice) as d:
        await d.screen("FirstRunScreen")
        run.save(practice, {"conditions": "kneeoa,neck"}, whole=False)
        await skip_the_rest(d)
        assert "Knee osteoarthritis" in d.text()
        key = next(row for row in d.rows() if "Neck and shoulder" in row).split()[0]
        await d.press(key)
        await d.screen("TodayScreen")
        await d.until(lambda: "Neck and shoulder reset" in d.text(), "the one that was chosen")
        await d.press("f")
        await d.screen("FirstRunScreen")
        await skip_the_rest(d)
        await d.press("n")
        await d.screen("TodayScreen")
    assert practice.plan.programme == "neck-shoulder"


async def test_typed_answers_are_read_and_a_wrong_one_says_what_to_write(
    practice: Practice,
) -> None:
    async with drive(practice) as d:
        await d.screen("FirstRunScreen")
        await to(d, "expecting")
        await d.press("y")
        assert asked(d) == "pregnant_week"
        await d.press(*"15+9", "enter")
        assert "is no week of a pregnancy" in d.flat()
        assert asked(d) == "pregnant_week"
        await d.press("backspace", *"6", "enter")
        assert asked(d) == "gave-birth"
        await d.press("left")
        assert asked(d) == "pregnant_week"
        assert "15+6" in d.text(), "what was typed stands there again"
        await d.press("backspace", *"5", "enter", "left")
        assert "15+5" in d.text(), "the cursor stands behind it"
        await d.press("up")
        assert asked(d) == "expecting"
        await d.press("y", "enter")
        await d.press("escape")
        await d.screen("PickScreen")
        assert "Leave the questions?" in d.text()
        await d.press("k")
        await d.screen("TodayScreen")
        await d.until(lambda: "f The screening questions" in d.flat(), "it stays due")
    assert practice.profile().due is not None
    assert practice.profile().screened is None


@pytest.mark.parametrize(("key", "kept"), [("g", None), ("d", {}), ("escape", None)])
async def test_leaving_in_the_middle_asks_what_becomes_of_it(
    practice: Practice, key: str, kept: dict[str, str] | None
) -> None:
    async with drive(practice) as d:
        await d.screen("FirstRunScreen")
        await d.press("y", "escape")
        await d.screen("PickScreen")
        await d.press(key)
        await d.screen("FirstRunScreen" if kept is None else "TodayScreen")
    assert practice.journal.profile() == {}


@pytest.mark.parametrize(("sign", "words"), [(1, EMERGENCY_WORDS), (16, SAME_DAY_WORDS)])
async def test_a_warning_sign_ends_it_with_its_words_alone(
    practice: Practice, sign: int, words: tuple[str, ...]
) -> None:
    async with drive(practice) as d:
        await d.screen("FirstRunScreen")
        await d.press("enter")
        await d.press("abcdefghijklmnoprstu"[sign - 1])
        assert d.shown == "FirstRunScreen", "a wrong key is taken back by pressing it again"
        await d.press("enter")
        await d.screen("SignScreen")
        shown = " ".join(d.flat().split())
        for line in words:
            assert line in shown
        assert "A few questions" not in shown
        assert "sharp pain" not in shown, "nothing is asked any more"
        await d.until(lambda: entries(practice, StopEvent), "it is kept at once")
        await d.press("enter")
        await d.screen("TodayScreen")
        await d.until(lambda: "Please answer this first" in d.text(), "the lock")
        await d.until(lambda: "you told of a warning sign" in d.flat(), "why")
    assert practice.profile().screened is None


async def test_a_wrong_key_among_the_signs_is_taken_back(practice: Practice) -> None:
    async with drive(practice) as d:
        await d.screen("FirstRunScreen")
        await d.press("enter", "e")
        assert "[x]" in d.text()
        await d.press("e", "enter", "enter")
        assert asked(d) == "conditions"


async def test_all_signs_are_in_sight_before_they_are_skipped(practice: Practice) -> None:
    async with drive(practice) as d:
        await d.screen("FirstRunScreen")
        await d.press("enter")
        await d.until(lambda: "more below" in d.rows()[-1], "the hint")
        await d.press("enter")
        assert asked(d) == "sign"
        assert "more below" not in d.rows()[-1]
        await d.press("up", "up", "down", "enter")
        assert asked(d) == "conditions"
        await d.press("left")
        await d.resize(120, 40)
        await d.until(lambda: "skip" in d.rows()[-1], "all of it has room")
        await d.press("enter")
        assert asked(d) == "conditions"


async def test_the_whole_way_is_readable_in_a_small_window_and_in_ascii(
    practice: Practice,
) -> None:
    async with drive(practice, size=(60, 20), ascii_only=True) as d:
        await d.screen("FirstRunScreen")
        before = ""
        for _ in range(3 * len(run.QUESTIONS)):
            if d.shown != "FirstRunScreen":
                break
            if asked(d) != before:
                assert " ".join(question(d).text.split()[:3]) in d.flat()
            before = asked(d)
            assert all(row.isascii() for row in d.rows())
            await d.press("enter")
        await d.screen("ProposalScreen")
        assert all(row.isascii() for row in d.rows())
        await d.press("j", "j", "k", "q")
        await d.screen("TodayScreen")
    assert practice.plan.programme is None


async def test_a_long_answer_is_broken_where_it_begins(practice: Practice) -> None:
    """Few answers stand in another width than many; it is the width of these that counts."""
    async with drive(practice, size=(120, 40)) as d:
        await d.screen("FirstRunScreen")
        await to(d, "have")
        await d.until(lambda: any("that has reached the neck" in r for r in d.rows()))
        await d.press("0")
        await d.until(lambda: any("Hands or steps" in r or "hands or steps" in r for r in d.rows()))
        assert any("1  [ ] weight lost for no reason" in row for row in d.rows())


async def test_none_of_these_answers_a_list_at_once(practice: Practice) -> None:
    async with drive(practice) as d:
        await d.screen("FirstRunScreen")
        await to(d, "ask-first")
        keys = {str(choice.value): key for key, choice in _keyed(question(d).choices)}
        await d.press(keys["heart"], keys["heart"], keys[run.NONE])
        assert asked(d) == "have"
        await d.press("left")
        assert asked(d) == "ask-first"
        await d.press(keys[run.NONE], "escape", "k")
        await d.screen("TodayScreen")
        await d.until(lambda: practice.journal.profile(), "it is kept")
    assert practice.journal.profile()["screen.heart"] == "no"


async def test_after_a_year_a_quiet_line_asks_once_more_and_forces_nothing(
    practice: Practice,
) -> None:
    run.save(practice, {})
    clock_of(practice).advance(366 * 86_400)
    async with drive(practice) as d:
        await d.until(lambda: "f The screening questions were last answered" in d.flat())
        assert d.shown == "TodayScreen"
        await d.press("f")
        await d.screen("FirstRunScreen")
        await skip_the_rest(d)
        await d.press("q")
        await d.screen("TodayScreen")
        await d.until(lambda: "last answered" not in d.flat(), "it is answered")
