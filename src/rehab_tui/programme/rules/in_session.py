"""What a rating of pain asks for while the session runs (rules PM1 to PM3, ST4).

A warning quality is no rating: it comes by the key for stop, and `programme/stops.py` has its
questions. It counts as red here.
"""

from __future__ import annotations

from enum import StrEnum

from rehab_tui.programme.limits import USUAL, Limits


class Then(StrEnum):
    """What follows on a rating."""

    GO_ON = "go on"
    SAME = "same"
    """Finish as it is; nothing harder today."""
    EASIER = "easier"
    """This exercise is over; its easier way is offered where it comes once more."""
    END = "end"
    """The second in red: the session ends with the breathing that it holds."""


AFTER_RATING: dict[Then, str] = {
    Then.EASIER: "That was a lot. Next time it comes one level easier.",
    Then.END: "That is enough for today. Breathe easily; what you did is saved.",
}
"""What is said after a rating, where anything is."""


def is_red(pain: int, limits: Limits) -> bool:
    """Whether a rating of an exercise (0-10) stops it."""
    return pain > limits.pain_amber


def after_rating(pain: int, reds_before: int = 0, limits: Limits = USUAL) -> Then:
    """What follows on the worst pain (0-10) of an exercise that was just done.

    Args:
        pain: the rating.
        reds_before: ratings in red and warning pains of this session before it, of any exercise.
        limits: the plan's.
    """
    if is_red(pain, limits):
        return Then.END if reds_before else Then.EASIER
    return Then.SAME if pain > limits.pain_green else Then.GO_ON
