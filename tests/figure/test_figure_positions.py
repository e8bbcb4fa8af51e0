"""Supine figures lie, standing figures stand, and a knee that is knelt on stays where it is."""

from __future__ import annotations

from functools import cache
from math import dist
from pathlib import Path
from typing import Any

import yaml
from test_figure_invariants import bodies, figure

from each import each
from rehab_tui.figure.bases import FROM_ABOVE

POSITIONS: dict[str, set[str | None]] = {
    "standing": {"stand", "stand-front", "stand-top"},
    "seated": {"sit", "sit-front", None},
    "supine": {"hook-lying", "supine", "lying-top"},
    "prone": {"prone", "lying-top from behind"},
    "side-lying": {"side-lying"},
    "quadruped": {"quadruped"},
    "half-kneeling": {"half-kneel"},
    "long-sitting": {"long-sit"},
}
"""The bases from which an exercise of each position is drawn; None is a hand or a foot alone."""

LEANING = {"pendulum-swing"}
TO_THEIR_FEET = {"sit-to-stand", "pelvic-floor-sit-to-stand"}


@cache
def positions() -> dict[str, str]:
    path = Path(__file__).parents[2] / "data" / "exercises.yaml"
    data: Any = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {one["id"]: one["position"] for one in data["exercises"]}


every_exercise = each("name", list(positions()))


def heights(name: str, joint: str) -> list[float]:
    return [body.joints[joint][1] for body in bodies(name)]


@every_exercise
def test_each_exercise_is_drawn_in_its_position(name: str) -> None:
    fig = figure(name)
    base = "lying-top from behind" if fig.behind and fig.base == "lying-top" else fig.base
    assert base in POSITIONS[positions()[name]]


@every_exercise
def test_who_stands_is_upright_and_who_lies_is_flat(name: str) -> None:
    fig, position = figure(name), positions()[name]
    if not bodies(name) or fig.base in FROM_ABOVE or fig.base == "stand-top":
        return
    rise = [n - h for n, h in zip(heights(name, "neck"), heights(name, "hip"), strict=True)]
    if position == "standing":
        assert rise[0] > (12 if name in LEANING else 24), "the trunk is upright"
        assert heights(name, "hip")[0] > 40, "the legs are"
    elif position in ("seated", "half-kneeling", "long-sitting"):
        assert rise[0] > 20
        low, high = (0, 12) if position == "long-sitting" else (24, 34)
        assert low < heights(name, "hip")[0] < high
        if name not in TO_THEIR_FEET:
            assert max(heights(name, "hip")) < 36
    elif position == "supine":
        assert all(body.joints["neck"][0] < body.joints["hip"][0] for body in bodies(name))
        assert max(rise) < 20, "head and shoulders stay low"
    elif position == "prone":
        assert all(body.joints["neck"][0] > body.joints["hip"][0] for body in bodies(name))
        assert heights(name, "hip")[0] < 9
    elif position == "quadruped":
        assert -5 < rise[0] < 14
        assert 22 < heights(name, "hip")[0] < 34


@every_exercise
def test_a_knee_that_is_knelt_on_stays_where_it_is(name: str) -> None:
    if positions()[name] not in ("quadruped", "half-kneeling"):
        return
    spots = [[body.joints[joint] for body in bodies(name)] for joint in ("knee_n", "knee_f")]
    knelt = [one for one in spots if all(spot[1] < 6.5 for spot in one)]
    assert knelt
    for one in knelt:
        assert max(dist(one[0], spot) for spot in one) < 1
