"""Texts that people might type for a value, and how a refusal is caught."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import strategies as st

from rehab_tui.errors import UsageError

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 9, 0, 30, tzinfo=BERLIN)  # a Monday
NOTHING_TYPED = st.text(st.characters(codec=None, exclude_categories=()))
NEARLY = st.from_regex(r"[0-9:h.m@=\- ]{0,10}|[0-9]{0,4} ?[a-z]{1,9} ?(ago|[0-9:]{0,5})")
TEXTS = NOTHING_TYPED | NEARLY


def refusal(parse: Callable[..., Any], *args: Any, **options: Any) -> UsageError:
    with pytest.raises(UsageError) as caught:
        parse(*args, **options)
    return caught.value
