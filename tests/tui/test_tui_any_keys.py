"""Any keys, in any order and in bursts: no fault, no screen too few, and a journal that holds."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from tui_harness import Drive, drive, entries, make_practice, the_catalogue

from rehab_tui.catalogue.model import Catalogue
from rehab_tui.journal.records import SessionRecord, SetRecord
from rehab_tui.practice.context import Practice

catalogue = the_catalogue

KEYS = (
    "enter", "enter", "enter", "space", "right", "left", "n", "N", "e", "h", "s", "t", "c", "v",
    "q", "plus", "minus", "backspace", "exclamation_mark", "x", "question_mark", "escape",
    "pageup", "pagedown", "up", "down", "tab", "g", "p", "m", "o", "f", "w", "b", "c", "j",
    "slash", "home", "end",
    "0", "1", "2", "3", "4", "5", "6", "k", "r", "d", "y", "l", "ctrl+z",
)  # fmt: skip


@pytest.mark.long
@pytest.mark.parametrize("seed", range(1, 9))
async def test_any_keys(tmp_path: Path, catalogue: Catalogue, seed: int) -> None:
    await played(make_practice(tmp_path, catalogue), random.Random(seed), times=4, turns=40)


@pytest.mark.long
async def test_a_few_of_any_keys(tmp_path: Path, catalogue: Catalogue) -> None:
    await played(make_practice(tmp_path, catalogue), random.Random(2), times=2, turns=25)


async def played(practice: Practice, chance: random.Random, times: int, turns: int) -> None:
    for _ in range(times):  # a quit, or a kill, and the app again
        async with drive(practice) as d:
            await mash(d, chance, turns=turns)
        check(practice)


async def mash(d: Drive, chance: random.Random, turns: int) -> None:
    for _ in range(turns):
        if not d.app.is_running or d.app.return_code is not None:
            return
        if d.shown == "StopScreen" and chance.random() < 0.7:
            await d.press("0")
        keys = chance.choices(KEYS, k=chance.choice((1, 1, 1, 2, 5)))
        if "q" in keys and d.shown == "TodayScreen" and chance.random() < 0.8:
            continue
        await d.burst(*keys)
        d.clock.advance(chance.choice((0.1, 1.0, 2.5, 2.5, 2.5, 60.0)))
        if d.shown == "SessionScreen" and d.session.is_mounted:
            d.session._frame()
        assert d.app.fault is None, (keys, repr(d.app.fault))
        assert 1 <= len(d.app.screen_stack) <= 6, d.app.screen_stack


def check(practice: Practice) -> None:
    """No set is written twice, and none without its session."""
    records = entries(practice, SessionRecord)
    sets = entries(practice, SetRecord)
    assert len({(s.session, s.item, s.number, s.side) for s in sets}) == len(sets)
    assert {s.session for s in sets} <= {record.id for record in records}
