"""The three themes: readable on every ground, on few colours too, and nothing by colour alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rich._palettes import EIGHT_BIT_PALETTE, STANDARD_PALETTE
from rich.color import Color, ColorSystem
from textual.color import Color as Shade
from textual.theme import Theme
from tui_harness import a_practice

from rehab_tui.config import Config
from rehab_tui.practice.context import Practice
from rehab_tui.tui.app import RehabApp
from rehab_tui.tui.themes import themes_for

practice = a_practice

GROUNDS = ("background", "surface", "panel")
TEXTS = ("foreground", "primary", "secondary", "accent", "success", "warning", "error", "quiet")
ON_PANEL = ("foreground", "primary", "secondary", "accent", "quiet")
"""What is written on a key row, in a line with the cursor, on a number to press."""
MARKS = ("figure-body", "figure-far", "figure-prop", "figure-mark", "scrollbar", "faint")
BANDS = ("band", "band-median")
AA_TEXT, AA_MARK = 4.5, 3.0
"""WCAG 2.2, criteria 1.4.3 and 1.4.11: the least contrast of text, and of what must be seen."""

SYSTEMS = {
    "truecolor": ColorSystem.TRUECOLOR,
    "256": ColorSystem.EIGHT_BIT,
    "standard": ColorSystem.STANDARD,
}
"""What a terminal can, by the name that the app is told."""
XTERM = (
    "#000000", "#cd0000", "#00cd00", "#cdcd00", "#0000ee", "#cd00cd", "#00cdcd", "#e5e5e5",
    "#7f7f7f", "#ff0000", "#00ff00", "#ffff00", "#5c5cff", "#ff00ff", "#00ffff", "#ffffff",
)  # fmt: skip
"""The sixteen of xterm; those of the Linux console, and of VGA before it, are Rich's own."""
LOOKS = [(name, theme) for name in SYSTEMS for theme in themes_for(name)]
every_look = pytest.mark.parametrize(
    ("system", "theme"), LOOKS, ids=[f"{theme.name}-{name}" for name, theme in LOOKS]
)


def told(theme: Theme, name: str) -> Color:
    return Shade.parse(theme.variables.get(name) or getattr(theme, name)).rich_color


def on_screen(theme: Theme, name: str, system: str) -> Color:
    """What is sent to the terminal: Textual's own renderer is Rich's."""
    return told(theme, name).downgrade(SYSTEMS[system])


def seen(theme: Theme, name: str, system: str) -> list[Shade]:
    """What a person sees: of sixteen colours each terminal has its own."""
    shown = on_screen(theme, name, system)
    if shown.number is None:
        return [Shade.from_rich_color(shown)]
    if shown.number < len(XTERM):
        rich = Shade(*STANDARD_PALETTE[shown.number])
        return [rich, Shade.parse(XTERM[shown.number])]
    return [Shade(*EIGHT_BIT_PALETTE[shown.number])]


def contrast(one: Shade, other: Shade) -> float:
    """WCAG's contrast ratio, from 1 to 21."""

    def luminance(shade: Shade) -> float:
        def linear(part: float) -> float:
            return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

        red, green, blue = (linear(part) for part in shade.normalized)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def contrasts(theme: Theme, system: str, name: str, ground: str) -> Iterator[float]:
    """As each kind of terminal shows the two; where one is of the sixteen, both are."""
    pairs = zip(seen(theme, name, system), seen(theme, ground, system), strict=True)
    return (contrast(one, other) for one, other in pairs)


def test_the_measure_is_wcags() -> None:
    assert contrast(Shade.parse("#000"), Shade.parse("#fff")) == pytest.approx(21)
    assert contrast(Shade.parse("#777"), Shade.parse("#fff")) == pytest.approx(4.48, abs=0.01)


@every_look
def test_every_text_is_readable_on_every_ground(system: str, theme: Theme) -> None:
    for ground in GROUNDS:
        for name in ON_PANEL if ground == "panel" else TEXTS:
            least = min(contrasts(theme, system, name, ground))
            assert least >= AA_TEXT, (name, ground, least)


@every_look
def test_every_mark_is_seen_on_every_ground(system: str, theme: Theme) -> None:
    for ground in ("background", "surface"):
        for name in MARKS:
            least = min(contrasts(theme, system, name, ground))
            assert least >= AA_MARK, (name, ground, least)


@every_look
def test_what_lies_on_a_band_of_a_plot_is_seen(system: str, theme: Theme) -> None:
    for band in BANDS:
        for name in ("foreground", "primary", "secondary"):
            least = min(contrasts(theme, system, name, band))
            assert least >= AA_MARK, (name, band, least)


@every_look
def test_what_matters_looks_like_nothing_else(system: str, theme: Theme) -> None:
    def shown(name: str) -> Color:
        return on_screen(theme, name, system)

    assert shown("accent") not in (shown("quiet"), shown("foreground"))
    assert shown("figure-mark") not in (shown("figure-body"), shown("figure-far"))
    if theme.name == "rehab-dark":  # elsewhere what is said first is bold, or stands first
        assert shown("quiet") != shown("foreground")


def test_a_terminal_gets_the_themes_that_suit_it() -> None:
    names = [[theme.name for theme in themes_for(name)] for name in (None, *SYSTEMS, "windows")]
    assert names == [["rehab-dark", "rehab-light", "rehab-contrast"]] * len(names)
    assert themes_for("windows") == themes_for("standard") != themes_for("truecolor")
    assert themes_for(None) == themes_for("truecolor") != themes_for("256")


def test_the_sixteen_colours_are_those_of_the_terminal() -> None:
    """No colour of such a theme is left to chance: each is one of the sixteen already."""
    sixteen = {Shade(*STANDARD_PALETTE[number]) for number in range(16)}
    for theme in themes_for("standard"):
        for name in (*GROUNDS, *TEXTS, *MARKS, *BANDS):
            assert Shade.from_rich_color(told(theme, name)) in sixteen, (theme.name, name)


@pytest.mark.parametrize(
    ("term", "colorterm", "like"),
    [("linux", "", "standard"), ("xterm-256color", "", "256"), ("xterm", "truecolor", "truecolor")],
)
def test_the_app_takes_the_themes_of_its_terminal(
    practice: Practice, monkeypatch: pytest.MonkeyPatch, term: str, colorterm: str, like: str
) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("COLORTERM", colorterm)
    app = RehabApp(practice, Config(theme="rehab-light"), on_terminal=True)
    assert app.current_theme == themes_for(like)[1]
    assert RehabApp(practice, Config(theme="rehab-light")).current_theme == themes_for(None)[1]
