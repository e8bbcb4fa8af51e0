"""The app's own themes: calm, few colours, readable on any of them.

Every colour comes with a word or a shape somewhere; none carries meaning alone.
"""

from __future__ import annotations

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
        "faint": "#4a515c",
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
        "faint": "#c4bfb3",
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
