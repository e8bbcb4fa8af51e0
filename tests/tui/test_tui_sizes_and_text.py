"""Windows of every size, foreign text on every screen, terminals that have only ASCII."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest
from tui_harness import (
    MONDAY,
    Drive,
    a_practice,
    a_session,
    drive,
    make_practice,
    prescribe,
    the_catalogue,
)

from hostile import HOSTILE
from rehab_tui.catalogue.model import Catalogue, Exercise
from rehab_tui.clock import ManualClock
from rehab_tui.coach.model import StepKind
from rehab_tui.errors import RehabError
from rehab_tui.journal.records import Note, Pain
from rehab_tui.practice.context import Practice
from rehab_tui.practice.demo_place import demo_practice
from rehab_tui.text import clean
from rehab_tui.tui.app import SessionRequest
from rehab_tui.tui.screens.pick import PickScreen
from rehab_tui.tui.widgets.bars import Keys
from rehab_tui.tui.widgets.figure import FigureView
from rehab_tui.tui.widgets.side import SideView

pytestmark = pytest.mark.long

practice = a_practice
catalogue = the_catalogue

SMALL = "Please make the window larger"


@pytest.fixture
def long_session(catalogue: Catalogue) -> SessionRequest:
    return a_session(
        prescribe(catalogue, "wall-push-up", sets=2, reps=2),
        prescribe(
            catalogue, "calf-stretch-wall", sets=1, reps=None, tempo=None, seconds=20, sides="each"
        ),
        prescribe(catalogue, "pursed-lip-breathing", seconds=60),
    )


# --- sizes --------------------------------------------------------------------------------------


async def test_every_phase_in_every_size(practice: Practice, long_session: SessionRequest) -> None:
    phases = [
        (StepKind.READY, 0), (StepKind.SET, 0), (StepKind.REST, 0), (StepKind.CHECK, 0),
        (StepKind.HOLD, 1), (StepKind.SWITCH, 1), (StepKind.BREATHE, 2),
    ]  # fmt: skip
    async with drive(practice, request=long_session) as d:
        await d.screen("SessionScreen")
        for phase, item in phases:
            d.play_to(phase, item=item)
            before = d.player.session
            edges = [(59, 20), (60, 19), (1, 1)] if phase is StepKind.READY else []
            for width, height in ((60, 20), (120, 40), (20, 5), *edges):
                await d.resize(width, height)
                small = width < 60 or height < 20
                if width >= 20:
                    assert (SMALL.split()[0] in d.flat()) == small, (phase, width, height)
                for row in d.rows():
                    assert len(row) <= width
            await d.resize(80, 24)
            assert d.player.session == before, "state is kept"
            assert d.shown == "SessionScreen"
            figure = d.app.screen.query_one(FigureView).region
            assert figure.width >= 42, phase
            assert figure.height >= 14, phase
            assert "STOP" in d.rows()[-1]
            assert "left" in d.rows()[0]


async def test_a_session_goes_on_in_a_window_too_small_to_see(
    practice: Practice, long_session: SessionRequest
) -> None:
    async with drive(practice, request=long_session, size=(20, 5)) as d:
        await d.screen("SessionScreen")
        assert "larger" in d.flat()
        d.play_to(StepKind.SET)
        await d.press("!")
        await d.screen("StopScreen")
        assert "What is it?" in d.text(), "stopping is never hidden"
        await d.press("0")
        await d.screen("SessionScreen")
        await d.resize(80, 24)
        assert "PAUSED" in d.text()


async def test_every_screen_lets_itself_be_resized(practice: Practice) -> None:
    async def shake(d: Drive, words: str) -> None:
        for width, height in ((20, 5), (80, 24)):
            await d.resize(width, height)
            assert d.app.fault is None
        await d.until(lambda: words in d.flat(), words)

    async with drive(practice) as d:
        await d.until(lambda: "week 1" in d.text())
        await shake(d, "Gentle mobility starter")
        await d.press("g")
        await d.screen("ProgressScreen")
        await shake(d, "After a week with a few entries")
        await d.press("q")
        await d.press("w")
        await d.screen("PlanScreen")
        await shake(d, "Today, and why")
        await d.press("c")
        await d.screen("ProgrammesScreen")
        await shake(d, "mobility")
        await d.press("q", "f")
        await d.screen("FirstRunScreen")
        await shake(d, "Has a professional")
        await d.press("enter")
        await shake(d, "sudden tearing pain")
        await d.press("escape")
        await d.screen("PlanScreen")
        await d.press("q")
        await d.press("?")
        await d.screen("HelpScreen")
        await shake(d, "The keys of this screen")
        await d.press("q")
        await d.press("enter")
        await d.screen("QuestionsScreen")
        await d.press("5")
        await shake(d, "Where is it?")
        await d.press("enter", "enter", "enter")
        await d.screen("ReadyScreen")
        await shake(d, "Lay ready")
        await d.press("enter")
        await d.screen("SessionScreen")
        for key, screen, words in (
            ("c", "CuesScreen", "Breath"),
            ("N", "NoteScreen", "A note"),
            ("!", "StopScreen", "You stopped"),
        ):
            await d.press(key)
            await d.screen(screen)
            await shake(d, words)
            if key != "!":
                await d.press("escape")
                await d.screen("SessionScreen")


def in_sight(d: Drive, words: str) -> bool:
    return any(words in row for row in d.rows())


async def test_what_matters_is_in_sight_at_80_by_24(practice: Practice) -> None:
    async with drive(practice) as d:
        await d.until(lambda: "week 1" in d.text())
        assert in_sight(d, "Gentle mobility starter")
        assert in_sight(d, "This week")
        assert "enter start" in d.rows()[-1]
        assert "q quit" in d.rows()[-1]
        await d.press("g")
        await d.screen("ProgressScreen")
        assert "q back" in d.rows()[-1]
        await d.press("q", "enter")
        await d.screen("QuestionsScreen")
        assert in_sight(d, "worst imaginable")
        assert in_sight(d, " 10 ")
        assert "enter skip" in d.rows()[-1]
        await d.press("5")
        for choice in d.app.screen._questions[1].choices:  # type: ignore[attr-defined]
            assert in_sight(d, f" {choice.key}  {choice.words}"), choice
        await d.press("enter", "enter", "enter")
        await d.screen("ReadyScreen")
        assert in_sight(d, "enter begin")
        await d.press("enter")
        await d.screen("SessionScreen")
        for widget in (FigureView, SideView, Keys):
            region = d.app.screen.query_one(widget).region
            assert d.app.screen.region.contains_region(region), widget
        assert in_sight(d, "Next: ")
        assert in_sight(d, "! STOP")
        await d.press("space")
        assert in_sight(d, "space go on")
        assert in_sight(d, "q save and leave")


# --- foreign text -------------------------------------------------------------------------------


def hostile_catalogue(catalogue: Catalogue, text: str) -> Catalogue:
    """The catalogue with one exercise and its programme that say `text` everywhere."""
    base = catalogue.exercises["glute-bridge"]
    evil: Exercise = replace(
        base, name=text, setup=text, cues=(text, text), caution=text, good=text, warning=text,
        home=text, fetch=(text,), mistakes=(text,), posture=text, self_check=text,
        breath=replace(base.breath, say=text), dose=replace(base.dose, sets=1, reps=2, load=text),
    )  # fmt: skip
    if evil.easier is not None:
        evil = replace(evil, easier=replace(evil.easier, say=text))
    programme = catalogue.programmes["mobility-starter"]
    item = replace(programme.phases[0].items[0], exercise="glute-bridge")
    item = replace(item, change=type(item.change)())
    phases = tuple(replace(phase, title=text, items=(item, item)) for phase in programme.phases)
    return Catalogue(
        MappingProxyType({**catalogue.exercises, "glute-bridge": evil}),
        MappingProxyType(
            {"mobility-starter": replace(programme, name=text, phases=phases, expect=text)}
        ),
    )


def assert_harmless(d: Drive) -> None:
    for row in d.rows():
        for char in row:
            category = unicodedata.category(char)
            assert category not in ("Cc", "Cf", "Cs"), (hex(ord(char)), d.shown)


CHUNKS = [HOSTILE[at : at + 34] for at in range(0, len(HOSTILE), 34)]


@pytest.mark.parametrize("chunk", range(len(CHUNKS)))
async def test_hostile_texts_are_harmless_everywhere(
    tmp_path: Path, catalogue: Catalogue, chunk: int
) -> None:
    text = "[/]" + "".join(one[:24] for one in CHUNKS[chunk])
    practice = make_practice(tmp_path, hostile_catalogue(catalogue, text))
    now = practice.clock.now()
    with practice.journal.act("wrote") as act:
        act.add(Note(at=now, text=text))
        act.add(Pain(at=now, level=3))
    shown = clean(text)[:14].strip()
    async with drive(practice, notice=text, size=(120, 40)) as d:
        await d.until(lambda: shown in d.flat() or "week" in d.text(), "the programme's name")
        await d.until(lambda: "sets of" in d.text() or "set of" in d.text(), "its exercises")
        assert_harmless(d)
        d.app.clear_notifications()
        d.app.trouble(RehabError(text, text, where=text))
        await d.settle()
        assert_harmless(d)
        d.app.clear_notifications()
        await d.press("g")
        await d.screen("ProgressScreen")
        await d.until(lambda: "1 rating" in d.text(), "the plot")
        assert_harmless(d)
        await d.press("q")
        await d.press("w")
        await d.screen("PlanScreen")
        await d.until(lambda: "Today, and why" in d.static("#why"), "the plan")
        assert_harmless(d)
        await d.press("c")
        await d.screen("ProgrammesScreen")
        assert clean(text)[:10] in d.text()
        assert_harmless(d)
        await d.press("q", "q")
        await d.begin()
        asked = [one.exercise.id for one in d.player.session.prescriptions]
        d.play_to(StepKind.SET, item=asked.index("glute-bridge"))
        await d.settle()
        assert clean(text)[:10] in d.rows()[0] + d.static("#cue")
        assert_harmless(d)
        await d.press("e")
        assert_harmless(d)
        await d.press("c")
        await d.screen("CuesScreen")
        assert_harmless(d)
        assert "[/]" in d.text(), "markup is shown as typed"
        await d.press("c", "N")
        await d.screen("NoteScreen")
        await d.paste(text)
        assert_harmless(d)
        await d.press("escape", "!", "1")
        assert_harmless(d)
        d.app.push_screen(PickScreen(text, [text, text], remark=text))
        await d.settle()
        assert_harmless(d)


# --- only ASCII ---------------------------------------------------------------------------------


async def test_only_ascii_on_every_screen(tmp_path: Path, catalogue: Catalogue) -> None:
    practice = demo_practice(tmp_path / "demo", catalogue, ManualClock(MONDAY))

    def plain(d: Drive) -> None:
        for row in d.rows():
            assert row.isascii(), (d.shown, row)

    async with drive(practice, ascii_only=True, size=(100, 34), notice="só — “so”") as d:
        await d.until(lambda: "week" in d.text())
        plain(d)
        d.app.clear_notifications()
        await d.press("?")
        await d.screen("HelpScreen")
        plain(d)
        await d.press("q", "w")
        await d.screen("PlanScreen")
        await d.until(lambda: "Today, and why" in d.static("#why"), "the plan")
        plain(d)
        await d.press("c")
        await d.screen("ProgrammesScreen")
        plain(d)
        await d.press("q", "q", "g")
        await d.screen("ProgressScreen")
        await d.until(lambda: "median" in d.text(), "the plot")
        plain(d)
        await d.press("w")
        await d.until(lambda: "Week" in d.text(), "the weeks")
        plain(d)
        await d.press("q", "enter")
        await d.screen("QuestionsScreen")
        plain(d)
        await d.press("4")
        plain(d)
        await d.answer()
        await d.screen("ReadyScreen")
        plain(d)
        await d.press("enter")
        await d.screen("SessionScreen")
        for _ in range(12):
            d.play(6)
            await d.settle()
            plain(d)
        await d.press("c")
        await d.screen("CuesScreen")
        plain(d)
        await d.press("c", "N")
        await d.screen("NoteScreen")
        plain(d)
        await d.press("escape", "!")
        await d.screen("StopScreen")
        plain(d)
        await d.press("4")
        plain(d)
