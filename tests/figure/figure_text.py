"""Figures as they are written in the catalogue."""

from __future__ import annotations

import yaml

from rehab_tui.figure import Figure, parse_figure


def read(text: str) -> Figure:
    return parse_figure(yaml.safe_load(text))
