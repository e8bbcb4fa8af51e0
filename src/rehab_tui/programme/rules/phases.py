"""From phase to phase (GA1), and what is told on the way: milestones, review dates, RP9.

Nothing here changes a session: the next phase is offered, everything else is words.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from statistics import median

from rehab_tui.catalogue.model import Catalogue, Programme
from rehab_tui.days import short, spelled_out
from rehab_tui.programme.change import Verdict, find_baseline, judge, weekly_medians
from rehab_tui.programme.colours import (
    EASY_EFFORT,
    QUIET_MORNING,
    that_count,
    went_well,
)
from rehab_tui.programme.decision import Decision
from rehab_tui.programme.gap import settled_since_gap
from rehab_tui.programme.history import History
from rehab_tui.programme.limits import USUAL, Limits
from rehab_tui.programme.phase import (
    CLEAR_DAYS,
    EARLY_DAYS,
    NEXT_PHASE,
    Standing,
    first_day,
    paused,
    phase_change,
    standing,
    weeks_of,
)
from rehab_tui.programme.profile import Profile
from rehab_tui.programme.rules.rule import REFUSAL_HOLDS, Case, Rule
from rehab_tui.programme.stages import allowed_phase
from rehab_tui.programme.words import on_day

CLOSE_LOOK_DAYS = 14
CLOSE_LOOK_SHARE = 0.8
LAST_SESSIONS = 3
MOST_REPEATS = 2
"""A week is repeated so often before a look of the clinician is suggested."""
WEEKLY, WORSE, WEEKLY_DAYS = "weekly", "worse", 7
"""The weekly question, its answer that holds the next phase, and for how many days."""
MAINTENANCE = "maintenance"
USUAL_PAIN = 3
"""Pain at rest up to here (median of the last 14 days) suits the maintenance programme."""
PAINS_REACH = 90
"""So many days ratings are known; a programme that began before has no baseline any more."""
HINT_DAYS, SEE_DAYS = 28, 42
"""The ends of week 4 and of week 6 (RP9)."""
LATELY = timedelta(days=14)
REVIEW_DAYS = 7


def offer_next_phase(
    programme: Programme,
    history: History,
    today: date,
    profile: Profile | None = None,
    limits: Limits = USUAL,
    catalogue: Catalogue | None = None,
) -> Decision | None:
    """GA1: offer the next phase, or after the last one the maintenance programme; or None.

    All must hold: the phase's weeks are done; at least 80 % of the planned sessions of the last 14
    days, done in this phase (days of a pause taken off); the last three sessions green or
    amber-settled, their mornings answered and at most one above the pain before; effort at most 6;
    two sessions since a gap; no open stop; the weekly answer is not "worse"; not refused within
    the last three sessions; after a birth, what the stage has room for. House rule.

    Args:
        programme: the person's.
        history: what was done and answered.
        today: the local day.
        profile: read for that day.
        limits: pain limits and gaps.
        catalogue: where the maintenance programme is; None: it is not offered.
    """
    now = standing(programme, history, today, profile)
    following = _following(programme, now, history, today, profile, catalogue)
    if following is None or _declined(following, history):
        return None
    return None if _missing(programme, now, history, today, limits) else following


def _following(
    programme: Programme,
    now: Standing,
    history: History,
    today: date,
    profile: Profile | None,
    catalogue: Catalogue | None,
) -> Decision | None:
    """What would come after this phase, where anything does and its weeks are done."""
    if history.stops or programme.phases[now.phase].key == "letter":
        return None
    if (today - now.began).days < 7 * weeks_of(programme, now):
        return None
    if now.phase + 1 >= len(programme.phases):
        return _maintenance(programme, history, today, catalogue)
    most = allowed_phase(programme, profile, today) if profile is not None else None
    if most is not None and now.phase >= most:
        return None
    phase = programme.phases[now.phase + 1]
    reason = f"the last sessions went well and the mornings after too: '{phase.title}' is open"
    return Decision(
        NEXT_PHASE,
        f"{reason} to you. {phase.begins_when}".rstrip(),
        change=phase_change(programme, now.phase + 1),
        offer=True,
        rests_on=_last(history),
    )


def _last(history: History) -> tuple[str, ...]:
    """The sessions that the next phase is offered by."""
    return tuple(on_day(one) for one in that_count(history)[-LAST_SESSIONS:])


def _maintenance(
    programme: Programme, history: History, today: date, catalogue: Catalogue | None
) -> Decision | None:
    known = {} if catalogue is None else catalogue.programmes
    upkeep = known.get(MAINTENANCE)
    lately = [level for day, level in history.pains if timedelta(0) <= today - day < LATELY]
    if upkeep is None or programme.weeks is None or programme.id == MAINTENANCE:
        return None
    if lately and median(lately) > USUAL_PAIN:
        return None
    reason = (
        f"you have come to the end of '{programme.name}': '{upkeep.name}' keeps what you have "
        "with fewer sessions a week, if you like"
    )
    return Decision(
        NEXT_PHASE, reason, change=f"programme={MAINTENANCE}", offer=True, rests_on=_last(history)
    )


def _declined(offer: Decision, history: History) -> bool:
    return any(
        one.change == offer.change and one.sessions_since < REFUSAL_HOLDS for one in history.refused
    )


def _missing(
    programme: Programme, now: Standing, history: History, today: date, limits: Limits
) -> list[str]:
    """What GA1 still waits for, in words."""
    found = []
    if not _kept_up(programme, now, history, today):
        found.append("a few more sessions in two weeks come first")
    last = that_count(history)[-LAST_SESSIONS:]
    if len(last) < LAST_SESSIONS or not all(went_well(one, limits) for one in last):
        found.append(
            f"it waits until {LAST_SESSIONS} sessions in a row, with the mornings after them, "
            "were easy"
        )
    if not settled_since_gap((one.day for one in history.done), limits):
        found.append("you have just come back after a pause")
    if _worse_this_week(programme, history, today):
        found.append("you said that this week was worse")
    return found


def _kept_up(programme: Programme, now: Standing, history: History, today: date) -> bool:
    """Whether enough sessions of this very phase were done lately."""
    recent = sum(
        (session.programme, session.phase) == (programme.id, now.phase)
        and 0 <= (today - session.day).days < CLOSE_LOOK_DAYS
        for session in history.done
    )
    days = [today - timedelta(days=n) for n in range(CLOSE_LOOK_DAYS)]
    free = sum(not paused(history, day) for day in days)
    return recent >= CLOSE_LOOK_SHARE * programme.phases[now.phase].frequency.plan * free / 7


def _worse_this_week(programme: Programme, history: History, today: date) -> bool:
    """The latest weekly answer of the last seven days; this app's rule."""
    told = [
        one for one in history.told
        if (one.question, one.about) == (WEEKLY, programme.id)
        and one.answer is not None
        and 0 <= (today - one.day).days < WEEKLY_DAYS
    ]  # fmt: skip
    newest = max((one.day for one in told), default=None)
    return any(one.day == newest and one.answer == WORSE for one in told)


def _gate(case: Case) -> Iterator[Decision]:
    """GA1: the offer; or the week again, and after two of those a word about the clinician."""
    programme, history, today = case.programme, case.history, case.now.day
    if programme is None:
        return
    now = standing(programme, history, today, case.profile)
    following = _following(programme, now, history, today, case.profile, case.catalogue)
    if following is None or _declined(following, history):
        return
    waits = _missing(programme, now, history, today, case.limits)
    if not waits:
        yield following
    elif now.phase + 1 < len(programme.phases):
        yield _again(programme, now, history, today, waits)


def _again(
    programme: Programme, now: Standing, history: History, today: date, waits: list[str]
) -> Decision:
    days = [now.began + timedelta(days=n) for n in range((today - now.began).days)]
    free = sum(not paused(history, day) for day in days)
    if free < 7 * (weeks_of(programme, now) + MOST_REPEATS):
        return Decision(
            NEXT_PHASE, "this week is done once more before the next phase", rests_on=tuple(waits)
        )
    return Decision(
        NEXT_PHASE,
        "the next phase is not open yet, and that is all right: a look at the programme together "
        "with your clinician may help",
        rests_on=tuple(waits),
    )


def _milestones(case: Case) -> Iterator[Decision]:
    """RP10."""
    first = None if case.programme is None else first_day(case.programme, case.history)
    if first is None:
        return
    days = (case.now.day - first).days
    entries = (f"first session: {short(first)}",)
    if EARLY_DAYS[0] <= days <= EARLY_DAYS[1]:
        words = (
            "two weeks are behind you: about now many people notice easier mornings and a little "
            "less stiffness; people differ"
        )
        yield Decision("RP10", words, rests_on=entries)
    if CLEAR_DAYS[0] <= days <= CLEAR_DAYS[1]:
        words = (
            "four weeks are behind you: in these weeks many people notice more clearly what has "
            "become easier; people differ"
        )
        yield Decision("RP10", words, rests_on=entries)


def _see_a_clinician(case: Case) -> Iterator[Decision]:
    """RP9: words alone; the session stays as it is."""
    programme, today = case.programme, case.now.day
    first = None if programme is None else first_day(programme, case.history)
    if programme is None or first is None or not 0 <= (today - first).days <= PAINS_REACH:
        return
    pains = [(day, level) for day, level in case.history.pains if first <= day <= today]
    baseline = find_baseline(pains)
    if baseline is None:
        return
    medians = {
        monday: middle for monday, middle in weekly_medians(pains).items() if monday > baseline.last
    }
    verdicts = {monday: judge(baseline.median, middle) for monday, middle in medians.items()}
    entries = (
        f"pain at rest, middle of the first week: {baseline.median:g}",
        *(f"week from {short(monday)}: {one:g}" for monday, one in medians.items()),
    )
    can_improve = programme.weeks is not None and baseline.median >= 1
    days = (today - first).days if can_improve else 0
    words = _clinician_words(verdicts, today, days)
    if words:
        yield Decision("RP9", words, rests_on=entries)


def _clinician_words(verdicts: dict[date, Verdict], today: date, days: int) -> str:
    lately = {m for m in verdicts if today - m < LATELY}
    week = timedelta(days=7)
    if any(verdicts[m] == "higher" == verdicts.get(m - week) for m in lately):
        return (
            "pain at rest was higher than at the start two weeks in a row: please see your "
            "clinician; your programme stays as it is"
        )
    if not lately or "lower" in verdicts.values():
        return ""
    if days >= SEE_DAYS:
        return (
            "six weeks are behind you and pain at rest has not changed clearly so far: please see "
            "your clinician; your programme stays as it is"
        )
    if days >= HINT_DAYS:
        return (
            "pain at rest has not changed clearly so far; for many people that takes a while "
            "longer, and a word with your clinician is always a good idea"
        )
    return ""


def _review(case: Case) -> Iterator[Decision]:
    """The therapist's date, from a week before it on."""
    day, who = case.plan.therapist.review, case.plan.therapist.name or "your therapist"
    if day is None or (day - case.now.day).days > REVIEW_DAYS:
        return
    when = spelled_out(day)
    if day < case.now.day:
        yield Decision("REVIEW", f"the day to see {who} again has passed: it was {when}")
    else:
        yield Decision("REVIEW", f"you see {who} on {when}; taking your report along may help")


def _handout(case: Case) -> Iterator[Decision]:
    last = max((one.day for one in case.history.done if one.day <= case.now.day), default=None)
    if last is not None and (case.now.day - last).days > case.limits.gap_long:
        reason = (
            "after so long a break, showing your exercise sheet to your therapist may help: "
            "'rehab plan handout' prints it"
        )
        yield Decision("HANDOUT", reason, rests_on=(f"last session: {short(last)}",))


RULES: tuple[Rule, ...] = (
    Rule(
        NEXT_PHASE,
        11,
        "offer",
        f"the phase's weeks are done, {CLOSE_LOOK_SHARE:.0%} of the planned sessions of the last "
        f"{CLOSE_LOOK_DAYS} days (pauses taken off), the last {LAST_SESSIONS} sessions green or "
        f"amber-settled, their mornings at most {QUIET_MORNING} above the pain before, effort at "
        f"most {EASY_EFFORT}, no open stop, two sessions since a gap, the weekly answer not worse",
        "offers the next phase, after the last one the maintenance programme; otherwise the week "
        f"again, {MOST_REPEATS} times at most, then a word about the clinician",
        fire=_gate,
    ),
    Rule(
        "RP9",
        12,
        "tell",
        f"no week's pain lower by an important size (RP2, RP3) {SEE_DAYS} days after the first "
        f"session ({HINT_DAYS}: a softer hint), or higher by it in two weeks running",
        "asks to see the clinician; changes nothing",
        fire=_see_a_clinician,
    ),
    Rule(
        "RP10",
        12,
        "tell",
        f"days {EARLY_DAYS[0]} to {EARLY_DAYS[1]} and {CLEAR_DAYS[0]} to {CLEAR_DAYS[1]} since the "
        "first session",
        "tells what many people notice about then, and that people differ",
        fire=_milestones,
    ),
    Rule(
        "REVIEW",
        12,
        "tell",
        f"the plan's review date is at most {REVIEW_DAYS} days away, or past",
        "names the day and the therapist",
        fire=_review,
    ),
    Rule(
        "HANDOUT",
        12,
        "tell",
        f"more than {USUAL.gap_long} days since the last session",
        "suggests showing the exercise sheet ('rehab plan handout') to the therapist",
        fire=_handout,
    ),
)
"""In the order of precedence; the last four only inform."""
