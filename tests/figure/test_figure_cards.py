"""The posture cards: one for each position, still, and readable in dots and in ASCII."""

from __future__ import annotations

import pytest

from rehab_tui.catalogue.lists import POSITIONS
from rehab_tui.figure import braille, posture_card, scene
from rehab_tui.figure.cards import BASE_OF


def test_every_position_has_a_card_of_its_own() -> None:
    assert set(BASE_OF) == set(POSITIONS)
    pictures = {
        "\n".join(braille(scene(posture_card(position), 0.0), 48, 10).lines())
        for position in POSITIONS
    }
    assert len(pictures) == len(POSITIONS)


@pytest.mark.parametrize("position", POSITIONS)
@pytest.mark.parametrize("plain", [False, True])
def test_a_card_stands_still(position: str, plain: bool) -> None:
    card = posture_card(position)
    first, *others = (
        braille(scene(card, moment, back=back), 60, 20, ascii=plain).lines()
        for moment, back in ((0.0, None), (0.3, False), (1.0, False), (0.6, True))
    )
    assert all(other == first for other in others)
    assert sum(len(line.strip()) for line in first) > 60
    assert not plain or all(line.isascii() for line in first)
