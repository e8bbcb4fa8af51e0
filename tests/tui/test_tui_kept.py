"""What is kept from picture to picture is what would be drawn anew, cell for cell."""

from __future__ import annotations

import pytest
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget
from tui_harness import Drive, a_practice, a_session, drive, prescribe, the_catalogue

from rehab_tui.catalogue.model import Catalogue
from rehab_tui.coach.model import StepKind
from rehab_tui.figure import braille
from rehab_tui.practice.context import Practice
from rehab_tui.tui.app import SessionRequest
from rehab_tui.tui.widgets.board import Board
from rehab_tui.tui.widgets.figure import FigureView
from rehab_tui.tui.widgets.lines import Run

practice = a_practice
catalogue = the_catalogue


@pytest.fixture
def sides(catalogue: Catalogue) -> SessionRequest:
    """A side after the other, then another exercise."""
    knee = prescribe(catalogue, "seated-knee-extension", sets=1, reps=2, tempo=(2, 1, 2))
    bridge = prescribe(catalogue, "glute-bridge", sets=1, reps=3, tempo=(2, 1, 2))
    return a_session(knee, bridge)


def cells(strips: list[Strip]) -> list[list[Segment]]:
    """Every cell with its style, however its row was put together."""
    return [[Segment(char, style) for text, style, _ in strip for char in text] for strip in strips]


def looked_over(d: Drive) -> int:
    """Hold every widget of the screen to what Textual makes of it anew; how many there are."""
    seen = d.app.screen._compositor.visible_widgets
    for widget, (region, _) in seen.items():
        whole = region.reset_offset
        shown = cells(widget.render_lines(whole))
        widget._styles_cache.clear()
        assert shown == cells(Widget.render_lines(widget, whole)), widget
        part = whole.shrink((0, 1, 0, 1))
        if part.area:
            assert cells(widget.render_lines(part)) == [row[1:-1] for row in shown], widget
            assert cells(widget.render_lines(whole)) == shown
    return len(seen)


@pytest.mark.long
@pytest.mark.parametrize("ascii_only", [False, pytest.param(True, marks=pytest.mark.long)])
async def test_rows_are_as_textual_would_make_them(
    practice: Practice, sides: SessionRequest, ascii_only: bool
) -> None:
    async with drive(practice, request=sides, ascii_only=ascii_only) as d:
        await d.screen("SessionScreen")
        assert looked_over(d) >= 10
        for kind in (StepKind.SET, StepKind.SWITCH, StepKind.SET, StepKind.CHECK):
            d.play_to(kind)
            for _ in range(3):
                d.play(0.7, step=0.35)
                await d.settle()
                looked_over(d)
        d.app.theme = "rehab-light"
        await d.settle()
        d.play(0.1)
        await d.settle()
        looked_over(d)
        await d.resize(120, 40)
        d.play(0.1)
        await d.settle()
        looked_over(d)
        await d.press("space")
        looked_over(d)


async def test_from_its_second_rep_on_a_figure_is_drawn_from_what_is_kept(
    practice: Practice, sides: SessionRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[object] = []

    def paint(*given: object, **named: object) -> object:
        painted.append(given)
        return braille(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr("rehab_tui.tui.widgets.figure.braille", paint)
    async with drive(practice, request=sides) as d:
        await d.screen("SessionScreen")
        d.play_to(StepKind.SET, item=1)
        begun = d.view.figure_seconds
        painted.clear()
        d.play(5.0, step=0.125)
        first = len(painted)
        assert first > 20
        d.play(10.0 - begun - 0.5, step=0.125)
        assert d.view.kind is StepKind.SET
        assert len(painted) == first


def painted_anew(
    d: Drive, figure: FigureView, monkeypatch: pytest.MonkeyPatch
) -> tuple[tuple[Run, ...], ...]:
    """The present moment by a figure that has kept nothing."""
    fresh, board = FigureView("fresh"), d.app.screen.query_one(Board)
    with monkeypatch.context() as patch:
        patch.setattr(FigureView, "size", figure.size)
        patch.setattr(FigureView, "app", d.app)
        patch.setattr(FigureView, "refresh", lambda *_: None)
        patch.setattr(board, "query_one", lambda *_: fresh)
        board._pose(d.view, d.player.session.prescriptions)
    return tuple(map(tuple, fresh._lines))


@pytest.mark.parametrize("kept", [4, 256])
async def test_it_shows_what_it_would_paint_whatever_it_has_kept(
    practice: Practice, sides: SessionRequest, monkeypatch: pytest.MonkeyPatch, kept: int
) -> None:
    monkeypatch.setattr("rehab_tui.tui.widgets.figure.KEPT", kept)
    async with drive(practice, request=sides) as d:
        await d.screen("SessionScreen")
        figure = d.app.screen.query_one(FigureView)
        pictures = set()
        for turn in range(100):
            d.play(0.37, step=0.37)
            if d.player.over:
                break
            if turn == 30:
                d.app.theme = "rehab-light"
            lines = tuple(map(tuple, figure._lines))
            assert lines == painted_anew(d, figure, monkeypatch)
            assert len(figure._kept) <= kept
            pictures.add(lines)
        assert len(pictures) > 15
