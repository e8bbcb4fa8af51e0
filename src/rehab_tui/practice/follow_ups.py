"""The questions that come now and then: the week, how well activities go, the change by and large.

`programme.due` says which are due; here are their words and their saving. One that is skipped is
kept as skipped, so that it waits as long as one that was answered.
"""

from __future__ import annotations

from collections.abc import Sequence

from rehab_tui.catalogue.model import Programme
from rehab_tui.journal.records import CheckIn, Function, Record
from rehab_tui.practice.context import Practice
from rehab_tui.practice.past import read_history
from rehab_tui.practice.question import TEN, Answers, Choice, Question
from rehab_tui.programme.due import Due, due_questions
from rehab_tui.programme.history import History

WEEKLY, WEEKLY_WORDS = "weekly", "weekly_words"
FUNCTION, CHANGE = "function_asked", "global_change"
MOST = 5
"""The global change goes from this much worse to this much better (Bobos 2020)."""
WORSE_KEYS = "abcde"
"""Keys for 1 to 5 steps worse; the digits are for better."""

_WEEK = (Choice("b", "better", "better"), Choice("s", "about the same", "same"),
         Choice("w", "worse", "worse"))  # fmt: skip
_CHANGES = (
    *(Choice(WORSE_KEYS[n - 1], f"-{n}", -n) for n in range(MOST, 0, -1)),
    Choice("0", "0", 0),
    *(Choice(str(n), f"+{n}", n) for n in range(1, MOST + 1)),
)


def follow_ups(
    practice: Practice, programme: Programme, history: History | None = None
) -> tuple[Question, ...]:
    """What is due to be asked today.

    Args:
        practice: clock, catalogue and journal.
        programme: the person's present one.
        history: the digest of the journal, where it has been read already.
    """
    today = practice.clock.now().date()
    past = history or read_history(practice.journal)
    due = due_questions(past, practice.profile(), programme, today)
    return tuple(question_for(one, programme) for one in due)


def question_for(due: Due, programme: Programme) -> Question:
    """A question that is due, in words; its `about` is that of `due`."""
    if due.question == WEEKLY:
        text = (
            f"{programme.weekly_question} All in all, was it better or worse than the week before?"
        )
        return Question(WEEKLY, text, _WEEK, about=due.about)
    if due.question == FUNCTION:
        return Question(
            f"{FUNCTION}:{due.about}",
            f"How well does this go now: {due.about}?",
            TEN,
            "not at all",
            "as well as before",
            scale=True,
            about=due.about,
        )
    text = (
        f"Compared with when you started, from -{MOST} (very much worse) over 0 (unchanged) "
        f"to +{MOST} (completely recovered): how are you?"
    )
    return Question(CHANGE, text, _CHANGES, about=due.about)


def save_follow_ups(
    practice: Practice, asked: Sequence[Question], answers: Answers, words: str = ""
) -> None:
    """Write the answers, and what was skipped, in one transaction.

    Args:
        practice: clock, catalogue and journal.
        asked: the questions of `follow_ups` that were shown; one without an answer was skipped.
        answers: by the question's id.
        words: the person's own words on the week; empty for none.
    """
    now = practice.clock.now()
    found: list[Record] = []
    for one in asked:
        kind, given = one.id.partition(":")[0], answers.get(one.id)
        if kind == FUNCTION and isinstance(given, int):
            found.append(Function(at=now, activity=one.about, level=given))
        else:
            answer = None if given is None else str(given)
            found.append(
                CheckIn(at=now, moment="now", question=kind, about=one.about, answer=answer)
            )
        if kind == WEEKLY and words.strip():
            found.append(
                CheckIn(at=now, moment="now", question=WEEKLY_WORDS, about=one.about, answer=words)
            )
    if not found:
        return
    with practice.journal.act("answered how it goes") as act:
        for record in found:
            act.add(record)
