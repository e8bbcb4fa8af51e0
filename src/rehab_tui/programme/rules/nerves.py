"""Nerve glides that linger, and arm or leg pain that moves (rules PM8 and PM9)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rehab_tui.catalogue.model import Catalogue
from rehab_tui.programme.decision import Decision, Effect
from rehab_tui.programme.history import History, PastSession
from rehab_tui.programme.limits import USUAL
from rehab_tui.programme.rules.pain import last_of_each
from rehab_tui.programme.rules.rule import Case, Rule
from rehab_tui.programme.words import named, on_day

GLIDE = "nerve-glide"
GLIDES_OK = "glides=ok"
"""The change with which a person says that a clinician has looked at it: rule PM8, accepted."""
LINGERS_AFTER = 30
"""Seconds."""
HALF = 0.5
EXTENSION = "extension"
"""The chain of bending backwards; `BENDS_BACK` has what else does so."""
BENDS_BACK = frozenset({"standing-back-bend"})
TOWARDS_RISE = 2


def glides_are_out(history: History) -> bool:
    """Whether nerve glides wait for a clinician (PM8): twice in a row something lingered."""
    last = _glides(history)[-2:]
    return len(last) == 2 and all(one.linger != "no" for one in last)


def _glides(history: History) -> list[PastSession]:
    """The sessions in which somebody said how nerve glides went, since a clinician looked."""
    seen = [a.day for a in history.accepted if (a.rule, a.change) == ("PM8", GLIDES_OK)]
    since = max(seen, default=date.min)
    return [s for s in history.in_order if s.linger is not None and s.day > since]


def _lingers(case: Case) -> Iterator[Decision]:
    """PM8."""
    glides = _glides(case.history)
    if not glides or glides[-1].linger == "no":
        return
    out = glides_are_out(case.history)
    if out:
        reason = (
            "nerve glides rest until a clinician has looked: twice in a row something stayed on "
            "or moved outwards after them"
        )
        effect = Effect(purpose=GLIDE, leave_out=True, holds=True)
    else:
        reason = (
            "something stayed on or moved outwards after the nerve glides: only half as much "
            "today, and only half as far"
        )
        effect = Effect(purpose=GLIDE, factor=HALF, holds=True)
    told = {"lasted": "stayed on for more than half a minute", "moved": "moved outwards"}
    entries = tuple(
        f"{on_day(one)}: after the nerve glides it {told[one.linger or 'lasted']}"
        for one in glides[-2 if out else -1 :]
    )
    yield Decision("PM8", reason, effect=effect, rests_on=entries)


def _moved(case: Case) -> Iterator[Decision]:
    """PM9: arm or leg pain that moved in the last session in which it was told of."""
    told = [s for s in case.history.in_order if s.moved in ("towards", "away")]
    if not told:
        return
    session = told[-1]
    rise = 0 if session.spine is None else session.spine
    where = "towards the spine" if session.moved == "towards" else "away from the spine"
    entry = f"{on_day(session)}: pain moved {where}"
    too_much = rise > TOWARDS_RISE or (session.worst or 0) > case.limits.pain_amber
    if session.moved == "towards" and not too_much:
        if session is case.history.in_order[-1]:
            reason = "arm or leg pain that moves towards the spine is no reason to stop here"
            yield Decision("PM9", reason, basis="M", rests_on=(entry,))
        return
    latest = last_of_each(case.history, case.catalogue)
    what = "pain moved away from the spine" if session.moved == "away" else "the spine hurt more"
    for one in session.exercises:
        if latest[one.exercise].session is session and _moves_pain(one.exercise, case.catalogue):
            yield Decision(
                "PM9", f"{named(one.exercise, case.catalogue)}: {what} last time: "
                "one level down today",
                basis="M", exercise=one.exercise,
                effect=Effect(exercise=one.exercise, level_down=True, holds=True),
                rests_on=(entry,),
            )  # fmt: skip


def _moves_pain(exercise: str, catalogue: Catalogue) -> bool:
    """Whether it is one of those that move arm or leg pain: nerve glides and bending backwards."""
    known = catalogue.exercises.get(exercise)
    glides = known is not None and known.purpose == GLIDE
    return glides or exercise in BENDS_BACK or exercise in catalogue.chains.get(EXTENSION, ())


RULES = (
    Rule(
        "PM8", 6, "bar",
        f"after nerve glides a symptom lasts more than {LINGERS_AFTER} s or moves further from "
        "the spine",
        "no more glides that day, half as much and half as far next time; twice in a row: no "
        "glides until the person says that a clinician has looked",
        fire=_lingers,
    ),
    Rule(
        "PM9", 12, "ease",
        f"arm or leg pain moves towards the spine while the pain there rises by at most "
        f"{TOWARDS_RISE} and stays at {USUAL.pain_amber} or less; or it moves away",
        "towards: go on as before; away, or more than that at the spine: that nerve glide or "
        "backward bend is taken one level down next time",
        basis="M", source="McKenzie method, on centralisation; the numbers are this app's rule",
        fire=_moved,
    ),
)  # fmt: skip
