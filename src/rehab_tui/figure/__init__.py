"""The moving figure: skeleton, poses, interpolation, props; to braille cells and to SVG. Pure.

    figure = parse_figure(data)           # the `figure:` mapping of an exercise
    picture = braille(scene(figure, 0.5), 60, 20)

Everything is loaded when it is first asked for: commands that only need a name pay nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rehab_tui.figure.cards import posture_card
    from rehab_tui.figure.dots import Picture, braille
    from rehab_tui.figure.model import Figure
    from rehab_tui.figure.shapes import Ink
    from rehab_tui.figure.spec import FigureError, parse_figure
    from rehab_tui.figure.stage import Scene, scene
    from rehab_tui.figure.telling import telling
    from rehab_tui.figure.vector import Inks, svg

__all__ = [
    "Figure",
    "FigureError",
    "Ink",
    "Inks",
    "Picture",
    "Scene",
    "braille",
    "parse_figure",
    "posture_card",
    "scene",
    "svg",
    "telling",
]

_HOMES = {
    "Figure": "model",
    "FigureError": "spec",
    "Ink": "shapes",
    "Inks": "vector",
    "Picture": "dots",
    "Scene": "stage",
    "braille": "dots",
    "parse_figure": "spec",
    "posture_card": "cards",
    "scene": "stage",
    "svg": "vector",
    "telling": "telling",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found
