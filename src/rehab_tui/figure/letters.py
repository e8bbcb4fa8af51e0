"""A stroke font of capitals and digits on a grid 4 wide and 6 high: alphabets, counted breaths."""

from __future__ import annotations

from typing import Final

from rehab_tui.figure.model import Point

_GLYPHS: Final = {
    "A": "00 26 40/12 32",
    "B": "00 06 36 45 33 03/33 42 41 30 00",
    "C": "45 36 16 05 01 10 30 41",
    "D": "00 06 26 44 42 20 00",
    "E": "46 06 00 40/03 33",
    "F": "46 06 00/03 33",
    "G": "45 36 16 05 01 10 30 41 43 23",
    "H": "00 06/40 46/03 43",
    "I": "20 26",
    "J": "46 41 30 10 01",
    "K": "00 06/46 03 40",
    "L": "06 00 40",
    "M": "00 06 23 46 40",
    "N": "00 06 40 46",
    "O": "16 05 01 10 30 41 45 36 16",
    "P": "00 06 36 45 44 33 03",
    "Q": "16 05 01 10 30 41 45 36 16/22 40",
    "R": "00 06 36 45 44 33 03/23 40",
    "S": "45 36 16 05 04 13 33 42 41 30 10 01",
    "T": "06 46/26 20",
    "U": "06 01 10 30 41 46",
    "V": "06 20 46",
    "W": "06 10 23 30 46",
    "X": "00 46/06 40",
    "Y": "06 23 46/23 20",
    "Z": "06 46 00 40",
    "0": "16 05 01 10 30 41 45 36 16",
    "1": "15 26 20/10 30",
    "2": "05 16 36 45 44 00 40",
    "3": "05 16 36 45 44 33 13/33 42 41 30 10 01",
    "4": "30 36 02 42",
    "5": "46 06 03 33 42 41 30 10 01",
    "6": "46 26 03 01 10 30 41 42 33 03",
    "7": "06 46 10",
    "8": "13 04 05 16 36 45 44 33 13 02 01 10 30 41 42 33",
    "9": "43 13 04 05 16 36 45 43 20 00",
}


def strokes(letter: str) -> list[list[Point]]:
    """Return the strokes of a capital letter or a digit, each a list of points on the grid."""
    return [
        [(float(spot[0]), float(spot[1])) for spot in stroke.split()]
        for stroke in _GLYPHS[letter].split("/")
    ]
