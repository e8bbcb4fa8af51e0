"""How often a picture is drawn: fifteen to twenty times a second while it moves, else never.

Textual's own timers run on the session's clock here, so that a second is one on any machine.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from tui_harness import Drive, a_practice, a_session, clock_of, drive, prescribe, the_catalogue

from rehab_tui.catalogue.model import Catalogue
from rehab_tui.coach.model import StepKind
from rehab_tui.config import Config
from rehab_tui.figure import braille
from rehab_tui.practice.context import Practice
from rehab_tui.tui.widgets.figure import FigureView

pytestmark = pytest.mark.long

practice = a_practice
catalogue = the_catalogue
GRAIN = 1 / 120
"""Seconds; no frame rate within bounds is a multiple of it that could hide a missing picture."""


@pytest.fixture
def pictures(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The moments at which the figure was drawn."""
    clock, drawn = clock_of(practice), list[float]()

    async def sleep(seconds: float) -> None:
        until = clock.monotonic() + seconds
        while clock.monotonic() < until:
            await asyncio.sleep(0)

    def paint(*given: object, **named: object) -> object:
        drawn.append(clock.monotonic())
        return braille(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr("textual.timer.sleep", sleep)
    monkeypatch.setattr("textual._time.get_time", clock.monotonic)
    monkeypatch.setattr("rehab_tui.tui.widgets.figure.braille", paint)
    return drawn


async def second(d: Drive) -> None:
    """Let one pass by the timers alone."""
    for _ in range(round(1 / GRAIN)):
        d.clock.advance(GRAIN)
        for _ in range(12):
            await asyncio.sleep(0)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_fifteen_to_twenty_pictures_a_second_while_it_moves_and_none_in_a_pause(
    practice: Practice, catalogue: Catalogue, pictures: list[float], size: tuple[int, int]
) -> None:
    slow = prescribe(catalogue, "seated-knee-extension", sets=1, reps=4, tempo=(4, 0, 4))
    async with drive(practice, request=a_session(slow), size=size) as d:
        await d.screen("SessionScreen")
        d.play_to(StepKind.SET)
        d.play(1.0, step=0.5)
        for _ in range(2):
            pictures.clear()
            await second(d)
            assert 15 <= len(pictures) <= 20
            assert len(set(pictures)) == len(pictures), "not twice at a moment"
        await d.press("space")
        await second(d)
        pictures.clear()
        await second(d)
        assert pictures == []


async def test_none_while_it_holds_or_with_animations_off(
    practice: Practice, catalogue: Catalogue, pictures: list[float]
) -> None:
    held = prescribe(catalogue, "seated-knee-extension", sets=1, reps=4, tempo=(2, 8, 6))
    for config in (Config(), replace(Config(), animation=False)):
        async with drive(practice, request=a_session(held), config=config) as d:
            await d.screen("SessionScreen")
            d.play_to(StepKind.SET)
            d.play(2.5, step=0.5)
            assert d.view.phase == "hold"
            pictures.clear()
            await second(d)
            assert d.app.screen.query_one(FigureView)._lines
            assert pictures == [], "in a hold"
            if not config.animation:
                d.play(8.0, step=0.5)
                assert d.view.figure_position < 1, "it would be on its way back"
                pictures.clear()  # the arrow that tells the way has turned
                await second(d)
                assert pictures == [], "with animations off"
