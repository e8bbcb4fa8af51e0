"""The moving figure: skeleton, poses, interpolation, props; to braille cells and to SVG. Pure."""

from __future__ import annotations

from rehab_tui.figure.spec import Figure as Figure
