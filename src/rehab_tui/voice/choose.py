"""What is heard of a session's cues, in which words and with which tone. Pure.

Cues of one moment become one utterance, or a little less than they are: nobody can listen to four
things at once. Who may speak when somebody speaks already is `floor`'s business.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import groupby
from math import inf
from typing import Literal

from rehab_tui.coach.cues import Cue, CueKind
from rehab_tui.coach.speaking import seconds_to_say
from rehab_tui.voice.settings import Sound

Tone = Literal["begin", "rest", "switch", "tick", "halfway", "done", "in", "out"]

LATEST = 0.4
"""Seconds after its moment at which a cue may still begin; later it would mislead."""
BRISK = 2.0 + LATEST
"""An utterance within a set takes no more seconds, or some of its words give way: many a hold
begins two seconds after its rep."""

TONE_SECONDS: dict[Tone, float] = {
    "begin": 0.2, "rest": 0.24, "switch": 0.2, "tick": 0.08, "halfway": 0.15, "done": 0.36,
    "in": 0.8, "out": 0.8,
}  # fmt: skip

RUNG: frozenset[Tone] = frozenset({"begin", "rest", "switch"})
"""The tones that the bell can stand for: what a person on the mat has to notice."""


class Rank(IntEnum):
    """How much it matters that something is heard."""

    FORM = 1
    COUNT = 2
    SETUP = 3
    CHANGE = 4
    SAFETY = 5


@dataclass(frozen=True, slots=True)
class Utterance:
    """One thing to hear: a tone, words, or a tone and then words; or only the bell.

    `at` is the moment that it belongs to and `until` the last one at which it may begin, both
    absolute seconds. An urgent one cuts off what ranks no higher. `then` goes on from it, however
    long it takes, unless something else has come up.
    """

    text: str | None
    tone: Tone | None
    at: float
    rank: Rank
    until: float
    urgent: bool = False
    bell: bool = False
    then: Utterance | None = None


_LEAD: tuple[CueKind, ...] = ("name", "set", "side", "warning")
"""Said of a new exercise in front of its set-up, so that a warning is heard whatever follows."""
_CHANGES: frozenset[CueKind] = frozenset({"done", "check", "rest", "switch", "go"})
_ORDER: tuple[CueKind, ...] = (
    "done", "check", "rest", "switch", "set", "go", "hold", "side", "rep", "halfway", "phase",
    "in", "out", "form",
)  # fmt: skip
_IDLE: frozenset[CueKind] = frozenset({"name", "rest", "switch", "check", "done"})
_WORK: frozenset[CueKind] = frozenset({"go", "hold", "rep", "phase"})
_TONES: tuple[tuple[CueKind, Tone], ...] = (
    ("done", "done"), ("switch", "switch"), ("rest", "rest"), ("go", "begin"),
    ("last_three", "tick"), ("halfway", "halfway"), ("in", "in"), ("out", "out"),
)  # fmt: skip


def utterances(
    cues: Iterable[Cue], sound: Sound, now: float, *, working: bool = False
) -> list[Utterance]:
    """Returns what is heard of these cues, by time; what is late by now is left out.

    Args:
        cues: Cues whose moment has come.
        sound: What the person wants to hear.
        now: The present, in the absolute seconds of the cues.
        working: Whether a set was going on before them (`works`): a hold then is a phase of a
            rep, and else the beginning of a set.
    """
    heard = []
    for at, moment in groupby(sorted(cues, key=lambda cue: cue.at), key=lambda cue: cue.at):
        said = list(moment)
        begins = not working and any(cue.kind == "hold" for cue in said)
        working = works(said, working)
        if now - at <= LATEST and (one := _one(said, sound, at, begins)) is not None:
            heard.append(one)
    return heard


def works(cues: Sequence[Cue], before: bool) -> bool:
    """Returns whether a set goes on after these cues, by time, if one did `before` or not."""
    for cue in cues:
        if cue.kind in _IDLE:
            before = False
        elif cue.kind in _WORK:
            before = True
    return before


def seconds_of(utterance: Utterance, rate: int) -> float:
    """Returns about how long an utterance takes, without what goes on from it."""
    tone = TONE_SECONDS[utterance.tone] if utterance.tone else 0.0
    return tone + (seconds_to_say(utterance.text, rate) if utterance.text else 0.0)


def _one(cues: Sequence[Cue], sound: Sound, at: float, begins: bool) -> Utterance | None:
    # a place is there to be read: it would be cut off by the beginning
    cues = [cue for cue in cues if wanted(cue, sound) and cue.kind != "place"]
    kinds = {cue.kind for cue in cues}
    if kinds & {"name", "warning", "setup"}:
        return _lead(cues, at) if sound.speech else None
    told = _told_next(cues, at, sound.rate) if sound.speech else None
    change = begins or bool(kinds & _CHANGES)
    countdown = "last_three" in kinds and not change
    text = (_words(cues, ("last_three",)) if countdown else _brisk(cues, sound.rate)) or None
    tone = _tone(kinds, begins)
    bell = sound.bell and tone in RUNG
    text = text if sound.speech else None
    if not sound.tones or (text and tone in ("in", "out")):  # a glide takes as long as its word
        tone = None
    if text is None and tone is None and not bell:
        return told
    if kinds == {"form"} and text:
        return Utterance(text, None, at, Rank.FORM, _to_be_over(cues[0], text, at, sound.rate))
    rank = Rank.CHANGE if change else Rank.COUNT
    return Utterance(text, tone, at, rank, at + LATEST, change or countdown, bell, then=told)


def _to_be_over(cue: Cue, text: str, at: float, rate: int) -> float:
    """The last moment at which a cue may begin, so that it is over before what follows on it."""
    return at + min(LATEST, cue.within - seconds_to_say(text, rate))


def wanted(cue: Cue, sound: Sound) -> bool:
    """Returns whether a cue is among the numbers and the breath that the person asks for.

    What is `needed` always is. The same rule holds for what is heard and for what is printed.
    """
    if cue.needed:
        return True
    if cue.kind == "rep":
        return sound.counts == "every" or (sound.counts == "last three" and cue.closing)
    if cue.kind == "last_three":
        return sound.counts != "none"
    if cue.kind in ("in", "out"):
        return sound.breath
    return True


def _told_next(cues: Sequence[Cue], at: float, rate: int) -> Utterance | None:
    """What comes next is told after the rest, or not at all where it would be cut off."""
    for cue in cues:
        if cue.kind == "next" and cue.text.strip():
            until = at + cue.within - seconds_to_say(cue.text, rate)
            return Utterance(cue.text, None, at, Rank.SETUP, until)
    return None


def _lead(cues: Sequence[Cue], at: float) -> Utterance | None:
    """A new exercise: what is said of the one before stops, for nobody does that any more."""
    head, setup = _words(cues, _LEAD), _words(cues, ("setup",))
    then = Utterance(setup, None, at, Rank.SETUP, inf) if setup else None
    if not head:
        return then and replace(then, until=at + LATEST)
    return Utterance(head, None, at, Rank.SAFETY, at + LATEST, urgent=True, then=then)


def _brisk(cues: Sequence[Cue], rate: int) -> str:
    """The words of one moment, as many as there is time for.

    What to mind gives way first, then the breath beside a rep. Then the words for the phase; but at
    the beginning what to do counts more than the number of the first rep, and halfway more than
    the one in the middle.
    """
    kinds = {cue.kind for cue in cues}
    begins = {"go", "phase"} <= kinds
    givers: list[CueKind] = ["form", "in", "out"]
    givers += ["rep"] if kinds & {"go", "halfway"} else []
    givers += [] if begins else ["phase"]
    for kind in givers:
        others = [cue for cue in cues if cue.needed or cue.kind != kind]
        too_long = seconds_to_say(_words(cues, _ORDER), rate) > BRISK
        if others and (too_long or (begins and kind in ("in", "out"))):
            cues = others
    return _words(cues, _ORDER)


def _words(cues: Sequence[Cue], kinds: Iterable[CueKind]) -> str:
    texts = [cue.text.strip() for kind in kinds for cue in cues if cue.kind == kind]
    *others, last = [text for text in texts if text] or [""]
    return " ".join([*(text if text[-1] in ".!?" else f"{text}." for text in others), last])


def _tone(kinds: AbstractSet[CueKind], begins: bool) -> Tone | None:
    if begins:
        return "begin"
    return next((tone for kind, tone in _TONES if kind in kinds), None)
