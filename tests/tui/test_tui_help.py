"""`?` on every screen and overlay: its key row says so, help opens, and closes again."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from typing import Any

import pytest
from textual.screen import Screen
from textual.widgets import Input
from tui_harness import (
    MONDAY,
    Ears,
    a_practice,
    a_session,
    drive,
    prescribe,
    the_catalogue,
)

import rehab_tui.tui.screens as screens
from rehab_tui.catalogue.model import Catalogue
from rehab_tui.journal.records import SessionRecord
from rehab_tui.paths import Paths
from rehab_tui.practice import first_run as run
from rehab_tui.practice import forms, plans
from rehab_tui.practice.context import Practice
from rehab_tui.practice.questions import MOOD
from rehab_tui.practice.ready import Ready
from rehab_tui.practice.settings import SettingsFile
from rehab_tui.programme.stops import SIGNS
from rehab_tui.tui.screens.answers import AnswersScreen
from rehab_tui.tui.screens.cues import CuesScreen
from rehab_tui.tui.screens.exercises import ExercisesScreen
from rehab_tui.tui.screens.first_run import FirstRunScreen, ProposalScreen, SignScreen
from rehab_tui.tui.screens.help import HelpScreen
from rehab_tui.tui.screens.journal import JournalScreen
from rehab_tui.tui.screens.journal_form import FormScreen
from rehab_tui.tui.screens.journal_session import JournalSessionScreen
from rehab_tui.tui.screens.note import NoteScreen
from rehab_tui.tui.screens.pick import PickScreen
from rehab_tui.tui.screens.plan import PlanScreen
from rehab_tui.tui.screens.programmes import ProgrammesScreen
from rehab_tui.tui.screens.progress import ProgressScreen
from rehab_tui.tui.screens.questions import QuestionsScreen
from rehab_tui.tui.screens.ready import ReadyScreen
from rehab_tui.tui.screens.session import SessionScreen
from rehab_tui.tui.screens.settings import SettingsScreen
from rehab_tui.tui.screens.sound import SoundScreen
from rehab_tui.tui.screens.stop import StopScreen
from rehab_tui.tui.screens.today import TodayScreen
from rehab_tui.tui.screens.tour import TourScreen

practice = a_practice
catalogue = the_catalogue

Make = Callable[[Practice], Screen[Any]]
MADE: dict[type[Screen[Any]], Make] = {
    AnswersScreen: lambda practice: AnswersScreen("# Questions\n\n## Why?\n\nSo."),
    CuesScreen: lambda practice: CuesScreen(prescribe(_known(practice), "cat-cow")),
    ExercisesScreen: lambda practice: ExercisesScreen(),
    FirstRunScreen: lambda practice: FirstRunScreen(),
    FormScreen: lambda practice: FormScreen(
        "Note", [forms.WHEN], {forms.WHEN.name: forms.NOW}, lambda filled: ""
    ),
    JournalScreen: lambda practice: JournalScreen(),
    JournalSessionScreen: lambda practice: JournalSessionScreen(_session(practice)),
    NoteScreen: lambda practice: NoteScreen(),
    PickScreen: lambda practice: PickScreen("Which?", ["One", "Other"]),
    PlanScreen: lambda practice: PlanScreen(),
    ProgrammesScreen: lambda practice: ProgrammesScreen(plans.ready_programmes(practice)),
    ProgressScreen: lambda practice: ProgressScreen(),
    ProposalScreen: lambda practice: ProposalScreen(run.proposal(practice)),
    QuestionsScreen: lambda practice: QuestionsScreen("Log", [MOOD]),
    ReadyScreen: lambda practice: ReadyScreen(Ready(("Water",), ())),
    SettingsScreen: lambda practice: SettingsScreen(SettingsFile(_paths(practice), {})),
    SoundScreen: lambda practice: SoundScreen(Ears()),
    TourScreen: lambda practice: TourScreen(),
}
ELSEWHERE = {
    TodayScreen: "the first screen, in test_tui_palette",
    SessionScreen: "in test_tui_whole_way; its row says so while it is paused, below",
    HelpScreen: "it is the help",
    StopScreen: "in its own place, below",
    SignScreen: "its words stand alone",
}
TYPED = (FormScreen, NoteScreen)


def _known(practice: Practice) -> Catalogue:
    return practice.catalogue


def _paths(practice: Practice) -> Paths:
    return Paths(practice.journal.path.parent, practice.journal.path.parent / "config")


def _session(practice: Practice) -> SessionRecord:
    with practice.journal.act("began") as act:
        act.add(SessionRecord(at=MONDAY, state="finished", sets=2))
    return practice.journal.entries(SessionRecord)[0]


def test_no_screen_is_forgotten() -> None:
    there = set()
    for module in pkgutil.iter_modules(screens.__path__):
        for one in vars(importlib.import_module(f"{screens.__name__}.{module.name}")).values():
            ours = isinstance(one, type) and issubclass(one, Screen)
            if ours and one.__module__.startswith(screens.__name__) and "compose" in vars(one):
                there.add(one)
    assert there <= {*MADE, *ELSEWHERE}


@pytest.mark.long
@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_help_opens_and_closes_on_every_screen(
    practice: Practice, size: tuple[int, int]
) -> None:
    async with drive(practice, size=size) as d:
        await d.until(lambda: "week 1" in d.text())
        for kind, make in MADE.items():
            name = kind.__name__
            d.app.push_screen(make(practice))
            await d.screen(name)
            words, key = ("F1 help", "f1") if kind in TYPED else ("? help", "?")
            await d.until(lambda words=words: words in d.rows()[-1], f"the hint on {name}")  # type: ignore[misc]
            await d.press(key)
            await d.screen("HelpScreen")
            await d.until(lambda: "keys of this screen" in d.text(), f"the keys of {name}")
            about = " ".join(getattr(kind, "ABOUT", "").split()[:6])
            await d.until(lambda about=about: about in d.flat(), about)  # type: ignore[misc]
            await d.press(key)
            await d.screen(name)
            d.app.screen.dismiss()
            await d.screen("TodayScreen")


async def test_where_something_is_typed_a_question_mark_is_a_letter(practice: Practice) -> None:
    async with drive(practice) as d:
        await d.until(lambda: "week 1" in d.text())
        d.app.push_screen(NoteScreen())
        await d.screen("NoteScreen")
        await d.press("w", "h", "y", "?")
        assert d.app.screen.query_one(Input).value == "why?"
        await d.press("f1")
        await d.screen("HelpScreen")
        await d.press("f1")
        await d.screen("NoteScreen")
        assert d.app.screen.query_one(Input).value == "why?"


async def test_a_stop_explains_itself_in_its_own_place(
    practice: Practice, catalogue: Catalogue
) -> None:
    request = a_session(prescribe(catalogue, "wall-push-up", sets=1, reps=2))
    async with drive(practice, request=request) as d:
        await d.screen("SessionScreen")
        await d.press("space")
        assert "? help" in d.rows()[-1], "there is time for it now"
        await d.press("!")
        await d.screen("StopScreen")
        assert "? help" in d.text()
        before = d.static("#lines")
        for _ in range(2):
            await d.press("?")
            assert d.shown == "StopScreen"
            assert d.flat().count("Press the key in front of what fits") == 1
        assert d.static("#lines") == before, "no line of it is covered"
        await d.press("0")
        await d.screen("SessionScreen")
        await d.press("!")
        await d.screen("StopScreen")
        assert "Press the key in front" not in d.text()


async def test_after_a_warning_sign_help_adds_nothing(practice: Practice) -> None:
    async with drive(practice) as d:
        await d.until(lambda: "week 1" in d.text())
        d.app.push_screen(SignScreen(SIGNS[0]))
        await d.screen("SignScreen")
        before = d.text()
        await d.press("?", "f1")
        assert (d.shown, d.text()) == ("SignScreen", before)
