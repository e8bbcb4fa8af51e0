"""The first run: what is asked, as values that the app and the terminal ask alike.

One question at a time; every one may be skipped, nothing is preselected, all of it can be changed
later. The answers are the profile's own (`profile_values`), written in one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rehab_tui.catalogue.lists import CONDITIONS, SIDED
from rehab_tui.errors import UsageError
from rehab_tui.journal.records import ProfileAnswer, StopEvent
from rehab_tui.practice.context import Practice
from rehab_tui.practice.notice import NOTICE
from rehab_tui.practice.past import read_history
from rehab_tui.practice.profile import with_consequences
from rehab_tui.practice.profile_values import KEYS
from rehab_tui.practice.questions import Choice
from rehab_tui.programme import screening
from rehab_tui.programme.plan import WEEKDAYS
from rehab_tui.programme.profile import EQUIPMENT, FLAG_KEY, SCREEN_KEY, SIDES, read_profile
from rehab_tui.programme.stops import SCREENING, SIGNS, Sign, words_for
from rehab_tui.programme.suggest import PICK, STARTER, Suggestion, start_words, suggest

Told = Mapping[str, str]
"""Answers by the question's id, as they are stored; one that was skipped is missing."""

SIGN, EXPECTING, OPERATED, GAVE_BIRTH = "sign", "expecting", "operated", "gave-birth"
"""Questions that only lead to others: their answers are not kept."""
ADVICE, STRICT_ADVICE = "advice", "strict-advice"
"""What opens load after answers that ask for a clinician's word: kept as `cleared`."""
UNDATED_BIRTH = "pp"
"""The condition that leads to the programme after a birth, where its day was skipped."""
BOTH = "both"
"""The answer to which side hurts more that names none: kept as no side."""
LAST_BIRTH_AGE = 60
"""Whoever is older is not asked for a pregnancy or a birth."""
_LEADS = (SIGN, EXPECTING, OPERATED, GAVE_BIRTH)


@dataclass(frozen=True, slots=True)
class Ask:
    """One question of the first run.

    With `choices` an answer is one of their values, or, where `several`, some of them with commas
    between; without, it is typed and read by the profile's key `id`. `hint` says how to write it,
    or which comes first. Whoever is older than `until_age` in years is not asked.
    """

    id: str
    text: str
    choices: tuple[Choice, ...] = ()
    several: bool = False
    hint: str = ""
    only_if: Callable[[Told], bool] | None = None
    until_age: int | None = None

    def asked(self, told: Told, today: date) -> bool:
        """Whether it is to be asked after these answers."""
        if self.until_age is not None and "born" in told:
            return today.year - int(told["born"]) <= self.until_age and self._follows(told)
        return self._follows(told)

    def _follows(self, told: Told) -> bool:
        return self.only_if is None or self.only_if(told)

    def read(self, practice: Practice, typed: str) -> str:
        """The answer as it is kept.

        Args:
            practice: its clock says what day it is.
            typed: a key or the words of a choice (several with commas between), or free text.

        Raises:
            UsageError: when it can't be read, with what to write.
        """
        if not self.choices:
            return KEYS[self.id].read(typed, practice.clock.now().date())
        parts = [part.strip() for part in typed.split(",")] if self.several else [typed]
        return ",".join(dict.fromkeys(self._choice(part) for part in parts if part))

    def _choice(self, typed: str) -> str:
        for choice in self.choices:
            if typed.lower() in (choice.key, choice.words.lower(), choice.value):
                return str(choice.value)
        keys = ", ".join(choice.key for choice in self.choices)
        more = "; several with commas between" if self.several else ""
        raise UsageError("that is none of the answers", f"Please answer with one of {keys}{more}.")


def _numbered(values: Mapping[str, str]) -> tuple[Choice, ...]:
    return tuple(Choice(str(n), words, value) for n, (value, words) in enumerate(values.items(), 1))


def _is(question: str, *values: str) -> Callable[[Told], bool]:
    return lambda told: told.get(question) in values


def _both(*conditions: Callable[[Told], bool]) -> Callable[[Told], bool]:
    return lambda told: all(one(told) for one in conditions)


YES_NO = (Choice("y", "yes", "yes"), Choice("n", "no", "no"))

_CLEARED = Ask("cleared", "Has a professional cleared you for exercise?", YES_NO)
_SIGNS = Ask(
    SIGN, "Is any of these so just now? If not, skip this.",
    tuple(Choice(str(n), one.words, str(n)) for n, one in enumerate(SIGNS, 1)), several=True,
)  # fmt: skip
_PLAINLY = ("neck", "sho", "hand", "lbp", "sci", "hipoa", "kneeoa", "ankle", "pelvic_pain",
            "desk", "gen", "falls", "relax", "diastasis", "osteo", "ra", "spinal_stenosis",
            "copd")  # fmt: skip
"""What hurts, from the neck down; then what it is for; then what a clinician has named."""
_HURTS = Ask(
    "conditions", "What hurts, or what is it for?",
    _numbered({tag: CONDITIONS[tag] for tag in _PLAINLY}),
    several=True, hint="the one that matters most first",
)  # fmt: skip
_SIDE = Ask(
    "side", "Which side hurts more?",
    (*(Choice(one[0], one, one) for one in SIDES), Choice("b", "both alike, or it changes", BOTH)),
    only_if=lambda told: not SIDED.isdisjoint(told.get("conditions", "").split(",")),
)  # fmt: skip
_BORN = Ask("born", "In which year were you born?", hint="as 1980")
_DAY = "as 2026-11-20: year, month, day"
_STAGES = (
    Ask(EXPECTING, "Are you pregnant?", YES_NO, until_age=LAST_BIRTH_AGE),
    Ask("pregnant_week", "In which week?", hint="as 15+6", only_if=_is(EXPECTING, "yes")),
    Ask(GAVE_BIRTH, "Did you give birth in the last year?", YES_NO, until_age=LAST_BIRTH_AGE),
    Ask("birth", "On which day was the birth?", hint=_DAY, only_if=_is(GAVE_BIRTH, "yes")),
    Ask("caesarean", "Was it a caesarean?", YES_NO, only_if=_is(GAVE_BIRTH, "yes")),
    Ask("birth_check", "Has the check after the birth been done?", YES_NO,
        only_if=_is(GAVE_BIRTH, "yes")),
    Ask("birth_cleared", "Has your surgeon or midwife said yes to strength exercises?", YES_NO,
        only_if=_both(_is(GAVE_BIRTH, "yes"), _is("caesarean", "yes"))),
    Ask(OPERATED, "Have you had an operation in the last twelve weeks?", YES_NO,
        only_if=lambda told: told.get("caesarean") != "yes"),
    Ask(OPERATED, "Beside the caesarean, have you had an operation in the last twelve weeks?",
        YES_NO, only_if=_is("caesarean", "yes")),
    Ask("surgery", "On which day was the operation?", hint=_DAY, only_if=_is(OPERATED, "yes")),
    Ask("surgery_cleared", "Has the surgeon said yes to strength exercises?", YES_NO,
        only_if=_is(OPERATED, "yes")),
)  # fmt: skip
_NUMBERS = (
    Ask("falls", "How often did you fall in the last twelve months?", hint="0, 1, 2, ..."),
    Ask("blood_pressure", "Your blood pressure at rest, if you know it?", hint="as 135/85"),
)
_HABITS = (
    Ask("equipment", "What is at home?", _numbered({one: one for one in EQUIPMENT}), several=True),
    Ask("activities", "Two to five things that are hard now and matter to you?",
        hint="in your own words, with semicolons between: climbing stairs; lifting my child"),
    Ask("sessions", "How many sessions a week? Two or three are a good start.", hint="a number"),
    Ask("days", "On which days?", _numbered({one: one for one in WEEKDAYS}), several=True),
    Ask("minutes", "How many minutes each? 10 to 15 are a good start.", hint="5 to 90"),
)  # fmt: skip


NONE = "none"
"""Ticked alone in a list it says no to all of it."""
ASK_FIRST, HAVE, CHECK = "ask-first", "have", "check"
_LISTS: Mapping[str, tuple[str, tuple[screening.Screened, ...]]] = {
    ASK_FIRST: (
        "Is any of these so?",
        tuple(one for one in screening.QUESTIONS if one.opens is not None and not one.pregnant),
    ),
    HAVE: (
        "Do you have any of these?",
        tuple(one for one in screening.QUESTIONS if one.opens is None and one.flag is not None),
    ),
    CHECK: (
        "Is any of these so lately?",
        tuple(one for one in screening.QUESTIONS if one.check),
    ),
}
"""Screening questions that are ticked in one list, each list with its question."""
_LISTED = {one.id for _, listed in _LISTS.values() for one in listed}


def _screening_asks() -> Iterator[Ask]:
    """The lists, and one by one what does not fit into them."""
    for id_, (text, listed) in _LISTS.items():
        choices = _numbered({one.id: one.listed for one in listed})
        none = Choice("0", "none of these", NONE)
        yield Ask(id_, text, (*choices, none), several=True)
    for one in screening.QUESTIONS:
        if one.id not in _LISTED:
            only_if = _is(EXPECTING, "yes") if one.pregnant else None
            yield Ask(SCREEN_KEY + one.id, one.words, YES_NO, only_if=only_if)


def _screened(told: Told) -> Iterator[tuple[screening.Screened, bool]]:
    """What was said to each screening question that was answered, in a list or by itself."""
    for id_, (_, listed) in _LISTS.items():
        ticked = told[id_].split(",") if id_ in told else []
        yield from ((one, one.id in ticked) for one in listed if ticked)
    for one in screening.QUESTIONS:
        if SCREEN_KEY + one.id in told:
            yield one, told[SCREEN_KEY + one.id] == "yes"


def _verdict(told: Told) -> screening.Verdict | None:
    """What these answers ask of a clinician, while it is not open."""
    profile = read_profile({key: value for key, value in _kept(told).items() if value is not None})
    verdict = screening.advice(profile)
    return None if verdict is None or screening.is_open(profile, verdict.opens) else verdict


def _advises(opens: screening.Opens) -> Callable[[Told], bool]:
    def only_if(told: Told) -> bool:
        verdict = _verdict({key: told[key] for key in told if key not in (ADVICE, STRICT_ADVICE)})
        return verdict is not None and verdict.opens == opens

    return only_if


_ADVICE_WORDS = (
    "By your answers, please speak to a clinician first. Until then the coach offers breathing and "
    "easy movement. What is so?"
)
_ASKED = Choice("a", "I have asked a clinician, and may exercise", "yes")
_ADVICE = (
    Ask(STRICT_ADVICE, _ADVICE_WORDS, (_ASKED,), only_if=_advises("clinician")),
    Ask(ADVICE, _ADVICE_WORDS, (_ASKED, Choice("u", "I understand and go on", "understood")),
        only_if=_advises("understood")),
)  # fmt: skip

QUESTIONS: tuple[Ask, ...] = (
    _CLEARED, _SIGNS, _HURTS, _SIDE, _BORN, *_STAGES, *_screening_asks(), *_NUMBERS, *_ADVICE,
    *_HABITS,
)  # fmt: skip
"""All of them in their order; what is grave first."""


def due(practice: Practice) -> str | None:
    """Why the first run, or its questions once more, is due (SC1), in words; or None."""
    today = practice.clock.now().date()
    return screening.screening_due(practice.profile(), read_history(practice.journal), today)


def first_time(practice: Practice) -> bool:
    """Whether nothing was ever told or done: then the questions come before all else."""
    journal = practice.journal
    return not journal.profile() and not journal.rows(newest=1)


def put_after(told: Told, today: date) -> list[Ask]:
    """Every question that is put to somebody who has told so much, answered or not.

    The answer to one that is no longer put leads to no other.
    """
    put, heard = list[Ask](), dict[str, str]()
    for one in QUESTIONS:
        if one.asked(heard, today):
            put.append(one)
            if one.id in told:
                heard[one.id] = told[one.id]
    return put


def sign_of(told: Told) -> Sign | None:
    """The gravest warning sign that was ticked (SC6): it ends the questions at once."""
    return SIGNS[min(map(int, told[SIGN].split(","))) - 1] if SIGN in told else None


def words_of(sign: Sign) -> tuple[str, ...]:
    """What is said at once to a ticked sign; an emergency's words stand alone."""
    return words_for(SCREENING, sign, 0)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed at the end: a programme with its name, why, and how to begin.

    `advice` is why load waits for a clinician, or empty. `others` fit as well, each the id and the
    name of a programme. `notice` is the plain notice.
    """

    suggestion: Suggestion
    name: str
    suits: str
    start: str
    advice: str
    others: tuple[tuple[str, str], ...] = ()
    notice: str = NOTICE


def proposal(practice: Practice) -> Proposal:
    """What is proposed to the profile as it is saved."""
    today, profile = practice.clock.now().date(), practice.profile()
    found = suggest(profile, today)
    programme = practice.catalogue.programmes[found.programme]
    verdict = screening.advice(profile)
    waits = verdict is not None and not screening.is_open(profile, verdict.opens)
    reasons = (
        screening.no_exercise(profile),
        verdict.reason if verdict is not None and waits else None,
        screening.fresh_wound(profile, today),
        screening.wants_a_check(profile, today),
    )
    advice = ". ".join(one[:1].upper() + one[1:] for one in reasons if one)
    others = tuple(_also(practice, found.programme, profile.conditions))
    start = start_words(programme, profile.sessions)
    return Proposal(found, programme.name, programme.suits, start, advice, others)


def _also(practice: Practice, proposed: str, named: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Programmes for something that the person named too; the gentle start fits everybody."""
    for one in practice.catalogue.programmes.values():
        fits = one.id in (STARTER, *(PICK[tag] for tag in named if tag in PICK))
        if fits and one.id != proposed:
            yield one.id, one.name


def save(practice: Practice, told: Told, *, whole: bool = True) -> None:
    """Write all answers, and that the screening was done today, in one transaction.

    What was skipped stays as it was, but for the first question: whether a professional has cleared
    this is only known when it is answered now. A ticked sign is kept as a stop, which locks
    sessions until it is answered for (SC6). A birth without its day stands first of what it is for.

    Args:
        practice: clock, journal.
        told: the answers.
        whole: all questions were put; without that, or with a sign, the screening stays due.
    """
    now = practice.clock.now()
    changes = with_consequences(practice, _kept(told))
    sign = sign_of(told)
    if whole and sign is None:
        changes["screened"] = now.date().isoformat()
    known = practice.journal.profile()
    if told.get(GAVE_BIRTH) == "yes" and not (changes.get("birth") or known.get("birth")):
        named = changes.get("conditions") or known.get("conditions") or ""
        tags = dict.fromkeys((UNDATED_BIRTH, *filter(None, named.split(","))))
        changes["conditions"] = ",".join(tags)
    with practice.journal.act("answered the screening") as act:
        for key, value in changes.items():
            if value is not None or key in known:
                act.add(ProfileAnswer(at=now, key=key, value=value))
        if sign is not None:
            act.add(StopEvent(at=now, reason=SCREENING.id, sign=sign.id, tier=sign.tier))


def _kept(told: Told) -> dict[str, str | None]:
    """The profile's answers in what was told; a question that only led to others has none."""
    kept: dict[str, str | None] = {"cleared": None}
    for one, yes in _screened(told):
        kept[SCREEN_KEY + one.id] = "yes" if yes else "no"
        if one.flag is not None:
            kept[FLAG_KEY + one.flag] = "yes" if yes else None
    for question, value in told.items():
        if question in KEYS:
            kept[KEYS[question].stored] = value
        elif question in (ADVICE, STRICT_ADVICE):
            kept["cleared"] = value
        elif question not in (*_LEADS, *_LISTS) and not question.startswith(SCREEN_KEY):
            kept[question] = value
    if told.get("side") == BOTH:
        kept["side"] = None
    if told.get(EXPECTING) == "no":
        kept |= {"due": None, FLAG_KEY + "pregnant": None, FLAG_KEY + "preg_supine": None}
    elif told.get(EXPECTING) == "yes" and "pregnant_week" not in told:
        kept[FLAG_KEY + "pregnant"] = "yes"
    if told.get(GAVE_BIRTH) == "no":
        kept |= dict.fromkeys(("birth", "caesarean", "birth_check", "birth_cleared"))
    if told.get(OPERATED) == "no":
        kept |= dict.fromkeys(("surgery", "surgery_cleared"))
    return kept


def take(practice: Practice, programme: str) -> list[str]:
    """Write the proposed programme (its id) into the plan; the old plan is kept beside it.

    Returns:
        lines about what was done.

    Raises:
        RehabError: as `plans.choose` does.
    """
    from rehab_tui.practice import plans  # it loads the parser of plan files

    return plans.choose(practice, programme)
