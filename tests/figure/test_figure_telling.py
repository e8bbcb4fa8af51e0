"""Which keys a still picture shows: those that tell the movement."""

from __future__ import annotations

from typing import Any

import pytest

from rehab_tui.figure import Figure, parse_figure, telling

REST = {"arm_n": [262, 275]}
UP = {"arm_n": [90, 90]}
FORWARD = {"arm_n": [0, 0]}
BOW = {"hip": [-10, 48], "trunk": 20}
BACK = {"arm_n": [200, 210]}
SLIGHT = {"arm_n": [262, 290]}


def figure(path: str, poses: dict[str, Any], *, cycle: bool = False) -> Figure:
    kind = "cycle" if cycle else "effort"
    return parse_figure({"base": "stand", kind: [*path], "poses": poses})


def shown(path: str, poses: dict[str, Any], *, cycle: bool = False) -> str:
    """The names of the keys that are shown."""
    whole = len(path) if cycle else len(path) - 1
    return "".join(path[round(at * whole)] for at in telling(figure(path, poses, cycle=cycle)))


@pytest.mark.parametrize("cycle", [False, True])
def test_two_keys_are_start_and_end(cycle: bool) -> None:
    assert shown("AB", {"A": REST, "B": UP}, cycle=cycle) == "AB"


def test_a_key_on_the_way_that_is_unlike_both_ends_is_shown() -> None:
    assert shown("ABC", {"A": REST, "B": UP, "C": FORWARD}) == "ABC"


def test_a_key_that_looks_like_one_that_is_shown_is_not() -> None:
    assert shown("ABC", {"A": REST, "B": SLIGHT, "C": BOW}) == "AC"
    assert shown("AMBN", {"A": UP, "M": REST, "B": FORWARD, "N": REST}, cycle=True) == "AMB"


def test_a_key_that_is_only_passed_is_not_shown() -> None:
    assert shown("AbC", {"A": REST, "b": UP, "C": FORWARD}) == "AC"


def test_the_end_is_shown_however_little_it_differs() -> None:
    assert shown("ABC", {"A": REST, "B": UP, "C": SLIGHT}) == "ABC"


def test_a_movement_that_comes_back_to_its_start_shows_where_it_was() -> None:
    assert shown("ABC", {"A": REST, "B": UP, "C": REST}) == "AB"


def test_of_many_keys_four_are_shown_in_their_order() -> None:
    poses = {"A": REST, "B": SLIGHT, "C": UP, "D": FORWARD, "E": BACK, "F": {"from": "C"}}
    assert shown("ABCDEF", poses) == "ADEF"


def test_a_figure_without_movement_has_one_picture() -> None:
    assert telling(parse_figure({"base": "sit", "poses": {"A": {}}})) == (0.0,)
