"""The phases of a guided session by name, how each is reached, and what is to be resumed there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

MANY_SETS = 10
EXERCISES = (
    ("quick", "strength", "{sets: 2, reps: 1, tempo: [0.5, 0, 0.5], rest: 90, sides: both}"),
    ("once", "strength", "{sets: 1, reps: 1, tempo: [0.5, 0, 0.5], sides: both}"),
    ("loose", "mobility", "{sets: 1, reps: 1, tempo: [0.5, 0, 0.5], sides: both}"),
    ("sides", "strength", "{sets: 1, reps: 1, tempo: [0.5, 0, 0.5], rest: 90, sides: each}"),
    ("slow", "strength", "{sets: 1, reps: 2, tempo: [60, 0, 60], sides: both}"),
    ("held", "strength", "{sets: 1, seconds: 90, sides: both}"),
    ("air", "breathing", "{sets: 1, seconds: 120, pattern: [4, 0, 6, 0]}"),
    ("brief", "strength",
     f"{{sets: {MANY_SETS}, reps: 1, tempo: [0.2, 0, 0.2], rest: 0, sides: both}}"),
)  # fmt: skip
"""Sets of a moment, so that nobody waits, and such as never end before the kill."""
SETUP = "Stand. Let both arms hang beside you and look ahead. " * 3
"""A while to read, so that even on a busy machine a key comes before the lead-in is over."""
OWN = "schema: 1\nexercises:\n" + "".join(
    f"""\
  - id: {name}
    name: {name}
    region: shoulder
    position: standing
    purpose: {purpose}
    setup: {SETUP}
    dose: {dose}
    breath: {{say: Breathe.}}
    cues: [One, Two, Three]
    good: Well.
    warning: Pain.
    caution: Slowly.
"""
    for name, purpose, dose in EXERCISES
)

Step = tuple[str, str]
"""What is typed, and what is seen then; nothing seen: a moment passes."""
Place = tuple[int, int, str]

MOMENT: Step = ("", "")
FIRST: Place = (0, 1, "both")
ASKED = ("How much pain", "did you sleep", "How are you today")
RIGHT = "\x1b[C"


def before(key: str, *more: str) -> tuple[Step, ...]:
    """Through the check-in, whose questions are skipped, into the first lead-in."""
    return (("", ASKED[0]), *((key, seen) for seen in (*ASKED[1:], *more)), MOMENT)


SCREEN = before("\r", "Lay ready", "GET READY")
PLAIN = before("\n", "Commands:")


@dataclass(frozen=True)
class Phase:
    """How a phase is reached, and what is to be resumed from there.

    `place` is item, set and side with which a resumed session goes on; None: with no session, or
    wherever it may be. `then` is typed into a second process, after the first one was killed.
    With `writing` the kill falls into the writing of one of many sets.
    """

    exercises: str
    steps: tuple[Step, ...]
    place: Place | None = FIRST
    saved: int | None = 0
    begun: bool = True
    then: tuple[Step, ...] = ()
    writing: bool = False


def _screen() -> Iterator[tuple[str, Phase]]:
    go = (*SCREEN, (RIGHT, "GO"))
    done, rest = (RIGHT, "GO"), ("", "REST")
    resumed = (("", "was cut short"), ("r", "PAUSED"))
    yield "check-in", Phase("slow", SCREEN[:2], None, begun=False)
    yield "checklist", Phase("slow", SCREEN[:4], None, begun=False)
    yield "get ready", Phase("slow", SCREEN)
    yield "set", Phase("slow", go)
    yield "counted set", Phase("slow", (*SCREEN, ("t", "Enter counts"), ("\r", "WITH ENTER"),
                                        ("\r", "")))  # fmt: skip
    yield "hold", Phase("held", (*SCREEN, (RIGHT, "HOLD")))
    yield "breathe", Phase("air", (*SCREEN, (RIGHT, "breathe ")))
    yield "rest", Phase("quick", (*SCREEN, done, rest), (0, 2, "both"), 1)
    yield "switch sides", Phase("sides", (*SCREEN, done, ("", "CHANGE")), (0, 1, "left"), 1)
    yield "two more", Phase("once held", (*SCREEN, done, ("", "two more")), (1, 1, "both"), 1)
    yield "pain question", Phase("loose held", (*SCREEN, done, ("", "The most pain")),
                                 (1, 1, "both"), 1)  # fmt: skip
    yield "pause", Phase("slow", (*go, (" ", "PAUSED")))
    yield "stop questions", Phase("slow", (*go, ("!", "You stopped")))
    yield (
        "stop signs",
        Phase("slow", (*go, ("!", "You stopped"), ("2", "Is any of these so")), None),
    )
    yield "cues", Phase("slow", (*go, ("c", "Stop when")))
    yield "note", Phase("slow", (*go, ("N", "in your own words"), ("sore", "sore")))
    yield (
        "note saved",
        Phase("slow", (*go, ("N", "in your own words"), ("sore\r", "note is saved"))),
    )
    yield "sound", Phase("slow", (*go, ("v", "speech")))
    yield "swap", Phase("slow", (*go, ("s", "Do which one")))
    yield "check-out", Phase("quick", (*SCREEN, done, rest, ("q", "The most pain during")), None, 1,
                             begun=False)  # fmt: skip
    yield "resumed", Phase("quick", (*SCREEN, done, rest), (0, 2, "both"), 1, then=resumed)
    yield "writing", Phase("brief", (*SCREEN, done), None, None, writing=True)


def _plain() -> Iterator[tuple[str, Phase]]:
    go = (*PLAIN, ("\n", "Begin"))
    done = (("\n", "set saved"),)
    rest = (*done, ("", "Rest"))
    resumed = (("", "was cut short"), ("r\n", "Commands:"))
    yield "check-in", Phase("slow", PLAIN[:2], None, begun=False)
    yield "get ready", Phase("slow", PLAIN)
    yield "set", Phase("slow", go)
    yield "counted set", Phase("slow", (*PLAIN, ("t\n", "counts each rep"), ("\n", "Begin"),
                                        ("\n", "1")))  # fmt: skip
    yield "hold", Phase("held", (*PLAIN, ("\n", "Hold")))
    yield "breathe", Phase("air", (*PLAIN, ("\n", "Breathe")))
    yield "rest", Phase("quick", (*PLAIN, *rest), (0, 2, "both"), 1)
    yield "switch sides", Phase("sides", (*PLAIN, *done, ("", "Left side")), (0, 1, "left"), 1)
    yield "two more", Phase("once held", (*PLAIN, *done, ("", "Could you")), (1, 1, "both"), 1)
    yield "pain question", Phase("loose held", (*PLAIN, *done, ("", "Worst pain")),
                                 (1, 1, "both"), 1)  # fmt: skip
    yield "pause", Phase("slow", (*go, ("p\n", "Paused")))
    yield "stop questions", Phase("slow", (*go, ("!\n", "You stopped")))
    yield "stop signs", Phase("slow", (*go, ("!\n", "You stopped"), ("2\n", "Is any of these so")),
                              None)  # fmt: skip
    yield "note saved", Phase("slow", (*go, ("note sore\n", "note is saved")))
    yield "check-out", Phase("quick", (*PLAIN, *rest, ("q\n", "The most pain during")), None, 1,
                             begun=False)  # fmt: skip
    yield "resumed", Phase("quick", (*PLAIN, *rest), (0, 2, "both"), 1, then=resumed)
    yield "writing", Phase("brief", (*PLAIN, *done), None, None, writing=True)


PHASES = {f"screen: {name}": phase for name, phase in _screen()} | {
    f"plain: {name}": phase for name, phase in _plain()
}
