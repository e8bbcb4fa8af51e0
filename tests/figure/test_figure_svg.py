"""SVG: standalone, safe, from the same scene."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehab_tui.figure import Inks, parse_figure, scene, svg

ROW = parse_figure(
    {
        "base": "sit",
        "props": [{"post": 58}, {"band": ["hand_n", [58, 46]]}, {"ball": {"at": "hip", "r": 4}}],
        "poses": {"A": {}, "B": {"arms": [218, 6]}},
        "marks": [{"arrow": ["hip", [9, 0]]}, {"glow": ["hip", "knee_n"]}],
    }
)
NS = "{http://www.w3.org/2000/svg}"


def test_it_is_one_standalone_element_without_scripts_or_references() -> None:
    text = svg(scene(ROW, 1.0), width=320, height=200)
    root = ElementTree.fromstring(text)
    assert root.tag == f"{NS}svg"
    assert (root.get("width"), root.get("height")) == ("320", "200")
    assert {node.tag for node in root.iter()} <= {f"{NS}{t}" for t in ("svg", "rect", "path")}
    names = {name for node in root.iter() for name in node.attrib}
    assert not any(name.startswith("on") or "href" in name or name == "id" for name in names)


def test_inks_are_arguments() -> None:
    inks = Inks(body="#010203", mark="tomato", paper="var(--bg)")
    text = svg(scene(ROW, 0), width=9, height=9, inks=inks)
    assert 'fill="#010203"' in text
    assert 'fill="tomato"' in text
    assert 'fill="var(--bg)"' in text


@pytest.mark.parametrize("colour", ['"><script>', "url(http://x)", "red;x", "", "#12", "#ggg"])
def test_only_colours_are_taken(colour: str) -> None:
    with pytest.raises(ValueError, match="not a colour"):
        Inks(body=colour)


@given(st.text(max_size=30))
def test_any_title_is_escaped(title: str) -> None:
    root = ElementTree.fromstring(svg(scene(ROW, 0), width=9, height=9, title=title))
    said = root.find(f"{NS}title")
    assert (said is not None) == bool(title)


@pytest.mark.parametrize("size", [{"width": 0, "height": 4}, {"width": 4, "height": 0}])
def test_no_picture_without_a_pixel(size: Any) -> None:
    with pytest.raises(ValueError, match="at least one"):
        svg(scene(ROW, 0), **size)


def test_the_left_side_is_the_mirrored_picture() -> None:
    right, left = (svg(scene(ROW, 0.5, side=s), width=90, height=60) for s in ("right", "left"))
    assert right != left
    assert right.count("<path") == left.count("<path")
