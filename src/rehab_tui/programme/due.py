"""Which of the questions that come now and then are due today: once, and never nagging.

A question that was skipped waits as long as one that was answered.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from rehab_tui.catalogue.model import Programme
from rehab_tui.programme.history import History
from rehab_tui.programme.phase import first_day
from rehab_tui.programme.profile import Profile

Question = Literal["weekly", "function_asked", "global_change"]
"""As in `journal.vocabulary.ASKED`: how the week was, how well an activity goes, how it is by and
large compared with the start."""

EVERY: dict[Question, int] = {"weekly": 7, "function_asked": 7, "global_change": 14}
"""Days from one time to the next (function each 7 to 14, change each 14 to 28: Stratford 1995,
Phys Ther 2014;94:534); the first weekly and global ones come so long after the first session."""
MOST_KINDS = 2
"""Kinds of question on one day; this app's rule."""


@dataclass(frozen=True, slots=True)
class Due:
    """A question that is due. `about` is the activity, or the id of the programme."""

    question: Question
    about: str


def due_questions(
    history: History, profile: Profile, programme: Programme, today: date
) -> tuple[Due, ...]:
    """What is due today, the longest overdue first, at most two kinds a day.

    On the day of the first session only the activities are asked, as the start that later answers
    are compared with. A kind that was asked or answered today already counts as one of the two.

    Args:
        history: what was asked, answered and skipped.
        profile: has the activities.
        programme: the person's; its own weekly question, and the day it began.
        today: the local day.
    """
    kinds = [
        _of_programme("weekly", history, programme, today) if programme.weekly_question else [],
        _function(history, profile, today),
        _of_programme("global_change", history, programme, today),
    ]
    found = sorted((kind for kind in kinds if kind), key=lambda kind: -kind[0][0])
    asked = {one.question for one in history.told if one.day == today and one.question in EVERY}
    if any(day == today for day, _, _ in history.functions):
        asked.add("function_asked")
    return tuple(due for kind in found[: max(0, MOST_KINDS - len(asked))] for _, due in kind)


Found = list[tuple[int, Due]]
"""Days that a question is overdue, and the question; of one kind, the longest overdue first."""


def _of_programme(question: Question, history: History, programme: Programme, today: date) -> Found:
    began = first_day(programme, history)
    if began is None:
        return []
    asked = _told(history, question, programme.id, today)
    return _overdue(question, programme.id, max([began, *asked]), today)


def _function(history: History, profile: Profile, today: date) -> Found:
    found: Found = []
    for activity in profile.activities:
        rated = [day for day, name, _ in history.functions if name == activity and day <= today]
        last = max([*rated, *_told(history, "function_asked", activity, today)], default=None)
        if last is None:
            found.append((0, Due("function_asked", activity)))
        else:
            found += _overdue("function_asked", activity, last, today)
    return sorted(found, key=lambda one: -one[0])


def _overdue(question: Question, about: str, last: date, today: date) -> Found:
    days = (today - last).days - EVERY[question]
    return [(days, Due(question, about))] if days >= 0 else []


def _told(history: History, question: Question, about: str, today: date) -> list[date]:
    """The days on which it was asked, answered or not."""
    asked = (one for one in history.told if (one.question, one.about) == (question, about))
    return [one.day for one in asked if one.day <= today]
