"""Stopping because something is wrong: what is asked, which tier an answer is, what locks.

The app never weighs an answer and never explains it away. Signs, tiers and the lock (ST1, ST2,
ST4, ST5, SO7) are lists made from published warning-sign cards and first-aid knowledge.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from rehab_tui.days import short
from rehab_tui.journal.vocabulary import WARNING_QUALITIES
from rehab_tui.programme.decision import Decision
from rehab_tui.programme.history import OpenStop

EMERGENCY, SAME_DAY, STOP_TODAY = 1, 2, 4
LOCKING = frozenset({EMERGENCY, SAME_DAY, STOP_TODAY})


@dataclass(frozen=True, slots=True)
class Sign:
    """One line of a second question: its id, its tier (1, 2, 4 or None) and its words."""

    id: str
    tier: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Reason:
    """One answer to "what is it?". Without signs it needs no second question."""

    key: str
    id: str
    words: str
    tier: int | None
    signs: tuple[Sign, ...] = ()


_CHEST = Sign(
    "ST1a", EMERGENCY, "pain, pressure or tightness in the chest, or into arm, jaw or back"
)
_BREATH = Sign("ST1b", EMERGENCY, "sudden or severe breathlessness, or coughing blood")
_FAINT = Sign("ST1c", EMERGENCY, "I fainted, collapsed or had a fit")
_STROKE = Sign(
    "ST1d", EMERGENCY, "face drooping, one weak arm or leg, trouble speaking, seeing or swallowing"
)
_SADDLE = Sign(
    "ST1e", EMERGENCY,
    "numb between the legs, new trouble with bladder, bowel or sexual feeling, or both legs weak",
)  # fmt: skip
_CLOT = Sign("ST1f", EMERGENCY, "a painful or swollen calf together with this")
_HEADACHE = Sign(
    "ST1g", EMERGENCY, "a sudden worst-ever headache, or a new severe neck pain with it"
)
_TEARING = Sign("ST1i", EMERGENCY, "a sudden tearing pain in chest, back or belly")
_LIMB = Sign("ST1j", EMERGENCY, "an arm or leg suddenly cold, pale or blue and very painful")
_BOTH = Sign(
    "ST1k", EMERGENCY,
    "sudden loss of use of both arms or legs, or hands and steps fast growing clumsy",
)  # fmt: skip
_FALL = Sign(
    "ST1h", EMERGENCY,
    "after a fall or blow: I can't bear weight, it looks wrong, or my head or neck took it",
)  # fmt: skip
_MATERNITY = Sign(
    "ST1l", EMERGENCY,
    "pregnant or after birth: heavy bleeding, a bad headache with poor sight, baby moves less",
)  # fmt: skip
_EXPECTING = Sign(
    "ST2", SAME_DAY, "pregnant: any bleeding, fluid that leaks, a belly that tightens regularly"
)
_DESPAIR = Sign("ST1m", EMERGENCY, "thoughts of ending my life, or of harming myself or my baby")
_UNWELL = Sign(
    "ST2", SAME_DAY,
    "one calf swollen, warm or painful; fever or feeling ill; a hot, swollen joint",
)  # fmt: skip
_WEAKER = Sign("ST2", SAME_DAY, "a weakness that is new or growing, such as a foot that drops")
_WOUND = Sign(
    "ST2", SAME_DAY,
    "after an operation, injury or birth: 38.0 °C (100.4 °F), a wound that opens, a limb growing "
    "tight",
)  # fmt: skip
_URINE = Sign("ST2", SAME_DAY, "dark, cola-coloured urine with severe pain or weakness of muscles")

REASONS: tuple[Reason, ...] = (
    Reason("1", "sharp", "sharp pain", None),
    Reason("2", "dizzy", "dizzy or faint", STOP_TODAY, (
        _FAINT, _STROKE, _HEADACHE, _CHEST,
        Sign("ST4", STOP_TODAY, "none of these: dizzy, light-headed or sick"),
    )),
    Reason("3", "breath", "short of breath", STOP_TODAY, (
        _BREATH, _CHEST, _CLOT,
        Sign("ST4", STOP_TODAY, "none of these: more out of breath than I should be"),
    )),
    Reason("4", "chest", "chest", EMERGENCY, (
        _CHEST, _TEARING, _BREATH, _FAINT,
        Sign("ST4", STOP_TODAY, "none of these: my heart stumbles or races"),
    )),
    Reason("5", "numb", "numbness or weakness", STOP_TODAY, (
        _STROKE, _SADDLE, _BOTH, _LIMB, _WEAKER,
        Sign("ST4", STOP_TODAY, "none of these: new tingling or numbness, a joint that gave way "
             "or locked"),
    )),
    Reason("6", "other", "something else", None, (
        _FALL, _MATERNITY, _DESPAIR, _UNWELL, _WOUND, _URINE, _EXPECTING,
        Sign("none", None, "none of these"),
    )),
)  # fmt: skip

PAIN = Reason("", "pain", "much pain a second time", STOP_TODAY)
"""No answer of the list: ratings have told it (PM3, ST4), and the session ends with breathing."""

_IN_FULL = {
    _SADDLE.id: "numb between the legs, sudden trouble with bladder, bowel or sexual feeling (a "
    "leak since a birth is asked later), or both legs weak",
    _CLOT.id: "a painful or swollen calf together with short breath or pain in the chest",
}
"""Signs whose words need more where nothing was asked before them."""


def _all_signs() -> tuple[Sign, ...]:
    found = {s for reason in REASONS for s in reason.signs if s.tier in (EMERGENCY, SAME_DAY)}
    signs = (replace(sign, words=_IN_FULL.get(sign.id, sign.words)) for sign in found)
    return tuple(sorted(signs, key=lambda sign: (sign.id, sign.words)))


SIGNS = _all_signs()
"""The signs that end a screening at once (SC6), the gravest first: those of STOP."""
SCREENING = Reason("", "screening", "a warning sign in the first questions", None, SIGNS)
"""The reason that a stop event of the screening carries."""

KNOWN = {reason.id: reason for reason in (*REASONS, PAIN, SCREENING)}
"""Every reason that a stop in the journal may carry, by its id."""
_OTHERWISE = "none of these: "

EMERGENCY_WORDS = (
    "Call your local emergency number now (112 in Europe, 911 in North America, 999 in the UK).",
    "Stay where you are, sit or lie as is easiest, and unlock the door if you can.",
    "If somebody is near, tell them now.",
)
CRISIS_WORDS = (
    "Please talk to somebody now. You do not have to carry this alone.",
    "Call your local emergency number, or a crisis line (988 in North America, 116 123 in the UK).",
    "If somebody is near, tell them now.",
)
SAME_DAY_WORDS = (
    "Please have this looked at today: call your doctor or an urgent care line.",
    "No exercise until somebody has seen you.",
)
STOP_WORDS = (
    "That is enough for today. Sit or lie down and breathe easily.",
    "If it is still there after ten minutes, call a doctor or an urgent care line today.",
)
SHARP_WORDS = (
    "We leave this exercise for today.",
    "Let it settle for a moment. You can go on with the next one, or end here.",
)
BREATHE_WORDS = "Breathe in through the nose, and slowly out through pursed lips."
"""After every advice but an emergency's."""
OTHER_WORDS = (
    "Let it settle for a moment.",
    "You can go on with the next exercise, or end here. What you did is saved.",
)
SHARP_LAST_WORDS = (
    "We leave this exercise for today.",
    "Let it settle for a moment. It was the last one: go on to the questions, or end here.",
)
OTHER_LAST_WORDS = (
    "Let it settle for a moment.",
    "This was the last exercise: go on to the questions, or end here. What you did is saved.",
)
ON_TO_NEXT, ON_TO_QUESTIONS = "go on with the next exercise", "go on to the questions"
"""What may follow a stop that ends nothing, before the last exercise and at it."""
AGAIN_WORDS = (
    "That is the second time today, so this session ends here. What you did is saved.",
    "If it stays, or comes back next time, please show it to your therapist.",
)

SEEN = "seen"
EXPLAINED = "explained"
ANSWERS = {SEEN: "seen by a clinician", EXPLAINED: "it had a plain reason"}
"""What was answered to a stop, as it is told afterwards."""


def why_held(reason: str) -> str:
    """What puts an exercise aside, in words: a reason of a stop, or a warning quality of a pain.

    Empty for one that is not known.
    """
    if reason in WARNING_QUALITIES:
        return f"{reason} pain"
    return KNOWN[reason].words if reason in KNOWN else ""


def reason_words(reason: str) -> str:
    """The words of a stop's reason; one that is not known stands for itself."""
    return KNOWN[reason].words if reason in KNOWN else reason


def sign_words(reason: str, sign: str | None) -> tuple[str, ...]:
    """The words of what was ticked; some signs of one reason share an id.

    An id that is not known stands for itself.
    """
    known = KNOWN[reason].signs if reason in KNOWN else ()
    found = tuple(one.words.removeprefix(_OTHERWISE) for one in known if one.id == sign)
    return found or ((sign,) if sign else ())


def tier_of(reason: Reason, sign: Sign | None, sharp_before: int) -> int | None:
    """The tier of an answer: the sign's, else the reason's; None for what may settle by itself.

    A sharp pain after another one in the same session is a reason to stop for the day (PM3, ST4).
    """
    if sign is not None:
        return sign.tier
    return STOP_TODAY if reason.id == "sharp" and sharp_before else reason.tier


def words_for(
    reason: Reason, sign: Sign | None, sharp_before: int, *, last: bool = False
) -> tuple[str, ...]:
    """What the stop screen says after the answer; an emergency's words stand alone.

    Args:
        reason: what was answered first.
        sign: what was ticked then, or None.
        sharp_before: how many sharp pains this session had before.
        last: no exercise follows the one that was stopped.
    """
    tier = tier_of(reason, sign, sharp_before)
    if sign is not None and sign.id == _DESPAIR.id:
        return CRISIS_WORDS
    if tier == EMERGENCY:
        return EMERGENCY_WORDS
    if tier == SAME_DAY:
        return SAME_DAY_WORDS
    if reason.id == "sharp":
        settles = SHARP_LAST_WORDS if last else SHARP_WORDS
        return AGAIN_WORDS if tier == STOP_TODAY else settles
    settles = OTHER_LAST_WORDS if last else OTHER_WORDS
    return STOP_WORDS if tier == STOP_TODAY else settles


def may_go_on(reason: Reason, sign: Sign | None, sharp_before: int) -> bool:
    """Whether the session may go on with the next exercise (PM3: not after a second sharp pain)."""
    return tier_of(reason, sign, sharp_before) is None


def lock(stops: Iterable[OpenStop]) -> OpenStop | None:
    """The unanswered stop that keeps sessions closed (ST5): the gravest, then the newest."""
    closing = [stop for stop in stops if stop.tier in LOCKING]
    return min(closing, key=lambda s: (s.tier, -s.day.toordinal()), default=None)


def lock_decision(stop: OpenStop) -> Decision:
    """Why there is no session today."""
    return Decision(
        "ST5",
        f"your stop on {short(stop.day)} is still open: please answer it first",
    )


def opens(tier: int, answer: str | None) -> bool:
    """Whether an answer opens sessions again: being seen always does, a plain reason only ST4."""
    return answer == SEEN or (tier == STOP_TODAY and answer == EXPLAINED)


def answers_for(stop: OpenStop) -> tuple[tuple[str, str], ...]:
    """The answers that open sessions again, as (stored value, words)."""
    seen = (SEEN, "A clinician has seen me and I may exercise")
    explained = (EXPLAINED, "It had a plain reason and it is over")
    return tuple(answer for answer in (seen, explained) if opens(stop.tier, answer[0]))
