"""The three themes: readable on every ground, on few colours too, and nothing by colour alone."""

from __future__ import annotations

import pytest
from rich.color import Color, ColorSystem
from textual.color import Color as Shade
from textual.theme import Theme

from rehab_tui.tui.themes import THEMES

GROUNDS = ("background", "surface", "panel")
TEXTS = ("foreground", "primary", "secondary", "accent", "success", "warning", "error", "quiet")
MARKS = ("figure-body", "figure-far", "figure-prop", "figure-mark", "scrollbar")
BANDS = ("band", "band-median")
AA_TEXT, AA_MARK = 4.5, 3.0
"""WCAG 2.2, criteria 1.4.3 and 1.4.11: the least contrast of text, and of what must be seen."""


def colour(theme: Theme, name: str) -> Shade:
    return Shade.parse(theme.variables.get(name) or getattr(theme, name))


def contrast(one: Shade, other: Shade) -> float:
    """WCAG's contrast ratio, from 1 to 21."""

    def luminance(shade: Shade) -> float:
        def linear(part: float) -> float:
            return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

        red, green, blue = (linear(part) for part in shade.normalized)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_is_wcags() -> None:
    assert contrast(Shade.parse("#000"), Shade.parse("#fff")) == pytest.approx(21)
    assert contrast(Shade.parse("#777"), Shade.parse("#fff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", GROUNDS)
def test_every_text_is_readable_on_every_ground(theme: Theme, ground: str) -> None:
    for name in TEXTS:
        assert contrast(colour(theme, name), colour(theme, ground)) >= AA_TEXT, name


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", ["background", "surface"])
def test_every_mark_is_seen_on_every_ground(theme: Theme, ground: str) -> None:
    for name in MARKS:
        assert contrast(colour(theme, name), colour(theme, ground)) >= AA_MARK, name


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_what_lies_on_a_band_of_a_plot_is_seen(theme: Theme) -> None:
    for band in BANDS:
        for name in ("foreground", "primary", "secondary"):
            assert contrast(colour(theme, name), colour(theme, band)) >= AA_MARK, (band, name)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("system", [ColorSystem.EIGHT_BIT, ColorSystem.STANDARD])
def test_on_few_colours_nothing_melts_into_the_ground(theme: Theme, system: ColorSystem) -> None:
    """What a terminal of 256 or of 16 colours makes of them, by Rich's own mapping."""

    def shown(name: str) -> Color:
        return Color.from_triplet(colour(theme, name).rich_color.get_truecolor()).downgrade(system)

    for ground in GROUNDS:
        for name in TEXTS if ground == "panel" else (*TEXTS, *MARKS):
            assert shown(name) != shown(ground), (name, ground)
    if theme.name != "rehab-contrast":  # there the words are bold or marked instead
        assert shown("quiet") != shown("foreground")
        assert shown("accent") not in (shown("quiet"), shown("foreground"))
    assert shown("figure-mark") not in (shown("figure-body"), shown("figure-far"))
