"""The units that weights and lengths are said in: kilograms and centimetres, or pounds and inches.

Everything is reckoned, written and kept as it was typed or as the catalogue has it; only words for
people differ. Like a language it is set by whoever begins, and asked for where words are made.
"""

from __future__ import annotations

import re
from typing import Literal

Units = Literal["metric", "imperial"]

POUND, INCH = 0.45359237, 2.54
"""In kilograms, in centimetres."""
_NUMBER = r"(?<![\w.,])(\d{1,3}(?:\.\d{1,2})?)"
_MEASURED = rf"{_NUMBER}(?:( to | or |-)(\d{{1,3}}(?:\.\d{{1,2}})?))? ?(kg|cm|centimetres?)\b"
_HALF_KILO = r"\bhalf a kilo\b"

_said_in: Units = "metric"


def use_units(units: Units) -> None:
    """From now on all words are in these units."""
    global _said_in
    _said_in = units


def units_in_use() -> Units:
    """The units that words are in now."""
    return _said_in


def in_units(words: str) -> str:
    """Words of the program's own, or a load, with their weights and lengths in the units in use.

    Weights are rounded to half pounds, lengths to inches. What a person wrote never comes here.
    """
    return words if _said_in == "metric" else in_pounds(words)


def in_pounds(words: str) -> str:
    """The words with pounds and inches: `0.5 to 2 kg` becomes `1 to 4.5 lb`."""
    return re.sub(_MEASURED, _converted, re.sub(_HALF_KILO, "one pound", words))


def _converted(found: re.Match[str]) -> str:
    first, between, second, unit = found.groups()
    heavy = unit == "kg"
    least, most = (_rounded(float(number), heavy) for number in (first, second or first))
    number = f"{least:g}" if least == most else f"{least:g}{between}{most:g}"
    return f"{number} {'lb' if heavy else 'inch' if most == 1 else 'inches'}"


def _rounded(value: float, heavy: bool) -> float:
    if heavy:
        return max(0.5, round(value / POUND * 2) / 2) if value else 0.0
    return max(1.0, round(value / INCH)) if value else 0.0
