"""The questions around a session that are only asked when the answer can change something.

Soreness and its place, what happened in a gap; after it the nerve glides, where arm or leg pain
went, and pelvic signs. When each is asked stands here, in one function before and one after.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from rehab_tui.catalogue.lists import in_words
from rehab_tui.catalogue.model import Catalogue
from rehab_tui.journal.records import CheckIn, CheckMoment, Pain, SessionRecord, SetRecord
from rehab_tui.journal.store import Journal
from rehab_tui.journal.vocabulary import ASKED
from rehab_tui.practice.past import SPINE
from rehab_tui.practice.question import TEN, Answers, Choice, Question
from rehab_tui.programme.history import History, PastSession
from rehab_tui.programme.limits import USUAL
from rehab_tui.programme.profile import Profile

SORE_FOR = timedelta(days=6)
"""Soreness of a session that ended longer ago is no soreness of training. This app's rule."""
SORE_LONG = timedelta(hours=48)
"""From then on swelling and weakness are asked for too."""
ALL = "all"
"""The answer for soreness in more than one region."""
GLIDE, STRENGTH = "nerve-glide", "strength"
NERVE_FLAGS, NERVE_TAGS = frozenset({"acute_radiculopathy"}), frozenset({"sci"})
PELVIC_FLAGS = frozenset({"prolapse", "diastasis", "csection"})
PELVIC_TAGS = frozenset({"pp", "diastasis", "pelvic_pain"})
AFTER_BIRTH = timedelta(days=365)
LETTERS = "abcdefghijklmnoprstuvwxyz"
"""Keys for a list; without q, which leaves."""
SIGN_IN = "signs_in"
"""The question which exercise a sign was told of: its answer goes with the sign."""

SORENESS = Question(
    "soreness",
    "Are the muscles that you trained last sore?",
    (
        Choice("n", "no", "none"),
        Choice("e", "yes, it eases when I move", "eases"),
        Choice("s", "yes, it stays when I move", "stays"),
    ),
)
SWELLING = Question(
    "swelling",
    "Is there swelling, or is the muscle weaker than it was?",
    (Choice("n", "no", "no"), Choice("y", "yes", "yes")),
    only_if="soreness",
    only_answers=("eases", "stays"),
)
SINCE = Question(
    "since",
    "It has been a while. Has any of these happened since your last session?",
    (
        Choice("n", "nothing like that", "nothing"),
        Choice("i", "an illness with fever, or a flu", "ill"),
        Choice("c", "trouble with chest or breath", "chest"),
        Choice("j", "a new injury", "injury"),
        Choice("o", "an operation", "surgery"),
        Choice("b", "a birth", "birth"),
    ),
)
LINGER = Question(
    "linger",
    "What the nerve glides brought on (tingling, pulling): did it stay?",
    (
        Choice("n", "no, it was gone within half a minute", "no"),
        Choice("l", "yes, longer than half a minute", "lasted"),
        Choice("m", "it moved further down the arm or leg", "moved"),
    ),
)
MOVED = Question(
    "moved",
    "Did the pain in your arm or leg move during the session?",
    (
        Choice("s", "no, it is where it was", "same"),
        Choice("t", "towards the spine", "towards"),
        Choice("a", "further away from the spine", "away"),
    ),
)
SPINE_ROSE = Question(
    "spine",
    "By how much did the pain at the back or the neck itself rise?",
    TEN,
    "not at all",
    "as much as can be",
    scale=True,
    only_if="moved",
    only_answers=("towards",),
)
SIGNS = Question(
    "signs",
    "Did you notice any of these?",
    (
        Choice("n", "none", "none"),
        Choice("l", "leaking", "leaking"),
        Choice("h", "heaviness, or something coming down", "heaviness"),
        Choice("d", "the belly doming", "doming"),
        Choice("p", "pain in the pelvis, or at the scar", "pain"),
        Choice("b", "more bleeding", "bleeding"),
    ),
)

IN_AN_EXERCISE = ("leaking", "heaviness", "doming", "pain")
"""Signs that come with a movement; bleeding has none."""

_DEPENDS = {"sore_region": SWELLING, "swelling": SWELLING, "spine": SPINE_ROSE}
"""Answers that only count while this question would be asked."""


def before_session(history: History, catalogue: Catalogue, now: datetime) -> tuple[Question, ...]:
    """What to ask before a session that begins now, beside pain, sleep and how the person is."""
    told = {one.question for one in history.told if one.day == now.date()}
    found: list[Question] = []
    trained = _trained(history, catalogue, now)
    if trained is not None and "soreness" not in told:
        ended, regions = trained
        found.append(SORENESS)
        if len(regions) > 1:
            found.append(_region_question(regions))
        if now - ended > SORE_LONG:
            found.append(SWELLING)
    done = history.done
    if done and (now.date() - done[-1].day).days > USUAL.gap_short and "since" not in told:
        found.append(SINCE)
    return tuple(found)


def after_session(
    journal: Journal, catalogue: Catalogue, profile: Profile, record: SessionRecord
) -> tuple[Question, ...]:
    """What to ask after a session, beside pain, effort and mood."""
    done = dict.fromkeys(
        name for (name,) in journal.table(SetRecord, "exercise", session=record.id)
    )
    exercises = [catalogue.exercises[name] for name in done if name in catalogue.exercises]
    programme = catalogue.programmes.get(record.programme or "")
    tags = {*profile.conditions, *(programme.conditions if programme else ())}
    found: list[Question] = []
    if any(exercise.purpose == GLIDE for exercise in exercises):
        found.append(LINGER)
    if profile.flags & NERVE_FLAGS or tags & NERVE_TAGS:
        found.append(MOVED)
        if not journal.table(Pain, "level", session=record.id, moment="before", site=sorted(SPINE)):
            found.append(SPINE_ROSE)
    if profile.flags & PELVIC_FLAGS or tags & PELVIC_TAGS or _after_birth(profile, record):
        found.append(SIGNS)
        if len(exercises) > 1:
            found.append(_sign_question([(one.id, one.name) for one in exercises]))
    return tuple(found)


def answers_as_records(
    answers: Answers, at: datetime, moment: CheckMoment, session: str | None
) -> list[CheckIn]:
    """The answers to the questions of this file, and whether the person is ill, as entries."""
    told = {id_: str(answers[id_]) for id_ in ASKED if id_ in answers}
    for id_, question in _DEPENDS.items():  # the answer before it may have been changed since
        if not question.asked(answers):
            told.pop(id_, None)
    if answers.get("mood") == "ill":
        told["ill"] = "yes"
    return [
        CheckIn(
            at=at,
            session=session,
            moment=moment,
            question=id_,
            about=str(answers.get(SIGN_IN, "")) if _has_exercise(id_, answer) else "",
            answer=answer,
        )
        for id_, answer in told.items()
    ]


def _has_exercise(question: str, answer: str) -> bool:
    return question == SIGNS.id and answer in IN_AN_EXERCISE


def _trained(
    history: History, catalogue: Catalogue, now: datetime
) -> tuple[datetime, list[str]] | None:
    """When the last session with strength work ended, and its regions; None too long ago."""
    for session in reversed(history.in_order):
        if session.ended is None or now - session.ended >= SORE_FOR:
            return None
        regions = _regions(session, catalogue)
        if regions:
            return None if session.day == now.date() else (session.ended, regions)
    return None


def _regions(session: PastSession, catalogue: Catalogue) -> list[str]:
    """The regions that a session's strength work was for, in its order."""
    known = (catalogue.exercises.get(one.exercise) for one in session.exercises if one.sets)
    return list(dict.fromkeys(one.region for one in known if one and one.purpose == STRENGTH))


def _region_question(regions: Sequence[str]) -> Question:
    several = Choice(LETTERS[len(regions)], "in more than one of them", ALL)
    return Question(
        "sore_region",
        "Where are they sore?",
        (*_listed((region, in_words(region)) for region in regions), several),
        only_if="soreness",
        only_answers=("eases", "stays"),
    )


def _sign_question(exercises: Sequence[tuple[str, str]]) -> Question:
    return Question(
        SIGN_IN,
        "In which exercise?",
        _listed(exercises),
        only_if="signs",
        only_answers=IN_AN_EXERCISE,
    )


def _listed(values: Iterable[tuple[str, str]]) -> tuple[Choice, ...]:
    """A choice with a letter for each value and its words, as far as the letters go."""
    return tuple(
        Choice(key, words, value) for key, (value, words) in zip(LETTERS, values, strict=False)
    )


def _after_birth(profile: Profile, record: SessionRecord) -> bool:
    return profile.birth is not None and record.day - profile.birth <= AFTER_BIRTH
