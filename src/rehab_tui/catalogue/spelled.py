"""The catalogue's words with pounds and inches; ids, doses and figures stay as they are."""

from __future__ import annotations

from dataclasses import fields, replace
from types import MappingProxyType
from typing import Any

from rehab_tui.catalogue.model import Breath, Catalogue, Equipment, Exercise, Variant
from rehab_tui.units import in_pounds

_HAS_WORDS = (Exercise, Breath, Equipment, Variant)
_IDS = frozenset({"id", "region", "position", "purpose", "to"})


def in_imperial(catalogue: Catalogue) -> Catalogue:
    """The catalogue as somebody reads it who thinks in pounds and inches."""
    spelled = {name: _spelled(one) for name, one in catalogue.exercises.items()}
    return replace(catalogue, exercises=MappingProxyType(spelled))


def _spelled(value: Any) -> Any:
    if isinstance(value, str):
        return in_pounds(value)
    if isinstance(value, tuple):
        return tuple(_spelled(one) for one in value)
    if isinstance(value, _HAS_WORDS):
        named = (one.name for one in fields(value) if one.name not in _IDS)
        return replace(value, **{name: _spelled(getattr(value, name)) for name in named})
    return value
