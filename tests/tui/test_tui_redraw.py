"""The figure draws the lines that changed, and nothing at all while it stands still."""

from __future__ import annotations

import gc

import pytest
from textual.geometry import Region
from tui_harness import a_practice, a_session, drive, prescribe, the_catalogue

from rehab_tui.catalogue.model import Catalogue
from rehab_tui.coach.model import Status, StepKind
from rehab_tui.figure import braille
from rehab_tui.practice.context import Practice
from rehab_tui.tui.widgets.figure import FigureView
from rehab_tui.tui.widgets.lines import Line

practice = a_practice
catalogue = the_catalogue


async def test_what_was_there_before_a_session_is_not_looked_through_for_garbage(
    practice: Practice, catalogue: Catalogue
) -> None:
    request = a_session(prescribe(catalogue, "seated-knee-extension", sets=1, reps=4))
    gc.unfreeze()
    async with drive(practice, request=request) as d:
        await d.screen("SessionScreen")
        assert gc.get_freeze_count() > 10_000
        await d.press("q")
        await d.until(lambda: d.shown != "SessionScreen" and not gc.get_freeze_count())


async def test_only_changed_lines_are_drawn_and_none_while_it_is_still(
    practice: Practice, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[object] = []
    drawn: list[Region] = []
    refresh = FigureView.refresh

    def paint(*given: object, **named: object) -> object:
        painted.append(given)
        return braille(*given, **named)  # type: ignore[arg-type]

    def draw(self: FigureView, *regions: Region, **named: bool) -> FigureView:
        drawn.extend(regions)
        return refresh(self, *regions, **named)

    request = a_session(prescribe(catalogue, "seated-knee-extension", sets=1, reps=4))
    async with drive(practice, request=request) as d:
        await d.screen("SessionScreen")
        d.play_to(StepKind.SET)
        figure = d.app.screen.query_one(FigureView)
        monkeypatch.setattr("rehab_tui.tui.widgets.figure.braille", paint)
        monkeypatch.setattr(FigureView, "refresh", draw)
        fewer = 0
        for _ in range(12):
            before: tuple[Line, ...] = figure._lines
            drawn.clear()
            d.play(0.2)
            after = figure._lines
            changed = [
                y for y, lines in enumerate(zip(before, after, strict=True)) if lines[0] != lines[1]
            ]
            assert [y for region in drawn for y in region.line_range] == changed
            apart = sum(y - 1 not in changed for y in changed)
            assert len(drawn) == apart, "lines that follow one another are drawn in one go"
            fewer += 0 < len(changed) < len(after)
        assert painted, "it moves"
        assert fewer, "the floor and the chair stand still"

        await d.press("space")
        assert d.view.status is Status.PAUSED
        d.play(0.2)
        painted.clear()
        drawn.clear()
        d.play(5, step=0.2)
        assert not painted, "nothing is computed in a pause"
        assert not drawn
