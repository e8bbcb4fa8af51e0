"""The box of safety on the therapist's page: stops, warning words, what is put aside. Pure.

Nothing of it is ever cut. Stops of one kind are one line with their days, so that many of them
still find room; where there are very many kinds, the less grave ones share a line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rehab_tui.days import full
from rehab_tui.journal.vocabulary import site_in_words
from rehab_tui.programme.stops import (
    ANSWERS,
    EMERGENCY,
    LOCKING,
    SAME_DAY,
    reason_words,
    sign_words,
)
from rehab_tui.report.facts import StopFact
from rehab_tui.report.model import WarningWord
from rehab_tui.report.page.facts import PageFacts, PutAside
from rehab_tui.report.page.markup import shown
from rehab_tui.report.sentences import plain
from rehab_tui.text import capital

NONE = "No stop, no warning word, nothing put aside in this time."
MOST_KINDS = 5
"""Kinds of stops that have a line of their own; others share one."""
MOST_DAYS, MOST_NAMES = 3, 2
"""Days (the latest) and exercises that a line names."""
REASON_CELLS, SIGN_CELLS, NAME_CELLS = 40, 100, 28
MOST_REASONS = 8
"""Exercises put aside that are shown with day and reason; more are named."""
NO_TIER = 9
"""Stands behind every tier."""
_GRAVE = {EMERGENCY: "emergency sign", SAME_DAY: "to be seen the same day"}


class Item(NamedTuple):
    """A line of the box, both parts HTML."""

    when: str
    what: str

    @property
    def length(self) -> int:
        """Characters that are seen."""
        return len(re.sub("<[^>]*>|&[^;]*;", "", self.what))


def safety_items(facts: PageFacts) -> list[Item]:
    """The lines of the box: what is open and gravest first."""
    kinds = _kinds([*facts.open_outside, *facts.report.stops])
    told = [_stop_item(stops, facts.report.names) for stops in kinds[:MOST_KINDS]]
    if rest := kinds[MOST_KINDS:]:
        told.append(Item("also", "; ".join(_brief(stops) for stops in rest)))
    told += [_word_item(one, facts.report.names) for one in facts.report.words]
    if facts.aside:
        told.append(Item("put aside", _aside(facts.aside)))
    if not told:
        told.append(Item("none", NONE))
    if facts.flags:
        told.append(Item("to mind", ", ".join(shown(flag, REASON_CELLS) for flag in facts.flags)))
    return told


def open_stops(facts: PageFacts) -> int:
    """How many stops keep sessions closed."""
    return sum(map(is_open, (*facts.open_outside, *facts.report.stops)))


def _kinds(stops: Sequence[StopFact]) -> list[list[StopFact]]:
    """Stops of the same reason and sign together: open ones first, then by their tier."""
    kinds: dict[tuple[bool, int, str, str], list[StopFact]] = {}
    for stop in sorted(stops, key=lambda one: one.day):
        grave = stop.tier or NO_TIER
        kinds.setdefault((not is_open(stop), grave, stop.reason, stop.sign or ""), []).append(stop)
    return [kinds[key] for key in sorted(kinds)]


def is_open(stop: StopFact) -> bool:
    """Whether it keeps sessions closed until it is answered (rule ST5)."""
    return stop.answer is None and stop.tier in LOCKING


def _stop_item(stops: Sequence[StopFact], names: Mapping[str, str]) -> Item:
    """Stops of one kind, told by the latest."""
    stop = stops[-1]
    said = f"<b>Stopped: {shown(reason_words(stop.reason), REASON_CELLS)}</b>"
    if signs := sign_words(stop.reason, stop.sign):
        said += f" ({' or '.join(shown(one, SIGN_CELLS) for one in signs)})"
    parts = [said, f"<b>{_GRAVE[stop.tier]}</b>" if stop.tier in _GRAVE else ""]
    if exercises := list(dict.fromkeys(one.exercise for one in stops if one.exercise)):
        parts.append("in " + _some([names.get(one, one) for one in exercises]))
    parts += [f"{len(stops)} times ({_days(stops)})" if stops[1:] else "", _answer(stop)]
    return Item(full(stop.day), ", ".join(filter(None, parts)))


def _brief(stops: Sequence[StopFact]) -> str:
    """Stops of one kind among very many kinds."""
    stop = stops[-1]
    often = f", {len(stops)} times" if stops[1:] else ""
    waits = ", <b>not answered</b>" if is_open(stop) else ""
    what = " or ".join(
        shown(one, REASON_CELLS)
        for one in sign_words(stop.reason, stop.sign) or (reason_words(stop.reason),)
    )
    return f"{what} ({full(stop.day)}{often}{waits})"


def _answer(stop: StopFact) -> str:
    if is_open(stop):
        return "<b>not answered yet: sessions are closed</b>"
    if stop.answer is None:
        return ""
    when = f" on {full(stop.answered)}" if stop.answered else ""
    return f"answered{when}: {shown(ANSWERS.get(stop.answer, stop.answer), NAME_CELLS)}"


def _word_item(word: WarningWord, names: Mapping[str, str]) -> Item:
    quality = plain(word.quality)
    quality = capital(quality)
    parts = [f"<b>{shown(quality, NAME_CELLS)}{' (new)' if word.new else ''}</b>"]
    if word.sites:
        parts.append(_some([site_in_words(site) for site in word.sites]))
    if word.exercises:
        parts.append("in " + _some([names.get(one, one) for one in word.exercises]))
    parts.append("once" if word.times == 1 else f"{word.times} times")
    return Item(full(word.first), ", ".join(parts))


def _aside(resting: Sequence[PutAside]) -> str:
    if len(resting) > MOST_REASONS:
        return ", ".join(shown(one.exercise, NAME_CELLS) for one in resting)
    said = (
        f"<b>{shown(one.exercise, NAME_CELLS)}</b> since {full(one.since)}"
        + (f" ({shown(one.why, NAME_CELLS)})" if one.why else "")
        for one in resting
    )
    return ", ".join(said)


def _some(names: Sequence[str]) -> str:
    named = [shown(one, NAME_CELLS) for one in names[:MOST_NAMES]]
    more = len(names) - len(named)
    return ", ".join(named) + (f" and {more} more" if more else "")


def _days(stops: Sequence[StopFact]) -> str:
    named = ", ".join(full(one.day) for one in stops[-MOST_DAYS:])
    return f"{named}, and earlier" if stops[MOST_DAYS:] else named
