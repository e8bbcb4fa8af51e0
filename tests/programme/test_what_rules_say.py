"""What each rule says, does and rests on, in a case of its own, word for word.

After a change that is meant, write it anew with

GOLDEN=write pytest tests/programme/test_what_rules_say.py

and look at the difference in `tests/programme/golden`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from programme_builders import TODAY, catalogue, move, past, programme
from progress_builders import OTHERS, PLAN, RANGE, ready, sessions
from progress_builders import case as done_often
from progress_builders import prescribed as one_of
from rule_cases import CATALOGUE, case, did, prescribed, session, weekly

from rehab_tui.catalogue.model import Dose
from rehab_tui.programme.decision import Decision, Effect
from rehab_tui.programme.history import Accepted, Held, History, Pause, Refused, Told
from rehab_tui.programme.plan import NO_PLAN, Therapist
from rehab_tui.programme.profile import read_profile
from rehab_tui.programme.rules import RULES
from rehab_tui.programme.rules.rule import Case
from rehab_tui.programme.rules.screening import shut

GOLDEN = Path(__file__).parent / "golden" / "decisions.txt"
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
KNEE = frozenset({"knee"})
WIDE = catalogue(
    *(CATALOGUE.exercises[name] for name in ("march", "step-up", "knee-slide", "breathe")),
    move("split-lunge-supported", purpose="balance", region="hip"),
    move("flat", position="supine", purpose="strength"),
    move("face-down", position="prone"),
    move("careful", position="prone", avoid=frozenset({"pregnant"})),
)
"""Of each kind that a profile may bar one."""
TWO_PHASES = programme(("quad-set",), ("leg-raise",))
UPKEEP = programme(("march",), id="maintenance", name="Upkeep", weeks=None)


def of(profile: dict[str, str], *sessions: Any, **changes: Any) -> Case:
    """A case of somebody whose profile has these answers."""
    found = case(*sessions, catalogue=WIDE, **changes)
    return replace(found, profile=read_profile(profile, TODAY))


def trained(hours: float, *names: str) -> Any:
    end = NOON - timedelta(hours=hours)
    done = [did(name, sets=2) for name in names]
    return session((TODAY - end.date()).days, *done, ended=end)


def sore(hours: float, answer: str | None, **now: Any) -> Case:
    asked = {"moment": NOON, "sore": answer, "sore_regions": KNEE, **now}
    return case(trained(hours, "leg-raise"), now=asked)


def sore_before(days: int, question: str, answer: str, now: str | None) -> Case:
    """Trained six days ago, told of so many days ago, and asked again today."""
    told = Told(question, "", answer, TODAY - timedelta(days=days))
    return case(session(6, did("leg-raise", sets=2)), now={"sore": now}, history={"told": (told,)})


def held(reason: str) -> Held:
    return Held("quad-set", TODAY - timedelta(days=2), "stop", reason)


def told(question: str, answer: str, about: str = "", days_ago: int = 0) -> Told:
    return Told(question, about, answer, TODAY - timedelta(days=days_ago))


def on(days_ago: int) -> Any:
    return TODAY - timedelta(days=days_ago)


def in_phase(*days_ago: int, **changes: Any) -> Case:
    """In the first phase of two, the sessions of which went well unless `changes` say otherwise."""
    history = {name: changes.pop(name) for name in ("refused", "told", "pauses") if name in changes}
    done = [past(day, programme="mine", **changes) for day in days_ago]
    known = catalogue(*CATALOGUE.exercises.values(), programmes=(TWO_PHASES, UPKEEP))
    found = case(*done, catalogue=known, history=history)
    return replace(found, programme=TWO_PHASES, phase=0, week=1)


def last_phase() -> Case:
    taken = Accepted("GA1", "mine.phase=1", on(15), sessions_since=6)
    done = [past(day, programme="mine", phase=1) for day in (14, 12, 9, 7, 4, 2)]
    known = catalogue(*CATALOGUE.exercises.values(), programmes=(TWO_PHASES, UPKEEP))
    found = case(*done, catalogue=known, history={"accepted": (taken,), "begun": {"mine": on(40)}})
    return replace(found, programme=TWO_PHASES, phase=1, week=4)


def pains(*levels: int) -> Case:
    """Four ratings in each of these weeks, oldest first, up to today; begun with the first."""
    monday = TODAY - timedelta(days=7 * (len(levels) - 1))
    weeks = enumerate(levels)
    rated = tuple((monday + timedelta(days=7 * n + d), pain) for n, pain in weeks for d in range(4))
    begun = {"mine": monday}
    found = case(past(2, programme="mine"), history={"pains": rated, "begun": begun})
    later = replace(found.now, day=TODAY + timedelta(days=4))
    return replace(found, programme=TWO_PHASES, now=later)


def review(days: int, name: str = "") -> Case:
    plan = replace(NO_PLAN, therapist=Therapist(name, TODAY + timedelta(days=days)))
    return replace(case(), plan=plan)


def born(days: int, **answers: str) -> dict[str, str]:
    return {"birth": on(days).isoformat(), **answers}


def due(weeks: int) -> dict[str, str]:
    return {"due": (TODAY + timedelta(days=7 * (40 - weeks))).isoformat()}


def cases() -> Iterator[tuple[str, Case]]:
    yield from _soreness()
    yield from _pain()
    yield from _effort_and_nerves()
    yield from _gaps()
    yield from _profiles()
    yield from _phases()
    yield from _progress()


def _soreness() -> Iterator[tuple[str, Case]]:
    yield "sore, and it eases", sore(24, "eases")
    yield "sore, and it stays", sore(24, "stays")
    yield "sore for 50 hours", sore(50, "stays")
    yield "sore for 80 hours", sore(80, "eases")
    yield "sore for 130 hours", sore(130, "eases")
    yield "swollen", sore(24, "none", swollen=True)
    yield "sore, and never trained", case(now={"sore": "stays", "sore_regions": KNEE})
    yield "back after two days of soreness", sore_before(3, "soreness", "stays", "none")
    yield "soreness of four days, not asked again", sore_before(2, "soreness", "stays", None)
    yield "soreness of four days, gone", sore_before(2, "soreness", "stays", "none")
    yield "swollen three days ago, not asked again", sore_before(3, "swelling", "yes", None)


def _pain() -> Iterator[tuple[str, Case]]:
    steep = session(2, did("leg-raise", worst=4), did("bridge", worst=5), before=1)
    yield "pain rose steeply", case(steep)
    yield "a high number", case(session(2, did("leg-raise", worst=7), before=2))
    yield "a warning pain", case(session(2, did("leg-raise", sharp=True, worst=3)))
    yield "held after a stop", case(history={"held": (held("sharp"),)})
    yield "held for no known reason", case(history={"held": (held(""),)})
    yield "a sharp pain today", case(history={"sharp": frozenset({("quad-set", TODAY)})})
    yield "much pain twice", case(past(1, before=7), now={"pain": 8})
    yield "a harder morning", case(past(2, before=2, morning=4))
    yield "a much harder morning", case(past(2, before=2, morning=7))
    yield "stiff for longer", case(past(2, stiffer=True, before=None, morning=None))
    yield "two harder mornings", case(past(4, morning=5), past(2, morning=4, stiffer=True))
    yield "two weeks of rising pain", case(history={"pains": weekly([4] * 4, [3] * 4, [2] * 4)})
    rising = weekly([5] * 4, [4] * 4, [3] * 4, [2] * 4)
    yield "three weeks of rising pain", case(history={"pains": rising})


def _effort_and_nerves() -> Iterator[tuple[str, Case]]:
    yield "too hard", case(past(2, effort=8))
    yield "a short night and a hard day", case(now={"slept": 299, "mood": 1})
    yield "a night of poor sleep", case(now={"slept": 300, "sleep_quality": 1})
    short = Accepted("PR7", "short=yes", TODAY)
    yield "the short version", case(now={"mood": 1}, history={"accepted": (short,)})
    yield "a load yesterday", case(session(1, did("leg-raise", sets=1), effort=5))
    yield "glides linger", case(past(2, linger="lasted"))
    yield "glides linger twice", case(past(4, linger="moved"), past(2, linger="lasted"))
    yield "towards the spine", case(session(2, did("glide"), moved="towards", spine=2))
    yield "the spine hurts more", case(session(2, did("press-up"), moved="towards", spine=3))
    yield "away from the spine", case(session(2, did("glide"), did("bridge"), moved="away"))
    signs = did("bridge", signs=frozenset({"leaking", "doming"}))
    twice = case(session(5, signs), session(2, signs))
    yield "signs of the pelvic floor", replace(twice, prescriptions=prescribed("bridge"))


def _gaps() -> Iterator[tuple[str, Case]]:
    yield "five days", case(past(5))
    yield "ten days", case(past(10))
    yield "just back", case(past(12), past(2))
    yield "twenty days", case(past(20))
    yield "forty days", case(past(40))
    yield "ten days after fifty", case(past(70), past(10))
    yield "forty days, in the second phase", _in_the_second_phase(40)
    yield "ill since", case(past(3), now={"since": "ill"})
    pause = Pause(on(20), on(5), "travel")
    yield "back from a pause", case(past(22), history={"pauses": (pause,)})
    yield "a week back", case(past(30), past(6), history={"pauses": (pause,)})


def _in_the_second_phase(days: int) -> Case:
    taken = Accepted("GA1", "mine.phase=1", on(days + 1), sessions_since=1)
    found = case(past(days + 30, programme="mine"), past(days, programme="mine", phase=1),
                 history={"accepted": (taken,)})  # fmt: skip
    return replace(found, programme=TWO_PHASES)


def _profiles() -> Iterator[tuple[str, Case]]:
    day = TODAY.isoformat()
    yield "nobody was asked", of({})
    yield "asked long ago", of({"screened": on(366).isoformat()})
    yield "a yes to the heart", of({"screened": day, "screen.heart": "yes"})
    yield "a yes to the chest", of({"screened": day, "screen.chest": "yes"})
    yield "a high pressure", of({"screened": day, "blood_pressure": "150/90"})
    yield "too high a pressure", of({"screened": day, "blood_pressure": "150/111"})
    yield "a fresh operation", of({"screened": day, "surgery": on(41).isoformat()})
    hip = {"screened": day, "surgery": on(84).isoformat(), "flag.hip_replacement": "yes"}
    yield "an old operation", of(hip)
    yield "a fresh fracture", of({"screened": day, "screen.fresh": "yes"})
    yield "a fever", of({"screened": day}, now={"ill": True})
    injured = of({"screened": on(9).isoformat()}, past(20), now={"since": "injury"})
    yield "an injury", injured
    falls = of({"screened": day, "falls": "2"})
    standing = move("stand", purpose="balance", position="standing")
    yield "no steps back", of({"screened": day, "flag.vertigo": "yes"})
    yield "falls", replace(falls, prescriptions=(one_of(standing),))
    sign = {"screened": day, "screen.night": "yes", "screen.locked": "yes", "conditions": "kneeoa"}
    yield "a sign that wants a look", of(sign)
    old = {"screened": day, "screen.new-pain": "yes", "born": "1960"}
    yield "a new pain of somebody old", of(old)
    for weeks in (13, 15, 28):
        yield f"pregnant, week {weeks}", of({"screened": day, **due(weeks)})
    care = {"screened": day, "flag.pregnant": "yes", "screen.pregnancy": "yes"}
    yield "pregnant, and with care", of(care)
    yield "20 days after a birth", of({"screened": day, **born(20)})
    both = {**due(42), **born(20)}
    yield "20 days after a birth that was expected", of({"screened": day, **both})
    yield "pregnant again", of({"screened": day, **due(13), **born(400)})
    yield "50 days after a birth", of({"screened": day, **born(50)})
    caesarean = of({"screened": day, **born(50, caesarean="yes")})
    yield "50 days after a caesarean", caesarean
    yield "50 days after a birth, checked", of({"screened": day, **born(50, birth_check="yes")})
    yield "90 days after a birth, checked", of({"screened": day, **born(90, birth_check="yes")})
    bled = of({"screened": day, **born(50)}, history={"told": (told("signs", "bleeding"),)})
    yield "more bleeding after a birth", bled


def _phases() -> Iterator[tuple[str, Case]]:
    went_well = (14, 12, 9, 7, 4, 2)
    yield "the next phase", in_phase(*went_well)
    yield "refused", in_phase(*went_well, refused=(Refused("GA1", "mine.phase=1", 2),))
    yield "a worse week", in_phase(*went_well, told=(told("weekly", "worse", "mine"),))
    yield "hard sessions", in_phase(*went_well, effort=7)
    yield "few sessions in four weeks", in_phase(29, 12, 2)
    yield "the end of the programme", last_phase()
    yield "four weeks, pain not lower", pains(4, 4, 4, 4, 4)
    yield "six weeks, pain not lower", pains(4, 4, 4, 4, 4, 4, 4)
    yield "pain higher twice", pains(2, 2, 5, 5)
    yield "a review in a week", review(7, "Ms Berger")
    yield "a review that has passed", review(-1)


def _progress() -> Iterator[tuple[str, Case]]:
    yield "borne well, often enough", done_often((*PLAN, *OTHERS), with_range(ready()))
    curl = one_of(move("curl", purpose="strength", dose=replace(PLAN[0].dose, load="5 kg")))
    yield (
        "two reps more, twice",
        done_often((curl, *OTHERS), with_range(sessions(curl, 3, extra=2))),
    )
    hold = one_of(move("stay", purpose="stretch", dose=Dose(sets=1, reps=2, tempo=(2, 10, 2))))
    yield "a hold", done_often((hold, *OTHERS), with_range(sessions(hold, 3)))


def with_range(history: History) -> History:
    """Their first step, the range, was taken long ago."""
    names = {one.exercise for session in history.sessions for one in session.exercises}
    taken = tuple(replace(RANGE, exercise=name) for name in sorted(names))
    return replace(history, accepted=taken)


def shown(name: str, found: Case) -> Iterator[str]:
    yield f"# {name}"
    closed = shut(found)
    decisions = [d for rule in RULES if rule.fire is not None for d in rule.fire(found)]
    for one in ([closed] if closed else []) + decisions:
        yield from _lines(one)
    yield ""


def _lines(one: Decision) -> Iterator[str]:
    offer = " OFFER" if one.offer else ""
    about = "".join(f" [{part}]" for part in (one.exercise, one.change) if part)
    yield f"{one.rule} ({one.basis}){about}{offer} {one.reason}"
    if one.effect is not None:
        differs = (
            f"{name}={getattr(one.effect, name)}" for name in Effect.__slots__
            if getattr(one.effect, name) != getattr(Effect(), name)
        )  # fmt: skip
        yield "    does: " + ", ".join(differs)
    for entry in one.rests_on:
        yield f"    by: {entry}"


def test_each_rule_in_a_case_of_its_own() -> None:
    text = "\n".join(line for name, found in cases() for line in shown(name, found))
    if os.environ.get("GOLDEN") == "write":
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")


def test_no_rule_that_fires_is_without_a_case() -> None:
    fired = {
        decision.rule
        for _, found in cases()
        for rule in RULES
        if rule.fire is not None
        for decision in rule.fire(found)
    }
    assert {rule.id for rule in RULES if rule.fire is not None} - fired == {"PR3"}
