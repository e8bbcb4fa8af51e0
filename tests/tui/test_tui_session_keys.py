"""Every key of the session screen, in a session that writes nothing."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle

import pytest
from textual.content import Content
from textual.widgets import Input, Static
from tui_harness import Drive, a_practice, a_session, drive, prescribe, the_catalogue

from rehab_tui.catalogue.model import Catalogue
from rehab_tui.coach.model import Status, StepKind
from rehab_tui.config import Config
from rehab_tui.practice.context import Practice
from rehab_tui.tui.app import SessionRequest
from rehab_tui.tui.widgets.figure import FigureView
from rehab_tui.tui.widgets.side import SideView

practice = a_practice
catalogue = the_catalogue

RUNNING, PAUSED, STOPPED = Status.RUNNING, Status.PAUSED, Status.STOPPED


@pytest.fixture(scope="module")
def three(catalogue: Catalogue) -> SessionRequest:
    """Reps in two sets, a timed stretch on each side, and the breath."""
    return a_session(
        prescribe(catalogue, "wall-push-up", sets=2, reps=4),
        prescribe(
            catalogue, "calf-stretch-wall", sets=1, reps=None, tempo=None, seconds=20, sides="each"
        ),
        prescribe(catalogue, "pursed-lip-breathing", seconds=60),
    )


def kind(d: Drive) -> str | None:
    return d.view.kind and d.view.kind.value


async def test_pause_step_and_time_keys(practice: Practice, three: SessionRequest) -> None:
    async with drive(practice, request=three) as d:
        await d.screen("SessionScreen")
        assert (d.view.kind, d.view.status) == (StepKind.READY, RUNNING)
        await d.press("space")
        assert d.view.status is PAUSED
        assert "PAUSED" in d.text()
        left = d.view.left
        d.play(60)
        assert d.view.left == left, "time passes by a pause"
        await d.press("enter")
        assert (d.view.kind, d.view.status) == (StepKind.READY, RUNNING)
        before = d.view.left or 0
        await d.press("plus", "equals_sign", "minus")
        assert d.view.left == before + 10
        await d.press("enter")
        assert kind(d) == "ready", "the key that began the session, once too often"
        d.play(1)
        await d.press("enter")
        assert kind(d) == "set"
        assert d.view.number == 1
        for back, on in (("left", "right"), ("pageup", "pagedown")):
            await d.press(back)
            assert kind(d) == "ready"
            await d.press(on)
            assert kind(d) == "set"
        d.play(11)
        assert d.view.rep == 2
        await d.press("left")
        assert (d.view.kind, d.view.rep) == (StepKind.SET, 1), "after two seconds it begins again"
        await d.press("enter")
        assert kind(d) == "rest", "enter goes on in a paced set"
        await d.press("backspace")
        assert d.view.kind is StepKind.REST
        await d.press("n")
        assert (d.view.item, d.view.kind) == (1, StepKind.READY)
        await d.press("left", "q")
        await d.until(lambda: not d.app.is_running, "the end")


async def test_reps_are_counted_by_key(practice: Practice, three: SessionRequest) -> None:
    async with drive(practice, request=three) as d:
        await d.screen("SessionScreen")
        await d.press("t")
        d.play(1)
        await d.press("enter")
        assert kind(d) == "set"
        assert "ENTER" in d.text()
        for counted in (1, 2, 3):
            d.play(1)
            await d.press("enter")
            assert d.view.count == counted
        await d.press("backspace")
        assert d.view.count == 2
        d.play(1)
        await d.burst("enter", "enter")
        assert d.view.count == 3, "a key that bounces is one rep"
        d.play(90)
        assert kind(d) == "set", "a counted set waits"
        await d.press("enter")
        assert kind(d) == "rest", "the last rep ends the set"
        assert d.player.session.results[-1].reps == 4
        await d.press("t")
        assert not d.player.session.prescriptions[0].counted
        assert d.view.number == 2


async def test_what_comes_next_stands_out_while_one_is_asked(
    practice: Practice, three: SessionRequest
) -> None:
    async with drive(practice, request=three) as d:
        await d.screen("SessionScreen")
        shown = d.app.screen.query_one("#next", Static)
        quiet = shown.content
        d.play_to(StepKind.CHECK)
        assert isinstance(quiet, Content)
        assert isinstance(shown.content, Content)
        assert shown.content.plain == quiet.plain
        assert shown.content.spans != quiet.spans


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_all_that_has_to_be_fetched_can_be_read(
    practice: Practice, catalogue: Catalogue, size: tuple[int, int]
) -> None:
    """Who lies on the floor fetches it while there is time; half a line is not enough."""
    names = ("side-leg-raise", "hip-flexor-stretch")
    request = a_session(*(prescribe(catalogue, name, sets=2) for name in names))
    async with drive(practice, request=request, size=size) as d:
        await d.screen("SessionScreen")
        d.play_to(StepKind.SET)
        await d.settle()
        assert "Fetch: cushion for the knees, sturdy chair." in d.flat()


async def test_the_help_is_named_while_a_session_runs(
    practice: Practice, three: SessionRequest
) -> None:
    async with drive(practice, request=three) as d:
        await d.screen("SessionScreen")
        d.play_to(StepKind.SET)
        await d.settle()
        assert "? help" in d.rows()[-1]


async def test_the_count_is_quiet_while_the_session_waits(
    practice: Practice, three: SessionRequest
) -> None:
    async with drive(practice, request=three) as d:
        await d.screen("SessionScreen")
        d.play_to(StepKind.SET)
        side = d.app.screen.query_one(SideView)
        digits = next(style for line in side._lines for _, style in line)
        await d.press("space")
        quiet = next(style for line in side._lines for _, style in line)
        assert digits.color != quiet.color


async def test_a_key_that_means_nothing_pauses(practice: Practice, three: SessionRequest) -> None:
    """Hands feel for the keyboard: letters, digits, hjkl but h, and what Textual binds itself."""
    silent = ["a", "w", "z", "A", "0", "5", "9", "j", "k", "l", "y", "f5", "escape", "tab"]
    silent += ["up", "down", "shift+tab", "delete", "home", "semicolon", "ä"]
    async with drive(practice, request=three) as d:
        await d.screen("SessionScreen")
        d.play_to(StepKind.SET)
        where = d.player.session.position
        for key in silent:
            await d.press(key)
            assert (d.shown, d.view.status) == ("SessionScreen", PAUSED), key
            assert d.player.session.position == where, key
            await d.press(key)
            assert d.view.status is PAUSED, f"{key} pauses; it never goes on"
            await d.press("space")
            assert d.view.status is RUNNING


async def test_easier_and_harder(practice: Practice, catalogue: Catalogue) -> None:
    heel = prescribe(catalogue, "heel-raise", sets=1, reps=6)
    async with drive(practice, request=a_session(heel)) as d:
        await d.screen("SessionScreen")
        d.play_to(StepKind.SET)
        await d.press("e")
        easier = d.view.prescription
        assert easier is not None
        assert (easier.exercise.id, easier.variant) == ("heel-raise", "easier")
        assert "easier" in d.rows()[0]
        assert d.view.kind is StepKind.READY, "the present set begins again"
        assert heel.exercise.easier is not None
        assert heel.exercise.easier.say.split()[0] in d.static("#cue")
        await d.press("h", "h")
        assert d.view.prescription is not None
        assert d.view.prescription.variant == "harder"
        changed = d.player.session.prescriptions
        await d.press("h")
        assert d.player.session.prescriptions == changed
        assert "no harder way" in d.static("#cue")


async def test_a_refusal_can_be_read_in_the_middle_of_a_set(
    practice: Practice, catalogue: Catalogue
) -> None:
    hardest = replace(prescribe(catalogue, "shoulder-shrugs", sets=1, reps=8), variant="harder")
    async with drive(practice, request=a_session(hardest)) as d:
        await d.screen("SessionScreen")
        d.play_to(StepKind.SET)
        d.play(5 * 6)
        assert (d.view.rep or 0) > 3
        await d.press("h")
        d.play(1)
        assert "no harder way" in d.static("#cue")
        d.play(12)
        assert "no harder way" not in d.static("#cue")


async def test_swap_takes_another_exercise(practice: Practice, three: SessionRequest) -> None:
    async with drive(practice, request=three) as d:
        await d.screen("SessionScreen")
        d.play_to(StepKind.SET)
        offered = d.player.swaps()
        await d.press("s")
        if not offered:
            assert "nothing else" in d.text()
            return
        await d.screen("PickScreen")
        assert d.view.status is PAUSED
        assert all(choice.words[:40] in d.text() for choice in offered)
        await d.press("1")
        await d.screen("SessionScreen")
        assert d.view.prescription is not None
        assert d.view.prescription == offered[0].prescription
        assert d.view.prescription.instead_of == "wall-push-up"
        assert d.view.status is RUNNING


async def test_questions_are_answered_by_digits_only_there(
    practice: Practice, catalogue: Catalogue
) -> None:
    one = prescribe(catalogue, "glute-bridge", sets=1, reps=2)
    two = prescribe(catalogue, "glute-bridge", sets=1, reps=2)
    async with drive(practice, request=a_session(one, two)) as d:
        await d.screen("SessionScreen")
        d.play_to(StepKind.CHECK)
        assert "two more" in d.text()
        await d.press("n")
        assert d.view.item == 0, "n is an answer here"
        assert d.player.session.two_more == ((0, False),)
        assert "The most pain" in d.text()
        await d.press("t")
        assert d.player.session.ratings == ((0, 10),)
        assert (d.view.item, d.view.kind) == (1, StepKind.READY)
        d.play_to(StepKind.CHECK, item=1)
        await d.press("3")
        assert d.view.status is PAUSED, "a digit is no answer to yes or no"
        await d.press("y")
        await d.press("0")
        await d.until(lambda: not d.app.is_running, "the end")
        assert d.player.session.ratings[-1] == (1, 0) if d.app.is_running else True


async def test_a_note_is_typed_not_obeyed(practice: Practice, three: SessionRequest) -> None:
    async with drive(practice, request=three) as d:
        await d.screen("SessionScreen")
        d.play_to(StepKind.SET)
        where = d.player.session
        await d.press("N")
        await d.screen("NoteScreen")
        typed = ["n", "x", "!", "q", "space", "e", "1", "[", "/", "]", "?", "backspace"]
        await d.press(*typed)
        assert d.shown == "NoteScreen"
        assert d.app.screen.query_one(Input).value == "nx!q e1[/]"
        assert d.view.status is PAUSED
        assert d.player.session.position == where.position
        await d.press("escape")
        await d.screen("SessionScreen")
        assert d.view.status is PAUSED


@pytest.mark.parametrize("key", ["c", "question_mark", "s"])
async def test_time_stands_while_something_covers_the_session(
    practice: Practice, three: SessionRequest, key: str
) -> None:
    async with drive(practice, request=three) as d:
        await d.screen("SessionScreen")
        d.play_to(StepKind.SET)
        elapsed = d.player.session.elapsed
        await d.press(key)
        await d.until(lambda: d.shown != "SessionScreen")
        d.clock.advance(300)
        await d.press("escape")
        await d.screen("SessionScreen")
        d.play(1)
        assert d.view.status is PAUSED
        assert d.player.session.elapsed == elapsed
        assert "slept" not in d.text(), "nothing slept: something was read"


async def stop_now(d: Drive) -> None:
    await d.screen("StopScreen")
    assert d.player.session.status is STOPPED
    await d.press("0")
    await d.screen("SessionScreen")
    assert d.player.session.status is PAUSED
    await d.press("space")


@pytest.mark.long
async def test_stop_from_every_phase_and_overlay(practice: Practice, three: SessionRequest) -> None:
    stops = cycle(("exclamation_mark", "x"))
    async with drive(practice, request=three) as d:
        await d.screen("SessionScreen")
        kinds = [StepKind.READY, StepKind.SET, StepKind.REST, StepKind.CHECK, StepKind.HOLD]
        for phase in (*kinds, StepKind.SWITCH, StepKind.BREATHE):
            item = {StepKind.HOLD: 1, StepKind.SWITCH: 1, StepKind.BREATHE: 2}.get(phase, 0)
            if phase is StepKind.HOLD and d.view.item == 0:
                await d.press("n")
            d.play_to(phase, item=item)
            before = d.player.session
            await d.press(next(stops))
            await stop_now(d)
            assert d.player.session.position == before.position, phase
            assert d.player.session.elapsed == before.elapsed, phase
        for opener in ("space", "c", "question_mark", "s"):
            await d.press(opener)
            assert opener == "space" or d.shown != "SessionScreen"
            await d.press(next(stops))
            await stop_now(d)


async def test_a_hand_that_slams_the_keys(practice: Practice, three: SessionRequest) -> None:
    """Several keys in one reading leave one screen, not two, and no screen too few."""
    async with drive(practice, request=three) as d:
        await d.screen("SessionScreen")
        d.play_to(StepKind.SET)
        for key in ("!", "x"):
            await d.burst(*[{"!": "exclamation_mark"}.get(key, key)] * 4)
            await d.screen("StopScreen")
            await d.burst("0", "0", "0")
            await d.screen("SessionScreen")
            assert len(d.app.screen_stack) == 2
        for opener, closer in (("c", "c"), ("question_mark", "escape"), ("N", "escape")):
            await d.burst(opener, opener, opener)
            await d.until(lambda: d.shown != "SessionScreen")
            await d.burst(closer, closer, closer, closer)
            for _ in range(4):
                if d.shown == "SessionScreen":
                    break
                await d.press("escape")
            assert d.shown == "SessionScreen", opener
            assert len(d.app.screen_stack) == 2
        await d.burst("q", "q", "q")
        await d.until(lambda: not d.app.is_running, "the end")


async def test_no_key_of_the_same_slam_gets_past_a_stop(
    practice: Practice, three: SessionRequest
) -> None:
    async with drive(practice, request=three) as d:
        await d.screen("SessionScreen")
        d.play_to(StepKind.SET)
        before = d.player.session
        await d.burst("exclamation_mark", "q", "n", "right", "space", "c", "N")
        await d.screen("StopScreen")
        await d.press("0")
        await d.screen("SessionScreen")
        assert d.player.session.position == before.position
        assert d.view.status is PAUSED
        assert len(d.app.screen_stack) == 2


async def test_figure_stands_when_animations_are_off(
    practice: Practice, three: SessionRequest
) -> None:
    async with drive(practice, request=three, config=Config(animation=False)) as d:
        await d.screen("SessionScreen")
        for phase in (StepKind.SET, StepKind.BREATHE):
            d.play_to(phase)
            drawn = set()
            for _ in range(6):
                d.play(0.7)
                await d.pilot.pause()
                drawn.add(d.app.screen.query_one(FigureView)._lines)
            assert len(drawn) == 1, phase
            if phase is StepKind.SET:
                await d.press("n", "n")


async def test_figure_moves_with_the_rep(practice: Practice, three: SessionRequest) -> None:
    async with drive(practice, request=three) as d:
        await d.screen("SessionScreen")
        d.play_to(StepKind.SET)
        drawn = set()
        for _ in range(6):
            d.play(0.5)
            drawn.add(d.app.screen.query_one(FigureView)._lines)
        assert len(drawn) > 3
