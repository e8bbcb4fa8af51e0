"""Questions in a session that go on by themselves, and what small windows and lists still say."""

from __future__ import annotations

import pytest
from tui_harness import Drive, a_practice, a_session, drive, prescribe, the_catalogue

from rehab_tui.catalogue.model import Catalogue
from rehab_tui.coach.model import Status, StepKind
from rehab_tui.practice.context import Practice
from rehab_tui.tui.app import SessionRequest
from rehab_tui.tui.screens.session import EASED
from rehab_tui.tui.widgets.bars import Keys

practice = a_practice
catalogue = the_catalogue


@pytest.fixture(scope="module")
def asked(catalogue: Catalogue) -> SessionRequest:
    """A strength exercise, another, and the first one once more."""
    lift = prescribe(catalogue, "glute-bridge", sets=1, reps=2)
    return a_session(lift, prescribe(catalogue, "cat-cow", sets=1, reps=2), lift)


def keys(d: Drive) -> str:
    return str(d.app.screen.query_one(Keys).render())


async def test_a_question_says_what_can_be_pressed_and_that_it_goes_on(
    practice: Practice, asked: SessionRequest
) -> None:
    async with drive(practice, request=asked) as d:
        await d.screen("SessionScreen")
        d.play_to(StepKind.CHECK)
        await d.settle()
        assert keys(d).startswith("y yes  n no  → skip  + more time")
        assert "then it goes on" in d.text()
        assert d.view.left == 7
        await d.press("plus")
        assert d.view.left == 17
        await d.press("space")
        assert keys(d).startswith("y yes  n no  space go on"), "n is an answer in a pause, too"
        assert "n next" not in keys(d)
        assert "? help" in keys(d)
        await d.press("space", "y")
        assert "? help" in keys(d)
        assert keys(d).startswith("0-9 t pain  → skip")
        d.play(8.5)
        assert d.view.kind is StepKind.READY
        await d.press("7")
        assert d.player.session.ratings == ((0, 7),)
        assert d.view.status == "running", "it is an answer, not a key that means nothing"
        d.play_to(StepKind.SET, item=1)
        await d.press("3")
        assert d.player.session.ratings == ((0, 7),)
        assert d.view.status == "paused"
        await d.press("space")
        d.play_to(StepKind.READY, item=2)
        await d.settle()
        assert EASED in d.flat()


async def test_late_keys_of_the_session_keep_their_meaning(
    practice: Practice, asked: SessionRequest
) -> None:
    async with drive(practice, request=asked) as d:
        await d.screen("SessionScreen")
        d.play_to(StepKind.READY, item=1)
        await d.press("t")
        assert d.player.session.ratings == ()
        await d.press("n")
        assert (d.view.item, d.player.session.two_more) == (2, ())


async def test_a_halt_however_short_pauses(practice: Practice, asked: SessionRequest) -> None:
    async with drive(practice, request=asked) as d:
        await d.screen("SessionScreen")
        d.play_to(StepKind.SET)
        d.app.app_resume_signal.publish(d.app)
        await d.settle()
        assert d.view.status is Status.PAUSED
        assert "waited for you" in d.flat()


@pytest.mark.long
@pytest.mark.parametrize(
    ("key", "says"),
    [
        ("s", "esc back"),
        ("c", "c back"),
        ("v", "v back"),
        ("N", "esc back"),
        ("question_mark", "? back"),
    ],
)
async def test_every_sheet_says_how_to_go_back_in_any_window(
    practice: Practice, asked: SessionRequest, key: str, says: str
) -> None:
    async with drive(practice, request=asked) as d:
        await d.screen("SessionScreen")
        await d.press(key)
        for width, height in ((80, 24), (20, 5)):
            await d.resize(width, height)
            assert says in keys(d)
            assert says in d.text()
            assert "STOP" not in d.rows()[-1], "the session's keys do nothing here"
            assert len([row for row in d.rows() if row.strip()]) > 1, "and it shows something"


async def test_the_smallest_stop_shows_its_keys(practice: Practice, asked: SessionRequest) -> None:
    async with drive(practice, request=asked) as d:
        await d.screen("SessionScreen")
        await d.press("exclamation_mark")
        await d.resize(20, 5)
        shown = d.flat()
        for words in ("1 sharp", "2 dizzy", "3 breath", "4 chest", "5 numb", "6 other"):
            assert words in shown.replace("\u00a0", " ")
        assert "0 mistake" in shown.replace("\u00a0", " ")
        await d.press("4")
        await d.settle()
        assert "larger" in d.flat()
        assert "1 to 5" in d.flat()
        await d.resize(80, 24)
        assert "tightness in the chest" in d.flat()
