"""The app's own themes: calm, few colours, readable on any of them.

Every colour comes with a word or a shape somewhere; none carries meaning alone. A terminal of 256
or of 16 colours shows of each the nearest that it has; where that would be hard to read, the theme
takes another one there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from textual.theme import Theme


def _bars(thumb: str, ground: str) -> dict[str, str]:
    """Scrollbars look alike on every screen."""
    grounds = ("background", "background-hover", "background-active", "corner-color")
    return {
        **dict.fromkeys(("scrollbar", "scrollbar-hover", "scrollbar-active"), thumb),
        **{f"scrollbar-{name}": ground for name in grounds},
    }


DARK = Theme(
    name="rehab-dark",
    dark=True,
    primary="#7fb8a4",
    secondary="#9aa7c7",
    accent="#f0c27b",
    foreground="#e9e6df",
    background="#15181c",
    surface="#1c2026",
    panel="#262b33",
    success="#8fc79a",
    warning="#f0c27b",
    error="#f2938c",
    variables={
        "figure-body": "#e9e6df",
        "figure-far": "#8e97ad",
        "figure-prop": "#6f9484",
        "figure-mark": "#f0c27b",
        "quiet": "#a9adb5",
        "faint": "#646c79",
        **_bars("#6d7684", "#15181c"),
        "band": "#22272e",
        "band-median": "#29403a",
    },
)

LIGHT = Theme(
    name="rehab-light",
    dark=False,
    primary="#2c6e5a",
    secondary="#46557d",
    accent="#8c5300",
    foreground="#23262b",
    background="#faf8f3",
    surface="#f2efe7",
    panel="#e6e2d8",
    success="#2f6b3c",
    warning="#8c5300",
    error="#a3271f",
    variables={
        "figure-body": "#2a2e35",
        "figure-far": "#7d8496",
        "figure-prop": "#5c8272",
        "figure-mark": "#8c5300",
        "quiet": "#5b6068",
        "faint": "#8c877b",
        **_bars("#87806f", "#faf8f3"),
        "band": "#efebe1",
        "band-median": "#d6e4db",
    },
)

CONTRAST = Theme(
    name="rehab-contrast",
    dark=True,
    primary="#ffffff",
    secondary="#ffffff",
    accent="#ffff00",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1a1a1a",
    success="#ffffff",
    warning="#ffff00",
    error="#ffff00",
    variables={
        "figure-body": "#ffffff",
        "figure-far": "#b0b0b0",
        "figure-prop": "#c0c0c0",
        "figure-mark": "#ffff00",
        "quiet": "#e0e0e0",
        "faint": "#808080",
        **_bars("#ffffff", "#000000"),
        "band": "#202020",
        "band-median": "#404040",
    },
)

THEMES = (DARK, LIGHT, CONTRAST)

BLACK, RED, GREEN, BLUE, CYAN, SILVER = (
    "#000000", "#aa0000", "#00aa00", "#0000aa", "#00aaaa", "#aaaaaa",
)  # fmt: skip
GREY, LIGHT_RED, LIGHT_GREEN, YELLOW, LIGHT_CYAN, WHITE = (
    "#555555", "#ff5555", "#55ff55", "#ffff55", "#55ffff", "#ffffff",
)  # fmt: skip
"""Colours of the sixteen, as Rich knows them: each becomes exactly that one of the terminal's."""

_FEW: Mapping[str, Mapping[str, Mapping[str, str]]] = MappingProxyType({
    "256": {
        DARK.name: {
            "surface": "#1c1c1c", "panel": "#303030", "band": "#262626", "band-median": "#3a3a3a",
            "faint": "#767676",
        },
        LIGHT.name: {
            "background": "#ffffff", "surface": "#f2f2f2", "panel": "#eaeaea", "band": "#eaeaea",
            "band-median": "#d8d8d8", "secondary": "#5f5f87", "quiet": "#585858",
            "success": "#005f00", "figure-far": "#767676", "faint": "#808080",
        },
    },
    "standard": {
        DARK.name: {
            **dict.fromkeys(("background", "surface"), BLACK),
            **dict.fromkeys(("foreground", "figure-body"), WHITE),
            **dict.fromkeys(("quiet", "secondary", "figure-far", "faint"), SILVER),
            **dict.fromkeys(("accent", "warning", "figure-mark"), YELLOW),
            **dict.fromkeys(("panel", "band", "band-median"), BLUE),
            "primary": LIGHT_CYAN, "success": LIGHT_GREEN, "error": LIGHT_RED,
            "figure-prop": CYAN,
            **_bars(SILVER, BLACK),
        },
        LIGHT.name: {
            **dict.fromkeys(("background", "surface"), WHITE),
            **dict.fromkeys(("foreground", "quiet", "figure-body"), BLACK),
            **dict.fromkeys(("primary", "secondary", "accent", "success"), BLUE),
            **dict.fromkeys(("error", "warning", "figure-mark"), RED),
            **dict.fromkeys(("panel", "band", "band-median"), SILVER),
            **dict.fromkeys(("figure-far", "figure-prop", "faint"), GREY),
            **_bars(GREY, WHITE),
        },
        CONTRAST.name: {
            "quiet": WHITE, **dict.fromkeys(("panel", "band", "band-median"), BLUE),
            **dict.fromkeys(("accent", "warning", "error", "figure-mark"), YELLOW),
            **dict.fromkeys(("figure-far", "figure-prop", "faint"), SILVER),
        },
    },
})  # fmt: skip
"""What is another colour where there are few, by Rich's name of how many there are."""


def themes_for(colours: str | None) -> tuple[Theme, ...]:
    """The three themes for a terminal.

    Args:
        colours: "truecolor", "256", "standard" (16) or "windows" (16), as Rich calls them; None:
            not known, or none.
    """
    few = _FEW.get({"windows": "standard"}.get(colours or "", colours or ""), {})
    return tuple(_with(theme, few.get(theme.name, {})) for theme in THEMES)


def _with(theme: Theme, other: Mapping[str, str]) -> Theme:
    own: dict[str, Any] = {
        name: colour for name, colour in other.items() if name not in theme.variables
    }
    variables = {name: other.get(name, colour) for name, colour in theme.variables.items()}
    return replace(theme, variables=variables, **own)
