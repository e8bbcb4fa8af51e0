"""Muscles that are still sore from training, region by region (rules SO1 to SO7).

After the soreness rules of Axe and Snyder-Mackler; the hours are this app's rule. They count from
the end of the session that last trained the region: the last with a strength exercise of it, or
without one the last that moved it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from rehab_tui.catalogue.lists import in_words
from rehab_tui.programme.decision import Decision, Effect
from rehab_tui.programme.history import PastSession, Told
from rehab_tui.programme.rules.rule import Case, Rule
from rehab_tui.programme.words import on_day

RESTS_A_DAY, RESTS_UNTIL_GONE, SEE_SOMEBODY = 48, 72, 120
"""Hours: sore for longer than this, a region rests a day; until it is gone; until it was seen."""
LOAD = "strength"
AT_REST = frozenset({"warm-up", "breathing", "relaxation", "self-massage"})
"""Purposes that leave no muscle sore."""
_SORE = ("eases", "stays")


@dataclass(frozen=True, slots=True)
class _Earlier:
    """A region that was told to be sore before today and has not been trained since.

    `days` is how many after its training that was; `gone` whether later answers say it is over.
    """

    region: str
    days: int
    swollen: bool
    gone: bool
    session: PastSession


@dataclass(frozen=True, slots=True)
class _Answer:
    """What was told of soreness on a day: the regions, none when it was gone."""

    day: date
    regions: frozenset[str]
    swollen: bool


def soreness(case: Case) -> Iterator[Decision]:
    """What SO1 to SO6 decide of a case, at most one for each region."""
    now = case.now
    sore = now.sore in _SORE or now.swollen
    regions = (now.sore_regions or _regions_of_last(case, now.day)) if sore else frozenset()
    for region in sorted(regions):
        yield from _today(case, region, trained(case, region))
    for earlier in _earlier(case):
        if earlier.region not in regions:
            yield _afterwards(earlier)


def trained(case: Case, region: str) -> PastSession | None:
    """The session that last trained a region, or None."""
    moved = None
    for session in reversed(case.history.in_order):
        purposes = _purposes(case, session, region)
        if LOAD in purposes:
            return session
        moved = moved or (session if purposes else None)
    return moved


def _purposes(case: Case, session: PastSession, region: str) -> set[str]:
    """What its exercises of a region were for."""
    known = case.catalogue.exercises
    done = [known[one.exercise] for one in session.exercises if one.sets and one.exercise in known]
    return {one.purpose for one in done if one.region == region} - AT_REST


def _regions_of_last(case: Case, until: date) -> frozenset[str]:
    """All that the last session with a load was for, up to a day; without any, the last one."""
    regions = _regions(case)
    moved: frozenset[str] = frozenset()
    for session in reversed(case.history.in_order):
        if session.day > until:
            continue
        held = {region: _purposes(case, session, region) for region in regions}
        loaded = frozenset(region for region, purposes in held.items() if LOAD in purposes)
        if loaded:
            return loaded
        moved = moved or frozenset(region for region, purposes in held.items() if purposes)
    return moved


def _regions(case: Case) -> frozenset[str]:
    return frozenset(one.region for one in case.catalogue.exercises.values())


def _hours(case: Case, session: PastSession) -> float:
    """Since its end; whole days where a moment is not known."""
    moment, ended = case.now.moment, session.ended
    if moment is None or ended is None:
        return 24.0 * (case.now.day - session.day).days
    return (moment - ended).total_seconds() / 3600


def _today(case: Case, region: str, session: PastSession | None) -> Iterator[Decision]:
    hours = 0.0 if session is None else _hours(case, session)
    entries = () if session is None else (f"{on_day(session)}: {int(hours)} hours ago",)
    if case.now.swollen or hours > SEE_SOMEBODY:
        yield _see_somebody(region, entries, swollen=case.now.swollen)
    elif hours > RESTS_UNTIL_GONE:
        yield _rests_until_gone(region, entries)
    elif hours > RESTS_A_DAY:
        what = f"still sore after more than {RESTS_A_DAY} hours: it rests today"
        yield _decided("SO4", region, what, entries, leave_out=True)
    elif case.now.sore == "stays":
        what = "sore, and it stays so after the warm-up: one level down today"
        yield _decided("SO3", region, what, entries, level_down=True)
    else:
        yield _decided("SO2", region, "sore, and easing as it warms up: the same dose", entries)


def _see_somebody(region: str, entries: tuple[str, ...], *, swollen: bool) -> Decision:
    what = "swollen or weaker" if swollen else f"sore for more than {SEE_SOMEBODY // 24} days"
    what += ": no exercises for it, and please have it looked at in the next days"
    return _decided("SO6", region, what, entries, leave_out=True)


def _rests_until_gone(region: str, entries: tuple[str, ...]) -> Decision:
    what = (
        f"sore for more than {RESTS_UNTIL_GONE // 24} days: it rests until that is gone, and "
        "please tell your therapist"
    )
    return _decided("SO5", region, what, entries, leave_out=True)


def _afterwards(earlier: _Earlier) -> Decision:
    """The first session with a region that has rested, or the rest that goes on unanswered."""
    entry = f"sore {earlier.days} days after the {on_day(earlier.session)}"
    long = 24 * earlier.days > RESTS_UNTIL_GONE
    if earlier.swollen and not earlier.gone:
        return _see_somebody(earlier.region, (entry,), swollen=True)
    if long and not earlier.gone:
        return _rests_until_gone(earlier.region, (entry,))
    what = "back after a rest for soreness: one level down today"
    return _decided("SO5" if long else "SO4", earlier.region, what, (entry,), level_down=True)


def _decided(
    rule: str,
    region: str,
    what: str,
    entries: tuple[str, ...],
    *,
    leave_out: bool = False,
    level_down: bool = False,
) -> Decision:
    effect = Effect(region=region, leave_out=leave_out, level_down=level_down, holds=True)
    return Decision(rule, f"{in_words(region)}: {what}", effect=effect, rests_on=entries)


def _earlier(case: Case) -> Iterator[_Earlier]:
    """The regions that were sore or swollen before today, and were not trained since."""
    answers = _answers(case)
    for region in sorted(frozenset().union(*(one.regions for one in answers))):
        session = trained(case, region)
        if session is None:
            continue
        since = [(one, (one.day - session.day).days) for one in answers if one.day > session.day]
        told = [
            (one, days) for one, days in since
            if region in one.regions and (one.swollen or 24 * days >= RESTS_A_DAY)
        ]  # fmt: skip
        if told:
            last, days = told[-1]
            gone = case.now.sore is not None or since[-1][0] is not last
            yield _Earlier(region, days, last.swollen, gone, session)


def _answers(case: Case) -> list[_Answer]:
    """What was told of soreness on each day before today, oldest first."""
    days: dict[date, dict[str, list[Told]]] = {}
    for one in case.history.told:
        if one.day < case.now.day and one.answer is not None:
            days.setdefault(one.day, {}).setdefault(one.question, []).append(one)
    found = []
    for day, told in sorted(days.items()):
        sore = any(one.answer in _SORE for one in told.get("soreness", ()))
        swollen = any(one.answer == "yes" for one in told.get("swelling", ()))
        regions = (
            _named(told) & _regions(case) or _regions_of_last(case, day)
            if sore or swollen
            else frozenset()
        )
        if sore or swollen or "soreness" in told:
            found.append(_Answer(day, regions, swollen))
    return found


def _named(told: dict[str, list[Told]]) -> frozenset[str]:
    """What the answers of a day speak of, as `about` or as the answer; "all" is no region."""
    sore = [one for one in told.get("soreness", ()) if one.answer in _SORE]
    names = [one.about for one in (*sore, *told.get("swelling", ()))]
    names += [f"{one.about},{one.answer}" for one in told.get("sore_region", ())]
    return frozenset(part.strip() for part in ",".join(names).split(",")) - {""}


def _only(rule: str) -> Callable[[Case], Iterator[Decision]]:
    def fire(case: Case) -> Iterator[Decision]:
        return (one for one in soreness(case) if one.rule == rule)

    return fire


_AXE = "after the soreness rules of Axe and Snyder-Mackler"

RULES = (
    Rule(
        "SO1", 8, "elsewhere", "no soreness", "go on", basis="M", source=_AXE,
        where="programme/rules/soreness.py",
    ),
    Rule(
        "SO2", 8, "ease", "sore before the warm-up, gone by the end of it",
        "the same dose for that region; nothing is added",
        basis="M", source=_AXE, fire=_only("SO2"),
    ),
    Rule(
        "SO3", 8, "ease", "sore before the warm-up, and still after it",
        "that region one level down today", basis="M", source=_AXE, fire=_only("SO3"),
    ),
    Rule(
        "SO4", 8, "bar",
        f"sore for more than {RESTS_A_DAY} and up to {RESTS_UNTIL_GONE} hours since the session",
        "that region rests today, then comes back one level down", fire=_only("SO4"),
    ),
    Rule(
        "SO5", 6, "bar",
        f"sore for more than {RESTS_UNTIL_GONE} and up to {SEE_SOMEBODY} hours",
        "that region rests until it is gone, then comes back one level down; a note for the "
        "clinician",
        fire=_only("SO5"),
    ),
    Rule(
        "SO6", 6, "bar",
        f"sore for more than {SEE_SOMEBODY} hours, or swelling, or a new weakness of the muscle",
        "no work of that region, and the advice to see a clinician", fire=_only("SO6"),
    ),
    Rule(
        "SO7", 2, "elsewhere",
        "dark, cola-coloured urine with severe muscle pain or weakness",
        "no exercise until somebody has seen it, the same day",
        basis="S", source="Novant Health, on soreness after exercise",
        where="programme/stops.py",
    ),
)  # fmt: skip
