"""The rules of the index that are carried out outside of today's session, told here in words.

Their code is where `where` says; the numbers come from there.
"""

from __future__ import annotations

from rehab_tui.programme.adherence import TARGET_SHARE
from rehab_tui.programme.change import (
    LARGE_STEP,
    LEAST_FOR_MEDIAN,
    LEAST_PAIRS,
    MEDIUM_STEP,
    MOST_MISSING,
    SMALL,
    SMALL_STEP,
    TREND_RATINGS,
    TREND_WEEKS,
)
from rehab_tui.programme.fit import LEAST_WARM_UP
from rehab_tui.programme.rules.rule import Rule
from rehab_tui.programme.warm_up import LEAST_SECONDS, MOST_SECONDS
from rehab_tui.programme.warm_up import RULE as WARM

_CARDS = (
    "warning-sign card of Greenhalgh, Mercer and Finucane; AHCPR (NBK52120); first-aid knowledge"
)
_STOPS = "programme/stops.py"

RULES: tuple[Rule, ...] = (
    Rule(
        "ST1", 1, "elsewhere", "an emergency sign is told (chest, breath, fainting, stroke signs, "
        "numbness between the legs, a fall, heavy bleeding, thoughts of ending one's life ...)",
        "the emergency words, and nothing else; no exercise", "S", _CARDS, where=_STOPS,
    ),
    Rule(
        "ST2", 2, "elsewhere", "a sign that has to be looked at on the same day is told, or the "
        "profile says: weakness that grows, or a suspected clot",
        "no exercise until somebody has seen it", "S", _CARDS, where=_STOPS,
    ),
    Rule(
        "ST5", 3, "elsewhere", "a stop of ST1, ST2 or ST4 has no answer yet",
        "sessions stay locked until it is answered: seen by a clinician and may exercise, or, "
        "for ST4 alone, what it was",
        where=_STOPS,
    ),
    Rule(
        "ST4", 3, "elsewhere", "dizzy, sick, heart stumbling, out of breath, new tingling, "
        "numbness or weakness, a joint that gives way or locks; or red (PM3) a second time",
        "this session ends, with breathing", "S", "Otago booklet; first-aid knowledge",
        where=f"{_STOPS}, programme/rules/in_session.py",
    ),
    Rule(
        WARM, 6, "elsewhere", "the warm-up rests after a stop or a warning pain (PM3)",
        f"{LEAST_SECONDS} to {MOST_SECONDS} s of easy movement that leaves alone what it moved; "
        "where none is left the session begins without, and says so",
        where="programme/warm_up.py",
    ),
    Rule(
        "FLAG", 9, "elsewhere", "an exercise is marked for a flag of the profile",
        "forbidden: swapped, else an easier one of its chain, else left out; with care: swapped, "
        "else its easier way with its warning, else left out", where="programme/choose.py",
    ),
    Rule(
        "EQ", 9, "elsewhere", "an exercise needs something that is not at home",
        "the household thing that does as well, else it is left out", where="programme/choose.py",
    ),
    Rule(
        "FIT", 12, "elsewhere", "the session is longer than the minutes there are",
        "the least important work goes first, then sets; the warm-up may be shortened to "
        f"{LEAST_WARM_UP} s, in the first session after a gap not at all",
        where="programme/fit.py",
    ),
    Rule(
        "RP12", 12, "elsewhere", f"{TARGET_SHARE:.0%} of the sessions that a week planned are done",
        "the week's target is met; days of a pause are taken off, and nothing is ever a streak",
        "M", "the usual cut in trials", where="programme/adherence.py",
    ),
    Rule(
        "RP1", 12, "elsewhere", f"fewer than {LEAST_FOR_MEDIAN} ratings in a week",
        "single points, no median", where="programme/change.py",
    ),
    Rule(
        "RP2", 12, "elsewhere", f"the baseline's median is above {SMALL:g}, and a week's median is "
        "at least 2 points and 30 % away from it",
        "called an important change, up or down", "M",
        "Farrar 2001; asking for both at once is this app's rule", where="programme/change.py",
    ),
    Rule(
        "RP3", 12, "elsewhere", f"the baseline's median is 1 to {SMALL:g}, and a week's median is "
        "at least 1 point and 50 % away from it",
        "called an important change, with the words that the numbers are small",
        where="programme/change.py",
    ),
    Rule(
        "RP4", 12, "elsewhere", f"the first seven days with {LEAST_FOR_MEDIAN} ratings or more",
        "are the baseline, and stay it", where="programme/change.py",
    ),
    Rule(
        "RP5", 12, "elsewhere",
        f"{TREND_RATINGS} ratings or more in {TREND_WEEKS} weeks or more of a report's period",
        "their slope a week is told (Theil and Sen) with its 95 % interval; where that holds 0: "
        "no clear trend", where="report/trends.py",
    ),
    Rule(
        "RP6", 12, "elsewhere", f"more than {MOST_MISSING:.0%} is missing: of the days, of "
        "function the fortnights, of the worst pain the sessions",
        "no trend; what is missing is left out, never 0 and never carried forward",
        where="report/trends.py",
    ),
    Rule(
        "RP7", 12, "elsewhere", f"{LEAST_PAIRS} complete pairs or more of one of these: a night "
        "and the next day's pain, a session and the next morning's, mood and pain of a day",
        "their rank correlation is told with its 95 % interval, widened as days resemble the day "
        "before; with fewer only how many there are", where="report/links.py",
    ),
    Rule(
        "RP8", 12, "elsewhere", f"the mean of the person's own activities is {SMALL_STEP:g} points "
        f"or {MEDIUM_STEP:g} away from the start, or one of them {LARGE_STEP:g}",
        "called a small or a medium change, or a large one of that activity, up or down", "S",
        "Abbott and Schmitt 2014; of one activity M: Stratford 1995", where="report/functions.py",
    ),
    Rule(
        "RP11", 12, "elsewhere", "a report puts figures into words",
        "no word says that one thing brought another about, and nothing is a diagnosis",
        where="report/sentences.py",
    ),
)  # fmt: skip
