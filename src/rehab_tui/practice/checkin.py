"""Today as the rules see it: the answers just given, and what was told today already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import cast

from rehab_tui.journal.records import CheckIn, Mood, Pain, Sleep
from rehab_tui.practice.asked import ALL
from rehab_tui.practice.context import Practice
from rehab_tui.practice.past import read_history
from rehab_tui.practice.question import Answers
from rehab_tui.programme.history import History
from rehab_tui.programme.now import Now, Since, Soreness

NONE_GIVEN: Answers = MappingProxyType({})
RIGHT_NOW = ("now", "before", "after")
"""The moments of pain that speak of how it is at the time."""


def now_of(
    practice: Practice, answers: Answers = NONE_GIVEN, history: History | None = None
) -> Now:
    """Today, from the answers of a check-in by their id and from today's entries.

    An answer just given goes before an entry; of several entries the last one holds. What happened
    in a gap holds until a session is done after it.

    Args:
        practice: clock, catalogue and journal.
        answers: what was just answered; it need not be written yet.
        history: the digest of the journal, where it has been read already.
    """
    now = practice.clock.now()
    told = _told(practice, now.date(), answers)
    pain, site = _pain(practice, now.date(), answers)
    nights = practice.journal.entries(Sleep, now.date())
    slept = _last(one.minutes for one in nights)
    moods = practice.journal.entries(Mood, now.date())
    given, mood = answers.get("sleep"), answers.get("mood")
    region = told.get("sore_region", ALL)
    return Now(
        day=now.date(),
        moment=now,
        pain=pain,
        site=site,
        slept=given if isinstance(given, int) else slept,
        sleep_quality=_last(one.quality for one in nights),
        mood=mood if isinstance(mood, int) else _last(one.level for one in moods),
        ill=mood == "ill" or told.get("ill") == "yes",
        sore=cast("Soreness | None", told.get("soreness")),
        sore_regions=frozenset() if region == ALL else frozenset({region}),
        swollen=told.get("swelling") == "yes",
        since=_since(told, history or read_history(practice.journal)),
    )


def _told(practice: Practice, today: date, answers: Answers) -> Mapping[str, str]:
    """Today's answers to the questions that are no entry of their own, the newest of each."""
    kept = practice.journal.entries(CheckIn, today)
    told = {one.question: one.answer for one in kept if one.question and one.answer is not None}
    return {**told, **{id_: given for id_, given in answers.items() if isinstance(given, str)}}


def _pain(practice: Practice, today: date, answers: Answers) -> tuple[int | None, str | None]:
    """Pain now and where."""
    level, site = answers.get("pain"), answers.get("site")
    if isinstance(level, int):
        return level, site if isinstance(site, str) and level else None
    rated = practice.journal.entries(Pain, today, moment=RIGHT_NOW)
    return (rated[-1].level, rated[-1].site) if rated else (None, None)


def _since(told: Mapping[str, str], history: History) -> Since | None:
    """What happened since the last session: as told today, else on a day after it."""
    if "since" in told:
        return cast("Since", told["since"])
    done = history.done
    later = [
        one.answer
        for one in history.told
        if one.question == "since" and one.answer not in (None, "nothing")
        and (not done or one.day > done[-1].day)
    ]  # fmt: skip
    return cast("Since", later[-1]) if later else None


def _last(values: Iterable[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return known[-1] if known else None
