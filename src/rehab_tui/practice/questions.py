"""The questions around a session, as values that the app and plain mode ask alike.

One question at a time, one key each, every one may be skipped, nothing is preselected.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from rehab_tui.journal.records import CheckIn, Mood, Pain, PainMoment, Record, SessionRecord, Sleep
from rehab_tui.journal.vocabulary import MOODS, SITE_REGION, site_in_words
from rehab_tui.practice import asked
from rehab_tui.practice.context import Practice
from rehab_tui.practice.past import read_history
from rehab_tui.practice.question import TEN, TEN_KEY, Answers, Choice, Question
from rehab_tui.programme.history import PastSession

__all__ = [
    "TEN_KEY", "Answers", "Choice", "Question", "after_questions", "before_questions",
    "morning_of", "morning_question", "open_mornings", "save_after", "save_before", "save_morning",
    "waiting_morning",
]  # fmt: skip

MORNING_DAYS = 7
"""A morning further back than this is not asked for: nobody remembers it."""
MORNING = time(8)
"""The hour that an answer given days later speaks of."""


SITE_KEYS = "abcdefghijklmnoprs"
"""Without q, which leaves."""

PAIN_NOW = Question("pain", "How much pain right now?", TEN, "none", "worst imaginable", scale=True)
PAIN_WORST = Question(
    "worst", "The most pain during the session?", TEN, "none", "worst imaginable", scale=True
)
PAIN_AFTER = Question(
    "after", "And how much pain right now?", TEN, "none", "worst imaginable", scale=True
)
EFFORT = Question("effort", "How hard was it?", TEN, "no effort", "all I had", scale=True)
MOOD = Question("mood", "How is your mood?", tuple(Choice(str(n), w, n) for n, w in MOODS.items()))
HOW = Question(
    "mood", "How are you today?", (*MOOD.choices, Choice("i", "ill, or with a fever", "ill"))
)
"""The mood, asked before a session; whoever is ill needs no other answer."""
WHERE = Question(
    "site",
    "Where is it?",
    tuple(
        Choice(key, site_in_words(site), site)
        for key, site in zip(SITE_KEYS, SITE_REGION, strict=False)
    ),
    only_if="pain",
)
SLEEP = Question(
    "sleep",
    "About how many hours did you sleep?",
    (*(Choice(str(n), str(n), 60 * n) for n in range(2, 10)), Choice(TEN_KEY, "10", 600)),
    scale=True,
)
STIFFNESS = Question(
    "stiffness",
    "Was the stiffness that morning shorter, the same, or longer than usual?",
    (
        Choice("s", "shorter", "shorter"),
        Choice("m", "the same", "same"),
        Choice("l", "longer", "longer"),
    ),
)


def morning_question(day_words: str) -> Question:
    """Next-morning pain for the session of a day."""
    return Question(
        "morning",
        f"The morning after your session {day_words}: how much pain?",
        TEN,
        "none",
        "worst imaginable",
        scale=True,
    )


def before_questions(practice: Practice) -> tuple[Question, ...]:
    """What to ask before a session; what was told today already is left out.

    Pain now and where, last night's sleep, how the person is; soreness of what was trained in the
    last days, and what happened in a gap.
    """
    now = practice.clock.now()
    found = [PAIN_NOW, WHERE]
    if not practice.journal.entries(Sleep, now.date()):
        found.append(SLEEP)
    if not _mood_told(practice):
        found.append(HOW)
    history = read_history(practice.journal)
    return (*found, *asked.before_session(history, practice.catalogue, now))


def after_questions(practice: Practice, record: SessionRecord) -> tuple[Question, ...]:
    """What to ask after a session: worst pain, pain now, effort, and mood if not told today.

    After nerve glides whether they lingered; with arm or leg pain where it went; where the pelvic
    floor matters, its signs.
    """
    found = [PAIN_WORST, PAIN_AFTER, EFFORT]
    if not _mood_told(practice):
        found.append(MOOD)
    more = asked.after_session(practice.journal, practice.catalogue, practice.profile(), record)
    return (*found, *more)


def _mood_told(practice: Practice) -> bool:
    today = practice.clock.now().date()
    ill = practice.journal.entries(CheckIn, today, question="ill", answer="yes")
    return bool(ill or practice.journal.entries(Mood, today))


def open_mornings(practice: Practice, sessions: tuple[PastSession, ...]) -> list[PastSession]:
    """Sessions of the last days whose next morning has not been answered, oldest first."""
    today = practice.clock.now().date()
    return [s for s in sessions if s.morning is None and 0 < (today - s.day).days <= MORNING_DAYS]


def waiting_morning(
    practice: Practice, sessions: tuple[PastSession, ...], at: datetime | None
) -> PastSession | None:
    """The session that a morning's answer is for, or None: the oldest one that waits.

    An answer with its own moment `at` is for the newest one that waited then.
    """
    waiting = open_mornings(practice, sessions)
    if at is None:
        return waiting[0] if waiting else None
    return next((s for s in reversed(waiting) if s.day < at.date()), None)


def morning_of(session: PastSession, now: datetime) -> datetime:
    """The moment that an answer speaks of: the morning after the session, at eight if it is past.

    Past means that it is no longer that day; on the day itself it is now.
    """
    morning = datetime.combine(session.day + timedelta(days=1), MORNING, now.tzinfo)
    return morning if morning.date() < now.date() else now


def save_morning(practice: Practice, session: PastSession, answers: Answers) -> None:
    """Write a morning's answers; a skipped pain leaves the morning unanswered."""
    level = answers.get("morning")
    stiffness = answers.get("stiffness")
    at = morning_of(session, practice.clock.now())
    found: list[Record] = []
    if isinstance(level, int):
        found.append(Pain(at=at, level=level, moment="morning", session=session.id))
    if isinstance(stiffness, str):
        found.append(CheckIn(at=at, session=session.id, moment="morning", stiffness=stiffness))
    _write(practice, "answered a morning", None, found)


def save_before(practice: Practice, session: str | None, answers: Answers) -> None:
    """Write the check-in: pain and where, sleep, mood, and the answers of `asked`."""
    now = practice.clock.now()
    found: list[Record] = []
    level, site, minutes, mood = (answers.get(key) for key in ("pain", "site", "sleep", "mood"))
    if isinstance(level, int):
        where = site if isinstance(site, str) else None
        moment: PainMoment = "before" if session else "now"
        found.append(Pain(at=now, level=level, site=where, moment=moment, session=session))
    if isinstance(minutes, int):
        found.append(Sleep(at=now, minutes=minutes))
    if isinstance(mood, int):
        found.append(Mood(at=now, level=mood, session=session))
    found += asked.answers_as_records(answers, now, "before" if session else "now", session)
    _write(practice, "checked in", session, found)


def save_after(practice: Practice, record: SessionRecord, answers: Answers) -> None:
    """Write the check-out: worst pain, pain now, effort, mood, and the answers of `asked`."""
    now = practice.clock.now()
    found: list[Record] = []
    moments: tuple[PainMoment, ...] = ("worst", "after")
    for moment in moments:
        level = answers.get(moment)
        if isinstance(level, int):
            found.append(Pain(at=now, level=level, moment=moment, session=record.id))
    effort, mood = answers.get("effort"), answers.get("mood")
    if isinstance(effort, int):
        found.append(CheckIn(at=now, session=record.id, moment="after", effort=effort))
    if isinstance(mood, int):
        found.append(Mood(at=now, level=mood, session=record.id))
    found += asked.answers_as_records(answers, now, "after", record.id)
    if not found:
        return
    with practice.journal.act("checked out", group=record.id) as act:
        for one in found:
            act.add(one)
        if isinstance(effort, int):
            act.change(replace(record, effort=effort))


def _write(practice: Practice, label: str, session: str | None, records: list[Record]) -> None:
    if not records:
        return
    with practice.journal.act(label, group=session) as act:
        for record in records:
            act.add(record)
